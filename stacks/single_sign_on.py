"""The single sign-on stack: who reaches vendors through an identity provider, in a state of its own.

Tessian has no API, so that people reach it through Okta alone. Tanium Cloud is told by Microsoft Entra who is there.
The people stand in `people.yaml`; which of them come this way is said here.
"""

from __future__ import annotations

from pathlib import Path
from typing import Final

from rolecall.bindings.entra import EntraProvider
from rolecall.bindings.okta import OktaProvider
from rolecall.cdk import Construct, TerraformStack, keep_state, secret_variable
from rolecall.patterns import OktaApp, TaniumProvisioning, TessianAccess, load_people
from stacks.access import PEOPLE

TESSIAN: Final = ("jane", "mats")
"""People who have Tessian. Mats has left, so he has it no more."""
TANIUM_SSO: Final = ("omar", "lena")
"""Whom Entra makes known to Tanium Cloud, beside the group of the analysts."""
TENANT_URL: Final = "https://example.cloud.tanium.com/scim/v2"
"""The SCIM API URL that Tanium's Cloud Management Portal shows."""


class SingleSignOnStack(TerraformStack):
    """App assignments in Okta and Entra. URLs and credentials come from the environment (`OKTA_ORG_URL`, …)."""

    def __init__(self, scope: Construct, id_: str, *, people: str | Path = PEOPLE) -> None:
        super().__init__(scope, id_)
        keep_state(self)
        OktaProvider(self, "okta")
        EntraProvider(self, "entra")
        everyone = {person.id: person for person in load_people(people)}

        TessianAccess(
            self,
            "tessian",
            idp=OktaApp(label="Tessian"),
            people=[everyone[each] for each in TESSIAN],
            groups=["Security"],
        )
        TaniumProvisioning(
            self,
            "tanium-sso",
            tenant_url=TENANT_URL,
            secret_token=secret_variable(self, "tanium_scim_token", "SCIM token of Tanium Cloud: token-…"),
            notification_email="platform@example.com",
            users=[everyone[each] for each in TANIUM_SSO],
            groups=["Security analysts"],
        )
