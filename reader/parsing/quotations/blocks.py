"""Block quotations: paragraphs without marks after a line such as "X said:".

Takes the text lines in order and gives whole lines. The first paragraph after such a line belongs
to it; each further one as long as it reads as speech and not as the writer's own text. Where the
page's mark-up shows what is quoted, that decides.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from ..model import Page
from ..speakers.cues import Form, load_cues, load_speech_nouns
from ..speakers.lexicon import Part, load_entries, load_set
from .marks import DOUBLE_MARKS, pair_marks

_WORDS = re.compile(r"[^\W\d_]+(?:[’'][^\W\d_]+)?")
_LIST = re.compile(r"\bthe following (?!statement|comment|remark|message|words|tweet|post)")
_BULLETS = "•-–—*·"
MARKED_UP = "block quotation"
"""The rule of a line that the page's own mark-up shows as a block quotation."""
_STRAY = re.compile(r"(?<=[.,!?…])[”\"](?=\s|$)")
_SPEECH = frozenset(("neutral", "claim", "order", "writing", "judge"))
_TELLING = frozenset(("neutral", "writing", "report"))
_LONGEST_RUN = 12
_LEAST_WORDS = 4
_INTRODUCTION_TAIL = 400


def introduces_speech(text: str) -> bool:
    """Tell whether a line ends with a colon and has a cue in its last sentence."""
    bare = text.rstrip()
    if not bare.endswith(":"):
        return False
    tail = bare[-_INTRODUCTION_TAIL:]
    stop = max(tail.rfind(". "), tail.rfind(".” "), tail.rfind('." '))
    last = tail[stop + 1 :]
    cues, nouns = load_cues(), load_speech_nouns()
    if _LIST.search(last):
        return False
    words = ["", *_WORDS.findall(last.casefold())]
    for before, word in pairwise(words):
        cue = cues.get(word)
        if cue is None or cue.form is Form.BASE or cue.group not in _SPEECH:
            continue
        if cue.form is not Form.PRESENT or not _may_be_noun(word, before):
            return True
    return words[-1] in nouns


def _may_be_noun(word: str, before: str) -> bool:
    """Tell whether "points" or "claims" is a noun behind the word before it."""
    entries = load_entries()
    if word not in entries and word not in load_speech_nouns():
        return False
    behind = entries.get(before)
    return behind is not None and behind.part in (Part.DETERMINER, Part.PREPOSITION)


def _has_own_marks(text: str) -> bool:
    return text.lstrip()[:1] in DOUBLE_MARKS or bool(pair_marks(text))


def _reads_as_speech(text: str) -> bool:
    """Weigh the signs that a further paragraph is still the speaker's."""
    if text.rstrip().endswith(":") or _has_own_marks(text):
        return False
    words = [
        word if word == "US" else word.casefold().replace("’", "'") for word in _WORDS.findall(text)
    ]
    if not words or words[0] in load_set("blocks", "third_person"):
        return False
    if _STRAY.search(text):
        return True
    weight = 0
    if not load_set("blocks", "first_person").isdisjoint(words):
        weight += 3
    if words[0].split("'")[0] in load_set("blocks", "leaning"):
        weight += 1
    if not load_set("blocks", "days").isdisjoint(words):
        weight -= 1
    if any(map(_is_telling, words)):
        weight -= 2
    if not load_set("blocks", "hearsay").isdisjoint(words):
        weight -= 2
    return weight > 0


def _is_telling(word: str) -> bool:
    cue = load_cues().get(word)
    return cue is not None and cue.form is Form.PAST and cue.group in _TELLING


def _read_first(text: str) -> int:
    """Give where the first paragraph's speech ends; 0 if it is none.

    A closing mark without its opening one ends it, and the attribution may follow.
    """
    bare = text.strip()
    if bare[:1] in _BULLETS or bare.endswith(":") or len(bare.split()) < _LEAST_WORDS:
        return 0
    return 0 if _has_own_marks(text) else _find_end(text)


def _read_marked_up(text: str) -> int:
    """Give where the speech ends in a paragraph that the page's mark-up shows as a quotation."""
    return 0 if text.lstrip()[:1] in DOUBLE_MARKS else _find_end(text)


def _find_end(text: str) -> int:
    stray = _STRAY.search(text)
    return stray.start() if stray else len(text.rstrip())


def find_blocks(page: Page, lines: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    """Find the lines that are block quotations: number, start and end in the line."""
    index = 0
    while index < len(lines):
        introduction = page.lines[lines[index] - 1].text
        index += 1
        if not introduces_speech(introduction):
            continue
        first, last = index, min(len(lines), index + _LONGEST_RUN)
        is_marked_up = first < last and page.lines[lines[first] - 1].rule == MARKED_UP
        for place in range(first, last):
            line = page.lines[lines[place] - 1]
            text = line.text
            if is_marked_up:
                end = _read_marked_up(text) if line.rule == MARKED_UP else 0
            else:
                end = _read_first(text) if place == first or _reads_as_speech(text) else 0
            if not end:
                break
            yield lines[place], len(text) - len(text.lstrip()), end
            index = place + 1
            if end < len(text.rstrip()):
                break
