"""The pictures that ``triage show --report`` writes: what they show, and that nothing in a text can act in them."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from html.parser import HTMLParser
from pathlib import Path

import pytest
from browser import needs_browser, open_page
from hypothesis import given
from hypothesis import strategies as st
from obeyed import OBEYED
from rich.cells import cell_len

from triage.article import Article, Kind, Paragraph, Role
from triage.cli import main
from triage.commands.report import draw
from triage.render.theme import PALETTES

ROLES = frozenset(Role)
WORDS = "The council opened the bridge on Saturday morning after almost two years of repairs to its deck and railing."
CHINESE = "市议会星期六上午重新开放了修缮近两年的大桥。附近街道的一位居民说：“我们等了很久。”该桥全长 120 米。"
ARABIC = "افتتح مجلس المدينة صباح السبت الجسر الذي استمر إصلاحه نحو عامين."
HOSTILE = [
    "<script>document.title = 'owned'; document.documentElement.id = 'owned'</script>",
    "</title></style><script>document.documentElement.id = 'owned'</script>",
    "<img src=x onerror=\"document.documentElement.id = 'owned'\">",
    "<svg onload=\"document.documentElement.id = 'owned'\"><animate onbegin=\"document.documentElement.id = 'owned'\"/>",
    "\"><script>document.documentElement.id = 'owned'</script>",
    "<meta http-equiv=refresh content='0; url=about:blank'><base href='http://a.example/'><link rel=stylesheet href=x>",
    "[a link](javascript:alert(1)) ![](http://a.example/x.png) <a href=javascript:alert(1)>x</a> <iframe src=/>",
    "&lt;script&gt;document.documentElement.id = 'owned'&lt;/script&gt; &#60;script&#62;",
    "]]> <![CDATA[ <!-- --> <!DOCTYPE x [<!ENTITY y SYSTEM 'file:///etc/passwd'>]> &y; <?xml-stylesheet href='x'?>",
    "a\x00b\x1b[31m\u202ec\ufffe\uffff\ud800",
]
HTML_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "article", "header", "h1", "p", "div"),
    *("details", "summary", "footer", "table", "tr", "th", "td", "a", "svg", "rect"),
}
HTML_ATTRIBUTES = {
    *("charset", "http-equiv", "content", "name", "class", "id", "dir", "href", "open"),
    *("viewbox", "preserveaspectratio", "x", "width", "height"),
}
SVG_TAGS = {"svg", "style", "rect", "text"}
SVG_ATTRIBUTES = {
    *("width", "height", "viewBox", "class", "fill", "rx", "x", "y", "direction", "textLength", "lengthAdjust"),
}


class Outline(HTMLParser):
    """The tags, attributes and words of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str | None]] = []
        self.words: list[str] = []
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def article(*texts: str, title: str | None = None) -> Article:
    kinds = [kind for kind in Kind for _ in texts]
    paragraphs = [
        Paragraph(0, 0, text, "", 0, kind, 0.5, None, reasons=("has words",))
        for kind, text in zip(kinds, texts * len(Kind), strict=True)
    ]
    return Article(title or texts[0], None, None, None, texts[:1], tuple(paragraphs))


def html(*articles: Article, source: str = "page.txt", unfold: bool = False, theme: str = "auto") -> str:
    return draw("a.html", [(source, each) for each in articles], ROLES, unfold=unfold, theme=theme)


def svg(page: Article, source: str = "page.txt", theme: str = "auto") -> str:
    return draw("a.svg", [(source, page)], ROLES, unfold=True, theme=theme)


def check_html(page: str) -> Outline:
    """That a page holds nothing but what the view is made of."""
    outline = Outline(page)
    assert outline.tags <= HTML_TAGS
    assert {name for name, _ in outline.attributes} <= HTML_ATTRIBUTES
    assert all(re.fullmatch(r"#article-\d+", value or "") for name, value in outline.attributes if name == "href")
    assert all(value in ("Content-Security-Policy",) for name, value in outline.attributes if name == "http-equiv")
    assert not re.search(r"url\(|@import|expression", "".join(re.findall("<style>(.*?)</style>", page, re.DOTALL)))
    return outline


def check_svg(picture: str) -> ET.Element:
    tree = ET.fromstring(picture)
    for element in tree.iter():
        assert element.tag.removeprefix("{http://www.w3.org/2000/svg}") in SVG_TAGS
        assert set(element.attrib) <= SVG_ATTRIBUTES
    assert not re.search(r"<!|<\?", picture)
    assert not re.search(r"url\(|@import", "".join(re.findall("<style>(.*?)</style>", picture, re.DOTALL)))
    return tree


def test_a_report_shows_the_view() -> None:
    outline = check_html(html(article(WORDS, title="The bridge is open")))
    words = outline.words
    assert "The bridge is open" in words
    assert {*Role} <= set(words)
    assert words.count("1 dateline, 1 byline, 1 related, 1 furniture, 1 comment, 1 about") == 1
    assert sum(text.endswith(WORDS) for text in words) == len(Kind)  # those of the fold are there to open


def test_teasers_can_be_unfolded() -> None:
    assert "<details>" in html(article(WORDS))
    assert "<details>" not in html(article(WORDS), unfold=True)


def test_several_articles_stand_under_a_table_that_leads_to_each() -> None:
    page = html(article(WORDS, title="One"), article(CHINESE, title="Two"), article(ARABIC, title="Three"))
    outline = check_html(page)
    ids = {value for name, value in outline.attributes if name == "id"}
    assert {value for name, value in outline.attributes if name == "href"} == {f"#{each}" for each in ids}
    assert len(ids) == 3
    assert "href" not in html(article(WORDS))


@pytest.mark.parametrize("draw_page", [html, svg])
def test_a_theme_decides_the_colours_and_auto_leaves_them_to_the_reader(draw_page: type) -> None:
    dark, light, auto = (draw_page(article(WORDS), theme=theme) for theme in ("dark", "light", "auto"))
    assert all(color in dark and color in auto for color in PALETTES["dark"].values())
    assert all(color in light and color in auto for color in PALETTES["light"].values())
    assert "prefers-color-scheme" in auto
    assert "prefers-color-scheme" not in dark + light


def test_a_picture_gives_each_piece_the_cells_that_a_terminal_gives_it() -> None:
    tree = check_svg(svg(article(CHINESE, WORDS)))
    pieces = [element for element in tree.iter() if "textLength" in element.attrib]
    (cell,) = {float(piece.attrib["textLength"]) / cell_len(piece.text or "") for piece in pieces}
    width = float(tree.attrib["width"])
    assert all(float(piece.attrib["x"]) + float(piece.attrib["textLength"]) < width for piece in pieces)
    assert cell > 0
    assert any(cell_len(piece.text or "") > 1.5 * len(piece.text or "") for piece in pieces)


def test_right_to_left_text_ends_at_the_right_and_is_not_spaced_out() -> None:
    tree = check_svg(svg(article(ARABIC)))
    leftwards = [element for element in tree.iter() if element.get("direction") == "rtl"]
    assert leftwards
    assert not any("textLength" in element.attrib for element in leftwards)


@pytest.mark.parametrize("attack", HOSTILE)
def test_markup_in_a_text_is_shown_as_text(attack: str) -> None:
    page = article(attack, title=attack)
    outline = check_html(html(page, page, source=attack))
    tree = check_svg(svg(page, source=attack))
    for words in ("".join(outline.words), "".join(tree.itertext())):
        assert not OBEYED.search(words)
    if attack.startswith("<script"):
        assert attack in outline.words


@given(st.lists(st.text(st.characters()), min_size=1, max_size=3))
def test_no_text_makes_other_markup_than_the_views(texts: Sequence[str]) -> None:
    page = article(*texts)
    check_html(html(page, page, source=texts[0]))
    check_svg(svg(page, source=texts[0]))


# In a real browser


def measured(path: Path, page: str, script: str, *, width: int) -> list[float]:
    """What a script that is put into a page, whose policy would forbid it, gives."""
    page = re.sub(r"<meta http-equiv[^>]*>", "", page)
    path.write_text(f"{page}<pre id=told></pre><script>told.textContent = JSON.stringify({script})</script>", "utf-8")
    told = re.search(r'<pre id="told">(.*?)</pre>', open_page(path, width=width))
    assert told
    return [float(number) for number in json.loads(told[1])]


@needs_browser
def test_a_browser_runs_nothing_of_a_text(tmp_path: Path) -> None:
    page = article(*HOSTILE)
    for path, document in (tmp_path / "a.html", html(page, page)), (tmp_path / "a.svg", svg(page)):
        path.write_text(document, "utf-8")
        shown = open_page(path)
        assert "document.documentElement.id" in shown  # as words
        assert not re.search(r"<(script|img|iframe|base|link|animate)\b|id=\"owned\"", shown)
        assert "<title>owned" not in shown


@needs_browser
def test_the_policy_of_a_report_would_stop_a_script(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    for document, stopped in (page := html(article(WORDS)), True), (re.sub("<meta http-equiv[^>]*>", "", page), False):
        path.write_text(document.replace("</body>", f"{HOSTILE[0]}{HOSTILE[2]}</body>"), "utf-8")
        assert ('<html id="owned"' not in open_page(path)) is stopped


@needs_browser
@pytest.mark.parametrize("width", [500, 1200])
def test_a_report_fits_its_window_and_keeps_the_measure(tmp_path: Path, width: int) -> None:
    page = html(article("w" * 500, CHINESE, WORDS, ARABIC), article("http://a.example/" + "x" * 300), source="d/" * 200)
    script = """[innerWidth, document.documentElement.scrollWidth,
        Math.max(...Array.from(document.querySelectorAll('p'), p => p.offsetWidth / parseFloat(getComputedStyle(p).fontSize)))]"""
    window, needed, widest = measured(tmp_path / "a.html", page, script, width=width)
    assert needed <= window
    assert widest < 60  # about 100 columns: a letter is half as wide as it is high, or wider


@needs_browser
def test_no_text_in_a_picture_is_squeezed(tmp_path: Path) -> None:
    script = """Array.from(document.querySelectorAll('text[textLength]'), text => {
        const given = text.getAttribute('textLength'); text.removeAttribute('textLength');
        return given / text.getComputedTextLength() })"""
    ratios = measured(tmp_path / "a.html", svg(article(CHINESE, WORDS)), script, width=1000)
    assert len(ratios) > 2 * len(Kind)
    assert min(ratios) > 0.9


# The command


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "page.txt"
    path.write_text(f"Home\n\nThe bridge is <i>open</i> again\n\n{WORDS}\n", encoding="utf-8")
    return path


def test_a_report_is_written_once_and_never_over_another_file(
    tmp_path: Path, page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for report in (tmp_path / "a.html", tmp_path / "new" / "a.svg"):
        arguments = ["show", "--report", str(report), str(page)]
        assert [main(arguments), main(arguments)] == [0, 0]
        told = capsys.readouterr()
        assert told.out == ""
        assert told.err == f"triage: {report}: Written\ntriage: {report}: Unchanged\n"
        report.write_text("mine")
        assert main(arguments) == 1
        assert report.read_text() == "mine"
        assert "--force replaces it" in capsys.readouterr().err
        assert main([*arguments, "--force"]) == 0
        assert "open" in report.read_text("utf-8")
        capsys.readouterr()


def test_a_report_of_a_folder_can_have_the_worst_first(tmp_path: Path, page: Path) -> None:
    (tmp_path / "zero.txt").write_text("")
    report = tmp_path / "a.html"
    assert main(["show", "--report", str(report), "--sort", "kept", str(tmp_path)]) == 0
    words = report.read_text("utf-8")
    assert 0 < words.index("zero.txt") < words.index("page.txt")


def test_an_unreadable_file_is_left_out_of_a_report(tmp_path: Path, page: Path) -> None:
    report = tmp_path / "a.html"
    missing = str(tmp_path / "missing.txt")
    assert main(["show", "--report", str(report), missing]) == 1
    assert not report.exists()
    assert main(["show", "--report", str(report), missing, str(page)]) == 1
    assert report.exists()


@pytest.mark.parametrize(
    ("report", "others", "why"),
    [
        ("a.pdf", [], "Name a file that ends in .html or .svg."),
        ("a.svg", ["page.txt"], "Holds one page; name an .html file for several."),
        ("a.svg", ["."], "Holds one page; name an .html file for several."),
        ("folder.html", [], "Is a folder."),
        ("in.html", ["in.html"], "Is among what is read; choose another."),
    ],
)
def test_a_report_that_cannot_be_written_is_misuse(
    page: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    report: str,
    others: list[str],
    why: str,
) -> None:
    monkeypatch.chdir(page.parent)
    Path("folder.html").mkdir()
    Path("in.html").write_text(WORDS)
    assert main(["show", "--force", "--report", report, page.name, *others]) == 2
    assert capsys.readouterr().err == f"triage: --report {report}: {why}\n"
    assert Path("in.html").read_text() == WORDS
