# ordo-train inspect: a feature, two models' difference, cards, weights and matrices for other programs.
. tests/cli/tap.sh

data=datasets/us-order/statements.jsonl
rows=$(wc -l <$data | tr -d " ")
ordo-train fit -q -k 3 -l stance -l sentiment --title "statements: a test" -o "$tmp/a.ordo" $data
ordo-train fit -q -k 0 -l stance --solver l2r-lr -C 8 --min-df 3 -o "$tmp/b.ordo" $data

# One feature.
run ordo-train inspect --feature embargo --json "$tmp/a.ordo"
is "a feature has its weight in every head and class" 6 "$(jq '.weights | length' "$tmp/out")"
is "and how many training examples hold it" true "$(jq '.df > 2' "$tmp/out")"
run ordo-train inspect --feature embargoo "$tmp/a.ordo"
is "a feature that is not there: exit code 2" 2 $code
has "those spelt most like it are named" "near it: 'embargo'" "$(cat "$tmp/err")"
run ordo-train inspect --feature embargo -d $data --examples 3 --json "$tmp/a.ordo"
is "with data: where it stands" true "$(jq '.examples | length == 3 and all(.[]; .context | test("embargo"; "i"))' "$tmp/out")"
is "and how often beside each label" true "$(jq '[.labels[] | select(.head == "stance") | .with] | add >= 3' "$tmp/out")"
is "as often as in training" "$(jq .df "$tmp/out")" "$(jq '[.labels[] | select(.head == "stance") | .with] | add' "$tmp/out")"
ok "as CSV" sh -c "ordo-train inspect --feature embargo --csv '$tmp/a.ordo' | grep -q '^,weights,1,weight,'"

# Two models.
run ordo-train inspect --diff "$tmp/b.ordo" --top 4 --json "$tmp/a.ordo"
is "a difference: the strongest changes of each class of a common head" "12 stance" "$(jq -r '"\(.changes | length) \([.changes[].head] | unique | join(" "))"' "$tmp/out")"
is "change is here minus there, absent weighing nothing" true "$(jq '.changes | all(.[]; (.here // 0) - (.there // 0) - .change | fabs < 0.00001)' "$tmp/out")"
is "features are told apart by what they are" true "$(jq '.features_common <= .features_here and .features_there < .features_here and .features_common > 100' "$tmp/out")"
run ordo-train inspect --diff "$tmp/b.ordo" -d $data --json "$tmp/a.ordo"
is "with data: every row has the same label or another" $rows "$(jq '.labels[0] | .same + .changed' "$tmp/out")"
run ordo-train inspect --diff "$tmp/a.ordo" --top 3 "$tmp/a.ordo"
is "a model does not differ from itself" 0 "$(ordo-train inspect --diff "$tmp/a.ordo" --json "$tmp/a.ordo" | jq '.changes | length')"

# Specification.
ordo-train inspect --spec "$tmp/b.ordo" >"$tmp/spec"
ordo-train fit -q -k 0 -l stance --solver l2r-lr -C 8 --spec "$tmp/spec" -o "$tmp/c.ordo" $data
is "--spec is what fit --spec takes: the same weights" "$(ordo-train inspect --export csv "$tmp/b.ordo" | cksum)" "$(ordo-train inspect --export csv "$tmp/c.ordo" | cksum)"

# Cards.
run ordo-train inspect --card "$tmp/a.ordo"
is "a card is Markdown" "# Model card: a.ordo" "$(head -n 1 "$tmp/out")"
is "with the nine parts of Mitchell et al." 9 "$(grep -c '^## ' "$tmp/out")"
has "its title" "statements: a test" "$(cat "$tmp/out")"
has "its training data" "$rows examples" "$(cat "$tmp/out")"
has "cross-validated figures with intervals" "| macro_f1 | 0." "$(cat "$tmp/out")"
is "what nobody stated says so" 5 "$(grep -c '^Not stated\.$' "$tmp/out")"
cat >"$tmp/notes.md" <<'END'
A word before all parts.

## Intended use

Counting.

## caveats and recommendations
Read before you quote.

## Thanks

To many.
END
run ordo-train inspect --card --notes "$tmp/notes.md" -d $data "$tmp/a.ordo"
has "notes go to their parts" "## Intended use

Counting." "$(cat "$tmp/out")"
has "whatever their case" "Read before you quote." "$(cat "$tmp/out")"
is "others come last" "## Thanks" "$(grep '^## ' "$tmp/out" | tail -n 1)"
is "and nothing is left out" 2 "$(grep -c '^Not stated\.$' "$tmp/out")"
has "an interval that does not hold its figure is explained" "resampling adds noise to a calibration error, so that its interval tends to lie above it" "$(cat "$tmp/out")"
has "with data there are figures on it" "| cross-validated | held-out data |" "$(cat "$tmp/out")"
run ordo-train inspect --card --notes "$tmp/absent.md" "$tmp/a.ordo"
is "no such notes: exit code 3" 3 $code

# Weights and vectors give the decision value that ordo-classify explains.
ordo-train inspect --export csv "$tmp/a.ordo" >"$tmp/weights.csv"
ordo-train inspect --dump-matrix "$tmp/m" -d $data "$tmp/a.ordo"
decision=$(awk 'FNR == NR { if (FNR > 2 && $1 == 1) value[$2] = $3; next }
    { n = split($0, f, ","); at = f[1] }          # no name of this model holds a comma
    at == 0 || at in value { sum += (at == 0 ? 1 : value[at]) * f[n - 5] }
    END { printf "%.4f\n", sum }' "$tmp/m.mtx" "$tmp/weights.csv")
label=$(sed -n 1p $data | ordo-classify -q -S -F jsonl -m "$tmp/a.ordo" --heads stance --explain 1)
is "row 1 times the weights of its first class is what its explanation says" true \
    "$(echo "$label" | jq --argjson d "$decision" '.stance | if .label == "oppose" then (.explain.decision - $d | fabs) < 0.001 else $d < .explain.decision end')"
is "the matrix's head counts its rows, features and entries" "$(sed -n 2p "$tmp/m.mtx")" \
    "$rows $(tail -n +2 "$tmp/m.features.tsv" | wc -l | tr -d ' ') $(tail -n +3 "$tmp/m.mtx" | wc -l | tr -d ' ')"
is "rows have their ids and labels" "row id stance sentiment" "$(head -n 1 "$tmp/m.rows.tsv" | tr '\t' ' ')"
ok "weights as JSON" sh -c "ordo-train inspect --export json '$tmp/a.ordo' | jq -e '(.outputs | length) == 6 and (.features[0].weights | length) == 6'"
is "as svmlight: a line for each output" "1 2 3 4 5 6" "$(ordo-train inspect --export svmlight "$tmp/a.ordo" | cut -d' ' -f 1 | tr '\n' ' ' | sed 's/ $//')"
ordo-train inspect --dump-matrix "$tmp/m" --matrix svmlight -d $data "$tmp/a.ordo"
for PYTHON in python3 /usr/bin/python3; do
    $PYTHON -c 'import scipy.io, sklearn' 2>/dev/null && break
done
if $PYTHON -c 'import scipy.io, sklearn' 2>/dev/null; then
    is "scipy and scikit-learn read the same matrix from both" "$rows True" "$($PYTHON - "$tmp/m" <<'EOP'
import sys
from scipy.io import mmread
from sklearn.datasets import load_svmlight_file
a = mmread(sys.argv[1] + ".mtx").tocsr()
b, y = load_svmlight_file(sys.argv[1] + ".svmlight", n_features=a.shape[1])
print(a.shape[0], abs(a - b).max() < 1e-6 and set(y) == {1, 2, 3})
EOP
)"
else
    skip "scipy and scikit-learn read the same matrix from both" "no python3-sklearn"
fi

# A hashed model has no names.
ordo-train fit -q -k 0 --hash 12 -l stance -o "$tmp/h.ordo" $data
ok "a feature of a hashed model goes by its number" ordo-train inspect --feature '#17' "$tmp/h.ordo"
run ordo-train inspect --feature word "$tmp/h.ordo"
is "a name is none: exit code 2" 2 $code
ok "it has a card" ordo-train inspect --card "$tmp/h.ordo"
ok "and is exported" ordo-train inspect --export json "$tmp/h.ordo"

run ordo-train inspect --card --spec "$tmp/a.ordo"
is "two views at once: exit code 2" 2 $code
for view in --card --spec "--export csv" "--dump-matrix $tmp/x -d $data"; do
    run ordo-train inspect --json $view "$tmp/a.ordo"
    is "--json with $view, which has a form of its own: exit code 2" 2 $code
done
run ordo-train inspect --dump-matrix "$tmp/n" "$tmp/a.ordo"
is "a matrix of no data: exit code 2" 2 $code
run ordo-train inspect --dump-matrix "$tmp/no/where" -d $data "$tmp/a.ordo"
is "a matrix that cannot be written: exit code 3" 3 $code
run ordo-train inspect "$tmp/absent.ordo"
is "no such model: exit code 3" 3 $code

finish
