/* charset.c: which character set bytes are in, and its conversion.
 *
 * ASCII means the same in nearly every character set, so nothing is decided before the first other
 * byte. From there on a sample is judged: well-formed UTF-8 sequences that outnumber ill-formed
 * ones make it UTF-8 (text in another set hardly ever has any), else uchardet names the set. */
#include "charset.h"
#include "../bytes.h"
#include "../reserve.h"
#include "western.h"

#include <errno.h>
#include <iconv.h>
#include <stdlib.h>
#include <string.h>

#define BLOCK       ((size_t)64 << 10)
#define SAMPLE      ((size_t)1 << 20)
#define NONE        ((iconv_t)-1)
#define FALLBACK    "WINDOWS-1252" /* where uchardet knows no answer; holds ISO 8859-1's letters */
#define REPLACEMENT "\xEF\xBF\xBD"

struct charset {
    struct charset_input input;
    bool started, decided, ended;
    char name[CHARSET_ROOM]; /* empty: UTF-8 */
    iconv_t converter;       /* NONE: none */
    uint64_t n_replaced;
    char *ahead; /* owned; read, and not given yet: [at, length) */
    size_t at, length, capacity;
};

/* ---- detection ------------------------------------------------------------------------------ */

/* By its mark, which UTF-16 has, too, before a NUL: in UTF-32 the upper bytes of every character
 * are such as Unicode has. */
static const char *utf32(const char *bytes, size_t length)
{
    bool little = length >= 4 && memcmp(bytes, "\xFF\xFE\0", 4) == 0;
    bool big = length >= 4 && memcmp(bytes, "\0\0\xFE\xFF", 4) == 0;

    for (size_t i = 4; (little || big) && i + 4 <= length; i += 4) {
        const char *upper = bytes + i + (little ? 2 : 0);
        if (upper[little] != '\0' || (unsigned char)upper[big] > 0x10)
            return NULL;
    }
    return little ? "UTF-32LE" : big ? "UTF-32BE" : NULL;
}

/* Whether a unit of UTF-16 is one that texts consist of, in the scripts that are in use. */
static bool is_of_text(unsigned unit)
{
    static const unsigned ranges[][2] = {
        {' ', '~'},       {0xA0, 0x24F},    {0x370, 0x52F},   {0x590, 0x6FF},   {0x900, 0xE7F},
        {0x10A0, 0x10FF}, {0x1E00, 0x1FFF}, {0x2010, 0x2044}, {0x20A0, 0x20BF}, {0x3000, 0x30FF},
        {0x4E00, 0x9FFF}, {0xAC00, 0xD7A3}, {0xFF00, 0xFFEF}};

    for (size_t i = 0; i < sizeof ranges / sizeof ranges[0]; i++)
        if (unit >= ranges[i][0] && unit <= ranges[i][1])
            return true;
    return unit == '\t' || unit == '\n' || unit == '\r';
}

/* Whether bytes among which is a NUL are UTF-16 of such units: it stands in a space or a line
 * break. */
static bool is_wide_text(const char *bytes, size_t length, bool little)
{
    size_t bad = 0, zeros = 0;

    for (size_t i = 0; i + 2 <= length; i += 2) {
        unsigned upper = (unsigned char)bytes[i + little],
                 lower = (unsigned char)bytes[i + !little];
        bad += !is_of_text(upper << 8 | lower);
        zeros += upper == 0;
    }
    return length >= 16 && zeros > 0 && bad * 1000 <= length;
}

const char *charset_wide(const char *bytes, size_t length)
{
    size_t zeros[2] = {0, 0}, ascii = 0, n = length < 4096 ? length : 4096;
    bool little = length >= 2 && memcmp(bytes, "\xFF\xFE", 2) == 0;
    bool big = length >= 2 && memcmp(bytes, "\xFE\xFF", 2) == 0;

    if (!little && !big && memchr(bytes, '\0', n) == NULL)
        return NULL; /* nearly every text: told without counting */
    if (utf32(bytes, n) != NULL)
        return utf32(bytes, n);
    for (size_t i = 0; i < n; i++) {
        zeros[i & 1] += bytes[i] == '\0';
        ascii += bytes[i] >= ' ' && bytes[i] < 0x7F;
    }
    /* two odd bytes before what is ASCII are no mark */
    if ((little || big) && (zeros[0] + zeros[1] > 0 || ascii * 4 < n * 3))
        return little ? "UTF-16LE" : "UTF-16BE";
    if (n >= 8 && zeros[1] * 4 > n && zeros[0] * 20 < n)
        return "UTF-16LE";
    if (n >= 8 && zeros[0] * 4 > n && zeros[1] * 20 < n)
        return "UTF-16BE";
    if (ascii * 10 > n * 9) /* pairs of letters are Chinese characters */
        return NULL;
    return is_wide_text(bytes, n, true)    ? "UTF-16LE"
           : is_wide_text(bytes, n, false) ? "UTF-16BE"
                                           : NULL;
}

size_t charset_unit(const char *name)
{
    return strncmp(name, "UTF-32", 6) == 0 ? 4 : strncmp(name, "UTF-16", 6) == 0 ? 2 : 1;
}

/* Whether well-formed sequences of several bytes are at least as many as ill-formed ones. */
static bool looks_like_utf8(const char *bytes, size_t length)
{
    size_t good = 0, bad = 0, at = 0;

    if (length > 0 && ordo_utf8_valid(bytes, length) == length)
        return bytes_ascii(bytes, length) < length;
    while (at < length) {
        size_t valid = ordo_utf8_valid(bytes + at, length - at);
        for (size_t i = at; i < at + valid; i++)
            good += (unsigned char)bytes[i] >= 0xC0;
        at += valid;
        if (at == length || length - at < 4) /* the sample may end within a sequence */
            break;
        bad++;
        at++;
    }
    return good >= bad && good + bad > 0;
}

/* What is said to be ISO 8859-1 or ASCII is read as Windows-1252, which holds both, as browsers do
 * (WHATWG Encoding Standard, 4.2), and Turkish alike: their quotation marks stand where the others
 * have none. */
static const char *meant_by(const char *declared)
{
    static const char *const names[][2] = {{"ISO-8859-1", FALLBACK},      {"ISO8859-1", FALLBACK},
                                           {"LATIN1", FALLBACK},          {"L1", FALLBACK},
                                           {"US-ASCII", FALLBACK},        {"ASCII", FALLBACK},
                                           {"ISO-8859-9", "WINDOWS-1254"}};

    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
        if (strcasecmp(declared, names[i][0]) == 0)
            return names[i][1];
    return declared;
}

/* Asks uchardet. It is no UTF: that was looked at before. */
static int detect(struct ordo_string text, char name[CHARSET_ROOM], struct ordo_error *error)
{
    const char *meant;
    bool western = true;

    if (!detect_charset(text.bytes, text.length, name))
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (charset_is_known(name) && strncmp(name, "UTF-", 4) != 0) {
        if (strcmp(name, "ISO-8859-15") == 0) /* the same letters, and some that the other lacks */
            western = false;
        else if (western_looks(text, name, &western, error) != 0)
            return -1;
    }
    meant = western ? FALLBACK : meant_by(name);
    memmove(name, meant, strlen(meant) + 1);
    return 0;
}

bool charset_is_known(const char *name)
{
    iconv_t converter;

    if (name == NULL || name[0] == '\0' || strlen(name) >= CHARSET_ROOM)
        return false;
    converter = iconv_open("UTF-8", name);
    if (converter != NONE)
        iconv_close(converter);
    return converter != NONE;
}

int charset_of(struct ordo_string text, const char *declared, char name[CHARSET_ROOM],
               struct ordo_error *error)
{
    size_t ascii = bytes_ascii(text.bytes, text.length), left = text.length - ascii;
    const char *wide = charset_wide(text.bytes, text.length);

    name[0] = '\0';
    if (wide != NULL) {
        strcpy(name, wide);
        return 0;
    }
    if (ascii == text.length &&
        (declared == NULL || strncasecmp(declared, "ISO-2022", 8) != 0)) /* a set of escapes */
        return 0;
    if (left > 0 && looks_like_utf8(text.bytes + ascii, left < SAMPLE ? left : SAMPLE))
        return 0;
    if (declared != NULL && strncasecmp(declared, "UTF-16", 6) != 0 &&
        strncasecmp(declared, "UTF-32", 6) != 0 && strcasecmp(declared, "UTF-8") != 0 &&
        charset_is_known(meant_by(declared))) {
        strcpy(name, meant_by(declared));
        return 0;
    }
    return detect((struct ordo_string){text.bytes + ascii, left < SAMPLE ? left : SAMPLE}, name,
                  error);
}

/* ---- conversion ----------------------------------------------------------------------------- */

/* Converts [*at, length) of bytes. Stops where the output is full or, unless it is the last, where
 * a sequence goes on behind the bytes. */
static size_t convert(iconv_t converter, const char *name, char *bytes, size_t *at, size_t length,
                      bool last, char *out, size_t room, uint64_t *n_replaced)
{
    size_t unit = charset_unit(name);
    char *to = out, *end = out + room;

    while (*at < length && end - to >= 8) {
        char *from = bytes + *at;
        size_t left = length - *at, space = (size_t)(end - to);
        size_t result = iconv(converter, &from, &left, &to, &space);
        *at = length - left;
        if (result != (size_t)-1 || errno == E2BIG || (errno == EINVAL && !last))
            break;
        if (end - to < 3)
            break;
        memcpy(to, REPLACEMENT, 3);
        to += 3;
        ++*n_replaced;
        *at += left < unit ? left : unit;
    }
    return (size_t)(to - out);
}

int charset_convert(struct ordo_string text, const char *name, char **bytes, size_t *capacity,
                    size_t *length, uint64_t *n_replaced, struct ordo_error *error)
{
    iconv_t converter = iconv_open("UTF-8", name);
    size_t at = 0, before = 0;
    int result = 0;

    *length = 0;
    *n_replaced = 0;
    if (converter == NONE && errno != EINVAL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    if (converter == NONE)
        return ordo_fail(error, ORDO_ERR_FORMAT, "unknown character set '%s'", name);
    while (result == 0 && (at < text.length || *length == 0)) {
        result = ordo_reserve(bytes, capacity, *length + (text.length - at) * 3 / 2 + 64, 1, error);
        if (result != 0)
            break;
        before = *length;
        *length += convert(converter, name, (char *)(uintptr_t)text.bytes, &at, text.length, true,
                           *bytes + *length, *capacity - *length, n_replaced);
        if (*length == before)
            break;
    }
    iconv_close(converter);
    return result;
}

/* ---- streams -------------------------------------------------------------------------------- */

int charset_new(struct charset **out, struct charset_input input, const char *encoding,
                struct ordo_error *error)
{
    struct charset *charset = calloc(1, sizeof *charset);

    *out = NULL;
    if (charset == NULL)
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    charset->input = input;
    charset->converter = NONE;
    charset->decided = encoding != NULL;
    if (encoding != NULL && strcasecmp(encoding, "UTF-8") != 0) {
        strncpy(charset->name, encoding, sizeof charset->name - 1);
        charset->converter = iconv_open("UTF-8", encoding);
        if (charset->converter == NONE) {
            charset_free(charset);
            return ordo_fail(error, ORDO_ERR_OPTION, "unknown encoding '%s' (iconv -l lists them)",
                             encoding);
        }
    }
    *out = charset;
    return 0;
}

void charset_free(struct charset *charset)
{
    if (charset == NULL)
        return;
    if (charset->converter != NONE)
        iconv_close(charset->converter);
    free(charset->ahead);
    free(charset);
}

/* Reads ahead until `want` bytes wait or the input ends. */
static int fill(struct charset *charset, size_t want, struct ordo_error *error)
{
    if (charset->at > 0) {
        memmove(charset->ahead, charset->ahead + charset->at, charset->length - charset->at);
        charset->length -= charset->at;
        charset->at = 0;
    }
    if (ordo_reserve(&charset->ahead, &charset->capacity, want, 1, error) != 0)
        return -1;
    while (!charset->ended && charset->length < want) {
        size_t got;
        if (charset->input.read(charset->input.context, charset->ahead + charset->length,
                                want - charset->length, &got, error) != 0)
            return -1;
        charset->ended = got == 0;
        charset->length += got;
    }
    return 0;
}

static int set_name(struct charset *charset, const char *name, struct ordo_error *error)
{
    charset->decided = true;
    if (name[0] == '\0')
        return 0;
    strcpy(charset->name, name);
    charset->converter = iconv_open("UTF-8", name);
    return charset->converter == NONE ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static int decide(struct charset *charset, bool first, struct ordo_error *error)
{
    const char *wide =
        first ? charset_wide(charset->ahead + charset->at, charset->length - charset->at) : NULL;
    size_t ascii = bytes_ascii(charset->ahead + charset->at, charset->length - charset->at);
    char name[CHARSET_ROOM];

    if (wide != NULL)
        return set_name(charset, wide, error);
    if (charset->at + ascii == charset->length)
        return 0; /* nothing to tell from yet */
    if (fill(charset, ascii + SAMPLE, error) != 0)
        return -1;
    charset->decided = looks_like_utf8(charset->ahead + ascii, charset->length - ascii);
    if (charset->decided)
        return 0;
    return detect((struct ordo_string){charset->ahead + charset->at, charset->length - charset->at},
                  name, error) != 0
               ? -1
               : set_name(charset, name, error);
}

int charset_read(struct charset *charset, char *bytes, size_t room, size_t *got,
                 struct ordo_error *error)
{
    bool first = !charset->started;

    *got = 0;
    charset->started = true;
    if (charset->decided && charset->converter == NONE && charset->at == charset->length)
        return charset->ended ? 0
                              : charset->input.read(charset->input.context, bytes, room, got,
                                                    error); /* no copy on the way */
    if (charset->at == charset->length && fill(charset, BLOCK, error) != 0)
        return -1;
    if (!charset->decided && decide(charset, first, error) != 0)
        return -1;
    if (charset->converter == NONE) {
        *got = charset->length - charset->at < room ? charset->length - charset->at : room;
        if (*got > 0)
            memcpy(bytes, charset->ahead + charset->at, *got);
        charset->at += *got;
        return 0;
    }
    while ((*got = convert(charset->converter, charset->name, charset->ahead, &charset->at,
                           charset->length, charset->ended, bytes, room, &charset->n_replaced)) ==
               0 &&
           charset->at < charset->length)
        if (fill(charset, charset->length - charset->at + BLOCK, error) != 0)
            return -1;
    return 0;
}

const char *charset_name(const struct charset *charset, uint64_t *n_replaced)
{
    *n_replaced = charset->n_replaced;
    return charset->converter == NONE ? NULL : charset->name;
}
