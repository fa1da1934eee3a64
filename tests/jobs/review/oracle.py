"""Who has what, by brute force over the model: rules are applied until nothing new follows.

It knows nothing of plans, addresses, ids or paths, and shares no code with what it checks.
"""

from __future__ import annotations

from tests.jobs.review.world import ATOMS, World

Fact = tuple[str, str, str, str, str]
"""(vendor, who, kind, right, place)."""


def access(world: World, other: World) -> set[Fact]:
    """All access in `world`. What `other` manages and `world` has not, is not there; the rest of the world is."""
    known = {(each.vendor, each.name) for each in (*world.accounts.values(), *other.accounts.values())}
    here = {(each.vendor, each.name): each for each in world.accounts.values()}
    roles_known = {each.name for each in (*world.roles.values(), *other.roles.values())}
    roles_here = {each.name: each for each in world.roles.values()}

    def works(vendor: str, name: str) -> bool:
        return (vendor, name) not in known or ((vendor, name) in here and not here[(vendor, name)].shut)

    def is_role(vendor: str, role: str) -> bool:
        return vendor != "splunk" or role not in roles_known or role in roles_here

    facts: set[Fact] = set()
    for (vendor, name), account in here.items():
        if not account.shut:
            facts.add((vendor, name, "account", name, ""))
            for role in account.given if account.managed is None else account.managed:
                if is_role(vendor, role):
                    facts.add((vendor, name, "role", role, ""))
    for vendor, name, role in world.bindings.values():
        if works(vendor, name) and is_role(vendor, role):
            facts.add((vendor, name, "role", role, ""))
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
        for atom in ATOMS if place == "organization" else (place,):
            facts.add(("tanzu", f"{kind}:{name}", "role", role, atom))
    return {fact for fact in facts if fact[4] != "itself" and not (fact[2] == "role" and fact[1] == f"role:{fact[3]}")}
