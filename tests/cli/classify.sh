# ordo-classify as a user runs it: articles and rows in, JSONL out, exit codes, streams, errors with their place.
. tests/cli/tap.sh

model=models/us-order.ordo
articles=datasets/articles

run ordo-classify -m $model $articles
is "the sample articles: exit code 0" 0 $code
cp "$tmp/out" "$tmp/all.jsonl"
jq -c 'select(has("skipped") | not)' "$tmp/all.jsonl" >"$tmp/scored.jsonl"
is "articles in German, French and Japanese, and they alone, pass without scores" \
    '["datasets/articles/gipfel.txt","language",null,null]["wire-2","language",null,null]["wire-3","language",null,null]' \
    "$(jq -c 'select(has("skipped") or (.article | test("gipfel|wire-[23]"))) | [.article, .skipped, .stance, .sentiment]' "$tmp/all.jsonl" | sort -u | tr -d '\n')"
ok "every line is a JSON object" jq -e -s 'all(type == "object")' "$tmp/all.jsonl"
is "each has its members in order" '["article","statement","begin","end","spans","text","kind","speaker","speaker_role","speaker_affiliation","speaker_by","speaker_confidence","speaker_mention","cue","stance","sentiment"]' \
    "$(jq -c keys_unsorted "$tmp/scored.jsonl" | sort -u)"
ok "probabilities sum to one" jq -e -s 'all(.[] | .stance, .sentiment; ([.p[]] | add) as $s | $s > 0.9997 and $s < 1.0003)' "$tmp/scored.jsonl"
ok "the label is the most probable class" jq -e -s 'all(.[] | .stance, .sentiment; .p[.label] == ([.p[]] | max))' "$tmp/scored.jsonl"
ok "stance has a score, p(support) - p(oppose)" jq -e -s 'all(.[].stance; (.score - (.p.support - .p.oppose)) | fabs < 0.0002)' "$tmp/scored.jsonl"
ok "sentiment one, p(positive) - p(negative)" jq -e -s 'all(.[].sentiment; (.score - (.p.positive - .p.negative)) | fabs < 0.0002)' "$tmp/scored.jsonl"

# jq counts strings in code points, as offsets do
for file in "$articles"/*.txt; do
    ordo-classify -q -p quotes --kinds direct,mixed,term "$file" | jq -r --rawfile text "$file" \
        '. as $s | [$text[.spans[0][0] + 1:.spans[0][0] + 9], .text[:8], (.speaker_mention == null or $text[.speaker_mention.begin:.speaker_mention.end] == .speaker_mention.text)]
         | if .[0] == .[1] and .[2] then "right" else "\($s.article) \($s.begin)" end' >>"$tmp/offsets"
done
is "offsets are code points of the file" "right" "$(sort -u "$tmp/offsets")"
ordo-classify -q -p quotes $articles/summit-notes.md | jq -r --rawfile text $articles/summit-notes.md \
    'if ($text[.begin:.begin + 1] | inside("“\"&")) and ($text[.speaker_mention.begin:.speaker_mention.end] == .speaker_mention.text) then "right" else .begin end' >"$tmp/offsets"
is "also in Markdown, where markup stands between" "right" "$(sort -u "$tmp/offsets")"
is "code is no part of a Markdown article" 0 "$(ordo-classify -q -p quotes $articles/summit-notes.md | grep -c 'nobody')"

for threads in 1 2 7; do
    ordo-classify -q -m $model -j $threads $articles >"$tmp/threads.jsonl"
    ok "the same bytes with $threads threads" cmp "$tmp/all.jsonl" "$tmp/threads.jsonl"
done
i=0
while [ $i -lt 30000 ]; do
    echo "{\"id\": \"r$i\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said.\"}"
    i=$((i + 1))
done >"$tmp/many.jsonl"
ordo-classify -q -m $model -j 1 "$tmp/many.jsonl" >"$tmp/one.jsonl"
ordo-classify -q -m $model -j 4 "$tmp/many.jsonl" >"$tmp/four.jsonl"
ok "many pieces of a file come out in order" cmp "$tmp/one.jsonl" "$tmp/four.jsonl"
is "none is lost" 30000 "$(wc -l <"$tmp/four.jsonl" | tr -d ' ')"
ordo-classify -q -m $model <"$tmp/many.jsonl" >"$tmp/stdin.jsonl"
ok "standard input is read like a file" cmp "$tmp/one.jsonl" "$tmp/stdin.jsonl"

ordo-classify -q -m $model -x 3 $articles | jq -c 'select(has("skipped") | not)' >"$tmp/explain.jsonl"
ok "bias, features and rest add up to the decision value" jq -e -s \
    'all(.[] | .stance.explain, .sentiment.explain; (.decision - .bias - .rest - ([.features[].contribution] | add // 0)) | fabs < 0.00001)' "$tmp/explain.jsonl"
ordo-classify -q -m $model -x 3 $articles/ministers-meeting.txt | jq -r --rawfile text $articles/ministers-meeting.txt \
    '.stance.explain.features[] | select(.feature | test("[ ~]") | not) | . as $f | .spans[] | $text[.[0]:.[1]] | ascii_downcase
     | if . == $f.feature or . == ($f.feature | gsub("'"'"'"; "’")) then "right" else "\(.) is not \($f.feature)" end' >"$tmp/spans"
is "explained words stand where their spans say" "right" "$(sort -u "$tmp/spans")"
ordo-classify -q -m $model --abstain 1 $articles >"$tmp/abstain.jsonl"
is "abstention below a threshold" '[null]' "$(jq -s -c 'map(.stance.label) | unique' "$tmp/abstain.jsonl")"
is "heads can be chosen" '["sentiment"]' "$(ordo-classify -q -m $model --heads sentiment $articles | jq -c 'select(has("skipped") | not) | keys_unsorted[14:]' | sort -u)"
# kinds and speakers
is "kinds are those asked for" '["direct","mixed"]' "$(ordo-classify -q -p quotes --kinds mixed,direct $articles | jq -s -c 'map(.kind) | unique')"
is "terms are left out unless asked for" '{"kind":"term","text":"reset","speaker":null}' \
    "$(printf '%s\n' 'The so-called "reset" failed.' >"$tmp/term.txt"; ordo-classify -q -p quotes "$tmp/term.txt"; ordo-classify -q -p quotes --kinds term "$tmp/term.txt" | jq -c '{kind, text, speaker}')"
run ordo-classify -p quotes --kinds direct,spoken $articles
is "a kind that is none is refused" 2 "$code"
has "and the kinds are named" "no kind of statement 'spoken' (direct, mixed, indirect, speech, term)" "$(cat "$tmp/err")"
is "a reported clause begins and ends where its span says" "the treaty holds and will hold" \
    "$(printf 'According to Maria Silva, the treaty holds and will hold.\n' >"$tmp/indirect.txt"; ordo-classify -q -p quotes "$tmp/indirect.txt" | jq -r --rawfile text "$tmp/indirect.txt" '$text[.begin:.end]')"
is "nobody is named below the confidence asked for" '[true]' \
    "$(ordo-classify -q -p quotes --speaker-confidence 0.9 $articles | jq -s -c 'map((.speaker_confidence >= 0.9) or (.speaker == null and .speaker_mention == null)) | unique')"
for stage in quotes tokens ngrams vector; do
    ok "--print $stage" ordo-classify -q -m $model -p $stage $articles
done

mkdir -p "$tmp/tree/inner" && cp $articles/gipfel.txt "$tmp/tree/inner/" && cp $articles/gipfel.txt "$tmp/tree/.hidden.txt" &&
    cp $articles/README.md "$tmp/tree/" && ln -s . "$tmp/tree/loop"
is "a folder: known endings, nothing hidden, no README, no link to a folder" "$tmp/tree/inner/gipfel.txt" \
    "$(ordo-classify -q -p quotes "$tmp/tree" | jq -r .article | uniq)"
is "a slash behind its name changes no name of an article" "$tmp/tree/inner/gipfel.txt" \
    "$(ordo-classify -q -p quotes "$tmp/tree//" | jq -r .article | uniq)"

printf 'id,text\n7,"We stand with NATO, always"\n8,Go home\n' >"$tmp/rows.csv"
is "statements from CSV" '[["7","We stand with NATO, always"],["8","Go home"]]' \
    "$(ordo-classify -q -m $model --statements "$tmp/rows.csv" | jq -s -c 'map([.article, .text])')"
printf 'We stand with NATO\n\nGo home\n' >"$tmp/rows.txt"
is "statements from lines are named by file and line" "$tmp/rows.txt:3" \
    "$(ordo-classify -q -m $model --statements "$tmp/rows.txt" | tail -n 1 | jq -r .article)"
printf '{"head":{"n":"a"},"doc":{"body":"\\"We stay,\\" said Ana Silva."}}\n' >"$tmp/nested.jsonl"
is "nested fields" '["a","We stay,"]' \
    "$(ordo-classify -q -p quotes --text-field doc.body --id-field head.n "$tmp/nested.jsonl" | jq -c '[.article, .text]')"

cat >"$tmp/bad.jsonl" <<'EOF'
{"id": "a", "text": "\"We stay,\" said Ana Silva."}
{"id": "b", "text": "unfinished
{"id": "c"}
{"id": "d", "text": "\"We go,\" said Ana Silva."}
EOF
run ordo-classify -m $model "$tmp/bad.jsonl"
is "bad lines: exit code 1" 1 $code
is "the rest goes on" "a d" "$(jq -r .article "$tmp/out" | tr '\n' ' ' | sed 's/ $//')"
has "a bad line is named with file, line, byte and column" "bad.jsonl:2: byte 83, column 31: " "$(cat "$tmp/err")"
has "a missing field is named" "bad.jsonl:3: byte 85: no text in field 'text'" "$(cat "$tmp/err")"
has "and both are counted" "2 failed" "$(cat "$tmp/err")"
run ordo-classify -q -m $model "$tmp/absent.txt" $articles/gipfel.txt
is "a file that is not there: exit code 1, the rest done" "1 3" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
has "and it is named" "absent.txt: cannot open" "$(cat "$tmp/err")"
printf '[Note] "We stay," said Ana Silva.' >"$tmp/bracket.txt"
run ordo-classify -q --print quotes "$tmp/bracket.txt"
is "a text may begin with a bracket" "0 We stay," "$code $(jq -r .text "$tmp/out")"
printf '[{"id": "a", "text": "\\"We stay,\\" said Ana Silva."},\n {"id": "b", "text": "\\"We go,\\" said Ana Silva."}]' >"$tmp/array.json"
run ordo-classify -q --print quotes "$tmp/array.json"
is "an array of objects is rows" "a We stay,b We go," "$(jq -r '"\(.article) \(.text)"' "$tmp/out" | tr -d '\n')"
printf '“We stay,” said Ana Silva. \300\257' >"$tmp/latin.txt"
run ordo-classify -q -m $model "$tmp/latin.txt"
is "ill-formed bytes are replaced" "We stay," "$(jq -r .text "$tmp/out")"
has "counted and placed" "latin.txt: byte 32: 2 ill-formed UTF-8 sequences" "$(cat "$tmp/err")"
: >"$tmp/empty.txt"
run ordo-classify -q -m $model "$tmp/empty.txt"
is "an empty file is no error" "0" "$code$(cat "$tmp/out" "$tmp/err")"
head -c 1000000 /dev/urandom >"$tmp/random.txt"
run timeout 60 ordo-classify -q -m $model "$tmp/random.txt"
is "random bytes: an error" 1 $code
has "with its place" "random.txt: byte " "$(cat "$tmp/err")"
run timeout 60 ordo-classify -q -m $model -F jsonl "$tmp/random.txt"
is "random bytes as JSONL: an error" 1 $code
yes 'one long line with "a quotation," he said, and no end ' | tr -d '\n' | head -c 104857600 >"$tmp/long.txt"
if [ "$BUILD" = release ] && [ -z "$VALGRIND" ]; then
    run timeout 300 ordo-classify -q -m $model --no-text "$tmp/long.txt"
    is "one line of 100 MB is an article" 0 $code
    run timeout 300 ordo-classify -q -m $model -F jsonl "$tmp/long.txt"
    is "and a bad row" 1 $code
else
    skip "one line of 100 MB" "release builds only"
fi
rm -f "$tmp/long.txt"

head -c 200000 $model >"$tmp/cut.ordo"
run ordo-classify -m "$tmp/cut.ordo" $articles
is "a truncated model: exit code 3" 3 $code
has "and it is named" "cut.ordo" "$(cat "$tmp/err")"
run ordo-classify -m $articles/gipfel.txt $articles
is "no model at all: exit code 3" 3 $code
run ordo-classify $articles
is "no -m: exit code 2" 2 $code
run ordo-classify -m $model --heads nonsense $articles
is "unknown head: exit code 2" 2 $code
ordo-classify -q -m $model $articles >/dev/full 2>"$tmp/err"
is "standard output is full: exit code 3" 3 $?
has "and it is said" "standard output" "$(cat "$tmp/err")"
run ordo-classify -q -m $model -o /dev/full $articles
is "output is full: exit code 3" 3 $code
run ordo-classify -q -m $model -o "$tmp/no/such/folder" $articles
is "no such folder: exit code 3" 3 $code
ordo-classify -q -m $model -o "$tmp/whole.jsonl" $articles
ok "-o writes the same bytes" cmp "$tmp/all.jsonl" "$tmp/whole.jsonl"

echo old >"$tmp/kept.jsonl"
(yes '{"text":"\"We stay,\" said Ana Silva."}' | ordo-classify -q -m $model -F jsonl -o "$tmp/kept.jsonl" - & pid=$!; sleep 1; kill -9 $pid) 2>/dev/null
is "a killed run leaves the old file as it was" old "$(cat "$tmp/kept.jsonl")"

for program in ordo-train ordo-classify; do
    run $program --help
    is "$program --help: exit code 0" 0 $code
    run $program --version
    has "$program --version" "$program 0." "$(cat "$tmp/out")"
done

is "the country before a name is the speaker's, in every statement" '["KE","KE"]' \
    "$(echo "Kenya's Ana Odera urged both to return. \"We pay for it,\" she said." | ordo-classify -q -p quotes - | jq -sc 'map(.speaker_affiliation)')"
is "an office that several countries have is one's that the article names" '[null,"GB"]' \
    "$(printf '%s\n' '{"text":"Foreign Secretary Ana Odera said India would pay."}' '{"text":"Foreign Secretary Ana Odera said Britain would pay."}' |
        ordo-classify -q -p quotes -F jsonl - | jq -sc 'map(.speaker_affiliation)')"
is "a country in brackets behind the label is a speaker's affiliation" '["PE","PT","PE"]' \
    "$(printf 'Mr. Torres (Peru) (spoke in Spanish): We thank you.\n\nMs. Silva (Portugal): We thank Peru.\n\nMr. Torres (Peru): We will go on.\n' |
        ordo-classify -q -p quotes - | jq -sc 'map(.speaker_affiliation)')"
iso=/usr/share/iso-codes/json/iso_3166-1.json
if [ -r $iso ]; then
    # a phrase ends at brackets, at commas and before "and the"
    jq -r '."3166-1"[] | select((.common_name // .name) | test("[(,]| and the ") | not) | "\(.alpha_2)\t\(.common_name // .name)"' $iso >"$tmp/countries"
    jq -c -R 'split("\t") | {id: .[0], text: "A spokesman for the government of \(.[1]) said that the talks had failed."}' "$tmp/countries" |
        ordo-classify -q -p quotes - | jq -r 'select(.article != .speaker_affiliation) | .article' >"$tmp/wrong"
    is "the countries of ISO 3166-1 are known by their names" "" "$(cat "$tmp/wrong")"
else
    skip "the countries of ISO 3166-1 are known by their names" "no iso-codes"
fi

finish
