"""Templates of the Markdown export: Jinja2 in its sandbox, foreign text escaped for Markdown.

A template consists of the blocks ``head``, ``heading``, ``entry`` and ``document``; those that a
template of the reader's lacks are taken from the built-in one, and a template without blocks is the
whole of ``entry``. Whatever is printed goes through ``escaping`` unless a filter made Markdown of
it; ``safe`` is the reader's own decision. Nothing can be loaded, called or reached from within.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from types import TracebackType

from jinja2 import StrictUndefined, Template, TemplateError, TemplateSyntaxError, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from store.cleaning import clean_line
from store.errors import FileUnusable

from .escaping import escape_line, escape_lines, escape_tag

BLOCKS = ("head", "heading", "entry", "document")
_DEFAULT = Path(__file__).parent / "templates" / "default.md"
_REMEDY = "The built-in template shows what may be written: reader/export/templates."
_FORBIDDEN = ("urlize", "xmlattr", "tojson", "forceescape")
"""Filters that make HTML."""
_FAILURES = (
    *(TemplateError, TypeError, ValueError, ArithmeticError, LookupError),
    *(AttributeError, RecursionError, MemoryError),
)


class TemplateInvalid(FileUnusable):
    """A mistake in a template, with file and line."""

    def __init__(self, path: Path | str, line: int | None, problem: str) -> None:
        self.line = line
        super().__init__(f"{path}:{line}" if line else path, clean_line(problem), _REMEDY)


class Foreign(str):
    """Text that nobody checked: Markdown escapes are put in where it is printed."""

    __slots__ = ()

    def __html__(self) -> str:
        """Return it as Markdown; the name is that of markupsafe's protocol."""
        return escape_line(self)


def _finalize(value: object) -> Markup:
    if value is None:
        return Markup("")
    made = getattr(value, "__html__", None)
    return Markup(made() if made else escape_line(str(value)))


def _quotation(text: str) -> Markup:
    return Markup("\n>\n".join(f"> {line}" for line in escape_lines(text)))


def _paragraphs(text: str) -> Markup:
    return Markup("\n\n".join(escape_lines(text)))


@cache
def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(
        autoescape=True,
        finalize=_finalize,
        undefined=StrictUndefined,
    )
    for name in _FORBIDDEN:
        del environment.filters[name]
    environment.filters |= {
        "e": _finalize,
        "escape": _finalize,
        "quotation": _quotation,
        "paragraphs": _paragraphs,
        "tag": lambda tag: Markup(escape_tag(tag)),
    }
    return environment


class Layout:
    """How the blocks of an export look: the built-in template, or the reader's own over it."""

    def __init__(self, source: str | None = None, path: Path | str = "template") -> None:
        """Read a template. Raises: TemplateInvalid."""
        self._default = _compile(_DEFAULT.read_text(encoding="utf-8"), _DEFAULT)
        self._path: Path | str = path
        self._own = None if source is None else _compile(source, path)
        if source is not None:
            _check_blocks(source, path)

    def render(self, block: str, values: Mapping[str, object]) -> str:
        """Return one block, blank lines evened out. Raises: TemplateInvalid."""
        own = self._own
        if own is None or (block not in own.blocks and (own.blocks or block != "entry")):
            own = self._default
        function = own.blocks.get(block, own.root_render_func)
        try:
            made = "".join(function(own.new_context(dict(values))))
        except _FAILURES as error:
            line = _line_in(own, error.__traceback__)
            raise TemplateInvalid(self._path, line, str(error) or type(error).__name__) from error
        return "\n".join(_evened(made.split("\n")))


def _compile(source: str, path: Path | str) -> Template:
    try:
        return _environment().from_string(source)
    except TemplateSyntaxError as error:
        raise TemplateInvalid(path, error.lineno, error.message or "is no template") from error
    except (TemplateError, RecursionError) as error:
        raise TemplateInvalid(path, None, str(error)) from error


def _check_blocks(source: str, path: Path | str) -> None:
    for block in _environment().parse(source).find_all(nodes.Block):
        if block.name not in BLOCKS:
            problem = f"has a block {block.name}; blocks are {', '.join(BLOCKS)}"
            raise TemplateInvalid(path, block.lineno, problem)


def _line_in(template: Template, trace: TracebackType | None) -> int | None:
    line = None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == template.filename:
            line = template.get_corresponding_lineno(trace.tb_lineno)
        trace = trace.tb_next
    return line


def _evened(lines: Iterable[str]) -> list[str]:
    """Return lines without blank ones at both ends and more than one between two others."""
    made: list[str] = []
    for line in lines:
        kept = line.rstrip()
        if kept or (made and made[-1]):
            made.append(kept)
    return made[:-1] if made and not made[-1] else made
