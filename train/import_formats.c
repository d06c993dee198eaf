/* import_formats.c: the table of formats. */
#include "import_format.h"

#include <string.h>

#define TABLE                                                                                      \
    {                                                                                              \
        .text = "text", .id = "id", .labels = { {"label", "label"} }                               \
    }

/* A NULL name ends it. */
static const struct import_format IMPORT_FORMATS[] = {
    {.name = "csv",
     .what = "CSV (RFC 4180) with any delimiter and header",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_CSV},
     .endings = "|csv|txt|",
     .take = import_table,
     .preset = TABLE},
    {.name = "tsv",
     .what = "tabs between columns, no quoting",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_TSV},
     .endings = "|tsv|tab|txt|",
     .take = import_table,
     .preset = TABLE},
    {.name = "excel",
     .what = "what Excel saves: CSV with ; or tabs, sep= line, UTF-16, any code page",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_CSV},
     .endings = "|csv|txt|",
     .take = import_table,
     .preset = TABLE},
    {.name = "jsonl",
     .what = "JSON objects, one a line or in an array; columns are dotted paths",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_JSONL},
     .endings = "|jsonl|ndjson|json|",
     .take = import_table,
     .preset = TABLE},
    {.name = "label-text",
     .what = "label, tab, text; no header",
     .unit = UNIT_LINES,
     .dialect = {.format = ROWS_LINES},
     .endings = "|tsv|tab|txt|",
     .take = import_label_text},
    {.name = "fasttext",
     .what = "__label__a __label__b text",
     .unit = UNIT_LINES,
     .dialect = {.format = ROWS_LINES},
     .endings = "|txt|ft|train|",
     .take = import_fasttext},
    {.name = "vw",
     .what = "Vowpal Wabbit: label importance 'tag |namespace words",
     .unit = UNIT_LINES,
     .dialect = {.format = ROWS_LINES},
     .endings = "|vw|txt|",
     .take = import_vw},
    {.name = "svmlight",
     .what = "SVMlight or LIBSVM: label index:value, with --vocabulary",
     .unit = UNIT_LINES,
     .dialect = {.format = ROWS_LINES},
     .endings = "|svmlight|libsvm|svm|dat|txt|",
     .take = import_svmlight},
    {.name = "doccano",
     .what = "doccano JSONL: labels of texts, or of spans",
     .unit = UNIT_JSON,
     .dialect = {.format = ROWS_JSONL},
     .endings = "|jsonl|json|",
     .take = import_doccano},
    {.name = "label-studio",
     .what = "Label Studio JSON, full or min: choices, ratings, spans, annotators",
     .unit = UNIT_JSON,
     .dialect = {.format = ROWS_JSON},
     .endings = "|json|jsonl|",
     .take = import_label_studio},
    {.name = "brat",
     .what = "brat stand-off: name.txt with name.ann, or a folder of them",
     .unit = UNIT_FILE,
     .dialect = {.format = ROWS_LINES},
     .endings = "|ann|",
     .read = import_brat},
    {.name = "semeval2016",
     .what = "SemEval-2016 Task 6: stance toward targets (latin-1)",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_TSV},
     .endings = "|txt|tsv|",
     .encoding = "ISO-8859-1",
     .take = import_table,
     .preset = {.text = "Tweet",
                .id = "ID",
                .labels = {{"stance", "Stance"}, {"?sentiment", "Sentiment"}},
                .fields = {{"target", "Target"}, {"?opinion", "Opinion towards"}}}},
    {.name = "semeval-sentiment",
     .what = "SemEval Twitter sentiment: id, label, text; with topic, user, span",
     .unit = UNIT_LINES,
     .dialect = {.format = ROWS_LINES},
     .endings = "|txt|tsv|",
     .take = import_tweets},
    {.name = "newsmtsc",
     .what = "NewsMTSC JSONL: a sentence's sentiment toward each target",
     .unit = UNIT_JSON,
     .dialect = {.format = ROWS_JSONL},
     .endings = "|jsonl|",
     .take = import_newsmtsc},
    {.name = "ungdc",
     .what = "UN General Debate speeches with ideal points, a number for label",
     .unit = UNIT_ROWS,
     .dialect = {.format = ROWS_JSONL},
     .endings = "|jsonl|",
     .lacks_labels = true,
     .take = import_ungdc,
     .preset = {.text = "text",
                .group = "iso3",
                .labels = {{"label", "ideal_all"}},
                .fields = {{"iso3", "iso3"},
                           {"session", "session"},
                           {"year", "year"},
                           {"?country", "country"},
                           {"?low", "ideal_all_q5"},
                           {"?high", "ideal_all_q95"},
                           {"?us_agree", "us_agree"}}}},
    {.name = NULL}};

const struct import_format *import_format_named(const char *name)
{
    for (const struct import_format *format = IMPORT_FORMATS; format->name != NULL; format++)
        if (strcmp(format->name, name) == 0)
            return format;
    return NULL;
}

void import_formats_help(struct json *out)
{
    json_format(out, "\nFormats:\n");
    for (const struct import_format *format = IMPORT_FORMATS; format->name != NULL; format++)
        json_format(out, "  %-18s %s\n", format->name, format->what);
}
