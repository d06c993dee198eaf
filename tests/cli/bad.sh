# Bad data files: each mistake has its file, line, byte and column and what to do, and the rest goes on.
. tests/cli/tap.sh

says() { # name, exit code, rows that stay, message; then a file and what import is to do with it
    what=$1 status=$2 stay=$3 message=$4
    shift 4
    run ordo-train import -q "$@"
    is "$what: exit code, and what stays" "$status $stay" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
    has "$what: the message" "$message" "$(cat "$tmp/err")"
}

printf 'text,label\none,a\n"two,b\nthree,c\n"four, ""4""",d\n' >"$tmp/open.csv"
says "a quotation mark that is never closed" 1 3 \
    "open.csv:3: byte 18, column 1: quotation mark is not closed: close it, or double it" csv "$tmp/open.csv"
printf 'text,label\none,a\n"two,b\nthree,c\n' >"$tmp/open.csv"
says "the same without another mark behind it" 1 2 \
    "open.csv:3: byte 18, column 1: quotation mark is not closed: close it, or double it" csv "$tmp/open.csv"
printf 'text,label\nsay "no",a\n"say "no"",b\n' >"$tmp/stray.csv"
says "a quotation mark that is not doubled" 1 1 "stray.csv:3: byte 28, column 6: quotation mark within quoted text" csv "$tmp/stray.csv"

printf 'text,tag\none,a\n' >"$tmp/missing.csv"
says "a missing column" 3 0 "missing.csv:1: no column 'label' in the header: it has text,tag" csv "$tmp/missing.csv"
for command in "fit -o $tmp/m" "tune -o $tmp/s" "fit -k 0 -o $tmp/m"; do
    # shellcheck disable=SC2086
    run ordo-train $command -q -l stance -l mood "$tmp/missing.csv"
    is "a missing column of labels in ${command%% *}, told once" "3 ordo-train: $tmp/missing.csv: no column 'stance' in the header: it has text,tag" \
        "$code $(cat "$tmp/err")"
done
printf 'text,label,text\none,a,b\n' >"$tmp/twice.csv"
says "a column that stands twice" 3 0 "twice.csv:1: column 'text' stands twice in the header: rename one" csv "$tmp/twice.csv"
printf 'text,label\none,a\ntwo\nthree,c,d\nfour,d\n' >"$tmp/ragged.csv"
says "too few fields" 1 2 "ragged.csv:3: byte 18, column 1: row has 1 field, the header has 2" csv "$tmp/ragged.csv"
has "too many fields" "ragged.csv:4: byte 22, column 1: row has 3 fields" "$(cat "$tmp/err")"
printf 'text\tlabel\none\ta\ntwo\n' >"$tmp/ragged.tsv"
says "too few fields in TSV" 1 1 "ragged.tsv:3: byte 18, column 1: row has 1 field" tsv "$tmp/ragged.tsv"

printf 'one\ta\ntwo\tdunno\n' >"$tmp/unknown.tsv"
says "an unknown label" 1 1 "unknown.tsv:2: byte 11, column 5: unknown label 'dunno' of 'label': --labels has a,b" \
    tsv --no-header -t 1 -l 2 --labels a,b "$tmp/unknown.tsv"
printf '{"text": "one \\u00e9", "label": "a"}\n{"text": "two \\u00e9", "label": "dunno"}\n' >"$tmp/unknown.jsonl"
for command in "fit -k 0 -o $tmp/m.ordo" "check --folds 0"; do
    run ordo-train $command -q --labels label:a,b "$tmp/unknown.jsonl"
    has "an unknown label in ${command%% *}" "unknown.jsonl:2: byte 70, column 33: unknown label 'dunno' of 'label'" "$(cat "$tmp/err")"
done

printf 'text,label\non\0e,a\ntwo,b\n' >"$tmp/nul.csv"
says "a NUL byte" 1 1 "nul.csv:2: byte 14, column 3: NUL byte" csv "$tmp/nul.csv"
run ordo-train check -q --folds 0 "$tmp/nul.csv"
has "a NUL byte in check" "nul.csv:2: byte 14, column 3: NUL byte" "$(cat "$tmp/err")"
printf '{"text": "a\\u0000b", "label": "x"}\n{"text": "b", "label": "x"}\n' >"$tmp/nul.jsonl"
says "a NUL character" 1 1 "nul.jsonl:1: byte 1: NUL character in the text" jsonl "$tmp/nul.jsonl"

printf 'text,label\nM\303\274nchen,a\nM\374nchen,b\nK\303\266ln,c\n' >"$tmp/mixed.csv"
says "two character sets in one file" 1 2 "mixed.csv:3: byte 24, column 2: ill-formed UTF-8 (byte 0xFC): another character set in this row?" \
    csv "$tmp/mixed.csv"
run ordo-train fit -q -k 0 -o "$tmp/m.ordo" "$tmp/mixed.csv"
has "the same in fit" "mixed.csv:3: byte 24, column 2: ill-formed UTF-8" "$(cat "$tmp/err")"

printf '{"text": "one", "label": "a"}\n{"text": "two", "label": }\n{"text": 5, "label": "b"}\n{"text": "four"}\n["five"]\n{"text": "six", "label": "c"' >"$tmp/bad.jsonl"
says "invalid JSON" 1 1 "bad.jsonl:2: byte 56, column 26: invalid JSON" jsonl "$tmp/bad.jsonl"
has "a number where a text is wanted" "bad.jsonl:3: byte 67, column 10: number where a text is wanted in 'text'" "$(cat "$tmp/err")"
has "no label" "bad.jsonl:4: byte 84: no label" "$(cat "$tmp/err")"
has "no object" "bad.jsonl:5: byte 101, column 1: no JSON object" "$(cat "$tmp/err")"
has "an object cut short" "bad.jsonl:6: byte 137, column 28: invalid JSON" "$(cat "$tmp/err")"
run ordo-train fit -q -k 0 -o "$tmp/m.ordo" "$tmp/bad.jsonl"
has "a number where a text is wanted, in fit" "bad.jsonl:3: byte 67, column 10: number where a text is wanted in field 'text'" "$(cat "$tmp/err")"
printf '{"text": "one", "label": "a", "weight": 2}\n{"text": "two", "label": "b", "weight": "heavy"}\n' >"$tmp/weight.jsonl"
run ordo-train fit -q -k 0 -w weight -o "$tmp/m.ordo" "$tmp/weight.jsonl"
has "a weight that is no number" "weight.jsonl:2: byte 84, column 41: weight 'heavy' is no number from 0" "$(cat "$tmp/err")"

run ordo-train check -q -t body datasets/us-order/statements.jsonl
has "the wrong field of the text: what the rows have is told" "statements.jsonl:1: byte 1: row has no text in field 'body': it has id, text, stance" "$(cat "$tmp/err")"
is "ten times, then it is counted" "10 1" "$(grep -c ': byte .*no text' "$tmp/err") $(grep -c ': 1990 more like this: row has no text' "$tmp/err")"

awk 'BEGIN { for (i = 0; i < 500; i++) printf "{\"text\": \"word %d\", \"score\": \"as %d as it%s\", \"weight\": %s}\n", i, i, i % 2 ? " can" : "\x27s", i % 5 ? 1 : "\"x" i "\"" }' \
    >"$tmp/values.jsonl"
run ordo-train fit -q --value score -w weight -o "$tmp/m.ordo" "$tmp/values.jsonl"
is "ten times whatever the value" "10 1" "$(grep -c ": byte .*: label 'as [0-9]* as it" "$tmp/err") $(grep -c ": 390 more like this: label 'as 1 as it can' of 'score' is no number" "$tmp/err")"
is "and each problem for itself" "10 1" "$(grep -c ": byte .*: weight 'x" "$tmp/err") $(grep -c ": 90 more like this: weight 'x0' is no number" "$tmp/err")"

i=0
while [ $i -lt 3000 ]; do
    echo "{\"text\": \"row $i $((i * 7919 % 10007)) $((i * 104729 % 7919))\", \"label\": \"a\"}"
    i=$((i + 1))
done | gzip >"$tmp/whole.gz"
head -c 20000 "$tmp/whole.gz" >"$tmp/cut.jsonl.gz"
run ordo-train import -q jsonl "$tmp/cut.jsonl.gz"
rows=$(wc -l <"$tmp/out" | tr -d ' ')
has "a truncated gzip file: the message" "byte " "$(grep "cut.jsonl.gz:$((rows + 1)): .*cannot read on, the rest of the file is lost: " "$tmp/err")"
ok "what was before the cut stays, whole" sh -c "test $code = 1 -a $rows -gt 1000 && jq -e .text '$tmp/out'"
head -c 100 /dev/urandom >"$tmp/noise"
printf '\037\213\010' | cat - "$tmp/noise" >"$tmp/noise.jsonl.gz"
run ordo-train import -q jsonl "$tmp/noise.jsonl.gz"
is "a gzip file that is none" 3 $code

printf '[{"text": "one", "label": "a"},\n{"text": "two", "label": "b"},\n' >"$tmp/open.json"
run ordo-train import -q jsonl "$tmp/open.json"
is "a JSON array that is not closed: what it holds is read, and the exit code tells" "1 a b" "$code $(jq -r .label "$tmp/out" | xargs)"
has "with the place" "open.json:3: byte 64: JSON array is not closed" "$(cat "$tmp/err")"
printf '[{"text": "one", "label": "a"},\n{"text": "two", ' >"$tmp/open.json"
run ordo-train import -q jsonl "$tmp/open.json"
is "one that is cut within an object is told once" "1 1" "$code $(wc -l <"$tmp/err" | tr -d ' ')"

# A limit is stated, and memory bounded: a gigabyte in one line, in less than 400 MB of address space.
long() { # before, after
    printf '%s' "$1"
    head -c 1073741824 /dev/zero
    printf '%s' "$2"
}
if [ "$BUILD" = release ] && [ -z "$VALGRIND" ]; then
    { printf 'text,label\none,a\n'; long '' ',x'; printf '\ntwo,b\n'; } |
        sh -c 'ulimit -v 400000; exec ordo-train import -q csv -' >"$tmp/out" 2>"$tmp/err"
    is "a line of a gigabyte: the rest goes on" "a b" "$(jq -r .label "$tmp/out" | xargs)"
    has "it is told with its place and the limit" "-:3: byte 18: record longer than 64 MiB, left out" "$(cat "$tmp/err")"
    { printf '{"text": "one", "label": "a"}\n'; long '{"text": "' '"}'; printf '\n{"text": "two", "label": "b"}\n'; } |
        sh -c 'ulimit -v 400000; exec ordo-train check -q --folds 0 -' >"$tmp/out" 2>"$tmp/err"
    has "the same as JSON, in check" "2 examples" "$(cat "$tmp/out")"
    has "with its place" "-:2: byte 31: record longer than 64 MiB" "$(cat "$tmp/err")"
    { printf '{"text": "\\"Stay,\\" said Ana Silva."}\n'; long '{"text": "' '"}'; printf '\n{"text": "\\"Go,\\" said Ana Silva."}\n'; } |
        sh -c 'ulimit -v 600000; exec ordo-classify -q -j 1 --format jsonl --print quotes -' >"$tmp/out" 2>"$tmp/err"
    is "and in ordo-classify" "Stay, Go," "$(jq -r .text "$tmp/out" | xargs)"
    has "with its place" "-:2: byte 39: record longer than 64 MiB" "$(cat "$tmp/err")"
    head -c 1073741824 /dev/zero |
        sh -c 'ulimit -v 400000; exec ordo-train import -q label-text -' >"$tmp/out" 2>"$tmp/err"
    is "a gigabyte of nothing else" 3 $?
else
    skip "a line of a gigabyte" "release builds only"
fi

finish
