/* german.c: where German puts the subject of a reporting verb.
 *
 * The verb stands second in a main clause, so its subject stands before it only where the clause
 * begins with it, else right behind; it stands last in a clause that a subordinator begins, whose
 * subject is its first phrase. Articles tell what cannot be a subject: "den", "dem", "des". */
#include "german.h"
#include "cue.h"

#define AUXILIARY_MAX 25 /* items between an auxiliary and its participle */

/* Stands for nobody: "Es drohe", "sich". */
static bool is_nobody(const struct search *search, const struct finding *finding)
{
    static const char words[][WORD_ROOM] = {"es", "sich", "was", "das", "dies", "man", ""};

    return finding->past == finding->first + 1 && ordo_is_any(search, finding->first, words);
}

static bool can_begin_subject(const struct search *search, size_t at)
{
    return (ordo_at_pronoun(search, at) || ordo_at_determiner(search, at) ||
            (ordo_at(search, at, WORD(ROLE) | WORD(TITLE)) && ordo_at(search, at, WORD(UPPER))) ||
            ordo_names_at(search->reading->names, at) != SIZE_MAX) &&
           !ordo_german_is_oblique(search, at);
}

/* The phrase right behind a verb: "erklärte am Montag auch der Minister". */
static bool subject_right(const struct search *search, size_t verb, struct finding *finding)
{
    finding->first = ordo_german_behind_adverbs(search, verb + 1);
    finding->past = ordo_phrase_right(search, finding->first);
    if (search->reading->narration.language == LEXICON_OTHER &&
        ordo_at(search, finding->first, WORD(PARTICIPLE)))
        return finding->found = false; /* "è detto" */
    return finding->found = finding->past > finding->first;
}

static bool subject_of_second(const struct search *search, size_t verb, size_t begin,
                              struct finding *finding);

/* Where the clause around item `at` begins. */
static size_t clause_begin(const struct search *search, size_t at, size_t begin)
{
    while (at > begin && search->items[at - 1].kind != ITEM_COMMA &&
           search->items[at - 1].kind != ITEM_COLON)
        at--;
    return at;
}

/* The phrase behind the subordinator at `clause`, whose verb is at its end: "wie der Minister am
 * Montag erklärte". */
static bool subject_of_subordinate(const struct search *search, size_t clause, size_t verb,
                                   struct finding *finding)
{
    struct finding right = *finding;

    if (!ordo_at(search, clause, WORD(SUBORDINATOR)) || ordo_at_kind(search, verb + 1, ITEM_WORD) ||
        !subject_right(search, clause, &right) || right.past > verb)
        return false;
    *finding = right;
    return true;
}

/* Whom the relative pronoun at `relative` stands for. */
static bool before_relative(const struct search *search, size_t relative, size_t begin,
                            struct finding *finding)
{
    finding->past = relative - 1;
    finding->first = ordo_phrase_left(search, relative - 1, begin);
    finding->relative = relative;
    return finding->found = finding->first < finding->past;
}

/* "Kritik kam von Anna Weber, die das sagte": the pronoun at the head of the clause stands for whom
 * the phrase before it names. */
static bool subject_of_relative(const struct search *search, size_t clause, size_t verb,
                                size_t begin, struct finding *finding)
{
    if (clause < begin + 2 || clause == verb || !ordo_at_kind(search, clause - 1, ITEM_COMMA) ||
        !ordo_at(search, clause, WORD(RELATIVE)) || ordo_german_is_oblique(search, clause) ||
        (ordo_phrase_right(search, clause) > clause && !ordo_at_determiner(search, clause + 1)) ||
        ordo_at(search, verb + 1, WORD(PASSIVE)) ||
        (ordo_at_kind(search, verb + 1, ITEM_WORD) && !ordo_at(search, verb + 1, WORD(AUXILIARY))))
        return false;
    return before_relative(search, clause, begin, finding);
}

/* "Der Minister kam und nannte den Vertrag ...": the verb before "und" has its subject. */
static bool subject_before_conjunction(const struct search *search, size_t verb, size_t begin,
                                       struct finding *finding)
{
    size_t at = verb;

    while (at > begin && ordo_at(search, at - 1, WORD(ADVERB)))
        at--;
    if (at < begin + 2 || !ordo_at(search, at - 1, WORD(CONJUNCTION)) ||
        ordo_at_pronoun(search, verb + 1))
        return false;
    for (size_t i = begin; i + 1 < at; i++) {
        size_t clause;
        if (!ordo_at(search, i, WORD(AUXILIARY) | WORD(COMMON_VERB) | WORD(FINITE)) ||
            ordo_at(search, i, WORD(UPPER)))
            continue;
        clause = clause_begin(search, i, begin);
        if (ordo_at(search, clause, WORD(SUBORDINATOR)) && i != clause)
            continue;
        return subject_of_second(search, i, begin, finding);
    }
    return ordo_cue_first_phrase(search, begin, at - 1, finding);
}

/* "wurde von der Opposition scharf kritisiert": who did it. */
bool ordo_german_agent(const struct search *search, size_t participle, size_t begin,
                       struct finding *finding)
{
    for (size_t i = participle; i-- > begin && participle - i < AUXILIARY_MAX;) {
        if (!ordo_is_word(search, i, "von") && !ordo_is_word(search, i, "vom"))
            continue;
        finding->first = i + 1;
        finding->past = ordo_phrase_right(search, i + 1);
        return finding->found = finding->past > i + 1 && finding->past <= participle;
    }
    return false;
}

bool ordo_german_is_passive(const struct search *search, size_t participle, size_t begin)
{
    if (!ordo_at(search, participle, WORD(PARTICIPLE)))
        return false;
    if (ordo_at(search, participle + 1, WORD(PASSIVE)))
        return true; /* "der aufgefordert wurde", "Bemängelt werden ..." */
    if (ordo_at_kind(search, participle + 1, ITEM_WORD))
        return false;
    for (size_t i = participle; i-- > begin && participle - i < AUXILIARY_MAX;)
        if (ordo_at(search, i, WORD(AUXILIARY) | WORD(PASSIVE)))
            return ordo_at(search, i, WORD(PASSIVE));
    return false;
}

/* "Anna Weber, eine der Frauen, die das sahen, sagte": whose apposition was found. */
static void over_apposition(const struct search *search, size_t begin, struct finding *finding)
{
    size_t comma = finding->first - 1;

    if (finding->first > begin + 1 && ordo_at_kind(search, comma, ITEM_COMMA) &&
        ordo_phrase_left(search, comma, begin) == begin && can_begin_subject(search, begin)) {
        finding->first = begin;
        finding->past = comma;
    }
}

/* "Anna Weber, eine der Frauen, die das sahen, sagte": the phrase that the sentence begins with. */
static bool before_apposition(const struct search *search, size_t verb, size_t begin,
                              struct finding *finding)
{
    size_t past;

    begin = ordo_german_behind_also(search, begin);
    past = ordo_phrase_right(search, begin);
    if (verb < begin + 3 || !ordo_at_kind(search, verb - 1, ITEM_COMMA) || past == begin ||
        !ordo_at_kind(search, past, ITEM_COMMA) || past >= verb - 1 ||
        !can_begin_subject(search, begin))
        return false;
    finding->first = begin;
    finding->past = past;
    return true;
}

/* The first noun of "die neue Entscheidung des Gerichts". */
static size_t head_of(const struct search *search, const struct finding *finding)
{
    size_t noun = finding->first + ordo_at_determiner(search, finding->first);

    while (noun + 1 < finding->past && !ordo_at(search, noun, WORD(UPPER)))
        noun++;
    return noun;
}

/* "Eine Verschiebung", "die Forderungen", "die Kritik": what says nothing. */
static bool is_abstract(const struct search *search, const struct finding *finding)
{
    static const char *const endings[] = {"ung", "ungen", "heit", "keit", "tät", "tion"};
    size_t noun = head_of(search, finding);

    if (!ordo_at_determiner(search, finding->first) ||
        ordo_at(search, noun, WORD(ROLE) | WORD(TITLE)))
        return false; /* "die Regierung", "die Zeitung" */
    return (ordo_at(search, noun, WORD(CUE_NOUN)) && !ordo_german_is_document(search, noun)) ||
           ordo_item_ends_with_any(&search->items[noun], search->text, endings);
}

/* "Die Entscheidung begrüßte Weber", "Den Plan und die Pläne lobte die Opposition": whether the
 * phrase behind the verb, not the abstract one before it, says something. */
static bool is_sayer(const struct search *search, const struct finding *left,
                     const struct finding *right)
{
    const struct names *names = search->reading->names;
    size_t name = ordo_names_at(names, right->past - 1);

    if (!ordo_at_determiner(search, right->first))
        return name != SIZE_MAX && ordo_full_name(names, name)->person;
    return !ordo_at(search, head_of(search, left), WORD(CUE_NOUN)) &&
           !ordo_german_is_oblique(search, right->first) &&
           ordo_at(search, head_of(search, right), WORD(ROLE) | WORD(TITLE));
}

/* "Der Verein gegen Lärm kündigte Kontrollen an": the masculine that a main clause begins with, and
 * that goes on with a preposition, is no object. */
static bool is_nominative_head(const struct search *search, size_t clause, size_t verb,
                               struct finding *finding)
{
    size_t past = ordo_phrase_right(search, clause);

    if (!ordo_is_word(search, clause, "der") || past < clause + 2 || past >= verb ||
        !ordo_at(search, past, WORD(PREPOSITION)) || ordo_german_is_oblique(search, clause))
        return false;
    finding->first = clause;
    finding->past = past;
    return finding->found = true;
}

/* Of the second verb of a main clause. */
static bool subject_of_second(const struct search *search, size_t verb, size_t begin,
                              struct finding *finding)
{
    struct finding right = *finding;
    size_t clause = clause_begin(search, verb, begin);
    bool adverbial, as, left, at_begin;

    if (ordo_german_place(search, verb, clause, finding) ||
        subject_of_subordinate(search, clause, verb, finding))
        return true;
    if (ordo_german_is_said(search, verb))
        return false;
    as = ordo_is_word(search, clause, "als");
    adverbial = (clause < verb && ordo_at(search, clause, WORD(PREPOSITION))) || as;
    if (subject_of_relative(search, clause, verb, begin, finding))
        return true;
    if (subject_before_conjunction(search, verb, begin, finding))
        return true;
    if (ordo_german_is_nominative(search, verb + 1) && subject_right(search, verb, finding))
        return true; /* "Das Angebot lehnt er ab" */
    left = before_apposition(search, verb, begin, finding);
    if (!left && (left = ordo_phrase_subject(search, verb, begin, finding)))
        over_apposition(search, begin, finding);
    if (left && verb > begin && finding->past == verb && is_abstract(search, finding) &&
        subject_right(search, verb, &right) && is_sayer(search, finding, &right)) {
        *finding = right;
        return finding->found = true;
    }
    right = *finding;
    at_begin = left && !adverbial &&
               (finding->first == begin || !ordo_at_kind(search, finding->first - 1, ITEM_WORD) ||
                ordo_at(search, finding->first - 1,
                        WORD(SUBORDINATOR) | WORD(CONJUNCTION) | WORD(ADVERB)));
    if (at_begin && can_begin_subject(search, finding->first) && !is_nobody(search, finding) &&
        !ordo_german_disagrees(search, finding, verb))
        return finding->found = true;
    if (left && search->reading->narration.language == LEXICON_OTHER &&
        ordo_phrase_is_person(search, finding->first, finding->past))
        return finding->found = true; /* "Le ministre grec Paul Martin a nié ..." */
    if (!adverbial && is_nominative_head(search, clause, verb, finding))
        return true;
    /* "Als Aufgabe sieht es Weber an" */
    if (subject_right(search, verb + (as && ordo_is_word(search, verb + 1, "es")), &right) &&
        (can_begin_subject(search, right.first) || ordo_at(search, right.first, WORD(UPPER)) ||
         search->reading->narration.language == LEXICON_OTHER) &&
        !ordo_german_is_oblique(search, right.first)) {
        *finding = right;
        return finding->found = !is_nobody(search, &right);
    }
    return finding->found = left && !as && !ordo_german_is_oblique(search, finding->first) &&
                            !is_nobody(search, finding);
}

/* The auxiliary of a participle: "hatte der Minister damals gesagt", "wird ... zitiert". SIZE_MAX:
 * none. */
static size_t auxiliary_of(const struct search *search, size_t participle, size_t begin)
{
    bool cited = ordo_is_word(search, participle, "zitiert");

    for (size_t i = participle; i-- > begin && participle - i < AUXILIARY_MAX;)
        if (ordo_at(search, i, WORD(AUXILIARY)) && ordo_at(search, i, WORD(PASSIVE)) == cited)
            return i;
    return SIZE_MAX;
}

/* "hatte ... betont:": of a verb whose participle looks like its present. */
static bool is_closing_participle(const struct search *search, size_t verb)
{
    return ordo_at(search, verb, WORD(PARTICIPLE)) && !ordo_at_kind(search, verb + 1, ITEM_WORD);
}

/* "zitierte die Zeitung den Minister", "Der Sender zitierte Weber mit den Worten": the words are
 * those of who is cited. */
static bool who_is_cited(const struct search *search, size_t verb, size_t begin,
                         struct finding *finding)
{
    size_t first = verb + 1, past = ordo_phrase_right(search, first);
    bool inverted = verb == begin || !ordo_at_kind(search, verb - 1, ITEM_WORD);

    if (inverted) {
        first = past;
        past = ordo_phrase_right(search, first);
        if (first == verb + 1 || past == first ||
            !(ordo_german_is_oblique(search, first) || ordo_is_word(search, verb + 1, "man")))
            return false;
    }
    finding->first = first;
    finding->past = past;
    return finding->found = past > first;
}

/* "Der Minister und die Kanzlerin sagten": both, where the verb is in the plural. */
static void join(const struct search *search, size_t verb, size_t begin, struct finding *finding)
{
    size_t first = finding->first, past = finding->past;

    if (search->text[search->items[verb].end - 1] != 'n' || finding->relative >= past)
        return;
    if (past <= verb && first > begin + 1 && ordo_is_word(search, first - 1, "und") &&
        ordo_phrase_left(search, first - 1, begin) < first - 1)
        finding->first = ordo_phrase_left(search, first - 1, begin);
    if (first > verb && ordo_is_word(search, past, "und") && ordo_at_determiner(search, past + 1) &&
        ordo_phrase_right(search, past + 1) > past + 1)
        finding->past = ordo_phrase_right(search, past + 1);
}

bool ordo_german_cites(const struct search *search, size_t at)
{
    return ordo_in_german(search) && at < search->n &&
           (ordo_is_word(search, at, "zitiert") || ordo_is_word(search, at, "zitierte"));
}

bool ordo_german_subject(const struct search *search, size_t at, size_t begin,
                         struct finding *finding)
{
    size_t verb = at;

    if (ordo_german_cites(search, at) && auxiliary_of(search, at, begin) == SIZE_MAX &&
        who_is_cited(search, at, begin, finding))
        return true;
    if (!ordo_german_cites(search, at) && ordo_german_is_passive(search, at, begin))
        return ordo_german_agent(search, at, begin, finding);
    if (!ordo_at(search, at, WORD(FINITE) | WORD(BASE)) || is_closing_participle(search, at)) {
        size_t auxiliary = auxiliary_of(search, at, begin);
        if (auxiliary != SIZE_MAX && ordo_at(search, at + 1, WORD(AUXILIARY)) &&
            !ordo_at_kind(search, at + 2, ITEM_WORD))
            verb = at + 1; /* "Sie will wissen, dass er gefragt habe" */
        else if (auxiliary != SIZE_MAX || !ordo_at(search, at, WORD(FINITE) | WORD(BASE)))
            verb = auxiliary;
    }
    if (verb == SIZE_MAX || !subject_of_second(search, verb, begin, finding))
        return false;
    join(search, verb, begin, finding);
    return true;
}

size_t ordo_german_trailing(const struct search *search, size_t participle, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, participle), auxiliary;

    if (!ordo_in_german(search) || !is_closing_participle(search, participle))
        return SIZE_MAX;
    auxiliary = auxiliary_of(search, participle, begin);
    return auxiliary != SIZE_MAX && auxiliary > begin &&
                   ordo_at_kind(search, auxiliary - 1, ITEM_COMMA) &&
                   subject_right(search, auxiliary, finding)
               ? auxiliary
               : SIZE_MAX;
}

bool ordo_german_first_phrase(const struct search *search, size_t begin, size_t end,
                              struct finding *finding)
{
    size_t verb = begin, past;

    if (!ordo_in_german(search))
        return false;
    while (verb < end && ordo_at(search, verb, WORD(CONJUNCTION)))
        verb++;
    if (ordo_at(search, verb, WORD(SUBORDINATOR)) && !ordo_at(search, verb, WORD(PREPOSITION)))
        return false;
    if (can_begin_subject(search, verb) && !ordo_at(search, verb, WORD(PREPOSITION) | WORD(ADVERB)))
        return false; /* the general way finds it */
    do {              /* "Den Unmut der Verbände über den Vertrag" */
        past = ordo_phrase_right(search, verb + ordo_at(search, verb, WORD(PREPOSITION)));
        verb = past > verb ? past : verb + 1;
    } while (verb < end && ordo_at(search, verb, WORD(PREPOSITION)));
    if (verb >= end || search->items[verb].kind != ITEM_WORD ||
        ordo_at(search, verb, WORD(UPPER)) ||
        ordo_at(search, verb, WORD_STOPPERS & ~(WORD(AUXILIARY) | WORD(COMMON_VERB))))
        return false;
    *finding = (struct finding){.by = ORDO_BY_SUBJECT};
    return finding->found = subject_right(search, verb, finding) && finding->past <= end &&
                            can_begin_subject(search, finding->first) &&
                            !is_nobody(search, finding);
}

bool ordo_german_in_clause(const struct search *search, size_t quote)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote);
    size_t clause = clause_begin(search, quote, begin);

    return ordo_in_german(search) && clause > begin &&
           ordo_at(search, clause + ordo_at(search, clause, WORD(PREPOSITION)), WORD(RELATIVE));
}

bool ordo_german_gap(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), past, verb;
    size_t clause = clause_begin(search, quote, begin);

    if (!ordo_in_german(search) || clause == begin || ordo_at_kind(search, quote + 1, ITEM_WORD) ||
        ordo_german_is_oblique(search, clause))
        return false;
    past = ordo_next(search, clause, quote, TRAIT_OF(PREPOSITION)); /* a phrase goes on behind it */
    if (past == quote || past == clause || ordo_phrase_right(search, clause) < past)
        return false;
    for (size_t i = past; i < quote; i++)
        if (ordo_at_predicate(search, i))
            return false;
    verb = ordo_last(search, begin, clause, TRAIT_FINITE);
    *finding = (struct finding){.first = clause, .past = past, .by = ORDO_BY_VERB_BEFORE};
    finding->cue = verb;
    finding->cue_past = verb + 1;
    return finding->found = verb != SIZE_MAX && ordo_at(search, verb, WORD(PARTICLE)) &&
                            ordo_last(search, begin, clause, TRAIT_QUOTE) != SIZE_MAX;
}

/* "das Amt werde „...“ entscheiden": an infinitive whose auxiliary stands before the quotation. */
static bool is_governed(const struct search *search, size_t clause, size_t quote, size_t verb)
{
    return ordo_at(search, verb, WORD(BASE)) && !ordo_at(search, verb, WORD(PARTICIPLE)) &&
           !ordo_at_kind(search, verb + 1, ITEM_WORD) &&
           ordo_next(search, clause, quote, TRAIT_OF(AUXILIARY)) < quote;
}

bool ordo_german_verb_last(const struct search *search, size_t quote, struct finding *finding)
{
    size_t begin = ordo_sentence_begin(&search->reading->narration, quote), verb = quote + 1;
    size_t clause = clause_begin(search, quote, begin), subject = clause;

    if (!ordo_in_german(search))
        return false;
    while (ordo_at_kind(search, verb, ITEM_WORD) && !ordo_at(search, verb, WORD_VERB))
        verb++;
    if (!ordo_at(search, verb, WORD_VERB) || ordo_at(search, verb, WORD(KONJUNKTIV)) ||
        is_governed(search, clause, quote, verb) ||
        (ordo_at_kind(search, verb + 1, ITEM_WORD) && !ordo_at(search, verb + 1, WORD(AUXILIARY))))
        return false;
    *finding = (struct finding){.cue = verb, .cue_past = verb + 1, .by = ORDO_BY_VERB_AFTER};
    if (ordo_german_is_passive(search, verb, begin) &&
        ordo_german_agent(search, verb, begin, finding))
        return true;
    if (clause > begin + 1 && ordo_at(search, clause, WORD(RELATIVE)))
        return finding->found = !ordo_german_is_oblique(search, clause) &&
                                before_relative(search, clause, begin, finding);
    if (ordo_at(search, clause, WORD(PREPOSITION)) && ordo_at(search, clause + 1, WORD(RELATIVE)))
        subject++; /* "eine Rede, in der der Minister von „...“ sprach" */
    else if (!ordo_at(search, clause, WORD(SUBORDINATOR)))
        return is_closing_participle(search, verb) && /* "hatte ihn als „...“ beschimpft" */
               ordo_next(search, clause, quote, TRAIT_OF(KONJUNKTIV)) == quote && /* "habe" */
               ordo_german_subject(search, verb, begin, finding);
    return finding->found = subject_right(search, subject, finding) && finding->past < quote &&
                            !is_nobody(search, finding);
}
