# Every example of README.md (fenced as console) gives the output that stands there, and what it links to exists.
. tests/cli/tap.sh
. tests/cli/examples.sh

mkdir -p build
cut_examples README.md .
run_examples .
ok "there are examples" test $k -gt 5

# the lines for R and Python, each where it and its package are
ordo-classify -q -m models/us-order.ordo -o "$tmp/statements.jsonl" datasets/articles
ordo-classify -q -m models/us-order.ordo -o "$tmp/statements.csv" datasets/articles
rows=$(wc -l <"$tmp/statements.jsonl" | tr -d ' ')
grep '^    statements' README.md | sed 's/^ *//' >"$tmp/lines"
while read -r line; do
    case $line in
    *'<-'*) found=$(cd "$tmp" && Rscript -e "$line" -e 'cat(nrow(statements))' 2>/dev/null | tail -n 1) ;;
    *) found=$(cd "$tmp" && python3 -c "import pandas; $line; print(len(statements))" 2>/dev/null) ;;
    esac </dev/null
    if [ -n "$found" ]; then
        is "$line" "$rows" "$found"
    else
        skip "$line" "no R or Python with its package"
    fi
done <"$tmp/lines"
ok "there are such lines" test -s "$tmp/lines"

for page in README.md models/us-order.md docs/*.md datasets/us-order/*.md; do
    for link in $(grep -o '](\([^)#]*\)' "$page" | cut -c 3- | grep -v '^http'); do
        [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
    done
done >"$tmp/dead"
is "no link leads nowhere" "" "$(cat "$tmp/dead")"

options() { # command...: the long options of its help
    "$@" --help 2>/dev/null | grep -o -- '--[a-z-]*[a-zC]' | sort -u
}
lacking() { # page, command...: options that the page does not have
    page=$1
    shift
    for option in $(options "$@"); do
        tr -d '\\' <"$page" | grep -q -- "$option" || echo "$page $option"
    done
}
{
    lacking docs/ordo-classify.1 ordo-classify
    for command in fit tune evaluate compare inspect check split join detach suggest agree; do
        lacking docs/ordo-train-$command.1 ordo-train $command
    done
} >"$tmp/missing"
for word in $(ordo-train import --help | sed 's/^ *\(-., *\)\{0,1\}//' | grep -oE '^(--[a-z-]*[a-z]|[a-z0-9-]+  )' | sort -u); do
    tr -d '\\' <docs/ordo-train-import.1 | grep -q -- "$word" || echo "ordo-train import $word"
done >>"$tmp/missing"
is "the man pages have every option of the help" "" "$(cat "$tmp/missing")"
if command -v groff >/dev/null; then
    is "the man pages are well-formed" "" "$(for page in docs/*.1; do groff -t -man -Tutf8 -ww -z "$page" 2>&1; done)"
else
    skip "the man pages are well-formed" "no groff"
fi

finish
