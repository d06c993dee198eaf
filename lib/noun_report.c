/* noun_report.c: what nouns and adjectives report in English: "his claim that the treaty holds",
 * "the minister's promise to keep it", "is confident that it holds", "is critical of the treaty".
 */
#include "noun_report.h"

#define LIGHT_REACH 5 /* items between a light verb and its noun */
#define OWNER_REACH 4 /* items between a noun and whose it is */

/* "claim that the treaty ...", not "claim that failed", where "that" stands for the noun. */
static bool begins_that_clause(const struct search *search, size_t that, size_t end)
{
    return ordo_is_that(search, that) && that + 2 < end &&
           !ordo_at(search, that + 1, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE));
}

/* "his", "the minister's" before the noun at `at`: whose it is. */
static bool find_owner(const struct search *search, size_t at, size_t begin,
                       struct finding *finding)
{
    size_t owner = at;

    while (owner > begin && owner + OWNER_REACH > at && !ordo_is_owner(search, owner - 1) &&
           (ordo_has(search, owner - 1, TRAIT_PHRASE_WORD) || ordo_at_skipped(search, owner - 1)))
        owner--;
    if (owner == begin || !ordo_is_owner(search, owner - 1))
        return false;
    finding->first = ordo_phrase_left(search, owner, begin);
    finding->past = owner;
    return finding->found = finding->first < owner;
}

/* "raised (new) questions about": a verb that leaves the meaning to the noun at `at`. */
static bool has_light_verb(const struct search *search, size_t at, size_t begin)
{
    for (size_t i = at; i-- > begin && i + LIGHT_REACH > at;)
        if (ordo_at(search, i, WORD(LIGHT)) && !ordo_cue_is_passive(search, i))
            return true;
        else if (!ordo_at_kind(search, i, ITEM_WORD) || ordo_at(search, i, WORD(PREPOSITION)))
            return false;
    return false;
}

/* "He has toned down his criticism of": a possessive is the subject's, who is better named. */
static bool find_holder(const struct search *search, size_t at, size_t begin,
                        struct finding *finding)
{
    struct finding subject = {0};

    if (!find_owner(search, at, begin, finding))
        return false;
    if (ordo_at(search, finding->past - 1, WORD(POSSESSIVE)) &&
        ordo_clause_has_predicate(search, begin, finding->first) &&
        ordo_cue_first_phrase(search, begin, finding->first, &subject))
        *finding = subject;
    return true;
}

/* "Her attacks on the treaty | were", "her attacks on the treaty | and her call": where a thing
 * from `first` on ends that is part of a longer noun phrase, at most `end`. owned: its noun is
 * somebody's. */
static size_t end_in_phrase(const struct search *search, size_t first, size_t end, bool owned)
{
    for (size_t i = ordo_phrase_right(search, first);
         i < end && !ordo_at(search, i, WORD(RELATIVE) | WORD(SUBORDINATOR)); i++)
        if (ordo_at(search, i, WORD(AUXILIARY) | WORD(COMMON_VERB)) ||
            (owned && ordo_at(search, i, WORD(CONJUNCTION)) &&
             ordo_at(search, i + 1, WORD(POSSESSIVE))))
            return i;
    return end;
}

/* Whether the particle at `at` leads to what is spoken of whatever the verb. */
static bool is_of(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"about", "of", "on", "over", "for", "against", ""};
    static const char nouns[][WORD_ROOM] = {"opposition", "objection", "objections", ""};

    return ordo_is_any(search, at, words) ||
           (ordo_is_word(search, at, "to") && ordo_is_any(search, at - 1, nouns));
}

/* "Criticism of the treaty", "opposition to it", "in favor of it": somebody's, whoever it is. */
static bool is_attitude(const struct search *search, size_t at)
{
    static const char any[][WORD_ROOM] = {"criticism", "opposition", "comment", "comments", ""};
    static const char in[][WORD_ROOM] = {"support", "favor",   "favour", "praise",
                                         "defense", "defence", ""};

    if (ordo_is_any(search, at, any))
        return is_of(search, at + 1);
    if (!ordo_is_any(search, at, in))
        return false;
    return ordo_is_word(search, at + 1, "of")
               ? at > 0 && ordo_is_word(search, at - 1, "in")
               : ordo_is_word(search, at, "support") && ordo_is_word(search, at + 1, "for");
}

/* "Silva, who had raised questions": the subject of the last verb before the noun at `at`. */
static bool find_subject(const struct search *search, size_t at, size_t begin,
                         struct finding *finding)
{
    size_t verb = ordo_last(search, begin, at, TRAIT_CLAUSE_VERB);

    while (verb != SIZE_MAX && verb > begin && ordo_at_determiner(search, verb - 1))
        verb = ordo_last(search, begin, verb, TRAIT_CLAUSE_VERB); /* "a pointed critique of" */
    while (verb != SIZE_MAX && verb > begin && ordo_at(search, verb - 1, WORD(AUXILIARY)))
        verb--;
    return (verb != SIZE_MAX && verb > begin &&
            ordo_phrase_subject(search, verb, begin, finding)) ||
           ordo_cue_first_phrase(search, begin, at, finding);
}

/* "raised questions about the treaty", "his criticism of the treaty", "questions about the treaty",
 * whoever asks. */
static bool report_about(const struct search *search, size_t at, size_t begin, size_t end,
                         struct report *report)
{
    static const char others[][WORD_ROOM] = {"at", "with", ""}; /* "took aim at" */
    struct finding *finding = &report->finding;
    struct clause *clause = &report->clauses[0];
    size_t first = at + 2;
    bool of = is_of(search, at + 1);
    bool unsaid = ordo_is_word(search, at + 1, "about") || is_attitude(search, at);

    if (!ordo_at(search, at, WORD(ABOUT_NOUN)) || !(of || ordo_is_any(search, at + 1, others)) ||
        (ordo_phrase_right(search, first) == first && !ordo_is_question(search, first)))
        return false;
    *clause = (struct clause){first, ordo_thing_end(search, first, first, end)};
    clause->past =
        end_in_phrase(search, first, clause->past, find_owner(search, at, begin, finding));
    if (clause->past == first || ordo_goes_on_in_quotation(search, *clause))
        return false;
    if (of && find_holder(search, at, begin, finding))
        return true;
    if (!unsaid && !has_light_verb(search, at, begin))
        return false;
    if (find_subject(search, at, begin, finding))
        finding->found = !ordo_is_word(search, finding->first, "there");
    return unsaid || finding->found;
}

/* "a claim by the union that the treaty holds", "the claim is that it holds". */
static bool report_that(const struct search *search, size_t at, size_t begin, size_t end,
                        struct report *report)
{
    static const char sources[][WORD_ROOM] = {"by", "from", "among", ""};
    struct finding *finding = &report->finding;
    size_t that = at + 1;
    bool told = ordo_at(search, that, WORD(PASSIVE));

    if (!ordo_at(search, at, WORD(THAT_NOUN)) && !(told && ordo_is_word(search, at, "question")))
        return false;
    if (ordo_is_any(search, that, sources)) {
        finding->first = that + 1;
        finding->past = that = ordo_phrase_right(search, that + 1);
        finding->found = finding->past > finding->first;
    } else if (told) {
        that++;
    }
    if (!(begins_that_clause(search, that, end) || (told && ordo_is_question(search, that))) ||
        !(told || ordo_clause_has_predicate(search, begin, at))) /* else its end cannot be told */
        return false;
    report->clauses[0] = (struct clause){that, ordo_clause_end(search, that, end)};
    return ordo_clause_has_predicate(search, that + 1, report->clauses[0].past) &&
           (finding->found || find_owner(search, at, begin, finding) || told ||
            ordo_cue_first_phrase(search, begin, at, finding));
}

static bool report_of_noun(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;
    size_t to = at + 1 + ordo_at(search, at + 1, WORD(NEGATION)); /* "not to keep" */
    struct clause *clause = &report->clauses[0];

    if (report_about(search, at, begin, end, report))
        return true;
    *clause = (struct clause){at + 1, ordo_clause_end(search, at + 1, end)};
    if (ordo_at(search, at, WORD(TO_NOUN)) && ordo_is_word(search, to, "to")) {
        clause->past = ordo_object_end(search, at + 1, end);
        if (!ordo_clause_has_predicate(search, begin, at)) /* "His plan to leave | was old" */
            clause->past = end_in_phrase(search, to + 1, clause->past, true);
        return ordo_is_infinitive(search, to) && clause->past > to + 1 &&
               !ordo_goes_on_in_quotation(search, *clause) &&
               (find_owner(search, at, begin, finding) ||
                ordo_cue_first_phrase(search, begin, at, finding));
    }
    return report_that(search, at, begin, end, report);
}

/* The verb that links the adjective at `at` with its subject: "remained (very) hopeful"; of "is
 * hopeful" the adjective itself, whose subject stands before what is skipped. None: `begin`. */
static size_t linking_verb(const struct search *search, size_t at, size_t begin)
{
    static const char words[][WORD_ROOM] = {"remain", "remains", "remained", "become", "becomes",
                                            "became", "grows",   "growing",  "grew",   "feel",
                                            "feels",  "feeling", "felt",     ""};
    static const char make[][WORD_ROOM] = {"make", "makes", "made", "making", ""};
    size_t verb = at;

    while (verb > begin && ordo_at_skipped(search, verb - 1))
        verb--;
    if (ordo_is_word(search, at, "clear")) { /* "made it very clear" */
        verb -= verb > begin && ordo_is_word(search, verb - 1, "it");
        return verb > begin && ordo_is_any(search, verb - 1, make) ? verb - 1 : begin;
    }
    if (verb > begin && ordo_is_any(search, verb - 1, words))
        return verb - 1;
    return at > begin && ordo_at_skipped(search, at - 1) ? at : begin;
}

static bool report_of_adjective(const struct search *search, size_t at, size_t begin, size_t end,
                                struct report *report)
{
    static const char particles[][WORD_ROOM] = {"about", "of",     "to", "with",    "by", "over",
                                                "in",    "toward", "at", "against", ""};
    static const char sure[][WORD_ROOM] = {"confident", "sure",       "certain", "hopeful",
                                           "convinced", "worried",    "afraid",  "aware",
                                           "adamant",   "optimistic", "clear",   ""};
    struct clause *clause = &report->clauses[0];
    size_t verb = linking_verb(search, at, begin), past;

    if (verb == begin || !ordo_phrase_subject(search, verb, begin, &report->finding))
        return false;
    *clause = (struct clause){at + 1, ordo_clause_end(search, at + 1, end)};
    if (ordo_is_that(search, at + 1) || ordo_is_question(search, at + 1))
        return ordo_clause_has_predicate(search, at + 2, clause->past);
    if (ordo_is_any(search, at, sure) && (past = ordo_phrase_right(search, at + 1)) > at + 1 &&
        past < clause->past && ordo_at_predicate(search, past))
        return true; /* "is confident the treaty holds" */
    if (ordo_is_word(search, at, "clear"))
        return false;
    clause->past = ordo_object_end(search, at + 1, end);
    if (ordo_goes_on_in_quotation(search, *clause) || clause->past < at + 3)
        return false;
    if (ordo_is_word(search, at + 1, "to") && ordo_is_infinitive(search, at + 1))
        return ordo_at(search, at, WORD(TO_ADJECTIVE));
    clause->first = at + 2;
    if (ordo_is_word(search, at, "committed") && ordo_is_word(search, at + 1, "by"))
        return false; /* a crime */
    return ordo_at(search, at, WORD(CUE_ADJECTIVE)) && ordo_is_any(search, at + 1, particles) &&
           ordo_phrase_right(search, at + 2) > at + 2;
}

bool ordo_noun_report(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    bool found;

    *report = (struct report){.n = 1};
    if (at + 3 >= end)
        return false;
    found = ordo_at(search, at, WORD_REPORTING_ADJECTIVE)
                ? report_of_adjective(search, at, begin, end, report)
                : report_of_noun(search, at, begin, end, report);
    report->finding.by = ORDO_BY_NOUN;
    report->finding.cue = at;
    report->finding.cue_past = at + 1;
    return found;
}
