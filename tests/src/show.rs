//! Values as text: Python's `repr`, with arrays as `array(nested list, dtype)`.

use numjit::{Arg, CallError};
use numjit_runtime::ExcArg;
use numjit_runtime::text::{bool_repr, complex_repr, float_repr, str_repr};

use crate::arrays::{Element, Owned, element};
use crate::values::Value;

/// A value.
pub(crate) fn show(value: &Value) -> String {
    match value {
        Value::Plain(arg) => show_plain(arg),
        Value::Tuple(items) => tuple(items.iter().map(show).collect()),
        Value::NamedTuple(class, items) => {
            let fields = class.fields.iter().zip(items);
            let parts: Vec<String> = fields
                .map(|(name, value)| format!("{name}={}", show(value)))
                .collect();
            format!("{}({})", class.name, parts.join(", "))
        }
        Value::Array(array) => show_array(array),
        Value::NamedTupleClass(class) => class.name.to_string(),
        Value::PythonFunction(name) => name.clone(),
        Value::Opaque(what) => what.clone(),
    }
}

fn show_plain(arg: &Arg) -> String {
    match arg {
        Arg::None => "None".to_owned(),
        Arg::Bool(value) => bool_repr(*value).to_owned(),
        Arg::Int(value) | Arg::Literal(value) => value.to_string(),
        Arg::UInt(value) => value.to_string(),
        Arg::Float(value) => float_repr(*value),
        Arg::Complex(re, im) => complex_repr(*re, *im),
        Arg::Str(text) => str_repr(text),
        other => format!("{other:?}"),
    }
}

/// An exception as `Type(arguments)`; a failed compilation as its diagnostics.
pub(crate) fn show_exception(error: &CallError) -> String {
    match error {
        CallError::Raised(exception) => {
            let args: Vec<String> = exception.args.iter().map(argument).collect();
            format!("{}({})", exception.kind.name(), args.join(", "))
        }
        CallError::Compile(_)
        | CallError::Arguments(_)
        | CallError::Stopped(_)
        | CallError::Cancelled
        | CallError::TimedOut
        | CallError::Config(_)
        | CallError::Internal { .. } => error.to_string(),
    }
}

fn argument(arg: &ExcArg) -> String {
    match arg {
        ExcArg::Int(value) => value.to_string(),
        ExcArg::UInt(value) => value.to_string(),
        ExcArg::Float(value) => float_repr(*value),
        ExcArg::Complex(re, im) => complex_repr(*re, *im),
        ExcArg::Bool(value) => bool_repr(*value).to_owned(),
        ExcArg::Str(text) => str_repr(text),
        ExcArg::None => "None".to_owned(),
        ExcArg::Tuple(items) => tuple(items.iter().map(argument).collect()),
    }
}

fn tuple(items: Vec<String>) -> String {
    match items.as_slice() {
        [one] => format!("({one},)"),
        _ => format!("({})", items.join(", ")),
    }
}

fn show_array(owned: &Owned) -> String {
    let array = &owned.array;
    let mut texts: Vec<String> = owned
        .elements()
        .iter()
        .map(|bytes| match element(array.dtype, bytes) {
            Element::Bool(value) => bool_repr(value).to_owned(),
            Element::Int(value) => value.to_string(),
            Element::Float(value) => float_repr(value),
            Element::Complex(re, im) => complex_repr(re, im),
        })
        .collect();
    for &extent in array.shape.iter().rev() {
        let extent = extent as usize;
        texts = match extent {
            0 => Vec::new(),
            _ => texts
                .chunks(extent)
                .map(|part| format!("[{}]", part.join(", ")))
                .collect(),
        };
    }
    if array.shape.contains(&0) {
        texts = vec![format!("empty{:?}", array.shape)];
    }
    format!("array({}, {})", texts.concat(), array.dtype.name())
}
