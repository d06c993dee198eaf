/* label.c: attribution without a verb: by a label, a noun that somebody owns, whose view the
 * sentence tells, or by a sentence that points back. */
#include "attribution.h"
#include "cue.h"
#include "turn.h"

#include <ctype.h>
#include <string.h>

#define TURN_MAX        40 /* of a label, description and brackets included */
#define AFFILIATION_MAX 8  /* items behind a name in a label */
#define NOUN_REACH      4  /* items between it and the quotation, where no "that" leads there */
#define ADJECTIVES_MAX  4  /* items between an owner and the noun */
#define REPLY_REACH     5  /* items up to "reply" of "his first and only reply" */

/* The bracket that closes before `past` opens here: "MILLER (through an interpreter):". */
static size_t before_bracket(const struct search *search, size_t past, size_t begin)
{
    if (past == 0 || !ordo_at_kind(search, past - 1, ITEM_CLOSE))
        return past;
    for (size_t i = past; i-- > begin;)
        if (ordo_at_kind(search, i, ITEM_OPEN))
            return i;
    return past;
}

/* "Claim: "..."": what is quoted, not who. */
static bool is_about_words(const struct search *search, size_t first, size_t past)
{
    return ordo_in_english(search) && ordo_at(search, past - 1, WORD(CUE_NOUN)) &&
           !ordo_at_determiner(search, first) &&
           ordo_next(search, first, past - 1, TRAIT_NAME) >= past - 1 &&
           !ordo_is_owner(search, first) && !ordo_phrase_is_person(search, first, past);
}

/* "Said Maria Silva, who lives there: "..."" */
static bool leads_inverted(const struct search *search, size_t begin, struct finding *finding)
{
    size_t past;

    if (!ordo_at(search, begin, WORD(SAY)) || !ordo_at(search, begin, WORD(FINITE)) ||
        ordo_names_at(search->reading->names, begin) != SIZE_MAX)
        return false; /* nearly always */
    past = ordo_phrase_right(search, begin + 1);
    *finding = (struct finding){.cue = begin,
                                .cue_past = begin + 1,
                                .first = begin + 1,
                                .past = past,
                                .by = ORDO_BY_VERB_BEFORE};
    return finding->found = past > begin + 1 && ordo_phrase_is_person(search, begin + 1, past);
}

/* Whether behind the name that ends at `past` the line, up to `line`, is the rest of a label. */
static bool ends_label(const struct search *search, size_t past, size_t line)
{
    if (past < line &&
        (ordo_at_kind(search, line - 1, ITEM_STOP) || /* "Mr. SILVA. ..." */
         (ordo_at_dash(search, line - 1) && ordo_at_kind(search, line - 2, ITEM_STOP))))
        return true;
    for (size_t i = past; i < line; i++)
        if (ordo_at_kind(search, i, ITEM_COLON))
            return true;
    return false;
}

/* "Mr. Silva (Peru) (spoke in Spanish): ...", "Maria Silva, reporter at Lima One: ...", "Q ..." in
 * a transcript: all before the first bracket or comma of its line, or of the line before. */
static bool read_turn(const struct search *search, size_t quote, struct finding *finding)
{
    size_t line = quote - (quote > 1 && ordo_at_kind(search, quote - 1, ITEM_BREAK)), past;
    size_t begin = line;

    while (begin > 0 && line - begin < TURN_MAX && !ordo_at_kind(search, begin - 1, ITEM_BREAK))
        begin--;
    while (begin + 1 < line && !isalpha((unsigned char)search->text[search->items[begin].begin]) &&
           (unsigned char)search->text[search->items[begin].begin] < 0x80)
        begin++; /* "[00:01:12] Maria Silva: ..." */
    for (past = begin; past < line && ordo_at_kind(search, past, ITEM_WORD);)
        past++;
    *finding = (struct finding){.first = begin, .past = past, .by = ORDO_BY_LABEL};
    return finding->found =
               past > begin && (ends_label(search, past, line) ||
                                (past == quote && ordo_turn_letter(search, finding) == 'Q'));
}

bool ordo_attribution_label(const struct search *search, size_t quote, size_t begin,
                            struct finding *finding)
{
    size_t past, first;

    if (ordo_is_turn(search, quote) && read_turn(search, quote, finding))
        return true;
    if (quote > begin && !ordo_at_kind(search, quote - 1, ITEM_WORD) &&
        leads_inverted(search, begin, finding))
        return true;
    if (quote == begin || !ordo_at_kind(search, quote - 1, ITEM_COLON))
        return false;
    past = before_bracket(search, quote - 1, begin);
    if (past > begin + 1 && search->text[search->items[past - 1].begin] == '@')
        past--; /* "Maria Silva @silva:" */
    first = ordo_phrase_left(search, past, begin);
    if (first == past && past > begin + 1 && ordo_at(search, past - 1, WORD(CUE_NOUN)) &&
        ordo_is_owner(search, past - 2))
        first = ordo_phrase_left(search, past - 1, begin); /* "reply" can be a verb, too */
    if (first != begin) {                                  /* "Sen. Maria Silva, D-Pa.: ..." */
        const size_t comma = ordo_phrase_right(search, begin);
        if (comma == begin || comma + AFFILIATION_MAX < past || comma >= past ||
            search->text[search->items[comma].begin] != ',' ||
            ordo_names_at(search->reading->names, comma - 1) == SIZE_MAX ||
            !ordo_phrase_is_person(search, begin, comma) || !ordo_is_nominal(search, comma, past))
            return false;
        first = begin;
        past = comma;
    }
    if (first == past || (!ordo_is_turn(search, quote) && is_about_words(search, first, past)))
        return false;
    *finding = (struct finding){.first = first, .by = ORDO_BY_LABEL, .found = true};
    finding->past = ordo_past_of_owner(search, first, past); /* "Silva's response: ..." */
    return true;
}

/* "her remark that ...", "Silva's promise of ...", "a claim by Silva": who owns the noun. */
bool ordo_attribution_noun(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);

    for (size_t i = quote; i-- > begin && quote - i < REACH_MAX;) {
        size_t owner = i, past = i + 2;
        if (!ordo_at(search, i, WORD(CUE_NOUN)) || ordo_at(search, i, WORD(UPPER)) ||
            (quote - i > NOUN_REACH && !ordo_is_word(search, i + 1, "that")))
            continue;
        if (i + 2 < quote &&
            (ordo_is_word(search, i + 1, "by") || ordo_is_word(search, i + 1, "from")))
            past = ordo_phrase_right(search, i + 2);
        *finding = (struct finding){
            .cue = i, .cue_past = i + 1, .first = i + 2, .past = past, .by = ORDO_BY_NOUN};
        if (past > i + 2)
            return finding->found = true;
        while (owner > begin && i - owner < ADJECTIVES_MAX && !ordo_is_owner(search, owner) &&
               ordo_at_kind(search, owner - 1, ITEM_WORD))
            owner--;
        if (owner == i || !ordo_is_owner(search, owner))
            continue;
        finding->first = ordo_phrase_left(search, owner + 1, begin);
        finding->past = owner + 1;
        return finding->found = finding->first <= owner;
    }
    return false;
}

/* "On his rival, Maria Silva: ...", where one person speaks on this and that: who is spoken of. */
static bool is_topic(const struct search *search, size_t begin, size_t comma)
{
    static const char words[][WORD_ROOM] = {"on", "about", ""};

    return ordo_is_any(search, begin, words) && comma > begin + 1 &&
           ordo_names_at(search->reading->names, comma - 1) == SIZE_MAX &&
           ordo_phrase_is_person(search, begin + 1, comma);
}

/* "More from Silva: ...", "What it means - Maria Silva: ...": a name before the colon and no verb.
 */
bool ordo_attribution_colon(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), past, first, name;

    if (quote == begin || !ordo_at_kind(search, quote - 1, ITEM_COLON))
        return false;
    if (search->items[quote].ending != ENDING_COMMA &&
        ordo_attribution_label(search, quote, begin, finding))
        return true;
    past = before_bracket(search, quote - 1, begin);
    first = ordo_phrase_left(search, past, begin);
    for (size_t i = first; i < past; i++)
        if (ordo_is_word(search, i, "from"))
            first = i + 1;
    if (first == begin + 1 &&
        ordo_is_word(search, begin, "from")) { /* "From Silva's letter: ..." */
        *finding = (struct finding){.first = first, .past = past, .by = ORDO_BY_LABEL};
        for (size_t i = first; i + 1 < past; i++)
            if (search->items[i].genitive)
                finding->past = i + 1;
        return finding->found = first < past;
    }
    name = first == past ? SIZE_MAX : ordo_names_at(search->reading->names, past - 1);
    if (name == SIZE_MAX || first == begin ||
        !(ordo_at_kind(search, first - 1, ITEM_COMMA) || ordo_is_word(search, first - 1, "from") ||
          ordo_is_word(search, first - 1, "by")) ||
        is_topic(search, begin, first - 1))
        return false;
    *finding = (struct finding){.first = first, .past = past, .by = ORDO_BY_LABEL, .found = true};
    return true;
}

/* "It does not surprise Maria Silva: "..."", "Here is Maria Silva in May: "..."": where no verb
 * reports, whoever is named last before the colon, or shown. */
bool ordo_attribution_shown(const struct search *search, size_t quote, struct finding *finding)
{
    static const char aims[][WORD_ROOM] = {"to", "about", "of", "on", "against", "for", ""};
    static const char shows[][WORD_ROOM] = {"here's", "here\xE2\x80\x99s", ""};
    const struct names *names = search->reading->names;
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), first, past, name;

    if (quote < begin + 2 || !ordo_at_kind(search, quote - 1, ITEM_COLON))
        return false;
    if (ordo_is_any(search, begin, shows) ||
        (ordo_is_word(search, begin, "here") && ordo_is_word(search, begin + 1, "is"))) {
        first = begin + 1 + ordo_is_word(search, begin, "here");
        past = ordo_phrase_right(search, first);
    } else {
        past = quote - 1;
        first = ordo_phrase_left(search, past, begin);
        if (first > begin && ordo_is_any(search, first - 1, aims))
            return false;
    }
    name = first < past ? ordo_names_at(names, past - 1) : SIZE_MAX;
    *finding = (struct finding){.first = first, .past = past, .by = ORDO_BY_SUBJECT};
    return finding->found =
               name != SIZE_MAX && !names->items[name].owner && ordo_full_name(names, name)->person;
}

/* "Excerpts from the talk with Maria Silva:" before a list: whose words follow. */
bool ordo_attribution_lead(const struct search *search, size_t begin, size_t end,
                           struct finding *finding)
{
    static const char sources[][WORD_ROOM] = {"with", "from", "by", "of", ""};
    const struct names *names = search->reading->names;
    struct finding subject = {0};
    size_t which;

    if (end < begin + 3 || !ordo_at_kind(search, end - 1, ITEM_COLON))
        return false; /* nearly always */
    which = ordo_names_at(names, end - 2);
    if (which == SIZE_MAX || !ordo_full_name(names, which)->person ||
        names->items[which].first <= begin ||
        !ordo_is_any(search, names->items[which].first - 1, sources) ||
        (ordo_cue_first_phrase(search, begin, end, &subject) &&
         ordo_phrase_is_person(search, subject.first, subject.past)))
        return false;
    *finding = (struct finding){.first = names->items[which].first,
                                .past = end - 1,
                                .by = ORDO_BY_SENTENCE_BEFORE,
                                .found = true};
    return true;
}

/* "For Maria Silva, the treaty was "a betrayal"" */
bool ordo_attribution_view(const struct search *search, size_t begin, size_t end,
                           struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t past, name;

    if (!ordo_is_word(search, begin, "for") && !ordo_is_word(search, begin, "to"))
        return false;
    past = ordo_phrase_right(search, begin + 1);
    name = past > begin + 1 ? ordo_names_at(names, past - 1) : SIZE_MAX;
    if (name == SIZE_MAX || !ordo_full_name(names, name)->person ||
        !ordo_at_kind(search, past, ITEM_COMMA) || past >= end)
        return false;
    *finding = (struct finding){.cue = begin,
                                .cue_past = begin + 1,
                                .first = begin + 1,
                                .past = past,
                                .by = ORDO_BY_ACCORDING,
                                .found = true};
    return true;
}

/* "With these words Maria Silva left." */
static bool with_these_words(const struct search *search, size_t begin, struct finding *finding)
{
    static const char points[][WORD_ROOM] = {"these", "those", "that", "this", ""};
    size_t end = ordo_sentence_end(&search->reading->narration, begin);

    if (!ordo_is_word(search, begin, "with") || !ordo_is_any(search, begin + 1, points) ||
        !ordo_at_kind(search, begin + 2, ITEM_WORD) || begin + 3 >= end ||
        !(ordo_is_word(search, begin + 2, "words") || ordo_is_word(search, begin + 2, "word")) ||
        !ordo_cue_first_phrase(search, begin + 3, end, finding))
        return false;
    finding->by = ORDO_BY_SENTENCE_BEFORE;
    return true;
}

/* What somebody says back, or thinks. */
static bool is_reply(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {
        "reply",       "answer",  "response",   "comment", "verdict",    "message",
        "advice",      "warning", "conclusion", "retort",  "assessment", "summary",
        "explanation", "refrain", "view",       "opinion", "argument",   ""};

    return ordo_is_any(search, at, words);
}

/* "Silva's only reply", "the reply from Silva": whose the reply is that the phrase at `first`
 * names.
 */
static bool find_replier(const struct search *search, size_t first, struct finding *finding)
{
    size_t noun = first;

    while (noun < first + REPLY_REACH && ordo_at_kind(search, noun, ITEM_WORD) &&
           !ordo_at(search, noun, WORD(NEGATION)) && !is_reply(search, noun))
        noun++;
    finding->cue = noun;
    finding->cue_past = noun + 1;
    if (!is_reply(search, noun))
        return false; /* nearly always */
    if (ordo_is_word(search, noun + 1, "from") || ordo_is_word(search, noun + 1, "of")) {
        finding->first = noun + 2;
        finding->past = ordo_phrase_right(search, noun + 2);
        return finding->found = finding->past > finding->first &&
                                ordo_phrase_is_person(search, finding->first, finding->past);
    }
    for (size_t i = first; i < noun; i++)
        if (ordo_is_owner(search, i)) {
            finding->first = first;
            finding->past = i + 1;
            return finding->found = true;
        }
    return false;
}

bool ordo_attribution_reply(const struct search *search, size_t quote, struct finding *finding)
{
    static const char is[][WORD_ROOM] = {"is", "was", ""};
    static const char put[][WORD_ROOM] = {"put",      "puts", "describes", "described", "explained",
                                          "explains", "sums", "summed",    ""};
    size_t at = quote + 1, verb;

    *finding = (struct finding){.by = ORDO_BY_NOUN};
    at += ordo_at_kind(search, at, ITEM_COMMA);
    if (ordo_is_word(search, at, "came"))
        return find_replier(search, at + 1, finding); /* "came the reply from Silva" */
    if (!ordo_is_any(search, at, is))
        return false;                         /* nearly always */
    if (!ordo_is_word(search, at + 1, "how")) /* "is how she put it" */
        return find_replier(search, at + 1, finding);
    verb = ordo_phrase_right(search, at + 2);
    if (verb == at + 2 || !ordo_is_any(search, verb, put))
        return false;
    *finding = (struct finding){
        .cue = verb, .cue_past = verb + 1, .first = at + 2, .past = verb, .by = ORDO_BY_VERB_AFTER};
    return finding->found = true;
}

/* "It is the worst." and, in the next sentence, "That's how Maria Silva describes it.": it points
 * back to what was said. */
bool ordo_attribution_pointing(const struct search *search, size_t quote, struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"that's", "that’s", "that", ""};
    const struct narration *narration = &search->reading->narration;
    size_t begin = quote + 1, end;

    while (begin < search->n && ordo_ends_sentence(narration, begin))
        begin++;
    if (begin > quote + 1 && with_these_words(search, begin, finding))
        return true;
    if (begin > quote + 1 && ordo_is_word(search, begin, "so") &&
        ordo_at(search, begin + 1, WORD(SAY)) && ordo_at(search, begin + 1, WORD(FINITE))) {
        *finding = (struct finding){.cue = begin + 1,
                                    .cue_past = begin + 2,
                                    .first = begin + 2,
                                    .past = ordo_phrase_right(search, begin + 2),
                                    .by = ORDO_BY_VERB_AFTER};
        return finding->found = finding->past > finding->first;
    }
    if (begin == quote + 1 || !ordo_is_any(search, begin, words) ||
        (ordo_is_word(search, begin, "that") && !ordo_at(search, begin + 1, WORD(AUXILIARY))))
        return false;
    *finding = (struct finding){.by = ORDO_BY_SENTENCE_BEFORE};
    if (find_replier(search, begin + 1 + ordo_at(search, begin + 1, WORD(AUXILIARY)), finding))
        return true; /* "That is the view of Silva" */
    end = ordo_sentence_end(narration, begin);
    for (size_t i = begin + 1; i < end; i++)
        if (ordo_cue_is_finite(search, i) && ordo_cue_subject(search, i, begin, finding) &&
            ordo_phrase_is_person(search, finding->first, finding->past)) {
            finding->by = ORDO_BY_SENTENCE_BEFORE; /* as unsure as that */
            return true;
        }
    return finding->found = false;
}
