/* ngram.c: tokens -> n-grams and their keys.
 *
 * Word n-grams of 1..N tokens, pairs of words with a gap (skip-grams, Guthrie et al. 2006),
 * character n-grams within words with the word's edges as spaces, and negation scope after Das &
 * Chen (2001) and Pang et al. (2002): tokens between a negation and the next punctuation count as
 * negated. */
#include "bytes.h"
#include "key.h"
#include "scratch.h"

#include <stdlib.h>

/* By length, one behind the other; and their first letters, which few other words share. */
#define LETTER(c) (1U << ((c)&31))
static const struct {
    const char *words;
    uint32_t initials;
} NEGATIONS[] = {
    [2] = {"no", LETTER('n')},
    [3] = {"nornot", LETTER('n')},
    [4] = {"none", LETTER('n')},
    [5] = {"never", LETTER('n')},
    [6] = {"barelycannothardlynobody", LETTER('b') | LETTER('c') | LETTER('h') | LETTER('n')},
    [7] = {"neithernothingnowherewithout", LETTER('n') | LETTER('w')},
    [8] = {"scarcely", LETTER('s')},
};
static const char *const PLACEHOLDERS[] = {"<word>", "<number>", "<url>",
                                           "<user>", "<tag>",    "<mark>"};

static bool is_negation(const char *bytes, size_t length)
{
    size_t at = length < sizeof NEGATIONS / sizeof *NEGATIONS ? length : 0;
    const char *negation;

    if (bytes[length - 1 - (length > 1)] == '\'' && length > 3 &&
        memcmp(bytes + length - 3, "n't", 3) == 0)
        return true;
    if ((NEGATIONS[at].initials & LETTER(*bytes)) == 0)
        return false;
    for (negation = NEGATIONS[at].words; *negation != '\0'; negation += length)
        if (memcmp(negation, bytes, length) == 0)
            return true;
    return false;
}

/* Whether punctuation that ends the scope of a negation stands there. */
static bool has_stop(const char *bytes, size_t from, size_t to)
{
    for (; from < to; from++)
        if (bytes[from] == '.' || bytes[from] == ',' || bytes[from] == ';' || bytes[from] == ':' ||
            bytes[from] == '!' || bytes[from] == '?')
            return true;
    return false;
}

/* Negates the tokens behind a negation, up to the punctuation that ends its scope; returns the
 * first token that does not belong to it. */
static size_t negate_scope(struct ordo_scratch *scratch, size_t negation)
{
    const char *bytes = scratch->text.bytes;
    const struct ordo_token *tokens = scratch->tokens.items;
    size_t from = tokens[negation].end, i = negation + 1;

    for (; i < scratch->tokens.n && !has_stop(bytes, from, tokens[i].begin); i++) {
        bool is_mark = tokens[i].kind == ORDO_TOKEN_MARK;
        scratch->negated[i] = !is_mark;
        scratch->hashes[i] ^= is_mark ? 0 : KEY_NEGATED;
        /* a mark that is a token itself ends the scope, too */
        from = is_mark ? tokens[i].begin : tokens[i].end;
    }
    return i;
}

static void mark_negation(struct ordo_scratch *scratch)
{
    const char *bytes = scratch->text.bytes;
    const struct ordo_token *tokens = scratch->tokens.items;

    for (size_t i = 0; i < scratch->tokens.n;)
        if (is_negation(bytes + tokens[i].begin, tokens[i].end - tokens[i].begin))
            i = negate_scope(scratch, i);
        else
            i++;
}

int ordo_field_prepare(struct ordo_scratch *scratch, const struct ordo_spec *spec, size_t field,
                       struct ordo_string source, struct ordo_error *error)
{
    size_t capacity = scratch->token_capacity, n;

    if (ordo_text_normalise(&scratch->text, source.bytes, source.length, error) != 0 ||
        ordo_tokens_find(&scratch->tokens, scratch->text.bytes, scratch->text.length, spec->tokens,
                         error) != 0)
        return -1;
    n = scratch->tokens.n;
    if (ordo_reserve(&scratch->hashes, &capacity, n, sizeof *scratch->hashes, error) != 0 ||
        ordo_reserve(&scratch->negated, &scratch->token_capacity, n, sizeof *scratch->negated,
                     error) != 0)
        return -1;
    for (size_t i = 0; i < n; i++) {
        const struct ordo_token *token = &scratch->tokens.items[i];
        scratch->hashes[i] = token->mapped ? key_mix((uint64_t)token->kind ^ KEY_B, KEY_D)
                                           : key_bytes(scratch->text.bytes + token->begin,
                                                       token->end - token->begin);
    }
    if (n > 0)
        memset(scratch->negated, 0, n * sizeof *scratch->negated);
    if (spec->fields[field].negation)
        mark_negation(scratch);
    return 0;
}

/* Keys of the character n-grams of a padded word of so many characters. at: where each of them
 * begins, or NULL where each is a byte. */
static inline size_t char_keys(const char *padded, const size_t *at, size_t points,
                               const struct ordo_field_spec *spec, size_t field,
                               struct char_key *keys)
{
    size_t n = 0;

    for (size_t first = 0; first < points; first++)
        for (size_t size = spec->chars_min; size <= spec->chars_max && first + size <= points;
             size++) {
            size_t begin = at == NULL ? first : at[first];
            size_t end = at == NULL ? first + size : at[first + size];
            keys[n++] = (struct char_key){key_chars(field, key_bytes(padded + begin, end - begin)),
                                          (int32_t)begin - 1, (int32_t)end - 1};
        }
    return n;
}

size_t ordo_char_keys(const struct ordo_scratch *scratch, const struct ordo_field_spec *spec,
                      size_t field, size_t i, struct char_key *keys)
{
    const struct ordo_token *token = &scratch->tokens.items[i];
    const char *word = scratch->text.bytes + token->begin;
    size_t length = token->end - token->begin, points = 1, at[CHARS_WORD + 3];
    char padded[4 * CHARS_WORD + 2 + 8];

    if (token->mapped || token->kind == ORDO_TOKEN_MARK)
        return 0;
    padded[0] = ' ';
    if (length <= 16) {
        bytes16 bytes = bytes_keep(bytes_load(word), length); /* behind a text are 16 bytes */
        if (bytes_bits((bytes16)(bytes >= 0x80)) == 0) {
            bytes_store(padded + 1, bytes);
            memset(padded + 1 + 16, 0, 10);
            padded[1 + length] = ' ';
            return char_keys(padded, NULL, length + 2, spec, field, keys);
        }
    }
    at[0] = 0;
    at[1] = 1;
    for (size_t k = 0; k < length && points <= CHARS_WORD; points++) {
        do
            padded[1 + k] = word[k];
        while (++k < length && ((unsigned char)word[k] & 0xC0) == 0x80);
        at[points + 1] = 1 + k;
    }
    padded[at[points]] = ' ';
    at[points + 1] = at[points] + 1;
    memset(padded + at[points + 1], 0, 8);
    return char_keys(padded, at, points + 1, spec, field, keys);
}

static int add_words(struct ordo_ngrams *ngrams, const struct ordo_field_spec *spec, size_t field,
                     const struct ordo_scratch *scratch, size_t i, struct ordo_error *error)
{
    uint64_t keys[WORD_KEYS_MAX];
    size_t left = scratch->tokens.n - i;
    size_t n = word_keys(scratch->hashes + i, left, spec, field, keys);
    size_t n_words = spec->words < left ? spec->words : left;
    const struct ordo_token *tokens = scratch->tokens.items;

    if (ordo_reserve(&ngrams->items, &ngrams->capacity, ngrams->n + n, sizeof *ngrams->items,
                     error) != 0)
        return -1;
    for (size_t k = 0; k < n; k++) {
        bool skip = k >= n_words;
        size_t last = skip ? i + 2 + (k - n_words) : i + k;
        ngrams->items[ngrams->n++] = (struct ordo_ngram){keys[k],
                                                         (uint32_t)i,
                                                         (uint32_t)last,
                                                         tokens[i].begin,
                                                         tokens[last].end,
                                                         (uint8_t)field,
                                                         skip ? ORDO_NGRAM_SKIP : ORDO_NGRAM_WORDS,
                                                         0};
    }
    return 0;
}

static int add_chars(struct ordo_ngrams *ngrams, const struct ordo_field_spec *spec, size_t field,
                     const struct ordo_scratch *scratch, size_t i, struct ordo_error *error)
{
    struct char_key keys[CHAR_KEYS_MAX];
    size_t n = ordo_char_keys(scratch, spec, field, i, keys);
    const struct ordo_token *token = &scratch->tokens.items[i];
    int32_t length = (int32_t)(token->end - token->begin);

    if (ordo_reserve(&ngrams->items, &ngrams->capacity, ngrams->n + n, sizeof *ngrams->items,
                     error) != 0)
        return -1;
    for (size_t k = 0; k < n; k++) {
        int32_t begin = keys[k].begin < 0 ? 0 : keys[k].begin;
        int32_t end = keys[k].end > length ? length : keys[k].end;
        uint8_t edges = (uint8_t)((keys[k].begin < 0) | (keys[k].end > length) << 1);
        ngrams->items[ngrams->n++] = (struct ordo_ngram){keys[k].key,
                                                         (uint32_t)i,
                                                         (uint32_t)i,
                                                         token->begin + (uint32_t)begin,
                                                         token->begin + (uint32_t)end,
                                                         (uint8_t)field,
                                                         ORDO_NGRAM_CHARS,
                                                         edges};
    }
    return 0;
}

int ordo_ngrams_find(struct ordo_ngrams *ngrams, const struct ordo_spec *spec, size_t field,
                     struct ordo_string source, struct ordo_scratch *scratch,
                     struct ordo_error *error)
{
    const struct ordo_field_spec *field_spec = &spec->fields[field];

    ngrams->n = 0;
    if (ordo_field_prepare(scratch, spec, field, source, error) != 0)
        return -1;
    for (size_t i = 0; i < scratch->tokens.n; i++)
        if (add_words(ngrams, field_spec, field, scratch, i, error) != 0)
            return -1;
    for (size_t i = 0; field_spec->chars_max > 0 && i < scratch->tokens.n; i++)
        if (add_chars(ngrams, field_spec, field, scratch, i, error) != 0)
            return -1;
    return 0;
}

/* A name being written, cut at the size on a character boundary. */
struct name {
    char *out;
    size_t size, length;
};

static void put(struct name *name, const char *bytes, size_t length)
{
    size_t room = name->size - 1 - name->length;

    if (length > room) {
        length = room;
        while (length > 0 && ((unsigned char)bytes[length] & 0xC0) == 0x80)
            length--;
        name->size = name->length + length + 1; /* nothing more fits */
    }
    memcpy(name->out + name->length, bytes, length);
    name->length += length;
}

static void put_token(struct name *name, const struct ordo_scratch *scratch, size_t i)
{
    const struct ordo_token *token = &scratch->tokens.items[i];

    if (token->mapped)
        put(name, PLACEHOLDERS[token->kind], strlen(PLACEHOLDERS[token->kind]));
    else
        put(name, scratch->text.bytes + token->begin, token->end - token->begin);
}

static void put_word(struct name *name, const struct ordo_scratch *scratch,
                     const struct ordo_field_spec *spec, size_t i)
{
    if (spec->negation && scratch->negated[i])
        put(name, "not_", 4);
    put_token(name, scratch, i);
}

size_t ordo_ngram_name(const struct ordo_ngram *ngram, const struct ordo_spec *spec,
                       const struct ordo_scratch *scratch, char *out, size_t size)
{
    const struct ordo_field_spec *field = &spec->fields[ngram->field];
    struct name name = {out, size, 0};

    if (ngram->field > 0) {
        put(&name, field->name, strlen(field->name));
        put(&name, ":", 1);
    }
    switch ((enum ordo_ngram_kind)ngram->kind) {
    case ORDO_NGRAM_CHARS:
        put(&name, "~", 1);
        put(&name, " ", ngram->edges & 1);
        put(&name, scratch->text.bytes + ngram->begin, ngram->end - ngram->begin);
        put(&name, " ", ngram->edges >> 1);
        break;
    case ORDO_NGRAM_SKIP:
        put_word(&name, scratch, field, ngram->first);
        put(&name, " \xE2\x80\xA6 ", 5);
        put_word(&name, scratch, field, ngram->last);
        break;
    case ORDO_NGRAM_WORDS:
        for (size_t i = ngram->first; i <= ngram->last; i++) {
            if (i > ngram->first)
                put(&name, " ", 1);
            put_word(&name, scratch, field, i);
        }
        break;
    }
    out[name.length] = '\0';
    return name.length;
}

void ordo_ngrams_release(struct ordo_ngrams *ngrams)
{
    free(ngrams->items);
    memset(ngrams, 0, sizeof *ngrams);
}
