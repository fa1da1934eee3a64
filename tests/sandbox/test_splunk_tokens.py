"""Splunk tokens, asked for in the recorded form and in the guide's."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import SplunkBox
from tests.sandbox.splunk_answers import entry, refused

TOKENS = "/authorization/tokens"


def claims(token: str) -> dict[str, Any]:
    part = token.split(".")[1]
    values = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
    assert isinstance(values, dict)
    return values


def listed(rest: httpx.Client, **query: str) -> list[str]:
    return [row["name"] for row in rest.get(TOKENS, params=query).json()["entry"]]


def test_the_guides_form(rest: httpx.Client, splunk: SplunkBox) -> None:
    splunk.options.token_form = "guide"
    new = entry(rest.post(TOKENS, data={"name": "automation-token", "user": "user00001", "expires_on": "+30d"}))
    assert new["name"] == "automation-token"
    assert set(new["content"]) == {"token", "status", "id", "eai:acl"}
    assert new["content"]["status"] == "enabled"
    values = claims(new["content"]["token"])
    assert (values["sub"], values["aud"], values["jti"]) == ("user00001", "automation-token", new["content"]["id"])
    assert values["exp"] - values["iat"] == 30 * 86400
    bearer = {"Authorization": f"Bearer {new['content']['token']}"}
    url = f"{splunk.url}/services/authentication/current-context"
    who = httpx.get(url, params={"output_mode": "json"}, headers=bearer)
    assert entry(who)["content"]["username"] == "user00001"
    text = refused(rest.post(TOKENS, data={"name": "user00001", "audience": "ci"}), 400)
    assert text == 'Argument "audience" is not supported by this handler.'


def test_the_recorded_form(rest: httpx.Client, splunk: SplunkBox) -> None:
    new = entry(rest.post(TOKENS, data={"name": "user00001", "audience": "ci"}))
    assert new["name"] == "tokens"
    assert set(new["content"]) == {"id", "token", "eai:acl"}
    values = claims(new["content"]["token"])
    assert (values["sub"], values["aud"], values["exp"]) == ("user00001", "ci", 0)
    assert "audience" in refused(rest.post(TOKENS, data={"name": "admin"}), 400)
    assert '"user"' in refused(rest.post(TOKENS, data={"name": "admin", "audience": "x", "user": "admin"}), 400)


def test_the_list_never_shows_a_value_and_filters(rest: httpx.Client) -> None:
    one = entry(rest.post(TOKENS, data={"name": "user00001", "audience": "one"}))["content"]
    two = entry(rest.post(TOKENS, data={"name": "admin", "audience": "two"}))["content"]
    answer = rest.get(TOKENS)
    assert one["token"] not in answer.text
    assert listed(rest) == [one["id"], two["id"]]
    assert listed(rest, id=two["id"]) == [two["id"]]
    assert listed(rest, username="USER00001") == [one["id"]]
    assert listed(rest, status="disabled") == []
    row = entry(rest.get(TOKENS, params={"id": two["id"]}))["content"]
    assert (row["claims"]["sub"], row["claims"]["aud"], row["status"], row["lastUsed"]) == (
        "admin",
        "two",
        "enabled",
        0,
    )


def test_status_is_all_that_can_change(rest: httpx.Client) -> None:
    new = entry(rest.post(TOKENS, data={"name": "user00001", "audience": "one"}))["content"]
    path = f"{TOKENS}/user00001"
    assert rest.post(path, data={"id": new["id"], "status": "disabled"}).json()["entry"] == []
    assert listed(rest, status="disabled") == [new["id"]]
    assert "not supported" in refused(rest.post(path, data={"id": new["id"], "expires_on": "+1d"}), 400)
    refused(rest.post(path, data={"id": new["id"], "status": "asleep"}), 400)
    refused(rest.post(path, data={"id": new["id"]}), 400)
    refused(rest.post(f"{TOKENS}/admin", data={"id": new["id"], "status": "enabled"}), 404)


def test_delete(rest: httpx.Client) -> None:
    new = entry(rest.post(TOKENS, data={"name": "user00001", "audience": "one"}))["content"]
    refused(rest.delete(f"{TOKENS}/admin", params={"id": new["id"]}), 404)
    assert rest.delete(f"{TOKENS}/user00001", params={"id": new["id"]}).status_code == 200
    assert listed(rest) == []
    refused(rest.delete(f"{TOKENS}/user00001", params={"id": new["id"]}), 404)


@pytest.mark.parametrize("query", [{}, {"id": ""}])
def test_without_an_id_every_token_of_the_user_is_meant(
    rest: httpx.Client, splunk: SplunkBox, query: dict[str, str]
) -> None:
    for label in ("one", "two"):
        entry(rest.post(TOKENS, data={"name": "user00001", "audience": label}))
    entry(rest.post(TOKENS, data={"name": "admin", "audience": "three"}))
    assert rest.post(f"{TOKENS}/user00001", data={**query, "status": "disabled"}).status_code == 200
    assert [token.status for token in splunk.store.tokens.values()] == ["disabled", "disabled", "enabled"]
    assert rest.delete(f"{TOKENS}/user00001", params=query).status_code == 200
    assert [token.user for token in splunk.store.tokens.values()] == ["admin"]


def test_an_expired_token_keeps_its_status_and_only_its_claim_tells(rest: httpx.Client, splunk: SplunkBox) -> None:
    new = entry(rest.post(TOKENS, data={"name": "admin", "audience": "one", "expires_on": "+1h"}))["content"]
    splunk.store.clock.advance(7200)
    row = entry(rest.get(TOKENS, params={"id": new["id"]}))["content"]
    assert row["status"] == "enabled"
    assert row["claims"]["exp"] < splunk.store.clock.now()


@pytest.mark.parametrize(
    ("fields", "text"),
    [
        ({"name": "admin"}, "audience"),
        ({"name": "nobody", "audience": "x"}, "nobody"),
        ({"name": "admin", "audience": "x", "expires_on": "2020-01-01T00:00:00Z"}, "past"),
        ({"name": "admin", "audience": "x", "expires_on": "1577836800"}, "past"),
        ({"name": "admin", "audience": "x", "expires_on": "soon"}, "not a time"),
        ({"name": "admin", "audience": "x", "not_before": "+2d", "expires_on": "+1d"}, "past"),
        ({"name": "admin", "audience": "x", "type": "eternal"}, "static or ephemeral"),
        ({"name": "admin", "audience": "x", "type": "ephemeral", "expires_on": "+7h"}, "6 hours"),
    ],
)
def test_what_a_token_create_refuses(rest: httpx.Client, fields: dict[str, str], text: str) -> None:
    assert text in refused(rest.post(TOKENS, data=fields), 400)
    assert listed(rest) == []


@pytest.mark.parametrize(("text", "seconds"), [("+90s", 90), ("+5m", 300), ("+1mon", 30 * 86400), ("+1y", 365 * 86400)])
def test_relative_times(rest: httpx.Client, text: str, seconds: int) -> None:
    values = claims(
        entry(rest.post(TOKENS, data={"name": "admin", "audience": "x", "expires_on": text}))["content"]["token"]
    )
    assert values["exp"] - values["iat"] == seconds


def test_absolute_times(rest: httpx.Client) -> None:
    for text in ("2100-01-01T00:00:00Z", "2100-01-01T02:00:00+02:00", "2100-01-01T00:00:00", "4102444800"):
        values = claims(
            entry(rest.post(TOKENS, data={"name": "admin", "audience": "x", "expires_on": text}))["content"]["token"]
        )
        assert values["exp"] == 4102444800


def test_a_token_that_is_not_valid_yet_lets_nobody_in(rest: httpx.Client, splunk: SplunkBox) -> None:
    new = entry(rest.post(TOKENS, data={"name": "admin", "audience": "x", "not_before": "+1d", "expires_on": "+2d"}))[
        "content"
    ]
    headers = {"Authorization": f"Bearer {new['token']}"}
    url = f"{splunk.url}/services/authentication/current-context"
    assert httpx.get(url, headers=headers).status_code == 401
    splunk.store.clock.advance(86401)
    assert httpx.get(url, headers=headers).status_code == 200


def test_an_ephemeral_token_lives_six_hours_at_most(rest: httpx.Client) -> None:
    values = claims(
        entry(rest.post(TOKENS, data={"name": "admin", "audience": "x", "type": "ephemeral"}))["content"]["token"]
    )
    assert values["exp"] - values["iat"] == 6 * 3600


def test_token_authentication_must_be_enabled(rest: httpx.Client) -> None:
    switch = "/admin/token-auth/tokens_auth"
    assert entry(rest.get(switch))["content"]["disabled"] is False
    assert entry(rest.post(switch, data={"disabled": "true"}))["content"]["disabled"] is True
    assert "disabled" in refused(rest.post(TOKENS, data={"name": "admin", "audience": "x"}), 400)
    rest.post(switch, data={"disabled": "false"})
    assert rest.post(TOKENS, data={"name": "admin", "audience": "x"}).status_code == 200
