/* model_data.c: the model says which columns. */
#include "model_data.h"

#include <string.h>

int model_data_read(struct model_data *data, const struct ordo_model *model, const char *text,
                    const char *id, const char *const *paths, size_t n_paths,
                    const struct talk *talk, struct ordo_error *error)
{
    struct dataset_names names = {.unlabelled = true};

    *data = (struct model_data){.model = model};
    for (size_t f = 0; f < model->n_columns; f++)
        names.fields[names.n_fields++] = f == 0 ? text : model->columns[f];
    names.fields[names.n_fields++] = id;
    for (uint32_t h = 0; h < model->n_heads && h < HEADS_MAX; h++)
        names.labels[names.n_labels++] = model->heads[h].name;
    data->n_labels = names.n_labels;
    if (dataset_read(&data->dataset, &names, paths, n_paths, talk, error) != 0)
        return -1;
    if (data->dataset.n == 0)
        return ordo_fail(error, ORDO_ERR_FORMAT, "no row with text in the data");
    return dataset_check_fields(&data->dataset, &names, 1, model->n_columns, error);
}

const struct ordo_string *model_data_fields(const struct model_data *data, size_t row)
{
    return data->dataset.fields + row * data->dataset.n_fields;
}

struct ordo_string model_data_id(const struct model_data *data, size_t row)
{
    return model_data_fields(data, row)[data->model->n_columns];
}

const char *model_data_label(const struct model_data *data, size_t row, uint32_t head)
{
    uint32_t label = head < data->n_labels
                         ? data->dataset.labels[row * data->dataset.n_labels + head]
                         : ORDO_NONE;

    return label == ORDO_NONE ? NULL : data->dataset.classes[head].items[label];
}

void model_data_release(struct model_data *data)
{
    dataset_release(&data->dataset);
}
