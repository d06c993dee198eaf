#!/bin/sh
# make bench: speed and peak memory beside scikit-learn and fastText, in one run on one machine.
# BIN: where the programs are. DATA: the corpora. Figures are worth something as ratios within one run.
DATA=${DATA:-../shared/data}
for PYTHON in python3 /usr/bin/python3; do
    $PYTHON -c 'import sklearn' 2>/dev/null && break
done
mkdir -p build/bench
$PYTHON tests/bench/search.py "$BIN" "$DATA" build/bench
if [ ! -s "$DATA/sentiment/imdb/train.tsv.gz" ]; then
    echo "skipped: the IMDB reviews are not in $DATA"
    exit 0
fi
exec $PYTHON tests/bench/bench.py "$BIN" "$DATA" build/bench
