"""What each line of a plain text is: text, heading, furniture or blank.

First by its own words (``furniture``), then by its neighbours: a caption stands before a credit, a
headline has no full stop and text below it, a title stands twice, a lone name is a byline. Day
headings and datelines are found before and handed in. Takes lines, gives roles; what a heading
means is left to later stages.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

from store.making import maker

from ..model import Line, LineRole
from .furniture import ends_in_credit, find_rule, is_credit, is_protected

_make_line = maker(Line)
_TEXT, _BLANK = LineRole.TEXT, LineRole.BLANK  # read once: a member is slow to reach
_FURNITURE, _HEADING = LineRole.FURNITURE, LineRole.HEADING
LONGEST_HEADLINE = 170
"""Characters; longer lines without a full stop are paragraphs that lost theirs."""

_BULLET = re.compile(r"\s{0,4}(?:[•·▪◦‣–—-]|\*|\d{1,2}[.)])\s")
_END_OF_SENTENCE = re.compile(r"""[.!?:;,…]["'”’»)\]*_]{0,4}$""")
_NEW_SENTENCE = re.compile(r"""[a-zа-яà-ÿ]{2}[.!?]["'”’»]? ["'“‘«]?[A-ZА-ЯÀ-Þ]""")
_LONE_NAME = re.compile(
    r"[A-ZÀ-ÞŁŚŽČŠ][\w’'-]{1,20}(?: (?:de|del|della|van|von|der|den|al|el|bin|la|le|[A-Z]\.)){0,2}"
    r"(?: [A-ZÀ-ÞŁŚŽČŠ][\w’'-]{1,20}){1,2}"
    r"(?: and [A-Z][\w’'-]{1,20} [A-Z][\w’'-]{1,20})?"
    r"(?: in [A-Z][\w’' -]{2,20}| \(now\)| \(earlier\))?"
)
_FULL_DATE = re.compile(r"\b[A-Z][a-z]{2,8}\.? \d{1,2}, (?:19|20)\d\d\b")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|be|been|am|has|have|had|do|does|did|will|would|can|could|may|might|must|"
    r"shall|should|says?|said|told|asked|added|went|came|made|took|gave|got|goes|comes|remains?|"
    r"seems?|\w{2,20}ed|isn’t|isn't|don’t|don't|it’s|it's|that’s|that's|he’s|she’s|we’re|they’re|i)\b",
    re.IGNORECASE,
)
_PROMOTIONS = frozenset({"podcast promotion", "invitation to listen"})
_SHORT = 24
_NEAR_THE_TOP = 14
_NO_WORDS = 2
"""Characters; a line of so few parts what stands around it and tells nothing."""
_FEWEST_CAPTIONS = 2


@dataclass(slots=True)
class _Sheet:
    """The lines with their roles so far."""

    texts: Sequence[str]
    roles: list[LineRole]
    rules: list[str]
    filled: list[int]
    """Indexes of the lines that are not blank."""
    _alike: dict[int, bool] = field(default_factory=dict)

    def mark(self, index: int, role: LineRole, rule: str) -> None:
        self.roles[index], self.rules[index] = role, rule

    def is_open(self, index: int) -> bool:
        """Not blank and not yet decided."""
        return self.roles[index] is _TEXT

    def is_headline_like(self, index: int) -> bool:
        """Ask ``is_headline_like`` of a line; its neighbours ask as well, so it is kept."""
        known = self._alike.get(index)
        if known is None:
            known = self._alike[index] = is_headline_like(self.texts[index])
        return known


def sort_lines(
    texts: Sequence[str],
    known: Mapping[int, tuple[LineRole, str]],
    *,
    has_day_headings: bool = False,
    title: str | None = None,
) -> tuple[Line, ...]:
    """Give every line its role.

    Args:
        texts: the lines, without line ends.
        known: line number → role and rule of lines decided before (day headings, datelines).
        has_day_headings: a feed; there a short line without a full stop is part of the news.
        title: the document's title, if metadata has it.
    """
    sheet = _Sheet(texts, [], [], [])
    for number, text in enumerate(texts, 1):
        role, rule = known.get(number) or _by_own_words(text)
        sheet.roles.append(role)
        sheet.rules.append(rule)
        if role is not _BLANK:
            sheet.filled.append(number - 1)
    _mark_captions(sheet)
    _mark_podcast_teaser(sheet)
    _mark_titles(sheet, title)
    if not has_day_headings:
        _mark_headlines(sheet)
        _mark_short_titles(sheet)
    _mark_after_the_end(sheet)
    numbers = range(1, len(texts) + 1)
    return tuple(map(_make_line, numbers, texts, sheet.roles, sheet.rules))


def is_headline_like(text: str) -> bool:
    """Tell whether a line could be a headline or a caption: short, one sentence, no full stop."""
    bare = text.strip().strip("*_# ")
    if not 3 <= len(bare) <= LONGEST_HEADLINE or _END_OF_SENTENCE.search(bare):
        return False
    if _BULLET.match(text) or bare[0].islower() or _NEW_SENTENCE.search(bare):
        return False
    return not is_protected(bare)


def fold(text: str) -> str:
    """Letters and digits only, for comparing titles."""
    return "".join(character for character in text.casefold() if character.isalnum())


def _by_own_words(text: str) -> tuple[LineRole, str]:
    if not text or text.isspace():
        return _BLANK, ""
    return _of_short(text) if len(text) <= _SHORT else _of_words(text)


@lru_cache(maxsize=4096)
def _of_short(text: str) -> tuple[LineRole, str]:
    """Remember short lines: labels and words of the page stand again and again."""
    return _of_words(text)


def _of_words(text: str) -> tuple[LineRole, str]:
    if len(text) <= _NO_WORDS or len(text.strip()) <= _NO_WORDS:
        return _FURNITURE, "no words"
    rule = find_rule(text)
    if rule:
        return _FURNITURE, rule.name
    if is_credit(text):
        return _FURNITURE, "credit"
    if ends_in_credit(text):
        return _FURNITURE, "caption with credit"
    return _TEXT, ""


def _mark_captions(sheet: _Sheet) -> None:
    """The line right before a credit, if it ends without a full stop or tells the day it shows."""
    if "credit" not in sheet.rules:
        return
    for before, index in pairwise(sheet.filled):
        if sheet.rules[index] != "credit" or not sheet.is_open(before):
            continue
        text = sheet.texts[before].strip()
        is_dated = len(text) <= 320 and bool(_FULL_DATE.search(text))
        if (len(text) <= 300 and not _END_OF_SENTENCE.search(text)) or is_dated:
            sheet.mark(before, _FURNITURE, "caption before a credit")


def _mark_podcast_teaser(sheet: _Sheet) -> None:
    """A promotion of a podcast opens with the question that the episode answers."""
    if _PROMOTIONS.isdisjoint(sheet.rules):
        return
    for before, index in pairwise(sheet.filled):
        is_question = sheet.is_open(before) and sheet.texts[before].rstrip().endswith("?")
        if sheet.rules[index] in _PROMOTIONS and is_question:
            sheet.mark(before, _FURNITURE, "teaser of a podcast")


def _mark_titles(sheet: _Sheet, title: str | None) -> None:
    top = [i for i in sheet.filled[:_NEAR_THE_TOP] if len(sheet.texts[i]) <= 250]
    counts = Counter(fold(sheet.texts[i]) for i in top)
    wanted = fold(title) if title else ""
    for index in top:
        key = fold(sheet.texts[index])
        if not sheet.is_open(index) or len(key) < 8:
            continue
        if counts[key] > 1 and not sheet.texts[index].rstrip().endswith("."):
            sheet.mark(index, _HEADING, "title that stands twice")
        elif wanted and (key == wanted or (len(key) > 25 and wanted.startswith(key))):
            sheet.mark(index, _HEADING, "title")


def _mark_headlines(sheet: _Sheet) -> None:
    """Short lines without a full stop between paragraphs that have one."""
    candidates = [
        (place, index)
        for place, index in enumerate(sheet.filled)
        if sheet.is_open(index) and _is_headline(sheet, place)
    ]
    texts = sum(sheet.is_open(index) for index in sheet.filled)
    if len(candidates) * 2 > texts:
        return
    captions = sheet.rules.count("caption before a credit")
    loose = sum(not _LONE_NAME.fullmatch(sheet.texts[i].strip()) for _, i in candidates)
    are_captions = captions >= _FEWEST_CAPTIONS and loose * 2 <= captions
    for place, index in candidates:
        if _LONE_NAME.fullmatch(sheet.texts[index].strip()) and place > 0:
            sheet.mark(index, _FURNITURE, "byline")
        elif are_captions and place > 0:
            sheet.mark(index, _FURNITURE, "caption without a credit")
        else:
            sheet.mark(index, _HEADING, "headline" if place else "title")


def _is_headline(sheet: _Sheet, place: int) -> bool:
    return sheet.is_headline_like(sheet.filled[place]) and _stands_over_text(sheet, place)


def _stands_over_text(sheet: _Sheet, place: int) -> bool:
    """Below comes a paragraph; above is no "X said:" that it would be the answer to."""
    index = sheet.filled[place]
    below = sheet.filled[place + 1 : place + 4]
    if not below:
        return False
    least = max(40, len(sheet.texts[index].strip()) // 2)
    long = [i for i in below if len(sheet.texts[i]) >= least]
    if not long or (place and sheet.texts[sheet.filled[place - 1]].rstrip().endswith(":")):
        return False
    return any(sheet.is_open(i) and not sheet.is_headline_like(i) for i in long)


def _mark_short_titles(sheet: _Sheet) -> None:
    """A short line alone between blank lines without a verb is a heading, full stop or not."""
    texts = [len(sheet.texts[i]) for i in sheet.filled if sheet.is_open(i)]
    if len(texts) < 6 or sorted(texts)[len(texts) // 2] < 120:
        return
    last = len(sheet.texts) - 1
    for index in sheet.filled:
        text = sheet.texts[index].strip()
        if not sheet.is_open(index) or len(text) > 70 or not 3 <= len(text.split()) <= 10:
            continue
        is_alone = (
            0 < index < last
            and sheet.roles[index - 1] is _BLANK
            and sheet.roles[index + 1] is _BLANK
        )
        if is_alone and text[0].isupper() and text.endswith(".") and not _FINITE.search(text):
            sheet.mark(index, _HEADING, "short line without a verb")


def _mark_after_the_end(sheet: _Sheet) -> None:
    """Below a closing notice stands no news, unless more text is there than above it."""
    ends = {"standards notice"}
    place = next((p for p, i in enumerate(sheet.filled) if sheet.rules[i] in ends), None)
    if place is None:
        return
    size = [len(sheet.texts[i]) if sheet.is_open(i) else 0 for i in sheet.filled]
    if sum(size[:place]) > sum(size[place:]):
        for index in sheet.filled[place:]:
            if sheet.is_open(index) or sheet.roles[index] is _HEADING:
                sheet.mark(index, _FURNITURE, "after the end of the text")
