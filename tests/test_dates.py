"""Dates in a line: the shapes and languages that are read, and what is no date."""

from __future__ import annotations

import time
from datetime import datetime
from functools import partial

import pytest
from clock import is_slow
from hypothesis import given
from hypothesis import strategies as st

from triage import datewords
from triage.ago import count_back
from triage.dates import find_dates, may_hold_date, without
from triage.habits import Habits
from triage.tidy import LONGEST, tidy

ANY_PAGE = Habits((), datetime(2026, 1, 1))


def dates(text: str, habits: Habits = ANY_PAGE) -> list[str]:
    return [date.moment.isoformat() for date in find_dates(tidy(text), habits, short_years=True)]


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        # English
        ("Published on Mar 18, 2021 04:44 PM", "2021-03-18T16:44:00"),
        ("Thursday, 18 March 2021, 4.44pm", "2021-03-18T16:44:00"),
        ("March 18th, 2021 at 4:44 p.m.", "2021-03-18T16:44:00"),
        ("18th of March 2021", "2021-03-18T00:00:00"),
        ("MARCH 18, 2021", "2021-03-18T00:00:00"),
        ("Sept. 3, 2021, 12:05 a.m.", "2021-09-03T00:05:00"),
        ("16:44, 18 March 2021", "2021-03-18T16:44:00"),
        ("18-Mar-2021", "2021-03-18T00:00:00"),
        # Numbers alone
        ("2021-03-18", "2021-03-18T00:00:00"),
        ("2021-03-04", "2021-03-04T00:00:00"),
        ("2021/03/18 16:44:05", "2021-03-18T16:44:05"),
        ("18.03.2021", "2021-03-18T00:00:00"),
        ("04.03.2021", "2021-03-04T00:00:00"),
        ("18. 3. 2021", "2021-03-18T00:00:00"),
        ("03/18/2021", "2021-03-18T00:00:00"),
        ("18/03/2021 16h44", "2021-03-18T16:44:00"),
        ("18 | 03 | 2021", "2021-03-18T00:00:00"),
        ("18.3.21", "2021-03-18T00:00:00"),
        ("18.3.99", "1999-03-18T00:00:00"),
        ("2021-03-18T16:44:05", "2021-03-18T16:44:05"),
        # German
        ("Donnerstag, 18. März 2021, 16.44 Uhr", "2021-03-18T16:44:00"),
        ("Stand: 18.03.2021 16:44 Uhr", "2021-03-18T16:44:00"),
        ("18. Mrz. 2021 um 16:44 Uhr", "2021-03-18T16:44:00"),
        ("3. Jänner 2021", "2021-01-03T00:00:00"),
        ("16:44 Uhr, 18. März 2021", "2021-03-18T16:44:00"),
        # French
        ("Publié le jeudi 18 mars 2021 à 16h44", "2021-03-18T16:44:00"),
        ("1er août 2021", "2021-08-01T00:00:00"),
        ("mardi 16 févr. 2021 à 16 h 44", "2021-02-16T16:44:00"),
        # Spanish, Catalan
        ("jueves, 18 de marzo de 2021 | 16:44 h", "2021-03-18T16:44:00"),
        ("18 de marzo del 2021 a las 4:44 p. m.", "2021-03-18T16:44:00"),
        ("marzo 18, 2021", "2021-03-18T00:00:00"),
        ("18 d'abril de 2021", "2021-04-18T00:00:00"),
        # Italian
        ("giovedì 18 marzo 2021 alle 16:44", "2021-03-18T16:44:00"),
        ("18 Marzo 2021 ore 16.44", "2021-03-18T16:44:00"),
        # Portuguese
        ("18 de março de 2021 às 16h44", "2021-03-18T16:44:00"),
        ("18/mar/2021", "2021-03-18T00:00:00"),
        # Dutch, Swedish, Danish, Norwegian, Finnish
        ("donderdag 18 maart 2021 om 16:44 uur", "2021-03-18T16:44:00"),
        ("torsdag 18 mars 2021 kl. 16.44", "2021-03-18T16:44:00"),
        ("18. marts 2021 kl. 16:44", "2021-03-18T16:44:00"),
        ("18. desember 2021 klokken 16:44", "2021-12-18T16:44:00"),
        ("18. maaliskuuta 2021 klo 16.44", "2021-03-18T16:44:00"),
        # Polish, Czech, Slovak, Hungarian, Romanian
        ("18 marca 2021, godz. 16:44", "2021-03-18T16:44:00"),
        ("18 października 2021", "2021-10-18T00:00:00"),
        ("18. března 2021 v 16:44", "2021-03-18T16:44:00"),
        ("18. listopadu 2021", "2021-11-18T00:00:00"),
        ("18. októbra 2021", "2021-10-18T00:00:00"),
        ("2021. március 18. csütörtök, 16:44", "2021-03-18T16:44:00"),
        ("18 martie 2021, ora 16:44", "2021-03-18T16:44:00"),
        # Turkish, Indonesian, Vietnamese
        ("18 Mart 2021 Perşembe, 16:44", "2021-03-18T16:44:00"),
        ("18 AĞUSTOS 2021", "2021-08-18T00:00:00"),
        ("18 Kasım 2021", "2021-11-18T00:00:00"),
        ("Kamis, 18 Agustus 2021 pukul 16.44", "2021-08-18T16:44:00"),
        ("Thứ năm, 18/3/2021, 16:44", "2021-03-18T16:44:00"),
        ("ngày 18 tháng 3 năm 2021", "2021-03-18T00:00:00"),
        # Russian, Ukrainian, Bulgarian, Greek
        ("18 марта 2021 г., 16:44", "2021-03-18T16:44:00"),
        ("18 марта 2021 года в 16:44", "2021-03-18T16:44:00"),
        ("18 березня 2021, 16:44", "2021-03-18T16:44:00"),
        ("18 листопада 2021", "2021-11-18T00:00:00"),
        ("18 октомври 2021", "2021-10-18T00:00:00"),
        ("18 Μαρτίου 2021, 16:44", "2021-03-18T16:44:00"),
        ("18 ΜΑΡΤΙΟΥ 2021", "2021-03-18T00:00:00"),
        # Japanese, Chinese, Korean
        ("2021年3月18日(木) 16時44分", "2021-03-18T16:44:00"),
        ("2021年3月18日 午後4時44分", "2021-03-18T16:44:00"),
        ("2021年3月18日 午前9時5分", "2021-03-18T09:05:00"),
        ("2021年3月18日 午後4時44分30秒", "2021-03-18T16:44:00"),
        ("2021年3月18日 午後0時5分", "2021-03-18T12:05:00"),
        ("2021年3月18日 午前0時5分", "2021-03-18T00:05:00"),
        ("2021年3月18日 16時", "2021-03-18T16:00:00"),
        ("9時 2021年3月18日", "2021-03-18T09:00:00"),
        ("2021年3月18日 16時間", "2021-03-18T00:00:00"),  # for so many hours
        ("２０２１年３月１８日", "2021-03-18T00:00:00"),
        ("令和3年3月18日", "2021-03-18T00:00:00"),
        ("令和元年5月1日", "2019-05-01T00:00:00"),
        ("平成30年3月18日", "2018-03-18T00:00:00"),
        ("2021年3月18日下午4:44", "2021-03-18T16:44:00"),
        ("2021年3月18日 9时5分", "2021-03-18T09:05:00"),
        ("2021年3月18日 上午9点", "2021-03-18T09:00:00"),
        ("2021年3月18日 下午4點半", "2021-03-18T16:30:00"),
        ("2021年3月18日 5点建议", "2021-03-18T00:00:00"),  # five points
        ("2021年03月18日 星期四 16:44", "2021-03-18T16:44:00"),
        ("2021년 3월 18일 오후 4시 44분", "2021-03-18T16:44:00"),
        ("2021년 3월 18일 오후 4시 5분", "2021-03-18T16:05:00"),
        ("2021년 3월 18일 오후 4시", "2021-03-18T16:00:00"),
        ("2021년 3월 18일 오전 9시", "2021-03-18T09:00:00"),
        ("입력 2021.03.18. 오후 4:44", "2021-03-18T16:44:00"),
        # Arabic, Hebrew, Hindi, Thai
        ("18 مارس 2021", "2021-03-18T00:00:00"),
        ("١٨ مارس ٢٠٢١", "2021-03-18T00:00:00"),
        ("18 آذار 2021", "2021-03-18T00:00:00"),
        ("18 במרץ 2021", "2021-03-18T00:00:00"),
        ("18 मार्च 2021", "2021-03-18T00:00:00"),
        ("18 มีนาคม 2564", "2021-03-18T00:00:00"),
        ("18 ม.ค. 2564 16:44 น.", "2021-01-18T16:44:00"),
        ("18 มี.ค. 2564", "2021-03-18T00:00:00"),
    ],
)
def test_a_date_is_read(text: str, moment: str) -> None:
    assert may_hold_date(text)
    assert dates(text) == [moment]


@pytest.mark.parametrize(
    "text",
    [
        "31.02.2021",  # no such day
        "18.13.2021",
        "March 2021",  # an issue's month, not a day
        "in 2021",
        "12.–14. Mai 2021",
        "12 to 14 May 2021",
        "12. Mai 2021 - 14. Mai 2021",
        "13.10.2021 bis 15.10.2021",
        "18.03.2127",  # not yet
        "Version 3.18.2021.4",
        "+49 30 284447-42",
        "192.168.20.21",
        "18 Marbles 2021",
        "5 hours ago",
        "2021 0318 1644",
        "",
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert dates(text) == []


@pytest.mark.parametrize(
    ("text", "moments"),
    [
        (
            "Pubblicato il 19 Febbraio 2020 Ultima modifica 20 Febbraio 2020 12:02",
            ["2020-02-19T00:00:00", "2020-02-20T12:02:00"],
        ),
        ("29. Dezember 202230. Dezember 2022", ["2022-12-29T00:00:00", "2022-12-30T00:00:00"]),
        ("page 12 of 2021-03-18", ["2021-03-18T00:00:00"]),
        ("4. Mai 2022 | 5. Mai 2022", ["2022-05-04T00:00:00", "2022-05-05T00:00:00"]),
    ],
)
def test_several_dates_in_a_line_are_read_in_order(text: str, moments: list[str]) -> None:
    assert dates(text) == moments


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("18 March 2021 16:44 GMT", "2021-03-18T16:44:00+00:00"),
        ("2021-03-18T16:44:00Z", "2021-03-18T16:44:00+00:00"),
        ("2021-03-18T16:44:00+05:30", "2021-03-18T16:44:00+05:30"),
        ("2021-03-18T16:44:00-0300", "2021-03-18T16:44:00-03:00"),
        ("18. März 2021, 16:44 Uhr MEZ", "2021-03-18T16:44:00+01:00"),
        ("18/3/2021, 16:44 (GMT+7)", "2021-03-18T16:44:00+07:00"),
        ("March 18, 2021 4:44 PM EDT", "2021-03-18T16:44:00-04:00"),
        # Eastern Time is winter's or summer's by the day.
        ("January 18, 2021 4:44 PM ET", "2021-01-18T16:44:00-05:00"),
        ("July 18, 2021 4:44 PM ET", "2021-07-18T16:44:00-04:00"),
        ("4:44 PM ET, July 18, 2021", "2021-07-18T16:44:00-04:00"),
        ("2021年3月18日 16:44 JST", "2021-03-18T16:44:00+09:00"),
    ],
)
def test_a_zone_that_the_text_names_makes_the_date_aware(text: str, moment: str) -> None:
    assert dates(text) == [moment]


@pytest.mark.parametrize("letters", sorted(datewords.AMBIGUOUS_ZONES))
def test_letters_of_several_zones_leave_a_date_naive_where_the_page_does_not_tell(letters: str) -> None:
    assert dates(f"18 March 2021 16:44 {letters}") == ["2021-03-18T16:44:00"]


def test_capitals_that_are_no_zone_are_not_taken_for_one() -> None:
    line = "18. März 2021, 16:44 VON ANNA BLUME"
    found = find_dates(line, ANY_PAGE)
    assert [date.moment for date in found] == [datetime(2021, 3, 18, 16, 44)]
    assert without(line, found).strip(" |") == "VON ANNA BLUME"


def test_the_machine_and_its_zone_do_not_matter(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: set[str] = set()
    for zone in ("Asia/Kolkata", "Europe/Dublin", "America/Chicago", "UTC"):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        answers.update(dates("18 March 2021 16:44 IST"), dates("18 March 2021 16:44 CST"))
    monkeypatch.undo()
    time.tzset()
    assert answers == {"2021-03-18T16:44:00"}


@pytest.mark.parametrize(
    ("language", "month", "form"),
    [
        (language, month, form)
        for language, names in datewords.MONTHS.items()
        for month, forms in enumerate(names.split("|"), start=1)
        for form in forms.split()
    ],
)
def test_no_language_takes_a_month_from_another(language: str, month: int, form: str) -> None:
    assert dates(f"3 {form} 2021") == [f"2021-{month:02d}-03T00:00:00"]


def test_no_word_for_what_a_date_is_hides_in_a_month_or_weekday() -> None:
    names = [
        form for table in (datewords.MONTHS, datewords.WEEKDAYS) for forms in table.values() for form in forms.split()
    ]
    marks = f"{datewords.PUBLISHED},{datewords.UPDATED},{datewords.OTHER}".split(",")
    assert [
        (mark, name) for mark in marks for name in names if datewords.fold(mark.strip()) in datewords.fold(name)
    ] == []


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("5 hours ago", "2022-05-08T07:30:00+00:00"),
        ("vor 11 Minuten", "2022-05-08T12:19:00+00:00"),
        ("vor 3 Tagen", "2022-05-05T00:00:00+00:00"),
        ("il y a 2 semaines", "2022-04-24T00:00:00+00:00"),
        ("Hace 13 horas", "2022-05-07T23:30:00+00:00"),
        ("3 ore fa", "2022-05-08T09:30:00+00:00"),
        ("há 2 horas", "2022-05-08T10:30:00+00:00"),
        ("2 godziny temu", "2022-05-08T10:30:00+00:00"),
        ("5 часов назад", "2022-05-08T07:30:00+00:00"),
        ("5時間前", "2022-05-08T07:30:00+00:00"),
        ("5小时前", "2022-05-08T07:30:00+00:00"),
        ("5시간 전", "2022-05-08T07:30:00+00:00"),
        ("منذ 5 ساعات", "2022-05-08T07:30:00+00:00"),
    ],
)
def test_a_time_counted_back(text: str, moment: str) -> None:
    back = count_back(tidy(text), datetime.fromisoformat("2022-05-08T12:30+00:00"))
    assert back is not None
    assert back.isoformat() == moment


@pytest.mark.parametrize("text", ["3 days", "5 min read", "ago", "vor der Tür", "17 Kommentare vor Ort"])
def test_what_counts_nothing_back(text: str) -> None:
    assert count_back(tidy(text), datetime(2022, 5, 8)) is None


@given(st.dates(datetime(1990, 1, 1).date(), datetime(2025, 12, 31).date()), st.times(), st.sampled_from("T _"))
def test_iso_dates_are_read_as_python_writes_them(day: datetime, hour: datetime, separator: str) -> None:
    text = f"{day.isoformat()}{separator.replace('_', ', ')}{hour.isoformat(timespec='seconds')}"
    assert dates(text) == [text[:10] + "T" + text[-8:]]


@pytest.mark.parametrize(
    "scrap",
    [
        "1",
        "1 ",
        "1.",
        "2021-",
        "a",
        "a ",
        "Mar ",
        "18 Mar",
        "18 Mar 2021",
        "16:44 ",
        "年",
        "- ",
        "令和",
        "한",
        "\u0301",
        "(",
    ],
)
def test_time_does_not_grow_with_the_length_of_a_line(scrap: str) -> None:
    def read(length: int) -> None:
        text = (scrap * length)[:length]
        for _ in range(3):
            find_dates(tidy(text), ANY_PAGE, short_years=True)

    assert not is_slow(partial(read, LONGEST), partial(read, 200 * LONGEST), times=10)


def test_a_year_to_come_is_one_that_no_page_of_today_or_of_next_year_tells() -> None:
    """The clock decides nothing, or a text would be read otherwise next year."""
    page = Habits((), None)
    assert dates("18 March 2098", page) == ["2098-03-18T00:00:00"]
    assert dates("18 March 2101", page) == dates("Room 2101", page) == []
    assert dates("3.16.45 Uhr", ANY_PAGE) == []
