"""What a first stack needs of each vendor: its name in sentences, and the variables of its provider."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, kw_only=True)
class Vendor:
    """`title` in sentences; `settings` and `secrets` are environment variables that the first stack needs."""

    title: str
    settings: tuple[str, ...]
    secrets: tuple[str, ...]


VENDORS: Final[Mapping[str, Vendor]] = {
    "tanium": Vendor(title="Tanium", settings=("TANIUM_URL",), secrets=("TANIUM_API_TOKEN",)),
    "splunk": Vendor(
        title="Splunk", settings=("SPLUNK_URL",), secrets=("SPLUNK_AUTH_TOKEN", "TF_VAR_splunk_initial_password")
    ),
    "tanzu": Vendor(title="VMware Tanzu", settings=("TANZU_CSP_URL", "TANZU_TMC_URL"), secrets=("TANZU_API_TOKEN",)),
    "scim": Vendor(title="a SCIM server", settings=("SCIM_URL",), secrets=("SCIM_TOKEN",)),
    "okta": Vendor(title="Okta", settings=("OKTA_ORG_URL",), secrets=("OKTA_API_TOKEN",)),
    "entra": Vendor(
        title="Microsoft Entra",
        settings=("ENTRA_TENANT_ID", "ENTRA_CLIENT_ID"),
        secrets=("ENTRA_CLIENT_SECRET", "TF_VAR_entra_initial_password"),
    ),
}
