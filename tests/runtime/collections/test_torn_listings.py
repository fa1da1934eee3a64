"""Objects that a torn listing misses are never gone: somebody deletes and adds while a refresh reads page by page."""

from __future__ import annotations

import pytest

from benchmarks.torn_listings import read_all


@pytest.mark.parametrize("seed", range(3))
def test_no_object_is_called_gone_because_a_listing_missed_it(seed: int) -> None:
    found = read_all(listings=40, seed=seed)
    assert found.false_gone == 0
    assert found.torn > 0, "nothing moved, so that nothing was tried"
    assert found.seen_gone > 0, "nobody was gone, so that nothing was tried"
