/* cue.c: a lexicon of reporting verbs with English inflection.
 *
 * The list holds the verbs that introduce quotations in news (Krestel, Bergler and Witte 2008; the
 * Gender Gap Tracker's list, Asr et al. 2021, is of the same kind); forms are taken apart instead
 * of listed. */
#include "cue.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#define WORD_MAX 24

/* Sorted. */
static const char *const VERBS[] = {
    "accuse",    "acknowledge", "add",          "address",      "admit",    "admonish",
    "advise",    "affirm",      "agree",        "allege",       "announce", "answer",
    "appeal",    "argue",       "ask",          "assert",       "assess",   "assure",
    "attack",    "bellow",      "blast",        "boast",        "brag",     "call",
    "caution",   "challenge",   "characterise", "characterize", "charge",   "chide",
    "cite",      "claim",       "clarify",      "comment",      "complain", "concede",
    "conclude",  "condemn",     "confess",      "confide",      "confirm",  "contend",
    "continue",  "counter",     "criticise",    "criticize",    "cry",      "decide",
    "declare",   "decry",       "defend",       "demand",       "denounce", "deny",
    "describe",  "detail",      "disagree",     "disclose",     "dismiss",  "dispute",
    "echo",      "elaborate",   "emphasise",    "emphasize",    "estimate", "exclaim",
    "explain",   "express",     "fret",         "gush",         "hint",     "imply",
    "indicate",  "inform",      "insist",       "instruct",     "joke",     "label",
    "lament",    "list",        "maintain",     "mention",      "muse",     "note",
    "object",    "observe",     "offer",        "opine",        "order",    "outline",
    "plead",     "pledge",      "point",        "pose",         "post",     "praise",
    "predict",   "press",       "proclaim",     "promise",      "propose",  "protest",
    "question",  "quip",        "quote",        "react",        "recall",   "recount",
    "refer",     "reflect",     "reiterate",    "relate",       "remark",   "remember",
    "remind",    "repeat",      "reply",        "report",       "request",  "respond",
    "retort",    "reveal",      "share",        "shout",        "signal",   "slam",
    "snap",      "speculate",   "state",        "stress",       "suggest",  "summarise",
    "summarize", "testify",     "theorise",     "theorize",     "thunder",  "tout",
    "tweet",     "underline",   "underscore",   "urge",         "vow",      "warn",
    "whisper",   "wonder",      "worry",        "yell"};

/* Irregular or foreign, sorted by bytes. */
static const struct form {
    const char *word;
    enum cue cue;
} FORMS[] = {{"according", CUE_ACCORDING},
             {"affirme", CUE_VERB},
             {"affirmé", CUE_VERB},
             {"afirmó", CUE_VERB},
             {"ajouté", CUE_VERB},
             {"annoncé", CUE_VERB},
             {"antwortete", CUE_VERB},
             {"aseguró", CUE_VERB},
             {"assuré", CUE_VERB},
             {"begründete", CUE_VERB},
             {"behauptet", CUE_VERB},
             {"behauptete", CUE_VERB},
             {"bekräftigte", CUE_VERB},
             {"berichtet", CUE_VERB},
             {"berichtete", CUE_VERB},
             {"beschrieb", CUE_VERB},
             {"betont", CUE_VERB},
             {"betonte", CUE_VERB},
             {"bezeichnet", CUE_VERB},
             {"bezeichnete", CUE_VERB},
             {"confié", CUE_VERB},
             {"dice", CUE_VERB},
             {"dicho", CUE_VERB},
             {"dijo", CUE_VERB},
             {"dit", CUE_VERB},
             {"déclare", CUE_VERB},
             {"déclaré", CUE_VERB},
             {"entgegnete", CUE_VERB},
             {"ergänzte", CUE_VERB},
             {"erklärt", CUE_VERB},
             {"erklärte", CUE_VERB},
             {"erläuterte", CUE_VERB},
             {"erzählte", CUE_VERB},
             {"estime", CUE_VERB},
             {"estimé", CUE_VERB},
             {"explicó", CUE_VERB},
             {"expliqué", CUE_VERB},
             {"feel", CUE_BASE},
             {"feels", CUE_VERB},
             {"felt", CUE_VERB},
             {"forderte", CUE_VERB},
             {"fragte", CUE_VERB},
             {"fügte", CUE_VERB},
             {"gab", CUE_VERB},
             {"indiqué", CUE_VERB},
             {"kommentierte", CUE_VERB},
             {"kritisierte", CUE_VERB},
             {"lancé", CUE_VERB},
             {"laut", CUE_ACCORDING},
             {"meinte", CUE_VERB},
             {"nannte", CUE_VERB},
             {"read", CUE_VERB},
             {"reads", CUE_VERB},
             {"rief", CUE_VERB},
             {"répondu", CUE_VERB},
             {"sagen", CUE_BASE},
             {"sagt", CUE_VERB},
             {"sagte", CUE_VERB},
             {"sagten", CUE_VERB},
             {"said", CUE_VERB},
             {"sang", CUE_VERB},
             {"say", CUE_BASE},
             {"saying", CUE_PARTICIPLE},
             {"says", CUE_VERB},
             {"schrieb", CUE_VERB},
             {"schrieben", CUE_VERB},
             {"selon", CUE_ACCORDING},
             {"señaló", CUE_VERB},
             {"souligné", CUE_VERB},
             {"spoke", CUE_VERB},
             {"sprach", CUE_VERB},
             {"teilte", CUE_VERB},
             {"tell", CUE_BASE},
             {"telling", CUE_PARTICIPLE},
             {"tells", CUE_VERB},
             {"think", CUE_BASE},
             {"thinks", CUE_VERB},
             {"thought", CUE_VERB},
             {"told", CUE_VERB},
             {"unterstrich", CUE_VERB},
             {"verkündete", CUE_VERB},
             {"verlangte", CUE_VERB},
             {"versicherte", CUE_VERB},
             {"warnte", CUE_VERB},
             {"wies", CUE_VERB},
             {"write", CUE_BASE},
             {"writes", CUE_VERB},
             {"writing", CUE_PARTICIPLE},
             {"written", CUE_VERB},
             {"wrote", CUE_VERB},
             {"zitiert", CUE_VERB},
             {"äußerte", CUE_VERB}};

static int by_word(const void *key, const void *element)
{
    return strcmp(key, *(const char *const *)element);
}

static int by_form(const void *key, const void *element)
{
    return strcmp(key, ((const struct form *)element)->word);
}

static bool is_verb(char *word, size_t length, const char *ending)
{
    size_t size = strlen(ending);

    if (length + size >= WORD_MAX)
        return false;
    memcpy(word + length, ending, size + 1);
    return bsearch(word, VERBS, sizeof VERBS / sizeof VERBS[0], sizeof VERBS[0], by_word) != NULL;
}

/* Whether the word without `cut` letters is a verb, or one that lost its e, doubled its consonant
 * or turned its y into i before the ending. */
static bool is_stem(const char *word, size_t length, size_t cut)
{
    char stem[WORD_MAX];
    size_t n = length - cut;

    if (length < cut + 2)
        return false;
    memcpy(stem, word, n);
    if (is_verb(stem, n, "") || is_verb(stem, n, "e"))
        return true;
    if (stem[n - 1] == stem[n - 2] && is_verb(stem, n - 1, ""))
        return true;
    return stem[n - 1] == 'i' && is_verb(stem, n - 1, "y");
}

static bool ends(const char *word, size_t length, const char *ending)
{
    size_t size = strlen(ending);

    return length > size && memcmp(word + length - size, ending, size) == 0;
}

enum cue ordo_cue_of(const char *word, size_t length)
{
    char lower[WORD_MAX];
    const struct form *form;

    if (length < 3 || length >= WORD_MAX - 2)
        return CUE_NONE;
    for (size_t i = 0; i < length; i++)
        lower[i] = (char)(word[i] >= 'A' && word[i] <= 'Z' ? word[i] + 32 : word[i]);
    lower[length] = '\0';
    form = bsearch(lower, FORMS, sizeof FORMS / sizeof FORMS[0], sizeof FORMS[0], by_form);
    if (form != NULL)
        return form->cue;
    if (ends(lower, length, "ing") && is_stem(lower, length, 3))
        return CUE_PARTICIPLE;
    if (ends(lower, length, "ed") && is_stem(lower, length, 2))
        return CUE_VERB;
    if (ends(lower, length, "s") &&
        (is_stem(lower, length, 1) || (ends(lower, length, "es") && is_stem(lower, length, 2))))
        return CUE_VERB;
    return is_verb(lower, length, "") ? CUE_BASE : CUE_NONE;
}
