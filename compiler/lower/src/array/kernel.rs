//! Elementwise kernels: operands, broadcasting, evaluation of one element.

use std::collections::HashMap;

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::{ArrayTy, InstData, IntCC, Kernel, Layout, Operand, Ty, Value};

use crate::array::create::{Fill, allocate};
use crate::array::nest::{Space, for_each};
use crate::array::{self, Array, store_element};
use crate::cx::{Cx, Lowered, Vals};
use crate::scalar::{self, cast, materialize};
use crate::text;

/// An operand of a kernel.
enum Leaf {
    /// A number, the same for every element.
    Scalar(Vals, Ty),
    /// Position among the kernel's arrays.
    Array(usize),
}

/// A kernel with its operands.
pub(crate) struct Program<'k> {
    kernel: &'k Kernel,
    leaves: Vec<Leaf>,
    /// The array operands in order.
    pub(crate) arrays: Vec<Array>,
    /// Scalars cast to the types that steps want, by operand.
    hoisted: HashMap<(u32, Ty), Vals>,
}

impl<'k> Program<'k> {
    /// Reads the operands. What does not depend on the element is computed here, before the loops; a
    /// 0-d array is read now and counts as a scalar.
    pub(crate) fn new(
        cx: &mut Cx<'_>,
        kernel: &'k Kernel,
        operands: &[Value],
    ) -> Lowered<Program<'k>> {
        let mut arrays = Vec::new();
        let mut leaves = Vec::new();
        for &operand in operands {
            let leaf = match cx.ty(operand).as_array() {
                Some(ty) if ty.ndim > 0 => {
                    arrays.push(array::of(cx, operand)?);
                    Leaf::Array(arrays.len() - 1)
                }
                Some(ty) => {
                    let array = array::of(cx, operand)?;
                    Leaf::Scalar(array.load_at(cx, array.data), ty.dtype)
                }
                None => {
                    let vals = cx.get(operand);
                    let (vals, ty) = materialize(cx, vals, cx.ty(operand));
                    Leaf::Scalar(vals, ty)
                }
            };
            leaves.push(leaf);
        }
        let mut program = Program {
            kernel,
            leaves,
            arrays,
            hoisted: HashMap::new(),
        };
        program.hoist(cx);
        Ok(program)
    }

    /// A kernel over one array.
    pub(crate) fn of_array(kernel: &'k Kernel, array: Array) -> Program<'k> {
        Program {
            kernel,
            leaves: vec![Leaf::Array(0)],
            arrays: vec![array],
            hoisted: HashMap::new(),
        }
    }

    fn hoist(&mut self, cx: &mut Cx<'_>) {
        for step in &self.kernel.steps {
            for &(operand, ty) in &step.operands {
                if let Operand::Arg(arg) = operand
                    && let Some(Leaf::Scalar(vals, from)) = self.leaves.get(arg as usize)
                    && !self.hoisted.contains_key(&(arg, ty))
                {
                    let vals = cast::number(cx, vals, *from, ty);
                    self.hoisted.insert((arg, ty), vals);
                }
            }
        }
    }

    /// The kernel's result for one element, given the addresses of the array operands' elements.
    pub(crate) fn element(&self, cx: &mut Cx<'_>, addresses: &[Value]) -> Lowered<Vals> {
        let loaded: Vec<Vals> = self
            .arrays
            .iter()
            .zip(addresses)
            .map(|(array, &address)| array.load_at(cx, address))
            .collect();
        let mut results: Vec<Vals> = Vec::new();
        for step in &self.kernel.steps {
            let mut operands = Vec::new();
            for &(operand, ty) in &step.operands {
                operands.push((self.operand(cx, operand, ty, &loaded, &results), ty));
            }
            results.push(scalar::apply(cx, &step.name, &operands, step.result)?);
        }
        Ok(results.pop().unwrap_or_default())
    }

    fn operand(
        &self,
        cx: &mut Cx<'_>,
        operand: Operand,
        ty: Ty,
        loaded: &[Vals],
        results: &[Vals],
    ) -> Vals {
        match operand {
            Operand::Step(step) => {
                let from = self.kernel.steps[step as usize].result;
                cast::number(cx, &results[step as usize], from, ty)
            }
            Operand::Arg(arg) => match &self.leaves[arg as usize] {
                Leaf::Scalar(..) => self.hoisted[&(arg, ty)].clone(),
                Leaf::Array(position) => {
                    let from = self.arrays[*position].ty.dtype;
                    cast::number(cx, &loaded[*position], from, ty)
                }
            },
        }
    }

    /// Scalar type of the kernel's result.
    pub(crate) fn result(&self) -> Ty {
        self.kernel.result()
    }

    /// Shape of the broadcast of the operands; ValueError when they do not fit.
    pub(crate) fn broadcast(&self, cx: &mut Cx<'_>) -> Vals {
        let ndim = self.arrays.iter().map(Array::ndim).max().unwrap_or(0);
        let mut shape: Vec<Option<Value>> = vec![None; ndim];
        let mut fits = cx.flag(true);
        for array in &self.arrays {
            let skip = ndim - array.ndim();
            for (axis, &extent) in array.shape.iter().enumerate() {
                let known = &mut shape[axis + skip];
                *known = Some(match *known {
                    None => extent,
                    Some(other) => join_extents(cx, other, extent, &mut fits),
                });
            }
        }
        let misfit = cx.not(fits);
        let shapes: Vec<Vals> = self.arrays.iter().map(|a| a.shape.clone()).collect();
        raise_shapes_if(cx, misfit, &shapes);
        shape.into_iter().flatten().collect()
    }
}

/// The common extent of two broadcast extents; clears `fits` when there is none.
fn join_extents(cx: &mut Cx<'_>, a: Value, b: Value, fits: &mut Value) -> Value {
    let same = cx.icmp(IntCC::Eq, a, b);
    if cx.as_const(same) == Some(1) {
        return a;
    }
    let a_single = cx.icmp_imm(IntCC::Eq, a, 1);
    let b_single = cx.icmp_imm(IntCC::Eq, b, 1);
    let single = cx.or(a_single, b_single);
    let fit = cx.or(same, single);
    *fits = cx.and(*fits, fit);
    cx.pick(a_single, b, a)
}

/// Raises NumPy's ValueError about shapes that do not broadcast, if the flag is set.
pub(crate) fn raise_shapes_if(cx: &mut Cx<'_>, flag: Value, shapes: &[Vals]) {
    let mut parts = vec![text::Part::Text(
        "operands could not be broadcast together with shapes ".to_owned(),
    )];
    for shape in shapes {
        parts.push(text::Part::Shape(shape.clone()));
        parts.push(text::Part::Text(" ".to_owned()));
    }
    raise_text_if(cx, flag, &parts);
}

/// Raises a ValueError with a computed message, if the flag is set.
pub(crate) fn raise_text_if(cx: &mut Cx<'_>, flag: Value, parts: &[text::Part]) {
    cx.fail_if(flag, |cx| {
        let message = text::message(cx, parts);
        let kind = cx.iconst(Ty::I32, ExceptionKind::ValueError as i64);
        cx.call_symbol(Symbol::ExcBegin, &[cx.ctx, kind]);
        let args = [cx.ctx, message[1], message[2], message[3]];
        cx.call_symbol(Symbol::ExcPushStr, &args);
        cx.call_symbol(Symbol::Release, &[message[0]]);
    });
}

/// `ufunc`: a new array.
pub(crate) fn ufunc(cx: &mut Cx<'_>, inst: &InstData, kernel: &Kernel) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let Some(ty) = ty.as_array() else {
        return cx.unsupported(format!("an elementwise result of type {ty}"));
    };
    let program = Program::new(cx, kernel, &inst.args)?;
    let shape = program.broadcast(cx);
    let result = new_array(cx, ty, &shape);
    fill(cx, &program, &result)?;
    Ok(result.pack(cx))
}

/// A new array for a result of a type; layout A is made in C order.
pub(crate) fn new_array(cx: &mut Cx<'_>, ty: ArrayTy, shape: &[Value]) -> Array {
    allocate(cx, ty, shape, Fill::Nothing)
}

/// Computes every element of an array that no operand overlaps.
pub(crate) fn fill(cx: &mut Cx<'_>, program: &Program<'_>, result: &Array) -> Lowered<()> {
    let mut arrays = program.arrays.clone();
    arrays.push(result.clone());
    let space = Space {
        shape: &result.shape,
        arrays: &arrays,
        order: loop_order(result),
    };
    let from = program.result();
    let dtype = result.ty.dtype;
    for_each(cx, &space, &[], &mut |cx, addresses, _| {
        let (&target, sources) = match addresses.split_last() {
            Some(split) => split,
            None => return Ok(Vals::new()),
        };
        let vals = program.element(cx, sources)?;
        let vals = cast::number(cx, &vals, from, dtype);
        store_element(cx, dtype, target, &vals);
        Ok(Vals::new())
    })?;
    Ok(())
}

/// The order in which an array's elements lie in memory, as far as its type says.
pub(crate) fn loop_order(array: &Array) -> Layout {
    match array.ty.layout {
        Layout::F => Layout::F,
        Layout::C | Layout::A => Layout::C,
    }
}
