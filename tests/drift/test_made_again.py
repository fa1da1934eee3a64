"""A Kubernetes role binding that was deleted and made again with the same content: no attribute differs."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from rolecall.drift.check import check
from rolecall.drift.findings import Finding
from rolecall.estate.declarations import Declarations
from rolecall.estate.parallel import reading
from rolecall.estate.runtime_facade import Private
from rolecall.estate.terraform.state import State, read_state
from tests.estate.estate import Estate

ADA = {"kind": "User", "name": "user00002@example.com"}


def bind(estate: Estate) -> str:
    """Make the binding, and give its uid."""
    made = estate.boxes["tanzu"].change(
        "cluster_role_binding.create", cluster="alpha", name="viewers", role="view", subjects=[ADA]
    )
    return str(made["uid"])


def found(estate: Estate, folder: Path, uid: str) -> list[Finding]:
    """What a check finds about the binding, of which the state remembers `uid`."""
    state = read_state(estate.write_state(folder / "state.json"))
    private = Private(incarnation=uid).to_bytes()
    kind = "tanzu_cluster_role_binding"
    resources = [
        replace(each, private=private) if each.type == kind and each.values["name"] == "viewers" else each
        for each in state.resources
    ]
    with reading(estate.instances()) as vendors:
        report = check(State(resources=tuple(resources)), vendors, Declarations())
    return [each for each in report.findings if each.object_id == "viewers"]


def test_it_is_told_once_as_low(tmp_path: Path) -> None:
    with Estate.open("tanzu") as estate:
        uid = bind(estate)
        estate.adopt()
        assert found(estate, tmp_path, uid) == []
        estate.boxes["tanzu"].change("cluster_role_binding.delete", cluster="alpha", name="viewers")
        anew = bind(estate)
        (told,) = found(estate, tmp_path, uid)
    assert (told.kind, told.severity.word, told.before, told.after) == ("reappeared", "low", uid, anew)
    assert "terraform state rm tanzu_cluster_role_binding." in told.fix
