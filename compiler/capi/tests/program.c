/* A program that uses numjit.h, as C and as C++; it ends with status 0 when everything is as it should be. */
#include "numjit.h"

#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

static int failures = 0;

#define CHECK(condition)                                                                     \
    do {                                                                                     \
        if (!(condition)) {                                                                  \
            printf("line %d: %s\n", __LINE__, #condition);                                   \
            failures++;                                                                      \
        }                                                                                    \
    } while (0)

/* A text that ought to be another one is shown. */
#define CHECK_TEXT(found, wanted) check_text(__LINE__, found, wanted)

static void check_text(int line, const char *found, const char *wanted) {
    if (found == NULL || strcmp(found, wanted) != 0) {
        printf("line %d: \"%s\" instead of \"%s\"\n", line, found == NULL ? "NULL" : found, wanted);
        failures++;
    }
}

/* The kind of an error, which ends here; it is shown if it is another one. */
#define CHECK_ERROR(error, kind, part) check_error(__LINE__, error, kind, part)

static void check_error(int line, numjit_error *error, numjit_failure kind, const char *part) {
    const char *text = numjit_error_text(error);
    if (error == NULL || numjit_error_kind(error) != (uint32_t)kind || strstr(text, part) == NULL) {
        printf("line %d: error %u, \"%s\" instead of \"%s\"\n", line, numjit_error_kind(error),
               text == NULL ? "NULL" : text, part);
        failures++;
    }
    numjit_error_free(error);
}

static numjit_function *get(numjit_module *module, const char *name, const char *types) {
    numjit_error *error = NULL;
    numjit_function *function = numjit_get_function(module, name, types, &error);
    if (function == NULL) {
        printf("%s(%s): %s\n", name, types, numjit_error_text(error));
        failures++;
    }
    numjit_error_free(error);
    return function;
}

static const char TEXT[] = "import numpy as np\n"
                           "from numba import njit\n"
                           "def scale(xs, by):\n"
                           "    for i in range(len(xs)):\n"
                           "        xs[i] *= by\n"
                           "    return xs.sum()\n"
                           "def table(n):\n"
                           "    return np.arange(n * 3).reshape(n, 3)\n"
                           "def greet(name, mark='!'):\n"
                           "    return 'hello ' + name + mark\n"
                           "def check(x):\n"
                           "    if x < 0:\n"
                           "        raise ValueError('negative')\n"
                           "    return x\n"
                           "def outer(x):\n"
                           "    return check(x) + 1\n"
                           "def forever(x):\n"
                           "    while True:\n"
                           "        x += 1\n"
                           "def parts(n):\n"
                           "    return n, (2.5, 'two'), np.ones(n), None\n"
                           "def total(pair):\n"
                           "    return pair[0] + pair[1][0]\n"
                           "@njit('float64(float64, int32)')\n"
                           "def power(x, n=3):\n"
                           "    return x ** n\n"
                           "def columns(a):\n"
                           "    return a[:, 0].sum(), a[0, :].sum()\n"
                           "def twice(a):\n"
                           "    return a * 2\n"
                           "def kinds(i, z, b):\n"
                           "    return i + np.uint64(1), z * 1j, not b\n"
                           "def by_index(xs, i):\n"
                           "    return xs[i]\n";

static void numbers(numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value args[3], result;
    numjit_function *kinds = get(module, "kinds", "uint64, complex128, boolean");
    args[0].kind = NUMJIT_UINT;
    args[0].u.u = UINT64_MAX - 1;
    args[1] = numjit_complex(1.0, 2.0);
    args[2] = numjit_bool(true);
    CHECK(numjit_call(kinds, args, 3, NULL, &result, &error) && error == NULL);
    CHECK(result.kind == NUMJIT_TUPLE && result.u.tuple.count == 3);
    CHECK(result.u.tuple.items[0].kind == NUMJIT_UINT && result.u.tuple.items[0].u.u == UINT64_MAX);
    CHECK(result.u.tuple.items[1].kind == NUMJIT_COMPLEX && result.u.tuple.items[1].u.c.re == -2.0);
    CHECK(result.u.tuple.items[2].kind == NUMJIT_BOOL && result.u.tuple.items[2].u.i == 0);
    numjit_value_clear(&result);
    /* Kinds that do not exist, and texts for numbers, are refused. */
    args[0].kind = 99;
    CHECK(!numjit_call(kinds, args, 3, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "unknown kind 99");
    args[0] = numjit_string("1");
    CHECK(!numjit_call(kinds, args, 3, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "cannot pass a value of type str as uint64");
    numjit_function_free(kinds);

    /* The declared signature converts; the second parameter has a default. */
    numjit_function *power = get(module, "power", "float64, int32");
    args[0] = numjit_int(2);
    args[1] = numjit_float(5.0);
    CHECK(numjit_call(power, args, 2, NULL, &result, &error) && result.u.f == 32.0);
    numjit_function_free(power);
    power = get(module, "power", "float64");
    CHECK(numjit_function_arity(power) == 1);
    CHECK_TEXT(numjit_function_argument(power, 0), "float64");
    CHECK(numjit_function_argument(power, 1) == NULL);
    CHECK_TEXT(numjit_function_result(power), "float64");
    CHECK(numjit_call(power, args, 1, NULL, &result, &error) && result.u.f == 8.0);
    CHECK(!numjit_call(power, args, 2, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "1 arguments, and 2 were given");
    numjit_function_free(power);
}

static void arrays(numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value args[2], result, again;
    double xs[6] = {1.0, 2.0, 3.0, 4.0, 5.0, 6.0};
    const int64_t shape[2] = {2, 3};
    numjit_function *scale = get(module, "scale", "float64[::1], float64");
    args[0] = numjit_vector(xs, NUMJIT_DTYPE_FLOAT64, 3);
    args[1] = numjit_int(2);
    CHECK(numjit_call(scale, args, 2, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_FLOAT && result.u.f == 12.0 && xs[2] == 6.0 && xs[3] == 4.0);
    args[0] = numjit_const_vector(xs, NUMJIT_DTYPE_FLOAT64, 3);
    CHECK(!numjit_call(scale, args, 2, NULL, &result, &error) && result.kind == NUMJIT_NONE);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "readonly");
    args[0] = numjit_vector(xs, NUMJIT_DTYPE_FLOAT32, 3);
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, NULL));
    args[0] = numjit_vector((char *)xs + 1, NUMJIT_DTYPE_FLOAT64, 3);
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "multiples of 8 bytes");
    args[0] = numjit_vector(NULL, NUMJIT_DTYPE_FLOAT64, 3);
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "data of an array is NULL");
    args[0] = numjit_vector(NULL, NUMJIT_DTYPE_FLOAT64, 0);
    CHECK(numjit_call(scale, args, 2, NULL, &result, NULL) && result.u.f == 0.0);
    args[0].u.array.ndim = 9;
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "9 dimensions");
    args[0] = numjit_vector(xs, (numjit_dtype)77, 3);
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "element type 77");
    args[0] = numjit_vector(xs, NUMJIT_DTYPE_FLOAT64, -1);
    CHECK(!numjit_call(scale, args, 2, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "negative extent");
    numjit_function_free(scale);

    /* Any strides go where the type does not ask for an order: here every second row, backwards. */
    double grid[12] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11};
    numjit_function *columns = get(module, "columns", "const float64[:, :]");
    args[0] = numjit_dense(grid, NUMJIT_DTYPE_FLOAT64, 2, shape);
    args[0].u.array.data = grid + 9;
    args[0].u.array.strides[0] = -6 * (int64_t)sizeof(double);
    CHECK(numjit_call(columns, args, 1, NULL, &result, &error));
    CHECK(result.u.tuple.items[0].u.f == 12.0 && result.u.tuple.items[1].u.f == 30.0);
    numjit_value_clear(&result);
    numjit_function_free(columns);

    numjit_function *table = get(module, "table", "int64");
    numjit_function *twice = get(module, "twice", "const int64[:, ::1]");
    args[0] = numjit_int(2);
    CHECK(numjit_call(table, args, 1, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_ARRAY && result.u.array.ndim == 2);
    CHECK(result.u.array.shape[0] == 2 && result.u.array.shape[1] == 3);
    CHECK(result.u.array.dtype == NUMJIT_DTYPE_INT64 && ((int64_t *)result.u.array.data)[5] == 5);
    CHECK(numjit_call(twice, &result, 1, NULL, &again, &error));
    CHECK(((int64_t *)again.u.array.data)[5] == 10 && ((int64_t *)result.u.array.data)[5] == 5);
    numjit_function_free(twice);
    numjit_function_free(table);
    numjit_value_clear(&result); /* the arrays outlive the functions */
    CHECK(((int64_t *)again.u.array.data)[4] == 8);
    numjit_value_clear(&again);
    numjit_value_clear(&again);
    CHECK(again.kind == NUMJIT_NONE);
}

static void texts_and_tuples(numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value args[2], items[2], inner[1], result;
    numjit_function *greet = get(module, "greet", "unicode_type");
    args[0] = numjit_string("w\xc3\xb6rld");
    CHECK(numjit_call(greet, args, 1, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_TEXT && result.u.text.length == 13);
    CHECK_TEXT(result.u.text.data, "hello w\xc3\xb6rld!");
    numjit_value_clear(&result);
    args[0].u.text.length = 2; /* half a character */
    CHECK(!numjit_call(greet, args, 1, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "not UTF-8");
    numjit_function_free(greet);

    numjit_function *parts = get(module, "parts", "int64");
    args[0] = numjit_int(3);
    CHECK(numjit_call(parts, args, 1, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_TUPLE && result.u.tuple.count == 4);
    const numjit_value *item = result.u.tuple.items;
    CHECK(item[0].u.i == 3 && item[1].kind == NUMJIT_TUPLE && item[3].kind == NUMJIT_NONE);
    CHECK(item[1].u.tuple.items[0].u.f == 2.5);
    CHECK_TEXT(item[1].u.tuple.items[1].u.text.data, "two");
    CHECK(item[2].u.array.shape[0] == 3 && ((double *)item[2].u.array.data)[2] == 1.0);
    numjit_value_clear(&result);
    CHECK(numjit_call(parts, args, 1, NULL, NULL, &error)); /* a result that nobody wants */
    numjit_function_free(parts);

    numjit_function *total = get(module, "total", "Tuple((int64, Tuple((float64,))))");
    inner[0] = numjit_float(0.5);
    items[0] = numjit_int(4);
    items[1].kind = NUMJIT_TUPLE;
    items[1].u.tuple.items = inner;
    items[1].u.tuple.count = 1;
    items[1].u.tuple.owner = NULL;
    args[0] = items[1];
    args[0].u.tuple.items = items;
    args[0].u.tuple.count = 2;
    CHECK(numjit_call(total, args, 1, NULL, &result, &error) && result.u.f == 4.5);
    items[1].u.tuple.items = &items[1]; /* a tuple that holds itself */
    CHECK(!numjit_call(total, args, 1, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "nested too deeply");
    numjit_function_free(total);
}

static void errors(numjit_engine *engine, numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value arg = numjit_float(-1.0), args[2], result;
    double xs[2] = {1.0, 2.0};
    numjit_function *outer = get(module, "outer", "float64");
    CHECK(!numjit_call(outer, &arg, 1, NULL, &result, &error));
    CHECK(numjit_error_kind(error) == NUMJIT_ERROR_RAISED && numjit_problem_count(error) == 0);
    CHECK_TEXT(numjit_error_exception(error), "ValueError");
    CHECK_TEXT(numjit_error_message(error), "negative");
    CHECK(numjit_frame_count(error) == 2);
    CHECK_TEXT(numjit_frame_function(error, 0), "check");
    CHECK_TEXT(numjit_frame_function(error, 1), "outer");
    CHECK_TEXT(numjit_frame_file(error, 1), "program.py");
    CHECK(numjit_frame_line(error, 0) == 13 && numjit_frame_line(error, 1) == 16);
    CHECK(numjit_frame_function(error, 2) == NULL && numjit_frame_line(error, 2) == 0);
    CHECK_ERROR(error, NUMJIT_ERROR_RAISED, "ValueError: negative");
    numjit_function_free(outer);

    numjit_function *by_index = get(module, "by_index", "const float64[::1], int64");
    args[0] = numjit_const_vector(xs, NUMJIT_DTYPE_FLOAT64, 2);
    args[1] = numjit_int(2);
    CHECK(!numjit_call(by_index, args, 2, NULL, &result, &error));
    CHECK_TEXT(numjit_error_exception(error), "IndexError");
    numjit_error_free(error);
    numjit_function_free(by_index);

    CHECK(numjit_compile(engine, "bad.py", "x = 1\nfor i in x: pass\n", &error) == NULL);
    CHECK(numjit_error_kind(error) == NUMJIT_ERROR_COMPILE && numjit_problem_count(error) == 1);
    CHECK_TEXT(numjit_problem_code(error, 0), "NJ0011");
    CHECK_TEXT(numjit_problem_file(error, 0), "bad.py");
    CHECK_TEXT(numjit_problem_message(error, 0), numjit_error_message(error));
    CHECK(numjit_problem_line(error, 0) == 2 && numjit_problem_column(error, 0) == 1);
    CHECK(numjit_problem_end_line(error, 0) == 2 && numjit_problem_end_column(error, 0) > 1);
    CHECK(numjit_problem_help(error, 0) != NULL && numjit_error_exception(error) == NULL);
    CHECK(numjit_problem_code(error, 1) == NULL && numjit_problem_line(error, 1) == 0);
    CHECK_ERROR(error, NUMJIT_ERROR_COMPILE, "bad.py:2:1");

    CHECK(numjit_get_function(module, "nothing", "", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "there is no function `nothing`");
    CHECK(numjit_get_function(module, "table", "int46", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "int46");
    CHECK(numjit_get_function(module, "table", "", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "takes 1 arguments (n)");
    CHECK(numjit_get_function(module, "table", "float64[:]", &error) == NULL);
    CHECK(numjit_error_kind(error) == NUMJIT_ERROR_COMPILE);
    numjit_error_free(error);
    CHECK(numjit_compile(engine, "a.py", "\xff", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "not UTF-8");
}

/* Nothing fails worse than with an error where an object is missing. */
static void nulls(void) {
    numjit_error *error = NULL;
    numjit_value result = numjit_none();
    CHECK(numjit_compile(NULL, "a.py", "", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "the engine is NULL");
    CHECK(numjit_get_function(NULL, "f", "", &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "the module is NULL");
    CHECK(!numjit_call(NULL, NULL, 0, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "the function is NULL");
    CHECK(!numjit_add_host_function(NULL, "f", "void()", NULL, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "the engine is NULL");
    CHECK(numjit_error_text(NULL) == NULL && numjit_frame_count(NULL) == 0);
    CHECK(numjit_module_function(NULL, 0) == NULL && numjit_function_result(NULL) == NULL);
    CHECK(numjit_engine_code_bytes(NULL) == 0 && !numjit_token_is_cancelled(NULL));
    numjit_token_cancel(NULL);
    numjit_value_clear(NULL);
    numjit_error_free(NULL);
    numjit_token_free(NULL);
    numjit_function_free(NULL);
    numjit_module_free(NULL);
    numjit_engine_free(NULL);
}

static void inspection(numjit_module *module) {
    CHECK_TEXT(numjit_module_function(module, 2), "greet");
    CHECK_TEXT(numjit_module_parameter(module, 2, 0), "name");
    CHECK_TEXT(numjit_module_parameter(module, 2, 1), "mark");
    CHECK(numjit_module_parameter(module, 2, 2) == NULL);
    CHECK(!numjit_module_parameter_has_default(module, 2, 0));
    CHECK(numjit_module_parameter_has_default(module, 2, 1));
    CHECK(numjit_module_signature(module, 2, 0) == NULL);
    CHECK_TEXT(numjit_module_function(module, 8), "power");
    CHECK_TEXT(numjit_module_signature(module, 8, 0), "(float64, int32) -> float64");
    CHECK(numjit_module_function(module, 13) == NULL);
    CHECK(numjit_module_parameter(module, 13, 0) == NULL);
}

static void tokens(numjit_engine *engine, numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value arg = numjit_int(1), result;
    numjit_function *forever = get(module, "forever", "int64");
    numjit_token *token = numjit_token_new(20);
    CHECK(!numjit_call(forever, &arg, 1, token, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_TIMED_OUT, "longer than it was allowed to");
    numjit_token_free(token);
    numjit_function_free(forever);

    /* A token that is cancelled ends compilations too. */
    token = numjit_token_new(0);
    CHECK(!numjit_token_is_cancelled(token));
    numjit_token_cancel(token);
    CHECK(numjit_token_is_cancelled(token));
    CHECK(numjit_get_function_until(module, "check", "int8", token, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_CANCELLED, "cancelled");
    CHECK(numjit_compile_with(engine, "a.py", "x = 1\n", NULL, 0, token, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_CANCELLED, "cancelled");
    numjit_token_free(token);
}

/* ---- Host functions ---- */

static bool rate(void *data, const numjit_value *args, size_t count, numjit_value *result,
                 numjit_raise *raise) {
    (void)count;
    if (args[0].u.i < 2000) {
        numjit_raise_exception(raise, "LookupError", "no such year");
        return false;
    }
    *result = numjit_float(*(double *)data);
    return true;
}

static bool largest(void *data, const numjit_value *args, size_t count, numjit_value *result,
                    numjit_raise *raise) {
    const numjit_array *array = &args[0].u.array;
    double found = -INFINITY;
    (void)data;
    (void)count;
    (void)raise;
    for (int64_t i = 0; i < array->shape[0]; i++) {
        double value;
        memcpy(&value, (char *)array->data + i * array->strides[0], sizeof value);
        found = value > found ? value : found;
    }
    *result = numjit_float(found);
    return true;
}

/* A name twice, by the memory of this program. */
static bool doubled(void *data, const numjit_value *args, size_t count, numjit_value *result,
                    numjit_raise *raise) {
    static char text[64];
    static double ones[3] = {1.0, 1.0, 1.0};
    static numjit_value items[2];
    (void)data;
    (void)count;
    (void)raise;
    snprintf(text, sizeof text, "%s%s", args[0].u.text.data, args[0].u.text.data);
    items[0] = numjit_string(text);
    items[1] = numjit_vector(ones, NUMJIT_DTYPE_FLOAT64, 3);
    result->kind = NUMJIT_TUPLE;
    result->u.tuple.items = items;
    result->u.tuple.count = 2;
    result->u.tuple.owner = NULL;
    return true;
}

static bool silent(void *data, const numjit_value *args, size_t count, numjit_value *result,
                   numjit_raise *raise) {
    (void)data;
    (void)args;
    (void)count;
    (void)result;
    (void)raise;
    return false;
}

static int freed = 0;

static void count_free(void *data) {
    (void)data;
    freed++;
}

static char printed[64];

static void keep(void *data, const char *text, size_t length) {
    (void)data;
    strncat(printed, text, length);
}

static const char HOST_TEXT[] = "def tax(x, year):\n"
                                "    return x * rate(year)\n"
                                "def peak(xs):\n"
                                "    return largest(xs[::-2])\n"
                                "def echo(name):\n"
                                "    text, ones = doubled(name)\n"
                                "    return len(text) + ones.sum()\n"
                                "def fail():\n"
                                "    silent()\n"
                                "def say(x):\n"
                                "    print('x is', x)\n"
                                "def discount():\n"
                                "    return SHARE * STEPS[1]\n";

static void hosts(void) {
    numjit_error *error = NULL;
    numjit_value args[2], result;
    double share = 0.25, xs[5] = {1.0, 9.0, 3.0, 9.0, 2.0}, steps[2] = {10.0, 20.0};
    numjit_options options = numjit_options_default();
    numjit_global globals[2];
    options.print = keep;
    options.simd = NUMJIT_SIMD_SCALAR;
    options.no_fastmath = 1;
    numjit_engine *engine = numjit_engine_new(&options, &error);
    CHECK(numjit_add_host_function(engine, "rate", "float64(int64)", rate, &share, count_free, &error));
    CHECK(numjit_add_host_function(engine, "largest", "float64(const float64[:])", largest, NULL, NULL, &error));
    CHECK(numjit_add_host_function(engine, "doubled", "Tuple((unicode_type, float64[::1]))(unicode_type)",
                                   doubled, NULL, NULL, &error));
    CHECK(numjit_add_host_function(engine, "silent", "void()", silent, NULL, NULL, &error));
    CHECK(freed == 0);
    CHECK(!numjit_add_host_function(engine, "rate", "void()", silent, NULL, count_free, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "`rate` already");
    CHECK(freed == 1);
    CHECK(!numjit_add_host_function(engine, "other", "(int64)", silent, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "has no result type; write \"void(int64)\"");
    CHECK(!numjit_add_host_function(engine, "other", "int64", silent, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "cannot read signature \"int64\"");
    CHECK(!numjit_add_host_function(engine, "other", "float64[:](int64)", silent, NULL, NULL, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "cannot return a value of type float64[:]");

    globals[0].name = "SHARE";
    globals[0].value = numjit_float(0.5);
    globals[1].name = "STEPS";
    globals[1].value = numjit_vector(steps, NUMJIT_DTYPE_FLOAT64, 2);
    numjit_module *module = numjit_compile_with(engine, "host.py", HOST_TEXT, globals, 2, NULL, &error);
    CHECK(module != NULL);
    steps[1] = 0.0; /* the module has a copy */
    numjit_engine_free(engine);

    numjit_function *tax = get(module, "tax", "float64, int64");
    args[0] = numjit_float(8.0);
    args[1] = numjit_int(2001);
    CHECK(numjit_call(tax, args, 2, NULL, &result, &error) && result.u.f == 2.0);
    args[1] = numjit_int(1999);
    CHECK(!numjit_call(tax, args, 2, NULL, &result, &error));
    CHECK_TEXT(numjit_error_exception(error), "LookupError");
    CHECK_ERROR(error, NUMJIT_ERROR_RAISED, "no such year");
    numjit_function_free(tax);

    numjit_function *peak = get(module, "peak", "const float64[::1]");
    args[0] = numjit_const_vector(xs, NUMJIT_DTYPE_FLOAT64, 5);
    CHECK(numjit_call(peak, args, 1, NULL, &result, &error) && result.u.f == 3.0);
    numjit_function_free(peak);

    numjit_function *echo = get(module, "echo", "unicode_type");
    args[0] = numjit_string("ab");
    CHECK(numjit_call(echo, args, 1, NULL, &result, &error) && result.u.f == 7.0);
    numjit_function_free(echo);

    numjit_function *fail = get(module, "fail", "");
    CHECK(!numjit_call(fail, NULL, 0, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_RAISED, "RuntimeError: the host function `silent` failed");
    numjit_function_free(fail);

    numjit_function *say = get(module, "say", "int64");
    args[0] = numjit_int(4);
    CHECK(numjit_call(say, args, 1, NULL, &result, &error));
    CHECK_TEXT(printed, "x is 4\n");
    /* This engine is not interruptible. */
    numjit_token *token = numjit_token_new(0);
    CHECK(!numjit_call(say, args, 1, token, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "interruptible");
    numjit_token_free(token);
    numjit_function_free(say);

    numjit_function *discount = get(module, "discount", "");
    CHECK(numjit_call(discount, NULL, 0, NULL, &result, &error) && result.u.f == 10.0);
    CHECK(freed == 1);
    numjit_module_free(module);
    CHECK(numjit_call(discount, NULL, 0, NULL, &result, &error) && result.u.f == 10.0);
    numjit_function_free(discount);
    CHECK(freed == 2);
}

static void untrusted(void) {
    numjit_error *error = NULL;
    numjit_value arg = numjit_int(1), result;
    numjit_options options = numjit_options_default();
    numjit_options_untrusted(&options);
    CHECK(options.source_bytes == 65536 && options.compile_ms == 2000 && options.interruptible == 1);
    options.memory_bytes = 1 << 20;
    options.source_bytes = 100;
    numjit_engine *engine = numjit_engine_new(&options, &error);
    numjit_module *module = numjit_compile(
        engine, "u.py", "import numpy as np\ndef f(n):\n    print(np.zeros(n).sum())\n", &error);
    CHECK(module != NULL);
    numjit_function *f = get(module, "f", "int64");
    CHECK(numjit_engine_code_bytes(engine) > 0);
    CHECK(!numjit_call(f, &arg, 1, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_RAISED, "OSError");
    arg = numjit_int(1 << 20);
    CHECK(!numjit_call(f, &arg, 1, NULL, &result, &error));
    CHECK_ERROR(error, NUMJIT_ERROR_RAISED, "MemoryError");
    char text[200];
    memset(text, '#', sizeof text - 1);
    text[sizeof text - 1] = 0;
    CHECK(numjit_compile(engine, "u.py", text, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_LIMIT, "199 bytes");
    numjit_function_free(f);
    numjit_module_free(module);
    numjit_engine_free(engine);

    options.size = 4;
    CHECK(numjit_engine_new(&options, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "numjit_options_default()");
    options = numjit_options_default();
    options.simd = 9;
    CHECK(numjit_engine_new(&options, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "unknown value 9");
    options = numjit_options_default();
    options.perf_map = "/nonexistent/folder";
    CHECK(numjit_engine_new(&options, &error) == NULL);
    CHECK_ERROR(error, NUMJIT_ERROR_MISMATCH, "/nonexistent/folder/perf-");
}

/* ---- Threads ---- */

static const char *const TYPES[4] = {"const float64[::1], int64", "const int64[::1], int64",
                                     "const float32[::1], int64", "const int32[::1], int64"};

struct job {
    numjit_module *module;
    int number;
    int done;
};

/* Compiles for a type of its own and calls, beside three others. */
static void *work(void *argument) {
    struct job *job = (struct job *)argument;
    double xs[4] = {0.0, 0.0, 0.0, 0.0};
    const numjit_dtype dtypes[4] = {NUMJIT_DTYPE_FLOAT64, NUMJIT_DTYPE_INT64, NUMJIT_DTYPE_FLOAT32,
                                    NUMJIT_DTYPE_INT32};
    numjit_function *function = numjit_get_function(job->module, "by_index", TYPES[job->number], NULL);
    for (int i = 0; i < 1000; i++) {
        numjit_value args[2], result;
        args[0] = numjit_const_vector(xs, dtypes[job->number], 4);
        args[1] = numjit_int(i % 5); /* 4 is out of bounds */
        bool is_fine = numjit_call(function, args, 2, NULL, &result, NULL);
        job->done += is_fine == (i % 5 < 4);
    }
    numjit_function_free(function);
    return NULL;
}

static void threads(numjit_module *module) {
    pthread_t started[4];
    struct job jobs[4];
    for (int i = 0; i < 4; i++) {
        jobs[i].module = module;
        jobs[i].number = i;
        jobs[i].done = 0;
        CHECK(pthread_create(&started[i], NULL, work, &jobs[i]) == 0);
    }
    for (int i = 0; i < 4; i++) {
        pthread_join(started[i], NULL);
        CHECK(jobs[i].done == 1000);
    }
}

int main(void) {
    numjit_error *error = NULL;
    numjit_options options = numjit_options_default();
    options.interruptible = 1;
    CHECK(numjit_version() == NUMJIT_VERSION);
    CHECK(sizeof(numjit_value) == 168 && sizeof(numjit_array) == 160);
    numjit_engine *engine = numjit_engine_new(&options, &error);
    CHECK(engine != NULL && error == NULL);
    numjit_module *module = numjit_compile(engine, "program.py", TEXT, &error);
    if (module == NULL) {
        printf("%s\n", numjit_error_text(error));
        return 1;
    }
    numbers(module);
    arrays(module);
    texts_and_tuples(module);
    errors(engine, module);
    nulls();
    inspection(module);
    tokens(engine, module);
    hosts();
    untrusted();
    threads(module);
    numjit_engine_free(engine);
    numjit_module_free(module);
    return failures == 0 ? 0 : 1;
}
