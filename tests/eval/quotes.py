"""Quotations, reported speech and speakers against gold annotation.

usage: quotes.py ORDO-CLASSIFY FILE.jsonl.gz... [--missed|--extra|--speakers|--resolved|--missed-indirect|--extra-indirect|--indirect-speakers]

Each line of a file: {"id", "text", "quotes": [{"start", "end", "type", "speaker_spans", ...}]}; offsets in code points,
glyphs included. Three measures, each with a 95 % bootstrap interval over articles:

  marked    direct and mixed quotations: exact spans, spans that share half of their union, characters
  indirect  reported clauses: spans that share half of their union, characters
  speaker   the mention found overlaps a gold one, over the quotations that were found and have a gold speaker
  resolved  the speaker is the one with the fullest name in the article, over the quotations of CORPUS-PART.speakers.tsv beside
            this file that were found: article, begin of the quotation, where the fullest name stands (several: any of
            them), and how the speaker is named at the quotation. "Floating" has no attribution in its own sentence.

Then what of the gold bounds these, and how often each way of finding the speaker is right, in all files together, too. An option
prints the errors of one kind instead, for reading.
"""
import collections
import csv
import gzip
import json
import os
import random
import re
import subprocess
import sys

RESAMPLES = 1000


def predict(program, articles):
    given = "".join(json.dumps({"id": str(i), "text": a["text"]}) + "\n" for i, a in enumerate(articles))
    run = subprocess.run([program, "--print", "quotes", "--format", "jsonl", "-q", "-"], input=given.encode(),
                         stdout=subprocess.PIPE, check=True)
    found = collections.defaultdict(list)
    for line in run.stdout.decode().splitlines():
        statement = json.loads(line)
        found[int(statement["article"])].append(statement)
    return found


def overlap(a, b):
    """Intersection over union of two spans."""
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return max(shared, 0) / (max(a[1], b[1]) - min(a[0], b[0]))


def match(found, gold):
    """Pairs of spans that share at least half of their union, best first, each used once."""
    pairs = sorted(((overlap(f, g), f, g) for f in found for g in gold if f[0] < g[1] and g[0] < f[1]), reverse=True)
    used_found, used_gold, matched = set(), set(), {}
    for share, f, g in pairs:
        if share >= 0.5 and f not in used_found and g not in used_gold:
            used_found.add(f)
            used_gold.add(g)
            matched[g] = f
    return matched


def characters(spans):
    return {at for begin, end in spans for at in range(begin, end)}


def is_right(statement, quote):
    mention = statement["speaker_mention"]
    return mention is not None and any(begin < mention["end"] and mention["begin"] < end
                                       for begin, end in quote["speaker_spans"])


def name_words(name):
    return [word for word in re.findall(r"[^\W_]+", re.sub(r"['’]s\b", "", name.casefold())) if word not in ("the", "a", "an")]


def is_name(answer, gold):
    """Whether the answer holds every word of the gold name, in order, and few beside them: titles, a middle name."""
    answer, gold = name_words(answer or ""), name_words(gold)
    rest = iter(answer)
    return all(word in rest for word in gold) and len(answer) <= len(gold) + 3


def read_fullest(path):
    """What CORPUS-PART.speakers.tsv says of each article: begin of the quotation -> (spans, kind)."""
    corpus, part = path.split("/")[-2:]
    labels = os.path.join(os.path.dirname(__file__), f"{corpus}-{part.split('.')[0]}.speakers.tsv")
    fullest = collections.defaultdict(dict)
    if os.path.exists(labels):
        with open(labels, encoding="utf-8") as rows:
            for row in csv.DictReader(rows, delimiter="\t"):
                spans = [tuple(map(int, span.split("-"))) for span in row["fullest"].split(",")]
                fullest[row["article"]][int(row["quotation"])] = spans, row["kind"]
    return fullest


def tell_speaker(statement, gold):
    mention = statement["speaker_mention"]
    return (f"\n    gold: {gold}; found: {statement['speaker']} by {mention and mention['text']} / {statement['cue']}"
            f" ({statement['speaker_by']})")


def tell_gold(quote):
    return f"{quote['speaker']} / {quote['cue']}"


def count_resolved(counts, text, found, fullest, errors, evidence):
    for (begin, end), statement in found.items():
        if begin not in fullest:
            continue
        spans, kind = fullest[begin]
        names = [text[b:e] for b, e in spans]
        right = any(is_name(statement["speaker"], name) for name in names)
        for which in ("resolved", "resolved " + kind):
            counts[which] += 1
            counts[which + " right"] += right
        evidence.append((kind, statement["speaker_confidence"], right))
        if not right:
            errors.show("resolved", text, (begin, end), tell_speaker(statement, f"{names[0]} ({kind})"))


class Errors:
    """Prints what is asked for, with the text around it."""

    def __init__(self, kind):
        self.kind = kind

    def show(self, kind, text, span, more=""):
        if kind == self.kind:
            before, after = text[max(0, span[0] - 150):span[0]], text[span[1]:span[1] + 80]
            print(f"{kind} {before!r} [[{text[span[0]:span[1]]!r}]] {after!r} {more}")


def count_speakers(counts, evidence, prefix, statement, quote):
    if not quote["speaker_spans"]:
        return True
    right = is_right(statement, quote)
    counts[prefix + "speakers"] += 1
    counts[prefix + "speakers right"] += right
    counts[prefix + "answered"] += statement["speaker_mention"] is not None
    evidence.append((statement["speaker_by"], statement["speaker_confidence"], right))
    return right


def compare(article, statements, fullest, errors, evidence):
    """Counts of one article."""
    text = article["text"]
    counts = collections.Counter(characters=len(text))
    marked = {(q["start"], q["end"]): q for q in article["quotes"] if q["type"] != "indirect"}
    indirect = {(q["start"], q["end"]): q for q in article["quotes"] if q["type"] == "indirect"}
    found = {tuple(span): s for s in statements if s["kind"] in ("direct", "mixed") for span in s["spans"]}
    clauses = {tuple(span): s for s in statements if s["kind"] == "indirect" for span in s["spans"]}

    for name, gold, predicted in (("marked", marked, found), ("indirect", indirect, clauses)):
        matched = match(predicted, gold)
        counts[name + " gold"], counts[name + " found"], counts[name + " half"] = len(gold), len(predicted), len(matched)
        counts[name + " exact"] = len(gold.keys() & predicted.keys())
        a, b = characters(gold), characters(predicted)
        counts[name + " gold chars"], counts[name + " found chars"], counts[name + " both chars"] = len(a), len(b), len(a & b)
        if name == "indirect":
            for span, clause in matched.items():
                if not count_speakers(counts, evidence[name], name + " ", clauses[clause], indirect[span]):
                    errors.show("indirect-speakers", text, clause, tell_speaker(clauses[clause], tell_gold(indirect[span])))
            evidence["clauses"] += ((len(text[begin:end].split()), quote["cue"].casefold(), (begin, end) in matched)
                                    for (begin, end), quote in indirect.items())
            for span in indirect.keys() - matched.keys():
                errors.show("missed-indirect", text, span, indirect[span]["cue"])
            for span in clauses.keys() - set(matched.values()):
                errors.show("extra-indirect", text, span, clauses[span]["cue"])
    for span, quote in marked.items():
        if quote["type"] == "direct":
            counts["direct gold"] += 1
            counts["direct exact"] += span in found
        if span not in found:
            counts["missed " + quote["type"]] += 1
            errors.show("missed", text, span)
        elif not count_speakers(counts, evidence["marked"], "marked ", found[span], quote):
            errors.show("speakers", text, span, tell_speaker(found[span], tell_gold(quote)))
    for span in found.keys() - marked.keys():
        counts["extra " + found[span]["kind"]] += 1
        errors.show("extra", text, span, f"({found[span]['kind']})")
    count_resolved(counts, text, found, fullest, errors, evidence["resolved"])
    return counts


def f1(right, found, gold):
    return lambda c: 2 * c[right] / max(c[found] + c[gold], 1)


def share(part, whole):
    return lambda c: c[part] / max(c[whole], 1)


MEASURES = (
    ("marked: exact span precision", share("marked exact", "marked found")),
    ("marked: exact span recall", share("marked exact", "marked gold")),
    ("marked: exact span F1", f1("marked exact", "marked found", "marked gold")),
    ("marked: half of the union F1", f1("marked half", "marked found", "marked gold")),
    ("marked: character F1", f1("marked both chars", "marked found chars", "marked gold chars")),
    ("marked: recall of direct ones", share("direct exact", "direct gold")),
    ("marked: speaker mention", share("marked speakers right", "marked speakers")),
    ("marked: speaker mention, if any", share("marked speakers right", "marked answered")),
    ("resolved: the fullest name", share("resolved right", "resolved")),
    *((f"resolved: {kind}", share(f"resolved {kind} right", f"resolved {kind}"))
      for kind in ("name", "pronoun", "role", "organisation", "floating")),
    ("indirect: half of the union P", share("indirect half", "indirect found")),
    ("indirect: half of the union R", share("indirect half", "indirect gold")),
    ("indirect: half of the union F1", f1("indirect half", "indirect found", "indirect gold")),
    ("indirect: character F1", f1("indirect both chars", "indirect found chars", "indirect gold chars")),
    ("indirect: speaker mention", share("indirect speakers right", "indirect speakers")),
)


def total(counts):
    whole = collections.Counter()
    for each in counts:
        whole.update(each)
    return whole


def print_measures(counts):
    chance = random.Random(1)
    resampled = [total(chance.choices(counts, k=len(counts))) for _ in range(RESAMPLES)]
    whole = total(counts)
    print(f"  {whole['marked gold']} quotations in marks, {whole['indirect gold']} reported clauses")
    for name, measure in MEASURES:
        if name.startswith("resolved") and whole["resolved"] == 0:
            continue
        values = sorted(measure(c) for c in resampled)
        print(f"  {name:<34}{measure(whole):.3f}  [{values[RESAMPLES // 40]:.3f}, {values[-RESAMPLES // 40 - 1]:.3f}]")


def print_gold(counts, clauses):
    """What of the gold bounds the figures; clauses: of each the number of words, the cue and whether it was found."""
    whole = total(counts)
    wrong = sum(whole[way + kind] for way in ("extra ", "missed ") for kind in ("direct", "mixed"))
    short, long = ([c for c in clauses if (c[0] <= 2) == few] for few in (True, False))
    cues, missed = collections.Counter(cue for _, cue, _ in clauses), [cue for _, cue, found in long if not found]
    dense = sorted(counts, key=lambda c: c["indirect gold"] / max(c["characters"], 1))
    few, many = total(dense[:len(counts) // 8]), total(dense[-(len(counts) // 8):])
    for what, part, n in (
            ("errors in marks: a sentence that is no gold", whole["extra direct"], wrong),
            ("errors in marks: a fragment", whole["extra mixed"] + whole["missed mixed"], wrong),
            ("gold clauses of one or two words", len(short), len(clauses)),
            ("... of these found", sum(found for _, _, found in short), len(short)),
            ("... of the longer ones", sum(found for _, _, found in long), len(long)),
            ("... cue once in the file, of those not found", sum(cues[cue] == 1 for cue in missed), len(missed)),
            ("gold clauses without a reporting word", cues[""], len(clauses)),
            ("precision, eighth of least gold for its length", few["indirect half"], few["indirect found"]),
            ("precision, eighth of most", many["indirect half"], many["indirect found"])):
        print(f"  {what:<48}{part / max(n, 1):.3f}  of {n}")


def print_evidence(evidence):
    """Beside what the program says, how often it is right."""
    print(f"  {'how the speaker was found':<28}{'n':>6}{'right':>8}{'confidence':>12}")
    for by in sorted({by for by, _, _ in evidence}):
        rows = [(confidence, right) for b, confidence, right in evidence if b == by]
        print(f"  {by:<28}{len(rows):>6}{sum(r for _, r in rows) / len(rows):>8.3f}{sum(c for c, _ in rows) / len(rows):>12.3f}")
    for least in (0.5, 0.7, 0.9):
        rows = [right for _, confidence, right in evidence if confidence >= least]
        print(f"  confidence of at least {least}: {len(rows) / max(len(evidence), 1):.3f} answered, {sum(rows) / max(len(rows), 1):.3f} of them right")


def measure(program, path, kind):
    """Returns how the speakers of what stands in marks were found."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    found, evidence = predict(program, articles), collections.defaultdict(list)
    errors = Errors(kind)
    fullest = read_fullest(path)
    counts = [compare(article, found[i], fullest[article["id"]], errors, evidence) for i, article in enumerate(articles)]
    print(f"{path.split('/')[-2]}, {path.split('/')[-1]}: {len(articles)} articles")
    print_measures(counts)
    if not kind:
        print_gold(counts, evidence["clauses"])
        print_evidence(evidence["marked"])
    if not kind and evidence["resolved"]:
        print(f"  {len(evidence['resolved'])} speakers with their fullest name")
        print_evidence(evidence["resolved"])
    return evidence["marked"]


if __name__ == "__main__":
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    program, *paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    marked = [row for path in paths for row in measure(program, path, options[0][2:] if options else "")]
    if len(paths) > 1 and not options:
        print("all of these files")
        print_evidence(marked)
