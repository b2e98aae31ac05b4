"""Speech acts that the documents beside the project tell more than once: places only, no words.

A place is (start of the document's name, line, offset in the line). Read by one person, from all
quotations that share three words in a row.
"""

from __future__ import annotations

Place = tuple[str, int, int]

FEED, BLOG, PAPER, POST = "000_", "001_", "002_", "004_"

ACTS: tuple[tuple[Place, ...], ...] = (
    ((FEED, 8, 143), (FEED, 226, 159)),
    ((FEED, 3, 216), (FEED, 20, 90), (FEED, 138, 186), (FEED, 139, 1), (FEED, 174, 1)),
    ((FEED, 25, 88), (BLOG, 15, 39)),
    ((FEED, 98, 20), (FEED, 99, 1)),
    ((FEED, 471, 231), (FEED, 487, 1)),
    ((FEED, 469, 51), (FEED, 471, 145), (FEED, 486, 80)),
    ((FEED, 193, 59), (PAPER, 5, 117), (PAPER, 7, 0)),
    ((FEED, 197, 1), (PAPER, 49, 1)),
    ((FEED, 215, 1), (PAPER, 46, 0)),
    ((FEED, 222, 145), (FEED, 233, 46)),
    ((FEED, 222, 206), (FEED, 234, 34)),
    ((FEED, 255, 1), (FEED, 270, 123)),
    ((FEED, 256, 21), (FEED, 270, 46)),
    ((FEED, 577, 175), (FEED, 583, 1)),
    ((BLOG, 46, 46), (BLOG, 47, 129)),
    ((PAPER, 34, 70), (PAPER, 41, 0)),
    ((POST, 15, 1), (POST, 19, 254)),
    ((POST, 19, 16), (POST, 19, 478)),
    (("abcnews_2026-01", 12, 63), ("ap_2026-01", 162, 63)),
    (("abcnews_2026-02", 10, 228), ("abcnews_2026-02", 14, 149)),
    (("abcnews_2026-02", 13, 101), ("aljazeera_2026-02", 19, 215)),
    (("aljazeera_2026-02", 11, 1), ("npr_2026-02", 9, 91), ("npr_2026-02", 13, 1)),
)
