"""Which runs of capitals may be a person's name, and what around them says so.

Takes the capitalised words of a line that no known phrase has claimed, gives candidates with the
evidence for each: a forename, a title or role before, a role after, a verb of saying. Whether a
candidate is a person, and which, is decided in ``people`` over the whole document.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from .folding import fold
from .namewords import load_name_words
from .scanning import Word, is_joined
from .wordforms import SUFFIXES, SURNAME_LIKE, Form

_OFFICE_OF_BEFORE = re.compile(
    r"\b(?:secretary|minister|speaker|head|chief|member|director|chair(?:wo)?man|president|mayor"
    r"|leader|commissioner|governor)(?: general)? (?:of|for) (?:the )?[\w’' -]{2,50} $",
    re.IGNORECASE,
)
_AGED_AFTER = re.compile(r",? (?:\(?aged? )?\(?\d{1,2}[,)]|, a \d{2}-year-old| \([RDI](?:-|\)|,)")
_ROLE_AFTER = re.compile(
    r" ?[,–—-] (?:(?:the|a|an|his|her|its|their|one of|who)\b|[A-Z][\w.]{1,20}(?:['’]s?)? )?"
    r"([^,.;:“”\"()\n]{3,90})"
)
_NEXT_WORDS = re.compile(
    r"(?:['’]s)?,? ([a-z][\w’'-]{1,20})(?: ([a-z][\w’'-]{1,20}))?(?: ([a-z]{2,20}))?"
)
_AUXILIARIES = frozenset(
    {
        "again", "also", "earlier", "further", "had", "has", "have", "is", "later", "never",
        "once", "previously", "repeatedly", "reportedly", "then", "was",
    }
)  # fmt: skip
_WIDEST_GAP = 14
"""Characters between two words of one run: a few particles."""
_LONG_INITIAL = 5
_LEAST_CAPITALS = 4
_LONGEST_HEADLINE = 160
_SENTENCE_ENDS = (".", "!", "?", "…", ":", ",")
_PAIR = 2
_new = tuple.__new__
_NO_CLAIM = (1 << 60, 1 << 60)


class Candidate(NamedTuple):
    """A run that may be a name; offsets into the line."""

    line: int
    text: str
    """The whole line."""
    words: tuple[Word, ...]
    """Two or more words: a full name. One: a surname or a forename."""
    is_headline: bool
    is_part: bool
    """A word of a body or a thing stands beside it: "Kennedy Center"."""
    is_word: bool = False
    """An ordinary word too ("King"): a name only beside a title or verb, of someone known."""
    keys: tuple[str, ...] = ()
    """Of its words, if it has two or more."""

    @property
    def name(self) -> str:
        """As it stands in the line, particles included, brackets left out."""
        return self.text[self.start : self.end].replace("[", "").replace("]", "")

    @property
    def evidence(self) -> int:
        """For full names: how much speaks for a person; reckoned only for one not known yet."""
        return _evidence(self.text, self.words, self.is_headline)

    @property
    def title(self) -> str:
        """The folded title or role noun right before, or empty."""
        return _title_before(self.text, self.start, is_full=len(self.words) > 1)

    @property
    def says(self) -> bool:
        """Whether a verb of saying stands beside it."""
        return _says(self.text, self.start, self.end)

    @property
    def start(self) -> int:
        """Where the name begins."""
        return self.words[0].start

    @property
    def end(self) -> int:
        """Where it ends."""
        return self.words[-1].end


def find_candidates(
    line: str, number: int, words: Sequence[Word], claimed: Sequence[tuple[int, int]]
) -> list[Candidate]:
    """Return the candidates of one line in order.

    Args:
        line: the line's text.
        number: its number.
        words: its capitalised words.
        claimed: spans of known phrases, in order, that no candidate may touch.
    """
    found: list[Candidate] = []
    in_headline = is_headline(line, len(words))
    run: list[Word] = []
    is_part = False
    claims = iter((*claimed, _NO_CLAIM))
    claim_start, claim_end = next(claims)
    last = -99
    for word in words:
        start, end, _, _, form = word
        while claim_end <= start:
            claim_start, claim_end = next(claims)
        is_free = end <= claim_start
        if (run or is_part) and not _is_next(line, last, start):
            if run:
                found.append(_close(line, number, run, in_headline, is_part and len(run) == 1))
            run, is_part = [], False
        last = end
        if is_free and (form.is_name or (form.may_be_name and _is_name_word(form, run))):
            run.append(word)
            continue
        if run:
            is_part = form.makes_part or (is_part and len(run) == 1)
            found.append(_close(line, number, run, in_headline, is_part))
            run = []
        elif is_free and form.is_surname:
            found.append(_new(Candidate, (number, line, (word,), in_headline, False, True, ())))
        is_part = form.opens_part
    if run:
        found.append(_close(line, number, run, in_headline, is_part and len(run) == 1))
    return found


def _is_next(line: str, last: int, start: int) -> bool:
    """Whether a word that starts there goes on with the run that ended."""
    gap = start - last
    if gap == 1:
        return line[last] == " "
    return gap <= _WIDEST_GAP and is_joined(line, last, start)


def is_headline(line: str, capitals: int) -> bool:
    """Whether a line is set in title case: most of its words have a capital."""
    if capitals < _LEAST_CAPITALS or len(line) > _LONGEST_HEADLINE:
        return False
    words = line.count(" ") + 1
    if line.rstrip("”\"’' ").endswith(_SENTENCE_ENDS):
        return capitals >= 2 * _LEAST_CAPITALS and capitals * 8 > 6 * words
    return capitals * 8 > 5 * words


def _is_name_word(form: Form, run: list[Word]) -> bool:
    """Whether a word that is no plain name is one after the words before it."""
    key, text = form.key, form.text
    if key in SUFFIXES:
        return bool(run)
    if form.is_refused:
        if not run or not form.is_surname:
            return False
        lexicon, last = load_name_words(), run[-1].key
        is_named = key in SURNAME_LIKE and len(run) > 1
        return is_named or (last not in lexicon.doubtful and lexicon.is_forename(last))
    letters = text.replace(".", "").replace("-", "")
    if len(letters) < 2:
        return text.endswith(".")
    if letters.isupper() and letters.isalpha():
        return "." in text or (len(letters) == 2 and not run)
    return not any(c.isdigit() for c in text)


def _close(line: str, number: int, run: list[Word], in_headline: bool, is_part: bool) -> Candidate:
    """Make a run into a candidate: a full name, or its only word."""
    keys: tuple[str, ...] = ()
    if len(run) > 1:
        last = len(run) - 1
        while last and run[last].text.endswith(".") and len(run[last].text) < _LONG_INITIAL:
            last -= 1
        run = run[: last + 1]
        if len(run) == _PAIR and _is_particle(run[0]):
            run = run[1:]
        keys = tuple([word.key for word in run]) if len(run) > 1 else ()
    return _new(Candidate, (number, line, tuple(run), in_headline, is_part, False, keys))


def _is_particle(word: Word) -> bool:
    """Whether a capitalised word opens a surname: "Von der Leyen", "De Blasio"."""
    lexicon = load_name_words()
    return word.key in lexicon.particles and not lexicon.is_forename(word.key)


def _title_before(line: str, start: int, *, is_full: bool) -> str:
    before = line[start - 30 if start > 30 else 0 : start].rstrip(" [\u00a0")
    if not before or (len(before) == start and start):
        return ""
    title = _title_word(before[before.rfind(" ") + 1 :])
    if title or title is None:
        return title or ""
    if not is_full or " of " not in line[max(0, start - 70) : start]:
        return ""
    office = _OFFICE_OF_BEFORE.search(line, max(0, start - 70), start)
    return fold(office[0].split()[0]) if office else ""


@lru_cache(maxsize=16384)
def _title_word(chunk: str) -> str | None:
    """Return the folded title that a chunk of text is, empty for none, None for no word."""
    word = chunk.rstrip(".")
    if not word or not word[-1].isalpha():
        return None
    lexicon = load_name_words()
    key = fold(word.lstrip("“\"‘'([—–"))
    return key if key in lexicon.titles or key in lexicon.nouns else ""


def _says(line: str, start: int, end: int) -> bool:
    lexicon = load_name_words()
    after = _NEXT_WORDS.match(line, end)
    if after:
        for word in after.groups():
            if word is None:
                break
            if word in lexicon.verbs:
                return True
            if word not in _AUXILIARIES:
                break
    before = line[max(0, start - 26) : start]
    if not before.endswith(" "):
        return False
    words = before.split()[-2:]
    return before.endswith("ccording to ") or any(word in lexicon.verbs for word in words)


def _evidence(line: str, run: Sequence[Word], in_headline: bool) -> int:
    lexicon = load_name_words()
    first = run[0].key
    start, end = run[0].start, run[-1].end
    evidence = 2 if _title_before(line, start, is_full=True) else 0
    if first in lexicon.doubtful:
        evidence += 1
    elif lexicon.is_forename(first) or (first.endswith(".") and lexicon.is_forename(run[1].key)):
        evidence += 2
    elif len(first.replace(".", "")) <= 2 and first.endswith("."):
        evidence += 1
    if not in_headline and _says(line, start, end):
        evidence += 1
    if has_role_after(line, end) or _AGED_AFTER.match(line, end):
        evidence += 2
    if line.endswith("the ", 0, run[0].start) or line.endswith("The ", 0, run[0].start):
        evidence -= 2
    return evidence


def has_role_after(line: str, end: int) -> bool:
    """Whether a role stands in apposition behind a name: ", the prime minister of X"."""
    match = _ROLE_AFTER.match(line, end)
    if match is None:
        return False
    nouns = load_name_words().nouns
    words = match[1].split()
    return any(fold(word.strip("’'s-")) in nouns or fold(word) in nouns for word in words[:9])
