"""The colours of the roles, for every output that has colours."""

from __future__ import annotations

from triage.article import Role

PALETTE = {
    Role.HEADLINE: "#d55e00",
    Role.BODY: "#0072b2",
    Role.CAPTION: "#009e73",
    Role.QUOTE: "#cc79a7",
}
"""Four of the eight colours that Okabe and Ito chose so that colour-blind people tell them apart ("Color Universal
Design", 2008): those that stand out from black and from white alike. Teasers have none and are dimmed."""

ANSI = {Role.HEADLINE: "red", Role.BODY: "blue", Role.CAPTION: "green", Role.QUOTE: "magenta"}
"""For terminals of sixteen colours, which show them as their user has set them."""


def styles(palette: dict[Role, str]) -> dict[str, str]:
    """Rich styles by name: ``role.NAME`` for what speaks of a role, ``kind.NAME`` for a paragraph's own text."""
    headline, caption, quote = palette[Role.HEADLINE], palette[Role.CAPTION], palette[Role.QUOTE]
    return {
        **{f"role.{role}": color for role, color in palette.items()},
        "role.teaser": "dim",
        "kind.title": f"bold {headline}",
        "kind.deck": headline,
        "kind.subhead": f"bold {headline}",
        "kind.paragraph": "none",
        "kind.list": "none",
        "kind.caption": f"italic {caption}",
        "kind.direct": quote,
        "kind.block": quote,
        **dict.fromkeys(("kind.dateline", "kind.byline", "kind.related", "kind.furniture"), "dim"),
        **dict.fromkeys(("kind.comment", "kind.about"), "dim"),
    }
