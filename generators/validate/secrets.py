"""Secrets are known for what they are: kept out of sight, with a life that drift can follow."""

from __future__ import annotations

from collections.abc import Iterator

from generators.input.definition import Definition
from generators.input.mistakes import placed
from generators.input.yaml_source import DefinitionError
from rolecall.specification.schema import Attribute, ObjectLifecycle, Provider, Resource
from rolecall.specification.traits import Among, Credential, WriteOnceSecret
from rolecall.specification.types import NUMBER, STRING


def prove_secrets(provider: Provider, definition: Definition) -> Iterator[DefinitionError]:
    """Every secret that would be shown, and every credential that nobody would miss."""
    for resource in provider.resources:
        rule = definition.resources[resource.name]
        for item in resource.schema.attributes:
            said = rule.attributes.get(item.name)
            if said is not None and item.issued is not None and not item.sensitive and not _is_known(resource, item):
                problem = f"{resource.name}: {item.name!r} is in the answer to create alone, and not sensitive"
                yield DefinitionError(said.place, problem, "sensitive: true")
        yield from placed(_of_credential(provider, resource), rule.place, resource.name)


def _is_known(resource: Resource, item: Attribute) -> bool:
    """Whether something else speaks of what create answers: its secret, or the companion that it names."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle):
        return False
    traits = (lifecycle.secret, lifecycle.companion)
    return any(trait is not None and trait.attribute == item.name for trait in traits)


def _of_credential(provider: Provider, resource: Resource) -> Iterator[tuple[str, str]]:
    """What lets somebody in has the trait `secret`, and both say the same of its owner and of its end."""
    lifecycle = resource.lifecycle
    credential = resource.access.credential if resource.access is not None else None
    secret = lifecycle.secret if isinstance(lifecycle, ObjectLifecycle) else None
    if isinstance(lifecycle, ObjectLifecycle) and credential is not None and secret is None:
        problem = "a credential of access without secret: drift would say nothing of one that somebody else made"
        yield problem, "`secret` with the attribute that create issues"
    owners = [each.owner for each in (credential, secret) if each is not None and each.owner is not None]
    if len(set(owners)) > 1:
        problem = f"the owner of its credential is {owners[0]!r}, and that of its secret {owners[1]!r}"
        yield problem, "the same attribute"
    for what, name in _ends(credential, secret):
        item = next((each for each in resource.schema.attributes if each.name == name), None)
        named = name in _names(provider, resource, credential, secret)
        if named or (item is not None and not _may_be_time(item)):
            yield f"{what} is {name!r}, which is no time", "an attribute that says when it ends"


def _ends(credential: Credential | None, secret: WriteOnceSecret | None) -> Iterator[tuple[str, str]]:
    if credential is not None and credential.until is not None:
        yield "until of its credential", credential.until
    if secret is not None and secret.expires is not None:
        yield "expires of secret", secret.expires


def _may_be_time(item: Attribute) -> bool:
    limited = any(isinstance(check, Among) for check in item.checks)
    return item.value_type in (STRING, NUMBER) and not (limited or item.words or item.reference or item.nesting)


def _names(
    provider: Provider, resource: Resource, credential: Credential | None, secret: WriteOnceSecret | None
) -> set[str | None]:
    """The attributes that say which credential it is, or whose."""
    natural = None
    if isinstance(resource.lifecycle, ObjectLifecycle):
        natural = provider.collection(resource.lifecycle.collection).natural_key
    told = {"id", natural.attribute if natural is not None else None}
    if credential is not None:
        told |= {credential.name, credential.owner}
    if secret is not None:
        told |= {secret.owner, secret.attribute}
    return told
