"""What can hurt you about events: what is refused, and what is warned of."""

from __future__ import annotations

from generators.text import code, listed, markdown
from rolecall.specification.traits import Guard

_DOING = {"create": "create", "update": "change", "delete": "delete"}
_DONE = {"create": "created", "update": "changed", "delete": "deleted"}


def of_guard(guard: Guard) -> str:
    """The hazard of one guard."""
    attribute = code(guard.attribute or "")
    values = listed((code(value) for value in guard.values or ("any",)), "or")
    words = " ".join(markdown(each) for each in (guard.reason, guard.advice) if each)
    if "read" in guard.events:
        why = f"; {code(guard.because)} says why" if guard.because else ""
        values = listed((code(f"{guard.attribute} = {value}") for value in guard.values or ("any",)), "or")
        return f"**{values} means that it is unhealthy**{why}. Every refresh warns of it. {words}"
    if guard.effect == "warn":
        value = f"the {attribute} that you configure"
        some = "A plan can warn: " if guard.pattern or guard.values else ""
        return f"**{some}{markdown(guard.summary).replace('{value}', value)}.** {words.replace('{value}', value)}"
    if guard.attribute is None or "set" in guard.events:
        what = "every change" if guard.attribute is None else attribute
        return f"**The plan refuses {what}.** {words}"
    stars = " (`*` is any text)" if any("*" in value for value in guard.values) else ""
    doing = listed((_DOING[event] for event in guard.events if event in _DOING), "or")
    done = "touched" if _DOING.keys() <= set(guard.events) else _DONE.get(guard.events[-1], "changed")
    return (
        f"**Never {done}**: objects whose {attribute} is {values}{stars}. {words} "
        f"A plan that would {doing} one is refused."
    )
