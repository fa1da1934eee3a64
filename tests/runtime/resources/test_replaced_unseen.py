"""`-replace` alone, and taint: no plan shows what an account, a role or a group had by hand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import pytest

from providers.entra import PROVIDER as ENTRA
from providers.okta import PROVIDER as OKTA
from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from rolecall.runtime.application import StateResult
from rolecall.sandbox import Sandbox, start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import EntraBox, OktaBox
from tests.runtime.resources.practitioner import Practitioner, errors, full, warnings

ADA: Final = {"name": "ada", "password_wo": "correct horse 1", "create_role": True}
LOVELACE: Final = {
    "login": "ada@x.com",
    "email": "ada@x.com",
    "first_name": "Ada",
    "last_name": "L",
    "status": "ACTIVE",
}
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
GRACE: Final = {
    "user_principal_name": "grace@example.onmicrosoft.com",
    "account_enabled": True,
    "display_name": "Grace",
    "mail_nickname": "grace",
    "password_wo": "Analytical-engine-1906",
    "password_wo_version": 1,
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


def kept(result: StateResult) -> str:
    """What the refusal of an end says."""
    assert result.state is not None
    (said,) = errors(result)
    assert "would be replaced, and lose what nobody configured" in said
    return said


class TestBelongings:
    """What is given by objects of its own is not taken away, since no plan shows it."""

    def test_groups_and_apps_of_a_person(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        key = made.done("okta_user.it", **LOVELACE)["id"]
        app = next(iter(okta.store.apps.values()))
        okta.change("group.join", group="Security", user=key)
        okta.change("app.assign", app=app.id, user=key)
        made.restart()
        said = kept(replaced(made, "okta_user", LOVELACE))
        assert "okta_group_member 'Security'" in said
        assert "okta_app_user_assignment" in said
        assert "Everyone" not in said

    def test_a_plan_that_shows_the_replacement_tells_it(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        key = made.done("okta_user.it", **LOVELACE)["id"]
        okta.change("group.join", group="Security", user=key)
        plan = made.plan("okta_user.it", **LOVELACE, type_id="another")
        assert plan.requires_replace == [("type_id",)]
        assert any("It is in, or has, okta_group_member 'Security'" in each for each in warnings(plan.diagnostics))

    def test_apps_of_a_group(self, okta: OktaBox) -> None:
        made, app = Practitioner(OKTA, okta.environment), next(iter(okta.store.apps.values()))
        key = made.done("okta_group.it", name="Team")["id"]
        okta.change("app.assign_group", app=app.id, group=key)
        made.restart()
        assert "okta_app_group_assignment" in kept(replaced(made, "okta_group", {"name": "Team"}))

    @pytest.mark.parametrize("kind", ["scim_user", "scim_group"])
    def test_groups_that_have_it(self, kind: str) -> None:
        config = {"user_name": "ada@example.com"} if kind == "scim_user" else {"display_name": "Team"}
        with start("scim", seed=2) as box:
            made = Practitioner(SCIM, box.environment)
            key = made.done(f"{kind}.it", **config)["id"]
            around = made.done("scim_group.around", display_name="Around", members=[key])
            del made.resources["scim_group.around"]
            made.restart()
            assert f"scim_group '{around['display_name']}'" in kept(replaced(made, kind, config))

    @pytest.mark.parametrize("kind", ["entra_user", "entra_group"])
    def test_groups_whose_members_are_a_listing_of_their_own(self, entra: EntraBox, kind: str) -> None:
        config = GRACE if kind == "entra_user" else {"display_name": "Team", "mail_nickname": "team"}
        made = Practitioner(ENTRA, entra.environment)
        key = made.done(f"{kind}.it", **config)["id"]
        entra.change("group.create", name="Around", members=[key])
        made.restart()
        assert "entra_group 'Around'" in kept(replaced(made, kind, config))

    def test_nothing_is_said_where_there_is_nothing(self, okta: OktaBox) -> None:
        made = Practitioner(OKTA, okta.environment)
        made.done("okta_group.it", name="Team")
        made.restart()
        ended = replaced(made, "okta_group", {"name": "Team"})
        assert ended.state is None and not list(ended.diagnostics)
