/* dates.c: numbers, month names and a time, in the orders that are in use. */
#include "dates.h"
#include "../lib/program/calendar.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#define ZONE_ROOM 16

static const char *const MONTHS[] = {"january",   "february", "march",    "april",
                                     "may",       "june",     "july",     "august",
                                     "september", "october",  "november", "december"};

/* German names that do not begin as the English ones. */
static const struct {
    const char *name;
    int month;
} OTHER_MONTHS[] = {{"m\u00E4rz", 3}, {"maerz", 3},     {"mai", 5}, {"oktober", 10},
                    {"okt", 10},      {"dezember", 12}, {"dez", 12}};

struct reader {
    const char *at, *end;
};

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

/* Exactly n digits. */
static bool digits(struct reader *reader, int n, int *value)
{
    *value = 0;
    for (int i = 0; i < n; i++) {
        if (reader->at + i >= reader->end || !is_digit(reader->at[i]))
            return false;
        *value = *value * 10 + (reader->at[i] - '0');
    }
    reader->at += n;
    return true;
}

static bool sign(struct reader *reader, char c)
{
    if (reader->at < reader->end && *reader->at == c) {
        reader->at++;
        return true;
    }
    return false;
}

/* Whether the calendar has it. */
static bool is_date(int year, int month, int day)
{
    return year >= 1000 && month >= 1 && month <= 12 && day >= 1 &&
           day <= calendar_days(year, month);
}

/* "Z", "+02:00", "+0200", "GMT", "UTC". Empty where it is something else. */
static void read_zone(struct reader *reader, char zone[ZONE_ROOM])
{
    int hours, minutes = 0;
    char direction;

    zone[0] = '\0';
    while (sign(reader, ' '))
        ;
    direction = reader->at < reader->end ? *reader->at : '\0';
    if (direction == 'Z' ||
        (reader->end - reader->at >= 3 &&
         (memcmp(reader->at, "GMT", 3) == 0 || memcmp(reader->at, "UTC", 3) == 0))) {
        strcpy(zone, "Z");
        return;
    }
    if (direction != '+' && direction != '-')
        return;
    reader->at++;
    if (!digits(reader, 2, &hours) || hours > 14)
        return;
    sign(reader, ':');
    if (!digits(reader, 2, &minutes) || minutes > 59)
        minutes = 0;
    snprintf(zone, ZONE_ROOM, "%c%02d:%02d", direction, hours % 100, minutes % 100);
}

/* One digit or two. */
static bool short_number(struct reader *reader, int *value)
{
    int more;

    if (!digits(reader, 1, value))
        return false;
    if (digits(reader, 1, &more))
        *value = *value * 10 + more;
    return true;
}

/* "PM", "a.m.": the hour of 24 that it makes of one of 12; -1: there is no such hour. Where nothing
 * of the kind stands, the hour itself. */
static int half_of_day(struct reader *reader, int hour)
{
    const char *at = reader->at;
    char half;

    while (at < reader->end && *at == ' ')
        at++;
    half = at < reader->end ? (char)(*at | 32) : '\0';
    if (half != 'a' && half != 'p')
        return hour;
    at++;
    at += at < reader->end && *at == '.';
    if (at == reader->end || (*at | 32) != 'm')
        return hour;
    at++;
    at += at < reader->end && *at == '.';
    reader->at = at;
    return hour < 1 || hour > 12 ? -1 : hour % 12 + (half == 'p' ? 12 : 0);
}

/* A time behind a date, where one is given whole. */
static void put(struct reader *reader, int year, int month, int day, char out[DATE_ROOM])
{
    int hour, minute, second = 0;
    char zone[ZONE_ROOM];

    snprintf(out, DATE_ROOM, "%04d-%02d-%02d", year % 10000, month % 100, day % 100);
    while (reader->at < reader->end &&
           (*reader->at == ' ' || *reader->at == 'T' || *reader->at == ','))
        reader->at++;
    if (!short_number(reader, &hour) || hour > 24)
        return;
    sign(reader, ':');
    if (!digits(reader, 2, &minute) || minute > 59)
        return;
    if ((sign(reader, ':') || (reader->at < reader->end && is_digit(*reader->at))) &&
        (!digits(reader, 2, &second) || second > 60))
        second = 0;
    if (sign(reader, '.'))
        while (reader->at < reader->end && is_digit(*reader->at))
            reader->at++;
    hour = half_of_day(reader, hour);
    if (hour < 0)
        return;
    read_zone(reader, zone);
    snprintf(out + 10, DATE_ROOM - 10, "T%02d:%02d:%02d%s", hour % 100, minute % 100, second % 100,
             zone);
}

static bool ends(const struct reader *reader)
{
    return reader->at == reader->end || !is_digit(*reader->at);
}

/* "2024-03-05", "2024/3/5", "20240305": the year first, then the month. */
static bool read_numbers(struct reader reader, char out[DATE_ROOM])
{
    int year, month, day;

    if (!digits(&reader, 4, &year))
        return false;
    if (sign(&reader, '-') || sign(&reader, '/')) {
        if (!short_number(&reader, &month) || (!sign(&reader, '-') && !sign(&reader, '/')) ||
            !short_number(&reader, &day))
            return false;
    } else if (!digits(&reader, 2, &month) || !digits(&reader, 2, &day)) {
        return false;
    }
    if (!is_date(year, month, day) || !ends(&reader))
        return false;
    put(&reader, year, month, day, out);
    return true;
}

/* The year last. With dots the day comes first, wherever dates are written so; with other signs
 * day or month does: one of the two must be no date, or both the same. */
static bool read_reversed(struct reader reader, char out[DATE_ROOM])
{
    int year, first, second;
    bool day_first, month_first;
    char between;

    if (!short_number(&reader, &first) || reader.at == reader.end ||
        memchr("./-", *reader.at, 3) == NULL)
        return false;
    between = *reader.at++;
    if (!short_number(&reader, &second) || !sign(&reader, between) || !digits(&reader, 4, &year) ||
        !ends(&reader))
        return false;
    day_first = is_date(year, second, first);
    month_first = between != '.' && is_date(year, first, second);
    if (day_first == month_first && (!day_first || first != second))
        return false;
    put(&reader, year, day_first ? second : first, day_first ? first : second, out);
    return true;
}

static int month_of(const char *word, size_t length)
{
    while (length > 0 && word[length - 1] == '.')
        length--;
    for (int i = 0; length >= 3 && i < 12; i++)
        if (length <= strlen(MONTHS[i]) + (i == 8) && strncasecmp(word, MONTHS[i], 3) == 0)
            return i + 1;
    for (size_t i = 0; i < sizeof OTHER_MONTHS / sizeof OTHER_MONTHS[0]; i++)
        if (length == strlen(OTHER_MONTHS[i].name) &&
            strncasecmp(word, OTHER_MONTHS[i].name, length) == 0)
            return OTHER_MONTHS[i].month;
    return 0;
}

/* Words: a day, a month's name and a year in any order, with a weekday before them. */
static bool read_words(struct reader reader, char out[DATE_ROOM])
{
    int year = 0, month = 0, day = 0;

    for (int n = 0; n < 6 && reader.at < reader.end && (year == 0 || month == 0 || day == 0); n++) {
        size_t length = 0;
        struct reader number = reader;
        int value;
        while (reader.at < reader.end && strchr(" ,\t\n", *reader.at) != NULL)
            reader.at++;
        number = reader;
        while (reader.at + length < reader.end && strchr(" ,\t\n", reader.at[length]) == NULL)
            length++;
        if (length == 4 && digits(&number, 4, &value))
            year = value;
        else if (length <= 4 && length > 0 && is_digit(reader.at[0]) &&
                 digits(&number, length >= 2 && is_digit(reader.at[1]) ? 2 : 1, &value))
            day = value;
        else if (month == 0)
            month = month_of(reader.at, length);
        reader.at += length;
    }
    if (!is_date(year, month, day))
        return false;
    put(&reader, year, month, day, out);
    return true;
}

bool date_read(struct ordo_string given, char out[DATE_ROOM])
{
    struct reader reader = {given.bytes, given.bytes + given.length};

    while (reader.at < reader.end && strchr(" \t\r\n", *reader.at) != NULL)
        reader.at++;
    return read_numbers(reader, out) || read_reversed(reader, out) || read_words(reader, out);
}
