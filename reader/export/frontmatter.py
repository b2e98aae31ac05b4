"""The YAML front matter of a Markdown file: Parley's own properties renewed, the others kept.

Scalars are written as JSON strings, which YAML reads as they are. Properties that begin with
``parley`` are Parley's; the others are written once and belong to the reader from then on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import TypeAlias

Value: TypeAlias = str | int | Sequence[str]
_FENCE = "---"
_LONGEST = 400
"""Lines within which front matter must end."""
_PROPERTY = re.compile(r"(?P<name>[A-Za-z_][\w-]{0,80}) ?:(?P<value>.{0,4000})")


def write_front(properties: Mapping[str, Value]) -> str:
    """Return front matter, with the blank line that follows it."""
    return "\n".join([_FENCE, *_lines(properties), _FENCE, "", ""])


def _lines(properties: Mapping[str, Value]) -> list[str]:
    return [f"{name}: {_scalar(value)}" for name, value in properties.items()]


def _scalar(value: Value) -> str:
    if isinstance(value, str | int):
        told = json.dumps(value, ensure_ascii=False)
        return told.replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff")
    return f"[{', '.join(map(_scalar, value))}]"


def split_front(text: str) -> tuple[list[str] | None, str]:
    """Return the lines of a text's front matter, None where it has none, and the rest."""
    lines = text.split("\n")
    if lines[0].rstrip() != _FENCE:
        return None, text
    for place, line in enumerate(lines[1:_LONGEST], 1):
        if line.rstrip() in {_FENCE, "..."}:
            return lines[1:place], "\n".join(lines[place + 1 :])
    return None, text


def property_of(front: Sequence[str] | None, name: str) -> str | None:
    """Return a property that holds one text on its line, whatever its quotation marks."""
    for line in front or ():
        found = _PROPERTY.fullmatch(line.rstrip())
        if found and found["name"] == name:
            return found["value"].strip().strip("\"'")
    return None


def update_front(present: Sequence[str] | None, fresh: Sequence[str]) -> str:
    """Return front matter with Parley's properties renewed and all others as they are."""
    own = [line for line in fresh if line.startswith("parley")]
    kept: list[str] = [] if present is not None else [x for x in fresh if x not in own]
    is_own = False
    for line in present or ():
        found = _PROPERTY.fullmatch(line.rstrip())
        if found:
            is_own = found["name"].startswith("parley")
        if not is_own:
            kept.append(line)
    return "\n".join([_FENCE, *kept, *own, _FENCE, ""])
