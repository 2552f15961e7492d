#!/usr/bin/env python3
"""Arabic word classes for the tagger: writes `word fine coarse name 0`, tab-separated.

  make_names.py NAMES PAIRS CLUSTERS > classes.tsv

NAMES is resources/names.sqlite3 of the PyPI package arabic-name-romanizer 0.2.0 (names of Wikidata,
CC0 1.0); PAIRS is wd_arabic.normalized.aligned.tokens of Merhav and Ash 2018 (names of Wikidata,
CC0 1.0); CLUSTERS has lines `word coarse fine` (see NOTICE.md for the text behind them). `name` says
which lists of persons' names have the word, and how often.
`cargo run --release --example train_names -- classes classes.tsv OUT` packs the table.
"""
import collections
import re
import sqlite3
import sys

ARABIC = re.compile("^[ء-غف-ي]{2,}$")
MOST = 110_000
FOLD = str.maketrans("أإآٱىةؤئ", "اااايهوي", "ءـ")


def bucket(count, low, high):
    return 0 if count < low else 1 if count < high else 2


def main():
    given, last, world = (collections.Counter() for _ in range(3))
    for name, role, count in sqlite3.connect(sys.argv[1]).execute("SELECT arabic_key, role, count FROM units"):
        for word in name.translate(FOLD).split():
            (last if role == "surname" else given)[word] += count
    with open(sys.argv[2], encoding="utf-8") as file:
        for line in file:
            fields = line.rstrip("\n").split("\t")
            world[fields[1].replace(" ", "").translate(FOLD)] += 1
    with open(sys.argv[3], encoding="utf-8") as file:
        clusters = {}
        for line in file:
            word, coarse, fine = line.rstrip("\n").split("\t")
            clusters.setdefault(word.translate(FOLD), (int(fine) + 1, int(coarse) + 1))
    names = [word for word, _ in (given + last + world).most_common() if ARABIC.match(word)]
    for word in list(dict.fromkeys([*clusters, *names]))[:MOST]:
        fine, coarse = clusters.get(word, (0, 0))
        name = bucket(given[word], 1, 12) + 3 * bucket(last[word], 1, 12) + 9 * bucket(world[word], 1, 3)
        print(word, fine, coarse, name, 0, sep="\t")


main()
