/* inputs.c: any bytes as a file that ordo-classify is given. */
#include "../../classify/documents.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

int fuzz_input(const uint8_t *data, size_t size);
int fuzz_page(const uint8_t *data, size_t size);
int fuzz_news(const uint8_t *data, size_t size);
int fuzz_warc(const uint8_t *data, size_t size);

static void hold(bool promise)
{
    if (!promise)
        abort();
}

static void check_string(struct ordo_string text)
{
    hold(text.length == 0 || ordo_utf8_valid(text.bytes, text.length) == text.length);
}

/* Texts and facts are well-formed, and so is the path. Articles come out the same a second time. */
static void read_piece(struct documents *documents, const struct piece *piece)
{
    struct article article = {0};
    struct ordo_error error;
    size_t n[2] = {0, 0}, bytes[2] = {0, 0};
    int found;

    hold(ordo_utf8_valid(piece->path, strlen(piece->path)) == strlen(piece->path));
    if (documents_open(documents, piece, &error) != 0)
        return;
    for (int pass = 0; pass < 2; pass++) {
        while ((found = documents_next(documents, &article, &error)) != 0) {
            if (found < 0)
                continue;
            const struct article_facts *facts = &article.facts;
            const struct ordo_string all[] = {facts->id,     facts->path,     facts->title,
                                              facts->author, facts->source,   facts->url,
                                              facts->date,   facts->language, article.text};
            for (size_t i = 0; i < sizeof all / sizeof all[0]; i++)
                check_string(all[i]);
            n[pass]++;
            bytes[pass] += article.text.length;
        }
        if (pass == 0)
            hold(documents_rewind(documents, &error) == 0);
    }
    hold(n[0] == n[1] && bytes[0] == bytes[1]);
    article_release(&article);
}

static int read_as(int format, const uint8_t *data, size_t size)
{
    char path[] = "/tmp/ordo-fuzz-XXXXXX";
    char name[] = "ordo-classify", *arguments[] = {name, path, NULL};
    int fd = mkstemp(path);
    struct settings settings;
    struct plan plan;
    struct documents documents = {.plan = &plan};
    struct input *input = NULL;
    struct piece piece = {0};
    struct ordo_error error;
    int found;

    hold(fd >= 0 && write(fd, data, size) == (ssize_t)size);
    close(fd);
    settings_parse(&settings, 2, arguments, &error); /* without a model: defaults all the same */
    settings.inputs = (const char *const *)(arguments + 1);
    settings.n_inputs = 1;
    settings.format = format;
    settings.limit_size = 1;
    hold(plan_init(&plan, &settings, NULL, &error) == 0 &&
         input_new(&input, &settings, &error) == 0);
    while ((found = input_next(input, &piece, &error)) != 0) {
        hold(found > 0 || error.message[0] != '\0');
        if (found > 0)
            read_piece(&documents, &piece);
    }
    documents_release(&documents);
    piece_release(&piece);
    input_free(input);
    plan_release(&plan);
    unlink(path);
    return 0;
}

/* Whatever it looks like: packed, an archive, rows, a page. */
int fuzz_input(const uint8_t *data, size_t size)
{
    return read_as(INPUT_AUTO, data, size);
}

int fuzz_page(const uint8_t *data, size_t size)
{
    return read_as(INPUT_HTML, data, size);
}

int fuzz_news(const uint8_t *data, size_t size)
{
    return read_as(INPUT_NEWS, data, size);
}

int fuzz_warc(const uint8_t *data, size_t size)
{
    return read_as(INPUT_WARC, data, size);
}
