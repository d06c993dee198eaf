/* model_diff.c: features are the same when their keys are: a key is a hash of field, kind and
 * words, so it does not depend on the model. */
#include "model_diff.h"
#include "excerpt.h"
#include "model_data.h"
#include "weights.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Two models, `here` and `there`, and the heads that both have. */
struct diff {
    struct report *report;
    const struct ordo_model *here, *there;
    uint32_t *partner; /* [here's features] feature there, or ORDO_NONE */
    uint32_t n_common;
    const struct inspect_options *options;
};

static void match_features(struct diff *diff)
{
    const struct ordo_model *here = diff->here, *there = diff->there;
    bool hashed = here->names == NULL || there->names == NULL;

    for (uint32_t i = 0; i < here->n_features; i++) {
        uint32_t j = i;
        if (!hashed) {
            j = here->table.number == NULL ? i : here->table.number[i];
            diff->partner[j] = ordo_table_find(&there->table, here->table.key[i]);
        } else { /* buckets are the same where there are as many, and both are hashed */
            diff->partner[j] =
                here->names == NULL && there->names == NULL && here->n_features == there->n_features
                    ? j
                    : ORDO_NONE;
        }
        diff->n_common += diff->partner[j] != ORDO_NONE;
    }
}

static void put_overview(const struct diff *diff)
{
    static const struct report_column columns[] = {{"here", "this model"},
                                                   {"there", "the other model"},
                                                   {"features_here", "features here"},
                                                   {"features_there", "features there"},
                                                   {"features_common", "features common"}};
    char here[ORDO_SPEC_TEXT_MAX], there[ORDO_SPEC_TEXT_MAX];

    report_table(diff->report, TABLE_FIGURES, "overall", "two models", columns, 5);
    report_text(diff->report, diff->options->model);
    report_text(diff->report, diff->options->other);
    report_count(diff->report, diff->here->n_features);
    report_count(diff->report, diff->there->n_features);
    report_count(diff->report, diff->n_common);
    ordo_spec_format(&diff->here->spec, here, sizeof here);
    ordo_spec_format(&diff->there->spec, there, sizeof there);
    if (strcmp(here, there) != 0)
        report_note(diff->report, "feature specifications differ (inspect --spec)");
}

/* A head of both: as many sides, of the same names. NULL: there is none. */
static const struct ordo_head *head_there(const struct diff *diff, const struct ordo_head *here)
{
    uint32_t h = ordo_model_head(diff->there, here->name);
    const struct ordo_head *there = h == ORDO_NONE ? NULL : &diff->there->heads[h];

    if (there == NULL || weights_sides(there) != weights_sides(here))
        return NULL;
    for (uint32_t k = 0; k < weights_sides(here); k++)
        if (strcmp(weights_side(here, k), weights_side(there, k)) != 0)
            return NULL;
    return there;
}

/* Change of each feature's weight; features that one lacks weigh nothing there. */
struct change {
    struct pull here;
    double there, by;
    uint32_t feature_there; /* where here.feature is ORDO_NONE */
};

static int by_change(const void *a, const void *b)
{
    const struct change *x = a, *y = b;

    if (fabs(x->by) != fabs(y->by))
        return fabs(x->by) < fabs(y->by) ? 1 : -1;
    if (x->here.feature != y->here.feature)
        return x->here.feature < y->here.feature ? -1 : 1;
    return x->feature_there < y->feature_there ? -1 : x->feature_there > y->feature_there;
}

static size_t collect_changes(const struct diff *diff, const struct ordo_head *here,
                              const struct ordo_head *there, uint32_t side, const bool *known,
                              struct change *changes)
{
    size_t n = 0;

    for (uint32_t j = 0; j < diff->here->n_features; j++) {
        uint32_t other = diff->partner[j];
        double weight = weights_pull(diff->here, here, side, j);
        double then = other == ORDO_NONE ? 0 : weights_pull(diff->there, there, side, other);
        changes[n++] = (struct change){{j, weight}, then, weight - then, other};
    }
    for (uint32_t j = 0; j < diff->there->n_features; j++)
        if (!known[j]) {
            double then = weights_pull(diff->there, there, side, j);
            changes[n++] = (struct change){{ORDO_NONE, 0}, then, -then, j};
        }
    qsort(changes, n, sizeof *changes, by_change);
    return n;
}

static void put_change(const struct diff *diff, const struct ordo_head *head, uint32_t side,
                       const struct change *change)
{
    char number[FEATURE_NUMBER_SIZE];
    bool only_there = change->here.feature == ORDO_NONE;
    struct ordo_string name = only_there ? weights_name(diff->there, change->feature_there, number)
                                         : weights_name(diff->here, change->here.feature, number);

    report_text(diff->report, head->name);
    report_text(diff->report, weights_side(head, side));
    report_string(diff->report, name.bytes, name.length);
    if (only_there)
        report_none(diff->report);
    else
        report_number(diff->report, change->here.weight);
    if (!only_there && change->feature_there == ORDO_NONE)
        report_none(diff->report);
    else
        report_number(diff->report, change->there);
    report_number(diff->report, change->by);
}

static int put_changes(const struct diff *diff, struct ordo_error *error)
{
    static const struct report_column columns[] = {{"head", "head"},       {"class", "class"},
                                                   {"feature", "feature"}, {"here", "here"},
                                                   {"there", "there"},     {"change", "change"}};
    size_t most = (size_t)diff->here->n_features + diff->there->n_features + 1;
    struct change *changes = malloc(most * sizeof *changes);
    bool *known = calloc((size_t)diff->there->n_features + 1, sizeof *known);

    if (changes == NULL || known == NULL) {
        free(changes);
        free(known);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t j = 0; j < diff->here->n_features; j++)
        if (diff->partner[j] != ORDO_NONE)
            known[diff->partner[j]] = true;
    report_table(diff->report, TABLE_LIST, "changes", "weights that changed most", columns, 6);
    for (uint32_t h = 0; h < diff->here->n_heads; h++) {
        const struct ordo_head *here = &diff->here->heads[h], *there = head_there(diff, here);
        /* of one output the sides are mirror images */
        uint32_t side = here->n_outputs == 1 ? 1 : 0;
        for (; there != NULL && side < weights_sides(here); side++) {
            size_t n = collect_changes(diff, here, there, side, known, changes);
            for (size_t i = 0; i < n && i < diff->options->top && fabs(changes[i].by) > 0; i++)
                put_change(diff, here, side, &changes[i]);
        }
    }
    free(changes);
    free(known);
    return 0;
}

/* ---- labels on data ---- */

struct relabelled {
    uint32_t head, row, here, there;
    double p_here, p_there;
};

struct labelling {
    struct relabelled *items; /* owned */
    size_t n;
    size_t n_same[HEADS_MAX], n_changed[HEADS_MAX], n_mended[HEADS_MAX], n_broken[HEADS_MAX];
};

static void count_gold(struct labelling *labelling, const struct diff *diff,
                       const struct model_data *data, const struct relabelled *found)
{
    const char *gold = model_data_label(data, found->row, found->head);
    const struct ordo_head *head = &diff->here->heads[found->head];

    if (gold == NULL)
        return;
    labelling->n_mended[found->head] += strcmp(gold, head->classes[found->here]) == 0;
    labelling->n_broken[found->head] += strcmp(gold, head->classes[found->there]) == 0;
}

/* The two models read the same columns only where their fields are the same, so each has its own
 * data; rows are the same. */
static int label(struct labelling *labelling, const struct diff *diff,
                 const struct model_data *data, const struct model_data *other,
                 struct ordo_error *error)
{
    struct ordo_scratch *scratch = ordo_scratch_new(), *second = ordo_scratch_new();
    struct ordo_scores here, there;
    int result =
        scratch == NULL || second == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    for (size_t i = 0; result == 0 && i < data->dataset.n; i++) {
        if (ordo_score(&here, diff->here, model_data_fields(data, i), scratch, error) != 0 ||
            ordo_score(&there, diff->there, model_data_fields(other, i), second, error) != 0)
            result = -1;
        for (uint32_t h = 0; result == 0 && h < data->n_labels; h++) {
            const struct ordo_head *head = &diff->here->heads[h], *then = head_there(diff, head);
            uint32_t g = then == NULL ? 0 : (uint32_t)(then - diff->there->heads);
            struct relabelled found;
            if (then == NULL || head->n_classes == 0 || then->n_classes != head->n_classes)
                continue;
            found = (struct relabelled){h, (uint32_t)i, here.label[h], there.label[g], 0, 0};
            if (found.here == found.there) {
                labelling->n_same[h]++;
                continue;
            }
            found.p_here = here.probability[head->first_class + found.here];
            found.p_there = there.probability[then->first_class + found.there];
            labelling->n_changed[h]++;
            count_gold(labelling, diff, data, &found);
            labelling->items[labelling->n++] = found;
        }
    }
    ordo_scratch_free(scratch);
    ordo_scratch_free(second);
    return result;
}

/* Those first of which both models are sure. */
static int by_confidence(const void *a, const void *b)
{
    const struct relabelled *x = a, *y = b;
    double one = fmin(x->p_here, x->p_there), other = fmin(y->p_here, y->p_there);

    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    if (one != other)
        return one < other ? 1 : -1;
    return x->row < y->row ? -1 : x->row > y->row;
}

static void put_labelling(const struct diff *diff, struct labelling *labelling,
                          const struct model_data *data)
{
    static const struct report_column counts[] = {{"head", "head"},
                                                  {"same", "same label"},
                                                  {"changed", "changed"},
                                                  {"right_here", "right here alone"},
                                                  {"right_there", "right there alone"}};
    static const struct report_column columns[] = {
        {"head", "head"}, {"row", "row"},     {"id", "id"},     {"gold", "gold"}, {"here", "here"},
        {"p_here", "p"},  {"there", "there"}, {"p_there", "p"}, {"text", "text"}};
    size_t shown[HEADS_MAX] = {0};

    report_table(diff->report, TABLE_LIST, "labels", "labels on the data", counts, 5);
    for (uint32_t h = 0; h < data->n_labels; h++) {
        if (labelling->n_same[h] + labelling->n_changed[h] == 0)
            continue; /* not a head of classes of both */
        report_text(diff->report, diff->here->heads[h].name);
        report_count(diff->report, labelling->n_same[h]);
        report_count(diff->report, labelling->n_changed[h]);
        report_count(diff->report, labelling->n_mended[h]);
        report_count(diff->report, labelling->n_broken[h]);
    }
    if (labelling->n == 0)
        return;
    qsort(labelling->items, labelling->n, sizeof *labelling->items, by_confidence);
    report_table(diff->report, TABLE_LIST, "relabelled", "labels that changed, the surest first",
                 columns, 9);
    for (size_t i = 0; i < labelling->n; i++) {
        const struct relabelled *found = &labelling->items[i];
        const struct ordo_head *head = &diff->here->heads[found->head];
        const char *gold = model_data_label(data, found->row, found->head);
        char text[512];
        if (shown[found->head]++ >= diff->options->examples)
            continue;
        report_text(diff->report, head->name);
        report_count(diff->report, (uint64_t)found->row + 1);
        excerpt_make(text, sizeof text, model_data_id(data, found->row), 64);
        report_text(diff->report, text);
        report_text(diff->report, gold == NULL ? "" : gold);
        report_text(diff->report, head->classes[found->here]);
        report_number(diff->report, found->p_here);
        report_text(diff->report, head->classes[found->there]);
        report_number(diff->report, found->p_there);
        excerpt_make(text, sizeof text, model_data_fields(data, found->row)[0], 72);
        report_text(diff->report, text);
    }
}

static int put_labels(const struct diff *diff, const struct talk *talk, size_t *n_bad,
                      struct ordo_error *error)
{
    const struct inspect_options *options = diff->options;
    struct labelling *labelling = calloc(1, sizeof *labelling);
    struct model_data data = {0}, other = {0};
    int result = labelling == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;

    if (result == 0)
        result = model_data_read(&data, diff->here, options->text, options->id, options->data,
                                 options->n_data, talk, error);
    *n_bad = data.dataset.n_bad;
    if (result == 0)
        result = model_data_read(&other, diff->there, options->text, options->id, options->data,
                                 options->n_data, talk, error);
    if (result == 0) {
        labelling->items = malloc((data.dataset.n * data.n_labels + 1) * sizeof *labelling->items);
        result = labelling->items == NULL ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                                          : label(labelling, diff, &data, &other, error);
    }
    if (result == 0)
        put_labelling(diff, labelling, &data);
    if (labelling != NULL)
        free(labelling->items);
    free(labelling);
    model_data_release(&data);
    model_data_release(&other);
    return result;
}

int model_diff(struct report *report, const struct ordo_model *model,
               const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
               struct ordo_error *error)
{
    struct diff diff = {.report = report, .here = model, .options = options};
    struct ordo_model *there;
    int result = 0;

    if (ordo_model_open(&there, options->other, error) != 0)
        return -1;
    diff.there = there;
    diff.partner = malloc(((size_t)model->n_features + 1) * sizeof *diff.partner);
    if (diff.partner == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (result == 0) {
        match_features(&diff);
        report_section(report, "");
        put_overview(&diff);
        result = put_changes(&diff, error);
    }
    if (result == 0 && options->n_data > 0)
        result = put_labels(&diff, talk, n_bad, error);
    free(diff.partner);
    ordo_model_free(there);
    return result;
}
