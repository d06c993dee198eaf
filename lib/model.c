/* model.c: model file -> model, checked before it is used and mapped without a copy. */
#include "model_format.h"
#include "table.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct ordo_model_private {
    struct ordo_file file;
    struct ordo_head *heads;
    const char **classes;
    uint32_t *bucket;
};

static const char *const NAMES[] = SECTION_NAMES_LIST;

static int damaged(struct ordo_error *error, enum section section, const char *how)
{
    return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: section '%s' %s", NAMES[section],
                     how);
}

/* Magic, version, size and the directory's own checksum. */
static int check_prologue(const struct ordo_file *file, struct disk_prologue *prologue,
                          struct disk_section *sections, struct ordo_error *error)
{
    uint64_t checksum;
    const uint16_t one = 1;

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
    if (prologue->n_sections != N_SECTIONS ||
        file->length < HEADER_SIZE + sizeof *prologue + N_SECTIONS * sizeof *sections)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: cut short in its directory");
    memcpy(sections, file->bytes + HEADER_SIZE + sizeof *prologue, N_SECTIONS * sizeof *sections);
    checksum = ordo_checksum(file->bytes, HEADER_SIZE, 0);
    if (ordo_checksum(sections, N_SECTIONS * sizeof *sections, checksum) != prologue->checksum)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: header or directory altered");
    return 0;
}

static int check_sections(const struct ordo_file *file, uint64_t size,
                          const struct disk_section *sections, struct ordo_error *error)
{
    for (int i = 0; i < N_SECTIONS; i++) {
        const struct disk_section *section = &sections[i];
        if (strncmp(section->name, NAMES[i], sizeof section->name) != 0 ||
            section->offset % SECTION_ALIGN != 0)
            return damaged(error, (enum section)i, "is misplaced");
        if (section->offset > file->length || section->size > file->length - section->offset)
            return damaged(error, (enum section)i, "is cut short");
        if (ordo_checksum(file->bytes + section->offset, section->size, 0) != section->checksum)
            return damaged(error, (enum section)i, "is altered (checksum differs)");
    }
    if (size != file->length)
        return ordo_fail(error, ORDO_ERR_DAMAGED, "model is damaged: %llu bytes instead of %llu",
                         (unsigned long long)file->length, (unsigned long long)size);
    return 0;
}

static const void *at(const struct ordo_model *model, const struct disk_section *sections,
                      enum section section)
{
    return model->private_part->file.bytes + sections[section].offset;
}

/* Counts classes and outputs of all heads and checks their shapes. */
static int count_heads(struct ordo_model *model, const struct disk_head *disk, uint64_t size,
                       struct ordo_error *error)
{
    if (size % sizeof *disk != 0 || size / sizeof *disk > 4096)
        return damaged(error, SECTION_HEADS, "has a wrong size");
    model->n_heads = (uint32_t)(size / sizeof *disk);
    for (uint32_t h = 0; h < model->n_heads; h++) {
        uint32_t n = disk[h].n_classes;
        if (memchr(disk[h].name, '\0', ORDO_NAME_MAX) == NULL || n < 2 || n > 1000000 ||
            disk[h].n_outputs != (n == 2 ? 1 : n) ||
            disk[h].calibration > ORDO_CALIBRATION_TEMPERATURE)
            return damaged(error, SECTION_HEADS, "describes an impossible head");
        model->n_classes += n;
        model->n_outputs += disk[h].n_outputs;
        if (model->n_classes > 1000000)
            return damaged(error, SECTION_HEADS, "has too many classes");
    }
    return 0;
}

static int read_heads(struct ordo_model *model, const struct disk_section *sections,
                      struct ordo_error *error)
{
    const struct disk_head *disk = at(model, sections, SECTION_HEADS);
    const char *name = at(model, sections, SECTION_CLASSES);
    const char *names_end = name + sections[SECTION_CLASSES].size;
    const double *outputs = at(model, sections, SECTION_OUTPUTS);
    struct ordo_model_private *own = model->private_part;
    uint32_t first_class = 0, first_output = 0, n = 0;

    if (count_heads(model, disk, sections[SECTION_HEADS].size, error) != 0)
        return -1;
    if (sections[SECTION_OUTPUTS].size != 3 * (uint64_t)model->n_outputs * sizeof *outputs)
        return damaged(error, SECTION_OUTPUTS, "has a wrong size");
    own->heads = calloc(model->n_heads + 1, sizeof *own->heads);
    own->classes = calloc(model->n_classes + 1, sizeof *own->classes);
    if (own->heads == NULL || own->classes == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (; n < model->n_classes; n++) {
        const char *stop = memchr(name, '\0', (size_t)(names_end - name));
        if (stop == NULL)
            return damaged(error, SECTION_CLASSES, "has too few names");
        if (ordo_utf8_valid(name, (size_t)(stop - name)) != (size_t)(stop - name))
            return damaged(error, SECTION_CLASSES, "is not UTF-8");
        own->classes[n] = name;
        name = stop + 1;
    }
    for (uint32_t h = 0; h < model->n_heads; h++) {
        struct ordo_head *head = &own->heads[h];
        memcpy(head->name, disk[h].name, ORDO_NAME_MAX);
        head->n_classes = disk[h].n_classes;
        head->n_outputs = disk[h].n_outputs;
        head->calibration = (enum ordo_calibration)disk[h].calibration;
        head->first_class = first_class;
        head->first_output = first_output;
        head->classes = own->classes + first_class;
        head->bias = outputs + first_output;
        head->a = outputs + model->n_outputs + first_output;
        head->b = outputs + 2 * (size_t)model->n_outputs + first_output;
        first_class += head->n_classes;
        first_output += head->n_outputs;
    }
    model->heads = own->heads;
    return 0;
}

static int read_names(struct ordo_model *model, const struct disk_section *sections,
                      struct ordo_error *error)
{
    const uint32_t *name_at = at(model, sections, SECTION_NAME_AT);
    uint64_t n = model->n_features;

    if (sections[SECTION_NAME_AT].size != (n + 1) * sizeof *name_at)
        return damaged(error, SECTION_NAME_AT, "has a wrong size");
    for (uint64_t i = 0; i < n; i++)
        if (name_at[i] > name_at[i + 1])
            return damaged(error, SECTION_NAME_AT, "does not ascend");
    if (name_at[0] != 0 || name_at[n] != sections[SECTION_NAMES].size)
        return damaged(error, SECTION_NAMES, "has a wrong size");
    model->name_at = name_at;
    model->names = at(model, sections, SECTION_NAMES);
    if (ordo_utf8_valid(model->names, name_at[n]) != name_at[n])
        return damaged(error, SECTION_NAMES, "is not UTF-8");
    return 0;
}

static int read_table(struct ordo_model *model, const struct disk_section *sections,
                      struct ordo_error *error)
{
    struct ordo_table *table = &model->table;

    table->n_features = model->n_features;
    table->identity = sections[SECTION_KEYS].checksum ^ model->n_features;
    if (model->spec.hash_bits > 0) {
        if (model->n_features != 1U << model->spec.hash_bits || sections[SECTION_KEYS].size != 0)
            return damaged(error, SECTION_KEYS, "does not fit the specification");
        table->bits = model->spec.hash_bits;
        return 0;
    }
    if (sections[SECTION_KEYS].size != model->n_features * sizeof *table->key)
        return damaged(error, SECTION_KEYS, "has a wrong size");
    table->key = at(model, sections, SECTION_KEYS);
    table->bits = ordo_table_bits(model->n_features);
    model->private_part->bucket = malloc((((size_t)1 << table->bits) + 1) * sizeof *table->bucket);
    if (model->private_part->bucket == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    table->bucket = model->private_part->bucket;
    if (ordo_table_buckets(table->key, model->n_features, table->bits,
                           model->private_part->bucket) != 0)
        return damaged(error, SECTION_KEYS, "does not ascend");
    if (ordo_table_filter(table, error) != 0)
        return -1;
    return read_names(model, sections, error);
}

static int read_rows(struct ordo_model *model, const struct disk_section *sections,
                     struct ordo_error *error)
{
    uint64_t n = sections[SECTION_DF].size / sizeof *model->df;
    uint64_t n_values = n * (1 + (uint64_t)model->n_outputs);

    if (sections[SECTION_DF].size % sizeof *model->df != 0 || n >= ORDO_NONE)
        return damaged(error, SECTION_DF, "has a wrong size");
    if (sections[SECTION_ROWS].size != n_values * sizeof *model->rows)
        return damaged(error, SECTION_ROWS, "has a wrong size");
    model->n_features = (uint32_t)n;
    model->df = at(model, sections, SECTION_DF);
    model->rows = at(model, sections, SECTION_ROWS);
    for (uint64_t i = 0; i < n_values; i++)
        if (!isfinite(model->rows[i]))
            return damaged(error, SECTION_ROWS, "holds a weight that is not finite");
    return 0;
}

static int read_model(struct ordo_model *model, struct ordo_error *error)
{
    const struct ordo_file *file = &model->private_part->file;
    struct disk_prologue prologue;
    struct disk_section sections[N_SECTIONS];

    if (check_prologue(file, &prologue, sections, error) != 0 ||
        check_sections(file, prologue.size, sections, error) != 0)
        return -1;
    if (ordo_spec_parse(&model->spec, at(model, sections, SECTION_SPEC),
                        sections[SECTION_SPEC].size, error) != 0)
        return -1;
    if (read_heads(model, sections, error) != 0 || read_rows(model, sections, error) != 0 ||
        read_table(model, sections, error) != 0)
        return -1;
    model->record =
        (struct ordo_string){at(model, sections, SECTION_RECORD), sections[SECTION_RECORD].size};
    model->header = (struct ordo_string){file->bytes, HEADER_SIZE};
    while (model->header.length > 0 && (model->header.bytes[model->header.length - 1] == ' ' ||
                                        model->header.bytes[model->header.length - 1] == '\n'))
        model->header.length--;
    model->size = file->length;
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
    free(model->private_part->bucket);
    free((void *)(uintptr_t)model->table.filter);
    free(model->private_part);
    free(model);
}

uint32_t ordo_model_head(const struct ordo_model *model, const char *name)
{
    for (uint32_t h = 0; h < model->n_heads; h++)
        if (strcmp(model->heads[h].name, name) == 0)
            return h;
    return ORDO_NONE;
}
