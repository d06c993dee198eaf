# Every example of README.md (fenced as console) gives the output that stands there, and what it links to exists.
. tests/cli/tap.sh

mkdir -p build
awk -v dir="$tmp" '
    /^```console/ { inside = 1; next }
    /^```/        { inside = 0; next }
    inside && /^\$ / { k++; print substr($0, 3) > (dir "/" k ".sh"); printf "" > (dir "/" k ".out"); next }
    inside        { print > (dir "/" k ".out") }' README.md
k=1
while [ -f "$tmp/$k.sh" ]; do
    sh "$tmp/$k.sh" >"$tmp/found" 2>"$tmp/err"
    cmp -s "$tmp/found" "$tmp/$k.out"
    result $? "$(head -c 90 "$tmp/$k.sh" | tr "\n" " ")"
    cmp -s "$tmp/found" "$tmp/$k.out" || diff "$tmp/$k.out" "$tmp/found" | head -n 8 | sed 's/^/# /'
    k=$((k + 1))
done
ok "there are examples" test $k -gt 5

for page in README.md models/us-order.md docs/*.md datasets/us-order/*.md; do
    for link in $(grep -o '](\([^)#]*\)' "$page" | cut -c 3- | grep -v '^http'); do
        [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
    done
done >"$tmp/dead"
is "no link leads nowhere" "" "$(cat "$tmp/dead")"

for program in ordo-train ordo-classify; do
    for option in $({ $program --help; for command in fit evaluate inspect check split join detach suggest agree; do $program $command --help; done; } 2>/dev/null | grep -o -- '--[a-z-]*[a-zC]' | sort -u); do
        cat docs/"$program"*.1 | tr -d '\\' | grep -q -- "$option" || echo "$program $option"
    done
done >"$tmp/missing"
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
