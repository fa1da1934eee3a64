"""The catalogue of a shim: every schema that Terraform asks for before anything is configured."""

from __future__ import annotations

from collections.abc import Mapping

from rolecall.specification.schema import Attribute, Function, Provider, Schema

IDENTITY = Schema(attributes=(Attribute(name="id", required=True, description="What `terraform import` takes."),))
NO_ARGUMENTS = Schema(attributes=())


class Catalogue:
    """The schemas of one shim by type name."""

    def __init__(self, shim: Provider) -> None:
        self.shim = shim

    def resource_schemas(self) -> Mapping[str, Schema]:
        """Schemas by resource type."""
        return {item.name: item.schema for item in self.shim.resources}

    def data_source_schemas(self) -> Mapping[str, Schema]:
        """Schemas by data source."""
        return {item.name: item.schema for item in self.shim.data_sources}

    def ephemeral_schemas(self) -> Mapping[str, Schema]:
        """Schemas by ephemeral resource type."""
        return {item.name: item.schema for item in self.shim.ephemerals}

    def action_schemas(self) -> Mapping[str, Schema]:
        """Schemas by action."""
        return {item.name: item.schema for item in self.shim.actions}

    def list_schemas(self) -> Mapping[str, Schema]:
        """A list resource, without arguments, for each type whose objects can be listed, in whatever dialect."""
        listed = self.shim.listed()
        return {item.name: NO_ARGUMENTS for item in self.shim.resources if item.name in listed}

    def identity_schemas(self) -> Mapping[str, Schema]:
        """Every resource type is identified by its `id`."""
        return dict.fromkeys(self.resource_schemas(), IDENTITY)

    def functions(self) -> Mapping[str, Function]:
        """Functions by name."""
        return {item.name: item for item in self.shim.functions}
