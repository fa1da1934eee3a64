"""What can hurt you about a vendor as a whole: its systems, authentication, limits, and who we are."""

from __future__ import annotations

from generators.output.hazards.standards import of_standard
from generators.text import code, listed
from rolecall.specification.schema import Provider
from rolecall.specification.traits import BasicLogin, HeaderToken, TokenExchange


def of_provider(provider: Provider) -> list[str]:
    """The hazards of the vendor as a whole: authentication, systems, limits, who we are, its standard."""
    found: list[str] = []
    ways = [*provider.authentication, *(way for each in provider.endpoints for way in each.authentication)]
    for way in dict.fromkeys(ways):
        match way:
            case TokenExchange(lifetime=None):
                found.append(
                    f"{listed(code(name) for name, _ in way.credentials)} open a session at {code(way.path)}. "
                    "Sessions end; the provider opens another one when the vendor answers 401, and repeats only what "
                    "is safe to repeat."
                )
            case TokenExchange():
                found.append(
                    f"{code(way.secret)} is exchanged at {code(way.path)} for a token that lasts as long as "
                    f"{code(way.lifetime or '')} says ({way.default_seconds} seconds where it does not). It is "
                    f"exchanged once for all resources and systems, again {way.margin_seconds} seconds before the end, "
                    "and once when it is not accepted. A refused one is not tried again."
                )
                if way.url_argument:
                    found.append(f"The authority at {code(way.url_argument)} exchanges it, and sees nothing else.")
                if way.account:
                    found.append(
                        f"The claim {code(way.account)} of that token tells whose it is; the provider refuses to "
                        "remove that account."
                    )
            case HeaderToken():
                form = f", behind {code(way.prefix.strip())}" if way.prefix else ""
                found.append(f"{code(way.argument)} travels in the header {code(way.header)}{form}.")
            case BasicLogin():
                fallback = "Where that is not to be had, " if len(found) > 0 else ""
                found.append(
                    f"{fallback}{code(way.username)} and {code(way.password)} travel with every request as HTTP Basic."
                )
    if provider.endpoints:
        systems = listed((code(each.url_argument) for each in provider.endpoints), "and")
        found.append(
            f"**Several systems that do not know each other**: beside {code(provider.url_argument)} there are "
            f"{systems}. Each is needed only by the resources that use it, and one that cannot be reached does not "
            "disturb the others."
        )
    for each in provider.endpoints:
        if each.kubeconfig:
            found.append(
                f"{code(each.kubeconfig.path)} may name a kubeconfig file with tokens, client certificates or commands "
                "that give credentials; such a command is run when the first resource needs it. Arguments win over "
                f"what the file says. A context that {code(each.kubeconfig.context)} names and the file lacks is an "
                "error."
            )
        if each.trust:
            found.append(
                f"{code(each.trust.ca)} is trusted in place of the system's authorities. {code(each.trust.insecure)} "
                "trusts anybody who answers there."
            )
    if provider.whoami:
        found.append(
            f"The provider asks {code(provider.whoami.path)} whose credentials it runs with, and refuses to delete or "
            "disable that account or token."
        )
    if provider.eventual_consistency:
        statuses = listed((code(str(status)) for status in provider.eventual_consistency.statuses), "or")
        found.append(
            "**What was written is not seen everywhere at once**: the vendor keeps many copies. For "
            f"{provider.eventual_consistency.seconds} seconds after the provider made something, calls about it that "
            f"are answered with {statuses} are sent again, and what was written, made or deleted is read until it "
            "shows. About what it did not make, these answers are believed."
        )
    if provider.quota:
        found.append(
            "**Requests are counted** for each part of the API, for everybody together. Answers say in "
            f"{code(provider.quota.remaining)} how many of {code(provider.quota.limit)} are left. The provider spreads "
            f"the last tenth over the time until {code(provider.quota.reset)}, and waits when there are none."
        )
    found.append(
        "The provider slows down when the vendor asks for it or slows down itself, for all resources together; "
        f"{code('requests_per_minute')} sets a hard limit."
    )
    return [*found, *of_standard(provider)]
