/* check.c: a report on a data set before anyone trains on it.
 *
 * All problems are gathered into one list first; the text report, the JSON report and the list of
 * problems say the same. */
#include "check_private.h"
#include "copies.h"

#include <stdlib.h>

static int read_data(struct checking *checking, const struct talk *talk, struct ordo_error *error)
{
    const struct check_options *options = checking->options;
    struct dataset_names *names = &checking->names;

    names->unlabelled = true;
    names->ill_formed = true; /* the report tells them */
    names->allowed = options->allowed;
    names->n_allowed = options->n_allowed;
    names->group = options->group;
    names->fields[FIELD_TEXT] = options->text;
    names->fields[FIELD_ID] = options->id;
    names->fields[FIELD_PART] = options->part == NULL ? options->id : options->part;
    names->n_fields = FIELD_REST + options->n_fields;
    for (size_t i = 0; i < options->n_fields; i++)
        names->fields[FIELD_REST + i] = options->fields[i];
    names->n_labels = options->n_labels;
    for (size_t h = 0; h < options->n_labels; h++)
        names->labels[h] = options->labels[h];
    if (dataset_read(&checking->dataset, names, options->paths, options->n_paths, talk, error) != 0)
        return -1;
    if (checking->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no examples in the data");
    for (size_t h = 0; h < names->n_labels; h++)
        if (dataset_order_classes(&checking->dataset, h, NULL, NULL, error) != 0)
            return -1;
    return dataset_check_fields(&checking->dataset, names,
                                options->part == NULL ? FIELD_REST : FIELD_PART, names->n_fields,
                                error);
}

static size_t largest_group(const struct checking *checking)
{
    const struct dataset *dataset = &checking->dataset;
    uint32_t *sizes = calloc(dataset->group_names.n + 1, sizeof *sizes);
    size_t most = 0;

    for (size_t i = 0; sizes != NULL && i < dataset->n; i++) {
        sizes[dataset->groups[i]]++;
        most = sizes[dataset->groups[i]] > most ? sizes[dataset->groups[i]] : most;
    }
    free(sizes);
    return most;
}

static int run(struct checking *checking, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    if (read_data(checking, talk, error) != 0 || check_lengths(checking, error) != 0 ||
        check_languages(checking, error) != 0 || check_duplicates(checking, error) != 0)
        return -1;
    if (checking->options->group != NULL)
        checking->largest_group = largest_group(checking);
    if (copies_join(&checking->dataset, 0, error) != 0)
        return -1;
    for (size_t h = 0; checking->options->n_folds > 0 && h < checking->names.n_labels; h++)
        if (check_labels(checking, talk, h, error) != 0)
            return -1;
    if (checking->options->list != NULL && check_write_list(checking, error) != 0)
        return -1;
    if (checking->options->json)
        check_put(checking, out);
    else if (check_say(checking, out, error) != 0)
        return -1;
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int check(const struct check_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error)
{
    struct checking *checking = calloc(1, sizeof *checking);
    int result;

    if (checking == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    checking->options = options;
    result = run(checking, talk, out, error);
    *n_bad = checking->dataset.n_bad;
    for (size_t h = 0; h < HEADS_MAX; h++)
        doubts_release(&checking->doubts[h]);
    strings_release(&checking->languages);
    duplicates_release(&checking->duplicates);
    dataset_release(&checking->dataset);
    free(checking->problems);
    free(checking->words);
    free(checking->language);
    free(checking);
    return result;
}
