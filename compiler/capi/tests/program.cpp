// The interface as a C++ program would use it: owned by smart pointers, with lambdas as host functions.
#include "numjit.h"

#include <cstdio>
#include <memory>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace {

struct Free {
    void operator()(numjit_engine *engine) const { numjit_engine_free(engine); }
    void operator()(numjit_module *module) const { numjit_module_free(module); }
    void operator()(numjit_function *function) const { numjit_function_free(function); }
    void operator()(numjit_error *error) const { numjit_error_free(error); }
};

template <typename T> using Owned = std::unique_ptr<T, Free>;

template <typename T> Owned<T> owned(T *object, numjit_error *error) {
    Owned<numjit_error> failure(error);
    if (failure) {
        throw std::runtime_error(numjit_error_text(failure.get()));
    }
    return Owned<T>(object);
}

double call(const numjit_function *function, std::vector<double> &xs, double by) {
    const numjit_value args[2] = {
        numjit_vector(xs.data(), NUMJIT_DTYPE_FLOAT64, static_cast<int64_t>(xs.size())),
        numjit_float(by),
    };
    numjit_value result;
    numjit_error *error = nullptr;
    if (!numjit_call(function, args, 2, nullptr, &result, &error)) {
        owned<numjit_error>(nullptr, error);
    }
    return result.u.f;
}

const char TEXT[] = R"(
def scale(xs, by):
    for i in range(len(xs)):
        xs[i] = clamp(xs[i] * by)
    return xs.sum()
)";

} // namespace

int main() {
    numjit_error *error = nullptr;
    auto engine = owned(numjit_engine_new(nullptr, &error), error);
    auto clamp = [](void *data, const numjit_value *args, size_t, numjit_value *result,
                    numjit_raise *raise) {
        if (args[0].u.f < 0) {
            numjit_raise_exception(raise, "ValueError", "negative");
            return false;
        }
        const double limit = *static_cast<double *>(data);
        *result = numjit_float(args[0].u.f < limit ? args[0].u.f : limit);
        return true;
    };
    auto end = [](void *data) { delete static_cast<double *>(data); };
    numjit_add_host_function(engine.get(), "clamp", "float64(float64)", clamp, new double(5.0), end,
                             &error);
    auto module = owned(numjit_compile(engine.get(), "scale.py", TEXT, &error), error);
    auto scale = owned(numjit_get_function(module.get(), "scale", "float64[::1], float64", &error), error);
    engine.reset();
    module.reset();

    std::vector<std::thread> threads;
    std::vector<double> totals(4);
    for (size_t i = 0; i < totals.size(); i++) {
        threads.emplace_back([&scale, &totals, i] {
            std::vector<double> xs = {1.0, 2.0, 3.0};
            totals[i] = call(scale.get(), xs, static_cast<double>(i));
        });
    }
    for (auto &thread : threads) {
        thread.join();
    }
    if (totals != std::vector<double>{0.0, 6.0, 11.0, 13.0}) {
        std::printf("%g %g %g %g\n", totals[0], totals[1], totals[2], totals[3]);
        return 1;
    }
    try {
        std::vector<double> xs = {-1.0};
        call(scale.get(), xs, 1.0);
    } catch (const std::runtime_error &raised) {
        return std::string(raised.what()).find("ValueError: negative") == std::string::npos;
    }
    return 1;
}
