/* phrase_rows.c: what each item can be in a noun phrase, a bit an item: determiners, capital
 * letters, and the words that cannot stand in one. phrase.c reads the phrases from them. */
#include "cue.h"
#include "phrase.h"

#define MARKED_NAME_MAX 64 /* bytes */
#define TOLD_REACH      5  /* items between a verb and who is told */

/* At most three words, the first with a capital; or more, of which the first tells a body:
 * „Gesellschaft für bedrohte Völker“. */
static bool is_name_in_marks(const struct item *item, const char *text)
{
    size_t at = item->begin, past;
    int spaces = 0;

    while (at < item->end && ((unsigned char)text[at] >= 0x80 || text[at] == '"'))
        at++;
    if (at < item->end && text[at] >= 'a' && text[at] <= 'z')
        return false;
    past = at;
    while (past < item->end && text[past] != ' ')
        past++;
    if ((ordo_lexicon_find(text + at, past - at, text + item->end)->classes[LEXICON_GERMAN] &
         (WORD(NAMING) | WORD(ROLE_THING))) != 0)
        return true;
    for (; at < item->end; at++)
        spaces += text[at] == ' ';
    return spaces < 3;
}

/* In German a name can stand in marks: "die „Computerwoche“". */
bool ordo_german_is_marked_name(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at];

    return ordo_in_german(search) && at > 0 && ordo_at_kind(search, at, ITEM_QUOTE) &&
           item->end - item->begin < MARKED_NAME_MAX && item->ending == ENDING_NONE &&
           is_name_in_marks(item, search->text) &&
           (ordo_at_determiner(search, at - 1) ||
            ordo_at(search, at - 1, WORD(ROLE) | WORD(ACCORDING)) ||
            (ordo_at(search, at + 1, WORD(SAY)) && ordo_at(search, at + 1, WORD(FINITE)) &&
             ordo_ends_sentence(&search->reading->narration, at - 1)) ||
            (ordo_at(search, at - 1, WORD(UPPER)) && ordo_at(search, at - 1, WORD(NAMING))));
}

static bool is_before_marked(const struct search *search, size_t at)
{
    return ordo_german_is_marked_name(search, at + 1);
}

/* "der Nachrichtenagentur AFP", "der ARD", "der Deutschen Welle" */
static bool is_medium(const struct search *search, size_t at)
{
    static const char *const nouns[] = {"eitung", "eitschrift", "gentur",
                                        "resse",  "ndschau",    "gesschau"};
    static const char names[][WORD_ROOM] = {"ard", "zdf", "afp", "dpa", "apa", "epd", "kna", "taz",
                                            "faz", "sz",  "nzz", "bbc", "ap",  "sda", ""};

    if (ordo_at_kind(search, at, ITEM_QUOTE) ||
        ordo_item_ends_with_any(&search->items[at], search->text, nouns))
        return true;
    return ordo_is_any(search, at, names) ||
           (ordo_is_word(search, at, "deutschen") && ordo_is_word(search, at + 1, "welle"));
}

/* "sagte die Politikerin der Zeitung „Rundschau“", "sagte der Arzt der Agentur AFP": who is told,
 * unless whoever says it works there. */
static bool is_told_by_role(const struct search *search, size_t at)
{
    static const char *const staff[] = {
        "precher",        "precherin",        "chef",         "chefin",         "edakteur",
        "edakteurin",     "eporter",          "eporterin",    "ournalist",      "ournalistin",
        "ntendant",       "ntendantin",       "orrespondent", "orrespondentin", "oderator",
        "oderatorin",     "irektor",          "irektorin",    "eiter",          "eiterin",
        "itarbeiter",     "itarbeiterin",     "räsident",     "räsidentin",     "erausgeber",
        "erausgeberin",   "olumnist",         "olumnistin",   "nwalt",          "nwältin",
        "orstand",        "ründer",           "ründerin",     "erleger",        "erlegerin",
        "eschäftsführer", "eschäftsführerin", "ommentator",   "ommentatorin",   "ertreter",
        "ertreterin",     "sitzende",         "perte",        "pertin"};
    size_t verb = at - 2;

    if (at < 3 || !is_medium(search, at + 1) || !ordo_at(search, at - 1, WORD(UPPER)) ||
        ordo_at(search, at - 1, WORD(ROLE_THING)))
        return false;
    while (verb > 0 && verb + TOLD_REACH > at && ordo_at_kind(search, verb, ITEM_WORD) &&
           !ordo_at_determiner(search, verb))
        verb--; /* "sagte | ein ranghoher Diplomat" */
    return verb > 0 && ordo_at_determiner(search, verb) && ordo_at(search, verb - 1, WORD(SAY)) &&
           ordo_at(search, verb - 1, WORD(FINITE)) &&
           !ordo_item_ends_with_any(&search->items[at - 1], search->text, staff);
}

/* "sagte Anna Weber der „Rundschau“", "sagte die 73-Jährige der Zeitung", "sagte Anna Weber einer
 * Reporterin": who is told, behind a person's name or age, which has no genitive. */
static bool is_told(const struct search *search, size_t at)
{
    const struct names *names = search->reading->names;
    static const char datives[][WORD_ROOM] = {"seinen", "seinem", "ihren", "ihrem", ""};
    size_t name = at == 0 ? SIZE_MAX : ordo_names_at(names, at - 1);

    if (at > 0 && ordo_is_any(search, at, datives))
        return true; /* "ruft Weber seinen Anhängern zu" */
    if (!ordo_is_word(search, at, "der") && !ordo_is_word(search, at, "einer") &&
        !ordo_is_word(search, at, "einem") && !ordo_is_word(search, at, "dieser"))
        return false;
    return (at > 0 && ordo_at_number(search, at - 1)) || is_told_by_role(search, at) ||
           (name != SIZE_MAX && names->items[name].n > 1 && !names->items[name].owner &&
            ordo_full_name(names, name)->person);
}

/* Not "of breaking the treaty". */
static bool is_before_no_ing(const struct search *search, size_t at)
{
    const struct item *item = &search->items[at + 1];

    return item->end - item->begin <= 5 || !ordo_item_ends_with(item, search->text, "ing");
}

/* "(nach Ansicht) der Kammer | ein Streit": before an article that is no genitive. */
static bool is_before_other(const struct search *search, size_t at)
{
    static const char words[][WORD_ROOM] = {"ein", "einen", "kein", "keinen", "das", "den", ""};

    return ordo_is_any(search, at + 1, words);
}

static bool is_to(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "to");
}

static bool is_behind_article(const struct search *search, size_t at)
{
    static const char articles[][WORD_ROOM] = {"a", "an", "the", ""};

    return ordo_is_any(search, at - 1, articles) || ordo_at(search, at - 1, WORD(POSSESSIVE));
}

/* "The judges", "his heads": no verb. */
static bool is_plural_behind_article(const struct search *search, size_t at)
{
    return ordo_ends_in_s(search, at) && is_behind_article(search, at);
}

static bool is_behind_owner(const struct search *search, size_t at)
{
    return search->items[at - 1].genitive;
}

/* "its newly | appointed director": a participle that stands before its noun. */
static bool is_attributive(const struct search *search, size_t at)
{
    return at > 1 && ordo_at(search, at, WORD(PARTICIPLE) | WORD(IN_ED)) &&
           ordo_item_ends_with(&search->items[at - 1], search->text, "ly") &&
           ordo_at(search, at - 2, WORD(DETERMINER) | WORD(POSSESSIVE)) &&
           ordo_at_kind(search, at + 1, ITEM_WORD) &&
           !ordo_at(search, at + 1, WORD_STOPPERS | WORD(DETERMINER) | WORD_ANY_PRONOUN);
}

static bool is_before_attribute(const struct search *search, size_t at)
{
    return is_attributive(search, at + 1);
}

/* "the first minister", "the first lady" */
static bool is_first(const struct search *search, size_t at)
{
    return ordo_is_word(search, at, "first") &&
           (ordo_at(search, at + 1, WORD(TITLE) | WORD(ROLE)) ||
            ordo_is_word(search, at + 1, "lady"));
}

/* "the two", "all the" */
static bool has_the(const struct search *search, size_t second)
{
    return ordo_is_word(search, second, "the") || ordo_is_word(search, second - 1, "the");
}

/* Articles of one language are pronouns of another: "il ministro", "il a dit". */
static uint64_t row_articles(const struct block *block)
{
    return block->rows[TRAIT_OF(DETERMINER)] & row_behind(block, TRAIT_WORD) &
           ~row_any_behind(block, WORD_STOPPERS | WORD(FINITE) | WORD_ANY_PRONOUN);
}

/* "a Tuesday statement", "the March report": a day or month that tells which. */
static uint64_t row_days(const struct block *block)
{
    uint64_t days =
        row_any(block, WORD(WEEKDAY) | WORD(MONTH)) & row_before(block, TRAIT_OF(DETERMINER));

    if (days == 0)
        return 0; /* nearly always */
    return days & row_behind(block, TRAIT_WORD) & ~row_behind(block, TRAIT_OF(UPPER)) &
           ~row_any_behind(block, WORD_STOPPERS | WORD_ANY_PRONOUN | WORD(FINITE));
}

/* In English: which reporting words of `cue` are nouns or stand before one, as adverbs of *stopper,
 * which are taken out, do. */
static uint64_t read_english_nouns(const struct search *search, struct block *block, size_t first,
                                   uint64_t cue, uint64_t *stopper)
{
    uint64_t *rows = block->rows;
    uint64_t plural =
        ordo_row_where(search, first, cue & rows[TRAIT_OF(ROLE)], ordo_at_plural_role) |
        ordo_row_where(search, first, cue & rows[TRAIT_OF(NOUN)], ordo_cue_is_states);
    uint64_t adverb = rows[TRAIT_OF(ADVERB)] & row_before(block, TRAIT_DETERMINER);
    uint64_t inner = ordo_row_where(search, first,
                                    adverb & row_before(block, TRAIT_OF(DETERMINER)) &
                                        row_behind(block, TRAIT_WORD),
                                    is_first) | /* "the first minister" */
                     ordo_row_where(search, first,
                                    adverb & row_any_behind(block, WORD(PARTICIPLE) | WORD(IN_ED)),
                                    is_before_attribute); /* "the recently elected chairman" */

    *stopper &= ~inner;
    rows[TRAIT_SKIPPED] &= ~inner;
    rows[TRAIT_PREDICATE] &= ~plural;
    return plural |
           ordo_row_where(search, first, cue & row_before(block, TRAIT_DETERMINER),
                          is_plural_behind_article) |
           ordo_row_where(search, first,
                          cue & rows[TRAIT_OF(PARTICIPLE)] &
                              row_any_before(block, WORD(ADVERB) | WORD(IN_LY)),
                          is_attributive);
}

/* The words of 64 items, the first of which is `first`. */
static void read_words(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, upper = rows[TRAIT_OF(UPPER)], past, of_sentence, sent;
    uint64_t noun; /* that looks like a verb: "the emails", "advocates say" */
    uint64_t finite_cue = row_any(block, WORD_VERB) & rows[TRAIT_OF(FINITE)];
    uint64_t stopper = row_any(block, WORD_STOPPERS);
    uint64_t in_ly = rows[TRAIT_OF(IN_LY)] & ~row_any(block, WORD(ROLE_THING)); /* "family" */

    rows[TRAIT_CUE] = finite_cue | rows[TRAIT_OF(ACCORDING)];
    rows[TRAIT_DETERMINER] = row_any(block, WORD(DETERMINER) | WORD(POSSESSIVE));
    if (ordo_in_english(search)) /* "Luis A. Ortega" */
        rows[TRAIT_DETERMINER] &= ~(rows[TRAIT_NAME] & row_before(block, TRAIT_NAME));
    if (ordo_in_german(search)) /* "Ursula von der Berg" */
        rows[TRAIT_DETERMINER] &= upper | ~rows[TRAIT_NAME];
    rows[TRAIT_PRONOUN] =
        row_any(block, WORD_PERSON) | (rows[TRAIT_OF(PRONOUN)] & ~rows[TRAIT_DETERMINER]);
    if (search->reading->narration.language == LEXICON_OTHER)
        rows[TRAIT_PRONOUN] &= ~row_articles(block);
    of_sentence = row_any(block, WORD(AUXILIARY) | WORD(ADVERB) | WORD(NEGATION));
    in_ly &= ~ordo_row_where(search, first, in_ly & row_before(block, TRAIT_DETERMINER),
                             is_behind_article);                        /* "the elderly man" */
    rows[TRAIT_SKIPPED] = (of_sentence & ~(upper & rows[TRAIT_NAME])) | /* "Will wrote" */
                          (in_ly & ~of_sentence);
    rows[TRAIT_PREDICATE] =
        rows[TRAIT_WORD] & ~upper &
        (rows[TRAIT_OF(IN_ED)] |
         row_any(block, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE) | WORD(BASE)));
    sent = row_any_before(block, WORD(ROLE) | WORD(TITLE)) & row_behind(block, TRAIT_OF(UPPER));
    rows[TRAIT_CHAIN] = rows[TRAIT_OF(CHAIN)] |
                        ordo_row_where(search, first, sent & rows[TRAIT_OF(PREPOSITION)], is_to);
    if (ordo_in_german(search)) {
        rows[TRAIT_CHAIN] &= upper | ~rows[TRAIT_NAME];
        stopper &= upper | ~rows[TRAIT_NAME];
    }
    /* Most words in -ed that follow a noun or a name are verbs; not in "said retired general X". */
    past = rows[TRAIT_OF(IN_ED)] & row_before(block, TRAIT_WORD) & ~row_before(block, TRAIT_CUE) &
           ~row_any_before(block, WORD(DETERMINER) | WORD(POSSESSIVE) | WORD(PREPOSITION)) &
           ~(row_before(block, TRAIT_OF(IN_LY)) & ~row_before(block, TRAIT_OF(ROLE_THING)));
    if (past != 0 && ordo_in_english(search))
        past &= ~ordo_row_where(search, first,
                                past & row_before(block, TRAIT_OF(UPPER)) &
                                    row_behind(block, TRAIT_WORD) &
                                    ~row_behind(block, TRAIT_DETERMINER),
                                is_behind_owner); /* "Istanbul's jailed mayor" */
    noun = row_any(block, WORD(NOUN) | WORD(CUE_NOUN)) & row_before(block, TRAIT_DETERMINER);
    noun |= ordo_row_where(search, first,
                           finite_cue & rows[TRAIT_OF(PARTICIPLE)] &
                               row_before(block, TRAIT_DETERMINER) & row_behind(block, TRAIT_WORD),
                           is_behind_article); /* "a leaked memo" */
    if (ordo_in_english(search))
        noun |= read_english_nouns(search, block, first, finite_cue, &stopper);
    stopper &= ~row_days(block); /* "a Tuesday statement" */
    rows[TRAIT_PHRASE_WORD] =
        (rows[TRAIT_QUOTE] & rows[TRAIT_NAME]) | /* a nickname */
        (rows[TRAIT_WORD] &
         ((upper & (~stopper | rows[TRAIT_NAME])) |
          (~upper & ~(stopper | past | in_ly | (rows[TRAIT_CUE] & ~noun) | rows[TRAIT_PRONOUN] |
                      (rows[TRAIT_OF(GERUND)] & ~rows[TRAIT_OF(CUE_NOUN)]) |
                      (rows[TRAIT_OF(LIGHT)] & rows[TRAIT_OF(FINITE)])))));
}

bool ordo_joins_roles(const struct search *search, size_t at)
{
    return ordo_at(search, at - 1, WORD(ROLE)) && ordo_at(search, at + 1, WORD(ROLE)) &&
           ordo_at_kind(search, at + 2, ITEM_WORD) && ordo_at(search, at + 2, WORD(UPPER));
}

bool ordo_joins_portfolios(const struct search *search, size_t at, size_t past)
{
    size_t next = at + 1;

    if (!ordo_in_english(search) || !ordo_at(search, at - 1, WORD(PORTFOLIO)) ||
        !ordo_at(search, at - 1, WORD(UPPER)))
        return false;
    while (next < past && ordo_at(search, next, WORD(PORTFOLIO)) &&
           ordo_at(search, next, WORD(UPPER)))
        next++;
    return next > at + 1 && next + 1 < past && ordo_at(search, next, WORD(TITLE));
}

/* "Silva and Ortega", "economist and author Ana Silva" */
static uint64_t row_joining(const struct search *search, const struct block *block, size_t first)
{
    uint64_t names = row_before(block, TRAIT_OF(UPPER)) & row_behind(block, TRAIT_OF(UPPER)) &
                     row_behind(block, TRAIT_PHRASE_WORD);
    uint64_t roles = row_before(block, TRAIT_OF(ROLE)) & row_behind(block, TRAIT_OF(ROLE)) & ~names;

    return ordo_row_where(search, first,
                          (names | ordo_row_where(search, first, roles, ordo_joins_roles)) &
                              block->rows[TRAIT_OF(CONJUNCTION)],
                          ordo_is_and);
}

/* "of", "for" and the like where a noun phrase goes on with them. */
static uint64_t row_chained(const struct search *search, const struct block *block, size_t first)
{
    uint64_t small = row_behind(block, TRAIT_PHRASE_WORD) & ~row_behind(block, TRAIT_OF(UPPER)) &
                     ~row_behind(block, TRAIT_DETERMINER) & block->rows[TRAIT_CHAIN];

    return (block->rows[TRAIT_CHAIN] &
            (row_behind(block, TRAIT_OF(UPPER)) & row_behind(block, TRAIT_PHRASE_WORD))) |
           (block->rows[TRAIT_CHAIN] & row_behind(block, TRAIT_DETERMINER)) |
           ordo_row_where(search, first, small, is_before_no_ing);
}

static void read_edges(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, joined;

    rows[TRAIT_SECOND_DETERMINER] = 0;
    if (ordo_in_english(search))
        rows[TRAIT_SECOND_DETERMINER] = ordo_row_where(
            search, first, rows[TRAIT_DETERMINER] & row_before(block, TRAIT_OF(DETERMINER)),
            has_the);
    rows[TRAIT_ENDS_GERMAN] = 0;
    joined = rows[TRAIT_NAME] & rows[TRAIT_WORD] & row_before(block, TRAIT_NAME) &
             row_behind(block, TRAIT_NAME); /* "Commission on Audit" */
    rows[TRAIT_INNER] = (rows[TRAIT_PHRASE_WORD] | joined) & ~rows[TRAIT_DETERMINER];
    rows[TRAIT_BEGINS] = rows[TRAIT_DETERMINER] | rows[TRAIT_PHRASE_WORD];
    rows[TRAIT_CONTINUES] = rows[TRAIT_PHRASE_WORD] | joined | rows[TRAIT_SECOND_DETERMINER] |
                            (rows[TRAIT_DETERMINER] & row_before(block, TRAIT_CHAIN)) |
                            row_chained(search, block, first) | row_joining(search, block, first);
}

/* In German what is in small letters behind a noun is no part of its phrase, "Anna Weber hob", nor
 * what is chained to it, "gilt von", and a name can stand in marks. */
static void read_german_edges(const struct search *search, struct block *block, size_t first)
{
    uint64_t *rows = block->rows, small_before;
    uint64_t marked = ordo_row_where(search, first, rows[TRAIT_QUOTE], ordo_german_is_marked_name);
    uint64_t noun = rows[TRAIT_QUOTE] | rows[TRAIT_OF(UPPER)];
    uint64_t chained =
        row_chained(search, block, first) |
        ordo_row_where(search, first, rows[TRAIT_CHAIN] & row_behind(block, TRAIT_QUOTE),
                       is_before_marked);
    uint64_t told = ordo_row_where(search, first,
                                   rows[TRAIT_DETERMINER] & row_before(block, TRAIT_NAME), is_told);

    chained &= ~told;
    rows[TRAIT_SECOND_DETERMINER] = 0;
    rows[TRAIT_ENDS_GERMAN] =
        noun & ~rows[TRAIT_DETERMINER] & row_behind(block, TRAIT_WORD) &
        (~(row_behind(block, TRAIT_OF(UPPER)) | row_behind(block, TRAIT_DETERMINER) |
           row_behind(block, TRAIT_CHAIN) | row_behind(block, TRAIT_NAME)) |
         ordo_row_where(search, first, noun & row_behind(block, TRAIT_DETERMINER),
                        is_before_other));
    rows[TRAIT_INNER] =
        rows[TRAIT_PHRASE_WORD] & ~rows[TRAIT_DETERMINER] & ~rows[TRAIT_ENDS_GERMAN];
    small_before = row_before(block, TRAIT_WORD) &
                   ~(row_before(block, TRAIT_OF(UPPER)) | row_before(block, TRAIT_NAME));
    rows[TRAIT_BEGINS] = rows[TRAIT_DETERMINER] | rows[TRAIT_PHRASE_WORD] |
                         (marked & row_before(block, TRAIT_OF(ACCORDING)));
    rows[TRAIT_CONTINUES] =
        (rows[TRAIT_PHRASE_WORD] & ~row_before(block, TRAIT_ENDS_GERMAN) & ~told) | marked |
        (rows[TRAIT_DETERMINER] & row_before(block, TRAIT_CHAIN)) | (chained & ~small_before) |
        row_joining(search, block, first);
}

void ordo_phrases_read(struct ordo_reading *reading, const char *text)
{
    struct block *blocks = &reading->narration.traits.blocks[1];

    for (size_t i = 0; i < reading->names->n; i++) {
        const struct name *name = &reading->names->items[i];
        struct block *block = &blocks[name->first / 64];
        uint64_t words = (UINT64_C(1) << name->n) - 1; /* few */
        block[0].rows[TRAIT_NAME] |= words << name->first % 64;
        block[1].rows[TRAIT_NAME] |= words >> 1 >> (63 - name->first % 64);
    }
    ordo_rows_read(reading, text, read_words);
    ordo_rows_read(reading, text,
                   reading->narration.language == LEXICON_GERMAN ? read_german_edges : read_edges);
}
