/* A program that uses numjit.h as C and as C++; it ends with status 0 when everything is as it should be. */
#include "numjit.h"

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

static const char TEXT[] = "import numpy as np\n"
                           "def scale(xs, by):\n"
                           "    for i in range(len(xs)):\n"
                           "        xs[i] *= by\n"
                           "    return xs.sum()\n"
                           "def table(n):\n"
                           "    return np.arange(n * 3).reshape(n, 3)\n"
                           "def greet(name):\n"
                           "    return 'hello ' + name\n"
                           "def check(x):\n"
                           "    if x < 0:\n"
                           "        raise ValueError('negative')\n"
                           "    return x\n"
                           "def forever(x):\n"
                           "    while True:\n"
                           "        x += 1\n";

static void values(numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value args[2], result;
    double xs[3] = {1.0, 2.0, 3.0};
    numjit_function *scale = numjit_get_function(module, "scale", "float64[::1], float64", &error);
    CHECK(scale != NULL && error == NULL);
    CHECK(strcmp(numjit_function_result(scale), "float64") == 0);
    args[0] = numjit_vector(xs, NUMJIT_DTYPE_FLOAT64, 3, sizeof(double), false);
    args[1] = numjit_int(2); /* converted */
    CHECK(numjit_call(scale, args, 2, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_FLOAT && result.u.f == 12.0 && xs[2] == 6.0);
    args[0].u.array.readonly = 1;
    CHECK(!numjit_call(scale, args, 2, NULL, &result, &error));
    CHECK(numjit_error_kind_of(error) == NUMJIT_ERROR_MISMATCH && result.kind == NUMJIT_NONE);
    numjit_error_free(error);
    CHECK(!numjit_call(scale, args, 1, NULL, &result, NULL));
    numjit_function_free(scale);

    numjit_function *table = numjit_get_function(module, "table", "int64", &error);
    args[0] = numjit_int(2);
    CHECK(numjit_call(table, args, 1, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_ARRAY && result.u.array.ndim == 2);
    CHECK(result.u.array.shape[0] == 2 && result.u.array.shape[1] == 3);
    CHECK(result.u.array.dtype == NUMJIT_DTYPE_INT64 && ((int64_t *)result.u.array.data)[5] == 5);
    numjit_function_free(table);
    numjit_value_clear(&result); /* the array outlives the function */
    numjit_value_clear(&result);
    CHECK(result.kind == NUMJIT_NONE);

    numjit_function *greet = numjit_get_function(module, "greet", "unicode_type", &error);
    args[0].kind = NUMJIT_TEXT;
    args[0].u.text.data = "w\xc3\xb6rld";
    args[0].u.text.length = 6;
    args[0].u.text.owner = NULL;
    CHECK(numjit_call(greet, args, 1, NULL, &result, &error));
    CHECK(result.kind == NUMJIT_TEXT && strcmp(result.u.text.data, "hello w\xc3\xb6rld") == 0);
    CHECK(result.u.text.length == 12);
    numjit_value_clear(&result);
    numjit_function_free(greet);
}

static void errors(numjit_engine *engine, numjit_module *module) {
    numjit_error *error = NULL;
    numjit_value arg = numjit_float(-1.0), result;
    numjit_function *check = numjit_get_function(module, "check", "float64", &error);
    CHECK(!numjit_call(check, &arg, 1, NULL, &result, &error));
    CHECK(numjit_error_kind_of(error) == NUMJIT_ERROR_RAISED);
    CHECK(strcmp(numjit_error_exception(error), "ValueError") == 0);
    CHECK(numjit_error_count(error) == 1 && numjit_error_line(error, 0) == 12);
    CHECK(strcmp(numjit_error_code(error, 0), "check") == 0);
    CHECK(strcmp(numjit_error_message(error, 0), "negative") == 0);
    CHECK(strstr(numjit_error_text(error), "ValueError: negative") != NULL);
    numjit_error_free(error);
    numjit_function_free(check);

    CHECK(numjit_compile(engine, "bad.py", "x = 1\nfor i in x: pass\n", &error) == NULL);
    CHECK(numjit_error_kind_of(error) == NUMJIT_ERROR_COMPILE && numjit_error_count(error) == 1);
    CHECK(strcmp(numjit_error_code(error, 0), "NJ0011") == 0);
    CHECK(strcmp(numjit_error_file(error, 0), "bad.py") == 0);
    CHECK(numjit_error_line(error, 0) == 2 && numjit_error_column(error, 0) == 1);
    CHECK(numjit_error_help(error, 0) != NULL && numjit_error_exception(error) == NULL);
    CHECK(numjit_error_code(error, 1) == NULL && numjit_error_line(error, 1) == 0);
    numjit_error_free(error);

    CHECK(numjit_get_function(module, "nothing", "", &error) == NULL);
    CHECK(numjit_error_kind_of(error) == NUMJIT_ERROR_MISMATCH);
    numjit_error_free(error);
    CHECK(numjit_get_function(NULL, "nothing", "", NULL) == NULL);
    numjit_error_free(NULL);

    numjit_function *forever = numjit_get_function(module, "forever", "int64", &error);
    numjit_token *token = numjit_token_new(20);
    arg = numjit_int(1);
    CHECK(!numjit_call(forever, &arg, 1, token, &result, &error));
    CHECK(numjit_error_kind_of(error) == NUMJIT_ERROR_TIMED_OUT);
    numjit_error_free(error);
    numjit_token_free(token);
    numjit_function_free(forever);
}

int main(void) {
    numjit_error *error = NULL;
    numjit_options options;
    memset(&options, 0, sizeof options);
    options.size = sizeof options;
    options.interruptible = 1;
    CHECK(numjit_version() == NUMJIT_VERSION && sizeof(numjit_value) == 168);
    numjit_engine *engine = numjit_engine_new(&options, &error);
    CHECK(engine != NULL && error == NULL);
    numjit_module *module = numjit_compile(engine, "program.py", TEXT, &error);
    if (module == NULL) {
        printf("%s\n", numjit_error_text(error));
        return 1;
    }
    CHECK(strcmp(numjit_module_function(module, 1), "table") == 0);
    CHECK(numjit_module_function(module, 5) == NULL);
    values(module);
    errors(engine, module);
    options.size = 4;
    CHECK(numjit_engine_new(&options, NULL) == NULL);
    numjit_engine_free(engine);
    numjit_module_free(module);
    return failures == 0 ? 0 : 1;
}
