# One allocation of a run fails, in turn every one of a short run's and a number of those of a long one, spread over all of it: a
# message and exit code 3, or none needed; no crash, nothing half written.
. tests/cli/tap.sh

if [ "$BUILD" != release ] || [ -n "$VALGRIND" ]; then
    skip "failing allocations" "release builds only, a sanitizer has its own"
    finish
fi
$CC -shared -fPIC -O2 -o "$tmp/memory.so" tests/faults/memory.c || exit 1

# name, how many runs fail, command that writes $tmp/o
each() {
    what=$1
    probes=$2
    shift 2
    silent=
    halves=
    rm -rf "$tmp/o"
    FAIL_AT=0 LD_PRELOAD="$tmp/memory.so" "$@" >/dev/null 2>"$tmp/err"
    last=$(tail -n 1 "$tmp/err")
    wrong=
    [ "$last" -gt 0 ] || wrong=" $last is no number of allocations"
    [ "$probes" -le "$last" ] || probes=$last
    probe=1
    while [ $probe -le "$probes" ]; do
        at=$(((probe * last + probes - 1) / probes))
        rm -rf "$tmp/o"
        FAIL_AT=$at LD_PRELOAD="$tmp/memory.so" "$@" >/dev/null 2>"$tmp/err"
        code=$?
        [ $code -eq 0 ] || [ $code -eq 3 ] || wrong="$wrong $at:$code"
        [ $code -eq 0 ] || grep -q ': ' "$tmp/err" || silent="$silent $at"
        [ $code -ne 0 ] && [ -e "$tmp/o" ] && halves="$halves $at"
        probe=$((probe + 1))
    done
    is "$what: exit code 0 or 3 whichever of $probes allocations of $last fails" "" "$wrong"
    is "$what: it says why" "" "$silent"
    is "$what: no output when it failed" "" "$halves"
    is "$what: no temporary file is left" "" "$(find "$tmp" -name 'o?*')"
}

each "ordo-classify" 300 ordo-classify -q -j 1 -x 3 -m models/us-order.ordo -o "$tmp/o" datasets/articles
for file in page/page.html news/g2.xml warc/crawl.warc input/ansi.txt; do
    each "ordo-classify of $file" 100 ordo-classify -q -j 1 -p articles -o "$tmp/o" tests/fuzz/corpus/$file
done
each "ordo-classify --to sqlite" 120 ordo-classify -q -j 1 -m models/us-order.ordo --to sqlite -o "$tmp/o" datasets/articles
each "ordo-classify --to csv" 120 ordo-classify -q -j 1 -x 3 -m models/us-order.ordo --to csv -o "$tmp/o" datasets/articles
head -n 120 datasets/us-order/statements.jsonl >"$tmp/data.jsonl"
each "ordo-train fit" 200 ordo-train fit -q -j 1 -k 0 -l stance -o "$tmp/o" "$tmp/data.jsonl"
jq -c '. + {long: (.text | length)}' "$tmp/data.jsonl" >"$tmp/long.jsonl"
each "ordo-train fit of every kind of head" 60 ordo-train fit -q -j 1 -k 2 --bootstrap 2 -l stance --ordered sentiment \
    --value long --per register --words 1 -u "$tmp/data.jsonl" --rounds 1 --confidence 0.5 --distant "$tmp/data.jsonl" \
    --max-size 20k -o "$tmp/o" "$tmp/long.jsonl"
ordo-train fit -q -j 1 -k 2 -l stance -o "$tmp/m.ordo" "$tmp/data.jsonl"
ordo-train evaluate -q --bootstrap 0 --predictions "$tmp/p.jsonl" "$tmp/m.ordo" "$tmp/data.jsonl" >/dev/null
each "ordo-train evaluate" 130 ordo-train evaluate -q -j 1 --bootstrap 2 --by region --errors 2 -p "$tmp/o" "$tmp/m.ordo" "$tmp/data.jsonl"
each "ordo-train compare" 130 ordo-train compare -q -j 1 --bootstrap 2 --permutations 2 -d "$tmp/data.jsonl" "$tmp/m.ordo" "$tmp/p.jsonl"
each "ordo-train inspect --card" 160 ordo-train inspect --card -j 1 --bootstrap 2 -d "$tmp/data.jsonl" "$tmp/m.ordo"
each "ordo-train inspect --diff" 130 ordo-train inspect --diff "$tmp/m.ordo" -d "$tmp/data.jsonl" "$tmp/m.ordo"
cat >"$tmp/space" <<'END'
field text words 1 2 chars none negation no
tokens none
weighting tfidf nb
select chi2:50
min-df 1
solver l2r-lr
class-weight none
offsets no yes
C 1 2
END
each "ordo-train tune" 120 ordo-train tune -q -j 1 -k 2 -l stance --search grid --bootstrap 20 --nested 2 \
    --space "$tmp/space" -o "$tmp/o" "$tmp/data.jsonl"
printf 'text;label\none;a\n"two;b";b\n' >"$tmp/i.csv"
each "ordo-train import csv" 130 ordo-train import -q -o "$tmp/o" csv "$tmp/i.csv"
echo '[{"id": 1, "data": {"text": "go to Rome"}, "annotations": [{"completed_by": 1, "result": [{"id": "r", "from_name": "ner", "value": {"start": 6, "end": 10, "labels": ["LOC"]}}, {"from_name": "tone", "value": {"choices": ["sad"]}}]}]}]' >"$tmp/i.json"
each "ordo-train import label-studio" 130 ordo-train import -q -o "$tmp/o" label-studio "$tmp/i.json"
printf 'T1\tPerson 0 3\tAna\nA1\tSure T1\n' >"$tmp/i.ann"
printf 'Ana spoke\n' >"$tmp/i.txt"
each "ordo-train import brat" 130 ordo-train import -q -o "$tmp/o" brat "$tmp/i.ann"

finish
