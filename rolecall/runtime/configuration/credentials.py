"""Credentials among the provider's arguments, in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from rolecall.specification.schema import Provider
from rolecall.specification.traits import (
    Authentication,
    ClientCertificate,
    CommandToken,
    FurtherHeaders,
    HeaderToken,
    MachineToken,
    SignedStatement,
    TokenExchange,
)
from rolecall.specification.traits.proofs import given

MANY: Final = 3
"""Of more ways than so many only what tells one from another is said."""


def arguments_of(trait: Authentication) -> tuple[str, ...]:
    """The provider arguments that `trait` needs."""
    if isinstance(trait, HeaderToken | FurtherHeaders):
        return (trait.argument,)
    if isinstance(trait, ClientCertificate):
        return (trait.certificate,)
    if isinstance(trait, TokenExchange):
        own = [trait.url_argument] if trait.url_argument and not trait.path else []
        signed = (trait.statement,) if isinstance(trait.statement, SignedStatement) else ()
        texts = (trait.path, *(text for _, text in trait.fields), *(each.subject for each in signed))
        proof = () if trait.statement is None else given(trait.statement)
        named = [name for text in texts for name in re.findall(r"\{provider\.([^{}]+)\}", text)]
        return tuple(dict.fromkeys([*own, *named, *(argument for argument, _ in trait.credentials), *proof]))
    if isinstance(trait, CommandToken):
        return (*([trait.tenant_of] if trait.tenant_of else []), trait.switch)
    if isinstance(trait, MachineToken):
        return (trait.switch,)
    return (trait.username, trait.password)


def environment_name(shim: Provider, argument: str) -> str:
    """The environment variable that stands in for `argument`: `TANIUM_API_TOKEN`, `TANZU_KUBERNETES_HOST`."""
    return f"{shim.name}_{argument}".replace(".", "_").upper()


def credentials_advice(shim: Provider, arguments: Mapping[str, Any] = MappingProxyType({})) -> str:
    """Advice on what to set so that the vendor lets us in, with environment variables.

    Where `arguments` make up a way, it is that one, else every way there is.
    """
    ways = list(dict.fromkeys(proper(shim, arguments_of(trait)) for trait in shim.authentication))
    beside = {proper(shim, arguments_of(trait)) for trait in shim.authentication if is_beside(trait)}
    whole = sorted((way for way in ways if way and all(arguments.get(name) for name in way)), key=beside.__contains__)
    if whole:
        variables = ", ".join(environment_name(shim, name) for name in whole[0])
        named = " or ".join(f"`{name}`" for name in whole[0])
        parts = [
            f"A credential is wrong or expired. Correct {named} in the provider block ({variables} in the environment)."
        ]
    else:
        short = ways if len(ways) <= MANY else list(dict.fromkeys(names[-1:] for names in ways))
        said = [
            " and ".join(f"`{name}`" for name in names)
            + f" ({' and '.join(environment_name(shim, name) for name in names)} in the environment)"
            for names in short
        ]
        parts = ["A credential is missing, wrong or expired."]
        parts += [f"In the provider block set {', or '.join(said)}."] if said else []
    return " ".join([*parts, *([shim.errors.unauthenticated] if shim.errors.unauthenticated else [])])


def is_beside(trait: Authentication) -> bool:
    """Whether this goes beside another way to authenticate."""
    return isinstance(trait, FurtherHeaders | ClientCertificate)


def proper(shim: Provider, way: tuple[str, ...]) -> tuple[str, ...]:
    """The arguments of a way that have to be said: those without a default."""
    usual = {item.name for item in shim.schema.attributes if item.default is not None}
    return tuple(name for name in way if name not in usual)


def blamed(shim: Provider, arguments: Mapping[str, Any]) -> str:
    """The argument to look at where the vendor does not know us; empty where none is given.

    It is the secret, or the URL where that may lead to a system that has a login of its own: where what was refused is
    a token that was exchanged for the secret a moment ago.
    """
    if shim.errors.unauthenticated and any(isinstance(way, TokenExchange) for way in shim.authentication):
        return shim.url_argument
    ways = [arguments_of(way) for way in shim.authentication]
    return next((way[-1] for way in ways if way and all(arguments.get(name) for name in way)), "")


def sensitive_arguments(shim: Provider) -> list[str]:
    """The dotted names of the provider arguments that hold secrets."""
    found = [item.name for item in shim.schema.attributes if item.sensitive]
    nested = ((item.name, each) for item in shim.schema.attributes for each in item.nested)
    return found + [f"{outer}.{each.name}" for outer, each in nested if each.sensitive]
