r"""An article -> a JSON record of everything that was found, for programs.

One file gives one line. Its fields, in this order:

``path``
    The file's name as it was given, ``"-"`` for standard input.
``encoding``
    The Python codec that reads the file; where the file starts with a byte-order mark, one that drops it.
``title``, ``deck``
    Strings, or null.
``published``, ``updated``
    ISO 8601 dates with times, or null. An offset from UTC is there where the text says the zone.
``authors``
    A list of names.
``words``
    How many words each of the five roles holds: ``{"headline": n, "body": n, "caption": n, "quote": n, "teaser": n}``; a
    Chinese or Japanese character is a word.
``paragraphs``
    In the order of the text, each with
    ``start``, ``end`` (offsets into the decoded text, in code points, the byte-order mark dropped and the line ends
    kept), ``role``, ``kind``, ``confidence`` (0 to 1), ``repeats`` (the place in this list of the earlier paragraph
    that it repeats word for word, or null) and ``text`` (its words on one line). Where reasons were asked for, each has
    them last: ``reasons``, a list of strings, the strongest first.

``open(path, encoding=record["encoding"], errors="replace", newline="").read()[start:end]`` is the paragraph as the file
has it. Fields may be added at the end; these keep their names, order and meaning.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from triage.article import Article, Role
from triage.compare import Labelled

# What JSON allows raw, yet acts on a terminal, ends a line for some readers, or has no UTF-8 form.
_ACTIVE = re.compile("[\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]")


def render(article: Article, roles: AbstractSet[Role], *, path: str, encoding: str, reasons: bool = False) -> str:
    """The record as one line of JSON, without its line end; of the paragraphs, those of these roles."""
    kept = [index for index, paragraph in enumerate(article.paragraphs) if paragraph.role in roles]
    place = {index: number for number, index in enumerate(kept)}
    record = {
        "path": path,
        "encoding": encoding,
        **facts(article),
        "words": article.words,
        "paragraphs": [
            {
                "start": paragraph.start,
                "end": paragraph.end,
                "role": paragraph.role,
                "kind": paragraph.kind,
                "confidence": round(paragraph.confidence, 4),
                "repeats": place.get(paragraph.repeats) if paragraph.repeats is not None else None,
                "text": paragraph.text,
                **({"reasons": paragraph.reasons} if reasons else {}),
            }
            for paragraph in (article.paragraphs[index] for index in kept)
        ],
    }
    return dump(record)


def facts(article: Article) -> dict[str, object]:
    """The fields that tell an article's facts, dates in ISO 8601, null where not known."""
    return {
        "title": article.title,
        "deck": article.deck,
        "published": article.published and article.published.isoformat(),
        "updated": article.updated and article.updated.isoformat(),
        "authors": list(article.authors),
    }


def dump(record: Mapping[str, object]) -> str:
    """One line of JSON, without its line end; what would act on a terminal is escaped."""
    return _ACTIVE.sub(lambda match: f"\\u{ord(match[0]):04x}", json.dumps(record, ensure_ascii=False))


class NotRecords(ValueError):
    """The text looks like records of this module, but is none, or not such as can be told apart; the message says why."""


def parse(text: str) -> dict[str, list[Labelled]] | None:
    """Read what :func:`render` wrote, a record a line: the paragraphs by each one's path; nothing of any other text.

    Raises :class:`NotRecords` where a later line is no record, or two have one path.
    """
    read = []
    for number, line in enumerate(text.splitlines()):
        try:
            record = json.loads(line)
            paragraphs = [Labelled(entry["text"], Role(entry["role"])) for entry in record["paragraphs"]]
            read.append((str(record["path"]), paragraphs))
        except (ValueError, LookupError, TypeError) as error:
            if number == 0:
                return None
            raise NotRecords(f"Line {number + 1} is not as of triage show --json") from error
    named = dict(read)
    if len(named) < len(read):
        raise NotRecords("Holds several articles of one name, so there is no telling which to compare")
    return named
