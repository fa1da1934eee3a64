"""Text stays text: what a name says is never evaluated, and what Terraform sees is exactly what was declared."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from rolecall.cdk.toolkit import App, Fn, TerraformOutput, TerraformStack
from rolecall.cdk.values import ANY, STRING, MapOf, WrongType, canonical_value, forged
from tests.cdk.builtin_binding import Data
from tests.cdk.fixtures import Synth, run_terraform
from tests.cdk.sample_binding import Widget

NASTY = [
    "plain",
    '${file("/etc/passwd")}',
    "%{ if true }yes%{ endif }",
    "$${escaped already}",
    "%%{escaped already}",
    "$$${three}",
    "100% ${sure} $ 5 %",
    "unclosed ${ and %{",
    "} closed { $",
    'quote " back \\ slash\nline\ttab',
    "1e5 -1e+9 e-mail",
    "ünïcødé ☂",
    "#{TfToken} &{TfToken}",
    "",
]


@pytest.mark.terraform
def test_terraform_sees_exactly_the_text_that_was_declared(tmp_path: Path) -> None:
    app = App(outdir=str(tmp_path))
    stack = TerraformStack(app, "text")
    anchor = Data(stack, "anchor", input="ANCHOR")
    expected: dict[str, object] = {}
    for index, text in enumerate(NASTY):
        Data(stack, f"alone{index}", input=text)
        expected[f"alone{index}"] = text
        Data(stack, f"nested{index}", input={"key " + text: [text, {"deep": text}]})
        expected[f"nested{index}"] = {"key " + text: [text, {"deep": text}]}
        # Beside references, where CDKTF has an opinion of its own about `${`.
        Data(stack, f"beside{index}", input=f"{text}{anchor.output}{text}{anchor.output}")
        expected[f"beside{index}"] = f"{text}ANCHOR{text}ANCHOR"
    Data(stack, "upper", input=Fn.upper(f"<{anchor.output}>"))
    expected["upper"] = "<ANCHOR>"
    for name in expected:
        TerraformOutput(stack, f"of_{name}", value="${terraform_data." + name + ".output}")
    app.synth()

    folder = tmp_path / "stacks" / "text"
    run_terraform(folder, "init", "-input=false")
    run_terraform(folder, "apply", "-auto-approve", "-input=false")
    outputs = json.loads(run_terraform(folder, "output", "-json"))
    assert {name[3:]: output["value"] for name, output in outputs.items()} == expected


def test_what_a_person_types_is_text_in_the_json(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "a", name='${file("x")}', parts=["%{if}"], labels={"${k}": "${v}"}, owner={"name": "${o}"})
    assert synth(stack)["resource"]["acme_widget"]["a"] == {
        "name": '$${file("x")}',
        "parts": ["%%{if}"],
        "labels": {"$${k}": "$${v}"},
        "owner": {"name": "$${o}"},
    }


def test_an_override_is_the_way_to_a_template_of_ones_own(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "a", name="x").add_override("name", "${terraform.workspace}")
    assert synth(stack)["resource"]["acme_widget"]["a"]["name"] == "${terraform.workspace}"


def test_numbers_keep_every_digit(stack: TerraformStack, synth: Synth) -> None:
    Widget(stack, "a", name="a", node_attribute=12345678901234567890)
    Widget(stack, "b", name="b", node_attribute=2**53)
    Widget(stack, "c", name="c", node_attribute=0.5)
    blocks = synth(stack)["resource"]["acme_widget"]
    assert [blocks[name]["node"] for name in "abc"] == ["12345678901234567890", 2**53, 0.5]


def test_any_takes_what_terraform_can_hold_and_nothing_else() -> None:
    assert canonical_value(ANY, {"a": (1, "${x}"), "b": None}, "v") == {"a": [1, "$${x}"]}
    with pytest.raises(WrongType, match=r"v\['a'\] must be a list, a tuple or a set, not a value of type object"):
        canonical_value(ANY, {"a": object()}, "v")
    assert canonical_value(MapOf(STRING), {"b": "1", "a": "2"}, "v") == {"b": "1", "a": "2"}


@pytest.mark.parametrize("text", ["${TfToken[TOKEN.0]}", "#{TfToken[TOKEN.0]}", "x -1.8881545897087503e+289 y"])
def test_text_that_would_pass_for_a_reference(text: str) -> None:
    assert forged(text)
    assert not forged("an ordinary name, 289 of them")


def test_the_number_that_looks_like_a_reference_is_one(stack: TerraformStack) -> None:
    """CDKTF hides references to numbers in numbers; this is what `forged` must know."""
    number = str(Widget(stack, "a", name="a").node_attribute)
    assert forged(f"x {number} y")
    assert forged(number.replace("e+", "e"))
    assert not forged("-8.2e+297")
    assert not forged("-8.1.1e+298")
