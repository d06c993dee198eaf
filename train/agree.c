/* agree.c: several annotators' labels -> how far they agree, and one label for each item. */
#include "agree.h"
#include "../lib/reserve.h"
#include "random.h"
#include "read.h"
#include "strings.h"

#include <gsl/gsl_statistics_double.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const LEVEL_NAMES[N_LEVELS] = {"nominal", "ordinal", "interval"};
static const char *const SCALES[][3] = {{"oppose", "neutral", "support"},
                                        {"negative", "neutral", "positive"}};

struct judgement {
    uint32_t item, annotator, class;
};

struct interval {
    double value, low, high; /* low NaN: no interval */
};

struct agreeing {
    const struct agree_options *options;
    struct strings items, annotators, classes;
    struct judgement *judgements;
    size_t n, capacity, n_repeated;
    struct ratings ratings;
    double *values; /* [n_classes] */
    bool ordered;
    struct interval alpha[N_LEVELS];
    double *posterior, *error_rates; /* of Dawid and Skene */
    uint32_t *divided;               /* [n_items] most divided first */
    size_t n_bad;
};

/* ---- reading -------------------------------------------------------------------------------- */

static int add(struct agreeing *agreeing, struct ordo_string item, struct ordo_string annotator,
               struct ordo_string label, struct ordo_error *error)
{
    struct judgement judgement;

    if (label.length == 0)
        return 0;
    judgement.item = strings_intern(&agreeing->items, item);
    judgement.annotator = strings_intern(&agreeing->annotators, annotator);
    judgement.class = strings_intern(&agreeing->classes, label);
    if (judgement.item == ORDO_NONE || judgement.annotator == ORDO_NONE ||
        judgement.class == ORDO_NONE)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (ordo_reserve(&agreeing->judgements, &agreeing->capacity, agreeing->n + 1,
                     sizeof *agreeing->judgements, error) != 0)
        return -1;
    agreeing->judgements[agreeing->n++] = judgement;
    return 0;
}

static struct ordo_string string_of(const char *text)
{
    return (struct ordo_string){text, strlen(text)};
}

/* values: item, then annotator and label, or the columns of labels. */
static int take_row(void *context, const struct rows_file *file, const struct rows_row *row,
                    struct ordo_error *error)
{
    struct agreeing *agreeing = context;
    const char *path = rows_reader_of(file)->path;
    const struct agree_options *options = agreeing->options;
    const struct ordo_string *values = row->values;
    struct ordo_string item = values[0];
    char number[32];

    if (item.length == 0 && (options->annotator != NULL || options->n_labels == 1))
        return ordo_fail(error, ORDO_ERR_FORMAT, "row has no item in field '%s'", options->item);
    if (item.length == 0) { /* a row is an item: its line will do */
        snprintf(number, sizeof number, "line %llu", (unsigned long long)row->line);
        item = string_of(number);
    }
    if (options->annotator != NULL) {
        if (values[1].length == 0)
            return ordo_fail(error, ORDO_ERR_FORMAT, "row has no annotator in field '%s'",
                             options->annotator);
        return add(agreeing, item, values[1], values[2], error);
    }
    for (size_t i = 0; i < options->n_labels; i++)
        if (add(agreeing, item, string_of(options->n_labels == 1 ? path : options->labels[i]),
                values[1 + i], error) != 0)
            return -1;
    return 0;
}

static int read_file(struct agreeing *agreeing, const char *path, const char *const *columns,
                     size_t n_columns, const struct talk *talk, struct ordo_error *error)
{
    struct reading reading = {talk, &agreeing->n_bad, agreeing, NULL, take_row};
    struct rows_request request = {.path = path, .names = columns, .n_names = n_columns};

    return read_rows(&request, &reading, error);
}

/* ---- classes -------------------------------------------------------------------------------- */

static int by_number(const void *a, const void *b)
{
    double x = strtod(*(char *const *)a, NULL), y = strtod(*(char *const *)b, NULL);

    return (x > y) - (x < y);
}

static int by_bytes(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Place of a class in "a,b,c", or -1. */
static int place_in(const char *order, const char *class)
{
    size_t length = strlen(class);

    for (int place = 0; *order != '\0'; place++) {
        size_t n = strcspn(order, ",");
        if (n == length && memcmp(order, class, n) == 0)
            return place;
        order += n + (order[n] == ',');
    }
    return -1;
}

static bool is_scale(const struct strings *classes, const char *const *scale, char *order)
{
    sprintf(order, "%s,%s,%s", scale[0], scale[1], scale[2]);
    for (uint32_t k = 0; k < classes->n; k++)
        if (place_in(order, classes->items[k]) < 0)
            return false;
    return true;
}

static void sort_by_order(struct strings *classes, const char *order)
{
    for (uint32_t i = 1; i < classes->n; i++)
        for (uint32_t k = i;
             k > 0 && place_in(order, classes->items[k]) < place_in(order, classes->items[k - 1]);
             k--) {
            char *other = classes->items[k];
            classes->items[k] = classes->items[k - 1];
            classes->items[k - 1] = other;
        }
}

static bool are_numbers(const struct strings *classes)
{
    for (uint32_t k = 0; k < classes->n; k++) {
        char *end;
        strtod(classes->items[k], &end);
        if (*end != '\0')
            return false;
    }
    return true;
}

/* Sorts the classes; those on a scale get values: numbers their own, others their place. */
static int order_classes(struct agreeing *agreeing, struct ordo_error *error)
{
    struct strings *classes = &agreeing->classes;
    const char *order = agreeing->options->order;
    char scale[64];

    agreeing->values = malloc((classes->n + 1) * sizeof *agreeing->values);
    if (agreeing->values == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t k = 0; order != NULL && k < classes->n; k++)
        if (place_in(order, classes->items[k]) < 0)
            return ordo_fail(error, ORDO_ERR_OPTION, "label '%s' is not in --order %s",
                             classes->items[k], order);
    if (order == NULL &&
        (is_scale(classes, SCALES[0], scale) || is_scale(classes, SCALES[1], scale)))
        order = scale;
    agreeing->ordered = order != NULL || are_numbers(classes);
    if (order != NULL)
        sort_by_order(classes, order);
    else
        qsort(classes->items, classes->n, sizeof *classes->items,
              agreeing->ordered ? by_number : by_bytes);
    for (uint32_t k = 0; k < classes->n; k++)
        agreeing->values[k] =
            order != NULL ? place_in(order, classes->items[k]) : strtod(classes->items[k], NULL);
    return 0;
}

/* The judgements as a table, with classes in their order. */
static int make_ratings(struct agreeing *agreeing, struct ordo_error *error)
{
    struct ratings *ratings = &agreeing->ratings;
    uint32_t n_classes = agreeing->classes.n;
    char **before = malloc((n_classes + 1) * sizeof *before);
    uint32_t *to = malloc((n_classes + 1) * sizeof *to);
    size_t size;

    *ratings = (struct ratings){agreeing->items.n, agreeing->annotators.n, n_classes, NULL, NULL};
    size = ratings->n_items * ratings->n_annotators;
    ratings->label = malloc((size + 1) * sizeof *ratings->label);
    if (before == NULL || to == NULL || ratings->label == NULL) {
        free(before);
        free(to);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    memcpy(before, agreeing->classes.items, n_classes * sizeof *before);
    if (order_classes(agreeing, error) != 0) {
        free(before);
        free(to);
        return -1;
    }
    for (uint32_t old = 0; old < n_classes; old++)
        for (uint32_t k = 0; k < n_classes; k++)
            if (agreeing->classes.items[k] == before[old])
                to[old] = k;
    for (size_t i = 0; i < size; i++)
        ratings->label[i] = ORDO_NONE;
    for (size_t i = 0; i < agreeing->n; i++) {
        const struct judgement *judgement = &agreeing->judgements[i];
        uint32_t *label =
            &ratings->label[judgement->item * ratings->n_annotators + judgement->annotator];
        agreeing->n_repeated += *label != ORDO_NONE; /* the last one counts */
        *label = to[judgement->class];
    }
    ratings->value = agreeing->ordered ? agreeing->values : NULL;
    free(before);
    free(to);
    return 0;
}

/* ---- figures -------------------------------------------------------------------------------- */

static int by_value(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;

    return (x > y) - (x < y);
}

/* 95 % percentile interval of alpha over resampled items. */
static int bootstrap(struct agreeing *agreeing, enum agreement_level level,
                     struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;
    size_t rounds = agreeing->options->bootstrap, n = 0;
    uint32_t *items = malloc((ratings->n_items + 1) * sizeof *items);
    double *values = malloc((rounds + 1) * sizeof *values);
    uint64_t state = agreeing->options->seed;

    if (items == NULL || values == NULL) {
        free(items);
        free(values);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t round = 0; round < rounds; round++) {
        for (size_t i = 0; i < ratings->n_items; i++)
            items[i] = random_below(&state, (uint32_t)ratings->n_items);
        values[n] = agreement_alpha(ratings, level, items, ratings->n_items);
        if (!isnan(values[n]))
            n++;
    }
    agreeing->alpha[level].low = agreeing->alpha[level].high = NAN;
    if (n > 1) {
        qsort(values, n, sizeof *values, by_value);
        agreeing->alpha[level].low = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.025);
        agreeing->alpha[level].high = gsl_stats_quantile_from_sorted_data(values, 1, n, 0.975);
    }
    free(items);
    free(values);
    return 0;
}

static int measure(struct agreeing *agreeing, struct ordo_error *error)
{
    for (int level = 0; level < N_LEVELS; level++) {
        struct interval *alpha = &agreeing->alpha[level];
        *alpha = (struct interval){NAN, NAN, NAN};
        if (level != LEVEL_NOMINAL && !agreeing->ordered)
            continue;
        alpha->value = agreement_alpha(&agreeing->ratings, (enum agreement_level)level, NULL, 0);
        if (!isnan(alpha->value) && bootstrap(agreeing, (enum agreement_level)level, error) != 0)
            return -1;
    }
    return 0;
}

/* The struct that the comparison below looks into; qsort takes no context. */
struct apart {
    uint32_t item;
    double apart;
};

static int by_division(const void *a, const void *b)
{
    const struct apart *x = a, *y = b;

    if (x->apart != y->apart)
        return x->apart > y->apart ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

static int rank_items(struct agreeing *agreeing, struct ordo_error *error)
{
    size_t n = agreeing->ratings.n_items;
    struct apart *list = malloc((n + 1) * sizeof *list);

    agreeing->divided = malloc((n + 1) * sizeof *agreeing->divided);
    if (list == NULL || agreeing->divided == NULL) {
        free(list);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (uint32_t i = 0; i < n; i++)
        list[i] = (struct apart){
            i, agreement_divided(&agreeing->ratings,
                                 agreeing->ordered ? LEVEL_ORDINAL : LEVEL_NOMINAL, i)};
    qsort(list, n, sizeof *list, by_division);
    for (size_t i = 0; i < n; i++)
        agreeing->divided[i] = list[i].item;
    free(list);
    return 0;
}

static int estimate(struct agreeing *agreeing, struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;
    size_t square = (size_t)ratings->n_classes * ratings->n_classes;

    agreeing->posterior =
        malloc((ratings->n_items * ratings->n_classes + 1) * sizeof *agreeing->posterior);
    agreeing->error_rates =
        malloc((ratings->n_annotators * square + 1) * sizeof *agreeing->error_rates);
    if (agreeing->posterior == NULL || agreeing->error_rates == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return agreement_dawid_skene(ratings, agreeing->posterior, agreeing->error_rates, error) < 0
               ? -1
               : 0;
}

/* ---- adjudication --------------------------------------------------------------------------- */

/* The class of an item, ORDO_NONE for a tie, and how it was reached. */
static uint32_t adjudicate(const struct agreeing *agreeing, size_t item, const char **how,
                           double *p)
{
    const struct ratings *ratings = &agreeing->ratings;
    bool tied;
    uint32_t best = agreement_majority(ratings, item, SIZE_MAX, &tied);

    *p = NAN;
    if (agreeing->options->by == ADJUDICATE_DAWID_SKENE) {
        const double *posterior = agreeing->posterior + item * ratings->n_classes;
        best = 0;
        for (uint32_t k = 1; k < ratings->n_classes; k++)
            best = posterior[k] > posterior[best] ? k : best;
        *p = posterior[best];
        *how = "dawid-skene";
        return best;
    }
    *how = tied                                                  ? "tie"
           : agreement_divided(ratings, LEVEL_NOMINAL, item) > 0 ? "majority"
                                                                 : "unanimous";
    return tied ? ORDO_NONE : best;
}

static void put_labels(const struct agreeing *agreeing, size_t item, struct json *json)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_open(json, '{');
    for (size_t a = 0; a < ratings->n_annotators; a++) {
        uint32_t label = ratings->label[item * ratings->n_annotators + a];
        if (label == ORDO_NONE)
            continue;
        json_key(json, agreeing->annotators.items[a]);
        json_text(json, agreeing->classes.items[label]);
    }
    json_close(json, '}');
}

static int write_adjudicated(const struct agreeing *agreeing, size_t *n_ties,
                             struct ordo_error *error)
{
    struct ordo_output output;
    struct json json = {0};
    int result;

    *n_ties = 0;
    for (size_t i = 0; i < agreeing->ratings.n_items; i++) {
        const char *how;
        double p;
        uint32_t best = adjudicate(agreeing, i, &how, &p);
        json_open(&json, '{');
        json_key(&json, "id");
        json_text(&json, agreeing->items.items[i]);
        json_key(&json, "label");
        if (best == ORDO_NONE)
            json_null(&json);
        else
            json_text(&json, agreeing->classes.items[best]);
        json_key(&json, "how");
        json_text(&json, how);
        if (!isnan(p)) {
            json_key(&json, "p");
            json_number(&json, p, 4);
        }
        json_key(&json, "labels");
        put_labels(agreeing, i, &json);
        json_close(&json, '}');
        json_newline(&json);
        *n_ties += best == ORDO_NONE;
    }
    if (ordo_output_open(&output, agreeing->options->adjudicated, error) != 0) {
        json_release(&json);
        return -1;
    }
    result = json.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
                         : ordo_output_write(&output, json.bytes, json.length, error);
    if (result == 0)
        result = ordo_output_commit(&output, error);
    ordo_output_release(&output);
    json_release(&json);
    return result;
}

/* ---- report --------------------------------------------------------------------------------- */

/* Of annotator a: labels, share of each class among them, and among the others' on the same items;
 * agreement with the majority of the others. */
struct bias {
    size_t n, n_others, n_judged, n_with;
    size_t *own, *others; /* [n_classes] */
};

static int find_bias(const struct agreeing *agreeing, size_t a, struct bias *bias,
                     struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;

    *bias = (struct bias){.own = calloc(2 * (size_t)ratings->n_classes + 1, sizeof *bias->own)};
    if (bias->own == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    bias->others = bias->own + ratings->n_classes;
    for (size_t i = 0; i < ratings->n_items; i++) {
        const uint32_t *labels = ratings->label + i * ratings->n_annotators;
        bool tied;
        uint32_t majority = agreement_majority(ratings, i, a, &tied);
        if (labels[a] == ORDO_NONE)
            continue;
        bias->n++;
        bias->own[labels[a]]++;
        bias->n_judged += majority != ORDO_NONE && !tied;
        bias->n_with += majority == labels[a] && !tied;
        for (size_t b = 0; b < ratings->n_annotators; b++)
            if (b != a && labels[b] != ORDO_NONE) {
                bias->n_others++;
                bias->others[labels[b]]++;
            }
    }
    return 0;
}

static double ratio(size_t part, size_t whole)
{
    return whole == 0 ? NAN : (double)part / (double)whole;
}

static int say_annotators(const struct agreeing *agreeing, struct json *out,
                          struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_format(out, "\n%-20s %7s %9s   share of labels, and the others' on the same items\n",
                "annotator", "labels", "majority");
    for (size_t a = 0; a < ratings->n_annotators; a++) {
        struct bias bias;
        if (find_bias(agreeing, a, &bias, error) != 0)
            return -1;
        json_format(out, "%-20.20s %7zu %9.3f  ", agreeing->annotators.items[a], bias.n,
                    ratio(bias.n_with, bias.n_judged));
        for (uint32_t k = 0; k < ratings->n_classes; k++)
            json_format(out, " %s %.2f (%.2f)", agreeing->classes.items[k],
                        ratio(bias.own[k], bias.n), ratio(bias.others[k], bias.n_others));
        json_format(out, "\n");
        free(bias.own);
    }
    return 0;
}

static void say_confusion(const struct agreeing *agreeing, struct json *out, size_t a, size_t b)
{
    const struct ratings *ratings = &agreeing->ratings;

    for (uint32_t x = 0; x < ratings->n_classes; x++) {
        json_format(out, "    %-16.16s", agreeing->classes.items[x]);
        for (uint32_t y = 0; y < ratings->n_classes; y++) {
            size_t n = 0;
            for (size_t i = 0; i < ratings->n_items; i++)
                n += ratings->label[i * ratings->n_annotators + a] == x &&
                     ratings->label[i * ratings->n_annotators + b] == y;
            json_format(out, " %6zu", n);
        }
        json_format(out, "\n");
    }
}

static void say_pairs(const struct agreeing *agreeing, struct json *out)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_format(out,
                "\npairs: Cohen's kappa%s, items; rows the first's labels, columns the second's\n",
                agreeing->ordered ? ", with squared weights" : "");
    for (size_t a = 0; a < ratings->n_annotators; a++)
        for (size_t b = a + 1; b < ratings->n_annotators; b++) {
            size_t n;
            double kappa = agreement_kappa(ratings, a, b, false, &n);
            if (n == 0)
                continue;
            json_format(out, "  %s, %s: %.3f", agreeing->annotators.items[a],
                        agreeing->annotators.items[b], kappa);
            if (agreeing->ordered)
                json_format(out, ", %.3f", agreement_kappa(ratings, a, b, true, &n));
            json_format(out, ", %zu items\n", n);
            say_confusion(agreeing, out, a, b);
        }
}

static void say_divided(const struct agreeing *agreeing, struct json *out)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_format(out, "\nitems that divide most\n");
    for (size_t i = 0; i < ratings->n_items && i < agreeing->options->top; i++) {
        uint32_t item = agreeing->divided[i];
        if (agreement_divided(ratings, LEVEL_NOMINAL, item) <= 0)
            break;
        json_format(out, "  %s:", agreeing->items.items[item]);
        for (size_t a = 0; a < ratings->n_annotators; a++) {
            uint32_t label = ratings->label[item * ratings->n_annotators + a];
            if (label != ORDO_NONE)
                json_format(out, " %s %s", agreeing->annotators.items[a],
                            agreeing->classes.items[label]);
        }
        json_format(out, "\n");
    }
}

static void say_error_rates(const struct agreeing *agreeing, struct json *out)
{
    const struct ratings *ratings = &agreeing->ratings;
    const double *rate = agreeing->error_rates;

    json_format(out,
                "\nDawid and Skene: what each annotator says (columns) of what is so (rows)\n");
    for (size_t a = 0; a < ratings->n_annotators; a++) {
        json_format(out, "  %s\n", agreeing->annotators.items[a]);
        for (uint32_t x = 0; x < ratings->n_classes; x++) {
            json_format(out, "    %-16.16s", agreeing->classes.items[x]);
            for (uint32_t y = 0; y < ratings->n_classes; y++)
                json_format(out, " %6.3f", *rate++);
            json_format(out, "\n");
        }
    }
}

static int say(const struct agreeing *agreeing, struct json *out, struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;
    double fleiss = agreement_fleiss(ratings);

    json_format(out, "%zu items, %zu annotators, %zu labels of %u classes\n", ratings->n_items,
                ratings->n_annotators, agreeing->n, ratings->n_classes);
    if (agreeing->n_repeated > 0)
        json_format(out, "%zu labels replaced an earlier one of the same annotator and item\n",
                    agreeing->n_repeated);
    json_format(out, "pairs of labels that agree  %.3f\n", agreement_share(ratings));
    for (int level = 0; level < N_LEVELS; level++)
        if (level == LEVEL_NOMINAL || agreeing->ordered)
            json_format(out, "alpha, %-20s %.3f  [%.3f, %.3f]\n", LEVEL_NAMES[level],
                        agreeing->alpha[level].value, agreeing->alpha[level].low,
                        agreeing->alpha[level].high);
    if (isnan(fleiss))
        json_format(out, "Fleiss' kappa               none: not every item has as many labels\n");
    else
        json_format(out, "Fleiss' kappa               %.3f\n", fleiss);
    if (say_annotators(agreeing, out, error) != 0)
        return -1;
    say_pairs(agreeing, out);
    if (agreeing->error_rates != NULL)
        say_error_rates(agreeing, out);
    say_divided(agreeing, out);
    return 0;
}

/* ---- JSON ----------------------------------------------------------------------------------- */

static void put_figure(struct json *out, const char *name, double value)
{
    json_key(out, name);
    json_number(out, value, 4);
}

static void put_pairs(const struct agreeing *agreeing, struct json *out)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_key(out, "pairs");
    json_open(out, '[');
    for (size_t a = 0; a < ratings->n_annotators; a++)
        for (size_t b = a + 1; b < ratings->n_annotators; b++) {
            size_t n;
            double kappa = agreement_kappa(ratings, a, b, false, &n);
            if (n == 0)
                continue;
            json_open(out, '{');
            json_key(out, "first");
            json_text(out, agreeing->annotators.items[a]);
            json_key(out, "second");
            json_text(out, agreeing->annotators.items[b]);
            json_key(out, "items");
            json_integer(out, (int64_t)n);
            put_figure(out, "kappa", kappa);
            if (agreeing->ordered)
                put_figure(out, "weighted_kappa", agreement_kappa(ratings, a, b, true, &n));
            json_close(out, '}');
        }
    json_close(out, ']');
}

static int put_annotators(const struct agreeing *agreeing, struct json *out,
                          struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_key(out, "annotators");
    json_open(out, '{');
    for (size_t a = 0; a < ratings->n_annotators; a++) {
        struct bias bias;
        if (find_bias(agreeing, a, &bias, error) != 0)
            return -1;
        json_key(out, agreeing->annotators.items[a]);
        json_open(out, '{');
        json_key(out, "labels");
        json_integer(out, (int64_t)bias.n);
        put_figure(out, "with_majority", ratio(bias.n_with, bias.n_judged));
        json_key(out, "share");
        json_open(out, '{');
        for (uint32_t k = 0; k < ratings->n_classes; k++)
            put_figure(out, agreeing->classes.items[k], ratio(bias.own[k], bias.n));
        json_close(out, '}');
        json_key(out, "share_of_others");
        json_open(out, '{');
        for (uint32_t k = 0; k < ratings->n_classes; k++)
            put_figure(out, agreeing->classes.items[k], ratio(bias.others[k], bias.n_others));
        json_close(out, '}');
        json_close(out, '}');
        free(bias.own);
    }
    json_close(out, '}');
    return 0;
}

static int put(const struct agreeing *agreeing, struct json *out, struct ordo_error *error)
{
    const struct ratings *ratings = &agreeing->ratings;

    json_open(out, '{');
    json_key(out, "items");
    json_integer(out, (int64_t)ratings->n_items);
    json_key(out, "labels");
    json_integer(out, (int64_t)agreeing->n);
    put_figure(out, "agreement", agreement_share(ratings));
    json_key(out, "alpha");
    json_open(out, '{');
    for (int level = 0; level < N_LEVELS; level++) {
        if (level != LEVEL_NOMINAL && !agreeing->ordered)
            continue;
        json_key(out, LEVEL_NAMES[level]);
        json_open(out, '{');
        put_figure(out, "value", agreeing->alpha[level].value);
        put_figure(out, "low", agreeing->alpha[level].low);
        put_figure(out, "high", agreeing->alpha[level].high);
        json_close(out, '}');
    }
    json_close(out, '}');
    put_figure(out, "fleiss_kappa", agreement_fleiss(ratings));
    put_pairs(agreeing, out);
    if (put_annotators(agreeing, out, error) != 0)
        return -1;
    json_key(out, "divided");
    json_open(out, '[');
    for (size_t i = 0; i < ratings->n_items && i < agreeing->options->top; i++) {
        if (agreement_divided(ratings, LEVEL_NOMINAL, agreeing->divided[i]) <= 0)
            break;
        json_open(out, '{');
        json_key(out, "id");
        json_text(out, agreeing->items.items[agreeing->divided[i]]);
        json_key(out, "labels");
        put_labels(agreeing, agreeing->divided[i], out);
        json_close(out, '}');
    }
    json_close(out, ']');
    json_close(out, '}');
    json_newline(out);
    return 0;
}

/* ---- all of it ------------------------------------------------------------------------------ */

static int read_data(struct agreeing *agreeing, const struct talk *talk, struct ordo_error *error)
{
    const struct agree_options *options = agreeing->options;
    const char *columns[64] = {options->item};
    size_t n = 1;

    if (options->n_labels > 62)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than 62 columns of labels");
    if (options->annotator != NULL)
        columns[n++] = options->annotator;
    for (size_t i = 0; i < options->n_labels; i++)
        columns[n++] = options->labels[i];
    for (size_t i = 0; i < options->n_paths; i++)
        if (read_file(agreeing, options->paths[i], columns, n, talk, error) != 0)
            return -1;
    if (agreeing->annotators.n < 2)
        return ordo_fail(error, ORDO_ERR_FORMAT, "labels of %u annotators: two are needed to agree",
                         agreeing->annotators.n);
    return 0;
}

static int run(struct agreeing *agreeing, const struct talk *talk, struct json *out,
               struct ordo_error *error)
{
    const struct agree_options *options = agreeing->options;
    size_t n_ties = 0;

    if (read_data(agreeing, talk, error) != 0 || make_ratings(agreeing, error) != 0 ||
        measure(agreeing, error) != 0 || rank_items(agreeing, error) != 0)
        return -1;
    if (options->by == ADJUDICATE_DAWID_SKENE && estimate(agreeing, error) != 0)
        return -1;
    if (options->adjudicated != NULL && write_adjudicated(agreeing, &n_ties, error) != 0)
        return -1;
    if ((options->json ? put(agreeing, out, error) : say(agreeing, out, error)) != 0)
        return -1;
    if (n_ties > 0 && !options->json)
        json_format(out, "\n%zu items are tied and have no adjudicated label\n", n_ties);
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int agree(const struct agree_options *options, const struct talk *talk, struct json *out,
          size_t *n_bad, struct ordo_error *error)
{
    struct agreeing *agreeing = calloc(1, sizeof *agreeing);
    int result;

    if (agreeing == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    agreeing->options = options;
    result = run(agreeing, talk, out, error);
    *n_bad = agreeing->n_bad;
    strings_release(&agreeing->items);
    strings_release(&agreeing->annotators);
    strings_release(&agreeing->classes);
    free(agreeing->judgements);
    free(agreeing->ratings.label);
    free(agreeing->values);
    free(agreeing->posterior);
    free(agreeing->error_rates);
    free(agreeing->divided);
    free(agreeing);
    return result;
}
