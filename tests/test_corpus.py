"""What the pages of a site share is likelier furniture, and what that spares."""

from __future__ import annotations

import pytest

from triage import corpus
from triage.article import Kind
from triage.corpus import Counts, Shared, keys, revise
from triage.paragraphs import split
from triage.roles import Verdict

LETTER = "Each Friday we send a letter with the best of the week to all who ask us for it."


def count(*pages: list[str], site: str = "") -> Shared:
    counts = Counts()
    for page in pages:
        counts.add(keys(site, page))
    return counts.shared()


TITLE_CHANCE = 0.3


def read(kind: Kind, confidence: float, shared: Shared, text: str = LETTER) -> tuple[Verdict, int]:
    """How a paragraph beside an article of a page is read."""
    blocks = split(f"{text}\n\n{'A mill turned in the night and nobody knew of it. ' * 9}")
    verdicts, pages = revise(
        blocks, [Verdict(kind, confidence, TITLE_CHANCE), Verdict(Kind.PARAGRAPH, 0.9)], shared.of("")
    )
    assert verdicts[1] == Verdict(Kind.PARAGRAPH, 0.9)
    return verdicts[0], pages[0]


def test_a_paragraph_counts_once_a_page_whatever_its_case_and_markup() -> None:
    shared = count([LETTER, LETTER.upper()], [f"**{LETTER}**", "More"], [LETTER])
    assert shared.of("")(LETTER) == 3
    assert shared.of("")("More") == 0


def test_two_pages_say_nothing() -> None:
    assert count([LETTER], [LETTER]).of("")(LETTER) == 0


def test_few_of_many_pages_say_nothing() -> None:
    others = [[f"Number {'I' * number}"] for number in range(57)]
    assert count(*[[LETTER]] * 3, *others).of("")(LETTER) == 3
    assert count(*[[LETTER]] * 3, *others, ["One more"]).of("")(LETTER) == 0


def test_sites_are_counted_apart() -> None:
    counts = Counts()
    for site in ("a", "a", "a", "b", "b"):
        counts.add(keys(site, [LETTER]))
    assert [counts.shared().of(site)(LETTER) for site in "abc"] == [3, 0, 0]


def test_what_has_no_letter_is_no_paragraph() -> None:
    shared = count(*[["***", "![](a.png)", "12"]] * 5)
    assert [shared.of("")(text) for text in ("***", "![](b.png)", "12", "")] == [0, 0, 0, 0]


@pytest.mark.parametrize("most", [50, 1000])
def test_memory_is_bounded_and_no_count_too_high(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(corpus, "_MOST", most)
    counts = Counts()
    for number in range(300):
        counts.add(keys("", [LETTER, f"Only here: {'x' * number}"]))
        assert len(counts._pages) <= most
    assert 0 < counts.shared().of("")(LETTER) <= 300


def test_a_shared_sentence_becomes_furniture() -> None:
    verdict, pages = read(Kind.PARAGRAPH, 0.95, count(*[[LETTER]] * 6))
    assert (verdict.kind, pages) == (Kind.FURNITURE, 6)
    assert verdict.confidence > 0.5


def test_what_is_all_but_sure_stays_and_is_less_sure() -> None:
    verdict, pages = read(Kind.PARAGRAPH, 0.999, count(*[[LETTER]] * 6))
    assert (verdict.kind, pages) == (Kind.PARAGRAPH, 0)
    assert verdict.confidence < 0.999


def test_a_shared_teaser_stays_what_it_is_and_is_surer() -> None:
    verdict, pages = read(Kind.ABOUT, 0.6, count(*[[LETTER]] * 6))
    assert (verdict.kind, pages) == (Kind.ABOUT, 0)
    assert verdict.confidence > 0.9


@pytest.mark.parametrize("kind", [Kind.TITLE, Kind.DECK])
def test_titles_stand_in_lists_of_other_pages(kind: Kind) -> None:
    assert read(kind, 0.6, count(*[[LETTER]] * 9)) == (Verdict(kind, 0.6, TITLE_CHANCE), 0)


def test_what_becomes_a_teaser_may_still_be_the_title() -> None:
    verdict, _ = read(Kind.LIST, 0.6, count(*[[LETTER]] * 9))
    assert verdict.kind is Kind.FURNITURE and verdict.title_chance == TITLE_CHANCE


def test_headings_come_back() -> None:
    assert read(Kind.SUBHEAD, 0.92, count(*[["Conclusion"]] * 9), "Conclusion")[0].kind is Kind.SUBHEAD


def test_a_page_that_is_there_several_times_is_no_furniture() -> None:
    page = [LETTER, "It was the first of its kind, and the last that anybody built in the valley."]
    blocks = split("\n\n".join(page))
    verdicts = [Verdict(Kind.PARAGRAPH, 0.8)] * 2
    assert revise(blocks, verdicts, count(*[page] * 4).of("")) == (verdicts, [0, 0])
