"""Notes and bookmarks as Markdown for any viewer: one text, or a folder that opens as a vault.

Takes a ``Collection``, gives fresh texts: YAML front matter, then blocks between markers, one for
each note and bookmark, with headings, block ids and links between note and document. How blocks
look is the template's; joining with what is on disk is left to ``writing``. The same collection
gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from markupsafe import Markup

from store.cleaning import clean_line

from .blocks import Block, make_block, write_fresh
from .entries import Entry, Place, address_of, entries_of, key_of, link_to
from .escaping import escape_line
from .frontmatter import Value, write_front
from .model import Collection, Group, Grouping, Source
from .slugs import name_files, short_digest
from .templating import Foreign, Layout

_TITLE = "Notes and bookmarks"
_ORPHANS = ("orphans", "No longer in the library")
_ORPHANS_TOLD = "The text of these was changed or taken out; the quotation was kept."
_FOLDER = "documents"
_INDEX = "index.md"


@dataclass(frozen=True, slots=True)
class _File:
    """One Markdown file to be."""

    title: str
    key: str
    """Kept in the front matter, so that the file is known under another name."""
    blocks: Sequence[Block]


def render_markdown(collection: Collection, layout: Layout | None = None) -> str:
    """Return all excerpts of a collection as one Markdown text. Raises: TemplateInvalid."""
    layout = layout or Layout()
    sources = _sources(collection)
    addresses = {key: address_of(key) for key in sources}
    blocks = [_head(collection, layout)]
    for group in _groups(collection):
        blocks.append(_heading(group, layout))
        blocks += _entries(group, collection, addresses, layout)
    if sources:
        blocks.append(_heading(Group("Documents", (), "documents"), layout))
        blocks += [_document(source, layout) for source in sources.values()]
    blocks += _decisions(collection)
    return _text(_File(_TITLE, "all", blocks), collection)


def render_folder(collection: Collection, layout: Layout | None = None) -> Mapping[str, str]:
    """Return name → text of the files of a folder. Raises: TemplateInvalid.

    One file for each day, actor or point, one for each document with notes on it, and an index.
    """
    layout = layout or Layout()
    sources = _sources(collection)
    groups = _groups(collection)
    names = name_files([(group.key, _file_words(group)) for group in groups] + [(_INDEX, "index")])
    pages = name_files((key, source.document) for key, source in sources.items())
    documents = {key: f"{_FOLDER}/{pages[key]}.md" for key in sources}
    addresses = {key: address_of(key, file) for key, file in documents.items()}
    files: dict[str, _File] = {f"{names[_INDEX]}.md": _index(collection, groups, names, layout)}
    for group in groups:
        blocks = [_page_head(group, layout), *_entries(group, collection, addresses, layout)]
        files[f"{names[group.key]}.md"] = _File(group.title, group.key, blocks)
    for key, source in sources.items():
        links = list(_links(key, collection.by, groups, names))
        blocks = [_document_head(source, layout), make_block(f"{key}-notes", "\n".join(links))]
        files[documents[key]] = _File(source.document, f"document {key}", blocks)
    index = files[f"{names[_INDEX]}.md"]
    files[f"{names[_INDEX]}.md"] = replace(index, blocks=[*index.blocks, *_decisions(collection)])
    return {name: _text(file, collection) for name, file in files.items()}


def _decisions(collection: Collection) -> list[Block]:
    """Return a block with the reader's decisions over what was proposed, if there are any."""
    if not collection.decisions:
        return []
    lines = "\n".join(f"- {escape_line(one)}" for one in collection.decisions)
    return [make_block("decisions", f"## Decisions over what was proposed\n\n{lines}")]


def _groups(collection: Collection) -> Sequence[Group]:
    if not collection.orphans:
        return collection.groups
    return (*collection.groups, Group(_ORPHANS[1], collection.orphans, _ORPHANS[0]))


def _file_words(group: Group) -> str:
    """Return what a group's file is named after: the day alone, for days."""
    return group.key.partition(" ")[2] if group.key.startswith("day 2") else group.title


def _text(file: _File, collection: Collection) -> str:
    properties: dict[str, Value] = {
        "title": _plain(file.title),
        "tags": ["parley"],
        "parley": "notes",
        "parley-by": collection.by.value,
        "parley-file": _plain(file.key),
    }
    return write_front(properties) + write_fresh(file.blocks)


def _plain(text: str) -> str:
    return " ".join(clean_line(text).split())


def _head(collection: Collection, layout: Layout) -> Block:
    count = f"{collection.count} {'place' if collection.count == 1 else 'places'}"
    values = {
        "title": _TITLE,
        "plan": Foreign(collection.plan),
        "count": f"{count}, by {collection.by}",
        "by": collection.by.value,
    }
    return make_block("head", layout.render("head", values))


def _heading(group: Group, layout: Layout) -> Block:
    made = layout.render("heading", {"title": Foreign(group.title)})
    told = f"{made}\n\n{_ORPHANS_TOLD}" if group.key == _ORPHANS[0] else made
    return make_block(_group_key(group), told)


def _group_key(group: Group) -> str:
    return f"group-{short_digest(group.key or group.title)}"


def _page_head(group: Group, layout: Layout) -> Block:
    count = len(group.excerpts)
    values = {
        "title": Foreign(group.title),
        "plan": "",
        "count": f"{count} {'place' if count == 1 else 'places'}",
        "by": "",
    }
    return make_block("head", layout.render("head", values))


def _entries(
    group: Group, collection: Collection, addresses: Mapping[str, str], layout: Layout
) -> Iterator[Block]:
    place = Place(_shared(group, collection.by), addresses, collection.points)
    for excerpt in group.excerpts:
        for entry in entries_of(excerpt, place):
            yield _block(entry, layout)


def _shared(group: Group, by: Grouping) -> str:
    """Return the group's key where an excerpt may stand in several groups, else nothing."""
    return group.key if by is not Grouping.DAY and group.key != _ORPHANS[0] else ""


def _block(entry: Entry, layout: Layout) -> Block:
    made = layout.render("entry", entry.values)
    anchor = f"^{entry.key}"
    is_there = any(line == anchor or line.endswith(f" {anchor}") for line in made.split("\n"))
    return make_block(entry.key, made if is_there else f"{made}\n\n{anchor}")


def _sources(collection: Collection) -> Mapping[str, Source]:
    """Return the documents that have notes, by id, in order of their names."""
    found: dict[str, Source] = {}
    for group in collection.groups:
        for excerpt in group.excerpts:
            if excerpt.source and excerpt.source.document_id:
                found.setdefault(excerpt.source.document_id, excerpt.source)
    return dict(sorted(found.items(), key=lambda entry: (entry[1].document, entry[0])))


def _document(source: Source, layout: Layout) -> Block:
    key = source.document_id or ""
    values = {
        "document": Foreign(source.document),
        "outlet": Foreign(source.outlet or ""),
        "id": key,
        "anchor": Markup(f"^{key}"),
    }
    return make_block(key, layout.render("document", values))


def _document_head(source: Source, layout: Layout) -> Block:
    block = _document(source, layout)
    return make_block(block.key, "\n".join([f"# {escape_line(source.document)}", "", *block.lines]))


def _links(
    document: str, by: Grouping, groups: Iterable[Group], names: Mapping[str, str]
) -> Iterator[str]:
    """Yield a line for each place in a document, linked to the file of its first group."""
    found: dict[str, tuple[int, str]] = {}
    for group in groups:
        for excerpt in group.excerpts:
            source = excerpt.source
            if not source or source.document_id != document:
                continue
            key = key_of(excerpt.records[0].id, _shared(group, by))
            line = f"line {source.line}" if source.line is not None else "note"
            link = link_to(line, address_of(key, f"../{names[group.key]}.md"))
            told = f"- {link}: {escape_line(_shortened(excerpt.quote))}"
            found.setdefault(excerpt.key, (source.line or 0, told))
    yield from (told for _, told in sorted(found.values()))


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 80 else f"{line[:79].rstrip()}…"


def _index(
    collection: Collection, groups: Sequence[Group], names: Mapping[str, str], layout: Layout
) -> _File:
    links = [
        f"- {link_to(group.title, address_of('', f'{names[group.key]}.md').partition('#')[0])}"
        for group in groups
    ]
    blocks = [_head(collection, layout), make_block("files", "\n".join(links))]
    return _File(_TITLE, "index", blocks)
