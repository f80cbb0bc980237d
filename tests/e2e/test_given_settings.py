"""Settings in the environment and by `-s`: both say the same; one that means nothing ends a command in a sentence."""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pytest

from rentspider import __version__, commands
from rentspider.commands_base import OwnCommand
from rentspider.logs import Choice, choose
from tests.e2e.site import crawl, serve, small_site
from tests.fakesite import sample
from tests.helpers import NOWHERE, Result, run_here, run_scrapy, settings_of

NONSENSE = {
    "RENT_DELAY": "soon",
    "RENT_LOCK_WAIT": "-1",
    "RENT_MAX_WAIT": "nan",
    "RENT_MAX_REQUESTS": "1.5",
    "RENT_PROCESSES": "all",
    "RENT_PRIVATE_ADDRESSES": "yes",
    "RENT_LOG_LEVEL": "loud",
    "RENT_ARCHIVE_DIR": "../elsewhere",
}
OF_A_CRAWL = {"RENT_SITE": "rent.sh.cn", "RENT_ALARM_WEBHOOK": "chat"}
CRAWL, REPLAY = ("crawl", "posts", "-a", f"site={NOWHERE}"), ("replay", str(sample.PATH))


def check(result: Result, name: str) -> None:
    """One sentence that names the setting, and nothing else."""
    assert result.returncode == 1, result.stderr
    assert result.stderr.startswith("rentspider: ")
    assert result.stderr.count("\n") == 1
    assert name in result.stderr
    assert result.stdout == ""


@pytest.mark.parametrize("args", [CRAWL, REPLAY, ("reclean",), ("status",)], ids=lambda args: str(args[0]))
@pytest.mark.parametrize("name", NONSENSE)
def test_nonsense_by_an_option(tmp_path: Path, name: str, args: tuple[str, ...]) -> None:
    check(run_here(*args, data=tmp_path, **{name: NONSENSE[name]}), name)
    assert not (tmp_path / "rent.db").exists()


@pytest.mark.parametrize("name", OF_A_CRAWL)
def test_nonsense_that_only_a_crawl_minds(tmp_path: Path, name: str) -> None:
    check(run_here("crawl", "posts", data=tmp_path, **{name: OF_A_CRAWL[name]}), name)
    assert run_here(*REPLAY, data=tmp_path, **{name: OF_A_CRAWL[name]}).returncode == 0


@pytest.mark.parametrize(("name", "args"), [(name, (CRAWL, REPLAY)[place % 2]) for place, name in enumerate(NONSENSE)])
def test_nonsense_in_the_environment(tmp_path: Path, name: str, args: tuple[str, ...]) -> None:
    check(run_scrapy(*args, data=tmp_path, timeout=60, **{name: NONSENSE[name]}), name)


def test_a_file_in_the_place_of_the_archive(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("mine")
    check(run_here(*CRAWL, data=tmp_path, RENT_ARCHIVE_DIR="taken"), "RENT_ARCHIVE_DIR")


@pytest.mark.parametrize("args", [CRAWL, REPLAY, ("reclean",), ("status",)], ids=lambda args: str(args[0]))
def test_a_log_level_that_there_is_none_of(tmp_path: Path, args: tuple[str, ...]) -> None:
    check(run_here(*args, "-L", "debug", data=tmp_path), "there is no log level debug")


def test_a_data_folder_without_a_name(tmp_path: Path) -> None:
    check(run_here("status", "-s", "RENT_DATA_DIR=", data=tmp_path), "RENT_DATA_DIR")


def test_what_follows_from_a_setting_follows_from_an_option_as_well() -> None:
    options = [f"RENT_{option}" for option in ("DELAY=7", "CONTACT=me@example.org", "LOG_LEVEL=ERROR")]
    settings = settings_of(*(part for option in options for part in ("-s", option)))
    assert settings["DOWNLOAD_DELAY"] == settings["AUTOTHROTTLE_START_DELAY"] == 7
    assert "me@example.org" in settings["USER_AGENT"]
    assert settings["LOG_LEVEL"] == "ERROR"
    assert choose(True, settings, Path()) == Choice(live=True, file=Path("logs/rentspider.log")), (
        "as by the environment"
    )


@pytest.mark.parametrize("options", [("-L", "DEBUG"), ("-s", "LOG_LEVEL=DEBUG")])
def test_an_option_of_scrapys_own_comes_first(options: tuple[str, ...]) -> None:
    settings = settings_of("-s", "RENT_LOG_LEVEL=ERROR", "-s", "DOWNLOAD_DELAY=5", *options)
    assert (settings["LOG_LEVEL"], settings.getfloat("DOWNLOAD_DELAY")) == ("DEBUG", 5)


def test_a_crawl_does_what_options_say(tmp_path: Path) -> None:
    options = ("-s", "RENT_CONTACT=tests@example.org", "-s", "RENT_MAX_REQUESTS=2", "-s", "RENT_LOG_LEVEL=CRITICAL")
    with serve(small_site(6)) as server:
        result = crawl(server, tmp_path, *options)
    assert (result.returncode, result.stderr) == (3, "")
    told = f"rentspider/{__version__} (an archive of articles; tests@example.org)"
    assert {access.user_agent for access in server.log} == {told}
    assert len(server.log) == 2


def test_each_command_reads_its_settings_so() -> None:
    modules = [import_module(f"{commands.__name__}.{module.name}") for module in iter_modules(commands.__path__)]
    assert [module.__name__ for module in modules if not issubclass(module.Command, OwnCommand)] == []
