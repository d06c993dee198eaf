/* pool.c: a worker takes the next piece and its number under one lock, works without any, and lays
 * the result into a ring under another; whoever fills the gap at the ring's head writes out all
 * that is ready there. */
#include "pool.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#define PLACES_EACH 4 /* of the ring, for each worker */

struct place {
    struct output output;
    bool ready;
};

struct pool {
    const struct plan *plan;
    struct input *input;
    struct pool_sink sink;
    struct duplicates *duplicates; /* NULL: not looked for */
    pthread_mutex_t reading, writing;
    pthread_cond_t turn;
    uint64_t n_read;    /* guarded by reading */
    struct place *ring; /* [n_places]; this and the rest by writing */
    size_t n_places;
    uint64_t n_written;
    bool ended, failed;
    struct ordo_error error; /* the first */
};

struct seat { /* one thread's */
    struct pool *pool;
    pthread_t thread;
    bool running;
    struct worker worker;
    struct piece piece;
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

/* 1: a piece, or the news that a file could not be read, which is told in its turn. */
static int take_piece(struct seat *seat, uint64_t *number, bool *readable, struct ordo_error *error)
{
    struct pool *pool = seat->pool;
    int found;

    pthread_mutex_lock(&pool->reading);
    found = pool->ended ? 0 : input_next(pool->input, &seat->piece, error);
    pool->ended = found == 0;
    *number = seat->piece.number = found == 0 ? pool->n_read : pool->n_read++;
    pthread_mutex_unlock(&pool->reading);
    *readable = found > 0;
    return found != 0;
}

/* Lays the output into the ring, taking an empty one for it, and writes what is due. */
static int hand_over(struct seat *seat, uint64_t number, struct ordo_error *error)
{
    struct pool *pool = seat->pool;
    struct place *place = &pool->ring[number % pool->n_places];
    struct output output;
    int result = 0;

    pthread_mutex_lock(&pool->writing);
    while (number - pool->n_written >= pool->n_places && !pool->failed)
        pthread_cond_wait(&pool->turn, &pool->writing);
    output = place->output;
    place->output = seat->output;
    seat->output = output;
    place->ready = true;
    for (place = &pool->ring[pool->n_written % pool->n_places];
         place->ready && result == 0 && !pool->failed;
         place = &pool->ring[pool->n_written % pool->n_places]) {
        result = pool->sink.take(pool->sink.context, &place->output, error);
        place->ready = false;
        pool->n_written++;
    }
    pthread_cond_broadcast(&pool->turn);
    pthread_mutex_unlock(&pool->writing);
    return result;
}

static bool goes_on(struct pool *pool)
{
    bool failed;

    pthread_mutex_lock(&pool->writing);
    failed = pool->failed;
    pthread_mutex_unlock(&pool->writing);
    return !failed;
}

static void *run(void *data)
{
    struct seat *seat = data;
    struct ordo_error error;
    uint64_t number;
    bool readable;
    int result = 0;

    while (result == 0 && goes_on(seat->pool) && take_piece(seat, &number, &readable, &error)) {
        output_clear(&seat->output);
        if (readable) {
            result = worker_run(&seat->worker, &seat->piece, &seat->output, &error);
        } else if (error.code == ORDO_ERR_MEMORY) {
            result = -1;
        } else {
            output_tell(&seat->output, &error);
            seat->output.counts.failed++;
            worker_pass(&seat->worker, number);
        }
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

int pool_run(const struct plan *plan, struct input *input, struct pool_sink sink,
             struct ordo_error *error)
{
    size_t n = plan->settings->threads;
    struct pool pool = {.plan = plan, .input = input, .sink = sink};
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
    duplicates_free(pool.duplicates);
    pthread_cond_destroy(&pool.turn);
    pthread_mutex_destroy(&pool.writing);
    pthread_mutex_destroy(&pool.reading);
    free(seats);
    return result;
}
