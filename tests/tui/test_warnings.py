from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from .conftest import reader_on
from .harbour import gazette, make_library


async def test_what_a_reader_must_know_of_a_document_stands_over_its_text(tmp_path: Path) -> None:
    parsed = gazette()
    warning = "Only the first 5 of 90 items were read. Split the file and import the parts."
    warned = replace(parsed, document=replace(parsed.document, warnings=(warning, "and [/x] more")))
    async with reader_on(make_library(tmp_path / "library", warned), (160, 45)) as reader:
        picture = " ".join(" ".join(reader.picture()).split())
        assert "! Only the first 5 of 90 items were read" in picture
        assert "[/x] more" in picture
        await reader.press("j")
        assert "! Only the first 5" in "\n".join(reader.picture())
