/* german_antecedent.c: whom "er" and "sie" mean who has no name in the article.
 *
 * "Der Papst kam. „...“, sagte er." The subject of the sentence, or of the one before, is whom a
 * pronoun means most often, and what is before its sentence's other phrases and is no object is the
 * subject. Its noun tells that it is a person, and its gender. */
#include "german_antecedent.h"
#include "german_phrase.h"
#include "role.h"

#define SENTENCES_MAX 3  /* that a pronoun goes back */
#define SUBJECT_REACH 40 /* items of a sentence that are looked at for its subject */

bool ordo_german_is_native(const struct search *search, size_t at)
{
    const struct item *noun = &search->items[at];

    return ordo_tells_place(noun) && (ordo_item_ends_with(noun, search->text, "er") ||
                                      (ordo_item_ends_with(noun, search->text, "e") &&
                                       !ordo_is_word(search, at, "ukraine"))); /* "der Schwede" */
}

/* "Die 35-Jährige", "eine Anwohnerin", "der Betreiber": the gender of persons in no list of those
 * that one has. An article that is no genitive's tells that of a calling. */
static enum gender unlisted_gender(const struct search *search, size_t article, size_t noun)
{
    static const char he[][WORD_ROOM] = {"der", "ein", "sein", "ihr", ""};
    static const char she[][WORD_ROOM] = {"die", "eine", "seine", "ihre", ""};
    char digit = search->text[search->items[noun].begin];

    if (ordo_is_any(search, article, she) &&
        ((digit >= '0' && digit <= '9') ||
         ordo_item_ends_with(&search->items[noun], search->text, "erin")))
        return GENDER_SHE;
    return ordo_is_any(search, article, he) && ((digit >= '0' && digit <= '9') ||
                                                ordo_at(search, noun, WORD(TITLE) | WORD(ROLE)) ||
                                                ordo_german_is_native(search, noun))
               ? GENDER_HE
               : GENDER_UNKNOWN;
}

enum gender ordo_german_gender(const struct search *search, size_t first, size_t past)
{
    size_t noun = past;
    enum gender gender;

    for (size_t i = first + 1; i < past && !ordo_at_chain(search, i); i++)
        if (ordo_at(search, i, WORD(UPPER)))
            noun = i;
        else if (noun < past)
            break; /* "ein Diplomat eines Staates" */
    if (noun == past || ordo_at(search, noun, WORD(ROLE_THING)) ||
        ordo_item_ends_with(&search->items[noun], search->text, "innen"))
        return GENDER_UNKNOWN; /* "drei Kolleginnen" */
    gender = ordo_described_gender(search->items[noun].classes);
    if (gender == GENDER_HE && ordo_is_word(search, first, "die"))
        return GENDER_UNKNOWN; /* "die Retter" are several */
    return gender == GENDER_UNKNOWN ? unlisted_gender(search, first, noun) : gender;
}

/* "Nils Weber, ein Pfleger aus Halle,", "Weber, 51, ein Pfleger,": behind the name of whom it
 * tells. */
static bool is_in_apposition(const struct search *search, size_t begin, size_t at)
{
    if (at > begin + 3 && ordo_at_number(search, at - 2) &&
        ordo_at_kind(search, at - 3, ITEM_COMMA))
        at -= 2;
    return at > begin + 1 && ordo_at_kind(search, at - 1, ITEM_COMMA) &&
           ordo_has(search, at - 2, TRAIT_NAME);
}

/* The first phrase of [begin, end) that may be a subject. */
static bool subject_of(const struct search *search, size_t begin, size_t end,
                       struct finding *finding)
{
    end = end < begin + SUBJECT_REACH ? end : begin + SUBJECT_REACH;
    for (size_t at = begin; (at = ordo_next(search, at, end, TRAIT_DETERMINER)) < end; at++) {
        size_t past = ordo_phrase_right(search, at);
        if (past < at + 2 || ordo_german_is_oblique(search, at) ||
            (at > begin && ordo_at(search, at - 1, WORD(PREPOSITION))) ||
            (at > begin + 1 && ordo_at(search, at - 1, WORD(UPPER))) ||
            is_in_apposition(search, begin, at))
            continue;
        *finding = (struct finding){.first = at, .past = past, .by = ORDO_BY_SUBJECT};
        return finding->found = true;
    }
    return false;
}

bool ordo_german_antecedent(const struct search *search, size_t at, enum gender gender,
                            struct finding *finding)
{
    const struct narration *narration = &search->reading->narration;
    size_t end = at, begin = ordo_sentence_begin(narration, at);

    for (int n = 0; n < SENTENCES_MAX; n++) {
        if (subject_of(search, begin, end, finding) &&
            ordo_german_gender(search, finding->first, finding->past) == gender)
            return true;
        end = ordo_sentence_back(narration, &begin);
    }
    return false;
}
