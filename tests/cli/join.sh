# ordo-train detach and join: labels without their texts, and together with them again.
. tests/cli/tap.sh

mkdir -p "$tmp/corpus/session 1"
printf 'Mr. President,\n\n  we thank   our allies — all of them.\nWe kept our word.\n' >"$tmp/corpus/session 1/AAA_01.txt"
printf 'The bases\302\240must go. 我们同意。\n' >"$tmp/corpus/BBB_02.txt"
{
    printf '%s\n' '{"url": "https://example.org/news/opening-day/", "body": "An opening day.\nThe fleet is welcome."}'
    echo '{"url": "https://example.org/news/other/", "body": "Nothing to see."}'
} >"$tmp/press.jsonl"
{
    echo '{"id": "1", "source": "debate", "doc": "AAA_01", "from": 15, "to": 51, "text": "we thank our allies — all of them. W", "stance": "support"}'
    echo '{"id": "2", "source": "debate", "doc": "BBB_02", "from": 0, "to": 18, "text": "The bases must go.", "stance": "oppose"}'
    echo '{"id": "3", "source": "debate", "doc": "BBB_02", "from": 19, "to": 24, "text": "我们同意。", "stance": "neutral"}'
    echo '{"id": "4", "source": "press", "doc": "opening-day", "from": 16, "to": 37, "text": "The fleet is welcome.", "stance": "support"}'
} >"$tmp/data.jsonl"

run ordo-train detach --begin from --end to -c id -c source -c doc -c stance "$tmp/data.jsonl"
is "detach ends with 0" 0 $code
cp "$tmp/out" "$tmp/labels.tsv"
is "its columns are those kept, and where the text stands" "id	source	doc	stance	begin	end	checksum" "$(head -n 1 "$tmp/labels.tsv")"
is "no text is left" "" "$(grep -i 'bases\|fleet\|allies' "$tmp/labels.tsv")"
if command -v xxhsum >/dev/null; then
    is "the checksum is XXH64" "$(printf 'The bases must go.' | xxhsum -H1 - | cut -c 1-16)" "$(sed -n 3p "$tmp/labels.tsv" | cut -f 7)"
else
    skip "the checksum is XXH64" "no xxhsum"
fi

run ordo-train join -c "debate=$tmp/corpus" -c "press=$tmp/press.jsonl,url,body" -o "$tmp/joined.jsonl" "$tmp/labels.tsv"
is "join ends with 0" 0 $code
has "and says what it found" "4 of 4 examples found" "$(cat "$tmp/out")"
is "texts come back as they were labelled, white space folded" "$(jq -c '[.id, .source, .doc, .stance, .text]' "$tmp/data.jsonl")" \
    "$(jq -c '[.id, .source, .doc, .stance, .text]' "$tmp/joined.jsonl")"
ok "ordo-train fit reads it" ordo-train check --folds 0 -l stance "$tmp/joined.jsonl"

printf 'The bases must stay. 我们同意。\n' >"$tmp/corpus/BBB_02.txt"
run ordo-train join -c "debate=$tmp/corpus" -o "$tmp/part.jsonl" "$tmp/labels.tsv"
is "what is missing or changed makes 1" 1 $code
has "a text that changed is named" "labels.tsv:3: debate BBB_02 differs" "$(cat "$tmp/out")"
has "so is one that was not found" "labels.tsv:5: press opening-day is in none" "$(cat "$tmp/out")"
is "the rest is written" "1" "$(jq -r .id "$tmp/part.jsonl" | xargs)"

{ cat "$tmp/labels.tsv"; printf '9\tdebate\tAAA_01\tx\tten\t12\t00\n9\tdebate\tAAA_01\tx\t9\t99999\t00\n'; } >"$tmp/bad.tsv"
run ordo-train join -c "debate=$tmp/corpus" -o "$tmp/part.jsonl" "$tmp/bad.tsv"
has "a bad row has its line" "bad.tsv:6:" "$(cat "$tmp/err")"
has "a span beyond the document differs" "bad.tsv:7: debate AAA_01 differs" "$(cat "$tmp/out")"
printf 'id\tsource\n1\tdebate\n' >"$tmp/short.tsv"
run ordo-train join -c "debate=$tmp/corpus" -o "$tmp/part.jsonl" "$tmp/short.tsv"
has "a column that is needed is named" "no column 'doc'" "$(cat "$tmp/err")"
run ordo-train join -c "debate=$tmp/nowhere" -o "$tmp/part.jsonl" "$tmp/labels.tsv"
is "a corpus that is not there cannot be read" 3 $code
run ordo-train join -c debate -o "$tmp/part.jsonl" "$tmp/labels.tsv"
is "a corpus needs SOURCE=PATH" 2 $code

printf 'source,doc,begin,end,text\ns,"a\nb",0,3,abc\ns,"c\td",0,3,abc\ns,e,0,3,abc\n' >"$tmp/breaks.csv"
run ordo-train detach -c source -c doc "$tmp/breaks.csv"
is "a value with a tab or a line break is no value of TSV" "1 source s" "$code $(cut -f 1 "$tmp/out" | xargs)"

public="datasets/us-order/public-train.tsv datasets/us-order/public-more.tsv datasets/us-order/public-chosen.tsv"
labels() { # FILE...: the columns source:doc, id, stance and sentiment, found by the header
    awk -F '\t' -v OFS='\t' 'FNR == 1 { for (i = 1; i <= NF; i++) at[$i] = i; next }
        { print $at["source"] ":" $at["doc"], $at["id"], $at["stance"], $at["sentiment"] }' "$@"
}
# shellcheck disable=SC2086
labels $public >"$tmp/learnt"
labels datasets/us-order/public-dev.tsv >"$tmp/judged"
is "no public statement is labelled twice" "" "$(cat "$tmp/learnt" "$tmp/judged" | cut -f 2 | sort | uniq -d)"
is "they have the codebook's labels" "negative neutral oppose positive support" \
    "$(cat "$tmp/learnt" "$tmp/judged" | cut -f 3,4 | tr '\t' '\n' | sort -u | xargs)"
is "no document that the model is judged by is learnt from" "" \
    "$({ cut -f 1 "$tmp/learnt" | sort -u; cut -f 1 "$tmp/judged" | sort -u; } | sort | uniq -d)"

data=../shared/data
if [ -s $data/us-order/dev.jsonl ]; then
    zcat $data/official_statements/kremlin_en_news_transcripts.jsonl.gz >"$tmp/kremlin.jsonl"
    ordo-train join -c "kremlin=$tmp/kremlin.jsonl" -o "$tmp/kremlin.out.jsonl" datasets/us-order/public-dev.tsv >"$tmp/report"
    is "the labels of public statements find theirs" "$(jq -c 'select(.source == "kremlin") | [.id, .text, .stance, .sentiment]' $data/us-order/dev.jsonl | sort | cksum)" \
        "$(jq -c '[.id, .text, .stance, .sentiment]' "$tmp/kremlin.out.jsonl" | sort | cksum)"
    grep -E '^id|	kremlin	' datasets/us-order/public-chosen.tsv >"$tmp/chosen.tsv"
    ordo-train join -q -c "kremlin=$tmp/kremlin.jsonl" -o "$tmp/chosen.jsonl" "$tmp/chosen.tsv" >"$tmp/report"
    is "so do those of the statements that were chosen" "0 $(tail -n +2 "$tmp/chosen.tsv" | wc -l)" "$? $(wc -l <"$tmp/chosen.jsonl")"
else
    skip "the labels of public statements find theirs" "no $data"
    skip "so do those of the statements that were chosen" "no $data"
fi

finish
