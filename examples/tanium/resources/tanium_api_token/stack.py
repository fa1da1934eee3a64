# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""An API token. Its value is shown once, when it is created, and kept in the state."""

from rolecall.bindings.tanium import ApiToken, TaniumProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
ApiToken(
    stack,
    "example",
    name="ci",
    expire_in_days=30,
    rotate_before_days=7,
)
app.synth()
