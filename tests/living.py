"""The living page: every component in every state, for whoever changes the style.

``python tests/living.py FOLDER`` builds the project's site there with ``states.html`` in it.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Final

from gongkai.body import Heading
from gongkai.mkdocs.site import Shells, Theme
from gongkai.model import Site, Validity
from gongkai.pages import ShellKey, Templates
from gongkai.pages.entries import Entry
from gongkai.pages.gazettes import Issue, Line
from gongkai.pages.head import page_head
from gongkai.pages.history import Event, Life, Point, Stretch
from gongkai.pages.list_pages import Turn
from gongkai.pages.record_view import Banner, File, MetaRow
from gongkai.pages.related import Related, RelatedGroup
from gongkai.pages.rows import Chip, Row
from gongkai.pages.views import Count, Crumb, Tally

TEMPLATE: Final = Path(__file__).with_name("living.html")
_CHIPS: Final = {state: Chip(state.value, state.slug) for state in Validity}
_LONG: Final = "示例市人民政府办公室关于二百字标题怎样排版的通知" * 8
_SECTIONS: Final = (
    (
        "市政府文件",
        (Line("示例市示例办法", "index.html", "示例〔2020〕1号", _CHIPS[Validity.REPEALED]),),
    ),
    ("大事记", (Line("没有网页的篇目", None),)),
)


def _row(title: str, state: Validity | None, **changes: object) -> Row:
    row = Row(
        title, "index.html", "示例〔2020〕11号", "示例市人民政府", "2020-05-22", "示例内容概述。",
        _CHIPS[state] if state else None, False, False,
    )  # fmt: skip
    return row._replace(**changes)


def _pairs(count: int) -> tuple[tuple[MetaRow, ...], ...]:
    facts = [MetaRow(f"示例项目{n}", f"示例值{n}", missing=n % 7 == 0) for n in range(count)]
    pairs = (tuple(facts[at : at + 2]) for at in range(0, count, 2))
    return ((MetaRow("标题", "示例"),), *pairs)


def _banners() -> list[Banner]:
    successor = Related("示例市新办法", "index.html", "示例〔2021〕2号，2021-01-01，第九条", None)
    return [
        Banner(
            "red", "本文件已废止，自2020年01月01日起不再有效", "以下为废止前的文本。", successor
        ),
        Banner("amber", "本文件尚未生效，自2030年01月01日起施行", ""),
        Banner("amber", "本文件已被修改，自2022年10月10日起", "修改涉及第二条。", successor),
        Banner("blue", "本文件依申请公开", "本页只列目录信息，不登载正文。"),
    ]


def living_page(theme: Theme) -> bytes:
    """``states.html``, in the site's own shell."""
    state = Related(
        "示例市旧办法", "index.html", "示例〔2010〕3号，2010-02-03", _CHIPS[Validity.REPEALED]
    )
    values = {
        "root": "",
        "chips": list(_CHIPS.values()),
        "banners": _banners(),
        "meta_short": _pairs(4),
        "meta_long": _pairs(30),
        "rows": [
            _row(_LONG[:200], Validity.IN_FORCE),
            _row("没有文号、没有概述的文件", None, doc_no=None, summary=""),
            *(_row(f"{kind.value}的文件", kind, sample=kind is Validity.EXPIRED, archived=True) for kind in Validity),
        ],
        "figures": Tally("主题分类", tuple(Count(f"示例主题{n}", n % 4, "index.html") for n in range(14)), 19),
        "chosen_values": (("年份：2020年", "index.html"), ("有效性：废止", "index.html")),
        "turns": (Turn("1", "index.html", False), Turn("2", "states.html", True)),
        "files_made": (File("示例", "index.html", "PDF", "186 KB"), File("示例", "index.html", "DOCX", "41 KB")),
        "files_attached": (File("示例附件", "index.html", "XLSX", "12 KB"),),
        "groups": (RelatedGroup("被废止于", (state._replace(chip=None),)), RelatedGroup("依据", (state,))),
        "events": (Event("2010-02-03", "成文", None), Event("2020-01-01", "废止", state)),
        "life": Life(
            (Point(12, "2010", "start", False), Point(276, "2020", "middle", True)),
            (Stretch("before", 12, 40), Stretch("held", 40, 276), Stretch("ended", 276, 312)),
        ),
        "headings": tuple(Heading(2 + n % 3, "states", f"示例标题{n}") for n in range(6)),
        "entries": (Entry("statutory", "法定主动公开内容", "index.html", "", True), Entry("policy", "政策文件库", "index.html", "", False)),
        "issue": Issue(("示例市", "人民政府公报"), 2020, 3, 87, "index.html", "2020-06-15", _SECTIONS),
        "crumbs": (Crumb("首页", "index.html"), Crumb("部件与状态", None)),
    }  # fmt: skip
    templates = Templates(theme.folder)
    template = templates.environment.from_string(TEMPLATE.read_text("utf-8"))
    site = Site(name="部件与状态", host="www.example.gov.cn")
    head = page_head(site, "states.html", "部件与状态", "部件与状态")
    return Shells(theme)[ShellKey("zh", None, 0)].fill(head, template.render(**values))


if __name__ == "__main__":
    from building import build_site
    from paths import REPOSITORY

    folder = Path(sys.argv[1])
    built = build_site(folder, REPOSITORY / "content", REPOSITORY / "catalogue")
    (folder / "states.html").write_bytes(living_page(built.theme))
