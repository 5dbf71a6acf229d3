"""Writes the small files of test/fixtures/dataset that Node.js can not write itself: python3 scripts/make-data-fixtures.py"""
import pathlib
import zipfile

import pandas

place = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "dataset"
rows = [(["ham", "spam"][row % 2], f"a text of some words, number {row}") for row in range(20)]
frame = pandas.DataFrame(rows, columns=["label", "text"])
for compression in ["snappy", "zstd"]:
    frame.to_parquet(place / f"{compression}.parquet", compression=compression)
with zipfile.ZipFile(place / "one.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("set/README.md", "about the set")
    archive.writestr("set/train.csv", frame.to_csv(index=False))
with zipfile.ZipFile(place / "two.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("train.csv", frame.to_csv(index=False))
    archive.writestr("test.csv", frame.to_csv(index=False))
