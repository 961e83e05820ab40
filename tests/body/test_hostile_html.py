"""Hostile content stays inert, whatever engine renders it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from gongkai.body import ENGINES, render_body, sanitise
from hypothesis import given, settings
from hypothesis import strategies as st

PAYLOADS = [
    "<script>alert(1)</script>", "<SCRIPT SRC=//evil.cn/x.js></SCRIPT>", "<scr<script>ipt>alert(1)</script>",
    "<script/src=data:,alert(1)>", "甲<script>alert(1)\n乙", "<img src=x onerror=alert(1)>", "<img/src=x/onerror=alert(1)>",
    "<svg onload=alert(1)>", "<svg><script>alert(1)</script></svg>", "<svg><style><img src=x onerror=alert(1)></style></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>", "<iframe src=javascript:alert(1)></iframe>",
    "<iframe srcdoc='<script>alert(1)</script>'>", "<object data=javascript:alert(1)>", "<embed src=//evil.cn/x.swf>",
    "<form action=//evil.cn><input name=x><button formaction=javascript:alert(1)>x</button></form>", "<base href=//evil.cn/>",
    "<meta http-equiv=refresh content='0;url=//evil.cn'>", "<link rel=stylesheet href=//evil.cn/x.css>",
    "<style>@import url(//evil.cn/x.css)</style>", "<p style='background:url(//evil.cn/x)'>甲</p>", "<body onload=alert(1)>",
    "<a href=javascript:alert(1)>甲</a>", "<a href='java\nscript:alert(1)'>甲</a>", "<a href='java&#10;script:alert(1)'>甲</a>",
    "<a href='&#106;avascript:alert(1)'>甲</a>", "<a href='&#x6A;avascript&colon;alert(1)'>甲</a>", "<a href=' &#1;javascript:alert(1)'>甲</a>",
    "<a href='JaVaScRiPt:alert(1)'>甲</a>", "<a href='vbscript:x'>甲</a>", "<a href='data:text/html,<script>alert(1)</script>'>甲</a>",
    "<a href='file:///etc/passwd'>甲</a>", "<a href=//evil.cn>甲</a>", "<a href='\\\\evil.cn\\x'>甲</a>", "<a href='/\\evil.cn'>甲</a>",
    "[甲](javascript:alert(1))", "[甲](JAVASCRIPT:alert`1`)", "[甲](java&#115;cript:alert(1))", "[甲](javascript&colon;alert(1))",
    "[甲](<java script:alert(1)>)", "[甲](&#1;javascript:x)", "[甲](data:text/html;base64,PHNjcmlwdD4=)", "[甲](//evil.cn/x)",
    "[甲](\\\\\\\\evil.cn/x)", "[甲][a]\n\n[a]: javascript:alert(1)", "[甲][a]\n\n[a]: //evil.cn/x.md", "<javascript:alert(1)>",
    "![甲](http://evil.cn/x.png)", "![甲](//evil.cn/x.png)", "![甲](data:image/svg+xml,<svg/onload=alert(1)>)",
    "<img src=http://evil.cn/x.png>", "<img src='HtTpS://evil.cn/x.png'>", "<img src='\t//evil.cn/x.png'>", "<img src='ht\ttp://evil.cn/x.png'>",
    "<img src='&#1;//evil.cn/x.png'>", "<img src='&#1;https://evil.cn/x.png'>", "<img src='\\\\evil.cn/x.png'>", "<img src='/\t/evil.cn/x.png'>", "<img src=x srcset='//evil.cn/x.png 2x'>",
    "<video src=//evil.cn/x.mp4 onerror=alert(1)>", "<audio src=//evil.cn/x>", "<picture><source srcset=//evil.cn/x></picture>",
    "<table background=//evil.cn/x><tr><td>甲</td></tr></table>", "<details ontoggle=alert(1) open>甲</details>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'></noscript>", "<textarea><img src=x onerror=alert(1)></textarea>",
    "<title><img src=x onerror=alert(1)></title>", "<xmp><img src=x onerror=alert(1)></xmp>", "<plaintext><script>alert(1)</script>",
    "<template><script>alert(1)</script></template>", "<!--><img src=x onerror=alert(1)>-->", "<![CDATA[<script>alert(1)</script>]]>",
    "<?php echo 1 ?><script>alert(1)</script>", "<div><!-- <script>alert(1)</script> --></div>", "<div><script>alert(1)\n\n乙</div>",
    "<b title='<script>alert(1)</script>'>甲</b>", "<a title='<a onclick=alert(1) x' href='https://a.cn'>甲</a>", "**<img src=x onerror=alert(1)>**",
    "`<script>alert(1)</script>`", "```<script>\nalert(1)\n```", "| <script>alert(1)</script> | b |\n|---|---|\n| <img src=x onerror=alert(1)> | 1 |",
    "[^1]<script>alert(1)</script>\n[^1]: <img src=x onerror=alert(1)>", "- <script>alert(1)</script>\n  <svg onload=alert(1)>", "> <script>alert(1)</script>",
    "# <script>alert(1)</script>", "<a href='x.md' ping=//evil.cn>甲</a>", "<p id=gk-main>甲</p>", "<applet code=x>", "<marquee onstart=alert(1)>甲</marquee>",
    "<x onclick=alert(1)>甲</x>", "<div xmlns:xlink=x><a xlink:href=javascript:alert(1)>甲</a></div>", "<frameset><frame src=//evil.cn></frameset>",
    "甲\x00<script\x00>alert(1)</script>", "<a href='https://user@evil.cn@x/'>甲</a>", "\"><script>alert(1)</script>", "</p></div></main><script>alert(1)</script>",
]  # fmt: skip


class Inert(HTMLParser):
    """Fails on anything that acts or asks another host."""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        allowed = set(
            "a abbr b blockquote br code dd del details div dl dt em figure h2 h3 h4 h5 h6 hr i img li ol "
            "p pre rt ruby section span strong sub summary sup table tbody td th thead tr u ul".split()
        )
        assert tag in allowed, tag
        for name, value in attrs:
            assert not name.startswith("on") and name not in {
                "style",
                "srcset",
                "background",
                "ping",
            }
            if name == "id":
                assert not (value or "").startswith("gk-")
            plain = "".join(c for c in value or "" if c > " ").replace("\\", "/").lower()
            if name == "href":
                assert not plain.startswith("//")
                scheme = plain.split("/")[0].split("?")[0].split("#")[0]
                found = re.match(r"([a-z][a-z0-9+.-]*):", scheme)
                assert not found or found[1] in {"http", "https", "mailto", "tel"}
                if plain.startswith("http"):
                    assert dict(attrs).get("rel") == "noopener noreferrer"
            if name == "src":
                assert not plain.startswith("//") and ":" not in plain.split("/")[0], value

    def handle_comment(self, data: str) -> None:
        raise AssertionError("a comment")


def check(html: str) -> None:
    parser = Inert()
    parser.feed(html)
    parser.close()


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("payload", PAYLOADS)
def test_hostile_content_is_inert(payload: str, engine: str) -> None:
    for source in (payload, f"甲{payload}", f"甲\n{payload}\n乙", f"<div>\n{payload}\n</div>"):
        html = render_body(source, "policy/2020/x.html", ENGINES[engine]).html
        check(html.replace("<h1", "<h2").replace("</h1", "</h2"))


@pytest.mark.parametrize("payload", PAYLOADS)
def test_the_cleaner_alone_leaves_nothing_that_acts(payload: str) -> None:
    check(sanitise(payload))
    check(sanitise(f"<div>{payload}"))


PIECES = st.sampled_from(
    ["<", ">", "</", "script", "style", "img", " src=", " onerror=", "//h", "http://h", "javascript:", '"', "'", "<!--",
     "-->", "<svg>", "<table>", "<td>", "<p>", "<a href=", "x", " ", "\n", "`", "*", "[", "](", ")", "&#106;", "/", "=",
     "<b>", "</b>", "<math>", "<select>", "<template>", "<title>", "![", "|", "甲", "\\", "\t", "&#1;"]
)  # fmt: skip


@settings(deadline=None, max_examples=1500)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_mixture_is_inert(source: str) -> None:
    for engine in ENGINES.values():
        check(render_body(source, "policy/2020/x.html", engine).html)


@settings(deadline=None, max_examples=1500)
@given(st.lists(PIECES, max_size=25).map("".join))
def test_any_html_is_inert_when_cleaned(source: str) -> None:
    check(sanitise(source).replace("<h1", "<h2"))
