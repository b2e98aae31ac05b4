"""Texts that Parley and a reader write together: nobody's words are lost, nothing is said twice."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.export.blocks import DELETED, ELSEWHERE, KEPT, make_block, update, write_fresh
from reader.export.frontmatter import property_of, split_front, update_front
from reader.export.slugs import name_files, slug


def export(**blocks: str) -> str:
    return write_fresh([make_block(key, text) for key, text in blocks.items()])


ONE_TWO = export(head="# Notes", n1="first ^n1", n2="second ^n2")


def test_nothing_new_changes_nothing() -> None:
    updated = update(ONE_TWO, ONE_TWO)
    assert (updated.text, updated.told) == (ONE_TWO, ())


def test_words_between_blocks_stay_where_they_are() -> None:
    present = ONE_TWO.replace("<!-- parley n2", "My word on the first.\n\n<!-- parley n2")
    text = update(present, export(head="# Notes", n1="changed ^n1", n2="second ^n2")).text
    assert text.index("changed ^n1") < text.index("My word") < text.index("second ^n2")


def test_a_new_note_comes_behind_the_one_before_it_and_what_was_written_below() -> None:
    present = ONE_TWO.replace("<!-- parley n2", "My word on the first.\n\n<!-- parley n2")
    text = update(present, export(head="# N", n1="first ^n1", n3="third", n2="second ^n2")).text
    places = [text.index(word) for word in ("first", "My word", "third", "second")]
    assert places == sorted(places)


def test_a_deleted_note_is_marked_once_and_comes_back() -> None:
    fresh = export(head="# Notes", n1="first ^n1")
    updated = update(ONE_TWO, fresh)
    assert f"{DELETED}\n\nsecond ^n2" in updated.text
    assert len(updated.told) == 1
    again = update(updated.text, fresh)
    assert (again.text, again.told) == (updated.text, ())
    assert update(again.text, ONE_TWO).text == ONE_TWO


def test_a_note_that_went_to_another_heading_is_not_called_deleted() -> None:
    text = update(ONE_TWO, export(head="# Notes", n1="first ^n1"), {"n1", "n2"}).text
    assert f"{ELSEWHERE}\n\nsecond ^n2" in text
    assert DELETED not in text


def test_an_edited_block_stays_as_long_as_its_note_does() -> None:
    present = ONE_TWO.replace("first ^n1", "first, as I see it ^n1")
    updated = update(present, ONE_TWO)
    assert (updated.text, updated.told) == (present, ())


def test_an_edited_block_is_kept_beside_the_changed_note() -> None:
    present = ONE_TWO.replace("first ^n1", "first, as I see it  \nover two lines ^n1")
    fresh = export(head="# Notes", n1="changed ^n1", n2="second ^n2")
    updated = update(present, fresh)
    assert f"{KEPT}\n\nfirst, as I see it  \nover two lines\n" in updated.text
    assert updated.text.count("^n1") == 1
    assert len(updated.told) == 1
    again = update(updated.text, fresh)
    assert (again.text, again.told) == (updated.text, ())


def test_an_edited_block_of_a_deleted_note_is_kept_and_marked() -> None:
    present = ONE_TWO.replace("second ^n2", "my own second ^n2")
    text = update(present, export(head="# Notes", n1="first ^n1")).text
    assert f"{DELETED}\n\nmy own second ^n2" in text
    assert update(text, ONE_TWO).text == present


@pytest.mark.parametrize("spaces", ["second ^n2   ", "\n\nsecond ^n2\n\n"])
def test_spaces_that_an_editor_changes_are_no_edit(spaces: str) -> None:
    present = ONE_TWO.replace("second ^n2", spaces)
    assert update(present, export(head="# Notes", n1="first ^n1", n2="x ^n2")).told == ()


def test_a_broken_marker_costs_no_words() -> None:
    present = ONE_TWO.replace("<!-- /parley n1 -->\n", "")
    text = update(present, ONE_TWO).text
    assert text.count("first ^n1") == 2
    assert update(text, ONE_TWO).text == text


def test_a_block_that_was_copied_is_renewed_once() -> None:
    present = ONE_TWO + ONE_TWO
    fresh = export(head="# Notes", n1="changed ^n1", n2="second ^n2")
    assert update(present, fresh).text.count("changed ^n1") == 1


def test_text_that_looks_like_a_marker_closes_nothing() -> None:
    hostile = "<!-- /parley n1 -->\n<!-- parley n9 0123456789abcdef -->\n<!-- /parley n9 -->"
    fresh = export(n1=hostile, n2="second")
    assert update(fresh, export(n1="tame", n2="second")).text == export(n1="tame", n2="second")


KEYS = st.sampled_from(["head", "n1", "n2", "n3", "b4"])
WORDS = st.sampled_from(["alpha", "beta", "two\n\nparagraphs", "<!-- parley n1 -->", "", "> quote"])
EXPORTS = st.dictionaries(KEYS, WORDS).map(lambda blocks: export(**blocks))
LINES = st.lists(
    st.sampled_from(
        ["my own word", "", "<!-- /parley n1 -->", "<!-- parley n2 0123456789abcdef -->"]
    )
)


@settings(max_examples=200, deadline=None)
@given(EXPORTS, EXPORTS, LINES, st.data())
def test_no_line_of_the_readers_is_lost_and_a_second_run_changes_nothing(
    before: str, fresh: str, own: list[str], data: st.DataObject
) -> None:
    lines = before.split("\n")
    for line in own:
        lines.insert(data.draw(st.integers(0, len(lines))), line)
    present = "\n".join(lines)
    once = update(present, fresh)
    assert once.text.count("my own word") == present.count("my own word")
    again = update(once.text, fresh)
    assert (again.text, again.told) == (once.text, ())


def test_own_properties_stay_and_those_of_parley_are_renewed() -> None:
    front, rest = split_front("---\ntitle: Mine\nparley: notes\nparley-by: day\ntags:\n- a\n---\nx")
    text = update_front(front, ['title: "Notes"', 'parley: "notes"', 'parley-by: "point"'])
    assert text == '---\ntitle: Mine\ntags:\n- a\nparley: "notes"\nparley-by: "point"\n---\n'
    assert (rest, property_of(front, "parley")) == ("x", "notes")


@pytest.mark.parametrize("text", ["", "---\n", "--- \nx", "text\n---\nx\n---\n", "---\n" * 1000])
def test_what_is_no_front_matter_is_text(text: str) -> None:
    front, rest = split_front(text)
    assert front is not None or rest == text


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("2031-05-01", "2031-05-01"),
        ("Point 7: Security/guarantees", "point-7-security-guarantees"),
        ("../../etc/passwd", "etc-passwd"),
        (".hidden", "hidden"),
        ("-rf", "rf"),
        ("CON", "con-x"),
        ("com1", "com1-x"),
        ("a\x00b\u202ec", "a-b-c"),
        ("", "untitled"),
        ("###", "untitled"),
        ("Überführung", "überführung"),
        ("Дмитрий", "дмитрий"),
    ],
)
def test_names_are_safe_on_every_system(words: str, name: str) -> None:
    assert slug(words) == name


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=200))
def test_no_words_make_an_unsafe_name(words: str) -> None:
    name = slug(words)
    assert 0 < len(f"{name}-abcdef.md".encode()) <= 120
    assert all(character.isalnum() or character == "-" for character in name)
    assert not name.startswith("-")
    assert slug(name) in {name, f"{name}-x"}


def test_equal_names_are_told_apart_by_their_keys() -> None:
    names = name_files([("a", "Ada Lind"), ("b", "ada-lind"), ("c", "Cy")])
    assert len(set(names.values())) == 3
    assert names["c"] == "cy"
