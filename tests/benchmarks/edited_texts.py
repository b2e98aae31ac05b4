"""Texts whose every character is followed through an edit, and edits of the kind that news sees.

Takes the bytes of a document, gives lines of characters with the place that each comes from.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from typing import TypeAlias

Origin: TypeAlias = tuple[int, int] | None
"""Line and column in the text before; None for a character that the edit put in."""
Line: TypeAlias = list[tuple[str, Origin]]
Spot: TypeAlias = tuple[int, int]
"""Line from 0, and column."""
MARKS = str.maketrans("“”‘’–—", "\"\"''--")
BACK = {'"': "“", "'": "’", "-": "–"}


def make_lines(raw: bytes) -> list[Line]:
    text = raw.decode("utf-8").replace("\r\n", "\n")
    return [
        [(character, (row, column)) for column, character in enumerate(line)]
        for row, line in enumerate(text.split("\n"))
    ]


def text_of(lines: Sequence[Line]) -> str:
    return "\n".join("".join(character for character, _ in line) for line in lines)


# Edits: each takes lines and a source of chance, and gives other lines.

Edit: TypeAlias = Callable[[list[Line], random.Random, Sequence[Sequence[int]]], list[Line]]
"""Lines, chance, and the lines of each item."""


def _filled(lines: Sequence[Line]) -> list[int]:
    return [row for row, line in enumerate(lines) if len(line) > 40]


def mend_typos(lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]) -> list[Line]:
    """Change a letter, double one or drop one, about once in 150 characters."""
    made = []
    for line in lines:
        changed: Line = []
        for character, origin in line:
            chance = rnd.random()
            if not character.isalpha() or chance > 1 / 150:
                changed.append((character, origin))
            elif chance < 1 / 450:
                changed.append((chr(ord("a") + rnd.randrange(26)), None))
            elif chance < 2 / 450:
                changed += [(character, origin), (character, None)]
        made.append(changed)
    return made


def change_marks(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Make curly quotation marks and dashes straight, and straight ones curly."""
    return [
        [
            (BACK.get(c, c) if rnd.random() < 0.5 and c in BACK else c.translate(MARKS), origin)
            for c, origin in line
        ]
        for line in lines
    ]


_NEW = (
    "A spokesman for the harbour of Northport had no comment on the reports that day.",
    "The weather over the northern islands stayed calm, and the ferries kept their times.",
    "It was not clear when the next meeting of the fishing council would take place.",
)


def insert_paragraphs(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put a new paragraph before about one in eight."""
    made: list[Line] = []
    for line in lines:
        if len(line) > 40 and rnd.random() < 1 / 8:
            made.append([(character, None) for character in rnd.choice(_NEW)])
        made.append(line)
    return made


def delete_paragraphs(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Take out about one paragraph in eight."""
    gone = {row for row in _filled(lines) if rnd.random() < 1 / 8}
    return [line for row, line in enumerate(lines) if row not in gone]


def move_paragraphs(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put about one paragraph in ten up to twelve paragraphs away."""
    made = list(lines)
    for row in _filled(lines):
        if rnd.random() < 1 / 10:
            line = made.pop(row)
            made.insert(min(len(made), max(0, row + rnd.randint(-12, 12))), line)
    return made


def reorder_items(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Shuffle the lines of whole items among the places of items."""
    order = list(items)
    rnd.shuffle(order)
    moved = [lines[row] for rows in order for row in rows]
    rows = sorted(row for of_item in items for row in of_item)
    made = list(lines)
    for row, line in zip(rows, moved, strict=True):
        made[row] = line
    return made


def rewrite_around(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put in, or take out, a word in about one of 25."""
    made = []
    for line in lines:
        changed: Line = []
        skips = False
        for place, (character, origin) in enumerate(line):
            if character == " " and 0 < place < len(line) - 1:
                chance = rnd.random()
                skips = chance < 1 / 50
                if 1 / 50 <= chance < 2 / 50:
                    changed += [(c, None) for c in " reportedly"]
            if not skips:
                changed.append((character, origin))
        made.append(changed)
    return made


def replace_words(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put another word in the place of about one in 25."""
    return [_with_words(line, rnd, 1 / 25, str.isalpha, _OTHERS) for line in lines]


def update_figures(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Change every second figure, as news does with counts and times."""
    return [_with_words(line, rnd, 1 / 2, str.isdecimal, _FIGURES) for line in lines]


_OTHERS = ("harbour", "officially", "met", "of", "council", "agreed", "late", "islands")
_FIGURES = ("3", "17", "40", "120", "2,500")


def _with_words(
    line: Line,
    rnd: random.Random,
    share: float,
    is_one: Callable[[str], bool],
    others: Sequence[str],
) -> Line:
    changed: Line = []
    place = 0
    while place < len(line):
        end = place
        while end < len(line) and is_one(line[end][0]):
            end += 1
        if end > place and rnd.random() < share:
            changed += [(c, None) for c in rnd.choice(others)]
        else:
            end = max(end, place + 1)
            changed += line[place:end]
        place = end
    return changed


def insert_sentences(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put a sentence before, into or behind about one paragraph in four."""
    made = []
    for line in lines:
        starts = _sentences(line)
        if len(line) > 40 and rnd.random() < 1 / 4:
            at = rnd.choice([*starts, len(line)])
            new: Line = [(c, None) for c in rnd.choice(_NEW)]
            gap: Line = [(" ", None)]
            line = [*line[:at], *(gap if at == len(line) else []), *new, *gap, *line[at:]]
        made.append(line)
    return made


def delete_sentences(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Take about one sentence in eight out of paragraphs with several."""
    made = []
    for line in lines:
        starts = _sentences(line)
        ends = [*starts[1:], len(line)]
        kept = [span for span in zip(starts, ends, strict=True) if rnd.random() > 1 / 8]
        made.append([c for start, end in kept or [(0, len(line))] for c in line[start:end]])
    return made


def _sentences(line: Line) -> list[int]:
    """Return where the sentences of a line begin."""
    text = "".join(character for character, _ in line)
    return [0, *(n + 2 for n in range(len(text) - 2) if text[n : n + 2] in {". ", "? ", "! "})]


def break_lines(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Make two paragraphs of about one in six, at a sentence."""
    made: list[Line] = []
    for line in lines:
        starts = _sentences(line)
        at = rnd.choice(starts)
        if at and rnd.random() < 1 / 6:
            made += [line[: at - 1], line[at:]]
        else:
            made.append(line)
    return made


def repeat_paragraphs(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Put a copy of about one paragraph in twelve somewhere else, as summaries and recaps do."""
    made = list(lines)
    copies = [line for line in lines if len(line) > 40 and rnd.random() < 1 / 12]
    for line in copies:
        made.insert(rnd.randrange(len(made)), [(character, None) for character, _ in line])
    return made


def rewrite_and_move(
    lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]
) -> list[Line]:
    """Edit words, sentences and paragraphs at once."""
    for edit in (reorder_items, rewrite_around, insert_sentences, break_lines):
        lines = edit(lines, rnd, items)
    return move_paragraphs(lines, rnd, items)


def everything(lines: list[Line], rnd: random.Random, items: Sequence[Sequence[int]]) -> list[Line]:
    """All of it at once, item by item."""
    for edit in (reorder_items, change_marks, mend_typos, insert_paragraphs, delete_paragraphs):
        lines = edit(lines, rnd, items)
    return lines


EDITS: dict[str, Edit] = {
    "typos mended": mend_typos,
    "marks and dashes changed": change_marks,
    "paragraphs inserted": insert_paragraphs,
    "paragraphs deleted": delete_paragraphs,
    "paragraphs moved": move_paragraphs,
    "items re-ordered": reorder_items,
    "words put in and taken out": rewrite_around,
    "words replaced": replace_words,
    "figures updated": update_figures,
    "sentences put in": insert_sentences,
    "sentences taken out": delete_sentences,
    "paragraphs parted": break_lines,
    "paragraphs repeated": repeat_paragraphs,
    "the first four, and order": everything,
    "words, sentences, order": rewrite_and_move,
}
