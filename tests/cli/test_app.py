"""The entrance: help, version, errors and exit codes; a few runs of the installed command."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from reader.cli.app import main
from reader.cli.arguments import make_parser

from .conftest import Parley

PROGRAM = [sys.executable, "-m", "reader"]


def run_program(
    *words: str, library: Path, stdout: int = subprocess.PIPE
) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*PROGRAM, *words],
        stdin=subprocess.DEVNULL,
        stdout=stdout,
        stderr=subprocess.PIPE,
        env={**os.environ, "PARLEY_LIBRARY": str(library), "LC_ALL": "C", "PYTHONUTF8": "0"},
        cwd=Path(__file__).parents[2],
        check=False,
    )


@pytest.mark.parametrize("command", ["", *make_parser()[1]])
def test_every_command_has_help(parley: Parley, command: str) -> None:
    run = parley(*command.split(), "--help")
    assert run.code == 0
    assert run.out.startswith("usage: parley")
    assert run.err == ""


def test_every_option_has_help() -> None:
    parser, commands = make_parser()
    for one in (parser, *commands.values()):
        for action in one._actions:
            assert action.help or action.dest == "command", f"{one.prog} {action.dest}"


def test_version_is_that_of_the_distribution(parley: Parley) -> None:
    assert parley("--version").out.startswith("parley 0.")


def test_the_library_may_be_named_before_and_after_the_command(
    parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PARLEY_LIBRARY")
    assert len(parley("--library", library, "list", "items").lines) == 2
    assert len(parley("list", "items", "--library", library).lines) == 2


def test_ctrl_c_ends_with_130(
    parley: Parley, library: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(path: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reader.cli.listing.open_for_reading", interrupt)
    run = parley("list", "items")
    assert (run.code, run.err) == (130, "parley: interrupted\n")


def test_main_takes_the_words_of_the_process(
    library: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(sys, "argv", ["parley", "list", "items"])
    assert main() == 0
    assert capsys.readouterr().out


def test_output_is_utf_8_whatever_the_locale(library: Path) -> None:
    run = run_program("list", "items", "--json", library=library)
    assert run.returncode == 0
    assert "“We will never" in run.stdout.decode("utf-8")


def test_a_closed_pipe_is_no_error(library: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    try:
        run = run_program("list", "items", library=library, stdout=writing)
    finally:
        os.close(writing)
    assert (run.returncode, run.stderr) == (0, b"")


def test_without_a_terminal_the_digest_is_printed(library: Path) -> None:
    run = run_program(library=library)
    assert run.returncode == 0
    assert run.stdout.decode().startswith("Thursday 2031-05-01\n\n  09:30 · Harbour Gazette")


def test_a_library_alone_may_be_named_in_every_way(library: Path, tmp_path: Path) -> None:
    expected = run_program(library=library).stdout
    for words in (["--library", str(library)], [f"--library={library}"]):
        assert run_program(*words, library=tmp_path / "none").stdout == expected
    for words in (["--library", ""], ["--library"], ["--library", "-x"]):
        assert run_program(*words, library=library).returncode == 2


def test_the_reader_is_loaded_without_encryption_and_a_command_line() -> None:
    code = (
        "import sys; from reader.cli.opening import _load_reader; _load_reader();"
        "print([name for name in ('ssl', 'argparse', 'tomllib', 'hashlib')"
        " if name in sys.modules]); import ssl; ssl.create_default_context()"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="the system has no full device")
def test_an_output_that_cannot_be_written_is_told(library: Path) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    try:
        run = run_program("list", "items", library=library, stdout=full)
    finally:
        os.close(full)
    assert run.returncode == 1
    assert run.stderr.startswith(b"parley: the output could not be written: No space left")
    assert b"Traceback" not in run.stderr
    assert b"ignored" not in run.stderr
