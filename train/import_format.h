/* import_format.h: what the readers of the formats share. */
#ifndef ORDO_IMPORT_FORMAT_H
#define ORDO_IMPORT_FORMAT_H

#include "import.h"
#include "read.h"

#define EXAMPLE_LABELS_MAX  256
#define EXAMPLE_MEMBERS_MAX 64
#define PRESET_COLUMNS_MAX  8

/* A value that becomes a string, or stands as the JSON number or truth that it is. */
struct value {
    struct ordo_string bytes; /* borrowed until the example is written; no bytes: absent */
    bool raw;
};

/* One example, as a reader fills it. */
struct example {
    struct value id, text, group, annotator, weight;
    struct {
        const char *head;
        struct value value;
        size_t name; /* of the row's values, for errors; SIZE_MAX: none */
    } labels[EXAMPLE_LABELS_MAX];
    size_t n_labels;
    struct {
        const char *name;
        struct value value;
    } members[EXAMPLE_MEMBERS_MAX];
    size_t n_members;
    char **owned; /* [n_owned] what example_format made */
    size_t n_owned, owned_capacity;
    bool failed; /* more than fits, or memory ran out */
};

enum use { USE_TEXT, USE_ID, USE_GROUP, USE_WEIGHT, USE_LABEL, USE_FIELD };

/* What becomes of a column. */
struct column_use {
    enum use use;
    const char *member; /* of a label or field */
};

#define TABLE_COLUMNS_MAX (HEADS_MAX + IMPORT_FIELDS_MAX + PRESET_COLUMNS_MAX + 8)

struct importing {
    const struct import_options *options;
    const struct import_format *format;
    const struct talk *talk;
    size_t *n_bad;
    struct example example;
    size_t blame;     /* name of the value that an error of example_write is about */
    size_t offset;    /* in the record, of what an error is about; SIZE_MAX: none */
    struct json json; /* records that wait to be written */
    struct ordo_output output;
    size_t n_examples, n_files, n_dropped, n_unlabelled, n_absent;
    struct ordo_error lost; /* why nothing more can be written; code ORDO_OK: it can */
    const char *names[TABLE_COLUMNS_MAX]; /* [n_names] columns read of a table */
    struct column_use uses[TABLE_COLUMNS_MAX];
    size_t n_names, n_required;
    struct words *words; /* vocabulary of svmlight */
};

/* How a format's files are read. */
enum import_unit {
    UNIT_ROWS,  /* rows of a table or JSON objects, with columns */
    UNIT_LINES, /* lines */
    UNIT_JSON,  /* JSON objects as a whole */
    UNIT_FILE   /* the reader does it */
};

/* Columns that a format has by itself; a member beginning with '?' may be absent. */
struct import_preset {
    const char *text, *id, *group;
    struct import_column labels[PRESET_COLUMNS_MAX], fields[PRESET_COLUMNS_MAX];
};

struct import_format {
    const char *name, *what;
    enum import_unit unit;
    struct rows_dialect dialect; /* of UNIT_ROWS and UNIT_LINES */
    const char *endings;         /* of the files of a folder: "|csv|txt|" */
    const char *encoding;        /* NULL: detected */
    bool lacks_labels;           /* some of its rows have none, and that is no mistake */
    /* Turns one row, line or object into examples. */
    int (*take)(struct importing *importing, const struct rows_file *file,
                const struct rows_row *row, struct ordo_error *error);
    int (*read)(struct importing *importing, const char *path,
                struct ordo_error *error); /* UNIT_FILE */
    struct import_preset preset;
};

/* ---- examples (import_example.c) ------------------------------------------------------------ */

void example_clear(struct example *example);
void example_release(struct example *example);
struct value value_of(const char *bytes, size_t length);
struct value value_text(const char *text); /* NUL-terminated or NULL */
/* A string made for this example. */
struct value example_format(struct example *example, const char *format, ...) ORDO_PRINTF(2, 3);
struct value example_number(struct example *example, double number);
/* Names are borrowed until the example is written. An absent value adds nothing. */
void example_label(struct example *example, const char *head, struct value value, size_t name);
void example_member(struct example *example, const char *name, struct value value);
/* Maps, drops and checks labels and writes the record, or several, or none. */
int example_write(struct importing *importing, struct ordo_error *error);

/* ---- readers -------------------------------------------------------------------------------- */

/* The member of the record that a control, attribute or other name of a label is to have; NULL:
 * --label asks for others. */
const char *import_label_member(const struct importing *importing, const char *name);

typedef int import_taker(struct importing *importing, const struct rows_file *file,
                         const struct rows_row *row, struct ordo_error *error);
import_taker import_table, import_ungdc, import_fasttext, import_vw, import_svmlight, import_tweets,
    import_label_text, import_doccano, import_label_studio, import_newsmtsc;
int import_brat(struct importing *importing, const char *path, struct ordo_error *error);
/* Sets importing->names of a table from options and preset. */
void import_table_names(struct importing *importing);

int words_read(struct importing *importing, struct ordo_error *error);
void words_free(struct words *words);

#endif
