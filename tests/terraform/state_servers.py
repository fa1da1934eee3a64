"""Servers that others wrote, which keep states: Debian's PostgreSQL, and the S3 of moto."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import boto3
from moto.server import ThreadedMotoServer

DATABASE, USER, PASSWORD = "terraform", "rolecall", "hunter2-of-postgres"
BUCKET, KEY, SECRET = "states", "access-key-of-moto", "hunter2-of-moto"


@dataclass(frozen=True)
class StateServer:
    """A place for states: the value of `ROLECALL_STATE`, what Terraform needs besides, and what nobody may see."""

    url: str
    environment: dict[str, str]
    secret: str


def postgresql_programs() -> Path | None:
    """The folder of the newest PostgreSQL's programs, where Debian puts them or on PATH."""
    found = [file.parent for file in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    return max(found, key=lambda path: float(path.parent.name), default=Path(on_path).parent if on_path else None)


@contextmanager
def postgresql() -> Iterator[StateServer]:
    """A cluster of its own with a password, on a free port of the loopback. Raises LookupError where there is none."""
    programs = postgresql_programs()
    if programs is None:
        raise LookupError("PostgreSQL")
    # PostgreSQL does not run as root, and others may not enter the folders of the tests.
    owner = "postgres" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    folder = Path(tempfile.mkdtemp(prefix="rolecall-pg-"))
    try:
        (folder / "password").write_text(PASSWORD, encoding="utf-8")
        data, port = folder / "data", _free_port()
        if os.getuid() == 0:
            for path in (folder, folder / "password"):
                shutil.chown(path, owner)
        start = ["--username", USER, "--pwfile", str(folder / "password"), "--auth", "scram-sha-256", "--no-sync"]
        _run(owner, [str(programs / "initdb"), "--pgdata", str(data), *start])
        options = f"-c listen_addresses=127.0.0.1 -c unix_socket_directories= -c fsync=off -p {port}"
        control = [str(programs / "pg_ctl"), "--pgdata", str(data), "--wait"]
        _run(owner, [*control, "--log", str(folder / "log"), "-o", options, "start"])
        try:
            login = {"PGUSER": USER, "PGPASSWORD": PASSWORD}
            create = [str(programs / "createdb"), "--host", "127.0.0.1", "--port", str(port), DATABASE]
            subprocess.run(create, env={**os.environ, **login}, check=True, capture_output=True)
            url = f"pg://127.0.0.1:{port}/{DATABASE}?sslmode=disable"
            yield StateServer(url, login, PASSWORD)
        finally:
            _run(owner, [*control, "--mode", "immediate", "stop"])
    finally:
        shutil.rmtree(folder)


def _run(owner: str, command: list[str]) -> None:
    user = owner if os.getuid() == 0 else None
    # Into a file, not a pipe: the server that stays behind would keep a pipe open.
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(command, user=user, cwd="/", stdout=said, stderr=subprocess.STDOUT, check=False)
        said.seek(0)
        assert done.returncode == 0, said.read().decode()


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


@contextmanager
def s3() -> Iterator[StateServer]:
    """An S3 with one empty bucket, in a thread of this process."""
    server = ThreadedMotoServer("127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        login = {"AWS_ACCESS_KEY_ID": KEY, "AWS_SECRET_ACCESS_KEY": SECRET}
        endpoint = f"http://{host}:{port}"
        client = boto3.client(
            "s3",
            endpoint_url=endpoint,
            region_name="us-east-1",
            aws_access_key_id=KEY,
            aws_secret_access_key=SECRET,
        )
        client.create_bucket(Bucket=BUCKET)
        yield StateServer(f"s3://{BUCKET}/rolecall?endpoint={endpoint}", login, SECRET)
    finally:
        server.stop()
