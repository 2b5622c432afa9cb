//! `str`: methods, operators, and conversions to and from numbers.
//!
//! The functions themselves are in the runtime; a row says which operands one takes and what it gives.

use numjit_abi::StrOp;
use numjit_ir::{Builder, Imm, Op, Ty, Type, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::item::Special;
use crate::table::Rows;

/// What a parameter receives.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Operand {
    Str,
    Int,
    /// An integer or `None`, which stands for 0.
    Start,
    /// An integer or `None`, which stands for the end of the string.
    End,
}

use Operand::{End, Int, Start, Str};

/// Makes a rule for each row: its function in the runtime, operands and result.
macro_rules! rules {
    ($($rule:ident $op:ident [$($operand:expr),*] -> $result:expr;)*) => {$(
        pub(super) fn $rule(call: &Call<'_>) -> Result<Typed, Mismatch> {
            call_runtime(call, StrOp::$op, &[$($operand),*], $result)
        }
    )*};
}

rules! {
    find Find [Str, Str, Start, End] -> Ty::I64;
    rfind RFind [Str, Str, Start, End] -> Ty::I64;
    index Index [Str, Str, Start, End] -> Ty::I64;
    rindex RIndex [Str, Str, Start, End] -> Ty::I64;
    count Count [Str, Str, Start, End] -> Ty::I64;
    startswith StartsWith [Str, Str, Start, End] -> Ty::BOOL;
    endswith EndsWith [Str, Str, Start, End] -> Ty::BOOL;
    replace Replace [Str, Str, Str, Int] -> Ty::STR;
    removeprefix RemovePrefix [Str, Str] -> Ty::STR;
    removesuffix RemoveSuffix [Str, Str] -> Ty::STR;
    partition Partition [Str, Str] -> Ty::uni_tuple(Ty::STR, 3);
    rpartition RPartition [Str, Str] -> Ty::uni_tuple(Ty::STR, 3);
    upper Upper [Str] -> Ty::STR;
    lower Lower [Str] -> Ty::STR;
    capitalize Capitalize [Str] -> Ty::STR;
    title Title [Str] -> Ty::STR;
    swapcase SwapCase [Str] -> Ty::STR;
    casefold CaseFold [Str] -> Ty::STR;
    center Center [Str, Int, Str] -> Ty::STR;
    ljust LJust [Str, Int, Str] -> Ty::STR;
    rjust RJust [Str, Int, Str] -> Ty::STR;
    zfill ZFill [Str, Int] -> Ty::STR;
    expandtabs ExpandTabs [Str, Int] -> Ty::STR;
    isalnum IsAlnum [Str] -> Ty::BOOL;
    isalpha IsAlpha [Str] -> Ty::BOOL;
    isascii IsAscii [Str] -> Ty::BOOL;
    isdecimal IsDecimal [Str] -> Ty::BOOL;
    isdigit IsDigit [Str] -> Ty::BOOL;
    isidentifier IsIdentifier [Str] -> Ty::BOOL;
    islower IsLower [Str] -> Ty::BOOL;
    isnumeric IsNumeric [Str] -> Ty::BOOL;
    isprintable IsPrintable [Str] -> Ty::BOOL;
    isspace IsSpace [Str] -> Ty::BOOL;
    istitle IsTitle [Str] -> Ty::BOOL;
    isupper IsUpper [Str] -> Ty::BOOL;
    chr Chr [Int] -> Ty::STR;
    bin Bin [Int] -> Ty::STR;
    oct Oct [Int] -> Ty::STR;
    hex Hex [Int] -> Ty::STR;
    repeat Repeat [Str, Int] -> Ty::STR;
    float_of Float [Str] -> Ty::F64;
    line_end LineEnd [Str, Int] -> Ty::I64;
    split_words SplitSpace [Str, Int] -> Ty::new(Type::List(Ty::STR));
    split_at Split [Str, Str, Int] -> Ty::new(Type::List(Ty::STR));
}

pub(super) fn add(rows: &mut Rows) {
    add_search(rows);
    add_shape(rows);
    add_case(rows);
    add_kinds(rows);
    add_functions(rows);
    add_parts(rows);
    rows.python("str", include_str!("../bodies/str.py"));
    rows.python("nj", include_str!("../bodies/str_internal.py"));
}

fn add_parts(rows: &mut Rows) {
    rows.rule(
        "nj.split_at",
        "s, sep, maxsplit",
        split_at,
        "The parts between separators, at most so many splits from the start.",
    );
    rows.rule(
        "nj.split_words",
        "s, maxsplit",
        split_words,
        "The words, at most so many splits from the start.",
    );
    rows.rule(
        "nj.str_line_end",
        "s, start",
        line_end,
        "First position from start on with an end of line, or the length.",
    );
    rows.rule(
        "nj.str_join",
        "s, list",
        join,
        "The strings of a list with another one between them.",
    );
}

/// `str(integer)`
pub(super) fn of_int() -> Typed {
    Typed::new(Ty::STR, |b, v| {
        let value = emit::cast(b, v[0], Ty::I64);
        runtime_call(b, StrOp::OfInt, &[value], Ty::STR)
    })
}

/// The list goes to the runtime as it is.
fn join(call: &Call<'_>) -> Result<Typed, Mismatch> {
    string(call, 0)?;
    if call.args[1].as_list() != Some(Ty::STR) {
        return expected(1, "an iterable of str");
    }
    Ok(Typed::new(Ty::STR, |b, v| {
        let separator = emit::cast(b, v[0], Ty::STR);
        runtime_call(b, StrOp::Join, &[separator, v[1]], Ty::STR)
    }))
}

fn add_search(rows: &mut Rows) {
    const BOUNDED: &str = "s, sub, start=None, end=None";
    const PREFIX: &str = "s, prefix, start=None, end=None";
    const SUFFIX: &str = "s, suffix, start=None, end=None";
    rows.rule(
        "str.find",
        BOUNDED,
        find,
        "First position of a part, or -1.",
    );
    rows.rule(
        "str.rfind",
        BOUNDED,
        rfind,
        "Last position of a part, or -1.",
    );
    rows.rule(
        "str.index",
        BOUNDED,
        index,
        "First position of a part; ValueError without one.",
    );
    rows.rule(
        "str.rindex",
        BOUNDED,
        rindex,
        "Last position of a part; ValueError without one.",
    );
    rows.rule(
        "str.count",
        BOUNDED,
        count,
        "Number of occurrences that do not overlap.",
    );
    rows.rule_or(
        "str.startswith",
        PREFIX,
        startswith,
        "nj.str_startswith_any",
        "Whether the text begins with a prefix.",
    );
    rows.rule_or(
        "str.endswith",
        SUFFIX,
        endswith,
        "nj.str_endswith_any",
        "Whether the text ends with a suffix.",
    );
    rows.rule(
        "str.partition",
        "s, sep",
        partition,
        "The text before, the first separator, the text after.",
    );
    rows.rule(
        "str.rpartition",
        "s, sep",
        rpartition,
        "The text before, the last separator, the text after.",
    );
    rows.rule(
        "nj.str_contains",
        "part, s",
        contains,
        "Whether a text contains another.",
    );
}

fn add_shape(rows: &mut Rows) {
    const PADDED: &str = "s, width, fillchar=\" \"";
    rows.rule(
        "str.replace",
        "s, old, new, count=-1",
        replace,
        "Every occurrence of a part replaced, or the first few.",
    );
    rows.rule(
        "str.strip",
        "s, chars=None",
        strip,
        "Without white space, or given characters, at both ends.",
    );
    rows.rule(
        "str.lstrip",
        "s, chars=None",
        lstrip,
        "Without white space, or given characters, at the start.",
    );
    rows.rule(
        "str.rstrip",
        "s, chars=None",
        rstrip,
        "Without white space, or given characters, at the end.",
    );
    rows.rule(
        "str.removeprefix",
        "s, prefix",
        removeprefix,
        "Without a prefix, if the text begins with it.",
    );
    rows.rule(
        "str.removesuffix",
        "s, suffix",
        removesuffix,
        "Without a suffix, if the text ends with it.",
    );
    rows.rule(
        "str.center",
        PADDED,
        center,
        "Padded at both ends to a width.",
    );
    rows.rule("str.ljust", PADDED, ljust, "Padded at the end to a width.");
    rows.rule(
        "str.rjust",
        PADDED,
        rjust,
        "Padded at the start to a width.",
    );
    rows.rule(
        "str.zfill",
        "s, width",
        zfill,
        "Padded with zeros behind the sign to a width.",
    );
    rows.rule(
        "str.expandtabs",
        "s, tabsize=8",
        expandtabs,
        "Tabs replaced by spaces.",
    );
    rows.rule(
        "nj.str_getitem",
        "s, index",
        getitem,
        "A character, or a slice.",
    );
    rows.rule(
        "nj.str_repeat",
        "s, times",
        repeat,
        "The text so many times.",
    );
}

fn add_case(rows: &mut Rows) {
    rows.rule("str.upper", "s", upper, "In upper case.");
    rows.rule("str.lower", "s", lower, "In lower case.");
    rows.rule(
        "str.capitalize",
        "s",
        capitalize,
        "First character in title case, the others in lower case.",
    );
    rows.rule("str.title", "s", title, "Words in title case.");
    rows.rule(
        "str.swapcase",
        "s",
        swapcase,
        "Upper and lower case exchanged.",
    );
    rows.rule(
        "str.casefold",
        "s",
        casefold,
        "For comparison without regard to case.",
    );
}

fn add_kinds(rows: &mut Rows) {
    rows.rule(
        "str.isalnum",
        "s",
        isalnum,
        "Whether all characters are letters or numbers.",
    );
    rows.rule(
        "str.isalpha",
        "s",
        isalpha,
        "Whether all characters are letters.",
    );
    rows.rule(
        "str.isascii",
        "s",
        isascii,
        "Whether all characters are ASCII.",
    );
    rows.rule(
        "str.isdecimal",
        "s",
        isdecimal,
        "Whether all characters are decimal digits.",
    );
    rows.rule(
        "str.isdigit",
        "s",
        isdigit,
        "Whether all characters are digits.",
    );
    rows.rule(
        "str.isidentifier",
        "s",
        isidentifier,
        "Whether the text could be a name.",
    );
    rows.rule(
        "str.islower",
        "s",
        islower,
        "Whether the cased characters are lower case.",
    );
    rows.rule(
        "str.isnumeric",
        "s",
        isnumeric,
        "Whether all characters are numeric.",
    );
    rows.rule(
        "str.isprintable",
        "s",
        isprintable,
        "Whether all characters print.",
    );
    rows.rule(
        "str.isspace",
        "s",
        isspace,
        "Whether all characters are white space.",
    );
    rows.rule(
        "str.istitle",
        "s",
        istitle,
        "Whether the words are in title case.",
    );
    rows.rule(
        "str.isupper",
        "s",
        isupper,
        "Whether the cased characters are upper case.",
    );
}

fn add_functions(rows: &mut Rows) {
    rows.special(
        "str.format",
        Special::Format,
        "Values in the places that a constant template marks.",
    );
    rows.rule("builtins.ord", "c", ord, "Code point of a character.");
    rows.rule("builtins.chr", "i", chr, "Character with a code point.");
    rows.rule(
        "builtins.bin",
        "number",
        bin,
        "Binary digits of an integer.",
    );
    rows.rule("builtins.oct", "number", oct, "Octal digits of an integer.");
    rows.rule(
        "builtins.hex",
        "number",
        hex,
        "Hexadecimal digits of an integer.",
    );
}

/// Whether values are strings, a literal included.
pub(super) fn is_string(ty: Ty) -> bool {
    matches!(ty.get(), Type::Str | Type::LitStr(_))
}

fn string(call: &Call<'_>, index: usize) -> Result<(), Mismatch> {
    match is_string(call.args[index]) {
        true => Ok(()),
        false => expected(index, "a str"),
    }
}

fn check(call: &Call<'_>, index: usize, operand: Operand) -> Result<(), Mismatch> {
    match operand {
        Str => string(call, index),
        Start | End if call.args[index] == Ty::NONE => Ok(()),
        Int | Start | End => args::integer(call, index).map(|_| ()),
    }
}

/// A call of a function of the runtime on the operands in order.
fn call_runtime(
    call: &Call<'_>,
    op: StrOp,
    operands: &[Operand],
    result: Ty,
) -> Result<Typed, Mismatch> {
    for (index, &operand) in operands.iter().enumerate() {
        check(call, index, operand)?;
    }
    let operands = operands.to_vec();
    Ok(Typed::new(result, move |b, v| {
        let values: Vec<Value> = v
            .iter()
            .zip(&operands)
            .map(|(&value, &operand)| passed(b, value, operand))
            .collect();
        runtime_call(b, op, &values, result)
    }))
}

fn passed(b: &mut Builder<'_>, value: Value, operand: Operand) -> Value {
    let absent = b.func.ty(value) == Ty::NONE;
    match operand {
        Str => emit::cast(b, value, Ty::STR),
        Start if absent => emit::const_int(b, 0, Ty::I64),
        End if absent => emit::const_int(b, i64::MAX, Ty::I64),
        Int | Start | End => emit::cast(b, value, Ty::I64),
    }
}

fn runtime_call(b: &mut Builder<'_>, op: StrOp, values: &[Value], ty: Ty) -> Value {
    b.emit(Op::StrCall, values, Imm::Name(op.name().into()), ty)
}

/// The container comes second, as in `part in s`.
fn contains(call: &Call<'_>) -> Result<Typed, Mismatch> {
    string(call, 0)?;
    string(call, 1)?;
    Ok(Typed::new(Ty::BOOL, |b, v| {
        let part = emit::cast(b, v[0], Ty::STR);
        let text = emit::cast(b, v[1], Ty::STR);
        runtime_call(b, StrOp::Contains, &[text, part], Ty::BOOL)
    }))
}

fn strip(call: &Call<'_>) -> Result<Typed, Mismatch> {
    stripped(call, [StrOp::Strip, StrOp::StripSpace])
}

fn lstrip(call: &Call<'_>) -> Result<Typed, Mismatch> {
    stripped(call, [StrOp::LStrip, StrOp::LStripSpace])
}

fn rstrip(call: &Call<'_>) -> Result<Typed, Mismatch> {
    stripped(call, [StrOp::RStrip, StrOp::RStripSpace])
}

/// Given characters, or white space for `None`.
fn stripped(call: &Call<'_>, [characters, space]: [StrOp; 2]) -> Result<Typed, Mismatch> {
    match call.args[1] {
        Ty::NONE => call_runtime(call, space, &[Str], Ty::STR),
        _ => call_runtime(call, characters, &[Str, Str], Ty::STR),
    }
}

/// `int(text)` and `int(text, base)`.
pub(super) fn to_int(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let base = call.args.get(1).copied().unwrap_or(Ty::NONE);
    if base != Ty::NONE {
        args::integer(call, 1)?;
    }
    Ok(Typed::new(Ty::I64, move |b, v| {
        let text = emit::cast(b, v[0], Ty::STR);
        let base = match v.get(1) {
            Some(&given) if base != Ty::NONE => emit::cast(b, given, Ty::I64),
            _ => emit::const_int(b, 10, Ty::I64),
        };
        runtime_call(b, StrOp::Int, &[text, base], Ty::I64)
    }))
}

/// The code point of a constant is a constant.
fn ord(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if let Type::LitStr(text) = call.args[0].get()
        && let [only] = text.chars().collect::<Vec<char>>()[..]
    {
        return super::builtins::literal_int(i64::from(u32::from(only)));
    }
    call_runtime(call, StrOp::Ord, &[Str], Ty::I64)
}

/// A slice with a step makes a new text; any other subscript is a view of the text.
fn getitem(call: &Call<'_>) -> Result<Typed, Mismatch> {
    string(call, 0)?;
    let op = match call.args[1].get() {
        Type::Slice { step, .. } if *step == Ty::NONE || is_one(*step) => Op::StrSlice,
        Type::Slice { .. } => Op::StrStep,
        _ if args::integer(call, 1).is_ok() => Op::StrIndex,
        _ => return expected(1, "an integer or a slice"),
    };
    Ok(Typed::new(Ty::STR, move |b, v| {
        let text = emit::cast(b, v[0], Ty::STR);
        let index = match op {
            Op::StrIndex => emit::cast(b, v[1], Ty::I64),
            _ => v[1],
        };
        b.emit(op, &[text, index], Imm::None, Ty::STR)
    }))
}

fn is_one(ty: Ty) -> bool {
    *ty.get() == Type::LitInt(1)
}
