/* command_fit.c: the options of `ordo-train fit`, and what their values mean. */
#include "command_fit_private.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define WORDS     2 /* unless options say otherwise */
#define MIN_DF    2
#define NOT_GIVEN SIZE_MAX

#define FIT(member) offsetof(struct fit_command, member)

/* NBSVM's own settings: a bias, or a tighter tolerance, costs much on short texts. */
#define NB_INTERPOLATION 0.25
#define NB_BIAS          (-1)
#define NB_EPSILON       0.1

enum {
    WEIGHTING_NOT_GIVEN = -1,
    WEIGHTING_BINARY,
    WEIGHTING_TF,
    WEIGHTING_LOG_TF,
    WEIGHTING_TFIDF,
    WEIGHTING_LOG_TFIDF,
    WEIGHTING_NB
};

static const struct option_row FIT_OPTIONS[] = {
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Data and model"},
    {"output", 'o', OPTION_OUTPUT, FIT(fit.output), "FILE", NULL, 0, 0,
     "where the model goes (needed)"},
    {"text", 't', OPTION_TEXT, FIT(text), "FIELD", NULL, 0, 0, "column of the text (text)"},
    {"label", 'l', OPTION_LIST, FIT(labels), "FIELD", NULL, 0, 0,
     "column of labels, one head each (label)"},
    {"labels", 0, OPTION_LIST, FIT(allowed), "A,B,C", NULL, 0, 0,
     "the only labels, HEAD:A,B,C one head's; rows with others are bad"},
    {"value", 0, OPTION_LIST, FIT(values), "FIELD", NULL, 0, 0,
     "column of numbers to predict, one head each"},
    {"ordered", 0, OPTION_LIST, FIT(ordered), "FIELD", NULL, 0, 0,
     "column of labels that have an order, one head each"},
    {"order", 0, OPTION_LIST, FIT(orders), "A,B,C", NULL, 0, 0,
     "that order, low to high (known scales, numbers)"},
    {"per", 0, OPTION_TEXT, FIT(fit.per), "FIELD", NULL, 0, 0,
     "variants of each head for this column's values"},
    {"group", 'g', OPTION_TEXT, FIT(fit.names.group), "FIELD", NULL, 0, 0,
     "column whose values never cross folds"},
    {"id", 0, OPTION_TEXT, FIT(id), "FIELD", NULL, 0, 0,
     "column that names a row, for --distant and --unlabelled (id)"},
    {"weight", 'w', OPTION_TEXT, FIT(fit.names.weight), "FIELD", NULL, 0, 0,
     "column of the examples' weights"},
    {"language", 0, OPTION_TEXT, FIT(fit.language), "CODE", NULL, 0, 0,
     "language of the texts, kept in the model (recognised)"},
    {"distant", 0, OPTION_LIST, FIT(distant), "FILE", NULL, 0, 0,
     "labels to learn from and not to judge by"},
    {"distant-weight", 0, OPTION_NUMBER, FIT(fit.distant.weight), "W", NULL, 0, 1000,
     "weight of each of them (0.2)"},
    {"unlabelled", 'u', OPTION_LIST, FIT(unlabelled), "FILE", NULL, 0, 0,
     "texts for self-training"},
    {"rounds", 0, OPTION_COUNT, FIT(fit.self_training.rounds), "N", NULL, 1, 100,
     "of self-training (5)"},
    {"confidence", 0, OPTION_NUMBER, FIT(fit.self_training.confidence), "P", NULL, 0, 1,
     "probability of a label to be learnt from (0.9)"},
    {"unlabelled-weight", 0, OPTION_NUMBER, FIT(fit.self_training.weight), "W", NULL, 0, 1000,
     "weight of a text so labelled (0.5)"},
    {"title", 0, OPTION_TEXT, FIT(fit.title), "TEXT", NULL, 0, 0,
     "a line kept in the training record"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Features"},
    {"spec", 's', OPTION_TEXT, FIT(spec_path), "FILE", NULL, 0, 0,
     "as tune writes it; excludes the other options of Features"},
    {"field", 'f', OPTION_LIST, FIT(fields), "FIELD", NULL, 0, 0,
     "another column whose words are features"},
    {"words", 0, OPTION_COUNT, FIT(words), "N", NULL, 0, ORDO_WORDS_MAX,
     "word n-grams of 1 to N (2)"},
    {"chars", 0, OPTION_TEXT, FIT(chars), "N-M", NULL, 0, 0,
     "character n-grams within words of N to M (none)"},
    {"skip", 0, OPTION_COUNT, FIT(skip), "N", NULL, 0, 8,
     "word pairs with up to N words between (0)"},
    {"negation", 0, OPTION_FLAG, FIT(negation), NULL, NULL, 0, 0,
     "words after a negation count as negated"},
    {"weighting", 0, OPTION_CHOICE, FIT(weighting), "W", "binary|tf|log-tf|tfidf|log-tfidf|nb", 0,
     0, "binary tf log-tf tfidf log-tfidf nb (tfidf)"},
    {"min-df", 0, OPTION_COUNT, FIT(min_df), "N", NULL, 1, 999999999,
     "examples that a feature must occur in (2)"},
    {"max-features", 0, OPTION_COUNT, FIT(max_features), "N", NULL, 0, 999999999,
     "keep the N most frequent (all)"},
    {"select", 0, OPTION_TEXT, FIT(select), "HOW:N", NULL, 0, 0,
     "by the labels: chi2, gain or l1 keeps N features (all)"},
    {"hash", 0, OPTION_COUNT, FIT(hash_bits), "BITS", NULL, 10, 26,
     "hash features to 2^BITS instead of a table"},
    {"map-urls", 0, OPTION_FLAG, FIT(map_urls), NULL, NULL, 0, 0,
     "all web addresses are one token"},
    {"map-mentions", 0, OPTION_FLAG, FIT(map_mentions), NULL, NULL, 0, 0,
     "all @names are one token"},
    {"map-numbers", 0, OPTION_FLAG, FIT(map_numbers), NULL, NULL, 0, 0,
     "all numbers are one token"},
    {"keep-marks", 0, OPTION_FLAG, FIT(keep_marks), NULL, NULL, 0, 0,
     "runs of ! and ?, and emoji, are tokens"},
    {"keep-hashtags", 0, OPTION_FLAG, FIT(keep_hashtags), NULL, NULL, 0, 0,
     "#name is a token with its sign"},
    {"keep-punctuation", 0, OPTION_FLAG, FIT(keep_punctuation), NULL, NULL, 0, 0,
     "all punctuation is tokens"},
    {"", 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, "Learning (HEAD:VALUE sets one head's)"},
    {"solver", 0, OPTION_LIST, FIT(solvers), "NAME", NULL, 0, 0,
     "of LIBLINEAR, name or number (1; numbers and ordered 11)"},
    {"C", 'C', OPTION_LIST, FIT(Cs), "C", NULL, 0, 0, "cost of errors (1)"},
    {"class-weight", 0, OPTION_LIST, FIT(class_weights), "W", NULL, 0, 0,
     "balanced, none or CLASS=W,... (none)"},
    {"epsilon", 0, OPTION_NUMBER, FIT(fit.epsilon), "E", NULL, 0, 1,
     "stopping criterion (LIBLINEAR's own; nb 0.1)"},
    {"tube", 0, OPTION_NUMBER, FIT(fit.tube), "P", NULL, 0, 100,
     "regression: errors that cost nothing, in deviations (0.1)"},
    {"bias", 0, OPTION_NUMBER, FIT(fit.bias), "B", NULL, -1, 1000,
     "value of the bias feature, below 0 none (1; nb none)"},
    {"interpolation", 0, OPTION_NUMBER, FIT(fit.interpolation), "B", NULL, 0, 1,
     "of NBSVM weights with their mean (nb 0.25)"},
    {"folds", 'k', OPTION_COUNT, FIT(fit.n_folds), "K", NULL, 0, 1000,
     "cross-validation and calibration, 0 none (5)"},
    {"calibrate", 0, OPTION_CHOICE, FIT(calibration), "HOW",
     "auto|none|platt|temperature|vector|isotonic", 0, 0,
     "auto none platt temperature vector isotonic (auto)"},
    {"max-size", 0, OPTION_TEXT, FIT(max_size), "SIZE", NULL, 0, 0,
     "drop features until the model is no larger (500k, 2M)"},
    {"bootstrap", 0, OPTION_COUNT, FIT(fit.bootstrap), "N", NULL, 0, 100000,
     "resamples behind intervals (1000)"},
    {"seed", 0, OPTION_COUNT, FIT(fit.seed), "N", NULL, 0, 2147483647, "of all that is drawn (1)"},
    {"threads", 'j', OPTION_COUNT, FIT(fit.threads), "N", NULL, 1, 256,
     "processes (as many as processors)"},
    COMMAND_OPTIONS};

static void set_weighting(struct fit_command *command)
{
    struct ordo_spec *spec = &command->fit.spec;

    if (command->weighting == WEIGHTING_NOT_GIVEN)
        command->weighting = WEIGHTING_TFIDF;
    spec->tf = command->weighting == WEIGHTING_BINARY || command->weighting == WEIGHTING_NB
                   ? ORDO_TF_BINARY
               : command->weighting == WEIGHTING_LOG_TF || command->weighting == WEIGHTING_LOG_TFIDF
                   ? ORDO_TF_LOG
                   : ORDO_TF_COUNT;
    spec->idf = command->weighting == WEIGHTING_TFIDF || command->weighting == WEIGHTING_LOG_TFIDF;
    command->fit.naive_bayes = command->weighting == WEIGHTING_NB;
}

/* The specification's settings, wherever the command line does not say otherwise. */
static int set_recipe(struct fit_command *command, struct ordo_error *error)
{
    struct fit_options *options = &command->fit;
    struct recipe *recipe = &command->recipe;

    if (command->spec_path != NULL) {
        struct ordo_file file;
        int result;
        if (ordo_file_open(&file, command->spec_path, error) != 0)
            return -1;
        result = recipe_parse(recipe, file.bytes, file.length, error);
        ordo_file_release(&file);
        if (result != 0)
            return ordo_fail_at(error, command->spec_path, 0, 0);
    }
    options->spec = recipe->spec;
    options->selection = recipe->selection;
    options->naive_bayes = recipe->naive_bayes || command->weighting == WEIGHTING_NB;
    if (command->weighting == WEIGHTING_NB) { /* as Wang and Manning 2012 have it */
        recipe->interpolation = NB_INTERPOLATION;
        recipe->bias = NB_BIAS;
        recipe->epsilon = NB_EPSILON;
    }
    if (isnan(options->interpolation))
        options->interpolation = recipe->interpolation;
    if (isnan(options->bias))
        options->bias = recipe->bias;
    if (isnan(options->epsilon))
        options->epsilon = recipe->epsilon;
    return 0;
}

static unsigned given_or(size_t value, unsigned otherwise)
{
    return value == NOT_GIVEN ? otherwise : (unsigned)value;
}

static int set_spec(struct fit_command *command, struct ordo_error *error)
{
    struct ordo_spec *spec = &command->fit.spec;
    struct ordo_field_spec field = {.words = given_or(command->words, WORDS),
                                    .skip = given_or(command->skip, 0),
                                    .negation = command->negation};

    if (command->spec_path != NULL)
        return 0;
    ordo_spec_default(spec);
    set_weighting(command);
    if (command->select != NULL &&
        recipe_selection(&command->fit.selection, command->select, error) != 0)
        return -1;
    spec->min_df = given_or(command->min_df, MIN_DF);
    spec->max_features = given_or(command->max_features, 0);
    spec->hash_bits = given_or(command->hash_bits, 0);
    spec->tokens = (command->map_urls ? ORDO_MAP_URLS : 0U) |
                   (command->map_mentions ? ORDO_MAP_MENTIONS : 0U) |
                   (command->map_numbers ? ORDO_MAP_NUMBERS : 0U) |
                   (command->keep_marks ? ORDO_KEEP_MARKS : 0U) |
                   (command->keep_hashtags ? ORDO_KEEP_HASHTAGS : 0U) |
                   (command->keep_punctuation ? ORDO_KEEP_PUNCTUATION : 0U);
    if (command->chars != NULL &&
        (sscanf(command->chars, "%u-%u", &field.chars_min, &field.chars_max) != 2 ||
         field.chars_min < 1 || field.chars_max > ORDO_CHARS_MAX ||
         field.chars_min > field.chars_max))
        return ordo_fail(error, ORDO_ERR_OPTION, "no range '%s' for --chars (1-%d)", command->chars,
                         ORDO_CHARS_MAX);
    if (field.words == 0 && field.chars_max == 0 && field.skip == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no n-grams: --words 0 and no --chars");
    if (command->fields.n >= ORDO_FIELDS_MAX)
        return ordo_fail(error, ORDO_ERR_LIMIT, "more than %d fields", ORDO_FIELDS_MAX);
    spec->n_fields = 0;
    for (size_t i = 0; i <= command->fields.n; i++) {
        const char *name = i == 0 ? "text" : command->fields.items[i - 1];
        if (recipe_check_name(name, error) != 0)
            return -1;
        for (size_t k = 0; k < i; k++)
            if (strcmp(spec->fields[k].name, name) == 0)
                return ordo_fail(error, ORDO_ERR_OPTION, "field '%s' named twice", name);
        memset(field.name, 0, sizeof field.name);
        strcpy(field.name, name);
        spec->fields[spec->n_fields++] = field;
    }
    return 0;
}

/* "500k", "2M" or bytes. */
static int set_size(struct fit_command *command, struct ordo_error *error)
{
    char *end;
    double size;

    if (command->max_size == NULL)
        return 0;
    size = strtod(command->max_size, &end);
    if (end != command->max_size && (*end == 'k' || *end == 'M'))
        size *= *end++ == 'k' ? 1e3 : 1e6;
    if (end == command->max_size || *end != '\0' || !(size >= 1 && size < 1e15))
        return ordo_fail(error, ORDO_ERR_OPTION, "no size '%s' for --max-size (500k, 2M)",
                         command->max_size);
    if (command->fit.spec.hash_bits > 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--max-size with --hash, whose size BITS gives");
    command->fit.max_size = (uint64_t)size;
    return 0;
}

/* Whether options of the command line say which features there are. */
static bool chooses_features(const struct fit_command *command)
{
    return command->fields.n > 0 || command->chars != NULL || command->select != NULL ||
           command->words != NOT_GIVEN || command->skip != NOT_GIVEN || command->negation ||
           command->weighting != WEIGHTING_NOT_GIVEN || command->min_df != NOT_GIVEN ||
           command->max_features != NOT_GIVEN || command->hash_bits != NOT_GIVEN ||
           command->map_urls || command->map_mentions || command->map_numbers ||
           command->keep_marks || command->keep_hashtags || command->keep_punctuation;
}

static bool is_text(const char *option)
{
    return option == NULL || ordo_utf8_valid(option, strlen(option)) == strlen(option);
}

/* Options that make sense together alone. */
static int check_options(struct fit_command *command, struct ordo_error *error)
{
    struct fit_options *options = &command->fit;
    size_t n_classes = 0;

    if (command->spec_path != NULL && chooses_features(command))
        return ordo_fail(error, ORDO_ERR_OPTION,
                         "--spec says what the features are: no option may, too");
    if (options->calibration > ORDO_CALIBRATION_NONE && options->n_folds == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--calibrate with --folds 0, which does not");
    if (!is_text(options->title) || !is_text(options->language))
        return ordo_fail(error, ORDO_ERR_OPTION, "--title or --language is no UTF-8");
    if (fit_check_heads(command, error) != 0)
        return -1;
    for (size_t h = 0; h < options->names.n_labels; h++)
        n_classes += options->heads[h].kind == ORDO_HEAD_CLASSES;
    if (options->self_training.n_paths > 0 && n_classes == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--unlabelled needs a head of classes");
    if (options->selection.by != SELECT_NONE && n_classes < options->names.n_labels)
        return ordo_fail(error, ORDO_ERR_OPTION, "--select is for heads of classes");
    if (options->selection.by != SELECT_NONE && options->spec.hash_bits > 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--select with --hash, which keeps no table");
    if (options->naive_bayes && n_classes < options->names.n_labels)
        return ordo_fail(error, ORDO_ERR_OPTION, "nb weighting is for heads of classes");
    if (command->orders.n > 0 && command->ordered.n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "--order without --ordered");
    return 0;
}

static void set_defaults(void *settings)
{
    struct fit_command *command = settings;

    command->text = "text";
    command->id = "id";
    command->words = command->skip = NOT_GIVEN;
    command->min_df = command->max_features = command->hash_bits = NOT_GIVEN;
    command->weighting = WEIGHTING_NOT_GIVEN;
    command->fit.bias = command->fit.interpolation = command->fit.epsilon = NAN; /* not given */
    recipe_init(&command->recipe);
    command->fit.tube = 0.1;
    command->fit.distant.weight = 0.2;
    command->fit.self_training.rounds = 5;
    command->fit.self_training.confidence = 0.9;
    command->fit.self_training.weight = 0.5;
    command->fit.n_folds = 5;
    command->fit.seed = 1;
    command->fit.bootstrap = 1000;
    command->fit.threads = options_processors();
}

static int settle(void *settings, const char *const *operands, size_t n, struct ordo_error *error)
{
    struct fit_command *command = settings;

    if (n == 0)
        return ordo_fail(error, ORDO_ERR_OPTION, "no data given");
    if (command->fit.output == NULL)
        return ordo_fail(error, ORDO_ERR_OPTION, "no model file given (-o FILE)");
    if (command->fit.n_folds == 1)
        return ordo_fail(error, ORDO_ERR_OPTION, "one fold is none: --folds 0 or at least 2");
    command->fit.calibration = command->calibration - 1;
    command->fit.paths = operands;
    command->fit.n_paths = n;
    command->fit.distant.paths = command->distant.items;
    command->fit.distant.n_paths = command->distant.n;
    command->fit.self_training.paths = command->unlabelled.items;
    command->fit.self_training.n_paths = command->unlabelled.n;
    if (set_recipe(command, error) != 0 || set_spec(command, error) != 0 ||
        fit_set_names(command, error) != 0 || set_size(command, error) != 0)
        return -1;
    return check_options(command, error);
}

static int run(void *settings, const struct talk *talk, struct json *out, size_t *n_bad,
               struct ordo_error *error)
{
    struct fit_command *command = settings;

    (void)out;
    return fit(&command->fit, talk, n_bad, error);
}

static void release(void *settings)
{
    struct fit_command *command = settings;

    recipe_release(&command->recipe);
}

const struct command FIT_COMMAND = {.name = "fit",
                                    .operands = "[OPTION]... -o MODEL DATA...",
                                    .purpose = "learn a model",
                                    .table = FIT_OPTIONS,
                                    .size = sizeof(struct fit_command),
                                    .set_defaults = set_defaults,
                                    .settle = settle,
                                    .run = run,
                                    .release = release};
