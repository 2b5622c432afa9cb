//! Sorting, factorisations and transforms for compiled code: arrays arrive as addresses of elements in C order.
//!
//! Factorisations and transforms are computed in double precision for every element type, and rounded to it.
#![allow(unsafe_code, reason = "operands arrive as raw memory")]

use numjit_abi::{Context, DType, ExceptionKind, Status};
use numjit_numeric::factor::{self, Complex, Element, Failure};
use numjit_numeric::fourier;
use numjit_numeric::sort::{self, Sortable};

use crate::context::state;
use crate::exception::Exception;

/// An element type as it lies in memory, and the type that the algorithms compute in.
trait Stored<T>: Copy {
    fn load(self) -> T;
    fn store(value: T) -> Self;
}

macro_rules! stored {
    ($($from:ty as $to:ty: $load:expr, $store:expr;)*) => {$(
        impl Stored<$to> for $from {
            fn load(self) -> $to {
                ($load)(self)
            }

            fn store(value: $to) -> $from {
                ($store)(value)
            }
        }
    )*};
}

/// A complex number in single precision.
#[repr(C)]
#[derive(Clone, Copy)]
struct Narrow {
    re: f32,
    im: f32,
}

stored! {
    f64 as f64: |x| x, |x| x;
    f32 as f64: f64::from, |x| x as f32;
    Complex as Complex: |z| z, |z| z;
    Narrow as Complex: |z: Narrow| Complex::new(f64::from(z.re), f64::from(z.im)),
        |z: Complex| Narrow { re: z.re as f32, im: z.im as f32 };
}

/// Elements in memory that compiled code owns.
#[derive(Clone, Copy)]
struct Elements<S> {
    data: *mut S,
    count: usize,
}

impl<S: Copy> Elements<S> {
    /// # Safety
    /// There are `count` elements at the address, which nobody else uses during the call.
    unsafe fn new(data: *const u8, count: usize) -> Elements<S> {
        let data = data.cast_mut().cast();
        Elements { data, count }
    }

    fn read<T>(self) -> Vec<T>
    where
        S: Stored<T>,
    {
        // SAFETY: promised at construction; the address may be unaligned.
        let at = |i| unsafe { self.data.add(i).read_unaligned() };
        (0..self.count).map(|i| at(i).load()).collect()
    }

    fn write<T: Copy>(self, values: &[T])
    where
        S: Stored<T>,
    {
        for (i, &value) in values.iter().enumerate().take(self.count) {
            // SAFETY: promised at construction; the address may be unaligned.
            unsafe { self.data.add(i).write_unaligned(S::store(value)) };
        }
    }

    /// Lends the elements as a slice, through a copy if they are not aligned.
    fn with<R>(self, body: impl FnOnce(&mut [S]) -> R) -> R {
        if self.count == 0 {
            return body(&mut []);
        }
        if self.data.is_aligned() {
            // SAFETY: promised at construction.
            return body(unsafe { std::slice::from_raw_parts_mut(self.data, self.count) });
        }
        // SAFETY: as above, with reads and writes that need no alignment.
        let mut copy: Vec<S> = (0..self.count)
            .map(|i| unsafe { self.data.add(i).read_unaligned() })
            .collect();
        let result = body(&mut copy);
        for (i, value) in copy.into_iter().enumerate() {
            // SAFETY: as above.
            unsafe { self.data.add(i).write_unaligned(value) };
        }
        result
    }
}

fn dtype_from_code(code: i64) -> Option<DType> {
    u8::try_from(code).ok().and_then(DType::from_code)
}

fn extent(n: i64) -> usize {
    usize::try_from(n).unwrap_or(0)
}

/// Runs a body with the element type that a code names: the type in memory and the type to compute in.
macro_rules! for_inexact {
    ($code:expr, |$stored:ident, $element:ident| $body:expr, else $otherwise:expr) => {
        match dtype_from_code($code) {
            Some(DType::F32) => {
                type $stored = f32;
                type $element = f64;
                $body
            }
            Some(DType::F64) => {
                type $stored = f64;
                type $element = f64;
                $body
            }
            Some(DType::C64) => {
                type $stored = Narrow;
                type $element = Complex;
                $body
            }
            Some(DType::C128) => {
                type $stored = Complex;
                type $element = Complex;
                $body
            }
            _ => $otherwise,
        }
    };
}

/// The type in memory of the real numbers beside an element type.
macro_rules! with_real {
    ($code:expr, |$real:ident, $complex:ident| $body:expr) => {
        match dtype_from_code($code) {
            Some(DType::F32 | DType::C64) => {
                type $real = f32;
                type $complex = Narrow;
                $body
            }
            _ => {
                type $real = f64;
                type $complex = Complex;
                $body
            }
        }
    };
}

/// Ends a call that may fail.
///
/// # Safety
/// `cx` is a live context.
unsafe fn finish(cx: *mut Context, outcome: Result<(), Failure>) -> i32 {
    let Err(failure) = outcome else {
        return Status::Ok as i32;
    };
    let message = match failure {
        Failure::Singular => "Matrix is singular to machine precision.",
        Failure::NotPositiveDefinite => "Matrix is not positive definite.",
        Failure::NoConvergence => "Computation did not converge.",
    };
    // SAFETY: passed on to the caller.
    unsafe { state(cx) }.pending = Some(Exception::new(ExceptionKind::LinAlgError, message));
    Status::Raised as i32
}

/// Runs a body with the sortable type that a code names; complex numbers apart.
macro_rules! for_sortable {
    ($code:expr, |$type:ident| $body:expr, complex |$complex:ident| $pairs:expr) => {
        match dtype_from_code($code) {
            None => {}
            Some(DType::Bool | DType::U8) => {
                type $type = u8;
                $body
            }
            Some(DType::I8) => {
                type $type = i8;
                $body
            }
            Some(DType::I16) => {
                type $type = i16;
                $body
            }
            Some(DType::U16) => {
                type $type = u16;
                $body
            }
            Some(DType::I32) => {
                type $type = i32;
                $body
            }
            Some(DType::U32) => {
                type $type = u32;
                $body
            }
            Some(DType::I64) => {
                type $type = i64;
                $body
            }
            Some(DType::U64) => {
                type $type = u64;
                $body
            }
            Some(DType::F32) => {
                type $type = f32;
                $body
            }
            Some(DType::F64) => {
                type $type = f64;
                $body
            }
            Some(DType::C64) => {
                type $complex = Narrow;
                $pairs
            }
            Some(DType::C128) => {
                type $complex = Complex;
                $pairs
            }
        }
    };
}

/// See [`numjit_abi::Symbol::Sort`]. An unknown dtype code leaves the lines alone.
///
/// # Safety
/// There are `rows` times `count` elements of the dtype at `data`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_sort(dtype: i64, rows: i64, count: i64, data: *mut u8) {
    let (rows, count) = (extent(rows), extent(count));
    let total = rows * count;
    if total == 0 {
        return;
    }
    for_sortable!(
        dtype,
        |T| {
            // SAFETY: passed on to the caller.
            let elements = unsafe { Elements::<T>::new(data, total) };
            elements.with(|all| sort_rows(all, count));
        },
        complex | T | {
            // SAFETY: passed on to the caller.
            let elements = unsafe { Elements::<T>::new(data, total) };
            let mut all: Vec<Complex> = elements.read();
            for line in all.chunks_exact_mut(count) {
                line.sort_by(|a, b| sort::compare_complex((a.re, a.im), (b.re, b.im)));
            }
            elements.write(&all);
        }
    );
}

fn sort_rows<T: Sortable>(all: &mut [T], count: usize) {
    for line in all.chunks_exact_mut(count) {
        sort::sort(line);
    }
}

/// See [`numjit_abi::Symbol::ArgSort`]. An unknown dtype code leaves the positions alone.
///
/// # Safety
/// There are `rows` times `count` elements of the dtype at `keys` and as many `int64` at `order`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_argsort(
    dtype: i64,
    rows: i64,
    count: i64,
    keys: *const u8,
    order: *mut u8,
) {
    let (rows, count) = (extent(rows), extent(count));
    let total = rows * count;
    if total == 0 {
        return;
    }
    // SAFETY: passed on to the caller.
    let order = unsafe { Elements::<i64>::new(order, total) };
    for_sortable!(
        dtype,
        |T| {
            // SAFETY: passed on to the caller.
            let keys = unsafe { Elements::<T>::new(keys, total) };
            keys.with(|keys| order.with(|order| argsort_rows(keys, order, count)));
        },
        complex | T | {
            // SAFETY: passed on to the caller.
            let keys: Vec<Complex> = unsafe { Elements::<T>::new(keys, total) }.read();
            order.with(|order| argsort_complex(&keys, order, count));
        }
    );
}

fn argsort_rows<T: Sortable>(keys: &[T], order: &mut [i64], count: usize) {
    for (keys, order) in keys.chunks_exact(count).zip(order.chunks_exact_mut(count)) {
        sort::argsort(keys, order);
    }
}

fn argsort_complex(keys: &[Complex], order: &mut [i64], count: usize) {
    for (keys, order) in keys.chunks_exact(count).zip(order.chunks_exact_mut(count)) {
        for (position, place) in (0..).zip(order.iter_mut()) {
            *place = position;
        }
        let key = |position: i64| {
            let z = keys[position as usize];
            (z.re, z.im)
        };
        order.sort_by(|&i, &j| sort::compare_complex(key(i), key(j)));
    }
}

/// See [`numjit_abi::Symbol::Solve`].
///
/// # Safety
/// `cx` is live; there are n by n and n by `columns` elements of the dtype.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_solve(
    cx: *mut Context,
    dtype: i64,
    n: i64,
    columns: i64,
    a: *const u8,
    b: *mut u8,
) -> i32 {
    let (n, columns) = (extent(n), extent(columns));
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let (a, b) = unsafe { (Elements::<S>::new(a, n * n), Elements::<S>::new(b, n * columns)) };
            let a: Vec<T> = a.read();
            let mut x: Vec<T> = b.read();
            let outcome = factor::solve(&a, n, &mut x, columns);
            b.write(&x);
            // SAFETY: passed on to the caller.
            unsafe { finish(cx, outcome) }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::LogDet`].
///
/// # Safety
/// There are n by n elements of the dtype, room for one at `sign` and for a double at `logarithm`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_log_det(
    dtype: i64,
    n: i64,
    a: *const u8,
    sign: *mut u8,
    logarithm: *mut u8,
) {
    let n = extent(n);
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, n * n) }.read();
            let (unit, size) = factor::sign_and_log_determinant(&a, n);
            // SAFETY: passed on to the caller.
            unsafe {
                Elements::<S>::new(sign, 1).write(&[unit]);
                Elements::<f64>::new(logarithm, 1).write(&[size]);
            }
        },
        else {}
    );
}

/// See [`numjit_abi::Symbol::Cholesky`].
///
/// # Safety
/// `cx` is live; there are n by n elements of the dtype.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_cholesky(
    cx: *mut Context,
    dtype: i64,
    n: i64,
    a: *mut u8,
) -> i32 {
    let n = extent(n);
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let elements = unsafe { Elements::<S>::new(a, n * n) };
            let mut a: Vec<T> = elements.read();
            let outcome = factor::cholesky(&mut a, n);
            elements.write(&a);
            // SAFETY: passed on to the caller.
            unsafe { finish(cx, outcome) }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::Qr`].
///
/// # Safety
/// There are m by n elements of the dtype at `a`, room for m by `k` at `q` and k by n at `r`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_qr(
    dtype: i64,
    m: i64,
    n: i64,
    k: i64,
    a: *const u8,
    q: *mut u8,
    r: *mut u8,
) {
    let (m, n, k) = (extent(m), extent(n), extent(k));
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, m * n) }.read();
            let (mut left, mut right) = (vec![T::ZERO; m * k], vec![T::ZERO; k * n]);
            factor::qr(&a, m, n, &mut left, &mut right);
            // SAFETY: passed on to the caller.
            unsafe {
                Elements::<S>::new(q, m * k).write(&left);
                Elements::<S>::new(r, k * n).write(&right);
            }
        },
        else {}
    );
}

/// See [`numjit_abi::Symbol::Svd`].
///
/// # Safety
/// `cx` is live; there are m by n elements of the dtype at `a`, and room for the results.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_svd(
    cx: *mut Context,
    dtype: i64,
    m: i64,
    n: i64,
    full: i64,
    a: *const u8,
    u: *mut u8,
    s: *mut u8,
    vh: *mut u8,
) -> i32 {
    let (m, n) = (extent(m), extent(n));
    let least = m.min(n);
    let (columns, rows) = if full != 0 { (m, n) } else { (least, least) };
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, m * n) }.read();
            let (mut left, mut right) = (vec![T::ZERO; m * columns], vec![T::ZERO; rows * n]);
            let mut values = vec![0.0; least];
            let places = (&mut left[..], &mut values[..], &mut right[..]);
            let outcome = factor::svd(&a, m, n, places);
            // SAFETY: passed on to the caller.
            unsafe {
                Elements::<S>::new(u, m * columns).write(&left);
                Elements::<S>::new(vh, rows * n).write(&right);
                with_real!(dtype, |R, _C| Elements::<R>::new(s, least).write(&values));
                finish(cx, outcome)
            }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::SingularValues`].
///
/// # Safety
/// `cx` is live; there are m by n elements of the dtype at `a`, and room for min(m, n) reals at `s`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_singular_values(
    cx: *mut Context,
    dtype: i64,
    m: i64,
    n: i64,
    a: *const u8,
    s: *mut u8,
) -> i32 {
    let (m, n) = (extent(m), extent(n));
    let least = m.min(n);
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, m * n) }.read();
            let mut values = vec![0.0; least];
            let outcome = factor::singular_values(&a, m, n, &mut values);
            // SAFETY: passed on to the caller.
            unsafe {
                with_real!(dtype, |R, _C| Elements::<R>::new(s, least).write(&values));
                finish(cx, outcome)
            }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::EigenHermitian`].
///
/// # Safety
/// `cx` is live; there are n by n elements of the dtype at `a`, and room for n reals and n by n elements.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_eigen_hermitian(
    cx: *mut Context,
    dtype: i64,
    n: i64,
    lower: i64,
    a: *const u8,
    w: *mut u8,
    v: *mut u8,
) -> i32 {
    let n = extent(n);
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, n * n) }.read();
            let (mut values, mut vectors) = (vec![0.0; n], vec![T::ZERO; n * n]);
            let outcome = factor::eigen_hermitian(&a, n, lower != 0, &mut values, &mut vectors);
            // SAFETY: passed on to the caller.
            unsafe {
                Elements::<S>::new(v, n * n).write(&vectors);
                with_real!(dtype, |R, _C| Elements::<R>::new(w, n).write(&values));
                finish(cx, outcome)
            }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::Eigen`].
///
/// # Safety
/// `cx` is live; there are n by n elements of the dtype at `a`, and room for n and n by n complex elements.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_eigen(
    cx: *mut Context,
    dtype: i64,
    n: i64,
    a: *const u8,
    w: *mut u8,
    v: *mut u8,
) -> i32 {
    let n = extent(n);
    for_inexact!(
        dtype,
        |S, T| {
            // SAFETY: passed on to the caller.
            let a: Vec<T> = unsafe { Elements::<S>::new(a, n * n) }.read();
            let (mut values, mut vectors) = (vec![Complex::ZERO; n], vec![Complex::ZERO; n * n]);
            let outcome = factor::eigen(&a, n, &mut values, &mut vectors);
            // SAFETY: passed on to the caller.
            unsafe {
                with_real!(dtype, |_R, C| {
                    Elements::<C>::new(w, n).write(&values);
                    Elements::<C>::new(v, n * n).write(&vectors);
                });
                finish(cx, outcome)
            }
        },
        else Status::Ok as i32
    )
}

/// See [`numjit_abi::Symbol::Fft`].
///
/// # Safety
/// There are `rows` times `count` complex elements of the dtype at `data`.
#[unsafe(no_mangle)]
pub(crate) unsafe extern "C" fn nj_fft(
    dtype: i64,
    rows: i64,
    count: i64,
    inverse: i64,
    data: *mut u8,
) {
    let (rows, count) = (extent(rows), extent(count));
    with_real!(dtype, |_R, C| {
        // SAFETY: passed on to the caller.
        let elements = unsafe { Elements::<C>::new(data, rows * count) };
        let mut lines: Vec<Complex> = elements.read();
        fourier::transform(&mut lines, count, inverse != 0);
        elements.write(&lines);
    });
}
