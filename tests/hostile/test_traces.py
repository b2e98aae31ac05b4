"""No socket, nothing written outside, nothing started; what is made is private to the user."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tui.harbour import make_library

from .conftest import ROOT, Terminal

pytestmark = pytest.mark.hostile

WATCHED = """
import os, socket, sys
told = os.open({told!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
allowed = tuple(map(os.path.realpath, {allowed!r}))
busy = False
WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CHANGES = {{"os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.chmod",
    "os.chown", "os.truncate", "os.utime", "shutil.copyfile", "shutil.move"}}
FORBIDDEN = {{"subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.spawn",
    "webbrowser.open", "socket.connect", "socket.bind", "socket.getaddrinfo", "socket.sendto",
    "socket.gethostbyname", "urllib.Request", "ftplib.connect", "http.client.connect"}}
def watch(event, details):
    global busy
    if busy:
        return
    busy = True
    try:
        if event in FORBIDDEN:
            tell(event, details)
        elif event == "socket.__new__" and details[1] not in (-1, socket.AF_UNIX):
            tell(event, details)
        elif event == "open" and isinstance(details[2], int) and details[2] & WRITES:
            check(event, details[0])
        elif event in CHANGES:
            for path in details:
                if isinstance(path, (str, bytes, os.PathLike)):
                    check(event, path)
    finally:
        busy = False
def check(event, path):
    if isinstance(path, int):
        return
    real = os.path.realpath(os.fsdecode(path))
    if not real.startswith(allowed) and real not in ("/dev/null", "/dev/tty"):
        tell(event, real)
def tell(event, details):
    os.write(told, f"{{event}} {{details}}\\n".encode())
sys.addaudithook(watch)
{work}
"""
RUN = "from reader.cli.app import main\nos.umask(0)\nsys.exit(main({words!r}))"


@pytest.fixture
def told(tmp_path: Path) -> Path:
    return tmp_path / "told"


def watched(told: Path, allowed: list[Path], work: str) -> str:
    return WATCHED.format(told=str(told), allowed=[str(path) for path in allowed], work=work)


def run(told: Path, library: Path, *words: str, others: tuple[Path, ...] = ()) -> None:
    command = RUN.format(words=["--library", str(library), *words])
    done = subprocess.run(
        [sys.executable, "-c", watched(told, [library, *others], command)],
        cwd=ROOT,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1", "HOME": str(told.parent / "home")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def assert_private(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        wanted = 0o700 if path.is_dir() else 0o600
        assert stat.S_IMODE(path.stat().st_mode) == wanted, path


def test_commands_leave_no_trace_outside(told: Path, tmp_path: Path) -> None:
    library, page, out = tmp_path / "library", tmp_path / "page.html", tmp_path / "notes.md"
    body = "<p>Ada Moreau said on Monday: “We open the harbour again.”</p>" * 9
    page.write_text(f'<html><img src="http://evil.invalid/x.png"><link href="//evil">{body}</html>')
    run(told, library, "import", str(page), "--day", "2031-05-01")
    key = subprocess.run(
        [sys.executable, "-m", "reader", "--library", str(library), "list", "items", "--json"],
        cwd=ROOT, capture_output=True, text=True, check=True,
    ).stdout.split('"id":"')[1].split('"')[0]  # fmt: skip
    run(told, library, "note", key, "a note http://evil.invalid")
    run(told, library, "search", "harbour")
    run(told, library, "export", "notes", "--to", str(out), others=(tmp_path / ".notes", out))
    run(told, library, "check", "--repair")
    assert told.read_text() == ""
    assert_private(library)
    assert stat.S_IMODE(out.stat().st_mode) == 0o600
    assert {path.name for path in tmp_path.iterdir()} == {
        "library",
        "page.html",
        "notes.md",
        "told",
    }


def test_the_reader_leaves_no_trace_outside(told: Path, tmp_path: Path) -> None:
    library = make_library(tmp_path / "library")
    command = watched(told, [library], RUN.format(words=["--library", str(library)]))
    terminal = Terminal(["-c", command], tmp_path / "home", PYTHONDONTWRITEBYTECODE="1")
    terminal.wait("Ice over the harbour")
    terminal.wait("Help")
    terminal.press(*"bja", "x", "\x13", *"p", "\x1b", *"y?", "\x1b", *"Bj", "\x1b", *":", "\x1b")
    terminal.press("q")
    assert terminal.end() == 0, terminal.text
    assert told.read_text() == ""
    assert_private(library)
    assert {path.name for path in tmp_path.iterdir()} == {"library", "told"}


@pytest.mark.parametrize(
    "work",
    [
        "import socket; socket.socket(socket.AF_INET)",
        "import socket; socket.getaddrinfo('localhost', 1)",
        "open('/tmp/outside', 'a').close()",
        "import subprocess; subprocess.run(['true'])",
    ],
)
def test_the_watch_sees_what_is_forbidden(told: Path, tmp_path: Path, work: str) -> None:
    work = work.replace("/tmp/outside", str(tmp_path / "outside"))
    command = [sys.executable, "-c", watched(told, [tmp_path / "library"], work)]
    subprocess.run(command, check=True, capture_output=True)
    assert told.read_text()
