"""Secrets that a run is given and that neither JSON, plan nor state ever holds."""

from __future__ import annotations

from rolecall.cdk.toolkit import Construct, TerraformVariable


def secret_variable(scope: Construct, name: str, description: str) -> str:
    """A reference to an ephemeral variable, whose value comes from the environment variable `TF_VAR_<name>`.

    Only write-only arguments, providers and ephemeral resources can take it. Terraform 1.10 and later.
    """
    variable = TerraformVariable(scope, name, type="string", description=description, sensitive=True, nullable=False)
    variable.add_override("ephemeral", True)
    return variable.string_value
