// The same as checksums.c, with the errors as C++ exceptions.
#include <array>
#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>

#include "crc32.h"

static void check(int status) {
    if (status != 0) throw std::runtime_error(std::string(crc32_error_type()) + ": " + crc32_error_message());
}

int main() {
    std::array<uint8_t, 9> text{'1', '2', '3', '4', '5', '6', '7', '8', '9'};
    crc32_uint8_1d data = crc32_uint8_1d_over(text.data(), text.size());

    crc32_uint32_1d table;
    check(make_table(&table));
    std::unique_ptr<void, void (*)(void *)> owner(table.owner, crc32_release);

    uint32_t sum = 0;
    check(crc32(&data, &table, &sum));
    std::printf("crc32 %08x\n", static_cast<unsigned>(sum));

    uint64_t hash = 0;
    check(fnv1a(&data, &hash));
    std::printf("fnv1a %016llx\n", static_cast<unsigned long long>(hash));

    crc32_uint32_1d nothing = crc32_uint32_1d_over(nullptr, 0);
    try {
        check(crc32(&data, &nothing, &sum));
    } catch (const std::runtime_error &error) {
        std::printf("error %s\n", error.what());
    }
}
