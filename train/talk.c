/* talk.c: lines of progress. */
#include "talk.h"

#include <stdarg.h>
#include <stdio.h>

void talk_progress(const struct talk *talk, const char *format, ...)
{
    char line[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(line, sizeof line, format, arguments);
    va_end(arguments);
    talk->progress(talk->context, line);
}
