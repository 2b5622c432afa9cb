//! Low functions in, one code object out.

use cranelift_codegen::binemit::Reloc as ClifReloc;
use cranelift_codegen::ir::{self as clif, ExternalName};
use cranelift_codegen::{CompiledCode, Context, FinalizedMachReloc, FinalizedRelocTarget};
use cranelift_control::ControlPlane;
use cranelift_frontend::FunctionBuilderContext;
use numjit_ir as ir;

use crate::data::{self, Pool};
use crate::emit;
use crate::error::Error;
use crate::lines::line_table;
use crate::listing::{self, Listing, Text};
use crate::target::Target;
use crate::unwind;
use numjit_loader::{CodeFunction, CodeObject, Reloc, RelocKind, RelocTarget, Section};

/// A function to compile.
#[derive(Clone, Copy, Debug)]
pub struct CompileFunction<'a> {
    /// The function, in low SSA.
    pub func: &'a ir::Function,
    /// Name in the code object.
    pub name: &'a str,
}

/// What [`compile`] made.
#[derive(Clone, Debug)]
pub struct Compiled {
    /// Code of all functions.
    pub object: CodeObject,
    /// One entry a function when a text was wanted.
    pub texts: Vec<Text>,
}

/// Compiles functions to one code object, which may call further functions by name.
///
/// `names` gives the linker name of an instance that a `call_direct` refers to.
pub fn compile(
    functions: &[CompileFunction<'_>],
    target: &Target,
    names: &dyn Fn(u32) -> String,
    want: Listing,
) -> Result<Compiled, Error> {
    let mut unit = Unit {
        target,
        names,
        want,
        pool: Pool::default(),
        object: CodeObject::default(),
        texts: Vec::new(),
        context: Context::new(),
        scratch: FunctionBuilderContext::new(),
    };
    unit.context.set_disasm(want.asm);
    for function in functions {
        unit.compile_function(function)?;
    }
    unit.object.rodata = unit.pool.rodata;
    unit.object.frames = unit.pool.frames;
    Ok(Compiled {
        object: unit.object,
        texts: unit.texts,
    })
}

/// A code object under construction.
struct Unit<'a> {
    target: &'a Target,
    names: &'a dyn Fn(u32) -> String,
    want: Listing,
    pool: Pool,
    object: CodeObject,
    texts: Vec<Text>,
    context: Context,
    scratch: FunctionBuilderContext,
}

impl Unit<'_> {
    fn compile_function(&mut self, function: &CompileFunction<'_>) -> Result<(), Error> {
        self.context.clear();
        emit::emit_function(
            function.func,
            self.target,
            &mut self.pool,
            self.names,
            &mut self.scratch,
            &mut self.context.func,
        )?;
        let clif = self
            .want
            .clif
            .then(|| listing::clif_text(function.name, &self.context.func, &self.pool));
        let code = self.generate(function)?;
        self.place(function, &code)?;
        if self.want != Listing::NONE {
            self.list(function, &code, clif);
        }
        Ok(())
    }

    fn generate(&mut self, function: &CompileFunction<'_>) -> Result<CompiledCode, Error> {
        let isa = self.target.isa();
        let failed = match self.context.compile(isa, &mut ControlPlane::default()) {
            Ok(_) => None,
            Err(error) => Some(format!("{:?}", error.inner)),
        };
        match (failed, self.context.take_compiled_code()) {
            (None, Some(code)) => Ok(code),
            (message, _) => Err(Error::Codegen {
                function: function.name.to_owned(),
                message: message.unwrap_or_default(),
                clif: self.context.func.display().to_string(),
            }),
        }
    }

    fn place(&mut self, function: &CompileFunction<'_>, code: &CompiledCode) -> Result<(), Error> {
        let align = self
            .target
            .isa()
            .function_alignment()
            .preferred
            .max(code.buffer.alignment);
        let offset = self.object.code.len().next_multiple_of(align as usize);
        self.object.code.resize(offset, 0);
        self.object.code.extend_from_slice(code.code_buffer());
        for reloc in code.buffer.relocs() {
            let reloc = self.relocation(function, reloc, offset as u32)?;
            self.object.relocations.push(reloc);
        }
        let own = function.func.locations.frames().first();
        self.object.functions.push(CodeFunction {
            name: function.name.to_owned(),
            title: own.map_or_else(String::new, |frame| frame.name.to_string()),
            file: own.map_or_else(String::new, |frame| frame.source.file.to_string()),
            offset: offset as u32,
            size: code.code_buffer().len() as u32,
            unwind: unwind::eh_frame(code, self.target),
            lines: line_table(function.func, code),
        });
        Ok(())
    }

    fn relocation(
        &self,
        function: &CompileFunction<'_>,
        reloc: &FinalizedMachReloc,
        start: u32,
    ) -> Result<Reloc, Error> {
        let (target, base) = self.reloc_target(function, &reloc.target)?;
        let is_data = target == RelocTarget::Rodata;
        let kind = reloc_kind(reloc.kind, is_data).ok_or_else(|| Error::Unsupported {
            function: function.name.to_owned(),
            what: format!("the relocation {:?}", reloc.kind),
        })?;
        Ok(Reloc {
            section: Section::Code,
            offset: start + reloc.offset,
            kind,
            target,
            addend: reloc.addend + base,
        })
    }

    /// The target, and what its own position adds to the addend.
    fn reloc_target(
        &self,
        function: &CompileFunction<'_>,
        target: &FinalizedRelocTarget,
    ) -> Result<(RelocTarget, i64), Error> {
        match target {
            FinalizedRelocTarget::ExternalName(ExternalName::User(reference)) => {
                let names = self.context.func.params.user_named_funcs();
                Ok(self.user_target(&names[*reference]))
            }
            FinalizedRelocTarget::ExternalName(ExternalName::LibCall(call)) => {
                Ok((RelocTarget::LibCall(libcall_name(*call).to_owned()), 0))
            }
            FinalizedRelocTarget::Func(offset) => {
                let own = RelocTarget::Function(function.name.to_owned());
                Ok((own, i64::from(*offset)))
            }
            other => Err(Error::Unsupported {
                function: function.name.to_owned(),
                what: format!("the relocation target {other:?}"),
            }),
        }
    }

    fn user_target(&self, name: &clif::UserExternalName) -> (RelocTarget, i64) {
        match name.namespace {
            data::FUNCTIONS => {
                let name = self.pool.functions[name.index as usize].clone();
                (RelocTarget::Function(name), 0)
            }
            data::SYMBOLS => (RelocTarget::Symbol(data::symbol(name.index)), 0),
            _ => (RelocTarget::Rodata, i64::from(name.index)),
        }
    }

    fn list(&mut self, function: &CompileFunction<'_>, code: &CompiledCode, clif: Option<String>) {
        let placed = &self.object.functions[self.object.functions.len() - 1];
        let asm = self
            .want
            .asm
            .then(|| listing::asm_text(function.func, placed, &self.object, code, self.target));
        self.texts.push(Text {
            name: function.name.to_owned(),
            clif,
            asm,
        });
    }
}

/// Cranelift uses its call relocation for near addresses of data too; those cannot go through a stub.
fn reloc_kind(kind: ClifReloc, is_data: bool) -> Option<RelocKind> {
    match kind {
        ClifReloc::Abs4 => Some(RelocKind::Abs4),
        ClifReloc::Abs8 => Some(RelocKind::Abs8),
        ClifReloc::X86PCRel4 => Some(RelocKind::PcRel4),
        ClifReloc::X86CallPCRel4 if is_data => Some(RelocKind::PcRel4),
        ClifReloc::X86CallPCRel4 | ClifReloc::X86CallPLTRel4 => Some(RelocKind::CallPcRel4),
        ClifReloc::X86GOTPCRel4 => Some(RelocKind::GotPcRel4),
        ClifReloc::Arm64Call => Some(RelocKind::Arm64Call),
        ClifReloc::Aarch64AdrPrelPgHi21 => Some(RelocKind::Arm64AdrPage21),
        ClifReloc::Aarch64AddAbsLo12Nc => Some(RelocKind::Arm64AddLo12),
        ClifReloc::Aarch64AdrGotPage21 => Some(RelocKind::Arm64AdrGotPage21),
        ClifReloc::Aarch64Ld64GotLo12Nc => Some(RelocKind::Arm64Ld64GotLo12),
        _ => None,
    }
}

/// The C library function behind a call that Cranelift makes on its own.
fn libcall_name(call: clif::LibCall) -> &'static str {
    match call {
        clif::LibCall::CeilF32 => "ceilf",
        clif::LibCall::CeilF64 => "ceil",
        clif::LibCall::FloorF32 => "floorf",
        clif::LibCall::FloorF64 => "floor",
        clif::LibCall::TruncF32 => "truncf",
        clif::LibCall::TruncF64 => "trunc",
        clif::LibCall::NearestF32 => "nearbyintf",
        clif::LibCall::NearestF64 => "nearbyint",
        clif::LibCall::FmaF32 => "fmaf",
        clif::LibCall::FmaF64 => "fma",
        clif::LibCall::Memcpy => "memcpy",
        clif::LibCall::Memset => "memset",
        clif::LibCall::Memmove => "memmove",
        clif::LibCall::Memcmp => "memcmp",
        _ => "unknown",
    }
}
