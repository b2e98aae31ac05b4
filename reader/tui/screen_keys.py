"""The keys of every screen but the reading screen; see ``keys`` for what a command is.

A command that means the same as one of the reading screen has the same id, so that a key given to
it in the config is its key everywhere. ``CONTEXTS`` says which commands are listened to at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .keys import (
    COMMANDS,
    FIND,
    LIST,
    MARK,
    MOVEMENTS,
    OTHER,
    PANES,
    PLAN,
    PROGRAM,
    SELECT,
    SELECTION,
    TRACKING,
    Command,
)

CLOSE = Command("close", "q", "Close a screen that is over the text", OTHER, action="close")


def _back(title: str = "", action: str = "close", footer: str = "Back") -> Command:
    return Command("back", "escape", title or "Back", PANES, footer=footer, action=action)


UNDO = Command("undo", "u", "Undo", MARK, action="undo")
REDO = Command("redo", "ctrl+r", "Redo", MARK, action="redo")

NOTE_LIST = (
    Command("list_mark", "space,m", "Mark the row", LIST, footer="Mark", action="mark"),
    Command("list_mark_all", "*", "Mark all that is shown, or nothing", LIST, action="mark_all"),
)
"""Bound by the rows of the list."""

NOTES = (
    Command("list_pick", "f", "Choose a filter, with counts", LIST, "Filter", action="pick"),
    Command("list_sort", "s", "Newest, day, document, point", LIST, "Sort", action="order"),
    Command("edit", "e", "Edit the note", LIST, "Edit", action="edit"),
    Command("list_tag", "#", "Tags on and off what is marked", LIST, "Tag", action="tag"),
    Command("tie", "t", "Tie what is marked, or untie", LIST, "Tie", action="tie"),
    Command("delete", "d", "Delete what is marked", LIST, "Delete", action="delete"),
    Command("list_place", "o", "Put it on another passage", LIST, "Place again", action="place"),
    Command("search", "/", "Filter: words, key:value, #tag", LIST, action="find"),
    UNDO,
    REDO,
    _back(action="back", footer=""),
    CLOSE,
    Command("notes", "B", "Close", MARK, action="close"),
)
"""Bound by the list of notes."""

GRID = (
    Command("cell_right", "l,right", "Cell to the right", TRACKING, action="column(1)"),
    Command("cell_left", "h,left", "Cell to the left", TRACKING, action="column(-1)"),
)
"""Bound by every table."""

TRACKER = (
    Command(
        "tracker_point",
        "0,1,2,3,4,5,6,7,8,9",
        "To the point of that number",
        TRACKING,
        shown="1…9",
        is_fixed=True,
    ),
    Command("open", "enter", "Evidence; on a point's name that of all sides", TRACKING),
    _back(),
    CLOSE,
    Command("tracker", "p", "Close", PLAN, action="close"),
    Command(
        "tracker_versions", "tab,v", "Points × versions, and back", TRACKING, "Versions",
        action="turn",
    ),
    Command(
        "tracker_voices", "o", "Open a side into its voices", TRACKING, "Voices", action="voices"
    ),
    Command(
        "tracker_history", "c", "A changed position, both passages", TRACKING, "History",
        action="history",
    ),
    Command(
        "tracker_sort", "s", "Sort: number, activity, disagreement", TRACKING, "Sort",
        action="sort",
    ),
    Command("as_of", "@", "As of a day", FIND, "As of", action="as_of"),
    Command(
        "as_of_earlier", "comma,ctrl+left,left_square_bracket", "Day before", FIND, "Day before",
        action="day(-1)",
    ),
    Command(
        "as_of_later", "semicolon,ctrl+right,right_square_bracket", "Day after", FIND, "after",
        action="day(1)",
    ),
    Command("actor_page", "A", "Page of the side or actor", PLAN, action="actor"),
)  # fmt: skip
"""Bound by the tracker; the digits are read by it."""

EVIDENCE = (
    _back(),
    CLOSE,
    Command(
        "evidence_confirm", "y", "Confirm what is proposed", TRACKING, "Confirm",
        action="decide('confirm')",
    ),
    Command("evidence_reject", "n", "Reject it", TRACKING, "Reject", action="decide('reject')"),
    Command(
        "evidence_change", "e", "Change stance, point or actor", TRACKING, "Change",
        action="decide('change')",
    ),
    Command(
        "correct_speaker", "S", "Correct the speaker", MARK, "Speaker",
        action="decide('speaker')",
    ),
    Command("tracker_history", "c", "How the stance changed", TRACKING, "History",
            action="history"),
    Command(
        "evidence_tellings", "o", "Other tellings of the evidence", TRACKING, "Tellings",
        action="tellings",
    ),
    Command("actor_page", "A", "Page of the actor", PLAN, "Actor", action="actor"),
    UNDO,
    REDO,
)  # fmt: skip

ACTOR = (
    _back(),
    CLOSE,
    Command("actor_page", "A", "Close", PLAN, action="close"),
    Command("actor_merge", "M", "Merge into another", PLAN, "Same as another", action="merge"),
    Command("undo", "u", "Undo", MARK, "Undo", action="undo"),
    Command("redo", "ctrl+r", "Redo", MARK, "Redo", action="redo"),
)

DECISIONS = (
    _back(),
    CLOSE,
    Command("decisions", "C", "Close", PLAN, action="close"),
    Command(
        "decision_withdraw", "d", "Withdraw a decision (C)", OTHER, "Withdraw", action="withdraw"
    ),
    Command("undo", "u", "Undo", MARK, "Undo", action="undo"),
    Command("redo", "ctrl+r", "Redo", MARK, "Redo", action="redo"),
)

TIMELINE = (
    _back(),
    CLOSE,
    Command("timeline", "T", "Close", PLAN, action="close"),
    Command(
        "timeline_turn", "tab,v", "Timeline (T): points or actors", OTHER, "Points or actors",
        action="turn",
    ),
)  # fmt: skip

COMPARE = (
    _back(),
    CLOSE,
    Command("pair_previous", "[,K", "Side by side: pair before", OTHER, "Pair before",
            action="step(-1)"),
    Command("pair_next", "],J", "Side by side: next pair", OTHER, "Next pair", action="step(1)"),
    Command("pair_right", "l,right", "Side by side: right", OTHER, action="side(1)"),
    Command("pair_left", "h,left", "Side by side: left", OTHER, action="side(0)"),
    Command("pair_other", "tab", "Side by side: other side", OTHER, "Other side",
            action="side(2)"),
)  # fmt: skip

FILTERS = (
    _back("Apply", "apply", footer="Apply"),
    Command("close", "q", "Apply", OTHER, action="apply"),
    Command("filter", "=", "Apply", FIND, action="apply"),
    Command("filter_drop", "x,delete", "Filters (=): take one off", OTHER, "Take off",
            action="drop"),
    Command("clear_filters", "ctrl+x", "Take all off", FIND, "Take all off", action="drop_all"),
)  # fmt: skip

EDITOR = (
    Command("note_keep", "ctrl+s", "Note editor: keep the note", OTHER, "Keep", action="keep"),
    _back("Leave", "leave", footer="Leave"),
    Command("note_points", "ctrl+t", "Note editor: to its points", OTHER, "Points",
            action="points"),
)  # fmt: skip

QUESTION = (_back("Cancel", "cancel", footer="Cancel"),)
IMPORT = (_back("Stop", "stop", footer="Stop"),)
CONFIRM = (
    Command("confirm_yes", "y", "A question: yes", OTHER, "Yes", action="answer(True)"),
    Command("confirm_no", "n", "A question: no", OTHER, "No", action="answer(False)"),
    _back("No", "answer(False)", footer=""),
)
HELP = (
    _back("Close", "dismiss", footer="Close"),
    Command("close", "q", "Close", OTHER, action="dismiss"),
    Command("help", "?", "Close", PROGRAM, action="dismiss"),
    Command("down", "j,down", "Down", OTHER, action="scroll(1)"),
    Command("up", "k,up", "Up", OTHER, action="scroll(-1)"),
    Command("half_down", "ctrl+d", "Half a page down", OTHER, action="scroll(8)"),
    Command("half_up", "ctrl+u", "Half a page up", OTHER, action="scroll(-8)"),
    Command("page_down", "pagedown,space", "A page down", OTHER, action="scroll(15)"),
    Command("page_up", "pageup,backspace", "A page up", OTHER, action="scroll(-15)"),
    Command("top", "g,home", "Top", OTHER, action="scroll(-9999)"),
    Command("bottom", "G,end", "Bottom", OTHER, action="scroll(9999)"),
)

CONTEXTS: Mapping[str, tuple[Command, ...]] = {
    "the reading screen": (*MOVEMENTS, *COMMANDS),
    "a selection": SELECTION,
    "the list of notes": (*MOVEMENTS, *NOTE_LIST, *NOTES),
    "the tracker": (*MOVEMENTS, *GRID, *TRACKER),
    "the evidence": (*MOVEMENTS, *EVIDENCE),
    "an actor's page": (*MOVEMENTS, *ACTOR),
    "the decisions": (*MOVEMENTS, *DECISIONS),
    "the timeline": (*MOVEMENTS, *GRID, *TIMELINE),
    "texts side by side": (*MOVEMENTS, *COMPARE),
    "the filters": (*MOVEMENTS, *FILTERS),
    "the note editor": EDITOR,
    "a question": QUESTION,
    "a yes or no": CONFIRM,
    "the import": IMPORT,
    "the help": HELP,
}
"""What is listened to at the same time: here two commands must not have one key."""


def every_command() -> Iterator[Command]:
    """Yield the commands as the help lists them.

    Each once, and again where selecting, the list or the tracker means more by it.
    """
    listed: set[str] = set()
    told: set[tuple[str, str]] = set()
    for commands in CONTEXTS.values():
        for command in commands:
            is_more = command.group in {SELECT, LIST, TRACKING}
            if command.id not in listed or (is_more and (command.id, command.group) not in told):
                listed.add(command.id)
                told.add((command.id, command.group))
                yield command
