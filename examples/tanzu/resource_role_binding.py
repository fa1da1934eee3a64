# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""A role that a user or a group has on the organization, on a cluster group or on a cluster in Tanzu Mission
Control."""

from stacks.bindings.tanzu import RoleBinding, TanzuProvider
from stacks.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
RoleBinding(
    stack,
    "example",
    role="cluster.admin",
    subject={"name": "ada@example.com", "kind": "USER"},
    scope={"cluster": {"name": "payments"}},
)
app.synth()
