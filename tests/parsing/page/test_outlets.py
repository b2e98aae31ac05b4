"""The table of outlets, and which one published a page."""

from __future__ import annotations

import pytest

from reader.parsing.page.outlets import (
    find_outlet,
    load_outlets,
    load_platforms,
    outlet_at,
    outlet_named,
)


def test_the_table_is_wide() -> None:
    assert len(load_outlets()) >= 150
    assert len({outlet.country for outlet in load_outlets()}) >= 40


def test_no_host_belongs_to_two_outlets() -> None:
    hosts = [host for outlet in load_outlets() for host in outlet.hosts]
    assert len(hosts) == len(set(hosts))


def test_no_name_belongs_to_two_outlets() -> None:
    names = [name for outlet in load_outlets() for name in {*outlet.names}]
    assert len(names) == len(set(names))


def test_platforms_are_no_outlets() -> None:
    assert not {outlet.name for outlet in load_outlets()} & set(load_platforms())


@pytest.mark.parametrize("name", ["the Guardian", "Guardian", "THE GUARDIAN"])
def test_an_outlet_is_found_by_any_spelling(name: str) -> None:
    outlet = outlet_named(name)
    assert outlet is not None
    assert outlet.name == "The Guardian"


def test_a_subdomain_belongs_to_its_outlet() -> None:
    outlet = outlet_at("https://edition.cnn.com/world/live")
    assert outlet is not None
    assert outlet.name == "CNN"


def test_a_common_word_is_no_name_in_running_text() -> None:
    hill = outlet_named("The Hill")
    assert hill is not None
    assert "Hill" not in hill.names


def test_the_address_comes_before_the_title() -> None:
    assert find_outlet("https://www.rt.com/x", (), "Talks go on | Reuters", ()) == "RT"


def test_the_end_of_the_title_names_the_outlet() -> None:
    assert find_outlet(None, (), "Talks go on in Oslo | Reuters", ()) == "Reuters"


def test_an_unknown_site_names_itself() -> None:
    assert find_outlet("https://harbour.example/x", ("The Harbour",), None, ()) == "The Harbour"


def test_the_text_names_an_outlet_by_its_account() -> None:
    lines = ["Create a free Harbour Post account to post comments"]
    assert find_outlet(None, (), None, lines) == "Harbour Post"


def test_quoted_outlets_are_no_evidence() -> None:
    lines = ["The minister told Reuters.", "Axios reports a delay.", "CNN has learned more."] * 5
    assert find_outlet(None, (), None, lines) is None


def test_two_equal_candidates_give_none() -> None:
    lines = ["Oslo (Reuters) - Talks go on.", "Oslo (AFP) - Talks go on."]
    assert find_outlet(None, (), None, lines) is None
