//! The `is…` methods: what kind of characters a string is made of.

use numjit_abi::StrOp;
use unicode_casing::CharExt;
use unicode_properties::{GeneralCategory, GeneralCategoryGroup, UnicodeGeneralCategory};

use super::case::is_cased;
use super::character;
use crate::text::wtf8::Points;

/// Characters that are digits but no decimal ones (numeric type "digit" of the Unicode database).
const DIGITS: &[(u32, u32)] = &[
    (0xb2, 0xb3),
    (0xb9, 0xb9),
    (0x1369, 0x1371),
    (0x19da, 0x19da),
    (0x2070, 0x2070),
    (0x2074, 0x2079),
    (0x2080, 0x2089),
    (0x2460, 0x2468),
    (0x2474, 0x247c),
    (0x2488, 0x2490),
    (0x24ea, 0x24ea),
    (0x24f5, 0x24fd),
    (0x24ff, 0x24ff),
    (0x2776, 0x277e),
    (0x2780, 0x2788),
    (0x278a, 0x2792),
    (0x10a40, 0x10a43),
    (0x10e60, 0x10e68),
    (0x11052, 0x1105a),
    (0x1f100, 0x1f10a),
];

/// Ideographs that are numbers (numeric type "numeric" of the Unicode database, outside the number categories).
const NUMERIC_LETTERS: &[(u32, u32)] = &[
    (0x3405, 0x3405),
    (0x3483, 0x3483),
    (0x382a, 0x382a),
    (0x3b4d, 0x3b4d),
    (0x4e00, 0x4e00),
    (0x4e03, 0x4e03),
    (0x4e07, 0x4e07),
    (0x4e09, 0x4e09),
    (0x4e5d, 0x4e5d),
    (0x4e8c, 0x4e8c),
    (0x4e94, 0x4e94),
    (0x4e96, 0x4e96),
    (0x4ebf, 0x4ec0),
    (0x4edf, 0x4edf),
    (0x4ee8, 0x4ee8),
    (0x4f0d, 0x4f0d),
    (0x4f70, 0x4f70),
    (0x5104, 0x5104),
    (0x5146, 0x5146),
    (0x5169, 0x5169),
    (0x516b, 0x516b),
    (0x516d, 0x516d),
    (0x5341, 0x5341),
    (0x5343, 0x5345),
    (0x534c, 0x534c),
    (0x53c1, 0x53c4),
    (0x56db, 0x56db),
    (0x58f1, 0x58f1),
    (0x58f9, 0x58f9),
    (0x5e7a, 0x5e7a),
    (0x5efe, 0x5eff),
    (0x5f0c, 0x5f0e),
    (0x5f10, 0x5f10),
    (0x62fe, 0x62fe),
    (0x634c, 0x634c),
    (0x67d2, 0x67d2),
    (0x6f06, 0x6f06),
    (0x7396, 0x7396),
    (0x767e, 0x767e),
    (0x8086, 0x8086),
    (0x842c, 0x842c),
    (0x8cae, 0x8cae),
    (0x8cb3, 0x8cb3),
    (0x8d30, 0x8d30),
    (0x9621, 0x9621),
    (0x9646, 0x9646),
    (0x964c, 0x964c),
    (0x9678, 0x9678),
    (0x96f6, 0x96f6),
    (0xf96b, 0xf96b),
    (0xf973, 0xf973),
    (0xf978, 0xf978),
    (0xf9b2, 0xf9b2),
    (0xf9d1, 0xf9d1),
    (0xf9d3, 0xf9d3),
    (0xf9fd, 0xf9fd),
    (0x20001, 0x20001),
    (0x20064, 0x20064),
    (0x200e2, 0x200e2),
    (0x20121, 0x20121),
    (0x2092a, 0x2092a),
    (0x20983, 0x20983),
    (0x2098c, 0x2098c),
    (0x2099c, 0x2099c),
    (0x20aea, 0x20aea),
    (0x20afd, 0x20afd),
    (0x20b19, 0x20b19),
    (0x22390, 0x22390),
    (0x22998, 0x22998),
    (0x23b1b, 0x23b1b),
    (0x2626d, 0x2626d),
    (0x2f890, 0x2f890),
];

/// Whether a string is of a kind.
pub(super) fn run(op: StrOp, points: &[u32]) -> bool {
    match op {
        StrOp::IsAscii => points.iter().all(|&point| point < 0x80),
        StrOp::IsPrintable => points.iter().all(|&point| is_printable(point)),
        StrOp::IsLower => has_case(points, |c| c.is_uppercase() || c.is_titlecase()),
        StrOp::IsUpper => has_case(points, |c| c.is_lowercase() || c.is_titlecase()),
        StrOp::IsTitle => is_title(points),
        StrOp::IsIdentifier => is_identifier(points),
        _ => !points.is_empty() && points.iter().all(|&point| is_kind(op, point)),
    }
}

fn is_kind(op: StrOp, point: u32) -> bool {
    match op {
        StrOp::IsAlpha => is_alpha(point),
        StrOp::IsDecimal => is_decimal(point),
        StrOp::IsDigit => is_digit(point),
        StrOp::IsNumeric => is_numeric(point),
        StrOp::IsSpace => is_space(point),
        _ => is_alpha(point) || is_decimal(point) || is_digit(point) || is_numeric(point),
    }
}

fn is_alpha(point: u32) -> bool {
    let group = char::from_u32(point).map(|c| c.general_category_group());
    group == Some(GeneralCategoryGroup::Letter)
}

pub(super) fn is_decimal(point: u32) -> bool {
    character(point).general_category() == GeneralCategory::DecimalNumber
}

fn is_digit(point: u32) -> bool {
    is_decimal(point) || contains(DIGITS, point)
}

fn is_numeric(point: u32) -> bool {
    character(point).general_category_group() == GeneralCategoryGroup::Number
        || contains(NUMERIC_LETTERS, point)
}

fn contains(ranges: &[(u32, u32)], point: u32) -> bool {
    ranges
        .iter()
        .any(|&(first, last)| (first..=last).contains(&point))
}

/// White space as `str.isspace` and `str.strip` see it: the four separators of ASCII count.
/// First position from a start on with white space, without, or with an end of line; the length if there is none.
pub(super) fn boundary(op: StrOp, text: Points<'_>, start: i64) -> i64 {
    let is_wanted = |point: u32| match op {
        StrOp::Space => is_space(point),
        StrOp::AfterSpace => !is_space(point),
        _ => ends_line(point),
    };
    let start = usize::try_from(start).unwrap_or(0);
    let mut positions = start..text.len();
    positions
        .find(|&at| is_wanted(text.get(at)))
        .unwrap_or(text.len()) as i64
}

/// What `str.splitlines` splits at.
fn ends_line(point: u32) -> bool {
    matches!(point, 0x0a..=0x0d | 0x1c..=0x1e | 0x85 | 0x2028 | 0x2029)
}

pub(super) fn is_space(point: u32) -> bool {
    (0x1c..=0x1f).contains(&point) || char::from_u32(point).is_some_and(char::is_whitespace)
}

fn is_printable(point: u32) -> bool {
    use GeneralCategory as G;
    let Some(c) = char::from_u32(point) else {
        return false;
    };
    c == ' '
        || !matches!(
            c.general_category(),
            G::Control
                | G::Format
                | G::Surrogate
                | G::PrivateUse
                | G::Unassigned
                | G::LineSeparator
                | G::ParagraphSeparator
                | G::SpaceSeparator
        )
}

/// Whether there are cased characters and none of the wrong case.
fn has_case(points: &[u32], wrong: impl Fn(char) -> bool) -> bool {
    points.iter().any(|&point| is_cased(point))
        && !points.iter().any(|&point| wrong(character(point)))
}

fn is_title(points: &[u32]) -> bool {
    let mut found = false;
    let mut inside = false;
    for &point in points {
        let c = character(point);
        let starts = c.is_uppercase() || c.is_titlecase();
        if (starts && inside) || (c.is_lowercase() && !inside) {
            return false;
        }
        inside = is_cased(point);
        found |= inside;
    }
    found
}

fn is_identifier(points: &[u32]) -> bool {
    let start = |&point: &u32| {
        let c = character(point);
        c == '_' || is_alpha(point) || c.general_category() == GeneralCategory::LetterNumber
    };
    let part = |point: &u32| {
        let c = character(*point);
        start(point)
            || matches!(
                c.general_category(),
                GeneralCategory::NonspacingMark
                    | GeneralCategory::SpacingMark
                    | GeneralCategory::DecimalNumber
                    | GeneralCategory::ConnectorPunctuation
            )
            || c == '\u{b7}'
    };
    points.first().is_some_and(start) && points.iter().all(part)
}
