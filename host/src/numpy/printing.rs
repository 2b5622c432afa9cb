//! The print options and the functions that print arrays.

use std::borrow::Cow;
use std::sync::{PoisonError, RwLock};

use numjit_runtime::ArrayView;
use numjit_runtime::text::array::{self, FloatMode, PrintOptions, Sign, Style};
use rustpython_vm::builtins::PyDict;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert;
use super::dtype::Kind;
use super::module::required;
use super::scalar::box_scalar;

static PRINT_OPTIONS: RwLock<PrintOptions> = RwLock::new(PrintOptions::DEFAULT);

/// The print options in force.
pub(crate) fn print_options() -> PrintOptions {
    PRINT_OPTIONS
        .read()
        .unwrap_or_else(PoisonError::into_inner)
        .clone()
}

/// Prints an array with one of the runtime's functions.
pub(crate) fn print(
    array: &Array,
    options: &PrintOptions,
    how: fn(&ArrayView<'_>, &PrintOptions) -> String,
) -> String {
    // An array whose elements do not lie in its memory cannot be made, so that there is always a text.
    array
        .with_elements(|view| how(view, options))
        .unwrap_or_default()
}

pub(crate) fn array_str(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    print_with(vm, path, args, array::array_str)
}

pub(crate) fn array_repr(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    print_with(vm, path, args, array::array_repr)
}

const POSITIONAL: &[&str] = &["max_line_width", "precision", "suppress_small"];

fn print_with(
    vm: &VirtualMachine,
    path: &'static str,
    mut args: FuncArgs,
    how: fn(&ArrayView<'_>, &PrintOptions) -> String,
) -> PyResult {
    let array = convert::array_from(&*required(&mut args, "a", path, vm)?, None, vm)?;
    let mut options = print_options();
    let take = |name: &str| args.take_positional_keyword(name);
    read_options(&mut options, take, POSITIONAL, vm)?;
    Ok(vm.ctx.new_str(print(&array, &options, how)).into())
}

pub(crate) fn array2string(
    vm: &VirtualMachine,
    path: &'static str,
    mut args: FuncArgs,
) -> PyResult {
    let array = convert::array_from(&*required(&mut args, "a", path, vm)?, None, vm)?;
    let mut options = print_options();
    let take = |name: &str| args.take_positional_keyword(name);
    read_options(&mut options, take, POSITIONAL, vm)?;
    let mut text = |name: &str, initial: &str| -> PyResult<String> {
        match args.take_positional_keyword(name) {
            Some(text) => Ok(text.str(vm)?.to_string()),
            None => Ok(initial.to_owned()),
        }
    };
    let separator = text("separator", " ")?;
    let prefix = text("prefix", "")?;
    let suffix = match args.take_keyword("suffix") {
        Some(suffix) => suffix.str(vm)?.to_string(),
        None => String::new(),
    };
    let formatter = args.take_keyword("formatter").filter(|f| !vm.is_none(f));
    read_options(
        &mut options,
        |name| args.take_keyword(name),
        OPTION_NAMES,
        vm,
    )?;
    let style = Style {
        separator: &separator,
        prefix: &prefix,
        suffix: &suffix,
    };
    let printed = match formatter {
        Some(formatter) => formatted(&array, &options, &style, &formatter, vm)?,
        None => array
            .with_elements(|view| array::array2string(view, &options, &style))
            .unwrap_or_default(),
    };
    Ok(vm.ctx.new_str(printed).into())
}

/// Prints with the program's own function for elements of this kind, where its dictionary has one.
fn formatted(
    array: &Array,
    options: &PrintOptions,
    style: &Style<'_>,
    formatter: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<String> {
    let names: &[&str] = match array.dtype.kind() {
        Kind::Bool => &["bool", "all"],
        Kind::Signed | Kind::Unsigned => &["int", "int_kind", "all"],
        Kind::Float => &["float", "float_kind", "all"],
        Kind::Complex => &["complexfloat", "complex_kind", "all"],
    };
    let found = names
        .iter()
        .find_map(|&name| formatter.get_item(name, vm).ok());
    let plain = || {
        array
            .with_elements(|view| array::array2string(view, options, style))
            .unwrap_or_default()
    };
    let Some(function) = found.filter(|_| array.size() > 0) else {
        return Ok(plain());
    };
    let shape: Vec<i64> = array.shape().iter().map(|&extent| extent as i64).collect();
    let mut failure = None;
    let printed = array::format_elements(&shape, options, style, &mut |index| {
        let element = box_scalar(array.dtype, array.get(index), vm);
        let text = function
            .call((element,), vm)
            .and_then(|text| Ok(text.str(vm)?.to_string()));
        text.unwrap_or_else(|error| {
            failure.get_or_insert(error);
            String::new()
        })
    });
    match failure {
        Some(error) => Err(error),
        None => Ok(printed),
    }
}

const OPTION_NAMES: &[&str] = &[
    "precision",
    "threshold",
    "edgeitems",
    "linewidth",
    "suppress",
    "nanstr",
    "infstr",
    "sign",
    "floatmode",
];

pub(crate) fn set_printoptions(
    vm: &VirtualMachine,
    _path: &'static str,
    mut args: FuncArgs,
) -> PyResult {
    let mut options = print_options();
    let (positional, keywords) = OPTION_NAMES.split_at(7);
    let take = |name: &str| args.take_positional_keyword(name);
    read_options(&mut options, take, positional, vm)?;
    read_options(&mut options, |name| args.take_keyword(name), keywords, vm)?;
    *PRINT_OPTIONS
        .write()
        .unwrap_or_else(PoisonError::into_inner) = options;
    Ok(vm.ctx.none())
}

/// Reads options by name; `None` leaves one as it is.
fn read_options(
    options: &mut PrintOptions,
    mut take: impl FnMut(&str) -> Option<PyObjectRef>,
    names: &[&str],
    vm: &VirtualMachine,
) -> PyResult<()> {
    for &name in names {
        let Some(value) = take(name).filter(|value| !vm.is_none(value)) else {
            continue;
        };
        set_option(options, name, &value, vm)?;
    }
    Ok(())
}

fn set_option(
    options: &mut PrintOptions,
    name: &str,
    value: &PyObjectRef,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let count = || -> PyResult<usize> { value.try_index(vm)?.try_to_primitive(vm) };
    // `sys.maxsize` and infinity both mean: never.
    let limit = || {
        let int = value.try_index(vm).ok();
        int.and_then(|int| int.try_to_primitive::<usize>(vm).ok())
            .unwrap_or(isize::MAX as usize)
    };
    let text = || -> PyResult<String> { Ok(value.str(vm)?.to_string()) };
    match name {
        "precision" => options.precision = Some(count()?),
        "threshold" => options.threshold = limit(),
        "edgeitems" => options.edgeitems = count()?,
        "linewidth" | "max_line_width" => options.linewidth = limit(),
        "suppress" | "suppress_small" => options.suppress = value.clone().try_to_bool(vm)?,
        "nanstr" => options.nanstr = Cow::Owned(text()?),
        "infstr" => options.infstr = Cow::Owned(text()?),
        "sign" => options.sign = sign(&text()?, vm)?,
        _ => options.floatmode = float_mode(&text()?, vm)?,
    }
    Ok(())
}

const SIGNS: &[(&str, Sign)] = &[("-", Sign::Minus), ("+", Sign::Plus), (" ", Sign::Space)];

fn sign(text: &str, vm: &VirtualMachine) -> PyResult<Sign> {
    let found = SIGNS.iter().find(|sign| sign.0 == text);
    found
        .map(|sign| sign.1)
        .ok_or_else(|| vm.new_value_error("sign option must be one of ' ', '+', or '-'"))
}

const FLOAT_MODES: &[(&str, FloatMode)] = &[
    ("fixed", FloatMode::Fixed),
    ("unique", FloatMode::Unique),
    ("maxprec", FloatMode::MaxPrec),
    ("maxprec_equal", FloatMode::MaxPrecEqual),
];

fn float_mode(name: &str, vm: &VirtualMachine) -> PyResult<FloatMode> {
    let found = FLOAT_MODES.iter().find(|mode| mode.0 == name);
    found.map(|mode| mode.1).ok_or_else(|| {
        vm.new_value_error("floatmode option must be one of fixed, maxprec, maxprec_equal, unique")
    })
}

pub(crate) fn get_printoptions(
    vm: &VirtualMachine,
    _path: &'static str,
    _args: FuncArgs,
) -> PyResult {
    let options = print_options();
    let dict: PyRef<PyDict> = vm.ctx.new_dict();
    let mode = FLOAT_MODES
        .iter()
        .find(|mode| mode.1 == options.floatmode)
        .map_or("maxprec", |mode| mode.0);
    let sign = SIGNS
        .iter()
        .find(|sign| sign.1 == options.sign)
        .map_or("-", |sign| sign.0);
    let precision: PyObjectRef = match options.precision {
        Some(digits) => vm.ctx.new_int(digits).into(),
        None => vm.ctx.none(),
    };
    let entries: [(&str, PyObjectRef); 10] = [
        ("edgeitems", vm.ctx.new_int(options.edgeitems).into()),
        ("threshold", vm.ctx.new_int(options.threshold).into()),
        ("floatmode", vm.ctx.new_str(mode).into()),
        ("precision", precision),
        ("suppress", vm.ctx.new_bool(options.suppress).into()),
        ("linewidth", vm.ctx.new_int(options.linewidth).into()),
        ("nanstr", vm.ctx.new_str(options.nanstr.as_ref()).into()),
        ("infstr", vm.ctx.new_str(options.infstr.as_ref()).into()),
        ("sign", vm.ctx.new_str(sign).into()),
        ("formatter", vm.ctx.none()),
    ];
    for (name, value) in entries {
        dict.set_item(name, value, vm)?;
    }
    Ok(dict.into())
}
