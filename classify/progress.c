/* progress.c: a bar on a terminal, a line now and then elsewhere. */
#include "progress.h"

#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#define BAR_EVERY  0.2  /* seconds */
#define LINE_EVERY 30.0 /* a log of a day then has 3,000 lines */
#define BAR_WIDTH  24

double progress_seconds(void)
{
    struct timespec now;

    clock_gettime(CLOCK_MONOTONIC, &now);
    return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

void progress_begin(struct progress *progress, bool quiet, uint64_t total)
{
    memset(progress, 0, sizeof *progress);
    progress->silent = quiet;
    progress->bar = isatty(STDERR_FILENO) == 1;
    progress->begun = progress->last = progress_seconds();
    progress->total = total;
}

static void clear(struct progress *progress)
{
    if (progress->shown)
        fputs("\r\033[K", stderr);
    progress->shown = false;
}

void progress_messages(struct progress *progress, const struct json *messages)
{
    const char *line = messages->bytes, *end;

    if (messages->length == 0)
        return;
    clear(progress);
    end = line + messages->length;
    while (line < end) {
        const char *next = (const char *)memchr(line, '\n', (size_t)(end - line)) + 1;
        fprintf(stderr, "ordo-classify: %.*s", (int)(next - line), line);
        line = next;
    }
}

/* "1:02:03" */
static void put_time(double seconds)
{
    unsigned long long whole = (unsigned long long)(seconds + 0.5);

    if (whole >= 3600)
        fprintf(stderr, "%llu:%02llu:%02llu", whole / 3600, whole / 60 % 60, whole % 60);
    else
        fprintf(stderr, "%llu:%02llu", whole / 60, whole % 60);
}

static void put_bar(double share)
{
    int filled = (int)(share * BAR_WIDTH);

    fputc('[', stderr);
    for (int i = 0; i < BAR_WIDTH; i++)
        fputc(i < filled ? '#' : '.', stderr);
    fprintf(stderr, "] %3.0f %%  ", 100.0 * share);
}

void progress_step(struct progress *progress, const struct counts *counts, uint64_t bytes_read)
{
    double now = progress_seconds(), elapsed = now - progress->begun;
    double share;

    if (progress->silent || now - progress->last < (progress->bar ? BAR_EVERY : LINE_EVERY))
        return;
    progress->last = now;
    share = progress->total == 0 ? 0.0 : (double)bytes_read / (double)progress->total;
    share = share > 1.0 ? 1.0 : share;
    if (progress->bar)
        clear(progress);
    fputs("ordo-classify: ", stderr);
    if (progress->bar && progress->total > 0)
        put_bar(share);
    else if (progress->total > 0)
        fprintf(stderr, "%.1f %%, ", 100.0 * share);
    fprintf(stderr, "%llu articles (%.0f/s), %llu statements (%.0f/s), %.1f MB/s, %llu failed",
            (unsigned long long)counts->articles, (double)counts->articles / elapsed,
            (unsigned long long)counts->statements, (double)counts->statements / elapsed,
            (double)(bytes_read - progress->bytes_begun) / elapsed / 1e6,
            (unsigned long long)counts->failed);
    if (share > 0.0 && bytes_read > progress->bytes_begun) {
        fputs(", left ", stderr);
        put_time((double)(progress->total -
                          (bytes_read < progress->total ? bytes_read : progress->total)) *
                 elapsed / (double)(bytes_read - progress->bytes_begun));
    }
    if (!progress->bar)
        fputc('\n', stderr);
    progress->shown = progress->bar;
    fflush(stderr);
}

void progress_end(struct progress *progress)
{
    clear(progress);
    fflush(stderr);
}
