# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""One member of the organization in one custom group, beside whoever else is in it."""

from rolecall.bindings.tanzu import GroupMember, TanzuProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
GroupMember(
    stack,
    "example",
    email="ada@example.com",
    group_id="5f0c3a52-8f3f-4a57-9f3b-0b7a4f9f1f0e",
)
app.synth()
