"""Records what pandas.read_csv(FILE, header=None) makes of generated files, for test/dataset/pandas.test.ts:

    python3 scripts/record-pandas.py > test/fixtures/pandas/answers.json

One entry a file: [content in base64, answer]. The answer is the list of [label, text] where pandas reads integers and texts,
else a word: "raises" (the file), "labels" (not all integers), "texts" (some missing, or none of them texts), "columns" (not two).
"""
import base64
import io
import json
import random
import sys

import pandas

PIECES = [
    b"0", b"1", b"2", b"-1", b"x", b",", b",", b",", b'"', b'""', b"\n", b"\n", b"\r\n", b"\r", b" ", b"\t", b"good", b"a b", b"NA",
    b"null", b"+1", b"007", b"0.0", b"\xc2\xa0", b"\xef\xbb\xbf", b"\x0b", b"\x00", "é".encode(), "漢".encode(), b"0,fine\n", b"1,bad\n",
    b'1,"a, b"\n', b'0,"two\nlines"\n', b'1,"say ""x"""\r\n', b"\n\n", b' \n', b'0,"x" \n', b'"1",quoted\n', b" 1 ,blank\n", b"1,\n",
]


def generated(chooser):
    rows = [b"0,fine\n", b"1,bad\n"]
    kind = chooser.random()
    count = chooser.randrange(1, 5) if kind < 0.3 else chooser.randrange(4, 14)
    middle = b"".join(chooser.choice(PIECES if kind < 0.4 else PIECES[-11:-1]) for _ in range(count))
    if chooser.random() < 0.3:
        return middle + b"".join(rows)
    return b"".join(rows) + middle


def answer(content):
    try:
        frame = pandas.read_csv(io.BytesIO(content), header=None)
    except Exception:
        return "raises"
    if frame.shape[1] != 2:
        return "columns"
    if frame[0].dtype.kind not in "iu":
        return "labels"
    if frame[1].isna().any() or frame[1].dtype.kind in "iufb":
        return "texts"
    return [[int(label), str(text)] for label, text in zip(frame[0], frame[1])]


chooser = random.Random(14)
recorded = []
for _ in range(800):
    content = generated(chooser)
    recorded.append([base64.b64encode(content).decode(), answer(content)])
json.dump({"pandas": pandas.__version__, "files": recorded}, sys.stdout, separators=(",", ":"), ensure_ascii=True)
print()
