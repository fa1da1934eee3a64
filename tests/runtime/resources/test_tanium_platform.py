"""The API that Tanium publishes: the same resource types over another API, and what hurts without its traits."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from providers.tanium import PROVIDER
from rolecall.runtime import shims
from rolecall.runtime.collections.listings import Listings
from rolecall.runtime.collections.rows import Rows
from rolecall.runtime.configuration.provider_block import resolve
from rolecall.runtime.connection import Connection
from rolecall.runtime.errors import Denied, Incomplete, VendorError
from rolecall.runtime.values.paths import UNREAD
from rolecall.sandbox import start
from rolecall.sandbox.core.faults import Fault
from rolecall.specification.schema import Collection, ErrorShape, MembershipLifecycle, Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner, errors, warnings

HOLDERS = "/api/v2/content_set_roles/memberships"
PAIRS = "/api/v2/content_set_role_memberships"


@pytest.fixture
def published() -> Iterator[TaniumBox]:
    with start("tanium", seed=3, options={"api": "platform"}) as box:
        yield box


@pytest.fixture
def team(published: TaniumBox) -> Practitioner:
    return Practitioner(PROVIDER, published.environment)


def shim(**users: Any) -> Provider:
    """The shim of the dialect, the collection of users changed."""
    found = shims.dialect("tanium", "platform")
    changed = tuple(replace(each, **users) if each.name == "users" else each for each in found.collections)
    return replace(found, collections=changed)


def connection(box: TaniumBox, provider: Provider) -> Connection:
    settings, findings = resolve(provider, {}, box.environment)
    assert settings is not None, list(findings)
    return Connection(provider, settings)


def users_of(provider: Provider) -> Collection:
    return provider.collection("users")


# Users


def test_an_update_sends_only_what_changes(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("user.update", user="ada", local_admin_flag=True)
    team.done("tanium_user.ada", name="ada", roles=["Analyst"], display_name="Ada")
    ada = published.store.user("ada")
    assert (ada.display_name, ada.local_admin_flag) == ("Ada", True)
    assert published.store.role_names("ada") == {"Analyst"}
    assert published.log.count(method="PATCH") == 1 and published.log.count(method="PUT") == 0


@pytest.mark.parametrize("number", [1, 2, 3])
def test_every_number_of_a_locked_account_is_inactive(published: TaniumBox, team: Practitioner, number: int) -> None:
    published.options.locked_out = number
    team.done("tanium_user.ada", name="ada", active=False)
    assert not published.store.user("ada").active
    team.restart()
    read = team.refresh("tanium_user.ada")
    assert read.state is not None and read.state["active"] is False
    team.done("tanium_user.ada", name="ada", active=True)
    assert published.store.user("ada").active


def test_a_number_that_nobody_knows_is_not_taken_for_active(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada")
    published.options.locked_out = 9
    published.change("user.update", user="ada", active=False)
    team.restart()
    assert any("did not say active" in each for each in warnings(team.refresh("tanium_user.ada")))


def test_attributes_that_the_api_lacks_are_refused_with_the_reason(team: Practitioner) -> None:
    lacking = {"email": "a@example.com", "computer_groups": ["Servers"], "content_sets": ["Base"], "persona_id": 7}
    # Nothing in a set would take away what is there, which the dialect cannot.
    cases = [*lacking.items(), ("computer_groups", []), ("content_sets", [])]
    for name, value in cases:
        found = team.plan("tanium_user.ada", name="ada", **{name: value}).diagnostics
        assert [item.path for item in found if item.severity == "error"] == [(name,)]
        assert "published API" in errors(found)[0]


def test_listing_users_asks_for_a_summary_and_single_reads_do_not(published: TaniumBox) -> None:
    provider = shim()
    found = connection(published, provider)
    assert len(found.listings.all(users_of(provider))) == 4
    plain = replace(users_of(provider).list, headers=())  # type: ignore[type-var]  # it has a listing
    with pytest.raises(VendorError, match="UsersNonSummaryViewDisallowed"):
        connection(published, provider).listings.all(replace(users_of(provider), list=plain))
    published.options.summary_drops = ["locked_out"]
    key = str(published.store.user("user00001").id)
    row = found.listings.get(users_of(provider), key, frozenset({"locked_out", "content_set_roles"}))
    assert row is not None and row["locked_out"] == 0


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


def test_a_name_is_found_by_one_request(published: TaniumBox, team: Practitioner) -> None:
    team.import_("tanium_user.one", "name=user00001")
    assert published.log.count(path="/api/v2/users/by-name/user00001") == 1
    assert published.log.count(path="/api/v2/users$") == 0
    assert "already exists" in errors(team.apply("tanium_user.again", name="user00001"))[0]
    assert published.log.count(method="POST") == 0


@pytest.mark.parametrize("status", [400, 404, 500])
def test_an_error_means_what_its_name_says_under_any_status(
    published: TaniumBox, team: Practitioner, status: int
) -> None:
    team.done("tanium_user.ada", name="ada")
    published.options.missing_status = status
    published.change("user.delete", user="ada")
    team.restart(max_retries=0)
    assert team.refresh("tanium_user.ada").state is None


@pytest.mark.parametrize("status", [400, 403, 404])
def test_what_is_not_allowed_is_never_taken_for_gone(published: TaniumBox, team: Practitioner, status: int) -> None:
    """So answers an address that the token does not trust."""
    team.done("tanium_user.eve", name="eve", roles=["Operator"])
    published.options.denied_status = status
    published.store.administrator_token.trusted_ip_addresses = "192.0.2.0/24"
    team.restart()
    result = team.refresh("tanium_user.eve")
    assert result.state is not None
    (said,) = errors(result)
    assert "not allowed" in said and "Unauthorized" in said


def test_without_its_meaning_what_is_not_allowed_may_look_like_a_url_that_is_wrong(published: TaniumBox) -> None:
    provider = shim()
    meanings = tuple(each for each in provider.errors.meanings if each.means != "denied")
    bare = replace(provider, errors=replace(provider.errors, meanings=meanings))
    team = Practitioner(bare, published.environment)
    team.done("tanium_user.eve", name="eve")
    published.options.denied_status = 404
    published.store.administrator_token.trusted_ip_addresses = "192.0.2.0/24"
    team.restart()
    (said,) = errors(team.refresh("tanium_user.eve"))
    assert "not allowed" not in said


def test_without_the_names_of_errors_a_deleted_user_is_not_known_to_be_gone(published: TaniumBox) -> None:
    published.options.missing_status = 400
    provider = replace(shim(), errors=ErrorShape(messages=("text",)))
    with pytest.raises(VendorError, match="UserNotFound"):
        connection(published, provider).listings.fresh(users_of(provider), "1")


# Roles


@pytest.mark.parametrize(("dialect", "at_most"), [("platform", 4), ("auto", 5)])
def test_a_refresh_of_everybody_takes_a_handful_of_requests(published: TaniumBox, dialect: str, at_most: int) -> None:
    for number in range(200):
        published.store.add_user(f"person{number:03}", roles=["Analyst", "Operator"])
    team = Practitioner(PROVIDER, {**published.environment, "TANIUM_API_DIALECT": dialect})
    people = [f"tanium_user.p{number}" for number in range(200)]
    for number, label in enumerate(people):
        team.import_(label, str(published.store.user(f"person{number:03}").id))
    team.restart()
    before = len(published.log)
    found: list[Any] = []
    threads = [threading.Thread(target=lambda each=each: found.append(team.refresh(each))) for each in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [each.state["roles"] for each in found] == [["Analyst", "Operator"]] * 200
    asked = [event.path for event in list(published.log)[before:]]
    assert len(asked) <= at_most
    assert asked.count(HOLDERS) == 1


def test_without_the_join_no_roles_are_seen_at_all(published: TaniumBox) -> None:
    key = str(published.store.user("user00001").id)
    joined = shim()
    row = connection(published, joined).listings.fresh(users_of(joined), key)
    assert row is not None and len(row["content_set_roles"]) == 2
    apart = shim(joined=None)
    row = connection(published, apart).listings.fresh(users_of(apart), key)
    assert row is not None and "content_set_roles" not in row


def test_roles_that_cannot_be_read_are_never_taken_for_none(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("role.grant", user="ada", role="Operator")
    published.faults.add(Fault(kind="status", path=HOLDERS, status=403, times=None))
    team.restart(max_retries=0)
    held = team.resources["tanium_user.ada"].state
    with pytest.raises(Denied):
        team.engine._vendor.connection().listings.fresh(users_of(shim()), held["id"])  # type: ignore[union-attr]
    assert errors(team.refresh("tanium_user.ada"))
    assert errors(team.apply("tanium_user.ada", name="ada", roles=["Analyst", "Patch Administrator"]))
    assert published.store.role_names("ada") == {"Analyst", "Operator"}


@pytest.mark.parametrize("unsaid", ["missing", "null", "nothing"])
def test_holders_that_are_not_said_are_never_taken_for_nobody(
    published: TaniumBox, team: Practitioner, unsaid: str
) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    bob = published.store.add_user("bob").id
    team.done("tanium_role_binding.bob", user_id=str(bob), role="Operator")
    published.options.unsaid_holders = unsaid
    team.restart(max_retries=0)
    assert errors(team.refresh("tanium_user.ada"))
    refreshed, ended = team.refresh("tanium_role_binding.bob"), team.destroy("tanium_role_binding.bob")
    assert refreshed.state is not None and errors(refreshed)
    assert ended.state is not None and errors(ended)
    assert (published.store.role_names("ada"), published.store.role_names("bob")) == ({"Analyst"}, {"Operator"})
    published.options.unsaid_holders = None
    team.restart()
    assert team.destroy("tanium_role_binding.bob").state is None
    assert published.store.role_names("bob") == set()


def leave_to_groups(box: TaniumBox, role: str) -> None:
    """No user has a role any more."""
    gone = {each.id for each in box.store.roles if each.name == role}
    for user in box.store.users.values():
        user.roles = [each for each in user.roles if each not in gone]


@pytest.mark.parametrize(("shape", "is_read"), [("listed", True), ("left_out", True), ("null", False)])
def test_a_role_that_groups_alone_have_may_leave_out_its_users(
    published: TaniumBox, team: Practitioner, shape: str, is_read: bool
) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    team.done("tanium_user_group.crew", name="crew", roles=["Patch Administrator"])
    leave_to_groups(published, "Patch Administrator")
    published.options.holders = shape
    team.restart()
    found = team.refresh("tanium_user.ada")
    assert bool(errors(found)) is not is_read and found.state is not None
    assert found.state["roles"] == ["Analyst"]


def test_without_the_others_a_role_of_groups_alone_cannot_be_read(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    team.done("tanium_user_group.crew", name="crew", roles=["Patch Administrator"])
    key = str(published.store.user("ada").id)
    leave_to_groups(published, "Patch Administrator")
    published.options.holders = "left_out"
    joined = users_of(shim()).joined
    assert joined is not None
    strict = shim(joined=replace(joined, others=()))
    with pytest.raises(Incomplete):
        connection(published, strict).listings.fresh(users_of(strict), key)
    row = connection(published, shim()).listings.fresh(users_of(shim()), key)
    assert row is not None and len(row["content_set_roles"]) == 1


def test_a_reader_without_the_joined_sets_marks_them_as_not_read(published: TaniumBox) -> None:
    provider = shim()
    rows = Rows(connection(published, provider).client, users_of(provider))
    assert {row["content_set_roles"] for row in rows.every()} == {UNREAD}


def test_an_update_keeps_a_role_that_appeared_since_the_plan(published: TaniumBox, team: Practitioner) -> None:
    team.done("tanium_user.ada", name="ada", roles=["Analyst"])
    published.change("role.grant", user="ada", role="Patch Administrator")
    team.done("tanium_user.ada", name="ada", roles=["Operator"])
    assert published.store.role_names("ada") == {"Operator", "Patch Administrator"}


def test_a_write_is_built_on_roles_as_they_are_now(published: TaniumBox) -> None:
    provider = shim()
    listings: Listings = connection(published, provider).listings
    key = str(published.store.user("user00001").id)
    users = users_of(provider)
    first = listings.get(users, key, frozenset({"content_set_roles"}))
    published.change("role.grant", user="user00001", role="Administrator")
    second = listings.fresh(users, key)
    assert first is not None and second is not None
    assert len(second["content_set_roles"]) == len(first["content_set_roles"]) + 1


# Role bindings


def test_a_binding_is_an_object_and_the_set_is_not_written(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    before = published.store.role_names(owner.id)
    state = team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
    assert state["id"] == f"{owner.id}/Read Only User"
    assert published.store.role_names(owner.id) == {*before, "Read Only User"}
    team.restart()
    assert team.refresh("tanium_role_binding.it").state == state
    assert errors(team.destroy("tanium_role_binding.it")) == []
    assert published.store.role_names(owner.id) == before
    assert published.log.count(method="PATCH") == 0
    assert published.log.count(method="POST", path=PAIRS) == 1 and published.log.count(method="DELETE") == 1


def test_without_the_pairs_a_binding_writes_the_whole_set(published: TaniumBox) -> None:
    found = shims.dialect("tanium", "platform")
    binding = found.resource("tanium_role_binding")
    assert isinstance(binding.lifecycle, MembershipLifecycle) and binding.lifecycle.pairs is not None
    whole = replace(binding, lifecycle=replace(binding.lifecycle, pairs=None))
    resources = tuple(whole if each is binding else each for each in found.resources)
    team = Practitioner(replace(found, resources=resources, dialects=(), spoken=()), published.environment)
    owner = published.store.user("user00001")
    team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
    assert published.log.count(method="PATCH") == 1


def test_a_role_that_was_given_by_hand_is_not_taken_over(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    held = sorted(published.store.role_names(owner.id))[0]
    team.import_("tanium_user.owner", str(owner.id))
    team.refresh("tanium_user.owner")
    assert "already has" in errors(team.apply("tanium_role_binding.it", user_id=str(owner.id), role=held))[0]


def test_a_deleted_membership_is_not_deleted_again(published: TaniumBox, team: Practitioner) -> None:
    owner = published.store.user("user00001")
    for _ in range(2):
        team.done("tanium_role_binding.it", user_id=str(owner.id), role="Read Only User")
        assert errors(team.destroy("tanium_role_binding.it")) == []
        team.restart()
    assert len(published.store.former_pairs) == 2
    assert published.log.count(method="DELETE") == 2


# Tokens and groups


def test_a_token_belongs_to_whoever_makes_it(published: TaniumBox, team: Practitioner) -> None:
    state = team.done("tanium_api_token.ci", name="ci", notes="deploys", trusted_ip_addresses="192.0.2.0/24")
    token = published.store.tokens[int(state["id"])]
    assert (token.value, token.notes, token.trusted_ip_addresses) == (state["token"], "deploys", "192.0.2.0/24")
    assert state["user_id"] == str(published.store.administrator.id)
    assert state["expires_at"].endswith("Z")
    found = team.plan("tanium_api_token.other", name="other", user_id="42").diagnostics
    assert [item.path for item in found if item.severity == "error"] == [("user_id",)]


def test_a_token_that_shows_no_name_is_not_another_one(published: TaniumBox, team: Practitioner) -> None:
    state = team.done("tanium_api_token.ci", name="ci", notes="deploys")
    published.options.tokens_show_no_name = True
    team.restart()
    read = team.refresh("tanium_api_token.ci")
    assert read.state == state and warnings(read) == []


def test_a_group_gives_its_members_roles(published: TaniumBox, team: Practitioner) -> None:
    member = str(published.store.user("user00001").id)
    state = team.done("tanium_user_group.ops", name="ops", members=[member], roles=["Operator"])
    team.restart()
    assert team.refresh("tanium_user_group.ops").state == state
    wrong = team.plan("tanium_user_group.other", name="other", members=["7"]).diagnostics
    assert "Unknown user" in errors(wrong)[0]
    assert errors(team.destroy("tanium_user_group.ops")) == []
    assert published.store.user_groups == {}


def test_the_computers_of_a_group_are_left_alone(published: TaniumBox, team: Practitioner) -> None:
    made = team.done("tanium_user_group.ops", name="Ops", roles=["Operator"])
    group, computers = published.store.user_groups[int(made["id"])], next(iter(published.store.computer_groups)).id
    group.computers = computers
    team.restart()
    team.done("tanium_user_group.ops", name="Operations", roles=["Analyst"])
    assert (group.name, group.computers) == ("Operations", computers)


def test_the_account_we_run_as_is_never_deleted(published: TaniumBox, team: Practitioner) -> None:
    team.import_("tanium_user.own", str(published.store.administrator.id))
    assert "run" in errors(team.plan_destroy("tanium_user.own"))[0]
