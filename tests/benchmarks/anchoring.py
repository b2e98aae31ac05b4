"""How many annotated passages are found again in texts that were edited, and how many wrongly.

Usage: python tests/benchmarks/anchoring.py [--count 2000] [FILE …]

Takes passages of 6 to 400 characters out of the built-in dossier's documents (or the given
files), edits the text (typos, marks, words taken out, sentences and paragraphs put in, moved,
taken out, everything replaced, or two of these), and knows by a mark on each character where the
passage is then. Compared with plain position anchoring and plain exact search.
"""

from __future__ import annotations

import argparse
import random
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from store.anchoring import locate, select  # noqa: E402
from store.records import Selector  # noqa: E402

Marked = list[tuple[str, int | None]]
"""Characters with their place in the text as it was; None for what was put in."""
Span = tuple[int, int]
_MARKS = {"“": '"', "”": '"', "’": "'", "–": "-", "—": "-", '"': "“", "'": "’"}
_LENGTHS = (6, 12, 25, 60, 150, 400)


class Editor:
    """Edits of marked text, by chance."""

    def __init__(self, paragraphs: list[str], rnd: random.Random) -> None:
        self.paragraphs = paragraphs
        self.rnd = rnd
        self.edits: dict[str, Callable[[Marked], Marked]] = {
            "nothing": lambda text: text,
            "typos": self.typos,
            "marks": lambda text: [(_MARKS.get(c, c), place) for c, place in text],
            "words out": self.words_out,
            "sentence in": self.sentence_in,
            "paragraph in": self.paragraph_in,
            "paragraph out": self.paragraph_out,
            "moved": self.moved,
            "replaced": lambda text: [(c, None) for c in self.text()],
        }

    def text(self) -> str:
        """Return some paragraphs that follow each other."""
        first = self.rnd.randrange(max(1, len(self.paragraphs) - 8))
        return "\n".join(self.paragraphs[first : first + self.rnd.randint(1, 7)])

    def typos(self, text: Marked) -> Marked:
        """Change, drop or add a letter here and there."""
        for _ in range(max(1, len(text) // 200)):
            at = self.rnd.randrange(len(text))
            letter = self.rnd.choice("abcdefgh")
            text = self.rnd.choice(
                [
                    [*text[:at], (letter, text[at][1]), *text[at + 1 :]],
                    [*text[:at], *text[at + 1 :]],
                    [*text[:at], (letter, None), *text[at:]],
                ]
            )
        return text

    def words_out(self, text: Marked) -> Marked:
        """Take a word out."""
        plain = "".join(c for c, _ in text)
        start = plain.find(" ", self.rnd.randrange(len(plain)))
        end = plain.find(" ", start + 1)
        return text[:start] + text[end:] if 0 <= start < end else text

    def sentence_in(self, text: Marked) -> Marked:
        """Put a sentence before a paragraph."""
        lines = _lines(text)
        at = self.rnd.randrange(len(lines))
        sentence = self.rnd.choice(self.paragraphs).split(". ")[0] + ". "
        lines[at] = [*((c, None) for c in sentence), *lines[at]]
        return _joined(lines)

    def paragraph_in(self, text: Marked) -> Marked:
        """Put a paragraph in."""
        lines = _lines(text)
        paragraph: Marked = [(c, None) for c in self.rnd.choice(self.paragraphs)]
        lines.insert(self.rnd.randint(0, len(lines)), paragraph)
        return _joined(lines)

    def paragraph_out(self, text: Marked) -> Marked:
        """Take a paragraph out."""
        lines = _lines(text)
        if len(lines) > 1:
            lines.pop(self.rnd.randrange(len(lines)))
        return _joined(lines)

    def moved(self, text: Marked) -> Marked:
        """Put the paragraphs in another order."""
        lines = _lines(text)
        self.rnd.shuffle(lines)
        return _joined(lines)


def _lines(text: Marked) -> list[Marked]:
    lines: list[Marked] = [[]]
    for c in text:
        if c[0] == "\n":
            lines.append([])
        else:
            lines[-1].append(c)
    return lines


def _joined(lines: list[Marked]) -> Marked:
    text: Marked = []
    for number, line in enumerate(lines):
        text += [("\n", None), *line] if number else line
    return text


def _by_store(selector: Selector, text: str) -> Span | None:
    place = locate(selector, text)
    return None if place is None else (place.start, place.end)


def _by_position(selector: Selector, text: str) -> Span | None:
    return (selector.start, selector.end) if selector.end <= len(text) else None


def _by_search(selector: Selector, text: str) -> Span | None:
    start = text.find(selector.exact)
    return None if start < 0 else (start, start + len(selector.exact))


_WAYS = {"store": _by_store, "position": _by_position, "exact search": _by_search}


def _verdict(found: Span | None, exact: str, text: Marked, span: Span) -> str:
    """Say what became of a passage; one whose words all stand together still counts as there."""
    places = [n for n, (_, place) in enumerate(text) if place is not None and _in(place, span)]
    plain = "".join(c for c, _ in text)
    is_there = bool(places) and plain[places[0] : places[-1] + 1] == exact
    if found is None:
        return "there, not found" if is_there else "changed or gone, orphaned"
    if is_there:
        if found == (places[0], places[-1] + 1):
            return "there, found"
        # The same words, put in a second time by the edit, are as good a place.
        return "there, found" if plain[slice(*found)] == exact else "there, wrong place"
    if _same(plain[slice(*found)], exact):
        return "gone, the same words"
    overlap = sum(_in(place, found) for place in places)
    return "changed, found" if overlap * 2 > found[1] - found[0] else "gone, wrong place"


def _same(one: str, other: str) -> bool:
    """Whether the words are the same, marks aside: an edit may have put them in again."""
    marks = str.maketrans(_MARKS)
    return one == other or one.translate(marks) == other.translate(marks)


def _in(place: int, span: Span) -> bool:
    return span[0] <= place < span[1]


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--count", type=int, default=2_000)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    files = options.files or sorted((ROOT / "seeds").rglob("*.txt"))
    lines = [line.strip() for f in files for line in f.read_text("utf-8").split("\n")]
    rnd = random.Random(options.seed)
    editor = Editor([line for line in lines if len(line) > 40], rnd)
    tallies = {name: Counter[str]() for name in _WAYS}
    for _ in range(options.count):
        text = editor.text()
        start = rnd.randrange(max(1, len(text) - 20))
        span = (start, min(len(text), start + rnd.choice(_LENGTHS)))
        edits = rnd.sample(list(editor.edits), k=rnd.choice([1, 1, 2]))
        marked: Marked = [(c, place) for place, c in enumerate(text)]
        for edit in edits:
            marked = editor.edits[edit](marked)
        plain = "".join(c for c, _ in marked)
        selector = select(text, *span)
        for name, way in _WAYS.items():
            tallies[name][_verdict(way(selector, plain), selector.exact, marked, span)] += 1
    verdicts = sorted({verdict for tally in tallies.values() for verdict in tally}, reverse=True)
    print(f"{'':28s}" + "".join(f"{name:>14s}" for name in _WAYS))
    for verdict in verdicts:
        print(f"{verdict:28s}" + "".join(f"{tallies[name][verdict]:14d}" for name in _WAYS))


if __name__ == "__main__":
    main()
