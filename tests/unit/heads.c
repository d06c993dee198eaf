/* Heads of every kind in a model file: written, opened, scored; old files; impossible ones. */
#include "../../lib/model_format.h"
#include "tap.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define PATH "build/test-heads.ordo"

static struct ordo_error error;

/* One feature, the word "war": every head's decision value is its bias and what "war" adds. */
struct small {
    struct ordo_spec spec;
    uint64_t key;
    uint32_t df, name_at[2];
    float row[16];
    struct ordo_model_parts parts;
};

static void make(struct small *small, const struct ordo_head *heads, uint32_t n_heads)
{
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_ngrams ngrams = {0};

    memset(small, 0, sizeof *small);
    ordo_spec_default(&small->spec);
    small->spec.fields[0].words = 1;
    ordo_ngrams_find(&ngrams, &small->spec, 0, (struct ordo_string){"war", 3}, scratch, &error);
    small->key = ngrams.items[0].key;
    small->df = 1;
    small->name_at[1] = 3;
    for (int i = 0; i < 16; i++)
        small->row[i] = i == 0 ? 1 : (float)i;
    small->parts = (struct ordo_model_parts){.spec = &small->spec,
                                             .n_features = 1,
                                             .keys = &small->key,
                                             .name_at = small->name_at,
                                             .names = "war",
                                             .df = &small->df,
                                             .rows = small->row,
                                             .n_heads = n_heads,
                                             .heads = heads,
                                             .record = "{}"};
    ordo_ngrams_release(&ngrams);
    ordo_scratch_free(scratch);
}

static bool opens(const struct small *small, struct ordo_model **model)
{
    bool right = ordo_model_write(PATH, &small->parts, &error) == 0 &&
                 ordo_model_open(model, PATH, &error) == 0;

    if (!right)
        printf("# %s\n", error.message);
    return right;
}

static bool refused(const struct small *small, const char *part)
{
    struct ordo_model *model = NULL;
    bool right = ordo_model_write(PATH, &small->parts, &error) == 0 &&
                 ordo_model_open(&model, PATH, &error) != 0 && error.code == ORDO_ERR_DAMAGED &&
                 strstr(error.message, part) != NULL;

    if (!right)
        printf("# '%s'\n", error.message);
    ordo_model_free(model);
    return right;
}

static bool near(double a, double b)
{
    return fabs(a - b) < 1e-9;
}

static const double ZERO[5] = {0}, ONE[5] = {1, 1, 1, 1, 1};
static const char *const SCALE[] = {"oppose", "neutral", "support"};
static const char *const FIVE[] = {"1", "2", "3", "4", "5"};

static void values(void)
{
    static const double bias = -2, residuals[] = {0.75, 0.9};
    struct ordo_head head = {.name = "ideal",
                             .n_outputs = 1,
                             .calibration = ORDO_CALIBRATION_RESIDUALS,
                             .bias = &bias,
                             .a = ONE,
                             .b = ZERO,
                             .kind = ORDO_HEAD_VALUE,
                             .n_parameters = 2,
                             .parameters = residuals};
    struct ordo_string text = {"war", 3};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_explanation why = {0};
    struct ordo_model *model = NULL;
    struct ordo_scores scores;
    struct small small;

    make(&small, &head, 1);
    if (!OK(opens(&small, &model), "a head of values is written and opened"))
        return;
    OK(strstr(model->header.bytes, "\"ideal\":\"number\"") != NULL, "its header says so");
    ordo_score(&scores, model, &text, scratch, &error);
    OK(near(scores.estimate[0].value, -1) && near(scores.estimate[0].low, -1.75) &&
           near(scores.estimate[0].high, -0.25) && scores.label[0] == ORDO_NONE,
       "it gives the value with its interval and no label");
    ordo_explain(&why, model, 0, 0, &text, 5, scratch, &error);
    OK(why.n_reasons == 1 && near(why.bias, -2) && near(why.reasons[0].contribution, 1) &&
           near(why.decision, -1),
       "reasons add up to the value");
    ordo_explanation_release(&why);
    ordo_model_free(model);
    head.calibration = ORDO_CALIBRATION_NONE;
    head.n_parameters = 0;
    OK(opens(&small, &model), "without residuals");
    ordo_score(&scores, model, &text, scratch, &error);
    OK(near(scores.estimate[0].value, -1) && isnan(scores.estimate[0].low), "there is no interval");
    ordo_model_free(model);
    ordo_scratch_free(scratch);
}

static void ordered(void)
{
    static const double bias = 0, rising[] = {-1, 3}, falling[] = {3, -1};
    struct ordo_head head = {.name = "stance",
                             .n_classes = 3,
                             .n_outputs = 1,
                             .calibration = ORDO_CALIBRATION_THRESHOLDS,
                             .classes = SCALE,
                             .bias = &bias,
                             .a = ONE,
                             .b = ZERO,
                             .kind = ORDO_HEAD_ORDERED,
                             .n_parameters = 2,
                             .parameters = rising};
    struct ordo_string text = {"war", 3};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_model *model = NULL;
    struct ordo_scores scores;
    struct small small;
    double above_0 = 1 / (1 + exp(-2)), above_1 = 1 / (1 + exp(2));

    make(&small, &head, 1);
    if (!OK(opens(&small, &model), "ordered classes are written and opened"))
        return;
    ordo_score(&scores, model, &text, scratch, &error);
    OK(near(scores.probability[0], 1 - above_0) && near(scores.probability[1], above_0 - above_1) &&
           near(scores.probability[2], above_1) && scores.label[0] == 1,
       "probabilities are differences of logistic functions at the thresholds");
    OK(near(scores.estimate[0].value, above_0 - above_1 + 2 * above_1), "so is the mean class");
    ordo_model_free(model);
    ordo_scratch_free(scratch);
    head.parameters = falling;
    OK(refused(&small, "section 'parameters'"), "falling thresholds are refused");
    head.n_parameters = 1;
    OK(refused(&small, "section 'parameters'"), "and too few");
    head.calibration = ORDO_CALIBRATION_PLATT;
    OK(refused(&small, "section 'heads'"), "and a calibration for classes without an order");
}

static void calibrations(void)
{
    static const double bias[3] = {0, -1, -2};
    static const double knots[] = {2, 0, 2, 0.25, 0.75, 1, 5, 0.5, 3, -1, 0, 1, 0, 0, 1};
    static const double a[3] = {1, 2, 0.5}, b[3] = {0.5, 0, -0.5};
    struct ordo_head head = {.name = "stance",
                             .n_classes = 3,
                             .n_outputs = 3,
                             .calibration = ORDO_CALIBRATION_ISOTONIC,
                             .classes = SCALE,
                             .bias = bias,
                             .a = a,
                             .b = b,
                             .n_parameters = 15,
                             .parameters = knots};
    struct ordo_string text = {"war", 3};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_model *model = NULL;
    struct ordo_scores scores;
    struct small small;
    double spoilt[15], e0, e1, e2, above[3] = {9, 9, 9}, below[3] = {-9, -9, -9}, p[3];

    make(&small, &head, 1); /* decision values of "war": 1, 1, 1 */
    if (!OK(opens(&small, &model), "a table of knots is written and opened"))
        return;
    ordo_score(&scores, model, &text, scratch, &error);
    OK(near(scores.probability[0], 0.5 / 2) && near(scores.probability[1], 0.5 / 2) &&
           near(scores.probability[2], 1.0 / 2),
       "it is straight between knots, and normalised");
    ordo_head_probabilities(&model->heads[0], above, p);
    OK(near(p[0], 0.75 / 2.25) && near(p[2], 1 / 2.25), "level above the last knot");
    ordo_head_probabilities(&model->heads[0], below, p);
    OK(near(p[0], 0.25 / 0.75) && near(p[2], 0), "and below the first");
    ordo_model_free(model);
    for (int i = 0; i < 5; i++) {
        static const struct {
            int at;
            double with;
        } wrong[] = {{0, 7}, {2, -1}, {4, 0.1}, {7, 1.5}, {8, NAN}};
        memcpy(spoilt, knots, sizeof knots);
        spoilt[wrong[i].at] = wrong[i].with;
        head.parameters = spoilt;
        OK(refused(&small, "section 'parameters'"), "an impossible table is refused");
    }
    head.calibration = ORDO_CALIBRATION_VECTOR;
    head.n_parameters = 0;
    OK(opens(&small, &model), "vector scaling is written and opened");
    ordo_score(&scores, model, &text, scratch, &error);
    e0 = exp(1.5);
    e1 = exp(2);
    e2 = exp(0);
    OK(near(scores.probability[0], e0 / (e0 + e1 + e2)) &&
           near(scores.probability[1], e1 / (e0 + e1 + e2)),
       "it is a softmax of a d + b");
    ordo_model_free(model);
    ordo_scratch_free(scratch);
}

static void variants(void)
{
    static const char *const tone[] = {"negative", "positive"};
    static const double bias[2] = {0.5, 0.25};
    static const char *const values[] = {"Atheism", "Climate"};
    struct ordo_head own[3], heads[2];
    struct ordo_string fields[2] = {{"war", 3}, {"Climate", 7}};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_explanation why = {0};
    struct ordo_model *model = NULL;
    struct ordo_scores scores;
    struct small small;

    memset(heads, 0, sizeof heads);
    for (uint32_t h = 0; h < 2; h++) {
        strcpy(heads[h].name, h == 0 ? "stance" : "tone");
        heads[h].n_classes = h == 0 ? 3 : 2;
        heads[h].n_outputs = h == 0 ? 3 : 1;
        heads[h].classes = h == 0 ? SCALE : tone;
        heads[h].first_output = 3 * h;
        heads[h].bias = ZERO;
        heads[h].a = ONE;
        heads[h].b = ZERO;
    }
    heads[1].first_class = 3;
    for (uint32_t v = 0; v < 2; v++) {
        own[v] = heads[1];
        own[v].value = values[v];
        own[v].first_output = 4 + v;
        own[v].bias = &bias[v];
    }
    heads[1].variants = own;
    heads[1].n_variants = 2;
    make(&small, heads, 2);
    small.parts.per = "Target";
    if (!OK(opens(&small, &model), "variants are written and opened"))
        return;
    OK(model->n_heads == 2 && model->n_columns == 2 && strcmp(model->columns[1], "Target") == 0 &&
           model->n_outputs == 6,
       "the model reads one more column");
    ordo_score(&scores, model, fields, scratch, &error);
    OK(near(scores.decision[3], 6.25) && scores.variant[1] == 1 && scores.variant[0] == ORDO_NONE &&
           near(scores.decision[2], 3),
       "a row's value chooses its variant");
    ordo_explain(&why, model, 1, 1, fields, 5, scratch, &error);
    OK(near(why.decision, 6.25) && near(why.bias, 0.25), "and what explains it");
    fields[1] = (struct ordo_string){"Climat", 6};
    ordo_score(&scores, model, fields, scratch, &error);
    OK(near(scores.decision[3], 4) && scores.variant[1] == ORDO_NONE,
       "a value without a variant gets the head of all rows");
    fields[1] = (struct ordo_string){NULL, 0};
    ordo_score(&scores, model, fields, scratch, &error);
    OK(near(scores.decision[3], 4), "and so does none at all");
    ordo_explanation_release(&why);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
    own[1].value = "Abortion";
    OK(refused(&small, "section 'values' does not ascend"), "values out of order are refused");
    own[1].value = "Climate";
    own[1].n_classes = 3;
    own[1].n_outputs = 3;
    own[1].bias = ZERO;
    OK(refused(&small, "section 'heads'"), "and a variant of another shape");
}

/* The same model as older formats had it: fewer sections, rows without zeros behind them, in format
 * 1 shorter heads. */
static void old(uint32_t format)
{
    const char *names[] = {"a model of format 1 opens", "a model of format 2 opens"};
    struct ordo_head head = {.name = "stance",
                             .n_classes = 5,
                             .n_outputs = 5,
                             .calibration = ORDO_CALIBRATION_TEMPERATURE,
                             .classes = FIVE,
                             .bias = ZERO,
                             .a = ONE,
                             .b = ZERO};
    struct ordo_string text = {"war", 3};
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_model *model = NULL;
    struct ordo_scores scores;
    struct ordo_file file;
    struct disk_prologue prologue;
    struct disk_section sections[N_SECTIONS];
    size_t last = model_sections(format) - 1, directory = (last + 1) * sizeof *sections;
    struct small small;
    FILE *out;
    char *bytes;

    make(&small, &head, 1);
    ordo_model_write(PATH, &small.parts, &error);
    ordo_file_open(&file, PATH, &error);
    bytes = malloc(file.length);
    memcpy(bytes, file.bytes, file.length);
    memcpy(&prologue, bytes + HEADER_SIZE, sizeof prologue);
    memcpy(sections, bytes + HEADER_SIZE + sizeof prologue, sizeof sections);
    prologue.format = format;
    prologue.n_sections = (uint32_t)last + 1;
    if (format == 1)
        sections[SECTION_HEADS].size = DISK_HEAD_SIZE_1;
    sections[SECTION_HEADS].checksum =
        ordo_checksum(bytes + sections[SECTION_HEADS].offset, sections[SECTION_HEADS].size, 0);
    sections[SECTION_ROWS].size = 6 * sizeof(float);
    sections[SECTION_ROWS].checksum =
        ordo_checksum(bytes + sections[SECTION_ROWS].offset, sections[SECTION_ROWS].size, 0);
    sections[last] = sections[SECTION_RECORD];
    prologue.checksum = ordo_checksum(sections, directory, ordo_checksum(bytes, HEADER_SIZE, 0));
    memcpy(bytes + HEADER_SIZE, &prologue, sizeof prologue);
    memcpy(bytes + HEADER_SIZE + sizeof prologue, sections, directory);
    out = fopen(PATH, "wb");
    fwrite(bytes, 1, file.length, out);
    fclose(out);
    if (OK(ordo_model_open(&model, PATH, &error) == 0, names[format - 1])) {
        ordo_score(&scores, model, &text, scratch, &error);
        OK(scores.label[0] == 4 && near(scores.decision[4], 5) && model->record.length == 2 &&
               model->heads[0].kind == ORDO_HEAD_CLASSES,
           "and scores as it did");
    }
    free(bytes);
    ordo_file_release(&file);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
}

int main(void)
{
    values();
    ordered();
    calibrations();
    variants();
    old(1);
    old(2);
    unlink(PATH);
    return tap_done();
}
