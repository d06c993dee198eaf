/* resolve.c: who a phrase stands for, within the article.
 *
 * A shorter name is the fullest one that shares its last word (names.c). Pronouns are
 * antecedent.c's. What has no name keeps its own words. */
#include "resolve.h"
#include "affiliation.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#define NAMES_MAX    40 /* names that a role goes back */
#define PLURAL_REACH 60 /* items that "they" goes back */

/* How often each way is right on news that had no part in making its rules; make eval shows both.
 */
static const struct evidence {
    const char *name;
    float confidence;
} EVIDENCE[ORDO_EVIDENCES] = {{"nothing", 0},          {"label", 0.95F},
                              {"according-to", 0.93F}, {"verb-after", 0.96F},
                              {"verb-before", 0.88F},  {"participle", 0.82F},
                              {"noun", 0.55F},         {"continued", 0.80F},
                              {"subject", 0.6F},       {"sentence-before", 0.5F}};

/* Times these, where a pronoun or description had to be resolved. */
#define CONFIDENCE_SURE   0.95F
#define CONFIDENCE_UNSURE 0.8F

const char *ordo_evidence_name(enum ordo_evidence by)
{
    return EVIDENCE[by].name;
}

void ordo_set_evidence(struct ordo_quote *quote, enum ordo_evidence by)
{
    quote->by = by;
    quote->confidence = EVIDENCE[by].confidence;
}

void ordo_forget_speaker(struct ordo_quote *quote)
{
    quote->mention = quote->speaker = quote->role = quote->affiliation = (struct ordo_span){0, 0};
    quote->affiliation_code[0] = '\0';
}

static struct ordo_span span_of(const struct search *search, size_t first, size_t past)
{
    return (struct ordo_span){search->items[first].begin, search->items[past - 1].end};
}

static enum gender gender_of(const struct search *search, size_t at)
{
    if (ordo_at(search, at, WORD(HE)) || ordo_item_is(&search->items[at], search->text, "his"))
        return GENDER_HE;
    return ordo_at(search, at, WORD(SHE)) || ordo_item_is(&search->items[at], search->text, "her")
               ? GENDER_SHE
               : GENDER_UNKNOWN;
}

/* "Utah Republican": a description in capitals, where it ends a phrase with "the". */
static bool is_description(const struct search *search, size_t first, size_t past)
{
    return ordo_at_determiner(search, first) && ordo_at(search, past - 1, WORD(OFFICE));
}

/* Name of the speaker that the phrase stands for, or SIZE_MAX. */
static size_t name_of(const struct search *search, size_t first, size_t past)
{
    const struct names *names = search->reading->names;
    size_t head = ordo_names_at(names, first);

    if (is_description(search, first, past))
        return SIZE_MAX;
    if (!search->reading->narration.unspaced && head != SIZE_MAX &&
        names->items[head].first == first && !names->items[head].owner &&
        ordo_at_chain(search, first + names->items[head].n))
        return head; /* "Maria Silva of the Foreign Ministry" */
    for (size_t i = first; i < past; i++) {
        size_t name = ordo_names_at(names, i), end;
        if (i >= first + (name != SIZE_MAX && names->items[name].bare > 0) &&
            (ordo_at_chain(search, i) ||
             (ordo_at(search, i, WORD(CONJUNCTION)) && !ordo_joins_roles(search, i))))
            return SIZE_MAX; /* "a spokesman for the Clinton campaign" */
        if (name == SIZE_MAX)
            continue;
        end = names->items[name].first + names->items[name].n;
        if (end >= past || (ordo_at_chain(search, end) && !names->items[name].owner &&
                            names->items[names->items[name].fuller].person))
            return name; /* "the voter Maria Silva of Lisbon" */
        i = end - 1;
    }
    return SIZE_MAX;
}

/* "the host, Prime Minister Adeyo, said" */
static size_t name_in_apposition(const struct search *search, size_t comma)
{
    size_t first = comma + 1, past;

    if (!ordo_at_kind(search, comma, ITEM_COMMA) || ordo_at_determiner(search, first) ||
        ordo_at_pronoun(search, first))
        return SIZE_MAX;
    past = ordo_phrase_right(search, first);
    return past > first && ordo_at_kind(search, past, ITEM_COMMA) ? name_of(search, first, past)
                                                                  : SIZE_MAX;
}

/* The title before a name, or the apposition after it. */
static struct ordo_span find_role(const struct search *search, size_t which)
{
    const struct name *name = &search->reading->names->items[which];
    size_t first = name->first + name->bare, past = name->first + name->n, begin, i;

    begin = ordo_phrase_left(search, first, first > 12 ? first - 12 : 0);
    if (begin > 1 && ordo_joins_roles(search, begin - 1))
        begin = ordo_phrase_left(search, begin - 1, begin > 12 ? begin - 12 : 0);
    for (i = begin; i < first; i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            return span_of(search, begin, first);
    if (begin == name->first && begin > 1 && ordo_at_kind(search, begin - 1, ITEM_COMMA)) {
        past = begin - 1; /* "the foreign minister of Portugal, Maria Silva" */
        begin = ordo_phrase_left(search, past, past > 12 ? past - 12 : 0);
        for (i = begin; i < past; i++) /* "the minister, ...", "Portugal's minister, ..." */
            if ((ordo_at_determiner(search, begin) || search->items[begin].genitive) &&
                ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
                return span_of(search, begin, past);
        past = name->first + name->n;
    }
    if (!ordo_at_kind(search, past, ITEM_COMMA))
        return (struct ordo_span){0, 0};
    begin = past + 1;
    if (begin + 1 < search->n && isdigit((unsigned char)search->text[search->items[begin].begin]) &&
        ordo_at_kind(search, begin + 1, ITEM_COMMA))
        begin += 2; /* "Silva, 41, a nurse" */
    past = ordo_phrase_right(search, begin);
    for (i = begin; i < past && !(i > begin && ordo_at_chain(search, i)); i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            return span_of(search, begin, past); /* not "..., occupancy at the hospital" */
    return (struct ordo_span){0, 0};
}

/* What find_role() finds, looked for once. */
static struct ordo_span role_at(const struct search *search, size_t which)
{
    struct name *name = &search->reading->names->items[which];

    if (!name->role_known)
        name->role = find_role(search, which);
    name->role_known = true;
    return name->role;
}

static bool is_role(const struct search *search, const struct finding *finding)
{
    for (size_t i = finding->first; i < finding->past; i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            return true;
    return false;
}

/* Whether the word stands in the span, whole, or in German as the end of another: "der Kanzler" of
 * "Bundeskanzler". The president is no "vice president". */
static bool is_word_of(const struct search *search, struct ordo_span span, const char *word,
                       size_t length)
{
    const char *text = search->text;
    bool german = search->reading->narration.language == LEXICON_GERMAN;

    for (size_t at = span.begin; at + length <= span.end; at++) {
        bool begins = german || at == span.begin || !isalnum((unsigned char)text[at - 1]), vice;
        if (!begins || ((text[at] ^ word[0]) & ~32) != 0)
            continue;
        vice = at >= span.begin + 5 && strncasecmp(text + at - 5, "vice", 4) == 0;
        if (!vice && strncasecmp(text + at, word, length) == 0 &&
            (at + length == span.end || !isalnum((unsigned char)text[at + length])))
            return true;
    }
    return false;
}

/* Whether a role holds the word, or the title for it: "the senator" of "Sen. Silva". */
static bool is_called(const struct search *search, struct ordo_span role, const struct item *word)
{
    static const char titles[][2][WORD_ROOM] = {
        {"senator", "sen"},       {"representative", "rep"}, {"congressman", "rep"},
        {"congresswoman", "rep"}, {"lawmaker", "rep"},       {"lawmaker", "sen"},
        {"governor", "gov"},      {"general", "gen"},        {"professor", "prof"},
        {"legislator", "rep"},    {"legislator", "sen"},     {"premier", "minister"}};
    const char *text = search->text;

    if (is_word_of(search, role, text + word->begin, word->end - word->begin))
        return true;
    for (size_t i = 0; i < sizeof titles / sizeof *titles; i++)
        if (memcmp(&word->head, titles[i][0], sizeof word->head) == 0 &&
            ordo_item_is(word, text, titles[i][0]) &&
            is_word_of(search, role, titles[i][1], strlen(titles[i][1])))
            return true;
    return false;
}

/* Gender that a description tells. */
static enum gender gender_of_head(uint64_t head)
{
    if ((head & WORD(ROLE_HE)) != 0)
        return GENDER_HE;
    return (head & WORD(ROLE_SHE)) != 0 ? GENDER_SHE : GENDER_UNKNOWN;
}

/* "the minister", "the spokeswoman": whoever was called so before; of several the one who spoke
 * last, the one that a pronoun would mean, or the nearest. */
static size_t name_of_role(const struct search *search, const struct finding *finding,
                           const struct voice *last)
{
    const struct names *names = search->reading->names;
    const struct item *head = &search->items[finding->past - 1];
    size_t i = ordo_names_before(names, finding->first), nearest = SIZE_MAX, meant = SIZE_MAX;
    bool sure;

    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX * 2; n++, i = i == 0 ? SIZE_MAX : i - 1) {
        size_t fuller = names->items[i].fuller;
        if (!names->items[fuller].person || !is_called(search, role_at(search, i), head))
            continue;
        if (fuller == last->name)
            return i;
        if (nearest == SIZE_MAX) {
            nearest = i;
            continue;
        }
        if (meant == SIZE_MAX && fuller != names->items[nearest].fuller)
            meant =
                ordo_antecedent(search, finding->first, gender_of_head(head->classes), last, &sure);
        if (meant != SIZE_MAX && fuller == names->items[meant].fuller)
            return i;
    }
    return nearest;
}

/* "the group", "the ministry": the organisation spoken of before that has the word in its name,
 * else the one that a pronoun would mean. */
static size_t name_of_thing(const struct search *search, const struct finding *finding,
                            const struct voice *last)
{
    const struct names *names = search->reading->names;
    const struct item *head = &search->items[finding->past - 1];
    size_t i = ordo_names_before(names, finding->first), which;
    bool sure = false;

    for (int n = 0; i != SIZE_MAX && n < NAMES_MAX; n++, i = i == 0 ? SIZE_MAX : i - 1)
        if (names->items[i].gender == GENDER_THING &&
            is_word_of(search, ordo_name_span(search->reading, i, search->text),
                       search->text + head->begin, head->end - head->begin))
            return i;
    for (i = finding->first; i < finding->past; i++)
        if (ordo_names_at(names, i) != SIZE_MAX)
            return SIZE_MAX; /* "the Silva campaign" is itself */
    which = ordo_antecedent(search, finding->first, GENDER_THING, last, &sure);
    return sure ? which : SIZE_MAX;
}

/* "the senator", "the radioman", "the 46-year-old": who can only be somebody spoken of before. */
static bool is_office(const struct search *search, size_t at)
{
    static const char *const endings[] = {"-old", "man", "woman", "ist", "eon"};
    const struct item *item = &search->items[at];
    uint64_t unnamed = WORD(ROLE) | WORD(CUE_NOUN) | WORD(ROLE_THING);

    if (ordo_at(search, at, WORD(OFFICE)))
        return true;
    for (size_t i = 0; i < sizeof endings / sizeof *endings && !ordo_at(search, at, unnamed); i++) {
        size_t length = strlen(endings[i]);
        if (item->end - item->begin > length + 2 &&
            memcmp(search->text + item->end - length, endings[i], length) == 0)
            return true;
    }
    return false;
}

/* A description with "the": who or what was spoken of before. */
static size_t name_of_description(const struct search *search, const struct finding *finding,
                                  const struct voice *last)
{
    static const char articles[][WORD_ROOM] = {"the", "der", "die", ""};
    uint64_t head = search->items[finding->past - 1].classes;
    size_t which;
    bool sure = false;

    if (!(ordo_is_any(search, finding->first, articles) ||
          ordo_at(search, finding->first, WORD(TITLE) | WORD(ROLE))) ||
        ((head & (WORD(TITLE) | WORD(ROLE))) == 0 && !is_office(search, finding->past - 1)) ||
        finding->past - finding->first > 5)
        return SIZE_MAX;
    for (size_t i = finding->first + 1; i < finding->past; i++) /* "der" is chained, too */
        if (ordo_at_chain(search, i))
            return SIZE_MAX;
    if ((head & WORD(ROLE_THING)) != 0)
        return name_of_thing(search, finding, last);
    which = name_of_role(search, finding, last);
    if (which != SIZE_MAX || !is_office(search, finding->past - 1))
        return which;
    which = ordo_antecedent(search, finding->first, gender_of_head(head), last, &sure);
    return sure ? which : SIZE_MAX;
}

static void set_name(const struct search *search, struct ordo_quote *quote, size_t name)
{
    const struct names *names = search->reading->names;
    size_t fuller = names->items[name].fuller;
    struct ordo_span full;

    quote->speaker = ordo_name_span(search->reading, fuller, search->text);
    quote->role = role_at(search, name);
    full = role_at(search, fuller);
    if (full.end - full.begin > quote->role.end - quote->role.begin)
        quote->role =
            full; /* "Minister Silva", once "Maria Silva, the foreign minister of Portugal" */
}

/* "They", "it": those, or the thing, that spoke last and has no person's name. */
static bool goes_on_plural(const struct search *search, const struct finding *finding,
                           const struct voice *last, struct ordo_quote *quote)
{
    const struct names *names = search->reading->names;
    bool they = ordo_at(search, finding->first, WORD(THEY));

    if (finding->past != finding->first + 1 || last->quote == NULL ||
        !(they || ordo_item_is(&search->items[finding->first], search->text, "it")) ||
        finding->first < last->at || finding->first - last->at > PLURAL_REACH)
        return false;
    if (last->name != SIZE_MAX && names->items[last->name].gender != GENDER_THING)
        return false;
    quote->speaker = last->quote->speaker;
    quote->role = last->quote->role;
    quote->confidence *= CONFIDENCE_UNSURE;
    return true;
}

/* "The minister's spokesman would not tell. "...," he said.": the person without a name who spoke
 * last, where no name has come since. "The former minister" has one, though none was found. */
static bool goes_on_unnamed(const struct search *search, const struct finding *finding, size_t name,
                            const struct voice *last, struct ordo_quote *quote)
{
    const struct names *names = search->reading->names;
    enum gender gender = gender_of(search, finding->first), other = GENDER_UNKNOWN;
    static const char indefinite[][WORD_ROOM] = {"a", "an", "one", ""};
    bool owned = false;

    if ((gender != GENDER_HE && gender != GENDER_SHE) || last->quote == NULL ||
        last->name != SIZE_MAX || last->quote->role.end == 0 || finding->first < last->at ||
        finding->first - last->at > PLURAL_REACH ||
        (name != SIZE_MAX && names->items[name].first > last->at))
        return false;
    for (size_t i = last->at;
         i < search->n && search->items[i].begin < last->quote->role.end && other == GENDER_UNKNOWN;
         i++) {
        other = gender_of_head(search->items[i].classes);
        owned = owned || search->items[i].genitive;
    }
    if ((other != GENDER_UNKNOWN && other != gender) ||
        !(owned || ordo_is_any(search, last->at, indefinite)))
        return false;
    quote->speaker = last->quote->speaker;
    quote->role = last->quote->role;
    quote->confidence *= CONFIDENCE_UNSURE;
    return true;
}

struct voice ordo_resolve(const struct search *search, const struct finding *finding,
                          const struct voice *last, struct ordo_quote *quote)
{
    bool sure = false, relative = finding->relative >= finding->past;
    bool pronoun =
        finding->past == finding->first + 1 && gender_of(search, finding->first) != GENDER_UNKNOWN;
    size_t name = pronoun ? ordo_antecedent(search, finding->first,
                                            gender_of(search, finding->first), last, &sure)
                          : name_of(search, finding->first, finding->past);
    struct voice voice = {SIZE_MAX, relative ? finding->relative : finding->first, quote};

    if (finding->cue_past > finding->cue)
        quote->cue = span_of(search, finding->cue, finding->cue_past);
    quote->mention = span_of(search, voice.at, relative ? voice.at + 1 : finding->past);
    ordo_set_evidence(quote, finding->by);
    if (pronoun)
        quote->confidence *= sure ? CONFIDENCE_SURE : CONFIDENCE_UNSURE;
    if (goes_on_plural(search, finding, last, quote) ||
        (pronoun && goes_on_unnamed(search, finding, name, last, quote))) {
        voice.name = last->name;
        return voice;
    }
    if (name == SIZE_MAX && !pronoun)
        name = name_in_apposition(search, finding->past);
    if (name == SIZE_MAX && !pronoun)
        if ((name = name_of_description(search, finding, last)) != SIZE_MAX)
            quote->confidence *= CONFIDENCE_UNSURE;
    if (name != SIZE_MAX) {
        set_name(search, quote, name);
        voice.name = search->reading->names->items[name].fuller;
    } else if (!ordo_at_pronoun(search, finding->first) &&
               (finding->past > finding->first + 1 || /* "one", "her" name nobody */
                !ordo_at(search, finding->first, WORD(PRONOUN) | WORD(POSSESSIVE)))) {
        quote->speaker = span_of(search, finding->first, finding->past);
        if (is_role(search, finding))
            quote->role = quote->speaker;
    }
    return voice;
}

void ordo_resolve_nobody(const struct search *search, const struct finding *finding,
                         struct ordo_quote *quote)
{
    quote->cue = span_of(search, finding->cue, finding->cue_past);
    if (finding->past > finding->first) {
        quote->mention = span_of(search, finding->first, finding->past);
        ordo_set_evidence(quote, finding->by);
    }
}

/* Whether the name is that of a person, whose words tell no country: "Jordan", "Jim French". */
static bool is_person(const struct name *name)
{
    return name->gender == GENDER_HE || name->gender == GENDER_SHE;
}

/* "Portugal's Maria Silva" */
static struct ordo_span find_owner(const struct search *search, size_t which)
{
    size_t first = search->reading->names->items[which].first;

    if (first == 0 || !search->items[first - 1].genitive)
        return (struct ordo_span){0, 0};
    return span_of(search, ordo_phrase_left(search, first, first > 4 ? first - 4 : 0), first);
}

/* What the span near item `near` tells; see ordo_affiliation_find(). */
static bool find_affiliation(const struct search *search, size_t near, struct ordo_span span,
                             char code[ORDO_CODE_ROOM], struct ordo_span *where)
{
    return ordo_may_name_place(search->reading, near, span, search->text) &&
           ordo_affiliation_find(search->text, search->reading->narration.length, span, code,
                                 where);
}

/* The first office of each speaker in the article that tells a country, or who they are said to be
 * of: one pass over the names. */
static void read_offices(const struct search *search)
{
    struct names *names = search->reading->names;

    for (size_t i = 0; i < names->n; i++) {
        struct name *fuller = &names->items[names->items[i].fuller];
        struct ordo_span role;
        if (!fuller->speaks || fuller->affiliation_code[0] != '\0')
            continue;
        role = role_at(search, i);
        if (role.end == role.begin)
            role = find_owner(search, i);
        if (role.end > role.begin)
            find_affiliation(search, names->items[i].first, role, fuller->affiliation_code,
                             &fuller->affiliation);
    }
}

void ordo_resolve_affiliations(const struct search *search, struct ordo_quotes *quotes,
                               const struct voice *voices)
{
    struct names *names = search->reading->names;

    for (size_t i = 0; i < quotes->n; i++)
        if (voices[i].name != SIZE_MAX)
            names->items[voices[i].name].speaks = true;
    read_offices(search);
    for (size_t i = 0; i < quotes->n; i++) {
        struct ordo_quote *quote = &quotes->items[i];
        struct name *name = voices[i].name == SIZE_MAX ? NULL : &names->items[voices[i].name];
        if (name == NULL && quote->speaker.end > 0)
            find_affiliation(search, voices[i].at, quote->speaker, quote->affiliation_code,
                             &quote->affiliation);
        if (name == NULL)
            continue;
        if (name->affiliation_code[0] == '\0' && !is_person(name) && name->place != 1)
            name->place = find_affiliation(search, name->first, quote->speaker,
                                           name->affiliation_code, &name->affiliation)
                              ? 2
                              : 1; /* its own words tell it: looked up once */
        if (name->affiliation_code[0] != '\0') {
            quote->affiliation = name->affiliation;
            memcpy(quote->affiliation_code, name->affiliation_code, ORDO_CODE_ROOM);
        }
    }
}
