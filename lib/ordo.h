/* ordo.h: from an article's bytes to scored statements.
 *
 *     bytes -> text -> token -> n-gram -> vector -> head -> score     (a statement's words)
 *     bytes -> quote -> speaker                                       (an article's statements)
 *
 * lib/ has a source for each stage of the first line (score.c for heads, too) and many for the
 * second, which docs/quotations.md lists in their order. libordo never prints, never exits and
 * keeps no global state. A model is read-only after it was opened and may be used by any number of
 * threads at once, each with a scratch of its own.
 *
 * Conventions
 *   - A function that can fail returns 0 or -1 and on -1 fills its `struct ordo_error`.
 *   - init/release for structs that the caller embeds, new/free for heap objects; release and free
 *     accept a zeroed struct or NULL.
 *   - Structs own what they point to unless the comment says "borrowed" and from what, until when.
 *   - Spans are half-open byte ranges of the caller's own text, which programs turn into code
 *     points.
 *   - Text is UTF-8, not NUL-terminated, at most ORDO_TEXT_MAX bytes.
 */
#ifndef ORDO_H
#define ORDO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

#define ORDO_VERSION      "0.1.0"
#define ORDO_MODEL_FORMAT 3 /* model file format that this library writes; it reads older ones */

#define ORDO_TEXT_MAX    ((size_t)1 << 30)     /* bytes in one text */
#define ORDO_FIELDS_MAX  8                     /* fields in a feature specification */
#define ORDO_COLUMNS_MAX (ORDO_FIELDS_MAX + 1) /* columns of a row that a model reads */
#define ORDO_CODE_ROOM   8                     /* bytes of an affiliation's code, NUL included */
#define ORDO_NAME_MAX    64                    /* bytes of a field or head name, NUL included */
#define ORDO_WORDS_MAX   5                     /* longest word n-gram */
#define ORDO_CHARS_MAX   8                     /* longest character n-gram */
#define ORDO_NONE        UINT32_MAX            /* "no such feature" */

/* ---- errors -------------------------------------------------------------------------------- */

enum ordo_code {
    ORDO_OK = 0,
    ORDO_ERR_MEMORY,  /* an allocation failed */
    ORDO_ERR_IO,      /* the operating system refused; message holds its reason */
    ORDO_ERR_FORMAT,  /* input is not what it should be */
    ORDO_ERR_VERSION, /* a model file newer than this library */
    ORDO_ERR_DAMAGED, /* a model file cut short or altered; message names the section */
    ORDO_ERR_LIMIT,   /* a stated limit exceeded */
    ORDO_ERR_OPTION,  /* an unusable option or specification */
    ORDO_ERR_PIPE     /* whoever read the output has gone */
};

/* What went wrong and where. line, byte (of the file) and column (code points of the line) count
 * from 1; 0 says that there is none. */
struct ordo_error {
    enum ordo_code code;
    uint64_t line;
    uint64_t byte;
    uint64_t column;
    char path[256]; /* empty where there is none; a longer one keeps its end */
    char message[256];
};

#if defined(__GNUC__)
#define ORDO_PRINTF(format_at, first_at) __attribute__((format(printf, format_at, first_at)))
#else
#define ORDO_PRINTF(format_at, first_at)
#endif

/* Fills `error` (may be NULL) with a code and message, clears its place. Always returns -1, so that
 * `return ordo_fail(...)` reads well. */
int ordo_fail(struct ordo_error *error, enum ordo_code code, const char *format, ...)
    ORDO_PRINTF(3, 4);

/* Adds the place to an error that has none yet. Always returns -1. */
int ordo_fail_at(struct ordo_error *error, const char *path, uint64_t line, uint64_t byte);

/* Writes "path:line: byte N, column M: message" without the parts that are absent, NUL-terminated,
 * cut at `size`. Returns `out`. */
char *ordo_error_text(const struct ordo_error *error, char *out, size_t size);

/* ---- spans --------------------------------------------------------------------------------- */

struct ordo_span {
    uint32_t begin, end; /* bytes, [begin, end) */
};

/* ---- files --------------------------------------------------------------------------------- */

/* A whole file in memory, mapped where it is a regular file, read otherwise. */
struct ordo_file {
    const char *bytes; /* owned; unchanged until release */
    size_t length;
    bool mapped;
};

int ordo_file_open(struct ordo_file *file, const char *path, struct ordo_error *error);
void ordo_file_release(struct ordo_file *file);

/* A file that appears under its name only when whole: written beside it under a temporary name,
 * fsynced and renamed by commit, deleted by release without commit. A path that exists and is no
 * regular file (a pipe, /dev/full) is written directly, and so is what -, /dev/stdout and the
 * like stand for; other links are followed. */
struct ordo_output {
    int fd;
    char *path;      /* owned */
    char *temporary; /* owned; NULL when written directly */
};

int ordo_output_open(struct ordo_output *output, const char *path, struct ordo_error *error);
int ordo_output_write(struct ordo_output *output, const void *bytes, size_t length,
                      struct ordo_error *error);
int ordo_output_commit(struct ordo_output *output, struct ordo_error *error);
void ordo_output_release(struct ordo_output *output);

/* XXH64 (Yann Collet) with the given seed: the checksum of model sections and of training data;
 * `xxhsum -H1` prints the same digits for seed 0. */
uint64_t ordo_checksum(const void *bytes, size_t length, uint64_t seed);

/* ---- text ---------------------------------------------------------------------------------- */

/* Normalised text: ill-formed bytes replaced by U+FFFD (one for each maximal subpart, as Unicode
 * recommends), NFKC and full case folding with default-ignorable characters removed
 * (NFKC_Casefold), then every quotation mark unified to " or ', every apostrophe to ', every dash
 * to -, every white space to one U+0020 or U+000A. */
struct ordo_edge {   /* a piece of text whose length differs from its source's */
    uint32_t at;     /* normalised offset at which the piece begins */
    uint32_t source; /* source offset of that piece */
    uint32_t length; /* normalised bytes; up to the next edge the text then runs one to one */
    uint32_t taken;  /* source bytes */
};

struct ordo_text {
    char *bytes; /* owned; followed by at least 16 readable NUL bytes */
    uint32_t length;
    uint32_t n_edges;
    struct ordo_edge *edges; /* owned; ascending */
    size_t capacity, edge_capacity;
    size_t n_ill_formed; /* replaced sequences */
};

/* Normalises source into text, whose memory is reused from call to call. */
int ordo_text_normalise(struct ordo_text *text, const char *source, size_t length,
                        struct ordo_error *error);
/* The source span of a normalised span: whole source characters, never less than was used. */
struct ordo_span ordo_text_source(const struct ordo_text *text, struct ordo_span normalised);
void ordo_text_release(struct ordo_text *text);

/* Length of the longest well-formed UTF-8 prefix of bytes; equal to length when all is well. */
size_t ordo_utf8_valid(const char *bytes, size_t length);
/* Copies bytes with every ill-formed maximal subpart replaced by U+FFFD. `out` must hold 3 * length
 * bytes. Returns bytes written; *n_ill_formed counts replacements. */
size_t ordo_utf8_repair(const char *bytes, size_t length, char *out, size_t *n_ill_formed);
/* Code points in a well-formed text. */
size_t ordo_utf8_count(const char *bytes, size_t length);

/* ---- token --------------------------------------------------------------------------------- */

enum ordo_token_kind {
    ORDO_TOKEN_WORD,
    ORDO_TOKEN_NUMBER,
    ORDO_TOKEN_URL,
    ORDO_TOKEN_MENTION, /* @name */
    ORDO_TOKEN_HASHTAG, /* #name, sign included */
    ORDO_TOKEN_MARK     /* a run of ! and ?, an emoji, other punctuation where it is kept */
};

/* What a token's n-grams are made of. A mapped token counts as <url>, <user> or <number>. */
enum ordo_token_option {
    ORDO_MAP_URLS = 1,
    ORDO_MAP_MENTIONS = 2,
    ORDO_MAP_NUMBERS = 4,
    ORDO_KEEP_MARKS = 8,       /* runs of ! and ?, and emoji, are tokens */
    ORDO_KEEP_HASHTAGS = 16,   /* #name is one token with its sign; otherwise the word alone */
    ORDO_KEEP_PUNCTUATION = 32 /* runs of the same other sign are tokens: , ... ( -- $ */
};

struct ordo_token {
    uint32_t begin, end; /* bytes of the normalised text */
    enum ordo_token_kind kind;
    bool mapped; /* counts as its kind's placeholder, not as its letters */
};

struct ordo_tokens {
    struct ordo_token *items; /* owned */
    size_t n, capacity;
};

/* Words of a text by UAX #29 (word boundary rules WB5 to WB13b; docs/text.md lists what differs),
 * without spaces and punctuation. options: sum of ordo_token_option. Works on any well-formed UTF-8
 * that a NUL byte follows, which ordo_text's always is. */
int ordo_tokens_find(struct ordo_tokens *tokens, const char *bytes, size_t length, unsigned options,
                     struct ordo_error *error);
void ordo_tokens_release(struct ordo_tokens *tokens);

/* ---- quote and speaker --------------------------------------------------------------------- */

enum ordo_kind {
    ORDO_DIRECT,   /* the whole sentence or clause stands between the marks */
    ORDO_MIXED,    /* a quoted fragment inside the reporter's own sentence */
    ORDO_INDIRECT, /* reported speech without marks: the span is the reported clause */
    ORDO_SPEECH,   /* without marks: a line of a transcript, dialogue after a dash */
    ORDO_TERM,     /* in marks, and no statement: a title, a term, a scare quote, a nickname */
    ORDO_KINDS
};

const char *ordo_kind_name(enum ordo_kind kind); /* "direct", "mixed", ... */

/* How the speaker was found; docs/quotations.md tells how sure each way is. */
enum ordo_evidence {
    ORDO_BY_NOTHING,      /* nobody was found */
    ORDO_BY_LABEL,        /* LAVROV: ... */
    ORDO_BY_ACCORDING,    /* according to X */
    ORDO_BY_VERB_AFTER,   /* "...", said X */
    ORDO_BY_VERB_BEFORE,  /* X said, "..." */
    ORDO_BY_PARTICIPLE,   /* X left, adding: "..." */
    ORDO_BY_NOUN,         /* X's claim that ... | X is confident that ... */
    ORDO_BY_CONTINUATION, /* the quotation before has a speaker, and goes on */
    ORDO_BY_SUBJECT,      /* the sentence's first name or pronoun; no reporting verb leads to it */
    ORDO_BY_SENTENCE_BEFORE, /* the subject of the sentence before */
    ORDO_EVIDENCES
};

const char *ordo_evidence_name(enum ordo_evidence by); /* "label", "verb-after", ... */

/* One statement. Absent spans have begin == end. */
struct ordo_quote {
    enum ordo_kind kind;
    uint32_t first_span, n_spans; /* pieces in ordo_quotes.spans, glyphs included, ascending */
    struct ordo_span sentence;    /* the sentence or sentences around the pieces */
    struct ordo_span cue;         /* "said", "according to" */
    struct ordo_span mention;     /* how the speaker is named there */
    struct ordo_span speaker;     /* the fullest naming of the same speaker in the article */
    /* The speaker's title, office or description, where the article gives one; of a speaker without
     * a name the same as `speaker`, if that tells what somebody is. */
    struct ordo_span role;
    struct ordo_span affiliation; /* the words that tell the speaker's country or organisation */
    char affiliation_code[ORDO_CODE_ROOM]; /* ISO 3166-1 alpha-2, or an organisation's; "": none */
    enum ordo_evidence by;
    float confidence; /* in [0, 1], that mention and speaker are right; fixed for each way of
                         finding them */
};

struct ordo_quotes {
    struct ordo_quote *items; /* owned; ascending by first span */
    size_t n, capacity;
    struct ordo_span *spans; /* owned */
    size_t n_spans, span_capacity;
    struct ordo_reading *reading; /* owned; what both steps work on */
};

/* Finds the statements of a well-formed text, terms in marks among them, and joins the pieces of
 * those that the reporter split. Of who said them nothing is filled in. */
int ordo_quotes_find(struct ordo_quotes *quotes, const char *text, size_t length,
                     struct ordo_error *error);
/* Takes the whole of a well-formed text for one speech: each paragraph is a statement of kind
 * ORDO_SPEECH of nobody who is named. One that breaks off, "as follows:", goes on in the next. */
int ordo_quotes_of_speech(struct ordo_quotes *quotes, const char *text, size_t length,
                          struct ordo_error *error);
/* Fills what is known of who said the quotes that were found in the same text: from cue to
 * confidence. */
int ordo_speakers_find(struct ordo_quotes *quotes, const char *text, struct ordo_error *error);
/* Empties mention, speaker, role and affiliation: the confidence is too low for them. It stays, as
 * do cue and evidence. */
void ordo_forget_speaker(struct ordo_quote *quote);
/* The words of one statement without its glyphs, pieces joined by one space, line breaks and runs
 * of white space folded to one space, into out, which must hold ordo_quote_room bytes. from (may be
 * NULL, else as many elements) receives for each byte of out the byte of the text that it came
 * from. Returns bytes written. */
size_t ordo_quote_words(const struct ordo_quotes *quotes, size_t which, const char *text, char *out,
                        uint32_t *from);
size_t ordo_quote_room(const struct ordo_quotes *quotes, size_t which);
void ordo_quotes_release(struct ordo_quotes *quotes);

/* ---- feature specification ----------------------------------------------------------------- */

enum ordo_tf { ORDO_TF_COUNT, ORDO_TF_LOG, ORDO_TF_BINARY }; /* f; 1 + ln f; 1 */

struct ordo_field_spec {
    char name[ORDO_NAME_MAX];      /* "text" is the statement */
    unsigned words;                /* word n-grams of 1..words; 0: none */
    unsigned chars_min, chars_max; /* character n-grams within words; 0, 0: none */
    unsigned skip;                 /* word pairs with 1..skip words between them; 0: none */
    bool negation;                 /* words after a negation, up to punctuation, count as negated */
};

struct ordo_spec {
    struct ordo_field_spec fields[ORDO_FIELDS_MAX];
    size_t n_fields;
    unsigned tokens; /* sum of ordo_token_option */
    enum ordo_tf tf;
    bool idf;              /* times ln((1 + N) / (1 + df)) + 1 */
    bool l2;               /* divide by the Euclidean length */
    unsigned min_df;       /* documents that a feature must occur in */
    uint32_t max_features; /* most frequent kept; 0: all */
    unsigned hash_bits;    /* 0: exact table; b: hashed to 2^b features, 10 <= b <= 26 */
};

void ordo_spec_default(struct ordo_spec *spec); /* text, words 1-2, tf-idf, l2, min_df 2 */
/* Reads the text form, one setting a line, '#' comments; docs/spec.md gives the grammar. Errors
 * carry the line. */
int ordo_spec_parse(struct ordo_spec *spec, const char *text, size_t length,
                    struct ordo_error *error);
/* Writes the text form, NUL-terminated. Returns its length, or -1 when size is too small
 * (ORDO_SPEC_TEXT_MAX always suffices). */
int ordo_spec_format(const struct ordo_spec *spec, char *out, size_t size);
#define ORDO_SPEC_TEXT_MAX 2048

/* ---- n-gram -------------------------------------------------------------------------------- */

enum ordo_ngram_kind { ORDO_NGRAM_WORDS, ORDO_NGRAM_CHARS, ORDO_NGRAM_SKIP };

struct ordo_ngram {
    uint64_t key;         /* 64-bit hash of field, kind, negation and content */
    uint32_t first, last; /* its first and last token; for characters the same */
    uint32_t begin, end;  /* bytes of the normalised text; of a skip pair from first to last word */
    uint8_t field;        /* in the specification */
    uint8_t kind;         /* enum ordo_ngram_kind */
    uint8_t edges;        /* characters: 1 holds the word's beginning, 2 its end, 3 both */
};

struct ordo_ngrams {
    struct ordo_ngram *items; /* owned */
    size_t n, capacity;
};

/* ---- scratch ------------------------------------------------------------------------------- */

/* Working memory of one thread: reused from text to text, grows to the largest, never shared. */
struct ordo_scratch;
struct ordo_scratch *ordo_scratch_new(void); /* NULL when there is no memory */
void ordo_scratch_free(struct ordo_scratch *scratch);

/* One field's raw text, borrowed. */
struct ordo_string {
    const char *bytes;
    size_t length;
};

/* Normalises, splits and enumerates the n-grams of one field in the order in which ordo_vector_make
 * counts them, for vocabularies, explanations and display. The field's text and tokens stay in the
 * scratch until its next use. */
int ordo_ngrams_find(struct ordo_ngrams *ngrams, const struct ordo_spec *spec, size_t field,
                     struct ordo_string source, struct ordo_scratch *scratch,
                     struct ordo_error *error);
const struct ordo_text *ordo_scratch_text(const struct ordo_scratch *scratch);
const struct ordo_tokens *ordo_scratch_tokens(const struct ordo_scratch *scratch);
/* Readable name of an n-gram of the field last enumerated: "united nations", with a prefix "field:"
 * for every field but the first, "~" before character n-grams (a space in it is a word edge),
 * "a … b" for skip pairs, "not_" before negated ones. NUL-terminated, cut at size on a character
 * boundary. Returns its length. */
size_t ordo_ngram_name(const struct ordo_ngram *ngram, const struct ordo_spec *spec,
                       const struct ordo_scratch *scratch, char *out, size_t size);
void ordo_ngrams_release(struct ordo_ngrams *ngrams);

/* ---- model --------------------------------------------------------------------------------- */

enum ordo_head_kind {
    ORDO_HEAD_CLASSES, /* classes without an order, the most probable is the label */
    ORDO_HEAD_ORDERED, /* classes from low to high along one output */
    ORDO_HEAD_VALUE    /* a number: no classes, one output, which is the predicted value */
};

/* How decision values d become probabilities; docs/model-format.md gives the formulas. */
enum ordo_calibration {
    ORDO_CALIBRATION_NONE,        /* logistic function of each decision value, then normalised */
    ORDO_CALIBRATION_PLATT,       /* logistic(a d + b) for each output, then normalised */
    ORDO_CALIBRATION_TEMPERATURE, /* softmax(a d), a > 0 the same for all outputs of a head */
    ORDO_CALIBRATION_VECTOR,      /* softmax(a d + b), own a and b for each output */
    ORDO_CALIBRATION_ISOTONIC,    /* a rising table for each output, then normalised */
    ORDO_CALIBRATION_THRESHOLDS,  /* ordered classes: p(above class k) = logistic(a d - t[k]) */
    ORDO_CALIBRATION_RESIDUALS    /* values: the interval's half-width */
};

/* One task of a model. Two classes have one output, whose positive values speak for the second
 * class; more classes have one output each. Ordered classes and values have one output.
 *
 * A head may have variants: fitted heads of the same task for one value each of the model's `per`
 * column. They share name, kind and classes; a row whose value has no variant gets the head itself,
 * which learnt from all rows. */
struct ordo_head {
    char name[ORDO_NAME_MAX];
    uint32_t n_classes, n_outputs;
    uint32_t first_class, first_output; /* in the model's arrays */
    enum ordo_calibration calibration;
    const char *const *classes; /* [n_classes], borrowed from the model */
    const double *bias;         /* [n_outputs] */
    const double *a, *b;        /* [n_outputs], calibration */
    enum ordo_head_kind kind;
    uint32_t n_parameters;
    const double *parameters; /* [n_parameters] isotonic: for each output the number m of knots, m
                                 rising decision values, m probabilities; thresholds: [n_classes -
                                 1] rising; residuals: half-width, coverage */
    const char *value;        /* of `per`; NULL unless this is a variant */
    uint32_t n_variants;
    const struct ordo_head *variants; /* [n_variants] bytewise by value */
};

/* The feature table. Keys ascend; bucket[k] is the place of the first whose top `bits` bits are at
 * least k. An entry is a key without these bits, and instead of its lowest ones the number of its
 * feature: one look into memory finds both. */
struct ordo_table {
    const uint64_t *key;    /* [n_features]; NULL: hashed */
    const uint32_t *number; /* [n_features] the feature of each key; NULL: they are in that order */
    const uint32_t *bucket; /* [2^bits + 1], owned as the next two */
    const uint64_t *entry;  /* [n_features] key << bits, the lowest number_bits bits the number */
    const uint64_t *filter; /* 2^filter_bits bits; of a key that is no feature mostly clear */
    unsigned bits, number_bits, filter_bits;
    uint32_t n_features;
    uint64_t identity; /* differs between tables with different keys or numbers */
};

/* A model in memory. All pointers are borrowed from the mapped file or owned by it; read only. */
struct ordo_model {
    struct ordo_spec spec;
    struct ordo_table table;
    uint32_t n_features;
    const char *columns[ORDO_COLUMNS_MAX]; /* [n_columns] of a row: the fields', then `per` */
    size_t n_columns;
    const char *per; /* column whose value chooses among variants; NULL: no head has any */
    uint32_t n_heads, n_outputs, n_classes;
    const struct ordo_head *heads; /* [n_heads] */
    const float *rows;             /* [n_features][row_size]: idf (1 without), weights of the heads'
                                      outputs, then of their variants', zeros */
    size_t row_size;           /* at least 1 + n_outputs; a row of up to 8 is within a cache line */
    const uint32_t *name_at;   /* [n_features + 1], NULL when hashed */
    const char *names;         /* feature i: names[name_at[i] .. name_at[i + 1]) */
    const uint32_t *df;        /* [n_features] document frequencies in training */
    struct ordo_string record; /* training record, JSON, written by the trainer */
    struct ordo_string header; /* the readable first line of the file */
    uint64_t size;             /* of the file, bytes */
    uint64_t checksum;         /* of its header and of the checksums of all sections */
    struct ordo_model_private *private_part;
};

/* Maps, checks (magic, version, size, checksum of every section, bounds of every index) and opens a
 * model file. */
int ordo_model_open(struct ordo_model **model, const char *path, struct ordo_error *error);
void ordo_model_free(struct ordo_model *model);
/* Numbers in a row of a model of that many outputs: of up to eight, a row is within one line of the
 * cache. */
size_t ordo_model_row_size(uint32_t n_outputs);
/* Number of the head of that name, or ORDO_NONE. */
uint32_t ordo_model_head(const struct ordo_model *model, const char *name);
/* The feature of that key, or ORDO_NONE. */
uint32_t ordo_table_find(const struct ordo_table *table, uint64_t key);

/* Everything a model file holds, for the trainer; all borrowed. Keys ascending and distinct. */
struct ordo_model_parts {
    const struct ordo_spec *spec;
    uint32_t n_features;
    const uint64_t *keys;    /* [n_features]; NULL when hashed */
    const uint32_t *name_at; /* [n_features + 1]; NULL when hashed */
    const char *names;
    const uint32_t *df; /* [n_features] */
    const float *rows;  /* [n_features][1 + n_outputs] */
    const char *per;    /* NULL: no head has variants */
    uint32_t n_heads;
    const struct ordo_head *heads; /* first_class and first_output running, the variants' outputs
                                      after those of all heads */
    const char *record;            /* JSON, NUL-terminated */
};

/* Builds the in-memory lookup (buckets, entries, filter) of an ascending key array, whose features
 * have these numbers (NULL: in that order); release frees it. Both arrays stay the caller's. */
int ordo_table_init(struct ordo_table *table, const uint64_t *keys, const uint32_t *numbers,
                    uint32_t n_features, struct ordo_error *error);
void ordo_table_release(struct ordo_table *table);
/* Bytes of the file that ordo_model_write would write. */
int ordo_model_size(uint64_t *size, const struct ordo_model_parts *parts, struct ordo_error *error);
/* Writes a model file, whole or not at all. Same parts, same bytes. The features are numbered anew:
 * those of most training examples first, so that what is often used lies together in memory. */
int ordo_model_write(const char *path, const struct ordo_model_parts *parts,
                     struct ordo_error *error);

/* ---- vector -------------------------------------------------------------------------------- */

struct ordo_vector {
    const uint32_t *index; /* [n] features, each once, in an order that the fields alone decide;
                              borrowed from the scratch */
    const float *value;    /* [n] */
    size_t n;
};

/* The one function that turns text into a vector. fields[i] belongs to spec->fields[i]; an absent
 * field has length 0. rows holds the idf in column 0 of `stride` floats; NULL: idf not applied. The
 * vector lives in the scratch until its next use. */
int ordo_vector_make(struct ordo_vector *vector, const struct ordo_spec *spec,
                     const struct ordo_table *table, const float *rows, size_t stride,
                     const struct ordo_string *fields, struct ordo_scratch *scratch,
                     struct ordo_error *error);

/* ---- score --------------------------------------------------------------------------------- */

/* What a head of values, or of ordered classes, says. */
struct ordo_estimate {
    double value;     /* the number; of ordered classes the mean class, 0 to n_classes - 1 */
    double low, high; /* values: the interval of the calibration's coverage; NAN where unknown */
};

/* Scores of one text under every head. Arrays borrowed from the scratch until its next use. */
struct ordo_scores {
    const double *decision;    /* at each head's first_output: [n_outputs], of the variant if any */
    const double *probability; /* [n_classes]; sums to one within each head */
    const uint32_t *label;     /* [n_heads] most probable class, counted within the head; ORDO_NONE
                                  for values */
    const struct ordo_estimate *estimate; /* [n_heads]; NAN for classes without an order */
    const uint32_t *variant; /* [n_heads] that the row's value chose, or ORDO_NONE: head itself */
};

/* fields: [model->n_columns], one for each of model->columns; an absent one has length 0. */
int ordo_score(struct ordo_scores *scores, const struct ordo_model *model,
               const struct ordo_string *fields, struct ordo_scratch *scratch,
               struct ordo_error *error);

/* Calibrated probabilities of one head from its decision values: [n_outputs] -> [n_classes]. The
 * one place where a calibration is applied. */
void ordo_head_probabilities(const struct ordo_head *head, const double *decision,
                             double *probability);

/* The variant of a head that a row's fields choose, else the head. */
const struct ordo_head *ordo_head_choose(const struct ordo_model *model, uint32_t head,
                                         const struct ordo_string *fields);

/* What spoke for or against the label: a word n-gram or skip pair, or all character n-grams of one
 * word. */
struct ordo_reason {
    double contribution;         /* values times weights, toward the label's class */
    const char *name;            /* not NUL-terminated; borrowed from the explanation */
    size_t name_length, name_at; /* where in the explanation's names */
    uint32_t field;
    uint32_t order;               /* by first occurrence */
    uint32_t first_span, n_spans; /* its places in the field's source, in the explanation's spans */
};

/* Why a head gave its label: bias plus the contributions of all reasons and `rest` is the decision
 * value (for two classes: with the sign of the label's class; for ordered classes and values:
 * toward the higher). */
struct ordo_explanation {
    double decision, bias, rest; /* rest: what the reasons left out sum to */
    struct ordo_reason *reasons; /* owned; by falling absolute contribution */
    size_t n_reasons, reason_capacity;
    struct ordo_span *spans; /* owned; source bytes of the reason's field */
    size_t n_spans, span_capacity;
    char *names; /* owned */
    size_t names_length, names_capacity;
};

/* Explains `label` (a class of the head; of no account for ordered classes and values), by the
 * variant that the fields choose, with at most max_reasons reasons. Scores that the same scratch
 * lent stay as they are. */
int ordo_explain(struct ordo_explanation *explanation, const struct ordo_model *model,
                 uint32_t head, uint32_t label, const struct ordo_string *fields,
                 size_t max_reasons, struct ordo_scratch *scratch, struct ordo_error *error);
void ordo_explanation_release(struct ordo_explanation *explanation);

#ifdef __cplusplus
}
#endif

#endif
