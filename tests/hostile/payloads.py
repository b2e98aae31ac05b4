"""Sixteen payloads, and a library that holds them wherever text can stand."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

from store.library import Library
from store.records import ActorKind, DaySource, Parsed, Stance
from tests.tui.harbour import ACTORS, PLAN, Builder, Told

PAYLOADS = {
    "clipboard": "\x1b]52;c;UFdORUQ=\x1b\\",
    "clipboard, bell": "\x1b]52;c;UFdORUQ=\x07",
    "title": "\x1b]0;PWNED\x1b\\",
    "link": "\x1b]8;;http://evil.invalid\x1b\\x\x1b]8;;\x1b\\",
    "clear": "\x1b[31;7m\x1b[3J",
    "report": "\x1b[6n\x1b[21t",
    "device": "\x1bP+q544e\x1b\\",
    "c1": "\x9b3J\x9d0;PWNED\x9c",
    "nul": "a\x00b",
    "delete": "b\x7fc",
    "return": "kept\rgone",
    "bidi": "user\u202etxt.exe\u202c \u2066b\u2067c\u2069",
    "hidden": "pay\u200bpal \u200d\u2060\ufeff\u2028",
    "tags": "x\U000e0041\U000e0042\U000e0100",
    "flood": "z" + "\u0336\u0301" * 40,
    "markup": "[@click=app.bell]more[/] [/x] [TODO] [link=http://evil.invalid]y[/link]",
}
ALL = "".join(PAYLOADS.values())
UNSAFE = re.compile(
    "[\x00-\x06\x0e-\x1a\x1c-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]|[\u0301\u0336]{7}"
)
"""What never reaches a terminal; ESC and the line's own controls are looked at apart."""
FORBIDDEN_BYTES = (
    b"\x1b]52;c;UFdORUQ=", b"\x1b]0;PWNED", b"\x1b]8;;http://evil", b"\x1b[3J", b"\x1b[21t",
    b"\x1bP+q544e", b"\x1b[31;7m\x1b", b"\xc2\x9b3J", b"kept\rgone",
)  # fmt: skip


def document(key: str = "pay") -> Parsed:
    """A document with the payloads in every field, once each and all together."""
    hostile = Builder(f"{key}{ALL}.txt", f"Out{ALL}")
    for name, payload in {**PAYLOADS, "all": ALL}.items():
        hostile.tell(
            Told(
                date(2031, 3, 5),
                f"{payload} of {name} [the council]\n“{payload} is said” said Ada Holm.\n{ALL}",
                title=payload + name,
                time="10:00",
                points=(1,),
                speakers=("ada",),
                stances=((1, Stance.SUPPORTS),),
                source=DaySource.INFERRED,
                reason=payload,
                via=ALL,
            )
        )
    parsed = hostile.parsed()
    found = replace(ACTORS[0], id="found", name=ALL, kind=ActorKind.PERSON, is_listed=False)
    warned = replace(parsed.document, title=ALL, warnings=(ALL, "and [/b]"))
    return replace(parsed, document=warned, actors=(found,))


def make_library(folder: Path) -> Path:
    """Make a library with payloads in plan, actors, documents, notes, tags and the place."""
    plan = replace(
        PLAN,
        title=f"{ALL} accord",
        versions=tuple(replace(one, name=ALL + one.name, proposed_by=ALL) for one in PLAN.versions),
        points=tuple(
            replace(
                point,
                title=ALL + point.title,
                terms=(ALL,),
                wordings=tuple(replace(one, says=ALL, source=ALL) for one in point.wordings),
            )
            for point in PLAN.points
        ),
    )
    actors = tuple(
        replace(actor, name=f"{actor.name}{ALL}", role=ALL, aliases=(*actor.aliases, ALL))
        for actor in ACTORS
    )
    data = Path(__file__).parents[1] / "tui" / "data"
    files = {file.name: file.read_bytes() for file in data.iterdir()}
    with Library.open(folder, writing=True) as library:
        library.set_dossier(plan, actors, files)
        library.add(document(), ALL.encode())
        items = library.items()
        for item in items[:3]:
            library.notes.annotate(item.id, f"note {ALL} #tag{ALL}", points=(1,))
        library.notes.annotate(items[3].id, f"on words {ALL}", span=(0, 12))
        library.notes.toggle_bookmark(library.statements()[0].id)
        library.notes.toggle_bookmark(items[-1].id)
    return folder


def unsafe_in(raw: bytes, sequences: re.Pattern[bytes]) -> list[str]:
    """Say what of a program's output is not its own."""
    found = [repr(one) for one in FORBIDDEN_BYTES if one in raw]
    rest = sequences.sub(b"", raw).decode("utf-8", "replace")
    found += [repr(match[0]) for match in UNSAFE.finditer(rest)]
    found += ["ESC" + repr(rest[m.start() : m.start() + 8]) for m in re.finditer("\x1b", rest)]
    return sorted(set(found))
