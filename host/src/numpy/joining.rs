//! Joining arrays along an axis: a matter of copying alone.

use rustpython_vm::function::FuncArgs;
use rustpython_vm::{PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert::{self, too_large};
use super::dtype::promote;
use super::dtype_object::PyDType;
use super::layout::Step;
use super::ndarray::PyNdArray;

/// `_join(arrays, axis, dtype)`: the arrays one after the other along an axis that counts from the start.
pub(crate) fn join(vm: &VirtualMachine, _path: &'static str, args: FuncArgs) -> PyResult {
    let (objects, axis, dtype): (PyObjectRef, usize, PyObjectRef) = args.bind(vm)?;
    let objects: Vec<PyObjectRef> = objects.try_into_value(vm)?;
    let arrays = objects
        .iter()
        .map(|object| convert::array_from(object, None, vm))
        .collect::<PyResult<Vec<Array>>>()?;
    let Some(first) = arrays.first() else {
        return Err(vm.new_value_error("need at least one array to concatenate"));
    };
    for (place, array) in arrays.iter().enumerate().skip(1) {
        check(first, array, place, axis, vm)?;
    }
    let dtype = if vm.is_none(&dtype) {
        arrays[1..]
            .iter()
            .fold(first.dtype, |dtype, array| promote(dtype, array.dtype))
    } else {
        PyDType::parse(&dtype, vm)?
    };
    let mut shape = first.shape().to_vec();
    shape[axis] = arrays.iter().map(|array| array.shape()[axis]).sum();
    let out = Array::zeros(dtype, &shape).map_err(|fault| too_large(fault, vm))?;
    let mut start = 0;
    for array in &arrays {
        let count = array.shape()[axis];
        part(&out, axis, start, count).assign(array);
        start += count;
    }
    Ok(PyNdArray::new_object(out, vm))
}

fn check(
    first: &Array,
    array: &Array,
    place: usize,
    axis: usize,
    vm: &VirtualMachine,
) -> PyResult<()> {
    let (rank, other) = (first.shape().len(), array.shape().len());
    if rank != other {
        return Err(vm.new_value_error(format!(
            "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \
             0, the array at index 0 has {rank} dimension(s) and the array at index {place} has {other} dimension(s)"
        )));
    }
    let wrong = (0..rank).find(|&at| at != axis && first.shape()[at] != array.shape()[at]);
    match wrong {
        None => Ok(()),
        Some(at) => Err(vm.new_value_error(format!(
            "all the input array dimensions except for the concatenation axis must match exactly, but along dimension \
             {at}, the array at index 0 has size {} and the array at index {place} has size {}",
            first.shape()[at],
            array.shape()[at]
        ))),
    }
}

fn part(out: &Array, axis: usize, start: usize, count: usize) -> Array {
    let steps: Vec<Step> = (0..=axis)
        .map(|at| {
            let whole = at != axis;
            Step::Slice {
                start: if whole { 0 } else { start },
                step: 1,
                count: if whole { out.shape()[at] } else { count },
            }
        })
        .collect();
    // Slices within the shape cannot be out of bounds.
    out.index(&steps).unwrap_or_else(|_| out.clone())
}
