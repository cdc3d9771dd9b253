"""Labels in drawings: their widths, where they are cut, and that they neither meet nor are crossed by a line."""

from __future__ import annotations

import random

import pytest

from press.site.views.drawings.labels import Label, Placed, measure, place_labels, push_down, shorten, wrap


def test_a_chinese_letter_is_as_wide_as_high() -> None:
    assert measure("光年", 10) == 20
    assert measure("ab", 10) == pytest.approx(12.4)
    assert measure("e\u0301", 10) == measure("e", 10)


def test_a_text_is_cut_at_a_word() -> None:
    assert shorten("Acquires OneFlow", 40) == "Acquires OneFlow"
    assert shorten("Meituan agreed to buy all of it", 20) == "Meituan agreed to…"
    assert shorten("Meituan agreed, then", 16) == "Meituan agreed…"
    assert len(shorten("A" * 68, 28)) == 28
    assert measure(shorten("王慧文宣布成立一家新的人工智能公司", 20), 1) <= measure("a" * 20, 1)


def test_a_text_is_broken_between_words_and_inside_long_ones() -> None:
    assert wrap("Announces a Chinese OpenAI", 62, 10, 3) == ("Announces", "a Chinese", "OpenAI")
    assert wrap("Announces a Chinese OpenAI", 62, 10, 2) == ("Announces", "a Chinese…")
    assert wrap("Buys a language-model firm", 75, 10, 3) == ("Buys a", "language-", "model firm")
    assert wrap("Donaudampf", 31, 10, 3) == ("Donau", "dampf")
    assert wrap("王慧文宣布", 30, 10, 2) == ("王慧文", "宣布")


def boxes(labels: list[Label], placed: list[Placed]) -> list[tuple[int, float, float]]:
    """(level, start, end) of each label."""
    return [
        (at.level, label.x - label.width if at.at_end else label.x, label.x if at.at_end else label.x + label.width)
        for label, at in zip(labels, placed, strict=True)
    ]


@pytest.mark.parametrize("seed", range(60))
def test_labels_never_meet_and_lines_never_cross_them(seed: int) -> None:
    chance = random.Random(seed)
    labels = [Label(chance.uniform(0, 100), chance.uniform(3, 30)) for _ in range(chance.randint(1, 40))]
    placed = boxes(labels, place_labels(labels, 100, 1.5))
    for index, (level, start, end) in enumerate(placed):
        for other, (other_level, other_start, other_end) in enumerate(placed):
            if index < other and level == other_level:
                assert end + 1.5 <= other_start or other_end + 1.5 <= start
            fits_left = labels[index].x >= labels[index].width
            if other_level < level and fits_left:
                assert not other_start < labels[index].x < other_end


def test_a_label_at_the_right_end_ends_at_its_mark() -> None:
    assert place_labels([Label(10, 20), Label(95, 20)], 100, 1) == [Placed(0, at_end=False), Placed(0, at_end=True)]


def test_boxes_in_a_column_are_only_pushed_down() -> None:
    assert push_down([0, 10, 12, 90], [14, 14, 14, 14]) == [0, 14, 28, 90]
