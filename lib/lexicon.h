/* lexicon.h: what a word can be. lib/lexicon/<language>.txt holds the words; lib/lexicon/compile.c
 * makes a table of them when the library is built. */
#ifndef ORDO_LEXICON_H
#define ORDO_LEXICON_H

#include "bytes.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

/* Every class of the lexicon files, as "[name]" there and WORD_NAME here. A verb has one of the
 * first four and at least one of the four forms after them. */
#define WORD_CLASSES(X)                                                                            \
    X(SAY, "say")               /* takes a quotation or a that-clause: "said", "argued" */         \
    X(NAME, "name")             /* X as Y: "called", "described" */                                \
    X(THINK, "think")           /* "believes", "wants" */                                          \
    X(ACT, "act")               /* other acts of speech: "urged", "promised" */                    \
    X(CLAUSE, "clause")         /* needs no "that" before what it reports: "said" */               \
    X(OBJECT, "object")         /* a noun phrase can be what it reports: "condemned the attack" */ \
    X(TO_OBJECT, "to-object")   /* "referred to the treaty" */                                     \
    X(AS, "as")                 /* an object only with "as": "saw the treaty as a gift" */         \
    X(NOUN, "noun")             /* more often a noun: "states", "plans" */                         \
    X(PARTICLE, "particle")     /* with a preposition: "called for", "warned against" */           \
    X(FINITE, "finite")         /* "says", "said" */                                               \
    X(BASE, "base")             /* "say": plural subject, or after an auxiliary */                 \
    X(GERUND, "gerund")         /* "saying" */                                                     \
    X(PARTICIPLE, "participle") /* "written"; of regular verbs the same word as the past */        \
    X(ACCORDING, "according")   /* "according", "laut", "selon" */                                 \
    X(CUE_NOUN, "cue-noun")     /* "statement", "remarks" */                                       \
    X(THAT_NOUN, "that-noun")   /* "his claim that ..."; "nach Angaben", by whom */                \
    X(ABOUT_NOUN, "about-noun") /* "raised questions about ..." */                                 \
    X(LIGHT, "light-verb")      /* whose object tells what is done: "raised", "made" */            \
    X(TO_NOUN, "to-noun")       /* "his plan to ..." */                                            \
    X(CUE_ADJECTIVE, "cue-adjective") /* "confident" that ... */                                   \
    X(TO_ADJECTIVE, "to-adjective")   /* "eager" to ... */                                         \
    X(DETERMINER, "determiner")                                                                    \
    X(POSSESSIVE, "possessive")                                                                    \
    X(HE, "pronoun-he")                                                                            \
    X(SHE, "pronoun-she")                                                                          \
    X(THEY, "pronoun-they")                                                                        \
    X(PRONOUN, "pronoun-other")                                                                    \
    X(PREPOSITION, "preposition")                                                                  \
    X(AUXILIARY, "auxiliary")                                                                      \
    X(CHAIN, "chain")     /* a preposition that can stand in a noun phrase: "of", "for" */         \
    X(PASSIVE, "passive") /* "was" before a participle: its subject did not speak */               \
    X(CONJUNCTION, "conjunction")                                                                  \
    X(SUBORDINATOR, "subordinator")                                                                \
    X(RELATIVE, "relative")                                                                        \
    X(ADVERB, "adverb")                                                                            \
    X(NEGATION, "negation")                                                                        \
    X(TITLE, "title")   /* stands before a name */                                                 \
    X(ROLE, "role")     /* "officials", "the spokeswoman" */                                       \
    X(WORK, "work")     /* "film": what stands in marks behind it is its title */                  \
    X(OFFICE, "office") /* "the senator", "the nominee": somebody spoken of before */              \
    X(ROLE_HE, "role-he")                                                                          \
    X(ROLE_SHE, "role-she")                                                                        \
    X(ROLE_THING, "role-thing")     /* speaks, and is no person: "report" */                       \
    X(ABBREVIATION, "abbreviation") /* its point ends no sentence */                               \
    X(STARTER, "starter")           /* begins sentences, and no names */                           \
    X(JOINER, "joiner")             /* stands inside names: "van", "bin" */                        \
    X(MONTH, "month")                                                                              \
    X(WEEKDAY, "weekday")                                                                          \
    X(PORTFOLIO, "portfolio")     /* of an office: "Minister of Foreign Affairs" */                \
    X(ORG, "org")                 /* makes a name an organisation's */                             \
    X(COMMON_VERB, "common-verb") /* finite, and reports nothing */                                \
    X(KONJUNKTIV, "konjunktiv")   /* a verb of German reported speech; in English of "it's" */     \
    X(KONJUNKTIV_TWO, "konjunktiv-two") /* also of what is not: "könnte" */                       \
    X(SEPARABLE, "separable") /* a reporting verb if its prefix ends the clause: "teilte" */       \
    X(PREFIX, "prefix")       /* such a prefix: "mit" */                                           \
    X(NAMING, "naming")       /* before or behind marks it makes a name of them: "genannt" */

enum word_class_number {
#define X(name, text) WORD_NUMBER_##name,
    WORD_CLASSES(X)
#undef X
        WORD_CLASS_COUNT,
    /* What a word's form tells is told beside its classes. */
    WORD_NUMBER_UPPER = WORD_CLASS_COUNT, /* it begins with a capital letter */
    WORD_NUMBER_IN_LY,   /* of the longer ones in small letters: most are adverbs */
    WORD_NUMBER_IN_ED,   /* of the longer ones: most are verbs */
    WORD_NUMBER_FOLLOWS, /* it surely stands one space behind the word before it */
    WORD_NUMBERS
};

#define WORD(name) (UINT64_C(1) << WORD_NUMBER_##name)

#define WORD_LISTED ((UINT64_C(1) << WORD_CLASS_COUNT) - 1) /* what the lexicon tells */

#define WORD_VERB (WORD(SAY) | WORD(NAME) | WORD(THINK) | WORD(ACT))
#define WORD_INFLECTED                                                                             \
    (WORD_VERB | WORD(CLAUSE) | WORD(OBJECT) | WORD(AS) | WORD(TO_OBJECT) | WORD(PARTICLE) |       \
     WORD(LIGHT))
#define WORD_PERSON      (WORD(HE) | WORD(SHE) | WORD(THEY))
#define WORD_ANY_PRONOUN (WORD_PERSON | WORD(PRONOUN))
#define WORD_FUNCTION    (WORD(DETERMINER) | WORD(PREPOSITION) | WORD(AUXILIARY) | WORD(CONJUNCTION))
/* No part of a noun phrase. */
#define WORD_STOPPERS                                                                              \
    (WORD(PREPOSITION) | WORD(CONJUNCTION) | WORD(SUBORDINATOR) | WORD(RELATIVE) |                 \
     WORD(AUXILIARY) | WORD(NEGATION) | WORD(ADVERB) | WORD(COMMON_VERB) | WORD(MONTH) |           \
     WORD(WEEKDAY))

/* Languages whose words mean the same to a reader stand together. */
enum lexicon_language {
    LEXICON_ENGLISH,
    LEXICON_GERMAN,
    LEXICON_OTHER, /* French, Spanish, Italian, Russian, Arabic, Chinese, Japanese */
    LEXICON_LANGUAGES
};

#define LEXICON_WORD_MAX 48 /* bytes */

enum gender { GENDER_UNKNOWN, GENDER_HE, GENDER_SHE, GENDER_THING };

/* Classes of one word by language, the gender that it tells in most countries as a first name, the
 * one that a common word tells before a surname alone, "Joy Abara", and the names of places that
 * begin with it. */
struct lexicon_entry {
    uint64_t classes[LEXICON_LANGUAGES];
    uint8_t gender, gender_in_full; /* enum gender */
    uint16_t begins_place; /* 1: one of them is a place's name, and no word that tells about one */
    uint32_t place;        /* the first one's place in ordo_places (affiliation.h) + 1; 0: none */
};

/* The entry of a word in any case; a word of no list has one without classes. No byte at or behind
 * `limit` is read. */
const struct lexicon_entry *ordo_lexicon_find(const char *word, size_t length, const char *limit);

/* Of the title or body that a German compound ends with, what stands for the whole of it, too:
 * "Fraktionschef". Its last letters are looked at first: lexicon_tail_lengths(). */
uint64_t ordo_lexicon_compound(const char *word, size_t length, const char *limit);

/* The gender that a first name tells. */
static inline enum gender ordo_first_name_gender(const char *word, size_t length, const char *limit)
{
    return (enum gender)ordo_lexicon_find(word, length, limit)->gender;
}

/* The language most of whose function words and reporting verbs a text begins with. plain: of its
 * struct bytes. */
enum lexicon_language ordo_lexicon_language(const char *text, const uint64_t *plain, size_t length);
/* Whether a text surely is in English: enough words of its beginning are function words that
 * English alone has, and at most one word or letter is another language's. */
bool ordo_lexicon_is_english(const char *text, size_t length);

/* ---- what the table and its compiler share --------------------------------------------------- */

/* A perfect hash by displacement (Pearson and Pagh's "hash and displace"): the highest bits of a
 * word's hash choose a factor that the compiler found, and that moves the word to a slot of its
 * own. One slot is looked at for any word, and nothing depends on a guess of whether it is listed.
 */
#define LEXICON_SLOT_BITS   15
#define LEXICON_BUCKET_BITS 13
#define LEXICON_SLOTS       (1 << LEXICON_SLOT_BITS)
#define LEXICON_BUCKETS     (1 << LEXICON_BUCKET_BITS)

/* A slot holds the upper 48 bits of its word's hash and, below, the number of its entry: words
 * share few entries, so that all of it stays in the caches. A free slot is 0, and entry 0 has no
 * classes. */
extern const uint64_t ordo_lexicon_slots[LEXICON_SLOTS];
extern const uint16_t ordo_lexicon_moves[LEXICON_BUCKETS];
extern const struct lexicon_entry ordo_lexicon_entries[];
extern const uint64_t *const ordo_lexicon_classes[LEXICON_LANGUAGES];

/* German words that compounds end with, by a hash of their last letters: bit n for one of
 * LEXICON_HEAD_MIN + n bytes. */
#define LEXICON_TAIL         4 /* bytes */
#define LEXICON_TAIL_BITS    10
#define LEXICON_HEAD_MIN     4
#define LEXICON_HEAD_MAX     19
#define LEXICON_HEAD_CLASSES (WORD(TITLE) | WORD(ROLE_THING))
extern const uint16_t ordo_lexicon_tails[1 << LEXICON_TAIL_BITS];

/* Of the word that ends at `end`, in any case. */
static inline size_t lexicon_tail(const char *end)
{
    uint32_t tail;

    memcpy(&tail, end - LEXICON_TAIL, LEXICON_TAIL);
    return (tail | UINT32_C(0x20202020)) * UINT32_C(0x9E3779B1) >> (32 - LEXICON_TAIL_BITS);
}

static inline unsigned lexicon_tail_lengths(const char *end)
{
    return ordo_lexicon_tails[lexicon_tail(end)];
}

static inline size_t lexicon_bucket(uint64_t hash)
{
    return (size_t)(hash >> (64 - LEXICON_BUCKET_BITS));
}

static inline size_t lexicon_slot_of(uint64_t hash, uint16_t move)
{
    return (size_t)(hash * move >> (64 - LEXICON_SLOT_BITS));
}

/* The place of its entry in ordo_lexicon_entries. */
static inline uint32_t lexicon_find_hash(uint64_t hash)
{
    size_t at = lexicon_slot_of(hash, ordo_lexicon_moves[lexicon_bucket(hash)]);
    uint64_t slot = ordo_lexicon_slots[at];

    uint64_t is_listed = (slot ^ hash) < 1 << 16; /* no branch: every other word is */

    return (uint32_t)(slot & 0xFFFF & (0 - is_listed));
}

/* The first n < 8 of eight bytes, zeros behind them. */
static inline uint64_t first_bytes(uint64_t bytes, size_t n)
{
#if defined(__BYTE_ORDER__) && __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
    return n == 0 ? 0 : bytes & ~(UINT64_MAX >> (8 * n));
#else
    return bytes & ((UINT64_C(1) << (8 * n)) - 1);
#endif
}

/* Eight bytes with A-Z as a-z. */
static inline uint64_t lexicon_lower(uint64_t word)
{
    uint64_t low = word & UINT64_C(0x7F7F7F7F7F7F7F7F);
    uint64_t above_z = low + UINT64_C(0x2525252525252525);
    uint64_t from_a = low + UINT64_C(0x3F3F3F3F3F3F3F3F);
    uint64_t upper = (from_a ^ above_z) & ~word & UINT64_C(0x8080808080808080);

    return word | upper >> 2;
}

/* The first eight bytes of a word as they lie in memory, with a-z for A-Z, and zeros behind a
 * shorter one. No byte at or behind `limit` is read. */
static inline uint64_t lexicon_head(const char *word, size_t length, const char *limit)
{
    uint64_t bytes = 0;

    if (limit - word >= 8) {
        memcpy(&bytes, word, 8);
        bytes = length >= 8 ? bytes : first_bytes(bytes, length);
    } else {
        memcpy(&bytes, word, length);
    }
    return lexicon_lower(bytes);
}

/* Two words of eight bytes at a time, which need not wait for each other. Only the highest bits
 * depend on all of them; the table asks for these alone. */
static inline uint64_t lexicon_mix(uint64_t hash, uint64_t low, uint64_t high)
{
    return (hash ^ low) * UINT64_C(0x9E3779B97F4A7C15) + high * UINT64_C(0xC2B2AE3D27D4EB4F);
}

/* Hash of a lower-case word; zeros behind the last byte. */
static inline uint64_t lexicon_hash(const char *lower, size_t length)
{
    uint64_t hash = 0;

    for (size_t at = 0; at < length; at += 16) {
        uint64_t half[2] = {0};
        memcpy(half, lower + at, length - at < 16 ? length - at : 16);
        hash = lexicon_mix(hash, half[0], half[1]);
    }
    return hash;
}

/* The same of a word of at most 16 bytes, zeros behind it. */
static inline uint64_t lexicon_hash_short(bytes16 lower)
{
    uint64_t half[2];

    memcpy(half, &lower, sizeof half);
    return lexicon_mix(0, half[0], half[1]);
}

#endif
