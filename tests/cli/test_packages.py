"""Provider packages: the same bytes everywhere, and everything inside that a provider needs but Python."""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
import stat
import subprocess
import sys
import warnings
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from rolecall import version
from rolecall.cli.packages import archives, contents, registry, wheels
from rolecall.cli.packages.platforms import MINORS, WHEEL_TAGS, PackagesError, here
from rolecall.cli.toolchain.programs import toolchain_directory
from rolecall.runtime.protocol.grpc import certificates
from tests import other_user
from tests.other_user import OtherUser

VENDOR = "tanium"
ROOT = Path(version.__file__).parents[1]
COOKIE = "d602bf8f470bc67ca7faa0386276bbdd4330efaf76d1a219cb4d6991ca9872b2"


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    registry.publish(folder, [VENDOR], [here()])
    return folder


@pytest.fixture
def installed(published: Path, tmp_path: Path) -> Path:
    """The zip as Terraform unpacks it: with its permissions, and nobody may write."""
    folder = tmp_path / "installed"
    (archive,) = published.rglob("*.zip")
    with zipfile.ZipFile(archive) as opened:
        for entry in opened.infolist():
            Path(opened.extract(entry, folder)).chmod(entry.external_attr >> 16)
    return folder


def launch(folder: Path, **environ: str) -> str:
    """Start the provider as Terraform does; the first line that it prints."""
    (launcher,) = folder.glob("terraform-provider-*")
    pem = certificates.create().certificate_pem
    handshake = {
        "TF_PLUGIN_MAGIC_COOKIE": COOKIE,
        "PLUGIN_PROTOCOL_VERSIONS": "6",
        "PLUGIN_CLIENT_CERT": pem if isinstance(pem, str) else pem.decode(),
    }
    process = subprocess.Popen([launcher], env={**handshake, **environ}, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        return process.stdout.readline()
    finally:
        process.kill()
        process.communicate()


def copies(folder: Path) -> Iterator[tuple[Path, dict[str, str]]]:
    """The sources in two places without git, each with surroundings of its own."""
    for name, seed, zone, mask in (("here", "1", "UTC", 0o022), ("else where", "2", "Asia/Tokyo", 0o077)):
        root = folder / name
        for part in ("rolecall", "providers"):
            shutil.copytree(ROOT / part, root / part, ignore=shutil.ignore_patterns("__pycache__", "sandbox"))
        shutil.copy(ROOT / "CHANGELOG.md", root)
        os.utime(root / "rolecall" / "__init__.py", (mask, mask))
        (root / "home").mkdir()
        yield root, {"PYTHONHASHSEED": seed, "TZ": zone, "MASK": str(mask), "HOME": str(root / "home")}


def test_two_folders_and_two_users_give_the_same_bytes() -> None:
    """The second user has another Python of this version, too, where theirs is not ours."""
    platforms = (here(), "darwin_arm64")
    for platform in platforms:
        wheels.fetch(platform)  # what only we may write
    other = other_user.find(toolchain_directory())
    users: list[OtherUser | None] = [None, other if isinstance(other, OtherUser) else None]
    if isinstance(other, str):
        warnings.warn(f"two surroundings in place of two users: {other}", stacklevel=1)
    with other_user.open_folder() as folder:
        made = [
            _built(root, environ, user, platforms) for (root, environ), user in zip(copies(folder), users, strict=True)
        ]
    assert made[0] == made[1]
    assert sum(name.endswith(".zip") for name in made[0]) == 2


def _built(
    root: Path, surroundings: dict[str, str], user: OtherUser | None, platforms: Sequence[str]
) -> dict[str, str]:
    """By its path, the digest of every file that this user makes of these sources."""
    script = (
        "import os, sys; os.umask(int(os.environ['MASK'])); sys.path.insert(0, '.')\n"
        "from pathlib import Path\n"
        "from rolecall.cli.packages.registry import publish\n"
        f"publish(Path('out'), [{VENDOR!r}], {list(platforms)!r})\n"
    )
    environ = {**os.environ, **surroundings, "ROLECALL_TOOLCHAIN": str(toolchain_directory())}
    if user is None:
        subprocess.run([sys.executable, "-c", script], cwd=root, env=environ, check=True)
    else:
        user.own(root)
        library = next(path for path in sys.path if Path(path, "httpx").is_dir())
        environ["PYTHONPATH"] = library
        subprocess.run([user.python, "-c", script], cwd=root, env=environ, check=True, **user.identity)
    files = [file for file in (root / "out").rglob("*") if file.is_file()]
    assert {file.stat().st_uid for file in files} == {user.uid if user else os.geteuid()}
    assert all(file.stat().st_mode & 0o444 == 0o444 for file in files)
    return {str(file.relative_to(root)): hashlib.sha256(file.read_bytes()).hexdigest() for file in files}


def test_nothing_of_this_machine_is_inside(published: Path) -> None:
    (archive,) = published.rglob("*.zip")
    assert archive.name == f"terraform-provider-{VENDOR}_{version.version()}_{here()}.zip"
    with zipfile.ZipFile(archive) as opened:
        entries = opened.infolist()
        names = [entry.filename for entry in entries]
        assert names == sorted(names)
        assert {entry.date_time for entry in entries} == {(1980, 1, 1, 0, 0, 0)}
        assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED}
        programs = [entry.filename for entry in entries if entry.external_attr >> 16 & 0o111]
        assert programs == [f"terraform-provider-{VENDOR}_v{version.version()}"]
        assert not [name for name in names if name.endswith((".pyc", "RECORD")) or "__pycache__" in name]
        machine = [str(ROOT).encode(), sys.prefix.encode()]
        for entry in entries:
            content = opened.read(entry)
            assert not [text for text in machine if text in content], entry.filename


def test_compiled_modules_of_every_python_stand_side_by_side(published: Path) -> None:
    (archive,) = published.rglob("*.zip")
    with zipfile.ZipFile(archive) as opened:
        names = opened.namelist()
    for minor in MINORS:
        tag = f".cpython-{minor.replace('.', '')}-"
        assert {name.partition(tag)[0] for name in names if tag in name} == {"_cffi_backend", "msgpack/_cmsgpack"}


def test_every_dependency_is_pinned_with_hashes_for_every_platform() -> None:
    text = wheels.LOCK.read_text(encoding="utf-8")
    assert set(wheels.pins()) >= {"cryptography", "hpack", "httpx", "msgpack", "protobuf", "pyyaml", "certifi"}
    assert "://" not in text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    assert all(re.fullmatch(r"[a-z0-9-]+==\S+ \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines)
    (msgpack,) = re.findall(r"^msgpack==(?:.*\\\n)+.*$", text, re.MULTILINE)
    assert msgpack.count("sha256:") == len(MINORS) * len(WHEEL_TAGS)


def test_a_wheel_with_other_bytes_is_not_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fetched = wheels.fetch(here())[0].parent
    tampered = tmp_path / "wheels" / fetched.parent.name / fetched.name
    shutil.copytree(fetched, tampered)
    victim = next(tampered.glob("hpack-*"))
    victim.write_bytes(victim.read_bytes() + b"\0")
    monkeypatch.setenv("ROLECALL_TOOLCHAIN", str(tmp_path))
    with pytest.raises(PackagesError, match=r"is not what dependencies\.lock pins"):
        wheels.fetch(here())


def test_it_starts_with_python_alone_and_leaves_the_package_as_it_is(installed: Path, tmp_path: Path) -> None:
    before = archives.folder_checksum(installed)
    cache = tmp_path / "cache"
    environ = {"ROLECALL_PYTHON": sys.executable, "ROLECALL_CACHE": str(cache)}
    assert launch(installed, **environ).startswith("1|6|unix|")
    assert archives.folder_checksum(installed) == before == archives.checksum(contents.package(VENDOR, here()))
    (kept,) = cache.iterdir()
    assert kept.name.startswith(f"{version.content()}-{here()}-")
    assert stat.S_IMODE(kept.stat().st_mode) == 0o700
    server = kept / "rolecall.runtime.protocol.server"
    written = server.stat().st_mtime_ns
    assert launch(installed, **environ).startswith("1|6|unix|")
    assert server.stat().st_mtime_ns == written
    server.write_bytes(b"cut off")
    assert launch(installed, **environ).startswith("1|6|unix|")
    assert server.read_bytes() != b"cut off"


@pytest.mark.parametrize("kept", ["", "relative", "writable by others"])
def test_a_cache_that_cannot_be_trusted_is_not_used(installed: Path, tmp_path: Path, kept: str) -> None:
    environ = {"ROLECALL_PYTHON": sys.executable, "ROLECALL_CACHE": kept, "HOME": str(tmp_path)}
    if kept.startswith("writable"):
        folder = tmp_path / "shared" / f"{version.content()}-{here()}-{sys.hexversion:x}"
        folder.mkdir(parents=True)
        folder.chmod(0o777)
        (folder / "rolecall.runtime.serve").write_bytes(b"not ours")
        environ["ROLECALL_CACHE"] = str(tmp_path / "shared")
    before = sorted(tmp_path.rglob("*"))
    assert launch(installed, **environ).startswith("1|6|unix|")
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("named", [None, "/no/such/python"])
def test_without_a_python_one_sentence_says_so(installed: Path, tmp_path: Path, named: str | None) -> None:
    environ = {"PATH": str(tmp_path), **({"ROLECALL_PYTHON": named} if named else {})}
    said = launch(installed, **environ)
    assert said.startswith("The rolecall provider cannot start: ")
    assert "ROLECALL_PYTHON" in said and (named or "no Python of 3.11 to 3.14 on PATH") in said


def test_the_launcher_passes_over_a_python_that_is_too_old(installed: Path, tmp_path: Path) -> None:
    for name, text in (("python3", "exit 1"), ("python", f'exec {sys.executable} "$@"')):
        (tmp_path / name).write_text(f"#!/bin/sh\n{text}\n")
        (tmp_path / name).chmod(0o755)
    assert launch(installed, PATH=str(tmp_path), ROLECALL_CACHE="").startswith("1|6|unix|")


def test_a_version_never_gets_other_bytes(published: Path, tmp_path: Path) -> None:
    shutil.copytree(published, tmp_path / "again")
    registry.publish(tmp_path / "again", [VENDOR], [here()])
    (archive,) = (tmp_path / "again").rglob("*.zip")
    archive.write_bytes(archive.read_bytes() + b"\0")
    with pytest.raises(PackagesError, match="A version never changes"):
        registry.publish(tmp_path / "again", [VENDOR], [here()])


def test_the_files_say_the_same_of_each_archive(published: Path) -> None:
    (archive,) = published.rglob("*.zip")
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    number, folder = version.version(), archive.parent
    assert f"{digest}  {archive.relative_to(published)}\n" in (published / "SHA256SUMS").read_text()
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=published, check=True)
    assert json.loads((folder / "index.json").read_text()) == {"versions": {number: {}}}
    listed = json.loads((folder / f"{number}.json").read_text())["archives"][here()]
    assert listed["url"] == archive.name
    assert listed["hashes"] == [archives.checksum(contents.package(VENDOR, here())), f"zh:{digest}"]
    served = published / "v1" / "providers" / "rolecall" / VENDOR
    system, machine = here().split("_")
    download = json.loads((served / number / "download" / system / machine).read_text())
    assert download["shasum"] == digest
    assert (published / download["download_url"].lstrip("/")) == archive
    assert (published / download["shasums_url"].lstrip("/")).read_text().startswith(f"{digest}  {archive.name}\n")
    (offered,) = json.loads((served / "versions").read_text())["versions"]
    assert offered == {
        "version": number,
        "protocols": ["6.0"],
        "platforms": [{"os": system, "arch": machine}],
    }


@pytest.mark.parametrize(("vendors", "platforms"), [(["nobody"], None), ([VENDOR], ["plan9_386"])])
def test_what_is_unknown_is_refused_with_what_is_known(
    tmp_path: Path, vendors: list[str], platforms: list[str] | None
) -> None:
    with pytest.raises(PackagesError, match=f"{VENDOR}|linux_arm64"):
        registry.publish(tmp_path, vendors, platforms)
    assert not list(tmp_path.iterdir())
