"""The published Cloud Services through a client that others wrote: Salt's module for the users of an organization.

It exchanges the token for each call in the older field `refresh_token`, sends it as `csp-auth-token`, and writes
members that it has no value for as null.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from saltext.vmware.modules import vmc_org_users

from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.sandbox.test_tanzu_box import Authority

TMC = "/csp/gateway/slc/api/definitions/external/TmcDefinition_"
Call = Callable[..., Any]


@pytest.fixture
def published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[TanzuSandbox, str]]:
    pair = Authority(tmp_path, "server")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", pair.pem)
    options = {"cloud_services": "v2"}
    with start("tanzu", seed=30, options=options, tls=(pair.pem, pair.key)) as box:
        assert isinstance(box, TanzuSandbox)
        yield box, pair.pem


@pytest.fixture
def box(published: tuple[TanzuSandbox, str]) -> TanzuSandbox:
    return published[0]


@pytest.fixture
def ask(published: tuple[TanzuSandbox, str]) -> Call:
    """Calls a function of the module for the sandbox's organization."""
    box, authority = published

    def call(function: Call, **arguments: Any) -> Any:
        return function(
            hostname=f"127.0.0.1:{box.port}",
            refresh_key=box.environment["TANZU_API_TOKEN"],
            org_id=box.environment["TANZU_ORG_ID"],
            cert=authority,
            **arguments,
        )

    return call


def test_members_are_listed_page_by_page(box: TanzuSandbox, ask: Call) -> None:
    whole = ask(vmc_org_users.list_)
    assert whole["totalResults"] == len(whole["results"]) == 31 and "nextLink" not in whole
    page = ask(vmc_org_users.list_, page_limit=10, page_start=11, expand_profile=True)
    assert page["results"] == whole["results"][10:20]
    assert page["nextLink"].startswith("/csp/") and "pageStart=21&pageLimit=10" in page["nextLink"]
    assert "pageStart=1&pageLimit=10" in page["prevLink"]
    first = whole["results"][0]
    assert first["user"]["userId"] == f"vmware.com:{box.store.cloud.administrator.user_id}"
    assert [role["name"] for role in first["organizationRoles"]] == ["org_owner"] and "status" not in first["user"]


def test_a_search_finds_the_first_twenty_that_contain_the_term(ask: Call) -> None:
    found = ask(vmc_org_users.search, user_search_term="USER0")
    assert len(found["results"]) == 20
    assert [each["user"]["email"] for each in ask(vmc_org_users.search, user_search_term="user00007")["results"]] == [
        "user00007@example.com"
    ]


def test_somebody_is_invited_with_roles_and_found_by_address(box: TanzuSandbox, ask: Call) -> None:
    said = ask(
        vmc_org_users.add,
        user_name="ada@example.com",
        organization_roles=[{"name": "org_member"}, {"name": "developer"}],
        service_roles=[{"serviceDefinitionLink": TMC, "serviceRoles": [{"name": "tmc:member"}]}],
    )
    assert "error" not in said and "ada@example.com" in said["message"]
    (invitation,) = box.store.cloud.invitations.values()
    assert (invitation.email, invitation.roles) == ("ada@example.com", ["developer", "org_member"])
    assert invitation.service_roles == {"TmcDefinition_": ["tmc:member"]}
    assert box.log.count("GET", "invitations") == 1, "the client looks for who is no member among the invitations"


def test_an_invitation_needs_roles_and_those_that_there_are(
    box: TanzuSandbox, ask: Call, caplog: pytest.LogCaptureFixture
) -> None:
    for roles, words in (([], "need a role"), ([{"name": "king"}], "'king' does not exist")):
        said = ask(vmc_org_users.add, user_name="ada@example.com", organization_roles=roles)
        assert "error" in said and words in caplog.text
    assert box.store.cloud.invitations == {}


def test_members_are_removed_by_id_twenty_at_most(
    box: TanzuSandbox, ask: Call, caplog: pytest.LogCaptureFixture
) -> None:
    rows = ask(vmc_org_users.list_)["results"]
    ids = [each["user"]["userId"] for each in rows[1:]]
    assert "error" in ask(vmc_org_users.remove, user_ids=ids[:21]) and "more than 20 users" in caplog.text
    box.options.kept_members = [rows[1]["user"]["email"]]
    said = ask(vmc_org_users.remove, user_ids=ids[:2])
    assert (said["succeeded"], said["failed"]) == ([ids[1]], [ids[0]])
    owner = rows[0]["user"]["userId"]
    assert "error" in ask(vmc_org_users.remove, user_ids=[owner]) and "last org owner" in caplog.text


def test_a_wrong_organization_and_a_wrong_token_are_refused_in_words(
    published: tuple[TanzuSandbox, str], caplog: pytest.LogCaptureFixture
) -> None:
    box, authority = published
    where = {"hostname": f"127.0.0.1:{box.port}", "cert": authority}
    other = "7f2c6d3a-5b1e-4c8f-9a0d-2e4b6c8d0f1a"
    said = vmc_org_users.list_(refresh_key=box.environment["TANZU_API_TOKEN"], org_id=other, **where)
    assert "error" in said and f"Organization {other} was not found" in caplog.text
    said = vmc_org_users.list_(refresh_key="wrong", org_id=box.environment["TANZU_ORG_ID"], **where)
    assert "error" in said and "invalid_grant" in caplog.text
