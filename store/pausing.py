"""Pauses Python's collector of cycles while very many objects are made.

The collector walks through all objects again and again while their number grows; the parser's
stages and the tracker make values without cycles, which their counts of references free at once.
That is a third of the time of some of them.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_paused() -> Iterator[None]:
    """Pause the collector within a block; where it is off already, it stays off."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
