"""Reference results: each corpus with the specification chosen for it (specs/, by cross-validation on training data), beside what others published.

usage: reference.py BIN DATA OUT

Accuracy and its relatives by cross-validation on the training data, or on the development data where the corpus has some; test sets are left
alone. A fold's features, document frequencies, selection and NBSVM ratios come from the examples outside of it. Published figures are
for the corpora's test sets or for ten-fold cross-validation, as the note says.
"""
import json
import os
import random
import subprocess
import sys

BIN, DATA, OUT = sys.argv[1:]
SPECS = os.path.join(os.path.dirname(os.path.abspath(__file__)), "specs")
TRAIN = os.path.join(BIN, "ordo-train")
RESAMPLES = 1000


def run(*arguments):
    return subprocess.run([TRAIN, *arguments], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL).stdout


def data(*path):
    return os.path.join(DATA, *path)


def bring(name, *arguments):
    """The corpus as JSONL; ordo-train ends with 1 where rows were left out, which is told and no failure."""
    path = os.path.join(OUT, name + ".jsonl")
    subprocess.run([TRAIN, "import", "-q", "-o", path, *arguments], stderr=subprocess.DEVNULL, check=False)
    return path


def spec(name):
    return ["-s", os.path.join(SPECS, name + ".spec")]


def show(name, figures, published):
    text = "  ".join(f"{what} {value['value']:.3f} [{value['low']:.3f}, {value['high']:.3f}]" for what, value in figures)
    print(f"  {name:<34} {text:<58} {published}", flush=True)


def cross_validated(path, options):
    model = os.path.join(OUT, "reference.ordo")
    run("fit", "-q", "--calibrate", "none", *options, "-o", model, path)
    record = json.loads(run("inspect", "-q", "--json", "--top", "0", model))["record"]
    return next(iter(record["heads"].values()))["cross_validated"]


def held_out(train, dev, options, evaluating=()):
    model = os.path.join(OUT, "reference.ordo")
    run("fit", "-q", "-k", "0", *options, "-o", model, train)
    return next(iter(json.loads(run("evaluate", "-q", "--json", *evaluating, model, dev)).values()))


def mean_f1(rows, classes):
    figures = []
    for kind in classes:
        both = sum(gold == found == kind for gold, found in rows)
        either = sum(gold == kind for gold, _ in rows) + sum(found == kind for _, found in rows)
        figures.append(2 * both / either if either else 0.0)
    return sum(figures) / len(figures)


def with_interval(rows, measure):
    chance = random.Random(1)
    values = sorted(measure(chance.choices(rows, k=len(rows))) for _ in range(RESAMPLES))
    return {"value": measure(rows), "low": values[RESAMPLES // 40], "high": values[-RESAMPLES // 40 - 1]}


def folds(path, n_folds, options):
    """(target, gold, predicted) of every row, each by the model of the other folds."""
    prefix = os.path.join(OUT, "reference")
    run("split", "-q", "-k", str(n_folds), "-o", prefix, path)
    parts = [f"{prefix}.fold{k + 1}.jsonl" for k in range(n_folds)]
    rows = []
    for k, part in enumerate(parts):
        model, found = prefix + ".ordo", prefix + ".predictions.jsonl"
        run("fit", "-q", "-k", "0", *options, "-o", model, *(p for p in parts if p != part))
        run("evaluate", "-q", "--bootstrap", "0", "-p", found, model, part)
        with open(part, encoding="utf-8") as given, open(found, encoding="utf-8") as predicted:
            targets = {i + 1: json.loads(line).get("target", "") for i, line in enumerate(given)}
            for row in map(json.loads, predicted):
                rows.append((targets[row["row"]], row["gold"], row["predicted"]))
    return rows


def polarity(name, title, n_folds, published):
    path = data("sentiment", name, "all.tsv.gz" if name != "imdb" else "train.tsv.gz")
    if not os.path.exists(path):
        return print(f"  {title}: skipped, its data is not there")
    cv = cross_validated(bring(name, "label-text", path), [*spec(name), "-k", str(n_folds)])
    return show(f"{title}, {n_folds}-fold", [("accuracy", cv["accuracy"])], published)


def semeval():
    path = data("semeval2016", "trainingdata-all-annotations.txt")
    if not os.path.exists(path):
        return print("  SemEval-2016: skipped, its data is not there")
    stance = bring("semeval", "semeval2016", path)
    rows = folds(stance, 5, [*spec("semeval-stance"), "-l", "stance", "--per", "target"])
    favour = with_interval([row[1:] for row in rows], lambda r: mean_f1(r, ("FAVOR", "AGAINST")))
    show("SemEval-2016 stance, all targets", [("F_avg", favour)], "Mohammad et al. 2016, test: SVM n-grams .690")
    for target in sorted({row[0] for row in rows}):
        some = [row[1:] for row in rows if row[0] == target]
        show("    " + target, [("F_avg", with_interval(some, lambda r: mean_f1(r, ("FAVOR", "AGAINST"))))], "")
    cv = cross_validated(stance, [*spec("semeval-sentiment"), "-l", "sentiment", "-k", "10"])
    return show("SemEval-2016 sentiment, 10-fold", [("accuracy", cv["accuracy"]), ("macro-F1", cv["macro_f1"])], "")


def treebank():
    train, dev = data("sentiment", "sst", "binary.train.tsv"), data("sentiment", "sst", "binary.dev.tsv")
    if not os.path.exists(train):
        return print("  SST-2: skipped, its data is not there")
    figures = held_out(bring("sst.train", "label-text", train), bring("sst.dev", "label-text", dev), spec("sst"))
    return show("SST-2, sentences, dev", [("accuracy", figures["accuracy"])], "scikit-learn, test: .830 (.846 from phrases)")


def newsgroups():
    path = data("topics", "20ng", "train.nohdr.tsv.gz")
    if not os.path.exists(path):
        return print("  20 Newsgroups: skipped, its data is not there")
    cv = cross_validated(bring("20ng", "label-text", path), [*spec("20ng"), "-k", "5"])
    return show("20 Newsgroups, 5-fold", [("accuracy", cv["accuracy"]), ("macro-F1", cv["macro_f1"])], "")


def newsmtsc():
    train = data("newsmtsc", "train.jsonl")
    if not os.path.exists(train):
        return print("  NewsMTSC: skipped, its data is not there")
    rows = bring("newsmtsc.train", "newsmtsc", train)
    for part in ("mt", "rw"):
        dev = bring(f"newsmtsc.{part}", "newsmtsc", data("newsmtsc", f"{part}_dev.jsonl"))
        figures = held_out(rows, dev, [*spec("newsmtsc"), "-l", "label"])
        show(f"NewsMTSC, {part} dev", [("accuracy", figures["accuracy"]), ("macro-F1", figures["macro_f1"])],
             "Hamborg & Donnay 2021, test, neural: .83")
    return None


def ideal_points():
    paths = [data("ungdc", name) for name in ("1946_1990.jsonl.gz", "1991_2024.jsonl.gz")]
    if not os.path.exists(paths[0]):
        return print("  UN ideal points: skipped, their data is not there")
    path = bring("ungdc", "ungdc", *paths)
    cv = cross_validated(path, ["--value", "label", "-g", "group", "-k", "5", *spec("ungdc")])
    return show("UN ideal points, countries left out", [("r", cv["pearson"]), ("rho", cv["spearman"])], "tf-idf SVR: r .80")


print("reference results (95 % bootstrap intervals)")
polarity("mr", "MR", 10, "Wang & Manning 2012: .794")
polarity("cr", "CR", 10, "Wang & Manning 2012: .818")
polarity("mpqa", "MPQA", 10, "Wang & Manning 2012: .863")
polarity("subj", "Subj", 10, "Wang & Manning 2012: .932")
polarity("rt2k", "RT-2k", 10, "Wang & Manning 2012: .8945")
polarity("imdb", "IMDB", 5, "Wang & Manning 2012, test: .912")
treebank()
semeval()
newsgroups()
newsmtsc()
ideal_points()
