"""Hooks: each that a provider names is there, and is loaded when a resource needs it."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

from rolecall.runtime import shims
from rolecall.runtime.resources.actions import ActionCall
from rolecall.runtime.resources.hooks import PartAttribute, SettingsHook
from rolecall.specification.schema import PartLifecycle, SettingsLifecycle


def test_hooks_that_providers_name_are_those_that_there_are() -> None:
    providers = {vendor: import_module(f"providers.{vendor}").PROVIDER for vendor in shims.vendors()}
    named = {
        (vendor, name)
        for vendor, provider in providers.items()
        for resource in provider.resources
        if isinstance(resource.lifecycle, PartLifecycle | SettingsLifecycle)
        for _, name in resource.lifecycle.hooks
    } | {(vendor, action.hook) for vendor, provider in providers.items() for action in provider.actions if action.hook}
    files = [file for file in (shims.folder() / "hooks").glob("*/*.py") if "\nHOOK: " in file.read_text("utf-8")]
    assert {(file.parent.name, file.stem) for file in files} == named
    kinds = PartAttribute | SettingsHook | ActionCall
    hooks = [shims.hook(*each) for each in named]
    assert all(isinstance(each, kinds) or issubclass(each, kinds) for each in hooks)


def test_starting_loads_none() -> None:
    script = (
        "import sys\nfrom rolecall.runtime import engine, serve, shims\n"
        "for vendor in shims.vendors(): shims.load(vendor)\n"
        "print([name for name in sys.modules if name.startswith('providers.hooks')])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
