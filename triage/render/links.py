"""A link's address in the text -> the address to keep, and its form in CommonMark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from triage.article import Paragraph

_TRACKING = frozenset(
    """
    __hsfp __hssc __hstc __s _bhlid _branch_match_id _branch_referrer _gl _hsenc _hsmi _kx _openstat at_campaign
    at_medium at_recipient_id at_recipient_list bsft_clkid bsft_uid dclid et_rid fb_action_ids fb_comment_id fbclid
    gbraid gclid gclsrc guce_referrer guce_referrer_sig hsctatracking igsh igshid irclickid mc_cid mc_eid mkt_tok
    ml_subscriber ml_subscriber_hash msclkid mtm_campaign mtm_cid oly_anon_id oly_enc_id pk_campaign pk_cid rb_clickid
    s_cid srsltid ttclid twclid vero_conv vero_id wbraid wickedid wt_mc yclid ysclid
    """.split()  # noqa: SIM905
)
"""Query parameters that say who clicked where: what browsers strip (Firefox's query stripping list), and what the
common mailing and advertising systems add. All that begin with ``utm_`` as well."""

_NUMBER = re.compile(r"(\d{1,4})\.")
_ADDRESS = re.compile(r"(?:https?|ftp|mailto):\S+")
_LINK_NUMBER = re.compile(r"(?<!\S)\[(\d{1,4})\](\w[\w'’-]*)")
_SCHEME = re.compile(r"([A-Za-z][A-Za-z0-9+.-]*):")
_SAFE = frozenset({"http", "https", "mailto", "tel", "ftp"})
_UNFIT = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\\`\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ud800-\udfff]")
"""What no address holds, and what would end one in CommonMark or not be seen in it."""
_BALANCED = re.compile(r"[^()]*(?:\([^()]*\)[^()]*)*")
_REFERENCE = re.compile(r"&(?=#?\w+;)")


def find_references(paragraphs: Iterable[Paragraph]) -> dict[str, str]:
    """The addresses of the list in which lynx and its like give the targets of a page's numbered links, by number."""
    return {
        number[1]: paragraph.text
        for paragraph in paragraphs
        if (number := _NUMBER.fullmatch(paragraph.marker)) and _ADDRESS.fullmatch(paragraph.text)
    }


def link_numbers(text: str, references: Mapping[str, str]) -> str:
    """The text with a Markdown link for each link number that a reference stands for.

    Such a number stands before the words of its link, and nothing says how many they are, so it is the first of them.
    """

    def linked(match: re.Match[str]) -> str:
        address = references.get(match[1])
        return f"[{match[2]}]({destination(address)})" if address else match[0]

    return _LINK_NUMBER.sub(linked, text)


def clean_address(address: str) -> str | None:
    """The address without tracking parameters, or nothing where it is empty or would run a program.

    Addresses that name no scheme are relative to a page that the text does not tell, and stay so.
    """
    address = address.strip()
    scheme = _SCHEME.match(address)
    if not address.strip("#") or (scheme and scheme[1].lower() not in _SAFE):
        return None
    front, hash_, fragment = address.partition("#")
    path, _, query = front.partition("?")
    if query:
        query = "&".join(part for part in query.split("&") if not _tracks(part))
    return path + ("?" + query if query else "") + hash_ + fragment


def _tracks(parameter: str) -> bool:
    name = parameter.partition("=")[0].lower()
    return name in _TRACKING or name.startswith("utm_")


def destination(address: str) -> str:
    """The address as CommonMark has it between the parentheses of a link; what could not stand there is encoded."""
    address = _UNFIT.sub(_percent, address)
    if not _BALANCED.fullmatch(address):
        address = address.replace("(", "%28").replace(")", "%29")
    return _REFERENCE.sub(r"\&", address)


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))
