/* lineup.c: paired comparisons need pairs; what has none is an error, not left out. */
#include "lineup.h"
#include "order.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* What names a row of a set. */
static const char *key_of(const struct prediction_set *set, size_t i, char *buffer, size_t size)
{
    if (set->id[i] != ORDO_NONE)
        return set->ids.items[set->id[i]];
    snprintf(buffer, size, "row %llu", (unsigned long long)set->row[i]);
    return buffer;
}

static bool in_step(const struct prediction_set *a, const struct prediction_set *b)
{
    char one[32], other[32];

    for (size_t i = 0; a->n == b->n && i < a->n; i++)
        if (strcmp(key_of(a, i, one, sizeof one), key_of(b, i, other, sizeof other)) != 0)
            return false;
    return a->n == b->n;
}

/* at[key] receives the row of each key, from 1. */
static int index_rows(const struct prediction_set *set, struct strings *keys, uint32_t **at,
                      struct ordo_error *error)
{
    char buffer[32];

    for (size_t i = 0; i < set->n; i++) {
        const char *key = key_of(set, i, buffer, sizeof buffer);
        uint32_t before = keys->n,
                 number = strings_intern(keys, (struct ordo_string){key, strlen(key)});
        if (number == ORDO_NONE)
            return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        if (number < before)
            return ordo_fail(
                error, ORDO_ERR_FORMAT,
                "cannot pair the rows: %s has '%s' twice, and the order of rows differs", set->path,
                key);
    }
    *at = calloc((size_t)keys->n + 1, sizeof **at);
    if (*at == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    for (uint32_t i = 0; i < keys->n; i++)
        (*at)[i] = i + 1; /* numbered in the order of the rows */
    return 0;
}

/* Names what has no partner. */
static int refuse(const struct prediction_set *has, const struct prediction_set *lacks,
                  const char *const *keys, size_t n_shown, size_t n_more, struct ordo_error *error)
{
    char rows[160] = "", more[32] = "";
    size_t length = 0;

    if (lacks->unknown[0] != '\0') {
        ordo_fail(error, ORDO_ERR_FORMAT,
                  "its head '%s' does not know labels that %s knows: %.120s", lacks->head,
                  has->path, lacks->unknown);
        return ordo_fail_at(error, lacks->path, 0, 0);
    }
    for (size_t i = 0; i < n_shown && length < sizeof rows; i++)
        length += (size_t)snprintf(rows + length, sizeof rows - length, "%s'%.30s'",
                                   i > 0 ? ", " : "", keys[i]);
    if (n_more > 0)
        snprintf(more, sizeof more, " and %zu more", n_more);
    ordo_fail(error, ORDO_ERR_FORMAT, "lacks rows that %s has: %s%s", has->path, rows, more);
    return ordo_fail_at(error, lacks->path, 0, 0);
}

/* partner[i] receives the row of `other` that belongs to row i of `first`. */
static int pair(const struct prediction_set *first, const struct prediction_set *other,
                uint32_t *partner, struct ordo_error *error)
{
    struct strings keys = {0};
    uint32_t *at = NULL;
    const char *lacking[3];
    char buffers[3][32], buffer[32];
    size_t n_lacking = 0;
    int result;

    if (in_step(first, other)) {
        for (size_t i = 0; i < first->n; i++)
            partner[i] = (uint32_t)i;
        return 0;
    }
    result = index_rows(other, &keys, &at, error);
    for (size_t i = 0; result == 0 && i < first->n; i++) {
        const char *key = key_of(first, i, buffer, sizeof buffer);
        uint32_t before = keys.n;
        uint32_t number = strings_intern(&keys, (struct ordo_string){key, strlen(key)});
        if (number == ORDO_NONE)
            result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        else if (number < other->n && at[number] != 0)
            partner[i] = at[number] - 1;
        else if (number < other->n || (number < before && number >= other->n))
            result = ordo_fail(error, ORDO_ERR_FORMAT,
                               "cannot pair the rows: %s has '%s' twice, and the order of rows "
                               "differs",
                               first->path, key);
        else if (n_lacking++ < 3)
            lacking[n_lacking - 1] = key_of(first, i, buffers[n_lacking - 1], sizeof buffers[0]);
        if (result == 0 && number < other->n)
            at[number] = 0;
    }
    if (result == 0 && n_lacking > 0)
        result = refuse(first, other, lacking, n_lacking < 3 ? n_lacking : 3,
                        n_lacking > 3 ? n_lacking - 3 : 0, error);
    n_lacking = 0;
    for (size_t i = 0; result == 0 && i < other->n; i++)
        if (at[i] != 0 && n_lacking++ < 3)
            lacking[n_lacking - 1] = key_of(other, i, buffers[n_lacking - 1], sizeof buffers[0]);
    if (result == 0 && n_lacking > 0)
        result = refuse(other, first, lacking, n_lacking < 3 ? n_lacking : 3,
                        n_lacking > 3 ? n_lacking - 3 : 0, error);
    strings_release(&keys);
    free(at);
    return result;
}

/* Gold must be the same on both sides of a pair. */
static int check_gold(const struct prediction_set *first, const struct prediction_set *other,
                      const uint32_t *partner, struct ordo_error *error)
{
    char buffer[32];

    for (size_t i = 0; i < first->n; i++) {
        uint32_t at = partner[i];
        const char *gold = first->of_values ? "" : first->classes.items[first->gold[i]];
        if (first->of_values ? fabs(first->gold_value[i] - other->gold_value[at]) <=
                                   1e-6 * (1 + fabs(first->gold_value[i]))
                             : strcmp(gold, other->classes.items[other->gold[at]]) == 0)
            continue;
        if (first->of_values)
            ordo_fail(error, ORDO_ERR_FORMAT, "gold of '%s' is %g, in %s %g",
                      key_of(other, at, buffer, sizeof buffer), other->gold_value[at], first->path,
                      first->gold_value[i]);
        else
            ordo_fail(error, ORDO_ERR_FORMAT, "gold of '%s' is '%s', in %s '%s'",
                      key_of(other, at, buffer, sizeof buffer),
                      other->classes.items[other->gold[at]], first->path, gold);
        return ordo_fail_at(error, other->path, 0, 0);
    }
    return 0;
}

/* All classes of all contenders, and their order. */
static int unite_classes(struct lineup *lineup, const struct prediction_set *const *sets,
                         const char *order, struct ordo_error *error)
{
    uint32_t n;

    for (size_t c = 0; c < lineup->n_contenders; c++)
        for (uint32_t k = 0; !lineup->of_values && k < sets[c]->classes.n; k++) {
            const char *name = sets[c]->classes.items[k];
            if (strings_intern(&lineup->classes, (struct ordo_string){name, strlen(name)}) ==
                ORDO_NONE)
                return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
        }
    n = lineup->classes.n;
    if (n > CLASSES_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d classes", CLASSES_MAX);
    lineup->order = malloc(((size_t)n + 1) * sizeof *lineup->order);
    if (lineup->order == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    return order_classes(lineup->order, NULL, &lineup->ordered,
                         (const char *const *)lineup->classes.items, n, order, error);
}

/* place[k] of the set's class k among the ordered classes of all. */
static void place_classes(const struct lineup *lineup, const struct prediction_set *set,
                          uint32_t *place)
{
    for (uint32_t k = 0; k < set->classes.n; k++)
        for (uint32_t i = 0; i < lineup->classes.n; i++)
            if (strcmp(set->classes.items[k], lineup->classes.items[lineup->order[i]]) == 0)
                place[k] = i;
}

static int add_contender(struct lineup *lineup, size_t which, const struct prediction_set *set,
                         const uint32_t *partner, struct ordo_error *error)
{
    size_t n = lineup->n;
    uint32_t place[CLASSES_MAX];
    double *p = calloc((size_t)lineup->classes.n + 1, sizeof *p);
    struct point *points = malloc((n + 1) * sizeof *points);
    double *value = malloc((n + 1) * sizeof *value);

    lineup->points[which] = points;
    lineup->value[which] = value;
    if (p == NULL || points == NULL || value == NULL) {
        free(p);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    place_classes(lineup, set, place);
    for (size_t i = 0; i < n; i++) {
        uint32_t at = partner[i];
        if (lineup->of_values) {
            value[i] = set->value[at];
            continue;
        }
        for (uint32_t k = 0; k < set->n_p; k++)
            p[place[k]] = set->p[(size_t)at * set->n_p + k];
        points[i] = point_of(place[set->gold[at]], place[set->label[at]], p, lineup->classes.n);
    }
    free(p);
    return 0;
}

/* Groups by the first contender that has any. */
static int set_groups(struct lineup *lineup, const struct prediction_set *set,
                      const uint32_t *partner, struct ordo_error *error)
{
    uint32_t *group = malloc((lineup->n + 1) * sizeof *group);

    lineup->group = malloc((lineup->n + 1) * sizeof *lineup->group);
    if (group == NULL || lineup->group == NULL) {
        free(group);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    for (size_t i = 0; i < lineup->n; i++) {
        uint32_t own = set->group[partner[i]];
        group[i] = own == ORDO_NONE ? set->groups.n + (uint32_t)i : own;
    }
    lineup->n_groups = bootstrap_groups(lineup->group, group, lineup->n);
    lineup->grouped = lineup->n_groups < lineup->n;
    free(group);
    return lineup->n_groups == ORDO_NONE ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

/* File names where they differ, else whole paths. */
static void set_names(struct lineup *lineup, const struct prediction_set *const *sets)
{
    bool distinct = true;

    for (size_t c = 0; c < lineup->n_contenders; c++) {
        const char *slash = strrchr(sets[c]->path, '/');
        lineup->names[c] = slash == NULL ? sets[c]->path : slash + 1;
        for (size_t b = 0; b < c; b++)
            distinct = distinct && strcmp(lineup->names[b], lineup->names[c]) != 0;
    }
    for (size_t c = 0; !distinct && c < lineup->n_contenders; c++)
        lineup->names[c] = sets[c]->path;
}

static int line_up(struct lineup *lineup, const struct prediction_set *const *sets,
                   uint32_t *partner, const char *order, struct ordo_error *error)
{
    const struct prediction_set *first = sets[0];

    if (unite_classes(lineup, sets, order, error) != 0)
        return -1;
    set_names(lineup, sets);
    for (size_t i = 0; i < lineup->n; i++)
        lineup->gold_value[i] = first->gold_value[i];
    for (size_t c = 0; c < lineup->n_contenders; c++) {
        lineup->has_p = lineup->has_p && sets[c]->has_p;
        if (sets[c]->of_values != first->of_values)
            return ordo_fail(error, ORDO_ERR_FORMAT,
                             "head '%s' has numbers in %s and classes in %s", first->head,
                             sets[first->of_values ? 0 : c]->path,
                             sets[first->of_values ? c : 0]->path);
        if (pair(first, sets[c], partner, error) != 0 ||
            check_gold(first, sets[c], partner, error) != 0 ||
            add_contender(lineup, c, sets[c], partner, error) != 0)
            return -1;
        if (lineup->group == NULL && (sets[c]->groups.n > 0 || c + 1 == lineup->n_contenders) &&
            set_groups(lineup, sets[c], partner, error) != 0)
            return -1;
    }
    return 0;
}

int lineup_make(struct lineup *lineup, const struct prediction_set *const *sets,
                size_t n_contenders, const char *order, struct ordo_error *error)
{
    uint32_t *partner = malloc((sets[0]->n + 1) * sizeof *partner);
    int result;

    *lineup = (struct lineup){.head = sets[0]->head,
                              .of_values = sets[0]->of_values,
                              .has_p = true,
                              .n = sets[0]->n,
                              .n_contenders = n_contenders};
    lineup->names = calloc(n_contenders, sizeof *lineup->names);
    lineup->points = calloc(n_contenders, sizeof *lineup->points);
    lineup->value = calloc(n_contenders, sizeof *lineup->value);
    lineup->gold_value = malloc((lineup->n + 1) * sizeof *lineup->gold_value);
    if (partner == NULL || lineup->names == NULL || lineup->points == NULL ||
        lineup->value == NULL || lineup->gold_value == NULL)
        result = ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    else
        result = line_up(lineup, sets, partner, order, error);
    free(partner);
    if (result != 0)
        lineup_release(lineup);
    return result;
}

void lineup_release(struct lineup *lineup)
{
    for (size_t c = 0; lineup->points != NULL && lineup->value != NULL && c < lineup->n_contenders;
         c++) {
        free(lineup->points[c]);
        free(lineup->value[c]);
    }
    free(lineup->points);
    free(lineup->value);
    free(lineup->names);
    free(lineup->gold_value);
    free(lineup->group);
    free(lineup->order);
    strings_release(&lineup->classes);
    memset(lineup, 0, sizeof *lineup);
}
