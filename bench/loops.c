/* The kernels of loops.py in C. Prints one JSON object: kernel to [nanoseconds a call, checksum]. */

#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

enum { N = 4096, SIDE = 128, ROUNDS = 7 };

static double x[N], y[N], y_first[N], z[N], s0[N], k0[N];
static int32_t v[N];
static int64_t w[N], counts[64];
static double a[SIDE][SIDE], b[SIDE][SIDE];
static float a32[SIDE][SIDE], b32[SIDE][SIDE];

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return t.tv_sec + 1e-9 * t.tv_nsec;
}

static double sum(const double *p, int n) {
    double s = 0;
    for (int i = 0; i < n; i++) s += p[i];
    return s;
}

#define KEEP() __asm__ volatile("" ::: "memory")

static double daxpy(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) y[i] = y[i] + 1e-9 * x[i];
        KEEP();
    }
    return sum(y, N);
}

static double dot_strict(long calls) {
    double total = 0;
    for (long c = 0; c < calls; c++) {
        double s = 0;
        for (int i = 0; i < N; i++) s += x[i] * y_first[i];
        total += s;
        KEEP();
    }
    return total;
}

__attribute__((optimize("fast-math"))) static double dot_fast(long calls) {
    double total = 0;
    for (long c = 0; c < calls; c++) {
        double s = 0;
        for (int i = 0; i < N; i++) s += x[i] * y_first[i];
        total += s;
        KEEP();
    }
    return total;
}

static double stencil3(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 1; i < N - 1; i++) z[i] = 0.25 * x[i - 1] + 0.5 * x[i] + 0.25 * x[i + 1];
        KEEP();
    }
    return sum(z, N);
}

static double stencil5(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 1; i < SIDE - 1; i++)
            for (int j = 1; j < SIDE - 1; j++)
                b[i][j] = 0.2 * (a[i][j] + a[i - 1][j] + a[i + 1][j] + a[i][j - 1] + a[i][j + 1]);
        KEEP();
    }
    return sum(&b[0][0], SIDE * SIDE);
}

static double int32_sum(long calls) {
    int64_t total = 0;
    for (long c = 0; c < calls; c++) {
        int64_t s = 0;
        for (int i = 0; i < N; i++) s += v[i];
        total += s;
        KEEP();
    }
    return (double)total;
}

static double blur32(long calls) {
    float third = (float)(1.0 / 3.0);
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < SIDE; i++)
            for (int j = 1; j < SIDE - 1; j++)
                b32[i][j] = (a32[i][j - 1] + a32[i][j] + a32[i][j + 1]) * third;
        KEEP();
    }
    return b32[3][5];
}

static double clip(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) {
            double t = x[i] - 0.5;
            if (t < 0) t = 0;
            z[i] = sqrt(t);
        }
        KEEP();
    }
    return sum(z, N);
}

static double exponential(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) z[i] = exp(x[i]);
        KEEP();
    }
    return sum(z, N);
}

static double logarithm(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) z[i] = log(x[i] + 0.1);
        KEEP();
    }
    return sum(z, N);
}

static double softplus(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) z[i] = log(1.0 + exp(-x[i]));
        KEEP();
    }
    return sum(z, N);
}

static double black_scholes(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) {
            double d1 = (log(s0[i] / k0[i]) + 0.06) / 0.2, d2 = d1 - 0.2;
            double n1 = 1.0 / (1.0 + exp(-1.702 * d1)), n2 = 1.0 / (1.0 + exp(-1.702 * d2));
            z[i] = s0[i] * n1 - k0[i] * exp(-0.04) * n2;
        }
        KEEP();
    }
    return sum(z, N);
}

static double histogram(long calls) {
    for (long c = 0; c < calls; c++) {
        for (int i = 0; i < N; i++) counts[v[i] & 63]++;
        KEEP();
    }
    int64_t s = 0;
    for (int i = 0; i < 64; i++) s += counts[i];
    return (double)s;
}

static double prefix_sum(long calls) {
    for (long c = 0; c < calls; c++) {
        int64_t s = 0;
        for (int i = 0; i < N; i++) w[i] = s += v[i];
        KEEP();
    }
    int64_t t = 0;
    for (int i = 0; i < N; i++) t += w[i];
    return (double)t;
}

static double count_above(long calls) {
    int64_t total = 0;
    for (long c = 0; c < calls; c++) {
        int64_t n = 0;
        for (int i = 0; i < N; i++) n += x[i] > 0.5;
        total += n;
        KEEP();
    }
    return (double)total;
}

static void measure(const char *name, double (*kernel)(long), int last) {
    double checksum = kernel(1), start = now();
    kernel(20);
    double once = (now() - start) / 20, best = INFINITY;
    long calls = (long)(0.02 / (once > 1e-9 ? once : 1e-9));
    if (calls < 1) calls = 1;
    for (int r = 0; r < ROUNDS; r++) {
        start = now();
        kernel(calls);
        double t = (now() - start) / calls;
        if (t < best) best = t;
    }
    printf("\"%s\": [%.3f, %.17g]%s", name, best * 1e9, checksum, last ? "}\n" : ", ");
}

int main(void) {
    for (int i = 0; i < N; i++) {
        x[i] = (i % 97) / 97.0;
        y[i] = y_first[i] = (i % 89) / 89.0;
        s0[i] = x[i] + 0.5;
        k0[i] = y_first[i] + 0.5;
        v[i] = (int32_t)((int64_t)i * 7919 % 1000);
    }
    for (int i = 0; i < SIDE * SIDE; i++) {
        a[i / SIDE][i % SIDE] = (i % 101) / 101.0;
        a32[i / SIDE][i % SIDE] = (float)((i % 101) / 101.0);
    }
    printf("{");
    measure("daxpy", daxpy, 0);
    measure("dot_strict", dot_strict, 0);
    measure("dot_fast", dot_fast, 0);
    measure("stencil3", stencil3, 0);
    measure("stencil5", stencil5, 0);
    measure("int32_sum", int32_sum, 0);
    measure("blur32", blur32, 0);
    measure("clip", clip, 0);
    measure("exponential", exponential, 0);
    measure("logarithm", logarithm, 0);
    measure("softplus", softplus, 0);
    measure("black_scholes", black_scholes, 0);
    measure("histogram", histogram, 0);
    measure("prefix_sum", prefix_sum, 0);
    measure("count_above", count_above, 1);
    return 0;
}
