/* german_term.c: statements, terms and names in German quotation marks.
 *
 * German nouns are capitalised, so capitals tell no titles, and names of all kinds stand in marks:
 * der „Spiegel“, das Lied „...“. What is short is a statement where its sentence reports one: by a
 * reporting verb, the subjunctive, "laut". Behind a noun or a definite article what begins with a
 * capital is most often a name, whatever the sentence does. */
#include "german_term.h"
#include "german_name.h"

#include <string.h>

#define FRAGMENT_WORDS 3 /* a fragment of so many words may be one term */
#define CLAUSE_WORDS   6 /* more words than these are no name */
#define LABEL_WORDS    4 /* before a headline's colon */
#define TALK_REACH     3 /* items between "von" and the words that are spoken of */

/* What shows that words are a clause. */
#define CLAUSE_WORD                                                                                \
    (WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE) | WORD_ANY_PRONOUN | WORD(SUBORDINATOR) |  \
     WORD(NEGATION))

/* What shows that a sentence reports. */
#define REPORTING (WORD_VERB | WORD(KONJUNKTIV) | WORD(ACCORDING))

/* "Für die Lehrer ist ...": behind "für". */
static bool is_for_somebody(const struct narration *narration, size_t at, const char *text)
{
    static const char is[][WORD_ROOM] = {"ist", "war", "sind", "waren", "bleibt", "bedeutet", ""};

    for (size_t past = at + 6; at < past && narration->items[at].kind == ITEM_WORD; at++)
        if (ordo_item_is_any(&narration->items[at], text, is))
            return true;
    return false;
}

/* "nach Ansicht des Ministers", ", so der Minister", "für die Ministerin", "haben soll" */
static bool has_view(const struct narration *narration, size_t begin, size_t end, const char *text)
{
    for (size_t i = begin; i < end; i++) {
        const struct item *item = &narration->items[i];
        if (ordo_item_is(item, text, "soll") || ordo_item_is(item, text, "sollen"))
            return true;
        if (i > begin && item[-1].kind == ITEM_COMMA && ordo_item_is(item, text, "so"))
            return true;
        if (ordo_item_is(item, text, "für") &&
            (ordo_german_has_class(narration, i + 1, i + 4 < end ? i + 4 : end,
                                   WORD(TITLE) | WORD(ROLE)) ||
             (ordo_begins_sentence(narration, i) && is_for_somebody(narration, i + 1, text))))
            return true;
    }
    return false;
}

/* Whether the clause around item `at` is reported: in the subjunctive, or behind "dass" or "ob". */
static bool is_in_reported(const struct narration *narration, size_t at, size_t begin, size_t end,
                           const char *text)
{
    size_t first = at, past = at;

    while (first > begin && narration->items[first - 1].kind != ITEM_COMMA)
        first--;
    while (past < end && narration->items[past].kind != ITEM_COMMA)
        past++;
    return ordo_german_has_class(narration, first, past, WORD(KONJUNKTIV)) ||
           (first > begin && (ordo_item_is(&narration->items[first], text, "dass") ||
                              ordo_item_is(&narration->items[first], text, "ob")));
}

/* „Guten Tag“, grüßt der Minister: what a sentence begins with is parted by a comma from a verb,
 * of any list or none, only where it is what somebody says. */
static bool leads_to_verb(const struct narration *narration, size_t at)
{
    const uint64_t no_verb = (WORD_STOPPERS & ~WORD(COMMON_VERB)) | WORD_ANY_PRONOUN |
                             WORD(DETERMINER) | WORD(POSSESSIVE);
    const struct item *items = narration->items;
    uint64_t next;

    if (at + 3 >= narration->n || items[at + 1].kind != ITEM_COMMA ||
        items[at + 2].kind != ITEM_WORD || items[at + 3].kind != ITEM_WORD ||
        ordo_is_upper_word(&items[at + 2]) || (items[at + 2].classes & no_verb) != 0 ||
        !ordo_begins_sentence(narration, at))
        return false;
    next = WORD(UPPER) | WORD(DETERMINER) | WORD(POSSESSIVE) | WORD_ANY_PRONOUN;
    if ((items[at + 2].classes & WORD(COMMON_VERB)) != 0)
        next |= WORD(PREPOSITION); /* „...“, steht auf dem Hemd */
    return (items[at + 3].classes & next) != 0;
}

/* Whether a verb or pronoun of a list, or a comma, stands inside the marks: what has none is as
 * often a name: "Ärzte ohne Grenzen", "Gesetz zur Änderung des Passgesetzes". */
static bool has_clause(const struct item *item, const char *text)
{
    size_t at = item->begin;

    while (at < item->end) {
        const struct lexicon_entry *entry;
        size_t past = at;
        while (past < item->end && text[past] >= 'a' && text[past] <= 'z')
            past++;
        if (past < item->end && text[past] == ',')
            return true;
        if (past > at && at > item->begin && past - at < LEXICON_WORD_MAX && text[at - 1] == ' ') {
            entry = ordo_lexicon_find(text + at, past - at, text + item->end);
            if ((entry->classes[LEXICON_GERMAN] & CLAUSE_WORD) != 0)
                return true;
        }
        at = past + 1;
    }
    return false;
}

/* A quotation that is a sentence, or stands behind a colon or comma. */
static bool is_direct_statement(const struct narration *narration, size_t at,
                                const struct look *look, bool reported, const char *text)
{
    const struct item *item = &narration->items[at];

    if (item->ending != ENDING_NONE || leads_to_verb(narration, at))
        return true;
    if (at > 1 && item[-1].kind == ITEM_COMMA && item[-2].kind == ITEM_QUOTE)
        return false; /* one of a list */
    if (ordo_ends_sentence(narration, at + 1) && ordo_begins_sentence(narration, at))
        return look->n_words > FRAGMENT_WORDS;
    return reported || (at > 0 && item[-1].kind == ITEM_COLON &&
                        (look->n_words > CLAUSE_WORDS ||
                         (look->n_words > FRAGMENT_WORDS && has_clause(item, text))));
}

/* "den Bestand des Staates": a part of a sentence; terms begin with a noun or an adjective. */
static bool begins_with_function(const struct item *item, const char *text)
{
    size_t first = item->begin, past;

    while (first < item->end && !(text[first] >= 'a' && text[first] <= 'z'))
        first++;
    for (past = first; past < item->end && text[past] >= 'a' && text[past] <= 'z';)
        past++;
    return past > first && past - first < LEXICON_WORD_MAX &&
           (ordo_lexicon_find(text + first, past - first, text + item->end)
                ->classes[LEXICON_GERMAN] &
            (WORD_FUNCTION | WORD_ANY_PRONOUN | WORD(NEGATION))) != 0;
}

/* "der", "des": what it names is known. */
static bool is_definite(const struct item *item, const char *text)
{
    static const char words[][WORD_ROOM] = {"der", "die", "das", "dem", "den", "des", ""};

    return ordo_item_is_any(item, text, words);
}

/* What of the sentence tells whether the words in marks at an item are a statement. */
struct evidence {
    size_t begin;     /* of the sentence */
    bool reported;    /* it reports something */
    bool near;        /* the words around the marks that no comma parts do */
    bool subjunctive; /* the clause around the marks is reported */
};

/* "nur eingeschränkt verkehren", "früher als erwartet am Ziel": a participle of such a verb inside
 * a clause, where it is none of its verbs. */
static bool is_attribute(const struct item *item)
{
    return (item->classes & WORD(PARTICIPLE)) != 0 && (item->classes & WORD(FINITE)) == 0 &&
           item[1].kind == ITEM_WORD && (item[1].classes & WORD(AUXILIARY)) == 0;
}

static bool reports(const struct narration *narration, size_t first, size_t past, const char *text)
{
    for (size_t i = first; i < past; i++)
        if (!is_attribute(&narration->items[i]) &&
            ordo_german_has_class(narration, i, i + 1, REPORTING | WORD(KONJUNKTIV_TWO)))
            return true;
    return has_view(narration, first, past, text);
}

/* "China: Neue Zölle sind „Erpressung“": a few capitals and a colon begin the paragraph. */
static bool is_headline(const struct narration *narration, size_t begin, size_t at)
{
    size_t colon = begin;

    if (begin > 0 && narration->items[begin - 1].kind != ITEM_BREAK)
        return false;
    while (colon < at && colon < begin + LABEL_WORDS && narration->items[colon].kind == ITEM_WORD &&
           ordo_is_upper_word(&narration->items[colon]))
        colon++;
    return colon > begin && colon < at && narration->items[colon].kind == ITEM_COLON;
}

static struct evidence weigh(const struct narration *narration, size_t at, const char *text)
{
    size_t begin = ordo_sentence_begin(narration, at), end = ordo_sentence_end(narration, at);
    size_t first = at, past = at + 1;
    struct evidence evidence = {.begin = begin,
                                .reported = reports(narration, begin, end, text),
                                .subjunctive = is_in_reported(narration, at, begin, end, text)};

    while (first > begin && narration->items[first - 1].kind != ITEM_COMMA)
        first--;
    while (past < end && narration->items[past].kind != ITEM_COMMA)
        past++;
    if (is_headline(narration, begin, at))
        evidence.reported = true;
    evidence.near = evidence.reported && (past - first == 1 || is_headline(narration, begin, at) ||
                                          reports(narration, first, past, text));
    return evidence;
}

/* "die Kritik an der „...“", "seine Äußerung über „...“" */
static size_t before_object(const struct narration *narration, size_t at, const char *text)
{
    static const char words[][WORD_ROOM] = {"über", "an", "nach", "von", "vom", "zu", "zur", ""};
    size_t first = at;

    if (first > 0 && (narration->items[first - 1].classes & WORD(DETERMINER)) != 0)
        first--;
    return first > 0 && ordo_item_is_any(&narration->items[first - 1], text, words) ? first - 1
                                                                                    : at;
}

/* "mit der Parole „...“", "Parolen wie zum Beispiel „...“": before item `at`. */
static bool is_behind_cue_noun(const struct narration *narration, size_t at, size_t begin,
                               const char *text)
{
    static const char words[][WORD_ROOM] = {"wie", "etwa", "zum", "beispiel", ""};

    while (at > begin && ordo_item_is_any(&narration->items[at - 1], text, words))
        at--;
    return at > begin && ordo_is_upper_word(&narration->items[at - 1]) &&
           (narration->items[at - 1].classes & WORD(CUE_NOUN)) != 0;
}

/* "Weber warf Ott „Panikmache“ vor": between whom it is said of and the verb's prefix. */
static bool is_object(const struct narration *narration, size_t at, size_t begin, const char *text)
{
    static const char prefixes[][WORD_ROOM] = {"vor", "ab", "zu", "nach", "an", "ein", ""};
    const struct item *next = &narration->items[at + 1];

    return at > begin && next[-2].kind == ITEM_WORD && ordo_is_upper_word(next - 2) &&
           (next[-2].classes & WORD(NAMING)) == 0 && next->kind == ITEM_WORD &&
           ordo_item_is_any(next, text, prefixes) && !ordo_is_upper_word(next) &&
           next[1].kind != ITEM_WORD;
}

/* "ein", "einem" */
static bool is_indefinite(const struct item *item, const char *text)
{
    static const char words[][WORD_ROOM] = {"ein", "eine", "einen", "einem", "einer", ""};

    return ordo_item_is_any(item, text, words);
}

/* "war „...“ zu lesen" */
static bool is_read(const struct narration *narration, size_t at, const char *text)
{
    static const char verbs[][WORD_ROOM] = {"lesen", "hören", ""};

    return at + 2 < narration->n && ordo_item_is(&narration->items[at + 1], text, "zu") &&
           ordo_item_is_any(&narration->items[at + 2], text, verbs);
}

/* "in denen von „...“ und „...“ die Rede ist", "Von „...“ will er nicht sprechen" */
static bool is_talk(const struct narration *narration, size_t at, const char *text)
{
    static const char from[][WORD_ROOM] = {"von", "vom", ""};
    static const char verbs[][WORD_ROOM] = {"spricht",  "sprechen",   "sprach",
                                            "sprachen", "gesprochen", ""};
    size_t end = ordo_sentence_end(narration, at), first = at;

    while (first > 0 && first + TALK_REACH > at &&
           !ordo_item_is_any(&narration->items[first - 1], text, from))
        first--;
    if (first == 0 || first + TALK_REACH == at)
        return false;
    while (++at < end && narration->items[at].kind != ITEM_COMMA)
        if (ordo_item_is_any(&narration->items[at], text, verbs) ||
            (ordo_item_is(&narration->items[at], text, "rede") &&
             ordo_item_is(&narration->items[at - 1], text, "die")))
            return true;
    return false;
}

/* Also "Nr. 217"; not "Von", which begins a sentence. */
static bool is_noun(const struct item *item, const char *text)
{
    return item->kind == ITEM_WORD &&
           (ordo_is_upper_word(item) || (unsigned char)(text[item->begin] - '0') < 10) &&
           (item->classes & (WORD_FUNCTION | WORD(POSSESSIVE) | WORD(ADVERB))) == 0;
}

/* "Weber nannte das „Unsinn“", "nennt die Pläne „Unfug“", "Für Weber ist das „Unsinn“": what ends a
 * clause whose verb says or thinks what something is. */
static bool is_predicate(const struct narration *narration, size_t at,
                         const struct evidence *evidence, const char *text)
{
    static const char calls[][WORD_ROOM] = {"nannte", "nannten", "nennt", "nennen",
                                            "nenne",  "genannt", ""};
    static const char is[][WORD_ROOM] = {"ist", "war", "sei", "sind", "waren", "seien", ""};
    static const char that[][WORD_ROOM] = {"das", "dies", "es", ""};
    const struct item *items = narration->items;

    if (at < evidence->begin + 2 ||
        (items[at + 1].kind == ITEM_WORD && !ordo_item_is(&items[at + 1], text, "genannt")))
        return false;
    if (ordo_item_is_any(&items[at - 1], text, that) && ordo_item_is_any(&items[at - 2], text, is))
        return evidence->near;
    for (size_t i = at + 2; i-- > evidence->begin && (i >= at || items[i].kind == ITEM_WORD);)
        if (ordo_item_is_any(&items[i], text, calls))
            return (items[at - 1].classes &
                    (WORD(NAMING) | WORD(PREPOSITION) | WORD(POSSESSIVE))) == 0;
    return false;
}

/* "sprach von „Panik“", "warnt vor „Panik“", "hält das für „Unsinn“": what the preposition of a
 * verb leads to. */
static bool is_complement(const struct narration *narration, size_t at,
                          const struct evidence *evidence, const char *text)
{
    static const char words[][WORD_ROOM] = {"von", "vor", "für", ""};
    const struct item *items = narration->items;
    size_t end = ordo_sentence_end(narration, at), first = at;
    uint64_t verb = WORD(PARTICLE);

    if (at == evidence->begin || !ordo_item_is_any(&items[at - 1], text, words))
        return false;
    if (ordo_item_is(&items[at - 1], text, "für"))
        verb |= WORD(NAME);
    while (first > evidence->begin && items[first - 1].kind != ITEM_COMMA)
        first--;
    while (at < end && items[at].kind != ITEM_COMMA)
        at++;
    return ordo_german_has_class(narration, first, at, verb);
}

/* "kritisierte die „Untätigkeit“ der Regierung": somebody's, as the genitive behind it shows, and
 * the object of a verb that reports. */
static bool is_somebodys(const struct narration *narration, size_t at,
                         const struct evidence *evidence, const char *text)
{
    static const char genitive[][WORD_ROOM] = {"der", "des", ""},
                      object[][WORD_ROOM] = {"die", "das", "den", ""};
    size_t first = at;

    if (at < evidence->begin + 2 || !ordo_item_is_any(&narration->items[at + 1], text, genitive) ||
        !ordo_item_is_any(&narration->items[at - 1], text, object) ||
        (narration->items[at - 2].classes & WORD(PREPOSITION)) != 0)
        return false;
    while (first > evidence->begin && narration->items[first - 1].kind == ITEM_WORD)
        first--;
    return ordo_german_has_class(narration, first, at, WORD_VERB);
}

/* A fragment that begins with a capital letter. */
static bool is_capital_statement(const struct narration *narration, size_t at,
                                 const struct look *look, const struct evidence *evidence,
                                 const char *text)
{
    const struct item *item = &narration->items[at];
    const struct item *before = at == evidence->begin ? NULL : item - 1;

    if (before != NULL && evidence->reported && is_indefinite(before, text))
        return true;
    if (look->n_words <= CLAUSE_WORDS && ordo_german_is_all_capital(item, text))
        return false;
    if (is_talk(narration, at, text) || is_read(narration, at, text) ||
        is_predicate(narration, at, evidence, text) || is_complement(narration, at, evidence, text))
        return true;
    if (evidence->near && is_object(narration, at, evidence->begin, text))
        return true;
    if (is_behind_cue_noun(narration, at, evidence->begin, text))
        return true;
    if (before != NULL && look->n_words > 1 && !has_clause(item, text) &&
        (!evidence->near || is_definite(before, text)))
        return evidence->subjunctive && before->kind == ITEM_WORD && !is_noun(before, text);
    if (look->n_words > CLAUSE_WORDS)
        return evidence->reported || before == NULL ||
               !(is_noun(before, text) || (before->classes & WORD(RELATIVE)) != 0);
    if (before == NULL)
        return look->n_words > FRAGMENT_WORDS;
    if ((before->classes & WORD_VERB) != 0 ||
        (look->n_words == 1 && is_somebodys(narration, at, evidence, text)))
        return true;
    if (before->kind != ITEM_WORD || is_noun(before, text) ||
        (before->classes & WORD(ACCORDING)) != 0)
        return false;
    if ((before->classes & (WORD(RELATIVE) | WORD(CONJUNCTION))) != 0 ||
        ordo_item_is(before, text, "des"))
        return evidence->subjunctive; /* the definite articles are relative pronouns, too */
    if (look->n_words == 1 && ordo_is_listed(before) &&
        (before->classes &
         (WORD(DETERMINER) | WORD(POSSESSIVE) | WORD(ADVERB) | WORD(AUXILIARY))) == 0 &&
        !ordo_item_is(before, text, "als"))
        return evidence->subjunctive;
    return look->n_words == 1 ? evidence->near : evidence->reported;
}

bool ordo_german_is_statement(const struct narration *narration, size_t at, const struct look *look,
                              enum ordo_kind kind, const char *text)
{
    struct evidence evidence;

    if (ordo_german_is_in_compound(&narration->items[at], text))
        return false;
    if (look->n_words <= CLAUSE_WORDS &&
        ordo_german_is_named(narration, at, ordo_sentence_begin(narration, at),
                             ordo_sentence_end(narration, at), text))
        return false;
    evidence = weigh(narration, at, text);
    if (kind == ORDO_DIRECT)
        return is_direct_statement(narration, at, look, evidence.reported, text);
    if (look->upper)
        return is_capital_statement(narration, at, look, &evidence, text);
    if (ordo_german_is_brand(&narration->items[at], text) ||
        (at == evidence.begin + 1 && ordo_item_is(&narration->items[evidence.begin], text, "wie")))
        return false; /* "Wie „tagblatt online“ meldet" */
    if (look->n_words == 1 && !evidence.near && !evidence.subjunctive &&
        narration->items[at + 1].kind == ITEM_WORD && ordo_is_upper_word(&narration->items[at + 1]))
        return false; /* an adjective in a clause that reports nothing: "mit „fremden“ Männern" */
    return look->n_words > CLAUSE_WORDS || evidence.reported || is_talk(narration, at, text) ||
           is_behind_cue_noun(narration, before_object(narration, at, text), evidence.begin,
                              text) ||
           (look->n_words >= FRAGMENT_WORDS && begins_with_function(&narration->items[at], text));
}
