"""A repository as somebody has it who copied the CI files: a stack of people, one of tokens, and a policy."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

CI = Path(__file__).parents[2] / "rolecall" / "cli" / "ci"
POLICY = "version: 1\napproval:\n  - {name: all, by: [grace], count: 1}\n"
APP = """
from rolecall.bindings.tanium import ApiToken, TaniumProvider
from rolecall.cdk import App, TerraformOutput, TerraformStack, keep_state
from rolecall.patterns import Roster

app = App()
access = TerraformStack(app, "access")
keep_state(access)
TaniumProvider(access, "tanium")
Roster(access, "people", "people.yaml")
credentials = TerraformStack(app, "credentials")
keep_state(credentials)
TaniumProvider(credentials, "tanium")
token = ApiToken(credentials, "robot", name="robot", user_id="{owner}", expire_in_days=30, rotate_before_days=7)
TerraformOutput(credentials, "tanium_token", value=token.token, sensitive=True)
app.synth()
"""
ADA = "- {id: ada, name: Ada Park, email: ada.park@example.com, tanium: {roles: [Read Only User]}}\n"
JANE = "- {id: jane, name: Jane Doe, email: jane.doe@example.com, tanium: {roles: [Analyst]}}\n"


class Repository:
    """A git repository at `folder`. `owner` is the id of the account that the token is of."""

    def __init__(self, folder: Path, owner: str) -> None:
        self.folder = folder
        (folder / ".github").mkdir(parents=True)
        (folder / "ci").mkdir()
        shutil.copytree(CI / "github", folder / ".github" / "workflows")
        shutil.copy(CI / "gitlab" / "access.gitlab-ci.yml", folder / ".gitlab-ci.yml")
        shutil.copy(CI / "access.sh", folder / "ci")
        (folder / "main.py").write_text(APP.replace("{owner}", owner), encoding="utf-8")
        (folder / "requirements.txt").write_text("rolecall[stacks,toolchain]\n", encoding="utf-8")
        settings = {"language": "python", "app": "python main.py", "projectId": "access"}
        (folder / "cdktf.json").write_text(json.dumps(settings), encoding="utf-8")
        (folder / "access-policy.yaml").write_text(POLICY, encoding="utf-8")
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "uploadpack.allowAnySHA1InWant", "true")
        self.base = self.people(ADA)

    def workflow(self, name: str) -> Path:
        return self.folder / ".github" / "workflows" / name

    def people(self, text: str) -> str:
        """Commit another people.yaml; gives the commit."""
        (self.folder / "people.yaml").write_text(text, encoding="utf-8")
        return self.commit()

    def branch(self, name: str) -> None:
        self.git("checkout", "--quiet", "-B", name)

    def commit(self) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--allow-empty", "--message", "Change")
        return self.git("rev-parse", "HEAD")

    def merge(self, branch: str) -> str:
        """Merge a branch into main; gives the merge's commit."""
        self.git("checkout", "--quiet", "main")
        self.git("merge", "--quiet", "--no-ff", "--message", "Merge", branch)
        return self.git("rev-parse", "HEAD")

    def git(self, *arguments: str) -> str:
        person = ["-c", "user.name=ada", "-c", "user.email=ada@example.com"]
        command = ["git", "-C", str(self.folder), *person, *arguments]
        return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()
