//! Products against their definition, through the addresses that compiled code calls. The kernels use
//! vector instructions that Miri lacks.
#![cfg(not(miri))]
#![allow(unsafe_code, reason = "the functions are called by address")]

use numjit_abi::{DType, Symbol};
use numjit_runtime::resolve;

/// Calls a runtime function; the types are those of its row.
macro_rules! call {
    ($symbol:ident($($argument:expr => $type:ty),* $(,)?) $(-> $result:ty)?) => {{
        let address = resolve(Symbol::$symbol);
        // Safety: the types are those of the row, and the tests pass live values.
        unsafe {
            std::mem::transmute::<*const u8, unsafe extern "C" fn($($type),*) $(-> $result)?>(
                address,
            )($($argument),*)
        }
    }};
}

type Bytes = *const u8;
type Buffer = *mut u8;

/// Multiplies through the table and by definition, with transposed and strided operands.
fn check_product<T: Copy + PartialEq + std::fmt::Debug>(
    dtype: DType,
    zero: T,
    make: impl Fn(usize) -> T,
    multiply_add: impl Fn(T, T, T) -> T,
) {
    let sizes = [
        (1, 1, 1),
        (2, 3, 4),
        (0, 2, 3),
        (3, 0, 2),
        (17, 9, 13),
        (8, 16, 8),
    ];
    for (m, k, n) in sizes {
        let a: Vec<T> = (0..2 * m * k).map(&make).collect();
        let b: Vec<T> = (0..k * n).map(|index| make(index + 5)).collect();
        let mut c = vec![make(3); m * n];
        // A has every second column, B is transposed, C is stored by columns.
        call!(MatMul(
            dtype as i32 => i32, m as i64 => i64, k as i64 => i64, n as i64 => i64,
            a.as_ptr().cast() => Bytes, 2 * k as i64 => i64, 2 => i64,
            b.as_ptr().cast() => Bytes, 1 => i64, k as i64 => i64,
            c.as_mut_ptr().cast() => Buffer, 1 => i64, m as i64 => i64,
        ));
        for row in 0..m {
            for column in 0..n {
                let terms = (0..k).map(|at| (a[row * 2 * k + 2 * at], b[column * k + at]));
                let sum = terms.fold(zero, |sum, (x, y)| multiply_add(x, y, sum));
                assert_eq!(c[column * m + row], sum, "{dtype:?} {m} {k} {n}");
                let (x, y) = (a[row * 2 * k..].as_ptr(), b[column * k..].as_ptr());
                let mut dot = zero;
                call!(Dot(
                    dtype as i32 => i32, k as i64 => i64, x.cast() => Bytes, 2 => i64,
                    y.cast() => Bytes, 1 => i64, (&raw mut dot).cast() => Buffer,
                ));
                assert_eq!(dot, sum, "{dtype:?} {k}");
            }
        }
    }
}

#[test]
fn products_of_small_integers_are_exact() {
    let small = |index: usize| (index * 7 % 11) as i8 - 5;
    check_product(
        DType::F64,
        0.0,
        |index| f64::from(small(index)),
        |x, y, sum| sum + x * y,
    );
    check_product(
        DType::F32,
        0.0,
        |index| f32::from(small(index)),
        |x, y, sum| sum + x * y,
    );
    check_product(
        DType::I64,
        0,
        |index| i64::from(small(index)),
        |x, y, sum| sum + x * y,
    );
    check_product(DType::I8, 0, small, |x, y, sum| {
        sum.wrapping_add(x.wrapping_mul(y))
    });
    check_product(
        DType::U16,
        0,
        |index| small(index) as u16,
        |x, y, sum| sum.wrapping_add(x.wrapping_mul(y)),
    );
    let truth = |index| u8::from(small(index) > 0);
    check_product(DType::Bool, 0, truth, |x, y, sum| sum | x & y);
    let product = |x: [f64; 2], y: [f64; 2]| [x[0] * y[0] - x[1] * y[1], x[0] * y[1] + x[1] * y[0]];
    let pair = |index| [f64::from(small(index)), f64::from(small(index + 3))];
    check_product(DType::C128, [0.0; 2], pair, |x, y, sum| {
        let term = product(x, y);
        [sum[0] + term[0], sum[1] + term[1]]
    });
    let single = |[re, im]: [f64; 2]| [re as f32, im as f32];
    check_product(
        DType::C64,
        [0.0; 2],
        |index| single(pair(index)),
        |x, y, sum| {
            let term = single(product(x.map(f64::from), y.map(f64::from)));
            [sum[0] + term[0], sum[1] + term[1]]
        },
    );
}
