# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""Role bindings in Tanzu Mission Control, all of them or those of one cluster or cluster group."""

from rolecall.bindings.tanzu import DataRoleBindings, TanzuProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
example = DataRoleBindings(stack, "example")
TerraformOutput(stack, "shown_role_bindings", value=example.role_bindings)
app.synth()
