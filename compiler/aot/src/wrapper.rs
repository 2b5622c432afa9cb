//! The exported C function around a compiled one.
//!
//! It checks the pointers and the array layouts that it is given, gets the calling thread's context, calls
//! the compiled function, and stores the results behind the output pointers. It is written in low SSA, so
//! that it is made for every target as everything else is; C does not pass it a context, which is the one
//! rule of low SSA that it does not keep.

use numjit_ir::{
    Alias, ArrayTy, Block, Builder, Const, Function, Imm, IntCC, Layout, Loc, Mem, Op, Options,
    Stage, Ty, Value,
};
use numjit_lower::layout::{flatten, machine};

use crate::interface::{Interface, OutputKind, Param, ParamKind, spelling};

/// The functions that a wrapper calls, as numbers for the back end.
pub(crate) mod callee {
    /// The compiled function.
    pub(crate) const ROOT: u32 = 0;
    /// `nj_aot_enter`.
    pub(crate) const ENTER: u32 = 1;
    /// `nj_aot_fail`.
    pub(crate) const FAIL: u32 = 2;
    /// `nj_aot_refuse`.
    pub(crate) const REFUSE: u32 = 3;
}

/// What a wrapper is made for.
pub(crate) struct Wrapped<'a> {
    /// C name.
    pub(crate) symbol: &'a str,
    /// Parameters and results.
    pub(crate) interface: &'a Interface,
    /// Result type of the compiled function.
    pub(crate) result: Ty,
    /// Whether the library has a runtime. Without one no compiled function looks at its context.
    pub(crate) has_runtime: bool,
}

/// The wrapper as a low function that returns a status only.
pub(crate) fn wrapper(wrapped: &Wrapped<'_>) -> Function {
    let mut func = Function::new(wrapped.symbol, Stage::Low, Options::DEFAULT);
    let entry = func.entry;
    let params: Vec<Value> = wrapped
        .interface
        .params
        .iter()
        .map(|param| func.add_param(entry, param_type(param)))
        .collect();
    let outputs: Vec<Value> = wrapped
        .interface
        .outputs
        .iter()
        .map(|_| func.add_param(entry, Ty::PTR))
        .collect();
    let mut cx = Cx {
        b: Builder::new(&mut func, entry, Loc(0)),
        wrapped,
        cold: Vec::new(),
    };
    cx.check_pointers(&params, &outputs);
    let mut operands = vec![cx.context()];
    for (param, &value) in wrapped.interface.params.iter().zip(&params) {
        cx.push_operands(param, value, &mut operands);
    }
    let results = cx.call(&operands);
    cx.store_results(&results, &outputs);
    let zero = cx.int(0, Ty::I32);
    cx.b.effect(Op::Ret, &[zero], Imm::None);
    let cold = cx.cold;
    func.layout.retain(|block| !cold.contains(block));
    func.layout.extend(cold);
    func
}

fn param_type(param: &Param) -> Ty {
    match param.kind {
        ParamKind::Scalar(ty) => machine(ty),
        ParamKind::Array(_) | ParamKind::Text => Ty::PTR,
    }
}

/// A wrapper under construction.
struct Cx<'f, 'a> {
    b: Builder<'f>,
    wrapped: &'a Wrapped<'a>,
    /// Error paths, which come last.
    cold: Vec<Block>,
}

impl Cx<'_, '_> {
    fn int(&mut self, value: i64, ty: Ty) -> Value {
        let imm = Imm::Const(Const::Int(value));
        self.b.emit(Op::IConst, &[], imm, ty)
    }

    fn binary(&mut self, op: Op, left: Value, right: Value) -> Value {
        let ty = self.b.func.ty(left);
        self.b.emit(op, &[left, right], Imm::None, ty)
    }

    fn compare(&mut self, cc: IntCC, left: Value, right: Value) -> Value {
        let imm = Imm::IntCC(cc);
        self.b.emit(Op::ICmp, &[left, right], imm, Ty::I8)
    }

    fn load(&mut self, address: Value, offset: i64, ty: Ty) -> Value {
        self.b.emit(Op::Load, &[address], at(offset), ty)
    }

    fn store(&mut self, address: Value, offset: i64, value: Value) {
        self.b.effect(Op::Store, &[address, value], at(offset));
    }

    /// Continues in a new block; `bad` leads to an error return with the message.
    fn refuse_if(&mut self, bad: Value, message: &str) {
        let refused = self.b.func.add_block();
        let good = self.b.func.add_block();
        self.b.func.block_mut(refused).cold = true;
        self.cold.push(refused);
        self.b.branch(bad, (refused, &[]), (good, &[]));
        self.b.switch_to(refused);
        let status = if self.wrapped.has_runtime {
            let data = self.b.func.add_data(message.as_bytes(), 1);
            let text = self.b.emit(Op::DataAddr, &[], Imm::Data(data), Ty::PTR);
            let len = self.int(message.len() as i64, Ty::I64);
            self.call_status(callee::REFUSE, &[text, len])
        } else {
            self.int(1, Ty::I32)
        };
        self.b.effect(Op::Ret, &[status], Imm::None);
        self.b.switch_to(good);
    }

    fn call_status(&mut self, callee: u32, operands: &[Value]) -> Value {
        self.b
            .emit(Op::CallDirect, operands, Imm::Func(callee), Ty::I32)
    }

    /// Refuses null pointers, all at once.
    fn check_pointers(&mut self, params: &[Value], outputs: &[Value]) {
        let views = self.wrapped.interface.params.iter().zip(params);
        let views = views.filter(|(param, _)| !matches!(param.kind, ParamKind::Scalar(_)));
        let pointers: Vec<Value> = views.map(|(_, &value)| value).collect();
        let mut bad = None;
        for &pointer in pointers.iter().chain(outputs) {
            let address = self.b.emit(Op::Bitcast, &[pointer], Imm::None, Ty::I64);
            let zero = self.int(0, Ty::I64);
            let is_null = self.compare(IntCC::Eq, address, zero);
            bad = Some(match bad {
                Some(bad) => self.binary(Op::BOr, bad, is_null),
                None => is_null,
            });
        }
        if let Some(bad) = bad {
            let message = format!("{}: a pointer is NULL", self.wrapped.symbol);
            self.refuse_if(bad, &message);
        }
    }

    /// The context of the calling thread.
    fn context(&mut self) -> Value {
        if !self.wrapped.has_runtime {
            let zero = self.int(0, Ty::I64);
            return self.b.emit(Op::Bitcast, &[zero], Imm::None, Ty::PTR);
        }
        let slot = self.b.func.add_slot(8, 8);
        let slot = self.b.emit(Op::SlotAddr, &[], Imm::Slot(slot), Ty::PTR);
        self.call_status(callee::ENTER, &[slot]);
        self.load(slot, 0, Ty::PTR)
    }

    fn push_operands(&mut self, param: &Param, value: Value, operands: &mut Vec<Value>) {
        match param.kind {
            // Any nonzero byte is true in C; compiled code expects 0 or 1.
            ParamKind::Scalar(Ty::BOOL) => {
                let zero = self.int(0, Ty::I8);
                operands.push(self.compare(IntCC::Ne, value, zero));
            }
            ParamKind::Scalar(_) => operands.push(value),
            ParamKind::Array(array) => self.push_array(param, array, value, operands),
            ParamKind::Text => self.push_text(param, value, operands),
        }
    }

    fn push_text(&mut self, param: &Param, value: Value, operands: &mut Vec<Value>) {
        let length = self.load(value, text::LENGTH, Ty::I64);
        let width = self.load(value, text::WIDTH, Ty::I64);
        let zero = self.int(0, Ty::I64);
        let mut bad = self.compare(IntCC::Slt, length, zero);
        let mut known = None;
        for bytes in [1, 2, 4] {
            let bytes = self.int(bytes, Ty::I64);
            let is_this = self.compare(IntCC::Eq, width, bytes);
            known = Some(self.either(known, is_this));
        }
        if let Some(known) = known {
            let one = self.int(1, Ty::I8);
            let unknown = self.binary(Op::BXor, known, one);
            bad = self.binary(Op::BOr, bad, unknown);
        }
        let message = format!(
            "{}: the length of {} is negative, or its width is not 1, 2 or 4",
            self.wrapped.symbol, param.name
        );
        self.refuse_if(bad, &message);
        let owner = self.load(value, text::OWNER, Ty::PTR);
        let data = self.load(value, text::DATA, Ty::PTR);
        operands.extend([owner, data, length, width]);
    }

    fn push_array(
        &mut self,
        param: &Param,
        array: ArrayTy,
        view: Value,
        operands: &mut Vec<Value>,
    ) {
        let fields = View::new(array);
        let shape: Vec<Value> = (0..fields.ndim)
            .map(|axis| self.load(view, fields.shape(axis), Ty::I64))
            .collect();
        let strides: Vec<Value> = (0..fields.ndim)
            .map(|axis| self.load(view, fields.stride(axis), Ty::I64))
            .collect();
        if let Some(bad) = self.is_misplaced(array, &shape, &strides) {
            let ty = spelling(Ty::new(numjit_ir::Type::Array(array)));
            let message = format!(
                "{}: the shape and strides of {} are not those of {ty}",
                self.wrapped.symbol, param.name
            );
            self.refuse_if(bad, &message);
        }
        operands.push(self.load(view, fields.owner(), Ty::PTR));
        operands.push(self.load(view, View::DATA, Ty::PTR));
        operands.extend(&shape);
        if array.layout == Layout::A {
            operands.extend(&strides);
        }
    }

    /// Whether an extent is negative, or the strides are not those of the layout. As in NumPy, strides of
    /// axes with one element, and of arrays without elements, do not matter.
    fn is_misplaced(
        &mut self,
        array: ArrayTy,
        shape: &[Value],
        strides: &[Value],
    ) -> Option<Value> {
        let zero = self.int(0, Ty::I64);
        let one = self.int(1, Ty::I64);
        let mut negative = None;
        let mut wrong = None;
        let mut elements = one;
        let mut expected = self.int(item_size(array), Ty::I64);
        for axis in axes_inside_out(array) {
            let is_negative = self.compare(IntCC::Slt, shape[axis], zero);
            negative = Some(self.either(negative, is_negative));
            if array.layout == Layout::A {
                continue;
            }
            let differs = self.compare(IntCC::Ne, strides[axis], expected);
            let matters = self.compare(IntCC::Ne, shape[axis], one);
            let differs = self.binary(Op::BAnd, differs, matters);
            wrong = Some(self.either(wrong, differs));
            expected = self.binary(Op::IMul, expected, shape[axis]);
            elements = self.binary(Op::IMul, elements, shape[axis]);
        }
        let Some(wrong) = wrong else {
            return negative;
        };
        let has_elements = self.compare(IntCC::Ne, elements, zero);
        let wrong = self.binary(Op::BAnd, wrong, has_elements);
        Some(self.either(negative, wrong))
    }

    fn either(&mut self, known: Option<Value>, more: Value) -> Value {
        match known {
            Some(known) => self.binary(Op::BOr, known, more),
            None => more,
        }
    }

    /// Calls the compiled function; an error leaves the wrapper.
    fn call(&mut self, operands: &[Value]) -> Vec<Value> {
        let mut types = vec![Ty::I32];
        types.extend(flatten(self.wrapped.result));
        let imm = Imm::Func(callee::ROOT);
        let call = self.b.push(Op::CallDirect, operands, imm, &types);
        let returned = self.b.func.inst(call).results.clone();
        if self.wrapped.has_runtime {
            self.leave_if_raised(returned[0], operands[0]);
        }
        returned[1..].to_vec()
    }

    fn leave_if_raised(&mut self, status: Value, context: Value) {
        let zero = self.int(0, Ty::I32);
        let raised = self.compare(IntCC::Ne, status, zero);
        let failed = self.b.func.add_block();
        let good = self.b.func.add_block();
        self.b.func.block_mut(failed).cold = true;
        self.cold.push(failed);
        self.b.branch(raised, (failed, &[]), (good, &[]));
        self.b.switch_to(failed);
        let status = self.call_status(callee::FAIL, &[context]);
        self.b.effect(Op::Ret, &[status], Imm::None);
        self.b.switch_to(good);
    }

    fn store_results(&mut self, results: &[Value], outputs: &[Value]) {
        let mut rest = results.iter().copied();
        let mut next = || rest.next().unwrap_or(Value(0));
        let interface = self.wrapped.interface;
        for (output, &pointer) in interface.outputs.iter().zip(outputs) {
            match output.kind {
                OutputKind::Scalar(_) => self.store(pointer, 0, next()),
                OutputKind::Complex(ty) => {
                    self.store(pointer, 0, next());
                    self.store(pointer, i64::from(ty.bits() / 16), next());
                }
                OutputKind::Array(array) => self.store_array(pointer, array, &mut next),
                OutputKind::Text => {
                    for field in [text::OWNER, text::DATA, text::LENGTH, text::WIDTH] {
                        self.store(pointer, field, next());
                    }
                }
            }
        }
    }

    fn store_array(&mut self, view: Value, array: ArrayTy, next: &mut impl FnMut() -> Value) {
        let fields = View::new(array);
        self.store(view, fields.owner(), next());
        self.store(view, View::DATA, next());
        let shape: Vec<Value> = (0..fields.ndim).map(|_| next()).collect();
        for (axis, &extent) in shape.iter().enumerate() {
            self.store(view, fields.shape(axis), extent);
        }
        if array.layout == Layout::A {
            for axis in 0..fields.ndim {
                self.store(view, fields.stride(axis), next());
            }
            return;
        }
        let mut stride = self.int(item_size(array), Ty::I64);
        for axis in axes_inside_out(array) {
            self.store(view, fields.stride(axis), stride);
            stride = self.binary(Op::IMul, stride, shape[axis]);
        }
    }
}

fn at(offset: i64) -> Imm {
    Imm::Mem(Mem {
        offset: offset as i32,
        alias: Alias::Any,
        readonly: false,
    })
}

fn item_size(array: ArrayTy) -> i64 {
    match array.dtype {
        Ty::BOOL => 1,
        dtype => i64::from(dtype.bits() / 8),
    }
}

/// The axes from the one whose elements are next to each other outwards.
fn axes_inside_out(array: ArrayTy) -> Vec<usize> {
    let axes = 0..usize::from(array.ndim);
    match array.layout {
        Layout::F => axes.collect(),
        Layout::C | Layout::A => axes.rev().collect(),
    }
}

/// Offsets of a view struct: data, shape, strides in bytes, owner.
struct View {
    ndim: usize,
}

impl View {
    const DATA: i64 = 0;

    fn new(array: ArrayTy) -> View {
        View {
            ndim: usize::from(array.ndim),
        }
    }

    fn shape(&self, axis: usize) -> i64 {
        8 + 8 * axis as i64
    }

    fn stride(&self, axis: usize) -> i64 {
        8 + 8 * (self.ndim + axis) as i64
    }

    fn owner(&self) -> i64 {
        8 + 16 * self.ndim as i64
    }
}

/// Offsets of a text struct.
mod text {
    pub(super) const DATA: i64 = 0;
    pub(super) const LENGTH: i64 = 8;
    pub(super) const WIDTH: i64 = 16;
    pub(super) const OWNER: i64 = 24;
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::AotError;

    /// What the verifier says of a function that is called from C: it gets no context.
    const NO_CONTEXT: &str = "first parameter is not the context";

    /// The text of a wrapper that the verifier accepts otherwise.
    fn text_of(args: &[Ty], result: Ty, has_runtime: bool) -> Result<String, AotError> {
        let names: Vec<String> = (0..args.len()).map(|i| format!("p{i}")).collect();
        let interface = Interface::new("f", &names, args, result)?;
        let func = wrapper(&Wrapped {
            symbol: "f",
            interface: &interface,
            result,
            has_runtime,
        });
        let errors = numjit_ir::verify(&func).err().into_iter().flatten();
        let errors = errors.map(|error| error.to_string());
        let errors: Vec<String> = errors.filter(|text| !text.contains(NO_CONTEXT)).collect();
        assert!(errors.is_empty(), "{func}\n{errors:?}");
        Ok(func.to_string())
    }

    #[test]
    fn wrappers_of_every_kind_of_value_are_well_formed() -> Result<(), AotError> {
        let vector = Ty::array(Ty::F64, 1, Layout::C);
        let any = Ty::array(Ty::C64, 3, Layout::A);
        let pair = Ty::tuple([Ty::C128, Ty::optional(vector)]);
        let all = [
            Ty::BOOL,
            Ty::U16,
            Ty::F32,
            Ty::C64,
            vector,
            any,
            Ty::STR,
            pair,
            Ty::NONE,
        ];
        for has_runtime in [true, false] {
            for result in all {
                text_of(&all, result, has_runtime)?;
            }
        }
        Ok(())
    }

    #[test]
    fn scalars_need_no_checks() -> Result<(), AotError> {
        let text = text_of(&[Ty::I64, Ty::F64], Ty::NONE, false)?;
        assert!(!text.contains("branch"), "{text}");
        assert_eq!(text.matches("call_direct").count(), 1, "{text}");
        let text = text_of(&[Ty::array(Ty::F64, 1, Layout::A)], Ty::NONE, true)?;
        assert_eq!(text.matches("branch").count(), 3, "{text}");
        Ok(())
    }
}
