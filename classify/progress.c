/* progress.c: a bar on a terminal, a line now and then elsewhere. */
#include "progress.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#define BAR_EVERY  0.2  /* seconds */
#define LINE_EVERY 30.0 /* a log of a day then has 3,000 lines */

double progress_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress, bool quiet, uint64_t total, bool resumed)
{
    memset(progress, 0, sizeof *progress);
    progress->messages.program = "ordo-classify";
    progress->silent = quiet;
    progress->bar = isatty(STDERR_FILENO) == 1;
    progress->begun = progress->last = progress_seconds();
    progress->total = total;
    progress->resumed = resumed;
}

static void clear(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

void progress_messages(struct progress *progress, const struct json *messages)
{
    if (messages->length == 0)
        return;
    clear(progress);
    messages_print(&progress->messages, messages);
}

/* What a terminal shows is cut where its line ends: a second line would not be taken away again. */
struct line {
    char bytes[512];
    size_t length, room;
};

static size_t line_room(bool bar)
{
    struct winsize size;

    if (!bar)
        return sizeof((struct line *)NULL)->bytes;
    return ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0 ? size.ws_col : 80;
}

/* Adds what there is room for. */
__attribute__((format(printf, 2, 3))) static void add(struct line *line, const char *format, ...)
{
    size_t room = line->room < sizeof line->bytes ? line->room : sizeof line->bytes;
    va_list arguments;
    int n;

    va_start(arguments, format);
    n = vsnprintf(line->bytes + line->length, room - line->length, format, arguments);
    va_end(arguments);
    if (n >= 0 && line->length + (size_t)n < room)
        line->length += (size_t)n;
}

static void add_bar(struct line *line, double share)
{
    static const char full[] = "####################", empty[] = "....................";
    int width = (int)sizeof full - 1, filled = (int)(share * width);

    add(line, "[%.*s%.*s] ", filled, full, width - filled, empty);
}

/* ", left 1:02:03" */
static void add_time(struct line *line, double seconds)
{
    unsigned long long whole = (unsigned long long)(seconds + 0.5);

    if (whole >= 3600)
        add(line, ", left %llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
    else
        add(line, ", left %llu:%02llu", whole / 60, whole % 60);
}

static void add_share(struct line *line, const struct progress *progress, uint64_t bytes_read,
                      double elapsed)
{
    uint64_t total = progress->total, read = bytes_read < total ? bytes_read : total;
    double share = (double)read / (double)total;

    if (progress->bar)
        add_bar(line, share);
    add(line, "%.*f %%", progress->bar ? 0 : 1, 100.0 * share);
    if (read > progress->bytes_begun)
        add_time(line, (double)(total - read) * elapsed / (double)(read - progress->bytes_begun));
    add(line, ", ");
}

/* The most wanted first. Rates are of this run, counts of all that it goes on with. */
static void compose(struct line *line, const struct progress *progress, const struct counts *counts,
                    uint64_t bytes_read, double elapsed)
{
    const struct counts *begun = &progress->counts_begun;

    if (progress->total > 0)
        add_share(line, progress, bytes_read, elapsed);
    add(line, "%llu failed", (unsigned long long)counts->failed);
    add(line, ", %llu articles (%.0f/s)", (unsigned long long)counts->articles,
        (double)(counts->articles - begun->articles) / elapsed);
    add(line, ", %.1f MB/s", (double)(bytes_read - progress->bytes_begun) / elapsed / 1e6);
    add(line, ", %llu statements (%.0f/s)", (unsigned long long)counts->statements,
        (double)(counts->statements - begun->statements) / elapsed);
}

void progress_step(struct progress *progress, const struct counts *counts, uint64_t bytes_read)
{
    double now = progress_seconds();
    struct line line = {.room = line_room(progress->bar)};

    if (progress->resumed) { /* what was passed over on the way to the place took no time */
        progress->resumed = false;
        progress->counts_begun = *counts;
        progress->bytes_begun = bytes_read;
        progress->begun = now;
    }
    if (progress->silent || now - progress->last < (progress->bar ? BAR_EVERY : LINE_EVERY))
        return;
    progress->last = now;
    compose(&line, progress, counts, bytes_read, now > progress->begun ? now - progress->begun : 1);
    if (progress->bar)
        fprintf(stderr, "\r\033[K%.*s", (int)line.length, line.bytes);
    else
        fprintf(stderr, "ordo-classify: %.*s\n", (int)line.length, line.bytes);
    progress->shown = progress->bar;
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    clear(progress);
    messages_end(&progress->messages);
    fflush(stderr);
}
