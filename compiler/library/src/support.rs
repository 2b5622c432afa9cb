//! The table of supported functions for the manual.

use std::fmt::Write;

use numjit_ir::Const;

use crate::item::{Function, Item, Kind};
use crate::params::ParamRow;
use crate::table;

/// A Markdown table with one row per function: name, parameters, meaning. Internal names are left out.
pub fn support_table() -> String {
    let mut rows: Vec<&Item> = table::items()
        .iter()
        .filter(|item| !item.path.starts_with("nj") || item.path.starts_with("numba"))
        .collect();
    rows.sort_by_key(|item| item.path);
    let mut text = String::from("| Name | Parameters | Meaning |\n|---|---|---|\n");
    for item in rows {
        // Writing to a String does not fail.
        let _ = writeln!(
            text,
            "| `{}` | {} | {} |",
            item.path,
            parameters(item),
            item.doc
        );
    }
    text
}

fn parameters(item: &Item) -> String {
    match &item.kind {
        Kind::Function(function) | Kind::DType(_, function) => function_parameters(function),
        Kind::Attribute(_) => "attribute".to_owned(),
        Kind::Module | Kind::Const(..) | Kind::Exception(_) | Kind::Special(_) => String::new(),
    }
}

fn function_parameters(function: &Function) -> String {
    let list: Vec<String> = function.params.list.iter().map(parameter).collect();
    format!("`({})`", list.join(", "))
}

fn parameter(param: &ParamRow) -> String {
    let star = if param.star { "*" } else { "" };
    match &param.default {
        Some(default) => format!("{star}{}={}", param.name, constant(default)),
        None => format!("{star}{}", param.name),
    }
}

fn constant(value: &Const) -> String {
    match value {
        Const::Bool(true) => "True".to_owned(),
        Const::Bool(false) => "False".to_owned(),
        Const::Int(v) => v.to_string(),
        Const::UInt(v) => v.to_string(),
        Const::Float(v) => v.to_string(),
        Const::Complex(re, im) => format!("({re}+{im}j)"),
        Const::Str(v) => format!("'{v}'"),
        Const::None => "None".to_owned(),
        Const::Ellipsis => "...".to_owned(),
    }
}
