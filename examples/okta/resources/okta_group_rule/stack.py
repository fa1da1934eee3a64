# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""A rule that puts everybody whom an expression means into groups."""

from rolecall.bindings.okta import GroupRule, OktaProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
GroupRule(
    stack,
    "example",
    name="Engineers",
    expression='user.department=="Engineering"',
    group_ids=["00g1emaKYZTWRYYRRTSK"],
    status="ACTIVE",
)
app.synth()
