"""A page that is longer than the screen, through the user's pager."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess


def page(text: str) -> bool:
    """Show text, colours included, in ``$PAGER`` or else ``less``; False where there is no pager to show it."""
    try:
        command = shlex.split(os.environ.get("PAGER", "less"))
    except ValueError:  # a quotation that does not end
        return False
    if not command or shutil.which(command[0]) is None:
        return False
    # Colours pass, and the text stays on the screen afterwards; what the user has set in $LESS comes first.
    environment = {"LESS": "FRX", **os.environ}
    if os.path.basename(command[0]) == "less":
        command.append("-R")
    with subprocess.Popen(command, stdin=subprocess.PIPE, env=environment) as process:
        try:
            process.communicate(text.encode("utf-8", "replace"))
        except KeyboardInterrupt:
            # The pager has it too, and decides; leaving before it would leave the terminal in its hands.
            process.wait()
    return True
