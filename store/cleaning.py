"""Untrusted text made harmless, one character for one character, so that offsets stay.

Control characters become their pictures (U+2400 and on), everything else that a terminal would
obey or that hides text becomes U+FFFD; so do marks that pile up on one character, and joiners that
join nothing. Letters with their marks, scripts that join and emoji of several characters stay
whole. Called on import, and again at every border: screen, stdout, clipboard, file names.
"""

from __future__ import annotations

import re

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
_TABLE = {code: picture for code, picture in _PICTURES.items() if code not in _KEPT}
_TABLE |= {code: 0xFFFD for first, last in _HIDDEN for code in range(first, last + 1)}
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u180e\u200b\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff"
    "\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)
_MOST_MARKS = 6
"""On one character; no living script needs more."""
_MAYBE_MARKS = re.compile(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u1dff\u200c\u200d\u20d0-\u20ff\u302a-\u302f\u3099\u309a"
    "\ua66f-\uabff\ufb1e\ufe00-\ufe2f\U00010300-\U0001efff]{7,}"
)
"""Runs that may hold too many marks; letters of some scripts among them."""
_JOINERS = "\u200c\u200d"
_LOOSE_JOINER = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]")
"""Joins nothing: at the start, or after a character that is never joined."""


def clean(text: str) -> str:
    """Return the text with every unsafe character replaced; same length, so offsets stay.

    Tab and newline are kept. Cheap where there is nothing to replace.
    """
    if text.isascii():
        return text.translate(_TABLE) if _UNSAFE.search(text) else text
    if _UNSAFE.search(text):
        text = text.translate(_TABLE)
    if "\u200d" in text or "\u200c" in text:
        text = _LOOSE_JOINER.sub("\ufffd", text)
    return _MAYBE_MARKS.sub(_capped, text)


def _capped(run: re.Match[str]) -> str:
    """Replace the marks that are too many on one character."""
    from unicodedata import category  # few texts need it

    shown, marks = [], 0
    for char in run[0]:
        is_mark = char in _JOINERS or category(char) in ("Mn", "Me")
        marks = marks + 1 if is_mark else 0
        shown.append(char if marks <= _MOST_MARKS else "\ufffd")
    return "".join(shown)


def clean_line(text: str) -> str:
    """Return the text for a place that holds one line: tabs and newlines become spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")
