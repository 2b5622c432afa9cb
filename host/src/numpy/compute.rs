//! The one seam between array objects and the code that computes.
//!
//! Every elementwise operation is a ufunc by name, every other array function a function by name. Nothing is computed
//! here by hand: an operation exists once, in the compiler's library, and is compiled for the types of a call. What
//! NumPy's functions can do beyond the library's rows is written in Python over them, in `library/`.

use std::cell::RefCell;

use malachite_bigint::BigInt;
use num_traits::ToPrimitive;
use numjit::rows::ufunc::{UfuncRow, lookup as ufunc_row};
use numjit::{Arg, CallError, LibraryCall};
use numjit_runtime::Runtime;
use rustpython_vm::builtins::{PyBaseExceptionRef, PyComplex, PyFloat, PyInt, PyList, PyTuple};
use rustpython_vm::function::FuncArgs;
use rustpython_vm::types::PyComparisonOp;
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert;
use super::dtype::{DType, promote};
use super::dtype_object::PyDType;
use super::format::shape_str;
use super::layout::broadcast_shapes;
use super::library;
use super::ndarray::PyNdArray;
use super::scalar::{box_scalar, unbox_scalar};
use super::value::Value;
use crate::{boxing, engine, errors};

/// Applies an elementwise operation; `args` are what its NumPy function takes, `out=` and `where=` among them.
pub(crate) fn ufunc(vm: &VirtualMachine, name: &'static str, args: FuncArgs) -> PyResult {
    let masked = args.kwargs.get("where");
    if masked.is_some_and(|condition| !condition.is(&vm.ctx.true_value)) {
        let mut args = args;
        args.prepend_arg(vm.ctx.new_str(name).into());
        return function(vm, "ufunc_where", args);
    }
    match ufunc_row(name) {
        Some(row) => Elementwise::read(row, args, vm)?.apply(vm),
        None => function(vm, name, args),
    }
}

/// Calls an array function, or an array method with the array as its first argument.
pub(crate) fn function(vm: &VirtualMachine, name: &'static str, args: FuncArgs) -> PyResult {
    library::call(vm, name, args)
}

/// Compares elementwise.
pub(crate) fn comparison(
    op: PyComparisonOp,
    a: &PyObject,
    b: &PyObject,
    vm: &VirtualMachine,
) -> PyResult {
    let name = match op {
        PyComparisonOp::Lt => "less",
        PyComparisonOp::Le => "less_equal",
        PyComparisonOp::Gt => "greater",
        PyComparisonOp::Ge => "greater_equal",
        PyComparisonOp::Ne => "not_equal",
        _ => "equal",
    };
    ufunc(vm, name, FuncArgs::from(vec![a.to_owned(), b.to_owned()]))
}

/// Whether an operand makes an operation elementwise: arrays, and the sequences that NumPy turns into arrays.
pub(crate) fn is_array_like(object: &PyObject) -> bool {
    object.downcast_ref::<PyNdArray>().is_some()
        || object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some()
}

/// The arguments of a method call as those of the function of the same name.
pub(crate) fn with_self(object: PyObjectRef, mut args: FuncArgs) -> FuncArgs {
    args.prepend_arg(object);
    args
}

/// Evaluates a library expression on arguments that live as long as `objects`.
pub(crate) fn evaluate(
    call: &LibraryCall,
    args: &[Arg],
    objects: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<Result<PyObjectRef, CallError>> {
    let outcome = engine::with(vm, |engine, runtime| {
        engine.call_library(call, args, runtime)
    })?;
    finish(outcome, objects, vm)
}

thread_local! {
    /// The runtime of library functions called by the program itself. Its random generator is not the one of compiled
    /// functions, as NumPy's is not Numba's.
    static RUNTIME: RefCell<Option<Runtime>> = const { RefCell::new(None) };
}

/// Evaluates a library expression that draws random numbers, with the program's generator.
pub(crate) fn evaluate_random(
    call: &LibraryCall,
    args: &[Arg],
    objects: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<Result<PyObjectRef, CallError>> {
    let runtime = RUNTIME
        .take()
        .unwrap_or_else(|| Runtime::new(Box::new(|_| Ok(()))));
    let outcome = super::random::lend(&runtime, || {
        engine::with(vm, |engine, _| engine.call_library(call, args, &runtime))
    });
    RUNTIME.set(Some(runtime));
    finish(outcome?, objects, vm)
}

fn finish(
    outcome: Result<Arg, CallError>,
    objects: &[PyObjectRef],
    vm: &VirtualMachine,
) -> PyResult<Result<PyObjectRef, CallError>> {
    match outcome {
        Ok(result) => boxing::from_arg(result, objects, vm).map(Ok),
        Err(error @ CallError::Compile(_)) => Ok(Err(error)),
        Err(error) => Err(errors::raise(error, vm)),
    }
}

/// An operand of an elementwise operation.
enum Operand {
    /// An array; a NumPy scalar is one without axes.
    Array(PyObjectRef),
    Bool(bool),
    /// A Python number, which takes the element type of the others where it can.
    Int(BigInt),
    Float(f64),
    Complex(f64, f64),
}

impl Operand {
    fn read(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<Self> {
        if object.downcast_ref::<PyNdArray>().is_some() {
            return Ok(Self::Array(object.clone()));
        }
        if unbox_scalar(object, vm).is_some() {
            return Self::array(object, vm);
        }
        if let Some(int) = object.downcast_ref::<PyInt>() {
            let is_bool = object.class().is(vm.ctx.types.bool_type);
            return Ok(if is_bool {
                Self::Bool(object.is(&vm.ctx.true_value))
            } else {
                Self::Int(int.as_bigint().clone())
            });
        }
        if let Some(float) = object.downcast_ref::<PyFloat>() {
            return Ok(Self::Float(float.to_f64()));
        }
        if let Some(complex) = object.downcast_ref::<PyComplex>() {
            let value = complex.to_complex();
            return Ok(Self::Complex(value.re, value.im));
        }
        Self::array(object, vm)
    }

    fn array(object: &PyObject, vm: &VirtualMachine) -> PyResult<Self> {
        let array = convert::array_from(object, None, vm)?;
        Ok(Self::Array(PyNdArray::new_object(array, vm)))
    }

    /// The element type that the operand insists on.
    fn dtype(&self) -> Option<DType> {
        match self {
            Self::Array(object) => data(object).map(|array| array.dtype),
            Self::Bool(_) => Some(DType::Bool),
            Self::Int(_) | Self::Float(_) | Self::Complex(..) => None,
        }
    }
}

/// The array behind an object that is one.
fn data(object: &PyObject) -> Option<std::sync::Arc<Array>> {
    object
        .downcast_ref::<PyNdArray>()
        .map(|array| array.array())
}

/// One call of an elementwise function.
struct Elementwise {
    row: &'static UfuncRow,
    operands: Vec<Operand>,
    out: Option<PyObjectRef>,
}

impl Elementwise {
    fn read(row: &'static UfuncRow, mut args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        let given = args.args.len();
        if given < row.nin || given > row.nin + 1 {
            return Err(vm.new_type_error(format!(
                "{}() takes from {} to {} positional arguments but {given} were given",
                row.name,
                row.nin,
                row.nin + 1
            )));
        }
        let mut out = args.args.drain(row.nin..).next();
        let mut dtype = None;
        for (keyword, value) in args.kwargs.drain(..) {
            match keyword.as_str() {
                "out" => out = Some(value),
                "dtype" if vm.is_none(&value) => {}
                "dtype" => dtype = Some(PyDType::parse(&value, vm)?),
                _ if is_usual(&keyword, &value, vm) => {}
                _ => return Err(refused_keyword(row.name, &keyword, vm)),
            }
        }
        let operands = args
            .args
            .iter()
            .map(|object| match dtype {
                Some(dtype) => Operand::array_as(object, dtype, vm),
                None => Operand::read(object, vm),
            })
            .collect::<PyResult<_>>()?;
        let out = match out {
            Some(out) => output(out, row.name, vm)?,
            None => None,
        };
        Ok(Self { row, operands, out })
    }

    fn apply(mut self, vm: &VirtualMachine) -> PyResult {
        self.check_shapes(vm)?;
        self.check_operands(vm)?;
        let (args, mut objects) = self.pass(vm)?;
        let Some(out) = self.out.take() else {
            return self
                .call(&args, &objects, vm)?
                .map_err(|_| self.no_loop(vm));
        };
        let array = out.try_to_ref::<PyNdArray>(vm)?.array();
        if !array.writable {
            return Err(vm.new_value_error("output array is read-only"));
        }
        let mut with_out = args.clone();
        with_out.push(Arg::Array(array.code_array()));
        objects.push(out);
        if let Ok(result) = self.call(&with_out, &objects, vm)? {
            return Ok(result);
        }
        // The operation itself may be possible, and only the output's type be wrong.
        objects.pop();
        let result = self
            .call(&args, &objects, vm)?
            .map_err(|_| self.no_loop(vm))?;
        let from = convert::array_from(&result, None, vm)?.dtype;
        Err(casting_error(
            vm,
            format!(
                "Cannot cast ufunc '{}' output from dtype('{}') to dtype('{}') with casting rule 'same_kind'",
                self.row.name,
                from.name(),
                array.dtype.name()
            ),
        ))
    }

    fn call(
        &self,
        args: &[Arg],
        objects: &[PyObjectRef],
        vm: &VirtualMachine,
    ) -> PyResult<Result<PyObjectRef, CallError>> {
        let names: Vec<String> = (0..args.len()).map(|place| format!("a{place}")).collect();
        let call = LibraryCall {
            expression: format!("np.{}({})", self.row.name, names.join(", ")),
            arity: args.len(),
            is_statement: false,
        };
        evaluate(&call, args, objects, vm)
    }

    /// The arguments for compiled code, and the objects that own their memory.
    fn pass(&self, vm: &VirtualMachine) -> PyResult<(Vec<Arg>, Vec<PyObjectRef>)> {
        let strong = self
            .operands
            .iter()
            .filter_map(Operand::dtype)
            .reduce(promote);
        let (mut args, mut objects) = (Vec::new(), Vec::new());
        for operand in &self.operands {
            let arg = match operand {
                Operand::Array(object) => {
                    objects.push(object.clone());
                    boxing::to_arg(object, vm)?.unwrap_or(Arg::None)
                }
                Operand::Bool(value) => Arg::Bool(*value),
                Operand::Float(value) => Arg::Float(*value),
                Operand::Complex(re, im) => Arg::Complex(*re, *im),
                Operand::Int(int) => match self.integer(int, strong, vm)? {
                    Weak::Arg(arg) => arg,
                    Weak::Array(array) => {
                        let object = PyNdArray::new_object(array, vm);
                        let arg = boxing::to_arg(&object, vm)?.unwrap_or(Arg::None);
                        objects.push(object);
                        arg
                    }
                },
            };
            args.push(arg);
        }
        Ok((args, objects))
    }

    /// A Python integer beside operands of an element type, which must hold it; only comparisons take any integer.
    fn integer(&self, int: &BigInt, strong: Option<DType>, vm: &VirtualMachine) -> PyResult<Weak> {
        let narrow = strong.filter(|dtype| dtype.is_integer());
        let value = int
            .to_i64()
            .map(Value::Int)
            .or_else(|| int.to_u64().map(Value::Uint));
        let fits = match (narrow, value) {
            (_, None) => false,
            (None, Some(_)) => true,
            (Some(dtype), Some(value)) => holds(dtype, value, int),
        };
        match (value, narrow) {
            // An exponent stays an integer beside floats.
            (Some(_), _) if self.row.name == "ldexp" => wide(value, int, vm).map(Weak::Array),
            (Some(Value::Uint(value)), _) if fits => Ok(Weak::Arg(Arg::UInt(value))),
            (Some(Value::Int(value)), _) if fits => Ok(Weak::Arg(Arg::Int(value))),
            (value, Some(_)) if self.compares() => wide(value, int, vm).map(Weak::Array),
            // Functions such as the quotient compute with floats, whatever integers they are given.
            (_, Some(_)) if !self.takes_integers() => {
                let value = int.to_f64().unwrap_or(f64::INFINITY);
                Ok(Weak::Arg(Arg::Float(value)))
            }
            (Some(_), Some(dtype)) => Err(convert::out_of_bounds(&int.to_string(), dtype, vm)),
            (None, None) if strong.is_some() => {
                let value = int.to_f64().unwrap_or(f64::INFINITY);
                Ok(Weak::Arg(Arg::Float(value)))
            }
            _ => Err(vm.new_overflow_error("Python int too large to convert to C long")),
        }
    }

    fn takes_integers(&self) -> bool {
        self.row.loops().any(|(inputs, _)| inputs[0].is_int())
    }

    fn compares(&self) -> bool {
        const COMPARISONS: [&str; 6] = [
            "equal",
            "not_equal",
            "less",
            "less_equal",
            "greater",
            "greater_equal",
        ];
        COMPARISONS.contains(&self.row.name)
    }

    /// Refuses shapes that do not fit before anything is compiled, in NumPy's words.
    fn check_shapes(&self, vm: &VirtualMachine) -> PyResult<()> {
        let shapes: Vec<Vec<usize>> = self
            .operands
            .iter()
            .map(|operand| match operand {
                Operand::Array(object) => {
                    data(object).map_or_else(Vec::new, |array| array.shape().to_vec())
                }
                _ => Vec::new(),
            })
            .collect();
        let listed = || {
            let texts: Vec<String> = shapes.iter().map(|shape| tight_shape(shape)).collect();
            texts.join(" ")
        };
        let Some(shape) = broadcast_shapes(shapes.iter().map(Vec::as_slice)) else {
            return Err(vm.new_value_error(format!(
                "operands could not be broadcast together with shapes {} ",
                listed()
            )));
        };
        let Some(out) = self.out.as_deref().and_then(data) else {
            return Ok(());
        };
        if broadcast_shapes([shape.as_slice(), out.shape()]).as_deref() == Some(out.shape()) {
            return Ok(());
        }
        Err(vm.new_value_error(
            match broadcast_shapes([shape.as_slice(), out.shape()]) {
                Some(whole) => format!(
                    "non-broadcastable output operand with shape {} doesn't match the broadcast shape {}",
                    tight_shape(out.shape()),
                    tight_shape(&whole)
                ),
                None => format!(
                    "operands could not be broadcast together with shapes {} {} ",
                    listed(),
                    tight_shape(out.shape())
                ),
            },
        ))
    }

    /// Refuses what Numba computes and NumPy does not.
    fn check_operands(&self, vm: &VirtualMachine) -> PyResult<()> {
        let boolean = |operand: &Operand| operand.dtype() == Some(DType::Bool);
        let booleans = self.operands.iter().all(boolean);
        match self.row.name {
            "subtract" if booleans => Err(vm.new_type_error(
                "numpy boolean subtract, the `-` operator, is not supported, use the bitwise_xor, the `^` operator, or \
                 the logical_xor function instead.",
            )),
            "negative" if booleans => Err(vm.new_type_error(
                "The numpy boolean negative, the `-` operator, is not supported, use the `~` operator or the \
                 logical_not function instead.",
            )),
            "positive" | "sign" if booleans => Err(casting_error(
                vm,
                format!(
                    "ufunc '{}' did not contain a loop with signature matching types <class \
                     'numpy.dtypes.BoolDType'> -> None",
                    self.row.name
                ),
            )),
            "power" => self.check_exponent(vm),
            _ => Ok(()),
        }
    }

    /// An integer has no negative integer power.
    fn check_exponent(&self, vm: &VirtualMachine) -> PyResult<()> {
        let whole = |operand: &Operand| match operand.dtype() {
            Some(dtype) => dtype.is_integer() || dtype == DType::Bool,
            None => matches!(operand, Operand::Int(_)),
        };
        let negative = match self.operands.last() {
            Some(Operand::Int(int)) => *int < BigInt::from(0),
            Some(Operand::Array(object)) => data(object)
                .is_some_and(|array| array.values().any(|value| matches!(value, Value::Int(..0)))),
            _ => false,
        };
        if negative && self.operands.iter().all(whole) {
            return Err(vm.new_value_error("Integers to negative integer powers are not allowed."));
        }
        Ok(())
    }

    fn no_loop(&self, vm: &VirtualMachine) -> PyBaseExceptionRef {
        vm.new_type_error(format!(
            "ufunc '{}' not supported for the input types, and the inputs could not be safely coerced to any \
             supported types according to the casting rule ''safe''",
            self.row.name
        ))
    }
}

impl Operand {
    fn array_as(object: &PyObject, dtype: DType, vm: &VirtualMachine) -> PyResult<Self> {
        let array = convert::array_from(object, Some(dtype), vm)?;
        Ok(Self::Array(PyNdArray::new_object(array, vm)))
    }
}

/// What a Python integer becomes.
enum Weak {
    Arg(Arg),
    Array(Array),
}

fn holds(dtype: DType, value: Value, int: &BigInt) -> bool {
    match value.cast(dtype) {
        Value::Int(cast) => BigInt::from(cast) == *int,
        Value::Uint(cast) => BigInt::from(cast) == *int,
        Value::Bool(_) | Value::Float(_) | Value::Complex(..) => true,
    }
}

/// An integer as an array of a type that holds it, or comes near enough to compare with any element.
fn wide(value: Option<Value>, int: &BigInt, vm: &VirtualMachine) -> PyResult<Array> {
    let value = value.unwrap_or_else(|| Value::Float(int.to_f64().unwrap_or(f64::INFINITY)));
    let dtype = match value {
        Value::Int(_) => DType::Int64,
        Value::Uint(_) => DType::Uint64,
        Value::Bool(_) | Value::Float(_) | Value::Complex(..) => DType::Float64,
    };
    convert::array_from(&box_scalar(dtype, value, vm), None, vm)
}

/// A shape as NumPy's messages about broadcasting write it: without spaces.
fn tight_shape(shape: &[usize]) -> String {
    shape_str(shape).replace(", ", ",")
}

/// The array of `out=`, which may come in a tuple.
fn output(out: PyObjectRef, name: &str, vm: &VirtualMachine) -> PyResult<Option<PyObjectRef>> {
    let out = match out.downcast_ref::<PyTuple>().map(|tuple| tuple.as_slice()) {
        Some([only]) => only.clone(),
        Some(_) => {
            return Err(vm.new_value_error("The 'out' tuple must have exactly one entry"));
        }
        None => out,
    };
    if vm.is_none(&out) {
        return Ok(None);
    }
    if out.downcast_ref::<PyNdArray>().is_none() {
        return Err(vm.new_type_error(format!("{name}: return arrays must be of ArrayType")));
    }
    Ok(Some(out))
}

/// Whether a keyword argument asks for what happens anyway.
fn is_usual(keyword: &str, value: &PyObject, vm: &VirtualMachine) -> bool {
    match keyword {
        "where" | "subok" => value.is(&vm.ctx.true_value),
        "casting" => text(value).as_deref() == Some("same_kind"),
        "order" => text(value).as_deref() == Some("K"),
        _ => false,
    }
}

/// The exception for a result that the output's type cannot take.
fn casting_error(vm: &VirtualMachine, text: String) -> PyBaseExceptionRef {
    let class = vm
        .import("numpy", 0)
        .and_then(|numpy| numpy.get_attr("_core", vm)?.get_attr("_exceptions", vm))
        .and_then(|module| module.get_attr("UFuncTypeError", vm))
        .and_then(|class| class.try_into_value(vm));
    match class {
        Ok(class) => vm.new_exception_msg(class, text.into()),
        Err(error) => error,
    }
}

fn text(object: &PyObject) -> Option<String> {
    let text = object.downcast_ref::<rustpython_vm::builtins::PyStr>()?;
    text.to_str().map(str::to_owned)
}

fn refused_keyword(name: &str, keyword: &str, vm: &VirtualMachine) -> PyBaseExceptionRef {
    const KNOWN: [&str; 5] = ["where", "casting", "order", "subok", "signature"];
    if KNOWN.contains(&keyword) {
        vm.new_not_implemented_error(format!(
            "numpy.{name}: this value of the argument '{keyword}' is not supported"
        ))
    } else {
        vm.new_type_error(format!(
            "{name}() got an unexpected keyword argument '{keyword}'"
        ))
    }
}
