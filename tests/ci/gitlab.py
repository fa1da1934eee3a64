"""GitLab CI/CD, as far as the pipeline uses it: rules, variables, scripts, artifacts.

https://docs.gitlab.com/ci/yaml/
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from tests.ci.machine import Done, Machine


@dataclass
class GitLab:
    """A project with its variables; `environments` hold variables for the jobs that name them.

    `image` is the environment of its machines.
    """

    repository: Path
    api: str
    folder: Path
    variables: dict[str, str] = field(default_factory=dict)
    environments: dict[str, dict[str, str]] = field(default_factory=dict)
    image: Mapping[str, str] = field(default_factory=dict)
    runs: int = 0

    def started(self, pipeline: Path, given: Mapping[str, str]) -> list[str]:
        """The jobs of a pipeline with these variables, those that wait for somebody included."""
        return [name for name, job in _jobs(pipeline).items() if self._starts(job, given)]

    def run(self, pipeline: Path, name: str, commit: str, given: Mapping[str, str], run: str = "1") -> Done:
        """Run one job; jobs with the same `run` are of one pipeline and share artifacts."""
        self.runs += 1
        whole = yaml.safe_load(pipeline.read_text(encoding="utf-8"))
        job = _jobs(pipeline)[name]
        fixed = {
            "GITLAB_CI": "true",
            "CI_API_V4_URL": self.api,
            "CI_PROJECT_ID": "3",
            "CI_COMMIT_SHA": commit,
            "CI_DEFAULT_BRANCH": "main",
            "GITLAB_USER_LOGIN": "ada",
            **given,
        }
        assert self._starts(job, fixed)
        environment_name = _environment(job)
        assert not environment_name or environment_name in self.environments
        scoped = self.environments.get(environment_name, {})
        # The later ones win: the file's, the job's, the project's, the environment's.
        variables = whole.get("variables", {}) | job.get("variables", {}) | fixed | self.variables | scoped
        variables = {each: _expanded(value, variables) for each, value in variables.items()}
        machine = Machine(self.folder / f"{self.runs}-{name.replace(' ', '-')}", self.image)
        assert re.fullmatch(r"python:3\.1[1-4]-bookworm", whole["default"]["image"])
        machine.install_python()
        machine.checkout(self.repository, commit, int(variables.get("GIT_DEPTH", "20")))
        store = self.folder / "artifacts" / run
        for needed in job.get("needs", []):
            machine.fetch(store / needed)
        environment = machine.environment() | variables | {"CI_PROJECT_DIR": str(machine.work)}
        environment["PATH"] = f"{machine.tools}:{environment['PATH']}"
        before = job.get("before_script", whole["default"].get("before_script", []))
        code, log = machine.bash("\n".join([*before, *job["script"]]), environment, "eo")
        _, after = machine.bash("\n".join(job.get("after_script", [])), environment, "eo")
        artifacts = job.get("artifacts", {})
        kept: list[str] = []
        if code == 0 or artifacts.get("when") == "always":
            paths = [*artifacts.get("paths", []), *artifacts.get("reports", {}).values()]
            kept = [file for path in paths for file in machine.keep(path, store / name)]
        return Done(code, log + after, machine.work, uploads={name: kept})

    def _starts(self, job: Mapping[str, Any], variables: Mapping[str, str]) -> bool:
        return any(_holds(rule["if"], variables) for rule in job["rules"])


def _environment(job: Mapping[str, Any]) -> str:
    given = job.get("environment", "")
    return str(given["name"] if isinstance(given, Mapping) else given)


def _jobs(pipeline: Path) -> dict[str, Any]:
    whole = yaml.safe_load(pipeline.read_text(encoding="utf-8"))
    return {name: value for name, value in whole.items() if isinstance(value, dict) and "script" in value}


def _holds(condition: str, variables: Mapping[str, str]) -> bool:
    python = condition.replace("&&", " and ").replace("||", " or ")
    python = re.sub(r"\$(\w+)", lambda match: repr(variables.get(match[1])), python)
    return bool(eval(python, {"__builtins__": {}}))


def _expanded(text: object, variables: Mapping[str, Any]) -> str:
    """A variable's value with the variables that it names."""
    return re.sub(r"\$(\w+)", lambda match: str(variables.get(match[1], "")), str(text))
