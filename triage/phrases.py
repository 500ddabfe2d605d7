"""What a measure of a paragraph means, in words: each a predicate of the paragraph, true of the measure's value.

Only measures that say something to a person have words: no one is helped by the share of punctuation in a line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from math import exp, expm1

from triage.article import Kind
from triage.evidence import Marker


def phrase(column: str, value: float, offset: int = 0) -> str | None:
    """What it means that a measure (see :mod:`triage.evidence` and :mod:`triage.context`) has this value.

    ``offset`` tells whose measure it is: that of the paragraph itself, or of the one that stands so far after it
    (before it, where negative). Nothing where that says little.
    """
    said = _say(column, value)
    if said is None or offset == 0:
        return None if column.startswith("guess_") else said  # a first guess is no reason for the second
    if said.startswith("is not"):
        return None  # what a neighbour is not says little
    side = "before" if offset > 0 else "after"
    return f"comes {'right' if abs(offset) == 1 else abs(offset)} {side} a paragraph that {said}"


def _say(column: str, value: float) -> str | None:
    if column in _PHRASES:
        return _PHRASES[column](value)
    family, _, rest = column.partition("_")
    if family in _AS_WHAT and rest in _A_KIND:
        return _say_kind(_AS_WHAT[family], _A_KIND[rest], value)
    if family == "cue" and rest in _CUES:
        return f"{_has(value)} words for {_CUES[rest]}"
    if family == "starts" and rest in _CUES:
        return f"{'begins' if value else 'does not begin'} with a word for {_CUES[rest]}"
    if family in ("since", "until") and rest in _LANDMARKS:
        return _say_distance(_LANDMARKS[rest], value, "after" if family == "since" else "before")
    if family in ("before", "after") and rest in _SUMS:
        return f"has {_count(expm1(value), *_SUMS[rest])} {family} it"
    for sign, side in ("<", "before"), (">", "after"):
        name, _, reach = column.partition(sign)
        if reach and name in _AROUND:
            return f"has {_amount(value, *_AROUND[name])} in the {reach} paragraphs {side} it"
    return None


def _has(value: float) -> str:
    return "has" if value > 0 else "has no"


def _amount(share: float, noun: str, little: str, much: str) -> str:
    """A share of what is possible, from 0 to 1, as one says it."""
    return f"{'no' if share < 0.05 else little if share < 0.3 else 'some' if share < 0.6 else much} {noun}"


def _count(number: float, noun: str, few: str, many: str) -> str:
    return f"{'no' if number < 0.5 else few if number < 3 else 'some' if number < 10 else many} {noun}"


def _say_kind(verb: str, kind: str, logarithm: float) -> str | None:
    """What a probability says of a kind; between the likely and the unlikely it says neither."""
    chance = exp(logarithm)
    return f"is {verb} {kind}" if chance > 0.4 else f"is not {verb} {kind}" if chance < 0.02 else None


def _say_distance(landmark: str, steps: float, side: str) -> str:
    if steps > 40:
        return f"has no {landmark} {'before' if side == 'after' else 'after'} it"
    where = "right" if steps == 1 else "far" if steps == 40 else f"{steps:.0f} paragraphs"
    return f"stands {where} {side} a {landmark}"


def _yes(yes: str, no: str, above: float = 0.0) -> Callable[[float], str]:
    return lambda value: yes if value > above else no


def _share(of: str, value: float) -> str:
    return f"has {f'{value:.0%}' if value >= 0.005 else 'nothing'} {of}"


def _counted(one: str, many: str, none: str, value: float) -> str:
    return none if value < 0.5 else f"has one {one}" if value < 1.5 else f"has {value:.0f} {many}"


def _say_place(before: str, at: str, after: str, steps: float) -> str:
    return after if steps > 0 else before if steps < 0 else at


def _say_length(words: float) -> str:
    return "has one word" if round(words) == 1 else f"has {words:.0f} words"


def _say_ending(value: float) -> str:
    return {
        0: "ends without a stop",
        1: "ends with a comma or a dash",
        2: "ends with a colon",
        3: "ends with a full stop",
        4: "ends with a question mark",
        5: "ends with dots",
    }[int(value)]


def _say_marker(value: float) -> str:
    return {
        Marker.NONE: "has no marker",
        Marker.BULLET: "has a bullet",
        Marker.NUMBER: "has a number",
        Marker.HEADING: "is marked as a heading",
        Marker.QUOTE: "is marked as a quotation",
        Marker.BAR: "is a row of a table",
        Marker.FENCE: "is code",
    }[Marker(int(value))]


def _say_like(what: str, share: float) -> str | None:
    """Words in common; there is no telling for a paragraph without any (-1)."""
    return None if share < 0 else f"shares {_amount(share, 'words', 'few', 'most')} with {what}"


def _say_run(of: str, value: float) -> str:
    return f"stands in a run of {of}" if value > 1 else f"stands in no run of {of}"


def _say_before(of: str, share: float) -> str:
    part = "none" if share < 0.005 else "all" if share >= 0.995 else f"{share:.0%}"
    return f"has {part} of the page's {of} before it"


_AS_WHAT = {"word": "worded like", "guess": "likely"}
_A_KIND: Mapping[str, str] = {
    Kind.TITLE: "a title",
    Kind.DECK: "a standfirst",
    Kind.SUBHEAD: "a subhead",
    Kind.PARAGRAPH: "body text",
    Kind.LIST: "a list item",
    Kind.CAPTION: "a caption",
    Kind.DIRECT: "direct speech",
    Kind.BLOCK: "a block quotation",
    Kind.DATELINE: "a dateline",
    Kind.BYLINE: "a byline",
    Kind.RELATED: "a pointer to another story",
    Kind.FURNITURE: "page furniture",
    Kind.COMMENT: "a reader's comment",
    Kind.ABOUT: "an imprint or a biography",
}
_CUES = {
    "byline": "authors",
    "photo": "pictures",
    "date": "publication times",
    "month": "months and days",
    "more": "other stories",
    "share": "sharing",
    "comment": "comments",
    "legal": "rights",
    "nav": "menus",
    "promo": "subscriptions",
}
_LANDMARKS = {
    "prose": "paragraph of prose",
    "long_prose": "long paragraph of prose",
    "date": "date",
    "share": "share button",
    "comment": "line about comments",
    "more": "pointer to other stories",
    "legal": "legal notice",
    "repeat": "line that is repeated",
}
_AROUND = {
    "prose": ("prose", "little", "much"),
}
"""Measures of which the columns ``NAME<N`` and ``NAME>N`` are means, from 0 to 1, of the paragraphs before and after."""

_SUMS = {
    "text": ("running text of the article", "little", "much"),
    "subhead": ("subheads", "few", "many"),
    "list": ("list items", "few", "many"),
    "caption": ("captions", "few", "many"),
    "quote": ("quotations", "few", "many"),
    "related": ("pointers to other stories", "few", "many"),
    "furniture": ("page furniture", "little", "much"),
    "comment": ("readers' comments", "few", "many"),
}
"""Measures of which the columns ``before_NAME`` and ``after_NAME`` are how many there are likely to be (see
:mod:`triage.context`)."""

_PHRASES: Mapping[str, Callable[[float], str | None]] = {
    "name_like": _yes("looks like a name", "does not look like a name"),
    "words": _say_length,
    "ending": _say_ending,
    "marker": _say_marker,
    "quoted": partial(_share, "inside quotation marks"),
    "capitalized": partial(_share, "of its words capitalized"),
    "digits": lambda value: f"is {value:.0%} digits" if value >= 0.005 else "has no digits",
    "link_share": lambda value: f"is {value:.0%} addresses of links" if value >= 0.005 else "has no link",
    "links": partial(_counted, "link", "links", "has no link"),
    "copyright": _yes("has a copyright sign", "has no copyright sign"),
    "year": _yes("names a year", "names no year"),
    "date": _yes("holds a date", "holds no date"),
    "is_date": _yes("is little more than a date", "is not merely a date"),
    "heading": _yes("is marked as a heading", "is not marked as a heading"),
    "indent": _yes("is indented", "is not indented"),
    "gap": _yes("has a blank line before it", "has no blank line before it"),
    "gap_after": _yes("has a blank line after it", "has no blank line after it"),
    "prose": lambda value: "reads like running text" if value > 0.3 else "does not read like running text",
    "in_stretch": _yes("stands in the page's main stretch of prose", "stands outside the page's main stretch of prose"),
    "after_start": partial(
        _say_place,
        "stands before the page's main stretch of prose",
        "begins the page's main stretch of prose",
        "stands after the beginning of the page's main stretch of prose",
    ),
    "before_end": partial(
        _say_place,
        "stands after the page's main stretch of prose",
        "ends the page's main stretch of prose",
        "stands before the end of the page's main stretch of prose",
    ),
    "in_article": _yes("stands inside the article", "stands outside the article"),
    "after_article_start": partial(
        _say_place,
        "stands before the start of the article",
        "stands at the start of the article",
        "stands after the start of the article",
    ),
    "before_article_end": partial(
        _say_place,
        "stands after the end of the article",
        "stands at the end of the article",
        "stands before the end of the article",
    ),
    "after_title": partial(
        _say_place, "stands before the title", "stands where the title stands", "stands after the title"
    ),
    "title_before": _yes("stands after a title", "stands after no title", 0.5),
    "title_after": _yes("stands before a title", "stands before no title", 0.5),
    "like_title": partial(_say_like, "the title"),
    "in_core": partial(_say_like, "the story"),
    "in_near": partial(_say_like, "the prose around it"),
    "topic": partial(_say_like, "the article"),
    "topic_teasers": partial(_say_like, "what is around the article"),
    "same": _yes("stands elsewhere on the page, too", "stands only once on the page"),
    "like_before": _yes("says what was said before", "says nothing that was said before", 0.5),
    "like_after": _yes("is said again further on", "is not said again further on", 0.5),
    "run_of_short": partial(_say_run, "short lines"),
    "run_of_shortish": partial(_say_run, "short lines"),
    "run_of_marked": partial(_say_run, "lines with markers"),
    "run_of_prose": partial(_say_run, "paragraphs of prose"),
    "position": lambda value: f"stands {value:.0%} down the page",
    "from_top": lambda value: "stands far from the top" if value >= 60 else f"is paragraph {value + 1:.0f} of the page",
    "from_bottom": lambda value: (
        "stands far from the bottom" if value >= 60 else f"is paragraph {value + 1:.0f} from the end of the page"
    ),
    "words_before": partial(_say_before, "words"),
    "prose_before": partial(_say_before, "prose"),
}
