"""GitHub Actions, as far as the workflows use them: jobs, steps, expressions, and the named actions.

https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.ci.machine import Done, Machine
from tests.ci.services import TOKEN

ACTIONS = {
    "actions/checkout": ("11bd71901bbe5b1630ceea73d27597364c9af683", "v4.2.2"),
    "actions/setup-python": ("a26af69be951a213d495a4c3e4e4022e16d87065", "v5.6.0"),
    "actions/upload-artifact": ("ea165f8d65b6e75b540449e92b4886f43607fa02", "v4.6.2"),
    "actions/download-artifact": ("d3f86a106a0bac45b974a628896c90dbdf5c8093", "v4.3.0"),
    "github/codeql-action/upload-sarif": ("ff0a06e83cb2de871e5a09832bc6a81e7276941f", "v3.28.18"),
}
"""The commits that are the actions' releases: a tag can be moved."""


@dataclass
class GitHub:
    """A repository with its variables and secrets; `environments` hold secrets for the jobs that name them.

    `image` is the environment of its machines; `programs` is a folder with stand-ins of programs that they have and
    this one may lack.
    """

    repository: Path
    api: str
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    secrets: dict[str, str] = field(default_factory=dict)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    image: Mapping[str, str] = field(default_factory=dict)
    programs: Path | None = None
    runs: int = 0

    def run(self, workflow: Path, name: str, kind: str, commit: str, event: Mapping[str, Any], run: str = "1") -> Done:
        """Run one job of `workflow` for an event; jobs with the same `run` share artifacts."""
        self.runs += 1
        whole = yaml.safe_load(workflow.read_text(encoding="utf-8"))
        triggers = whole[True]  # YAML 1.1 reads the key `on` as a truth
        assert kind in triggers, f"{workflow.name} does not start on {kind}"
        return _Job(self, whole, name, kind, commit, event, run).run()


class _Job:
    def __init__(
        self,
        github: GitHub,
        workflow: Mapping[str, Any],
        name: str,
        kind: str,
        commit: str,
        event: Mapping[str, Any],
        run: str,
    ) -> None:
        self._github, self._workflow, self._commit = github, workflow, commit
        self._job: Mapping[str, Any] = workflow["jobs"][name]
        self._machine = Machine(github.folder / f"{github.runs}-{name}", github.image)
        self._artifacts = github.folder / "artifacts" / run
        secrets = github.secrets | github.environments.get(self._job.get("environment", ""), {})
        if "environment" in self._job:
            assert self._job["environment"] in github.environments
        self._failed = False
        self._log = ""
        self._path: list[str] = []
        self._uploads: dict[str, list[str]] = {}
        event_file = self._machine.temp / "event.json"
        event_file.write_text(json.dumps(event), encoding="utf-8")
        self._files = {name: self._machine.temp / name for name in ("GITHUB_PATH", "GITHUB_STEP_SUMMARY")}
        for file in self._files.values():
            file.touch()
        self._contexts: dict[str, Any] = {
            "vars": github.variables,
            "secrets": secrets,
            "github": {"event": event, "repository": "acme/access", "token": TOKEN, "sha": commit},
        }
        self._fixed = {
            "GITHUB_ACTIONS": "true",
            "GITHUB_API_URL": github.api,
            "GITHUB_REPOSITORY": "acme/access",
            "GITHUB_SHA": commit,
            "GITHUB_ACTOR": "ada",
            "GITHUB_EVENT_NAME": kind,
            "GITHUB_EVENT_PATH": str(event_file),
            "GITHUB_WORKSPACE": str(self._machine.work),
            "RUNNER_TEMP": str(self._machine.temp),
            **{name: str(file) for name, file in self._files.items()},
        }

    def run(self) -> Done:
        if not self._holds(self._job.get("if", "success()")):
            return Done(0, "skipped", self._machine.work)
        for step in self._job["steps"]:
            if self._holds(step.get("if", "success()")):
                self._step(step)
        return Done(
            1 if self._failed else 0,
            self._log,
            self._machine.work,
            self._files["GITHUB_STEP_SUMMARY"].read_text(encoding="utf-8"),
            self._uploads,
        )

    def _step(self, step: Mapping[str, Any]) -> None:
        if "uses" in step:
            action, _, version = step["uses"].partition("@")
            assert ACTIONS[action][0] == version, f"{action} is not pinned to {ACTIONS[action]}"
            {
                "actions/checkout": self._checkout,
                "actions/setup-python": self._setup_python,
                "actions/upload-artifact": self._upload,
                "actions/download-artifact": self._download,
                "github/codeql-action/upload-sarif": self._sarif,
            }[action](step.get("with", {}))
            return
        shell = step.get("shell") or self._workflow.get("defaults", {}).get("run", {}).get("shell")
        assert shell == "bash", "without `shell: bash` a failure inside of a pipe goes unseen"
        environment = self._machine.environment() | self._fixed
        for scope in (self._workflow, self._job, step):
            environment |= {name: self._filled(value) for name, value in scope.get("env", {}).items()}
        programs = [str(self._github.programs)] if self._github.programs else []
        added = [*self._path, *self._files["GITHUB_PATH"].read_text(encoding="utf-8").split()]
        environment["PATH"] = ":".join([*reversed(added), *programs, environment["PATH"]])
        code, output = self._machine.bash(self._filled(step["run"]), environment, "eo")
        self._log += f"--- {step.get('name', 'run')}: {code}\n{output}"
        self._failed |= code != 0

    def _checkout(self, given: Mapping[str, Any]) -> None:
        assert given.get("persist-credentials") is False
        self._machine.checkout(self._github.repository, self._commit, int(given.get("fetch-depth", 1)))

    def _setup_python(self, given: Mapping[str, Any]) -> None:
        assert re.fullmatch(r"3\.1[1-4]", given["python-version"])
        self._machine.install_python()
        self._path.append(str(self._machine.tools))

    def _upload(self, given: Mapping[str, Any]) -> None:
        store = self._artifacts / given["name"]
        self._uploads[given["name"]] = self._machine.keep(given["path"], store)
        assert self._uploads[given["name"]], f"{given['path']} is not there"

    def _download(self, given: Mapping[str, Any]) -> None:
        self._machine.fetch(self._artifacts / given["name"])

    def _sarif(self, given: Mapping[str, Any]) -> None:
        document = json.loads((self._machine.work / given["sarif_file"]).read_text(encoding="utf-8"))
        assert document["version"] == "2.1.0"
        self._uploads[given["category"]] = [given["sarif_file"]]

    def _filled(self, text: object) -> str:
        return re.sub(r"\$\{\{(.*?)\}\}", lambda match: str(self._value(match[1])), str(text))

    def _holds(self, condition: str) -> bool:
        always = re.search(r"\b(always|failure|cancelled)\(\)", condition)
        if self._failed and not always:
            return False
        return bool(self._value(condition.removeprefix("${{").removesuffix("}}")))

    def _value(self, expression: str) -> Any:
        """The value of an expression of paths, texts, `==`, `!=`, `&&`, `||`, `always()` and `hashFiles()`."""
        python = expression.replace("&&", " and ").replace("||", " or ").strip()
        python = re.sub(r"\b(vars|secrets|github)((?:\.\w+)+)", r"_at('\1\2')", python)
        names = {
            "_at": self._at,
            "always": lambda: True,
            "success": lambda: not self._failed,
            "hashFiles": lambda path: "digest" if list(self._machine.work.glob(path)) else "",
        }
        return eval(python, {"__builtins__": {}}, names)

    def _at(self, path: str) -> Any:
        found: Any = self._contexts
        for name in path.split("."):
            found = found.get(name, "") if isinstance(found, Mapping) else ""
        return found
