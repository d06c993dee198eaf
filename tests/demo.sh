#!/bin/sh
# make demo: the shipped model on the sample articles, then a model from the bundled statements alone.
# BIN: where the programs are.
set -e
PATH=$PWD/$BIN:$PATH
out=build/demo
mkdir -p $out

echo "== Who said what, and which way it leans: the sample articles, the shipped model"
echo
ordo-classify -q -m models/us-order.ordo -o $out/statements.jsonl datasets/articles
jq -r '[(.article | split("/") | last), (.speaker // "?"), (.stance | "\(.label) \(.score)"), .sentiment.label,
        (.text | if length > 58 then .[:57] + "…" else . end)] | @tsv' $out/statements.jsonl |
    awk -F '\t' 'BEGIN { printf "%-22s %-22s %-15s %-9s %s\n", "article", "speaker", "stance", "sentiment", "statement" }
                 { printf "%-22s %-22s %-15s %-9s %s\n", $1, substr($2, 1, 22), $3, $4, $5 }'
echo
echo "All of it is in $out/statements.jsonl, one JSON object a statement. The first one:"
echo
head -n 1 $out/statements.jsonl | jq .
echo
echo "== The same loop with your own labels: fit, then look"
echo
echo "ordo-train fit -l stance -l sentiment -o $out/own.ordo datasets/us-order/statements.jsonl"
ordo-train fit -l stance -l sentiment --class-weight balanced -o $out/own.ordo datasets/us-order/statements.jsonl
echo
echo "ordo-train inspect --top 5 $out/own.ordo"
ordo-train inspect --top 5 $out/own.ordo
