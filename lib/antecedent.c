/* antecedent.c: whom a pronoun means.
 *
 * Every name before it that agrees in gender is weighed by how salient it is there (after Lappin
 * and Leass 1994): a subject more than an object, a speaker more than who is spoken of, a near one
 * more than a far one, one that the article keeps naming more than one named in passing. The
 * weights are set by hand. */
#include "antecedent.h"
#include "german_phrase.h"

#define REACH           220 /* items that are looked back */
#define CANDIDATES      24  /* names that are weighed */
#define SENTENCES_MAX   5   /* that a candidate may lie back: no farther one has weight enough */
#define SOURCE_REACH    12  /* items between "according" and a name */
#define CHAIN_MAX       8   /* pronouns that lead from one to the one before */
#define CHAIN_SENTENCES 3   /* that must not end between two of them */

#define SPOKEN_MAX 100 /* names that are looked back for who has spoken */

/* What each circumstance adds. */
#define FOR_SUBJECT   2.0F
#define FOR_HEAD      0.5F  /* it begins its sentence */
#define FOR_SPEAKER   0.4F  /* of the last statement before the pronoun */
#define FOR_ANSWER    1.0F  /* more, when that was in the sentence before */
#define FOR_SOURCE    0.9F  /* more than the head, according to whom the sentence before is */
#define FOR_GENDER    0.5F  /* known, and the pronoun's */
#define FOR_MENTION   0.15F /* each in the article, up to four */
#define AS_OWNER      -0.8F /* "Trump's accusation" */
#define AS_OBJECT     -0.5F
#define PER_SENTENCE  -1.0F
#define NO_PERSON     -4.0F /* nothing shows that it is one */
#define NO_SIGN       -1.5F /* nor that it is none: two or three words */
#define NO_NAME       -8.0F /* a word that stands once, at the head of a sentence */
#define MOST_PERSON   (4 * FOR_MENTION + FOR_GENDER)
#define MOST_PART     (FOR_SUBJECT + FOR_HEAD)
#define LEAST         -1.5F /* that a candidate needs */
#define LEAST_THING   0.8F  /* that a thing needs to be sure: a subject, and near */
#define CLEARLY_AHEAD 0.5F  /* of the next one */
#define ROUNDING      0.01F /* of sums of these */

enum gender ordo_pronoun_gender(const struct search *search, size_t at)
{
    static const char his[][WORD_ROOM] = {"his", "him", "ihm", "seiner", "seinen", "dieser", ""};
    static const char her[][WORD_ROOM] = {"her", "ihr", "ihrer", "ihren", "diese", ""};

    if (ordo_at(search, at, WORD(HE)) || ordo_is_any(search, at, his))
        return GENDER_HE;
    return ordo_at(search, at, WORD(SHE)) || ordo_is_any(search, at, her) ? GENDER_SHE
                                                                          : GENDER_UNKNOWN;
}

/* Whether nothing shows what the name is: "Monsanto", "Bret Baier". */
static bool is_unknown(const struct name *full)
{
    return full->gender == GENDER_UNKNOWN && !full->person;
}

static bool agrees(const struct name *full, enum gender wanted)
{
    if (wanted == GENDER_THING || full->gender == GENDER_THING)
        return full->gender == wanted ||
               (wanted == GENDER_THING && full->gender == GENDER_UNKNOWN && !full->titled);
    return full->gender == GENDER_UNKNOWN || wanted == GENDER_UNKNOWN || full->gender == wanted;
}

/* How many sentences end in [first, past); the end of a paragraph with that of its last sentence is
 * one. */
static size_t ends_between(const struct search *search, size_t first, size_t past)
{
    size_t n = 0;

    for (size_t at = first; at < past; at += 64) {
        uint64_t ends =
            ordo_window(search, at, TRAIT_END) & ~ordo_window(search, at - 1, TRAIT_END);
        size_t left = past - at;
        n += bits_count(left < 64 ? ends & ((UINT64_C(1) << left) - 1) : ends);
    }
    return n;
}

/* What the phrase that the name ends is in its sentence. */
enum part {
    PART_UNKNOWN,
    PART_OTHER,
    PART_SUBJECT,
    PART_HEAD,  /* a subject that begins its sentence */
    PART_SOURCE /* according to whom the sentence is */
};

/* "For Silva, the treaty was dead": the sentence tells the view of whoever it begins with. */
static bool is_viewer(const struct search *search, size_t first)
{
    return first > 0 && ordo_begins_sentence(&search->reading->narration, first - 1) &&
           (ordo_is_word(search, first - 1, "for") || ordo_is_word(search, first - 1, "to"));
}

/* "..., according to Maria Silva", "according to her lawyer, Maria Silva": who says the sentence.
 */
static bool is_source(const struct search *search, size_t first)
{
    if (first < 2 || ordo_last(search, first > SOURCE_REACH ? first - SOURCE_REACH : 0, first,
                               TRAIT_OF(ACCORDING)) == SIZE_MAX)
        return false; /* nearly always */
    if (ordo_at_kind(search, first - 1, ITEM_COMMA))
        first = ordo_phrase_left(search, first - 1, first > REACH_MAX ? first - REACH_MAX : 0);
    return first > 1 && ordo_at(search, first - 2, WORD(ACCORDING)) &&
           ordo_is_word(search, first - 1, "to");
}

static bool is_asked(const struct search *search, size_t verb)
{
    static const char verbs[][WORD_ROOM] = {"asked",   "asks",        "pressed",
                                            "quizzed", "interviewed", ""};

    return ordo_is_any(search, verb, verbs);
}

static size_t behind_adverbs(const struct search *search, size_t at)
{
    while (ordo_at_adverb(search, at) || ordo_at(search, at, WORD(ADVERB)))
        at++;
    return at;
}

size_t ordo_behind_question(const struct search *search, size_t begin)
{
    size_t verb = begin + ordo_at(search, begin, WORD(SUBORDINATOR) | WORD(RELATIVE));

    return ordo_in_english(search) && ordo_at(search, verb, WORD(AUXILIARY)) ? verb + 1 : begin;
}

/* "What did Maria Silva say?", "..., and neither can Maria Silva" */
static bool is_inverted(const struct search *search, size_t first)
{
    static const char words[][WORD_ROOM] = {"neither", "nor", "so", ""};

    if (first == 0 || !ordo_at(search, first - 1, WORD(AUXILIARY)))
        return false; /* nearly always */
    return (first > 1 && ordo_is_any(search, first - 2, words)) ||
           ordo_behind_question(search, ordo_sentence_begin(&search->reading->narration, first)) ==
               first;
}

/* Behind an apposition: a finite verb, or a word in -s, which most likely is one. */
static bool is_verb(const struct search *search, size_t at)
{
    return ordo_at_predicate(search, at) ||
           (ordo_at_kind(search, at, ITEM_WORD) && !ordo_at(search, at, WORD(UPPER)) &&
            ordo_item_ends_with(&search->items[at], search->text, "s"));
}

/* "Maria Silva, the minister, left", "said Maria Silva"; not "Silva supporters". */
static enum part look_at(const struct search *search, const struct name *name)
{
    static const char comes[][WORD_ROOM] = {"came", "comes", "come", ""};
    size_t past = name->first + name->n, first;

    if (is_inverted(search, name->first))
        return PART_HEAD;
    if (name->owner || (ordo_at_kind(search, past, ITEM_WORD) && !ordo_at_chain(search, past) &&
                        (!ordo_in_german(search) || ordo_at(search, past, WORD(UPPER)) ||
                         ordo_at_determiner(search, past)) &&
                        ordo_phrase_right(search, past) > past && !ordo_at_predicate(search, past)))
        return PART_OTHER;
    first = ordo_phrase_left(search, past, past > REACH_MAX ? past - REACH_MAX : 0);
    for (size_t i = first; i < name->first; i++)
        if (ordo_at_chain(search, i)) /* "the rise of Silva" */
            return PART_OTHER;
    if (name->first > 0 && is_asked(search, name->first - 1))
        return PART_HEAD; /* "Ortega asked Silva": who is asked answers */
    if (is_source(search, first))
        return PART_SOURCE;
    if (first > 1 && ordo_is_word(search, first - 1, "from") &&
        ordo_is_any(search, first - 2, comes))
        return PART_HEAD; /* "The reply came from Silva" */
    if (ordo_begins_sentence(&search->reading->narration, first) || is_viewer(search, first))
        return PART_HEAD;
    if (ordo_in_german(search) && ordo_german_is_inverted(search, first))
        return PART_HEAD;
    if (first > 1 && ordo_at_kind(search, first - 1, ITEM_COMMA) &&
        ordo_at_kind(search, past, ITEM_COMMA) &&
        is_verb(search, behind_adverbs(search, past + 1))) {
        size_t before = ordo_phrase_left(search, first - 1, 0);
        return before < first - 1 && ordo_begins_sentence(&search->reading->narration, before)
                   ? PART_HEAD
                   : PART_SUBJECT;
    } /* "Her sister, Maria Silva, nodded." */
    if (first > 1 && ordo_at(search, first - 1, WORD(SAY)) &&
        ordo_at(search, first - 1, WORD(FINITE)) && !ordo_at_kind(search, first - 2, ITEM_WORD))
        return PART_SUBJECT;
    past = ordo_phrase_right(search, name->first);
    if (past < name->first + name->n)
        past = name->first + name->n;
    return ordo_at_predicate(search, ordo_phrase_behind(search, past, search->n)) ? PART_SUBJECT
                                                                                  : PART_OTHER;
}

static enum part part_of(const struct search *search, struct name *name)
{
    if (name->part == PART_UNKNOWN)
        name->part = (uint8_t)look_at(search, name);
    return (enum part)name->part;
}

bool ordo_is_subject_name(const struct search *search, struct name *name)
{
    return part_of(search, name) != PART_OTHER;
}

static bool is_object(const struct search *search, const struct name *name)
{
    return name->first > 0 &&
           (ordo_at(search, name->first - 1, WORD(PREPOSITION) | WORD_VERB | WORD(COMMON_VERB)));
}

/* What the person adds wherever it stands. */
static float weigh_person(const struct name *full, enum gender wanted)
{
    float weight = FOR_MENTION * (float)(full->mentions < 4 ? full->mentions : 4);

    return full->gender == wanted && wanted != GENDER_UNKNOWN ? weight + FOR_GENDER : weight;
}

/* What it takes away that nothing shows a person: less for two or three words, and for a word that
 * a verb follows, unless it may have its capital from the sentence alone: "Talks broke down". */
static float weigh_doubt(const struct search *search, const struct name *name)
{
    size_t n = name->n - name->bare, past = name->first + name->n;

    if (n == 1 && search->reading->names->items[name->fuller].mentions == 1 &&
        ordo_begins_sentence(&search->reading->narration, name->first))
        return NO_NAME; /* "Audiences can expect him" */
    past = behind_adverbs(search, past);
    return n == 2 || n == 3 || ordo_at_predicate(search, past) ? NO_SIGN : NO_PERSON;
}

/* The weight of the name but for what it is in its sentence. */
static float weigh_apart(const struct search *search, const struct name *name, enum gender wanted,
                         size_t sentences)
{
    const struct name *full = &search->reading->names->items[name->fuller];
    float weight = weigh_person(full, wanted) + PER_SENTENCE * (float)sentences;

    return wanted != GENDER_THING && !full->person ? weight + weigh_doubt(search, name) : weight;
}

/* What a source can weigh more than other parts do, so many sentences back. */
static float most_more(size_t sentences)
{
    return sentences <= 1 ? FOR_SOURCE : 0;
}

static float weigh_part(const struct search *search, struct name *name, size_t sentences)
{
    enum part part;

    if (name->owner)
        return AS_OWNER;
    part = part_of(search, name);
    if (part == PART_SOURCE)
        return MOST_PART + most_more(sentences);
    if (part != PART_OTHER)
        return FOR_SUBJECT + (part == PART_HEAD ? FOR_HEAD : 0);
    return is_object(search, name) ? AS_OBJECT : 0;
}

/* "the Whitby MP" */
static bool is_description(const struct search *search, const struct name *name)
{
    return ordo_at(search, name->first + name->n - 1, WORD(TITLE) | WORD(OFFICE)) &&
           name->first > 0 && ordo_at_determiner(search, name->first - 1);
}

/* "Concord, N.H." */
static bool is_state(const struct search *search, const struct name *name)
{
    return name->n == 1 && name->first > 1 && ordo_at_kind(search, name->first - 1, ITEM_COMMA) &&
           ordo_at(search, name->first - 2, WORD(UPPER));
}

/* "Her book, Health For All, ...": the name of a thing. */
static bool is_work(const struct search *search, const struct name *name)
{
    return name->gender == GENDER_UNKNOWN && name->first > 1 &&
           ordo_at_kind(search, name->first - 1, ITEM_COMMA) &&
           ordo_at(search, name->first - 2, WORD(WORK) | WORD(ROLE_THING)) &&
           !ordo_at(search, name->first - 2, WORD(UPPER));
}

/* "Elf Bewohner", "Er räumte Probleme ein": what in German has a capital, and is no name. */
static bool is_german_noun(const struct search *search, const struct name *full)
{
    if (!ordo_in_german(search))
        return false;
    if (full->n == 2)
        return ordo_at(search, full->first + 1, WORD(TITLE) | WORD(ROLE)) &&
               ordo_name_first_gender(&search->reading->narration, &search->items[full->first],
                                      search->text) == GENDER_UNKNOWN;
    return full->n == 1 &&
           (!full->person || ordo_name_is_acronym(&search->items[full->first], search->text) ||
            (!full->titled && full->mentions == 1 &&
             !ordo_begins_sentence(&search->reading->narration, full->first)));
}

/* "Republicans" */
static bool is_plural_role(const struct search *search, const struct name *full)
{
    return full->n == 1 && ordo_in_english(search) &&
           ordo_at(search, full->first, WORD(ROLE) | WORD(OFFICE)) &&
           ordo_ends_in_s(search, full->first);
}

static bool is_candidate(const struct search *search, size_t which, enum gender gender)
{
    const struct names *names = search->reading->names;
    size_t fuller = names->items[which].fuller;
    const struct name *full = &names->items[fuller];

    if ((names->items[which].heading && fuller == which) || !agrees(full, gender) ||
        (fuller == which &&
         (is_description(search, full) ||
          (gender == GENDER_THING ? is_state(search, full) : is_work(search, full)))))
        return false;
    if (is_german_noun(search, full))
        return false;
    if (fuller == which && gender != GENDER_THING && full->gender == GENDER_UNKNOWN &&
        full->mentions == 1 && !full->titled && ordo_in_english(search) &&
        ordo_name_may_be_plural(&search->reading->narration, full, search->text))
        return false; /* "Rockets struck a market" */
    if (gender != GENDER_THING && is_plural_role(search, full))
        return false;
    if (fuller == which && gender != GENDER_THING && full->n == 1 && full->first > 0 &&
        !full->titled && ordo_is_word(search, full->first - 1, "the"))
        return false; /* "the Silvas" */
    return !is_unknown(full) || !ordo_name_is_place(search->reading, fuller, search->text);
}

struct ranking {
    size_t best;
    float first, second; /* weights of the best person and of the next one */
};

static void enter(struct ranking *ranking, const struct names *names, size_t which, float weight)
{
    bool same = ranking->best != SIZE_MAX &&
                names->items[ranking->best].fuller == names->items[which].fuller;

    if (ranking->best == SIZE_MAX || weight > ranking->first) {
        if (ranking->best != SIZE_MAX && !same)
            ranking->second = ranking->first;
        ranking->first = weight;
        ranking->best = which;
    } else if (!same && weight > ranking->second) {
        ranking->second = weight;
    }
}

/* Whether a pronoun may be the same as one behind it: "He arrived. He said ...". */
static bool leads_on(const struct search *search, size_t at)
{
    return ordo_begins_sentence(&search->reading->narration, at) ||
           (ordo_in_german(search) && ordo_is_word(search, at, "er")) || /* always a subject */
           ordo_at_kind(search, at - 1, ITEM_QUOTE) || ordo_at_kind(search, at - 1, ITEM_COMMA) ||
           ordo_at(search, at - 1, WORD(CONJUNCTION));
}

/* The pronoun, of this class, that may lead to the one at `at`, or SIZE_MAX. */
static size_t pronoun_before(const struct search *search, size_t at, enum trait pronoun)
{
    size_t limit = at < REACH ? 0 : at - REACH + 1;

    do
        at = ordo_last(search, limit, at, pronoun);
    while (at != SIZE_MAX && !leads_on(search, at));
    return at;
}

/* Whether a name that may be a subject of the gender stands in [first, past). */
static bool has_subject(const struct search *search, size_t first, size_t past, enum gender gender)
{
    const struct names *names = search->reading->names;

    for (size_t which = ordo_names_before(names, past);
         which != SIZE_MAX && names->items[which].first >= first;
         which = ordo_name_previous(which)) {
        struct name *name = &names->items[which];
        const struct name *full = &names->items[name->fuller];
        if (!name->owner && agrees(full, gender) &&
            part_of(search, name) >= (full->person ? PART_SUBJECT : PART_HEAD))
            return true;
    }
    return false;
}

/* Goes back from a pronoun to the first of those that lead to it, sentence by sentence, with no
 * other subject of the gender in between. */
static size_t first_of_chain(const struct search *search, size_t at, enum gender gender)
{
    enum trait pronoun = gender == GENDER_HE ? TRAIT_OF(HE) : TRAIT_OF(SHE);

    if (gender != GENDER_HE && gender != GENDER_SHE)
        return at;
    for (int hops = 0; hops < CHAIN_MAX; hops++) {
        size_t before = pronoun_before(search, at, pronoun);
        if (before == SIZE_MAX || ends_between(search, before + 2, at) >= CHAIN_SENTENCES ||
            has_subject(search, before + 1, at, gender))
            return at;
        at = before;
    }
    return at;
}

/* The weight of who spoke last; more where that was in the sentence before and no other subject has
 * come since. */
static float weigh_voice(const struct search *search, const struct voice *last, size_t at,
                         enum gender gender, bool turned)
{
    size_t distance = ends_between(search, last->at, at);

    distance = distance > SENTENCES_MAX ? SENTENCES_MAX + 1 : distance;
    return FOR_SUBJECT + (turned ? 0 : FOR_SPEAKER) + (distance <= 1 && !turned ? FOR_ANSWER : 0) +
           weigh_person(&search->reading->names->items[last->name], gender) +
           PER_SENTENCE * (float)distance;
}

/* Whether a weight changes the ranking or is near enough to the best one to leave a doubt. */
static bool matters(const struct ranking *ranking, float weight)
{
    return weight + ROUNDING > ranking->second &&
           weight + ROUNDING > ranking->first - CLEARLY_AHEAD;
}

/* "Einzelheiten nannte er nicht": in German no name of the pronoun's own clause is whom it means.
 * Where that begins. */
static size_t before_clause(const struct search *search, size_t at)
{
    size_t limit = at > SENTENCE_MAX ? at - SENTENCE_MAX : 0;

    while (ordo_in_german(search) && at > limit && ordo_at_kind(search, at - 1, ITEM_WORD))
        at--;
    return at;
}

size_t ordo_antecedent(const struct search *search, size_t at, enum gender gender,
                       const struct voice *last, bool *sure)
{
    const struct names *names = search->reading->names;
    struct ranking ranking = {SIZE_MAX, LEAST, LEAST};
    bool voiced = last->name != SIZE_MAX && last->at < at && at - last->at < REACH &&
                  agrees(&names->items[last->name], gender) &&
                  !(gender != GENDER_THING && is_plural_role(search, &names->items[last->name])) &&
                  !is_german_noun(search, &names->items[last->name]) &&
                  !(is_unknown(&names->items[last->name]) && gender != GENDER_THING &&
                    ordo_name_length(&names->items[last->name]) == 1 &&
                    ordo_begins_sentence(&search->reading->narration,
                                         names->items[last->name].first)); /* "Audiences" */
    bool turned = false; /* a subject stands behind who spoke last */
    size_t given = at, which, sentences = 0, past;

    at = first_of_chain(search, at, gender);
    which = ordo_names_before(names, before_clause(search, at));
    past = at;
    for (int n = 0; which != SIZE_MAX && n < CANDIDATES; which = ordo_name_previous(which)) {
        struct name *name = &names->items[which];
        bool behind = voiced && !turned && name->first > last->at;
        float weight;
        if (at - name->first >= REACH)
            break;
        sentences += ends_between(search, name->first, past);
        past = name->first;
        if (sentences > SENTENCES_MAX ||
            (!behind && !matters(&ranking, MOST_PERSON + MOST_PART + most_more(sentences) +
                                               PER_SENTENCE * (float)sentences)))
            break;
        weight = weigh_apart(search, name, gender, sentences);
        if ((!behind && !matters(&ranking, weight + MOST_PART + most_more(sentences))) ||
            !is_candidate(search, which, gender))
            continue;
        weight += weigh_part(search, name, sentences);
        if (weight > LEAST)
            enter(&ranking, names, which, weight);
        turned =
            turned || (behind && name->fuller != last->name && part_of(search, name) != PART_OTHER);
        n++;
    }
    if (voiced)
        enter(&ranking, names, last->name, weigh_voice(search, last, given, gender, turned));
    *sure = ranking.first - ranking.second > CLEARLY_AHEAD &&
            (gender != GENDER_THING || ranking.first > LEAST_THING);
    return ranking.best;
}

size_t ordo_spoken_before(const struct search *search, size_t at)
{
    const struct names *names = search->reading->names;
    enum gender gender = ordo_pronoun_gender(search, at);
    size_t which = ordo_names_before(names, at), unknown = SIZE_MAX, silent = SIZE_MAX;

    for (int n = 0; which != SIZE_MAX && n < SPOKEN_MAX; which = ordo_name_previous(which), n++) {
        const struct name *full = ordo_full_name(names, which);
        if (is_german_noun(search, full))
            continue;
        if (full->speaks && full->gender == gender)
            return which;
        if (full->speaks && full->gender == GENDER_UNKNOWN && unknown == SIZE_MAX)
            unknown = which;
        if (full->person && full->gender == gender && silent == SIZE_MAX)
            silent = which;
    }
    return unknown != SIZE_MAX ? unknown : silent;
}
