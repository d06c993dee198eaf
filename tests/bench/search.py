"""Times a search for settings: ordo-train tune beside scikit-learn's GridSearchCV, two processes each.

usage: search.py BIN DATA OUT

The same candidates on the same folds: every combination of n-gram lengths, minimum document frequency, solver and cost, tf-idf with
L2, a bias of 1, LIBLINEAR's dual solvers with its own tolerance for both (scikit-learn's defaults are far slower, above all for 20 classes). Rows carry their fold as a group, five groups make five folds, and scikit-learn splits by
the same column. Whole processes, from file to best candidate, nothing fitted at the end; memory is the largest process of each.
scikit-learn runs twice: as GridSearchCV is written down (vectorizing anew for each candidate and fold), and with the vectorizer's
output cached on disk for each fold (Pipeline(memory=...)), which few know of.
"""
import gzip
import json
import os
import random
import subprocess
import sys
import time

BIN, DATA, OUT = sys.argv[1:]
FOLDS = 5
IMDB_ROWS = int(os.environ.get("IMDB_ROWS", "5000"))

SKLEARN = """
import json, sys, tempfile
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import GridSearchCV, PredefinedSplit
from sklearn.pipeline import Pipeline
from sklearn.svm import LinearSVC
path, words, min_df, costs, cached, out = sys.argv[1:]
rows = [json.loads(line) for line in open(path, encoding="utf-8")]
svm = LinearSVC(tol=0.1)
logistic = LogisticRegression(solver="liblinear", dual=True, tol=0.1)
pipeline = Pipeline([("vectorize", TfidfVectorizer(token_pattern=r"(?u)\\b\\w+\\b")), ("learn", svm)],
                    memory=tempfile.mkdtemp() if cached == "yes" else None)
grid = {"vectorize__ngram_range": [(1, int(n)) for n in words.split()], "vectorize__min_df": [int(n) for n in min_df.split()],
        "learn": [svm, logistic], "learn__C": [float(c) for c in costs.split()]}
search = GridSearchCV(pipeline, grid, n_jobs=2, cv=PredefinedSplit([int(row["fold"]) for row in rows]), refit=False)
search.fit([row["text"] for row in rows], [row["label"] for row in rows])
json.dump({"score": search.best_score_, "candidates": len(search.cv_results_["params"])}, open(out, "w"))
"""


def run(command):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - begin, usage.ru_maxrss / 1024, status, output.decode(), usage.ru_utime + usage.ru_stime


def write(name, rows):
    path = os.path.join(OUT, name + ".jsonl")
    random.Random(1).shuffle(rows)
    with open(path, "w", encoding="utf-8") as out:
        for i, (label, text) in enumerate(rows):
            if text.strip():
                out.write(json.dumps({"label": label, "text": text, "fold": str(i % FOLDS)}, ensure_ascii=False) + "\n")
    return path


def read(path):
    opener = gzip.open if path.endswith(".gz") else open
    with opener(path, "rt", encoding="utf-8") as source:
        return [line.rstrip("\n").split("\t", 1) for line in source]


def show(what, result, score, first=None):
    seconds, peak, status, _, cpu = result
    ratios = "" if first is None else (f"   {seconds / first[0]:5.1f} x the time, {cpu / first[4]:5.1f} x of processors, "
                                       f"{peak / first[1]:4.1f} x the memory")
    print(f"  {what:<30} {seconds:7.1f} s ({cpu:6.1f} s of processors) {peak:6.0f} MiB   best accuracy {score:.4f}{ratios}"
          + ("" if status == 0 else "   FAILED"), flush=True)


def compare(name, rows, words, min_df, costs):
    path = write(name, rows)
    n = len(words.split()) * len(min_df.split()) * 2 * len(costs.split())
    print(f"search on {name}, {len(rows)} texts: {n} candidates, {FOLDS} folds, two processes", flush=True)
    settings = [f"words {words}", f"min-df {min_df}", f"C {costs}", "solver l2r-l2loss-svc-dual l2r-lr-dual", "chars none",
                "negation no", "tokens none", "weighting tfidf", "l2 yes", "bias 1", "class-weight none"]
    ours = [os.path.join(BIN, "ordo-train"), "tune", "-q", "-j", "2", "-m", "accuracy", "-g", "fold", "-k", str(FOLDS),
            "--search", "grid", "--show", "0", "-o", os.path.join(OUT, name + ".spec"), path]
    for setting in settings:
        ours += ["--set", setting]
    first = run(ours)
    chosen = [line.split()[3] for line in first[3].splitlines() if "chosen accuracy" in line]
    show("ordo-train tune", first, float(chosen[0]) if chosen else float("nan"))
    if subprocess.run([sys.executable, "-c", "import sklearn"], stderr=subprocess.DEVNULL).returncode != 0:
        return
    for what, cached in ("scikit-learn GridSearchCV", "no"), ("  with the vectorizer cached", "yes"):
        out = os.path.join(OUT, name + ".json")
        result = run([sys.executable, "-W", "ignore", "-c", SKLEARN, path, words, min_df, costs, cached, out])
        show(what, result, json.load(open(out))["score"] if result[2] == 0 else float("nan"), first)


sst = os.path.join(DATA, "sentiment", "sst", "binary.train.tsv")
if os.path.exists(sst):
    compare("sst", read(sst), "1 2 3", "1 2", "0.1 0.316 1 3.16 10")
news = os.path.join(DATA, "topics", "20ng", "train.nohdr.tsv.gz")
if os.path.exists(news):
    compare("20ng", read(news), "1 2", "2", "1 3.16")
imdb = os.path.join(DATA, "sentiment", "imdb", "train.tsv.gz")
if os.path.exists(imdb):
    rows = read(imdb)
    random.Random(2).shuffle(rows)
    if IMDB_ROWS < len(rows):
        print(f"IMDB: {IMDB_ROWS} of {len(rows)} texts, as scikit-learn takes long (IMDB_ROWS={len(rows)} for all)")
    compare("imdb", rows[:IMDB_ROWS], "1 2", "2", "0.316 1 3.16")
