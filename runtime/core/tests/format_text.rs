//! Numbers and strings format as in Python: every row of `data/formats.txt`, which CPython wrote. The
//! environment variable `NUMJIT_FORMAT_ROWS` names another file, such as one of random rows.
#![cfg(not(miri))]

use std::fmt::Write;

use numjit_runtime::math::round_digits;
use numjit_runtime::text::{
    FormatError, float_repr, format_complex, format_float, format_int, format_str, format_uint,
};

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().expect("a number")
}

fn float(bits: &str) -> f64 {
    f64::from_bits(u64::from_str_radix(bits, 16).expect("hexadecimal bits"))
}

/// Does what a row says.
fn run(action: &str, value: &str, spec: &str) -> Result<String, FormatError> {
    match action {
        "float" => format_float(float(value), spec),
        "int" => format_int(number(value), spec),
        "uint" => format_uint(number(value), spec),
        "str" => format_str(value, spec),
        "complex" => {
            let (re, im) = value.split_once(' ').expect("two parts");
            format_complex(float(re), float(im), spec)
        }
        "repr" => Ok(float_repr(float(value))),
        "round" => Ok(round_digits(float(value), number(spec)))
            .map(|value| format!("{:016x}", value.to_bits())),
        other => panic!("no action {other}"),
    }
}

#[test]
fn values_format_as_python_formats_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/formats.txt");
    let path = std::env::var("NUMJIT_FORMAT_ROWS").unwrap_or_else(|_| path.to_owned());
    let text = std::fs::read_to_string(path).expect("the rows are readable");
    let (mut count, mut wrong, mut report) = (0, 0, String::new());
    for row in text.lines() {
        count += 1;
        let columns: Vec<&str> = row.split('\t').collect();
        let &[action, value, spec, expected] = columns.as_slice() else {
            panic!("four columns in {row:?}");
        };
        let result = run(action, value, spec).unwrap_or_else(|error| error.to_string());
        if result != expected {
            wrong += 1;
            if wrong <= 20 {
                let _ = writeln!(
                    report,
                    "{action} {value} {spec:?}: {expected:?}, here {result:?}"
                );
            }
        }
    }
    assert_eq!(wrong, 0, "of {count} rows\n{report}");
    assert!(count > 500, "only {count} rows");
}
