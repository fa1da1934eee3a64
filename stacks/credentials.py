"""The credentials stack: tokens, in a state of its own that fewer people may read.

It refers to accounts of the access stack, so that one is deployed first. CDKTF carries the references through
`terraform_remote_state`.
"""

from __future__ import annotations

from rolecall.bindings.splunk import SplunkProvider
from rolecall.bindings.splunk import Token as SplunkToken
from rolecall.bindings.tanium import ApiToken, TaniumProvider
from rolecall.cdk import Construct, TerraformOutput, TerraformStack, dialect_of, keep_state
from stacks.access import AccessStack


class CredentialsStack(TerraformStack):
    """Tokens of the service account. Each is replaced a week before it expires, the new one first."""

    def __init__(self, scope: Construct, id_: str, *, access: AccessStack) -> None:
        super().__init__(scope, id_)
        keep_state(self)
        provider = TaniumProvider(self, "tanium")
        SplunkProvider(self, "splunk")

        tanium = ApiToken(
            self,
            "tanium-drift",
            name="drift-check",
            # In the published API a token belongs to the account that the provider runs as.
            user_id=None if dialect_of(provider, "tanium") == "platform" else access.robot.tanium.id,
            expire_in_days=30,
            rotate_before_days=7,
        )
        splunk = SplunkToken(
            self,
            "splunk-drift",
            name="drift-check",
            user=access.robot.splunk.name,
            expires_on="+30d",
            rotate_before_days=7,
        )
        # For whoever runs the drift check: `terraform output -raw tanium_token`.
        TerraformOutput(self, "tanium_token", value=tanium.token, sensitive=True)
        TerraformOutput(self, "splunk_token", value=splunk.token, sensitive=True)
