"""What more than one group of tests needs."""

from __future__ import annotations

import gc
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from rolecall.runtime import secrets
from rolecall.runtime.secret_fragments import Rests, Starts
from tests.runtime.http.certificates import self_signed
from tests.terraform.installation import Installation

pytest_plugins = ["tests.caveats", "tests.quirks", "tests.cdk.fixtures", "tests.estate.fixtures"]


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Nothing of a collection is garbage: looking for it is a tenth of its time, in every worker."""
    gc.disable()
    try:
        return (yield)
    finally:
        gc.enable()


@pytest.fixture(scope="session")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """The providers of this checkout in a mirror of their own, built once per session and worker."""
    with Installation.built(tmp_path_factory.mktemp("installation")) as built:
        yield built


@pytest.fixture
def certificate(tmp_path: Path) -> tuple[str, str]:
    """The PEM files of a certificate for 127.0.0.1, its own authority, and of its key."""
    pem, _ = self_signed(tmp_path)
    return str(pem), str(tmp_path / "key.pem")


@pytest.fixture(autouse=True)
def secrets_of_one_test() -> Iterator[None]:
    """What one test registers as a secret blots out no word of another one."""
    before = set(secrets._values)
    yield
    if secrets._values != before:
        for known in (secrets._pending, secrets._values, secrets._forms, secrets._lengths):
            known.clear()
        secrets._starts, secrets._rests = Starts(), Rests()
        for value in before:
            secrets.register_secret(value)
