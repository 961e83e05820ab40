"""Sentences and bodies of generated official documents."""

from __future__ import annotations

from datetime import date
from functools import cache
from math import exp
from random import Random
from typing import Final, NamedTuple

from benchmark import words as w

MEDIAN: Final = 2500
"""Characters of a body."""
SIGMA: Final = 0.92
"""Of the logarithm: 5 % of bodies are under 550 characters, 5 % over 11,300."""
SHORTEST: Final = 150
LONGEST: Final = 80_000
TABLES: Final = 0.02
"""Share of documents with a table."""
_DIGITS: Final = "零一二三四五六七八九"


class Frame(NamedTuple):
    """What a body repeats from its front matter."""

    field: str
    genre: str
    signature: str
    written_on: date


@cache
def chinese_number(number: int) -> str:
    """1–999 in Chinese numerals."""
    if number < 10:
        return _DIGITS[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return ("" if tens == 1 else _DIGITS[tens]) + "十" + (_DIGITS[ones] if ones else "")
    hundreds, rest = divmod(number, 100)
    tail = "" if not rest else ("零" if rest < 10 else "") + chinese_number(rest)
    if 10 <= rest < 20:
        tail = "一" + tail
    return f"{_DIGITS[hundreds]}百{tail}"


class Writer:
    """Composes text from word lists, all chance from one generator."""

    def __init__(self, chance: Random) -> None:
        self._chance = chance
        self._random = chance.random

    def pick(self, choices: tuple[str, ...]) -> str:
        """One of them."""
        return choices[int(self._random() * len(choices))]

    def sentence(self, field: str) -> str:
        """One sentence of some 30 to 70 characters."""
        pick = self.pick
        kind = int(self._random() * 5)
        if kind == 0:
            return (
                f"{pick(w.ACTORS)}应当{pick(w.MANNERS)}{pick(w.VERBS)}{field}{pick(w.THINGS)}，"
                f"{pick(w.AIMS)}。"
            )
        if kind == 1:
            return (
                f"{pick(w.CONDITIONS)}，{pick(w.ACTORS)}{pick(w.LIMITS)}{pick(w.VERBS)}"
                f"{pick(w.THINGS)}，{pick(w.RESULTS)}。"
            )
        if kind == 2:
            return (
                f"{pick(w.VERBS)}{pick(w.FIELDS)}与{field}的{pick(w.THINGS)}，{pick(w.MANNERS)}"
                f"{pick(w.VERBS)}{pick(w.THINGS)}，{pick(w.AIMS)}。"
            )
        if kind == 3:
            return (
                f"{pick(w.ACTORS)}、{pick(w.ACTORS)}{pick(w.MANNERS)}{pick(w.VERBS)}"
                f"{pick(w.THINGS)}和{pick(w.THINGS)}，{pick(w.RESULTS)}。"
            )
        share = 60 + int(self._random() * 40)
        return (
            f"到{1 + int(self._random() * 12)}月底，{field}{pick(w.THINGS)}覆盖率达到{share}%，"
            f"{pick(w.ACTORS)}{pick(w.RESULTS)}。"
        )

    def paragraph(self, field: str) -> str:
        """One to four sentences."""
        return "".join([self.sentence(field) for _ in range(1 + int(self._random() * 4))])

    def length(self) -> int:
        """A body's length, log-normal."""
        drawn = MEDIAN * exp(self._chance.gauss(0, SIGMA))
        return min(max(int(drawn), SHORTEST), LONGEST)

    def body(self, frame: Frame) -> str:
        """A whole body: addressees, lead, structured text, signature and date."""
        lines = [
            self.pick(w.ADDRESSEES),
            f"为{self.pick(w.AIMS)}，根据有关法律、法规，结合本市实际，现就{frame.field}有关事项作如下"
            f"{'规定' if frame.genre in ('办法', '规定') else '安排'}。",
        ]
        wanted = self.length() - sum(map(len, lines)) - 40
        if frame.genre in ("办法", "规定"):
            self._articles(lines, frame.field, wanted)
        else:
            self._outline(lines, frame.field, wanted)
        if self._random() < TABLES:
            lines += self._table()
        day = frame.written_on
        lines += [frame.signature, f"{day.year}年{day.month}月{day.day}日"]
        return "\n".join(lines) + "\n"

    def _articles(self, lines: list[str], field: str, wanted: int) -> None:
        """第X条, in chapters where it is long."""
        chapters = list(w.CHAPTERS) if wanted > 3000 else []
        number = chapter = 0
        while wanted > 0:
            if chapters and number % 6 == 0:
                chapter += 1
                heading = (
                    f"第{chinese_number(chapter)}章　{chapters[(chapter - 1) % len(chapters)]}"
                )
                lines.append(heading)
            number += 1
            text = f"第{chinese_number(number)}条　{self.paragraph(field)}"
            lines.append(text)
            wanted -= len(text)
        lines.append(f"第{chinese_number(number + 1)}条　本文件自印发之日起施行。")

    def _outline(self, lines: list[str], field: str, wanted: int) -> None:
        """一、（一）1."""
        first = 0
        while wanted > 0:
            first += 1
            lines.append(f"{chinese_number(first)}、{self.pick(w.HEADINGS)}")
            for second in range(1, 2 + int(self._random() * 4)):
                text = f"（{chinese_number(second)}）{self.paragraph(field)}"
                lines.append(text)
                wanted -= len(text)
                if self._random() < 0.4:
                    for third in range(1, 2 + int(self._random() * 3)):
                        text = f"{third}. {self.sentence(field)}"
                        lines.append(text)
                        wanted -= len(text)
                if wanted <= 0:
                    break
        lines.append("请结合实际认真贯彻落实。")

    def _table(self) -> list[str]:
        rows = [
            f"| {n} | {self.pick(w.FIELDS)} | {self.pick(w.THINGS)} | {self.pick(w.ACTORS)} |"
            for n in range(1, 5 + int(self._random() * 12))
        ]
        return [
            "任务分工表",
            "| 序号 | 事项 | 成果 | 责任单位 |",
            "| --- | --- | --- | --- |",
            *rows,
        ]
