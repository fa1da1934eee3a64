# GENERATED from generators/vendors/tanium/ by `python -m generators`. DO NOT EDIT.
"""A user of the Tanium console."""

from rolecall.bindings.tanium import TaniumProvider, User
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TaniumProvider(stack, "tanium")  # TANIUM_URL and credentials come from the environment
User(
    stack,
    "example",
    name="jdoe",
    display_name="Jane Doe",
    email="jdoe@example.com",
    roles=["Analyst"],
)
app.synth()
