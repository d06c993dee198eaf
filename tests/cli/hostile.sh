# Inputs that nobody means well with: bounded time and memory, a message with the place, and the rest goes on.
. tests/cli/tap.sh

printf '"We stay with our allies," said Ana Silva, the minister, after the talks on Monday.\n' >"$tmp/good.txt"
slow=
[ "$BUILD" = release ] && [ -z "$VALGRIND" ] || slow="release builds only"

# What is refused, and that the file behind it is read.
refused() { # name, part of the message, option or file...
    name=$1
    part=$2
    shift 2
    run timeout 60 ordo-classify -q -p articles "$@" "$tmp/good.txt"
    has "$name" "$part" "$(cat "$tmp/err")"
    is "$name: counted, and on" "1 $tmp/good.txt" "$code $(tail -n 1 "$tmp/out" | jq -r .id)"
}
taken() { # name, file...: no error, in time
    name=$1
    shift
    run timeout 60 ordo-classify -q -p articles --no-text "$@" "$tmp/good.txt"
    is "$name" "0 $tmp/good.txt" "$code $(tail -n 1 "$tmp/out" | jq -r .id)"
}
repeat() { # text, times
    yes "$1" | head -n "$2" | tr -d '\n'
}

# ---- nesting
{ printf '{"text":'; repeat '[' 1000000; printf '\n{"id":"next","text":"x"}\n'; } >"$tmp/deep.jsonl"
refused "JSON nested a million deep" "deep.jsonl:1: byte 72, column 72: JSON nested deeper than 64" "$tmp/deep.jsonl"
{ printf '<html><body><p>Before.</p>\n'; repeat '<div>' 1000000; printf 'Deep.'; } >"$tmp/deep.html"
refused "a page nested a million deep" "deep.html:2: elements nested deeper than 256, the rest of the page is left out" "$tmp/deep.html"
is "what stands before is read" "Before." "$(jq -r .text "$tmp/out" | head -n 1)"
run ordo-classify -p articles --duplicates mark "$tmp/deep.html"
is "it is counted once" "1 1" "$(grep -c 'nested deeper' "$tmp/err") $(grep -c ' 1 failed' "$tmp/err")"
{ printf '{"text":"<p>Before.</p>'; repeat '<div>' 300; printf '"}\n'; } >"$tmp/deep.jsonl"
refused "and a row's" "deep.jsonl:1: byte 1: elements nested deeper than 256" "$tmp/deep.jsonl"
{ printf '<html><body><p>Before.</p>'; repeat 'word ' 2500000; printf '</body>'; } >"$tmp/long.html"
refused "a text of 12 MB in one element" "long.html:1: text longer than 10000000 bytes in one element, the rest of the page is left out" "$tmp/long.html"
{ printf '<html><body><p>'; repeat '<b x=y>w</b> ' 300000; } >"$tmp/wide.html"
taken "a page of three hundred thousand elements" "$tmp/wide.html"
{ printf '<html><body><p '; repeat 'a=b ' 300000; printf '>x</p>'; } >"$tmp/attributes.html"
taken "an element of as many attributes" "$tmp/attributes.html"
{ printf '<html><head><script type="application/ld+json">'; repeat '[' 500000; printf '</script></head><body><p>x</p>'; } >"$tmp/ld.html"
taken "JSON-LD nested half a million deep" "$tmp/ld.html"
{ printf '<html><body>'; repeat '<blockquote class="comment share nav"><article>x' 3000; } >"$tmp/quoted.html"
refused "quotations within quotations" "quoted.html:1: elements nested deeper than 256" "$tmp/quoted.html"
{ printf '<?xml version="1.0"?><newsItem>'; repeat '<a>' 100000; } >"$tmp/deep.xml"
refused "XML nested a hundred thousand deep" "deep.xml:1: invalid XML: Excessive depth" "$tmp/deep.xml"
cat >"$tmp/laughs.xml" <<'EOS'
<?xml version="1.0"?><!DOCTYPE newsItem [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;"><!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;&d;&d;"><!ENTITY f "&e;&e;&e;&e;&e;&e;&e;&e;&e;&e;"><!ENTITY g "&f;&f;&f;&f;&f;&f;&f;&f;&f;&f;"><!ENTITY file SYSTEM "file:///etc/passwd">]>
<newsItem guid="x"><contentSet><inlineXML><body><p>Laughs: &g; &file; end.</p></body></inlineXML></contentSet></newsItem>
EOS
refused "a billion laughs" "laughs.xml:2: invalid XML: Detected an entity reference loop" "$tmp/laughs.xml"
printf '<!DOCTYPE newsItem [<!ENTITY b "ha"><!ENTITY file SYSTEM "file:///etc/passwd">]><newsItem><contentSet><inlineXML><body><p>Laughs: &b; &file; end.</p></body></inlineXML></contentSet></newsItem>\n' >"$tmp/file.xml"
run timeout 60 ordo-classify -q -p articles -F news "$tmp/file.xml"
is "entities are neither expanded nor fetched" "Laughs: end." "$(jq -r .text "$tmp/out")"

printf '....[b](h)' >"$tmp/link.md"
printf '....[b](h' >"$tmp/open.md"
run ordo-classify -q -j 1 -p articles "$tmp/link.md" "$tmp/open.md"
is "a Markdown link that the end of the file leaves open takes nothing from the file before" "0 ....b|....[b](h" "$code $(jq -r .text "$tmp/out" | paste -s -d '|')"

# ---- bombs
yes '{"text":"nothing at all"}' | head -n 1200000 | gzip >"$tmp/bomb.jsonl.gz"
run timeout 60 ordo-classify -q -p articles --no-text --limit-size 1 "$tmp/bomb.jsonl.gz" "$tmp/good.txt"
has "a packed file that unfolds to more than 200 times its size" "bomb.jsonl.gz" "$(grep 'unfolds to more than 200 times its size' "$tmp/err")"
is "is read to the limit, and on" "1 $tmp/good.txt" "$code $(tail -n 1 "$tmp/out" | jq -r .id)"
ok "the rows before it are kept" test "$(wc -l <"$tmp/out")" -gt 1000
taken "and below the limit is none" "$tmp/bomb.jsonl.gz"
head -c 30000000 /dev/zero | tr '\0' ' ' | gzip | gzip >"$tmp/blank.gz"
refused "a text that unfolds to more than --limit-size" "longer than 1 MiB" --limit-size 1 "$tmp/blank.gz"
(cd "$tmp" && head -c 20000000 /dev/zero | tr '\0' 'a' >big.txt && bsdtar --format zip -cf big.zip big.txt good.txt && rm big.txt)
run timeout 60 ordo-classify -q -p articles --no-text --limit-size 0.5 "$tmp/big.zip"
has "a zip's member that does, named" "big.zip!big.txt: document longer than 0.5 MiB" "$(cat "$tmp/err")"
(cd "$tmp" && cp good.txt n && for i in 1 2 3 4 5 6; do bsdtar --format zip -cf n.zip n && mv n.zip n; done && mv n nested.zip)
refused "a zip in a zip in a zip ..." "packed more than 4 times" "$tmp/nested.zip"

# ---- damage
for tool in gzip bzip2 xz zstd; do
    jq -n -c '[range(20000)] | map({id: "i\(.)", text: "Text \(. * 7919 % 10007) of \(. * 31)"})[]' | $tool -c -q | head -c 30000 >"$tmp/cut.$tool"
    run timeout 60 ordo-classify -q -p articles --no-text "$tmp/cut.$tool"
    has "what $tool packed and was cut short is named with its place" "cut.$tool:" "$(grep 'cannot unpack' "$tmp/err")"
    is "and ends with whole rows" 1 "$code"
done
(cd "$tmp" && cp good.txt second.txt && bsdtar --format ustar -cf whole.tar good.txt second.txt && head -c 2300 whole.tar >cut.tar)
run timeout 60 ordo-classify -q -p articles "$tmp/cut.tar"
is "a tar cut short: what is whole is read" "1 $tmp/cut.tar!good.txt" "$code $(jq -r .id "$tmp/out" | head -n 1)"
refuses_once() { # name, file, part of the message, articles
    run ordo-classify -p articles "$2"
    is "$1: what can be read is, and one failure is counted" "$4 1 1" "$(wc -l <"$tmp/out" | tr -d ' ') $(grep -c "$3" "$tmp/err") $(sed -n 's/.*statements, \([0-9]*\) failed.*/\1/p' "$tmp/err")"
}
(cd "$tmp" && for i in 1 2 3; do cp good.txt m$i.txt; done && bsdtar --format zip -cf whole.zip m1.txt m2.txt m3.txt && head -c $(($(wc -c <whole.zip) * 2 / 5)) whole.zip >cut.zip)
refuses_once "a zip cut within a member" "$tmp/cut.zip" "cut.zip!m2.txt: cannot unpack" 1
{ head -c 1024 "$tmp/whole.tar"; yes 'no header at all' | head -c 51200; } >"$tmp/spoilt.tar"
refuses_once "a tar damaged between members" "$tmp/spoilt.tar" "spoilt.tar: cannot unpack: Damaged tar" 1
head -c 100000 /dev/urandom >"$tmp/noise"
for mark in '\037\213\010' 'PK\003\004' '7z\274\257\047\034' '\375\067zXZ\000' '\050\265\057\375' 'BZh91AY&SY'; do
    { printf "$mark"; cat "$tmp/noise"; } >"$tmp/noise.packed"
    run timeout 60 ordo-classify -q -p articles "$tmp/noise.packed" "$tmp/good.txt"
    is "noise behind the mark $mark" "1 $tmp/good.txt" "$code $(tail -n 1 "$tmp/out" | jq -r .id)"
done
printf 'WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\nContent-Length: 999999999999999999\r\n\r\nHTTP/1.1 200 OK\r\n' >"$tmp/huge.warc"
refused "a record of an exabyte" "huge.warc: byte 1: record longer than 256 MiB" "$tmp/huge.warc"
printf '%%PDF-1.4 and so on' >"$tmp/a.txt.pdf"
refused "a PDF" "not read: a PDF document (pdftotext makes a text of it)" "$tmp/a.txt.pdf"
printf 'PAR1\025\004' >"$tmp/a.parquet"
refused "a Parquet table" "not read: a Parquet table (DuckDB or pandas write it as CSV or JSONL)" "$tmp/a.parquet"
refused "a model" "not read: a model (-m FILE)" models/us-order.ordo
printf 'From: <Saved by Blink>\r\nSnapshot-Content-Location: https://a.example/\r\nSubject: Talks end\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="--x"\r\n\r\n\r\n----x\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n<html><p>=E2=80=9CIt holds,=E2=80=9D said Ana Silva.\r\n----x--\r\n' >"$tmp/page.mhtml"
refused "a page saved as a single file" "not read: a web page as a single file, MHTML (save it as HTML only)" "$tmp/page.mhtml"
mkdir -p "$tmp/office/word" && echo '<w/>' >"$tmp/office/word/document.xml" && (cd "$tmp/office" && bsdtar --format zip -cf ../letter.docx word/document.xml)
refused "an office document" "not read: an office document (pandoc or LibreOffice" "$tmp/letter.docx"
printf 'text\0text' >"$tmp/zero.txt"
refused "a NUL byte" "zero.txt: byte 5: not a text: NUL byte" "$tmp/zero.txt"

# ---- names and files
(cd "$tmp" && mkdir -p in/deep && cp good.txt in/deep/ && bsdtar --format ustar -P -s '|good.txt|../../../escaped.txt|' -cf up.tar good.txt &&
    bsdtar --format ustar -P -s '|good.txt|/tmp/escaped-absolute.txt|' -cf root.tar good.txt)
taken "members named outside of the archive" "$tmp/up.tar" "$tmp/root.tar"
is "are only named so" "$tmp/up.tar!../../../escaped.txt $tmp/root.tar!/tmp/escaped-absolute.txt" "$(jq -r .id "$tmp/out" | head -n 2 | tr '\n' ' ' | sed 's/ $//')"
ok "and nothing is written" test ! -e /tmp/escaped-absolute.txt -a ! -e "$tmp/../../../escaped.txt" -a ! -e escaped.txt
mkdir "$tmp/tree" && mkfifo "$tmp/tree/pipe" && ln -s loop "$tmp/tree/loop" && ln -s . "$tmp/tree/round" && cp "$tmp/good.txt" "$tmp/tree/z.txt"
run timeout 20 ordo-classify -q -p articles "$tmp/tree"
is "a folder with a pipe and links in circles" "1 $tmp/tree/z.txt" "$code $(jq -r .id "$tmp/out")"
has "the pipe is named" "tree/pipe: left out: a pipe, socket or device in a folder" "$(cat "$tmp/err")"
has "the link too" "tree/loop: cannot follow the link" "$(cat "$tmp/err")"
deep=$tmp/cellar
i=0
while [ $i -lt 70 ]; do
    deep=$deep/d
    i=$((i + 1))
done
mkdir -p "$deep" && cp "$tmp/good.txt" "$deep/"
refused "folders seventy deep" "folders nested deeper than 64" "$tmp/cellar"
mkdir "$tmp/shut" "$tmp/open" && cp "$tmp/good.txt" "$tmp/open/" && chmod 0 "$tmp/shut" && chmod 755 "$tmp" "$tmp/open"
as_nobody=
[ "$(id -u)" -ne 0 ] || as_nobody='setpriv --reuid=65534 --regid=65534 --clear-groups'
if $as_nobody ordo-classify --version >/dev/null 2>&1 && ! $as_nobody ls "$tmp/shut" >/dev/null 2>&1; then
    run $as_nobody ordo-classify -q -p articles "$tmp/shut" "$tmp/open"
    is "a folder that cannot be read: the next is" "1 $tmp/open/good.txt" "$code $(jq -r .id "$tmp/out")"
    has "and it is named" "shut: cannot read the folder: Permission denied" "$(cat "$tmp/err")"
else
    skip "a folder that cannot be read" "no other user to be"
    skip "and it is named" "no other user to be"
fi
rmdir "$tmp/shut"
printf 'x' >"$tmp/$(printf 'b\033]0;\377d').txt"
run ordo-classify -q -p articles "$tmp/$(printf 'b\033]0;\377d').txt"
is "a file's name with bytes that a terminal obeys is escaped" '"b\u001b]0;�d.txt"' "$(jq -c '.id | sub(".*/"; "")' "$tmp/out" | tr A-Z a-z)"
broken=$(printf 'b\033\nc')
printf 'x\0' >"$tmp/$broken.txt" && cp "$tmp/good.txt" "$tmp/$broken.md"
run ordo-classify -q -p articles --failed "$tmp/failed.txt" "$tmp/$broken.txt" "$tmp/$broken.md"
is "one with a line break too" '"b\u001b\nc.md"' "$(jq -c '.id | sub(".*/"; "")' "$tmp/out" | tr A-Z a-z)"
has "in messages it is none" "b??c.txt: byte 2: not a text: NUL byte" "$(cat "$tmp/err")"
has "that a list by lines is of no use is told" "failed.txt: a failed input has a line break in its name: --list reads this with --null alone" "$(cat "$tmp/err")"
run ordo-classify -q -p articles -0 --failed "$tmp/failed.txt" "$tmp/$broken.txt" "$tmp/good.txt"
is "with NUL it is" "1 1" "$(wc -l <"$tmp/err" | tr -d ' ') $(ordo-classify -q -p articles -0 --list "$tmp/failed.txt" 2>&1 | grep -c 'not a text')"
rm "$tmp/$broken.txt" "$tmp/$broken.md"

# ---- cut short
goes_on() { # file: a run that ends where it is cut and one that never stopped are alike
    rm -f "$tmp/f1" "$tmp/f2" "$tmp/r1.jsonl" "$tmp/r2.jsonl"
    ordo-classify -q -p quotes --failed "$tmp/f1" -o "$tmp/r1.jsonl" "$1" "$tmp/good.txt" 2>/dev/null
    ordo-classify -q -p quotes --failed "$tmp/f2" --checkpoint 0 --max-errors 0 -o "$tmp/r2.jsonl" "$1" "$tmp/good.txt" 2>/dev/null
    run ordo-classify -p quotes --failed "$tmp/f2" --resume -o "$tmp/r2.jsonl" "$1" "$tmp/good.txt"
    ok "a run that goes on there ends alike: ${1##*/}" cmp "$tmp/r1.jsonl" "$tmp/r2.jsonl"
    is "and counts what failed" "1 $1" "$code $(cat "$tmp/f2")"
}
i=0
while [ $i -lt 20000 ]; do
    echo "{\"id\":\"$i\",\"text\":\"\\\"We stay with them for year $i,\\\" said Ana Silva number $((i * 7919 % 10007)).\"}"
    i=$((i + 1))
done >"$tmp/whole.jsonl"
gzip -c "$tmp/whole.jsonl" | head -c 100000 >"$tmp/cut.jsonl.gz"
rows=$(gzip -dc "$tmp/cut.jsonl.gz" 2>/dev/null | wc -l)
refused "rows in a packed file that is cut short" "cut.jsonl.gz:" "$tmp/cut.jsonl.gz"
read_rows=$(($(wc -l <"$tmp/out") - 1))
ok "those before the place are read, but for a block ($read_rows of $rows)" test "$read_rows" -gt $((rows - 800)) -a "$read_rows" -le "$rows"
is "the message names the row that is missing first" "cut.jsonl.gz:$((read_rows + 1)):" "$(sed 's|.*/||; s/ byte.*//' "$tmp/err")"

goes_on "$tmp/cut.jsonl.gz"
awk 'BEGIN {
    for (i = 0; i < 3000; i++) {
        text = i
        for (k = 0; k < 40; k++) text = text " " (i * 7919 + k * 104729) % 100003
        printf "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Record-ID: <r%s>\r\nContent-Type: text/plain\r\nContent-Length: %s\r\n\r\n%s\r\n\r\n", i, length(text), text
    }
}' >"$tmp/whole.warc"
for tool in gzip bzip2 xz zstd; do
    $tool -1 -c -q "$tmp/whole.warc" >"$tmp/whole.$tool"
    head -c $(($(wc -c <"$tmp/whole.$tool") * 3 / 4)) "$tmp/whole.$tool" >"$tmp/cut.$tool"
    run timeout 60 ordo-classify -q -p articles --no-text "$tmp/cut.$tool"
    records=$(wc -l <"$tmp/out")
    ok "a web archive that $tool packed and was cut short: whole records before the place are read ($records)" test "$records" -gt 500
    is "each of them, in order" 0 "$(jq -r .id "$tmp/out" | awk '$1 != "r" NR - 1' | wc -l | tr -d ' ')"
    is "what is missing is told once, with its place" "1 1" "$code $(grep -c "cut.$tool: byte .*: cannot unpack" "$tmp/err")"
done
goes_on "$tmp/cut.gzip"
printf '[{"text":"a"},\n{"id":"b","text":"b"}\n' >"$tmp/open.json"
refused "a JSON array that is not closed" "open.json:3: byte 38: JSON array is not closed" "$tmp/open.json"
is "what it holds is read" b "$(jq -r .id "$tmp/out" | sed -n 2p)"
printf '[{"text":"a"},\n{"id":"b","te' >"$tmp/open.json"
refused "one that is cut within an object" "open.json:2: byte 28, column 13: invalid JSON" "$tmp/open.json"
printf ' [ ]\n' >"$tmp/empty.json"
run ordo-classify -p articles "$tmp/empty.json"
has "an empty array holds nothing" "0 articles, 0 statements, 0 failed" "$(cat "$tmp/err")"

# ---- size
printf '{"text":"%s"}\n{"id":"next","text":"x"}\n{"text":"y"}\n' "$(repeat 'a ' 600000)" >"$tmp/long.jsonl"
refused "a row longer than --limit-size" "long.jsonl:1: byte 1: record longer than 1 MiB" --limit-size 1 "$tmp/long.jsonl"
is "the rows behind it are read, and have their own lines" "next long.jsonl:3" "$(jq -r .id "$tmp/out" | head -n 2 | sed 's|.*/||' | tr '\n' ' ' | sed 's/ $//')"
printf '{"text":"%s"}\n{"text":5.}\n' "$(repeat 'a ' 600000)" >"$tmp/long.jsonl"
refused "what is wrong there is told with its place" "long.jsonl:2: byte 1200022, column 10: invalid JSON" --limit-size 1 "$tmp/long.jsonl"
{ printf 'id,text\nlong,"'; yes 'invented,article' | head -n 100000; printf '"" still"\nnext,"x"\n'; } >"$tmp/long.csv"
refused "a quoted field longer than that" "long.csv:2: byte 9: record longer than 1 MiB" --limit-size 1 "$tmp/long.csv"
is "none of its lines is taken for a row" "1 next" "$(wc -l <"$tmp/err" | tr -d ' ') $(jq -r .id "$tmp/out" | head -n 1)"
{ printf '[{"id":"a","text":"x"},{"text":"'; repeat 'a ' 600000; printf '{"},{"id":"b","text":"x"},{"id":"c","text":"x"}]'; } >"$tmp/long.json"
refused "an element of an array on one line longer than that" "long.json:1: byte 24: record longer than 1 MiB" --limit-size 1 "$tmp/long.json"
is "those behind it are read" "a b c" "$(jq -r .id "$tmp/out" | head -n 3 | xargs)"
{ printf 'id,text\na,x\nlong,"'; yes 'invented,article' | head -n 200000; } >"$tmp/long.csv"
refused "a quotation mark that opens and never closes" "long.csv:3: byte 13: record longer than 1 MiB" --limit-size 1 "$tmp/long.csv"
has "what is lost behind it is told" "long.csv:200003: byte 3400019: a record has no end: what stands behind its beginning is left out, too" "$(cat "$tmp/err")"
is "and nothing else comes of it" "a 2" "$(jq -r .id "$tmp/out" | head -n 1) $(wc -l <"$tmp/out" | tr -d ' ')"
if [ -z "$slow" ]; then
    yes '"No," he said. "Never," said Ana Silva.' | head -n 500000 >"$tmp/million.txt"
    run timeout 120 ordo-classify -q -p quotes --no-text "$tmp/million.txt"
    is "a million quotations in an article" "0 1000000" "$code $(wc -l <"$tmp/out" | tr -d ' ')"
    rm -f "$tmp/million.txt" "$tmp/out"
    row='{"text": "\"We stay with our allies,\" said Ana Silva, the minister, after the talks. Nobody else spoke to the press that day, and the hall was empty by noon."}'
    yes "$row" | head -c 400000000 | (ulimit -v 700000 && timeout 120 ordo-classify -q -j 2 -p articles --no-text - >"$tmp/out" 2>"$tmp/err")
    is "400 MB of rows within little memory" "$((400000000 / (${#row} + 1))) 0" "$(grep -c . "$tmp/out") $(grep -vc 'invalid JSON' "$tmp/err")"
else
    skip "a million quotations in an article" "$slow"
    skip "400 MB of rows within little memory" "$slow"
fi

finish
