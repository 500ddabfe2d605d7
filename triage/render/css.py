"""The colours and styles of the view as CSS, for pictures that a browser shows."""

from __future__ import annotations

from collections.abc import Iterator

from rich.style import Style

from triage.render.theme import PALETTES, styles

_GROUNDS = {"light": ("#ffffff", "#1f2328"), "dark": ("#14181d", "#d8dee4")}
"""Background and foreground."""


def rules(theme: str) -> str:
    """A class for each name of :func:`triage.render.theme.styles`, a hyphen for its dot, and for ``bold`` and ``dim``.

    ``ground`` has the background's colour. The theme ``auto`` is what the reader's system asks for.
    """
    if theme == "auto":
        return f"{_rules('light')}@media (prefers-color-scheme: dark) {{\n{_rules('dark')}}}\n"
    return _rules(theme)


def _rules(theme: str) -> str:
    background, foreground = _GROUNDS[theme]
    named = {**styles(PALETTES[theme]), "bold": "bold", "dim": "dim"}
    classes = {name.replace(".", "-"): "; ".join(_declare(Style.parse(style))) for name, style in named.items()}
    return (
        f":root {{ color-scheme: {theme}; color: {foreground}; background: {background} }}\n"
        f".ground {{ color: {background} }}\n"
        + "".join(f".{name} {{ {declared} }}\n" for name, declared in classes.items() if declared)
    )


def _declare(style: Style) -> Iterator[str]:
    if style.color:
        yield f"color: {style.color.name}"
    if style.bold:
        yield "font-weight: bold"
    if style.italic:
        yield "font-style: italic"
    if style.underline:
        yield "text-decoration: underline"
    if style.dim:
        yield "opacity: 0.7"
