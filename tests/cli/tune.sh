# ordo-train tune as a user runs it: the choice is what fit finds, at any number of processes, killed or not.
. tests/cli/tap.sh

head -n 600 datasets/us-order/statements.jsonl | jq -c '. + {doc: (.text | length % 40 | tostring), target: (.text[:3])}' >"$tmp/data.jsonl"
cat >"$tmp/space" <<'END'
# few candidates, so that the test is short
field text words 1 2 chars none negation no yes
tokens none
weighting tfidf nb          # NBSVM, too
min-df 1 2
bias 1
class-weight none balanced
solver l2r-l2loss-svc-dual l2r-lr
C 0.1..10/3
END
tune() {
    ordo-train tune -q -l stance -g doc -k 3 --bootstrap 100 --least 100 -n 6 --space "$tmp/space" "$@" "$tmp/data.jsonl"
}

run tune -j 2 --log "$tmp/log.2" -o "$tmp/spec.2"
cp "$tmp/out" "$tmp/out.2"
is "tune ends with 0" 0 $code
is "-q: nothing on standard error" "" "$(cat "$tmp/err")"
has "the table says that its labels are not those of fit" "measured on all rungs, by labels before calibration" "$(cat "$tmp/out")"
has "the table has intervals" " [0." "$(cat "$tmp/out")"
ok "every trial is a line of JSON in the log" jq -e . "$tmp/log.2"
is "no line of the specification ends in a space" "" "$(grep ' $' "$tmp/spec.2")"
has "the specification says how to learn" "head stance solver " "$(cat "$tmp/spec.2")"

ok "fit takes it" ordo-train fit -l stance -g doc -k 3 --spec "$tmp/spec.2" -o "$tmp/model" "$tmp/data.jsonl"
promised=$(sed -n 's/^stance: chosen macro-f1 \(0\.[0-9]*\) .*/\1/p' "$tmp/out.2")
found=$(sed -n 's/.*macro-F1 \(0\.[0-9]*\) .*/\1/p' "$tmp/.err")
is "and finds the cross-validated figure that tune promised" "$(printf %.3f "$promised")" "$found"

# what keeps the most frequent features counts the training examples of a fold alone, in fit as in tune
printf 'field text words 2\nmin-df 1\nmax-features 60\nclass-weight balanced\nsolver l2r-lr\nC 10\n' >"$tmp/space.few"
ordo-train tune -q -l stance -g region -k 3 --bootstrap 0 --search grid --space "$tmp/space.few" -o "$tmp/few" \
    "$tmp/data.jsonl" >"$tmp/few.out"
ordo-train fit -l stance -g region -k 3 --spec "$tmp/few" -o "$tmp/few.model" "$tmp/data.jsonl" 2>"$tmp/few.err"
is "the most frequent features: fit finds what tune promised" \
    "$(sed -n 's/^stance: chosen macro-f1 \(0\.[0-9]*\) .*/\1/p' "$tmp/few.out" | xargs printf %.3f)" \
    "$(sed -n 's/.*macro-F1 \(0\.[0-9]*\) .*/\1/p' "$tmp/few.err")"
is "and the model has as many features as were asked for" 60 "$(ordo-train inspect --json "$tmp/few.model" | jq .features)"

for j in 1 3; do
    run tune -j $j --log "$tmp/log.$j" -o "$tmp/spec.$j"
    ok "the same table with -j $j" cmp "$tmp/out" "$tmp/out.2"
    ok "the same specification with -j $j" cmp "$tmp/spec.$j" "$tmp/spec.2"
    ok "the same log with -j $j" cmp "$tmp/log.$j" "$tmp/log.2"
done

# from four classes up the dual solvers solve all together
jq -c '. + {both: (.stance + " " + .sentiment)}' "$tmp/data.jsonl" >"$tmp/both.jsonl"
sed '/solver/d; s/ 0.1..10.3/ 0.3 3/; s/tfidf nb .*/tfidf/; s/negation no yes/negation no/' "$tmp/space" >"$tmp/space.both"
for j in 1 3; do
    ordo-train tune -q -l both -g doc -k 3 --bootstrap 100 --search grid --space "$tmp/space.both" --show 99 -j $j -o "$tmp/both.$j" \
        --set "solver l2r-l2loss-svc-dual l2r-l1loss-svc-dual l2r-lr-dual" "$tmp/both.jsonl" >"$tmp/both.out.$j"
    ordo-train fit -l both -g doc -k 3 --spec "$tmp/both.$j" -j $j -o "$tmp/both.model.$j" "$tmp/both.jsonl" 2>"$tmp/both.err.$j"
done
ok "nine classes: the same table with -j 1 and -j 3" cmp "$tmp/both.out.1" "$tmp/both.out.3"
ok "nine classes: the same specification" cmp "$tmp/both.1" "$tmp/both.3"
ok "nine classes: fit gives the same bytes" cmp "$tmp/both.model.1" "$tmp/both.model.3"
is "nine classes: the record says that they were solved together" together \
    "$(ordo-train inspect --json "$tmp/both.model.1" | jq -r .record.heads.both.solved)"
promised=$(sed -n 's/^both: chosen macro-f1 \(0\.[0-9]*\) .*/\1/p' "$tmp/both.out.1")
found=$(sed -n 's/.*macro-F1 \(0\.[0-9]*\) .*/\1/p' "$tmp/both.err.1")
is "nine classes: fit finds what tune promised" "$(printf %.3f "$promised")" "$found"

ordo-train tune -q -l stance -g doc -k 3 --bootstrap 100 --least 100 -n 6 --space "$tmp/space" -j 1 --log "$tmp/log.killed" \
    -o "$tmp/spec.killed" "$tmp/data.jsonl" >/dev/null 2>&1 &
victim=$!
for i in $(seq 400); do
    [ "$(cat "$tmp/log.killed" 2>/dev/null | wc -l)" -gt 3 ] && break
    sleep 0.02
done
kill -9 $victim 2>/dev/null
wait $victim 2>/dev/null
lines=$(wc -l <"$tmp/log.killed")
ok "killed in the middle" test "$lines" -gt 3 -a "$lines" -lt "$(wc -l <"$tmp/log.2")"
ok "nothing half written" test ! -e "$tmp/spec.killed"
printf '{"outer":-1,"examples":' >>"$tmp/log.killed"
run tune -j 2 --log "$tmp/log.killed" --resume -o "$tmp/spec.killed"
ok "a resumed run prints the table of an undisturbed one" cmp "$tmp/out" "$tmp/out.2"
ok "and has its specification" cmp "$tmp/spec.killed" "$tmp/spec.2"
ok "and its log" cmp "$tmp/log.killed" "$tmp/log.2"
run tune --log "$tmp/log.2" -o "$tmp/spec.x"
is "a log that is there is not written over: exit code 2" 2 $code
run tune --seed 2 --log "$tmp/log.2" --resume -o "$tmp/spec.x"
is "the log of another search is refused: exit code 2" 2 $code
has "and named" "log.2:1: log of another search" "$(cat "$tmp/err")"

ordo-train tune -q -l stance --space "$tmp/space" --search grid --log "$tmp/log.busy" -o "$tmp/spec.x" "$tmp/data.jsonl" >"$tmp/.out" 2>&1 &
busy=$!
for i in $(seq 400); do
    [ -s "$tmp/log.busy" ] && break
    sleep 0.02
done
run tune --log "$tmp/log.busy" --resume -o "$tmp/spec.x"
has "two runs do not share a log" "in use" "$(cat "$tmp/err")"
kill -9 $busy
wait $busy 2>/dev/null

run tune --search grid --trials 7 -o "$tmp/spec.x"
has "--trials stops early and says so" "stopped early" "$(cat "$tmp/out")"
has "after as many trials" " 7 trials" "$(cat "$tmp/out")"
run tune --minutes 0.0001 -o "$tmp/spec.x"
is "--minutes stops early, or nothing was measured: exit code 2" "$code" "$(if grep -q 'stopped early' "$tmp/out"; then echo 0; elif grep -q 'budget is over' "$tmp/err"; then echo 2; fi)"
run tune --nested 2 -n 2 -o "$tmp/spec.x"
has "--nested gives an estimate without the choice" "stance: nested macro-f1 0." "$(cat "$tmp/out")"
run tune --one-se -o "$tmp/spec.x"
has "--one-se takes the simplest" "the simplest within one of the best" "$(cat "$tmp/out")"
run tune --repeats 2 -n 2 -o "$tmp/spec.x"
has "--repeats" "3-fold cross-validation 2 times over" "$(cat "$tmp/out")"

run ordo-train tune -q -l stance -g region -k 3 -n 1 --bootstrap 100 --space "$tmp/space" -o "$tmp/spec.x" "$tmp/data.jsonl"
groups=$(jq -r .region "$tmp/data.jsonl" | sort -u | wc -l | tr -d ' ')
has "few groups are told beside the interval" "stance: with $groups groups alone, intervals are too narrow" "$(cat "$tmp/out")"

for metric in accuracy log-loss kappa weighted-kappa mean-f1:oppose,support; do
    ok "metric $metric" tune -n 2 -m $metric -o "$tmp/spec.x"
done
run tune -n 3 --set 'offsets yes' -o "$tmp/spec.x"
has "offsets are chosen for the metric" " offsets " "$(cat "$tmp/spec.x")"
ok "and fit adds them" ordo-train fit -q -l stance -k 3 --spec "$tmp/spec.x" -o "$tmp/model" "$tmp/data.jsonl"
for how in chi2 gain l1; do
    ok "selection by $how" tune -n 2 --set "select $how:60" -o "$tmp/spec.x"
    ordo-train fit -q -l stance -k 0 --spec "$tmp/spec.x" -o "$tmp/model" "$tmp/data.jsonl"
    is "and 60 features in the model" 60 "$(ordo-train inspect --json "$tmp/model" | jq .features)"
done
run ordo-train tune -q -k 3 -n 3 -l stance -l sentiment -g doc --space "$tmp/space" -o "$tmp/spec.x" "$tmp/data.jsonl"
is "two heads have a line each" 2 "$(grep -c '^head ' "$tmp/spec.x")"
run ordo-train tune -q -k 3 -l stance -f target -g doc --space "$tmp/space" --set 'field target words 1' -n 3 -o "$tmp/spec.x" "$tmp/data.jsonl"
has "another field can be searched" "field target words 1" "$(cat "$tmp/spec.x")"

printf 'field text words 1\n\nC 1 x\n' >"$tmp/bad"
run ordo-train tune -l stance --space "$tmp/bad" -o "$tmp/none" "$tmp/data.jsonl"
is "a bad space: exit code 2, no specification" "2 no" "$code $(test -e "$tmp/none" || echo no)"
has "with its line" "bad:3: no value 'x' of 'C'" "$(cat "$tmp/err")"
run ordo-train tune -l stance --set 'solver none' -o "$tmp/none" "$tmp/data.jsonl"
is "a bad setting: exit code 2" 2 $code
run ordo-train tune -l stance -m f2 -o "$tmp/none" "$tmp/data.jsonl"
is "an unknown metric: exit code 2" 2 $code
run ordo-train tune -l region -m weighted-kappa -o "$tmp/none" "$tmp/data.jsonl"
is "a weighted kappa of classes without an order: exit code 2" 2 $code
has "which is what it lacks" "metric 'weighted-kappa' needs an order of the classes of 'region'" "$(cat "$tmp/err")"
run ordo-train tune -l stance -m mean-f1:left -o "$tmp/none" "$tmp/data.jsonl"
is "a metric of a class that is none: exit code 2" 2 $code
for option in "-f stance" "-f text" "-l stance"; do
    run ordo-train tune -q -l stance $option --trials 1 -o "$tmp/none" "$tmp/data.jsonl"
    is "$option: a column is one label or one field" 2 $code
done
run ordo-train tune -q -l 'two words' --trials 1 -o "$tmp/none" "$tmp/data.jsonl"
has "a name that no specification can have is told before the search" "with a space or #" "$(cat "$tmp/err")"
run ordo-train tune -l stance --set 'class-weight left=2' -o "$tmp/none" "$tmp/data.jsonl"
is "a weight of a class that is none: exit code 2" 2 $code
run ordo-train tune -l stance -n 1 -k 3 -o /dev/full "$tmp/data.jsonl"
is "a full disk: exit code 3" 3 $code
run ordo-train tune -l stance --resume -o "$tmp/none" "$tmp/data.jsonl"
is "--resume without a log: exit code 2" 2 $code

printf 'field text words 1\nC 1\nsolver l2r-lr\nC 2 3\n' >"$tmp/bad"
run ordo-train fit -q -l stance --spec "$tmp/bad" -o "$tmp/none" "$tmp/data.jsonl"
is "fit names the line of a bad specification" "2 no" "$code $(test -e "$tmp/none" || echo no)"
has "and the word" "bad:4: unexpected word '3'" "$(cat "$tmp/err")"
printf 'field text words 1\nC 4\nhead stance C 2 class-weight balanced\n' >"$tmp/good"
ordo-train fit -q -l stance -k 0 --spec "$tmp/good" -o "$tmp/a" "$tmp/data.jsonl"
ordo-train fit -q -l stance -k 0 --words 1 -C 2 --class-weight balanced -o "$tmp/b" "$tmp/data.jsonl"
ok "a specification and options that say the same make the same model" cmp "$tmp/a" "$tmp/b"
ordo-train fit -q -l stance -k 0 --spec "$tmp/good" -C 2 -o "$tmp/b" "$tmp/data.jsonl"
ok "what the command line says goes first" cmp "$tmp/a" "$tmp/b"

finish
