"""The sandboxes' types."""

from __future__ import annotations

from rolecall.sandbox import Sandbox
from rolecall.sandbox.entra.options import EntraOptions
from rolecall.sandbox.entra.store import EntraStore
from rolecall.sandbox.okta.options import OktaOptions
from rolecall.sandbox.okta.store import OktaStore
from rolecall.sandbox.splunk.options import SplunkOptions
from rolecall.sandbox.splunk.store import SplunkStore
from rolecall.sandbox.tanium.options import TaniumOptions
from rolecall.sandbox.tanium.store import TaniumStore

TaniumBox = Sandbox[TaniumStore, TaniumOptions]
SplunkBox = Sandbox[SplunkStore, SplunkOptions]
OktaBox = Sandbox[OktaStore, OktaOptions]
EntraBox = Sandbox[EntraStore, EntraOptions]
