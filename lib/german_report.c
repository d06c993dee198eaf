/* german_report.c: reported speech without marks in German.
 *
 * A comma stands between a reporting verb and its clause, and the clause shows that it is reported:
 * by "dass" or "ob", by the subjunctive, by an infinitive with "zu". A clause that comes first has
 * no mark but its place: "..., sagte X". "Laut X", "X zufolge", "nach Ansicht von X", "so X" and
 * "wie X sagte" report what stands around them. */
#include "german_report.h"
#include "german.h"

#include <string.h>

#define GAP_MAX        15 /* items between a verb and the comma before its clause */
#define APPOSITION_MAX 25 /* items between its commas */
#define INFINITIVE_MAX 30 /* items of a clause with "zu" */

static bool is_closing(const struct search *search, size_t at, size_t end)
{
    return at >= end || !ordo_at_kind(search, at, ITEM_WORD);
}

/* "einzurichten": a prefix, "zu" and an infinitive. */
static bool has_inner_zu(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];
    const char *word = search->text + item->begin, *end = search->text + item->end;

    if (item->kind != ITEM_WORD || ordo_is_upper_word(item) || end - word < 8 || end[-1] != 'n')
        return false;
    for (const char *zu = word + 2; zu + 4 < end; zu++)
        if (memcmp(zu, "zu", 2) == 0 &&
            (ordo_lexicon_find(word, (size_t)(zu - word), end)->classes[LEXICON_GERMAN] &
             WORD(PREFIX)) != 0)
            return true;
    return false;
}

/* "den Giftmüll zu entsorgen", "darauf hinzuweisen" */
static bool is_infinitive(const struct search *search, size_t first, size_t end)
{
    size_t past = first;

    while (past < end && past < first + INFINITIVE_MAX && ordo_at_kind(search, past, ITEM_WORD))
        past++;
    for (size_t i = first; i + 1 < past; i++)
        if (ordo_is_word(search, i, "zu") && !ordo_at(search, i + 1, WORD(UPPER)) &&
            search->text[search->items[i + 1].end - 1] == 'n' && !ordo_at_determiner(search, i + 1))
            return is_closing(search, i + 2, end) || i + 3 >= past;
    return past > first + 1 && is_closing(search, past, end) && has_inner_zu(search, past - 1);
}

/* Whether [first, past) is in the mood of reported speech; "sollen" is its neighbour. */
static bool is_subjunctive(const struct search *search, size_t first, size_t past)
{
    static const char hearsay[][WORD_ROOM] = {"soll", "sollen", ""};

    for (size_t i = first; i < past; i++)
        if (!ordo_at(search, i, WORD(UPPER)) &&
            (ordo_at(search, i, WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO)) ||
             ordo_is_any(search, i, hearsay)))
            return true;
    return false;
}

/* "die das begründen könnten": an article that no noun follows, and the verb last. */
static bool is_relative(const struct search *search, size_t first, size_t end)
{
    size_t past = first;

    if (!ordo_at(search, first, WORD(RELATIVE)) || ordo_at(search, first + 1, WORD(UPPER)))
        return false;
    while (past < end && ordo_at_kind(search, past, ITEM_WORD))
        past++;
    return past > first + 2 &&
           ordo_at(search, past - 1, WORD(KONJUNKTIV) | WORD(KONJUNKTIV_TWO) | WORD(AUXILIARY)) &&
           !ordo_at(search, past - 2, WORD(UPPER));
}

/* Whether the clause behind the comma at `comma` is reported; *clause receives it. */
static bool clause_behind(const struct search *search, size_t comma, size_t end,
                          struct clause *clause)
{
    size_t first = comma + 1;

    if (first + 1 >= end || !ordo_at_kind(search, comma, ITEM_COMMA))
        return false;
    *clause = (struct clause){first, ordo_clause_end(search, first, end)};
    if (ordo_is_that(search, first) || ordo_is_question(search, first))
        return true;
    if (ordo_is_word(search, first, "um") || ordo_is_word(search, first, "ohne"))
        return false; /* what it is done for */
    if (ordo_at(search, first, WORD(SUBORDINATOR) | WORD(RELATIVE)) &&
        !ordo_at_determiner(search, first))
        return false;
    return (is_subjunctive(search, first, clause->past) && !is_relative(search, first, end)) ||
           is_infinitive(search, first, clause->past);
}

/* "sagte der Minister am Montag, der Vertrag gelte": behind the next comma. */
static bool clause_after(const struct search *search, size_t verb, size_t end,
                         struct clause *clause)
{
    size_t at = verb + 1;

    while (at < end && at < verb + GAP_MAX && ordo_at_kind(search, at, ITEM_WORD))
        at++;
    if (clause_behind(search, at, end, clause))
        return true;
    for (size_t i = at + 1; i + 1 < end && i < at + GAP_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && ordo_is_that(search, i + 1))
            return clause_behind(search, i, end, clause); /* "sagte Weber, die Leiterin, dass" */
    return false;
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

/* "Der Vertrag gelte noch, sagte der Minister am Montag." */
static bool clause_before(const struct search *search, size_t verb, size_t begin,
                          struct report *report)
{
    struct finding *finding = &report->finding;

    if (verb < begin + 3 || !ordo_at_kind(search, verb - 1, ITEM_COMMA) ||
        (ordo_at_kind(search, verb - 2, ITEM_QUOTE) &&
         !ordo_at_kind(search, verb - 3, ITEM_WORD)) ||
        !ordo_at(search, verb, WORD(SAY)) || ordo_at(search, begin, WORD(SUBORDINATOR)))
        return false;
    if (is_behind_relative(search, begin, verb))
        return false;
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1};
    finding->first = verb + 1;
    finding->past = ordo_phrase_right(search, verb + 1);
    finding->by = ORDO_BY_VERB_AFTER;
    finding->found = finding->past > verb + 1;
    report->clauses[0] = (struct clause){begin, verb - 1};
    return finding->found && !leads_to_quotation(search, finding->past) &&
           ordo_clause_has_predicate(search, report->clauses[0].first, report->clauses[0].past);
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

/* "nach ersten Angaben": nobody is named. */
static bool according_to_nobody(const struct search *search, size_t at, struct finding *finding)
{
    size_t noun = at + 1;

    if (!ordo_is_word(search, at, "nach"))
        return false;
    while (noun < at + 3 && ordo_at_kind(search, noun, ITEM_WORD) &&
           !ordo_at(search, noun, WORD(UPPER)))
        noun++;
    *finding = (struct finding){.cue = at, .cue_past = noun + 1, .by = ORDO_BY_ACCORDING};
    return ordo_at(search, noun, WORD(UPPER)) && ordo_at(search, noun, WORD(CUE_NOUN)) &&
           !ordo_at(search, noun + 1, WORD(PREPOSITION) & ~WORD(CHAIN));
}

/* To the relative clause around `at`: "der Vertrag, der laut X noch gilt, ..." */
static void narrow(const struct search *search, size_t at, size_t *begin, size_t *end)
{
    size_t first = at, past = at;

    while (first > *begin && !ordo_at_kind(search, first, ITEM_COMMA))
        first--;
    if (first == *begin || !ordo_at(search, first + 1, WORD(RELATIVE) | WORD(SUBORDINATOR)) ||
        ordo_at(search, first + 2, WORD(UPPER)))
        return;
    while (past < *end && !ordo_at_kind(search, past, ITEM_COMMA))
        past++;
    *begin = first + 1;
    *end = past;
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
    size_t first, past;

    if (!ordo_cue_according(search, at, finding) && !according_to_nobody(search, at, finding))
        return false;
    if (finding->cue_past > end || finding->past > end)
        return false;
    narrow(search, at, &begin, &end);
    first = finding->found && finding->first < at ? finding->first : at;
    past = finding->found && finding->past > finding->cue_past ? finding->past : finding->cue_past;
    past = behind_apposition(search, past, end);
    return around(report, begin, end, first, past);
}

/* "..., so X" | "Der Vertrag, so X, gilt noch": up to the comma behind X's apposition. */
static bool so(const struct search *search, size_t at, size_t begin, size_t end,
               struct report *report)
{
    size_t past;

    if (at < begin + 2 || !ordo_at_kind(search, at - 1, ITEM_COMMA) ||
        !ordo_german_so(search, at, &report->finding))
        return false;
    past = report->finding.past;
    while (past < end && !ordo_at_kind(search, past, ITEM_COMMA))
        past++;
    return around(report, begin, end, at - 1, past < end ? past + 1 : end);
}

/* "Wie X sagte, gilt der Vertrag" | "Der Vertrag gilt, wie X am Montag sagte, noch" */
static bool wie(const struct search *search, size_t at, size_t begin, size_t end,
                struct report *report)
{
    struct finding *finding = &report->finding;
    size_t verb = at + 1;

    if (!ordo_is_word(search, at, "wie") ||
        (at > begin && !ordo_at_kind(search, at - 1, ITEM_COMMA)))
        return false;
    while (ordo_at_kind(search, verb, ITEM_WORD) && verb < end)
        verb++;
    while (verb > at + 2 && ordo_at(search, verb - 1, WORD(AUXILIARY)))
        verb--; /* "wie X gesagt hat" */
    verb--;
    if (!ordo_at(search, verb, WORD(SAY)))
        return false;
    *finding = (struct finding){
        .cue = verb, .cue_past = verb + 1, .first = at + 1, .by = ORDO_BY_ACCORDING};
    finding->past = ordo_phrase_right(search, at + 1);
    if (finding->past == at + 1 && verb == at + 1) /* "wie berichtete X" */
        finding->past = ordo_phrase_right(search, finding->first = verb + 1);
    finding->found = finding->past > finding->first;
    while (verb < end && ordo_at_kind(search, verb, ITEM_WORD))
        verb++;
    return finding->found &&
           around(report, begin, end, at > begin ? at - 1 : at, verb < end ? verb + 1 : end);
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
    while (ordo_at_kind(search, comma, ITEM_WORD) && comma < at + GAP_MAX)
        comma++;
    if (!clause_behind(search, comma, end, &report->clauses[0]))
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

/* "..., dass" behind a main clause whose verb is in no list: "pocht darauf, dass"; of a person. */
static bool is_dass_clause(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;

    if (at + 2 >= end || !ordo_at_kind(search, at + 1, ITEM_COMMA) ||
        !ordo_is_that(search, at + 2) || ordo_at(search, at, WORD_VERB) ||
        ordo_at(search, begin, WORD(SUBORDINATOR)) || !points_forward(search, begin, at + 1) ||
        !ordo_cue_first_phrase(search, begin, at, finding))
        return false;
    report->clauses[0] = (struct clause){at + 2, ordo_clause_end(search, at + 2, end)};
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

/* Whether the main clause [begin, at] is in the subjunctive: another sentence reports it. */
static bool is_reported(const struct search *search, size_t begin, size_t at)
{
    for (size_t i = begin; i <= at && !ordo_at_kind(search, i, ITEM_COMMA); i++)
        if (ordo_at(search, i, WORD(KONJUNKTIV)) && !ordo_at(search, i, WORD(UPPER)))
            return true;
    return false;
}

/* "hieß es, ...": nobody is named. */
static bool is_hearsay(const struct search *search, size_t verb, struct finding *finding)
{
    if (!ordo_is_word(search, verb, "heißt") && !ordo_is_word(search, verb, "hieß"))
        return false;
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_ACCORDING};
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

static bool is_nach(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "nach");
}

static void read_reports(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, preposition = rows[TRAIT_OF(PREPOSITION)];
    uint64_t before_that = rows[TRAIT_OF(SUBORDINATOR)] >> 2 | block[1].rows[TRAIT_OF(SUBORDINATOR)]
                                                                   << 62;

    rows[TRAIT_REPORTS] =
        rows[TRAIT_OF(ACCORDING)] | ordo_row_where(search, first, preposition, is_nach) |
        ordo_row_where(search, first, rows[TRAIT_WORD] & row_before(block, TRAIT_COMMA), is_so) |
        ordo_row_where(search, first, rows[TRAIT_OF(SUBORDINATOR)], is_wie) |
        (~preposition & (rows[TRAIT_FINITE] | (rows[TRAIT_OF(CUE_NOUN)] & rows[TRAIT_OF(UPPER)]) |
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
    if (so(search, at, begin, end, report) || wie(search, at, begin, end, report))
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
               is_hearsay(search, at, &report->finding);
    return clause_before(search, at, begin, report);
}

/* "Das sagte X am Montag." behind the sentence that ends at `end`. */
static bool das(const struct search *search, size_t begin, size_t end, struct report *report)
{
    static const char words[][WORD_ROOM] = {"das", "dies", ""};
    size_t next = end + 1, past = next;

    if (!ordo_is_any(search, next, words) || !ordo_german_das(search, begin, &report->finding))
        return false;
    while (ordo_at_kind(search, past, ITEM_WORD))
        past++;
    report->clauses[0] = (struct clause){begin, end};
    return ordo_ends_sentence(&search->reading->narration, past) &&
           (ordo_at(search, next + 1, WORD(SAY)) || ordo_at(search, past - 1, WORD(SAY)));
}

bool ordo_german_whole(const struct search *search, size_t begin, size_t end, struct report *report)
{
    *report = (struct report){.n = 1};
    if (das(search, begin, end, report))
        return true;
    report->clauses[0] = (struct clause){begin, end};
    return ordo_german_voice(search, begin, &report->finding);
}
