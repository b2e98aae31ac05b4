r"""Bytes of a saved file made text.

Decides the encoding and whether there is anything to read at all. Takes the bytes and the file's
name; gives cleaned text of which every "\n" is a line end. What the text means is left to the
formats.
"""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

from store.cleaning import clean
from store.errors import FileUnusable

SIZE_LIMIT = 20_000_000
"""Bytes. A saved news page is rarely over 2 MB; above this it is an archive or a mistake."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or an office document"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"RIFF", "a media file"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"7z\xbc\xaf", "an archive"),
    (b"{\\rtf", "an RTF document"),
    (b"\xd0\xcf\x11\xe0", "an old office document"),
    (b"MIME-Version:", "a mail or web archive"),
    (b"From: <Saved by", "a web archive"),
)
_DECLARED = re.compile(rb"""charset\s{0,2}=\s{0,2}["']?([A-Za-z0-9_\-]{2,30})""", re.IGNORECASE)
_SAVE_AS_TEXT = "Save the page as text or HTML and import that file"
_REPLACEMENT_SHARE = 0.02


@dataclass(frozen=True, slots=True)
class Decoded:
    """The text of a file, cleaned one to one."""

    text: str
    encoding: str
    warnings: tuple[str, ...] = ()


def decode(raw: bytes, name: str) -> Decoded:
    """Decode and clean a file.

    The order: byte order mark, UTF-8, the encoding that the file declares, a guess.

    Raises:
        FileUnusable: empty, binary, or over ``SIZE_LIMIT``.
    """
    _refuse(raw, name)
    text, encoding = _decode(raw, name)
    text = text.replace("\r\n", "\n")
    if not text.strip("\ufeff\x00 \t\n\r\v\f\xa0"):
        raise FileUnusable(name, "the file is empty", "Save the page again and import it")
    cleaned = clean(text)
    warnings = []
    if cleaned != text:
        count = sum(a != b for a, b in zip(cleaned, text, strict=True))
        warnings.append(f"{count} control or hidden characters were replaced by visible signs")
    if encoding not in ("utf-8", "utf-8-sig", "ascii"):
        warnings.append(f"The file is not UTF-8; it was read as {encoding}")
    return Decoded(cleaned, encoding, tuple(warnings))


def split_lines(text: str) -> list[str]:
    r"""Split at "\n" only, so that line numbers are those of any editor; "\r" at an end is dropped.

    ``clean`` has made a carriage return its picture by then.
    """
    return [line.rstrip("\u240d") for line in text.split("\n")]


def _refuse(raw: bytes, name: str) -> None:
    if not raw.strip(b" \t\r\n\v\f"):
        raise FileUnusable(name, "the file is empty", "Save the page again and import it")
    if len(raw) > SIZE_LIMIT:
        size = f"{len(raw) / 1e6:.0f} MB, the limit is {SIZE_LIMIT / 1e6:.0f} MB"
        raise FileUnusable(name, f"the file is too large ({size})", "Split it and import the parts")
    for signature, kind in _SIGNATURES:
        if raw.startswith(signature):
            raise FileUnusable(name, f"this is {kind}, not text", _SAVE_AS_TEXT)


def _decode(raw: bytes, name: str) -> tuple[str, str]:
    for mark, encoding in _MARKS:
        if raw.startswith(mark):
            return raw.decode(encoding, errors="replace").lstrip("\ufeff"), encoding
    if b"\x00" in raw[:65536] or b"\x00" in raw[-4096:]:
        return _decode_wide(raw, name)
    try:
        return raw.decode("utf-8"), "utf-8"
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.search(raw[:4096])
    if declared:
        try:
            return raw.decode(declared[1].decode("ascii")), declared[1].decode("ascii").lower()
        except (LookupError, UnicodeError):
            pass
    return _guess(raw, name)


def _decode_wide(raw: bytes, name: str) -> tuple[str, str]:
    """UTF-16 without a mark has a zero in every second place; anything else is no text."""
    head = raw[:4000]
    for encoding, zeros in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if len(zeros) > 1 and zeros.count(0) > 0.6 * len(zeros) and len(raw) % 2 == 0:
            try:
                text = raw.decode(encoding)
            except UnicodeDecodeError:
                continue
            if "\x00" not in text:
                return text, encoding
    raise FileUnusable(name, "this is a binary file, not text", _SAVE_AS_TEXT)


def _guess(raw: bytes, name: str) -> tuple[str, str]:
    # A few broken bytes in UTF-8 are likelier than another encoding that fits by chance.
    text = raw.decode("utf-8", errors="replace")
    if text.count("\ufffd") <= _REPLACEMENT_SHARE * sum(byte > 0x7F for byte in raw[:200_000]):
        return text, "utf-8"
    from charset_normalizer import from_bytes  # slow to import, seldom needed

    best = from_bytes(raw[:200_000]).best()
    if best is None or best.encoding is None:
        raise FileUnusable(
            name, "the encoding cannot be told", "Save the file as UTF-8 and import it again"
        )
    return raw.decode(best.encoding, errors="replace"), best.encoding
