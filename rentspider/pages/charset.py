"""From the bytes of a page to its text: what the page says of its charset is often wrong."""

from w3lib.encoding import html_body_declared_encoding, http_content_type_encoding, read_bom

BEARABLE = 0.02
"""The share of a text's characters beyond ASCII that may be lost: a letter is cut in two here and there."""


def decode(body: bytes, content_type: str | None) -> str:
    """The text of a page, with U+FFFD for what is broken.

    UTF-8 comes first, whatever was said, since no other text looks like it; GB 18030 comes last, since it covers the
    older Chinese charsets.

    Args:
        content_type: the header of that name.
    """
    marked, mark = read_bom(body)
    if marked and mark:
        return body[len(mark) :].decode(marked, "replace")
    header, meta = http_content_type_encoding(content_type), html_body_declared_encoding(body)
    wide = [name for name in (header,) if name and name.startswith(("utf-16", "utf-32"))]
    said = [name for name in (header, meta) if name and name not in {"cp1252", "ascii"}]
    for name in dict.fromkeys([*wide, "utf-8", *said, "gb18030"]):
        text = body.decode(name, "replace")
        if not is_garbled(text):
            return text
    return body.decode("utf-8", "replace")


def is_garbled(text: str) -> bool:
    """Whether so much of a text was lost that its charset was another one."""
    lost = text.count("\ufffd")
    return lost > 0 and lost > BEARABLE * (len(text) - len(text.encode("ascii", "ignore")))
