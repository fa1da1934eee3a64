"""Files of a vendor in a repository of its own: as this project's, at other places, and with tests."""

from __future__ import annotations

from pathlib import Path

from generators.input.description import Description
from generators.input.yaml_source import DefinitionError, Place
from generators.naming import notice
from generators.output import bindings, docs, examples, sandbox, shims
from generators.output.render import render_template
from generators.resolve.specification import ProviderSpec
from rolecall import version
from rolecall.specification.schema import Provider


def render(spec: ProviderSpec, description: Description, where: str) -> tuple[dict[Path, str], list[Path], str]:
    """Every file of the vendor whose definition is in the folder `where`, and the folders that hold nothing else.

    The third is why there are no tests: the generic sandbox cannot stand in for every vendor; else it is empty. Raises
    `DefinitionError` for a vendor that has hooks, which only this project's can have.
    """
    provider = spec.provider
    name = provider.name
    if hooks := _hooks(provider):
        raise DefinitionError(
            Place(f"{where}/provider.yaml", 1), f"it has hooks: {', '.join(hooks)}", "a definition without hooks"
        )
    words = {
        notice(name): f"GENERATED from {where}/ by `rolecall generate`. DO NOT EDIT.",
        f"from rolecall.bindings.{name} import": f"from bindings.{name} import",
    }
    shim = _in_words(shims.render(spec), words)
    own = version.digest(
        (Path(version.PROVIDERS[0], *path.parts[1:]).as_posix(), text.encode()) for path, text in shim.items()
    )
    words |= {
        f'    source="rolecall/{name}",\n)': f'    source="rolecall/{name}",\n    version=version_with({own!r}),\n)',
        "\nPROVIDER = ": "from rolecall.version import version_with\n\nPROVIDER = ",
        f'version = "~> {version.released()}"': f'version = "{version.version_with(own)}"',
    }
    bound = {Path(*path.parts[1:]): text for path, text in bindings.render(spec).items()}
    files = {**shim, **_in_words({**bound, **docs.render(spec), **examples.render(spec)}, words)}
    folders = [Path(part, name) for part in ("providers", "bindings", "docs/providers", "examples", "tests")]
    try:
        served = sandbox.text(sandbox.document(spec, description))
    except ValueError as error:
        return files, folders, str(error)
    tests = Path("tests", name)
    files[tests / "sandbox.json"] = served
    test = render_template("contract_test.py.j2", provider=provider)
    files |= _in_words({tests / f"test_{name}_contract.py": test}, words)
    return files, folders, ""


def _in_words(files: dict[Path, str], words: dict[str, str]) -> dict[Path, str]:
    """The texts of `files` with the words of another repository."""
    found = dict(files)
    for path, text in found.items():
        for old, new in words.items():
            text = text.replace(old, new)
        found[path] = text
    return found


def _hooks(provider: Provider) -> list[str]:
    return sorted({hook for each in provider.resources for _, hook in getattr(each.lifecycle, "hooks", ())})
