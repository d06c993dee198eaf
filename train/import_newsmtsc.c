/* import_newsmtsc.c: NewsMTSC: sentences with the targets that their sentiment is about. */
#include "import_tree.h"

#include <string.h>

/* 2, 4 and 6 are the scale's ends and middle. */
static const char *polarity_of(const struct tree *polarity)
{
    double number = tree_is(polarity, TREE_NUMBER) ? tree_number(polarity) : 0;

    return number == 2 ? "negative" : number == 4 ? "neutral" : number == 6 ? "positive" : NULL;
}

static int take_targets(struct importing *importing, const struct tree *sentence,
                        struct ordo_error *error)
{
    const struct import_options *options = importing->options;
    struct example *example = &importing->example;
    const struct tree *targets = tree_at(sentence, "targets");

    if (!tree_is(targets, TREE_ARRAY) || targets->n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no targets");
    for (size_t i = 0; i < targets->n; i++) {
        const struct tree *target = targets->items[i];
        const char *polarity = polarity_of(tree_at(target, "polarity"));
        example_clear(example);
        if (polarity == NULL)
            return ordo_fail(error, ORDO_ERR_FORMAT, "polarity of target %zu is not 2, 4 or 6",
                             i + 1);
        if (tree_text(
                importing,
                tree_at(sentence, options->text != NULL ? options->text : "sentence_normalized"),
                error) != 0)
            return -1;
        example->id = tree_value(tree_at(target, "Input.gid"));
        example->group = tree_chosen(sentence, options->group, "primary_gid");
        example_label(example, options->n_labels > 0 ? options->labels[0].member : "label",
                      value_text(polarity), SIZE_MAX);
        example_member(example, "target", tree_value(tree_at(target, "mention")));
        example_member(example, "begin", tree_value(tree_at(target, "from")));
        example_member(example, "end", tree_value(tree_at(target, "to")));
        tree_fields(importing, sentence);
        if (example_write(importing, error) != 0)
            return -1;
    }
    return 0;
}

int import_newsmtsc(struct importing *importing, const struct rows_file *file,
                    const struct rows_row *row, struct ordo_error *error)
{
    return tree_take(importing, file, row, take_targets, error);
}
