//! `with objmode(...)`: blocks of a function that the host runs.
//!
//! The front end writes such a block as a call: positional arguments are its manager, the block's text, the names of its inputs,
//! the place of its text, and the inputs; keywords are its outputs with their types.

use numjit_diag::codes;
use numjit_ir::{Ty, Type, Value};
use numjit_library::{self as library, Kind};

use super::arguments::{Argument, Arguments};
use crate::emit;
use crate::meaning::{Callee, Fault, Meaning, Outcome};
use crate::program::ObjectBlock;
use crate::report;
use crate::site::Site;

/// The call that stands for a block.
pub(super) fn infer_block(site: &mut Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let [manager, text, names, place, inputs @ ..] = &arguments.positional[..] else {
        return Err(misplaced(site));
    };
    let is_object_mode = |entity: u32| library::item(entity).path == "numba.objmode";
    if !matches!(manager.ty.get(), Type::Entity(entity) if is_object_mode(*entity)) {
        return Err(codes::nj0002_unsupported_statement::unsupported_statement(
            "`with` statements other than `with objmode(...)`",
            "use it around the call of the function",
            site.here(),
        )
        .into());
    }
    let (Type::LitStr(text), Type::LitStr(names), Type::LitInt(place)) =
        (text.ty.get(), names.ty.get(), place.ty.get())
    else {
        return Err(misplaced(site));
    };
    let names = names.split(',').map(str::to_owned);
    let types: Vec<Ty> = inputs.iter().map(|input| input.ty.unliteral()).collect();
    let mut outputs = Vec::new();
    for (name, argument) in &arguments.keywords {
        outputs.push((name.to_string(), output_type(site, argument)?));
    }
    let (file, line) = place_of(site, *place);
    let block = ObjectBlock {
        text: text.to_string(),
        file,
        line,
        inputs: names.zip(types.iter().copied()).collect(),
        outputs,
    };
    let func = site.typing.id;
    let Some(known) = site.cx.program.object_block(func, &block) else {
        let what = "running this block outside of compiled code";
        return Err(report::unsupported_use(site, what, Ty::tuple(types)));
    };
    let inputs = inputs.to_vec();
    let callee = Callee::Known(known.id);
    Ok(Meaning::value(known.result, move |e, args| {
        let values: Vec<Value> = inputs
            .iter()
            .zip(&types)
            .map(|(input, &ty)| {
                let value = input.write(e, args);
                e.cast(value, emit::runtime_type(ty))
            })
            .collect();
        e.call(callee, &values, known.result)
    })
    .calling(callee))
}

fn misplaced(site: &Site<'_, '_>) -> Fault {
    codes::nj0003_unsupported_expression::unsupported_expression(
        "`objmode` outside of a `with` statement",
        "write `with objmode(name='type'):`",
        site.here(),
    )
    .into()
}

/// The file, and its line at a place of the function's text.
fn place_of(site: &Site<'_, '_>, place: i64) -> (String, u32) {
    let func = site.typing.func();
    let (frame, _) = func.locations.get(site.data().loc);
    let source = &func.locations.frame(frame).source;
    let before = usize::try_from(place)
        .ok()
        .and_then(|place| source.text.get(..place));
    let lines = before.map_or(0, |before| before.matches('\n').count());
    (source.file.to_string(), source.first_line + lines as u32)
}

/// The type that an output is declared to have: a type, or the name of one.
fn output_type(site: &Site<'_, '_>, argument: &Argument) -> Result<Ty, Fault> {
    let named = match argument.ty.get() {
        Type::LitStr(text) => site.cx.program.named_type(text),
        Type::DType(ty) => Some(*ty),
        Type::Entity(entity) => match &library::item(*entity).kind {
            Kind::DType(ty, _) => Some(*ty),
            _ => None,
        },
        _ => None,
    };
    named.ok_or_else(|| {
        codes::nj0204_call_mismatch::call_mismatch(
            "objmode",
            "the type of an output",
            &report::type_name(argument.ty),
            "a type, or the name of one such as `'float64[:]'`",
            site.here(),
            argument.origin(site),
        )
        .into()
    })
}
