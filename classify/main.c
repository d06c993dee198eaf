/* ordo-classify: articles -> scored statements. What it prints and how it exits. */
#include "pool.h"
#include "../lib/program/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "usage: ordo-classify -m MODEL [OPTION]... [FILE|FOLDER|-]...\n"
    "Finds who said what in articles, and scores every statement; JSONL out.\n";

struct writer {
    struct ordo_output output;
    bool to_file;
    struct counts counts;
};

static void print_error(const struct ordo_error *error)
{
    char text[640];

    fprintf(stderr, "ordo-classify: %s\n", ordo_error_text(error, text, sizeof text));
}

static void print_messages(const struct json *messages)
{
    const char *line = messages->bytes, *end;

    if (messages->length == 0)
        return;
    end = line + messages->length;
    while (line < end) {
        const char *next = (const char *)memchr(line, '\n', (size_t)(end - line)) + 1;
        fprintf(stderr, "ordo-classify: %.*s", (int)(next - line), line);
        line = next;
    }
}

static int take(void *context, const struct output *output, struct ordo_error *error)
{
    struct writer *writer = context;
    const struct json *records = &output->records;

    print_messages(&output->messages);
    writer->counts.articles += output->counts.articles;
    writer->counts.statements += output->counts.statements;
    writer->counts.failed += output->counts.failed;
    if (records->length == 0)
        return 0;
    if (writer->to_file)
        return ordo_output_write(&writer->output, records->bytes, records->length, error);
    if (fwrite(records->bytes, 1, records->length, stdout) == records->length &&
        fflush(stdout) == 0)
        return 0;
    return ordo_fail(error, ORDO_ERR_IO, "cannot write to standard output: %s", strerror(errno));
}

static void print_summary(const struct settings *settings, const struct counts *counts)
{
    if (settings->quiet)
        return;
    fprintf(stderr, "ordo-classify: ");
    if (!settings->statements)
        fprintf(stderr, "%llu article%s, ", (unsigned long long)counts->articles,
                counts->articles == 1 ? "" : "s");
    fprintf(stderr, "%llu statement%s, %llu failed\n", (unsigned long long)counts->statements,
            counts->statements == 1 ? "" : "s", (unsigned long long)counts->failed);
}

static int classify(const struct settings *settings, const struct plan *plan, struct writer *writer,
                    struct ordo_error *error)
{
    struct pool_sink sink = {take, writer};
    struct input *input = NULL;
    int result = -1;

    writer->to_file = settings->output != NULL;
    if (writer->to_file && ordo_output_open(&writer->output, settings->output, error) != 0)
        return -1;
    if (input_new(&input, settings, error) == 0)
        result = pool_run(plan, input, sink, error);
    if (result == 0 && writer->to_file)
        result = ordo_output_commit(&writer->output, error);
    if (writer->to_file)
        ordo_output_release(&writer->output);
    input_free(input);
    return result;
}

static int run(const struct settings *settings)
{
    struct ordo_model *model = NULL;
    struct plan plan = {0};
    struct writer writer = {0};
    struct ordo_error error;
    int status;

    if ((settings->model_path != NULL &&
         ordo_model_open(&model, settings->model_path, &error) != 0) ||
        plan_init(&plan, settings, model, &error) != 0 ||
        classify(settings, &plan, &writer, &error) != 0) {
        print_error(&error);
        status = status_of(&error);
    } else {
        print_summary(settings, &writer.counts);
        status = writer.counts.failed > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
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
        fprintf(stderr, "ordo-classify: 'ordo-classify --help' lists the options\n");
        return EXIT_USAGE;
    }
    if (settings.help) {
        fputs(USAGE, stdout);
        options_help(SETTINGS_TABLE, stdout);
        return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
    }
    if (settings.version) {
        printf("ordo-classify %s\n", ORDO_VERSION);
        return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
    }
    return run(&settings);
}
