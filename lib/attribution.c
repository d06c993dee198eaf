/* attribution.c: the reporting word of a quotation, and the noun phrase that is its subject.
 *
 * It stands after the quotation ("...", said X / X said), before it (X said, "..."), or at the end
 * of its sentence. Several verbs may stand before it: the nearest counts, unless an outer one
 * reports what the inner one is part of ("said that he wants ..."). */
#include "attribution.h"
#include "cue.h"
#include "german.h"

/* "...", said X  |  "...", X, the minister, said  |  "...", according to X */
bool ordo_attribution_after(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = quote + 1, i, past;

    *finding = (struct finding){0};
    if (ordo_at_kind(search, begin, ITEM_COMMA))
        begin++;
    i = begin;
    if (begin > quote + 1 || search->items[quote].ending == ENDING_COMMA)
        if (search->reading->narration.language == LEXICON_ENGLISH &&
            ordo_at(search, begin, WORD(CONJUNCTION) | WORD(SUBORDINATOR)))
            return false; /* "...," but he also warned */
    if (ordo_cue_according(search, i, finding) || ordo_german_so(search, i, finding))
        return true;
    while (ordo_at_skipped(search, i)) /* "hat der Minister gesagt", "a déclaré X" */
        i++;
    if (ordo_at(search, i, WORD_VERB) &&
        (ordo_at(search, i, WORD(FINITE)) ||
         (search->reading->narration.language == LEXICON_OTHER && i > begin))) {
        past = i + 1;
        while (past < search->n && !ordo_at_determiner(search, past) &&
               ordo_at_skipped(search, past))
            past++;
        finding->first = past;
        finding->past = ordo_phrase_right(search, past);
        finding->cue = i;
        finding->cue_past = i + 1;
        finding->by = ORDO_BY_VERB_AFTER;
        if (search->reading->narration.language == LEXICON_GERMAN && past < search->n &&
            ordo_item_is(&search->items[past], search->text, "es"))
            return ordo_german_subject(search, i, i, finding); /* "hieß es in der Rede" */
        if (finding->past > past)
            return finding->found = true;
    }
    for (i = begin;
         i < begin + ATTRIBUTION_MAX + 8 && !ordo_ends_sentence(&search->reading->narration, i);
         i++) {
        if (search->items[i].kind == ITEM_QUOTE || search->items[i].kind == ITEM_COLON)
            return false;
        if (!ordo_cue_is_finite(search, i))
            continue;
        finding->cue = i;
        finding->cue_past = i + 1;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) &&
            !(ordo_phrase_subject(search, i, begin, finding) && finding->first == begin) &&
            (past = ordo_phrase_right(search, i + 1)) > i + 1) {
            finding->first = i + 1; /* "..." about the budget, said X */
            finding->past = past;
            finding->by = ORDO_BY_VERB_AFTER;
            return finding->found = true;
        }
        finding->by = ORDO_BY_VERB_AFTER;
        finding->found =
            ordo_phrase_subject(search, i, begin, finding) &&
            (finding->first <= begin + 2 || (ordo_at_kind(search, finding->first - 1, ITEM_COMMA) &&
                                             ordo_at(search, i, WORD(SAY))));
        return finding->found;
    }
    return false;
}

/* "...," the senator shot back: after a comma within the marks even an unknown verb attributes. */
bool ordo_attribution_beside(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = quote + 1, past;

    *finding = (struct finding){.by = ORDO_BY_VERB_AFTER};
    if (ordo_at_kind(search, begin, ITEM_COMMA))
        begin++;
    if (search->items[quote].ending != ENDING_COMMA ||
        ordo_at(search, begin, WORD(PREPOSITION) | WORD(SUBORDINATOR) | WORD(CONJUNCTION)))
        return false;
    if (!ordo_at_determiner(search, begin) && !ordo_at(search, begin, WORD_PERSON) &&
        ordo_names_at(search->reading->names, begin) == SIZE_MAX)
        return false;
    past = ordo_phrase_right(search, begin);
    if (past == begin || past >= search->n || search->items[past].kind != ITEM_WORD ||
        ordo_at(search, past, WORD_STOPPERS & ~WORD(COMMON_VERB)))
        return false;
    finding->first = begin;
    finding->past = past;
    finding->cue = past;
    finding->cue_past = past + 1;
    return finding->found = true;
}

/* ... "a fragment" in the sentence, said X. | ..., X said.: the whole sentence is X's. */
bool ordo_attribution_trailing(const struct search *search, size_t quote, struct finding *finding)
{
    size_t end = ordo_sentence_end(&search->reading->narration, quote), past;

    *finding = (struct finding){.by = ORDO_BY_VERB_AFTER};
    for (size_t i = quote + 1; i < end; i++) {
        if (search->items[i].kind == ITEM_QUOTE)
            return false;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) && ordo_german_so(search, i, finding))
            return true;
        if (!ordo_at(search, i, WORD(SAY)) || !ordo_cue_is_finite(search, i))
            continue;
        finding->cue = i;
        finding->cue_past = i + 1;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) &&
            (past = ordo_phrase_right(search, i + 1)) > i + 1) {
            finding->first = i + 1;
            finding->past = past;
            return finding->found = true;
        }
        finding->found = i + 2 >= end && ordo_phrase_subject(search, i, quote + 1, finding) &&
                         ordo_at_kind(search, finding->first - 1, ITEM_COMMA);
        return finding->found;
    }
    return false;
}

/* Whether the verb at `verb` has the clause of the finding in what it reports: "He said (that) he
 * would offer ..."; not across a new main clause: "He said no, but she offered ...". */
static bool governs(const struct search *search, size_t verb, const struct finding *finding)
{
    size_t next = verb + 1;

    if (!ordo_at(search, verb, WORD(SAY)) || finding->by != ORDO_BY_VERB_BEFORE)
        return false;
    if (ordo_item_is(&search->items[next], search->text, "that"))
        next++;
    else if (finding->first != next)
        return false;
    for (size_t i = next; i < finding->first; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) &&
            ordo_at(search, i + 1, WORD(CONJUNCTION) | WORD(SUBORDINATOR)))
            return false;
    return true;
}

/* "with Senator X calling it ...", "a sign saying ...": the noun phrase right before the participle
 * is its subject, unless that is what somebody said it with: "issued a statement calling ...". */
static bool beside_participle(const struct search *search, size_t participle, size_t begin,
                              struct finding *finding)
{
    size_t first = ordo_phrase_left(search, participle, begin);

    if (first == participle || !ordo_at(search, participle, WORD(GERUND)) ||
        ordo_at(search, participle - 1, WORD(CUE_NOUN) | WORD_VERB))
        return false;
    *finding = (struct finding){.cue = participle,
                                .cue_past = participle + 1,
                                .first = first,
                                .past = participle,
                                .by = ORDO_BY_PARTICIPLE,
                                .found = true};
    return true;
}

/* The bracket that closes before `past` opens here: "MILLER (through an interpreter):". */
static size_t before_bracket(const struct search *search, size_t past, size_t begin)
{
    if (past == 0 || !ordo_at_kind(search, past - 1, ITEM_CLOSE))
        return past;
    for (size_t i = past; i-- > begin;)
        if (ordo_at_kind(search, i, ITEM_OPEN))
            return i;
    return past;
}

/* X said, "..."  |  According to X, "..."  |  X: "..."  |  X arrived, adding: "..." */
bool ordo_attribution_before(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), participle = SIZE_MAX;
    bool led = quote > begin && (ordo_at_kind(search, quote - 1, ITEM_COMMA) ||
                                 ordo_at_kind(search, quote - 1, ITEM_COLON));

    *finding = (struct finding){0};
    if (quote > begin && ordo_at_kind(search, quote - 1, ITEM_COLON)) {
        size_t past = before_bracket(search, quote - 1, begin);
        size_t first = ordo_phrase_left(search, past, begin);
        if (first == begin && first < past) { /* the line of a transcript */
            finding->first = first;
            finding->past = past;
            finding->by = ORDO_BY_LABEL;
            return finding->found = true;
        }
    }
    if (ordo_at_kind(search, quote - 1, ITEM_COMMA) && ordo_cue_according(search, begin, finding))
        return true;
    if (!led && ordo_german_wie(search, begin, finding))
        return true;
    for (size_t i = quote; i-- > begin && quote - i < REACH_MAX;) {
        const struct item *item = &search->items[i];
        struct finding outer = {0};
        if ((item->classes & (WORD_VERB | WORD(ACCORDING) | WORD(PREPOSITION) | WORD(ADVERB))) == 0)
            continue;
        if (ordo_cue_according(search, i, &outer) ||
            (ordo_at_kind(search, i - 1, ITEM_COMMA) && ordo_german_so(search, i, &outer))) {
            *finding = outer; /* "laut X ...", "..., so X weiter: ..." */
            return true;
        }
        if (ordo_cue_is_finite(search, i)) {
            size_t past = ordo_phrase_right(search, i + 1);
            if (led && i > begin && past == quote - 1 && past > i + 1 &&
                ordo_at_kind(search, i - 1, ITEM_COMMA)) { /* ..., explained X, "..." */
                *finding = (struct finding){i, i + 1, i + 1, past, 0, ORDO_BY_VERB_BEFORE, true};
                return true;
            }
            if (finding->found && (led || !governs(search, i, finding)))
                continue;
            if (ordo_cue_subject(search, i, begin, &outer))
                *finding = outer;
        } else if (!finding->found && participle == SIZE_MAX && !item->upper &&
                   ((item->classes & WORD(GERUND)) != 0 ||
                    (i > begin && ordo_item_is(item - 1, search->text, "to")))) {
            participle = i;
        }
    }
    if (participle != SIZE_MAX && participle > begin &&
        beside_participle(search, participle, begin, finding))
        return true;
    if (finding->found && participle != SIZE_MAX && participle > finding->cue) {
        finding->cue = participle;
        finding->cue_past = participle + 1;
        finding->by = ORDO_BY_PARTICIPLE;
    } else if (!finding->found && participle != SIZE_MAX &&
               ordo_cue_first_phrase(search, begin, participle, finding)) {
        finding->cue = participle;
        finding->cue_past = participle + 1;
        finding->by = ORDO_BY_PARTICIPLE;
    }
    return finding->found;
}
