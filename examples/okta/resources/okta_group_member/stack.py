# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""One user in one group, beside whoever else is in it."""

from rolecall.bindings.okta import GroupMember, OktaProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
GroupMember(
    stack,
    "example",
    user_id="00ub0oNGTSWTBKOLGLNR",
    group_id="00g1emaKYZTWRYYRRTSK",
)
app.synth()
