"""The colours of the roles, for every output that has colours."""

from __future__ import annotations

from collections.abc import Mapping

from triage.article import Role

PALETTES = {
    # Four of the eight colours that Okabe and Ito chose so that colour-blind people tell them apart ("Color Universal
    # Design", 2008): those that stand out from black and from white alike.
    "auto": {Role.HEADLINE: "#d55e00", Role.BODY: "#0072b2", Role.CAPTION: "#009e73", Role.QUOTE: "#cc79a7"},
    # The same hues, brighter or darker, stand out more where the background is known.
    "dark": {Role.HEADLINE: "#f0a33a", Role.BODY: "#5ab4f0", Role.CAPTION: "#1fbf8f", Role.QUOTE: "#e08fc0"},
    "light": {Role.HEADLINE: "#a84a00", Role.BODY: "#004f86", Role.CAPTION: "#007a58", Role.QUOTE: "#b0508a"},
}
"""By theme, ``auto`` for where the background is not known. Teasers have no colour and are dimmed."""

_ANSI = {Role.HEADLINE: "red", Role.BODY: "blue", Role.CAPTION: "green", Role.QUOTE: "magenta"}
ANSI = {
    "auto": _ANSI,
    "dark": {role: f"bright_{color}" for role, color in _ANSI.items()},
    "light": _ANSI,
}
"""For terminals of sixteen colours, which show them as their user has set them."""

_DARK = frozenset({"0", "1", "2", "3", "4", "5", "6", "8"})
_LIGHT = frozenset({"7", "9", "10", "11", "12", "13", "14", "15"})


def resolve(theme: str, environment: Mapping[str, str]) -> str:
    """The theme itself; for ``auto`` that of the background that the terminal names in ``COLORFGBG``, if it does."""
    background = environment.get("COLORFGBG", "").rpartition(";")[2]
    if theme != "auto" or background not in _DARK | _LIGHT:
        return theme
    return "dark" if background in _DARK else "light"


def styles(palette: Mapping[Role, str]) -> dict[str, str]:
    """Rich styles by name: ``role.NAME`` for what speaks of a role, ``kind.NAME`` for a paragraph's own text."""
    headline, quote = palette[Role.HEADLINE], palette[Role.QUOTE]
    return {
        **{f"role.{role}": color for role, color in palette.items()},
        "role.teaser": "dim",
        "kind.title": f"bold underline {headline}",
        "kind.deck": headline,
        "kind.subhead": f"bold {headline}",
        "kind.paragraph": "none",
        "kind.list": "none",
        "kind.caption": "dim italic",
        "kind.direct": quote,
        "kind.block": quote,
        **dict.fromkeys(("kind.dateline", "kind.byline", "kind.related", "kind.furniture"), "dim"),
        **dict.fromkeys(("kind.comment", "kind.about"), "dim"),
    }
