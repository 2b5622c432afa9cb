//! Merges elementwise operations, so that a chain of them makes one loop and no array in between.
//!
//! ```text
//! v2 = ufunc v0, v1 [multiply]
//! v4 = ufunc v2, v3 [add]              →   v4 = ufunc v3, v0, v1 [multiply, add]
//! ```
//!
//! The consumer may be `ufunc`, `ufunc_assign`, `reduce` (which becomes `ufunc_reduce`), `ufunc_reduce`
//! or `array_assign` (which becomes `ufunc_assign`).
//!
//! # When
//!
//! The producer's result has no other user, both stand in one block, and nothing in between could
//! change what the producer reads or would be seen in another order: no stores, no calls, no output,
//! and, where the producer's operands might not broadcast, nothing that raises. Broadcasting is
//! associative, so leaves may be broadcast together.
//!
//! A producer that the consumer broadcasts would be computed again for every element it is spread to.
//! So both must have the same rank, and a producer that is costly, and whose operands look like they
//! were given an axis for broadcasting, stays.
//!
//! # Cost
//!
//! Linear in the function, but for the distance between a producer and its consumer. What it does not
//! do: duplicate a producer for two consumers, and look across blocks.

use std::collections::HashMap;

use numjit_ir::{
    BinOp, Effects, Function, Imm, Inst, Kernel, Op, Operand, Reduction, Step, Ty, Type, UnOp,
    Value, ValueDef,
};

/// Kernels are not grown beyond this many steps: a loop needs registers for what it computes.
const MAX_STEPS: usize = 64;
/// Nor beyond this many operands.
const MAX_OPERANDS: usize = 16;

/// Fuses; says whether it changed anything.
pub fn fuse_elementwise(func: &mut Function) -> bool {
    let users = count_users(func);
    let mut changed = false;
    for block in func.layout.clone() {
        let mut kept: Vec<Inst> = Vec::new();
        for inst in func.block(block).insts.clone() {
            while let Some(position) = find_producer(func, &users, &kept, inst) {
                let producer = kept.remove(position);
                merge(func, producer, inst);
                changed = true;
            }
            kept.push(inst);
        }
        func.block_mut(block).insts = kept;
    }
    changed
}

/// For each value, the one instruction that uses it, if there is exactly one.
fn count_users(func: &Function) -> HashMap<Value, Option<Inst>> {
    let mut users: HashMap<Value, Option<Inst>> = HashMap::new();
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            let data = func.inst(inst);
            let passed = data.targets.iter().flat_map(|target| target.args.iter());
            for &value in data.args.iter().chain(passed) {
                users
                    .entry(value)
                    .and_modify(|user| *user = user.filter(|&user| user == inst))
                    .or_insert(Some(inst));
            }
        }
    }
    users
}

/// Position of a producer that can be merged into an instruction.
fn find_producer(
    func: &Function,
    users: &HashMap<Value, Option<Inst>>,
    before: &[Inst],
    consumer: Inst,
) -> Option<usize> {
    let data = func.inst(consumer);
    let sources = match data.op {
        Op::Ufunc | Op::Reduce | Op::UfuncReduce => &data.args[..],
        Op::UfuncAssign | Op::ArrayAssign => &data.args[1..],
        _ => return None,
    };
    sources
        .iter()
        .filter_map(|&source| producer_of(func, source).map(|producer| (source, producer)))
        // What came with a producer that is merged already has that producer as its recorded user: it
        // could not be merged there, so it is not tried here.
        .filter(|&(source, _)| users.get(&source).copied().flatten() == Some(consumer))
        .filter(|&(source, producer)| {
            // The destination must not be the value that would disappear.
            !matches!(data.op, Op::UfuncAssign | Op::ArrayAssign if data.args[0] == source)
                && fits(func, producer, consumer)
        })
        .find_map(|(_, producer)| movable(func, before, producer))
}

fn producer_of(func: &Function, value: Value) -> Option<Inst> {
    match func.values[value.index()].def {
        ValueDef::Result(inst, _) if func.inst(inst).op == Op::Ufunc => Some(inst),
        _ => None,
    }
}

// ---- Conditions ----------------------------------------------------------------------------------

/// Position of the producer if it may run as late as at the end of `before`.
fn movable(func: &Function, before: &[Inst], producer: Inst) -> Option<usize> {
    let may_raise = array_operands(func, producer) > 1;
    for (position, &inst) in before.iter().enumerate().rev() {
        if inst == producer {
            return Some(position);
        }
        if writes(func, inst) || (may_raise && raises(func, inst)) {
            return None;
        }
    }
    None
}

fn array_operands(func: &Function, inst: Inst) -> usize {
    let mut arrays: Vec<Value> = func
        .inst(inst)
        .args
        .iter()
        .copied()
        .filter(|&arg| func.ty(arg).as_array().is_some_and(|array| array.ndim > 0))
        .collect();
    arrays.sort_unstable();
    arrays.dedup();
    arrays.len()
}

/// Whether an instruction changes memory that arrays may lie in, or is seen from outside.
fn writes(func: &Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    match data.op {
        Op::CallFunc
        | Op::CallRuntime
        | Op::ArraySet
        | Op::ArrayFlatSet
        | Op::ArrayAssign
        | Op::UfuncAssign
        | Op::Print => true,
        _ => matches!(data.op.info().effects, Effects::Writes | Effects::Control),
    }
}

/// Whether an instruction can leave the function, beyond running out of memory.
fn raises(func: &Function, inst: Inst) -> bool {
    let data = func.inst(inst);
    if data.op.info().effects != Effects::Raises {
        return false;
    }
    match (data.op, &data.imm) {
        (Op::Bin, Imm::Bin(op)) => matches!(
            op,
            BinOp::TrueDiv | BinOp::FloorDiv | BinOp::Mod | BinOp::Pow | BinOp::MatMul
        ),
        (Op::Un, Imm::Un(op)) => *op == UnOp::Not && !func.ty(data.args[0]).is_number(),
        (Op::Compare, _) => false,
        (Op::Truth, _) => func.ty(data.args[0]).as_array().is_some(),
        (Op::Cast, _) => matches!(func.ty(data.args[0]).get(), Type::Optional(_)),
        (Op::Ufunc, _) => array_operands(func, inst) > 1,
        (Op::Reduce | Op::UfuncReduce, imm) => {
            array_operands(func, inst) > 1 || needs_elements(imm)
        }
        (Op::IterStart | Op::IterGet, _) => false,
        _ => true,
    }
}

fn needs_elements(imm: &Imm) -> bool {
    let reduction = match imm {
        Imm::Reduce(reduction) | Imm::KernelReduce(_, reduction) => *reduction,
        _ => return true,
    };
    matches!(
        reduction,
        Reduction::Min | Reduction::Max | Reduction::ArgMin | Reduction::ArgMax
    )
}

/// Whether the merged kernel would compute each element once and stay within limits.
fn fits(func: &Function, producer: Inst, consumer: Inst) -> bool {
    let (Some(from), Some(into)) = (kernel(func, producer), kernel_of_consumer(func, consumer))
    else {
        return false;
    };
    let operands = func.inst(producer).args.len() + func.inst(consumer).args.len();
    if from.steps.len() + into.steps.len() > MAX_STEPS || operands > MAX_OPERANDS {
        return false;
    }
    let data = func.inst(consumer);
    match data.op {
        Op::Reduce => true,
        Op::ArrayAssign | Op::UfuncAssign => {
            rank(func, func.inst(producer).results[0]) == rank(func, data.args[0])
                && !spreads(func, producer, from)
        }
        _ => {
            let produced = func.inst(producer).results[0];
            let ranks = data.args.iter().map(|&arg| rank(func, arg)).max();
            let alone = data
                .args
                .iter()
                .all(|&arg| arg == produced || rank(func, arg) == 0);
            Some(rank(func, produced)) == ranks && (alone || !spreads(func, producer, from))
        }
    }
}

fn rank(func: &Function, value: Value) -> u8 {
    func.ty(value).as_array().map_or(0, |array| array.ndim)
}

/// Whether the producer is costly and an operand looks like it was made to be broadcast.
fn spreads(func: &Function, producer: Inst, kernel: &Kernel) -> bool {
    let costly = kernel.steps.iter().any(|step| !is_cheap(&step.name));
    costly
        && func.inst(producer).args.iter().any(|&arg| {
            func.def(arg).is_some_and(|def| match def.op {
                Op::ArrayReshape | Op::ArrayBroadcast => true,
                Op::ArrayView => def.args[1..]
                    .iter()
                    .any(|&item| *func.ty(item).get() == Type::None),
                _ => false,
            })
        })
}

fn is_cheap(name: &str) -> bool {
    matches!(
        name,
        "add"
            | "subtract"
            | "multiply"
            | "negative"
            | "positive"
            | "absolute"
            | "square"
            | "copy"
            | "where"
            | "maximum"
            | "minimum"
            | "equal"
            | "not_equal"
            | "less"
            | "less_equal"
            | "greater"
            | "greater_equal"
            | "logical_and"
            | "logical_or"
            | "logical_not"
            | "bitwise_and"
            | "bitwise_or"
            | "bitwise_xor"
            | "invert"
    )
}

fn kernel(func: &Function, inst: Inst) -> Option<&Kernel> {
    match &func.inst(inst).imm {
        Imm::Kernel(kernel) | Imm::KernelReduce(kernel, _) => Some(kernel),
        _ => None,
    }
}

/// The consumer's kernel; one that only copies for the operations that have none.
fn kernel_of_consumer(func: &Function, inst: Inst) -> Option<Kernel> {
    let data = func.inst(inst);
    match data.op {
        Op::Reduce => Some(copy_kernel(func, data.args[0])),
        Op::ArrayAssign => Some(copy_kernel(func, data.args[1])),
        _ => kernel(func, inst).cloned(),
    }
}

fn copy_kernel(func: &Function, array: Value) -> Kernel {
    let dtype = element_type(func, array);
    Kernel::single("copy", &[dtype], dtype)
}

fn element_type(func: &Function, array: Value) -> Ty {
    let ty = func.ty(array);
    ty.as_array().map_or(ty, |array| array.dtype)
}

// ---- Merging -------------------------------------------------------------------------------------

/// Makes the consumer compute what the producer computes.
fn merge(func: &mut Function, producer: Inst, consumer: Inst) {
    let produced = func.inst(producer).results[0];
    let (Some(from), Some(into)) = (
        kernel(func, producer).cloned(),
        kernel_of_consumer(func, consumer),
    ) else {
        return;
    };
    let targets = match func.inst(consumer).op {
        Op::UfuncAssign | Op::ArrayAssign => 1,
        _ => 0,
    };
    let mut merged = Merged::default();
    let inner = func.inst(producer).args.to_vec();
    let last = merged.append(&from, &inner, None);
    let stored = element_type(func, produced);
    let last = merged.stored(last, from.result(), stored);
    let outer = func.inst(consumer).args[targets..].to_vec();
    merged.append(&into, &outer, Some((produced, last)));
    let data = func.inst_mut(consumer);
    data.args.truncate(targets);
    data.args.extend(merged.operands);
    let kernel = Box::new(Kernel {
        steps: merged.steps.into(),
    });
    (data.op, data.imm) = match (data.op, &data.imm) {
        (Op::Reduce, Imm::Reduce(reduction)) => {
            (Op::UfuncReduce, Imm::KernelReduce(kernel, *reduction))
        }
        (Op::UfuncReduce, Imm::KernelReduce(_, reduction)) => {
            (Op::UfuncReduce, Imm::KernelReduce(kernel, *reduction))
        }
        (Op::ArrayAssign | Op::UfuncAssign, _) => (Op::UfuncAssign, Imm::Kernel(kernel)),
        (op, _) => (op, Imm::Kernel(kernel)),
    };
}

/// The kernel being put together, with its instruction operands; equal operands share a place.
#[derive(Default)]
struct Merged {
    steps: Vec<Step>,
    operands: Vec<Value>,
}

impl Merged {
    /// Appends a kernel on the given instruction operands, one of which may be an earlier step's
    /// result; gives the position of its result.
    fn append(&mut self, kernel: &Kernel, args: &[Value], produced: Option<(Value, u32)>) -> u32 {
        let base = self.steps.len() as u32;
        for step in &kernel.steps {
            let operands = step
                .operands
                .iter()
                .map(|&(operand, ty)| (self.renamed(operand, args, produced, base), ty))
                .collect();
            self.steps.push(Step {
                name: step.name.clone(),
                operands,
                result: step.result,
            });
        }
        self.steps.len() as u32 - 1
    }

    fn renamed(
        &mut self,
        operand: Operand,
        args: &[Value],
        produced: Option<(Value, u32)>,
        base: u32,
    ) -> Operand {
        match operand {
            Operand::Step(step) => Operand::Step(base + step),
            Operand::Arg(arg) => {
                let value = args[arg as usize];
                match produced {
                    Some((known, step)) if known == value => Operand::Step(step),
                    _ => Operand::Arg(self.place(value)),
                }
            }
        }
    }

    fn place(&mut self, value: Value) -> u32 {
        let known = self.operands.iter().position(|&operand| operand == value);
        let position = known.unwrap_or_else(|| {
            self.operands.push(value);
            self.operands.len() - 1
        });
        position as u32
    }

    /// The step's result as it would come back from an array of a type.
    fn stored(&mut self, step: u32, computed: Ty, stored: Ty) -> u32 {
        if computed == stored {
            return step;
        }
        self.steps.push(Step {
            name: "copy".into(),
            operands: Box::new([(Operand::Step(step), stored)]),
            result: stored,
        });
        self.steps.len() as u32 - 1
    }
}
