"""Foreign text in Markdown: shown as it is, never obeyed, and readable in the source as well.

Decides which characters of one line must be escaped so that no viewer (CommonMark, GitHub,
Obsidian, HTML allowed or not) finds structure in it: no block, link, image, markup, HTML, math,
comment or tag. A character is escaped where it acts; plain prose stays as it is. Takes text as it
stands in a document or a note, gives Markdown; laying out lines as blocks is left to ``markdown``.
"""

from __future__ import annotations

import re

from store.cleaning import clean, clean_line

_ACTS_IN_LINE = re.compile(
    r"""
      (?P<always> [\\`*\[|~] )        # escape, code, emphasis, link and image, table, strike
    | (?P<less> < )                   # HTML, autolink, template tag
    | (?P<entity> & (?=\#?\w{1,40};) )
    | (?P<address> : (?=//) )         # a bare address becomes a link on GitHub
    | (?P<www> (?<=\bwww) \. )
    | (?P<underscore> (?<![^\W_]) _ | _ (?![^\W_]) )   # inside a word it is plain
    | (?P<tag> (?<!\S) \# (?=\S) | (?<!\S) \# $ )      # tag, number of an issue, end of a heading
    | (?P<block> (?<!\S) \^ )         # block id
    | (?P<double> %(?=%) | (?<=%)% | =(?=[=%]) | (?<==)= | (?<=\{)% )
    | (?P<brace> \{ (?=[{%:\#.]) | (?<=\{) \{ )
    | (?P<math> \$ (?!\d) | (?<=\$) \$ )               # money stays as it is
    """,
    re.VERBOSE,
)
_STARTS_BLOCK = re.compile(
    r"""
      (?P<mark> [#>=:] | [-+](?=[ ]|$|[-+]) )  # heading, quotation, underline, list, rule
    | (?P<number> \d{1,9} ) (?P<stop> [.)] ) (?=[ ]|$)
    """,
    re.VERBOSE,
)


def escape_line(text: str) -> str:
    """Return one line of foreign text as Markdown, safe at the start of a block and within one.

    White space at both ends is dropped; tabs and newlines become spaces.
    """
    line = clean_line(text).strip()
    opening = _STARTS_BLOCK.match(line)
    if not opening:
        return _ACTS_IN_LINE.sub(_escaped, line)
    if opening["mark"]:
        return "\\" + line[0] + _ACTS_IN_LINE.sub(_escaped, line[1:])
    cut = opening.start("stop")
    return f"{line[:cut]}\\{line[cut]}{_ACTS_IN_LINE.sub(_escaped, line[cut + 1 :])}"


def _escaped(found: re.Match[str]) -> str:
    match found.lastgroup:
        case "less":
            return "&lt;"
        case "entity":
            return "&amp;"
        case "address":
            return ":\\"
        case _:
            return "\\" + found[0]


def escape_lines(text: str) -> list[str]:
    """Return the lines of foreign text that are not blank, escaped one by one."""
    return [line for line in map(escape_line, clean(text).split("\n")) if line]


_TAG = re.compile(r"(?=[\w-]{0,49}[^\W\d_])[\w-]{1,50}")


def escape_tag(tag: str) -> str:
    """Return a tag as ``#tag`` where that is one, else as plain words."""
    return f"#{tag}" if _TAG.fullmatch(tag) else escape_line(tag)


def escape_label(text: str) -> str:
    """Return foreign text as the words of a link."""
    return escape_line(text).replace("]", "\\]")
