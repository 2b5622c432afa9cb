//! The frame of a compiled loop: arguments, rounds, the rest, results.
//!
//! ```text
//! entry:  arguments, constants and broadcasts; whole = count rounded down to full rounds
//! main:   `copies` groups of lanes per round, until `whole`      (absent with one copy)
//! rest:   one group per round, until `count`; with AVX-512 under a mask of the iterations left
//! exit:   carried values to memory; vzeroupper; return
//! ```

use iced_x86::Code;
use numjit_ir::{LaneLoop, LaneOp, LaneStride, LaneValue, Loc, Op, Ty};
use regalloc2::{Block, VReg};

use crate::Shape;
use crate::allocate::{int, vector};
use crate::error::Error;
use crate::folds::Accumulators;
use crate::level::Level;
use crate::machine::{Control, MASK, Machine, Mem, Width};
use crate::select::{Select, Step};

/// Integer argument registers of the System V convention, by number.
const INT_ARGUMENTS: [u32; 6] = [7, 6, 2, 1, 8, 9];

/// Instructions from which on a body is compiled once.
const LONG_BODY: usize = 160;

/// Vector argument registers.
const VECTOR_ARGUMENTS: usize = 8;

/// A loop as machine code over virtual registers.
pub(crate) struct Selected {
    pub(crate) machine: Machine,
    pub(crate) constants: Vec<u8>,
    pub(crate) shape: Shape,
}

/// Selects the instructions of a loop.
pub(crate) fn select(
    lanes: &LaneLoop,
    level: Level,
    line_of: &dyn Fn(Loc) -> u32,
) -> Result<Selected, Error> {
    let mut cx = Select::new(lanes, level);
    if cx.width < 2 || cx.width > lanes.max_chunk {
        return Err(Error::unsupported(
            "a loop of so few independent iterations",
        ));
    }
    // A loop that may leave has one place to do so.
    let may_leave = lanes.may_leave();
    let copies = match may_leave {
        true => 1,
        false => copies(&cx),
    };
    // The incomplete round is a second copy of the body: not worth its compilation where that is long.
    let is_short = lanes.insts.len() <= LONG_BODY;
    let in_any_order = lanes.carried.iter().all(|carried| !carried.ordered);
    let any_count = cx.is_512() && in_any_order && is_short && !may_leave;
    let shape = Shape {
        lanes: cx.width,
        copies,
        any_count,
    };
    let frame = cx.enter()?;
    cx.rounds(&frame, &shape, line_of)?;
    cx.machine.link();
    Ok(Selected {
        machine: cx.machine,
        constants: cx.constants,
        shape,
    })
}

/// Copies of the body in a round: small bodies are repeated so that their latencies overlap.
fn copies(cx: &Select<'_>) -> u32 {
    let work = cx.lanes.insts.iter().filter(|inst| {
        !matches!(
            inst.op,
            LaneOp::Input(_) | LaneOp::Pure(Op::IConst | Op::FConst, _)
        )
    });
    // Many copies hide the latency of a sum; other loops only spread the cost of a round, and a long round
    // leaves more iterations to the rest.
    let room = match (cx.level, cx.lanes.carried.is_empty()) {
        (Level::Avx2, _) | (Level::Avx512, true) => 24,
        (Level::Avx512, false) => 48,
    };
    let work = work.count().max(1) as u32;
    let fits = match room / work {
        4.. => 4,
        2..4 => 2,
        _ => 1,
    };
    let mut copies: u32 = fits;
    while copies > 1 && copies * cx.width > cx.lanes.max_chunk {
        copies /= 2;
    }
    copies
}

/// What the entry block leaves behind.
pub(crate) struct Frame {
    count: VReg,
    results: Option<VReg>,
}

impl Select<'_> {
    /// The entry block up to its end: arguments, then what does not change.
    fn enter(&mut self) -> Result<Frame, Error> {
        self.machine.begin_block(Vec::new());
        let frame = self.arguments();
        self.invariants()?;
        Ok(frame)
    }

    fn arguments(&mut self) -> Frame {
        let context = self.int();
        let count = self.int();
        let mut types: Vec<Ty> = self.lanes.inputs.clone();
        if self.has_results() {
            types.push(Ty::PTR);
        }
        let mut fixed = vec![
            (context, int(INT_ARGUMENTS[0])),
            (count, int(INT_ARGUMENTS[1])),
        ];
        let (mut ints, mut vectors) = (2, 0);
        let mut stacked = Vec::new();
        let mut values = Vec::new();
        for ty in types {
            let is_float = ty.is_float();
            let value = if is_float { self.vector() } else { self.int() };
            values.push(value);
            if is_float && vectors < VECTOR_ARGUMENTS {
                fixed.push((value, vector(vectors)));
                vectors += 1;
            } else if !is_float && ints < INT_ARGUMENTS.len() {
                fixed.push((value, int(INT_ARGUMENTS[ints])));
                ints += 1;
            } else {
                stacked.push((value, is_float));
            }
        }
        let mut inst = self.machine.inst(Code::INVALID);
        for (value, register) in fixed {
            inst = inst.fixed_def(value, register);
        }
        inst.finish();
        for (position, (value, is_float)) in stacked.into_iter().enumerate() {
            let (code, width) = match is_float {
                true => {
                    let vex = Code::VEX_Vmovq_xmm_xmmm64;
                    (self.encoding(vex, Code::EVEX_Vmovq_xmm_xmmm64), Width::Xmm)
                }
                false => (Code::Mov_r64_rm64, Width::B64),
            };
            let inst = self.machine.inst(code).def(value, width);
            inst.memory(Mem::Incoming(position as u32)).finish();
        }
        let results = match self.has_results() {
            true => values.pop(),
            false => None,
        };
        self.inputs = values;
        Frame { count, results }
    }

    /// Whether the function writes anything but what the loop stores.
    fn has_results(&self) -> bool {
        !self.lanes.carried.is_empty() || self.lanes.may_leave()
    }

    /// Broadcasts of inputs and constants that are used as vectors.
    fn invariants(&mut self) -> Step {
        let needs = self.vector_uses();
        let budget = self.level.registers() / 3;
        let constants = needs.iter().enumerate().filter(|(position, need)| {
            let value = LaneValue(*position as u32);
            **need != Need::None && self.constant_bits(value).is_some()
        });
        let constants = constants.count();
        let all_fit = constants <= budget;
        // More constants than registers are loaded where they are used instead of spilled.
        let most_fit = constants <= self.level.registers();
        for (position, need) in needs.iter().enumerate() {
            let value = LaneValue(position as u32);
            let ty = self.lanes.ty(value);
            match &self.lanes.inst(value).op {
                LaneOp::Input(number) if *need != Need::None => {
                    let scalar = self.inputs[*number as usize];
                    let splat = self.splat_scalar(scalar, ty)?;
                    self.broadcast[position] = Some(splat);
                }
                LaneOp::Pure(Op::IConst | Op::FConst, _) => {
                    let wanted = match need {
                        Need::None => false,
                        Need::Source => all_fit,
                        Need::Register => most_fit,
                    };
                    if let (true, Some(bits)) = (wanted, self.constant_bits(value)) {
                        self.broadcast[position] = Some(self.load_splat(bits, ty)?);
                    }
                }
                _ => {}
            }
        }
        self.orders_of_pairs()?;
        self.stride_vectors()
    }

    /// How each value is used as a vector.
    fn vector_uses(&self) -> Vec<Need> {
        let mut needs = vec![Need::None; self.lanes.insts.len()];
        let mut note = |value: LaneValue, need: Need| {
            let known = &mut needs[value.index()];
            if need > *known {
                *known = need;
            }
        };
        for inst in &self.lanes.insts {
            match &inst.op {
                LaneOp::Pure(op, _) => {
                    for (position, &arg) in inst.args.iter().enumerate() {
                        if !self.is_immediate(*op, position, arg) {
                            note(arg, need_of(*op, position));
                        }
                    }
                }
                LaneOp::Store(_) => inst.args.iter().for_each(|&arg| note(arg, Need::Register)),
                LaneOp::Load(access) => {
                    if let LaneStride::Each(distance) = access.stride {
                        note(distance, Need::Register);
                    }
                }
                LaneOp::Input(_) | LaneOp::Index | LaneOp::Leave => {}
            }
        }
        for carried in &self.lanes.carried {
            for &operand in &carried.operands {
                note(operand, Need::Register);
            }
        }
        needs
    }

    /// Whether an operand goes into the instruction itself.
    fn is_immediate(&self, op: Op, position: usize, arg: LaneValue) -> bool {
        let is_shift = matches!(op, Op::IShl | Op::SShr | Op::UShr);
        is_shift && position == 1 && self.constant_bits(arg).is_some()
    }

    /// The blocks behind the entry.
    fn rounds(&mut self, frame: &Frame, shape: &Shape, line_of: &dyn Fn(Loc) -> u32) -> Step {
        let start = self.int();
        self.machine
            .inst(Code::Mov_rm64_imm32)
            .def(start, Width::B64)
            .imm32(0)
            .finish();
        let carried = self.initial_accumulators()?;
        // Under a mask, rounds cost more, and the mask is made for what one main round leaves.
        let (index, carried) = match shape.copies == 1 && !shape.any_count {
            true => (start, carried),
            false => self.main_loop(frame, shape, (start, carried), line_of)?,
        };
        let (done, carried) = self.rest_loop(frame, shape, (index, carried), line_of)?;
        self.machine.line = 0;
        if let Some(results) = frame.results {
            self.store_results(&carried, results)?;
            if self.lanes.may_leave() {
                let offset = 8 * self.lanes.carried.len() as i32;
                let inst = self.machine.inst(Code::Mov_rm64_r64);
                inst.mem(results, None, offset)
                    .reg(done, Width::B64)
                    .finish();
            }
        }
        self.machine.end_block(Control::Return, &[]);
        Ok(())
    }

    /// Rounds of several copies. Leaves the builder in a block where the rest begins; the first
    /// unfinished iteration and the accumulators.
    fn main_loop(
        &mut self,
        frame: &Frame,
        shape: &Shape,
        (start, carried): (VReg, Accumulators),
        line_of: &dyn Fn(Loc) -> u32,
    ) -> Result<(VReg, Accumulators), Error> {
        let round = (shape.lanes * shape.copies) as i32;
        let whole = self.int();
        let inst = self.machine.inst(Code::And_rm64_imm32);
        inst.modify(whole, frame.count, Width::B64)
            .imm32(-round)
            .finish();
        let spread = self.spread(&carried, shape.copies)?;
        let this = self.machine.blocks.len() - 1;
        let [enter, main, back, done, skip, join] =
            [1, 2, 3, 4, 5, 6].map(|offset| Block::new(this + offset));
        self.compare(start, whole);
        let branch = Control::Branch(Code::Jb_rel32_64, enter, skip);
        self.machine
            .end_block(branch, &[(enter, Vec::new()), (skip, Vec::new())]);
        self.machine.begin_block(Vec::new());
        let passed = [vec![start], spread.all()].concat();
        self.machine
            .end_block(Control::Jump(main), &[(main, passed)]);

        let index = self.int();
        let looped = self.fresh(&spread);
        self.machine
            .begin_block([vec![index], looped.all()].concat());
        let next = self.body(index, shape.copies, None, looped, line_of)?;
        let after = self.advance(index, round);
        self.compare(after, whole);
        let branch = Control::Branch(Code::Jb_rel32_64, back, done);
        self.machine
            .end_block(branch, &[(back, Vec::new()), (done, Vec::new())]);
        self.machine.begin_block(Vec::new());
        let passed = [vec![after], next.all()].concat();
        self.machine
            .end_block(Control::Jump(main), &[(main, passed)]);

        self.machine.begin_block(Vec::new());
        let gathered = self.merge(&next)?;
        let passed = [vec![after], gathered.all()].concat();
        self.machine
            .end_block(Control::Jump(join), &[(join, passed)]);
        self.machine.begin_block(Vec::new());
        let passed = [vec![start], carried.all()].concat();
        self.machine
            .end_block(Control::Jump(join), &[(join, passed)]);
        let index = self.int();
        let joined = self.fresh(&carried);
        self.machine
            .begin_block([vec![index], joined.all()].concat());
        Ok((index, joined))
    }

    /// Rounds of one copy. Leaves the builder in the exit block; the iterations done, and the accumulators
    /// behind them. A loop that may leave has two more blocks: the second half of its body, and the way
    /// out of its first half.
    fn rest_loop(
        &mut self,
        frame: &Frame,
        shape: &Shape,
        (start, carried): (VReg, Accumulators),
        line_of: &dyn Fn(Loc) -> u32,
    ) -> Result<(VReg, Accumulators), Error> {
        let this = self.machine.blocks.len() - 1;
        let offsets = match self.lanes.may_leave() {
            false => [1, 2, 3, 4, 5, 6],
            true => [1, 2, 4, 5, 7, 8],
        };
        let [enter, rest, back, done, skip, exit] = offsets.map(|offset| Block::new(this + offset));
        let [second, out] = [3, 6].map(|offset| Block::new(this + offset));
        self.leave_to = self.lanes.may_leave().then_some((out, second));
        self.compare(start, frame.count);
        let branch = Control::Branch(Code::Jb_rel32_64, enter, skip);
        self.machine
            .end_block(branch, &[(enter, Vec::new()), (skip, Vec::new())]);
        self.machine.begin_block(Vec::new());
        let passed = [vec![start], carried.all()].concat();
        self.machine
            .end_block(Control::Jump(rest), &[(rest, passed)]);

        let index = self.int();
        let looped = self.fresh(&carried);
        self.machine
            .begin_block([vec![index], looped.all()].concat());
        let tail = match shape.any_count {
            true => Some(self.lanes_left(index, frame.count)),
            false => None,
        };
        let before = looped.clone();
        let next = self.body(index, 1, tail, looped, line_of)?;
        let after = self.advance(index, shape.lanes as i32);
        self.compare(after, frame.count);
        let branch = Control::Branch(Code::Jb_rel32_64, back, done);
        self.machine
            .end_block(branch, &[(back, Vec::new()), (done, Vec::new())]);
        self.machine.begin_block(Vec::new());
        let passed = [vec![after], next.all()].concat();
        self.machine
            .end_block(Control::Jump(rest), &[(rest, passed)]);

        self.jump_to_exit(exit, frame.count, &next);
        if self.lanes.may_leave() {
            self.jump_to_exit(exit, index, &before);
        }
        self.jump_to_exit(exit, frame.count, &carried);
        let done = self.int();
        let result = self.fresh(&carried);
        self.machine
            .begin_block([vec![done], result.all()].concat());
        Ok((done, result))
    }

    /// A block of its own on the way to the exit.
    fn jump_to_exit(&mut self, exit: Block, done: VReg, carried: &Accumulators) {
        self.machine.begin_block(Vec::new());
        let passed = [vec![done], carried.all()].concat();
        self.machine
            .end_block(Control::Jump(exit), &[(exit, passed)]);
    }

    /// A mask of the iterations from `index` up to `count`; all lanes when more are left.
    fn lanes_left(&mut self, index: VReg, count: VReg) -> VReg {
        let [left, ones, bits] = [self.int(), self.int(), self.int()];
        self.machine
            .inst(Code::Sub_r64_rm64)
            .modify(left, count, Width::B64)
            .reg(index, Width::B64)
            .finish();
        self.machine
            .inst(Code::Mov_rm64_imm32)
            .def(ones, Width::B64)
            .imm32(-1)
            .finish();
        // At most 255 iterations are left here, which is what the instruction looks at.
        self.machine
            .inst(Code::VEX_Bzhi_r64_rm64_r64)
            .def(bits, Width::B64)
            .reg(ones, Width::B64)
            .reg(left, Width::B64)
            .finish();
        let (code, from) = match self.width {
            8 => (Code::VEX_Kmovb_kr_r32, Width::B32),
            16 => (Code::VEX_Kmovw_kr_r32, Width::B32),
            32 => (Code::VEX_Kmovd_kr_r32, Width::B32),
            _ => (Code::VEX_Kmovq_kr_r64, Width::B64),
        };
        let mask = self.machine.vreg(MASK);
        self.machine
            .inst(code)
            .def(mask, Width::Mask)
            .reg(bits, from)
            .finish();
        mask
    }

    fn advance(&mut self, index: VReg, by: i32) -> VReg {
        let after = self.int();
        self.machine
            .inst(Code::Lea_r64_m)
            .def(after, Width::B64)
            .mem(index, None, by)
            .finish();
        after
    }

    fn compare(&mut self, a: VReg, b: VReg) {
        self.machine
            .inst(Code::Cmp_r64_rm64)
            .reg(a, Width::B64)
            .reg(b, Width::B64)
            .finish();
    }

    /// One round: every instruction for every copy, then the carried values.
    fn body(
        &mut self,
        index: VReg,
        copies: u32,
        tail: Option<VReg>,
        carried: Accumulators,
        line_of: &dyn Fn(Loc) -> u32,
    ) -> Result<Accumulators, Error> {
        self.index = index;
        self.copies = copies;
        self.tail = tail;
        self.scaled.clear();
        self.values.iter_mut().for_each(|value| value.clear());
        for position in 0..self.lanes.insts.len() {
            self.machine.line = line_of(self.lanes.insts[position].loc);
            self.inst(LaneValue(position as u32))?;
        }
        self.accumulate(carried)
    }
}

/// How a uniform value is used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Need {
    None,
    /// As the last source of an instruction, which may be in memory.
    Source,
    Register,
}

fn need_of(op: Op, position: usize) -> Need {
    let last = matches!(
        op,
        Op::IAdd
            | Op::ISub
            | Op::IMul
            | Op::FAdd
            | Op::FSub
            | Op::FMul
            | Op::FDiv
            | Op::BAnd
            | Op::BOr
            | Op::BXor
    );
    let is_addend = op == Op::Fma && position == 2;
    match (last && position == 1) || is_addend {
        true => Need::Source,
        false => Need::Register,
    }
}
