"""What the values of options mean: days, ranges of days, words, a file or a folder."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from store.cleaning import clean

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


class Target(argparse.Action):
    """Keeps what ``Path`` forgets: that a name ends with a slash."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[object] | None,
        option_string: str | None = None,
    ) -> None:
        """Set the path, and whether it is a folder."""
        path = Path(str(values)).expanduser()
        namespace.to = path
        namespace.to_folder = str(values).endswith(("/", os.sep)) or path.is_dir()


def parse_day(text: str) -> date:
    """Return a day written YYYY-MM-DD."""
    if not _DAY.fullmatch(text):
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write YYYY-MM-DD")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no day of the calendar") from error


def parse_days(text: str) -> tuple[date | None, date | None]:
    """Return the first and the last day of ``D``, ``D..D``, ``D..`` or ``..D``."""
    first, dots, last = text.partition("..")
    if not dots:
        return parse_day(first), parse_day(first)
    if not first and not last:
        raise argparse.ArgumentTypeError("'..' names no day; write D, D..D, D.. or ..D")
    days = (parse_day(first) if first else None, parse_day(last) if last else None)
    if days[0] and days[1] and days[0] > days[1]:
        raise argparse.ArgumentTypeError(f"{text!r} ends before it starts")
    return days


def parse_words(text: str) -> str:
    """Return words without space around them, cleaned; there must be some."""
    if not text.strip():
        raise argparse.ArgumentTypeError("it is empty")
    return clean(text.strip())
