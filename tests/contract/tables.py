"""All cases of all vendors, and the settings that a case must cover."""

from __future__ import annotations

from tests.contract.case import DataCase, EphemeralCase, FunctionCase, ResourceCase
from tests.contract.cases import entra, okta, scim, splunk, tanium, tanzu
from tests.contract.dialects import in_dialects

RESOURCES: tuple[ResourceCase, ...] = (
    *tanium.RESOURCES,
    *splunk.RESOURCES,
    *tanzu.RESOURCES,
    *scim.RESOURCES,
    *entra.RESOURCES,
    *okta.RESOURCES,
)
IN_DIALECTS: tuple[ResourceCase, ...] = tuple(in_dialects(RESOURCES))
"""The resource types again, in every dialect that has them beside the vendor's own."""
DATA_SOURCES: tuple[DataCase, ...] = (
    *tanium.DATA_SOURCES,
    *splunk.DATA_SOURCES,
    *tanzu.DATA_SOURCES,
    *entra.DATA_SOURCES,
    *scim.DATA_SOURCES,
    *okta.DATA_SOURCES,
)
EPHEMERALS: tuple[EphemeralCase, ...] = (*tanium.EPHEMERALS, *splunk.EPHEMERALS)
FUNCTIONS: tuple[FunctionCase, ...] = (
    *tanium.FUNCTIONS,
    *splunk.FUNCTIONS,
    *tanzu.FUNCTIONS,
    *scim.FUNCTIONS,
    *okta.FUNCTIONS,
)
ISSUERS = tuple(case.type for case in RESOURCES if case.issues)
"""The resource types that keep an issued secret in state, as their documentation says."""
