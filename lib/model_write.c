/* model_write.c: parts -> model file, whole or not at all. */
#include "model_format.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct piece {
    const void *bytes;
    size_t length;
};

/* The readable first line. Class lists that do not fit are left out: the file itself has them. */
struct line {
    char bytes[HEADER_SIZE + 1];
    size_t length;
    bool full;
};

static void put(struct line *line, const char *bytes, size_t length)
{
    if (length >= HEADER_SIZE - line->length) {
        line->full = true;
        return;
    }
    memcpy(line->bytes + line->length, bytes, length);
    line->length += length;
}

static void put_string(struct line *line, const char *text)
{
    put(line, "\"", 1);
    for (; *text != '\0'; text++) {
        char escaped[8];
        int n = 1;
        escaped[0] = *text;
        if (*text == '"' || *text == '\\')
            n = snprintf(escaped, sizeof escaped, "\\%c", *text);
        else if ((unsigned char)*text < 0x20)
            n = snprintf(escaped, sizeof escaped, "\\u%04x", (unsigned)*text);
        put(line, escaped, (size_t)n);
    }
    put(line, "\"", 1);
}

static void describe(struct line *line, const struct ordo_model_parts *parts, uint64_t size,
                     bool classes)
{
    char start[160];
    int n = snprintf(start, sizeof start,
                     "{\"ordo-model\":%d,\"written-by\":\"ordo %s\",\"size\":%llu,\"features\":%lu,"
                     "\"heads\":{",
                     ORDO_MODEL_FORMAT, ORDO_VERSION, (unsigned long long)size,
                     (unsigned long)parts->n_features);

    line->length = 0;
    line->full = false;
    put(line, start, (size_t)n);
    for (uint32_t h = 0; h < parts->n_heads; h++) {
        const struct ordo_head *head = &parts->heads[h];
        put(line, ",", h > 0);
        put_string(line, head->name);
        if (head->kind == ORDO_HEAD_VALUE) {
            put(line, ":\"number\"", 9);
            continue;
        }
        put(line, ":[", 2);
        for (uint32_t k = 0; classes && k < head->n_classes; k++) {
            put(line, ",", k > 0);
            put_string(line, head->classes[k]);
        }
        put(line, "]", 1);
    }
    put(line, "}}", 2);
}

static void write_line(struct line *line, const struct ordo_model_parts *parts, uint64_t size)
{
    describe(line, parts, size, true);
    if (line->full)
        describe(line, parts, size, false);
    if (line->full) { /* heads with names that do not fit */
        struct ordo_model_parts fewer = *parts;
        fewer.n_heads = 0;
        describe(line, &fewer, size, false);
    }
    memset(line->bytes + line->length, ' ', HEADER_SIZE - line->length);
    line->bytes[HEADER_SIZE - 1] = '\n';
}

/* heads, classes, outputs, parameters and values in their form on disk, in one allocation each. */
struct small_parts {
    struct disk_head *heads;
    char *classes, *values;
    double *outputs, *parameters;
    size_t classes_length, values_length;
    size_t n_heads, n_parameters; /* n_heads with variants */
    uint32_t n_outputs;
};

static void release_small(struct small_parts *small)
{
    free(small->heads);
    free(small->classes);
    free(small->values);
    free(small->outputs);
    free(small->parameters);
}

static void count_head(struct small_parts *small, const struct ordo_head *head)
{
    small->n_heads++;
    small->n_outputs += head->n_outputs;
    small->n_parameters += head->n_parameters;
    if (head->value != NULL)
        small->values_length += strlen(head->value) + 1;
    for (uint32_t k = 0; head->value == NULL && k < head->n_classes; k++)
        small->classes_length += strlen(head->classes[k]) + 1;
}

/* Writes one head, or a variant of head number `of` (from 1), behind those before it. */
static void put_head(struct small_parts *small, const struct ordo_head *head, uint32_t of)
{
    struct disk_head *disk = &small->heads[small->n_heads++];

    if (of == 0)
        strcpy(disk->name, head->name); /* both ORDO_NAME_MAX */
    disk->n_classes = head->n_classes;
    disk->n_outputs = head->n_outputs;
    disk->calibration = (uint32_t)head->calibration;
    disk->kind = (uint32_t)head->kind;
    disk->variant_of = of;
    disk->n_parameters = head->n_parameters;
    for (uint32_t k = 0; of == 0 && k < head->n_classes; k++) {
        strcpy(small->classes + small->classes_length, head->classes[k]);
        small->classes_length += strlen(head->classes[k]) + 1;
    }
    if (of > 0) {
        strcpy(small->values + small->values_length, head->value);
        small->values_length += strlen(head->value) + 1;
    }
    for (uint32_t k = 0; k < head->n_outputs; k++) {
        double *output = small->outputs + head->first_output + k;
        output[0] = head->bias[k];
        output[small->n_outputs] = head->a[k];
        output[2 * (size_t)small->n_outputs] = head->b[k];
    }
    if (head->n_parameters > 0)
        memcpy(small->parameters + small->n_parameters, head->parameters,
               head->n_parameters * sizeof *small->parameters);
    small->n_parameters += head->n_parameters;
}

static int build_small(struct small_parts *small, const struct ordo_model_parts *parts,
                       struct ordo_error *error)
{
    memset(small, 0, sizeof *small);
    small->values_length = parts->per == NULL ? 0 : strlen(parts->per) + 1;
    for (uint32_t h = 0; h < parts->n_heads; h++) {
        count_head(small, &parts->heads[h]);
        for (uint32_t v = 0; v < parts->heads[h].n_variants; v++)
            count_head(small, &parts->heads[h].variants[v]);
    }
    small->heads = calloc(small->n_heads + 1, sizeof *small->heads);
    small->classes = malloc(small->classes_length + 1);
    small->values = malloc(small->values_length + 1);
    small->outputs = malloc((3 * (size_t)small->n_outputs + 1) * sizeof *small->outputs);
    small->parameters = malloc((small->n_parameters + 1) * sizeof *small->parameters);
    if (small->heads == NULL || small->classes == NULL || small->values == NULL ||
        small->outputs == NULL || small->parameters == NULL) {
        release_small(small);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    small->n_heads = small->n_parameters = small->classes_length = small->values_length = 0;
    if (parts->per != NULL) {
        strcpy(small->values, parts->per);
        small->values_length = strlen(parts->per) + 1;
    }
    for (uint32_t h = 0; h < parts->n_heads; h++)
        put_head(small, &parts->heads[h], 0);
    for (uint32_t h = 0; h < parts->n_heads; h++)
        for (uint32_t v = 0; v < parts->heads[h].n_variants; v++)
            put_head(small, &parts->heads[h].variants[v], h + 1);
    return 0;
}

/* What there is for each feature, in the order of their numbers. */
struct numbered_parts {
    uint32_t *numbers; /* [n_features] of each key; NULL when hashed, as the names */
    uint32_t *df, *name_at;
    char *names;
    float *rows;
};

static void release_numbered(struct numbered_parts *numbered)
{
    free(numbered->numbers);
    free(numbered->df);
    free(numbered->name_at);
    free(numbered->names);
    free(numbered->rows);
}

static int descending(const void *left, const void *right)
{
    uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;

    return (a < b) - (a > b);
}

/* which[n]: the feature among the parts that gets each number. Those of most training examples are
 * those of most other texts, too; a hashed feature's number is its key. */
static void choose_numbers(const struct ordo_model_parts *parts, uint64_t *which)
{
    size_t n = parts->n_features;

    if (parts->keys == NULL) {
        for (size_t j = 0; j < n; j++)
            which[j] = j;
        return;
    }
    for (size_t j = 0; j < n; j++)
        which[j] = (uint64_t)parts->df[j] << 32 | (n - 1 - j);
    qsort(which, n, sizeof *which, descending);
    for (size_t j = 0; j < n; j++)
        which[j] = n - 1 - (which[j] & UINT32_MAX);
}

static void put_features(struct numbered_parts *numbered, const struct ordo_model_parts *parts,
                         const uint64_t *which, uint32_t n_outputs)
{
    size_t n = parts->n_features, size = ordo_model_row_size(n_outputs),
           own = 1 + (size_t)n_outputs;
    uint32_t at = 0;

    for (size_t j = 0; j < n; j++) {
        numbered->df[j] = parts->df[which[j]];
        memcpy(numbered->rows + j * size, parts->rows + which[j] * own,
               own * sizeof *numbered->rows);
    }
    for (size_t j = 0; parts->keys != NULL && j < n; j++) {
        uint32_t from = parts->name_at[which[j]], length = parts->name_at[which[j] + 1] - from;
        numbered->numbers[which[j]] = (uint32_t)j;
        numbered->name_at[j] = at;
        memcpy(numbered->names + at, parts->names + from, length);
        at += length;
    }
    if (parts->keys != NULL)
        numbered->name_at[n] = at;
}

static int build_numbered(struct numbered_parts *numbered, const struct ordo_model_parts *parts,
                          uint32_t n_outputs, struct ordo_error *error)
{
    size_t n = parts->n_features;
    uint64_t *which = malloc((n + 1) * sizeof *which);
    bool keyed = parts->keys != NULL, failed;

    memset(numbered, 0, sizeof *numbered);
    numbered->df = malloc((n + 1) * sizeof *numbered->df);
    numbered->rows = calloc(n * ordo_model_row_size(n_outputs) + 1, sizeof *numbered->rows);
    if (keyed) {
        numbered->numbers = malloc((n + 1) * sizeof *numbered->numbers);
        numbered->name_at = malloc((n + 1) * sizeof *numbered->name_at);
        numbered->names = malloc((size_t)parts->name_at[n] + 1);
    }
    failed = which == NULL || numbered->df == NULL || numbered->rows == NULL ||
             (keyed &&
              (numbered->numbers == NULL || numbered->name_at == NULL || numbered->names == NULL));
    if (failed) {
        release_numbered(numbered);
        free(which);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    choose_numbers(parts, which);
    put_features(numbered, parts, which, n_outputs);
    free(which);
    return 0;
}

/* Fills the directory but for checksums, and returns the file's size. */
static uint64_t lay_out(struct disk_section *sections, const struct piece *pieces)
{
    static const char *const names[] = SECTION_NAMES_LIST;
    uint64_t at = HEADER_SIZE + sizeof(struct disk_prologue) + N_SECTIONS * sizeof *sections;

    memset(sections, 0, N_SECTIONS * sizeof *sections);
    for (int i = 0; i < N_SECTIONS; i++) {
        at = (at + SECTION_ALIGN - 1) / SECTION_ALIGN * SECTION_ALIGN;
        memcpy(sections[i].name, names[i], strlen(names[i]));
        sections[i].offset = at;
        sections[i].size = pieces[i].length;
        at += pieces[i].length;
    }
    return at;
}

static int write_pieces(struct ordo_output *output, const struct piece *pieces,
                        const struct ordo_model_parts *parts, struct ordo_error *error)
{
    static const char zeros[SECTION_ALIGN];
    struct disk_section sections[N_SECTIONS];
    struct disk_prologue prologue = {MODEL_MAGIC, ORDO_MODEL_FORMAT, N_SECTIONS, 0, 0};
    struct line line;
    uint64_t at = HEADER_SIZE + sizeof prologue + sizeof sections;

    prologue.size = lay_out(sections, pieces);
    for (int i = 0; i < N_SECTIONS; i++)
        sections[i].checksum = ordo_checksum(pieces[i].bytes, pieces[i].length, 0);
    write_line(&line, parts, prologue.size);
    prologue.checksum = ordo_checksum(line.bytes, HEADER_SIZE, 0);
    prologue.checksum = ordo_checksum(sections, sizeof sections, prologue.checksum);
    if (ordo_output_write(output, line.bytes, HEADER_SIZE, error) != 0 ||
        ordo_output_write(output, &prologue, sizeof prologue, error) != 0 ||
        ordo_output_write(output, sections, sizeof sections, error) != 0)
        return -1;
    for (int i = 0; i < N_SECTIONS; i++) {
        if (ordo_output_write(output, zeros, sections[i].offset - at, error) != 0 ||
            ordo_output_write(output, pieces[i].bytes, pieces[i].length, error) != 0)
            return -1;
        at = sections[i].offset + sections[i].size;
    }
    return 0;
}

/* All that the sections hold. */
struct contents {
    struct small_parts small;
    struct numbered_parts numbered;
    char spec[ORDO_SPEC_TEXT_MAX];
    struct piece pieces[N_SECTIONS]; /* of these and of the parts */
};

static void release(struct contents *contents)
{
    release_small(&contents->small);
    release_numbered(&contents->numbered);
}

/* Gathers what is small, and tells how long everything else is. */
static int measure(struct contents *contents, const struct ordo_model_parts *parts,
                   struct ordo_error *error)
{
    const struct small_parts *small = &contents->small;
    struct piece *pieces = contents->pieces;
    size_t n = parts->n_features, row;
    int length = ordo_spec_format(parts->spec, contents->spec, sizeof contents->spec);

    memset(contents->pieces, 0, sizeof contents->pieces);
    memset(&contents->numbered, 0, sizeof contents->numbered);
    if (length < 0)
        return ordo_fail(error, ORDO_ERR_LIMIT, "feature specification is too long");
    if (build_small(&contents->small, parts, error) != 0)
        return -1;
    row = ordo_model_row_size(small->n_outputs) * sizeof *parts->rows;
    pieces[SECTION_SPEC] = (struct piece){contents->spec, (size_t)length};
    pieces[SECTION_HEADS] = (struct piece){small->heads, small->n_heads * sizeof *small->heads};
    pieces[SECTION_CLASSES] = (struct piece){small->classes, small->classes_length};
    pieces[SECTION_OUTPUTS] =
        (struct piece){small->outputs, 3 * (size_t)small->n_outputs * sizeof *small->outputs};
    if (parts->keys != NULL) {
        pieces[SECTION_KEYS] = (struct piece){parts->keys, n * sizeof *parts->keys};
        pieces[SECTION_NUMBERS].length = n * sizeof *contents->numbered.numbers;
        pieces[SECTION_NAME_AT].length = (n + 1) * sizeof *parts->name_at;
        pieces[SECTION_NAMES].length = parts->name_at[n];
    }
    pieces[SECTION_DF].length = n * sizeof *parts->df;
    pieces[SECTION_ROWS].length = n * row;
    pieces[SECTION_RECORD] = (struct piece){parts->record, strlen(parts->record)};
    pieces[SECTION_PARAMETERS] =
        (struct piece){small->parameters, small->n_parameters * sizeof *small->parameters};
    pieces[SECTION_VALUES] = (struct piece){small->values, small->values_length};
    return 0;
}

/* Gathers everything. */
static int gather(struct contents *contents, const struct ordo_model_parts *parts,
                  struct ordo_error *error)
{
    const struct numbered_parts *numbered = &contents->numbered;
    struct piece *pieces = contents->pieces;

    if (measure(contents, parts, error) != 0)
        return -1;
    if (build_numbered(&contents->numbered, parts, contents->small.n_outputs, error) != 0) {
        release_small(&contents->small);
        return -1;
    }
    pieces[SECTION_NUMBERS].bytes = numbered->numbers;
    pieces[SECTION_NAME_AT].bytes = numbered->name_at;
    pieces[SECTION_NAMES].bytes = numbered->names;
    pieces[SECTION_DF].bytes = numbered->df;
    pieces[SECTION_ROWS].bytes = numbered->rows;
    return 0;
}

int ordo_model_size(uint64_t *size, const struct ordo_model_parts *parts, struct ordo_error *error)
{
    struct contents contents;
    struct disk_section sections[N_SECTIONS];

    if (measure(&contents, parts, error) != 0)
        return -1;
    *size = lay_out(sections, contents.pieces);
    release(&contents);
    return 0;
}

int ordo_model_write(const char *path, const struct ordo_model_parts *parts,
                     struct ordo_error *error)
{
    struct contents contents;
    struct ordo_output output;
    int result;

    if (gather(&contents, parts, error) != 0)
        return -1;
    result = ordo_output_open(&output, path, error);
    if (result == 0) {
        result = write_pieces(&output, contents.pieces, parts, error);
        if (result == 0)
            result = ordo_output_commit(&output, error);
        ordo_output_release(&output);
    }
    release(&contents);
    return result;
}
