"""What a posting weighs is what lunr makes of it."""

from __future__ import annotations

import math
from random import Random

import numpy as np
import pytest
from gongkai.search.fields import BOOSTS, Field
from gongkai.search.layout import impact
from lunr.builder import Builder

WORDS = "绿地 养护 管理 办法 供水 排水 条例".split()


def test_weights_are_lunrs() -> None:
    chance = Random(1)
    documents = [
        {"id": str(n)}
        | {f.name: " ".join(chance.choices(WORDS, k=chance.randint(1, 30))) for f in Field}
        for n in range(40)
    ]
    builder = Builder()
    builder.ref("id")
    for field in Field:
        builder.field(field.name, boost=BOOSTS[field])
    for document in documents:
        builder.add(document)
    builder.build()
    averages = tuple(builder.average_field_length[field.name] for field in Field)
    for word in WORDS:
        posting = builder.inverted_index[word]
        found = sum(len(posting[field.name]) for field in Field)
        idf = math.log(1 + abs((40 - found + 0.5) / (found + 0.5)))
        for field in Field:
            for document in posting[field.name]:
                text = documents[int(document)][field.name].split()
                ours = idf * impact(
                    np.array([field]), np.array([text.count(word)]), np.array([len(text)]), averages
                )
                theirs = builder.field_vectors[f"{field.name}/{document}"].to_list()
                assert any(
                    weight == pytest.approx(float(ours[0]), abs=0.00051) for weight in theirs
                )
