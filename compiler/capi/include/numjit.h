/* numjit.h: numeric Python functions as native code, from C and C++.
 *
 *   numjit_error *error;
 *   numjit_engine *engine = numjit_engine_new(NULL, &error);
 *   numjit_module *module = numjit_compile(engine, "f.py", "def f(x):\n    return x * 2\n", &error);
 *   numjit_function *f = numjit_get_function(module, "f", "float64", &error);
 *   numjit_value x = numjit_float(21.0), y;
 *   if (numjit_call(f, &x, 1, NULL, &y, &error)) printf("%g\n", y.u.f);
 *   else puts(numjit_error_text(error));
 *
 * Ownership. Objects (engines, modules, functions, tokens, errors) belong to the caller, who ends each with
 * the _free function of its type; NULL may be freed. An engine may be freed before its modules, and a module
 * before its functions: each keeps what it needs. Texts that accessors return belong to the object that was
 * asked and live as long as it. A result value that holds a text, an array or a tuple is ended with
 * numjit_value_clear, and may outlive everything else. Arguments are borrowed for the call.
 *
 * Errors. A function that can fail has a last parameter `numjit_error **error`. On failure it returns NULL
 * (or false) and, unless `error` is NULL, puts a new error there; on success it puts NULL there. A NULL object
 * is such a failure; accessors give NULL or 0 for it.
 *
 * Threads. All objects may be used from several threads at once, and freed on any thread once nobody uses
 * them. Compilations in one engine take turns; calls do not. A value belongs to one thread at a time.
 *
 * Stability. Numbers keep their meaning, functions keep their parameters, and structs keep their layout; only
 * numjit_options grows, at its end, which its `size` member tells the library.
 */
#ifndef NUMJIT_H
#define NUMJIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The version of this interface; numjit_version() gives that of the library. */
#define NUMJIT_VERSION 1
uint32_t numjit_version(void);

typedef struct numjit_engine numjit_engine;     /* the compiler with what it has compiled */
typedef struct numjit_module numjit_module;     /* a compiled text */
typedef struct numjit_function numjit_function; /* a function for given argument types */
typedef struct numjit_error numjit_error;       /* why something failed */
typedef struct numjit_token numjit_token;       /* ends calls and compilations */
typedef struct numjit_raise numjit_raise;       /* where a host function says what it raises */

/* ---- Values ---------------------------------------------------------------------------------------- */

/* What a value is, and which member of its union holds it. */
typedef enum numjit_kind {
    NUMJIT_NONE = 0,
    NUMJIT_BOOL = 1,    /* i: 0 or 1 */
    NUMJIT_INT = 2,     /* i */
    NUMJIT_UINT = 3,    /* u: above the range of int64 */
    NUMJIT_FLOAT = 4,   /* f */
    NUMJIT_COMPLEX = 5, /* c */
    NUMJIT_TEXT = 6,    /* text */
    NUMJIT_ARRAY = 7,   /* array */
    NUMJIT_TUPLE = 8    /* tuple */
} numjit_kind;

/* Element types of arrays. */
typedef enum numjit_dtype {
    NUMJIT_DTYPE_BOOL = 0,
    NUMJIT_DTYPE_INT8 = 1,
    NUMJIT_DTYPE_UINT8 = 2,
    NUMJIT_DTYPE_INT16 = 3,
    NUMJIT_DTYPE_UINT16 = 4,
    NUMJIT_DTYPE_INT32 = 5,
    NUMJIT_DTYPE_UINT32 = 6,
    NUMJIT_DTYPE_INT64 = 7,
    NUMJIT_DTYPE_UINT64 = 8,
    NUMJIT_DTYPE_FLOAT32 = 9,
    NUMJIT_DTYPE_FLOAT64 = 10,
    NUMJIT_DTYPE_COMPLEX64 = 11,
    NUMJIT_DTYPE_COMPLEX128 = 12
} numjit_dtype;

#define NUMJIT_MAX_DIMS 8

/* An array. As an argument it is the caller's memory, in a result numjit's. No elements are copied, except
 * that a result which lies in an argument's memory is a copy of it. A result may be passed as an argument. */
typedef struct numjit_array {
    void *data;                       /* element [0, 0, ...], aligned to its type */
    uint32_t dtype;                   /* a numjit_dtype */
    uint32_t ndim;                    /* at most NUMJIT_MAX_DIMS */
    int64_t shape[NUMJIT_MAX_DIMS];   /* elements along each axis */
    int64_t strides[NUMJIT_MAX_DIMS]; /* bytes between neighbours; may be negative */
    uint32_t readonly;                /* arguments: functions that may write it refuse it */
    void *owner;                      /* results: what numjit_value_clear ends; arguments: ignored */
} numjit_array;

/* UTF-8. Results have a null byte behind them, which `length` does not count; null characters inside are
 * kept. */
typedef struct numjit_text {
    const char *data;
    size_t length;
    void *owner; /* as for arrays */
} numjit_text;

typedef struct numjit_tuple {
    const struct numjit_value *items;
    size_t count;
    void *owner; /* as for arrays */
} numjit_tuple;

typedef struct numjit_value {
    uint32_t kind; /* a numjit_kind */
    union {
        int64_t i;
        uint64_t u;
        double f;
        struct {
            double re, im;
        } c;
        numjit_text text;
        numjit_array array;
        numjit_tuple tuple;
    } u;
} numjit_value;

/* Ends what a result holds, the items of a tuple included, and makes it NUMJIT_NONE. */
void numjit_value_clear(numjit_value *value);

/* ---- Engines --------------------------------------------------------------------------------------- */

/* How wide loops run at most. */
typedef enum numjit_simd {
    NUMJIT_SIMD_WIDEST = 0, /* what the processor has */
    NUMJIT_SIMD_SCALAR = 1,
    NUMJIT_SIMD_AVX2 = 2,
    NUMJIT_SIMD_AVX512 = 3
} numjit_simd;

/* How an engine behaves: start with numjit_options_default(). Zero is no for a switch and no limit for a
 * limit. */
typedef struct numjit_options {
    uint32_t size;          /* sizeof(numjit_options) */
    uint32_t interruptible; /* calls look at tokens, which costs a load and a branch at every turn of a loop */
    uint32_t check_bounds;  /* array indices are checked even under boundscheck=False */
    uint32_t no_fastmath;   /* float operations keep their order even under fastmath=True */
    uint32_t simd;          /* a numjit_simd */
    uint32_t no_output;     /* print raises OSError */
    uint32_t gdb;           /* a debugger is told about compiled code */
    uint32_t unused;
    uint64_t source_bytes; /* of one text */
    uint64_t compile_ms;   /* milliseconds of one compilation */
    uint64_t code_bytes;   /* of machine code in the engine */
    uint64_t memory_bytes; /* of arrays, texts and containers held at one time */
    const char *perf_map;  /* directory for perf-PID.map, or NULL */
    const char *jitdump;   /* directory for jit-PID.dump, or NULL */
    /* Where print goes: whole pieces of UTF-8, from any thread; the standard output if NULL. */
    void (*print)(void *print_data, const char *text, size_t length);
    void *print_data;
} numjit_options;

/* Sets interruptible, check_bounds, no_output and all limits to what suits code of people you do not trust:
 * 64 KiB of source, 2 s to compile, 16 MiB of code, 256 MiB of memory. */
void numjit_options_untrusted(numjit_options *options);

/* An engine; options may be NULL. */
numjit_engine *numjit_engine_new(const numjit_options *options, numjit_error **error);
void numjit_engine_free(numjit_engine *engine);

/* Bytes of machine code in memory. */
uint64_t numjit_engine_code_bytes(const numjit_engine *engine);

/* A token lets calls and compilations go on until it is cancelled, or until a time from now in milliseconds
 * is over (0: no time). It stays as it is then; take a new one for the next call. */
numjit_token *numjit_token_new(uint64_t milliseconds);
void numjit_token_cancel(const numjit_token *token);
bool numjit_token_is_cancelled(const numjit_token *token);
void numjit_token_free(numjit_token *token);

/* ---- Host functions -------------------------------------------------------------------------------- */

/* A function of the program that compiled code calls, on any thread that runs compiled code. `args` are
 * borrowed for the call; arrays among them are not copied. It fills `result`, which is NUMJIT_NONE at first,
 * and returns true; or it says what to raise and returns false. A text or array in `result` is copied, and
 * then cleared if it is a result of numjit_call (its `owner` is set). It must neither throw nor longjmp. */
typedef bool (*numjit_host_function)(void *data, const numjit_value *args, size_t count,
                                     numjit_value *result, numjit_raise *raise);

/* Makes a host function raise an exception, by the name of a builtin class such as "ValueError". */
void numjit_raise_exception(numjit_raise *raise, const char *exception, const char *message);

/* Lets texts that are compiled from now on call a host function by a name. `signature` gives its types, such
 * as "float64(const float64[:], int64)", which takes an array in any memory order; arguments are converted to
 * them. `free_data`, unless NULL, is called with `data` when nobody can call the function any more, and also
 * when this fails. */
bool numjit_add_host_function(numjit_engine *engine, const char *name, const char *signature,
                              numjit_host_function function, void *data,
                              void (*free_data)(void *data), numjit_error **error);

/* ---- Modules --------------------------------------------------------------------------------------- */

/* Compiles a module's text: imports of math, cmath, numpy and numba, constants, and functions. `file` is
 * the name that errors show; it is not opened. */
numjit_module *numjit_compile(numjit_engine *engine, const char *file, const char *text,
                              numjit_error **error);

/* A further name of a module: a constant. Arrays are copied. */
typedef struct numjit_global {
    const char *name;
    numjit_value value;
} numjit_global;

/* The same with further names, until `token` (which may be NULL) ends it. */
numjit_module *numjit_compile_with(numjit_engine *engine, const char *file, const char *text,
                                   const numjit_global *globals, size_t count,
                                   const numjit_token *token, numjit_error **error);
void numjit_module_free(numjit_module *module);

/* The functions of a module in the order of their definitions, and what they are declared with; NULL behind
 * the last. Signatures are those of decorators, such as "(float64, int64) -> float64". */
const char *numjit_module_function(const numjit_module *module, size_t index);
const char *numjit_module_parameter(const numjit_module *module, size_t function, size_t index);
bool numjit_module_parameter_has_default(const numjit_module *module, size_t function, size_t index);
const char *numjit_module_signature(const numjit_module *module, size_t function, size_t index);

/* ---- Functions ------------------------------------------------------------------------------------- */

/* A function compiled for argument types in Numba's spelling, such as "float64[:, ::1], int64";
 * "const float64[::1]" is an array that the function only reads. Parameters behind the given types have
 * their defaults. */
numjit_function *numjit_get_function(numjit_module *module, const char *name, const char *types,
                                     numjit_error **error);

/* The same, until `token` (which may be NULL) ends the compilation. */
numjit_function *numjit_get_function_until(numjit_module *module, const char *name, const char *types,
                                           const numjit_token *token, numjit_error **error);
void numjit_function_free(numjit_function *function);

/* Number of arguments that a call takes, their types (NULL behind the last), and the result type. */
size_t numjit_function_arity(const numjit_function *function);
const char *numjit_function_argument(const numjit_function *function, size_t index);
const char *numjit_function_result(const numjit_function *function);

/* Calls a function. Numbers are converted to its types; arrays must have them, but for a looser memory order.
 * `token` may be NULL, and needs an interruptible engine otherwise. `result` may be NULL; on failure it is
 * NUMJIT_NONE. What it held before is not cleared. */
bool numjit_call(const numjit_function *function, const numjit_value *args, size_t count,
                 const numjit_token *token, numjit_value *result, numjit_error **error);

/* ---- Errors ---------------------------------------------------------------------------------------- */

typedef enum numjit_failure {
    NUMJIT_ERROR_COMPILE = 1,   /* the source does not compile: it has problems */
    NUMJIT_ERROR_RAISED = 2,    /* compiled code raised an exception, through frames */
    NUMJIT_ERROR_MISMATCH = 3,  /* no such function, types that do not fit, an option, a NULL object */
    NUMJIT_ERROR_CANCELLED = 4, /* by numjit_token_cancel */
    NUMJIT_ERROR_TIMED_OUT = 5, /* the time of the token was over */
    NUMJIT_ERROR_LIMIT = 6,     /* a limit of the options, which the text names */
    NUMJIT_ERROR_INTERNAL = 7   /* a fault of numjit */
} numjit_failure;

uint32_t numjit_error_kind(const numjit_error *error); /* a numjit_failure */

/* Everything, for people: problems with their source lines, exceptions with their traceback. */
const char *numjit_error_text(const numjit_error *error);

/* One sentence: of the first problem; what str(exception) gives; or the whole text. */
const char *numjit_error_message(const numjit_error *error);

/* Class of an exception, such as "ValueError"; NULL for other errors. */
const char *numjit_error_exception(const numjit_error *error);

/* The problems of a source. Lines and columns count from 1, columns in characters; the end is behind the last
 * character. File is NULL and numbers are 0 for a problem without a place; help, what to type instead, and
 * note, why, may be NULL. */
size_t numjit_problem_count(const numjit_error *error);
const char *numjit_problem_code(const numjit_error *error, size_t index); /* such as "NJ0101" */
const char *numjit_problem_message(const numjit_error *error, size_t index);
const char *numjit_problem_note(const numjit_error *error, size_t index);
const char *numjit_problem_help(const numjit_error *error, size_t index);
const char *numjit_problem_file(const numjit_error *error, size_t index);
uint32_t numjit_problem_line(const numjit_error *error, size_t index);
uint32_t numjit_problem_column(const numjit_error *error, size_t index);
uint32_t numjit_problem_end_line(const numjit_error *error, size_t index);
uint32_t numjit_problem_end_column(const numjit_error *error, size_t index);

/* The compiled functions that an exception passed, the innermost first. */
size_t numjit_frame_count(const numjit_error *error);
const char *numjit_frame_function(const numjit_error *error, size_t index);
const char *numjit_frame_file(const numjit_error *error, size_t index);
uint32_t numjit_frame_line(const numjit_error *error, size_t index);

void numjit_error_free(numjit_error *error);

/* ---- For brevity ----------------------------------------------------------------------------------- */

static inline numjit_options numjit_options_default(void) {
    numjit_options options;
    memset(&options, 0, sizeof options);
    options.size = (uint32_t)sizeof options;
    return options;
}

static inline numjit_value numjit_none(void) {
    numjit_value value;
    memset(&value, 0, sizeof value);
    return value;
}

static inline numjit_value numjit_bool(bool b) {
    numjit_value value;
    value.kind = NUMJIT_BOOL;
    value.u.i = b;
    return value;
}

static inline numjit_value numjit_int(int64_t i) {
    numjit_value value;
    value.kind = NUMJIT_INT;
    value.u.i = i;
    return value;
}

static inline numjit_value numjit_float(double f) {
    numjit_value value;
    value.kind = NUMJIT_FLOAT;
    value.u.f = f;
    return value;
}

static inline numjit_value numjit_complex(double re, double im) {
    numjit_value value;
    value.kind = NUMJIT_COMPLEX;
    value.u.c.re = re;
    value.u.c.im = im;
    return value;
}

/* A text of the caller that ends with a null byte. */
static inline numjit_value numjit_string(const char *text) {
    numjit_value value;
    value.kind = NUMJIT_TEXT;
    value.u.text.data = text;
    value.u.text.length = strlen(text);
    value.u.text.owner = NULL;
    return value;
}

static inline size_t numjit_dtype_size(numjit_dtype dtype) {
    switch (dtype) {
    case NUMJIT_DTYPE_BOOL:
    case NUMJIT_DTYPE_INT8:
    case NUMJIT_DTYPE_UINT8:
        return 1;
    case NUMJIT_DTYPE_INT16:
    case NUMJIT_DTYPE_UINT16:
        return 2;
    case NUMJIT_DTYPE_INT32:
    case NUMJIT_DTYPE_UINT32:
    case NUMJIT_DTYPE_FLOAT32:
        return 4;
    case NUMJIT_DTYPE_INT64:
    case NUMJIT_DTYPE_UINT64:
    case NUMJIT_DTYPE_FLOAT64:
    case NUMJIT_DTYPE_COMPLEX64:
        return 8;
    case NUMJIT_DTYPE_COMPLEX128:
        return 16;
    }
    return 0;
}

/* An array of the caller in C order: the last axis is contiguous. */
static inline numjit_value numjit_dense(void *data, numjit_dtype dtype, uint32_t ndim,
                                        const int64_t *shape) {
    numjit_value value;
    int64_t stride = (int64_t)numjit_dtype_size(dtype);
    uint32_t axis = ndim < NUMJIT_MAX_DIMS ? ndim : NUMJIT_MAX_DIMS;
    value.kind = NUMJIT_ARRAY;
    value.u.array.data = data;
    value.u.array.dtype = (uint32_t)dtype;
    value.u.array.ndim = ndim;
    value.u.array.readonly = 0;
    value.u.array.owner = NULL;
    while (axis-- > 0) {
        value.u.array.shape[axis] = shape[axis];
        value.u.array.strides[axis] = stride;
        stride *= shape[axis] > 0 ? shape[axis] : 1;
    }
    return value;
}

/* A one-dimensional array of the caller. */
static inline numjit_value numjit_vector(void *data, numjit_dtype dtype, int64_t length) {
    return numjit_dense(data, dtype, 1, &length);
}

/* A one-dimensional array of the caller that is only read. */
static inline numjit_value numjit_const_vector(const void *data, numjit_dtype dtype, int64_t length) {
    numjit_value value = numjit_vector((void *)(uintptr_t)data, dtype, length);
    value.u.array.readonly = 1;
    return value;
}

#ifdef __cplusplus
}
#endif

#endif
