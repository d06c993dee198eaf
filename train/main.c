/* ordo-train: labelled statements -> model file, and what is around it. The commands, what they
 * print and how they exit. */
#include "commands.h"
#include "../lib/program/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static void print_error(const struct ordo_error *error)
{
    char text[640];

    fprintf(stderr, "ordo-train: %s\n", ordo_error_text(error, text, sizeof text));
}

static void tell_bad_row(void *context, const struct ordo_error *error)
{
    (void)context;
    print_error(error);
}

static void tell_progress(void *context, const char *line)
{
    if (!*(bool *)context)
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

/* more: what the command has to say besides. */
static int help(const struct command *command, struct json *more)
{
    printf("usage: ordo-train %s %s\n", command->name, command->operands);
    options_help(command->table, stdout);
    if (print_last(more) != 0)
        return EXIT_CANNOT;
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
}

static int help_all(void)
{
    for (const struct command *command = COMMANDS; command->name != NULL; command++) {
        int width = printf("%s ordo-train %s %s", command == COMMANDS ? "usage:" : "      ",
                           command->name, command->operands);
        printf("%*s %s\n", width < 57 ? 57 - width : 0, "", command->purpose);
    }
    puts("       ordo-train COMMAND --help | --version\n"
         "DATA is JSONL, JSON, CSV or TSV with a header, compressed or not; - is standard input.");
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
}

static int run(const struct command *command, int argc, char **argv)
{
    struct ordo_error error;
    struct json out = {0};
    bool quiet = false;
    struct talk talk = {tell_bad_row, tell_progress, print, &quiet};
    size_t n_bad = 0;
    int status = EXIT_DONE;

    switch (command->run(argc, argv, &talk, &quiet, &out, &n_bad, &error)) {
    case COMMAND_DONE:
        status = print_last(&out) != 0 ? EXIT_CANNOT : n_bad > 0 ? EXIT_SOME_FAILED : EXIT_DONE;
        break;
    case COMMAND_HELP:
        status = help(command, &out);
        break;
    case COMMAND_USAGE:
        status = usage(&error, command->name);
        break;
    case COMMAND_FAILED:
        print_error(&error);
        status = status_of(&error);
        break;
    }
    json_release(&out);
    return status;
}

int main(int argc, char **argv)
{
    struct ordo_error error;

    for (const struct command *command = COMMANDS; argc > 1 && command->name != NULL; command++)
        if (strcmp(argv[1], command->name) == 0)
            return run(command, argc - 1, argv + 1);
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
