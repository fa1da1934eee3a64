"""Wrong tenants, clients and addresses in Entra's provider block: each told at its argument, and nothing is sent."""

from __future__ import annotations

from dataclasses import replace

import pytest

from providers.entra import PROVIDER
from rolecall.runtime.engine import Engine
from rolecall.sandbox import Fault
from rolecall.specification.schema import Defaults
from rolecall.specification.traits import TokenExchange
from tests.runtime.resources.boxes import EntraBox
from tests.runtime.resources.practitioner import full
from tests.runtime.resources.test_entra_logins import told

NOBODY = "11111111-2222-3333-4444-555555555555"


@pytest.mark.parametrize("argument", ["tenant_id", "client_id"])
def test_a_tenant_or_client_that_there_is_not(entra: EntraBox, argument: str) -> None:
    secret = entra.environment["ENTRA_CLIENT_SECRET"]
    (problem,) = told(entra, client_secret=secret, **{argument: NOBODY})
    assert problem.path == (argument,)
    assert f"Correct `{argument}`" in problem.detail
    assert secret not in problem.detail


def test_without_the_trait_it_is_told_at_the_secret(entra: EntraBox) -> None:
    ways = [replace(each, about=()) if isinstance(each, TokenExchange) else each for each in PROVIDER.authentication]
    engine = Engine(replace(PROVIDER, authentication=tuple(ways)), environment=entra.environment)
    config = full(PROVIDER.schema, {"tenant_id": NOBODY})
    (problem,) = engine.configure(config, terraform_version="1.14.0", deferral_allowed=False)
    assert problem.path == ("client_secret",)


def test_an_authority_that_answers_with_a_web_page(entra: EntraBox) -> None:
    entra.faults.add(Fault("html", path="/token$"))
    (problem,) = told(entra, client_secret=entra.environment["ENTRA_CLIENT_SECRET"])
    assert problem.path == ("authority_url",)
    assert "web page" in problem.detail
    assert "may have been made" not in f"{problem.summary} {problem.detail}"


def test_a_graph_that_answers_with_a_web_page_says_where_to_look(entra: EntraBox) -> None:
    entra.faults.add(Fault("html", path="/v1.0"))
    (problem,) = told(entra, client_secret=entra.environment["ENTRA_CLIENT_SECRET"], max_retries=0)
    assert problem.path == ("graph_url",)
    assert "web page" in problem.detail
    assert "Check the URL in the provider block (`graph_url`)" in problem.detail


@pytest.mark.parametrize(("system", "argument"), [("/v1.0", "graph_url"), ("/token$", "authority_url")])
def test_a_web_page_where_the_cloud_says_the_address_is_told_at_the_cloud(
    entra: EntraBox, system: str, argument: str
) -> None:
    cloud = Defaults(
        argument="environment", value="china", defaults=(("graph_url", entra.url), ("authority_url", entra.url))
    )
    entra.faults.add(Fault("html", path=system))
    hidden = ("ENTRA_GRAPH_URL", "ENTRA_AUTHORITY_URL")
    environment = {name: text for name, text in entra.environment.items() if name not in hidden}
    engine = Engine(replace(PROVIDER, defaults=(cloud,)), environment=environment)
    config = full(PROVIDER.schema, {"environment": "china", "max_retries": 0})
    found = engine.configure(config, terraform_version="1.14.0", deferral_allowed=False)
    if not found.has_error:
        names = [item.name for item in PROVIDER.data_source("entra_user").schema.attributes]
        asked = {**dict.fromkeys(names), "user_principal_name": "ada@example.com"}
        found = engine.read_data_source("entra_user", asked, deferral_allowed=False).diagnostics
    (problem,) = found
    assert problem.path == ("environment",)
    assert "`environment`" in problem.detail
    assert "web page" in problem.detail
    assert argument not in problem.detail or "unless" in problem.detail


def test_a_managed_identity_of_another_tenant_is_not_used(entra: EntraBox, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("IDENTITY_ENDPOINT", raising=False)
    monkeypatch.setenv("AZURE_POD_IDENTITY_AUTHORITY_HOST", entra.url)
    (problem,) = told(entra, use_managed_identity=True, tenant_id=NOBODY)
    assert problem.path == ("use_managed_identity",)
    assert f"`tenant_id` is {NOBODY}" in problem.detail
    assert entra.log.count("GET", "/v1.0/") == 0
