"""Signed checksums: GnuPG's own verification, with the key that the registry's files name."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from rolecall.cli.packages import registry
from rolecall.cli.packages.platforms import PackagesError, here
from rolecall.cli.packages.signing import Signer
from rolecall.version import version

ADDRESS = "releases@example.com"


def gpg(home: Path, *arguments: str) -> None:
    subprocess.run(["gpg", "--homedir", home, "--batch", *arguments], check=True, capture_output=True)


@pytest.fixture
def keyring(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A keyring with one secret key."""
    home = tmp_path / "keyring"
    home.mkdir(0o700)
    monkeypatch.setenv("GNUPGHOME", str(home))
    gpg(home, "--passphrase", "", "--quick-generate-key", ADDRESS, "ed25519", "sign", "never")
    return home


def test_whoever_imports_the_named_key_can_verify_the_checksums(keyring: Path, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    (archive,) = registry.publish(folder, ["tanium"], [here()], Signer(ADDRESS))
    system, machine = here().split("_")
    file = folder / "v1/providers/rolecall/tanium" / version() / "download" / system / machine
    download = json.loads(file.read_text())
    (key,) = download["signing_keys"]["gpg_public_keys"]
    other = tmp_path / "other"
    other.mkdir(0o700)
    armor = tmp_path / "key.asc"
    armor.write_text(key["ascii_armor"])
    gpg(other, "--import", str(armor))
    for signed in (folder / "SHA256SUMS", folder / download["shasums_url"].lstrip("/")):
        gpg(other, "--verify", f"{signed}.sig", str(signed))
    assert (folder / download["shasums_signature_url"].lstrip("/")).is_file()
    assert archive.name in (folder / "SHA256SUMS").read_text()


def test_a_key_that_is_not_there_is_an_error(keyring: Path, tmp_path: Path) -> None:
    with pytest.raises(PackagesError, match=r"nobody@example\.com"):
        Signer("nobody@example.com").public_key()
