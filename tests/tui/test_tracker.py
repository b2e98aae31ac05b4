from __future__ import annotations

from datetime import date

from reader.tui.screens.evidence import EvidenceScreen
from reader.tui.screens.tracker import TrackerScreen

from .conftest import Reader


async def test_p_shows_points_by_sides_with_sign_word_and_count(wide: Reader) -> None:
    await wide.press("p")
    wide.top(TrackerScreen)
    picture = "\n".join(wide.picture())
    assert "Estmark" in picture
    assert "Vestmark" in picture
    assert "+ supports 1" in picture
    assert "− opposes 1" in picture
    assert "never" not in next(row for row in wide.picture() if " 3 Lighthouse" in row)


async def test_cells_are_walked_and_open_their_evidence(wide: Reader) -> None:
    await wide.press("p", "enter")
    screen = wide.top(EvidenceScreen)
    assert [one.position.passage[:7] for one in screen._rows.evidence] == ["We will"]
    await wide.press("escape", "l", "enter")
    assert wide.top(EvidenceScreen)._rows.evidence[0].position.passage.startswith("Berths")


async def test_evidence_leads_to_the_place_in_the_text_and_back(wide: Reader) -> None:
    start = wide.screen.reading
    await wide.press("p", "l", "enter", "enter")
    assert wide.app.screen is wide.screen
    assert wide.screen.text.statement is not None
    assert wide.screen.text.statement.quote.startswith("Berths")
    await wide.press("H")
    assert wide.screen.reading == start


async def test_an_empty_cell_says_so(wide: Reader) -> None:
    await wide.press("p", "j", "enter")
    wide.top(TrackerScreen)


async def test_as_of_day_goes_in_and_comes_back(wide: Reader) -> None:
    await wide.press(",", "p")
    screen = wide.top(TrackerScreen)
    assert screen.as_of == date(2031, 3, 4)
    assert screen.matrix.cell is not None
    assert screen.matrix.cell.stance is None
    await wide.press("[", "escape")
    assert wide.screen.narrowing.as_of == date(2031, 3, 3)


async def test_rows_are_sorted_in_three_ways(wide: Reader) -> None:
    await wide.press("p")
    screen = wide.top(TrackerScreen)

    def numbers() -> list[int]:
        assert screen.matrix.matrix is not None
        return [row.point.number for row in screen.matrix.matrix.rows]

    assert numbers() == [1, 2, 3, 12, 21]
    await wide.press("s")
    assert numbers()[-1] == 12
    await wide.press("s")
    assert numbers()[0] == 1


async def test_tracker_works_at_80_columns(reader: Reader) -> None:
    await reader.press("p", "l", "h", "j", "k", "G")
    reader.top(TrackerScreen)
    assert any("Estmark" in row for row in reader.picture())
    await reader.press("escape")
    assert reader.app.screen is reader.screen


async def test_statement_opens_the_evidence_of_its_speaker(wide: Reader) -> None:
    await wide.press("j", ")", "2", "enter")
    await wide.write("supports")
    await wide.press("enter")
    assert wide.top(EvidenceScreen)._rows.evidence
