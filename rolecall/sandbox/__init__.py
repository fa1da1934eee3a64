"""Stand-in vendors: real HTTP servers on loopback with the vendors' rules, strict and nasty by default.

    from rolecall.sandbox import Fault, start

    with start("tanium", seed=100) as box:
        box.url                                         # http://127.0.0.1:PORT
        box.environment                                 # TANIUM_URL, TANIUM_API_TOKEN
        box.store.grant_role("user00001", "Analyst")    # behind the API's back
        box.faults.add(Fault("status", path="/users", status=429, retry_after=1, times=2))
        box.log.count("GET", r"/users$")                # every request, secrets masked
        box.options.summary_rows = True                 # another rule, at run time

    with start("scim", options={"flavour": "splunk"}) as box:
        box.change("user.deactivate", user="ann")       # a named change, as in the control API
        sum(event.response_bytes for event in box.log)  # what the answers weighed

Other processes use the control API (`rolecall.sandbox.core.control`), and `python -m rolecall.sandbox --help` starts
vendors from a shell.
The package imports nothing of this project and nothing beyond the standard library: it is written from the vendors'
contracts, so that it can disagree with the providers.
"""

from rolecall.sandbox.core.faults import Fault
from rolecall.sandbox.core.log import Event
from rolecall.sandbox.core.server import Sandbox
from rolecall.sandbox.registry import VENDORS, start

__all__ = ["VENDORS", "Event", "Fault", "Sandbox", "start"]
