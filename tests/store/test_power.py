"""Power cuts at a few calls of a run; ``python -m tests.torture`` cuts at all of them."""

from pathlib import Path

import pytest

from tests.torture.disk import SYNCS
from tests.torture.power import Cuts, cut_power


@pytest.fixture(scope="module")
def cuts(tmp_path_factory: pytest.TempPathFactory) -> Cuts:
    return cut_power(Path(tmp_path_factory.mktemp("power")), seed=7, step=11)


def test_a_power_cut_loses_nothing_that_was_acknowledged(cuts: Cuts) -> None:
    assert cuts.states > 100
    assert (cuts.lost, cuts.unopened, cuts.unsound) == (0, 0, 0)


@pytest.mark.parametrize("kind", SYNCS)
def test_every_synchronisation_is_needed(cuts: Cuts, kind: str) -> None:
    assert cuts.controls[kind] > 0
