# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""A group of users of the Tanium console, who all have its roles."""

from rolecall.bindings.tanium import TaniumProvider, UserGroup
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
UserGroup(
    stack,
    "example",
    name="Operators",
    members=["42"],
    roles=["Operator"],
)
app.synth()
