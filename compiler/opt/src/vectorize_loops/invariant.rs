//! What does not change in a loop, and what changes by the same amount in every iteration.

use numjit_ir::{Effects, Function, Op, Value};

use super::shape::{Induction, Step};
use crate::loops::InnermostLoop;
use crate::simplify::int_const;

/// Definitions followed.
const DEPTH: u32 = 16;

/// What does not change in a loop.
pub(super) struct Invariants<'f> {
    func: &'f Function,
    /// For each value whether it is defined in the loop.
    inside: Vec<bool>,
}

impl<'f> Invariants<'f> {
    pub(super) fn new(func: &'f Function, found: &InnermostLoop) -> Invariants<'f> {
        let mut inside = vec![false; func.values.len()];
        for &block in &found.blocks {
            let data = func.block(block);
            let results = data.insts.iter().flat_map(|&inst| &func.inst(inst).results);
            for value in data.params.iter().chain(results) {
                inside[value.index()] = true;
            }
        }
        Invariants { func, inside }
    }

    /// Whether a value is defined in the loop.
    pub(super) fn is_inside(&self, value: Value) -> bool {
        self.inside[value.index()]
    }

    /// Whether a value is the same in every iteration: defined outside, or computed from such values by
    /// operations that may be carried out in front of the loop.
    pub(super) fn holds(&self, value: Value) -> bool {
        self.holds_within(value, DEPTH)
    }

    fn holds_within(&self, value: Value, depth: u32) -> bool {
        if !self.is_inside(value) {
            return true;
        }
        let Some(data) = self.func.def(value) else {
            return false;
        };
        depth > 0
            && is_free_to_move(data.op)
            && data
                .args
                .iter()
                .all(|&arg| self.holds_within(arg, depth - 1))
    }

    /// By how much a value changes from iteration to iteration.
    pub(super) fn stride(&self, value: Value, inductions: &[Induction]) -> Option<Stride> {
        self.stride_within(value, inductions, DEPTH)
    }

    fn stride_within(&self, value: Value, inductions: &[Induction], depth: u32) -> Option<Stride> {
        if self.holds(value) {
            return Some(Stride::ZERO);
        }
        if let Some(induction) = inductions.iter().find(|one| one.param == value) {
            return Some(match induction.step {
                Step::Const(step) => Stride::constant(step),
                Step::Value(step) => Stride {
                    constant: 0,
                    scaled: Some((step, 1)),
                },
            });
        }
        let data = self.func.def(value).filter(|_| depth > 0)?;
        let stride = |value: Value| self.stride_within(value, inductions, depth - 1);
        let constant = |value: Value| int_const(self.func, value);
        match (data.op, &data.args[..]) {
            (Op::IAdd | Op::PtrAdd, &[a, b]) => stride(a)?.plus(stride(b)?),
            (Op::ISub, &[a, b]) => stride(a)?.plus(stride(b)?.times(-1)?),
            (Op::IShl, &[a, b]) => {
                let amount = constant(b).filter(|amount| (0..32).contains(amount))?;
                stride(a)?.times(1 << amount)
            }
            (Op::IMul, &[a, b]) => match (constant(a), constant(b)) {
                (_, Some(factor)) => stride(a)?.times(factor),
                (Some(factor), _) => stride(b)?.times(factor),
                (None, None) if self.holds(b) => stride(a)?.scaled_by(b),
                (None, None) if self.holds(a) => stride(b)?.scaled_by(a),
                _ => None,
            },
            (Op::Bitcast, &[a]) => stride(a),
            _ => None,
        }
    }
}

/// Pure, and defined for all operands.
pub(super) fn is_free_to_move(op: Op) -> bool {
    op.info().effects == Effects::Pure && !matches!(op, Op::SDiv | Op::UDiv | Op::SRem | Op::URem)
}

/// `constant + factor * value` bytes or units an iteration.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Stride {
    pub(super) constant: i64,
    pub(super) scaled: Option<(Value, i64)>,
}

impl Stride {
    pub(super) const ZERO: Stride = Stride::constant(0);

    const fn constant(constant: i64) -> Stride {
        Stride {
            constant,
            scaled: None,
        }
    }

    fn plus(self, other: Stride) -> Option<Stride> {
        let scaled = match (self.scaled, other.scaled) {
            (None, one) | (one, None) => one,
            (Some((a, x)), Some((b, y))) if a == b => Some((a, x.checked_add(y)?)),
            _ => return None,
        };
        Some(Stride {
            constant: self.constant.checked_add(other.constant)?,
            scaled: scaled.filter(|(_, factor)| *factor != 0),
        })
    }

    fn times(self, factor: i64) -> Option<Stride> {
        let scaled = match self.scaled {
            Some((value, by)) => Some((value, by.checked_mul(factor)?)),
            None => None,
        };
        Some(Stride {
            constant: self.constant.checked_mul(factor)?,
            scaled: scaled.filter(|(_, factor)| *factor != 0),
        })
    }

    fn scaled_by(self, value: Value) -> Option<Stride> {
        match (self.scaled, self.constant) {
            (None, 0) => Some(Stride::ZERO),
            (None, constant) => Some(Stride {
                constant: 0,
                scaled: Some((value, constant)),
            }),
            _ => None,
        }
    }
}
