"""Graph through Microsoft's own client library, whose models know what an answer may hold.

The library is the extra `graph`, for it takes more than 400 MB: without it these tests are skipped, and
`test_entra_types` alone holds the sandbox to the documented types.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Iterator
from typing import Any
from uuid import UUID

import pytest

from rolecall.sandbox import Fault, Sandbox
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore

msgraph = pytest.importorskip("msgraph", reason="the extra `graph` is not installed")

from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.method import Method
from msgraph.generated.application_templates.application_templates_request_builder import (
    ApplicationTemplatesRequestBuilder,
)
from msgraph.generated.application_templates.item.instantiate.instantiate_post_request_body import (
    InstantiatePostRequestBody,
)
from msgraph.generated.models.app_role_assignment import AppRoleAssignment
from msgraph.generated.models.attribute_mapping import AttributeMapping
from msgraph.generated.models.attribute_mapping_source import AttributeMappingSource
from msgraph.generated.models.attribute_mapping_source_type import AttributeMappingSourceType
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.quarantine_reason import QuarantineReason
from msgraph.generated.models.synchronization_job import SynchronizationJob
from msgraph.generated.models.synchronization_schedule_state import SynchronizationScheduleState
from msgraph.generated.models.synchronization_schema import SynchronizationSchema
from msgraph.generated.models.synchronization_secret import SynchronizationSecret
from msgraph.generated.models.synchronization_secret_key_string_value_pair import (
    SynchronizationSecretKeyStringValuePair,
)
from msgraph.generated.models.synchronization_status_code import SynchronizationStatusCode
from msgraph.generated.service_principals.item.synchronization.jobs.item.validate_credentials import (
    validate_credentials_post_request_body as validation,
)
from msgraph.generated.service_principals.item.synchronization.secrets.secrets_put_request_body import (
    SecretsPutRequestBody,
)
from msgraph.graph_request_adapter import GraphRequestAdapter

EntraBox = Sandbox[EntraStore, EntraOptions]
URL, TOKEN = "https://tanium.example.com/scim/v2", f"token-{'a' * 58}"


class Tokens(AccessTokenProvider):  # type: ignore[misc]  # mypy does not follow into the library
    """Hands out one access token."""

    def __init__(self, token: str) -> None:
        self._token = token

    async def get_authorization_token(self, uri: str, additional_authentication_context: Any = None) -> str:
        return self._token

    def get_allowed_hosts_validator(self) -> Any:
        return AllowedHostsValidator([])


class Client:
    """The library's client, each call to its end."""

    def __init__(self, box: EntraBox, token: str) -> None:
        self.loop = asyncio.new_event_loop()
        adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(Tokens(token)))
        adapter.base_url = f"{box.url}/v1.0"
        self.adapter = adapter
        self.graph = msgraph.GraphServiceClient(request_adapter=adapter)

    def __call__(self, call: Coroutine[Any, Any, Any]) -> Any:
        found = self.loop.run_until_complete(asyncio.wait_for(call, 30))
        assert not surprises(found), surprises(found)
        return found


@pytest.fixture
def client(entra: EntraBox, bearer: Callable[[EntraBox], dict[str, str]]) -> Iterator[Client]:
    made = Client(entra, bearer(entra)["Authorization"].partition(" ")[2])
    yield made
    made.loop.close()


def surprises(found: Any, path: str = "") -> list[str]:
    """The properties in an answer that the library's models do not know, all the way down."""
    if isinstance(found, list):
        return [name for number, item in enumerate(found) for name in surprises(item, f"{path}[{number}]")]
    if not type(found).__module__.startswith("msgraph.") or isinstance(found, str):
        return []
    unknown = [f"{path}.{name}" for name in getattr(found, "additional_data", {}) if "@odata." not in name]
    # Its documentation names operators and functions by `name`, its metadata by `id`: both are answered.
    unknown = [
        name
        for name in unknown
        if type(found).__name__ not in ("FilterOperatorSchema", "AttributeMappingFunctionSchema")
    ]
    for name in vars(type(found)).get("__dataclass_fields__", {}):
        if name not in ("backing_store", "additional_data"):
            unknown += surprises(getattr(found, name), f"{path}.{name}")
    return unknown


def instantiate(client: Client) -> Any:
    query = ApplicationTemplatesRequestBuilder.ApplicationTemplatesRequestBuilderGetQueryParameters(
        filter="displayName eq 'Tanium SSO'"
    )
    found = client(client.graph.application_templates.get(RequestConfiguration(query_parameters=query)))
    body = InstantiatePostRequestBody(display_name="Tanium")
    return client(
        client.graph.application_templates.by_application_template_id(found.value[0].id).instantiate.post(body)
    )


def pair(key: SynchronizationSecret, value: str) -> SynchronizationSecretKeyStringValuePair:
    return SynchronizationSecretKeyStringValuePair(key=key, value=value)


def test_the_guide_from_the_gallery_to_the_first_cycle(entra: EntraBox, client: Client) -> None:
    made = instantiate(client)
    assert made.application.app_id == made.service_principal.app_id
    principal = client.graph.service_principals.by_service_principal_id(made.service_principal.id)
    assert client(principal.get()).app_roles[0].display_name == "User"
    sync = principal.synchronization
    credentials = [pair(SynchronizationSecret.BaseAddress, URL), pair(SynchronizationSecret.SecretToken, TOKEN)]
    client(sync.secrets.put(SecretsPutRequestBody(value=[*credentials, pair(SynchronizationSecret.SyncAll, "false")])))
    assert entra.store.principal("Tanium").secrets == {"BaseAddress": URL, "SecretToken": TOKEN, "SyncAll": "false"}
    template = client(sync.templates.get()).value[0]
    job = client(sync.jobs.post(SynchronizationJob(template_id=template.id)))
    assert job.status.code == SynchronizationStatusCode.NotRun
    one = sync.jobs.by_synchronization_job_id(job.id)
    Body = validation.ValidateCredentialsPostRequestBody  # noqa: N806  # a class
    client(one.validate_credentials.post(Body(credentials=credentials)))
    with pytest.raises(ODataError) as caught:
        client(
            one.validate_credentials.post(
                Body(credentials=[credentials[0], pair(SynchronizationSecret.SecretToken, "x")])
            )
        )
    assert (caught.value.response_status_code, caught.value.error.code) == (400, "InvalidCredentials")
    assert caught.value.error.inner_error.request_id
    client(one.start.post())
    user = client(client.graph.users.get()).value[0]
    body = AppRoleAssignment(
        principal_id=UUID(user.id),
        resource_id=UUID(made.service_principal.id),
        app_role_id=made.application.app_roles[0].id,
    )
    assignment = client(principal.app_role_assigned_to.post(body))
    assert (assignment.principal_type, assignment.principal_display_name) == ("User", user.display_name)
    assert [row.id for row in client(principal.app_role_assigned_to.get()).value] == [assignment.id]
    entra.change("job.run", principal="Tanium")
    status = client(one.get()).status
    assert (status.code, status.last_execution.count_exported) == (SynchronizationStatusCode.Active, 1)
    log = client(client.graph.audit_logs.provisioning.get()).value
    assert [row.source_identity.display_name for row in log] == [user.display_name]
    entra.change("job.quarantine", principal="Tanium", reason="TooManyDeletes")
    assert client(one.get()).status.quarantine.reason == QuarantineReason.TooManyDeletes
    client(one.pause.post())
    assert client(sync.jobs.get()).value[0].schedule.state == SynchronizationScheduleState.Paused
    client(principal.app_role_assigned_to.by_app_role_assignment_id(assignment.id).delete())
    client(one.delete())
    client(client.graph.applications.by_application_id(made.application.id).delete())
    with pytest.raises(ODataError) as caught:
        client(principal.get())
    assert caught.value.response_status_code == 404


def test_a_schema_is_read_changed_and_written(entra: EntraBox, client: Client) -> None:
    made = instantiate(client)
    entra.change("job.create", principal="Tanium")
    sync = client.graph.service_principals.by_service_principal_id(made.service_principal.id).synchronization
    schema = sync.jobs.by_synchronization_job_id(next(iter(entra.store.principal("Tanium").jobs))).schema
    document: SynchronizationSchema = client(schema.get())
    mappings = document.synchronization_rules[0].object_mappings[0].attribute_mappings
    assert [row.target_attribute_name for row in mappings] == ["userName", "active", "displayName", "externalId"]
    source = AttributeMappingSource(type=AttributeMappingSourceType.Attribute, name="jobTitle", expression="[jobTitle]")
    mappings.append(AttributeMapping(target_attribute_name="title", source=source))
    # The library offers PATCH for what is documented as a full replacement by PUT.
    request = schema.to_patch_request_information(document)
    request.http_method = Method.PUT
    client(client.adapter.send_no_response_content_async(request, {"XXX": ODataError}))
    after: SynchronizationSchema = client(schema.get())
    assert len(after.synchronization_rules) == len(document.synchronization_rules)
    assert [len(row.objects) for row in after.directories] == [2, 2]
    assert after.synchronization_rules[0].object_mappings[0].attribute_mappings[-1].target_attribute_name == "title"
    operators = client(schema.filter_operators.get()).value
    assert {"EQUALS", "IS TRUE"} <= {row.id for row in operators}
    functions = client(schema.functions.get()).value
    assert "ToLower" in {row.id for row in functions}
    client(schema.delete())
    assert len(client(schema.get()).synchronization_rules[0].object_mappings[0].attribute_mappings) == 4


def test_pages_and_throttling(entra: EntraBox, client: Client) -> None:
    entra.change("user.seed", count=120)
    entra.faults.add(Fault("status", path="/users$", status=429, retry_after=0, times=1))
    first = client(client.graph.users.get())
    assert len(first.value) == 100
    second = client(client.graph.users.with_url(first.odata_next_link).get())
    assert (len(second.value), second.odata_next_link) == (23, None)
    assert entra.log.count("GET", "/users$") == 3
