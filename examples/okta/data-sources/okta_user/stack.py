# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One user, found by id or by login."""

from rolecall.bindings.okta import DataUser, OktaProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
example = DataUser(
    stack,
    "example",
    login="ada@example.com",
)
TerraformOutput(stack, "shown_status", value=example.status)
app.synth()
