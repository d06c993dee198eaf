/* pool.c: a worker takes the next piece and its number under one lock, works without any, and lays
 * the result into a ring under another; whoever fills the gap at the ring's head writes out all
 * that is ready there, while the others go on. */
#include "pool.h"
#include "stop.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PLACES_EACH 4                 /* of the ring, for each worker */
#define KEPT_SIZE   ((size_t)1 << 20) /* of a result's memory, for the next */

struct place {
    struct output output;
    size_t size; /* of the output: records, messages and the rest */
    bool ready;
};

struct pool {
    const struct plan *plan;
    struct input *input;
    struct pool_sink sink;
    struct duplicates *duplicates; /* NULL: not looked for */
    pthread_mutex_t reading, writing;
    pthread_cond_t turn;
    uint64_t n_read;                 /* this and the next four guarded by reading */
    const struct position *replayed; /* NULL: nothing is, or no more */
    bool ended;
    struct place *ring; /* [n_places]; this and the rest by writing */
    size_t n_places;
    uint64_t n_written;
    size_t waiting; /* bytes of results in the ring */
    bool writing_now, stopped, failed;
    struct ordo_error error; /* the first */
};

struct seat { /* one thread's */
    struct pool *pool;
    pthread_t thread;
    bool running;
    struct worker worker;
    struct piece piece;
    bool readable, replays; /* the piece */
    struct output output;
};

static void fail(struct pool *pool, const struct ordo_error *error)
{
    pthread_mutex_lock(&pool->writing);
    if (!pool->failed)
        pool->error = *error;
    pool->failed = true;
    pthread_cond_broadcast(&pool->turn);
    pthread_mutex_unlock(&pool->writing);
    if (pool->duplicates != NULL)
        duplicates_give_up(pool->duplicates);
}

static bool is_before(const struct position *a, const struct position *b)
{
    if (a->source != b->source)
        return a->source < b->source;
    return a->member != b->member ? a->member < b->member : a->byte < b->byte;
}

/* A single file's documents are shared here, its rows where they are told apart. */
static bool is_ours(const struct settings *settings, const struct piece *piece)
{
    if (settings->n_shards == 1 || settings->shard_files || piece->kind == PIECE_ROWS)
        return true;
    return settings_shares(settings, piece->kind == PIECE_WARC ? settings_scatter(piece->at.byte)
                                                               : piece->at.member);
}

/* Names the file if it should turn out that anything of it fails. */
static void note_source(struct seat *seat, const struct ordo_error *error)
{
    const struct settings *settings = seat->pool->plan->settings;
    const char *path = input_path(seat->pool->input);

    if (settings->failed == NULL)
        return;
    if (*path == '\0' && error != NULL) /* it is none: a folder that cannot be read */
        path = error->path;
    json_bytes(&seat->output.failed, path, strlen(path));
    json_bytes(&seat->output.failed, settings->list_zero ? "" : "\n", 1);
}

static int read_piece(struct seat *seat, struct ordo_error *error)
{
    struct pool *pool = seat->pool;
    int found;

    do {
        found = input_next(pool->input, &seat->piece, error);
        seat->replays = found != 0 && pool->replayed != NULL;
        if (found > 0 && seat->replays && !is_before(&seat->piece.after, pool->replayed))
            pool->replayed = NULL;
    } while ((found > 0 && !is_ours(pool->plan->settings, &seat->piece)) ||
             (found < 0 && seat->replays && error->code != ORDO_ERR_MEMORY)); /* told already */
    return found;
}

/* 1: a piece, or the news that a file could not be read, which is told in its turn. */
static int take_piece(struct seat *seat, uint64_t *number, struct ordo_error *error)
{
    struct pool *pool = seat->pool;
    int found = 0;

    output_clear(&seat->output);
    pthread_mutex_lock(&pool->reading);
    if (!pool->ended && !stop_requested())
        found = read_piece(seat, error);
    if (found < 0 && stop_requested()) /* reading was broken off */
        found = 0;
    pool->ended = pool->ended || found == 0;
    *number = seat->piece.number = found == 0 ? pool->n_read : pool->n_read++;
    seat->readable = found > 0;
    seat->output.readable = found > 0 && !seat->replays;
    seat->output.after = seat->piece.after;
    seat->output.bytes_read = input_bytes(pool->input);
    if (found != 0 && !seat->replays)
        note_source(seat, seat->readable ? NULL : error);
    pthread_mutex_unlock(&pool->reading);
    return found != 0;
}

/* Hands the sink what is ready at the ring's head. Called, and returns, with `writing` locked,
 * which is let go while the sink works: the head's place is nobody else's until it is written. */
static int write_ready(struct pool *pool, struct ordo_error *error)
{
    struct place *place = &pool->ring[pool->n_written % pool->n_places];
    int result = 0;

    pool->writing_now = true;
    while (place->ready && result == 0 && !pool->failed) {
        pthread_mutex_unlock(&pool->writing);
        result = pool->sink.take(pool->sink.context, &place->output, error);
        pthread_mutex_lock(&pool->writing);
        pool->waiting -= place->size;
        if (place->size > KEPT_SIZE)
            output_release(&place->output);
        place->ready = false;
        pool->n_written++;
        place = &pool->ring[pool->n_written % pool->n_places];
        pthread_cond_broadcast(&pool->turn);
        if (result > 0) {
            pool->stopped = true;
            result = 0;
        }
    }
    pool->writing_now = false;
    return result;
}

/* Whoever holds the piece that all others wait for never waits. */
static bool must_wait(const struct pool *pool, uint64_t number)
{
    if (pool->failed || number == pool->n_written)
        return false;
    return number - pool->n_written >= pool->n_places ||
           pool->waiting > pool->plan->settings->memory << 20;
}

/* Lays the output into the ring, taking an empty one for it, and writes what is due. */
static int hand_over(struct seat *seat, uint64_t number, struct ordo_error *error)
{
    struct pool *pool = seat->pool;
    struct place *place = &pool->ring[number % pool->n_places];
    struct output output;
    int result;

    pthread_mutex_lock(&pool->writing);
    while (must_wait(pool, number))
        pthread_cond_wait(&pool->turn, &pool->writing);
    output = place->output;
    place->output = seat->output;
    place->size = output_size(&place->output);
    seat->output = output;
    place->ready = true;
    pool->waiting += place->size;
    result = pool->writing_now ? 0 : write_ready(pool, error);
    pthread_mutex_unlock(&pool->writing);
    return result;
}

static bool goes_on(struct pool *pool)
{
    bool over;

    pthread_mutex_lock(&pool->writing);
    over = pool->failed || pool->stopped;
    pthread_mutex_unlock(&pool->writing);
    return !over && !stop_requested();
}

static int work(struct seat *seat, uint64_t number, struct ordo_error *error)
{
    struct output *output = &seat->output;

    if (seat->readable && seat->replays)
        return worker_replay(&seat->worker, &seat->piece, error);
    if (seat->readable) {
        if (worker_run(&seat->worker, &seat->piece, output, error) != 0)
            return -1;
    } else if (error->code == ORDO_ERR_MEMORY) {
        return -1;
    } else {
        output_tell(output, error);
        output->counts.failed++;
        worker_pass(&seat->worker, number);
    }
    if (output->counts.failed == 0)
        json_clear(&output->failed);
    return output->failed.failed ? ordo_fail(error, ORDO_ERR_MEMORY, "out of memory") : 0;
}

static void *run(void *data)
{
    struct seat *seat = data;
    struct ordo_error error;
    uint64_t number;
    int result = 0;

    while (result == 0 && goes_on(seat->pool) && take_piece(seat, &number, &error)) {
        result = work(seat, number, &error);
        if (result == 0)
            result = hand_over(seat, number, &error);
    }
    if (result != 0)
        fail(seat->pool, &error);
    return NULL;
}

static int start(struct pool *pool, struct seat *seats, size_t n, struct ordo_error *error)
{
    for (size_t i = 0; i < n; i++) {
        seats[i].pool = pool;
        if (worker_init(&seats[i].worker, pool->plan, pool->duplicates, error) != 0)
            return -1;
    }
    for (size_t i = 1; i < n; i++) { /* fewer threads than wanted are no failure */
        if (pthread_create(&seats[i].thread, NULL, run, &seats[i]) != 0)
            break;
        seats[i].running = true;
    }
    run(&seats[0]);
    return 0;
}

int pool_run(const struct plan *plan, struct input *input, const struct position *replayed,
             struct pool_sink sink, struct ordo_error *error)
{
    size_t n = plan->settings->threads;
    struct pool pool = {.plan = plan, .input = input, .sink = sink, .replayed = replayed};
    struct seat *seats = calloc(n, sizeof *seats);
    int result;

    pool.n_places = n * PLACES_EACH;
    pool.ring = calloc(pool.n_places, sizeof *pool.ring);
    if (seats == NULL || pool.ring == NULL) {
        free(seats);
        free(pool.ring);
        return ordo_fail(error, ORDO_ERR_MEMORY, "out of memory");
    }
    pthread_mutex_init(&pool.reading, NULL);
    pthread_mutex_init(&pool.writing, NULL);
    pthread_cond_init(&pool.turn, NULL);
    result = plan->settings->duplicates == DUPLICATES_KEEP
                 ? 0
                 : duplicates_new(&pool.duplicates, plan->settings->duplicates_window,
                                  plan->settings->duplicates_threshold, error);
    if (result == 0)
        result = start(&pool, seats, n, error);
    for (size_t i = 0; i < n; i++) {
        if (seats[i].running)
            pthread_join(seats[i].thread, NULL);
        worker_release(&seats[i].worker);
        output_release(&seats[i].output);
        piece_release(&seats[i].piece);
    }
    for (size_t i = 0; i < pool.n_places; i++)
        output_release(&pool.ring[i].output);
    free(pool.ring);
    if (result == 0 && pool.failed) {
        *error = pool.error;
        result = -1;
    }
    if (result == 0 && (pool.stopped || stop_requested()))
        result = 1;
    duplicates_free(pool.duplicates);
    pthread_cond_destroy(&pool.turn);
    pthread_mutex_destroy(&pool.writing);
    pthread_mutex_destroy(&pool.reading);
    free(seats);
    return result;
}
