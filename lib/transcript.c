/* transcript.c: which texts are transcripts, by all their labels together.
 *
 * Places, headings, timetables and lists of facts have colons, too: a text is a transcript only if
 * its labels come again or surely are people, and what follows them speaks to somebody or is the
 * greater part of the text. */
#include "transcript.h"
#include "turn_label.h"

#include <string.h>

#define ADDRESS_BYTES     300 /* in which whoever speaks says "I", "we" or "you" */
#define SPEECH_PARAGRAPHS 20  /* which show whether one voice speaks to somebody */
#define HEAD_PARAGRAPHS   5   /* a text whose first label stands among these, */
#define HEAD_SHARE        5   /* or in the first fifth, is a transcript to its end */

/* "Silva: supports the bond"; but "(In progress.) to the team". */
static bool begins_small(const char *text, size_t at)
{
    return text[at] >= 'a' && text[at] <= 'z' && at > 1 && text[at - 2] != ')';
}

static bool is_word_byte(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (unsigned char)c >= 0x80;
}

/* How often somebody speaks of himself or to somebody: "we", "your", "thank". */
static size_t count_addresses(const char *text, size_t begin, size_t end)
{
    static const char *const words[] = {/* by length in bytes, one behind the other */
                                        [1] = "i",
                                        [2] = "wemyusmejeyoяЯ",
                                        [3] = "youourletichwirunssienossir",
                                        [4] = "yournousvousмывыМыВы",
                                        [5] = "thankunserdankeustedmadam",
                                        [6] = "thanksнаснамнашвасваммнеladies",
                                        [7] = "graciasspeaker",
                                        [10] = "colleagues",
                                        [14] = "спасибоСпасибо"};
    size_t n = 0, past;

    for (size_t at = begin; at < end; at = past + 1) {
        char first = text[at] >= 'A' && text[at] <= 'Z' ? (char)(text[at] | 32) : text[at];
        size_t length;
        for (past = at; past < end && is_word_byte(text[past]);)
            past++;
        length = past - at;
        if (length >= sizeof words / sizeof *words || words[length] == NULL)
            continue;
        for (const char *word = words[length]; *word != '\0'; word += length)
            n += *word == first && memcmp(text + at + 1, word + 1, length - 1) == 0;
    }
    return n;
}

/* What the labels of a text show together. */
struct tally {
    size_t n, distinct, people, again, addressed; /* again: of those whose name comes twice */
    size_t asked;                                 /* of those that end in a question */
    size_t named;                                 /* of people, those who can be no salutation */
    size_t first;                                 /* paragraph of the first; SIZE_MAX: none */
};

static void count(struct tally *tally, uint32_t *turns, struct turn_label label, size_t paragraph,
                  bool addressed)
{
    uint32_t before = turns[label.name % TRANSCRIPT_SLOTS]++;

    tally->n++;
    tally->distinct += before == 0;
    tally->again += before == 0 ? 0U : 1U + (before == 1);
    tally->people += label.person;
    tally->named += label.person && label.named && (label.words > 1 || label.capitals);
    tally->addressed += addressed;
    if (tally->first == SIZE_MAX)
        tally->first = paragraph;
}

/* Two voices at least, which come again, are people, or speak to somebody. */
static bool are_voices(const struct tally *tally, size_t addressed)
{
    return tally->n >= 2 && tally->distinct >= 2 &&
           (addressed * tally->addressed >= tally->n ||
            (tally->n >= 4 && tally->again * 2 >= tally->n));
}

/* One voice, to the end of the text, that speaks to somebody again and again outside of quotations.
 */
static bool is_speech(const struct tally *tally, const struct marks *marks, const char *text)
{
    size_t bytes = 0, addresses = 0, pair = 0;

    if (tally->n == 0 || tally->distinct > 1 || tally->named == 0)
        return false;
    for (size_t i = tally->first; i < marks->n_paragraphs && i < tally->first + SPEECH_PARAGRAPHS;
         i++) {
        struct ordo_span paragraph = marks->paragraphs[i];
        bytes += paragraph.end - paragraph.begin;
        while (pair < marks->n_pairs && marks->pairs[pair].span.end <= paragraph.begin)
            pair++;
        if (pair == marks->n_pairs || marks->pairs[pair].span.begin >= paragraph.end)
            addresses += count_addresses(text, paragraph.begin, paragraph.end);
    }
    return addresses * ADDRESS_BYTES >= bytes;
}

/* The first words of a turn, and its label. */
struct turn {
    struct turn_label label; /* .past == 0: no turn begins here */
    struct ordo_span words;
};

/* Whether line i goes on in the next one, which has no label: both were broken by an editor. */
static bool is_broken(const struct marks *marks, size_t i, const char *text)
{
    return i + 1 < marks->n_paragraphs &&
           marks->paragraphs[i + 1].begin == marks->paragraphs[i].end + 1 &&
           ordo_turn_label(text, marks->paragraphs[i + 1]).past == 0;
}

/* What begins with paragraph i. Where a label stands alone, the next paragraph is said. The first
 * paragraph of a text may be its headline. */
static struct turn turn_at(const struct marks *marks, size_t i, const char *text)
{
    struct ordo_span paragraph = marks->paragraphs[i];
    struct turn turn = {.label = ordo_turn_label(text, paragraph)};

    if (turn.label.past == 0)
        return turn; /* nearly always */
    turn.words = (struct ordo_span){(uint32_t)turn.label.past, paragraph.end};
    if (turn.words.begin == turn.words.end && i + 1 < marks->n_paragraphs &&
        (turn.label.person || turn.label.capitals))
        turn.words = marks->paragraphs[i + 1];
    else if (turn.words.begin < turn.words.end && !ordo_turn_is_spoken(text, turn.words) &&
             is_broken(marks, i, text))
        turn.words.end = marks->paragraphs[i + 1].end; /* "Vladimir Putin: Mr" */
    if (!ordo_turn_is_spoken(text, turn.words) ||
        (paragraph.begin == 0 && ordo_turn_is_headline(text, turn.words)))
        turn.label.past = 0;
    return turn;
}

/* The first words of a turn, up to what it quotes. */
static size_t unquoted_end(const struct marks *marks, struct ordo_span words, size_t *pair)
{
    size_t end = words.end - words.begin > ADDRESS_BYTES ? words.begin + ADDRESS_BYTES : words.end;

    while (*pair < marks->n_pairs && marks->pairs[*pair].span.end <= words.begin)
        ++*pair;
    return *pair < marks->n_pairs && marks->pairs[*pair].span.begin < end
               ? marks->pairs[*pair].span.begin
               : end;
}

static bool is_at_head(const struct marks *marks, size_t i)
{
    return i < HEAD_PARAGRAPHS || i < marks->n_paragraphs / HEAD_SHARE ||
           marks->paragraphs[i].begin < marks->paragraphs[marks->n_paragraphs - 1].end / HEAD_SHARE;
}

void ordo_transcript_read(struct transcript *transcript, const struct marks *marks,
                          const char *text)
{
    struct tally all = {.first = SIZE_MAX}, capitals = {.first = SIZE_MAX};
    uint32_t in_capitals[TRANSCRIPT_SLOTS] = {0};
    size_t pair = 0;

    memset(transcript, 0, sizeof *transcript);
    for (size_t i = 0; i < marks->n_paragraphs; i++) {
        struct turn turn = turn_at(marks, i, text);
        bool addressed, asked;
        if (turn.label.past == 0 || (turn.label.answer && !transcript->asked) ||
            begins_small(text, turn.words.begin))
            continue;
        asked =
            ordo_turn_ends_in(text, turn.words, "?") || ordo_turn_ends_in(text, turn.words, "？");
        all.asked += asked;
        transcript->asked = transcript->asked || asked;
        addressed = asked || count_addresses(text, turn.words.begin,
                                             unquoted_end(marks, turn.words, &pair)) > 0;
        count(&all, transcript->turns, turn.label, i, addressed);
        if (turn.label.capitals)
            count(&capitals, in_capitals, turn.label, i, addressed);
    }
    if (all.n == 0)
        return; /* most texts */
    if (are_voices(&capitals, 3) && capitals.n * 2 >= all.n) {
        transcript->found = transcript->capitals = true;
        transcript->goes_on = is_at_head(marks, capitals.first);
        memcpy(transcript->turns, in_capitals, sizeof in_capitals);
        return;
    }
    transcript->goes_on = is_at_head(marks, all.first);
    transcript->found = (are_voices(&all, 2) && all.people + all.asked > 0 &&
                         (all.people + all.again) * 2 >= all.n &&
                         (transcript->goes_on || all.n * 3 >= marks->n_paragraphs)) ||
                        (transcript->goes_on && is_speech(&all, marks, text));
}

size_t ordo_transcript_turn(const struct transcript *transcript, const struct marks *marks,
                            size_t i, const char *text)
{
    struct turn turn = turn_at(marks, i, text);
    struct turn_label label = turn.label;
    uint32_t turns = transcript->turns[label.name % TRANSCRIPT_SLOTS];

    if (label.past == 0 || turns == 0 || (label.answer && !transcript->asked) ||
        (transcript->capitals && !label.capitals))
        return 0;
    return label.capitals || label.person || turns > 1 || label.words > 1 ||
                   ordo_turn_ends_in(text, turn.words, "?") /* "Reuters: Will you go?" */
               ? label.past
               : 0;
}
