//! Register allocation.

use regalloc2::{
    Algorithm, Function, MachineEnv, Output, PReg, PRegSet, RegAllocError, RegClass,
    RegallocOptions,
};

use crate::encode::SAVED;
use crate::error::Error;
use crate::level::Level;
use crate::machine::Machine;

/// Instructions above which the allocator that takes one pass is used: the other one takes time that
/// grows faster than the code.
const LARGE: usize = 4_000;

/// General registers that calls do not preserve; `rsp` and `rbp` belong to the frame.
const FREE: [u32; 9] = [0, 1, 2, 6, 7, 8, 9, 10, 11];

/// Gives every operand a register.
pub(crate) fn allocate(machine: &Machine, level: Level) -> Result<Output, Error> {
    let algorithm = match machine.num_insts() > LARGE {
        true => Algorithm::Fastalloc,
        false => Algorithm::Ion,
    };
    let options = RegallocOptions {
        verbose_log: false,
        validate_ssa: cfg!(debug_assertions),
        algorithm,
    };
    regalloc2::run(machine, &environment(level), &options).map_err(|error| match error {
        RegAllocError::TooManyLiveRegs => Error::unsupported("so many values at a time"),
        other => Error::internal(format!("register allocation: {other}")),
    })
}

fn environment(level: Level) -> MachineEnv {
    let ints = |list: &[u32]| list.iter().map(|&reg| int(reg)).collect::<PRegSet>();
    let vectors = (0..level.registers()).map(vector).collect::<PRegSet>();
    let masks = match level {
        Level::Avx2 => PRegSet::empty(),
        // k0 means "no mask" where a mask is encoded.
        Level::Avx512 => (1..8).map(|reg| PReg::new(reg, RegClass::Vector)).collect(),
    };
    MachineEnv {
        preferred_regs_by_class: [ints(&FREE), vectors, masks],
        non_preferred_regs_by_class: [ints(&SAVED), PRegSet::empty(), PRegSet::empty()],
        scratch_by_class: [None, None, None],
        fixed_stack_slots: Vec::new(),
    }
}

/// A general register by its number.
pub(crate) fn int(number: u32) -> PReg {
    PReg::new(number as usize, RegClass::Int)
}

/// A vector register by its number.
pub(crate) fn vector(number: usize) -> PReg {
    PReg::new(number, RegClass::Float)
}
