//! Products of a matrix with a vector.
//!
//! A product of matrices packs its operands, which a single vector does not repay: here each element of the matrix is
//! read once, in the order of memory, four lines at a time.
#![allow(
    unsafe_code,
    reason = "instructions beyond the baseline need a CPU that has them"
)]

use std::ops::{Add, Mul};

/// A float.
pub trait Real: Copy + Add<Output = Self> + Mul<Output = Self> {
    /// The number zero.
    const ZERO: Self;

    /// `self * x + y`, rounded once; only fast where the CPU has an instruction for it.
    fn fused(self, x: Self, y: Self) -> Self;
}

macro_rules! reals {
    ($($type:ident)*) => {$(
        impl Real for $type {
            const ZERO: $type = 0.0;

            #[inline(always)]
            fn fused(self, x: $type, y: $type) -> $type {
                self.mul_add(x, y)
            }
        }
    )*};
}

reals! { f32 f64 }

/// Lanes of partial sums on the baseline, which has no fused product and sum.
const BASELINE: usize = 8;

#[inline(always)]
fn accumulate<T: Real, const N: usize>(a: T, x: T, sum: T) -> T {
    if N == BASELINE {
        a * x + sum
    } else {
        a.fused(x, sum)
    }
}

/// Rows whose elements are neighbours: `rows` lines of `columns` elements, each `stride` after the last.
#[derive(Clone, Copy, Debug)]
pub struct Lines<'a, T> {
    /// The elements, from the first one.
    pub data: &'a [T],
    /// Number of lines.
    pub rows: usize,
    /// Elements of a line.
    pub columns: usize,
    /// Distance between the starts of lines; at least `columns`.
    pub stride: usize,
}

impl<'a, T> Lines<'a, T> {
    #[inline(always)]
    fn line(&self, row: usize) -> &'a [T] {
        &self.data[row * self.stride..][..self.columns]
    }

    /// Some columns of all lines.
    #[inline(always)]
    fn part(&self, first: usize, columns: usize) -> Lines<'a, T> {
        let data = &self.data[first..];
        Lines {
            data,
            columns,
            ..*self
        }
    }
}

macro_rules! with_best_instructions {
    ($(#[$doc:meta])* $name:ident, $inner:ident, ($($arg:ident: $type:ty),*) $(-> $result:ty)?) => {
        $(#[$doc])*
        pub fn $name<T: Real>($($arg: $type),*) $(-> $result)? {
            #[cfg(target_arch = "x86_64")]
            {
                #[target_feature(enable = "avx512f,avx2,fma")]
                fn widest<T: Real>($($arg: $type),*) $(-> $result)? {
                    $inner::<T, 32>($($arg),*)
                }
                #[target_feature(enable = "avx2,fma")]
                fn wide<T: Real>($($arg: $type),*) $(-> $result)? {
                    $inner::<T, 16>($($arg),*)
                }
                if is_x86_feature_detected!("avx512f") && is_x86_feature_detected!("fma") {
                    // SAFETY: the CPU has the instructions.
                    return unsafe { widest($($arg),*) };
                }
                if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
                    // SAFETY: the CPU has the instructions.
                    return unsafe { wide($($arg),*) };
                }
            }
            $inner::<T, BASELINE>($($arg),*)
        }
    };
}

with_best_instructions! {
    /// Inner product of two lines of one length.
    dot, dot_inner, (x: &[T], y: &[T]) -> T
}

with_best_instructions! {
    /// Writes the inner product of each line with `x`.
    lines_times_vector, lines_times_vector_inner, (a: Lines<'_, T>, x: &[T], out: &mut [T])
}

with_best_instructions! {
    /// Writes the sum of the lines, each multiplied with its element of `x`.
    vector_times_lines, vector_times_lines_inner, (a: Lines<'_, T>, x: &[T], out: &mut [T])
}

#[inline(always)]
fn dot_inner<T: Real, const N: usize>(x: &[T], y: &[T]) -> T {
    let mut sums = [T::ZERO; N];
    let (x_groups, x_rest) = x.as_chunks::<N>();
    let (y_groups, y_rest) = y.as_chunks::<N>();
    for (x, y) in x_groups.iter().zip(y_groups) {
        for lane in 0..N {
            sums[lane] = accumulate::<T, N>(x[lane], y[lane], sums[lane]);
        }
    }
    plus_rest::<T, N>(total(sums), x_rest, y_rest)
}

#[inline(always)]
fn total<T: Real, const N: usize>(sums: [T; N]) -> T {
    let mut eight = [T::ZERO; 8];
    for group in sums.as_chunks::<8>().0 {
        for lane in 0..8 {
            eight[lane] = eight[lane] + group[lane];
        }
    }
    let [a, b, c, d, e, f, g, h] = eight;
    ((a + e) + (c + g)) + ((b + f) + (d + h))
}

/// Lines from this length are read one after the other: several streams at once slow the memory down.
const LONG: usize = 512;

#[inline(always)]
fn lines_times_vector_inner<T: Real, const N: usize>(a: Lines<'_, T>, x: &[T], out: &mut [T]) {
    let (groups, rest) = if a.columns < LONG {
        out.as_chunks_mut::<4>()
    } else {
        (&mut [][..], out)
    };
    let grouped = 4 * groups.len();
    for (group, places) in groups.iter_mut().enumerate() {
        let first = 4 * group;
        let lines = [
            a.line(first),
            a.line(first + 1),
            a.line(first + 2),
            a.line(first + 3),
        ];
        *places = four_dots::<T, N>(lines, x);
    }
    for (row, place) in (grouped..).zip(rest) {
        *place = dot_inner::<T, N>(a.line(row), x);
    }
}

#[inline(always)]
fn four_dots<T: Real, const N: usize>(lines: [&[T]; 4], x: &[T]) -> [T; 4] {
    let (mut s0, mut s1, mut s2, mut s3) = ([T::ZERO; N], [T::ZERO; N], [T::ZERO; N], [T::ZERO; N]);
    let (groups, _) = x.as_chunks::<N>();
    let whole = N * groups.len();
    let [l0, l1, l2, l3] = lines.map(|line| line.as_chunks::<N>().0);
    for ((((x, l0), l1), l2), l3) in groups.iter().zip(l0).zip(l1).zip(l2).zip(l3) {
        for lane in 0..N {
            s0[lane] = accumulate::<T, N>(l0[lane], x[lane], s0[lane]);
        }
        for lane in 0..N {
            s1[lane] = accumulate::<T, N>(l1[lane], x[lane], s1[lane]);
        }
        for lane in 0..N {
            s2[lane] = accumulate::<T, N>(l2[lane], x[lane], s2[lane]);
        }
        for lane in 0..N {
            s3[lane] = accumulate::<T, N>(l3[lane], x[lane], s3[lane]);
        }
    }
    [
        plus_rest::<T, N>(total(s0), &lines[0][whole..], &x[whole..]),
        plus_rest::<T, N>(total(s1), &lines[1][whole..], &x[whole..]),
        plus_rest::<T, N>(total(s2), &lines[2][whole..], &x[whole..]),
        plus_rest::<T, N>(total(s3), &lines[3][whole..], &x[whole..]),
    ]
}

/// The sum with the products of the last elements, which fill no group.
#[inline(always)]
fn plus_rest<T: Real, const N: usize>(mut sum: T, x: &[T], y: &[T]) -> T {
    for (&x, &y) in x.iter().zip(y) {
        sum = accumulate::<T, N>(x, y, sum);
    }
    sum
}

/// Columns that are summed before the next are begun, so that the sums stay in the first-level cache.
const BLOCK: usize = 1024;

#[inline(always)]
fn vector_times_lines_inner<T: Real, const N: usize>(a: Lines<'_, T>, x: &[T], out: &mut [T]) {
    out.fill(T::ZERO);
    let quads = a.rows - a.rows % 4;
    for (block, places) in out.chunks_mut(BLOCK).enumerate() {
        let part = a.part(block * BLOCK, places.len());
        for row in (0..quads).step_by(4) {
            let [l0, l1, l2, l3] = [
                part.line(row),
                part.line(row + 1),
                part.line(row + 2),
                part.line(row + 3),
            ];
            let factors = [x[row], x[row + 1], x[row + 2], x[row + 3]];
            for ((((place, &a), &b), &c), &d) in places.iter_mut().zip(l0).zip(l1).zip(l2).zip(l3) {
                let sum = accumulate::<T, N>(a, factors[0], *place);
                let sum = accumulate::<T, N>(b, factors[1], sum);
                let sum = accumulate::<T, N>(c, factors[2], sum);
                *place = accumulate::<T, N>(d, factors[3], sum);
            }
        }
        for (row, &factor) in x.iter().enumerate().take(a.rows).skip(quads) {
            for (place, &a) in places.iter_mut().zip(part.line(row)) {
                *place = accumulate::<T, N>(a, factor, *place);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn products_are_those_by_definition() {
        for (rows, columns) in [
            (0, 3),
            (3, 0),
            (1, 1),
            (5, 70),
            (9, 33),
            (4, 2500),
            (130, 7),
        ] {
            let stride = columns + 3;
            let data: Vec<f64> = (0..rows * stride + columns)
                .map(|i| (i % 13) as f64 - 6.0)
                .collect();
            let a = Lines {
                data: &data,
                rows,
                columns,
                stride,
            };
            let x: Vec<f64> = (0..columns).map(|i| (i % 5) as f64).collect();
            let y: Vec<f64> = (0..rows).map(|i| (i % 7) as f64).collect();
            let at = |i: usize, j: usize| data[i * stride + j];

            let mut out = vec![1.0; rows];
            lines_times_vector(a, &x, &mut out);
            let expected: Vec<f64> = (0..rows)
                .map(|i| (0..columns).map(|j| at(i, j) * x[j]).sum())
                .collect();
            assert_eq!(out, expected, "{rows} {columns}");

            let mut out = vec![1.0; columns];
            vector_times_lines(a, &y, &mut out);
            let expected: Vec<f64> = (0..columns)
                .map(|j| (0..rows).map(|i| at(i, j) * y[i]).sum())
                .collect();
            assert_eq!(out, expected, "{rows} {columns}");
            assert_eq!(dot(&x, &x), x.iter().map(|x| x * x).sum());
        }
    }
}
