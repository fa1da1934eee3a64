# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""A member of the organization: invited first, a member once the person accepts the invitation that comes by mail."""

from rolecall.bindings.tanzu import OrgMember, TanzuProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
OrgMember(
    stack,
    "example",
    email="ada@example.com",
    role="org_member",
    wait_for="active",
)
app.synth()
