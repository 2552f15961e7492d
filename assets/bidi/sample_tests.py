#!/usr/bin/env python3
"""Writes every 50th test line of the Unicode Character Database's conformance files for the bidi
algorithm, for the project's own test run. A line of BidiTest.txt goes with the two lines that say
what is expected of it.

Usage: python3 sample_tests.py /usr/share/unicode ../../tests/data
"""
import pathlib
import sys

STEP = 50
HEAD = """\
# Every 50th test line of {name} of the Unicode Character Database 15.0.0, chosen by sample_tests.py.
# Copyright Unicode, Inc., under the Unicode License V3 (https://www.unicode.org/license.txt)."""


def sample(lines):
    expected, written, count = {}, {}, 0
    for line in lines:
        if line.startswith("@"):
            expected[line.split(":")[0]] = line
        elif line and not line.startswith("#"):
            count += 1
            if count % STEP:
                continue
            for key, value in expected.items():
                if written.get(key) != value:
                    written[key] = value
                    yield value
            yield line


source, target = map(pathlib.Path, sys.argv[1:])
for name, out in (("BidiTest.txt", "bidi_test.txt"), ("BidiCharacterTest.txt", "bidi_character_test.txt")):
    lines = (source / name).read_text(encoding="utf8").splitlines()
    text = "\n".join([HEAD.format(name=name), *sample(lines)])
    (target / out).write_text(text + "\n", encoding="utf8")
