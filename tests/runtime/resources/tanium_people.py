"""Practitioners that the tests of Tanium share."""

from __future__ import annotations

from providers.tanium import PROVIDER
from rolecall.specification.schema import Provider
from tests.runtime.resources.boxes import TaniumBox
from tests.runtime.resources.practitioner import Practitioner


def practitioner(box: TaniumBox, shim: Provider = PROVIDER) -> Practitioner:
    return Practitioner(shim, box.environment)
