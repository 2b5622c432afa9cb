//! Scalar operators, functions, conversions, comparisons, optionals, tuples, calls.

use numjit_abi::ExceptionKind;

use crate::common::{Arg, Outcome, f64, int, raised, run};

fn function(result: &str, params: &str, body: &str) -> String {
    format!("function \"f\" typed {{\nresult {result}\nb0({params}):\n{body}\n}}\n")
}

fn binary(op: &str, ty: &str) -> String {
    function(
        ty,
        &format!("v0: {ty}, v1: {ty}"),
        &format!(" v2: {ty} = bin {op} v0, v1\n return v2"),
    )
}

fn binary_numpy_model(op: &str, ty: &str) -> String {
    binary(op, ty).replace("result", "options error_model=numpy\nresult")
}

fn with_constant(op: &str, constant: i64) -> String {
    function(
        "int64",
        "v0: int64",
        &format!(" v1: int64 = const {constant}\n v2: int64 = bin {op} v0, v1\n return v2"),
    )
}

#[track_caller]
fn check_int(op: &str, a: i64, b: i64, expected: i64) {
    let args = [Arg::Int(a), Arg::Int(b)];
    assert_eq!(int(&binary(op, "int64"), &args), expected);
    assert_eq!(
        int(&with_constant(op, b), &args[..1]),
        expected,
        "{a} {op} constant {b}"
    );
}

#[track_caller]
fn check_float(op: &str, a: f64, b: f64, expected: f64) {
    let found = f64(&binary(op, "float64"), &[Arg::Float(a), Arg::Float(b)]);
    assert_eq!(
        found.to_bits(),
        expected.to_bits(),
        "{a} {op} {b} = {found}"
    );
}

#[track_caller]
fn check_math(name: &str, ty: &str, args: &[Arg], result: &str, expected: u64) {
    let params: Vec<String> = (0..args.len()).map(|i| format!("v{i}: {ty}")).collect();
    let operands: Vec<String> = (0..args.len()).map(|i| format!("v{i}")).collect();
    let text = function(
        result,
        &params.join(", "),
        &format!(
            " v9: {result} = math \"{name}\" {}\n return v9",
            operands.join(", ")
        ),
    );
    let found = run(&text, args).result.expect("a result")[0];
    assert_eq!(found, expected, "{name}{args:?}");
}

#[test]
fn integer_division_rounds_down() {
    check_int("//", -7, 3, -3);
    check_int("//", 7, -3, -3);
    check_int("%", -7, 3, 2);
    check_int("%", 7, -3, -2);
    check_int("//", i64::MIN, -1, 0);
    check_int("%", i64::MIN, -1, 0);
    check_int("//", 6, 3, 2);
    check_int("//", -1, 8, -1);
    check_int("%", -1, 8, 7);
    check_int("%", -5, -3, -2);
    let unsigned = binary("//", "uint64");
    assert_eq!(int(&unsigned, &[Arg::Int(-1), Arg::Int(2)]), i64::MAX);
}

#[test]
fn division_by_zero() {
    let zero = [Arg::Int(1), Arg::Int(0)];
    let error = ExceptionKind::ZeroDivisionError;
    let expect = |text: &str| (error, text.to_owned());
    assert_eq!(
        raised(&binary("//", "int64"), &zero),
        expect("integer division by zero")
    );
    assert_eq!(
        raised(&binary("%", "int64"), &zero),
        expect("integer modulo by zero")
    );
    assert_eq!(int(&binary_numpy_model("//", "int64"), &zero), 0);
    let zero = [Arg::Float(1.0), Arg::Float(0.0)];
    assert_eq!(
        raised(&binary("/", "float64"), &zero),
        expect("division by zero")
    );
    assert_eq!(
        raised(&binary("%", "float64"), &zero),
        expect("modulo by zero")
    );
    assert_eq!(
        f64(&binary_numpy_model("/", "float64"), &zero),
        f64::INFINITY
    );
    assert_eq!(
        f64(&binary_numpy_model("//", "float64"), &zero),
        f64::INFINITY
    );
    assert!(f64(&binary_numpy_model("%", "float64"), &zero).is_nan());
}

#[test]
fn float_division_follows_cpython() {
    check_float("//", 7.0, -3.5, -2.0);
    check_float("%", 7.0, -3.5, -0.0);
    check_float("//", -7.0, 2.0, -4.0);
    check_float("%", -7.0, 2.0, 1.0);
    check_float("%", 1e-20, -1.0, -1.0);
    check_float("//", -0.0, 3.0, -0.0);
}

#[test]
fn powers() {
    check_int("**", 3, 5, 243);
    check_int("**", 2, 63, i64::MIN);
    check_int("**", 7, 0, 1);
    check_int("**", -1, -3, -1);
    check_int("**", 1, -9, 1);
    check_int("**", 5, -1, 0);
    let zero = [Arg::Int(0), Arg::Int(-1)];
    assert_eq!(
        raised(&binary("**", "int64"), &zero).0,
        ExceptionKind::ZeroDivisionError
    );
    assert_eq!(int(&binary_numpy_model("**", "int64"), &zero), i64::MIN);
    check_float("**", 2.0, 0.5, 2.0_f64.powf(0.5));
    let text = function(
        "float64",
        "v0: float64, v1: int64",
        " v2: float64 = bin ** v0, v1\n return v2",
    );
    assert_eq!(f64(&text, &[Arg::Float(2.0), Arg::Int(-2)]), 0.25);
    assert_eq!(f64(&text, &[Arg::Float(1.5), Arg::Int(3)]), 3.375);
    assert_eq!(f64(&text, &[Arg::Float(1.5), Arg::Int(0)]), 1.0);
}

#[test]
fn shifts_take_the_amount_modulo_the_width() {
    check_int("<<", 1, 63, i64::MIN);
    check_int("<<", 1, 64, 1);
    check_int("<<", 1, 70, 64);
    check_int(">>", -8, 1, -4);
    check_int(">>", -8, 70, -1);
}

#[test]
fn numpy_functions_on_integers() {
    let args = |a, b| [Arg::Int(a), Arg::Int(b)];
    check_math("left_shift", "int64", &args(1, 64), "int64", 0);
    check_math("left_shift", "int64", &args(1, 3), "int64", 8);
    check_math("right_shift", "int64", &args(-8, 64), "int64", u64::MAX);
    check_math("floor_divide", "int64", &args(5, 0), "int64", 0);
    check_math("remainder", "int64", &args(5, 0), "int64", 0);
    check_math(
        "floor_divide",
        "int64",
        &args(i64::MIN, -1),
        "int64",
        i64::MIN as u64,
    );
    check_math("fmod", "int64", &args(-7, 3), "int64", -1_i64 as u64);
    check_math("gcd", "int64", &args(-12, 18), "int64", 6);
    check_math("lcm", "int64", &args(4, 6), "int64", 12);
    check_math("lcm", "int64", &args(0, 6), "int64", 0);
    check_math("maximum", "int64", &args(-3, 2), "int64", 2);
    check_math("minimum", "uint64", &args(-3, 2), "uint64", 2);
    check_math("power", "int64", &args(3, 4), "int64", 81);
    check_math("sign", "int64", &[Arg::Int(-9)], "int64", u64::MAX);
    check_math("absolute", "int64", &[Arg::Int(-9)], "int64", 9);
    check_math("reciprocal", "int64", &[Arg::Int(2)], "int64", 0);
    check_math("isfinite", "int64", &[Arg::Int(2)], "bool", 1);
}

#[test]
fn numpy_functions_on_floats() {
    let nan = f64::NAN;
    let args = |a, b| [Arg::Float(a), Arg::Float(b)];
    let bits = f64::to_bits;
    check_math("maximum", "float64", &args(1.0, 2.0), "float64", bits(2.0));
    check_math("maximum", "float64", &args(nan, 2.0), "float64", bits(nan));
    check_math("maximum", "float64", &args(2.0, nan), "float64", bits(nan));
    check_math("fmax", "float64", &args(nan, 2.0), "float64", bits(2.0));
    check_math("fmin", "float64", &args(2.0, nan), "float64", bits(2.0));
    check_math(
        "divide",
        "float64",
        &args(1.0, -0.0),
        "float64",
        bits(f64::NEG_INFINITY),
    );
    check_math(
        "heaviside",
        "float64",
        &args(0.0, 0.5),
        "float64",
        bits(0.5),
    );
    check_math(
        "heaviside",
        "float64",
        &args(-2.0, 0.5),
        "float64",
        bits(0.0),
    );
    check_math(
        "copysign",
        "float64",
        &args(2.0, -0.0),
        "float64",
        bits(-2.0),
    );
    check_math("less", "float64", &args(nan, 2.0), "bool", 0);
    check_math("logical_xor", "float64", &args(nan, 0.0), "bool", 1);
    check_math("sign", "float64", &[Arg::Float(-0.0)], "float64", bits(0.0));
    check_math("signbit", "float64", &[Arg::Float(-0.0)], "bool", 1);
    check_math(
        "isinf",
        "float64",
        &[Arg::Float(f64::NEG_INFINITY)],
        "bool",
        1,
    );
    check_math("rint", "float64", &[Arg::Float(2.5)], "float64", bits(2.0));
    check_math(
        "floor",
        "float64",
        &[Arg::Float(-2.5)],
        "int64",
        -3_i64 as u64,
    );
    check_math(
        "sin",
        "float64",
        &[Arg::Float(1.0)],
        "float64",
        bits(1.0_f64.sin()),
    );
}

#[track_caller]
fn check_cast(from: &str, to: &str, arg: Arg, expected: u64) {
    let text = function(
        to,
        &format!("v0: {from}"),
        &format!(" v1: {to} = cast v0\n return v1"),
    );
    assert_eq!(
        run(&text, &[arg]).result.expect("a result")[0],
        expected,
        "{from} to {to}"
    );
}

#[test]
fn casts_follow_c() {
    check_cast("float64", "int64", Arg::Float(-2.9), -2_i64 as u64);
    check_cast("float64", "int8", Arg::Float(300.0), 44);
    check_cast("float64", "uint8", Arg::Float(-1.0), 255);
    check_cast(
        "float64",
        "uint64",
        Arg::Float(1e19),
        10_000_000_000_000_000_000,
    );
    check_cast("float64", "int64", Arg::Float(f64::NAN), i64::MIN as u64);
    check_cast("int64", "float64", Arg::Int(-3), (-3.0_f64).to_bits());
    check_cast(
        "uint64",
        "float64",
        Arg::Int(-1),
        (u64::MAX as f64).to_bits(),
    );
    check_cast("int64", "bool", Arg::Int(256), 1);
    check_cast("int64", "int8", Arg::Int(200), 200);
    check_cast("uint8", "int64", Arg::Int(200), 200);
    check_cast("int8", "int64", Arg::Int(200), -56_i64 as u64);
    check_cast("bool", "float64", Arg::Int(1), 1.0_f64.to_bits());
    check_cast(
        "float64",
        "float32",
        Arg::Float(0.1),
        u64::from(0.1_f32.to_bits()),
    );
}

#[track_caller]
fn check_compare(op: &str, a: (&str, i64), b: (&str, i64), expected: bool) {
    let text = function(
        "bool",
        &format!("v0: {}, v1: {}", a.0, b.0),
        &format!(" v2: bool = compare {op} v0, v1\n return v2"),
    );
    let found = int(&text, &[Arg::Int(a.1), Arg::Int(b.1)]) != 0;
    assert_eq!(found, expected, "{a:?} {op} {b:?}");
}

#[test]
fn comparisons_are_exact_across_signedness() {
    check_compare("==", ("int64", -1), ("uint64", -1), false);
    check_compare("!=", ("int64", -1), ("uint64", -1), true);
    check_compare("<", ("int64", -1), ("uint64", 1), true);
    check_compare(">", ("uint64", -1), ("int64", -1), true);
    check_compare("<=", ("uint64", 5), ("int64", 5), true);
    check_compare(">=", ("int64", -5), ("uint64", 0), false);
    check_compare("<", ("uint64", 1), ("uint64", -1), true);
    check_compare("<", ("int64", 1), ("int64", -1), false);
}

#[test]
fn complex_arithmetic() {
    let text = function(
        "complex128",
        "v0: complex128, v1: complex128",
        " v2: complex128 = bin * v0, v1\n v3: complex128 = bin / v2, v1\n return v3",
    );
    let args = [1.0, 2.0, 3.0, -4.0].map(Arg::Float);
    let result = run(&text, &args).result.expect("a result");
    assert_eq!(result, [1.0_f64.to_bits(), 2.0_f64.to_bits()]);
    let zero = [1.0, 2.0, 0.0, 0.0].map(Arg::Float);
    assert_eq!(
        raised(&text, &zero),
        (
            ExceptionKind::ZeroDivisionError,
            "complex division by zero".to_owned()
        )
    );
}

#[test]
fn optionals() {
    let text = function(
        "int64",
        "v0: Optional(int64)",
        " v1: int64 = cast v0\n return v1",
    );
    assert_eq!(int(&text, &[Arg::Int(1), Arg::Int(7)]), 7);
    assert_eq!(
        raised(&text, &[Arg::Int(0), Arg::Int(0)]),
        (
            ExceptionKind::TypeError,
            "expected int64, got None".to_owned()
        )
    );
    let text = function(
        "bool",
        "v0: Optional(int64), v1: int64",
        " v2: Optional(int64) = cast v1\n v3: bool = compare == v0, v2\n return v3",
    );
    assert_eq!(int(&text, &[Arg::Int(1), Arg::Int(7), Arg::Int(7)]), 1);
    assert_eq!(int(&text, &[Arg::Int(0), Arg::Int(0), Arg::Int(0)]), 0);
}

#[test]
fn tuples() {
    let text = function(
        "int64",
        "v0: int64, v1: int64, v2: int64",
        " v3: UniTuple(int64 x 2) = tuple v0, v1\n v4: int64 = tuple_index v3, v2\n return v4",
    );
    let args = |i| [Arg::Int(10), Arg::Int(20), Arg::Int(i)];
    assert_eq!(int(&text, &args(0)), 10);
    assert_eq!(int(&text, &args(-1)), 20);
    assert_eq!(
        raised(&text, &args(2)),
        (
            ExceptionKind::IndexError,
            "tuple index out of range".to_owned()
        )
    );
    let text = function(
        "bool",
        "v0: int64, v1: float64, v2: int64, v3: float64",
        " v4: Tuple(int64, float64) = tuple v0, v1\n v5: Tuple(int64, float64) = tuple v2, v3\n v6: bool = compare < v4, v5\n return v6",
    );
    let args = |a, b, c, d| [Arg::Int(a), Arg::Float(b), Arg::Int(c), Arg::Float(d)];
    assert_eq!(int(&text, &args(1, 2.0, 1, 3.0)), 1);
    assert_eq!(int(&text, &args(1, 2.0, 1, 2.0)), 0);
    assert_eq!(int(&text, &args(0, 9.0, 1, 2.0)), 1);
}

#[test]
fn literals_stand_for_their_values() {
    let text = function(
        "int64",
        "v0: int64",
        " v1: Literal[int](40) = const 40\n v2: int64 = bin + v0, v1\n v8: int64 = cast v1\n jump b1(v8, v2)\nb1(v3: int64, v4: int64):\n v5: Tuple(int64, int64) = tuple v3, v1\n v6: int64 = tuple_get [1] v5\n v7: int64 = bin + v6, v4\n return v7",
    );
    assert_eq!(int(&text, &[Arg::Int(2)]), 82);
}

#[test]
fn calls_pass_results_and_errors() {
    let text = format!(
        "{}{}",
        function(
            "int64",
            "v0: int64, v1: int64",
            " v2: Tuple(int64, int64) = call_func fn1 v0, v1\n v3: int64 = tuple_get [0] v2\n v4: int64 = tuple_get [1] v2\n v5: int64 = bin - v3, v4\n return v5",
        ),
        function(
            "UniTuple(int64 x 2)",
            "v0: int64, v1: int64",
            " v2: int64 = bin // v0, v1\n v3: UniTuple(int64 x 2) = tuple v0, v2\n return v3",
        )
        .replace("\"f\"", "\"g\"")
    )
    .replace("Tuple(int64, int64)", "UniTuple(int64 x 2)");
    assert_eq!(int(&text, &[Arg::Int(9), Arg::Int(2)]), 5);
    assert_eq!(
        raised(&text, &[Arg::Int(9), Arg::Int(0)]).0,
        ExceptionKind::ZeroDivisionError
    );
}

#[test]
fn tracebacks_list_the_frames_from_the_inside() {
    let text = "function \"f\" typed {
result int64
b0(v0: int64, v1: int64):
 v2: int64 = bin // v0, v1 @1
 return v2
source 0 \"a.py\" line 10 indent 0
|def f(a, b):
|    return g(a, b)
frame 0 \"f\" source 0
frame 1 \"g\" source 0 caller @0
at @0 f0 15..20, f1 18..22
}
";
    let outcome: Outcome = run(text, &[Arg::Int(1), Arg::Int(0)]);
    assert!(outcome.result.is_err());
    assert_eq!(outcome.frames, [("g".to_owned(), 11), ("f".to_owned(), 11)]);
}

#[test]
fn truth_of_optionals() {
    let text = function(
        "bool",
        "v0: Optional(float64[::1])",
        " v1: bool = truth v0\n return v1",
    );
    let none = [0; 4].map(Arg::Int);
    assert_eq!(int(&text, &none), 0);
    let text = function(
        "bool",
        "v0: Optional(int64)",
        " v1: bool = truth v0\n return v1",
    );
    assert_eq!(int(&text, &[Arg::Int(1), Arg::Int(5)]), 1);
    assert_eq!(int(&text, &[Arg::Int(1), Arg::Int(0)]), 0);
}

#[test]
fn single_precision_constants_are_rounded() {
    let text = function(
        "float64",
        "",
        " v0: float32 = const 0.1\n v1: float64 = cast v0\n return v1",
    );
    assert_eq!(f64(&text, &[]), f64::from(0.1_f32));
}
