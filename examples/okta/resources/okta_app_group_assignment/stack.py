# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One app, assigned to one group and so to everybody in it."""

from rolecall.bindings.okta import AppGroupAssignment, OktaProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
AppGroupAssignment(
    stack,
    "example",
    group_id="00g1emaKYZTWRYYRRTSK",
    app_id="0oa1gjh63g214q0Hq0g4",
)
app.synth()
