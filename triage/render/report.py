"""Articles -> one page of HTML that stands alone: the view of each, under a table of them where there are several."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections import Counter
from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from importlib.resources import files

from triage.article import Article, Role
from triage.render import overview
from triage.render.css import rules
from triage.render.view import Fold, Shown, because, bullet, doubt, facts, heading, lay_out, words

# Nothing in the page is fetched, run or sent, even if markup should ever slip in.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"


def render(pages: Sequence[tuple[str, Article]], roles: AbstractSet[Role], *, unfold: bool, theme: str) -> str:
    """The document of articles, each with the name of its source.

    Whatever the texts hold is shown as text: the page has no script and no address or picture of theirs. Runs of teasers
    are folded unless ``unfold``; the reader can open them.
    """
    page = ET.Element("html")
    head = ET.SubElement(page, "head")
    ET.SubElement(head, "meta", charset="utf-8")
    ET.SubElement(head, "meta", {"http-equiv": "Content-Security-Policy", "content": _POLICY})
    ET.SubElement(head, "meta", name="viewport", content="width=device-width")
    title = heading(pages[0][1]) if len(pages) == 1 else f"{len(pages)} articles"
    ET.SubElement(head, "title").text = title
    ET.SubElement(head, "style").text = rules(theme) + files(__package__).joinpath("report.css").read_text("utf-8")
    body = ET.SubElement(page, "body")
    if len(pages) > 1:
        _table(body, [overview.row(source, article, roles) for source, article in pages])
    for number, (source, article) in enumerate(pages):
        section = _add(body, "article", id=f"article-{number}")
        _article(section, article, source, lay_out(article, roles, unfold=unfold))
    return f"<!DOCTYPE html>\n{ET.tostring(page, encoding='unicode', method='html')}\n"


def _add(parent: ET.Element, tag: str, text: str = "", classes: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, {"class": classes, **attributes} if classes else attributes)
    element.text = text
    return element


def _table(body: ET.Element, rows: Sequence[overview.Row]) -> None:
    table = _add(body, "table", "", "index")
    head = _add(table, "tr")
    for column, name in enumerate(overview.COLUMNS):
        _add(head, "th", name, "number" if column > 1 else "")
    for at, row in enumerate(rows):
        line = _add(table, "tr")
        path, title, *numbers = overview.cells(row)
        _add(_add(line, "td"), "a", path, href=f"#article-{at}")
        _add(line, "td", title, dir="auto")
        for cell in numbers:
            _add(line, "td", cell, "number")


def _article(section: ET.Element, article: Article, source: str, items: Iterable[Shown | Fold]) -> None:
    head = _add(section, "header")
    _add(head, "h1", heading(article), dir="auto")
    _add(head, "p", " · ".join(facts(article, source)), "dim", dir="auto")
    for item in items:
        if isinstance(item, Shown):
            _paragraph(section, item)
        else:
            _fold(section, item)
    _summary(section, article)


def _row(parent: ET.Element, role: Role, *, sign: str = "", tight: bool = False) -> ET.Element:
    row = _add(parent, "div", "", f"row {role}{' tight' if tight else ''}")
    _add(row, "div", role + sign, f"role role-{role}")
    return _add(row, "div")


def _paragraph(parent: ET.Element, shown: Shown) -> None:
    paragraph = shown.paragraph
    beside = _row(parent, paragraph.role, sign=doubt(paragraph), tight=shown.tight)
    _add(beside, "p", bullet(paragraph) + words(paragraph), f"kind-{paragraph.kind}", dir="auto")
    if reasons := because(paragraph):
        _add(beside, "p", reasons, "reasons dim")


def _fold(parent: ET.Element, fold: Fold) -> None:
    details = _add(_row(parent, Role.TEASER), "details")
    _add(details, "summary", fold.summary, "role-teaser")
    for paragraph in fold.paragraphs:
        _add(details, "p", words(paragraph), "dim", dir="auto")


def _summary(parent: ET.Element, article: Article) -> None:
    """Counts and words of each role, under a bar in which each has its share of the words."""
    footer = _add(parent, "footer")
    of_role = article.words
    total = max(1, sum(of_role.values()))
    counts = Counter(paragraph.role for paragraph in article.paragraphs)
    bar = _add(footer, "svg", viewBox="0 0 100 1", preserveAspectRatio="none")
    table = _add(footer, "table")
    head = _add(table, "tr")
    for name in ("", "paragraphs", "words", "share"):
        _add(head, "th", name, "number")
    at = 0.0
    for role in Role:
        share = of_role[role] / total
        _add(bar, "rect", "", f"role-{role}", x=f"{100 * at:.2f}", width=f"{100 * share:.2f}", height="1")
        at += share
        line = _add(table, "tr")
        _add(line, "td", role, f"role-{role}")
        for cell in (str(counts[role]), str(of_role[role]), f"{share:.0%}"):
            _add(line, "td", cell, "number")
