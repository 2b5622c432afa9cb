//! What `import numpy` brings: the names of the module and of its submodules.

use numjit::rows;
use rustpython_vm::AsObject;
use rustpython_vm::builtins::{PyInt, PyModule, PyModuleDef, PyStr, PyTypeRef};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{Context, Py, PyObjectRef, PyPayload, PyRef, PyResult, VirtualMachine};

use super::array::Array;
use super::compute;
use super::convert::{self, too_large};
use super::dtype::DType;
use super::dtype_object::PyDType;
use super::format;
use super::library;
use super::ndarray::{self, Order, PyNdArray};
use super::printing;
use super::scalar::{box_scalar, is_number};
use super::types::types;
use super::value::Value;
use crate::entity::{Body, PyEntity};
use crate::native_module::{definition, mark_package, submodule};

/// Elementwise functions.
const UFUNCS: &[&str] = &[
    "numpy.abs",
    "numpy.absolute",
    "numpy.add",
    "numpy.arccos",
    "numpy.arccosh",
    "numpy.arcsin",
    "numpy.arcsinh",
    "numpy.arctan",
    "numpy.arctan2",
    "numpy.arctanh",
    "numpy.bitwise_and",
    "numpy.bitwise_not",
    "numpy.bitwise_or",
    "numpy.bitwise_xor",
    "numpy.cbrt",
    "numpy.ceil",
    "numpy.conj",
    "numpy.conjugate",
    "numpy.copysign",
    "numpy.cos",
    "numpy.cosh",
    "numpy.deg2rad",
    "numpy.degrees",
    "numpy.divide",
    "numpy.divmod",
    "numpy.equal",
    "numpy.exp",
    "numpy.exp2",
    "numpy.expm1",
    "numpy.fabs",
    "numpy.float_power",
    "numpy.floor",
    "numpy.floor_divide",
    "numpy.fmax",
    "numpy.fmin",
    "numpy.fmod",
    "numpy.frexp",
    "numpy.gcd",
    "numpy.greater",
    "numpy.greater_equal",
    "numpy.heaviside",
    "numpy.hypot",
    "numpy.invert",
    "numpy.isfinite",
    "numpy.isinf",
    "numpy.isnan",
    "numpy.lcm",
    "numpy.ldexp",
    "numpy.left_shift",
    "numpy.less",
    "numpy.less_equal",
    "numpy.log",
    "numpy.log10",
    "numpy.log1p",
    "numpy.log2",
    "numpy.logaddexp",
    "numpy.logaddexp2",
    "numpy.logical_and",
    "numpy.logical_not",
    "numpy.logical_or",
    "numpy.logical_xor",
    "numpy.matmul",
    "numpy.maximum",
    "numpy.minimum",
    "numpy.mod",
    "numpy.modf",
    "numpy.multiply",
    "numpy.negative",
    "numpy.nextafter",
    "numpy.not_equal",
    "numpy.positive",
    "numpy.power",
    "numpy.rad2deg",
    "numpy.radians",
    "numpy.reciprocal",
    "numpy.remainder",
    "numpy.right_shift",
    "numpy.rint",
    "numpy.sign",
    "numpy.signbit",
    "numpy.sin",
    "numpy.sinh",
    "numpy.spacing",
    "numpy.sqrt",
    "numpy.square",
    "numpy.subtract",
    "numpy.tan",
    "numpy.tanh",
    "numpy.true_divide",
    "numpy.trunc",
];

/// Array functions that the compiler's library computes.
const FUNCTIONS: &[&str] = &[
    "numpy.all",
    "numpy.allclose",
    "numpy.amax",
    "numpy.amin",
    "numpy.angle",
    "numpy.any",
    "numpy.append",
    "numpy.apply_along_axis",
    "numpy.arange",
    "numpy.argmax",
    "numpy.argmin",
    "numpy.argpartition",
    "numpy.argsort",
    "numpy.argwhere",
    "numpy.around",
    "numpy.array_equal",
    "numpy.array_equiv",
    "numpy.array_split",
    "numpy.atleast_1d",
    "numpy.atleast_2d",
    "numpy.atleast_3d",
    "numpy.average",
    "numpy.bartlett",
    "numpy.bincount",
    "numpy.blackman",
    "numpy.block",
    "numpy.broadcast_arrays",
    "numpy.broadcast_shapes",
    "numpy.can_cast",
    "numpy.choose",
    "numpy.clip",
    "numpy.column_stack",
    "numpy.compress",
    "numpy.concat",
    "numpy.concatenate",
    "numpy.convolve",
    "numpy.copyto",
    "numpy.corrcoef",
    "numpy.correlate",
    "numpy.count_nonzero",
    "numpy.cov",
    "numpy.cross",
    "numpy.cumprod",
    "numpy.cumsum",
    "numpy.delete",
    "numpy.diag",
    "numpy.diag_indices",
    "numpy.diagflat",
    "numpy.diagonal",
    "numpy.diff",
    "numpy.digitize",
    "numpy.dot",
    "numpy.dsplit",
    "numpy.dstack",
    "numpy.ediff1d",
    "numpy.einsum",
    "numpy.expand_dims",
    "numpy.errstate",
    "numpy.extract",
    "numpy.eye",
    "numpy.fill_diagonal",
    "numpy.finfo",
    "numpy.fix",
    "numpy.flatnonzero",
    "numpy.flip",
    "numpy.fliplr",
    "numpy.flipud",
    "numpy.format_float_positional",
    "numpy.frombuffer",
    "numpy.fromfunction",
    "numpy.fromiter",
    "numpy.geomspace",
    "numpy.geterr",
    "numpy.gradient",
    "numpy.hamming",
    "numpy.hanning",
    "numpy.histogram",
    "numpy.histogram2d",
    "numpy.histogram_bin_edges",
    "numpy.hsplit",
    "numpy.hstack",
    "numpy.identity",
    "numpy.iinfo",
    "numpy.imag",
    "numpy.indices",
    "numpy.inner",
    "numpy.insert",
    "numpy.interp",
    "numpy.intersect1d",
    "numpy.in1d",
    "numpy.isclose",
    "numpy.iscomplex",
    "numpy.iscomplexobj",
    "numpy.isin",
    "numpy.isneginf",
    "numpy.isposinf",
    "numpy.isreal",
    "numpy.isrealobj",
    "numpy.kaiser",
    "numpy.kron",
    "numpy.lexsort",
    "numpy.linspace",
    "numpy.load",
    "numpy.loadtxt",
    "numpy.logspace",
    "numpy.max",
    "numpy.may_share_memory",
    "numpy.mean",
    "numpy.median",
    "numpy.meshgrid",
    "numpy.min",
    "numpy.min_scalar_type",
    "numpy.moveaxis",
    "numpy.nan_to_num",
    "numpy.nanargmax",
    "numpy.nanargmin",
    "numpy.nancumprod",
    "numpy.nancumsum",
    "numpy.nanmax",
    "numpy.nanmean",
    "numpy.nanmedian",
    "numpy.nanmin",
    "numpy.nanpercentile",
    "numpy.nanprod",
    "numpy.nanquantile",
    "numpy.nanstd",
    "numpy.nansum",
    "numpy.nanvar",
    "numpy.ndenumerate",
    "numpy.ndindex",
    "numpy.nditer",
    "numpy.nonzero",
    "numpy.outer",
    "numpy.pad",
    "numpy.partition",
    "numpy.percentile",
    "numpy.piecewise",
    "numpy.place",
    "numpy.poly",
    "numpy.polyfit",
    "numpy.polyval",
    "numpy.printoptions",
    "numpy.prod",
    "numpy.ptp",
    "numpy.put",
    "numpy.put_along_axis",
    "numpy.putmask",
    "numpy.quantile",
    "numpy.ravel_multi_index",
    "numpy.real",
    "numpy.real_if_close",
    "numpy.repeat",
    "numpy.resize",
    "numpy.roll",
    "numpy.rollaxis",
    "numpy.roots",
    "numpy.rot90",
    "numpy.round",
    "numpy.row_stack",
    "numpy.save",
    "numpy.savetxt",
    "numpy.searchsorted",
    "numpy.select",
    "numpy.setdiff1d",
    "numpy.seterr",
    "numpy.setxor1d",
    "numpy.shares_memory",
    "numpy.sinc",
    "numpy.sort",
    "numpy.split",
    "numpy.stack",
    "numpy.std",
    "numpy.sum",
    "numpy.take",
    "numpy.take_along_axis",
    "numpy.tensordot",
    "numpy.tile",
    "numpy.trace",
    "numpy.trapezoid",
    "numpy.tri",
    "numpy.tril",
    "numpy.tril_indices",
    "numpy.tril_indices_from",
    "numpy.trim_zeros",
    "numpy.triu",
    "numpy.triu_indices",
    "numpy.triu_indices_from",
    "numpy.union1d",
    "numpy.unique",
    "numpy.unravel_index",
    "numpy.unwrap",
    "numpy.vander",
    "numpy.var",
    "numpy.vdot",
    "numpy.vsplit",
    "numpy.vstack",
    "numpy.where",
];

const LINALG: &[&str] = &[
    "numpy.linalg.cholesky",
    "numpy.linalg.cond",
    "numpy.linalg.det",
    "numpy.linalg.eig",
    "numpy.linalg.eigh",
    "numpy.linalg.eigvals",
    "numpy.linalg.eigvalsh",
    "numpy.linalg.inv",
    "numpy.linalg.lstsq",
    "numpy.linalg.matrix_power",
    "numpy.linalg.matrix_rank",
    "numpy.linalg.norm",
    "numpy.linalg.pinv",
    "numpy.linalg.qr",
    "numpy.linalg.slogdet",
    "numpy.linalg.solve",
    "numpy.linalg.svd",
];

const RANDOM: &[&str] = &[
    "numpy.random.Generator",
    "numpy.random.RandomState",
    "numpy.random.beta",
    "numpy.random.binomial",
    "numpy.random.bytes",
    "numpy.random.chisquare",
    "numpy.random.choice",
    "numpy.random.default_rng",
    "numpy.random.dirichlet",
    "numpy.random.exponential",
    "numpy.random.gamma",
    "numpy.random.geometric",
    "numpy.random.get_state",
    "numpy.random.gumbel",
    "numpy.random.hypergeometric",
    "numpy.random.laplace",
    "numpy.random.logistic",
    "numpy.random.lognormal",
    "numpy.random.logseries",
    "numpy.random.multinomial",
    "numpy.random.multivariate_normal",
    "numpy.random.negative_binomial",
    "numpy.random.normal",
    "numpy.random.pareto",
    "numpy.random.permutation",
    "numpy.random.poisson",
    "numpy.random.power",
    "numpy.random.rand",
    "numpy.random.randint",
    "numpy.random.randn",
    "numpy.random.random",
    "numpy.random.random_sample",
    "numpy.random.ranf",
    "numpy.random.rayleigh",
    "numpy.random.sample",
    "numpy.random.seed",
    "numpy.random.set_state",
    "numpy.random.shuffle",
    "numpy.random.standard_cauchy",
    "numpy.random.standard_exponential",
    "numpy.random.standard_gamma",
    "numpy.random.standard_normal",
    "numpy.random.standard_t",
    "numpy.random.triangular",
    "numpy.random.uniform",
    "numpy.random.vonmises",
    "numpy.random.wald",
    "numpy.random.weibull",
    "numpy.random.zipf",
];

const TESTING: &[&str] = &[
    "numpy.testing.assert_",
    "numpy.testing.assert_allclose",
    "numpy.testing.assert_almost_equal",
    "numpy.testing.assert_array_almost_equal",
    "numpy.testing.assert_array_equal",
    "numpy.testing.assert_array_less",
    "numpy.testing.assert_equal",
    "numpy.testing.assert_approx_equal",
    "numpy.testing.assert_array_almost_equal_nulp",
    "numpy.testing.assert_array_compare",
    "numpy.testing.assert_array_max_ulp",
    "numpy.testing.assert_no_warnings",
    "numpy.testing.assert_raises",
    "numpy.testing.assert_raises_regex",
    "numpy.testing.assert_string_equal",
    "numpy.testing.assert_warns",
];

const FFT: &[&str] = &[
    "numpy.fft.fft",
    "numpy.fft.fft2",
    "numpy.fft.fftfreq",
    "numpy.fft.fftn",
    "numpy.fft.fftshift",
    "numpy.fft.ifft",
    "numpy.fft.ifft2",
    "numpy.fft.ifftn",
    "numpy.fft.ifftshift",
    "numpy.fft.irfft",
    "numpy.fft.irfft2",
    "numpy.fft.irfftn",
    "numpy.fft.rfft",
    "numpy.fft.rfft2",
    "numpy.fft.rfftfreq",
    "numpy.fft.rfftn",
];

/// Functions that only make arrays or look at them, which need no computation.
const DIRECT: &[(&str, Body)] = &[
    ("numpy.array", array),
    ("numpy.asarray", asarray),
    ("numpy.asanyarray", asarray),
    ("numpy.ascontiguousarray", ascontiguousarray),
    ("numpy.asfortranarray", asfortranarray),
    ("numpy.copy", array),
    ("numpy.empty", zeros),
    ("numpy.zeros", zeros),
    ("numpy.ones", ones),
    ("numpy.full", full),
    ("numpy.empty_like", zeros_like),
    ("numpy.zeros_like", zeros_like),
    ("numpy.ones_like", ones_like),
    ("numpy.full_like", full_like),
    ("numpy.broadcast_to", broadcast_to),
    ("numpy.reshape", forward_method),
    ("numpy.ravel", forward_method),
    ("numpy.transpose", forward_method),
    ("numpy.squeeze", forward_method),
    ("numpy.swapaxes", forward_method),
    ("numpy.shape", forward_attribute),
    ("numpy.ndim", forward_attribute),
    ("numpy.size", forward_attribute),
    ("numpy.isscalar", isscalar),
    ("numpy.issubdtype", issubdtype),
    ("numpy.result_type", result_type),
    ("numpy.promote_types", result_type),
    ("numpy.array_str", printing::array_str),
    ("numpy.array_repr", printing::array_repr),
    ("numpy.array2string", printing::array2string),
    ("numpy.set_printoptions", printing::set_printoptions),
    ("numpy.get_printoptions", printing::get_printoptions),
];

/// Other names of element types.
const TYPE_ALIASES: &[(&str, DType)] = &[
    ("bool_", DType::Bool),
    ("byte", DType::Int8),
    ("ubyte", DType::Uint8),
    ("short", DType::Int16),
    ("ushort", DType::Uint16),
    ("intc", DType::Int32),
    ("uintc", DType::Uint32),
    ("int_", DType::Int64),
    ("intp", DType::Int64),
    ("long", DType::Int64),
    ("longlong", DType::Int64),
    ("uint", DType::Uint64),
    ("uintp", DType::Uint64),
    ("ulong", DType::Uint64),
    ("ulonglong", DType::Uint64),
    ("single", DType::Float32),
    ("double", DType::Float64),
    ("csingle", DType::Complex64),
    ("cdouble", DType::Complex128),
];

const CONSTANTS: &[(&str, f64)] = &[
    ("pi", std::f64::consts::PI),
    ("e", std::f64::consts::E),
    ("euler_gamma", 0.577_215_664_901_532_9),
    ("inf", f64::INFINITY),
    ("nan", f64::NAN),
];

/// The description under which the interpreter knows `numpy`.
pub(crate) fn module_def(ctx: &Context) -> &'static PyModuleDef {
    definition(ctx, "numpy", None, exec)
}

fn exec(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    mark_package(module, vm)?;
    ndarray::make_helper_classes();
    let attribute =
        |name: &str, value: PyObjectRef| module.set_attr(vm.ctx.intern_str(name), value, vm);
    attribute("__version__", vm.ctx.new_str("2.4.6").into())?;
    attribute("ndarray", PyNdArray::make_class(vm).into())?;
    attribute("dtype", PyDType::class(&vm.ctx).to_owned().into())?;
    attribute("newaxis", vm.ctx.none())?;
    for (name, class) in &types(vm).abstracts {
        attribute(name, class.clone().into())?;
    }
    for dtype in DType::all() {
        attribute(dtype.name(), types(vm).class(dtype).clone().into())?;
    }
    for &(name, dtype) in TYPE_ALIASES {
        attribute(name, types(vm).class(dtype).clone().into())?;
    }
    for &(name, value) in CONSTANTS {
        attribute(name, vm.ctx.new_float(value).into())?;
    }
    attribute("True_", box_scalar(DType::Bool, Value::Bool(true), vm))?;
    attribute("False_", box_scalar(DType::Bool, Value::Bool(false), vm))?;
    make_entity_class();
    super::scalar::add_array_methods(vm);
    for &(path, body) in DIRECT {
        set_function(module, path, body, vm)?;
    }
    for &path in UFUNCS {
        module.set_attr(
            vm.ctx.intern_str(last_name(path)),
            PyEntity::ufunc(path, call_ufunc, vm),
            vm,
        )?;
    }
    set_functions(module, FUNCTIONS, vm)?;
    let linalg = submodule(module, "numpy.linalg", vm)?;
    set_functions(&linalg, LINALG, vm)?;
    let value_error = vm.ctx.exceptions.value_error.to_owned();
    let error = vm
        .ctx
        .new_exception_type("numpy.linalg", "LinAlgError", Some(vec![value_error]));
    linalg.set_attr("LinAlgError", error, vm)?;
    make_exceptions(module, vm)?;
    attribute(
        "__getattr__",
        PyEntity::function("numpy.__getattr__", late_attribute, vm),
    )?;
    set_functions(&*submodule(module, "numpy.testing", vm)?, TESTING, vm)?;
    set_functions(&*submodule(module, "numpy.random", vm)?, RANDOM, vm)?;
    let fft = submodule(module, "numpy.fft", vm)?;
    set_functions(&fft, FFT, vm)?;
    set_rows(&fft, "numpy.fft", vm)?;
    set_rows(&linalg, "numpy.linalg", vm)?;
    let lib = submodule(module, "numpy.lib", vm)?;
    let strides = submodule(&lib, "numpy.lib.stride_tricks", vm)?;
    set_rows(&strides, "numpy.lib.stride_tricks", vm)?;
    let polynomial = submodule(module, "numpy.polynomial", vm)?;
    let rising = submodule(&polynomial, "numpy.polynomial.polynomial", vm)?;
    set_rows(&rising, "numpy.polynomial.polynomial", vm)?;
    for one in [&polynomial, &rising] {
        let late = PyEntity::function("numpy.polynomial.__getattr__", late_polynomial, vm);
        one.set_attr("__getattr__", late, vm)?;
    }
    set_rows(module, "numpy", vm)
}

/// The functions of a module that only the compiler's library has.
fn set_rows(module: &Py<PyModule>, path: &str, vm: &VirtualMachine) -> PyResult<()> {
    for entity in 0..rows::len() {
        let item = rows::item(entity);
        let Some(name) = item
            .path
            .strip_prefix(path)
            .and_then(|rest| rest.strip_prefix('.'))
        else {
            continue;
        };
        let is_function = matches!(item.kind, rows::Kind::Function(_));
        if is_function && !name.contains('.') && module.as_object().get_attr(name, vm).is_err() {
            set_function(module, item.path, call_function, vm)?;
        }
    }
    Ok(())
}

/// The description under which the interpreter knows `scipy`, of which there is `scipy.special`.
pub(crate) fn scipy_def(ctx: &Context) -> &'static PyModuleDef {
    definition(ctx, "scipy", None, exec_scipy)
}

fn exec_scipy(vm: &VirtualMachine, module: &Py<PyModule>) -> PyResult<()> {
    mark_package(module, vm)?;
    make_entity_class();
    set_rows(
        &*submodule(module, "scipy.special", vm)?,
        "scipy.special",
        vm,
    )
}

/// `numpy.exceptions`.
fn make_exceptions(numpy: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    let exceptions = submodule(numpy, "numpy.exceptions", vm)?;
    let known = &vm.ctx.exceptions;
    let bases = vec![known.value_error.to_owned(), known.index_error.to_owned()];
    let axis_error = vm
        .ctx
        .new_exception_type("numpy.exceptions", "AxisError", Some(bases));
    exceptions.set_attr("AxisError", axis_error, vm)?;
    let core = submodule(numpy, "numpy._core", vm)?;
    let exceptions = submodule(&core, "numpy._core._exceptions", vm)?;
    let type_error = known.type_error.to_owned();
    let name = "UFuncTypeError";
    let made = vm
        .ctx
        .new_exception_type("numpy._core._exceptions", name, Some(vec![type_error]));
    exceptions.set_attr(name, made, vm)
}

/// Names of the module that are neither functions nor classes, such as `np.s_`; they are made when they are asked for.
fn late_attribute(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    const LATE: &[&str] = &[
        "s_",
        "index_exp",
        "mgrid",
        "ogrid",
        "r_",
        "c_",
        "poly1d",
        "rec",
        "recarray",
        "void",
        "vectorize",
        "histogramdd",
        "apply_over_axes",
        "frompyfunc",
        "fromfile",
        "fromstring",
        "genfromtxt",
        "isdtype",
        "savez",
        "savez_compressed",
        "unstack",
    ];
    let (name,): (PyRef<PyStr>,) = args.bind(vm)?;
    let name = name.to_string_lossy();
    let found = if LATE.contains(&name.as_ref()) {
        library::python_function(&name, vm)?
    } else {
        None
    };
    found.ok_or_else(|| vm.new_attribute_error(format!("module 'numpy' has no attribute '{name}'")))
}

/// The classes of `numpy.polynomial`, made when they are asked for.
fn late_polynomial(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (name,): (PyRef<PyStr>,) = args.bind(vm)?;
    let name = name.to_string_lossy();
    let found = match name.as_ref() {
        "Polynomial" => library::python_function("Polynomial", vm)?,
        _ => None,
    };
    found.ok_or_else(|| {
        vm.new_attribute_error(format!(
            "module 'numpy.polynomial' has no attribute '{name}'"
        ))
    })
}

fn make_entity_class() {
    use rustpython_vm::class::PyClassImpl;
    PyEntity::make_static_type();
}

fn last_name(path: &'static str) -> &'static str {
    path.rsplit('.').next().unwrap_or(path)
}

fn set_function(
    module: &Py<PyModule>,
    path: &'static str,
    body: Body,
    vm: &VirtualMachine,
) -> PyResult<()> {
    module.set_attr(
        vm.ctx.intern_str(last_name(path)),
        PyEntity::function(path, body, vm),
        vm,
    )
}

fn set_functions(
    module: &Py<PyModule>,
    paths: &[&'static str],
    vm: &VirtualMachine,
) -> PyResult<()> {
    paths
        .iter()
        .try_for_each(|path| set_function(module, path, call_function, vm))
}

/// A function's name below `numpy`.
fn local_name(path: &'static str) -> &'static str {
    path.strip_prefix("numpy.").unwrap_or(path)
}

fn call_ufunc(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    compute::ufunc(vm, local_name(path), args)
}

fn call_function(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    compute::function(vm, local_name(path), args)
}

/// Takes an argument that must be there.
pub(crate) fn required(
    args: &mut FuncArgs,
    name: &str,
    path: &str,
    vm: &VirtualMachine,
) -> PyResult {
    args.take_positional_keyword(name).ok_or_else(|| {
        let function = path.rsplit('.').next().unwrap_or(path);
        vm.new_type_error(format!(
            "{function}() missing required argument '{name}' (pos 0)"
        ))
    })
}

fn optional_dtype(args: &mut FuncArgs, vm: &VirtualMachine) -> PyResult<Option<DType>> {
    match args.take_positional_keyword("dtype") {
        Some(dtype) if !vm.is_none(&dtype) => PyDType::parse(&dtype, vm).map(Some),
        _ => Ok(None),
    }
}

/// `np.array` and `np.copy`: always a new array unless `copy=False`.
fn array(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let is_copy = path.ends_with("copy");
    let name = if is_copy { "a" } else { "object" };
    let object = required(&mut args, name, path, vm)?;
    let order = if is_copy {
        Order::take(&mut args, Order::Keep, vm)?
    } else {
        Order::Keep
    };
    let dtype = optional_dtype(&mut args, vm)?;
    let order = match args.take_keyword("order") {
        Some(order) => Order::parse(&order, vm)?,
        None => order,
    };
    let copy = match args.take_keyword("copy") {
        Some(copy) if !vm.is_none(&copy) => copy.try_to_bool(vm)?,
        Some(_) => false,
        None => true,
    };
    let least = args
        .take_keyword("ndmin")
        .map(|rank| rank.try_index(vm)?.try_to_primitive::<usize>(vm))
        .transpose()?;
    let mut array = match object.downcast_ref::<PyNdArray>() {
        Some(given) => {
            let given = given.array();
            let dtype = dtype.unwrap_or(given.dtype);
            if !copy
                && dtype == given.dtype
                && least.is_none_or(|least| least <= given.shape().len())
            {
                return Ok(object);
            }
            order.copy(&given, dtype, vm)?
        }
        None => in_order(convert::array_from(&object, dtype, vm)?, order, vm)?,
    };
    while least.is_some_and(|least| array.shape().len() < least) {
        array.layout.shape.insert(0, 1);
        array.layout.strides.insert(0, 0);
    }
    Ok(PyNdArray::new_object(array, vm))
}

/// A new array by rows, in the order that the program asks for.
fn in_order(array: Array, order: Order, vm: &VirtualMachine) -> PyResult<Array> {
    if order == Order::Columns {
        return order.copy(&array, array.dtype, vm);
    }
    Ok(array)
}

fn asfortranarray(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    let object = asarray(vm, path, args)?;
    let array = object.try_to_ref::<PyNdArray>(vm)?.array();
    if array.layout.is_f_contiguous(array.dtype.size()) {
        return Ok(object);
    }
    let copy = Order::Columns.copy(&array, array.dtype, vm)?;
    Ok(PyNdArray::new_object(copy, vm))
}

fn asarray(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let object = required(&mut args, "a", path, vm)?;
    let dtype = optional_dtype(&mut args, vm)?;
    let order = Order::take(&mut args, Order::Keep, vm)?;
    if order == Order::Columns {
        let given = convert::array_from(&object, dtype, vm)?;
        return asfortranarray(
            vm,
            path,
            FuncArgs::from(vec![PyNdArray::new_object(given, vm)]),
        );
    }
    let fits = |array: &PyNdArray| dtype.is_none_or(|dtype| dtype == array.array().dtype);
    if object
        .downcast_ref::<PyNdArray>()
        .is_some_and(|array| fits(array))
    {
        return Ok(object);
    }
    Ok(PyNdArray::new_object(
        convert::array_from(&object, dtype, vm)?,
        vm,
    ))
}

fn ascontiguousarray(vm: &VirtualMachine, path: &'static str, args: FuncArgs) -> PyResult {
    let object = asarray(vm, path, args)?;
    let Some(array) = object
        .downcast_ref::<PyNdArray>()
        .map(|array| array.array())
    else {
        return Ok(object);
    };
    if array.is_c_contiguous() && !array.shape().is_empty() {
        return Ok(object);
    }
    let mut copy = array
        .copy_as(array.dtype)
        .map_err(|fault| too_large(fault, vm))?;
    if copy.shape().is_empty() {
        copy = copy.reshape(&[1]).map_err(|fault| too_large(fault, vm))?;
    }
    Ok(PyNdArray::new_object(copy, vm))
}

/// A new array of a shape, and the rest of the arguments.
fn allocate(
    vm: &VirtualMachine,
    path: &'static str,
    args: &mut FuncArgs,
    dtype: Option<DType>,
) -> PyResult<Array> {
    let shape = required(args, "shape", path, vm)?;
    let shape = convert::new_shape_from(&shape, vm)?;
    let dtype = match dtype {
        Some(dtype) => dtype,
        None => optional_dtype(args, vm)?.unwrap_or(DType::Float64),
    };
    let order = Order::take(args, Order::Rows, vm)?;
    zeros_in(dtype, &shape, order, vm)
}

/// A new array of zeros in an order.
fn zeros_in(dtype: DType, shape: &[usize], order: Order, vm: &VirtualMachine) -> PyResult<Array> {
    let made = if order == Order::Columns {
        let axes: Vec<usize> = (0..shape.len()).rev().collect();
        let turned: Vec<usize> = shape.iter().rev().copied().collect();
        Array::zeros(dtype, &turned).map(|array| array.transpose(&axes))
    } else {
        Array::zeros(dtype, shape)
    };
    made.map_err(|fault| too_large(fault, vm))
}

fn zeros(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    Ok(PyNdArray::new_object(
        allocate(vm, path, &mut args, None)?,
        vm,
    ))
}

fn ones(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let array = allocate(vm, path, &mut args, None)?;
    array.fill(Value::Int(1));
    Ok(PyNdArray::new_object(array, vm))
}

fn full(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let shape = required(&mut args, "shape", path, vm)?;
    let value = required(&mut args, "fill_value", path, vm)?;
    let dtype = match optional_dtype(&mut args, vm)? {
        Some(dtype) => dtype,
        None => convert::array_from(&value, None, vm)?.dtype,
    };
    let order = Order::take(&mut args, Order::Rows, vm)?;
    let array = zeros_in(dtype, &convert::new_shape_from(&shape, vm)?, order, vm)?;
    fill(&array, &value, vm)?;
    Ok(PyNdArray::new_object(array, vm))
}

/// Fills a new array: Python integers must fit, everything else is cast as C does.
fn fill(array: &Array, value: &PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
    if value.downcast_ref::<PyInt>().is_some() {
        array.fill(convert::value_for(array.dtype, value, vm)?);
        return Ok(());
    }
    let source = convert::array_from(value, None, vm)?;
    if array.assign(&source) {
        return Ok(());
    }
    let (from, to) = (
        format::shape_str(source.shape()),
        format::shape_str(array.shape()),
    );
    Err(vm.new_value_error(format!(
        "could not broadcast input array from shape {from} into shape {to}"
    )))
}

/// A new array shaped like another one.
fn allocate_like(
    vm: &VirtualMachine,
    path: &'static str,
    args: &mut FuncArgs,
    with_value: bool,
) -> PyResult<(Array, Option<PyObjectRef>)> {
    let model = required(
        args,
        if path.starts_with("numpy.empty") {
            "prototype"
        } else {
            "a"
        },
        path,
        vm,
    )?;
    let model = convert::array_from(&model, None, vm)?;
    let value = if with_value {
        Some(required(args, "fill_value", path, vm)?)
    } else {
        None
    };
    let dtype = optional_dtype(args, vm)?.unwrap_or(model.dtype);
    let order = Order::take(args, Order::Keep, vm)?;
    args.take_positional_keyword("subok");
    let shape = match args.take_positional_keyword("shape") {
        Some(shape) if !vm.is_none(&shape) => Some(convert::new_shape_from(&shape, vm)?),
        _ => None,
    };
    let array = match shape {
        Some(shape) => zeros_in(dtype, &shape, order, vm)?,
        None if order == Order::Keep => {
            Array::zeros_in_order(dtype, &model.layout).map_err(|fault| too_large(fault, vm))?
        }
        None if order.is_by_columns(&model) => zeros_in(dtype, model.shape(), Order::Columns, vm)?,
        None => zeros_in(dtype, model.shape(), Order::Rows, vm)?,
    };
    Ok((array, value))
}

fn zeros_like(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    Ok(PyNdArray::new_object(
        allocate_like(vm, path, &mut args, false)?.0,
        vm,
    ))
}

fn ones_like(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let (array, _) = allocate_like(vm, path, &mut args, false)?;
    array.fill(Value::Int(1));
    Ok(PyNdArray::new_object(array, vm))
}

fn full_like(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let (array, value) = allocate_like(vm, path, &mut args, true)?;
    if let Some(value) = value {
        fill(&array, &value, vm)?;
    }
    Ok(PyNdArray::new_object(array, vm))
}

fn broadcast_to(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let object = required(&mut args, "array", path, vm)?;
    let shape = required(&mut args, "shape", path, vm)?;
    let shape = convert::new_shape_from(&shape, vm)?;
    let object = asarray(vm, path, FuncArgs::from(vec![object]))?;
    let source = object.try_to_ref::<PyNdArray>(vm)?;
    let layout = source.array().layout.broadcast_to(&shape).ok_or_else(|| {
        vm.new_value_error("operands could not be broadcast together with remapped shapes")
    })?;
    let view = Array {
        writable: false,
        ..source.array().view(layout, 0)
    };
    Ok(PyNdArray::new_view(view, source, vm))
}

/// A function that is the array method of the same name.
fn forward_method(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let object = required(&mut args, "a", path, vm)?;
    let object = asarray(vm, path, FuncArgs::from(vec![object]))?;
    vm.call_method(&object, last_name(path), args)
}

fn forward_attribute(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let object = required(&mut args, "a", path, vm)?;
    let object = asarray(vm, path, FuncArgs::from(vec![object]))?;
    let value = object.get_attr(last_name(path), vm)?;
    match args.take_positional_keyword("axis") {
        Some(axis) if !vm.is_none(&axis) => object.get_attr("shape", vm)?.get_item(&*axis, vm),
        _ => Ok(value),
    }
}

fn isscalar(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let object = required(&mut args, "element", path, vm)?;
    let scalar = is_number(&object) || object.downcast_ref::<PyStr>().is_some();
    Ok(vm.ctx.new_bool(scalar).into())
}

/// Whether an element type, or an abstract class, lies below another.
fn issubdtype(vm: &VirtualMachine, path: &'static str, mut args: FuncArgs) -> PyResult {
    let mut class = |name: &str| -> PyResult<PyTypeRef> {
        let object = required(&mut args, name, path, vm)?;
        if let Some(dtype) = PyDType::parse_opt(&object, vm) {
            return Ok(types(vm).class(dtype).clone());
        }
        object.try_into_value(vm)
    };
    let (lower, upper) = (class("arg1")?, class("arg2")?);
    Ok(vm.ctx.new_bool(lower.fast_issubclass(&upper)).into())
}

fn result_type(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let found = convert::common_type(&args.args, vm)?
        .ok_or_else(|| vm.new_value_error("at least one array or dtype is required"))?;
    Ok(PyDType::get(found, vm).into())
}
