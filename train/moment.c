/* moment.c: a date's digits -> seconds. Other forms are refused, for no order can be told of them:
 * 03/04/2010 is in March or in April. */
#include "moment.h"
#include "../lib/program/calendar.h"
#include "number.h"

#include <string.h>
#include <time.h>

/* Takes `n` digits from *at, of a number in [low, high]. */
static bool take(const char **at, size_t n, int low, int high, int *number)
{
    *number = 0;
    for (size_t i = 0; i < n; i++, ++*at) {
        if (**at < '0' || **at > '9')
            return false;
        *number = *number * 10 + (**at - '0');
    }
    return low <= *number && *number <= high;
}

static bool take_mark(const char **at, char mark)
{
    bool there = **at == mark;

    *at += there;
    return there;
}

/* "Z", "+hh", "+hhmm" or "+hh:mm", or nothing; seconds to the east of UTC. */
static bool take_offset(const char **at, int *offset)
{
    int hours, minutes = 0, sign = **at == '-' ? -1 : 1;

    if (take_mark(at, 'Z') || (!take_mark(at, '+') && !take_mark(at, '-')))
        return true;
    if (!take(at, 2, 0, 14, &hours))
        return false;
    if ((take_mark(at, ':') || **at != '\0') && !take(at, 2, 0, 59, &minutes))
        return false;
    *offset = sign * (hours * 3600 + minutes * 60);
    return true;
}

/* "hh:mm:ss.fff+hh:mm" */
static bool take_time(const char **at, struct tm *time, double *fraction, int *offset)
{
    if (!take(at, 2, 0, 24, &time->tm_hour) || !take_mark(at, ':') ||
        !take(at, 2, 0, 59, &time->tm_min))
        return false;
    if (take_mark(at, ':') && !take(at, 2, 0, 60, &time->tm_sec))
        return false;
    if (take_mark(at, '.') || take_mark(at, ',')) {
        double digit = 1;
        for (; **at >= '0' && **at <= '9'; ++*at)
            *fraction += (**at - '0') * (digit /= 10);
    }
    return take_offset(at, offset);
}

static bool read_date(const char *at, double *seconds)
{
    struct tm time = {.tm_mday = 1};
    double fraction = 0;
    int offset = 0;

    if (!take(&at, 4, 1, 9999, &time.tm_year) || !take_mark(&at, '-') ||
        !take(&at, 2, 1, 12, &time.tm_mon))
        return false;
    if (take_mark(&at, '-')) {
        if (!take(&at, 2, 1, calendar_days(time.tm_year, time.tm_mon), &time.tm_mday))
            return false;
        if ((take_mark(&at, 'T') || take_mark(&at, ' ')) &&
            !take_time(&at, &time, &fraction, &offset))
            return false;
    }
    time.tm_year -= 1900;
    time.tm_mon--;
    *seconds = (double)timegm(&time) - offset + fraction;
    return *at == '\0';
}

int moment_read(struct moment *moment, struct ordo_string text, struct ordo_error *error)
{
    char copy[64];

    moment->is_date = false;
    if (number_read(text, &moment->at))
        return 0;
    if (text.length < sizeof copy && text.length > 0) {
        memcpy(copy, text.bytes, text.length);
        copy[text.length] = '\0';
        moment->is_date = read_date(copy, &moment->at);
    }
    return moment->is_date ? 0
                           : ordo_fail(error, ORDO_ERR_FORMAT,
                                       "'%.*s' is neither a number nor a date as 2010-03-25 or "
                                       "2010-03-25T14:30:00+02:00",
                                       text.length < 40 ? (int)text.length : 40,
                                       text.length == 0 ? "" : text.bytes);
}
