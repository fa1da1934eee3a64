"""What was deleted in Tanium and is still shown by its published API counts as gone."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime import shims
from rolecall.sandbox import start
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, full


@pytest.fixture
def published() -> Iterator[TaniumBox]:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        yield box


@pytest.fixture
def team(published: TaniumBox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)


def seeing_deleted(collection: str) -> Provider:
    """The shim of the dialect alone, without the trait of deleted rows in `collection`."""
    found = shims.dialect("tanium", "platform")
    changed = tuple(replace(each, absent_rows=None) if each.name == collection else each for each in found.collections)
    return replace(found, collections=changed, dialects=(), spoken=())


@pytest.mark.caveat("AbsentRows", option="tanium.lists_deleted")
def test_a_deleted_role_is_no_role(published: TaniumBox, team: Practitioner) -> None:
    published.options.lists_deleted = True
    published.change("role.delete", name="Operator")
    wanted = {"name": "ada", "roles": ["Operator"]}
    [error] = errors(team.plan("tanium_user.ada", **wanted).diagnostics)
    assert "Operator" in error
    other = Practitioner(seeing_deleted("roles"), published.environment)
    assert errors(other.plan("tanium_user.ada", **wanted).diagnostics) == []


def test_a_revoked_token_that_is_still_listed_is_gone(published: TaniumBox, team: Practitioner) -> None:
    published.options.lists_deleted = True
    state = team.done("tanium_api_token.ci", name="ci")
    other = Practitioner(seeing_deleted("api_tokens"), published.environment)
    other.import_("tanium_api_token.ci", state["id"])
    assert errors(team.destroy("tanium_api_token.ci")) == []
    team.restart()
    team.done("tanium_api_token.next", name="ci")
    other.restart()
    assert other.refresh("tanium_api_token.ci").state is not None
    with_trait = Practitioner(PROVIDER, published.environment)
    with_trait.resources = dict(other.resources)
    assert with_trait.refresh("tanium_api_token.ci").state is None


@pytest.mark.parametrize(("listed", "read"), [(True, False), (False, True), (True, True)])
def test_a_deleted_group_is_gone_however_it_is_shown(
    published: TaniumBox, team: Practitioner, listed: bool, read: bool
) -> None:
    published.options.lists_deleted, published.options.reads_deleted = listed, read
    team.done("tanium_user_group.ops", name="ops", roles=["Operator"])
    held = dict(team.resources)
    assert errors(team.destroy("tanium_user_group.ops")) == []
    team.restart()
    team.resources = dict(held)
    assert team.refresh("tanium_user_group.ops").state is None
    other = Practitioner(seeing_deleted("user_groups"), published.environment)
    other.resources = dict(held)
    assert other.refresh("tanium_user_group.ops").state is not None


def test_whose_name_stays_taken_is_not_replaced(published: TaniumBox, team: Practitioner) -> None:
    """`-replace` alone: a second plan without prior state."""
    team.done("tanium_user.ada", name="ada")
    team.restart()
    first = team.plan("tanium_user.ada", name="ada")
    wanted = full(team.engine.resource_schemas()["tanium_user"], {"name": "ada"})
    second = team.engine.plan(
        "tanium_user", None, wanted, wanted, first.private, identity=None, deferral_allowed=False
    ).diagnostics
    (error,) = errors(second)
    assert "'ada' cannot be replaced" in error and "untaint" in error
    assert [item.path for item in second] == [("name",)]
    # Under another name it can.
    renamed = team.plan("tanium_user.ada", name="ada2")
    assert renamed.requires_replace == [("name",)]
    wanted = full(team.engine.resource_schemas()["tanium_user"], {"name": "ada2"})
    found = team.engine.plan(
        "tanium_user", None, wanted, wanted, renamed.private, identity=None, deferral_allowed=False
    )
    assert errors(found.diagnostics) == []
