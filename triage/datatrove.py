"""A block for datatrove's pipelines: pages' texts in, their articles out. Needs ``pip install 'triage[datatrove]'``."""

from __future__ import annotations

from datatrove.data import DocumentsPipeline
from datatrove.pipeline.formatters.base import BaseFormatter
from datatrove.utils.typeshelper import StatHints

from triage.pipeline import classify
from triage.render.text import to_row


class ArticleFormatter(BaseFormatter):
    """Leaves of each document's text the article, and puts what :func:`triage.render.text.to_row` has beside it into
    the metadata: ``title``, ``deck``, ``published``, ``updated``, ``authors`` and ``words``, in place of what was there
    by these names.

    Every document is passed on, so that counts add up and no page is lost unseen. One that holds no article is left with
    little text or none: that is for a filter to judge, by ``words`` for instance.
    """

    name = "📰 triage"

    def format(self, text: str) -> str:
        """The article of one page's text, a paragraph a line."""
        return str(to_row(classify(text))["text"])

    def run(self, data: DocumentsPipeline, rank: int = 0, world_size: int = 1) -> DocumentsPipeline:
        for document in data:
            self.stat_update(StatHints.total)
            with self.track_time():
                row = to_row(classify(document.text))
                document.text = row.pop("text")
                document.metadata |= row
            yield document
