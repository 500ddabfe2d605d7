"""Why a paragraph got its role: the few things that spoke most for it and against the runner-up, in words.

A tree's questions are a block's reasons. What a question did is the difference between the leaf that the block fell into
and the one that it would have fallen into had this answer been the other, for the kind taken against the best kind of
another role. Summed over the trees by measure, the greatest are told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from triage.article import Kind
from triage.evidence import Columns
from triage.forest import Forest
from triage.model import Model
from triage.packing import lane
from triage.paragraphs import Block
from triage.roles import Verdict, decide, gather

_TOLD = 3


def explain(blocks: Sequence[Block], model: Model) -> list[tuple[Verdict, tuple[str, ...]]]:
    """For each block its verdict and the reasons, the strongest first."""
    if not blocks:
        return []
    columns, _guesses = gather(blocks, model)
    decided = model.second.probabilities(columns)
    verdicts = [decide(probabilities, model) for probabilities in decided]
    rivals = [_rival(verdict.kind, probabilities) for verdict, probabilities in zip(verdicts, decided, strict=True)]
    votes = [defaultdict[tuple[str, int, bool], float](float) for _ in blocks]
    for forest in (model.first, model.second):
        _vote(forest, columns, [verdict.kind for verdict in verdicts], rivals, votes)
    return [
        (verdict, _tell(of_block, columns, at))
        for at, (verdict, of_block) in enumerate(zip(verdicts, votes, strict=True))
    ]


def _rival(kind: Kind, probabilities: Sequence[float]) -> Kind:
    """The likeliest kind of another role."""
    of_kind = dict(zip(Kind, probabilities, strict=True))
    return max((other for other in Kind if other.role is not kind.role), key=of_kind.__getitem__)


_Votes = defaultdict[tuple[str, int, bool], float]
"""What the answers to questions spoke for, by the measure asked about, the offset and the answer."""


def _vote(
    forest: Forest, columns: Columns, kinds: Sequence[Kind], rivals: Sequence[Kind], votes: Sequence[_Votes]
) -> None:
    order = list(Kind)
    for tree, numbers in zip(forest.trees, forest.leaves(columns), strict=True):
        questions = [forest.questions[index] for index in tree.questions]
        for number, kind, rival, of_block in zip(numbers, kinds, rivals, votes, strict=True):
            mine, other = order.index(kind), order.index(rival)
            row = tree.leaves[number]
            told = lane(row, mine) - lane(row, other)
            for bit, question in enumerate(questions):
                row = tree.leaves[number ^ 1 << bit]
                effect = forest.scale * (told - lane(row, mine) + lane(row, other))
                of_block[question.column, question.offset, bool(number >> bit & 1)] += effect


def _tell(votes: _Votes, columns: Columns, at: int) -> tuple[str, ...]:
    told: list[str] = []
    for (column, offset, above), effect in sorted(votes.items(), key=lambda item: (-item[1], item[0])):
        if effect <= 0 or len(told) == _TOLD:
            break
        place = at + offset
        if 0 <= place < len(columns[column]):
            reason = _phrase(column, above, columns[column][place])
            if reason and offset:
                reason = f"the paragraph {_where(offset)}: {reason}"
            if reason and reason not in told:
                told.append(reason)
    return tuple(told)


def _where(offset: int) -> str:
    side = "before" if offset < 0 else "after"
    return side if abs(offset) == 1 else f"{abs(offset)} {side}"


def _phrase(column: str, above: bool, value: float) -> str | None:
    """What it means that a measure lies above a border or not; nothing where that says little to a person."""
    family, _, name = column.partition("_")
    if family == "word":
        return f"{'worded' if above else 'not worded'} like {_A_KIND[Kind(name)]}"
    if family == "cue" and "<" not in name and ">" not in name:
        return f"{'has' if above else 'has no'} words for {_CUES.get(name, name)}"
    if family == "starts":
        return f"{'begins' if above else 'does not begin'} with a word for {_CUES.get(name, name)}"
    if family in ("since", "until") and name in _LANDMARKS:
        near = "close to" if value <= 3 else "far from"
        side = "before" if family == "since" else "after"
        return (
            f"{near} {_LANDMARKS[name]} {side} it"
            if value <= 40
            else f"no {_LANDMARKS[name].split(' ', 1)[1]} {side} it"
        )
    if column in _SHARES:
        return f"{value:.0%} {_SHARES[column]}"
    return _PHRASES.get(column, (None, None))[not above]


_A_KIND = {
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
    Kind.RELATED: "a teaser of another story",
    Kind.FURNITURE: "page furniture",
    Kind.COMMENT: "a reader's comment",
    Kind.ABOUT: "an imprint or a biography",
}
_CUES = {
    "byline": "authors",
    "agency": "news agencies",
    "photo": "pictures",
    "date": "publication times",
    "month": "months and days",
    "more": "other stories",
    "share": "sharing",
    "comment": "comments",
    "legal": "rights",
    "nav": "menus",
    "promo": "subscriptions",
    "bio": "biographies",
    "said": "speaking",
}
_LANDMARKS = {
    "prose": "a paragraph of prose",
    "long_prose": "a long paragraph of prose",
    "date": "a date",
    "byline": "a byline",
    "share": "a share button",
    "comment": "a line about comments",
    "more": "a pointer to other stories",
    "legal": "a legal notice",
    "heading": "a heading",
    "main_heading": "a main heading",
    "repeat": "a repeated line",
}
_SHARES = {
    "quoted": "inside quotation marks",
    "digits": "digits",
    "capitalized": "of its words capitalized",
    "link_share": "link targets",
}
_PHRASES: Mapping[str, tuple[str | None, str | None]] = {
    "prose": ("reads like running text", "does not read like running text"),
    "in_stretch": ("stands in the page's main stretch of prose", "stands outside the page's main stretch of prose"),
    "after_start": ("stands after the prose begins", "stands at or before the beginning of the prose"),
    "before_end": ("stands before the prose ends", "stands at or after the end of the prose"),
    "in_article": ("stands inside the article", "stands outside the article"),
    "after_article_start": ("stands after the start of the article", "stands before the start of the article"),
    "before_article_end": ("stands before the end of the article", "stands after the end of the article"),
    "in_core": ("its words occur in the story", "its words hardly occur in the story"),
    "in_near": ("shares words with the prose around it", "shares no words with the prose around it"),
    "topic": ("speaks of what the article speaks of", "its words do not occur in the article"),
    "topic_teasers": ("shares words with teasers", "shares no words with teasers"),
    "in_first": ("shares words with the first lines", "shares no words with the first lines"),
    "like_title": ("shares words with the title", "shares no words with the title"),
    "after_title": ("stands after the title", "stands before the title"),
    "title_before": ("a title stands before it", "no title stands before it"),
    "title_after": ("a title stands after it", "no title stands after it"),
    "words": ("long", "short"),
    "characters": ("long", "short"),
    "sentences": ("has full sentences", "has no full sentence"),
    "ending": ("ends like a sentence", "does not end like a sentence"),
    "marker": ("has a marker", "has no marker"),
    "heading": ("is marked as a heading", "is not marked as a heading"),
    "is_date": ("little more than a date", "no date line"),
    "date": ("holds a date", "holds no date"),
    "images": ("is an image", "is no image"),
    "links": ("holds links", "holds no links"),
    "same": ("stands elsewhere on the page too", "stands only once on the page"),
    "like_before": ("repeats what stands before", "repeats nothing before it"),
    "like_after": ("is repeated further on", "is not repeated further on"),
    "run_of_short": ("stands in a run of short lines", "stands in no run of short lines"),
    "run_of_shortish": ("stands in a run of short lines", "stands in no run of short lines"),
    "run_of_marked": ("stands in a list", "stands in no list"),
    "run_of_prose": ("stands among prose", "stands apart from prose"),
    "prose_before": ("much of the page's prose comes before it", "little of the page's prose comes before it"),
    "prose_words_before": ("much prose comes before it", "little prose comes before it"),
    "prose_words_after": ("much prose follows", "little prose follows"),
    "position": ("stands low on the page", "stands high on the page"),
    "from_top": ("stands away from the top", "stands near the top"),
    "from_bottom": ("stands away from the bottom", "stands near the bottom"),
    "copyright": ("has a copyright sign", "has no copyright sign"),
    "gap": ("a blank line before it", "no blank line before it"),
    "gap_after": ("a blank line after it", "no blank line after it"),
    **{f"prose<{reach}": ("prose before it", "no prose before it") for reach in (3, 8, 20)},
    **{f"prose>{reach}": ("prose after it", "no prose after it") for reach in (3, 8, 20)},
    **{f"text<{reach}": ("article text before it", "no article text before it") for reach in (4, 12)},
    **{f"text>{reach}": ("article text after it", "no article text after it") for reach in (4, 12)},
    **{f"related<{reach}": ("teasers before it", "no teasers before it") for reach in (4, 12)},
    **{f"related>{reach}": ("teasers after it", "no teasers after it") for reach in (4, 12)},
    **{f"furniture<{reach}": ("furniture before it", "no furniture before it") for reach in (4, 12)},
    **{f"furniture>{reach}": ("furniture after it", "no furniture after it") for reach in (4, 12)},
    **{f"comment<{reach}": ("comments before it", "no comments before it") for reach in (4, 12)},
}
