"""Bindings of one name in two clusters: each is its provider block's, or it is said that nothing tells whose it is."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from rolecall.drift.check import check, explain
from rolecall.drift.report import Report
from rolecall.estate.declarations import Declaration, Declarations
from rolecall.estate.instances import Instance
from rolecall.estate.parallel import reading
from rolecall.estate.terraform.plan import read_plan
from rolecall.estate.terraform.state import State, read_state
from tests.estate.estate import Estate

TYPE = "tanzu_cluster_role_binding"
ADA = {"kind": "User", "name": "user00001@example.com", "apiGroup": "rbac.authorization.k8s.io"}
EVE = {**ADA, "name": "user00002@example.com"}


class Clusters:
    """Two clusters, each with a binding called `viewers`, and the state of both."""

    def __init__(self, estate: Estate, folder: Path) -> None:
        self.box = estate.boxes["tanzu"]
        self.folder = folder
        self.estate = estate
        for cluster in ("alpha", "beta"):
            self.give(cluster, ADA)
        with reading([self.instance("alpha")]) as (vendor,):
            values = vendor.values(next(each for each in vendor.objects(TYPE) if each.id == "viewers"))
        for alias in ("alpha", "beta"):
            estate.manage(TYPE, alias, values)

    def instance(self, cluster: str) -> Instance:
        """The provider block of a cluster, called as the cluster."""
        for name in ("HOST", "TOKEN"):
            value = self.estate.environment[f"TANZU_KUBERNETES_{cluster.upper()}_{name}"]
            self.estate.environment[f"TANZU_KUBERNETES_{name}"] = value
        return replace(self.estate.instance("tanzu"), alias=cluster)

    def give(self, cluster: str, who: dict[str, str]) -> None:
        self.box.change("cluster_role_binding.create", cluster=cluster, name="viewers", role="view", subjects=[who])

    def take(self, cluster: str) -> None:
        self.box.change("cluster_role_binding.delete", cluster=cluster, name="viewers")

    def state(self) -> State:
        return read_state(self.estate.write_state(self.folder / "state.json"))

    def check(self, state: State, declarations: Declarations | None = None) -> Report:
        with reading([self.instance("alpha"), self.instance("beta")]) as vendors:
            return check(state, vendors, declarations or Declarations())

    def placed(self) -> State:
        """The state as a folder gives it, with the provider block of each resource."""
        state = self.state()
        return replace(
            state, resources=tuple(replace(each, alias=each.name) for each in state.resources), knows_aliases=True
        )


@pytest.fixture
def clusters(tmp_path: Path) -> Iterator[Clusters]:
    with Estate.open("tanzu") as estate:
        yield Clusters(estate, tmp_path)


def of_bindings(report: Report) -> list[tuple[str, str, str]]:
    return sorted((each.kind, each.address, each.vendor) for each in report.findings if each.address)


def test_a_file_without_blocks_tells_nothing_of_a_name_that_two_clusters_have(clusters: Clusters) -> None:
    clusters.take("beta")
    clusters.give("beta", EVE)
    report = clusters.check(clusters.state())
    assert of_bindings(report) == []
    assert any(f"{TYPE}.alpha, {TYPE}.beta" in gap.what and "does not say" in gap.why for gap in report.gaps)


def test_one_that_only_the_other_cluster_has_is_not_called_clean(clusters: Clusters) -> None:
    clusters.estate.resources = [each for each in clusters.estate.resources if each["name"] == "alpha"]
    clusters.take("alpha")
    report = clusters.check(clusters.state())
    assert of_bindings(report) == [] and any(f"{TYPE}.alpha" in gap.what for gap in report.gaps)


def test_the_code_says_which_cluster_a_binding_is_in(clusters: Clusters) -> None:
    clusters.take("beta")
    said = {f"{TYPE}.{each}": Declaration(file="a.py", line=1, alias=each) for each in ("alpha", "beta")}
    report = clusters.check(clusters.state(), Declarations(said))
    assert of_bindings(report) == [("missing", f"{TYPE}.beta", "tanzu@beta")] and report.gaps == ()


def test_a_plan_tells_the_blocks_and_its_findings_have_the_ids_of_live_ones(clusters: Clusters) -> None:
    clusters.take("beta")
    clusters.give("beta", EVE)
    live = {each.id: each for each in clusters.check(clusters.placed()).findings if each.address}
    plan = explain(read_plan(_plan(clusters.estate, clusters.folder)), Declarations())
    found = {each.id: each for each in plan.findings}
    (one,) = found.values()
    assert (one.vendor, one.address, one.attribute) == ("tanzu@beta", f"{TYPE}.beta", "subjects")
    assert found.keys() == live.keys() and one.severity == live[one.id].severity


def _plan(estate: Estate, folder: Path) -> Path:
    """A plan whose refresh found that the subject of the second cluster's binding changed."""
    rows: list[dict[str, Any]] = [{**each, "provider_name": "h/rolecall/tanzu"} for each in estate.resources]
    now = json.loads(json.dumps(rows))
    now[1]["values"]["subjects"][0]["name"] = EVE["name"]
    head = {key: rows[1][key] for key in ("address", "mode", "type", "name", "provider_name")}
    change = {"actions": ["update"], "before": rows[1]["values"], "after": now[1]["values"]}
    blocks = [{**row, "provider_config_key": f"tanzu.{row['name']}", "expressions": {}} for row in rows]
    document = {
        "format_version": "1.2",
        "terraform_version": "1.11.4",
        "planned_values": {},
        "prior_state": {"values": {"root_module": {"resources": now}}},
        "resource_drift": [{**head, "change": change}],
        "configuration": {
            "provider_config": {f"tanzu.{name}": {"name": "tanzu", "alias": name} for name in ("alpha", "beta")},
            "root_module": {"resources": blocks},
        },
    }
    file = folder / "plan.json"
    file.write_text(json.dumps(document), encoding="utf-8")
    return file
