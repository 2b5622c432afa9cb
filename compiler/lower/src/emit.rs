//! Machine instructions, one method each, folding constants and identities on the way.
//!
//! Folding here keeps expansions simple: they need no special case for a literal step, a zero start or
//! an extent of one.

use numjit_abi::{AbiType, Symbol};
use numjit_ir::{Alias, Const, Data, FloatCC, Imm, IntCC, Mem, Op, SlotRef, Ty, Value};

use crate::cx::{Cx, Vals};
use crate::layout::int;

/// Array elements.
pub(crate) const ARRAY: Alias = Alias::Array;
/// Stack slots.
pub(crate) const STACK: Alias = Alias::Stack;

impl Cx<'_> {
    /// Type of a low value.
    pub(crate) fn low_ty(&self, value: Value) -> Ty {
        self.func.ty(value)
    }

    /// The value of an integer constant, sign-extended.
    pub(crate) fn as_const(&self, value: Value) -> Option<i64> {
        let def = self.func.def(value)?;
        match (def.op, &def.imm) {
            (Op::IConst, Imm::Const(Const::Int(v))) => Some(*v),
            _ => None,
        }
    }

    /// The value of a float constant.
    pub(crate) fn as_fconst(&self, value: Value) -> Option<f64> {
        let def = self.func.def(value)?;
        match (def.op, &def.imm) {
            (Op::FConst, Imm::Const(Const::Float(v))) => Some(*v),
            _ => None,
        }
    }

    /// An integer constant, wrapped to the type; type `ptr` gives a null address for 0.
    pub(crate) fn iconst(&mut self, ty: Ty, value: i64) -> Value {
        if ty == Ty::PTR {
            let zero = self.iconst(Ty::I64, value);
            return self.emit(Op::Bitcast, &[zero], Imm::None, Ty::PTR);
        }
        let value = wrap(value, ty);
        self.emit(Op::IConst, &[], Imm::Const(Const::Int(value)), ty)
    }

    /// An `int64` constant.
    pub(crate) fn i64(&mut self, value: i64) -> Value {
        self.iconst(Ty::I64, value)
    }

    /// A float constant, rounded to the type.
    pub(crate) fn fconst(&mut self, ty: Ty, value: f64) -> Value {
        let value = if ty == Ty::F32 {
            f64::from(value as f32)
        } else {
            value
        };
        self.emit(Op::FConst, &[], Imm::Const(Const::Float(value)), ty)
    }

    /// A null address.
    pub(crate) fn null(&mut self) -> Value {
        self.iconst(Ty::PTR, 0)
    }

    /// A zero of any machine type.
    pub(crate) fn zero(&mut self, ty: Ty) -> Value {
        if ty.is_float() {
            self.fconst(ty, 0.0)
        } else {
            self.iconst(ty, 0)
        }
    }

    /// A binary operation whose result has the operands' type.
    pub(crate) fn bin(&mut self, op: Op, a: Value, b: Value) -> Value {
        let ty = self.low_ty(a);
        self.emit(op, &[a, b], Imm::None, ty)
    }

    /// A unary operation whose result has the operand's type.
    pub(crate) fn un(&mut self, op: Op, a: Value) -> Value {
        let ty = self.low_ty(a);
        self.emit(op, &[a], Imm::None, ty)
    }

    pub(crate) fn iadd(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(x), Some(y)) => self.iconst(self.low_ty(a), x.wrapping_add(y)),
            (Some(0), _) => b,
            (_, Some(0)) => a,
            _ => self.bin(Op::IAdd, a, b),
        }
    }

    pub(crate) fn isub(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(x), Some(y)) => self.iconst(self.low_ty(a), x.wrapping_sub(y)),
            (_, Some(0)) => a,
            _ => self.bin(Op::ISub, a, b),
        }
    }

    pub(crate) fn imul(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(x), Some(y)) => self.iconst(self.low_ty(a), x.wrapping_mul(y)),
            (Some(1), _) => b,
            (_, Some(1)) => a,
            (Some(0), _) => a,
            (_, Some(0)) => b,
            _ => self.bin(Op::IMul, a, b),
        }
    }

    /// Sum with a constant.
    pub(crate) fn iadd_imm(&mut self, a: Value, b: i64) -> Value {
        let b = self.iconst(self.low_ty(a), b);
        self.iadd(a, b)
    }

    /// Product with a constant.
    pub(crate) fn imul_imm(&mut self, a: Value, b: i64) -> Value {
        let b = self.iconst(self.low_ty(a), b);
        self.imul(a, b)
    }

    /// An index times a stride in bytes; powers of two shift, which back ends fold into addresses.
    pub(crate) fn scale(&mut self, index: Value, stride: Value) -> Value {
        match self.as_const(stride) {
            Some(v) if v > 1 && v & (v - 1) == 0 && self.as_const(index).is_none() => {
                self.shl_imm(index, v.trailing_zeros())
            }
            _ => self.imul(index, stride),
        }
    }

    pub(crate) fn ineg(&mut self, a: Value) -> Value {
        match self.as_const(a) {
            Some(x) => self.iconst(self.low_ty(a), x.wrapping_neg()),
            None => self.un(Op::INeg, a),
        }
    }

    pub(crate) fn band(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(x), Some(y)) => self.iconst(self.low_ty(a), x & y),
            (Some(0), _) | (_, Some(-1)) => a,
            (_, Some(0)) | (Some(-1), _) => b,
            _ => self.bin(Op::BAnd, a, b),
        }
    }

    pub(crate) fn bor(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(x), Some(y)) => self.iconst(self.low_ty(a), x | y),
            (Some(0), _) => b,
            (_, Some(0)) => a,
            _ => self.bin(Op::BOr, a, b),
        }
    }

    pub(crate) fn bxor(&mut self, a: Value, b: Value) -> Value {
        self.bin(Op::BXor, a, b)
    }

    /// And of two flags (8-bit 0 or 1), which knows constant flags.
    pub(crate) fn and(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(0), _) | (_, Some(1)) => a,
            (_, Some(0)) | (Some(1), _) => b,
            _ => self.bin(Op::BAnd, a, b),
        }
    }

    /// Or of two flags.
    pub(crate) fn or(&mut self, a: Value, b: Value) -> Value {
        match (self.as_const(a), self.as_const(b)) {
            (Some(1), _) | (_, Some(0)) => a,
            (_, Some(1)) | (Some(0), _) => b,
            _ => self.bin(Op::BOr, a, b),
        }
    }

    /// Complement of a flag.
    pub(crate) fn not(&mut self, a: Value) -> Value {
        let one = self.flag(true);
        match self.as_const(a) {
            Some(x) => self.flag(x == 0),
            None => self.bin(Op::BXor, a, one),
        }
    }

    /// A constant flag.
    pub(crate) fn flag(&mut self, value: bool) -> Value {
        self.iconst(Ty::I8, i64::from(value))
    }

    pub(crate) fn icmp(&mut self, cc: IntCC, a: Value, b: Value) -> Value {
        if self.low_ty(a) == Ty::PTR {
            let a = self.emit(Op::Bitcast, &[a], Imm::None, Ty::I64);
            let b = self.emit(Op::Bitcast, &[b], Imm::None, Ty::I64);
            return self.icmp(cc, a, b);
        }
        if let (Some(x), Some(y)) = (self.as_const(a), self.as_const(b)) {
            return self.flag(compare(cc, x, y));
        }
        if a == b {
            return self.flag(compare(cc, 0, 0));
        }
        self.emit(Op::ICmp, &[a, b], Imm::IntCC(cc), Ty::I8)
    }

    /// Comparison with a constant.
    pub(crate) fn icmp_imm(&mut self, cc: IntCC, a: Value, b: i64) -> Value {
        let b = self.iconst(self.low_ty(a), b);
        self.icmp(cc, a, b)
    }

    pub(crate) fn fcmp(&mut self, cc: FloatCC, a: Value, b: Value) -> Value {
        self.emit(Op::FCmp, &[a, b], Imm::FloatCC(cc), Ty::I8)
    }

    /// Comparison of a float with a constant.
    pub(crate) fn fcmp_imm(&mut self, cc: FloatCC, a: Value, b: f64) -> Value {
        let b = self.fconst(self.low_ty(a), b);
        self.fcmp(cc, a, b)
    }

    /// `a` if the flag is set, else `b`.
    pub(crate) fn pick(&mut self, flag: Value, a: Value, b: Value) -> Value {
        match self.as_const(flag) {
            Some(0) => b,
            Some(_) => a,
            None if a == b => a,
            None => {
                let ty = self.low_ty(a);
                self.emit(Op::Pick, &[flag, a, b], Imm::None, ty)
            }
        }
    }

    /// [`Cx::pick`] on each pair.
    pub(crate) fn pick_all(&mut self, flag: Value, a: &[Value], b: &[Value]) -> Vals {
        a.iter()
            .zip(b)
            .map(|(&a, &b)| self.pick(flag, a, b))
            .collect()
    }

    /// Smaller of two signed integers.
    pub(crate) fn smin(&mut self, a: Value, b: Value) -> Value {
        let less = self.icmp(IntCC::Slt, a, b);
        self.pick(less, a, b)
    }

    /// Larger of two signed integers.
    pub(crate) fn smax(&mut self, a: Value, b: Value) -> Value {
        let greater = self.icmp(IntCC::Sgt, a, b);
        self.pick(greater, a, b)
    }

    /// The integer at another width, sign- or zero-extended or cut.
    pub(crate) fn resize(&mut self, a: Value, to: Ty, signed: bool) -> Value {
        let from = self.low_ty(a);
        if from == to {
            return a;
        }
        if let Some(x) = self.as_const(a) {
            let x = if signed { x } else { zero_extend(x, from) };
            return self.iconst(to, x);
        }
        let op = if to.bits() < from.bits() {
            Op::Trunc
        } else if signed {
            Op::SExt
        } else {
            Op::ZExt
        };
        self.emit(op, &[a], Imm::None, to)
    }

    pub(crate) fn bitcast(&mut self, a: Value, to: Ty) -> Value {
        if self.low_ty(a) == to {
            return a;
        }
        self.emit(Op::Bitcast, &[a], Imm::None, to)
    }

    /// Shift left by a constant.
    pub(crate) fn shl_imm(&mut self, a: Value, amount: u32) -> Value {
        if amount == 0 {
            return a;
        }
        let amount = self.iconst(self.low_ty(a), i64::from(amount));
        self.bin(Op::IShl, a, amount)
    }

    /// Arithmetic shift right by a constant.
    pub(crate) fn sshr_imm(&mut self, a: Value, amount: u32) -> Value {
        if amount == 0 {
            return a;
        }
        if let Some(x) = self.as_const(a) {
            return self.iconst(self.low_ty(a), x >> amount.min(63));
        }
        let amount = self.iconst(self.low_ty(a), i64::from(amount));
        self.bin(Op::SShr, a, amount)
    }

    // ---- Memory --------------------------------------------------------------------------------

    /// Address plus a byte offset.
    pub(crate) fn ptr_add(&mut self, base: Value, offset: Value) -> Value {
        if self.as_const(offset) == Some(0) {
            return base;
        }
        self.emit(Op::PtrAdd, &[base, offset], Imm::None, Ty::PTR)
    }

    /// Address plus a constant byte offset.
    pub(crate) fn ptr_add_imm(&mut self, base: Value, offset: i64) -> Value {
        let offset = self.i64(offset);
        self.ptr_add(base, offset)
    }

    pub(crate) fn load(&mut self, ty: Ty, address: Value, offset: i32, alias: Alias) -> Value {
        let mem = Mem {
            offset,
            alias,
            readonly: alias == Alias::Constant,
        };
        self.emit(Op::Load, &[address], Imm::Mem(mem), ty)
    }

    pub(crate) fn store(&mut self, address: Value, value: Value, offset: i32, alias: Alias) {
        let mem = Mem {
            offset,
            alias,
            readonly: false,
        };
        self.push(Op::Store, &[address, value], Imm::Mem(mem), &[]);
    }

    pub(crate) fn slot_addr(&mut self, slot: SlotRef) -> Value {
        self.emit(Op::SlotAddr, &[], Imm::Slot(slot), Ty::PTR)
    }

    /// Address of a new stack slot that holds these values, 8 bytes each.
    pub(crate) fn spill(&mut self, values: &[Value]) -> Value {
        let slot = self.slot(values.len());
        let address = self.slot_addr(slot);
        for (i, &value) in values.iter().enumerate() {
            self.store(address, value, 8 * i as i32, STACK);
        }
        address
    }

    /// Address of constant bytes.
    pub(crate) fn data_addr(&mut self, bytes: &[u8], align: u32) -> Value {
        let data = self.func.add_data(bytes, align);
        self.emit(Op::DataAddr, &[], Imm::Data(data), Ty::PTR)
    }

    /// Address of the frame record of a body.
    pub(crate) fn frame_addr(&mut self, record: Data) -> Value {
        let data = self.func.add_constant(record);
        self.emit(Op::DataAddr, &[], Imm::Data(data), Ty::PTR)
    }

    /// Address and length of constant text.
    pub(crate) fn text(&mut self, text: &str) -> (Value, Value) {
        let address = self.data_addr(text.as_bytes(), 1);
        (address, self.i64(text.len() as i64))
    }

    /// Calls a runtime function without testing its status.
    pub(crate) fn call_symbol(&mut self, symbol: Symbol, args: &[Value]) -> Option<Value> {
        let results: Vec<Ty> = symbol.info().result.map(abi_type).into_iter().collect();
        let inst = self.push(Op::CallSymbol, args, Imm::Symbol(symbol), &results);
        self.func.inst(inst).results.first().copied()
    }

    /// Calls a runtime function whose row has a result.
    pub(crate) fn call_value(&mut self, symbol: Symbol, args: &[Value]) -> Value {
        match self.call_symbol(symbol, args) {
            Some(value) => value,
            // Only rows with results are called this way.
            None => self.i64(0),
        }
    }
}

/// The machine type of a runtime function's parameter.
pub(crate) fn abi_type(ty: AbiType) -> Ty {
    match ty {
        AbiType::I8 => Ty::I8,
        AbiType::I32 => Ty::I32,
        AbiType::I64 => Ty::I64,
        AbiType::F32 => Ty::F32,
        AbiType::F64 => Ty::F64,
        AbiType::Ptr => Ty::PTR,
    }
}

/// The integer's low bits as the type has, sign-extended.
pub(crate) fn wrap(value: i64, ty: Ty) -> i64 {
    let unused = 64 - int(ty.bits()).bits();
    (value << unused) >> unused
}

fn zero_extend(value: i64, from: Ty) -> i64 {
    let unused = 64 - from.bits();
    (((value as u64) << unused) >> unused) as i64
}

fn compare(cc: IntCC, x: i64, y: i64) -> bool {
    let (ux, uy) = (x as u64, y as u64);
    match cc {
        IntCC::Eq => x == y,
        IntCC::Ne => x != y,
        IntCC::Slt => x < y,
        IntCC::Sle => x <= y,
        IntCC::Sgt => x > y,
        IntCC::Sge => x >= y,
        IntCC::Ult => ux < uy,
        IntCC::Ule => ux <= uy,
        IntCC::Ugt => ux > uy,
        IntCC::Uge => ux >= uy,
    }
}
