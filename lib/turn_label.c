/* turn_label.c: "LAVROV:", "President of Russia Vladimir Putin:", "Maria Silva, reporter at Lima
 * One:", "Mr. Silva (Peru) (spoke in Spanish):"; in parliaments' records also "Maria Silva, for the
 * Group. – " and "Mr. SILVA of Lima. ". Places, headings, timetables and lists of facts look the
 * same: transcript.c tells them apart by all labels of a text. */
#include "turn_label.h"
#include "lexicon.h"
#include "unicode.h"
#include "utf8.h"

#include <string.h>

#define LABEL_BYTES_MAX 200
#define WIDE_COLON      3 /* bytes of it */
#define STOP_AND_DASH   5 /* of ". –" */
#define NAME_WORDS_MAX  10
#define SMALL_BYTES_MAX 3  /* of "of", "the", "von" in a name */
#define SPOKEN_BYTES    80 /* so much is said even where no full stop ends it */

/* Bytes of what ends a label at `at`: a colon, the wide one of Chinese and Japanese, or full stop
 * and dash; 0: nothing. */
static size_t end_at(const char *text, size_t at, size_t end)
{
    if (at < end && text[at] == ':')
        return 1;
    if (end - at >= 3 && at < end && memcmp(text + at, "\xEF\xBC\x9A", 3) == 0)
        return WIDE_COLON;
    return at < end && end - at >= 5 && memcmp(text + at, ". \xE2\x80", 4) == 0 &&
                   ((unsigned char)text[at + 4] == 0x93 || (unsigned char)text[at + 4] == 0x94)
               ? STOP_AND_DASH
               : 0;
}

static bool has_wide_end(const char *text, size_t begin, size_t end)
{
    const char *at = text + begin;

    while ((at = memchr(at, 0xEF, (size_t)(text + end - at))) != NULL)
        if (end_at(text, (size_t)(at++ - text), end) > 0)
            return true;
    at = text + begin + 2;
    while (at < text + end && (at = memchr(at, 0xE2, (size_t)(text + end - at))) != NULL)
        if (end_at(text, (size_t)(at++ - text) - 2, end) > 0)
            return true;
    return false;
}

static const struct lexicon_entry *entry_of(const char *text, struct ordo_span word)
{
    return ordo_lexicon_find(text + word.begin, word.end - word.begin, text + word.end);
}

static uint64_t classes_of(const struct lexicon_entry *entry)
{
    return entry->classes[LEXICON_ENGLISH] | entry->classes[LEXICON_GERMAN] |
           entry->classes[LEXICON_OTHER];
}

/* "Question", "MODERATOR": who says it, though no one is named. */
static bool is_part(const char *text, struct ordo_span word)
{
    static const char *const parts[] = {
        "q",           "a",      "question", "answer",   "remark",      "moderator",
        "host",        "anchor", "reporter", "operator", "interviewer", "audience",
        "interpreter", "вопрос", "ответ",    "реплика",  "frage",       "antwort",
        "问",          "答",     "記者",     "记者"};
    size_t length = word.end - word.begin;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        size_t same = 0;
        while (same < length && ((text[word.begin + same] | 32) == parts[i][same] ||
                                 text[word.begin + same] == parts[i][same]))
            same++;
        if (same == length && parts[i][same] == '\0')
            return true;
    }
    return false;
}

/* What stands before a colon at the head of a line and names nobody. */
static bool is_heading(const char *text, struct ordo_span name)
{
    static const char *const words[] = {
        "READ",          "MORE",       "RELATED",  "WATCH",      "VIDEO",    "PHOTO",
        "PHOTOS",        "UPDATE",     "NOTE",     "SEE",        "ALSO",     "SOURCE",
        "EDITOR",        "LISTEN",     "FOLLOW",   "STORY",      "CLICK",    "WARNING",
        "ADVERTISEMENT", "CORRECTION", "BREAKING", "EXCLUSIVE",  "ANALYSIS", "OPINION",
        "CLAIM",         "FACT",       "FACTS",    "ASSESSMENT", "VERDICT",  "RATING"};
    size_t past = name.begin, last = name.end;

    while (past < name.end && text[past] >= 'A' && text[past] <= 'Z')
        past++;
    while (last > name.begin && text[last - 1] >= 'A' && text[last - 1] <= 'Z')
        last--; /* "THE FACTS" */
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t length = strlen(words[i]);
        if ((length == past - name.begin && memcmp(words[i], text + name.begin, length) == 0) ||
            (length == name.end - last && memcmp(words[i], text + last, length) == 0))
            return true;
    }
    return false;
}

/* words: ended by NULL. */
static bool is_one_of(const char *text, struct ordo_span word, const char *const *words)
{
    size_t length = word.end - word.begin;

    for (; *words != NULL; words++)
        if (strlen(*words) == length && memcmp(*words, text + word.begin, length) == 0)
            return true;
    return false;
}

/* "Dear Anna:", "To the Editor:": whom a letter is for. */
static bool is_salutation(const char *text, struct ordo_span first)
{
    static const char *const words[] = {"Dear", "To", "From", "Re", "Cc", NULL};

    return is_one_of(text, first, words);
}

/* The word at `at`: letters, digits and what joins them. *upper: it begins with a capital or in a
 * script that has none; *capitals: it has no small letter of ASCII. */
static size_t word_end(const char *text, size_t at, size_t end, bool *upper, bool *capitals)
{
    size_t begin = at;

    *upper = *capitals = true;
    while (at < end) {
        uint32_t point;
        size_t size = ordo_utf8_decode(text + at, text + end, &point, NULL);
        bool digit = point >= '0' && point <= '9';
        if (!ordo_is_letter(point) && !digit &&
            (at == begin || (point != '-' && point != '\'' && point != 0x2019)))
            break;
        if (at == begin)
            *upper = digit || ordo_is_upper(point) || ordo_break_of(point) == BREAK_ALONE ||
                     ordo_break_of(point) == BREAK_KATAKANA;
        *capitals = *capitals && !(point >= 'a' && point <= 'z');
        at += size;
    }
    return at;
}

static uint64_t name_hash(const char *text, struct ordo_span word)
{
    uint64_t hash = 0;

    for (size_t i = word.begin; i < word.end; i++)
        hash = (hash ^ (unsigned char)(text[i] >= 'A' && text[i] <= 'Z' ? text[i] | 32 : text[i])) *
               UINT64_C(0x100000001B3);
    return hash ^ hash >> 32;
}

/* "J. Silva", "И.Петров" */
static bool is_initial(const char *text, struct ordo_span word)
{
    uint32_t point;

    return ordo_utf8_decode(text + word.begin, text + word.end, &point, NULL) ==
               word.end - word.begin &&
           text[word.end] == '.';
}

static bool is_office(const struct lexicon_entry *entry)
{
    return (classes_of(entry) & (WORD(TITLE) | WORD(ROLE) | WORD(OFFICE))) != 0;
}

/* Whether the word can name a person or a part: "Maria", "Q", "Minister" before a name, "J.". */
static bool is_personal(const char *text, struct ordo_span word, const struct lexicon_entry *entry,
                        bool alone)
{
    if (is_part(text, word) || entry->gender == GENDER_HE || entry->gender == GENDER_SHE)
        return true;
    return !alone && is_office(entry) && entry->gender != GENDER_THING &&
           (classes_of(entry) & WORD(ORG)) == 0; /* not "Torres Bank" */
}

/* The words of the name at `begin`; returns its end, or `begin` where it is none. */
static size_t read_name(const char *text, size_t begin, size_t limit, struct turn_label *label)
{
    struct ordo_span first = {0, 0}, last = {0, 0};
    const struct lexicon_entry *first_entry = NULL, *entry;
    size_t at = begin;
    bool complete = true;

    label->capitals = true;
    while (at < limit) {
        bool upper, capitals;
        struct ordo_span word = {(uint32_t)at,
                                 (uint32_t)word_end(text, at, limit, &upper, &capitals)};
        if (word.end == word.begin) {
            if ((text[at] != ' ' && text[at] != '.' && text[at] != '\n') ||
                end_at(text, at, limit) > 0)
                break;
            at++;
            continue;
        }
        if (!upper && (label->words == 0 || word.end - word.begin > SMALL_BYTES_MAX))
            return begin;
        label->capitals = label->capitals && capitals;
        if (upper) {
            if (++label->words > NAME_WORDS_MAX)
                return begin;
            entry = entry_of(text, word);
            if (label->words == 1) {
                first = word;
                first_entry = entry;
            } else {
                label->person = label->person || is_personal(text, word, entry, false);
            }
            label->named = label->named || !is_office(entry);
            last = word;
        }
        complete = upper;
        at = word.end;
    }
    if (label->words == 0 || !complete || is_salutation(text, first))
        return begin; /* "Silva put it so:" */
    label->person = label->person || is_personal(text, first, first_entry, label->words == 1) ||
                    (label->words > 1 && is_initial(text, first));
    label->name = name_hash(text, last);
    return at;
}

/* The comma or dash before a description: "Maria Silva - CEO". */
static bool is_apposition(const char *text, size_t at, size_t limit)
{
    return text[at] == ',' || (text[at] == '-' && text[at - 1] == ' ') ||
           (limit - at > 3 && memcmp(text + at, "\xE2\x80", 2) == 0 && text[at - 1] == ' ');
}

/* Behind ", reporter at Lima One": up to the label's end, unless a reporting verb stands before it.
 */
static size_t skip_description(const char *text, size_t at, size_t limit)
{
    size_t past = at;
    struct ordo_span last;

    while (past < limit && end_at(text, past, limit) == 0) {
        if (strchr(".?!;\"", text[past]) != NULL)
            return at;
        past++;
    }
    if (past == limit)
        return at;
    last = (struct ordo_span){(uint32_t)past, (uint32_t)past};
    while (last.begin > at && text[last.begin - 1] != ' ' && text[last.begin - 1] != '\n')
        last.begin--;
    return (classes_of(entry_of(text, last)) & WORD(SAY)) == 0 ? past : at;
}

/* "(Peru) (spoke in Spanish)", "(As interpreted.)" */
static size_t skip_brackets(const char *text, size_t at, size_t end)
{
    while (at < end && text[at] == '(') {
        const char *close = memchr(text + at, ')', end - at);
        if (close == NULL)
            return at;
        at = ordo_skip_spaces(text, (size_t)(close - text) + 1, end);
    }
    return at;
}

/* "Q Will you?", "Q. Will you?", "A. I won't." */
static struct turn_label letter_at(const char *text, size_t begin, size_t limit)
{
    struct turn_label label = {0};
    size_t past = begin + 1, at;

    past += past < limit && text[past] == '.';
    at = ordo_skip_spaces(text, past, limit);
    if (at == past || at >= limit || text[at] < 'A' || text[at] > 'Z' ||
        (text[begin] == 'A' && past == begin + 1))
        return label;
    read_name(text, begin, begin + 1, &label);
    label.answer = text[begin] == 'A';
    label.past = at;
    return label;
}

/* "SILVA", "McSILVA" */
static bool is_in_capitals(const char *text, struct ordo_span word)
{
    return word.end - word.begin > 1 && text[word.end - 1] >= 'A' && text[word.end - 1] <= 'Z' &&
           text[word.end - 2] >= 'A' && text[word.end - 2] <= 'Z';
}

/* "le" of "M. le président" */
static bool is_article(const char *text, struct ordo_span word)
{
    static const char *const words[] = {"le", "la", "de", "du", NULL};

    return is_one_of(text, word, words);
}

/* Behind the title at `begin`, or `begin` where it is none of them. titles: ended by NULL. */
static size_t skip_title(const char *text, size_t begin, size_t limit, const char *const *titles)
{
    for (; *titles != NULL; titles++) {
        size_t length = strlen(*titles);
        if (limit - begin > length && memcmp(text + begin, *titles, length) == 0)
            return begin + length;
    }
    return begin;
}

/* Behind ", ministre de la justice" */
static size_t skip_office(const char *text, size_t at, size_t limit)
{
    bool upper, capitals;
    struct ordo_span word;

    if (at + 2 >= limit || text[at] != ',')
        return at;
    word = (struct ordo_span){(uint32_t)at + 2,
                              (uint32_t)word_end(text, at + 2, limit, &upper, &capitals)};
    if (word.end == word.begin || !is_office(entry_of(text, word)))
        return at;
    while (at < limit && strchr(".?!;:\"(", text[at]) == NULL)
        at++;
    return at;
}

/* "Mme Maria Silva. Je vous remercie", "M. le président. La séance est ouverte" */
static struct turn_label french_record_at(const char *text, size_t begin, size_t limit)
{
    static const char *const titles[] = {"M. ", "Mme ", NULL};
    struct turn_label label = {0};
    size_t at = skip_title(text, begin, limit, titles), past;
    bool complete = false;

    if (at == begin)
        return label; /* nearly always */
    while (at < limit && text[at] != '.' && text[at] != ',') {
        bool upper, capitals;
        struct ordo_span word = {(uint32_t)at,
                                 (uint32_t)word_end(text, at, limit, &upper, &capitals)};
        bool office = is_office(entry_of(text, word));
        if (word.end == word.begin || label.words++ > NAME_WORDS_MAX ||
            !(upper || office || is_article(text, word)))
            return (struct turn_label){0};
        complete = upper || office;
        label.name = name_hash(text, word);
        at = ordo_skip_spaces(text, word.end, limit);
    }
    past = skip_office(text, at, limit);
    if (!complete || past + 2 >= limit || text[past] != '.' || text[past + 1] != ' ')
        return (struct turn_label){0};
    label.past = past + 2;
    label.person = label.named = true;
    return label;
}

/* "Mr. SILVA of Lima. I rise", "The PRESIDING OFFICER. Without objection" */
static struct turn_label record_at(const char *text, size_t begin, size_t limit)
{
    static const char *const titles[] = {"Mr. ", "Mrs. ", "Ms. ", "Miss ", "Dr. ", "The ", NULL};
    struct turn_label label = {.capitals = true, .person = true};
    size_t at = skip_title(text, begin, limit, titles);

    if (at == begin || at + 2 >= limit || (text[at + 1] >= 'a' && text[at + 1] != 'c'))
        return (struct turn_label){0}; /* nearly always; but "McSILVA" */
    for (bool of = false; at < limit && text[at] != '.'; label.words++) {
        bool upper, capitals;
        struct ordo_span word = {(uint32_t)at,
                                 (uint32_t)word_end(text, at, limit, &upper, &capitals)};
        of = of || (label.words > 0 && !upper && word.end - word.begin <= SMALL_BYTES_MAX);
        if (word.end == word.begin || !(of || is_in_capitals(text, word)))
            return (struct turn_label){0};
        if (!of)
            label.name = name_hash(text, word);
        at = ordo_skip_spaces(text, word.end, limit);
    }
    if (label.words == 0 || at + 2 >= limit || text[at + 1] != ' ' || text[at + 2] < 'A' ||
        text[at + 2] > 'Z')
        return (struct turn_label){0};
    label.past = at + 2;
    return label;
}

/* "[00:01:12] Maria Silva:": when it was said. */
static size_t skip_time(const char *text, size_t begin, size_t limit)
{
    size_t at = begin;
    bool colon = false;

    for (; at < limit && text[at] != '\0' && strchr("[(0123456789:.)]", text[at]) != NULL; at++)
        colon = colon || text[at] == ':';
    at = ordo_skip_spaces(text, at, limit);
    return colon && at < limit ? at : begin;
}

/* "Maria Silva 00:05" in a line of its own; returns its end, or `at`. */
static size_t skip_time_behind(const char *text, size_t at, size_t limit)
{
    size_t begin = at, past = at;

    while (begin > 0 && text[begin - 1] >= '0' && text[begin - 1] <= '9')
        begin--;
    while (past < limit && (text[past] == ':' || (text[past] >= '0' && text[past] <= '9')))
        past++;
    return begin < at && past >= at + 3 && ordo_skip_spaces(text, past, limit) == limit ? past : at;
}

struct turn_label ordo_turn_label(const char *text, struct ordo_span paragraph)
{
    struct turn_label label;
    size_t begin = ordo_skip_spaces(text, paragraph.begin, paragraph.end), at, end, size;
    size_t limit =
        paragraph.end - begin > LABEL_BYTES_MAX ? begin + LABEL_BYTES_MAX : paragraph.end;

    if (begin >= limit)
        return (struct turn_label){0};
    begin = skip_time(text, begin, limit);
    label = text[begin] == 'Q' || text[begin] == 'A' ? letter_at(text, begin, limit)
                                                     : record_at(text, begin, limit);
    if (label.past == 0 && text[begin] == 'M')
        label = french_record_at(text, begin, limit);
    if (label.past > 0)
        return label;
    label = (struct turn_label){0};
    if (memchr(text + begin, ':', limit - begin) == NULL && !has_wide_end(text, begin, limit))
        return label; /* most paragraphs */
    at = read_name(text, begin, limit, &label);
    if (at == begin || is_heading(text, (struct ordo_span){(uint32_t)begin, (uint32_t)at}))
        return (struct turn_label){0};
    if (label.words == 1 && at - begin == 1 && !label.person)
        return (struct turn_label){0}; /* "B: ..." */
    if (skip_time_behind(text, at, limit) > at && limit == paragraph.end) {
        label.past = paragraph.end;
        return label;
    }
    if (at < limit && label.words > 1 && is_apposition(text, at, limit)) {
        size_t past = skip_description(text, at, limit);
        at = label.person || end_at(text, past, limit) == STOP_AND_DASH ? past : at;
    }
    at = skip_brackets(text, at, limit);
    end = end_at(text, at, limit);
    at += end;
    if (end == 0 ||
        (end != WIDE_COLON && at < paragraph.end && memchr(" \n\t\xC2", text[at], 4) == NULL))
        return (struct turn_label){0}; /* \xC2 begins a space that does not break */
    label.past = skip_brackets(text, ordo_skip_spaces(text, at, paragraph.end), paragraph.end);
    if (label.past < paragraph.end && ordo_mark_family(text, label.past, paragraph.end, &size) >= 0)
        return (struct turn_label){0}; /* Silva: "..." is a quotation */
    return label;
}

bool ordo_turn_ends_in(const char *text, struct ordo_span span, const char *mark)
{
    size_t length = strlen(mark), end = ordo_trim_spaces(text, span.begin, span.end);

    return end - span.begin >= length && memcmp(text + end - length, mark, length) == 0;
}

bool ordo_turn_is_spoken(const char *text, struct ordo_span words)
{
    static const char *const endings[] = {".", ",",  "?", "!", "…",  "—",  "–",  "-", ")",
                                          "]", "\"", "”", "’", "。", "？", "！", ">"};

    if (words.end - words.begin >= SPOKEN_BYTES)
        return true;
    while (words.begin < words.end && strchr("0123456789.,% ", text[words.begin]) != NULL)
        words.begin++;
    if (words.begin == words.end)
        return false;
    for (size_t i = 0; i < sizeof endings / sizeof *endings; i++)
        if (ordo_turn_ends_in(text, words, endings[i]))
            return true;
    return false;
}

bool ordo_turn_is_headline(const char *text, struct ordo_span words)
{
    size_t longer = 0, capitals = 0;

    if (ordo_turn_ends_in(text, words, ".") || ordo_turn_ends_in(text, words, "!"))
        return false;
    for (size_t at = words.begin; at < words.end;) {
        bool upper, all;
        size_t past = word_end(text, at, words.end, &upper, &all);
        if (past == at && strchr(".?!", text[at]) != NULL && at + 1 < words.end &&
            text[at + 1] == ' ')
            return false; /* more than one sentence */
        longer += past - at > SMALL_BYTES_MAX;
        capitals += past - at > SMALL_BYTES_MAX && upper;
        at = past > at ? past : at + 1;
    }
    return longer > 1 && capitals * 2 > longer;
}
