//! Shapes and strides: where the elements of an array lie, and what views of it look like.
//!
//! Strides are in bytes. Everything here is arithmetic on small vectors; nothing touches memory.

/// The positions of an array's elements, relative to its first one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Layout {
    pub shape: Vec<usize>,
    pub strides: Vec<isize>,
}

/// One step of basic indexing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Picks one element of an axis, which disappears.
    Index(isize),
    /// Picks a range of an axis; the bounds are already clipped to the axis.
    Slice {
        start: usize,
        step: isize,
        count: usize,
    },
    /// Adds an axis of length one.
    NewAxis,
}

/// An index out of range, in the words of NumPy's message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OutOfBounds {
    pub index: isize,
    pub axis: usize,
    pub size: usize,
}

impl Layout {
    /// The row-major layout of a shape.
    pub fn contiguous(shape: &[usize], item_size: usize) -> Self {
        Self {
            shape: shape.to_vec(),
            strides: row_major_strides(shape, item_size),
        }
    }

    pub fn size(&self) -> usize {
        self.shape.iter().product()
    }

    pub fn rank(&self) -> usize {
        self.shape.len()
    }

    /// Whether the elements lie in row-major order without gaps.
    pub fn is_c_contiguous(&self, item_size: usize) -> bool {
        self.is_packed((0..self.rank()).rev(), item_size)
    }

    /// Whether the elements lie in column-major order without gaps.
    pub fn is_f_contiguous(&self, item_size: usize) -> bool {
        self.is_packed(0..self.rank(), item_size)
    }

    fn is_packed(&self, axes: impl Iterator<Item = usize>, item_size: usize) -> bool {
        if self.size() == 0 {
            return true;
        }
        let mut expected = item_size as isize;
        for axis in axes {
            // The stride of an axis of length one is never used.
            if self.shape[axis] != 1 && self.strides[axis] != expected {
                return false;
            }
            expected *= self.shape[axis] as isize;
        }
        true
    }

    /// The byte offset of an element.
    pub fn offset(&self, index: &[usize]) -> isize {
        index
            .iter()
            .zip(&self.strides)
            .map(|(&index, &stride)| index as isize * stride)
            .sum()
    }

    /// The layout without its last axis, and that axis's extent and stride.
    pub fn rows(&self) -> (Self, usize, isize) {
        let Some(last) = self.rank().checked_sub(1) else {
            return (self.clone(), 1, 0);
        };
        let outer = Self {
            shape: self.shape[..last].to_vec(),
            strides: self.strides[..last].to_vec(),
        };
        (outer, self.shape[last], self.strides[last])
    }

    /// The byte offsets of all elements in row-major order.
    pub fn offsets(&self) -> Offsets<'_> {
        Offsets {
            layout: self,
            index: vec![0; self.rank()],
            offset: 0,
            left: self.size(),
        }
    }

    /// Applies basic indices, one for each axis from the first on; later axes stay whole. The result is the view's
    /// layout and the offset of its first element.
    pub fn index(&self, steps: &[Step]) -> Result<(Self, isize), OutOfBounds> {
        let mut view = Self {
            shape: Vec::new(),
            strides: Vec::new(),
        };
        let mut offset = 0;
        let mut axis = 0;
        for &step in steps {
            match step {
                Step::NewAxis => view.push(1, 0),
                Step::Index(index) => {
                    offset +=
                        normalize(index, self.shape[axis], axis)? as isize * self.strides[axis];
                    axis += 1;
                }
                Step::Slice { start, step, count } => {
                    if count > 0 {
                        offset += start as isize * self.strides[axis];
                    }
                    view.push(count, self.strides[axis] * step);
                    axis += 1;
                }
            }
        }
        view.shape.extend_from_slice(&self.shape[axis..]);
        view.strides.extend_from_slice(&self.strides[axis..]);
        Ok((view, offset))
    }

    fn push(&mut self, count: usize, stride: isize) {
        self.shape.push(count);
        self.strides.push(stride);
    }

    /// The same elements with the axes in another order.
    pub fn transpose(&self, axes: &[usize]) -> Self {
        Self {
            shape: axes.iter().map(|&axis| self.shape[axis]).collect(),
            strides: axes.iter().map(|&axis| self.strides[axis]).collect(),
        }
    }

    /// The same elements repeated to a larger shape, or nothing if the shapes do not fit.
    pub fn broadcast_to(&self, shape: &[usize]) -> Option<Self> {
        let extra = shape.len().checked_sub(self.rank())?;
        let mut strides = vec![0; shape.len()];
        for (axis, (&count, &stride)) in self.shape.iter().zip(&self.strides).enumerate() {
            if count == shape[extra + axis] {
                strides[extra + axis] = stride;
            } else if count != 1 {
                return None;
            }
        }
        Some(Self {
            shape: shape.to_vec(),
            strides,
        })
    }

    /// The same elements under another shape of the same size, or nothing if that takes a copy.
    pub fn reshape(&self, shape: &[usize], item_size: usize) -> Option<Self> {
        if self.size() == 0 || self.is_c_contiguous(item_size) {
            return Some(Self::contiguous(shape, item_size));
        }
        let old: Vec<(usize, isize)> = self
            .shape
            .iter()
            .copied()
            .zip(self.strides.iter().copied())
            .filter(|&(count, _)| count != 1)
            .collect();
        let mut strides = vec![0; shape.len()];
        let (mut from, mut to) = (0, 0);
        while from < old.len() && to < shape.len() {
            // The next group of old axes and of new axes that hold the same number of elements.
            let (mut last_from, mut last_to) = (from + 1, to + 1);
            let (mut old_count, mut new_count) = (old[from].0, shape[to]);
            while old_count != new_count {
                if old_count < new_count {
                    old_count *= old.get(last_from)?.0;
                    last_from += 1;
                } else {
                    new_count *= shape.get(last_to)?;
                    last_to += 1;
                }
            }
            let joined = old[from..last_from]
                .windows(2)
                .all(|pair| pair[0].1 == pair[1].1 * pair[1].0 as isize);
            if !joined {
                return None;
            }
            let mut stride = old[last_from - 1].1;
            for axis in (to..last_to).rev() {
                strides[axis] = stride;
                stride *= shape[axis] as isize;
            }
            (from, to) = (last_from, last_to);
        }
        Some(Self {
            shape: shape.to_vec(),
            strides,
        })
    }
}

/// Row-major strides of a shape.
pub fn row_major_strides(shape: &[usize], item_size: usize) -> Vec<isize> {
    let mut strides = vec![0; shape.len()];
    let mut stride = item_size as isize;
    for (axis, &count) in shape.iter().enumerate().rev() {
        strides[axis] = stride;
        stride *= count.max(1) as isize;
    }
    strides
}

/// Turns an index that may count from the end into one that counts from the start.
pub fn normalize(index: isize, size: usize, axis: usize) -> Result<usize, OutOfBounds> {
    let wrapped = if index < 0 {
        index + size as isize
    } else {
        index
    };
    if (0..size as isize).contains(&wrapped) {
        Ok(wrapped as usize)
    } else {
        Err(OutOfBounds { index, axis, size })
    }
}

/// The shape that several shapes broadcast to.
pub fn broadcast_shapes<'a>(shapes: impl IntoIterator<Item = &'a [usize]>) -> Option<Vec<usize>> {
    let mut result: Vec<usize> = Vec::new();
    for shape in shapes {
        if shape.len() > result.len() {
            let extra = shape.len() - result.len();
            result.splice(0..0, std::iter::repeat_n(1, extra));
        }
        let extra = result.len() - shape.len();
        for (axis, &count) in shape.iter().enumerate() {
            let merged = &mut result[extra + axis];
            if *merged == 1 {
                *merged = count;
            } else if count != 1 && count != *merged {
                return None;
            }
        }
    }
    Some(result)
}

/// Fills in the one `-1` that a new shape may have.
pub fn resolve_shape(shape: &[isize], size: usize) -> Option<Vec<usize>> {
    let unknown = shape.iter().filter(|&&count| count < 0).count();
    let known: usize = shape
        .iter()
        .filter(|&&count| count >= 0)
        .map(|&count| count as usize)
        .product();
    let fill = match unknown {
        0 if known == size => 0,
        1 if known > 0 && size.is_multiple_of(known) => size / known,
        _ => return None,
    };
    Some(
        shape
            .iter()
            .map(|&count| if count < 0 { fill } else { count as usize })
            .collect(),
    )
}

/// Walks the elements of a layout in row-major order.
pub struct Offsets<'a> {
    layout: &'a Layout,
    index: Vec<usize>,
    offset: isize,
    left: usize,
}

impl Iterator for Offsets<'_> {
    type Item = isize;

    fn next(&mut self) -> Option<isize> {
        self.left = self.left.checked_sub(1)?;
        let current = self.offset;
        for axis in (0..self.index.len()).rev() {
            self.index[axis] += 1;
            self.offset += self.layout.strides[axis];
            if self.index[axis] < self.layout.shape[axis] {
                break;
            }
            self.offset -= self.layout.strides[axis] * self.layout.shape[axis] as isize;
            self.index[axis] = 0;
        }
        Some(current)
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        (self.left, Some(self.left))
    }
}

impl ExactSizeIterator for Offsets<'_> {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walks_in_row_major_order() {
        let layout = Layout::contiguous(&[2, 3], 8);
        assert_eq!(layout.offsets().collect::<Vec<_>>(), [0, 8, 16, 24, 32, 40]);
        let turned = layout.transpose(&[1, 0]);
        assert_eq!(turned.offsets().collect::<Vec<_>>(), [0, 24, 8, 32, 16, 40]);
        assert_eq!(
            Layout::contiguous(&[], 8).offsets().collect::<Vec<_>>(),
            [0]
        );
        assert_eq!(Layout::contiguous(&[2, 0], 8).offsets().count(), 0);
    }

    #[test]
    fn knows_contiguity() {
        let layout = Layout::contiguous(&[2, 3], 8);
        assert!(layout.is_c_contiguous(8) && !layout.is_f_contiguous(8));
        let turned = layout.transpose(&[1, 0]);
        assert!(!turned.is_c_contiguous(8) && turned.is_f_contiguous(8));
        let line = Layout::contiguous(&[1, 5], 8);
        assert!(line.is_c_contiguous(8) && line.is_f_contiguous(8));
    }

    #[test]
    fn indexes() {
        let layout = Layout::contiguous(&[4, 5], 8);
        let steps = [
            Step::Slice {
                start: 3,
                step: -2,
                count: 2,
            },
            Step::NewAxis,
            Step::Index(-1),
        ];
        let (view, offset) = layout.index(&steps).unwrap();
        assert_eq!(
            view,
            Layout {
                shape: vec![2, 1],
                strides: vec![-80, 0]
            }
        );
        assert_eq!(offset, 3 * 40 + 4 * 8);
        assert_eq!(
            layout.index(&[Step::Index(4)]),
            Err(OutOfBounds {
                index: 4,
                axis: 0,
                size: 4
            })
        );
    }

    #[test]
    fn reshapes_without_copy_only_where_possible() {
        let layout = Layout::contiguous(&[2, 3], 8);
        assert_eq!(layout.reshape(&[6], 8).unwrap().strides, [8]);
        let turned = layout.transpose(&[1, 0]);
        assert_eq!(turned.reshape(&[6], 8), None);
        assert_eq!(turned.reshape(&[3, 1, 2], 8).unwrap().strides, [8, 48, 24]);
        let (column, _) = Layout::contiguous(&[4, 6], 8)
            .index(&[Step::Slice {
                start: 0,
                step: 2,
                count: 2,
            }])
            .unwrap();
        assert_eq!(column.reshape(&[2, 2, 3], 8).unwrap().strides, [96, 24, 8]);
    }

    #[test]
    fn broadcasts() {
        assert_eq!(broadcast_shapes([&[3, 1][..], &[4][..]]), Some(vec![3, 4]));
        assert_eq!(broadcast_shapes([&[3][..], &[4][..]]), None);
        assert_eq!(
            broadcast_shapes([&[][..], &[0][..], &[1][..]]),
            Some(vec![0])
        );
        let row = Layout::contiguous(&[3], 8);
        assert_eq!(row.broadcast_to(&[2, 3]).unwrap().strides, [0, 8]);
        assert_eq!(row.broadcast_to(&[3, 2]), None);
    }

    #[test]
    fn resolves_shapes() {
        assert_eq!(resolve_shape(&[2, -1], 6), Some(vec![2, 3]));
        assert_eq!(resolve_shape(&[-1, -1], 6), None);
        assert_eq!(resolve_shape(&[4, -1], 6), None);
        assert_eq!(resolve_shape(&[0, -1], 0), None);
        assert_eq!(resolve_shape(&[6], 6), Some(vec![6]));
    }
}
