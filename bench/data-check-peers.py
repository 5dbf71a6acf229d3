"""What others take for the checks of data.csv, each in a process of its own:

    node bench/data-check.mjs 1000000 /tmp/data.csv && python3 bench/data-check-peers.py /tmp/data.csv

needs pandas, polars and duckdb. "checks": integer labels, rows of each class, blank and missing texts, overlong texts, repeated and
contradicting rows. "reads": only that. Prints seconds by the clock, of the processor, and peak memory in MB.
"""
import json
import os
import resource
import subprocess
import sys
import time


def pandas_reads(path):
    import pandas

    return len(pandas.read_csv(path, header=None))


def pandas_checks(path):
    import pandas

    frame = pandas.read_csv(path, header=None)
    labels, texts = frame[0], frame[1]
    lengths = texts.str.len()
    same_text = texts.duplicated()
    same_row = frame.duplicated()
    return [
        labels.dtype.kind,
        labels.value_counts().to_dict(),
        int(texts.isna().sum()),
        int((texts.str.strip() == "").sum()),
        int((lengths > 5000).sum()),
        int(same_row.sum()),
        int((same_text & ~same_row).sum()),
    ]


def polars_reads(path):
    import polars

    return polars.read_csv(path, has_header=False).height


def polars_checks(path):
    import polars
    from polars import col

    frame = polars.read_csv(path, has_header=False, new_columns=["label", "text"])
    return [
        str(frame.schema["label"]),
        frame["label"].value_counts().rows(),
        frame.select(
            col("text").is_null().sum().alias("missing"),
            (col("text").str.strip_chars() == "").sum().alias("blank"),
            (col("text").str.len_chars() > 5000).sum().alias("long"),
            polars.struct("label", "text").is_duplicated().sum().alias("repeats"),
            col("text").is_duplicated().sum().alias("same"),
        ).row(0),
    ]


def duckdb_checks(path):
    import duckdb

    read = f"read_csv('{path}', header=false, columns={{'label':'BIGINT','text':'VARCHAR'}}, quote='\"', escape='\"')"
    classes = duckdb.sql(f"select label, count(*) from {read} group by label").fetchall()
    figures = duckdb.sql(
        f"select count(*) filter (text is null), count(*) filter (trim(text) = ''), count(*) filter (length(text) > 5000) from {read}"
    ).fetchall()
    repeats = duckdb.sql(
        f"select sum(n) - count(*), sum(case when labels > 1 then 1 else 0 end) from "
        f"(select count(*) n, count(distinct label) labels from {read} group by hash(text))"
    ).fetchall()
    return [classes, figures, repeats]


def duckdb_reads(path):
    import duckdb

    read = f"read_csv('{path}', header=false, columns={{'label':'BIGINT','text':'VARCHAR'}}, quote='\"', escape='\"')"
    return duckdb.sql(f"select count(*), max(length(text)) from {read}").fetchall()


WAYS = {way.__name__: way for way in (pandas_reads, pandas_checks, polars_reads, polars_checks, duckdb_reads, duckdb_checks)}

if len(sys.argv) == 3:
    started = time.time()
    WAYS[sys.argv[2]](sys.argv[1])
    used = resource.getrusage(resource.RUSAGE_SELF)
    figures = {"way": sys.argv[2], "seconds": round(time.time() - started, 2), "cpuSeconds": round(used.ru_utime, 2)}
    print(json.dumps({**figures, "peakMegabytes": round(used.ru_maxrss / 1024)}))
else:
    for way in WAYS:
        subprocess.run([sys.executable, os.path.abspath(__file__), sys.argv[1], way], check=True)
