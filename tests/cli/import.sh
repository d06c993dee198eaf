# ordo-train import: each format in the shape that its documentation gives, and the corpora where they are.
. tests/cli/tap.sh

import() { # format, option or file...
    run ordo-train import -q "$@"
}
rows() { # a jq filter for each record of the last import
    jq -r "$1" "$tmp/out" | paste -sd';' -
}

# ---- tables
printf 'id,body,verdict,who\n1,"He said ""no"", twice",oppose,Ana\n2,"two\nlines",support,Ben\n' >"$tmp/t.csv"
import csv -t body -l verdict -f speaker=who "$tmp/t.csv"
is "CSV: columns are mapped to members" '0 1|He said "no", twice|oppose|Ana;2|two lines|support|Ben' \
    "$code $(rows '"\(.id)|\(.text | gsub("\n"; " "))|\(.label)|\(.speaker)"')"
printf 'id;text;label\n1;a, b;x\n' >"$tmp/semi.csv"
import csv "$tmp/semi.csv"
is "the delimiter is found" "a, b" "$(rows .text)"
printf 'text,label\ra,x\rb,y\r' >"$tmp/mac.csv"
import csv "$tmp/mac.csv"
is "lines may end with CR alone" "a x;b y" "$(rows '"\(.text) \(.label)"')"
printf 'text^label\na;b^x\n' >"$tmp/hat.csv"
import csv -d '^' "$tmp/hat.csv"
is "or given" "a;b" "$(rows .text)"
printf 'x,some words\ny,more words\n' >"$tmp/bare.csv"
import csv --no-header -t 2 -l 1 "$tmp/bare.csv"
is "without a header columns have numbers" "x some words;y more words" "$(rows '"\(.label) \(.text)"')"
printf 'text\tlabel\na "b" c\tx\n' >"$tmp/t.tsv"
import tsv "$tmp/t.tsv"
is "TSV has no quoting" 'a "b" c' "$(rows .text)"
printf 'stance,tone,text\na,b,words\n' >"$tmp/two.csv"
import csv -l stance -l mood=tone "$tmp/two.csv"
is "several labels have their columns' names, or others" '{"text":"words","stance":"a","mood":"b"}' "$(cat "$tmp/out")"

# ---- Excel
printf '\357\273\277text;label\r\nGr\303\274\303\237e;gut\r\n' >"$tmp/bom.csv"
import excel "$tmp/bom.csv"
is "Excel: byte order mark, semicolons, CR LF" "Grüße gut" "$(rows '"\(.text) \(.label)"')"
printf 'sep=;\r\ntext;label\r\n"a;b";gut\r\n' >"$tmp/sep.csv"
import excel "$tmp/sep.csv"
is "the line sep=;" "a;b gut" "$(rows '"\(.text) \(.label)"')"
printf 'text;label\r\nGut\374;gut\r\n;\r\n;\r\n' >"$tmp/trail.csv"
import excel "$tmp/trail.csv"
is "empty rows at the end" "0 Gutü" "$code $(rows .text)"
printf 'text\tlabel\r\n"Gr\303\274\303\237e\taus Wien"\tgut\r\n' | iconv -f UTF-8 -t UTF-16LE >"$tmp/raw16"
{ printf '\377\376'; cat "$tmp/raw16"; } >"$tmp/utf16.txt"
run ordo-train import excel "$tmp/utf16.txt"
is "UTF-16 with tabs (Unicode text)" "Grüße	aus Wien gut" "$(rows '"\(.text) \(.label)"')"
has "it says what was converted" "utf16.txt: read as UTF-16LE" "$(cat "$tmp/err")"
import excel "$tmp/raw16"
is "without its mark, too" "Grüße	aus Wien" "$(rows .text)"
for i in 1 2 3 4 5 6 7 8; do
    echo "Müßige Grüße über die Brücke: Fürsten hören schöne Töne in Zürich, $i Kühe äßen Gemüse;gut"
done | iconv -f UTF-8 -t WINDOWS-1252 | { echo 'text;label'; cat; } >"$tmp/latin.csv"
run ordo-train import excel "$tmp/latin.csv"
is "a code page is detected" 8 "$(grep -c 'Müßige Grüße über' "$tmp/out")"
has "and told" "(detected" "$(cat "$tmp/err")"
printf 'text,label\n\317\360\350\342\345\362,x\n' >"$tmp/cp1251.csv"
import csv -e WINDOWS-1251 "$tmp/cp1251.csv"
is "--encoding overrides" "Привет" "$(rows .text)"
import csv -e NOSUCH "$tmp/cp1251.csv"
is "an unknown one is a usage error" 2 $code

# ---- JSON
printf '{"a":{"body":"deep words"},"y":3}\n' >"$tmp/t.jsonl"
import jsonl -t a.body -l y "$tmp/t.jsonl"
is "JSONL: dotted paths; numbers stay numbers" '{"text":"deep words","label":3}' "$(cat "$tmp/out")"
printf '[\n  {"text": "one", "label": "x"},\n  {\n    "text": "two}, {",\n    "label": "y"\n  }\n]\n' >"$tmp/t.json"
import jsonl "$tmp/t.json"
is "a JSON array over any lines" "one x;two}, { y" "$(rows '"\(.text) \(.label)"')"
import jsonl - <"$tmp/t.jsonl"
is "a missing text is told" 1 "$(grep -c 'no text' "$tmp/err")"

# ---- compression, streams, folders
for filter in gzip bzip2 xz zstd; do
    $filter -c "$tmp/t.csv" >"$tmp/packed" 2>"$tmp/why" || { skip "$filter" "is not there"; continue; }
    import csv -t body -l verdict - <"$tmp/packed"
    is "$filter, from standard input" "oppose;support" "$(rows .label)"
done
mkdir -p "$tmp/folder/inner"
printf 'b\tsecond\n' >"$tmp/folder/inner/b.tsv"
printf 'a\tfirst\n' | gzip >"$tmp/folder/a.tsv.gz"
echo nothing >"$tmp/folder/notes.md"
import label-text "$tmp/folder"
is "a folder's files, in the order of names" "first;second" "$(rows .text)"
import brat "$tmp/folder"
is "a folder without any is an error" "3 1" "$code $(grep -c 'no file of format brat' "$tmp/err")"
import csv -t body -l verdict -o "$tmp/o.jsonl" "$tmp/t.csv"
is "-o writes a file" "0 2 " "$code $(wc -l <"$tmp/o.jsonl" | tr -d ' ') $(cat "$tmp/out")"

# ---- lines
printf '1\tgood\tfilm\n' >"$tmp/lt.tsv"
import label-text "$tmp/lt.tsv"
is "label, tab, text: further tabs are text" "1 good	film" "$(rows '"\(.label) \(.text)"')"
printf '__label__sauce __label__cheese How much  does potato starch affect a cheese sauce?\n__label__x only\n' >"$tmp/ft.txt"
import fasttext "$tmp/ft.txt"
is "fastText: a record for each label" "sauce cheese x" "$(rows .label | tr ';' ' ')"
is "its text keeps its spaces" "How much  does potato starch affect a cheese sauce?" "$(jq -r .text "$tmp/out" | head -n 1)"
import fasttext --several first "$tmp/ft.txt"
is "or the first label" "sauce;x" "$(rows .label)"
import fasttext --several none "$tmp/ft.txt"
is "or several are a mistake" "1 x" "$code $(rows .label)"
import fasttext --several flags --labels sauce,cheese,x "$tmp/ft.txt"
is "or a member each" "yes yes no;no no yes" "$(rows '"\(.sauce) \(.cheese) \(.x)"')"
printf '#pos fine words\n' >"$tmp/hash.txt"
import fasttext --label-prefix '#' "$tmp/hash.txt"
is "another prefix" "pos fine words" "$(rows '"\(.label) \(.text)"')"

printf "1 2.5 'first|title a:2 b |body c d:0.3\n-1 tagged|body e\n3 |n f\n1:0.5 2:0.1 | g\n4,7 | h\n| i\n" >"$tmp/t.vw"
import vw -u "$tmp/t.vw"
is "Vowpal Wabbit: label, importance, tag, words of all namespaces" \
    "1 2.5 first a a b c d;-1 null tagged e;3 null null f;2 null null g;4 null null h;7 null null h;null null null i" \
    "$(rows '"\(.label) \(.weight) \(.id) \(.text)"')"
import vw -t body -f title=title "$tmp/t.vw"
is "namespaces as columns; lines without are told" "c d a a b;e " "$(rows '"\(.text) \(.title // "")"')"
is "with their place" 4 "$(grep -c 't.vw:[3456]: byte' "$tmp/err")"
printf '1 01 |a b\n1 0x10 |a c\n1 3. |a d\n' >"$tmp/odd.vw"
import vw "$tmp/odd.vw"
is "whose weights JSON would not take as they stand" "1 16 3" "$(rows .weight | tr ';' ' ')"
printf '1 words without a bar\n' >"$tmp/bad.vw"
import vw "$tmp/bad.vw"
has "a line without a bar is told" "bad.vw:1: byte 22, column 22: no | before the features" "$(cat "$tmp/err")"

printf 'the\nfox\nruns\n' >"$tmp/words"
printf '+1 qid:4 1:1 2:2 # doc-a\n-1 3:0.5\n1,2 1:1\n' >"$tmp/t.svm"
import svmlight --vocabulary "$tmp/words" "$tmp/t.svm"
is "SVMlight: words from the vocabulary, qid, comment, several labels" \
    "+1 4 doc-a the fox fox;-1 null null runs;1 null null the;2 null null the" "$(rows '"\(.label) \(.group) \(.id) \(.text)"')"
printf 'fox\t0\nthe\t1\n' >"$tmp/words0"
printf '1 0:1 1:1\n0 9:1\n1 a:1\n' >"$tmp/zero.svm"
import svmlight --vocabulary "$tmp/words0" "$tmp/zero.svm"
is "words with their index" "fox the" "$(rows .text)"
has "an index without a word is told" "zero.svm:2: byte 13, column 3: index 9 is not in the vocabulary" "$(cat "$tmp/err")"
has "what is no index, too" "zero.svm:3: byte 19, column 3: 'a:1' is no index:value" "$(cat "$tmp/err")"
import svmlight "$tmp/t.svm"
is "without a vocabulary there are no texts" 2 $code

printf '264183816548130816\tpositive\tGas by my house\n264\tneutral\tNot Available\n15140428\tNATO\tnegative\tSo much for that\n1\t7\t"positive"\tquoted label\n9\t8\t0\t2\tneutral\tfrom the first word\n5\tfunny\tno such label\n' >"$tmp/tweets.txt"
import semeval-sentiment "$tmp/tweets.txt"
is "SemEval's tweets: with topic, user, span; deleted ones left out" \
    "positive null null null;negative NATO null null;positive null 7 null;neutral null 8 2" \
    "$(rows '"\(.label) \(.topic) \(.user) \(.last_word)"')"
has "another label is told" "tweets.txt:6: byte 177, column 3: 'funny' is no sentiment" "$(cat "$tmp/err")"

# ---- annotation tools
cat >"$tmp/doccano.jsonl" <<'END'
{"id": 1, "text": "Great price", "label": ["positive"]}
{"id": 2, "text": "Too slow", "labels": "negative", "meta": {"doc": "a"}}
{"id": 3, "text": "Ça va, Paris and Rome", "label": [[7, 12, "LOC"], [17, 21, "LOC"]]}
{"id": 4, "text": "Ana came", "entities": [{"id": 0, "label": "PER", "start_offset": 0, "end_offset": 3}], "relations": []}
{"id": 5, "text": "old export", "annotations": [{"label": 2, "user": 1}]}
{"id": 6, "text": "short", "label": [[0, 99, "LOC"]]}
END
import doccano -f doc=meta.doc "$tmp/doccano.jsonl"
is "doccano: labels of texts, and of spans in code points" \
    "1|Great price|positive;2|Too slow|negative;3/1|Paris|LOC;3/2|Rome|LOC;4/1|Ana|PER;5|old export|2" \
    "$(rows '"\(.id)|\(.text)|\(.label)"')"
is "a span has its place, and its text as group" "7 12 3" "$(jq -r 'select(.id == "3/1") | "\(.begin) \(.end) \(.group)"' "$tmp/out")"
is "other members are fields" a "$(jq -r 'select(.id == 2) | .doc' "$tmp/out")"
has "a span outside of its text is told" "doccano.jsonl:6: byte 454, column 38: span 0 to 99 is not in the text" "$(cat "$tmp/err")"

cat >"$tmp/full.json" <<'END'
[
  {"id": 11, "data": {"text": "They kept the peace"},
   "annotations": [
     {"id": 1, "completed_by": {"id": 1, "email": "ana@example.org"}, "was_cancelled": false, "result": [
       {"id": "a", "from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": ["support"]}},
       {"id": "b", "from_name": "certain", "to_name": "text", "type": "rating", "value": {"rating": 4}},
       {"id": "c", "from_name": "why", "to_name": "text", "type": "textarea", "value": {"text": ["praise"]}}]},
     {"id": 2, "completed_by": 2, "was_cancelled": false, "result": [
       {"id": "d", "from_name": "stance", "to_name": "text", "type": "choices", "value": {"choices": ["neutral"]}}]},
     {"id": 3, "completed_by": 3, "was_cancelled": true, "result": []}],
   "predictions": [{"result": [{"from_name": "stance", "value": {"choices": ["oppose"]}}]}]},
  {"id": 12, "data": {"text": "😀 Rome fell"}, "annotations": [{"completed_by": 1, "result": [
       {"id": "r", "from_name": "ner", "to_name": "text", "type": "labels", "value": {"start": 3, "end": 7, "text": "Rome", "labels": ["LOC"]}},
       {"id": "r", "from_name": "tone", "to_name": "text", "type": "choices", "value": {"start": 3, "end": 7, "choices": ["sad"]}}]}]},
  {"id": 13, "data": {"text": "nobody saw it"}, "annotations": []}
]
END
import label-studio "$tmp/full.json"
is "Label Studio: a record for each annotator" \
    "11 support 4 praise ana@example.org;11 neutral null null 2;12/1 null null null 1" \
    "$(rows '"\(.id) \(.stance) \(.certain) \(.why) \(.annotator)"')"
is "a region is a record; offsets are UTF-16's" "Rome LOC sad 3 7" "$(jq -r 'select(.id == "12/1") | "\(.text) \(.ner) \(.tone) \(.begin) \(.end)"' "$tmp/out")"
import label-studio -l stance "$tmp/full.json"
is "--label takes some controls" '["annotator","id","label","text"]' "$(head -n 1 "$tmp/out" | jq -c keys)"
import label-studio "$tmp/full.json"
jq -c 'select(.stance)' "$tmp/out" >"$tmp/judgements.jsonl"
has "agree reads its annotators" "1 items, 2 annotators" "$(ordo-train agree -q -a annotator -i id -l stance "$tmp/judgements.jsonl")"
echo '[{"data": {"text": "a"}, "annotations": [{"result": [{"from_name": "text", "value": {"choices": ["x"]}}]}]}]' >"$tmp/hides.json"
import label-studio "$tmp/hides.json"
has "a control that would hide a member of records is told" "'text' is another member of records: give it a name with --label NAME=text" "$(cat "$tmp/err")"
import label-studio -l choice=text "$tmp/hides.json"
is "and may have a name" "x" "$(rows .choice)"
echo '[{"id": 1, "text": "fine", "sentiment": "positive", "annotator": 1, "annotation_id": 1, "lead_time": 2.5}, {"id": 2, "text": "both", "sentiment": {"choices": ["positive", "negative"]}, "annotator": 1}, {"id": 3, "text": "go to Rome", "label": [{"start": 6, "end": 10, "text": "Rome", "labels": ["LOC"]}]}]' >"$tmp/min.json"
import label-studio "$tmp/min.json"
is "JSON_MIN" "1 fine positive;2 both positive;2 both negative;3/1 Rome LOC" "$(rows '"\(.id) \(.text) \(.sentiment // .label)"')"

mkdir "$tmp/brat"
printf 'Ana Silva praised the\ncéremonie. She left.\n' >"$tmp/brat/doc1.txt"
printf 'T1\tPerson 0 9\tAna Silva\nT2\tStance 10 31\tpraised the céremonie\nA1\tPolarity T2 positive\nA2\tNegated T2\nE1\tStance:T2 Who:T1\nA3\tStrength E1 high\nT3\tPart 0 3;37 41\tAna left\nR1\tof Arg1:T1 Arg2:T2\n*\tEquiv T1 T3\n#1\tAnnotatorNotes T1\twho she is\nT4\tPerson 0 3\tBen\nT5\tPerson 90 93\tfar\n' >"$tmp/brat/doc1.ann"
import brat "$tmp/brat"
is "brat: spans with types, attributes, events' attributes and notes" \
    "doc1/T1 Person 0 9 null null null who she is;doc1/T2 Stance 10 31 positive true high null;doc1/T3 Part 0 41 null null null null" \
    "$(rows '"\(.id) \(.label) \(.begin) \(.end) \(.Polarity) \(.Negated) \(.Strength) \(.note)"')"
is "fragments are joined" "Ana left" "$(jq -r 'select(.id == "doc1/T3") | .text' "$tmp/out")"
has "a text that does not stand there is told" "doc1.ann:11: 'Ben' does not stand at 0 to 3 of doc1.txt" "$(cat "$tmp/err")"
has "a span behind the end, too" "doc1.ann:12: 90 to 93 is no span of doc1.txt" "$(cat "$tmp/err")"
import brat -u -l stance=Polarity "$tmp/brat/doc1.txt"
is "--label names the attribute that is the label" "positive" "$(jq -r 'select(.stance) | .stance' "$tmp/out")"

# ---- corpora's own formats
printf 'ID\tTarget\tTweet\tStance\tOpinion towards\tSentiment\r\n101\tAtheism\ta tweet \221quoted\221 #SemST\tAGAINST\tOTHER\tPOSITIVE\r\n' >"$tmp/semeval.txt"
import semeval2016 --map stance:AGAINST=oppose "$tmp/semeval.txt"
is "SemEval-2016" "101 oppose POSITIVE Atheism OTHER" "$(rows '"\(.id) \(.stance) \(.sentiment) \(.target) \(.opinion)"')"
printf 'ID\tTarget\tTweet\tStance\n1\tAtheism\tfirst release\tNONE\n' >"$tmp/semeval.txt"
import semeval2016 "$tmp/semeval.txt"
is "its first release had no sentiment" "0 NONE null" "$code $(rows '"\(.stance) \(.sentiment)"')"
echo '{"primary_gid": "s1", "sentence_normalized": "Ana praised Ben.", "targets": [{"Input.gid": "s1_a", "from": 0, "to": 3, "mention": "Ana", "polarity": 4.0}, {"Input.gid": "s1_b", "from": 12, "to": 15, "mention": "Ben", "polarity": 6.0}]}' >"$tmp/mtsc.jsonl"
import newsmtsc "$tmp/mtsc.jsonl"
is "NewsMTSC: a record for each target" "s1_a s1 Ana 0 3 neutral;s1_b s1 Ben 12 15 positive" \
    "$(rows '"\(.id) \(.group) \(.target) \(.begin) \(.end) \(.label)"')"
printf '{"iso3": "ALB", "year": 1970, "session": 5, "country": "Albania", "ideal_all": -2.27, "text": "May I convey"}\n{"iso3": "XYZ", "year": 1971, "session": 26, "ideal_all": null, "text": "no votes"}\n' | gzip >"$tmp/un.jsonl.gz"
import ungdc --cut far,-1,mid,1,near "$tmp/un.jsonl.gz"
is "UN speeches: numbers are cut into labels; without one they are left out" "0 ALB_05_1970 far -2.27 ALB 1970" \
    "$code $(rows '"\(.id) \(.label) \(.label_value) \(.group) \(.year)"')"
printf 'low\t1\n' | sed 's/low/nan/' >"$tmp/nan.tsv"
import label-text --cut far,-1,near "$tmp/nan.tsv"
is "what is no number is not cut" "3 " "$code $(rows .label)"

# ---- labels
printf 'a\tone\nb\ttwo\nc\tthree\n' >"$tmp/abc.tsv"
import label-text --drop c --map b=B --labels a,B "$tmp/abc.tsv"
is "--drop, --map and --labels" "0 a B" "$code $(rows .label | tr ';' ' ')"
import label-text --labels a,b "$tmp/abc.tsv"
has "an unknown label is told" "abc.tsv:3: byte 13: unknown label 'c' of 'label': --labels has a,b" "$(cat "$tmp/err")"
import csv -t body -l verdict --labels oppose "$tmp/t.csv"
has "in a table with its column" "t.csv:4: byte 72, column 8: unknown label 'support'" "$(cat "$tmp/err")"
for bad in "nosuch $tmp/t.csv" "csv" "csv --map x $tmp/t.csv" "csv --cut a,b $tmp/t.csv" "csv -l text=x $tmp/t.csv" \
    "csv --several flags $tmp/t.csv" "csv -d ab $tmp/t.csv" "csv --no-header $tmp/t.csv"; do
    import $bad
    is "usage: import ${bad%% /*}" 2 $code
done
import csv "$tmp/none.csv"
is "a file that is not there" "3 1" "$code $(grep -c 'cannot open' "$tmp/err")"
import label-text "$tmp/none.tsv" "$tmp/abc.tsv"
is "the others go on" "1 3" "$code $(wc -l <"$tmp/out" | tr -d ' ')"

# ---- there and back
head -n 200 datasets/us-order/statements.jsonl >"$tmp/original.jsonl"
jq -r '[.id, .text, .stance] | @csv' "$tmp/original.jsonl" | { echo 'id,text,stance'; cat; } >"$tmp/original.csv"
ordo-train fit -q -j 1 -l stance -o "$tmp/original.ordo" "$tmp/original.jsonl"
for way in "jsonl -l stance=stance $tmp/original.jsonl" "csv -l stance=stance $tmp/original.csv"; do
    import $way
    mv "$tmp/out" "$tmp/imported.jsonl"
    ordo-train fit -q -j 1 -l stance -o "$tmp/imported.ordo" "$tmp/imported.jsonl"
    ok "fit makes the same model of what was imported from ${way%% *}" cmp "$tmp/original.ordo" "$tmp/imported.ordo"
    ordo-train evaluate -q --json "$tmp/original.ordo" "$tmp/original.jsonl" >"$tmp/figures"
    ordo-train evaluate -q --json "$tmp/original.ordo" "$tmp/imported.jsonl" >"$tmp/again"
    ok "and evaluate the same figures" sh -c "test -s '$tmp/figures' && cmp '$tmp/figures' '$tmp/again'"
done

# ---- the corpora themselves
data=../shared/data
if [ -d $data/semeval2016 ]; then
    import semeval2016 $data/semeval2016/t*-all-annotations.txt
    is "SemEval-2016: all tweets" "0 2914 3" "$code $(wc -l <"$tmp/out" | tr -d ' ') $(jq -r .stance "$tmp/out" | sort -u | wc -l | tr -d ' ')"
    mv "$tmp/out" "$tmp/semeval.jsonl"
    iconv -f ISO-8859-1 -t UTF-8 $data/semeval2016/trainingdata-all-annotations.txt >"$tmp/train.tsv"
    import semeval2016 $data/semeval2016/trainingdata-all-annotations.txt
    mv "$tmp/out" "$tmp/train.jsonl"
    ordo-train fit -q -k 0 -t Tweet -l Stance -o "$tmp/direct.ordo" "$tmp/train.tsv"
    ordo-train fit -q -k 0 -l stance -o "$tmp/import.ordo" "$tmp/train.jsonl"
    for model in direct import; do
        ordo-train inspect --json "$tmp/$model.ordo" | jq '.. | .data_xxh64? // empty' >"$tmp/$model.sum"
    done
    ok "and fit learns from the same texts and labels as in the file itself" \
        sh -c "test -s '$tmp/direct.sum' && cmp '$tmp/direct.sum' '$tmp/import.sum'"
    import newsmtsc $data/newsmtsc
    is "NewsMTSC: every target of every sentence" "0 $(cat $data/newsmtsc/*.jsonl | jq '.targets | length' | awk '{ n += $1 } END { print n }')" \
        "$code $(wc -l <"$tmp/out" | tr -d ' ')"
    import label-text $data/sentiment/sst/fine.train.tsv
    is "SST: all sentences" "0 8544 5" "$code $(wc -l <"$tmp/out" | tr -d ' ') $(jq -r .label "$tmp/out" | sort -u | wc -l | tr -d ' ')"
    import label-text $data/sentiment/imdb
    is "IMDB, compressed, as a folder" "0 25000" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
    import ungdc $data/ungdc
    is "UN speeches: all that have an ideal point" "0 $(zcat $data/ungdc/*.gz | grep -vc '"ideal_all": null')" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
else
    for what in "SemEval-2016" "NewsMTSC" "SST and IMDB" "UN speeches"; do
        skip "$what" "needs the corpora"
    done
fi

finish
