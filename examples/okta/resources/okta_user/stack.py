# GENERATED from generators/vendors/okta/ by `python -m generators`. DO NOT EDIT.
"""A user of the organization, staged until `status` says otherwise."""

from rolecall.bindings.okta import OktaProvider, User
from rolecall.cdk import App, TerraformStack

app = App()
stack = TerraformStack(app, "example")
OktaProvider(stack, "okta")  # OKTA_ORG_URL and credentials come from the environment
User(
    stack,
    "example",
    login="ada@example.com",
    email="ada@example.com",
    first_name="Ada",
    last_name="Lovelace",
    type_id="oty15jzg8cr6xiDlQ0g4",
    status="ACTIVE",
)
app.synth()
