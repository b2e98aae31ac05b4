"""What the command line understands: every command and option, as a typed namespace.

Takes the words after ``parley`` and gives ``Arguments``; what they mean is left to the commands.
Nothing but the standard library is imported, so that ``--help`` is immediate.
"""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from store.cleaning import clean

from .namespace import Arguments
from .notearguments import add_noting
from .values import parse_day, parse_days, parse_words

if TYPE_CHECKING:
    from _typeshed import SupportsWrite

__all__ = ["LIST_KINDS", "Arguments", "make_parser", "parse_arguments"]

LIST_KINDS = (
    "documents",
    "items",
    "statements",
    "actors",
    "points",
    "positions",
    "notes",
    "corrections",
)
STATES = ("anchored", "moved", "orphaned")

_EXAMPLES = """\
examples:
  parley                                        open the reader
  parley import saved/ --outlet "Daily Post"    add a folder of saved files
  parley list statements --day 2025-11-24 --point 7
  parley search '"security guarantees" europe'
  parley show ID --why                          how the parser came to it
  parley export notes --by point --to notes.md

exit codes: 0 done, 1 nothing found or refused, 2 wrong usage or unusable file, 130 interrupted
"""


class _Parser(argparse.ArgumentParser):
    """A parser whose messages are cleaned: they repeat what was typed or pasted."""

    def _print_message(self, message: str, file: SupportsWrite[str] | None = None) -> None:
        super()._print_message(clean(message), file)


def _add_filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("filters (all that are given must hold)")
    group.add_argument(
        "--day", dest="days", type=parse_days, metavar="D[..D]", help="YYYY-MM-DD, or a range D..D"
    )
    group.add_argument("--actor", metavar="ID", help="mentions the actor or quotes it")
    group.add_argument("--point", type=int, metavar="N", help="is about this point of the plan")
    group.add_argument("--outlet", metavar="NAME", help="was published by this outlet")
    group.add_argument("--speaker", metavar="ID", help="holds a statement by this actor")
    group.add_argument("--document", metavar="NAME", help="stands in this document (name or id)")
    group.add_argument("--bookmarked", action="store_true", help="is bookmarked")


def _add_note_filters(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("filters for notes")
    group.add_argument("--tag", type=parse_words, metavar="TAG", help="has this #tag")
    group.add_argument("--state", choices=STATES, help="where its passage is now")
    group.add_argument(
        "--text", dest="words", type=parse_words, metavar="WORDS", help="holds these words"
    )


def _add_reading(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "list", help="list records", description="List the records of one kind."
    )
    command.add_argument("kind", choices=LIST_KINDS, metavar="KIND", help=", ".join(LIST_KINDS))
    _add_filters(command)
    _add_note_filters(command)
    _add_json(command)
    command = commands.add_parser(
        "search",
        help="search items, statements and notes",
        description='Search items, statements and notes: all words and "phrases" must be there;'
        " case and accents do not count.",
    )
    command.add_argument(
        "query", nargs="+", type=parse_words, metavar="QUERY", help='words and "phrases"'
    )
    _add_filters(command)
    _add_json(command)
    command = commands.add_parser(
        "show",
        help="show one record with its context",
        description="Show one record with its context: an item, statement, position, actor, note"
        " or document by its id, a point of the plan by its number.",
    )
    command.add_argument("id", type=parse_words, metavar="ID", help="of a record")
    command.add_argument("--why", action="store_true", help="add how the parser came to it")
    command.add_argument("--versions", action="store_true", help="every import of a document")
    command.add_argument("--original", type=int, metavar="N", help="the file as it was then")
    _add_json(command)


def _add_documents(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "import",
        help="add saved files to the library",
        description="Add files, or all files in folders. A file that was imported before and has"
        " grown keeps its ids and notes.",
    )
    command.add_argument("paths", nargs="*", type=Path, metavar="PATH", help="a file or a folder")
    command.add_argument(
        "--day", type=parse_day, metavar="YYYY-MM-DD", help="the day of the documents"
    )
    command.add_argument("--outlet", type=parse_words, metavar="NAME", help="who published them")
    command.add_argument(
        "--again", action="store_true", help="parse the library's kept originals again"
    )
    command = commands.add_parser(
        "remove",
        help="take documents out of the library",
        description="Take documents out. Notes on them stay, with their quotation.",
    )
    command.add_argument(
        "documents", nargs="+", type=parse_words, metavar="DOCUMENT", help="a file name or id"
    )


def _add_libraries(commands: argparse._SubParsersAction[_Parser]) -> None:
    command = commands.add_parser(
        "new",
        help="make a library for another negotiation",
        description="Make a library from a dossier: a folder with plan.toml, actors.toml and,"
        " if you like, documents.",
    )
    command.add_argument("dir", type=Path, metavar="DIR", help="the library's folder")
    source = command.add_mutually_exclusive_group(required=True)
    source.add_argument("--dossier", type=Path, metavar="FOLDER", help="the dossier")
    source.add_argument(
        "--template",
        dest="is_template",
        action="store_true",
        help="write a small dossier to DIR, to be changed and then given to --dossier",
    )
    command = commands.add_parser(
        "check",
        help="check that the library is sound",
        description="Check that everything in the library is sound.",
    )
    command.add_argument("--repair", action="store_true", help="restore all that can be read")


def _add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="JSON Lines, one record a line")


def make_parser() -> tuple[argparse.ArgumentParser, Mapping[str, argparse.ArgumentParser]]:
    """Return the parser of the whole command line, and those of its commands by name."""
    parser = _Parser(
        prog="parley",
        description="A terminal reader for people who follow a negotiation: who said what, when,"
        " through whom, about which point of the plan. Without a command the reader opens.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="store_true", help="print the version")
    _add_library(parser, None)
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", title="commands")
    _add_reading(commands)
    add_noting(commands)
    _add_documents(commands)
    _add_libraries(commands)
    for command in commands.choices.values():
        command.allow_abbrev = False
        _add_library(command, argparse.SUPPRESS)
    return parser, commands.choices


def _folder(text: str) -> Path:
    """Refuse the empty name that an unset shell variable leaves: it would be this folder."""
    if not text:
        raise argparse.ArgumentTypeError("an empty name is no folder")
    return Path(text)


def _add_library(parser: argparse.ArgumentParser, default: str | None) -> None:
    """Take ``--library`` before the command and after it."""
    parser.add_argument(
        "--library",
        type=_folder,
        metavar="DIR",
        default=default,
        help="the library's folder; default: PARLEY_LIBRARY, or the platform's data folder",
    )


def parse_arguments(words: list[str] | None) -> Arguments:
    """Parse the words after ``parley``.

    Raises:
        SystemExit: after ``--help``, or with 2 after a message on stderr.
    """
    parser, _ = make_parser()
    return parser.parse_args(words, namespace=Arguments())
