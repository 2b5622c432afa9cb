//! Promotion, conversion and loop choice against Numba and NumPy (tables/*.txt, written by
//! regenerate.py).

use numjit_ir::{BinOp, CmpOp, Layout, Options, Ty, UnOp};
use numjit_library::{convert, promote, ufunc};

/// Types in the tables' order, with the characters that stand for them.
const TYPES: [(char, Ty); 13] = [
    ('?', Ty::BOOL),
    ('b', Ty::I8),
    ('h', Ty::I16),
    ('i', Ty::I32),
    ('q', Ty::I64),
    ('B', Ty::U8),
    ('H', Ty::U16),
    ('I', Ty::U32),
    ('Q', Ty::U64),
    ('f', Ty::F32),
    ('d', Ty::F64),
    ('F', Ty::C64),
    ('D', Ty::C128),
];

fn ty(c: char) -> Ty {
    let found = TYPES.iter().find(|(name, _)| *name == c);
    found.unwrap_or_else(|| panic!("{c}")).1
}

fn name(ty: Option<Ty>) -> char {
    let Some(ty) = ty else { return '-' };
    let found = TYPES.iter().find(|(_, known)| *known == ty);
    found.unwrap_or_else(|| panic!("{ty}")).0
}

#[test]
fn scalar_operators_and_conversions_are_numbas() {
    for line in include_str!("tables/scalar.txt").lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let [operator, left, expected] = parts[..] else {
            panic!("{line}");
        };
        let left = left.chars().next().filter(|c| *c != '.');
        let found: String = TYPES
            .iter()
            .map(|(_, right)| scalar_result(operator, left.map(ty), *right))
            .collect();
        // Numba computes bool ** int32 in float32 by accident of its candidate order.
        let found = match (operator, left) {
            ("**", Some('?')) => found.replacen("qqqqq", "qqqfq", 1),
            _ => found,
        };
        assert_eq!(found, expected, "{line}");
    }
}

fn scalar_result(operator: &str, left: Option<Ty>, right: Ty) -> char {
    let Some(left) = left else {
        let op = match operator {
            "neg" => UnOp::Neg,
            "pos" => UnOp::Pos,
            _ => UnOp::Invert,
        };
        return name(promote::unary(op, right).map(|types| types.result));
    };
    match operator {
        "unify" => name(promote::unify(left, right)),
        "rate" => match convert::rate(left, right) {
            Some(convert::Conversion::Exact) => 'e',
            Some(convert::Conversion::Promote) => 'p',
            Some(convert::Conversion::Safe) => 's',
            Some(convert::Conversion::Unsafe) => 'u',
            None => '-',
        },
        "==" | "<" => {
            let op = if operator == "==" {
                CmpOp::Eq
            } else {
                CmpOp::Lt
            };
            name(promote::compare(op, left, right).map(|types| types.result))
        }
        _ => {
            let op = BinOp::from_text(operator).unwrap_or_else(|| panic!("{operator}"));
            name(promote::binary(op, left, right).map(|types| types.result))
        }
    }
}

#[test]
fn loops_are_chosen_as_numba_does() {
    for line in include_str!("tables/ufunc.txt").lines() {
        let mut parts = line.split(' ');
        let (Some(row), Some(left)) = (parts.next(), parts.next()) else {
            panic!("{line}");
        };
        let row = ufunc::lookup(row).unwrap_or_else(|| panic!("{row}"));
        let left = left.chars().next().filter(|c| *c != '.').map(ty);
        for ((_, right), expected) in TYPES.iter().zip(parts) {
            let args: Vec<Ty> = left.into_iter().chain([*right]).collect();
            let found = loop_text(ufunc::choose(row, &args, None, &Options::DEFAULT));
            assert_eq!(found, expected, "{} on {args:?}", row.name);
        }
    }
}

fn loop_text(chosen: Option<ufunc::Loop>) -> String {
    let Some(chosen) = chosen else {
        return "-".to_owned();
    };
    let inputs: String = chosen.inputs.iter().map(|&ty| name(Some(ty))).collect();
    format!("{inputs}>{}", name(Some(chosen.result)))
}

#[test]
fn numpy2_promotion_is_numpys() {
    let options = Options {
        nep50: true,
        ..Options::DEFAULT
    };
    let array = |ty| Ty::array(ty, 1, Layout::C);
    for line in include_str!("tables/numpy2.txt").lines() {
        let parts: Vec<&str> = line.split(' ').collect();
        let [row, left, expected] = parts[..] else {
            panic!("{line}");
        };
        let row = ufunc::lookup(row).unwrap_or_else(|| panic!("{row}"));
        let left = array(ty(left.chars().next().unwrap_or('?')));
        let arrays = TYPES.iter().map(|(_, ty)| array(*ty));
        let weak = [Ty::I64, Ty::F64, Ty::C128];
        let found: String = arrays
            .chain(weak)
            .map(|right| ufunc::choose(row, &[left, right], None, &options))
            .map(|chosen| name(chosen.map(|chosen| chosen.result)))
            .collect();
        assert_eq!(found, expected, "{line}");
    }
}

#[test]
fn unification_of_compounds() {
    let c = Ty::array(Ty::F64, 2, Layout::C);
    let f = Ty::array(Ty::F64, 2, Layout::F);
    let a = Ty::array(Ty::F64, 2, Layout::A);
    assert_eq!(promote::unify(c, f), Some(a));
    assert_eq!(promote::unify(c, Ty::array(Ty::F32, 2, Layout::C)), None);
    assert_eq!(promote::unify(Ty::NEVER, c), Some(c));
    assert_eq!(
        promote::unify(Ty::NONE, Ty::I64),
        Some(Ty::optional(Ty::I64))
    );
    assert_eq!(
        promote::unify(Ty::optional(Ty::I64), Ty::F64),
        Some(Ty::optional(Ty::F64))
    );
    assert_eq!(
        promote::unify(Ty::tuple([Ty::I64, Ty::F32]), Ty::tuple([Ty::F64, Ty::F32])),
        Some(Ty::tuple([Ty::F64, Ty::F32]))
    );
    assert_eq!(
        promote::unify(Ty::uni_tuple(Ty::I64, 2), Ty::uni_tuple(Ty::I64, 3)),
        None
    );
    assert_eq!(promote::unify(Ty::STR, Ty::I64), None);
}
