"""The collector runs again after a pause, whatever happened in it, and stays off where it was off."""

from __future__ import annotations

import gc

import pytest

from rolecall.cdk.garbage_collection import collector_paused


def test_a_pause_ends() -> None:
    assert gc.isenabled()
    with pytest.raises(ValueError, match="inside"), collector_paused():
        assert not gc.isenabled()
        raise ValueError("inside")
    assert gc.isenabled()


def test_a_pause_inside_a_pause_changes_nothing() -> None:
    with collector_paused():
        with collector_paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
