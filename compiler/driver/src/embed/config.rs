//! How an engine behaves, and what it may use.

use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use numjit_loader::ToolsConfig;

use crate::simd::Simd;

/// How an engine behaves.
#[derive(Clone, Debug)]
pub struct EngineConfig {
    /// Profilers and debuggers that are told about compiled code; none by default.
    pub tools: ToolsConfig,
    /// Keep the relocatable code of what is compiled, for storing.
    pub keep_code: bool,
    /// What compilation and compiled code may use.
    pub limits: Limits,
    /// Compiled functions look at every turn of a loop and on entry whether they are to stop, so that
    /// [`CancelToken`](crate::CancelToken) ends them within moments. Costs a load and a branch each.
    pub interruptible: bool,
    /// Array indices are checked even where `boundscheck=False` asks for the contrary.
    pub always_check_bounds: bool,
    /// Float operations keep their order and their exceptions even where `fastmath` permits otherwise, so
    /// that results do not depend on how wide loops run.
    pub ignore_fastmath: bool,
    /// How wide loops run at most; as wide as the processor allows where none.
    pub simd: Option<Simd>,
    /// Where `print` in modules' functions goes.
    pub output: Output,
}

/// What compilation and compiled code may use; no limit where there is none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a module's text.
    pub source_bytes: Option<usize>,
    /// Time of one compilation: reading a module, or making one specialisation with what it calls. It is
    /// looked at between the steps for each function. A [`CancelToken`](crate::CancelToken) limits one
    /// compilation in the same way.
    pub compile_time: Option<Duration>,
    /// Bytes of machine code in the engine. Code of dropped functions does not count.
    pub code_bytes: Option<usize>,
    /// Bytes of arrays, texts, lists, dicts and sets that the engine's functions hold at one time, results
    /// that the program still keeps included. Beyond it they raise `MemoryError`.
    pub memory_bytes: Option<usize>,
}

/// Where `print` goes.
#[derive(Clone)]
pub enum Output {
    /// The standard output of the process.
    Stdout,
    /// Nowhere.
    Discard,
    /// `print` raises `OSError`.
    Refuse,
    /// To a function, which receives whole pieces of text from any thread.
    Function(Arc<dyn Fn(&str) + Send + Sync>),
}

impl fmt::Debug for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Output::Stdout => "Stdout",
            Output::Discard => "Discard",
            Output::Refuse => "Refuse",
            Output::Function(_) => "Function",
        })
    }
}

impl EngineConfig {
    /// No tools, no limits, `print` to the standard output.
    pub fn standard() -> EngineConfig {
        EngineConfig {
            tools: ToolsConfig::default(),
            keep_code: false,
            limits: Limits::default(),
            interruptible: false,
            always_check_bounds: false,
            ignore_fastmath: false,
            simd: None,
            output: Output::Stdout,
        }
    }

    /// For code of people whom the program does not trust: 64 KiB of source, 2 s to compile, 16 MiB of
    /// code, 256 MiB of memory, interruptible, and no output.
    ///
    /// Compiled code never has access to files, network, environment or other memory of the process; what
    /// it can call is the library and the host functions that the program itself registers.
    pub fn untrusted() -> EngineConfig {
        EngineConfig {
            limits: Limits {
                source_bytes: Some(64 << 10),
                compile_time: Some(Duration::from_secs(2)),
                code_bytes: Some(16 << 20),
                memory_bytes: Some(256 << 20),
            },
            interruptible: true,
            always_check_bounds: true,
            output: Output::Refuse,
            ..EngineConfig::standard()
        }
    }
}
