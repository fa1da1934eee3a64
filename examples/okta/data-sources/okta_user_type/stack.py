# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One user type, found by id or by name."""

from rolecall.bindings.okta import DataUserType, OktaProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
example = DataUserType(
    stack,
    "example",
    name="contractor",
)
TerraformOutput(stack, "shown_display_name", value=example.display_name)
app.synth()
