# A run that is killed, interrupted or out of disk goes on and ends with the bytes of one that was not; a changed one is refused.
. tests/cli/tap.sh

model=models/us-order.ordo
i=0
while [ $i -lt 6000 ]; do
    case $((i % 1500)) in
    700) echo '{"id": "bad", "text": "unfinished' ;;
    *) echo "{\"id\": \"$i\", \"date\": \"2024-0$((1 + i % 9))-01\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said. She denied that talks number $((i / 3)) had failed.\"}" ;;
    esac
    i=$((i + 1))
done >"$tmp/in.jsonl"
mkdir "$tmp/news" && split -l 100 --additional-suffix=.jsonl "$tmp/in.jsonl" "$tmp/news/part-" && : >"$tmp/news/empty.txt" && printf '\0\1\2' >"$tmp/news/part-ac-bad.txt"
tar -C "$tmp" -czf "$tmp/news.tar.gz" news
classify() {
    ordo-classify -q -m $model "$@"
}
same() { # name, one, two
    case $2 in
    *.db) sqlite3 "$2" .dump >"$tmp/dump1" && sqlite3 "$3" .dump >"$tmp/dump2" && cmp "$tmp/dump1" "$tmp/dump2" ;;
    *.brat) diff -r "$2" "$3" ;;
    *) cmp "$2" "$3" ;;
    esac >/dev/null 2>&1
    result $? "$1"
}
left() {
    find "$tmp" -name '*.part' -o -name '*.journal*' -o -name '*-wal'
}

# killed with SIGKILL
if command -v python3 >/dev/null; then
    for name in out.jsonl out.csv out.jsonl.gz out.jsonl.zst out.db out.brat; do
        case $name in
        *.db) command -v sqlite3 >/dev/null || continue ;;
        *.brat) input=$tmp/news/ ;;
        *.gz) input=$tmp/news.tar.gz ;;
        *.csv) input=$tmp/news ;;
        *) input=$tmp/in.jsonl ;;
        esac
        case $name in *.brat) every=0.2 ;; *) every=0 ;; esac
        classify --failed "$tmp/failed.whole" -o "$tmp/whole.$name" "$input" 2>"$tmp/err.whole"
        whole=$?
        set -- $(python3 tests/cli/kill.py 7 0.005 0.05 ordo-classify -q -m $model --checkpoint $every --resume --stats "$tmp/stats.json" --failed "$tmp/failed.killed" -o "$tmp/$name" "$input" 2>/dev/null)
        is "$name: the exit code of an undisturbed run after some kills" "$whole" "$1"
        ok "$name: it was killed ($2 times)" test "$2" -gt 0
        same "$name: and its bytes" "$tmp/whole.$name" "$tmp/$name"
        ok "$name: and its list of failed inputs" cmp "$tmp/failed.whole" "$tmp/failed.killed"
        rm -rf "$tmp/failed.killed"
    done
    is "the figures are those of the whole run" "$(classify --stats /dev/stdout -o "$tmp/x.csv" "$tmp/news" 2>/dev/null | jq -c '[.articles, .statements, .failed]')" \
        "$(classify --resume --stats /dev/stdout -o "$tmp/y.csv" "$tmp/news" 2>/dev/null | jq -c '[.articles, .statements, .failed]')"
    cat "$tmp/in.jsonl" "$tmp/in.jsonl" >"$tmp/twice.jsonl"
    classify --duplicates skip -f article,duplicate_of -o "$tmp/whole.jsonl" "$tmp/twice.jsonl" 2>/dev/null
    python3 tests/cli/kill.py 3 0.01 0.06 ordo-classify -q -m $model --duplicates skip -f article,duplicate_of --checkpoint 0 --resume -o "$tmp/skip.jsonl" "$tmp/twice.jsonl" >/dev/null 2>&1
    same "duplicates are known across kills" "$tmp/whole.jsonl" "$tmp/skip.jsonl"
    classify -p quotes -o "$tmp/base.db" "$tmp/news/part-aa.jsonl"
    cp "$tmp/base.db" "$tmp/append.db"
    classify --append -o "$tmp/base.db" "$tmp/in.jsonl" 2>/dev/null
    python3 tests/cli/kill.py 5 0.01 0.06 ordo-classify -q -m $model --append --checkpoint 0 --resume -o "$tmp/append.db" "$tmp/in.jsonl" >/dev/null 2>&1
    same "--append goes on, too" "$tmp/base.db" "$tmp/append.db"
    printf '%s\n' "$tmp/in.jsonl" >"$tmp/added.failed"
    mv "$tmp/added.failed" "$tmp/added.failed.part" # as a kill between the two names leaves it
    classify --append --resume -o "$tmp/append.db" "$tmp/in.jsonl" 2>/dev/null
    same "a run that was whole is not added again" "$tmp/base.db" "$tmp/append.db"
    classify --append --resume --failed "$tmp/added.failed" -o "$tmp/append.db" "$tmp/in.jsonl" 2>/dev/null
    is "its list of failed inputs gets its name" "yes no" "$([ -e "$tmp/added.failed" ] && echo yes) $([ -e "$tmp/added.failed.part" ] && echo yes || echo no)"
    classify --append --resume -p quotes -o "$tmp/append.db" "$tmp/in.jsonl" 2>/dev/null
    is "one with other options is" 3 "$(sqlite3 "$tmp/append.db" 'SELECT count(*) FROM runs WHERE complete = 1')"
    cat "$tmp/in.jsonl" | classify --append --resume -o "$tmp/append.db" - 2>/dev/null
    cat "$tmp/in.jsonl" | classify --append --resume -o "$tmp/append.db" - 2>/dev/null
    is "and so is standard input, which may bring anything" 5 "$(sqlite3 "$tmp/append.db" 'SELECT count(*) FROM runs WHERE complete = 1')"
else
    skip "kills at random moments" "no python3"
fi
is "nothing is left behind" "" "$(left)"

# killed when the folder had its last name and the journal was still there
rm -rf "$tmp/whole.brat" "$tmp/named.brat"
classify -o "$tmp/whole.brat" "$tmp/news/" 2>/dev/null
whole=$?
classify --checkpoint 0 --max-errors 0 -o "$tmp/named.brat" "$tmp/news/" 2>/dev/null
is "a folder has another name while its run is stopped" "journal part" \
    "$([ -e "$tmp/named.brat.journal" ] && echo journal) $([ -e "$tmp/named.brat.part" ] && [ ! -e "$tmp/named.brat" ] && echo part)"
mv "$tmp/named.brat.part" "$tmp/named.brat"
classify --resume -o "$tmp/named.brat" "$tmp/news/" 2>/dev/null
is "it goes on where it has its last name already" "$whole" $?
same "and ends with the same bytes" "$tmp/whole.brat" "$tmp/named.brat"
is "nothing is left behind here" "" "$(left)"

# what stands before the checkpoint is only looked at for duplicates: nothing of it fails again
classify --duplicates skip --failed "$tmp/whole.txt" -o "$tmp/whole.jsonl" "$tmp/news" 2>/dev/null
classify --duplicates skip --checkpoint 0 --max-errors 2 --failed "$tmp/failed.txt" -o "$tmp/skip.jsonl" "$tmp/news" 2>/dev/null
touch "$tmp/skip.jsonl.journal.new" # as a kill within a checkpoint leaves it
classify --duplicates skip --checkpoint 1000 --resume --failed "$tmp/failed.txt" -o "$tmp/skip.jsonl" "$tmp/news" 2>/dev/null
same "duplicates, stopped and gone on with" "$tmp/whole.jsonl" "$tmp/skip.jsonl"
ok "and the list of what failed" cmp "$tmp/whole.txt" "$tmp/failed.txt"
is "nothing is left behind there" "" "$(left)"

# a run that is whole has nothing to go on with
if python3 -c "import os; os.setxattr('$tmp/in.jsonl', 'user.test', b'x')" 2>/dev/null; then
    for name in done.jsonl done.csv.gz done.db done.brat added.db; do
        append=
        [ $name = added.db ] && append=--append
        classify $append -o "$tmp/$name" "$tmp/news" 2>/dev/null
        first=$?
        before=$(find "$tmp/$name" -type f -exec ls -li --time-style=full-iso {} + | cksum)
        run ordo-classify -q -m $model $append --resume --stats "$tmp/stats.json" -o "$tmp/$name" "$tmp/news"
        is "$name: resumed when it is whole: the exit code of its run" $first $code
        is "$name: it says that nothing is to do, even if quiet" "ordo-classify: $tmp/$name: whole already, nothing to do" "$(cat "$tmp/err")"
        is "$name: and touches nothing" "$before" "$(find "$tmp/$name" -type f -exec ls -li --time-style=full-iso {} + | cksum)"
        is "$name: the figures are those of its run" '["done",5997,true]' "$(jq -c '[.end, .articles, .resumed]' "$tmp/stats.json")"
        ok "$name: nothing beside it" test ! -e "$tmp/$name.journal" -a ! -e "$tmp/$name.part"
        : >"$tmp/$name.journal" # as a kill behind the name leaves it
        run ordo-classify -q -m $model $append --resume -o "$tmp/$name" "$tmp/news"
        is "$name: nor with what a kill left" "$first no" "$code $([ -e "$tmp/$name.journal" ] && echo yes || echo no)"
    done
    classify --resume --kinds direct -o "$tmp/done.jsonl" "$tmp/news" 2>/dev/null
    classify --kinds direct -o "$tmp/direct.jsonl" "$tmp/news" 2>/dev/null
    same "with another option it is another run, and begun anew" "$tmp/direct.jsonl" "$tmp/done.jsonl"
    echo >>"$tmp/done.jsonl"
    classify --resume --kinds direct -o "$tmp/done.jsonl" "$tmp/news" 2>/dev/null
    same "so is what was changed since" "$tmp/direct.jsonl" "$tmp/done.jsonl"
    classify --resume --kinds direct -o "$tmp/done.brat" "$tmp/news" 2>/dev/null
    is "but a folder that holds something is left alone" 3 $?
    sh -c "cat '$tmp/in.jsonl' | ordo-classify -q -m $model --resume -o '$tmp/stdin.jsonl' -" 2>/dev/null
    run sh -c "head -n 3 '$tmp/in.jsonl' | ordo-classify -q -m $model --resume -o '$tmp/stdin.jsonl' -"
    is "standard input may bring anything: it is read again" 6 "$(wc -l <"$tmp/stdin.jsonl" | tr -d ' ')"
    rm -rf "$tmp"/done.* "$tmp"/added.db "$tmp/direct.jsonl" "$tmp/stdin.jsonl"
else
    skip "a run that is whole has nothing to go on with" "no extended attributes"
fi

# stopped by a signal: what is in hand is finished, and the exit code tells
classify -o "$tmp/whole.jsonl" "$tmp/in.jsonl" 2>/dev/null
for signal in TERM INT; do
    (cat "$tmp/news/part-aa.jsonl"; sleep 3) | env --default-signal=INT ordo-classify -m $model -F jsonl -o "$tmp/signal.jsonl" --flush line - 2>"$tmp/err" &
    reader=$!
    sleep 1
    kill -$signal "$(pgrep -P $$ -x ordo-classify 2>/dev/null || pgrep -f "signal.jsonl --flush line")" 2>/dev/null
    wait $reader
    is "SIG$signal while it waits for input: exit code 4" 4 $?
    has "SIG$signal: it says how to go on" "the same command with --resume goes on" "$(cat "$tmp/err")"
    rm -f "$tmp/signal.jsonl".*
done
(cat "$tmp/in.jsonl"; sleep 2) | classify -F jsonl >"$tmp/stdout.jsonl" 2>"$tmp/err" &
reader=$!
sleep 1
kill -TERM "$(pgrep -P $$ -x ordo-classify)" 2>/dev/null
wait $reader
ok "what was written to standard output before is whole lines" jq -e . "$tmp/stdout.jsonl"

# out of disk: told, exit code 3, and the checkpoint can be gone on from
full() { # size in blocks of 512 bytes, command
    (
        trap '' XFSZ
        ulimit -f "$1"
        shift
        "$@"
    )
}
for name in out.jsonl out.csv; do
    classify -o "$tmp/whole.$name" "$tmp/in.jsonl" 2>/dev/null
    rm -f "$tmp/$name"
    full 2000 ordo-classify -q -m $model --checkpoint 0 -o "$tmp/$name" "$tmp/in.jsonl" 2>"$tmp/err"
    is "$name: the file may grow no more: exit code 3" 3 $?
    has "$name: and it is told" "$name: cannot write: File too large" "$(cat "$tmp/err")"
    ok "$name: nothing under its name" test ! -e "$tmp/$name"
    classify --resume -o "$tmp/$name" "$tmp/in.jsonl" 2>/dev/null
    same "$name: it goes on where there is room" "$tmp/whole.$name" "$tmp/$name"
done
if [ "$(id -u)" -eq 0 ] && mkdir "$tmp/small" && mount -t tmpfs -o size=1m tmpfs "$tmp/small" 2>/dev/null; then
    for name in out.jsonl out.db; do
        [ "$name" = out.db ] && ! command -v sqlite3 >/dev/null && continue
        classify --resume --checkpoint 0 -o "$tmp/small/$name" "$tmp/in.jsonl" 2>"$tmp/err"
        is "$name: a full disk: exit code 3" 3 $?
        ok "$name: it is told" grep -qE "No space left|disk is full|disk I/O" "$tmp/err"
        mount -o remount,size=64m "$tmp/small"
        classify --resume --checkpoint 0 -o "$tmp/small/$name" "$tmp/in.jsonl" 2>/dev/null
        classify -o "$tmp/whole.$name" "$tmp/in.jsonl" 2>/dev/null
        same "$name: it goes on where there is room" "$tmp/whole.$name" "$tmp/small/$name"
        rm -f "$tmp/small"/*
        mount -o remount,size=1m "$tmp/small"
    done
    umount "$tmp/small"
else
    skip "a full disk" "no right to mount one"
fi

# what changed since is refused, and named
stop() { # leaves a checkpoint of a run over the input
    rm -f "$tmp/changed.jsonl"*
    classify --checkpoint 0 --max-errors 0 -o "$tmp/changed.jsonl" "$@" 2>/dev/null
}
refused() { # name, what it says, arguments
    what=$1
    part=$2
    shift 2
    run ordo-classify -q --resume -o "$tmp/changed.jsonl" "$@"
    is "$what: exit code 2" 2 "$code"
    has "$what: the reason" "$part" "$(cat "$tmp/err")"
}
stop "$tmp/in.jsonl"
is "more errors than allowed: exit code 3" 3 "$(classify --max-errors 2 -o "$tmp/x.jsonl" "$tmp/in.jsonl" 2>/dev/null; echo $?)"
rm -f "$tmp/x.jsonl"*
refused "another option" "cannot resume: --kinds was 'direct,mixed,indirect,speech' and is 'direct'" -m $model --kinds direct "$tmp/in.jsonl"
refused "an option more" "cannot resume: --no-text was '' and is 'given'" -m $model --no-text "$tmp/in.jsonl"
refused "another model" "cannot resume: the model is not the same any more" -m "$tmp/other.ordo" "$tmp/in.jsonl" 2>/dev/null <"$(ordo-train fit -q -k 0 -l stance -o "$tmp/other.ordo" datasets/us-order/statements.jsonl && echo /dev/null)"
refused "another input" "cannot resume: the input" -m $model "$tmp/in.jsonl" "$tmp/news"
touch -d '2001-01-01' "$tmp/in.jsonl"
refused "the same input, changed" "cannot resume: the input" -m $model "$tmp/in.jsonl"
stop "$tmp/in.jsonl"
head -c 100 "$tmp/changed.jsonl.journal" >"$tmp/cut" && mv "$tmp/cut" "$tmp/changed.jsonl.journal"
run ordo-classify -q -m $model --resume -o "$tmp/changed.jsonl" "$tmp/in.jsonl"
is "a damaged checkpoint: exit code 3" 3 "$code"
has "and it is named" "changed.jsonl.journal: checkpoint damaged" "$(cat "$tmp/err")"
classify -j 1 -o "$tmp/changed.jsonl" "$tmp/in.jsonl" 2>/dev/null
same "a new run takes the old checkpoint away" "$tmp/whole.jsonl" "$tmp/changed.jsonl"
stop -j 1 "$tmp/in.jsonl"
classify --resume -j 3 --memory 8 -o "$tmp/changed.jsonl" "$tmp/in.jsonl" 2>/dev/null
same "other threads and memory are no change" "$tmp/whole.jsonl" "$tmp/changed.jsonl"
classify --resume -o "$tmp/changed.jsonl" "$tmp/in.jsonl" 2>/dev/null
same "with nothing to go on from it begins anew" "$tmp/whole.jsonl" "$tmp/changed.jsonl"

# two runs for one output
(sleep 2; cat "$tmp/news/part-aa.jsonl") | classify -F jsonl -o "$tmp/both.jsonl" &
first=$!
sleep 1
run ordo-classify -q -m $model -o "$tmp/both.jsonl" "$tmp/news/part-ab.jsonl"
is "a second run for the same output: exit code 3" 3 "$code"
has "and it is told" "another run is writing it" "$(cat "$tmp/err")"
wait $first
is "the first is not disturbed" "$(classify "$tmp/news/part-aa.jsonl")" "$(cat "$tmp/both.jsonl")"

# failed inputs can be fed back
classify --failed "$tmp/failed.txt" -o "$tmp/x.jsonl" "$tmp/news" "$tmp/absent.txt" 2>/dev/null
is "each file of which something failed, once" "part-ac-bad.txt part-ah.jsonl part-aw.jsonl part-bl.jsonl part-ca.jsonl absent.txt" "$(sed 's|.*/||' "$tmp/failed.txt" | tr '\n' ' ' | sed 's/ $//')"
sed -i 's/"unfinished/"finished"}/' "$tmp"/news/*.jsonl
rm "$tmp/news/part-ac-bad.txt"
printf '"Back," Ana Silva said.\n' >"$tmp/absent.txt"
sed -i '/part-ac-bad/d' "$tmp/failed.txt"
run ordo-classify -q -m $model --list "$tmp/failed.txt"
is "mended, they are read by --list" "0 397" "$code $(jq -r .article "$tmp/out" | sort -u | wc -l | tr -d ' ')"

# what was known of the rows before the checkpoint is not forgotten
echo '{"text": "One.", "day": "2024-03-05"}' >"$tmp/first.jsonl"
echo '{"text": "Two."}' >"$tmp/last.jsonl"
named() {
    run ordo-classify -q -p quotes --checkpoint 0 --date-field day -o "$tmp/named.jsonl" "$@" "$tmp/first.jsonl" "$tmp/absent" "$tmp/last.jsonl"
}
named --max-errors 0
is "a run that is stopped says nothing of fields that rows to come may have" "3 0" "$code $(grep -c "no row has" "$tmp/err")"
named --resume
is "gone on with: a row before the checkpoint had it" 0 "$(grep -c 'no row has' "$tmp/err")"

finish
