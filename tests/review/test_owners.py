"""Objects that change hands: what a plan shows of other instances, renames, namesakes and second owners."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.review.formats import FORMATS
from rolecall.review.notes import Note
from rolecall.review.report import Review, ReviewExit
from tests.review.plans import change, plan, reviewed

JANE = {"id": "1007", "name": "jane", "email": "jane@example.com", "roles": ["Analyst"]}


def note(found: Review, kind: str) -> Note:
    (only,) = [each for each in found.notes if each.kind == kind]
    assert only.tier == "high"
    return only


def kinds(found: Review) -> set[str]:
    return {each.kind for each in found.notes}


def drift(change: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in change.items() if key != "expressions"}


def test_an_id_that_shows_another_name_is_another_instance_and_denied(tmp_path: Path) -> None:
    ceo = {**JANE, "name": "ceo"}
    replaced = change("tanium_user", "jane", ceo, JANE, actions=["delete", "create"])
    found = reviewed(plan(tmp_path, replaced, resource_drift=[drift(change("tanium_user", "jane", JANE, ceo))]))
    assert "tanium_user jane is ceo at the vendor now" in note(found, "instance").text
    assert found.exit_code is ReviewExit.DENIED
    other = reviewed(
        plan(
            tmp_path,
            change("tanium_user", "jane", JANE, JANE, actions=["no-op"]),
            resource_drift=[drift(change("tanium_user", "jane", {**JANE, "email": ""}, JANE))],
        )
    )
    assert "instance" not in kinds(other)


def test_an_account_that_is_removed_and_made_again_elsewhere_is_a_rename_without_moved(tmp_path: Path) -> None:
    made = {name: value for name, value in JANE.items() if name != "id"}
    found = reviewed(
        plan(
            tmp_path,
            change("tanium_user", "jane", JANE, None),
            change("tanium_user", "jdoe", None, made, unknown={"id": True}),
        )
    )
    said = note(found, "renamed")
    assert said.block == "moved {\n  from = tanium_user.jane\n  to   = tanium_user.jdoe\n}"
    assert "terraform state mv tanium_user.jane tanium_user.jdoe" in said.text
    assert said.block in FORMATS.render(found, "markdown").replace("\n  ", "\n").replace("\nfrom", "\n  from").replace(
        "\nto ", "\n  to "
    )
    assert all(line in FORMATS.render(found, "text") for line in said.block.splitlines())
    assert said.addresses == ("tanium_user.jane", "tanium_user.jdoe")
    assert found.exit_code is ReviewExit.DENIED
    others = reviewed(
        plan(
            tmp_path,
            change("tanium_user", "jane", JANE, None),
            change("tanium_user", "joe", None, {**made, "name": "joe"}, unknown={"id": True}),
        )
    )
    assert "renamed" not in kinds(others)


def through_two_blocks(folder: Path, one: Any, two: Any, *, urls: tuple[str | None, str | None]) -> Path:
    """A plan of two changes, each through a provider block of its own; a URL of None comes from a variable."""
    file = plan(folder, one, two)
    document = json.loads(file.read_text())
    document["configuration"]["provider_config"] = {
        key: {
            "name": "tanium",
            "full_name": "example.com/rolecall/tanium",
            **({"alias": "two"} if key == "p.two" else {}),
            "expressions": {"url": {"constant_value": url} if url else {"references": ["var.url"]}},
        }
        for key, url in zip(("p", "p.two"), urls, strict=True)
    }
    document["configuration"]["root_module"]["resources"][1]["provider_config_key"] = "p.two"
    file.write_text(json.dumps(document))
    return file


def test_an_account_that_goes_at_one_instance_and_comes_at_another_is_told(tmp_path: Path) -> None:
    made = {name: value for name, value in JANE.items() if name != "id"}
    old = change("tanium_user", "jane", JANE, None)
    new = change("tanium_user", "jane2", None, made, unknown={"id": True})
    file = through_two_blocks(tmp_path, old, new, urls=("https://one.example", "https://two.example"))
    found = reviewed(file)
    said = note(found, "renamed")
    assert "removed at https://one.example and made at https://two.example" in said.text
    assert "former_urls" in said.text and said.block.startswith("moved {")
    assert found.exit_code is ReviewExit.DENIED


def test_a_token_that_is_renamed_in_the_code_would_be_revoked(tmp_path: Path) -> None:
    token = {"name": "ci", "user_id": "1007", "expire_in_days": 30}
    found = reviewed(
        plan(
            tmp_path,
            change("tanium_api_token", "ci", {"id": "9", **token}, None),
            change("tanium_api_token", "pipeline", None, token, unknown={"id": True}),
        )
    )
    assert note(found, "renamed").addresses == ("tanium_api_token.ci", "tanium_api_token.pipeline")


def test_a_name_that_a_data_source_shows_to_be_there(tmp_path: Path) -> None:
    made = {name: value for name, value in JANE.items() if name != "id"}
    shown = {
        "address": "data.tanium_users.all",
        "mode": "data",
        "type": "tanium_users",
        "name": "all",
        "provider_name": "example.com/rolecall/tanium",
        "values": {"users": [JANE]},
    }
    path = plan(
        tmp_path,
        change("tanium_user", "jane", None, made, unknown={"id": True}),
        prior_state={"values": {"root_module": {"resources": [shown]}}},
    )
    said = note(reviewed(path), "exists")
    assert "tanium_user jane is there already" in said.text and said.addresses == ("tanium_user.jane",)


def test_one_object_at_two_addresses(tmp_path: Path) -> None:
    one = change("tanium_user", "jane", JANE, JANE, actions=["no-op"])
    two = change("tanium_user", "jdoe", JANE, {**JANE, "roles": []})
    assert note(reviewed(plan(tmp_path, one, two)), "managed_twice").addresses == (
        "tanium_user.jane",
        "tanium_user.jdoe",
    )
    assert "managed_twice" not in kinds(reviewed(plan(tmp_path, one)))


@pytest.mark.parametrize(
    ("urls", "tier"),
    [
        (("https://one.example", "https://ONE.example:443/"), "high"),
        (("https://one.example", "https://two.example"), None),
        (("https://one.example", None), "normal"),
    ],
)
def test_one_object_through_two_provider_blocks(
    tmp_path: Path, urls: tuple[str | None, str | None], tier: str | None
) -> None:
    one = change("tanium_user", "jane", JANE, JANE, actions=["no-op"])
    two = change("tanium_user", "jdoe", JANE, {**JANE, "roles": []})
    found = reviewed(through_two_blocks(tmp_path, one, two, urls=urls))
    assert [each.tier for each in found.notes if each.kind == "managed_twice"] == ([] if tier is None else [tier])
    other = change("tanium_user", "jdoe", {**JANE, "name": "jdoe"}, {**JANE, "name": "jdoe", "roles": []})
    if tier == "normal":
        assert "managed_twice" not in kinds(reviewed(through_two_blocks(tmp_path, one, other, urls=urls)))


def test_bindings_of_one_name_in_two_clusters_are_two(tmp_path: Path) -> None:
    binding = {"id": "viewers", "name": "viewers", "role": "view", "subjects": [{"kind": "Group", "name": "soc"}]}
    kind = "tanzu_cluster_role_binding"
    rows = [change(kind, label, binding, binding, actions=["no-op"]) for label in ("one", "two")]
    file = plan(tmp_path, *rows)
    data = json.loads(file.read_text())
    blocks = [
        {"name": "tanzu", "alias": alias, "expressions": {"kubernetes": {"host": {"references": [f"var.{alias}"]}}}}
        for alias in ("alpha", "beta")
    ]
    data["configuration"]["provider_config"] = {f"tanzu.{each['alias']}": each for each in blocks}
    for item, alias in zip(data["configuration"]["root_module"]["resources"], ("alpha", "beta"), strict=True):
        item["provider_config_key"] = f"tanzu.{alias}"
    file.write_text(json.dumps(data))
    assert not [each for each in reviewed(file).notes if each.kind == "managed_twice" and each.tier == "high"]
    for item in data["configuration"]["root_module"]["resources"]:
        item["provider_config_key"] = "tanzu.alpha"
    file.write_text(json.dumps(data))
    assert note(reviewed(file), "managed_twice")


@pytest.mark.parametrize("name", ["text", "markdown", "json"])
def test_a_plan_without_our_resources_says_so(tmp_path: Path, name: str) -> None:
    nothing = reviewed(plan(tmp_path))
    assert nothing.exit_code is ReviewExit.PASSED
    assert "it has no resource of these providers" in FORMATS.render(nothing, name)
    ours = reviewed(plan(tmp_path, change("tanium_user", "jane", JANE, JANE, actions=["no-op"])))
    assert "nobody" in FORMATS.render(ours, name)


@pytest.mark.parametrize(
    "more",
    [
        {"errored": True},
        {"complete": False},
        {"deferred_changes": [{"reason": "x", "resource_change": drift(change("tanium_user", "b", None, JANE))}]},
    ],
)
def test_a_plan_that_is_not_whole_is_not_passed_even_without_our_resources(
    tmp_path: Path, more: dict[str, Any]
) -> None:
    found = reviewed(plan(tmp_path, **more))
    assert found.exit_code is ReviewExit.UNDECIDED
    assert "incomplete" in kinds(found)


@pytest.mark.parametrize(
    ("kind", "values"),
    [
        ("scim_group_member", {"group_id": "7", "user_id": "9"}),
        ("tanium_role_binding", {"user_id": "7", "role": "Analyst"}),
        ("tanium_user_group", {"name": "ops"}),
        ("entra_group_member", {"group_id": "7", "member_id": "9"}),
    ],
)
def test_bindings_and_principals_that_are_renamed_have_a_block_to_paste(
    tmp_path: Path, kind: str, values: dict[str, str]
) -> None:
    gone = {**values, "id": "/".join(values.values())}
    there = change(kind, "old", gone, None)
    new = change(kind, "new", None, values, unknown={"id": True})
    found = reviewed(plan(tmp_path, there, new))
    assert note(found, "renamed").block == f"moved {{\n  from = {kind}.old\n  to   = {kind}.new\n}}"
    first = next(iter(values))
    other = change(kind, "new", None, {**values, first: "other"}, unknown={"id": True})
    assert "renamed" not in kinds(reviewed(plan(tmp_path, there, other)))


def failed(folder: Path, gone: list[dict[str, Any]], new: list[dict[str, Any]], **more: Any) -> Review:
    """The review of a plan that failed: neither the removal of `gone` nor the making of `new` is in it."""
    config = [
        {key: each[key] for key in ("address", "mode", "type", "name", "expressions")} | {"provider_config_key": "p"}
        for each in new
    ]
    prior = [
        {**{key: each[key] for key in ("address", "mode", "type", "name", "provider_name")}, "values": before}
        for each in gone
        if (before := each["change"]["before"])
    ]
    document = {
        "prior_state": {"values": {"root_module": {"resources": prior}}},
        "configuration": {"root_module": {"resources": config}},
        "errored": True,
        **more,
    }
    return reviewed(plan(folder, **document))


def literals(**values: str) -> dict[str, Any]:
    return {name: {"constant_value": value} for name, value in values.items()}


def test_a_rename_that_the_provider_refused_has_a_block_to_paste(tmp_path: Path) -> None:
    jane = {"id": "7", "name": "jane", "email": "jane@example.com"}
    ada = {"id": "8", "name": "ada", "email": "ada@example.com"}
    gone = [change("tanium_user", "jane", jane, None), change("tanium_user", "ada", ada, None)]
    new = [
        change("tanium_user", "jdoe", None, {}, expressions=literals(name="jane")),
        change("tanium_user", "eve", None, {}, expressions=literals(name="eve")),
    ]
    (said,) = [each for each in failed(tmp_path, gone, new).notes if each.kind == "renamed"]
    assert said.block == "moved {\n  from = tanium_user.jane\n  to   = tanium_user.jdoe\n}" and said.tier == "high"
    assert "renamed" not in kinds(failed(tmp_path, gone, new, errored=False))


def test_of_several_that_it_may_be_none_is_taken(tmp_path: Path) -> None:
    members = [{"id": f"7/{who}", "group_id": "7", "user_id": who} for who in ("8", "9")]
    kind = "scim_group_member"
    reference = {"group_id": {"references": ["scim_group.soc.id"]}, "user_id": {"references": ["scim_user.x.id"]}}
    new = [change(kind, "new", None, {}, expressions=reference)]
    two = [change(kind, f"m{number}", each, None) for number, each in enumerate(members)]
    assert "renamed" not in kinds(failed(tmp_path, two, new))
    (said,) = [each for each in failed(tmp_path, two[:1], new).notes if each.kind == "renamed"]
    assert said.addresses == (f"{kind}.m0", f"{kind}.new")
