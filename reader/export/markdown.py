"""Notes and bookmarks as Markdown that opens in any viewer.

Takes a ``Collection``, gives text: one section per group, in it one block per place with the
passage as a block quotation, its citation, the notes and their times. Every line of foreign text
is a paragraph of its own and goes through ``escaping``; the layout between them is this module's.
The same collection gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from store.records import NoteState

from .citation import cite
from .escaping import escape_line, escape_lines
from .model import Collection, Excerpt, Group, Grouping, Note

_RULE = "---"


def render_markdown(collection: Collection) -> str:
    """Return all excerpts of a collection as one Markdown text."""
    blocks = ["# Notes and bookmarks", _summary(collection)]
    for group in collection.groups:
        blocks += _section(group, collection.by)
    if collection.orphans:
        blocks.append("## No longer in the library")
        blocks.append("The text of these was changed or taken out; the quotation was kept.")
        blocks += _excerpts(collection.orphans, collection.by)
    return "\n\n".join(blocks) + "\n"


def _summary(collection: Collection) -> str:
    count = f"{collection.count} {'place' if collection.count == 1 else 'places'}"
    plan = escape_line(collection.plan)
    return f"{plan} · {count}, by {collection.by}" if plan else f"{count}, by {collection.by}"


def _section(group: Group, by: Grouping) -> list[str]:
    return [f"## {escape_line(group.title)}", *_excerpts(group.excerpts, by)]


def _excerpts(excerpts: Sequence[Excerpt], by: Grouping) -> list[str]:
    blocks: list[str] = []
    for place, excerpt in enumerate(excerpts):
        if place:
            blocks.append(_RULE)
        blocks += _excerpt(excerpt)
    return blocks


def _excerpt(excerpt: Excerpt) -> list[str]:
    facts = [escape_line(cite(excerpt))]
    if excerpt.points:
        word = "points" if len(excerpt.points) > 1 else "point"
        facts.append(f"{word} {', '.join(map(str, excerpt.points))}")
    if excerpt.bookmarked:
        facts.append(f"★ bookmarked {_moment(excerpt.bookmarked)}")
    blocks = [_quoted(excerpt.quote)] if excerpt.quote.strip() else []
    blocks.append(" · ".join(filter(None, facts)))
    for note in excerpt.notes:
        blocks += [_about(note), *escape_lines(note.text)]
    return blocks


def _quoted(text: str) -> str:
    return "\n>\n".join(f"> {line}" for line in escape_lines(text))


def _about(note: Note) -> str:
    facts = [f"**Note** {_moment(note.created)}"]
    if note.modified != note.created:
        facts.append(f"changed {_moment(note.modified)}")
    if note.creator:
        facts.append(f"by {escape_line(note.creator)}")
    if note.state is NoteState.MOVED:
        facts.append("the text around it has changed")
    if note.tags:
        facts.append("tags: " + ", ".join(map(escape_line, note.tags)))
    return " · ".join(facts)


def _moment(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
