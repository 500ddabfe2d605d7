"""Authors' names in the lines that credit them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from triage.datewords import PUBLISHED, UPDATED, fold

_LONGEST = 60
_MOST_WORDS = 6


class Credit(NamedTuple):
    """What a line says of who wrote."""

    names: tuple[str, ...]
    """In order, each once."""
    marked: bool
    """Whether the line says so: "By Ann Lee", "Text: Ann Lee"."""
    written: bool
    """Whether it begins with what was done, or what they are: "Posted by annie", "Author: annie"."""


def read_credit(line: str) -> Credit:
    """The names that a line credits.

    ``line`` is tidied and without its dates (:func:`triage.dates.without`). Agencies, roles, photographers, translators
    and sources are no authors. Where the line says who wrote, only what is so marked is read; else its first part that
    holds a name.
    """
    marked = list(_marked_names(line))
    names = marked or _first_names(line)
    once = tuple({fold(name): name for name in reversed(names)}.values())[::-1]
    return Credit(once, bool(marked), bool(marked) and _WRITTEN.match(line) is not None)


def leads_on(line: str, following: str) -> bool:
    """Whether the line only leads to the one that follows it ("By", "Author:", "Ann Lee and"), or that one goes on."""
    if _FOLLOWS.match(following):
        return True
    if _DESK.fullmatch(fold(line)) or _BY.match(following) or _LEADS_ON.search(following):
        return False
    return _LEADS_ON.search(line) is not None


def name_in_biography(line: str) -> tuple[str, ...]:
    """The name that an author's biography opens with: "About Ann Lee", "Ann Lee is a reporter in York.", or just "Ann Lee"."""
    match = _biography().match(line)
    name = _clean(match[1] or match[2]) if match else line
    if not name or not is_full_name(name) or not _is_name(name, name.split(), lenient=False):
        return ()
    return (name,)


def is_full_name(name: str) -> bool:
    """Whether a name has two parts or more, each but particles ("van der") with a capital: more than an account's."""
    words = name.split()
    return len(words) > 1 and all(word[0].isupper() or word in _PARTICLES for word in words) and words[0][0].isupper()


def _parts(line: str) -> list[str]:
    """What the bars, dots and dashes of a line set apart, without what credits other work."""
    line = re.sub(r"(?<=\S )\([^()|]*\)", " ", _PICTURED.sub(" ", _NOISE.sub(" ", line)))
    line = _CJK_BY.sub(r" | \g<0>", line)
    return [part for part in _BREAK.split(_OTHERS.sub(r" | \g<0>", line)) if not _OTHERS.search(part)]


def _marked_names(line: str) -> Iterator[str]:
    for part in _parts(line):
        match = _BY.search(part)
        if match is not None:
            yield from _listed_names(match[match.lastindex or 0], lenient=True)


def _first_names(line: str) -> list[str]:
    """The names in the first part that has any: what follows is the section, the number of comments, the paper."""
    parts = (part for part in _parts(line) if not _BY.search(part))
    return next(filter(None, (list(_listed_names(part, lenient=False)) for part in parts)), [])


def _listed_names(text: str, lenient: bool) -> Iterator[str]:
    for group in _AND.split(_TAIL.split(text, maxsplit=1)[0]):
        yield from _listed(group, lenient)


def _listed(group: str, lenient: bool) -> Iterator[str]:
    """The names of a list with commas, which may give places and offices too: "Ann Lee, Staff Writer, London"."""
    full = False
    for part in _COMMA.split(group):
        name = _clean(part)
        words = name.split()
        if full and len(words) == 1:
            continue
        if (
            not words
            or (full and (words[0] == "The" or _ROLE.search(fold(name))))
            or not _is_name(name, words, lenient)
        ):
            return
        yield name
        full = full or len(words) > 1


def _clean(part: str) -> str:
    words = _EDGES.sub("", " ".join(_BRACKETS.sub(" ", part).split())).split()
    while words and fold(words[-1]).startswith(_DATED):
        words.pop()  # "Ann Lee Published", the date cut off
    name = _STOP.sub("", _EDGES.sub("", " ".join(words)))
    half = len(name) // 2
    if len(name) > 6 and name[half] == " " and name[:half] == name[half + 1 :]:
        return name[:half]  # a portrait's text beside the name says it twice
    return name


def _is_name(name: str, words: list[str], lenient: bool) -> bool:
    folded = fold(name)
    if (
        len(name) > _LONGEST
        or len(words) > _MOST_WORDS
        or len(name) < 2
        or any(char.isdigit() or char in ":®™©" for char in name)
    ):
        return False
    if _SENTENCE.search(name) or _is_agency(folded) or not any(char.isalpha() for char in name):
        return False
    if lenient:
        return "admin" not in folded
    if _DOMAIN.fullmatch(name):
        return True
    if any(mark in folded for mark in _DATED) or _TALK.search(folded):
        return False
    if _ROLE.search(folded):
        return _DESK.fullmatch(folded) is not None
    return not name[0].islower() and (len(name) > 3 or not name.isascii())


def _is_agency(folded: str) -> bool:
    """Whether a folded name is an agency's, or several agencies'."""
    return folded.startswith(_AGENCIES) and _agencies().fullmatch(folded) is not None


# What only some bylines need is compiled when one does.
@cache
def _agencies() -> re.Pattern[str]:
    agencies = "|".join(map(re.escape, _AGENCIES))
    return re.compile(rf"(?:{agencies})(?:[\s/-]+(?:{agencies}))*")


@cache
def _biography() -> re.Pattern[str]:
    return re.compile(
        r"(?:about|über|à propos de|sobre|informazioni su|over|om|o autorze:?) (\S.{3,40})$"
        r"|(\S[^.,;:!?]{3,40}?)(?: \(\d{1,3}\)|, \d{1,3},)?"
        r" (?:is|was|ist|war|est|es|è|é|jest|är|er|on|je|has|writes|schreibt|arbeitet|covers)\s",
        re.IGNORECASE,
    )


def _any(words: str) -> str:
    return "|".join(re.escape(word.strip()) for word in words.split(","))


# What says that a name follows, by itself at the start or after what was written or done.
_PREPOSITIONS = _any("by, von, vom, durch, par, por, di, door, av, af, przez, oleh, a cura di, بقلم, كتب, from, with")
_WORKS = (
    r"written|posted|published|reported|reporting|story|words|text|texte|texto|testo|tekst|teksti|article|artikel"
    r"|artículo|articolo|beitrag|gastbeitrag|kolumne|kommentar|interview|analyse|veröffentlicht|erstellt|gespeichert"
    r"|eingestellt|verfasst|geschrieben|tipps|publicado|publié|écrit|escrito|pubblicato|scritto|geschreven|geplaatst"
    r"|skrevet|skriven|opublikowane|recueillis|added|submitted|créé"
)
_LABELS = (
    r"authors?|autor(?:en|in|innen|:in|es|as?|i|ka|zy)?|auteure?s?|autore|autrice|author\(s\)|reporter|periodista|words?"
    r"|story|text(?:e|o)?(?: und interview| & fotos?| und fotos?)?|testo|tekst|teksti|skribent|forfatter|författare"
    r"|kirjoittaja|toimittaja|yazar|haber|szerző|írta|автор(?:ы|и)?|текст|penulis|tác giả|συντάκτης|γράφει|herausgeber"
    r"|redaktion|redakteur(?:in)?|redacción|interview"
)
_CREDITS = rf"{_LABELS}|von|by|por|par"
_WRITTEN = re.compile(rf"[\W_]*(?:{_WORKS}|{_LABELS})\b", re.IGNORECASE)
_CJK_CREDITS = r"責任編輯|责任编辑|撰文|作者|记者|記者|執筆|著者|取材・文|文|글|ライター"
_BY = re.compile(
    rf"(?:^[\W_]*|[^\w\s!-/:-@‘-”]\s*|\b(?:{_WORKS})\W+(?:on |am )?)"
    rf"(?:(?:{_PREPOSITIONS})\b|(?-i:[Vv]on|[Bb]y|[Pp]or)(?=(?-i:[A-ZÄÖÜ])))[\s:]*(\S.*)"
    rf"|^[\W_]*(?:posted on ?)?(?:{_CREDITS})(?:\s*[:：]|(?:(?<=author)|(?<=autor)|(?<=autorin)|(?<=autoren)|(?<=auteur))(?-i:(?=\s|[A-ZÄÖÜ][a-zäöü])))\s*(\S.*)"
    rf"|(?:{_CJK_CREDITS})[\s:：/／・]+(\S.*)",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    rf"^[\W_]*(?:(?:{_WORKS}) )?(?:{_PREPOSITIONS}|{_CREDITS})\W*$|[:：]$|(?:\s|^)(?:and|und|y|et|e|og|och|&)$|,$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"(?:and|und|y|et|&)(?:\s|$)", re.IGNORECASE)
# What credits other work than writing, or another's.
_OTHERS = re.compile(
    r"\b(?:photos?|fotos?|photograph\w*|fotograf\w*|illustrations?|graphics?|grafik|bild(?:er)?|images? by|video"
    r"|translat\w+|übersetz\w+|traduc\w+|edited by|editing by|redigering|gepr[üu]ft|medically|reviewed|fact.checked"
    r"|quellen?|sources?|fuente|fonte|via|mixage|voix|production|réalisation|información|informações|crosspost"
    r"|erschien|appeared|originally|pressemitteilung|press release)\b[\s:/]*"
    r"|来源[:：]?|來源[:：]?|出典|写真[:：／]?|사진",
    re.IGNORECASE,
)
_PICTURED = re.compile(
    r"(?:^|,|\s(?:and|und|y|et|e|og|och|&)\s)[^,()|]{1,60}\((?:photos?|fotos?|bilder|bild|illustration(?:en|s)?|grafik|video)\)",
    re.IGNORECASE,
)
_CJK_BY = re.compile(rf"(?<=\s)(?:{_CJK_CREDITS})(?=[\s:：/／・])")
_NOISE = re.compile(
    r"https?://\S{1,300}|\S{1,64}@\S{1,100}|(?<!\w)@\w+|【[^】]{0,20}】|profilbild von|[»>]?\balle beiträge.*",
    re.IGNORECASE,
)
_BREAK = re.compile(r"\s*[|•·♦✍/*]+\s*|\s+[-–—]+\s+|;")
_TAIL = re.compile(
    r"(?:^|\s)(?:am|on|um|in|mit|with|avec|con|com|at|for|für|para|pour|per|updated|published|aktualisiert)(?=[\s,.:]|$)|\d"
)
_AND = re.compile(r"\s(?:and|und|y|et|e|og|och|ja|en|i|и|та|&|\+)\s|(?:^|\s)&\s", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,、，،]\s*")
_BRACKETS = re.compile(r"\([^()]*\)?|\[[^\[\]]*\]?")
_EDGES = re.compile(
    r"^[\s\W_]+|^(?i:interview|text|autor(?:in)?|author|story)\s+(?=\w)"
    r"|(?:\s+(?:(?i:image|logo|headshot|vom|von|am|on|by)|기자|記者|记者|le|el|il|den|,))+$"
    r"|(?: [A-Z]{3,5})? logo$|[\s:;,–—*_|/&\"“”„«»'’)\]）】」-]+$"
)
_ROLE = re.compile(
    r"\b\w*(?:redakt|vorsitz|sprecher|leiter)\w*"
    r"|\b(?:staff|writer|editor\w*|report\w*|correspond\w*|columnist|director|attorney|manager|marketing|news|radio"
    r"|online|redaz\w*|redac\w*|redact\w*|journalis\w*|periodis\w*|giornalis\w*|team|program\w*|foundation|university"
    r"|universit\w*|institut\w*|head of|chef\w*|president|ceo|founder|professor|press\w*|media|agent\w*|projekt\w*"
    r"|politi\w*|senior|contributor|freelance|special|minut\w*|kommentar\w*|comment\w*)\b"
)
_AGENCY_NAMES = (
    "afp, ap, associated press, the associated press, dpa, reuters, thomson reuters, efe, ansa, apa, kna, epd, sid, sda,"
    "keystone-sda, ats, belga, anp, pap, ctk, mti, tass, тасс, риа новости, interfax, xinhua, 新华社, 新華社, kyodo,"
    "共同通信, 時事, jiji, yonhap, 연합뉴스, antara, pti, ani, ians, upi, bloomberg, ots, aap, cp, the canadian press,"
    "canadian press, lusa, tt, ntb, ritzau, stt, anadolu, aa, dha, iha, europa press, telam, notimex, agencias, agencies,"
    "agence france-presse, afx, red, pm, getty images, gettyimages, imago, imago images, picture alliance, fotolia, istock,"
    "shutterstock, adobe stock, pixabay, unsplash, pexels, flickr, wikimedia commons"
)
_AGENCIES = tuple(name.strip() for name in _AGENCY_NAMES.split(","))
_PARTICLES = frozenset(
    """
    von v. vom van der den de del della di da do dos das la le los ten ter zu zur y e i af av bin ibn al el
    """.split()  # noqa: SIM905
)
_STOP = re.compile(r"(?<=[^\W\d_A-Z]{3})\.$")
_SENTENCE = re.compile(r"[。！？!?]")
"""What a sentence has and a name has not."""
_DESK = re.compile(
    r"(?:\S+ )?(?:redaktion|redaction|redazione|redaccion|redacao|redactie|redakcja|redakce|editorial staff)"
)
_DOMAIN = re.compile(r"[\w-]{2,}\.[a-z]{2,4}")
_DATED = tuple(fold(mark.strip()) for mark in f"{PUBLISHED},{UPDATED}".split(","))
_TALK = re.compile(
    r"^(?:une?|eine?|der|die|das|the|les?|el|los|las|la|aus|from|dans)\b"
    r"|\b(?:this|dieser?|esta?|the|your|published|posted|uhr|read|lesen|min|share|article|artikel|pm|seit)\b"
)
