# Every command of docs/tutorial.md prints what stands there, and every number of its methods section was printed before.
. tests/cli/tap.sh
. tests/cli/examples.sh

page=$PWD/docs/tutorial.md
mkdir "$tmp/paper"
ln -s "$PWD/datasets" "$tmp/datasets"
cut_examples "$page" "$tmp/paper"
run_examples "$tmp/paper" gnuplot
ok "there are examples" test $k -gt 20

is "every number of the methods section is printed by a command" "" "$({
    cat "$tmp"/[0-9]*.out | grep -oE '[0-9]+(\.[0-9]+)?' | sed 's/^/printed /'
    echo printed 95
    awk '/^```/ { fenced = !fenced } !fenced && /^> /' "$page" | grep -oE '[0-9]+(\.[0-9]+)?' | sed 's/^/written /'
} | awk '
    $1 == "printed" { printed[$2]; next }
    {
        dot = index($2, ".")
        half = 0.5001 * 10 ^ -(dot == 0 ? 12 : length($2) - dot)
        for (number in printed)
            if (number - $2 <= half && $2 - number <= half)
                next
        print $2
    }')"

figure=stance-by-article.svg
if command -v gnuplot >/dev/null; then
    is "the figure has a point for each row of the table, and two in its legend" "$(($(wc -l <"$tmp/paper/shares.tsv") + 2))" \
        "$(grep -c '<use .*translate' "$tmp/paper/$figure")"
    if [ "$(grep -i 'produced by' docs/$figure)" = "$(grep -i 'produced by' "$tmp/paper/$figure")" ]; then
        ok "it is the one beside the page" cmp docs/$figure "$tmp/paper/$figure"
    else
        skip "it is the one beside the page" "another gnuplot drew that"
    fi
else
    skip "the figure has a point for each row of the table, and two in its legend" "no gnuplot"
fi

finish
