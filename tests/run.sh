#!/bin/sh
# Runs every unit test and every script of tests/cli, which all speak the Test Anything Protocol, and adds up.
# BIN: where the programs are. VALGRIND=1: unit tests under valgrind.
passed=0
failed=0
skipped=0
log=$(mktemp) || exit 1
trap 'rm -f "$log"' EXIT

run() { # name, command...
    name=$1
    shift
    "$@" >"$log" 2>&1
    status=$?
    ok=$(grep -c '^ok ' "$log")
    not_ok=$(grep -c '^not ok ' "$log")
    skip=$(grep -c '^ok .*# SKIP' "$log")
    if ! grep -q "^1\.\.$((ok + not_ok))\$" "$log" || { [ "$status" -ne 0 ] && [ "$not_ok" -eq 0 ]; }; then
        echo "$name: ended early with status $status"
        not_ok=$((not_ok + 1))
        tail -n 20 "$log" | sed 's/^/    /'
    fi
    passed=$((passed + ok - skip))
    failed=$((failed + not_ok))
    skipped=$((skipped + skip))
    echo "$name: $((ok - skip)) passed, $not_ok failed, $skip skipped"
    grep -A4 '^not ok ' "$log" | sed 's/^/    /'
    grep '^ok .*# SKIP' "$log" | sed 's/^ok [0-9]* - /    skipped: /; s/ # SKIP / (/; s/$/)/'
}

for source in tests/unit/*.c; do
    name=$(basename "$source" .c)
    if [ -n "$VALGRIND" ]; then
        run "unit $name" valgrind -q --error-exitcode=9 --leak-check=full --trace-children=yes "$BIN/tests/unit/$name"
    else
        run "unit $name" "$BIN/tests/unit/$name"
    fi
done
for script in tests/cli/*.sh; do
    case $script in
    */tap.sh | */examples.sh) ;;
    *) run "cli $(basename "$script" .sh)" sh "$script" ;;
    esac
done
[ "$skipped" -gt 0 ] && echo "$skipped skipped: what they need is not there"
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
