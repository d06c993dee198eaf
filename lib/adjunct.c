/* adjunct.c: in English, what stands between a verb and what it reports, and where that begins. */
#include "adjunct.h"

#define ADJUNCTS_MAX 3 /* phrases between a verb and its "that" */

size_t ordo_behind_count(const struct search *search, size_t at)
{
    static const char pairs[][2][WORD_ROOM] = {
        {"at", "least"},   {"at", "most"}, {"more", "than"}, {"less", "than"},
        {"fewer", "than"}, {"up", "to"},   {"well", "over"}, {"not", "a"},
    };
    static const char single[][WORD_ROOM] = {"about", "around", "over",          "under",
                                             "only",  "nearly", "between",       "roughly",
                                             "some",  "almost", "approximately", ""};
    static const char numbers[][WORD_ROOM] = {"one",       "two",    "three", "four",   "five",
                                              "six",       "seven",  "eight", "nine",   "ten",
                                              "eleven",    "twelve", "half",  "dozens", "hundreds",
                                              "thousands", "all",    "a",     ""};
    size_t past = at;

    if (!ordo_at(search, at,
                 WORD(PREPOSITION) | WORD(DETERMINER) | WORD(ADVERB) | WORD(NEGATION) |
                     WORD(IN_LY) | WORD(SUBORDINATOR)))
        return at; /* mostly */
    for (size_t i = 0; past == at && i < sizeof pairs / sizeof *pairs; i++)
        if (ordo_is_word(search, at, pairs[i][0]) && ordo_is_word(search, at + 1, pairs[i][1]))
            past = at + 2;
    if (ordo_is_word(search, at, "as") && ordo_is_word(search, at + 2, "as") &&
        (ordo_is_word(search, at + 1, "many") || ordo_is_word(search, at + 1, "few")))
        past = at + 3; /* "as many as 200" */
    if (past > at && ordo_is_word(search, at, "not"))
        return ordo_is_word(search, past, "single") ? past + 1 : at;
    if (past == at && ordo_is_any(search, at, single))
        past = at + 1;
    if (past == at)
        return ordo_is_word(search, at, "no") && ordo_phrase_right(search, at) > at + 1 ? at + 1
                                                                                        : at;
    return ordo_at_number(search, past) || ordo_is_any(search, past, numbers) ? past + 1 : at;
}

size_t ordo_first_phrase_end(const struct search *search, size_t at, size_t past)
{
    static const char articles[][WORD_ROOM] = {"the", "a", "an", "this", "these", "those", ""};
    static const char counts[][WORD_ROOM] = {"two", "three", "four",    "five", "six",
                                             "no",  "some",  "several", "many", ""};

    for (size_t i = at + 1; i < past; i++) {
        bool count = ordo_is_any(search, i, counts) && i + 1 < past && i > at + 1 &&
                     ordo_at_determiner(search, at); /* "in a statement two men" */
        if ((ordo_at(search, i, WORD(POSSESSIVE)) || ordo_is_any(search, i, articles) || count) &&
            !ordo_at_chain(search, i - 1))
            return i;
        if (i > at + 1 && ordo_at(search, i - 1, WORD(CUE_NOUN)) &&
            ordo_at(search, past, WORD(AUXILIARY)) && !ordo_at_chain(search, i))
            return i; /* "in a statement | Peru would" */
        if (ordo_behind_count(search, i) > i + 2)
            return i; /* "told the union at least 400 ..." */
    }
    return past;
}

size_t ordo_behind_adjuncts(const struct search *search, size_t at, size_t end)
{
    static const char spans[][WORD_ROOM] = {"last", "next", "this", "earlier", ""};
    static const char means[][WORD_ROOM] = {"telephone", "phone", "email", "text", "video", ""};
    static const char parts[][WORD_ROOM] = {"morning", "afternoon", "evening", "night", ""};
    static const char issued[][WORD_ROOM] = {"carried", "posted",    "published", "released",
                                             "issued",  "broadcast", ""};
    static const char others[][WORD_ROOM] = {"for", "of",   "from",  "with",
                                             "by",  "into", "about", ""};

    for (int n = 0; n < ADJUNCTS_MAX && at < end; n++) {
        size_t past;
        if ((ordo_is_word(search, at, "late") || ordo_is_word(search, at, "early")) &&
            ordo_at(search, at + 1, WORD(WEEKDAY) | WORD(PREPOSITION))) {
            at++; /* "announced late on Saturday" */
            continue;
        }
        if (n > 0 && ordo_is_any(search, at, issued) &&
            ordo_at(search, at + 1, WORD(PREPOSITION)) &&
            ordo_phrase_right(search, at + 2) > at + 2) { /* "a statement carried by the agency" */
            at = ordo_first_phrase_end(search, at + 2, ordo_phrase_right(search, at + 2));
            continue;
        }
        if (!ordo_at(search, at,
                     WORD(PREPOSITION) | WORD(WEEKDAY) | WORD(ADVERB) | WORD(DETERMINER) |
                         WORD(IN_LY)))
            break; /* nearly always */
        if (ordo_behind_count(search, at) > at ||
            (ordo_is_word(search, at, "to") && ordo_is_infinitive(search, at)))
            break;
        if (ordo_at(search, at, WORD(ADVERB) | WORD(DETERMINER)) &&
            ordo_is_any(search, at, spans) &&
            !ordo_at(search, at + 1, WORD(AUXILIARY))) { /* "last fall" */
            at += 2;
            continue;
        }
        if (ordo_at(search, at, WORD(WEEKDAY) | WORD(ADVERB)) || ordo_at_adverb(search, at)) {
            at++;
            at += ordo_is_any(search, at, parts); /* "Monday evening" */
            continue;
        }
        if (!ordo_at(search, at, WORD(PREPOSITION)))
            break;
        if (ordo_is_word(search, at, "by") && ordo_is_any(search, at + 1, means)) {
            at += 2; /* "told the agency by telephone" */
            continue;
        }
        if (ordo_is_any(search, at, others)) {
            if (!ordo_is_word(search, at, "for") || !ordo_at(search, at + 1, WORD(ADVERB)))
                break;
            at += 2; /* "for weeks" */
            continue;
        }
        past = ordo_at(search, at + 1, WORD(WEEKDAY) | WORD(MONTH))
                   ? at + 2 + (ordo_at_number(search, at + 2) || ordo_is_any(search, at + 2, parts))
                   : ordo_first_phrase_end(search, at + 1, ordo_phrase_right(search, at + 1));
        if (ordo_at_determiner(search, at + 1) && ordo_at(search, at + 2, WORD(MONTH)))
            past = ordo_phrase_right(search, at + 3); /* "during a January debate" */
        if (past == at + 1)
            break;
        at = past;
    }
    return at;
}
