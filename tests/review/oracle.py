"""Who has what, by brute force over the model: an apply is played, rules are applied until nothing new follows.

It knows nothing of plans, addresses, ids or paths, and shares no code with what it checks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tests.review.world import ATOMS, World

Fact = tuple[str, str, str, str, str]
"""(vendor, who, kind, right, place)."""
Sets = dict[tuple[str, str], frozenset[str]]
"""What a vendor holds: the roles of an account, or the members of a group, by vendor and name."""


def held(world: World) -> Sets:
    """The sets that the vendors hold in `world`: what was given there, and what bindings give."""
    found = {(each.vendor, each.name): each.managed or each.given for each in world.accounts.values()}
    for vendor, name, given in world.bindings.values():
        found[(vendor, name)] = found.get((vendor, name), frozenset()) | {given}
    return found


def applied(before: World, after: World, touched: Iterable[str]) -> Sets:
    """The sets that the vendors hold once an apply has made `after` of `before`; `touched` is made anew."""
    sets = held(before)
    old, new = before.bindings, after.bindings
    stay = {label for label in old if old[label] == new.get(label) and label not in touched}
    for label, (vendor, name, given) in old.items():
        if label not in stay:
            sets[(vendor, name)] -= {given}
    for role in made_anew(before, after, touched):
        sets = {key: each - {role} if key[0] == "splunk" else each for key, each in sets.items()}
    gone = {label for label, each in before.accounts.items() if label not in after.accounts}
    for label in gone:
        del sets[(before.accounts[label].vendor, before.accounts[label].name)]
    for label, account in after.accounts.items():
        was, key = before.accounts.get(label), (account.vendor, account.name)
        if was is None or was.name != account.name or label in touched:
            if was is not None:
                del sets[(was.vendor, was.name)]
            sets[key] = account.managed or frozenset()
        elif account.managed is not None and account.managed != held(before)[key]:
            sets[key] = account.managed
    for label, (vendor, name, given) in new.items():
        if label not in stay:
            sets[(vendor, name)] = sets.get((vendor, name), frozenset()) | {given}
    return sets


def made_anew(before: World, after: World, touched: Iterable[str]) -> set[str]:
    """The roles that an apply deletes and makes again: nobody and nothing has them then."""
    return set(before.roles) & set(after.roles) & set(touched)


def left(before: World, after: World, touched: Iterable[str]) -> World:
    """`after` with what its roles truly include: one that is not written has lost those that are made anew."""
    anew = made_anew(before, after, touched)
    roles = {
        label: replace(role, imports=role.imports - anew)
        if label not in anew and label in before.roles and before.roles[label].imports == role.imports
        else role
        for label, role in after.roles.items()
    }
    return replace(after, roles=roles)


def access(world: World, sets: Sets, other: World) -> set[Fact]:
    """All access in `world`. What `other` manages and `world` has not, is not there; the rest of the world is."""
    known = {(each.vendor, each.name) for each in (*world.accounts.values(), *other.accounts.values())}
    here = {(each.vendor, each.name): each for each in world.accounts.values()}
    roles_known = {each.name for each in (*world.roles.values(), *other.roles.values())}
    roles_here = {each.name: each for each in world.roles.values()}

    def is_role(vendor: str, role: str) -> bool:
        return vendor != "splunk" or role not in roles_known or role in roles_here

    facts: set[Fact] = set()
    for (vendor, name), account in here.items():
        if not account.shut and vendor != "scim":
            facts.add((vendor, name, "account", name, ""))
    for (vendor, name), given in sets.items():
        if (vendor, name) in known and ((vendor, name) not in here or here[(vendor, name)].shut):
            continue
        if vendor == "scim":
            facts |= {(vendor, member, "group", name, "") for member in given}
        else:
            facts |= {(vendor, name, "role", role, "") for role in given if is_role(vendor, role)}
    for name in roles_here:
        facts.add(("splunk", f"role:{name}", "role", name, "itself"))
    while True:
        new = set()
        for vendor, who, kind, right, _ in facts:
            if vendor == "splunk" and kind == "role" and right in roles_here:
                new |= {
                    ("splunk", who, "role", each, "") for each in roles_here[right].imports if is_role(vendor, each)
                }
                new |= {("splunk", who, "capability", each, "") for each in roles_here[right].capabilities}
        if new <= facts:
            break
        facts |= new
    for kind, name, role, place in world.places.values():
        through = [f"SCIM:{who}" for vendor, who, _, group, _ in facts if (vendor, group) == ("scim", name)]
        known_here = kind == "GROUP" and ("scim", name) in here
        for atom in ATOMS if place == "organization" else (place,):
            facts |= {("tanzu", who, "role", role, atom) for who in (through if known_here else ())}
            facts.add(("tanzu", f"{kind}:{name}", "role", role, atom))
    return {fact for fact in facts if fact[4] != "itself" and not (fact[2] == "role" and fact[1] == f"role:{fact[3]}")}
