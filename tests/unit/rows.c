/* rows.c: records of JSONL, CSV and TSV, JSON written, options parsed. */
#include "../../lib/program/json.h"
#include "../../lib/program/options.h"
#include "../../lib/program/rows.h"
#include "tap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const NAMES[] = {"text", "a.b", "id"};

/* All rows of a text as "value|value|value;", errors as "!line:byte;". '-' stands for an absent
 * value. */
static const char *read_all(struct rows_dialect dialect, const char *const *names, const char *text,
                            char *out)
{
    size_t header = rows_header_length(dialect, text, strlen(text)), length = strlen(text);
    struct rows_reader reader;
    struct rows_row row;
    struct ordo_error error;
    char *copy = malloc(length + 1); /* exactly so large, for the sanitizers */
    int found;

    out[0] = '\0';
    memcpy(copy, text, length);
    if (rows_reader_init(&reader, dialect, "file", names, 3, 1, (struct ordo_string){copy, header},
                         &error) != 0) {
        free(copy);
        return strcpy(out, error.message);
    }
    rows_reader_feed(&reader, (struct ordo_string){copy + header, length - header},
                     header > 0 && dialect.format != ROWS_JSON ? 2 : 1, header + 1);
    while ((found = rows_next(&reader, &row, &error)) != 0) {
        if (found < 0) {
            sprintf(out + strlen(out), "!%d:%d;", (int)error.line, (int)error.byte);
            continue;
        }
        for (int i = 0; i < 3; i++)
            sprintf(out + strlen(out), "%s%.*s", i > 0 ? "|" : "",
                    row.values[i].bytes == NULL ? 1 : (int)row.values[i].length,
                    row.values[i].bytes == NULL ? "-" : row.values[i].bytes);
        strcat(out, ";");
    }
    rows_reader_release(&reader);
    free(copy);
    return out;
}

static bool reads_as(struct rows_dialect dialect, const char *const *names, const char *text,
                     const char *expected)
{
    char out[4096];
    bool same = strcmp(read_all(dialect, names, text, out), expected) == 0;

    if (!same)
        printf("# expected %s\n# found    %s\n", expected, out);
    return same;
}

static bool reads(enum rows_format format, const char *text, const char *expected)
{
    return reads_as((struct rows_dialect){format, 0, false}, NAMES, text, expected);
}

static void jsonl(void)
{
    OK(reads(ROWS_JSONL, "{\"text\":\"x\",\"id\":7}\n{\"id\":true,\"text\":\"y\"}",
             "x|-|7;y|-|true;"),
       "JSONL, the last line without its end");
    OK(reads(ROWS_JSONL, "{\"a\":{\"b\":\"deep\",\"c\":[{\"b\":1}]},\"text\":\"x\"}\n",
             "x|deep|-;"),
       "dots lead into objects, not into arrays");
    OK(reads(ROWS_JSONL, "{\"text\":\"\\u00e9\\ud83d\\ude00\\n\"}\n", "é😀\n|-|-;"), "escapes");
    OK(reads(ROWS_JSONL, "{\"text\":\"a\"}\n\n{\"text\":\n{\"text\":\"b\"}\n",
             "a|-|-;!3:22;b|-|-;"),
       "a bad line is placed and skipped, an empty one skipped");
    OK(reads(ROWS_JSONL, "[1]\n\"x\"\n{\"text\":\"b\"} {}\n", "!1:1;!2:5;!3:22;"),
       "what is no object is an error");
    OK(reads(ROWS_JSONL, "\xEF\xBB\xBF{\"text\":\"a\"}\r\n", "a|-|-;"), "byte order mark, CR LF");
}

static void columns(void)
{
    OK(reads(ROWS_CSV, "id,text\n1,\"a, \"\"b\"\"\nc\"\n2, d \n", "a, \"b\"\nc|-|1; d |-|2;"),
       "CSV with quotation marks, line breaks and spaces, columns in another order");
    OK(reads(ROWS_CSV, "text\n\"open\nx\n", "!2:6;x|-|-;"),
       "a mark that is never closed costs one line");
    OK(reads(ROWS_CSV, "id,body\n1,x\n", "no column 'text' in the header: it has id,body"),
       "a missing column is named");
    OK(reads(ROWS_TSV, "text\tid\na \"b\"\t1\nc\n", "a \"b\"|-|1;!3:17;"),
       "TSV has no quoting; a row with too few values is an error");
    OK(reads(ROWS_LINES, "one\n\ntwo", "one|-|-;two|-|-;"), "lines");
}

static void dialects(void)
{
    static const char *const numbers[] = {"2", "1", ""};
    static const char *const sep = "sep=;\r\nid;text\r\n1;\"a;b\"\r\n";

    OK(reads(ROWS_JSON, "[{\"text\":\"}\"},\n {\"text\":\n\"b\",\"id\":[1]}\n]\n", "}|-|-;b|-|-;"),
       "JSON: the objects of an array, over any lines");
    OK(reads(ROWS_JSON, "{\"text\":\"a\"} {\"text\":\"b\"}", "a|-|-;b|-|-;"),
       "or one after another");
    OK(reads(ROWS_JSON, "[\n {\"text\":\"a\"},\n {\"text\" 1},\n {\"text\":\"c\"}]",
             "a|-|-;!3:27;c|-|-;"),
       "a bad one is placed and skipped");
    OK(rows_dialect_of("x.csv", sep, strlen(sep)).delimiter == ';' &&
           reads_as(rows_dialect_of("x.csv", sep, strlen(sep)), NAMES, sep, "a;b|-|1;"),
       "the line sep= gives the delimiter");
    OK(rows_dialect_of(NULL, "[ {", 3).format == ROWS_JSON &&
           rows_dialect_of(NULL, "[a]", 3).format == ROWS_LINES &&
           rows_dialect_of(NULL, "{\n\"a\":1}", 8).format == ROWS_JSON &&
           rows_dialect_of("x.jsonl.gz", "[a]", 3).format == ROWS_JSONL,
       "JSON by its first bytes, where no ending tells");
    OK(rows_delimiter_of("\"a,b,c\"\td\n1,2,3,4", 18) == '\t' && rows_delimiter_of("one", 3) == ',',
       "else the header's commonest, outside of quotation marks");
    OK(reads_as((struct rows_dialect){ROWS_CSV, ',', true}, numbers, "x,y\n1,2,3\nz,w\n",
                "y|x|-;!2:5;w|z|-;"),
       "without a header columns are numbers, and the first row says how many");
    OK(reads(ROWS_CSV, "text,id\na,1\n,\n,,\n,2\n", "a|-|1;|-|2;"),
       "a row of empty fields is skipped, as an empty line is");
    OK(reads(ROWS_CSV, "text,id,id\n", "column 'id' stands twice in the header: rename one"),
       "a name that stands twice is refused");
    OK(reads(ROWS_CSV, "text\n\"a\" b\nc\n\"d\ne\nf\n", "!2:8;c|-|-;!4:14;e|-|-;f|-|-;"),
       "a stray mark and an open one are placed where they stand, and cost a line each");
}

/* Cut anywhere at a boundary, the rows are the same. */
static void boundaries(void)
{
    static const char text[] = "\"a\nb\",1\nc,2\n\"d\"\"\n\",3\n";
    bool whole = true;

    for (size_t n = 0; n <= sizeof text - 1; n++) {
        size_t end = rows_boundary((struct rows_dialect){ROWS_CSV, 0, false}, text, n);
        whole = whole && end <= n && (end == 0 || end == 8 || end == 12 || end == 21);
    }
    OK(whole, "a piece of CSV ends only where a record does");
    OK(rows_boundary((struct rows_dialect){ROWS_JSONL, 0, false}, "{}\n{", 4) == 3 &&
           rows_boundary((struct rows_dialect){ROWS_JSONL, 0, false}, "{}", 2) == 0,
       "a piece of JSONL ends at a line's end");
    OK(rows_dialect_of("x.CSV", "", 0).format == ROWS_CSV &&
           rows_dialect_of(NULL, " {\"", 3).format == ROWS_JSONL &&
           rows_dialect_of("x.txt", "abc", 3).format == ROWS_LINES,
       "formats by name, else by content");
}

/* Whether a record is passed over to its end, in pieces of any size. */
static bool skips(enum rows_format format, const char *text, size_t record)
{
    struct rows_dialect dialect = {format, 0, false};
    size_t length = strlen(text), wrong = 0;

    for (size_t step = 1; step <= length; step++) {
        struct rows_skip skip = {0};
        size_t at = 0;
        bool ends = false;
        while (!ends && at < length)
            at += rows_skip(&skip, dialect, text + at, length - at < step ? length - at : step,
                            &ends);
        wrong += at != record || rows_skip_end(&skip, NULL) != 0;
    }
    return wrong == 0;
}

static void skipping(void)
{
    struct rows_skip skip = {0};
    bool ends;

    OK(skips(ROWS_JSONL, "{\"a\":\n{}", 6) && skips(ROWS_TSV, "\"a\tb\n\"", 5),
       "a record that is not held ends with its line");
    OK(skips(ROWS_CSV, "a \"b,\"c\n\"\"\n\",\"\"\n\"x\"\n", 16),
       "in CSV behind its quotation marks");
    OK(skips(ROWS_JSON, "{\"a\":[\"\\\"}\\\\\",{}]} ,\n{}", 21),
       "in JSON at its bracket, with what separates it from the next");
    rows_skip(&skip, (struct rows_dialect){ROWS_CSV, 0, false}, "\"a\nb", 4, &ends);
    OK(!ends && rows_skip_end(&skip, NULL) != 0, "one without end is told");
}

static bool writes(void (*write)(struct json *json), const char *expected)
{
    struct json json = {0};
    bool same;

    write(&json);
    same = json.length == strlen(expected) && memcmp(json.bytes, expected, json.length) == 0;
    if (!same)
        printf("# expected %s\n# found    %.*s\n", expected, (int)json.length, json.bytes);
    json_release(&json);
    return same;
}

static void write_record(struct json *json)
{
    json_open(json, '{');
    json_key(json, "a\"\x01");
    json_open(json, '[');
    json_integer(json, -5);
    json_integer(json, INT64_MIN);
    json_number(json, 0.12345, 4);
    json_number(json, -0.00001, 4);
    json_number(json, 1.0 / 0.0, 4);
    json_number(json, -2.5, 6);
    json_close(json, ']');
    json_key(json, "b");
    json_string(json, "x\ty\\", 4);
    json_key(json, "c");
    json_null(json);
    json_close(json, '}');
    json_newline(json);
}

/* Every byte at every place of a string, against what the standard asks of that byte alone. */
static bool escapes_everywhere(void)
{
    char text[20], expected[64], one[8];
    struct json json = {0};
    bool right = true;

    for (unsigned c = 1; c < 256; c++)
        for (size_t at = 0; at < sizeof text; at++) {
            memset(text, 'x', sizeof text);
            text[at] = (char)c;
            sprintf(one, c < 0x20 || c == 0x7F ? "\\u%04x" : "%c", c);
            if (c != 0x7F && strchr("\"\\\n\t\r", (int)c) != NULL)
                sprintf(one, "\\%c", c == '\n' ? 'n' : c == '\t' ? 't' : c == '\r' ? 'r' : (int)c);
            sprintf(expected, "\"%.*s%s%.*s\"", (int)at, "xxxxxxxxxxxxxxxxxxxx", one,
                    (int)(sizeof text - at - 1), "xxxxxxxxxxxxxxxxxxxx");
            json_clear(&json);
            json_string(&json, text, sizeof text);
            right = right && json.length == strlen(expected) &&
                    memcmp(json.bytes, expected, json.length) == 0;
        }
    json_release(&json);
    return right;
}

/* Four decimals at most, halves away from zero. */
static bool rounds(void)
{
    struct json json = {0};
    bool right = true;

    for (int i = 0; i < 40000; i++) {
        double value = (i - 20000) * 0.00005 + (i % 7 == 0 ? 12 : 0), back;
        json_clear(&json);
        json_number(&json, value, 4);
        json_bytes(&json, "", 1);
        back = strtod(json.bytes, NULL);
        right = right && back == round(value * 1e4) / 1e4 && strlen(json.bytes) <= 8 &&
                (strchr(json.bytes, '.') == NULL || json.bytes[json.length - 2] != '0');
    }
    json_release(&json);
    return right;
}

static void json_and_options(void)
{
    struct {
        bool flag;
        size_t count;
        int choice;
        const char *text;
    } options = {false, 3, 0, NULL};
    const struct option_row table[] = {
        {"flag", 'f', OPTION_FLAG, (size_t)((char *)&options.flag - (char *)&options), NULL, NULL,
         0, 0, ""},
        {"count", 'n', OPTION_COUNT, (size_t)((char *)&options.count - (char *)&options), "N", NULL,
         1, 9, ""},
        {"choice", 0, OPTION_CHOICE, (size_t)((char *)&options.choice - (char *)&options), "C",
         "one|two", 0, 0, ""},
        {"text", 't', OPTION_TEXT, (size_t)((char *)&options.text - (char *)&options), "T", NULL, 0,
         0, ""},
        {NULL, 0, OPTION_FLAG, 0, NULL, NULL, 0, 0, NULL}};
    char *good[] = {"x", "-fn4", "--choice=two", "--text", "a", "rest", NULL};
    char *bad[][4] = {{"x", "-n", "10", NULL},          {"x", "-n", "4x", NULL},
                      {"x", "--choice", "three", NULL}, {"x", "--nothing", NULL, NULL},
                      {"x", "-n", NULL, NULL},          {"x", "-n", "-1", NULL}};
    struct ordo_error error;
    int refused = 0;

    OK(writes(write_record, "{\"a\\\"\\u0001\":[-5,-9223372036854775808,0.1235,0,null,-2.5],\"b\":"
                            "\"x\\ty\\\\\",\"c\":null}\n"),
       "JSON is written with escapes, short numbers and null for what is not finite");
    OK(escapes_everywhere(), "every byte is escaped or not wherever it stands");
    OK(rounds(), "numbers are rounded to four decimals, without zeros behind");
    OK(options_parse(table, &options, 6, good, &error) == 5 && options.flag && options.count == 4 &&
           options.choice == 1 && strcmp(options.text, "a") == 0,
       "options by letter and name");
    for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
        int n = 0;
        while (bad[i][n] != NULL)
            n++;
        refused += options_parse(table, &options, n, bad[i], &error) == -1 &&
                   error.code == ORDO_ERR_OPTION && error.message[0] != '\0';
    }
    OK(refused == 6, "out of range, no number, no choice, unknown, without a value: refused");
}

/* A record with room behind it is read by another library than one at the end of the piece. */
static void two_libraries(void)
{
    static const char *const records[] = {
        "{}",
        "{\"text\":\"x\",\"id\":7}",
        " \t{ \"id\" : -1.50e+3 , \"text\" : \"\" } ",
        "{\"text\":\"\\u00e9\\ud83d\\ude00\\n\\\"\\/\\\\\",\"id\":123456789012345678901234567890}",
        "{\"text\":\"lone \\ud83d and \\udc00\"}",
        "{\"text\":\"\\u0000\"}",
        "{\"text\":\"\x01\"}",
        "{\"text\":\"ill \xC3\"}",
        "{\"text\":\"\\x\"}",
        "{\"text\":\"é«»\",\"id\":-0}",
        "{\"id\":1.0,\"id\":2,\"text\":null}",
        "{\"id\":3,\"id\":null}",
        "{\"id\":01}",
        "{\"id\":1.}",
        "{\"id\":+1}",
        "{\"id\":1e400}",
        "{\"id\":tru}",
        "{\"other\":tru,\"id\":1}",
        "{\"other\":nul,\"id\":1}",
        "{\"other\":[1,2,{\"a\":{\"b\":1}}],\"a\":{\"b\":true,\"c\":{}}}",
        "{\"a\":{\"b\":[1]},\"a.b\":2}",
        "{\"a\":[1,],\"id\":1}",
        "{\"id\":1,}",
        "{\"id\" 1}",
        "{\"id\":}",
        "{\"id\":1} x",
        "{\"id\":1}{}",
        "{\"id\":1",
        "{\"id\":1]",
        "{\"id",
        "{\"\\u0069d\":9}",
        "{id:1}",
        "{\"id\":[[[[[]]]],1,\"\"]}",
        "{\"a\":{\"b\":\"x\"},\"text\":false}",
        "{\"id\":NaN}",
        "{,}",
        "{\"a\":1 \"b\":2}",
    };
    char deep[400] = "{\"a\":", at_end[512], with_room[512], one[4096], two[4096];
    bool same = true;

    memset(deep + strlen(deep), '[', 100);
    memset(deep + strlen(deep), ']', 100);
    strcat(deep, "}");
    for (size_t i = 0; i <= sizeof records / sizeof *records; i++) {
        const char *record = i < sizeof records / sizeof *records ? records[i] : deep;
        snprintf(at_end, sizeof at_end, "%s\n", record);
        snprintf(with_room, sizeof with_room, "%s\n%*s\n", record, 80, "");
        memset(with_room + strlen(record), '\n', 81);
        if (strcmp(read_all((struct rows_dialect){ROWS_JSONL, 0, false}, NAMES, at_end, one),
                   read_all((struct rows_dialect){ROWS_JSONL, 0, false}, NAMES, with_room, two)) ==
            0)
            continue;
        printf("# %s\n# at the end %s\n# with room  %s\n", record, one, two);
        same = false;
    }
    OK(same, "a record is read alike wherever it stands in the piece");
}

int main(void)
{
    jsonl();
    two_libraries();
    columns();
    dialects();
    boundaries();
    skipping();
    json_and_options();
    return tap_done();
}
