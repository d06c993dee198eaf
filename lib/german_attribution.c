/* german_attribution.c: attributions of quotations that only German has.
 *
 * "wie X sagte", "so X", "für X", a heading before a colon, and "Das sagte X" behind it. What
 * stands in the subjunctive goes on with who spoke in the sentences before. */
#include "cue.h"
#include "german.h"
#include "german_clause.h"
#include "german_mood.h"

#define VOICE_SENTENCES   8 /* that reported speech goes on without its speaker being named */
#define HEARSAY_SENTENCES 2 /* the same of "soll", which tells less of its source */

bool ordo_german_wie(const struct search *search, size_t begin, struct finding *finding)
{
    size_t comma = begin;

    if (!ordo_in_german(search) || !ordo_is_word(search, begin, "wie"))
        return false;
    while (ordo_at_kind(search, comma, ITEM_WORD))
        comma++;
    if (!ordo_at_kind(search, comma, ITEM_COMMA) || !ordo_at(search, comma - 1, WORD(SAY)))
        return false;
    *finding = (struct finding){
        .cue = comma - 1, .cue_past = comma, .first = begin + 1, .by = ORDO_BY_ACCORDING};
    finding->past = ordo_phrase_right(search, begin + 1);
    return finding->found = finding->past > begin + 1 && finding->past < comma;
}

bool ordo_german_so(const struct search *search, size_t at, struct finding *finding)
{
    static const char titles[][WORD_ROOM] = {"lautet", "lautete", "heißt", "hieß", ""};
    size_t first = at + 1;

    if (!ordo_in_german(search) || at >= search->n || !ordo_is_word(search, at, "so"))
        return false;
    while (ordo_at(search, first, WORD(SAY)) && ordo_at(search, first, WORD(FINITE) | WORD(BASE)) &&
           !ordo_at(search, first, WORD(UPPER)) && !ordo_is_any(search, first, titles))
        first++; /* "so glaubt der Minister" */
    *finding = (struct finding){.cue = at, .cue_past = first, .first = first};
    finding->by = ORDO_BY_ACCORDING;
    if (ordo_is_word(search, first + 1, "es")) /* "so heißt es in einem Brief" */
        return ordo_german_place_of_es(search, first + 1, finding);
    finding->past = ordo_phrase_right(search, first);
    return finding->found = finding->past > first;
}

bool ordo_german_says_before(const struct search *search, size_t at, size_t begin,
                             struct finding *finding)
{
    size_t verb = begin;

    if (!ordo_in_german(search))
        return false;
    if (finding->found && ordo_at(search, finding->cue, WORD(SAY)))
        return true; /* "Laut „Rundschau“ sagte Weber: „...“" */
    while ((verb = ordo_next(search, verb, at, TRAIT_FINITE)) < at &&
           !ordo_at(search, verb, WORD(SAY)))
        verb++;
    return verb < at && ordo_next(search, verb, at, TRAIT_COMMA) == at &&
           ordo_cue_subject(search, verb, begin, finding);
}

bool ordo_german_beside(const struct search *search, size_t quote, struct finding *finding)
{
    size_t verb = quote + 2, first = quote + 3;
    uint64_t no_verb = WORD_STOPPERS | WORD_ANY_PRONOUN | WORD(DETERMINER);

    if (ordo_begins_sentence(&search->reading->narration, quote))
        no_verb &= ~WORD(COMMON_VERB); /* „...“, findet der Minister */
    if (!ordo_in_german(search) || !ordo_at_kind(search, quote + 1, ITEM_COMMA) ||
        !ordo_at_kind(search, verb, ITEM_WORD) || ordo_at(search, verb, WORD(UPPER)) ||
        ordo_at(search, verb, no_verb))
        return false;
    first += ordo_is_word(search, first, "sich");
    *finding = (struct finding){.first = first,
                                .past = ordo_phrase_right(search, first),
                                .cue = verb,
                                .cue_past = verb + 1,
                                .by = ORDO_BY_VERB_AFTER};
    return finding->found = finding->past > first && !ordo_is_word(search, first, "es");
}

bool ordo_german_with_words(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);

    if (!ordo_in_german(search) || quote == begin || !ordo_at(search, begin, WORD(PREPOSITION)) ||
        !(ordo_at(search, quote - 1, WORD(CUE_NOUN)) || ordo_is_word(search, begin, "von")) ||
        !ordo_at_kind(search, quote + 1, ITEM_WORD) || ordo_at(search, quote + 1, WORD(UPPER)) ||
        ordo_clause_has_predicate(search, begin, quote))
        return false;
    *finding = (struct finding){.by = ORDO_BY_SUBJECT};
    finding->first = ordo_german_behind_adverbs(search, quote + 2);
    finding->past = ordo_phrase_right(search, finding->first);
    return finding->found =
               finding->past > finding->first && !ordo_german_is_oblique(search, finding->first);
}

bool ordo_german_view(const struct search *search, size_t at, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, at);

    *finding = (struct finding){.cue = begin, .cue_past = begin + 1, .first = begin + 1};
    if (!ordo_in_german(search) || !ordo_is_word(search, begin, "für"))
        return false;
    finding->past = ordo_phrase_right(search, begin + 1);
    finding->by = ORDO_BY_ACCORDING;
    return finding->found = finding->past > begin + 1 &&
                            ordo_at(search, finding->past, WORD(AUXILIARY) | WORD(KONJUNKTIV)) &&
                            ordo_phrase_is_person(search, begin + 1, finding->past);
}

/* Whether a verb in this mood stands in [begin, end). */
static bool has_mood(const struct search *search, size_t begin, size_t end, enum trait mood)
{
    while ((begin = ordo_next(search, begin, end, mood)) < end &&
           ordo_at(search, begin, WORD(UPPER)))
        begin++;
    return begin < end;
}

/* "Demnach gilt der Vertrag" */
static bool has_demnach(const struct search *search, size_t begin, size_t end)
{
    while ((begin = ordo_next(search, begin, end, TRAIT_OF(ACCORDING))) < end &&
           !ordo_is_word(search, begin, "demnach"))
        begin++;
    return begin < end;
}

/* Whether the sentence around item `at` is in the subjunctive of reported speech, "Damit seien
 * ...", or in the second one behind a sentence in the first, "Damit würden ...". */
static bool is_reported(const struct search *search, size_t at)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin, end, before;

    if (narration->language != LEXICON_GERMAN)
        return false;
    begin = ordo_sentence_begin(narration, at);
    end = ordo_sentence_end(narration, at);
    if (ordo_at_kind(search, at - (at > begin), ITEM_COLON))
        return ordo_german_is_reported(search, begin, at - 1); /* „...“ behind "X, der gehe: " */
    if (has_mood(search, begin, end, TRAIT_OF(KONJUNKTIV)) || has_demnach(search, begin, end))
        return true;
    if (begin == 0 || !ordo_at_kind(search, begin - 1, ITEM_STOP) ||
        !has_mood(search, begin, end, TRAIT_OF(KONJUNKTIV_TWO)))
        return false;
    before = ordo_sentence_begin(narration, begin - 1);
    return has_mood(search, before, begin - 1, TRAIT_OF(KONJUNKTIV)) ||
           ordo_german_quotes(search, before, begin - 1);
}

bool ordo_german_bracket(const struct search *search, size_t quote, struct finding *finding)
{
    if (!ordo_in_german(search) || quote < 2 || !ordo_at_kind(search, quote - 1, ITEM_OPEN) ||
        !ordo_at_kind(search, quote + 1, ITEM_CLOSE))
        return false;
    *finding = (struct finding){.past = quote - 1, .by = ORDO_BY_LABEL};
    finding->first = ordo_phrase_left(search, quote - 1,
                                      ordo_sentence_begin(&search->reading->narration, quote));
    return finding->found = finding->first < finding->past;
}

bool ordo_german_gapped(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), first, before;

    if (!ordo_in_german(search) || quote < begin + 4 ||
        !ordo_at_kind(search, quote - 1, ITEM_COLON))
        return false;
    before = first = ordo_phrase_left(search, quote - 1, begin);
    if (before > begin + 2 && ordo_at(search, before - 1, WORD(CONJUNCTION)))
        before--;
    if (first >= quote - 1 || before < begin + 2 || !ordo_at_kind(search, before - 1, ITEM_COMMA) ||
        (before == first && !ordo_at_kind(search, before - 2, ITEM_QUOTE)))
        return false;
    *finding = (struct finding){.first = first, .past = quote - 1, .by = ORDO_BY_LABEL};
    return finding->found = !ordo_german_is_oblique(search, first) &&
                            ordo_phrase_is_person(search, first, quote - 1) &&
                            ordo_last(search, begin, first, TRAIT_QUOTE) != SIZE_MAX;
}

bool ordo_german_heading(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);

    if (!ordo_in_german(search) || quote == begin || !ordo_at_kind(search, quote - 1, ITEM_COLON))
        return false;
    for (size_t i = begin; i < quote; i++)
        if (ordo_at_predicate(search, i))
            return false;
    *finding = (struct finding){
        .first = begin, .past = ordo_phrase_right(search, begin), .by = ORDO_BY_LABEL};
    return finding->found = finding->past > begin && !ordo_german_is_oblique(search, begin);
}

bool ordo_german_das(const struct search *search, size_t at, struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"das", "dies", "dieses", "so", ""};
    size_t end = ordo_sentence_end(&search->reading->narration, at), das = end + 1, first = das + 2;

    *finding = (struct finding){0};
    if (!ordo_in_german(search) || end + 2 >= search->n || !ordo_is_any(search, das, words) ||
        !ordo_at(search, das + 1, WORD(SAY) | WORD(AUXILIARY)))
        return false;
    while (ordo_at(search, first, WORD(ADVERB)) && !ordo_at(search, first, WORD(PREPOSITION)))
        first++; /* "Das erklärte gestern der Minister" */
    if (ordo_is_word(search, first, "aus"))
        first++; /* "Das geht aus dem Bericht hervor" */
    finding->cue = das + 1;
    finding->cue_past = das + 2;
    finding->first = first;
    finding->past = ordo_phrase_right(search, first);
    finding->by = ORDO_BY_VERB_AFTER;
    return finding->found = finding->past > first;
}

/* "Er habe gesagt", "den Vorwurf, sie habe gelogen": whether the clause around the verb at `verb`
 * is itself reported. */
static bool is_in_report(const struct search *search, size_t begin, size_t verb)
{
    size_t comma = ordo_last(search, begin, verb, TRAIT_COMMA);

    return ordo_german_is_reported(search, comma == SIZE_MAX ? begin : comma + 1, verb);
}

bool ordo_german_so_in(const struct search *search, size_t begin, size_t end,
                       struct finding *finding)
{
    if (!ordo_in_german(search))
        return false;
    while ((begin = ordo_next(search, begin, end, TRAIT_COMMA) + 1) < end)
        if (ordo_german_so(search, begin, finding))
            return true;
    return false;
}

/* How many sentences back the source of what is said around item `at` may be told. */
static int reach_of(const struct search *search, size_t at)
{
    if (ordo_is_word(search, at, "soll") || ordo_is_word(search, at, "sollen"))
        return HEARSAY_SENTENCES;
    return is_reported(search, at) ? VOICE_SENTENCES : 0;
}

bool ordo_german_voice(const struct search *search, size_t at, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, at);
    uint64_t says;

    for (int left = reach_of(search, at); left > 0 && begin > 1; left--) {
        size_t end = begin - 1;
        begin = ordo_sentence_begin(narration, end);
        if (ordo_german_so_in(search, begin, end, finding)) {
            finding->by = ORDO_BY_SENTENCE_BEFORE;
            return true;
        }
        says = ordo_next(search, begin, end, TRAIT_QUOTE) < end
                   ? WORD(SAY) | WORD(NAME) /* "nannte den Plan „zu klein“" */
                   : WORD(SAY);
        for (size_t i = begin; i < end; i++) {
            if (!ordo_at(search, i, says | WORD(ACCORDING) | WORD(PREPOSITION) | WORD(POSSESSIVE)))
                continue;
            *finding = (struct finding){0};
            if ((ordo_at(search, i, says) && !is_in_report(search, begin, i) &&
                 ordo_cue_is_finite(search, i) && ordo_cue_subject(search, i, begin, finding)) ||
                ordo_cue_according(search, i, finding)) {
                finding->by = ORDO_BY_SENTENCE_BEFORE;
                return true;
            }
        }
    }
    *finding = (struct finding){0};
    return false;
}
