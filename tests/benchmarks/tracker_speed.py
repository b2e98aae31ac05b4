"""How long the tracker needs: built once, then a matrix for each day of a long library.

    python tests/benchmarks/tracker_speed.py [ITEMS …]

Positions, statements and days are invented. The matrix of a day is compared with a plain pass
over all positions that only counts them by point and side.
"""

from __future__ import annotations

import random
import statistics
import sys
import time
from collections import Counter
from datetime import date, timedelta

from reader.tracking.matrix import Tracker
from reader.tracking.tellings import find_tellings
from store.pausing import collector_paused
from store.records import (
    Actor,
    ActorKind,
    Origin,
    Plan,
    Point,
    Position,
    Stance,
    Statement,
    StatementKind,
)

WORDS = [f"word{n}" for n in range(4000)]
SIDES = [f"side{n}" for n in range(5)]
FIRST = date(2030, 1, 1)


def invent(items: int) -> tuple[Tracker, list[Position], float]:
    """A tracker over invented records: two statements and one position an item, 40 items a day."""
    dice = random.Random(7)
    states = {s: Actor(s, s, ActorKind.STATE, None, None, (), is_listed=True) for s in SIDES}
    people = {
        f"person{n}": Actor(
            f"person{n}", f"P{n}", ActorKind.PERSON, None, dice.choice(SIDES), (), is_listed=True
        )
        for n in range(60)
    }
    statements, positions = [], []
    touched: dict[int, list[date]] = {n: [] for n in range(1, 29)}
    for number in range(items):
        day, point = FIRST + timedelta(days=number // 40), dice.randint(1, 28)
        touched[point].append(day)
        speaker = f"person{dice.randint(0, 59)}"
        for part in range(2):
            quote = " ".join(dice.choices(WORDS, k=18))
            statements.append(
                Statement(
                    f"s{number}{part}", f"i{number}", "d", 1, 0, 9, quote, StatementKind.DIRECT,
                    speaker, speaker, None, day, (point,), None, None, "",
                )
            )  # fmt: skip
        positions.append(
            Position(
                f"p{number}", speaker, None, point, dice.choice(list(Stance)), "d", f"i{number}",
                f"s{number}0", 1, 0, 9, "", "", day, Origin.RULE,
            )
        )  # fmt: skip
    plan = Plan("plan", "Plan", (), tuple(Point(n, f"Point {n}", (), ()) for n in range(1, 29)))
    start = time.perf_counter()
    with collector_paused():  # as TrackerSource does
        tracker = Tracker(plan, states | people, positions, touched, find_tellings(statements))
    return tracker, positions, time.perf_counter() - start


def main(sizes: list[int]) -> None:
    """Print a line for each size."""
    print(f"{'items':>8} {'build s':>8} {'matrix ms':>10} {'plain pass ms':>14} {'ratio':>6}")
    for size in sizes:
        tracker, positions, building = invent(size)
        days = [FIRST + timedelta(days=n * size // 40 // 9) for n in range(1, 10)]
        matrix, plain = [], []
        for day in days:
            start = time.perf_counter()
            tracker.matrix(day)
            middle = time.perf_counter()
            Counter((p.point, p.actor) for p in positions if p.day and p.day <= day)
            plain.append(time.perf_counter() - middle)
            matrix.append(middle - start)
        a, b = statistics.median(matrix) * 1000, statistics.median(plain) * 1000
        print(f"{size:8} {building:8.2f} {a:10.2f} {b:14.2f} {a / b:6.2f}")


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or [1_000, 10_000, 100_000])
