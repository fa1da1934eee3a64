"""Sentences about the access that a resource type gives, and about the vendor's privileged rights."""

from __future__ import annotations

from collections.abc import Iterator

from generators.text import code, listed, markdown
from rolecall.specification.schema import Action, Provider, Resource
from rolecall.specification.traits import EVERYWHERE


def of_access(resource: Resource) -> Iterator[str]:
    """What the documentation says about the access that a resource type gives."""
    access = resource.access
    if access is None:
        return
    permissions = [f"the {each.kind} in {code(each.attribute)}" for each in access.permissions]
    given = listed(permissions, "and") if permissions else ""
    over = [code(path) for _, path in access.scopes if path != EVERYWHERE]
    where = f", over {listed(over, 'or')}" if over else ""
    if access.subject is not None:
        yield f"**It gives access**: {given} to whoever {code(access.subject.attribute)} names{where}."
    elif access.rule is not None:
        state = f"{code(access.rule.where[0])} is {code(access.rule.where[1])}"
        yield f"**It gives access**: {given} to whoever {code(access.rule.expression)} means, while {state}."
    elif access.credential is not None:
        owner = "the provider's own account"
        if access.credential.owner:
            owner = f"the account that {code(access.credential.owner)} names"
        yield f"**It gives access**: whoever has the token can do what {owner} can."
    elif access.role is not None:
        members = f"; it includes the roles in {code(access.role.includes)}" if access.role.includes else ""
        yield f"**It gives access** to everybody who has the role{f': {given}' if given else ''}{members}."
    elif access.group is not None:
        yield f"**It gives access** to everybody in the group{f': {given}' if given else ''}."
    elif access.account is not None:
        yield f"**It gives access**: an account{f', with {given}' if given else ''}{where}."
    for tier in dict.fromkeys(tier for _, tier in (*access.reach, *access.limits)):
        names = listed((code(path) for path, weight in (*access.reach, *access.limits) if weight == tier), "and")
        yield f"**How far it reaches**, which drift and review weigh as {tier}: {names}."
    for read in access.reads:
        beside = f" where {code(read.beside[0])} is {listed(map(code, read.beside[1]), 'or')}" if read.beside else ""
        yield (
            f"**Accounts get something by their attributes**: {markdown(read.gives)}, by those that "
            f"{code(read.attribute)} names{beside}. Drift and review weigh a change of one as {read.tier}."
        )
    for each in access.built_in:
        yield f"**Comes with the vendor**: {listed((code(name) for name in each.names), 'or')}. {markdown(each.reason)}"
    for text in access.outlives:
        yield f"**Remains after removal**: {markdown(text)}"


def of_action(action: Action) -> str:
    """What the documentation says about the access that comes of an action."""
    return f"**It gives access**, which the review weighs as {action.tier}: {markdown(action.gives)}"


def of_risk_tiers(provider: Provider) -> Iterator[str]:
    """What the documentation says about the vendor's privileged rights."""
    for each in provider.risk_tiers:
        names = listed((code(name) for name in each.names), "or")
        stars = " (`*` is any text)" if any("*" in name for name in each.names) else ""
        where = f" over a whole {markdown(each.level)}" if each.level else ""
        held = f" of {listed(map(code, each.holders), 'or')}" if each.holders else ""
        yield f"**Risk tier {each.tier}**: {each.kind} {names}{stars}{where}{held}. {markdown(each.reason)}"
