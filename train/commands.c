/* commands.c: the list of commands. */
#include "commands.h"

const struct command COMMANDS[] = {
    {"fit", "[OPTION]... -o MODEL DATA...", "learn a model", FIT_OPTIONS, run_fit},
    {"tune", "[OPTION]... -o SPEC DATA...", "find how to learn it", TUNE_OPTIONS, run_tune},
    {"evaluate", "[OPTION]... MODEL DATA...", "measure one on labelled data", EVALUATE_OPTIONS,
     run_evaluate},
    {"compare", "[OPTION]... MODEL|PREDICTIONS...", "which is better, and how sure that is",
     COMPARE_OPTIONS, run_compare},
    {"inspect", "[OPTION]... MODEL", "see what is in one", INSPECT_OPTIONS, run_inspect},
    {"import", "[OPTION]... FORMAT PATH...", "data of other formats as JSONL", IMPORT_OPTIONS,
     run_import},
    {"agree", "[OPTION]... DATA...", "how far annotators agree", AGREE_OPTIONS, run_agree},
    {"check", "[OPTION]... DATA...", "what is wrong with labelled data", CHECK_OPTIONS, run_check},
    {"split", "[OPTION]... -o PREFIX DATA...", "divide data into parts", SPLIT_OPTIONS, run_split},
    {"join", "-c SOURCE=PATH... -o FILE LABELS", "put stand-off labels to their texts",
     JOIN_OPTIONS, run_join},
    {"detach", "-c FIELD... DATA...", "take labels off their texts", DETACH_OPTIONS, run_detach},
    {"suggest", "[OPTION]... DATA...", "which texts to label next", SUGGEST_OPTIONS, run_suggest},
    {NULL, NULL, NULL, NULL, NULL}};

enum command_result command_result_of(const struct ordo_error *error)
{
    return error->code == ORDO_ERR_OPTION ? COMMAND_USAGE : COMMAND_FAILED;
}
