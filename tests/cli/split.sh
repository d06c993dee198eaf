# ordo-train split: parts that share no group and no near-duplicate, with the shares of labels kept.
. tests/cli/tap.sh

i=0
while [ $i -lt 300 ]; do
    case $((i % 3)) in 0) label=oppose ;; 1) label=neutral ;; 2) label=support ;; esac
    echo "{\"id\": \"r$i\", \"text\": \"row $i says $((i * 7919 % 10007)) and $((i * 104729 % 7919)) of $((i * 31 % 997))\", \"label\": \"$label\", \"doc\": \"d$((i / 4))\", \"year\": $((1950 + i * 13 % 70))}"
    i=$((i + 1))
done >"$tmp/data.jsonl"

run ordo-train split -q -g doc -o "$tmp/part" "$tmp/data.jsonl"
is "split ends with 0" 0 $code
has "and tells what went where" "examples" "$(cat "$tmp/out")"
is "every row is in one part, as it was" "$(sort "$tmp/data.jsonl" | cksum)" "$(sort "$tmp"/part.*.jsonl | cksum)"
is "rows of a part keep their order" "$(jq -r .id "$tmp/part.train.jsonl" | sort -V)" "$(jq -r .id "$tmp/part.train.jsonl")"
is "no group is in two parts" "" \
    "$(for part in train dev test; do jq -r .doc "$tmp/part.$part.jsonl" | sort -u; done | sort | uniq -d)"
is "the parts have their shares" "ok" "$(for part in train:240 dev:30 test:30; do
    n=$(wc -l <"$tmp/part.${part%%:*}.jsonl")
    [ "$n" -ge $((${part##*:} - 4)) ] && [ "$n" -le $((${part##*:} + 4)) ] || echo "$part $n"
done | grep . || echo ok)"
is "labels keep theirs" "" "$(for part in train dev test; do
    jq -r .label "$tmp/part.$part.jsonl" | sort | uniq -c | awk '{ print $1 }' | sort -n | awk 'NR == 1 { low = $1 } { high = $1 } END { if (high > low * 1.6) print "uneven" }'
done)"
ordo-train split -q -g doc -o "$tmp/again" "$tmp/data.jsonl" >"$tmp/report"
ok "the same seed gives the same parts" cmp "$tmp/part.test.jsonl" "$tmp/again.test.jsonl"
ordo-train split -q -g doc --seed 2 -o "$tmp/other" "$tmp/data.jsonl" >"$tmp/report"
ok "another seed others" sh -c "! cmp -s '$tmp/part.test.jsonl' '$tmp/other.test.jsonl'"

ordo-train split -q -k 5 -o "$tmp/f" "$tmp/data.jsonl" >"$tmp/report"
is "five folds of equal size" "60 60 60 60 60" "$(wc -l "$tmp"/f.fold?.jsonl | awk '$2 != "total" { print $1 }' | xargs)"

ordo-train split -q --time year -p early=0.5,late=0.5 -o "$tmp/t" "$tmp/data.jsonl" >"$tmp/report"
ok "by time, nothing early is later than what is late" test \
    "$(jq -r .year "$tmp/t.early.jsonl" | sort -n | tail -n 1)" -le "$(jq -r .year "$tmp/t.late.jsonl" | sort -n | head -n 1)"

# labels of which each part cannot have its share: numbers, and classes of few rows
awk 'BEGIN { for (i = 0; i < 600; i++) printf "{\"text\": \"row %d says %d\", \"score\": %.3f, \"kind\": \"k%d\", \"mark\": %d}\n", i, i * 7919 % 10007, sin(i) * 9, i / 2, i % 7 }' >"$tmp/many.jsonl"
sizes() { # prefix
    wc -l "$tmp/$1".*.jsonl | awk '$2 != "total" { print $1 }' | xargs
}
ordo-train split -q --near 0 -l score -o "$tmp/n" "$tmp/many.jsonl" >"$tmp/report"
is "numbers are shared out by tenths" "60 60 480" "$(sizes n)"
is "with a line for each tenth" 10 "$(grep -c '^score -*[0-9.]* to -*[0-9.]* *4[789] *[567] *[567]$' "$tmp/report")"
ordo-train split -q --near 0 -l mark -k 2 -o "$tmp/f" "$tmp/many.jsonl" >"$tmp/report"
is "few numbers are classes" 7 "$(grep -c '^mark [0-6] ' "$tmp/report")"
ordo-train split -q --near 0 -l kind -o "$tmp/n" "$tmp/many.jsonl" >"$tmp/report"
is "classes of two rows are shared out together" "60 60 480" "$(sizes n)"
run ordo-train split -q --near 0 -l score --time mark -g mark -p most=0.999,least=0.001 -o "$tmp/never" "$tmp/many.jsonl"
is "an empty part is none: exit code 2, and no files" "2 0" "$code $(ls "$tmp" | grep -c '^never')"
has "it is named" "nothing is left for part 'least'" "$(cat "$tmp/err")"
sed 's/"text": "[^"]*/"text": "The ministers of the alliance met in Lisbon on Friday to speak about the treaty/' "$tmp/many.jsonl" >"$tmp/alike.jsonl"
run ordo-train split -q -l kind -k 3 -o "$tmp/never" "$tmp/alike.jsonl"
has "texts that are all alike are one unit, by --near" "3 parts of 1 unit that stays together: --near links texts that are alike" "$(cat "$tmp/err")"
run ordo-train split -q -l kind -g mark -k 9 -o "$tmp/never" "$tmp/many.jsonl"
has "groups are by --group, too" "9 parts of 7 units that stay together: --near links texts that are alike, --group rows" "$(cat "$tmp/err")"

# moments: those of each line are in their order; what is no moment has none
by_time() { # times; writes a row for each, in the reverse order, and prints the early and the late part's
    printf '%s\n' "$@" | tac | jq -Rc '{text: "\(input_line_number) words \(.)", label: "x", when: .}' >"$tmp/when.jsonl"
    run ordo-train split -q --near 0 --time when -p early=0.5,late=0.5 -o "$tmp/w" "$tmp/when.jsonl"
    jq -r .when "$tmp/w.early.jsonl" | tac
    jq -r .when "$tmp/w.late.jsonl" | tac
}
while read -r times; do
    # shellcheck disable=SC2086
    is "by time: $times" "$(printf '%s\n' $times | sed -n p)" "$(by_time $times)"
done <<'END'
9 10
-1.5 2
2010-03-25 2010-11-02
2009-12 2010-01-01
2010-03-25T23:00:00-05:00 2010-03-26T04:30:00Z
2010-03-26T00:30:00+02:00 2010-03-25T23:00
2010-03-25T14:30:00.25Z 2010-03-25T14:30:00,5+0000
2012-02-29 2012-03-01
END
for bad in 03/25/2010 25.03.2010 25-03-2010 '25 March 2010' 2010-13-01 2011-02-29 2010-03-25T 2010-03-25T25:00 2010-03-25T14:00+2 2010-03-25x; do
    by_time 2010-03-25 "$bad" 2010-03-27 >"$tmp/times"
    is "no moment: $bad" "1 2" "$code $(wc -l <"$tmp/times" | xargs)"
done
has "is named with its place" "when.jsonl:2: byte 112, column 50: '2010-03-25x' is neither a number nor a date" "$(cat "$tmp/err")"
by_time 2010-03-25 "" 2010-03-27 >"$tmp/times"
is "nor has a row without one a place" "1 2" "$code $(wc -l <"$tmp/times" | xargs)"
has "as is told" "row has no time in field 'when'" "$(cat "$tmp/err")"
by_time 2010-03-25 1900 >"$tmp/times"
is "numbers have no order among dates: exit code 2" 2 $code
has "which is said" "'when' has numbers and dates: '1900' and '2010-03-25'" "$(cat "$tmp/err")"
printf 'text,label,date\nwords,x,2010-03-25\n' >"$tmp/date.csv"
run ordo-train split -q --time Date -o "$tmp/w" "$tmp/date.csv"
is "a column of times that is not there stops the command" 3 $code
has "with those that are" "date.csv: no column 'Date' in the header: it has text,label,date" "$(cat "$tmp/err")"
run ordo-train split -q --time date -o "$tmp/never" "$tmp/data.jsonl"
is "of JSON, too" "3 no" "$code $(ls "$tmp"/never.* 2>"$tmp/no" || echo no)"

for i in 1 2 3 4 5 6 7 8; do
    echo "{\"text\": \"The ministers of the alliance met in Lisbon on Friday to speak about the treaty and its future, $i\", \"label\": \"same\"}"
    echo "{\"text\": \"$i whales, $((i * 37)) nets, $((i * 53)) boats and $((i * 71)) harbours in the year $((1900 + i * 11))\", \"label\": \"other\"}"
done >"$tmp/near.jsonl"
ordo-train split -q -p a=1,b=1 -o "$tmp/n" "$tmp/near.jsonl" >"$tmp/report"
is "near-duplicates stay together" 1 "$(grep -l alliance "$tmp"/n.?.jsonl | wc -l | tr -d ' ')"
ordo-train split -q --near 0 -p a=1,b=1 -o "$tmp/n" "$tmp/near.jsonl" >"$tmp/report"
is "unless they need not" 2 "$(grep -l alliance "$tmp"/n.?.jsonl | wc -l | tr -d ' ')"

{ echo 'text,label'; jq -r '[.text, .label] | @csv' "$tmp/data.jsonl"; } >"$tmp/data.csv"
ordo-train split -q -o "$tmp/c" "$tmp/data.csv" >"$tmp/report"
is "CSV stays CSV, with its header in every part" "3 303" \
    "$(grep -c '^text,label$' "$tmp"/c.*.csv | awk -F: '{ n += $2 } END { print n }') $(cat "$tmp"/c.*.csv | wc -l | tr -d ' ')"

{ cat "$tmp/data.jsonl"; echo '{"text": '; } >"$tmp/bad.jsonl"
run ordo-train split -q -o "$tmp/b" "$tmp/bad.jsonl"
is "a bad row is told with its line, and the rest goes on" "1 300" "$code $(cat "$tmp"/b.*.jsonl | wc -l | tr -d ' ')"
has "with file and line" "bad.jsonl:301:" "$(cat "$tmp/err")"
run ordo-train split "$tmp/data.jsonl"
is "a prefix is needed" 2 $code
run ordo-train split -o "$tmp/x" -p train=0.8 "$tmp/data.jsonl"
is "so are two parts" 2 $code
run ordo-train split -o "$tmp/x" -p a=1,b=zero "$tmp/data.jsonl"
is "and shares above 0" 2 $code
run ordo-train split -o "$tmp/none/x" "$tmp/data.jsonl"
is "a folder that is not there" 3 $code
printf 'text,label\na b,x\nc d,y\n' >"$tmp/one.csv"
printf 'label,text\r\nx,e f\r\ny,g h\r\n' >"$tmp/two.csv"
printf 'text,label\r\ni j,x\r\nk l,y\r\n' >"$tmp/three.csv"
run ordo-train split -p a=1,b=1 -o "$tmp/mix" "$tmp/one.csv" "$tmp/two.csv"
is "files with unlike headers are not put under one" 3 $code
has "the file is named" "two.csv: split copies lines: its header is not that of" "$(cat "$tmp/err")"
is "and nothing is written" "" "$(ls "$tmp" | grep '^mix')"
run ordo-train split -p a=1,b=1 -o "$tmp/mix" "$tmp/one.csv" "$tmp/near.jsonl"
is "nor are CSV and JSONL mixed" 3 $code
run ordo-train split -q -p a=1,b=1 -o "$tmp/mix" "$tmp/one.csv" "$tmp/three.csv"
is "those with the same are" "0 4" "$code $(sed 1d "$tmp/mix.a.csv" "$tmp/mix.b.csv" | grep -vc text)"

finish
