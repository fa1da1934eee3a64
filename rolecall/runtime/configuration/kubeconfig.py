"""Kubeconfig files, checked before one is used; the official `kubernetes` package reads them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rolecall.runtime.diagnostics import Diagnostics
from rolecall.runtime.diagnostics import Path as AttributePath


def check(path: str, context: str | None, path_argument: AttributePath, context_argument: AttributePath) -> Diagnostics:
    """Findings about the file or the context, at the argument to blame. No command in the file is run."""
    from kubernetes.config import ConfigException
    from kubernetes.config.kube_config import list_kube_config_contexts

    found = Diagnostics()
    file = Path(path).expanduser()
    if not file.is_file():
        found.error("The kubeconfig file is not there", f"There is no file {path!r}.", path_argument)
        return found
    try:
        contexts, current = list_kube_config_contexts(config_file=str(file))
    except ConfigException as error:
        if context is not None:
            contexts, current = _named(file, "contexts"), None
        else:
            found.error("The kubeconfig file cannot be used", f"{path!r}: {error}", path_argument)
            return found
    except Exception as error:  # a YAML error of whatever kind, from somebody else's parser
        found.error("The kubeconfig file cannot be read", f"{path!r} is no kubeconfig: {error}", path_argument)
        return found
    names = [str(item.get("name")) for item in contexts or []]
    if context is not None and context not in names:
        shown = ", ".join(sorted(names)) or "none"
        found.error(f"There is no context {context!r}", f"The kubeconfig file {path!r} has: {shown}.", context_argument)
    elif context is None and current is None:
        found.error(
            "The kubeconfig file has no current context",
            f"Name one of the contexts of {path!r}: {', '.join(sorted(names))}.",
            context_argument,
        )
    return found


def current_context(path: str) -> str | None:
    """The name of the file's current context; None where it has none or cannot be read."""
    from kubernetes.config import ConfigException
    from kubernetes.config.kube_config import list_kube_config_contexts

    try:
        _, current = list_kube_config_contexts(config_file=str(Path(path).expanduser()))
    except (ConfigException, OSError):
        return None
    return None if current is None else str(current.get("name"))


def server(path: str, context: str | None) -> str | None:
    """The URL of the cluster that `context`, else the file's current one, leads to; None where the file does not say.

    The file is one in which `check` finds no error.
    """
    file = Path(path).expanduser()
    name = context or current_context(path)
    names = [item.get("context", {}).get("cluster") for item in _named(file, "contexts") if item.get("name") == name]
    found = [item.get("cluster", {}).get("server") for item in _named(file, "clusters") if item.get("name") in names]
    return str(found[0]) if found and found[0] else None


def _named(file: Path, kind: str) -> list[dict[str, Any]]:
    """The named entries of one kind: contexts, or clusters."""
    import yaml

    data = yaml.safe_load(file.read_text(encoding="utf-8"))
    items = data.get(kind) if isinstance(data, dict) else None
    return [item for item in items or [] if isinstance(item, dict)]
