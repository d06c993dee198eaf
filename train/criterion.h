/* criterion.h: the one figure that a search maximises. */
#ifndef ORDO_CRITERION_H
#define ORDO_CRITERION_H

#include "../lib/ordo.h"

enum criterion_kind {
    CRITERION_ACCURACY,
    CRITERION_MACRO_F1, /* mean F1 of all classes that occur in gold or predictions */
    CRITERION_MEAN_F1,  /* of the named classes, as SemEval has it */
    CRITERION_LOG_LOSS, /* mean ln p(gold), p cut at 1e-15: negative, so that higher is better */
    CRITERION_KAPPA,    /* agreement beyond chance (Cohen 1960) */
    CRITERION_WEIGHTED_KAPPA /* the same by squared distance, of classes in their order (1968) */
};

struct criterion {
    enum criterion_kind kind;
    const char *classes; /* "A,B" of the mean F1, borrowed */
};

/* "accuracy", "macro-f1", "mean-f1:A,B", "log-loss", "kappa", "weighted-kappa" */
int criterion_parse(struct criterion *criterion, const char *text, struct ordo_error *error);
/* averaged[n_classes]: the named classes; all for the other kinds. Fails when one is none. */
int criterion_classes(bool *averaged, const struct criterion *criterion, const char *const *classes,
                      uint32_t n_classes, struct ordo_error *error);

/* From a confusion matrix [gold][predicted], whose cells may be weights. Not for log loss. */
double criterion_of_counts(enum criterion_kind kind, const double *confusion, uint32_t n_classes,
                           const bool *averaged);

/* Predictions of examples that were not learnt from. */
struct judged {
    size_t n;
    uint32_t n_classes;
    const uint32_t *gold;      /* [n] */
    const uint32_t *predicted; /* [n] */
    const double *log_p;       /* [n] ln p(gold); NULL unless it is log loss */
    const uint32_t *group;     /* [n] in 0..n_groups: what the bootstrap draws */
    uint32_t n_groups;
    const bool *averaged; /* [n_classes] */
};

struct score {
    double value, low, high; /* 95 % percentile bootstrap over groups */
    double error;            /* standard error: the bootstrap's standard deviation */
};

int criterion_score(struct score *score, enum criterion_kind kind, const struct judged *judged,
                    size_t rounds, uint64_t seed, struct ordo_error *error);

#endif
