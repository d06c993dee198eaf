# What is shown while it runs: a bar that fits its terminal, figures of this run.
. tests/cli/tap.sh

model=models/us-order.ordo
if ! script -qec true /dev/null </dev/null >/dev/null 2>&1; then
    skip "progress on a terminal" "no script, or no pseudo-terminal"
    finish
fi
i=0
while [ $i -lt 3000 ]; do
    echo "{\"id\": \"$i\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said. She denied that talks number $((i / 3)) had failed.\"}"
    i=$((i + 1))
done >"$tmp/rows.jsonl"
mkdir "$tmp/news"
for i in 1 2 3 4 5 6 7 8; do cp "$tmp/rows.jsonl" "$tmp/news/$i.jsonl"; done
shown() { # columns, arguments
    columns=$1
    shift
    script -qec "stty cols $columns; ordo-classify -m $model -j 1 $*" /dev/null </dev/null | tr '\r' '\n' | sed 's/\x1b\[K//' | grep -v '^$'
}
for columns in 40 80 200; do
    shown $columns -o "$tmp/out.jsonl" "$tmp/news" "$tmp/news" "$tmp/news" >"$tmp/bars"
    ok "$columns columns: a bar is shown" grep -q '^\[#*\.*' "$tmp/bars"
    is "$columns columns: it never fills more than a line" "" "$(grep -v ^ordo-classify "$tmp/bars" | awk -v n=$columns 'length($0) >= n' )"
done
has "a wide one tells everything" "statements (" "$(grep '^\[' "$tmp/bars" | tail -n 1)"
has "and in the end come the sums" "72000 articles, 144000 statements, 0 failed" "$(tail -n 1 "$tmp/bars")"

# a run that is resumed: its own rates, and the share of the whole
rm "$tmp/out.jsonl"
ordo-classify -q -m $model --checkpoint 0 --max-errors 0 -o "$tmp/out.jsonl" "$tmp/news" "$tmp/news" "$tmp/absent" "$tmp/news" 2>/dev/null
ok "a run that stopped" test -e "$tmp/out.jsonl.part"
shown 200 --resume -o "$tmp/out.jsonl" "$tmp/news" "$tmp/news" "$tmp/absent" "$tmp/news" >"$tmp/bars"
is "the share is that of the whole" "" "$(grep '^\[' "$tmp/bars" | sed 's/.*\] \([0-9]*\) %.*/\1/' | awk '$1 < 60')"
has "sums are those of the whole" "72000 articles" "$(tail -n 1 "$tmp/bars")"
is "no bar where the records are shown themselves" 0 "$(shown 80 "$tmp/news" "$tmp/news" | grep -c '^\[[#.]')"
finish
