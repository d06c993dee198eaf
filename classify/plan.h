/* plan.h: settings and model -> what every worker does: which columns to read, which heads to
 * write. */
#ifndef ORDO_PLAN_H
#define ORDO_PLAN_H

#include "../lib/program/language.h"
#include "fields.h"

/* Where a column of the model comes from in an article; rows of statements have columns alone. */
enum field_origin {
    FIELD_TEXT,
    FIELD_CUE,
    FIELD_SENTENCE,
    FIELD_SPEAKER,
    FIELD_TITLE,
    FIELD_COLUMN
};

/* What a row may say of an article besides its text. */
enum fact {
    FACT_ID,
    FACT_TITLE,
    FACT_DATE,
    FACT_AUTHOR,
    FACT_SOURCE,
    FACT_URL,
    FACT_LANGUAGE,
    FACT_SPEAKER, /* of a row that is a statement */
    FACT_AFFILIATION,
    N_FACTS
};

#define PLAN_TEXTS_MAX  8        /* fields of the text */
#define PLAN_PARAGRAPHS "\n\n"   /* between the parts of a text */
#define PLAN_NONE       SIZE_MAX /* of no name: a fact that no row is asked for */
#define PLAN_NAMES_MAX  (ORDO_COLUMNS_MAX + PLAN_TEXTS_MAX + N_FACTS)

_Static_assert(PLAN_NAMES_MAX <= 64, "a bit for each name");

struct plan {
    const struct settings *settings;
    const struct ordo_model *model;     /* NULL: none given */
    struct ordo_spec spec;              /* the model's, else the default */
    const char *names[PLAN_NAMES_MAX];  /* columns wanted of rows; the first are the text */
    const char *joints[PLAN_NAMES_MAX]; /* between the strings of a list: paragraphs, names */
    const char *asked[PLAN_NAMES_MAX];  /* the option that names it; NULL: the usual name */
    size_t n_names, n_texts, fact_at[N_FACTS];
    char *text_names;                      /* owned */
    char language[LANGUAGE_ROOM];          /* that articles must be in to be scored; empty: any */
    const char *columns[ORDO_COLUMNS_MAX]; /* [n_columns] the model's, else the specification's */
    size_t n_columns;
    enum field_origin origin[ORDO_COLUMNS_MAX];
    size_t column[ORDO_COLUMNS_MAX]; /* in names */
    bool kinds[ORDO_KINDS];          /* of statements, asked for */
    uint32_t *heads;                 /* [n_heads] of the model, owned, in the order asked for */
    size_t n_heads;
    struct fields fields; /* written, of JSONL, CSV and TSV */
};

int plan_init(struct plan *plan, const struct settings *settings, const struct ordo_model *model,
              struct ordo_error *error);
void plan_release(struct plan *plan);

/* Whether the command line names the i-th column and no row had it, `met` being a bit for each that
 * some row had. Where no row had any of them there were no rows to speak of. */
static inline bool plan_misses(const struct plan *plan, uint64_t met, size_t i)
{
    return met != 0 && plan->asked[i] != NULL && (met >> i & 1) == 0;
}

#endif
