"""Feeds spoilt input to the parser, to a library's files and to the importers, until time is up.

Usage: python -m tests.torture.fuzz [--minutes 5] [--seed N] [--keep DIR] [FOLDER…]

Folders hold more documents to start from; the built-in dossier's are always used. A finding is an
exception that is no answer to the user, a record that does not stand where it says, an input that
takes longer than the limit, or a changed file that opens as if it were sound. Each is printed with
the seed of its case and, with ``--keep``, written to a folder.
"""

from __future__ import annotations

import argparse
import random
import signal
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from types import FrameType

from .fuzz_targets import Finding, Target, targets
from .mutating import Case

_SECONDS = 20
"""What no case of at most 200 KB may take, on a machine that does other work as well."""


class TookTooLong(BaseException):
    """Raised by the alarm; no handler of the product may catch it."""


def _alarm(number: int, frame: FrameType | None) -> None:
    raise TookTooLong


def _run(target: Target, case: Case) -> Finding | None:
    """Run one case; return what is wrong."""
    signal.alarm(_SECONDS)
    try:
        return target.run(case)
    except TookTooLong:
        return Finding(f"took longer than {_SECONDS} s", traceback.format_exc(limit=-6))
    except Exception as error:  # noqa: BLE001  # this is what is looked for
        return Finding(
            f"{type(error).__name__}: {str(error)[:120]}", traceback.format_exc(limit=-6)
        )
    finally:
        signal.alarm(0)


def _tell(target: Target, seed: int, finding: Finding, case: Case, keep: Path | None) -> None:
    print(f"FINDING {target.name} seed {seed}: {finding.what}\n{finding.where}", flush=True)
    if keep and case.data is not None:
        keep.mkdir(parents=True, exist_ok=True)
        (keep / f"{target.name}-{seed}").write_bytes(case.data)


def fuzz(minutes: float, seed: int, folders: list[Path], keep: Path | None) -> int:
    """Run cases until time is up; return how many different findings there were."""
    signal.signal(signal.SIGALRM, _alarm)
    end = time.monotonic() + 60 * minutes
    counts: Counter[str] = Counter()
    known: set[str] = set()
    chosen = targets(folders)
    while time.monotonic() < end:
        for target in chosen:
            case = Case(random.Random(f"{target.name} {seed}"))
            finding = _run(target, case)
            counts[target.name] += 1
            if finding and finding.key not in known:
                known.add(finding.key)
                _tell(target, seed, finding, case, keep)
        seed += 1
    told = ", ".join(f"{count} {name}" for name, count in counts.items())
    print(f"{minutes:g} minutes: {told}; {len(known)} findings", flush=True)
    return len(known)


def main() -> int:
    """Read the options and fuzz; 1 where there was a finding."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=float, default=5.0)
    parser.add_argument("--seed", type=int, default=random.randrange(10**9))
    parser.add_argument("--keep", type=Path)
    parser.add_argument("folders", nargs="*", type=Path, metavar="FOLDER")
    options = parser.parse_args()
    return 1 if fuzz(options.minutes, options.seed, options.folders, options.keep) else 0


if __name__ == "__main__":
    sys.exit(main())
