#!/bin/sh
# Trains us-order.ordo and writes its card, us-order.md, from the model, us-order-notes.md and the figures on dev.jsonl.
# Solver, features and C were chosen by grouped five-fold cross-validation on this same training
# data (best sum of both heads' macro-F1 among 103 settings); dev.jsonl had no part in it.
# BIN: where the programs are. LABELLED: the folder with train.jsonl and dev.jsonl.
set -e
LABELLED=${LABELLED:-../shared/data/us-order}
"$BIN/ordo-train" fit -l stance -l sentiment -g doc --solver l2r-lr -C 8 --class-weight balanced \
    --words 2 --chars 2-5 --negation --weighting log-tfidf --min-df 3 \
    --title "us-order: stance toward the US-led international order, and sentiment" \
    -o models/us-order.ordo "$LABELLED/train.jsonl" datasets/us-order/statements.jsonl
"$BIN/ordo-train" inspect --card --notes models/us-order-notes.md -d "$LABELLED/dev.jsonl" -g doc -n 12 \
    models/us-order.ordo >models/us-order.md.new
mv models/us-order.md.new models/us-order.md
