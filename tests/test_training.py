"""Learning from labelled pages, and judging by them: what is read, what is refused, and what a model comes to."""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from types import ModuleType

import pytest
from tiny import MODEL, PAGE

from triage.article import Kind, Role
from triage.cli import main
from triage.model import load, pack_model
from triage.training import corpus
from triage.training.corpus import NotLabelled, Page, Span, align, read_pages, read_written, says_something
from triage.training.evaluate import Judged, calibration_error, describe, judge, macro_f1

STORIES = ["bridge", "mill", "ferry", "school", "library", "market", "harbour", "orchard"]


def write(path: Path, *records: object) -> str:
    path.write_text("".join(json.dumps(record, ensure_ascii=False) + "\n" for record in records), encoding="utf-8")
    return str(path)


def record(number: int, kinds: bool = True) -> dict[str, object]:
    """A labelled page about the story of this number."""
    story = STORIES[number % len(STORIES)]
    lines = [
        ("Home", Kind.FURNITURE),
        ("Sign in", Kind.FURNITURE),
        (f"The {story} is open again", Kind.TITLE),
        (f"What the {story} cost, and who paid for it in the end", Kind.DECK),
        (f"By Ada Quill{number}", Kind.BYLINE),
        (f"{number + 1} May 2021", Kind.DATELINE),
        (f"After two years of repairs the council opened the {story} on Saturday, and the town came.", Kind.PARAGRAPH),
        (f"Photo: the {story} from the west", Kind.CAPTION),
        (f"“We have waited a long time for the {story}, and it was worth it,” she said.", Kind.DIRECT),
        ("A long wait", Kind.SUBHEAD),
        ("- a new roof", Kind.LIST),
        ("> What the river takes it gives back in spring", Kind.BLOCK),
        (f"The {story} had been shut since the flood of {1990 + number}, which took its roof away.", Kind.PARAGRAPH),
        ("Read more: gull blamed", Kind.RELATED),
        ("gull61 wrote: about time", Kind.COMMENT),
        ("© 2021 The Courier", Kind.ABOUT),
    ]
    text, labels = "", []
    for words, kind in lines:
        labels.append([len(text), len(text) + len(words), kind.role])
        text += words + "\n\n"
    page: dict[str, object] = {"id": f"page{number}#wet", "text": text, "label": labels}
    return page | {"kind": [kind for _, kind in lines]} if kinds else page


WRITTEN = """\
page\ten-1
furniture\tHome

title\t# The mill turns again
paragraph\t  The mill had been shut since the flood, which took its wheel away.
page\tde-1
caption\tFoto: die Mühle
"""


# Reading labelled pages


def test_pages_that_were_written_are_read_with_their_kinds(tmp_path: Path) -> None:
    path = tmp_path / "written.tsv"
    path.write_text(WRITTEN, encoding="utf-8")
    first, second = read_written(path)
    assert first.text.startswith("Home\n\n# The mill")
    assert [(first.text[span.start : span.end], span.kind) for span in first.spans] == [
        ("Home", Kind.FURNITURE),
        ("# The mill turns again", Kind.TITLE),
        ("The mill had been shut since the flood, which took its wheel away.", Kind.PARAGRAPH),
    ]
    assert (second.name, second.text, second.spans[0].kind) == ("de-1", "Foto: die Mühle\n", Kind.CAPTION)


def test_every_line_of_the_written_pages_has_its_kind() -> None:
    pages = read_written(Path(corpus.__file__).with_name("written.tsv"))
    assert len({page.name for page in pages}) == len(pages)
    for page in pages:
        assert None not in align(page)[1]


def test_doccanos_lines_are_read_with_their_kinds(tmp_path: Path) -> None:
    path = write(
        tmp_path / "a.jsonl", {"id": "a#wet", "text": "One\nTwo", "label": [[4, 7, "headline"]], "kind": ["deck"]}
    )
    (page,) = read_pages([path])
    assert page == Page("a#wet", "One\nTwo", (Span(4, 7, Kind.DECK),))
    assert page.source == "a"


def test_without_kinds_the_role_says_a_likely_one(tmp_path: Path) -> None:
    labels = [[index, index + 1, role] for index, role in enumerate(Role)]
    path = write(tmp_path / "a.jsonl", {"id": 7, "text": "abcde", "label": labels, "Comments": []})
    (page,) = read_pages([path])
    assert [span.kind.role for span in page.spans] == list(Role)
    assert page.name == "7"


def test_spans_come_in_order_and_pages_without_a_name_get_their_place(tmp_path: Path) -> None:
    path = write(tmp_path / "a.jsonl", {"text": "One\nTwo", "label": [[4, 7, "body"], [0, 3, "teaser"]]})
    (page,) = read_pages([path])
    assert page.name == "a.jsonl:1"
    assert [span.start for span in page.spans] == [0, 4]


def test_packed_files_are_read_and_empty_lines_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "a.jsonl.gz"
    with gzip.open(path, "wt", encoding="utf-8") as file:
        file.write("\n" + json.dumps(record(0)) + "\n\n" + json.dumps(record(1)) + "\n")
    assert [page.source for page in read_pages([path])] == ["page0", "page1"]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("{", "Line 2 is not JSON"),
        ("9" * 5000, "Line 2 is not JSON"),
        ("[" * 100_000, "Line 2 is not"),
        ("[]", 'it has no "text"'),
        ('{"text": 3}', 'it has no "text"'),
        ('{"text": "a"}', 'it has no list "label"'),
        ('{"text": "a", "label": [[0, 1, "quux"]]}', "'quux' is no role; there are headline, body,"),
        ('{"text": "a", "label": [[0, 2, "body"]]}', '[0, 2, "body"] is not the start, the end and the role'),
        ('{"text": "a", "label": [[0, "body"]]}', '[0, "body"] is not the start'),
        ('{"text": "a", "label": [null]}', "null is not the start"),
        ('{"text": "a", "label": [[0, 1, "body"]], "kind": []}', '"kind" does not have one for each label'),
        ('{"text": "a", "label": [[0, 1, "body"]], "kind": ["title"]}', "'title' is no kind of body"),
        ('{"text": "a", "label": [[0, 1, "body"]], "kind": [[]]}', "[] is no kind of body"),
    ],
)
def test_what_is_no_labelled_page_is_told(tmp_path: Path, line: str, why: str) -> None:
    path = tmp_path / "a.jsonl"
    path.write_text(f"{json.dumps(record(0))}\n{line}\n")
    with pytest.raises(NotLabelled) as caught:
        read_pages([path])
    assert why in str(caught.value)


def test_damaged_files_are_told(tmp_path: Path) -> None:
    packed = gzip.compress(json.dumps(record(0)).encode())
    for name, data, why in [
        ("a.jsonl.gz", packed[:-20], "Is a damaged .gz file"),
        ("b.jsonl.gz", packed[:40] + b"\xff\xff\xff\xff" + packed[44:], "Is a damaged .gz file"),
        ("c.jsonl", b"\xff\xfe\xfa", "Is not UTF-8 text"),
    ]:
        (tmp_path / name).write_bytes(data)
        with pytest.raises(NotLabelled, match=why):
            read_pages([tmp_path / name])


def test_a_block_has_the_kind_of_the_span_that_it_shares_most_with() -> None:
    text = "One two three four\n\nFive\n\nSix"
    spans = (Span(0, 4, Kind.TITLE), Span(4, 18, Kind.DECK), Span(26, 29, Kind.ABOUT))
    blocks, kinds = align(Page("a", text, spans))
    assert [block.text for block in blocks] == ["One two three four", "Five", "Six"]
    assert kinds == [Kind.DECK, None, Kind.ABOUT]


@pytest.mark.parametrize(
    ("text", "says"),
    [("Word", True), ("12", True), ("---", False), ("https://a.example/b", False), ("![](a.png)", False), ("", False)],
)
def test_rules_addresses_and_bare_images_say_nothing(text: str, says: bool) -> None:
    assert says_something(text) is says


# Judging a model


def page_of(*kinds: Kind) -> Page:
    starts = [PAGE.index(line) for line in PAGE.split("\n") if line]
    ends = [PAGE.index(line) + len(line) for line in PAGE.split("\n") if line]
    return Page("a#b", PAGE, tuple(map(Span, starts, ends, kinds)))


def test_a_model_is_judged_by_the_labelled_paragraphs() -> None:
    right = [Kind.FURNITURE, Kind.PARAGRAPH, Kind.CAPTION, Kind.PARAGRAPH]
    judged = judge([page_of(*right)], MODEL)
    assert [(one.labelled, one.read) for one in judged] == [(kind, kind) for kind in right]
    assert [one.words for one in judged] == [1, 13, 8, 15]
    wrong = judge([page_of(Kind.TITLE)], MODEL)
    assert [(one.labelled, one.read) for one in wrong] == [(Kind.TITLE, Kind.FURNITURE)]


def of(labelled: Kind, read: Kind, confidence: float = 0.5, page: str = "a") -> Judged:
    return Judged(page, 10, labelled, read, confidence)


def test_macro_f1_is_the_mean_of_the_roles() -> None:
    assert macro_f1([of(kind, kind) for kind in Kind]) == 1
    half = [of(Kind.TITLE, Kind.TITLE), of(Kind.PARAGRAPH, Kind.TITLE), of(Kind.CAPTION, Kind.CAPTION)]
    assert macro_f1(half) == pytest.approx((2 / 3 + 0 + 1) / 5)
    assert macro_f1([of(Kind.TITLE, Kind.DECK)]) == pytest.approx(1 / 5)  # kinds of one role


def test_calibration_error_is_the_distance_of_confidence_from_accuracy() -> None:
    sure = [of(Kind.TITLE, Kind.TITLE, 1.0)] * 3
    assert calibration_error(sure) == 0
    assert calibration_error([*sure, of(Kind.TITLE, Kind.ABOUT, 1.0)]) == pytest.approx(0.25)
    assert calibration_error([]) == 0


def test_the_report_has_the_roles_the_confusion_and_the_worst_pages() -> None:
    judged = [of(Kind.TITLE, Kind.TITLE), of(Kind.TITLE, Kind.ABOUT), of(Kind.ABOUT, Kind.ABOUT, page="b")]
    lines = list(describe(judged, worst=5))
    assert [line.split()[0] for line in lines[1:6]] == list(Role)
    assert lines[1].split() == ["headline", "1.000", "0.500", "0.667", "2"]
    assert next(line for line in lines if line.startswith("title")).split() == ["title", "1", "0", "0", "0", "1"]
    assert lines[-1] == "   1 of    2 wrong  a"
    assert not [line for line in describe(judged, worst=0) if "wrong" in line]


# triage eval


def test_eval_prints_the_report(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.jsonl", *map(record, range(3)))
    model = tmp_path / "tiny.bin"
    model.write_bytes(pack_model(MODEL))
    assert main(["eval", path, "--model", str(model), "--worst", "1"]) == 0
    told = capsys.readouterr().out
    assert told == "".join(f"{line}\n" for line in describe(judge(read_pages([path]), MODEL), worst=1))
    assert told.count(" wrong ") == 1


def test_what_eval_cannot_read_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    good, bad = write(tmp_path / "a.jsonl", record(0)), write(tmp_path / "b.jsonl", {})
    empty = write(tmp_path / "c.jsonl", {"text": "---", "label": []})
    for arguments, why in [
        ([good, bad], f'{bad}: Line 1 is not a labelled page: it has no "text"'),
        ([str(tmp_path / "none")], f"{tmp_path / 'none'}: No such file"),
        ([empty], f"{empty}: No labelled paragraph in it"),
    ]:
        assert main(["eval", *arguments]) == 1
        out, err = capsys.readouterr()
        assert (out, err) == ("", f"triage: {why}\n")


def test_the_names_of_pages_are_shown_safely(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = write(tmp_path / "a.jsonl", {"id": "\x1b[31mred", "text": "One line", "label": [[0, 8, "quote"]]})
    assert main(["eval", path]) == 0
    told = capsys.readouterr().out
    assert "\x1b" not in told and "␛[31mred" in told


# triage train


@pytest.fixture
def learner(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The learner, told to grow few and small trees and to learn from few phrases and written pages."""
    pytest.importorskip("catboost")
    pytest.importorskip("sklearn")
    from triage.training import forest, learn, wording

    phrases = tmp_path / "phrases.tsv"
    rows = [(f"x{number}", kind, f"a phrase of a {kind}") for number in range(3) for kind in Kind]
    phrases.write_text("".join("\t".join(row) + "\n" for row in rows))
    monkeypatch.setattr(wording, "_PHRASES", phrases)
    written = tmp_path / "written.tsv"
    written.write_text(WRITTEN)
    monkeypatch.setattr(learn, "_WRITTEN", written)
    monkeypatch.setattr(forest, "_TREES", 60)
    monkeypatch.setattr(forest, "_DEPTH", 3)
    return learn


def test_training_learns_and_gives_the_same_bytes_again(
    learner: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = write(tmp_path / "pages.jsonl", *map(record, range(8)))
    for name in ("one.bin", "two.bin"):
        assert main(["train", pages, "--out", str(tmp_path / name)]) == 0
    assert "10 pages, 132 paragraphs" in capsys.readouterr().err
    assert (tmp_path / "one.bin").read_bytes() == (tmp_path / "two.bin").read_bytes()
    unseen = read_pages([write(tmp_path / "unseen.jsonl", *map(record, range(20, 24)))])
    assert macro_f1(judge(unseen, load(tmp_path / "one.bin"))) > 0.9


def test_pages_without_kinds_are_learned_from(learner: ModuleType, tmp_path: Path) -> None:
    pages = write(tmp_path / "pages.jsonl", *(record(number, kinds=False) for number in range(8)))
    assert main(["train", pages, "--out", str(tmp_path / "model.bin")]) == 0
    unseen = read_pages([write(tmp_path / "unseen.jsonl", record(30))])
    assert macro_f1(judge(unseen, load(tmp_path / "model.bin"))) > 0.9


def test_too_few_pages_are_told(learner: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    pages = write(tmp_path / "pages.jsonl", record(0))
    assert main(["train", pages, "--out", str(tmp_path / "model.bin")]) == 1
    assert capsys.readouterr().err.startswith(f"triage: {pages}: Learning takes at least ")
    assert not (tmp_path / "model.bin").exists()


def test_what_cannot_be_written_is_refused_before_the_learning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pages = write(tmp_path / "pages.jsonl", record(0))
    there = tmp_path / "there.bin"
    there.write_text("mine")
    for out, why in [
        (tmp_path, "Is a folder."),
        (Path(pages), "Would be written over an input."),
        (there, "Is there; --force writes over it."),
    ]:
        assert main(["train", pages, "--out", str(out)]) == 2
        assert capsys.readouterr().err == f"triage: --out {out}: {why}\n"
    assert main(["train", pages, "--out", pages, "--force"]) == 2
    assert there.read_text() == "mine"


def test_force_writes_over_a_model(learner: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(learner, "learn", lambda pages, say: MODEL)
    pages, there = write(tmp_path / "pages.jsonl", record(0)), tmp_path / "there.bin"
    there.write_text("an old model")
    assert main(["train", pages, "--out", str(there), "--force"]) == 0
    assert there.read_bytes() == pack_model(MODEL)


def test_labelled_pages_that_cannot_be_read_are_told(
    learner: ModuleType, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    bad = write(tmp_path / "bad.jsonl", [])
    assert main(["train", bad, "--out", str(tmp_path / "model.bin")]) == 1
    assert capsys.readouterr().err == f'triage: {bad}: Line 1 is not a labelled page: it has no "text"\n'


def test_without_its_libraries_training_says_how_to_get_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "catboost", None)
    for module in ("learn", "forest"):
        monkeypatch.delitem(sys.modules, f"triage.training.{module}", raising=False)
    pages = write(tmp_path / "pages.jsonl", record(0))
    assert main(["train", pages, "--out", str(tmp_path / "model.bin")]) == 2
    assert (
        capsys.readouterr().err
        == "triage: Learning needs libraries of its own: pip install '.[train]' in triage's folder.\n"
    )
