/* inflect.c: the forms of English and German verbs from what the lexicon files give.
 *
 * English: base, base/past/gerund or base/past/gerund/participle; an empty form is not listed.
 * German: infinitive or infinitive/present/past/participle; "an|kündigen" leaves its prefix at the
 * end of a main clause.
 */
#include "inflect.h"

#include <stdbool.h>
#include <stdio.h>

/* Cuts base/form/form at its slashes. Returns the number of parts, at most 4. */
static size_t cut_forms(char *given, char *forms[4])
{
    size_t n = 1;

    forms[0] = given;
    for (char *slash = strchr(given, '/'); slash != NULL && n < 4; slash = strchr(slash, '/')) {
        *slash++ = '\0';
        forms[n++] = slash;
    }
    return n;
}

/* ---- English ------------------------------------------------------------------------------- */

static bool is_vowel(char c)
{
    return strchr("aeiou", c) != NULL && c != '\0';
}

/* A regular verb's form: drops e, turns y after a consonant into i. */
static void add_english(const char *base, const char *ending, uint64_t classes)
{
    char form[LEXICON_WORD_MAX + 8];
    size_t n = strlen(base);
    bool after_consonant = n >= 2 && !is_vowel(base[n - 2]);

    memcpy(form, base, n + 1);
    if (strcmp(ending, "s") == 0) {
        if (base[n - 1] == 'y' && after_consonant)
            strcpy(form + n - 1, "ies");
        else if (strchr("sxz", base[n - 1]) != NULL ||
                 (base[n - 1] == 'h' && strchr("cs", base[n - 2]) != NULL))
            strcpy(form + n, "es");
        else
            strcpy(form + n, "s");
    } else if (strcmp(ending, "ed") == 0) {
        if (base[n - 1] == 'e')
            strcpy(form + n, "d");
        else if (base[n - 1] == 'y' && after_consonant)
            strcpy(form + n - 1, "ied");
        else
            strcpy(form + n, "ed");
    } else {
        bool silent = base[n - 1] == 'e' && base[n - 2] != 'e';
        strcpy(form + n - (silent ? 1 : 0), "ing");
    }
    lexicon_add(form, LEXICON_ENGLISH, classes);
}

void lexicon_inflect_english(char *given, uint64_t class)
{
    char *forms[4];
    size_t n = cut_forms(given, forms);

    if (n == 2 || strlen(given) < 2)
        lexicon_fail("a verb needs its base, or base/past/gerund:", given);
    lexicon_add(given, LEXICON_ENGLISH, class | WORD(BASE));
    add_english(given, "s", class | WORD(FINITE));
    if (n == 1) {
        add_english(given, "ed", class | WORD(FINITE) | WORD(PARTICIPLE));
        add_english(given, "ing", class | WORD(GERUND));
        return;
    }
    lexicon_add(forms[1], LEXICON_ENGLISH, class | WORD(FINITE) | (n == 4 ? 0 : WORD(PARTICIPLE)));
    if (*forms[2] != '\0')
        lexicon_add(forms[2], LEXICON_ENGLISH, class | WORD(GERUND));
    if (n == 4 && *forms[3] != '\0')
        lexicon_add(forms[3], LEXICON_ENGLISH, class | WORD(PARTICIPLE));
}

/* ---- German -------------------------------------------------------------------------------- */

#define FORM_MAX (2 * LEXICON_WORD_MAX)

struct german {
    char base[FORM_MAX];
    char present[FORM_MAX];     /* "erklärt" */
    char subjunctive[FORM_MAX]; /* "erkläre" */
    char past[FORM_MAX], pasts[FORM_MAX];
    char participle[FORM_MAX];
};

static bool has_ending(const char *word, const char *ending)
{
    size_t n = strlen(word), m = strlen(ending);

    return n >= m && strcmp(word + n - m, ending) == 0;
}

/* The participle of these has no ge-: "bestätigt", "kritisiert". */
static bool is_inseparable(const char *base)
{
    static const char *const beginnings[] = {"be",    "ge",     "er",     "ver",  "zer",
                                             "ent",   "emp",    "miss",   "über", "unter",
                                             "wider", "hinter", "wiederh"};

    for (size_t i = 0; i < sizeof beginnings / sizeof *beginnings; i++)
        if (strncmp(base, beginnings[i], strlen(beginnings[i])) == 0)
            return true;
    return has_ending(base, "ieren");
}

/* arbeit-e-t, rechn-e-t, but wohn-t */
static bool needs_e(const char *stem)
{
    size_t n = strlen(stem);

    if (n < 2)
        return false;
    return stem[n - 1] == 't' || stem[n - 1] == 'd' || has_ending(stem, "chn") ||
           ((stem[n - 1] == 'n' || stem[n - 1] == 'm') &&
            strchr("aeiourlhmn", stem[n - 2]) == NULL);
}

static void form_german(char *const forms[4], size_t n, struct german *verb)
{
    char stem[LEXICON_WORD_MAX];
    size_t length = strlen(forms[0]);
    const char *e;

    if (length < 3 || length > LEXICON_WORD_MAX - 8 || !has_ending(forms[0], "n") ||
        (n != 1 && n != 4))
        lexicon_fail("a verb needs its infinitive, or infinitive/present/past/participle:",
                     forms[0]);
    length -= has_ending(forms[0], "en") ? 2 : 1;
    memcpy(stem, forms[0], length);
    stem[length] = '\0';
    e = needs_e(stem) ? "e" : "";
    snprintf(verb->base, FORM_MAX, "%s", forms[0]);
    snprintf(verb->subjunctive, FORM_MAX, "%se", stem);
    if (n == 4) {
        snprintf(verb->present, FORM_MAX, "%s", forms[1]);
        snprintf(verb->past, FORM_MAX, "%s", forms[2]);
        snprintf(verb->pasts, FORM_MAX, "%s%s", forms[2], has_ending(forms[2], "e") ? "n" : "en");
        snprintf(verb->participle, FORM_MAX, "%s", forms[3]);
        return;
    }
    snprintf(verb->present, FORM_MAX, "%s%st", stem, e);
    snprintf(verb->past, FORM_MAX, "%s%ste", stem, e);
    snprintf(verb->pasts, FORM_MAX, "%s%sten", stem, e);
    snprintf(verb->participle, FORM_MAX, "%s%s%st", is_inseparable(forms[0]) ? "" : "ge", stem, e);
}

static void add_joined(const char *prefix, const char *form, uint64_t classes)
{
    char word[2 * FORM_MAX];

    snprintf(word, sizeof word, "%s%s", prefix, form);
    lexicon_add(word, LEXICON_GERMAN, classes);
}

static void add_german(const char *prefix, const struct german *verb, uint64_t class)
{
    char with_zu[FORM_MAX + 4];

    add_joined(prefix, verb->base, class | WORD(BASE));
    add_joined(prefix, verb->present, class | WORD(FINITE));
    add_joined(prefix, verb->subjunctive, class | WORD(FINITE) | WORD(KONJUNKTIV));
    add_joined(prefix, verb->past, class | WORD(FINITE));
    add_joined(prefix, verb->pasts, class | WORD(FINITE));
    add_joined(prefix, verb->participle, class | WORD(PARTICIPLE));
    if (prefix[0] == '\0')
        return;
    snprintf(with_zu, sizeof with_zu, "zu%s", verb->base);
    add_joined(prefix, with_zu, class | WORD(BASE));
    lexicon_add(prefix, LEXICON_GERMAN, WORD(PREFIX));
    lexicon_add(verb->base, LEXICON_GERMAN, WORD(SEPARABLE));
    lexicon_add(verb->present, LEXICON_GERMAN, WORD(SEPARABLE));
    lexicon_add(verb->subjunctive, LEXICON_GERMAN, WORD(SEPARABLE));
    lexicon_add(verb->past, LEXICON_GERMAN, WORD(SEPARABLE));
    lexicon_add(verb->pasts, LEXICON_GERMAN, WORD(SEPARABLE));
}

void lexicon_inflect_german(char *given, uint64_t class)
{
    struct german verb;
    char *forms[4], *bar = strchr(given, '|');
    const char *prefix = "";
    size_t n;

    if (bar != NULL) {
        *bar = '\0';
        prefix = given;
        given = bar + 1;
    }
    n = cut_forms(given, forms);
    form_german(forms, n, &verb);
    add_german(prefix, &verb, class);
}
