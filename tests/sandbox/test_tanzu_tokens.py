"""Cloud Services: API tokens, the access tokens given for them, and what those let their owners do."""

from __future__ import annotations

import base64
import json
from typing import Any

import httpx
import pytest

from rolecall.sandbox import Fault
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox

ADMIN = "sandbox-admin@example.com"
ERROR = {"cspErrorCode", "errorCode", "message", "moduleCode", "requestId", "statusCode"}


def refused(answer: httpx.Response, status: int, code: str) -> None:
    assert (answer.status_code, answer.json()["errorCode"], answer.json()["statusCode"]) == (status, code, status)
    assert set(answer.json()) == ERROR


def exchange(box: TanzuSandbox, **request: Any) -> httpx.Response:
    return httpx.post(f"{box.url}/csp/gateway/am/api/auth/api-tokens/authorize", **request)


def access_token(box: TanzuSandbox, who: str = ADMIN) -> str:
    answer = exchange(box, data={"api_token": box.store.cloud.add_api_token(who).value})
    assert answer.status_code == 200
    return str(answer.json()["access_token"])


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def org(box: TanzuSandbox) -> str:
    return f"{box.url}/csp/gateway/am/api/orgs/{box.environment['TANZU_ORG_ID']}"


def test_an_api_token_is_exchanged_for_an_access_token(tanzu: TanzuSandbox) -> None:
    api_token = tanzu.environment["TANZU_API_TOKEN"]
    answer = exchange(tanzu, data={"api_token": api_token})
    assert answer.status_code == 200
    body = answer.json()
    assert set(body) == {"access_token", "refresh_token", "token_type", "expires_in", "scope"}
    assert (body["expires_in"], body["refresh_token"]) == (1800, api_token)
    claims = json.loads(base64.urlsafe_b64decode(body["access_token"].split(".")[1] + "=="))
    assert claims["exp"] - claims["iat"] == 1800
    assert tanzu.store.cloud.exchanges == 1


def test_the_older_parameter_is_taken_too_even_in_the_query(tanzu: TanzuSandbox) -> None:
    old = {"refresh_token": tanzu.environment["TANZU_API_TOKEN"]}
    assert exchange(tanzu, data=old).status_code == 200
    headers = {"Content-Type": "application/x-www-form-urlencoded"}
    assert exchange(tanzu, params=old, headers=headers).status_code == 200
    new_in_query = exchange(tanzu, params={"api_token": old["refresh_token"]}, headers=headers)
    refused(new_in_query, 400, "invalid_request")


def test_what_is_no_token_or_no_form_is_refused(tanzu: TanzuSandbox) -> None:
    api_token = tanzu.environment["TANZU_API_TOKEN"]
    refused(exchange(tanzu, data={"api_token": "wrong"}), 400, "invalid_grant")
    refused(exchange(tanzu, data={"token": api_token}), 400, "invalid_request")
    refused(exchange(tanzu, json={"api_token": api_token}), 415, "unsupported_media_type")
    path = "/csp/gateway/am/api/auth/api-tokens/authorize"
    assert httpx.get(tanzu.url + path).status_code == 405
    assert tanzu.store.cloud.exchanges == 0


def test_a_revoked_or_expired_api_token_is_refused_and_its_access_tokens_go_on(tanzu: TanzuSandbox) -> None:
    cloud = tanzu.store.cloud
    for end in (cloud.revoke_api_token, cloud.expire_api_token):
        token = cloud.add_api_token(ADMIN).value
        access = exchange(tanzu, data={"api_token": token}).json()["access_token"]
        end(token)
        refused(exchange(tanzu, data={"api_token": token}), 400, "invalid_grant")
        assert httpx.get(f"{org(tanzu)}/users", headers=bearer(access)).status_code == 200


def test_an_access_token_ends_on_the_sandbox_clock(tanzu: TanzuSandbox) -> None:
    tanzu.options.access_token_seconds = 60
    token = access_token(tanzu)
    tanzu.store.clock.advance(59)
    assert httpx.get(f"{org(tanzu)}/users", headers=bearer(token)).status_code == 200
    tanzu.store.clock.advance(2)
    refused(httpx.get(f"{org(tanzu)}/users", headers=bearer(token)), 401, "unauthenticated")
    answer = httpx.get(f"{tanzu.url}/v1alpha1/iam/rolebindings", headers=bearer(token))
    assert (answer.status_code, answer.json()["code"]) == (401, 16)


def test_every_access_token_can_be_ended_at_once(tanzu: TanzuSandbox, csp: httpx.Client) -> None:
    assert tanzu.change("access_token.end") == {"ended": 1}
    refused(csp.get("/users"), 401, "unauthenticated")


def test_the_lifetime_may_go_unsaid(tanzu: TanzuSandbox) -> None:
    tanzu.options.state_lifetime = False
    assert "expires_in" not in exchange(tanzu, data={"api_token": tanzu.environment["TANZU_API_TOKEN"]}).json()


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "TOKEN"}, 401),
        ({"csp-auth-token": "TOKEN"}, 200),
        ({"Authorization": "bearer TOKEN"}, 200),
    ],
)
def test_the_two_headers_that_let_in(tanzu: TanzuSandbox, headers: dict[str, str], status: int) -> None:
    token = access_token(tanzu)
    sent = {name: value.replace("TOKEN", token) for name, value in headers.items()}
    assert httpx.get(f"{org(tanzu)}/users", headers=sent).status_code == status


def test_an_api_token_itself_lets_nobody_in(tanzu: TanzuSandbox) -> None:
    answer = httpx.get(f"{org(tanzu)}/users", headers=bearer(tanzu.environment["TANZU_API_TOKEN"]))
    refused(answer, 401, "unauthenticated")


def test_members_without_a_role_for_it_administer_nothing(tanzu: TanzuSandbox) -> None:
    headers = bearer(access_token(tanzu, "user00001@example.com"))
    user = tanzu.store.cloud.member("user00002@example.com").user_id
    refused(httpx.get(f"{org(tanzu)}/users", headers=headers), 403, "forbidden")
    invitation = {"usernames": ["new@example.com"], "orgRoleName": "org_member"}
    refused(httpx.post(f"{org(tanzu)}/invitations", headers=headers, json=invitation), 403, "forbidden")
    refused(httpx.delete(f"{org(tanzu)}/users/{user}", headers=headers), 403, "forbidden")
    refused(httpx.patch(f"{org(tanzu)}/users/{user}", headers=headers, json={"role": "org_owner"}), 403, "forbidden")
    assert httpx.get(f"{org(tanzu)}/roles", headers=headers).status_code == 200
    tanzu.store.cloud.update_member("user00001@example.com", role="org_admin")
    assert httpx.get(f"{org(tanzu)}/users", headers=headers).status_code == 200


def test_who_was_removed_gets_no_access_token_and_the_one_they_have_opens_nothing(tanzu: TanzuSandbox) -> None:
    tanzu.store.cloud.update_member("user00001@example.com", role="org_admin")
    token = tanzu.store.cloud.add_api_token("user00001@example.com").value
    headers = bearer(exchange(tanzu, data={"api_token": token}).json()["access_token"])
    tanzu.store.cloud.remove_member("user00001@example.com")
    refused(exchange(tanzu, data={"api_token": token}), 400, "invalid_grant")
    refused(httpx.get(f"{org(tanzu)}/users", headers=headers), 403, "forbidden")
    answer = httpx.get(f"{tanzu.url}/v1alpha1/iam/rolebindings", headers=headers)
    assert (answer.status_code, answer.json()["code"]) == (403, 7)


@pytest.mark.parametrize(
    ("given", "status", "code"),
    [
        ("not-an-id", 400, "invalid_org_id"),
        ("00000000-0000-4000-8000-000000000000", 404, "org_not_found"),
    ],
)
def test_other_organizations(tanzu: TanzuSandbox, given: str, status: int, code: str) -> None:
    url = f"{tanzu.url}/csp/gateway/am/api/orgs/{given}/users"
    refused(httpx.get(url, headers=bearer(access_token(tanzu))), status, code)


def test_faults_are_worded_as_cloud_services_words_errors(tanzu: TanzuSandbox, csp: httpx.Client) -> None:
    tanzu.faults.add(Fault("status", path="/users", status=429, retry_after=7, times=1))
    answer = csp.get("/users")
    assert (answer.status_code, answer.headers["retry-after"], answer.json()["statusCode"]) == (429, "7", 429)
    assert set(answer.json()) == ERROR
    assert csp.get("/nothing").status_code == 404


def test_tokens_stay_out_of_the_log_and_the_state(tanzu: TanzuSandbox) -> None:
    api_token = tanzu.environment["TANZU_API_TOKEN"]
    old = {"refresh_token": api_token}
    exchange(tanzu, data={"api_token": api_token})
    exchange(tanzu, params=old, headers={"Content-Type": "application/x-www-form-urlencoded"})
    assert [event.body for event in tanzu.log] == ["api_token=********", ""]
    assert api_token not in json.dumps([event.dump() for event in tanzu.log])
    state = httpx.get(f"{tanzu.url}/__sandbox__/state").text
    assert api_token not in state
    assert tanzu.cluster("alpha").token not in state
    assert json.loads(state)["cloud_services"]["exchanges"] == 2
