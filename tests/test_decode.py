"""Bytes of any encoding become text; what is no text is refused."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from triage.decode import NotText, decode

RUSSIAN = (
    "Мост через реку снова открыт\n\nВ субботу утром городской совет открыл мост, который ремонтировали почти два года."
    ' Рабочие заменили настил и перила, а по вечерам теперь горят новые фонари. "Мы ждали этого очень долго", - сказала'
    " жительница соседней улицы.\n"
)
SIMPLIFIED = (
    "河上的桥重新开放\n\n市议会星期六上午重新开放了修缮近两年的大桥。工人们更换了桥面和栏杆，晚上还会亮起新的路灯。"
    "附近街道的一位居民说：“我们等了很久。”\n"
)
TRADITIONAL = (
    "河上的橋重新開放\n\n市議會星期六上午重新開放了修繕近兩年的大橋。工人們更換了橋面和欄杆，晚上還會亮起新的路燈。"
    "附近街道的一位居民說：「我們等了很久。」\n"
)
JAPANESE = (
    "川の橋が再び開通\n\n市議会は土曜日の朝、二年近く修理されていた橋を再び開いた。作業員は床板と手すりを取り替え、夜には"
    "新しい街灯がともる。近くに住む女性は「とても長く待っていました」と話した。\n"
)
KOREAN = (
    "강 위의 다리가 다시 열렸다\n\n시의회는 토요일 아침 거의 두 해 동안 고친 다리를 다시 열었다. 일꾼들은 바닥과 난간을"
    " 바꾸었고 밤에는 새 가로등이 켜진다. 이웃 거리에 사는 한 주민은 정말 오래 기다렸다고 말했다.\n"
)
GREEK = (
    "Η γέφυρα του ποταμού άνοιξε ξανά\n\nΤο Σάββατο το πρωί το δημοτικό συμβούλιο άνοιξε τη γέφυρα που επισκευαζόταν"
    " σχεδόν δύο χρόνια. Οι εργάτες άλλαξαν το δάπεδο και τα κάγκελα.\n"
)
HEBREW = (
    "הגשר מעל הנהר נפתח מחדש\n\nבשבת בבוקר פתחה מועצת העיר את הגשר ששופץ כמעט שנתיים. הפועלים החליפו את המשטח ואת"
    " המעקה, ובערבים דולקים פנסים חדשים.\n"
)
ARABIC = (
    "إعادة فتح الجسر فوق النهر\n\nافتتح مجلس المدينة صباح السبت الجسر الذي استمر إصلاحه نحو عامين. واستبدل العمال"
    " الأرضية والدرابزين، وتضاء في المساء مصابيح جديدة.\n"
)
POLISH = (
    "Most nad rzeką znów otwarty\n\nW sobotę rano rada miasta otworzyła most, który remontowano prawie dwa lata."
    " Robotnicy wymienili nawierzchnię i poręcze, a wieczorami świecą już nowe latarnie.\n"
)
HUNGARIAN = (
    "Újra megnyílt a folyó hídja\n\nSzombat reggel a városi tanács megnyitotta a hidat, amelyet csaknem két évig"
    " javítottak. A munkások kicserélték a burkolatot és a korlátot, és örültek a hűvös időnek is.\n"
)
TURKISH = (
    "Nehrin üzerindeki köprü yeniden açıldı\n\nBelediye meclisi cumartesi sabahı neredeyse iki yıldır onarılan köprüyü"
    " yeniden açtı. İşçiler döşemeyi ve korkulukları değiştirdi, akşamları artık yeni lambalar yanıyor.\n"
)
FRENCH = (
    "Le pont sur la rivière rouvert\n\nSamedi matin, le conseil municipal a rouvert le pont réparé pendant près de deux"
    " ans. Les ouvriers ont changé le tablier, et de nouveaux réverbères s’allument le soir. « Enfin », a-t-elle dit.\n"
)
GERMAN = (
    "Brücke über den Fluss wieder geöffnet\n\nAm Samstagmorgen öffnete der Stadtrat die Brücke, die fast zwei Jahre"
    " lang erneuert wurde. „Darauf haben wir sehr lange gewartet“, sagte eine Anwohnerin.\n"
)
ENGLISH = (
    "The bridge is open again\n\nOn Saturday morning the town council opened the bridge. “We have waited a very long"
    " time,” said a woman who lives on the next street – and it’s worth it.\n"
)

SAMPLES = Path(__file__).parent.parent / "samples"

LEGACY = [
    ("koi8_r", RUSSIAN),
    ("cp1251", RUSSIAN),
    ("cp866", RUSSIAN),
    ("iso8859_5", RUSSIAN),
    ("gb2312", SIMPLIFIED),
    ("gbk", SIMPLIFIED),
    ("gb18030", SIMPLIFIED),
    ("big5", TRADITIONAL),
    ("shift_jis", JAPANESE),
    ("euc_jp", JAPANESE),
    ("iso2022_jp", JAPANESE),
    ("euc_kr", KOREAN),
    ("iso2022_kr", KOREAN),
    ("cp1253", GREEK),
    ("iso8859_7", GREEK),
    ("cp1255", HEBREW),
    ("cp1256", ARABIC),
    ("cp1250", POLISH),
    ("iso8859_2", POLISH),
    ("cp1250", HUNGARIAN),
    ("cp1254", TURKISH),
    ("cp1252", FRENCH),
    ("cp1252", GERMAN),
    ("cp1252", ENGLISH),
    ("latin_1", "The café by the bridge opens again on Saturday morning, the council said.\n"),
]
TEXTS = list(dict.fromkeys(text for _, text in LEGACY))


@pytest.mark.parametrize("encoding", ["cp932", "euc_jp"])
def test_long_sentences_without_spaces_are_no_mess(encoding: str) -> None:
    data = decode((SAMPLES / "lighthouse-ja.txt").read_bytes()).text.encode(encoding, "ignore")
    assert decode(data) == (data.decode(encoding), encoding)


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.split("\n")[0])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "utf-32-le"])
def test_unicode_is_read_with_and_without_a_mark(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be"])
@pytest.mark.parametrize(
    "text",
    [
        "കേരളത്തിലെ പഴയപാലം തുറന്നുകൊടുത്തതായി നഗരസഭാധ്യക്ഷൻ അറിയിച്ചിട്ടുണ്ട്",  # long words, few zeros
        "नदी पर बना पुल शनिवार की सुबह फिर से खोल दिया गया",
        "சனிக்கிழமை காலை ஆற்றுப்பாலம் மீண்டும் திறக்கப்பட்டது",
        "สะพานข้ามแม่น้ำเปิดอีกครั้ง\n",
        "Меню\nГлавная\nНовости\n",
        "قائمة\nالرئيسية\nأخبار\n",
        "Menu\nHome\nNews\nSport\n",
        "菜单\n首页\n新闻\n",
    ],
)
def test_unicode_without_a_mark_is_found_in_every_script(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)) == (text, encoding)


@pytest.mark.parametrize(("encoding", "text"), LEGACY, ids=lambda value: value.split("\n")[0])
def test_legacy_encodings_are_found(encoding: str, text: str) -> None:
    assert decode(text.encode(encoding)).text == text


@pytest.mark.parametrize(("encoding", "text"), LEGACY, ids=lambda value: value.split("\n")[0])
def test_a_long_english_start_does_not_hide_the_encoding(encoding: str, text: str) -> None:
    long = "The town council met on Saturday.\n" * 10_000 + text
    assert decode(long.encode(encoding)).text == long


@pytest.mark.parametrize(("encoding", "text"), LEGACY, ids=lambda value: value.split("\n")[0])
def test_a_long_single_line_does_not_hide_the_encoding(encoding: str, text: str) -> None:
    long = text.replace("\n", " ") * 2_000
    assert decode(long.encode(encoding)).text == long


@pytest.mark.parametrize("bad", [b"\xff", b"\xe2\x80", b"\x93quoted\x94", b"\xed\xa0\x80"])
def test_utf8_with_a_few_bad_bytes_stays_utf8(bad: bytes) -> None:
    good = "Good “text” – with signs. ".encode() * 5
    text, encoding = decode(good + bad + good)
    assert encoding == "utf-8"
    assert text.count("Good “text” – with signs.") == 10
    assert "\ufffd" in text


def test_utf8_that_was_cut_off_is_utf8() -> None:
    assert decode(JAPANESE.encode()[:-2]).text.startswith(JAPANESE[:-5])


def test_an_empty_file_is_an_empty_text() -> None:
    assert decode(b"") == ("", "utf-8")


def test_line_ends_are_kept_and_the_mark_is_dropped() -> None:
    for encoding in ("utf-8-sig", "utf-16", "utf-32"):
        assert decode("a\r\nb\rc\n\fd\u2028e".encode(encoding)).text == "a\r\nb\rc\n\fd\u2028e"


@pytest.mark.parametrize(
    "text",
    [
        "A line of text that somebody wrote.\n" * 20 + "\0",
        "Menu\nHome\0\nNews\nSport\n",
        "\0Menu\r\n\tHome\r\n\tNews\r\n",
        RUSSIAN + "\0",
        RUSSIAN.replace("мост", "мост\0"),
        SIMPLIFIED.replace("，", "\0，"),
        "字" * 40_000 + "\0",  # the sample ends within a character
        "字" * 20_000 + "\0" + "字" * 20_000,
    ],
)
def test_a_stray_zero_byte_does_not_change_the_encoding(text: str) -> None:
    assert decode(text.encode()) == (text, "utf-8")


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\n",
        b"{\\rtf1\\ansi Some words.}",
        b"From: <Saved by a browser>\r\nSubject: A page\r\n",
        b"PK\x03\x04 word/document.xml of an office document",
        b"\x89PNG\r\n\x1a\n" + b"words " * 99,
        gzip.compress(b"some text, pressed " * 50),
        random.Random(7).randbytes(4096),
        bytes(1000),
        b"\x01\x02\x03\x04",
        b"a head of text, as files of many formats have it\n" * 999 + random.Random(8).randbytes(4096),
    ],
)
def test_binary_is_refused_in_a_sentence(data: bytes) -> None:
    with pytest.raises(NotText, match="^Is .+, not plain text$"):
        decode(data)


@pytest.mark.parametrize(
    "data",
    [b"<!DOCTYPE html>\n<html>", b"\n <HTML lang=en><p>words</p>", b'<?xml version="1.0"?>\n<html>', b"<div><h1>A</h1>",
     b"<!-- saved from url=(0014)about:internet -->\n<HTML>"],
)  # fmt: skip
def test_html_is_refused_and_what_to_do_is_told(data: bytes) -> None:
    with pytest.raises(NotText, match="^Is HTML, .* lynx"):
        decode(data)
    assert decode(b"How to begin: <html>, then <body>.").encoding == "utf-8"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_in_utf8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == (text, "utf-8-sig")
    assert text.startswith("\ufeff") or decode(text.encode()).text == text
