"""`python -m stacks`: synthesize all stacks. The CDKTF command line runs the same."""

from __future__ import annotations

from rolecall.cdk import App
from stacks.access import AccessStack
from stacks.credentials import CredentialsStack
from stacks.single_sign_on import SingleSignOnStack


def main() -> None:
    """Write the Terraform JSON of all stacks to `cdktf.out`, or wherever the CDKTF command line asks for it."""
    app = App()
    access = AccessStack(app, "access")
    CredentialsStack(app, "credentials", access=access)
    SingleSignOnStack(app, "single-sign-on")
    app.synth()


if __name__ == "__main__":
    main()
