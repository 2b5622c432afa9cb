//! Execution of functions: control flow, calls, loads and stores.

use std::collections::HashMap;

use numjit_abi::{CONTEXT_STACK_LIMIT, ExceptionKind, Status, Symbol};

use super::scalar::evaluate;
use super::{Fault, Memory};
use crate::entity::{Block, SlotRef, Value};
use crate::function::{BlockCall, Function, InstData};
use crate::imm::{Imm, Mem};
use crate::ops::Op;

/// Where the simulated stack begins; it grows down.
const STACK_TOP: u64 = 1 << 30;

/// Simulated stack bytes of a call, so that the recursion check has something to measure.
const FRAME_BYTES: u64 = 256;

/// The runtime functions that interpreted code may call.
pub trait Externals {
    /// Calls a runtime function on the bits of its operands; the bits of its result, 0 for none.
    fn call(&mut self, symbol: Symbol, args: &[u64], memory: &mut Memory) -> Result<u64, Fault>;
}

/// No runtime functions at all.
#[derive(Clone, Copy, Debug)]
pub struct NoExternals;

impl Externals for NoExternals {
    fn call(&mut self, symbol: Symbol, _: &[u64], _: &mut Memory) -> Result<u64, Fault> {
        let name = symbol.info().name;
        Err(Fault::Invalid(format!("{name} is not available")))
    }
}

/// What a function returned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    /// The status.
    pub status: i32,
    /// Bits of the results; empty when only a status was returned.
    pub results: Vec<u64>,
}

/// Functions, memory and what is left of the step limit.
pub struct Interpreter<'f, 'e> {
    /// All memory, for the caller to prepare and inspect.
    pub memory: Memory,
    /// Operations that may still be executed.
    pub steps: u64,
    functions: HashMap<u32, &'f Function>,
    externals: &'e mut dyn Externals,
    constants: HashMap<(*const Function, usize), u64>,
}

/// An activation of a function.
struct Frame<'f> {
    func: &'f Function,
    values: Vec<u64>,
    block: Block,
    next: usize,
    slots: Vec<u64>,
}

/// What an instruction makes the machine do next.
enum Next<'f> {
    Continue,
    Call(Frame<'f>),
    Return(Outcome),
}

impl<'f, 'e> Interpreter<'f, 'e> {
    /// An interpreter of functions under their instance numbers.
    pub fn new(
        functions: impl IntoIterator<Item = (u32, &'f Function)>,
        externals: &'e mut dyn Externals,
        steps: u64,
    ) -> Interpreter<'f, 'e> {
        Interpreter {
            memory: Memory::default(),
            steps,
            functions: functions.into_iter().collect(),
            externals,
            constants: HashMap::new(),
        }
    }

    /// Runs an instance on the bits of its arguments, the context first.
    pub fn run(&mut self, instance: u32, args: &[u64]) -> Result<Outcome, Fault> {
        let mut frames = vec![self.enter(instance, args)?];
        loop {
            let depth = frames.len() as u64;
            let Some(frame) = frames.last_mut() else {
                return Err(Fault::Invalid("no function is running".to_owned()));
            };
            self.steps = self.steps.checked_sub(1).ok_or(Fault::Steps)?;
            match self.step(frame, depth)? {
                Next::Continue => {}
                Next::Call(callee) => frames.push(callee),
                Next::Return(outcome) => {
                    for slot in std::mem::take(&mut frame.slots) {
                        self.memory.free(slot)?;
                    }
                    frames.pop();
                    match frames.last_mut() {
                        Some(caller) => finish_call(caller, &outcome)?,
                        None => return Ok(outcome),
                    }
                }
            }
        }
    }

    fn enter(&mut self, instance: u32, args: &[u64]) -> Result<Frame<'f>, Fault> {
        let Some(&func) = self.functions.get(&instance) else {
            return Err(Fault::Invalid(format!("there is no instance {instance}")));
        };
        if func.params().len() != args.len() {
            return Err(Fault::Invalid(format!(
                "{} takes other arguments",
                func.name
            )));
        }
        let slots = func.slots.iter();
        let slots = slots.map(|slot| self.memory.allocate(slot.size as usize));
        let mut frame = Frame {
            func,
            values: vec![0; func.values.len()],
            block: func.entry,
            next: 0,
            slots: slots.collect(),
        };
        for (&param, &arg) in func.params().iter().zip(args) {
            frame.values[param.index()] = arg;
        }
        Ok(frame)
    }

    fn step(&mut self, frame: &mut Frame<'f>, depth: u64) -> Result<Next<'f>, Fault> {
        let func = frame.func;
        let stack = STACK_TOP.saturating_sub(depth * FRAME_BYTES);
        let entering = frame.block == func.entry && frame.next == 0;
        if entering
            && func.recursive
            && let Some(outcome) = self.check_stack(frame, stack)?
        {
            return Ok(Next::Return(outcome));
        }
        let Some(&inst) = func.block(frame.block).insts.get(frame.next) else {
            return Err(Fault::Invalid(format!("{} has no terminator", frame.block)));
        };
        frame.next += 1;
        let inst = func.inst(inst);
        match inst.op {
            Op::Jump => frame.go(inst.targets.first()),
            Op::Branch => {
                let taken = usize::from(frame.arg(inst, 0)? == 0);
                frame.go(inst.targets.get(taken))
            }
            Op::Unreachable => Err(Fault::Unreachable),
            Op::Ret => frame.ret(inst),
            Op::Load => self.load(frame, inst),
            Op::Store => self.store(frame, inst),
            Op::SlotAddr => frame.slot_address(inst),
            Op::DataAddr => self.data_address(frame, inst),
            Op::StackPtr => frame.define(inst, stack),
            Op::CallSymbol => self.call_symbol(frame, inst),
            Op::CallDirect => self.call_direct(frame, inst),
            _ => frame.compute(inst),
        }
    }

    /// The check on entry to a recursive function: its outcome if the stack is used up.
    fn check_stack(&mut self, frame: &Frame<'f>, stack: u64) -> Result<Option<Outcome>, Fault> {
        let Some(&context) = frame.func.params().first() else {
            return Err(Fault::Invalid("no context".to_owned()));
        };
        let context = frame.values[context.index()];
        let limit = self.memory.load(context + CONTEXT_STACK_LIMIT as u64, 8)?;
        if stack >= limit {
            return Ok(None);
        }
        let text = b"maximum recursion depth exceeded";
        let message = self.memory.allocate_constant(text.to_vec());
        let kind = ExceptionKind::RecursionError as u64;
        let args = [context, kind, message, text.len() as u64];
        self.externals
            .call(Symbol::Raise, &args, &mut self.memory)?;
        Ok(Some(Outcome {
            status: Status::Raised as i32,
            results: Vec::new(),
        }))
    }

    fn load(&mut self, frame: &mut Frame<'f>, inst: &InstData) -> Result<Next<'f>, Fault> {
        let address = effective_address(frame.arg(inst, 0)?, mem(inst)?);
        let size = frame.result_bytes(inst)?;
        let value = self.memory.load(address, size)?;
        frame.define(inst, value)
    }

    fn store(&mut self, frame: &mut Frame<'f>, inst: &InstData) -> Result<Next<'f>, Fault> {
        let address = effective_address(frame.arg(inst, 0)?, mem(inst)?);
        let value = frame.arg(inst, 1)?;
        let size = frame.func.ty(inst.args[1]).bits() as usize / 8;
        self.memory.store(address, size, value)?;
        Ok(Next::Continue)
    }

    fn data_address(&mut self, frame: &mut Frame<'f>, inst: &InstData) -> Result<Next<'f>, Fault> {
        let func = frame.func;
        let Imm::Data(data) = inst.imm else {
            return Err(invalid(inst));
        };
        let bytes = &func
            .data
            .get(data.index())
            .ok_or_else(|| invalid(inst))?
            .bytes;
        let key = (std::ptr::from_ref(func), data.index());
        let memory = &mut self.memory;
        let known = self.constants.entry(key);
        let address = *known.or_insert_with(|| memory.allocate_constant(bytes.to_vec()));
        frame.define(inst, address)
    }

    fn call_symbol(&mut self, frame: &mut Frame<'f>, inst: &InstData) -> Result<Next<'f>, Fault> {
        let Imm::Symbol(symbol) = inst.imm else {
            return Err(invalid(inst));
        };
        let args = frame.args(inst);
        let result = self.externals.call(symbol, &args, &mut self.memory)?;
        match inst.results.is_empty() {
            true => Ok(Next::Continue),
            false => frame.define(inst, result),
        }
    }

    fn call_direct(&mut self, frame: &mut Frame<'f>, inst: &InstData) -> Result<Next<'f>, Fault> {
        let Imm::Func(instance) = inst.imm else {
            return Err(invalid(inst));
        };
        let args = frame.args(inst);
        Ok(Next::Call(self.enter(instance, &args)?))
    }
}

/// Gives the results of a call to the instruction that made it. Results that were not returned stay
/// as they are: they are unspecified.
fn finish_call(caller: &mut Frame<'_>, outcome: &Outcome) -> Result<(), Fault> {
    let func = caller.func;
    let at = caller.next.checked_sub(1);
    let inst = at.and_then(|at| func.block(caller.block).insts.get(at));
    let Some(inst) = inst.map(|&inst| func.inst(inst)) else {
        return Err(Fault::Invalid("a call without a caller".to_owned()));
    };
    let status = u64::from(outcome.status as u32);
    let returned = std::iter::once(status).chain(outcome.results.iter().copied());
    for (result, value) in inst.results.iter().zip(returned) {
        caller.values[result.index()] = value;
    }
    Ok(())
}

fn mem(inst: &InstData) -> Result<Mem, Fault> {
    match inst.imm {
        Imm::Mem(mem) => Ok(mem),
        _ => Err(invalid(inst)),
    }
}

fn effective_address(address: u64, mem: Mem) -> u64 {
    address.wrapping_add_signed(i64::from(mem.offset))
}

fn invalid(inst: &InstData) -> Fault {
    Fault::Invalid(format!("malformed `{}`", inst.op.info().name))
}

impl<'f> Frame<'f> {
    fn arg(&self, inst: &InstData, position: usize) -> Result<u64, Fault> {
        let value = inst.args.get(position).ok_or_else(|| invalid(inst))?;
        Ok(self.values[value.index()])
    }

    fn args(&self, inst: &InstData) -> Vec<u64> {
        self.read(&inst.args)
    }

    fn read(&self, values: &[Value]) -> Vec<u64> {
        values
            .iter()
            .map(|value| self.values[value.index()])
            .collect()
    }

    fn define(&mut self, inst: &InstData, value: u64) -> Result<Next<'f>, Fault> {
        let result = inst.results.first().ok_or_else(|| invalid(inst))?;
        self.values[result.index()] = value;
        Ok(Next::Continue)
    }

    fn result_bytes(&self, inst: &InstData) -> Result<usize, Fault> {
        let result = inst.results.first().ok_or_else(|| invalid(inst))?;
        Ok(self.func.ty(*result).bits() as usize / 8)
    }

    /// Continues at a target. The values are all read before the first parameter is written.
    fn go(&mut self, target: Option<&BlockCall>) -> Result<Next<'f>, Fault> {
        let Some(target) = target else {
            return Err(Fault::Invalid("a branch without a target".to_owned()));
        };
        let passed = self.read(&target.args);
        let params = &self.func.block(target.block).params;
        for (param, value) in params.iter().zip(passed) {
            self.values[param.index()] = value;
        }
        self.block = target.block;
        self.next = 0;
        Ok(Next::Continue)
    }

    fn ret(&mut self, inst: &InstData) -> Result<Next<'f>, Fault> {
        let status = self.arg(inst, 0)? as i32;
        Ok(Next::Return(Outcome {
            status,
            results: self.read(&inst.args[1..]),
        }))
    }

    fn slot_address(&mut self, inst: &InstData) -> Result<Next<'f>, Fault> {
        let slot = match inst.imm {
            Imm::Slot(SlotRef(number)) => self.slots.get(number as usize).copied(),
            _ => None,
        };
        self.define(inst, slot.ok_or_else(|| invalid(inst))?)
    }

    fn compute(&mut self, inst: &InstData) -> Result<Next<'f>, Fault> {
        let operands = inst.args.iter();
        let operands: Vec<_> = operands
            .map(|&value| (self.values[value.index()], self.func.ty(value)))
            .collect();
        let result = inst.results.first().ok_or_else(|| invalid(inst))?;
        let value = evaluate(inst.op, &inst.imm, &operands, self.func.ty(*result))?;
        self.define(inst, value.ok_or_else(|| invalid(inst))?)
    }
}
