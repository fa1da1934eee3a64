# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""A connection for SCIM that lives for one Terraform run and enters neither plan nor state."""

from rolecall.bindings.tanium import EphemeralScimServer, TaniumProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
EphemeralScimServer(
    stack,
    "example",
    name="entra",
)
app.synth()
