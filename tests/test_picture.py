"""The README's picture is drawn by the view that ``triage show`` prints."""

from __future__ import annotations

import subprocess
import sys
import xml.etree.ElementTree as ET
from pathlib import Path

from triage.article import Role
from triage.render.theme import PALETTE

TOOL = Path(__file__).parents[1] / "tools" / "picture.py"


def test_the_picture_has_words_and_colours_and_fetches_nothing(tmp_path: Path) -> None:
    page, target = tmp_path / "page.txt", tmp_path / "page.svg"
    title = "The bridge is <script>open</script> & [red]free[/red]"
    page.write_text(f"Home\n\n{title}\n\n{'A body of many words that go on and on. ' * 9}\n", encoding="utf-8")
    subprocess.run([sys.executable, str(TOOL), str(page), str(target)], check=True)
    picture = target.read_text(encoding="utf-8")
    words = "".join(ET.fromstring(picture).itertext()).replace("\xa0", " ")
    assert title in words
    assert all(role in words for role in Role)
    assert all(color in picture for color in PALETTE.values())
    assert "<script" not in picture
    assert "url(" not in picture.replace("url(#", "")
