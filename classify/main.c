/* ordo-classify: articles -> scored statements. What it prints and how it exits. */
#include "batch.h"
#include "stop.h"
#include "../lib/program/status.h"

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>

/* What libraries take and give back with every article, libcld2 above all, stays with the process:
 * the kernel would clear the same pages anew each time, under a lock that all threads share. */
#define HEAP_KEPT (16 << 20)

static const char USAGE[] =
    "usage: ordo-classify [-m MODEL] [OPTION]... [FILE|FOLDER|-]...\n"
    "Finds who said what in articles, and scores every statement; JSONL, CSV, TSV, SQLite or brat "
    "out.\n";

static void print_error(const struct ordo_error *error)
{
    char text[640];

    fprintf(stderr, "ordo-classify: %s\n", ordo_error_text(error, text, sizeof text));
}

static const char *plural(uint64_t n)
{
    return n == 1 ? "" : "s";
}

static void print_summary(const struct settings *settings, const struct batch_result *result)
{
    const struct counts *counts = &result->counts;
    const char *before = ", skipped: ";

    if (settings->quiet)
        return;
    fprintf(stderr, "ordo-classify: ");
    if (!settings->statements)
        fprintf(stderr, "%llu article%s, ", (unsigned long long)counts->articles,
                plural(counts->articles));
    fprintf(stderr, "%llu statement%s, %llu failed", (unsigned long long)counts->statements,
            plural(counts->statements), (unsigned long long)counts->failed);
    for (size_t i = SKIP_NOT + 1; i < SKIP_REASONS; i++) {
        if (counts->skipped[i] == 0)
            continue;
        fprintf(stderr, "%s%llu %s", before, (unsigned long long)counts->skipped[i],
                article_skip_name((enum article_skip)i));
        before = ", ";
    }
    if (result->left_out > 0)
        fprintf(stderr, ", left out by name: %llu file%s", (unsigned long long)result->left_out,
                plural(result->left_out));
    fprintf(stderr, "; %.1f s, %.1f MB/s\n", result->seconds,
            (double)(counts->bytes - result->text_before) /
                (result->seconds > 0.0 ? result->seconds : 1.0) / 1e6);
}

/* A name that no row has is a slip of the pen: the column would be empty without a word. */
static void tell_missing(const struct plan *plan, const struct counts *counts)
{
    for (size_t i = 0; i < plan->n_names; i++)
        if (plan_misses(plan, counts->met, i))
            fprintf(stderr, "ordo-classify: no row has the field '%s' (--%s)\n", plan->names[i],
                    plan->asked[i]);
}

static void put_stats(const struct plan *plan, const struct batch_result *result, int status,
                      struct json *json)
{
    static const char *const ends[] = {"done", "stopped", "too many errors"};
    const struct counts *counts = &result->counts;

    json_open(json, '{');
    json_key(json, "version");
    json_text(json, ORDO_VERSION);
    json_key(json, "schema");
    json_integer(json, COLUMNS_SCHEMA);
    json_key(json, "end");
    json_text(json, status == EXIT_CANNOT ? "failed" : ends[result->end]);
    json_key(json, "exit");
    json_integer(json, status);
    json_key(json, "resumed");
    json_bool(json, result->resumed);
    json_key(json, "articles");
    json_integer(json, (int64_t)counts->articles);
    json_key(json, "statements");
    json_integer(json, (int64_t)counts->statements);
    json_key(json, "failed");
    json_integer(json, (int64_t)counts->failed);
    json_key(json, "skipped");
    json_open(json, '{');
    for (size_t i = SKIP_NOT + 1; i < SKIP_REASONS; i++) {
        json_key(json, article_skip_name((enum article_skip)i));
        json_integer(json, (int64_t)counts->skipped[i]);
    }
    json_close(json, '}');
    json_key(json, "left_out_by_name");
    json_integer(json, (int64_t)result->left_out);
    json_key(json, "missing_fields");
    json_open(json, '[');
    for (size_t i = 0; i < plan->n_names; i++)
        if (plan_misses(plan, counts->met, i))
            json_text(json, plan->names[i]);
    json_close(json, ']');
    json_key(json, "text_bytes");
    json_integer(json, (int64_t)counts->bytes);
    json_key(json, "input_bytes");
    json_integer(json, (int64_t)result->bytes_read);
    json_key(json, "threads");
    json_integer(json, (int64_t)plan->settings->threads);
    json_key(json, "seconds");
    json_number(json, result->seconds, 3);
    json_close(json, '}');
    json_newline(json);
}

static int write_stats(const struct plan *plan, const struct batch_result *result, int status,
                       struct ordo_error *error)
{
    struct ordo_output output;
    struct json json = {0};
    int written = -1;

    put_stats(plan, result, status, &json);
    if (json.failed) {
        ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    } else if (ordo_output_open(&output, plan->settings->stats, error) == 0) {
        written = ordo_output_write(&output, json.bytes, json.length, error);
        if (written == 0)
            written = ordo_output_commit(&output, error);
        ordo_output_release(&output);
    }
    json_release(&json);
    return written;
}

static int report(const struct plan *plan, const struct batch_result *result, int failed,
                  struct ordo_error *error)
{
    const struct settings *settings = plan->settings;
    int status = result->counts.failed > 0 ? EXIT_SOME_FAILED : EXIT_DONE;

    if (failed != 0) {
        if (error->code == ORDO_ERR_PIPE)
            stop_by_pipe();
        print_error(error);
        status = status_of(error);
    } else if (result->end == BATCH_ERRORS) {
        fprintf(stderr, "ordo-classify: more than %zu inputs failed\n", settings->max_errors);
        status = EXIT_CANNOT;
    } else if (result->end == BATCH_STOPPED) {
        status = EXIT_STOPPED;
    }
    if (failed == 0 && result->was_whole)
        fprintf(stderr, "ordo-classify: %s: whole already, nothing to do\n", settings->output);
    else if (failed == 0)
        print_summary(settings, result);
    if (failed == 0 && result->end == BATCH_DONE)
        tell_missing(plan, &result->counts);
    if (result->can_resume)
        fprintf(stderr,
                "ordo-classify: stopped after %llu article%s; the same command with --resume "
                "goes on\n",
                (unsigned long long)result->counts.articles, plural(result->counts.articles));
    else if (result->end == BATCH_STOPPED)
        fprintf(stderr, "ordo-classify: stopped\n");
    if (settings->stats != NULL && status != EXIT_USAGE &&
        write_stats(plan, result, status, error) != 0) {
        print_error(error);
        status = EXIT_CANNOT;
    }
    return status;
}

static int run(const struct settings *settings)
{
    struct ordo_model *model = NULL;
    struct plan plan = {0};
    struct batch_result result;
    struct ordo_error error;
    int status;

    if ((settings->model_path != NULL &&
         ordo_model_open(&model, settings->model_path, &error) != 0) ||
        plan_init(&plan, settings, model, &error) != 0) {
        print_error(&error);
        status = status_of(&error);
    } else if (settings_lists_fields(settings)) {
        status = fields_list(settings, model, plan.heads, plan.n_heads, stdout, &error) == 0 &&
                         fflush(stdout) == 0
                     ? EXIT_DONE
                     : EXIT_CANNOT;
    } else {
        status = batch_run(&plan, &result, &error);
        status = report(&plan, &result, status, &error);
    }
    plan_release(&plan);
    ordo_model_free(model);
    return status;
}

int main(int argc, char **argv)
{
    struct settings settings;
    struct ordo_error error;

    if (settings_parse(&settings, argc, argv, &error) != 0) {
        print_error(&error);
        if (status_of(&error) == EXIT_USAGE)
            fprintf(stderr, "ordo-classify: 'ordo-classify --help' lists the options\n");
        return status_of(&error);
    }
    if (settings.help) {
        fputs(USAGE, stdout);
        options_help(SETTINGS_TABLE, stdout);
        printf("\nOutput schema %d.\n", COLUMNS_SCHEMA);
        return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
    }
    if (settings.version) {
        printf("ordo-classify %s (output schema %d)\n", ORDO_VERSION, COLUMNS_SCHEMA);
        return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
    }
    mallopt(M_TRIM_THRESHOLD, HEAP_KEPT);
    stop_watch();
    return run(&settings);
}
