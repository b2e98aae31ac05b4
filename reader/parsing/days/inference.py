"""The day of a document that does not say its own, from what other documents say.

Quotations travel between outlets on the day they are made. A day is inferred only where several
independent signs agree: a quotation that a dated item has too, names that are in the news on one
day only, and the weekday that the text itself speaks of. One sign alone is never enough, and a
weekday that does not fit refuses the day: a wrong date is worse than none.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from store.records import DaySource, Item, Parsed

from .dates import ENGLISH_WEEKDAYS, find_dates
from .sharing import DatedItems, Match, repeated_names, shared_fragments, shared_runs

_WEEKDAY = re.compile(rf"\b({'|'.join(d.capitalize() for d in ENGLISH_WEEKDAYS if len(d) > 5)})\b")
_AHEAD = re.compile(
    r"\b(?:will|would|next|by|until|till|before|deadline|expected|planned|plans|due|scheduled|"
    r"upcoming|coming|could|may|if|to)\b[^.]{0,45}$",
    re.IGNORECASE,
)
_LONGEST_RUN = 20
_CHANCE = 3
"""Words of a run that count for nothing: short ones are shared by chance."""
_STRONG_RUN = 7
_FEWEST_FRAGMENTS = 3
"""A document needs one shared run of this many words, or this many short shared quotations."""
_FRAGMENT_WEIGHT = 3
_NAME_WEIGHT = 5
_FEWEST_NAMES = 2
_MOST_NAMES = 3
_WEEKDAY_WEIGHT = 8
_FEWEST_WEEKDAYS = 3
_ENOUGH = 14
_MARGIN = 2.0
_SHARE = 0.55
"""Of all shared words, those of the best day; a text that shares with many days tells none."""
_FARTHEST = 60
"""Days between an inferred day and every full date in the text; beyond, the text is of another
time."""


def infer_days_of_all(
    documents: Sequence[Parsed], others: Iterable[Item], outlets: Mapping[str, str] | None = None
) -> list[Parsed]:
    """Give undated items of documents a day, where others tell it surely enough.

    Args:
        documents: items that have a day are left alone; those of a document tell nothing of it.
        others: dated items of other documents. Inferred days among them are not used.
        outlets: document id → outlet or file name, for the reason.

    Returns:
        The documents with the days of their items, statements and positions, or the same object
        where nothing could be inferred.
    """
    asked = [_undated_lines(parsed) for parsed in documents]
    known = (item for item in others if item.day_source is not DaySource.INFERRED)
    dated = DatedItems(known, asked) if any(asked) else None
    if dated is None:
        return list(documents)
    inferred = []
    for parsed, texts in zip(documents, asked, strict=True):
        found = _infer(texts, dated, parsed.document.id, outlets or {}) if texts else None
        inferred.append(_dated(parsed, *found) if found else parsed)
    return inferred


def _undated_lines(parsed: Parsed) -> list[str]:
    return [line for item in parsed.items if item.day is None for line in item.text.split("\n")]


def _infer(
    texts: Sequence[str], dated: DatedItems, document: str, outlets: Mapping[str, str]
) -> tuple[date, str] | None:
    runs = shared_runs(texts, dated, document)
    fragments = shared_fragments(texts, dated, document)
    matches = [*runs, *fragments]
    if not matches:
        return None
    names = _names_of_one_day(texts, dated, document)
    weekdays = _weekdays(texts)
    scores: Counter[date] = Counter()
    for match in runs:
        scores[match.day] += min(match.words, _LONGEST_RUN) - _CHANCE
    for match in fragments:
        scores[match.day] += _FRAGMENT_WEIGHT
    shared = dict(scores)
    for day in {match.day for match in matches}:
        scores[day] += _NAME_WEIGHT * min(len(names.get(day, ())), _MOST_NAMES)
        scores[day] += _WEEKDAY_WEIGHT if _is_ruling(day, weekdays) else 0
    best, score = scores.most_common(1)[0]
    second = scores.most_common(2)[-1][1] if len(scores) > 1 else 0
    own = sorted((m for m in matches if m.day == best), key=lambda m: -m.words)
    is_one = shared[best] >= _SHARE * sum(shared.values())
    is_clear = score >= _ENOUGH and score >= _MARGIN * second
    if not (is_one and is_clear and _is_backed(best, own, fragments, names, weekdays)):
        return None
    if not (_fits(best, weekdays) and _is_near(best, texts)) or _is_outdated(best, matches):
        return None
    return best, _reason(best, own, sorted(names.get(best, ())), weekdays, outlets)


def _is_backed(
    day: date,
    own: Sequence[Match],
    fragments: Sequence[Match],
    names: Mapping[date, set[str]],
    weekdays: Counter[int],
) -> bool:
    """Tell whether shared words and a sign of another kind agree.

    Single quoted words count only beside names, since a weekday comes again every week.
    """
    of_day = [match for match in fragments if match.day == day]
    phrases = sum(match.words > 1 for match in of_day)
    has_names = len(names.get(day, ())) >= _FEWEST_NAMES
    is_strong = own[0].words >= _STRONG_RUN or phrases >= _FEWEST_FRAGMENTS
    if is_strong:
        return has_names or _is_ruling(day, weekdays)
    return has_names and len(of_day) >= _FEWEST_FRAGMENTS


def _names_of_one_day(
    texts: Sequence[str], dated: DatedItems, document: str
) -> dict[date, set[str]]:
    """Find names that the document repeats and that the others have on hardly any other day."""
    rare = max(6, dated.count(without=document) // 50)
    found: dict[date, set[str]] = defaultdict(set)
    for name in repeated_names(texts):
        by_day = Counter(item.day for item in dated.with_name(name, document) if item.day)
        if by_day:
            day, count = by_day.most_common(1)[0]
            if by_day.total() <= rare and count >= 0.75 * by_day.total():
                found[day].add(name)
    return found


def _weekdays(texts: Sequence[str]) -> Counter[int]:
    """Count the weekdays of what has happened, not those of plans and deadlines."""
    return Counter(
        ENGLISH_WEEKDAYS[match[1].lower()]
        for text in texts
        for match in _WEEKDAY.finditer(text)
        if not _AHEAD.search(text[max(0, match.start() - 60) : match.start()])
    )


def _is_ruling(day: date, weekdays: Counter[int]) -> bool:
    """Tell whether the text speaks of this day's weekday mostly, and often."""
    count = weekdays[day.weekday()]
    return count >= _FEWEST_WEEKDAYS and count >= 0.5 * weekdays.total()


def _fits(day: date, weekdays: Counter[int]) -> bool:
    """The weekday named most is that of the day or of its eve."""
    if not weekdays:
        return True
    most = weekdays.most_common(1)[0][1]
    named = {weekday for weekday, count in weekdays.items() if count == most}
    return bool(named & {day.weekday(), (day - timedelta(days=1)).weekday()})


def _is_near(day: date, texts: Sequence[str]) -> bool:
    dates = [d.day for text in texts for d in find_dates(text) if d.day]
    return not dates or any(abs((d - day).days) <= _FARTHEST for d in dates)


def _is_outdated(day: date, matches: Sequence[Match]) -> bool:
    """A long quotation first made on a later day shows that the document is younger."""
    return any(m.words > _STRONG_RUN and m.day > day for m in matches)


def _reason(
    day: date,
    own: Sequence[Match],
    names: Sequence[str],
    weekdays: Counter[int],
    outlets: Mapping[str, str],
) -> str:
    best = own[0]
    words = best.text.split()
    shown = " ".join(words[:6]) + (" …" if len(words) > 6 else "")
    where = outlets.get(best.item.document, "another document")
    parts = [f'the text speaks of "{day:%A}"'] if _is_ruling(day, weekdays) else []
    more = f" and {len(own) - 1} more" if len(own) > 1 else ""
    parts.append(
        f'it has the words "{shown}"{more} in common with the items of that day in {where}'
    )
    if names:
        verb = "is" if len(names) == 1 else "are"
        parts.append(f"{' and '.join(names[:2])} {verb} in the news on that day only")
    return f"Inferred as {day.day} {day:%B %Y}: {'; '.join(parts)}."


def _dated(parsed: Parsed, day: date, reason: str) -> Parsed:
    items = tuple(
        item
        if item.day
        else replace(item, day=day, day_source=DaySource.INFERRED, day_reason=reason)
        for item in parsed.items
    )
    days = {item.id: item.day for item in items}
    newest = max(items, key=lambda item: item.day or date.min)
    return replace(
        parsed,
        document=replace(parsed.document, day=newest.day, day_source=newest.day_source),
        items=items,
        statements=tuple(replace(s, day=days.get(s.item, s.day)) for s in parsed.statements),
        positions=tuple(replace(p, day=days.get(p.item, p.day)) for p in parsed.positions),
    )
