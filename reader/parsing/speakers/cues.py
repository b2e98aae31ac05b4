"""The reporting verbs: which words are cues, of which class and in which form.

The table stands in ``data/cues.toml``; this module makes the inflected forms and looks words up.
Who the subject of a cue is, is left to ``subjects``.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Final, NamedTuple

from ..tables import load_table


class Form:
    """The inflected form of a cue; plain strings, as ``lexicon.Part``."""

    BASE: Final = "base"
    PRESENT: Final = "present"
    PAST: Final = "past"
    PARTICIPLE: Final = "participle"
    """A past participle that is no past tense: "written"."""
    GERUND: Final = "gerund"


class Cue(NamedTuple):
    """One inflected form of a reporting verb."""

    lemma: str
    group: str
    """The class in the table: neutral, claim, judge, order, writing, report, content, manner."""
    form: str
    """One of ``Form``."""


_VOWELS = frozenset("aeiou")


def _inflect(verb: str) -> tuple[str, str, str, str]:
    """Give third person, past, past participle and -ing form of a regular verb."""
    if verb.endswith(("s", "x", "z", "ch", "sh")):
        present = verb + "es"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        present = verb[:-1] + "ies"
    else:
        present = verb + "s"
    if verb.endswith("y") and verb[-2] not in _VOWELS:
        return present, verb[:-1] + "ied", verb[:-1] + "ied", verb + "ing"
    if verb.endswith("e"):
        stem = verb if verb.endswith("ee") else verb[:-1]
        return present, verb + "d", verb + "d", stem + "ing"
    return present, verb + "ed", verb + "ed", verb + "ing"


def _iter_forms(verb: str, group: str, irregular: Mapping[str, str]) -> Iterator[tuple[str, Cue]]:
    forms = irregular[verb].split() if verb in irregular else _inflect(verb)
    kinds = (Form.PRESENT, Form.PAST, Form.PARTICIPLE, Form.GERUND)
    base = Form.PAST if forms[1] == verb else Form.BASE  # put, read: rather the past
    yield verb, Cue(verb, group, base)
    seen = {verb}
    for word, kind in zip(forms, kinds, strict=True):
        if word not in seen:
            seen.add(word)
            yield word, Cue(verb, group, kind)


@cache
def load_cues() -> Mapping[str, Cue]:
    """Give every inflected form of every verb in the table."""
    table = load_table("cues.toml")
    classes, irregular = table["classes"], table["irregular"]
    assert isinstance(classes, dict)
    assert isinstance(irregular, dict)
    forms: dict[str, Cue] = {}
    for group, entry in classes.items():
        for verb in entry["verbs"].split():
            for word, cue in _iter_forms(verb, group, irregular):
                forms.setdefault(word, cue)
    return forms


@cache
def load_speech_nouns() -> frozenset[str]:
    """Give the nouns that name speech: statement, claim, remark."""
    nouns = load_table("cues.toml")["nouns"]
    assert isinstance(nouns, dict)
    return frozenset(nouns["words"].split())


_SPEAKING = frozenset(("neutral", "claim", "writing", "order"))


def is_reporting_verb(word: str) -> bool:
    """Tell whether the word is a finite form of a verb of speech."""
    cue = load_cues().get(word)
    return cue is not None and cue.form in (Form.PRESENT, Form.PAST) and cue.group in _SPEAKING
