# GENERATED from generators/vendors/tanzu/ by `python -m generators`. DO NOT EDIT.
"""A role that users, groups and service accounts have in a whole cluster."""

from rolecall.bindings.tanzu import ClusterRoleBinding, TanzuProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
TanzuProvider(stack, "tanzu")  # TANZU_CSP_URL and credentials come from the environment
ClusterRoleBinding(
    stack,
    "example",
    name="app-editor-ada",
    role_ref={"kind": "ClusterRole", "name": "app-editor"},
    subjects=[{"kind": "User", "name": "ada@example.com"}],
)
app.synth()
