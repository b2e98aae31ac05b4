"""The words round a quotation by their part in the clause, from ``data/speech.toml``.

Gives one table of lower-case words and what they are, and the groups of offices that are called
by one another's names. It holds no rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final, NamedTuple

from ..names.namewords import load_name_words
from ..page.outlets import load_outlets
from ..tables import load_table


class Part:
    """What a word, or a run of words, is in its clause.

    Plain strings, no enumeration: they are looked up in sets for every word of a document, and
    an enumeration's members are hashed in Python.
    """

    NAME: Final = "name"
    OFFICE: Final = "office"
    """Words that stand for an actor: "the Ukrainian president"."""
    TITLE: Final = "title"
    HEAD: Final = "head"
    """A noun that can speak: "official", "report"."""
    PRONOUN: Final = "pronoun"
    CUE: Final = "cue"
    DETERMINER: Final = "determiner"
    PREPOSITION: Final = "preposition"
    CONJUNCTION: Final = "conjunction"
    AND: Final = "and"
    AUXILIARY: Final = "auxiliary"
    ADVERB: Final = "adverb"
    POSSESSIVE: Final = "possessive"
    QUOTATION: Final = "quotation"
    SHORT: Final = "short"
    """A quoted span that is no statement: a scare quote, a title."""
    MARK: Final = "mark"
    PLAIN: Final = "plain"


class Entry(NamedTuple):
    """What the table says about one word."""

    part: str
    group: str
    """Of a head: person, body, document, outlet."""
    lemma: str
    is_plural: bool


def _list_words(table: Mapping[str, object], section: str, name: str = "words") -> list[str]:
    entries = table[section]
    assert isinstance(entries, dict)
    return str(entries[name]).split()


def _make_plural(noun: str) -> str:
    if noun.endswith("y") and noun[-2] not in "aeiou":
        return noun[:-1] + "ies"
    if noun.endswith(("s", "sh", "ch", "x")):
        return noun + "es"
    if noun.endswith("man"):
        return noun[:-3] + "men"
    return noun + "s"


@cache
def load_entries() -> Mapping[str, Entry]:
    """Give every word of the table that is no cue by its lower-case form."""
    table = load_table("speech.toml")
    entries: dict[str, Entry] = {}
    for group in ("person", "body", "document", "outlet"):
        for noun in _list_words(table, "heads", group):
            entries.setdefault(noun, Entry(Part.HEAD, group, noun, is_plural=False))
            entries.setdefault(_make_plural(noun), Entry(Part.HEAD, group, noun, is_plural=True))
    for noun in _list_words(table, "heads", "person_plural"):
        entries[noun] = Entry(Part.HEAD, "person", noun, is_plural=True)
    for noun in _list_words(table, "heads", "pronoun"):
        entries.setdefault(noun, Entry(Part.HEAD, "person", noun, is_plural=noun in _SEVERAL))
    for part in (
        Part.DETERMINER,
        Part.PREPOSITION,
        Part.CONJUNCTION,
        Part.AUXILIARY,
        Part.ADVERB,
        Part.PRONOUN,
    ):
        for word in _list_words(table, "parts", part):
            if word not in _SEVERAL:
                entries[word] = Entry(part, "", word, is_plural=False)
    for word in ("and", "&"):
        entries[word] = Entry(Part.AND, "", "and", is_plural=False)
    return entries


_SEVERAL = frozenset(("both", "others", "many", "some"))


@cache
def load_set(section: str, name: str = "words") -> frozenset[str]:
    """Give one list of the table as a set."""
    return frozenset(_list_words(load_table("speech.toml"), section, name))


@cache
def load_openers() -> frozenset[str]:
    """Give the words whose capital at a sentence's start makes no name."""
    return load_set("openers") | load_name_words().plain


@cache
def load_offices() -> Mapping[str, frozenset[str]]:
    """Give for every head the heads that may stand for it: leader, president."""
    table = load_table("speech.toml")["same_office"]
    assert isinstance(table, dict)
    offices: dict[str, set[str]] = {}
    for group in table["groups"]:
        for head in group.split():
            offices.setdefault(head, set()).update(group.split())
    return {head: frozenset(others) for head, others in offices.items()}


@cache
def load_genders() -> Mapping[str, str]:
    """Give "f" or "m" for forenames and nouns that tell, by their lower-case form."""
    forenames = load_table("forenames.toml")
    female, male = forenames["female"], forenames["male"]
    assert isinstance(female, list)
    assert isinstance(male, list)
    both = set(female) & set(male)
    genders = {name.casefold(): "f" for name in female if name not in both}
    genders |= {name.casefold(): "m" for name in male if name not in both}
    genders |= dict.fromkeys(load_set("genders", "female"), "f")
    genders |= dict.fromkeys(load_set("genders", "male"), "m")
    return genders


@cache
def load_channels() -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Give the platforms, the outlets with their programmes, and the common words among them."""
    table = load_table("channels.toml")
    platforms, programmes, shy = table["platforms"], table["programmes"], table["shy"]
    assert isinstance(platforms, list)
    assert isinstance(programmes, list)
    assert isinstance(shy, list)
    outlets = {name for outlet in load_outlets() for name in outlet.names}
    return frozenset(platforms), frozenset(outlets.union(programmes)), frozenset(shy)
