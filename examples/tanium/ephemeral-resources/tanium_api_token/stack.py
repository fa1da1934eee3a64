# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""An API token that lives for one Terraform run and enters neither plan nor state."""

from rolecall.bindings.tanium import EphemeralApiToken, TaniumProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
EphemeralApiToken(
    stack,
    "example",
    name="ci",
)
app.synth()
