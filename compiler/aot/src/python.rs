//! The data by which the runtime makes a Python extension module, and its `PyInit_` function.

use numjit_abi::{AotType, DType};
use numjit_ir::{Layout, Ty, Type};
use numjit_lower::layout::flatten;
use object::SectionKind;
use object::write::SymbolId;

use crate::Export;
use crate::elf::ObjectFile;
use crate::error::AotError;
use crate::interface::signature_text;
use crate::records::{Records, Word};

/// A function's signatures with the symbols of their entries.
pub(crate) type Overload<'a> = (&'a Export, SymbolId);

/// Adds the module's data and functions; the result is the name of its `PyInit_` function.
pub(crate) fn add_module(
    file: &mut ObjectFile,
    name: &str,
    overloads: &[Overload<'_>],
) -> Result<String, AotError> {
    let mut records = Records::new(
        file,
        ".data.rel.ro.python",
        SectionKind::ReadOnlyDataWithRel,
    );
    let groups = group(overloads);
    let mut functions = Vec::new();
    // The functions' code refers to their records, so that the place of these must be known first.
    let parts: Vec<[u64; 4]> = groups
        .iter()
        .map(|group| add_parts(&mut records, group))
        .collect::<Result<_, _>>()?;
    let start = records.words(&[]);
    for (position, (group, [function, doc, params, list])) in groups.iter().zip(parts).enumerate() {
        let place = (records.symbol, start + (position * FUNCTION_BYTES) as u64);
        let symbol = format!("python.call.{position}");
        let call = file.add_call_with_data(&symbol, "nj_aot_python_call", place, None, false)?;
        let (first, _) = group[0];
        functions.extend([
            Word::Here(function),
            Word::Here(doc),
            Word::Here(params),
            Word::Number(first.params.len() as u64),
            Word::Symbol(call),
            Word::Here(list),
            Word::Number(group.len() as u64),
        ]);
    }
    records.words(&functions);
    let text = records.text(name);
    let count = Word::Number(groups.len() as u64);
    let module = records.words(&[Word::Here(text), Word::Here(start), count]);
    let init = format!("PyInit_{name}");
    let place = (records.symbol, module);
    file.add_call_with_data(&init, "nj_aot_python_module", place, None, true)?;
    records.finish(file)?;
    Ok(init)
}

/// Bytes of a function's record.
const FUNCTION_BYTES: usize = size_of::<numjit_abi::AotFunction>();

/// The overloads of each function, in order.
pub(crate) fn group<'a, 'e>(overloads: &'a [Overload<'e>]) -> Vec<Vec<&'a Overload<'e>>> {
    let mut groups: Vec<Vec<&Overload<'_>>> = Vec::new();
    for one in overloads {
        let known = groups
            .iter_mut()
            .find(|group| group[0].0.function == one.0.function);
        match known {
            Some(group) => group.push(one),
            None => groups.push(vec![one]),
        }
    }
    groups
}

/// Adds what a function's record points to: name, docstring, parameter names, overloads.
fn add_parts(records: &mut Records, group: &[&Overload<'_>]) -> Result<[u64; 4], AotError> {
    let (first, _) = group[0];
    let name = records.text(&first.function);
    let doc = records.text(&docstring(group));
    let params: Vec<u64> = first
        .params
        .iter()
        .map(|param| records.text(param))
        .collect();
    let params: Vec<Word> = params.into_iter().map(Word::Here).collect();
    let params = records.words(&params);
    let mut list = Vec::new();
    for (export, entry) in group {
        let mut types = Vec::new();
        for &ty in export.args().iter().chain([&export.result()]) {
            encode(&export.title(), ty, &mut types)?;
        }
        let count = Word::Number(types.len() as u64);
        let types = records.bytes(&types);
        let signature = records.text(&signature_text(export.args(), export.result()));
        let slots =
            |types: &[Ty]| Word::Number(types.iter().map(|&ty| flatten(ty).len() as u64).sum());
        list.extend([
            Word::Symbol(*entry),
            Word::Here(types),
            count,
            slots(export.args()),
            slots(&[export.result()]),
            Word::Here(signature),
            Word::Number(u64::from(export.nogil)),
        ]);
    }
    Ok([name, doc, params, records.words(&list)])
}

/// The docstring in the form from which Python makes a signature, with the types after it.
fn docstring(group: &[&Overload<'_>]) -> String {
    let (first, _) = group[0];
    let mut text = format!("{}({})\n--\n\n", first.function, first.params.join(", "));
    if let Some(doc) = first.doc() {
        text.push_str(doc);
        text.push_str("\n\n");
    }
    for (export, _) in group {
        text.push_str(&signature_text(export.args(), export.result()));
        text.push('\n');
    }
    text
}

/// Appends the byte form of a type.
fn encode(function: &str, ty: Ty, out: &mut Vec<u8>) -> Result<(), AotError> {
    let unsupported = || AotError::unsupported(function, "a value".to_owned(), ty);
    match ty.get() {
        Type::None => out.push(AotType::NONE),
        Type::Str => out.push(AotType::STR),
        Type::Array(array) => {
            let dtype = dtype(array.dtype).ok_or_else(unsupported)?;
            let layout = match array.layout {
                Layout::C => b'C',
                Layout::F => b'F',
                Layout::A => b'A',
            };
            let readonly = u8::from(array.readonly);
            out.extend([AotType::ARRAY, dtype as u8, array.ndim, layout, readonly]);
        }
        Type::Tuple(items) => {
            let count = u8::try_from(items.len()).map_err(|_| unsupported())?;
            out.extend([AotType::TUPLE, count]);
            for &item in items {
                encode(function, item, out)?;
            }
        }
        Type::Optional(inner) => {
            out.push(AotType::OPTIONAL);
            encode(function, *inner, out)?;
        }
        _ => out.push(AotType::SCALAR + dtype(ty).ok_or_else(unsupported)? as u8),
    }
    Ok(())
}

fn dtype(ty: Ty) -> Option<DType> {
    ty.dtype()
}
