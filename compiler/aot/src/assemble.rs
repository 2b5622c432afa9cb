//! One ELF object of all exports, their wrappers, and the library's own functions.

use std::collections::{HashMap, HashSet};

use numjit_backend_cranelift::{CompileFunction, Listing, compile};
use numjit_ir::Function;
use numjit_loader::{CodeObject, RelocTarget};
use object::write::SymbolId;

use crate::elf::ObjectFile;
use crate::error::AotError;
use crate::interface::Interface;
use crate::unwind::Frames;
use crate::wrapper::{Wrapped, callee, wrapper};
use crate::{Config, Export, Kind, names};

/// The object and what is visible in it.
pub(crate) struct Assembled {
    /// The ELF file.
    pub(crate) object: Vec<u8>,
    /// Global names that it defines.
    pub(crate) exports: Vec<String>,
    /// Names that it expects elsewhere.
    pub(crate) undefined: Vec<String>,
    /// Whether functions of the runtime are among them.
    pub(crate) needs_runtime: bool,
}

/// The functions that every library with a C interface has, after its name, and those of the runtime behind
/// them.
const OWN: &[(&str, &str)] = &[
    ("error_type", "nj_aot_error_type"),
    ("error_message", "nj_aot_error_message"),
    ("error_traceback", "nj_aot_error_traceback"),
    ("release", "nj_aot_release"),
];

/// Makes the object.
pub(crate) fn assemble(
    exports: &[(&Export, &Interface)],
    config: &Config,
) -> Result<Assembled, AotError> {
    let triple = config
        .processors
        .first()
        .map(|one| one.target.triple().clone());
    let triple = triple.ok_or_else(|| AotError::Internal("no processor".to_owned()))?;
    let mut unit = Unit {
        file: ObjectFile::new(&triple)?,
        config,
        has_runtime: needs_runtime(exports, config),
        exports: Vec::new(),
    };
    let mut frames = Frames::new(&mut unit.file);
    for (export, interface) in exports {
        unit.add_export(export, interface, &mut frames)?;
    }
    unit.add_own_functions()?;
    Ok(Assembled {
        object: unit.file.finish()?,
        exports: unit.exports,
        undefined: unit.file.undefined_names(),
        needs_runtime: unit.has_runtime,
    })
}

/// Whether any code calls the runtime, or the library's form does.
fn needs_runtime(exports: &[(&Export, &Interface)], config: &Config) -> bool {
    config.kind == Kind::Python
        || config.processors.len() > 1
        || exports
            .iter()
            .flat_map(|(export, _)| &export.variants)
            .flat_map(|variant| &variant.artifact.object.relocations)
            .any(|reloc| matches!(reloc.target, RelocTarget::Symbol(_)))
}

/// Refuses names that are taken or given twice.
pub(crate) fn check_names(exports: &[Export], config: &Config) -> Result<(), AotError> {
    let own = OWN
        .iter()
        .map(|(name, _)| format!("{}_{name}", config.name));
    let mut seen: HashSet<String> = own.collect();
    for export in exports {
        if names::is_reserved(&export.symbol) {
            return Err(AotError::Reserved(export.symbol.clone()));
        }
        if !seen.insert(export.symbol.clone()) {
            return Err(AotError::Duplicate(export.symbol.clone()));
        }
    }
    Ok(())
}

/// The object under construction.
struct Unit<'a> {
    file: ObjectFile,
    config: &'a Config,
    has_runtime: bool,
    exports: Vec<String>,
}

impl Unit<'_> {
    fn add_export(
        &mut self,
        export: &Export,
        interface: &Interface,
        frames: &mut Frames,
    ) -> Result<(), AotError> {
        let mut roots = Vec::new();
        for variant in &export.variants {
            let artifact = &variant.artifact;
            let code = &artifact.object;
            let placed = self.file.add_code(code, &[], &HashMap::new())?;
            frames.add(&mut self.file, code, &placed)?;
            let root = placed.functions.get(&artifact.root).copied();
            let missing = || AotError::Internal(format!("{} is not in its object", artifact.root));
            roots.push(root.ok_or_else(missing)?);
        }
        let root = *roots.first().ok_or(AotError::Empty)?;
        self.add_wrapper(export, interface, root, frames)
    }

    fn add_wrapper(
        &mut self,
        export: &Export,
        interface: &Interface,
        root: SymbolId,
        frames: &mut Frames,
    ) -> Result<(), AotError> {
        let func = wrapper(&Wrapped {
            symbol: &export.symbol,
            interface,
            result: export.result(),
            has_runtime: self.has_runtime,
        });
        let code = self.generate(&func)?;
        let known = HashMap::from([(ROOT.to_owned(), root)]);
        let placed = self.file.add_code(&code, &[&export.symbol], &known)?;
        frames.add(&mut self.file, &code, &placed)?;
        self.exports.push(export.symbol.clone());
        Ok(())
    }

    fn generate(&self, func: &Function) -> Result<CodeObject, AotError> {
        let Some(processor) = self.config.processors.first() else {
            return Err(AotError::Internal("no processor".to_owned()));
        };
        let unit = CompileFunction {
            func,
            name: &func.name,
        };
        let compiled = compile(&[unit], &processor.target, &callee_name, Listing::NONE);
        compiled
            .map(|compiled| compiled.object)
            .map_err(|error| AotError::Internal(error.to_string()))
    }

    /// The functions that describe errors and release results.
    fn add_own_functions(&mut self) -> Result<(), AotError> {
        for (name, runtime) in OWN {
            let name = format!("{}_{name}", self.config.name);
            self.file.add_jump(&name, runtime)?;
            self.exports.push(name);
        }
        Ok(())
    }
}

/// Name of the compiled function inside a wrapper's own object.
const ROOT: &str = "root";

fn callee_name(number: u32) -> String {
    match number {
        callee::ENTER => "nj_aot_enter",
        callee::FAIL => "nj_aot_fail",
        callee::REFUSE => "nj_aot_refuse",
        _ => ROOT,
    }
    .to_owned()
}
