/* calendar.h: the Gregorian calendar. */
#ifndef ORDO_CALENDAR_H
#define ORDO_CALENDAR_H

/* Days of a month, 1 to 12. */
static inline int calendar_days(int year, int month)
{
    static const int days[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    int leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

    return days[month - 1] + (month == 2 && leap);
}

#endif
