"""Strings that something or other stumbles over. Those for pages hold no character that HTML cannot have."""

MARK = "QZSILENT"
"""Stands in scripts, styles, comments and attributes only: no reader may ever see it."""

FORMULAS = ("=1+1", "=cmd|' /C calc'!A0", "@SUM(1+1)", "+1", "-1+cmd", "＝1+1", "\t=1+1", " =1+1", "%0A=1+1", ";=1+1")
SQL = (
    "'; DROP TABLE articles; --",
    '" OR 1=1 --',
    "%' ESCAPE '",
    "_%_%",
    "NEAR(a b)",
    '"a" AND "b',
    "x' UNION SELECT 1--",
)
FORMATS = ("%s%n%x%%", "{0.__class__}{}", "{{7*7}}", "${jndi:ldap://x.example/a}", "$(touch x)", "`id`", "%(name)s")
MARKUP = (
    "<script>window.harmed=1</script>",
    "<img src=x onerror=window.harmed=1>",
    '"><svg onload=window.harmed=1>',
    "javascript:window.harmed=1",
    "]]><!--<p>-->",
    "</textarea></title></script><script>window.harmed=1</script>",
    "[bold red]x[/]:100:[link=http://x.example]",
)
CONTROLS = (
    "\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x9b31m",
    "a\x08b\x7f",
    "a\x00b",
    "a\rb",
    "a\x0bb\x0cc",
    "a\x85b\u2028c\u2029d",
)
DIRECTIONS = ("\u202egnp.exe\u202c", "\u2066a\u2069", "\u200fאב\u200e", "\u061cا", "a\u200b\u200d\ufeffb", "a\u00adb")
SYMBOLS = ("👩‍👩‍👧‍👦🇨🇳👍🏽", "e\u0301\u0338", "Z̸̡̛̗͎̲̼̀̔͑", "𠮷野家", "ﷺ", "\ufdd0\uffff\U0010ffff", "蕞新蕞尔", "ⅷ①㈱", "İıſK")
HALVES = ("\ud83d", "a\udc00b", "\udfff\ud800")
"""Half characters, which no charset has and JSON can bring."""

VISIBLE = (*FORMULAS, *SQL, *FORMATS, *MARKUP, *DIRECTIONS, *SYMBOLS)
ALL = (*VISIBLE, *CONTROLS)
DATES = (
    *("9999年前 (0001-01-01)", "0个月前", "9999周前 (02-30)", "0000-00-00", "9999-12-31 23:59:59", "2026-02-30 25:61"),
    *(
        "0001-01-01",
        "2026年13月40日",
        "１２月前",
        "刚刚刚刚",
        "3周前 (02-18",
        "-1天前",
        "2026" + " " * 500 + "x",
        "2026 " * 300,
    ),
    *(
        "今天" * 200,
        "Mon, 31 Dec 9999 23:59:59 -9999",
        "Mon, 99 Foo 2026 00:00:00 GMT",
        "Tue,,,",
        "yesterday 99:99",
        "1" * 400,
    ),
)
NUMBERS = ("9" * 400, "1e999", "-0", "NaN", "٣٤٥", "1,,,2", "999999999999999999999万", "0x10", "1_000", "½")
ADDRESSES = (
    *(
        "javascript:window.harmed=1",
        "data:text/html,<script>window.harmed=1</script>",
        "http://[",
        "http://a:b:c/",
        "//",
    ),
    *(
        "http://x.example/\x1b[31m",
        "/index.php/post/99999999999999999999.html",
        "/index.php/post/0.html",
        "?",
        "#",
        " ",
    ),
    *(
        "http://demo.example@evil.example/index.php/post/1.html",
        "\\\\evil.example\\x",
        "http:///post/1.html",
        "mailto:a@b",
    ),
    *(
        "http://x.example/" + "a" * 3_000,
        "/post/1.html\n/x",
        "file:///etc/passwd",
        "http://ex\u00admple.com/",
        "http://１２７.1/",
    ),
)
ENTITIES = (
    "&#xD800;",
    "&#0;",
    "&#x1b;",
    "&#1114112;",
    "&nbsp",
    "&amp;nbsp;",
    "&amp;amp;lt;",
    "&lt;script&gt;",
    "&bogus;",
    "&#x202e;",
    "&#99999999999;",
)
