# The contract of docs/filter.md: order, flushing, streams, exit codes, nothing needed, shares that make a whole.
. tests/cli/tap.sh

model=models/us-order.ordo
i=0
while [ $i -lt 2000 ]; do
    echo "{\"id\": \"$i\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said. She denied that talks number $i had failed.\"}"
    i=$((i + 1))
done >"$tmp/in.jsonl"
filter() {
    ordo-classify -q -m $model -F jsonl "$@"
}
filter <"$tmp/in.jsonl" >"$tmp/all.jsonl"
is "rows come out in the order in which they went in" "$(jq -r .article "$tmp/all.jsonl")" "$(jq -r .article "$tmp/all.jsonl" | sort -n -s)"
filter -j 7 <"$tmp/in.jsonl" >"$tmp/seven.jsonl"
ok "at any number of threads" cmp "$tmp/all.jsonl" "$tmp/seven.jsonl"
is "with -S a row in is a row out" "$(jq -r .id "$tmp/in.jsonl")" "$(filter -S <"$tmp/in.jsonl" | jq -r .article)"
filter -j 3 --flush line <"$tmp/in.jsonl" >"$tmp/line.jsonl"
ok "the same bytes when flushed by line" cmp "$tmp/all.jsonl" "$tmp/line.jsonl"
is "nothing in, nothing out" "0" "$(: | filter 2>&1; echo $?)"

# a row's records are there before the next row is sent
mkfifo "$tmp/to" "$tmp/from"
ordo-classify -q -m $model -F jsonl -S --flush line <"$tmp/to" >"$tmp/from" &
pid=$!
exec 8>"$tmp/to" 9<"$tmp/from"
answered=0
for id in a b c; do
    echo "{\"id\": \"$id\", \"text\": \"We thank our allies.\"}" >&8
    if command -v timeout >/dev/null; then
        line=$(timeout 20 head -n 1 <&9)
    else
        read -r line <&9
    fi
    [ "$(echo "$line" | jq -r .article)" = "$id" ] && answered=$((answered + 1))
done
exec 8>&-
wait $pid
is "--flush line answers every row before the next comes" "0 3" "$? $answered"
exec 9<&-

# streams and exit codes
printf '{"id": "good", "text": "\\"Yes,\\" Ana Silva said."}\n{"id": "bad", "text":\n' >"$tmp/bad.jsonl"
ordo-classify -m $model -F jsonl <"$tmp/bad.jsonl" >"$tmp/out" 2>"$tmp/err"
is "a bad row: exit code 1" 1 $?
ok "standard output holds records alone" jq -e .stance "$tmp/out"
is "standard error holds messages and the summary alone" 2 "$(grep -c '^ordo-classify: ' "$tmp/err")"
is "and no record" 0 "$(grep -c '^{' "$tmp/err")"
(filter <"$tmp/in.jsonl"; echo $? >"$tmp/code") 2>"$tmp/err" | head -n 1 >/dev/null
is "when its reader has gone it dies of SIGPIPE, without a word" "141 " "$(cat "$tmp/code") $(cat "$tmp/err")"
(trap '' PIPE; filter <"$tmp/in.jsonl"; echo $? >"$tmp/code") 2>"$tmp/err" | head -n 1 >/dev/null
is "also where SIGPIPE was ignored before" "141 " "$(cat "$tmp/code") $(cat "$tmp/err")"
is "no model: exit code 3" 3 "$(ordo-classify -q -m "$tmp/absent" -F jsonl <"$tmp/in.jsonl" 2>/dev/null; echo $?)"
is "no sense: exit code 2" 2 "$(ordo-classify -q -m $model -F nonsense <"$tmp/in.jsonl" 2>/dev/null; echo $?)"

# needs nothing
if [ "$BUILD" = release ] && command -v strace >/dev/null && strace -o /dev/null true 2>/dev/null; then
    strace -f -e trace=%file,%network -o "$tmp/trace" ordo-classify -q -m $model -F jsonl <"$tmp/in.jsonl" >/dev/null
    is "no network" "" "$(grep -E 'socket\(|connect\(|bind\(' "$tmp/trace")"
    is "no file is created, changed or removed" "" "$(grep -E 'O_CREAT|O_WRONLY|O_RDWR|unlink|rename|mkdir|truncate' "$tmp/trace" | grep -v '/dev/null')"
else
    skip "no network, no file created" "no strace"
fi
if unshare -r -n true 2>/dev/null; then
    unshare -r -n sh -c "cd / && exec env -i '$PWD/$BIN/ordo-classify' -q -m '$PWD/$model' -F jsonl" <"$tmp/in.jsonl" >"$tmp/bare.jsonl"
    ok "without network, environment or a folder to write in" cmp "$tmp/all.jsonl" "$tmp/bare.jsonl"
else
    skip "without network, environment or a folder to write in" "no unshare"
fi

# shares
share() { # the shares of an input, put together
    at=1
    while [ $at -le 7 ]; do
        ordo-classify -q -m $model -j 2 --shard $at/7 "$@" 2>>"$tmp/err" || echo "share $at: exit code $?" >>"$tmp/codes"
        at=$((at + 1))
    done
}
by_row() {
    jq -s -c 'sort_by([(.article | tonumber), .statement])[]' "$@"
}
: >"$tmp/codes"
by_row "$tmp/all.jsonl" >"$tmp/sorted"
for at in 1 2 3 4 5 6 7; do filter --shard $at/7 <"$tmp/in.jsonl"; done | by_row | cmp - "$tmp/sorted" >/dev/null
result $? "shares of a stream make the whole"
is "its rows are dealt out in turn" "0 7 14" "$(filter --shard 1/7 <"$tmp/in.jsonl" | jq -r .article | uniq | head -n 3 | tr '\n' ' ' | sed 's/ $//')"
jq -s . "$tmp/in.jsonl" | tr -d '\n' >"$tmp/array.json"
share "$tmp/array.json" | by_row | cmp - "$tmp/sorted" >/dev/null
result $? "shares of a JSON array on one line make the whole"
mkdir "$tmp/news" && split -l 150 --additional-suffix=.jsonl "$tmp/in.jsonl" "$tmp/news/part-"
share "$tmp/news" | by_row | cmp - "$tmp/sorted" >/dev/null
result $? "shares of a folder make the whole"
find "$tmp/news" -type f | sort >"$tmp/list"
share --list "$tmp/list" | by_row | cmp - "$tmp/sorted" >/dev/null
result $? "shares of a list make the whole"
mkdir "$tmp/texts"
for i in 1 2 3 4 5 6 7 8 9 10 11 12; do printf '"Text %s," Ana Silva said.\n' $i >"$tmp/texts/$i.txt"; done
tar -C "$tmp" -czf "$tmp/texts.tar.gz" texts
is "shares of an archive of documents make the whole" "$(ordo-classify -q -m $model "$tmp/texts.tar.gz" | sort)" "$(share "$tmp/texts.tar.gz" | sort)"
is "every share ends well" "" "$(cat "$tmp/codes")"
is "what fails, fails in one share" 1 "$(for at in 1 2 3; do filter --shard $at/3 "$tmp/bad.jsonl" 2>&1 >/dev/null; done | grep -c bad.jsonl)"

# GNU parallel
if command -v parallel >/dev/null && parallel --version 2>/dev/null | grep -q GNU; then
    parallel --will-cite --pipe --keep-order --block 20k -j 2 ordo-classify -q -m $model -j 1 -F jsonl <"$tmp/in.jsonl" >"$tmp/parallel.jsonl" 2>"$tmp/err"
    ok "GNU parallel over blocks: the bytes of one process" cmp "$tmp/all.jsonl" "$tmp/parallel.jsonl"
    parallel --will-cite --keep-order -j 2 ordo-classify -q -m $model -j 1 <"$tmp/list" >"$tmp/parallel.jsonl" 2>"$tmp/err"
    ok "over files, too" cmp "$tmp/all.jsonl" "$tmp/parallel.jsonl"
    seq 5 | parallel --will-cite -j 2 ordo-classify -q -m $model -j 1 --shard {}/5 -o "$tmp/shard-{}.jsonl" "$tmp/in.jsonl"
    by_row "$tmp"/shard-*.jsonl | cmp - "$tmp/sorted" >/dev/null
    result $? "over shares, too"
else
    skip "GNU parallel" "not installed"
fi

finish
