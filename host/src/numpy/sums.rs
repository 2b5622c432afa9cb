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

/// The elements of a line of an array, `stride` bytes apart.
struct Line<'a> {
    array: &'a Array,
    stride: isize,
}

impl Line<'_> {
    fn read<T: Addend>(&self, offset: isize, count: usize) -> Vec<T> {
        let mut values = Vec::with_capacity(count);
        self.array.read_run(offset, self.stride, count, &mut values);
        values.into_iter().map(T::of).collect()
    }

    /// The sum of `count` elements.
    fn sum<T: Addend>(&self, offset: isize, count: usize) -> T {
        if count * T::PARTS <= BLOCK {
            return block_sum(&self.read::<T>(offset, count));
        }
        let half = count * T::PARTS / 2;
        let half = (half - half % 8) / T::PARTS;
        let middle = offset + half as isize * self.stride;
        self.sum::<T>(offset, half)
            .add(self.sum(middle, count - half))
    }
}

/// The sum of a short run.
fn block_sum<T: Addend>(items: &[T]) -> T {
    let partial = 8 / T::PARTS;
    let count = items.len();
    if count < partial {
        return items.iter().fold(T::NOTHING, |sum, &item| sum.add(item));
    }
    let (blocks, rest) = items.split_at(count - count % partial);
    let mut sums = [T::NOTHING; 8];
    sums[..partial].copy_from_slice(&blocks[..partial]);
    for block in blocks[partial..].chunks_exact(partial) {
        for (sum, &item) in sums.iter_mut().zip(block) {
            *sum = sum.add(item);
        }
    }
    let mut left = partial;
    while left > 1 {
        left /= 2;
        for i in 0..left {
            sums[i] = sums[2 * i].add(sums[2 * i + 1]);
        }
    }
    rest.iter().fold(sums[0], |sum, &item| sum.add(item))
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
        let line = Line {
            array,
            stride: inner.1,
        };
        each(outer, 0, 0, &mut |from, to| {
            if inner.2 == 0 {
                result[to] = result[to].add(line.sum(from, inner.0));
                return;
            }
            for (i, item) in line.read::<T>(from, inner.0).into_iter().enumerate() {
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
    let start = if array.size() == 0 {
        T::of(Value::Int(0))
    } else {
        T::NOTHING
    };
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
        let array = Array::zeros(DType::Float64, &[1000]).unwrap();
        for (count, offset) in array.layout.offsets().enumerate() {
            array.write(offset, Value::Float(1.0 / (1.0 + count as f64)));
        }
        // np.sum(1 / np.arange(1.0, 1001.0))
        let sum = sum_axes(&array, &[0], DType::Float64).unwrap();
        assert_eq!(sum.read(0), Value::Float(7.485_470_860_550_345));
        assert_eq!(block_sum(&[-0.0_f64]).to_bits(), (-0.0_f64).to_bits());
    }

    #[test]
    fn keeps_axes() {
        let array = Array::zeros(DType::Int64, &[2, 3]).unwrap();
        for (count, offset) in array.layout.offsets().enumerate() {
            array.write(offset, Value::Int(count as i64));
        }
        let rows = sum_axes(&array, &[1], DType::Int64).unwrap();
        assert_eq!(
            rows.values().collect::<Vec<_>>(),
            [Value::Int(3), Value::Int(12)]
        );
        let columns = sum_axes(&array, &[0], DType::Int64).unwrap();
        let expected = [Value::Int(3), Value::Int(5), Value::Int(7)];
        assert_eq!(columns.values().collect::<Vec<_>>(), expected);
    }
}
