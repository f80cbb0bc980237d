"""No module can run what a page, an archive or a file of rules brings: there is nothing in it that runs text."""

import ast

import pytest

from tests.architecture.code import imports, modules

RUNNING = {"eval", "exec", "compile", "__import__", "breakpoint"}
"""Built-in functions; `re.compile` and the like are others."""
LOADING = {"pickle", "marshal", "shelve", "yaml", "dill", "joblib", "runpy", "code"}
CHILDREN = {"rentspider.alarm": "the user's own alarm command", "rentspider.fleet.work": "commands of this program"}
"""Modules that start a program, and which."""
BY_NAME = {
    "rentspider.reader": "the pipelines that the settings name",
    "rentspider.spiders.knowledge": "the reader of dates that the settings name",
}
"""Modules that load code by its name, and whose."""


@pytest.mark.parametrize("name", modules())
def test_a_module_runs_nothing_that_it_reads(name: str) -> None:
    path = modules()[name]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    used = {part for imported in imports(path) for part in (imported, imported.partition(".")[0])}
    assert called & RUNNING == set()
    assert used & LOADING == set()
    assert "subprocess" not in used or name in CHILDREN
    assert "scrapy.utils.misc.load_object" not in used or name in BY_NAME
    assert not {"importlib.import_module", "os.system", "os.popen"} & used
