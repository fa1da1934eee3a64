"""Secrets in arguments: what synthesis warns of."""

from __future__ import annotations

import json
from pathlib import Path

from rolecall.bindings.tanzu import TanzuProvider
from rolecall.cdk.literal_secrets import literal_secrets
from rolecall.cdk.toolkit import (
    App,
    TerraformStack,
    TerraformVariable,
)
from rolecall.cdk.values import STRING, Argument, ListOf, MapOf, ObjectOf
from rolecall.cdk.variables import secret_variable
from tests.cdk.sample_binding import Widget


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
