"""The sandboxes' types."""

from __future__ import annotations

from sandbox import Sandbox
from sandbox.entra.options import EntraOptions
from sandbox.entra.store import EntraStore
from sandbox.okta.options import OktaOptions
from sandbox.okta.store import OktaStore
from sandbox.splunk.options import SplunkOptions
from sandbox.splunk.store import SplunkStore
from sandbox.tanium.options import TaniumOptions
from sandbox.tanium.store import TaniumStore

TaniumBox = Sandbox[TaniumStore, TaniumOptions]
SplunkBox = Sandbox[SplunkStore, SplunkOptions]
OktaBox = Sandbox[OktaStore, OktaOptions]
EntraBox = Sandbox[EntraStore, EntraOptions]
