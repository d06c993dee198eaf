# ordo-train as a user runs it: data in, model out, exit codes, streams, errors with their place.
. tests/cli/tap.sh

i=0
while [ $i -lt 60 ]; do
    echo "{\"text\": \"We thank our allies for the peace $i\", \"stance\": \"support\", \"tone\": \"good\", \"doc\": \"d$((i % 9))\"}"
    echo "{\"text\": \"The bases are a threat and must go $i\", \"stance\": \"oppose\", \"tone\": \"bad\", \"doc\": \"d$((i % 9))\"}"
    echo "{\"text\": \"The meeting took place on day $i\", \"stance\": \"neutral\", \"tone\": \"good\", \"doc\": \"d$((i % 9))\"}"
    i=$((i + 1))
done >"$tmp/data.jsonl"

run ordo-train fit -l stance -l tone -g doc -o "$tmp/a.ordo" "$tmp/data.jsonl"
is "fit ends with 0" 0 $code
is "fit prints nothing on standard output" "" "$(cat "$tmp/out")"
has "fit tells its progress on standard error" "ordo-train: " "$(cat "$tmp/err")"
has "the first bytes of a model are readable" '"stance"' "$(head -n 1 "$tmp/a.ordo" | tr -d '\0')"

ordo-train fit -q -l stance -l tone -g doc -j 1 -o "$tmp/b.ordo" "$tmp/data.jsonl"
ordo-train fit -q -l stance -l tone -g doc -j 4 -o "$tmp/c.ordo" "$tmp/data.jsonl"
ok "same data, options and seed: same bytes at 1 thread" cmp "$tmp/a.ordo" "$tmp/b.ordo"
ok "same data, options and seed: same bytes at 4 threads" cmp "$tmp/a.ordo" "$tmp/c.ordo"

{ echo 'text,stance'; jq -r '[.text, .stance] | @csv' "$tmp/data.jsonl"; } >"$tmp/data.csv"
{ printf 'text\tstance\n'; jq -r '[.text, .stance] | @tsv' "$tmp/data.jsonl"; } >"$tmp/data.tsv"
for format in csv tsv; do
    ok "fit reads $format" ordo-train fit -q -l stance -o "$tmp/$format.ordo" "$tmp/data.$format"
    ordo-train evaluate --json "$tmp/$format.ordo" "$tmp/data.jsonl" >"$tmp/$format.json" 2>"$tmp/err"
done
is "csv and tsv give the same figures" "$(cat "$tmp/csv.json")" "$(cat "$tmp/tsv.json")"

solvers=0
for solver in 0 1 2 3 4 5 6 7; do
    ordo-train fit -q -k 0 --solver $solver -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl" 2>>"$tmp/err" &&
        solvers=$((solvers + 1))
done
is "every LIBLINEAR classification solver fits" 8 $solvers
for how in platt temperature none; do
    ok "calibration by $how" ordo-train fit -q --calibrate $how -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
done
for how in binary tf log-tf tfidf log-tfidf nb; do
    ok "weighting $how" ordo-train fit -q -k 0 --weighting $how -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
done
ok "a hashed model" ordo-train fit -q --hash 14 --chars 3-5 --skip 1 --negation -l stance -o "$tmp/h.ordo" "$tmp/data.jsonl"
ok "and it is inspected" ordo-train inspect "$tmp/h.ordo"

run ordo-train evaluate "$tmp/a.ordo" "$tmp/data.jsonl"
is "evaluate ends with 0" 0 $code
has "evaluate gives macro-F1" "macro" "$(cat "$tmp/out")"
run ordo-train evaluate --json "$tmp/a.ordo" "$tmp/data.jsonl"
is "evaluate --json is one JSON document" 2 "$(jq '.heads // . | length' "$tmp/out" 2>/dev/null)"
run ordo-train inspect "$tmp/a.ordo"
has "inspect lists top features" "threat" "$(cat "$tmp/out")"
run ordo-train inspect --feature threat --json "$tmp/a.ordo"
ok "one feature's weights are JSON" jq -e . "$tmp/out"

cp "$tmp/data.jsonl" "$tmp/bad.jsonl"
echo '{"text": "half a row", "stance": ' >>"$tmp/bad.jsonl"
run ordo-train fit -q -l stance -o "$tmp/bad.ordo" "$tmp/bad.jsonl"
is "a bad row: the rest is used, exit code 1" 1 $code
has "a bad row is named with file and line" "bad.jsonl:181: byte " "$(cat "$tmp/err")"
ok "and the model is there" ordo-train inspect "$tmp/bad.ordo"

run ordo-train fit -q -l stance -o "$tmp/none.ordo" "$tmp/absent.jsonl"
is "no such file: exit code 3" 3 $code
ok "and no model" test ! -e "$tmp/none.ordo"
run ordo-train fit -q -l nothing -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a label that no row has: exit code 3" 3 $code
run ordo-train fit -q -l text -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a head named as a member of the records: exit code 2" 2 $code
run ordo-train fit -q -l stance -g nothing -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a group field that no row has: exit code 2, no model" "2 no" "$code $(test -e "$tmp/none.ordo" || echo no)"
{ cat "$tmp/data.jsonl"; echo '{"text": "of no document", "stance": "neutral"}'; } >"$tmp/loose.jsonl"
ok "a row without a group is its own" ordo-train fit -q -l stance -g doc -o "$tmp/loose.ordo" "$tmp/loose.jsonl"
run ordo-train fit -l stance "$tmp/data.jsonl"
is "no -o: exit code 2" 2 $code
run ordo-train fit --no-such-option
is "unknown option: exit code 2" 2 $code
run ordo-train
is "no command: exit code 2" 2 $code
run ordo-train fit -q -l stance -o /dev/full "$tmp/data.jsonl"
is "a full disk: exit code 3" 3 $code
has "a full disk is named" "/dev/full" "$(cat "$tmp/err")"
ordo-train inspect "$tmp/a.ordo" >/dev/full 2>"$tmp/err"
is "standard output is full: exit code 3" 3 $?
: >"$tmp/empty.jsonl"
run ordo-train fit -q -l stance -o "$tmp/none.ordo" "$tmp/empty.jsonl"
is "no rows: exit code 3, no model" "3 no" "$code $(test -e "$tmp/none.ordo" || echo no)"
head -c 300000 /dev/urandom >"$tmp/random.jsonl"
run timeout 60 ordo-train fit -q -l stance -o "$tmp/none.ordo" "$tmp/random.jsonl"
is "random bytes: exit code 3" 3 $code

finish
