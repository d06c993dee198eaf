#!/bin/sh
# make fuzz: each target for SECONDS_EACH seconds, from the kept corpus. What breaks is left in build/fuzz; put it into
# tests/fuzz/corpus, where make test reads it. LEXICON: the folder of the compiled word lists, LIBS: what to link. Needs clang with libFuzzer
# (Debian: libclang-rt-14-dev).
mkdir -p build/fuzz
failed=0
flags='-O1 -g -fsanitize=address,undefined,fuzzer-no-link -fno-sanitize-recover=all -D_GNU_SOURCE -isystem /usr/include/libxml2'
# one library of all that is fuzzed, then one program a target
rm -f build/fuzz/ordo.a
for source in lib/*.c lib/program/*.c lib/program/*.cc "$LEXICON"/table.c "$LEXICON"/places.c train/import*.c train/read.c train/dataset.c train/order.c train/moment.c train/strings.c train/number.c \
    $(ls classify/*.c | grep -v /main.c) tests/fuzz/targets.c tests/fuzz/inputs.c; do
    object=build/fuzz/$(echo "$source" | tr / _).o
    case $source in
    # these two checks are in the sanitizer's C++ runtime, which a program linked by clang lacks
    *.cc) clang++ -std=c++17 $flags -fno-sanitize=vptr,function -I. -c -o "$object" "$source" || exit 1 ;;
    *) clang -std=c11 $flags -I. -c -o "$object" "$source" || exit 1 ;;
    esac
    ar q build/fuzz/ordo.a "$object" 2>/dev/null
done
for target in ${TARGETS:-text quotes rows spec model markdown import input page news warc}; do
    clang -std=c11 -O1 -g -fsanitize=fuzzer,address,undefined -DTARGET=fuzz_$target -o build/fuzz/$target tests/fuzz/entry.c build/fuzz/ordo.a \
        $LIBS || exit 1
    mkdir -p build/fuzz/$target.corpus
    echo "$target:"
    build/fuzz/$target -max_total_time="${SECONDS_EACH:-30}" -max_len=12288 -timeout=10 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/$target- build/fuzz/$target.corpus tests/fuzz/corpus/$target 2>&1 |
        grep -E 'ERROR|Test unit|number_of_executed|artifact' || true
    ls build/fuzz/$target-* >/dev/null 2>&1 && failed=1
done
exit $failed
