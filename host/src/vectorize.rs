//! `vectorize`: a scalar function as an elementwise function of arrays.
//!
//! The host broadcasts the arguments; a generated function loops over them and calls the scalar function, which is
//! compiled into it:
//!
//! ```python
//! def loop(out, a0, a1):
//!     for i0 in range(out.shape[0]):
//!         for i1 in range(out.shape[1]):
//!             out[i0, i1] = f(a0[i0, i1], a1[i0, i1])
//! ```
//!
//! Compiled code calls another generated function, which chooses by the types of its arguments.

use std::collections::HashMap;
use std::fmt::Write;
use std::sync::{Arc, LazyLock, Mutex, MutexGuard, PoisonError};

use numjit::ir::{ErrorModel, Ty, Type};
use numjit::{Arg, Binding, DispatcherOptions, FunctionHandle, FunctionSource, Signature, rows};
use rustpython_vm::builtins::PyFunction;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::{Callable, Representable};
use rustpython_vm::{
    Py, PyObjectRef, PyPayload, PyRef, PyResult, Traverse, VirtualMachine, pyclass,
};

use crate::decorators::{is_disabled, parse_signatures, read_options};
use crate::dispatcher::{self, Dispatcher};
use crate::numpy::array::Array;
use crate::numpy::convert::{array_from, operand, too_large};
use crate::numpy::dtype::{DType, promote};
use crate::numpy::ndarray::PyNdArray;
use crate::numpy::scalar::box_scalar;
use crate::resolver::HostNames;
use crate::{engine, errors};

/// File name of generated functions; tracebacks leave them out.
pub(crate) const GENERATED_FILE: &str = "<vectorize>";

/// The payload of an elementwise function.
#[pyclass(module = "numba.np.ufunc.dufunc", name = "DUFunc", traverse)]
#[derive(PyPayload)]
pub(crate) struct Vectorized {
    scalar: PyRef<Dispatcher>,
    /// Inputs and results, in the order of preference; when there are any, no others are compiled.
    #[pytraverse(skip)]
    signatures: Vec<Signature>,
    /// The generated loops by rank.
    #[pytraverse(skip)]
    loops: Mutex<HashMap<usize, Generated>>,
    /// What compiled code calls. It is made beforehand: the compiler asks for it while it holds its lock.
    #[pytraverse(skip)]
    choice: Generated,
    #[pytraverse(skip)]
    _arrays: Generated,
}

impl std::fmt::Debug for Vectorized {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Vectorized({})", self.scalar.name())
    }
}

/// `vectorize` in all its forms.
pub(crate) fn decorate(mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
    let target = args.kwargs.shift_remove("target");
    if let Some(target) = target {
        let target = target.str(vm)?;
        if !matches!(target.to_str(), Some("cpu" | "parallel")) {
            return Err(vm.new_not_implemented_error(format!(
                "vectorize(target='{target}') is not supported yet by numjit: use 'cpu' or 'parallel'"
            )));
        }
    }
    args.kwargs.shift_remove("identity");
    let mut options = read_options(&args, vm)?;
    options.code.error_model = ErrorModel::Numpy;
    match args.args.into_iter().next() {
        Some(function) if function.downcast_ref::<PyFunction>().is_some() => {
            create(function, Vec::new(), options, vm)
        }
        first => {
            let signatures = match first {
                Some(signatures) => parse_signatures(&signatures, vm)?,
                None => Vec::new(),
            };
            let decorate = move |function: PyObjectRef, vm: &VirtualMachine| {
                create(function, signatures.clone(), options.clone(), vm)
            };
            Ok(vm.new_function("wrapper", decorate).into())
        }
    }
}

fn create(
    function: PyObjectRef,
    signatures: Vec<Signature>,
    mut options: DispatcherOptions,
    vm: &VirtualMachine,
) -> PyResult {
    if is_disabled() {
        let vectorize = vm.import("numpy", 0)?.get_attr("vectorize", vm)?;
        return vectorize.call((function,), vm);
    }
    options.signatures.clone_from(&signatures);
    let scalar = dispatcher::create(function, options, vm)?;
    let arity = scalar.parameter_count(vm)?;
    let f = ("f", scalar.id());
    let arrays = Generated::new("arrays", arrays_text(arity), vec![f], vm)?;
    let names = vec![f, ("arrays", arrays.0.id())];
    let made = Vectorized {
        choice: Generated::new("choose", choice_text(arity), names, vm)?,
        _arrays: arrays,
        scalar,
        signatures,
        loops: Mutex::default(),
    };
    Ok(made.into_ref(&vm.ctx).into())
}

/// The names in a generated function, each with the number of another function.
type FunctionNames = Vec<(&'static str, u32)>;

/// The names in generated functions, by the functions' numbers.
static GENERATED: LazyLock<Mutex<HashMap<u32, FunctionNames>>> = LazyLock::new(Mutex::default);

fn generated() -> MutexGuard<'static, HashMap<u32, FunctionNames>> {
    GENERATED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a name in a generated function stands for; nothing for every other function.
pub(crate) fn generated_global(func: u32, name: &str) -> Option<Option<Binding>> {
    let names = generated();
    let names = names.get(&func)?;
    let found = names.iter().find(|known| known.0 == name);
    let binding = match found {
        Some((_, id)) => Some(Binding::Func(*id)),
        // The library's own operations.
        None if name == "nj" => rows::lookup("nj").map(Binding::Entity),
        None => None,
    };
    Some(binding)
}

/// A generated function, with the functions it names.
struct Generated(FunctionHandle);

impl Generated {
    fn new(name: &str, text: String, names: FunctionNames, vm: &VirtualMachine) -> PyResult<Self> {
        let source = numjit::ir::Source {
            file: GENERATED_FILE.into(),
            first_line: 1,
            indent: 0,
            text: text.into(),
        };
        let source = FunctionSource {
            source: Arc::new(source),
            name: name.to_owned(),
            lambda: None,
        };
        let mut options = DispatcherOptions::default();
        options.code.error_model = ErrorModel::Numpy;
        options.code.boundscheck = false;
        let handle = engine::with(vm, |engine, _| engine.register(source, options))?;
        generated().insert(handle.id(), names);
        Ok(Self(handle))
    }
}

impl Drop for Generated {
    fn drop(&mut self) {
        generated().remove(&self.0.id());
        engine::retire(self.0.clone());
    }
}

/// The text of a loop over arrays of a rank.
fn loop_text(rank: usize, arity: usize) -> String {
    let index: Vec<String> = (0..rank).map(|axis| format!("i{axis}")).collect();
    let index = if rank == 0 {
        "()".to_owned()
    } else {
        index.join(", ")
    };
    let params = parameters(arity);
    let items: Vec<String> = params
        .iter()
        .map(|param| format!("{param}[{index}]"))
        .collect();
    let mut text = format!("def loop(out, {}):\n", params.join(", "));
    for axis in 0..rank {
        let margin = "    ".repeat(axis + 1);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "{margin}for i{axis} in range(out.shape[{axis}]):");
    }
    let margin = "    ".repeat(rank + 1);
    let _ = writeln!(text, "{margin}out[{index}] = f({})", items.join(", "));
    text
}

/// The text of the function that compiled code calls: numbers go to the scalar function, arrays to the loop.
fn choice_text(arity: usize) -> String {
    let params = parameters(arity);
    let list = params.join(", ");
    let mut text = format!("def choose({list}):\n");
    for param in &params {
        // Writing to a string cannot fail.
        let _ = writeln!(
            text,
            "    if nj.is_array({param}):\n        return arrays({list})"
        );
    }
    let _ = writeln!(text, "    return f({list})");
    text
}

/// The text of the loop inside compiled code. The type of the result is that of the first element; without elements it
/// is what the function makes of zeros.
fn arrays_text(arity: usize) -> String {
    let params = parameters(arity);
    let each = |item: &dyn Fn(&str) -> String| {
        let items: Vec<String> = params.iter().map(|param| item(param)).collect();
        items.join(", ")
    };
    let comma = if arity == 1 { "," } else { "" };
    let mut text = format!("def arrays({}):\n", params.join(", "));
    for param in &params {
        let _ = writeln!(text, "    b_{param} = nj.as_array({param})");
    }
    let arrays = each(&|param| format!("b_{param}"));
    let _ = writeln!(text, "    shape = nj.common_shape(({arrays}{comma}))");
    for param in &params {
        let _ = writeln!(text, "    c_{param} = nj.index_line(b_{param}, shape)");
    }
    let count = "c_a0.size";
    let zeros = each(&|param| format!("nj.cast(0, c_{param}.dtype)"));
    let at = |index: &str| each(&|param| format!("nj.flat_get(c_{param}, {index})"));
    let _ = write!(
        text,
        "    if {count} == 0:\n        first = f({zeros})\n    else:\n        first = f({})\n    \
         out = nj.empty(shape, nj.dtype(first))\n    if {count} > 0:\n        nj.flat_set(out, 0, first)\n    \
         for i in range(1, {count}):\n        nj.flat_set(out, i, f({}))\n    return out\n",
        at("0"),
        at("i")
    );
    text
}

fn parameters(arity: usize) -> Vec<String> {
    (0..arity).map(|arg| format!("a{arg}")).collect()
}

impl Vectorized {
    /// The function that compiled code calls.
    pub(crate) fn compiled_form(&self) -> u32 {
        self.choice.0.id()
    }

    fn call_arrays(
        &self,
        inputs: Vec<Array>,
        out: Option<Array>,
        vm: &VirtualMachine,
    ) -> PyResult<Array> {
        let dtypes: Vec<DType> = inputs.iter().map(|input| input.dtype).collect();
        let (dtypes, result) = self.choose(&dtypes, vm)?;
        let shape = broadcast_shape(&inputs, out.as_ref(), vm)?;
        let mut views = Vec::with_capacity(inputs.len());
        for (input, dtype) in inputs.iter().zip(dtypes) {
            let input = if input.dtype == dtype {
                input.clone()
            } else {
                input.copy_as(dtype).map_err(|error| too_large(error, vm))?
            };
            let view = input.broadcast_to(&shape);
            views.push(
                view.ok_or_else(|| vm.new_value_error("operands could not be broadcast together"))?,
            );
        }
        let made = Array::zeros(result, &shape).map_err(|error| too_large(error, vm))?;
        self.run(&made, &views, vm)?;
        match out {
            Some(out) if !out.assign(&made) => Err(vm.new_value_error("out= has the wrong shape")),
            Some(out) => Ok(out),
            None => Ok(made),
        }
    }

    /// Runs the loop; arrays that lie densely are one long axis to it.
    fn run(&self, out: &Array, inputs: &[Array], vm: &VirtualMachine) -> PyResult<()> {
        let dense = inputs.iter().all(Array::is_c_contiguous);
        let flat = |array: &Array| match dense {
            true => array.reshape(&[array.size()]),
            false => Ok(array.clone()),
        };
        let rank = if dense { 1 } else { out.shape().len() };
        let arrays = std::iter::once(out).chain(inputs);
        let arrays: Vec<Array> = arrays
            .map(flat)
            .collect::<Result<_, _>>()
            .map_err(|error| too_large(error, vm))?;
        let args: Vec<Arg> = arrays
            .iter()
            .map(|array| Arg::Array(array.code_array()))
            .collect();
        let handle = self.loop_for(rank, inputs.len(), vm)?;
        let done = engine::with(vm, |_, runtime| {
            handle.call(&args, runtime, &mut HostNames::new(vm))
        })?;
        done.map(drop).map_err(|error| errors::raise(error, vm))
    }

    fn loop_for(&self, rank: usize, arity: usize, vm: &VirtualMachine) -> PyResult<FunctionHandle> {
        let mut loops = self.loops.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = loops.get(&rank) {
            return Ok(known.0.clone());
        }
        let names = vec![("f", self.scalar.id())];
        let made = Generated::new("loop", loop_text(rank, arity), names, vm)?;
        let handle = made.0.clone();
        loops.insert(rank, made);
        Ok(handle)
    }

    /// The input types to convert to, and the type of the result.
    fn choose(&self, given: &[DType], vm: &VirtualMachine) -> PyResult<(Vec<DType>, DType)> {
        if self.signatures.is_empty() {
            let types: Vec<Ty> = given
                .iter()
                .map(|dtype| Ty::from_dtype(dtype.code_type()))
                .collect();
            let result = self.scalar.result_for(&types, vm)?;
            return Ok((given.to_vec(), self.result_dtype(result, vm)?));
        }
        for signature in &self.signatures {
            let Some(types) = dtypes(&signature.args) else {
                continue;
            };
            let fits = types.len() == given.len()
                && given
                    .iter()
                    .zip(&types)
                    .all(|(&from, &to)| is_safe(from, to));
            if fits {
                let result = self.scalar.result_for(&signature.args, vm)?;
                return Ok((types, self.result_dtype(result, vm)?));
            }
        }
        Err(vm.new_type_error(format!(
            "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any \
             supported types according to the casting rule ''safe''",
            self.scalar.name()
        )))
    }

    fn result_dtype(&self, result: Ty, vm: &VirtualMachine) -> PyResult<DType> {
        let dtype = match result.get() {
            Type::LitInt(_) => Some(DType::Int64),
            Type::LitBool(_) => Some(DType::Bool),
            _ => result.dtype().map(DType::from_code_type),
        };
        dtype.ok_or_else(|| {
            vm.new_type_error(format!(
                "{}() returns {}, which an array cannot hold",
                self.scalar.name(),
                crate::numba_types::name(result)
            ))
        })
    }
}

fn dtypes(types: &[Ty]) -> Option<Vec<DType>> {
    types
        .iter()
        .map(|ty| ty.dtype().map(DType::from_code_type))
        .collect()
}

/// Whether NumPy casts one type to the other without being asked.
fn is_safe(from: DType, to: DType) -> bool {
    promote(from, to) == to
}

fn broadcast_shape(
    inputs: &[Array],
    out: Option<&Array>,
    vm: &VirtualMachine,
) -> PyResult<Vec<usize>> {
    let mut shape: Vec<usize> = Vec::new();
    for array in inputs.iter().chain(out) {
        let rank = shape.len().max(array.shape().len());
        let extent = |shape: &[usize], axis: usize| {
            let missing = rank - shape.len();
            if axis < missing {
                1
            } else {
                shape[axis - missing]
            }
        };
        let axes =
            (0..rank).map(
                |axis| match (extent(&shape, axis), extent(array.shape(), axis)) {
                    (1, other) | (other, 1) => Some(other),
                    (a, b) => (a == b).then_some(a),
                },
            );
        shape = axes.collect::<Option<_>>().ok_or_else(|| {
            vm.new_value_error("operands could not be broadcast together with these shapes")
        })?;
    }
    Ok(shape)
}

#[pyclass(with(Callable, Representable), flags(HAS_DICT, HAS_WEAKREF))]
impl Vectorized {
    #[pygetset]
    fn __name__(&self, vm: &VirtualMachine) -> PyResult {
        self.scalar.function().get_attr("__name__", vm)
    }

    #[pygetset]
    fn __doc__(&self, vm: &VirtualMachine) -> PyResult {
        self.scalar.function().get_attr("__doc__", vm)
    }

    #[pygetset]
    fn py_func(&self) -> PyObjectRef {
        self.scalar.function().clone()
    }

    #[pygetset]
    fn nin(&self, vm: &VirtualMachine) -> PyResult<usize> {
        self.scalar.parameter_count(vm)
    }

    #[pygetset]
    fn nout(&self) -> usize {
        1
    }
}

impl Callable for Vectorized {
    type Args = FuncArgs;

    fn call(zelf: &Py<Self>, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult {
        let count = zelf.scalar.parameter_count(vm)?;
        let mut out = args
            .kwargs
            .shift_remove("out")
            .filter(|out| !vm.is_none(out));
        if args.args.len() == count + 1 {
            out = args.args.pop();
        }
        if args.args.len() != count || !args.kwargs.is_empty() {
            return Err(vm.new_type_error(format!(
                "{}() takes {count} positional arguments but {} were given",
                zelf.scalar.name(),
                args.args.len()
            )));
        }
        let inputs = args
            .args
            .iter()
            .map(|arg| input(arg, vm))
            .collect::<PyResult<Vec<_>>>()?;
        let target = match &out {
            Some(out) => match out.downcast_ref::<PyNdArray>() {
                Some(out) => Some((*out.writable_array(vm)?).clone()),
                None => return Err(vm.new_type_error("return arrays must be of ArrayType")),
            },
            None => None,
        };
        let made = zelf.call_arrays(inputs, target, vm)?;
        Ok(match out {
            Some(out) => out,
            None if made.shape().is_empty() => box_scalar(made.dtype, made.get(&[]), vm),
            None => PyNdArray::new_object(made, vm),
        })
    }
}

fn input(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Array> {
    if object.downcast_ref::<PyNdArray>().is_none()
        && let Some(number) = operand(object, vm)
    {
        let array = Array::zeros(number.dtype, &[]).map_err(|error| too_large(error, vm))?;
        array.fill(number.value);
        return Ok(array);
    }
    array_from(object, None, vm)
}

impl Representable for Vectorized {
    fn repr_str(zelf: &Py<Self>, _vm: &VirtualMachine) -> PyResult<String> {
        Ok(format!("<numba._DUFunc '{}'>", zelf.scalar.name()))
    }
}
