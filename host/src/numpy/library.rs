//! Array functions: calls of the compiler's library, and the Python files in `library/` for what NumPy's functions can
//! do beyond it.
//!
//! A call goes to the library's row of the same name if the row takes these arguments, and else to the Python function
//! of that name. Arguments that a row wants to know at compile time (axes, names of methods, element types) become part
//! of the expression, all others are passed.

use std::sync::{Mutex, PoisonError};

use numjit::rows::{self, Kind, ParamRow, Params};
use numjit::{Arg, CallError, LibraryCall};
use rustpython_vm::builtins::{
    PyBaseExceptionRef, PyDictRef, PyInt, PyList, PyRange, PyStr, PyTuple,
};
use rustpython_vm::frozen::FrozenCodeObject;
use rustpython_vm::function::{ArgBytesLike, FuncArgs};
use rustpython_vm::scope::Scope;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine, py_compile};

use super::array::Array;
use super::compute;
use super::convert;
use super::dtype_object::PyDType;
use super::ndarray::PyNdArray;
use super::scalar::unbox_scalar;
use super::types::types;
use crate::boxing;
use crate::entity::PyEntity;

/// Functions whose row does something else than NumPy's function does outside of compiled functions: Numba sums in order,
/// has its own rules for some results, and its objects for iteration and limits are its own.
const NOT_THE_ROW: &[&str] = &[
    "allclose",
    "argwhere",
    "array_equal",
    "average",
    "block",
    "clip",
    "concatenate",
    "dot",
    "fft.fft",
    "fft.fft2",
    "fft.fftn",
    "fft.fftshift",
    "fft.hfft",
    "fft.ifft",
    "fft.ifft2",
    "fft.ifftn",
    "fft.ifftshift",
    "fft.ihfft",
    "fft.irfft",
    "fft.rfft",
    "finfo",
    "frexp",
    "fromiter",
    "hstack",
    "histogram",
    "iinfo",
    "in1d",
    "isin",
    "linalg.cholesky",
    "linalg.cond",
    "linalg.det",
    "linalg.eig",
    "linalg.eigh",
    "linalg.eigvals",
    "linalg.eigvalsh",
    "linalg.inv",
    "linalg.lstsq",
    "linalg.matrix_power",
    "linalg.matrix_rank",
    "linalg.multi_dot",
    "linalg.norm",
    "linalg.pinv",
    "linalg.qr",
    "linalg.slogdet",
    "linalg.solve",
    "linalg.svd",
    "linalg.svdvals",
    "matmul",
    "mean",
    "median",
    "modf",
    "moveaxis",
    "nanmean",
    "nanmedian",
    "nanpercentile",
    "nanquantile",
    "nanstd",
    "nansum",
    "nanvar",
    "ndenumerate",
    "ndindex",
    "nditer",
    "percentile",
    "piecewise",
    "poly",
    "polyfit",
    "ptp",
    "quantile",
    "random.choice",
    "random.randint",
    "roots",
    "round",
    "around",
    "stack",
    "std",
    "sum",
    "take",
    "trace",
    "trapezoid",
    "trim_zeros",
    "unique",
    "var",
    "vstack",
];

/// Calls a function by its name below `numpy`.
pub(crate) fn call(vm: &VirtualMachine, name: &str, mut args: FuncArgs) -> PyResult {
    let mut refusal = None;
    if name == "where" {
        choose_in_one_type(&mut args, vm)?;
    }
    if is_drawn_for_each(name, &args) {
        args.prepend_arg(vm.ctx.new_str(name).into());
        return call(vm, "random_each", args);
    }
    if !NOT_THE_ROW.contains(&name) {
        match row(vm, name, &args)? {
            Ok(result) => return Ok(result),
            Err(why) => refusal = why,
        }
    }
    if let Some(function) = python_function(name, vm)? {
        return function.call(args, vm);
    }
    Err(match refusal {
        Some(why) => vm.new_type_error(format!("numpy.{name}: {why}")),
        None => vm.new_not_implemented_error(format!("numpy.{name} is not supported")),
    })
}

/// Gives the Python numbers among the values of `np.where` the type that they have beside the others.
fn choose_in_one_type(args: &mut FuncArgs, vm: &VirtualMachine) -> PyResult<()> {
    let [_, values @ ..] = args.args.as_mut_slice() else {
        return Ok(());
    };
    let Some(dtype) = convert::common_type(values, vm)? else {
        return Ok(());
    };
    for value in values {
        if convert::operand(value, vm).is_some_and(|number| number.weak) {
            let array = convert::array_from(value, Some(dtype), vm)?;
            *value = PyNdArray::new_object(array, vm);
        }
    }
    Ok(())
}

/// Whether a distribution is asked for numbers with parameters of their own, which rows do not have.
fn is_drawn_for_each(name: &str, args: &FuncArgs) -> bool {
    const TAKE_ARRAYS: &[&str] = &[
        "Generator",
        "RandomState",
        "choice",
        "default_rng",
        "dirichlet",
        "each",
        "multinomial",
        "multivariate_normal",
        "permutation",
        "randint",
        "seed",
        "set_state",
        "shuffle",
    ];
    let Some(name) = name.strip_prefix("random.") else {
        return false;
    };
    let several = |value: &PyObjectRef| {
        value.downcast_ref::<PyNdArray>().is_some() || value.downcast_ref::<PyList>().is_some()
    };
    let named = args.kwargs.iter().filter(|(name, _)| *name != "size");
    !TAKE_ARRAYS.contains(&name)
        && (args.args.iter().any(several) || named.map(|(_, value)| value).any(several))
}

/// Calls the library's row of a name. The inner error says why the row does not take the call; it is empty where there is
/// no row.
pub(crate) fn row(
    vm: &VirtualMachine,
    name: &str,
    args: &FuncArgs,
) -> PyResult<Result<PyObjectRef, Option<String>>> {
    let is_numpy = !name.starts_with("scipy.");
    let path = if is_numpy {
        format!("numpy.{name}")
    } else {
        name.to_owned()
    };
    let Some(entity) = rows::lookup(&path) else {
        return Ok(Err(None));
    };
    let Kind::Function(function) = &rows::item(entity).kind else {
        return Ok(Err(None));
    };
    let keywords: Vec<&str> = args.kwargs.keys().map(String::as_str).collect();
    if let Err(why) = function.params.bind(args.args.len(), &keywords) {
        return Ok(Err(Some(why)));
    }
    let mut written = Written::default();
    let given = args.args.iter().map(|value| (None, value));
    let named = args.kwargs.iter().map(|(name, value)| (Some(name), value));
    for (place, (keyword, value)) in given.chain(named).enumerate() {
        let param = param(&function.params, place, keyword.map(String::as_str));
        written.push(keyword, param, value, vm)?;
    }
    let call = LibraryCall {
        expression: format!(
            "{}{name}({})",
            if is_numpy { "np." } else { "" },
            written.texts.join(", ")
        ),
        arity: written.args.len(),
        is_statement: false,
    };
    let is_random = name.starts_with("random.");
    let evaluate = if is_random {
        compute::evaluate_random
    } else {
        compute::evaluate
    };
    let outcome = evaluate(&call, &written.args, &written.objects, vm)
        .map_err(|error| as_numpy_says(error, vm))?;
    Ok(match outcome {
        Ok(result) if is_random => Ok(plain(result, vm)),
        Ok(result) => Ok(result),
        Err(error) => Err(Some(reason(&error))),
    })
}

/// The error in NumPy's class and words: it has a class of its own for an axis out of range.
fn as_numpy_says(error: PyBaseExceptionRef, vm: &VirtualMachine) -> PyBaseExceptionRef {
    let Ok(text) = error.as_object().str(vm) else {
        return error;
    };
    let text = text.to_string_lossy().into_owned();
    if text.starts_with("axis ") && error.class().is(vm.ctx.exceptions.value_error) {
        return convert::axis_error(text, vm);
    }
    if text.starts_with("Matrix is singular") {
        return vm.new_exception_msg(error.class().to_owned(), "Singular matrix".into());
    }
    error
}

/// Random functions return Python numbers, not scalars.
fn plain(result: PyObjectRef, vm: &VirtualMachine) -> PyObjectRef {
    match unbox_scalar(&result, vm) {
        Some((_, value)) => super::scalar::to_python(value, vm),
        None => result,
    }
}

/// The first sentence of a refusal by the compiler.
fn reason(error: &CallError) -> String {
    match error {
        CallError::Compile(diagnostics) => diagnostics
            .first()
            .map(|first| std::iter::once(&first.message).chain(&first.notes))
            .map_or_else(String::new, |texts| {
                texts.map(String::as_str).collect::<Vec<_>>().join(": ")
            }),
        other => other.to_string(),
    }
}

fn param<'p>(params: &'p Params, place: usize, keyword: Option<&str>) -> Option<&'p ParamRow> {
    match keyword {
        Some(keyword) => params.list.iter().find(|param| param.name == keyword),
        None => params
            .list
            .get(place)
            .or_else(|| params.list.last().filter(|param| param.star)),
    }
}

/// A call in the making: the arguments as text, the values that the text names, and the objects that own their memory.
#[derive(Default)]
struct Written {
    texts: Vec<String>,
    args: Vec<Arg>,
    objects: Vec<PyObjectRef>,
}

impl Written {
    fn push(
        &mut self,
        keyword: Option<&String>,
        param: Option<&ParamRow>,
        value: &PyObjectRef,
        vm: &VirtualMachine,
    ) -> PyResult<()> {
        let name = param.map_or("", |param| param.name);
        let constant = param.is_some_and(|param| param.literal) || CONSTANT.contains(&name);
        let text = match constant_text(value, name, constant, vm) {
            Some(text) => text,
            None => {
                let arg = self.value(value, name, vm)?;
                self.args.push(arg);
                format!("a{}", self.args.len() - 1)
            }
        };
        self.texts.push(match keyword {
            Some(keyword) => format!("{keyword}={text}"),
            None => text,
        });
        Ok(())
    }

    /// A value that is passed. Sequences become arrays, except where a shape or several arrays are asked for.
    fn value(&mut self, value: &PyObjectRef, name: &str, vm: &VirtualMachine) -> PyResult<Arg> {
        let listed = value.downcast_ref::<PyList>().is_some()
            || value.downcast_ref::<PyTuple>().is_some()
            || value.downcast_ref::<PyRange>().is_some();
        if listed && (SHAPES.contains(&name) || ARRAYS.contains(&name)) {
            let items: Vec<PyObjectRef> = value.clone().try_into_value(vm)?;
            let items = items
                .iter()
                .map(|item| self.value(item, "", vm))
                .collect::<PyResult<_>>()?;
            return Ok(Arg::Tuple(items));
        }
        if listed {
            let array = convert::array_from(value, None, vm)?;
            return self.value(&PyNdArray::new_object(array, vm), name, vm);
        }
        let arg = boxing::to_arg(value, vm)?;
        self.objects.push(value.clone());
        arg.ok_or_else(|| {
            vm.new_type_error(format!(
                "a '{}' object is not an argument for numpy's functions",
                value.class().name()
            ))
        })
    }
}

/// Parameters whose numbers must be known when the call is compiled.
const CONSTANT: &[&str] = &[
    "axis",
    "axis1",
    "axis2",
    "axes",
    "source",
    "destination",
    "dtype",
    "ddof",
    "endpoint",
    "retstep",
    "keepdims",
];

/// Parameters that take a tuple of integers.
const SHAPES: &[&str] = &[
    "shape",
    "strides",
    "window_shape",
    "newshape",
    "new_shape",
    "size",
    "reps",
    "shift",
    "dims",
];

/// Parameters that take several arrays.
const ARRAYS: &[&str] = &["arrays", "tup", "arys", "condlist", "choicelist", "seq"];

/// An argument as part of the expression, if it belongs there.
fn constant_text(
    value: &PyObjectRef,
    name: &str,
    constant: bool,
    vm: &VirtualMachine,
) -> Option<String> {
    if vm.is_none(value) {
        return Some("None".to_owned());
    }
    if name == "dtype" {
        let dtype = PyDType::parse_opt(value, vm)?;
        return Some(format!("np.{}", scalar_class(dtype.name())));
    }
    if let Some(text) = value.downcast_ref::<PyStr>() {
        let text = text.to_str()?;
        let plain = text
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || "_-<=>|,. ".contains(c));
        return plain.then(|| format!("'{text}'"));
    }
    if !constant {
        return None;
    }
    if value.class().is(vm.ctx.types.bool_type) {
        let truth = value.is(&vm.ctx.true_value);
        return Some(if truth { "True" } else { "False" }.to_owned());
    }
    if value.downcast_ref::<PyInt>().is_some() || is_integer_scalar(value, vm) {
        return Some(value.try_index(vm).ok()?.as_bigint().to_string());
    }
    let items: Vec<PyObjectRef> = match value.downcast_ref::<PyTuple>() {
        Some(tuple) => tuple.as_slice().to_vec(),
        None => value.downcast_ref::<PyList>()?.borrow_vec().to_vec(),
    };
    let texts: Option<Vec<String>> = items
        .iter()
        .map(|item| constant_text(item, name, true, vm))
        .collect();
    Some(format!("({},)", texts?.join(", ")))
}

fn is_integer_scalar(value: &PyObject, vm: &VirtualMachine) -> bool {
    unbox_scalar(value, vm).is_some_and(|(dtype, _)| dtype.is_integer())
}

/// The name of a scalar class in the library, where `bool` is Python's.
fn scalar_class(name: &'static str) -> &'static str {
    if name == "bool" { "bool_" } else { name }
}

/// A file of Python functions. The code is compiled with this crate; the text only tells which functions it has.
struct File {
    text: &'static str,
    code: fn() -> FrozenCodeObject<&'static [u8]>,
}

macro_rules! file {
    ($path:literal) => {
        File {
            text: include_str!($path),
            code: || py_compile!(file = $path, module_name = "<numpy>"),
        }
    };
}

/// The files; the first one has what the others share.
static FILES: [File; 17] = [
    file!("library/common.py"),
    file!("library/elementwise.py"),
    file!("library/extras.py"),
    file!("library/files.py"),
    file!("library/generator.py"),
    file!("library/fourier.py"),
    file!("library/limits.py"),
    file!("library/linalg.py"),
    file!("library/order.py"),
    file!("library/polynomial.py"),
    file!("library/products.py"),
    file!("library/random.py"),
    file!("library/records.py"),
    file!("library/reduce.py"),
    file!("library/settings.py"),
    file!("library/shapes.py"),
    file!("library/testing.py"),
];

/// The namespace of the Python functions; made when the first of them is needed.
static NAMESPACE: Mutex<Option<PyDictRef>> = Mutex::new(None);

/// The Python function of a name below `numpy`; dots become underscores.
pub(crate) fn python_function(name: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
    let name = name.replace('.', "_");
    let Some(file) = FILES[1..].iter().find(|file| defines(file.text, &name)) else {
        return Ok(None);
    };
    let namespace = namespace(vm)?;
    if !namespace.contains_key(name.as_str(), vm) {
        run(file, &namespace, vm)?;
    }
    namespace.get_item_opt(name.as_str(), vm)
}

/// A Python function or class that must be there.
pub(crate) fn library_function(name: &str, vm: &VirtualMachine) -> PyResult {
    python_function(name, vm)?
        .ok_or_else(|| vm.new_not_implemented_error(format!("numpy.{name} is not supported")))
}

/// Whether a file has a function, class or object of a name.
fn defines(text: &str, name: &str) -> bool {
    let starts = |line: &str, before: &str, after: &[char]| {
        line.strip_prefix(before)
            .and_then(|line| line.strip_prefix(name))
            .is_some_and(|rest| rest.starts_with(after))
    };
    text.lines().any(|line| {
        starts(line, "def ", &['('])
            || starts(line, "class ", &['(', ':'])
            || starts(line, "", &[' '])
    })
}

fn run(file: &File, namespace: &PyDictRef, vm: &VirtualMachine) -> PyResult<()> {
    let scope = Scope::with_builtins(None, namespace.clone(), vm);
    vm.run_code_obj(vm.ctx.new_code((file.code)()), scope)
        .map(drop)
}

fn namespace(vm: &VirtualMachine) -> PyResult<PyDictRef> {
    if let Some(known) = NAMESPACE
        .lock()
        .unwrap_or_else(PoisonError::into_inner)
        .as_ref()
    {
        return Ok(known.clone());
    }
    let made = vm.ctx.new_dict();
    made.set_item("__name__", vm.ctx.new_str("numpy").into(), vm)?;
    made.set_item("np", vm.import("numpy", 0)?, vm)?;
    made.set_item("generic", types(vm).abstracts[0].1.clone().into(), vm)?;
    for &(name, body) in PRIMITIVES {
        made.set_item(name, PyEntity::function(name, body, vm), vm)?;
    }
    run(&FILES[0], &made, vm)?;
    *NAMESPACE.lock().unwrap_or_else(PoisonError::into_inner) = Some(made.clone());
    Ok(made)
}

/// What the Python functions can call besides `numpy`.
const PRIMITIVES: &[(&str, crate::entity::Body)] = &[
    ("_row", call_row),
    ("_sum", super::sums::sum),
    ("_join", super::joining::join),
    ("_from_bytes", from_bytes),
    ("_random_state", super::random::state),
    ("_set_random_state", super::random::set_state),
    ("_random_seed", super::random::seed),
    ("_random_intervals", super::random::intervals),
    ("_pcg64", super::pcg64::make),
    ("_pcg64_floats", super::pcg64::floats),
    ("_pcg64_counts", super::pcg64::counts),
    ("_pcg64_integers", super::pcg64::integers),
    ("_pcg64_order", super::pcg64::order),
];

/// `_row(name, *args, **keywords)`: the library's row and nothing else.
fn call_row(vm: &VirtualMachine, _path: &'static str, mut args: FuncArgs) -> PyResult {
    let name = args.args.remove(0).str(vm)?.to_string();
    row(vm, &name, &args)?.map_err(|why| {
        let why = why.unwrap_or_else(|| "not supported".to_owned());
        vm.new_type_error(format!("numpy.{name}: {why}"))
    })
}

/// `_from_bytes(data, dtype)`: the elements whose bytes these are.
fn from_bytes(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (data, dtype): (ArgBytesLike, PyObjectRef) = args.bind(vm)?;
    let dtype = PyDType::parse(&dtype, vm)?;
    let data = data.borrow_buf();
    let array = Array::zeros(dtype, &[data.len() / dtype.size()])
        .map_err(|fault| convert::too_large(fault, vm))?;
    array
        .buffer
        .write_bytes(0, &data[..array.size() * dtype.size()]);
    Ok(PyNdArray::new_object(array, vm))
}

/// What `np.add.reduce` and the like do.
pub(crate) fn ufunc_method(
    vm: &VirtualMachine,
    path: &str,
    method: &str,
    mut args: FuncArgs,
) -> PyResult {
    let name = path.strip_prefix("numpy.").unwrap_or(path);
    args.prepend_arg(vm.ctx.new_str(name).into());
    match python_function(&format!("ufunc_{method}"), vm)? {
        Some(function) => function.call(args, vm),
        None => Err(vm.new_not_implemented_error(format!("{path}.{method} is not supported"))),
    }
}
