"""What archives of others hold, in tests: pages of the made-up site, and of sites that are no concern of ours."""

from functools import cache
from pathlib import Path

from tests.archive.crawlers import Answer
from tests.fakesite.dates import DAY
from tests.fakesite.sample import NOW, sample_site
from tests.helpers import Result, contents, rows, run_here

SITE = "http://demo.example/"
FOUND = ("articles", "revisions", "captures", "date_evidence", "links", "removed_blocks")
"""Tables that are the same whichever way the archives were read; `fetches` names files."""
THEIRS = """<!doctype html><html><head><title>店</title><meta name="generator" content="Other 4.2">
<link rel="stylesheet" href="/themes/plain/style.css"></head>
<body><h1>店</h1><div class="single"><p>欢迎光临。</p></div>
<h2><a href="/index.php/post/7.html">厂房</a></h2></body></html>"""
BROKEN = "<!doctype html><html><head><title>维护中</title></head><body>维护中</body></html>"
OTHER_THEME = THEIRS.replace("Other 4.2", "Z-BlogPHP 1.7.3").replace("/themes/plain", "/zb_users/theme/plain")


@cache
def _body(path: str) -> bytes:
    return sample_site().respond(path, NOW).body


@cache
def posts() -> list[int]:
    """The numbers of the made-up site's posts."""
    return sorted(sample_site().posts)


def path_of(place: int) -> str:
    """Of a post, by its place."""
    return f"index.php/post/{posts()[place]}.html"


def post(place: int = 0, day: int = 0, form: str = "。", base: str = SITE) -> Answer:
    """A post's page, so many days later, in one of its forms; another form ends its sentences with another sign."""
    body = _body("/" + path_of(place)).replace("。".encode(), form.encode())
    return Answer(base + path_of(place), body, at=NOW + day * DAY)


def page(path: str) -> Answer:
    """Another page of the made-up site."""
    return Answer(SITE + path, _body("/" + path), at=NOW)


def theirs(url: str, text: str = THEIRS) -> Answer:
    """A page that is none of the CMS's."""
    return Answer(url, text.encode(), at=NOW)


def reread(data: Path) -> bool:
    """Whether all stored articles can be read again from where they stand, and the database is sound."""
    again, sound = run_here("reclean", "--dry-run", data=data), run_here("check-db", data=data)
    assert (again.returncode, sound.returncode) == (0, 0), (again, sound)
    return ", failed 0," in again.stdout and "cannot be cleaned anew" not in again.stderr


def write(folder: Path, content: bytes, name: str = "a.warc.gz") -> Path:
    """A file of others."""
    folder.mkdir(exist_ok=True)
    (folder / name).write_bytes(content)
    return folder / name


def replayed(data: Path, *args: str | Path, code: int = 0) -> Result:
    """What a replay said, which has to end with a code."""
    result = run_here("replay", *args, data=data)
    assert "Traceback" not in result.stderr
    assert result.returncode == code, (result.stdout, result.stderr)
    return result


def fetched(data: Path) -> list[str]:
    """The addresses on record, in order."""
    return [row["url"] for row in rows(data / "rent.db", "SELECT url FROM fetches ORDER BY url")]


def found(data: Path) -> dict[str, list[dict[str, object]]]:
    """All that was read, without the numbers that follow from its order."""
    tables = contents(data, *FOUND)
    keys = {row["key"]: row["url"] for row in tables["articles"]}
    numbers = ("key", "id", "duplicate_of")
    return {
        name: sorted(
            (
                {k: keys.get(v, v) if k.endswith("_key") else v for k, v in row.items() if k not in numbers}
                for row in of
            ),
            key=repr,
        )
        for name, of in tables.items()
    }
