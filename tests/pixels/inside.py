#!/usr/bin/env python3
"""Runs inside of the terminal that is looked at: a card, a frame, the dashboard, the frame again.

    inside.py DIR       DIR/plan.json says what; DIR/at-1, at-2 ... are written when a stage stands on
                        the screen, and the next begins when DIR/go-1, go-2 ... appear

The card is a frame whose picture tells where the cells lie (a red cell in two corners) and what each
sign of the screen to come looks like on its own. A second frame tells how this terminal treats plain
Arabic, before the dashboard and after it.
"""

import json
import os
import pathlib
import pty
import re
import subprocess
import sys
import termios
import time

# Where the signs stand on the card: this many columns each, so that a Latin letter and a blank part
# any two of them and no terminal joins or reorders them.
STRIDE = 4
FIRST_ROW = 4
PLAIN = "نص عربي بسيط (abc) 123، ثم [قوس] و«اقتباس»."


def place(index, columns):
    """The row and column, from 1, of a sign on the card."""
    across = (columns - 2) // STRIDE
    return FIRST_ROW + index // across, 3 + index % across * STRIDE


AT = "\x1b[{};{}H".format
CORNER = "\x1b[48;5;196m \x1b[0m"


def frame(middle, columns, rows):
    """A frame of the whole screen; the cursor rests in the empty row 3."""
    return "".join(
        ["\x1b[0m\x1b[2J", AT(1, 1), CORNER, *middle, AT(rows, columns), CORNER, AT(3, 1), "\x1b[?25h"]
    ).encode()


def card(signs, columns, rows):
    """The frame with every sign on its own."""
    out = []
    for index, (style, sign) in enumerate(signs):
        row, column = place(index, columns)
        if row >= rows:
            sys.exit("the card is full: there are too many signs on this screen")
        out += [AT(row, column - 2), "a ", f"\x1b[{style}m", sign, "\x1b[0m", AT(row, column + 2), "a"]
    return frame(out, columns, rows)


def plain(columns, rows):
    """The frame that shows how the terminal treats Arabic of which it is told nothing."""
    return frame([AT(2, 3), PLAIN, AT(5, 3), PLAIN[::-1]], columns, rows)


def transport(doctor):
    """How the program says that Arabic reaches the screen here, and why. Only a terminal is told, so it
    gets one between the terminal and itself, which hands everything on and takes notes."""
    notes = bytearray()

    def read(file):
        data = os.read(file, 1024)
        notes.extend(data)
        return data

    pty.spawn(doctor, read)
    said = re.search(r"^arabic +(.*?)\s*$", notes.decode(errors="replace"), re.MULTILINE)
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", said[1]) if said else ""


def main():
    folder = pathlib.Path(sys.argv[1])
    plan = json.loads((folder / "plan.json").read_text())
    stage = 0

    def stop(**facts):
        """Waits until the driver has looked at what is on the screen."""
        nonlocal stage
        stage += 1
        part = folder / f"at-{stage}.part"
        part.write_text(json.dumps(facts))
        part.rename(folder / f"at-{stage}")
        while not (folder / f"go-{stage}").exists():
            time.sleep(0.02)

    def settled_size():
        """The size of the terminal once it has its wish, or what it has after a while."""
        for _ in range(150):
            size = os.get_terminal_size(0)
            if tuple(size) == tuple(plan["size"]):
                break
            time.sleep(0.02)
        return size

    columns, rows = settled_size()
    chosen = transport(plan["doctor"])
    os.write(1, plan["alone"].encode() + card(plan["signs"], columns, rows))
    stop(size=[columns, rows], chosen=chosen)
    os.write(1, plan["again"].encode() + plain(columns, rows))
    stop()
    before = termios.tcgetattr(0)
    status = subprocess.call(plan["program"], stderr=open(folder / "stderr", "wb"))
    stop(status=status, modes=termios.tcgetattr(0) == before)
    os.write(1, plain(columns, rows))
    stop()


if __name__ == "__main__":
    main()
