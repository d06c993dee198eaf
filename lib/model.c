/* model.c: model file -> model, checked before it is used and mapped without a copy. */
#include "model_format.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = SECTION_NAMES_LIST;

int ordo_model_damaged(struct ordo_error *error, enum section section, const char *how)
{
    return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: section '%s' %s", NAMES[section],
                     how);
}

/* Magic, version, size and the directory's own checksum. */
static int check_prologue(struct ordo_model_private *own, struct disk_prologue *prologue,
                          struct ordo_error *error)
{
    const struct ordo_file *file = &own->file;
    const uint16_t one = 1;
    size_t directory;
    uint64_t checksum;

    if (*(const unsigned char *)&one != 1)
        return ordo_fail(error, ORDO_ERR_FORMAT, "model files need a little-endian machine");
    if (file->length < HEADER_SIZE + sizeof *prologue ||
        memcmp(file->bytes + HEADER_SIZE, MODEL_MAGIC, sizeof prologue->magic) != 0) {
        if (file->length >= 14 && memcmp(file->bytes, "{\"ordo-model\":", 14) == 0)
            return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: cut short in its header");
        return ordo_fail(error, ORDO_ERR_FORMAT, "not an Ordo model");
    }
    memcpy(prologue, file->bytes + HEADER_SIZE, sizeof *prologue);
    if (prologue->format > ORDO_MODEL_FORMAT)
        return ordo_fail(error, ORDO_ERR_VERSION,
                         "model has format %u and this is ordo %s, which reads up to format %d",
                         prologue->format, ORDO_VERSION, ORDO_MODEL_FORMAT);
    directory = prologue->n_sections * sizeof *own->sections;
    if (prologue->format == 0 || prologue->n_sections != model_sections(prologue->format) ||
        file->length < HEADER_SIZE + sizeof *prologue + directory)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: cut short in its directory");
    memcpy(own->sections, file->bytes + HEADER_SIZE + sizeof *prologue, directory);
    own->format = prologue->format;
    checksum = ordo_checksum(file->bytes, HEADER_SIZE, 0);
    if (ordo_checksum(own->sections, directory, checksum) != prologue->checksum)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: header or directory altered");
    if (own->format < ORDO_MODEL_FORMAT) {
        uint32_t last = prologue->n_sections - 1; /* is the record, which others stand before now */
        own->sections[SECTION_RECORD] = own->sections[last];
        memset(&own->sections[last], 0, (SECTION_RECORD - last) * sizeof *own->sections);
    }
    return 0;
}

static int check_sections(const struct ordo_model_private *own,
                          const struct disk_prologue *prologue, struct ordo_error *error)
{
    const struct ordo_file *file = &own->file;

    for (int i = 0; i < N_SECTIONS; i++) {
        const struct disk_section *section = &own->sections[i];
        if (i != SECTION_RECORD && (uint32_t)i + 1 >= prologue->n_sections)
            continue; /* not in this format */
        if (strncmp(section->name, NAMES[i], sizeof section->name) != 0 ||
            section->offset % SECTION_ALIGN != 0)
            return ordo_model_damaged(error, (enum section)i, "is misplaced");
        if (section->offset > file->length || section->size > file->length - section->offset)
            return ordo_model_damaged(error, (enum section)i, "is cut short");
        if (ordo_checksum(file->bytes + section->offset, section->size, 0) != section->checksum)
            return ordo_model_damaged(error, (enum section)i, "is altered (checksum differs)");
    }
    if (prologue->size != file->length)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: %llu bytes instead of %llu",
                         (unsigned long long)file->length, (unsigned long long)prologue->size);
    return 0;
}

/* Whether a section's bytes are text. */
static int check_text(const struct ordo_model *model, enum section section,
                      struct ordo_error *error)
{
    size_t size = section_size(model, section);

    return ordo_utf8_valid(section_at(model, section), size) == size
               ? 0
               : ordo_model_damaged(error, section, "is not UTF-8");
}

static int read_spec(struct ordo_model *model, struct ordo_error *error)
{
    struct ordo_error why;
    char how[sizeof why.message + 32];

    if (check_text(model, SECTION_SPEC, error) != 0)
        return -1;
    if (ordo_spec_parse(&model->spec, section_at(model, SECTION_SPEC),
                        section_size(model, SECTION_SPEC), &why) != 0) {
        snprintf(how, sizeof how, "is no specification: %s", why.message);
        return ordo_model_damaged(error, SECTION_SPEC, how);
    }
    for (; model->n_columns < model->spec.n_fields; model->n_columns++)
        model->columns[model->n_columns] = model->spec.fields[model->n_columns].name;
    return 0;
}

static int read_names(struct ordo_model *model, struct ordo_error *error)
{
    const uint32_t *name_at = section_at(model, SECTION_NAME_AT);
    uint64_t n = model->n_features;

    if (section_size(model, SECTION_NAME_AT) != (n + 1) * sizeof *name_at)
        return ordo_model_damaged(error, SECTION_NAME_AT, "has a wrong size");
    for (uint64_t i = 0; i < n; i++)
        if (name_at[i] > name_at[i + 1])
            return ordo_model_damaged(error, SECTION_NAME_AT, "does not ascend");
    if (name_at[0] != 0 || name_at[n] != section_size(model, SECTION_NAMES))
        return ordo_model_damaged(error, SECTION_NAMES, "has a wrong size");
    model->name_at = name_at;
    model->names = section_at(model, SECTION_NAMES);
    return check_text(model, SECTION_NAMES, error);
}

/* The numbers of the features by key; NULL in formats that have them in that order. */
static int read_numbers(const struct ordo_model *model, const uint32_t **numbers,
                        struct ordo_error *error)
{
    uint64_t n = model->n_features;
    bool *seen;
    bool all = true;

    *numbers = NULL;
    if (model->private_part->format < 3)
        return 0;
    if (section_size(model, SECTION_NUMBERS) != n * sizeof **numbers)
        return ordo_model_damaged(error, SECTION_NUMBERS, "has a wrong size");
    *numbers = section_at(model, SECTION_NUMBERS);
    seen = calloc(n + 1, sizeof *seen);
    if (seen == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint64_t i = 0; i < n && all; i++) {
        all = (*numbers)[i] < n && !seen[(*numbers)[i]];
        seen[all ? (*numbers)[i] : n] = true;
    }
    free(seen);
    return all ? 0 : ordo_model_damaged(error, SECTION_NUMBERS, "does not hold each number once");
}

static int read_hashed(struct ordo_model *model, struct ordo_error *error)
{
    struct ordo_table *table = &model->table;

    if (model->n_features != 1U << model->spec.hash_bits || section_size(model, SECTION_KEYS) != 0)
        return ordo_model_damaged(error, SECTION_KEYS, "does not fit the specification");
    table->n_features = model->n_features;
    table->identity = model->n_features;
    table->bits = model->spec.hash_bits;
    return 0;
}

static int read_table(struct ordo_model *model, struct ordo_error *error)
{
    const uint64_t *keys = section_at(model, SECTION_KEYS);
    const uint32_t *numbers;

    if (model->spec.hash_bits > 0)
        return read_hashed(model, error);
    if (section_size(model, SECTION_KEYS) != model->n_features * sizeof *keys)
        return ordo_model_damaged(error, SECTION_KEYS, "has a wrong size");
    if (read_numbers(model, &numbers, error) != 0)
        return -1;
    if (ordo_table_init(&model->table, keys, numbers, model->n_features, error) != 0)
        return error != NULL && error->code == ORDO_ERR_MEMORY
                   ? -1
                   : ordo_model_damaged(error, SECTION_KEYS, "does not ascend");
    return read_names(model, error);
}

static int read_rows(struct ordo_model *model, struct ordo_error *error)
{
    uint64_t n = section_size(model, SECTION_DF) / sizeof *model->df, n_values;

    model->row_size = model->private_part->format < 3 ? 1 + (size_t)model->n_outputs
                                                      : ordo_model_row_size(model->n_outputs);
    n_values = n * model->row_size;
    if (section_size(model, SECTION_DF) % sizeof *model->df != 0 || n >= ORDO_NONE)
        return ordo_model_damaged(error, SECTION_DF, "has a wrong size");
    if (section_size(model, SECTION_ROWS) != n_values * sizeof *model->rows)
        return ordo_model_damaged(error, SECTION_ROWS, "has a wrong size");
    model->n_features = (uint32_t)n;
    model->df = section_at(model, SECTION_DF);
    model->rows = section_at(model, SECTION_ROWS);
    for (uint64_t i = 0; i < n_values; i++)
        if (!isfinite(model->rows[i]))
            return ordo_model_damaged(error, SECTION_ROWS, "holds a weight that is not finite");
    return 0;
}

static int read_model(struct ordo_model *model, struct ordo_error *error)
{
    const struct ordo_file *file = &model->private_part->file;
    struct disk_prologue prologue;

    if (check_prologue(model->private_part, &prologue, error) != 0 ||
        check_sections(model->private_part, &prologue, error) != 0)
        return -1;
    if (read_spec(model, error) != 0 || ordo_model_read_heads(model, error) != 0 ||
        read_rows(model, error) != 0 || read_table(model, error) != 0 ||
        check_text(model, SECTION_RECORD, error) != 0)
        return -1;
    model->record = (struct ordo_string){section_at(model, SECTION_RECORD),
                                         section_size(model, SECTION_RECORD)};
    model->header = (struct ordo_string){file->bytes, HEADER_SIZE};
    while (model->header.length > 0 && (model->header.bytes[model->header.length - 1] == ' ' ||
                                        model->header.bytes[model->header.length - 1] == '\n'))
        model->header.length--;
    model->size = file->length;
    model->checksum = prologue.checksum;
    return 0;
}

int ordo_model_open(struct ordo_model **out, const char *path, struct ordo_error *error)
{
    struct ordo_model *model = calloc(1, sizeof *model);

    *out = NULL;
    if (model != NULL)
        model->private_part = calloc(1, sizeof *model->private_part);
    if (model == NULL || model->private_part == NULL) {
        free(model);
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        return ordo_fail_at(error, path, 0, 0);
    }
    if (ordo_file_open(&model->private_part->file, path, error) != 0 ||
        read_model(model, error) != 0) {
        ordo_model_free(model);
        return ordo_fail_at(error, path, 0, 0);
    }
    *out = model;
    return 0;
}

void ordo_model_free(struct ordo_model *model)
{
    if (model == NULL)
        return;
    ordo_file_release(&model->private_part->file);
    free(model->private_part->heads);
    free(model->private_part->classes);
    ordo_table_release(&model->table);
    free(model->private_part);
    free(model);
}

size_t ordo_model_row_size(uint32_t n_outputs)
{
    size_t least = 1 + (size_t)n_outputs, size = 1;

    while (size < least)
        size *= 2;
    return size <= 8 ? size : least;
}

uint32_t ordo_model_head(const struct ordo_model *model, const char *name)
{
    for (uint32_t h = 0; h < model->n_heads; h++)
        if (strcmp(model->heads[h].name, name) == 0)
            return h;
    return ORDO_NONE;
}
