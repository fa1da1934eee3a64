# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""One member of one group, beside whatever other members the group has."""

from rolecall.bindings.entra import DataGroup, EntraProvider, GroupMember
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
holder = DataGroup(
    stack,
    "holder",
    display_name="Security analysts",
)
GroupMember(
    stack,
    "example",
    group_id=holder.id,
    member_id="2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c",
)
app.synth()
