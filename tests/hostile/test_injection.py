"""Nothing of an untrusted text is obeyed: sixteen payloads through screens, exports, commands."""

from __future__ import annotations

import base64
import os
import re
from collections import Counter
from pathlib import Path

import pytest

from reader.cli.app import main
from reader.export.formats import NOTES, TRACKER
from tests.tui.conftest import reader_on

from .conftest import SEQUENCES, Start
from .payloads import ALL, PAYLOADS, UNSAFE, make_library, unsafe_in

pytestmark = pytest.mark.hostile

WALK = (
    *"j)byYtG", "\x1b", *"kaw", "\x1b", "y", *"ed", "\x1b", "B", "j", "\r", "\x1b", "/", "[/x]\r",
    "nN", "\x1b", "=", "\x1b", "@", "\x1b", "p", "j", "\r", "j", "\r", "\x1b", "\x1b", "\x1b", "T",
    "\x1b", "A", "\x1b", "S", "\x1b", "D", "\x1b", "M", "\x1b", "P", "\x1b", "o", "\x1b", "x",
    "\x1b", "I", "\x1b", "?", "\x1b", ":", "t", "\x1b", "3", "j", "\r", "4", "j", "\r", "2", "v",
    "w", "y", "z", "\x1b", "\x14",
)  # fmt: skip
"""Keys through every pane and dialog."""
KEYS = (
    *"j)bt3B", "escape", "=", "escape", "@", "escape", "p", "enter", *3 * ["escape"], "x", "escape",
    "d", "escape", "e", "escape", "2", "enter", "A", "escape", "S", "escape", "D", "escape", "P",
    "escape", "o", "escape", "T", "escape", "I", "escape", ":", "escape", "?", "escape",
)  # fmt: skip
BRACKETS = re.compile(r"\[[^\]\n]{1,60}\]")


@pytest.fixture
def library(tmp_path: Path) -> Path:
    name = "lib\x1b]0;PWNED\x07\u202e\u200b[/x]\U000e0041"
    return make_library(tmp_path / name)


def test_no_payload_reaches_the_terminal_through_any_screen(library: Path, start: Start) -> None:
    terminal = start(library)
    terminal.wait("of clipboard")
    terminal.wait("Help")
    terminal.press(*WALK)
    assert terminal.child.isalive(), terminal.text
    terminal.press("\x1b", "\x1b", "q")
    assert terminal.end() == 0, terminal.text
    sent = re.findall(rb"\x1b\]52;c;([^\x07\x1b]*)", terminal.raw)
    assert sent
    for words in sent:
        assert not UNSAFE.search(base64.b64decode(words).decode().replace("\n", ""))
        assert b"\x1b" not in base64.b64decode(words)
    assert unsafe_in(re.sub(rb"\x1b\]52;c;[^\x07\x1b]*\x07", b"", terminal.raw), SEQUENCES) == []


@pytest.mark.parametrize("size", [(80, 24), (160, 45)])
async def test_no_payload_is_in_any_painted_strip(tmp_path: Path, size: tuple[int, int]) -> None:
    folder = make_library(tmp_path / "library")
    async with reader_on(folder, size) as reader:
        for key in KEYS:
            await reader.press(key)
            picture = "\n".join(reader.picture())
            assert not UNSAFE.search(picture), (key, ascii(UNSAFE.search(picture)))
            assert "\x1b" not in picture
            for screen in reader.app.screen_stack:
                for widget in screen.query("*"):
                    titles = f"{widget.border_title or ''}{widget.border_subtitle or ''}"
                    assert not UNSAFE.search(titles)
        reader.app.notify("done", markup=False)
        assert reader.app.is_running


COMMANDS = (
    *(("list", kind) for kind in ("documents", "items", "statements", "actors", "points")),
    *(("list", kind) for kind in ("positions", "notes")),
    *(("list", kind, "--json") for kind in ("documents", "items", "statements", "actors")),
    *(("list", kind, "--json") for kind in ("points", "positions", "notes")),
    ("search", "council"), ("search", "council", "--json"), ("search", ALL), ("show", "ipay1"),
    ("show", "ipay1", "--why"), ("show", "dpay"), ("show", "dpay", "--json"), ("show", "ada"),
    ("show", "1"), ("show", "found"), ("show", "dpay", "--versions"), ("show", ALL), ("check",),
    ("show", "dpay", "--original", "1"), ("bookmark", ALL), ("note", "ipay1", ALL),
    ("note", "ipay1", "x", "--quote", ALL), ("remove", ALL), ("import", ALL), (),
    ("import", "\udcff\x1b[2J"), ("list", ALL), ("export", ALL), ("export", "notes", "--by", ALL),
)  # fmt: skip


@pytest.mark.parametrize(
    "words",
    COMMANDS,
    ids=lambda words: " ".join(words)[:24].encode("ascii", "ignore").decode().replace("\x00", ""),
)
def test_no_payload_reaches_the_terminal_through_a_command(
    library: Path, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    main(["--library", str(library), *words])
    out, err = capsys.readouterr()
    assert out + err
    assert unsafe_in((out + err).encode("utf-8", "surrogatepass"), SEQUENCES) == []
    assert "\x1b" not in out + err
    assert "\r" not in out + err


@pytest.mark.parametrize("name", [*NOTES, *(f"tracker {name}" for name in TRACKER)])
@pytest.mark.parametrize("to_file", [False, True], ids=["stdout", "file"])
def test_no_payload_is_in_an_export(
    library: Path, name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], to_file: bool
) -> None:
    kind, form = ("tracker", name.split()[1]) if " " in name else ("notes", name)
    words = ["--library", str(library), "export", kind, "--format", form]
    target = tmp_path / "out"
    code = main([*words, *(["--to", str(target)] if to_file else [])])
    out, err = capsys.readouterr()
    assert code == 0, err
    text = target.read_bytes().decode() if to_file else out
    assert len(text) > 200
    assert not UNSAFE.search(text.replace("\r\n", "\n")), ascii(UNSAFE.search(text))
    assert "\x1b" not in text
    assert unsafe_in(err.encode(), SEQUENCES) == []


def test_a_file_with_a_hostile_name_is_imported_under_a_harmless_one(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "saved"
    folder.mkdir()
    name = os.fsencode("..\x1b]0;PWNED\x07\u202e\u2028\n-rf.txt") + b"\xff.txt"
    path = folder / os.fsdecode(name)
    path.write_text("Ada Moreau said on Monday: “We open the harbour again.”\n")
    library = tmp_path / "library"
    assert main(["--library", str(library), "import", str(path), "--day", "2031-05-01"]) == 0
    out, err = capsys.readouterr()
    assert unsafe_in((out + err).encode("utf-8", "surrogatepass"), SEQUENCES) == []
    made = [file.relative_to(library) for file in library.rglob("*") if file.is_file()]
    assert all(re.fullmatch(r"[\w.()+,@/ -]+", str(file)) for file in made), made
    assert not [file for file in tmp_path.rglob("*rf*") if library not in file.parents][1:]


@pytest.mark.parametrize("name", sorted(set(PAYLOADS) - {"markup"}))
def test_the_harness_finds_a_payload_that_passes(name: str) -> None:
    assert unsafe_in(PAYLOADS[name].encode(), SEQUENCES)


def test_each_payload_is_still_told_of() -> None:
    from store.cleaning import clean

    for name, payload in PAYLOADS.items():
        cleaned = clean(payload)
        assert len(cleaned) == len(payload)
        assert (cleaned != payload) == (name != "markup"), name


def squeezed(text: str) -> str:
    """Letters and brackets only: rows break anywhere, and have borders."""
    return "".join(char for char in text if char.isalnum() or char in "[]")


SEEDS = Path(__file__).parents[2].parent / "shared" / "seeds"


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the real documents are not here")
async def test_every_editorial_bracket_of_the_real_documents_is_shown(tmp_path: Path) -> None:
    from reader.dossier import load_dossier
    from reader.importing import Importer, set_up
    from reader.locations import built_in_dossier
    from reader.savedfiles import find_files
    from store.library import Library

    folder = tmp_path / "library"
    dossier = load_dossier(built_in_dossier())
    with Library.open(folder, writing=True) as library:
        set_up(library, dossier)
        files, _ = find_files([SEEDS])
        Importer(library, dossier).import_files(files)
        wanted = Counter(
            (item.id, found) for item in library.items() for found in BRACKETS.findall(item.text)
        )
    shown = Counter[tuple[str, str]]()
    async with reader_on(folder, (100, 200)) as reader:
        await reader.press("z")  # nothing beside the text
        for item, words in wanted:
            reader.screen.go_to(item)
            await reader.pilot.pause()
            picture = squeezed("".join(reader.picture()))
            shown[item, words] = min(picture.count(squeezed(words)), wanted[item, words])
    assert wanted.total() == 22
    assert shown == wanted
