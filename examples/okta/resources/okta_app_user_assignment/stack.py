# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One app, assigned to one user directly."""

from rolecall.bindings.okta import AppUserAssignment, OktaProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
AppUserAssignment(
    stack,
    "example",
    user_id="00ub0oNGTSWTBKOLGLNR",
    app_id="0oa1gjh63g214q0Hq0g4",
)
app.synth()
