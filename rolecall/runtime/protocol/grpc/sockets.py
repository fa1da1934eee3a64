"""The socket that Terraform connects to."""

from __future__ import annotations

import socket


def listening(path: str) -> socket.socket:
    """A unix socket at `path` that takes connections, which wait until somebody accepts them."""
    found = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    found.bind(path)
    found.listen()
    found.setblocking(False)
    return found
