# The README's lines for R and Python read what the program writes. Namibia's code is "NA", which
# readers take for a missing value unless they are told not to; jsonlite cannot be told.
. tests/cli/tap.sh

model=models/us-order.ordo
cat >"$tmp/windhoek.txt" <<'END'
"The treaty holds, and we will keep it," said Ana Nuyoma, the foreign minister of Namibia.

"Nobody asked us," said a fisherman. "They must go, ""all"" of them, today; we will not wait."
END
cp "$tmp/windhoek.txt" "$tmp/lisbon.txt"
for format in csv jsonl tsv; do
    ordo-classify -q -m $model -o "$tmp/statements.$format" "$tmp/windhoek.txt" "$tmp/lisbon.txt" || exit 1
done
rows=$(wc -l <"$tmp/statements.jsonl")
namibian=$(jq -r 'select(.speaker_affiliation == "NA") | .statement' "$tmp/statements.jsonl" | wc -l)
is "there is something to read" "yes" "$([ "$rows" -ge 4 ] && [ "$namibian" -ge 2 ] && echo yes)"

lines() { # pattern: the lines of the pages that read a file
    sed -n "s/^    \($1\)/\1/p" README.md
}

if command -v Rscript >/dev/null && Rscript -e 'library(jsonlite)' >/dev/null 2>&1; then
    is "the README has two lines of R" 2 "$(lines 'statements <- ' | wc -l)"
    lines 'statements <- ' | while read -r line; do
        (cd "$tmp" && Rscript -e "$line" -e 'cat(nrow(statements), sum(statements$speaker_affiliation == "NA", na.rm = TRUE), "\n")') 2>&1 | tail -n 1
    done >"$tmp/r"
    is "each reads all statements, and that of CSV leaves Namibia its code" "$rows $namibian $rows" \
        "$(tr -s ' \n' '  ' <"$tmp/r" | cut -d ' ' -f 1-3)"
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
print(len(statements), (statements.speaker_affiliation == 'NA').sum())") 2>&1 | tail -n 1
    done >"$tmp/pandas"
    is "each reads all statements, and leaves Namibia its code" "$rows $namibian $rows $namibian" "$(tr -s ' \n' '  ' <"$tmp/pandas" | sed 's/ $//')"
else
    skip "pandas reads it" "pandas is not there"
fi
finish
