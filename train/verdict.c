/* verdict.c: what a comparison found, in tables and in words. */
#include "verdict.h"
#include "multiple.h"
#include "regression.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static const struct measure_name *name_of(const struct lineup *lineup,
                                          const struct paired_options *options, size_t measure)
{
    return &(lineup->of_values ? REGRESSION_MEASURES : MEASURES)[options->measures[measure]];
}

static void contenders(struct report *report, const struct lineup *lineup,
                       const struct paired_options *options, const struct paired *paired)
{
    struct report_column columns[1 + PAIRED_MEASURES_MAX] = {{"contender", "contender"}};
    char title[160];

    for (size_t m = 0; m < options->n_measures; m++)
        columns[1 + m] = (struct report_column){name_of(lineup, options, m)->key,
                                                name_of(lineup, options, m)->title};
    if (lineup->grouped)
        snprintf(title, sizeof title, "%s: %zu contenders on %zu rows in %u groups", lineup->head,
                 lineup->n_contenders, lineup->n, lineup->n_groups);
    else
        snprintf(title, sizeof title, "%s: %zu contenders on %zu rows", lineup->head,
                 lineup->n_contenders, lineup->n);
    report_table_of(report, TABLE_LIST, "contenders", title, columns, 1 + options->n_measures, NULL,
                    0);
    for (size_t c = 0; c < lineup->n_contenders; c++) {
        report_text(report, lineup->names[c]);
        for (size_t m = 0; m < options->n_measures; m++)
            report_figure(report, &paired->figures[c * options->n_measures + m]);
    }
}

static void differences(struct report *report, const struct lineup *lineup,
                        const struct paired_options *options, const struct paired *paired,
                        const double *adjusted)
{
    static const struct report_column columns[] = {{"a", "a"},
                                                   {"b", "b"},
                                                   {"metric", "metric"},
                                                   {"difference", "a - b"},
                                                   {"p", "p"},
                                                   {"p_holm", "p, Holm"},
                                                   {"p_bootstrap", "p, bootstrap"},
                                                   {"detectable", "detectable"}};

    report_table(report, TABLE_LIST, "differences", "paired differences", columns, 8);
    for (size_t d = 0; d < paired->n_pairs * options->n_measures; d++) {
        const struct paired_difference *difference = &paired->differences[d];
        report_text(report, lineup->names[difference->a]);
        report_text(report, lineup->names[difference->b]);
        report_text(report, name_of(lineup, options, difference->measure)->key);
        report_figure(report, &difference->difference);
        report_number(report, difference->p);
        report_number(report, adjusted[d]);
        report_number(report, difference->p_bootstrap);
        report_number(report, difference->detectable);
    }
}

static int discordant(struct report *report, const struct lineup *lineup,
                      const struct paired *paired, struct ordo_error *error)
{
    static const struct report_column columns[] = {{"a", "a"},
                                                   {"b", "b"},
                                                   {"only_a", "only a right"},
                                                   {"only_b", "only b right"},
                                                   {"p", "p, McNemar"},
                                                   {"p_holm", "p, Holm"}};
    double *p = malloc((2 * paired->n_pairs + 1) * sizeof *p);

    if (p == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (size_t i = 0; i < paired->n_pairs; i++)
        p[i] = paired->mcnemar[i].p;
    if (multiple_holm(p + paired->n_pairs, p, paired->n_pairs, error) != 0) {
        free(p);
        return -1;
    }
    report_table(report, TABLE_LIST, "mcnemar", "rows that only one has right", columns, 6);
    for (size_t i = 0; i < paired->n_pairs; i++) {
        report_text(report, lineup->names[paired->mcnemar[i].a]);
        report_text(report, lineup->names[paired->mcnemar[i].b]);
        report_count(report, paired->mcnemar[i].only_a);
        report_count(report, paired->mcnemar[i].only_b);
        report_number(report, p[i]);
        report_number(report, p[paired->n_pairs + i]);
    }
    if (lineup->grouped)
        report_note(report,
                    "McNemar's test takes rows for independent, which rows of one group are "
                    "not; the other tests go by groups");
    free(p);
    return 0;
}

/* " [.004, .038]", nothing without an interval. The sign is turned where b is the better one. */
static void put_interval(char *out, size_t size, const struct figure *figure, bool turned)
{
    /* taken from 0, as the other sign of a zero would be shown */
    double low = turned ? 0 - figure->high : figure->low;
    double high = turned ? 0 - figure->low : figure->high;

    if (isnan(figure->low))
        out[0] = '\0';
    else
        snprintf(out, size, " [%.3f, %.3f]", low, high);
}

static void say(struct report *report, const struct lineup *lineup,
                const struct paired_options *options, const struct paired_difference *found,
                double adjusted)
{
    const struct measure_name *name = name_of(lineup, options, found->measure);
    double value = found->difference.value;
    bool b_better = name->less_is_better ? value > 0 : value < 0;
    /* the better one first, and by how much its figure is higher, or for losses lower */
    bool turned = value < 0;
    const char *one = lineup->names[b_better ? found->b : found->a];
    const char *other = lineup->names[b_better ? found->a : found->b];
    char interval[64];

    put_interval(interval, sizeof interval, &found->difference, turned);
    if (isnan(value))
        report_note(report, "%s of %s or %s is undefined: no comparison", name->title, one, other);
    else if (isnan(adjusted))
        report_note(report, "%s has the %s %s, by %.3f%s; not tested", one,
                    name->less_is_better ? "lower" : "higher", name->title, fabs(value), interval);
    else if (adjusted <= 0.05)
        report_note(report,
                    "%s is better than %s in %s by %.3f%s; p = %.2g, after Holm %.2g: unlikely to "
                    "be chance",
                    one, other, name->title, fabs(value), interval, found->p, adjusted);
    else if (found->p <= 0.05)
        report_note(
            report,
            "%s looks better than %s in %s by %.3f%s; p = %.2g, but after Holm %.2g: may be "
            "chance, as several questions were asked",
            one, other, name->title, fabs(value), interval, found->p, adjusted);
    else if (!(found->detectable > 0)) /* no resamples, or no row on which they differ */
        report_note(report,
                    "no difference in %s shown between %s and %s (%.3f; p = %.2g, after Holm %.2g)",
                    name->title, one, other, fabs(value), found->p, adjusted);
    else
        report_note(report,
                    "no difference in %s shown between %s and %s (%.3f%s; p = %.2g, after Holm "
                    "%.2g): with n = %zu, one below about %.2g would mostly go unseen here",
                    name->title, one, other, fabs(value), interval, found->p, adjusted, lineup->n,
                    found->detectable);
}

int verdict_add(struct report *report, const struct lineup *lineup,
                const struct paired_options *options, const struct paired *paired,
                const double *adjusted, struct ordo_error *error)
{
    static const struct report_column columns[] = {{"examples", NULL}, {"groups", NULL}};

    report_section(report, lineup->head);
    report_table(report, TABLE_FIGURES, "overall", "", columns, 2);
    report_count(report, lineup->n);
    report_count(report, lineup->n_groups);
    contenders(report, lineup, options, paired);
    differences(report, lineup, options, paired, adjusted);
    if (!lineup->of_values && discordant(report, lineup, paired, error) != 0)
        return -1;
    for (size_t d = 0; d < paired->n_pairs * options->n_measures; d++)
        say(report, lineup, options, &paired->differences[d], adjusted[d]);
    return 0;
}
