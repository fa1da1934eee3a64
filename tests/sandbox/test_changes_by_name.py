"""Changes behind the practitioner's back: what is said of wrong arguments."""

from __future__ import annotations

import pytest

from rolecall.sandbox import start


def test_a_wrong_key_is_told_with_those_that_there_are() -> None:
    with start("scim", seed=1) as box:
        box.store.add_group("Guild")
        with pytest.raises(ValueError, match=r"member\.add takes group, member; it was given group, user") as told:
            box.change("member.add", group="Guild", user="user00001")
        assert "lambda" not in str(told.value)
