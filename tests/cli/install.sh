# make install puts a whole Ordo under DESTDIR, a program can be built on it, make uninstall takes all of it away.
. tests/cli/tap.sh

if [ "$BUILD" != release ] || [ -n "$VALGRIND" ]; then
    skip "install and uninstall" "release builds only"
    finish
fi
make -s install DESTDIR="$tmp/staging" PREFIX=/opt/ordo CC="$CC" >"$tmp/.out" 2>&1
result $? "make install"
opt=$tmp/staging/opt/ordo
for file in bin/ordo-train bin/ordo-classify lib/libordo.a lib/libordo.so lib/pkgconfig/ordo.pc include/ordo.h \
    $(cd docs && printf 'share/man/man1/%s ' *.1 && printf 'share/doc/ordo/%s ' *.md *.svg) share/ordo/us-order.ordo; do
    [ -s "$opt/$file" ] || echo "$file"
done >"$tmp/absent"
is "programs, library, header, man pages, documents and model are there" "" "$(cat "$tmp/absent")"
is "and the man pages point to no other documents" "" "$(cd "$opt" && cat share/man/man1/*.1 | tr -d '\\' | grep -oE '[a-z/]*(docs|doc/ordo)/[a-z-]*\.md' | sort -u | xargs ls 2>&1 >"$tmp/.out")"
is "the installed program works with the installed model" 6 \
    "$("$opt/bin/ordo-classify" -q -m "$opt/share/ordo/us-order.ordo" datasets/articles/port-strike.txt | wc -l | tr -d ' ')"
cat >"$tmp/own.c" <<'EOF'
#include <ordo.h>
#include <stdio.h>

int main(int argc, char **argv)
{
    struct ordo_model *model;
    struct ordo_error error;
    struct ordo_scores scores;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_string field = {"Their sanctions starve our children.", 36};

    if (argc < 2 || ordo_model_open(&model, argv[1], &error) != 0 ||
        ordo_score(&scores, model, &field, scratch, &error) != 0)
        return 1;
    printf("%s %s\n", model->heads[0].name, model->heads[0].classes[scores.label[0]]);
    ordo_scratch_free(scratch);
    ordo_model_free(model);
    return 0;
}
EOF
ok "a program builds against the shared library" $CC -std=c11 -Wall -Wextra -Wpedantic -Werror -I"$opt/include" -o "$tmp/own" "$tmp/own.c" -L"$opt/lib" -lordo
is "and scores as ordo-classify does" \
    "stance $(echo 'Their sanctions starve our children.' | ordo-classify -q -S -F lines -m models/us-order.ordo | jq -r .stance.label)" \
    "$(LD_LIBRARY_PATH=$opt/lib "$tmp/own" models/us-order.ordo)"
ok "and against the static one" $CC -I"$opt/include" -o "$tmp/own" "$tmp/own.c" "$opt/lib/libordo.a" -lutf8proc -lm
is "the pkg-config file names prefix and version" "prefix=/opt/ordo Version: $("$opt/bin/ordo-train" --version | cut -d' ' -f2)" \
    "$(grep -E '^(prefix=|Version:)' "$opt/lib/pkgconfig/ordo.pc" | paste -sd' ' -)"
make -s uninstall DESTDIR="$tmp/staging" PREFIX=/opt/ordo CC="$CC" >"$tmp/.out" 2>&1
is "make uninstall leaves no file" "" "$(find "$tmp/staging" -type f -o -type l)"

finish
