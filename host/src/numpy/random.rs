//! The generator behind `numpy.random` outside of compiled functions.
//!
//! There is one for the process. Compiled functions have their own, one a thread, as Numba's do.

use std::sync::{Mutex, MutexGuard, PoisonError};

use numjit_runtime::Runtime;
use numjit_runtime::random::Mt19937;
use rustpython_vm::builtins::PyInt;
use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert::{self, too_large};
use super::dtype::DType;
use super::ndarray::PyNdArray;
use super::value::Value;

static GENERATOR: Mutex<Option<Box<Mt19937>>> = Mutex::new(None);

fn lock() -> MutexGuard<'static, Option<Box<Mt19937>>> {
    GENERATOR.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Runs library code on a runtime whose generator is the process's.
pub(crate) fn lend<R>(runtime: &Runtime, body: impl FnOnce() -> R) -> R {
    let mut generator = lock();
    let ours = generator
        .take()
        .unwrap_or_else(|| Box::new(Mt19937::from_entropy()));
    runtime.random(|inside| *inside = *ours);
    let result = body();
    *generator = Some(runtime.random(|inside| Box::new(inside.clone())));
    result
}

/// Uses the process's generator.
fn with<R>(body: impl FnOnce(&mut Mt19937) -> R) -> R {
    let mut generator = lock();
    body(generator.get_or_insert_with(|| Box::new(Mt19937::from_entropy())))
}

/// `_random_seed(seed)`: `None`, an integer, or a sequence of them.
pub(crate) fn seed(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (seed,): (PyObjectRef,) = args.bind(vm)?;
    let made = if vm.is_none(&seed) {
        Mt19937::from_entropy()
    } else if seed.downcast_ref::<PyInt>().is_some() || !convert::is_sequence(&seed) {
        Mt19937::new(word(&seed, vm)?)
    } else {
        let items: Vec<PyObjectRef> = seed.try_into_value(vm)?;
        let words = items
            .iter()
            .map(|item| word(item, vm))
            .collect::<PyResult<Vec<u32>>>()?;
        Mt19937::from_words(&words)
    };
    *lock() = Some(Box::new(made));
    Ok(vm.ctx.none())
}

fn word(object: &PyObjectRef, vm: &VirtualMachine) -> PyResult<u32> {
    object
        .try_index(vm)?
        .try_to_primitive::<u32>(vm)
        .map_err(|_| vm.new_value_error("Seed must be between 0 and 2**32 - 1"))
}

/// `_random_state()`: the key as an array, the position, whether a normal deviate is kept, and that deviate.
pub(crate) fn state(vm: &VirtualMachine, _path: &'static str, _args: FuncArgs) -> PyResult {
    let (key, position, kept) = with(|generator| {
        let (key, position, kept) = generator.to_parts();
        (*key, position, kept)
    });
    let array = Array::zeros(DType::Uint32, &[key.len()]).map_err(|fault| too_large(fault, vm))?;
    for (offset, &word) in array.layout.offsets().zip(&key) {
        array.write(offset, Value::Uint(word.into()));
    }
    let parts = (
        PyNdArray::new_object(array, vm),
        position,
        usize::from(kept.is_some()),
        kept.unwrap_or(0.0),
    );
    Ok(vm.new_tuple(parts).into())
}

/// `_set_random_state(key, position, has_deviate, deviate)`.
pub(crate) fn set_state(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (key, position, kept, deviate): (PyObjectRef, usize, usize, f64) = args.bind(vm)?;
    let key = convert::array_from(&key, Some(DType::Uint32), vm)?;
    let words: Vec<u32> = key.values().map(|value| value.real() as u32).collect();
    let made = <[u32; 624]>::try_from(words)
        .ok()
        .and_then(|key| Mt19937::from_parts(key, position, (kept != 0).then_some(deviate)))
        .ok_or_else(|| vm.new_value_error("state dictionary is not valid"))?;
    *lock() = Some(Box::new(made));
    Ok(vm.ctx.none())
}

/// `_random_intervals(low, highest, count, dtype)`: uniform integers, drawn as NumPy draws them for an element type.
pub(crate) fn intervals(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (low, highest, count, dtype): (i64, i64, usize, PyObjectRef) = args.bind(vm)?;
    let dtype = super::dtype_object::PyDType::parse(&dtype, vm)?;
    let out = Array::zeros(dtype, &[count]).map_err(|fault| too_large(fault, vm))?;
    let span = highest.wrapping_sub(low) as u64;
    with(|generator| {
        let bits = if dtype == DType::Bool {
            1
        } else {
            8 * dtype.size()
        };
        let mut narrow = Narrow::new(bits as u32);
        for offset in out.layout.offsets() {
            let draw = narrow.draw(generator, span);
            out.write(offset, Value::Int(low.wrapping_add(draw as i64)));
        }
    });
    Ok(PyNdArray::new_object(out, vm))
}

/// Draws for types of few bits, which share the 32 bits of one word.
struct Narrow {
    bits: u32,
    word: u32,
    left: u32,
}

impl Narrow {
    fn new(bits: u32) -> Self {
        Self {
            bits,
            word: 0,
            left: 0,
        }
    }

    fn draw(&mut self, generator: &mut Mt19937, span: u64) -> u64 {
        if span == 0 {
            return 0;
        }
        if self.bits >= 32 {
            return generator.next_interval(span);
        }
        let mask = u32::MAX >> (span as u32).leading_zeros();
        loop {
            let draw = self.bits_of_word(generator) & mask;
            if u64::from(draw) <= span {
                return draw.into();
            }
        }
    }

    fn bits_of_word(&mut self, generator: &mut Mt19937) -> u32 {
        if self.left == 0 {
            self.word = generator.next_u32();
            self.left = 32 / self.bits;
        }
        let piece = self.word & (u32::MAX >> (32 - self.bits));
        self.word = self.word.wrapping_shr(self.bits);
        self.left -= 1;
        piece
    }
}
