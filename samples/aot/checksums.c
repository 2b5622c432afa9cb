/* Checksums of a text with functions that were written in Python: see README.md. */
#include <inttypes.h>
#include <stdio.h>

#include "crc32.h"

static int failed(void) {
    fprintf(stderr, "%s", crc32_error_traceback());
    return 1;
}

int main(void) {
    uint8_t text[] = {'1', '2', '3', '4', '5', '6', '7', '8', '9'};
    crc32_uint8_1d data = crc32_uint8_1d_over(text, sizeof text);

    /* The library made this array, so that it is released below. */
    crc32_uint32_1d table;
    if (make_table(&table)) return failed();

    uint32_t sum;
    if (crc32(&data, &table, &sum)) return failed();
    printf("crc32 %08" PRIx32 "\n", sum);

    uint64_t hash;
    if (fnv1a(&data, &hash)) return failed();
    printf("fnv1a %016" PRIx64 "\n", hash);

    /* An exception in Python is a status in C. */
    crc32_uint32_1d nothing = crc32_uint32_1d_over(NULL, 0);
    if (crc32(&data, &nothing, &sum)) printf("error %s: %s\n", crc32_error_type(), crc32_error_message());

    crc32_release(table.owner);
    return 0;
}
