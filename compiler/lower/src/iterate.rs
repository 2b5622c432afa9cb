//! Iteration: ranges, arrays, tuples, strings, enumerate, zip, ndindex, ndenumerate, flat.
//!
//! A state has parts that change and parts that do not (`crate::layout` lists them). A *rooted* state
//! (see [`numjit_ir::Iterations`]) carries only the changing parts; the others are kept with its
//! `iter_start`. So a loop over an array has one block parameter, the position.
//!
//! A rooted range of constant step 1 or -1 carries the current number alone and ends by comparing it
//! with the stop, so that it is its own only induction variable. Other ranges count the numbers left,
//! since adding the step could overflow past the stop.

use numjit_abi::ExceptionKind;
use numjit_ir::{Const, Function, Imm, Inst, InstData, IntCC, Iterations, Op, Ty, Type, Value};

use crate::array::Array;
use crate::array::access::{flat_address, integer};
use crate::container::{self, list, table};
use crate::cx::{Cx, Lowered, Vals};
use crate::layout::{flatten, is_linear, machine, state_invariant, state_varying};
use crate::scalar::compare::less;
use crate::value::{load_element, split, uniform};

/// A constant integer behind a typed value, seen through conversions.
pub(crate) fn typed_const(func: &Function, value: Value) -> Option<i64> {
    if let Type::LitInt(v) = func.ty(value).get() {
        return Some(*v);
    }
    let def = func.def(value)?;
    match (def.op, &def.imm) {
        (Op::Const, Imm::Const(Const::Int(v))) => Some(*v),
        (Op::Cast, _) if func.ty(value).is_int() => typed_const(func, def.args[0]),
        _ => None,
    }
}

/// The operation that made the iterable of the loop a state belongs to, if the state is rooted.
pub(crate) fn iterable_of<'f>(
    func: &'f Function,
    iterations: &Iterations,
    state: Value,
) -> Option<&'f InstData> {
    let root = iterations.root(state)?;
    func.def(func.inst(root).args[0])
}

/// How a range counts.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    /// Constant step 1: the current number, up to the stop.
    Up,
    /// Constant step -1: the current number, down to the stop.
    Down,
    /// The current number and how many are left.
    Counted,
}

/// The state of an iteration, taken apart.
struct State {
    varying: Vals,
    invariant: Vals,
}

/// What there is to know of an iteration before its values: the iterable's type and, for a rooted one,
/// how its range counts.
#[derive(Clone, Copy)]
struct Plan {
    iterable: Ty,
    mode: Mode,
}

impl Plan {
    fn nested(iterable: Ty) -> Plan {
        Plan {
            iterable,
            mode: Mode::Counted,
        }
    }

    /// Number of changing values.
    fn varying(self) -> usize {
        match self.mode {
            Mode::Up | Mode::Down => 1,
            Mode::Counted => state_varying(self.iterable).len(),
        }
    }

    /// Number of unchanging values.
    fn invariant(self) -> usize {
        match self.mode {
            Mode::Up | Mode::Down => 1,
            Mode::Counted => state_invariant(self.iterable).len(),
        }
    }
}

/// Machine types of a state's values: of its changing parts if it is rooted.
pub(crate) fn state_types(cx: &Cx<'_>, state: Value) -> Vec<Ty> {
    let ty = cx.ty(state);
    let Type::Iter(iterable) = ty.get() else {
        return flatten(ty);
    };
    match cx.iterations.root(state) {
        Some(root) => match plan(cx, *iterable, Some(root)).mode {
            Mode::Up | Mode::Down => state_varying(*iterable)
                .into_iter()
                .take(1)
                .map(machine)
                .collect(),
            Mode::Counted => state_varying(*iterable).into_iter().map(machine).collect(),
        },
        None => flatten(ty),
    }
}

fn plan(cx: &Cx<'_>, iterable: Ty, root: Option<Inst>) -> Plan {
    let mode = match (iterable.get(), root) {
        (Type::Range(_), Some(root)) => {
            let step = cx
                .typed
                .def(cx.typed.inst(root).args[0])
                .filter(|def| def.op == Op::Range)
                .and_then(|def| typed_const(cx.typed, def.args[2]));
            match step {
                Some(1) => Mode::Up,
                Some(-1) => Mode::Down,
                _ => Mode::Counted,
            }
        }
        _ => Mode::Counted,
    };
    Plan { iterable, mode }
}

fn open(cx: &Cx<'_>, state: Value) -> Lowered<(Plan, State)> {
    let ty = cx.ty(state);
    let Type::Iter(iterable) = *ty.get() else {
        return cx.unsupported(format!("iteration over {ty}"));
    };
    let root = cx.iterations.root(state);
    let plan = plan(cx, iterable, root);
    let vals = cx.get(state);
    let state = match root {
        Some(root) => State {
            varying: vals,
            invariant: cx.invariants.get(&root).cloned().unwrap_or_default(),
        },
        None => {
            let at = plan.varying().min(vals.len());
            State {
                varying: vals[..at].into(),
                invariant: vals[at..].into(),
            }
        }
    };
    Ok((plan, state))
}

// ---- The four operations -------------------------------------------------------------------------

/// `iter_start`.
pub(crate) fn start(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let result = inst.results[0];
    let iterable = cx.ty(inst.args[0]);
    let vals = cx.get(inst.args[0]);
    let root = cx.iterations.root(result);
    let plan = plan(cx, iterable, root);
    let mut state = begin(cx, plan, &vals)?;
    match root {
        Some(root) => {
            cx.invariants.insert(root, state.invariant);
            Ok(state.varying)
        }
        None => {
            state.varying.extend(state.invariant);
            Ok(state.varying)
        }
    }
}

/// `iter_has`.
pub(crate) fn has(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let (plan, state) = open(cx, inst.args[0])?;
    Ok(Vals::from_iter([has_element(cx, plan, &state)]))
}

/// `iter_get`.
pub(crate) fn get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let (plan, state) = open(cx, inst.args[0])?;
    let vals = element(cx, plan, &state, cx.ty(inst.results[0]))?;
    if plan.iterable.yields_owned() {
        container::retain(cx, &vals, cx.ty(inst.results[0]));
    }
    Ok(vals)
}

/// `iter_advance`.
pub(crate) fn advance(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let (plan, state) = open(cx, inst.args[0])?;
    let mut vals = next(cx, plan, &state);
    if cx.iterations.root(inst.args[0]).is_none() {
        vals.extend(state.invariant);
    }
    Ok(vals)
}

// ---- By iterable ---------------------------------------------------------------------------------

fn begin(cx: &mut Cx<'_>, plan: Plan, vals: &[Value]) -> Lowered<State> {
    let zero = cx.i64(0);
    let from_zero = |invariant: &[Value]| State {
        varying: Vals::from_iter([zero]),
        invariant: invariant.into(),
    };
    Ok(match plan.iterable.get() {
        Type::Range(inner) => begin_range(cx, plan.mode, vals, *inner),
        Type::Array(_) | Type::Str => from_zero(vals),
        Type::List(_) | Type::TypedList(_) => from_zero(vals),
        Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            let (position, invariant) = table::begin(cx, vals[0]);
            State {
                varying: Vals::from_iter([position]),
                invariant,
            }
        }
        Type::Tuple(_) | Type::NamedTuple(_) => {
            let types = plan.iterable.as_tuple().unwrap_or_default();
            let (elements, _) = uniform(cx, vals, types)?;
            let copy = cx.spill(&elements);
            from_zero(&[copy])
        }
        Type::Enumerate(inner) => {
            let inner = begin(cx, Plan::nested(*inner), &vals[1..])?;
            let mut varying = Vals::from_iter([vals[0]]);
            varying.extend(inner.varying);
            State {
                varying,
                invariant: inner.invariant,
            }
        }
        Type::Zip(types) => {
            let mut state = State {
                varying: Vals::new(),
                invariant: Vals::new(),
            };
            for (vals, &ty) in split(vals, types).iter().zip(types) {
                let inner = begin(cx, Plan::nested(ty), vals)?;
                state.varying.extend(inner.varying);
                state.invariant.extend(inner.invariant);
            }
            state
        }
        Type::NdIndex(_) => State {
            varying: first_indices(cx, vals),
            invariant: vals.into(),
        },
        Type::NdEnumerate(array) => {
            let shape = array_of(*array, vals)?.shape;
            State {
                varying: first_indices(cx, &shape),
                invariant: vals.into(),
            }
        }
        Type::Flat(array) if is_linear(*array) => {
            let size = array_of(*array, vals)?.size(cx);
            let mut invariant = Vals::from_iter([size]);
            invariant.extend(vals.iter().copied());
            State {
                varying: Vals::from_iter([zero]),
                invariant,
            }
        }
        Type::Flat(array) => {
            let shape = array_of(*array, vals)?.shape;
            State {
                varying: first_indices(cx, &shape),
                invariant: vals.into(),
            }
        }
        _ => return cx.unsupported(format!("iteration over {}", plan.iterable)),
    })
}

fn has_element(cx: &mut Cx<'_>, plan: Plan, state: &State) -> Value {
    let (varying, invariant) = (&state.varying, &state.invariant);
    match plan.iterable.get() {
        Type::Range(inner) => match plan.mode {
            Mode::Up => less(cx, varying[0], invariant[0], *inner),
            Mode::Down => less(cx, invariant[0], varying[0], *inner),
            Mode::Counted => cx.icmp_imm(IntCC::Ne, varying[1], 0),
        },
        Type::Array(_) => cx.icmp(IntCC::Slt, varying[0], invariant[2]),
        Type::Str => cx.icmp(IntCC::Slt, varying[0], invariant[2]),
        Type::List(_) | Type::TypedList(_) => {
            let len = container::len(cx, invariant[0]);
            cx.icmp(IntCC::Slt, varying[0], len)
        }
        Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            table::has_entry(cx, invariant[0], varying[0])
        }
        Type::Tuple(_) | Type::NamedTuple(_) => {
            let len = plan.iterable.as_tuple().map_or(0, <[Ty]>::len);
            cx.icmp_imm(IntCC::Slt, varying[0], len as i64)
        }
        Type::Enumerate(inner) => {
            let inner = Plan::nested(*inner);
            has_element(cx, inner, &without_number(state))
        }
        Type::Zip(types) => {
            let mut all = cx.flag(true);
            for (plan, state) in children(types, state) {
                let has = has_element(cx, plan, &state);
                all = cx.and(all, has);
            }
            all
        }
        Type::Flat(array) if is_linear(*array) => cx.icmp(IntCC::Slt, varying[0], invariant[0]),
        Type::NdIndex(0) => cx.icmp_imm(IntCC::Eq, varying[0], 0),
        Type::NdIndex(_) => cx.icmp(IntCC::Slt, varying[0], invariant[0]),
        Type::NdEnumerate(array) | Type::Flat(array) => match array.as_array() {
            Some(array) if array.ndim > 0 => cx.icmp(IntCC::Slt, varying[0], invariant[2]),
            _ => cx.icmp_imm(IntCC::Eq, varying[0], 0),
        },
        _ => cx.flag(false),
    }
}

fn element(cx: &mut Cx<'_>, plan: Plan, state: &State, want: Ty) -> Lowered<Vals> {
    let (varying, invariant) = (&state.varying, &state.invariant);
    Ok(match plan.iterable.get() {
        Type::Range(_) => Vals::from_iter([varying[0]]),
        Type::Array(_) => {
            let array = array_of(plan.iterable, invariant)?;
            subarray(cx, &array, varying[0], want)
        }
        Type::Str => character(cx, invariant, varying[0]),
        Type::List(inner) | Type::TypedList(inner) => {
            list::element_at(cx, invariant[0], *inner, varying[0])?
        }
        Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            table::entry_parts(cx, plan.iterable, invariant, varying[0])?
        }
        Type::Tuple(_) | Type::NamedTuple(_) => {
            let types = plan.iterable.as_tuple().unwrap_or_default();
            let element = types.first().map_or(Ty::NEVER, |ty| ty.unliteral());
            load_element(cx, invariant[0], element, varying[0])
        }
        Type::Enumerate(inner) => {
            let want = want.as_tuple().and_then(|types| types.get(1).copied());
            let inner = Plan::nested(*inner);
            let mut vals = Vals::from_iter([varying[0]]);
            let rest = without_number(state);
            vals.extend(element(cx, inner, &rest, want.unwrap_or(Ty::NEVER))?);
            vals
        }
        Type::Zip(types) => {
            let wants = want.as_tuple().unwrap_or_default();
            let mut vals = Vals::new();
            for (i, (plan, state)) in children(types, state).into_iter().enumerate() {
                let want = wants.get(i).copied().unwrap_or(Ty::NEVER);
                vals.extend(element(cx, plan, &state, want)?);
            }
            vals
        }
        Type::NdIndex(ndim) => varying[..usize::from(*ndim)].into(),
        Type::NdEnumerate(inner) => {
            let array = array_of(*inner, invariant)?;
            let indices = &varying[..array.ndim()];
            let address = array.address(cx, indices);
            let mut vals: Vals = indices.into();
            vals.extend(array.load_at(cx, address));
            vals
        }
        Type::Flat(inner) => {
            let linear = is_linear(*inner);
            let array = array_of(*inner, &invariant[usize::from(linear)..])?;
            let address = if linear {
                flat_address(cx, &array, varying[0])
            } else {
                array.address(cx, varying)
            };
            match want.as_array() {
                Some(_) => Vals::from_iter([array.owner, address]),
                None => array.load_at(cx, address),
            }
        }
        _ => return cx.unsupported(format!("iteration over {}", plan.iterable)),
    })
}

fn next(cx: &mut Cx<'_>, plan: Plan, state: &State) -> Vals {
    let varying = &state.varying;
    match plan.iterable.get() {
        Type::Range(_) => next_number(cx, plan.mode, state),
        Type::Enumerate(inner) => {
            let mut vals = Vals::from_iter([cx.iadd_imm(varying[0], 1)]);
            vals.extend(next(cx, Plan::nested(*inner), &without_number(state)));
            vals
        }
        Type::Zip(types) => children(types, state)
            .into_iter()
            .flat_map(|(plan, state)| next(cx, plan, &state))
            .collect(),
        Type::NdIndex(_) => next_indices(cx, varying, &state.invariant),
        Type::NdEnumerate(array) | Type::Flat(array) if steps_indices(plan.iterable) => {
            let ndim = array.as_array().map_or(0, |array| usize::from(array.ndim));
            next_indices(cx, varying, &state.invariant[2..2 + ndim])
        }
        Type::Dict(..) | Type::Set(_) | Type::DictView(..) => {
            Vals::from_iter([table::next_entry(cx, state.invariant[0], varying[0])])
        }
        _ => Vals::from_iter([cx.iadd_imm(varying[0], 1)]),
    }
}

/// Whether the state holds one index per axis.
fn steps_indices(iterable: Ty) -> bool {
    match iterable.get() {
        Type::NdEnumerate(_) => true,
        Type::Flat(array) => !is_linear(*array),
        _ => false,
    }
}

// ---- Parts ---------------------------------------------------------------------------------------

fn array_of(ty: Ty, vals: &[Value]) -> Lowered<Array> {
    match ty.as_array() {
        Some(array) => Ok(Array::new(array, vals, None)),
        None => Err(crate::Unsupported {
            message: format!("iteration over {ty}"),
            loc: numjit_ir::Loc(0),
        }),
    }
}

fn without_number(state: &State) -> State {
    State {
        varying: state.varying[1..].into(),
        invariant: state.invariant.clone(),
    }
}

/// The states of the iterables of a zip.
fn children(types: &[Ty], state: &State) -> Vec<(Plan, State)> {
    let (mut varying, mut invariant) = (0, 0);
    types
        .iter()
        .map(|&ty| {
            let plan = Plan::nested(ty);
            let child = State {
                varying: state.varying[varying..varying + plan.varying()].into(),
                invariant: state.invariant[invariant..invariant + plan.invariant()].into(),
            };
            varying += plan.varying();
            invariant += plan.invariant();
            (plan, child)
        })
        .collect()
}

/// Element `index` of an array along its first axis: a scalar, or a view if the wanted type is an array.
fn subarray(cx: &mut Cx<'_>, array: &Array, index: Value, want: Ty) -> Vals {
    let strides = array.strides(cx);
    let offset = cx.scale(index, strides[0]);
    let data = cx.ptr_add(array.data, offset);
    let Some(ty) = want.as_array() else {
        return array.load_at(cx, data);
    };
    Array {
        ty,
        owner: array.owner,
        data,
        shape: array.shape[1..].into(),
        strides: Some(strides[1..].into()),
    }
    .pack(cx)
}

/// The string of one code point at a position.
pub(crate) fn character(cx: &mut Cx<'_>, string: &[Value], index: Value) -> Vals {
    let offset = cx.imul(index, string[3]);
    let data = cx.ptr_add(string[1], offset);
    let one = cx.i64(1);
    Vals::from_iter([string[0], data, one, string[3]])
}

/// Indices of the first element in C order; the first index is already past the end when an extent
/// is 0. Without axes there is one element, told by a flag.
fn first_indices(cx: &mut Cx<'_>, shape: &[Value]) -> Vals {
    let zero = cx.i64(0);
    let mut indices: Vals = shape.iter().map(|_| zero).collect();
    if indices.is_empty() {
        indices.push(zero);
        return indices;
    }
    let mut empty = cx.flag(false);
    for &extent in &shape[1..] {
        let none = cx.icmp_imm(IntCC::Sle, extent, 0);
        empty = cx.or(empty, none);
    }
    indices[0] = cx.pick(empty, shape[0], zero);
    indices
}

/// The indices after these in C order, the last index fastest.
fn next_indices(cx: &mut Cx<'_>, indices: &[Value], shape: &[Value]) -> Vals {
    let mut next: Vals = indices.into();
    let mut carry = cx.i64(1);
    let zero = cx.i64(0);
    for axis in (1..shape.len()).rev() {
        let moved = cx.iadd(indices[axis], carry);
        let full = cx.icmp(IntCC::Eq, moved, shape[axis]);
        next[axis] = cx.pick(full, zero, moved);
        carry = cx.resize(full, Ty::I64, false);
    }
    next[0] = cx.iadd(indices[0], carry);
    next
}

// ---- Ranges --------------------------------------------------------------------------------------

/// `range`.
pub(crate) fn range(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    let Type::Range(inner) = *ty.get() else {
        return cx.unsupported(format!("a range of type {ty}"));
    };
    let vals: Vals = inst
        .args
        .iter()
        .map(|&arg| {
            let value = integer(cx, arg);
            cx.resize(value, machine(inner), true)
        })
        .collect();
    let zero_step = cx.icmp_imm(IntCC::Eq, vals[2], 0);
    cx.raise_if(
        zero_step,
        ExceptionKind::ValueError,
        "range() arg 3 must not be zero",
    );
    Ok(vals)
}

fn begin_range(cx: &mut Cx<'_>, mode: Mode, vals: &[Value], inner: Ty) -> State {
    match mode {
        Mode::Up | Mode::Down => State {
            varying: Vals::from_iter([vals[0]]),
            invariant: Vals::from_iter([vals[1]]),
        },
        Mode::Counted => {
            let len = count_numbers(cx, vals, inner);
            State {
                varying: Vals::from_iter([vals[0], len]),
                invariant: Vals::from_iter([vals[2]]),
            }
        }
    }
}

fn next_number(cx: &mut Cx<'_>, mode: Mode, state: &State) -> Vals {
    let current = state.varying[0];
    match mode {
        Mode::Up => Vals::from_iter([cx.iadd_imm(current, 1)]),
        Mode::Down => Vals::from_iter([cx.iadd_imm(current, -1)]),
        Mode::Counted => {
            let moved = cx.iadd(current, state.invariant[0]);
            let left = cx.iadd_imm(state.varying[1], -1);
            Vals::from_iter([moved, left])
        }
    }
}

/// Number of elements of a range, at the width of its numbers, unsigned.
fn count_numbers(cx: &mut Cx<'_>, vals: &[Value], inner: Ty) -> Value {
    let (start, stop, step) = (vals[0], vals[1], vals[2]);
    let zero = cx.iconst(cx.low_ty(start), 0);
    let backwards = if inner.is_signed() {
        cx.icmp(IntCC::Slt, step, zero)
    } else {
        cx.flag(false)
    };
    let low = cx.pick(backwards, stop, start);
    let high = cx.pick(backwards, start, stop);
    let any = less(cx, low, high, inner);
    let distance = cx.isub(high, low);
    let negated = cx.ineg(step);
    let magnitude = cx.pick(backwards, negated, step);
    if cx.as_const(magnitude) == Some(1) {
        return cx.pick(any, distance, zero);
    }
    let before_last = cx.iadd_imm(distance, -1);
    let gaps = cx.bin(Op::UDiv, before_last, magnitude);
    let len = cx.iadd_imm(gaps, 1);
    cx.pick(any, len, zero)
}

/// Number of elements of a range as `int64`.
pub(crate) fn range_len(cx: &mut Cx<'_>, vals: &[Value], inner: Ty) -> Value {
    let len = count_numbers(cx, vals, inner);
    cx.resize(len, Ty::I64, false)
}

// ---- Making iterables ----------------------------------------------------------------------------

/// `iterable`: the flattened parts in the order of the layout.
pub(crate) fn iterable(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let ty = cx.ty(inst.results[0]);
    if let Type::Enumerate(_) = ty.get() {
        let mut vals = Vals::from_iter([integer(cx, inst.args[1])]);
        vals.extend(cx.get(inst.args[0]));
        return Ok(vals);
    }
    if let Type::NdIndex(_) = ty.get() {
        return Ok(inst.args.iter().map(|&arg| integer(cx, arg)).collect());
    }
    Ok(inst.args.iter().flat_map(|&arg| cx.get(arg)).collect())
}
