"""Entra: every answer holds what Graph's v1.0 metadata documents, in those types, and nothing else.

`TYPES` is written from the published types of Graph (EDM), beside and without regard to the sandbox's own table.
"""

from __future__ import annotations

import re
from typing import Any

import httpx
import pytest

from tests.runtime.resources.boxes import EntraBox

URL, TOKEN = "https://tanium.example.com/scim/v2", f"token-{'a' * 58}"

TYPES = {
    "synchronizationJob": """id String, schedule synchronizationSchedule, status synchronizationStatus,
        synchronizationJobSettings [keyValuePair], templateId String""",
    "synchronizationSchedule": "expiration DateTimeOffset, interval Duration, state synchronizationScheduleState",
    "synchronizationStatus": """code synchronizationStatusCode, countSuccessiveCompleteFailures Int64,
        escrowsPruned Boolean, lastExecution synchronizationTaskExecution,
        lastSuccessfulExecution synchronizationTaskExecution,
        lastSuccessfulExecutionWithExports synchronizationTaskExecution, progress [synchronizationProgress],
        quarantine synchronizationQuarantine, steadyStateFirstAchievedTime DateTimeOffset,
        steadyStateLastAchievedTime DateTimeOffset, synchronizedEntryCountByType [stringKeyLongValuePair],
        troubleshootingUrl String""",
    "synchronizationTaskExecution": """activityIdentifier String, countEntitled Int64,
        countEntitledForProvisioning Int64, countEscrowed Int64, countEscrowedRaw Int64, countExported Int64,
        countExports Int64, countImported Int64, countImportedDeltas Int64, countImportedReferenceDeltas Int64,
        error synchronizationError, state synchronizationTaskExecutionResult, timeBegan DateTimeOffset,
        timeEnded DateTimeOffset""",
    "synchronizationQuarantine": """currentBegan DateTimeOffset, error synchronizationError,
        nextAttempt DateTimeOffset, reason quarantineReason, seriesBegan DateTimeOffset, seriesCount Int64""",
    "synchronizationError": "code String, message String, tenantActionable Boolean",
    "synchronizationSchema": """id String, synchronizationRules [synchronizationRule], version String,
        directories [directoryDefinition]""",
    "synchronizationRule": """containerFilter containerFilter, editable Boolean, groupFilter groupFilter, id String,
        metadata [stringKeyStringValuePair], name String, objectMappings [objectMapping], priority Int32,
        sourceDirectoryName String, targetDirectoryName String""",
    "objectMapping": """attributeMappings [attributeMapping], enabled Boolean, flowTypes objectFlowTypes,
        metadata [objectMappingMetadataEntry], name String, scope filter, sourceObjectName String,
        targetObjectName String""",
    "attributeMapping": """defaultValue String, exportMissingReferences Boolean, flowBehavior attributeFlowBehavior,
        flowType attributeFlowType, matchingPriority Int32, source attributeMappingSource,
        targetAttributeName String""",
    "attributeMappingSource": """expression String, name String,
        parameters [stringKeyAttributeMappingSourceValuePair], type attributeMappingSourceType""",
    "stringKeyAttributeMappingSourceValuePair": "key String, value attributeMappingSource",
    "filter": "categoryFilterGroups [filterGroup], groups [filterGroup], inputFilterGroups [filterGroup]",
    "filterGroup": "clauses [filterClause], name String",
    "filterClause": "operatorName String, sourceOperandName String, targetOperand filterOperand",
    "filterOperand": "values [String]",
    "directoryDefinition": """id String, discoverabilities directoryDefinitionDiscoverabilities,
        discoveryDateTime DateTimeOffset, name String, objects [objectDefinition], readOnly Boolean, version String""",
    "objectDefinition": """attributes [attributeDefinition], metadata [objectDefinitionMetadataEntry], name String,
        supportedApis [String]""",
    "attributeDefinition": """anchor Boolean, apiExpressions [stringKeyStringValuePair], caseExact Boolean,
        defaultValue String, flowNullValues Boolean, metadata [attributeDefinitionMetadataEntry],
        multivalued Boolean, mutability mutability, name String, referencedObjects [referencedObject],
        required Boolean, type attributeType""",
    "referencedObject": "referencedObjectName String, referencedProperty String",
    "keyValuePair": "name String, value String",
    "stringKeyStringValuePair": "key String, value String",
    "stringKeyLongValuePair": "key String, value Int64",
    "synchronizationSecretKeyStringValuePair": "key synchronizationSecret, value String",
    "objectMappingMetadataEntry": "key objectMappingMetadata, value String",
    "objectDefinitionMetadataEntry": "key objectDefinitionMetadata, value String",
    "attributeDefinitionMetadataEntry": "key attributeDefinitionMetadata, value String",
    "synchronizationMetadataEntry": "key synchronizationMetadata, value String",
    "synchronizationTemplate": """id String, applicationId Guid, default Boolean, description String,
        discoverable Boolean, factoryTag String, metadata [synchronizationMetadataEntry]""",
    "filterOperatorSchema": """id String, name String, arity scopeOperatorType,
        multivaluedComparisonType scopeOperatorMultiValuedComparisonType, supportedAttributeTypes [attributeType]""",
    "appRoleAssignment": """id String, deletedDateTime DateTimeOffset, appRoleId Guid,
        createdDateTime DateTimeOffset, principalDisplayName String, principalId Guid, principalType String,
        resourceDisplayName String, resourceId Guid""",
    "appRole": """allowedMemberTypes [String], description String, displayName String, id Guid, isEnabled Boolean,
        origin String, value String""",
}
ENUMS = {
    "synchronizationScheduleState": "Active Disabled Paused",
    "synchronizationStatusCode": "NotConfigured NotRun Active Paused Quarantine",
    "synchronizationTaskExecutionResult": "Succeeded Failed EntryLevelErrors",
    "quarantineReason": """EncounteredBaseEscrowThreshold EncounteredTotalEscrowThreshold
        EncounteredEscrowProportionThreshold EncounteredQuarantineException Unknown QuarantinedOnDemand TooManyDeletes
        IngestionInterrupted""",
    "attributeFlowBehavior": "FlowWhenChanged FlowAlways",
    "attributeFlowType": "Always ObjectAddOnly MultiValueAddOnly ValueAddOnly AttributeAddOnly",
    "attributeMappingSourceType": "Attribute Constant Function",
    "attributeType": "String Integer Reference Binary Boolean DateTime",
    "mutability": "ReadWrite ReadOnly Immutable WriteOnly",
    "objectFlowTypes": "None Add Update Delete",
    "objectDefinitionMetadata": """PropertyNameAccountEnabled PropertyNameSoftDeleted IsSoftDeletionSupported
        IsSynchronizeAllSupported ConnectorDataStorageRequired Extensions BaseObjectName""",
    "objectMappingMetadata": """EscrowBehavior DisableMonitoringForChanges OriginalJoiningProperty Disposition
        IsCustomerDefined ExcludeFromReporting Unsynchronized""",
    "attributeDefinitionMetadata": """BaseAttributeName ComplexObjectDefinition IsContainer IsCustomerDefined
        IsDomainQualified LinkPropertyNames LinkTypeName MaximumLength ReferencedProperty""",
    "directoryDefinitionDiscoverabilities": """None AttributeNames AttributeDataTypes AttributeReadOnly
        ReferenceAttributes UnknownFutureValue""",
    "scopeOperatorType": "Binary Unary",
    "scopeOperatorMultiValuedComparisonType": "All Any",
    "synchronizationMetadata": """GalleryApplicationIdentifier GalleryApplicationKey IsOAuthEnabled
        IsSynchronizationAgentAssignmentRequired IsSynchronizationAgentRequired IsSynchronizationInPreview
        OAuthSettings SynchronizationLearnMoreIbizaFwLink ConfigurationFields""",
    "synchronizationSecret": "BaseAddress SecretToken SyncAll SyncNotificationSettings",
}
PATTERNS = {
    "String": r".*",
    "Guid": r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
    "DateTimeOffset": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z",
    "Duration": r"P(\d+D)?(T(\d+H)?(\d+M)?(\d+S)?)?",
}


def problems(value: Any, kind: str, path: str = "") -> list[str]:
    """What in a value is not of the type, with the path to it; null is a value of every type but a collection."""
    if kind.startswith("["):
        if not isinstance(value, list):
            return [f"{path}: no collection"]
        return [text for n, item in enumerate(value) for text in problems(item, kind[1:-1], f"{path}[{n}]")]
    if value is None:
        return []
    if kind in TYPES:
        if not isinstance(value, dict):
            return [f"{path}: no object"]
        known = dict(re.split(r"\s+", text.strip()) for text in TYPES[kind].split(","))
        given = {name: item for name, item in value.items() if "@odata." not in name}
        wrong = [f"{path}.{name}: unknown" for name in set(given) - set(known)]
        wrong += [f"{path}.{name}: missing" for name in set(known) - set(given)]
        return wrong + [
            t for name in set(given) & set(known) for t in problems(given[name], known[name], f"{path}.{name}")
        ]
    if kind in ENUMS:
        parts = (
            str(value).split(",") if kind in ("objectFlowTypes", "directoryDefinitionDiscoverabilities") else [value]
        )
        return [f"{path}: {part!r}" for part in parts if part not in ENUMS[kind].split()]
    if kind == "Boolean":
        return [] if isinstance(value, bool) else [f"{path}: {value!r}"]
    if kind in ("Int32", "Int64"):
        return [] if isinstance(value, int) and not isinstance(value, bool) else [f"{path}: {value!r}"]
    good = isinstance(value, str) and re.fullmatch(PATTERNS[kind], value, re.DOTALL)
    return [] if good else [f"{path}: {value!r}"]


@pytest.fixture
def job(entra: EntraBox, principal: str) -> str:
    """The path of a job that has run, and is now in quarantine."""
    entra.change("secrets.set", principal=principal, secrets={"BaseAddress": URL, "SecretToken": TOKEN})
    made = entra.change("job.create", principal=principal)["id"]
    entra.change("job.start", principal=principal)
    entra.change("assignment.create", principal=principal, to="user00001")
    entra.change("job.run", principal=principal)
    entra.change("job.quarantine", principal=principal)
    return f"/servicePrincipals/{principal}/synchronization/jobs/{made}"


def test_objects_are_of_their_types(graph: httpx.Client, job: str) -> None:
    assert problems(graph.get(job).json(), "synchronizationJob") == []
    assert graph.get(job).json()["status"]["quarantine"] is not None
    assert graph.get(job).json()["status"]["lastExecution"] is not None
    assert problems(graph.get(f"{job}/schema").json(), "synchronizationSchema") == []


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("{job}/schema/filterOperators()", "filterOperatorSchema"),
        ("{sync}/jobs", "synchronizationJob"),
        ("{sync}/templates", "synchronizationTemplate"),
        ("{sync}/secrets", "synchronizationSecretKeyStringValuePair"),
        ("{principal}/appRoleAssignedTo", "appRoleAssignment"),
    ],
)
def test_listings_are_of_their_types(graph: httpx.Client, job: str, path: str, kind: str) -> None:
    sync = job.partition("/jobs/")[0]
    rows = graph.get(path.format(job=job, sync=sync, principal=sync.removesuffix("/synchronization"))).json()["value"]
    assert rows
    assert problems(rows, f"[{kind}]") == []


def test_app_roles_and_templates_schemas_are_of_their_types(graph: httpx.Client, principal: str) -> None:
    rows = graph.get(f"/servicePrincipals/{principal}").json()["appRoles"]
    assert len(rows) == 3
    assert problems(rows, "[appRole]") == []
    schema = graph.get(f"/servicePrincipals/{principal}/synchronization/templates/scim/schema").json()
    assert problems(schema, "synchronizationSchema") == []


def test_what_was_written_is_read_in_its_types(graph: httpx.Client, job: str) -> None:
    document = graph.get(f"{job}/schema").json()
    clause = {"operatorName": "IS NOT NULL", "sourceOperandName": "mail"}
    mapping = document["synchronizationRules"][0]["objectMappings"][0]
    mapping["scope"] = {"groups": [{"clauses": [clause]}]}
    mapping["attributeMappings"].append({"targetAttributeName": "title", "source": {"name": "jobTitle"}})
    assert graph.put(f"{job}/schema", json=document).status_code == 204
    assert problems(graph.get(f"{job}/schema").json(), "synchronizationSchema") == []


def test_the_check_finds_what_is_wrong(graph: httpx.Client, job: str) -> None:
    row = graph.get(job).json()
    row["status"]["code"] = "Fine"
    row["schedule"]["colour"] = "red"
    del row["templateId"]
    found = problems(row, "synchronizationJob")
    assert sorted(found) == [".schedule.colour: unknown", ".status.code: 'Fine'", ".templateId: missing"]
