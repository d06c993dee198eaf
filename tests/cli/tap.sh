# Sourced by the scripts beside it: results in the Test Anything Protocol, and a scratch folder $tmp.
n=0
failures=0
tmp=$(mktemp -d) || exit 1
trap 'rm -rf "$tmp"' EXIT
PATH=$PWD/$BIN:$PATH

result() { # status, name
    n=$((n + 1))
    if [ "$1" -eq 0 ]; then
        printf 'ok %s - %s\n' "$n" "$2"
    else
        printf 'not ok %s - %s\n' "$n" "$2"
        failures=$((failures + 1))
    fi
}

ok() { # name, command...
    what=$1
    shift
    "$@" >"$tmp/.out" 2>"$tmp/.err"
    result $? "$what"
}

is() { # name, expected, found
    [ "$2" = "$3" ]
    status=$?
    result $status "$1"
    [ $status -eq 0 ] || printf '# expected: %s\n# found: %s\n' "$2" "$3"
}

has() { # name, part, text
    case $3 in
    *"$2"*) result 0 "$1" ;;
    *)
        result 1 "$1"
        printf '# looked for: %s\n# in: %s\n' "$2" "$3"
        ;;
    esac
}

skip() { # name, why
    n=$((n + 1))
    printf 'ok %s - %s # SKIP %s\n' "$n" "$1" "$2"
}

# Runs a command with its streams in $tmp/out and $tmp/err and its exit code in $code.
run() {
    "$@" >"$tmp/out" 2>"$tmp/err"
    code=$?
}

finish() {
    echo "1..$n"
    [ "$failures" -eq 0 ]
    exit
}
