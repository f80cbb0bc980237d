"""The documentation does what it says: its settings, commands and exit codes exist. Its SQL: tests/querying."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_each_setting_is_in_the_readme() -> None:
    settings = (ROOT / "rentspider/settings.py").read_text(encoding="utf-8")
    used = set(re.findall(r'environ\.get\("(\w+)"\)', settings))
    assert used == set(re.findall(r"^\| `(RENT_\w+)`", README, re.MULTILINE))


def test_each_command_in_the_readme_exists() -> None:
    named = set(re.findall(r"\.venv/bin/scrapy (\w+)", README))
    assert named == {path.stem for path in (ROOT / "rentspider/commands").glob("[a-z]*.py")}


def test_each_target_of_the_makefile_has_its_line_of_help() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = re.findall(r"^\.PHONY: (.*)$", makefile, re.MULTILINE)[0].split()
    assert [target for target in targets if not re.search(rf"^{target}:.*## ", makefile, re.MULTILINE)] == []


def test_each_exit_code_is_in_the_readme() -> None:
    from rentspider.outcome import Exit

    documented = {int(code) for code in re.findall(r"^\| (\d+) \|", README, re.MULTILINE)}
    assert documented == {*(code.value for code in Exit), 2}


def test_each_column_of_an_export_is_documented() -> None:
    from rentspider.exporting.fields import FIELDS

    documented = (ROOT / "docs/exporting.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.+) \|$", documented, re.MULTILINE)
    assert rows == [(field.name, field.kind, field.doc) for field in FIELDS]
