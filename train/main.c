/* ordo-train: labelled statements -> model file. The commands, what they print and how they exit.
 */
#include "commands.h"
#include "../lib/program/status.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

static const char USAGE[] =
    "usage: ordo-train fit [OPTION]... -o MODEL DATA...       learn a model\n"
    "       ordo-train evaluate [OPTION]... MODEL DATA...     measure one on labelled data\n"
    "       ordo-train inspect [OPTION]... MODEL              see what is in one\n"
    "       ordo-train COMMAND --help | --version\n"
    "DATA is JSONL, CSV or TSV with a header; - is standard input.\n";

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

static int usage(const struct ordo_error *error, const char *command)
{
    print_error(error);
    fprintf(stderr, "ordo-train: 'ordo-train %s%s--help' lists the options\n", command,
            command[0] == '\0' ? "" : " ");
    return EXIT_USAGE;
}

static int help(const char *how, const struct option_row *table)
{
    printf("usage: ordo-train %s\n", how);
    options_help(table, stdout);
    return fflush(stdout) == 0 ? EXIT_DONE : EXIT_CANNOT;
}

static int failed(const struct ordo_error *error)
{
    print_error(error);
    return status_of(error);
}

static int print(const struct json *out)
{
    struct ordo_error error;

    if (fwrite(out->bytes, 1, out->length, stdout) == out->length && fflush(stdout) == 0)
        return 0;
    ordo_fail(&error, ORDO_ERR_IO, "cannot write to standard output: %s", strerror(errno));
    print_error(&error);
    return -1;
}

static int run_fit(int argc, char **argv)
{
    struct fit_command command;
    struct ordo_error error;
    struct talk talk = {tell_bad_row, tell_progress, &command.quiet};
    size_t n_bad = 0;
    int status = EXIT_DONE;

    if (fit_command_parse(&command, argc, argv, &error) != 0)
        status = error.code == ORDO_ERR_OPTION ? usage(&error, "fit") : failed(&error);
    else if (command.help)
        status = help("fit [OPTION]... -o MODEL DATA...", FIT_TABLE);
    else if (fit(&command.fit, &talk, &n_bad, &error) != 0)
        status = failed(&error);
    else if (n_bad > 0)
        status = EXIT_SOME_FAILED;
    fit_command_release(&command);
    return status;
}

static int run_evaluate(int argc, char **argv)
{
    struct evaluate_command command;
    struct ordo_error error;
    struct talk talk = {tell_bad_row, tell_progress, &command.quiet};
    struct json out = {0};
    size_t n_bad = 0;
    int status = EXIT_DONE;

    if (evaluate_command_parse(&command, argc, argv, &error) != 0)
        status = error.code == ORDO_ERR_OPTION ? usage(&error, "evaluate") : failed(&error);
    else if (command.help)
        status = help("evaluate [OPTION]... MODEL DATA...", EVALUATE_TABLE);
    else if (evaluate(&command.evaluate, &talk, &out, &n_bad, &error) != 0)
        status = failed(&error);
    else if (print(&out) != 0)
        status = EXIT_CANNOT;
    else if (n_bad > 0)
        status = EXIT_SOME_FAILED;
    json_release(&out);
    options_release(EVALUATE_TABLE, &command);
    return status;
}

static int run_inspect(int argc, char **argv)
{
    struct inspect_command command;
    struct ordo_error error;
    struct json out = {0};
    int status = EXIT_DONE;

    if (inspect_command_parse(&command, argc, argv, &error) != 0)
        status = error.code == ORDO_ERR_OPTION ? usage(&error, "inspect") : failed(&error);
    else if (command.help)
        status = help("inspect [OPTION]... MODEL", INSPECT_TABLE);
    else if (inspect(&command.inspect, &out, &error) != 0)
        status = failed(&error);
    else if (print(&out) != 0)
        status = EXIT_CANNOT;
    json_release(&out);
    return status;
}

int main(int argc, char **argv)
{
    struct ordo_error error;

    if (argc > 1 && strcmp(argv[1], "fit") == 0)
        return run_fit(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "evaluate") == 0)
        return run_evaluate(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "inspect") == 0)
        return run_inspect(argc - 1, argv + 1);
    if (argc > 1 && strcmp(argv[1], "--version") == 0) {
        printf("ordo-train %s\n", ORDO_VERSION);
        return EXIT_DONE;
    }
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0)) {
        fputs(USAGE, stdout);
        return EXIT_DONE;
    }
    if (argc > 1)
        ordo_fail(&error, ORDO_ERR_OPTION, "unknown command '%s'", argv[1]);
    else
        ordo_fail(&error, ORDO_ERR_OPTION, "no command given");
    return usage(&error, "");
}
