#!/bin/sh
# make eval: accuracy on real data, beside scikit-learn on the same split, and quotations against gold annotation.
# BIN: where the programs are. DATA: the corpora; what is not there is skipped.
DATA=${DATA:-../shared/data}
out=build/eval
mkdir -p $out
# Debian's own Python has Debian's scikit-learn
for PYTHON in python3 /usr/bin/python3; do
    $PYTHON -c 'import sklearn' 2>/dev/null && break
done
$PYTHON -c 'import sklearn' 2>/dev/null || echo "no python3-sklearn: its rows are left out"

# name, columns of labels, columns that never cross folds or "-", train, dev
compare() {
    if [ ! -s "$4" ] || [ ! -s "$5" ]; then
        echo "$1: skipped, its data is not there"
        return
    fi
    $PYTHON tests/eval/compare.py "$BIN" "$@"
}

compare us-order stance,sentiment doc "$DATA/us-order/train.jsonl" "$DATA/us-order/dev.jsonl"

$PYTHON tests/eval/prepare.py "$DATA" $out
compare semeval-2016-stance stance - $out/semeval.train.jsonl $out/semeval.dev.jsonl
compare sst-binary label - $out/sst-binary.train.jsonl $out/sst-binary.dev.jsonl
compare sst-fine label - $out/sst-fine.train.jsonl $out/sst-fine.dev.jsonl

if [ -s "$DATA/us-order/dev.jsonl" ]; then
    echo
    echo "models/us-order.ordo on us-order/dev.jsonl (95 % bootstrap intervals over documents):"
    "$BIN/ordo-train" evaluate -q -g doc models/us-order.ordo "$DATA/us-order/dev.jsonl"
    $PYTHON tests/eval/length.py "$BIN/ordo-classify" models/us-order.ordo "$DATA/us-order/dev.jsonl"
fi

echo
$PYTHON tests/eval/reference.py "$BIN" "$DATA" $out

echo
$PYTHON tests/eval/notes.py "$BIN" "$DATA" $out

if [ -s "$DATA/us-order/dev.jsonl" ]; then
    echo
    $PYTHON tests/eval/curve.py "$BIN" "$DATA/us-order/train.jsonl" "$DATA/us-order/dev.jsonl" stance doc
fi

echo
for part in train dev; do
    set -- "$DATA/quotes/polnear/$part.jsonl.gz" "$DATA/quotes/german-wikinews/$part.jsonl.gz"
    if [ -s "$1" ] && [ -s "$2" ]; then
        $PYTHON tests/eval/quotes.py "$BIN/ordo-classify" "$@"
    else
        echo "quotations, $part: skipped, its data is not there"
    fi
done
