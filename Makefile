# Ordo. `make demo` and `make test` do everything on a fresh Debian machine; `make help` lists the rest.

ifeq ($(origin CC),default)
CC := gcc
endif
BUILD   ?= release
PREFIX  ?= /usr/local
DESTDIR ?=
VERSION := $(shell sed -n 's/^\#define ORDO_VERSION "\(.*\)"/\1/p' lib/ordo.h)

STRICT   := -std=c11 -D_GNU_SOURCE -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Werror
FLAGS_release := -O3 -g
FLAGS_asan    := -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
ifeq ($(FLAGS_$(BUILD)),)
$(error BUILD=$(BUILD) is unknown; use release or asan)
endif
MODE    := $(FLAGS_$(BUILD))
CFLAGS  ?=
LDFLAGS ?=

# One folder of objects a compiler and variant, so that they never mix.
OUT := build/$(notdir $(CC))-$(BUILD)

LIB_SOURCES      := $(wildcard lib/*.c)
PROGRAM_SOURCES  := $(wildcard lib/program/*.c)
TRAIN_SOURCES    := $(wildcard train/*.c)
CLASSIFY_SOURCES := $(wildcard classify/*.c)
UNIT_SOURCES     := $(wildcard tests/unit/*.c)
objects = $(patsubst %.c,$(OUT)/%.o,$(1))

LIB_OBJECTS := $(call objects,$(LIB_SOURCES))
SONAME      := libordo.so.0

LIBS_ordo     := -lutf8proc -lm
LIBS_program  := -lyajl -lcsv
LIBS_train    := -llinear -lgsl -lgslcblas
LIBS_classify := -lmd4c -pthread

COMPILE = @echo '  $(notdir $(CC)) $<' && $(CC) $(STRICT) $(MODE) $(CPPFLAGS) $(CFLAGS) -MMD -MP

all: $(OUT)/ordo-train $(OUT)/ordo-classify $(OUT)/libordo.a $(OUT)/$(SONAME)

$(OUT)/lib/%.o: lib/%.c
	@mkdir -p $(@D)
	$(COMPILE) -fPIC -c -o $@ $<

$(OUT)/%.o: %.c
	@mkdir -p $(@D)
	$(COMPILE) -c -o $@ $<

$(OUT)/libordo.a: $(LIB_OBJECTS)
	rm -f $@
	$(AR) rcsD $@ $^

$(OUT)/$(SONAME): $(LIB_OBJECTS)
	$(CC) $(MODE) $(LDFLAGS) -shared -Wl,-soname,$(SONAME) -Wl,--no-undefined -o $@ $^ $(LIBS_ordo)

$(OUT)/ordo-train: $(call objects,$(TRAIN_SOURCES) $(PROGRAM_SOURCES)) $(OUT)/libordo.a
	$(CC) $(MODE) $(LDFLAGS) -o $@ $^ $(LIBS_train) $(LIBS_program) $(LIBS_ordo)

$(OUT)/ordo-classify: $(call objects,$(CLASSIFY_SOURCES) $(PROGRAM_SOURCES)) $(OUT)/libordo.a
	$(CC) $(MODE) $(LDFLAGS) -o $@ $^ $(LIBS_classify) $(LIBS_program) $(LIBS_ordo)

-include $(shell find build -name '*.d' 2>/dev/null)
