"""Posts with something nasty in every field, from their page to the database, and what has to come out again."""

import unicodedata
from dataclasses import dataclass
from html import escape

from rentspider.items import PostItem
from rentspider.pages import parse_post
from tests.faults.hostile import nasty
from tests.faults.hostile.oracle import cleaned
from tests.pages.helpers import post_page

ADDRESS = "http://demo.example/index.php/post/{}.html"
STRINGS = (*nasty.ALL, *nasty.HALVES, *nasty.NUMBERS)
BEFORE, BEHIND = "园区今年新建的厂房里有", "这一行字，记者在现场看到了"


@dataclass(frozen=True, slots=True)
class Trip:
    """A post that has one nasty string in all of its fields."""

    number: int
    string: str

    @property
    def name(self) -> str:
        """The string as an author, a category or a tag; empty where nothing of it is seen."""
        return squeezed(self.string)

    @property
    def texts(self) -> list[str]:
        """The lines of its body, kept or removed."""
        return [stored(f"{BEFORE}{self.string}{BEHIND}"), stored(f"{BEFORE} {self.string}"), f"{BEFORE}。{BEHIND}。"]

    def item(self) -> PostItem:
        """The post as the store gets it."""
        url = ADDRESS.format(self.number)
        return cleaned(parse_post(self.page(), url), url)

    def page(self) -> str:
        """Its page, by somebody who escapes what has to be escaped."""
        text, link = escape(self.string), "/index.php/category-2.html"
        date = f'<span class="date">3周前<span class="datetime"> (02-18)</span>{text}</span>'
        user, view = f'<span class="user"><a href="/a.html">{text}</a></span>', f'<span class="view">{text}</span>'
        info = f'{user}{date}<span class="cate"><a href="{link}">{text}</a></span>{view}'
        crumbs = f'<a href="/">首页</a> &gt; <a href="{link}">{text}</a> &gt; 正文内容'
        picture = f'<img src="http://demo.example/{text}" alt="{text}"><a href="{text}">{BEFORE}。{BEHIND}。</a>'
        return post_page(
            f"<p>{BEFORE}{text}{BEHIND}</p><p>{BEFORE} {text}</p><p>{picture}</p>",
            title=f"<h1>题{text}目</h1>",
            canonical=ADDRESS.format(self.number),
            info=info,
            crumbs=crumbs,
            tags=f'<div class="tags">标签: <a href="/index.php/tags-4.html">{text}</a></div>',
        )


def trips() -> list[Trip]:
    """One for each string."""
    return [Trip(number, string) for number, string in enumerate(STRINGS, 1)]


def stored(text: str) -> str:
    """A text as the documentation says that it is stored, worked out character by character."""
    return unicodedata.normalize("NFC", squeezed(text)).replace("蕞新", "最新")


def squeezed(text: str) -> str:
    """The same of a field that is as the page has it, but for what nobody sees."""
    return " ".join("".join(map(_sign, text)).split())


def _sign(sign: str) -> str:
    if sign.isspace():
        return " "
    kind = unicodedata.category(sign)
    return "\ufffd" if kind == "Cs" else "" if kind in ("Cc", "Cf") or sign in "\ufdd0\ufdd1" else sign
