"""A vendor's whole specification: the declarations of its provider, and what only its documentation says."""

from __future__ import annotations

from dataclasses import dataclass

from rolecall.specification.schema import Literalish, Provider


@dataclass(frozen=True, slots=True, kw_only=True)
class ProviderSpec:
    """Everything that is known about a vendor.

    `provider` is what the shim declares and the runtime obeys. `examples` are attribute values by (type name,
    attribute), `arguments` example values of the provider block, `hazards` sentences by type name that no trait says,
    `subcategories` the registry's headings and `permissions` what an account needs, both by type name
    (`data.<type>` for a data source).
    `variants` are the same for the vendor's other dialects, by the name of their package.
    """

    provider: Provider
    description: str
    examples: dict[tuple[str, str], Literalish | tuple[str, ...]]
    arguments: dict[str, Literalish]
    hazards: dict[str, tuple[str, ...]]
    subcategories: dict[str, str]
    permissions: dict[str, tuple[str, ...]]
    variants: tuple[tuple[str, ProviderSpec], ...] = ()
