"""Sources for tests: a record's front matter with every required key, and folders of them."""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import yaml

_serial = count(1)

CATALOGUE = {
    "site.yaml": {
        "name": "测试平台",
        "host": "www.example.gov.cn",
        "site_id_code": "1500000000",
        "icp": "蒙ICP备00000000号",
        "police_record": "00000000000000",
        "sponsor": "测试办公室",
        "contact": "0000-0000000",
    },
    "organs.yaml": [
        {"id": "zfbgs", "name": "测试市人民政府办公室", "openness_contact": "某人"},
        {"id": "czj", "name": "测试市财政局", "parent": "zfbgs", "openness_contact": "某人"},
    ],
    "topics.yaml": {
        "topics": [
            {"no": 1, "name": "综合政务", "children": ["政务公开", "其他"]},
            {"no": 2, "name": "财政", "children": ["预算"]},
        ]
    },
}


def front_matter(**changes: Any) -> dict[str, Any]:
    """A policy's front matter; a key changed to ``...`` is left out."""
    serial = next(_serial)
    values = {
        "title": f"关于测试的通知{serial}",
        "index_no": f"CESHI0000/2020-{serial:05d}",
        "issuer": "zfbgs",
        "doc_no": f"测政发〔2020〕{serial}号",
        "written_on": "2020-05-21",
        "published_at": "2020-05-22 09:30",
        "topic": "综合政务/政务公开",
        "summary": "说明测试的内容。",
        **changes,
    }
    return {key: value for key, value in values.items() if value is not ...}


def source(body: str = "正文。\n", **changes: Any) -> str:
    """The text of a record source."""
    meta = yaml.safe_dump(front_matter(**changes), allow_unicode=True, sort_keys=False)
    return f"---\n{meta}---\n{body}"


def write(folder: Path, files: dict[str, str | bytes]) -> Path:
    """Write files below a folder and return it."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def write_catalogue(folder: Path, **changes: Any) -> Path:
    """A small catalogue without findings of its own but the absent columns."""
    for name, value in CATALOGUE.items():
        value = changes.get(name.removesuffix(".yaml"), value)
        text = yaml.safe_dump(value, allow_unicode=True, sort_keys=False)
        write(folder, {name: text})
    return folder
