//! Translates one low function to Cranelift IR.
//!
//! Blocks map one to one. They are visited in reverse postorder, so that every definition is seen
//! before its uses; unreachable blocks are dropped.

use std::collections::HashMap;

use cranelift_codegen::ir::{
    self as clif, BlockArg, ExtFuncData, ExternalName, FuncRef, InstBuilder, Signature, SourceLoc,
    StackSlot, StackSlotData, StackSlotKind, UserExternalName, types,
};
use cranelift_frontend::{FunctionBuilder, FunctionBuilderContext};
use numjit_ir as ir;
use numjit_ir::Cfg;

use crate::abi::{self, FunctionAbi};
use crate::data::Pool;
use crate::error::Error;
use crate::inst;
use crate::memory::Regions;
use crate::recursion;
use crate::target::Target;

/// The translation of one function.
pub(crate) struct Emitter<'a, 'b> {
    /// Source.
    pub(crate) func: &'a ir::Function,
    /// Destination.
    pub(crate) builder: FunctionBuilder<'b>,
    /// Machine.
    pub(crate) target: &'a Target,
    /// Names and constants of the code object.
    pub(crate) pool: &'a mut Pool,
    /// Linker name of an instance.
    pub(crate) names: &'a dyn Fn(u32) -> String,
    /// Signature of the function itself.
    pub(crate) abi: FunctionAbi,
    /// Alias regions.
    pub(crate) regions: Regions,
    /// Where results that do not fit in registers go.
    pub(crate) result_area: Option<clif::Value>,
    values: Vec<Option<clif::Value>>,
    blocks: Vec<Option<clif::Block>>,
    slots: Vec<StackSlot>,
    imports: HashMap<UserExternalName, FuncRef>,
    call_area: Option<StackSlot>,
}

/// Translates `func` into `out`.
pub(crate) fn emit_function(
    func: &ir::Function,
    target: &Target,
    pool: &mut Pool,
    names: &dyn Fn(u32) -> String,
    scratch: &mut FunctionBuilderContext,
    out: &mut clif::Function,
) -> Result<(), Error> {
    let abi = own_abi(func, target)?;
    out.signature = abi.signature.clone();
    let regions = Regions::new(func, out);
    let mut cx = Emitter {
        func,
        builder: FunctionBuilder::new(out, scratch),
        target,
        pool,
        names,
        abi,
        regions,
        result_area: None,
        values: vec![None; func.values.len()],
        blocks: vec![None; func.blocks.len()],
        slots: Vec::new(),
        imports: HashMap::new(),
        call_area: None,
    };
    cx.declare_slots()?;
    cx.emit_blocks()?;
    cx.builder.seal_all_blocks();
    cx.builder.finalize(target.isa().frontend_config());
    Ok(())
}

fn own_abi(func: &ir::Function, target: &Target) -> Result<FunctionAbi, Error> {
    let machine = |ty: ir::Ty| {
        abi::machine_type(ty).ok_or_else(|| malformed(func, format!("{ty} is not a machine type")))
    };
    let params = func.params().iter().map(|&v| machine(func.ty(v)));
    let params = params.collect::<Result<Vec<_>, _>>()?;
    let results = func.low_results.iter().map(|&ty| machine(ty));
    let results = results.collect::<Result<Vec<_>, _>>()?;
    Ok(abi::signature(target.isa(), &params, &results))
}

fn malformed(func: &ir::Function, message: String) -> Error {
    Error::Malformed {
        function: func.name.clone(),
        message,
    }
}

/// Alignment of a frame; Cranelift does not align slots beyond it.
const MAX_SLOT_ALIGN: u32 = 16;

impl Emitter<'_, '_> {
    fn declare_slots(&mut self) -> Result<(), Error> {
        for slot in &self.func.slots {
            if slot.align > MAX_SLOT_ALIGN {
                return Err(Error::Unsupported {
                    function: self.func.name.clone(),
                    what: format!("stack slots aligned to {} bytes", slot.align),
                });
            }
            let data = explicit_slot(slot.size, slot.align);
            self.slots.push(self.builder.create_sized_stack_slot(data));
        }
        Ok(())
    }

    fn emit_blocks(&mut self) -> Result<(), Error> {
        let cfg = Cfg::compute(self.func);
        for &block in &cfg.rpo {
            self.declare_block(block)?;
        }
        for &block in &cfg.rpo {
            self.emit_block(block)?;
        }
        Ok(())
    }

    fn declare_block(&mut self, block: ir::Block) -> Result<(), Error> {
        let created = self.builder.create_block();
        self.blocks[block.index()] = Some(created);
        let data = self.func.block(block);
        if data.cold {
            self.builder.set_cold_block(created);
        }
        for &param in &data.params {
            let ty = self.machine_type(self.func.ty(param))?;
            let value = self.builder.append_block_param(created, ty);
            self.values[param.index()] = Some(value);
        }
        if block == self.func.entry && self.abi.area > 0 {
            let area = self.builder.append_block_param(created, types::I64);
            self.result_area = Some(area);
        }
        Ok(())
    }

    fn emit_block(&mut self, block: ir::Block) -> Result<(), Error> {
        let created = self.block(block)?;
        self.builder.switch_to_block(created);
        if block == self.func.entry && self.func.recursive {
            recursion::emit_check(self)?;
        }
        for &inst in &self.func.block(block).insts {
            let data = self.func.inst(inst);
            self.builder.set_srcloc(SourceLoc::new(data.loc.0));
            inst::emit_inst(self, data)?;
        }
        Ok(())
    }

    /// The machine type of a low type.
    pub(crate) fn machine_type(&self, ty: ir::Ty) -> Result<clif::Type, Error> {
        abi::machine_type(ty).ok_or_else(|| self.malformed(format!("{ty} is not a machine type")))
    }

    /// The machine type of an instruction's first result.
    pub(crate) fn result_type(&self, inst: &ir::InstData) -> Result<clif::Type, Error> {
        match inst.results.first() {
            Some(&result) => self.machine_type(self.func.ty(result)),
            None => Err(self.malformed(format!("{} has no result", inst.op.info().name))),
        }
    }

    /// The translation of a value.
    pub(crate) fn value(&self, value: ir::Value) -> Result<clif::Value, Error> {
        self.values[value.index()]
            .ok_or_else(|| self.malformed(format!("{value} is used before its definition")))
    }

    /// The translations of an instruction's operands, as many as asked for.
    pub(crate) fn operands<const N: usize>(
        &self,
        inst: &ir::InstData,
    ) -> Result<[clif::Value; N], Error> {
        let args: [ir::Value; N] =
            inst.args.as_slice().try_into().map_err(|_| {
                self.malformed(format!("{} takes {N} operands", inst.op.info().name))
            })?;
        let mut values = [clif::Value::from_u32(0); N];
        for (value, arg) in values.iter_mut().zip(args) {
            *value = self.value(arg)?;
        }
        Ok(values)
    }

    /// The translations of values.
    pub(crate) fn values(&self, values: &[ir::Value]) -> Result<Vec<clif::Value>, Error> {
        values.iter().map(|&value| self.value(value)).collect()
    }

    /// Binds an instruction's first result.
    pub(crate) fn define(&mut self, inst: &ir::InstData, value: clif::Value) {
        if let Some(&result) = inst.results.first() {
            self.values[result.index()] = Some(value);
        }
    }

    /// Binds a value.
    pub(crate) fn bind(&mut self, value: ir::Value, translation: clif::Value) {
        self.values[value.index()] = Some(translation);
    }

    /// The translation of a block.
    pub(crate) fn block(&self, block: ir::Block) -> Result<clif::Block, Error> {
        self.blocks[block.index()]
            .ok_or_else(|| self.malformed(format!("{block} is not in the function")))
    }

    /// The translation of a branch target.
    pub(crate) fn target(
        &self,
        call: &ir::BlockCall,
    ) -> Result<(clif::Block, Vec<BlockArg>), Error> {
        let args = self.values(&call.args)?;
        Ok((
            self.block(call.block)?,
            args.into_iter().map(BlockArg::Value).collect(),
        ))
    }

    /// The translation of a stack slot.
    pub(crate) fn slot(&self, slot: ir::SlotRef) -> Result<StackSlot, Error> {
        self.slots
            .get(slot.index())
            .copied()
            .ok_or_else(|| self.malformed(format!("{slot} does not exist")))
    }

    /// Declares a function outside, once. All count as near: the loader puts a stub in between where
    /// one is out of reach.
    pub(crate) fn import(
        &mut self,
        name: UserExternalName,
        signature: impl FnOnce() -> Signature,
    ) -> FuncRef {
        if let Some(&known) = self.imports.get(&name) {
            return known;
        }
        let reference = self
            .builder
            .func
            .declare_imported_user_function(name.clone());
        let signature = self.builder.import_signature(signature());
        let import = self.builder.import_function(ExtFuncData {
            name: ExternalName::user(reference),
            signature,
            colocated: true,
            patchable: false,
        });
        self.imports.insert(name, import);
        import
    }

    /// Address of constant bytes.
    pub(crate) fn data_address(&mut self, data: &ir::Data) -> clif::Value {
        let name = self.pool.data(data);
        let reference = self.builder.func.declare_imported_user_function(name);
        let global = self
            .builder
            .create_global_value(clif::GlobalValueData::Symbol {
                name: ExternalName::user(reference),
                offset: 0.into(),
                colocated: true,
                tls: false,
            });
        self.builder.ins().symbol_value(types::I64, global)
    }

    /// Address of a result area of at least this size. All calls of a function share one: results are
    /// read right after the call.
    pub(crate) fn call_area(&mut self, size: u32) -> clif::Value {
        let slot = match self.call_area {
            Some(slot) => slot,
            None => self.builder.create_sized_stack_slot(explicit_slot(size, 8)),
        };
        self.call_area = Some(slot);
        let data = &mut self.builder.func.sized_stack_slots[slot];
        data.size = data.size.max(size);
        self.builder.ins().stack_addr(types::I64, slot, 0)
    }

    /// An error about a broken invariant.
    pub(crate) fn malformed(&self, message: String) -> Error {
        malformed(self.func, message)
    }

    /// An error about an operation or type that has no translation.
    pub(crate) fn unsupported(&self, what: String) -> Error {
        Error::Unsupported {
            function: self.func.name.clone(),
            what,
        }
    }
}

fn explicit_slot(size: u32, align: u32) -> StackSlotData {
    let align_shift = align.max(1).next_power_of_two().trailing_zeros() as u8;
    StackSlotData::new(StackSlotKind::ExplicitSlot, size, align_shift)
}
