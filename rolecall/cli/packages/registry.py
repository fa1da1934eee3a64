"""Provider packages as files that any web server serves: a network mirror, a filesystem mirror and a registry.

    registry.terraform.io/rolecall/<vendor>/    network mirror, and filesystem mirror of zips (Terraform's
                                                "Provider Network Mirror Protocol")
      index.json, <version>.json                which versions and archives there are, with both kinds of checksum
      terraform-provider-<vendor>_<version>_<os>_<arch>.zip
      terraform-provider-<vendor>_<version>_SHA256SUMS, …_SHA256SUMS.sig, …_manifest.json
    .well-known/terraform.json, v1/providers/   registry ("Provider Registry Protocol"), which leads to the same zips

What is there already stays: folders of several versions add up, and no version ever gets other bytes.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from rolecall.cli.packages import archives, contents
from rolecall.cli.packages.mirror import DEFAULT_HOST, NAMESPACE, chosen
from rolecall.cli.packages.platforms import WHEEL_TAGS, PackagesError, known
from rolecall.cli.packages.signing import Signer

PROTOCOLS = ["6.0"]
_MANIFEST = {"version": 1, "metadata": {"protocol_versions": PROTOCOLS}}


def publish(
    directory: Path,
    names: Iterable[str] | None = None,
    platforms: Iterable[str] | None = None,
    signer: Signer | None = None,
) -> list[Path]:
    """Build the zips of the vendors and platforms, or of all, with everything that serves them; returns the zips.

    Raises PackagesError where something is unknown, cannot be fetched or signed, or would change a version that is
    there; OSError where the folder cannot be written.
    """
    systems = [known(name) for name in sorted(set(platforms))] if platforms is not None else list(WHEEL_TAGS)
    made = []
    for vendor in chosen(names):
        folder = directory / DEFAULT_HOST / NAMESPACE / vendor
        packages = [contents.package(vendor, system) for system in systems]
        for package in packages:
            _keep(folder / package.archive, archives.zipped(package))
            made.append(folder / package.archive)
        _describe(directory, folder, packages, signer)
    write(directory / ".well-known" / "terraform.json", _json({"providers.v1": "/v1/providers/"}))
    _sums(directory / "SHA256SUMS", sorted(directory.glob(f"{DEFAULT_HOST}/*/*/*.zip")), directory, signer)
    return made


def _describe(directory: Path, folder: Path, packages: Sequence[contents.Package], signer: Signer | None) -> None:
    """Write what Terraform asks for about the packages of one vendor and version."""
    vendor, number = packages[0].vendor, packages[0].version
    listed = _read(folder / f"{number}.json", {"archives": {}})
    for package in packages:
        zipped = folder / package.archive
        hashes = [archives.checksum(package), f"zh:{_sha256(zipped)}"]
        listed["archives"][package.platform] = {"hashes": hashes, "url": package.archive}
    write(folder / f"{number}.json", _json(listed))
    index = _read(folder / "index.json", {"versions": {}})
    index["versions"][number] = {}
    write(folder / "index.json", _json(index))
    stem = f"terraform-provider-{vendor}_{number}"
    manifest = folder / f"{stem}_manifest.json"
    write(manifest, _json(_MANIFEST))
    sums = folder / f"{stem}_SHA256SUMS"
    _sums(sums, [*sorted(folder.glob(f"{stem}_*.zip")), manifest], folder, signer)

    served = directory / "v1" / "providers" / NAMESPACE / vendor
    archive_path = f"/{DEFAULT_HOST}/{NAMESPACE}/{vendor}"
    for platform, archive in listed["archives"].items():
        system, machine = platform.split("_")
        download = {
            "protocols": PROTOCOLS,
            "os": system,
            "arch": machine,
            "filename": archive["url"],
            "download_url": f"{archive_path}/{archive['url']}",
            "shasum": archive["hashes"][1].removeprefix("zh:"),
            "shasums_url": f"{archive_path}/{sums.name}",
            "shasums_signature_url": f"{archive_path}/{sums.name}.sig",
            "signing_keys": {"gpg_public_keys": [signer.public_key()] if signer else []},
        }
        write(served / number / "download" / system / machine, _json(download))
    versions = []
    for each in sorted(index["versions"]):
        platforms = _read(folder / f"{each}.json", {"archives": {}})["archives"]
        pairs = [platform.split("_") for platform in sorted(platforms)]
        offered = [{"os": system, "arch": machine} for system, machine in pairs]
        versions.append({"version": each, "protocols": PROTOCOLS, "platforms": offered})
    write(served / "versions", _json({"versions": versions}))


def _sums(file: Path, files: Sequence[Path], base: Path, signer: Signer | None) -> None:
    """Write the checksums of files, in the form of `sha256sum`, and their signature if one is asked for."""
    lines = [f"{_sha256(each)}  {each.relative_to(base).as_posix()}\n" for each in files]
    write(file, "".join(lines).encode())
    signature = file.with_name(f"{file.name}.sig")
    if signer:
        write(signature, signer.sign(file))
    else:
        signature.unlink(missing_ok=True)  # of other checksums


def _keep(file: Path, content: bytes) -> None:
    """Write an archive, unless it is there. Raises PackagesError where it is there with other bytes."""
    if not file.exists():
        write(file, content)
    elif file.read_bytes() != content:
        raise PackagesError(f"{file} is there with other bytes. A version never changes: use another folder")


def write(file: Path, content: bytes) -> None:
    """Write a file so that whoever reads it at that moment gets the old or the new one, readable for everybody."""
    file.parent.mkdir(parents=True, exist_ok=True)
    descriptor, temporary = tempfile.mkstemp(dir=file.parent, prefix=".new-")
    with os.fdopen(descriptor, "wb") as opened:
        opened.write(content)
    Path(temporary).chmod(0o644)
    Path(temporary).replace(file)


def _read(file: Path, otherwise: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(file.read_bytes()) if file.exists() else otherwise
    return found


def _json(content: object) -> bytes:
    return (json.dumps(content, indent=2, sort_keys=True) + "\n").encode()


def _sha256(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()
