"""Sandboxes of each vendor and clients for them; one of each per test."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import httpx
import pytest

from rolecall.sandbox import start
from rolecall.sandbox.tanzu.sandbox import TanzuSandbox
from tests.runtime.resources.boxes import EntraBox, OktaBox, SplunkBox, TaniumBox
from tests.runtime.resources.scim_people import ScimBox


@pytest.fixture
def tanium() -> Iterator[TaniumBox]:
    with start("tanium", seed=3) as box:
        yield box


@pytest.fixture
def splunk() -> Iterator[SplunkBox]:
    with start("splunk", seed=3) as box:
        yield box


@pytest.fixture
def api(tanium: TaniumBox) -> Iterator[httpx.Client]:
    """Tanium's API with the administrator's token."""
    headers = {"session": tanium.environment["TANIUM_API_TOKEN"]}
    with httpx.Client(base_url=f"{tanium.url}/api/v2", headers=headers) as client:
        yield client


@pytest.fixture
def rest(splunk: SplunkBox) -> Iterator[httpx.Client]:
    """Splunk's API as admin with Basic authentication, answering JSON."""
    values = splunk.environment
    auth = (values["SPLUNK_USERNAME"], values["SPLUNK_PASSWORD"])
    with httpx.Client(base_url=f"{splunk.url}/services", auth=auth, params={"output_mode": "json"}) as client:
        yield client


@pytest.fixture
def tanzu() -> Iterator[TanzuSandbox]:
    with start("tanzu", seed=3) as box:
        yield box


@pytest.fixture
def csp(tanzu: TanzuSandbox) -> Iterator[httpx.Client]:
    """Cloud Services, in the organization, with an access token of its owner."""
    values = tanzu.environment
    base = f"{values['TANZU_CSP_URL']}/csp/gateway/am/api"
    exchanged = httpx.post(f"{base}/auth/api-tokens/authorize", data={"api_token": values["TANZU_API_TOKEN"]})
    headers = {"Authorization": f"Bearer {exchanged.json()['access_token']}"}
    with httpx.Client(base_url=f"{base}/orgs/{values['TANZU_ORG_ID']}", headers=headers) as client:
        yield client


@pytest.fixture
def tmc(tanzu: TanzuSandbox, csp: httpx.Client) -> Iterator[httpx.Client]:
    """Mission Control with the same access token."""
    with httpx.Client(base_url=f"{tanzu.environment['TANZU_TMC_URL']}/v1alpha1", headers=csp.headers) as client:
        yield client


@pytest.fixture
def alpha(tanzu: TanzuSandbox) -> Iterator[httpx.Client]:
    """The RBAC API of the cluster alpha as its administrator."""
    access = tanzu.cluster("alpha")
    base = f"{access.host}/apis/rbac.authorization.k8s.io/v1"
    with httpx.Client(base_url=base, headers={"Authorization": f"Bearer {access.token}"}) as client:
        yield client


@pytest.fixture
def okta() -> Iterator[OktaBox]:
    with start("okta", seed=3) as box:
        yield box


@pytest.fixture
def org(okta: OktaBox) -> Iterator[httpx.Client]:
    """Okta's API with the administrator's token."""
    headers = {"Authorization": f"SSWS {okta.environment['OKTA_API_TOKEN']}"}
    with httpx.Client(base_url=f"{okta.url}/api/v1", headers=headers) as client:
        yield client


AT_ONCE = {"lag_reads": 0, "lag_listings": 0, "stale_reads": 0, "early_writes": []}
"""Options of an Entra whose copies are never behind."""


@pytest.fixture
def entra() -> Iterator[EntraBox]:
    with start("entra", seed=3, options=AT_ONCE) as box:
        yield box


@pytest.fixture
def bearer() -> Callable[[EntraBox], dict[str, str]]:
    """Makes the header with a new access token of an Entra."""

    def make(box: EntraBox) -> dict[str, str]:
        values = box.environment
        form = {
            "grant_type": "client_credentials",
            "client_id": values["ENTRA_CLIENT_ID"],
            "client_secret": values["ENTRA_CLIENT_SECRET"],
            "scope": "https://graph.microsoft.com/.default",
        }
        url = f"{values['ENTRA_AUTHORITY_URL']}/{values['ENTRA_TENANT_ID']}/oauth2/v2.0/token"
        return {"Authorization": f"Bearer {httpx.post(url, data=form).json()['access_token']}"}

    return make


@pytest.fixture
def graph(entra: EntraBox, bearer: Callable[[EntraBox], dict[str, str]]) -> Iterator[httpx.Client]:
    """Graph with an access token of our client."""
    with httpx.Client(base_url=f"{entra.url}/v1.0", headers=bearer(entra)) as client:
        yield client


@pytest.fixture
def principal(entra: EntraBox) -> str:
    """The service principal of an instance of Tanium SSO."""
    made = entra.change("application.create", template="Tanium SSO", name="Tanium")
    return str(made["service_principal_id"])


@pytest.fixture
def scim() -> Iterator[ScimBox]:
    with start("scim", seed=3) as box:
        yield box


@pytest.fixture
def scim_api(scim: ScimBox) -> Iterator[httpx.Client]:
    """The generic SCIM API with a token."""
    with scim_client(scim) as client:
        yield client


def scim_client(box: ScimBox) -> httpx.Client:
    """A client of any SCIM sandbox, whatever its flavour."""
    values = box.environment
    headers = {"Authorization": f"Bearer {values['SCIM_TOKEN']}", "Content-Type": "application/scim+json"}
    return httpx.Client(base_url=values["SCIM_URL"], headers=headers)
