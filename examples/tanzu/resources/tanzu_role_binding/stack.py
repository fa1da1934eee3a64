# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""A role in Tanzu Mission Control, on the organization, a cluster group or a cluster."""

from rolecall.bindings.tanzu import RoleBinding, TanzuProvider
from rolecall.cdk import App, TerraformStack

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
