"""Every key of the reader, as one table: bindings, help, palette and footer are made from it.

A command has an id that a config file can give other keys to, its keys, what it does in a few
words, and a group for the help. Here stand the movements, the reading screen and selecting; all
other screens are in ``screen_keys``, so that the first screen need not load them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from textual.binding import Binding, BindingType
from textual.keys import key_to_character

MOVE, PANES, READ, FIND, MARK, PLAN, PROGRAM = (
    "Move in the focused pane",
    "Panes",
    "Read",
    "Find and narrow",
    "Mark and write",
    "Plan and actors",
    "Program",
)
SELECT = "While selecting (after v)"
LIST = "In the list of notes (after B)"
TRACKING = "In the tracker (p) and its evidence"
OTHER = "In other screens and questions"
GROUPS = (MOVE, PANES, READ, FIND, MARK, SELECT, LIST, PLAN, TRACKING, OTHER, PROGRAM)


class Command(NamedTuple):
    """One thing the reader can do, with its keys."""

    id: str
    keys: str
    """Textual key names, comma between alternatives."""
    title: str
    group: str
    footer: str = ""
    """The word in the footer; empty: not shown there."""
    shown: str = ""
    """How the keys are written; empty: made from ``keys``."""
    action: str = ""
    """A Textual action; empty: the screen's command of this id."""
    in_palette: bool = True
    is_fixed: bool = False
    """No config can give it other keys."""


MOVEMENTS = (
    Command("down", "j,down", "Down one row", MOVE, action="move(1)"),
    Command("up", "k,up", "Up one row", MOVE, action="move(-1)"),
    Command("half_down", "ctrl+d", "Half a page down", MOVE, action="half(1)"),
    Command("half_up", "ctrl+u", "Half a page up", MOVE, action="half(-1)"),
    Command("page_down", "pagedown,space", "A page down", MOVE, action="page(1)"),
    Command("page_up", "pageup,backspace", "A page up", MOVE, action="page(-1)"),
    Command("top", "home", "Top", MOVE, shown="g g, Home", action="edge(-1)"),
    Command("bottom", "G,end", "Bottom", MOVE, action="edge(1)"),
    Command("open", "enter", "Open what the cursor is on", MOVE, action="choose"),
)
"""Bound by every list and by the text."""

COMMANDS = (
    Command("pane_feed", "1", "To the feed", PANES),
    Command("pane_text", "2", "To the text", PANES),
    Command("pane_actors", "3", "To the actors", PANES),
    Command("pane_points", "4", "To the plan points", PANES),
    Command("pane_next", "l,right,tab", "Next pane", PANES),
    Command("pane_previous", "h,left,shift+tab", "Previous pane", PANES),
    Command("zen", "z", "Zen: only the text", PANES),
    Command("back", "escape", "Back, one step at a time", PANES),
    Command("item_next", "J", "Next item of the feed", READ),
    Command("item_previous", "K", "Previous item of the feed", READ),
    Command("neighbour_next", ">", "Next item of the document", READ),
    Command("neighbour_previous", "<", "Previous item of the document", READ),
    Command("paragraph_next", "}", "Next paragraph", READ),
    Command("paragraph_previous", "{", "Previous paragraph", READ),
    Command("statement_next", ")", "Next statement, over items too", READ, footer="Statement"),
    Command("statement_previous", "(", "Previous statement", READ),
    Command("day_next", "]", "Next day of the feed (earlier)", READ),
    Command("day_previous", "[", "Previous day of the feed (later)", READ),
    Command("unread_next", ".", "Next unread item", READ, footer="Unread"),
    Command("toggle_read", "r", "Read or unread", READ),
    Command("jump_back", "H", "Back to where you were", READ),
    Command("jump_forward", "L", "Forward again", READ),
    Command("search", "/", "Search items and statements", FIND, footer="Search"),
    Command("hit_next", "n", "Next hit", FIND),
    Command("hit_previous", "N", "Previous hit", FIND),
    Command("filter", "=", "Filter the feed", FIND, footer="Filter"),
    Command("as_of", "@", "As of a day: hide what came later", FIND),
    Command("as_of_earlier", "comma,ctrl+left", "As of one day earlier", FIND),
    Command("as_of_later", "semicolon,ctrl+right", "As of one day later", FIND),
    Command("clear_filters", "ctrl+x", "Take all filters off", FIND),
    Command("bookmark", "b", "Bookmark statement or item", MARK, footer="Bookmark"),
    Command("annotate", "a", "Write a note", MARK, footer="Note"),
    Command("edit", "e", "Edit the note", MARK),
    Command("delete", "d", "Delete the note or bookmark", MARK),
    Command("notes", "B", "Notes and bookmarks", MARK),
    Command("tie", "t", "Tie to a plan point, or untie", MARK, shown="t and the number"),
    Command("select", "v", "Select by keyboard", MARK),
    Command("copy", "y", "Copy selection, statement or item", MARK),
    Command("copy_to_file", "Y", "Add the same to a file", MARK),
    Command("undo", "u", "Undo", MARK),
    Command("redo", "ctrl+r", "Redo", MARK),
    Command("correct_day", "D", "Correct the day of the item", MARK),
    Command("correct_speaker", "S", "Correct the speaker of the statement", MARK),
    Command("tracker", "p", "Tracker: every point and side", PLAN, footer="Tracker"),
    Command("position_own", "P", "Add a position of your own", PLAN),
    Command("actor_page", "A", "Page of the actor or speaker", PLAN),
    Command("actor_merge", "M", "Merge the actor into another", PLAN),
    Command("tellings", "o", "The same statement in other documents", PLAN),
    Command("decisions", "C", "Your decisions over what was proposed", PLAN),
    Command("timeline", "T", "Timeline: points and actors by day", PLAN),
    Command("export", "x", "Export notes to a file", PROGRAM),
    Command("import", "I", "Import files", PROGRAM),
    Command("merge", "X", "Take in notes of others", PROGRAM),
    Command("help", "?", "Help: every key", PROGRAM, footer="Help"),
    Command("palette", ":,ctrl+p", "Commands", PROGRAM, in_palette=False),
    Command("light_or_dark", "ctrl+t", "Light or dark", PROGRAM),
    Command("quit", "q,ctrl+q", "Quit", PROGRAM),
)
"""Bound by the reading screen."""

SELECTION = (
    Command("select_word", "w", "One word on", SELECT, "Word"),
    Command("select_word_back", "b", "One word back", SELECT),
    Command("select_sentence", ")", "One sentence on", SELECT, "Sentence"),
    Command("select_sentence_back", "(", "One sentence back", SELECT),
    Command("select_paragraph", "}", "One paragraph on", SELECT),
    Command("select_paragraph_back", "{", "One paragraph back", SELECT),
    Command("select_character", "l,right", "One character on", SELECT),
    Command("select_character_back", "h,left", "One character back", SELECT),
    Command("select_row", "j,down", "One row down", SELECT),
    Command("select_row_back", "k,up", "One row up", SELECT),
    Command("select_swap", "o", "To the selection's other end", SELECT),
    Command("select_whole_sentence", "s", "The whole sentence", SELECT),
    Command("select_whole_paragraph", "p", "The whole paragraph", SELECT),
    Command("select_highlight", "enter", "Highlight, or take it off", SELECT, "Highlight"),
    Command("select_bookmark", "m", "Bookmark the passage", SELECT, "Bookmark"),
    Command("annotate", "a", "Write a note on it", SELECT, "Note"),
    Command("copy", "y", "Copy it", SELECT, "Copy"),
    Command("tie", "t", "Tie it to a plan point", SELECT, "Tie", shown="t and the number"),
    Command("copy_to_file", "Y", "Add it to a file", SELECT),
    Command("position_own", "P", "A position of your own from it", SELECT),
    Command("select", "v", "No selection any more", SELECT),
    Command("back", "escape", "No selection any more", SELECT, "Leave"),
)
"""What keys mean while a selection grows; those of the reading screen that are not here rest."""

EVERYWHERE = frozenset({"help", "palette", "light_or_dark"})
"""Commands of the reading screen that change nothing, so that they work while selecting too."""

CHORDS = {"g": {"g": "top"}}
"""First key → second key → command."""

_SIGNS = {
    "escape": "Esc",
    "enter": "Enter",
    "space": "Space",
    "backspace": "Backspace",
    "pagedown": "PgDn",
    "pageup": "PgUp",
    "home": "Home",
    "end": "End",
    "tab": "Tab",
    "shift+tab": "Shift+Tab",
    "left": "←",
    "right": "→",
    "up": "↑",
    "down": "↓",
    "comma": ",",
    "semicolon": ";",
    "ctrl+left": "Ctrl+←",
    "ctrl+right": "Ctrl+→",
    "delete": "Del",
}


def key_sign(key: str) -> str:
    """Return how one key is written on the screen."""
    if key in _SIGNS:
        return _SIGNS[key]
    character = key_to_character(key)
    if character and character.isprintable():
        return character
    return key.replace("ctrl+", "Ctrl+")


def keys_shown(command: Command, keymap: Mapping[str, str]) -> str:
    """Return the command's keys as the reader knows them, remapped ones included."""
    if command.id in keymap and not command.is_fixed:
        return " ".join(key_sign(key) for key in keymap[command.id].split(","))
    return command.shown or " ".join(key_sign(key) for key in command.keys.split(","))


def signs_of(commands: Iterable[Command], keymap: Mapping[str, str]) -> dict[str, str]:
    """Return how the first key of each command is written, by the command's id."""
    keys = {one.id: keymap.get(one.id, one.keys).split(",")[0] for one in commands}
    return {name: key_sign(key) for name, key in keys.items()}


def movement_bindings() -> list[BindingType]:
    """Return the bindings of a list or a text."""
    return bindings_of(MOVEMENTS)


def screen_bindings() -> list[BindingType]:
    """Return the bindings of the reading screen."""
    return [_binding(command, f"command('{command.id}')") for command in COMMANDS]


def bindings_of(commands: Iterable[Command]) -> list[BindingType]:
    """Return the bindings of commands that name their action."""
    return [_binding(command, command.action) for command in commands if command.action]


def _binding(command: Command, action: str) -> Binding:
    return Binding(
        command.keys,
        action,
        command.footer or command.title,
        show=bool(command.footer),
        key_display=key_sign(command.keys.split(",")[0]) if command.footer else None,
        tooltip=command.title,
        id=command.id,
    )


def key_names(keys: str) -> list[str]:
    """Return a config's or a table's keys as Textual names them: ``*`` is ``asterisk``.

    Raises:
        InvalidBinding: one of them is empty.
    """
    return [one.key for one in Binding.make_bindings([Binding(keys, "")])]


def ids_by_key(commands: Iterable[Command], keymap: Mapping[str, str]) -> dict[str, str]:
    """Return which command each key means, remapped ones included."""
    return {
        key: command.id
        for command in commands
        for key in key_names(keymap.get(command.id, command.keys))
    }
