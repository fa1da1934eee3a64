"""A stack in which people of Tanium and Splunk can be declared."""

from __future__ import annotations

import pytest

from rolecall.bindings.splunk import SplunkProvider
from rolecall.bindings.tanium import TaniumProvider
from rolecall.cdk.toolkit import App, TerraformStack


@pytest.fixture
def vendors(app: App) -> TerraformStack:
    stack = TerraformStack(app, "access")
    TaniumProvider(stack, "tanium")
    SplunkProvider(stack, "splunk")
    return stack
