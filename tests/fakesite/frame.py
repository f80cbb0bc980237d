"""What all pages of the theme share: head, menu, main part, footer; and its lazy images.

The skeleton (elements, ids, classes, nesting) is that of the archived pages; scripts are stubs.
"""

import re
from collections.abc import Sequence
from html import escape

from tests.fakesite.look import Look

THEME = "zb_users/theme/tpure/"
IMG_SRC = re.compile(r'(<img\b[^>]*?)\ssrc="([^"]*)"')


def lazy(look: Look, html: str) -> str:
    """The body with its pictures made lazy, as the theme does when it renders a post."""
    holder = look.url(THEME + "style/images/lazyload.png")
    return IMG_SRC.sub(rf'\1 src="{holder}" data-original="\2" class="lazyload"', html)


def head(look: Look, title: str, canonical: str = "", more: str = "") -> str:
    """The document's head with the theme's styles and scripts."""
    theme, system = look.url(THEME), look.url("zb_system/script/")
    link = f'<link rel="canonical" href="{canonical}" />' if canonical else ""
    return f"""<!DOCTYPE html>
<html xml:lang="zh-Hans" lang="zh-Hans">
<head>
    <meta charset="utf-8">
    <meta name="theme" content="tpure">
    <meta http-equiv="X-UA-Compatible" content="ie=edge">
    <meta name="renderer" content="webkit">
    <meta name="viewport" content="width=device-width,minimum-scale=1,initial-scale=1">
    <title>{escape(title)}</title>
    <link rel="shortcut icon" href="{theme}style/images/favicon.ico" type="image/x-icon" />
    <meta name="generator" content="Z-BlogPHP 1.7.5">
    <link rel="stylesheet" href="{theme}plugin/share/share.css" />
    <script src="{theme}plugin/share/share.js"></script>
    <script src="{theme}plugin/swiper/swiper.min.js"></script>
    <link rel="stylesheet" href="{theme}plugin/swiper/swiper.min.css" type="text/css" media="all"/>
    <link rel="stylesheet" href="{theme}style/style.css?v=5.0.2" type="text/css" media="all" />
    <script src="{system}jquery-latest.min.js"></script>
    <script src="{system}zblogphp.js"></script>
    <script>/* theme */</script>
    {link}
    <link href="{theme}plugin/fancybox/fancybox.css" rel="stylesheet" type="text/css" />
    <script src="{theme}plugin/fancybox/fancybox.js"></script>
    <script>/* fancybox */</script>
    {more}
</head>
"""


def search_form(look: Look, form_class: str = "") -> str:
    """The search form, which stands in the menu twice."""
    css = f' class="{form_class}"' if form_class else ""
    return f"""<form method="post" name="search" action="{look.url("zb_system/cmd.php?act=search")}"{css}>
                    <input type="text" name="q" placeholder="搜索..." class="schinput">
                    <button type="submit" class="btn"></button>
                </form>"""


def menu_items(look: Look, entries: Sequence[tuple[int, str]]) -> str:
    """The categories that have a place in the menu."""
    return "".join(
        f'<li id="navbar-category-{number}"><a href="{look.list_url("category", number)}">{name}</a></li>'
        for number, name in entries
    )


def menu(look: Look, entries: Sequence[tuple[int, str]]) -> str:
    """The header: logo, menu, search."""
    logos = "".join(
        f'<img src="{look.url(THEME)}style/images/{file}.svg" alt="{look.slogan}">' for file in ("nightlogo", "logo")
    )
    return f"""<div class="header fixed">
    <div class="wrap">
        <div class="logo on"><a href="{look.base}">{logos}</a></div>
        <div class="head">
            <div class="account">
    <div class="sign"><span><a href="{look.url("zb_system/login.php")}">登录/注册</a></span></div>
            </div>
            <div class="menuico"><span></span><span></span><span></span></div>
            <div class="menu">
                <ul>
                    <li id="navbar-item-index"><a href="{look.base}">首页</a></li>{menu_items(look, entries)}\
<li id="navbar-page-2"><a href="{look.url("?id=2")}">留言本</a></li>
                </ul>
                <div class="schico statefixed">
                    <a href="javascript:;"></a>
                    <div class="schfixed">
                        {search_form(look)}
                    </div>
                </div>
                {search_form(look, "sch-m")}
            </div>
        </div>
    </div>
</div>"""


def footer(look: Look) -> str:
    """The footer and the buttons at the edge."""
    return f"""<div class="footer">
    <div class="fademask"></div>
    <div class="wrap">
        <h3>{look.name}</h3>
        <h4>Powered by <a href="https://cms.example.com/">Z-BlogPHP</a>. Theme: <a href="https://theme.example.com/">tpure</a>.</h4>
    </div>
</div>
<div class="edgebar">
<a href="javascript:;" target="_self" id="zh_language" class="lang"></a>
<script>/* language */</script>
<script src="{look.url(THEME)}plugin/lang/zh_language.js"></script>
<a href="javascript:;" target="_self" class="setnight"></a></div>

</body>
</html>"""


def inner(breadcrumb: str, columns: str) -> str:
    """The main part of a post or of a list that is not the front page."""
    return f"""<div class="mask"></div>
        <div class="wrap">
            <div class="sitemap">{breadcrumb}</div>
            <div id="sticky">
                {columns}
            </div>
        </div>"""


def page(look: Look, head_html: str, kind: str, entries: Sequence[tuple[int, str]], main: str) -> str:
    """A whole page of a kind: the class of its body."""
    return f"""{head_html}<body class="{kind}">
<div class="wrapper">
    {menu(look, entries)}    <div class="main fixed">
        {main}
    </div>
</div>
{footer(look)}"""
