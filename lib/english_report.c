/* english_report.c: reported speech without marks in English, and in languages that have no file of
 * their own.
 *
 * A reporting verb is followed by its clause ("said that ...", "said he ...", "urged them to ...",
 * "asked whether ..."), or follows it ("..., he said"); "according to X" stands before or after. */
#include "english_report.h"
#include "adjunct.h"
#include "english_nonfinite.h"
#include "english_passive.h"
#include "english_source.h"
#include "noun_report.h"
#include "verb_clause.h"

#define LABEL_MAX     6  /* items of a label */
#define LABEL_MIN     5  /* from the colon on */
#define SURELY_CLAUSE 5  /* so many items need no known verb */
#define SOURCE_MAX    14 /* items of "three people with knowledge of the talks" */
#define ADDED_REACH   6  /* items between "said" and ", adding" */
#define TRAILING_MAX  12 /* items of an attribution at the end of a sentence */

/* Where a clause ends that an attribution at `at` follows: at its comma, or behind a fragment of it
 * in marks that holds the comma. None: `at`. */
static size_t clause_past(const struct search *search, size_t at, size_t begin)
{
    if (at > begin && ordo_at_kind(search, at - 1, ITEM_COMMA))
        return at - 1;
    return at;
}

static bool ends_clause(const struct search *search, size_t at, size_t begin)
{
    const struct item *item = &search->items[at - (at > begin)];

    return at > begin && (item->kind == ITEM_COMMA || (item->kind == ITEM_QUOTE && item->within &&
                                                       item->ending == ENDING_COMMA));
}

/* ", said the minister": what is said stands before; not ", said he would" or ", said the treaty
 * holds" behind the subject's apposition. */
static bool is_inverted(const struct search *search, size_t verb, size_t begin, size_t end)
{
    return ordo_at(search, verb, WORD(CLAUSE)) && ends_clause(search, verb, begin) &&
           !ordo_at_pronoun(search, verb + 1) && ordo_phrase_may_invert(search, verb) &&
           (ordo_at(search, verb + 1, WORD(UPPER)) || ordo_at_determiner(search, verb + 1) ||
            ordo_phrase_is_person(search, verb + 1, ordo_phrase_right(search, verb + 1))) &&
           !ordo_at_predicate(
               search, ordo_behind_adjuncts(search, ordo_phrase_right(search, verb + 1), end));
}

/* "Speaking", "being", at the head of a clause. */
static bool is_ing(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_at_kind(search, at, ITEM_WORD) && item->end - item->begin > 4 &&
           ordo_item_ends_with(item, search->text, "ing");
}

/* "That treaty holds, the minister said", "Whether it holds is unclear, the minister said": no
 * subordinate clause of what is said. */
static bool is_embedded(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"that", "whether", "how", "why", "what", ""};

    return ordo_is_any(search, at, words);
}

/* "..., three people with knowledge of the talks said", "..., a person briefed on them said":
 * whoever is told of behind the last comma before the verb. */
static bool find_source(const struct search *search, size_t verb, size_t begin,
                        struct finding *finding)
{
    static const char sources[][WORD_ROOM] = {"people", "person", "source", "sources", ""};
    size_t comma = ordo_last(search, begin, verb, TRAIT_COMMA), first = comma + 1, past;

    if (comma == SIZE_MAX || verb - first > SOURCE_MAX)
        return false;
    past = ordo_phrase_right(search, first);
    if (past == first || past + 2 > verb ||
        !(ordo_phrase_is_person(search, first, past) || ordo_is_any(search, past - 1, sources)))
        return false;
    for (size_t i = past + 1; i < verb; i++)
        if (!ordo_at_kind(search, i, ITEM_WORD) ||
            ordo_at(search, i, WORD(AUXILIARY) | WORD(RELATIVE) | WORD_PERSON))
            return false;
    if (!ordo_at(search, past, WORD(PREPOSITION)) &&
        !((ordo_at(search, past, WORD(PARTICIPLE)) || ordo_at(search, past, WORD(IN_ED))) &&
          ordo_at(search, past + 1, WORD(PREPOSITION))))
        return false;
    finding->first = first;
    finding->past = past;
    return true;
}

/* "Exports fell, the ministry said on Tuesday, as ...": behind a whole clause and the day on which
 * it was said, the reporter goes on at the comma at `comma`. */
static bool is_reporters(const struct search *search, size_t verb, size_t comma,
                         const struct clause *said)
{
    size_t other = ordo_phrase_right(search, comma + 2);

    if (ordo_is_word(search, comma + 1, "with") && other > comma + 2 &&
        ordo_at(search, other, WORD(GERUND)) && ordo_at(search, other, WORD(SAY)))
        return true; /* ", officials said, with police saying that" */
    if (ordo_at(search, comma + 1, WORD(SUBORDINATOR) | WORD(CONJUNCTION)) && other > comma + 2 &&
        ordo_has(search, other, TRAIT_FINITE) && ordo_at(search, other, WORD(SAY) | WORD(ACT)))
        return true; /* ", officials said, while the army denied it" */
    return ordo_next(search, verb, comma, TRAIT_OF(WEEKDAY)) < comma &&
           !ordo_at(search, comma + 1, WORD(CONJUNCTION)) &&
           ordo_clause_has_predicate(search, said->first, said->past);
}

/* "..., he said", "..., said the minister" and "..., he said, ...": the clauses are what stands
 * before and after the attribution. */
static bool clause_before(const struct search *search, size_t verb, size_t begin, size_t end,
                          struct report *report)
{
    static const char behind[][WORD_ROOM] = {"out", "him", "her", "them", "us", "me", ""};
    struct finding *finding = &report->finding;
    size_t past;

    *report = (struct report){.n = 1};
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_VERB_AFTER};
    if (ordo_is_word(search, begin, "asked"))
        return false; /* "Asked by reporters if it held, the minister said" */
    if (!ordo_at(search, verb, ordo_in_english(search) ? WORD(CLAUSE) : WORD(SAY)) ||
        (ordo_next(search, begin, verb, TRAIT_COMMA) == verb &&
         ordo_next(search, begin, verb, TRAIT_QUOTE) == verb))
        return false; /* no clause ends before it */
    if (is_inverted(search, verb, begin, end)) {
        past = ordo_phrase_right(search, verb + 1);
        if (ordo_at_kind(search, past, ITEM_QUOTE) ||
            ordo_at_kind(search, ordo_phrase_right(search, begin), ITEM_COMMA))
            return false; /* "Coffman, a Republican, denounced the plan" */
        finding->first = verb + 1;
        finding->past = past;
        report->clauses[0] = (struct clause){begin, clause_past(search, verb, begin)};
    } else {
        past = ordo_at(search, verb, WORD(CLAUSE)) && !ordo_phrase_may_invert(search, verb)
                   ? ordo_phrase_right(search, verb + 1)
                   : verb + 1;                                         /* "told the union" */
        past += past == verb + 1 && ordo_is_any(search, past, behind); /* "he told her" */
        past = ordo_behind_adjuncts(search, past, end);
        if (past < end && !ordo_at_kind(search, past, ITEM_COMMA) &&
            !ordo_at_kind(search, past, ITEM_COLON) &&
            !(ordo_at(search, verb, WORD(CLAUSE)) &&
              ordo_at(search, verb + 1, WORD(PREPOSITION) | WORD(WEEKDAY))))
            return false;
        if ((!ordo_phrase_subject(search, verb, begin, finding) || finding->first <= begin + 1 ||
             !ends_clause(search, finding->first, begin)) &&
            !find_source(search, verb, begin, finding))
            return false;
        report->clauses[0] = (struct clause){begin, clause_past(search, finding->first, begin)};
    }
    finding->found = true;
    if (ordo_at_kind(search, past, ITEM_COMMA) && past + 1 < end &&
        !is_reporters(search, verb, past, &report->clauses[0]) &&
        !ordo_at_kind(search, past + 1, ITEM_QUOTE) &&
        !(ordo_at(search, past + 1, WORD(GERUND)) && ordo_at(search, past + 1, WORD_VERB)) &&
        !(finding->first > verb && ordo_english_is_appositive(search, past + 1, end)))
        report->clauses[report->n++] =
            (struct clause){past + 1, ordo_clause_end(search, past + 1, end)};
    if (is_ing(search, begin) &&
        !ordo_clause_has_predicate(search, begin, report->clauses[0].past) &&
        !(report->n == 2 && ordo_at_predicate(search, report->clauses[1].first)))
        return false; /* "Speaking in Oslo, the minister told reporters" */
    if (report->n == 1 && ordo_at(search, begin, WORD(PREPOSITION)) &&
        ordo_at_kind(search, past + 1, ITEM_QUOTE))
        return false; /* "At a rally in Oslo, the minister said, "..."" */
    if (report->n == 1 && ordo_at(search, begin, WORD(SUBORDINATOR)) &&
        !is_embedded(search, begin) && ordo_behind_count(search, begin) == begin &&
        ordo_next(search, begin, report->clauses[0].past, TRAIT_COMMA) == report->clauses[0].past)
        return false; /* "When the talks ended, the minister said" */
    for (size_t i = 0; i < report->n; i++)
        if (ordo_clause_has_predicate(search, report->clauses[i].first, report->clauses[i].past))
            return true;
    return ordo_at(search, verb, WORD(CLAUSE)) && !ordo_at(search, begin, WORD(PREPOSITION)) &&
           report->clauses[0].past > report->clauses[0].first + SURELY_CLAUSE;
}

bool ordo_english_label(const struct search *search, size_t begin, size_t end,
                        struct report *report)
{
    uint64_t others = ~ordo_window(search, begin + 1, TRAIT_WORD) | UINT64_C(1) << LABEL_MAX;
    size_t colon = begin + 1 + (size_t)__builtin_ctzll(others);

    if (colon + LABEL_MIN > end || search->items[colon].kind != ITEM_COLON ||
        ordo_phrase_right(search, begin) != colon || !ordo_phrase_is_person(search, begin, colon) ||
        !(begin == 0 || ordo_clause_has_predicate(search, colon + 1, end)))
        return false;
    *report = (struct report){.n = 1, .clauses = {{colon + 1, end}}};
    report->finding =
        (struct finding){.first = begin, .past = colon, .by = ORDO_BY_LABEL, .found = true};
    return true;
}

bool ordo_english_trailing(const struct search *search, size_t begin, size_t end,
                           struct report *report)
{
    size_t source = ordo_last(search, begin, end, TRAIT_OF(ACCORDING));

    if (source != SIZE_MAX && source > begin + 1 && ordo_at_kind(search, source - 1, ITEM_COMMA) &&
        ordo_english_according(search, source, begin, end, report) && report->n == 1)
        return true;
    for (size_t i = end; (i = ordo_last(search, begin, i, TRAIT_FINITE)) != SIZE_MAX;)
        if (ordo_at(search, i, WORD(SAY) | WORD(CLAUSE)) &&
            (end - i < TRAILING_MAX ||
             (ends_clause(search, i, begin) &&
              ordo_at(search, i, WORD(CLAUSE)))) && /* ", said X, the director of ..." */
            clause_before(search, i, begin, end, report))
            return report->n == 1;
    return false;
}

/* "and said", "but later said" */
static bool follows_conjunction(const struct search *search, size_t verb)
{
    while (verb > 0 && ordo_at_skipped(search, verb - 1))
        verb--;
    return verb > 0 && ordo_at(search, verb - 1, WORD(CONJUNCTION));
}

/* "Silva, who said he was ill, | said": the verb is no part of the clause with "who". */
static bool is_main_verb(const struct search *search, size_t verb, const struct finding *last)
{
    while (verb > 0 && ordo_at_skipped(search, verb - 1))
        verb--;
    return last->relative > last->past && ordo_at_kind(search, last->relative - 1, ITEM_COMMA) &&
           ordo_at_kind(search, verb - 1, ITEM_COMMA);
}

static bool is_asked(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "asked");
}

/* Behind "to", adverbs apart. */
static bool is_infinitive(const struct search *search, size_t at)
{
    size_t before = at;

    while (before > 1 &&
           (ordo_at_adverb(search, before - 1) || ordo_at(search, before - 1, WORD(ADVERB))))
        before--;
    return ordo_is_word(search, before - 1, "to");
}

/* "As", "asked", "poll", and "to" before a verb: of these words, each asked only of its class. */
static uint64_t row_special(const struct search *search, const struct block *block, size_t first,
                            uint64_t row)
{
    uint64_t sources = row & row_any(block, WORD(SUBORDINATOR) | WORD(CUE_NOUN));

    return ordo_row_where(search, first, sources, ordo_english_may_source) |
           ordo_row_where(search, first, row & block->rows[TRAIT_OF(ACT)], is_asked) |
           ordo_row_where(search, first, row & block->rows[TRAIT_OF(BASE)], is_infinitive);
}

static void read_reports(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, verb = row_any(block, WORD_VERB), noun, adjective, verbal, others;

    adjective =
        row_any(block, WORD_REPORTING_ADJECTIVE) &
        (row_before(block, TRAIT_SKIPPED) |
         row_any_before(block, WORD(COMMON_VERB) | WORD(LIGHT) | WORD(PRONOUN) | WORD_VERB));
    noun = row_any(block, WORD(THAT_NOUN) | WORD(ABOUT_NOUN) | WORD(TO_NOUN)) | adjective;
    if (ordo_in_english(search)) /* before "that", "about", "to"; "is sure he will" */
        noun &= row_any_behind(block, WORD(SUBORDINATOR) | WORD(RELATIVE) | WORD(PREPOSITION) |
                                          WORD(NEGATION) | WORD(PASSIVE)) |
                (adjective & row_any_behind(block, WORD(DETERMINER) | WORD(POSSESSIVE) |
                                                       WORD_PERSON | WORD(PRONOUN) | WORD(UPPER)));
    verbal = rows[TRAIT_FINITE] | (verb & rows[TRAIT_OF(GERUND)]) |
             (verb & rows[TRAIT_OF(PARTICIPLE)] & rows[TRAIT_PASSIVE]);
    others =
        rows[TRAIT_OF(SUBORDINATOR)] | rows[TRAIT_OF(CUE_NOUN)] |
        (~verbal & (rows[TRAIT_OF(ACT)] | (verb & rows[TRAIT_OF(BASE)] & ~rows[TRAIT_OF(UPPER)])));
    rows[TRAIT_REPORTS] = rows[TRAIT_OF(ACCORDING)] | rows[TRAIT_COLON] | /* behind a label */
                          ((noun | verbal) & ~(rows[TRAIT_OF(PREPOSITION)] & ~rows[TRAIT_FINITE])) |
                          row_special(search, block, first, others);
}

void ordo_english_reports_read(struct ordo_reading *reading, const char *text)
{
    ordo_rows_read(reading, text, read_reports);
}

/* "while he said", "after they refused", "among those who said": whether the word at `first` makes
 * the clause of the verb at `at` depend on a main clause. */
static bool opens_clause(const struct search *search, size_t first, size_t at)
{
    if (ordo_at(search, first, WORD(SUBORDINATOR)))
        return !ordo_is_that(search, first);
    return ordo_at(search, first, WORD(PREPOSITION)) &&
           (ordo_may_begin_clause(search, first) || ordo_at(search, at - 1, WORD(RELATIVE)));
}

/* "But while he said that ..., the talks go on": whether the verb at `at` stands in a clause that a
 * subordinator begins and no main clause stands before. */
static bool in_subordinate(const struct search *search, size_t at, size_t begin)
{
    size_t comma = ordo_last(search, begin, at, TRAIT_COMMA);
    size_t first = comma == SIZE_MAX ? begin : comma + 1;
    bool joined = ordo_at(search, first, WORD(CONJUNCTION));

    while (first < at && ordo_at(search, first, WORD(CONJUNCTION) | WORD(ADVERB)))
        first++;
    return first < at && opens_clause(search, first, at) &&
           (joined || comma == SIZE_MAX ||
            ordo_next(search, begin, comma, TRAIT_CLAUSE_VERB) == comma);
}

/* A clause that depends on a main clause behind it ends at the comma that a new subject and its
 * verb follow. */
static void end_before_main(const struct search *search, size_t verb, size_t begin,
                            struct clause *clause)
{
    size_t at = ordo_next(search, clause->first, clause->past, TRAIT_COMMA);

    if (at == clause->past || !in_subordinate(search, verb, begin))
        return;
    for (; at + 2 < clause->past; at = ordo_next(search, at + 1, clause->past, TRAIT_COMMA)) {
        size_t past = ordo_phrase_right(search, at + 1);
        if (past > at + 1 && (ordo_at_predicate(search, past) ||
                              (past == at + 2 && ordo_at(search, at + 1, WORD(KONJUNKTIV))))) {
            clause->past = at;
            return;
        }
    }
}

/* "a treaty that Silva says will hold", "what she said was new": where the subject of what is said
 * is missing, the relative before the one who says it stands for it. */
static void add_relative(const struct search *search, size_t verb, size_t begin,
                         struct report *report)
{
    struct clause *clause = &report->clauses[0];
    size_t past = report->finding.first, comma;

    if (past <= begin || past >= verb || !ordo_at(search, verb, WORD(CLAUSE)) ||
        !ordo_at_predicate(search, clause->first) ||
        !(ordo_at(search, past - 1, WORD(RELATIVE)) || ordo_is_word(search, past - 1, "what")) ||
        ordo_is_word(search, past - 1, "whose"))
        return;
    comma = ordo_next(search, clause->first, clause->past, TRAIT_COMMA);
    if (ordo_at_kind(search, past - 2, ITEM_COMMA) && comma + 1 < clause->past &&
        ordo_clause_has_predicate(search, comma + 1, clause->past) &&
        (ordo_at_predicate(search, comma + 1) || ordo_has(search, comma + 1, TRAIT_CLAUSE_VERB)))
        clause->past = comma; /* "The money, which Silva says was stolen, | was found" */
    report->clauses[report->n++] = *clause;
    *clause = (struct clause){past - 1, past};
}

/* "Silva, who said the treaty was dead, | left": the verb of the main clause is nothing that is
 * said. */
static void end_before_main_verb(const struct search *search, size_t begin, struct report *report)
{
    struct clause *clause = &report->clauses[0];
    size_t who = report->finding.relative, comma = clause->first, cut = clause->past, verb;
    bool sure = false; /* it is no participle, as in ", drafted in May," */

    if (who == 0 || ordo_next(search, begin, who, TRAIT_PREDICATE) < who)
        return; /* the main verb stands before it */
    if (!ordo_at_kind(search, who - 1, ITEM_COMMA)) {
        verb = ordo_next(search, clause->first, clause->past, TRAIT_FINITE);
        if (ordo_is_infinitive(search,
                               clause->first + ordo_at(search, clause->first, WORD(NEGATION))) &&
            verb > clause->first + 2 && ordo_at(search, verb, WORD(SAY)) &&
            ordo_at(search, verb, WORD(CLAUSE)))
            clause->past = verb; /* "a trader who asked not to be named | said" */
        return;
    }
    for (; (comma = ordo_next(search, comma, clause->past, TRAIT_COMMA)) < clause->past; comma++) {
        bool participle = ordo_at(search, comma + 1, WORD(IN_ED));
        if (!ordo_at_predicate(search, comma + 1) || (sure && participle) ||
            !ordo_clause_has_predicate(search, clause->first, comma))
            continue;
        cut = comma;
        sure = !participle;
    }
    clause->past = cut;
}

/* "a gift", "unfair", "as unfair": what somebody calls it. */
static bool names_something(const struct search *search, size_t at)
{
    return ordo_at_kind(search, at, ITEM_WORD) &&
           (!ordo_at(search, at, WORD_STOPPERS | WORD_ANY_PRONOUN) ||
            ordo_is_word(search, at, "as"));
}

/* "The charge, which Silva denies", "what critics call a gift": the relative stands for the object.
 */
static bool relative_object(const struct search *search, size_t verb, size_t begin, size_t end,
                            struct report *report)
{
    static const char words[][WORD_ROOM] = {"which", "whom", "what", ""};
    struct finding *finding = &report->finding;
    size_t at;

    *report = (struct report){.n = 1};
    at = verb + 1 + ordo_is_word(search, verb + 1, "as");
    if (ordo_at_kind(search, at + ordo_at_determiner(search, at),
                     ITEM_QUOTE) || /* tells what is said */
        !(ordo_at(search, verb, WORD(NAME)) || (ordo_at(search, verb, WORD(OBJECT)) &&
                                                ordo_phrase_right(search, verb + 1) == verb + 1)) ||
        !ordo_cue_subject(search, verb, begin, finding) || finding->past > verb ||
        finding->first <= begin)
        return false;
    at = finding->first - 1;
    report->clauses[0] = (struct clause){at, finding->first};
    if (ordo_at(search, verb, WORD(NAME)) && names_something(search, verb + 1)) {
        size_t past = ordo_thing_end(search, verb + 1, verb + 2, end);
        report->clauses[report->n++] = (struct clause){verb + 1, past};
    }
    return ordo_is_any(search, at, words) &&
           (ordo_is_word(search, at, "what") || !ordo_at(search, at - 1, WORD(PREPOSITION)));
}

/* "The agency could not independently verify the claims" */
static bool is_unverified(const struct search *search, size_t at)
{
    static const char verbs[][WORD_ROOM] = {"verify", "confirm", ""};
    static const char negations[][WORD_ROOM] = {"not", "cannot", "couldn't", ""};
    size_t before = at;

    if (!ordo_at(search, at, WORD(BASE)) || !ordo_is_any(search, at, verbs))
        return false; /* nearly always */
    while (before > 0 && ordo_at_adverb(search, before - 1))
        before--;
    return before > 0 && ordo_is_any(search, before - 1, negations);
}

/* "Spoke on condition of anonymity to discuss private talks": what for. */
static bool is_anonymity(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(BASE)) && at > 1 && ordo_is_word(search, at - 1, "to") &&
           ordo_is_word(search, at - 2, "anonymity");
}

/* "It is "a bad idea," Silva said, adding that ...": whoever said what stands before the comma. */
static bool adds_to(const struct search *search, size_t at, size_t begin, struct finding *finding)
{
    size_t verb;

    if (!ordo_at(search, at, WORD(GERUND)) || at < begin + 3 ||
        !ordo_at_kind(search, at - 1, ITEM_COMMA))
        return false;
    verb = ordo_last(search, begin, at - 1, TRAIT_FINITE);
    if (verb == SIZE_MAX || verb + ADDED_REACH < at || !ordo_at(search, verb, WORD(SAY)) ||
        !ordo_at(search, verb, WORD(CLAUSE)) || !ordo_cue_subject(search, verb, begin, finding))
        return false;
    finding->by = ORDO_BY_PARTICIPLE;
    finding->cue = at;
    finding->cue_past = at + 1;
    return true;
}

bool ordo_english_report(const struct search *search, size_t at, size_t begin, size_t end,
                         const struct finding *last, struct report *report)
{
    bool finite = ordo_cue_is_finite(search, at);
    bool surely = ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(CLAUSE));
    size_t past;

    if (is_unverified(search, at) || is_anonymity(search, at))
        return false;
    if ((ordo_at(search, at, WORD(ACT)) && ordo_english_asked(search, at, begin, end, report)) ||
        (ordo_at(search, at, WORD(SUBORDINATOR) | WORD(CUE_NOUN)) &&
         ordo_english_source(search, at, begin, end, report)))
        return true;
    if (!finite && ordo_at(search, at, WORD(ACCORDING) | WORD(PREPOSITION)))
        return ordo_english_according(search, at, begin, end, report);
    if (!finite &&
        ordo_at(search, at,
                WORD(THAT_NOUN) | WORD(ABOUT_NOUN) | WORD(TO_NOUN) | WORD_REPORTING_ADJECTIVE) &&
        ordo_noun_report(search, at, begin, end, report)) {
        if (!report->finding.found && last->found)
            report->finding = *last;
        return true;
    }
    if (ordo_has(search, at, TRAIT_PASSIVE) &&
        ordo_english_passive(search, at, begin, end, report)) {
        end_before_main(search, at, begin, &report->clauses[report->n - 1]);
        return true;
    }
    if (ordo_english_opening_gerund(search, at, begin, end, report))
        return true;
    if (!finite && !ordo_english_may_report(search, at, begin))
        return false;
    if (finite && is_inverted(search, at, begin, end) &&
        clause_before(search, at, begin, end, report))
        return true;
    *report = (struct report){.n = 1};
    past =
        ordo_at(search, begin, WORD(SUBORDINATOR)) ? ordo_next(search, at, end, TRAIT_COMMA) : end;
    if (!ordo_clause_behind(search, at, past,
                            &report->clauses[0])) /* "While he said that ..., he left" */
        return finite && (clause_before(search, at, begin, end, report) ||
                          relative_object(search, at, begin, end, report));
    end_before_main(search, at, begin, &report->clauses[0]);
    if (finite ? ordo_cue_subject(search, at, begin, &report->finding)
               : ordo_english_own_subject(search, at, begin, &report->finding)) {
        add_relative(search, at, begin, report);
        end_before_main_verb(search, begin, report);
        return true;
    }
    if (last->found) {
        report->finding = *last;
        if (finite && is_main_verb(search, at, last))
            report->finding.relative = 0;
    } else if (!finite && adds_to(search, at, begin, &report->finding))
        return true;
    else if (finite && surely &&
             ordo_cue_subject(search, at, ordo_sentence_begin(&search->reading->narration, at),
                              &report->finding))
        return true; /* "Silva, asked about it, said ...": over what was asked */
    else if (finite && !surely && !follows_conjunction(search, at) &&
             !ordo_is_that(search, report->clauses[0].first))
        return false;
    else if (!ordo_cue_first_phrase(search, begin, at, &report->finding) &&
             !ordo_cue_first_phrase(search, ordo_sentence_begin(&search->reading->narration, at),
                                    at, &report->finding))
        return finite && surely; /* whoever it is */
    report->finding.by = finite ? ORDO_BY_VERB_BEFORE : ORDO_BY_PARTICIPLE;
    report->finding.cue = at;
    report->finding.cue_past = at + 1;
    return true;
}
