"""How many labels `ordo-train suggest` saves: learning curves on labelled data whose labels are hidden until asked for.

usage: curve.py BIN TRAIN DEV LABEL GROUP

Begins with the same FIRST random rows, then adds STEP at a time, chosen by each way of suggesting; after each step a model is
fitted and its macro-F1 on DEV measured. Means over SEEDS first draws. Labels needed: those with which a way reaches the macro-F1 that
random choice ends with, read off its curve by straight lines.
"""
import json
import os
import random
import subprocess
import sys
import tempfile

BIN, TRAIN, DEV, LABEL, GROUP = sys.argv[1:]
FIRST, STEP, STEPS, SEEDS = 100, 100, 6, 8
WAYS = ("random", "margin", "entropy", "density", "committee")
PROGRAM = os.path.join(BIN, "ordo-train")


def run(*arguments):
    return subprocess.run([PROGRAM, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE).stdout


def write(path, rows):
    with open(path, "w", encoding="utf-8") as out:
        for row in rows:
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def macro_f1(folder, labelled):
    data, model = os.path.join(folder, "labelled.jsonl"), os.path.join(folder, "m.ordo")
    write(data, labelled)
    run("fit", "-q", "-l", LABEL, "-g", GROUP, "--class-weight", "balanced", "-k", "0", "-o", model, data)
    return json.loads(run("evaluate", "-q", "--json", "--bootstrap", "0", "-l", LABEL, model, DEV))[LABEL]["macro_f1"]["value"]


def suggest(folder, way, labelled, pool, seed):
    data, rest = os.path.join(folder, "labelled.jsonl"), os.path.join(folder, "pool.jsonl")
    write(data, labelled)
    write(rest, [{"id": row["id"], "text": row["text"], GROUP: row[GROUP]} for row in pool])
    lines = run("suggest", "-q", "--by", way, "-n", str(STEP), "--seed", str(seed), "-l", LABEL, "-g", GROUP, "-u", rest, data)
    return [json.loads(line)["id"] for line in lines.splitlines()]


def curve(folder, way, rows, seed):
    order = rows[:]
    random.Random(seed).shuffle(order)
    labelled, pool = order[:FIRST], {row["id"]: row for row in order[FIRST:]}
    points = [macro_f1(folder, labelled)]
    for step in range(STEPS):
        for chosen in suggest(folder, way, labelled, list(pool.values()), seed * 1000 + step):
            labelled.append(pool.pop(chosen))
        points.append(macro_f1(folder, labelled))
    return points


def labels_for(points, value):
    """Labels at which a curve reaches a value, or None."""
    for i in range(1, len(points)):
        if points[i] >= value:
            low, high = points[i - 1], points[i]
            return FIRST + STEP * (i - 1 + (max(value - low, 0) / (high - low) if high > low else 1))
    return None


def main():
    with open(TRAIN, encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    with tempfile.TemporaryDirectory() as folder:
        curves = {way: [curve(folder, way, rows, seed) for seed in range(1, SEEDS + 1)] for way in WAYS}
    means = {way: [sum(points) / SEEDS for points in zip(*each)] for way, each in curves.items()}
    print(f"macro-F1 of {LABEL} by number of labels, mean of {SEEDS} first draws of {FIRST}")
    last = means["random"][-1]
    print("  " + " " * 12 + "".join(f"{FIRST + STEP * i:>8}" for i in range(STEPS + 1)) + f"   labels for {last:.3f}")
    for way in WAYS:
        needs = labels_for(means[way], last)
        print(f"  {way:<12}" + "".join(f"{value:8.3f}" for value in means[way]) + f"   {'-' if needs is None else round(needs)}")


main()
