"""Text that tries to act on a terminal or a widget, as a document of the invented negotiation."""

from __future__ import annotations

from datetime import date

from store.records import DaySource, Parsed, Stance

from .harbour import Builder, Told

NASTY = (
    "plain [bold]brackets[/bold] [/x] [TODO] [link=http://x]y[/link]",
    "[@click=app.quit]press[/] \x1b]52;c;aGk=\x07 \x1b[31mred \x9b31m",
    "tabs\tand \u202eright-to-left\u202c zero\u200bwidth \U000e0041tag \x00nul \x7fdel",
    "wide 漢字漢字漢字漢字漢字漢字 and e\u0301 combining \u2028 separators \u0085 here",
)


def nasty() -> Parsed:
    """A document whose every field tries something."""
    hostile = Builder("nasty[/x].txt", "[bold]Out[/x]let\x1b]0;title\x07")
    for text in NASTY:
        hostile.tell(
            Told(
                date(2031, 3, 5),
                f"{text}\n“{text}” said Ada Holm.",
                title=text,
                time="10:00",
                points=(1,),
                speakers=("ada",),
                stances=((1, Stance.SUPPORTS),),
                source=DaySource.INFERRED,
                reason=text,
            )
        )
    return hostile.parsed()
