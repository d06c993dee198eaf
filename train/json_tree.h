/* json_tree.h: a JSON document in memory, for the few that are read as a whole: a model's training
 * record, the first of many predictions. */
#ifndef ORDO_JSON_TREE_H
#define ORDO_JSON_TREE_H

#include "../lib/ordo.h"

enum json_kind { JSON_NULL, JSON_BOOL, JSON_NUMBER, JSON_TEXT, JSON_OBJECT, JSON_ARRAY };

struct json_node {
    enum json_kind kind;
    const char *key;                       /* in its object, else NULL */
    const char *text;                      /* NUL-terminated, of a text */
    double number;                         /* of a number; of a bool 1 or 0 */
    struct json_node *first, *last, *next; /* members or items; the next one beside it */
};

struct json_block;

struct json_tree {
    const struct json_node *root;
    struct json_block *blocks; /* owned, all that the nodes point to */
};

int json_tree_parse(struct json_tree *tree, const char *bytes, size_t length,
                    struct ordo_error *error);
void json_tree_release(struct json_tree *tree);
/* The member of that name; NULL when there is none or the node is NULL or no object. */
const struct json_node *json_member(const struct json_node *node, const char *key);
/* Its text or number, else what is given. */
const char *json_member_text(const struct json_node *node, const char *key, const char *otherwise);
double json_member_number(const struct json_node *node, const char *key, double otherwise);

#endif
