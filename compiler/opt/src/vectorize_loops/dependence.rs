//! Whether iterations may run side by side although they store.
//!
//! A chunk of iterations carries out each instruction for all of them before the next one. That changes
//! the order of two accesses to one place when the one that stands first in the code belongs to the
//! later iteration. Accesses a known distance apart tell how far such iterations are from each other,
//! and the chunk is kept shorter; the others must be compared at run time, unless they are known to be
//! in different memory (Allen, Kennedy: Optimizing Compilers for Modern Architectures, 2001, chapter 2).

use numjit_ir::{Function, Inst, Value};

use super::invariant::Stride;
use crate::address::{Access, Addresses, Linear};

/// An access of the loop.
#[derive(Clone, Debug)]
pub(super) struct Reach {
    pub(super) access: Access,
    pub(super) stride: Stride,
    pub(super) is_store: bool,
    /// The group of accesses with the same variable part.
    pub(super) group: usize,
}

/// Accesses whose addresses differ by constants.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The address operand of the first of them.
    pub(super) address: Value,
    linear: Linear,
    /// What the first access adds to its address operand.
    offset: i64,
    pub(super) stride: Stride,
    /// First byte and end, from the value of `address`, in one iteration.
    pub(super) low: i64,
    pub(super) high: i64,
    /// Where each iteration has a distance of its own from `address`: what they may reach together.
    pub(super) span: Option<Span>,
}

/// The distances from an address that iterations choose for themselves: from 0 up to this.
#[derive(Clone, Copy, Debug)]
pub(super) enum Span {
    /// So many bytes.
    Bytes(i64),
    /// The bytes of each of as many elements as a value says.
    Elements(Value, i64),
    Unknown,
}

/// All accesses of a loop, in order.
#[derive(Default)]
pub(super) struct Accesses {
    pub(super) reaches: Vec<Reach>,
    pub(super) groups: Vec<Group>,
}

/// What has to be true for iterations to run side by side.
pub(super) struct Independence {
    /// Groups that must not overlap.
    pub(super) disjoint: Vec<(usize, usize)>,
    /// Groups whose stride must be as long as what an iteration touches of them.
    pub(super) spread: Vec<usize>,
    /// Iterations that may run at once.
    pub(super) max_chunk: u32,
}

/// Pairs of groups that may be compared at run time.
const PAIR_LIMIT: usize = 12;

impl Accesses {
    /// Adds an access; its group and its offset from the group's address.
    pub(super) fn add(
        &mut self,
        func: &Function,
        addresses: &mut Addresses<'_>,
        inst: Inst,
        stride: Stride,
        is_store: bool,
    ) -> Option<(usize, i64)> {
        let access = addresses.access(inst)?;
        let address = func.inst(inst).args[0];
        let numjit_ir::Imm::Mem(mem) = func.inst(inst).imm else {
            return None;
        };
        let known = self.groups.iter().position(|group| {
            group.span.is_none()
                && group.stride == stride
                && access.address.distance(&group.linear).is_some()
        });
        let group = known.unwrap_or_else(|| {
            self.groups.push(Group {
                address,
                linear: access.address.clone(),
                offset: i64::from(mem.offset),
                stride,
                low: i64::MAX,
                high: i64::MIN,
                span: None,
            });
            self.groups.len() - 1
        });
        let of_group = &mut self.groups[group];
        let distance = access.address.distance(&of_group.linear)?;
        let offset = distance.checked_add(of_group.offset)?;
        of_group.low = of_group.low.min(offset);
        of_group.high = of_group.high.max(offset.checked_add(access.size)?);
        self.reaches.push(Reach {
            access,
            stride,
            is_store,
            group,
        });
        Some((group, offset))
    }

    /// Adds a load that chooses its place in each iteration.
    pub(super) fn add_gather(
        &mut self,
        func: &Function,
        addresses: &mut Addresses<'_>,
        inst: Inst,
        base: Value,
        span: Span,
    ) -> Option<i64> {
        let access = addresses.access(inst)?;
        let numjit_ir::Imm::Mem(mem) = func.inst(inst).imm else {
            return None;
        };
        let offset = i64::from(mem.offset);
        self.groups.push(Group {
            address: base,
            linear: access.address.clone(),
            offset,
            stride: Stride::ZERO,
            low: offset,
            high: offset.checked_add(access.size)?,
            span: Some(span),
        });
        self.reaches.push(Reach {
            access,
            stride: Stride::ZERO,
            is_store: false,
            group: self.groups.len() - 1,
        });
        Some(offset)
    }

    /// Takes back the access added last: it is not carried out.
    pub(super) fn drop_last(&mut self) {
        self.reaches.pop();
    }

    /// The conditions under which iterations are independent; `stores_last` if the stores of a group of
    /// lanes follow all its loads.
    pub(super) fn independence(
        &self,
        addresses: &Addresses<'_>,
        stores_last: bool,
    ) -> Result<Independence, &'static str> {
        let mut result = Independence {
            disjoint: Vec::new(),
            spread: Vec::new(),
            max_chunk: 1 << 12,
        };
        for (first, a) in self.reaches.iter().enumerate() {
            for b in &self.reaches[first + 1..] {
                if a.is_store || b.is_store {
                    self.check_spans(addresses, a, b)?;
                    compare(addresses, a, b, &mut result)?;
                }
                if stores_last && a.is_store && !b.is_store {
                    compare_exchanged(addresses, a, b, &mut result)?;
                }
            }
            if a.is_store && a.stride.constant == 0 && a.stride.scaled.is_none() {
                return Err("it stores to one place in every iteration");
            }
            if a.is_store && a.stride.scaled.is_some() && !result.spread.contains(&a.group) {
                result.spread.push(a.group);
            }
        }
        match result.disjoint.len() > PAIR_LIMIT {
            true => Err("too many arrays would have to be compared"),
            false => Ok(result),
        }
    }
}

impl Accesses {
    /// Refuses a store beside a load that may reach anything.
    fn check_spans(
        &self,
        addresses: &Addresses<'_>,
        a: &Reach,
        b: &Reach,
    ) -> Result<(), &'static str> {
        let is_unknown =
            |reach: &Reach| matches!(self.groups[reach.group].span, Some(Span::Unknown));
        let may_meet = !addresses.have_other_roots(&a.access, &b.access);
        match may_meet && (is_unknown(a) || is_unknown(b)) {
            true => Err("it stores, and loads at indices of unknown range"),
            false => Ok(()),
        }
    }
}

/// Compares two accesses, `a` before `b` in the code.
fn compare(
    addresses: &Addresses<'_>,
    a: &Reach,
    b: &Reach,
    result: &mut Independence,
) -> Result<(), &'static str> {
    if addresses.have_other_roots(&a.access, &b.access) {
        return Ok(());
    }
    // With a stride known only at run time, iterations are tested not to meet at all.
    if a.group == b.group && a.stride.scaled.is_some() {
        return Ok(());
    }
    if a.group != b.group {
        let pair = (a.group.min(b.group), a.group.max(b.group));
        if !result.disjoint.contains(&pair) {
            result.disjoint.push(pair);
        }
        return Ok(());
    }
    let distance = a.access.address.distance(&b.access.address);
    let distance = distance.ok_or("its addresses are too complicated")?;
    if let Some(apart) = first_exchange(a, b, distance) {
        result.max_chunk = result.max_chunk.min(apart.min(1 << 12) as u32);
    }
    Ok(())
}

/// Compares a store with a load that follows it in the code and is carried out before it.
fn compare_exchanged(
    addresses: &Addresses<'_>,
    store: &Reach,
    load: &Reach,
    result: &mut Independence,
) -> Result<(), &'static str> {
    // Other groups do not overlap at all: that is compared at run time.
    if addresses.have_other_roots(&store.access, &load.access) || store.group != load.group {
        return Ok(());
    }
    let distance = load.access.address.distance(&store.access.address);
    let distance = distance.ok_or("its addresses are too complicated")?;
    let (size_load, size_store) = (load.access.size, store.access.size);
    if -size_load < distance && distance < size_store {
        return Err("it reads what it has written, and it may be left early");
    }
    if store.stride.scaled.is_some() {
        return Ok(());
    }
    if let Some(apart) = first_exchange(load, store, distance) {
        result.max_chunk = result.max_chunk.min(apart.min(1 << 12) as u32);
    }
    Ok(())
}

/// The least number of iterations by which `a`, first in the code, can be later than `b` and touch a
/// common byte. `distance` is the address of `a` minus that of `b` in one iteration.
fn first_exchange(a: &Reach, b: &Reach, distance: i64) -> Option<i64> {
    let (size_a, size_b) = (a.access.size, b.access.size);
    match a.stride.constant {
        0 => (-size_a < distance && distance < size_b).then_some(1),
        stride => closed_form(stride, distance, size_a, size_b),
    }
}

/// With `a` later by `n` iterations its address is `distance + n * stride` from that of `b`; they overlap
/// where this lies strictly between `-size_a` and `size_b`. The least such `n` from 1 on.
fn closed_form(stride: i64, distance: i64, size_a: i64, size_b: i64) -> Option<i64> {
    // Going down mirrors going up.
    let (stride, distance, below, above) = match stride > 0 {
        true => (stride, distance, size_a, size_b),
        false => (-stride, -distance, size_b, size_a),
    };
    let (stride, distance) = (i128::from(stride), i128::from(distance));
    let least = i128::from(1 - below) - distance;
    let least = least.div_euclid(stride) + i128::from(least.rem_euclid(stride) != 0);
    let most = (i128::from(above - 1) - distance).div_euclid(stride);
    let first = least.max(1);
    (first <= most).then(|| i64::try_from(first).unwrap_or(i64::MAX))
}

#[cfg(test)]
mod tests {
    /// The closed form against trying every number of iterations.
    #[test]
    fn exchanges_are_found() {
        for stride in [-12_i64, -8, -3, 4, 8, 16] {
            for distance in -40_i64..=40 {
                for (size_a, size_b) in [(8_i64, 8_i64), (4, 8), (1, 4), (8, 1)] {
                    let tried = (1..100).find(|n| {
                        let apart = distance + n * stride;
                        -size_a < apart && apart < size_b
                    });
                    let found = super::closed_form(stride, distance, size_a, size_b);
                    assert_eq!(found, tried, "{stride} {distance} {size_a} {size_b}");
                }
            }
        }
    }
}
