# GENERATED from generators/vendors/scim/ by `python -m generators`. DO NOT EDIT.
"""One member of one group, beside whatever other members the group has."""

from rolecall.bindings.scim import DataGroup, GroupMember, ScimProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
ScimProvider(stack, "scim")  # SCIM_URL and credentials come from the environment
holder = DataGroup(
    stack,
    "holder",
    external_id="example",
)
GroupMember(
    stack,
    "example",
    group_id=holder.id,
    user_id="2819c223-7f76-453a-919d-413861904646",
)
app.synth()
