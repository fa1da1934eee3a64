"""Every attribute that vendors show, drifted alone against live stand-ins: one finding about it, and no other."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import check
from rolecall.estate.declarations import Declarations
from rolecall.estate.live_vendor import LiveVendor
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.state import read_state
from rolecall.sandbox import Sandbox, start
from rolecall.specification.schema import MembershipLifecycle, ObjectLifecycle, Resource
from tests.contract.dialects import OPTIONS
from tests.drift.test_every_attribute import sample
from tests.estate.estate import Estate

Box = Sandbox[Any, Any]


def tanium(box: Box) -> None:
    box.change("user.create", name="ada", email="ada@example.com", display_name="Ada", roles=["Analyst"])


def tanium_platform(box: Box) -> None:
    box.store.add_user("ada")
    group = box.store.add_user_group("ops")
    group.members = [box.store.user("user00001").id]
    group.roles = [box.store.roles.named("Analyst").id]


def splunk_cloud(box: Box) -> None:
    box.change("role.create", name="soc", imported_roles=["user"], capabilities=["search"])
    box.change("user.create", name="ada", email="ada@example.com", roles=["soc"], realname="Ada", tz="UTC")
    box.change("saml_group.create", name="soc-people", roles=["soc"])
    box.change("saml_user.create", name="eve@example.com", roles=["soc"])


def splunk(box: Box) -> None:
    box.change("role.create", name="soc", imported_roles=["user"], capabilities=["search"])
    box.change("user.create", name="ada", email="ada@example.com", roles=["soc"], realname="Ada", tz="UTC")
    box.change("saml_group.create", name="soc-people", roles=["soc"])
    box.change("saml_user.create", name="eve@example.com", roles=["soc"])


def tanzu(box: Box) -> None:
    ada = {"kind": "User", "name": "user00002@example.com", "apiGroup": "rbac.authorization.k8s.io"}
    box.vendor.set_options({"scope_in_rows": True})
    box.change("role_binding.create", role="cluster.view", subject="user00001@example.com", scope={"cluster": "alpha"})
    box.change("cluster_role_binding.create", cluster="alpha", name="viewers", role="view", subjects=[ada])
    box.change(
        "namespace_role_binding.create", cluster="alpha", namespace="apps", name="viewers", role="view", subjects=[ada]
    )


def tanzu_published(box: Box) -> None:
    tanzu(box)
    group = box.change("group.create", name="Crew", description="People of the SOC")["id"]
    box.change("group.join", id=group, email="user00001@example.com")


def scim(box: Box) -> None:
    more = {
        "phoneNumbers": [{"value": "+49 30 1", "type": "work"}],
        "addresses": [{"streetAddress": "Ring 1", "locality": "Ulm", "type": "work"}],
        "entitlements": [{"value": "console"}],
        "roles": [{"value": "analyst"}],
    }
    ada = box.change("user.create", user_name="ada@example.com", displayName="Ada", title="Analyst", **more)["id"]
    box.change("group.create", display_name="soc", members=[ada])


def okta(box: Box) -> None:
    group = box.change("group.create", name="soc", description="People of the SOC")["id"]
    user = box.change("user.create", login="eve@example.com", first_name="Eve", last_name="Hall")["id"]
    box.change("group.join", group=group, user=user)
    box.change("rule.create", name="by title", expression='user.title=="Analyst"', groups=["soc"])


def entra(box: Box) -> None:
    box.change("application.create", template="Tanium SSO", name="Tanium SSO")
    box.change("job.create", principal="Tanium SSO")
    box.change("assignment.create", principal="Tanium SSO", to="user00001@example.onmicrosoft.com", app_role="User")
    people = [each.id for each in box.store.users.values()][:2]
    group = box.change("group.create", name="soc", members=people, description="People of the SOC")["id"]
    principal = box.store.principal("Tanium SSO")
    box.store.groups[group].owners = [people[0], principal.id]  # a service principal is no account that is gone
    principal.owners = people[:1]
    box.store.application_of(principal).owners = people[:1]


SEEDS: Mapping[str, Callable[[Box], None]] = {
    "tanium": tanium,
    "splunk": splunk,
    "tanzu": tanzu,
    "scim": scim,
    "okta": okta,
    "entra": entra,
    "tanium@platform": tanium_platform,
    "splunk@acs": splunk_cloud,
    "tanzu@v2": tanzu_published,
    "tanzu@policy": tanzu,
    "tanzu@v2_policy": tanzu_published,
}

UNTRIED: Mapping[str, set[str]] = {
    "entra": {f"entra_application_owner.{name}" for name in ("application_id", "owner_id")},
    "okta": {
        *(f"okta_app_user_assignment.{name}" for name in ("app_id", "user_id")),
        *(f"okta_app_group_assignment.{name}" for name in ("app_id", "group_id", "priority")),
    },
}
"""The attributes of what no vendor lists by itself: `test_every_attribute` drifts them in a plan."""


def other(value: Any) -> Any:
    """A value of the same kind that is not `value`."""
    if isinstance(value, bool):
        return not value
    if isinstance(value, int | float):
        return value + 1
    if isinstance(value, str):
        return f"{value}x"
    if isinstance(value, list):
        return [] if value and not isinstance(value[0], str | dict) else value[1:] if value else ["x"]
    if isinstance(value, dict) and value:
        name = next((each for each, inner in value.items() if inner is not None), None)
        return value if name is None else {**value, name: other(value[name])}
    return value


def drifting(resource: Resource) -> list[str]:
    """The attributes of a resource type in which a vendor's answer can differ from a configuration."""
    lifecycle = resource.lifecycle
    if not isinstance(lifecycle, ObjectLifecycle) or lifecycle.secret:
        return []
    return [
        each.name
        for each in resource.schema.attributes
        if (each.required or each.optional) and each.read_path is not None and not each.write_only
    ]


@dataclass(frozen=True, slots=True, kw_only=True)
class Drifted:
    """One attribute that was drifted alone: its resource, and the address, attribute and kind of each finding."""

    address: str
    attribute: str
    found: frozenset[tuple[str, str, str]]


def drifted(label: str, folder: Path, untried: set[str]) -> Iterator[Drifted]:
    """Drift each attribute of an estate alone; the first one, without an attribute, is the estate as it is.

    `untried` takes in those of which the estate has nothing.
    """
    vendor = label.partition("@")[0]
    with opened(label) as estate:
        SEEDS[label](estate.boxes[vendor])
        estate.adopt(without=tuple(each.name for each in _memberships(estate, vendor)), inside=True)
        with reading(estate.instances()) as vendors:
            yield Drifted(address="", attribute="", found=_findings(estate, vendors, folder))
            for resource in vendors[0].shim.resources:
                rows = [each for each in estate.resources if each["type"] == resource.name]
                for name in drifting(resource):
                    full = sorted(rows, key=lambda each: not each["values"][name])
                    row = next((each for each in full if other(each["values"][name]) != each["values"][name]), None)
                    row = row or (full[0] if full else None)
                    if row is None:
                        untried.add(f"{resource.name}.{name}")
                        continue
                    before = copy.deepcopy(row["values"])
                    value = other(before[name])
                    if value == before[name]:  # the vendor has nothing there, and state says something
                        value = sample(resource.schema.attribute(name).value_type, "old")
                    row["values"] = {**before, name: value}
                    found = _findings(estate, vendors, folder)
                    row["values"] = before
                    yield Drifted(address=row["address"], attribute=name, found=found)


@pytest.mark.parametrize("label", SEEDS)
def test_each_attribute_alone_is_one_finding(label: str, tmp_path: Path) -> None:
    untried: set[str] = set()
    first, *each_alone = drifted(label, tmp_path, untried)
    assert first.found == set()
    wrong = [
        each
        for each in each_alone
        if {(address, attribute) for address, attribute, _ in each.found} != {(each.address, each.attribute)}
    ]
    assert each_alone and not wrong
    assert untried == UNTRIED.get(label, set())


@contextmanager
def opened(label: str) -> Iterator[Estate]:
    """An estate of one vendor, of the dialect behind the `@` if there is one."""
    vendor, _, dialect = label.partition("@")
    if not dialect:
        with Estate.open(vendor) as estate:
            yield estate
        return
    with start(vendor, seed=3, options=dict(OPTIONS[label])) as box:
        environment = dict(box.environment)
        for name in ("HOST", "TOKEN"):
            if f"TANZU_KUBERNETES_ALPHA_{name}" in environment:
                environment[f"TANZU_KUBERNETES_{name}"] = environment[f"TANZU_KUBERNETES_ALPHA_{name}"]
        yield Estate({vendor: box}, environment)


def _memberships(estate: Estate, vendor: str) -> list[Resource]:
    resources = estate.instance(vendor).shim.resources
    return [each for each in resources if isinstance(each.lifecycle, MembershipLifecycle)]


def _findings(estate: Estate, vendors: list[LiveVendor], folder: Path) -> frozenset[tuple[str, str, str]]:
    state = read_state(estate.write_state(folder / "state.json"))
    found = check(state, vendors, Declarations()).findings
    return frozenset((each.address, each.attribute, each.kind) for each in found if each.severity)
