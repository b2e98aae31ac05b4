"""What stands around a marked passage, kept with it: orphans are found by day, outlet and actor."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from .codec import Changes, encode
from .filters import Filter
from .folding import fold
from .notebook import ANNOTATIONS, BOOKMARKS, Notebook
from .records import Annotation, Bookmark, Document, Item, Parsed, Setting, Statement


def setting_of(item: Item, said: Iterable[Statement], document: Document) -> Setting:
    """Return what stands around the passages of an item; ``said`` are its statements."""
    speakers = dict.fromkeys(one.speaker_id for one in said if one.speaker_id)
    named = dict.fromkeys(mention.actor for mention in item.mentions)
    return Setting(
        document=document.name,
        outlet=document.outlet,
        day=item.day,
        actors=tuple(named | speakers),
        speakers=tuple(speakers),
        points=item.points,
    )


def keep_settings(notebook: Notebook, parsed: Parsed) -> None:
    """Keep what stands around the notes on a document that is about to change or to go.

    Those that were made with it keep what they have. Raises: SaveFailed.
    """
    items = {item.id: item for item in parsed.items}
    made: list[tuple[str, Annotation | Bookmark]]
    made = [(ANNOTATIONS, note) for note in notebook.annotations.values()]
    made += [(BOOKMARKS, mark) for mark in notebook.bookmarks.values()]
    kept: Changes = {ANNOTATIONS: {}, BOOKMARKS: {}}
    for table, one in made:
        if one.setting is None and one.document == parsed.document.id and one.item in items:
            said = [statement for statement in parsed.statements if statement.item == one.item]
            setting = setting_of(items[one.item], said, parsed.document)
            kept[table][one.id] = {"setting": encode(setting)}
    notebook.move(kept)


def fits(setting: Setting, where: Filter, stands_for: Callable[[str], str]) -> bool:
    """Whether a passage with these surroundings passes a filter; the reader's marks aside.

    Args:
        setting: what stood around it.
        where: the filter.
        stands_for: gives the actor that one was merged into.
    """
    is_dated = where.first_day is not None or where.last_day is not None
    if is_dated and setting.day is None:
        return False
    tests = (
        where.first_day is None or (setting.day or where.first_day) >= where.first_day,
        where.last_day is None or (setting.day or where.last_day) <= where.last_day,
        where.actor is None or where.actor in _ids(setting.actors, stands_for),
        where.speaker is None or where.speaker in _ids(setting.speakers, stands_for),
        where.outlet is None or fold(where.outlet) == fold(setting.outlet or ""),
        where.document is None or fold(where.document) == fold(setting.document),
        where.point is None or where.point in setting.points,
    )
    return all(tests)


def _ids(actors: Iterable[str], stands_for: Callable[[str], str]) -> set[str]:
    return {key for actor in actors for key in (actor, stands_for(actor))}
