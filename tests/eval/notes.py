"""The comparisons that NOTES of ordo-train-fit(1) reports: what calibration, self-training, variants and an order of the classes do.

usage: notes.py BIN DATA OUT

All by cross-validation on training data, grouped by document where there are documents; the last one by two folds, each
predicted by the model of the other.
"""
import json
import math
import os
import subprocess
import sys

BIN, DATA, OUT = sys.argv[1:]
TRAIN = os.path.join(BIN, "ordo-train")
US_ORDER = os.path.join(DATA, "us-order", "train.jsonl")
UNLABELLED = os.path.join(DATA, "us-order", "unlabelled.jsonl")
TWEETS = os.path.join(OUT, "semeval.jsonl")
TREEBANK = os.path.join(OUT, "sst-fine.train.jsonl")
MODEL = os.path.join(OUT, "notes.ordo")
COSTS = "0.01", "0.03", "0.1", "0.3", "1", "3"


def run(*arguments):
    return subprocess.run([TRAIN, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def heads(*options):
    run("fit", "-q", *options, "-o", MODEL)
    return json.loads(run("inspect", "-q", "--json", "--top", "0", MODEL))["record"]["heads"]


def show(what, head, names=("macro_f1",)):
    figures = (f"{name} {f['value']:.3f} [{f['low']:.3f}, {f['high']:.3f}]"
               for name, f in ((name, head["cross_validated"][name]) for name in names))
    print(f"  {what:<52} {'  '.join(figures)}", flush=True)


def calibrations():
    print("calibration: us-order, stance, balanced class weights")
    for how in "temperature", "vector":
        head = heads("-l", "stance", "-g", "doc", "--class-weight", "balanced", "--calibrate", how, US_ORDER)["stance"]
        show(how, head, ("macro_f1", "log_loss"))


def self_training():
    print("self-training: us-order, l2r-lr, C 8, balanced class weights")
    options = ["-l", "stance", "-l", "sentiment", "-g", "doc", "--class-weight", "balanced", "--solver", "l2r-lr", "-C", "8", US_ORDER]
    for what, more in ("none", []), ("confidence 0.9", ["-u", UNLABELLED]), \
                      ("confidence 0.7", ["-u", UNLABELLED, "--confidence", "0.7"]):
        for name, head in heads(*more, *options).items():
            show(f"{what}, {name}", head)


def variants():
    print("variants: SemEval-2016, stance, mean F1 of FAVOR and AGAINST over all rows")
    options = ["-l", "stance", "--words", "2", "--chars", "2-5", "--solver", "l2r-lr", "-C", "3", TWEETS]
    for what, more in ("a variant for each target", ["--per", "target"]), ("the target a field", ["-f", "target"]), ("one head", []):
        classes = heads(*more, *options)["stance"]["cross_validated"]["classes"]
        print(f"  {what:<52} {(classes['FAVOR']['f1']['value'] + classes['AGAINST']['f1']['value']) / 2:.3f}", flush=True)


def halves():
    """The treebank in two, each row with a label for each cut between classes."""
    with open(TREEBANK, encoding="utf-8") as file:
        rows = [json.loads(line) for line in file]
    for row in rows:
        for cut in range(1, 5):
            row[f"cut{cut}"] = "above" if int(row["label"]) >= cut else "below"
    prefix = os.path.join(OUT, "notes")
    with open(prefix + ".jsonl", "w", encoding="utf-8") as file:
        file.writelines(json.dumps(row) + "\n" for row in rows)
    run("split", "-q", "-k", "2", "-o", prefix, prefix + ".jsonl")
    return [f"{prefix}.fold{k}.jsonl" for k in (1, 2)]


def predictions(parts, options):
    """(gold, probabilities) of every row."""
    found = os.path.join(OUT, "notes.predictions.jsonl")
    for part, other in parts, parts[::-1]:
        run("fit", "-q", *options, "-o", MODEL, other)
        run("evaluate", "-q", "--bootstrap", "0", "-p", found, MODEL, part)
        with open(part, encoding="utf-8") as file:
            gold = [int(json.loads(line)["label"]) for line in file]
        above, whole = [[1, 0, 0, 0, 0, 0] for _ in gold], [None] * len(gold)
        with open(found, encoding="utf-8") as file:
            for row in map(json.loads, file):
                if row["head"] == "label":
                    whole[row["row"] - 1] = [row["p"][str(k)] for k in range(5)]
                else:
                    above[row["row"] - 1][int(row["head"][3:])] = row["p"]["above"]
        for target, p, cuts in zip(gold, whole, above):
            yield target, p or [max(a - b, 0) for a, b in zip(cuts, cuts[1:])]


def ordinal(rows):
    """Quadratic kappa, log loss, ranked probability score."""
    rows, n = list(rows), 5
    chosen = [max(range(n), key=p.__getitem__) for _, p in rows]
    observed = sum((gold - k) ** 2 for (gold, _), k in zip(rows, chosen))
    expected = sum((gold - k) ** 2 for gold, _ in rows for k in chosen) / len(rows)
    loss = sum(-math.log(max(p[gold] / sum(p), 1e-15)) for gold, p in rows) / len(rows)
    ranked = sum((sum(p[:k + 1]) - (gold <= k)) ** 2 for gold, p in rows for k in range(n)) / len(rows)
    return 1 - observed / expected, loss, ranked


def ordered():
    print("ordered classes: SST, five classes; the best C for each figure")
    parts = halves()
    cuts = [option for cut in range(1, 5) for option in ("-l", f"cut{cut}")]
    for what, labels in ("ordered, thresholds", ["--ordered", "label"]), ("a binary model for each cut", cuts), ("no order", ["-l", "label"]):
        figures = [ordinal(predictions(parts, [*labels, "-C", c])) for c in COSTS]
        kappa, loss, ranked = zip(*figures)
        print(f"  {what:<52} quadratic kappa {max(kappa):.3f}  log loss {min(loss):.3f}  ranked probability score {min(ranked):.3f}", flush=True)
    print("ordered classes: us-order, stance, balanced class weights")
    for what, labels in ("ordered", ["--ordered", "stance", "--order", "oppose,neutral,support"]), ("no order", ["-l", "stance"]):
        show(what, heads(*labels, "-g", "doc", "--class-weight", "balanced", US_ORDER)["stance"])


for comparison, needed in (calibrations, US_ORDER), (self_training, UNLABELLED), (variants, TWEETS), (ordered, TREEBANK):
    if os.path.exists(needed):
        comparison()
    else:
        print(f"{comparison.__name__}: skipped, its data is not there")
