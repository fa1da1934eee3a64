# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""Everybody in the organization, those who are invited too."""

from rolecall.bindings.tanzu import DataOrgMembers, TanzuProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
example = DataOrgMembers(stack, "example")
TerraformOutput(stack, "shown_members", value=example.members)
app.synth()
