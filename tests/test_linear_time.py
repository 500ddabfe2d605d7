"""No input takes more than linear time: each regular expression of the package, and each stage, on inputs made to hurt.

The expressions are found in the sources, so a new one is tested from the day it is written. The inputs for each are made
of its own parts, repeated: what it repeats, its alternatives, the whole of it without its end.
"""

from __future__ import annotations

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import product
from pathlib import Path
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any, NamedTuple

import pytest
from clock import is_slow, seconds

import triage
from triage.article import Article, Kind, Paragraph, Role
from triage.decode import NotText, decode
from triage.render import lines, records, terminal
from triage.render.markdown import to_markdown
from triage.render.text import to_text
from triage.tidy import LONGEST

FUNCTIONS = ("compile", "search", "match", "fullmatch", "split", "findall", "finditer", "sub")

LOCALS: dict[str, dict[str, Any]] = {
    "triage.habits": {"word": "Dublin", "before": r"(?<!\w)", "after": r"(?!\w)"},
    "triage.evidence": {"words": "写真 写真提供 撮影"},
    "triage.names": {"agencies": "afp|associated press|ap"},
    "triage.render.markdown": {"bar": "|"},
}
"""Values for what an expression is made of within a function."""

BOUNDED = {"triage.dates": LONGEST, "triage.ago": LONGEST, "triage.title": LONGEST, "triage.names": 2 * LONGEST}
"""Modules that look at no more code points of a text than this: there it is enough that they are quick with so many."""

SHORT = 1000
"""Code points of the shorter input; the longer one has four times as many."""

TINY = 25
"""Code points that are enough for what takes exponential time to be told."""

MOMENT = 0.05
"""Seconds that a short text may take, whatever is in it."""


class Expression(NamedTuple):
    module: str
    line: int
    pattern: re.Pattern[str]
    method: str
    """How the module looks for it."""


def expressions() -> Iterator[Expression]:
    for module in pkgutil.walk_packages(triage.__path__, "triage."):
        if module.name.startswith(("triage.training", "triage.__main__", "triage.arrow", "triage.datatrove")):
            continue  # those read no text of strangers by expressions of their own, and may need what is not installed
        namespace = vars(importlib.import_module(module.name)) | LOCALS.get(module.name, {})
        source = Path(str(namespace["__file__"])).read_text()
        for node in ast.walk(ast.parse(source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) in {f"re.{name}" for name in FUNCTIONS}:
                call = ast.unparse(node.func).removeprefix("re.")
                code = (
                    "re.compile(" + ", ".join(map(ast.unparse, node.args if call == "compile" else node.args[:1])) + ")"
                )
                yield Expression(module.name, node.lineno, eval(code, namespace), _method(call, node, source))


def _method(call: str, node: ast.Call, source: str) -> str:
    """What is called of a compiled expression; ``search``, which tries most, where that cannot be told."""
    if call != "compile":
        return call
    for place in ast.walk(ast.parse(source)):
        if isinstance(place, ast.Assign) and place.value.lineno == node.lineno:
            name = ast.unparse(place.targets[0])
            return next(iter(re.findall(rf"\b{name}\.(\w+)\b", source)), "search")
    return "search"


def samples(parsed: Any) -> list[str]:
    """A few strings that a parsed expression matches, or nearly."""
    out = [""]
    for kind, value in parsed:
        out = list(dict.fromkeys(before + one for before, one in product(out, _of_node(kind, value))))[:4]
    return out


def _of_node(kind: Any, value: Any) -> list[str]:
    if kind is op.LITERAL:
        return [chr(value)]
    if kind is op.NOT_LITERAL:
        return ["a" if value != ord("a") else "b"]
    if kind is op.ANY:
        return ["a"]
    if kind is op.IN:
        return [*dict.fromkeys(_of_class(value))][:4]
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        least, most, body = value
        return [one * max(least, min(1, most)) for one in samples(body)[:2]]
    if kind is op.SUBPATTERN:
        return samples(value[-1])
    if kind is op.ATOMIC_GROUP:
        return samples(value)
    if kind is op.BRANCH:
        return [one for branch in value[1] for one in samples(branch)[:1]][:4]
    return [""]


CATEGORIES = {"DIGIT": "1", "NOT_DIGIT": "a", "SPACE": " ", "NOT_SPACE": "a", "WORD": "a", "NOT_WORD": "-"}


def _of_class(members: Sequence[Any]) -> Iterator[str]:
    if members[0][0] is op.NEGATE:
        one = re.compile(_class_source(members))
        yield from (char for char in "a- 1.é" if one.match(char))
        return
    for kind, value in members:
        if kind is op.LITERAL:
            yield chr(value)
        elif kind is op.RANGE:
            yield chr(value[0])
        else:
            yield CATEGORIES[str(value).removeprefix("CATEGORY_")]


def _class_source(members: Sequence[Any]) -> str:
    letters = {"DIGIT": r"\d", "NOT_DIGIT": r"\D", "SPACE": r"\s", "NOT_SPACE": r"\S", "WORD": r"\w", "NOT_WORD": r"\W"}
    out = ""
    for kind, value in members[1:]:
        if kind is op.LITERAL:
            out += re.escape(chr(value))
        elif kind is op.RANGE:
            out += f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}"
        else:
            out += letters[str(value).removeprefix("CATEGORY_")]
    return f"[^{out}]"


def parts(parsed: Any) -> Iterator[str]:
    """What may be worth repeating: the bodies of repetitions, alternatives, and what stands beside them."""
    items = list(parsed)
    for place, (kind, value) in enumerate(items):
        yield from _of_node(kind, value)
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
            yield from samples(value[2])
            yield from parts(value[2])
            yield from samples(items[place : place + 2])
            yield from samples(items[: place + 1])
        elif kind is op.SUBPATTERN:
            yield from parts(value[-1])
        elif kind is op.ATOMIC_GROUP:
            yield from parts(value)
        elif kind is op.BRANCH:
            for branch in value[1]:
                yield from parts(branch)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from parts(value[1])


def attacks(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """What an input begins with, what it repeats, and what it ends with."""
    parsed = _parser.parse(pattern.pattern, pattern.flags)
    whole = samples(parsed)
    units = dict.fromkeys([*parts(parsed), *whole, *(one[:-1] for one in whole), "a", " ", "1", "-"])
    starts = dict.fromkeys(["", *(one[: len(one) // 2] for one in whole[:1])])
    for unit in filter(None, units):
        for start, end in product(starts, ("", "\0", "a", " ")):
            yield start, unit, end


def look(expression: Expression, text: str) -> None:
    if expression.method in ("match", "fullmatch", "search"):
        getattr(expression.pattern, expression.method)(text)
    else:
        for _ in expression.pattern.finditer(text):
            pass


def fill(start: str, unit: str, end: str, length: int) -> str:
    return start + unit * (length // len(unit)) + end


def hurt(expression: Expression) -> tuple[str, str, str] | None:
    """The first attack that takes more than linear time, or more than a moment where the text is bounded."""
    bound = BOUNDED.get(expression.module)
    for attack in attacks(expression.pattern):
        tiny, short, long = (fill(*attack, length) for length in (TINY, SHORT, 4 * SHORT))
        if seconds(partial(look, expression, tiny)) > MOMENT and seconds(partial(look, expression, tiny)) > MOMENT:
            return attack  # with the others it might not end
        if bound:
            whole = partial(look, expression, fill(*attack, bound))
            if min(seconds(whole) for _ in range(2)) > MOMENT:
                return attack
        elif is_slow(partial(look, expression, short), partial(look, expression, long)):
            return attack
    return None


ALL = list(expressions())


@pytest.mark.parametrize("expression", ALL, ids=lambda e: f"{e.module.removeprefix('triage.')}-{e.line}")
def test_no_regular_expression_takes_more_than_linear_time(expression: Expression) -> None:
    assert hurt(expression) is None


def test_the_expressions_are_found() -> None:
    assert len(ALL) > 60
    assert {"triage.dates", "triage.render.escape", "triage.paragraphs", "triage.markup"} <= {e.module for e in ALL}


@pytest.mark.parametrize(
    "slow", [r"\s+$", r"[.!?]+\"*(?:\s|$)", r"(?:a|b+)*c", r"\w+@", r"<[^>]*>", r"(?:x+y?)*z", r"a.*b.*c"]
)
def test_the_attacks_find_what_is_slow(slow: str) -> None:
    assert hurt(Expression("", 0, re.compile(slow), "findall"))


LINES = (
    "a",
    "A title | Site",
    "By Ada Quill and",
    "4 May 2021 updated",
    "- a",
    "1. a",
    "> a",
    "| a | b |",
    "```",
    "“a",
    "a-",
    "©",
)
WORDS = (
    "a", " ", ".", "...x", "(", "[", "](", "![a](", "[a](b)", "*", "* a", "**a", "_a", "`", "`a``", "&", "&a", "<a", "<!--", "\\",
    "\u0301", "\u200b", "\u202e", "\x1b[", "漢", "「", "“", "1.", "1/", "2021", "http://", "@", "A. ", "- ", "|", "#", "\ud800", "é",
)  # fmt: skip


def every_form(text: str) -> None:
    """The whole way through the package: one article, written in every form."""
    article = triage.classify(text)
    everything = frozenset(Role)
    list(lines.render(article, everything))
    records.render(article, everything, path=text, encoding="utf-8")
    to_text(article, keep=everything)
    to_markdown(article, keep=everything)
    list(terminal.render(article, everything, source=text, unfold=True, width=80))


@pytest.mark.parametrize("unit", WORDS)
def test_a_page_of_one_line_takes_linear_time(unit: str) -> None:
    short, long = ((unit * length)[:length] for length in (2_000, 8_000))
    assert not is_slow(partial(every_form, short), partial(every_form, long))


@pytest.mark.parametrize("line", LINES)
def test_a_page_of_many_lines_takes_linear_time(line: str) -> None:
    for end in ("\n", "\n\n"):
        short, long = ((line + end) * count for count in (100, 400))
        assert not is_slow(partial(every_form, short), partial(every_form, long))


def write(kind: Kind, text: str) -> str:
    paragraph = Paragraph(0, len(text), text, "", 0, kind, 1.0, None)
    return to_markdown(Article(text, None, None, None, (), (paragraph,)), keep=frozenset(Role))


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.PARAGRAPH])
@pytest.mark.parametrize("unit", WORDS)
def test_markdown_takes_linear_time(unit: str, kind: Kind) -> None:
    short, long = ((unit * length)[:length] for length in (2_000, 8_000))
    assert not is_slow(partial(write, kind, short), partial(write, kind, long))


@pytest.mark.slow
@pytest.mark.parametrize("first", WORDS)
def test_markdown_of_two_floods_takes_linear_time(first: str) -> None:
    for second in WORDS:
        short, long = (first * count + second * count for count in (1_000, 4_000))
        assert not is_slow(partial(write, Kind.PARAGRAPH, short), partial(write, Kind.PARAGRAPH, long)), second


@pytest.mark.parametrize(
    "unit", [b"a", b"\xff", b"\xe9 ", b"\0", b"a\0", b"\x1b$", b"\xe3\x81", b"\x82\xa0", b"\xe9\n"]
)
def test_finding_the_encoding_takes_linear_time(unit: bytes) -> None:
    def read(text: str) -> None:
        with suppress(NotText):
            decode(text.encode("latin-1"))

    short, long = (unit.decode("latin-1") * (length // len(unit)) for length in (250_000, 1_000_000))
    assert not is_slow(partial(read, short), partial(read, long))
