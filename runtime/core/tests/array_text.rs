//! Arrays print as NumPy prints them: every case of `data/arrays.txt`, which NumPy wrote. The environment variable
//! `NUMJIT_ARRAY_CASES` names another file, such as one of random cases.
#![cfg(not(miri))]
#![allow(unsafe_code, reason = "views are made over the cases' bytes")]

use std::fmt::Write;

use numjit_abi::DType;
use numjit_runtime::ArrayView;
use numjit_runtime::text::array::{FloatMode, PrintOptions, Sign, array_repr, array_str};

/// One case of the file.
struct Case<'a> {
    title: &'a str,
    is_repr: bool,
    dtype: DType,
    shape: Vec<i64>,
    view: &'a str,
    options: PrintOptions,
    data: &'a str,
    expected: String,
}

impl<'a> Case<'a> {
    /// Reads the next case off the lines.
    fn next(lines: &mut std::iter::Peekable<std::str::Lines<'a>>) -> Option<Case<'a>> {
        let title = lines.next()?;
        let words: Vec<&str> = title.split(' ').collect();
        let data = lines.next()?;
        let mut expected = Vec::new();
        while let Some(line) = lines.peek().and_then(|line| line.strip_prefix('|')) {
            expected.push(line);
            lines.next();
        }
        Some(Case {
            title,
            is_repr: words[0] == "repr",
            dtype: DType::from_name(words[1]).expect("a dtype"),
            shape: match words[2] {
                "-" => Vec::new(),
                shape => shape.split('x').map(number).collect(),
            },
            view: words[3],
            options: options(&words[4..]),
            data,
            expected: expected.join("\n"),
        })
    }

    fn print(&self) -> String {
        let bytes = self.bytes();
        let (mut shape, mut strides) = (self.shape.clone(), self.strides());
        let mut offset = 0;
        match self.view {
            "transposed" => {
                shape.reverse();
                strides.reverse();
            }
            "reversed" => {
                for (extent, stride) in shape.iter().zip(&mut strides) {
                    offset += (extent - 1) * *stride;
                    *stride = -*stride;
                }
            }
            "stepped" => {
                shape
                    .iter_mut()
                    .for_each(|extent| *extent = (*extent + 1) / 2);
                strides.iter_mut().for_each(|stride| *stride *= 2);
            }
            _ => {}
        }
        // Safety: shape and strides stay within `bytes`.
        let view = unsafe {
            let data = bytes.as_ptr().offset(offset as isize);
            ArrayView::new(self.dtype, &shape, &strides, data)
        };
        if self.is_repr {
            array_repr(&view, &self.options)
        } else {
            array_str(&view, &self.options)
        }
    }

    /// Strides of a C-contiguous array.
    fn strides(&self) -> Vec<i64> {
        let mut strides = vec![self.dtype.size() as i64; self.shape.len()];
        for axis in (1..strides.len()).rev() {
            strides[axis - 1] = strides[axis] * self.shape[axis];
        }
        strides
    }

    fn bytes(&self) -> Vec<u8> {
        let mut words = self.data.split(' ');
        if words.next() == Some("ramp") {
            let (start, step): (f64, f64) =
                (number(words.next().unwrap()), number(words.next().unwrap()));
            let size: i64 = self.shape.iter().product();
            return (0..size)
                .flat_map(|index| element(self.dtype, start + step * index as f64))
                .collect();
        }
        words
            .flat_map(|word| word.as_bytes().chunks(2))
            .map(|digits| u8::from_str_radix(std::str::from_utf8(digits).unwrap(), 16).unwrap())
            .collect()
    }
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse().ok().expect("a number")
}

/// The bytes of a value under a dtype that ramps use.
fn element(dtype: DType, value: f64) -> Vec<u8> {
    match dtype {
        DType::Bool => vec![u8::from(value != 0.0)],
        DType::U8 => vec![value as i64 as u8],
        DType::I64 => (value as i64).to_le_bytes().to_vec(),
        DType::F32 => (value as f32).to_le_bytes().to_vec(),
        DType::F64 => value.to_le_bytes().to_vec(),
        DType::C64 => [element(DType::F32, value), element(DType::F32, 0.0)].concat(),
        DType::C128 => [element(DType::F64, value), element(DType::F64, 0.0)].concat(),
        other => panic!("no ramps of {}", other.name()),
    }
}

fn options(words: &[&str]) -> PrintOptions {
    let mut options = PrintOptions::DEFAULT;
    for word in words {
        let (name, value) = word.split_once('=').expect("an option");
        match name {
            "precision" => options.precision = Some(number(value)),
            "threshold" => options.threshold = number(value),
            "edgeitems" => options.edgeitems = number(value),
            "linewidth" => options.linewidth = number(value),
            "suppress" => options.suppress = value == "1",
            "sign" => {
                options.sign = match value {
                    "plus" => Sign::Plus,
                    _ => Sign::Space,
                }
            }
            "floatmode" => {
                options.floatmode = match value {
                    "fixed" => FloatMode::Fixed,
                    "unique" => FloatMode::Unique,
                    "maxprec" => FloatMode::MaxPrec,
                    _ => FloatMode::MaxPrecEqual,
                }
            }
            other => panic!("no option {other}"),
        }
    }
    options
}

#[test]
fn arrays_print_as_numpy_prints_them() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/arrays.txt");
    let path = std::env::var("NUMJIT_ARRAY_CASES").unwrap_or_else(|_| path.to_owned());
    let text = std::fs::read_to_string(path).expect("the cases are readable");
    let mut lines = text.lines().peekable();
    let (mut count, mut wrong, mut report) = (0, 0, String::new());
    while let Some(case) = Case::next(&mut lines) {
        count += 1;
        let printed = case.print();
        if printed != case.expected {
            wrong += 1;
            if wrong <= 10 {
                let (title, data) = (case.title, case.data);
                let expected = &case.expected;
                let _ = write!(
                    report,
                    "{title}\n{data}\nNumPy:\n{expected}\nhere:\n{printed}\n\n"
                );
            }
        }
    }
    assert_eq!(wrong, 0, "of {count} cases\n{report}");
    assert!(count > 500, "only {count} cases");
}
