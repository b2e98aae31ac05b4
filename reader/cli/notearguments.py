"""The commands that make, place, write out and take in notes, as the command line knows them.

Takes the parser's commands and adds these; nothing but the standard library is imported.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TypeVar

from .values import Target, parse_day, parse_words

_P = TypeVar("_P", bound=argparse.ArgumentParser)


def add_noting(commands: argparse._SubParsersAction[_P]) -> None:
    """Add the commands for notes and bookmarks, in the order of the help."""
    _add_bookmark(commands)
    _add_note(commands)
    _add_place(commands)
    _add_export(commands)
    _add_merge(commands)


def _add_bookmark(commands: argparse._SubParsersAction[_P]) -> None:
    command = commands.add_parser(
        "bookmark",
        help="bookmark an item, a statement or a passage",
        description="Bookmark a record, or a passage of an item.",
    )
    command.add_argument("id", type=parse_words, metavar="ID", help="of an item or a statement")
    command.add_argument(
        "--quote", type=parse_words, metavar="WORDS", help="the passage of the item to bookmark"
    )
    command.add_argument("--remove", action="store_true", help="take the bookmark away")


def _add_note(commands: argparse._SubParsersAction[_P]) -> None:
    command = commands.add_parser(
        "note",
        help="write a note on an item or a statement",
        description="Write a note; #words in it become tags. Prints the note's id.",
    )
    command.add_argument("id", type=parse_words, metavar="ID", help="of an item or a statement")
    command.add_argument("text", type=parse_words, metavar="TEXT", help="the note; - reads stdin")
    command.add_argument(
        "--quote",
        type=parse_words,
        metavar="WORDS",
        help="the passage of the item that it is about",
    )


def _add_place(commands: argparse._SubParsersAction[_P]) -> None:
    command = commands.add_parser(
        "place",
        help="put a note or a bookmark on another passage",
        description="Put a note or a bookmark, an orphaned one above all, on another item,"
        " statement or passage. Without --quote it is put on its own words where these stand in"
        " the item, else on the whole item.",
    )
    command.add_argument("id", type=parse_words, metavar="NOTE", help="of a note or a bookmark")
    command.add_argument(
        "target", type=parse_words, metavar="TARGET", help="of an item or a statement"
    )
    command.add_argument(
        "--quote", type=parse_words, metavar="WORDS", help="the passage of the item that it is on"
    )


def _add_export(commands: argparse._SubParsersAction[_P]) -> None:
    command = commands.add_parser(
        "export",
        help="write notes or the tracker to a file",
        description="Write notes and bookmarks, or the tracker, to stdout, a file or a folder. What"
        " you wrote into an earlier Markdown export of notes stays; any other file is replaced only"
        " if Parley wrote it and nobody changed it since, or with --force.",
    )
    command.add_argument(
        "kind", choices=("notes", "tracker"), metavar="KIND", help="notes, tracker"
    )
    command.add_argument(
        "--format",
        choices=("md", "json", "jsonl", "jsonld", "csv"),
        default="md",
        help="notes: md, json, jsonl, jsonld; tracker: md, csv; default: md",
    )
    command.add_argument(
        "--by", choices=("day", "actor", "point"), help="headings of notes; default: day"
    )
    command.add_argument(
        "--as-of", type=parse_day, metavar="DAY", help="the tracker as it stood on this day"
    )
    command.add_argument(
        "--to",
        action=Target,
        metavar="PATH",
        help="a file, or FOLDER/ for a file for each day, actor or point; default: stdout",
    )
    command.set_defaults(to_folder=False)
    command.add_argument(
        "--template", type=Path, metavar="FILE", help="a Jinja2 template for Markdown notes"
    )
    command.add_argument("--force", action="store_true", help="replace the file in any case")
    told = "take away files of an earlier export to the folder if nothing in them is yours"
    command.add_argument("--prune", action="store_true", help=told)


def _add_merge(commands: argparse._SubParsersAction[_P]) -> None:
    command = commands.add_parser(
        "merge",
        help="take in notes of a colleague or of another program",
        description="Take in notes and bookmarks: from the library of a colleague, from a file of"
        " parley export notes (jsonl, jsonld), or from a Hypothesis, Readwise or KOReader export."
        " Notes are known by their ids; where both sides edited one, both are kept.",
    )
    command.add_argument("other", type=Path, metavar="OTHER", help="a library's folder or a file")
    command.add_argument(
        "--as", dest="as_name", type=parse_words, metavar="NAME", help="who made them"
    )
    command.add_argument("--mine", action="store_true", help="they are your own")
