"""What can hurt you about a vendor as a whole: its systems, authentication, limits, and who we are."""

from __future__ import annotations

import re

from generators.output.hazards.standards import of_standard
from generators.text import code, listed, markdown
from rolecall.specification.schema import Endpoint, Provider
from rolecall.specification.traits import (
    BasicLogin,
    ClientCertificate,
    CommandToken,
    EventualConsistency,
    FurtherHeaders,
    HeaderToken,
    IssuedStatement,
    MachineToken,
    SignedStatement,
    TokenExchange,
)


def of_provider(provider: Provider) -> list[str]:
    """The hazards of the vendor as a whole: authentication, systems, limits, who we are, its standard."""
    found: list[str] = []
    ways = [*provider.authentication, *(way for each in provider.endpoints for way in each.authentication)]
    for way in dict.fromkeys(ways):
        match way:
            case TokenExchange(lifetime=None):
                found.append(
                    f"{listed(code(name) for name, _ in way.credentials)} open a session at {code(way.path)}. "
                    "When the vendor answers 401, the provider opens a new session and repeats the request if that is "
                    "safe."
                )
            case TokenExchange(statement=SignedStatement() as proof):
                what = "the certificate in" if proof.certificate else "the key in"
                found.append(
                    f"With {code(way.secret)} the provider signs who it is with {what} it (RFC 7523), anew for each "
                    "access token. The key leaves the machine in no request."
                )
            case TokenExchange(statement=IssuedStatement() as proof):
                found.append(
                    f"With {code(way.secret)} the token that the CI system or the cluster issues stands in for a "
                    "secret: nothing long-lived is kept anywhere. The vendor must be told whose tokens to take."
                )
            case CommandToken():
                found.append(
                    f"With {code(way.switch)} the access token is that of {code(' '.join(way.words[:1]))}, with the "
                    "permissions of whoever is signed in there."
                )
            case MachineToken():
                found.append(f"With {code(way.switch)} the access token is that of the machine that it runs on.")
            case TokenExchange():
                path = re.sub(r"\{provider\.([^{}]+)\}", r"<\1>", way.path) or way.url_argument or ""
                found.append(
                    f"The provider exchanges {code(way.secret)} at {code(path)} for an access token, once for all "
                    f"resources and systems. It does so again {way.margin_seconds} seconds before the token ends, and "
                    "once more if the vendor rejects the token. The token lasts as long as "
                    f"{code(way.lifetime or '')} says, or {way.default_seconds} seconds. If the vendor refuses "
                    f"{code(way.secret)} itself, the provider does not try again."
                )
                if way.url_argument:
                    found.append(
                        f"{code(way.secret)} is sent only to the authority at {code(way.url_argument)}, never to the "
                        "vendor's API."
                    )
                if way.account:
                    found.append(
                        f"The provider reads from the claim {code(way.account)} which account it runs as, and refuses "
                        "to remove that account."
                    )
                if way.introspection:
                    found.append(
                        f"{code(way.introspection.argument)} may be left out: the token says it in its claim "
                        f"{code(way.introspection.claim)}, and where it does not, the provider asks "
                        f"{code(way.introspection.path)} once. Another token may then lead elsewhere: write "
                        f"{code(way.introspection.argument)} to be sure."
                    )
            case HeaderToken():
                form = f", after the word {code(way.prefix.strip())}" if way.prefix else ""
                found.append(f"{code(way.argument)} is sent in the header {code(way.header)}{form}.")
            case FurtherHeaders():
                found.append(f"{code(way.argument)} go with every request, and never to another system.")
            case ClientCertificate():
                found.append(
                    f"The certificate in {code(way.certificate)} is shown to the vendor, with the key in the same file "
                    f"or in {code(way.key)}; a key with a password is not taken."
                )
            case BasicLogin():
                has_sessions = any(isinstance(each, TokenExchange) and each.lifetime is None for each in ways)
                fallback = "If the server has no sessions, " if has_sessions else ""
                found.append(
                    f"{fallback}{code(way.username)} and {code(way.password)} are sent with every request as HTTP "
                    "Basic."
                )
    if provider.endpoints:
        systems = listed((code(each.url_argument) for each in provider.endpoints), "and")
        found.append(
            f"**Several separate systems**: beside {code(provider.url_argument)} there are "
            f"{systems}. Each is needed only by the resources that use it, and if one cannot be reached, "
            "only its own resources fail."
        )
    for each in provider.endpoints:
        if each.kubeconfig:
            found.append(
                f"{code(each.kubeconfig.path)} may name a kubeconfig file with tokens, client certificates or commands "
                "that print credentials; **the provider runs such a command** when the first resource needs it. "
                "Arguments win over what the file says. A context that "
                f"{code(each.kubeconfig.context)} names and the file lacks is an error."
            )
        if each.trust:
            found.append(
                f"{code(each.trust.ca)} is trusted in place of the system's authorities. {code(each.trust.insecure)} "
                "turns certificate checks off: anybody who answers there gets your credentials."
            )
    addressed: list[Provider | Endpoint] = [provider, *provider.endpoints]
    for system in addressed:
        patient = [meaning for meaning in system.errors.meanings if meaning.means == "wait" and meaning.repeat_seconds]
        if patient:
            seen = dict.fromkeys(str(status) for meaning in patient for status in meaning.statuses)
            statuses = listed(map(code, seen), "or")
            longest = max(meaning.repeat_seconds for meaning in patient) // 60
            found.append(
                f"**It may be busy for long.** While it answers {statuses}, it has done nothing, and the provider "
                f"sends the same again for up to {longest} minutes, changes too."
            )
    if provider.whoami:
        found.append(
            f"The provider asks {code(provider.whoami.path)} which account or token it runs as, and refuses to "
            "delete or disable that one."
        )
    for told in provider.instance_ids:
        title = markdown(provider.at(told.endpoint).title)
        if told.claim:
            names = f" {code(told.argument)} may name it in any way: all its names are one instance." * bool(
                told.argument
            )
            found.append(
                f"Access tokens say in {code(told.claim)} which instance of {title} answers, and an apply remembers "
                f"that in the state.{names} Another instance under the same name is refused."
            )
            continue
        found.append(
            f"An apply asks {code(told.path)} once which instance of {title} answers. State remembers that id: under "
            "another URL the instance is known by it, and another instance at the same URL is refused. Where it cannot "
            "be asked, the URL alone counts."
        )
    if provider.audit:
        found.append(
            f"`rolecall drift --blame` asks {code(provider.audit.path)}, the vendor's own log, who last changed what "
            f"differs. The account needs {markdown(provider.audit.needs)}. The provider itself never asks for it."
        )
    if provider.eventual_consistency:
        statuses = listed((code(str(status)) for status in provider.eventual_consistency.statuses), "or")
        found.append(
            "**What was written does not show everywhere at once** (eventual consistency). For "
            f"{provider.eventual_consistency.seconds} seconds after the provider made something, it repeats calls "
            f"about it that are answered with {statuses}, and after a write it reads until the change shows. "
            + _of_earlier(provider.eventual_consistency)
        )
    if provider.quota:
        found.append(
            "**Requests are counted** for each part of the API, shared with everything else that uses this tenant. "
            f"Answers say in {code(provider.quota.remaining)} how many of {code(provider.quota.limit)} are left. The "
            f"provider spreads the last tenth over the time until {code(provider.quota.reset)}, and waits for the "
            "reset when none are left."
        )
    found.append(
        "The provider slows down when the vendor asks it to, or when the vendor's answers become slow, for all "
        "resources together; "
        f"{code('requests_per_minute')} sets a hard limit."
    )
    return [*found, *of_standard(provider)]


def _of_earlier(trait: EventualConsistency) -> str:
    """The sentence about what an earlier run made."""
    if not trait.earlier_seconds:
        return "For objects that it did not make in this run it believes these answers at once."
    return (
        f"A write to an object that an earlier run made is repeated for {trait.earlier_seconds} seconds; a refusal "
        "that lasts longer is believed at once from then on."
    )
