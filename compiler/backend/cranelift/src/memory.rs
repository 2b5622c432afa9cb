//! What Cranelift is told about loads and stores.

use std::borrow::Cow;

use cranelift_codegen::ir::{self as clif, AliasRegion, AliasRegionData, MemFlagsData};
use numjit_ir as ir;
use numjit_ir::{Alias, Imm, Mem};

/// The alias region of each class.
///
/// Cranelift's regions are disjoint, an access without one included. A function that uses the class
/// `any`, which may overlap every other, therefore gets no regions at all.
#[derive(Debug)]
pub(crate) struct Regions {
    /// By class; none for classes that the function does not use.
    regions: [Option<AliasRegion>; Alias::ALL.len()],
}

impl Regions {
    /// Declares the regions that a function needs.
    pub(crate) fn new(func: &ir::Function, out: &mut clif::Function) -> Regions {
        let accesses = func.insts.iter().filter_map(|inst| match inst.imm {
            Imm::Mem(mem) => Some(mem.alias),
            _ => None,
        });
        // The back end itself accesses results on the stack and the context.
        let mut used: Vec<Alias> = accesses.chain([Alias::Stack, Alias::Context]).collect();
        used.sort_unstable_by_key(|alias| *alias as u32);
        let mut regions = [None; Alias::ALL.len()];
        if !used.contains(&Alias::Any) {
            for alias in used {
                let data = AliasRegionData {
                    user_id: alias as u32,
                    description: Cow::Borrowed(alias.text()),
                };
                regions[alias as usize] = Some(out.dfg.alias_regions.insert(data));
            }
        }
        Regions { regions }
    }

    /// Flags of an access. Nothing traps: lowering has checked the address. `aligned` stays unset
    /// because arrays come from hosts that need not align them. An access that is always possible may
    /// move above the branches around it.
    pub(crate) fn flags(&self, mem: Mem, always: bool) -> MemFlagsData {
        let region = self.regions[mem.alias as usize];
        let flags = MemFlagsData::new().with_notrap().with_alias_region(region);
        match mem.readonly {
            true if always => flags.with_readonly().with_can_move(),
            true => flags.with_readonly(),
            false => flags,
        }
    }
}

/// Whether a load is possible wherever its address is known: array headers, contexts and stack slots
/// are there for the whole call, and so are constants at a fixed place. Other memory may stand behind
/// a bounds check.
pub(crate) fn is_always_accessible(func: &ir::Function, inst: &ir::InstData, mem: Mem) -> bool {
    match mem.alias {
        Alias::Header | Alias::Context | Alias::Stack => true,
        Alias::Constant => is_within_data(func, inst, mem.offset),
        Alias::Array | Alias::Any => false,
    }
}

fn is_within_data(func: &ir::Function, inst: &ir::InstData, offset: i32) -> bool {
    let (Some(&address), Some(&result)) = (inst.args.first(), inst.results.first()) else {
        return false;
    };
    let data = match func.def(address).map(|def| &def.imm) {
        Some(Imm::Data(data)) => func.data.get(data.index()),
        _ => None,
    };
    let size = i64::from(func.ty(result).bits() / 8);
    let end = i64::from(offset) + size;
    data.is_some_and(|data| offset >= 0 && end <= data.bytes.len() as i64)
}

/// An access to the result area or the context by code of the back end itself.
pub(crate) fn internal(alias: Alias, offset: i32) -> Mem {
    Mem {
        offset,
        alias,
        readonly: false,
    }
}
