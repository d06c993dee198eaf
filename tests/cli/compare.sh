# ordo-train compare: models and prediction files on the same rows; what it says; what it refuses.
. tests/cli/tap.sh

# Gold, and two contenders: "good" is right on 58 of 60 rows, "poor" on 30.
awk -v folder="$tmp" 'BEGIN {
    split("oppose neutral support", class, " ")
    for (i = 0; i < 60; i++) {
        gold = class[i % 3 + 1]; other = class[(i + 1) % 3 + 1]
        good = i < 58 ? gold : other; poor = i % 2 == 0 ? gold : other
        printf "{\"id\": \"r%d\", \"gold\": \"%s\", \"predicted\": \"%s\", \"p\": {\"oppose\": %.2f, \"neutral\": %.2f, \"support\": %.2f}}\n", \
            i, gold, good, (good == "oppose" ? .8 : .1), (good == "neutral" ? .8 : .1), (good == "support" ? .8 : .1) > (folder "/good.jsonl")
        if (i == 0) print "id,gold,predicted,p.oppose,p.neutral,p.support" > (folder "/poor.csv")
        printf "r%d,%s,%s,%.2f,%.2f,%.2f\n", i, gold, poor, (poor == "oppose" ? .6 : .2), (poor == "neutral" ? .6 : .2), (poor == "support" ? .6 : .2) > (folder "/poor.csv")
    }
}'

run ordo-train compare "$tmp/good.jsonl" "$tmp/poor.csv"
is "compare ends with 0" 0 $code
has "it says in words what follows" "good.jsonl is better than poor.csv in accuracy by 0.467" "$(cat "$tmp/out")"
has "and how sure that is" "unlikely to be chance" "$(cat "$tmp/out")"
run ordo-train compare --json -m accuracy,macro-f1,log-loss,brier,mcc "$tmp/poor.csv" "$tmp/good.jsonl"
is "--json: a difference for each metric, with interval and p" true "$(jq '.label.differences | length == 5 and all(.[]; .difference.low != null and .p != null and .p_holm >= .p)' "$tmp/out")"
is "the difference is the first minus the second" true "$(jq '.label.differences[0].difference.value + 28 / 60 | fabs < 0.00001' "$tmp/out")"
is "McNemar counts the rows that only one has right" "1 29" "$(jq -r '.label.mcnemar[0] | "\(.only_a) \(.only_b)"' "$tmp/out")"
is "its p is that of the binomial distribution: 62 / 2^30" true "$(jq '.label.mcnemar[0].p < 0.000001' "$tmp/out")"
run ordo-train compare --csv "$tmp/poor.csv" "$tmp/good.jsonl"
is "--csv has a line for each cell" "section,table,row,figure,value,low,high" "$(head -n 1 "$tmp/out")"
for threads in 1 3; do
    ordo-train compare --json -j $threads "$tmp/good.jsonl" "$tmp/poor.csv" >"$tmp/$threads.json"
done
ok "the same bytes at any number of processes" cmp "$tmp/1.json" "$tmp/3.json"
head -n 1 "$tmp/poor.csv" >"$tmp/shuffled.csv"
tail -n +2 "$tmp/poor.csv" | sort -r >>"$tmp/shuffled.csv"
is "rows are paired by id, whatever their order" "$(ordo-train compare --csv "$tmp/good.jsonl" "$tmp/poor.csv" | grep 'differences,1,p,')" \
    "$(ordo-train compare --csv "$tmp/good.jsonl" "$tmp/shuffled.csv" | grep 'differences,1,p,')"
run ordo-train compare "$tmp/good.jsonl" "$tmp/good.jsonl"
has "a contender does not differ from itself" "no difference in accuracy shown" "$(cat "$tmp/out")"

# A small advantage on few rows, asked of three contenders.
awk -F, 'NR == 1 || NR > 8 { print; next } { print $1 "," $2 "," $2 ",.6,.2,.2" }' "$tmp/poor.csv" >"$tmp/less-poor.csv"
has "where no difference is shown, it says what would go unseen" "would mostly go unseen here" "$(ordo-train compare "$tmp/poor.csv" "$tmp/less-poor.csv")"
run ordo-train compare --json "$tmp/poor.csv" "$tmp/less-poor.csv" "$tmp/good.jsonl"
is "three contenders make three pairs, and Holm corrects for all questions" true "$(jq '.label.differences | length == 6 and ([.[] | select(.p_holm > .p)] | length > 0)' "$tmp/out")"

# Groups: the same rows ten times over prove no more than once.
awk 'BEGIN { print "id,group,gold,predicted" > "'"$tmp"'/ga.csv"; print "id,group,gold,predicted" > "'"$tmp"'/gb.csv"
    for (i = 0; i < 60; i++) {
        g = int(i / 10)
        print i ",g" g ",x,x" > "'"$tmp"'/ga.csv"
        print i ",g" g ",x," (g == 0 ? "y" : "x") > "'"$tmp"'/gb.csv"
    }
}'
run ordo-train compare --json -m accuracy "$tmp/ga.csv" "$tmp/gb.csv"
is "whole groups are exchanged: one group that differs is no evidence" 1 "$(jq '.label.differences[0].p' "$tmp/out")"
has "and McNemar's test is marked as blind to them" "McNemar" "$(jq -r '.label.notes[0]' "$tmp/out")"

# Numbers.
awk 'BEGIN { print "id,gold,predicted" > "'"$tmp"'/va.csv"; print "id,gold,predicted" > "'"$tmp"'/vb.csv"
    for (i = 0; i < 50; i++) {
        print i "," i / 10 "," i / 10 + (i % 3 - 1) / 10 > "'"$tmp"'/va.csv"
        print i "," i / 10 "," (i * 7 % 50) / 10 > "'"$tmp"'/vb.csv"
    }
}'
run ordo-train compare --json "$tmp/va.csv" "$tmp/vb.csv"
is "numbers are compared by correlation and error" "pearson mae" "$(jq -r '[.label.differences[].metric] | join(" ")' "$tmp/out")"
has "of errors less is better" "va.csv is better than vb.csv in mean absolute error" "$(ordo-train compare "$tmp/va.csv" "$tmp/vb.csv")"

# Models.
ordo-train fit -q -k 0 -l stance -o "$tmp/a.ordo" datasets/us-order/statements.jsonl
ordo-train fit -q -k 0 -l stance --words 1 --min-df 20 -o "$tmp/b.ordo" datasets/us-order/statements.jsonl
run ordo-train compare -q -d datasets/us-order/statements.jsonl "$tmp/a.ordo" "$tmp/b.ordo"
has "models are compared on data" "a.ordo is better than b.ordo in macro-F1" "$(cat "$tmp/out")"
ordo-train evaluate -q --predictions "$tmp/b.jsonl" "$tmp/b.ordo" datasets/us-order/statements.jsonl >/dev/null
is "a model and another's prediction file give the same" "$(ordo-train compare --csv -d datasets/us-order/statements.jsonl "$tmp/a.ordo" "$tmp/b.ordo" | grep -v b.ordo)" \
    "$(ordo-train compare --csv -d datasets/us-order/statements.jsonl "$tmp/a.ordo" "$tmp/b.jsonl" | grep -v b.jsonl)"
run ordo-train compare "$tmp/a.ordo" "$tmp/b.ordo"
is "models without data: exit code 2" 2 $code

# What cannot be paired is refused and named.
head -n 50 "$tmp/good.jsonl" >"$tmp/short.jsonl"
run ordo-train compare "$tmp/good.jsonl" "$tmp/short.jsonl"
is "other rows: exit code 3, nothing on standard output" "3 " "$code $(cat "$tmp/out")"
has "the rows are named" "short.jsonl: lacks rows that $tmp/good.jsonl has: 'r50', 'r51', 'r52' and 7 more" "$(cat "$tmp/err")"
sed '4s/"gold": "[a-z]*"/"gold": "support"/' "$tmp/good.jsonl" >"$tmp/other.jsonl"
run ordo-train compare "$tmp/good.jsonl" "$tmp/other.jsonl"
is "other gold labels: exit code 3" 3 $code
has "the row and both labels are named" "gold of 'r3' is 'support'" "$(cat "$tmp/err")"
cut -d, -f 1-3 "$tmp/poor.csv" >"$tmp/bare.csv"
ok "probabilities are not needed" ordo-train compare "$tmp/good.jsonl" "$tmp/bare.csv"
run ordo-train compare -m log-loss "$tmp/good.jsonl" "$tmp/bare.csv"
is "but for what is made of them: exit code 2" 2 $code
run ordo-train compare -m mean-f1 --classes support,opose "$tmp/good.jsonl" "$tmp/bare.csv"
is "a mean F1 of a class that is none: exit code 2" 2 $code
has "by its name" "has no class 'opose'" "$(cat "$tmp/err")"
run ordo-train compare -m nonsense "$tmp/good.jsonl" "$tmp/bare.csv"
is "an unknown metric: exit code 2" 2 $code
run ordo-train compare -m pearson "$tmp/good.jsonl" "$tmp/bare.csv"
is "a metric of numbers for classes: exit code 2" 2 $code
run ordo-train compare "$tmp/good.jsonl"
is "one contender alone: exit code 2" 2 $code
run ordo-train compare "$tmp/good.jsonl" "$tmp/absent.jsonl"
is "no such file: exit code 3" 3 $code
{ cat "$tmp/good.jsonl"; echo '{"id": "r60", "gold": "oppose"}'; } >"$tmp/half.jsonl"
run ordo-train compare "$tmp/good.jsonl" "$tmp/half.jsonl"
is "a record without a prediction is left out: exit code 1" 1 $code
has "and named with its line" "half.jsonl:61: byte" "$(cat "$tmp/err")"
head -c 100000 /dev/urandom >"$tmp/random.jsonl"
run timeout 60 ordo-train compare "$tmp/good.jsonl" "$tmp/random.jsonl"
ok "random bytes: an error, no crash" test $code -ge 1 -a $code -le 3

printf 'id,gold,predicted\n1,a,a\n2,b,a\n3,a,b\n' >"$tmp/few.csv"
printf 'id,gold,predicted\n1,a,a\n2,b,b\n3,a,b\n' >"$tmp/fewer.csv"
run ordo-train compare "$tmp/few.csv" "$tmp/fewer.csv"
is "what rounds to nothing has no sign" "0 0" "$code $(grep -c -e '-0\.000' "$tmp/out")"

awk 'BEGIN { for (i = 0; i < 60; i++) printf "{\"id\": %d, \"text\": \"%s number %d\", \"label\": \"%s\"}\n", i, i % 3 ? (i % 3 == 1 ? "yes" : "no") : "well", i, i % 3 ? (i % 3 == 1 ? "for" : "against") : "none" }' >"$tmp/three.jsonl"
grep -v '"none"' "$tmp/three.jsonl" >"$tmp/two.jsonl"
ordo-train fit -q -k 0 -o "$tmp/three.ordo" "$tmp/three.jsonl"
ordo-train fit -q -k 0 -o "$tmp/two.ordo" "$tmp/two.jsonl"
for models in "two.ordo three.ordo" "three.ordo two.ordo"; do
    run ordo-train compare -d "$tmp/three.jsonl" "$tmp/${models% *}" "$tmp/${models#* }"
    has "models of other classes: $models" "two.ordo: its head 'label' does not know labels that $tmp/three.ordo knows: 'none' 20" "$(cat "$tmp/err")"
    is "are not compared" 3 $code
done

finish
