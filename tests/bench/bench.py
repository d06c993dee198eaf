"""Times whole processes: best of several runs, and the largest resident size seen.

usage: bench.py BIN DATA OUT

Classifying: 25,000 IMDB reviews (33 MB) as rows of statements; word 1-2-grams, tf-idf, L2, two heads, an exact table of 300,000
features; raw text in, labels and probabilities out. Fitting: the same reviews from file to model, with and without
cross-validated calibration. Peers do the same work as far as they can: scikit-learn two LinearSVC on one TfidfVectorizer,
fastText one supervised model with word 2-grams. Finding quotations has no peer here but wc, which reads the same words.
"""
import gzip
import json
import os
import shutil
import subprocess
import sys
import time

BIN, DATA, OUT = sys.argv[1:]
RUNS = int(os.environ.get("RUNS", "5"))


def path(name):
    return os.path.join(OUT, name)


def run_once(command, env=None):
    begin = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    return (time.perf_counter() - begin, usage.ru_maxrss / 1024) if status == 0 else None


def measure_together(commands, runs=RUNS, env=None):
    """Best time and largest memory of each command, run in turns: a machine's slow minutes then hit all of them."""
    results = [[] for _ in commands]
    for _ in range(runs):
        for command, result in zip(commands, results):
            result.append(run_once(command, env) if command else None)
    return [None if None in result else (min(r[0] for r in result), max(r[1] for r in result)) for result in results]


def measure(command, runs=RUNS, env=None):
    return measure_together([command], runs, env)[0]


def show(what, result, size, reference=None):
    if result is None:
        print(f"  {what:<52} failed or not installed", flush=True)
        return
    seconds, peak = result
    ratio = "" if reference is None else f"   {reference[0] / seconds:5.2f} x the first row"
    print(f"  {what:<52} {seconds:7.2f} s {size / seconds / 1e6:7.1f} MB/s {peak:6.0f} MiB{ratio}", flush=True)


SKLEARN_FIT = """
import pickle, sys
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.svm import LinearSVC
rows = [line.rstrip("\\n").split("\\t") for line in open(sys.argv[1], encoding="utf-8")][1:]
vectorizer = TfidfVectorizer(ngram_range=(1, 2), max_features=300000)
x = vectorizer.fit_transform(row[1] for row in rows)
heads = [LinearSVC().fit(x, [row[i] for row in rows]) for i in (0, 2)]
pickle.dump((vectorizer, heads), open(sys.argv[2], "wb"))
"""
SKLEARN_CLASSIFY = """
import pickle, sys
vectorizer, heads = pickle.load(open(sys.argv[2], "rb"))
rows = [line.rstrip("\\n").split("\\t") for line in open(sys.argv[1], encoding="utf-8")][1:]
x = vectorizer.transform(row[1] for row in rows)
for scores in zip(*(head.decision_function(x) for head in heads)):
    print(*scores)
"""

rows = path("imdb.tsv")
with gzip.open(os.path.join(DATA, "sentiment", "imdb", "train.tsv.gz"), "rt", encoding="utf-8") as source, \
        open(rows, "w", encoding="utf-8") as out, open(path("imdb.fasttext"), "w", encoding="utf-8") as labelled, \
        open(path("imdb.raw"), "w", encoding="utf-8") as raw:
    out.write("label\ttext\tlong\n")
    for line in source:
        label, text = line.rstrip("\n").split("\t", 1)
        text = text.replace("\t", " ")
        out.write(f"{label}\t{text}\t{'long' if len(text) > 1000 else 'short'}\n")
        labelled.write(f"__label__{label} {text}\n")
        raw.write(text + "\n")
size = os.path.getsize(path("imdb.raw"))
train, classify = os.path.join(BIN, "ordo-train"), os.path.join(BIN, "ordo-classify")
heads = ["-l", "label", "-l", "long"]

print(f"fitting {size / 1e6:.0f} MB of reviews, word 1-2-grams, two heads")
all_features = ["--min-df", "2", "-o", path("full.ordo"), rows]
show("ordo-train fit, one head, no calibration", measure([train, "fit", "-q", "-l", "label", "-k", "0", *all_features], 3), size)
show("ordo-train fit, one head, 5-fold calibration", measure([train, "fit", "-q", "-l", "label", *all_features], 3), size)
model, chars = path("words.ordo"), path("chars.ordo")
table = ["--min-df", "1", "--max-features", "300000"]
show("ordo-train fit, two heads, 300,000 features", measure([train, "fit", "-q", *heads, "-k", "0", *table, "-o", model, rows], 1), size)
subprocess.run([train, "fit", "-q", *heads, "-k", "0", "--chars", "3-5", *table, "-o", chars, rows], check=True)
show("scikit-learn, TfidfVectorizer and two LinearSVC",
     measure([sys.executable, "-c", SKLEARN_FIT, rows, path("sklearn.pickle")], 1), size)
if shutil.which("fasttext"):
    subprocess.run(["fasttext", "supervised", "-input", path("imdb.fasttext"), "-output", path("fasttext"), "-wordNgrams", "2",
                    "-bucket", "300000", "-dim", "10", "-epoch", "1", "-thread", "2"], stdout=subprocess.DEVNULL,
                   stderr=subprocess.DEVNULL, check=True)

print(f"classifying them, the model's own size apart: words {os.path.getsize(model) / 2**20:.0f} MiB, "
      f"with characters {os.path.getsize(chars) / 2**20:.0f} MiB")
base = [classify, "-q", "-S", "--no-text"]
one, two, with_chars, fasttext = measure_together(
    [[*base, "-j", "1", "-m", model, rows], [*base, "-j", "2", "-m", model, rows], [*base, "-j", "1", "-m", chars, rows],
     ["fasttext", "predict", path("fasttext.bin"), path("imdb.raw")] if shutil.which("fasttext") else None], 2 * RUNS)
show("ordo-classify, one thread", one, size)
show("ordo-classify, two threads", two, size, one)
show("ordo-classify, character 3-5-grams too, one thread", with_chars, size, one)
show("fastText predict, one label", fasttext, size, one)
single = dict(os.environ, OMP_NUM_THREADS="1", OPENBLAS_NUM_THREADS="1")
show("scikit-learn, transform and two decision functions",
     measure([sys.executable, "-c", SKLEARN_CLASSIFY, rows, path("sklearn.pickle")], 1, single), size, one)

news = os.path.join(DATA, "quotes", "polnear", "train.jsonl.gz")
if os.path.exists(news):
    articles, raw = path("news.jsonl"), path("news.raw")
    with gzip.open(news, "rt", encoding="utf-8") as source:
        texts = [json.loads(line)["text"] for line in source] * 5
    with open(articles, "w", encoding="utf-8") as out, open(raw, "w", encoding="utf-8") as lines:
        for i, text in enumerate(texts):
            out.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
            lines.write(" ".join(text.split()) + "\n")
    size = sum(len(text.encode("utf-8")) for text in texts)
    print(f"finding quotations, reported clauses and speakers in {size / 1e6:.0f} MB of news")
    quotes = [classify, "-q", "-p", "quotes", "--no-text"]
    terms = [*quotes, "-j", "1", "--kinds", "term", articles] # all are found, few are written
    one, two, found, words, fasttext = measure_together(
        [[*quotes, "-j", "1", articles], [*quotes, "-j", "2", articles], terms, ["wc", "-w", raw],
         ["fasttext", "predict", path("fasttext.bin"), raw] if shutil.which("fasttext") else None])
    show("ordo-classify --print quotes, one thread", one, size)
    show("ordo-classify --print quotes, two threads", two, size, one)
    show("ordo-classify --print quotes, little of it written", found, size, one)
    show("fastText predict, one label", fasttext, size, one)
    show("wc -w, which counts the words alone", words, size, one)

    shipped = os.path.join("models", "us-order.ordo")
    folder, lines = path("news"), path("news.lines")
    shutil.rmtree(folder, ignore_errors=True)  # of a run with more articles
    os.makedirs(folder)
    with open(lines, "w", encoding="utf-8") as out:
        for i, text in enumerate(texts):
            out.write(text.replace("\n", " ") + "\n")
            with open(os.path.join(folder, f"{i:06}.txt"), "w", encoding="utf-8") as article:
                article.write(text)
    print("articles to scored statements: quotations, reported clauses, speakers and both heads of the shipped model (4-grams of characters too)")
    both = [classify, "-q", "--force", "-m", shipped]
    rows = [("JSONL to JSONL, one thread", [*both, "-j", "1", articles]),
            ("JSONL to JSONL, two threads", [*both, "-j", "2", articles]),
            ("JSONL to JSONL, two such processes at once", ["sh", "-c", '"$@" & "$@" && wait $!', "sh", *both, "-j", "1", articles]),
            ("plain text to JSONL, one thread", [*both, "-j", "1", folder]),
            ("JSONL to CSV in a file, one thread", [*both, "-j", "1", "-o", path("news.csv"), articles]),
            ("JSONL to JSONL.zst in a file, one thread", [*both, "-j", "1", "-o", path("news.jsonl.zst"), articles]),
            ("JSONL to SQLite, one thread", [*both, "-j", "1", "-o", path("news.db"), articles]),
            ("JSONL to articles: reading and language alone, one thread", [*both, "-j", "1", "-p", "articles", "--no-text", articles]),
            ("fastText predict, one label a text", ["fasttext", "predict", path("fasttext.bin"), lines] if shutil.which("fasttext") else None)]
    results = measure_together([command for _, command in rows])
    for (what, _), result in zip(rows, results):
        if result is not None and what.endswith("at once"):  # twice the articles: what the machine's second core gives at all
            result = (result[0] / 2, result[1])
        show(what, result, size, results[0])
