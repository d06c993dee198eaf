/* corpus.c: every file of tests/fuzz/corpus through its fuzz target. */
#include "../fuzz/inputs.c"
#include "../fuzz/targets.c"
#include "tap.h"

#include <dirent.h>

static void run(const char *name, int (*target)(const uint8_t *data, size_t size))
{
    char folder[256], path[1024], what[320];
    struct dirent **entries;
    int n, n_run = 0;

    snprintf(folder, sizeof folder, "tests/fuzz/corpus/%s", name);
    n = scandir(folder, &entries, NULL, alphasort);
    for (int i = 0; i < n; i++) {
        struct ordo_file file;
        snprintf(path, sizeof path, "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && ordo_file_open(&file, path, NULL) == 0) {
            target((const uint8_t *)file.bytes, file.length);
            ordo_file_release(&file);
            n_run++;
        }
        free(entries[i]);
    }
    if (n >= 0)
        free(entries);
    target((const uint8_t *)"", 0);
    snprintf(what, sizeof what, "%d kept inputs of the %s fuzzer", n_run, name);
    OK(n_run > 0, what);
}

int main(void)
{
    run("text", fuzz_text);
    run("quotes", fuzz_quotes);
    run("rows", fuzz_rows);
    run("spec", fuzz_spec);
    run("model", fuzz_model);
    run("markdown", fuzz_markdown);
    run("import", fuzz_import);
    run("input", fuzz_input);
    run("page", fuzz_page);
    run("news", fuzz_news);
    run("warc", fuzz_warc);
    return tap_done();
}
