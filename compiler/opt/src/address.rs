//! What is known about addresses: linear forms and the allocations they can point into.
//!
//! An address is brought to the form `k + c1*x1 + c2*x2 + ...`. Products of two variables count as one
//! variable, equal products as the same one. Two addresses whose forms differ by a constant are apart by
//! exactly that many bytes, because all arithmetic wraps alike.

use std::collections::HashMap;

use numjit_abi::Symbol;
use numjit_ir::{Alias, Function, Imm, Inst, Op, Ty, Value, ValueDef};
use smallvec::SmallVec;

use crate::bits::BitSet;
use crate::simplify::int_const;

/// Definitions that the linear form of an address follows.
const DEPTH: u32 = 12;

/// A constant and a sum of distinct variables with factors, sorted by variable.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Linear {
    pub(crate) constant: i64,
    pub(crate) terms: SmallVec<[(Value, i64); 4]>,
}

impl Linear {
    fn add(&mut self, other: &Linear, factor: i64) {
        self.constant = self
            .constant
            .wrapping_add(other.constant.wrapping_mul(factor));
        for &(value, by) in &other.terms {
            self.add_term(value, by.wrapping_mul(factor));
        }
    }

    fn add_term(&mut self, value: Value, factor: i64) {
        match self.terms.binary_search_by_key(&value, |term| term.0) {
            Ok(at) => {
                self.terms[at].1 = self.terms[at].1.wrapping_add(factor);
                if self.terms[at].1 == 0 {
                    self.terms.remove(at);
                }
            }
            Err(at) if factor != 0 => self.terms.insert(at, (value, factor)),
            Err(_) => {}
        }
    }

    /// The form with variables replaced by themselves plus constants.
    pub(crate) fn shifted(&self, steps: &[(Value, i64)]) -> Linear {
        let mut shifted = self.clone();
        for &(value, factor) in &self.terms {
            if let Some((_, step)) = steps.iter().find(|(param, _)| *param == value) {
                shifted.constant = shifted.constant.wrapping_add(step.wrapping_mul(factor));
            }
        }
        shifted
    }

    /// `self - other` if it is a constant.
    pub(crate) fn distance(&self, other: &Linear) -> Option<i64> {
        (self.terms == other.terms).then(|| self.constant.wrapping_sub(other.constant))
    }
}

/// A load or store.
#[derive(Clone, Debug)]
pub(crate) struct Access {
    pub(crate) inst: Inst,
    /// Address, the instruction's own offset included.
    pub(crate) address: Linear,
    /// Bytes touched.
    pub(crate) size: i64,
    /// Type of the value moved.
    pub(crate) ty: Ty,
    alias: Alias,
    roots: Option<SmallVec<[Value; 4]>>,
}

/// Facts about the addresses of a function.
pub(crate) struct Addresses<'f> {
    func: &'f Function,
    products: HashMap<(Value, Value), Value>,
    /// Allocations whose address is nowhere but in accesses and in calls that do not keep it.
    private: BitSet,
}

impl<'f> Addresses<'f> {
    pub(crate) fn new(func: &'f Function) -> Addresses<'f> {
        Addresses {
            func,
            products: HashMap::new(),
            private: private_allocations(func),
        }
    }

    /// The load or store that an instruction is.
    pub(crate) fn access(&mut self, inst: Inst) -> Option<Access> {
        let data = self.func.inst(inst);
        let Imm::Mem(mem) = &data.imm else {
            return None;
        };
        let moved = match data.op {
            Op::Load => data.results[0],
            Op::Store => data.args[1],
            _ => return None,
        };
        let ty = self.func.ty(moved);
        let mut address = self.linear(data.args[0], DEPTH);
        address.constant = address.constant.wrapping_add(i64::from(mem.offset));
        Some(Access {
            inst,
            address,
            size: i64::from(bytes(ty)),
            ty,
            alias: mem.alias,
            roots: roots(self.func, data.args[0]),
        })
    }

    /// The linear form of a value.
    fn linear(&mut self, value: Value, depth: u32) -> Linear {
        if let Some(constant) = int_const(self.func, value) {
            return Linear {
                constant,
                terms: SmallVec::new(),
            };
        }
        self.sum(value, depth).unwrap_or_else(|| {
            let mut form = Linear::default();
            form.add_term(value, 1);
            form
        })
    }

    fn sum(&mut self, value: Value, depth: u32) -> Option<Linear> {
        let data = self.func.def(value)?;
        if depth == 0 || !is_wide(self.func, value) || data.args.len() != 2 {
            return None;
        }
        let (a, b) = (data.args[0], data.args[1]);
        let mut form = match data.op {
            Op::IAdd | Op::PtrAdd | Op::ISub => self.linear(a, depth - 1),
            Op::IShl | Op::IMul => return self.product(data.op, a, b, depth),
            _ => return None,
        };
        let factor = if data.op == Op::ISub { -1 } else { 1 };
        form.add(&self.linear(b, depth - 1), factor);
        Some(form)
    }

    fn product(&mut self, op: Op, a: Value, b: Value, depth: u32) -> Option<Linear> {
        let (value, factor) = match (op, int_const(self.func, a), int_const(self.func, b)) {
            (Op::IShl, _, Some(amount)) => (a, 1_i64.wrapping_shl(amount as u32 % 64)),
            (Op::IMul, Some(factor), _) => (b, factor),
            (Op::IMul, _, Some(factor)) => (a, factor),
            _ => return self.variable_product(op, a, b),
        };
        let mut form = Linear::default();
        form.add(&self.linear(value, depth - 1), factor);
        Some(form)
    }

    /// The first product of these two values stands for all.
    fn variable_product(&mut self, op: Op, a: Value, b: Value) -> Option<Linear> {
        if op != Op::IMul {
            return None;
        }
        let key = (a.min(b), a.max(b));
        let name = self.products.get(&key).copied();
        let name = name.or_else(|| find_product(self.func, key))?;
        self.products.insert(key, name);
        let mut form = Linear::default();
        form.add_term(name, 1);
        Some(form)
    }

    /// Whether two accesses in one iteration of everything touch no common byte.
    pub(crate) fn are_apart(&self, a: &Access, b: &Access) -> bool {
        match a.address.distance(&b.address) {
            Some(distance) => {
                distance >= b.size || distance.checked_neg().is_some_and(|d| d >= a.size)
            }
            None => self.have_other_roots(a, b),
        }
    }

    /// Whether the accesses go to different classes of memory or to different allocations, whatever the
    /// indices.
    pub(crate) fn have_other_roots(&self, a: &Access, b: &Access) -> bool {
        if a.alias != b.alias && a.alias != Alias::Any && b.alias != Alias::Any {
            return true;
        }
        let (Some(roots_a), Some(roots_b)) = (&a.roots, &b.roots) else {
            return false;
        };
        roots_a
            .iter()
            .all(|&x| roots_b.iter().all(|&y| self.are_separate(x, y)))
    }

    fn are_separate(&self, a: Value, b: Value) -> bool {
        let fresh = [a, b].map(|root| is_allocation(self.func, root));
        let param = [a, b].map(|root| {
            matches!(self.func.values[root.index()].def,
                ValueDef::Param(block, _) if block == self.func.entry)
        });
        let private = self.private.contains(a.0) || self.private.contains(b.0);
        a != b && (private || fresh == [true; 2] || fresh[0] && param[1] || fresh[1] && param[0])
    }
}

/// Bytes that a value takes in memory.
pub(crate) fn bytes(ty: Ty) -> u32 {
    if ty == Ty::PTR {
        8
    } else {
        ty.bits().div_ceil(8)
    }
}

fn find_product(func: &Function, key: (Value, Value)) -> Option<Value> {
    let blocks = func
        .layout
        .iter()
        .flat_map(|&block| &func.block(block).insts);
    blocks.map(|&inst| func.inst(inst)).find_map(|data| {
        let is_same = data.op == Op::IMul
            && (
                data.args[0].min(data.args[1]),
                data.args[0].max(data.args[1]),
            ) == key;
        is_same.then(|| data.results[0])
    })
}

fn is_allocation(func: &Function, value: Value) -> bool {
    func.def(value)
        .is_some_and(|data| matches!(data.imm, Imm::Symbol(Symbol::Alloc | Symbol::AllocZeroed)))
}

/// The pointers that an address can be made of; none if there are too many.
fn roots(func: &Function, address: Value) -> Option<SmallVec<[Value; 4]>> {
    const LIMIT: usize = 16;
    let mut seen: SmallVec<[Value; 8]> = SmallVec::new();
    let mut roots = SmallVec::new();
    let mut work: SmallVec<[Value; 8]> = SmallVec::from_iter([address]);
    while let Some(value) = work.pop() {
        if seen.contains(&value) {
            continue;
        }
        if seen.len() == LIMIT {
            return None;
        }
        seen.push(value);
        match func.values[value.index()].def {
            ValueDef::Result(inst, _) => match func.inst(inst).op {
                Op::PtrAdd => work.push(func.inst(inst).args[0]),
                Op::Pick => work.extend(func.inst(inst).args[1..].iter().copied()),
                _ => roots.push(value),
            },
            ValueDef::Param(block, _) if block == func.entry => roots.push(value),
            ValueDef::Param(block, position) => work.extend(incoming(func, block, position)),
        }
    }
    Some(roots)
}

fn incoming(
    func: &Function,
    block: numjit_ir::Block,
    position: u32,
) -> impl Iterator<Item = Value> + '_ {
    let terminators = func.layout.iter().filter_map(|&from| func.terminator(from));
    terminators
        .flat_map(|last| &last.targets)
        .filter(move |target| target.block == block)
        .filter_map(move |target| target.args.get(position as usize).copied())
}

/// Allocations that no other pointer of the function can reach: every value made from them is only an
/// address of accesses, compared with null, or released.
fn private_allocations(func: &Function) -> BitSet {
    let mut private = BitSet::new(func.values.len());
    let mut origins: Vec<SmallVec<[Value; 2]>> = vec![SmallVec::new(); func.values.len()];
    let mut work = Vec::new();
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            for &result in &func.inst(inst).results {
                if is_allocation(func, result) {
                    private.insert(result.0);
                    origins[result.index()].push(result);
                    work.push(result);
                }
            }
        }
    }
    if work.is_empty() {
        return private;
    }
    spread(func, &mut origins);
    for &block in &func.layout {
        for &inst in &func.block(block).insts {
            for escaped in escaping(func, inst) {
                for origin in &origins[escaped.index()] {
                    private.remove(origin.0);
                }
            }
        }
    }
    private
}

/// Gives every value the allocations it may be made from.
fn spread(func: &Function, origins: &mut [SmallVec<[Value; 2]>]) {
    let mut changed = true;
    while changed {
        changed = false;
        for &block in &func.layout {
            for &inst in &func.block(block).insts {
                let data = func.inst(inst);
                if data.op.info().effects == numjit_ir::Effects::Pure {
                    for &result in data.results.iter().filter(|&&v| is_wide(func, v)) {
                        for &arg in &data.args {
                            changed |= merge(origins, arg, result);
                        }
                    }
                }
                for target in &data.targets {
                    let params = &func.block(target.block).params;
                    for (&arg, &param) in target.args.iter().zip(params) {
                        changed |= merge(origins, arg, param);
                    }
                }
            }
        }
    }
}

fn merge(origins: &mut [SmallVec<[Value; 2]>], from: Value, to: Value) -> bool {
    let mut changed = false;
    for origin in origins[from.index()].clone() {
        if !origins[to.index()].contains(&origin) {
            origins[to.index()].push(origin);
            changed = true;
        }
    }
    changed
}

/// Operands whose bits an instruction may keep or hand on.
fn escaping(func: &Function, inst: Inst) -> SmallVec<[Value; 4]> {
    let data = func.inst(inst);
    let kept = match (data.op, &data.imm) {
        (Op::Store, _) => &data.args[1..],
        (Op::CallSymbol, Imm::Symbol(symbol)) if keeps_nothing(*symbol) => &[],
        // A number that becomes an address again could point anywhere.
        (Op::Bitcast, _) if func.ty(data.results[0]) == Ty::PTR => &data.args[..],
        (Op::CallSymbol | Op::CallDirect | Op::Ret, _) => &data.args[..],
        _ => &[],
    };
    kept.iter().copied().collect()
}

/// Whether a runtime function uses the memory it is given only during the call.
fn keeps_nothing(symbol: Symbol) -> bool {
    matches!(
        symbol,
        Symbol::Release | Symbol::Retain | Symbol::MemSet | Symbol::MemCopy | Symbol::MemMove
    )
}

/// Whether a value has as many bits as an address.
fn is_wide(func: &Function, value: Value) -> bool {
    matches!(func.ty(value), Ty::I64 | Ty::PTR)
}
