/* Features, vectors, model files, scores and explanations on a small model made here. */
#include "../../lib/ordo.h"
#include "../../lib/model_format.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PATH "build/test-model.ordo"

static struct ordo_error error;

static struct ordo_string string(const char *text)
{
    return (struct ordo_string){text, strlen(text)};
}

struct feature {
    uint64_t key;
    char name[128];
};

static int by_key(const void *a, const void *b)
{
    uint64_t x = ((const struct feature *)a)->key, y = ((const struct feature *)b)->key;

    return x < y ? -1 : x > y;
}

/* Writes a model over all n-grams of `text`, weights and idf drawn from a formula, two heads. */
static int make_model(const struct ordo_spec *spec, const char *text)
{
    static const char *const stance[] = {"oppose", "neutral", "support"};
    static const char *const tone[] = {"negative", "positive"};
    static const double zero[3] = {0}, one[3] = {1, 1, 1}, bias[3] = {0.1, 0.5, -0.2};
    struct ordo_head heads[2] = {{.name = "stance",
                                  .n_classes = 3,
                                  .n_outputs = 3,
                                  .calibration = ORDO_CALIBRATION_TEMPERATURE,
                                  .classes = stance,
                                  .bias = bias,
                                  .a = one,
                                  .b = zero},
                                 {.name = "tone",
                                  .n_classes = 2,
                                  .n_outputs = 1,
                                  .first_class = 3,
                                  .first_output = 3,
                                  .calibration = ORDO_CALIBRATION_PLATT,
                                  .classes = tone,
                                  .bias = bias,
                                  .a = one,
                                  .b = zero}};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_ngrams ngrams = {0};
    struct feature features[512];
    uint64_t keys[512];
    uint32_t name_at[513] = {0}, df[1 << 12], n = 0;
    char names[16384];
    float *rows = calloc((size_t)1 << 12, 5 * sizeof *rows);
    struct ordo_model_parts parts = {.spec = spec,
                                     .df = df,
                                     .rows = rows,
                                     .n_heads = 2,
                                     .heads = heads,
                                     .record = "{\"seed\":1}"};
    struct stat status;
    uint64_t size;
    int result;

    ordo_ngrams_find(&ngrams, spec, 0, string(text), scratch, &error);
    for (size_t i = 0; i < ngrams.n; i++) {
        features[n].key = ngrams.items[i].key;
        ordo_ngram_name(&ngrams.items[i], spec, scratch, features[n].name, sizeof features[n].name);
        n++;
    }
    qsort(features, n, sizeof *features, by_key);
    for (uint32_t i = 0, m = 0; i < n; i++)
        if (i == 0 || features[i].key != keys[m - 1]) {
            keys[m] = features[i].key;
            strcpy(names + name_at[m], features[i].name);
            name_at[m + 1] = name_at[m] + (uint32_t)strlen(features[i].name);
            m++;
            parts.n_features = m;
        }
    if (spec->hash_bits > 0)
        parts.n_features = 1U << spec->hash_bits;
    for (uint32_t i = 0; i < parts.n_features; i++) {
        df[i] = i % 7 + 1;
        for (int k = 0; k < 5; k++)
            rows[5 * i + (uint32_t)k] = k == 0 ? 1.0F + (float)(i % 3) : sinf((float)i + (float)k);
    }
    if (spec->hash_bits == 0) {
        parts.keys = keys;
        parts.name_at = name_at;
        parts.names = names;
    }
    result = ordo_model_write(PATH, &parts, &error);
    if (result == 0)
        result = ordo_model_size(&size, &parts, &error) == 0 && stat(PATH, &status) == 0 &&
                         size == (uint64_t)status.st_size
                     ? 0
                     : -1; /* what it is said to be before it is written */
    free(rows);
    ordo_ngrams_release(&ngrams);
    ordo_scratch_free(scratch);
    return result;
}

static const char *const TEXT =
    "We do not want their war, and we will not pay. NATO keeps the peace!";

static bool opens_with(enum ordo_code code, const char *part)
{
    struct ordo_model *model;
    bool right = ordo_model_open(&model, PATH, &error) != 0 && error.code == code &&
                 strstr(error.message, part) != NULL;

    if (!right)
        printf("# code %d, '%s'\n", (int)error.code, error.message);
    ordo_model_free(model);
    return right;
}

/* Replaces the model file by a cut or altered copy. */
static void spoil(const struct ordo_file *whole, size_t length, size_t at, char with)
{
    FILE *file = fopen(PATH, "wb");
    char *copy = malloc(whole->length);

    memcpy(copy, whole->bytes, whole->length);
    if (at < length)
        copy[at] = with;
    fwrite(copy, 1, length, file);
    fclose(file);
    free(copy);
}

/* The same with the first byte of a section altered and checksums that agree with it. */
static void forge(const struct ordo_file *whole, enum section which, char with)
{
    FILE *file = fopen(PATH, "wb");
    char *copy = malloc(whole->length);
    struct disk_prologue prologue;
    struct disk_section sections[N_SECTIONS];

    memcpy(copy, whole->bytes, whole->length);
    memcpy(&prologue, copy + HEADER_SIZE, sizeof prologue);
    memcpy(sections, copy + HEADER_SIZE + sizeof prologue, sizeof sections);
    copy[sections[which].offset] = with;
    sections[which].checksum =
        ordo_checksum(copy + sections[which].offset, sections[which].size, 0);
    prologue.checksum =
        ordo_checksum(sections, sizeof sections, ordo_checksum(copy, HEADER_SIZE, 0));
    memcpy(copy + HEADER_SIZE, &prologue, sizeof prologue);
    memcpy(copy + HEADER_SIZE + sizeof prologue, sections, sizeof sections);
    fwrite(copy, 1, whole->length, file);
    fclose(file);
    free(copy);
}

static void damage(const struct ordo_spec *spec)
{
    struct ordo_file mapped, whole;
    bool refused = true, cut = true;
    char *copy;

    make_model(spec, TEXT);
    ordo_file_open(&mapped, PATH, &error);
    copy = malloc(mapped.length);
    memcpy(copy, mapped.bytes, mapped.length);
    whole = (struct ordo_file){copy, mapped.length, false};
    ordo_file_release(&mapped);

    spoil(&whole, whole.length - 1, SIZE_MAX, 0);
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'record' is cut short"),
       "a cut file is refused by section");
    spoil(&whole, whole.length, whole.length - 2, '!');
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'record' is altered"),
       "an altered file is refused by section");
    spoil(&whole, whole.length, 1024 + 8, ORDO_MODEL_FORMAT + 1);
    OK(opens_with(ORDO_ERR_VERSION, "model has format 4"), "a newer format is refused by name");
    spoil(&whole, 3, SIZE_MAX, 0);
    OK(opens_with(ORDO_ERR_FORMAT, "not an Ordo model"), "something else is no model");
    for (size_t length = 0; length < whole.length && cut; length += 13) {
        struct ordo_model *model;
        spoil(&whole, length, SIZE_MAX, 0);
        cut = ordo_model_open(&model, PATH, &error) != 0;
    }
    OK(cut, "a model cut anywhere is refused");
    for (size_t at = 0; at < whole.length && refused; at += 11) {
        struct ordo_model *model;
        spoil(&whole, whole.length, at, (char)(copy[at] ^ 0x40));
        if (ordo_model_open(&model, PATH, &error) == 0) {
            refused = false; /* zeros between sections are nobody's */
            for (size_t i = at; i-- > 0 && i + 64 > at && !refused;)
                refused = copy[at] == 0;
            ordo_model_free(model);
        }
    }
    OK(refused, "a model altered anywhere is refused");
    forge(&whole, SECTION_SPEC, 'x');
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'spec' is no specification: unknown setting"),
       "a wrong specification is no wrong option");
    forge(&whole, SECTION_SPEC, '\xFF');
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'spec' is not UTF-8"), "names of fields are UTF-8");
    forge(&whole, SECTION_HEADS, '\xFF');
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'heads' holds a name that is not UTF-8"),
       "and names of heads");
    forge(&whole, SECTION_RECORD, '\xFF');
    OK(opens_with(ORDO_ERR_DAMAGED, "section 'record' is not UTF-8"), "and the record");
    free(copy);
    unlink(PATH);
}

static void scores(const struct ordo_spec *spec, const char *what)
{
    struct ordo_model *model = NULL;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_string field = string(TEXT);
    struct ordo_scores scored;
    struct ordo_explanation why = {0};
    double decision[4], sum;
    bool adds = true, named = true;
    char name[128];

    if (!OK(make_model(spec, TEXT) == 0 && ordo_model_open(&model, PATH, &error) == 0, what)) {
        printf("# %s\n", error.message);
        ordo_scratch_free(scratch);
        return;
    }
    ordo_score(&scored, model, &field, scratch, &error);
    memcpy(decision, scored.decision, sizeof decision);
    sum = scored.probability[0] + scored.probability[1] + scored.probability[2];
    OK(fabs(sum - 1) < 1e-12 && fabs(scored.probability[3] + scored.probability[4] - 1) < 1e-12,
       "probabilities of each head sum to one");
    for (uint32_t label = 0; label < 3; label++) {
        double total;
        ordo_explain(&why, model, 0, label, &field, 5, scratch, &error);
        total = why.bias + why.rest;
        for (size_t i = 0; i < why.n_reasons; i++) {
            total += why.reasons[i].contribution;
            snprintf(name, sizeof name, "%.*s", (int)why.reasons[i].name_length,
                     why.reasons[i].name);
            named = named && why.reasons[i].n_spans > 0 && name[0] != '\0';
        }
        adds = adds && why.n_reasons == 5 && fabs(total - decision[label]) < 1e-9 &&
               fabs(why.decision - decision[label]) < 1e-9;
    }
    OK(adds, "reasons, rest and bias add up to the decision value");
    OK(named, "every reason has a name and its places");
    field = string("");
    OK(ordo_score(&scored, model, &field, scratch, &error) == 0 && scored.decision[0] == 0.1,
       "an empty text scores by its bias");
    ordo_explanation_release(&why);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
    unlink(PATH);
}

/* A specification without negation after one with it: what the scratch was told of one text says
 * nothing of the next. */
static void explains_anew(void)
{
    const char *source = "war not war";
    struct ordo_spec spec;
    struct ordo_model *model;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_string field = string(source);
    struct ordo_ngrams ngrams = {0};
    struct ordo_explanation why = {0};
    size_t n_war = 0;

    ordo_spec_default(&spec);
    spec.fields[0].negation = true;
    ordo_ngrams_find(&ngrams, &spec, 0, field, scratch, &error);
    ordo_spec_default(&spec);
    spec.fields[0].words = 0;
    spec.fields[0].chars_min = 2;
    spec.fields[0].chars_max = 3;
    make_model(&spec, source);
    ordo_model_open(&model, PATH, &error);
    ordo_explain(&why, model, 0, 0, &field, 100, scratch, &error);
    for (size_t i = 0; i < why.n_reasons; i++)
        n_war += why.reasons[i].name_length == 4 && memcmp(why.reasons[i].name, "~war", 4) == 0;
    OK(n_war == 1, "a word's character n-grams are one reason, whatever was explained before");
    ordo_explanation_release(&why);
    ordo_ngrams_release(&ngrams);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
    unlink(PATH);
}

/* The scope of a negation ends at punctuation, also where that is a token. */
static void negation_scope(void)
{
    const char *source = "not good, fine! bad";
    const unsigned options[] = {0, ORDO_KEEP_MARKS, ORDO_KEEP_PUNCTUATION};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_ngrams ngrams = {0};
    struct ordo_spec spec;
    bool right = true;

    ordo_spec_default(&spec);
    spec.fields[0].words = 1;
    spec.fields[0].negation = true;
    for (size_t k = 0; k < 3; k++) {
        char names[100] = "";
        spec.tokens = options[k];
        ordo_ngrams_find(&ngrams, &spec, 0, string(source), scratch, &error);
        for (size_t i = 0; i < ngrams.n; i++) {
            char name[32];
            ordo_ngram_name(&ngrams.items[i], &spec, scratch, name, sizeof name);
            if (name[0] >= 'a')
                strcat(strcat(names, name), " ");
        }
        right = right && strcmp(names, "not not_good fine bad ") == 0;
    }
    OK(right, "a negation's scope ends at punctuation, kept or not");
    ordo_ngrams_release(&ngrams);
    ordo_scratch_free(scratch);
}

/* A reason's spans lie where its words stand in the source. */
static void explains_spans(void)
{
    const char *source = "\xE2\x80\x9CNATO\xE2\x80\x9D keeps; nato";
    struct ordo_spec spec;
    struct ordo_model *model;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_string field = string(source);
    struct ordo_explanation why = {0};
    bool found = false;

    ordo_spec_default(&spec);
    make_model(&spec, source);
    ordo_model_open(&model, PATH, &error);
    ordo_explain(&why, model, 0, 0, &field, 100, scratch, &error);
    for (size_t i = 0; i < why.n_reasons; i++) {
        const struct ordo_reason *reason = &why.reasons[i];
        const struct ordo_span *spans = why.spans + reason->first_span;
        if (reason->name_length == 4 && memcmp(reason->name, "nato", 4) == 0)
            found = reason->n_spans == 2 && memcmp(source + spans[0].begin, "NATO", 4) == 0 &&
                    spans[0].end - spans[0].begin == 4 && spans[1].end == strlen(source);
    }
    OK(found, "spans of reasons are places in the source");
    ordo_explanation_release(&why);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
    unlink(PATH);
}

static bool same_spec(const char *text)
{
    struct ordo_spec first, second;
    char written[ORDO_SPEC_TEXT_MAX], again[ORDO_SPEC_TEXT_MAX];

    return ordo_spec_parse(&first, text, strlen(text), &error) == 0 &&
           ordo_spec_format(&first, written, sizeof written) > 0 &&
           ordo_spec_parse(&second, written, strlen(written), &error) == 0 &&
           ordo_spec_format(&second, again, sizeof again) > 0 && strcmp(written, again) == 0;
}

static bool refuses_spec(const char *text, uint64_t line)
{
    struct ordo_spec spec;
    bool right = ordo_spec_parse(&spec, text, strlen(text), &error) != 0 && error.line == line;

    if (!right)
        printf("# '%s' line %llu\n", error.message, (unsigned long long)error.line);
    return right;
}

static void specs(void)
{
    OK(same_spec("# a comment\nfield text words 3 chars 3 5 skip 2 negation yes # and another\n"
                 "field cue words 1\ntokens map-urls keep-marks\ntf log\nidf no\nl2 no\nmin-df 3\n"
                 "max-features 1000\n"),
       "a specification survives writing and reading");
    OK(same_spec("field text words 1\nhash-bits 18"), "so does a hashed one");
    OK(refuses_spec("field text words 1\nfield text words 2\n", 2), "a second field of one name");
    OK(refuses_spec("field text words 9\n", 1), "a number out of range");
    OK(refuses_spec("\n\ncolour blue\n", 3), "an unknown setting");
    OK(refuses_spec("field text words 1 chars 5 3\n", 1), "a range the wrong way round");
    OK(refuses_spec("field text words 1\nidf yes please\n", 2), "too many words");
    OK(refuses_spec("", 0), "no field");
}

/* Character n-grams come from a memo; the vector must not depend on what it holds. */
static void memo(void)
{
    struct ordo_spec spec;
    struct ordo_model *model;
    struct ordo_scratch *used = ordo_scratch_new();
    bool same = true;

    ordo_spec_default(&spec);
    spec.fields[0].chars_min = 2;
    spec.fields[0].chars_max = 4;
    spec.fields[0].negation = true;
    make_model(&spec, TEXT);
    ordo_model_open(&model, PATH, &error);
    for (int round = 0; round < 2000 && same; round++) {
        struct ordo_scratch *fresh = ordo_scratch_new();
        struct ordo_vector a, b;
        char text[200];
        struct ordo_string field = {text, 0};
        for (int i = 0; i < 20; i++)
            field.length +=
                (size_t)snprintf(text + field.length, 10, "%c%c%s", 'a' + (round * 7 + i) % 26,
                                 'a' + (round + i * i) % 26, i % 3 == 0 ? " not " : " ");
        ordo_vector_make(&a, &spec, &model->table, model->rows, model->row_size, &field, used,
                         &error);
        ordo_vector_make(&b, &spec, &model->table, model->rows, model->row_size, &field, fresh,
                         &error);
        same = a.n == b.n && (a.n == 0 || (memcmp(a.index, b.index, a.n * sizeof *a.index) == 0 &&
                                           memcmp(a.value, b.value, a.n * sizeof *a.value) == 0));
        ordo_scratch_free(fresh);
    }
    OK(same, "a used scratch gives the same vector as a fresh one");
    ordo_model_free(model);
    ordo_scratch_free(used);
    unlink(PATH);
}

/* What is often used lies together: df falls from feature to feature, and each keeps what was its.
 */
static void numbers(void)
{
    struct ordo_spec spec;
    struct ordo_model *model;
    bool falls = true, keeps = true, within = true;

    ordo_spec_default(&spec);
    make_model(&spec, TEXT);
    ordo_model_open(&model, PATH, &error);
    for (uint32_t i = 0; i < model->n_features; i++) {
        uint32_t f = ordo_table_find(&model->table, model->table.key[i]);
        const float *row = model->rows + f * model->row_size;
        falls = falls && (i == 0 || model->df[i] <= model->df[i - 1]);
        keeps = keeps && f == model->table.number[i] && model->df[f] == i % 7 + 1;
        for (uint32_t k = 1; k < 5; k++)
            keeps = keeps && row[k] == sinf((float)i + (float)k);
        within = within && (uintptr_t)row / 64 == (uintptr_t)(row + 4) / 64;
    }
    OK(falls, "features are numbered by the examples that hold them");
    OK(keeps, "and found by their keys, with their weights");
    OK(within, "each row is within a line of the cache");
    ordo_model_free(model);
    unlink(PATH);
}

static int ascending(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a > b) - (a < b);
}

/* Tables of so many random keys. */
static void table(uint32_t n)
{
    uint64_t *keys = malloc(n * sizeof *keys), seed = n;
    uint32_t *given = malloc(n * sizeof *given);
    struct ordo_table table;
    bool finds = true, none = true;
    char name[80];

    for (uint32_t i = 0; i < n; i++) {
        seed = seed * 6364136223846793005U + 1442695040888963407U;
        keys[i] = seed ^ seed >> 29;
        given[i] = n - 1 - i;
    }
    qsort(keys, n, sizeof *keys, ascending);
    for (int numbered = 0; numbered < 2; numbered++) {
        if (ordo_table_init(&table, keys, numbered == 1 ? given : NULL, n, &error) != 0) {
            OK(false, error.message);
            break;
        }
        for (uint32_t i = 0; i < n; i++) {
            finds = finds && ordo_table_find(&table, keys[i]) == (numbered == 1 ? given[i] : i);
            none = none && ordo_table_find(&table, ~keys[i]) == ORDO_NONE;
        }
        ordo_table_release(&table);
    }
    snprintf(name, sizeof name, "of %lu keys each is found, and no other", (unsigned long)n);
    OK(finds && none, name);
    if (n > 1) {
        keys[n - 1] = keys[n - 2];
        OK(ordo_table_init(&table, keys, NULL, n, &error) != 0 && table.entry == NULL,
           "the same key twice is refused");
    }
    free(keys);
    free(given);
}

int main(void)
{
    struct ordo_spec spec;

    specs();
    ordo_spec_default(&spec);
    scores(&spec, "a model of word n-grams is written and opened");
    damage(&spec);
    spec.fields[0].chars_min = 3;
    spec.fields[0].chars_max = 5;
    spec.fields[0].skip = 2;
    spec.fields[0].negation = true;
    scores(&spec, "a model of all kinds of n-grams is written and opened");
    spec.hash_bits = 12;
    scores(&spec, "a hashed model is written and opened");
    explains_spans();
    explains_anew();
    negation_scope();
    memo();
    numbers();
    table(1);
    table(37);
    table(100000);
    return tap_done();
}
