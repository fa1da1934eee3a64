"""The subcommand that makes a provider of a vendor's description in a repository of one's own: `generate`."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer

import rolecall

_PACKAGES = ("rolecall_generators", "generators")
"""The generators beside the library: as installed, and as the repository calls them."""
_COMMANDS = ("new", "import", "sandbox")


def generate(
    arguments: Annotated[
        list[str],
        typer.Argument(metavar="FOLDER... | new VENDOR | import FILE", help="Vendors' folders, or how to begin one."),
    ],
) -> None:
    """Make a provider, bindings, pages, examples and tests of a vendor's API description and definition.

    A vendor is a folder with two files: openapi.yaml, the API, and provider.yaml, which operations make a
    resource. `import` takes the first out of what the vendor publishes, `new` writes the second as far as it can
    be guessed. Everything is written into the current folder, or --output DIR; --check writes nothing and tells
    what differs. `rolecall` finds the provider where ROLECALL_PROVIDERS names the folder `providers`. It needs
    `pip install 'rolecall[generators]'`; docs/adding-a-vendor.md tells the whole story.

    \b
    Examples:
      rolecall generate import published.yaml --operations listUsers,getUser --output openapi.yaml
      rolecall generate new acme --from openapi.yaml
      rolecall generate ./vendors/acme
      rolecall generate ./vendors/acme --check

    \b
    Exit codes:
      0  everything is written, or with --check: everything is as it would be written
      1  --check, or an import, found a difference
      2  wrong arguments
      3  a description or definition cannot be used; the message names file, line and what was expected
    """
    beside = Path(rolecall.__file__).parents[1]
    name = next((each for each in _PACKAGES if (beside / each / "__main__.py").is_file()), None)
    try:
        if name is None:
            raise ImportError("no generators stand beside rolecall")
        main = import_module(f"{name}.__main__").main
    except ImportError as error:
        typer.echo(f"rolecall generate: {error}; install what it needs: pip install 'rolecall[generators]'", err=True)
        raise typer.Exit(2) from None
    first = arguments[0]
    given = arguments if first in _COMMANDS else ["vendor", *arguments]
    if first == "new" and "--into" not in arguments:
        given = [*given, "--into", "vendors"]
    raise typer.Exit(main(given, prog="rolecall generate"))
