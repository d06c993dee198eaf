/* inventory.c: the same walk as the run's, without opening anything. */
#include "inventory.h"
#include "journal.h"
#include "sources.h"

#include <string.h>
#include <sys/stat.h>

static void add(struct inventory *inventory, const char *path, bool is_read)
{
    struct stat status;
    uint64_t facts[3] = {0, 0, 0};

    if (strcmp(path, "-") == 0 || stat(path, &status) != 0 || !S_ISREG(status.st_mode)) {
        inventory->known = false;
    } else {
        facts[0] = (uint64_t)status.st_size;
        facts[1] = (uint64_t)status.st_mtim.tv_sec;
        facts[2] = (uint64_t)status.st_mtim.tv_nsec;
        inventory->bytes += is_read ? facts[0] : 0;
    }
    inventory->n_files++;
    inventory->fingerprint = ordo_checksum(path, strlen(path), inventory->fingerprint);
    inventory->fingerprint = ordo_checksum(facts, sizeof facts, inventory->fingerprint);
}

/* A file of a folder that has the output's name, and is no output of an earlier run. */
static bool is_foreign(const char *output)
{
    struct stat status;

    return stat(output, &status) == 0 && S_ISREG(status.st_mode) && status.st_size > 0 &&
           !journal_noted(output);
}

static int refuse(const char *path, struct ordo_error *error)
{
    ordo_fail(error, ORDO_ERR_OPTION, "is an input, and would be written over");
    return ordo_fail_at(error, path, 0, 0);
}

int inventory_take(struct inventory *inventory, const struct settings *settings,
                   struct ordo_error *error)
{
    bool unseen = settings->list != NULL && strcmp(settings->list, "-") == 0;
    struct sources_request request = {settings->inputs, settings->n_inputs,
                                      unseen ? NULL : settings->list, settings->list_zero,
                                      settings->written};
    struct sources *sources;
    struct source_entry entry;
    int found;

    memset(inventory, 0, sizeof *inventory);
    inventory->known = !unseen;
    if (sources_open(&sources, &request, error) != 0)
        return -1;
    while ((found = sources_next(sources, &entry, error)) != 0) {
        if (found < 0 && error->code == ORDO_ERR_MEMORY)
            break;
        if (found > 0 && !entry.found && settings_writes(settings, entry.path)) {
            found = refuse(entry.path, error);
            break;
        }
        if (found > 0)
            add(inventory, entry.path,
                !settings->shard_files || settings_shares(settings, entry.number));
    }
    if (found == 0 && sources_met_output(sources) && is_foreign(settings->output))
        found = refuse(settings->output, error);
    sources_close(sources);
    return found < 0 ? -1 : 0;
}
