/* The table of columns: names, selection, and what JSON nests; from a model with heads of every
 * kind. */
#include "../../classify/fields.h"
#include "../../classify/checkpoint.h"
#include "../../classify/tape.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

static const char *const STANCE[] = {"oppose", "neutral", "support"};
static const char *const GRADES[] = {"low", "high"};
static const char *const TONE[] = {"negative", "positive"};

static struct ordo_head heads[3] = {
    {.name = "stance", .n_classes = 3, .classes = STANCE},
    {.name = "grade",
     .n_classes = 2,
     .classes = GRADES,
     .kind = ORDO_HEAD_ORDERED,
     .n_variants = 1},
    {.name = "heat", .kind = ORDO_HEAD_VALUE, .calibration = ORDO_CALIBRATION_RESIDUALS},
};
static const uint32_t ALL[] = {0, 1, 2};

static struct ordo_model model_of(void)
{
    static struct ordo_head variant;

    heads[1].variants = &variant;
    return (struct ordo_model){.n_heads = 3, .heads = heads};
}

/* Names of the columns that are asked for, with commas; or the error. */
static const char *chosen(const char *names, struct settings settings, char *out)
{
    struct ordo_model model = model_of();
    struct fields fields;
    struct ordo_error error;

    settings.fields = names;
    out[0] = '\0';
    if (fields_init(&fields, &settings, &model, ALL, 3, &error) != 0)
        strcpy(out, error.message);
    for (size_t i = 0; i < fields.n; i++)
        strcat(strcat(out, i > 0 ? "," : ""), fields.items[i].column.name);
    fields_release(&fields);
    return out;
}

static void test_names(void)
{
    char out[4096];
    struct settings settings = {.stage = PRINT_SCORES}, quotes = {.stage = PRINT_QUOTES},
                    rows = {.stage = PRINT_SCORES, .statements = true, .no_text = true};

    OK(strstr(chosen(NULL, settings, out), "cue,stance_label,stance_p_oppose,stance_p_neutral,"
                                           "stance_p_support,stance_score,grade_label,grade_p_low,"
                                           "grade_p_high,grade_variant,heat_value,heat_low,"
                                           "heat_high,heat_coverage,skipped") != NULL,
       "each kind of head has its columns, and no others");
    OK(strncmp(chosen(NULL, rows, out), "article,statement,stance_label", 30) == 0,
       "rows of statements have no places, and no text where none is wanted");
    OK(strcmp(chosen("text", rows, out),
              "--no-text leaves out the column 'text' that --fields asks for") == 0,
       "nor may it be asked for then");
    OK(strcmp(chosen("heat,stance_p,grade_label", settings, out),
              "heat_value,heat_low,heat_high,heat_coverage,stance_p_oppose,stance_p_neutral,"
              "stance_p_support,grade_label") == 0,
       "groups, parts of groups and single ones, in the order asked for");
    OK(strcmp(chosen("title,near_duplicate", settings, out), "title,near_duplicate") == 0,
       "columns on demand");
    OK(strcmp(chosen("stance", quotes, out),
              "no column 'stance' (--fields list shows those that there are)") == 0,
       "no scores without scoring");
    OK(strcmp(chosen("stan", settings, out),
              "no column 'stan' (--fields list shows those that there are)") == 0 &&
           strstr(chosen("stance_p_", settings, out), "no column") != NULL,
       "the beginning of a name is none");
    OK(strstr(chosen("stance,stance_p", settings, out), "named twice") != NULL, "none twice");
    OK(strcmp(chosen("", settings, out), "no columns asked for") == 0, "none at all");
}

static void test_poles(void)
{
    const struct ordo_head tone = {.n_classes = 2, .classes = TONE};
    uint32_t upper, lower;

    OK(fields_poles(&heads[0], &upper, &lower) && upper == 2 && lower == 0,
       "a score from oppose to support");
    OK(fields_poles(&tone, &upper, &lower) && upper == 1 && lower == 0,
       "or from negative to positive");
    OK(!fields_poles(&heads[1], &upper, &lower) && !fields_poles(&heads[2], &upper, &lower),
       "none between other classes, nor of numbers");
}

static void test_layout(void)
{
    struct ordo_model model = model_of();
    struct settings settings = {.stage = PRINT_SCORES, .fields = "article,stance,stance_p"};
    struct fields fields;
    struct ordo_error error;
    char out[1024] = "{";

    OK(fields_init(&fields, &settings, &model, ALL, 3, &error) != 0, "a column twice is refused");
    fields_release(&fields);
    settings.fields = "article,stance,heat_value,grade_p";
    OK(fields_init(&fields, &settings, &model, ALL, 3, &error) == 0, "a layout");
    for (size_t i = 0; i < fields.n; i++) {
        strcat(strcat(out, fields.items[i].keys), "0"); /* zeros behind it */
        strncat(out, "}}}", fields.items[i].n_closed);
    }
    OK(strcmp(out, "{\"article\":0,\"stance\":{\"label\":0,\"p\":{\"oppose\":0,\"neutral\":0,"
                   "\"support\":0},\"score\":0},\"heat_value\":0,\"grade_p\":{\"low\":0,"
                   "\"high\":0}") == 0,
       "JSON nests groups and closes them");
    OK(fields.items[1].n_group == 5 && fields.items[2].n_group == 0 &&
           fields.items[6].n_group == 0 && fields.items[7].n_group == 2,
       "a group knows how many columns null stands for");
    fields_release(&fields);
}

static void test_table(void)
{
    static const struct column_row *const tables[] = {COLUMNS, ARTICLE_COLUMNS, HEAD_COLUMNS,
                                                      STAGE_COLUMNS};
    bool complete = true, distinct = true;

    for (size_t t = 0; t < sizeof tables / sizeof *tables; t++)
        for (const struct column_row *a = tables[t]; a->name != NULL; a++) {
            complete = complete && a->take != NULL && a->meaning != NULL && a->type != CELL_NULL;
            for (const struct column_row *b = a + 1; b->name != NULL; b++)
                distinct = distinct && (strcmp(a->name, b->name) != 0 ||
                                        (a->group == NULL) != (b->group == NULL));
        }
    OK(complete, "every column has a type, a source and a meaning");
    OK(distinct, "no name stands twice in a table");
}

static void test_tape(void)
{
    static const size_t points[] = {0, 4, 7, 9};
    const struct cell cells[] = {
        {.type = CELL_NULL},
        {.type = CELL_INTEGER, .integer = INT64_MIN},
        {.type = CELL_NUMBER, .number = 0.123456, .decimals = 4},
        {.type = CELL_TEXT, .text = {"a\0b", 3}},
        {.type = CELL_TRUTH, .integer = 1},
        {.type = CELL_SPANS, .points = points, .n_pairs = 2},
    };
    struct json out = {0};
    struct cell back[6];
    struct tape tape = tape_of(&out);

    OK(tape_mark(&tape) == 0, "a tape without memory ends at once");
    tape_put_mark(TAPE_STATEMENT, &out);
    for (size_t i = 0; i < 6; i++)
        tape_put(&cells[i], &out);
    tape = tape_of(&out);
    OK(tape_mark(&tape) == TAPE_STATEMENT, "a mark comes back");
    for (size_t i = 0; i < 6; i++)
        tape_take(&tape, &back[i]);
    OK(back[0].type == CELL_NULL && back[1].integer == INT64_MIN && back[2].number == 0.1235 &&
           back[3].text.length == 3 && memcmp(back[3].text.bytes, "a\0b", 3) == 0 &&
           back[4].type == CELL_INTEGER && back[4].integer == 1 && back[5].text.length == 13 &&
           memcmp(back[5].text.bytes, "[[0,4],[7,9]]", 13) == 0,
       "values come back, numbers as they are shown, spans as JSON");
    OK(tape_mark(&tape) == 0, "the tape ends");
    json_release(&out);
}

static void test_checkpoint(void)
{
    struct checkpoint then = {.position = {1, 2, 3, 4},
                              .length = 5,
                              .number = 6,
                              .failed_length = 7,
                              .counts = {.articles = 8, .failed = 9, .met = 11}},
                      now = {.length = 0};
    struct json text = {0};
    struct ordo_error error;
    size_t accepted = 0;

    then.counts.skipped[SKIP_LANGUAGE] = 10;
    json_format(&then.binding, "version 1\noption kinds direct\n");
    json_bytes(&then.pending, "\n\0x", 3);
    checkpoint_write(&then, &text);
    OK(checkpoint_read(&now, (struct ordo_string){text.bytes, text.length}, &error) == 0 &&
           memcmp(&now.position, &then.position, sizeof now.position) == 0 && now.length == 5 &&
           now.number == 6 && now.failed_length == 7 && now.counts.failed == 9 &&
           now.counts.met == 11 && now.counts.skipped[SKIP_LANGUAGE] == 10 &&
           now.pending.length == 3 && memcmp(now.pending.bytes, "\n\0x", 3) == 0,
       "a checkpoint comes back");
    OK(checkpoint_same(&now, &then, &error) == 0, "and is bound to the same");
    for (size_t i = 0; i < text.length; i++) {
        struct checkpoint other = {.length = 0};
        accepted += checkpoint_read(&other, (struct ordo_string){text.bytes, i}, &error) == 0;
        text.bytes[i] ^= 1;
        accepted +=
            checkpoint_read(&other, (struct ordo_string){text.bytes, text.length}, &error) == 0;
        text.bytes[i] ^= 1;
        checkpoint_release(&other);
    }
    OK(accepted == 0, "cut short or altered anywhere it is refused");
    checkpoint_release(&then);
    checkpoint_release(&now);
    json_release(&text);
}

int main(void)
{
    test_names();
    test_poles();
    test_layout();
    test_table();
    test_tape();
    test_checkpoint();
    return tap_done();
}
