"""The subcommands that build providers for Terraform: `mirror` for this machine, `packages` for everybody's."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def mirror(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The mirror's folder; made if missing.")],
    write_config: Annotated[
        Path | None,
        typer.Option(
            "--write-config",
            metavar="FILE",
            help="Write the CLI configuration to FILE, and keep what it holds.",
        ),
    ] = None,
    vendor: Annotated[
        list[str] | None, typer.Option("--vendor", metavar="VENDOR", help="Only this provider; may be repeated.")
    ] = None,
) -> None:
    """Build all providers as a filesystem mirror and print the Terraform CLI configuration that uses it.

    `terraform init` installs from the mirror without a network and records a checksum of each provider in
    `.terraform.lock.hcl`. The checksum covers the code that runs: Terraform refuses a provider in which a
    byte has changed. Run the command again after an upgrade; other versions in the mirror stay. Dependencies
    are fetched once, by pip, as they are pinned. Providers of your own are built too, where ROLECALL_PROVIDERS
    names their folder (`rolecall generate`).

    \b
    Examples:
      rolecall mirror ~/rolecall-mirror --write-config ~/.terraformrc
      rolecall mirror ./mirror --write-config ./terraform.rc
      export TF_CLI_CONFIG_FILE=$PWD/terraform.rc

    \b
    Exit codes:
      0  built
      1  could not be built or written; nothing half-built is left
      2  wrong arguments
    """
    from rolecall.cli.packages.mirror import build
    from rolecall.cli.packages.platforms import PackagesError
    from rolecall.cli.terraform_configuration import ForeignConfigurationError, write_configuration
    from rolecall.text.file_errors import unusable

    try:
        built = build(directory, vendor or None)
        for name, checksum in built.checksums.items():
            typer.echo(f"rolecall/{name} {built.versions[name]}  {checksum}", err=True)
        if write_config is None:
            typer.echo(built.cli_config(), nl=False)
        else:
            if taken := write_configuration(write_config, built.cli_config()):
                typer.echo(f"{write_config} also holds the settings of {taken}, which is not read beside it", err=True)
            typer.echo(f"export TF_CLI_CONFIG_FILE={write_config.absolute()}")
    except (PackagesError, ForeignConfigurationError) as error:
        typer.echo(f"rolecall mirror: {error}", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"rolecall mirror: {unusable(error)}; name another", err=True)
        raise typer.Exit(1) from None


def packages(
    directory: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to publish; made if missing.")],
    vendor: Annotated[
        list[str] | None, typer.Option("--vendor", metavar="VENDOR", help="Only this provider; may be repeated.")
    ] = None,
    platform: Annotated[
        list[str] | None,
        typer.Option("--platform", metavar="OS_ARCH", help="Only this platform; may be repeated."),
    ] = None,
    sign: Annotated[
        str | None, typer.Option("--sign", metavar="KEY", help="Sign the checksums with this key of GnuPG.")
    ] = None,
) -> None:
    """Build provider packages for all platforms, with the files of a network mirror and of a registry.

    One zip per provider and platform holds everything but Python itself, for all versions of Python that it
    runs on. The same sources and the same `dependencies.lock` give the same bytes everywhere. What is in DIR
    already stays, and no version ever gets other bytes. Any web server can serve DIR; docs/packages.md says
    how Terraform is told of it.

    \b
    Examples:
      rolecall packages ./dist/providers
      rolecall packages ./dist/providers --vendor tanium --platform linux_amd64
      rolecall packages ./dist/providers --sign releases@example.com

    \b
    Exit codes:
      0  built
      1  could not be built, signed or written, or a version would have changed
      2  wrong arguments
    """
    from rolecall.cli.packages.platforms import PackagesError
    from rolecall.cli.packages.registry import publish
    from rolecall.cli.packages.signing import Signer
    from rolecall.text.file_errors import unusable

    try:
        for archive in publish(directory, vendor or None, platform or None, Signer(sign) if sign else None):
            typer.echo(archive)
    except PackagesError as error:
        typer.echo(f"rolecall packages: {error}", err=True)
        raise typer.Exit(1) from None
    except OSError as error:
        typer.echo(f"rolecall packages: {unusable(error)}; name another", err=True)
        raise typer.Exit(1) from None
