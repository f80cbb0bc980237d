"""Why a rule removes what it removes, in a sentence for each id that can stand in `removed_blocks`."""

from pipelines.cleaning import RuleSet, load_rules
from pipelines.cleaning.cleaner import LINKED_LIST, QR_CODE
from pipelines.cleaning.removal import CONTEXT, LEARNED, LEXICON, PICTURE

CLEANER = {
    CONTEXT: "no rule speaks of it; what stands around it is no article",
    LEXICON: "no rule speaks of it, but its words and its place are those of boilerplate",
    LEARNED: "many posts of the site have this line",
    PICTURE: "a picture beside a line that asks to get in touch",
    QR_CODE: "a picture that is called a code to scan",
    LINKED_LIST: "one of several links in a row to other posts",
}
"""The ids that the cleaner gives where no rule does."""
GONE = "no rule has this id any more"


class Reasons:
    """The rules that hold now, the built-in ones that a user has switched off, and the cleaner's own ids."""

    def __init__(self, rules: RuleSet) -> None:
        built_in = {rule.id: rule for rule in load_rules().rules}
        self.rules = rules.rules
        self.own = {rule.id for rule in rules.rules} - built_in.keys()
        """The ids of a user's own rules."""
        known = {**built_in, **{rule.id: rule for rule in rules.rules}}
        self._sentences = {**{rule.id: rule.reason for rule in known.values()}, **CLEANER}

    def why(self, rule: str) -> str:
        """A rule's reason."""
        return self._sentences.get(rule, GONE)

    def __contains__(self, rule: str) -> bool:
        return rule in self._sentences
