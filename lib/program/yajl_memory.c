/* yajl_memory.c: a list of blocks behind yajl's allocator. */
#include "yajl_memory.h"

#include <stdlib.h>

void yajl_memory_init(struct yajl_memory *memory)
{
    memory->blocks.next = memory->blocks.previous = &memory->blocks;
}

void *yajl_memory_take(struct yajl_memory *memory, size_t size)
{
    struct yajl_block *block = malloc(sizeof *block + size);

    if (block == NULL)
        longjmp(memory->out, 1);
    block->next = memory->blocks.next;
    block->previous = &memory->blocks;
    block->next->previous = block->previous->next = block;
    return block + 1;
}

static void release(void *memory, void *old)
{
    struct yajl_block *block = old == NULL ? NULL : (struct yajl_block *)old - 1;

    (void)memory;
    if (block == NULL)
        return;
    block->next->previous = block->previous;
    block->previous->next = block->next;
    free(block);
}

static void *allocate(void *memory, size_t size)
{
    return yajl_memory_take(memory, size);
}

static void *reallocate(void *memory, void *old, size_t size)
{
    struct yajl_block *block = old == NULL ? NULL : (struct yajl_block *)old - 1, *larger;

    if (block == NULL)
        return allocate(memory, size);
    larger = realloc(block, sizeof *block + size);
    if (larger == NULL)
        longjmp(((struct yajl_memory *)memory)->out, 1); /* the old one is still in the list */
    larger->previous->next = larger->next->previous = larger;
    return larger + 1;
}

yajl_alloc_funcs yajl_memory_functions(struct yajl_memory *memory)
{
    return (yajl_alloc_funcs){allocate, reallocate, release, memory};
}

void yajl_memory_release(struct yajl_memory *memory)
{
    while (memory->blocks.next != &memory->blocks)
        release(memory, memory->blocks.next + 1);
}
