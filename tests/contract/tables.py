"""All cases of all vendors, and the settings that a case must cover."""

from __future__ import annotations

from rolecall.testing.case import DataCase, EphemeralCase, FunctionCase, ResourceCase
from tests.contract.cases import entra, entra_reading, okta, scim, splunk, splunk_reading, tanium, tanzu
from tests.contract.dialects import DATA_SOURCES_ALONE, EPHEMERALS_ALONE, alone, in_dialects, readings_in_dialects

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
_DATA_SOURCES: tuple[DataCase, ...] = (
    *tanium.DATA_SOURCES,
    *splunk_reading.DATA_SOURCES,
    *tanzu.DATA_SOURCES,
    *entra_reading.DATA_SOURCES,
    *scim.DATA_SOURCES,
    *okta.DATA_SOURCES,
)
DATA_SOURCES = (*_DATA_SOURCES, *readings_in_dialects("data.", _DATA_SOURCES), *alone(DATA_SOURCES_ALONE))
"""The data sources, and again in every dialect that has them; with those that only a dialect has."""
_EPHEMERALS: tuple[EphemeralCase, ...] = (*tanium.EPHEMERALS, *splunk.EPHEMERALS)
EPHEMERALS = (
    *_EPHEMERALS,
    *readings_in_dialects("ephemeral.", _EPHEMERALS),
    *alone(EPHEMERALS_ALONE),
)
"""The ephemeral resources, and again in every dialect that has them; with those that only a dialect has."""
FUNCTIONS: tuple[FunctionCase, ...] = (
    *tanium.FUNCTIONS,
    *splunk.FUNCTIONS,
    *tanzu.FUNCTIONS,
    *scim.FUNCTIONS,
    *okta.FUNCTIONS,
)
ISSUERS = tuple(dict.fromkeys(case.type for case in (*RESOURCES, *IN_DIALECTS) if case.issues))
"""The resource types that keep an issued secret in state, as their documentation says."""
