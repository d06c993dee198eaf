# Every allocation fails once: a message and exit code 3, or none needed; no crash, nothing half written.
. tests/cli/tap.sh

if [ "$BUILD" != release ] || [ -n "$VALGRIND" ]; then
    skip "failing allocations" "release builds only, a sanitizer has its own"
    finish
fi
$CC -shared -fPIC -O2 -o "$tmp/memory.so" tests/faults/memory.c || exit 1

# name, last allocation, step, command that writes $tmp/o
each() {
    what=$1
    last=$2
    step=$3
    shift 3
    at=1
    wrong=
    silent=
    halves=
    while [ $at -le "$last" ]; do
        rm -f "$tmp/o"
        FAIL_AT=$at LD_PRELOAD="$tmp/memory.so" "$@" >/dev/null 2>"$tmp/err"
        code=$?
        [ $code -eq 0 ] || [ $code -eq 3 ] || wrong="$wrong $at:$code"
        [ $code -eq 0 ] || grep -q ': ' "$tmp/err" || silent="$silent $at"
        [ $code -ne 0 ] && [ -e "$tmp/o" ] && halves="$halves $at"
        at=$((at + step))
    done
    is "$what: exit code 0 or 3 whichever allocation fails" "" "$wrong"
    is "$what: it says why" "" "$silent"
    is "$what: no output when it failed" "" "$halves"
    is "$what: no temporary file is left" "" "$(find "$tmp" -name 'o?*')"
}

each "ordo-classify" 420 1 ordo-classify -q -j 1 -x 3 -m models/us-order.ordo -o "$tmp/o" datasets/articles
head -n 120 datasets/us-order/statements.jsonl >"$tmp/data.jsonl"
each "ordo-train fit" 1500 7 ordo-train fit -q -j 1 -k 0 -l stance -o "$tmp/o" "$tmp/data.jsonl"
printf 'text;label\none;a\n"two;b";b\n' >"$tmp/i.csv"
each "ordo-train import csv" 60 1 ordo-train import -q -o "$tmp/o" csv "$tmp/i.csv"
echo '[{"id": 1, "data": {"text": "go to Rome"}, "annotations": [{"completed_by": 1, "result": [{"id": "r", "from_name": "ner", "value": {"start": 6, "end": 10, "labels": ["LOC"]}}, {"from_name": "tone", "value": {"choices": ["sad"]}}]}]}]' >"$tmp/i.json"
each "ordo-train import label-studio" 180 1 ordo-train import -q -o "$tmp/o" label-studio "$tmp/i.json"
printf 'T1\tPerson 0 3\tAna\nA1\tSure T1\n' >"$tmp/i.ann"
printf 'Ana spoke\n' >"$tmp/i.txt"
each "ordo-train import brat" 60 1 ordo-train import -q -o "$tmp/o" brat "$tmp/i.ann"

finish
