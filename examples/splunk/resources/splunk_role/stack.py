# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""A role."""

from rolecall.bindings.splunk import Role, SplunkProvider
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
Role(
    stack,
    "example",
    name="soc_analyst",
    imported_roles=["user"],
    capabilities=["schedule_search"],
    srch_indexes_allowed=["main"],
)
app.synth()
