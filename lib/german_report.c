/* german_report.c: reported speech without marks in German.
 *
 * A comma stands between a reporting verb and its clause, and the clause shows that it is reported:
 * by "dass" or "ob", by the subjunctive, by an infinitive with "zu". A clause that comes first has
 * no mark but its place: "..., sagte X"; and a colon can stand for the comma. Verbs that report by
 * themselves, with what they name, take their whole sentence: "X forderte Gespräche". */
#include "german_report.h"
#include "german.h"
#include "german_around.h"
#include "german_clause.h"
#include "german_mood.h"

#define GAP_MAX 30 /* items between a verb and the comma before its clause */

/* "lobte das Amt und sagte, ...": whether a nearer verb has what follows. */
static bool says_between(const struct search *search, size_t first, size_t past)
{
    while ((first = ordo_next(search, first, past, TRAIT_FINITE)) < past &&
           (!ordo_at(search, first, WORD(SAY)) || ordo_at(search, first, WORD(KONJUNKTIV)) ||
            ordo_at(search, first + 1, WORD(PASSIVE))))
        first++;
    return first < past;
}

/* "sagte der Minister am Montag, der Vertrag gelte": behind the next comma; over appositions:
 * "sagte Weber, die Leiterin, der Vertrag gelte". */
static bool clause_after(const struct search *search, size_t verb, size_t end,
                         struct clause *clause)
{
    size_t comma;
    bool direct = true; /* no other clause stands between */

    end = ordo_next(search, verb, end, TRAIT_COLON);
    comma = ordo_german_part_end(search, verb + 1, end);
    if (says_between(search, verb + 1, comma))
        return false;

    for (size_t past; comma < end && comma < verb + GAP_MAX; comma = past) {
        if (ordo_german_clause_behind(search, comma, end, clause) &&
            (direct || ordo_is_that(search, clause->first) ||
             ordo_german_is_subjunctive(search, clause->first, clause->past)))
            return true;
        past = ordo_german_part_end(search, comma + 1, end);
        if (says_between(search, comma + 1, past))
            return false;
        if (ordo_german_is_subordinate(search, comma + 1, past))
            direct = false;
        else if (!ordo_german_is_nominal(search, comma + 1, past))
            return false;
    }
    return false;
}

/* "Das Gericht hat entschieden: Der Vertrag gilt.", "Kritisch äußerte sich Weber: Der Vertrag
 * gilt.": a person's words behind a colon. */
static bool clause_behind_colon(const struct search *search, size_t verb, size_t begin, size_t end,
                                struct report *report)
{
    struct finding *finding = &report->finding;
    size_t colon = ordo_next(search, verb, end, TRAIT_COLON), first = colon + 1;

    if (first + 1 >= end || !ordo_at_kind(search, first, ITEM_WORD) ||
        !ordo_at(search, verb, WORD(SAY)) || ordo_german_is_nominal(search, first, end) ||
        !ordo_cue_subject(search, verb, begin, finding) ||
        ordo_next(search, verb, colon, TRAIT_COMMA) < colon)
        return false;
    report->clauses[0] = (struct clause){first, end};
    for (size_t at = first; (at = ordo_next(search, at, end, TRAIT_COMMA)) < end; at++)
        if (ordo_has(search, at + 1, TRAIT_FINITE) && ordo_at(search, at + 1, WORD(SAY)) &&
            !ordo_at(search, at + 1, WORD(KONJUNKTIV)))
            return false; /* "Der Verband widersprach: Der Vertrag gelte, sagte Weber." */
    return ordo_phrase_is_person(search, finding->first, finding->past);
}

/* "In der Rede, die er hielt, heißt es: „...“": what is said follows. */
static bool leads_to_quotation(const struct search *search, size_t at)
{
    while (ordo_at_kind(search, at, ITEM_WORD))
        at++;
    return ordo_at_kind(search, at, ITEM_COLON) && ordo_at_kind(search, at + 1, ITEM_QUOTE);
}

/* "Die Frau, die das sah, sagte": the verb's subject is what the sentence begins with. */
static bool is_behind_relative(const struct search *search, size_t begin, size_t verb)
{
    size_t comma, at;
    bool infinitive = verb > begin + 3 && ordo_is_word(search, verb - 3, "zu");

    begin = ordo_german_behind_also(search, begin);
    comma = ordo_phrase_right(search, begin);
    at = comma + 1;
    if (comma == begin || !ordo_at_kind(search, comma, ITEM_COMMA))
        return false;
    at += ordo_at(search, at, WORD(PREPOSITION));
    for (size_t i = at; i + 1 < verb && !infinitive; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA))
            return false;
    return ordo_at(search, at, WORD(RELATIVE) | WORD(POSSESSIVE));
}

/* "Den Vorwurf der Partei, der Vertrag sei wertlos, wies Weber zurück": the noun that the sentence
 * begins with has the clause. */
static bool is_of_noun(const struct search *search, size_t begin, size_t verb)
{
    size_t noun = begin + 1, comma = ordo_phrase_right(search, begin);
    struct clause clause;

    if (comma < begin + 2 || !ordo_at_determiner(search, begin))
        return false;
    while (noun < comma && !ordo_at(search, noun, WORD(UPPER)))
        noun++;
    return ordo_at(search, noun, WORD(CUE_NOUN)) &&
           ordo_german_clause_behind(search, comma, verb, &clause);
}

/* "hieß es, ...": a report all the same. */
static bool names_nobody(size_t verb, struct finding *finding)
{
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_ACCORDING};
    return true;
}

/* "Der Vertrag gelte noch, hatte der Minister am Montag gesagt." */
static bool clause_before_auxiliary(const struct search *search, size_t participle, size_t begin,
                                    struct report *report)
{
    struct finding *finding = &report->finding;
    size_t auxiliary;

    if (!ordo_at(search, participle, WORD(SAY)))
        return false;
    *finding = (struct finding){.cue = participle, .cue_past = participle + 1};
    finding->by = ORDO_BY_VERB_AFTER;
    auxiliary = ordo_german_trailing(search, participle, finding);
    if (auxiliary == SIZE_MAX || auxiliary < begin + 3)
        return false;
    report->clauses[0] = (struct clause){begin, auxiliary - 1};
    return ordo_german_is_reported(search, begin, auxiliary - 1);
}

/* "Der Vertrag gelte noch, sagte der Minister am Montag." | "Der Vertrag gilt, das sagte ..." */
static bool clause_before(const struct search *search, size_t verb, size_t begin,
                          struct report *report)
{
    struct finding *finding = &report->finding;
    size_t comma = verb - 1, first = verb + 1;

    if (verb > begin && ordo_german_is_das(search, comma))
        comma--;
    if (comma < begin + 2 || comma > verb || !ordo_at_kind(search, comma, ITEM_COMMA) ||
        (ordo_at_kind(search, comma - 1, ITEM_QUOTE) &&
         !ordo_at_kind(search, comma - 2, ITEM_WORD)) ||
        !ordo_at(search, verb, WORD(SAY)) || ordo_at(search, verb, WORD(KONJUNKTIV)) ||
        (ordo_at(search, begin, WORD(SUBORDINATOR)) && !ordo_is_that(search, begin)))
        return false;
    if (comma == verb - 1 &&
        (is_behind_relative(search, begin, verb) || is_of_noun(search, begin, verb)))
        return false;
    first = ordo_german_behind_adverbs(search, first);
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1};
    finding->first = first;
    finding->past = ordo_phrase_right(search, first);
    finding->by = ORDO_BY_VERB_AFTER;
    finding->found = finding->past > first;
    report->clauses[0] = ordo_german_between_colons(search, comma, (struct clause){begin, comma});
    begin = report->clauses[0].first;
    if (!finding->found ||
        (leads_to_quotation(search, finding->past) &&
         !ordo_german_is_reported(search, begin, comma)) ||
        !(ordo_clause_has_predicate(search, begin, comma) ||
          ordo_german_has_unknown_verb(search, begin, comma)))
        return false;
    if (ordo_is_word(search, first, "es")) {
        names_nobody(verb, finding);
        finding->found = ordo_german_place_of_es(search, first, finding);
    }
    return true;
}

/* "Der Vertrag, sagte Weber am Montag, gelte noch", "Der Vertrag gelte, räumte Weber ein, er sei
 * aber alt": what is said stands on both sides. */
static bool inserted(const struct search *search, size_t verb, size_t begin, size_t end,
                     struct report *report)
{
    struct finding finding;
    size_t first, comma, next;

    if (verb < begin + 2 || !ordo_at_kind(search, verb - 1, ITEM_COMMA) ||
        !ordo_at(search, verb, WORD(SAY)) || ordo_at(search, verb, WORD(KONJUNKTIV)) ||
        !ordo_cue_is_finite(search, verb) || is_behind_relative(search, begin, verb))
        return false;
    first = ordo_german_behind_adverbs(search, verb + 1);
    finding = (struct finding){.cue = verb, .cue_past = verb + 1, .first = first};
    finding.past = ordo_phrase_right(search, first);
    finding.by = ORDO_BY_VERB_AFTER;
    finding.found = finding.past > first;
    comma = ordo_german_part_end(search, finding.past, end);
    next = comma + 1;
    if (!finding.found || next + 1 >= end || ordo_at(search, next, WORD(CONJUNCTION)) ||
        ordo_next(search, begin, end, TRAIT_QUOTE) < end ||
        (ordo_german_is_nominal(search, next, end) && /* not "Man müsse, sagte Weber, handeln" */
         (ordo_at(search, end - 1, WORD(UPPER)) ||
          ordo_next(search, begin, verb, TRAIT_OF(KONJUNKTIV)) == verb)) ||
        ordo_german_is_subordinate(search, next, ordo_german_part_end(search, next, end)) ||
        !(ordo_next(search, begin, end, TRAIT_OF(KONJUNKTIV)) < end ||
          ordo_has(search, next, TRAIT_PREDICATE)))
        return false;
    *report =
        (struct report){.n = 2, .clauses = {{begin, verb - 1}, {next, end}}, .finding = finding};
    return true;
}

/* "seine Forderung, dass ...", "die Aussage des Ministers, der Vertrag gelte": of the noun at `at`.
 */
static bool report_of_noun(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;
    size_t past = at + 1, comma;

    if (!ordo_at(search, at, WORD(UPPER)))
        return false;
    if (ordo_at_determiner(search, past) || ordo_is_word(search, past, "von"))
        past = ordo_phrase_right(search, past + ordo_is_word(search, past, "von"));
    comma = past;
    while (ordo_at_kind(search, comma, ITEM_WORD) && comma < at + GAP_MAX) {
        if (ordo_at(search, comma, WORD(SAY)) &&
            (ordo_cue_is_finite(search, comma) || ordo_german_is_passive(search, comma, at)))
            return false; /* "in einem Brief mitgeteilt, dass": it reports itself */
        comma++;
    }
    if (!ordo_german_clause_behind(search, comma, end, &report->clauses[0]))
        return false;
    *finding = (struct finding){.cue = at, .cue_past = at + 1, .by = ORDO_BY_NOUN};
    if (comma > past && ordo_german_is_document(search, at)) {
        finding->first = ordo_phrase_left(search, at + 1, begin);
        finding->past = past; /* "Eine Studie des Amtes kommt zum Schluss, dass" */
        finding->found = true;
    } else if (past > at + 1) {
        finding->first = at + 1 + ordo_is_word(search, at + 1, "von");
        finding->past = past;
        finding->found = true;
    } else if (at > begin && ordo_at(search, at - 1, WORD(POSSESSIVE))) {
        finding->first = at - 1;
        finding->past = at;
        finding->found = true;
    } else if (ordo_is_word(search, begin, "aus") || ordo_is_word(search, begin, "von")) {
        finding->first = begin + 1; /* "Aus der Partei kam der Vorwurf, ..." */
        finding->past = ordo_phrase_right(search, begin + 1);
        finding->found = finding->past > begin + 1 && finding->past < at;
    } else {
        ordo_cue_first_phrase(search, begin, at, finding);
        finding->by = ORDO_BY_NOUN;
    }
    return finding->found;
}

/* Whether the words [begin, past) point to what follows: "geht davon aus", "ist sicher". */
static bool points_forward(const struct search *search, size_t begin, size_t past)
{
    static const char words[][WORD_ROOM] = {"davon", "darauf", "daran", "darüber", "dagegen", ""};

    for (size_t i = begin; i < past; i++)
        if (ordo_is_any(search, i, words) || ordo_at(search, i, WORD(CUE_ADJECTIVE)))
            return true;
    return false;
}

/* "..., dass" behind a main clause whose verb is in no list: "pocht darauf, dass"; of a person. */
static bool is_dass_clause(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;

    if (at + 2 >= end || !ordo_at_kind(search, at + 1, ITEM_COMMA) ||
        !(ordo_is_that(search, at + 2) || ordo_is_word(search, at + 2, "ob")) ||
        ordo_at(search, at, WORD_VERB) || !points_forward(search, begin, at + 1))
        return false;
    if (ordo_at(search, begin,
                WORD(SUBORDINATOR))) { /* "Als er kam, war sich Weber sicher, dass" */
        size_t comma = ordo_last(search, begin, at, TRAIT_COMMA);
        if (comma == SIZE_MAX || !ordo_at(search, comma + 1, WORD(AUXILIARY) | WORD(COMMON_VERB)))
            return false;
        begin = comma + 1;
    }
    if (!ordo_cue_first_phrase(search, begin, at, finding)) {
        if (!ordo_is_that(search, at + 2) ||
            (!ordo_is_word(search, at, "bekannt") && !ordo_is_word(search, at - 1, "bekannt")))
            return false;
        names_nobody(at, finding); /* "Im Mai wurde bekannt, dass ..." */
    }
    report->clauses[0] = (struct clause){at + 2, ordo_german_clause_end(search, at + 2, end)};
    return true;
}

/* The subject of the reporting verb, or who reported before it in the sentence. */
static bool find_subject(const struct search *search, size_t verb, size_t begin,
                         const struct finding *last, struct finding *finding)
{
    if (ordo_cue_subject(search, verb, begin, finding))
        return true;
    if (ordo_german_is_said(search, verb))
        return false;
    if (last->found)
        *finding = *last;
    else if (!ordo_cue_first_phrase(search, begin, verb, finding))
        return false;
    finding->by = ORDO_BY_VERB_BEFORE;
    finding->cue = verb;
    finding->cue_past = verb + 1;
    return true;
}

/* "Weber wurde aufgefordert, ...": by whom, if it is told. */
static bool report_of_passive(const struct search *search, size_t participle, size_t begin,
                              size_t end, struct report *report)
{
    struct finding *finding = &report->finding;

    *finding =
        (struct finding){.cue = participle, .cue_past = participle + 1, .by = ORDO_BY_VERB_BEFORE};
    if (!clause_after(search, participle, end, &report->clauses[0]))
        return false;
    if (ordo_german_cites(search, participle))
        ordo_cue_subject(search, participle, begin, finding);
    else if (!ordo_german_agent(search, participle, begin, finding))
        ordo_german_document(search, begin, participle, finding);
    return true;
}

static bool is_so(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "so");
}

static bool is_wie(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "wie");
}

/* "nach", and "aus" before "Sicht" */
static bool is_source(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "nach") || ordo_is_word(search, at, "aus");
}

static void read_reports(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, preposition = rows[TRAIT_OF(PREPOSITION)];
    uint64_t before_that = rows[TRAIT_OF(SUBORDINATOR)] >> 2 | block[1].rows[TRAIT_OF(SUBORDINATOR)]
                                                                   << 62;

    rows[TRAIT_MOOD] =
        row_any(block, WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO)) & ~rows[TRAIT_OF(UPPER)];
    rows[TRAIT_REPORTS] =
        rows[TRAIT_OF(ACCORDING)] | ordo_row_where(search, first, preposition, is_source) |
        ordo_row_where(search, first, rows[TRAIT_WORD] & row_before(block, TRAIT_COMMA), is_so) |
        ordo_row_where(search, first, rows[TRAIT_OF(SUBORDINATOR)], is_wie) |
        (~preposition & (rows[TRAIT_FINITE] | (rows[TRAIT_OF(CUE_NOUN)] & rows[TRAIT_OF(UPPER)]) |
                         (row_any(block, WORD_VERB) & rows[TRAIT_OF(PARTICIPLE)]) |
                         (row_behind(block, TRAIT_COMMA) & before_that)));
}

void ordo_german_reports_read(struct ordo_reading *reading, const char *text)
{
    ordo_rows_read(reading, text, read_reports);
}

bool ordo_german_report(const struct search *search, size_t at, size_t begin, size_t end,
                        const struct finding *last, struct report *report)
{
    if (ordo_german_around(search, at, begin, end, report))
        return true;
    if (ordo_at(search, at, WORD(ACCORDING) | WORD(PREPOSITION)))
        return false;
    if (inserted(search, at, begin, end, report))
        return true;
    *report = (struct report){.n = 1};
    if (ordo_german_is_reported(search, begin, at))
        return ordo_cue_is_finite(search, at) &&
               (clause_before(search, at, begin, report) ||
                clause_before_auxiliary(search, at, begin, report));
    if (is_dass_clause(search, at, begin, end, report))
        return true;
    if (ordo_at(search, at, WORD(CUE_NOUN)) && report_of_noun(search, at, begin, end, report))
        return true;
    if (ordo_at(search, at, WORD_VERB) && ordo_german_is_passive(search, at, begin))
        return report_of_passive(search, at, begin, end, report);
    if (!ordo_cue_is_finite(search, at))
        return false;
    if (clause_after(search, at, end, &report->clauses[0]))
        return find_subject(search, at, begin, last, &report->finding) ||
               names_nobody(at, &report->finding);
    return clause_behind_colon(search, at, begin, end, report) ||
           clause_before(search, at, begin, report) ||
           clause_before_auxiliary(search, at, begin, report);
}

/* Whether behind the verb at `at` of a sentence only its subject and when and where follow: what is
 * said stands in the sentence before. */
static bool says_nothing_else(const struct search *search, size_t at)
{
    size_t end = ordo_sentence_end(&search->reading->narration, at);

    for (size_t i = at; i < end; i++)
        if (ordo_at_kind(search, i, ITEM_COLON) ||
            (ordo_at_kind(search, i, ITEM_COMMA) &&
             (ordo_is_that(search, i + 1) || ordo_german_is_subjunctive(search, i + 1, end))))
            return false;
    return true;
}

/* "Das sagte X am Montag.", "Dies teilte X, der Leiter, mit." behind the sentence that ends at
 * `end`. */
bool ordo_german_whole(const struct search *search, size_t begin, size_t end, struct report *report)
{
    size_t next = end + 1, last;

    if (!(ordo_german_is_das(search, next) || ordo_is_word(search, next, "dieses")) ||
        !ordo_german_das(search, begin, &report->finding))
        return false;
    *report = (struct report){.n = 1, .finding = report->finding};
    last = ordo_sentence_end(&search->reading->narration, next);
    report->clauses[0] = (struct clause){begin, end};
    return (ordo_at(search, next + 1, WORD(SAY)) || ordo_at(search, last - 1, WORD(SAY))) &&
           says_nothing_else(search, next + 1);
}

/* "fordert von ihm", "warnt vor dem Ende" */
static bool has_particle(const struct search *search, struct clause clause)
{
    static const char words[][WORD_ROOM] = {"von", "vom", "vor", "für", ""};

    while (clause.first < clause.past && !ordo_is_any(search, clause.first, words))
        clause.first++;
    return clause.first < clause.past;
}

/* "Der Sturm forderte drei Todesopfer." */
static bool has_victims(const struct search *search, struct clause clause)
{
    static const char words[][WORD_ROOM] = {"opfer", "todesopfer", "menschenleben", "tote", ""};

    while (clause.first < clause.past && !ordo_is_any(search, clause.first, words))
        clause.first++;
    return clause.first < clause.past;
}

/* "Die Opposition bezweifelt das." tells nothing. */
static bool has_pronoun(const struct search *search, size_t verb)
{
    static const char words[][WORD_ROOM] = {"das", "dies", "es", "ihn", "sie", ""};

    return ordo_is_any(search, verb + 1, words) && !ordo_at_kind(search, verb + 2, ITEM_WORD);
}

/* "Es soll vor dem Sturm warnen" */
static bool is_infinitive(const struct search *search, size_t verb, size_t begin)
{
    size_t auxiliary = ordo_last(search, begin, verb, TRAIT_OF(AUXILIARY));

    return ordo_at(search, verb, WORD(BASE)) && !ordo_at(search, verb, WORD(PARTICIPLE)) &&
           !ordo_at_kind(search, verb + 1, ITEM_WORD) && auxiliary != SIZE_MAX &&
           ordo_next(search, auxiliary, verb, TRAIT_COMMA) == verb;
}

bool ordo_german_act(const struct search *search, size_t at, size_t begin, size_t end,
                     struct report *report)
{
    struct clause clause;

    if (!ordo_at(search, at, WORD(OBJECT) | WORD(AS) | WORD(PARTICLE)) ||
        ordo_at(search, at, WORD(KONJUNKTIV)) || ordo_german_ends_quotation(search, begin, end) ||
        is_infinitive(search, at, begin) || has_pronoun(search, at))
        return false;
    *report = (struct report){.n = 1};
    clause = ordo_german_clause_around(search, at, begin, end);
    if (clause.first > begin && ordo_german_is_subordinate(search, clause.first, clause.past))
        return false;
    if (ordo_at(search, at, WORD(PARTICLE)) && !has_particle(search, clause))
        return false;
    report->clauses[0] = clause;
    return !ordo_german_is_passive(search, at, begin) && !has_victims(search, clause) &&
           ordo_cue_subject(search, at, begin, &report->finding);
}
