"""One TOML file and its tables, checked key by key, each mistake told with its line.

``tomllib`` gives values without places, so the line of a key is looked up in the text when it is
needed for a message.
"""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from store.errors import DossierInvalid

_AT_LINE = re.compile(r"\(at line (\d{1,9}), column \d{1,9}\)")
_KINDS: Mapping[type, str] = {
    bool: "true or false",
    int: "a whole number",
    float: "a number",
    str: "a text",
    list: "a list",
    dict: "a table",
    date: "a date",
    datetime: "a date with a time",
}


def did_you_mean(word: str, known: Collection[str]) -> str:
    """Return the nearest known word as a question, or the list of what may stand here."""
    near = difflib.get_close_matches(word, list(known), 1, 0.6)
    if near:
        return f"Did you mean {near[0]!r}?"
    return f"What may stand here: {', '.join(sorted(known))}" if known else "Leave it out"


@dataclass(frozen=True, slots=True)
class TomlFile:
    """One file of a dossier: its text and its values."""

    path: Path
    lines: tuple[str, ...]
    values: Mapping[str, object]

    @classmethod
    def read(cls, path: Path) -> TomlFile:
        """Read a file.

        Raises:
            DossierInvalid: it is not there, not readable, not UTF-8 or not TOML.
        """
        text = _read_text(path)
        try:
            values = tomllib.loads(text.replace("\r\n", "\n"))
        except tomllib.TOMLDecodeError as error:
            raise _syntax_error(path, str(error), text.count("\n") + 1) from error
        except ValueError as error:  # a number of thousands of digits
            raise _syntax_error(path, str(error)[:60], 1) from error
        except RecursionError as error:
            raise _syntax_error(path, "lists inside lists without end", 1) from error
        return cls(path, tuple(text.split("\n")), values)

    def root(self) -> Table:
        """Return the file's outermost table."""
        return Table(self, self.values, "", 1, len(self.lines))

    def block(self, header: str, index: int) -> tuple[int, int] | None:
        """Return first and last line of the ``index``-th table with this header, from 0."""
        opens = re.compile(rf"\s{{0,20}}\[\[?\s{{0,20}}{re.escape(header)}\s{{0,20}}\]\]?")
        starts = [n for n, line in enumerate(self.lines, 1) if opens.match(line)]
        if index >= len(starts):
            return None
        first = starts[index]
        inside = re.compile(rf"\s{{0,20}}\[\[?\s{{0,20}}{re.escape(header)}\.")
        for number in range(first + 1, len(self.lines) + 1):
            line = self.lines[number - 1]
            if line.lstrip().startswith("[") and "=" not in line and not inside.match(line):
                return first, number - 1
        return first, len(self.lines)


def _read_text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise DossierInvalid(
            path, None, "is missing", "A dossier has a plan.toml and an actors.toml"
        ) from error
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise DossierInvalid(
            path, None, f"cannot be read ({reason})", "Check the file and its permissions"
        ) from error
    except UnicodeDecodeError as error:
        raise DossierInvalid(
            path, None, "is not UTF-8 text", "Save it with the encoding UTF-8"
        ) from error


def _syntax_error(path: Path, message: str, last_line: int) -> DossierInvalid:
    place = _AT_LINE.search(message)
    line = int(place[1]) if place else last_line
    problem = _AT_LINE.sub("", message).removesuffix("(at end of document)").strip()
    return DossierInvalid(
        path,
        line,
        f"is not valid TOML: {problem}",
        'Write key = "text", key = ["text", "text"] or key = 2025-11-20; close every mark',
    )


@dataclass(frozen=True, slots=True)
class Table:
    """One table of a file, with the lines that it stands on."""

    file: TomlFile
    values: Mapping[str, object]
    name: str
    """What to call it in a message, such as ``point 7``; empty for the file itself."""
    first: int
    last: int
    asked: set[str] = field(default_factory=set)
    """The keys that were looked up: all others are unknown."""

    def error(self, key: str | None, problem: str, remedy: str) -> DossierInvalid:
        """Return the error for a key of this table, with its line."""
        where = f"{self.name}: " if self.name else ""
        return DossierInvalid(self.file.path, self.line(key), where + problem, remedy)

    def line(self, key: str | None, value: str | None = None) -> int:
        """Return the line of a key, or of a value after it; the table's first where unseen."""
        lines = self.file.lines[self.first - 1 : self.last]
        sign = (
            None
            if key is None
            else re.compile(rf"(?:^|[\s{{,]){re.escape(key)}['\"]?\s{{0,9}}[.=]")
        )
        start = 0
        if sign is not None:
            found = next((n for n, line in enumerate(lines) if sign.search(line)), None)
            if found is None:
                return self.first
            start = found
        if value is not None:
            start = next((n for n in range(start, len(lines)) if value in lines[n]), start)
        return self.first + start

    def text(self, key: str) -> str:
        """Return a text that must be there and not be empty."""
        value = self.text_or_none(key)
        if value is None:
            raise self.error(None, f"has no {key}", f'Add {key} = "..."')
        return value

    def text_or_none(self, key: str) -> str | None:
        """Return a text, None where the key is not there."""
        value = self._value(key, str, f'{key} = "..."')
        if value is None:
            return None
        if not isinstance(value, str) or not value.strip():
            raise self.error(key, f"{key} is empty", f'Write {key} = "...", or leave it out')
        return value.strip()

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, empty where the key is not there."""
        values = self._value(key, list, f'{key} = ["...", "..."]')
        checked: list[str] = []
        for value in values if isinstance(values, list) else ():
            if not isinstance(value, str) or not value.strip():
                raise self.error(
                    key,
                    f"{key} holds {_kind(value)}, not a text",
                    f'Write {key} = ["...", "..."]',
                )
            checked.append(value.strip())
        return tuple(checked)

    def number(self, key: str) -> int:
        """Return a whole number from 1, which must be there."""
        value = self._value(key, int, f"{key} = 1")
        if value is None:
            raise self.error(None, f"has no {key}", f"Add {key} = 1")
        if not isinstance(value, int) or value < 1:
            raise self.error(key, f"{key} is {value}", f"Write a whole number from 1, {key} = 1")
        return value

    def day_or_none(self, key: str) -> date | None:
        """Return a day, written as a TOML date or as a text."""
        remedy = f"Write {key} = 2025-11-20 (year-month-day)"
        value = self.values.get(key)
        self.asked.add(key)
        if value is None:
            return None
        if isinstance(value, date) and not isinstance(value, datetime):
            return value
        if isinstance(value, str):
            try:
                return date.fromisoformat(value)
            except ValueError as error:
                raise self.error(key, f"{key} {value!r} is no date", remedy) from error
        raise self.error(key, f"{key} is {_kind(value)}, not a date", remedy)

    def tables(self, key: str) -> tuple[Table, ...]:
        """Return the tables under a key, none where it is not there."""
        values = self._value(key, list, f"[[{key}]] above each table")
        made: list[Table] = []
        for index, value in enumerate(values if isinstance(values, list) else ()):
            if not isinstance(value, dict):
                raise self.error(
                    key, f"{key} holds {_kind(value)}, not a table", f"Write [[{key}]] above it"
                )
            block = self.file.block(key, index) if not self.name else None
            first, last = block or (self.line(key), self.last)
            made.append(Table(self.file, value, f"{key} {index + 1}", first, last))
        return tuple(made)

    def table(self, key: str) -> Table:
        """Return the table under a key, an empty one where it is not there."""
        value = self._value(key, dict, f"[{key}] above it")
        first, last = self.file.block(key, 0) or (self.line(key), self.last)
        return Table(self.file, value if isinstance(value, dict) else {}, key, first, last)

    def named(self, name: str) -> Table:
        """Return the same table under the name that its own keys give it."""
        return Table(self.file, self.values, name, self.first, self.last, self.asked)

    def refuse_others(self, also: Collection[str] = ()) -> None:
        """Refuse every key that was not looked up.

        Raises:
            DossierInvalid: with the nearest known key.
        """
        known = self.asked | set(also)
        for key in self.values:
            if key not in known:
                raise self.error(key, f"{key!r} is not a known key", did_you_mean(key, known))

    def _value(self, key: str, wanted: type, example: str) -> object | None:
        self.asked.add(key)
        value = self.values.get(key)
        if value is None or (isinstance(value, wanted) and not isinstance(value, bool)):
            return value
        raise self.error(key, f"{key} is {_kind(value)}, not {_KINDS[wanted]}", f"Write {example}")


def _kind(value: object) -> str:
    return _KINDS.get(type(value), type(value).__name__)
