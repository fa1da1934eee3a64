"""The scene of the CI stories: a vendor, a code host, a repository, and what both CI systems give to jobs."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.sandbox import start
from tests.ci.github import GitHub
from tests.ci.gitlab import GitLab
from tests.ci.repository import Repository
from tests.ci.services import TOKEN, Services

PLAN_KEY = "a long random text 'with' $odd \"marks\""


@dataclass
class Scene:
    """Tanium's stand-in with three users, and everything around it; `token` is its API token.

    `image` is the environment that machines of CI systems have from the start.
    """

    box: Any
    services: Services
    repository: Repository
    folder: Path
    image: Mapping[str, str]

    @classmethod
    @contextmanager
    def open(cls, folder: Path, python: Path) -> Iterator[Scene]:
        """Set the scene; `python` is the program that starts the providers."""
        with start("tanium", seed=3) as box, Services.running() as services:
            owner = box.store.user("user00001").id
            yield cls(
                box, services, Repository(folder / "repository", str(owner)), folder, {"ROLECALL_PYTHON": str(python)}
            )

    @property
    def token(self) -> str:
        return str(self.box.environment["TANIUM_API_TOKEN"])

    @property
    def variables(self) -> dict[str, str]:
        return {"TANIUM_URL": self.box.url, "ROLECALL_STATE": f"{self.services.url}/state"}

    def github(self, programs: Path | None = None) -> GitHub:
        """The repository on GitHub. The account of the environment `access` is the one that may write."""
        return GitHub(
            self.repository.folder,
            self.services.url,
            self.folder / "github",
            dict(self.variables),
            {"TANIUM_API_TOKEN": self.token},
            {
                "access-plan": {"PLAN_KEY": PLAN_KEY},
                "access": {"TANIUM_API_TOKEN": self.token, "PLAN_KEY": PLAN_KEY},
                "access-rotation": {"TANIUM_API_TOKEN": self.token},
            },
            self.image,
            programs,
        )

    def gitlab(self) -> GitLab:
        """The project on GitLab."""
        secret = {"TANIUM_API_TOKEN": self.token, "PLAN_KEY": PLAN_KEY, "GITLAB_TOKEN": TOKEN}
        return GitLab(
            self.repository.folder,
            self.services.url,
            self.folder / "gitlab",
            {**self.variables, **secret},
            {"access-plan": {}, "access": {}, "access-rotation": {"VARIABLES_TOKEN": TOKEN}},
            self.image,
        )

    def users(self) -> set[str]:
        return {user["name"] for user in self.box.store.dump()["users"]}

    def state(self, stack: str) -> dict[str, Any]:
        return dict(json.loads(self.services.states[f"/state/{stack}"]))

    def age_the_token(self) -> str:
        """Let the robot's token end in three days; gives its value."""
        (token,) = [each for each in self.box.store.tokens.values() if each.name == "robot"]
        token.expires = self.box.store.clock.now() + 3 * 86400
        return str(token.value)
