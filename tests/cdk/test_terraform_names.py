"""Names that Terraform gives and refuses."""

from __future__ import annotations

import pytest

from rolecall.cdk.base_classes import RESERVED, Resource, member_name
from rolecall.cdk.errors import DeclarationError, NameCollisionError, StackError
from rolecall.cdk.toolkit import (
    Construct,
    TerraformStack,
)
from tests.cdk.fixtures import Synth
from tests.cdk.sample_binding import DataWidgets, Grant, Widget


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
