# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""The user behind the provider's token."""

from rolecall.bindings.tanium import DataSession, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
example = DataSession(stack, "example")
TerraformOutput(stack, "shown_id", value=example.id)
app.synth()
