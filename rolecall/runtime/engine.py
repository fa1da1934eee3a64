"""The `Application` of every provider: dispatches protocol calls to the lifecycle of the shim's declarations."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import chain
from typing import Any

from rolecall.runtime.application import EphemeralResult, FunctionResult, ListEvent, Object, PlanResult, StateResult
from rolecall.runtime.candidates import candidates, every_dialect, unconfigured
from rolecall.runtime.concurrency.run_exchange import Neighbours
from rolecall.runtime.configuration.provider_block import check_configuration
from rolecall.runtime.connection import Connection
from rolecall.runtime.diagnostics import Diagnostics, Refusal, refusal
from rolecall.runtime.dialects import Vendor
from rolecall.runtime.errors import VendorError
from rolecall.runtime.resources import (
    data_sources,
    functions,
    instance_bound_calls,
    list_resources,
    planning,
    state_upgrade,
)
from rolecall.runtime.resources.actions import Told, invoke_action, plan_action
from rolecall.runtime.resources.catalogue import Catalogue
from rolecall.runtime.resources.change import Change
from rolecall.runtime.resources.context import Context, context_of
from rolecall.runtime.resources.ephemeral_resources import close_ephemeral, open_ephemeral
from rolecall.runtime.resources.exception_diagnostics import explain
from rolecall.runtime.resources.importing import check_import
from rolecall.runtime.resources.private_state import Private
from rolecall.runtime.resources.systems import system_of
from rolecall.runtime.resources.unread_members import UNSAID
from rolecall.runtime.resources.validation import Validation
from rolecall.runtime.writes import operation
from rolecall.specification.schema import Provider


class Engine(Catalogue):
    """Executes one shim. Made once per process; every method may be called from many threads."""

    def __init__(
        self, shim: Provider, *, environment: Mapping[str, str] | None = None, neighbours: Neighbours | None = None
    ) -> None:
        super().__init__(shim)
        self._neighbours = neighbours
        self._environment = os.environ if environment is None else environment
        self._vendor: Vendor | None = None
        self._connections: dict[str, Connection] = {}
        self._values = Validation()

    def validate_provider(self, config: Object) -> Diagnostics:
        """Check what the provider block itself says."""
        return check_configuration(self.shim, config, self._environment)

    def configure(self, config: Object, *, terraform_version: str, deferral_allowed: bool) -> Diagnostics:
        """Take the configuration. Unknown values keep the vendor out of reach; long-lived secrets are exchanged now."""
        allowed, found = candidates(self.shim, config, self._environment)
        self._vendor = Vendor(allowed, neighbours=self._neighbours) if allowed else None
        self._connections = {}
        refused = None if self._vendor is None else self._vendor.first.client.refused_secret()
        if refused is not None:  # it has expired, which is told here, once
            argument, error = refused
            found.extend([error.diagnostic(tuple(argument.split(".")))])
        return found

    def validate_resource(self, type_name: str, config: Object) -> Diagnostics:
        """Check the values of a configuration. Only what every dialect refuses is an error before one is chosen."""
        return self._values.of_any(self.shim, every_dialect(self.shim), type_name, config)

    def validate_data_source(self, type_name: str, config: Object) -> Diagnostics:
        """Check the arguments of a data source, as it is in the first dialect that has it."""
        shims = chain((self.shim,), every_dialect(self.shim))
        shim = next(each for each in shims if each.lack(f"data.{type_name}") is None)
        return self._values.of_data_source(shim, shim.data_source(type_name), config)

    def validate_ephemeral(self, type_name: str, config: Object) -> Diagnostics:
        """Check the arguments of an ephemeral resource."""
        return self._values.of_ephemeral(self.shim, self.shim.ephemeral(type_name), config)

    def validate_action(self, type_name: str, config: Object) -> Diagnostics:
        """Check the arguments of an action."""
        return self._values.of_action(self.shim, self.shim.action(type_name), config)

    def validate_list(self, type_name: str, config: Object) -> Diagnostics:
        """List resources take no arguments."""
        return Diagnostics()

    def upgrade_state(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        """State of any earlier schema version as this one's."""
        try:
            state = state_upgrade.upgrade(self.shim.resource(type_name).schema, version, raw)
        except Refusal as problem:
            return StateResult(state=None, diagnostics=explain(problem))
        if self._vendor is not None:
            self._vendor.addresses.know(type_name, str(state.get("id")))
        return StateResult(state=state)

    def upgrade_identity(self, type_name: str, version: int, raw: Mapping[str, Any]) -> StateResult:
        """Identities never changed their form."""
        return StateResult(state=None, identity={"id": raw.get("id")})

    def read(
        self, type_name: str, state: Object, private: bytes, *, identity: Object | None, deferral_allowed: bool
    ) -> StateResult:
        """What the vendor has now. On errors the state stays as it was."""
        result = StateResult(state=state, private=private, identity=identity or _identity(state))
        if self._vendor is None:
            result.deferred = "provider_config_unknown" if deferral_allowed else None
            return result
        try:
            found = instance_bound_calls.read(self._context(type_name), state, Private.from_bytes(private))
            if any(item.summary.startswith(UNSAID) for item in found.diagnostics):
                self._vendor.refute(system_of(self._vendor.shims, type_name))  # another dialect may say it elsewhere
            result.state, result.private = found.state, found.private
            result.diagnostics.extend(found.diagnostics)
        except (VendorError, Refusal) as problem:
            result.diagnostics.extend(explain(problem))
        return result

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
        """What an apply would do, refused where it would fail or take access away from ourselves."""
        try:
            connection = None if self._vendor is None else self._connected(type_name)
        except (VendorError, Refusal) as problem:
            return PlanResult(planned=proposed, private=private, diagnostics=explain(problem))
        shim = self.shim if connection is None else connection.shim
        resource, kept = shim.resource(type_name), Private.from_bytes(private)
        if proposed is None or config is None:
            result = PlanResult(planned=None, private=private)
        elif prior is None:
            result = planning.plan_create(resource, config, kept)
        else:
            result = planning.plan_update(shim, resource, prior, config, kept)
            result.identity = identity or _identity(prior)
        if config is not None and proposed is not None:
            result.diagnostics.extend(self._values.of_resource(shim, type_name, config))
        if self._vendor is not None and connection is not None and not result.diagnostics.has_error:
            try:
                change = Change(prior, result.planned, config, kept, planned_private)
                refute = partial(self._vendor.refute, system_of(self._vendor.shims, type_name))
                planning.check(context_of(connection, resource), change, result, refute)
            except (VendorError, Refusal) as problem:
                result.diagnostics.extend(explain(problem))
        return result

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
        """Do what was planned. With errors the result holds whatever exists."""
        with operation():
            change = Change(prior, planned, config, Private.from_bytes(private))
            try:
                result = instance_bound_calls.apply(self._context(type_name), change)
            except (VendorError, Refusal) as problem:
                result = StateResult(state=prior, private=change.private.held.to_bytes(), diagnostics=explain(problem))
        result.identity = None if result.state is None else identity or _identity(result.state)
        return result

    def import_state(
        self, type_name: str, import_id: str, identity: Object | None, *, deferral_allowed: bool
    ) -> StateResult:
        """Find what an id, `name=<value>` or identity means."""
        given = import_id or str((identity or {}).get("id") or "")
        if self._vendor is None and deferral_allowed:
            return StateResult(state=None, deferred="provider_config_unknown")
        try:
            shim = self.shim if self._vendor is None else self._connected(type_name).shim
            found = check_import(shim, shim.resource(type_name), given)
            if found.has_error:
                return StateResult(state=None, diagnostics=found)
            result = instance_bound_calls.import_(self._context(type_name), given)
        except (VendorError, Refusal) as problem:
            return StateResult(state=None, diagnostics=explain(problem))
        result.identity = None if result.state is None else _identity(result.state)
        return result

    def move_state(
        self, source_provider: str, source_type: str, source_version: int, source: Mapping[str, Any], target: str
    ) -> StateResult:
        """Take over state of another provider's resource type."""
        try:
            state = state_upgrade.move(self.shim.resource(target), source_provider, source_type, source)
        except Refusal as problem:
            return StateResult(state=None, diagnostics=explain(problem))
        return StateResult(state=state, private=Private(imported=True).to_bytes(), identity=_identity(state))

    def generate_config(self, type_name: str, state: Object) -> tuple[Object | None, Diagnostics]:
        """A configuration that would plan no change of `state`."""
        return state_upgrade.configuration_of(self.shim.resource(type_name), state), Diagnostics()

    def read_data_source(self, type_name: str, config: Object, *, deferral_allowed: bool) -> StateResult:
        """The values of a data source."""
        if self._vendor is None and deferral_allowed:
            return StateResult(state=None, deferred="provider_config_unknown")
        try:
            connection = self._connected(f"data.{type_name}")
            with connection.addresses.calling():  # what depends on it is planned after it
                return data_sources.read_data_source(connection, connection.shim.data_source(type_name), config)
        except (VendorError, Refusal) as problem:
            return StateResult(state=None, diagnostics=explain(problem))

    def open_ephemeral(self, type_name: str, config: Object, *, deferral_allowed: bool) -> EphemeralResult:
        """Open an ephemeral resource."""
        if self._vendor is None and deferral_allowed:
            return EphemeralResult(deferred="provider_config_unknown")
        with operation():
            try:
                connection = self._connected(f"ephemeral.{type_name}")
                return open_ephemeral(connection, connection.shim.ephemeral(type_name), config)
            except (VendorError, Refusal) as problem:
                return EphemeralResult(diagnostics=explain(problem))

    def renew_ephemeral(self, type_name: str, private: bytes) -> EphemeralResult:
        """Nothing here needs renewing within one Terraform command; the private bytes stay."""
        return EphemeralResult(private=private)

    def close_ephemeral(self, type_name: str, private: bytes) -> Diagnostics:
        """Close an ephemeral resource."""
        with operation():
            try:
                connection = self._connected(f"ephemeral.{type_name}")
                return close_ephemeral(connection, connection.shim.ephemeral(type_name), private)
            except (VendorError, Refusal) as problem:
                return explain(problem)

    def list_resource(
        self, type_name: str, config: Object, *, include_resource: bool, limit: int
    ) -> Iterator[ListEvent]:
        """Every object of a resource type. An error ends the listing as an event that says why."""
        try:
            here = self._context(type_name)
            yield from list_resources.list_resource(here, include_resource=include_resource, limit=limit)
        except (VendorError, Refusal) as problem:
            yield ListEvent(identity=None, display_name="", diagnostics=list(explain(problem)))

    def plan_action(self, type_name: str, config: Object) -> Diagnostics:
        """Look at what an action is for, where the vendor is known already."""
        found = self.validate_action(type_name, config)
        if self._vendor is not None and not found.has_error:
            try:
                connection = self._connected(f"action.{type_name}")
                found.extend(plan_action(connection, connection.shim.action(type_name), config))
            except (VendorError, Refusal) as problem:
                found.extend(explain(problem))
        return found

    def invoke_action(self, type_name: str, config: Object) -> Iterator[Told]:
        """Have the vendor do it."""
        with operation():
            try:
                connection = self._connected(f"action.{type_name}")
                yield from invoke_action(connection, connection.shim.action(type_name), config)
            except (VendorError, Refusal) as problem:
                yield from explain(problem)

    def call_function(self, name: str, arguments: list[Any]) -> FunctionResult:
        """Call a provider function."""
        return functions.call_function(self.functions()[name], arguments)

    def stop(self) -> None:
        """Start nothing new; what has begun to write finishes and is recorded."""
        if self._vendor is not None:
            self._vendor.stop()

    def close(self) -> None:
        """Release connections."""
        if self._vendor is not None:
            self._vendor.close()

    def _connected(self, type_name: str) -> Connection:
        """The connection to the vendor, which stays. Raises Refusal where none is configured, or it lacks the type."""
        if (found := self._connections.get(type_name)) is not None:
            return found
        if self._vendor is None:
            raise unconfigured(self.shim)
        connection = self._vendor.connection(system_of(self._vendor.shims, type_name))
        if (lacking := connection.shim.lack(type_name)) is not None:
            raise refusal(f"{connection.shim.title} has no {type_name} in this dialect", lacking.reason)
        self._connections[type_name] = connection
        return connection

    def _context(self, type_name: str) -> Context[Any]:
        """The resource type at the configured vendor. Raises as `_connected` does."""
        return context_of(connection := self._connected(type_name), connection.shim.resource(type_name))


def _identity(state: Mapping[str, Any]) -> Object | None:
    return None if not isinstance(state.get("id"), str) else {"id": state["id"]}
