//! The machine that code is made for.

use std::str::FromStr;
use std::sync::Arc;

use cranelift_codegen::isa::{self, TargetIsa};
use cranelift_codegen::settings::{self, Configurable, SetError};
use target_lexicon::Triple;

use crate::error::Error;

/// How hard Cranelift's own middle end works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effort {
    /// No rewriting: for code that the optimiser has scheduled, which `Full` would undo.
    Schedule,
    /// Value numbering, rewrites, hoisting of pure operations: for plain scalar code.
    Full,
}

/// Which register allocator runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Allocator {
    /// Range splitting with backtracking: better code.
    Backtracking,
    /// One pass: about half the compile time, several times the spills.
    SinglePass,
}

/// Settings of a [`Target`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Config {
    /// Middle end.
    pub effort: Effort,
    /// Register allocator.
    pub allocator: Allocator,
    /// Check Cranelift's own IR before and after its passes.
    pub verify: bool,
}

impl Config {
    /// What ordinary compilation uses; the verifier runs in builds with debug assertions.
    pub const STANDARD: Config = Config {
        effort: Effort::Full,
        allocator: Allocator::Backtracking,
        verify: cfg!(debug_assertions),
    };
}

/// A processor with its settings; built once and shared between threads.
#[derive(Clone)]
pub struct Target {
    isa: Arc<dyn TargetIsa>,
}

impl Target {
    /// The processor this process runs on, with the features it has.
    pub fn host(config: Config) -> Result<Target, Error> {
        let builder = cranelift_native::builder().map_err(|m| Error::Target(m.to_owned()))?;
        Target::finish(builder, config)
    }

    /// A processor by target triple, with named features (`has_avx2`) or a Cranelift preset
    /// (`haswell`) on top of the triple's baseline.
    pub fn named(triple: &str, features: &[&str], config: Config) -> Result<Target, Error> {
        let parsed = Triple::from_str(triple)
            .map_err(|error| Error::Target(format!("target `{triple}`: {error}")))?;
        let mut builder = isa::lookup(parsed)
            .map_err(|error| Error::Target(format!("target `{triple}`: {error}")))?;
        for feature in features {
            builder.enable(feature).map_err(|error| {
                Error::Target(format!("target `{triple}`, feature `{feature}`: {error}"))
            })?;
        }
        Target::finish(builder, config)
    }

    fn finish(builder: isa::Builder, config: Config) -> Result<Target, Error> {
        let flags = shared_flags(config).map_err(|error| Error::Target(error.to_string()))?;
        let isa = builder
            .finish(flags)
            .map_err(|error| Error::Target(error.to_string()))?;
        if isa.pointer_bits() != 64 {
            return Err(Error::Target(format!(
                "target `{}` does not have 64-bit addresses",
                isa.triple()
            )));
        }
        Ok(Target { isa })
    }

    /// Everything that decides what code comes out, as text: for cache keys and reports.
    pub fn describe(&self) -> String {
        let mut text = self.isa.triple().to_string();
        for flag in self.isa.flags().iter().chain(self.isa.isa_flags()) {
            text.push(' ');
            text.push_str(&flag.to_string());
        }
        text
    }

    /// Whether the processor has a feature, by Cranelift's name such as `has_avx2`.
    pub fn has(&self, feature: &str) -> bool {
        let flags = self.isa.isa_flags();
        let found = flags.iter().find(|flag| flag.name == feature);
        found.and_then(|flag| flag.as_bool()).unwrap_or(false)
    }

    /// The target triple.
    pub fn triple(&self) -> &Triple {
        self.isa.triple()
    }

    pub(crate) fn isa(&self) -> &dyn TargetIsa {
        &*self.isa
    }
}

impl std::fmt::Debug for Target {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Target({})", self.isa.triple())
    }
}

fn shared_flags(config: Config) -> Result<settings::Flags, SetError> {
    let mut flags = settings::builder();
    let effort = match config.effort {
        Effort::Schedule => "none",
        Effort::Full => "speed",
    };
    let allocator = match config.allocator {
        Allocator::Backtracking => "backtracking",
        Allocator::SinglePass => "single_pass",
    };
    flags.set("opt_level", effort)?;
    flags.set("regalloc_algorithm", allocator)?;
    flags.set(
        "enable_verifier",
        if config.verify { "true" } else { "false" },
    )?;
    flags.set("unwind_info", "true")?;
    flags.set("preserve_frame_pointers", "false")?;
    flags.set("is_pic", "false")?;
    flags.set("use_colocated_libcalls", "true")?;
    // A frame larger than the guard page would step over it; probing touches every page.
    flags.set("enable_probestack", "true")?;
    flags.set("probestack_strategy", "inline")?;
    // These guards protect sandboxes; numjit's heap and table operations are not used.
    flags.set("enable_heap_access_spectre_mitigation", "false")?;
    flags.set("enable_table_access_spectre_mitigation", "false")?;
    Ok(settings::Flags::new(flags))
}
