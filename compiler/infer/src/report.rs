//! Diagnostics of inference: from types and instructions to what a person reads.

use numjit_diag::{Diagnostic, Label, SourceText, codes};
use numjit_ir::{Block, Function, Loc, Op, Ty, Type, Value, ValueDef};
use numjit_library as library;

use crate::meaning::Fault;
use crate::session::{Key, Session};
use crate::site::Site;
use crate::typing::Typing;

/// A type as users know it: literals by their plain type, functions and modules by kind.
pub fn type_name(ty: Ty) -> String {
    match ty.get() {
        Type::Entity(entity) => entity_name(*entity),
        Type::Namespace(_) => "module".to_owned(),
        Type::Func(_) | Type::Closure { .. } => "function".to_owned(),
        Type::Method { entity, .. } => entity_name(*entity),
        Type::DType(ty) => format!("dtype({ty})"),
        Type::Enum(class) => class.name.to_string(),
        Type::UserExceptionClass(class) => format!("class {}", class.name),
        Type::Exception => "exception".to_owned(),
        Type::Generator { yields, .. } => format!("generator of {}", type_name(*yields)),
        Type::ExceptionClass(kind) => format!("class {}", kind.name()),
        Type::NamedTupleClass(class) => format!("class {}", class.name),
        Type::Class(class) => format!("class {}", numjit_ir::classes::get(*class).name),
        Type::Instance(class) => numjit_ir::classes::get(*class).name.to_string(),
        Type::Bound { .. } => "method".to_owned(),
        Type::Overload(_) => "function".to_owned(),
        Type::Optional(inner) => format!("Optional({})", type_name(*inner)),
        Type::None => "None".to_owned(),
        Type::Iter(ty) => type_name(*ty),
        _ => ty.unliteral().to_string(),
    }
}

/// A library item as users write it: `np.zeros`, `abs`.
pub(crate) fn entity_name(entity: u32) -> String {
    let path = library::item(entity).path;
    if let Some(rest) = path.strip_prefix("numpy.") {
        return format!("np.{rest}");
    }
    match path {
        "nj.as_sequence" | "nj.as_list" | "nj.check_unpack" => "a starred target".to_owned(),
        "nj.list_concat" => "+".to_owned(),
        _ => path.strip_prefix("builtins.").unwrap_or(path).to_owned(),
    }
}

/// A marked place.
pub(crate) fn label(func: &Function, loc: Loc, message: impl Into<String>) -> Label {
    let locations = &func.locations;
    let (frame, span) = locations.get(loc);
    let source = &locations.frame(frame).source;
    let text = SourceText {
        file: source.file.clone(),
        first_line: source.first_line,
        indent: source.indent,
        text: source.text.clone(),
    };
    Label::new(text, span.start, span.end, message)
}

/// The place of a value's definition with what it is; none for parameters.
pub(crate) fn origin(typing: &Typing, value: Value) -> Option<Label> {
    let func = typing.func();
    let data = func.def(value)?;
    let ty = type_name(typing.ty(value));
    let message = match &func.values[value.index()].name {
        Some(name) => format!("`{name}` is `{ty}`"),
        None => format!("this is `{ty}`"),
    };
    Some(label(func, data.loc, message))
}

/// The name of the variable a value is bound to, or the text of the expression that makes it.
pub(crate) fn text(typing: &Typing, value: Value) -> String {
    let func = typing.func();
    if let Some(data) = func.def(value) {
        let (frame, span) = func.locations.get(data.loc);
        let text = &func.locations.frame(frame).source.text;
        if let Some(text) = text.get(span.start as usize..span.end as usize) {
            return text.to_owned();
        }
    }
    variable(typing, value).unwrap_or_else(|| "this value".to_owned())
}

/// The user's variable a value is bound to.
pub(crate) fn variable(typing: &Typing, value: Value) -> Option<String> {
    let name = typing.func().values[value.index()].name.as_ref()?;
    Some(name.to_string())
}

/// The first place of a typed function that returns.
pub fn return_label(func: &Function) -> Option<Label> {
    let last = |&block: &Block| func.terminator(block);
    let mut ends = func.layout.iter().filter_map(last);
    let end = ends.find(|data| data.op == Op::Return)?;
    Some(label(func, end.loc, ""))
}

/// The place of a block: its first instruction.
pub(crate) fn block_start(func: &Function, block: Block) -> Loc {
    let first = func.block(block).insts.first();
    first.map_or(Loc(0), |&inst| func.inst(inst).loc)
}

/// Where a value comes from, with its type: the instruction or parameter that makes it, or the place
/// where control meets.
pub(crate) fn definition(typing: &Typing, value: Value) -> Label {
    if let Some(label) = origin(typing, value) {
        return label;
    }
    let func = typing.func();
    let name = variable(typing, value).unwrap_or_else(|| "this value".to_owned());
    let message = format!("`{name}` is `{}`", type_name(typing.ty(value)));
    let ValueDef::Param(block, _) = func.values[value.index()].def else {
        return label(func, Loc(0), message);
    };
    let mut label = label(func, block_start(func, block), message);
    if block == func.entry
        && let Some(start) = parameter_place(&label.source.text, &typing.untyped.name, &name)
    {
        label.start = start as u32;
        label.end = (start + name.len()) as u32;
    }
    label
}

/// Where a parameter stands in the header of its function: the first occurrence of the name as a word
/// after the function's own name.
fn parameter_place(text: &str, function: &str, name: &str) -> Option<usize> {
    let short = function.rsplit('.').next().unwrap_or(function);
    let header = text.find(&format!("def {short}"))? + "def ".len() + short.len();
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let stands_alone = |at: usize| {
        let before = text[..at].chars().next_back();
        let after = text[at + name.len()..].chars().next();
        !before.is_some_and(is_word) && !after.is_some_and(is_word)
    };
    let mut places = text[header..]
        .match_indices(name)
        .map(|(at, _)| header + at);
    places.find(|&at| stands_alone(at))
}

/// Operand types with their places, for an operator's message.
fn operands(site: &Site<'_, '_>, positions: &[usize]) -> Vec<(String, Option<Label>)> {
    positions
        .iter()
        .map(|&position| (type_name(site.ty(position)), site.origin(position)))
        .collect()
}

pub(crate) fn unsupported_operands(site: &Site<'_, '_>, op: &str, positions: &[usize]) -> Fault {
    codes::nj0202_unsupported_operands::unsupported_operands(
        op,
        operands(site, positions),
        site.here(),
    )
    .into()
}

pub(crate) fn operand_mismatch(
    site: &Site<'_, '_>,
    op: &str,
    positions: &[usize],
    reason: &library::Mismatch,
) -> Fault {
    let diagnostic = codes::nj0202_unsupported_operands::unsupported_operands(
        op,
        operands(site, positions),
        site.here(),
    );
    let note = match reason {
        library::Mismatch::Argument { index, expected } => {
            format!("the {} operand must be {expected}", side(*index))
        }
        library::Mismatch::NotConstant(index) => {
            format!("the {} operand must be a constant", side(*index))
        }
        library::Mismatch::Combination(reason) => reason.clone(),
    };
    diagnostic.with_note(note).into()
}

fn side(operand: usize) -> &'static str {
    if operand == 0 { "left" } else { "right" }
}

pub(crate) fn unsupported_use(site: &Site<'_, '_>, what: &str, ty: Ty) -> Fault {
    codes::nj0224_unsupported_type_use::unsupported_type_use(what, &type_name(ty), site.here())
        .into()
}

pub(crate) fn conversion(site: &Site<'_, '_>, from: Ty, to: Ty, context: &str) -> Fault {
    codes::nj0222_unsupported_conversion::unsupported_conversion(
        &type_name(from),
        &type_name(to),
        context,
        site.here(),
    )
    .into()
}

pub(crate) fn readonly(site: &Site<'_, '_>, ty: Ty) -> Fault {
    codes::nj0213_readonly_array::readonly_array(&type_name(ty), site.here()).into()
}

pub(crate) fn wrong_index(site: &Site<'_, '_>, ty: Ty, index: Ty, expected: &str) -> Fault {
    codes::nj0210_wrong_index::wrong_index(&type_name(ty), &type_name(index), expected, site.here())
        .into()
}

/// A call of a function with explicit signatures that accepts none of the argument types.
pub(crate) fn no_matching_definition(
    site: &Site<'_, '_>,
    function: &str,
    signatures: &[&[Ty]],
    types: &[Ty],
) -> Fault {
    let names = |types: &[Ty]| -> Vec<String> { types.iter().map(|&ty| type_name(ty)).collect() };
    let declared: Vec<String> = signatures
        .iter()
        .map(|args| format!("({})", names(args).join(", ")))
        .collect();
    let at = site.here();
    codes::nj0215_no_matching_definition::no_matching_definition(
        function,
        &names(types),
        &declared,
        at,
    )
    .into()
}

pub(crate) fn internal(site: &Site<'_, '_>, detail: &str) -> Fault {
    codes::nj0901_internal_fault::internal_fault("infer", detail, site.here()).into()
}

/// A chain of calls deeper than inference follows.
pub(crate) fn too_deep(cx: &mut Session<'_>, key: &Key) -> Fault {
    let untyped = match cx.program.untyped(key.func) {
        Ok(untyped) => untyped,
        Err(problems) => return Fault(problems),
    };
    let func = &untyped.function;
    let first = func.block(func.entry).insts.first();
    let loc = first.map_or(Loc(0), |&inst| func.inst(inst).loc);
    let diagnostic =
        codes::nj0212_recursive_type::recursive_type(&untyped.name, label(func, loc, ""));
    Fault(vec![Diagnostic {
        notes: vec!["the types of its arguments grow with every recursive call".to_owned()],
        help: Some("call it with arguments of the same types each time".to_owned()),
        ..diagnostic
    }])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_found_in_the_header() {
        let text = "@njit\ndef fix(x_0, x=1):\n    return x\n";
        assert_eq!(parameter_place(text, "fix", "x"), Some(19));
        assert_eq!(parameter_place(text, "<lambda>", "x"), None);
    }
}
