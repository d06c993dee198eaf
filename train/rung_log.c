/* rung_log.c: trials as lines of JSON. Numbers have the 17 digits that bring them back as they
 * were, so that a search that is resumed ends with the same bytes. */
#include "rung.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void put_exact(struct json *json, const char *key, double value)
{
    char text[32];
    int n = snprintf(text, sizeof text, "%.17g", value);

    json_key(json, key);
    json_raw(json, text, (size_t)n);
}

void rung_write(struct rung *rung, size_t candidate, size_t head)
{
    struct json *json = &rung->json, recipe_text = {0}, offsets = {0};
    const struct findings *findings = rung->findings;
    const struct trial *trial =
        &findings->results[candidate * rung->searching->dataset->n_labels + head];
    const double *offset =
        findings->offsets + candidate * findings->offsets_stride + findings->offsets_at[head];
    struct recipe recipe;

    json_open(json, '{');
    json_key(json, "outer");
    json_integer(json, rung->outer);
    json_key(json, "examples");
    json_integer(json, (int64_t)rung->sample.n_rows);
    json_key(json, "candidate");
    json_integer(json, (int64_t)candidate);
    json_key(json, "head");
    json_integer(json, (int64_t)head);
    candidate_recipe(&recipe, &rung->searching->candidates[candidate]);
    recipe_write(&recipe_text, &recipe);
    json_key(json, "recipe");
    json_string(json, recipe_text.bytes, recipe_text.length);
    put_exact(json, "features", trial->n_features);
    put_exact(json, "score", trial->score.value);
    put_exact(json, "low", trial->score.low);
    put_exact(json, "high", trial->score.high);
    put_exact(json, "error", trial->score.error);
    put_exact(json, "a", trial->a);
    put_exact(json, "b", trial->b);
    for (uint32_t k = 0;
         rung->searching->candidates[candidate].offsets && k < rung->sample.heads[head].n_classes;
         k++)
        json_format(&offsets, "%.17g ", offset[k]);
    json_key(json, "offsets");
    json_string(json, offsets.bytes == NULL ? "" : offsets.bytes, offsets.length);
    json_close(json, '}');
    json_newline(json);
    json->failed = json->failed || recipe_text.failed || offsets.failed;
    json_release(&recipe_text);
    json_release(&offsets);
}

/* The number after "key": in a line that write_line wrote. */
static bool read_exact(const char *line, const char *key, double *value)
{
    char quoted[32], *end;
    const char *at;

    snprintf(quoted, sizeof quoted, "\"%s\":", key);
    at = strstr(line, quoted);
    if (at == NULL)
        return false;
    at += strlen(quoted);
    *value = strtod(at, &end);
    return end > at;
}

bool rung_read(struct rung *rung, const char *line, size_t candidate, size_t head)
{
    struct findings *findings = rung->findings;
    struct trial *trial = &findings->results[candidate * rung->searching->dataset->n_labels + head];
    double *offset =
        findings->offsets + candidate * findings->offsets_stride + findings->offsets_at[head];
    const char *offsets = strstr(line, "\"offsets\":\"");
    double outer, examples, of, head_number;

    if (!read_exact(line, "outer", &outer) || !read_exact(line, "examples", &examples) ||
        !read_exact(line, "candidate", &of) || !read_exact(line, "head", &head_number) ||
        (int)outer != rung->outer || (size_t)examples != rung->sample.n_rows ||
        (size_t)of != candidate || (size_t)head_number != head || offsets == NULL ||
        !read_exact(line, "features", &trial->n_features) ||
        !read_exact(line, "score", &trial->score.value) ||
        !read_exact(line, "low", &trial->score.low) ||
        !read_exact(line, "high", &trial->score.high) ||
        !read_exact(line, "error", &trial->score.error) || !read_exact(line, "a", &trial->a) ||
        !read_exact(line, "b", &trial->b))
        return false;
    offsets += strlen("\"offsets\":\"");
    for (uint32_t k = 0;
         rung->searching->candidates[candidate].offsets && k < rung->sample.heads[head].n_classes;
         k++) {
        char *end;
        offset[k] = strtod(offsets, &end);
        if (end == offsets)
            return false;
        offsets = end;
    }
    return true;
}
