"""Calls to the system that fail: the n-th of a kind, as on a full disk."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest


@contextmanager
def failing(call: str, nth: int) -> Iterator[None]:
    """Let the n-th use of a function of ``os`` fail for want of space, from 1."""
    real: Callable[..., object] = getattr(os, call)
    count = 0

    def fail(*args: object, **named: object) -> object:
        nonlocal count
        count += 1
        if count == nth:
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(*args, **named)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, call, fail)
        yield
