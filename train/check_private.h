/* check_private.h: what the parts of check share. */
#ifndef ORDO_CHECK_PRIVATE_H
#define ORDO_CHECK_PRIVATE_H

#include "check.h"
#include "doubt.h"
#include "duplicates.h"

#define SHORT_WORDS 2 /* fewer are too few */
#define DETAIL_MAX  200

enum problem_kind {
    PROBLEM_ILL_FORMED,
    PROBLEM_SHORT,
    PROBLEM_LONG,
    PROBLEM_LANGUAGE,
    PROBLEM_DUPLICATE,
    PROBLEM_CONFLICT,
    PROBLEM_LEAK,
    PROBLEM_DOUBT,
    PROBLEM_KINDS
};

struct problem {
    enum problem_kind kind;
    uint32_t example, other; /* other: ORDO_NONE for none */
    double measure;          /* similarity, words, probability of the label suggested */
    char detail[DETAIL_MAX];
};

enum { FIELD_TEXT, FIELD_ID, FIELD_PART, FIELD_REST }; /* columns read */

struct checking {
    const struct check_options *options;
    struct dataset_names names;
    struct dataset dataset;
    struct duplicates duplicates;
    struct problem *problems;
    size_t n_problems, capacity;
    size_t n_of[PROBLEM_KINDS];
    uint32_t *words;      /* [n] */
    size_t largest_group; /* of those that the rows name */
    struct doubts doubts[HEADS_MAX];
    struct strings languages;
    uint32_t *language; /* [n] number in languages, or ORDO_NONE */
};

/* A column of an example. */
static inline struct ordo_string check_field(const struct checking *checking, size_t example,
                                             size_t field)
{
    return checking->dataset.fields[example * checking->dataset.n_fields + field];
}

/* check_find.c: each adds what it finds to the problems. */
int check_lengths(struct checking *checking, struct ordo_error *error);
int check_languages(struct checking *checking, struct ordo_error *error);
int check_duplicates(struct checking *checking, struct ordo_error *error);
int check_labels(struct checking *checking, const struct talk *talk, size_t head,
                 struct ordo_error *error);
size_t check_count_language(const struct checking *checking, uint32_t language);

/* check_report.c: the report as text, as JSON, and the list of problems as JSONL. */
int check_say(struct checking *checking, struct json *out, struct ordo_error *error);
void check_put(const struct checking *checking, struct json *out);
int check_write_list(const struct checking *checking, struct ordo_error *error);

#endif
