/* model_heads.c: a model file's heads and their variants, checked before anything relies on them.
 */
#include "model_format.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#define ENTRIES_MAX 65536 /* heads and variants */
#define CLASSES_MAX 1000000

/* What is read of the sections, and how far. */
struct reading {
    struct ordo_model *model;
    uint32_t n; /* heads and variants */
    uint32_t n_outputs;
    const double *outputs;    /* [3][n_outputs] */
    const double *parameters; /* what is left of them */
    uint64_t n_parameters;
    const char *values, *values_end;
};

static struct disk_head entry(const struct ordo_model *model, uint32_t i)
{
    size_t size = model->private_part->format == 1 ? DISK_HEAD_SIZE_1 : sizeof(struct disk_head);
    const char *bytes = section_at(model, SECTION_HEADS);
    struct disk_head disk = {0};

    memcpy(&disk, bytes + i * size, size);
    return disk;
}

/* Classes, outputs and calibration fit the kind of head. */
static bool possible(const struct disk_head *disk)
{
    uint32_t n = disk->n_classes;

    switch (disk->kind) {
    case ORDO_HEAD_CLASSES:
        return n >= 2 && n <= CLASSES_MAX && disk->n_outputs == (n == 2 ? 1 : n) &&
               disk->calibration <= ORDO_CALIBRATION_ISOTONIC;
    case ORDO_HEAD_ORDERED:
        return n >= 2 && n <= CLASSES_MAX && disk->n_outputs == 1 &&
               disk->calibration == ORDO_CALIBRATION_THRESHOLDS;
    case ORDO_HEAD_VALUE:
        return n == 0 && disk->n_outputs == 1 &&
               (disk->calibration == ORDO_CALIBRATION_NONE ||
                disk->calibration == ORDO_CALIBRATION_RESIDUALS);
    default:
        return false;
    }
}

/* A variant stands after all heads and those of earlier heads, and is of the same task. */
static bool follows(const struct ordo_model *model, const struct disk_head *disk, uint32_t i)
{
    struct disk_head before, head;

    if (disk->variant_of > model->n_heads)
        return false;
    before = entry(model, i - 1);
    head = entry(model, disk->variant_of - 1);
    return disk->variant_of >= before.variant_of && disk->kind == head.kind &&
           disk->n_classes == head.n_classes;
}

/* Counts classes and outputs of all heads and checks their shapes. */
static int count_heads(struct reading *reading, struct ordo_error *error)
{
    struct ordo_model *model = reading->model;
    uint64_t size = section_size(model, SECTION_HEADS);
    uint64_t each = model->private_part->format == 1 ? DISK_HEAD_SIZE_1 : sizeof(struct disk_head);

    if (size % each != 0 || size / each > ENTRIES_MAX)
        return ordo_model_damaged(error, SECTION_HEADS, "has a wrong size");
    reading->n = (uint32_t)(size / each);
    for (uint32_t i = 0; i < reading->n; i++) {
        struct disk_head disk = entry(model, i);
        if (memchr(disk.name, '\0', ORDO_NAME_MAX) == NULL || !possible(&disk) ||
            (disk.variant_of > 0 ? !follows(model, &disk, i) : model->n_heads < i))
            return ordo_model_damaged(error, SECTION_HEADS, "describes an impossible head");
        if (ordo_utf8_valid(disk.name, strlen(disk.name)) != strlen(disk.name))
            return ordo_model_damaged(error, SECTION_HEADS, "holds a name that is not UTF-8");
        reading->n_outputs += disk.n_outputs;
        if (disk.variant_of == 0) {
            model->n_heads++;
            model->n_classes += disk.n_classes;
        }
        if (model->n_classes > CLASSES_MAX || reading->n_outputs > CLASSES_MAX)
            return ordo_model_damaged(error, SECTION_HEADS, "has too many classes");
    }
    model->n_outputs = reading->n_outputs;
    return 0;
}

/* The next NUL-terminated string before `end`, or NULL. */
static const char *next_string(const char **at, const char *end)
{
    const char *string = *at, *stop = memchr(string, '\0', (size_t)(end - string));

    if (stop == NULL)
        return NULL;
    *at = stop + 1;
    return string;
}

static int read_strings(struct reading *reading, struct ordo_error *error)
{
    struct ordo_model *model = reading->model;
    const char *at = section_at(model, SECTION_CLASSES);
    const char *end = at + section_size(model, SECTION_CLASSES);

    if (ordo_utf8_valid(at, (size_t)(end - at)) != (size_t)(end - at))
        return ordo_model_damaged(error, SECTION_CLASSES, "is not UTF-8");
    for (uint32_t k = 0; k < model->n_classes; k++) {
        model->private_part->classes[k] = next_string(&at, end);
        if (model->private_part->classes[k] == NULL)
            return ordo_model_damaged(error, SECTION_CLASSES, "has too few names");
    }
    at = section_at(model, SECTION_VALUES);
    end = at + section_size(model, SECTION_VALUES);
    if (ordo_utf8_valid(at, (size_t)(end - at)) != (size_t)(end - at))
        return ordo_model_damaged(error, SECTION_VALUES, "is not UTF-8");
    if (reading->n > model->n_heads) {
        model->per = next_string(&at, end);
        if (model->per == NULL || model->per[0] == '\0')
            return ordo_model_damaged(error, SECTION_VALUES, "names no column");
        model->columns[model->n_columns++] = model->per;
    }
    reading->values = at;
    reading->values_end = end;
    return 0;
}

/* Whether `from` rises; strictly where `apart`. */
static bool rises(const double *from, uint64_t n, bool apart)
{
    for (uint64_t i = 0; i < n; i++)
        if (!isfinite(from[i]) ||
            (i > 0 && (apart ? from[i] <= from[i - 1] : from[i] < from[i - 1])))
            return false;
    return true;
}

static bool knots_fit(const struct ordo_head *head)
{
    const double *at = head->parameters;
    uint64_t left = head->n_parameters;

    for (uint32_t k = 0; k < head->n_outputs; k++) {
        uint64_t m;
        if (left < 1 || !(at[0] >= 1) || !(at[0] <= (double)left))
            return false;
        m = (uint64_t)at[0];
        if (2 * m + 1 > left || !rises(at + 1, m, true) || !rises(at + 1 + m, m, false) ||
            at[1 + m] < 0 || at[2 * m] > 1)
            return false;
        at += 2 * m + 1;
        left -= 2 * m + 1;
    }
    return left == 0;
}

static bool parameters_fit(const struct ordo_head *head)
{
    switch (head->calibration) {
    case ORDO_CALIBRATION_ISOTONIC:
        return knots_fit(head);
    case ORDO_CALIBRATION_THRESHOLDS:
        return head->n_parameters == head->n_classes - 1 &&
               rises(head->parameters, head->n_parameters, false);
    case ORDO_CALIBRATION_RESIDUALS:
        return head->n_parameters == 2 && isfinite(head->parameters[0]) &&
               head->parameters[0] >= 0 && head->parameters[1] > 0 && head->parameters[1] < 1;
    default:
        return head->n_parameters == 0;
    }
}

static int read_head(struct reading *reading, struct ordo_head *head, const struct disk_head *disk,
                     struct ordo_error *error)
{
    const double *outputs = reading->outputs + head->first_output;

    head->n_classes = disk->n_classes;
    head->n_outputs = disk->n_outputs;
    head->calibration = (enum ordo_calibration)disk->calibration;
    head->kind = (enum ordo_head_kind)disk->kind;
    head->bias = outputs;
    head->a = outputs + reading->n_outputs;
    head->b = outputs + 2 * (size_t)reading->n_outputs;
    if (disk->n_parameters > reading->n_parameters)
        return ordo_model_damaged(error, SECTION_PARAMETERS, "is too short");
    head->n_parameters = disk->n_parameters;
    head->parameters = reading->parameters;
    reading->parameters += disk->n_parameters;
    reading->n_parameters -= disk->n_parameters;
    if (!parameters_fit(head))
        return ordo_model_damaged(error, SECTION_PARAMETERS, "describes an impossible calibration");
    return 0;
}

static int read_variant(struct reading *reading, struct ordo_head *variant, struct ordo_head *head,
                        struct ordo_error *error)
{
    memcpy(variant->name, head->name, ORDO_NAME_MAX);
    variant->classes = head->classes;
    variant->first_class = head->first_class;
    variant->value = next_string(&reading->values, reading->values_end);
    if (variant->value == NULL)
        return ordo_model_damaged(error, SECTION_VALUES, "has too few values");
    if (head->n_variants == 0)
        head->variants = variant;
    else if (strcmp(variant[-1].value, variant->value) >= 0)
        return ordo_model_damaged(error, SECTION_VALUES, "does not ascend");
    head->n_variants++;
    return 0;
}

static int read_entries(struct reading *reading, struct ordo_error *error)
{
    struct ordo_model *model = reading->model;
    struct ordo_head *heads = model->private_part->heads;
    uint32_t first_class = 0, first_output = 0;

    for (uint32_t i = 0; i < reading->n; i++) {
        struct disk_head disk = entry(model, i);
        struct ordo_head *head = &heads[i];
        head->first_output = first_output;
        first_output += disk.n_outputs;
        if (read_head(reading, head, &disk, error) != 0)
            return -1;
        if (disk.variant_of > 0) {
            if (read_variant(reading, head, &heads[disk.variant_of - 1], error) != 0)
                return -1;
            continue;
        }
        memcpy(head->name, disk.name, ORDO_NAME_MAX);
        head->first_class = first_class;
        head->classes = model->private_part->classes + first_class;
        first_class += head->n_classes;
    }
    model->heads = heads;
    return 0;
}

int ordo_model_read_heads(struct ordo_model *model, struct ordo_error *error)
{
    struct ordo_model_private *own = model->private_part;
    struct reading reading = {.model = model};

    if (count_heads(&reading, error) != 0)
        return -1;
    reading.outputs = section_at(model, SECTION_OUTPUTS);
    if (section_size(model, SECTION_OUTPUTS) !=
        3 * (uint64_t)reading.n_outputs * sizeof *reading.outputs)
        return ordo_model_damaged(error, SECTION_OUTPUTS, "has a wrong size");
    for (size_t i = 0; i < 3 * (size_t)reading.n_outputs; i++)
        if (!isfinite(reading.outputs[i]))
            return ordo_model_damaged(error, SECTION_OUTPUTS, "holds a number that is not finite");
    reading.parameters = section_at(model, SECTION_PARAMETERS);
    reading.n_parameters = section_size(model, SECTION_PARAMETERS) / sizeof *reading.parameters;
    own->heads = calloc((size_t)reading.n + 1, sizeof *own->heads);
    own->classes = calloc((size_t)model->n_classes + 1, sizeof *own->classes);
    if (own->heads == NULL || own->classes == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (read_strings(&reading, error) != 0 || read_entries(&reading, error) != 0)
        return -1;
    if (reading.n_parameters > 0 || section_size(model, SECTION_PARAMETERS) % sizeof(double) != 0)
        return ordo_model_damaged(error, SECTION_PARAMETERS, "is too long");
    return 0;
}
