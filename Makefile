# Ordo. `make demo` and `make test` do everything on a fresh Debian machine; `make help` lists the rest.

ifeq ($(origin CC),default)
CC := gcc
endif
BUILD   ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := $(shell sed -n 's/^\#define ORDO_VERSION *"\(.*\)"/\1/p' lib/ordo.h)

STRICT   := -std=c11 -D_GNU_SOURCE -isystem /usr/include/libxml2 -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
FLAGS_release := -O3 -g
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifeq ($(FLAGS_$(BUILD)),)
$(error BUILD=$(BUILD) is unknown; use release or asan)
endif
MODE    := $(FLAGS_$(BUILD))
# A library that clang makes for a sanitizer takes the run-time from the program.
WHOLE_release := -Wl,--no-undefined
CFLAGS  ?=
LDFLAGS ?=

# One folder of objects a compiler and variant, so that they never mix.
OUT := build/$(notdir $(CC))-$(BUILD)

LIB_SOURCES      := $(wildcard lib/*.c)
PROGRAM_SOURCES  := $(wildcard lib/program/*.c)
TRAIN_SOURCES    := $(wildcard train/*.c)
CLASSIFY_SOURCES := $(wildcard classify/*.c)
UNIT_SOURCES     := $(wildcard tests/unit/*.c)
FUZZ_SOURCES     := $(wildcard tests/fuzz/*.c)
MANUALS          := $(wildcard docs/*.1)
DOCUMENTS        := $(wildcard docs/*.md docs/*.svg)
C_FILES          := $(wildcard lib/*.[ch] lib/*/*.[ch] train/*.[ch] classify/*.[ch] tests/*/*.[ch] lib/program/*.cc)
objects = $(patsubst %.c,$(OUT)/%.o,$(1))

LIB_OBJECTS := $(call objects,$(LIB_SOURCES)) $(OUT)/lib/lexicon/table.o $(OUT)/lib/lexicon/places.o
# What the programs share; each links what it uses.
SHARED := $(OUT)/libprogram.a

SONAME      := libordo.so.0

LIBS_ordo     := -lutf8proc -lm
LIBS_program  := -lsimdjson -lyajl -lcsv -larchive -luchardet -lcld2 -lstdc++
LIBS_train    := -llinear -lgsl -lgslcblas
LIBS_classify := -lmd4c -lxml2 -ljansson -lz -lbrotlidec -lsqlite3 -pthread

# C++ where the library that is called is: it throws. Its compiler links, for it knows the run-time
# libraries that both languages need, sanitizers included.
CXX_OF   = $(if $(findstring clang,$(CC)),clang++,g++)
CXX_SOURCES := $(wildcard lib/program/*.cc)

COMPILE = @echo '  $(notdir $(CC)) $<' && $(CC) $(STRICT) $(MODE) $(CPPFLAGS) $(CFLAGS) -MMD -MP

PROGRAMS := $(OUT)/ordo-train $(OUT)/ordo-classify
UNIT     := $(UNIT_SOURCES:%.c=$(OUT)/%)

all: $(OUT)/ordo-train $(OUT)/ordo-classify $(OUT)/libordo.a $(OUT)/$(SONAME)

# The word lists become a C table. Its compiler runs here, so it is built plainly.
$(OUT)/lib/lexicon/compile: lib/lexicon/compile.c lib/lexicon/inflect.c lib/lexicon/inflect.h lib/lexicon.h
	@mkdir -p $(@D)
	@echo '  $(notdir $(CC)) $<' && $(CC) $(STRICT) -O1 -o $@ $(filter %.c,$^)

$(OUT)/lib/lexicon/table.c: $(OUT)/lib/lexicon/compile $(wildcard lib/lexicon/??.txt) lib/lexicon/first-names.txt \
    $(OUT)/lib/lexicon/place-words.txt
	@$< $(filter %.txt,$^) > $@.new && mv $@.new $@

$(OUT)/lib/lexicon/places.c: lib/lexicon/places.awk lib/lexicon/places.txt
	@mkdir -p $(@D)
	@LC_ALL=C awk -f $^ > $@.new && mv $@.new $@

$(OUT)/lib/lexicon/place-words.txt: lib/lexicon/places.awk lib/lexicon/places.txt
	@mkdir -p $(@D)
	@LC_ALL=C awk -v words=1 -f $^ > $@.new && mv $@.new $@

$(OUT)/lib/lexicon/%.o: $(OUT)/lib/lexicon/%.c lib/lexicon.h lib/affiliation.h
	@$(CC) $(STRICT) $(MODE) -I. -fPIC -c -o $@ $<

$(OUT)/lib/%.o: lib/%.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -fno-semantic-interposition -c -o $@ $<

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(OUT)/libordo.a: $(LIB_OBJECTS)
	@rm -f $@
	@$(AR) rcsD $@ $^

$(OUT)/$(SONAME): $(LIB_OBJECTS)
	@$(CC) $(MODE) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) $(WHOLE_$(BUILD)) -o $@ $^ $(LIBS_ordo)

$(OUT)/%.o: %.cc
	@mkdir -p $(@D)
	@echo '  $(CXX_OF) $<' && $(CXX_OF) -std=c++17 -D_GNU_SOURCE -Wall -Wextra -Wshadow -Wconversion -Werror \
	    $(MODE) $(CPPFLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<

$(SHARED): $(call objects,$(PROGRAM_SOURCES)) $(CXX_SOURCES:%.cc=$(OUT)/%.o)
	@rm -f $@
	@$(AR) rcsD $@ $^

$(OUT)/ordo-train: $(call objects,$(TRAIN_SOURCES)) $(SHARED) $(OUT)/libordo.a
	@$(CXX_OF) $(MODE) $(LDFLAGS) -o $@ $^ $(LIBS_train) $(LIBS_program) $(LIBS_ordo)

$(OUT)/ordo-classify: $(call objects,$(CLASSIFY_SOURCES)) $(SHARED) $(OUT)/libordo.a
	@$(CXX_OF) $(MODE) $(LDFLAGS) -o $@ $^ $(LIBS_classify) $(LIBS_program) $(LIBS_ordo)

# Unit tests reach every stage of both programs; only the two main files are left out.
$(UNIT): %: %.o $(call objects,$(filter-out %/main.c,$(TRAIN_SOURCES) $(CLASSIFY_SOURCES))) $(SHARED) $(OUT)/libordo.a
	@$(CXX_OF) $(MODE) $(LDFLAGS) -o $@ $^ $(LIBS_train) $(LIBS_classify) $(LIBS_program) $(LIBS_ordo)

# ---- set-up ---------------------------------------------------------------------------------

PACKAGES := $(notdir $(CC)) libc6-dev liblinear-dev libgsl-dev libutf8proc-dev libsimdjson-dev libyajl-dev libcsv-dev libmd4c-dev g++ libcld2-dev \
            libarchive-dev libuchardet-dev libxml2-dev zlib1g-dev libbrotli-dev libjansson-dev libsqlite3-dev sqlite3 parallel libarchive-tools bzip2 xz-utils zstd jq iso-codes unicode-data xxhash binutils
MISSING = $(shell for p in $(PACKAGES); do \
            dpkg-query -W -f '$${Status}' $$p 2>/dev/null | grep -q 'ok installed' || echo $$p; done)

deps:
	@missing="$(strip $(MISSING))"; \
	if [ -z "$$missing" ]; then exit 0; fi; \
	if [ "$$(id -u)" -ne 0 ]; then \
	    echo "Some Debian packages are missing. Run this once, then make again:"; \
	    echo "  sudo apt-get install -y $$missing"; exit 1; fi; \
	echo "installing $$missing"; \
	apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq $$missing >/dev/null

# ---- what users and developers ask for ------------------------------------------------------

demo: deps
	@$(MAKE) --no-print-directory $(PROGRAMS)
	@BIN=$(OUT) sh tests/demo.sh

test: deps
	@$(MAKE) --no-print-directory all $(UNIT)
	@BIN=$(OUT) BUILD=$(BUILD) CC=$(CC) sh tests/run.sh

# A thousand shards as a Slurm array on two nodes of this machine (apt-get install slurm-wlm munge; skipped without them).
test-cluster:
	@$(MAKE) --no-print-directory $(PROGRAMS)
	@BIN=$(OUT) sh tests/cluster.sh

asan:
	@$(MAKE) --no-print-directory test BUILD=asan

# Everything that must be clean before a change goes in: both compilers, sanitizers, valgrind, format.
check: lint
	@$(MAKE) --no-print-directory test CC=gcc
	@$(MAKE) --no-print-directory test CC=clang
	@$(MAKE) --no-print-directory asan CC=gcc
	@$(MAKE) --no-print-directory asan CC=clang
	@VALGRIND=1 $(MAKE) --no-print-directory test

fuzz:
	@$(MAKE) --no-print-directory $(OUT)/lib/lexicon/table.c $(OUT)/lib/lexicon/places.c
	@LEXICON=$(OUT)/lib/lexicon LIBS="$(LIBS_classify) $(LIBS_program) $(LIBS_ordo)" SECONDS_EACH=$(or $(SECONDS_EACH),30) sh tests/fuzz/run.sh

bench:
	@$(MAKE) --no-print-directory $(PROGRAMS)
	@BIN=$(OUT) sh tests/bench/run.sh

eval:
	@$(MAKE) --no-print-directory $(PROGRAMS)
	@BIN=$(OUT) sh tests/eval/run.sh

# The shipped model. Needs the labelled statements beside this repository, whose text is not part of it.
model:
	@$(MAKE) --no-print-directory $(PROGRAMS)
	@BIN=$(OUT) sh models/us-order.sh

format:
	@clang-format -i $(C_FILES)

lint:
	@clang-format --dry-run -Werror $(C_FILES)
	@sh tests/cli/rules.sh

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/pkgconfig $(DESTDIR)$(PREFIX)/include \
	    $(DESTDIR)$(PREFIX)/share/man/man1 $(DESTDIR)$(PREFIX)/share/doc/ordo $(DESTDIR)$(PREFIX)/share/ordo
	install -m 755 $(PROGRAMS) $(DESTDIR)$(PREFIX)/bin
	install -m 644 $(OUT)/libordo.a $(DESTDIR)$(PREFIX)/lib
	install -m 755 $(OUT)/$(SONAME) $(DESTDIR)$(PREFIX)/lib
	ln -sf $(SONAME) $(DESTDIR)$(PREFIX)/lib/libordo.so
	install -m 644 lib/ordo.h $(DESTDIR)$(PREFIX)/include
	sed -e 's|@PREFIX@|$(PREFIX)|; s|@VERSION@|$(VERSION)|' lib/ordo.pc.in \
	    > $(DESTDIR)$(PREFIX)/lib/pkgconfig/ordo.pc
	install -m 644 $(MANUALS) $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 644 $(DOCUMENTS) $(DESTDIR)$(PREFIX)/share/doc/ordo
	install -m 644 models/us-order.ordo $(DESTDIR)$(PREFIX)/share/ordo

uninstall:
	rm -f $(addprefix $(DESTDIR)$(PREFIX)/,bin/ordo-train bin/ordo-classify lib/libordo.a lib/$(SONAME) \
	    lib/libordo.so lib/pkgconfig/ordo.pc include/ordo.h share/ordo/us-order.ordo \
	    $(MANUALS:docs/%=share/man/man1/%) $(DOCUMENTS:docs/%=share/doc/ordo/%))
	-rmdir $(DESTDIR)$(PREFIX)/share/doc/ordo $(DESTDIR)$(PREFIX)/share/ordo 2>/dev/null

clean:
	rm -rf build

help:
	@echo 'make demo       set up, build, classify the sample articles, train a model'
	@echo 'make test       set up, build, run all tests (CC=clang, BUILD=asan to vary)'
	@echo 'make            build both programs and the library into $(OUT)'
	@echo 'make eval       accuracy, against scikit-learn (needs the corpora; skips what is not there)'
	@echo 'make bench      speed and memory, against scikit-learn and fastText'
	@echo 'make check      lint, then all tests with gcc, clang, sanitizers and valgrind'
	@echo 'make fuzz       fuzzers with the kept corpus (SECONDS_EACH=30)'
	@echo 'make model      train models/us-order.ordo anew'
	@echo 'make install    PREFIX=$(PREFIX) DESTDIR=$(DESTDIR); make uninstall; make clean'
	@echo 'make test-cluster  shares under a real Slurm, a node of which dies (as root, needs slurm-wlm and munge)'
	@echo 'make deps | format | lint | asan'

.PHONY: all deps demo test test-cluster asan check fuzz bench eval model format lint install uninstall clean help

-include $(shell find build -name '*.d' 2>/dev/null)
