"""Which lines are page furniture by their own words.

The rules are ``data/furniture.toml``, an ordered table; this module compiles it and looks one line
up. What a line is by its neighbours (captions, headings, repeated titles) is decided in ``lines``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from ..tables import read_data


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    name: str
    pattern: str
    example: str
    is_text: bool
    """It protects a line of text from the rules after it."""
    ends: bool
    """Nothing after it on the page is news."""
    needs: tuple[str, ...]
    """One of these words, lower case, must stand in the line; none: it is always looked at."""


@cache
def load_rules() -> tuple[Rule, ...]:
    """Return the rules in their order."""
    return tuple(
        Rule(
            name=row["name"],
            pattern=row["match"],
            example=row["example"],
            is_text=row.get("role") == "text",
            ends=bool(row.get("ends")),
            needs=tuple(row.get("needs", ())),
        )
        for row in _TABLE["rule"]
    )


def find_rule(line: str) -> Rule | None:
    """Return the first rule that the whole line matches, None for what is news or unknown."""
    if len(line) > _LONGEST:
        return None
    small = _in_small(line.strip(_OUTER))
    match = _one_pattern().fullmatch(small)
    if match and match.lastgroup:
        rule = load_rules()[int(match.lastgroup[1:])]
        return None if rule.is_text else rule
    for word, rule, pattern in _by_word():
        if word in small and pattern.fullmatch(small):
            return rule
    return None


def _in_small(text: str) -> str:
    """Give a text in lower case, letter for letter.

    The patterns are in lower case: to leave case out of account in each of them takes twice as
    long. Letters that are another one's capital, or small form, only there become that one.
    """
    if text.isascii():
        return text.lower()
    return text.replace("İ", "i").lower().replace("ı", "i").replace("ſ", "s")


def is_protected(line: str) -> bool:
    """Tell whether a rule says that this line is text, short as it is."""
    return len(line) < 120 and bool(_protecting().fullmatch(line.strip(_OUTER)))


def is_credit(line: str) -> bool:
    """Tell whether a line only credits a picture: "ANN BELL/AP", "Press Office via Reuters"."""
    if len(line) > _LONGEST_CREDIT:
        return False
    named, alone = _credit()
    bare = line.strip(_OUTER)
    has_link = "/" in bare or "via " in bare
    return bool((has_link and named.fullmatch(bare)) or alone.fullmatch(bare))


def ends_in_credit(line: str) -> bool:
    """Tell whether a line is a caption with its credit: "… in Oslo. (AP Photo/Ann Bell)"."""
    bare = line.rstrip(_OUTER)
    return bare.endswith((")", "]", "caption", ").", "].", "AP")) and bool(
        _credit_at_end().search(line[-200:].rstrip())
    )


_LONGEST_CREDIT = 110
_OUTER = " \t\u00a0*_>#|·•-–—"


_TABLE = tomllib.loads(read_data("furniture.toml"))
_LONGEST: int = _TABLE["longest"]


@cache
def _one_pattern() -> re.Pattern[str]:
    """All rules as one alternation: one pass over a line instead of one for each rule."""
    rules = enumerate(load_rules())
    parts = (f"(?P<r{n}>{rule.pattern})" for n, rule in rules if not rule.needs)
    return re.compile("|".join(parts))


@cache
def _by_word() -> tuple[tuple[str, Rule, re.Pattern[str]], ...]:
    """Needed word, its rule and the rule's pattern, in the order of the rules."""
    return tuple(
        (word, rule, re.compile(rule.pattern)) for rule in load_rules() for word in rule.needs
    )


@cache
def _protecting() -> re.Pattern[str]:
    parts = (f"(?:{rule.pattern})" for rule in load_rules() if rule.is_text)
    return re.compile("|".join(parts), re.IGNORECASE)


@cache
def _agencies() -> str:
    names = sorted(_TABLE["credits"]["agencies"], key=len, reverse=True)
    return "|".join(f"(?:{re.escape(name)}|{re.escape(name.upper())})" for name in names)


@cache
def _credit() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A photographer with an agency, and agencies alone."""
    names = _agencies()
    named = re.compile(
        rf"[^.!?;/]{{2,60}}(?:/|,? via )(?:\w[\w ]{{1,30}}/)?(?:via )?"
        rf"(?:{names})(?:/[\w ]{{2,25}})?\W{{0,3}}"
    )
    return named, re.compile(rf"(?:{names})(?:[/ ](?:{names}))?\W{{0,3}}")


@cache
def _credit_at_end() -> re.Pattern[str]:
    names = _agencies()
    # A bare "(AFP)" ends many a sentence; only with a photographer or the word it is a credit.
    inner = rf"[^()\[\]]{{0,50}}(?:/|via |Photo |Image ){{1,2}}(?:{names})?[^()\[\]]{{0,40}}"
    return re.compile(
        rf"[(\[]{inner}[)\]]\W{{0,4}}$"
        rf"|\*\*[^*]{{2,60}}/(?:{names})\W{{0,8}}(?:hide caption\W{{0,8}})?$"
        r"|[(\[](?:[Ff]ile|[Pp]hoto|[Ii]mage|[Pp]icture|[Cc]redit)s?: ?"
        r"[^()\[\]]{2,70}[)\]]\W{0,4}$"
    )
