"""The steps of the demo, in the order in which they are told."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from rolecall.cli.demo.drift import names_of
from rolecall.cli.demo.interruptions import Interruptions
from rolecall.cli.demo.surroundings import STACKS, Stage, StepError
from rolecall.cli.terminal import Terminal

_ROLE = "Administrator"
_OWNER = "org_owner"
_TESSIAN = "Tessian"
_TANIUM_SSO = "Tanium SSO"
_CHANGES = 7


class Story:
    """Tells the demo on a terminal. `keep` is a folder to leave behind; without it no file stays.

    `real`: the vendors speak the dialects that they publish, in place of those of the guides.
    """

    def __init__(
        self, terminal: Terminal, interruptions: Interruptions, keep: Path | None = None, *, real: bool = False
    ) -> None:
        self.terminal = terminal
        self.interruptions = interruptions
        self.keep = keep
        self.real = real
        self._step = 0

    def tell(self) -> None:
        """Run all steps; raises StepError for one that fails, after tearing down."""
        self._say(
            "Stand-in vendors start on loopback, and two identity providers; the providers are built into a mirror, "
            "from which Terraform installs them."
        )
        with Stage(self.terminal, self.interruptions, self.keep, real=self.real) as stage:
            self._stage(stage)
            try:
                self._deploy(stage)
                self._change(stage)
                self._drift(stage)
                self._repair(stage)
            except BaseException:
                self._clear(stage)
                raise
            self._clear(stage)
        self.terminal.line()
        kept = f"The files are in {self.keep}." if self.keep else "No file is left."
        self.terminal.paragraph(f"That was the whole story. Nothing is running any more. {kept}")

    def _stage(self, stage: Stage) -> None:
        for name, vendor in stage.vendors.items():
            spoken = ", ".join(dialect for dialect, _ in stage.dialects.get(name, {}).values())
            self._note(f"{name:<8} {vendor.url}{f'  ({spoken})' if spoken else ''}")
        for name, checksum in stage.mirror.checksums.items():
            self._note(f"rolecall/{name} {stage.mirror.version}  {checksum}")
        kind = "embedded" if stage.toolchain.embedded else "native"
        self._note(f"Terraform {stage.toolchain.terraform_version} ({kind})")

    def _deploy(self, stage: Stage) -> None:
        self._say(f"`cdktf deploy {' '.join(STACKS)}`: the code becomes users, roles, tokens and app assignments.")
        stage.deploy()
        for stack in STACKS:
            resources = stage.resources(stack)
            stage.names |= names_of(resources)
            counts = Counter(item["type"] for item in resources)
            self._note(f"{stack}: {', '.join(f'{count} {kind}' for kind, count in sorted(counts.items()))}")
        self._say("`terraform plan`: the vendors are as the code says.")
        self._expect_clean(stage)

    def _change(self, stage: Stage) -> None:
        self._say("Now people change access by hand, past the code.")
        users = stage.declared("access", "tanium_user")
        active = [user for user in users if user.get("active", True) and _ROLE not in (user.get("roles") or [_ROLE])]
        first, second = active[:2]
        token = next(item["values"] for item in stage.resources("credentials") if item["type"] == "splunk_token")
        stage.change("tanium", "role.grant", user=first["name"], role=_ROLE)
        self._note(f"Tanium: {_who(first)} is given the role {_ROLE}")
        stage.change("tanium", "user.update", user=second["name"], active=False)
        self._note(f"Tanium: {_who(second)} is deactivated")
        stage.change("splunk", "token.revoke", id=token["id"])
        self._note(f"Splunk: the token {token['name']!r} of {token['user']} is revoked")
        bindings = (item["values"] for item in stage.resources("access") if item["type"] == "tanzu_role_binding")
        binding = next(each for each in bindings if each["subject"]["kind"] == "USER")
        developer = binding["subject"]["name"]
        stage.change("tanzu", "role_binding.delete", role=binding["role"], subject=developer)
        self._note(f"Tanzu: {developer} loses the role {binding['role']} in Mission Control")
        stage.change("tanzu", "member.update", email=developer, role=_OWNER)
        self._note(f"Tanzu: {developer} is made {_OWNER} of the organization")
        login = stage.declared("single-sign-on", "okta_user", "data")[0]["login"]
        stage.change("okta", "app.unassign", app=_TESSIAN, user=login)
        self._note(f"Okta: {login} loses the app {_TESSIAN}")
        stage.change("entra", "job.pause", principal=_TANIUM_SSO)
        self._note(f"Entra: the provisioning of {_TANIUM_SSO} is paused")

    def _drift(self, stage: Stage) -> None:
        self._say("`terraform plan` finds out, without anyone telling it:")
        found = [sentence for stack in STACKS for sentence in stage.plan(stack) or []]
        for sentence in found:
            self._note(self.terminal.style(sentence, "yellow"))
        if len(found) < _CHANGES:
            raise StepError(f"{_CHANGES} changes were made, and the plan shows {len(found)} of them")

    def _repair(self, stage: Stage) -> None:
        self._say("A second `cdktf deploy` makes the vendors what the code says again.")
        stage.deploy()
        self._expect_clean(stage)

    def _expect_clean(self, stage: Stage) -> None:
        for stack in STACKS:
            drift = stage.plan(stack)
            if drift is not None:
                raise StepError(f"the plan of {stack} is not empty: {'; '.join(drift) or 'no drift, but changes'}")
            self._note(self.terminal.style(f"{stack}: no changes", "green"))

    def _clear(self, stage: Stage) -> None:
        self._say("Tear down: destroy what was made and stop the vendors.")
        stage.destroy()

    def _say(self, text: str) -> None:
        self._step += 1
        self.terminal.line()
        self.terminal.paragraph(self.terminal.style(f"{self._step}. ", "bold") + text)

    def _note(self, text: str) -> None:
        self.terminal.line(f"   {text}")


def _who(user: dict[str, Any]) -> str:
    return str(user.get("email") or user["name"])
