//! An array as data: a view of a buffer with an element type and a layout.
//!
//! Nothing here knows Python. Casting between element types follows C; whether a cast is allowed at all is asked
//! before.

use numjit::ArrayRef;
use numjit_runtime::{ArrayView, Block};

use super::buffer::Buffer;
use super::dtype::DType;
use super::layout::{Layout, OutOfBounds, Step};
use super::value::Value;

/// A view of a buffer.
#[derive(Clone, Debug)]
pub struct Array {
    pub buffer: Buffer,
    /// Where the first element lies in the buffer, in bytes.
    pub offset: usize,
    pub dtype: DType,
    pub layout: Layout,
    pub writable: bool,
}

/// The elements do not fit into memory.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

impl Array {
    /// A new array of zeros in row-major order.
    pub fn zeros(dtype: DType, shape: &[usize]) -> Result<Self, TooLarge> {
        let bytes = shape
            .iter()
            .try_fold(dtype.size(), |bytes, &count| bytes.checked_mul(count))
            .ok_or(TooLarge)?;
        let buffer = Buffer::zeroed(bytes).ok_or(TooLarge)?;
        let layout = Layout::contiguous(shape, dtype.size());
        Ok(Self {
            buffer,
            offset: 0,
            dtype,
            layout,
            writable: true,
        })
    }

    /// The elements of a block that compiled code made, the first one at the address `data`. Nothing is returned where
    /// the elements do not lie inside the block.
    pub fn from_block(
        block: Block,
        data: *const u8,
        dtype: DType,
        layout: Layout,
        writable: bool,
    ) -> Option<Self> {
        let buffer = Buffer::from_block(block);
        let offset = (data as usize).checked_sub(buffer.start() as usize)?;
        let array = Self {
            buffer,
            offset,
            dtype,
            layout,
            writable,
        };
        array.is_inside_buffer().then_some(array)
    }

    fn is_inside_buffer(&self) -> bool {
        let (shape, strides) = self.wide_layout();
        let dtype = self.dtype.code_type();
        let view = self.buffer.view(self.offset, dtype, &shape, &strides);
        view.is_some()
    }

    fn wide_layout(&self) -> (Vec<i64>, Vec<i64>) {
        let shape = self.shape().iter().map(|&extent| extent as i64).collect();
        let strides = self.layout.strides.iter().map(|&stride| stride as i64);
        (shape, strides.collect())
    }

    /// The array as compiled code takes it; it borrows the memory from this one.
    pub fn code_array(&self) -> ArrayRef {
        let shape = self.shape().iter().map(|&extent| extent as i64).collect();
        let strides = self.layout.strides.iter().map(|&stride| stride as i64);
        ArrayRef {
            owner: self.buffer.block().as_ptr(),
            data: self.buffer.start().wrapping_add(self.offset),
            dtype: self.dtype.code_type(),
            record: None,
            shape,
            strides: strides.collect(),
            writable: self.writable,
        }
    }

    pub fn shape(&self) -> &[usize] {
        &self.layout.shape
    }

    pub fn size(&self) -> usize {
        self.layout.size()
    }

    pub fn is_c_contiguous(&self) -> bool {
        self.layout.is_c_contiguous(self.dtype.size())
    }

    /// The address of the first element.
    pub fn address(&self) -> usize {
        self.buffer.start() as usize + self.offset
    }

    fn at(&self, offset: isize) -> usize {
        self.offset.wrapping_add_signed(offset)
    }

    /// The element at an index that lies inside the shape.
    pub fn get(&self, index: &[usize]) -> Value {
        self.read(self.layout.offset(index))
    }

    /// The element at a byte offset from the first one.
    pub fn read(&self, offset: isize) -> Value {
        Value::from_bytes(
            self.dtype,
            &self.buffer.read(self.at(offset), self.dtype.size()),
        )
    }

    /// Stores a value at a byte offset from the first element.
    pub fn write(&self, offset: isize, value: Value) {
        self.buffer.write(
            self.at(offset),
            self.dtype.size(),
            &value.to_bytes(self.dtype),
        );
    }

    /// All elements in row-major order.
    pub fn values(&self) -> impl Iterator<Item = Value> + '_ {
        self.layout.offsets().map(|offset| self.read(offset))
    }

    /// The elements, for printing.
    pub fn with_elements<R>(&self, print: impl FnOnce(&ArrayView<'_>) -> R) -> Option<R> {
        let (shape, strides) = self.wide_layout();
        let dtype = self.dtype.code_type();
        self.buffer
            .view(self.offset, dtype, &shape, &strides)
            .map(|view| print(&view))
    }

    /// A view of the same buffer with another layout, `offset` bytes further on.
    pub fn view(&self, layout: Layout, offset: isize) -> Self {
        Self {
            offset: self.at(offset),
            layout,
            ..self.clone()
        }
    }

    /// The view that basic indices select.
    pub fn index(&self, steps: &[Step]) -> Result<Self, OutOfBounds> {
        let (layout, offset) = self.layout.index(steps)?;
        Ok(self.view(layout, offset))
    }

    /// Appends the values of `count` elements, `stride` bytes apart, the first one `offset` bytes from the array's own.
    pub fn read_run(&self, offset: isize, stride: isize, count: usize, into: &mut Vec<Value>) {
        self.buffer
            .read_run(self.dtype, self.at(offset), stride, count, into);
    }

    /// Copies the elements at these offsets from the first one, in this order.
    pub fn gather(&self, shape: &[usize], offsets: &[isize]) -> Result<Self, TooLarge> {
        let result = Self::zeros(self.dtype, shape)?;
        let size = self.dtype.size();
        result
            .buffer
            .gather(&self.buffer, self.offset, offsets, size);
        Ok(result)
    }

    /// A new array of zeros, its axes in the order in memory of another layout, without gaps.
    pub fn zeros_in_order(dtype: DType, order: &Layout) -> Result<Self, TooLarge> {
        let mut axes: Vec<usize> = (0..order.rank()).collect();
        axes.sort_by_key(|&axis| std::cmp::Reverse(order.strides[axis].unsigned_abs()));
        let shape: Vec<usize> = axes.iter().map(|&axis| order.shape[axis]).collect();
        let mut back = vec![0; axes.len()];
        for (place, &axis) in axes.iter().enumerate() {
            back[axis] = place;
        }
        Ok(Self::zeros(dtype, &shape)?.transpose(&back))
    }

    /// A copy whose axes have the same order in memory, cast to an element type.
    pub fn copy_in_order(&self, dtype: DType) -> Result<Self, TooLarge> {
        let copy = Self::zeros_in_order(dtype, &self.layout)?;
        copy.assign_same_shape(self);
        Ok(copy)
    }

    /// A copy in column-major order, cast to an element type.
    pub fn copy_by_columns(&self, dtype: DType) -> Result<Self, TooLarge> {
        let axes: Vec<usize> = (0..self.layout.rank()).rev().collect();
        Ok(self.transpose(&axes).copy_as(dtype)?.transpose(&axes))
    }

    /// A copy in row-major order, cast to an element type.
    pub fn copy_as(&self, dtype: DType) -> Result<Self, TooLarge> {
        let copy = Self::zeros(dtype, self.shape())?;
        copy.assign_same_shape(self);
        Ok(copy)
    }

    /// The elements under another shape of the same size: a view where the layout allows it, a copy otherwise.
    pub fn reshape(&self, shape: &[usize]) -> Result<Self, TooLarge> {
        match self.layout.reshape(shape, self.dtype.size()) {
            Some(layout) => Ok(self.view(layout, 0)),
            None => self.copy_as(self.dtype)?.reshape(shape),
        }
    }

    pub fn transpose(&self, axes: &[usize]) -> Self {
        self.view(self.layout.transpose(axes), 0)
    }

    /// The real or imaginary parts of a complex array, as a view.
    pub fn part(&self, imaginary: bool) -> Self {
        let real = self.dtype.real();
        let offset = if imaginary { real.size() as isize } else { 0 };
        Self {
            dtype: real,
            ..self.view(self.layout.clone(), offset)
        }
    }

    pub fn fill(&self, value: Value) {
        let element = value.to_bytes(self.dtype);
        let (outer, count, stride) = self.layout.rows();
        for offset in outer.offsets() {
            let size = self.dtype.size();
            self.buffer
                .fill_run(self.at(offset), stride, count, size, &element);
        }
    }

    /// Stores another array's elements, repeated to this shape; false if the shapes do not fit.
    pub fn assign(&self, source: &Self) -> bool {
        let Some(source) = source.broadcast_to(self.shape()) else {
            return false;
        };
        // Elements still to be read must not be overwritten.
        if self.buffer.shares(&source.buffer)
            && let Ok(copy) = source.copy_as(source.dtype)
        {
            self.assign_same_shape(&copy);
            return true;
        }
        self.assign_same_shape(&source);
        true
    }

    /// Repeats the elements to a shape. Leading axes of length one are dropped first where the target has
    /// fewer axes, as NumPy does in assignments.
    pub fn broadcast_to(&self, shape: &[usize]) -> Option<Self> {
        let mut source = self.layout.clone();
        while source.rank() > shape.len() && source.shape[0] == 1 {
            source.shape.remove(0);
            source.strides.remove(0);
        }
        Some(self.view(source.broadcast_to(shape)?, 0))
    }

    fn assign_same_shape(&self, source: &Self) {
        if self.dtype == source.dtype && self.is_c_contiguous() && source.is_c_contiguous() {
            let bytes = self.size() * self.dtype.size();
            self.buffer
                .copy_from(self.offset, &source.buffer, source.offset, bytes);
            return;
        }
        let (outer, count, stride) = self.layout.rows();
        let (source_outer, _, source_stride) = source.layout.rows();
        let mut values = Vec::new();
        for (to, from) in outer.offsets().zip(source_outer.offsets()) {
            let (to, from) = (self.at(to), source.at(from));
            if self.dtype == source.dtype {
                let from = (from, source_stride);
                let size = self.dtype.size();
                self.buffer
                    .copy_run((to, stride), &source.buffer, from, count, size);
                continue;
            }
            values.clear();
            source
                .buffer
                .read_run(source.dtype, from, source_stride, count, &mut values);
            self.buffer.write_run(self.dtype, to, stride, &values);
        }
    }

    /// The elements' bytes in row-major order.
    pub fn to_bytes(&self) -> Result<Vec<u8>, TooLarge> {
        if self.is_c_contiguous() {
            return Ok(self
                .buffer
                .bytes(self.offset, self.size() * self.dtype.size()));
        }
        self.copy_as(self.dtype)?.to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn counted(shape: &[usize]) -> Array {
        let array = Array::zeros(DType::Int64, shape).unwrap();
        for (count, offset) in array.layout.offsets().enumerate() {
            array.write(offset, Value::Int(count as i64));
        }
        array
    }

    fn numbers(array: &Array) -> Vec<i64> {
        array.values().map(|value| value.real() as i64).collect()
    }

    #[test]
    fn views_share_memory() {
        let array = counted(&[2, 3]);
        let column = array
            .index(&[
                Step::Slice {
                    start: 0,
                    step: 1,
                    count: 2,
                },
                Step::Index(1),
            ])
            .unwrap();
        column.fill(Value::Int(9));
        assert_eq!(numbers(&array), [0, 9, 2, 3, 9, 5]);
    }

    #[test]
    fn assigns_through_overlap() {
        let array = counted(&[5]);
        let head = array
            .index(&[Step::Slice {
                start: 0,
                step: 1,
                count: 4,
            }])
            .unwrap();
        let tail = array
            .index(&[Step::Slice {
                start: 1,
                step: 1,
                count: 4,
            }])
            .unwrap();
        assert!(tail.assign(&head));
        assert_eq!(numbers(&array), [0, 0, 1, 2, 3]);
        let reversed = array
            .index(&[Step::Slice {
                start: 4,
                step: -1,
                count: 5,
            }])
            .unwrap();
        assert!(array.assign(&reversed));
        assert_eq!(numbers(&array), [3, 2, 1, 0, 0]);
    }

    #[test]
    fn broadcasts_and_casts_in_assignment() {
        let array = Array::zeros(DType::Float32, &[2, 2]).unwrap();
        assert!(array.assign(&counted(&[1, 1, 2])));
        assert_eq!(numbers(&array), [0, 1, 0, 1]);
        assert!(!array.assign(&counted(&[3])));
    }

    #[test]
    fn splits_complex_numbers() {
        let array = Array::zeros(DType::Complex64, &[2]).unwrap();
        array.part(true).fill(Value::Float(2.0));
        assert_eq!(
            array.values().collect::<Vec<_>>(),
            [Value::Complex(0.0, 2.0); 2]
        );
    }

    #[test]
    fn refuses_impossible_sizes() {
        assert_eq!(
            Array::zeros(DType::Int8, &[usize::MAX, 2]).unwrap_err(),
            TooLarge
        );
        assert_eq!(
            Array::zeros(DType::Float64, &[1 << 50]).unwrap_err(),
            TooLarge
        );
    }
}
