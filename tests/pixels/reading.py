"""Reads a screen back from its picture, and holds it against the text that should stand there."""

import unicodedata

from inside import place
from raster import apart, ink, rim

# How far a cell may lie from the sign alone on the card, as the mean difference of ink (0 to 255):
# less than between any two signs.
NEAR = 12.0


def cells(rows, columns):
    """The signs of a screen by row and column: each letter with the marks on it, blanks to the edge."""
    screen = []
    for row in rows:
        line = []
        for sign in row:
            if line and (unicodedata.combining(sign) or sign == "\u200d"):
                line[-1] += sign
            else:
                line.append(sign)
        screen.append((line + [" "] * columns)[:columns])
    return screen


def bare(sign):
    """A sign without the marks above and below it."""
    return "".join(c for c in sign if not unicodedata.combining(c))


def signs_of(screen, styles):
    """Every sign of a screen, with and without its marks, in some styles (parameters of SGR)."""
    found = sorted({s for row in screen for sign in row for s in (sign, bare(sign))})
    return [(style, sign) for style in styles for sign in found]


def cell_ink(picture, grid, column, row, middle=False):
    """The ink of a cell without its outermost columns, into which strokes of its neighbours reach."""
    left, top, right, bottom = grid.box(column, row)
    return ink(picture.cut(left + 1, top, right - 1, bottom).data, right - left - 2, middle)


def both_inks(picture, grid, column, row):
    return [cell_ink(picture, grid, column, row, middle) for middle in (False, True)]


class Card:
    """What each sign looks like on its own in one terminal."""

    def __init__(self, picture, grid, signs):
        self.looks = {}
        for index, (_, sign) in enumerate(signs):
            row, column = place(index, grid.columns)
            self.looks.setdefault(sign, []).append(both_inks(picture, grid, column - 1, row - 1))
        blank = cell_ink(picture, grid, 2, 2)
        self.looks[" "] += [[look, look] for look in (bytes(len(blank)), b"\xff" * len(blank))]

    def far(self, seen, sign, excused=b""):
        looks = self.looks.get(sign, [])
        return min((apart(*pair, excused) for look in looks for pair in zip(seen, look)), default=255.0)

    def guess(self, seen):
        """The sign that a cell looks most like."""
        return min(self.looks, key=lambda sign: self.far(seen, sign))


def neighbours(truth, grid, x, y):
    """Where ink of the signs around a cell may reach into it."""

    def inked(row, column):
        return 0 <= row < grid.rows and 0 <= column < grid.columns and truth[row][column] != " "

    left, top, right, bottom = grid.box(x, y)
    beside = inked(y, x - 1) or inked(y, x + 1)
    return rim(right - left - 2, bottom - top, inked(y - 1, x), inked(y + 1, x), beside)


# How many of the wrong cells are told one by one.
TOLD = 5


def read(picture, grid, card, truth):
    """How many cells should hold something or do, how many of them look as they should, how many of
    these without their marks, and the first of the others as (row, column, expected, seen)."""
    right = total = unmarked = 0
    wrong = []
    for y, row in enumerate(truth):
        for x, sign in enumerate(row):
            seen = both_inks(picture, grid, x, y)
            excused = neighbours(truth, grid, x, y)
            good = card.far(seen, sign, excused) <= NEAR
            if sign == " " and good:
                continue
            total += 1
            # A terminal may draw a mark outside of the cell, even alone: then both are as near.
            plain = card.far(seen, bare(sign), excused) if bare(sign) != sign else 255
            lost = plain <= NEAR and plain <= card.far(seen, sign, excused)
            unmarked += lost
            right += good or lost
            if not good and not lost and len(wrong) < TOLD:
                wrong.append((y, x, sign, card.guess(seen)))
    return right, total, unmarked, wrong


def changed(one, other, grid):
    """How many cells look different in two pictures. A terminal that draws a whole row anew may leave
    other strokes at the rims of cells, so pixels alone do not tell."""
    if one.data == other.data:
        return 0
    count = 0
    for y in range(grid.rows):
        for x in range(grid.columns):
            left, top, right, bottom = grid.box(x, y)
            free = rim(right - left - 2, bottom - top, True, True, True)
            a, b = cell_ink(one, grid, x, y), cell_ink(other, grid, x, y)
            count += max(apart(a, b, free), apart(b, a, free)) > NEAR
    return count


def is_arabic(sign):
    return unicodedata.bidirectional(sign[0]) in ("R", "AL")


def right_edge(picture, grid, truth):
    """Of the rows that hold an Arabic article, those whose last ink lies at the right margin; and all."""
    last = {}
    for y, row in enumerate(truth[2:-1], start=2):
        inked = [x for x, sign in enumerate(row) if sign != " "]
        if inked and sum(map(is_arabic, row)) * 2 > len(inked):
            last[y] = inked[-1]
    if not last:
        return 0, 0
    margin = max(last.values())
    good = 0
    for y in last:
        edge = max((x for x in range(grid.columns) if any(cell_ink(picture, grid, x, y))), default=-1)
        # The outermost letter or stop may be a narrow one; a cell beyond the margin is a leak.
        good += margin - 1 <= edge <= margin
    return good, len(last)


def border(picture, grid, truth):
    """Of the rows with the line between two panes, those in which it looks as in the others; and all."""
    columns = [sum(row[x] == "│" for row in truth) for x in range(grid.columns)]
    if max(columns) < 10:
        return 0, 0
    at = columns.index(max(columns))
    strips = [cell_ink(picture, grid, at, y) for y, row in enumerate(truth) if row[at] == "│"]
    usual = max(set(strips), key=strips.count)
    return sum(apart(strip, usual) <= NEAR for strip in strips), len(strips)
