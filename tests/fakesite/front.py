"""What only the first front page has: banner, slides, friends' links."""

from tests.fakesite import frame
from tests.fakesite.look import Look


def front(look: Look, listed: str) -> str:
    """The main part of the first front page: banner, slides, posts, friends' links, sidebar."""
    action = look.url("zb_system/cmd.php?act=search")
    words = "".join(f'<a href="{look.url("search.php?q=" + word)}">{word}</a>' for word in ("厂房", "仓库", "园区"))
    return f"""<div class="banner" data-type="display" data-speed="2">
            <div class="wrap"><div class="hellotip">{look.slogan}<div class="hellosch">
                <form name="search" method="post" action="{action}">
                    <input type="text" name="q" placeholder="搜索..." class="helloschinput" />
                    <button type="submit" class="helloschbtn"></button>
                </form>
                <div class="schwords"><div class="schwordsinfo"><h5>热门搜索：</h5>{words}</div>
                    <div class="ajaxresult"></div></div>
            </div></div></div>
        </div>
        <div class="indexcon"><div class="wrap"><div id="sticky">
            <div class="content listcon">
                {slides(look)}
                {listed}
                <div class="friendlink"><span>友情链接</span><ul><li><a href="https://friend.example.com/">友站</a></li></ul></div>
            </div>
            <div class="sidebar fixed">
                <dl id="divContorPanel" class="sidebox"><dt class="sidetitle">控制面板</dt><dd>
                <div><span class="cp-hello">您好！</span><br/>
                <span class="cp-login"><a href="{action}">登录</a></span>\
<span class="cp-vrs"><a href="{action}">权限</a></span></div></dd></dl>
            </div>
        </div></div></div>"""


def slides(look: Look) -> str:
    """The pictures that change, above the list."""
    theme = look.url(frame.THEME)
    pictures = "".join(
        f'<a href="{look.base}" class="swiper-slide"><img src="{theme}{at}.png" alt="" /><span>图</span></a>'
        for at in (1, 2)
    )
    return f"""<div class="slideblock"><div class="slide swiper-container hastitle">
                    <div class="swiper-wrapper">{pictures}</div>
                    <div class="swiper-pagination"></div>
                    <div class="swiper-button-prev"></div><div class="swiper-button-next"></div>
                </div></div>"""
