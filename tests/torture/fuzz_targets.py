"""What is fuzzed: the parser, the files of a library, the dossier's files, the importers of notes.

Each target makes a case out of dice, runs it and says what is wrong, or nothing.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from reader.dossier import Dossier, load_dossier
from reader.parsing.pipeline import parse_document
from reader.savedfiles import ENDINGS
from store.chain import make_line, parse_line
from store.checking import check_files
from store.errors import ParleyError
from store.files import MemoryFiles
from store.library import Library
from store.records import Parsed
from store.repairing import repair_files
from store.storage import seal, unseal

from .fuzz_exchange import Exchanged
from .mutating import Case, spoil

ROOT = Path(__file__).parents[2]
_NAMES = ("story.txt", "story.html", "story.md", "story")
UNSAFE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\ud800-\udfff"
    "\U000e0000-\U000e0fff]"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """What is wrong with a case, and where."""

    what: str
    where: str

    @property
    def key(self) -> str:
        """What makes two findings the same: the last place in the product."""
        places = re.findall(r'File ".*?(?:reader|store)/(\S+)", line (\d+)', self.where)
        return f"{places[-1]}" if places else self.what


@dataclass(frozen=True, slots=True)
class Target:
    """One thing to fuzz."""

    name: str
    run: Callable[[Case], Finding | None]


def targets(folders: list[Path]) -> list[Target]:
    """Return everything that can be fuzzed."""
    dossier = load_dossier(ROOT / "seeds")
    starts = [
        path.read_bytes()
        for folder in (ROOT / "seeds" / "documents", *folders)
        for path in sorted(folder.rglob("*"))
        if path.suffix.lower() in ENDINGS
    ]
    return [
        Target("parser", lambda case: _parse(case, starts, dossier)),
        Target("library", _Spoilt(dossier).run),
        Target("dossier", _read_dossier),
        Target("notes", Exchanged(dossier).run),
    ]


def _parse(case: Case, starts: list[bytes], dossier: Dossier) -> Finding | None:
    case.data = spoil(case.dice.choice(starts), case.dice)
    try:
        parsed = parse_document(case.data, case.dice.choice(_NAMES), dossier)
    except ParleyError:
        return None
    problem = wrong_in(parsed)
    return Finding(problem, problem) if problem else None


def wrong_in(parsed: Parsed) -> str:
    """Say what of a parsed document does not stand where it says; empty when all is well."""
    lines = parsed.lines
    if any(UNSAFE.search(line) for line in lines):
        return "a line is not clean"
    if not _is_each_line_told_once(parsed):
        return "a line is told never, or twice"
    spans = [(one.line, one.start, one.end, one.quote) for one in parsed.statements]
    spans += [(one.line, one.start, one.end, one.passage) for one in parsed.positions]
    spans += [(m.line, m.start, m.end, m.name) for item in parsed.items for m in item.mentions]
    for line, start, end, words in spans:
        if lines[line - 1][start:end] != words:
            return "a statement, passage or mention does not stand where it says"
    ids = [one.id for one in parsed.items] + [one.id for one in parsed.statements]
    ids += [one.id for one in parsed.positions]
    return "" if len(ids) == len(set(ids)) else "two records have one id"


def _is_each_line_told_once(parsed: Parsed) -> bool:
    counts = [0] * (len(parsed.lines) + 1)
    for numbers in (*(item.lines for item in parsed.items), parsed.headings, parsed.furniture):
        for number in numbers:
            counts[number] += 1
    return counts[1:] == [int(bool(line.strip())) for line in parsed.lines]


class _Spoilt:
    """A small library whose files are spoilt one at a time."""

    def __init__(self, dossier: Dossier) -> None:
        files = MemoryFiles()
        library = Library(Path("memory"), files, None, is_read_only=False)
        library.set_dossier(dossier.plan, dossier.actors, {})
        for path in sorted((ROOT / "seeds" / "documents").iterdir())[:3]:
            raw = path.read_bytes()
            library.add(parse_document(raw, path.name, dossier), raw)
        items = library.items()
        for item in items[:5]:
            library.notes.annotate(item.id, "a note #tag", points=(1,), span=(0, 5))
            library.notes.toggle_bookmark(item.id)
        library._notebook._journal.compact()
        for item in items[5:10]:
            library.notes.annotate(item.id, "another")
        library.notes.mark_read([item.id for item in items[:3]])
        self._content = dict(files.content)

    def run(self, case: Case) -> Finding | None:
        """Spoil one file, by its bytes or by what its sealed content says."""
        dice = case.dice
        files = MemoryFiles()
        for name, data in self._content.items():
            files.replace(name, data)
        name = dice.choice(sorted(self._content))
        before = self._content[name]
        is_sealed = dice.random() < 0.5
        case.data = _rewritten(name, before, case) if is_sealed else spoil(before, dice)
        files.replace(name, case.data)
        found = list(check_files(files))
        opened = _opens(files, found_wrong=bool(found))
        if opened and not found and case.data != before and not is_sealed:
            if name.endswith(".journal") and before.startswith(case.data):
                return None  # ends early at the end of a line: as if the last ones were never made
            return Finding(f"silent damage in {name.rsplit('/')[0]}", "opens, and check is silent")
        repair_files(files)
        if any(one.is_repairable for one in check_files(files)):
            left = next(one for one in check_files(files) if one.is_repairable)
            return Finding(f"not repaired: {left.problem[:60]}", f"{left.file.name} {left.problem}")
        if found and not _opens(files, found_wrong=False):
            return Finding("repaired, and does not open", name)
        return None


def _opens(files: MemoryFiles, *, found_wrong: bool) -> bool:
    """Whether a library can be read; what was found wrong by a check may end in any way."""
    try:
        library = Library(Path("memory"), files, None, is_read_only=True)
        library.items()
        library.statements()
        library.actors()
        library.points()
        library.positions()
        library.search("the plan")
        library.notes.annotations()
        library.notes.bookmarks()
    except ParleyError:
        return False
    except (LookupError, TypeError, ValueError, AttributeError):
        if found_wrong:
            return False
        raise
    return True


def _rewritten(name: str, data: bytes, case: Case) -> bytes:
    """Change the shape of what a file says and seal it again, as another program might."""
    if name.startswith("originals/"):
        return spoil(data, case.dice)
    if name.endswith(".journal"):
        lines = data.split(b"\n")
        number = case.dice.randrange(1, len(lines) - 1)
        line = parse_line(lines[number])
        if line is None:
            return data
        lines[number] = make_line(number, _turned(line.content, case, 2))[:-1]
        return b"\n".join(lines)
    tables = unseal(data)
    turned = _turned(tables, case, 3)
    return seal(turned) if isinstance(turned, dict) else data


def _turned(value: object, case: Case, depth: int) -> object:
    """Replace a table, a row or a field by another kind of value, or take it away."""
    dice = case.dice
    if isinstance(value, dict) and value and (depth or dice.random() < 0.5):
        key = dice.choice(sorted(value))
        if dice.random() < 0.2 or not depth:
            return {k: v for k, v in value.items() if k != key}
        return value | {key: _turned(value[key], case, depth - 1)}
    others: tuple[object, ...] = (None, "", "x", 0, -1, 10**12, 1.5, True, [], {}, ["x"], {"x": 1})
    return dice.choice(others)


def _read_dossier(case: Case) -> Finding | None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        chosen = case.dice.choice(("plan.toml", "actors.toml"))
        for file in ("plan.toml", "actors.toml"):
            data = (ROOT / "seeds" / file).read_bytes()
            if file == chosen:
                data = case.data = spoil(data, case.dice)
            (folder / file).write_bytes(data)
        with suppress(ParleyError):
            load_dossier(folder)
    return None
