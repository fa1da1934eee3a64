"""Splunk through the vendor's own client library, which reads Atom and logs in by itself."""

from __future__ import annotations

from typing import Any

import pytest
from splunklib import binding, client, results

from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox


def connect(box: SplunkBox, **more: Any) -> Any:
    arguments = {"username": "admin", "password": box.environment["SPLUNK_PASSWORD"], **more}
    return client.connect(scheme="http", host="127.0.0.1", port=box.port, **arguments)


@pytest.fixture
def service(splunk: SplunkBox) -> Any:
    return connect(splunk)


def test_login_fails_as_the_client_expects(splunk: SplunkBox) -> None:
    with pytest.raises(binding.AuthenticationError):
        connect(splunk, password="wrong")


def test_server_info_and_capabilities(service: Any) -> None:
    assert service.splunk_version == (10, 6, 0)
    assert "edit_user" in service.capabilities


def test_users_from_create_to_delete(service: Any) -> None:
    user = service.users.create("JDoe", password="Secret123", roles=["user", "power"], realname="J <D> & Co")
    assert (user.name, user.realname, user.email) == ("jdoe", "J <D> & Co", None)
    assert user.content.roles == ["power", "user"]
    assert user.content.password == "********"
    assert [role.name for role in user.role_entities] == ["power", "user"]
    user.update(email="j@example.com", roles=["power"]).refresh()
    assert (user.email, user.content.roles) == ("j@example.com", ["power"])
    user.update(realname="Jane").refresh()
    assert user.content.roles == []  # what leaving the roles out does
    assert "jdoe" in service.users
    service.users.delete("jdoe")
    assert "jdoe" not in service.users
    with pytest.raises(KeyError):
        service.users["jdoe"]


def test_an_entity_keeps_its_metadata(service: Any) -> None:
    user = service.users["user00001"]
    assert (user.access.app, user.access.owner, user.access.sharing) == ("system", "system", "system")
    assert "roles" in user.fields.optional
    assert set(user.links) == {"alternate", "list", "edit", "remove"}
    assert "remove" not in service.users["admin"].links


def test_lists_page_and_search() -> None:
    with start("splunk", seed=70) as box:
        service = connect(box)
        assert len(service.users.list()) == 71
        assert len(service.users.list(count=30)) == 30
        names = [user.name for user in service.users.iter(pagesize=20)]
        assert len(names) == len(set(names)) == 71
        assert [user.name for user in service.users.list(search="user00042")] == ["user00042"]
        assert [user.name for user in service.users.list(count=2, sort_key="name", sort_dir="desc")] == [
            "user00070",
            "user00069",
        ]


def test_roles_grant_and_revoke(service: Any) -> None:
    role = service.roles.create("Analyst", imported_roles="user", srchJobsQuota=7)
    assert (role.name, role.imported_roles, role.srchJobsQuota) == ("analyst", ["user"], "7")
    role.grant("edit_user", "list_users").refresh()
    assert role.capabilities == ["edit_user", "list_users"]
    role.revoke("edit_user").refresh()
    assert role.capabilities == ["list_users"]
    role.revoke("list_users").refresh()
    assert role.content["capabilities"] == []
    service.roles.delete("analyst")
    assert "analyst" not in service.roles


def test_errors_reach_the_client_with_status_and_text(service: Any) -> None:
    with pytest.raises(binding.HTTPError) as caught:
        service.users.create("x", password="Secret123", roles="user", nickname="y")
    assert caught.value.status == 400
    assert 'Argument "nickname" is not supported by this handler.' in str(caught.value)
    with pytest.raises(binding.HTTPError) as caught:
        service.users.create("admin", password="Secret123", roles="user")
    assert caught.value.status == 409


def test_a_session_is_renewed_by_a_client_that_can(splunk: SplunkBox) -> None:
    service = connect(splunk, autologin=True)
    splunk.store.clock.advance(3601)
    assert service.users["admin"].name == "admin"
    assert splunk.log.count("POST", "/auth/login") == 2
    lazy = connect(splunk)
    splunk.store.clock.advance(3601)
    with pytest.raises(binding.AuthenticationError):
        _ = lazy.users["admin"]


def test_a_token_made_by_the_client_lets_it_in(service: Any, splunk: SplunkBox) -> None:
    made = service.post("authorization/tokens", name="admin", audience="sdk", output_mode="json")
    token = splunk.store.tokens[next(iter(splunk.store.tokens))].value
    assert token in made.body.read().decode()
    bearer = client.Service(scheme="http", host="127.0.0.1", port=splunk.port, splunkToken=token)
    assert bearer.users["admin"].name == "admin"
    basic = client.connect(
        scheme="http",
        host="127.0.0.1",
        port=splunk.port,
        basic=True,
        username="admin",
        password=splunk.environment["SPLUNK_PASSWORD"],
    )
    assert basic.roles["user"].name == "user"


def test_a_namespace_is_taken(splunk: SplunkBox) -> None:
    service = connect(splunk, owner="admin", app="search")
    assert service.users["user00001"].name == "user00001"
    assert splunk.log.count(path="^/servicesNS/admin/search/") > 0


def test_a_search_of_the_audit_index(splunk: SplunkBox, service: Any) -> None:
    splunk.change("role.grant", user="user00001", role="power", by="mallory")
    service.users["user00001"].update(roles=["user"])
    query = 'search index=_audit info=granted action=edit_user object="user00001" | table _time user operation'
    found = list(results.JSONResultsReader(service.jobs.export(query, output_mode="json")))
    assert [each["user"] for each in found if isinstance(each, dict)] == ["admin", "mallory"]
    once = list(results.JSONResultsReader(service.jobs.oneshot(f"{query} | head 1", output_mode="json")))
    assert [each["operation"] for each in once if isinstance(each, dict)] == ["edit"]
    for wrong in ("search index=_audit | stats count", "search (index=_audit", "search index=_audit mallory"):
        with pytest.raises(binding.HTTPError, match="400"):
            service.jobs.oneshot(wrong, output_mode="json")
    splunk.change("user.create", name="guest", password="Secret123", roles=["user"])
    guest = connect(splunk, username="guest", password="Secret123")
    assert list(results.JSONResultsReader(guest.jobs.oneshot(query, output_mode="json"))) == []
