"""The base classes of bindings, through the sample binding."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from rolecall.bindings.tanzu import TanzuProvider
from rolecall.cdk.elements import RESERVED, Resource, member_name
from rolecall.cdk.errors import ArgumentTypeError, DeclarationError, NameCollisionError, StackError
from rolecall.cdk.literal_secrets import literal_secrets
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
    TerraformVariable,
    implements,
)
from rolecall.cdk.values import STRING, Argument, ListOf, MapOf, ObjectOf
from rolecall.cdk.variables import secret_variable
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
        "terraform": {"required_providers": {"acme": {"source": "rolecall/acme", "version": "0.1.0"}}},
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


def test_two_ids_that_become_one_terraform_name_are_an_error(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "j.doe@x.io", name="one")
    with pytest.raises(NameCollisionError) as caught:
        Widget(stack, "jdoe@x.io", name="two")
    assert "'st/j.doe@x.io' and 'st/jdoe@x.io'" in str(caught.value)
    assert "acme_widget.jdoexio" in str(caught.value)
    # Other types, data sources and other stacks have names of their own.
    Grant(stack, "jdoe@x.io", scope="s")
    DataWidgets(stack, "jd.oe@x.io")
    assert list(synth(stack)["resource"]["acme_widget"]) == ["jdoexio"]


def test_chosen_names_collide_too_and_are_given_back(stack: TerraformStack) -> None:
    a = Widget(stack, "a", name="a")
    a.override_logical_id("chosen")
    Widget(stack, "a-", name="free again").override_logical_id("a")
    with pytest.raises(NameCollisionError, match=r"acme_widget\.chosen"):
        Widget(stack, "cho.sen", name="b")
    b = Widget(stack, "b", name="b")
    with pytest.raises(NameCollisionError, match=r"acme_widget\.chosen"):
        b.override_logical_id("chosen")
    with pytest.raises(NameCollisionError, match=r"acme_widget\.a,"):
        a.reset_override_logical_id()


def test_the_name_it_counts_with_is_the_one_cdktf_gives(stack: TerraformStack) -> None:
    for path in (
        ["a"],
        ["a", "b"],
        ["a", "Default"],
        ["x", "Resource"],
        ["ab", "b"],
        ["j/d", "ü"],
        ["n" * 200, "m" * 90],
    ):
        scope: Construct = stack
        for part in path[:-1]:
            found = scope.node.try_find_child(part.replace("/", "--"))
            scope = found if isinstance(found, Construct) else Construct(scope, part)
        widget = Widget(scope, path[-1] + ("" if path[-1] in ("Default", "Resource") else "_"), name="w")
        assert widget.terraform_name == widget.friendly_unique_id


def test_names_that_terraform_refuses_are_refused_early(stack: TerraformStack) -> None:
    with pytest.raises(DeclarationError, match="does not start with a letter"):
        Widget(stack, "7of9", name="Annika")


def test_a_binding_may_not_hide_what_it_stands_on() -> None:
    with pytest.raises(StackError, match="node hides a member of CDKTF; call it node_attribute"):

        class Bad(Resource):
            @property
            def node(self) -> str:  # type: ignore[override]  # that this is wrong is the point
                return ""

    for name in (
        "node",
        "fqn",
        "count",
        "provider",
        "lifecycle",
        "connection",
        "for_each",
        "depends_on",
        "provisioners",
    ):
        assert name in RESERVED
        assert member_name(name) == f"{name}_attribute"
    assert member_name("class") == "class_attribute"
    assert [member_name(name) for name in ("id", "name", "roles", "scope", "user_id")] == [
        "id",
        "name",
        "roles",
        "scope",
        "user_id",
    ]


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


def test_a_secret_in_plain_text_is_warned_of_and_a_reference_is_not(app: App, stack: TerraformStack) -> None:
    Widget(stack, "careful", name="a", password_wo=secret_variable(stack, "password", "A password"))
    Widget(stack, "careless", name="b", password_wo="hunter2")
    app.synth()
    manifest = json.loads((Path(app.outdir) / "manifest.json").read_text())
    annotations = manifest["stacks"]["st"]["annotations"]
    assert [(note["constructPath"], note["level"]) for note in annotations] == [("st/careless", "@cdktf/warn")]
    assert "password_wo" in annotations[0]["message"]
    assert "hunter2" not in annotations[0]["message"]


def test_a_write_only_argument_from_a_variable_that_lasts_is_warned_of(app: App, stack: TerraformStack) -> None:
    lasting = TerraformVariable(stack, "lasting", type="string", sensitive=True)
    late = TerraformVariable(stack, "late", type="string", sensitive=True)
    Widget(stack, "leaks", name="a", password_wo=lasting.string_value)
    Widget(stack, "within", name="b", password_wo=f"{lasting.string_value}-1")
    Widget(stack, "good", name="c", password_wo=secret_variable(stack, "good_password", "A password"))
    Widget(stack, "later", name="d", password_wo=late.string_value)
    Widget(stack, "open", name=lasting.string_value)
    late.add_override("ephemeral", True)
    app.synth()
    manifest = json.loads((Path(app.outdir) / "manifest.json").read_text())
    notes = manifest["stacks"]["st"]["annotations"]
    assert sorted((note["constructPath"], note["level"]) for note in notes) == [
        ("st/leaks", "@cdktf/warn"),
        ("st/within", "@cdktf/warn"),
    ]
    assert all("variable lasting is not ephemeral" in note["message"] for note in notes)
    assert "argument password_wo of acme_widget" in notes[0]["message"]


def test_a_missing_provider_block_is_noticed(app: App) -> None:
    stack = TerraformStack(app, "bare")
    Widget(stack, "a", name="a")
    with pytest.raises(RuntimeError, match="without a matching provider construct"):
        SynthTesting.synth(stack, True)


def test_hcl_output_is_refused_rather_than_empty(stack: TerraformStack) -> None:
    Widget(stack, "a", name="a")
    with pytest.raises(RuntimeError, match="render Terraform JSON only"):
        SynthTesting.synth_hcl(stack)


def test_a_secret_as_plain_text_is_warned_of_however_deep(stack: TerraformStack) -> None:
    secret = TerraformVariable(stack, "secret", type="string", sensitive=True).string_value
    TanzuProvider(stack, "literal", kubernetes={"token": "nested-literal"}, api_token="top-literal")
    TanzuProvider(stack, "variable", alias="other", kubernetes={"token": secret}, api_token=secret)
    found = {entry.data for child in stack.node.find_all() for entry in child.node.metadata}
    told = sorted(
        str(text).partition(" is a secret given as plain text")[0] for text in found if "plain text" in str(text)
    )
    assert told == ["argument api_token of tanzu", "argument kubernetes.token of tanzu"]
    assert not any("literal" in str(text) for text in found)


def test_a_secret_in_a_list_or_a_map_is_found() -> None:
    inner = Argument(ObjectOf({"key": Argument(STRING, secret=True), "name": Argument(STRING)}))
    outer = Argument(ObjectOf({"many": Argument(ListOf(inner.kind)), "by_name": Argument(MapOf(inner.kind))}))
    value = {"many": [{"key": "a"}, {"name": "b"}], "by_name": {"x": {"key": "c", "name": "d"}}}
    assert list(literal_secrets(outer, "block", value)) == ["block.many[0].key", "block.by_name['x'].key"]
