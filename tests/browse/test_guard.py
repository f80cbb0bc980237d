"""Only this machine's own browser is answered, and only asked questions are."""

import pytest

from tests.browse.pages import Pages


@pytest.mark.parametrize("host", ["127.0.0.1", "127.0.0.1:8001", "localhost", "LOCALHOST:80", "[::1]:8001"])
def test_this_machine_is_answered(pages: Pages, host: str) -> None:
    assert pages.answer("/", host=host).status_code == 200


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8001", "127.0.0.1.evil.example", "", "127.0.0.1@x"])
def test_a_name_that_was_made_to_lead_here_is_not(pages: Pages, host: str) -> None:
    answer = pages.answer("/rent/articles.json", host=host)
    assert (answer.status_code, "title" in answer.text) == (403, False)


@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "OPTIONS"])
def test_nothing_can_be_sent(pages: Pages, method: str) -> None:
    assert pages.answer("/rent", method).status_code == 405


@pytest.mark.parametrize("path", ["/-/settings", "/-/auth-token", "/-/permissions", "//elsewhere.example/"])
def test_what_is_not_ours_is_not_there(pages: Pages, path: str) -> None:
    answer = pages.answer(path)
    assert (answer.status_code, answer.headers.get("location")) == (404, None)


@pytest.mark.parametrize(
    "sql",
    [
        "update articles set title = 'x'",
        "select 1; delete from articles",
        "with x as (select 1) delete from articles",
        "attach database '/tmp/other.db' as other",
        "pragma journal_mode=delete",
        "select load_extension('x')",
        "explain delete from articles",
    ],
)
def test_sql_cannot_write(pages: Pages, sql: str) -> None:
    before = pages.json("/rent/articles.json?_shape=array&_size=max")
    pages.answer("/rent?" + f"sql={sql.replace(' ', '+')}")
    assert pages.json("/rent/articles.json?_shape=array&_size=max") == before


def test_sql_that_goes_on_and_on_is_stopped(pages: Pages) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n"
    answer = pages.answer(f"/rent?sql={endless.replace(' + ', '%2B').replace(' ', '+')}&_timelimit=50")
    assert answer.status_code == 400
    assert "interrupted" in answer.text.lower() or "time limit" in answer.text.lower()


def test_a_mistake_is_told_on_the_page_and_nowhere_else(pages: Pages, capfd: pytest.CaptureFixture[str]) -> None:
    assert "no such column: nonsense" in pages.text("/rent?sql=select+nonsense", 400)
    assert capfd.readouterr() == ("", "")
