"""How fast the whole parser reads, beside a bare regular-expression pass over the same text.

    python tests/benchmarks/parse_speed.py [FILE …]

Without files it reads the built-in dossier's documents. Each text is repeated, with numbered
names so that no line stands twice, to 0.25, 0.5, 1 and 2 MB: equal MB/s in all rows means that
the time is linear in the length. Start-up is left out: one small text is parsed first.
"""

from __future__ import annotations

import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

from reader.dossier import Dossier, load_dossier
from reader.parsing.pipeline import parse_document

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
SIZES = (0.25, 0.5, 1.0, 2.0)
ROUNDS = 3
_QUOTED = re.compile(r"“[^“”\n]{2,2000}”")
_NAME = re.compile(r"[A-Z]\w{1,40}(?: [A-Z]\w{1,40}){1,4}")
_DATE = re.compile(r"\d{1,2} [A-Z][a-z]{2,8} \d{4}")
_VERB = re.compile(r"\b(?:said|told|wrote|added|reported)\b")
_NUMBER = re.compile(r"\d[\d,.]*")


def enlarge(text: str, megabytes: float) -> bytes:
    """Repeat a text to a size, each time with other numbers and initials in it."""
    copies: list[str] = []
    size, wanted = 0, int(megabytes * 1e6)
    while size < wanted:
        copy = text.replace(" the ", f" the {len(copies)} ", 40)
        copies.append(copy)
        size += len(copy.encode())
    return "\n".join(copies).encode()[:wanted].decode(errors="ignore").encode()


def bare_pass(raw: bytes) -> int:
    """Five patterns over every line, and nothing done with what they find."""
    found = 0
    for line in raw.decode().split("\n"):
        for pattern in (_QUOTED, _NAME, _DATE, _VERB, _NUMBER):
            found += sum(1 for _ in pattern.finditer(line))
    return found


def seconds(call: Callable[[], object]) -> float:
    """Processor time of one call, the median of a few rounds."""
    times = []
    for _ in range(ROUNDS):
        start = time.process_time()
        call()
        times.append(time.process_time() - start)
    return statistics.median(times)


def row(path: Path, megabytes: float, dossier: Dossier) -> str:
    """One line of the table."""
    raw = enlarge(path.read_text(encoding="utf-8"), megabytes)
    parsing = seconds(lambda: parse_document(raw, path.name, dossier))
    bare = seconds(lambda: bare_pass(raw))
    rate, bare_rate = len(raw) / 1e6 / parsing, len(raw) / 1e6 / bare
    return (
        f"{path.name[:32]:32} {megabytes:5.2f} {rate:8.2f} {bare_rate:8.2f} {rate / bare_rate:7.2f}"
    )


def main(names: list[str]) -> None:
    """Print the table."""
    dossier = load_dossier(SEEDS)
    paths = [Path(name) for name in names] or sorted((SEEDS / "documents").glob("*.txt"))
    parse_document(paths[0].read_bytes(), paths[0].name, dossier)
    print(f"{'document':32} {'MB':>5} {'MB/s':>8} {'bare':>8} {'ratio':>7}")
    for path in paths:
        for megabytes in SIZES:
            print(row(path, megabytes, dossier), flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
