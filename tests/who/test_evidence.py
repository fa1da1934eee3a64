"""Evidence of an access review: what was reviewed is hashed, and comes back as approvals right by right."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest
from typer.testing import CliRunner

from rolecall.access import Item, effective_access, items_of_state
from rolecall.cli.commands import app
from rolecall.estate.terraform.state import read_state
from rolecall.reports import evidence
from rolecall.reports.errors import JobError
from rolecall.review.report import ReviewExit
from rolecall.who.answer import Answer, answer
from rolecall.who.evidence import rows_of
from rolecall.who.formats import FORMATS
from rolecall.who.query import Query
from tests.estate.estate import Estate
from tests.review.plans import change, plan

POLICY = """version: 1
approval:
  - {name: administrators, tier: high, by: [grace, linus], count: 1}
"""


@pytest.fixture
def told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Answer:
    monkeypatch.chdir(tmp_path)
    with Estate.open("splunk") as estate:
        estate.manage("splunk_user", "ada", {"id": "ada", "name": "ada", "roles": ["admin"]})
        estate.manage("splunk_user", "eve", {"id": "eve", "name": "=eve", "roles": ["user"]})
        state = read_state(estate.write_state(tmp_path / "state.json"))
    return answer(Query(), effective_access(items_of_state(state)))


def decided(told: Answer, file: Path, reviewer: str, decision: str) -> Path:
    """The evidence with a decision about everything that ada has, as a spreadsheet saves it."""
    table = list(csv.DictReader(io.StringIO(FORMATS.render(told, "evidence"))))
    for row in table:
        if row["account"] == "ada":
            row |= {"reviewer": reviewer, "decision": decision}
    with file.open("w", encoding="utf-8-sig", newline="") as stream:
        writer = csv.DictWriter(stream, table[0], quoting=csv.QUOTE_ALL)
        writer.writeheader()
        writer.writerows(table)
    return file


def test_the_csv_and_the_page_have_one_hash_that_reviewers_do_not_change(told: Answer, tmp_path: Path) -> None:
    rows = evidence.read(decided(told, tmp_path / "q3.csv", "grace", "approve"))
    assert {row.person for row in rows} == {"ada", "=eve"}
    assert {row.decision for row in rows if row.account == "ada"} == {"approve"}
    whole = evidence.digest(rows)
    assert FORMATS.render(told, "evidence").count(whole) == len(rows)
    assert whole in FORMATS.render(told, "evidence-html")
    assert evidence.digest(list(reversed(rows))) == whole
    assert evidence.digest([replace(rows[0], tier="high"), *rows[1:]]) != whole


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ('"admin"', '"user"', "is not what was reviewed"),
        ('"critical"', '"low"', "is not what was reviewed"),
        ("splunk_user.ada", "splunk_user.eve", "is not what was reviewed"),
        ('"approve"', '"perhaps"', "the decision is 'perhaps'"),
        ('"grace"', '""', "a decision without a reviewer"),
        ('"evidence_sha256"', '"hash"', "lacks columns"),
    ],
)
def test_changed_evidence_is_refused(told: Answer, tmp_path: Path, before: str, after: str, message: str) -> None:
    file = decided(told, tmp_path / "q3.csv", "grace", "approve")
    text = file.read_text(encoding="utf-8")
    assert before in text
    file.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(JobError, match=message):
        evidence.read(file)


def test_a_right_that_was_taken_out_of_the_file_is_missed(told: Answer, tmp_path: Path) -> None:
    file = decided(told, tmp_path / "q3.csv", "grace", "approve")
    lines = file.read_text(encoding="utf-8").splitlines(keepends=True)
    file.write_text("".join(lines[:-1]), encoding="utf-8")
    with pytest.raises(JobError, match="is not what was reviewed"):
        evidence.read(file)


@pytest.mark.parametrize(
    ("reviewer", "decision", "author", "outcome"),
    [
        ("grace", "approve", "ada", ReviewExit.PASSED),
        ("Grace", "approve", "ada", ReviewExit.PASSED),
        ("grace", "approve", "grace", ReviewExit.NEEDS_APPROVAL),
        ("mallory", "approve", "ada", ReviewExit.NEEDS_APPROVAL),
        ("", "", "ada", ReviewExit.NEEDS_APPROVAL),
        ("grace", "remove", "ada", ReviewExit.DENIED),
    ],
)
def test_review_takes_it_back(
    told: Answer, tmp_path: Path, reviewer: str, decision: str, author: str, outcome: ReviewExit
) -> None:
    file = decided(told, tmp_path / "q3.csv", reviewer, decision)
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    ada = change("splunk_user", "ada", None, {"name": "ada", "roles": ["admin"]}, unknown={"id": True})
    options = ["--policy", str(policy), "--author", author, "--reviewed", str(file)]
    runner = CliRunner()
    done = runner.invoke(app, ["review", str(plan(tmp_path, ada)), *options])
    assert done.exit_code == outcome, done.output
    eve = change("splunk_user", "eve", None, {"name": "eve2", "roles": ["admin"]}, unknown={"id": True})
    other = runner.invoke(app, ["review", str(plan(tmp_path, eve)), *options])
    assert other.exit_code == ReviewExit.NEEDS_APPROVAL, "an approval is of the right that was reviewed, and no other"


def test_days_come_from_earlier_evidence(told: Answer, tmp_path: Path) -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["who", "state.json", "--person", "ada", "--report", "evidence=q2.csv"]).exit_code == 0
    assert {row.since for row in evidence.read(Path("q2.csv"))} == {""}
    dated = [replace(row, since="2026-03-31") for row in evidence.read(Path("q2.csv"))]
    Path("q2.csv").write_text(evidence.render(dated), encoding="utf-8")
    done = runner.invoke(app, ["who", "state.json", "--since", "q2.csv", "--report", "evidence=q3.csv"])
    assert done.exit_code == 0
    rows = evidence.read(Path("q3.csv"))
    assert {row.since for row in rows if row.account == "ada"} == {"2026-03-31"}
    assert {row.since for row in rows if row.account != "ada"} == {f"{told.made_at:%Y-%m-%d}"}


def cluster_plan(folder: Path, alias: str) -> Path:
    """A plan that gives ada `cluster-admin`, through a provider block that says where its cluster is."""
    subjects = [{"kind": "User", "name": "ada@example.com"}]
    made = change(
        "tanzu_cluster_role_binding",
        "a",
        None,
        {"name": "a", "role_ref": {"name": "cluster-admin"}, "subjects": subjects},
    )
    host = {"kubernetes": {"host": {"constant_value": "https://alpha.example.com:6443"}}}
    block = {"name": "tanzu", "expressions": host} | ({"alias": alias} if alias else {})
    file = plan(folder, made)
    document = json.loads(file.read_text(encoding="utf-8"))
    document["configuration"]["provider_config"] = {"p": block}
    file.write_text(json.dumps(document), encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("evidence_alias", "plan_alias", "decision", "outcome"),
    [
        (None, "", "remove", ReviewExit.DENIED),
        (None, "", "approve", ReviewExit.PASSED),
        ("beta", "beta", "remove", ReviewExit.DENIED),
        ("beta", "beta", "approve", ReviewExit.PASSED),
        (None, "beta", "approve", ReviewExit.UNDECIDED),
        ("beta", "", "remove", ReviewExit.UNDECIDED),
    ],
)
def test_a_cluster_is_the_same_one_in_evidence_and_plan(
    tmp_path: Path, evidence_alias: str | None, plan_alias: str, decision: str, outcome: ReviewExit
) -> None:
    item = Item(
        address="tanzu_cluster_role_binding.a",
        type="tanzu_cluster_role_binding",
        vendor="tanzu",
        values={
            "name": "a",
            "role_ref": {"name": "cluster-admin"},
            "subjects": [{"kind": "User", "name": "ada@example.com"}],
        },
        realm=evidence_alias or "",
        where=evidence_alias or "",
    )
    rows = rows_of(answer(Query(), effective_access([item])))
    assert rows
    file = tmp_path / "q3.csv"
    file.write_text(evidence.render([replace(each, reviewer="grace", decision=decision) for each in rows]), "utf-8")
    policy = tmp_path / "policy.yaml"
    policy.write_text(POLICY, encoding="utf-8")
    options = ["--policy", str(policy), "--author", "ada", "--reviewed", str(file)]
    done = CliRunner().invoke(app, ["review", str(cluster_plan(tmp_path, plan_alias)), *options])
    assert done.exit_code == outcome, done.output


def test_evidence_names_the_addresses_that_declare_a_right(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    with Estate.open("splunk") as estate:
        estate.manage("splunk_role", "lead", {"id": "lead", "name": "lead", "imported_roles": ["admin"]})
        estate.manage("splunk_user", "ada", {"id": "ada", "name": "ada", "roles": ["user"]})
        estate.manage("splunk_role_binding", "ada", {"id": "ada/lead", "user": "ada", "role": "lead"})
        state = read_state(estate.write_state(tmp_path / "state.json"))
        live = CliRunner(env=estate.environment).invoke(
            app, ["who", "--live", "--vendor", "splunk", "--person", "admin", "--report", "evidence=live.csv"]
        )
    found = answer(Query(person="ada"), effective_access(items_of_state(state)))
    by_right = {row.right: row for row in rows_of(found)}
    assert by_right["user"].declaring == {"splunk_user.ada"}
    assert by_right["lead"].declaring == {"splunk_role_binding.ada"}
    assert by_right["admin"].declaring == {"splunk_role_binding.ada", "splunk_role.lead"}
    assert "splunk_role.lead, splunk_role_binding.ada" in FORMATS.render(found, "evidence-html")
    assert live.exit_code == 0, live.output
    assert {row.addresses for row in evidence.read(Path("live.csv"))} == {"[]"}, "what no state has has no address"


LEAD = {"name": "lead", "imported_roles": [], "capabilities": ["edit_user"]}
"""A role that is critical by a capability."""
STRICT = """version: 1
approval:
  - {name: everything, by: [grace], count: 1}
"""


def review_of_lead(
    folder: Path,
    *,
    binding: str = "ada",
    capabilities: tuple[str, ...] = ("edit_user",),
    copies: int = 1,
    removed: str = "",
) -> int:
    """The outcome of plans that give ada the role `lead`, by evidence that `splunk_role_binding.ada` gave it."""

    def item(address: str, type_name: str, values: dict[str, object]) -> Item:
        return Item(address=address, type=type_name, vendor="splunk", values=values)

    has = [
        item("splunk_role.lead", "splunk_role", {"id": "lead", **LEAD}),
        item("splunk_user.ada", "splunk_user", {"id": "ada", "name": "ada"}),
        item("splunk_role_binding.ada", "splunk_role_binding", {"id": "ada/lead", "user": "ada", "role": "lead"}),
    ]
    rows = rows_of(answer(Query(person="ada"), effective_access(has)))
    file = folder / "q3.csv"
    decisions = ["remove" if each.right == removed else "approve" for each in rows]
    decided = [replace(each, reviewer="grace", decision=what) for each, what in zip(rows, decisions, strict=True)]
    file.write_text(evidence.render(decided), "utf-8")
    policy = folder / "policy.yaml"
    policy.write_text(STRICT, encoding="utf-8")
    ada, lead = {"id": "ada", "name": "ada"}, {"id": "lead", **LEAD}
    changes = [
        change("splunk_user", "ada", ada, ada, actions=["no-op"]),
        change("splunk_role", "lead", lead, {**lead, "capabilities": list(capabilities)}),
        change("splunk_role_binding", binding, None, {"user": "ada", "role": "lead"}, unknown={"id": True}),
    ]
    plans = [plan(folder, *changes)]
    plans += [plan(folder, change("splunk_user", "x", None, None, actions=["no-op"]), name="b.json")] * (copies - 1)
    options = ["--policy", str(policy), "--author", "ada", "--reviewed", str(file)]
    done = CliRunner().invoke(app, ["review", *map(str, plans), *options])
    return done.exit_code


def test_an_approval_is_of_the_addresses_that_were_reviewed(tmp_path: Path) -> None:
    assert review_of_lead(tmp_path) == ReviewExit.PASSED
    assert review_of_lead(tmp_path, copies=2) == ReviewExit.PASSED, "addresses of several plans are told apart"
    assert review_of_lead(tmp_path, binding="evil") == ReviewExit.NEEDS_APPROVAL


def test_an_approval_of_a_role_is_not_one_of_what_it_brings_along_since(tmp_path: Path) -> None:
    wider = ("edit_user", "admin_all_objects")
    assert review_of_lead(tmp_path, capabilities=wider) == ReviewExit.NEEDS_APPROVAL


def test_what_a_role_brings_along_may_be_what_was_decided_to_be_removed(tmp_path: Path) -> None:
    assert review_of_lead(tmp_path, removed="edit_user") == ReviewExit.DENIED


def test_a_namespace_of_one_cluster_is_not_that_of_another() -> None:
    assert evidence.scope_name("payments", "beta") != evidence.scope_name("payments", "")


@pytest.mark.parametrize(
    ("before", "after", "unknown", "outcome"),
    [
        ("a@example.com", "A@example.com", False, ReviewExit.PASSED),
        ("a@example.com", "evil@example.org", False, ReviewExit.NEEDS_APPROVAL),
        ("evil@example.org", "evil@example.org", False, ReviewExit.NEEDS_APPROVAL),
        ("evil@example.org", "a@example.com", False, ReviewExit.NEEDS_APPROVAL),
        ("a@example.com", None, True, ReviewExit.NEEDS_APPROVAL),
        (None, None, False, ReviewExit.PASSED),
    ],
)
def test_an_approval_is_of_one_person(
    tmp_path: Path, before: str | None, after: str | None, unknown: bool, outcome: ReviewExit
) -> None:
    account = {"id": "a", "name": "a", "email": "a@example.com", "roles": ["admin"]}
    item = Item(address="splunk_user.a", type="splunk_user", vendor="splunk", values=account)
    rows = rows_of(answer(Query(), effective_access([item])))
    file, policy = tmp_path / "q3.csv", tmp_path / "policy.yaml"
    file.write_text(evidence.render([replace(each, reviewer="grace", decision="approve") for each in rows]), "utf-8")
    policy.write_text(POLICY, encoding="utf-8")
    sides = ({**account, "email": before, "roles": []}, {**account, "email": after})
    made = plan(tmp_path, change("splunk_user", "a", *sides, unknown={"email": True} if unknown else None))
    options = ["--policy", str(policy), "--author", "ada", "--reviewed", str(file)]
    done = CliRunner().invoke(app, ["review", str(made), *options])
    assert done.exit_code == outcome, done.output
