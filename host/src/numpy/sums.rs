//! Sums as NumPy adds them up.
//!
//! Numba adds elements in order; NumPy adds pairwise along the axis that lies densest in memory, and row by row along
//! the others. The results differ in their last digits, which programs print.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::array::{Array, TooLarge};
use super::convert::{self, too_large};
use super::dtype::{DType, Kind};
use super::ndarray::PyNdArray;
use super::scalar::box_scalar;
use super::value::Value;

/// Runs of at most so many elements are added with eight partial sums; longer ones are halved.
const BLOCK: usize = 128;

/// A number that can be added up.
trait Addend: Copy {
    /// What an empty run of floats adds up to; adding it changes nothing, not even the sign of zero.
    const NOTHING: Self;
    /// How many of the eight partial sums one element feeds.
    const PARTS: usize;
    fn add(self, other: Self) -> Self;
    fn of(value: Value) -> Self;
    fn value(self) -> Value;
}

macro_rules! float_addend {
    ($ty:ty) => {
        impl Addend for $ty {
            const NOTHING: Self = -0.0;
            const PARTS: usize = 1;
            fn add(self, other: Self) -> Self {
                self + other
            }
            fn of(value: Value) -> Self {
                value.real() as $ty
            }
            fn value(self) -> Value {
                Value::Float(self.into())
            }
        }

        impl Addend for ($ty, $ty) {
            const NOTHING: Self = (-0.0, -0.0);
            const PARTS: usize = 2;
            fn add(self, other: Self) -> Self {
                (self.0 + other.0, self.1 + other.1)
            }
            fn of(value: Value) -> Self {
                (value.real() as $ty, value.imag() as $ty)
            }
            fn value(self) -> Value {
                Value::Complex(self.0.into(), self.1.into())
            }
        }
    };
}

float_addend!(f32);
float_addend!(f64);

impl Addend for i64 {
    const NOTHING: Self = 0;
    const PARTS: usize = 1;
    fn add(self, other: Self) -> Self {
        self.wrapping_add(other)
    }
    fn of(value: Value) -> Self {
        match value.cast(DType::Int64) {
            Value::Int(value) => value,
            Value::Bool(_) | Value::Uint(_) | Value::Float(_) | Value::Complex(..) => 0,
        }
    }
    fn value(self) -> Value {
        Value::Int(self)
    }
}

/// The sum of a run.
fn pairwise<T: Addend>(items: &[T]) -> T {
    let partial = 8 / T::PARTS;
    let count = items.len();
    if count < partial {
        return items.iter().fold(T::NOTHING, |sum, &item| sum.add(item));
    }
    if count * T::PARTS <= BLOCK {
        let (blocks, rest) = items.split_at(count - count % partial);
        let mut sums: Vec<T> = blocks[..partial].to_vec();
        for block in blocks[partial..].chunks_exact(partial) {
            for (sum, &item) in sums.iter_mut().zip(block) {
                *sum = sum.add(item);
            }
        }
        while sums.len() > 1 {
            sums = sums.chunks_exact(2).map(|two| two[0].add(two[1])).collect();
        }
        return rest.iter().fold(sums[0], |sum, &item| sum.add(item));
    }
    let half = count * T::PARTS / 2;
    let half = (half - half % 8) / T::PARTS;
    pairwise(&items[..half]).add(pairwise(&items[half..]))
}

/// The axes of an array as a loop nest: the densest one innermost, neighbours joined where they lie end to end.
struct Nest {
    /// Extent, stride in the array, stride in the result (zero for an axis that is summed over).
    loops: Vec<(usize, isize, isize)>,
}

impl Nest {
    fn new(array: &Array, result_strides: &[isize]) -> Self {
        let mut loops: Vec<(usize, isize, isize)> = array
            .shape()
            .iter()
            .zip(&array.layout.strides)
            .zip(result_strides)
            .map(|((&extent, &stride), &result)| (extent, stride, result))
            .filter(|axis| axis.0 != 1)
            .collect();
        loops.sort_by_key(|axis| std::cmp::Reverse(axis.1.unsigned_abs()));
        let mut joined: Vec<(usize, isize, isize)> = Vec::new();
        for axis in loops {
            match joined.last_mut() {
                Some(last)
                    if last.1 == axis.1 * axis.0 as isize && last.2 == axis.2 * axis.0 as isize =>
                {
                    *last = (last.0 * axis.0, axis.1, axis.2);
                }
                _ => joined.push(axis),
            }
        }
        Self { loops: joined }
    }

    /// Adds the elements into the result.
    fn add<T: Addend>(&self, array: &Array, result: &mut [T]) {
        let Some((&inner, outer)) = self.loops.split_last() else {
            result[0] = result[0].add(T::of(array.read(0)));
            return;
        };
        let mut values = Vec::with_capacity(inner.0);
        let mut line: Vec<T> = Vec::with_capacity(inner.0);
        each(outer, 0, 0, &mut |from, to| {
            values.clear();
            array.read_run(from, inner.1, inner.0, &mut values);
            line.clear();
            line.extend(values.iter().map(|&value| T::of(value)));
            if inner.2 == 0 {
                result[to] = result[to].add(pairwise(&line));
                return;
            }
            for (i, &item) in line.iter().enumerate() {
                let place = to.wrapping_add_signed(i as isize * inner.2);
                result[place] = result[place].add(item);
            }
        });
    }
}

fn each(
    loops: &[(usize, isize, isize)],
    from: isize,
    to: isize,
    body: &mut dyn FnMut(isize, usize),
) {
    let Some((&(extent, stride, result), rest)) = loops.split_first() else {
        body(from, to as usize);
        return;
    };
    for i in 0..extent as isize {
        each(rest, from + i * stride, to + i * result, body);
    }
}

/// Sums over axes; the axes that stay keep their order.
fn sum_axes(array: &Array, over: &[usize], dtype: DType) -> Result<Array, TooLarge> {
    let kept: Vec<usize> = (0..array.shape().len())
        .filter(|axis| !over.contains(axis))
        .collect();
    let shape: Vec<usize> = kept.iter().map(|&axis| array.shape()[axis]).collect();
    let out = Array::zeros(dtype, &shape)?;
    let mut strides = vec![0; array.shape().len()];
    let mut stride = 1;
    for (&axis, &extent) in kept.iter().zip(&shape).rev() {
        strides[axis] = stride;
        stride *= extent as isize;
    }
    match dtype {
        DType::Float32 => fill::<f32>(array, &strides, &out),
        DType::Float64 => fill::<f64>(array, &strides, &out),
        DType::Complex64 => fill::<(f32, f32)>(array, &strides, &out),
        DType::Complex128 => fill::<(f64, f64)>(array, &strides, &out),
        _ => fill::<i64>(array, &strides, &out),
    }
    Ok(out)
}

fn fill<T: Addend>(array: &Array, strides: &[isize], out: &Array) {
    let start = if array.size() == 0 { T::of(Value::Int(0)) } else { T::NOTHING };
    let mut sums = vec![start; out.size()];
    if array.size() > 0 {
        Nest::new(array, strides).add(array, &mut sums);
    }
    for (offset, sum) in out.layout.offsets().zip(sums) {
        out.write(offset, sum.value());
    }
}

/// The type that elements of a type add up in.
fn accumulator(dtype: DType) -> DType {
    match dtype.kind() {
        Kind::Bool | Kind::Signed => DType::Int64,
        Kind::Unsigned => DType::Uint64,
        Kind::Float | Kind::Complex => dtype,
    }
}

/// `_sum(array, axes, dtype)`: the sum over a tuple of axes that count from the start.
pub(crate) fn sum(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (object, axes, dtype): (PyObjectRef, Vec<usize>, PyObjectRef) = args.bind(vm)?;
    let mut array = convert::array_from(&object, None, vm)?;
    let dtype = if vm.is_none(&dtype) {
        accumulator(array.dtype)
    } else {
        super::dtype_object::PyDType::parse(&dtype, vm)?
    };
    if dtype == DType::Bool {
        return Err(vm.new_type_error("a sum of booleans is an integer: use np.any instead"));
    }
    // Summing in another type converts the elements first.
    if dtype.kind() != array.dtype.kind() || dtype.real() != array.dtype.real() {
        array = array.copy_as(dtype).map_err(|fault| too_large(fault, vm))?;
    }
    let out = sum_axes(&array, &axes, dtype).map_err(|fault| too_large(fault, vm))?;
    Ok(if out.shape().is_empty() {
        box_scalar(dtype, out.read(0), vm)
    } else {
        PyNdArray::new_object(out, vm)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn adds_in_numpys_order() {
        let items: Vec<f64> = (0..1000).map(|i| 1.0 / (1.0 + f64::from(i))).collect();
        // np.sum(1 / np.arange(1.0, 1001.0))
        assert_eq!(pairwise(&items), 7.485_470_860_550_345);
        assert_eq!(pairwise::<f64>(&[-0.0]).to_bits(), (-0.0_f64).to_bits());
    }

    #[test]
    fn keeps_axes() {
        let array = Array::zeros(DType::Int64, &[2, 3]).unwrap();
        for (count, offset) in array.layout.offsets().enumerate() {
            array.write(offset, Value::Int(count as i64));
        }
        let rows = sum_axes(&array, &[1], DType::Int64).unwrap();
        assert_eq!(rows.values().collect::<Vec<_>>(), [Value::Int(3), Value::Int(12)]);
        let columns = sum_axes(&array, &[0], DType::Int64).unwrap();
        let expected = [Value::Int(3), Value::Int(5), Value::Int(7)];
        assert_eq!(columns.values().collect::<Vec<_>>(), expected);
    }
}
