/* reliability.h: whether what is predicted with probability p happens in a share p of the cases. */
#ifndef ORDO_RELIABILITY_H
#define ORDO_RELIABILITY_H

#include "metrics.h"

#define RELIABILITY_BINS 10

/* Examples whose probability of one class lies in [bin / 10, (bin + 1) / 10). */
struct reliability_bin {
    uint64_t n;
    double mean_p;          /* NaN when empty */
    struct figure observed; /* share of them that are of the class */
};

struct reliability {
    uint32_t n_classes;
    struct reliability_bin *bins; /* [n_classes][RELIABILITY_BINS], owned */
    struct figure adaptive_ece;   /* 15 bins of the label's probability with as many examples each
                                     (Nguyen and O'Connor 2015) */
    /* Brier score = reliability - resolution + uncertainty + within: Murphy (1973), summed over
     * classes. `within` is what differs inside of bins; Murphy's three alone are exact when each
     * bin has one probability (Stephenson, Coelho and Jolliffe 2008). */
    struct figure reliability, resolution, uncertainty, within;
};

int reliability_compute(struct reliability *reliability, const struct predictions *predictions,
                        const struct resampling *resampling, struct ordo_error *error);
void reliability_release(struct reliability *reliability);

#endif
