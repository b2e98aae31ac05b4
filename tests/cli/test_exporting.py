"""``parley export notes`` run again and again: files, folders, templates."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from .conftest import Parley
from .invented import QUOTE

pytestmark = pytest.mark.usefixtures("library")


def texts(folder: Path) -> dict[str, str]:
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_text() for path in files}


@pytest.fixture
def vault(parley: Parley, tmp_path: Path) -> Path:
    parley("note", "s00000000aa", "remember this #harbour")
    parley("bookmark", "i00000000bb")
    folder = tmp_path / "vault"
    assert parley("export", "notes", "--to", f"{folder}/").code == 0
    return folder


def test_a_folder_has_a_file_for_each_day_and_document_and_an_index(vault: Path) -> None:
    names = ["2031-04-30.md", "2031-05-01.md", "documents/harbour-txt.md", "index.md"]
    assert list(texts(vault)) == names


@pytest.mark.parametrize(
    ("by", "names"),
    [
        ("actor", {"ada-moreau.md", "no-actor.md"}),
        ("point", {"point-1-tolls.md", "point-2-fishing.md"}),
    ],
)
def test_a_folder_has_a_file_for_each_actor_or_point(
    parley: Parley, tmp_path: Path, by: str, names: set[str]
) -> None:
    parley("note", "s00000000aa", "remember this")
    parley("bookmark", "i00000000bb")
    parley("export", "notes", "--by", by, "--to", f"{tmp_path}/out/")
    assert names <= texts(tmp_path / "out").keys()


def test_every_file_begins_with_properties_and_its_links_lead_to_blocks(vault: Path) -> None:
    files = texts(vault)
    for text in files.values():
        assert yaml.safe_load(text.split("---\n", 2)[1])["parley"] == "notes"
    assert "](documents/harbour-txt.md#^d00000000aa)" in files["2031-05-01.md"]
    assert " ^d00000000aa\n" in files["documents/harbour-txt.md"]
    key = files["documents/harbour-txt.md"].partition("(../2031-05-01.md#^")[2].partition(")")[0]
    assert f" ^{key}\n" in files["2031-05-01.md"]
    assert "[2031-05-01, Thursday](2031-05-01.md)" in files["index.md"]


def test_the_same_export_again_changes_no_byte(parley: Parley, vault: Path) -> None:
    before = texts(vault)
    run = parley("export", "notes", "--to", vault)
    assert (run.code, run.out) == (0, "")
    assert texts(vault) == before
    assert "4 unchanged" in run.err


def test_own_text_stays_and_notes_are_renewed(parley: Parley, vault: Path) -> None:
    path = vault / "2031-05-01.md"
    path.write_text(path.read_text() + "\nMy own thoughts.\n")
    parley("note", "i00000000aa", "another one")
    parley("export", "notes", "--to", vault)
    assert "My own thoughts.\n" in path.read_text()
    assert "another one" in path.read_text()
    assert "remember this" in path.read_text()


def test_a_deleted_note_is_marked_and_told(parley: Parley, vault: Path) -> None:
    parley("bookmark", "i00000000bb", "--remove")
    run = parley("export", "notes", "--to", vault)
    assert "*Deleted in Parley" in (vault / "2031-04-30.md").read_text()
    assert "deleted since; marked, not taken out" in run.err
    before = texts(vault)
    assert parley("export", "notes", "--to", vault).err.count("deleted since") == 0
    assert texts(vault) == before


def test_a_file_that_was_renamed_is_found(parley: Parley, vault: Path) -> None:
    (vault / "2031-05-01.md").rename(vault / "Thursday.md")
    parley("note", "i00000000aa", "another one")
    parley("export", "notes", "--to", vault)
    assert not (vault / "2031-05-01.md").exists()
    assert "another one" in (vault / "Thursday.md").read_text()


def test_a_file_of_the_readers_with_the_same_name_is_left_alone(
    parley: Parley, tmp_path: Path
) -> None:
    parley("bookmark", "s00000000aa")
    (tmp_path / "index.md").write_text("mine")
    run = parley("export", "notes", "--to", f"{tmp_path}/")
    assert (tmp_path / "index.md").read_text() == "mine"
    assert (tmp_path / "index-2.md").exists()
    assert "is not Parley's" in run.err
    before = texts(tmp_path)
    parley("export", "notes", "--to", f"{tmp_path}/")
    assert texts(tmp_path) == before


def test_a_link_out_of_the_folder_is_not_followed(parley: Parley, tmp_path: Path) -> None:
    parley("bookmark", "s00000000aa")
    folder = tmp_path / "vault"
    folder.mkdir()
    (tmp_path / "elsewhere").mkdir()
    (folder / "documents").symlink_to(tmp_path / "elsewhere")
    assert parley("export", "notes", "--to", folder).code == 2
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_another_grouping_leaves_the_files_of_the_first_alone(parley: Parley, vault: Path) -> None:
    before = (vault / "2031-05-01.md").read_text()
    told = parley("export", "notes", "--by", "point", "--to", vault).err
    assert (vault / "2031-05-01.md").read_text() == before
    assert (vault / "point-1-tolls.md").exists()
    assert f"left over: {vault / '2031-05-01.md'}" in told
    assert "--prune" in told


def test_files_of_another_grouping_are_pruned_if_nothing_in_them_is_the_readers(
    parley: Parley, vault: Path
) -> None:
    own = vault / "2031-04-30.md"
    own.write_text(own.read_text() + "\nMine.\n")
    (vault / "diary.md").write_text("Mine as well.")
    run = parley("export", "notes", "--by", "point", "--to", f"{vault}/", "--prune")
    assert f"removed: {vault / '2031-05-01.md'}" in run.err
    assert "left over files are of an export by another heading; they hold text" in run.err
    assert texts(vault).keys() == {
        "2031-04-30.md", "diary.md", "documents/harbour-txt.md", "index.md",
        "point-1-tolls.md", "point-2-fishing.md",
    }  # fmt: skip
    before = texts(vault)
    parley("export", "notes", "--by", "point", "--to", f"{vault}/", "--prune")
    assert texts(vault) == before


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("remember this", "remember *that*"),
        ('tags: ["parley"]', 'tags: ["parley", "boats"]'),
        ('title: "2031-05-01, Thursday"', 'title: "My Thursday"'),
        ("parley: ", "aliases: [x]\nparley: "),
        ("<!-- /parley", "mine\n<!-- /parley"),
    ],
)
def test_whatever_the_reader_changed_keeps_its_file(
    parley: Parley, vault: Path, old: str, new: str
) -> None:
    path = vault / "2031-05-01.md"
    assert old in path.read_text()
    path.write_text(path.read_text().replace(old, new))
    parley("export", "notes", "--by", "point", "--to", f"{vault}/", "--prune")
    assert new in path.read_text()


def test_a_day_without_notes_is_pruned_when_asked_for(parley: Parley, vault: Path) -> None:
    parley("bookmark", "i00000000bb", "--remove")
    parley("export", "notes", "--to", f"{vault}/", "--prune")
    assert not (vault / "2031-04-30.md").exists()


def test_one_file_keeps_what_was_written_into_it(parley: Parley, tmp_path: Path) -> None:
    parley("note", "s00000000aa", "first")
    path = tmp_path / "notes.md"
    parley("export", "notes", "--to", path)
    once = path.read_bytes()
    parley("export", "notes", "--to", path)
    assert path.read_bytes() == once
    path.write_text(f"{path.read_text()}\r\nMine.\r\n".replace("\r\n", "\n").replace("\n", "\r\n"))
    parley("note", "s00000000aa", "second")
    run = parley("export", "notes", "--to", path)
    assert "updated" in run.err
    text = path.read_bytes().decode()
    assert all(word in text for word in ("first", "second", "Mine."))
    assert text.count("\r\n") == text.count("\n")


def test_all_notes_deleted_is_an_export_too(parley: Parley, tmp_path: Path) -> None:
    parley("bookmark", "s00000000aa")
    path = tmp_path / "notes.md"
    parley("export", "notes", "--to", path)
    parley("bookmark", "s00000000aa", "--remove")
    assert parley("export", "notes", "--to", path).code == 0
    assert "*Deleted in Parley" in path.read_text()


@pytest.mark.parametrize("form", ["jsonl", "jsonld"])
def test_an_exchange_file_is_replaced_if_nobody_changed_it(
    parley: Parley, tmp_path: Path, form: str
) -> None:
    path = tmp_path / "notes"
    parley("note", "s00000000aa", "first")
    words = ("export", "notes", "--format", form, "--to", path)
    assert parley(*words).code == 0
    parley("note", "s00000000aa", "second")
    assert parley(*words).code == 0
    assert "second" in path.read_text()
    parley("bookmark", "s00000000aa")
    parley(*words)
    parley("bookmark", "s00000000aa", "--remove")
    assert "no longer in the library" in parley(*words).err
    path.write_text(path.read_text().replace("first", "first, edited") + " ")
    assert parley(*words).code == 1


def test_a_template_of_the_readers_gives_the_entries(parley: Parley, tmp_path: Path) -> None:
    template = tmp_path / "own.jinja"
    template.write_text(
        "{% block heading %}## On {{ title }}{% endblock %}"
        "{% block entry %}{{ speaker }}: {{ quote }} ({{ text }}) {{ link }}{% endblock %}"
    )
    parley("note", "s00000000aa", "*remember* this")
    text = parley("export", "notes", "--template", template).out
    assert "## On 2031-05-01, Thursday" in text
    assert f"Ada Moreau: {QUOTE} (\\*remember\\* this) [harbour.txt line 3](#^d00000000aa)" in text
    assert "\n^n" in text


def test_a_template_without_blocks_is_that_of_entries(parley: Parley, tmp_path: Path) -> None:
    template = tmp_path / "own.jinja"
    template.write_text("- {{ text|upper }} {{ anchor }}")
    parley("note", "s00000000aa", "remember *this*")
    assert "\n- REMEMBER \\*THIS\\* ^n" in parley("export", "notes", "--template", template).out


@pytest.mark.parametrize(
    ("source", "line"),
    [
        ("a\n{% if %}", 2),
        ("a\nb {{ quot }}", 2),
        ("{{ 1 / 0 }}", 1),
        ("\n\n{{ quote.__class__.__mro__ }}", 3),
        ("{% block tail %}{% endblock %}", 1),
        ("{% include '/etc/passwd' %}", 1),
        ("{% for x in range(10**9) %}{% endfor %}", 1),
        ("{{ quote|urlize }}", 1),
    ],
)
def test_a_mistake_in_a_template_is_told_with_its_line(
    parley: Parley, tmp_path: Path, source: str, line: int
) -> None:
    template = tmp_path / "own.jinja"
    template.write_text(source)
    parley("note", "s00000000aa", "remember this")
    run = parley("export", "notes", "--template", template)
    assert (run.code, run.out) == (2, "")
    assert f"own.jinja:{line}: " in run.err


@pytest.mark.parametrize(
    "words",
    [
        ["export", "notes", "--format", "jsonl", "--to", "out/"],
        ["export", "notes", "--format", "json", "--template", "x"],
        ["export", "notes", "--template", "missing.jinja"],
        ["export", "tracker", "--template", "x"],
        ["export", "tracker", "--prune"],
        ["export", "notes", "--prune", "--to", "notes.md"],
    ],
)
def test_wrong_usage_is_refused(parley: Parley, words: list[str]) -> None:
    parley("note", "s00000000aa", "remember this")
    run = parley(*words)
    assert (run.code, run.out) == (2, "")
