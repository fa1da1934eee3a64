"""A configuration, a state, and the provider that makes the one of the other: what every command works on."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import contextmanager

from rolecall.runtime import shims
from rolecall.specification.schema import Provider, Resource, Schema
from rolecall.testing.commands import Resources
from rolecall.testing.configuration import Configuration, Values
from rolecall.testing.provider import ProviderCalls
from rolecall.testing.resource_states import Recorded, state_json


class Workbench:
    """A configuration, a state, and the commands that make the one of the other.

    `secrets` is asked after each command for values that must not be seen; `issuers` are the types that may
    keep the secret that they were issued. `shim` is the provider, where it is none of this project's.
    """

    def __init__(
        self,
        vendor: str,
        environment: Mapping[str, str],
        *,
        secrets: Callable[[], Iterable[str]],
        issuers: Iterable[str],
        shim: Provider | None = None,
    ) -> None:
        shim = shim or shims.load(vendor)
        assert shim is not None
        self._shim = shim
        self._environment = environment
        self._secrets = secrets
        self._issued = {item.name: _issued(item) for item in shim.resources if item.name in set(issuers)}
        self._schemas = {item.name: item.schema for item in shim.resources}
        self._configuration = Configuration({})
        self._state: dict[str, Recorded] = {}
        self.said: list[str] = []
        """Everything that a user or a state would have got to see."""
        self.known_secrets: set[str] = set()
        self.sends_plans = False
        """Whether an apply tells the provider what the plan remembers, as Terraform does from 1.15 on."""

    def configure(self, resources: Resources, variables: Mapping[str, str] | None = None) -> None:
        """Make `resources` (type, label, arguments) the configuration; `variables` are ephemeral."""
        self._configuration = Configuration(resources, variables)

    def state(self) -> dict[str, Values]:
        """The attributes of each resource, by address."""
        return {address: json.loads(item.attributes) for address, item in self._state.items()}

    def forget(self, address: str) -> None:
        """`terraform state rm`."""
        del self._state[address]

    def _attributes(self, address: str) -> Values:
        found = json.loads(self._state[address].attributes)
        assert isinstance(found, dict)
        return found

    def _record(self, address: str, state: Values, private: bytes, identity: bytes) -> None:
        self._state[address] = Recorded(state_json(state), private, identity)
        self.said += [self._shown(self._kind(address)[0], state), repr(private), repr(identity)]

    def _shown(self, type_name: str, values: Values) -> str:
        hidden = self._issued.get(type_name, set())
        return json.dumps({name: value for name, value in values.items() if name not in hidden}, default=str)

    def _evaluate(self, address: str, values: Mapping[str, Values] | None) -> Values:
        return self._configuration.evaluate(address, self._kind(address)[1], values)

    def _kind(self, address: str) -> tuple[str, Schema]:
        type_name = address.partition(".")[0]
        return type_name, self._schemas[type_name]

    @contextmanager
    def _provider(self) -> Iterator[ProviderCalls]:
        """A provider for one phase of one command, as Terraform starts one."""
        provider = ProviderCalls(self._shim, self._environment, self.said)
        try:
            yield provider
        finally:
            provider.close()
            self.known_secrets.update(self._secrets())


def _issued(resource: Resource) -> set[str]:
    """The attributes that keep a secret which the vendor shows once."""
    return {item.name for item in resource.schema.attributes if item.sensitive and item.computed}
