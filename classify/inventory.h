/* inventory.h: a walk over the inputs before the run: how much there is, and a fingerprint by which
 * a later run knows them again. */
#ifndef ORDO_INVENTORY_H
#define ORDO_INVENTORY_H

#include "settings.h"

struct inventory {
    uint64_t n_files, bytes; /* of regular files, as they lie on the disk; bytes of this share's */
    bool known;              /* false: an input is no file (standard input, a pipe) */
    uint64_t fingerprint;    /* of their paths, sizes and times of change, in order */
};

/* Inputs that cannot be read are left out: the run will say why. Fails with ORDO_ERR_OPTION where
 * the run would write over an input. A list on standard input can be
 * read only once and is not looked at. */
int inventory_take(struct inventory *inventory, const struct settings *settings,
                   struct ordo_error *error);

#endif
