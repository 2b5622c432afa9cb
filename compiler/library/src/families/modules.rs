//! Module names, constants and exception classes.

use numjit_abi::ExceptionKind;
use numjit_ir::Const;

use crate::item::Special;
use crate::table::Rows;
use crate::ufunc;

pub(super) fn add(rows: &mut Rows) {
    add_modules(rows);
    add_constants(rows);
    add_exceptions(rows);
    add_ufuncs(rows);
}

fn add_modules(rows: &mut Rows) {
    rows.module("builtins", "Python's builtin names.");
    rows.module("math", "Python's module of scalar functions.");
    rows.module("cmath", "Python's module of complex scalar functions.");
    rows.module("operator", "Python's module of operators as functions.");
    rows.module("functools", "Python's module of functions on functions.");
    rows.module("random", "Python's module of random numbers.");
    rows.module("numpy", "NumPy.");
    rows.module("numpy.random", "NumPy's legacy random numbers.");
    rows.module("numpy.fft", "NumPy's Fourier transforms.");
    rows.module("scipy", "SciPy.");
    rows.module("scipy.special", "SciPy's special functions.");
    rows.module("numpy.linalg", "NumPy's linear algebra.");
    rows.module("numpy.polynomial", "NumPy's polynomials.");
    rows.module(
        "numpy.polynomial.polynomial",
        "NumPy's polynomials with rising powers.",
    );
    rows.module("numpy.lib", "NumPy's library modules.");
    rows.module("numpy.lib.stride_tricks", "NumPy's views by strides.");
    rows.module("numpy.exceptions", "NumPy's exception classes.");
    rows.module("numba", "Numba.");
    rows.module("numba.types", "Numba's types.");
    rows.module("numba.experimental", "Numba's classes and structures.");
    rows.module("numba.experimental.structref", "Numba's structures.");
    rows.special(
        "numba.experimental.structref.new",
        Special::NewInstance,
        "A structure of a registered type whose fields are not set.",
    );
    rows.special(
        "builtins.super",
        Special::Super,
        "The instance, with the methods of the classes above the one that the method stands in.",
    );
    rows.special(
        "numba.literally",
        Special::Literally,
        "The argument as a constant: the functions around are compiled for its value.",
    );
    rows.module("nj", "Operations that only library bodies use.");
}

fn add_constants(rows: &mut Rows) {
    use std::f64::consts;
    let mut float = |path, value, doc| rows.constant(path, Const::Float(value), doc);
    float(
        "math.pi",
        consts::PI,
        "Ratio of a circle's circumference to its diameter.",
    );
    float("math.e", consts::E, "Base of the natural logarithm.");
    float("math.tau", consts::TAU, "Twice pi.");
    float("math.inf", f64::INFINITY, "Infinity.");
    float("math.nan", f64::NAN, "Not a number.");
    float(
        "cmath.pi",
        consts::PI,
        "Ratio of a circle's circumference to its diameter.",
    );
    float("cmath.e", consts::E, "Base of the natural logarithm.");
    float("cmath.tau", consts::TAU, "Twice pi.");
    float("cmath.inf", f64::INFINITY, "Infinity.");
    float("cmath.nan", f64::NAN, "Not a number.");
    float(
        "numpy.pi",
        consts::PI,
        "Ratio of a circle's circumference to its diameter.",
    );
    float("numpy.e", consts::E, "Base of the natural logarithm.");
    float("numpy.inf", f64::INFINITY, "Infinity.");
    float("numpy.nan", f64::NAN, "Not a number.");
    float(
        "numpy.euler_gamma",
        0.577_215_664_901_532_9,
        "Euler's constant.",
    );
    for (path, doc) in [
        ("numpy.s_", "`np.s_[index]` is the index."),
        ("numpy.index_exp", "`np.index_exp[index]` is the index."),
        ("numpy.r_", "`np.r_[...]` joins numbers, lines and ranges."),
        ("numpy.c_", "`np.c_[...]` joins lines as columns."),
        (
            "numpy.mgrid",
            "`np.mgrid[...]`: coordinates of a dense grid.",
        ),
        (
            "numpy.ogrid",
            "`np.ogrid[...]`: coordinates of an open grid.",
        ),
    ] {
        rows.special(path, Special::Brackets, doc);
    }
    rows.constant(
        "cmath.infj",
        Const::Complex(0.0, f64::INFINITY),
        "The complex number with an infinite imaginary part.",
    );
    rows.constant(
        "cmath.nanj",
        Const::Complex(0.0, f64::NAN),
        "The complex number whose imaginary part is not a number.",
    );
    rows.constant(
        "numpy.newaxis",
        Const::None,
        "Inserts an axis in an index; the same as None.",
    );
}

fn add_exceptions(rows: &mut Rows) {
    for &kind in ExceptionKind::ALL {
        let path = format!("{}.{}", kind.module(), kind.name());
        rows.exception(Box::leak(path.into_boxed_str()), kind);
    }
}

fn add_ufuncs(rows: &mut Rows) {
    const ALIASES: &[(&str, &str)] = &[
        ("numpy.true_divide", "divide"),
        ("numpy.mod", "remainder"),
        ("numpy.abs", "absolute"),
        ("numpy.conj", "conjugate"),
        ("numpy.bitwise_not", "invert"),
        ("numpy.bitwise_invert", "invert"),
        ("numpy.bitwise_left_shift", "left_shift"),
        ("numpy.bitwise_right_shift", "right_shift"),
        ("numpy.acos", "arccos"),
        ("numpy.acosh", "arccosh"),
        ("numpy.asin", "arcsin"),
        ("numpy.asinh", "arcsinh"),
        ("numpy.atan", "arctan"),
        ("numpy.atan2", "arctan2"),
        ("numpy.atanh", "arctanh"),
        ("numpy.pow", "power"),
    ];
    for row in ufunc::ROWS {
        let path = format!("numpy.{}", row.name);
        rows.ufunc(Box::leak(path.into_boxed_str()), row);
    }
    ufunc::add_methods(rows);
    for (path, name) in ALIASES {
        if let Some(row) = ufunc::lookup(name) {
            rows.ufunc(path, row);
        }
    }
}
