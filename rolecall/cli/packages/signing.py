"""Signatures of checksum lists, by GnuPG: what Terraform wants to see of a registry."""

from __future__ import annotations

import subprocess
from dataclasses import dataclass
from pathlib import Path

from rolecall.cli.packages.platforms import PackagesError


@dataclass(frozen=True)
class Signer:
    """A secret key of the caller's keyring, by fingerprint, key id or address."""

    key: str

    def sign(self, file: Path) -> bytes:
        """A detached, binary signature of the file. Raises PackagesError when GnuPG cannot make one."""
        return self._gpg("--detach-sign", "--output", "-", str(file))

    def public_key(self) -> dict[str, str]:
        """The public half, as a registry names it. Raises PackagesError when GnuPG has no such key."""
        listing = self._gpg("--with-colons", "--list-keys", self.key).decode()
        (_, _, _, _, number, *_), *_ = (line.split(":") for line in listing.splitlines() if line.startswith("pub:"))
        return {"ascii_armor": self._gpg("--armor", "--export", self.key).decode(), "key_id": number}

    def _gpg(self, *arguments: str) -> bytes:
        command = ["gpg", "--batch", "--local-user", self.key, *arguments]
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError as error:
            raise PackagesError(f"gpg does not start: {error.strerror}") from None
        if done.returncode or not done.stdout:
            raise PackagesError(f"gpg cannot use the key {self.key!r}: {done.stderr.decode(errors='replace').strip()}")
        return done.stdout
