# GENERATED from generators/vendors/splunk/ by `python -m generators`. DO NOT EDIT.
"""A user of Splunk's own. Users that come from SAML or LDAP cannot be created here."""

from rolecall.bindings.splunk import SplunkProvider, User
from rolecall.cdk import App, TerraformStack, secret_variable

app = App()
stack = TerraformStack(app, "example")
SplunkProvider(stack, "splunk")  # SPLUNK_URL and credentials come from the environment
user_password = secret_variable(stack, "user_password", "From TF_VAR_user_password")
User(
    stack,
    "example",
    name="jdoe",
    password_wo=user_password,
    password_wo_version=1,
    realname="Jane Doe",
    email="jdoe@example.com",
    roles=["power"],
)
app.synth()
