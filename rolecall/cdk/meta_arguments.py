"""CDKTF's meta-arguments, as bindings take and default them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from rolecall.cdk.toolkit import (
    FileProvisioner,
    IImportableConfig,
    ITerraformDependable,
    ITerraformIterator,
    LocalExecProvisioner,
    RemoteExecProvisioner,
    SSHProvisionerConnection,
    TerraformCount,
    TerraformProvider,
    TerraformProviderGeneratorMetadata,
    TerraformResourceLifecycle,
    WinrmProvisionerConnection,
    implements,
)
from rolecall.version import version

Connection: TypeAlias = SSHProvisionerConnection | WinrmProvisionerConnection | dict[str, Any]
Count: TypeAlias = int | float | TerraformCount
DependsOn: TypeAlias = Sequence[ITerraformDependable]
ForEach: TypeAlias = ITerraformIterator
Lifecycle: TypeAlias = TerraformResourceLifecycle | dict[str, Any]
Provisioners: TypeAlias = Sequence[FileProvisioner | LocalExecProvisioner | RemoteExecProvisioner | dict[str, Any]]


@dataclass(frozen=True, slots=True)
class ProviderInfo:
    """The provider a binding belongs to: local name, source address, and the one version that it fits.

    Terraform refuses another version in the plan already: bindings and provider are made from the same definition.
    """

    name: str
    source: str
    version: str = field(default_factory=version)

    def metadata(self) -> TerraformProviderGeneratorMetadata:
        """The same in CDKTF's words, by which it checks that every provider used has a block."""
        return TerraformProviderGeneratorMetadata(provider_name=self.name, provider_version=self.version)


def overlapping(lifecycle: Lifecycle | None) -> Lifecycle:
    """`lifecycle` with `create_before_destroy`, unless it says otherwise: a token overlaps its successor."""
    if lifecycle is None:
        return TerraformResourceLifecycle(create_before_destroy=True)
    if isinstance(lifecycle, dict):
        return {"create_before_destroy": True, **lifecycle}
    if lifecycle.create_before_destroy is not None:
        return lifecycle
    return TerraformResourceLifecycle(
        create_before_destroy=True,
        ignore_changes=lifecycle.ignore_changes,
        postcondition=lifecycle.postcondition,
        precondition=lifecycle.precondition,
        prevent_destroy=lifecycle.prevent_destroy,
        replace_triggered_by=lifecycle.replace_triggered_by,
    )


@implements(IImportableConfig)
class ImportConfig:
    """The arguments of an import block without configuration, as the object that CDKTF asks for it."""

    def __init__(self, terraform_resource_type: str, import_id: str, provider: TerraformProvider | None) -> None:
        self._resource_type, self._import_id, self._provider = terraform_resource_type, import_id, provider

    @property
    def terraform_resource_type(self) -> str:
        """The type of what is imported."""
        return self._resource_type

    @property
    def import_id(self) -> str:
        """The vendor's id."""
        return self._import_id

    @property
    def provider(self) -> TerraformProvider | None:
        """The provider block to import with, if not the default one."""
        return self._provider
