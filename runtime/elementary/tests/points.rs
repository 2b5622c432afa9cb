//! Accuracy against points from mpmath (`points/generate.py`), and C99's special values.
//!
//! `NUMJIT_POINTS=FOLDER` takes the points from another folder, `NUMJIT_BLESS=1` writes the table of
//! `docs/maths.md`, and `NUMJIT_FULL=1` runs all floats through the functions of single precision.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use numjit_elementary::{Binary, Unary};

/// Largest error in units of the last place that each function may have.
const UNARY_LIMITS: &[(Unary, f64)] = &[
    (Unary::Sin, 1.0),
    (Unary::Cos, 1.0),
    (Unary::Tan, 1.0),
    (Unary::Asin, 1.0),
    (Unary::Acos, 1.0),
    (Unary::Atan, 1.0),
    (Unary::Sinh, 1.0),
    (Unary::Cosh, 1.0),
    (Unary::Tanh, 1.0),
    (Unary::Asinh, 1.0),
    (Unary::Acosh, 1.0),
    (Unary::Atanh, 1.0),
    (Unary::Exp, 1.0),
    (Unary::Exp2, 1.0),
    (Unary::Expm1, 1.0),
    (Unary::Log, 1.0),
    (Unary::Log2, 1.0),
    (Unary::Log10, 1.0),
    (Unary::Log1p, 1.0),
    (Unary::Cbrt, 1.0),
    (Unary::Erf, 2.0),
    (Unary::Erfc, 4.0),
    (Unary::Gamma, 2.0),
    (Unary::Lgamma, 4.0),
];

const BINARY_LIMITS: &[(Binary, f64)] = &[
    (Binary::Pow, 1.0),
    (Binary::Atan2, 1.0),
    (Binary::Hypot, 1.0),
];

fn folder() -> PathBuf {
    let own = Path::new(env!("CARGO_MANIFEST_DIR")).join("points");
    std::env::var_os("NUMJIT_POINTS").map_or(own, PathBuf::from)
}

/// Arguments, correctly rounded result, and what is missing to the exact one in units of the last place.
struct Point {
    args: Vec<f64>,
    nearest: f64,
    rest: f64,
}

fn points(name: &str) -> Vec<Point> {
    let path = folder().join(format!("{}.txt", name.to_lowercase()));
    let text = std::fs::read_to_string(&path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
    let float = |text: &str| f64::from_bits(u64::from_str_radix(text, 16).expect("bits"));
    let point = |line: &str| {
        let fields: Vec<&str> = line.split(' ').collect();
        let count = fields.len() - 2;
        Point {
            args: fields[..count].iter().map(|text| float(text)).collect(),
            nearest: float(fields[count]),
            rest: fields[count + 1].parse::<f64>().expect("thousandths") / 1000.0,
        }
    };
    text.lines().map(point).collect()
}

/// The distance of the doubles around a number.
fn last_place(value: f64) -> f64 {
    let exponent = (value.to_bits() >> 52 & 0x7ff).max(1) as i32;
    2_f64.powi((exponent - 1075).max(-1022)) * 2_f64.powi((exponent - 1075).min(-1022) + 1022)
}

/// The error of a result in units of the last place.
fn error(point: &Point, result: f64) -> f64 {
    if result.to_bits() == point.nearest.to_bits() {
        return point.rest.abs();
    }
    if !result.is_finite() {
        return f64::INFINITY;
    }
    ((result - point.nearest) / last_place(point.nearest) - point.rest).abs()
}

struct Worst {
    name: String,
    error: f64,
    limit: f64,
    at: Vec<f64>,
    count: usize,
}

fn worst(name: String, limit: f64, call: &dyn Fn(&[f64]) -> f64) -> Worst {
    let points = points(&name);
    let mut worst = Worst {
        name,
        error: 0.0,
        limit,
        at: Vec::new(),
        count: points.len(),
    };
    for point in points {
        let error = error(&point, call(&point.args));
        if error > worst.error || error.is_nan() {
            worst.error = error;
            worst.at = point.args;
        }
    }
    worst
}

fn all() -> Vec<Worst> {
    let unary = UNARY_LIMITS.iter().map(|&(function, limit)| {
        let call = function.double();
        worst(format!("{function:?}"), limit, &|x| call(x[0]))
    });
    let binary = BINARY_LIMITS.iter().map(|&(function, limit)| {
        let call = function.double();
        worst(format!("{function:?}"), limit, &|x| call(x[0], x[1]))
    });
    unary.chain(binary).collect()
}

#[test]
fn errors_are_within_the_limits() {
    let all = all();
    let mut table = String::new();
    for worst in &all {
        let name = worst.name.to_lowercase();
        let at: Vec<String> = worst.at.iter().map(|x| format!("{x:e}")).collect();
        let at = at.join(", ");
        let (error, count) = (worst.error, worst.count);
        writeln!(table, "| `{name}` | {error:.3} | {at} | {count} |").expect("memory");
    }
    if std::env::var_os("NUMJIT_BLESS").is_some() {
        bless(&table);
    }
    let beyond: Vec<&str> = all
        .iter()
        .filter(|worst| worst.error.is_nan() || worst.error > worst.limit)
        .map(|worst| &*worst.name)
        .collect();
    assert!(
        beyond.is_empty(),
        "beyond their limits: {beyond:?}\n{table}"
    );
}

/// Replaces the table between the marks of the page.
fn bless(table: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/maths.md");
    let page = std::fs::read_to_string(&path).expect("docs/maths.md");
    let (before, rest) = page.split_once("<!-- errors -->\n").expect("a mark");
    let (_, after) = rest.split_once("<!-- end -->").expect("a mark");
    let head = "| Function | Largest error | at | Points |\n| --- | --- | --- | --- |\n";
    let page = format!("{before}<!-- errors -->\n{head}{table}<!-- end -->{after}");
    std::fs::write(&path, page).expect("docs/maths.md");
}

fn same(a: f64, b: f64) -> bool {
    a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
}

const INF: f64 = f64::INFINITY;
const NAN: f64 = f64::NAN;
const TINY: f64 = 5e-324;

/// Results that C99 (annex F) or exactness prescribes.
const SPECIAL: &[(Unary, f64, f64)] = &[
    (Unary::Exp, 0.0, 1.0),
    (Unary::Exp, -INF, 0.0),
    (Unary::Exp, INF, INF),
    (Unary::Exp, NAN, NAN),
    (Unary::Exp, 710.0, INF),
    (Unary::Exp, -746.0, 0.0),
    (Unary::Exp, 1e300, INF),
    (Unary::Exp, -1e300, 0.0),
    (Unary::Exp, TINY, 1.0),
    (Unary::Exp2, 10.0, 1024.0),
    (Unary::Exp2, -1074.0, TINY),
    (Unary::Exp2, 1023.0, 8.98846567431158e307),
    (Unary::Exp2, 1024.0, INF),
    (Unary::Exp2, -1076.0, 0.0),
    (Unary::Exp2, NAN, NAN),
    (Unary::Expm1, -0.0, -0.0),
    (Unary::Expm1, INF, INF),
    (Unary::Expm1, -INF, -1.0),
    (Unary::Expm1, TINY, TINY),
    (Unary::Expm1, NAN, NAN),
    (Unary::Expm1, 710.0, INF),
    (Unary::Log, 1.0, 0.0),
    (Unary::Log, 0.0, -INF),
    (Unary::Log, -0.0, -INF),
    (Unary::Log, -1.0, NAN),
    (Unary::Log, -INF, NAN),
    (Unary::Log, INF, INF),
    (Unary::Log, NAN, NAN),
    (Unary::Log2, 8.0, 3.0),
    (Unary::Log2, TINY, -1074.0),
    (Unary::Log2, 0.125, -3.0),
    (Unary::Log2, 1.0, 0.0),
    (Unary::Log2, INF, INF),
    (Unary::Log10, 1000.0, 3.0),
    (Unary::Log10, 1e22, 22.0),
    (Unary::Log10, 1.0, 0.0),
    (Unary::Log10, 0.0, -INF),
    (Unary::Log1p, -0.0, -0.0),
    (Unary::Log1p, -1.0, -INF),
    (Unary::Log1p, -2.0, NAN),
    (Unary::Log1p, INF, INF),
    (Unary::Log1p, TINY, TINY),
    (Unary::Log1p, NAN, NAN),
    (Unary::Sin, -0.0, -0.0),
    (Unary::Sin, TINY, TINY),
    (Unary::Sin, INF, NAN),
    (Unary::Sin, NAN, NAN),
    (Unary::Cos, -0.0, 1.0),
    (Unary::Cos, -INF, NAN),
    (Unary::Cos, NAN, NAN),
    (Unary::Tan, -0.0, -0.0),
    (Unary::Tan, INF, NAN),
    (Unary::Asin, -0.0, -0.0),
    (Unary::Asin, 1.5, NAN),
    (Unary::Asin, NAN, NAN),
    (Unary::Asin, 1.0, std::f64::consts::FRAC_PI_2),
    (Unary::Asin, -1.0, -std::f64::consts::FRAC_PI_2),
    (Unary::Acos, 1.0, 0.0),
    (Unary::Acos, -1.0, std::f64::consts::PI),
    (Unary::Acos, 0.0, std::f64::consts::FRAC_PI_2),
    (Unary::Acos, -1.5, NAN),
    (Unary::Acos, NAN, NAN),
    (Unary::Atan, -0.0, -0.0),
    (Unary::Atan, INF, std::f64::consts::FRAC_PI_2),
    (Unary::Atan, -INF, -std::f64::consts::FRAC_PI_2),
    (Unary::Atan, 1.0, std::f64::consts::FRAC_PI_4),
    (Unary::Atan, TINY, TINY),
    (Unary::Atan, NAN, NAN),
    (Unary::Sinh, -0.0, -0.0),
    (Unary::Sinh, INF, INF),
    (Unary::Sinh, -INF, -INF),
    (Unary::Sinh, 711.0, INF),
    (Unary::Sinh, NAN, NAN),
    (Unary::Cosh, 0.0, 1.0),
    (Unary::Cosh, -INF, INF),
    (Unary::Cosh, NAN, NAN),
    (Unary::Tanh, -0.0, -0.0),
    (Unary::Tanh, INF, 1.0),
    (Unary::Tanh, -INF, -1.0),
    (Unary::Tanh, NAN, NAN),
    (Unary::Asinh, -0.0, -0.0),
    (Unary::Asinh, -INF, -INF),
    (Unary::Asinh, NAN, NAN),
    (Unary::Acosh, 1.0, 0.0),
    (Unary::Acosh, 0.5, NAN),
    (Unary::Acosh, -INF, NAN),
    (Unary::Acosh, INF, INF),
    (Unary::Acosh, NAN, NAN),
    (Unary::Atanh, -0.0, -0.0),
    (Unary::Atanh, 1.0, INF),
    (Unary::Atanh, -1.0, -INF),
    (Unary::Atanh, 2.0, NAN),
    (Unary::Atanh, NAN, NAN),
    (Unary::Cbrt, 27.0, 3.0),
    (Unary::Cbrt, -8.0, -2.0),
    (Unary::Cbrt, 1e-300, 1e-100),
    (Unary::Cbrt, -0.0, -0.0),
    (Unary::Cbrt, -INF, -INF),
    (Unary::Cbrt, NAN, NAN),
    (Unary::Gamma, 1.0, 1.0),
    (Unary::Gamma, 5.0, 24.0),
    (Unary::Gamma, 11.0, 3_628_800.0),
    (Unary::Gamma, 23.0, 1_124_000_727_777_607_680_000.0),
    (Unary::Gamma, 0.0, INF),
    (Unary::Gamma, -0.0, -INF),
    (Unary::Gamma, -1.0, NAN),
    (Unary::Gamma, -INF, NAN),
    (Unary::Gamma, INF, INF),
    (Unary::Gamma, 172.0, INF),
    (Unary::Gamma, 1e300, INF),
    (Unary::Gamma, -1e10 - 0.5, -0.0),
    (Unary::Gamma, TINY, INF),
    (Unary::Gamma, NAN, NAN),
    (Unary::Lgamma, 1.0, 0.0),
    (Unary::Lgamma, 2.0, 0.0),
    (Unary::Lgamma, 0.0, INF),
    (Unary::Lgamma, -3.0, INF),
    (Unary::Lgamma, INF, INF),
    (Unary::Lgamma, -INF, INF),
    (Unary::Lgamma, 1e308, INF),
    (Unary::Lgamma, NAN, NAN),
    (Unary::Erf, -0.0, -0.0),
    (Unary::Erf, INF, 1.0),
    (Unary::Erf, -INF, -1.0),
    (Unary::Erf, NAN, NAN),
    (Unary::Erfc, 0.0, 1.0),
    (Unary::Erfc, INF, 0.0),
    (Unary::Erfc, -INF, 2.0),
    (Unary::Erfc, NAN, NAN),
];

#[test]
fn special_values() {
    let wrong: Vec<String> = SPECIAL
        .iter()
        .filter_map(|&(function, x, expected)| {
            let found = function.double()(x);
            let is_right = same(found, expected);
            (!is_right).then(|| format!("{function:?}({x:e}) = {found:e}, not {expected:e}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

const SPECIAL_POWERS: &[(f64, f64, f64)] = &[
    (0.0, 3.0, 0.0),
    (-0.0, 3.0, -0.0),
    (-0.0, 2.0, 0.0),
    (-0.0, -3.0, -INF),
    (0.0, -3.0, INF),
    (-0.0, -2.0, INF),
    (0.0, 0.5, 0.0),
    (0.0, -INF, INF),
    (-0.0, INF, 0.0),
    (-1.0, INF, 1.0),
    (-1.0, -INF, 1.0),
    (1.0, NAN, 1.0),
    (NAN, 0.0, 1.0),
    (NAN, 1.0, NAN),
    (2.0, NAN, NAN),
    (-2.0, 0.5, NAN),
    (-2.0, 3.0, -8.0),
    (-2.0, 1e300, INF),
    (-2.0, -1e300, 0.0),
    (-8.0, -1.0, -0.125),
    (0.5, -INF, INF),
    (0.5, INF, 0.0),
    (2.0, INF, INF),
    (2.0, -INF, 0.0),
    (-INF, -3.0, -0.0),
    (-INF, 3.0, -INF),
    (-INF, 2.0, INF),
    (-INF, 0.5, INF),
    (INF, -1.0, 0.0),
    (INF, 0.5, INF),
    (2.0, 10.0, 1024.0),
    (2.0, -1074.0, TINY),
    (2.0, 1023.0, 8.98846567431158e307),
    (2.0, 1024.0, INF),
    (10.0, 22.0, 1e22),
    (3.0, 33.0, 5_559_060_566_555_523.0),
    (1.5, 2.0, 2.25),
    (9.0, 0.5, 3.0),
    (TINY, 1.0, TINY),
    (-1.0, 9_007_199_254_740_991.0, -1.0),
];

#[test]
fn special_powers() {
    let power = Binary::Pow.double();
    let wrong: Vec<String> = SPECIAL_POWERS
        .iter()
        .filter_map(|&(x, y, expected)| {
            let found = power(x, y);
            (!same(found, expected))
                .then(|| format!("{x:e} ** {y:e} = {found:e}, not {expected:e}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn special_angles_and_lengths() {
    use std::f64::consts::{FRAC_PI_2, FRAC_PI_4, PI};
    let atan2 = Binary::Atan2.double();
    let cases = [
        (0.0, 0.0, 0.0),
        (-0.0, 0.0, -0.0),
        (0.0, -0.0, PI),
        (-0.0, -0.0, -PI),
        (-0.0, -1.0, -PI),
        (1.0, 0.0, FRAC_PI_2),
        (-1.0, -0.0, -FRAC_PI_2),
        (INF, INF, FRAC_PI_4),
        (-INF, INF, -FRAC_PI_4),
        (INF, -INF, 3.0 * FRAC_PI_4),
        (1.0, INF, 0.0),
        (-1.0, -INF, -PI),
        (INF, 1.0, FRAC_PI_2),
        (NAN, 1.0, NAN),
        (1.0, NAN, NAN),
        (1e308, 1e308, FRAC_PI_4),
        (TINY, TINY, FRAC_PI_4),
    ];
    for (y, x, expected) in cases {
        let found = atan2(y, x);
        assert!(same(found, expected), "atan2({y:e}, {x:e}) = {found:e}");
    }
    let hypot = Binary::Hypot.double();
    let cases = [
        (3.0, -4.0, 5.0),
        (NAN, -INF, INF),
        (INF, NAN, INF),
        (NAN, 1.0, NAN),
        (0.0, -0.0, 0.0),
        (TINY, 0.0, TINY),
        (1e308, 1e308, 1.414_213_562_373_095_1e308),
        (1.7e308, 1.7e308, INF),
        (3e-320, 4e-320, 5e-320),
    ];
    for (x, y, expected) in cases {
        let found = hypot(x, y);
        assert!(same(found, expected), "hypot({x:e}, {y:e}) = {found:e}");
    }
}

/// How far a float is from a double in units of the float's last place.
fn single_error(found: f32, exact: f64) -> f64 {
    let nearest = exact as f32;
    if found.to_bits() == nearest.to_bits() || (found.is_nan() && nearest.is_nan()) {
        return 0.5;
    }
    if !found.is_finite() || !nearest.is_finite() {
        return f64::INFINITY;
    }
    let exponent = (nearest.to_bits() >> 23 & 0xff).max(1) as i32;
    (f64::from(found) - exact).abs() / 2_f64.powi(exponent - 150)
}

/// Functions of single precision against those of double precision.
#[test]
fn single_precision_is_rounded_right() {
    let step = match std::env::var_os("NUMJIT_FULL") {
        Some(_) => 1,
        None => 65_521,
    };
    for &function in Unary::ALL {
        let (single, double) = (function.single(), function.double());
        for bits in (0..=u32::MAX).step_by(step) {
            let x = f32::from_bits(bits);
            let (found, exact) = (single(x), double(f64::from(x)));
            let error = single_error(found, exact);
            assert!(
                error <= 0.51,
                "{function:?}({x:e}) = {found:e}, not {exact:e}"
            );
        }
    }
}

#[test]
fn every_function_has_a_limit() {
    assert_eq!(UNARY_LIMITS.len(), Unary::ALL.len());
    assert_eq!(BINARY_LIMITS.len(), Binary::ALL.len());
}
