"""What the documents say is so."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import click
from gongkai.check import RULES
from gongkai.cli import main
from gongkai.model import Rule
from paths import REPOSITORY

README = (REPOSITORY / "README.md").read_text("utf-8")
PACKAGE = REPOSITORY / "plugins" / "gongkai"


def every_command(group: click.Group, under: str = "") -> Iterator[tuple[str, click.Command]]:
    for name, command in group.commands.items():
        yield under + name, command
        if isinstance(command, click.Group):
            yield from every_command(command, f"{under}{name} ")


def test_every_command_is_in_the_readme_and_has_help() -> None:
    for name, command in every_command(main):
        assert f"gongkai {name}" in README, name
        assert command.help
        for option in command.params:
            if isinstance(option, click.Option):
                assert option.help or option.prompt, f"{name} {option.name}"


def test_every_room_is_on_the_map() -> None:
    rooms = [p.name for p in PACKAGE.iterdir() if (p / "__init__.py").is_file()]
    text = (PACKAGE / "README.md").read_text("utf-8")
    assert [room for room in rooms if f"| `{room}` |" not in text] == []


def test_every_room_says_what_it_is_for() -> None:
    for door in PACKAGE.glob("*/__init__.py"):
        assert door.read_text("utf-8").startswith('"""'), door


def test_codes_are_unique() -> None:
    from gongkai.body import LEVELS
    from gongkai.check import facts, files, gazette, identity, outlets, portal, relations, standards
    from gongkai.downloads.documents.pdf import rules as file_rules
    from gongkai.intake import rules as intake_rules
    from gongkai.load import rules

    modules = (
        rules,
        intake_rules,
        file_rules,
        facts,
        files,
        gazette,
        outlets,
        identity,
        portal,
        relations,
        standards,
    )
    codes = [v.code for m in modules for v in vars(m).values() if isinstance(v, Rule)]
    codes = [*codes, *LEVELS]
    assert len(codes) == len(set(codes))
    assert all(re.fullmatch(r"GK[1-8]\d\d", code) for code in codes)
    assert len(RULES) == len(set(RULES))


def test_what_is_installed_is_locked() -> None:
    project = tomllib.loads((REPOSITORY / "pyproject.toml").read_text())["project"]
    lock = (REPOSITORY / "requirements.lock").read_text().lower()
    wanted = [*project["dependencies"], *project["optional-dependencies"]["test"]]
    for requirement in wanted:
        assert f"{requirement.lower()} " in lock.replace("\\", ""), requirement


def test_no_module_outgrows_one_job() -> None:
    long = {
        path.name: n
        for path in Path(PACKAGE).rglob("*.py")
        if (n := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
