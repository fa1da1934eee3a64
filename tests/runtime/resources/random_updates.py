"""Random partial updates of one object, with changes of others in between and answers that leave something out.

`run` counts rights that nobody took away and that are gone all the same. It serves the test suite with a few runs, and
benchmarks with many.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from providers.scim import PROVIDER as SCIM
from providers.splunk import PROVIDER as SPLUNK
from providers.tanium import PROVIDER as TANIUM
from providers.tanzu import PROVIDER as TANZU
from rolecall.sandbox import Fault, start
from rolecall.sandbox.tanzu.kubernetes.kinds import CLUSTER_ROLE_BINDING
from rolecall.specification.schema import Provider
from tests.runtime.resources.practitioner import Practitioner, Resource, full

Rights = dict[str, set[str]]
"""By attribute of the resource: the elements that the object has."""


@dataclass(frozen=True)
class Api:
    """One object behind an API whose updates replace more than they change.

    `texts` and `sets` are attributes with the values that a configuration may give them. `has` tells the rights that
    the vendor really has, `put` sets those of one attribute behind the provider's back. `members` are what an answer
    may leave out, `path` is where the object is read and written.
    """

    vendor: str
    label: str
    shim: Provider
    fixed: Mapping[str, Any]
    texts: Mapping[str, tuple[Any, ...]]
    sets: Mapping[str, tuple[str, ...]]
    members: tuple[str, ...]
    path: str
    has: Callable[[Any], Rights]
    put: Callable[[Any, str, set[str]], None]
    element: Callable[[Any, str], Any] = lambda box, name: name
    options: Mapping[str, Any] = field(default_factory=dict)
    prepare: Callable[[Any], object] = lambda box: None
    environment: Callable[[Any], Mapping[str, str]] = lambda box: box.environment


@dataclass(frozen=True)
class Loss:
    """Rights that are gone though nobody took them away, after update number `step`."""

    step: int
    rights: Mapping[str, set[str]]


def run(api: Api, seed: int, steps: int) -> list[Loss]:
    """Make `steps` random updates of one object, and give what was lost."""
    chance = random.Random(seed)
    with start(api.vendor, options=dict(api.options)) as box:
        api.prepare(box)
        person = Practitioner(api.shim, api.environment(box))
        person.done(api.label, **api.fixed)
        return [loss for step in range(steps) for loss in _step(api, box, person, chance, step)]


def _step(api: Api, box: Any, person: Practitioner, chance: random.Random, step: int) -> Iterator[Loss]:
    """One run of refresh, plan, others' changes, and apply."""
    config = dict(api.fixed)
    config |= {name: chance.choice(values) for name, values in api.texts.items() if chance.random() < 0.6}
    asked = {name: chance.sample(all_, chance.randint(0, len(all_))) for name, all_ in api.sets.items()}
    asked = {name: wanted for name, wanted in asked.items() if chance.random() < 0.4}
    config |= {name: [api.element(box, each) for each in wanted] for name, wanted in asked.items()}
    with _answers(api, box, chance):
        person.restart()
        person.refresh(api.label)
        planned = person.plan(api.label, **config)
        for name in api.sets:
            if chance.random() < 0.5:
                api.put(box, name, api.has(box)[name] ^ {chance.choice(api.sets[name])})
        before = api.has(box)
        held = person.resources[api.label]
        seen = {name: _seen(api, box, held.state[name], before[name]) for name in api.sets}
        if planned.diagnostics.has_error or planned.planned == held.state:
            return
        schema = person.engine.resource_schemas()[api.label.partition(".")[0]]
        result = person.engine.apply(
            api.label.partition(".")[0],
            held.state,
            planned.planned,
            full(schema, config),
            planned.private,
            identity=None,
        )
    after = api.has(box)
    assert result.state is not None
    person.resources[api.label] = Resource(result.state, result.private)
    meant = {name: seen[name] - set(asked[name]) if name in asked else set() for name in api.sets}
    lost = {name: before[name] - after[name] - meant[name] for name in api.sets}
    if any(lost.values()):
        yield Loss(step, lost)


def _seen(api: Api, box: Any, state: Any, names: set[str]) -> set[str]:
    """Those of the elements that are in state, which a configuration without them takes away on purpose."""
    return {each for each in names if api.element(box, each) in (state or [])}


@contextmanager
def _answers(api: Api, box: Any, chance: random.Random) -> Iterator[None]:
    """In this block answers may leave a member out, once or always, and the answer to a write may be lost."""
    odd = chance.random()
    if odd < 0.4:
        member, times, after = chance.choice(api.members), chance.choice((1, 2, None)), chance.randrange(4)
        box.faults.add(Fault("member_missing", method="GET", path=api.path, member=member, times=times, after=after))
    elif odd < 0.5:
        box.faults.add(Fault("drop_after", method="PUT" if api.vendor != "splunk" else "POST", path=api.path, times=1))
    try:
        yield
    finally:
        box.faults.clear()


def _first_cluster(box: Any) -> Mapping[str, str]:
    access = box.cluster("alpha")
    return {**box.environment, "TANZU_KUBERNETES_HOST": access.host, "TANZU_KUBERNETES_TOKEN": access.token}


def _tanium(box: Any) -> Rights:
    (row,) = (each for each in box.store.dump()["users"] if each["name"] == "jane")
    return {name: set(row[name]) for name in ("roles", "computer_groups", "content_sets")}


def _splunk_role(box: Any) -> Rights:
    role = box.store.role("ops")
    return {"capabilities": set(role.capabilities), "imported_roles": set(role.imported_roles)}


def _scim(box: Any) -> Rights:
    (row,) = (each for each in box.store.dump()["groups"] if each["externalId"] == "g-1")
    names = {each["id"]: each["userName"] for each in box.store.dump()["users"]}
    return {"members": {names[each["value"]] for each in row.get("members", ())}}


def _put_scim(box: Any, _: str, wanted: set[str]) -> None:
    (row,) = (each for each in box.store.dump()["groups"] if each["externalId"] == "g-1")
    has = _scim(box)["members"]
    box.store.change_members(row["id"], add=wanted - has, remove=has - wanted)


def _subject(_: Any, name: str) -> dict[str, Any]:
    return {"kind": "User", "name": name, "namespace": None}


def _binding(box: Any) -> Rights:
    found = box.store.cluster("alpha").get(CLUSTER_ROLE_BINDING, "editors").object
    return {"subjects": {each["name"] for each in found.get("subjects", ())}}


def _put_binding(box: Any, _: str, wanted: set[str]) -> None:
    group = "rbac.authorization.k8s.io"
    subjects = [{"kind": "User", "name": name, "apiGroup": group} for name in sorted(wanted)]
    box.store.cluster("alpha").change(CLUSTER_ROLE_BINDING, "editors", subjects=subjects)


APIS: Mapping[str, Api] = {
    "tanium_user": Api(
        vendor="tanium",
        label="tanium_user.jane",
        shim=TANIUM,
        fixed={"name": "jane"},
        texts={"email": ("a@example.com", "b@example.com"), "display_name": ("A", "B"), "active": (True, False)},
        sets={
            "roles": ("Analyst", "Operator", "Administrator"),
            "computer_groups": ("Laptops", "Servers"),
            "content_sets": ("Base", "Patch"),
        },
        members=("data.roles", "data.computer_groups", "data.content_sets", "data.email", "data.id"),
        path=r"/users/\d+$",
        has=_tanium,
        put=lambda box, name, wanted: box.store.update_user("jane", **{name: sorted(wanted)}),
    ),
    "splunk_user": Api(
        vendor="splunk",
        label="splunk_user.jane",
        shim=SPLUNK,
        fixed={"name": "jane", "password_wo": "correct-horse", "password_wo_version": 1, "create_role": True},
        texts={"email": ("a@example.com", "b@example.com"), "realname": ("A", "B")},
        sets={"roles": ("user", "power", "admin")},
        members=("content.roles", "content.email"),
        path="/users/jane$",
        has=lambda box: {"roles": set(box.store.user("jane").roles)},
        put=lambda box, name, wanted: box.store.update_user("jane", roles=sorted(wanted)),
    ),
    "splunk_role": Api(
        vendor="splunk",
        label="splunk_role.ops",
        shim=SPLUNK,
        fixed={"name": "ops"},
        texts={"default_app": ("search", "launcher"), "srch_jobs_quota": (3, 4)},
        sets={"capabilities": ("edit_user", "edit_roles", "list_users")},
        members=("content.capabilities", "content.imported_roles", "content.srchIndexesAllowed"),
        path="/roles/ops$",
        has=_splunk_role,
        put=lambda box, name, wanted: box.store.update_role("ops", **{name: sorted(wanted)}),
    ),
    "scim_group": Api(
        vendor="scim",
        label="scim_group.g",
        shim=SCIM,
        fixed={"external_id": "g-1", "display_name": "Laptops"},
        texts={"display_name": ("Laptops", "Notebooks")},
        sets={"members": ("ann", "bob", "cy")},
        members=("members", "displayName"),
        path="/Groups/[^/]+$",
        has=_scim,
        put=_put_scim,
        element=lambda box, name: box.store.users.find(name).id,
        options={"patch": False},
        prepare=lambda box: [box.store.add_user(name) for name in ("ann", "bob", "cy")],
    ),
    "tanzu_cluster_role_binding": Api(
        vendor="tanzu",
        label="tanzu_cluster_role_binding.e",
        shim=TANZU,
        fixed={"name": "editors", "role_ref": {"kind": "ClusterRole", "name": "edit"}},
        texts={"labels": ({"team": "a"}, {"team": "b"})},
        sets={"subjects": ("ann", "bob", "cy")},
        members=("subjects", "metadata.labels", "metadata.name"),
        path="/clusterrolebindings/editors$",
        has=_binding,
        put=_put_binding,
        element=_subject,
        environment=_first_cluster,
    ),
}
