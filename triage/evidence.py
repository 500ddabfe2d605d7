"""Blocks -> what can be measured of each: its words, its punctuation, its place, what stands around it.

Every measure is a column, a number a block, so that a model can look at the same measure of the blocks before and after.
The measures travel between languages and sites: shapes, positions, repetitions, shared words. What single words say is
:mod:`triage.wording`'s part.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from enum import IntEnum
from functools import cache
from itertools import accumulate
from math import fsum, sqrt

from triage.cues import CUES, UNSPACED_CUES
from triage.page import Page, Words
from triage.quotation import CLOSING, quotation

Column = list[float]
Columns = dict[str, Column]

_NUMBER = re.compile(r"\d+")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
_DATE = re.compile(r"(?<!\d)\d{1,4}[./-]\d{1,2}[./-]\d{2,4}(?!\d)|\d{4}\s?[年년]|\d\s?[月월]\s?\d{1,2}\s?[日일]")
_CLOSERS = "\"'”’»)」』]*_"

_LANE = 8  # bits of a count; the words looked at are too few to overflow one


@cache
def _cue_lanes() -> dict[str, int]:
    """Each cue word with a count of one in the lane of every kind that it is a cue of."""
    lanes: dict[str, int] = {}
    for number, words in enumerate(CUES.values()):
        for word in words.split():
            lanes[word] = lanes.get(word, 0) | 1 << _LANE * number
    return lanes


@cache
def _unspaced_cues() -> list[tuple[int, re.Pattern[str]]]:
    names = list(CUES)
    return [
        (names.index(name), re.compile("|".join(map(re.escape, sorted(words.split(), key=len, reverse=True)))))
        for name, words in UNSPACED_CUES.items()
    ]


def measure(page: Page) -> Columns:
    """All measures of one or more blocks, by name; each column as long as the page."""
    columns = _measure_lines(page)
    columns |= _measure_cues(page)
    columns["prose"] = _prose(columns)
    columns["is_date"] = _dates(columns)
    columns |= _measure_places(columns)
    columns |= _measure_shared_words(page, columns)
    columns |= _measure_repeats(page)
    columns |= _measure_runs(columns)
    columns |= _measure_distances(columns)
    columns |= _measure_layout_peers(page, columns)
    for name, reach in _BEFORE:
        columns[f"{name}<{reach}"] = means_before(columns[name], reach)
    for name, reach in _AFTER:
        columns[f"{name}>{reach}"] = means_after(columns[name], reach)
    return columns


_BEFORE = (
    ("prose", 3),
    ("prose", 8),
    ("prose", 20),
    ("cue_nav", 6),
    ("cue_comment", 8),
    ("cue_more", 8),
    ("in_core", 5),
    ("digits", 4),
)
_AFTER = (("prose", 8), ("prose", 20), ("words", 4), ("cue_nav", 6), ("cue_more", 8), ("capitalized", 4))


def _measure_lines(page: Page) -> Columns:
    """What a block shows by itself: its words, and how it is set."""
    of_text = {text: _measure_text(text, words) for text, words in page.of_text.items()}
    measured = zip(_TEXT, _transpose([of_text[text] for text in page.texts]), strict=True)
    columns = {name: list(map(float, column)) for name, column in measured}
    blocks = page.blocks
    links = [block.text.count("](") for block in blocks]
    gaps = [min(block.gap, 4) for block in blocks]
    set_out: dict[str, Sequence[float]] = {
        "links": links,
        "link_share": [
            1 - size / (len(block.text) or 1) if linked else 0
            for block, size, linked in zip(blocks, columns["characters"], links, strict=True)
        ],
        "marker": [_marker(block.marker) for block in blocks],
        "heading": [len(block.marker) if block.marker[:1] == "#" else 0 for block in blocks],
        "indent": [min(block.indent, 40) for block in blocks],
        "gap": gaps,
        "gap_after": [*gaps[1:], 4],
    }
    return columns | {name: list(map(float, column)) for name, column in set_out.items()}


_TEXT = (
    "characters",
    "words",
    "capitalized",
    "digits",
    "punctuation",
    "first",
    "ending",
    "last",
    "commas",
    "quoted",
    "copyright",
    "year",
    "date",
    "colon",
    "name_like",
)


def _measure_text(text: str, read: Words) -> tuple[float, ...]:
    """A number for each of :data:`_TEXT`."""
    size = len(text) or 1
    words = read.words
    spaced = text.split()
    letters = sum(map(len, words)) or 1
    digits = sum(map(len, _NUMBER.findall(text)))
    colon = max(text.find(":"), text.find("："))
    last = text[-1:]
    return (
        size,
        max(len(spaced), read.unspaced / 1.8 + len(spaced) - 1),
        sum(map(str.isupper, [word[0] for word in spaced])) / (len(spaced) or 1),
        digits / size,
        (size - letters - digits - len(spaced) + 1) / size,
        _first_class(text),
        _ENDINGS.get(text.rstrip(_CLOSERS)[-1:], 0),
        0 if not last else 1 if last.isalpha() else 2 if last.isdigit() else _LASTS.get(last, 5),
        (text.count(",") + text.count("、") + text.count("，") + text.count("،")) / (len(spaced) or 1),
        quotation(text),
        "©" in text or "(c)" in text,
        digits > 3 and _YEAR.search(text) is not None,
        digits > 1 and _DATE.search(text) is not None,
        colon / size if colon >= 0 else -1,
        len(words) == len(spaced) and 2 <= len(words) <= 4 and all(word[0].isupper() for word in spaced),
    )


_ENDINGS = {".": 3, "!": 3, "。": 3, "！": 3, "؟": 4, "।": 3, "?": 4, "？": 4, "…": 5, ":": 2, "：": 2}
_ENDINGS |= dict.fromkeys(",;，、-–", 1)
_LASTS = {**dict.fromkeys("\"'”’»」", 3), **dict.fromkeys(")]", 4)}


def _transpose(rows: Sequence[tuple[float, ...]]) -> Sequence[Sequence[float]]:
    return list(zip(*rows, strict=True))


def _first_class(text: str) -> int:
    first = text[:1]
    if not first:
        return 0
    if first.isalpha():
        return 1 if first.islower() else 2 if first.isupper() else 4
    return 3 if first.isdigit() else 5 if first in CLOSING else 6


class Marker(IntEnum):
    """What a block's marker makes of it."""

    NONE = 0
    BULLET = 1
    NUMBER = 2
    HEADING = 3
    QUOTE = 4
    BAR = 5
    FENCE = 6


def _marker(marker: str) -> Marker:
    if not marker:
        return Marker.NONE
    return Marker.NUMBER if marker[0].isdigit() else _MARKERS.get(marker[0], Marker.BULLET)


_MARKERS = {"#": Marker.HEADING, ">": Marker.QUOTE, "|": Marker.BAR, "│": Marker.BAR, "`": Marker.FENCE}


def _measure_cues(page: Page) -> Columns:
    """Cue words by what they are a cue of: their share of a block's words, and whether the first word names authors."""
    lanes = _cue_lanes()
    shifts = range(0, _LANE * len(CUES), _LANE)
    nothing = (0.0,) * len(CUES)
    shares = []
    firsts = []
    for words, text, unspaced in zip(page.words, page.texts, page.unspaced, strict=True):
        looked_at = words if len(words) <= 40 else words[:30] + words[-10:]
        total = sum([lanes[word] for word in looked_at if word in lanes])
        first = lanes.get(words[0], 0) if words else 0
        if unspaced:
            for number, pattern in _unspaced_cues():
                found = pattern.findall(text[:200])
                total += min(len(found), 100) << _LANE * number
                first |= bool(found and text.startswith(found[0])) << _LANE * number
        count = len(looked_at) or 1
        shares.append(tuple([(total >> shift & 255) / count for shift in shifts]) if total else nothing)
        firsts.append(float(first >> _LANE * _BYLINE & 1))
    columns = {f"cue_{name}": list(column) for name, column in zip(CUES, _transpose(shares), strict=True)}
    return columns | {"starts_byline": firsts}


_BYLINE = list(CUES).index("byline")


def _prose(columns: Columns) -> Column:
    """How much a block reads like running text, from 0 to 1."""
    out = []
    for words, ending, capitalized, commas, legal, nav, link_share in zip(
        *(columns[name] for name in ["words", "ending", "capitalized", "commas", "cue_legal", "cue_nav", "link_share"]),
        strict=True,
    ):
        score = 0.0
        if words >= 8:
            score = min(1.0, (words - 7) / 25)
            if ending < 2:
                score *= 0.4
            if capitalized > 0.5:
                score *= 2 - 2 * capitalized
            if commas > 0.25 or legal > 0.12 or nav > 0.2 or link_share > 0.6:
                score *= 0.5
        out.append(score)
    return out


def _dates(columns: Columns) -> Column:
    """Whether a block is little more than a date."""
    return [
        float(words <= 14 and bool(date or (year and month) or (cue and digits > 0.05)))
        for words, date, year, month, cue, digits in zip(
            *(columns[name] for name in ["words", "date", "year", "cue_month", "cue_date", "digits"]), strict=True
        )
    ]


def best_stretch(values: Sequence[float]) -> tuple[int, int]:
    """First and end index of the stretch with the greatest sum (Kadane's algorithm); the whole where none is."""
    best, total, start, stretch = 0.0, 0.0, 0, (0, len(values))
    for index, value in enumerate(values):
        if total <= 0:
            total, start = 0.0, index
        total += value
        if total > best:
            best, stretch = total, (start, index + 1)
    return stretch


def steps(blocks: int) -> float:
    """A distance in blocks, with its sign, as far as it still tells something."""
    return float(max(-30, min(30, blocks)))


def _measure_places(columns: Columns) -> Columns:
    """Where a block stands: in the page, and by the stretch that holds most of its prose."""
    prose, words = columns["prose"], columns["words"]
    count = len(words)
    start, end = best_stretch([score * sqrt(size) - 0.35 for score, size in zip(prose, words, strict=True)])
    prose_words = [score * size for score, size in zip(prose, words, strict=True)]
    words_before = [0.0, *accumulate(words)]
    prose_before = [0.0, *accumulate(prose_words)]
    all_words, all_prose = words_before[-1] or 1, prose_before[-1] or 1
    places = range(count)
    return {
        "in_stretch": [float(start <= at < end) for at in places],
        "after_start": [steps(at - start) for at in places],
        "before_end": [steps(end - 1 - at) for at in places],
        "position": [at / count for at in places],
        "from_top": [float(min(at, 60)) for at in places],
        "from_bottom": [float(min(count - 1 - at, 60)) for at in places],
        "words_before": [words_before[at] / all_words for at in places],
        "prose_before": [prose_before[at] / all_prose for at in places],
        "prose_words_before": [min(prose_before[at], 2000.0) for at in places],
        "prose_words_after": [min(all_prose - prose_before[at + 1], 2000.0) for at in places],
    }


def _measure_shared_words(page: Page, columns: Columns) -> Columns:
    """Whether a block's words are the story's: those of the prose in the main stretch, of the prose near by."""
    stems, weights = page.stems, page.weights
    tells = [score > 0.3 for score in columns["prose"]]
    in_core = [bool(told and inside) for told, inside in zip(tells, columns["in_stretch"], strict=True)]
    core = Counter(stem for block, inside in zip(stems, in_core, strict=True) if inside for stem in block)
    prose_near = [block if told else _NOTHING for block, told in zip(stems, tells, strict=True)]
    out: Columns = {"in_core": [], "in_near": []}
    for at, block in enumerate(stems):
        size = len(block)
        if not size:
            for column in out.values():
                column.append(-1.0)
            continue
        others = in_core[at]  # a block of the core does not count itself
        told = fsum([weights[stem] for stem in block if core[stem] > others])
        near = _NOTHING.union(*prose_near[max(0, at - 4) : at], *prose_near[at + 1 : at + 5])
        out["in_core"].append(told / fsum([weights[stem] for stem in block]))
        out["in_near"].append(len(block & near) / size)
    return out


_NOTHING: frozenset[str] = frozenset()


def _measure_repeats(page: Page) -> Columns:
    """Whether a block says again what another says, word for word or nearly."""
    stems, lowered = page.stems, page.lowered
    count = len(stems)
    out: Columns = {
        name: [0.0] * count for name in ["like_before", "like_after", "like_longer", "like_distance", "same"]
    }
    places: dict[str, list[int]] = defaultdict(list)
    for at, block in enumerate(stems):
        for stem in block:
            places[stem].append(at)
    for at, block in enumerate(stems):
        if not 2 <= len(block) <= 30:
            continue
        rare = sorted(
            (stem for stem in block if 1 < page.spread[stem] <= 12), key=lambda stem: (page.spread[stem], stem)
        )
        found = Counter(other for stem in rare[:6] for other in places[stem])
        del found[at]
        nearest = 30
        for other, hits in found.items():
            if hits < min(2, len(rare)):
                continue
            shared = len(block & stems[other])
            likeness = shared / (len(block) + len(stems[other]) - shared)
            if likeness >= 0.5:
                side = "like_before" if other < at else "like_after"
                out[side][at] = max(out[side][at], likeness)
                nearest = min(nearest, abs(at - other))
            elif shared >= 0.7 * len(block) and len(stems[other]) > 1.5 * len(block):
                out["like_longer"][at] = max(out["like_longer"][at], shared / len(block))
        out["like_distance"][at] = float(nearest)
    times = Counter(lowered)
    out["same"] = [float(min(times[text] - 1, 5)) for text in lowered]
    return out


def _measure_runs(columns: Columns) -> Columns:
    """How long the run of blocks alike is that a block stands in."""
    return {
        "run_of_short": _runs([words <= 6 for words in columns["words"]]),
        "run_of_shortish": _runs([words <= 12 for words in columns["words"]]),
        "run_of_marked": _runs([marker > 0 for marker in columns["marker"]]),
        "run_without_gap": _runs([gap == 0 for gap in columns["gap"]]),
        "run_of_prose": _runs([score > 0.3 for score in columns["prose"]]),
    }


def _runs(flags: Sequence[bool]) -> Column:
    out = [0.0] * len(flags)
    start = 0
    for at in range(len(flags) + 1):
        if at == len(flags) or not flags[at]:
            out[start:at] = [float(min(at - start, 50))] * (at - start)
            start = at + 1
    return out


def _measure_distances(columns: Columns) -> Columns:
    """How far the nearest block of some sort is, before and after, and how many stand before."""
    words = columns["words"]

    def short(name: str, least: float) -> list[bool]:
        return [share > least and size <= 10 for share, size in zip(columns[name], words, strict=True)]

    landmarks = {
        "prose": [score > 0.3 for score in columns["prose"]],
        "long_prose": [score > 0.75 for score in columns["prose"]],
        "date": list(map(bool, columns["is_date"])),
        "share": short("cue_share", 0.25),
        "comment": short("cue_comment", 0.25),
        "more": short("cue_more", 0.3),
        "legal": [cue or mark > 0 for cue, mark in zip(short("cue_legal", 0.3), columns["copyright"], strict=True)],
        "repeat": [
            max(before, after) > 0.6
            for before, after in zip(columns["like_before"], columns["like_after"], strict=True)
        ],
    }
    out: Columns = {}
    for name, flags in landmarks.items():
        out[f"since_{name}"] = _since(flags)
        out[f"until_{name}"] = _since(flags[::-1])[::-1]
        out[f"count_{name}"] = [float(min(seen, 10)) for seen in accumulate(flags[:-1], initial=0)]
    return out


def _since(flags: Sequence[bool]) -> Column:
    """Blocks since the last one flagged before this, at most 40; 41 where there is none."""
    out: Column = []
    since = 41.0
    for flag in flags:
        out.append(since)
        since = 1.0 if flag else since + 1.0 if since < 40.0 else since
    return out


def _measure_layout_peers(page: Page, columns: Columns) -> Columns:
    """What the blocks are like that the text sets the same way: same marker, heading level, indent and gap."""
    count = len(page.blocks)
    layouts = list(
        zip(
            columns["marker"],
            columns["heading"],
            [indent // 2 for indent in columns["indent"]],
            [gap > 0 for gap in columns["gap"]],
            strict=True,
        )
    )
    peers: dict[object, list[int]] = defaultdict(list)
    for at, layout in enumerate(layouts):
        peers[layout].append(at)
    out: Columns = {name: [0.0] * count for name in ("peers", "peers_words", "peers_in_stretch")}
    for members in peers.values():
        size = len(members)
        words = fsum(min(columns["words"][at], 60.0) for at in members) / size
        inside = fsum(columns["in_stretch"][at] for at in members) / size
        for at in members:
            out["peers"][at] = size / count
            out["peers_words"][at] = words
            out["peers_in_stretch"][at] = inside
    sizes = [min(int(words).bit_length(), 6) for words in columns["words"]]
    out["like_neighbours"] = [sizes[max(0, at - 4) : at + 5].count(size) / 9.0 for at, size in enumerate(sizes)]
    return out


def means_after(values: Sequence[float], reach: int) -> Column:
    """The mean of the ``reach`` values after each; fewer at the page's end."""
    return means_before(values[::-1], reach)[::-1]


def means_before(values: Sequence[float], reach: int) -> Column:
    """The mean of the ``reach`` values before each; fewer at the page's start."""
    totals = [0.0, *accumulate(values)]
    near_top = [total / count for count, total in enumerate(totals[1:reach], 1)]
    below = [(total - left) / reach for left, total in zip(totals, totals[reach:])]
    return [0.0, *near_top, *below][: len(values)]
