"""Pictures as rows of bytes: reading, cutting, comparing, and the ink of one cell."""

import functools
import re
import subprocess

# The red of the corners of the card (colour 196 of the 256).
RED = b"\xff\x00\x00"


class Raster:
    """A picture of `width` by `height` pixels, three bytes each."""

    def __init__(self, width, height, data):
        self.width, self.height, self.data = width, height, data

    @staticmethod
    def from_ppm(data):
        head = re.match(rb"P6\s+(\d+)\s+(\d+)\s+255\s", data)
        return Raster(int(head[1]), int(head[2]), data[head.end() :])

    def row(self, y, left=0, right=None):
        right = self.width if right is None else right
        return self.data[(y * self.width + left) * 3 : (y * self.width + right) * 3]

    def cut(self, left, top, right, bottom):
        return Raster(right - left, bottom - top, b"".join(self.row(y, left, right) for y in range(top, bottom)))

    def save(self, path):
        """Writes a PNG; a screen has few colours, so a palette makes it small."""
        command = ["convert", "-size", f"{self.width}x{self.height}", "-depth", "8", "rgb:-", f"png:{path}"]
        subprocess.run(command, input=self.data, check=True)

    def red_span(self, y):
        """The first and the last red pixel of a row, or nothing."""
        row = self.row(y)
        first = row.find(RED)
        while first >= 0 and first % 3:
            first = row.find(RED, first + 1)
        last = row.rfind(RED)
        while last >= 0 and last % 3:
            last = row.rfind(RED, 0, last + 2)
        return (first // 3, last // 3) if first >= 0 and last >= 0 else None


def difference(one, other):
    """How many pixels differ; where the sizes do, all."""
    if (one.width, one.height) != (other.width, other.height):
        return one.width * one.height
    count = 0
    for y in range(one.height):
        a, b = one.row(y), other.row(y)
        if a != b:
            count += sum(a[i : i + 3] != b[i : i + 3] for i in range(0, len(a), 3))
    return count


class Grid:
    """Where the cells of a terminal lie in its picture, learnt from the red corners of the card."""

    def __init__(self, card, columns, rows):
        spans = [(y, span) for y in range(card.height) if (span := card.red_span(y))]
        if not spans:
            raise ValueError("the corners of the card are not in the picture")
        self.left, self.top = spans[0][1][0], spans[0][0]
        self.right, self.bottom = spans[-1][1][1] + 1, spans[-1][0] + 1
        self.columns, self.rows = columns, rows
        self.cell_width = (self.right - self.left) / columns
        self.cell_height = (self.bottom - self.top) / rows

    def text(self, picture):
        """The part of a picture that holds cells."""
        return picture.cut(self.left, self.top, self.right, self.bottom)

    def box(self, column, row):
        """The pixels of a cell, from 0, in the picture that `text` gives: left, top, right, bottom."""
        width, height = self.cell_width, self.cell_height
        return round(column * width), round(row * height), round((column + 1) * width), round((row + 1) * height)


# The least distance of a pixel from its ground, summed over three colours, that counts as ink.
FAINT = 90


# How far ink of the cells above, below and beside may reach into a cell, in pixels.
ABOVE, BELOW, BESIDE = 2, 4, 2


@functools.lru_cache(16)
def rim(width, height, above, below, beside):
    """For each pixel of a cell whether a neighbour's ink may lie on it."""
    return bytes(
        (above and y < ABOVE) or (below and y >= height - BELOW) or (beside and not BESIDE <= x < width - BESIDE)
        for y in range(height)
        for x in range(width)
    )


@functools.lru_cache(100_000)
def ink(cell, width, middle=False):
    """A cell's pixels as how much ink each holds, 0 to 255, whatever its two colours are. A cell of
    one colour is full of ink, unless that is the black of the terminal's own ground.

    Full ink is the colour farthest from the ground: of all pixels or, for a sign into whose cell a
    brighter neighbour reaches, of those in the `middle`, where no neighbour's ink comes."""
    pixels = [cell[i : i + 3] for i in range(0, len(cell), 3)]
    counts = {}
    for pixel in pixels:
        counts[pixel] = counts.get(pixel, 0) + 1
    ground = max(counts, key=counts.get)
    edge = rim(width, len(pixels) // width, True, True, True)
    inner = [pixel for pixel, outer in zip(pixels, edge) if not outer]
    # A terminal may leave gaps between full blocks, so their rims do not count.
    if len(set(inner)) == 1 and inner[0] == ground and sum(ground) >= FAINT:
        return b"\xff" * len(pixels)
    away = {p: abs(p[0] - ground[0]) + abs(p[1] - ground[1]) + abs(p[2] - ground[2]) for p in counts}
    most = max(away.values())
    if most < FAINT:
        return bytes(len(pixels))
    if middle:
        most = max((away[pixel] for pixel in inner), default=0) or most
    return bytes(min(255, away[p] * 255 // most) for p in pixels)


@functools.lru_cache(200_000)
def apart(seen, look, excused=b""):
    """The mean difference of two cells' ink, 0 to 255; cells of different sizes are as far as can be.
    More ink than in `look` does not count on the pixels that are `excused`."""
    if len(seen) != len(look) or not seen:
        return 255.0
    if not excused:
        return sum(abs(a - b) for a, b in zip(seen, look)) / len(seen)
    return sum(b - a if b > a else 0 if free else a - b for a, b, free in zip(seen, look, excused)) / len(seen)
