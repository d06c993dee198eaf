/* card_parts.c: the training record, and figures on data, as Markdown. */
#include "card_parts.h"
#include "weights.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

int card_gather(struct card_facts *facts, const struct ordo_model *model,
                const struct inspect_options *options, const struct talk *talk, size_t *n_bad,
                struct ordo_error *error)
{
    struct resampling resampling = {options->bootstrap, options->seed, options->processes};

    facts->model = model;
    facts->options = options;
    facts->pulls = malloc(((size_t)model->n_features + 1) * sizeof *facts->pulls);
    if (facts->pulls == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (json_tree_parse(&facts->record, model->record.bytes, model->record.length, error) != 0)
        return -1;
    if (options->n_data == 0)
        return 0;
    facts->judge_options = (struct judge_options){.model = options->model,
                                                  .paths = options->data,
                                                  .n_paths = options->n_data,
                                                  .text = options->text,
                                                  .group = options->group,
                                                  .id = options->id,
                                                  .processes = options->processes};
    facts->judged = true;
    if (judge(&facts->judging, &facts->judge_options, talk, error) != 0)
        return -1;
    *n_bad = facts->judging.dataset.n_bad;
    for (size_t j = 0; j < facts->judging.n_judged; j++) {
        const struct judged *judged = &facts->judging.judged[j];
        struct predictions predictions = {judged->n,           judged->n_classes, judged->gold,
                                          judged->probability, judged->group,     NULL};
        if (judged->of_values
                ? regression_compute(&facts->regression[j], judged->gold_value, judged->value,
                                     judged->group, judged->n, &resampling, error) != 0
                : metrics_resample(&facts->metrics[j], &predictions, &resampling, error) != 0)
            return -1;
    }
    return 0;
}

void card_forget(struct card_facts *facts)
{
    if (facts == NULL)
        return;
    for (size_t j = 0; j < HEADS_MAX; j++)
        metrics_release(&facts->metrics[j]);
    if (facts->judged)
        judging_release(&facts->judging);
    json_tree_release(&facts->record);
    free(facts->pulls);
}

/* The record's member of a head; NULL when the record has none. */
static const struct json_node *head_record(const struct card_facts *facts, uint32_t head)
{
    return json_member(json_member(facts->record.root, "heads"), facts->model->heads[head].name);
}

static const struct json_node *cross_validated(const struct card_facts *facts, uint32_t head)
{
    return json_member(head_record(facts, head), "cross_validated");
}

void card_title(struct json *out, const struct card_facts *facts)
{
    const char *slash = strrchr(facts->options->model, '/');

    json_format(out, "# Model card: %s\n\n", slash == NULL ? facts->options->model : slash + 1);
    json_format(out, "%s\n\n", json_member_text(facts->record.root, "title", "A text classifier."));
    json_format(out,
                "After Mitchell et al., *Model Cards for Model Reporting* (2019). Figures come "
                "from the training record in the model file%s; `ordo-train inspect --card` "
                "wrote them.\n\n",
                facts->judged ? " and, where it says so, from held-out data" : "");
}

/* ---- model details ---- */

static void put_settings(struct json *out, const struct json_node *record)
{
    static const char *const known[] = {"data_xxh64", "examples", "cross_validated",
                                        "class_weight"};

    for (const struct json_node *member = record == NULL ? NULL : record->first; member != NULL;
         member = member->next) {
        bool elsewhere = false;
        for (size_t i = 0; i < sizeof known / sizeof *known; i++)
            elsewhere = elsewhere || strcmp(member->key, known[i]) == 0;
        if (elsewhere || member->kind == JSON_NULL || member->first != NULL)
            continue;
        if (member->kind == JSON_TEXT)
            json_format(out, "; %s %s", member->key, member->text);
        else if (member->kind == JSON_BOOL)
            json_format(out, "; %s %s", member->key, member->number > 0 ? "yes" : "no");
        else
            json_format(out, "; %s %g", member->key, member->number);
    }
    record = json_member(record, "class_weight");
    for (const struct json_node *member = record == NULL ? NULL : record->first; member != NULL;
         member = member->next)
        json_format(out, "%s%s %.3g", member == record->first ? "; class weights " : ", ",
                    member->key, member->number);
}

static void put_details(struct json *out, const struct card_facts *facts)
{
    const struct ordo_model *model = facts->model;
    char spec[ORDO_SPEC_TEXT_MAX];

    json_format(out, "A linear model over %u features, %llu bytes, made by %s", model->n_features,
                (unsigned long long)model->size,
                json_member_text(facts->record.root, "program", "an unknown program"));
    json_format(out, " (seed %g).\n\n", json_member_number(facts->record.root, "seed", 0));
    for (uint32_t h = 0; h < model->n_heads; h++) {
        const struct ordo_head *head = &model->heads[h];
        json_format(out, "- Head `%s`: ", head->name);
        if (head->kind == ORDO_HEAD_VALUE)
            json_format(out, "a number");
        for (uint32_t k = 0; k < head->n_classes; k++)
            json_format(out, "%s%s", k > 0 ? ", " : "", head->classes[k]);
        if (head->n_variants > 0)
            json_format(out, "; one variant for each of %u values of `%s`", head->n_variants,
                        model->per);
        put_settings(out, head_record(facts, h));
        json_format(out, "\n");
    }
    ordo_spec_format(&model->spec, spec, sizeof spec);
    json_format(out, "\nFeature specification%s:\n\n",
                json_member_number(facts->record.root, "naive_bayes", 0) > 0
                    ? ", with naive-Bayes log-count ratios (Wang and Manning 2012)"
                    : "");
    for (char *line = spec, *end; *line != '\0'; line = end) {
        end = line + strcspn(line, "\n");
        end += *end == '\n';
        json_format(out, "    %.*s", (int)(end - line), line);
    }
    json_format(out, "\n");
}

/* ---- data ---- */

static void put_metrics(struct json *out, const struct card_facts *facts)
{
    double folds = json_member_number(facts->record.root, "folds", 0);
    bool grouped = json_member_number(facts->record.root, "grouped", 0) > 0;

    json_format(
        out,
        "Accuracy; macro-F1, the mean F1 of all classes; log loss; Brier score, summed over "
        "classes (0 to 2); ece, the expected calibration error in 15 bins. For numbers "
        "Pearson's and Spearman's correlation and errors in their units. Brackets hold 95 %% "
        "percentile bootstrap intervals; resampling adds noise to a calibration error, so that "
        "its interval tends to lie above it and may not hold it.\n\n");
    if (folds > 0)
        json_format(
            out,
            "Cross-validated figures: %g stratified folds%s; each example is predicted by a "
            "model that has not seen it. Settings chosen by these figures make them a "
            "little too good.\n\n",
            folds, grouped ? ", groups (documents, speakers) never parted, resampled whole" : "");
    else
        json_format(out, "There are no cross-validated figures.\n\n");
}

static void put_evaluation(struct json *out, const struct card_facts *facts)
{
    if (!facts->judged)
        return;
    json_format(out, "Held-out data:");
    for (size_t j = 0; j < facts->judging.n_judged; j++)
        json_format(out, "%s %zu examples for `%s`", j > 0 ? "," : "", facts->judging.judged[j].n,
                    facts->judging.judged[j].name);
    if (facts->options->group != NULL)
        json_format(out, "; resampled by `%s`", facts->options->group);
    json_format(out, ".\n\n");
}

static void put_training(struct json *out, const struct card_facts *facts)
{
    for (uint32_t h = 0; h < facts->model->n_heads; h++) {
        const struct json_node *head = head_record(facts, h);
        const struct json_node *classes = json_member(cross_validated(facts, h), "classes");
        if (head == NULL)
            continue;
        json_format(out, "- `%s`: %g examples", facts->model->heads[h].name,
                    json_member_number(head, "examples", 0));
        for (const struct json_node *class = classes == NULL ? NULL : classes->first; class != NULL;
             class = class->next)
            json_format(out, "%s%s %g", class == classes->first ? " (" : ", ", class->key,
                        json_member_number(class, "examples", 0));
        json_format(out, "%s; checksum (XXH64 of texts and labels) `%s`\n",
                    classes != NULL && classes->first != NULL ? ")" : "",
                    json_member_text(head, "data_xxh64", "unknown"));
    }
    json_format(out, "\n");
}

/* ---- quantitative analyses ---- */

static void put_value(struct json *out, double value, double low, double high)
{
    if (isnan(value))
        json_format(out, " | -");
    else
        json_format(out, " | %.3f", value);
    if (!isnan(low))
        json_format(out, " [%.3f, %.3f]", low, high);
}

static void put_node(struct json *out, const struct json_node *figure)
{
    put_value(out, json_member_number(figure, "value", NAN), json_member_number(figure, "low", NAN),
              json_member_number(figure, "high", NAN));
}

static void put_heading(struct json *out, const char *first, const char *const *columns, size_t n)
{
    json_format(out, "| %s", first);
    for (size_t i = 0; i < n; i++)
        json_format(out, " | %s", columns[i]);
    json_format(out, " |\n| ---");
    for (size_t i = 0; i < n; i++)
        json_format(out, " | ---");
    json_format(out, " |\n");
}

/* Every figure of a head on the data, whatever the record has beside it. */
static const struct figure *held_out(const struct card_facts *facts, uint32_t head, const char *key)
{
    for (size_t j = 0; facts->judged && j < facts->judging.n_judged; j++) {
        const struct judged *judged = &facts->judging.judged[j];
        if (judged->head != head)
            continue;
        for (size_t m = 0; judged->of_values && m < N_REGRESSION; m++)
            if (strcmp(REGRESSION_MEASURES[m].key, key) == 0)
                return &facts->regression[j].measures[m];
        for (size_t m = 0; !judged->of_values && m < N_MEASURES; m++)
            if (strcmp(MEASURES[m].key, key) == 0)
                return &facts->metrics[j].measures[m];
    }
    return NULL;
}

static void put_overall(struct json *out, const struct card_facts *facts, uint32_t h)
{
    static const char *const classes[] = {"accuracy", "macro_f1", "log_loss", "brier", "ece"};
    static const char *const values[] = {"pearson", "spearman", "mae", "rmse"};
    static const char *const columns[] = {"cross-validated", "held-out data"};
    bool of_values = facts->model->heads[h].kind == ORDO_HEAD_VALUE;
    const char *const *keys = of_values ? values : classes;

    put_heading(out, "", columns, facts->judged ? 2 : 1);
    for (size_t i = 0; i < (of_values ? 4 : 5); i++) {
        const struct figure *figure = held_out(facts, h, keys[i]);
        json_format(out, "| %s", keys[i]);
        put_node(out, json_member(cross_validated(facts, h), keys[i]));
        if (figure != NULL)
            put_value(out, figure->value, figure->low, figure->high);
        else if (facts->judged)
            json_format(out, " | -");
        json_format(out, " |\n");
    }
    json_format(out, "\n");
}

/* Of each variant the first two figures that its kind has. */
static void put_variants(struct json *out, const struct card_facts *facts, uint32_t h)
{
    static const char *const classes[] = {"accuracy", "macro_f1"}, *const values[] = {"pearson",
                                                                                      "mae"};
    const struct json_node *variants = json_member(head_record(facts, h), "variants");
    bool of_values = facts->model->heads[h].kind == ORDO_HEAD_VALUE;
    const char *const *keys = of_values ? values : classes;
    const char *const columns[] = {"examples", keys[0], keys[1]};

    if (variants == NULL || variants->first == NULL)
        return;
    json_format(out, "Cross-validated, by variant:\n\n");
    put_heading(out, facts->model->per == NULL ? "" : facts->model->per, columns, 3);
    for (const struct json_node *variant = variants->first; variant != NULL;
         variant = variant->next) {
        const struct json_node *figures = json_member(variant, "cross_validated");
        json_format(out, "| %s | %g", variant->key, json_member_number(variant, "examples", 0));
        put_node(out, json_member(figures, keys[0]));
        put_node(out, json_member(figures, keys[1]));
        json_format(out, " |\n");
    }
    json_format(out, "\n");
}

static void put_classes(struct json *out, const struct card_facts *facts, uint32_t h)
{
    static const char *const columns[] = {"precision", "recall", "F1", "examples"};
    const struct json_node *classes = json_member(cross_validated(facts, h), "classes");

    if (classes == NULL || classes->first == NULL)
        return;
    json_format(out, "Cross-validated, by class:\n\n");
    put_heading(out, "", columns, 4);
    for (const struct json_node *class = classes->first; class != NULL; class = class->next) {
        json_format(out, "| %s", class->key);
        put_node(out, json_member(class, "precision"));
        put_node(out, json_member(class, "recall"));
        put_node(out, json_member(class, "f1"));
        json_format(out, " | %g |\n", json_member_number(class, "examples", 0));
    }
    json_format(out, "\n");
}

static void put_held_out_classes(struct json *out, const struct card_facts *facts, uint32_t h)
{
    static const char *const columns[] = {"precision", "recall", "F1", "examples"};

    for (size_t j = 0; facts->judged && j < facts->judging.n_judged; j++) {
        const struct judged *judged = &facts->judging.judged[j];
        const struct metrics *metrics = &facts->metrics[j];
        double accuracy, macro_f1;
        uint32_t commonest;
        if (judged->head != h || judged->of_values)
            continue;
        commonest = metrics_commonest(metrics, &accuracy, &macro_f1);
        json_format(
            out,
            "Always answering %s would have accuracy %.3f and macro_f1 %.3f on the held-out "
            "data.\n\n",
            judged->classes[commonest], accuracy, macro_f1);
        json_format(out, "Held-out data, by class:\n\n");
        put_heading(out, "", columns, 4);
        for (uint32_t k = 0; k < judged->n_classes; k++) {
            json_format(out, "| %s", judged->classes[k]);
            put_value(out, metrics->precision[k].value, metrics->precision[k].low,
                      metrics->precision[k].high);
            put_value(out, metrics->recall[k].value, metrics->recall[k].low,
                      metrics->recall[k].high);
            put_value(out, metrics->f1[k].value, metrics->f1[k].low, metrics->f1[k].high);
            json_format(out, " | %llu |\n", (unsigned long long)metrics->support[k]);
        }
        json_format(out, "\nHeld-out data, confusion (rows gold, columns predicted):\n\n");
        put_heading(out, "", judged->classes, judged->n_classes);
        for (uint32_t g = 0; g < judged->n_classes; g++) {
            json_format(out, "| %s", judged->classes[g]);
            for (uint32_t p = 0; p < judged->n_classes; p++)
                json_format(
                    out, " | %llu",
                    (unsigned long long)metrics->confusion[(size_t)g * judged->n_classes + p]);
            json_format(out, " |\n");
        }
        json_format(out, "\n");
    }
}

static void put_features(struct json *out, const struct card_facts *facts, uint32_t h)
{
    const struct ordo_model *model = facts->model;
    const struct ordo_head *head = &model->heads[h];
    char number[FEATURE_NUMBER_SIZE];

    if (model->names == NULL)
        return;
    json_format(out, "What speaks most for each:\n\n");
    for (uint32_t k = 0; k < weights_sides(head); k++) {
        weights_sort(facts->pulls, model, head, k);
        json_format(out, "- %s:", weights_side(head, k));
        for (size_t i = 0; i < facts->options->top && i < model->n_features; i++) {
            struct ordo_string name = weights_name(model, facts->pulls[i].feature, number);
            json_format(out, "%s `%.*s`", i > 0 ? "," : "", (int)name.length, name.bytes);
        }
        json_format(out, "\n");
    }
    json_format(out, "\n");
}

static void put_analyses(struct json *out, const struct card_facts *facts)
{
    for (uint32_t h = 0; h < facts->model->n_heads; h++) {
        json_format(out, "### %s\n\n", facts->model->heads[h].name);
        put_overall(out, facts, h);
        put_classes(out, facts, h);
        put_variants(out, facts, h);
        put_held_out_classes(out, facts, h);
        put_features(out, facts, h);
    }
}

void card_part(struct json *out, const struct card_facts *facts, enum card_part part)
{
    static void (*const FILL[N_CARD_PARTS])(struct json *, const struct card_facts *) = {
        [CARD_DETAILS] = put_details,
        [CARD_METRICS] = put_metrics,
        [CARD_EVALUATION] = put_evaluation,
        [CARD_TRAINING] = put_training,
        [CARD_ANALYSES] = put_analyses};

    if (FILL[part] != NULL)
        FILL[part](out, facts);
}
