# ordo-train suggest: which texts to label next, in every way and format.
. tests/cli/tap.sh

i=0
while [ $i -lt 30 ]; do
    echo "{\"id\": \"s$i\", \"text\": \"We thank our allies for the peace of day $i\", \"label\": \"support\"}"
    echo "{\"id\": \"o$i\", \"text\": \"Foreign bases are a threat on day $i\", \"label\": \"oppose\"}"
    i=$((i + 1))
done >"$tmp/labelled.jsonl"
i=0
while [ $i -lt 20 ]; do
    echo "{\"id\": \"sure$i\", \"text\": \"We thank our allies again for the peace, part $i\"}"
    echo "{\"id\": \"clear$i\", \"text\": \"The foreign bases are still a threat, part $i\", \"label\": \"support\"}"
    i=$((i + 1))
done >"$tmp/pool.jsonl"
echo '{"id": "mixed", "text": "We thank our allies for the bases, which are a threat to the peace"}' >>"$tmp/pool.jsonl"

for by in margin entropy committee; do
    run ordo-train suggest --by $by -n 3 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl"
    is "suggest by $by ends with 0" 0 $code
    has "what is between two labels is among the first by $by" mixed "$(jq -r .id "$tmp/out" | xargs)"
done
run ordo-train suggest --by density -n 3 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl"
is "by density, too" "0 3" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
run ordo-train suggest -n 3 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl"
ok "the score falls, but for what similarity takes off" jq -e -s 'map(.score) | .[0] >= .[1]' "$tmp/out"
ok "probabilities sum to one" jq -e -s 'all(([.predicted[]] | add) as $s | $s > 0.999 and $s < 1.001)' "$tmp/out"
is "labels of the pool are not looked at" "oppose" \
    "$(ordo-train suggest -n 99 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" | jq -r 'select(.id == "clear1") | .predicted | to_entries | max_by(.value) | .key')"
is "all that there are, when more are asked for" 41 "$(ordo-train suggest -n 999 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" | wc -l | tr -d ' ')"
ordo-train suggest -n 5 --by committee -j 1 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" >"$tmp/one"
ordo-train suggest -n 5 --by committee -j 3 -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" >"$tmp/three"
ok "the same at any number of processes" cmp "$tmp/one" "$tmp/three"

# one document of 60 rows beside 60 of one: it is in a bootstrap sample about once, like each of them
awk 'BEGIN { for (i = 0; i < 120; i++)
    printf "{\"text\": \"word%d and more\", \"label\": \"%s\", \"doc\": \"%s\"}\n", i % 9, i < 60 ? "one" : "each", i < 60 ? "d" : "d" i }' >"$tmp/docs.jsonl"
echo '{"text": "nothing known"}' >"$tmp/pool1.jsonl"
is "a committee draws documents, large ones no more often" true \
    "$(ordo-train suggest --by committee --committee 40 -g doc -u "$tmp/pool1.jsonl" "$tmp/docs.jsonl" | jq '.predicted.one | . > 0.2 and . < 0.8')"

i=0
while [ $i -lt 10 ]; do
    echo "{\"id\": \"same$i\", \"text\": \"Our allies are a threat to the peace, they said again\"}"
    i=$((i + 1))
done >"$tmp/same.jsonl"
echo '{"id": "apart", "text": "Nobody was thanked for the foreign bases in the harbour on that day"}' >>"$tmp/same.jsonl"
has "a batch does not repeat itself" apart "$(ordo-train suggest -n 2 --diversity 1 -u "$tmp/same.jsonl" "$tmp/labelled.jsonl" | jq -r .id | xargs)"

{ cat "$tmp/labelled.jsonl"; echo '{"id": "later", "text": "Not labelled yet"}'; } >"$tmp/half.jsonl"
is "rows of the data without a label are candidates, too" later "$(ordo-train suggest "$tmp/half.jsonl" | jq -r .id)"
is "at random, no labels are needed" 5 "$(ordo-train suggest --by random -n 5 "$tmp/pool.jsonl" -u "$tmp/pool.jsonl" | wc -l | tr -d ' ')"

{
    echo '{"id": "new1", "text": "FOREIGN bases are a threat on day 3!"}'
    echo '{"id": "o5", "text": "Those foreign bases"}'
    echo '{"id": "new2", "text": "Foreign bases are a joy on day 3"}'
} >"$tmp/known.jsonl"
run ordo-train suggest -u "$tmp/known.jsonl" "$tmp/labelled.jsonl"
is "what is labelled already, by its text or its id, is not suggested" new2 "$(jq -r .id "$tmp/out")"
has "and counted" "2 texts left out, which are labelled already" "$(cat "$tmp/err")"

is "doccano: text, no label, the id as metadata" '[["text","label","id"],[]]' \
    "$(ordo-train suggest -n 1 -F doccano -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" | jq -c '[keys_unsorted, .label]')"
is "Label Studio: a list of tasks" '[2,["data"],["text","id"]]' \
    "$(ordo-train suggest -n 2 -F label-studio -u "$tmp/pool.jsonl" "$tmp/labelled.jsonl" | jq -c '[length, (.[0] | keys_unsorted), (.[0].data | keys_unsorted)]')"

run ordo-train suggest "$tmp/labelled.jsonl"
is "without unlabelled texts there is nothing to suggest" 3 $code
head -n 1 "$tmp/labelled.jsonl" >"$tmp/first.jsonl"
run ordo-train suggest -u "$tmp/pool.jsonl" "$tmp/first.jsonl"
has "one class is too few to learn from" "at least two classes" "$(cat "$tmp/err")"
awk 'BEGIN { for (i = 0; i < 1100; i++) printf "{\"text\": \"some words\", \"label\": \"%d\"}\n", i }' >"$tmp/many.jsonl"
run ordo-train suggest -u "$tmp/pool.jsonl" "$tmp/many.jsonl"
has "and more than a head can have too many" "more than 1024 classes" "$(cat "$tmp/err")"
run ordo-train suggest
is "data are needed" 2 $code

finish
