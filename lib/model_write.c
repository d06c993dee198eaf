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

/* Fills the directory and returns the file's size. */
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
        sections[i].checksum = ordo_checksum(pieces[i].bytes, pieces[i].length, 0);
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

/* The sections' contents: of parts, of `small` and of `spec`, which must live on. */
static int gather(struct piece *pieces, struct small_parts *small, char *spec,
                  const struct ordo_model_parts *parts, struct ordo_error *error)
{
    size_t n = parts->n_features;
    int length = ordo_spec_format(parts->spec, spec, ORDO_SPEC_TEXT_MAX);

    if (length < 0)
        return ordo_fail(error, ORDO_ERR_LIMIT, "feature specification is too long");
    if (build_small(small, parts, error) != 0)
        return -1;
    pieces[SECTION_SPEC] = (struct piece){spec, (size_t)length};
    pieces[SECTION_HEADS] = (struct piece){small->heads, small->n_heads * sizeof *small->heads};
    pieces[SECTION_CLASSES] = (struct piece){small->classes, small->classes_length};
    pieces[SECTION_OUTPUTS] =
        (struct piece){small->outputs, 3 * (size_t)small->n_outputs * sizeof *small->outputs};
    if (parts->keys != NULL) {
        pieces[SECTION_KEYS] = (struct piece){parts->keys, n * sizeof *parts->keys};
        pieces[SECTION_NAME_AT] = (struct piece){parts->name_at, (n + 1) * sizeof *parts->name_at};
        pieces[SECTION_NAMES] = (struct piece){parts->names, parts->name_at[n]};
    }
    pieces[SECTION_DF] = (struct piece){parts->df, n * sizeof *parts->df};
    pieces[SECTION_ROWS] =
        (struct piece){parts->rows, n * (1 + (size_t)small->n_outputs) * sizeof *parts->rows};
    pieces[SECTION_RECORD] = (struct piece){parts->record, strlen(parts->record)};
    pieces[SECTION_PARAMETERS] =
        (struct piece){small->parameters, small->n_parameters * sizeof *small->parameters};
    pieces[SECTION_VALUES] = (struct piece){small->values, small->values_length};
    return 0;
}

int ordo_model_size(uint64_t *size, const struct ordo_model_parts *parts, struct ordo_error *error)
{
    struct small_parts small = {0};
    struct piece pieces[N_SECTIONS] = {{NULL, 0}};
    struct disk_section sections[N_SECTIONS];
    char spec[ORDO_SPEC_TEXT_MAX];

    if (gather(pieces, &small, spec, parts, error) != 0)
        return -1;
    *size = lay_out(sections, pieces);
    release_small(&small);
    return 0;
}

int ordo_model_write(const char *path, const struct ordo_model_parts *parts,
                     struct ordo_error *error)
{
    struct small_parts small = {0};
    struct ordo_output output;
    struct piece pieces[N_SECTIONS] = {{NULL, 0}};
    char spec[ORDO_SPEC_TEXT_MAX];
    int result;

    if (gather(pieces, &small, spec, parts, error) != 0)
        return -1;
    result = ordo_output_open(&output, path, error);
    if (result == 0) {
        result = write_pieces(&output, pieces, parts, error);
        if (result == 0)
            result = ordo_output_commit(&output, error);
        ordo_output_release(&output);
    }
    release_small(&small);
    return result;
}
