/* agree_report.c: how far annotators agree, as text and as JSON. */
#include "agree_private.h"

#include <math.h>
#include <stdlib.h>

static const char *const LEVEL_NAMES[N_LEVELS] = {"nominal", "ordinal", "interval"};

void agree_put_labels(const struct agreeing *agreeing, size_t item, struct json *json)
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

/* A figure, or - where there is none, as the kappa of two who only ever said one class. */
static void say_figure(struct json *out, int width, double value)
{
    if (isnan(value))
        json_format(out, "%*s", width, "-");
    else
        json_format(out, "%*.3f", width, value);
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
        json_format(out, "%-20.20s %7zu ", agreeing->annotators.items[a], bias.n);
        say_figure(out, 9, ratio(bias.n_with, bias.n_judged));
        json_format(out, "  ");
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
            json_format(out, "  %s, %s: ", agreeing->annotators.items[a],
                        agreeing->annotators.items[b]);
            say_figure(out, 0, kappa);
            if (agreeing->ordered) {
                json_format(out, ", ");
                say_figure(out, 0, agreement_kappa(ratings, a, b, true, &n));
            }
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

int agree_say(const struct agreeing *agreeing, struct json *out, struct ordo_error *error)
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
        if (level == LEVEL_NOMINAL || agreeing->ordered) {
            const struct figure *alpha = &agreeing->alpha[level];
            json_format(out, "alpha, %-20s ", LEVEL_NAMES[level]);
            say_figure(out, 0, alpha->value);
            if (!isnan(alpha->low))
                json_format(out, "  [%.3f, %.3f]", alpha->low, alpha->high);
            json_format(out, "\n");
        }
    if (isnan(fleiss))
        json_format(out, "Fleiss' kappa               none: %s\n",
                    ratings->n_classes < 2 ? "all labels are of one class"
                                           : "not every item has as many labels");
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

int agree_put(const struct agreeing *agreeing, struct json *out, struct ordo_error *error)
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
        agree_put_labels(agreeing, agreeing->divided[i], out);
        json_close(out, '}');
    }
    json_close(out, ']');
    json_close(out, '}');
    json_newline(out);
    return 0;
}
