//! Iteration over every kind of iterable.

use numjit_abi::ExceptionKind;

use crate::common::{Arg, floats, int, ints, lowered, raised, run};

/// Sums `element` (an expression on the element `v9`, given as instructions that define `v10: int64`)
/// over an iterable that `make` defines as `v5`.
fn sum_over(params: &str, make: &str, iterable: &str, element: &str, take: &str) -> String {
    format!(
        "function \"f\" typed {{
result int64
b0({params}):
{make}
 v6: Iter({iterable}) = iter_start v5
 v7: int64 = const 0
 jump b1(v6, v7)
b1(v20: Iter({iterable}), v21: int64):
 v22: bool = iter_has v20
 branch v22, b2(), b3()
b2():
 v9: {element} = iter_get v20
{take}
 v23: int64 = const 3
 v24: int64 = bin * v21, v23
 v25: int64 = bin + v24, v10
 v26: Iter({iterable}) = iter_advance v20
 jump b1(v26, v25)
b3():
 return v21
}}
"
    )
}

fn expected(elements: &[i64]) -> i64 {
    elements
        .iter()
        .fold(0_i64, |sum, &x| sum.wrapping_mul(3).wrapping_add(x))
}

#[track_caller]
fn check_range(step: &str, start: i64, stop: i64, step_value: i64, numbers: &[i64]) {
    let make = format!("{step} v5: Range(int64) = range v0, v1, v2");
    let params = if step.is_empty() {
        "v0: int64, v1: int64, v2: int64"
    } else {
        "v0: int64, v1: int64"
    };
    let text = sum_over(
        params,
        &make,
        "Range(int64)",
        "int64",
        " v10: int64 = cast v9",
    );
    let mut args = vec![Arg::Int(start), Arg::Int(stop)];
    if step.is_empty() {
        args.push(Arg::Int(step_value));
    }
    assert_eq!(int(&text, &args), expected(numbers));
}

#[test]
fn ranges() {
    check_range(" v2: int64 = const 1\n", 2, 6, 1, &[2, 3, 4, 5]);
    check_range(" v2: int64 = const 1\n", 6, 2, 1, &[]);
    check_range(" v2: int64 = const -1\n", 3, 0, -1, &[3, 2, 1]);
    check_range(" v2: int64 = const 2\n", 0, 5, 2, &[0, 2, 4]);
    check_range("", 0, 5, 2, &[0, 2, 4]);
    check_range("", 5, 0, -2, &[5, 3, 1]);
    check_range("", 0, 5, -2, &[]);
    let max = i64::MAX;
    check_range("", max - 2, max, 2, &[max - 2]);
    check_range("", i64::MIN, max, max, &[i64::MIN, -1, max - 1]);
    let text = sum_over(
        "v0: int64",
        " v5: Range(int64) = range v0, v0, v0",
        "Range(int64)",
        "int64",
        " v10: int64 = cast v9",
    );
    assert_eq!(
        raised(&text, &[Arg::Int(0)]),
        (
            ExceptionKind::ValueError,
            "range() arg 3 must not be zero".to_owned()
        )
    );
}

#[test]
fn a_range_of_step_one_has_one_induction_variable() {
    let text = sum_over(
        "v0: int64",
        " v1: int64 = const 0\n v2: int64 = const 1\n v5: Range(int64) = range v1, v0, v2",
        "Range(int64)",
        "int64",
        " v10: int64 = cast v9",
    );
    let low = lowered(&text);
    let header = low
        .lines()
        .find(|line| line.matches("int64").count() == 2 && line.starts_with('b'))
        .unwrap_or_else(|| panic!("a header with two parameters\n{low}"));
    assert!(header.ends_with(':'), "{header}");
    assert!(!low.contains("udiv"), "{low}");
}

#[test]
fn arrays_tuples_and_strings() {
    let text = sum_over(
        "v5: int64[::1]",
        "",
        "int64[::1]",
        "int64",
        " v10: int64 = cast v9",
    );
    assert_eq!(int(&text, &[ints(&[3], &[5, 7, 9])]), expected(&[5, 7, 9]));
    assert_eq!(int(&text, &[ints(&[0], &[])]), 0);
    let text = sum_over(
        "v5: int64[:, ::1]",
        "",
        "int64[:, ::1]",
        "int64[::1]",
        " v11: int64 = const -1\n v10: int64 = array_get v9, v11",
    );
    assert_eq!(
        int(&text, &[ints(&[2, 3], &[1, 2, 3, 4, 5, 6])]),
        expected(&[3, 6])
    );
    let text = sum_over(
        "v0: int64, v1: int64",
        " v2: Literal[int](4) = const 4\n v5: Tuple(int64, int64, Literal[int](4)) = tuple v0, v1, v2",
        "Tuple(int64, int64, Literal[int](4))",
        "int64",
        " v10: int64 = cast v9",
    );
    assert_eq!(
        int(&text, &[Arg::Int(8), Arg::Int(9)]),
        expected(&[8, 9, 4])
    );
    let text = sum_over(
        "",
        " v5: str = const \"héλ\"",
        "str",
        "str",
        " v10: int64 = str_len v9",
    );
    assert_eq!(int(&text, &[]), expected(&[1, 1, 1]));
}

#[test]
fn enumerate_and_zip() {
    let text = sum_over(
        "v0: int64[::1], v1: int64",
        " v5: Enumerate(int64[::1]) = iterable v0, v1",
        "Enumerate(int64[::1])",
        "UniTuple(int64 x 2)",
        " v11: int64 = tuple_get [0] v9\n v12: int64 = tuple_get [1] v9\n v10: int64 = bin * v11, v12",
    );
    let array = ints(&[3], &[5, 7, 9]);
    assert_eq!(
        int(&text, &[array.clone(), Arg::Int(10)]),
        expected(&[50, 77, 108])
    );
    let text = sum_over(
        "v0: int64[::1], v1: int64",
        " v2: int64 = const 0\n v3: int64 = const 2\n v4: Range(int64) = range v2, v1, v3\n v5: Zip(int64[::1], Range(int64)) = iterable v0, v4",
        "Zip(int64[::1], Range(int64))",
        "UniTuple(int64 x 2)",
        " v11: int64 = tuple_get [0] v9\n v12: int64 = tuple_get [1] v9\n v10: int64 = bin - v11, v12",
    );
    assert_eq!(
        int(&text, &[array.clone(), Arg::Int(100)]),
        expected(&[5, 5, 5])
    );
    assert_eq!(int(&text, &[array, Arg::Int(3)]), expected(&[5, 5]));
}

#[test]
fn multi_dimensional_iteration() {
    let text = sum_over(
        "v0: int64, v1: int64",
        " v5: NdIndex(2) = iterable v0, v1",
        "NdIndex(2)",
        "UniTuple(int64 x 2)",
        " v11: int64 = tuple_get [0] v9\n v12: int64 = tuple_get [1] v9\n v13: int64 = const 10\n v14: int64 = bin * v11, v13\n v10: int64 = bin + v14, v12",
    );
    assert_eq!(
        int(&text, &[Arg::Int(2), Arg::Int(3)]),
        expected(&[0, 1, 2, 10, 11, 12])
    );
    assert_eq!(int(&text, &[Arg::Int(2), Arg::Int(0)]), 0);
    assert_eq!(int(&text, &[Arg::Int(0), Arg::Int(2)]), 0);
    let text = sum_over(
        "v0: int64[::1, :]",
        " v5: Flat(int64[::1, :]) = iterable v0",
        "Flat(int64[::1, :])",
        "int64",
        " v10: int64 = cast v9",
    );
    let array = ints(&[2, 3], &[1, 2, 3, 4, 5, 6]);
    assert_eq!(
        int(&text, std::slice::from_ref(&array)),
        expected(&[1, 3, 5, 2, 4, 6])
    );
    let text = sum_over(
        "v0: int64[:, ::1]",
        " v5: Flat(int64[:, ::1]) = iterable v0",
        "Flat(int64[:, ::1])",
        "int64",
        " v10: int64 = cast v9",
    );
    assert_eq!(
        int(&text, std::slice::from_ref(&array)),
        expected(&[1, 2, 3, 4, 5, 6])
    );
    let text = sum_over(
        "v0: int64[:, ::1]",
        " v5: NdEnumerate(int64[:, ::1]) = iterable v0",
        "NdEnumerate(int64[:, ::1])",
        "Tuple(UniTuple(int64 x 2), int64)",
        " v11: UniTuple(int64 x 2) = tuple_get [0] v9\n v12: int64 = tuple_get [0] v11\n v13: int64 = tuple_get [1] v9\n v10: int64 = bin + v12, v13",
    );
    assert_eq!(int(&text, &[array]), expected(&[1, 2, 3, 5, 6, 7]));
}

#[test]
fn a_state_that_joins_two_iterations_carries_its_array() {
    let text = "function \"f\" typed {
result int64
b0(v0: int64[::1], v1: int64[::1], v2: bool):
 branch v2, b1(), b2()
b1():
 v3: Iter(int64[::1]) = iter_start v0
 jump b3(v3)
b2():
 v4: Iter(int64[::1]) = iter_start v1
 jump b3(v4)
b3(v5: Iter(int64[::1])):
 v6: Iter(int64[::1]) = iter_advance v5
 v7: int64 = iter_get v6
 return v7
}
";
    let arrays = || [ints(&[2], &[1, 2]), ints(&[2], &[3, 4])];
    let pick = |flag| {
        let [a, b] = arrays();
        int(text, &[a, b, Arg::Int(flag)])
    };
    assert_eq!((pick(1), pick(0)), (2, 4));
}

#[test]
fn float_arrays_iterate_with_strides() {
    let text = "function \"f\" typed {
result float64
b0(v0: float64[:]):
 v1: Iter(float64[:]) = iter_start v0
 v2: Iter(float64[:]) = iter_advance v1
 v3: float64 = iter_get v2
 return v3
}
";
    let array = match floats(&[2], &[1.0, 2.0, 3.0, 4.0]) {
        Arg::Array {
            dtype, elements, ..
        } => Arg::Array {
            dtype,
            shape: vec![2],
            strides: Some(vec![-2]),
            first: 3,
            elements,
        },
        other => other,
    };
    let bits = run(text, &[array]).result.expect("a result")[0];
    assert_eq!(f64::from_bits(bits), 2.0);
}
