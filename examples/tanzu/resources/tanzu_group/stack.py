# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""A custom group of members of the organization."""

from rolecall.bindings.tanzu import Group, TanzuProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
Group(
    stack,
    "example",
    name="Payments team",
    description="Who runs the payment clusters.",
)
app.synth()
