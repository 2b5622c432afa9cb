//! The words of every diagnostic, one file a code.
//!
//! A file holds the stable code, the page that `numjit explain` shows (what it means, a program that
//! triggers it, the corrected program), and functions that turn facts into a [`crate::Diagnostic`].
//! To add a code: one file, one `pub mod` line and one line in the list.

pub mod nj0001_syntax_error;
pub mod nj0002_unsupported_statement;
pub mod nj0003_unsupported_expression;
pub mod nj0004_not_utf8;
pub mod nj0005_integer_too_large;
pub mod nj0006_outer_assignment;
pub mod nj0007_nested_too_deeply;
pub mod nj0008_captured_reassigned;
pub mod nj0009_no_function;
pub mod nj0010_bad_parameter;
pub mod nj0011_module_statement;
pub mod nj0101_undefined_name;
pub mod nj0102_unassigned_variable;
pub mod nj0103_python_function;
pub mod nj0104_unsupported_global;
pub mod nj0105_unknown_member;
pub mod nj0201_conflicting_types;
pub mod nj0202_unsupported_operands;
pub mod nj0203_unknown_attribute;
pub mod nj0204_call_mismatch;
pub mod nj0205_wrong_arguments;
pub mod nj0206_not_callable;
pub mod nj0207_not_iterable;
pub mod nj0208_not_subscriptable;
pub mod nj0209_tuple_index_not_constant;
pub mod nj0210_wrong_index;
pub mod nj0211_conflicting_returns;
pub mod nj0212_recursive_type;
pub mod nj0213_readonly_array;
pub mod nj0214_unsupported_argument;
pub mod nj0215_no_matching_definition;
pub mod nj0216_unpack_mismatch;
pub mod nj0217_immutable_value;
pub mod nj0218_not_constant;
pub mod nj0219_no_truth_value;
pub mod nj0220_unknown_element_type;
pub mod nj0221_not_an_exception;
pub mod nj0222_unsupported_conversion;
pub mod nj0223_unsupported_result;
pub mod nj0224_unsupported_type_use;
pub mod nj0301_unknown_option;
pub mod nj0302_bad_option_value;
pub mod nj0303_bad_signature;
pub mod nj0901_internal_fault;

use crate::Label;

/// A code and its page.
#[derive(Clone, Copy, Debug)]
pub struct CodeInfo {
    /// Stable code.
    pub code: &'static str,
    /// One line that names the problem.
    pub title: &'static str,
    /// The user's page in Markdown.
    pub page: &'static str,
}

macro_rules! list {
    ($($module:ident,)*) => {
        &[$(CodeInfo {
            code: $module::CODE,
            title: $module::TITLE,
            page: $module::PAGE,
        }),*]
    };
}

static ALL: &[CodeInfo] = list![
    nj0001_syntax_error,
    nj0002_unsupported_statement,
    nj0003_unsupported_expression,
    nj0004_not_utf8,
    nj0005_integer_too_large,
    nj0006_outer_assignment,
    nj0007_nested_too_deeply,
    nj0008_captured_reassigned,
    nj0009_no_function,
    nj0010_bad_parameter,
    nj0011_module_statement,
    nj0101_undefined_name,
    nj0102_unassigned_variable,
    nj0103_python_function,
    nj0104_unsupported_global,
    nj0105_unknown_member,
    nj0201_conflicting_types,
    nj0202_unsupported_operands,
    nj0203_unknown_attribute,
    nj0204_call_mismatch,
    nj0205_wrong_arguments,
    nj0206_not_callable,
    nj0207_not_iterable,
    nj0208_not_subscriptable,
    nj0209_tuple_index_not_constant,
    nj0210_wrong_index,
    nj0211_conflicting_returns,
    nj0212_recursive_type,
    nj0213_readonly_array,
    nj0214_unsupported_argument,
    nj0215_no_matching_definition,
    nj0216_unpack_mismatch,
    nj0217_immutable_value,
    nj0218_not_constant,
    nj0219_no_truth_value,
    nj0220_unknown_element_type,
    nj0221_not_an_exception,
    nj0222_unsupported_conversion,
    nj0223_unsupported_result,
    nj0224_unsupported_type_use,
    nj0301_unknown_option,
    nj0302_bad_option_value,
    nj0303_bad_signature,
    nj0901_internal_fault,
];

/// Every code, in order.
pub fn all() -> &'static [CodeInfo] {
    ALL
}

/// The entry of a code, in any letter case.
pub fn find(code: &str) -> Option<&'static CodeInfo> {
    ALL.iter().find(|info| info.code.eq_ignore_ascii_case(code))
}

impl CodeInfo {
    /// The Python programs on the page, in order. The last one compiles; one before it triggers the
    /// code.
    pub fn examples(&self) -> Vec<&'static str> {
        self.page
            .split("```python\n")
            .skip(1)
            .filter_map(|rest| rest.split("```").next())
            .collect()
    }
}

/// "`a`, `b` or `c`" without repetitions, in order of appearance.
fn type_list<'a>(types: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = Vec::new();
    for ty in types {
        let name = format!("`{ty}`");
        if !names.contains(&name) {
            names.push(name);
        }
    }
    match names.split_last() {
        Some((last, rest)) if !rest.is_empty() => format!("{} or {last}", rest.join(", ")),
        _ => names.concat(),
    }
}

/// Labels that say the type at their place, where they say nothing else.
fn type_labels(types: Vec<(String, Label)>) -> impl Iterator<Item = Label> {
    types.into_iter().map(|(ty, mut label)| {
        if label.message.is_empty() {
            label.message = format!("this is `{ty}`");
        }
        label
    })
}

#[cfg(test)]
mod tests;
