"""``parley show DOCUMENT --versions`` and ``--original N``: every import stays readable."""

from __future__ import annotations

from store.errors import NotFound
from store.library import Library

from .arguments import Arguments
from .output import counted, write, write_json, write_table


def show_versions(library: Library, arguments: Arguments) -> int:
    """List the versions of a document, or write the text of one. Raises: NotFound."""
    document = library.document(arguments.id)
    kept = library.originals(document.id)
    raws = library.original_versions(document.id)
    if arguments.original is not None:
        if not 1 <= arguments.original <= len(raws):
            versions = counted(len(raws), "version")
            raise NotFound(f"{document.name}: has {versions}; there is no {arguments.original}")
        from ..parsing.page.decoding import decode

        write(decode(raws[arguments.original - 1], document.name).text)
        return 0
    rows = [
        (number, one.imported.isoformat(), len(raw), one.digest)
        for number, (one, raw) in enumerate(zip(kept, raws, strict=True), 1)
    ]
    if arguments.json:
        names = ("version", "imported", "bytes", "digest")
        write_json(dict(zip(names, row, strict=True)) for row in rows)
    else:
        write_table([tuple(map(str, row)) for row in rows])
    return 0
