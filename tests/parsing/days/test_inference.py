"""The day of an undated document, from dated items of others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from reader.dossier import load_dossier
from reader.parsing.days.inference import infer_days_of_all
from reader.parsing.pipeline import parse_document
from store.records import DaySource, Document, Item, Layout, Parsed

SHARED = Path(__file__).parents[3].parent / "shared"
TUESDAY, WEDNESDAY = date(2025, 11, 25), date(2025, 11, 26)
QUOTATION = "“The northern harbour will stay closed until the last ship has left it,” "


def infer_days(
    undated: Parsed, others: Iterable[Item], outlets: Mapping[str, str] | None = None
) -> Parsed:
    (found,) = infer_days_of_all([undated], others, outlets)
    return found


def item(text: str, day: date | None = None, document: str = "dother", number: int = 1) -> Item:
    return Item(
        id=f"i{document}{number}",
        document=document,
        number=number,
        day=day,
        day_source=DaySource.HEADING if day else None,
        day_reason="",
        time=None,
        published=None,
        title=None,
        text=text,
        lines=(number,),
        points=(),
        mentions=(),
        opened_by="test",
    )


def parsed(*texts: str) -> Parsed:
    items = tuple(item(text, None, "dhere", n) for n, text in enumerate(texts, 1))
    document = Document(
        id="dhere",
        name="here.txt",
        outlet=None,
        title=None,
        layout=Layout.LIVE,
        day=None,
        day_source=None,
        digest="",
        has_source_lines=True,
        parser=1,
        imported=datetime(2026, 1, 1, tzinfo=UTC),
        item_count=len(items),
        warnings=(),
    )
    return Parsed(document, texts, (), (), items, (), (), ())


SPOKEN = (
    f"{QUOTATION}the minister said on Tuesday.",
    "Ministers met on Tuesday in Oslo, and nobody knew what they had spoken of.",
    "A ship left the northern harbour late on Tuesday.",
)
DATED = item(f"The minister spoke in Oslo. {QUOTATION}she said.", TUESDAY)
OTHER = item("The port of the south was opened again by its mayor.", WEDNESDAY, number=2)


def test_a_shared_quotation_and_the_weekday_give_the_day() -> None:
    found = infer_days(parsed(*SPOKEN), [DATED, OTHER])
    assert {(i.day, i.day_source) for i in found.items} == {(TUESDAY, DaySource.INFERRED)}
    assert (found.document.day, found.document.day_source) == (TUESDAY, DaySource.INFERRED)


def test_the_reason_names_weekday_words_and_outlet() -> None:
    (first, *_) = infer_days(parsed(*SPOKEN), [DATED], {"dother": "The Harbour"}).items
    assert '"Tuesday"' in first.day_reason
    assert "The Harbour" in first.day_reason


def test_short_quotations_in_common_count_together() -> None:
    phrases = ("a crucial harbour", "very robust ships", "not paper promises")
    here = [f"The minister spoke on Tuesday of “{phrase}” in the north." for phrase in phrases]
    there = [
        item(f"She wanted “{phrase}”, and got none.", TUESDAY, number=n)
        for n, phrase in enumerate(phrases, 1)
    ]
    assert infer_days(parsed(*here), there).document.day == TUESDAY
    assert infer_days(parsed(*here), there[:2]).document.day is None


def test_alone_a_document_stays_undated() -> None:
    undated = parsed(*SPOKEN)
    assert infer_days(undated, []) is undated


def test_a_weekday_alone_is_not_enough() -> None:
    undated = parsed(*SPOKEN[1:])
    assert infer_days(undated, [DATED, OTHER]) is undated


def test_a_quotation_alone_is_not_enough() -> None:
    undated = parsed(f"{QUOTATION}the minister said.", "Nobody knew what it meant.")
    assert infer_days(undated, [DATED, OTHER]) is undated


def test_a_weekday_that_does_not_fit_refuses_the_day() -> None:
    undated = parsed(*(text.replace("Tuesday", "Saturday") for text in SPOKEN))
    assert infer_days(undated, [DATED, OTHER]) is undated


def test_a_text_of_another_year_is_not_dated() -> None:
    undated = parsed(*SPOKEN, "The treaty was signed on 3 May 2019 in the old town hall.")
    assert infer_days(undated, [DATED, OTHER]) is undated


def test_a_phrase_in_use_for_weeks_tells_no_day() -> None:
    later = replace(DATED, id="later", day=date(2025, 12, 9))
    undated = parsed(*SPOKEN)
    assert infer_days(undated, [DATED, later]).items[0].day in (None, TUESDAY)


def test_inferred_days_infer_nothing() -> None:
    undated = parsed(*SPOKEN)
    assert infer_days(undated, [replace(DATED, day_source=DaySource.INFERRED)]) is undated


def test_items_with_a_day_keep_it() -> None:
    undated = parsed(*SPOKEN)
    known = replace(undated.items[0], day=WEDNESDAY, day_source=DaySource.METADATA)
    found = infer_days(replace(undated, items=(known, *undated.items[1:])), [DATED])
    assert found.items[0] == known


@pytest.mark.skipif(not (SHARED / "seeds").is_dir(), reason="the shared seeds are not here")
def test_the_undated_live_blogs_of_the_seeds_get_their_day_or_none() -> None:
    dossier = load_dossier(Path(__file__).parents[3] / "seeds")
    documents = [
        parse_document(path.read_bytes(), path.name, dossier)
        for path in sorted((SHARED / "seeds").glob("*.txt"))
    ]
    for undated in (p for p in documents if p.document.day is None):
        others = [i for p in documents if p is not undated for i in p.items if i.day]
        day = infer_days(undated, others).document.day
        assert day is not None
        without = [i for i in others if i.day != day]
        assert infer_days(undated, without).document.day is None
