"""Brings SemEval-2016 task 6 and the Stanford Sentiment Treebank into JSONL: train and dev.

usage: prepare.py DATA OUT

SemEval: the organisers' training file is read as Latin-1 and split four to one by a checksum of the tweet; the text is the
target and the tweet, as one model serves all targets. SST comes split.
"""
import json
import os
import sys
import zlib

data, out = sys.argv[1:]


def write(name, rows):
    with open(os.path.join(out, name + ".jsonl"), "w", encoding="utf-8") as file:
        for row in rows:
            file.write(json.dumps(row, ensure_ascii=False) + "\n")


path = os.path.join(data, "semeval2016", "trainingdata-all-annotations.txt")
if os.path.exists(path):
    with open(path, encoding="latin-1", newline="") as file:
        header, *lines = [line.rstrip("\r\n").split("\t") for line in file]
    rows = [dict(zip(header, line)) for line in lines if len(line) == len(header)]
    rows = [{"text": row["Target"].replace(" ", "_") + " . " + row["Tweet"], "stance": row["Stance"]} for row in rows]
    is_dev = [zlib.crc32(row["text"].encode()) % 5 == 0 for row in rows]
    write("semeval.train", [row for row, dev in zip(rows, is_dev) if not dev])
    write("semeval.dev", [row for row, dev in zip(rows, is_dev) if dev])

for kind in "binary", "fine":
    for part in "train", "dev":
        path = os.path.join(data, "sentiment", "sst", f"{kind}.{part}.tsv")
        if os.path.exists(path):
            with open(path, encoding="utf-8") as file:
                rows = [line.rstrip("\n").split("\t", 1) for line in file]
            write(f"sst-{kind}.{part}", [{"text": text, "label": label} for label, text in rows])
