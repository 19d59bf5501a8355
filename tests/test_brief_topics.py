"""Which passages the section of a track takes: by the strong words of the track, in any form."""

from __future__ import annotations

import pytest

from itogi.brief.topics import speaks_of


@pytest.mark.parametrize(
    ("track", "passage", "speaks"),
    [
        ("trade", "Страны нарастят взаимную торговлю рыбой", True),
        ("trade", "Чили снизила пошлины на вино", True),
        ("energy", "По газопроводу пошёл газ", True),
        ("energy", "Об этом написала газета", False),
        ("sanctions", "Банки боятся вторичных санкций", True),
        ("transport", "Мост открыли для прогулок", False),
        ("security", "Министры говорили о школах", False),
    ],
)
def test_a_passage_on_a_track(track: str, passage: str, speaks: bool) -> None:
    assert speaks_of(track, passage) is speaks
