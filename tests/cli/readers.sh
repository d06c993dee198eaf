# The README's lines for R and Python read what the program writes. Namibia's code is "NA", which
# readers take for a missing value unless they are told not to; jsonlite cannot be told. They take
# ids of digits for numbers, and lose zeros and digits of them.
. tests/cli/tap.sh

model=models/us-order.ordo
cat >"$tmp/windhoek.txt" <<'END'
"The treaty holds, and we will keep it," said Ana Nuyoma, the foreign minister of Namibia.

"Nobody asked us," said a fisherman. "They must go, ""all"" of them, today; we will not wait."
END
for id in 0012 1234567890123456789; do
    jq -c -n --arg id $id --rawfile text "$tmp/windhoek.txt" '{id: $id, text: $text}'
done >"$tmp/articles.jsonl"
for format in csv jsonl; do
    ordo-classify -q -m $model -o "$tmp/statements.$format" "$tmp/articles.jsonl" || exit 1
done
ordo-classify -q -m $model --duplicates mark --fields article,duplicate_of,near_duplicate -o "$tmp/twice.csv" "$tmp/articles.jsonl"
rows=$(wc -l <"$tmp/statements.jsonl")
namibian=$(jq -r 'select(.speaker_affiliation == "NA") | .statement' "$tmp/statements.jsonl" | wc -l)
ids="0012 1234567890123456789"
is "there is something to read" "yes" "$([ "$rows" -ge 4 ] && [ "$namibian" -ge 2 ] && echo yes)"

lines() { # pattern: the lines of the pages that read a file
    sed -n "s/^    \($1\)/\1/p" README.md
}

if command -v Rscript >/dev/null && Rscript -e 'library(jsonlite)' >/dev/null 2>&1; then
    is "the README has two lines of R" 2 "$(lines 'statements <- ' | wc -l)"
    lines 'statements <- ' | while read -r line; do
        (cd "$tmp" && Rscript -e "$line" -e 'cat(nrow(statements), unique(statements$article), sum(statements$speaker_affiliation == "NA", na.rm = TRUE), "\n")') 2>&1 | tail -n 1
    done >"$tmp/r"
    is "each reads all statements and their ids, and that of CSV leaves Namibia its code" "$rows $ids $namibian $rows $ids" \
        "$(tr -s ' \n' '  ' <"$tmp/r" | cut -d ' ' -f 1-7)"
    classes=$(sed -n 's/.*`\(colClasses = c(.*)\)` and .*/\1/p' docs/output.md)
    is "with duplicates, docs/output.md says which classes columns have" "1234567890123456789 0012 FALSE " \
        "$(cd "$tmp" && Rscript -e "twice <- read.csv('twice.csv', na.strings = '', $classes)" -e 'cat(unlist(twice[nrow(twice), 1:2]), twice$near_duplicate[nrow(twice)], "\n")')"
else
    skip "R reads it" "R with jsonlite is not there"
fi

if python3 -c 'import pandas' 2>/dev/null; then
    python=python3
elif /usr/bin/python3 -c 'import pandas' 2>/dev/null; then
    python=/usr/bin/python3
fi
if [ -n "$python" ]; then
    is "the README has two lines of Python" 2 "$(lines 'statements = pandas' | wc -l)"
    lines 'statements = pandas' | while read -r line; do
        (cd "$tmp" && $python -c "import pandas
$line
print(len(statements), *statements.article.unique(), (statements.speaker_affiliation == 'NA').sum())") 2>&1 | tail -n 1
    done >"$tmp/pandas"
    is "each reads all statements and their ids, and leaves Namibia its code" "$rows $ids $namibian $rows $ids $namibian" "$(tr -s ' \n' '  ' <"$tmp/pandas" | sed 's/ $//')"
    types=$(sed -n 's/.*`\(dtype={.*}\)` say .*/\1/p' docs/output.md)
    is "with duplicates, docs/output.md says which types columns have" "1234567890123456789 0012 False" \
        "$(cd "$tmp" && $python -c "import pandas
print(*pandas.read_csv('twice.csv', keep_default_na=False, na_values=[''], $types).iloc[-1])")"
else
    skip "pandas reads it" "pandas is not there"
fi
finish
