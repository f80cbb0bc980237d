"""Every setting, exit code, table and column in the documentation is there, and the other way round."""

import re

import pytest

from rentspider.commands.export import FORMATS
from rentspider.db.schema import describe
from rentspider.exporting.fields import FIELDS
from rentspider.outcome import Exit
from tests.docs.pages import BY_NAME, PAGES, Page
from tests.helpers import ROOT

README = BY_NAME["README.md"].text
SETTINGS = (ROOT / "rentspider/settings.py").read_text(encoding="utf-8")
SOURCE = "".join(path.read_text(encoding="utf-8") for path in sorted(ROOT.glob("[pr]*/**/*.py")))
RELATIONS = {relation.name: [column.name for column in relation.columns] for relation in describe()}
INDEX = {"search_bigrams", "search_characters"}
"""Tables of SQLite's own making."""
each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)


def test_each_setting_is_in_the_readme_with_its_default() -> None:
    used = dict(re.findall(r'environ\.get\("(\w+)"\) or (?:"([^"]*)")?', SETTINGS))
    table = dict(re.findall(r"^\| `(RENT_\w+)` \| (?:`([^`]*)`)?", README, re.MULTILINE))
    assert table.keys() == used.keys()
    assert {name: value for name, value in table.items() if value and used[name] not in ("", value)} == {}


@each_page
def test_a_setting_that_is_named_is_there(page: Page) -> None:
    assert {name for name in re.findall(r"RENT_[A-Z_]+", page.text) if f'"{name}"' not in SOURCE} == set()


@pytest.mark.parametrize("name", ["README.md", "docs/cron.md"])
def test_the_exit_codes_are_those_there_are(name: str) -> None:
    told = re.findall(r"^\| (\d+) \|", BY_NAME[name].text, re.MULTILINE)
    assert {int(code) for code in told} == {*Exit, 2}


def test_each_table_and_view_is_spoken_of_outside_its_own_page() -> None:
    code = "\n".join(part for page in PAGES if page.name != "docs/schema.md" for part in _code(page))
    assert [name for name in RELATIONS if not re.search(rf"\b{name}\b", code)] == []


@each_page
def test_a_table_or_column_that_is_named_is_there(page: Page) -> None:
    columns = {column for names in RELATIONS.values() for column in names}
    known = {*RELATIONS, *columns, *INDEX, *(field.name for field in FIELDS)}
    unknown = [span for span in page.spans() if re.fullmatch(r"[a-z]+(_[a-z]+)+", span) and span not in known]
    assert [name for name in unknown if not re.search(rf"\b{name}\b", SOURCE)] == []
    pairs = [span.split(".") for span in page.spans() if re.fullmatch(r"\w+\.(?!py$)\w+", span)]
    assert [pair for pair in pairs if pair[0] in RELATIONS and pair[1] not in RELATIONS[pair[0]]] == []


def test_each_column_of_an_export_is_documented() -> None:
    documented = BY_NAME["docs/exporting.md"].text
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", documented, re.MULTILINE)
    assert rows == [(field.name, field.kind, field.doc) for field in FIELDS]


def test_each_format_of_an_export_is_documented() -> None:
    documented = re.findall(r"^\| `(\w+)` \| [^|]+ \|$", BY_NAME["docs/exporting.md"].text, re.MULTILINE)
    assert documented == [*FORMATS]


def _code(page: Page) -> list[str]:
    return [*page.spans(), *page.blocks("sql", "sh", "python")]
