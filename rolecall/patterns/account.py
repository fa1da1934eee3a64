"""One resource to make for a person, whether as a construct of its own or rendered with thousands of others."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from rolecall.cdk.base_classes import Provider, Resource
from rolecall.cdk.construct_names import terraform_name
from rolecall.cdk.dialects import dialect_of
from rolecall.cdk.errors import DeclarationError
from rolecall.cdk.toolkit import TerraformProvider


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """One resource to make for a person.

    Attributes:
        vendor: the vendor's name; the key under which a construct keeps its account.
        binding: the class that stands for the resource type.
        arguments: its arguments.
        ids: what the Terraform name follows from, the person's id first.
        login: the login name with the vendor that nobody else may have; None for what is no account.
        key: the construct's id below the person, `vendor` if empty.
        cluster: the cluster whose provider block makes it; None for the vendor's own block.
        after: keys of the resources that must be there first, and that are destroyed after it.
        overlap: whether a replacement is made before the old one goes.
    """

    vendor: str
    binding: type[Resource]
    arguments: Mapping[str, Any]
    ids: tuple[str, ...]
    login: str | None = None
    key: str = ""
    cluster: str | None = None
    after: tuple[str, ...] = ()
    overlap: bool = False

    @property
    def construct_id(self) -> str:
        """The construct's id below the person, unique there."""
        return self.key or self.vendor

    @property
    def name(self) -> str:
        """The Terraform name."""
        return terraform_name(self.ids)

    @property
    def address(self) -> str:
        """The Terraform address in its stack."""
        return f"{self.binding.TF_RESOURCE_TYPE}.{self.name}"


class Blocks:
    """The provider blocks to use where they are not the default ones: one per vendor, one per Tanzu cluster.

    `default` are the stack's default ones by vendor, as far as they are declared yet.
    """

    def __init__(
        self,
        providers: Mapping[str, TerraformProvider] | None,
        clusters: Mapping[str, TerraformProvider] | None,
        default: Mapping[str, TerraformProvider] = MappingProxyType({}),
    ) -> None:
        self._default = default
        self.providers = dict(providers or {})
        self.clusters = dict(clusters or {})
        self._keys = {vendor: provider_key(vendor, block) for vendor, block in self.providers.items()}

    def of(self, account: Account, where: str) -> TerraformProvider | None:
        """The block that makes `account`, or None for the default one; `where` is the construct path for errors.

        Raises DeclarationError for a cluster that has no block.
        """
        if account.cluster is None:
            return self.providers.get(account.vendor)
        block = self.clusters.get(account.cluster)
        if block is None:
            near = difflib.get_close_matches(account.cluster, self.clusters, n=1)
            known = ", ".join(sorted(self.clusters)) or "none"
            advice = f"did you mean {near[0]!r}?" if near else f"there are: {known}"
            raise DeclarationError(
                f"{where}: {account.vendor}.kubernetes names the cluster {account.cluster!r}, which has no provider "
                f"block; {advice}"
            )
        return block

    def dialect(self, vendor: str, argument: str = "api_dialect") -> str | None:
        """The dialect in `argument` of a vendor's block, as far as synthesis can know it."""
        block = self.providers.get(vendor) or self._default.get(vendor)
        return dialect_of(block if isinstance(block, Provider) else None, vendor, argument)

    def key(self, vendor: str) -> str:
        """The name of a vendor's block, so that the same login in two instances of it is no collision."""
        return self._keys.get(vendor, vendor)


def provider_key(vendor: str, block: TerraformProvider | None) -> str:
    """The name of a provider block, so that the same login in two instances of a vendor is no collision."""
    return block.fqn if block is not None else vendor
