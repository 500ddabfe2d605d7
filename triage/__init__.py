"""Read the plain text of an article page and say what each paragraph is.

>>> import triage
>>> article = triage.classify("A title\\n\\nA first paragraph of some words.")
>>> [paragraph.role for paragraph in article.paragraphs]  # doctest: +SKIP
"""

from triage.article import Article, Kind, Paragraph, Role
from triage.pipeline import classify, read

__all__ = ["Article", "Kind", "Paragraph", "Role", "classify", "read"]
