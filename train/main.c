/* ordo-train: labelled statements -> model file, and what is around it. The commands, what they
 * print and how they exit. */
#include "commands.h"
#include "../lib/program/messages.h"
#include "../lib/program/status.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct command *const COMMANDS[] = {
    &FIT_COMMAND,     &TUNE_COMMAND,   &EVALUATE_COMMAND, &COMPARE_COMMAND,
    &INSPECT_COMMAND, &IMPORT_COMMAND, &AGREE_COMMAND,    &CHECK_COMMAND,
    &SPLIT_COMMAND,   &JOIN_COMMAND,   &DETACH_COMMAND,   &SUGGEST_COMMAND};

enum { N_COMMANDS = sizeof COMMANDS / sizeof COMMANDS[0] };

static void print_error(const struct ordo_error *error)
{
    char text[640];

    fprintf(stderr, "ordo-train: %s\n", ordo_error_text(error, text, sizeof text));
}

/* Who is talked to. */
struct listener {
    const bool *quiet;
    struct messages messages;
};

static void tell_bad_row(void *context, const struct ordo_error *error)
{
    messages_tell(&((struct listener *)context)->messages, error);
}

static void tell_progress(void *context, const char *line)
{
    if (!*((struct listener *)context)->quiet)
        fprintf(stderr, "ordo-train: %s\n", line);
}

static int print(void *context, struct json *out, struct ordo_error *error)
{
    (void)context;
    if (fwrite(out->bytes, 1, out->length, stdout) != out->length || fflush(stdout) != 0)
        return ordo_fail(error, ORDO_ERR_IO, "cannot write to standard output: %s",
                         strerror(errno));
    json_clear(out);
    return 0;
}

static int print_last(struct json *out)
{
    struct ordo_error error;

    if (out->length == 0 || print(NULL, out, &error) == 0)
        return 0;
    print_error(&error);
    return -1;
}

static int usage(const struct ordo_error *error, const char *command)
{
    print_error(error);
    fprintf(stderr, "ordo-train: 'ordo-train %s%s--help' lists the options\n", command,
            command[0] == '\0' ? "" : " ");
    return EXIT_USAGE;
}

static int help(const struct command *command)
{
    struct json more = {0};
    int status;

    printf("usage: ordo-train %s %s\n", command->name, command->operands);
    options_help(command->table, stdout);
    if (command->help != NULL)
        command->help(&more);
    status = print_last(&more) == 0 && fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
    json_release(&more);
    return status;
}

static int help_all(void)
{
    for (size_t i = 0; i < N_COMMANDS; i++) {
        int width = printf("%s ordo-train %s %s", i == 0 ? "usage:" : "      ", COMMANDS[i]->name,
                           COMMANDS[i]->operands);
        printf("%*s %s\n", width < 57 ? 57 - width : 0, "", COMMANDS[i]->purpose);
    }
    puts("       ordo-train COMMAND --help | --version\n"
         "DATA is JSONL, JSON, CSV or TSV with a header, compressed or not; - is standard input.");
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
}

/* The command line is read: what it asks for is done. */
static int carry_out(const struct command *command, void *settings)
{
    struct command_settings *common = settings;
    struct listener listener = {.quiet = &common->quiet, .messages.program = "ordo-train"};
    struct talk talk = {tell_bad_row, tell_progress, print, &listener};
    struct ordo_error error;
    struct json out = {0};
    size_t n_bad = 0;
    int status = EXIT_DONE, result = command->run(settings, &talk, &out, &n_bad, &error);

    messages_end(&listener.messages);
    if (result != 0) {
        print_error(&error);
        status = status_of(&error);
    } else if (print_last(&out) != 0)
        status = EXIT_CANNOT;
    else if (n_bad > 0)
        status = EXIT_SOME_FAILED;
    json_release(&out);
    return status;
}

static int start(const struct command *command, void *settings, int argc, char **argv)
{
    const struct command_settings *common = settings;
    const char *const *operands = (const char *const *)argv;
    struct ordo_error error;
    int first;

    if (command->set_defaults != NULL)
        command->set_defaults(settings);
    first = options_parse(command->table, settings, argc, argv, &error);
    if (first >= 0 && common->help)
        return help(command);
    if (first >= 0 &&
        command->settle(settings, operands + first, (size_t)(argc - first), &error) == 0 &&
        options_check_outputs(command->table, settings, operands + first, (size_t)(argc - first),
                              &error) == 0)
        return carry_out(command, settings);
    if (error.code == ORDO_ERR_OPTION)
        return usage(&error, command->name);
    print_error(&error);
    return status_of(&error);
}

static int run(const struct command *command, int argc, char **argv)
{
    void *settings = calloc(1, command->size);
    int status;

    if (settings == NULL) {
        fputs("ordo-train: out of memory\n", stderr);
        return EXIT_CANNOT;
    }
    status = start(command, settings, argc, argv);
    if (command->release != NULL)
        command->release(settings);
    options_release(command->table, settings);
    free(settings);
    return status;
}

int main(int argc, char **argv)
{
    struct ordo_error error;

    for (size_t i = 0; argc > 1 && i < N_COMMANDS; i++)
        if (strcmp(argv[1], COMMANDS[i]->name) == 0)
            return run(COMMANDS[i], argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("ordo-train %s\n", ORDO_VERSION);
        return EXIT_DONE;
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0))
        return help_all();
    if (argc > 1)
        ordo_fail(&error, ORDO_ERR_OPTION, "unknown command '%s'", argv[1]);
    else
        ordo_fail(&error, ORDO_ERR_OPTION, "no command given");
    return usage(&error, "");
}
