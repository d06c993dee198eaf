/* targets.c: what is called with any bytes at all, and what must hold then. A broken promise
 * aborts. */
#include "../../classify/markdown.h"
#include "../../lib/model_format.h"
#include "../../lib/program/rows.h"
#include "../../lib/text.h"
#include "../../train/import.h"
#include "../unit/sound.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fuzz_text(const uint8_t *data, size_t size);
int fuzz_quotes(const uint8_t *data, size_t size);
int fuzz_rows(const uint8_t *data, size_t size);
int fuzz_spec(const uint8_t *data, size_t size);
int fuzz_model(const uint8_t *data, size_t size);
int fuzz_markdown(const uint8_t *data, size_t size);
int fuzz_import(const uint8_t *data, size_t size);

static void must(bool holds)
{
    if (!holds)
        abort();
}

/* The fast path gives the reference's bytes, tokens lie in the text, spans lie in the source. */
int fuzz_text(const uint8_t *data, size_t size)
{
    struct ordo_text fast = {0}, reference = {0};
    struct ordo_tokens tokens = {0};
    const char *bytes = (const char *)data;

    must(ordo_text_normalise(&fast, bytes, size, NULL) == 0 &&
         ordo_text_normalise_reference(&reference, bytes, size, NULL) == 0);
    must(fast.length == reference.length && memcmp(fast.bytes, reference.bytes, fast.length) == 0);
    must(ordo_utf8_valid(fast.bytes, fast.length) == fast.length);
    for (unsigned options = 0; options < 32; options += 31) {
        uint32_t last = 0;
        must(ordo_tokens_find(&tokens, fast.bytes, fast.length, options, NULL) == 0);
        for (size_t i = 0; i < tokens.n; i++) {
            struct ordo_span span = {tokens.items[i].begin, tokens.items[i].end};
            must(span.begin >= last && span.begin < span.end && span.end <= fast.length);
            last = span.end;
            span = ordo_text_source(&fast, span);
            must(span.begin <= span.end && span.end <= size);
        }
    }
    ordo_tokens_release(&tokens);
    ordo_text_release(&fast);
    ordo_text_release(&reference);
    return 0;
}

int fuzz_quotes(const uint8_t *data, size_t size)
{
    struct ordo_quotes quotes = {0};
    char *text = malloc(3 * size + 1);
    size_t n_ill_formed, length = ordo_utf8_repair((const char *)data, size, text, &n_ill_formed);

    text = realloc(text, length > 0 ? length : 1); /* a byte read behind the text is found */
    must(ordo_quotes_find(&quotes, text, length, NULL) == 0 &&
         ordo_speakers_find(&quotes, text, NULL) == 0 && quotes_are_sound(&quotes, text, length));
    ordo_quotes_release(&quotes);
    free(text);
    return 0;
}

/* Every format: ends, and values lie in readable memory. */
int fuzz_rows(const uint8_t *data, size_t size)
{
    static const char *const names[] = {"text", "a.b"};
    const char *bytes = (const char *)data;
    volatile char sum = 0;

    for (enum rows_format format = ROWS_JSONL; format <= ROWS_JSON; format++) {
        struct rows_dialect dialect = {format, rows_delimiter_of(bytes, size), false};
        size_t header = rows_header_length(dialect, bytes, size);
        struct rows_reader reader;
        struct rows_row row;
        struct ordo_error error;
        int found;
        must(header <= size && rows_boundary(dialect, bytes, size) <= size);
        if (rows_reader_init(&reader, dialect, "file", names, 2, 0,
                             (struct ordo_string){bytes, header}, &error) != 0)
            continue;
        reader.bytes = (enum rows_bytes)(size % 3);
        rows_reader_feed(&reader, (struct ordo_string){bytes + header, size - header}, 1, 1);
        while ((found = rows_next(&reader, &row, &error)) != 0) {
            must(found > 0 || error.message[0] != '\0');
            for (size_t i = 0; found > 0 && i < 2; i++)
                for (size_t k = 0; k < row.values[i].length; k++)
                    sum = (char)(sum + row.values[i].bytes[k]);
        }
        rows_reader_release(&reader);
    }
    return 0;
}

/* What is accepted is written and read again to the same text. */
int fuzz_spec(const uint8_t *data, size_t size)
{
    struct ordo_spec spec, again;
    char text[ORDO_SPEC_TEXT_MAX], second[ORDO_SPEC_TEXT_MAX];
    int length;

    if (ordo_spec_parse(&spec, (const char *)data, size, NULL) != 0)
        return 0;
    length = ordo_spec_format(&spec, text, sizeof text);
    must(length > 0 && ordo_spec_parse(&again, text, (size_t)length, NULL) == 0);
    must(ordo_spec_format(&again, second, sizeof second) == length && strcmp(text, second) == 0);
    return 0;
}

/* Uses a model file if it opens: probabilities sum to one, labels are classes. */
static void use_model(const uint8_t *data, size_t size)
{
    char path[] = "/tmp/ordo-fuzz-XXXXXX";
    int fd = mkstemp(path);
    struct ordo_model *model = NULL;
    struct ordo_scratch *scratch = ordo_scratch_new();
    struct ordo_string fields[ORDO_COLUMNS_MAX];
    struct ordo_explanation why = {0};
    struct ordo_scores scores;
    bool open;

    must(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    for (size_t i = 0; i < ORDO_COLUMNS_MAX; i++)
        fields[i] = (struct ordo_string){"we thank our allies", 19};
    open = ordo_model_open(&model, path, NULL) == 0 &&
           ordo_score(&scores, model, fields, scratch, NULL) == 0;
    for (uint32_t h = 0; open && h < model->n_heads; h++) {
        const struct ordo_head *head = &model->heads[h];
        double sum = head->n_classes == 0 ? 1 : 0;
        for (uint32_t k = 0; k < head->n_classes; k++)
            sum += scores.probability[head->first_class + k];
        must(sum > 1 - 1e-9 && sum < 1 + 1e-9);
        must(head->n_classes == 0 || scores.label[h] < head->n_classes);
        must(scores.variant[h] == ORDO_NONE || scores.variant[h] < head->n_variants);
        ordo_explain(&why, model, h, head->n_classes == 0 ? 0 : scores.label[h], fields, 3, scratch,
                     NULL);
    }
    ordo_explanation_release(&why);
    unlink(path);
    ordo_model_free(model);
    ordo_scratch_free(scratch);
}

/* Makes the checksums right, so that what they guard is read as well. */
static void mend(uint8_t *data, size_t size)
{
    struct disk_prologue prologue;
    struct disk_section sections[N_SECTIONS];
    size_t directory;

    if (size < HEADER_SIZE + sizeof prologue)
        return;
    memcpy(&prologue, data + HEADER_SIZE, sizeof prologue);
    directory = prologue.n_sections * sizeof *sections;
    if (prologue.n_sections > N_SECTIONS || size < HEADER_SIZE + sizeof prologue + directory)
        return;
    memcpy(sections, data + HEADER_SIZE + sizeof prologue, directory);
    for (uint32_t i = 0; i < prologue.n_sections; i++)
        if (sections[i].offset <= size && sections[i].size <= size - sections[i].offset)
            sections[i].checksum = ordo_checksum(data + sections[i].offset, sections[i].size, 0);
    prologue.size = size;
    prologue.checksum = ordo_checksum(sections, directory, ordo_checksum(data, HEADER_SIZE, 0));
    memcpy(data + HEADER_SIZE, &prologue, sizeof prologue);
    memcpy(data + HEADER_SIZE + sizeof prologue, sections, directory);
}

/* A model file is refused or can be used; so is one whose checksums agree with its contents. */
int fuzz_model(const uint8_t *data, size_t size)
{
    uint8_t *mended = malloc(size + 1);

    use_model(data, size);
    if (size > 0)
        memcpy(mended, data, size);
    mend(mended, size);
    use_model(mended, size);
    free(mended);
    return 0;
}

/* Every byte of the words leads to a byte of the source. */
int fuzz_markdown(const uint8_t *data, size_t size)
{
    struct markdown markdown = {0};
    char *text = malloc(3 * size + 1);
    size_t n_ill_formed, length = ordo_utf8_repair((const char *)data, size, text, &n_ill_formed);
    struct ordo_string title;

    text = realloc(text, length > 0 ? length : 1); /* a byte read behind the text is found */
    must(markdown_read(&markdown, text, length, NULL) == 0);
    for (size_t i = 0; i < markdown.length; i++)
        must(markdown_source(&markdown, i).begin <= markdown_source(&markdown, i).end &&
             markdown_source(&markdown, i).end <= length + 1); /* a line's end may be added */
    title = markdown_setting(&markdown, "title");
    must(title.length == 0 || (title.bytes >= text && title.bytes + title.length <= text + length));
    markdown_release(&markdown);
    free(text);
    return 0;
}

static void hear_error(void *context, const struct ordo_error *error)
{
    (void)context;
    must(error->message[0] != '\0');
}

static void hear_progress(void *context, const char *line)
{
    (void)context;
    (void)line;
}

/* Every record is a JSON object with a text, in well-formed UTF-8. */
static int hear_records(void *context, struct json *out, struct ordo_error *error)
{
    static const char *const names[] = {"text"};
    struct rows_reader reader;
    struct rows_row row;
    int found;

    (void)context;
    must(rows_reader_init(&reader, (struct rows_dialect){ROWS_JSONL, 0, false}, "out", names, 1, 0,
                          (struct ordo_string){"", 0}, error) == 0);
    reader.bytes = ROWS_TEXT;
    rows_reader_feed(&reader, (struct ordo_string){out->bytes, out->length}, 1, 1);
    while ((found = rows_next(&reader, &row, error)) != 0)
        must(found > 0 && row.kinds[0] == ROWS_STRING && row.values[0].length > 0);
    rows_reader_release(&reader);
    json_clear(out);
    return 0;
}

static void keep(const char *path, const void *bytes, size_t size)
{
    FILE *file = fopen(path, "wb");

    must(file != NULL && fwrite(bytes, 1, size, file) == size && fclose(file) == 0);
}

/* The first line names the format. What is behind a line "----" (brat: the text; svmlight: the
 * vocabulary) is a second file. */
int fuzz_import(const uint8_t *data, size_t size)
{
    static const struct talk talk = {hear_error, hear_progress, hear_records, NULL};
    const char *bytes = (const char *)data, *line = size == 0 ? NULL : memchr(bytes, '\n', size);
    char folder[] = "/tmp/ordo-fuzz-XXXXXX", first[64], second[64], name[32];
    const char *paths[] = {first}, *cut;
    struct import_options options = {.paths = paths, .n_paths = 1};
    struct ordo_error error;
    size_t n_bad = 0, n;

    if (line == NULL || line - bytes >= (int)sizeof name)
        return 0;
    snprintf(name, sizeof name, "%.*s", (int)(line - bytes), bytes);
    options.format = import_format_named(name);
    if (options.format == NULL)
        return 0;
    size -= (size_t)(line + 1 - bytes);
    bytes = line + 1;
    cut = memmem(bytes, size, "----\n", 5);
    n = cut == NULL ? size : (size_t)(cut - bytes);
    must(mkdtemp(folder) != NULL);
    snprintf(first, sizeof first, "%s/a.ann", folder);
    snprintf(second, sizeof second, "%s/a.txt", folder);
    keep(first, bytes, n);
    keep(second, cut == NULL ? bytes : cut + 5, cut == NULL ? size : size - n - 5);
    options.vocabulary = strcmp(name, "svmlight") == 0 ? second : NULL;
    options.unlabelled = n % 2 == 0;
    options.headless = n % 5 == 0;
    options.text = options.headless ? "1" : NULL;
    import(&options, &talk, &n_bad, &error);
    unlink(first);
    unlink(second);
    rmdir(folder);
    return 0;
}
