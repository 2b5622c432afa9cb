//! Dtypes as values, and their limits.

use numjit_ir::{Const, Imm, NamedTupleTy, Op, Ty, Type, Value};

use crate::args::{self, expected};
use crate::call::{Call, Mismatch, Typed};
use crate::emit;
use crate::table::Rows;

pub(super) fn add(rows: &mut Rows) {
    rows.rule(
        "numpy.dtype",
        "dtype",
        dtype_of_name,
        "The dtype of a name or scalar class.",
    );
    rows.rule(
        "numpy.iinfo",
        "type",
        iinfo,
        "Limits of an integer dtype: bits, min, max.",
    );
    rows.rule("numpy.finfo", "dtype", finfo, "Limits of a float dtype: bits, eps, epsneg, min, max, tiny, smallest_normal, smallest_subnormal, resolution.");
}

fn dtype_of_name(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(dtype) = args::named_dtype(call.args[0]) else {
        return expected(0, "the name of a dtype or a scalar class");
    };
    let ty = Ty::new(Type::DType(dtype));
    Ok(Typed::new(ty, move |b, _| emit::unit(b, ty)))
}

/// The dtype whose limits are asked for: named, or of a number.
fn limited(call: &Call<'_>, index: usize) -> Option<Ty> {
    let ty = call.args[index];
    let named = match ty.get() {
        Type::LitStr(_) => None,
        _ => args::named_dtype(ty),
    };
    named.or_else(|| ty.is_number().then(|| ty.unliteral()))
}

fn iinfo(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let Some(ty) = limited(call, 0).filter(|ty| ty.is_int()) else {
        return expected(0, "an integer dtype");
    };
    let bits = ty.bits();
    let (lowest, highest) = if ty.is_signed() {
        let highest = i64::MAX >> (64 - bits);
        (Const::Int(-highest - 1), Const::Int(highest))
    } else if bits == 64 {
        (Const::Int(0), Const::UInt(u64::MAX))
    } else {
        (Const::Int(0), Const::Int((1 << bits) - 1))
    };
    // NumPy's limits are Python integers; only the largest one does not fit int64.
    let limit = if ty == Ty::U64 { Ty::U64 } else { Ty::I64 };
    Ok(record(
        "iinfo",
        u32::MAX,
        vec![
            ("bits", Const::Int(i64::from(bits)), Ty::I64),
            ("min", lowest, limit),
            ("max", highest, limit),
        ],
    ))
}

fn finfo(call: &Call<'_>) -> Result<Typed, Mismatch> {
    let fields = match limited(call, 0) {
        Some(Ty::F32 | Ty::C64) => float_limits(
            Ty::F32,
            32,
            [
                f64::from(f32::EPSILON),
                f64::from(f32::MAX),
                f64::from(f32::MIN_POSITIVE),
                f64::from(f32::from_bits(1)),
                f64::from(1e-6_f32),
            ],
        ),
        Some(Ty::F64 | Ty::C128) => float_limits(
            Ty::F64,
            64,
            [
                f64::EPSILON,
                f64::MAX,
                f64::MIN_POSITIVE,
                f64::from_bits(1),
                1e-15,
            ],
        ),
        _ => return expected(0, "a float dtype"),
    };
    Ok(record("finfo", u32::MAX - 1, fields))
}

/// Fields of `finfo` from epsilon, maximum, smallest normal, smallest subnormal and resolution.
fn float_limits(ty: Ty, bits: i64, limits: [f64; 5]) -> Vec<(&'static str, Const, Ty)> {
    let [epsilon, highest, normal, subnormal, resolution] = limits;
    let field = |name, value| (name, Const::Float(value), ty);
    vec![
        ("bits", Const::Int(bits), Ty::I64),
        field("eps", epsilon),
        field("epsneg", epsilon / 2.0),
        field("min", -highest),
        field("max", highest),
        field("tiny", normal),
        field("smallest_normal", normal),
        field("smallest_subnormal", subnormal),
        field("resolution", resolution),
    ]
}

/// A named tuple of constants; its class is none of the host's.
pub(super) fn record(name: &str, class: u32, fields: Vec<(&'static str, Const, Ty)>) -> Typed {
    let ty = Ty::new(Type::NamedTuple(NamedTupleTy {
        name: name.into(),
        class,
        fields: fields.iter().map(|(name, _, _)| (*name).into()).collect(),
        types: fields.iter().map(|(_, _, ty)| *ty).collect(),
    }));
    Typed::new(ty, move |b, _| {
        let values: Vec<Value> = fields
            .iter()
            .map(|(_, value, ty)| b.emit(Op::Const, &[], Imm::Const(value.clone()), *ty))
            .collect();
        b.emit(Op::Tuple, &values, Imm::None, ty)
    })
}
