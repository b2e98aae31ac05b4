"""The wheel: what is in it, and that it works alone, in any folder."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("reader", "store")
DATA = {".py", ".toml", ".tcss", ".txt", ".md"}

pytestmark = pytest.mark.wheel


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel as on a new machine, the build backend coming from the package index."""
    folder = tmp_path_factory.mktemp("wheel")
    pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "wheel", str(ROOT), "--no-deps", "-w", str(folder)], check=True)
    (built,) = folder.glob("*.whl")
    return built


def names(wheel: Path) -> set[str]:
    """Return the names of all files in the wheel."""
    with zipfile.ZipFile(wheel) as archive:
        return {name for name in archive.namelist() if not name.endswith("/")}


def expected() -> set[str]:
    """Return the packages' tracked files, and the built-in dossier inside ``reader``."""
    tracked = subprocess.run(
        ["git", "ls-files", "--", *PACKAGES, "seeds"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    ).stdout.split("\n")
    return {f"reader/{name}" if name.startswith("seeds/") else name for name in tracked if name}


def test_the_wheel_holds_the_packages_and_the_dossier(wheel: Path) -> None:
    if not (ROOT / ".git").exists():
        pytest.skip("not a git checkout: the list of tracked files is not known")
    missing = {name for name in expected() if (ROOT / name).exists()} - names(wheel)
    assert not missing


def test_the_wheel_holds_nothing_else(wheel: Path) -> None:
    others = {name for name in names(wheel) if name.partition("/")[0] not in PACKAGES}
    assert {name.partition("/")[0].rpartition(".")[2] for name in others} == {"dist-info"}
    assert {Path(name).suffix for name in names(wheel) - others} <= DATA
    assert not [name for name in names(wheel) if "__pycache__" in name or "/tests/" in name]


def test_the_wheel_has_the_command_and_the_licence(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        (points,) = [name for name in archive.namelist() if name.endswith("entry_points.txt")]
        assert "parley = reader.__main__:main" in archive.read(points).decode()
        assert any(name.endswith("licenses/LICENSE") for name in archive.namelist())


def test_the_installed_wheel_works_in_another_folder(wheel: Path, tmp_path: Path) -> None:
    venv.create(tmp_path / "venv", with_pip=True)
    programs = tmp_path / "venv" / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(programs / "python"), "-m", "pip", "--disable-pip-version-check", "--quiet"]
    subprocess.run([*pip, "install", str(wheel)], check=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    environment = {
        name: value for name, value in os.environ.items() if not name.startswith("PYTHON")
    }
    environment["PARLEY_LIBRARY"] = str(tmp_path / "library")

    def run(*words: str) -> str:
        done = subprocess.run(
            [programs / "parley", *words],
            cwd=elsewhere,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    assert run("--help").startswith("usage: parley")
    assert len(run("list", "documents").split("\n")[:-1]) == 5
    assert len(run("list", "points").split("\n")[:-1]) == 28
    assert not list(elsewhere.iterdir())
