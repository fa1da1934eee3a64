"""Sandboxes of each vendor and clients for them; one of each per test."""

from __future__ import annotations

from collections.abc import Iterator

import httpx
import pytest

from sandbox import Sandbox, start
from sandbox.okta.options import OktaOptions
from sandbox.okta.store import OktaStore
from sandbox.splunk.options import SplunkOptions
from sandbox.splunk.store import SplunkStore
from sandbox.tanium.options import TaniumOptions
from sandbox.tanium.store import TaniumStore
from sandbox.tanzu.box import TanzuSandbox

TaniumBox = Sandbox[TaniumStore, TaniumOptions]
SplunkBox = Sandbox[SplunkStore, SplunkOptions]
OktaBox = Sandbox[OktaStore, OktaOptions]


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
