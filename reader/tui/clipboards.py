"""What can honestly be said about a copy: a terminal never confirms that it took one.

Copies go out as the escape sequence OSC 52. Some terminals are known to ignore it, some need a
setting, and long texts are cut by many; which one this is, only its environment tells.
"""

from __future__ import annotations

from collections.abc import Mapping

LONG = 50_000
"""Bytes of text beyond which common terminals drop a copy."""
_DEAF = {"Apple_Terminal": "macOS Terminal"}
"""Values of TERM_PROGRAM of terminals that ignore the sequence."""


def copy_verdict(environment: Mapping[str, str], size: int) -> str:
    """Return what the reader must know about a copy of ``size`` bytes."""
    deaf = _DEAF.get(environment.get("TERM_PROGRAM", ""), "")
    if environment.get("TERM", "") in {"linux", "dumb"}:
        deaf = "This console"
    if deaf:
        return f"{deaf} does not take copies from programs; Y writes to a file."
    if environment.get("TMUX"):
        doubt = "tmux passes it on only with set-clipboard on"
    elif environment.get("STY"):
        doubt = "screen may keep it to itself"
    elif size > LONG:
        doubt = "Many terminals drop a text as long as this"
    else:
        doubt = "A terminal does not say whether it took it"
    return f"{doubt}; Y writes to a file."
