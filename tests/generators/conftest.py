"""Made-up vendors: `orchard`, generated once into a scratch tree whose packages can be imported, and Acme."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest
import yaml

import providers
import rolecall.bindings
from generators.load import load_vendor
from generators.output.write import write
from generators.project import render_vendors
from generators.resolve.specification import ProviderSpec
from tests.generators import acme

ORCHARD = Path(__file__).parent / "vendors" / "orchard"
GENERATED = (providers, rolecall.bindings)


@pytest.fixture(scope="session")
def orchard() -> ProviderSpec:
    return load_vendor(ORCHARD)


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Everything that is generated for orchard."""
    root = tmp_path_factory.mktemp("tree")
    files, folders = render_vendors([load_vendor(ORCHARD)])
    write(root, files, folders)
    return root


@pytest.fixture(scope="session")
def _importable(tree: Path) -> Iterator[None]:
    with importable(tree, "orchard"):
        yield


@pytest.fixture(scope="session")
def shim(_importable: None) -> ModuleType:
    return importlib.import_module("providers.orchard")


@pytest.fixture(scope="session")
def binding(_importable: None) -> ModuleType:
    return importlib.import_module("rolecall.bindings.orchard")


class importable:  # noqa: N801  # a context manager, used like a function
    """Let the generated packages of `vendor` in `root` be imported as if they were in the project."""

    def __init__(self, root: Path, vendor: str) -> None:
        self._paths = [str(root / package.__name__.replace(".", "/")) for package in GENERATED]
        self._vendor = vendor

    def __enter__(self) -> None:
        for package, path in zip(GENERATED, self._paths, strict=True):
            package.__path__.insert(0, path)
        self._forget()
        importlib.invalidate_caches()

    def __exit__(self, *exception: object) -> None:
        for package, path in zip(GENERATED, self._paths, strict=True):
            package.__path__.remove(path)
        self._forget()

    def _forget(self) -> None:
        """Whoever imports the vendor next gets it from the tree that is in front then."""
        for package in GENERATED:
            for name in [each for each in sys.modules if each.startswith(f"{package.__name__}.{self._vendor}")]:
                del sys.modules[name]


class Vendor:
    """A copy of orchard's inputs that a test may change, as text or as data."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True)
        for source in ORCHARD.iterdir():
            (folder / source.name).write_text(source.read_text())

    def replace(self, file: str, old: str, new: str) -> int:
        """Replace the only `old` in `file`; gives the line where it was."""
        path = self.folder / file
        text = path.read_text()
        assert text.count(old) == 1, f"{old!r} is {text.count(old)} times in {file}"
        path.write_text(text.replace(old, new))
        return text[: text.index(old)].count("\n") + 1

    def load(self) -> ProviderSpec:
        return load_vendor(self.folder)

    def data(self, file: str) -> dict[str, object]:
        loaded: dict[str, object] = yaml.safe_load((self.folder / file).read_text())
        return loaded

    def dump(self, file: str, data: object) -> None:
        (self.folder / file).write_text(yaml.safe_dump(data, allow_unicode=True, sort_keys=False))


@pytest.fixture
def vendor(tmp_path: Path) -> Vendor:
    return Vendor(tmp_path / "vendors" / "orchard")


@pytest.fixture
def published(tmp_path: Path) -> Path:
    """An API description as a vendor publishes it."""
    return acme.written(tmp_path)
