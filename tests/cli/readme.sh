# Every example of README.md (fenced as console) gives the output that stands there, and what it links to exists. Its lines for R and
# Python are read by readers.sh.
. tests/cli/tap.sh
. tests/cli/examples.sh

mkdir -p build
cut_examples README.md .
run_examples .
ok "there are examples" test $k -gt 5

if git ls-files '*.md' ':!tests/fuzz' >"$tmp/pages" 2>"$tmp/err"; then
    for page in $(cat "$tmp/pages"); do
        for link in $(grep -o '](\([^)#]*\)' "$page" | cut -c 3- | grep -v '^http'); do
            [ -e "$(dirname "$page")/$link" ] || echo "$page: $link"
        done
    done >"$tmp/dead"
    is "no link leads nowhere" "" "$(cat "$tmp/dead")"
else
    skip "no link leads nowhere" "no git checkout"
fi

options() { # command...: the long options of its help
    "$@" --help 2>/dev/null | grep -o -- '--[a-z-]*[a-zC]' | sort -u
}
entries() { # page: the long options that have an entry in it
    tr -d '\\' <"$1" | awk '/^\.TP/ { getline; print }' | grep -o -- '--[a-z-]*[a-zC]' | sort -u
}
lacking() { # page, command...: options that only one of page and help has
    page=$1
    shift
    for option in $(options "$@"); do
        tr -d '\\' <"$page" | grep -q -- "$option" || echo "$page $option"
    done
    for option in $(entries "$page"); do
        options "$@" | grep -qx -- "$option" || echo "$* $option"
    done
}
{
    lacking docs/ordo-classify.1 ordo-classify
    for command in fit tune evaluate compare inspect check split join detach suggest agree; do
        lacking docs/ordo-train-$command.1 ordo-train $command
    done
} >"$tmp/missing"
for word in $(ordo-train import --help | sed 's/^ *\(-., *\)\{0,1\}//' | grep -oE '^(--[a-z-]*[a-z]|[a-z0-9-]+  )' | sort -u); do
    tr -d '\\' <docs/ordo-train-import.1 | grep -q -- "$word" || echo "ordo-train import $word"
done >>"$tmp/missing"
for option in $(entries docs/ordo-train-import.1); do
    ordo-train import --help | grep -q -- "$option" || echo "ordo-train import $option"
done >>"$tmp/missing"
is "man pages and help have the same options" "" "$(cat "$tmp/missing")"
words() { # language, classes: how many different words these lists of it have, verbs by their base form
    awk -v classes=" $2 " '/^#/ { next } /^\[/ { gsub(/[][]/, ""); counts = index(classes, " " $0 " "); next }
        counts { for (i = 1; i <= NF; i++) { sub("/.*", "", $i); n += !seen[$i]++ } } END { print int(n / 10) * 10 }' lib/lexicon/$1.txt
}
verbs="say name think act"
others="cue-noun that-noun to-noun about-noun cue-adjective to-adjective"
has "docs/quotations.md tells how many words report, in tens" \
    "English has more than $(words en "$verbs") verbs and $(words en "$others") nouns and adjectives that report, German more than $(words de "$verbs") and $(words de "$others");" \
    "$(grep 'that report, German' docs/quotations.md)"
if command -v groff >/dev/null; then
    is "the man pages are well-formed" "" "$(for page in docs/*.1; do groff -t -man -Tutf8 -ww -z "$page" 2>&1; done)"
else
    skip "the man pages are well-formed" "no groff"
fi

finish
