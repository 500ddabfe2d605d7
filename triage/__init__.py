"""Read the plain text of an article page and say what each paragraph is.

>>> import triage
>>> article = triage.classify("A title\\n\\nA first paragraph of some words.")
>>> [paragraph.text for paragraph in article.paragraphs]
['A title', 'A first paragraph of some words.']

What is named here is imported when it is first used, so that a program that has no text to read starts at once.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from triage.article import Article, Kind, Paragraph, Role
    from triage.pipeline import classify, read

__all__ = ["Article", "Kind", "Paragraph", "Role", "classify", "read"]


def __getattr__(name: str) -> Any:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from triage import article, pipeline

    return getattr(pipeline if name in ("classify", "read") else article, name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
