"""Resources, data sources and providers as constructs: arguments, references and names."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.cdk.errors import ArgumentTypeError
from rolecall.cdk.toolkit import (
    App,
    Aspects,
    Construct,
    Fn,
    IAspect,
    IConstruct,
    SynthTesting,
    TerraformCount,
    TerraformIterator,
    TerraformOutput,
    TerraformResourceLifecycle,
    TerraformStack,
    implements,
)
from rolecall.version import version
from tests.cdk.fixtures import Synth
from tests.cdk.sample_binding import AcmeProvider, ApiToken, DataWidgets, EphemeralSession, Grant, Widget, WidgetOwner


def test_arguments_are_rendered_and_absent_ones_left_out(stack: TerraformStack, synth: Synth) -> None:
    Widget(
        stack,
        "jane",
        name="Jane",
        active=False,
        labels={"team": "red"},
        node_attribute=3,
        owner=WidgetOwner(name="ops"),
        parts=("b", "a"),
        roles={"y", "x"},
    )
    assert synth(stack) == {
        "provider": {"acme": [{}]},
        "resource": {
            "acme_widget": {
                "jane": {
                    "active": False,
                    "labels": {"team": "red"},
                    "name": "Jane",
                    "node": 3,
                    "owner": {"name": "ops"},
                    "parts": ["b", "a"],
                    "roles": ["x", "y"],
                }
            }
        },
        "terraform": {"required_providers": {"acme": {"source": "rolecall/acme", "version": version()}}},
    }


def test_empty_collections_stay(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "jane", name="Jane", roles=[], labels={})
    assert synth(stack)["resource"]["acme_widget"]["jane"] == {"name": "Jane", "roles": [], "labels": {}}


def test_every_kind_of_reference(stack: TerraformStack, synth: Synth) -> None:
    a = Widget(stack, "a", name="a")
    Widget(
        stack,
        "b",
        name=f"of {a.id} {a.node_attribute}",
        active=a.active,
        labels=a.labels,
        node_attribute=a.node_attribute,
        owner=a.owner,
        parts=a.parts,
        roles=a.roles,
    )
    Widget(stack, "c", name=Fn.upper(a.id), parts=[a.owner.name, "x"], owner={"name": a.name})
    blocks = synth(stack)["resource"]["acme_widget"]
    assert blocks["b"] == {
        "name": "of ${acme_widget.a.id} ${acme_widget.a.node}",
        "active": "${acme_widget.a.active}",
        "labels": "${acme_widget.a.labels}",
        "node": "${acme_widget.a.node}",
        "owner": "${acme_widget.a.owner}",
        "parts": "${acme_widget.a.parts}",
        "roles": "${tolist(acme_widget.a.roles)}",
    }
    assert blocks["c"] == {
        "name": "${upper(acme_widget.a.id)}",
        "parts": ["${acme_widget.a.owner.name}", "x"],
        "owner": {"name": "${acme_widget.a.name}"},
    }


def test_references_to_data_and_rows_of_a_list(stack: TerraformStack, synth: Synth) -> None:
    rows = DataWidgets(stack, "all", name="x").widgets
    TerraformOutput(stack, "first", value=rows.get(0).id)
    TerraformOutput(stack, "roles", value=rows.get(1).roles)
    TerraformOutput(stack, "everything", value=rows)
    data = synth(stack)
    assert data["data"] == {"acme_widgets": {"all": {"name": "x"}}}
    assert {name: output["value"] for name, output in data["output"].items()} == {
        "first": "${data.acme_widgets.all.widgets[0].id}",
        "roles": "${tolist(data.acme_widgets.all.widgets[1].roles)}",
        "everything": "${data.acme_widgets.all.widgets}",
    }


def test_meta_arguments(stack: TerraformStack, synth: Synth) -> None:
    other = AcmeProvider(stack, "other", alias="other", url="https://acme.example")
    a = Widget(stack, "a", name="a", count=TerraformCount.of(2), provider=other)
    each = TerraformIterator.from_list(["x", "y"])
    Widget(
        stack,
        "b",
        name="b",
        depends_on=[a],
        for_each=each,
        lifecycle=TerraformResourceLifecycle(prevent_destroy=True),
        connection={"type": "ssh", "host": "h"},
        provisioners=[{"type": "local-exec", "command": "true"}],
    )
    data = synth(stack)
    assert data["provider"]["acme"] == [{}, {"alias": "other", "url": "https://acme.example"}]
    assert data["resource"]["acme_widget"] == {
        "a": {"name": "a", "count": 2, "provider": "acme.other"},
        "b": {
            "name": "b",
            "depends_on": ["acme_widget.a"],
            "for_each": '${toset(["x", "y"])}',
            "lifecycle": {"prevent_destroy": True},
            "connection": {"type": "ssh", "host": "h"},
            "provisioner": [{"local-exec": {"command": "true"}}],
        },
    }


def test_import_and_move(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "a", name="a").import_from("42")
    b = Widget(stack, "b", name="b")
    b.move_from_id("acme_widget.old")
    Widget.generate_config_for_import(stack, "adopted", "43")
    data = synth(stack)
    assert data["import"] == [
        {"id": "42", "to": "acme_widget.a"},
        {"id": "43", "to": "acme_widget.adopted"},
    ]
    assert data["moved"] == [{"from": "acme_widget.old", "to": "acme_widget.b"}]


def test_token_types_overlap_with_their_successor(stack: TerraformStack, synth: Synth) -> None:
    ApiToken(stack, "plain", name="t")
    ApiToken(stack, "kept", name="t", lifecycle={"prevent_destroy": True})
    ApiToken(stack, "ignored", name="t", lifecycle=TerraformResourceLifecycle(ignore_changes=["name"]))
    ApiToken(stack, "opposite", name="t", lifecycle=TerraformResourceLifecycle(create_before_destroy=False))
    blocks = synth(stack)["resource"]["acme_api_token"]
    assert {name: block["lifecycle"] for name, block in blocks.items()} == {
        "plain": {"create_before_destroy": True},
        "kept": {"create_before_destroy": True, "prevent_destroy": True},
        "ignored": {"create_before_destroy": True, "ignore_changes": ["name"]},
        "opposite": {"create_before_destroy": False},
    }


def test_ephemeral_resources_and_references_to_them(stack: TerraformStack, synth: Synth) -> None:
    a = Widget(stack, "a", name="a")
    session = EphemeralSession(stack, "login", username="u", password=a.id, depends_on=[a])
    Widget(stack, "b", name="b", password_wo=session.token, password_wo_version=1)
    data = synth(stack)
    assert data["ephemeral"] == {
        "acme_session": {"login": {"username": "u", "password": "${acme_widget.a.id}", "depends_on": ["acme_widget.a"]}}
    }
    assert data["resource"]["acme_widget"]["b"]["password_wo"] == "${ephemeral.acme_session.login.token}"
    assert "ephemeral.acme_session" not in data["resource"]


def test_an_ephemeral_resource_has_no_state_to_import(stack: TerraformStack) -> None:
    EphemeralSession(stack, "login", username="u", password="${x}").import_from("1")
    with pytest.raises(RuntimeError, match="no state to import into"):
        SynthTesting.synth(stack)


def test_an_attribute_may_be_called_scope(stack: TerraformStack, synth: Synth) -> None:
    inner = Construct(stack, "inner")
    grant = Grant(inner, "g", scope="cluster")
    TerraformOutput(stack, "o", value=grant.scope)
    data = synth(stack)
    assert data["resource"]["acme_grant"] == {grant.terraform_name: {"scope": "cluster"}}
    assert data["output"]["o"]["value"] == f"${{acme_grant.{grant.terraform_name}.scope}}"


@pytest.mark.parametrize(
    ("arguments", "text"),
    [
        ({"name": 5}, "argument name must be a string, not a value of type int"),
        ({"name": None}, "argument name is required"),
        ({"name": "a", "active": "yes"}, "argument active must be a bool, not a value of type str"),
        ({"name": "a", "node_attribute": True}, "argument node_attribute must be a number, not a value of type bool"),
        ({"name": "a", "node_attribute": float("nan")}, "argument node_attribute must be a finite number"),
        ({"name": "a", "roles": "admin"}, "argument roles must be a list, a tuple or a set, not a value of type str"),
        ({"name": "a", "roles": ["x", 1]}, "argument roles[1] must be a string, not a value of type int"),
        ({"name": "a", "roles": ["x", None]}, "argument roles[1] must not be None"),
        ({"name": "a", "labels": ["x"]}, "argument labels must be a mapping, not a value of type list"),
        ({"name": "a", "labels": {"x": 1}}, "argument labels['x'] must be a string"),
        ({"name": "a", "labels": {1: "x"}}, "argument labels must have strings as keys"),
        ({"name": "a", "owner": {"nam": "x"}}, "argument owner has no field 'nam'; its fields are kind, name"),
        ({"name": "a", "owner": {"kind": "USER"}}, "argument owner.name is required"),
        ({"name": "a", "password_wo": b"hunter2"}, "argument password_wo must be a string, not a value of type bytes"),
    ],
)
def test_wrong_types_are_refused_where_they_stand(stack: TerraformStack, arguments: Any, text: str) -> None:
    inner = Construct(stack, "team")
    with pytest.raises(ArgumentTypeError) as caught:
        Widget(inner, "jane", **arguments)
    assert str(caught.value).startswith("st/team/jane (acme_widget): ")
    assert text in str(caught.value)
    assert "hunter2" not in str(caught.value)
    # Nothing half-made stays behind.
    assert inner.node.children == []


def test_aspects_read_and_change_arguments(stack: TerraformStack, synth: Synth) -> None:
    @implements(IAspect)
    class OnlyReaders:
        def visit(self, node: IConstruct) -> None:
            if isinstance(node, Widget) and "admin" in node.arguments.get("roles", ()):
                node.roles = ["reader"]
                node.node_attribute = None
                node.add_override("lifecycle.prevent_destroy", True)

    Widget(stack, "a", name="a", roles=["admin"], node_attribute=1)
    Widget(stack, "b", name="b", roles=["other"], node_attribute=1)
    Aspects.of(stack).add(OnlyReaders())
    assert synth(stack)["resource"]["acme_widget"] == {
        "a": {"name": "a", "roles": ["reader"], "lifecycle": {"prevent_destroy": True}},
        "b": {"name": "b", "roles": ["other"], "node": 1},
    }


def test_changing_an_argument_is_checked_as_well(stack: TerraformStack) -> None:
    widget = Widget(stack, "a", name="a")
    with pytest.raises(ArgumentTypeError, match=r"st/a \(acme_widget\): argument roles must be a list"):
        widget.roles = "admin"
    with pytest.raises(ArgumentTypeError, match="has no argument 'rolls'"):
        widget.set_argument("rolls", [])
    assert dict(widget.arguments) == {"name": "a"}


def test_cross_stack_references(app: App, stack: TerraformStack, tmp_path: Path) -> None:
    widget = Widget(stack, "a", name="a")
    other = TerraformStack(app, "other")
    AcmeProvider(other, "acme")
    Grant(other, "g", scope=f"{widget.id}/x")
    app.synth()
    ours = json.loads((tmp_path / "out/stacks/st/cdk.tf.json").read_text())
    theirs = json.loads((tmp_path / "out/stacks/other/cdk.tf.json").read_text())
    assert ours["output"] == {"cross-stack-output-acme_widgetaid": {"value": "${acme_widget.a.id}", "sensitive": True}}
    assert theirs["resource"]["acme_grant"]["g"]["scope"] == (
        "${data.terraform_remote_state.cross-stack-reference-input-st.outputs.cross-stack-output-acme_widgetaid}/x"
    )


def test_a_missing_provider_block_is_noticed(app: App) -> None:
    stack = TerraformStack(app, "bare")
    Widget(stack, "a", name="a")
    with pytest.raises(RuntimeError, match="without a matching provider construct"):
        SynthTesting.synth(stack, True)


def test_hcl_output_is_refused_rather_than_empty(stack: TerraformStack) -> None:
    Widget(stack, "a", name="a")
    with pytest.raises(RuntimeError, match="render Terraform JSON only"):
        SynthTesting.synth_hcl(stack)
