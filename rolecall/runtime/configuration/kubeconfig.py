"""Kubeconfig files: contexts, and the cluster and user that each leads to. No command in a file is run here.

Kubernetes documents the format as `kubeconfig (v1)`. Its `auth-provider`, which Kubernetes itself has dropped but for
one, is refused: `exec` takes its place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.diagnostics import Path as AttributePath


class KubeconfigError(Exception):
    """The file cannot be used; the text says why."""


@dataclass(frozen=True, slots=True)
class Context:
    """A context with its cluster and user as the file has them; `folder` is where relative paths begin."""

    name: str
    cluster: Mapping[str, Any]
    user: Mapping[str, Any]
    folder: Path


class Kubeconfig:
    """A file. Raises KubeconfigError when it is none, OSError when it cannot be read."""

    def __init__(self, path: str) -> None:
        import yaml

        file = Path(path).expanduser()
        try:
            data = yaml.safe_load(file.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise KubeconfigError(f"{path!r} is no kubeconfig: {error}") from None
        if not isinstance(data, dict):
            raise KubeconfigError(f"{path!r} is no kubeconfig: there is no mapping at its top")
        self._path = path
        self._data = data
        self._folder = file.resolve().parent

    @property
    def contexts(self) -> list[str]:
        """The names of all contexts, sorted."""
        return sorted(self._named("contexts"))

    @property
    def current(self) -> str | None:
        """The name of the current context, if it is one of the contexts."""
        name = self._data.get("current-context")
        return str(name) if name and str(name) in self.contexts else None

    def context(self, name: str | None) -> Context:
        """A context, by default the current one. Raises KubeconfigError where it leads nowhere."""
        chosen = name or self.current
        if chosen is None:
            raise KubeconfigError(f"{self._path!r} has no current context")
        found = self._named("contexts").get(chosen)
        if found is None:
            raise KubeconfigError(f"{self._path!r} has no context {chosen!r}")
        cluster = self._named("clusters").get(str(found.get("cluster")))
        if cluster is None:
            raise KubeconfigError(f"{self._path!r} has no cluster {found.get('cluster')!r}")
        user = self._named("users").get(str(found.get("user")), {})
        if "auth-provider" in user:
            raise KubeconfigError(
                f"the user {found.get('user')!r} of {self._path!r} has an auth-provider, which is not supported: "
                "let it use exec, a token or a client certificate"
            )
        return Context(chosen, cluster, user, self._folder)

    def _named(self, kind: str) -> dict[str, Mapping[str, Any]]:
        """What the file has of one kind (`contexts`, `clusters`, `users`), by name."""
        items = self._data.get(kind)
        content = {"contexts": "context", "clusters": "cluster", "users": "user"}[kind]
        return {
            str(item.get("name")): item[content] if isinstance(item.get(content), dict) else {}
            for item in (items if isinstance(items, list) else [])
            if isinstance(item, dict)
        }


def check(path: str, context: str | None, path_argument: AttributePath, context_argument: AttributePath) -> Diagnostics:
    """Findings about the file or the context, at the argument to blame. No command in the file is run."""
    found = Diagnostics()
    if not Path(path).expanduser().is_file():
        found.error("The kubeconfig file is not there", f"There is no file {path!r}.", path_argument)
        return found
    try:
        file = Kubeconfig(path)
    except (KubeconfigError, OSError) as error:
        found.error("The kubeconfig file cannot be read", f"{error}.", path_argument)
        return found
    names = ", ".join(file.contexts) or "none"
    if context is not None and context not in file.contexts:
        found.error(f"There is no context {context!r}", f"The kubeconfig file {path!r} has: {names}.", context_argument)
    elif context is None and file.current is None:
        text = f"Name one of the contexts of {path!r}: {names}."
        found.error("The kubeconfig file has no current context", text, context_argument)
    else:
        try:
            file.context(context)
        except KubeconfigError as error:
            found.error("The kubeconfig file cannot be used", f"{error}.", path_argument)
    return found


def current_context(path: str) -> str | None:
    """The name of the file's current context; None where it has none or cannot be read."""
    try:
        return Kubeconfig(path).current
    except (KubeconfigError, OSError):
        return None


def server(path: str, context: str | None) -> str | None:
    """The URL of the cluster that `context`, else the file's current one, leads to; None where the file does not say.

    The file is one in which `check` finds no error.
    """
    found = Kubeconfig(path).context(context).cluster.get("server")
    return str(found) if found else None
