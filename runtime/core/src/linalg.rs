//! Inner and matrix products.
//!
//! Matrix products of floats go through the `matrixmultiply` crate, which packs its operands and picks
//! a kernel for the CPU; a vector does not repay the packing and has loops of its own
//! (`numjit_numeric::product`). Very small products, and integers, are plain loops.
#![allow(unsafe_code, reason = "operands arrive as raw memory")]

use std::ops::{Add, Mul};

use numjit_abi::DType;
use numjit_numeric::product::{self, Lines, Real};

/// An element type with the operations of a product.
trait Element: Copy {
    const ZERO: Self;
    fn mul_add_to(self, other: Self, sum: Self) -> Self;
    fn plus(self, other: Self) -> Self;
}

macro_rules! wrapping_elements {
    ($($type:ident)*) => {$(
        impl Element for $type {
            const ZERO: Self = 0;

            fn mul_add_to(self, other: Self, sum: Self) -> Self {
                sum.wrapping_add(self.wrapping_mul(other))
            }

            fn plus(self, other: Self) -> Self {
                self.wrapping_add(other)
            }
        }
    )*};
}

wrapping_elements! { i8 u8 i16 u16 i32 u32 i64 u64 }

macro_rules! float_elements {
    ($($type:ident)*) => {$(
        impl Element for $type {
            const ZERO: Self = 0.0;

            fn mul_add_to(self, other: Self, sum: Self) -> Self {
                sum + self * other
            }

            fn plus(self, other: Self) -> Self {
                self + other
            }
        }
    )*};
}

float_elements! { f32 f64 }

/// A boolean element: the product is `and`, the sum is `or`.
#[repr(transparent)]
#[derive(Clone, Copy)]
struct Truth(u8);

impl Element for Truth {
    const ZERO: Self = Truth(0);

    fn mul_add_to(self, other: Self, sum: Self) -> Self {
        Truth(u8::from(sum.0 != 0 || self.0 != 0 && other.0 != 0))
    }

    fn plus(self, other: Self) -> Self {
        Truth(u8::from(self.0 != 0 || other.0 != 0))
    }
}

/// A complex element, as NumPy stores it.
#[repr(C)]
#[derive(Clone, Copy)]
struct Pair<T> {
    re: T,
    im: T,
}

impl<T: Element + Copy + Mul<Output = T> + Add<Output = T> + std::ops::Sub<Output = T>> Element
    for Pair<T>
{
    const ZERO: Self = Pair {
        re: T::ZERO,
        im: T::ZERO,
    };

    fn mul_add_to(self, other: Self, sum: Self) -> Self {
        Pair {
            re: sum.re + (self.re * other.re - self.im * other.im),
            im: sum.im + (self.re * other.im + self.im * other.re),
        }
    }

    fn plus(self, other: Self) -> Self {
        Pair {
            re: self.re + other.re,
            im: self.im + other.im,
        }
    }
}

/// A strided vector: first element and stride in elements.
#[derive(Clone, Copy)]
struct Vector<T> {
    data: *const T,
    stride: isize,
}

/// Independent partial sums, enough to keep the adders busy.
const LANES: usize = 8;

impl<T: Copy> Vector<T> {
    /// Reads an element.
    ///
    /// # Safety
    /// The element exists.
    unsafe fn at(self, index: usize) -> T {
        // Safety: passed on to the caller.
        unsafe {
            self.data
                .offset(index as isize * self.stride)
                .read_unaligned()
        }
    }
}

/// Inner product with eight partial sums.
///
/// # Safety
/// Both vectors have `n` elements.
unsafe fn dot<T: Element>(n: usize, x: Vector<T>, y: Vector<T>) -> T {
    let mut sums = [T::ZERO; LANES];
    let whole = n - n % LANES;
    // Safety: every index is below `n`.
    unsafe {
        if x.stride == 1 && y.stride == 1 {
            // Whole groups are read in one piece, for the vectoriser.
            for start in (0..whole).step_by(LANES) {
                let group = |data: *const T| data.add(start).cast::<[T; LANES]>().read_unaligned();
                let (x, y) = (group(x.data), group(y.data));
                for lane in 0..LANES {
                    sums[lane] = x[lane].mul_add_to(y[lane], sums[lane]);
                }
            }
        } else {
            for index in 0..whole {
                let sum = &mut sums[index % LANES];
                *sum = x.at(index).mul_add_to(y.at(index), *sum);
            }
        }
        for index in whole..n {
            sums[index - whole] = x.at(index).mul_add_to(y.at(index), sums[index - whole]);
        }
    }
    let pair = |lane: usize| sums[lane].plus(sums[lane + 4]);
    (pair(0).plus(pair(2))).plus(pair(1).plus(pair(3)))
}

/// A strided matrix: first element, strides in elements.
#[derive(Clone, Copy)]
struct Matrix<P> {
    data: P,
    rows: isize,
    columns: isize,
}

impl Matrix<*const u8> {
    fn cast<T>(self) -> Matrix<*const T> {
        Matrix {
            data: self.data.cast(),
            rows: self.rows,
            columns: self.columns,
        }
    }
}

/// Extents of a product: (m, k) times (k, n).
#[derive(Clone, Copy)]
struct Extents {
    m: usize,
    k: usize,
    n: usize,
}

/// Products with at most this many multiplications are plain loops.
const SMALL_PRODUCT: usize = 512;

impl Extents {
    fn is_small(self) -> bool {
        let product = self
            .m
            .checked_mul(self.k)
            .and_then(|mk| mk.checked_mul(self.n));
        product.is_some_and(|product| product <= SMALL_PRODUCT)
    }
}

/// A product by definition.
///
/// # Safety
/// The matrices have these extents, and `c` does not overlap the others.
unsafe fn multiply<T: Element>(
    extents: Extents,
    a: Matrix<*const T>,
    b: Matrix<*const T>,
    c: Matrix<*mut T>,
) {
    for row in 0..extents.m as isize {
        for column in 0..extents.n as isize {
            let mut sum = T::ZERO;
            // Safety: row, column and index are within the extents.
            unsafe {
                for index in 0..extents.k as isize {
                    let x = a.data.offset(row * a.rows + index * a.columns);
                    let y = b.data.offset(index * b.rows + column * b.columns);
                    sum = x.read_unaligned().mul_add_to(y.read_unaligned(), sum);
                }
                let place = c.data.offset(row * c.rows + column * c.columns);
                place.write_unaligned(sum);
            }
        }
    }
}

/// A product with one row or one column, if the matrix has neighbours along an axis; returns whether it was done.
///
/// # Safety
/// As for [`multiply`].
unsafe fn multiply_vector<T: Real>(
    Extents { m, k, n }: Extents,
    a: Matrix<*const T>,
    b: Matrix<*const T>,
    c: Matrix<*mut T>,
) -> bool {
    // The product of a row with a matrix is that of the transposed matrix with a column.
    let (matrix, rows, x, out) = if n == 1 {
        let x = Vector {
            data: b.data,
            stride: b.rows,
        };
        (a, m, x, (c.data, c.rows))
    } else {
        let turned = Matrix {
            data: b.data,
            rows: b.columns,
            columns: b.rows,
        };
        let x = Vector {
            data: a.data,
            stride: a.columns,
        };
        (turned, n, x, (c.data, c.columns))
    };
    if m != 1 && n != 1 || out.1 != 1 || !out.0.is_aligned() || !matrix.data.is_aligned() {
        return false;
    }
    // SAFETY: the vector has `k` elements, the result `rows`, which nothing else uses.
    let (x, out) = unsafe {
        let x: Vec<T> = (0..k).map(|i| x.at(i)).collect();
        (x, std::slice::from_raw_parts_mut(out.0, rows))
    };
    let lines = |count: usize, length: usize, stride: isize| {
        let stride = usize::try_from(stride).ok().filter(|&s| s >= length)?;
        let extent = if count == 0 {
            0
        } else {
            (count - 1) * stride + length
        };
        // SAFETY: the lines end with the last element of the matrix.
        let data = unsafe { std::slice::from_raw_parts(matrix.data, extent) };
        Some(Lines {
            data,
            rows: count,
            columns: length,
            stride,
        })
    };
    if matrix.columns == 1
        && let Some(lines) = lines(rows, k, matrix.rows)
    {
        product::lines_times_vector(lines, &x, out);
        return true;
    }
    if matrix.rows == 1
        && let Some(lines) = lines(k, rows, matrix.columns)
    {
        product::vector_times_lines(lines, &x, out);
        return true;
    }
    false
}

/// See [`numjit_abi::Symbol::Dot`]. An unknown dtype code leaves the result alone.
///
/// # Safety
/// The vectors have `n` elements of the dtype, and `out` has room for one.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_dot(
    dtype: i32,
    n: i64,
    x: *const u8,
    x_stride: i64,
    y: *const u8,
    y_stride: i64,
    out: *mut u8,
) {
    let Ok(n) = usize::try_from(n) else { return };
    macro_rules! run {
        ($type:ty) => {{
            let (stride, data) = (x_stride as isize, x.cast::<$type>());
            let x = Vector { data, stride };
            let (stride, data) = (y_stride as isize, y.cast::<$type>());
            let y = Vector { data, stride };
            // Safety: passed on to the caller.
            unsafe { out.cast::<$type>().write_unaligned(dot(n, x, y)) }
        }};
    }
    match dtype_from_code(dtype) {
        None => {}
        Some(DType::Bool) => run!(Truth),
        Some(DType::I8) => run!(i8),
        Some(DType::U8) => run!(u8),
        Some(DType::I16) => run!(i16),
        Some(DType::U16) => run!(u16),
        Some(DType::I32) => run!(i32),
        Some(DType::U32) => run!(u32),
        Some(DType::I64) => run!(i64),
        Some(DType::U64) => run!(u64),
        // SAFETY: passed on to the caller.
        Some(DType::F32) if unsafe { wide_dot::<f32>(n, (x, x_stride), (y, y_stride), out) } => {}
        // SAFETY: passed on to the caller.
        Some(DType::F64) if unsafe { wide_dot::<f64>(n, (x, x_stride), (y, y_stride), out) } => {}
        Some(DType::F32) => run!(f32),
        Some(DType::F64) => run!(f64),
        Some(DType::C64) => run!(Pair<f32>),
        Some(DType::C128) => run!(Pair<f64>),
    }
}

/// Elements from which an inner product takes the widest instructions.
const LONG_DOT: usize = 64;

/// An inner product of long contiguous vectors; returns whether it was done.
///
/// # Safety
/// As for [`nj_dot`].
unsafe fn wide_dot<T: Real>(
    n: usize,
    (x, x_stride): (*const u8, i64),
    (y, y_stride): (*const u8, i64),
    out: *mut u8,
) -> bool {
    let (x, y) = (x.cast::<T>(), y.cast::<T>());
    let contiguous = x_stride == 1 && y_stride == 1 && x.is_aligned() && y.is_aligned();
    if n < LONG_DOT || !contiguous {
        return false;
    }
    // SAFETY: both vectors have `n` elements.
    unsafe {
        let (x, y) = (
            std::slice::from_raw_parts(x, n),
            std::slice::from_raw_parts(y, n),
        );
        out.cast::<T>().write_unaligned(product::dot(x, y));
    }
    true
}

fn dtype_from_code(code: i32) -> Option<DType> {
    u8::try_from(code).ok().and_then(DType::from_code)
}

/// See [`numjit_abi::Symbol::MatMul`]. An unknown dtype code leaves C alone.
///
/// # Safety
/// The matrices have these extents and strides in elements of the dtype, and C does not overlap A or B.
#[unsafe(no_mangle)]
#[allow(
    clippy::too_many_arguments,
    reason = "three matrices in the ABI's form"
)]
pub(crate) unsafe extern "C" fn nj_matmul(
    dtype: i32,
    m: i64,
    k: i64,
    n: i64,
    a: *const u8,
    a_rows: i64,
    a_columns: i64,
    b: *const u8,
    b_rows: i64,
    b_columns: i64,
    c: *mut u8,
    c_rows: i64,
    c_columns: i64,
) {
    let (Ok(m), Ok(k), Ok(n)) = (usize::try_from(m), usize::try_from(k), usize::try_from(n)) else {
        return;
    };
    let extents = Extents { m, k, n };
    let matrix = |data, rows: i64, columns: i64| Matrix {
        data,
        rows: rows as isize,
        columns: columns as isize,
    };
    let operands = (matrix(a, a_rows, a_columns), matrix(b, b_rows, b_columns));
    let result = Matrix {
        data: c,
        rows: c_rows as isize,
        columns: c_columns as isize,
    };
    // Safety: passed on to the caller.
    unsafe { multiply_dtype(dtype, extents, operands, result) }
}

/// Chooses the kernel of a product.
///
/// # Safety
/// As for [`nj_matmul`].
unsafe fn multiply_dtype(
    dtype: i32,
    extents: Extents,
    (a, b): (Matrix<*const u8>, Matrix<*const u8>),
    c: Matrix<*mut u8>,
) {
    macro_rules! plain {
        ($type:ty) => {{
            // Safety: passed on to the caller.
            unsafe {
                multiply::<$type>(
                    extents,
                    Matrix {
                        data: a.data.cast(),
                        rows: a.rows,
                        columns: a.columns,
                    },
                    Matrix {
                        data: b.data.cast(),
                        rows: b.rows,
                        columns: b.columns,
                    },
                    Matrix {
                        data: c.data.cast(),
                        rows: c.rows,
                        columns: c.columns,
                    },
                )
            }
        }};
    }
    macro_rules! packed {
        ($function:ident, $one:expr, $zero:expr $(, $flags:expr)*) => {{
            let Extents { m, k, n } = extents;
            // Safety: passed on to the caller; with a zero factor the old C is not read.
            unsafe {
                matrixmultiply::$function(
                    $($flags, $flags,)*
                    m, k, n, $one,
                    a.data.cast(), a.rows, a.columns,
                    b.data.cast(), b.rows, b.columns,
                    $zero, c.data.cast(), c.rows, c.columns,
                )
            }
        }};
    }
    macro_rules! vector {
        ($type:ty) => {
            // SAFETY: passed on to the caller.
            (extents.m == 1 || extents.n == 1)
                && extents.k > 0
                && unsafe {
                    multiply_vector::<$type>(
                        extents,
                        a.cast(),
                        b.cast(),
                        Matrix {
                            data: c.data.cast(),
                            rows: c.rows,
                            columns: c.columns,
                        },
                    )
                }
        };
    }
    let small = extents.is_small();
    let plain_flags = matrixmultiply::CGemmOption::Standard;
    match dtype_from_code(dtype) {
        None => {}
        Some(DType::Bool) => plain!(Truth),
        Some(DType::I8) => plain!(i8),
        Some(DType::U8) => plain!(u8),
        Some(DType::I16) => plain!(i16),
        Some(DType::U16) => plain!(u16),
        Some(DType::I32) => plain!(i32),
        Some(DType::U32) => plain!(u32),
        Some(DType::I64) => plain!(i64),
        Some(DType::U64) => plain!(u64),
        Some(DType::F32) if vector!(f32) => {}
        Some(DType::F64) if vector!(f64) => {}
        Some(DType::F32) if small => plain!(f32),
        Some(DType::F64) if small => plain!(f64),
        Some(DType::C64) if small => plain!(Pair<f32>),
        Some(DType::C128) if small => plain!(Pair<f64>),
        Some(DType::F32) => packed!(sgemm, 1.0, 0.0),
        Some(DType::F64) => packed!(dgemm, 1.0, 0.0),
        Some(DType::C64) => packed!(cgemm, [1.0, 0.0], [0.0, 0.0], plain_flags),
        Some(DType::C128) => packed!(zgemm, [1.0, 0.0], [0.0, 0.0], plain_flags),
    }
}
