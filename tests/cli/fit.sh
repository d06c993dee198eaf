# Kinds of heads, calibrations, weak labels and pruning: every option of ordo-train fit that the record tells of.
. tests/cli/tap.sh

# Three classes in an order, a number that goes with the words, two topics where the same word means another class.
awk 'BEGIN { for (i = 0; i < 240; i++) {
    k = i % 3; t = int(i / 3) % 2; w = t ? 2 - k : k
    word = w == 0 ? "threat" : w == 1 ? "meeting" : "ally"
    score = (w - 1) * 2 + sin(i) / 4
    printf "{\"text\": \"the %s of day%d and day%d\", \"stance\": \"%s\", \"rank\": %d, \"score\": %.4f, \"topic\": \"%s\", \"doc\": \"d%d\", \"w\": %d}\n",
        word, i % 7, i % 11, k == 0 ? "oppose" : k == 1 ? "neutral" : "support", k + 1, score, t ? "trade" : "war", int(i / 6), 1 + i % 2 } }' \
    >"$tmp/data.jsonl"
field() { # model, jq filter on the record
    ordo-train inspect --json "$1" | jq -c ".record$2"
}
classify() { # model, text, more members
    printf '{"text": "%s"%s}\n' "$2" "$3" | ordo-classify -q --statements -m "$1" --format jsonl - 2>"$tmp/err"
}

# numbers
run ordo-train fit --value score -f topic -g doc --words 1 -o "$tmp/v.ordo" "$tmp/data.jsonl"
is "a head of numbers is fitted" 0 $code
has "and its correlation told with an interval" "Pearson's r 0." "$(cat "$tmp/err")"
is "the record has r, rho, error and root of squares" '["mae","pearson","rmse","spearman"]' \
    "$(field "$tmp/v.ordo" '.heads.score.cross_validated | keys - ["examples"]')"
ok "intervals hold about as many as they say" \
    sh -c "ordo-train inspect --json '$tmp/v.ordo' | jq -e '.record.heads.score.cross_validated_coverage | . > 0.8 and . < 0.98'"
classify "$tmp/v.ordo" "the meeting" ', "topic": "war"' >"$tmp/out"
is "a record has value, interval and coverage, in order" true \
    "$(jq -c '.score | .low < .value and .value < .high and .coverage == 0.9 and (has("label") | not)' "$tmp/out")"
printf '{"text": "the ally", "topic": "war"}\n' | ordo-classify -q --statements --explain 3 -m "$tmp/v.ordo" --format jsonl - >"$tmp/out"
is "and its reasons add up to the value" true \
    "$(jq -c '.score | (.explain.bias + .explain.rest + ([.explain.features[].contribution] | add) - .value) | . < 0.0001 and . > -0.0001' "$tmp/out")"
has "inspect shows what speaks for more and for less" "higher:" "$(ordo-train inspect "$tmp/v.ordo")"
ok "without folds there is a value and no interval" ordo-train fit -q -k 0 --value score -o "$tmp/v0.ordo" "$tmp/data.jsonl"
is "and the record says so" '[true,false]' "$(classify "$tmp/v0.ordo" "the ally" | jq -c '.score | [has("value"), has("low")]')"
for solver in 11 12 l2r-l1loss-svr-dual; do
    ok "solver $solver fits numbers" ordo-train fit -q -k 0 --solver $solver --tube 0.2 -C 3 --value score -o "$tmp/s.ordo" "$tmp/data.jsonl"
done
run ordo-train fit -q --solver l2r-lr --value score -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "a solver of classes is none for numbers: exit code 2" 2 $code
run ordo-train fit -q --solver 11 -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "nor the reverse" 2 $code
run ordo-train fit -q --solver 21 -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "a one-class SVM learns no label: exit code 2" 2 $code
{ cat "$tmp/data.jsonl"; echo '{"text": "the ally", "score": "much"}'; } >"$tmp/bad.jsonl"
run ordo-train fit -q --value score -o "$tmp/s.ordo" "$tmp/bad.jsonl"
is "a label that is no number is left out: exit code 1" 1 $code
has "and named with its place" "bad.jsonl:241: byte" "$(cat "$tmp/err")"
sed '1s/"score": [^,}]*/"score": 1e200/; 2s/"score": [^,}]*/"score": "nan"/' "$tmp/data.jsonl" >"$tmp/bad.jsonl"
run timeout 60 ordo-train fit -q --value score -o "$tmp/s.ordo" "$tmp/bad.jsonl"
is "and so is one whose square is no number" "1 2" "$code $(grep -c 'is no number up to 1e100' "$tmp/err")"

# ordered classes
ok "classes with a known order" ordo-train fit -q --ordered stance --per topic -g doc --words 1 -o "$tmp/o.ordo" "$tmp/data.jsonl"
is "are in it, whatever the alphabet says" '["oppose","neutral","support"]' "$(classify "$tmp/o.ordo" "the ally" | jq -c '.stance.p | keys_unsorted')"
is "and calibrated by thresholds" '"thresholds"' "$(field "$tmp/o.ordo" .heads.stance.calibration)"
is "their probabilities sum to one" true "$(classify "$tmp/o.ordo" "the ally" | jq '.stance.p | add | . > 0.9997 and . < 1.0003')"
ok "numbers are their own order" ordo-train fit -q --ordered rank -k 0 -o "$tmp/s.ordo" "$tmp/data.jsonl"
ok "any other is given" ordo-train fit -q --ordered topic --order war,trade -k 0 -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "from low to high" '["war","trade"]' "$(classify "$tmp/s.ordo" "the ally" | jq -c '.topic.p | keys_unsorted')"
run ordo-train fit -q --ordered topic -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "an order that nobody knows is asked for: exit code 2" 2 $code
has "by the option's name" "--order" "$(cat "$tmp/err")"
run ordo-train fit -q --ordered stance --order oppose,support -o "$tmp/s.ordo" "$tmp/data.jsonl"
has "an order without one of the classes is refused" "'neutral' is not in --order" "$(cat "$tmp/err")"

# variants
run ordo-train fit -l stance --per topic -g doc --words 1 -o "$tmp/p.ordo" "$tmp/data.jsonl"
is "a variant for each value" 0 $code
has "is told with what one head for all would reach" "with 2 variants; were it one for all" "$(cat "$tmp/err")"
ok "and beats it where words turn round" \
    sh -c "ordo-train inspect --json '$tmp/p.ordo' | jq -e '.record.heads.stance | .cross_validated.accuracy.value > 0.9 and .cross_validated_without_variants.accuracy.value < 0.7'"
is "the row's value chooses" '["support","oppose"]' \
    "$( { classify "$tmp/p.ordo" "the ally" ', "topic": "war"'; classify "$tmp/p.ordo" "the ally" ', "topic": "trade"'; } | jq -cs 'map(.stance.label)')"
is "a value never seen gets the head of all rows, and the record says so" '[null,null,"war"]' \
    "$( { classify "$tmp/p.ordo" "the ally" ', "topic": "sport"'; classify "$tmp/p.ordo" "the ally"; classify "$tmp/p.ordo" "the ally" ', "topic": "war"'; } | jq -cs 'map(.stance.variant)')"
ok "variants of numbers" ordo-train fit -q --value score --per topic -o "$tmp/s.ordo" "$tmp/data.jsonl"
run ordo-train fit -q -l stance --per nothing -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a column that no row has: exit code 2 and no model" "2 no" "$code $(test -e "$tmp/none.ordo" || echo no)"
for command in "fit -f Topic -o $tmp/none" "tune -f Topic -o $tmp/none" "check -f Topic" "check --part Topic" "evaluate -l stance $tmp/v.ordo" \
    "split -l Topic -o $tmp/none" "detach -c Topic --begin rank --end rank" "inspect --feature meeting -d $tmp/untold.jsonl $tmp/v.ordo"; do
    jq -c '{text, stance, rank, Score: .score}' "$tmp/data.jsonl" >"$tmp/untold.jsonl"
    data=$tmp/untold.jsonl
    case $command in
    fit* | tune*) command="$command -l stance" ;;
    inspect*) data= ;;
    evaluate*) command="evaluate -l score=Score $tmp/v.ordo" ;;
    esac
    # shellcheck disable=SC2086
    run ordo-train ${command%% *} -q ${command#* } $data
    has "nor has ${command%% *} any other" "no row has the field '" "$(cat "$tmp/err")"
    is "with exit code 2" "2" "$code"
done

# calibration
for how in none platt temperature vector isotonic; do
    ok "calibration by $how" ordo-train fit -q --calibrate $how -l stance -g doc -o "$tmp/s.ordo" "$tmp/data.jsonl"
    is "stands in the model" "\"$how\"" "$(field "$tmp/s.ordo" .heads.stance.calibration)"
done
is "the choice stands in the record with its cross-validated losses" '["isotonic","none","platt","temperature","vector"]' \
    "$(field "$tmp/p.ordo" '.heads.stance.calibration_log_loss | keys')"
is "and is the least of them" true \
    "$(field "$tmp/p.ordo" '.heads.stance | .calibration_log_loss[.calibration] == ([.calibration_log_loss[]] | min)')"

# a class that some folds have no example of
{ cat "$tmp/data.jsonl"; echo '{"text": "the odd one of day5", "stance": "odd"}'; } >"$tmp/odd.jsonl"
run ordo-train fit -l stance -g doc --words 1 -o "$tmp/odd.ordo" "$tmp/odd.jsonl"
has "a class rarer than the folds is told" "stance: 1 class with fewer examples than the 5 folds ('odd': 1); nothing can be told of it" "$(cat "$tmp/err")"
is "and has no isotonic table by itself" false "$(field "$tmp/odd.ordo" '.heads.stance.calibration_log_loss | has("isotonic")')"

# weak labels: each text has words of its own, and the other files hold the same texts of the same documents
awk 'BEGIN { srand(1); for (i = 0; i < 300; i++) {
    printf "{\"text\": \"word%d word%d other%d\", \"label\": \"%s\", \"doc\": \"d%d\"}\n", i, i, i, rand() < 0.5 ? "yes" : "no", i } }' \
    >"$tmp/noise.jsonl"
cp "$tmp/noise.jsonl" "$tmp/again.jsonl"
ok "distant labels" ordo-train fit -q -g doc --distant "$tmp/again.jsonl" --distant-weight 1 --words 1 --min-df 1 -o "$tmp/d.ordo" "$tmp/noise.jsonl"
is "are counted" 300 "$(field "$tmp/d.ordo" .heads.label.distant)"
is "and never learnt from when their document is held out" true \
    "$(field "$tmp/d.ordo" '.heads.label.cross_validated.accuracy.value < 0.65')"
ordo-train fit -q --distant "$tmp/again.jsonl" --distant-weight 1 --words 1 --min-df 1 -o "$tmp/d.ordo" "$tmp/noise.jsonl"
is "nor, without groups, when their text is" true "$(field "$tmp/d.ordo" '.heads.label.cross_validated.accuracy.value < 0.65')"
jq -c '{id: .doc, text: .text, "label": .label}' "$tmp/noise.jsonl" >"$tmp/named.jsonl"
jq -c '.text += " indeed" | .ID = .id' "$tmp/named.jsonl" >"$tmp/again.jsonl"
ordo-train fit -q --distant "$tmp/again.jsonl" --distant-weight 1 --words 1 --min-df 1 -o "$tmp/d.ordo" "$tmp/named.jsonl"
is "nor when a row of their name is" true "$(field "$tmp/d.ordo" '.heads.label.cross_validated.accuracy.value < 0.65')"
ordo-train fit -q --id none --distant "$tmp/again.jsonl" --distant-weight 1 --words 1 --min-df 1 -o "$tmp/d.ordo" "$tmp/named.jsonl"
is "--id says where the name is" true "$(field "$tmp/d.ordo" '.heads.label.cross_validated.accuracy.value > 0.9')"

# copies: a label that is random, of a text that stands three times
jq -c '., (.text |= ascii_upcase + "!" | .doc += "b"), (.doc += "c")' "$tmp/noise.jsonl" >"$tmp/copies.jsonl"
ordo-train fit -q -g doc --words 1 --min-df 1 -o "$tmp/t.ordo" "$tmp/copies.jsonl"
is "copies of a text share a fold, whatever their groups" true "$(field "$tmp/t.ordo" '.heads.label.cross_validated.accuracy.value < 0.65')"
has "and are one when intervals are drawn" true "$(field "$tmp/t.ordo" '.heads.label.cross_validated.accuracy | .high - .low > 0.09')"
ok "so they do in tune" awk '$2 == "chosen" && $4 < 0.65 { found = 1 } END { exit !found }' <<END
$(ordo-train tune -q -m accuracy --bootstrap 0 -S 'words 1' -S 'min-df 1' -S 'C 1' -n 1 -o "$tmp/t.spec" "$tmp/copies.jsonl")
END
is "and in check" true "$(ordo-train check -q --near 0 "$tmp/copies.jsonl" | sed -n 's/.*accuracy \(0\.[0-9]*\),.*/\1 < 0.65/p' | jq -n -f /dev/stdin)"
yes '{"text": "the same", "label": "yes"}' | head -n 20 | sed '1~2s/yes/no/' >"$tmp/same.jsonl"
run ordo-train fit -q -o "$tmp/s.ordo" "$tmp/same.jsonl"
has "with copies alone there are too few" "1 group: too few for 5 folds (the copies of a text are in one)" "$(cat "$tmp/err")"

ordo-train fit -q -k 0 --distant "$tmp/data.jsonl" --distant-weight 0 -l stance --words 1 --weighting binary -o "$tmp/d0.ordo" "$tmp/data.jsonl"
ordo-train fit -q -k 0 -l stance --words 1 --weighting binary -o "$tmp/d1.ordo" "$tmp/data.jsonl"
is "a weight of 0 teaches nothing" \
    "$(classify "$tmp/d1.ordo" "the ally" | jq -c .stance.p)" "$(classify "$tmp/d0.ordo" "the ally" | jq -c .stance.p)"

awk 'BEGIN { for (i = 0; i < 200; i++)
    printf "{\"text\": \"the %s of spring%d\", \"topic\": \"war\"}\n", i % 2 ? "ally friend" : "threat enemy", i % 5 }' >"$tmp/pool.jsonl"
jq -c 'select(.topic == "war" and .stance != "neutral")' "$tmp/data.jsonl" >"$tmp/few.jsonl"
run ordo-train fit -l stance -g doc --words 1 --solver l2r-lr -C 10 -u "$tmp/pool.jsonl" --confidence 0.8 --rounds 3 -o "$tmp/u.ordo" "$tmp/few.jsonl"
is "self-training" 0 $code
is "takes what it is sure of, of every class" true "$(field "$tmp/u.ordo" '.heads.stance.self_labelled | .oppose > 20 and .support > 20')"
is "and learns words that no label came with" '["oppose","support"]' \
    "$( { classify "$tmp/u.ordo" "enemy"; classify "$tmp/u.ordo" "friend"; } | jq -cs 'map(.stance.label)')"
run ordo-train fit -q --value score -u "$tmp/pool.jsonl" -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "numbers have no self-training: exit code 2" 2 $code
ok "distant labels, unlabelled texts and variants together" ordo-train fit -q -l stance -g doc --per topic --distant "$tmp/data.jsonl" \
    -u "$tmp/pool.jsonl" --rounds 2 -o "$tmp/s.ordo" "$tmp/data.jsonl"

# pruning
ordo-train fit -q -l stance --value score --chars 2-4 -g doc -o "$tmp/m0.ordo" "$tmp/data.jsonl"
size=$(($(wc -c <"$tmp/m0.ordo") * 7 / 8))
run ordo-train fit -l stance --value score --chars 2-4 -g doc --max-size $size -o "$tmp/m.ordo" "$tmp/data.jsonl"
is "a model is pruned to a size" 0 $code
ok "and is no larger" test "$(wc -c <"$tmp/m.ordo")" -le $size
has "what was kept is told" "features fit into $size bytes" "$(cat "$tmp/err")"
is "and what it cost: figures before and after" true \
    "$(field "$tmp/m.ordo" '| .unpruned.stance.macro_f1.value > 0 and .unpruned.score.pearson.value > 0 and .heads.stance.cross_validated.macro_f1.value > 0')"
ok "a size that all features fit into changes nothing" \
    ordo-train fit -q -l stance -g doc --max-size 5M -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "but what the record says of it" null "$(field "$tmp/s.ordo" .unpruned)"
run ordo-train fit -q -l stance --max-size 1k -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a size that nothing fits into: exit code 2, no model" "2 no" "$code $(test -e "$tmp/none.ordo" || echo no)"
run ordo-train fit -q -l stance --max-size big -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a size that is none: exit code 2" 2 $code
run ordo-train fit -q -l stance --hash 12 --max-size 1M -o "$tmp/none.ordo" "$tmp/data.jsonl"
is "a hashed model has its own size: exit code 2" 2 $code

# a label that some folds lack
{ head -n 60 "$tmp/data.jsonl"; echo '{"text": "the only one of its kind", "stance": "rare", "doc": "alone"}'; } >"$tmp/rare.jsonl"
for solver in 1 4; do
    run ordo-train fit -q --solver $solver -l stance -g doc -o "$tmp/s.ordo" "$tmp/rare.jsonl"
    is "a label with one example is learnt without a word (solver $solver)" "0 " "$code $(cat "$tmp/err")"
done

# everything at once, at any number of processes
for j in 1 3; do
    ordo-train fit -q -j $j -l stance --ordered rank --value score --per topic -g doc -w w --distant "$tmp/few.jsonl" -u "$tmp/pool.jsonl" \
        --max-size 30k -k 3 --bootstrap 100 -o "$tmp/j$j.ordo" "$tmp/data.jsonl" 2>>"$tmp/err"
done
ok "same data, options and seed: same bytes at any number of processes" cmp "$tmp/j1.ordo" "$tmp/j3.ordo"
run ordo-train fit -q -l stance --ordered stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "a head named twice: exit code 2" 2 $code
run ordo-train fit -q -l stance --hash 12 --select chi2:30 -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "hashed features cannot be selected from: exit code 2" 2 $code
for options in "-C stanc:2" "--class-weight stanc:balanced" "--solver stanc:1" "--labels stanc:oppose" "--calibrate platt -k 0"; do
    run ordo-train fit -q -l stance $options -o "$tmp/s.ordo" "$tmp/data.jsonl"
    is "$options: exit code 2, no option without effect" 2 $code
done
ordo-train inspect --spec "$tmp/p.ordo" >"$tmp/some.spec"
for options in "-f topic" "--words 2" "--chars 3-4" "--skip 0" --negation "--weighting tfidf" "--min-df 2" "--max-features 0" "--select chi2:9" "--hash 12" \
    --map-urls --map-mentions --map-numbers --keep-marks --keep-hashtags --keep-punctuation; do
    run ordo-train fit -q -l stance --spec "$tmp/some.spec" $options -o "$tmp/s.ordo" "$tmp/data.jsonl"
    is "$options beside --spec: exit code 2" 2 $code
done
ok "options of learning are none of those" \
    ordo-train fit -q -k 0 -l stance --spec "$tmp/some.spec" --interpolation 1 --bias 1 --epsilon 0.1 -C 2 -o "$tmp/s.ordo" "$tmp/data.jsonl"
printf 'field text words 1\nhead other C 2\n' >"$tmp/other.spec"
run ordo-train fit -q -l stance --spec "$tmp/other.spec" -o "$tmp/s.ordo" "$tmp/data.jsonl"
has "and a specification of another head alone" "has settings of head 'other', which there is not" "$(cat "$tmp/err")"
{ echo 'head stance C 2'; cat "$tmp/other.spec"; } >"$tmp/both.spec"
run ordo-train fit -q -l stance --spec "$tmp/both.spec" -o "$tmp/s.ordo" "$tmp/data.jsonl"
is "nor is one head of it left out" 2 $code
for field in "two words" "a#b" text stance; do
    rm -f "$tmp/s.ordo"
    run ordo-train fit -q -l stance -f "$field" -o "$tmp/s.ordo" "$tmp/data.jsonl"
    is "'$field' is no further field: exit code 2, no model" "2 no" "$code $(test -e "$tmp/s.ordo" || echo no)"
done
bad=$(printf 'no \377')
for options in --title -f --per -l --language; do
    run ordo-train fit -q -l stance $options "$bad" -o "$tmp/s.ordo" "$tmp/data.jsonl"
    is "$options in no UTF-8: exit code 2" 2 $code
done
is "nb has the paper's settings" '[0.25,-1,0.1]' \
    "$(ordo-train fit -q -k 0 --weighting nb -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"; field "$tmp/s.ordo" '| [.interpolation, .bias, .epsilon]')"
is "unless options say otherwise" '[1,1,0.01]' \
    "$(ordo-train fit -q -k 0 --weighting nb --interpolation 1 --bias 1 --epsilon 0.01 -l stance -o "$tmp/s.ordo" "$tmp/data.jsonl"
    field "$tmp/s.ordo" '| [.interpolation, .bias, .epsilon]')"

finish
