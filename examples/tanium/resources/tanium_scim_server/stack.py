# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""A SCIM connection for an identity provider. Its token is shown once, when it is created, and kept in the state."""

from rolecall.bindings.tanium import ScimServer, TaniumProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
ScimServer(
    stack,
    "example",
    name="entra",
    expire_in_days=365,
    trusted_ip_addresses="192.0.2.0/24",
    rotate_before_days=14,
)
app.synth()
