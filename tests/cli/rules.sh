# What may depend on what, and what the library never does.
. tests/cli/tap.sh

if [ "$BUILD" = release ]; then
    is "libordo never prints, exits or aborts" "" \
        "$(nm -u "$BIN/libordo.a" | grep -wE 'printf|fprintf|vprintf|vfprintf|puts|putchar|fputs|fwrite|perror|exit|_exit|abort|__assert_fail|stdout|stderr|__printf_chk|__fprintf_chk' | sort -u)"
    is "libordo keeps no global state: nothing writable" 0 \
        "$(size -A "$BIN/libordo.a" | awk '$1 ~ /^\.t?(data|bss)$/ { n += $2 } END { print n + 0 }')"
    is "its public symbols begin with ordo_" "" "$(nm -g --defined-only "$BIN/libordo.a" | awk 'NF == 3 && $3 !~ /^ordo_/ {print $3}')"
    is "ordo-classify needs neither LIBLINEAR nor GSL" "" "$(ldd "$BIN/ordo-classify" | grep -E 'linear|gsl')"
else
    skip "symbols of libordo" "release builds only"
fi
is "linear.h is included once, in train/" "train/solve.c" "$(grep -lE '#include <linear.h>' -r lib train classify tests --include='*.[ch]')"
is "gsl is included in train/ alone" "train" "$(grep -lE '#include <gsl/' -r lib train classify tests --include='*.[ch]' | cut -d/ -f1 | sort -u)"
is "utf8proc.h is included once, in lib/" "lib/unicode.c" "$(grep -lE '#include <utf8proc.h>' -r lib train classify tests --include='*.[ch]')"
is "lib/ includes nothing of the programs" "" "$(grep -lE '#include "(\.\./)*(train|classify|program)/' lib/*.[ch])"
is "train/ and classify/ do not know each other" "" "$(grep -lE '#include ".*classify/' train/*.[ch]; grep -lE '#include ".*train/' classify/*.[ch])"
if git rev-parse --git-dir >"$tmp/git" 2>"$tmp/err"; then
    is "the top level holds the parts and nothing else" "LICENSE Makefile README.md classify datasets docs lib models tests train" \
        "$(git ls-files | cut -d/ -f1 | grep -v '^\.' | LC_ALL=C sort -u | tr '\n' ' ' | sed 's/ $//')"
else
    skip "what the top level holds" "no git checkout"
fi
is "no machine paths" "" "$(git grep -lE '/work/|/root/|/home/[a-z]' 2>/dev/null | grep -v '^tests/cli/rules.sh')"

finish
