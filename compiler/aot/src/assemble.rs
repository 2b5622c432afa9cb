//! One ELF object of all exports, their wrappers, and the library's own functions.

use std::collections::{HashMap, HashSet};

use numjit::Artifact;
use numjit_backend_cranelift::{CompileFunction, Listing, compile};
use numjit_ir::Function;
use numjit_loader::{CodeObject, RelocTarget};
use object::SectionKind;
use object::write::SymbolId;

use crate::dispatch::Dispatch;
use crate::dwarf::DebugInfo;
use crate::elf::ObjectFile;
use crate::error::AotError;
use crate::exceptions::add_exceptions;
use crate::interface::Interface;
use crate::records::Records;
use crate::unwind::Frames;
use crate::wrapper::{Wrapped, callee, wrapper};
use crate::{Config, Export, Kind, names, python};

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
    let mut file = ObjectFile::new(&triple)?;
    let mut unit = Unit {
        frames: Frames::new(&mut file),
        dispatch: Dispatch::new(&mut file),
        debug: config.debug.then(|| DebugInfo::new(main_file(exports))),
        file,
        config,
        has_runtime: needs_runtime(exports, config),
        exports: Vec::new(),
    };
    let mut entries = Vec::new();
    for &(export, interface) in exports {
        match config.kind {
            Kind::Python => entries.push((export, unit.add_code(export, |one| &one.entry)?)),
            Kind::Shared | Kind::Static | Kind::Object => {
                let root = unit.add_code(export, |one| &one.root)?;
                unit.add_wrapper(export, interface, root)?;
            }
        }
    }
    match config.kind {
        Kind::Python => {
            let init = python::add_module(&mut unit.file, &config.name, &entries)?;
            unit.exports.push(init);
        }
        Kind::Shared | Kind::Static | Kind::Object => unit.add_own_functions()?,
    }
    if unit.has_runtime {
        add_exceptions(&mut unit.file, &config.classes)?;
    }
    unit.finish()
}

/// The file of the first function.
fn main_file<'a>(exports: &[(&'a Export, &Interface)]) -> &'a str {
    let variants = exports.iter().flat_map(|(export, _)| &export.variants);
    let mut places = variants.flat_map(|variant| &variant.places);
    places.next().map_or("", |place| &place.file)
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
    // A module in Python keeps the functions' own names.
    let is_c = config.kind != Kind::Python;
    for export in exports {
        if is_c && !names::is_identifier(&export.symbol) {
            return Err(AotError::NoIdentifier(export.symbol.clone()));
        }
        if is_c && names::is_reserved(&export.symbol) {
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
    frames: Frames,
    dispatch: Dispatch,
    debug: Option<DebugInfo>,
    config: &'a Config,
    has_runtime: bool,
    exports: Vec<String>,
}

impl Unit<'_> {
    /// Adds the code of an export for all processors; the result is the symbol of the function that `name`
    /// picks, by way of the choice between them.
    fn add_code(
        &mut self,
        export: &Export,
        name: impl Fn(&Artifact) -> &String,
    ) -> Result<SymbolId, AotError> {
        let mut found = Vec::new();
        for (variant, processor) in export.variants.iter().zip(&self.config.processors) {
            let code = &variant.artifact.object;
            let placed = self.file.add_code(code, &[], &HashMap::new())?;
            self.frames.add(&mut self.file, code, &placed)?;
            if let Some(debug) = &mut self.debug {
                debug.add(&mut self.file, code, &placed, &variant.places);
            }
            let name = name(&variant.artifact);
            let symbol = placed.functions.get(name).copied();
            let missing = || AotError::Internal(format!("{name} is not in its object"));
            found.push((processor.level, symbol.ok_or_else(missing)?));
        }
        self.dispatch.symbol(&mut self.file, &found)
    }

    fn add_wrapper(
        &mut self,
        export: &Export,
        interface: &Interface,
        root: SymbolId,
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
        self.frames.add(&mut self.file, &code, &placed)?;
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
        if !self.has_runtime {
            return self.add_constant_functions();
        }
        for (name, runtime) in OWN {
            let name = format!("{}_{name}", self.config.name);
            self.file.add_jump(&name, runtime)?;
            self.exports.push(name);
        }
        Ok(())
    }

    /// The same for a library without a runtime. The only error there is that of a wrapper that refused its
    /// arguments, so that the texts are constants, and results own nothing.
    fn add_constant_functions(&mut self) -> Result<(), AotError> {
        let mut texts = Records::new(&mut self.file, ".rodata.texts", SectionKind::ReadOnlyData);
        for (name, _) in OWN {
            let text = match *name {
                "error_type" => Some(REFUSED_TYPE.to_owned()),
                "error_message" => Some(REFUSED_MESSAGE.to_owned()),
                "error_traceback" => Some(format!("{REFUSED_TYPE}: {REFUSED_MESSAGE}\n")),
                _ => None,
            };
            let place = text.map(|text| (texts.symbol, texts.text(&text)));
            let name = format!("{}_{name}", self.config.name);
            self.file.add_constant(&name, place)?;
            self.exports.push(name);
        }
        texts.finish(&mut self.file)
    }

    fn finish(mut self) -> Result<Assembled, AotError> {
        self.dispatch.finish(&mut self.file)?;
        if let Some(debug) = self.debug {
            debug.finish(&mut self.file)?;
        }
        Ok(Assembled {
            object: self.file.finish()?,
            exports: self.exports,
            undefined: self.file.undefined_names(),
            needs_runtime: self.has_runtime,
        })
    }
}

/// What a library without a runtime says of an error.
const REFUSED_TYPE: &str = "ValueError";
const REFUSED_MESSAGE: &str =
    "a pointer is NULL, or the shape and strides of an array are not those of the signature";

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
