# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""One user, found by number or by name."""

from rolecall.bindings.tanium import DataUser, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataUser(
    stack,
    "example",
    name="jdoe",
)
TerraformOutput(stack, "shown_display_name", value=example.display_name)
app.synth()
