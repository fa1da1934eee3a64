# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""Every role."""

from rolecall.bindings.tanium import DataRoles, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataRoles(stack, "example")
TerraformOutput(stack, "shown_roles", value=example.roles)
app.synth()
