# What a run writes is never what it reads, nor does it harm anything else.
. tests/cli/tap.sh

model=models/us-order.ordo
mkdir "$tmp/news"
printf '"We stay with our allies," said Ana Silva, the minister.\n' >"$tmp/news/a.txt"
cp "$tmp/news/a.txt" "$tmp/news/z.txt"

# outputs in a folder that is read
for name in out.jsonl out.csv.gz out.db out.brat out.brat/; do
    for path in "$tmp/news/$name" "$tmp/news/../news/$name"; do
        rm -rf "$tmp/news/${name%/}"
        for time in first second; do
            [ "${name%/}" = out.brat ] && rm -rf "$tmp/news/out.brat"
            run ordo-classify -m $model --checkpoint 0 --failed "$tmp/news/failed.txt" --stats "$tmp/news/stats.json" -o "$path" "$tmp/news/"
            has "$name among the articles, $time run: they alone are read" "2 articles, 2 statements, 0 failed" "$(cat "$tmp/err")"
        done
    done
    rm -rf "$tmp"/news/out* "$tmp"/news/*.json "$tmp/news/failed.txt"
    ordo-classify -q -m $model --checkpoint 0 --max-errors 0 -o "$tmp/news/$name" "$tmp/absent" "$tmp/news" 2>/dev/null
    ok "$name: stopped" test -e "$tmp/news/${name%/}.part"
    run ordo-classify -m $model --resume -o "$tmp/news/$name" "$tmp/absent" "$tmp/news"
    has "$name: and gone on with, for the input is the same" "2 articles, 2 statements" "$(cat "$tmp/err")"
    rm -rf "$tmp"/news/out* "$tmp"/news/*.json "$tmp/news/failed.txt"
done

# inputs are not written over
cp "$tmp/news/a.txt" "$tmp/before"
echo "$tmp/news/a.txt" >"$tmp/list"
cp $model "$tmp/own.ordo"
ln -s a.txt "$tmp/news/link"
for arguments in "-o $tmp/news/a.txt $tmp/news/a.txt" "-o $tmp/news/../news/a.txt $tmp/news/a.txt" "-o $tmp/news/link $tmp/news/a.txt" "--failed $tmp/news/a.txt $tmp/news/a.txt" \
    "-o $tmp/news/a.txt $tmp/news" "-o $tmp/news/../news/a.txt $tmp" \
    "--stats $tmp/news/a.txt $tmp/news/a.txt" "-o $tmp/news/a.txt --list $tmp/list" "-o $tmp/news/a.txt --list - $tmp/news/a.txt" "-o $tmp/own.ordo -m $tmp/own.ordo $tmp/news/a.txt" \
    "-o $tmp/x --failed $tmp/x $tmp/news/a.txt" "--stats - $tmp/news/a.txt"; do
    # shellcheck disable=SC2086
    ordo-classify -q -m $model $arguments </dev/null >/dev/null 2>"$tmp/err"
    [ $? -eq 2 ] && cmp -s "$tmp/before" "$tmp/news/a.txt" && [ -s "$tmp/err" ] || echo "$arguments"
done >"$tmp/bad"
is "an output that is an input, the model or another output: exit code 2" "" "$(cat "$tmp/bad")"
rm "$tmp/news/link"
: >"$tmp/news/made"
run ordo-classify -q -m $model -o "$tmp/news/made" "$tmp/news"
is "an empty file that was made for it is none, nor is an output of an earlier run" "0 2 0" "$code $(wc -l <"$tmp/news/made" | tr -d ' ') $(
    ordo-classify -q -m $model -o "$tmp/news/made" "$tmp/news"
    echo $?
)"
rm "$tmp/news/made"

printf '{"id":"1","text":"good","label":"a"}\n{"id":"2","text":"good","label":"a"}\n{"id":"3","text":"bad","label":"b"}\n{"id":"4","text":"bad","label":"b"}\n' >"$tmp/rows.jsonl"
cp "$tmp/rows.jsonl" "$tmp/part.x.jsonl"
cp "$tmp/rows.jsonl" "$tmp/before"
ordo-train fit -q -k 0 -o "$tmp/m.ordo" "$tmp/rows.jsonl"
cp "$tmp/m.ordo" "$tmp/m.before"
for arguments in "fit -o $tmp/rows.jsonl $tmp/rows.jsonl" "fit -o $tmp/rows.jsonl -u $tmp/rows.jsonl $tmp/before" "tune -o $tmp/rows.jsonl $tmp/rows.jsonl" "tune -o $tmp/x.spec --log $tmp/x.spec $tmp/rows.jsonl" \
    "evaluate --predictions $tmp/rows.jsonl $tmp/m.ordo $tmp/rows.jsonl" "evaluate --curves $tmp/m.ordo $tmp/m.ordo $tmp/rows.jsonl" "check --list $tmp/rows.jsonl $tmp/rows.jsonl" \
    "agree -o $tmp/rows.jsonl $tmp/rows.jsonl $tmp/before" "import -o $tmp/rows.jsonl csv $tmp/rows.jsonl" "join -c x=$tmp -o $tmp/rows.jsonl $tmp/rows.jsonl" \
    "split -p x=0.5,y=0.5 -o $tmp/part $tmp/part.x.jsonl"; do
    # shellcheck disable=SC2086
    ordo-train $arguments >/dev/null 2>"$tmp/err"
    [ $? -eq 2 ] && cmp -s "$tmp/before" "$tmp/rows.jsonl" && cmp -s "$tmp/before" "$tmp/part.x.jsonl" && cmp -s "$tmp/m.before" "$tmp/m.ordo" && [ -s "$tmp/err" ] || echo "$arguments: $(head -n 1 "$tmp/err")"
done >"$tmp/bad"
is "nor does training write over its data: exit code 2" "" "$(cat "$tmp/bad")"

# links are followed; what stands for an open file is that file
: >"$tmp/real.jsonl"
ln -s real.jsonl "$tmp/link.jsonl"
ordo-classify -q -m $model -o "$tmp/link.jsonl" "$tmp/news"
is "a link to the output stays one" "link 2" "$([ -h "$tmp/link.jsonl" ] && echo link) $(wc -l <"$tmp/real.jsonl" | tr -d ' ')"
ln -s real.ordo "$tmp/link.ordo"
: >"$tmp/real.ordo"
ordo-train fit -q -k 0 -o "$tmp/link.ordo" "$tmp/rows.jsonl"
is "so does one to a model" "link yes" "$([ -h "$tmp/link.ordo" ] && echo link) $([ -s "$tmp/real.ordo" ] && echo yes)"
(
    echo before
    ordo-classify -q -m $model -o /dev/stdout "$tmp/news"
    ordo-classify -q -m $model -o "$tmp/x.jsonl" --stats - "$tmp/news"
    ordo-classify -q -m $model -o "$tmp/x.jsonl" --stats /dev/fd/1 "$tmp/news"
    echo after
) >"$tmp/shared"
is "standard output by its names, where it is a file: written on" "before after 6" "$(sed -n '1p;$p' "$tmp/shared" | tr '\n' ' ')$(wc -l <"$tmp/shared" | tr -d ' ')"
ok "and /dev/stdout is what it was" test -h /dev/stdout

finish
