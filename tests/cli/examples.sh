# Sourced by the tests of pages whose examples must be true. A fence that opens with console holds commands (after $,
# going on after >) and what they print; one that opens with a language and a file's name holds that file.

# Cuts up a page into $tmp/1.sh, $tmp/1.out and so on, and writes its files into a folder.
cut_examples() { # page, folder
    awk -v dir="$tmp" -v folder="$2" '
        /^```console/           { inside = 1; next }
        /^```[a-z]+ [a-z.-]+$/  { file = folder "/" $2; next }
        /^```/                  { inside = 0; file = ""; next }
        file != ""              { print > file; next }
        inside && /^\$ /        { k++; print substr($0, 3) > (dir "/" k ".sh"); printf "" > (dir "/" k ".out"); command = 1; next }
        inside && command && /^> / { print substr($0, 3) > (dir "/" k ".sh"); next }
        inside                  { print > (dir "/" k ".out"); command = 0 }' "$1"
}

# Runs them one after another in the folder; each must print what stands in the page. Sets k to their number and 1.
run_examples() { # folder, programs without which an example is skipped...
    folder=$1
    shift
    k=1
    while [ -f "$tmp/$k.sh" ]; do
        name=$(head -c 90 "$tmp/$k.sh" | tr "\n" " ")
        program=${name%% *}
        case " $* " in
        *" $program "*) command -v "$program" >/dev/null || { skip "$name" "no $program"; k=$((k + 1)); continue; } ;;
        esac
        (cd "$folder" && sh "$tmp/$k.sh") >"$tmp/found" 2>"$tmp/err"
        cmp -s "$tmp/found" "$tmp/$k.out"
        result $? "$name"
        cmp -s "$tmp/found" "$tmp/$k.out" || diff "$tmp/$k.out" "$tmp/found" | head -n 8 | sed 's/^/# /'
        k=$((k + 1))
    done
}
