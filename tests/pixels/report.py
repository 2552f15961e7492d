"""What a run tells: lines while it goes, a table at the end, one small picture of several terminals."""

import subprocess
import sys

# The terminals of the small picture, and the part of each screen that it shows, in cells.
SHOWN = ["xterm", "vte", "konsole", "kitty"]
PART = (0, 0, 100, 10)


def told(look):
    """A line on stderr as soon as a look is done."""
    case = look.case
    state = "as it should be" if look.good() else "WRONG"
    words = look.trouble or f"{look.right}/{look.total} cells"
    print(f"{look.screen.name:8} {case.name:16} {state}: {words}", *look.kept, file=sys.stderr, sep="; ")
    if look.wrong and not case.wrong:
        for row, column, expected, seen in look.wrong:
            print(f"    row {row} column {column}: {named(expected)} should be there, {named(seen)} is", file=sys.stderr)


def named(sign):
    return "+".join(f"U+{ord(c):04X}" for c in sign)


HEAD = ["screen", "terminal", "how", "said to be", "cells", "right edge", "border"]
HEAD += ["the same terminal otherwise", "left as found", "verdict"]
SHORT = ["terminal", "how Arabic reaches it", "an article", "two panes", "the same terminal otherwise", "verdict"]


def called(look, versions):
    """The terminal of a look, with what runs in it."""
    case = look.case
    inner = f" with {versions['tmux']}, allow-passthrough {case.tmux}" if case.tmux else ""
    return versions[case.terminal] + inner


def asked(case):
    words = [f"--bidi {case.bidi or 'auto'}", *(option for option in case.options if option != "-o")]
    return " ".join(words)


def cells(look):
    marks = f", {look.unmarked} without marks" if look.unmarked else ""
    return look.trouble or f"{look.right} of {look.total}{marks}"


def beside(look):
    return "" if look.apart is None else f"{look.apart[0]} pixels, {look.apart[1]} cells from {look.case.beside}"


def verdict(looks):
    if not all(look.good() for look in looks):
        return "WRONG"
    return "wrong, as it must be" if looks[0].case.wrong else "right"


def row(look, versions):
    share = ["/".join(map(str, pair)) if pair[1] else "" for pair in (look.edge, look.border)]
    left = ", ".join(f"not {what}" for what in look.kept) or "yes"
    told = [look.screen.name, called(look, versions), asked(look.case), look.chosen.split(":")[0]]
    return [*told, cells(look), *share, beside(look), left, verdict([look])]


def table(looks, versions):
    """Prints everything as columns; whether all of it is as it should be."""
    rows = [HEAD, *(row(look, versions) for look in looks)]
    widths = [max(len(line[i]) for line in rows) for i in range(len(HEAD))]
    for line in rows:
        print("  ".join(word.ljust(width) for word, width in zip(line, widths)).rstrip())
    return all(look.good() for look in looks)


def markdown(looks, versions):
    """Prints the short table, a row for each case, as Markdown."""
    print("| " + " | ".join(SHORT) + " |\n|" + "---|" * len(SHORT))
    for name in dict.fromkeys(look.case.name for look in looks):
        of = {look.screen.name: look for look in looks if look.case.name == name}
        first = next(iter(of.values()))
        found = "" if first.case.bidi else f" → {first.chosen.split(',')[0]}"
        how = f"`{asked(first.case)}`{found}"
        apart = "; ".join(dict.fromkeys(filter(None, map(beside, of.values()))))
        seen = [cells(of[screen]) if screen in of else "" for screen in ("article", "panes")]
        print("| " + " | ".join([called(first, versions), how, *seen, apart, verdict(list(of.values()))]) + " |")


def captures(looks, looker):
    """Tells in which terminals tmux holds the text of the screen, byte for byte; whether it does in all
    in which it should. Where it passes no switch on, it holds rows that the outer terminal turns back."""
    good = True
    for screen in {look.screen.name: look.screen for look in looks}.values():
        held = [look for look in looks if look.screen is screen and look.rows is not None]
        if held:
            text, _ = looker.truth(screen)
            words = [f"{'the same' if look.rows == text else 'other'} in {look.case.name}" for look in held]
            print(f"{screen.name}: rows of tmux capture-pane and of a tmux in no terminal: {', '.join(words)}")
            good &= all((look.rows == text) == look.case.captured for look in held)
    return good


def montage(looks, versions, file):
    """Writes the same part of the article's screen in some terminals, two in a row."""
    shown = [look for name in SHOWN for look in looks if look.case.name == name and look.screen.article and look.fresh]
    if not shown:
        print("no picture for the montage", file=sys.stderr)
        return
    command = ["montage"]
    parts = []
    for look in shown:
        left, top, _, _ = look.grid.box(PART[0], PART[1])
        right, bottom, _, _ = look.grid.box(PART[2], PART[3])
        parts.append(file.with_suffix(f".{look.case.name}.png"))
        look.fresh.cut(left, top, right, bottom).save(parts[-1])
        command += ["-label", called(look, versions), str(parts[-1])]
    command += ["-tile", "2x", "-geometry", "860x+8+6", "-background", "#303030", "-fill", "white", "-pointsize", "18"]
    # Few colours and no dates keep it small.
    command += ["-strip", "-colors", "64", "-depth", "8", "-define", "png:compression-level=9", f"png8:{file}"]
    subprocess.run(command, check=True)
    for part in parts:
        part.unlink()
