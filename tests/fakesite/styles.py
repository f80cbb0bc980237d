"""How authors paste a body: the markup around runs of paragraphs, tables, pictures, lists and headings.

A run is a list of consecutive lines of prose. Some styles put each line in an element of its own, others put
the whole run into one and part the lines by ``<br>``.
"""

from collections.abc import Callable, Sequence
from html import escape
from random import Random

from tests.fakesite.blocks import Block, Heading, Items, Para, Picture, Quote, Table

Style = Callable[[Random, Sequence[str]], str]
INDENT = "　　"
CENTRED = ' style="text-align:center"'


def text(line: str) -> str:
    """A line of prose made safe for HTML."""
    return escape(line, quote=False)


def indented(rng: Random, run: Sequence[str]) -> str:
    """``<p>`` with two ideographic spaces: the commonest style."""
    return "".join(f"<p>{INDENT}{text(line)}</p>\n" for line in run)


def plain(rng: Random, run: Sequence[str]) -> str:
    """Bare ``<p>``, at times with an em-space indent."""
    lead = rng.choice(["", "&emsp;&emsp;"])
    return "".join(f"<p>{lead}{text(line)}</p>\n" for line in run)


def styled(rng: Random, run: Sequence[str]) -> str:
    """A word processor's ``<p style><span style>``."""
    size = rng.choice(["16px", "15px", "14pt"])
    paragraph = f'<p style="text-indent: 2em; line-height: 1.8em;"><span style="font-size: {size};">'
    return "".join(f"{paragraph}{text(line)}</span></p>\n" for line in run)


def one_div(rng: Random, run: Sequence[str]) -> str:
    """One ``<div>``; no-break spaces for indents, a blank line between paragraphs."""
    return "<div>" + "<br/>\n<br/>".join("&nbsp;&nbsp;&nbsp;&nbsp;" + text(line) for line in run) + "</div>\n"


def wechat(rng: Random, run: Sequence[str]) -> str:
    """Nested ``<section>`` as WeChat's editor makes them, a sentence cut over span and strong."""
    return "".join(
        '<section style="margin: 0 8px;"><section style="line-height: 1.75em;">'
        f"{cut_over_spans(rng, line)}</section></section>\n"
        for line in run
    )


def cut_over_spans(rng: Random, line: str) -> str:
    """The line in two or three inline elements, cut at any character."""
    if len(line) < 12:
        return f"<span>{text(line)}</span>"
    first, second = sorted(rng.sample(range(1, len(line)), 2))
    tag = rng.choice(["strong", "span", "em"])
    middle = f"<{tag}>{text(line[first:second])}</{tag}>"
    return f"<span>{text(line[:first])}</span>{middle}<span>{text(line[second:])}</span>"


def bare(rng: Random, run: Sequence[str]) -> str:
    """Text straight in the body with ``<br>`` at the line ends."""
    return "".join(f"{INDENT}{text(line)}<br>\n" for line in run)


def spaced(rng: Random, run: Sequence[str]) -> str:
    """``<p>`` with an empty paragraph after each as a spacer."""
    spacer = rng.choice(["&nbsp;", "<br/>", ""])
    return "".join(f"<p>{text(line)}</p>\n<p>{spacer}</p>\n" for line in run)


def divs(rng: Random, run: Sequence[str]) -> str:
    """A ``<div>`` a paragraph."""
    return "".join(f'<div style="text-indent:2em">{text(line)}</div>\n' for line in run)


STYLES: dict[str, Style] = {
    "indented": indented,
    "styled": styled,
    "one_div": one_div,
    "wechat": wechat,
    "bare": bare,
    "spaced": spaced,
    "plain": plain,
    "divs": divs,
}


def element(rng: Random, block: Block) -> str:
    """A block that is not prose, in one of the markups that are in use for it."""
    match block:
        case Table():
            return table(rng, block)
        case Picture():
            return picture(rng, block)
        case Items(items, ordered):
            tag = "ol" if ordered else "ul"
            wrap = rng.choice(["{}", "<p>{}</p>"])
            return f"<{tag}>" + "".join(f"<li>{wrap.format(text(item))}</li>" for item in items) + f"</{tag}>\n"
        case Heading(line):
            form = rng.choice(
                ["<h2>{}</h2>", "<h3>{}</h3>", "<p><strong>{}</strong></p>", f"<p><b>{INDENT}{{}}</b></p>"]
            )
            return form.format(text(line)) + "\n"
        case Quote(line):
            return f"<blockquote><p>{text(line)}</p></blockquote>\n"
        case Para(line):
            return f"<p>{text(line)}</p>\n"


def table(rng: Random, block: Table) -> str:
    """The rows, the first at times in ``<th>``, a cell's text at times in a ``<p>``."""
    head = rng.choice(["td", "th"])
    wrap = rng.choice(["{}", "<p>{}</p>", "<p><span>{}</span></p>"])
    rows = [
        "<tr>" + "".join(f"<{tag}>{wrap.format(text(cell))}</{tag}>" for cell in row) + "</tr>\n"
        for tag, row in zip([head] + ["td"] * len(block.rows), block.rows, strict=False)
    ]
    return '<table border="1"><tbody>' + "".join(rows) + "</tbody></table>\n"


def picture(rng: Random, block: Picture) -> str:
    """The picture, its caption below it in the same or in the next paragraph."""
    img = f'<img src="{block.src}" alt="" />'
    if not block.caption:
        return f"<p{CENTRED}>{img}</p>\n"
    form = rng.choice(
        [
            f"<p{CENTRED}>{img}</p>\n<p{CENTRED}>{{}}</p>\n",
            f"<p{CENTRED}>{img}<br/>{{}}</p>\n",
            f"<figure>{img}<figcaption>{{}}</figcaption></figure>\n",
        ]
    )
    return form.format(text(block.caption))
