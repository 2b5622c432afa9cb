//! References of temporaries on error paths and through loops; the harness checks every count.

use numjit_abi::ExceptionKind;

use crate::common::{Arg, f64, f64s, floats, raised};

#[test]
fn temporaries_are_released_when_an_instruction_raises() {
    let text = "function \"f\" typed {
result float64
b0(v0: float64[::1], v1: int64):
 v2: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v3: float64[::1] = ufunc {negative a0:float64 -> float64} v2
 v4: float64 = array_get v3, v1
 v5: float64 = array_get v2, v1
 v6: float64 = bin / v4, v5
 return v6
}
";
    let array = || floats(&[2], &[0.0, 4.0]);
    assert_eq!(f64(text, &[array(), Arg::Int(1)]), -1.0);
    assert_eq!(
        raised(text, &[array(), Arg::Int(2)]).0,
        ExceptionKind::IndexError
    );
    assert_eq!(
        raised(text, &[array(), Arg::Int(0)]).0,
        ExceptionKind::ZeroDivisionError
    );
}

/// `for _ in range(n): b[0] = b[0] + 1; a, b = b, a` on copies, then `return a`.
#[test]
fn swapping_in_a_loop() {
    let text = "function \"f\" typed {
result float64[::1]
b0(v0: float64[::1], v1: int64):
 v2: float64[::1] = ufunc {copy a0:float64 -> float64} v0
 v3: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v4: int64 = const 0
 v5: int64 = const 1
 v6: Range(int64) = range v4, v1, v5
 v7: Iter(Range(int64)) = iter_start v6
 jump b1(v7, v2, v3)
b1(v8: Iter(Range(int64)), v9: float64[::1], v10: float64[::1]):
 v11: bool = iter_has v8
 branch v11, b2(), b3()
b2():
 v12: float64 = array_get v10, v4
 v13: float64 = const 1.0
 v14: float64 = bin + v12, v13
 array_set v10, v14, v4
 v15: Iter(Range(int64)) = iter_advance v8
 jump b1(v15, v10, v9)
b3():
 return v9
}
";
    let run = |n| f64s(text, &[floats(&[1], &[10.0]), Arg::Int(n)]);
    assert_eq!(run(0), [10.0]);
    assert_eq!(run(1), [-9.0]);
    assert_eq!(run(2), [11.0]);
    assert_eq!(
        raised(text, &[floats(&[0], &[]), Arg::Int(1)]).0,
        ExceptionKind::IndexError
    );
}

#[test]
fn joins_of_borrowed_and_new_arrays() {
    let text = "function \"f\" typed {
result float64[::1]
b0(v0: float64[::1], v1: bool):
 branch v1, b1(), b2()
b1():
 v2: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 jump b3(v2)
b2():
 jump b3(v0)
b3(v3: float64[::1]):
 return v3
}
";
    let run = |flag| f64s(text, &[floats(&[1], &[10.0]), Arg::Int(flag)]);
    assert_eq!((run(1), run(0)), (vec![-10.0], vec![10.0]));
}

#[test]
fn views_keep_their_memory() {
    let text = "function \"f\" typed {
result Tuple(float64[:], float64[::1])
b0(v0: float64[::1]):
 v1: float64[::1] = ufunc {negative a0:float64 -> float64} v0
 v2: none = const none
 v3: int64 = const -1
 v4: Slice(none, none, int64) = slice v2, v2, v3
 v5: float64[:] = array_view v1, v4
 v6: Tuple(float64[:], float64[::1]) = tuple v5, v0
 return v6
}
";
    let outcome = crate::common::run(text, &[floats(&[2], &[1.0, 2.0])]);
    assert!(outcome.result.is_ok());
}
