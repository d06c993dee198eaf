# What ordo-classify reads: formats, packing, character sets, lists and folders, languages, duplicates. The pages and news documents
# are those of the fuzzers.
. tests/cli/tap.sh

articles() { ordo-classify -q -p articles "$@"; }
one() { # name, members, expected, file...
    name=$1
    members=$2
    expected=$3
    shift 3
    is "$name" "$expected" "$(articles "$@" 2>"$tmp/one.err" | jq -c "$members")"
}

body='"We stay with our allies," said Ana Silva, the minister, after the talks in the capital on Monday.'
printf '%s\n' "$body" >"$tmp/a.txt"

# ---- rows
printf '[\n {"id": "a", "text": "One."},\n {"id": "b",\n  "text": "Two."}]\n' >"$tmp/array.json"
one "a JSON array over several lines" '[.id, .text]' '["a","One."]
["b","Two."]' "$tmp/array.json"
printf '{"id": "a", "text": "One."}\n{"id": "b", "text": "Two."}\n' >"$tmp/named.txt"
one "JSONL whatever its name says" .id '"a"
"b"' "$tmp/named.txt"
printf 'id;text\na;"One; and ""two"".\nThree."\n' >"$tmp/table"
one "CSV known by its header" .text '"One; and \"two\".\nThree."' "$tmp/table"
printf 'id\ttext\tdate\na\tOne.\t20161011T0900Z\n' >"$tmp/table.dat"
one "TSV known by its header" '[.id, .date]' '["a","2016-10-11T09:00:00Z"]' "$tmp/table.dat"
printf '{"article":{"head":"Talks end","body":"All agreed."},"meta":{"key":"k","day":"Oct. 11, 2016","who":"A. B.","in":"Wire","at":"http://x/","tongue":"en-GB"}}\n' >"$tmp/nested.jsonl"
one "fields joined, by nested paths" '[.id, .text, .title, .date, .author, .source, .url, .language]' \
    '["k","Talks end\n\nAll agreed.","Talks end","2016-10-11","A. B.","Wire","http://x/","en"]' \
    --text-field article.head,article.body --title-field article.head --id-field meta.key --date-field meta.day --author-field meta.who \
    --source-field meta.in --url-field meta.at --language-field meta.tongue "$tmp/nested.jsonl"
run ordo-classify -p articles --text-field a,,b "$tmp/nested.jsonl"
is "an empty name among the fields is refused" 2 $code
is "what is printed as articles can be read as articles" "$(articles "$tmp/array.json" | jq -c '[.id, .text]')" "$(articles "$tmp/array.json" | articles - | jq -c '[.id, .text]')"

# ---- rows within an object, as web services answer
cat >"$tmp/answer.json" <<'JSON'
{"status": "ok", "totalResults": 3, "articles": [
 {"source": {"id": null, "name": "Wire"}, "author": ["A. One", "B. Two"], "title": "Talks end", "body": "All agreed."},
 {"source": {"name": "Post"}, "title": "[Removed]", "body": null},
 {"source": {"name": "Post"}, "title": "Storm {nears", "body": ["It comes.", "Stay at home."]}],
 "more": {"articles": [{"text": "not this"}]}}
JSON
answer='["Talks end","A. One, B. Two","Wire","All agreed.",null]
["[Removed]",null,"Post","","empty"]
["Storm {nears",null,"Post","It comes.\n\nStay at home.",null]'
one "the articles of an answer are found; lists of paragraphs and names are joined, null is empty" '[.title, .author, .source, .text, .skipped]' "$answer" \
    --text-field body --source-field source.name "$tmp/answer.json"
run ordo-classify -q -p articles --text-field body "$tmp/answer.json"
is "what was found is said" "ordo-classify: $tmp/answer.json: its rows are taken to be the objects at 'articles' (--records)" "$(cat "$tmp/err")"
run ordo-classify -q -p articles --text-field body --records articles "$tmp/answer.json"
is "what was asked for is not" "" "$(cat "$tmp/err")"
is "they are named by their lines and bytes" "2:52 3:172 4:239" "$(articles --text-field body "$tmp/answer.json" | jq -r .id | sed 's/.*json://' | xargs)"
is "for all may stand on one line" 3 "$(jq -c . "$tmp/answer.json" | articles --text-field body | jq -r .id | sort -u | wc -l | tr -d ' ')"
jq -c . "$tmp/answer.json" >"$tmp/answers.jsonl" && jq -c '{response: {status: 1}}' "$tmp/answer.json" >>"$tmp/answers.jsonl" && jq -c . "$tmp/answer.json" >>"$tmp/answers.jsonl"
run ordo-classify -q -p articles --text-field body "$tmp/answers.jsonl"
is "answers one a line; one without articles is told" "1 6" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
has "with its line" "answers.jsonl:2: byte " "$(cat "$tmp/err")"
has "and what it lacks" "no objects at 'articles' in 1 object" "$(cat "$tmp/err")"
jq -c '{response: {related: .articles[:1], results: .articles}}' "$tmp/answer.json" >"$tmp/deep.json"
run ordo-classify -q -p articles --text-field body "$tmp/deep.json"
has "which of two arrays, nobody guesses: the message names both" \
    "no text in field 'body': it has response.related[].source.name" "$(cat "$tmp/err")"
has "and the options" "(--text-field names another, --records the objects of an array)" "$(cat "$tmp/err")"
one "--records says it" .title '"Talks end"
"[Removed]"
"Storm {nears"' --text-field body --records response.results "$tmp/deep.json"
printf '{"status": "ok", "articles": []}\n' >"$tmp/empty.json"
run ordo-classify -q -p articles --text-field body "$tmp/empty.json"
has "of an empty array nobody can tell whether it is the one" "no text in field 'body': it has status (--text-field names another, --records the objects of an array)" "$(cat "$tmp/err")"
one "an answer may be empty then" . '' --records articles <<'JSON'
{"status": "ok", "articles": []}
JSON
run ordo-classify -q -p articles -F jsonl --text-field body "$tmp/answers.jsonl"
is "where every line is said to be a row, nothing is guessed from the first" "1 0" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
run ordo-classify -p articles --records 'a..b' "$tmp/deep.json"
is "what is no path is refused" 2 $code
head -c 330 "$tmp/answer.json" >"$tmp/cut.json"
run ordo-classify -q -p articles --text-field body "$tmp/cut.json"
is "an answer that is cut short: what it holds is read" "1 2" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
is "and it is told, once" 1 "$(grep -c 'invalid JSON\|cut short' "$tmp/err")"
head -n 3 "$tmp/answer.json" >"$tmp/cut.json"
run ordo-classify -q -p articles --text-field body "$tmp/cut.json"
has "between two articles, too" "cut.json:4: byte 238: JSON is not closed: cut short?" "$(cat "$tmp/err")"
yes '{"status": "ok", "articles": [{"id": 1, "body": "x"}], "pad": [[[{"articles": [{"body": "no"}]}]]]}' | head -n 20000 |
    sh -c '[ "$BUILD" != release ] || ulimit -v 400000; exec ordo-classify -q -j 1 -p articles --text-field body -' >"$tmp/out" 2>"$tmp/err"
is "many answers in bounded memory" 20000 "$(wc -l <"$tmp/out" | tr -d ' ')"
{ printf '{"articles": [{"body": "x"}'; yes ',{"body": "y"}' | head -n 60000; printf '], "pad": "'; head -c 3000000 /dev/zero | tr '\0' ' '; printf '", "end": '; head -c 100000 /dev/zero | tr '\0' '['; } >"$tmp/long.json"
for i in 1 2; do ordo-classify -q -p articles --text-field body --shard $i/2 "$tmp/long.json" 2>"$tmp/err"; done | jq -r .id | sort -t: -k2 -n | cksum >"$tmp/shares"
is "shares of one answer are the whole" "$(articles --text-field body "$tmp/long.json" 2>/dev/null | jq -r .id | sort -t: -k2 -n | cksum)" "$(cat "$tmp/shares")"
has "brackets without end behind it" "JSON is not closed: cut short?" "$(cat "$tmp/err")"

# ---- tables as they come
printf 'a,"He said ""no"", and left.",2020\nb,Two.,2021\n' >"$tmp/bare.csv"
run ordo-classify -q -p articles "$tmp/bare.csv"
has "a table without a header line" "bare.csv:1: no column 'text' in the header: it has a,\"He said \"\"no\"\", and left.\",2020 (--text-field names another, or its number" "$(cat "$tmp/err")"
one "its columns have numbers" '[.id, .date, .text]' '["a","2020","He said \"no\", and left."]
["b","2021","Two."]' --text-field 2 --date-field 3 --id-field 1 "$tmp/bare.csv"
printf '0,1\nx,Two.\n' >"$tmp/bare.csv"
one "unless they are its names" .text '"Two."' --text-field 1 "$tmp/bare.csv"
printf 'Nr\tArtikel\r\n1\t"Er sagte ""Nein""."\r\n' | iconv -f UTF-8 -t UTF-16 >"$tmp/unicode.txt"
one "what Excel calls Unicode text" '[.id, .text]' '["1","Er sagte \"Nein\"."]' --id-field Nr --text-field Artikel "$tmp/unicode.txt"
printf '\357\273\277{"text": "One."}\n' >"$tmp/mark.jsonl"
one "files with byte order marks, one behind the other" .text '"One."
"One."' - <<JSON
$(cat "$tmp/mark.jsonl" "$tmp/mark.jsonl")
JSON
printf '{"text": "a\0"}\n{"text": "b"}\n' >"$tmp/zero.jsonl"
one "a NUL byte costs its row" .text '"b"' "$tmp/zero.jsonl"

for delimiter in , ';'; do
    printf "id${delimiter}text\rr1${delimiter}\"One, \rand so on.\"\rr2${delimiter}Two.\r" >"$tmp/mac"
    one "a table whose lines end with CR alone, between '$delimiter'" '[.id, .text]' '["r1","One, \nand so on."]
["r2","Two."]' "$tmp/mac"
done
printf 'id\ttext\rr1\tOne.\rr2\tTwo.' >"$tmp/mac"
one "and between tabs" '[.id, .text]' '["r1","One."]
["r2","Two."]' "$tmp/mac"
printf 'One.\rTwo.\rThree.' >"$tmp/mac"
one "and a list of texts" '[(.id | sub(".*:"; "")), .text]' '["1","One."]
["2","Two."]
["3","Three."]' -F lines "$tmp/mac"
yes "$(printf 'One line.')" | head -n 100000 | tr '\n' '\r' >"$tmp/mac"
is "however many" 100000 "$(articles --no-text -F lines "$tmp/mac" | wc -l | tr -d ' ')"

# ---- texts that are none, or more than one
printf '{"text": 5}\n{"text": null}\n{"text": ["One.", ["no"], "Two."]}\n{"body": "x", "a\\u0007": "y"}\n{"text": "<p>She said &ldquo;no&rdquo;.</p><p>And <b>left</b>.</p>"}\n{"text": "<3 it"}\n{"text": ""}\n' >"$tmp/odd.jsonl"
run ordo-classify -q -p articles "$tmp/odd.jsonl"
is "null and nothing are empty; a list is its paragraphs; HTML is read as such" '["2","","empty"]
["3","One.\n\nTwo.",null]
["5","She said “no”.\n\nAnd left.",null]
["6","<3 it",null]
["7","","empty"]' "$(jq -c '[(.id | sub(".*:"; "")), .text, .skipped]' "$tmp/out")"
has "a number is none" "odd.jsonl:1: byte 10, column 10: number where a text is wanted in field 'text'" "$(cat "$tmp/err")"
has "nor is another field" "odd.jsonl:4: byte 63: no text in field 'text': it has body (--text-field names another)" "$(cat "$tmp/err")"
i=0
while [ $i -lt 3000 ]; do
    echo '{"body": "x"}'
    [ $((i % 3)) -gt 0 ] || echo '{"body": "x"'
    i=$((i + 1))
done >"$tmp/wrong.jsonl"
run ordo-classify -p articles --failed "$tmp/wrong.list" "$tmp/wrong.jsonl" "$tmp/odd.jsonl"
is "the same mistake in every row is shown ten times" "10 10" "$(grep -c ': byte .*no text' "$tmp/err" | awk '{print $1 - 1}') $(grep -c ': byte .*invalid JSON' "$tmp/err")"
has "then counted" "wrong.jsonl: 2990 more like this: no text in field 'text': it has body" "$(cat "$tmp/err")"
has "each mistake for itself" "wrong.jsonl: 990 more like this: invalid JSON" "$(cat "$tmp/err")"
has "and every row is among the failed" "4002 failed" "$(cat "$tmp/err")"

# ---- pages
cp tests/fuzz/corpus/page/page.html "$tmp/"
one "a page's facts" '[.title, .date, .author, .source, .url, .language]' \
    '["Strike ends at the harbour","2016-10-11T09:00:00+02:00","Lena Brook","The Harbour Post","https://post.example/strike","en"]' "$tmp/page.html"
articles "$tmp/page.html" | jq -r .text >"$tmp/page.text"
has "its article begins with its first paragraph" "The dock workers" "$(head -n 1 "$tmp/page.text")"
for part in Home cookies Share weekend neighbour mayor Copyright 'not said' color; do
    is "it leaves out: $part" 0 "$(grep -c "$part" "$tmp/page.text")"
done
has "two breaks end a paragraph" "
Trains run" "$(cat "$tmp/page.text")"
has "entities are letters" 'asked for – "and a little more,"' "$(cat "$tmp/page.text")"
has "q is in quotation marks" '“fair to both sides”' "$(cat "$tmp/page.text")"
has "so is blockquote, over its paragraphs" '“We did not strike against the sailors. We struck against a bad law.

“It is gone now, and we go back.”' "$(cat "$tmp/page.text")"
ordo-classify -q -p quotes --kinds direct "$tmp/page.html" | jq -r .text >"$tmp/quotes"
has "and a statement" "We did not strike against the sailors." "$(cat "$tmp/quotes")"
cp tests/fuzz/corpus/page/ld.html "$tmp/"
one "JSON-LD, in a graph, with two authors" '[.title, .date, .author, .source, .url]' '["Talks resume","2020-02-03","A. One, B. Two","Wire","https://w.example/1"]' "$tmp/ld.html"
cp "$tmp/page.html" "$tmp/page.txt"
one "a page known by its content" .title '"Strike ends at the harbour"' "$tmp/page.txt"

page() { printf '<html><head><title>Talks end | Harbour Post</title></head><body>%s</body></html>' "$1"; }
story='<p>All sides agreed on Tuesday, after a week of talks in the capital that nobody had expected to end so soon, and the ships went out.</p>'
linked() { # name, JSON-LD, expected title, date, author and source
    page "<script type=\"application/ld+json\">$2</script><link rel=\"canonical\" href=\"https://w.example/this/\"><article>$story</article>" >"$tmp/linked.html"
    one "$1" '[.title, .date, .author, .source]' "$3" "$tmp/linked.html"
}
linked "JSON-LD: of several articles the one at the page's address" \
    '[{"@type":"NewsArticle","headline":"Other","datePublished":"2020-01-01","url":"https://w.example/other"},{"@type":"NewsArticle","headline":"This","mainEntityOfPage":{"@id":"http://w.example/this?a=b"},"author":"A. One"}]' \
    '["This",null,"A. One",null]'
linked "names that stand elsewhere in the graph" \
    '{"@graph":[{"@type":"Article","headline":"This","author":{"@id":"#a"},"publisher":{"@id":"#p"}},{"@id":"#p","name":"Wire"},{"@id":"#a","@type":"Person","name":["A. One","B. Two"]}]}' \
    '["This",null,"A. One, B. Two","Wire"]'
linked "entities, raw line breaks, a wrapping for XML, the entity of a page" '//<![CDATA[
{"@type":"WebPage","mainEntity":{"@type":"https://schema.org/NewsArticle","headline":"Talks &amp; strikes&#39;
end &co;","author":{"name":"A. M&uuml;ller"}}}
//]]>' '["Talks & strikes'"'"' end &co;",null,"A. Müller",null]'
page "<div itemscope itemtype=\"https://schema.org/NewsArticle\"><h1 itemprop=\"headline\">Talks end</h1><span itemprop=\"datePublished\">5 March 2024</span>
<span itemprop=\"author\" itemscope><a href=\"/a\"><span itemprop=\"name\">Lena Brook</span></a>, editor</span>
<span itemprop=\"publisher\" itemscope><meta itemprop=\"name\" content=\"The Harbour Post\"></span><div itemprop=\"articleBody\">$story</div></div>" >"$tmp/micro.html"
one "microdata on the elements" '[.title, .date, .author, .source]' '["Talks end","2024-03-05","Lena Brook","The Harbour Post"]' "$tmp/micro.html"
page "<div class=\"teaser\"><p class=\"byline\">By Another One</p></div><article><div class=\"article__byline\">By <span>Lena Brook</span> | Wire</div>$story</article>" >"$tmp/byline.html"
one "else a byline, that of the article before others" '[.title, .author]' '["Talks end | Harbour Post","Lena Brook"]' "$tmp/byline.html"
page "<p class=\"byline\">Lena Brook, 5 March</p><article>$story<p>By <a rel=\"author\" href=\"/a\">By A. Low</a></p></article>" >"$tmp/byline.html"
one "but no more than names; a link to the author before it" .author '"A. Low"' "$tmp/byline.html"

for class in overflow-hidden print:hidden-none no-print visible-print wp-widget js-hidden-until ad-slot-aware pager-item related-link-free 'md:hidden'; do
    page "<article><section class=\"mb-4 $class\"><p>The talks failed on Monday.</p></section><p class=\"$class\">“We are done,” said Maria Gomez.</p><section><p>Nobody knew when they would meet again, or where.</p></section></article>" >"$tmp/class.html"
    one "no class that stands beside the article: $class" '[.text | scan("failed|done|again")]' '["failed","done","again"]' "$tmp/class.html"
done
for class in share-tools wire__related comments-area hidden newsletter-signup print; do
    page "<article>$story<div class=\"$class\"><p>This stands beside it, and is not to be read.</p></div>$story</article>" >"$tmp/class.html"
    one "one that does: $class" '[.text | scan("beside")]' '[]' "$tmp/class.html"
done
page '<article><h1>Talks end</h1><div>5 March</div><p class="promo">The talks failed on Monday.</p><p class="promo">“We are done,” said Maria Gomez.</p><p class="promo">Nobody knew when they would meet.</p><p class="promo">All of them went home.</p></article>' >"$tmp/class.html"
one "what is all of the article is read, whatever its class" '[.text | scan("failed|done|meet|home")]' '["failed","done","meet","home"]' "$tmp/class.html"

page "<article>$story<pre>“We go,” said John
Smith.

“We stay,” said Mary Jones.</pre><p><br>So it was told in the hall of the port that day, to all who had come there to hear it from them.</p></article>" >"$tmp/pre.html"
one "lines of what is set already are kept; a break before a paragraph is none" '.text | sub("(?s).*went out.\n\n"; "")' \
    '"“We go,” said John\nSmith.\n\n“We stay,” said Mary Jones.\n\nSo it was told in the hall of the port that day, to all who had come there to hear it from them."' "$tmp/pre.html"

# ---- news XML
cp tests/fuzz/corpus/news/g2.xml "$tmp/"
one "NewsML-G2: items with text" '[.id, .title, .date, .author, .source, .text]' '["urn:newsml:wire.example:1","Talks end","2016-10-11T08:00:00Z","Lena Brook","Wire Service","All sides agreed on Tuesday.\n\n\"It holds,\" said Ana Silva."]
["urn:newsml:wire.example:3","Storm nears",null,"K. Low",null,"It comes tonight.\n\n“Stay at home.”\n\nThe mayor"]' "$tmp/g2.xml"
cp tests/fuzz/corpus/news/nitf "$tmp/"
one "NITF, in the character set that it declares" '[.id, .title, .date, .source, .text]' '["doc-7","Café reopens","2016-10-11T09:00:00+02:00","Wire","The café is open.\n\nHours\n\nFrom nine."]' "$tmp/nitf"
cat >"$tmp/rcv1.xml" <<'END'
<?xml version="1.0" encoding="iso-8859-1" ?>
<newsitem itemid="7" id="root" date="1996-08-20" xml:lang="en"><title>PORT: Strike ends.</title><headline>Strike ends.</headline><byline>L. Brook</byline>
<text><p>It ended.</p><p>"It holds," she said.</p></text></newsitem>
END
one "Reuters' RCV1" '[.id, .title, .date, .author, .text]' '["7","Strike ends.","1996-08-20","L. Brook","It ended.\n\n\"It holds,\" she said."]' "$tmp/rcv1.xml"
echo '<nitf><body><body.content><block class="lead_paragraph"><p>It ended.</p></block><block class="full_text"><p>It ended.</p><p>All went home.</p></block></body.content></body></nitf>' >"$tmp/times.xml"
one "NITF that has its first paragraph twice" .text '"It ended.\n\nAll went home."' "$tmp/times.xml"
echo '<newsItem guid="p"><contentSet><inlineData contenttype="text/plain">  It ended.
All went home.

"It holds," said Ana &amp; Ben.
</inlineData></contentSet></newsItem>' >"$tmp/plain.xml"
one "NewsML-G2 of plain text keeps its lines" .text '"It ended.\nAll went home.\n\n\"It holds,\" said Ana & Ben."' "$tmp/plain.xml"
printf '<?xml version="1.0"?><rss><channel><title>x</title></channel></rss>\n' >"$tmp/feed.xml"
run ordo-classify -p articles "$tmp/feed.xml"
is "other XML is refused: exit code 1" 1 $code
has "and its root is named" "feed.xml: not read: XML with root element 'rss'" "$(cat "$tmp/err")"
printf '<DOC id="AFP_1" type="story">\n<TEXT>\n<P>\nOne.\n</P>\n</TEXT>\n</DOC>\n<DOC id="AFP_2">\n' >"$tmp/gigaword"
run ordo-classify -p articles "$tmp/gigaword"
has "the documents of a corpus are not taken for one text" "not read: XML with root element 'DOC' (make JSONL of it, an article a line)" "$(cat "$tmp/err")"
printf '<newsItem guid="x"><contentSet>' >"$tmp/cut.xml"
run ordo-classify -p articles "$tmp/cut.xml"
has "broken XML has its place" "cut.xml:1: invalid XML" "$(cat "$tmp/err")"

# ---- web archives
record() { # type, content type, url, file with the block
    printf 'WARC/1.0\r\nWARC-Type: %s\r\nWARC-Record-ID: <urn:uuid:%s>\r\nWARC-Target-URI: %s\r\nWARC-Date: 2016-10-12T00:00:00Z\r\nContent-Type: %s\r\nContent-Length: %s\r\n\r\n' \
        "$1" "$(cksum <"$4" | cut -d' ' -f1)" "$3" "$2" "$(wc -c <"$4" | tr -d ' ')"
    cat "$4"
    printf '\r\n\r\n'
}
http='application/http; msgtype=response'
printf 'software: test\r\n' >"$tmp/info"
{ printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n'; cat "$tmp/page.html"; } >"$tmp/r1"
{
    printf 'HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\nContent-Encoding: gzip\r\n\r\n'
    gzip -n <"$tmp/ld.html" >"$tmp/ld.gz"
    head -c 100 "$tmp/ld.gz" >"$tmp/c1" && tail -c +101 "$tmp/ld.gz" >"$tmp/c2"
    for chunk in c1 c2; do printf '%x;x=y\r\n' "$(wc -c <"$tmp/$chunk")"; cat "$tmp/$chunk"; printf '\r\n'; done
    printf '0\r\n\r\n'
} >"$tmp/r2"
printf 'HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<html><body><p>Nothing is here, and nothing was ever here at all.</p></body></html>' >"$tmp/r3"
printf 'HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\211PNG' >"$tmp/r4"
printf 'HTTP/1.0 200 OK\r\nContent-Type: text/plain; charset=windows-1252\r\n\r\n\223We stay,\224 said Ana Silva.' >"$tmp/r5"
printf 'The plain text of a page, as extracted.\n' >"$tmp/r6"
{
    record warcinfo application/warc-fields '' "$tmp/info"
    record request 'application/http; msgtype=request' http://a/1 "$tmp/info"
    record response "$http" http://a/1 "$tmp/r1"
    record response "$http" http://a/2 "$tmp/r2"
    record response "$http" http://a/3 "$tmp/r3"
    record response "$http" http://a/4 "$tmp/r4"
    record response "$http" http://a/5 "$tmp/r5"
    record conversion text/plain http://a/6 "$tmp/r6"
} >"$tmp/crawl.warc"
one "WARC: pages and texts, decoded; nothing else" '[.url, .title, .date]' '["http://a/1","Strike ends at the harbour","2016-10-11T09:00:00+02:00"]
["http://a/2","Talks resume","2020-02-03"]
["http://a/5",null,null]
["http://a/6",null,null]' "$tmp/crawl.warc"
is "the character set of the HTTP header" "“We stay,” said Ana Silva." "$(articles "$tmp/crawl.warc" | jq -r 'select(.url == "http://a/5") | .text')"
is "a record names an article" "urn:uuid:$(cksum <"$tmp/r6" | cut -d' ' -f1)" "$(articles "$tmp/crawl.warc" | jq -r 'select(.url == "http://a/6") | .id')"
record response '' http://a/1 "$tmp/r1" | grep -v '^Content-Type: .$' >"$tmp/untyped.warc"
one "a response that does not say it is HTTP" .url '"http://a/1"' "$tmp/untyped.warc"
for i in 1 2; do record response "$http" http://a/$i "$tmp/r$i" | gzip -n; done >"$tmp/news.warc.gz"
one "WARC of members packed one by one, as Common Crawl has them" .url '"http://a/1"
"http://a/2"' "$tmp/news.warc.gz"
head -c 3000 "$tmp/crawl.warc" >"$tmp/cut.warc"
run ordo-classify -p articles "$tmp/cut.warc"
has "a record cut short is named with its place" "cut.warc: byte 4" "$(sed 's/byte [0-9]*/byte 4/' "$tmp/err")"
printf 'WARC/1.0\r\nWARC-Type: response\r\n\r\nx' >"$tmp/nolength.warc"
run ordo-classify -p articles "$tmp/nolength.warc"
has "a record without a length" "nolength.warc: byte 1: WARC record without Content-Length" "$(cat "$tmp/err")"

# ---- packing
for tool in gzip bzip2 xz zstd; do
    $tool -c -q "$tmp/a.txt" >"$tmp/packed.$tool"
    is "packed by $tool, whatever the name" "$body" "$(articles "$tmp/packed.$tool" | jq -r '.text | rtrimstr("\n")')"
done
mkdir -p "$tmp/tree/deep" && cp "$tmp/a.txt" "$tmp/tree/deep/" && cp "$tmp/page.html" "$tmp/tree/" && gzip -c "$tmp/array.json" >"$tmp/tree/rows.json.gz" && echo 'no' >"$tmp/tree/style.css"
within='"deep/a.txt"
"page.html"
"a"
"b"'
for format in ustar zip 7zip; do
    (cd "$tmp/tree" && bsdtar --format $format -cf ../news.$format deep/a.txt page.html rows.json.gz style.css)
    is "members of $format, packed ones too" "$within" "$(articles "$tmp/news.$format" | jq -c '.id | sub(".*!"; "")')"
done
one "their paths" .path "\"$tmp/news.zip!deep/a.txt\"
\"$tmp/news.zip!page.html\"
\"$tmp/news.zip!rows.json.gz\"
\"$tmp/news.zip!rows.json.gz\"" "$tmp/news.zip"
gzip -c "$tmp/news.ustar" >"$tmp/news.tgz"
is "a packed tar" "$within" "$(articles "$tmp/news.tgz" | jq -c '.id | sub(".*!"; "")')"
is "an archive on standard input" "$within" "$(articles - <"$tmp/news.tgz" | jq -c '.id | sub(".*!"; "")')"
is "a zip on standard input" "$within" "$(articles - <"$tmp/news.zip" | jq -c '.id | sub(".*!"; "")')"
(cd "$tmp" && bsdtar --format zip -cf outer.zip news.tgz && xz -c -q outer.zip >outer.zip.xz)
is "an archive within an archive, packed" "outer.zip.xz!news.tgz!deep/a.txt" "$(articles "$tmp/outer.zip.xz" | jq -r '.path' | head -n 1 | sed "s|^$tmp/||")"

# ---- character sets
printf '\223We stay,\224 said Ana Silva. The caf\351 and the na\357ve \224plan\224 of the pi\361ata.\n' >"$tmp/ansi.txt"
run ordo-classify -q -p articles "$tmp/ansi.txt"
has "Windows-1252 is found" "“We stay,” said Ana Silva." "$(jq -r .text "$tmp/out")"
is "and said once a file" "ordo-classify: $tmp/ansi.txt: read as WINDOWS-1252" "$(cat "$tmp/err")"
for name in 'José Muñoz' Núñez Besançon Michèle Bjørn Citroën naïve Iñaki Peña 'São Paulo' Beyoncé Zoë Åse; do
    said="\"We stay with our allies,\" $name said after the talks in the capital on Monday."
    echo "$said" | iconv -f UTF-8 -t WINDOWS-1252 >"$tmp/name.txt"
    is "one name in an English text: $name" "$said" "$(articles "$tmp/name.txt" 2>/dev/null | jq -r '.text | rtrimstr("\n")')"
done
said='José Muñoz'
is "a name alone" "$said" "$(printf 'id,text\n1,"%s"\n' "$said" | iconv -f UTF-8 -t WINDOWS-1252 | articles -F csv - 2>/dev/null | jq -r .text)"
while IFS='|' read -r sets said; do
    for set in $sets; do
        echo "$said" | iconv -f UTF-8 -t $set >"$tmp/tongue.txt"
        is "other letters stay in $set" "$said" "$(articles "$tmp/tongue.txt" 2>/dev/null | jq -r '.text | rtrimstr("\n")')"
    done
done <<'END'
WINDOWS-1250 ISO-8859-2|Minister spraw zagranicznych powiedział we wtorek, że rozmowy będą kontynuowane w przyszłym tygodniu, także w Łodzi.
WINDOWS-1250 ISO-8859-2|Předseda vlády řekl v úterý, že další kolo jednání začne příští týden a že návrh dohody ještě není hotový.
WINDOWS-1250 ISO-8859-2|A miniszterelnök kedden azt mondta, hogy a tárgyalások jövő héten folytatódnak, és űrhajót nem vesznek.
WINDOWS-1250 ISO-8859-2|Ministar je u utorak rekao da će se pregovori nastaviti sljedećeg tjedna i da čeka odgovor iz Bruxellesa.
WINDOWS-1254 ISO-8859-9|Bakan salı günü yaptığı açıklamada görüşmelerin gelecek hafta başkentte süreceğini söyledi.
WINDOWS-1254|Bakan “görüşmeler gelecek hafta başkentte sürecek” dedi ve yaptığı açıklamada ayrıntıya girmedi.
WINDOWS-1257|Ministrs otrdien paziņoja, ka sarunas turpināsies nākamnedēļ un ka līgums vēl nav gatavs.
WINDOWS-1251 KOI8-R ISO-8859-5|Министр заявил во вторник, что переговоры продолжатся на следующей неделе в столице.
WINDOWS-1253 ISO-8859-7|Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν την επόμενη εβδομάδα.
WINDOWS-1252 ISO-8859-15|Le ministre a déclaré mardi que les négociations reprendront la semaine prochaine à Besançon.
WINDOWS-1252|Ráðherra sagði á þriðjudag að viðræðurnar héldu áfram í næstu viku í höfuðborginni.
SHIFT_JIS EUC-JP|首相は火曜日に記者会見で「同盟は地域の平和の基礎である」と述べた。
END
printf 'id,text\n1,"caf\351 na\357ve"\n2,"pi\361ata"\n' >"$tmp/ansi.csv"
run ordo-classify -q -p articles --encoding ISO-8859-1 "$tmp/ansi.csv"
is "rows too" "café naïve
piñata" "$(jq -r .text "$tmp/out")"
is "once a file" 1 "$(wc -l <"$tmp/err" | tr -d ' ')"
printf '\357\273\277%s\n' "$body" >"$tmp/mark.txt"
one "a byte order mark is no text" '.text[:5]' '"\"We s"' "$tmp/mark.txt"
for set in UTF-16LE UTF-16BE UTF-32LE UTF-32BE; do
    printf '\357\273\277%s\n' "$body" | iconv -f UTF-8 -t $set >"$tmp/wide.txt"
    is "$set with its mark" "$body" "$(articles "$tmp/wide.txt" 2>/dev/null | jq -r '.text | ltrimstr("\ufeff") | rtrimstr("\n")')"
done
while read -r said; do
    for set in UTF-16LE UTF-16BE; do
        echo "$said" | iconv -f UTF-8 -t $set >"$tmp/wide.txt"
        is "$set without its mark" "$said" "$(articles "$tmp/wide.txt" 2>/dev/null | jq -r '.text | rtrimstr("\n")')"
    done
done <<'END'
министр заявил во вторник, что переговоры продолжатся на следующей неделе.
外交部发言人周二表示：“我们反对霸权主义，反对单边制裁。”
首相は火曜日に記者会見で「同盟は地域の平和の基礎である」と述べた。
장관은 화요일 "우리는 동맹을 지지한다"고 말했다.
Ο υπουργός δήλωσε την Τρίτη ότι οι συνομιλίες θα συνεχιστούν.
END
printf 'id,text\nа,министр заявил во вторник\n' | iconv -f UTF-8 -t UTF-16LE >"$tmp/wide.csv"
one "a table in it" '[.id, .text]' '["а","министр заявил во вторник"]' "$tmp/wide.csv"
for set in UTF-8 UTF-16LE UTF-32BE; do
    printf '\357\273\277text;id\r\n"b; \303\244";a\r\n' | iconv -f UTF-8 -t $set >"$tmp/wide.dat"
    is "a table in $set with its mark, the text in its first column" '["a","b; ä"]' "$(articles "$tmp/wide.dat" 2>/dev/null | jq -c '[.id, .text]')"
    printf '\357\273\277[{"id": "a", "text": "\303\244"}]' | iconv -f UTF-8 -t $set >"$tmp/wide.dat"
    is "a JSON array in $set" '["a","ä"]' "$(articles "$tmp/wide.dat" 2>/dev/null | jq -c '[.id, .text]')"
done
printf '\377\376\0\0A\0B\0' >"$tmp/wide.txt"
run ordo-classify -q -p articles "$tmp/wide.txt"
has "UTF-16 with a NUL behind its mark is not UTF-32" "not a text: NUL byte" "$(cat "$tmp/err")"
printf '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251"></head><body><p>\317\360\350\342\345\362, \360\341 \352\356\353\353\345\343\350, \361\345\343\356\344\355\377 \354\373 \344\356\343\356\342\356\360\350\353\350\361\374 \356 \354\350\360\345 \350 \361\356\342\354\345\361\362\355\356\351 \360\340\341\356\362\345 \344\353\377 \342\361\345\365 \355\340\361.</p></body></html>' >"$tmp/cyrillic.html"
has "a page's own declaration" "Привет" "$(articles "$tmp/cyrillic.html" 2>/dev/null | jq -r .text)"
run ordo-classify -p articles --encoding no-such-set "$tmp/a.txt"
is "an unknown character set: exit code 2" 2 $code

# ---- lists and folders
printf '%s\n\n%s\n' "$tmp/a.txt" "$tmp/array.json" >"$tmp/list"
one "a list of inputs" .id "\"$tmp/a.txt\"
\"a\"
\"b\"" --list "$tmp/list"
is "ended by NUL, on standard input" '"a"
"b"' "$(printf '%s\0' "$tmp/array.json" | articles --list - -0 | jq -c .id)"
run ordo-classify -p articles --list "$tmp/absent.list"
is "a list that is not there: exit code 3" 3 $code
: >"$tmp/empty.list"
run ordo-classify -q -p articles --list "$tmp/empty.list" </dev/null
is "an empty list is no error" "0" "$code$(cat "$tmp/out" "$tmp/err")"
one "a mixture of everything, in order" '.id | sub(".*[/!]"; "")' '"a.txt"
"a.txt"
"page.html"
"a"
"b"
"a"
"b"' "$tmp/a.txt" "$tmp/news.tgz" "$tmp/array.json"
one "a folder by content, in the order of names; style sheets are no articles" '.id | sub(".*/"; "")' '"a.txt"
"page.html"
"a"
"b"' "$tmp/tree"

# ---- languages
german='Der Minister sagte am Montag in Berlin, die Regierung werde das Abkommen nicht unterzeichnen. „Wir bleiben dabei“, sagte er.'
jq -n -c --arg en "$body" --arg de "$german" '{id: "en", text: $en}, {id: "de", text: $de}, {id: "x", text: "Ja."}' >"$tmp/tongues.jsonl"
one "languages are recognised" '[.id, .language]' '["en","en"]
["de","de"]
["x",null]' "$tmp/tongues.jsonl"
ordo-train fit -q -l stance --words 1 --folds 0 --language en -o "$tmp/en.ordo" datasets/us-order/statements.jsonl 2>/dev/null
run ordo-classify -m "$tmp/en.ordo" "$tmp/tongues.jsonl"
is "another language than the model's: statements without scores, and why" '[null,"language"]' "$(jq -c 'select(.article == "de") | [.stance, .skipped]' "$tmp/out" | head -n 1)"
is "the model's language is scored" '["oppose","neutral","support",null]' "$(jq -c 'select(.article == "en") | (.stance.p | keys_unsorted) + [.skipped]' "$tmp/out")"
is "that is no failure" 0 $code
is "--force scores all" '["oppose","neutral","support"]' "$(ordo-classify -q -m "$tmp/en.ordo" --force "$tmp/tongues.jsonl" | jq -c 'select(.article == "de") | .stance.p | keys_unsorted' | head -n 1)"
is "--model-language overrules the model" null "$(ordo-classify -q -m "$tmp/en.ordo" --model-language de "$tmp/tongues.jsonl" | jq -c 'select(.article == "en") | .stance')"
ordo-train fit -q -l stance --words 1 --folds 0 -o "$tmp/own.ordo" datasets/us-order/statements.jsonl 2>/dev/null
ok "fit recognises the language of its data" grep -q -a '"language":"en"' "$tmp/own.ordo"

# ---- duplicates
long='The dock workers of Manara went back to work on Tuesday after three weeks of strike, and the first of the waiting ships was unloaded before noon, the port said. "We asked for what the law gives us, and now we have it in writing," said Rosa Quintero, who leads the union, to a cheering crowd at the northern gate of the harbour.'
jq -n -c --arg t "$long" --arg b "$body" '{id: "first", text: $t}, {id: "other", text: $b}, {id: "same", text: ("  " + ($t | gsub(" "; "\n")))},
    {id: "near", text: ($t + " Trains run again from Wednesday.")}, {id: "part", text: ($t[:150] + $b + $b)}, {id: "nothing", text: "..."}, {id: "nothing more", text: "..."}' >"$tmp/copies.jsonl"
one "duplicates are marked: the same words, nearly the same" '[.id, .duplicate_of, (.duplicate_similarity // 0) == 1]' '["first",null,false]
["other",null,false]
["same","first",true]
["near","first",false]
["part",null,false]
["nothing",null,false]
["nothing more",null,false]' --duplicates mark "$tmp/copies.jsonl"
is "or skipped" "first
other
part" "$(ordo-classify -q -p quotes --duplicates skip "$tmp/copies.jsonl" | jq -r .article | uniq)"
is "a page of the same words as a text is its duplicate" "first" "$(jq -r 'select(.id == "first") | .text' "$tmp/copies.jsonl" | sed 's/.*/<html><body><article><p>&<\/p><\/article><\/body><\/html>/' >"$tmp/copy.html"
    articles --duplicates mark "$tmp/copies.jsonl" "$tmp/copy.html" | tail -n 1 | jq -r 'select(.text | length > 100) | .duplicate_of')"
is "or neither is looked for" "" "$(articles "$tmp/copies.jsonl" | jq -r '.duplicate_of // empty')"
i=0
while [ $i -lt 4000 ]; do
    echo "{\"id\": \"r$i\", \"text\": \"Story number $((i * 7919 % 1501)) is about the year $((i * 7919 % 1501 + 300)) and $((i * 7919 % 1501 * 31)) ships that came to the harbour of Manara with $((i * 7919 % 1501 * 17)) tons of grain.\"}"
    i=$((i + 1))
done >"$tmp/stories.jsonl"
articles --duplicates mark --duplicates-threshold 1 -j 1 "$tmp/stories.jsonl" "$tmp/copies.jsonl" "$tmp/stories.jsonl" >"$tmp/one.jsonl"
articles --duplicates mark --duplicates-threshold 1 -j 5 "$tmp/stories.jsonl" "$tmp/copies.jsonl" "$tmp/stories.jsonl" >"$tmp/five.jsonl"
ok "duplicates are the same at any number of threads" cmp "$tmp/one.jsonl" "$tmp/five.jsonl"
is "each repeated story is found" 6499 "$(jq -s '[.[] | select(.id | startswith("r")) | select(.duplicate_of != null)] | length' "$tmp/one.jsonl")"
is "beyond the window nothing is remembered" 0 "$(articles --duplicates mark --duplicates-window 2 "$tmp/stories.jsonl" | head -n 1500 | jq -r 'select(.duplicate_similarity == 1) | .id' | wc -l | tr -d ' ')"

# ---- left out by their names
mkdir "$tmp/mixed"
for name in a.txt b.pdf c.JPG readme.md .hidden; do printf 'Text.\n' >"$tmp/mixed/$name"; done
run ordo-classify -p articles --stats "$tmp/mixed.json" "$tmp/mixed"
has "the summary tells how many files of a folder were left out" "1 article, 0 statements, 0 failed, left out by name: 4 files;" "$(cat "$tmp/err")"
is "so do the figures" 4 "$(jq .left_out_by_name "$tmp/mixed.json")"

mkdir "$tmp/mixed/.deep" && cp "$tmp/mixed/a.txt" "$tmp/mixed/.deep/" && (cd "$tmp" && bsdtar --format ustar -cf mixed.tar ./mixed && bsdtar --format zip -cf mixed.zip mixed)
for set in mixed mixed.tar mixed.zip; do
    run ordo-classify -p articles "$tmp/$set"
    has "hidden files are counted, hidden folders passed over: $set" "1 article, 0 statements, 0 failed, left out by name: 4 files;" "$(cat "$tmp/err")"
done
mkdir "$tmp/linked" && cp "$tmp/mixed/a.txt" "$tmp/linked/" && ln "$tmp/linked/a.txt" "$tmp/linked/b.txt" && ln -s a.txt "$tmp/linked/c.txt" && mkfifo "$tmp/linked/d.txt" && (cd "$tmp" && bsdtar --format ustar -cf linked.tar linked)
run ordo-classify -p articles "$tmp/linked.tar"
has "links and pipes of an archive are told and counted" "1 article, 0 statements, 3 failed" "$(cat "$tmp/err")"
is "with their names" 3 "$(grep -c 'linked.tar!linked/[a-d].txt: left out: a link, pipe or device in an archive' "$tmp/err")"

# ---- Markdown
cat >"$tmp/post" <<'END'
---
title: "Talks: the end"
date: 5 March 2024
author: Jane Roe
tags: [a, b]
source:
  - x
lang: en
---
"It holds," Ana Silva said.
END
sed 's/$/\r/' "$tmp/post" >"$tmp/crlf"
for file in post crlf; do
    is "Markdown's settings tell what is known ($file)" '["Talks: the end","2024-03-05","Jane Roe",null,"\"It holds,\" Ana Silva said."]' \
        "$(articles "$tmp/$file" | jq -c '[.title, .date, .author, .source, .text]')"
done
is "by the names that are asked for" '["Talks: the end","en"]' "$(articles --language-field lang --author-field nobody "$tmp/post" | jq -c '[.title, .language]')"

# ---- block quotations, in Markdown as in pages
cat >"$tmp/said.md" <<'END'
The port stayed closed on Monday, and nobody knew for how long.

> It holds, and *we*
> go back to work.
>
> Now, we hope.
> — Ana Silva, minister

A man at the gate saw it in another way.

> &ldquo;Nobody asked us.&rdquo;

> — Sit down.
> — No, I will not.
END
cat >"$tmp/said.html" <<'END'
<html><body><article><p>The port stayed closed on Monday, and nobody knew for how long.</p><blockquote><p>It holds, and <em>we</em>
go back to work.</p><p>Now, we hope.<br>— Ana Silva, minister</p></blockquote><p>A man at the gate saw it in another way.</p>
<blockquote>&ldquo;Nobody asked us.&rdquo;</blockquote><blockquote><p>— Sit down.</p><p>— No, I will not.</p></blockquote></article></body></html>
END
for file in said.md said.html; do
    is "they are quotations, of whom a line behind a dash names ($file)" '["It holds, and we go back to work. Now, we hope.","Ana Silva"]
["Nobody asked us."]
["— Sit down. — No, I will not."]' "$(ordo-classify -q -p quotes --kinds direct "$tmp/$file" | jq -c '[.text] + (if .text[:2] == "It" then [.speaker] else [] end)')"
done
is "their spans are those of the file, without the marks that were added" '["It holds, and *we*\n> go back to work.","Now, we hope.","&ldquo;Nobody asked us.&rdquo;","— Sit down.\n> — No, I will not."]' \
    "$(ordo-classify -q -p quotes --kinds direct "$tmp/said.md" | jq -c --rawfile file "$tmp/said.md" '.spans[] | $file[.[0]:.[1]]' | jq -s -c .)"

# ---- names of fields that no row has
printf 'id,text,date\na,One.,2024-03-05\n' >"$tmp/known.csv"
printf '{"id":"b","text":"Two.","who":{"name":"Ana Silva"},"meta":null}\n{"id":"c","text":"Three."}\n' >"$tmp/known.jsonl"
missing() { # option...: what is told of them at the end
    ordo-classify -q -p articles --stats "$tmp/missing.json" "$@" "$tmp/known.csv" "$tmp/known.jsonl" 2>&1 >/dev/null
}
is "a field of some rows of one file is there, one that is null, too" "[]" "$(missing --date-field date --author-field who.name --url-field meta; jq -c .missing_fields "$tmp/missing.json")"
is "the usual names may be missing" "" "$(missing)"
is "others are told once, and stand in --stats" "ordo-classify: no row has the field 'nope' (--id-field)
ordo-classify: no row has the field 'datum' (--date-field)
[\"nope\",\"datum\"]" "$(missing --date-field datum --id-field nope; jq -c .missing_fields "$tmp/missing.json")"
is "one of several texts as well" "ordo-classify: no row has the field 'boddy' (--text-field)" "$(ordo-classify -q -p articles --text-field text,boddy "$tmp/known.jsonl" 2>&1 >/dev/null)"
is "of statements as well" "ordo-classify: no row has the field 'datum' (--date-field)" "$(ordo-classify -q -S -p ngrams --date-field datum "$tmp/known.jsonl" 2>&1 >/dev/null)"
printf -- '---\ntitle: Talks end\n---\nAll went home.\n' >"$tmp/known.md"
is "settings of Markdown are rows" "ordo-classify: no row has the field 'autor' (--author-field)" "$(ordo-classify -q -p articles --author-field autor "$tmp/known.md" 2>&1 >/dev/null)"
is "and without rows there is none that lacks it" "" "$(ordo-classify -q -p articles --date-field datum "$tmp/a.txt" 2>&1 >/dev/null)"

quoted() { # name, markup, expected
    page "<article>$story$2$story</article>" >"$tmp/quoted.html"
    one "$1" '.text | sub("(?s)^.*?went out.\n\n"; "") | sub("(?s)\n\nAll sides.*"; "")' "$3" "$tmp/quoted.html"
}
for mark in '<footer>— <cite>Ann Lee</cite>, minister</footer>' '<p>— <cite>Ann Lee</cite>, minister</p>'; do
    quoted "whom a line names, in elements within elements: $mark" "<blockquote><p>We stay.</p><p>We do.</p>$mark</blockquote>" \
        '"“We stay.\n\n“We do.”\n\n— Ann Lee, minister"'
done
quoted "quotations that bring their marks along get none" '<p>He said, <q>“We go,”</q> and <q>“never”.</q> She said, <q>“No” is no</q>, and <q>we stay</q>.</p>' \
    '"He said, “We go,” and “never”. She said, ““No” is no”, and “we stay”."'

# ---- real articles, where they are
real=../shared/data/articles/sino-russian-meeting.txt
if [ -r $real ]; then
    { printf '<html><body><nav><a href="/">Home</a></nav><article>'; sed 's/&/\&amp;/g; s/</\&lt;/g; s/^\(..*\)$/<p>\1<\/p>/' $real; printf '</article></body></html>'; } >"$tmp/real.html"
    is "a real article as a page has the same statements" "$(ordo-classify -q -p quotes $real | jq -c '[.text, .speaker, .kind]' | cksum)" \
        "$(ordo-classify -q -p quotes "$tmp/real.html" | jq -c '[.text, .speaker, .kind]' | cksum)"
else
    skip "a real article as a page has the same statements" "no ../shared/data"
fi

finish
