/* model_data.h: rows, labelled or not, as a model reads them. */
#ifndef ORDO_MODEL_DATA_H
#define ORDO_MODEL_DATA_H

#include "dataset.h"

struct model_data {
    const struct ordo_model *model;
    struct dataset dataset; /* fields: the model's columns, then the id */
    size_t n_labels;        /* label i is of head i; heads beyond HEADS_MAX have none */
};

/* text: the column of the model's first field; id: what names a row. */
int model_data_read(struct model_data *data, const struct ordo_model *model, const char *text,
                    const char *id, const char *const *paths, size_t n_paths,
                    const struct talk *talk, struct ordo_error *error);
const struct ordo_string *model_data_fields(const struct model_data *data, size_t row);
struct ordo_string model_data_id(const struct model_data *data, size_t row);
/* The row's label for a head, NULL without one. */
const char *model_data_label(const struct model_data *data, size_t row, uint32_t head);
void model_data_release(struct model_data *data);

#endif
