/* quotation.c: the marks that block quotations bring along. */
#include "quotation.h"

#include <string.h>

static const char *const OPENING[] = {
    "\"", QUOTATION_OPEN, "\xE2\x80\x9E", "\xC2\xAB", "\xC2\xBB", "\xE2\x80\x98", "'"};
static const char *const CLOSING[] = {"\"",           QUOTATION_CLOSE, "\xC2\xBB", "\xC2\xAB",
                                      "\xE2\x80\x99", QUOTATION_OPEN,  "'"};
static const char *const DASHES[] = {"\xE2\x80\x94", "\xE2\x80\x95", "\xE2\x80\x93", "--"};

static bool begins(const char *text, size_t length, const char *const *marks, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (length >= strlen(marks[i]) && memcmp(text, marks[i], strlen(marks[i])) == 0)
            return true;
    return false;
}
#define BEGINS(text, length, marks) begins(text, length, marks, sizeof(marks) / sizeof *(marks))

bool quotation_opens(const char *text, size_t length)
{
    return BEGINS(text, length, OPENING);
}

bool quotation_closes(const char *text, size_t length)
{
    for (size_t i = 0; i < sizeof CLOSING / sizeof CLOSING[0]; i++) {
        size_t n = strlen(CLOSING[i]);
        if (length >= n && memcmp(text + length - n, CLOSING[i], n) == 0)
            return true;
    }
    return false;
}

bool quotation_credits(const char *line, size_t length)
{
    return BEGINS(line, length, DASHES);
}
