//! Indexing an array with what Python puts between the brackets.
//!
//! Integers, slices, `...` and `None` make a view. As soon as one index is an array, the integers join it: all index
//! arrays are broadcast against each other, and their shape takes the place of their axes, or comes first
//! where a slice stands between them. A boolean array stands for the index arrays of its true elements.

use rustpython_vm::builtins::{PyBaseExceptionRef, PyEllipsis, PyInt, PyList, PySlice, PyTuple};
use rustpython_vm::{AsObject, PyObject, PyObjectRef, PyResult, VirtualMachine};

use super::array::Array;
use super::convert::{array_from, too_large};
use super::dtype::{DType, Kind};
use super::layout::{Layout, OutOfBounds, Step, broadcast_shapes, normalize};
use super::ndarray::PyNdArray;
use super::scalar::unbox_scalar;
use super::value::Value;

/// What an index selects.
pub(crate) enum Selection {
    /// One element, at a byte offset from the array's first.
    Element(isize),
    View(Array),
    Gather(Gather),
}

/// Elements picked by index arrays.
pub(crate) struct Gather {
    source: Array,
    shape: Vec<usize>,
    /// Where the elements lie, in the result's row-major order.
    offsets: Vec<isize>,
}

impl Gather {
    /// Copies the elements into a new array.
    pub(crate) fn read(&self, vm: &VirtualMachine) -> PyResult<Array> {
        self.source
            .gather(&self.shape, &self.offsets)
            .map_err(|fault| too_large(fault, vm))
    }

    /// Stores elements, repeated to the selection's shape; false if the shapes do not fit.
    pub(crate) fn write(&self, values: &Array, vm: &VirtualMachine) -> PyResult<bool> {
        let Some(values) = values.broadcast_to(&self.shape) else {
            return Ok(false);
        };
        let values = values
            .copy_as(values.dtype)
            .map_err(|fault| too_large(fault, vm))?;
        for (&to, from) in self.offsets.iter().zip(values.layout.offsets()) {
            self.source.write(to, values.read(from));
        }
        Ok(true)
    }

    pub(crate) fn shape(&self) -> &[usize] {
        &self.shape
    }
}

/// One index.
enum Item {
    Int(isize),
    Slice(Bounds),
    Ellipsis,
    NewAxis,
    Array(Array),
    Mask(Array),
}

impl Item {
    /// How many axes of the array the index uses up.
    fn axes(&self) -> usize {
        match self {
            Self::Int(_) | Self::Slice(_) | Self::Array(_) => 1,
            Self::Mask(mask) => mask.shape().len(),
            Self::Ellipsis | Self::NewAxis => 0,
        }
    }
}

/// A slice before the axis is known.
#[derive(Clone, Copy)]
struct Bounds {
    start: Option<isize>,
    stop: Option<isize>,
    step: isize,
}

impl Bounds {
    const WHOLE: Self = Self {
        start: None,
        stop: None,
        step: 1,
    };

    fn read(slice: &PySlice, vm: &VirtualMachine) -> PyResult<Self> {
        let bound = |object: Option<&PyObjectRef>| -> PyResult<Option<isize>> {
            match object {
                Some(object) if !vm.is_none(object) => saturated(object, vm).map(Some),
                _ => Ok(None),
            }
        };
        let step = bound(slice.step.as_ref())?.unwrap_or(1);
        if step == 0 {
            return Err(vm.new_value_error("slice step cannot be zero"));
        }
        Ok(Self {
            start: bound(slice.start.as_ref())?,
            stop: bound(Some(&slice.stop))?,
            step,
        })
    }

    /// Clips the bounds to an axis, as Python does for sequences.
    fn clip(self, size: usize) -> Step {
        let size = size as isize;
        let (low, high) = if self.step > 0 {
            (0, size)
        } else {
            (-1, size - 1)
        };
        let clip = |bound: isize| {
            let from_start = if bound < 0 {
                bound.saturating_add(size)
            } else {
                bound
            };
            from_start.clamp(low, high)
        };
        let (first, last) = if self.step > 0 {
            (low, high)
        } else {
            (high, low)
        };
        let start = self.start.map_or(first, clip);
        let stop = self.stop.map_or(last, clip);
        let span = if self.step > 0 {
            stop - start
        } else {
            start - stop
        };
        let count = if span <= 0 {
            0
        } else {
            (span as usize - 1) / self.step.unsigned_abs() + 1
        };
        Step::Slice {
            start: start.max(0) as usize,
            step: self.step,
            count,
        }
    }
}

/// An integer, limited to what an address can hold.
fn saturated(object: &PyObject, vm: &VirtualMachine) -> PyResult<isize> {
    use num_traits::ToPrimitive;
    let int = object.try_index(vm)?;
    let int = int.as_bigint();
    let negative = *int < malachite_bigint::BigInt::from(0);
    Ok(int
        .to_isize()
        .unwrap_or(if negative { isize::MIN } else { isize::MAX }))
}

/// Finds what a key selects.
pub(crate) fn select(array: &Array, key: &PyObject, vm: &VirtualMachine) -> PyResult<Selection> {
    if let Some(offset) = element(array, key, vm)? {
        return Ok(Selection::Element(offset));
    }
    if let Some(mask) = whole_mask(array, key) {
        return Ok(Selection::Gather(mask));
    }
    if let Some(truth) = truth(key, vm) {
        return Ok(Selection::Gather(all_or_nothing(array, truth)));
    }
    let items = items(key, vm)?;
    let used: usize = items.iter().map(Item::axes).sum();
    let rank = array.shape().len();
    if used > rank {
        return Err(vm.new_index_error(format!(
            "too many indices for array: array is {rank}-dimensional, but {used} were indexed"
        )));
    }
    if items
        .iter()
        .filter(|item| matches!(item, Item::Ellipsis))
        .count()
        > 1
    {
        return Err(vm.new_index_error("an index can only have a single ellipsis ('...')"));
    }
    let gathers = items
        .iter()
        .any(|item| matches!(item, Item::Array(_) | Item::Mask(_)));
    if gathers {
        gather(array, items, rank - used, vm).map(Selection::Gather)
    } else {
        view(array, &items, rank - used, vm)
    }
}

/// The commonest keys, one integer for each axis, without the general machinery.
fn element(array: &Array, key: &PyObject, vm: &VirtualMachine) -> PyResult<Option<isize>> {
    let layout = &array.layout;
    if let Some(tuple) = key.downcast_ref::<PyTuple>() {
        if tuple.len() != layout.rank() {
            return Ok(None);
        }
        let mut offset = 0;
        for (axis, item) in tuple.iter().enumerate() {
            let Some(index) = plain_integer(item, vm) else {
                return Ok(None);
            };
            let index = normalize(index, layout.shape[axis], axis)
                .map_err(|fault| out_of_bounds(fault, vm))?;
            offset += index as isize * layout.strides[axis];
        }
        return Ok(Some(offset));
    }
    let (1, Some(index)) = (layout.rank(), plain_integer(key, vm)) else {
        return Ok(None);
    };
    let index = normalize(index, layout.shape[0], 0).map_err(|fault| out_of_bounds(fault, vm))?;
    Ok(Some(index as isize * layout.strides[0]))
}

/// A mask of the array's own shape, without the general machinery.
fn whole_mask(array: &Array, key: &PyObject) -> Option<Gather> {
    let mask = key.downcast_ref::<PyNdArray>()?.array();
    if mask.dtype != DType::Bool || mask.shape() != array.shape() || mask.shape().is_empty() {
        return None;
    }
    let (outer, count, stride) = mask.layout.rows();
    let (array_outer, _, array_stride) = array.layout.rows();
    let mut values = Vec::with_capacity(count);
    let mut offsets = Vec::new();
    for (from, start) in outer.offsets().zip(array_outer.offsets()) {
        values.clear();
        mask.read_run(from, stride, count, &mut values);
        let chosen = (0..count as isize).zip(&values);
        offsets.extend(
            chosen
                .filter(|(_, value)| value.is_truthy())
                .map(|(place, _)| start + place * array_stride),
        );
    }
    Some(Gather {
        source: array.clone(),
        shape: vec![offsets.len()],
        offsets,
    })
}

/// A mask without axes: a boolean of Python or NumPy.
fn truth(key: &PyObject, vm: &VirtualMachine) -> Option<bool> {
    if key.class().is(vm.ctx.types.bool_type) {
        return Some(key.is(&vm.ctx.true_value));
    }
    if let Some(array) = key.downcast_ref::<PyNdArray>() {
        let array = array.array();
        let alone = array.dtype == DType::Bool && array.shape().is_empty();
        return alone.then(|| array.read(0).is_truthy());
    }
    match unbox_scalar(key, vm) {
        Some((DType::Bool, value)) => Some(value.is_truthy()),
        _ => None,
    }
}

/// The whole array once or not at all, along a new first axis.
fn all_or_nothing(array: &Array, truth: bool) -> Gather {
    let mut shape = vec![usize::from(truth)];
    shape.extend_from_slice(array.shape());
    let offsets = if truth {
        array.layout.offsets().collect()
    } else {
        Vec::new()
    };
    Gather {
        source: array.clone(),
        shape,
        offsets,
    }
}

/// A Python `int` or an integer scalar that fits an address.
fn plain_integer(object: &PyObject, vm: &VirtualMachine) -> Option<isize> {
    use num_traits::ToPrimitive;
    if let Some(int) = object.downcast_ref::<PyInt>() {
        return (!object.class().is(vm.ctx.types.bool_type)).then(|| int.as_bigint().to_isize())?;
    }
    match unbox_scalar(object, vm)?.1 {
        Value::Int(value) => isize::try_from(value).ok(),
        Value::Uint(value) => isize::try_from(value).ok(),
        Value::Bool(_) | Value::Float(_) | Value::Complex(..) => None,
    }
}

fn items(key: &PyObject, vm: &VirtualMachine) -> PyResult<Vec<Item>> {
    match key.downcast_ref::<PyTuple>() {
        Some(tuple) => tuple.iter().map(|item| self::item(item, vm)).collect(),
        None => Ok(vec![item(key, vm)?]),
    }
}

fn item(object: &PyObject, vm: &VirtualMachine) -> PyResult<Item> {
    if let Some(index) = plain_integer(object, vm) {
        return Ok(Item::Int(index));
    }
    if let Some(slice) = object.downcast_ref::<PySlice>() {
        return Bounds::read(slice, vm).map(Item::Slice);
    }
    if vm.is_none(object) {
        return Ok(Item::NewAxis);
    }
    if object.downcast_ref::<PyEllipsis>().is_some() {
        return Ok(Item::Ellipsis);
    }
    let arraylike = object.downcast_ref::<PyNdArray>().is_some()
        || object.downcast_ref::<PyList>().is_some()
        || object.downcast_ref::<PyTuple>().is_some();
    if arraylike {
        return index_array(array_from(object, None, vm)?, vm);
    }
    match object.try_index_opt(vm) {
        Some(index) => Ok(Item::Int(index?.try_to_primitive(vm)?)),
        None => Err(bad_index(vm)),
    }
}

fn index_array(array: Array, vm: &VirtualMachine) -> PyResult<Item> {
    match array.dtype.kind() {
        Kind::Bool => Ok(Item::Mask(array)),
        Kind::Signed | Kind::Unsigned => Ok(Item::Array(array)),
        // An empty list has no integers in it, but it selects nothing just as well.
        Kind::Float if array.size() == 0 => array
            .copy_as(DType::Int64)
            .map(Item::Array)
            .map_err(|fault| too_large(fault, vm)),
        Kind::Float | Kind::Complex => {
            Err(vm.new_index_error("arrays used as indices must be of integer (or boolean) type"))
        }
    }
}

fn bad_index(vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_index_error(
        "only integers, slices (`:`), ellipsis (`...`), numpy.newaxis (`None`) and integer or boolean arrays are valid indices",
    )
}

pub(crate) fn out_of_bounds(fault: OutOfBounds, vm: &VirtualMachine) -> PyBaseExceptionRef {
    vm.new_index_error(format!(
        "index {} is out of bounds for axis {} with size {}",
        fault.index, fault.axis, fault.size
    ))
}

/// The steps of basic indices; `free` axes are left to an ellipsis or to the end.
fn steps(shape: &[usize], items: &[Item], free: usize) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut axis = 0;
    let whole = |steps: &mut Vec<Step>, axis: &mut usize, count: usize| {
        for _ in 0..count {
            steps.push(Bounds::WHOLE.clip(shape[*axis]));
            *axis += 1;
        }
    };
    for item in items {
        match item {
            Item::Int(index) => {
                steps.push(Step::Index(*index));
                axis += 1;
            }
            Item::Slice(bounds) => {
                steps.push(bounds.clip(shape[axis]));
                axis += 1;
            }
            Item::NewAxis => steps.push(Step::NewAxis),
            Item::Ellipsis => whole(&mut steps, &mut axis, free),
            Item::Array(_) | Item::Mask(_) => whole(&mut steps, &mut axis, item.axes()),
        }
    }
    steps
}

fn view(array: &Array, items: &[Item], free: usize, vm: &VirtualMachine) -> PyResult<Selection> {
    let view = array
        .index(&steps(array.shape(), items, free))
        .map_err(|fault| out_of_bounds(fault, vm))?;
    Ok(Selection::View(view))
}

/// Indexing with arrays.
fn gather(array: &Array, items: Vec<Item>, free: usize, vm: &VirtualMachine) -> PyResult<Gather> {
    let items = spread(array, items, free, vm)?;
    // Index arrays keep their axes for now: as whole slices of a view.
    let basic: Vec<Item> = items
        .iter()
        .map(|item| match item {
            Item::Slice(bounds) => Item::Slice(*bounds),
            Item::NewAxis => Item::NewAxis,
            Item::Ellipsis => Item::Ellipsis,
            Item::Int(_) | Item::Array(_) | Item::Mask(_) => Item::Slice(Bounds::WHOLE),
        })
        .collect();
    let view = array
        .index(&steps(array.shape(), &basic, free))
        .map_err(|fault| out_of_bounds(fault, vm))?;
    let picks = picks(&items, free);
    let index_shape =
        broadcast_shapes(picks.iter().map(|pick| pick.1.shape())).ok_or_else(|| {
            vm.new_index_error("shape mismatch: indexing arrays could not be broadcast together")
        })?;
    let picked = picked_offsets(&view, &picks, &index_shape, vm)?;

    let axes: Vec<usize> = picks.iter().map(|pick| pick.0).collect();
    let adjacent = axes.windows(2).all(|pair| pair[1] == pair[0] + 1);
    let place = if adjacent { axes[0] } else { 0 };
    let kept: Vec<usize> = (0..view.shape().len())
        .filter(|axis| !axes.contains(axis))
        .collect();
    let (before, after) = kept.split_at(place.min(kept.len()));
    let (before, after) = (view.layout.transpose(before), view.layout.transpose(after));
    let mut offsets = Vec::with_capacity(before.size() * picked.len() * after.size());
    for outer in before.offsets() {
        for &pick in &picked {
            offsets.extend(after.offsets().map(|inner| outer + pick + inner));
        }
    }
    let shape = [before.shape.as_slice(), &index_shape, &after.shape].concat();
    Ok(Gather {
        source: view,
        shape,
        offsets,
    })
}

/// Replaces masks by the index arrays of their true elements, and integers by index arrays without axes.
fn spread(
    array: &Array,
    items: Vec<Item>,
    free: usize,
    vm: &VirtualMachine,
) -> PyResult<Vec<Item>> {
    let mut spread = Vec::new();
    let mut axis = 0;
    for item in items {
        let used = if matches!(item, Item::Ellipsis) {
            free
        } else {
            item.axes()
        };
        match item {
            Item::Mask(mask) => {
                let expected = &array.shape()[axis..axis + used];
                if let Some(wrong) = (0..used).find(|&place| mask.shape()[place] != expected[place])
                {
                    return Err(vm.new_index_error(format!(
                        "boolean index did not match indexed array along axis {}; size of axis is {} but size of corresponding boolean axis is {}",
                        axis + wrong,
                        expected[wrong],
                        mask.shape()[wrong]
                    )));
                }
                spread.extend(true_indices(&mask, vm)?.into_iter().map(Item::Array));
            }
            Item::Int(index) => spread.push(Item::Array(integers(&[], &[index as i64], vm)?)),
            other => spread.push(other),
        }
        axis += used;
    }
    Ok(spread)
}

fn integers(shape: &[usize], values: &[i64], vm: &VirtualMachine) -> PyResult<Array> {
    let array = Array::zeros(DType::Int64, shape).map_err(|fault| too_large(fault, vm))?;
    for (offset, &value) in array.layout.offsets().zip(values) {
        array.write(offset, Value::Int(value));
    }
    Ok(array)
}

/// For each axis of a mask, the indices of its true elements in row-major order.
fn true_indices(mask: &Array, vm: &VirtualMachine) -> PyResult<Vec<Array>> {
    let rank = mask.shape().len();
    let mut found = vec![Vec::new(); rank];
    for (place, value) in mask.values().enumerate() {
        if value.is_truthy() {
            let mut rest = place;
            for axis in (0..rank).rev() {
                found[axis].push((rest % mask.shape()[axis]) as i64);
                rest /= mask.shape()[axis];
            }
        }
    }
    found
        .iter()
        .map(|indices| integers(&[indices.len()], indices, vm))
        .collect()
}

/// The index arrays with the axis of the view that each one picks from.
fn picks(items: &[Item], free: usize) -> Vec<(usize, &Array)> {
    let mut picks = Vec::new();
    let mut axis = 0;
    for item in items {
        match item {
            Item::Array(array) => {
                picks.push((axis, array));
                axis += 1;
            }
            Item::Ellipsis => axis += free,
            Item::NewAxis => axis += 1,
            Item::Int(_) | Item::Slice(_) | Item::Mask(_) => axis += item.axes(),
        }
    }
    picks
}

/// The byte offsets that the index arrays select together.
fn picked_offsets(
    view: &Array,
    picks: &[(usize, &Array)],
    shape: &[usize],
    vm: &VirtualMachine,
) -> PyResult<Vec<isize>> {
    let size = Layout::contiguous(shape, 1).size();
    let mut offsets = vec![0; size];
    for &(axis, indices) in picks {
        let Some(indices) = indices.broadcast_to(shape) else {
            return Err(bad_index(vm));
        };
        for (offset, value) in offsets.iter_mut().zip(indices.values()) {
            let index = match value {
                Value::Int(index) => index as isize,
                Value::Uint(index) => isize::try_from(index).unwrap_or(isize::MAX),
                Value::Bool(_) | Value::Float(_) | Value::Complex(..) => return Err(bad_index(vm)),
            };
            let index = normalize(index, view.shape()[axis], axis)
                .map_err(|fault| out_of_bounds(fault, vm))?;
            *offset += index as isize * view.layout.strides[axis];
        }
    }
    Ok(offsets)
}
