"""No right is lost by updates that replace more than they change, whatever others do and answers leave out."""

from __future__ import annotations

import pytest

from tests.runtime.resources.random_updates import APIS, run


@pytest.mark.parametrize("name", APIS)
def test_random_partial_updates_lose_no_right(name: str) -> None:
    assert run(APIS[name], seed=1, steps=25) == []
