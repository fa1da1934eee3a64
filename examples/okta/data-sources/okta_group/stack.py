# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One group, found by id or by name."""

from rolecall.bindings.okta import DataGroup, OktaProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
example = DataGroup(
    stack,
    "example",
    name="Tessian users",
)
TerraformOutput(stack, "shown_type", value=example.type)
app.synth()
