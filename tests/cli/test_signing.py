"""Signed checksums, as GnuPG verifies them and as Terraform does at a registry that serves nothing but our files."""

from __future__ import annotations

import functools
import json
import subprocess
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from rolecall.cli.packages import archives, contents, registry
from rolecall.cli.packages.platforms import PackagesError, here
from rolecall.cli.packages.signing import Signer
from rolecall.cli.toolchain.programs import Toolchain
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


@pytest.mark.terraform
def test_terraform_installs_from_a_server_of_static_files(keyring: Path, tmp_path: Path) -> None:
    folder = tmp_path / "published"
    registry.publish(folder, ["tanium"], [here()], Signer(ADDRESS))
    handler = functools.partial(SimpleHTTPRequestHandler, directory=str(folder))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        url = f"http://127.0.0.1:{server.server_port}/v1/providers/"
        config = tmp_path / "terraform.rc"
        config.write_text(f'host "registry.example.com" {{\n  services = {{ "providers.v1" = "{url}" }}\n}}\n')
        wanted = {"source": "registry.example.com/rolecall/tanium", "version": version()}
        project = tmp_path / "project"
        project.mkdir()
        needed = json.dumps({"terraform": {"required_providers": {"tanium": wanted}}})
        (project / "main.tf.json").write_text(needed)
        tools = Toolchain.find()
        environ = tools.environment(cli_config=config)
        command = [str(tools.terraform), "init", "-no-color"]
        done = subprocess.run(command, cwd=project, env=environ, capture_output=True, text=True, check=False)
        server.shutdown()
    assert done.returncode == 0, done.stderr
    assert "self-signed, key ID" in done.stdout
    lock = (project / ".terraform.lock.hcl").read_text()
    assert archives.checksum(contents.package("tanium", here())) in lock
