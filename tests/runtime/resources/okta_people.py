"""People and practitioners that the tests of Okta share."""

from __future__ import annotations

from providers.okta import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import OktaBox
from tests.runtime.resources.practitioner import Practitioner

ADA = {"login": "ada@example.com", "email": "ada@example.com", "first_name": "Ada", "last_name": "Lovelace"}
HER, GROUP, MEMBER = "okta_user.ada", "okta_group.team", "okta_group_member.one"


def practitioner(box: OktaBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)
