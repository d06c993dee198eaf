"""Quotations and speakers against gold annotation.

usage: quotes.py ORDO-CLASSIFY FILE.jsonl.gz...

Each line: {"id", "text", "quotes": [{"start", "end", "type", "speaker_spans", ...}]}; offsets in code points, glyphs
included. Direct and mixed quotations count; a span is right when both ends are. A speaker is right when the mention
found overlaps one of the gold spans, over the quotations whose span was found and that have a gold speaker.
"""
import collections
import gzip
import json
import subprocess
import sys


def predict(program, articles):
    given = "".join(json.dumps({"id": str(i), "text": a["text"]}) + "\n" for i, a in enumerate(articles))
    run = subprocess.run([program, "--print", "quotes", "--format", "jsonl", "-q", "-"], input=given.encode(),
                         stdout=subprocess.PIPE, check=True)
    found = collections.defaultdict(list)
    for line in run.stdout.decode().splitlines():
        statement = json.loads(line)
        found[int(statement["article"])].append(statement)
    return found


def measure(program, path, show):
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    found = predict(program, articles)
    n_gold = n_found = n_right = n_speakers = n_speakers_right = n_unknown = n_kind = 0
    for i, article in enumerate(articles):
        gold = {(q["start"], q["end"]): q for q in article["quotes"] if q["type"] != "indirect"}
        spans = {tuple(span): s for s in found[i] for span in s["spans"]}
        n_gold += len(gold)
        n_found += len(spans)
        text = article["text"]
        for span, quote in gold.items():
            statement = spans.get(span)
            if statement is None:
                if show == "missed":
                    print("MISSED", repr(text[max(0, span[0] - 60):span[0]]), repr(text[span[0]:span[1]]), repr(text[span[1]:span[1] + 40]))
                continue
            n_right += 1
            n_kind += statement["kind"] == quote["type"]
            if not quote["speaker_spans"]:
                continue
            n_speakers += 1
            mention = statement["speaker_mention"]
            right = mention is not None and any(b < mention["end"] and mention["begin"] < e
                                                for b, e in quote["speaker_spans"])
            n_speakers_right += right
            n_unknown += mention is None
            if show == "speakers" and not right:
                print("SPEAKER", repr(text[max(0, span[0] - 120):span[0]]), "[[", text[span[0]:span[1]][:30], "...", text[span[0]:span[1]][-30:], "]]",
                      repr(text[span[1]:span[1] + 80]), "\n    gold:", quote["speaker"], "| cue:", quote["cue"], "| found:", mention and mention["text"], statement["cue"])
        if show == "extra":
            for span in spans:
                if span not in gold:
                    print("EXTRA", repr(text[max(0, span[0] - 60):span[0]]), repr(text[span[0]:span[1]]), repr(text[span[1]:span[1] + 40]))
    precision, recall = n_right / max(n_found, 1), n_right / max(n_gold, 1)
    print(f"{path.split('/')[-2]}: spans exact P {precision:.3f} R {recall:.3f} F1 "
          f"{2 * precision * recall / max(precision + recall, 1e-9):.3f} ({n_gold} gold); kind {n_kind / max(n_right, 1):.3f}; "
          f"speaker mention {n_speakers_right / max(n_speakers, 1):.3f} of {n_speakers}, unknown {n_unknown}")


if __name__ == "__main__":
    options = [a for a in sys.argv[1:] if a.startswith("--")]
    program, *paths = [a for a in sys.argv[1:] if not a.startswith("--")]
    for path in paths:
        measure(program, path, options[0][2:] if options else "")
