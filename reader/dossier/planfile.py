"""``plan.toml``: the plan, its versions and its points, from checked tables."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from store.records import Plan, Point, Version, Wording

from .rules import PointRules
from .tables import Table, TomlFile, did_you_mean
from .terms import TermInvalid, parse_term

CHANGES = ("same", "changed", "dropped", "new", "unknown")
_SIGNS = frozenset("*|{~>+/")
"""A term without these reads as plain words."""
_UNCHANGED = ("same", "dropped", "unknown")


@dataclass(frozen=True, slots=True)
class PlanFile:
    """What ``plan.toml`` holds."""

    plan: Plan
    rules: Mapping[int, PointRules]
    called: Mapping[str, tuple[str, ...]]
    words: Mapping[str, tuple[str, ...]]


def read_plan(file: TomlFile, actors: Collection[str]) -> PlanFile:
    """Check ``plan.toml``.

    Args:
        file: the file as read.
        actors: the ids in ``actors.toml``.

    Raises:
        DossierInvalid: with line and remedy.
    """
    root = file.root()
    key, title = root.text_or_none("id") or "plan", root.text("title")
    words = _read_words(root.table("words"))
    needs = _read_terms(root, "needs", words)
    versions: dict[str, Version] = {}
    called: dict[str, tuple[str, ...]] = {}
    for table in root.tables("version"):
        version, names = _read_version(table, words, versions, actors)
        versions[version.id], called[version.id] = version, names
    points: dict[int, Point] = {}
    rules: dict[int, PointRules] = {}
    for table in root.tables("point"):
        number = table.number("number")
        named = table.named(f"point {number}")
        if number in points:
            raise named.error(
                "number",
                f"the number stands twice, first for {points[number].title!r}",
                "Give every point a number of its own",
            )
        points[number], rules[number] = _read_point(named, number, words, versions)
        if not rules[number].needs:
            rules[number] = replace(rules[number], needs=needs)
    root.refuse_others()
    if not points:
        raise root.error(None, "has no points", "Add [[point]] with number, title and terms")
    plan = Plan(key, title, tuple(versions.values()), tuple(points[n] for n in sorted(points)))
    return PlanFile(plan, rules, called, words)


def _read_words(table: Table) -> dict[str, tuple[str, ...]]:
    groups = {name: table.texts(name) for name in table.values}
    for name, entries in groups.items():
        for entry in entries:
            _check_term(table, name, entry, {})
    return groups


def _read_version(
    table: Table,
    words: Mapping[str, tuple[str, ...]],
    versions: Mapping[str, Version],
    actors: Collection[str],
) -> tuple[Version, tuple[str, ...]]:
    key = table.text("id")
    table = table.named(f"version {key!r}")
    if key in versions:
        raise table.error("id", "the id stands twice", "Give every version an id of its own")
    version = Version(key, table.text("name"), table.day_or_none("day"), table.text("proposed_by"))
    if version.proposed_by not in actors:
        raise table.error(
            "proposed_by",
            f"no actor has the id {version.proposed_by!r}",
            f"{did_you_mean(version.proposed_by, actors)} Or add it to actors.toml",
        )
    names = _read_terms(table, "called", words)
    table.refuse_others()
    return version, names


def _read_point(
    table: Table,
    number: int,
    words: Mapping[str, tuple[str, ...]],
    versions: Mapping[str, Version],
) -> tuple[Point, PointRules]:
    title = table.text("title")
    terms = _read_terms(table, "terms", words)
    rules = PointRules(
        strong=(*terms, *_read_terms(table, "strong", words)),
        weak=_read_terms(table, "weak", words),
        against=_read_terms(table, "against", words),
        amended=_read_terms(table, "amended", words),
        off=_read_terms(table, "off", words),
        needs=_read_terms(table, "needs", words),
    )
    shown = (*terms, *(term for term in rules.against if not _SIGNS.intersection(term)))
    wordings = _read_wordings(table, versions)
    table.refuse_others()
    if not (rules.strong or rules.weak or rules.against):
        raise table.error(None, "has no terms", 'Add terms = ["what a reader would search for"]')
    return Point(number, title, shown, wordings), rules


def _read_wordings(table: Table, versions: Mapping[str, Version]) -> tuple[Wording, ...]:
    """Read what the versions say; reports that contradict each other stand side by side."""
    wordings: dict[str, list[Wording]] = {}
    for entry in table.tables("wording"):
        version = entry.text("version")
        at = Table(
            table.file,
            entry.values,
            f"{table.name}, wording {version!r}",
            table.line("wording", version),
            table.last,
            entry.asked,
        )
        if version not in versions:
            remedy = f"{did_you_mean(version, versions)} Or add [[version]] with this id"
            raise at.error(None, "no version has this id", remedy)
        change = at.text("change")
        if change not in CHANGES:
            raise at.error("change", f"change is {change!r}", did_you_mean(change, CHANGES))
        says = at.text_or_none("says") or ""
        if not says and change not in _UNCHANGED:
            raise at.error(None, "has no says", 'Add says = "what the version says, in few words"')
        wording = Wording(version, says, change, at.text_or_none("source") or "")
        _check_reports(at, wordings.setdefault(version, []), wording)
        wordings[version].append(wording)
        at.refuse_others()
    return tuple(one for version in versions for one in wordings.get(version, ()))


def _check_reports(at: Table, held: list[Wording], wording: Wording) -> None:
    """Several wordings of one version are reports of it: each says something else, and who."""
    for other in held:
        if not (wording.source and other.source and wording.says != other.says):
            raise at.error(
                None,
                "the version stands twice",
                "Keep one wording for each version, or give reports that contradict each other"
                " a source each",
            )


def _read_terms(table: Table, key: str, words: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    terms = table.texts(key)
    for term in terms:
        _check_term(table, key, term, words)
    return terms


def _check_term(table: Table, key: str, term: str, words: Mapping[str, tuple[str, ...]]) -> None:
    try:
        parse_term(term, words)
    except TermInvalid as error:
        at = Table(table.file, table.values, table.name, table.line(key, term), table.last)
        raise at.error(None, error.problem, error.remedy) from error
