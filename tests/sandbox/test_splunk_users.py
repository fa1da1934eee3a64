"""Splunk users over the wire: the guide's operations, and each way they can hurt."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from rolecall.sandbox import start
from tests.runtime.resources.boxes import SplunkBox
from tests.sandbox.splunk_answers import content, entry, refused

USERS = "/authentication/users"


def create(rest: httpx.Client, name: str, **fields: Any) -> Any:
    return content(rest.post(USERS, data={"name": name, "password": "Secret123", **fields}))


def test_the_feed_has_the_vendors_shape(rest: httpx.Client) -> None:
    feed = rest.get(USERS).json()
    assert set(feed) == {"links", "origin", "updated", "generator", "entry", "paging", "messages"}
    assert feed["paging"] == {"total": 4, "perPage": 30, "offset": 0}
    assert [row["name"] for row in feed["entry"]] == ["admin", "user00001", "user00002", "user00003"]
    first = feed["entry"][1]
    assert set(first) == {"name", "id", "updated", "links", "author", "acl", "fields", "content"}
    assert set(first["links"]) == {"alternate", "list", "edit", "remove"}
    assert first["content"]["password"] == "********"
    assert first["content"]["eai:acl"] is None


def test_a_created_user_reads_back_with_masks_and_effective_capabilities(rest: httpx.Client) -> None:
    values = create(rest, "jdoe", roles="power", realname="Jane Doe", tz="America/New_York")
    assert values == content(rest.get(f"{USERS}/jdoe"))
    assert values["email"] is None
    assert values["password"] == "********"
    assert values["roles"] == ["power"]
    assert {"search", "rtsearch"} <= set(values["capabilities"])  # rtsearch is power's, search is imported from user
    assert (values["type"], values["locked-out"], values["tz"]) == ("Splunk", False, "America/New_York")
    assert values["restart_background_jobs"] is None
    assert (values["defaultApp"], values["defaultAppIsUserOverride"]) == ("launcher", False)


def test_names_are_lowered_and_looked_up_in_any_case(rest: httpx.Client) -> None:
    answer = rest.post(USERS, data={"name": "JDoe", "password": "Secret123", "roles": "user"})
    assert entry(answer)["name"] == "jdoe"
    assert entry(rest.get(f"{USERS}/JDOE"))["name"] == "jdoe"
    assert "already exists" in refused(rest.post(USERS, data={"name": "jDOE", "password": "Secret123"}), 409)


def test_an_update_without_roles_takes_them_all(rest: httpx.Client, splunk: SplunkBox) -> None:
    create(rest, "jdoe", roles=["user", "power"])
    assert content(rest.post(f"{USERS}/jdoe", data={"email": "j@example.com"}))["roles"] == []
    splunk.options.omitted_roles = "keep"
    splunk.store.update_user("jdoe", roles=["user"])
    assert content(rest.post(f"{USERS}/jdoe", data={"email": "k@example.com"}))["roles"] == ["user"]


def test_an_update_replaces_the_role_list_and_keeps_the_rest(rest: httpx.Client) -> None:
    create(rest, "jdoe", roles=["user", "power"], realname="Jane", email="j@example.com")
    values = content(rest.post(f"{USERS}/jdoe", data={"roles": ["can_delete"], "force-change-pass": "1"}))
    assert (values["roles"], values["realname"], values["email"]) == (["can_delete"], "Jane", "j@example.com")
    assert content(rest.post(f"{USERS}/jdoe", data={"roles": "", "email": ""}))["roles"] == []
    assert content(rest.get(f"{USERS}/jdoe"))["email"] == ""


def test_unknown_and_wrongly_cased_roles_are_dropped_in_silence(rest: httpx.Client, splunk: SplunkBox) -> None:
    assert create(rest, "jdoe", roles=["User", "power", "nope"])["roles"] == ["power"]
    assert content(rest.post(f"{USERS}/jdoe", data={"roles": "nope"}))["roles"] == []
    splunk.options.unknown_roles = "error"
    assert "nope" in refused(rest.post(f"{USERS}/jdoe", data={"roles": ["user", "nope"]}), 400)


def test_a_user_without_roles_gets_one_of_its_own_which_stays(rest: httpx.Client, splunk: SplunkBox) -> None:
    assert "one role" in refused(rest.post(USERS, data={"name": "loner", "password": "Secret123"}), 400)
    assert create(rest, "alone", createrole="1")["roles"] == ["user-alone"]
    splunk.options.without_roles = "own"
    assert create(rest, "loner")["roles"] == ["user-loner"]
    assert create(rest, "both", roles="user", createrole="1")["roles"] == ["user", "user-both"]
    assert rest.delete(f"{USERS}/loner").status_code == 200
    assert "user-loner" in splunk.store.roles


def test_a_deleted_user_is_gone(rest: httpx.Client) -> None:
    create(rest, "jdoe", roles="user")
    answer = rest.delete(f"{USERS}/jdoe")
    assert (answer.status_code, answer.json()["entry"]) == (200, [])
    refused(rest.get(f"{USERS}/jdoe"), 404)
    refused(rest.delete(f"{USERS}/jdoe"), 404)


def test_admin_stays(rest: httpx.Client) -> None:
    assert "admin" in refused(rest.delete(f"{USERS}/admin"), 403)
    assert "remove" not in entry(rest.get(f"{USERS}/admin"))["links"]


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"password": "Secret123"}, "name"),
        ({"name": "x"}, "password"),
        ({"name": "x", "password": "short"}, "8 characters"),
        ({"name": "x y", "password": "Secret123"}, "spaces"),
        ({"name": "x", "password": "Secret123", "type": "SAML"}, 'Argument "type" is not supported by this handler.'),
        ({"name": "x", "password": "Secret123", "capabilities": "search"}, '"capabilities" is not supported'),
        ({"name": "x", "password": "Secret123", "force-change-pass": "perhaps"}, "boolean"),
    ],
)
def test_what_a_create_refuses(rest: httpx.Client, fields: dict[str, str], text: str) -> None:
    assert text in refused(rest.post(USERS, data=fields), 400)
    refused(rest.get(f"{USERS}/x"), 404)


def test_what_an_update_refuses(rest: httpx.Client, splunk: SplunkBox) -> None:
    create(rest, "jdoe", roles="user")
    assert '"name" is not supported' in refused(rest.post(f"{USERS}/jdoe", data={"name": "jane"}), 400)
    assert "only be set to false" in refused(rest.post(f"{USERS}/jdoe", data={"locked-out": "true"}), 400)
    assert splunk.store.users["jdoe"].roles == ["user"]


def test_a_locked_user_can_be_unlocked(rest: httpx.Client, splunk: SplunkBox) -> None:
    create(rest, "jdoe", roles="user")
    splunk.store.update_user("jdoe", locked_out=True)
    assert content(rest.get(f"{USERS}/jdoe"))["locked-out"] is True
    login = {"username": "jdoe", "password": "Secret123", "output_mode": "json"}
    assert httpx.post(f"{splunk.url}/services/auth/login", data=login).status_code == 401
    assert content(rest.post(f"{USERS}/jdoe", data={"locked-out": "0", "roles": "user"}))["locked-out"] is False
    assert httpx.post(f"{splunk.url}/services/auth/login", data=login).status_code == 200


def test_only_forms_are_taken_and_put_is_no_verb(rest: httpx.Client) -> None:
    assert "form" in refused(rest.post(USERS, json={"name": "jdoe", "password": "Secret123"}), 415)
    for method in ("PUT", "PATCH"):
        answer = rest.request(method, f"{USERS}/admin", data={"realname": "x"})
        refused(answer, 405)
        assert answer.headers["allow"] == "GET, POST, DELETE"
    refused(rest.get("/authentication/people"), 404)


def test_paging_searching_and_sorting() -> None:
    with start("splunk", seed=99) as box:
        auth = ("admin", box.environment["SPLUNK_PASSWORD"])
        url = f"{box.url}/services{USERS}"

        def names(**query: str | int) -> list[str]:
            answer = httpx.get(url, auth=auth, params={"output_mode": "json", **query})
            assert answer.status_code == 200, answer.text
            return [row["name"] for row in answer.json()["entry"]]

        assert len(names()) == 30
        assert len(names(count=0)) == len(names(count=-1)) == 100
        pages = [name for offset in range(0, 120, 40) for name in names(count=40, offset=offset)]
        assert pages == names(count=0)
        assert names(count=3, sort_key="name", sort_dir="desc") == ["user00099", "user00098", "user00097"]
        assert names(search="user00042") == ["user00042"]
        assert names(search="email=user00042@example.com") == ["user00042"]
        assert len(names(search="roles=can_delete", count=0)) == len(
            [user for user in box.store.users.values() if "can_delete" in user.roles]
        )
        bad = httpx.get(url, auth=auth, params={"output_mode": "json", "count": "all"})
        assert bad.status_code == 400


def test_old_versions_answer_a_post_with_no_entry(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.options.post_returns_entity = False
    answer = rest.post(USERS, data={"name": "jdoe", "password": "Secret123", "roles": "user"})
    assert (answer.status_code, answer.json()["entry"]) == (200, [])
    assert "jdoe" in splunk.store.users


def test_output_mode_in_the_form_counts_too(splunk: SplunkBox) -> None:
    auth = ("admin", splunk.environment["SPLUNK_PASSWORD"])
    fields = {"name": "jdoe", "password": "Secret123", "roles": "user", "output_mode": "json"}
    answer = httpx.post(f"{splunk.url}/services{USERS}", auth=auth, data=fields)
    assert answer.headers["content-type"].startswith("application/json")
    plain = httpx.get(f"{splunk.url}/services{USERS}/jdoe", auth=auth)
    assert plain.headers["content-type"].startswith("text/xml")
    missing = httpx.get(f"{splunk.url}/services{USERS}/nobody", auth=auth)
    assert '<msg type="ERROR">' in missing.text


def test_the_namespace_path_reaches_the_same(rest: httpx.Client) -> None:
    base = str(rest.base_url).removesuffix("/services/")
    assert entry(rest.get(f"{base}/servicesNS/nobody/system{USERS}/admin"))["name"] == "admin"


def test_a_default_app_comes_from_the_user_a_role_or_the_system(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.store.add_role("analyst", defaultApp="analysis")
    values = create(rest, "jdoe", roles="analyst")
    assert (values["defaultApp"], values["defaultAppSourceRole"]) == ("analysis", "analyst")
    values = content(rest.post(f"{USERS}/jdoe", data={"defaultApp": "search", "roles": "analyst"}))
    assert (values["defaultApp"], values["defaultAppIsUserOverride"]) == ("search", True)
