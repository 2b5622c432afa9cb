//! Elementwise kernels and reductions, before and after fusion.

use numjit_abi::ExceptionKind;

use crate::common::{Arg, Passes, as_floats, f64, f64s, floats, int, ints, raised, run_with};

fn function(result: &str, params: &str, body: &str) -> String {
    format!("function \"f\" typed {{\nresult {result}\nb0({params}):\n{body}\n}}\n")
}

const ADD: &str = "{add a0:float64, a1:float64 -> float64}";

fn add(left: &str, right: &str, result: &str) -> String {
    function(
        result,
        &format!("v0: {left}, v1: {right}"),
        &format!(" v2: {result} = ufunc {ADD} v0, v1\n return v2"),
    )
}

#[test]
fn equal_shapes_and_scalars() {
    let one = "float64[::1]";
    let args = [
        floats(&[3], &[1.0, 2.0, 3.0]),
        floats(&[3], &[10.0, 20.0, 30.0]),
    ];
    assert_eq!(f64s(&add(one, one, one), &args), [11.0, 22.0, 33.0]);
    assert_eq!(
        f64s(&add(one, "int64", one), &[args[0].clone(), Arg::Int(5)]),
        [6.0, 7.0, 8.0]
    );
}

#[test]
fn broadcasting() {
    let (one, two) = ("float64[::1]", "float64[:, ::1]");
    let column = floats(&[2, 1], &[10.0, 20.0]);
    let row = floats(&[3], &[1.0, 2.0, 3.0]);
    assert_eq!(
        f64s(&add(two, one, two), &[column, row.clone()]),
        [11.0, 12.0, 13.0, 21.0, 22.0, 23.0]
    );
    let single = floats(&[1], &[5.0]);
    assert_eq!(
        f64s(&add(one, one, one), &[row.clone(), single]),
        [6.0, 7.0, 8.0]
    );
    assert_eq!(
        raised(&add(one, one, one), &[row, floats(&[2], &[1.0, 2.0])]),
        (
            ExceptionKind::ValueError,
            "operands could not be broadcast together with shapes (3,) (2,) ".to_owned()
        )
    );
    let empty = floats(&[0], &[]);
    assert_eq!(
        f64s(&add(one, one, one), &[empty, floats(&[1], &[1.0])]),
        Vec::<f64>::new()
    );
}

#[test]
fn layouts_mix() {
    let (c, f) = ("float64[:, ::1]", "float64[::1, :]");
    let args = [
        floats(&[2, 2], &[1.0, 2.0, 3.0, 4.0]),
        floats(&[2, 2], &[10.0, 30.0, 20.0, 40.0]),
    ];
    assert_eq!(f64s(&add(c, f, c), &args), [11.0, 22.0, 33.0, 44.0]);
    assert_eq!(f64s(&add(f, f, f), &args), [11.0, 23.0, 32.0, 44.0]);
}

#[test]
fn fusion_keeps_values() {
    let text = function(
        "float64[::1]",
        "v0: float64[::1], v1: float64[::1], v2: float64",
        " v3: float32[::1] = ufunc {multiply a0:float32, a1:float32 -> float32} v0, v1\n v4: float64[::1] = ufunc {add a0:float64, a1:float64 -> float64} v3, v2\n v5: float64[::1] = ufunc {subtract a0:float64, a1:float64 -> float64} v4, v4\n v6: float64[::1] = ufunc {add a0:float64, a1:float64 -> float64} v5, v1\n return v6",
    );
    let args = [
        floats(&[2], &[0.1, 0.7]),
        floats(&[2], &[0.3, 0.9]),
        Arg::Float(1.0),
    ];
    let plain = run_with(&text, &args, Passes::Plain);
    let fused = run_with(&text, &args, Passes::Fused);
    assert_eq!(as_floats(&plain.elements), [0.3, 0.9]);
    assert_eq!(plain.elements, fused.elements);
}

#[test]
fn assignment_into_operands() {
    let text = function(
        "none",
        "v0: float64[::1], v1: float64[::1]",
        &format!(" ufunc_assign {ADD} v0, v0, v1\n v2: none = const none\n return v2"),
    );
    let alias = Arg::Alias {
        of: 0,
        shape: vec![3],
        strides: None,
        first: 0,
    };
    let outcome = run_with(
        &text,
        &[floats(&[3], &[1.0, 2.0, 3.0, 4.0]), alias],
        Passes::Fused,
    );
    assert_eq!(as_floats(&outcome.arrays[0]), [2.0, 4.0, 6.0, 4.0]);
    let shifted = Arg::Alias {
        of: 0,
        shape: vec![3],
        strides: None,
        first: 1,
    };
    // The destination starts one element after the operand: written in place, each sum would feed the
    // next one.
    let text = function(
        "none",
        "v0: float64[::1], v1: float64[::1]",
        &format!(" ufunc_assign {ADD} v1, v0, v0\n v2: none = const none\n return v2"),
    );
    let outcome = run_with(
        &text,
        &[floats(&[3], &[1.0, 2.0, 3.0, 4.0]), shifted],
        Passes::Fused,
    );
    assert_eq!(as_floats(&outcome.arrays[0]), [1.0, 2.0, 4.0, 6.0]);
}

#[test]
fn fused_assignment() {
    let text = function(
        "none",
        "v0: float64[:, ::1], v1: float64[::1]",
        " v2: float64[::1] = ufunc {square a0:float64 -> float64} v1\n array_assign v0, v2\n v3: float64[:, ::1] = ufunc {negative a0:float64 -> float64} v0\n array_assign v0, v3\n v4: none = const none\n return v4",
    );
    let args = [floats(&[2, 2], &[0.0; 4]), floats(&[2], &[2.0, 3.0])];
    for passes in [Passes::Plain, Passes::Fused] {
        let outcome = run_with(&text, &args, passes);
        assert_eq!(as_floats(&outcome.arrays[0]), [-4.0, -9.0, -4.0, -9.0]);
    }
}

fn reduction(name: &str, from: &str, to: &str) -> String {
    function(
        to,
        &format!("v0: {from}"),
        &format!(" v1: {to} = reduce {name} v0\n return v1"),
    )
}

#[test]
fn sums_run_in_c_order() {
    let array = floats(&[2, 2], &[1e16, 1.0, -1e16, 1.0]);
    assert_eq!(
        f64(
            &reduction("sum", "float64[:, ::1]", "float64"),
            std::slice::from_ref(&array)
        ),
        1.0
    );
    // In C order this array is 1e16, -1e16, 1, 1.
    assert_eq!(
        f64(&reduction("sum", "float64[::1, :]", "float64"), &[array]),
        2.0
    );
    let array = ints(&[3], &[2, 3, 4]);
    assert_eq!(
        int(
            &reduction("prod", "int64[::1]", "int64"),
            std::slice::from_ref(&array)
        ),
        24
    );
    assert_eq!(
        int(&reduction("sum", "int64[::1]", "int64"), &[ints(&[0], &[])]),
        0
    );
}

#[test]
fn extrema_and_positions() {
    let array = floats(&[4], &[3.0, 1.0, 2.0, 1.0]);
    let args = std::slice::from_ref(&array);
    let one = "float64[::1]";
    assert_eq!(f64(&reduction("min", one, "float64"), args), 1.0);
    assert_eq!(f64(&reduction("max", one, "float64"), args), 3.0);
    assert_eq!(int(&reduction("argmin", one, "int64"), args), 1);
    assert_eq!(int(&reduction("argmax", one, "int64"), args), 0);
    let nans = floats(&[4], &[3.0, f64::NAN, 1.0, f64::NAN]);
    let args = std::slice::from_ref(&nans);
    assert!(f64(&reduction("min", one, "float64"), args).is_nan());
    assert!(f64(&reduction("max", one, "float64"), args).is_nan());
    assert_eq!(int(&reduction("argmin", one, "int64"), args), 1);
    assert_eq!(int(&reduction("argmax", one, "int64"), args), 1);
    let empty = [floats(&[0], &[])];
    assert_eq!(
        raised(&reduction("min", one, "float64"), &empty),
        (
            ExceptionKind::ValueError,
            "zero-size array to reduction operation minimum which has no identity".to_owned()
        )
    );
    assert_eq!(
        raised(&reduction("argmax", one, "int64"), &empty),
        (
            ExceptionKind::ValueError,
            "attempt to get argmax of an empty sequence".to_owned()
        )
    );
}

#[test]
fn searches() {
    let one = "float64[::1]";
    let zeros = [floats(&[2], &[0.0, 0.0])];
    let mixed = [floats(&[2], &[0.0, f64::NAN])];
    assert_eq!(int(&reduction("any", one, "bool"), &zeros), 0);
    assert_eq!(int(&reduction("any", one, "bool"), &mixed), 1);
    assert_eq!(int(&reduction("all", one, "bool"), &mixed), 0);
    assert_eq!(int(&reduction("all", one, "bool"), &[floats(&[0], &[])]), 1);
}

#[test]
fn fused_reduction() {
    let text = function(
        "float64",
        "v0: float64[:, ::1], v1: float64[::1]",
        " v2: float64[:, ::1] = ufunc {multiply a0:float64, a1:float64 -> float64} v0, v1\n v3: float64 = reduce sum v2\n return v3",
    );
    let args = [
        floats(&[2, 2], &[1.0, 2.0, 3.0, 4.0]),
        floats(&[2], &[1.0, 10.0]),
    ];
    for passes in [Passes::Plain, Passes::Fused] {
        let outcome = run_with(&text, &args, passes);
        let bits = outcome.result.expect("a result")[0];
        assert_eq!(f64::from_bits(bits), 64.0);
    }
}

#[test]
fn zero_dimensional_operands_are_scalars() {
    let text = add("float64[]", "float64[::1]", "float64[::1]");
    let args = [floats(&[], &[5.0]), floats(&[2], &[1.0, 2.0])];
    assert_eq!(f64s(&text, &args), [6.0, 7.0]);
}
