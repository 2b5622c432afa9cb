//! Builtin functions and the members of scalars, tuples and ranges.

use numjit_abi::ExceptionKind;
use numjit_ir::{BinOp, CmpOp, Imm, Op, Piece, Reduction, Ty, Type, UnOp};

use super::strings;
use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::item::Special;
use crate::table::Rows;
use crate::{emit, promote, ufunc};

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "builtins.abs",
        "x",
        abs,
        "Absolute value; the modulus of a complex number.",
    );
    rows.rule("builtins.len", "obj", len, "Number of elements.");
    rows.rule(
        "builtins.round",
        "number, ndigits=None",
        round,
        "Nearest integer, ties to even; with ndigits a float of so many decimals.",
    );
    rows.rule("builtins.divmod", "x, y", divmod, "(x // y, x % y).");
    rows.rule_or(
        "builtins.pow",
        "base, exp, mod=None",
        pow,
        "nj.pow_mod",
        "base ** exp; of integers with a third one, modulo that.",
    );
    rows.rule(
        "builtins.range",
        "*args",
        range,
        "range(stop), range(start, stop) or range(start, stop, step).",
    );
    rows.rule(
        "numba.prange",
        "*args",
        range,
        "A range whose iterations do not depend on each other.",
    );
    rows.rule_or(
        "builtins.enumerate",
        "iterable, start=0",
        enumerate,
        "nj.enumerate_any",
        "Pairs of index and element.",
    );
    rows.rule_or(
        "builtins.zip",
        "*iterables, strict: literal=False",
        zip,
        "nj.zip_checked",
        "Tuples of elements of several iterables, as long as the shortest.",
    );
    rows.rule(
        "builtins.print",
        "*args",
        print,
        "Writes values separated by spaces and a line end.",
    );
    rows.rule("builtins.slice", "*args", slice, "A slice object.");
    rows.rule(
        "builtins.tuple",
        "iterable=None",
        tuple,
        "The tuple itself, or an empty one.",
    );
    rows.rule("builtins.str", "object", str_of, "The value as text.");
    rows.rule(
        "builtins.repr",
        "object",
        repr,
        "The value as it is written.",
    );
    rows.rule(
        "builtins.format",
        "value, format_spec=\"\"",
        format,
        "The value as text under a format spec.",
    );
    rows.special(
        "builtins.getattr",
        Special::GetAttr,
        "An attribute by its name, which must be a constant, or a default.",
    );
    rows.special(
        "builtins.hasattr",
        Special::HasAttr,
        "Whether a value has an attribute; known at compile time.",
    );
    rows.rule(
        "numpy.ndarray",
        "*args",
        ndarray,
        "The class of arrays, for isinstance.",
    );
    rows.rule(
        "numba.literal_unroll",
        "container",
        itself,
        "The tuple, whose elements may have types of their own in a loop.",
    );
    rows.rule_or(
        "builtins.min",
        "*args, key: literal=None, default: literal=...",
        min,
        "nj.min_any",
        "Smallest argument, or smallest element of one tuple or array.",
    );
    rows.rule_or(
        "builtins.max",
        "*args, key: literal=None, default: literal=...",
        max,
        "nj.max_any",
        "Largest argument, or largest element of one tuple or array.",
    );
    rows.rule_or(
        "builtins.sum",
        "iterable, start=0",
        sum,
        "nj.sum_iterable",
        "Sum of the elements of a tuple, 1-d array or range.",
    );
    rows.rule_or(
        "builtins.any",
        "iterable",
        any,
        "nj.any_iterable",
        "Whether an element is true.",
    );
    rows.rule_or(
        "builtins.all",
        "iterable",
        all,
        "nj.all_iterable",
        "Whether every element is true.",
    );
    rows.special(
        "builtins.isinstance",
        Special::IsInstance,
        "Whether a value has a type; known at compile time.",
    );
    rows.attribute("number.real", real, "Real part.");
    rows.attribute("number.imag", imag, "Imaginary part.");
    rows.rule("number.conjugate", "x", conjugate, "Complex conjugate.");
    rows.rule("number.conj", "x", conjugate, "Complex conjugate.");
    rows.rule("number.item", "x", plain, "The number itself.");
    rows.attribute("number.numerator", whole, "The integer itself.");
    rows.attribute("number.denominator", one, "1, as for every integer.");
    rows.python("nj", include_str!("../bodies/number_internal.py"));
    rows.python("slice", include_str!("../bodies/slice.py"));
    rows.attribute("range.start", range_start, "First value.");
    rows.attribute("range.stop", range_stop, "End, exclusive.");
    rows.attribute("range.step", range_step, "Step.");
}

fn plain(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    Ok(Typed::new(ty, move |b, v| emit::cast(b, v[0], ty)))
}

fn itself(call: &Call<'_>) -> Result<Typed, Mismatch> {
    Ok(Typed::new(call.args[0], |_, v| v[0]))
}

fn ndarray(_: &Call<'_>) -> Result<Typed, Mismatch> {
    Err(Mismatch::Combination(
        "arrays are made by functions such as `np.empty`".to_owned(),
    ))
}

fn whole(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::integer(call, 0)?;
    Ok(Typed::new(ty, move |b, v| emit::cast(b, v[0], ty)))
}

fn one(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::integer(call, 0)?;
    literal_int(1)
}

// ---- Numbers -----------------------------------------------------------------------------------

fn abs(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[0].as_array().is_some() {
        let row = ufunc::lookup("absolute").ok_or_else(|| no_row("absolute"))?;
        return ufunc::resolve(row, call.args, call.options);
    }
    let ty = match args::number(call, 0)? {
        Ty::BOOL => Ty::I8,
        ty => ty,
    };
    let result = args::real_of(ty);
    let unsigned = ty.is_int() && !ty.is_signed();
    Ok(Typed::new(result, move |b, v| {
        let value = emit::cast(b, v[0], ty);
        if unsigned {
            value
        } else {
            emit::math(b, "absolute", &[value], result)
        }
    }))
}

fn no_row(name: &str) -> Mismatch {
    Mismatch::Combination(format!("`{name}` is not available"))
}

fn round(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    if ty.is_complex() {
        return expected(0, "a real number");
    }
    if call.args[1] == Ty::NONE {
        return Ok(Typed::new(Ty::I64, move |b, v| {
            let value = emit::plain(b, v[0]);
            let whole = if ty.is_float() {
                emit::math(b, "rint", &[value], ty)
            } else {
                value
            };
            emit::cast(b, whole, Ty::I64)
        }));
    }
    args::integer(call, 1)?;
    let result = if ty.is_float() { ty } else { Ty::F64 };
    Ok(Typed::new(result, move |b, v| {
        let value = emit::cast(b, v[0], Ty::F64);
        let digits = emit::cast(b, v[1], Ty::I64);
        let rounded = b.emit(Op::Round, &[value, digits], Imm::None, Ty::F64);
        emit::cast(b, rounded, result)
    }))
}

fn divmod(call: &Call<'_>) -> Result<Typed, Mismatch> {
    args::number(call, 0)?;
    args::number(call, 1)?;
    let Some(types) = promote::binary(BinOp::FloorDiv, call.args[0], call.args[1]) else {
        return expected(0, "a real number");
    };
    let ty = types.result;
    let raises = call.options.error_model == numjit_ir::ErrorModel::Python;
    let message = match ty.is_int() {
        true => "integer divmod by zero",
        false => "modulo by zero",
    };
    Ok(Typed::new(Ty::uni_tuple(ty, 2), move |b, v| {
        let x = emit::cast(b, v[0], types.left);
        let y = emit::cast(b, v[1], types.right);
        if raises {
            let zero = match ty.is_int() {
                true => emit::const_int(b, 0, types.right),
                false => emit::const_float(b, 0.0, types.right),
            };
            let is_zero = emit::compare(b, CmpOp::Eq, y, zero);
            emit::raise_if(b, is_zero, ExceptionKind::ZeroDivisionError, message);
        }
        let quotient = emit::binary(b, BinOp::FloorDiv, x, y, ty);
        let remainder = emit::binary(b, BinOp::Mod, x, y, ty);
        emit::tuple(b, &[quotient, remainder])
    }))
}

fn pow(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if call.args[2] != Ty::NONE {
        return expected(2, "None");
    }
    let call = &Call {
        args: &call.args[..2],
        ..*call
    };
    if call.args.iter().any(|ty| ty.as_array().is_some()) {
        let row = ufunc::lookup("power").ok_or_else(|| no_row("power"))?;
        return ufunc::resolve(row, call.args, call.options);
    }
    args::number(call, 0)?;
    args::number(call, 1)?;
    let Some(types) = promote::binary(BinOp::Pow, call.args[0], call.args[1]) else {
        return expected(0, "a number");
    };
    Ok(Typed::new(types.result, move |b, v| {
        let x = emit::cast(b, v[0], types.left);
        let y = emit::cast(b, v[1], types.right);
        emit::binary(b, BinOp::Pow, x, y, types.result)
    }))
}

pub(super) fn real(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    let result = args::real_of(ty);
    Ok(Typed::new(result, move |b, v| {
        if ty.is_complex() {
            b.emit(Op::Real, v, Imm::None, result)
        } else {
            emit::plain(b, v[0])
        }
    }))
}

pub(super) fn imag(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    let result = args::real_of(ty);
    Ok(Typed::new(result, move |b, v| match ty {
        _ if ty.is_complex() => b.emit(Op::Imag, v, Imm::None, result),
        Ty::BOOL => emit::const_bool(b, false),
        _ if ty.is_int() => emit::const_int(b, 0, ty),
        _ => emit::const_float(b, 0.0, ty),
    }))
}

fn conjugate(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = args::number(call, 0)?;
    Ok(Typed::new(ty, move |b, v| {
        let value = emit::plain(b, v[0]);
        if !ty.is_complex() {
            return value;
        }
        let part = args::real_of(ty);
        let real = b.emit(Op::Real, &[value], Imm::None, part);
        let imag = b.emit(Op::Imag, &[value], Imm::None, part);
        let negated = emit::unary(b, UnOp::Neg, imag, part);
        b.emit(Op::MakeComplex, &[real, negated], Imm::None, ty)
    }))
}

// ---- Iterables ---------------------------------------------------------------------------------

fn len(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    if let Some(types) = ty.as_tuple() {
        return literal_int(types.len() as i64);
    }
    match ty.get() {
        Type::LitStr(text) => literal_int(text.chars().count() as i64),
        Type::Str => unary_op(Op::StrLen, Ty::I64),
        Type::Range(_) => unary_op(Op::RangeLen, Ty::I64),
        Type::List(_) | Type::TypedList(_) | Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            unary_op(Op::ContainerLen, Ty::I64)
        }
        Type::Array(array) if array.ndim > 0 => {
            Ok(Typed::new(Ty::I64, |b, v| emit::array_extent(b, v[0], 0)))
        }
        _ => expected(0, "a sequence: an array, tuple, str or range"),
    }
}

pub(super) fn literal_int(value: i64) -> Result<Typed, Mismatch> {
    let ty = Ty::literal_int(value);
    Ok(Typed::new(ty, move |b, _| emit::const_int(b, value, ty)))
}

pub(super) fn unary_op(op: Op, result: Ty) -> Result<Typed, Mismatch> {
    Ok(Typed::new(result, move |b, v| {
        b.emit(op, &[v[0]], Imm::None, result)
    }))
}

/// Element type: `int32` if all arguments are, `uint64` if all are unsigned, else `int64`.
pub(super) fn range(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let count = call.args.len();
    if !(1..=3).contains(&count) {
        return Err(Mismatch::Combination(format!(
            "range takes 1 to 3 arguments, not {count}"
        )));
    }
    let types: Result<Vec<Ty>, Mismatch> = (0..count).map(|i| args::integer(call, i)).collect();
    let types = types?;
    let all = |test: fn(&Ty) -> bool| types.iter().all(test);
    let element = if all(|&ty| ty == Ty::I32) {
        Ty::I32
    } else if all(|ty| ty.is_int() && !ty.is_signed()) {
        Ty::U64
    } else {
        Ty::I64
    };
    let ty = Ty::new(Type::Range(element));
    Ok(Typed::new(ty, move |b, v| {
        let mut part = |index: Option<usize>, default: i64| match index {
            Some(index) => emit::cast(b, v[index], element),
            None => emit::const_int(b, default, element),
        };
        let start = part((count > 1).then_some(0), 0);
        let stop = part(Some(usize::from(count > 1)), 0);
        let step = part((count > 2).then_some(2), 1);
        b.emit(Op::Range, &[start, stop, step], Imm::None, ty)
    }))
}

fn range_start(call: &Call<'_>) -> Result<Typed, Mismatch> {
    range_part(call, 0)
}

fn range_stop(call: &Call<'_>) -> Result<Typed, Mismatch> {
    range_part(call, 1)
}

fn range_step(call: &Call<'_>) -> Result<Typed, Mismatch> {
    range_part(call, 2)
}

fn range_part(call: &Call<'_>, part: i64) -> Result<Typed, Mismatch> {
    let Type::Range(element) = *call.args[0].get() else {
        return expected(0, "a range");
    };
    Ok(Typed::new(element, move |b, v| {
        let part = Imm::Ints(Box::new([part]));
        b.emit(Op::RangePart, &[v[0]], part, element)
    }))
}

fn iterable(call: &Call<'_>, index: usize) -> Result<Ty, Mismatch> {
    let ty = call.args[index].unliteral();
    let fits = match ty.get() {
        Type::Array(array) => array.ndim > 0,
        Type::Tuple(types) => types.windows(2).all(|w| w[0] == w[1]),
        Type::NamedTuple(tuple) => tuple.types.windows(2).all(|w| w[0] == w[1]),
        Type::Str
        | Type::List(_)
        | Type::TypedList(_)
        | Type::Dict(..)
        | Type::Set(_)
        | Type::DictView(..)
        | Type::Range(_)
        | Type::Enumerate(_)
        | Type::Zip(_)
        | Type::NdIndex(_)
        | Type::NdEnumerate(_)
        | Type::Flat(_) => true,
        _ => false,
    };
    if fits {
        Ok(ty)
    } else {
        expected(index, "iterable: an array, a tuple of one type, a range")
    }
}

fn enumerate(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let inner = iterable(call, 0)?;
    args::integer(call, 1)?;
    let ty = Ty::new(Type::Enumerate(inner));
    Ok(Typed::new(ty, move |b, v| {
        let inner = emit::plain(b, v[0]);
        let start = emit::cast(b, v[1], Ty::I64);
        b.emit(Op::Iterable, &[inner, start], Imm::None, ty)
    }))
}

fn zip(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let count = call.args.len() - 1;
    if *call.args[count].get() != Type::LitBool(false) {
        return expected(count, "False");
    }
    if count == 0 {
        return Err(Mismatch::Combination("zip needs an argument".to_owned()));
    }
    let types: Result<Vec<Ty>, Mismatch> = (0..count).map(|i| iterable(call, i)).collect();
    let ty = Ty::new(Type::Zip(types?.into()));
    Ok(Typed::new(ty, move |b, v| {
        let v: Vec<_> = v[..count].iter().map(|&v| emit::plain(b, v)).collect();
        b.emit(Op::Iterable, &v, Imm::None, ty)
    }))
}

fn slice(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let count = call.args.len();
    if !(1..=3).contains(&count) {
        return Err(Mismatch::Combination(format!(
            "slice takes 1 to 3 arguments, not {count}"
        )));
    }
    for (index, &ty) in call.args.iter().enumerate() {
        if ty != Ty::NONE && !ty.is_int() {
            return expected(index, "an integer or None");
        }
    }
    let part = |index: Option<usize>| index.map_or(Ty::NONE, |i| call.args[i]);
    let positions = [
        (count > 1).then_some(0),
        Some(usize::from(count > 1)),
        (count > 2).then_some(2),
    ];
    let ty = Ty::new(Type::Slice {
        start: part(positions[0]),
        stop: part(positions[1]),
        step: part(positions[2]),
    });
    Ok(Typed::new(ty, move |b, v| {
        let parts = positions.map(|position| match position {
            Some(index) => v[index],
            None => emit::none(b),
        });
        b.emit(Op::MakeSlice, &parts, Imm::None, ty)
    }))
}

fn tuple(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0];
    match ty.get() {
        Type::None => Ok(Typed::new(Ty::tuple([]), |b, _| emit::tuple(b, &[]))),
        Type::Tuple(_) => Ok(Typed::new(ty, |_, v| v[0])),
        _ => expected(0, "a tuple; the length of a tuple is part of its type"),
    }
}

fn str_of(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let ty = call.args[0].unliteral();
    if ty.is_int() && ty != Ty::U64 {
        return Ok(strings::of_int());
    }
    shown(call, None)
}

fn repr(call: &Call<'_>) -> Result<Typed, Mismatch> {
    shown(call, Some('r'))
}

/// `format(value, spec)`; a spec that is not constant follows the value as an operand.
fn format(call: &Call<'_>) -> Result<Typed, Mismatch> {
    if !is_printable(call.args[0]) {
        return expected(0, "a number, str, tuple, array or None");
    }
    let spec: Box<str> = match call.args[1].get() {
        Type::LitStr(text) => text.clone(),
        Type::Str => Piece::SPEC_FOLLOWS.into(),
        _ => return expected(1, "a str"),
    };
    Ok(Typed::new(Ty::STR, move |b, v| {
        let piece = Piece::Value {
            conversion: None,
            spec: spec.clone(),
        };
        let mut operands = vec![emit::plain(b, v[0])];
        if piece.operands() == 2 {
            operands.push(v[1]);
        }
        b.emit(
            Op::FString,
            &operands,
            Imm::Pieces(Box::new([piece])),
            Ty::STR,
        )
    }))
}

fn shown(call: &Call<'_>, conversion: Option<char>) -> Result<Typed, Mismatch> {
    if !is_printable(call.args[0]) {
        return expected(0, "a number, str, tuple, array or None");
    }
    let piece = Piece::Value {
        conversion,
        spec: "".into(),
    };
    Ok(Typed::new(Ty::STR, move |b, v| {
        let value = emit::plain(b, v[0]);
        let pieces = Imm::Pieces(Box::new([piece.clone()]));
        b.emit(Op::FString, &[value], pieces, Ty::STR)
    }))
}

// ---- Folds -------------------------------------------------------------------------------------

fn min(call: &Call<'_>) -> Result<Typed, Mismatch> {
    extremum(call, CmpOp::Lt)
}

fn max(call: &Call<'_>) -> Result<Typed, Mismatch> {
    extremum(call, CmpOp::Gt)
}

/// Keeps the first of equal or unordered candidates, as Python does.
fn extremum(call: &Call<'_>, better: CmpOp) -> Result<Typed, Mismatch> {
    let (args, options) = call.args.split_at(call.args.len() - 2);
    if options != [Ty::NONE, Ty::ELLIPSIS] {
        return expected(args.len(), "left out");
    }
    let call = &Call { args, ..*call };
    let count = call.args.len();
    let one = count == 1;
    let types = match (one, call.args.first().and_then(|ty| ty.as_tuple())) {
        (true, Some(types)) => types,
        (true, None) => return expected(0, "a tuple or an array of numbers"),
        (false, _) => call.args,
    };
    let wrong = types
        .iter()
        .position(|ty| !ty.is_number() || ty.is_complex());
    if let Some(index) = wrong {
        return expected(if one { 0 } else { index }, "a real number");
    }
    let result = match promote::unify_all(types.iter().map(|ty| ty.unliteral())) {
        Some(ty) if ty != Ty::NEVER => ty,
        _ => return expected(0, "at least one number"),
    };
    Ok(Typed::new(result, move |b, v| {
        let values = if one {
            emit::tuple_elements(b, v[0])
        } else {
            v[..count].to_vec()
        };
        let mut best = emit::cast(b, values[0], result);
        for &value in &values[1..] {
            let value = emit::cast(b, value, result);
            let wins = emit::compare(b, better, value, best);
            best = emit::select(b, wins, value, best, result);
        }
        best
    }))
}

fn sum(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(types) = call.args[0].as_tuple() else {
        return expected(0, "a tuple, a 1-d array or a range of numbers");
    };
    let mut total = args::number(call, 1)?;
    let mut steps = Vec::with_capacity(types.len());
    for &ty in types {
        let Some(step) = promote::binary(BinOp::Add, total, ty) else {
            return expected(0, "a tuple of numbers");
        };
        total = step.result;
        steps.push(step);
    }
    Ok(Typed::new(total, move |b, v| {
        let mut sum = emit::plain(b, v[1]);
        for (position, step) in steps.iter().enumerate() {
            let element = emit::tuple_get(b, v[0], position);
            let left = emit::cast(b, sum, step.left);
            let right = emit::cast(b, element, step.right);
            sum = emit::binary(b, BinOp::Add, left, right, step.result);
        }
        sum
    }))
}

fn any(call: &Call<'_>) -> Result<Typed, Mismatch> {
    quantifier(call, Reduction::Any)
}

fn all(call: &Call<'_>) -> Result<Typed, Mismatch> {
    quantifier(call, Reduction::All)
}

fn quantifier(call: &Call<'_>, reduction: Reduction) -> Result<Typed, Mismatch> {
    if call.args[0].as_array().is_some_and(|array| array.ndim == 1) {
        return Ok(Typed::new(Ty::BOOL, move |b, v| {
            b.emit(Op::Reduce, &[v[0]], Imm::Reduce(reduction), Ty::BOOL)
        }));
    }
    let numbers = |types: &[Ty]| types.iter().all(|ty| ty.is_number());
    if !call.args[0].as_tuple().is_some_and(numbers) {
        return expected(0, "a tuple of numbers or a 1-d array");
    }
    let op = match reduction {
        Reduction::Any => BinOp::BitOr,
        _ => BinOp::BitAnd,
    };
    Ok(Typed::new(Ty::BOOL, move |b, v| {
        let mut result = emit::const_bool(b, reduction != Reduction::Any);
        for element in emit::tuple_elements(b, v[0]) {
            let element = emit::plain(b, element);
            let truth = emit::truth(b, element);
            result = emit::binary(b, op, result, truth, Ty::BOOL);
        }
        result
    }))
}

// ---- Output ------------------------------------------------------------------------------------

fn print(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let mut pieces = Vec::new();
    let mut operands = Vec::new();
    for (index, &ty) in call.args.iter().enumerate() {
        if index > 0 {
            push_text(&mut pieces, " ");
        }
        match ty.get() {
            Type::None => push_text(&mut pieces, "None"),
            Type::LitStr(text) => push_text(&mut pieces, text),
            _ if is_printable(ty) => {
                operands.push(index);
                pieces.push(Piece::Value {
                    conversion: None,
                    spec: "".into(),
                });
            }
            _ => return expected(index, "a number, str, tuple, array or None"),
        }
    }
    push_text(&mut pieces, "\n");
    let pieces = pieces.into_boxed_slice();
    Ok(Typed::new(Ty::NONE, move |b, v| {
        let values: Vec<_> = operands.iter().map(|&i| emit::plain(b, v[i])).collect();
        b.effect(Op::Print, &values, Imm::Pieces(pieces.clone()));
        emit::none(b)
    }))
}

fn push_text(pieces: &mut Vec<Piece>, text: &str) {
    match pieces.last_mut() {
        Some(Piece::Text(last)) => *last = format!("{last}{text}").into(),
        _ => pieces.push(Piece::Text(text.into())),
    }
}

fn is_printable(ty: Ty) -> bool {
    match ty.get() {
        Type::Str | Type::LitStr(_) | Type::None | Type::Array(_) | Type::Exception => true,
        Type::Optional(inner) => is_printable(*inner),
        Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) => is_printable(*inner),
        Type::Dict(key, value) => is_printable(*key) && is_printable(*value),
        _ => match ty.as_tuple() {
            Some(types) => types.iter().all(|&ty| is_printable(ty)),
            None => ty.is_number(),
        },
    }
}
