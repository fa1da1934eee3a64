"""`-replace` alone, and taint: no plan shows what an account, a role or a group had by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.application import StateResult
from rolecall.sandbox import Sandbox, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, errors, full

ADA: Final = {"name": "ada", "password_wo": "correct horse 1", "create_role": True}
CASES: Final[dict[str, tuple[Provider, dict[str, Any], Callable[[Any, str], object], str]]] = {
    "tanium_user": (TANIUM, {"name": "ada"}, lambda box, key: box.store.grant_role(int(key), "Analyst"), "Analyst"),
    "splunk_user": (SPLUNK, ADA, lambda box, _: box.store.grant_role("ada", "can_delete"), "can_delete"),
    "splunk_role": (
        SPLUNK,
        {"name": "ada"},
        lambda box, _: box.store.roles["ada"].capabilities.append("edit_user"),
        "edit_user",
    ),
    "scim_user": (
        SCIM,
        {"user_name": "ada@example.com"},
        lambda box, key: box.change("user.update", user=key, roles=[{"value": "root"}]),
        "root",
    ),
}
EVERY: Final = pytest.mark.parametrize("kind", CASES)


def replaced(made: Practitioner, kind: str, config: dict[str, Any]) -> StateResult:
    """The end of a replacement that the first plan did not know of."""
    held = made.resources[f"{kind}.it"]
    first = made.plan(f"{kind}.it", **config)
    wanted = full(made.engine.resource_schemas()[kind], config)
    second = made.engine.plan(kind, None, wanted, wanted, first.private, identity=None, deferral_allowed=False)
    assert not second.diagnostics.has_error
    made.restart()
    return made.engine.apply(kind, held.state, None, None, second.private, identity=None)


@EVERY
def test_what_it_has_by_hand_is_not_taken_away_unseen(kind: str) -> None:
    shim, config, by_hand, given = CASES[kind]
    with start(shim.name) as box:
        made = _made(box, kind)
        by_hand(box, made.resources[f"{kind}.it"].state["id"])
        result = replaced(made, kind, config)
        assert "would be replaced, and lose its" in errors(result)[0]
        assert given in errors(result)[0]
        assert result.state is not None
        assert box.log.count("DELETE") == 0


@EVERY
def test_what_has_nothing_by_hand_is_replaced(kind: str) -> None:
    shim, config, _, _ = CASES[kind]
    with start(shim.name) as box:
        assert replaced(_made(box, kind), kind, config).state is None


def test_what_the_configuration_says_comes_back() -> None:
    with start("tanium") as box:
        config = {"name": "ada", "roles": ["Analyst"]}
        made = Practitioner(TANIUM, box.environment)
        made.done("tanium_user.it", **config)
        made.restart()
        assert replaced(made, "tanium_user", config).state is None


def _made(box: Sandbox[Any, Any], kind: str) -> Practitioner:
    shim, config, _, _ = CASES[kind]
    made = Practitioner(shim, box.environment)
    made.done(f"{kind}.it", **config)
    made.restart()
    return made
