# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One app, found by id or by the label that people see."""

from rolecall.bindings.okta import DataApp, OktaProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
example = DataApp(
    stack,
    "example",
    label="Tessian",
)
TerraformOutput(stack, "shown_name", value=example.name)
app.synth()
