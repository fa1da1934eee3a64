"""Random plans against the oracle: no gain and no loss is missed, and none is made up."""

from __future__ import annotations

import os
import random
import tempfile
from copy import deepcopy
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rolecall.access import Row
from rolecall.review.formats.json_data import data
from rolecall.review.report import review
from tests.review.oracle import Fact, access, applied, held, left
from tests.review.world import ATOMS, Account, Role, World
from tests.review.writer import Writer

NAMES = ("ada", "bob")
GROUPS = ("g1", "g2")
ROLES = ("r1", "r2", "r3")
CAPABILITIES = ("edit_user", "search", "list_all")

USERS = ("u1", "u2", "u3")

subsets = st.frozensets(st.sampled_from(ROLES), max_size=2)


@dataclass
class Case:
    """What is there before and after an apply; `wished` is what the configuration says.

    `touched` are labels of what is made anew, `left` of what the apply leaves out, `unsure` of new bindings whose role
    nobody knows before it.
    """

    before: World
    after: World
    wished: World
    touched: frozenset[str]
    left: frozenset[str]
    unsure: frozenset[str]


@st.composite
def accounts(draw: st.DrawFn, vendor: str, name: str) -> Account:
    managed = draw(st.none() | subsets)
    given_ = frozenset() if managed is not None else draw(subsets)
    return Account(vendor, name, draw(st.booleans()), managed, given_)


@st.composite
def groups(draw: st.DrawFn, name: str) -> Account:
    managed = draw(st.none() | st.frozensets(st.sampled_from(USERS), max_size=2))
    given_ = frozenset() if managed is not None else draw(st.frozensets(st.sampled_from(USERS), max_size=2))
    return Account("scim", name, False, managed, given_)


@st.composite
def cases(draw: st.DrawFn) -> Case:
    before, after = World(), World()
    _draw_accounts(draw, before, after)
    for name in draw(st.frozensets(st.sampled_from(ROLES[:2]))):
        there = draw(st.sampled_from(["before", "after", "both", "both"]))
        for side, world in (("before", before), ("after", after)):
            if there in (side, "both"):
                capabilities = draw(st.frozensets(st.sampled_from(CAPABILITIES)))
                world.roles[name] = Role(name, draw(subsets) - {name}, capabilities)
    bound = st.tuples(
        st.sampled_from(["splunk", "tanium"]), st.sampled_from([*NAMES, "ada", "adax"]), st.sampled_from(ROLES)
    ) | st.tuples(st.just("scim"), st.sampled_from(GROUPS), st.sampled_from(USERS))
    for world in (before, after):
        for vendor, name, role in draw(st.frozensets(bound, max_size=4)):
            # a binding stays at its address or comes back at another one
            label = f"{vendor}_{name}_{role}" if draw(st.booleans()) else f"{vendor}_{name}_{role}_again"
            world.bindings[label] = (vendor, name, role)
    places = st.tuples(
        st.sampled_from(["USER", "GROUP"]),
        st.sampled_from(["ada@x.example", *GROUPS[:1]]),
        st.sampled_from(["cluster.admin", "cluster.view"]),
        st.sampled_from(ATOMS),
    )
    for world in (before, after):
        for number, place in enumerate(sorted(draw(st.frozensets(places, max_size=4)))):
            world.places[f"{number}"] = place
    labels = [*before.accounts, *before.roles, *before.bindings, *before.places, "-"]
    touched = draw(st.frozensets(st.sampled_from(labels)))
    new = [*after.accounts, *after.roles, *after.bindings, *after.places]
    out = draw(st.just(frozenset[str]()) | st.frozensets(st.sampled_from([*labels, *new])))
    case = _possible(before, after, touched, out)
    fresh = [
        label
        for label, bound in case.after.bindings.items()
        if bound[0] == "splunk"
        and label not in out
        and (case.before.bindings.get(label) != bound or label in case.touched)
    ]
    case.unsure = draw(st.just(frozenset[str]()) | st.frozensets(st.sampled_from([*fresh, "-"]))) - {"-"}
    return case


def _draw_accounts(draw: st.DrawFn, before: World, after: World) -> None:
    for vendor in ("splunk", "tanium", "scim"):
        for name in draw(st.frozensets(st.sampled_from(NAMES if vendor != "scim" else GROUPS))):
            label = f"{vendor}_{name}"
            there = draw(st.sampled_from(["before", "after", "both", "both", "renamed"]))
            for side, world in (("before", before), ("after", after)):
                if there in (side, "both", "renamed"):
                    called = f"{name}x" if (side, there) == ("after", "renamed") else name
                    is_group = vendor == "scim"
                    world.accounts[label] = draw(groups(called) if is_group else accounts(vendor, called))


def _possible(before: World, after: World, touched: frozenset[str], out: frozenset[str]) -> Case:
    """Without what no vendor and no provider allows; what the apply leaves out is as it was."""
    wished = deepcopy(after)
    pairs: list[tuple[dict[str, Any], dict[str, Any]]] = [
        (before.accounts, after.accounts),
        (before.roles, after.roles),
        (before.bindings, after.bindings),
        (before.places, after.places),
    ]
    for old, new in pairs:
        for label in out:
            new.pop(label, None)
            if label in old:
                new[label] = deepcopy(old[label])
    for label in out & set(after.accounts):
        after.accounts[label].managed = None
    for world in (before, after):  # a binding of what is there already is refused
        for label, (vendor, name, given_) in list(world.bindings.items()):
            twin = [each for each in world.bindings if each != label and world.bindings[each] == (vendor, name, given_)]
            holder = next((a for a in world.accounts.values() if (a.vendor, a.name) == (vendor, name)), None)
            unborn = _knows(after, vendor, name) and not _knows(before, vendor, name)
            has = (holder.given | (holder.managed or frozenset())) if holder and label not in out else frozenset()
            unmade = world is after and label in out and label not in before.bindings
            if twin or (unborn and world is before) or given_ in has or unmade:
                del world.bindings[label]
    return Case(before, after, wished, touched - out, out, frozenset())


def _knows(world: World, vendor: str, name: str) -> bool:
    return any((each.vendor, each.name) == (vendor, name) for each in world.accounts.values())


def atoms(row: Row) -> set[Fact]:
    """A row in the oracle's words, what it carries included."""
    grant = row.grant
    who = grant.account if grant.key.subject.kind == "user" else f"{grant.key.subject.kind}:{grant.account}"
    if grant.vendor == "tanium":
        who = who.removeprefix("9")  # the id of somebody whom nobody manages
    if grant.vendor == "tanzu":
        kind = "SCIM" if grant.key.through else grant.key.subject.kind.upper()
        who = f"{kind}:{grant.account}"
        places = ATOMS if grant.scope.level == "organization" else (grant.scope.name,)
        return {("tanzu", who, grant.kind, grant.right, place) for place in places}
    right = grant.right.removeprefix("9") if grant.vendor == "scim" else grant.right
    found = {(grant.vendor, who, grant.kind, right, "")}
    for each in row.carries:
        kind, _, right = each.partition(" ")
        found.add((grant.vendor, who, kind, right, ""))
    return found


@settings(
    max_examples=int(os.environ.get("RANDOM_PLANS", "200")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
@given(cases(), st.integers(0, 2**32))
def test_gains_and_losses_are_those_of_the_oracle(case: Case, seed: int) -> None:
    before, after, touched = case.before, case.after, case.touched
    old = access(before, held(before), after)
    sure = replace(after, bindings={key: each for key, each in after.bindings.items() if key not in case.unsure})
    new = access(left(before, sure, touched), applied(before, sure, touched), before)
    with tempfile.TemporaryDirectory() as folder:
        writer = Writer(before, after, random.Random(seed), set(touched), case.wished, set(case.left), set(case.unsure))
        found = review(writer.write(Path(folder)), environ={})
    unknown = {each.address.rpartition(": ")[2] for each in found.unknowns}
    assert unknown == {f"splunk_role_binding.b_{label}" for label in case.unsure}
    for effect, expected, excess in (("gains", new - old, new), ("loses", old - new, old)):
        rows = [row for row in found.rows if row.effect == effect]
        told = set().union(*(atoms(row) for row in rows)) if rows else set()
        assert expected <= told, f"{effect} missed: {expected - told}"
        assert told <= excess, f"{effect} made up: {told - excess}"
        for row in rows:
            assert atoms(row) & expected, f"{effect} without effect: {row}"
    assert {row["effect"] for row in data(found)["rows"]} == {row.effect for row in found.rows}
