/* prediction_set.c: reads predictions. Of a file's records, the first of each head says which
 * classes have probabilities. */
#include "prediction_set.h"
#include "json_tree.h"
#include "number.h"
#include "read.h"

#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ROW, ID, HEAD, GROUP, GOLD, PREDICTED, N_FIXED };
static const char *const FIXED[N_FIXED] = {"row", "id", "head", "group", "gold", "predicted"};

#define NO_HEAD   "label" /* what predictions are of that do not say */
#define NAMES_MAX (N_FIXED + CLASSES_MAX)

/* Columns or members that are read: the fixed ones, then p.CLASS. */
struct names {
    const char *items[NAMES_MAX];
    struct strings p; /* owned "p.CLASS" */
};

static struct prediction_set *add_set(struct prediction_sets *sets, const char *path,
                                      const char *head)
{
    struct prediction_set *items = realloc(sets->items, (sets->n + 1) * sizeof *items), *set;

    if (items == NULL)
        return NULL;
    sets->items = items;
    set = &items[sets->n++];
    memset(set, 0, sizeof *set);
    set->path = path;
    snprintf(set->head, sizeof set->head, "%s", head);
    return set;
}

static bool grow(void *array, size_t n, size_t size)
{
    void *larger = realloc(*(void **)array, n * size);

    if (larger == NULL)
        return false;
    *(void **)array = larger;
    return true;
}

/* Room for one more. The number of classes with p must not change any more. */
static int reserve(struct prediction_set *set, struct ordo_error *error)
{
    size_t capacity = set->capacity == 0 ? 256 : 2 * set->capacity;

    if (set->n < set->capacity)
        return 0;
    if (!grow(&set->row, capacity, sizeof *set->row) ||
        !grow(&set->id, capacity, sizeof *set->id) ||
        !grow(&set->group, capacity, sizeof *set->group) ||
        !grow(&set->gold, capacity, sizeof *set->gold) ||
        !grow(&set->label, capacity, sizeof *set->label) ||
        !grow(&set->gold_value, capacity, sizeof *set->gold_value) ||
        !grow(&set->value, capacity, sizeof *set->value) ||
        !grow(&set->p, capacity * (set->n_p + 1), sizeof *set->p))
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    set->capacity = capacity;
    return 0;
}

/* ---- from a file ---- */

struct taking {
    struct prediction_sets *sets;
    size_t first; /* of this file among the sets */
    const char *path;
    struct names names;
    struct strings heads; /* whose names of p were looked for */
    uint64_t number;      /* of the record */
};

static int add_name(struct taking *taking, const char *name, size_t length,
                    struct ordo_error *error)
{
    if (taking->names.p.n >= CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    return strings_intern(&taking->names.p, (struct ordo_string){name, length}) == ORDO_NONE
               ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory")
               : 0;
}

/* The members of p in one record. */
static int names_of_record(struct taking *taking, struct ordo_string record,
                           struct ordo_error *error)
{
    struct json_tree tree;
    const struct json_node *p;
    int result = 0;

    if (json_tree_parse(&tree, record.bytes, record.length, error) != 0)
        return -1;
    p = json_member(tree.root, "p");
    for (p = p == NULL ? NULL : p->first; result == 0 && p != NULL && p->key != NULL; p = p->next) {
        char name[512];
        int length = snprintf(name, sizeof name, "p.%s", p->key);
        if (length > 0 && (size_t)length < sizeof name)
            result = add_name(taking, name, (size_t)length, error);
    }
    json_tree_release(&tree);
    return result;
}

/* The first record of each head. */
static int take_names(void *context, const struct rows_file *file, const struct rows_row *row,
                      struct ordo_error *error)
{
    struct taking *taking = context;
    enum rows_format format = rows_reader_of(file)->dialect.format;
    struct ordo_string head = row->values[HEAD];
    uint32_t before = taking->heads.n;

    if (format != ROWS_JSONL && format != ROWS_JSON)
        return 0;
    if (head.length == 0)
        head = (struct ordo_string){NO_HEAD, strlen(NO_HEAD)};
    if (strings_intern(&taking->heads, head) == ORDO_NONE)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return taking->heads.n > before ? names_of_record(taking, row->record, error) : 0;
}

struct column_names {
    struct taking *taking;
    struct ordo_error *error;
    int result;
};

static void take_column(void *bytes, size_t length, void *context)
{
    struct column_names *columns = context;

    if (columns->result == 0 && length > 2 && memcmp(bytes, "p.", 2) == 0)
        columns->result = add_name(columns->taking, bytes, length, columns->error);
}

/* The columns of a header that begin with "p.". */
static int names_of_header(void *context, const struct rows_file *file, struct ordo_error *error)
{
    struct rows_dialect dialect = rows_reader_of(file)->dialect;
    struct ordo_string header = rows_header_of(file);
    struct column_names columns = {context, error, 0};
    struct csv_parser parser;

    if (dialect.format != ROWS_CSV && dialect.format != ROWS_TSV)
        return 0;
    if (csv_init(&parser, 0) != 0)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    csv_set_delim(&parser, dialect.format == ROWS_TSV  ? '\t'
                           : dialect.delimiter == '\0' ? ','
                                                       : (unsigned char)dialect.delimiter);
    if (csv_parse(&parser, header.bytes, header.length, take_column, NULL, &columns) !=
            header.length &&
        columns.result == 0)
        columns.result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    csv_free(&parser);
    return columns.result;
}

/* The set of a head's name in this file, a new one when there is none. */
static struct prediction_set *set_of(struct taking *taking, struct ordo_string head, bool *is_new)
{
    char name[ORDO_NAME_MAX];

    snprintf(name, sizeof name, "%.*s", (int)(head.length < 63 ? head.length : 63),
             head.length == 0 ? "" : head.bytes);
    if (name[0] == '\0')
        strcpy(name, NO_HEAD);
    *is_new = false;
    for (size_t s = taking->first; s < taking->sets->n; s++)
        if (strcmp(taking->sets->items[s].head, name) == 0)
            return &taking->sets->items[s];
    *is_new = true;
    return add_set(taking->sets, taking->path, name);
}

static uint32_t intern_some(struct strings *strings, struct ordo_string string, bool *failed)
{
    uint32_t number = string.length == 0 ? ORDO_NONE : strings_intern(strings, string);

    *failed = *failed || (string.length > 0 && number == ORDO_NONE);
    return number;
}

static double number_of(struct ordo_string string)
{
    double number;

    return number_read(string, &number) ? number : (double)NAN;
}

/* The classes of p come first among a set's classes. */
static int begin_set(const struct taking *taking, struct prediction_set *set,
                     const struct ordo_string *values, struct ordo_error *error)
{
    const struct strings *names = &taking->names.p;

    for (uint32_t i = 0; i < names->n; i++) {
        const char *class = names->items[i] + 2;
        if (values[N_FIXED + i].length == 0)
            continue; /* of another head */
        if (strings_intern(&set->classes, (struct ordo_string){class, strlen(class)}) == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    set->n_p = set->classes.n;
    set->has_p = set->n_p > 0;
    return 0;
}

static int read_p(const struct taking *taking, struct prediction_set *set,
                  const struct ordo_string *values, struct ordo_error *error)
{
    const struct strings *names = &taking->names.p;

    for (uint32_t k = 0, i = 0; k < set->n_p; k++) {
        double *p = &set->p[set->n * set->n_p + k];
        while (strcmp(names->items[i] + 2, set->classes.items[k]) != 0)
            i++;
        *p = number_of(values[N_FIXED + i]);
        if (!(*p >= 0 && *p <= 1))
            return ordo_fail(error, ORDO_ERR_FORMAT, "probability of '%s' is no number from 0 to 1",
                             set->classes.items[k]);
    }
    return 0;
}

static int take_record(void *context, const struct rows_file *file, const struct rows_row *row,
                       struct ordo_error *error)
{
    struct taking *taking = context;
    const struct ordo_string *values = row->values;
    struct prediction_set *set;
    bool is_new, failed = false;
    size_t n;

    (void)file;
    taking->number++;
    if (values[GOLD].length == 0 || values[PREDICTED].length == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "record lacks '%s'",
                         values[GOLD].length == 0 ? "gold" : "predicted");
    set = set_of(taking, values[HEAD], &is_new);
    if (set == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if ((is_new && begin_set(taking, set, values, error) != 0) || reserve(set, error) != 0 ||
        read_p(taking, set, values, error) != 0)
        return -1;
    n = set->n;
    set->row[n] = isnan(number_of(values[ROW])) ? taking->number : (uint64_t)number_of(values[ROW]);
    set->id[n] = intern_some(&set->ids, values[ID], &failed);
    set->group[n] = intern_some(&set->groups, values[GROUP], &failed);
    set->gold[n] = intern_some(&set->classes, values[GOLD], &failed);
    set->label[n] = intern_some(&set->classes, values[PREDICTED], &failed);
    set->gold_value[n] = number_of(values[GOLD]);
    set->value[n] = number_of(values[PREDICTED]);
    if (failed)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    set->n++;
    return 0;
}

/* Values: numbers of which one is not whole, without probabilities. */
static void recognise_values(struct prediction_set *set, bool of_values)
{
    bool numbers = true, fractions = of_values;

    for (size_t i = 0; i < set->n; i++) {
        numbers = numbers && !isnan(set->gold_value[i]) && !isnan(set->value[i]);
        fractions = fractions || set->gold_value[i] != floor(set->gold_value[i]) ||
                    set->value[i] != floor(set->value[i]);
    }
    set->of_values = numbers && fractions && !set->has_p;
}

/* First the names of what there is to read, then the records. */
static int read_file(struct taking *taking, const struct talk *talk, size_t *n_bad,
                     struct ordo_error *error)
{
    struct talk silence = *talk; /* the second time tells */
    size_t unused = 0;
    struct rows_request request = {
        .path = taking->path, .names = taking->names.items, .n_names = N_FIXED};
    struct reading names = {&silence, &unused, taking, names_of_header, take_names};
    struct reading records = {talk, n_bad, taking, NULL, take_record};

    silence.bad_row = talk_of_no_row;
    silence.progress = talk_of_no_progress;
    for (size_t i = 0; i < N_FIXED; i++)
        taking->names.items[i] = FIXED[i];
    if (read_rows(&request, &names, error) != 0)
        return -1;
    for (uint32_t i = 0; i < taking->names.p.n; i++)
        taking->names.items[N_FIXED + i] = taking->names.p.items[i];
    request.n_names = N_FIXED + taking->names.p.n;
    return read_rows(&request, &records, error);
}

int prediction_sets_read(struct prediction_sets *sets, const char *path, bool of_values,
                         const struct talk *talk, size_t *n_bad, struct ordo_error *error)
{
    struct taking *taking = calloc(1, sizeof *taking);
    int result;

    if (taking == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    *taking = (struct taking){.sets = sets, .first = sets->n, .path = path};
    result = read_file(taking, talk, n_bad, error);
    if (result == 0 && sets->n == taking->first) {
        ordo_fail(error, ORDO_ERR_FORMAT, "no record with gold and predicted");
        result = ordo_fail_at(error, path, 0, 0);
    }
    for (size_t s = taking->first; result == 0 && s < sets->n; s++)
        recognise_values(&sets->items[s], of_values);
    strings_release(&taking->names.p);
    strings_release(&taking->heads);
    free(taking);
    return result;
}

/* ---- from a model ---- */

static int add_judged_row(struct prediction_set *set, const struct judging *judging,
                          const struct judged *judged, size_t i, struct ordo_error *error)
{
    const double *p = judged->probability + i * judged->n_classes;
    bool failed = false;
    size_t n = set->n;

    if (reserve(set, error) != 0)
        return -1;
    set->row[n] = (uint64_t)judged->row[i] + 1;
    set->id[n] = intern_some(&set->ids, judging_id(judging, judged->row[i]), &failed);
    set->group[n] = ORDO_NONE;
    if (judging->options->group != NULL) {
        const char *group = judging->dataset.group_names.items[judged->group[i]];
        set->group[n] =
            intern_some(&set->groups, (struct ordo_string){group, strlen(group)}, &failed);
    }
    set->gold[n] = judged->gold[i];
    set->gold_value[n] = judged->gold_value[i];
    set->value[n] = judged->value[i];
    if (!judged->of_values)
        set->label[n] = judged_label(judged, i);
    memcpy(set->p + n * set->n_p, p, set->n_p * sizeof *p);
    set->n++;
    return failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

int prediction_sets_judged(struct prediction_sets *sets, const char *path,
                           const struct judging *judging, struct ordo_error *error)
{
    for (size_t j = 0; j < judging->n_judged; j++) {
        const struct judged *judged = &judging->judged[j];
        struct prediction_set *set = add_set(sets, path, judged->name);
        if (set == NULL)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        set->of_values = judged->of_values;
        set->has_p = !judged->of_values;
        set->n_p = judged->n_classes;
        strcpy(set->unknown, judged->unknown);
        for (uint32_t k = 0; k < judged->n_classes; k++) {
            const char *name = judged->classes[k];
            if (strings_intern(&set->classes, (struct ordo_string){name, strlen(name)}) ==
                ORDO_NONE)
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        }
        for (size_t i = 0; i < judged->n; i++)
            if (add_judged_row(set, judging, judged, i, error) != 0)
                return -1;
    }
    return 0;
}

void prediction_sets_release(struct prediction_sets *sets)
{
    for (size_t s = 0; s < sets->n; s++) {
        struct prediction_set *set = &sets->items[s];
        strings_release(&set->classes);
        strings_release(&set->ids);
        strings_release(&set->groups);
        free(set->row);
        free(set->id);
        free(set->group);
        free(set->gold);
        free(set->label);
        free(set->gold_value);
        free(set->value);
        free(set->p);
    }
    free(sets->items);
    memset(sets, 0, sizeof *sets);
}
