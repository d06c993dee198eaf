# ordo-train agree: several annotators in every form, figures, and one label for each item.
. tests/cli/tap.sh

# Krippendorff (2011), section C, in four shapes
cat >"$tmp/columns.csv" <<'END'
id,a,b,c,d
1,1,1,,1
2,2,2,3,2
3,3,3,3,3
4,3,3,3,3
5,2,2,2,2
6,1,2,3,4
7,4,4,4,4
8,1,1,2,1
9,2,2,2,2
10,,5,5,5
11,,,1,1
12,,3,,
END
awk -F, 'NR == 1 { print "item,who,label"; split($0, name, ","); next }
    { for (i = 2; i <= 5; i++) if ($i != "") print $1 "," name[i] "," $i }' "$tmp/columns.csv" >"$tmp/long.csv"
for who in a b c d; do
    { echo id,label; grep ",$who," "$tmp/long.csv" | awk -F, '{ print $1 "," $3 }'; } >"$tmp/$who.csv"
done
jq -R -c -s 'split("\n")[1:-1][] | split(",") | {id: .[0], a: .[1], b: .[2], c: .[3], d: .[4]}' "$tmp/columns.csv" >"$tmp/columns.jsonl"

run ordo-train agree --json -l a -l b -l c -l d "$tmp/columns.csv"
is "agree ends with 0" 0 $code
cp "$tmp/out" "$tmp/columns.json"
is "alpha as published: nominal, ordinal, interval" "0.743 0.815 0.849" \
    "$(jq -r '.alpha | [.nominal, .ordinal, .interval | .value * 1000 | round / 1000] | map(tostring) | join(" ")' "$tmp/columns.json")"
ok "with its interval" jq -e '.alpha.nominal | .low < .value and .value < .high' "$tmp/columns.json"
same() { # what, json
    is "$1" "$(jq -c '[.alpha, .agreement, [.pairs[].kappa]]' "$tmp/columns.json")" "$(jq -c '[.alpha, .agreement, [.pairs[].kappa]]' "$2")"
}
ordo-train agree --json -l a -l b -l c -l d "$tmp/columns.jsonl" >"$tmp/found.json"
same "JSONL gives the same as CSV" "$tmp/found.json"
ordo-train agree --json -i item -a who "$tmp/long.csv" >"$tmp/found.json"
same "so does one row for each judgement" "$tmp/found.json"
ordo-train agree --json "$tmp/a.csv" "$tmp/b.csv" "$tmp/c.csv" "$tmp/d.csv" >"$tmp/found.json"
is "so does a file for each annotator, but for the order of items" "$(jq -c '[.agreement, [.alpha[].value]]' "$tmp/columns.json")" \
    "$(jq -c '[.agreement, [.alpha[].value]]' "$tmp/found.json")"
is "the item that divides most" '"6"' "$(jq -c '.divided[0].id' "$tmp/columns.json")"

cat >"$tmp/words.csv" <<'END'
id,who,label
1,ann,support
1,bob,support
1,cid,neutral
2,ann,oppose
2,bob,oppose
2,cid,oppose
3,ann,neutral
3,bob,support
4,ann,oppose
4,bob,neutral
4,cid,oppose
END
run ordo-train agree -a who -o "$tmp/one.jsonl" "$tmp/words.csv"
is "one label for each item, by majority" '["support","majority"]["oppose","unanimous"][null,"tie"]["oppose","majority"]' \
    "$(jq -c '[.label, .how]' "$tmp/one.jsonl" | tr -d '\n')"
has "ties are counted" "1 items are tied" "$(cat "$tmp/out")"
has "a known scale has an order" "alpha, ordinal" "$(cat "$tmp/out")"
has "annotators' habits are told" "oppose 0.50 (0.43)" "$(cat "$tmp/out")"
is "who labelled what is kept" '{"ann":"neutral","bob":"support"}' "$(jq -c 'select(.id == "3") | .labels' "$tmp/one.jsonl")"
ordo-train agree -a who --by dawid-skene -o "$tmp/one.jsonl" "$tmp/words.csv" >"$tmp/report"
ok "by Dawid and Skene, with its probability" jq -e -s 'all(.[]; .how == "dawid-skene" and .p > 0.5 and .p <= 1)' "$tmp/one.jsonl"
has "and what each annotator says of what is so" "Dawid and Skene" "$(cat "$tmp/report")"
ordo-train agree --json -a who --order oppose,support,neutral "$tmp/words.csv" >"$tmp/other.json"
ordo-train agree --json -a who "$tmp/words.csv" >"$tmp/usual.json"
ok "another order, another ordinal alpha" sh -c "! [ \"\$(jq .alpha.ordinal '$tmp/other.json')\" = \"\$(jq .alpha.ordinal '$tmp/usual.json')\" ]"

{ cat "$tmp/words.csv"; echo '5,,support'; echo '5,ann'; } >"$tmp/bad.csv"
run ordo-train agree -a who "$tmp/bad.csv"
is "bad rows are left out" 1 $code
has "and named" "bad.csv:13:" "$(cat "$tmp/err")"
run ordo-train agree -a who --order oppose,support "$tmp/words.csv"
has "a label that the order lacks is named" "'neutral' is not in --order" "$(cat "$tmp/err")"
run ordo-train agree "$tmp/words.csv"
is "it must be told who labelled" 2 $code
head -n 2 "$tmp/words.csv" >"$tmp/alone.csv"
run ordo-train agree -a who "$tmp/alone.csv"
has "one annotator agrees with nobody" "two are needed" "$(cat "$tmp/err")"
awk 'BEGIN { print "id,a,b"; for (i = 0; i < 1100; i++) print i ",x" i ",x" i + 1 }' >"$tmp/many.csv"
run ordo-train agree -l a -l b "$tmp/many.csv"
has "names of its own for each item are no labels" "more than 1024 classes" "$(cat "$tmp/err")"
run ordo-train agree -a who --bootstrap 0 "$tmp/words.csv"
is "without resamples there are no intervals" "0 0" "$code $(grep -c '\[\|nan' "$tmp/out")"
printf 'a,b\nx,x\ny,x\n' >"$tmp/first.csv"
printf 'a,b\ny,y\ny,y\n' >"$tmp/second.csv"
is "rows of two files without ids are different items" 4 "$(ordo-train agree -q --json -l a -l b "$tmp/first.csv" "$tmp/second.csv" | jq .items)"
printf 'id,a,b\n1,x,x\n2,x,x\n' >"$tmp/same.csv"
run ordo-train agree -l a -l b "$tmp/same.csv"
has "one class alone has no kappa, and the reason is said" "none: all labels are of one class" "$(cat "$tmp/out")"
is "nor is any figure nan" "" "$(grep nan "$tmp/out")"

finish
