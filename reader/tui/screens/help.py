"""Every key, made from the table of keys and what the reader's config gives them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Static

from store.cleaning import clean

from ..keys import GROUPS, bindings_of, keys_shown
from ..screen_keys import HELP, every_command

ABOUT = """Choosing an actor or a point narrows the feed to it; Esc takes filters off one by one.
Signs: • unread  ★ bookmark  ✎ note  ◆ highlight  ☆ ✐ ◇ of somebody else  ? has moved
“3” statements  ✓ narrowed to  › in the item being read
▌ cursor, current statement.  Actors: p person, S state, o organisation, n outlet.
Other keys: write [keys] with lines such as  bookmark = "m"  in config.toml ({config})."""


def help_text(keymap: Mapping[str, str], config: str, problems: Sequence[str] = ()) -> Content:
    """Return the page: what is wrong with the config, groups of keys, signs."""
    parts: list[Content | tuple[str, str]] = []
    parts += [(f"! {clean(problem)}\n\n", "bold $text-warning") for problem in problems]
    listed = list(every_command())
    for group in GROUPS:
        parts.append((f"{group}\n", "bold $text-primary"))
        for command in listed:
            if command.group == group:
                keys = keys_shown(command, keymap)
                parts.append((f"  {keys:<16} ", "bold $text-accent"))
                parts.append((f"{command.title:<34}", ""))
                parts.append((f" {command.id}\n", "dim"))
        parts.append(("\n", ""))
    parts.append((ABOUT.replace("{config}", config), "dim"))
    return Content.assemble(*parts)


class HelpScreen(ModalScreen[None]):
    """A page over the screen; Esc closes it."""

    BINDINGS: ClassVar[list[BindingType]] = bindings_of(HELP)
    DEFAULT_CSS = """
    HelpScreen { align: center middle; }
    HelpScreen > VerticalScroll { width: 88; max-width: 98%; height: 94%; padding: 0 2;
        border: round $border; border-title-color: $text-primary; background: $surface;
        scrollbar-size-vertical: 1; }
    HelpScreen Static { height: auto; }
    """

    def __init__(
        self,
        keymap: Mapping[str, str] | None = None,
        config: str = "",
        problems: Sequence[str] = (),
    ) -> None:
        super().__init__()
        self._keymap, self._config, self._problems = dict(keymap or {}), config, problems

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll() as page:
            page.border_title = "Keys"
            page.border_subtitle = "j k Space · Esc closes"
            yield Static(help_text(self._keymap, self._config, self._problems))

    def action_scroll(self, rows: int) -> None:
        """Scroll by rows."""
        page = self.query_one(VerticalScroll)
        page.scroll_to(y=page.scroll_offset.y + rows, animate=False)
