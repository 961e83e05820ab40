"""Other outlets: what was sent there is what stands here."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from gongkai.body import text_digest
from gongkai.model import Diagnostic, Level
from sources import source

Find = Callable[..., list[Diagnostic]]
BODY = "一、**要点**。\n\n正文　内容。\n"


def found(faults: Find, changes: dict[str, Any], **outlet: Any) -> list[Diagnostic]:
    sent = {"name": "某发布（微信）", "sent_at": "2020-05-22 10:00", "title": "标题", **outlet}
    sent = {key: value for key, value in sent.items() if value is not ...}
    text = source(BODY, title="标题", outlets=[sent], **changes)
    return faults({"policy/2020/a.md": text})


def test_the_same_text_is_no_finding_however_it_is_set(faults: Find) -> None:
    digest = text_digest("一、要点。\n正文 内容。")
    assert found(faults, {}, title="标题", sha256=digest.upper()) == []


@pytest.mark.parametrize(
    ("outlet", "code", "said"),
    [
        ({"title": ..., "sha256": text_digest(BODY)}, "GK614", "标题"),
        ({"sent_at": "2026-07-01 00:00", "sha256": text_digest(BODY)}, "GK615", "晚于今天"),
        ({"sent_at": "2020-05-22 09:29", "sha256": text_digest(BODY)}, "GK615", "早于本文"),
        ({"title": "别的标题", "sha256": text_digest(BODY)}, "GK610", "别的标题"),
        ({"sha256": text_digest("改过的")}, "GK611", "gongkai digest"),
        ({}, "GK613", "gongkai digest"),
        ({"sha256": "abc"}, "GK206", "64位"),
        ({"url": "weixin://x"}, "GK206", "https://"),
    ],
)
def test_what_differs_is_told_at_its_line(
    faults: Find, outlet: dict[str, str], code: str, said: str
) -> None:
    (fault,) = found(faults, {}, **outlet)
    assert fault.code == code
    assert said in fault.message + fault.cure
    assert text_digest(BODY) not in fault.message + fault.cure
    assert fault.line > 1


def test_what_is_withheld_was_not_to_be_sent(faults: Find) -> None:
    (fault,) = found(faults, {"disclosure": "依申请公开"}, sha256=text_digest(BODY))
    assert fault.code == "GK612"
    assert fault.level is Level.WARNING
    taken_back = [{"on": "2020-06-01", "what": "有个人信息", "kind": "撤回"}]
    hidden = {"disclosure": "依申请公开", "corrections": taken_back}
    assert found(faults, hidden, sha256=text_digest(BODY)) == []
