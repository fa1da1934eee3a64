"""Patterns: constructs composed of bindings, and the access that they take.

Everything that a stack needs of them is imported from here.
"""

from rolecall.patterns.access_declarations import SplunkAccess, TaniumAccess
from rolecall.patterns.person import Person
from rolecall.patterns.roster import Roster
from rolecall.patterns.roster_file import load_people
from rolecall.patterns.scim_team import ScimTeam
from rolecall.patterns.tanium_provisioning import TaniumProvisioning
from rolecall.patterns.tanzu_access import TanzuAccess
from rolecall.patterns.tanzu_developer import TanzuDeveloper
from rolecall.patterns.tessian_access import OktaApp, TessianAccess

__all__ = [
    "OktaApp",
    "Person",
    "Roster",
    "ScimTeam",
    "SplunkAccess",
    "TaniumAccess",
    "TaniumProvisioning",
    "TanzuAccess",
    "TanzuDeveloper",
    "TessianAccess",
    "load_people",
]
