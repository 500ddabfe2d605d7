"""Title, deck, dates and authors of a page whose paragraphs have their kinds, right or wrong."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from datetime import datetime
from functools import partial

import pytest
from clock import is_slow
from hypothesis import given
from hypothesis import strategies as st

from triage.article import Kind, Paragraph
from triage.facts import Facts, find_facts

PROSE = "A sentence of the story that is long enough to be one, and another clause after it."


def page(*lines: tuple[str, str]) -> list[Paragraph]:
    """Paragraphs of (kind, text); a ``#`` at the text's start is its marker."""
    paragraphs: list[Paragraph] = []
    seen: dict[str, int] = {}
    for index, (kind, text) in enumerate(lines):
        marker, words = ("#", text[2:]) if text.startswith("# ") else ("", text)
        first = seen.setdefault(words, index)
        repeats = first if first != index else None
        chance = 0.9 if kind == "title" else 0.0
        paragraphs.append(Paragraph(0, len(text), words, marker, 0, Kind(kind), 0.9, repeats, title_chance=chance))
    return paragraphs


def facts(*lines: tuple[str, str], as_of: datetime | None = None) -> Facts:
    return find_facts(page(*lines), as_of=as_of)


def published(*lines: tuple[str, str]) -> str | None:
    moment = facts(("title", "A title of the story"), *lines, ("paragraph", PROSE)).published
    return moment.isoformat() if moment else None


def authors(*lines: str) -> tuple[str, ...]:
    return facts(("title", "A title"), *(("byline", line) for line in lines), ("paragraph", PROSE)).authors


class TestTitle:
    def test_is_the_paragraph_of_that_kind(self) -> None:
        found = facts(("furniture", "Home"), ("title", "The  **harbour**\u00ad reopens"), ("paragraph", PROSE))
        assert found.title == "The harbour reopens"

    def test_is_no_dateline(self) -> None:
        page = ("furniture", "r/Sourdough"), ("dateline", "5 yr. ago"), ("byline", "pete"), ("subhead", "It survived.")
        assert facts(*page, ("paragraph", PROSE)).title != "5 yr. ago"

    def test_is_the_likeliest_line_where_none_is_of_that_kind(self) -> None:
        lines = page(("furniture", "Home"), ("furniture", "Our town"), ("subhead", "A week"), ("paragraph", PROSE))
        lines[1] = replace(lines[1], title_chance=0.3)
        assert find_facts(lines).title == "Our town"

    def test_is_the_one_that_the_story_follows(self) -> None:
        found = facts(
            ("title", "The harbour reo..."),
            ("furniture", "Home"),
            ("title", "The harbour reopens"),
            ("paragraph", PROSE),
            ("paragraph", PROSE),
            ("title", "Another story"),
            ("related", PROSE),
        )
        assert found.title == "The harbour reopens"

    def test_is_the_first_of_two_close_together_since_the_other_is_its_deck(self) -> None:
        found = facts(
            ("title", "The harbour reopens"),
            ("caption", "A boat"),
            ("title", "What it will cost us"),
            ("paragraph", PROSE),
        )
        assert found.title == "The harbour reopens"

    @pytest.mark.parametrize("kicker", ["HARBOUR", "Home » News » The harbour reopens"])
    def test_is_not_a_kicker_or_a_trail_that_was_taken_for_one(self, kicker: str) -> None:
        found = facts(("title", kicker), ("title", "The harbour reopens"), ("deck", "What then"), ("paragraph", PROSE))
        assert found.title == "The harbour reopens"

    def test_is_the_one_that_the_pages_own_title_names(self) -> None:
        found = facts(
            ("furniture", "The harbour reopens - Coast Herald"),
            ("title", "Continue reading the story"),
            ("furniture", "Advertisement"),
            ("title", "The harbour reopens"),
            ("paragraph", PROSE),
        )
        assert found.title == "The harbour reopens"

    def test_may_be_one_word(self) -> None:
        assert facts(("title", "Harbour"), ("paragraph", PROSE)).title == "Harbour"

    @pytest.mark.parametrize("bar", ["|", "-", "–", "—", "·", "::"])
    def test_loses_the_site_that_signs_the_page(self, bar: str) -> None:
        found = facts(
            ("title", f"The harbour reopens {bar} Coast Herald"),
            ("paragraph", PROSE),
            ("about", "© 2021 Coast Herald Ltd"),
        )
        assert found.title == "The harbour reopens"

    def test_loses_section_and_site(self) -> None:
        found = facts(("title", "The harbour reopens | News | Coast Herald"), ("paragraph", PROSE))
        assert found.title == "The harbour reopens"

    @pytest.mark.parametrize(
        "title", ["Harbour - what now", "Fonts in R (5 Examples) | Axis Text, Legend", "30.11. | Book"]
    )
    def test_keeps_a_dash_or_bar_of_its_own(self, title: str) -> None:
        assert facts(("furniture", "Home"), ("title", title), ("paragraph", PROSE)).title == title

    def test_keeps_the_number_that_it_begins_with(self) -> None:
        assert facts(("title", "10. Spieltag: so war es"), ("paragraph", PROSE)).title == "10. Spieltag: so war es"

    def test_without_a_title_the_line_that_the_pages_own_title_repeats_is_it(self) -> None:
        found = facts(
            ("furniture", "The harbour reopens - Coast Herald"),
            ("furniture", "Home"),
            ("related", "The harbour reopens"),
            ("related", "A line of some other story"),
            ("paragraph", PROSE),
        )
        assert found.title == "The harbour reopens"

    def test_without_a_title_a_heading_above_the_story_is_it(self) -> None:
        found = facts(
            ("furniture", "Home"), ("furniture", "# Harbour"), ("furniture", "Share this"), ("paragraph", PROSE)
        )
        assert found.title == "Harbour"

    def test_without_a_title_the_line_above_the_byline_is_it(self) -> None:
        found = facts(
            ("furniture", "Home"), ("furniture", "The harbour reopens"), ("byline", "By Ann Lee"), ("paragraph", PROSE)
        )
        assert found.title == "The harbour reopens"

    def test_a_teaser_taken_for_one_gives_way_to_the_line_that_stands_over_the_byline(self) -> None:
        found = facts(
            ("title", "Cheap flights to the islands"),
            ("furniture", "Share"),
            ("furniture", "Buy"),
            ("furniture", "More"),
            ("title", "A sentence of the story"),
            ("byline", "By Ann Lee"),
            ("paragraph", PROSE),
        )
        assert found.title == "A sentence of the story"

    def test_a_subhead_taken_for_one_gives_way_to_what_the_pages_own_title_says(self) -> None:
        found = facts(
            ("furniture", "The harbour reopens - Coast Herald"),
            ("furniture", "# The harbour reopens"),
            ("dateline", "3 May 2022"),
            *[("paragraph", PROSE)] * 3,
            ("title", "Costs:"),
            *[("paragraph", PROSE)] * 4,
        )
        assert found.title == "The harbour reopens"

    def test_in_a_script_without_spaces_the_story_tells_it_too(self) -> None:
        found = facts(
            ("furniture", "会員登録とログイン"), ("furniture", "灯台守の日記が島へ戻る"), ("furniture", "利用規約一覧"),
            ("paragraph", "潮見島の灯台守が書いた日記三十二冊が、およそ百年ぶりに島へ戻り、資料室で公開されている。"),
        )  # fmt: skip
        assert found.title == "灯台守の日記が島へ戻る"

    def test_without_anything_like_a_title_there_is_none(self) -> None:
        assert facts(("paragraph", PROSE)).title is None
        assert facts().title is None


class TestDeck:
    def test_is_the_one_under_the_title(self) -> None:
        found = facts(("deck", "Kicker"), ("title", "A title"), ("deck", "_What it is about._"), ("paragraph", PROSE))
        assert found.deck == "What it is about."

    def test_else_the_one_over_it(self) -> None:
        assert facts(("deck", "Kicker"), ("title", "A title"), ("paragraph", PROSE)).deck == "Kicker"

    def test_else_none(self) -> None:
        assert facts(("title", "A title"), ("paragraph", PROSE)).deck is None


class TestDates:
    def test_a_day_and_its_hour_on_lines_of_their_own_are_one_date(self) -> None:
        assert published(("dateline", "24. Januar 2022"), ("dateline", "15:40")) == "2022-01-24T15:40:00"
        assert published(("dateline", "Mo, 11:41 Uhr"), ("dateline", "06.11.2023")) == "2023-11-06T11:41:00"

    def test_the_hour_may_stand_elsewhere(self) -> None:
        lines = ("dateline", "3 May 2022"), ("furniture", "Share"), ("dateline", "Published 3 May 2022 10:15")
        assert published(*lines) == "2022-05-03T10:15:00"

    @pytest.mark.parametrize(
        ("lines", "first", "last"),
        [
            (["Published 3 May 2022 Updated 4 May 2022, 10:15"], "2022-05-03", "2022-05-04"),
            (["Last updated 04 Jun 2020, originally created 17 Jun 2019"], "2019-06-17", "2020-06-04"),
            (["Erschienen am:", "13.10.2021", "Zuletzt geändert am:", "15.10.2021"], "2021-10-13", "2021-10-15"),
            (["Publié le 3 mai 2022", "Mis à jour le 4 mai 2022"], "2022-05-03", "2022-05-04"),
            (["Publicado: 3 de mayo de 2022", "Actualizado: 4/mayo/2022 10:15"], "2022-05-03", "2022-05-04"),
            (["Pubblicato il 3 maggio 2022", "Ultimo aggiornamento: 4 maggio 2022"], "2022-05-03", None),
            (["Publicado em 3 de maio de 2022, atualizado em 4 de maio de 2022"], "2022-05-03", "2022-05-04"),
            (["Gepubliceerd 3 mei 2022", "Bijgewerkt 4 mei 2022"], "2022-05-03", "2022-05-04"),
            (["Publicerad 3 maj 2022", "Uppdaterad 4 maj 2022"], "2022-05-03", "2022-05-04"),
            (["Опубликовано 3 мая 2022", "Обновлено 4 мая 2022"], "2022-05-03", "2022-05-04"),
            (["公開日：2022年5月3日 更新日：2022年5月4日"], "2022-05-03", "2022-05-04"),
            (["2022年5月3日公開 2022年5月4日更新"], "2022-05-03", "2022-05-04"),
            (["发布时间：2022-05-03 更新时间：2022-05-04"], "2022-05-03", "2022-05-04"),
            (["입력 2022.05.03 10:15 | 수정 2022.05.04 11:00"], "2022-05-03", "2022-05-04"),
            # Two dates without a word, as the themes of blogs show both.
            (["29. Dezember 202230. Dezember 2022"], "2022-12-29", "2022-12-30"),
            # The last change alone is the date of this text.
            (["Aktualisiert: 30.12.2016"], "2016-12-30", "2016-12-30"),
        ],
    )
    def test_publication_and_change_are_told_apart(self, lines: list[str], first: str, last: str | None) -> None:
        found = facts(("title", "A title"), *(("dateline", line) for line in lines), ("paragraph", PROSE))
        assert found.published is not None
        assert found.published.date().isoformat() == first
        if last is not None:
            assert found.updated is not None
            assert found.updated.date().isoformat() == last

    def test_a_date_in_the_byline_counts(self) -> None:
        assert published(("byline", "By Ann Lee • 15 January 2020")) == "2020-01-15T00:00:00"

    def test_the_pages_own_today_is_not_the_articles(self) -> None:
        lines = [("furniture", "Dienstag, 7. November 2023")] + [("furniture", f"Menu {n}") for n in range(9)]
        story = ("title", "A title"), ("dateline", "3. November 2023"), ("paragraph", PROSE)
        found = facts(*lines, *story).published
        assert found == datetime(2023, 11, 3)
        assert facts(*lines, *story[::2]).published is None

    @pytest.mark.parametrize(
        "line",
        ["Today is 7 November 2023", "Heute: 7. November 2023", "Aujourd'hui, 7 novembre 2023", "Hoy, 7 de noviembre de 2023",
         "Oggi è il 7 novembre 2023", "Hoje: 7 de novembro de 2023", "Vandaag 7 november 2023", "Dziś jest 7 listopada 2023",
         "Bugün 7 Kasım 2023", "Сегодня 7 ноября 2023", "今日は2023年11月7日", "오늘 2023년 11월 7일"],
    )  # fmt: skip
    def test_today_is_no_date_of_the_article(self, line: str) -> None:
        assert published(*[("paragraph", PROSE)] * 12, ("dateline", line)) is None

    def test_the_day_the_page_was_taken_is_its_own_where_it_stands_far_from_the_story(self) -> None:
        lines = [("title", "A title"), *[("paragraph", PROSE)] * 3, *[("related", "More")] * 20]
        footer = ("dateline", "7 November 2023")
        assert facts(*lines, footer, as_of=datetime(2023, 11, 7, 18)).published is None
        assert facts(*lines, footer, as_of=datetime(2023, 11, 9)).published == datetime(2023, 11, 7)
        assert facts(lines[0], footer, *lines[1:], as_of=datetime(2023, 11, 7)).published == datetime(2023, 11, 7)

    def test_a_copyright_year_or_a_range_is_not(self) -> None:
        assert published(("dateline", "© 2019")) is None
        assert published(("dateline", "12. - 14. Mai 2021")) is None

    def test_a_dateline_taken_for_furniture_is_read_near_the_title(self) -> None:
        assert published(("furniture", "15 January 2020")) == "2020-01-15T00:00:00"
        assert published(("furniture", "By Ann Lee • 15 January 2020")) == "2020-01-15T00:00:00"
        assert published(("furniture", "Published on"), ("related", "15 January 2020")) == "2020-01-15T00:00:00"

    def test_a_sentence_that_holds_a_date_is_not(self) -> None:
        line = "The meeting of the council on 15 January 2020 was the last before the election in spring."
        assert published(("related", line)) is None

    def test_published_in_so_many_words_counts_under_the_story(self) -> None:
        lines = [("paragraph", PROSE)] * 20 + [("furniture", "Veröffentlicht am 12. Juni 2017 von Redaktion")]
        found = facts(("title", "A title"), *lines).published
        assert found == datetime(2017, 6, 12)

    def test_the_dateline_near_the_title_wins_over_one_of_a_teaser(self) -> None:
        teaser = ("related", "Another story"), ("dateline", "1 May 2022")
        found = facts(("title", "A title"), ("dateline", "3 May 2022"), *[("paragraph", PROSE)] * 15, *teaser).published
        assert found == datetime(2022, 5, 3)

    def test_counting_back_needs_to_know_from_when(self) -> None:
        lines = ("title", "A title"), ("dateline", "5 hours ago"), ("paragraph", PROSE)
        assert facts(*lines).published is None
        assert facts(*lines, as_of=datetime(2022, 5, 3, 12)).published == datetime(2022, 5, 3, 7)

    @pytest.mark.parametrize(
        ("evidence", "month"),
        [
            ("Home | 25/12/2019 | Archive", 4),
            ("Home | 12/25/2019 | Archive", 3),
            ("Der Rat und die Stadt haben sich auf einen Plan für den Hafen geeinigt, der nun umgesetzt wird.", 4),
            ("The Council of London and the Mayor agreed on a plan for the harbour that is to be built now.", 4),
            ("The city and the governor of Texas agreed on a plan for the harbor that is to be built now.", 3),
        ],
    )
    def test_the_page_tells_day_first_from_month_first(self, evidence: str, month: int) -> None:
        found = facts(("title", "3/4"), ("dateline", "03/04/2021"), ("paragraph", evidence)).published
        assert found == datetime(2021, month, 7 - month)

    def test_what_the_page_leaves_open_is_told_with_the_other_reading(self) -> None:
        story = ("title", "A title"), ("dateline", "03/04/2021"), ("paragraph", PROSE)
        assert facts(*story).doubts == {1: "holds a date that could also be 2021-04-03"}
        assert facts(*story, ("furniture", "Archive: 25/12/2019")).doubts == {}
        assert facts(story[0], ("dateline", "3 April 2021"), story[2]).doubts == {}
        assert facts(story[0], ("dateline", "13/04/2021"), story[2]).doubts == {}

    def test_a_zone_of_several_meanings_is_told_where_the_page_does_not_say_which(self) -> None:
        lines = ("title", "A title"), ("byline", "By Ann Lee"), ("dateline", "18 March 2021 16:44 IST")
        assert facts(*lines).doubts == {2: "names a zone, IST, that could be one of several"}
        assert facts(*lines, ("furniture", "New Delhi")).doubts == {}

    def test_of_two_readings_one_after_the_page_was_taken_is_none(self) -> None:
        story = ("title", "A title"), ("dateline", "03/04/2021"), ("paragraph", PROSE)
        london = ("furniture", "London")  # where the day is written first
        assert facts(*story, london, as_of=datetime(2021, 5, 20)).published == datetime(2021, 4, 3)
        found = facts(*story, london, as_of=datetime(2021, 3, 20))
        assert (found.published, found.doubts) == (datetime(2021, 3, 4), {})

    @pytest.mark.parametrize(
        ("evidence", "offset"),
        [
            ("New Delhi", "+05:30"),
            ("Subscribe at example.co.in", "+05:30"),
            ("Jerusalem", "+02:00"),
            ("Dublin", "+01:00"),
            ("Paris", ""),
            ("New Delhi, Jerusalem", ""),
        ],
    )
    def test_the_pages_places_say_what_zone_letters_mean(self, evidence: str, offset: str) -> None:
        line = "Published on Mar 18, 2021 04:44 PM IST"
        found = facts(("title", "A title"), ("dateline", line), ("paragraph", PROSE), ("furniture", evidence)).published
        assert found is not None
        assert found.isoformat() == "2021-03-18T16:44:00" + offset


class TestAuthors:
    @pytest.mark.parametrize(
        ("line", "names"),
        [
            ("By Ann Lee", ["Ann Lee"]),
            ("By Ann Lee, Bo Chen and Cara D'Arcy", ["Ann Lee", "Bo Chen", "Cara D'Arcy"]),
            ("BY ANN LEE", ["ANN LEE"]),
            ("Ann Lee", ["Ann Lee"]),
            ("Written by Ann Lee on July 27, 2017", ["Ann Lee"]),
            ("By Ann Lee, Staff Writer", ["Ann Lee"]),
            ("By Ann Lee, York", ["Ann Lee"]),
            ("By Ann Lee | Published: 23 July 2017 | 4 comments", ["Ann Lee"]),
            ("By Ann Lee and Bo Chen, Reuters", ["Ann Lee", "Bo Chen"]),
            ("Ann Lee ann.lee@example.org", ["Ann Lee"]),
            ("Ann Lee @annlee", ["Ann Lee"]),
            ("Words: Ann Lee Photos: Bo Chen", ["Ann Lee"]),
            ("Story by Ann Lee; photographs by Bo Chen", ["Ann Lee"]),
            ("[Ann Lee](https://example.org/ann-lee), 01. Dez. 2017, 12:01 Uhr **3 min** Lesezeit", ["Ann Lee"]),
            ("Von Jan Groß und Änne Öhm", ["Jan Groß", "Änne Öhm"]),
            ("von Jan Groß · 31. Oktober 2023", ["Jan Groß"]),
            ("VON JAN GROSS am 21. April 2020", ["JAN GROSS"]),
            ("Christoph von Ritter 24. April 2020", ["Christoph von Ritter"]),
            ("21. Jan 2022 // Jan Groß", ["Jan Groß"]),
            ("Veröffentlicht am 19. Dezember 2022 von Redaktion", ["Redaktion"]),
            ("Gespeichert von jangross am 24. Juli 2017 - 18:55", ["jangross"]),
            ("Eine Kolumne von Jan Groß", ["Jan Groß"]),
            ("Text und Interview: Jan Groß", ["Jan Groß"]),
            ("Autorin: Änne Öhm, Projektleiterin der Stiftung in Bonn.", ["Änne Öhm"]),
            ("Von Jan Groß, Übersetzung: Bo Chen", ["Jan Groß"]),
            ("Par Anne Dupont et Luc Noël", ["Anne Dupont", "Luc Noël"]),
            ("4.02.2022 par Luc Noël", ["Luc Noël"]),
            ("Propos recueillis par Luc Noël", ["Luc Noël"]),
            ("Auteur: Anne Dupont", ["Anne Dupont"]),
            ("Por María Núñez y José de la Cruz", ["María Núñez", "José de la Cruz"]),
            ("Publicado por María Núñez", ["María Núñez"]),
            ("di Anna Bianchi", ["Anna Bianchi"]),
            ("Door Piet van den Berg", ["Piet van den Berg"]),
            ("Av Åsa Öberg och Nils Ek", ["Åsa Öberg", "Nils Ek"]),
            ("Автор: Анна Иванова", ["Анна Иванова"]),
            ("文／山田太郎", ["山田太郎"]),
            ("责任编辑：王小明", ["王小明"]),
            ("（责任编辑：王小明）", ["王小明"]),
            ("記者・山田太郎", ["山田太郎"]),
            ("By Wikimedia Foundation • 15 January 2020", ["Wikimedia Foundation"]),
            ("von John v. Berg, Vorstand", ["John v. Berg"]),
            ("By Anna Reed. Illustrations by Ben Ito", ["Anna Reed"]),
            ("By Ann Lee Jr.", ["Ann Lee Jr."]),
            ("By Ann Lee, The Post", ["Ann Lee"]),
            ("Par Luc Noël avec AFP", ["Luc Noël"]),
            ("Von Änne Öhm (Text) und Jan Groß (Fotos)", ["Änne Öhm"]),
            ("来源：江南晚报 记者 陈小雨", ["陈小雨"]),
            ("この記事は有料記事です。残り320文字", []),
            ("AFP", []),
            ("By Reuters", []),
            ("dpa/lno", []),
            ("Quelle: Coast Herald", []),
            ("Con información de AFP, EFE y Reuters", []),
            ("(jg)", []),
            ("3 min read", []),
            ("Autoren Jan Groß, Änne Öhm", ["Jan Groß", "Änne Öhm"]),
            ("Redaktion - 31. Januar 2022", ["Redaktion"]),
            ("Posted onAuthorAnn Lee4 comments", ["Ann Lee"]),
        ],
    )
    def test_a_byline_gives_the_names_in_it(self, line: str, names: list[str]) -> None:
        assert list(authors(line)) == names

    @pytest.mark.parametrize(
        ("lines", "names"),
        [
            (["By", "Ann Lee", "and", "Bo Chen"], ["Ann Lee", "Bo Chen"]),
            (["Autoren:", "Jan Groß"], ["Jan Groß"]),
            (["Ann Lee, Staff Attorney, Justice Program", "& Bo Chen, Director of Equity"], ["Ann Lee", "Bo Chen"]),
            (["Ann Lee", "annlee", "annlee@example.org"], ["Ann Lee"]),
            (["Ann Lee", "Head of Press and Public Relations"], ["Ann Lee"]),
            (["Von: Jan Groß", "Übersetzt von: Bo Chen"], ["Jan Groß"]),
            (["By Ann Lee", "By ANN LEE"], ["Ann Lee"]),
            (["Ann Lee Ann Lee"], ["Ann Lee"]),
        ],
    )
    def test_bylines_that_follow_each_other_are_read_together(self, lines: list[str], names: list[str]) -> None:
        assert list(authors(*lines)) == names

    def test_a_byline_taken_for_something_else_is_read_where_it_says_by(self) -> None:
        story = ("title", "A title"), ("paragraph", PROSE)
        assert facts(story[0], ("furniture", "By Ann Lee"), story[1]).authors == ("Ann Lee",)
        assert facts(*story, ("related", "Posted by Ann Lee, Press Office")).authors == ("Ann Lee",)
        assert facts(story[0], ("furniture", "Ann Lee"), story[1]).authors == ()

    def test_a_sentence_that_begins_with_by_is_no_byline(self) -> None:
        story = ("title", "A title"), ("paragraph", "By Monday the council had met."), ("paragraph", PROSE)
        assert facts(*story).authors == ()
        assert facts(story[0], ("furniture", "By clicking subscribe, you agree"), story[2]).authors == ()

    def test_of_two_lines_that_credit_the_one_with_a_full_name_wins(self) -> None:
        assert authors("Posted by annlee on 3 May 2022", "A text written by Ann Lee") == ("Ann Lee",)

    def test_a_byline_in_pieces_that_were_taken_for_something_else_is_read_together(self) -> None:
        pieces = [("furniture", words) for words in ("By", "Ann Lee", "and", "Bo Chen")]
        assert facts(("title", "A title"), *pieces, ("paragraph", PROSE)).authors == ("Ann Lee", "Bo Chen")

    def test_a_byline_taken_for_a_dateline_is_read_where_it_holds_a_full_name(self) -> None:
        story = ("title", "A title"), ("paragraph", PROSE)
        assert facts(story[0], ("dateline", "Ann Lee 3/5/2022 22:41"), story[1]).authors == ("Ann Lee",)
        assert facts(story[0], ("dateline", "Ann 3/5/2022 22:41"), story[1]).authors == ()

    def test_a_name_alone_in_a_line_is_read_beside_a_dateline(self) -> None:
        lines = ("title", "A title"), ("dateline", "3 May 2022"), ("furniture", "Ann Lee"), ("paragraph", PROSE)
        assert facts(*lines).authors == ("Ann Lee",)

    def test_by_alone_in_a_byline_leads_to_a_name_taken_for_something_else(self) -> None:
        lines = ("title", "A title"), ("byline", "By"), ("furniture", "Ann"), ("paragraph", PROSE)
        assert facts(*lines).authors == ("Ann",)

    def test_an_account_is_an_author_where_the_line_says_that_it_wrote(self) -> None:
        lines = ("title", "A title"), ("furniture", "Artikel von:"), ("furniture", "houseinfo"), ("paragraph", PROSE)
        assert facts(*lines).authors == ("houseinfo",)
        assert facts(("title", "A title"), ("furniture", "by candlelight"), ("paragraph", PROSE)).authors == ()
        assert facts(("title", "A title"), ("furniture", "AUTOREN"), ("paragraph", PROSE)).authors == ()

    def test_a_byline_near_the_title_wins_over_one_of_a_teaser(self) -> None:
        lines = ("byline", "By Ann Lee"), *[("paragraph", PROSE)] * 15, ("related", "Another"), ("byline", "By Bo Chen")
        assert facts(("title", "A title"), *lines, *[("related", "More")] * 15).authors == ("Ann Lee",)

    def test_a_biography_under_the_story_gives_the_name_where_nothing_else_does(self) -> None:
        story = ("title", "A title"), ("paragraph", PROSE)
        assert facts(*story, ("about", "Ann Lee is a reporter in York.")).authors == ("Ann Lee",)
        assert facts(*story, ("about", "About Ann Lee")).authors == ("Ann Lee",)
        assert facts(*story, ("about", "Ann Lee")).authors == ("Ann Lee",)
        assert facts(*story, ("subhead", "Über die Autorin:"), ("paragraph", "Ann Lee (37) ist Ärztin.")).authors == (
            "Ann Lee",
        )
        assert facts(*story, ("about", "About the author"), ("about", "Ann Lee")).authors == ("Ann Lee",)
        assert facts(*story, ("about", "Imprint")).authors == ()
        assert facts(*story, ("about", "This site is a member of the council.")).authors == ()

    def test_who_comments_is_no_author(self) -> None:
        story = ("title", "A title"), ("paragraph", PROSE)
        assert facts(*story, ("comment", "Posted by Ann Lee, 3 May 2022")).authors == ()

    def test_a_button_or_a_picture_agency_is_no_author(self) -> None:
        for line in ("Home / Essays", "Getty Images"):
            assert facts(("title", "A title"), ("byline", line), ("paragraph", PROSE)).authors == ()

    def test_no_name_is_made_of_nothing(self) -> None:
        assert authors("", "|", "By", "-") == ()


KINDS = st.sampled_from([kind.value for kind in Kind])
LINES = st.sampled_from(
    ["By", "By Ann Lee", "3 May 2022", "03/04/2021", "10:15 PM IST", "Updated", "5 hours ago", "A | B", "© A", "# A"]
)


@given(st.lists(st.tuples(KINDS, st.one_of(LINES, st.text(max_size=60))), max_size=30))
def test_any_paragraphs_have_facts(lines: list[tuple[str, str]]) -> None:
    found = facts(*lines, as_of=datetime(2022, 5, 8))
    for text in (found.title, found.deck, *found.authors):
        assert text is None or (text.strip() == text and text and "\n" not in text)
    assert len(set(found.authors)) == len(found.authors)
    assert facts(*lines, as_of=datetime(2022, 5, 8)) == found


def test_time_is_linear_in_the_paragraphs_whatever_their_kinds() -> None:
    lines = [
        ("title", "A | B"),
        ("dateline", "3 May 2022"),
        ("byline", "By A"),
        ("furniture", "4 May 2022"),
        ("deck", ""),
    ]
    short, long = (page(*lines * count, ("paragraph", PROSE)) for count in (1000, 4000))
    assert not is_slow(partial(find_facts, short), partial(find_facts, long))


def test_a_page_without_a_date_needs_no_dateutil() -> None:
    code = (
        "import sys; from triage.article import *; from triage.facts import find_facts;"
        "p = Paragraph(0, 5, 'A line of 12 words', '', 0, Kind.DATELINE, 1.0, None);"
        "find_facts([p] * 9); sys.exit('dateutil' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
