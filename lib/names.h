/* names.h: the proper names of an article, in the order of the text. */
#ifndef ORDO_NAMES_H
#define ORDO_NAMES_H

#include "reading.h"

/* A run of capitalised words. */
struct name {
    uint32_t first;               /* item */
    uint16_t n;                   /* items, from `first` on */
    uint16_t bare;                /* items at its head that are titles */
    uint32_t fuller;              /* ordo_full_name() */
    uint32_t same;                /* the next full name with the same key word: place + 1, or 0 */
    uint64_t key, first_key;      /* of its last word; of the first that is no title */
    struct ordo_span affiliation; /* of a fullest name: where the article tells it */
    char affiliation_code[ORDO_CODE_ROOM]; /* "": it does not */
    struct ordo_span role;       /* the title before this mention or the apposition behind it */
    struct ordo_span apposition; /* behind this mention */
    struct ordo_span called;     /* of a fullest name: the last description that stood for it */
    uint32_t mentions;           /* of a fullest name, in the article */
    uint8_t gender;              /* enum gender, by title and first name */
    uint8_t place;               /* ordo_name_is_place(); 0: not looked up yet, 1: no, 2: yes */
    uint8_t part;     /* antecedent.c's: what it is in its sentence; 0: not looked at yet */
    bool owner : 1;   /* "Silva's" */
    bool heading : 1; /* in a line of capitalised words: it is not known where a name ends */
    bool person : 1;  /* of a fullest name: a title, a first name or an act of speech shows it */
    bool titled : 1;  /* of a fullest name: a person by more than the verb beside it */
    bool speaks : 1;  /* of a fullest name: a statement is theirs */
    bool gender_sought : 1; /* of a fullest name: whether its one word was looked up as a first name
                             */
    bool role_known : 1;    /* role.c's: whether it looked for it */
    bool apposition_known : 1; /* the same */
};

#define SHARED_MAX 4 /* countries whose offices others have, too */

/* "Foreign Office": whether the article names the country that it is here given to. */
struct shared_country {
    char code[ORDO_CODE_ROOM];
    bool named;
};

struct names {
    const struct item *words; /* [n_words] of the narration, whose `name` tells the name of each */
    size_t n_words;
    struct name *items;
    size_t n, capacity;
    uint32_t *full; /* [n_full] the names that may be the full form of others, ascending */
    size_t n_full, full_capacity;
    struct name_slot {
        uint64_t key;
        uint32_t name;     /* the first full name; place + 1, 0: free */
        uint32_t resolved; /* the last name that found its fullest one here; place + 1, or 0 */
    } * slots;             /* [2^bits], by last or only word */
    size_t n_slots, slot_capacity;
    struct shared_country shared[SHARED_MAX]; /* [n_shared] */
    size_t n_shared;
};

/* Items of a name that are no titles. */
static inline size_t ordo_name_length(const struct name *name)
{
    return (size_t)name->n - name->bare;
}

/* Equal for words that are the same, 's apart: LAVROV is Lavrov. */
uint64_t ordo_name_key(const struct narration *narration, const struct item *item,
                       const char *text);
/* The fullest name of the same person in the article, maybe the name itself. */
static inline struct name *ordo_full_name(const struct names *names, size_t which)
{
    return &names->items[names->items[which].fuller];
}

/* Whether its gender, or what all mentions of it show, tells that it is a person's. */
static inline bool ordo_name_is_human(const struct names *names, size_t which)
{
    return names->items[which].gender == GENDER_HE || names->items[which].gender == GENDER_SHE ||
           ordo_full_name(names, which)->person;
}

/* The gender that a word tells as a first name. */
enum gender ordo_name_first_gender(const struct narration *narration, const struct item *item,
                                   const char *text);

/* "AFP": three to five capital letters. */
bool ordo_name_is_acronym(const struct item *item, const char *text);
int ordo_names_read(struct ordo_reading *reading, const char *text, struct ordo_error *error);
/* "Rockets struck a market": a word in -s that may owe its capital to its place alone, at the head
 * of a sentence. */
static inline bool ordo_name_may_be_plural(const struct narration *narration,
                                           const struct name *name, const char *text)
{
    return name->n == 1 && text[narration->items[name->first].end - 1] == 's' &&
           ordo_begins_sentence(narration, name->first);
}
/* The last name that begins before item `at`, or SIZE_MAX. */
size_t ordo_names_before(const struct names *names, size_t at);
/* The one before it; of the first, SIZE_MAX. */
static inline size_t ordo_name_previous(size_t which)
{
    return which == 0 ? SIZE_MAX : which - 1;
}
/* The name that holds item `at`, or SIZE_MAX. */
static inline size_t ordo_names_at(const struct names *names, size_t at)
{
    return at < names->n_words && names->words[at].kind == ITEM_WORD && names->words[at].name > 0
               ? names->words[at].name - 1
               : SIZE_MAX;
}
/* A name's span without titles and possessive ending. */
struct ordo_span ordo_name_span(const struct ordo_reading *reading, size_t name, const char *text);

/* ordo_affiliation_find() of a span that begins at an item near `near`. */
bool ordo_name_place(const struct ordo_reading *reading, size_t near, struct ordo_span span,
                     const char *text, char code[ORDO_CODE_ROOM], struct ordo_span *where);

/* Whether it names a country, a capital or an organisation of lib/lexicon/places.txt. */
bool ordo_name_is_place(const struct ordo_reading *reading, size_t name, const char *text);

#endif
