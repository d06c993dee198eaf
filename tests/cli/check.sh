# ordo-train check: what is wrong with labelled data, found and named.
. tests/cli/tap.sh

i=0
while [ $i -lt 40 ]; do
    echo "{\"id\": \"s$i\", \"text\": \"We thank our allies for the peace that they kept in year $i of the treaty\", \"label\": \"support\", \"part\": \"train\"}"
    echo "{\"id\": \"o$i\", \"text\": \"Foreign bases are a threat number $i to us and they must all go home now\", \"label\": \"oppose\", \"part\": \"train\"}"
    i=$((i + 1))
done >"$tmp/clean.jsonl"
{
    cat "$tmp/clean.jsonl"
    echo '{"id": "wrong", "text": "We thank our allies for the bread that they baked in the long winter", "label": "oppose", "part": "train"}'
    echo '{"id": "short", "text": "Yes", "label": "support", "part": "train"}'
    echo '{"id": "first", "text": "Seven ministers walked slowly over the old bridge to the harbour of Lisbon", "label": "support", "part": "train"}'
    echo '{"id": "second", "text": "Seven ministers walked slowly over the old bridge to the harbour of Lisbon!", "label": "oppose", "part": "test"}'
    echo '{"id": "german", "text": "Die Minister haben sich gestern in Lissabon getroffen, um über den Vertrag und seine Zukunft zu sprechen, und niemand weiß, was daraus wird.", "label": "support", "part": "train"}'
    printf '{"id": "long", "label": "support", "part": "train", "text": "'
    i=0
    while [ $i -lt 30 ]; do
        printf 'word%s ' $i
        i=$((i + 1))
    done
    echo '"}'
} >"$tmp/data.jsonl"

# "train of thought": near-duplicates of the generated rows are meant here, so they are not looked at
run ordo-train check --near 0.95 --long 25 --part part --list "$tmp/list.jsonl" "$tmp/data.jsonl"
is "check ends with 0: problems are its result, not its failure" 0 $code
has "it counts examples" "86 examples, 0 rows left out" "$(cat "$tmp/out")"
has "and labels" "support" "$(cat "$tmp/out")"
found() { # kind, id
    jq -e --arg kind "$1" --arg id "$2" -s 'any(.[]; .problem == $kind and .at.id == $id)' "$tmp/list.jsonl" >/dev/null
}
ok "a text of one word" found short short
ok "a very long text" found long long
ok "a near-duplicate" found duplicate second
ok "the same text with another label" found conflict second
ok "the same text in two parts" found leak second
ok "a label that prediction contradicts" found doubt wrong
has "with the words that speak for another" "our allies" "$(jq -r 'select(.at.id == "wrong" and .problem == "doubt") | .detail' "$tmp/list.jsonl")"
is "and which" "support" "$(jq -r 'select(.at.id == "wrong" and .problem == "doubt") | .detail' "$tmp/list.jsonl" | sed 's/label: \([a-z]*\),.*/\1/')"
ok "another language" found language german
is "which is the rule when it is expected" "" "$(ordo-train check --folds 0 --near 0 --language de --json "$tmp/data.jsonl" | jq -r '.list[] | select(.problem == "language" and .at.id == "german") | .at.id')"
is "problems have file and line" 83 "$(jq 'select(.problem == "short") | .at.line - (.at.line - 82) + 1' "$tmp/list.jsonl" | head -n 1)"
is "the list is what the report in JSON holds" "$(jq -S -c . "$tmp/list.jsonl" | cksum)" \
    "$(ordo-train check --near 0.95 --long 25 --part part --json "$tmp/data.jsonl" | jq -S -c '.list[]' | cksum)"
is "the same at any number of processes" "$(ordo-train check -j 1 "$tmp/data.jsonl" | cksum)" "$(ordo-train check -j 3 "$tmp/data.jsonl" | cksum)"

head -n 40 "$tmp/clean.jsonl" >"$tmp/train.jsonl"
sed -n 35,60p "$tmp/clean.jsonl" >"$tmp/test.jsonl"
has "files are parts: what stands in both leaks" "near-duplicates across parts" \
    "$(ordo-train check --near 0.99 --folds 0 "$tmp/train.jsonl" "$tmp/test.jsonl")"
is "and nothing else does" 6 "$(ordo-train check --near 1 --folds 0 --json "$tmp/train.jsonl" "$tmp/test.jsonl" | jq .problems.leak)"
has "clean data has no problem" "no problems found" "$(ordo-train check --near 0.99 "$tmp/clean.jsonl")"

printf '{"id": "x", "text": "\303\251 well-formed words", "label": "oppose"}\n{"id": "y", "text": "\377 ill-formed words", "label": "oppose"}\n' >"$tmp/ill.jsonl"
is "bytes that are no UTF-8 are found, and do not spoil the report" "ill-formed true" \
    "$(ordo-train check --folds 0 --json "$tmp/ill.jsonl" | jq -r '.list[0] | "\(.problem) \(.text | startswith("\ufffd ill"))"')"
{ cat "$tmp/clean.jsonl"; echo "{\"id\": \"x\", \"label\": \"support\"}"; } >"$tmp/bad.jsonl"
run ordo-train check -q --folds 0 "$tmp/bad.jsonl"
is "bad rows are left out and counted" 1 $code
has "with their number" "1 rows left out" "$(cat "$tmp/out")"
has "and named" "bad.jsonl:81:" "$(cat "$tmp/err")"
run ordo-train check -q --label stance "$tmp/clean.jsonl"
has "a column without labels is no failure of the rest" "80 examples" "$(cat "$tmp/out")"
printf 'text,label\na b c,Pro\na b d,pro\na b e, pro \na b f,con\n' >"$tmp/case.csv"
is "labels that differ in case or spaces alone are told" 2 "$(ordo-train check -q --folds 0 "$tmp/case.csv" | grep -c 'differ in case or spaces alone')"
run ordo-train check
is "data are needed" 2 $code

run ordo-train check -q --labels nosuch:a,b "$tmp/data.jsonl"
is "--labels of a column that is not asked for: exit code 2" 2 $code

finish
