"""Untrusted text made harmless, one character for one character, so that offsets stay.

Control characters become their pictures (U+2400 and on), everything else that a terminal would
obey or that hides text becomes U+FFFD. Called on import, and again at every border: screen,
stdout, clipboard, file names.
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
    (0x2060, 0x2064),  # word joiner, invisible operators
    (0x2066, 0x2069),  # bidirectional isolates
    (0xD800, 0xDFFF),  # lone surrogates
    (0xFEFF, 0xFEFF),  # byte order mark inside the text
    (0xFFF9, 0xFFFB),  # interlinear annotation
    (0xE0000, 0xE0FFF),  # tag characters and supplementary variation selectors
)
_TABLE = {code: picture for code, picture in _PICTURES.items() if code not in _KEPT}
_TABLE |= {code: 0xFFFD for first, last in _HIDDEN for code in range(first, last + 1)}
_UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028\u2029\u202a-\u202e\u2060-\u2064\u2066-\u2069"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000e0000-\U000e0fff]"
)


def clean(text: str) -> str:
    """Return the text with every unsafe character replaced; same length, so offsets stay.

    Tab and newline are kept. Cheap where there is nothing to replace.
    """
    return text.translate(_TABLE) if _UNSAFE.search(text) else text


def clean_line(text: str) -> str:
    """Return the text for a place that holds one line: tabs and newlines become spaces."""
    return clean(text).replace("\n", " ").replace("\t", " ")
