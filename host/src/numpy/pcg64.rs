//! The generator behind `numpy.random.default_rng`, for the Python class in `library/random.py`.

use std::sync::{Mutex, PoisonError};

use numjit_numeric::random::{self as distributions, Pcg64, Source};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyPayload, PyRef, PyResult, VirtualMachine, pyclass};

use super::array::Array;
use super::convert::too_large;
use super::dtype::DType;
use super::ndarray::PyNdArray;
use super::value::Value;

/// A generator with a state of its own.
#[pyclass(module = false, name = "PCG64")]
#[derive(Debug, PyPayload)]
pub(crate) struct PyPcg64(Mutex<Pcg64>);

#[pyclass]
impl PyPcg64 {
    fn with<R>(&self, body: impl FnOnce(&mut Pcg64) -> R) -> R {
        body(&mut self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// `_pcg64(words)`: a generator from the 32-bit words of a seed, least significant first.
pub(crate) fn make(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (words,): (Vec<u32>,) = args.bind(vm)?;
    PyPcg64::make_static_type();
    let generator = PyPcg64(Mutex::new(Pcg64::from_words(&words)));
    Ok(generator.into_ref(&vm.ctx).into())
}

/// `_pcg64_floats(generator, name, count, a, b)`: deviates of a continuous distribution.
pub(crate) fn floats(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (generator, name, count, a, b): (PyRef<PyPcg64>, String, usize, f64, f64) =
        args.bind(vm)?;
    let draw: fn(&mut Pcg64, f64, f64) -> f64 = match name.as_str() {
        "random" => |source, _, _| source.next_f64(),
        "normal" => |source, _, _| source.normal(),
        "exponential" => |source, _, _| source.exponential(),
        "gamma" => |source, a, _| distributions::standard_gamma(source, a),
        "beta" => distributions::beta,
        "noncentral_chisquare" => distributions::noncentral_chi_square,
        "f" => distributions::f,
        "standard_t" => |source, a, _| distributions::standard_t(source, a),
        "wald" => distributions::wald,
        "vonmises" => distributions::von_mises,
        _ => return Err(vm.new_value_error(format!("no distribution is called {name}"))),
    };
    let out = Array::zeros(DType::Float64, &[count]).map_err(|fault| too_large(fault, vm))?;
    generator.with(|source| {
        for offset in out.layout.offsets() {
            out.write(offset, Value::Float(draw(source, a, b)));
        }
    });
    Ok(PyNdArray::new_object(out, vm))
}

/// `_pcg64_counts(generator, name, count, a, b)`: deviates of a discrete distribution.
pub(crate) fn counts(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (generator, name, count, a, b): (PyRef<PyPcg64>, String, usize, f64, f64) =
        args.bind(vm)?;
    let draw: fn(&mut Pcg64, f64, f64) -> i64 = match name.as_str() {
        "poisson" => |source, a, _| distributions::poisson(source, a),
        "binomial" => |source, a, b| distributions::binomial(source, a as i64, b),
        "negative_binomial" => distributions::negative_binomial,
        "geometric" => |source, a, _| distributions::geometric(source, a),
        "zipf" => |source, a, _| distributions::zipf(source, a),
        "logseries" => |source, a, _| distributions::log_series(source, a),
        _ => return Err(vm.new_value_error(format!("no distribution is called {name}"))),
    };
    let out = Array::zeros(DType::Int64, &[count]).map_err(|fault| too_large(fault, vm))?;
    generator.with(|source| {
        for offset in out.layout.offsets() {
            out.write(offset, Value::Int(draw(source, a, b)));
        }
    });
    Ok(PyNdArray::new_object(out, vm))
}

/// `_pcg64_integers(generator, low, span, count, narrow)`: uniform integers from `low` to `low + span`; a narrow element
/// type draws 32 bits for each.
pub(crate) fn integers(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (generator, low, span, count, narrow): (PyRef<PyPcg64>, i64, u64, usize, bool) =
        args.bind(vm)?;
    let out = Array::zeros(DType::Int64, &[count]).map_err(|fault| too_large(fault, vm))?;
    generator.with(|source| {
        for offset in out.layout.offsets() {
            let draw = match u32::try_from(span) {
                Ok(span) if narrow => u64::from(distributions::bounded32(source, span)),
                _ => distributions::bounded(source, span),
            };
            out.write(offset, Value::Int(low.wrapping_add(draw as i64)));
        }
    });
    Ok(PyNdArray::new_object(out, vm))
}

/// `_pcg64_order(generator, count, first, masked)`: the numbers below `count`, shuffled from the end down to place `first`;
/// `masked` draws the places by rejection, as NumPy's `shuffle` and `permutation` do.
pub(crate) fn order(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (generator, count, first, masked): (PyRef<PyPcg64>, usize, usize, bool) = args.bind(vm)?;
    let mut places: Vec<i64> = (0..count as i64).collect();
    generator.with(|source| {
        for i in (first.max(1)..count).rev() {
            let place = if masked {
                distributions::masked_interval(source, i as u64)
            } else {
                distributions::bounded(source, i as u64)
            };
            places.swap(i, place as usize);
        }
    });
    let out = Array::zeros(DType::Int64, &[count]).map_err(|fault| too_large(fault, vm))?;
    for (offset, place) in out.layout.offsets().zip(places) {
        out.write(offset, Value::Int(place));
    }
    Ok(PyNdArray::new_object(out, vm))
}
