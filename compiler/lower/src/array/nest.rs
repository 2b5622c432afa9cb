//! Loops over the elements of arrays of one shape.
//!
//! [`for_each`] runs a body once for every index, with the address of each array's element there. When
//! all arrays lie without gaps in the same order and their shapes turn out equal, one flat loop with a
//! constant stride does it; otherwise a loop nest with one stride per array and axis, 0 where the array
//! is broadcast. The test is made at run time where the types leave it open, so the body's code may be
//! emitted twice.

use numjit_ir::{IntCC, Layout, Ty, Value};

use crate::array::{Array, product};
use crate::cx::{Cx, Lowered, Vals};

/// Code of one iteration: element addresses and the values carried from the iteration before; gives
/// the values for the next.
pub(crate) type Body<'b> = &'b mut dyn FnMut(&mut Cx<'_>, &[Value], &[Value]) -> Lowered<Vals>;

/// Code of one iteration of a counted loop: the index and the values carried; gives those for the next.
type CountBody<'b> = &'b mut dyn FnMut(&mut Cx<'_>, Value, &[Value]) -> Lowered<Vals>;

/// What the loops run over.
pub(crate) struct Space<'s> {
    /// Extents.
    pub(crate) shape: &'s [Value],
    /// Arrays that broadcast to the extents.
    pub(crate) arrays: &'s [Array],
    /// C order, or Fortran order where the order of iterations is free and memory lies so.
    pub(crate) order: Layout,
}

/// Runs the body for every index of the space in its order; see the module's text.
pub(crate) fn for_each(
    cx: &mut Cx<'_>,
    space: &Space<'_>,
    init: &[Value],
    body: Body<'_>,
) -> Lowered<Vals> {
    let flat = flat_condition(cx, space);
    match cx.as_const(flat) {
        Some(0) => return strided(cx, space, init, body),
        Some(_) => return contiguous(cx, space, init, body),
        None => {}
    }
    let types: Vec<Ty> = init.iter().map(|&v| cx.low_ty(v)).collect();
    let (fast, _) = cx.create_block(&[]);
    let (general, _) = cx.create_block(&[]);
    let (done, result) = cx.create_block(&types);
    cx.branch(flat, (fast, &[]), (general, &[]));
    cx.begin(fast);
    let out = contiguous(cx, space, init, body)?;
    cx.jump(done, &out);
    cx.begin(general);
    let out = strided(cx, space, init, body)?;
    cx.jump(done, &out);
    cx.begin(done);
    Ok(result)
}

/// Whether one flat loop visits all arrays' elements in step.
fn flat_condition(cx: &mut Cx<'_>, space: &Space<'_>) -> Value {
    let ndim = space.shape.len();
    let lies_so = |array: &Array| {
        array.ndim() == ndim && array.is_dense() && (ndim <= 1 || array.ty.layout == space.order)
    };
    let mut flat = cx.flag(space.arrays.iter().all(lies_so));
    if cx.as_const(flat) == Some(0) {
        return flat;
    }
    for array in space.arrays {
        let same = same_shape(cx, &array.shape, space.shape);
        flat = cx.and(flat, same);
    }
    flat
}

/// Whether two shapes of equal rank are the same, a flag.
pub(crate) fn same_shape(cx: &mut Cx<'_>, a: &[Value], b: &[Value]) -> Value {
    let mut same = cx.flag(a.len() == b.len());
    for (&a, &b) in a.iter().zip(b) {
        let equal = cx.icmp(IntCC::Eq, a, b);
        same = cx.and(same, equal);
    }
    same
}

fn contiguous(cx: &mut Cx<'_>, space: &Space<'_>, init: &[Value], body: Body<'_>) -> Lowered<Vals> {
    let size = product(cx, space.shape);
    count(cx, size, init, &mut |cx, index, carried| {
        let addresses: Vals = space
            .arrays
            .iter()
            .map(|array| {
                let item = cx.i64(array.item());
                let offset = cx.scale(index, item);
                cx.ptr_add(array.data, offset)
            })
            .collect();
        body(cx, &addresses, carried)
    })
}

fn strided(cx: &mut Cx<'_>, space: &Space<'_>, init: &[Value], body: Body<'_>) -> Lowered<Vals> {
    let strides: Vec<Vals> = space
        .arrays
        .iter()
        .map(|array| broadcast_strides(cx, array, space.shape))
        .collect();
    let addresses: Vals = space.arrays.iter().map(|array| array.data).collect();
    let ndim = space.shape.len();
    let axes: Vec<usize> = match space.order {
        Layout::F => (0..ndim).rev().collect(),
        Layout::C | Layout::A => (0..ndim).collect(),
    };
    nest(cx, space.shape, &axes, &strides, &addresses, init, body)
}

/// One stride per axis of the shape: 0 on axes that the array lacks or has extent 1 on.
fn broadcast_strides(cx: &mut Cx<'_>, array: &Array, shape: &[Value]) -> Vals {
    let own = array.strides(cx);
    let missing = shape.len().saturating_sub(array.ndim());
    let extra = array.ndim().saturating_sub(shape.len());
    let mut strides = Vals::new();
    for (axis, &extent) in shape.iter().enumerate() {
        let zero = cx.i64(0);
        let Some(position) = axis.checked_sub(missing) else {
            strides.push(zero);
            continue;
        };
        let (own_extent, stride) = (array.shape[position + extra], own[position + extra]);
        if own_extent == extent {
            strides.push(stride);
            continue;
        }
        let single = cx.icmp_imm(IntCC::Eq, own_extent, 1);
        strides.push(cx.pick(single, zero, stride));
    }
    strides
}

/// Loops over the axes, outermost first, with addresses advanced by the strides.
fn nest(
    cx: &mut Cx<'_>,
    shape: &[Value],
    axes: &[usize],
    strides: &[Vals],
    addresses: &[Value],
    init: &[Value],
    body: Body<'_>,
) -> Lowered<Vals> {
    let Some((&axis, inner)) = axes.split_first() else {
        return body(cx, addresses, init);
    };
    count(cx, shape[axis], init, &mut |cx, index, carried| {
        let moved: Vals = addresses
            .iter()
            .zip(strides)
            .map(|(&address, strides)| {
                let offset = cx.scale(index, strides[axis]);
                cx.ptr_add(address, offset)
            })
            .collect();
        nest(cx, shape, inner, strides, &moved, carried, body)
    })
}

/// A loop over 0 to `end` with values carried from iteration to iteration; gives the last ones.
pub(crate) fn count(
    cx: &mut Cx<'_>,
    end: Value,
    init: &[Value],
    body: CountBody<'_>,
) -> Lowered<Vals> {
    let mut types = vec![Ty::I64];
    types.extend(init.iter().map(|&v| cx.low_ty(v)));
    let (header, params) = cx.create_block(&types);
    let (inside, _) = cx.create_block(&[]);
    let (after, _) = cx.create_block(&[]);
    let mut first = Vals::from_iter([cx.i64(0)]);
    first.extend(init.iter().copied());
    cx.jump(header, &first);
    cx.begin(header);
    let more = cx.icmp(IntCC::Slt, params[0], end);
    cx.branch(more, (inside, &[]), (after, &[]));
    cx.begin(inside);
    let carried = body(cx, params[0], &params[1..])?;
    let mut next = Vals::from_iter([cx.iadd_imm(params[0], 1)]);
    next.extend(carried);
    cx.jump(header, &next);
    cx.begin(after);
    Ok(params[1..].into())
}
