"""Objects that a torn listing misses are never gone: rows come and go while a refresh reads page by page."""

from __future__ import annotations

import pytest

from benchmarks.torn_listings import LISTED, Listed, run


@pytest.mark.parametrize("listed", LISTED, ids=lambda listed: listed.name)
def test_no_object_is_called_gone_because_a_listing_missed_it(listed: Listed) -> None:
    found = run(listed, count=12, seed=1)
    assert found.gone == 0
    assert found.moved > 0, "nothing moved, so that nothing was tried"
