//! Stores into existing arrays: `array_assign` and `ufunc_assign`.
//!
//! The destination may share memory with an operand. Elements are computed in place when every operand
//! is either disjoint from the destination or exactly the same view of it; otherwise they are computed
//! into a temporary that is copied over at the end. The choice is made at run time with one loop for
//! both: its destination is picked.

use numjit_abi::Symbol;
use numjit_ir::{ArrayTy, InstData, IntCC, Kernel, Layout, Ty, Value};

use crate::array::create::{Fill, allocate};
use crate::array::kernel::{Program, fill, raise_shapes_if, raise_text_if};
use crate::array::nest::same_shape;
use crate::array::{self, Array};
use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::{cast, materialize};
use crate::text;

/// `ufunc_assign`.
pub(crate) fn ufunc_assign(cx: &mut Cx<'_>, inst: &InstData, kernel: &Kernel) -> Lowered<()> {
    let target = array::of(cx, inst.args[0])?;
    let program = Program::new(cx, kernel, &inst.args[1..])?;
    let misfit = misfit(cx, &program, &target);
    let mut shapes = vec![target.shape.clone()];
    shapes.extend(program.arrays.iter().map(|array| array.shape.clone()));
    raise_shapes_if(cx, misfit, &shapes);
    store(cx, &program, &target)
}

/// `array_assign`.
pub(crate) fn array_assign(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let target = array::of(cx, inst.args[0])?;
    let source_ty = cx.ty(inst.args[1]);
    let dtype = source_ty
        .as_array()
        .map_or(source_ty.unliteral(), |array| array.dtype);
    let kernel = Kernel::single("copy", &[dtype], dtype);
    let program = Program::new(cx, &kernel, &inst.args[1..])?;
    let Some(source) = program.arrays.first().cloned() else {
        return fill_scalar(cx, inst.args[1], &program, &target);
    };
    let misfit = misfit(cx, &program, &target);
    raise_text_if(
        cx,
        misfit,
        &[
            text::Part::Text("could not broadcast input array from shape ".to_owned()),
            text::Part::Shape(source.shape.clone()),
            text::Part::Text(" into shape ".to_owned()),
            text::Part::Shape(target.shape.clone()),
        ],
    );
    if is_plain_copy(&source, &target) {
        return copy_or_store(cx, &program, &source, &target);
    }
    store(cx, &program, &target)
}

/// Whether the types allow to copy the memory as a whole.
fn is_plain_copy(source: &Array, target: &Array) -> bool {
    source.ty.dtype == target.ty.dtype
        && source.ndim() == target.ndim()
        && source.is_dense()
        && target.is_dense()
        && (source.ndim() <= 1 || source.ty.layout == target.ty.layout)
}

fn copy_or_store(
    cx: &mut Cx<'_>,
    program: &Program<'_>,
    source: &Array,
    target: &Array,
) -> Lowered<()> {
    let same = same_shape(cx, &source.shape, &target.shape);
    let (whole, _) = cx.create_block(&[]);
    let (general, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    cx.branch(same, (whole, &[]), (general, &[]));
    cx.begin(whole);
    let size = target.size(cx);
    let bytes = cx.imul_imm(size, target.item());
    cx.call_symbol(Symbol::MemMove, &[target.data, source.data, bytes]);
    cx.jump(done, &[]);
    cx.begin(general);
    if cx.as_const(same) != Some(1) {
        store(cx, program, target)?;
    }
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(())
}

/// Fills an array with one value: as bytes where all bytes of it are the same.
fn fill_scalar(
    cx: &mut Cx<'_>,
    value: Value,
    program: &Program<'_>,
    target: &Array,
) -> Lowered<()> {
    if cx.ty(value).as_array().is_some() || !target.is_dense() {
        return fill(cx, program, target);
    }
    let vals = cx.get(value);
    let (vals, ty) = materialize(cx, vals, cx.ty(value));
    let vals = cast::number(cx, &vals, ty, target.ty.dtype);
    let byte = if vals.iter().all(|&v| is_zero_bits(cx, v)) {
        cx.iconst(Ty::I32, 0)
    } else if target.item() == 1 {
        cx.resize(vals[0], Ty::I32, false)
    } else {
        return fill(cx, program, target);
    };
    let size = target.size(cx);
    let bytes = cx.imul_imm(size, target.item());
    cx.call_symbol(Symbol::MemSet, &[target.data, byte, bytes]);
    Ok(())
}

fn is_zero_bits(cx: &Cx<'_>, value: Value) -> bool {
    cx.as_const(value) == Some(0) || cx.as_fconst(value).is_some_and(|v| v.to_bits() == 0)
}

/// Whether an operand does not broadcast to the target's shape, a flag.
fn misfit(cx: &mut Cx<'_>, program: &Program<'_>, target: &Array) -> Value {
    let mut fits = cx.flag(true);
    for array in &program.arrays {
        let extra = array.ndim().saturating_sub(target.ndim());
        let missing = target.ndim().saturating_sub(array.ndim());
        for (axis, &extent) in array.shape.iter().enumerate() {
            let single = cx.icmp_imm(IntCC::Eq, extent, 1);
            let fit = match axis.checked_sub(extra) {
                Some(position) => {
                    let same = cx.icmp(IntCC::Eq, extent, target.shape[position + missing]);
                    cx.or(same, single)
                }
                None => single,
            };
            fits = cx.and(fits, fit);
        }
    }
    cx.not(fits)
}

/// Computes every element of the target, whatever overlaps it.
fn store(cx: &mut Cx<'_>, program: &Program<'_>, target: &Array) -> Lowered<()> {
    let mut overlaps = cx.flag(false);
    for array in &program.arrays {
        let overlap = overlap(cx, array, target);
        overlaps = cx.or(overlaps, overlap);
    }
    if cx.as_const(overlaps) == Some(0) {
        return fill(cx, program, target);
    }
    let (through, _) = cx.create_block(&[]);
    let strided = target.ty.layout == Layout::A;
    let mut types = vec![Ty::PTR, Ty::PTR];
    if strided {
        types.extend(vec![Ty::I64; target.ndim()]);
    }
    let (compute, params) = cx.create_block(&types);
    let null = cx.null();
    let direct = destination(cx, null, target, strided);
    cx.branch(overlaps, (through, &[]), (compute, &direct));
    cx.begin(through);
    let temporary = allocate(cx, temporary_type(target), &target.shape, Fill::Nothing);
    let indirect = destination(cx, temporary.owner, &temporary, strided);
    cx.jump(compute, &indirect);
    cx.begin(compute);
    let chosen = Array {
        data: params[1],
        strides: if strided {
            Some(params[2..].into())
        } else {
            target.strides.clone()
        },
        ..target.clone()
    };
    fill(cx, program, &chosen)?;
    copy_back(cx, params[0], params[1], target)
}

fn destination(cx: &mut Cx<'_>, owner: Value, array: &Array, strided: bool) -> Vals {
    let mut vals = Vals::from_iter([owner, array.data]);
    if strided {
        vals.extend(array.strides(cx));
    }
    vals
}

/// A type for the temporary: dense in the target's order.
fn temporary_type(target: &Array) -> ArrayTy {
    ArrayTy {
        layout: match target.ty.layout {
            Layout::F => Layout::F,
            Layout::C | Layout::A => Layout::C,
        },
        readonly: false,
        ..target.ty
    }
}

/// Copies the temporary over the target and drops it, if there is one.
fn copy_back(cx: &mut Cx<'_>, owner: Value, data: Value, target: &Array) -> Lowered<()> {
    let (copy, _) = cx.create_block(&[]);
    let (done, _) = cx.create_block(&[]);
    let null = cx.null();
    let was_direct = cx.icmp(IntCC::Eq, owner, null);
    cx.branch(was_direct, (done, &[]), (copy, &[]));
    cx.begin(copy);
    let dtype = target.ty.dtype;
    let kernel = Kernel::single("copy", &[dtype], dtype);
    let temporary = Array {
        ty: temporary_type(target),
        owner,
        data,
        shape: target.shape.clone(),
        strides: None,
    };
    fill(cx, &Program::of_array(&kernel, temporary), target)?;
    cx.call_symbol(Symbol::Release, &[owner]);
    cx.jump(done, &[]);
    cx.begin(done);
    Ok(())
}

/// Whether two arrays share memory without being the same view, a flag.
fn overlap(cx: &mut Cx<'_>, a: &Array, b: &Array) -> Value {
    let same = same_view(cx, a, b);
    if cx.as_const(same) == Some(1) {
        return cx.flag(false);
    }
    let shares = if a.is_dense() && b.is_dense() {
        ranges_meet(cx, a, b)
    } else {
        views_meet(cx, a, b)
    };
    let differs = cx.not(same);
    cx.and(shares, differs)
}

/// Whether two arrays have the same elements at the same places.
fn same_view(cx: &mut Cx<'_>, a: &Array, b: &Array) -> Value {
    if a.ndim() != b.ndim() || a.item() != b.item() {
        return cx.flag(false);
    }
    let data = cx.icmp(IntCC::Eq, a.data, b.data);
    let shape = same_shape(cx, &a.shape, &b.shape);
    let mut same = cx.and(data, shape);
    if a.ty.layout == b.ty.layout && a.ty.layout != Layout::A {
        return same;
    }
    for (x, y) in a.strides(cx).into_iter().zip(b.strides(cx)) {
        let equal = cx.icmp(IntCC::Eq, x, y);
        same = cx.and(same, equal);
    }
    same
}

/// Whether two ranges of memory without gaps share a byte.
fn ranges_meet(cx: &mut Cx<'_>, a: &Array, b: &Array) -> Value {
    let a_end = end_of(cx, a);
    let b_end = end_of(cx, b);
    let a_reaches = cx.icmp(IntCC::Ult, b.data, a_end);
    let b_reaches = cx.icmp(IntCC::Ult, a.data, b_end);
    cx.and(a_reaches, b_reaches)
}

fn end_of(cx: &mut Cx<'_>, array: &Array) -> Value {
    let size = array.size(cx);
    let bytes = cx.imul_imm(size, array.item());
    cx.ptr_add(array.data, bytes)
}

fn views_meet(cx: &mut Cx<'_>, a: &Array, b: &Array) -> Value {
    let mut args = Vec::new();
    for array in [a, b] {
        let strides = array.strides(cx);
        args.push(array.data);
        args.push(cx.i64(array.ndim() as i64 | array.item() << 32));
        args.push(cx.spill(&array.shape));
        args.push(cx.spill(&strides));
    }
    cx.call_value(Symbol::Overlaps, &args)
}
