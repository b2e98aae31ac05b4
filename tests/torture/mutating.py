"""Spoilt bytes: cut, doubled, shifted, and filled with what parsers trip over."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

TOKENS: tuple[bytes, ...] = tuple(
    text.encode("utf-8", "surrogatepass")
    for text in (
        "\x1b]52;c;UFdORUQ=\x1b\\", "\x1b]0;title", "\x1b[31;7m", "\x9b3J", "\x00", "\x7f", "\r",
        "\u202e", "\u2066", "\u200b", "\u200d", "\ufeff", "\U000e0041", "\U000e0100", "\u0301",
        "\u2028", "\u0085", "\ud800", "“", "”", "\"", "'", "‘", "’", "«", "»", "(", ")", "[", "]",
        "{", "}", "<", ">", "&", "&#0;", "&#x202e;", "&lt;", "*", "_", "`", "#", "|", "\\", "/",
        "---\n", "***\n", "> ", "- ", "[@click=app.quit]x[/]", "[/x]", "[TODO]", "\n", "\n\n", " ",
        "\t", "\u00a0", "said", " said: ", "told reporters", "according to ", "that", "he", "they",
        "Monday", "November 24, 2025", "24.11.2025", "2025-11-24T10:00:00Z", "10:15 a.m.", "0",
        "99999999999999999999", "-1", "1e999", "null", "true", "President ", "Ms. ", "Ukraine",
        "Russia", "<p>", "</p>", "<div>", "<article>", "<time datetime=\"2025-11-24T10:00\">",
        "<script type=\"application/ld+json\">", "</script>", "<!--", "-->", "<![CDATA[",
        "<h1>", "<br>", "<meta property=\"og:title\" content=\"", "İ", "ß", "ﬀ", "𝔘", "👩\u200d👧",
        "\u0000\ufffe", "…", ".", ",", ";", ":", "?", "!", "–", "—", "=", "''", '""', "\"\"\"",
    )
)  # fmt: skip
LONGEST = 200_000


@dataclass(slots=True)
class Case:
    """One case: its dice, and the bytes that were made, for a report."""

    dice: random.Random
    data: bytes | None = None


def spoil(data: bytes, dice: random.Random, tokens: Sequence[bytes] = TOKENS) -> bytes:
    """Return the bytes with a few changes of all kinds."""
    changed = bytearray(data[:LONGEST])
    for _ in range(dice.choice((1, 1, 2, 3, 5, 9))):
        _change(changed, dice, tokens)
    return bytes(changed[:LONGEST])


def _change(data: bytearray, dice: random.Random, tokens: Sequence[bytes]) -> None:
    start = dice.randrange(len(data) + 1)
    end = min(len(data), start + dice.choice((1, 2, 5, 40, 400, 4000)))
    match dice.randrange(9):
        case 0:
            del data[start:end]
        case 1:
            data[start:start] = data[start:end]
        case 2:
            data[start:start] = data[start:end] * dice.choice((3, 30))
        case 3:
            for place in range(start, min(end, start + 9)):
                data[place] ^= 1 << dice.randrange(8)
        case 4:
            del data[start:]
        case 5:
            data[start:start] = dice.choice(tokens) * dice.choice((1, 1, 2, 20, 2000))
        case 6:
            piece = b"".join(dice.choice(tokens) for _ in range(dice.choice((2, 8, 60))))
            data[start:start] = piece * dice.choice((1, 1, 1, 50))
        case 7:
            lines = bytes(data).split(b"\n")
            dice.shuffle(lines)
            data[:] = b"\n".join(lines)
        case _:
            data[start:end] = bytes(dice.randrange(256) for _ in range(dice.choice((1, 8, 90))))
