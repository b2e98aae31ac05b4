"""The verbs with which one tells of others, and what of others may be told as news.

The verbs of speech stand in ``data/cues.toml``, those of belief and the words for news in
``data/hearsay.toml``. Who tells what of whom is decided by ``hearsay``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from store.records import Stance

from ..speakers.cues import Form, load_cues
from ..tables import load_table

_FINITE = (Form.PRESENT, Form.PAST)
_DOUBTED = ("claim", "judge")
"""Classes of verbs whose speaker vouches for it, or passes judgement."""
_REPORTED = ("neutral", "writing", "report")
_WORD = re.compile(r"[^\W\d_]+")


def is_doubted(word: str) -> bool | None:
    """Tell whether what a verb tells of others is doubted; None: it is no verb that tells."""
    return load_verbs().get(word.casefold())


def is_news(words: str, stance: Stance) -> bool:
    """Tell whether words that show a stance say what a side did, or agrees to."""
    done, agreed = _load_news()
    folded = {word.casefold() for word in _WORD.findall(words)}
    is_agreed = stance is not Stance.OPPOSES and not folded.isdisjoint(agreed)
    return is_agreed or not folded.isdisjoint(done)


@cache
def _load_news() -> tuple[frozenset[str], frozenset[str]]:
    table = load_table("hearsay.toml")
    return frozenset(str(table["done"]).split()), frozenset(str(table["agreed"]).split())


@cache
def load_verbs() -> Mapping[str, bool]:
    """Give the finite verbs that tell of others, and whether what they tell is doubted."""
    verbs = {
        word: cue.group in _DOUBTED
        for word, cue in load_cues().items()
        if cue.form in _FINITE and cue.group in (*_DOUBTED, *_REPORTED)
    }
    return verbs | dict.fromkeys(str(load_table("hearsay.toml")["believing"]).split(), True)
