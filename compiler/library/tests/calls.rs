//! Result types of library calls against Numba's (tables/call.txt, written by regenerate.py).

mod common;

use common::{lower, result_type};
use numjit_ir::{Layout, Ty};
use numjit_library::{Body, Kind, item, lookup};

/// Where we differ on purpose: expression, argument type, our result type.
const DIFFERENT: &[(&str, &str, &str)] = &[
    // Numba forgets that these views of contiguous arrays are contiguous.
    (
        "np.expand_dims(x, 0)",
        "float64[:, ::1]",
        "float64[:, :, ::1]",
    ),
    ("x.transpose(1, 0)", "float64[:, ::1]", "float64[::1, :]"),
    ("np.swapaxes(x, 0, 1)", "float64[:, ::1]", "float64[::1, :]"),
    // LAPACK leaves its result in F order.
    ("np.linalg.inv(x)", "float64[:, ::1]", "float64[:, ::1]"),
];

#[test]
fn result_types_are_numbas() {
    let table = include_str!("tables/call.txt");
    let mut wrong = Vec::new();
    for line in table.lines() {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [expression, argument, expected] = parts[..] else {
            panic!("{line}");
        };
        let found = match result_type(expression, parse_type(argument)) {
            Ok(ty) => ty.to_string(),
            Err(problem) => problem,
        };
        let found = found.as_str();
        let known = DIFFERENT.contains(&(expression, argument, found));
        if found != expected && !known {
            wrong.push(format!(
                "{expression} on {argument}: {found}, Numba {expected}"
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} wrong\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// Reads the types of regenerate.py's values.
fn parse_type(text: &str) -> Ty {
    match text {
        "UniTuple(int64 x 2)" => return Ty::uni_tuple(Ty::I64, 2),
        "Tuple(int64, float64)" => return Ty::tuple([Ty::I64, Ty::F64]),
        _ => {}
    }
    let (dtype, rest) = text.split_once('[').unwrap_or((text, ""));
    let dtype = scalar(dtype);
    if rest.is_empty() {
        return dtype;
    }
    let axes: Vec<&str> = rest.trim_end_matches(']').split(", ").collect();
    let layout = match (axes.first(), axes.last()) {
        (_, Some(&"::1")) => Layout::C,
        (Some(&"::1"), _) => Layout::F,
        _ => Layout::A,
    };
    Ty::array(dtype, axes.len() as u8, layout)
}

fn scalar(name: &str) -> Ty {
    const ALL: [Ty; 13] = [
        Ty::BOOL,
        Ty::I8,
        Ty::I16,
        Ty::I32,
        Ty::I64,
        Ty::U8,
        Ty::U16,
        Ty::U32,
        Ty::U64,
        Ty::F32,
        Ty::F64,
        Ty::C64,
        Ty::C128,
    ];
    ALL.into_iter()
        .find(|ty| ty.to_string() == name)
        .unwrap_or_else(|| panic!("{name}"))
}

#[test]
fn every_body_is_in_the_subset() {
    let mut bodies = 0;
    for entity in 0.. {
        if entity >= numjit_library::len() {
            break;
        }
        let item = item(entity);
        let Kind::Function(function) = &item.kind else {
            continue;
        };
        let Body::Python(text) = function.body else {
            continue;
        };
        let untyped = lower(item.path, text);
        let names: Vec<&str> = untyped.params.iter().map(|p| p.name.as_str()).collect();
        let expected: Vec<&str> = function.params.list.iter().map(|p| p.name).collect();
        assert_eq!(names, expected, "{}", item.path);
        bodies += 1;
    }
    assert!(bodies > 200, "{bodies}");
}

#[test]
fn an_unsupported_argument_is_named() {
    let array = Ty::array(Ty::F64, 1, Layout::C);
    let message = |expression| result_type(expression, array).err().unwrap_or_default();
    let found = message("np.zeros('x')");
    assert!(found.contains("integer or a tuple of integers"), "{found}");
    let found = message("x.sum(subok=True)");
    assert!(found.contains("subok"), "{found}");
    let found = message("np.dot(x, x > 0)");
    assert!(!found.contains("internal"), "{found}");
    assert!(lookup("numpy.busday_count").is_none());
}
