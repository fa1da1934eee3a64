# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""One user group, found by number or by name."""

from rolecall.bindings.tanium import DataUserGroup, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataUserGroup(
    stack,
    "example",
    name="Operators",
)
TerraformOutput(stack, "shown_members", value=example.members)
app.synth()
