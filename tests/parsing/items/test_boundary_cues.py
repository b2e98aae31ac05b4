from __future__ import annotations

import pytest

from reader.parsing.items.boundary_cues import ALONE, LEANS, Surroundings, find_cues
from reader.parsing.items.cohesion import ItemSoFar, Lexicon
from reader.parsing.items.openers import read_shape

FIRST = "Foreign Minister Eva Ruiz has said that the harvest will be late."


def cues_of(
    line: str, *, above: tuple[str, ...] = (FIRST,), below: tuple[str, ...] = ()
) -> list[str]:
    texts = (*above, line, *below)
    shapes = [read_shape(text) for text in texts]
    item = ItemSoFar(shapes[0])
    for shape in shapes[1 : len(above)]:
        item.add(shape)
    return find_cues(Surroundings(shapes, Lexicon(shapes, texts), len(above), item))


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Ruiz said that it was late.", "news, surname introduced in the item, past"),
        ("Kahn was late. He and Otto Kahn met.", "event, surname introduced below, past"),
        ("Envoy Otto Kahn has said that it was late.", "news, full name new, fresh"),
        ("Envoy Eva Ruiz has said that it was late.", "news, full name again, fresh"),
        ("Reuters has reported that it was late.", "news, outlet, fresh"),
        ("Madrid has said that it was late.", "news, place, fresh"),
        ("An official has said that it was late.", "news, new office, fresh"),
        ("She said that it was late.", "pronoun"),
        ("“It was late,” Ruiz said.", "quotation, surname introduced in the item, past"),
        ("“It was late,” Envoy Otto Kahn has said.", "quotation, full name new, fresh"),
        ("According to Ruiz, it was late.", "according to, surname introduced in the item"),
        ("Ruiz’s words came late.", "event, a thing of: surname introduced in the item, past"),
        ("Spanish officials came late.", "event, officials, past"),
        ("Madrid has repeatedly said that it was late.", "recalls, place"),
        ("Ruiz told reporters:", "introduces what comes next"),
    ],
)
def test_the_kind_of_a_line(line: str, kind: str) -> None:
    assert f"line: {kind}" in cues_of(line)


@pytest.mark.parametrize("line", ["Envoy Otto Kahn has said no.", "Reuters has reported a no."])
def test_news_with_its_own_origin_stands_alone(line: str) -> None:
    assert ALONE in cues_of(line)


@pytest.mark.parametrize("line", ["She said no.", "The envoy said no.", "Ruiz said no."])
def test_a_line_about_somebody_known_leans(line: str) -> None:
    assert LEANS in cues_of(line)


def test_a_known_person_in_the_present_stands_alone() -> None:
    assert ALONE in cues_of("Ruiz says that the bridge is closed.")


def test_an_outlet_named_before_does_not_stand_alone() -> None:
    above = ("Reuters has reported that the harvest will be late.",)
    assert ALONE not in cues_of("Reuters has described it as a loss.", above=above)


def test_a_line_after_a_colon_leans() -> None:
    assert "line: after a colon" in cues_of("Otto Kahn has said no.", above=("Ruiz said:",))


def test_bullets_end() -> None:
    assert "bullets end" in cues_of("Otto Kahn has said no.", above=(FIRST, "– a pause"))


def test_an_open_quotation_goes_on() -> None:
    above = (FIRST, "“We go on. It is late.")
    assert "quotation goes on" in cues_of("“It was a good day,” she said.", above=above)


def test_the_line_after_may_need_this_one() -> None:
    cues = cues_of("Envoy Otto Kahn has said no.", below=("Kahn warned of a hard winter.",))
    assert "the line after speaks of somebody introduced here" in cues


def test_a_claim_may_come_before_its_speaker() -> None:
    line = "The bridge over the river will be closed for the winter, Otto Kahn has said."
    assert "the claim comes before its speaker" in cues_of(line)


def test_words_that_come_back_tie_a_line_to_the_item() -> None:
    cues = cues_of("Late harvest, late bread, Otto Kahn has said.", below=("Rain.", "Wind."))
    assert "shares hardly a word with the item" not in cues
