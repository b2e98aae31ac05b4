"""Untrusted text made harmless, one character for one character, so that offsets stay.

Control characters become their pictures (U+2400 and on), everything else that a terminal would
obey or that hides text becomes U+FFFD; so do marks that pile up on one character, and joiners that
join nothing. Letters with their marks, scripts that join and emoji of several characters stay
whole. Called on import, and again at every border: screen, stdout, clipboard, file names.
"""

from __future__ import annotations

import re
from functools import cache

_PICTURES = {code: 0x2400 + code for code in range(0x20)} | {0x7F: 0x2421}
_KEPT = {0x09, 0x0A}
_HIDDEN = (
    (0x80, 0x9F),  # C1 controls
    (0x200B, 0x200B),  # zero width space
    (0x2028, 0x2029),  # line and paragraph separator
    (0x202A, 0x202E),  # bidirectional embeddings and overrides
    (0x180E, 0x180E),  # Mongolian vowel separator
    (0x2060, 0x206F),  # word joiner, invisible operators, isolates, retired controls
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFEFF, 0xFEFF),  # byte order mark inside the text
    (0xFFF0, 0xFFFB),  # interlinear annotation, unassigned
    (0x1BCA0, 0x1BCA3),  # controls of shorthand
    (0x1D173, 0x1D17A),  # controls of music
    (0xE0000, 0xE0FFF),  # tag characters and supplementary variation selectors
)
_UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff0-\ufffb"
)
_UNSAFE_NARROW = re.compile(f"[{_UNSAFE}]")
"""For text without characters above U+FFFF: a class without them is looked up in one step."""
_MOST_MARKS = 6
"""On one character; no living script needs more."""
_MARK_BLOCKS = (
    (0x300, 0x36F),
    (0x483, 0x489),
    (0x591, 0x1DFF),
    (0x200C, 0x200D),
    (0x20D0, 0x20FF),
    (0x302A, 0x302F),
    (0x3099, 0x309A),
    (0xA66F, 0xABFF),
    (0xFB1E, 0xFB1E),
    (0xFE00, 0xFE2F),
)
"""Where marks stand, letters of some scripts among them."""
_RARE_MARK_BLOCKS = ((0x10300, 0x1EFFF),)
_MAYBE_MARK = re.compile(f"[{''.join(f'{chr(a)}-{chr(b)}' for a, b in _MARK_BLOCKS)}]")
_MAYBE_RARE_MARK = re.compile("[\U00010300-\U0001efff]")
_JOINERS = "\u200c\u200d"
_LOOSE_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]")
"""Joins nothing: at the start, or after a character that is never joined."""


def clean(text: str) -> str:
    """Return the text with every unsafe character replaced; same length, so offsets stay.

    Tab and newline are kept. Cheap where there is nothing to replace.
    """
    is_narrow = _is_narrow(text)
    if (_UNSAFE_NARROW if is_narrow else _unsafe_wide()).search(text):
        text = text.translate(_replacements())
    if text.isascii():
        return text
    if "\u200d" in text or "\u200c" in text:
        text = _LOOSE_JOINER.sub("\ufffd", text)
    has_rare = not is_narrow and _MAYBE_RARE_MARK.search(text) is not None
    if has_rare or _MAYBE_MARK.search(text):
        text = _flood(has_rare=has_rare).sub(_capped, text)
    return text


def _is_narrow(text: str) -> bool:
    """Tell whether no character is above U+FFFF: such a one takes two units of UTF-16."""
    return text.isascii() or len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)


@cache
def _unsafe_wide() -> re.Pattern[str]:
    """For text with characters above U+FFFF; made when the first text has one."""
    return re.compile(f"[{_UNSAFE}\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]")


@cache
def _replacements() -> dict[int, int]:
    """What stands for unsafe characters, by code; made when the first text has one."""
    table = {code: picture for code, picture in _PICTURES.items() if code not in _KEPT}
    return table | {code: 0xFFFD for first, last in _HIDDEN for code in range(first, last + 1)}


@cache
def _flood(*, has_rare: bool) -> re.Pattern[str]:
    """Too many marks and joiners in a row; made when the first text has one."""
    from unicodedata import category  # few texts need it

    blocks = (*_MARK_BLOCKS, *_RARE_MARK_BLOCKS) if has_rare else _MARK_BLOCKS
    chars = (chr(code) for first, last in blocks for code in range(first, last + 1))
    marks = "".join(c for c in chars if c in _JOINERS or category(c) in ("Mn", "Me"))
    return re.compile(f"[{marks}]{{{_MOST_MARKS + 1},}}")


def _capped(run: re.Match[str]) -> str:
    """Replace the marks that are too many on one character."""
    return run[0][:_MOST_MARKS] + "\ufffd" * (len(run[0]) - _MOST_MARKS)


def clean_line(text: str) -> str:
    """Return the text for a place that holds one line: tabs and newlines become spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")
