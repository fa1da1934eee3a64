# GENERATED from generators/vendors/entra/ by `python -m generators`. DO NOT EDIT.
"""One owner of a group, beside whatever other owners it has."""

from rolecall.bindings.entra import EntraProvider, GroupOwner
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
EntraProvider(stack, "entra")  # ENTRA_GRAPH_URL and credentials come from the environment
GroupOwner(
    stack,
    "example",
    owner_id="2d4f6a8c-0b1d-4e3f-9a5c-7e9b1d3f5a7c",
    group_id="5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e",
)
app.synth()
