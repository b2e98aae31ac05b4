"""Invented feeds of any length: an invented negotiation over fishing grounds, told week by week.

``invent_week(number)`` gives the text of one weekly feed, newest day first, the same text for the
same number. As a script it makes a library::

    python tests/benchmarks/invent.py DIR ITEMS
"""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

FIRST_MONDAY = date(2020, 1, 6)
ITEMS_A_WEEK = 400
FORENAMES = (
    "Ada", "Bruno", "Clara", "David", "Elin", "Falk", "Greta", "Henrik", "Ida", "Jonas", "Karin",
    "Lars", "Mira", "Nils", "Olga", "Per",
)  # fmt: skip
SURNAMES = [
    first + second
    for first in ("Ek", "Lind", "Berg", "Strand", "Holm", "Dal", "Sten", "Gran", "Ask", "Vik")
    for second in ("ström", "gren", "qvist", "lund", "mark", "vall", "rot", "fors")
]
STATES = (("Norland", "Norlandic"), ("Suderia", "Suderian"), ("Ostmark", "Ostmarkan"))
ROLES = ("President", "Foreign Minister", "Fisheries Minister", "Ambassador", "spokeswoman")
OUTLETS = ("The Harbour Post", "Gull News", "Radio Fjord", "the Daily Net")
VERBS = ("said", "told reporters", "wrote on X", "has announced", "stressed")
SUBJECTS = (
    "the northern fishing grounds", "the quota for herring", "the joint patrol",
    "the harbour dues", "the line of buoys", "the fund for idle boats", "the count of the stock",
    "the closed season",
)  # fmt: skip
CLAIMS = (
    "will not be opened before the autumn count", "must be shared in equal parts",
    "can be the basis of an agreement", "are a red line for the crews", "should go to arbitration",
    "have been discussed for eleven hours", "need another round of talks",
    "are nobody's to give away",
)  # fmt: skip
PLACES = ("Marsund", "Port Elva", "Tornby", "Kestrel Bay", "Lower Isle")


def invent_item(dice: random.Random) -> str:
    """One update of one to three lines, with a speaker, a quotation and often a second voice."""
    state, adjective = dice.choice(STATES)
    name = f"{dice.choice(FORENAMES)} {dice.choice(SURNAMES)}"
    subject, claim = dice.choice(SUBJECTS), dice.choice(CLAIMS)
    cue = f"{dice.choice(VERBS)} in {dice.choice(PLACES)}"
    lines = [
        f"{adjective} {dice.choice(ROLES)} {name} {cue} that"
        f" {subject} {claim}, after talks that lasted {dice.randint(2, 19)} hours."
    ]
    if dice.random() < 0.8:
        lines.append(
            f"“We in {state} believe that {dice.choice(SUBJECTS)} {dice.choice(CLAIMS)} and nobody"
            f" has shown us {dice.randint(3, 900)} reasons why not,” {name.split()[1]} added."
        )
    if dice.random() < 0.4:
        lines.append(
            f"According to {dice.choice(OUTLETS)}, {dice.choice(STATES)[0]} is ready to discuss"
            f" {dice.choice(SUBJECTS)} once {dice.randint(10, 99)} boats have left the area."
        )
    return "\n".join(lines)


def invent_week(number: int, items: int = ITEMS_A_WEEK) -> str:
    """The text of one weekly feed: a heading for each day, newest first, no blank lines."""
    dice = random.Random(number)
    sunday = FIRST_MONDAY + timedelta(days=7 * number + 6)
    per_day = [items // 7 + (place < items % 7) for place in range(7)]
    parts = []
    for back, count in enumerate(per_day):
        day = sunday - timedelta(days=back)
        parts.append(f"{day.day} {day:%B %Y}")
        parts += [invent_item(dice) for _ in range(count)]
    return "\n".join(parts) + "\n"


def invent_weeks(items: int) -> Iterator[tuple[str, str]]:
    """File names and texts of as many weekly feeds as hold so many items."""
    number = 0
    while items > 0:
        yield f"week-{number:04}.txt", invent_week(number, min(items, ITEMS_A_WEEK))
        items -= ITEMS_A_WEEK
        number += 1


def main(folder: Path, items: int) -> None:
    """Write the feeds and import them into a library in the same folder."""
    from reader.cli.app import main as parley

    feeds = folder / "feeds"
    feeds.mkdir(parents=True, exist_ok=True)
    for name, text in invent_weeks(items):
        (feeds / name).write_text(text, encoding="utf-8")
    start = time.perf_counter()
    parley(["--library", str(folder / "library"), "import", str(feeds)])
    size = sum(path.stat().st_size for path in feeds.iterdir()) / 1e6
    print(f"{items} items, {size:.1f} MB, imported in {time.perf_counter() - start:.1f} s")


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
