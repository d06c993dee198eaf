/* records.c: rows of JSON that stand deeper than its beginning. */
#include "../../classify/records.h"
#include "tap.h"

#include <stdio.h>
#include <string.h>

/* What is left of the text, spaces taken out, then "!line:byte" where it ends badly; fed in steps
 * of so many bytes. */
static const char *keep(const char *path, const char *text, size_t step, char *out)
{
    size_t length = strlen(text), n = 0;
    char bytes[512];
    struct records records;
    struct ordo_error error;

    memcpy(bytes, text, length);
    records_begin(&records, path);
    for (size_t at = 0; at < length; at += step)
        records_keep(&records, bytes + at, length - at < step ? length - at : step);
    for (size_t i = 0; i < length; i++)
        if (bytes[i] != ' ')
            out[n++] = bytes[i];
    out[n] = '\0';
    if (records_end(&records, &error) != 0)
        sprintf(out + n, "!%d:%d", (int)error.line, (int)error.byte);
    return out;
}

static bool keeps(const char *path, const char *text, const char *expected)
{
    char out[600], parts[600];
    bool same = strcmp(keep(path, text, 512, out), expected) == 0;

    if (!same)
        printf("# expected %s\n# found    %s\n", expected, out);
    for (size_t step = 1; step < 8; step++)
        same = same && strcmp(keep(path, text, step, parts), out) == 0;
    return same;
}

static void check_keep(void)
{
    OK(keeps("a", "{\"n\":[{\"a\":1}],\"a\":[{\"b\":\"]}\"},\n{\"a\":[{}]}],\"z\":{\"a\":[{}]}}",
             "{\"b\":\"]}\"}\n{\"a\":[{}]}"),
       "the objects of the array at the path, and line breaks");
    OK(keeps("r.s", "{\"r\":{\"s\":[{\"x\":1}]},\"s\":[{\"y\":1}]}", "{\"x\":1}"),
       "deeper, and nowhere else");
    OK(keeps("a", "{\"a\":[{\"x\":1}]}\n[{\"a\":[{\"x\":2}]},{\"a\":{\"x\":3}}]",
             "{\"x\":1}\n{\"x\":2}{\"x\":3}"),
       "of objects one after another, in an array; an object alone");
    OK(keeps("a.b", "{\"a\":[{\"b\":[{\"x\":1}]},{\"b\":[{\"x\":2}]}]}", "{\"x\":1}{\"x\":2}"),
       "arrays on the way are walked through");
    OK(keeps("a", "{\"b\":\"\\\"a\\\":[{\",\"a\":[1,\"{\",{\"\\\\\":\"\\\"}\"}]}",
             "{\"\\\\\":\"\\\"}\"}"),
       "brackets and keys within strings are text");
    OK(keeps("a", "{\"a\":[]}", "") && keeps("a", "{\"a\":null}", "!1:10") &&
           keeps("a", "{\"a\":[{}]}\n{\"ab\":[{}]}\n{}\n", "{}\n\n\n!2:22"),
       "an array may be empty; an object without it is told, the first with its place");
    OK(keeps("a", "{\"a\":[{},\n", "{}\n!0:0") && keeps("a", "{\"a\":[{\"x", "{\"x"),
       "cut short between rows, and within one, which tells it itself");
    OK(keeps("a", "{\"a\":[{}}\n{\"a\":[{}]}", "{}\n!1:9"), "broken around the rows");
    OK(keeps("a", "", "") && keeps("a", "\n", "\n"), "nothing at all");
}

static bool finds(const char *text, const char *fields, const char *expected)
{
    char path[RECORDS_PATH_MAX];
    bool found = records_find((struct ordo_string){text, strlen(text)}, fields, path);

    if (expected == NULL)
        return !found;
    if (!found || strcmp(path, expected) != 0)
        printf("# expected %s, found %s\n", expected, found ? path : "nothing");
    return found && strcmp(path, expected) == 0;
}

static void check_find(void)
{
    OK(finds("{\"n\":1,\"tags\":[{\"x\":\"\"}],\"articles\":[{\"id\":1,\"text\":\"a\"},{\"te",
             "text", "articles"),
       "the array whose objects have the text, in the beginning of a file");
    OK(finds("{\"r\":{\"s\":[{\"f\":{\"body\":[\"x\"]}}]}}", "head,f.body", "r.s"),
       "by any of the fields, deeper, a list of paragraphs");
    OK(finds("{\"tags\":[{\"text\":\"t\"}],\"text\":\"a\"}", "text", NULL) &&
           finds("{\"tags\":[{\"text\":\"t\"}],\"text\":[\"a\"]}", "text", NULL) &&
           finds("{\"text\":\"a\",\"tags\":[{\"text\":\"t\"}]}", "text", NULL),
       "not where the object has a text itself");
    OK(finds("{\"a\":[{\"text\":\"t\"}],\"b\":[{\"text\":\"t\"}]}", "text", NULL) &&
           finds("{\"a\":[{\"b\":[{\"text\":\"t\"}]}]}", "text", NULL) &&
           finds("{\"a\":[{\"t\":\"t\"}]}", "text", NULL) &&
           finds("[{\"text\":\"\"}]", "text", NULL) && finds("{\"a\":", "text", NULL) &&
           finds("", "text", NULL),
       "nor where there are several, none, or no JSON");
    OK(records_is_path("a.b") && !records_is_path("") && !records_is_path("a..b") &&
           !records_is_path(".a") && !records_is_path("a.") && !records_is_path("a[]"),
       "paths");
}

int main(void)
{
    check_keep();
    check_find();
    return tap_done();
}
