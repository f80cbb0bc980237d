"""A user's own rules: they hold beside the built-in ones, and what is wrong with one is told before a run begins."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from scrapy.crawler import Crawler
from scrapy.settings import Settings
from scrapy.utils.project import get_project_settings

from pipelines.boilerplate import BoilerplatePipeline, rules_of
from pipelines.cleaning import CLEANER_VERSION, Cleaned, clean, load_rules
from pipelines.cleaning.rules import KINDS, PLACES
from rentspider.config import Config
from rentspider.errors import SetupError
from rentspider.pages import Block
from rentspider.spiders.posts import PostsSpider
from tests.fakesite import sample
from tests.helpers import replay, rows, run_here
from tests.pipelines.test_cleaner import PROSE

DOCS = (Path(__file__).parents[2] / "docs/cleaning.md").read_text(encoding="utf-8")
EXAMPLE = re.findall(r"```toml\n(.*?)```", DOCS.partition("## Your own rules")[2], re.DOTALL)[0]
LINE = "“江边旧厂”札记第十二则"
STOCKS = "主力资金动向曝光"
GOOD = {
    "id": '"own.one"',
    "kind": '"ad"',
    "places": '["tail"]',
    "reason": '"a reason"',
    "patterns": "['^甲乙$']",
    "positive": '["甲 乙"]',
    "negative": '["甲乙丙"]',
}
Write = Callable[[str], Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    def written(text: str) -> Path:
        path = tmp_path / "rules.toml"
        path.write_text(text, encoding="utf-8")
        return path

    return written


def rule(**keys: str | None) -> str:
    """A `[[rule]]` table with some keys otherwise; None leaves one out."""
    return "\n".join(["[[rule]]", *(f"{key} = {value}" for key, value in {**GOOD, **keys}.items() if value), ""])


def cleaned(path: Path | None, *tail: str) -> Cleaned:
    blocks = [Block(number, text, element=number) for number, text in enumerate([*PROSE, *tail])]
    return clean(blocks, load_rules(path))


def told(path: Path) -> str:
    """What is said of a wrong file: one sentence that names it."""
    with pytest.raises(SetupError) as caught:
        load_rules(path)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path}: ")
    assert "\n" not in sentence
    return sentence.removeprefix(f"{path}: ")


def test_the_example_of_the_documentation(write: Write) -> None:
    path = write(EXAMPLE)
    assert cleaned(None, LINE).removed == []
    assert [(gone.kind, gone.rule, gone.block.text) for gone in cleaned(path, LINE).removed] == [
        ("lead", "own.column", LINE)
    ]


def test_its_switched_off_rule_is_off(write: Write) -> None:
    assert [gone.rule for gone in cleaned(None, STOCKS).removed] == ["portal.stocks"]
    assert cleaned(write(EXAMPLE), STOCKS).removed == []


def test_a_rule_of_the_kind_article_keeps(write: Write) -> None:
    line = "长按二维码，关注我们的公众号"
    assert [gone.block.text for gone in cleaned(None, line).removed] == [line]
    keeping = rule(kind='"article"', patterns="['^长按二维码']", positive=f'["{line}"]')
    assert cleaned(write(keeping), line).removed == []


def test_marks_mean_lines_up_to_the_longest(write: Write) -> None:
    rules = load_rules(write(rule(marks="['share']", longest="4")))
    for text, met in (("丙丁戊己", ["own.one"]), ("丙丁戊己庚", [])):
        block = Block(0, text, marks=frozenset({"share"}))
        assert [each.id for each in rules.met(block, text, "tail")] == met


def test_the_documentation_names_every_kind_and_place() -> None:
    for name in (*KINDS, *PLACES):
        assert re.search(rf"^kind = .*\b{name}\b|^places = .*\b{name}\b", DOCS, re.MULTILINE), name


def test_the_built_in_rules_stay(write: Write) -> None:
    path = write(rule())
    assert [each.id for each in load_rules(path).rules] == [*(each.id for each in load_rules().rules), "own.one"]


def test_built_in_rules_are_read_once() -> None:
    assert load_rules() is load_rules()


@pytest.mark.parametrize("text", ["", "\ufeff" + rule(), rule(positive=None, negative=None), rule(places="['head']")])
def test_what_is_right(write: Write, text: str) -> None:
    load_rules(write(text))


WRONG = {
    rule(reason=None, kind=None): "rule own.one: it lacks `kind` and `reason`",
    rule(id=None): "rule 1: it lacks `id`",
    rule() + rule(id=None): "rule 2: it lacks `id`",
    rule(pattern="['a']"): "rule own.one: unknown key 'pattern'; there are id, kind, places",
    rule(kind='"adverts"'): "rule own.one: unknown kind 'adverts'; there are contact, ad, ",
    rule(places='["tail", "middle"]'): "rule own.one: unknown place 'middle'; there are head, tail and anywhere",
    rule(places='"tail"'): "rule own.one: `places` has to be a list of texts",
    rule(patterns="['^甲乙$', 1]"): "rule own.one: `patterns` has to be a list of texts",
    rule(places="[]"): "rule own.one: it never holds",
    rule(patterns=None): "rule own.one: it never holds: give it at least one place, and `patterns` or `marks`",
    rule(longest='"60"'): "rule own.one: `longest` has to be a whole number above 0",
    rule(longest="true"): "rule own.one: `longest` has to be a whole number above 0",
    rule(strong="1"): "rule own.one: `strong` has to be true or false",
    rule(reason='" "'): "rule own.one: `reason` has to be a text",
    rule(patterns="['^甲乙$', '^(丙$']"): "rule own.one: its pattern 2 is no regular expression (missing )",
    rule(patterns="['甲(乙', '丙)丁']"): "rule own.one: its pattern 1 is no regular expression (missing )",
    rule(patterns="['<portals>']"): "rule own.one: its pattern 1 names <portals>, and there is no such vocabulary",
    rule(unless="'['"): "rule own.one: its unless is no regular expression (unterminated character set",
    rule(patterns="['^甲乙$', '丙?']"): "rule own.one: one of its patterns fits an empty line, and so every line",
    rule(
        patterns="['^甲乙$', '^(?:[一-龥]+,?)+。$']"
    ): "rule own.one: its pattern 2 is busy for 20 ms and more with a line",
    rule(unless="'(乙|乙乙)+$'"): "rule own.one: its unless is busy",
    rule(marks="['(a|aa)+x']"): "rule own.one: its mark 1 is busy",
    rule(id='"portal.app"'): "rule portal.app: a built-in rule has this id",
    rule(id='"context.run"'): "rule context.run: the cleaner itself has ids that begin with context.",
    rule() + rule(): "rule own.one: this id is used twice",
    rule(positive='["甲乙", "丙"]'): "rule own.one: it does not mean its positive example 2, which it sees folded",
    rule(longest="1"): "rule own.one: it does not mean its positive example 1: it has 2 characters, and `longest` is 1",
    rule(negative='["甲乙"]'): "rule own.one: it means its negative example 1, a line that it must leave",
    rule(disable="[]"): "rule own.one: `disable` belongs at the top of the file, before the first [[rule]]",
    'disable = ["portal.ap"]': "`disable` names 'portal.ap', and no built-in rule has this id",
    'disable = "portal.ap"': "`disable` names 'portal.ap', and no built-in rule has this id",
    "disable = [[1]]": "`disable` names [1], and no built-in rule has this id",
    'rules = ["a"]': "unknown key 'rules'; there are `disable` and tables [[rule]]",
    "rule = [1]": "rule 1: it is no table",
    'patterns = ["\\d"]': "Unescaped '\\' in a string (at line 1, column ",
}


@pytest.mark.parametrize(("text", "sentence"), WRONG.items(), ids=range(len(WRONG)))
def test_what_is_wrong(write: Write, text: str, sentence: str) -> None:
    assert told(write(text)).startswith(sentence)


def test_no_example_is_told(write: Write) -> None:
    """A number of somebody may stand in it, and what is told may go to a log."""
    assert "1380" not in told(write(rule(positive='["13800000001"]')))


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "rules.toml").write_bytes("reason = '理由'".encode("gb18030"))
    assert "utf-8" in told(tmp_path / "rules.toml")
    with pytest.raises(SetupError, match=f"cannot read {tmp_path}: Is a directory"):
        load_rules(tmp_path)


def settings(data: Path) -> Settings:
    found = get_project_settings()
    found.setdict({"RENT_DATA_DIR": str(data), "RENT_DATABASE_URL": ""})
    return found


def test_the_data_folder_is_where_they_are(write: Write, tmp_path: Path) -> None:
    config = Config.of(settings(tmp_path))
    assert rules_of(config) is load_rules()
    write(rule())
    assert rules_of(config).rules[-1].id == "own.one"


def test_a_pipeline_is_not_made_with_a_wrong_file(write: Write, tmp_path: Path) -> None:
    write(rule(kind=None))
    with pytest.raises(SetupError, match=r"rules\.toml: rule own\.one: it lacks `kind`"):
        BoilerplatePipeline.from_crawler(Crawler(PostsSpider, settings(tmp_path)))


def test_the_version_tells_one_set_of_rules_from_another(write: Write) -> None:
    """Two forms of an article are compared only where the same rules have cleaned both."""
    texts = ["", rule(), rule(strong="false"), rule(patterns="['^甲乙?$']"), 'disable = ["portal.app"]']
    versions = [load_rules(write(text)).version for text in texts]
    assert versions[0] == CLEANER_VERSION
    assert len(set(versions)) == len(texts)
    assert {version % 1000 for version in versions} == {CLEANER_VERSION}
    assert max(versions) < 2**31
    assert load_rules(write(rule(reason='"another"', negative=None))).version == versions[1]


def test_a_new_rule_changes_what_is_stored_and_makes_no_revision(write: Write, tmp_path: Path) -> None:
    database, last = tmp_path / "rent.db", "路还长。"
    replay(sample.PATH, tmp_path)
    ending = f"SELECT key, body_text FROM articles WHERE body_text LIKE '%\n{last}' ORDER BY key"
    before, revisions = rows(database, ending), rows(database, "SELECT article_key, content_hash FROM revisions")
    write(rule(patterns=f"['^{last}$']", positive=f'["{last}"]'))
    assert run_here("reclean", data=tmp_path).returncode == 0
    assert rows(database, ending) == []
    query = "SELECT a.key, a.body_text || '\n' || r.text AS body_text FROM articles a JOIN removed_blocks r"
    now = rows(database, f"{query} ON r.article_key = a.key WHERE r.rule = 'own.one' ORDER BY a.key")
    assert now == before != []
    assert rows(database, "SELECT article_key, content_hash FROM revisions") == revisions
