"""The handler of settings: resources that are some keys of a list of settings."""

from __future__ import annotations

from typing import Final

from rolecall.runtime.resources.handler import Checks, Handler
from rolecall.runtime.resources.settings.settings import (
    check_settings,
    create_settings,
    delete_settings,
    read_settings,
    update_settings,
)
from rolecall.specification.schema import SettingsLifecycle

HANDLER: Final[Handler[SettingsLifecycle]] = Handler(
    create=create_settings,
    read=read_settings,
    update=update_settings,
    delete=delete_settings,
    checks=Checks(create=(check_settings,), update=(check_settings,)),
)
