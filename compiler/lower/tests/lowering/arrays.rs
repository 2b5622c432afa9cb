//! Creation, access, views, reshaping, assignment, products.

use numjit_abi::{DType, ExceptionKind};

use crate::common::{Arg, as_floats, f64, f64s, floats, int, ints, raised, run};

fn function(result: &str, params: &str, body: &str) -> String {
    format!("function \"f\" typed {{\nresult {result}\nb0({params}):\n{body}\n}}\n")
}

fn count(n: usize) -> Vec<f64> {
    (0..n).map(|i| i as f64).collect()
}

#[test]
fn elements() {
    let text = function(
        "float64",
        "v0: float64[:, ::1], v1: int64, v2: int64",
        " v3: float64 = array_get v0, v1, v2\n return v3",
    );
    let args = |i, j| [floats(&[2, 3], &count(6)), Arg::Int(i), Arg::Int(j)];
    assert_eq!(f64(&text, &args(1, 2)), 5.0);
    assert_eq!(f64(&text, &args(-1, -3)), 3.0);
    let error = |message: &str| (ExceptionKind::IndexError, message.to_owned());
    assert_eq!(
        raised(&text, &args(2, 0)),
        error("index 2 is out of bounds for axis 0 with size 2")
    );
    assert_eq!(
        raised(&text, &args(0, -4)),
        error("index -4 is out of bounds for axis 1 with size 3")
    );
    let unchecked = text.replace("result float64", "options boundscheck=off\nresult float64");
    assert_eq!(f64(&unchecked, &args(0, 5)), 5.0);
    assert_eq!(f64(&unchecked, &args(-1, -1)), 5.0);
}

#[test]
fn stores_cast_to_the_dtype() {
    let text = function(
        "none",
        "v0: float32[::1, :], v1: float32",
        " v2: int64 = const 1\n v3: int64 = const -1\n array_set v0, v1, v2, v3\n v4: none = const none\n return v4",
    );
    let array = Arg::Array {
        dtype: DType::F32,
        shape: vec![2, 2],
        strides: None,
        first: 0,
        elements: vec![0; 4],
    };
    let outcome = run(&text, &[array, Arg::Int(i64::from(2.5_f32.to_bits()))]);
    assert_eq!(outcome.arrays[0], [0, 0, 0, u64::from(2.5_f32.to_bits())]);
}

#[test]
fn new_arrays() {
    let text = function(
        "float64[:, ::1]",
        "v0: int64, v1: int64",
        " v2: UniTuple(int64 x 2) = tuple v0, v1\n v3: float64[:, ::1] = array_zeros v2\n return v3",
    );
    let outcome = run(&text, &[Arg::Int(2), Arg::Int(3)]);
    assert_eq!(as_floats(&outcome.elements), [0.0; 6]);
    assert_eq!(
        run(&text, &[Arg::Int(0), Arg::Int(3)]).elements,
        Vec::<u64>::new()
    );
    assert_eq!(
        raised(&text, &[Arg::Int(2), Arg::Int(-1)]),
        (
            ExceptionKind::ValueError,
            "negative dimensions are not allowed".to_owned()
        )
    );
    assert_eq!(
        raised(&text, &[Arg::Int(1 << 40), Arg::Int(1 << 40)]).0,
        ExceptionKind::ValueError
    );
}

/// A view of a 1-d array by a slice with the given parts.
#[track_caller]
fn check_slice(parts: [&str; 3], expected: &[usize]) {
    let mut body = String::new();
    let mut types = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        let (ty, value) = match *part {
            "None" => ("none".to_owned(), "none".to_owned()),
            number => (format!("Literal[int]({number})"), number.to_owned()),
        };
        body += &format!(" v{}: {ty} = const {value}\n", i + 1);
        types.push(ty);
    }
    let slice = format!("Slice({})", types.join(", "));
    body += &format!(
        " v4: {slice} = slice v1, v2, v3\n v5: float64[:] = array_view v0, v4\n return v5"
    );
    let text = function("float64[:]", "v0: float64[::1]", &body);
    let expected: Vec<f64> = expected.iter().map(|&i| i as f64).collect();
    assert_eq!(
        f64s(&text, &[floats(&[6], &count(6))]),
        expected,
        "{parts:?}"
    );
    check_dynamic_slice(parts, &expected);
}

/// The same with the numbers as arguments.
#[track_caller]
fn check_dynamic_slice(parts: [&str; 3], expected: &[f64]) {
    let mut params = "v0: float64[::1]".to_owned();
    let mut args = vec![floats(&[6], &count(6))];
    let mut body = String::new();
    let mut types = Vec::new();
    for (i, part) in parts.iter().enumerate() {
        if let Ok(number) = part.parse() {
            params += &format!(", v{}: int64", i + 1);
            args.push(Arg::Int(number));
            types.push("int64");
        } else {
            body += &format!(" v{}: none = const none\n", i + 1);
            types.push("none");
        }
    }
    let slice = format!("Slice({})", types.join(", "));
    body += &format!(
        " v4: {slice} = slice v1, v2, v3\n v5: float64[:] = array_view v0, v4\n return v5"
    );
    let text = function("float64[:]", &params, &body);
    assert_eq!(f64s(&text, &args), expected, "{parts:?}");
}

#[test]
fn slices_clamp_as_in_python() {
    check_slice(["1", "4", "None"], &[1, 2, 3]);
    check_slice(["None", "None", "None"], &[0, 1, 2, 3, 4, 5]);
    check_slice(["-2", "None", "None"], &[4, 5]);
    check_slice(["None", "-2", "1"], &[0, 1, 2, 3]);
    check_slice(["4", "2", "None"], &[]);
    check_slice(["-100", "100", "None"], &[0, 1, 2, 3, 4, 5]);
    check_slice(["100", "200", "None"], &[]);
    check_slice(["None", "None", "2"], &[0, 2, 4]);
    check_slice(["1", "None", "2"], &[1, 3, 5]);
    check_slice(["1", "100", "4"], &[1, 5]);
    check_slice(["None", "None", "-1"], &[5, 4, 3, 2, 1, 0]);
    check_slice(["None", "1", "-2"], &[5, 3]);
    check_slice(["-2", "-100", "-3"], &[4, 1]);
    check_slice(["100", "None", "-4"], &[5, 1]);
    check_slice(["0", "3", "-1"], &[]);
    check_slice(["-100", "3", "-1"], &[]);
}

#[test]
fn views_of_axes() {
    let text = function(
        "float64[:, :]",
        "v0: float64[:, ::1], v1: int64",
        " v2: none = const none\n v3: Slice(none, none, none) = slice v2, v2, v2\n v4: float64[:, :] = array_view v0, v3, v2, v1\n return v4",
    );
    let outcome = run(&text, &[floats(&[2, 3], &count(6)), Arg::Int(-1)]);
    assert_eq!(as_floats(&outcome.elements), [2.0, 5.0]);
    assert_eq!(outcome.result.expect("a view")[2..4], [2, 1]);
    let text = function(
        "float64[:]",
        "v0: float64[::1]",
        " v1: none = const none\n v2: int64 = const 0\n v3: Slice(none, none, int64) = slice v1, v1, v2\n v4: float64[:] = array_view v0, v3\n return v4",
    );
    assert_eq!(
        raised(&text, &[floats(&[1], &[1.0])]),
        (
            ExceptionKind::ValueError,
            "slice step cannot be zero".to_owned()
        )
    );
}

#[test]
fn transposition_and_reshaping() {
    let text = function(
        "float64[::1, :]",
        "v0: float64[:, ::1]",
        " v1: float64[::1, :] = array_transpose [1, 0] v0\n return v1",
    );
    assert_eq!(
        f64s(&text, &[floats(&[2, 3], &count(6))]),
        [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]
    );
    let text = function(
        "float64[:, ::1]",
        "v0: float64[::1], v1: int64, v2: int64",
        " v3: UniTuple(int64 x 2) = tuple v1, v2\n v4: float64[:, ::1] = array_reshape v0, v3\n return v4",
    );
    let args = |m, n| [floats(&[6], &count(6)), Arg::Int(m), Arg::Int(n)];
    assert_eq!(
        run(&text, &args(-1, 2)).result.expect("a view")[2..],
        [3, 2]
    );
    assert_eq!(run(&text, &args(2, 3)).result.expect("a view")[2..], [2, 3]);
    let error = |message: &str| (ExceptionKind::ValueError, message.to_owned());
    assert_eq!(
        raised(&text, &args(4, -1)),
        error("total size of new array must be unchanged")
    );
    assert_eq!(
        raised(&text, &args(-1, -1)),
        error("multiple negative shape values")
    );
    assert_eq!(
        raised(&text, &args(-1, 0)),
        error("total size of new array must be unchanged")
    );
}

#[test]
fn broadcasting_to_a_shape() {
    let text = function(
        "float64",
        "v0: float64[::1], v1: int64, v2: int64",
        " v3: UniTuple(int64 x 2) = tuple v1, v2\n v4: readonly float64[:, :] = array_broadcast v0, v3\n v5: float64 = reduce sum v4\n return v5",
    );
    let args = |m, n| [floats(&[2], &[1.0, 2.0]), Arg::Int(m), Arg::Int(n)];
    assert_eq!(f64(&text, &args(3, 2)), 9.0);
    assert_eq!(raised(&text, &args(3, 4)).0, ExceptionKind::ValueError);
}

#[test]
fn parts_and_flat_access() {
    let text = function(
        "float64",
        "v0: complex128[::1]",
        " v1: float64[:] = array_part [1] v0\n v2: float64 = reduce sum v1\n return v2",
    );
    let array = Arg::Array {
        dtype: DType::F64,
        shape: vec![2],
        strides: None,
        first: 0,
        elements: [1.0, 10.0, 2.0, 20.0].map(f64::to_bits).to_vec(),
    };
    assert_eq!(f64(&text, &[array]), 30.0);
    let text = function(
        "float64",
        "v0: float64[::1, :], v1: int64",
        " v2: float64 = array_flat_get v0, v1\n return v2",
    );
    let array = floats(&[2, 3], &count(6));
    assert_eq!(f64(&text, &[array, Arg::Int(1)]), 2.0);
}

#[test]
fn assignment() {
    let text = function(
        "none",
        "v0: float64[:, ::1], v1: float64[::1]",
        " array_assign v0, v1\n v2: none = const none\n return v2",
    );
    let outcome = run(
        &text,
        &[floats(&[2, 2], &[0.0; 4]), floats(&[2], &[1.0, 2.0])],
    );
    assert_eq!(as_floats(&outcome.arrays[0]), [1.0, 2.0, 1.0, 2.0]);
    assert_eq!(
        raised(
            &text,
            &[floats(&[2, 2], &[0.0; 4]), floats(&[3], &count(3))]
        ),
        (
            ExceptionKind::ValueError,
            "could not broadcast input array from shape (3,) into shape (2,2)".to_owned()
        )
    );
    let text = function(
        "none",
        "v0: int64[:], v1: float64",
        " array_assign v0, v1\n v2: none = const none\n return v2",
    );
    let Arg::Array {
        dtype, elements, ..
    } = ints(&[4], &[9; 4])
    else {
        return;
    };
    let strided = Arg::Array {
        dtype,
        shape: vec![2],
        strides: Some(vec![2]),
        first: 0,
        elements,
    };
    let outcome = run(&text, &[strided, Arg::Float(-2.5)]);
    assert_eq!(outcome.arrays[0], [-2_i64 as u64, 9, -2_i64 as u64, 9]);
}

#[test]
fn overlapping_assignment_is_as_if_it_did_not() {
    let text = function(
        "none",
        "v0: float64[::1], v1: float64[::1]",
        " array_assign v0, v1\n v2: none = const none\n return v2",
    );
    let alias = Arg::Alias {
        of: 0,
        shape: vec![3],
        strides: None,
        first: 1,
    };
    let mut args = [floats(&[3], &count(4)), alias];
    let outcome = run(&text, &args);
    assert_eq!(as_floats(&outcome.arrays[0]), [1.0, 2.0, 3.0, 3.0]);
    let strided = text.replace("float64[::1]", "float64[:]");
    if let Arg::Array { strides, .. } = &mut args[0] {
        *strides = Some(vec![1]);
    }
    args[1] = Arg::Alias {
        of: 0,
        shape: vec![3],
        strides: Some(vec![-1]),
        first: 2,
    };
    let outcome = run(&strided, &args);
    assert_eq!(as_floats(&outcome.arrays[0]), [2.0, 1.0, 0.0, 3.0]);
}

#[test]
fn products() {
    let text = function(
        "float64[:, ::1]",
        "v0: float64[:, ::1], v1: float64[::1, :]",
        " v2: float64[:, ::1] = matmul v0, v1\n return v2",
    );
    let args = [
        floats(&[2, 2], &[1.0, 2.0, 3.0, 4.0]),
        floats(&[2, 2], &[5.0, 7.0, 6.0, 8.0]),
    ];
    assert_eq!(f64s(&text, &args), [19.0, 22.0, 43.0, 50.0]);
    let text = function(
        "float64",
        "v0: float64[::1], v1: float64[::1]",
        " v2: float64 = matmul v0, v1\n return v2",
    );
    assert_eq!(
        f64(&text, &[floats(&[3], &count(3)), floats(&[3], &count(3))]),
        5.0
    );
    assert_eq!(
        raised(&text, &[floats(&[3], &count(3)), floats(&[2], &count(2))]),
        (
            ExceptionKind::ValueError,
            "incompatible array sizes for np.dot(a, b) (vector * vector)".to_owned()
        )
    );
}

#[test]
fn header_operations() {
    let text = function(
        "int64",
        "v0: float64[:, ::1]",
        " v1: UniTuple(int64 x 2) = array_strides v0\n v2: int64 = tuple_get [0] v1\n v3: int64 = array_size v0\n v4: int64 = bin + v2, v3\n return v4",
    );
    assert_eq!(int(&text, &[floats(&[2, 3], &count(6))]), 24 + 6);
}
