//! Questions about argument types, answered at compile time.

use numjit_ir::{Layout, Ty, Type};

use crate::args::{self, scalar_behind};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "nj.is_array",
        "x",
        is_array,
        "Whether x is an array; a literal.",
    );
    rows.rule(
        "nj.is_given",
        "x",
        is_given,
        "Whether x is anything but the default `...`; a literal.",
    );
    rows.rule(
        "nj.unrolls",
        "x, count",
        unrolls,
        "Whether x is a tuple of at most so many elements; a literal.",
    );
    rows.rule(
        "nj.has_element",
        "x, position",
        has_element,
        "Whether the tuple x has an element at a position; a literal.",
    );
    rows.rule(
        "nj.is_tuple",
        "x",
        is_tuple,
        "Whether x is a tuple; a literal.",
    );
    rows.rule(
        "nj.is_number",
        "x",
        is_number,
        "Whether x is a scalar number; a literal.",
    );
    rows.rule(
        "nj.is_whole",
        "x",
        is_whole,
        "Whether x is made of integers or bools; a literal.",
    );
    rows.rule(
        "nj.is_bool",
        "x",
        is_bool,
        "Whether x is made of bools; a literal.",
    );
    rows.rule(
        "nj.is_float",
        "x",
        is_float,
        "Whether x is made of floats; a literal.",
    );
    rows.rule(
        "nj.is_complex",
        "x",
        is_complex,
        "Whether x is made of complex numbers; a literal.",
    );
    rows.rule("nj.is_text", "x", is_text, "Whether x is a str; a literal.");
    rows.rule(
        "nj.is_c",
        "a",
        is_c,
        "Whether the array is in C order; a literal.",
    );
    rows.rule(
        "nj.is_contiguous",
        "a",
        is_contiguous,
        "Whether the array is in C or F order; a literal.",
    );
    rows.rule(
        "nj.require",
        "condition, message",
        require,
        "Refuses the call with a sentence unless the literal condition holds.",
    );
}

fn answer(value: bool) -> Result<Typed, Mismatch> {
    let ty = Ty::new(Type::LitBool(value));
    Ok(Typed::new(ty, move |b, _| emit::literal_bool(b, value)))
}

fn is_array(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].as_array().is_some())
}

fn is_given(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0] != Ty::ELLIPSIS)
}

/// Length of the tuple in front, and the constant behind it.
fn length_and_constant(call: &Call<'_>) -> Result<(Option<i64>, i64), Mismatch> {
    let length = call.args[0].as_tuple().map(|types| types.len() as i64);
    Ok((length, args::literal_int(call, 1)?))
}

fn unrolls(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (length, count) = length_and_constant(call)?;
    answer(length.is_some_and(|length| length <= count))
}

fn has_element(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let (length, position) = length_and_constant(call)?;
    answer(length.is_some_and(|length| position < length))
}

fn is_tuple(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].as_tuple().is_some())
}

fn is_number(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(call.args[0].is_number())
}

fn is_whole(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(|ty| ty.is_int() || ty.is_bool()))
}

fn is_bool(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_bool))
}

fn is_float(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_float))
}

fn is_complex(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(scalar_behind(call.args[0]).is_some_and(Ty::is_complex))
}

fn is_text(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(matches!(call.args[0].get(), Type::Str | Type::LitStr(_)))
}

fn is_c(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(args::array(call, 0)?.layout == Layout::C)
}

fn is_contiguous(call: &Call<'_>) -> Result<Typed, Mismatch> {
    answer(args::array(call, 0)?.layout != Layout::A)
}

fn require(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let message = args::literal_str(call, 1)?;
    match call.args[0].get() {
        Type::LitBool(true) => nothing(),
        _ => Err(Mismatch::Combination(message.to_owned())),
    }
}

fn nothing() -> Result<Typed, Mismatch> {
    Ok(Typed::new(Ty::NONE, |b, _| emit::none(b)))
}
