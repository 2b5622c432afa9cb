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
    regions: Option<Vec<AliasRegion>>,
}

impl Regions {
    /// Declares the regions that a function needs.
    pub(crate) fn new(func: &ir::Function, out: &mut clif::Function) -> Regions {
        let overlaps = func.insts.iter().any(|inst| match &inst.imm {
            Imm::Mem(mem) => mem.alias == Alias::Any,
            _ => false,
        });
        let declare = |alias: &Alias| {
            out.dfg.alias_regions.insert(AliasRegionData {
                user_id: *alias as u32,
                description: Cow::Borrowed(alias.text()),
            })
        };
        Regions {
            regions: (!overlaps).then(|| Alias::ALL.iter().map(declare).collect()),
        }
    }

    /// Flags of an access. Nothing traps: lowering has checked the address. `aligned` stays unset
    /// because arrays come from hosts that need not align them.
    pub(crate) fn flags(&self, mem: Mem) -> MemFlagsData {
        let region = self.regions.as_ref().map(|all| all[mem.alias as usize]);
        let flags = MemFlagsData::new().with_notrap().with_alias_region(region);
        match mem.readonly {
            true if is_always_accessible(mem.alias) => flags.with_readonly().with_can_move(),
            true => flags.with_readonly(),
            false => flags,
        }
    }
}

/// Whether an access of this class may move above the branches around it: array headers, contexts and
/// stack slots are there for the whole call, whereas an array element may stand behind a bounds check.
fn is_always_accessible(alias: Alias) -> bool {
    matches!(alias, Alias::Header | Alias::Context | Alias::Stack)
}

/// An access to the result area or the context by code of the back end itself.
pub(crate) fn internal(alias: Alias, offset: i32) -> Mem {
    Mem {
        offset,
        alias,
        readonly: false,
    }
}
