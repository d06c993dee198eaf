/* german_report.c: reported speech without marks in German.
 *
 * A comma stands between a reporting verb and its clause, and the clause shows that it is reported:
 * by "dass" or "ob", by the subjunctive, by an infinitive with "zu". A clause that comes first has
 * no mark but its place: "..., sagte X". "Laut X", "X zufolge", "nach Ansicht von X", "so X" and
 * "wie X sagte" report what stands around them. */
#include "german_report.h"
#include "german.h"
#include "german_clause.h"

#include <string.h>

#define GAP_MAX        30 /* items between a verb and the comma before its clause */
#define APPOSITION_MAX 25 /* items between its commas */

/* "sagte der Minister am Montag, der Vertrag gelte": behind the next comma; over appositions:
 * "sagte Weber, die Leiterin, der Vertrag gelte". */
static bool clause_after(const struct search *search, size_t verb, size_t end,
                         struct clause *clause)
{
    size_t comma = ordo_german_part_end(search, verb + 1, end);
    bool direct = true; /* no other clause stands between */

    for (size_t past; comma < end && comma < verb + GAP_MAX; comma = past) {
        if (ordo_german_clause_behind(search, comma, end, clause) &&
            (direct || ordo_is_that(search, clause->first) ||
             ordo_german_is_subjunctive(search, clause->first, clause->past)))
            return true;
        past = ordo_german_part_end(search, comma + 1, end);
        if (ordo_german_is_subordinate(search, comma + 1, past))
            direct = false;
        else if (!ordo_german_is_nominal(search, comma + 1, past))
            return false;
    }
    return false;
}

/* "Das Gericht hat entschieden: Der Vertrag gilt.": a person's words behind a colon. */
static bool clause_behind_colon(const struct search *search, size_t verb, size_t begin, size_t end,
                                struct report *report)
{
    size_t first = verb + 2;

    if (first + 1 >= end || !ordo_at_kind(search, verb + 1, ITEM_COLON) ||
        !ordo_at_kind(search, first, ITEM_WORD) || !ordo_at(search, verb, WORD(SAY)) ||
        ordo_german_is_nominal(search, first, end) ||
        !ordo_cue_subject(search, verb, begin, &report->finding))
        return false;
    report->clauses[0] = (struct clause){first, end};
    return ordo_phrase_is_person(search, report->finding.first, report->finding.past);
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
    size_t comma = ordo_phrase_right(search, begin), at = comma + 1;

    if (comma == begin || !ordo_at_kind(search, comma, ITEM_COMMA))
        return false;
    at += ordo_at(search, at, WORD(PREPOSITION));
    for (size_t i = at; i + 1 < verb; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA))
            return false;
    return ordo_at(search, at, WORD(RELATIVE) | WORD(POSSESSIVE));
}

/* Up to the colon before a quotation, and from the colon before the verb on. */
static struct clause between_colons(const struct search *search, size_t verb, struct clause clause)
{
    for (size_t i = clause.first; i < clause.past; i++) {
        if (!ordo_at_kind(search, i, ITEM_COLON))
            continue;
        if (i < verb)
            clause.first = i + 1;
        else if (ordo_at_kind(search, i + 1, ITEM_QUOTE))
            clause.past = i;
    }
    return clause;
}

/* "Der Vertrag gelte noch, sagte der Minister am Montag." | "Der Vertrag gilt, das sagte ..." */
static bool clause_before(const struct search *search, size_t verb, size_t begin,
                          struct report *report)
{
    static const char words[][WORD_ROOM] = {"das", "dies", ""};
    struct finding *finding = &report->finding;
    size_t comma = verb - 1, first = verb + 1;

    if (verb > begin && ordo_is_any(search, comma, words))
        comma--;
    if (comma < begin + 2 || comma > verb || !ordo_at_kind(search, comma, ITEM_COMMA) ||
        (ordo_at_kind(search, comma - 1, ITEM_QUOTE) &&
         !ordo_at_kind(search, comma - 2, ITEM_WORD)) ||
        !ordo_at(search, verb, WORD(SAY)) ||
        (ordo_at(search, begin, WORD(SUBORDINATOR)) && !ordo_is_that(search, begin)))
        return false;
    if (is_behind_relative(search, begin, verb))
        return false;
    while (ordo_at(search, first, WORD(ADVERB)) && !ordo_at(search, first, WORD(PREPOSITION)))
        first++;
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1};
    finding->first = first;
    finding->past = ordo_phrase_right(search, first);
    finding->by = ORDO_BY_VERB_AFTER;
    finding->found = finding->past > first;
    report->clauses[0] = between_colons(search, comma, (struct clause){begin, comma});
    begin = report->clauses[0].first;
    return finding->found && !leads_to_quotation(search, finding->past) &&
           (ordo_clause_has_predicate(search, begin, comma) ||
            ordo_german_has_unknown_verb(search, begin, comma));
}

/* [begin, end) without the attribution [first, past) in it. */
static bool around(struct report *report, size_t begin, size_t end, size_t first, size_t past)
{
    report->n = 0;
    if (first > begin)
        report->clauses[report->n++] = (struct clause){begin, first};
    if (past < end)
        report->clauses[report->n++] = (struct clause){past, end};
    return report->n > 0;
}

/* Whether the main clause [begin, at] is in the subjunctive: another sentence reports it. */
static bool is_reported(const struct search *search, size_t begin, size_t at)
{
    for (size_t i = begin; i <= at && !ordo_at_kind(search, i, ITEM_COMMA); i++)
        if (ordo_at(search, i, WORD(KONJUNKTIV)) && !search->items[i].upper)
            return true;
    return false;
}

/* "nach ersten Angaben": nobody is named. */
static bool according_to_nobody(const struct search *search, size_t at, struct finding *finding)
{
    size_t noun = at + 1;

    if (!ordo_is_word(search, at, "nach"))
        return false;
    while (noun < at + 4 && ordo_at_kind(search, noun, ITEM_WORD) && !search->items[noun].upper)
        noun++;
    *finding = (struct finding){.cue = at, .cue_past = noun + 1, .first = at + 1};
    finding->past = noun + 1;
    finding->by = ORDO_BY_ACCORDING;
    return ordo_german_is_view(search, noun) &&
           (noun > at + 1 || !ordo_at(search, noun + 1, WORD(PREPOSITION) & ~WORD(CHAIN)));
}

/* "seiner Ansicht nach", "dem Vernehmen nach": up to the "nach" at `at`. */
static bool according_before(const struct search *search, size_t at, size_t begin,
                             struct finding *finding)
{
    if (!ordo_is_word(search, at, "nach") || at < begin + 2 ||
        !ordo_german_is_view(search, at - 1) ||
        !(ordo_at(search, at - 2, WORD(POSSESSIVE)) || ordo_is_word(search, at - 1, "vernehmen")))
        return false;
    *finding = (struct finding){.cue = at - 1, .cue_past = at + 1, .by = ORDO_BY_ACCORDING};
    finding->first = at - 2;
    finding->past = at - 1;
    finding->found = ordo_at(search, at - 2, WORD(POSSESSIVE));
    return true;
}

/* "demnach": who spoke before, who is not looked for where nobody is found. */
static bool according_to_that(const struct search *search, size_t at, struct finding *finding)
{
    if (!ordo_is_word(search, at, "demnach"))
        return false;
    if (!ordo_german_voice(search, at, finding)) /* the word is all that stands for the source */
        *finding = (struct finding){.first = at, .past = at + 1, .by = ORDO_BY_ACCORDING};
    finding->cue = at;
    finding->cue_past = at + 1;
    return true;
}

/* "laut Weber, der Leiterin, gilt": behind the commas around what is added to a name. */
static size_t behind_apposition(const struct search *search, size_t past, size_t end)
{
    if (!ordo_at_kind(search, past, ITEM_COMMA))
        return past;
    for (size_t i = past + 1; i < end && i < past + APPOSITION_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && ordo_at_predicate(search, i + 1))
            return i + 1;
    return past;
}

/* "Der Vertrag gilt laut X noch" */
static bool according(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    struct finding *finding = &report->finding;
    struct clause clause;
    size_t first, past;
    bool before = according_before(search, at, begin, finding);

    if (!before && !according_to_that(search, at, finding) &&
        !ordo_cue_according(search, at, finding) && !according_to_nobody(search, at, finding))
        return false;
    if (finding->cue_past > end || (finding->found && finding->past > end))
        return false;
    clause = ordo_german_clause_around(search, at, begin, end);
    if ((before || finding->by != ORDO_BY_ACCORDING ||
         (finding->found && ordo_at(search, finding->first, WORD(POSSESSIVE)) &&
          finding->past == finding->first + 1)) &&
        is_reported(search, clause.first, clause.past - 1))
        return false; /* "Damit sei er seiner Ansicht nach ...": the sentence before tells who */
    first = before ? at - 2 : at;
    past = finding->cue_past;
    if (finding->found && finding->by == ORDO_BY_ACCORDING) {
        first = finding->first < first ? finding->first : first;
        past = finding->past > past ? finding->past : past;
    }
    past = behind_apposition(search, past, clause.past);
    return around(report, clause.first, clause.past, first, past);
}

/* "Berichte, wonach der Vertrag gilt", "Pläne, nach denen der Vertrag gilt": whose nouns stand
 * before. */
static bool wonach(const struct search *search, size_t at, size_t begin, size_t end,
                   struct report *report)
{
    size_t past, first = at + 1;

    if (at < begin + 2 || !ordo_at_kind(search, at - 1, ITEM_COMMA))
        return false;
    past = ordo_german_part_end(search, at, end);
    if (!ordo_is_word(search, at, "wonach")) {
        if (!ordo_is_word(search, at, "nach") || !ordo_at(search, at + 1, WORD(RELATIVE)) ||
            !(ordo_at(search, at - 2, WORD(CUE_NOUN)) || ordo_german_is_view(search, at - 2)) ||
            !ordo_german_is_subordinate(search, at, past))
            return false;
        first++;
    }
    *report = (struct report){.n = 1};
    report->clauses[0] = (struct clause){first, ordo_german_clause_end(search, at, end)};
    report->finding = (struct finding){.cue = at, .cue_past = first, .past = at - 1};
    report->finding.first = ordo_phrase_left(search, at - 1, begin);
    report->finding.found = report->finding.first < at - 1;
    report->finding.by = ORDO_BY_ACCORDING;
    if (!report->finding.found) { /* the word is all that stands for the source */
        report->finding.first = at;
        report->finding.past = first;
    }
    return report->clauses[0].past > first;
}

/* Whether what stands behind ", so X," at `past` goes on with what X says, which begins at `first`,
 * and adds nothing to his name: "so X, Leiter des Amtes". */
static bool goes_on(const struct search *search, size_t first, size_t past, size_t end)
{
    size_t comma = ordo_german_part_end(search, past, end);

    if (past >= end || ordo_german_is_subordinate(search, past, comma))
        return past < end && ordo_is_that(search, past);
    if (!search->items[past].upper && !ordo_at_determiner(search, past))
        return true;
    return ordo_german_is_nominal(search, first, past) || !search->items[comma - 1].upper ||
           !ordo_german_is_nominal(search, past, comma);
}

/* "..., so X" | "Der Vertrag, so X, gilt noch": up to the comma behind X's apposition. */
static bool so(const struct search *search, size_t at, size_t begin, size_t end,
               struct report *report)
{
    size_t past;

    if (at < begin + 2 || !ordo_at_kind(search, at - 1, ITEM_COMMA) ||
        !ordo_german_so(search, at, &report->finding))
        return false;
    past = ordo_german_part_end(search, report->finding.past, end) + 1;
    while (past < end && ordo_at_kind(search, past, ITEM_COMMA))
        past++; /* a dash and a comma */
    return around(report, begin, end, at - 1, goes_on(search, begin, past, end) ? past : end);
}

/* The reporting verb at the end of the clause that the "wie" at `at` begins, or `at`. */
static size_t verb_of_wie(const struct search *search, size_t at, size_t end)
{
    size_t past = ordo_german_part_end(search, at, end), verb = past;

    for (int parts = 0; parts < 3; parts++) { /* "wie X, der Leiter, sagte" */
        verb = past;
        while (verb > at + 2 && ordo_at(search, verb - 1, WORD(AUXILIARY)))
            verb--; /* "wie X gesagt hat" */
        if (ordo_at(search, verb - 1, WORD(SAY)))
            return verb - 1;
        if (past >= end || !search->items[past - 1].upper)
            break;
        past = ordo_german_part_end(search, past + 1, end);
    }
    return at;
}

/* "Wie X sagte, gilt der Vertrag" | "Der Vertrag gilt, wie X am Montag sagte, noch" */
static bool wie(const struct search *search, size_t at, size_t begin, size_t end,
                struct report *report)
{
    struct finding *finding = &report->finding;
    size_t verb, first = at + 1, from = at;

    if (!ordo_is_word(search, at, "wie"))
        return false;
    while (from > begin && ordo_at(search, from - 1, WORD(CONJUNCTION) | WORD(ADVERB)))
        from--; /* "Denn wie X sagte" */
    if (from > begin && !ordo_at_kind(search, from - 1, ITEM_COMMA))
        return false;
    verb = verb_of_wie(search, at, end);
    if (verb == at || ordo_at(search, verb, WORD(NAMING)))
        return false;
    while (ordo_at(search, first, WORD(ADVERB)) && !ordo_at(search, first, WORD(PREPOSITION)))
        first++; /* "wie schon X sagte" */
    *finding = (struct finding){
        .cue = verb, .cue_past = verb + 1, .first = first, .by = ORDO_BY_ACCORDING};
    finding->past = ordo_phrase_right(search, first);
    if (finding->past == first && verb == first) /* "wie berichtete X" */
        finding->past = ordo_phrase_right(search, finding->first = verb + 1);
    finding->found = finding->past > finding->first;
    verb = ordo_german_part_end(search, verb, end);
    return finding->found &&
           around(report, begin, end, from > begin ? from - 1 : from, verb < end ? verb + 1 : end);
}

/* "seine Forderung, dass ...", "die Aussage des Ministers, der Vertrag gelte": of the noun at `at`.
 */
static bool report_of_noun(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;
    size_t past = at + 1, comma;

    if (!search->items[at].upper)
        return false;
    if (ordo_at_determiner(search, past) || ordo_is_word(search, past, "von"))
        past = ordo_phrase_right(search, past + ordo_is_word(search, past, "von"));
    comma = past;
    while (ordo_at_kind(search, comma, ITEM_WORD) && comma < at + GAP_MAX)
        comma++;
    if (!ordo_german_clause_behind(search, comma, end, &report->clauses[0]))
        return false;
    *finding = (struct finding){.cue = at, .cue_past = at + 1, .by = ORDO_BY_NOUN};
    if (past > at + 1) {
        finding->first = at + 1 + ordo_is_word(search, at + 1, "von");
        finding->past = past;
        finding->found = true;
    } else if (at > begin && ordo_at(search, at - 1, WORD(POSSESSIVE))) {
        finding->first = at - 1;
        finding->past = at;
        finding->found = true;
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

/* "hieß es, ...": a report all the same. */
static bool names_nobody(size_t verb, struct finding *finding)
{
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_ACCORDING};
    return true;
}

/* "..., dass" behind a main clause whose verb is in no list: "pocht darauf, dass"; of a person. */
static bool is_dass_clause(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;

    if (at + 2 >= end || !ordo_at_kind(search, at + 1, ITEM_COMMA) ||
        !ordo_is_that(search, at + 2) || ordo_at(search, at, WORD_VERB) ||
        ordo_at(search, begin, WORD(SUBORDINATOR)) || !points_forward(search, begin, at + 1))
        return false;
    if (!ordo_cue_first_phrase(search, begin, at, finding)) {
        if (!ordo_is_word(search, at, "bekannt") && !ordo_is_word(search, at - 1, "bekannt"))
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
    ordo_german_agent(search, participle, begin, finding);
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
        row_any(block, WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO)) & ~rows[TRAIT_UPPER];
    rows[TRAIT_REPORTS] =
        rows[TRAIT_OF(ACCORDING)] | ordo_row_where(search, first, preposition, is_source) |
        ordo_row_where(search, first, rows[TRAIT_WORD] & row_before(block, TRAIT_COMMA), is_so) |
        ordo_row_where(search, first, rows[TRAIT_OF(SUBORDINATOR)], is_wie) |
        (~preposition & (rows[TRAIT_FINITE] | (rows[TRAIT_OF(CUE_NOUN)] & rows[TRAIT_UPPER]) |
                         (row_any(block, WORD_VERB) & rows[TRAIT_OF(PARTICIPLE)]) |
                         (row_behind(block, TRAIT_COMMA) & before_that)));
}

void ordo_german_reports_read(struct ordo_reading *reading, const char *text)
{
    const struct search search = ordo_search(reading, text);

    for (size_t i = 0; i < reading->narration.traits.n; i++)
        read_reports(&search, &reading->narration.traits.blocks[i + 1], i * 64);
}

bool ordo_german_report(const struct search *search, size_t at, size_t begin, size_t end,
                        const struct finding *last, struct report *report)
{
    if (so(search, at, begin, end, report) || wie(search, at, begin, end, report) ||
        wonach(search, at, begin, end, report))
        return true;
    if (ordo_at(search, at, WORD(ACCORDING) | WORD(PREPOSITION)))
        return according(search, at, begin, end, report);
    *report = (struct report){.n = 1};
    if (is_reported(search, begin, at))
        return ordo_cue_is_finite(search, at) && clause_before(search, at, begin, report);
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
           clause_before(search, at, begin, report);
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
static bool das(const struct search *search, size_t begin, size_t end, struct report *report)
{
    static const char words[][WORD_ROOM] = {"das", "dies", "dieses", ""};
    size_t next = end + 1, last;

    if (!ordo_is_any(search, next, words) ||
        !ordo_german_das(search, begin, &report->finding))
        return false;
    *report = (struct report){.n = 1, .finding = report->finding};
    last = ordo_sentence_end(&search->reading->narration, next);
    report->clauses[0] = (struct clause){begin, end};
    return (ordo_at(search, next + 1, WORD(SAY)) || ordo_at(search, last - 1, WORD(SAY))) &&
           says_nothing_else(search, next + 1);
}

bool ordo_german_whole(const struct search *search, size_t begin, size_t end, struct report *report)
{
    return das(search, begin, end, report);
}

/* "als ob es gelte", "damit es gelte", "sei es": in this mood without being reported. */
static bool is_no_report(const struct search *search, size_t first, size_t verb)
{
    static const char words[][WORD_ROOM] = {"als", "damit", "wie", ""};

    return (ordo_is_any(search, first, words) &&
            (verb > first + 1 || ordo_is_word(search, first, "als"))) ||
           (ordo_is_word(search, verb, "sei") &&
            (ordo_is_word(search, verb + 1, "es") || ordo_is_word(search, verb + 1, "denn")));
}

/* "Ich habe ...": the first person has the same form. */
static bool is_mine(const struct search *search, size_t first, size_t past)
{
    while (first < past && !ordo_is_word(search, first, "ich"))
        first++;
    return first < past;
}

/* Where the part around item `at` begins in [begin, end). */
static size_t part_begin(const struct search *search, size_t at, size_t begin)
{
    size_t comma = ordo_last(search, begin, at, TRAIT_COMMA);

    return comma == SIZE_MAX ? begin : comma + 1;
}

bool ordo_german_ends_quotation(const struct search *search, size_t begin, size_t end)
{
    while ((begin = ordo_next(search, begin, end, TRAIT_QUOTE)) < end &&
           search->items[begin].ending == ENDING_NONE)
        begin++;
    return begin < end;
}

static bool is_hearsay(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"soll", "sollen", ""};

    return ordo_is_any(search, at, words);
}

/* "soll das gesagt haben", "sollen verletzt worden sein": what is past can be no duty. */
static bool is_past(const struct search *search, size_t auxiliary, size_t end)
{
    size_t last = ordo_german_part_end(search, auxiliary, end) - 1;
    const struct item *before = &search->items[last - 1];

    if (last < auxiliary + 2 || before->upper || before->kind != ITEM_WORD)
        return false;
    return ordo_is_word(search, last, "haben") ||
           (ordo_is_word(search, last, "sein") && before->end - before->begin > 5 &&
            memcmp(search->text + before->end - 2, "en", 2) == 0);
}

/* Whether in a main clause the verb may tell by itself that it is reported. */
static bool may_report(const struct search *search, size_t verb, struct clause sentence,
                       bool continues)
{
    size_t end = sentence.past, first;

    if (continues || ordo_at(search, verb, WORD(KONJUNKTIV)))
        return true;
    if (is_hearsay(search, verb))
        return is_past(search, verb, end);
    first = ordo_next(search, sentence.first, end, TRAIT_OF(KONJUNKTIV));
    return first < end && !search->items[first].upper;
}

size_t ordo_german_next_mood(const struct search *search, size_t at, struct clause sentence,
                             bool continues, enum mood_place place)
{
    while ((at = ordo_next(search, at, sentence.past, TRAIT_MOOD)) < sentence.past &&
           !(place == MOOD_MAIN ? may_report(search, at, sentence, continues)
                                : ordo_at(search, at, WORD(KONJUNKTIV))))
        at++;
    return at;
}

/* "Weber gab sich zuversichtlich. Man sei gut aufgestellt.": the person whom the sentence before is
 * about, where it reports nothing. */
static bool person_before(const struct search *search, size_t begin, struct finding *finding)
{
    size_t end = begin == 0 ? 0 : begin - 1, first;

    if (begin < 2 || !ordo_at_kind(search, end, ITEM_STOP))
        return false;
    first = ordo_sentence_begin(&search->reading->narration, end);
    for (size_t i = first; (i = ordo_next(search, i, end, TRAIT_FINITE)) < end; i++)
        if (ordo_at(search, i, WORD(SAY)))
            return false;
    return ordo_cue_first_phrase(search, first, end, finding) &&
           ordo_phrase_is_person(search, finding->first, finding->past);
}

bool ordo_german_mood(const struct search *search, size_t verb, struct clause free_part,
                      size_t begin, enum mood_place place, const struct finding *voice,
                      struct report *report)
{
    struct clause stretch = between_colons(search, verb, free_part), *clause = report->clauses;
    size_t first = part_begin(search, verb, stretch.first);
    size_t past = ordo_german_part_end(search, verb, stretch.past);
    bool subordinate = ordo_german_is_subordinate(search, first, past);

    *report = (struct report){.n = 1};
    if (subordinate != (place == MOOD_SUBORDINATE) || is_no_report(search, first, verb) ||
        is_mine(search, first, past))
        return false;
    clause->first =
        subordinate ? first
                    : ordo_german_clause_around(search, verb, stretch.first, stretch.past).first;
    clause->past = ordo_german_clause_end(search, clause->first, stretch.past);
    if (clause->past <= verb)
        return false;
    if (clause->first > begin + 1 &&
        ordo_cue_first_phrase(search, begin, clause->first - 1, &report->finding))
        return true;
    report->finding.found = false;
    if (voice != NULL)
        report->finding = *voice;
    else if (!is_hearsay(search, verb) && !person_before(search, begin, &report->finding))
        ordo_german_voice(search, begin, &report->finding);
    report->finding.by = ORDO_BY_SENTENCE_BEFORE;
    return true;
}

/* Whether one of the words stands in the clause. */
static bool holds(const struct search *search, struct clause clause,
                  const char (*words)[WORD_ROOM])
{
    while (clause.first < clause.past && !ordo_is_any(search, clause.first, words))
        clause.first++;
    return clause.first < clause.past;
}

bool ordo_german_act(const struct search *search, size_t at, size_t begin, size_t end,
                     struct report *report)
{
    static const char to[][WORD_ROOM] = {"von", "vom", "vor", "für", ""};
    static const char victims[][WORD_ROOM] = {"opfer", "todesopfer", "menschenleben", "tote", ""};
    struct clause clause;

    if (!ordo_at(search, at, WORD(OBJECT) | WORD(AS) | WORD(PARTICLE)) ||
        ordo_at(search, at, WORD(KONJUNKTIV)) ||
        ordo_german_ends_quotation(search, begin, end))
        return false;
    *report = (struct report){.n = 1};
    clause = ordo_german_clause_around(search, at, begin, end);
    if (clause.first > begin && ordo_german_is_subordinate(search, clause.first, clause.past))
        return false;
    if (ordo_at(search, at, WORD(PARTICLE)) && !holds(search, clause, to))
        return false;
    report->clauses[0] = clause;
    return !ordo_german_is_passive(search, at, begin) && !holds(search, clause, victims) &&
           ordo_cue_subject(search, at, begin, &report->finding);
}
