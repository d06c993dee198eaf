"""One row a setting: accuracy and macro-F1 of ordo-train and of scikit-learn, same training data, same dev data.

usage: compare.py BIN NAME LABELS GROUP TRAIN DEV

The first two settings are the same on both sides: word 1-2-grams, tf-idf, L2, C = 1. The last one is ordo-train's with
options that cross-validation on the training data chose from the few in CANDIDATES; the dev data has no part in it.
"""
import json
import subprocess
import sys

CANDIDATES = [
    ["--solver", solver, "-C", c, "--class-weight", weight, *features]
    for solver, c in (("l2r-l2loss-svc-dual", "0.2"), ("l2r-lr", "2"), ("l2r-lr", "8"))
    for weight in ("none", "balanced")
    for features in (["--words", "2"], ["--words", "2", "--chars", "2-5", "--negation", "--weighting", "log-tfidf"],
                     ["--words", "2", "--weighting", "nb"])
]


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def fit(options, folds):
    model = "build/eval/model.ordo"
    labels = [argument for label in LABELS for argument in ("-l", label)]
    group = [] if GROUP == "-" else ["-g", GROUP]
    subprocess.run([BIN + "/ordo-train", "fit", "-q", "-k", str(folds), "--bootstrap", "0", *labels, *group, *options, "-o", model,
                    TRAIN], check=True)
    return model


def evaluate(model):
    run = subprocess.run([BIN + "/ordo-train", "evaluate", "-q", "--json", "--bootstrap", "0", model, DEV], check=True,
                         stdout=subprocess.PIPE)
    heads = json.loads(run.stdout)
    heads = heads.get("heads", heads)
    return [(heads[label]["accuracy"], heads[label]["macro_f1"]) for label in LABELS]


def cross_validated(model):
    run = subprocess.run([BIN + "/ordo-train", "inspect", "--json", "--top", "0", model], check=True, stdout=subprocess.PIPE)
    heads = json.loads(run.stdout)["record"]["heads"]
    return sum(value(heads[label]["cross_validated"]["macro_f1"]) for label in LABELS)


def value(figure):
    return figure["value"] if isinstance(figure, dict) else figure


def show(what, figures):
    text = "   ".join(f"{label} {value(a):.3f} {value(f):.3f}" for label, (a, f) in zip(LABELS, figures))
    print(f"  {what:<58} {text}", flush=True)


def show_sklearn(what, make):
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.metrics import accuracy_score, f1_score
    train, dev = read(TRAIN), read(DEV)
    vectorizer = TfidfVectorizer(ngram_range=(1, 2), min_df=2)
    x, y = vectorizer.fit_transform(row["text"] for row in train), vectorizer.transform(row["text"] for row in dev)
    figures = []
    for label in LABELS:
        gold = [row[label] for row in dev]
        found = make().fit(x, [row[label] for row in train]).predict(y)
        figures.append((accuracy_score(gold, found), f1_score(gold, found, average="macro")))
    show(what, figures)


BIN, NAME, LABELS, GROUP, TRAIN, DEV = sys.argv[1:]
LABELS = LABELS.split(",")
print(f"{NAME}: accuracy and macro-F1")
show("ordo-train, linear SVM", evaluate(fit([], 0)))
show("ordo-train, logistic regression", evaluate(fit(["--solver", "l2r-lr"], 0)))
try:
    from sklearn.linear_model import LogisticRegression
    from sklearn.svm import LinearSVC
    show_sklearn("scikit-learn, LinearSVC", LinearSVC)
    show_sklearn("scikit-learn, LogisticRegression", lambda: LogisticRegression(max_iter=1000))
except ImportError:
    pass
best = max(CANDIDATES, key=lambda options: cross_validated(fit(options, 5)))
show("ordo-train, chosen by cross-validation", evaluate(fit(best, 5)))
print(f"    chosen: {' '.join(best)}")
