# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""A group of the organization."""

from rolecall.bindings.okta import Group, OktaProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
Group(
    stack,
    "example",
    name="Tessian users",
    description="People whose mail Tessian looks after.",
)
app.synth()
