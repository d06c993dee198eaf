#!/bin/sh
# make fuzz: each target for SECONDS_EACH seconds, from the kept corpus. What breaks is left in build/fuzz; put it into
# tests/fuzz/corpus, where make test reads it. LEXICON: the folder of the compiled word lists. Needs clang with libFuzzer
# (Debian: libclang-rt-14-dev).
mkdir -p build/fuzz
failed=0
for target in ${TARGETS:-text quotes rows spec model markdown import}; do
    clang -std=c11 -D_GNU_SOURCE -O1 -g -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all -DTARGET=fuzz_$target \
        -o build/fuzz/$target tests/fuzz/entry.c tests/fuzz/targets.c classify/markdown.c lib/*.c "$LEXICON"/table.c "$LEXICON"/places.c -I. lib/program/rows*.c \
        lib/program/source.c lib/program/json.c lib/program/yajl_memory.c train/import*.c train/read.c train/dataset.c train/strings.c \
        -lmd4c -larchive -luchardet -lyajl -lcsv -lutf8proc -lm || exit 1
    mkdir -p build/fuzz/$target.corpus
    echo "$target:"
    build/fuzz/$target -max_total_time="${SECONDS_EACH:-30}" -max_len=12288 -timeout=10 -verbosity=0 -print_final_stats=1 \
        -artifact_prefix=build/fuzz/$target- build/fuzz/$target.corpus tests/fuzz/corpus/$target 2>&1 |
        grep -E 'ERROR|Test unit|number_of_executed|artifact' || true
    ls build/fuzz/$target-* >/dev/null 2>&1 && failed=1
done
exit $failed
