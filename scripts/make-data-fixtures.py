"""Writes the small files of test/fixtures/dataset that Node.js can not write itself: python3 scripts/make-data-fixtures.py"""
import json
import pathlib
import zipfile

import pandas
import pyarrow
import pyarrow.parquet

place = pathlib.Path(__file__).parent.parent / "test" / "fixtures" / "dataset"
rows = [(["ham", "spam"][row % 2], f"a text of some words, number {row}") for row in range(20)]
frame = pandas.DataFrame(rows, columns=["label", "text"])
for compression in ["snappy", "zstd"]:
    frame.to_parquet(place / f"{compression}.parquet", compression=compression)
named = {"info": {"features": {"text": {"dtype": "string", "_type": "Value"}, "label": {"names": ["pos", "neg"], "_type": "ClassLabel"}}}}
numbers = [(f"a text of some words, number {row}", -1 if row == 19 else row % 2) for row in range(20)]
table = pyarrow.Table.from_pandas(pandas.DataFrame(numbers, columns=["text", "label"]), preserve_index=False)
table = table.replace_schema_metadata({"huggingface": json.dumps(named)})
pyarrow.parquet.write_table(table, place / "class-label.parquet")
with zipfile.ZipFile(place / "one.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("set/README.md", "about the set")
    archive.writestr("set/train.csv", frame.to_csv(index=False))
with zipfile.ZipFile(place / "two.zip", "w", zipfile.ZIP_DEFLATED) as archive:
    archive.writestr("train.csv", frame.to_csv(index=False))
    archive.writestr("test.csv", frame.to_csv(index=False))
