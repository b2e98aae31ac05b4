"""What hostile text costs to parse, against plain text of its size.

Usage: python tests/benchmarks/hostile_time.py [--big] [NAME…]

Each row is one input and the ratio of its time to that of as much invented news, measured in turns
in one process; a ratio over 3 is a pattern that is not bounded. ``--big`` adds files of 10 MB.
"""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from reader.dossier import load_dossier  # noqa: E402
from reader.parsing.pipeline import parse_document  # noqa: E402
from store.errors import FileUnusable  # noqa: E402
from tests.benchmarks.invent import invent_week  # noqa: E402

_MOST = 3.0
_SIZE = 100_000
_HEAD = "Monday, November 24, 2025\n\nPresident Ada Ek said that the talks go on. "
_DELIMITERS = "“”\"'‘’«»()[]{}<>&*_`#|\\/-–—.,:;!?…%@=+~^0A1 aÀé漢\u0301\u200d\u00a0\u00ad\t"
_PAIRS = (
    "“”", "“a", "a”", "”“", "[x](", "](x)", "![", "**", "__a", "<b", "&lt;", "&#", "…”", ". “",
    "A. ", "a, ", "Mr. ", "said ", "he said ", "said: “", "“no,” he ", "according to ", "of the ",
    "President ", "Ada Ek ", "Ada, ", "A-", "the president of ", "Ukraine and ", "1, ", "10:00 ",
    "November 24, ", "24.11.", "that ", "who ", "not ", "if ", "will ", "Ek’s ", "A’s ", "(A) ",
    "e\u0301", "x\u200b", "👩\u200d", "— ", "- ", "> ", "; ", "Ada Ek told Bo Lind that ", "İ",
)  # fmt: skip


def _inputs() -> Iterator[tuple[str, str, str]]:
    """Yield name, file name and text of each hostile input."""
    size = _SIZE
    for mark in (*_DELIMITERS, *_PAIRS):
        text = (mark * (size // len(mark) + 1))[:size]
        yield f"line of {mark!r}", "a.txt", f"{_HEAD}{text}\n\nThe end of it was near.\n"
    for mark in ("“a", "[", "“", "A", "Ada Ek", "- ", "> x", "#", "a:", "10:00", "|x|", "24.11."):
        yield f"lines of {mark!r}", "a.txt", _HEAD + f"\n{mark}" * (size // (len(mark) + 1))
    yield "two words a line", "a.txt", _HEAD + "\nab c" * (size // 5)
    yield "two words a line, parted", "a.txt", _HEAD + "\n\nAb c." * (size // 7)
    yield "quotations a line", "a.txt", _HEAD + "\n“Yes,” he said." * (size // 16)
    for name, make in _NEW_WORDS.items():
        yield name, "a.txt", make()
    for tag in ("div", "p", "blockquote", "b", "a", "ul><li", "table><tr><td", "article", "x"):
        opened = f"<{tag}>" * (size // (len(tag) + 2))
        yield f"nested <{tag}>", "a.html", f"<html><body>{opened}Some text is here."
    for mark in ("<", "<!--", "<p", "&amp;", "&", "<![CDATA[", "<p>a", "<br>", '<a href="', "</p>"):
        text = (mark * (size // len(mark) + 1))[:size]
        yield f"page of {mark!r}", "a.html", f"<html><body><p>{_HEAD}</p>{text}"
    for inner in ('{"@graph":[', "[", '{"mainEntity":', '{"a":'):
        linked = inner * (size // len(inner))
        script = f'<script type="application/ld+json">{linked}</script>'
        yield f"linked data {inner!r}", "a.html", f"<html><head>{script}</head><p>{_HEAD}</p>"
    for mark in ("#", "> ", "* ", "- [", "`", "```\n", "| a ", "[a]: b\n", "![a](", "    - a\n"):
        text = (mark * (size // len(mark) + 1))[:size]
        yield f"markdown of {mark!r}", "a.md", f"---\ntitle: x\n---\n{_HEAD}\n{text}"


def _words() -> Iterator[str]:
    """Yield words with a capital, none of them twice: nothing read of one helps with the next."""
    drawn = random.Random(0)
    seen: set[str] = set()
    while True:
        word = "".join(drawn.choices("aeiou", k=4) + drawn.choices("bdgklmnrstv", k=4))
        word = "".join(word[n] for n in (4, 0, 5, 1, 6, 2, 7, 3)).capitalize()
        if word not in seen:
            seen.add(word)
            yield word


_WORDS = _words()


def _fill(pattern: str) -> str:
    """Repeat a pattern with a new word in each of its gaps."""
    size = len(pattern.replace("{}", "a" * 8))
    gaps = pattern.count("{}")
    return _HEAD + "\n" + "".join(
        pattern.format(*islice(_WORDS, gaps)) for _ in range(_SIZE // size)
    )  # fmt: skip


_NEW_WORDS: dict[str, Callable[[], str]] = {
    "a new president a line": lambda: _fill("President {} Ek said.\n"),
    "two new names a line": lambda: _fill("{} {}\n"),
    "two new people a line": lambda: _fill("{} {} met {} {}.\n"),
    "a line of new names": lambda: _fill("{} "),
    "a line of new words": lambda: _fill("{} ").lower(),
}
"""Made anew for every round: what was read of a word in one would help in the next."""


def _big() -> Iterator[tuple[str, str, str]]:
    yield "1 MB line of news", "a.txt", _plain(1_000_000).replace("\n", " ")
    yield "1 MB line of one letter", "a.txt", _HEAD + "a" * 1_000_000
    yield "250,000 lines of two words", "a.txt", _HEAD + "\na b" * 250_000
    yield "10 MB of news", "a.txt", _plain(10_000_000)
    yield "10 MB line", "a.txt", _plain(10_000_000).replace("\n", " ")


def _plain(size: int) -> str:
    weeks: list[str] = []
    while sum(map(len, weeks)) < size:
        weeks.append(invent_week(len(weeks)))
    return "".join(weeks)[:size]


def _seconds(text: str, name: str) -> float:
    raw = text.encode()
    start = time.perf_counter()
    with suppress(FileUnusable):
        parse_document(raw, name, DOSSIER)
    return time.perf_counter() - start


def main() -> int:
    """Print the table; 1 where an input is over the goal."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--big", action="store_true")
    parser.add_argument("names", nargs="*", help="parts of the names of inputs")
    options = parser.parse_args()
    plain = _plain(100_000)
    _seconds(plain, "a.txt")
    over = 0
    pace = min(_seconds(plain, "a.txt") for _ in range(3)) / len(plain.encode())
    for name, file, text in (*_inputs(), *(_big() if options.big else ())):
        if options.names and not any(part in name for part in options.names):
            continue
        took = _seconds(text, file)
        if took / (len(text.encode()) * pace) > _MOST / 2:
            pace = min(pace, _seconds(plain, "a.txt") / len(plain.encode()))
            text = _NEW_WORDS[name]() if name in _NEW_WORDS else text
            took = min(took, _seconds(text, file))
        ratio = took / (len(text.encode()) * pace)
        over += ratio > _MOST
        print(
            f"{ratio:6.2f} {took:7.3f} s {'OVER ' if ratio > _MOST else '     '}{name}", flush=True
        )
    print(f"plain text: {1 / pace / 1e6:.2f} MB/s; {over} inputs over {_MOST:g}")
    return 1 if over else 0


DOSSIER = load_dossier(ROOT / "seeds")

if __name__ == "__main__":
    sys.exit(main())
