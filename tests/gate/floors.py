"""Compare the scorers' figures with their floors; exit 1 where one falls short.

    python tests/gate/floors.py .venv/bin/parley

The scorers and their documents lie in ``shared/`` beside the project; without it there is nothing
to compare, which is said. Floors stand in ``floors.toml`` beside this file. They are raised when
a figure rises, never lowered.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tomllib
from pathlib import Path

SHARED = Path(__file__).resolve().parents[3] / "shared"
FLOORS = Path(__file__).with_name("floors.toml")


def figures(scorer: Path, command: str) -> dict[str, float]:
    """Run one scorer and return its figures by name."""
    run = subprocess.run(
        [sys.executable, str(scorer), command, "--json"], check=True, capture_output=True, text=True
    )
    found: dict[str, float] = json.loads(run.stdout)
    return found


def compare(title: str, floors: dict[str, float], found: dict[str, float]) -> int:
    """Print one line a figure.

    Return how many fall short. A floor of a ceiling kind starts with ``max``.
    """
    short = 0
    for name, floor in floors.items():
        at_most = name.startswith("max ")
        value = found.get(name.removeprefix("max "), float("nan"))
        holds = value <= floor if at_most else value >= floor
        short += not holds
        relation = "<=" if at_most else ">="
        print(f"{'ok ' if holds else 'LOW'} {title} {name:44} {value:.3f} {relation} {floor:.3f}")
    return short


def main(command: str) -> int:
    """Compare every scorer that is there."""
    if not SHARED.is_dir():
        print("shared/ is not beside the project: no figures to compare")
        return 0
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8"))
    return (
        1
        if sum(
            compare(title, floors[title], figures(SHARED / title / "score.py", command))
            for title in floors
        )
        else 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
