"""What is written as JSON-LD keeps the rules of the Web Annotation Data Model."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reader.exchange.webannotation import render_web_annotations
from store.records import Annotation, Bookmark

from .test_records import bookmarks, made_notes

Node: TypeAlias = dict[str, object]
RULES = tomllib.loads((Path(__file__).parent / "webannotation_rules.toml").read_text())
CONTEXT = RULES["context"]
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z")
_IRI = re.compile(r"(?:urn|https?):\S+")


def node(value: object) -> Node:
    assert isinstance(value, dict)
    return value


def many(value: object) -> list[object]:
    return [] if value is None else value if isinstance(value, list) else [value]


def is_iri(value: object) -> bool:
    return isinstance(value, str) and _IRI.fullmatch(value) is not None


def is_text(value: object) -> bool:
    return isinstance(value, str)


def check_annotation(one: Node) -> bool:
    has_context = "http://www.w3.org/ns/anno.jsonld" in many(one.get("@context"))
    is_annotation = "Annotation" in many(one.get("type"))
    return has_context and is_annotation and is_iri(one.get("id")) and bool(one.get("target"))


def check_textual_body(one: Node) -> bool:
    return one.get("type") == "TextualBody" and is_text(one.get("value")) and "format" in one


def check_moments(one: Node) -> bool:
    told = [one[name] for name in ("created", "modified") if name in one]
    return all(isinstance(moment, str) and _MOMENT.fullmatch(moment) for moment in told)


def check_agent(one: Node) -> bool:
    if "creator" not in one:
        return True
    agent = node(one["creator"])
    return agent.get("type") in {"Person", "Organization", "Software"} and is_text(agent["name"])


def check_motivation(one: Node) -> bool:
    return bool(one.get("motivation")) and set(many(one["motivation"])) <= set(
        CONTEXT["motivations"]
    )


def check_purpose(one: Node) -> bool:
    return set(many(one.get("purpose"))) <= set(CONTEXT["motivations"])


def check_specific_resource(one: Node) -> bool:
    return one.get("type") == "SpecificResource" and is_iri(node(one.get("source")).get("id"))


def check_text_quote(one: Node) -> bool:
    if one.get("type") != "TextQuoteSelector":
        return True
    told = [one.get("prefix", ""), one.get("suffix", "")]
    return bool(one.get("exact")) and is_text(one["exact"]) and all(map(is_text, told))


def check_text_position(one: Node) -> bool:
    if one.get("type") != "TextPositionSelector":
        return True
    start, end = one.get("start"), one.get("end")
    return isinstance(start, int) and isinstance(end, int) and 0 <= start < end


def check_scope(one: Node) -> bool:
    return "scope" not in one or is_iri(one["scope"])


def check_via(one: Node) -> bool:
    return all(map(is_iri, many(one.get("via"))))


def check_collection(one: Node) -> bool:
    items = many(node(one.get("first")).get("items"))
    is_whole = "@context" in one and is_iri(one.get("id")) and is_text(one.get("label"))
    return is_whole and one.get("type") == "AnnotationCollection" and one.get("total") == len(items)


def check_page(one: Node) -> bool:
    is_whole = is_iri(one.get("id")) and is_iri(one.get("partOf")) and one.get("startIndex") == 0
    return is_whole and one.get("type") == "AnnotationPage" and isinstance(one.get("items"), list)


CHECKS: dict[str, Callable[[Node], bool]] = {
    name.removeprefix("check_"): check
    for name, check in list(globals().items())
    if name.startswith("check_")
}


def parts(collection: Node) -> Iterator[tuple[str, Node]]:
    """Yield everything in a collection with what it is."""
    page = node(collection["first"])
    yield "collection", collection
    yield "page", page
    for one in map(node, many(page["items"])):
        yield "annotation", one
        yield from (("body", node(body)) for body in many(one.get("body")))
        target = node(one["target"])
        yield "target", target
        yield from (("selector", node(selector)) for selector in many(target.get("selector")))


def keys_and_types(value: object) -> Iterator[tuple[str, object]]:
    if isinstance(value, list):
        for inner in value:
            yield from keys_and_types(inner)
    elif isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from keys_and_types(inner)


def test_every_check_has_a_rule_with_its_section() -> None:
    assert {rule["check"] for rule in RULES["rule"]} == CHECKS.keys()
    assert all(rule["section"] and rule["says"] for rule in RULES["rule"])


@pytest.mark.parametrize("rule", RULES["rule"], ids=lambda r: f"{r['section']} {r['check']}")
@settings(max_examples=40, deadline=None)
@given(notes=st.lists(made_notes(), max_size=3), marks=st.lists(bookmarks, max_size=2))
def test_what_is_written_keeps_the_rule(
    rule: dict[str, str], notes: list[Annotation], marks: list[Bookmark]
) -> None:
    written = json.loads(render_web_annotations(notes, marks))
    for kind, part in parts(written):
        assert kind != rule["on"] or CHECKS[rule["check"]](part), rule["says"]


@settings(max_examples=40, deadline=None)
@given(st.lists(made_notes(), max_size=3), st.lists(bookmarks, max_size=2))
def test_every_key_and_type_is_in_the_published_context(
    notes: list[Annotation], marks: list[Bookmark]
) -> None:
    written = json.loads(render_web_annotations(notes, marks))
    for key, value in keys_and_types(written):
        assert key == "@context" or key in CONTEXT["terms"]
        assert key != "type" or value in CONTEXT["types"]
