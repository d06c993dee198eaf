/* tune_report.c: one table a head, best first. What all of its rows have in common is said once. */
#include "tune.h"
#include "bootstrap.h"

#include <stdlib.h>
#include <string.h>

struct row {
    double value;
    size_t candidate;
};

static int by_value(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    if (x->value != y->value)
        return x->value < y->value ? 1 : -1;
    return x->candidate < y->candidate ? -1 : x->candidate > y->candidate;
}

/* The candidate's lines, each ended by a line feed. */
static void describe(struct json *text, const struct candidate *candidate)
{
    struct recipe recipe;

    json_clear(text);
    candidate_recipe(&recipe, candidate);
    recipe_write(text, &recipe);
    if (candidate->offsets)
        json_format(text, "offsets chosen\n");
    json_format(text, "%c", '\0');
}

static bool has_line(const char *text, const char *line, size_t length)
{
    for (; *text != '\0'; text += strcspn(text, "\n") + 1)
        if (strncmp(text, line, length) == 0)
            return true;
    return false;
}

/* Lines of `text` that stand in `others`, or those that do not, between commas. */
static void put_lines(struct json *out, const char *text, const char *others, bool common)
{
    const char *comma = "";

    for (; *text != '\0'; text += strcspn(text, "\n") + 1) {
        size_t length = strcspn(text, "\n");
        if (has_line(others, text, length + 1) != common)
            continue;
        json_format(out, "%s%.*s", comma, (int)length, text);
        comma = ", ";
    }
    json_format(out, "\n");
}

/* Leaves in `common` the lines that stand in `text`, too. */
static void keep_common(struct json *common, const char *text)
{
    size_t kept = 0;

    for (size_t at = 0; common->bytes[at] != '\0';) {
        size_t length = strcspn(common->bytes + at, "\n") + 1;
        if (has_line(text, common->bytes + at, length)) {
            memmove(common->bytes + kept, common->bytes + at, length);
            kept += length;
        }
        at += length;
    }
    common->bytes[kept] = '\0';
}

static size_t take_rows(struct row *rows, const struct tuning *tuning, size_t head)
{
    const struct findings *findings = &tuning->findings;
    size_t n_heads = tuning->dataset.n_labels, n = 0;

    for (size_t c = 0; c < tuning->n; c++)
        if (findings->measured[c] == findings->last)
            rows[n++] = (struct row){findings->results[c * n_heads + head].score.value, c};
    qsort(rows, n, sizeof *rows, by_value);
    return n;
}

static void put_table(struct json *out, const struct tuning *tuning, size_t head,
                      const struct row *rows, size_t n)
{
    const struct findings *findings = &tuning->findings;
    size_t n_heads = tuning->dataset.n_labels;
    size_t n_shown = n < tuning->options->show ? n : tuning->options->show;
    struct json common = {0}, text = {0};

    describe(&common, &tuning->candidates[rows[0].candidate]);
    for (size_t i = 1; i < n_shown && !common.failed && !text.failed; i++) {
        describe(&text, &tuning->candidates[rows[i].candidate]);
        if (!text.failed)
            keep_common(&common, text.bytes);
    }
    out->failed = out->failed || common.failed || text.failed;
    if (out->failed)
        goto done;
    json_format(out, "\n%s: %s of the %zu candidates measured on all rungs%s",
                tuning->options->names.labels[head], tuning->options->metric, n,
                tuning->dataset.classes[head].n > 2 &&
                        tuning->search.trial.criterion.kind != CRITERION_LOG_LOSS
                    ? ", by labels before calibration"
                    : "");
    if (n_shown > 1 && common.bytes[0] != '\0') {
        json_format(out, "; of those shown: ");
        put_lines(out, common.bytes, "", false);
    } else {
        json_format(out, "\n");
        common.bytes[0] = '\0';
    }
    for (size_t i = 0; i < n_shown; i++) {
        const struct trial *trial = &findings->results[rows[i].candidate * n_heads + head];
        describe(&text, &tuning->candidates[rows[i].candidate]);
        if (text.failed)
            break;
        json_format(out, "%c %.4f [%.4f, %.4f] %8.0f  ",
                    rows[i].candidate == findings->chosen[head] ? '*' : ' ', trial->score.value,
                    trial->score.low, trial->score.high, trial->n_features);
        put_lines(out, text.bytes, common.bytes, false);
    }
    out->failed = out->failed || text.failed;

done:
    json_release(&common);
    json_release(&text);
}

static void put_course(struct json *out, const struct tuning *tuning)
{
    const struct findings *findings = &tuning->findings;
    const struct search_options *search = &tuning->search;
    size_t n_measured[RUNGS_MAX + 1] = {0};

    for (size_t c = 0; c < tuning->n; c++)
        for (size_t r = 0; r < findings->measured[c]; r++)
            n_measured[r]++;
    json_format(out, "%zu candidates, %zu trials, %zu-fold cross-validation", tuning->n,
                findings->n_trials, search->n_folds);
    if (search->n_repeats > 1)
        json_format(out, " %zu times over", search->n_repeats);
    json_format(out, ":");
    for (size_t r = 0; r < findings->n_rungs && findings->examples[r] > 0; r++)
        json_format(out, "%s %zu on %zu examples", r == 0 ? "" : ",", n_measured[r],
                    findings->examples[r]);
    json_format(out, "\n");
    if (findings->stopped)
        json_format(out,
                    "stopped early: the budget was spent before all candidates were "
                    "measured%s\n",
                    findings->last < findings->n_rungs ? " on all examples" : "");
}

static void put_choice(struct json *out, const struct tuning *tuning)
{
    size_t n_heads = tuning->dataset.n_labels;

    json_format(out, "\n");
    for (size_t h = 0; h < n_heads; h++) {
        const struct score *score = &tuning->confirmed[h];
        const char *name = tuning->options->names.labels[h];
        json_format(
            out, "%s: chosen %s %.4f [%.4f, %.4f] as fit calibrates, standard error %.4f%s\n", name,
            tuning->options->metric, score->value, score->low, score->high, score->error,
            tuning->search.one_se ? "; the simplest within one of the best" : "");
        if (tuning->n_groups[h] < GROUPS_ENOUGH)
            json_format(out, "%s: with %u groups alone, intervals are too narrow\n", name,
                        tuning->n_groups[h]);
        if (!tuning->has_nested)
            continue;
        json_format(out, "%s: nested %s %.4f [%.4f, %.4f], which the choice had no part in\n", name,
                    tuning->options->metric, tuning->nested[h].value, tuning->nested[h].low,
                    tuning->nested[h].high);
    }
    json_format(out, "intervals: 95 %% bootstrap over %s of the predictions held out%s\n",
                tuning->options->names.group != NULL ? "groups" : "examples",
                tuning->has_nested ? ""
                                   : "; the best of many is flattered by the choice (--nested)");
}

int tune_report(struct json *out, const struct tuning *tuning, struct ordo_error *error)
{
    struct row *rows = malloc((tuning->n + 1) * sizeof *rows);

    if (rows == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    put_course(out, tuning);
    for (size_t h = 0; h < tuning->dataset.n_labels && tuning->options->show > 0; h++) {
        size_t n = take_rows(rows, tuning, h);
        put_table(out, tuning, h, rows, n);
    }
    put_choice(out, tuning);
    free(rows);
    return out->failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}
