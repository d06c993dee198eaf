/* prediction_file.c: writes predictions. */
#include "prediction_file.h"
#include "deliver.h"
#include "report.h"
#include "strings.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define DECIMALS 9

/* A copy that is well-formed UTF-8 and ends with NUL; NULL without memory. */
static char *text_of(struct ordo_string string)
{
    char *text = malloc(3 * string.length + 1);
    size_t bad, length = 0;

    if (text == NULL)
        return NULL;
    if (string.length > 0)
        length = ordo_utf8_repair(string.bytes, string.length, text, &bad);
    text[length] = '\0';
    return text;
}

static const char *group_of(const struct judging *judging, uint32_t row)
{
    return judging->options->group == NULL
               ? ""
               : judging->dataset.group_names.items[judging->dataset.groups[row]];
}

static void put_json(struct json *out, const struct judging *judging, const struct judged *judged,
                     size_t i, const char *id)
{
    json_open(out, '{');
    json_key(out, "row");
    json_integer(out, (int64_t)judged->row[i] + 1);
    json_key(out, "id");
    json_text(out, id);
    json_key(out, "head");
    json_text(out, judged->name);
    json_key(out, "group");
    json_text(out, group_of(judging, judged->row[i]));
    json_key(out, "gold");
    if (judged->of_values) {
        json_number(out, judged->gold_value[i], DECIMALS);
        json_key(out, "predicted");
        json_number(out, judged->value[i], DECIMALS);
    } else {
        json_text(out, judged->classes[judged->gold[i]]);
        json_key(out, "predicted");
        json_text(out, judged->classes[judged_label(judged, i)]);
        json_key(out, "p");
        json_open(out, '{');
        for (uint32_t k = 0; k < judged->n_classes; k++) {
            json_key(out, judged->classes[k]);
            json_number(out, judged->probability[i * judged->n_classes + k], DECIMALS);
        }
        json_close(out, '}');
    }
    json_close(out, '}');
    json_newline(out);
}

static void put_csv(struct json *out, const struct judging *judging, const struct judged *judged,
                    size_t i, const char *id, const struct strings *classes)
{
    json_format(out, "%lu,", (unsigned long)judged->row[i] + 1);
    report_csv_field(out, id);
    json_format(out, ",%s,", judged->name);
    report_csv_field(out, group_of(judging, judged->row[i]));
    if (judged->of_values) {
        json_format(out, ",%.9g,%.9g", judged->gold_value[i], judged->value[i]);
    } else {
        json_format(out, ",");
        report_csv_field(out, judged->classes[judged->gold[i]]);
        json_format(out, ",");
        report_csv_field(out, judged->classes[judged_label(judged, i)]);
    }
    for (uint32_t c = 0; c < classes->n; c++) {
        uint32_t k = 0;
        while (k < judged->n_classes && strcmp(judged->classes[k], classes->items[c]) != 0)
            k++;
        json_format(out, ",");
        if (k < judged->n_classes)
            json_format(out, "%.9f", judged->probability[i * judged->n_classes + k]);
    }
    json_format(out, "\n");
}

/* The classes of all heads, and the header with a column for each. */
static int put_header(struct json *out, const struct judging *judging, struct strings *classes,
                      struct ordo_error *error)
{
    for (size_t j = 0; j < judging->n_judged; j++)
        for (uint32_t k = 0; k < judging->judged[j].n_classes; k++) {
            const char *name = judging->judged[j].classes[k];
            if (strings_intern(classes, (struct ordo_string){name, strlen(name)}) == ORDO_NONE)
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        }
    json_format(out, "row,id,head,group,gold,predicted");
    for (uint32_t c = 0; c < classes->n; c++) {
        char name[512];
        snprintf(name, sizeof name, "p.%s", classes->items[c]);
        json_format(out, ",");
        report_csv_field(out, name);
    }
    json_format(out, "\n");
    return 0;
}

int prediction_file_write(const char *path, const struct judging *judging, struct ordo_error *error)
{
    size_t length = strlen(path);
    bool csv = length > 4 && strcmp(path + length - 4, ".csv") == 0;
    struct strings classes = {0};
    struct json out = {0};
    int result = csv ? put_header(&out, judging, &classes, error) : 0;

    for (size_t j = 0; result == 0 && j < judging->n_judged; j++)
        for (size_t i = 0; i < judging->judged[j].n; i++) {
            const struct judged *judged = &judging->judged[j];
            char *id = text_of(judging_id(judging, judged->row[i]));
            if (id == NULL)
                out.failed = true;
            else if (csv)
                put_csv(&out, judging, judged, i, id, &classes);
            else
                put_json(&out, judging, judged, i, id);
            free(id);
        }
    strings_release(&classes);
    if (result != 0) {
        json_release(&out);
        return -1;
    }
    return deliver(path, &out, error);
}
