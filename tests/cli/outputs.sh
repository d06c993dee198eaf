# What ordo-classify writes: one set of values in every format, columns chosen, packed, tables and views, brat.
. tests/cli/tap.sh

model=models/us-order.ordo
cat >"$tmp/in.jsonl" <<'END'
{"id": "a,1", "title": "A \"title\"\twith a tab", "date": "2024-03-05", "source": "Daily", "text": "\"We thank our allies, and \"friends\",\" said Minister Ana Silva of France on Monday.\nBoris Kern said that the treaty had failed."}
{"id": "b", "date": "2024-03-06", "source": "Weekly", "text": "Nothing was said."}
{"id": "c", "date": "2024-04-01", "source": "Daily", "text": "“Une réponse — and a demand,” Ana Silva said, “to end the blockade.”"}
END
run ordo-classify -m $model --force "$tmp/in.jsonl"
cp "$tmp/out" "$tmp/all.jsonl"
n=$(wc -l <"$tmp/all.jsonl" | tr -d ' ')
n_statements=$n
n=0
ok "there is something to compare" test "$n_statements" -ge 3

# one set of values
flat='[.article, .statement, .begin, .end, ([.spans[] | "\(.[0])-\(.[1])"] | join(";")), .text, .kind, .speaker, .speaker_role, .speaker_affiliation, .speaker_by, .speaker_confidence,
       .speaker_mention.text, .speaker_mention.begin, .speaker_mention.end, .cue, .stance.label, .stance.p.oppose, .stance.p.neutral, .stance.p.support, .stance.score,
       .sentiment.label, .sentiment.p.negative, .sentiment.p.neutral, .sentiment.p.positive, .sentiment.score, .skipped] | map(if . == null then "" else tostring end)'
jq -c "$flat" "$tmp/all.jsonl" >"$tmp/expected"
for format in csv tsv; do
    ordo-classify -q -m $model --force -o "$tmp/all.$format" "$tmp/in.jsonl"
    ok "$format: as many rows as statements, and a header" test "$(wc -l <"$tmp/all.$format" | tr -d ' ')" -eq $((n_statements + 1))
    if command -v python3 >/dev/null; then
        python3 - "$tmp/all.$format" >"$tmp/found" <<'END'
import csv, json, sys
tab = sys.argv[1].endswith("tsv")
with open(sys.argv[1], newline="", encoding="utf-8") as source:
    rows = list(csv.reader(source, delimiter="\t", quoting=csv.QUOTE_NONE) if tab else csv.reader(source, strict=True))
for row in rows[1:]:
    print(json.dumps(row, ensure_ascii=False, separators=(",", ":")))
END
        ok "$format: python's csv reads the values of the JSONL" cmp "$tmp/expected" "$tmp/found"
    else
        skip "$format: python's csv reads the values of the JSONL" "no python3"
    fi
done
is "our own reader takes the CSV for rows" "$(jq -r .text "$tmp/all.jsonl")" \
    "$(ordo-classify -q -S -p ngrams -f text -F csv "$tmp/all.csv" | jq -r .text)"
is "null is an empty field" 'article,title,speaker
b,,' "$(printf '{"id":"b","text":"x"}\n' | ordo-classify -q -S -p ngrams -F jsonl --to csv -f article,title,speaker)"

# columns
is "columns in the order asked for" '{"text":"We thank our allies, and \"friends\",","article":"a,1","title":"A \"title\"\twith a tab","date":"2024-03-05"}' \
    "$(ordo-classify -q -m $model --force -f text,article,title,date "$tmp/in.jsonl" | head -n 1)"
is "a group, a part of one and a column of one" '["stance","sentiment_p","sentiment_label"]' \
    "$(ordo-classify -q -m $model --force -f stance,sentiment_p,sentiment_label "$tmp/in.jsonl" 2>/dev/null | head -n 1 | jq -c keys_unsorted)"
is "JSON nests them as always" "$(jq -c '{stance, speaker_mention}' "$tmp/all.jsonl")" "$(ordo-classify -q -m $model --force -f stance,speaker_mention "$tmp/in.jsonl")"
is "CSV flattens them" "stance_p_oppose,stance_p_neutral,stance_p_support,speaker_mention_text,speaker_mention_begin,speaker_mention_end" \
    "$(ordo-classify -q -m $model --force --to csv -f stance_p,speaker_mention "$tmp/in.jsonl" | head -n 1)"
is "no header where none is wanted" "$n_statements" "$(ordo-classify -q -m $model --force --to csv --no-header "$tmp/in.jsonl" | wc -l | tr -d ' ')"
is "without a model the list has all but the heads' columns" "$(ordo-classify -m $model -f list | grep -v '^\(stance\|sentiment\)_')" "$(ordo-classify -f list)"
run ordo-classify -q "$tmp/in.jsonl"
is "which are what a model is needed for: exit code 2" 2 $code
run ordo-classify -q -m $model -f article,nonsense "$tmp/in.jsonl"
is "an unknown column: exit code 2" "2" "$code"
has "and it is named" "no column 'nonsense'" "$(cat "$tmp/err")"
run ordo-classify -q -m $model -f article,stance,stance_label "$tmp/in.jsonl"
has "a column twice is refused" "column 'stance_label' named twice" "$(cat "$tmp/err")"
list() { # options...: the names of the columns
    ordo-classify "$@" -f list | cut -d' ' -f1
}
for column in $(list -m $model -x 1); do
    ordo-classify -q -m $model -x 1 --force -f "$column" "$tmp/in.jsonl" 2>&1 | head -n 1 | jq -e --arg c "$column" 'keys_unsorted == [$c] or . == {}' >/dev/null || echo "$column"
done >"$tmp/bad"
is "every listed column can be asked for" "" "$(cat "$tmp/bad")"
awk '{ print "{\"text\": \"word" NR % 7 "\", \"number\": " NR % 7 ", \"per\": \"" NR % 2 "\"}" }' docs/output.md | head -n 60 >"$tmp/numbers.jsonl"
ordo-train fit -q -k 2 --value number --per per -o "$tmp/numbers.ordo" "$tmp/numbers.jsonl"
documented() { # part of docs/output.md: the names in its table
    awk -v part="$1" '/^## / || /^`--print articles`/ { within = index($0, part) } within && /^\| `/' docs/output.md | cut -d'|' -f2 | tr -d '\` ' | tr ',' '\n' | sort -u
}
{
    list -m $model -x 1
    list -m "$tmp/numbers.ordo"
    for stage in tokens ngrams vector; do
        list -m $model -p $stage
    done
} | sed -E 's/^(stance|sentiment|number)_/HEAD_/; s/^HEAD_p_.*/HEAD_p_CLASS/' | sort -u >"$tmp/listed"
is "the listed columns are those that are documented" "$(documented '## Columns')" "$(cat "$tmp/listed")"
is "so are those of articles" "$(documented '--print articles')" "$(list -p articles | sort -u)"
has "the schema's number is told" "(output schema 2)" "$(ordo-classify --version)"
has "and documented" "This is schema 2." "$(cat docs/output.md)"

# languages that the model was not trained for
printf '{"id":"d","text":"„Wir bleiben,“ sagte Ana Silva gestern in Berlin, und die Minister der anderen Staaten schwiegen dazu."}\n' >"$tmp/de.jsonl"
is "unscored: null in JSONL, and why" '[null,null,"language"]' "$(ordo-classify -q -m $model --model-language en "$tmp/de.jsonl" | jq -c '[.stance, .sentiment, .skipped]')"
is "empty in CSV" 'd,,,language' "$(ordo-classify -q -m $model --model-language en --to csv --no-header -f article,stance_label,stance_score,skipped "$tmp/de.jsonl")"

# packed
for ending in gz zst xz; do
    ordo-classify -q -m $model --force -o "$tmp/packed.jsonl.$ending" "$tmp/in.jsonl"
    cp "$tmp/packed.jsonl.$ending" "$tmp/first"
    sleep 1 # a time stamp would differ
    ordo-classify -q -m $model --force -j 3 -o "$tmp/packed.jsonl.$ending" "$tmp/in.jsonl"
    ok "$ending: the same bytes again" cmp "$tmp/first" "$tmp/packed.jsonl.$ending"
    is "$ending: unpacked, the same bytes as ever" "$(cat "$tmp/all.jsonl")" "$(bsdcat "$tmp/packed.jsonl.$ending" 2>/dev/null || case $ending in gz) gzip -dc "$tmp/packed.jsonl.$ending" ;; zst) zstd -dcq "$tmp/packed.jsonl.$ending" ;; xz) xz -dc "$tmp/packed.jsonl.$ending" ;; esac)"
done
i=0
while [ $i -lt 3000 ]; do
    echo "{\"id\": \"$i\", \"text\": \"\\\"We thank our allies for what they did in year $i,\\\" Ana Silva said. She denied that talks number $i had failed.\"}"
    i=$((i + 1))
done >"$tmp/many.jsonl"
for name in threads.jsonl threads.jsonl.gz threads.db; do
    ordo-classify -q -m $model -j 1 -o "$tmp/$name" "$tmp/many.jsonl"
    mv "$tmp/$name" "$tmp/one"
    ordo-classify -q -m $model -j 4 -o "$tmp/$name" "$tmp/many.jsonl"
    ok "$name: the same with one thread and four" cmp "$tmp/one" "$tmp/$name"
done

# statements that tell who made them
printf '{"id":"a","who":{"name":"Ana Silva","state":"PT"},"text":"We thank our allies."}\n{"id":"b","who":{"name":"Ana Silva","state":"PT"},"text":"We demand an end to it."}
{"id":"c","who":{"name":null},"text":"Nobody knows."}\n' >"$tmp/who.jsonl"
who() { ordo-classify -q -m $model -S --speaker-field who.name --affiliation-field who.state "$@" "$tmp/who.jsonl"; }
is "rows of statements tell who made them" '["a","Ana Silva","PT","given",1]
["b","Ana Silva","PT","given",1]
["c",null,null,null,null]' "$(who | jq -c '[.article, .speaker, .speaker_affiliation, .speaker_by, .speaker_confidence]')"
is "in CSV" 'article,speaker,speaker_affiliation,speaker_by,speaker_confidence
a,Ana Silva,PT,given,1
b,Ana Silva,PT,given,1
c,,,,' "$(who --to csv -f article,speaker,speaker_affiliation,speaker_by,speaker_confidence)"
is "columns beside those of statements" "article,statement,text,speaker,speaker_affiliation,speaker_by,speaker_confidence" "$(who --to csv | head -n 1 | cut -d , -f 1-7)"
is "none of them where it is not asked for" '["article","statement","text","stance","sentiment"]' "$(ordo-classify -q -m $model -S "$tmp/who.jsonl" | head -n 1 | jq -c keys_unsorted)"
is "one alone is enough" '[null,"PT",null]' "$(ordo-classify -q -m $model -S --affiliation-field who.state "$tmp/who.jsonl" | head -n 1 | jq -c '[.speaker, .speaker_affiliation, .speaker_by]')"
for i in 1 2 3 4; do
    printf '{"text":"We meet.","speaker":"Ally","stance":"support"}\n{"text":"We meet.","speaker":"Foe","stance":"oppose"}\n'
done >"$tmp/speaking.jsonl"
ordo-train fit -q -k 0 -l stance -f speaker --words 1 -o "$tmp/speaking.ordo" "$tmp/speaking.jsonl"
is "a model that reads speakers reads them there" '"oppose" "support"' "$(printf '{"who":"Foe","text":"We meet."}\n{"who":"Ally","text":"We meet."}\n' |
    ordo-classify -q -S -F jsonl -m "$tmp/speaking.ordo" --speaker-field who | jq .stance.label | paste -sd ' ')"
has "a field that no row has is told" "no row has the field 'speeker' (--speaker-field)" "$(ordo-classify -q -m $model -S --speaker-field speeker "$tmp/who.jsonl" 2>&1)"
has "speakers of articles are found, not told" "--speaker-field is for --statements and --speeches: an article's speakers are read from its text" "$(ordo-classify -m $model --speaker-field who.name "$tmp/who.jsonl" 2>&1)"

# speeches, of one voice each
printf '{"id":"a","who":"Ana Silva","text":"\\"It is late,\\" he said. We thank you.\\n\\nWe have one aim:\\n\\nPeace. Nothing else."}\n' >"$tmp/speech.jsonl"
speech() { ordo-classify -q -m $model --speeches "$@" "$tmp/speech.jsonl"; }
is "each paragraph of a speech is a statement of whoever gave it; one that breaks off goes on" '[1,"speech",[[0,36]],"\"It is late,\" he said. We thank you.","Ana Silva","given"]
[2,"speech",[[38,54],[56,76]],"We have one aim: Peace. Nothing else.","Ana Silva","given"]' \
    "$(speech --speaker-field who | jq -c '[.statement, .kind, .spans, .text, .speaker, .speaker_by]')"
is "of nobody who is told it has no speaker" 'null null' "$(speech | jq -r .speaker | paste -sd ' ')"
is "a model that reads speakers reads them of speeches" '"oppose" "support"' "$(printf '{"who":"Foe","text":"We meet."}\n{"who":"Ally","text":"We meet."}\n' |
    ordo-classify -q --speeches -F jsonl -m "$tmp/speaking.ordo" --speaker-field who | jq .stance.label | paste -sd ' ')"
speech --speaker-field who -o "$tmp/speech.db" && is "by_speaker counts them" "Ana Silva|2" "$(sqlite3 "$tmp/speech.db" "SELECT speaker, statements FROM by_speaker WHERE head = 'stance'")"
code=0 && ordo-classify -q -m $model -S --speeches "$tmp/speech.jsonl" >/dev/null 2>&1 || code=$?
is "rows are statements or speeches" 2 $code

# one name, whichever way its letters with accents are written
printf '{"id": "nfc", "author": "Zo\\u00eb", "source": "Pa\\u00eds", "text": "\\"We thank our allies,\\" said Jos\\u00e9 M\\u00fcller of Per\\u00fa, on Monday."}
{"id": "nfd", "author": "Zoe\\u0308", "source": "Pai\\u0301s", "text": "\\"We thank our allies,\\" said Jose\\u0301 Mu\\u0308ller of Peru\\u0301, on Monday."}\n' >"$tmp/names.jsonl"
ordo-classify -q -p quotes -f article,speaker,author,source,speaker_mention "$tmp/names.jsonl" >"$tmp/names.out"
is "names are written by NFC" '["José Müller","Zoë","País"]' "$(jq -c '[.speaker, .author, .source]' "$tmp/names.out" | sort -u)"
is "places and the words there are those of the text" '["José Müller of Perú",28,47]
["José Müller of Perú",28,50]' "$(jq -c '.speaker_mention | [.text, .begin, .end]' "$tmp/names.out")"

# SQLite
if command -v sqlite3 >/dev/null; then
    ask() { sqlite3 "$tmp/all.db" "$@"; }
    ordo-classify -q -m $model --force -o "$tmp/all.db" "$tmp/in.jsonl"
    is "a database: sound" "ok" "$(ask 'PRAGMA integrity_check; PRAGMA foreign_key_check')"
    is "its schema has the number that is documented" 2 "$(ask 'PRAGMA user_version')"
    is "every article is in it, those without statements too" "a,1 b c" "$(ask 'SELECT article FROM articles ORDER BY id' | tr '\n' ' ' | sed 's/ $//')"
    is "facts of articles" '2024-03-05|Daily|A "title"	with a tab' "$(ask "SELECT date, source, title FROM articles WHERE article = 'a,1'")"
    is "the values of the JSONL" "$(jq -c '[.article, .statement, .begin, .end, .spans, .text, .kind, .speaker, .speaker_affiliation, .speaker_confidence, .cue, .stance.label, .stance.score, .stance.p]' "$tmp/all.jsonl")" \
        "$(ask "SELECT json_array(article, statement, \"begin\", \"end\", json(spans), text, kind, speaker, speaker_affiliation, speaker_confidence, cue, label, score, json(p))
                FROM statements JOIN articles ON articles.id = article_id LEFT JOIN speakers ON speakers.id = speaker_id JOIN scores ON statement_id = statements.id WHERE head = 'stance' ORDER BY statements.id" | jq -c .)"
    is "scored has what rows are chosen by" "$(jq -c '[.article, .statement, .kind, .speaker, .speaker_role, .speaker_affiliation, .speaker_by, .speaker_confidence, .cue, .stance.label, .stance.p]' "$tmp/all.jsonl")" \
        "$(ask "SELECT json_array(article, statement, kind, speaker, speaker_role, speaker_affiliation, speaker_by, speaker_confidence, cue, label, json(p))
                FROM scored WHERE head = 'stance' AND duplicate_of IS NULL AND skipped IS NULL AND url IS NULL AND author IS NULL AND path LIKE '%in.jsonl' AND article_id > 0 ORDER BY statement_id" | jq -c .)"
    is "one speaker once" 1 "$(ask "SELECT count(*) FROM speakers WHERE speaker = 'Ana Silva' AND speaker_affiliation IS (SELECT speaker_affiliation FROM speakers WHERE speaker = 'Ana Silva' LIMIT 1)")"
    is "views count what is there" "$n_statements" "$(ask "SELECT sum(statements) FROM by_source WHERE head = 'stance'")"
    is "by month" "2024-03|2024-04" "$(ask "SELECT group_concat(month, '|') FROM by_month WHERE head = 'stance'")"
    for date in 05/03/2024 2024-13-45 2024-02-31 "spring 2024" 2024spring 2024 2024-05 13/06/2024 2024-7-1T10:00Z; do
        echo "{\"date\": \"$date\", \"text\": \"\\\"We thank our allies,\\\" Ana Silva said.\"}"
    done >"$tmp/dates.jsonl"
    ordo-classify -q -m $model --force -o "$tmp/dates.db" "$tmp/dates.jsonl"
    is "dates that cannot be read stand as they were given" "05/03/2024|2024-13-45|2024-02-31|spring 2024|2024spring|2024|2024-05|2024-06-13|2024-07-01T10:00:00Z" \
        "$(sqlite3 "$tmp/dates.db" "SELECT date FROM articles ORDER BY id" | paste -sd '|')"
    is "and are of no month" "2024-05|2024-06|2024-07" "$(sqlite3 "$tmp/dates.db" "SELECT group_concat(month, '|') FROM by_month WHERE head = 'stance'")"
    is "by year: those whose month is not known, too" "2024|4" "$(sqlite3 "$tmp/dates.db" "SELECT year, statements FROM by_year WHERE head = 'stance'")"
    is "means of scores" "$(jq -s '[.[] | select(.speaker == "Ana Silva") | .stance.score] | (add / length * 10000 | round)' "$tmp/all.jsonl")" \
        "$(ask "SELECT CAST(round(sum(mean * statements) / sum(statements) * 10000) AS INTEGER) FROM by_speaker WHERE speaker = 'Ana Silva' AND head = 'stance'")"
    is "of every head with two poles" "$(jq -s '[.[] | .sentiment.p.positive - .sentiment.p.negative] | (add / length * 1000 | round)' "$tmp/all.jsonl")" \
        "$(ask "SELECT CAST(round(sum(mean * statements) / sum(statements) * 1000) AS INTEGER) FROM by_source WHERE head = 'sentiment'")"
    is "counts of labels as JSON" "$(jq -s '[.[].stance.label] | length' "$tmp/all.jsonl")" "$(ask "SELECT sum(value) FROM by_source, json_each(labels) WHERE head = 'stance'")"
    ordo-classify -q -m $model --force --append -o "$tmp/all.db" "$tmp/many.jsonl"
    is "--append adds a run" "2 3003" "$(ask "SELECT (SELECT count(*) FROM runs WHERE complete = 1) || ' ' || (SELECT count(*) FROM articles)")"
    is "whose model and settings are told" "$model|sqlite|given" "$(ask "SELECT model, json_extract(settings, '\$.to'), json_extract(settings, '\$.force') FROM runs WHERE id = 2")"
    printf '{"text":"good","stance":"support"}\n{"text":"bad","stance":"oppose"}\n' >"$tmp/rows.jsonl"
    ordo-train fit -q -k 0 -l stance --min-df 1 -o "$tmp/other.ordo" "$tmp/rows.jsonl"
    run ordo-classify -q -m $model --force --append -o "$tmp/all.db" "$tmp/in.jsonl"
    is "--append with the same model: nothing to tell" "" "$(cat "$tmp/err")"
    run ordo-classify -q -m "$tmp/other.ordo" --append -o "$tmp/all.db" "$tmp/in.jsonl"
    is "with another model: told once" "ordo-classify: $tmp/all.db: its earlier runs had another model: the views count each by itself (column model)" "$(cat "$tmp/err")"
    is "and no mean is of two models" "$(ask "SELECT sum(n) FROM (SELECT count(DISTINCT model) AS n FROM scored WHERE head = 'stance' AND source IS NOT NULL GROUP BY source)")" \
        "$(ask "SELECT count(*) FROM by_source WHERE head = 'stance'")"
    is "but each of one" "$n_statements" "$(ask "SELECT sum(statements) FROM by_source WHERE head = 'stance' AND model = (SELECT model_checksum FROM runs WHERE id = 4)")"
    ordo-classify -q -p quotes --append -o "$tmp/all.db" "$tmp/in.jsonl" 2>"$tmp/err"
    is "a run without a model has no other" "" "$(cat "$tmp/err")"
    sed -n 's/^    \(SELECT .*\)/\1/p' docs/output.md >"$tmp/docs.sql"
    ok "there is SQL in docs/output.md" test -s "$tmp/docs.sql"
    while read -r line; do
        [ -n "$(ask "$line" 2>&1 | grep -v '^Error')" ] || echo "$line"
    done <"$tmp/docs.sql" >"$tmp/bad"
    is "and all of it gives an answer" "" "$(cat "$tmp/bad")"
    printf 'MODERATOR: Thank you all for coming to the briefing today.\n\nQUESTION: Will the talks go on next week?\n\nMR. PRICE: They will go on, and we will take part in them.\n\nQUESTION: And then?\n' >"$tmp/turns.txt"
    printf '“We will stay,” said Ana Silva on Monday. “We will not,” the diplomats said. “Nor we,” said their union.\n' >"$tmp/described.txt"
    ordo-classify -q -m $model --force -o "$tmp/speakers.db" "$tmp/described.txt" "$tmp/turns.txt"
    is "by_speaker has descriptions and labels" "Ana Silva,MODERATOR,PRICE,QUESTION,the diplomats,their union" "$(sqlite3 "$tmp/speakers.db" "SELECT speaker FROM by_speaker WHERE head = 'stance' ORDER BY speaker" | paste -sd ,)"
    who -o "$tmp/who.db"
    is "and those that rows tell" "Ana Silva|PT|2 PT|2" "$(sqlite3 "$tmp/who.db" "SELECT speaker, speaker_affiliation, statements FROM by_speaker WHERE head = 'stance'; SELECT speaker_affiliation, statements FROM by_affiliation WHERE head = 'stance'" | paste -sd ' ')"
    is "which the SQL there takes out" "Ana Silva" "$(grep 'NOT GLOB' "$tmp/docs.sql" | sqlite3 "$tmp/speakers.db" | cut -d '|' -f 1 | paste -sd ,)"
    is "articles of two runs are found so" "a,1|1,3,4,5" "$(grep group_concat "$tmp/docs.sql" | sqlite3 "$tmp/all.db" | head -n 1)"
    ask "PRAGMA user_version = 99"
    run ordo-classify -q -m $model --append -o "$tmp/all.db" "$tmp/in.jsonl"
    is "another schema is refused" 3 "$code"
    has "and both are named" "its tables are of schema 99, and this writes schema 2" "$(cat "$tmp/err")"
    sqlite3 "$tmp/other.db" "CREATE TABLE t (x)"
    cp "$tmp/other.db" "$tmp/other.before"
    run ordo-classify -q -m $model --append -o "$tmp/other.db" "$tmp/in.jsonl"
    has "another program's database is refused" "not a database of ordo-classify" "$(cat "$tmp/err")"
    ok "and not touched" cmp "$tmp/other.before" "$tmp/other.db"
    printf '{"id":"1","text":"\\"Yes,\\" Ana Silva said."}\n{"id":"2","text":"\\"Yes,\\" Ana Silva said."}\n' >"$tmp/twice.jsonl"
    ordo-classify -q -p quotes --duplicates skip -o "$tmp/twice.db" "$tmp/twice.jsonl"
    is "a duplicate that was skipped is known" "2|1|duplicate|0" "$(sqlite3 "$tmp/twice.db" "SELECT article, duplicate_of, skipped, (SELECT count(*) FROM statements WHERE article_id = articles.id) FROM articles WHERE id = 2")"
else
    skip "SQLite" "no sqlite3"
fi

# brat
ordo-classify -q -m $model --force -o "$tmp/all.brat" "$tmp/in.jsonl"
is "brat: a text and its annotation for every article" "00000001.ann 00000001.txt 00000002.ann 00000002.txt 00000003.ann 00000003.txt annotation.conf index.tsv" \
    "$(ls "$tmp/all.brat" | tr '\n' ' ' | sed 's/ $//')"
for number in 1 2 3; do
    # every text-bound annotation: its words are those that stand at its places
    grep '^T' "$tmp/all.brat/0000000$number.ann" | jq -R -r --rawfile text "$tmp/all.brat/0000000$number.txt" \
        'split("\t") | .[1] as $where | .[2] as $words | ($where | sub("^[^ ]* "; "") | split(";") | map(split(" ") | $text[(.[0] | tonumber):(.[1] | tonumber)]) | join(" "))
         | if . == $words then empty else "\(.) is not \($words)" end'
done >"$tmp/bad"
is "brat: words stand where they are said to" "" "$(cat "$tmp/bad")"
is "brat: as many statements as ever" "$n_statements" "$(cat "$tmp/all.brat"/*.ann | grep -c '	Statement ')"
is "brat: labels are attributes" "$(jq -r .stance.label "$tmp/all.jsonl")" "$(cat "$tmp/all.brat"/*.ann | awk -F'[\t ]' '/^A/ && $2 == "stance" {print $4}')"
run ordo-classify -q -m $model -o "$tmp/all.brat" "$tmp/in.jsonl"
is "brat: a folder that holds something is left alone" 3 "$code"

# what does not go together
for arguments in "--to sqlite" "--to brat" "--append -o $tmp/x.jsonl" "--no-header" "--no-header -o $tmp/x.jsonl" "--no-header -o $tmp/x.db" "--resume" "--to brat -S -o $tmp/x" "--to sqlite -f article -o $tmp/x" "-o $tmp/x.db.gz" "--shard 3/2" "--shard 0/2" "--shard 1" "--shard 1/2/3" "-o $tmp/x.csv.bz2" "-o $tmp/x.xlsx" "-o $tmp/x.parquet" \
    "--kinds=" "--heads=" "--fields=" "--model-language english" \
    "--no-text -f article,text" "-S --no-text -f text" "-p articles --no-text -f text" "-S --duplicates skip" "-S --duplicates mark" "-S --duplicates-threshold 0.9" "-S --duplicates-window 9" "-S --model-language en" "-S --kinds direct" "--speaker-field x" "--affiliation-field x" "-S --speaker-confidence 0.5" \
    "--to sqlite -o -" "--to brat -o /dev/stdout" "--resume -o -" "-o /dev/stdout --stats -"; do
    # shellcheck disable=SC2086
    ordo-classify -q -m $model $arguments "$tmp/in.jsonl" >/dev/null 2>&1
    [ $? -eq 2 ] || echo "$arguments"
done >"$tmp/bad"
is "options that make no sense together: exit code 2" "" "$(cat "$tmp/bad")"
has "and why is said" "--duplicates is for articles: --statements scores every row as it is" "$(ordo-classify -m $model -S --duplicates skip "$tmp/in.jsonl" 2>&1)"
ok "what only says again what -S does is none of them" ordo-classify -q -m $model -S --duplicates keep --force "$tmp/in.jsonl"
ok "nothing is left behind" test -z "$(ls "$tmp" | grep -E '\.part|\.journal|-wal')"

# figures of a run
run ordo-classify -m $model --stats "$tmp/absent/stats.json" "$tmp/in.jsonl"
is "--stats where nothing can be written: exit code 3 before the run" "3 0" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
run ordo-classify -m $model --stats "$tmp/stats.json" -o "$tmp/stats.jsonl" "$tmp/in.jsonl" "$tmp/absent.txt"
is "--stats: as JSON" '["done",1,3,1]' "$(jq -c '[.end, .exit, .articles, .failed]' "$tmp/stats.json")"
is "--stats: why articles were skipped; what failed is counted as failed alone" '["language","duplicate","empty"]' "$(jq -c '.skipped | keys_unsorted' "$tmp/stats.json")"
is "--stats: statements" "$(wc -l <"$tmp/stats.jsonl" | tr -d ' ')" "$(jq .statements "$tmp/stats.json")"
has "the summary says what was skipped" "skipped: 1 language" "$(ordo-classify -m $model --model-language en -o "$tmp/x.jsonl" "$tmp/de.jsonl" 2>&1)"

finish
