"""How often the shipped model says that a neutral text leans, by its length.

usage: length.py ORDO-CLASSIFY MODEL LABELLED.jsonl

Neutral statements of the held-out data are joined, K at a time, to longer texts, which therefore lean no more than they do.
"""
import json
import subprocess
import sys

program, model, labelled = sys.argv[1:]
neutral = [row["text"] for row in map(json.loads, open(labelled, encoding="utf-8")) if row["stance"] == "neutral"]
print("share of neutral texts said to oppose or support, by length (statements of the held-out data, joined):")
for k in (1, 2, 4, 8, 16):
    texts = [" ".join(neutral[i:i + k]) for i in range(0, len(neutral) - k + 1, k)]
    run = subprocess.run([program, "-q", "-S", "-m", model, "--heads", "stance", "-"], stdout=subprocess.PIPE, check=True,
                         input="".join(json.dumps({"text": text}) + "\n" for text in texts).encode())
    labels = [json.loads(line)["stance"]["label"] for line in run.stdout.splitlines()]
    print(f"  {k:2} joined, {sum(map(len, texts)) // len(texts):5} characters   {sum(l != 'neutral' for l in labels) / len(labels):.2f}"
          f"   of {len(labels)}")
