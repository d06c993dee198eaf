# ordo-train evaluate: the report in its three forms, parts of the data, curves, errors, prediction files.
. tests/cli/tap.sh

# Rows of three sources; what comes from "wire" has its labels turned around.
i=0
while [ $i -lt 40 ]; do
    turned=support
    [ $((i % 2)) -eq 0 ] && turned=oppose
    echo "{\"id\": \"a$i\", \"text\": \"We thank our allies for the peace $i\", \"stance\": \"support\", \"tone\": 1, \"doc\": \"d$((i / 4))\", \"source\": \"press\"}"
    echo "{\"id\": \"b$i\", \"text\": \"The bases are a threat and must go $i\", \"stance\": \"oppose\", \"tone\": 2, \"doc\": \"d$((i / 4))\", \"source\": \"radio, local\"}"
    echo "{\"id\": \"c$i\", \"text\": \"The meeting took place on day $i\", \"stance\": \"neutral\", \"tone\": 10, \"doc\": \"d$((i / 4))\", \"source\": \"press\"}"
    echo "{\"id\": \"d$i\", \"text\": \"We thank our allies $i\", \"stance\": \"$turned\", \"tone\": 1, \"doc\": \"d$((i / 4))\", \"source\": \"wire\"}"
    i=$((i + 1))
done >"$tmp/data.jsonl"
head -n 40 "$tmp/data.jsonl" >"$tmp/train.jsonl"
ordo-train fit -q -k 0 -l stance -l tone -o "$tmp/m.ordo" "$tmp/train.jsonl" || exit 1

run ordo-train evaluate -g doc "$tmp/m.ordo" "$tmp/data.jsonl"
is "evaluate ends with 0 and says nothing on standard error" "0 " "$code $(cat "$tmp/err")"
for figure in "balanced accuracy" "Cohen's kappa" "kappa, squared weights" "Matthews correlation" "mean ROC AUC" "area under risk-coverage" "uncertainty"; do
    has "the text has $figure" "$figure" "$(cat "$tmp/out")"
done
has "it says how many groups there are" "160 examples in 10 groups" "$(cat "$tmp/out")"

has "and warns where they are few" "with 10 groups alone, intervals are too narrow" "$(cat "$tmp/out")"

run ordo-train evaluate -g doc --by source --errors 3 --json "$tmp/m.ordo" "$tmp/data.jsonl"
cp "$tmp/out" "$tmp/report.json"
is "--json is one document with a member for each head" "stance tone" "$(jq -r 'keys_unsorted | join(" ")' "$tmp/report.json")"
is "every figure has an interval" 0 "$(jq '[.stance | .accuracy, .kappa, .mcc, .brier_within, .aurc, (.classes[] | .f1), (.ranking[] | .auc), (.thresholds[] | .coverage) | select(.value == null or .low == null or .high == null)] | length' "$tmp/report.json")"
is "the parts of the Brier score add up" true "$(jq '.stance | (.brier_reliability.value - .brier_resolution.value + .brier_uncertainty.value + .brier_within.value - .brier.value) | fabs < 0.00001' "$tmp/report.json")"
is "curves are there in full: as many numbers in each column" true "$(jq '.stance.precision_recall | (.threshold | length) == (.recall | length) and (.threshold | length) > 3' "$tmp/report.json")"
is "the risk-coverage curve ends at the error rate" true "$(jq '.stance | (.risk_coverage.coverage[-1] == 1) and ((.risk_coverage.risk[-1] - 1 + .accuracy.value) | fabs < 0.00001)' "$tmp/report.json")"
is "the source with wrong labels is worse than the rest, beyond chance" "worse than the rest" "$(jq -r '.stance.by_source[] | select(.value == "wire") | .verdict' "$tmp/report.json")"
is "by default the largest part comes first" press "$(jq -r '.stance.by_source[0].value' "$tmp/report.json")"
is "--sort worse puts the worst first" wire "$(ordo-train evaluate -g doc --by source --sort worse --json "$tmp/m.ordo" "$tmp/data.jsonl" | jq -r '.stance.by_source[0].value')"
is "--least pools rare values and does not test them" "(2 with n < 80) null" "$(ordo-train evaluate --by source --least 80 --json "$tmp/m.ordo" "$tmp/data.jsonl" | jq -r '.stance.by_source[-1] | "\(.value) \(.p)"')"
is "errors are those of which the head was surest, explained" true "$(jq '.stance.errors | length == 3 and .[0].p >= .[1].p and .[0].gold != .[0].predicted and (.[0].reasons[0] | has("feature") and has("contribution"))' "$tmp/report.json")"
is "an error is named by its id and row" true "$(jq '.stance.errors[0] | .id[0:1] == "d" and .row > 0' "$tmp/report.json")"
jq -c 'select(.stance != "neutral" and .source == "radio, local")' "$tmp/data.jsonl" >"$tmp/one.jsonl"
run ordo-train evaluate -l stance "$tmp/m.ordo" "$tmp/one.jsonl"
is "a class that does not occur has no figures" "neutral 0 - - -" "$(sed -n 's/^  \(neutral  *0  *.*\)/\1/p' "$tmp/out" | head -n 1 | xargs)"
is "nor has it in the card" "| neutral | - | - | - | 0 |" \
    "$(ordo-train inspect -q --card -d "$tmp/one.jsonl" "$tmp/m.ordo" | grep -F '| neutral | - | -' | head -n 1)"
is "numbers as classes go by value, not by bytes" "1 2 10" "$(jq -r '.tone.classes | keys_unsorted | join(" ")' "$tmp/report.json")"

run ordo-train evaluate -g doc --by source --errors 3 --csv "$tmp/m.ordo" "$tmp/data.jsonl"
is "--csv begins with its columns" "section,table,row,figure,value,low,high" "$(head -n 1 "$tmp/out")"
is "it has the figures of --json" "$(jq -r '.stance.accuracy | "\(.value) \(.low) \(.high)"' "$tmp/report.json")" \
    "$(awk -F, '$1 == "stance" && $2 == "overall" && $4 == "accuracy" { print $5 + 0, $6 + 0, $7 + 0 }' "$tmp/out")"
has "a comma in a value is quoted" '"radio, local"' "$(cat "$tmp/out")"
if python3 -c 'import csv, sys' 2>/dev/null; then
    is "every line has seven fields" 7 "$(python3 -c 'import csv, sys; print(*{len(row) for row in csv.reader(open(sys.argv[1]))})' "$tmp/out")"
else
    skip "every line has seven fields" "no python3"
fi
for threads in 1 3; do
    ordo-train evaluate -g doc --by source --json -j $threads "$tmp/m.ordo" "$tmp/data.jsonl" >"$tmp/$threads.json"
done
ok "the same bytes at any number of processes" cmp "$tmp/1.json" "$tmp/3.json"

run ordo-train evaluate --classes oppose,support -l stance --json "$tmp/m.ordo" "$tmp/data.jsonl"
is "--classes adds their mean F1" true "$(jq '.stance | (.mean_f1.value - (.classes.oppose.f1.value + .classes.support.f1.value) / 2) | fabs < 0.00001' "$tmp/out")"
run ordo-train evaluate --classes oppose,nothing -l stance "$tmp/m.ordo" "$tmp/data.jsonl"
is "a class that the head lacks: exit code 2" 2 $code
is "--order gives classes an order" "neutral support oppose" "$(ordo-train evaluate -l stance --order neutral,support,oppose --json "$tmp/m.ordo" "$tmp/data.jsonl" | jq -r '.stance.classes | keys_unsorted | join(" ")')"
run ordo-train evaluate -l stance --order neutral,support "$tmp/m.ordo" "$tmp/data.jsonl"
is "an order that lacks a class: exit code 2" 2 $code

run ordo-train evaluate --curves "$tmp/curves.csv" --predictions "$tmp/p.jsonl" -g doc "$tmp/m.ordo" "$tmp/data.jsonl"
is "--curves writes CSV with the columns of both curves" "section,curve,class,threshold,precision,recall,false_positive_rate,coverage,risk" "$(head -n 1 "$tmp/curves.csv")"
is "with as many fields in every line" 9 "$(awk -F, '{ print NF }' "$tmp/curves.csv" | sort -u)"
is "--predictions has a record for each row and head" 320 "$(jq -c . "$tmp/p.jsonl" | wc -l | tr -d ' ')"
is "with gold, predicted and probabilities that sum to one" true "$(jq -s 'all(.[]; has("gold") and has("predicted") and (([.p[]] | add) - 1 | fabs < 0.00001))' "$tmp/p.jsonl")"
is "and they give the accuracy of the report" "$(jq '.stance.accuracy.value * 1000 | round' "$tmp/report.json")" "$(jq -s '[.[] | select(.head == "stance")] | (map(select(.gold == .predicted)) | length) / length * 1000 | round' "$tmp/p.jsonl")"
ordo-train evaluate -q --predictions "$tmp/p.csv" "$tmp/m.ordo" "$tmp/data.jsonl" >/dev/null
is "or CSV, by its ending" "row,id,head,group,gold,predicted,p.oppose,p.neutral,p.support,p.1,p.2,p.10" "$(head -n 1 "$tmp/p.csv")"

# Numbers, and variants.
jq -c '. + {score: (.tone / 4)}' "$tmp/data.jsonl" >"$tmp/values.jsonl"
ordo-train fit -q -k 0 --value score --per source -o "$tmp/v.ordo" "$tmp/values.jsonl"
run ordo-train evaluate --json --predictions "$tmp/v.jsonl" "$tmp/v.ordo" "$tmp/values.jsonl"
is "a head of numbers has correlations and errors, with intervals" true "$(jq '.score | .pearson.value > 0.5 and .spearman.low != null and .mae.high > .mae.low and .rmse.value >= .mae.value' "$tmp/out")"
is "its predictions are numbers" "number number" "$(head -n 1 "$tmp/v.jsonl" | jq -r '"\(.gold | type) \(.predicted | type)"')"
is "and give its error" true "$(jq -s --slurpfile r "$tmp/out" '(map(.gold - .predicted | fabs) | add / length) - $r[0].score.mae.value | fabs < 0.00001' "$tmp/v.jsonl")"
run ordo-train evaluate --json --by source --errors 2 "$tmp/v.ordo" "$tmp/values.jsonl"
is "by value of a field: absolute and mean error" true "$(jq '.score.by_source | length == 3 and all(.[]; .mae.value >= 0 and (.mean_error | has("low")))' "$tmp/out")"
is "the largest errors, explained" true "$(jq '.score.errors | length == 2 and (.[0].error | fabs) >= (.[1].error | fabs) and (.[0].reasons | length > 0)' "$tmp/out")"
ok "compare takes them" ordo-train compare "$tmp/v.jsonl" "$tmp/v.jsonl"
is "a variant has its own weights" true "$(ordo-train inspect --feature allies --json "$tmp/v.ordo" | jq '[.weights[].head] | index("score, source=press") != null')"

run ordo-train evaluate --by nothing "$tmp/m.ordo" "$tmp/data.jsonl"
is "--by a field that no row has: exit code 2" 2 $code
has "which is named" "no row has the field 'nothing'" "$(cat "$tmp/err")"
run ordo-train evaluate --json --csv "$tmp/m.ordo" "$tmp/data.jsonl"
is "--json with --csv: exit code 2" 2 $code
run ordo-train evaluate "$tmp/m.ordo"
is "no data: exit code 2" 2 $code
run ordo-train evaluate --predictions "$tmp/no/where.jsonl" "$tmp/m.ordo" "$tmp/data.jsonl"
is "a file that cannot be written: exit code 3, no report" "3 " "$code $(cat "$tmp/out")"
jq -c 'del(.tone)' "$tmp/data.jsonl" >"$tmp/one.jsonl"
run ordo-train evaluate --json "$tmp/m.ordo" "$tmp/one.jsonl"
is "a head without labels is left out" "0 stance" "$code $(jq -r 'keys_unsorted | join(" ")' "$tmp/out")"
run ordo-train evaluate -l tone "$tmp/m.ordo" "$tmp/one.jsonl"
is "but not one that was asked for: exit code 3" 3 $code
{ cat "$tmp/data.jsonl"; printf '{"text": "of no class", "stance": "%s"}\n' "unheard of" Support Support; } >"$tmp/unknown.jsonl"
run ordo-train evaluate "$tmp/m.ordo" "$tmp/train.jsonl"
has "the rows that it learned from are recognised" "it learned from these very rows" "$(sed -n 2p "$tmp/out")"
run ordo-train evaluate -l stance "$tmp/m.ordo" "$tmp/unknown.jsonl"
is "labels that the head does not know are told at the top, with their counts" \
    "3 more left out, whose label the head does not know: 'unheard of' 1, 'Support' 2" "$(sed -n '2s/^  //p' "$tmp/out")"
is "below the head's name" "stance: 160 examples" "$(head -n 1 "$tmp/out")"
{ cat "$tmp/data.jsonl"; echo '{"text": "half a'; } >"$tmp/bad.jsonl"
run ordo-train evaluate -l stance "$tmp/m.ordo" "$tmp/bad.jsonl"
is "a bad row: the rest is measured, exit code 1" 1 $code
has "and named" "bad.jsonl:161: byte " "$(cat "$tmp/err")"

finish
