/* entry.c: one target as libFuzzer wants it; -DTARGET=fuzz_text. */
#include <stddef.h>
#include <stdint.h>

int TARGET(const uint8_t *data, size_t size);
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    return TARGET(data, size);
}
