/* indirect.c: reported speech without marks.
 *
 * A reporting verb is followed by its clause ("said that ...", "said he ...", "urged them to ...",
 * "asked whether ..."), or follows it ("..., he said"); "according to X" stands before or after.
 * The clause reaches to the end of the sentence, or to the next reporting word that is not its
 * own. */
#include "indirect.h"
#include "german.h"
#include "german_report.h"
#include "scratch.h"

#include <string.h>

#define CLAUSE_MIN    2  /* items in a reported clause */
#define SURELY_CLAUSE 5  /* so many need no known verb */
#define DATELINE_MAX  10 /* items of a dateline */
#define TRAILING_MAX  12 /* items of an attribution at the end of a sentence */
#define ADJUNCTS_MAX  3  /* phrases between a verb and its "that" */

/* Whether the verb names who is spoken to before what is said. */
static bool is_told(const struct search *search, size_t verb)
{
    static const char *const words[] = {"told",     "tells",    "tell",      "telling", "assured",
                                        "informed", "reminded", "convinced", "warned",  NULL};

    return ordo_is_any(search, verb, words);
}

/* Over "on Monday", "in a statement", "Tuesday": what can stand between a verb and "that". */
static size_t behind_adjuncts(const struct search *search, size_t at, size_t end)
{
    static const char *const others[] = {"for", "of", "from", "with", "by", "into", "about", NULL};

    for (int n = 0; n < ADJUNCTS_MAX && at < end; n++) {
        size_t past;
        if (ordo_at(search, at, WORD(WEEKDAY) | WORD(ADVERB)) || ordo_at_adverb(search, at)) {
            at++;
            continue;
        }
        if (!ordo_at(search, at, WORD(PREPOSITION)) || ordo_is_any(search, at, others))
            break;
        past = ordo_at(search, at + 1, WORD(WEEKDAY) | WORD(MONTH))
                   ? at + 2
                   : ordo_phrase_right(search, at + 1);
        if (past == at + 1)
            break;
        at = past;
    }
    return at;
}

/* "...," he said last week: what he said stands before. */
static bool follows_quotation(const struct search *search, size_t verb)
{
    struct finding subject = {0};
    size_t first;

    if (!ordo_phrase_subject(search, verb, 0, &subject))
        return false;
    first = subject.first;
    if (first > 0 && ordo_at_kind(search, first - 1, ITEM_COMMA))
        first--;
    return first > 0 && ordo_at_kind(search, first - 1, ITEM_QUOTE);
}

static size_t object_end(const struct search *search, size_t at, size_t end)
{
    while (at < end && !ordo_at_kind(search, at, ITEM_COMMA) &&
           !ordo_at_kind(search, at, ITEM_QUOTE) && !ordo_goes_on(search, at) &&
           !ordo_at(search, at, WORD(SUBORDINATOR)))
        at++;
    return at;
}

static bool begins_clause(const struct search *search, size_t at)
{
    return ordo_at_pronoun(search, at) || ordo_at_determiner(search, at) ||
           ordo_names_at(search->reading->names, at) != SIZE_MAX;
}

/* What the verb at `verb` reports, when the words after it begin it. */
static bool clause_after(const struct search *search, size_t verb, size_t end,
                         struct clause *clause)
{
    static const char *const particles[] = {"for", "on", "about", "of", "against", "over", NULL};
    size_t at = verb + 1, object, far;

    while (at < end && (ordo_at_adverb(search, at) || ordo_at(search, at, WORD(WEEKDAY))))
        at++;
    object = ordo_phrase_right(search, at);
    far = behind_adjuncts(search, at, end);
    if (far < end && far > at &&
        (ordo_is_that(search, far) ||
         (ordo_at(search, verb, WORD(CLAUSE)) && begins_clause(search, far))))
        at = far; /* "said on Monday that", "said in a statement they" */
    else if (object > at && is_told(search, verb)) {
        far = behind_adjuncts(search, object, end);
        at = far < end && ordo_is_that(search, far) ? far
                                                    : object; /* "told reporters in Hanoi that" */
    }
    if (at >= end || search->items[at].kind != ITEM_WORD)
        return false;
    if (ordo_at(search, verb, WORD(PARTICLE)) && ordo_is_any(search, verb + 1, particles)) {
        *clause = (struct clause){verb + 2, object_end(search, verb + 2, end)};
        return ordo_phrase_right(search, verb + 2) > verb + 2 && clause->past > verb + 3;
    }
    object = ordo_phrase_right(search, at);
    clause->first = at;
    clause->past = ordo_clause_end(search, at, end);
    if (ordo_is_that(search, at) || ordo_is_question(search, at))
        return ordo_clause_has_predicate(search, at + 1, clause->past);
    if (object > at && ordo_is_word(search, object, "to") && !ordo_at(search, verb, WORD(OBJECT)))
        at = clause->first = object; /* "urged the allies to" */
    if (ordo_is_word(search, at, "to"))
        return ordo_at(search, verb, WORD(ACT) | WORD(THINK)); /* "refused to" tells a deed */
    if (ordo_at(search, verb, WORD(CLAUSE)))
        return !follows_quotation(search, verb) &&
               (!ordo_at(search, at, WORD(PREPOSITION) | WORD(CONJUNCTION)) ||
                ordo_is_word(search, at, "not"));
    if (ordo_at(search, verb, WORD(SAY) | WORD(THINK)) && object > at && object < clause->past &&
        ordo_at(search, behind_adjuncts(search, object, end), WORD(AUXILIARY) | WORD(COMMON_VERB)))
        return true;
    if (object == at || !ordo_at(search, verb, WORD(OBJECT)))
        return false;
    clause->past = object_end(search, object, end);
    return clause->past > at + 2;
}

static int add(struct indirect **list, size_t *n, size_t *capacity, const struct search *search,
               struct report *report, struct clause sentence, struct ordo_error *error)
{
    struct indirect *added;
    size_t n_clauses = 0, n_items = 0;

    for (size_t i = 0; i < report->n; i++)
        if (ordo_clause_trim(search, &report->clauses[i])) {
            n_items += report->clauses[i].past - report->clauses[i].first;
            report->clauses[n_clauses++] = report->clauses[i];
        }
    if (n_items < CLAUSE_MIN)
        return 0;
    if (ordo_reserve(list, capacity, *n + 1, sizeof **list, error) != 0)
        return -1;
    added = &(*list)[(*n)++];
    added->n_clauses = n_clauses;
    for (size_t i = 0; i < n_clauses; i++)
        added->clauses[i] = (struct ordo_span){search->items[report->clauses[i].first].begin,
                                               search->items[report->clauses[i].past - 1].end};
    added->sentence = (struct ordo_span){search->items[sentence.first].begin,
                                         search->items[sentence.past - 1].end};
    added->finding = report->finding;
    return 0;
}

/* The comma behind item `at`, or `end`. */
static size_t main_clause(const struct search *search, size_t at, size_t end)
{
    while (at < end && !ordo_at_kind(search, at, ITEM_COMMA))
        at++;
    return at;
}

/* "said X, the director of ...", "said X, who ..." */
static bool is_appositive(const struct search *search, size_t at)
{
    return ordo_at(search, at, WORD(DETERMINER) | WORD(POSSESSIVE) | WORD(RELATIVE));
}

/* "..., he said", "..., said the minister" and "..., he said, ...": the clauses are what stands
 * before and after the attribution. */
static bool clause_before(const struct search *search, size_t verb, size_t begin, size_t end,
                          struct report *report)
{
    struct finding *finding = &report->finding;
    size_t past;

    *report = (struct report){.n = 1};
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_VERB_AFTER};
    if (!ordo_at(search, verb, WORD(SAY)))
        return false;
    if (verb > begin && ordo_at_kind(search, verb - 1, ITEM_COMMA)) {
        past = ordo_phrase_right(search, verb + 1);
        if (past == verb + 1 || ordo_at_kind(search, past, ITEM_QUOTE) ||
            ordo_at_kind(search, ordo_phrase_right(search, begin), ITEM_COMMA))
            return false; /* "Coffman, a Republican, denounced the plan" */
        finding->first = verb + 1;
        finding->past = past;
        report->clauses[0] = (struct clause){begin, verb - 1};
    } else {
        if (!ordo_phrase_subject(search, verb, begin, finding) || finding->first <= begin + 1 ||
            !ordo_at_kind(search, finding->first - 1, ITEM_COMMA))
            return false;
        past = behind_adjuncts(search, verb + 1, end);
        if (past < end && !ordo_at_kind(search, past, ITEM_COMMA) &&
            !(ordo_at(search, verb, WORD(CLAUSE)) &&
              ordo_at(search, verb + 1, WORD(PREPOSITION) | WORD(WEEKDAY))))
            return false;
        report->clauses[0] = (struct clause){begin, finding->first - 1};
    }
    finding->found = true;
    past = finding->past > verb ? finding->past : verb + 1;
    if (ordo_at_kind(search, past, ITEM_COMMA) && past + 1 < end &&
        !(finding->first > verb && is_appositive(search, past + 1)))
        report->clauses[report->n++] =
            (struct clause){past + 1, ordo_clause_end(search, past + 1, end)};
    if (report->n == 1 && ordo_at(search, begin, WORD(SUBORDINATOR)) &&
        main_clause(search, begin, report->clauses[0].past) == report->clauses[0].past)
        return false; /* "When the talks ended, the minister said" */
    for (size_t i = 0; i < report->n; i++)
        if (ordo_clause_has_predicate(search, report->clauses[i].first, report->clauses[i].past))
            return true;
    return ordo_at(search, verb, WORD(CLAUSE)) &&
           report->clauses[0].past > report->clauses[0].first + SURELY_CLAUSE;
}

static bool according(const struct search *search, size_t at, size_t begin, size_t end,
                      struct report *report)
{
    struct finding *finding = &report->finding;

    *report = (struct report){.n = 1};
    if (!ordo_cue_according(search, at, finding) || finding->past > end)
        return false;
    if (at == begin) {
        size_t comma = finding->past;
        while (comma < end && !ordo_at_kind(search, comma, ITEM_COMMA))
            comma++;
        report->clauses[0] = (struct clause){comma + 1, end};
        return comma + 1 < end;
    }
    report->clauses[0] =
        (struct clause){begin, ordo_at_kind(search, at - 1, ITEM_COMMA) ? at - 1 : at};
    return true;
}

/* Behind "PORT ESPERANZA, May 3 - ", which is nobody's words. */
static size_t after_dateline(const struct search *search, size_t begin, size_t end)
{
    const struct item *first = &search->items[begin];

    if (begin >= end || first->kind != ITEM_WORD || first->end - first->begin < 3 ||
        search->text[first->begin + 1] < 'A' || search->text[first->begin + 1] > 'Z')
        return begin;
    for (size_t i = begin + 1; i + 1 < end && i < begin + DATELINE_MAX; i++)
        if (ordo_at_kind(search, i, ITEM_COMMA) && search->text[search->items[i].begin] != ',')
            return i + 1;
    return begin;
}

/* "..., their union said on Friday.": the attribution at the end governs the whole sentence. */
static bool trailing(const struct search *search, size_t begin, size_t end, struct report *report)
{
    for (size_t i = end; i-- > begin;)
        if (ordo_at(search, i, WORD(SAY)) && ordo_cue_is_finite(search, i) &&
            (end - i < TRAILING_MAX ||
             (i > begin && ordo_at_kind(search, i - 1, ITEM_COMMA) &&
              ordo_at(search, i, WORD(CLAUSE)))) && /* ", said X, the director of ..." */
            clause_before(search, i, begin, end, report))
            return report->n == 1;
    return false;
}

/* "his claim that ...", "the minister's warning that ...", "is confident that ..." */
static bool report_of_noun(const struct search *search, size_t at, size_t begin, size_t end,
                           struct report *report)
{
    struct finding *finding = &report->finding;
    size_t owner = at;

    *report = (struct report){.n = 1};
    if (!ordo_is_that(search, at + 1) || at + 2 >= end ||
        !ordo_clause_has_predicate(search, begin, at))
        return false; /* "His claim that it failed was": the clause's end cannot be told */
    report->clauses[0] = (struct clause){at + 1, ordo_clause_end(search, at + 1, end)};
    if (!ordo_clause_has_predicate(search, at + 2, report->clauses[0].past))
        return false;
    while (owner > begin && owner + 3 > at && !ordo_is_owner(search, owner - 1))
        owner--;
    if (ordo_at(search, at, WORD(CUE_ADJECTIVE))) {
        finding->found = at > begin && ordo_at_skipped(search, at - 1) &&
                         ordo_phrase_subject(search, at, begin, finding);
    } else if (owner > begin && ordo_is_owner(search, owner - 1)) {
        finding->first = ordo_phrase_left(search, owner, begin);
        finding->past = owner;
        finding->found = finding->first < owner;
    } else {
        ordo_cue_first_phrase(search, begin, at, finding);
    }
    finding->by = ORDO_BY_NOUN;
    finding->cue = at;
    finding->cue_past = at + 1;
    return finding->found;
}

/* "and said", "but later said" */
static bool follows_conjunction(const struct search *search, size_t verb)
{
    while (verb > 0 && ordo_at_skipped(search, verb - 1))
        verb--;
    return verb > 0 && ordo_at(search, verb - 1, WORD(CONJUNCTION));
}

/* What the reporting word at `at` reports; `last` is the finding before it in the sentence. */
static bool report_at(const struct search *search, size_t at, size_t begin, size_t end,
                      const struct finding *last, struct report *report)
{
    bool finite = ordo_cue_is_finite(search, at);

    if (search->reading->narration.language == LEXICON_GERMAN)
        return ordo_german_report(search, at, begin, end, last, report);
    if (ordo_at(search, at, WORD(ACCORDING) | WORD(PREPOSITION)))
        return according(search, at, begin, end, report);
    if (!finite && ordo_at(search, at, WORD(CUE_NOUN) | WORD(CUE_ADJECTIVE)) &&
        report_of_noun(search, at, begin, end, report))
        return true;
    if (!finite && !(ordo_at(search, at, WORD(SAY)) && ordo_at(search, at, WORD(GERUND))))
        return false;
    *report = (struct report){.n = 1};
    if (ordo_at(search, begin, WORD(SUBORDINATOR)))
        end = main_clause(search, at, end); /* "While he said that ..., he left" */
    if (!clause_after(search, at, end, &report->clauses[0]))
        return finite && clause_before(search, at, begin, end, report);
    if (finite && ordo_cue_subject(search, at, begin, &report->finding))
        return true;
    if (last->found)
        report->finding = *last;
    else if ((finite && !follows_conjunction(search, at)) ||
             !ordo_cue_first_phrase(search, begin, at, &report->finding))
        return false;
    report->finding.by = finite ? ORDO_BY_VERB_BEFORE : ORDO_BY_PARTICIPLE;
    report->finding.cue = at;
    report->finding.cue_past = at + 1;
    return true;
}

int ordo_indirect_find(const struct search *search, size_t begin, size_t end,
                       struct indirect **list, size_t *n, size_t *capacity,
                       struct ordo_error *error)
{
    struct clause sentence = {begin, end};
    struct finding last = {0};
    struct report report;
    size_t free_from; /* items before it belong to a clause already */
    bool german = search->reading->narration.language == LEXICON_GERMAN;

    begin = free_from = after_dateline(search, begin, end);
    if (!german && trailing(search, begin, end, &report) &&
        !ordo_clause_has_quotation(search, report.clauses[0]))
        return add(list, n, capacity, search, &report, sentence, error);
    for (size_t i = begin; i < end; i++) {
        bool may = german || ordo_at(search, i,
                                     WORD_VERB | WORD(ACCORDING) | WORD(PREPOSITION) |
                                         WORD(CUE_NOUN) | WORD(CUE_ADJECTIVE));
        if (!may || !report_at(search, i, free_from, end, &last, &report))
            continue;
        last = report.finding;
        if (add(list, n, capacity, search, &report, sentence, error) != 0)
            return -1;
        if (report.clauses[report.n - 1].past > i)
            i = report.clauses[report.n - 1].past - 1;
        free_from = i + 1;
    }
    if (german && free_from == begin && begin < end &&
        ordo_german_whole(search, begin, end, &report))
        return add(list, n, capacity, search, &report, sentence, error);
    return 0;
}
