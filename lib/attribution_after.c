/* attribution_after.c: the reporting word behind a quotation, or at the end of its sentence: "...",
 * said X; X said. */
#include "attribution.h"
#include "cue.h"
#include "german.h"

#include <ctype.h>
#include <string.h>

/* "... were "a fragment," described the mood as ...": behind a fragment in small letters a verb
 * goes on with the sentence, unless a person is its subject and nothing else follows. */
static bool is_new_predicate(const struct search *search, size_t quote,
                             const struct finding *finding)
{
    const struct item *next = finding->past < search->n ? &search->items[finding->past] : NULL;
    size_t at = search->items[quote].begin + 1;

    while (at < search->items[quote].end && !isalpha((unsigned char)search->text[at]))
        at++;
    if (!ordo_in_english(search) || next == NULL || next->kind != ITEM_WORD ||
        !islower((unsigned char)search->text[at]))
        return false;
    if (ordo_item_is(next, search->text, "as"))
        return !ordo_at_pronoun(search, finding->past + 1);
    return !ordo_at(search, finding->past,
                    WORD(PREPOSITION) | WORD(WEEKDAY) | WORD(RELATIVE) | WORD(ADVERB) |
                        WORD(SUBORDINATOR) | WORD(CONJUNCTION)) &&
           !ordo_at_adverb(search, finding->past);
}

/* "...", X, the polling guru who founded it said: a name, a comma and a verb of saying. */
static bool is_name_apart(const struct search *search, size_t begin, size_t verb,
                          struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t past = ordo_phrase_right(search, begin), name = ordo_names_at(names, begin);

    if (name == SIZE_MAX || !ordo_full_name(names, name)->person ||
        !ordo_at_kind(search, past, ITEM_COMMA) || !ordo_at(search, verb, WORD(SAY)))
        return false;
    finding->first = begin;
    finding->past = past;
    return finding->found = true;
}

bool ordo_attribution_inverts(const struct search *search, size_t verb, size_t limit)
{
    struct finding subject = {0};

    return ordo_phrase_may_invert(search, verb) &&
           (!ordo_at_kind(search, ordo_phrase_right(search, verb + 1), ITEM_WORD) ||
            !ordo_phrase_subject(search, verb, limit, &subject));
}

/* "...," giving states a say: what follows the quotation tells what comes of it. */
static bool is_result(const struct search *search, size_t at)
{
    return ordo_at_ing(search, at) && !ordo_at(search, at, WORD(CUE_NOUN) | WORD(ROLE));
}

/* "...," a charge he denies, a charge the ministry denies: what a pronoun, or somebody behind a
 * noun with "a", does to it. */
static bool is_charge(const struct search *search, size_t begin, size_t subject)
{
    return subject > begin && ordo_at_determiner(search, begin) &&
           (ordo_at(search, subject, WORD_PERSON) ||
            (ordo_in_english(search) && ordo_at_indefinite(search, begin) && subject > begin + 1 &&
             (ordo_at_determiner(search, subject) || ordo_at(search, subject, WORD(UPPER))) &&
             !ordo_at(search, subject - 1, WORD(ROLE) | WORD(TITLE)))) &&
           ordo_has(search, subject - 1, TRAIT_PHRASE_WORD);
}

/* "...", a phrase X said he regretted: what is said of it. */
static bool is_spoken_of(const struct search *search, size_t begin)
{
    static const char words[][WORD_ROOM] = {"phrase",
                                            "term",
                                            "word",
                                            "line",
                                            "remark",
                                            "claim",
                                            "charge",
                                            "accusation",
                                            "description",
                                            "comment",
                                            "label",
                                            "comparison",
                                            "notion",
                                            "allegation",
                                            "assertion",
                                            "suggestion",
                                            "slogan",
                                            "epithet",
                                            "characterization",
                                            ""};

    return ordo_in_english(search) && ordo_at_indefinite(search, begin) &&
           ordo_is_any(search, begin + 1, words) &&
           (ordo_at(search, begin + 2, WORD(UPPER) | WORD_PERSON) ||
            ordo_at_determiner(search, begin + 2));
}

/* "...", X can be heard saying */
static bool is_heard(const struct search *search, size_t begin, size_t verb)
{
    static const char ways[][WORD_ROOM] = {"heard", "seen", "recorded", "filmed", ""};

    return verb > begin && ordo_at(search, verb, WORD(GERUND)) &&
           ordo_at(search, verb, WORD(SAY)) && ordo_is_any(search, verb - 1, ways) &&
           ordo_has(search, verb - 1, TRAIT_PASSIVE);
}

/* "...", X, the minister, said  |  "..." about the budget, said X: behind the quotation, from
 * `begin`. */
static bool subject_after(const struct search *search, size_t begin, struct finding *finding)
{
    struct finding aside = {0}; /* "...", X, who has not decided, said */

    if (is_spoken_of(search, begin) || (ordo_in_english(search) && is_result(search, begin)))
        return false;
    for (size_t i = begin;
         i < begin + ATTRIBUTION_MAX + 8 && !ordo_ends_sentence(&search->reading->narration, i);
         i++) {
        if ((search->items[i].kind == ITEM_QUOTE && !ordo_has(search, i, TRAIT_NAME)) ||
            search->items[i].kind == ITEM_COLON)
            break;
        if (is_heard(search, begin, i)) {
            *finding = (struct finding){.cue = i, .cue_past = i + 1, .by = ORDO_BY_VERB_AFTER};
            return finding->found = ordo_phrase_subject(search, i - 1, begin, finding);
        }
        if (!ordo_cue_is_finite(search, i))
            continue;
        if (ordo_cue_quotes(search, i) &&
            ordo_cue_quoted(search, ordo_phrase_right(search, i + 1) + 1, begin, finding))
            return true; /* "...," the agency quoted X as saying */
        *finding = (struct finding){.cue = i, .cue_past = i + 1, .by = ORDO_BY_VERB_AFTER};
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) &&
            !(ordo_phrase_subject(search, i, begin, finding) && finding->first == begin) &&
            ordo_attribution_inverts(search, i, begin)) {
            finding->first = i + 1;
            finding->past = ordo_phrase_right(search, i + 1);
            return finding->found = true;
        }
        finding->found =
            ordo_phrase_subject(search, i, begin, finding) &&
            ((finding->first <= begin + 2 && !is_charge(search, begin, finding->first)) ||
             (ordo_at_kind(search, finding->first - 1, ITEM_COMMA) &&
              ordo_at(search, i, WORD(SAY))));
        if (finding->found && !aside.found && finding->relative > finding->past) {
            aside = *finding;
            continue;
        }
        if (finding->found || is_name_apart(search, begin, i, finding))
            return true;
        break;
    }
    *finding = aside;
    return finding->found;
}

/* Behind "mardi", "este lunes" at `at`, where they stand between a verb and its subject in French
 * and Spanish. */
static size_t behind_day(const struct search *search, size_t at)
{
    size_t day = at + ordo_at_determiner(search, at);

    return search->reading->narration.language == LEXICON_OTHER &&
                   ordo_at(search, day, WORD(WEEKDAY))
               ? day + 1
               : at;
}

/* "declaró a la prensa": behind a verb no French auxiliary. */
static bool is_spanish_a(const struct search *search, size_t at)
{
    return search->reading->narration.language == LEXICON_OTHER &&
           ordo_at(search, at, WORD(PREPOSITION));
}

/* Behind it another clause begins. */
static bool is_semicolon(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_COMMA) && search->text[search->items[at].begin] == ';';
}

/* "... as Silva once said", not "... as Silva accused him" */
static bool says_as(const struct search *search, size_t first)
{
    size_t verb = ordo_phrase_right(search, first);

    if (verb == first || !ordo_in_english(search))
        return false;
    while (ordo_at_skipped(search, verb))
        verb++;
    return ordo_cue_is_finite(search, verb) && ordo_at(search, verb, WORD(SAY)) &&
           !(ordo_at(search, verb + 1, WORD_ANY_PRONOUN) && !ordo_is_word(search, verb + 1, "it"));
}

/* "...," words that rang hollow, Silva said: behind the next comma. */
static bool is_said_behind(const struct search *search, size_t at)
{
    size_t end = ordo_sentence_end(&search->reading->narration, at);
    size_t comma = ordo_next(search, at, end, TRAIT_COMMA), verb;

    if (comma >= end)
        return false;
    verb = ordo_phrase_right(search, comma + 1);
    return verb > comma + 1 && ordo_cue_is_finite(search, verb) && ordo_at(search, verb, WORD(SAY));
}

/* "...", said X  |  "...", X, the minister, said  |  "...", according to X */
bool ordo_attribution_after(const struct search *search, size_t quote, struct finding *finding)
{
    static const char told[][WORD_ROOM] = {"told", "tells", ""};
    static const char wordings[][WORD_ROOM] = {
        "language", "wording", "words", "terms", "remarks", "phrase", "phrasing", "rhetoric", ""};
    size_t begin = quote + 1, i, past;

    *finding = (struct finding){0};
    while (ordo_in_german(search) && ordo_at(search, begin, WORD(CONJUNCTION)) &&
           ordo_at_kind(search, begin + 1, ITEM_QUOTE))
        begin += 2; /* "Von „...“ und „...“ sprach der Minister" */
    if (is_semicolon(search, begin))
        return false;
    if (ordo_at_kind(search, begin, ITEM_COMMA))
        begin++;
    if (ordo_is_word(search, begin, "as") && says_as(search, begin + 1))
        begin++; /* "...," as Silva said */
    i = begin;
    if (begin > quote + 1 || search->items[quote].ending == ENDING_COMMA)
        if (ordo_in_english(search) &&
            ordo_at(search, begin, WORD(CONJUNCTION) | WORD(SUBORDINATOR)))
            return false; /* "...," but he also warned */
    if (ordo_in_english(search) && ordo_at(search, begin + 1, WORD(RELATIVE)) &&
        ordo_is_any(search, begin, wordings) && !is_said_behind(search, begin))
        return false; /* "...," language that many read as a threat */
    if (ordo_cue_according(search, i, finding) || ordo_german_so(search, i, finding))
        return true;
    while (ordo_at_skipped(search, i) && !ordo_at(search, i, WORD(UPPER))) /* "a déclaré X" */
        i++;
    if (ordo_at(search, i, WORD_VERB) &&
        (ordo_at(search, i, WORD(FINITE)) ||
         (search->reading->narration.language == LEXICON_OTHER && i > begin) ||
         (search->items[quote].ending == ENDING_COMMA && i == begin && /* "...," say voters */
          ordo_at(search, i, WORD(BASE)) && ordo_at(search, i, WORD(SAY)) &&
          !ordo_is_word(search, i, "state") && /* "...," state media said */
          ordo_in_english(search)))) {
        past = i + 1;
        if (ordo_in_german(search))
            past = ordo_german_behind_adverbs(search, past);
        while (past < search->n && !ordo_at_determiner(search, past) &&
               ordo_at_skipped(search, past) && !is_spanish_a(search, past))
            past++;
        past = behind_day(search, past);
        finding->first = past;
        finding->past = ordo_phrase_right(search, past);
        finding->cue = i;
        finding->cue_past = i + 1;
        finding->by = ORDO_BY_VERB_AFTER;
        if (finding->past == past && ordo_at(search, i, WORD_PERSON)) { /* « ... », dit-il */
            finding->first = i;
            finding->past = past;
        }
        if (ordo_in_german(search) && past < search->n &&
            (ordo_is_word(search, past, "es") || ordo_german_cites(search, i)))
            return ordo_german_subject(search, i, i, finding); /* "hieß es in der Rede" */
        if (finding->past > past && !is_new_predicate(search, quote, finding) &&
            !ordo_is_any(search, i, told) && /* told X that */
            !(i > begin && ordo_in_english(search) &&
              ordo_cue_is_passive(search, i))) /* "...", was shared 900 times */
            return finding->found = true;
    }
    if (ordo_in_german(search) && quote > 0 && ordo_at_kind(search, quote - 1, ITEM_WORD))
        return false; /* behind a fragment the verb comes first */
    return subject_after(search, begin, finding);
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
    if (past > begin + 1 && !ordo_at(search, past - 1, WORD(UPPER)) &&
        ordo_at(search, past - 1, WORD(SAY)))
        past--; /* "the two write" */
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
    size_t end = ordo_sentence_end(&search->reading->narration, quote), last = quote;

    *finding = (struct finding){.by = ORDO_BY_VERB_AFTER};
    for (size_t i = quote + 1; i < end; i++) {
        if (search->items[i].kind == ITEM_QUOTE) {
            if (!ordo_in_english(search))
                return false;
            last = i;
            continue;
        }
        if (is_semicolon(search, i) && ordo_in_english(search))
            return false;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) && ordo_german_so(search, i, finding))
            return true;
        if (!ordo_at(search, i, WORD(SAY)) || !ordo_cue_is_finite(search, i))
            continue;
        finding->cue = i;
        finding->cue_past = i + 1;
        if ((ordo_at_kind(search, i - 1, ITEM_COMMA) ||
             (i - 1 == last && last > quote && search->items[last].ending == ENDING_COMMA)) &&
            ordo_attribution_inverts(search, i, quote + 1)) {
            if (ordo_in_german(search) &&
                ordo_is_word(search, i + 1, "es")) /* "..., heißt es in einem Brief" */
                return ordo_german_place_of_es(search, i + 1, finding);
            finding->first = i + 1;
            if (ordo_in_german(search))
                finding->first = ordo_german_behind_adverbs(search, i + 1);
            finding->past = ordo_phrase_right(search, finding->first);
            return finding->found = finding->past > finding->first;
        }
        if (ordo_german_trailing(search, i, finding) != SIZE_MAX)
            return true;
        if (ordo_in_german(search) && ordo_at_kind(search, i + 1, ITEM_COMMA))
            continue; /* "werde man verteidigen, so der Minister" */
        finding->found = (i + (last == quote ? 2 : 1) >= end ||
                          ordo_at(search, i + 1, WORD(PREPOSITION) | WORD(WEEKDAY))) &&
                         ordo_phrase_subject(search, i, last + 1, finding) &&
                         (ordo_at_kind(search, finding->first - 1, ITEM_COMMA) ||
                          (ordo_at_kind(search, finding->first - 1, ITEM_QUOTE) &&
                           search->items[finding->first - 1].ending == ENDING_COMMA));
        return finding->found;
    }
    return false;
}

/* Calling it "...", X left  |  Chanting "..." and "...", X left: the subject behind a participle
 * that begins the sentence. */
bool ordo_attribution_participle(const struct search *search, size_t quote, struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t begin = ordo_sentence_begin(narration, quote);
    size_t end = ordo_sentence_end(narration, quote), first = quote;

    if (!ordo_at(search, begin, WORD(GERUND)) || !ordo_at(search, begin, WORD_VERB) ||
        ordo_next(search, begin, quote, TRAIT_COMMA) < quote)
        return false;
    while (
        first < end && !ordo_at_kind(search, first, ITEM_COMMA) &&
        !(ordo_at_kind(search, first, ITEM_QUOTE) && search->items[first].ending == ENDING_COMMA))
        first++;
    first++;
    if (first >= end)
        return false;
    *finding = (struct finding){.cue = begin,
                                .cue_past = begin + 1,
                                .first = first,
                                .past = ordo_phrase_right(search, first),
                                .by = ORDO_BY_PARTICIPLE};
    return finding->found =
               finding->past > first && !ordo_at(search, first, WORD_STOPPERS) &&
               (ordo_phrase_is_person(search, first, finding->past) ||
                ordo_at_predicate(search, ordo_phrase_behind(search, finding->past, end)));
}
