/* speaker.c: who said it.
 *
 * For each statement the reporting word nearest to it is looked for: after it ("...", said X / X
 * said), before it (X said, "..."), in between; its subject is the noun phrase that stands where
 * English, German or French put it. A quotation without any attribution goes on with the speaker of
 * the one before it. Names come from names.c; a pronoun means the person last spoken of. What
 * cannot be told is left empty. */
#include "phrase.h"
#include "scratch.h"

#include <string.h>

#define ATTRIBUTION_MAX 16 /* between a quotation and a subject and verb that follow it */
#define RECENT_ITEMS    60 /* a pronoun does not go back further */

static const char *const PERSONS[] = {"he", "she", "er", "sie", "il", "elle", "él", "ella", NULL};
static const char *const PREPOSITIONS[] = {
    "in",   "on",    "at",    "by",   "with", "from", "to",   "during",  "after", "before",
    "over", "under", "about", "into", "for",  "of",   "here", "against", NULL};
static const char *const PASSIVES[] = {"was",  "were",  "is",    "are",  "be",
                                       "been", "being", "wurde", "wird", NULL};

/* ---- reporting words ----------------------------------------------------------------------- */

static bool is_passive(const struct search *search, size_t at)
{
    return at > 0 &&
           (ordo_at_in(search, at - 1, PASSIVES) ||
            (at > 1 && ordo_at_adverb(search, at - 1) && ordo_at_in(search, at - 2, PASSIVES))) &&
           !ordo_item_is(&search->items[at], search->text, "quoted");
}

static bool is_finite(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    if (item->kind != ITEM_WORD || item->upper)
        return false;
    if (item->cue == CUE_VERB)
        return !(at > 0 && ordo_at_in(search, at - 1, ordo_determiners)) && !is_passive(search, at);
    return item->cue == CUE_BASE && at > 0 && search->items[at - 1].kind == ITEM_WORD &&
           !ordo_at_in(search, at - 1, ordo_determiners) &&
           (ordo_at_in(search, at - 1, ordo_pronouns) || ordo_at_in(search, at - 1, ordo_skipped) ||
            (search->text[search->items[at - 1].end - 1] == 's' &&
             !ordo_at_in(search, at - 1, ordo_stoppers)));
}

static bool according_to(const struct search *search, size_t at, struct finding *finding)
{
    size_t first = at + 1;

    if (at >= search->n || search->items[at].cue != CUE_ACCORDING)
        return false;
    if (ordo_item_is(&search->items[at], search->text, "according")) {
        if (first >= search->n || !ordo_item_is(&search->items[first], search->text, "to"))
            return false;
        first++;
    }
    finding->cue = at;
    finding->cue_past = first;
    finding->first = first;
    finding->past = ordo_phrase_right(search, first);
    return finding->found = finding->past > first;
}

/* "...", said X  |  "...", X, the minister, said  |  "...", according to X */
static bool find_after(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = quote + 1, i, past;

    *finding = (struct finding){0};
    if (ordo_at_kind(search, begin, ITEM_COMMA))
        begin++;
    i = begin;
    if (according_to(search, i, finding))
        return true;
    while (ordo_at_in(search, i, ordo_skipped)) /* "hat der Minister gesagt", "a déclaré X" */
        i++;
    if (i < search->n && search->items[i].kind == ITEM_WORD && search->items[i].cue == CUE_VERB) {
        past = i + 1;
        while (past < search->n && !ordo_at_in(search, past, ordo_determiners) &&
               (ordo_at_adverb(search, past) || ordo_at_in(search, past, ordo_skipped)))
            past++;
        finding->first = past;
        finding->past = ordo_phrase_right(search, past);
        finding->cue = i;
        finding->cue_past = i + 1;
        if (finding->past > past)
            return finding->found = true;
    }
    for (i = begin;
         i < begin + ATTRIBUTION_MAX + 8 && !ordo_ends_sentence(&search->reading->narration, i);
         i++) {
        if (search->items[i].kind == ITEM_QUOTE || search->items[i].kind == ITEM_COLON)
            return false;
        if (!is_finite(search, i))
            continue;
        finding->cue = i;
        finding->cue_past = i + 1;
        if (ordo_at_kind(search, i - 1, ITEM_COMMA) &&
            (past = ordo_phrase_right(search, i + 1)) > i + 1) {
            finding->first = i + 1; /* "..." about the budget, said X */
            finding->past = past;
            return finding->found = true;
        }
        return ordo_phrase_subject(search, i, begin, finding) && finding->first <= begin + 2;
    }
    return false;
}

/* The first name or pronoun of the sentence: what stands for the subject when no verb leads to one.
 */
static bool first_phrase(const struct search *search, size_t begin, size_t end,
                         struct finding *finding)
{
    for (size_t i = begin; i < end; i++) {
        size_t past;
        if (search->items[i].kind != ITEM_WORD)
            continue;
        if (!ordo_at_in(search, i, ordo_pronouns) && !ordo_at_in(search, i, ordo_determiners) &&
            ordo_names_at(search->reading->names, i) == SIZE_MAX)
            continue;
        if (i > begin && ordo_at_in(search, i - 1, PREPOSITIONS)) {
            i = ordo_phrase_right(search, i);
            continue;
        }
        past = ordo_phrase_right(search, i);
        if (past == i || past > end)
            continue;
        *finding = (struct finding){.first = i, .past = past, .found = true};
        return true;
    }
    return false;
}

/* "shared by the ministers" */
static bool by_phrase(const struct search *search, size_t cue, struct finding *finding)
{
    if (cue + 1 >= search->n || !ordo_item_is(&search->items[cue + 1], search->text, "by"))
        return false;
    finding->cue = cue;
    finding->cue_past = cue + 1;
    finding->first = cue + 2;
    finding->past = ordo_phrase_right(search, cue + 2);
    return finding->found = finding->past > cue + 2;
}

/* The verb at `i` leads to the quotation: find its subject. */
static bool subject_of(const struct search *search, size_t i, size_t begin, struct finding *finding)
{
    size_t right = i + 1;

    finding->cue = i;
    finding->cue_past = i + 1;
    if (by_phrase(search, i, finding))
        return true;
    if (is_finite(search, i)) {
        /* "Dazu sagte der Minister:" puts the subject behind the verb */
        if (i == begin + 1 && ordo_names_at(search->reading->names, begin) == SIZE_MAX &&
            !ordo_at_in(search, begin, ordo_pronouns)) {
            size_t past = ordo_phrase_right(search, right);
            if (past > right) {
                finding->first = right;
                finding->past = past;
                return finding->found = true;
            }
        }
        if (ordo_phrase_subject(search, i, begin, finding))
            return true;
    }
    return false;
}

/* X said, "..."  |  According to X, "..."  |  X: "..."  |  X arrived, adding: "..." */
static bool find_before(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), participle = SIZE_MAX;

    *finding = (struct finding){0};
    if (quote > begin && ordo_at_kind(search, quote - 1, ITEM_COLON)) {
        size_t first = ordo_phrase_left(search, quote - 1, begin);
        if (first == begin && first < quote - 1) { /* the line of a transcript */
            finding->first = first;
            finding->past = quote - 1;
            return finding->found = true;
        }
    }
    if (ordo_at_kind(search, quote - 1, ITEM_COMMA) && according_to(search, begin, finding))
        return true;
    for (size_t i = quote; i-- > begin && quote - i < REACH_MAX;) {
        const struct item *item = &search->items[i];
        if (item->kind != ITEM_WORD || item->cue == CUE_NONE)
            continue;
        if (item->cue == CUE_ACCORDING && according_to(search, i, finding))
            return true;
        if (item->cue == CUE_VERB || is_finite(search, i)) {
            if (subject_of(search, i, begin, finding))
                break;
        } else if (participle == SIZE_MAX && !item->upper &&
                   (item->cue == CUE_PARTICIPLE ||
                    (i > begin && ordo_item_is(item - 1, search->text, "to")))) {
            participle = i;
        }
    }
    if (finding->found && participle != SIZE_MAX && participle > finding->cue) {
        finding->cue = participle;
        finding->cue_past = participle + 1;
    } else if (!finding->found && participle != SIZE_MAX &&
               first_phrase(search, begin, participle, finding)) {
        finding->cue = participle;
        finding->cue_past = participle + 1;
    }
    return finding->found;
}

/* ---- who that is --------------------------------------------------------------------------- */

static struct ordo_span span_of(const struct search *search, size_t first, size_t past)
{
    return (struct ordo_span){search->items[first].begin, search->items[past - 1].end};
}

/* The person last spoken of before item `at`: whoever the sentence before began with, else the last
 * name. */
static size_t antecedent(const struct search *search, size_t at, size_t last_speaker)
{
    const struct names *names = search->reading->names;
    size_t name = ordo_names_before(names, at);

    if (last_speaker != SIZE_MAX && name != SIZE_MAX &&
        names->items[last_speaker].first + RECENT_ITEMS > at)
        return last_speaker;
    for (size_t i = name; i != SIZE_MAX && names->items[i].first + RECENT_ITEMS > at;
         i = i == 0 ? SIZE_MAX : i - 1)
        if (names->items[i].starts)
            return i;
    return name;
}

/* Name of the speaker that the finding's phrase stands for, or SIZE_MAX. */
static size_t name_of(const struct search *search, const struct finding *finding,
                      size_t last_speaker)
{
    if (finding->past == finding->first + 1 && ordo_at_in(search, finding->first, PERSONS))
        return antecedent(search, finding->first, last_speaker);
    for (size_t i = finding->past; i-- > finding->first;) {
        size_t name = ordo_names_at(search->reading->names, i);
        bool chained = false;
        if (name == SIZE_MAX)
            continue;
        for (size_t j = finding->first; j < i;
             j++) /* "a spokesman for the Clinton campaign" is not Clinton */
            chained = chained || ordo_at_in(search, j, ordo_chains) ||
                      ordo_item_is(&search->items[j], search->text, "and");
        if (search->reading->names->items[name].first + search->reading->names->items[name].n <
            finding->past)
            return SIZE_MAX; /* "Trump supporters" */
        return chained && search->reading->names->items[name].first > finding->first ? SIZE_MAX
                                                                                     : name;
    }
    return SIZE_MAX;
}

static void set_speaker(const struct search *search, struct ordo_quote *quote,
                        const struct finding *finding, size_t *last_speaker)
{
    size_t name = name_of(search, finding, *last_speaker);

    if (name == SIZE_MAX && ordo_at_kind(search, finding->past, ITEM_COMMA)) {
        /* "the host, Prime Minister Adeyo, said" */
        struct finding apposition = {.first = finding->past + 1};
        apposition.past = ordo_phrase_right(search, apposition.first);
        if (apposition.past > apposition.first &&
            !ordo_at_in(search, apposition.first, ordo_determiners) &&
            !ordo_at_in(search, apposition.first, ordo_pronouns) &&
            ordo_at_kind(search, apposition.past, ITEM_COMMA))
            name = name_of(search, &apposition, SIZE_MAX);
    }
    if (finding->cue_past > finding->cue)
        quote->cue = span_of(search, finding->cue, finding->cue_past);
    quote->mention = span_of(search, finding->first, finding->past);
    if (name != SIZE_MAX) {
        quote->speaker = ordo_name_span(search->reading, search->reading->names->items[name].fuller,
                                        search->text);
        *last_speaker = name;
    } else if (!ordo_at_in(search, finding->first, ordo_pronouns)) {
        quote->speaker = quote->mention;
    }
}

/* ---- every statement ----------------------------------------------------------------------- */

static bool find_speaker(const struct search *search, const struct ordo_quote *quote,
                         struct finding *finding)
{
    const struct ordo_reading *reading = search->reading;
    bool direct = quote->kind == ORDO_DIRECT;

    for (uint32_t i = 0; i < quote->n_spans; i++) {
        size_t at = reading->item_of[reading->pair_of[quote->first_span + i]];
        const struct item *item = &search->items[at];
        bool led =
            at > 0 && (ordo_at_kind(search, at - 1, ITEM_COLON) ||
                       (ordo_at_kind(search, at - 1, ITEM_COMMA) && item->ending != ENDING_COMMA));
        bool trailed = item->ending == ENDING_COMMA || item->ending == ENDING_STRONG ||
                       ordo_at_kind(search, at + 1, ITEM_COMMA);
        bool before_first = led || !(direct || trailed);
        if (before_first && find_before(search, at, finding))
            return true;
        if (find_after(search, at, finding))
            return true;
        if (!before_first && find_before(search, at, finding))
            return true;
        if (!direct &&
            first_phrase(search, ordo_sentence_begin(&search->reading->narration, at), at, finding))
            return true;
    }
    return false;
}

/* Paragraph breaks between two items, at most two. */
static int breaks_between(const struct search *search, size_t left, size_t right)
{
    int n = 0;

    for (size_t i = left; i < right && n < 2; i++)
        n += search->items[i].kind == ITEM_BREAK;
    return n;
}

/* A quotation that nobody is named for goes on with what was said before it in the same paragraph,
 * or, as a paragraph of its own, in the one before. */
static bool go_on(const struct search *search, const struct ordo_quotes *quotes, size_t which)
{
    struct ordo_quote *quote = &quotes->items[which];
    const struct ordo_quote *before = which == 0 ? NULL : quote - 1;
    const struct ordo_reading *reading = search->reading;
    size_t at = reading->item_of[reading->pair_of[quote->first_span]], last;

    if (before == NULL || quote->kind != ORDO_DIRECT)
        return false;
    last = reading->item_of[reading->pair_of[before->first_span + before->n_spans - 1]];
    if (at - last > ATTRIBUTION_MAX || breaks_between(search, last, at) > 1)
        return false;
    quote->mention = before->mention;
    quote->speaker = before->speaker;
    return before->mention.end > before->mention.begin;
}

/* "She says that people should choose. "It is their life."": the sentence before tells whose voice
 * it is. */
static bool find_in_sentence_before(const struct search *search, const struct ordo_quote *quote,
                                    struct finding *finding)
{
    const struct ordo_reading *reading = search->reading;
    size_t end = ordo_sentence_begin(&search->reading->narration,
                                     reading->item_of[reading->pair_of[quote->first_span]]),
           begin;

    *finding = (struct finding){0};
    if (end < 2)
        return false;
    end--;
    if (ordo_at_kind(search, end, ITEM_BREAK) && end > 0 &&
        ordo_ends_sentence(&search->reading->narration, end - 1))
        end--;
    begin = ordo_sentence_begin(&search->reading->narration, end);
    for (size_t i = begin; i < end; i++)
        if (is_finite(search, i) && ordo_phrase_subject(search, i, begin, finding))
            return true;
    return first_phrase(search, begin, end, finding);
}

int ordo_speakers_find(struct ordo_quotes *quotes, const char *text, size_t length,
                       struct ordo_error *error)
{
    struct search search = {quotes->reading, NULL, 0, text};
    size_t last_speaker = SIZE_MAX;

    (void)length;
    if (ordo_names_read(quotes->reading, text, error) != 0)
        return -1;
    search.items = quotes->reading->narration.items;
    search.n = quotes->reading->narration.n;
    for (size_t i = 0; i < quotes->n; i++) {
        struct finding finding;
        if (find_speaker(&search, &quotes->items[i], &finding))
            set_speaker(&search, &quotes->items[i], &finding, &last_speaker);
        else if (!go_on(&search, quotes, i) && quotes->items[i].kind == ORDO_DIRECT &&
                 find_in_sentence_before(&search, &quotes->items[i], &finding))
            set_speaker(&search, &quotes->items[i], &finding, &last_speaker);
    }
    return 0;
}
