"""OAuth for Okta's APIs: a service app that signs who it is, against the organization's issuer in the sandbox."""

from __future__ import annotations

from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from providers.okta import PROVIDER
from rolecall.runtime.diagnostics import Diagnostic
from rolecall.runtime.engine import Engine
from rolecall.sandbox import start
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner, full

KEY = rsa.generate_private_key(65537, 2048)
PEM = KEY.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
SCOPES = "okta.users.manage okta.groups.manage okta.apps.manage"
ADA = {"login": "ada@example.com", "email": "ada@example.com", "first_name": "Ada", "last_name": "King"}


def app(box: OktaBox, granted: str = SCOPES, **changes: str) -> dict[str, str]:
    """The environment of a service app with KEY, in place of a person's token."""
    made = box.change("service_app.create", kid="k1", modulus=KEY.public_key().public_numbers().n, scopes=granted)
    variables = {"CLIENT_ID": made["client_id"], "PRIVATE_KEY": PEM, "PRIVATE_KEY_ID": "k1", **changes}
    return {"OKTA_ORG_URL": box.url, **{f"OKTA_{name}": text for name, text in variables.items()}}


def told(environment: dict[str, str], **arguments: Any) -> list[Diagnostic]:
    engine = Engine(PROVIDER, environment=environment)
    config = full(PROVIDER.schema, arguments)
    return list(engine.configure(config, terraform_version="1.14.0", deferral_allowed=False))


@pytest.mark.caveat("SignedStatement", rule="A stand-in takes both ways at any time.")
def test_users_and_groups_are_managed_by_an_app(okta: OktaBox) -> None:
    person = Practitioner(PROVIDER, app(okta))
    user = person.done("okta_user.ada", **ADA, status="ACTIVE")
    group = person.done("okta_group.g", name="Analysts")
    person.done("okta_group_member.m", group_id=group["id"], user_id=user["id"])
    assert list(okta.store.group("Analysts").members) == [user["id"]]
    assert person.destroy("okta_user.ada").state is None
    assert okta.log.count("POST", "/oauth2/v1/token$") == 1
    assert okta.log.count("GET", "/users/me$") == 0


def test_a_token_that_ended_is_replaced(okta: OktaBox) -> None:
    person = Practitioner(PROVIDER, app(okta))
    person.done("okta_group.g", name="Analysts")
    okta.change("clock.advance", seconds=4000)
    person.refresh("okta_group.g")
    assert okta.log.count("POST", "/oauth2/v1/token$") == 2


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"PRIVATE_KEY_ID": "k2"}, "signature is invalid"),
        ({"CLIENT_ID": "0oanobody"}, "names no client"),
        ({"SCOPES": "okta.policies.manage"}, "scopes are not configured"),
        ({"PRIVATE_KEY": "no key"}, "is no private key in PEM"),
    ],
)
def test_what_does_not_work_is_told_at_the_key(okta: OktaBox, changes: dict[str, str], words: str) -> None:
    (problem,) = told(app(okta, **changes))
    assert problem.path == ("private_key",)
    assert words in problem.detail
    assert "PRIVATE KEY-----" not in problem.detail


def test_a_token_of_another_organization_is_told_at_its_argument(okta: OktaBox) -> None:
    with start("okta") as other:
        token = {"OKTA_ORG_URL": okta.url, "OKTA_API_TOKEN": other.environment["OKTA_API_TOKEN"]}
        result = Practitioner(PROVIDER, token).apply("okta_user.ada", **ADA)
        (problem,) = [each for each in result.diagnostics if each.severity == "error"]
        assert problem.path == ("api_token",)
        assert other.environment["OKTA_API_TOKEN"] not in problem.detail
        (problem,) = told({**app(other), "OKTA_ORG_URL": okta.url})
        assert problem.path == ("private_key",)
        assert "names no client" in problem.detail
    assert len(okta.store.users) == len({each.login for each in okta.store.users.values()})


def test_a_slash_at_the_end_of_the_url_is_no_part_of_what_is_signed(okta: OktaBox) -> None:
    assert not told(app(okta, ORG_URL=f"{okta.url}/"))


def test_a_key_of_another_kind_is_told_before_anything_is_sent(okta: OktaBox) -> None:
    other = ec.generate_private_key(ec.SECP256R1()).private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    (problem,) = told(app(okta, PRIVATE_KEY=other.decode()))
    assert "no RSA key" in problem.detail
    assert okta.log.count("POST", "/oauth2/v1/token$") == 0


def test_a_scope_that_is_missing_is_told_by_the_api(okta: OktaBox) -> None:
    environment = app(okta, "okta.groups.manage", SCOPES="okta.groups.manage")
    result = Practitioner(PROVIDER, environment).apply("okta_user.ada", **ADA)
    (problem,) = [each for each in result.diagnostics if each.severity == "error"]
    assert "required scopes" in problem.detail


@pytest.mark.parametrize("more", ["", " okta.schemas.read"])
def test_the_user_schema_is_read_where_the_app_may(okta: OktaBox, more: str) -> None:
    person = Practitioner(PROVIDER, app(okta, SCOPES + more, SCOPES=SCOPES + more))
    found = person.plan("okta_user.ada", **ADA, custom_profile_attributes='{"bagde": 1}').diagnostics
    assert found.has_error is bool(more)
    person.done("okta_user.ada", **ADA, custom_profile_attributes='{"city": "London"}')


def test_half_of_a_way_is_told_with_what_is_missing(okta: OktaBox) -> None:
    environment = app(okta)
    del environment["OKTA_PRIVATE_KEY_ID"]
    (problem,) = told(environment)
    assert problem.path == ("private_key_id",)
    (problem,) = told({"OKTA_ORG_URL": okta.url})
    assert "Credentials for Okta are missing" in problem.summary
