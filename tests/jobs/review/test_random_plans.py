"""Random plans against the oracle: no gain and no loss is missed, and none is made up."""

from __future__ import annotations

import random
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from jobs.review.access import Row
from jobs.review.formats.json_data import data
from jobs.review.report import review
from tests.jobs.review.oracle import Fact, access
from tests.jobs.review.world import ATOMS, Account, Role, World, Writer

NAMES = ("ada", "bob")
ROLES = ("r1", "r2", "r3")
CAPABILITIES = ("edit_user", "search", "list_all")

subsets = st.frozensets(st.sampled_from(ROLES), max_size=2)


@st.composite
def accounts(draw: st.DrawFn, vendor: str, name: str) -> Account:
    managed = draw(st.none() | subsets)
    given_ = frozenset() if managed is not None else draw(subsets)
    return Account(vendor, name, draw(st.booleans()), managed, given_)


@st.composite
def worlds(draw: st.DrawFn) -> tuple[World, World, frozenset[str]]:
    before, after = World(), World()
    for vendor in ("splunk", "tanium"):
        for name in draw(st.frozensets(st.sampled_from(NAMES))):
            label = f"{vendor}_{name}"
            there = draw(st.sampled_from(["before", "after", "both", "both", "renamed"]))
            old = draw(accounts(vendor, name))
            if there != "after":
                before.accounts[label] = old
            if there == "renamed":
                after.accounts[label] = draw(accounts(vendor, f"{name}x"))
            elif there != "before":
                after.accounts[label] = draw(accounts(vendor, name))
    for name in draw(st.frozensets(st.sampled_from(ROLES[:2]))):
        there = draw(st.sampled_from(["before", "after", "both", "both"]))
        for side, world in (("before", before), ("after", after)):
            if there in (side, "both"):
                capabilities = draw(st.frozensets(st.sampled_from(CAPABILITIES)))
                world.roles[name] = Role(name, draw(subsets) - {name}, capabilities)
    bound = st.tuples(
        st.sampled_from(["splunk", "tanium"]), st.sampled_from([*NAMES, "ada", "adax"]), st.sampled_from(ROLES)
    )
    for world in (before, after):
        for vendor, name, role in draw(st.frozensets(bound, max_size=4)):
            # a binding stays at its address or comes back at another one
            label = f"{vendor}_{name}_{role}" if draw(st.booleans()) else f"{vendor}_{name}_{role}_again"
            world.bindings[label] = (vendor, name, role)
    places = st.tuples(
        st.sampled_from(["USER", "GROUP"]),
        st.sampled_from(["ada@x.example", "ops"]),
        st.sampled_from(["cluster.admin", "cluster.view"]),
        st.sampled_from(ATOMS),
    )
    for world in (before, after):
        for number, place in enumerate(sorted(draw(st.frozensets(places, max_size=4)))):
            world.places[f"{number}"] = place
    touched = draw(
        st.frozensets(st.sampled_from([*before.accounts, *before.roles, *before.bindings, *before.places, "-"]))
    )
    return _possible(before, after, touched)


def _possible(before: World, after: World, touched: frozenset[str]) -> tuple[World, World, frozenset[str]]:
    """Without what no vendor and no provider allows."""
    for label, account in after.accounts.items():
        old = before.accounts.get(label)
        renewed = old is None or old.name != account.name or label in touched
        if account.managed is None:  # nobody manages them: they are what they were, nothing on a new account
            if renewed:
                account.given = frozenset()
            elif old is not None:
                account.given = old.given if old.managed is None else old.managed
    for world in (before, after):  # a binding of a role that is there already is refused
        for label, (vendor, name, role) in list(world.bindings.items()):
            twin = [each for each in world.bindings if each != label and world.bindings[each] == (vendor, name, role)]
            holder = next((a for a in world.accounts.values() if (a.vendor, a.name) == (vendor, name)), None)
            unborn = vendor == "tanium" and _knows(after, vendor, name) and not _knows(before, vendor, name)
            has = holder.given | (holder.managed or frozenset()) if holder else frozenset()
            if twin or (unborn and world is before) or role in has:
                del world.bindings[label]
    return before, after, touched


def _knows(world: World, vendor: str, name: str) -> bool:
    return any((each.vendor, each.name) == (vendor, name) for each in world.accounts.values())


def atoms(row: Row) -> set[Fact]:
    """A row in the oracle's words, what it carries included."""
    grant = row.grant
    who = grant.account if grant.key.subject.kind == "user" else f"{grant.key.subject.kind}:{grant.account}"
    if grant.vendor == "tanium":
        who = who.removeprefix("9")  # the id of somebody whom nobody manages
    if grant.vendor == "tanzu":
        who = f"{grant.key.subject.kind.upper()}:{grant.account}"
        places = ATOMS if grant.scope.level == "organization" else (grant.scope.name,)
        return {("tanzu", who, grant.kind, grant.right, place) for place in places}
    found = {(grant.vendor, who, grant.kind, grant.right, "")}
    for each in row.carries:
        kind, _, right = each.partition(" ")
        found.add((grant.vendor, who, kind, right, ""))
    return found


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(worlds(), st.integers(0, 2**32))
def test_gains_and_losses_are_those_of_the_oracle(worlds: tuple[World, World, frozenset[str]], seed: int) -> None:
    before, after, touched = worlds
    old, new = access(before, after), access(after, before)
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(before, after, random.Random(seed), set(touched))
        found = review(writer.write(Path(folder)), environ={})
    assert found.unknowns == ()
    for effect, expected, excess in (("gains", new - old, new), ("loses", old - new, old)):
        rows = [row for row in found.rows if row.effect == effect]
        told = set().union(*(atoms(row) for row in rows)) if rows else set()
        assert expected <= told, f"{effect} missed: {expected - told}"
        assert told <= excess, f"{effect} made up: {told - excess}"
        for row in rows:
            assert atoms(row) & expected, f"{effect} without effect: {row}"
    assert {row["effect"] for row in data(found)["rows"]} == {row.effect for row in found.rows}
