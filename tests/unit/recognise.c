/* recognise.c: what bytes are, which character set they are in, and what dates mean. */
#include "../../classify/dates.h"
#include "../../classify/recognise.h"
#include "../../lib/program/charset.h"
#include "../../lib/program/language.h"
#include "tap.h"

#include <stdlib.h>
#include <string.h>

static void check_dates(void)
{
    static const char *const dates[][2] = {
        {"Mar 5, 2024 11:05 PM", "2024-03-05T23:05:00"},
        {"March 5, 2024 12:05 AM", "2024-03-05T00:05:00"},
        {"March 5, 2024 12:05 p.m.", "2024-03-05T12:05:00"},
        {"March 5, 2024, 9:30 am", "2024-03-05T09:30:00"},
        {"March 5, 2024 13:05 PM", "2024-03-05"},
        {"2016-10-11", "2016-10-11"},
        {"2016-10-11T09:05:07Z", "2016-10-11T09:05:07Z"},
        {"2016-10-11 09:05", "2016-10-11T09:05:00"},
        {"2016-10-11T09:05:07.123+02:00", "2016-10-11T09:05:07+02:00"},
        {"20161011T090507-0530", "2016-10-11T09:05:07-05:30"},
        {"20161011", "2016-10-11"},
        {"2016/10/11", "2016-10-11"},
        {"Tue, 11 Oct 2016 09:05:07 GMT", "2016-10-11T09:05:07Z"},
        {"11 October 2016", "2016-10-11"},
        {"Sept. 3, 1999", "1999-09-03"},
        {"October 1st, 2016", "2016-10-01"},
        {"  2016-10-11", "2016-10-11"},
        {"11.10.2016", "2016-10-11"},
        {"1.2.2016, 09:05 Uhr", "2016-02-01T09:05:00"},
        {"5. M\u00E4rz 2024", "2024-03-05"},
        {"Dienstag, 31. Dezember 2024", "2024-12-31"},
        {"3. Mai 2021", "2021-05-03"},
        {"13/03/2024", "2024-03-13"},
        {"03/13/2024 09:05", "2024-03-13T09:05:00"},
        {"13-3-2024", "2024-03-13"},
        {"5/5/2024", "2024-05-05"},
        {"2024-3-5", "2024-03-05"},
        {"2024/3/5T09:05", "2024-03-05T09:05:00"},
        {"29 February 2024", "2024-02-29"},
        {"29.2.2000", "2000-02-29"},
        {"29/02/2023", NULL},
        {"29.2.1900", NULL},
        {"31 February 2024", NULL},
        {"2024-02-31", NULL},
        {"2024-13-45", NULL},
        {"31/04/2024", NULL},
        {"13/3-2024", NULL},
        {"13/03/20245", NULL},
        {"13/03/24", NULL},
        {"1.2.16", NULL},
        {"1.13.2016", NULL},
        {"10/11/2016", NULL}, /* of October or of November */
        {"2016-13-11", NULL},
        {"2016", NULL},
        {"yesterday", NULL},
        {"", NULL}};
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof dates / sizeof dates[0]; i++) {
        char out[DATE_ROOM] = "";
        bool read = date_read((struct ordo_string){dates[i][0], strlen(dates[i][0])}, out);
        if (read != (dates[i][1] != NULL) || (read && strcmp(out, dates[i][1]) != 0)) {
            printf("# %s: %s\n", dates[i][0], read ? out : "not read");
            wrong++;
        }
    }
    OK(wrong == 0, "dates in one way only");
}

static void check_kinds(void)
{
    static const struct {
        const char *bytes, *name;
        enum piece_kind kind;
        enum rows_format format;
    } cases[] = {
        {"Plain text.", NULL, PIECE_ARTICLE, 0},
        {"", "empty", PIECE_ARTICLE, 0},
        {"# Heading\n\ntext", "notes", PIECE_MARKDOWN, 0},
        {"#hashtag first", NULL, PIECE_ARTICLE, 0},
        {"# Heading\n\ntext", "notes.txt", PIECE_ARTICLE, 0},
        {"text", "notes.MD", PIECE_MARKDOWN, 0},
        {"---\ntitle: x\n---\ntext", NULL, PIECE_MARKDOWN, 0},
        {"\xEF\xBB\xBF <!-- x --><!DOCTYPE html><html>", "x.txt", PIECE_PAGE, 0},
        {"<HTML><BODY>", NULL, PIECE_PAGE, 0},
        {"<?xml version='1.0'?>\n<html xmlns='x'>", NULL, PIECE_PAGE, 0},
        {"<quote> is no tag", NULL, PIECE_ARTICLE, 0},
        {"<?xml version='1.0'?><!-- c --><nar:newsItem guid='x'>", "a.txt", PIECE_NEWS, 0},
        {"<!DOCTYPE nitf SYSTEM 'x'><nitf>", NULL, PIECE_NEWS, 0},
        {"<NewsML>", NULL, PIECE_NEWS, 0},
        {"WARC/1.0\r\n", "x.gz", PIECE_WARC, 0},
        {"{\"text\": \"x\"}\n", "x.txt", PIECE_ROWS, ROWS_JSONL},
        {"{\n \"text\": \"x\"}", NULL, PIECE_ROWS, ROWS_JSON},
        {"[ {\"text\"", NULL, PIECE_ROWS, ROWS_JSON},
        {"[Reuters] The talks", NULL, PIECE_ARTICLE, 0},
        {"{sic} he said", NULL, PIECE_ARTICLE, 0},
        {"broken line\n{\"text\":1}", "x.jsonl", PIECE_ROWS, ROWS_JSONL},
        {"id,text\n1,x", NULL, PIECE_ROWS, ROWS_CSV},
        {"id;\"text\"\n1;x", NULL, PIECE_ROWS, ROWS_CSV},
        {"id\ttext\n1\tx", NULL, PIECE_ROWS, ROWS_TSV},
        {"The text, he said, is short", NULL, PIECE_ARTICLE, 0},
        {"MIME-Version: 1.0 is a line of mail.\n\nContent-Type: multipart/related", NULL,
         PIECE_ARTICLE, 0},
        {"a,b\n", "x.csv", PIECE_ROWS, ROWS_CSV},
    };
    struct settings settings = {.text_field = "text"};
    struct recognised found;
    struct ordo_error error;
    size_t wrong = 0;

    for (size_t i = 0; i < sizeof cases / sizeof cases[0]; i++) {
        struct ordo_string bytes = {cases[i].bytes, strlen(cases[i].bytes)};
        if (recognise(&found, bytes, cases[i].name, &settings, &error) == 0 &&
            found.kind == cases[i].kind &&
            (found.kind != PIECE_ROWS || found.dialect.format == cases[i].format))
            continue;
        printf("# %s: %d %d\n", cases[i].bytes, (int)found.kind, (int)found.dialect.format);
        wrong++;
    }
    OK(wrong == 0, "formats by content, then by name");
    OK(recognise(&found, (struct ordo_string){"text\0", 5}, NULL, &settings, &error) != 0 &&
           error.byte == 5,
       "no text: a NUL byte, with its place");
    OK(recognise(&found, (struct ordo_string){"\xFF\xFE{\0\"\0t\0", 8}, NULL, &settings, &error) ==
               0 &&
           found.kind == PIECE_ROWS,
       "UTF-16 is looked through");
}

static bool is_set(const char *bytes, const char *declared, const char *expected)
{
    char name[CHARSET_ROOM];

    return charset_of((struct ordo_string){bytes, strlen(bytes)}, declared, name, NULL) == 0 &&
           strcmp(name, expected) == 0;
}

static void check_charsets(void)
{
    char *bytes = NULL;
    size_t capacity = 0, length;
    uint64_t n_replaced;

    OK(is_set("plain", "windows-1251", "") && is_set("caf\xC3\xA9", "ISO-8859-1", ""),
       "ASCII and UTF-8 are what they are, whatever is declared");
    OK(is_set("caf\xE9 na\xEFve", "iso-8859-1", "WINDOWS-1252") &&
           is_set("caf\xE9 na\xEFve", "iso-8859-15", "iso-8859-15") &&
           is_set("caf\xE9", "no-such-set", "WINDOWS-1252"),
       "a declared character set is believed where it is one");
    OK(charset_convert((struct ordo_string){"\x93"
                                            "a\x94\x81",
                                            4},
                       "WINDOWS-1252", &bytes, &capacity, &length, &n_replaced, NULL) == 0 &&
           length == 10 &&
           memcmp(bytes,
                  "\xE2\x80\x9C"
                  "a\xE2\x80\x9D\xEF\xBF\xBD",
                  10) == 0 &&
           n_replaced == 1,
       "what is not of the set is replaced and counted");
    free(bytes);
}

static void check_languages(void)
{
    static const char dutch[] = "De minister van Buitenlandse Zaken was in de stad en sprak over "
                                "de hulp aan Oekraïne. Of de "
                                "steun door kan gaan is niet zeker, zei hij.";
    static const char title[] =
        "\"The Art of the Deal and the War\" heißt das Buch, das der Minister nannte und das seit "
        "Jahren in keinem Regal mehr stehen darf, obwohl es viele Leser in der Hauptstadt und auf "
        "dem "
        "Land gern wieder kaufen würden. Er sprach auch von der Steuer, von den Renten und davon, "
        "dass "
        "die Regierung im Herbst über den Haushalt des kommenden Jahres beraten will.";
    static const char english[] = "The minister said that the talks would go on until Friday.";
    static const char german[] = "Der Minister sagte, die Gespräche würden bis Freitag dauern.";
    char code[LANGUAGE_ROOM];

    OK(language_of(english, strlen(english), code) && strcmp(code, "en") == 0 &&
           language_of(german, strlen(german), code) && strcmp(code, "de") == 0,
       "languages of single sentences");
    OK(language_of(dutch, strlen(dutch), code) && strcmp(code, "nl") == 0 &&
           language_of(title, strlen(title), code) && strcmp(code, "de") == 0,
       "a language like English, and German behind an English title");
    OK(language_of("to be or not to be, that is", 27, code) && code[0] == '\0' &&
           language_of("Ja.", 3, code) && code[0] == '\0',
       "too short to tell");
    OK(language_is("en-US", 5, "en") && language_is("EN", 2, "en_GB") &&
           !language_is("de", 2, "en") && !language_is("", 0, "en"),
       "codes name a language whatever the country");
}

int main(void)
{
    check_dates();
    check_kinds();
    check_charsets();
    check_languages();
    return tap_done();
}
