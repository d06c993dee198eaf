"""Puts the texts back to the labels of datasets/us-order that us-order.ordo learns from besides train.jsonl.

usage: us-order-texts.py BIN DATA OUT

public-more.tsv labels the statements of DATA/us-order/unlabelled.jsonl, by id; the texts of public-chosen.tsv are cut out of the
speeches and communiqués in DATA by ordo-train join, checksums and all. Writes OUT/more.jsonl and OUT/chosen.jsonl.
"""
import csv
import gzip
import json
import os
import subprocess
import sys

LABELS = os.path.join("datasets", "us-order")
binary, data, out = sys.argv[1:]
os.makedirs(out, exist_ok=True)


def labels(name):
    with open(os.path.join(LABELS, name), encoding="utf-8", newline="") as file:
        return {row["id"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


def lines(*path):
    path = os.path.join(data, *path)
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as file:
        yield from map(json.loads, file)


more = labels("public-more.tsv")
with open(os.path.join(out, "more.jsonl"), "w", encoding="utf-8") as file:
    for row in lines("us-order", "unlabelled.jsonl"):
        row.update({head: more[row["id"]][head] for head in ("stance", "sentiment")})
        file.write(json.dumps(row, ensure_ascii=False) + "\n")

# a speech has no name of its own there
speeches = os.path.join(out, "ungdc.jsonl")
with open(speeches, "w", encoding="utf-8") as file:
    for part in "1946_1990", "1991_2024":
        for row in lines("ungdc", part + ".jsonl.gz"):
            named = {"id": f"{row['iso3']}_{row['session']}_{row['year']}", "text": row["text"]}
            file.write(json.dumps(named, ensure_ascii=False) + "\n")

official = os.path.join(data, "official_statements")
subprocess.run([os.path.join(binary, "ordo-train"), "join", "-q", "-c", f"ungdc={speeches}",
                "-c", f"kremlin={official}/kremlin_en_news_transcripts.jsonl.gz",
                "-c", f"state={official}/state_dept_press_releases_2021_2022.jsonl.gz,url",
                "-c", f"zelensky={official}/zelensky_en_addresses_2022.jsonl.gz",
                "-o", os.path.join(out, "chosen.jsonl"), os.path.join(LABELS, "public-chosen.tsv")], check=True)
