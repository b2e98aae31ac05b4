"""What fuzzing found in files of notes, each as the smallest case."""

from __future__ import annotations

import pytest

from reader.exchange.reading import read_notes
from store.errors import FileUnusable


def test_a_head_line_that_is_no_csv_is_an_answer() -> None:
    with pytest.raises(FileUnusable, match="no notes that Parley knows"):
        read_notes(b"Highlight,Note\rx,y\nthe plan,a note\n", "notes.csv")
