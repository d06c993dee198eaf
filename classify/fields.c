/* fields.c: first all columns that model and settings give, then those that are asked for. */
#include "fields.h"

#include <stdlib.h>
#include <string.h>

static int no_memory(struct ordo_error *error)
{
    return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
}

static uint32_t class_of(const struct ordo_head *head, const char *name)
{
    for (uint32_t i = 0; i < head->n_classes; i++)
        if (strcmp(head->classes[i], name) == 0)
            return i;
    return ORDO_NONE;
}

bool fields_poles(const struct ordo_head *head, uint32_t *upper, uint32_t *lower)
{
    static const char *const poles[][2] = {{"support", "oppose"}, {"positive", "negative"}};

    for (size_t i = 0; i < sizeof poles / sizeof *poles; i++) {
        *upper = class_of(head, poles[i][0]);
        *lower = class_of(head, poles[i][1]);
        if (*upper != ORDO_NONE && *lower != ORDO_NONE)
            return true;
    }
    return false;
}

static bool has_interval(const struct ordo_head *head)
{
    bool found = head->calibration == ORDO_CALIBRATION_RESIDUALS;

    for (uint32_t i = 0; i < head->n_variants && !found; i++)
        found = head->variants[i].calibration == ORDO_CALIBRATION_RESIDUALS;
    return found;
}

bool fields_head_has(const struct settings *settings, const struct ordo_head *head,
                     const struct column_row *row)
{
    bool number = head->kind == ORDO_HEAD_VALUE;
    uint32_t upper, lower;

    if (strcmp(row->name, "variant") == 0)
        return head->n_variants > 0;
    if (strcmp(row->name, "explain") == 0)
        return settings->explain > 0;
    if (strcmp(row->name, "value") == 0)
        return number;
    if (strcmp(row->name, "low") == 0 || strcmp(row->name, "high") == 0 ||
        strcmp(row->name, "coverage") == 0)
        return number && has_interval(head);
    if (strcmp(row->name, "score") == 0)
        return fields_poles(head, &upper, &lower);
    return !number; /* label, p */
}

static struct field *add(struct fields *fields, struct ordo_error *error)
{
    struct field *items = realloc(fields->items, (fields->n + 1) * sizeof *items);

    if (items == NULL) {
        no_memory(error);
        return NULL;
    }
    fields->items = items;
    memset(&items[fields->n], 0, sizeof *items);
    return &items[fields->n++];
}

/* path[depth]: "stance", "p", "oppose" -> stance_p_oppose. */
static int add_column(struct fields *fields, const struct column *column, struct ordo_error *error)
{
    struct field *field = add(fields, error);
    const char *const *path = column->path;
    int n;

    if (field == NULL)
        return -1;
    field->column = *column;
    n = asprintf(&field->column.name, "%s%s%s%s%s", path[0], column->depth > 1 ? "_" : "",
                 column->depth > 1 ? path[1] : "", column->depth > 2 ? "_" : "",
                 column->depth > 2 ? path[2] : "");
    if (n < 0) {
        field->column.name = NULL;
        return no_memory(error);
    }
    return 0;
}

static int add_head(struct fields *fields, const struct settings *settings,
                    const struct ordo_head *head, uint32_t at, struct ordo_error *error)
{
    for (const struct column_row *row = HEAD_COLUMNS; row->name != NULL; row++) {
        struct column column = {.row = row, .path = {head->name, row->name}, .head = at};
        bool classes = strcmp(row->name, "p") == 0;
        if (!fields_head_has(settings, head, row))
            continue;
        column.depth = classes ? 3 : 2;
        for (; column.class_ < (classes ? head->n_classes : 1); column.class_++) {
            if (classes)
                column.path[2] = head->classes[column.class_];
            if (add_column(fields, &column, error) != 0)
                return -1;
        }
    }
    return 0;
}

/* The rows of a table up to those that are on demand or where known, or from there on. */
static int add_rows(struct fields *fields, const struct column_row **rows, bool usual,
                    struct ordo_error *error)
{
    const struct column_row *row = *rows;

    for (; row->name != NULL && (!usual || row->use < USE_WHERE_KNOWN); row++) {
        struct column column = {.row = row, .path = {row->name}, .depth = 1};
        if (row->group != NULL) {
            column.path[0] = row->group;
            column.path[1] = row->name;
            column.depth = 2;
        }
        if (add_column(fields, &column, error) != 0)
            return -1;
    }
    *rows = row;
    return 0;
}

static int add_all(struct fields *fields, const struct settings *settings,
                   const struct ordo_model *model, const uint32_t *heads, size_t n_heads,
                   struct ordo_error *error)
{
    const struct column_row *rows = settings->stage == PRINT_ARTICLES ? ARTICLE_COLUMNS : COLUMNS;

    if (add_rows(fields, &rows, true, error) != 0)
        return -1;
    if (settings->stage >= PRINT_TOKENS) {
        const struct column_row *stage = &STAGE_COLUMNS[settings->stage - PRINT_TOKENS];
        struct column column = {.row = stage, .path = {stage->name}, .depth = 1};
        if (add_column(fields, &column, error) != 0)
            return -1;
    }
    for (size_t i = 0; settings->stage == PRINT_SCORES && i < n_heads; i++)
        if (add_head(fields, settings, &model->heads[heads[i]], (uint32_t)i, error) != 0)
            return -1;
    return add_rows(fields, &rows, false, error);
}

static bool is_usual(const struct settings *settings, const struct column_row *row)
{
    switch (row->use) {
    case USE_ALWAYS:
    case USE_WHERE_KNOWN:
        return true;
    case USE_QUOTES:
        return !settings->statements;
    case USE_SPEAKERS:
        return !settings->statements || settings->speaker_field != NULL ||
               settings->affiliation_field != NULL;
    case USE_TEXT:
        return !settings->no_text;
    case USE_ON_DEMAND:
        return false;
    }
    return false;
}

static int copy(struct fields *fields, const struct column *column, struct ordo_error *error)
{
    struct field *field = add(fields, error);

    if (field == NULL)
        return -1;
    field->column = *column;
    field->column.name = strdup(column->name);
    return field->column.name == NULL ? no_memory(error) : 0;
}

/* How many parts of a column's path the name stands for: all of them, or those of a group; 0: the
 * name is another's. */
static size_t parts_of(const struct column *column, const char *name, size_t length)
{
    size_t at = 0;

    for (size_t i = 0; i < column->depth; i++) {
        size_t n = strlen(column->path[i]);
        at += n + (i > 0);
        if (at == length && strncmp(column->name, name, length) == 0)
            return i + 1;
    }
    return 0;
}

/* The columns of one name. What it names becomes the outermost member of the JSON object. */
static int choose(struct fields *chosen, const struct fields *all, const struct settings *settings,
                  const char *name, size_t length, struct ordo_error *error)
{
    size_t before = chosen->n;

    for (size_t i = 0; i < all->n; i++) {
        struct column column = all->items[i].column;
        size_t parts = parts_of(&column, name, length);
        if (parts == 0)
            continue;
        if (column.row->use == USE_TEXT && settings->no_text)
            return ordo_fail(error, ORDO_ERR_OPTION,
                             "--no-text leaves out the column '%s' that --fields asks for",
                             column.name);
        for (size_t j = 0; j < before; j++)
            if (strcmp(chosen->items[j].column.name, column.name) == 0)
                return ordo_fail(error, ORDO_ERR_OPTION, "column '%s' named twice", column.name);
        if (copy(chosen, &column, error) != 0)
            return -1;
        column = chosen->items[chosen->n - 1].column;
        if (parts > 1) {
            column.path[0] = parts == column.depth ? column.name : NULL;
            column.path[1] = parts < column.depth ? column.path[parts] : NULL;
            column.depth = column.depth - parts + 1;
        }
        chosen->items[chosen->n - 1].column = column;
    }
    if (chosen->n > before)
        return 0;
    return ordo_fail(error, ORDO_ERR_OPTION,
                     "no column '%.*s' (--fields list shows those that there are)", (int)length,
                     name);
}

static bool same_group(const struct column *a, const struct column *b, size_t depth)
{
    if (a->depth <= depth || b->depth <= depth || a->row->table != b->row->table ||
        a->head != b->head)
        return false;
    for (size_t i = 0; i < depth; i++)
        if (strcmp(a->path[i], b->path[i]) != 0)
            return false;
    return true;
}

/* Names that JSON must escape are rare (a class's, a column's), so that they are escaped here,
 * once.
 */
static int put_keys(struct json *json, const struct column *column, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        json->after_value = false;
        json_key(json, column->path[i]);
        if (i + 1 < column->depth)
            json_open(json, '{');
    }
    return json->failed ? -1 : 0;
}

/* Takes what was written out of the writer; NULL when memory ran out. */
static char *take_text(struct json *json)
{
    char *text = json->failed ? NULL : malloc(json->length + JSON_SLACK);

    if (text != NULL)
        memset((char *)memcpy(text, json->bytes, json->length) + json->length, 0, JSON_SLACK);
    json_clear(json);
    return text;
}

/* `,"stance":`, then `{"p":{"oppose":` */
static int lay_out(struct fields *fields, struct ordo_error *error)
{
    struct json json = {0};

    for (size_t i = 0; i < fields->n; i++) {
        struct field *field = &fields->items[i];
        const struct column *column = &field->column;
        size_t shared = 0, kept = 0;
        while (i > 0 && same_group(&fields->items[i - 1].column, column, shared + 1))
            shared++;
        while (i + 1 < fields->n && same_group(column, &fields->items[i + 1].column, kept + 1))
            kept++;
        field->n_closed = column->depth - 1 - kept;
        field->is_sparse = column->row->use == USE_WHERE_KNOWN && i > 0;
        if (i > 0)
            json_bytes(&json, ",", 1);
        if (shared == 0) {
            json.after_value = false;
            json_key(&json, column->path[0]);
            while (column->depth > 1 && i + field->n_group < fields->n &&
                   (field->n_group == 0 ||
                    same_group(column, &fields->items[i + field->n_group].column, 1)))
                field->n_group++;
        }
        field->n_outer = json.length;
        if (shared == 0 && column->depth > 1)
            json_bytes(&json, "{", 1);
        put_keys(&json, column, shared == 0 ? 1 : shared, column->depth);
        field->n_keys = json.length;
        field->keys = take_text(&json);
        if (field->keys == NULL) {
            json_release(&json);
            return no_memory(error);
        }
    }
    json_release(&json);
    return 0;
}

/* "stance_p" has no part of that name: its columns borrow it from the settings' text, cut there. */
static int name_groups(struct fields *fields, size_t from, const char *name, size_t length,
                       struct ordo_error *error)
{
    for (size_t i = from; i < fields->n; i++) {
        struct column *column = &fields->items[i].column;
        if (column->path[0] == NULL) {
            column->group = strndup(name, length);
            if (column->group == NULL)
                return no_memory(error);
            column->path[0] = column->group;
        }
    }
    return 0;
}

int fields_init(struct fields *fields, const struct settings *settings,
                const struct ordo_model *model, const uint32_t *heads, size_t n_heads,
                struct ordo_error *error)
{
    struct fields all = {0};
    const char *names = settings->fields;
    int result;

    memset(fields, 0, sizeof *fields);
    result = add_all(&all, settings, model, heads, n_heads, error);
    for (size_t i = 0; result == 0 && names == NULL && i < all.n; i++)
        if (is_usual(settings, all.items[i].column.row))
            result = copy(fields, &all.items[i].column, error);
    while (result == 0 && names != NULL && *names != '\0') {
        size_t length = strcspn(names, ","), before = fields->n;
        result = choose(fields, &all, settings, names, length, error);
        if (result == 0)
            result = name_groups(fields, before, names, length, error);
        names += length + (names[length] == ',');
    }
    if (result == 0 && fields->n == 0)
        result = ordo_fail(error, ORDO_ERR_OPTION, "no columns asked for");
    if (result == 0)
        result = lay_out(fields, error);
    fields_release(&all);
    return result;
}

int fields_list(const struct settings *settings, const struct ordo_model *model,
                const uint32_t *heads, size_t n_heads, FILE *stream, struct ordo_error *error)
{
    struct fields all = {0};
    int result = add_all(&all, settings, model, heads, n_heads, error);

    for (size_t i = 0; result == 0 && i < all.n; i++) {
        const struct column *column = &all.items[i].column;
        fprintf(stream, "%-24s %-8s %s\n", column->name, cell_type_name(column->row->type),
                column->row->meaning);
    }
    fields_release(&all);
    return result;
}

void fields_release(struct fields *fields)
{
    for (size_t i = 0; i < fields->n; i++) {
        free(fields->items[i].column.name);
        free(fields->items[i].column.group);
        free(fields->items[i].keys);
    }
    free(fields->items);
    memset(fields, 0, sizeof *fields);
}
