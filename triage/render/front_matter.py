"""The facts of an article -> the YAML that stands above its Markdown."""

from __future__ import annotations

import re
from datetime import datetime

from triage.article import Article
from triage.render.visible import visible


def front_matter_of(article: Article, source: str | None) -> str:
    """The facts between lines of ``---``, or nothing where none is known. ``source`` is where the text came from.

    Every value is a double-quoted scalar, which all versions of YAML read alike.
    """
    lines = []
    if article.title:
        lines.append(f"title: {_quoted(article.title)}")
    if article.published:
        lines.append(f"published: {_quoted(_date(article.published))}")
    if article.updated:
        lines.append(f"updated: {_quoted(_date(article.updated))}")
    if article.authors:
        lines += ["authors:", *(f"  - {_quoted(author)}" for author in article.authors)]
    if source:
        lines.append(f"source: {_quoted(source)}")
    return "\n".join(["---", *lines, "---"]) if lines else ""


def _date(moment: datetime) -> str:
    """In ISO 8601, without the midnight that stands for a time that the text does not tell."""
    return moment.isoformat().removesuffix("T00:00:00")


_BREAKS = re.compile("[\t\n\v\f\r\x85\u2028\u2029]+")
_UNPRINTABLE = re.compile("[\ufeff\ufffe\uffff]")
"""What YAML does not let stand as it is, beside the control characters, which are shown."""


def _quoted(value: str) -> str:
    escaped = visible(_BREAKS.sub(" ", value)).replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04X}", escaped) + '"'
