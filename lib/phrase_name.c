/* phrase_name.c: the name that a phrase tells by itself.
 *
 * "Maria Silva of the Foreign Ministry" has it, "the host, Prime Minister Adeyo" in apposition; a
 * letter speaks for whoever wrote it, and somebody may give a name: "a man who gave his name as
 * Luis Ortega". */
#include "phrase_name.h"
#include "german.h"
#include "german_phrase.h"
#include "role.h"

#define GIVEN_REACH     12 /* items between somebody and "who", and behind that to the name */
#define FIELD_MAX       3  /* items of "international law" behind "professor of" */
#define PLACES_MAX      2  /* "for the embassy in Lima" behind an office */
#define PUBLISHER_REACH 12 /* items between a document and whom it is by */
#define CALLING_LEAST   7  /* bytes of a German noun that tells by its ending what somebody is */

/* "Mitarbeiterin", "34-Jährige": what somebody is, though no list has it. */
static bool is_german_calling(const struct search *search, size_t at)
{
    static const char *const endings[] = {"erin",  "entin",  "istin", "antin",
                                          "hrige", "hriger", "hrigen"};
    const struct item *item = &search->items[at];

    return ordo_at(search, at, WORD(UPPER)) &&
           (ordo_is_calling(search, at) || (item->end - item->begin > CALLING_LEAST &&
                                            ordo_item_ends_with_any(item, search->text, endings)));
}

/* "Utah Republican", "Whitby MP", "die Berner Stadträtin": a description in capitals, where it ends
 * a phrase with "the". */
static bool is_description(const struct search *search, size_t first, size_t past)
{
    uint64_t callings = ordo_in_english(search) ? WORD(TITLE) : 0;

    if (!ordo_at_determiner(search, first) &&
        !(ordo_in_german(search) && ordo_at(search, first, WORD(POSSESSIVE))))
        return false;
    return (ordo_at(search, past - 1, WORD(OFFICE) | callings) &&
            !(ordo_at(search, past - 1, WORD(ORG)) && ordo_at(search, past - 2, WORD(UPPER)))) ||
           (ordo_in_german(search) && past > first + 1 && is_german_calling(search, past - 1));
}

/* "Bericht": a capital makes no name of it. */
static bool is_german_noun(const struct search *search, const struct name *name)
{
    return ordo_in_german(search) && name->n == 1 &&
           ordo_at(search, name->first, WORD(ROLE) | WORD(CUE_NOUN));
}

/* "die Juristin", "ihr Jurist": one word of a phrase with an article or a possessive. */
bool ordo_phrase_is_noun(const struct search *search, const struct finding *finding, size_t name)
{
    return ordo_in_german(search) && search->reading->names->items[name].n == 1 &&
           search->reading->names->items[name].fuller == name &&
           (ordo_at_determiner(search, finding->first) ||
            ordo_at(search, finding->first, WORD(POSSESSIVE))) &&
           search->reading->names->items[name].first == finding->past - 1;
}

/* "der Minister Otto Berg", "Der neue CDU-Chef Berg", "der Kreml": a German article that also
 * chains phrases, before a name of several words, which no common noun is, or a body's of one. */
static bool is_der(const struct search *search, size_t first, size_t past)
{
    static const char *const agents[] = {"er", "ist", "ent", "ant", "eur"}; /* "der Vermieter" */
    const struct names *names = search->reading->names;
    size_t at = first + 1;

    if (!ordo_in_german(search) || !ordo_at_determiner(search, first) ||
        !ordo_at_chain(search, first))
        return false;
    while (at < past && !ordo_at(search, at, WORD(UPPER)) && !ordo_at_chain(search, at))
        at++;
    if (at == first + 1 && past == first + 2)
        return ordo_names_at(names, at) != SIZE_MAX && ordo_is_word(search, first, "der") &&
               (ordo_at(search, at, WORD(ORG) | WORD(ROLE_THING)) ||
                !ordo_item_ends_with_any(&search->items[at], search->text, agents));
    return at + 1 < past && ordo_names_at(names, at) != SIZE_MAX &&
           ordo_names_at(names, at) == ordo_names_at(names, at + 1);
}

/* "die Kantonspolizei Zürich", "das Landgericht Bonn": the name tells where the body has its seat.
 */
static bool is_seat(const struct search *search, size_t name)
{
    /* without their first letters, which may be capitals */
    static const char *const bodies[] = {"olizei",   "ericht",    "nwaltschaft", "niversität",
                                         "räsidium", "ochschule", "linikum"};
    size_t at = search->reading->names->items[name].first;

    at += search->reading->names->items[name].bare;
    if (!ordo_in_german(search) || at == 0 || !ordo_at(search, at - 1, WORD(UPPER)))
        return false;
    return ordo_item_ends_with_any(&search->items[at - 1], search->text, bodies);
}

/* "das Rheinische Landesamt für Denkmalpflege", "der Dachverband der Träger": a body, with its
 * field. */
static bool is_body_of(const struct search *search, const struct finding *finding)
{
    static const char articles[][WORD_ROOM] = {"der", "die", "das", "des", ""};
    static const char *const offices[] = {"amt", "inisterium", "ehörde", "ammer"};
    size_t head = finding->first + 1;

    if (!ordo_is_any(search, finding->first, articles))
        return false; /* "ein Kreisrat aus Bonn" */
    while (head < finding->past && !ordo_at(search, head, WORD(UPPER)))
        head++;
    while (head + 1 < finding->past && ordo_at(search, head + 1, WORD(UPPER)) &&
           ordo_item_ends_with(&search->items[head], search->text, "e"))
        head++; /* "Rheinische | Landesamt" */
    return head + 1 < finding->past && !ordo_german_is_document(search, head) &&
           (ordo_at_chain(search, head + 1) || ordo_at(search, head + 1, WORD(PREPOSITION))) &&
           (ordo_at(search, head, WORD(ROLE_THING)) || ordo_german_tells_body(search, head) ||
            ordo_item_ends_with_any(&search->items[head], search->text, offices) ||
            (ordo_item_ends_with(&search->items[head], search->text, "rat") &&
             !ordo_at(search, head, WORD(TITLE) | WORD(ROLE)))); /* "der Landrat" is somebody */
}

bool ordo_phrase_drops_article(const struct search *search, const struct finding *finding)
{
    static const char oblique[][WORD_ROOM] = {"den", "dem", ""};
    size_t name = ordo_names_at(search->reading->names, finding->past - 1);

    if (!ordo_in_german(search) || finding->past < finding->first + 2)
        return false;
    if (ordo_is_any(search, finding->first, oblique) ||
        (ordo_is_word(search, finding->first, "des") &&
         ordo_at_kind(search, finding->first + 1, ITEM_QUOTE)))
        return true;
    return is_body_of(search, finding) ||
           (finding->past == finding->first + 3 && ordo_at_determiner(search, finding->first) &&
            name != SIZE_MAX && is_seat(search, name));
}

/* "The ambassador to Israel Ana Torres": whether behind the preposition at `at` a place and then a
 * name stand, up to `past`. */
static bool leads_to_name(const struct search *search, size_t at, size_t past)
{
    const struct names *names = search->reading->names;
    size_t name = ordo_names_at(names, at + 1);

    return name != SIZE_MAX && ordo_in_english(search) && names->items[name].first == at + 1 &&
           names->items[name].bare > 0 && names->items[name].first + names->items[name].n == past &&
           ordo_tells_place(&search->items[at + 1]) &&
           !ordo_at(search, at + 1, WORD(TITLE) | WORD(ROLE)); /* "for Mayor Ana Torres" */
}

/* "chief of staff Luis Ortega", "minister for foreign affairs Ortega": whether behind the
 * preposition at `at` a field of work and then a name stand, up to `past`; not "the father of
 * victim Ortega". */
static bool leads_over_field(const struct search *search, size_t at, size_t past)
{
    static const char offices[][WORD_ROOM] = {
        "chief",          "head",     "director", "minister",     "secretary", "president",
        "professor",      "manager",  "officer",  "commissioner", "member",    "under-secretary",
        "leader",         "lecturer", "chairman", "chair",        "inspector", "ambassador",
        "undersecretary", "adviser",  ""};
    const struct names *names = search->reading->names;
    const struct name *name;
    size_t first = at + 1;

    if (at == 0 || !ordo_is_any(search, at - 1, offices) ||
        !(ordo_is_word(search, at, "of") || ordo_is_word(search, at, "for")))
        return false; /* nearly always */
    while (first <= at + FIELD_MAX && first < past && ordo_at_kind(search, first, ITEM_WORD) &&
           !ordo_at_determiner(search, first) &&
           !ordo_at(search, first, WORD(UPPER) | WORD_STOPPERS | WORD(POSSESSIVE)) &&
           (!ordo_at(search, first, WORD(ROLE) | WORD(TITLE)) ||
            ordo_at(search, first, WORD(ROLE_THING))))
        first++;
    if (first == at + 1 || ordo_names_at(names, first) == SIZE_MAX)
        return false;
    name = &names->items[ordo_names_at(names, first)];
    return name->first == first && name->first + name->n == past &&
           (name->bare > 0 || name->n > 1) && !name->owner;
}

/* "head of the Institute of Global Politics Ana Torres": whether the phrase is an office and, right
 * behind what it is for, who holds it. */
static bool holds_office(const struct search *search, size_t first, size_t past)
{
    size_t which = ordo_names_at(search->reading->names, past - 1), head = first;

    if (which == SIZE_MAX || !ordo_phrase_is_behind_field(search, which))
        return false; /* nearly always */
    while (head + 1 < past && !ordo_at_chain(search, head + 1) &&
           !ordo_at(search, head + 1, WORD(PREPOSITION)))
        head++;
    return head + 1 < past && !ordo_at(search, head, WORD(ROLE_THING)) &&
           !ordo_ends_in_s(search, head) &&
           (ordo_at(search, head, WORD(TITLE) | WORD(ROLE)) || ordo_is_word(search, head, "head"));
}

/* Name of the speaker that the phrase stands for, or SIZE_MAX. */
static size_t name_of(const struct search *search, size_t first, size_t past)
{
    static const char elders[][WORD_ROOM] = {"senior", "junior", "sr", "jr", ""};
    const struct names *names = search->reading->names;
    size_t head = ordo_names_at(names, first);

    if (is_description(search, first, past))
        return SIZE_MAX;
    if (holds_office(search, first, past))
        return ordo_names_at(names, past - 1);
    if (past > first + 1 && ordo_in_english(search) && ordo_is_any(search, past - 1, elders))
        past--; /* "Silva senior" */
    if (!search->reading->narration.unspaced && head != SIZE_MAX &&
        names->items[head].first == first && !names->items[head].owner &&
        !is_german_noun(search, &names->items[head]) &&
        ordo_at_chain(search, first + names->items[head].n) &&
        !leads_over_field(search, first + names->items[head].n, past)) {
        size_t tail = ordo_names_at(names, past - 1);
        bool leads = tail != SIZE_MAX && tail != head &&
                     ordo_at(search, names->items[tail].first - 1, WORD(ROLE) | WORD(TITLE)) &&
                     names->items[tail].first + names->items[tail].n == past;
        if (names->items[head].n == 1 && ordo_at(search, first, WORD(ROLE) | WORD(TITLE)) && !leads)
            return SIZE_MAX;        /* "Ministers from Egypt" */
        return leads ? tail : head; /* "Maria Silva of the Foreign Ministry" */
    }                               /* "Workers of Lima president Maria Silva" */
    for (size_t i = first + is_der(search, first, past); i < past; i++) {
        size_t name = ordo_names_at(names, i), end;
        if (i >= first + (name != SIZE_MAX && names->items[name].bare > 0) &&
            !(name != SIZE_MAX && names->items[name].first == i) && /* "von der Leyen" */
            (((ordo_at_chain(search, i) || ordo_at(search, i, WORD(PREPOSITION))) &&
              !leads_to_name(search, i, past) && !leads_over_field(search, i, past)) ||
             (ordo_at(search, i, WORD(CONJUNCTION)) && !ordo_joins_roles(search, i) &&
              !ordo_joins_portfolios(search, i, past))))
            return SIZE_MAX; /* "a spokesman for the Clinton campaign", "sources close to Silva" */
        if (name == SIZE_MAX)
            continue;
        if (is_seat(search, name))
            return SIZE_MAX;
        end = names->items[name].first + names->items[name].n;
        if (ordo_in_english(search) && end == i + 1 && ordo_at_determiner(search, first) &&
            ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            continue; /* "the local MP" */
        if (end >= past ||
            (ordo_in_german(search) && end + 1 == past && ordo_at(search, end, WORD(UPPER)) &&
             ordo_names_at(names, end) == SIZE_MAX) || /* "(sagte) Weber AFP" */
            (ordo_at_chain(search, end) && !names->items[name].owner &&
             ordo_full_name(names, name)->person))
            return name; /* "the voter Maria Silva of Lisbon" */
        i = end - 1;
    }
    return SIZE_MAX;
}

/* "the host, Prime Minister Adeyo, said" */
static size_t name_in_apposition(const struct search *search, size_t comma)
{
    const struct names *names = search->reading->names;
    const struct name *full;
    size_t first = comma + 1, past, name;

    if (!ordo_at_kind(search, comma, ITEM_COMMA) || ordo_at_pronoun(search, first) ||
        ordo_leads_to_example(search, first) ||
        ordo_at_dash(search, comma)) /* "Ministers from Lima — Peru, India and Chile — said" */
        return SIZE_MAX;
    past = ordo_phrase_right(search, first);
    if (past == first || !(ordo_at_kind(search, past, ITEM_COMMA) ||
                           ordo_ends_sentence(&search->reading->narration, past)))
        return SIZE_MAX;
    name = name_of(search, first, past);
    if (name == SIZE_MAX || !ordo_at_determiner(search, first) || ordo_in_german(search))
        return name;
    full = &names->items[name]; /* "her predecessor, the Conservative Luis Ortega, said" */
    return full->n - full->bare > 1 && full->first + full->n == past &&
                   ordo_full_name(names, name)->person
               ? name
               : SIZE_MAX;
}

bool ordo_phrase_is_role(const struct search *search, const struct finding *finding)
{
    for (size_t i = finding->first; i < finding->past; i++)
        if (ordo_at(search, i, WORD(TITLE) | WORD(ROLE)))
            return true;
    return false;
}

/* "one of them, Maria Silva, said", "a spokesperson for the embassy in Lima, Maria Silva, said":
 * behind all of it. */
static size_t past_of_all(const struct search *search, const struct finding *finding)
{
    size_t past = finding->past;

    if (past == finding->first + 1 && ordo_is_word(search, finding->first, "one") &&
        ordo_is_word(search, past, "of"))
        return ordo_phrase_right(search, past + 1);
    for (int n = 0; n < PLACES_MAX && ordo_at(search, past, WORD(PREPOSITION)); n++) {
        if (n == 0 && !ordo_phrase_is_role(search, finding))
            break;
        past = ordo_phrase_right(search, past + 1);
    }
    return past;
}

/* "A spokesman for the maker, Lumera, said", "officials in Paris, France, said": the name is of
 * what ends the phrase, not of whoever it begins with. */
static bool is_of_place(const struct search *search, size_t name)
{
    const struct names *names = search->reading->names;
    const struct name *full = ordo_full_name(names, name);

    return full->gender == GENDER_THING || (!full->person && ordo_name_length(full) == 1) ||
           ordo_name_is_place(search->reading, names->items[name].fuller, search->text);
}

/* "A man in a cap who gave his name as Luis Ortega", "a woman who gave only her first name, Ana":
 * that name, or SIZE_MAX. */
static size_t name_given(const struct search *search, const struct finding *finding)
{
    const struct names *names = search->reading->names;
    size_t end = ordo_sentence_end(&search->reading->narration, finding->past);
    size_t at = finding->past + GIVEN_REACH < end ? finding->past + GIVEN_REACH : end, which;
    bool given = false;

    at = ordo_next(search, finding->past, at, TRAIT_OF(RELATIVE));
    if (!ordo_in_english(search) || !ordo_is_word(search, at, "who") || at >= end)
        return SIZE_MAX; /* mostly */
    for (size_t past = at + GIVEN_REACH; at < end && at < past; at++) {
        given = given || ordo_is_word(search, at, "name");
        which = ordo_names_at(names, at);
        if (which != SIZE_MAX || ordo_at_kind(search, at, ITEM_QUOTE))
            return given && which != SIZE_MAX && names->items[which].first == at &&
                           (ordo_is_word(search, at - 1, "as") ||
                            ordo_at_kind(search, at - 1, ITEM_COMMA))
                       ? which
                       : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* The name in apposition to the phrase, or SIZE_MAX. */
static size_t name_behind(const struct search *search, const struct finding *finding)
{
    static const char ordinals[][WORD_ROOM] = {"second", "third", "fourth", "another", ""};
    size_t past = past_of_all(search, finding), name = name_in_apposition(search, past);
    bool simple =
        ordo_next(search, finding->first, past, TRAIT_OF(PREPOSITION)) >= past &&
        !(ordo_in_english(search) && ordo_next(search, finding->first, past, TRAIT_CHAIN) < past);

    return name == SIZE_MAX || simple ||
                   !(is_of_place(search, name) || ordo_is_any(search, past - 1, ordinals))
               ? name
               : SIZE_MAX;
}

/* "(The) Minister for Information and Broadcasting", "Minister of Defence": in capitals, and
 * nobody's name. */
static bool is_office(const struct search *search, const struct finding *finding)
{
    size_t title = finding->first + ordo_is_word(search, finding->first, "the");

    return ordo_in_english(search) && ordo_at(search, title, WORD(TITLE)) &&
           (ordo_is_word(search, title + 1, "of") || ordo_is_word(search, title + 1, "for")) &&
           (title > finding->first || ordo_at(search, title + 2, WORD(PORTFOLIO)));
}

/* "Silva's letter said", "Silva's prepared text": whoever wrote what has a voice, or SIZE_MAX. */
static size_t author_of(const struct search *search, const struct finding *finding)
{
    static const char documents[][WORD_ROOM] = {
        "statement", "text", "letter", "post",   "tweet", "memo",  "email", "message",
        "e-mail",    "note", "voice",  "speech", "essay", "diary", "op-ed", ""};
    static const char kinds[][WORD_ROOM] = {
        "prepared", "written", "farewell", "opening", "resignation", "own", "first", "latest", ""};
    const struct names *names = search->reading->names;
    size_t owner = finding->past - 1, name;

    if (!ordo_in_english(search) || !ordo_is_any(search, owner, documents) ||
        owner < finding->first + 1)
        return SIZE_MAX; /* nearly always */
    owner -= ordo_is_any(search, owner - 1, kinds);
    if (owner <= finding->first || !search->items[owner - 1].genitive)
        return SIZE_MAX; /* "Silva's lawyer's letter", "his termination letter" */
    name = ordo_names_at(names, owner - 1);
    return name != SIZE_MAX && ordo_full_name(names, name)->person ? name : SIZE_MAX;
}

/* "A report published in March by the Hawthorne Fund said", "data from the Customs Office": whoever
 * the document is by, or SIZE_MAX. */
static size_t publisher_of(const struct search *search, const struct finding *finding)
{
    static const char documents[][WORD_ROOM] = {"report",     "study",    "paper",    "survey",
                                                "analysis",   "poll",     "data",     "figures",
                                                "research",   "audit",    "estimate", "assessment",
                                                "communiqué", "briefing", "review",   ""};
    static const char issued[][WORD_ROOM] = {"published", "released", "issued",
                                             "conducted", "compiled", "commissioned",
                                             "prepared",  "produced", ""};
    const struct names *names = search->reading->names;
    size_t head = ordo_phrase_head(search, finding->first, finding->past), end, which;

    if (!ordo_in_english(search) || !ordo_is_any(search, head, documents))
        return SIZE_MAX; /* nearly always */
    end = finding->cue > finding->past ? finding->cue : finding->past;
    if (end > head + PUBLISHER_REACH)
        end = head + PUBLISHER_REACH;
    for (size_t by = head + 1; by + 1 < end && ordo_at_kind(search, by, ITEM_WORD); by++) {
        if (by == head + 1 && ordo_is_any(search, by, issued))
            continue;
        if (!ordo_is_word(search, by, "by") && !ordo_is_word(search, by, "from")) {
            if (by == head + 1 || ordo_at(search, by, WORD(CHAIN)))
                return SIZE_MAX; /* "a report on attacks by the army" */
            continue;
        }
        which = ordo_names_at(names, by + 1 + ordo_at_determiner(search, by + 1));
        if (which != SIZE_MAX && names->items[which].owner) /* "the UN's | Office for ..." */
            which = ordo_names_at(names, names->items[which].first + names->items[which].n);
        return which != SIZE_MAX && !names->items[which].owner &&
                       !(names->items[which].n == 1 && /* "the Office | for the South" */
                         ordo_at(search, names->items[which].first + 1, WORD(PREPOSITION))) &&
                       !(ordo_is_word(search, by, "from") && names->items[which].n == 1 &&
                         ordo_name_is_place(search->reading, which, search->text)) /* "from Gaza" */
                   ? which
                   : SIZE_MAX;
    }
    return SIZE_MAX;
}

/* "Lt Gen (retd) Ana Torres": the name behind the bracket, or SIZE_MAX. */
static size_t name_behind_bracket(const struct search *search, size_t open)
{
    static const char words[][WORD_ROOM] = {"retd", "rtd", "ret", "retired", ""};
    size_t name;

    if (!ordo_at_kind(search, open, ITEM_OPEN) || !ordo_is_any(search, open + 1, words) ||
        !ordo_at_kind(search, open + 2, ITEM_CLOSE))
        return SIZE_MAX; /* nearly always */
    name = ordo_names_at(search->reading->names, open + 3);
    return name != SIZE_MAX && search->reading->names->items[name].first == open + 3 ? name
                                                                                     : SIZE_MAX;
}

/* "Silva and Ortega"; not "die Leiterin für Luft- und Raumfahrt". */
static bool has_several(const struct search *search, const struct finding *finding)
{
    size_t joint = ordo_next(search, finding->first, finding->past, TRAIT_OF(CONJUNCTION));

    while (joint < finding->past && joint > 0 && search->text[search->items[joint - 1].end] == '-')
        joint = ordo_next(search, joint + 1, finding->past, TRAIT_OF(CONJUNCTION));
    return joint < finding->past;
}

size_t ordo_phrase_name(const struct search *search, const struct finding *finding, size_t *past)
{
    const struct names *names = search->reading->names;
    size_t name = name_of(search, finding->first, finding->past);
    size_t apposition = name_behind_bracket(search, finding->past);

    if (apposition != SIZE_MAX) {
        *past = names->items[apposition].first + names->items[apposition].n;
        return apposition;
    }
    if (is_office(search, finding) ||
        ((name == SIZE_MAX || is_german_noun(search, &names->items[name]) ||
          ordo_phrase_is_noun(search, finding, name)) &&
         !has_several(search, finding)))
        apposition = name_behind(search, finding);
    if (apposition != SIZE_MAX) {
        *past = names->items[apposition].first + names->items[apposition].n;
        return apposition;
    }
    if (name == SIZE_MAX)
        name = author_of(search, finding);
    if (name == SIZE_MAX)
        name = publisher_of(search, finding);
    if (name == SIZE_MAX && ordo_at_indefinite(search, finding->first))
        name = name_given(search, finding);
    return name;
}
