//! Element access: index normalisation, bounds checks, addresses.

use numjit_abi::Symbol;
use numjit_ir::{BinOp, Const, Function, Imm, InstData, IntCC, Iterations, Op, Ty, Type, Value};

use crate::array::{self, Array, divide_position, store_element};
use crate::cx::{Cx, Lowered, Vals};
use crate::iterate::{iterable_of, typed_const};
use crate::scalar::{cast, materialize};

/// `array_get`.
pub(crate) fn get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let address = checked_address(cx, &array, &inst.args[1..])?;
    Ok(array.load_at(cx, address))
}

/// `array_set`.
pub(crate) fn set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let array = array::of(cx, inst.args[0])?;
    let address = checked_address(cx, &array, &inst.args[2..])?;
    let vals = cx.get(inst.args[1]);
    let vals = cast::number(cx, &vals, cx.ty(inst.args[1]), array.ty.dtype);
    store_element(cx, array.ty.dtype, address, &vals);
    Ok(())
}

/// `array_flat_get`.
pub(crate) fn flat_get(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<Vals> {
    let array = array::of(cx, inst.args[0])?;
    let position = integer(cx, inst.args[1]);
    let address = flat_address(cx, &array, position);
    Ok(array.load_at(cx, address))
}

/// `array_flat_set`.
pub(crate) fn flat_set(cx: &mut Cx<'_>, inst: &InstData) -> Lowered<()> {
    let array = array::of(cx, inst.args[0])?;
    let position = integer(cx, inst.args[1]);
    let address = flat_address(cx, &array, position);
    let vals = cx.get(inst.args[2]);
    let vals = cast::number(cx, &vals, cx.ty(inst.args[2]), array.ty.dtype);
    store_element(cx, array.ty.dtype, address, &vals);
    Ok(())
}

/// Address of the element at a C-order position in range.
pub(crate) fn flat_address(cx: &mut Cx<'_>, array: &Array, position: Value) -> Value {
    if array.ndim() == 0 {
        return array.data;
    }
    if array.ndim() == 1 || array.ty.layout == numjit_ir::Layout::C {
        let stride = match array.ndim() {
            1 => array.strides(cx)[0],
            _ => cx.i64(array.item()),
        };
        let offset = cx.imul(position, stride);
        return cx.ptr_add(array.data, offset);
    }
    let strides = array.strides(cx);
    let mut address = array.data;
    let mut rest = position;
    for axis in (0..array.ndim()).rev() {
        let index = if axis == 0 {
            rest
        } else {
            let (quotient, index) = divide_position(cx, rest, array.shape[axis]);
            rest = quotient;
            index
        };
        let offset = cx.imul(index, strides[axis]);
        address = cx.ptr_add(address, offset);
    }
    address
}

/// The typed integer as a machine `int64`.
pub(crate) fn integer(cx: &mut Cx<'_>, value: Value) -> Value {
    let vals = cx.get(value);
    let (vals, ty) = materialize(cx, vals, cx.ty(value));
    cast::real(cx, vals[0], ty, Ty::I64)
}

fn checked_address(cx: &mut Cx<'_>, array: &Array, indices: &[Value]) -> Lowered<Value> {
    if indices.len() != array.ndim() {
        return cx.unsupported("an element access with too few indices");
    }
    let mut positions = Vals::new();
    for (axis, &index) in indices.iter().enumerate() {
        positions.push(checked_index(cx, index, array.shape[axis], axis));
    }
    Ok(array.address(cx, &positions))
}

/// An index as a position on an axis: negative ones count from the end; IndexError outside.
pub(crate) fn checked_index(cx: &mut Cx<'_>, index: Value, extent: Value, axis: usize) -> Value {
    let given = integer(cx, index);
    let position = if is_not_negative(cx.typed, &cx.iterations, index) {
        given
    } else {
        let negative = cx.icmp_imm(IntCC::Slt, given, 0);
        let wrapped = cx.iadd(given, extent);
        cx.pick(negative, wrapped, given)
    };
    if cx.typed.options.boundscheck {
        let outside = cx.icmp(IntCC::Uge, position, extent);
        cx.fail_if(outside, |cx| {
            let axis = cx.iconst(Ty::I32, axis as i64);
            cx.call_symbol(Symbol::RaiseIndex, &[cx.ctx, given, extent, axis]);
        });
    }
    position
}

/// Whether an index is known not to count from the end.
///
/// Sums and products of such numbers are taken as such too: where one overflows, Python's number is
/// beyond every array, and the bounds check, which is unsigned, says so.
pub(crate) fn is_not_negative(func: &Function, iterations: &Iterations, value: Value) -> bool {
    /// Enough for the index expressions people write.
    const DEPTH: u32 = 6;
    Signs { func, iterations }.not_negative(value, DEPTH)
}

struct Signs<'a> {
    func: &'a Function,
    iterations: &'a Iterations,
}

impl Signs<'_> {
    fn not_negative(&self, value: Value, depth: u32) -> bool {
        match self.func.ty(value).get() {
            Type::Int { signed: false, .. } | Type::Bool | Type::LitBool(_) => return true,
            Type::LitInt(v) => return *v >= 0,
            _ => {}
        }
        let Some(def) = self.func.def(value) else {
            return false;
        };
        if depth == 0 {
            return false;
        }
        let one = |value: Value| self.not_negative(value, depth - 1);
        match (def.op, &def.imm) {
            (Op::Const, Imm::Const(Const::Int(v))) => *v >= 0,
            (Op::Cast, _) => self.widens(def) && one(def.args[0]),
            (Op::Bin, Imm::Bin(op)) => match op {
                BinOp::Add | BinOp::Mul | BinOp::FloorDiv | BinOp::RShift => {
                    one(def.args[0]) && one(def.args[1])
                }
                BinOp::Mod => one(def.args[1]),
                BinOp::BitAnd => one(def.args[0]) || one(def.args[1]),
                _ => false,
            },
            (Op::Select, _) => one(def.args[1]) && one(def.args[2]),
            (Op::StrLen | Op::RangeLen | Op::ArraySize, _) => true,
            (Op::TupleGet, _) => self.element_not_negative(def, depth - 1),
            (Op::IterGet, _) => self.state_not_negative(def.args[0], depth - 1),
            _ => false,
        }
    }

    /// Whether a conversion keeps a number that is not negative so.
    fn widens(&self, cast: &InstData) -> bool {
        let (from, to) = (self.func.ty(cast.args[0]), self.func.ty(cast.results[0]));
        from.is_int() && (to.bits() > from.bits() || (to.bits() == from.bits() && from.is_signed()))
    }

    fn element_not_negative(&self, get: &InstData, depth: u32) -> bool {
        let (Imm::Ints(position), Some(tuple)) = (&get.imm, self.func.def(get.args[0])) else {
            return false;
        };
        let index = usize::try_from(position[0]).unwrap_or(usize::MAX);
        match tuple.op {
            Op::ArrayShape => true,
            Op::Tuple => tuple
                .args
                .get(index)
                .is_some_and(|&v| self.not_negative(v, depth)),
            Op::IterGet => self.number_not_negative(tuple.args[0], index, depth),
            _ => false,
        }
    }

    /// The number that enumerate gives, and the indices that ndindex gives.
    fn number_not_negative(&self, state: Value, index: usize, depth: u32) -> bool {
        let Type::Iter(iterable) = self.func.ty(state).get() else {
            return false;
        };
        match iterable.get() {
            Type::Enumerate(_) => index == 0 && self.state_not_negative(state, depth),
            Type::NdIndex(_) => true,
            _ => false,
        }
    }

    /// Whether a range or enumeration that a state runs over starts at a number that is not negative
    /// and counts up.
    fn state_not_negative(&self, state: Value, depth: u32) -> bool {
        let Some(iterable) = iterable_of(self.func, self.iterations, state) else {
            return false;
        };
        match iterable.op {
            Op::Range => {
                self.not_negative(iterable.args[0], depth)
                    && typed_const(self.func, iterable.args[2]).is_some_and(|step| step > 0)
            }
            Op::Iterable => {
                matches!(self.func.ty(iterable.results[0]).get(), Type::Enumerate(_))
                    && self.not_negative(iterable.args[1], depth)
            }
            _ => false,
        }
    }
}
