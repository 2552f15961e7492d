#!/usr/bin/env python3
"""Writes forms.tsv: which presentation form an Arabic letter takes at which place in a word.

The source is the Unicode Character Database that comes with Python: every character of the two
Arabic presentation blocks names, in its compatibility decomposition, the letter it stands for and
the place (<isolated>, <final>, <initial>, <medial>). Kept are the forms of single letters and the
ligatures of lam with alef; all other ligatures are left to no one, because a cell holds a letter.

Usage: python3 make_forms.py > forms.tsv
"""
import unicodedata

PLACES = ("isolated", "final", "initial", "medial")
LAM = "0644"
HEAD = """\
# Arabic presentation forms by letter and place, from the Unicode Character Database {version}.
# Written by make_forms.py. Data: Copyright Unicode, Inc., under the Unicode License V3
# (https://www.unicode.org/license.txt).
# letter(s)\tisolated\tfinal\tinitial\tmedial"""


def read():
    table = {}
    for code in [*range(0xFB50, 0xFE00), *range(0xFE70, 0xFF00)]:
        place, *letters = unicodedata.decomposition(chr(code)).split() or [""]
        place = place.strip("<>")
        if place not in PLACES or "0020" in letters or "0640" in letters:
            continue
        lam_alef = len(letters) == 2 and letters[0] == LAM and code >= 0xFEF5
        if len(letters) == 1 or lam_alef:
            table.setdefault(" ".join(letters), {}).setdefault(place, f"{code:04X}")
    return table


print(HEAD.format(version=unicodedata.unidata_version))
for letters, forms in sorted(read().items()):
    print("\t".join([letters, *(forms.get(place, "-") for place in PLACES)]))
