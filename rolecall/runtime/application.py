"""The seam between the plugin protocol and the lifecycle.

`rolecall.runtime.protocol` decodes messages by schema, calls an `Application`, and encodes what it gives. Nothing
here knows protobuf; nothing there knows vendors. Values are as in `rolecall.runtime.values.unknown`; a state or
configuration is a dict with every attribute of its schema, or None for a null object.

Every method is called from worker threads at once. None raises on purpose: what goes wrong is a diagnostic. Should
one raise all the same, the protocol layer turns it into an error diagnostic with a short trace.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal, Protocol, TypeAlias

from rolecall.runtime.diagnostics import Diagnostic, Diagnostics, Path
from rolecall.specification.schema import Function, Provider, Schema

Object: TypeAlias = dict[str, Any]
DeferredReason: TypeAlias = Literal["provider_config_unknown", "resource_config_unknown", "absent_prereq"]


@dataclass(slots=True, kw_only=True)
class StateResult:
    """The answer of read, apply, upgrade, move and data source reads. `state` None: there is no such object.

    `seen`: a read showed that what was made gives what was planned, whatever else is found of it.
    """

    state: Object | None
    private: bytes = b""
    identity: Object | None = None
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    deferred: DeferredReason | None = None
    seen: bool = False


@dataclass(slots=True, kw_only=True)
class PlanResult:
    """The answer of plan. `planned` None plans destruction."""

    planned: Object | None
    requires_replace: list[Path] = field(default_factory=list)
    private: bytes = b""
    identity: Object | None = None
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    deferred: DeferredReason | None = None


@dataclass(slots=True, kw_only=True)
class EphemeralResult:
    """The answer of opening or renewing an ephemeral resource. `renew_at` is in UTC."""

    result: Object | None = None
    private: bytes = b""
    renew_at: datetime | None = None
    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    deferred: DeferredReason | None = None


@dataclass(slots=True, kw_only=True)
class ListEvent:
    """One row of a list resource."""

    identity: Object | None
    display_name: str
    resource: Object | None = None
    diagnostics: list[Diagnostic] = field(default_factory=list)


@dataclass(slots=True, kw_only=True)
class FunctionResult:
    """The answer of a provider function: `result`, or `error` text with the index of the argument at fault."""

    result: Any = None
    error: str | None = None
    argument: int | None = None


class Application(Protocol):
    """What a provider does, one method per protocol call."""

    @property
    def shim(self) -> Provider:
        """The declarations this application executes."""
        ...

    def resource_schemas(self) -> Mapping[str, Schema]:
        """Schemas by resource type."""
        ...

    def data_source_schemas(self) -> Mapping[str, Schema]:
        """Schemas by data source."""
        ...

    def ephemeral_schemas(self) -> Mapping[str, Schema]:
        """Schemas by ephemeral resource type."""
        ...

    def action_schemas(self) -> Mapping[str, Schema]:
        """Schemas by action."""
        ...

    def list_schemas(self) -> Mapping[str, Schema]:
        """Configuration schemas by list resource type."""
        ...

    def identity_schemas(self) -> Mapping[str, Schema]:
        """Identity schemas by resource type; `required` means required for import."""
        ...

    def functions(self) -> Mapping[str, Function]:
        """Functions by name."""
        ...

    def validate_provider(self, config: Object) -> Diagnostics:
        """`ValidateProviderConfig`."""
        ...

    def configure(self, config: Object, *, terraform_version: str, deferral_allowed: bool) -> Diagnostics:
        """`ConfigureProvider`. Asks the vendor for nothing but a token; unknown values do not fail."""
        ...

    def validate_resource(self, type_name: str, config: Object) -> Diagnostics:
        """`ValidateResourceConfig`."""
        ...

    def validate_data_source(self, type_name: str, config: Object) -> Diagnostics:
        """`ValidateDataResourceConfig`."""
        ...

    def validate_ephemeral(self, type_name: str, config: Object) -> Diagnostics:
        """`ValidateEphemeralResourceConfig`."""
        ...

    def validate_action(self, type_name: str, config: Object) -> Diagnostics:
        """`ValidateActionConfig`."""
        ...

    def validate_list(self, type_name: str, config: Object) -> Diagnostics:
        """`ValidateListResourceConfig`."""
        ...

    def upgrade_state(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        """`UpgradeResourceState`, `raw` being the plain JSON of `RawState`."""
        ...

    def upgrade_identity(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        """`UpgradeResourceIdentity`; the identity is in `StateResult.identity`."""
        ...

    def read(
        self, type_name: str, state: Object, private: bytes, *, identity: Object | None, deferral_allowed: bool
    ) -> StateResult:
        """`ReadResource`. A state of None in the result removes it from state."""
        ...

    def plan(
        self,
        type_name: str,
        prior: Object | None,
        proposed: Object | None,
        config: Object | None,
        private: bytes,
        *,
        identity: Object | None,
        deferral_allowed: bool,
        planned_private: bytes | None = None,
    ) -> PlanResult:
        """`PlanResourceChange`: `prior` None creates, `proposed` None destroys.

        Terraform plans once more when it applies. `planned_private` is then what the first plan answered, and empty in
        the first plan; it is None where this Terraform sends no such thing.
        """
        ...

    def apply(
        self,
        type_name: str,
        prior: Object | None,
        planned: Object | None,
        config: Object | None,
        private: bytes,
        *,
        identity: Object | None,
    ) -> StateResult:
        """`ApplyResourceChange`. With errors, `state` holds whatever exists."""
        ...

    def import_state(
        self, type_name: str, import_id: str, identity: Object | None, *, deferral_allowed: bool
    ) -> StateResult:
        """`ImportResourceState`, by id (or `name=<value>`) or by identity."""
        ...

    def move_state(
        self, source_provider: str, source_type: str, source_version: int, source: Mapping[str, Any], target: str
    ) -> StateResult:
        """`MoveResourceState`."""
        ...

    def generate_config(self, type_name: str, state: Object) -> tuple[Object | None, Diagnostics]:
        """`GenerateResourceConfig`: a configuration that would plan no change of `state`."""
        ...

    def read_data_source(self, type_name: str, config: Object, *, deferral_allowed: bool) -> StateResult:
        """`ReadDataSource`."""
        ...

    def open_ephemeral(self, type_name: str, config: Object, *, deferral_allowed: bool) -> EphemeralResult:
        """`OpenEphemeralResource`."""
        ...

    def renew_ephemeral(self, type_name: str, private: bytes) -> EphemeralResult:
        """`RenewEphemeralResource`."""
        ...

    def close_ephemeral(self, type_name: str, private: bytes) -> Diagnostics:
        """`CloseEphemeralResource`."""
        ...

    def list_resource(
        self, type_name: str, config: Object, *, include_resource: bool, limit: int
    ) -> Iterator[ListEvent]:
        """`ListResource`; `limit` 0 means no limit."""
        ...

    def plan_action(self, type_name: str, config: Object) -> Diagnostics:
        """`PlanAction`: what is wrong with it, before it is asked for."""
        ...

    def invoke_action(self, type_name: str, config: Object) -> Iterator[str | Diagnostic]:
        """`InvokeAction`: lines of progress and findings, as they come."""
        ...

    def call_function(self, name: str, arguments: list[Any]) -> FunctionResult:
        """`CallFunction`."""
        ...

    def stop(self) -> None:
        """`StopProvider`: start nothing new, finish and record what runs. Returns at once."""
        ...

    def close(self) -> None:
        """Release connections; the process is about to exit."""
        ...
