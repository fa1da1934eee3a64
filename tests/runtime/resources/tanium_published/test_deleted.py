"""What was deleted in Tanium and is still shown by its published API counts as gone."""

from __future__ import annotations

import pytest

from providers.tanium import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors
from tests.runtime.resources.switches import with_collection
from tests.runtime.resources.tanium_published.dialect import alone


def seeing_deleted(collection: str) -> Provider:
    """The shim of the dialect alone, without the trait of deleted rows in `collection`."""
    return with_collection(alone(), collection, absent_rows=None)


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
    second = team.plan_anew("tanium_user.ada", first.private, name="ada").diagnostics
    (error,) = errors(second)
    assert "'ada' cannot be replaced" in error and "untaint" in error
    assert [item.path for item in second] == [("name",)]
    # Under another name it can.
    renamed = team.plan("tanium_user.ada", name="ada2")
    assert renamed.requires_replace == [("name",)]
    found = team.plan_anew("tanium_user.ada", renamed.private, name="ada2")
    assert errors(found.diagnostics) == []


@pytest.mark.parametrize("reads_deleted", [True, False])
def test_a_deleted_user_is_gone_whether_reads_show_it_or_not(
    published: TaniumBox, team: Practitioner, reads_deleted: bool
) -> None:
    published.options.reads_deleted = reads_deleted
    team.done("tanium_user.ada", name="ada")
    published.change("user.delete", user="ada")
    team.restart()
    assert team.refresh("tanium_user.ada").state is None


@pytest.mark.parametrize("reads_deleted", [True, False])
def test_the_name_of_a_deleted_user_is_said_to_be_brought_back(
    published: TaniumBox, team: Practitioner, reads_deleted: bool
) -> None:
    published.options.reads_deleted = reads_deleted
    gone = published.store.delete_user("user00002")
    [error] = errors(team.apply("tanium_user.two", name="user00002"))
    assert str(gone.id) in error and "by-name" in error and "deleted_flag" in error
    assert published.store.deleted_user("user00002") is gone


def test_a_deleted_user_is_gone_with_its_roles(published: TaniumBox, team: Practitioner) -> None:
    ada = team.done("tanium_user.ada", name="ada", roles=["Analyst"])["id"]
    assert errors(team.destroy("tanium_user.ada")) == []
    assert published.store.users[int(ada)].deleted_flag and published.store.role_names(int(ada)) == set()


@pytest.mark.parametrize("status", [400, 409, 500])
def test_a_name_that_is_taken_is_told_by_the_name_of_the_error(
    published: TaniumBox, team: Practitioner, status: int
) -> None:
    published.options.taken_status = status
    gone = published.store.delete_user("user00002")
    [error] = errors(team.apply("tanium_user.two", name="user00002"))
    assert str(gone.id) in error and "deleted" in error
    assert published.log.count(method="POST") == 1
