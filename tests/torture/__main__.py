"""Everything that can happen to a library, and what is left: python -m tests.torture [--short].

Prints acknowledged saves lost, libraries that do not open and damage that nothing tells of; ends
with 1 when there was any, or when stock TinyDB came through the same.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from . import control, crowded
from .image import UNSYNCED, cut_image, work_unsynced
from .kills import ROOT, WORKS, kill_often, work
from .power import cut_power
from .states import flip_bits, jump_clocks, tear


def _child(name: str, *words: str) -> None:
    path = Path(words[0])
    if name in WORKS:
        work(name, path)
    elif name.startswith(UNSYNCED):
        work_unsynced(name.removeprefix(UNSYNCED), path)
    elif name == "fill":
        crowded.fill(path)
    elif name == "full":
        crowded.write_until_full(path)
    elif name == "turns":
        crowded.take_turns(path, int(words[1]))
    elif name == "stock-fill":
        control.fill_stock(path)
    else:
        control.write_stock(path, int(words[1]), int(words[2]))


def _torture(folder: Path, kills: int, flips: int, seed: int) -> int:
    tally = kill_often(folder, kills, seed)
    print(
        f"kill -9 x {tally.kills}: {tally.acknowledged} acknowledged saves, {tally.lost} lost, "
        f"{tally.unopened} do not open, {tally.damaged} damaged; {tally.torn} ended in half a line "
        "that was never acknowledged, as the check tells",
        flush=True,
    )
    bad = tally.lost + tally.unopened + tally.damaged
    for name, looks in (
        ("torn states", tear(folder)),
        ("bit flips", flip_bits(folder, flips, seed)),
        ("clock jumps", jump_clocks(folder)),
    ):
        print(f"{name} x {looks.states}: {looks.unopened} do not open, {looks.silent} silent")
        bad += looks.unopened + looks.silent
    bad += _cut_power(folder, kills, seed)
    bad += _fail_calls()
    for name, found in (
        ("limit of file size", crowded.run_into_limit(folder)),
        ("full disk", crowded.run_into_full_disk(folder)),
        ("two writers", crowded.write_together(folder, max(kills // 5, 20))),
    ):
        if found is None:
            print(f"{name}: not tried, no file system may be mounted")
            continue
        acknowledged, lost, wrong = found
        print(f"{name}: {acknowledged} acknowledged saves, {lost} lost, {wrong} wrong", flush=True)
        bad += lost + wrong
    return bad


def _cut_power(folder: Path, kills: int, seed: int) -> int:
    """Cut the power in a model of a disk, and on an image where one can be mounted."""
    cuts = cut_power(folder, seed, step=1 if kills > 100 else 6)
    print(
        f"power cuts x {cuts.states} before {cuts.calls} calls, {cuts.acknowledged} acknowledged "
        f"saves: {cuts.lost} lost, {cuts.unopened} do not open, {cuts.unsound} unsound after it",
        flush=True,
    )
    found = ", ".join(f"without {kind} {count}" for kind, count in cuts.controls.items())
    print(f"control, losses {found}", flush=True)
    blind = sum(count == 0 for count in cuts.controls.values())
    bad = cuts.lost + cuts.unopened + cuts.unsound + blind
    real = cut_image(folder, max(4, kills // 5), seed)
    if real is None:
        print("power cuts on an image: not tried, none may be mounted")
        return bad
    print(
        f"power cuts on an image x {real.kills}: {real.acknowledged} acknowledged saves, "
        f"{real.lost} lost, {real.unopened} do not open, {real.damaged} damaged, {real.torn} torn",
        flush=True,
    )
    unsynced = cut_image(folder, max(4, kills // 50), seed, UNSYNCED)
    found_lost = unsynced.lost + unsynced.unopened + unsynced.damaged if unsynced else 0
    print(f"control, the same without any synchronisation: {found_lost} losses", flush=True)
    return bad + real.lost + real.unopened + real.damaged + (found_lost == 0)


def _fail_calls() -> int:
    """Let every call fail once: the quick suite's own test, with its count."""
    words = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"]
    run = subprocess.run(
        [*words, "tests/store/test_faults.py"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    print(f"every call fails once: {run.stdout.strip().rsplit(chr(10), 1)[-1]}", flush=True)
    return run.returncode


def main() -> int:
    """Run everything; 1 when something was lost or the harness finds nothing in stock TinyDB."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--short", action="store_true", help="under a minute, for CI")
    parser.add_argument("--kills", type=int)
    parser.add_argument("--seed", type=int, default=random.randrange(10**6))
    parser.add_argument("--child", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.child:
        _child(*options.child)
        return 0
    start = time.monotonic()
    kills = options.kills or (15 if options.short else 1000)
    with tempfile.TemporaryDirectory() as name:
        bad = _torture(Path(name), kills, 60 if options.short else 2000, options.seed)
        torn, states = control.tear_stock(Path(name))
        full, together = control.run_stock(Path(name))
    print(
        f"control, stock TinyDB: {torn} of {states} torn states damaged, {full} saves lost on a "
        f"full disk, {together} failures of two writers"
    )
    is_blind = not (torn and full and together)
    seconds = time.monotonic() - start
    print(f"{'the harness is blind; ' if is_blind else ''}{bad} failures; seed {options.seed}, "
          f"{seconds:.0f} s")  # fmt: skip
    return 1 if bad or is_blind else 0


if __name__ == "__main__":
    sys.exit(main())
