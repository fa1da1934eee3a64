"""The generated binding, imported and synthesized."""

from __future__ import annotations

import ast
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

import rolecall.cdk.base_classes
from generators import naming
from generators.resolve.specification import ProviderSpec
from rolecall.cdk.toolkit import App, SynthTesting, TerraformStack
from rolecall.version import version


@pytest.fixture
def synthesized(binding: ModuleType) -> Callable[[Callable[[TerraformStack], None]], dict[str, Any]]:
    def run(build: Callable[[TerraformStack], None]) -> dict[str, Any]:
        stack = TerraformStack(App(), "stack")
        binding.OrchardProvider(stack, "orchard", url="https://farm.example.com")
        build(stack)
        result: dict[str, Any] = json.loads(SynthTesting.synth(stack))
        return result

    return run


Synthesized = Callable[[Callable[[TerraformStack], None]], dict[str, Any]]


def test_names_that_bindings_must_not_take_are_those_of_the_base_classes() -> None:
    assert {name for name in rolecall.cdk.base_classes.RESERVED if not name.startswith("_")} == naming.BINDING_MEMBERS
    for name in ("count", "node", "self", "class", "id", "name", "scope"):
        assert naming.member_name(name) == rolecall.cdk.base_classes.member_name(name)


def test_one_class_per_type(binding: ModuleType, orchard: ProviderSpec) -> None:
    kinds = {
        item.TF_RESOURCE_TYPE: item
        for item in vars(binding).values()
        if isinstance(item, type)
        and issubclass(item, rolecall.cdk.base_classes.Resource | rolecall.cdk.base_classes.DataSource)
        if item.__module__ == binding.__name__ and not issubclass(item, rolecall.cdk.base_classes.EphemeralResource)
    }
    provider = orchard.provider
    assert {item.__name__ for item in kinds.values()} >= {"DataGardener", "PlotBinding", "Permit", "DataMe"}
    names = [item.name for item in provider.resources] + [item.name for item in provider.data_sources]
    assert kinds.keys() == set(names)
    assert binding.EphemeralPermit.TF_RESOURCE_TYPE == "orchard_permit"
    assert (
        rolecall.cdk.base_classes.ProviderInfo(name="orchard", source="rolecall/orchard", version=version())
        == binding.PROVIDER
    )


def test_arguments_are_those_of_the_schema(binding: ModuleType, orchard: ProviderSpec) -> None:
    schema = orchard.provider.resources[0].schema
    arguments = binding.Gardener.ARGUMENTS
    assert arguments.keys() == {item.name for item in schema.attributes if item.required or item.optional}
    assert [name for name, argument in arguments.items() if argument.required] == ["name"]
    assert [name for name, argument in arguments.items() if argument.secret] == ["secret_word_wo"]


def test_resource_synthesizes(binding: ModuleType, synthesized: Synthesized) -> None:
    def build(stack: TerraformStack) -> None:
        plot = binding.Plot(stack, "north", title="North", scope="apples")
        gardener = binding.Gardener(
            stack,
            "ada",
            name="ada",
            plots={plot.title},
            node_attribute=3,
            address=binding.GardenerAddress(street="${not a template}"),
            tools=[{"kind": "rake", "size": 120}],
            depends_on=[plot],
            lifecycle={"prevent_destroy": True},
        )
        binding.PlotBinding(stack, "binding", gardener=gardener.id, plot=gardener.address.town)

    found = synthesized(build)
    gardener = found["resource"]["orchard_gardener"]["ada"]
    assert gardener == {
        "name": "ada",
        "plots": ["${orchard_plot.north.title}"],
        "node": 3,
        "address": {"street": "$${not a template}"},
        "tools": [{"kind": "rake", "size": 120}],
        "depends_on": ["orchard_plot.north"],
        "lifecycle": {"prevent_destroy": True},
    }
    binding_found = found["resource"]["orchard_plot_binding"]["binding"]
    assert binding_found["gardener"] == "${orchard_gardener.ada.id}"
    assert binding_found["plot"] == "${orchard_gardener.ada.address.town}"
    assert found["provider"]["orchard"] == [{"url": "https://farm.example.com"}]
    assert found["terraform"]["required_providers"]["orchard"] == {"source": "rolecall/orchard", "version": version()}


def test_secret_overlaps_its_heir_and_ephemeral_stays_out_of_resources(
    binding: ModuleType, synthesized: Synthesized
) -> None:
    def build(stack: TerraformStack) -> None:
        permit = binding.EphemeralPermit(stack, "once", label="gate", holder="ada")
        binding.Permit(stack, "gate", label="gate", holder="ada")
        binding.Gardener(stack, "ada", name="ada", secret_word_wo=permit.code, secret_word_wo_version=1)

    found = synthesized(build)
    assert found["resource"]["orchard_permit"]["gate"]["lifecycle"] == {"create_before_destroy": True}
    assert found["ephemeral"]["orchard_permit"]["once"]["label"] == "gate"
    assert found["resource"]["orchard_gardener"]["ada"]["secret_word_wo"] == "${ephemeral.orchard_permit.once.code}"


def test_rows_of_a_data_source_are_references(binding: ModuleType, synthesized: Synthesized) -> None:
    def build(stack: TerraformStack) -> None:
        rows = binding.DataGardeners(stack, "all")
        binding.Gardener(stack, "heir", name=rows.gardeners.get(0).name, labels={"first": rows.gardeners.get(0).id})

    heir = synthesized(build)["resource"]["orchard_gardener"]["heir"]
    assert heir["name"] == "${data.orchard_gardeners.all.gardeners[0].name}"
    assert heir["labels"] == {"first": "${data.orchard_gardeners.all.gardeners[0].id}"}


def test_attribute_called_scope_renames_the_construct(binding: ModuleType) -> None:
    source = ast.parse(Path(str(binding.__file__)).read_text())
    plot = next(item for item in source.body if isinstance(item, ast.ClassDef) and item.name == "Plot")
    init = next(item for item in plot.body if isinstance(item, ast.FunctionDef) and item.name == "__init__")
    assert [each.arg for each in init.args.args] == ["self", "scope_", "id_"]
    assert "scope" in [each.arg for each in init.args.kwonlyargs]


def test_generated_python_is_strictly_typed(tree: Path, tmp_path: Path) -> None:
    """Shims, bindings and examples of the made-up vendor pass `mypy --strict`."""
    root = Path(__file__).parents[2]
    options = ["--strict", "--no-error-summary", "--namespace-packages", "--explicit-package-bases"]
    for example in (tree / "examples").rglob("*.py"):  # many are called the same, in folders that are no packages
        shutil.copy(example, tmp_path / "_".join(example.relative_to(tree).parts).replace("-", "_"))
    done = subprocess.run(
        [
            sys.executable,
            "-m",
            "mypy",
            *options,
            *map(str, (*tmp_path.glob("*.py"), tree / "providers", tree / "rolecall")),
        ],
        cwd=tree,
        env={"MYPYPATH": f"{tree}:{root}", "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


def test_generated_examples_are_in_the_projects_style(tree: Path) -> None:
    settings = [f"--config={Path(__file__).parents[2] / 'pyproject.toml'}", "--no-cache"]
    own = '--config=lint.isort.known-first-party = ["rolecall"]'
    for command in (["check", own], ["format", "--check"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *settings, "examples"],
            cwd=tree,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
