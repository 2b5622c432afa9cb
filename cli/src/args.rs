//! The command line.

use std::path::PathBuf;

use clap::{ArgGroup, Args, Parser, Subcommand};

/// Runs Numba scripts as native code, without CPython and without LLVM.
#[derive(Debug, Parser)]
#[command(
    name = "numjit",
    version,
    arg_required_else_help = true,
    after_help = "Examples:\n  \
        numjit run samples/nbody.py            run a script\n  \
        numjit run -c 'print(2 ** 10)'         run a piece of code\n  \
        numjit check script.py                 find errors without running\n  \
        numjit emit --asm script.py advance    show the machine code of a function"
)]
pub(crate) struct Numjit {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Run a script; functions decorated with @njit run as native code.
    Run(RunArgs),
    /// Find errors and show the types of compiled functions without running the script.
    Check(CheckArgs),
    /// Run a script quietly, then show what the compiler made of its functions.
    Emit(EmitArgs),
    /// Compile a script's functions into a library for C, C++, Rust or Python.
    Aot(AotArgs),
    /// Run a script quietly, then show which of its loops run several iterations at a time, and why not the others.
    Annotate(AnnotateArgs),
    /// Explain an error code.
    Explain(ExplainArgs),
    /// Look at and look after the compiled code that is kept between runs.
    Cache(CacheArgs),
    /// Show the version, the processor features in use and the limits.
    Info,
}

/// Arguments of `numjit run`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  numjit run nbody.py 1000\n  numjit run -c 'import numpy as np; print(np.arange(3))'\n  \
        echo 'print(1)' | numjit run -\n\n\
        Profilers and debuggers see compiled functions under their Python names, with lines:\n  \
        NUMJIT_PERF=map perf record -g numjit run nbody.py         then: perf report\n  \
        NUMJIT_PERF=jitdump perf record -k 1 numjit run nbody.py   then: perf inject --jit (docs/embedding.md)\n  \
        NUMJIT_GDB=1 gdb --args numjit run nbody.py                then: break nbody.py:12"
)]
pub(crate) struct RunArgs {
    /// Run this text instead of a script file.
    #[arg(short = 'c', value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Print how long each compiler stage took for each function, on standard error.
    #[arg(long)]
    pub(crate) timings: bool,
    /// Neither use nor keep compiled code of other runs (as NUMJIT_CACHE=0 does).
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// The script (`-` reads standard input), then the script's own arguments.
    #[arg(
        value_name = "SCRIPT [ARGS]...",
        trailing_var_arg = true,
        allow_hyphen_values = true
    )]
    pub(crate) script: Vec<String>,
}

/// Arguments of `numjit check`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  numjit check script.py")]
pub(crate) struct CheckArgs {
    /// The script.
    pub(crate) script: PathBuf,
}

/// Arguments of `numjit emit`.
#[derive(Debug, Args)]
#[command(
    group(ArgGroup::new("what").required(true)),
    after_help = "Examples:\n  numjit emit --types nbody.py\n  numjit emit --asm nbody.py advance\n  numjit emit --asm --source nbody.py advance"
)]
pub(crate) struct EmitArgs {
    /// The source with the types of its variables.
    #[arg(long, group = "what")]
    pub(crate) types: bool,
    /// Typed intermediate representation.
    #[arg(long, group = "what")]
    pub(crate) ir: bool,
    /// Low-level intermediate representation after all passes.
    #[arg(long, group = "what")]
    pub(crate) opt: bool,
    /// Cranelift's intermediate representation.
    #[arg(long, group = "what")]
    pub(crate) clif: bool,
    /// Machine code.
    #[arg(long, group = "what")]
    pub(crate) asm: bool,
    /// Time of each compiler stage for each function.
    #[arg(long, group = "what")]
    pub(crate) timings: bool,
    /// With --asm: the code of each source line under that line.
    #[arg(long, requires = "asm")]
    pub(crate) source: bool,
    /// The script.
    pub(crate) script: PathBuf,
    /// Only this function.
    pub(crate) function: Option<String>,
    /// Arguments for the script.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}

/// Arguments of `numjit annotate`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  numjit annotate nbody.py\n  numjit annotate --json nbody.py advance\n  numjit annotate --html nbody.py > nbody.html"
)]
pub(crate) struct AnnotateArgs {
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
    /// Print a web page with coloured lines.
    #[arg(long, conflicts_with = "json")]
    pub(crate) html: bool,
    /// The script.
    pub(crate) script: PathBuf,
    /// Only this function.
    pub(crate) function: Option<String>,
    /// Arguments for the script.
    #[arg(trailing_var_arg = true, allow_hyphen_values = true)]
    pub(crate) args: Vec<String>,
}

/// Arguments of `numjit explain`.
#[derive(Debug, Args)]
#[command(after_help = "Example:\n  numjit explain NJ0101")]
pub(crate) struct ExplainArgs {
    /// The code, such as NJ0101; without it all codes are listed.
    pub(crate) code: Option<String>,
}

/// Arguments of `numjit cache`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  numjit cache list                      what is kept\n  \
        numjit cache why script.py advance     why `advance` was compiled again\n  \
        numjit cache gc --size 200M            keep the 200 MB that were used last\n  \
        numjit cache export kernels.njc        take the code to another machine or user\n\n\
        The cache is in NUMJIT_CACHE_DIR, else in NUMBA_CACHE_DIR, else in the user's folder for caches.\n\
        It grows to NUMJIT_CACHE_SIZE (1G if not set). NUMJIT_CACHE=0 turns it off."
)]
pub(crate) struct CacheArgs {
    /// What to do.
    #[command(subcommand)]
    pub(crate) command: CacheCommand,
}

#[derive(Debug, Subcommand)]
pub(crate) enum CacheCommand {
    /// Show where the cache is, and what is in it.
    List,
    /// Say why the functions of a script were compiled instead of loaded.
    #[command(after_help = "Example:\n  numjit cache why script.py advance")]
    Why {
        /// The script, or another file with functions.
        script: PathBuf,
        /// Only this function.
        function: Option<String>,
    },
    /// Check every file; the exit status is 1 if one is damaged or foreign (it is never executed).
    Verify,
    /// Remove what was not used for longest.
    #[command(after_help = "Example:\n  numjit cache gc --size 200M")]
    Gc {
        /// How much may stay, such as 500M or 2G; the cache's own limit if not given.
        #[arg(long, value_parser = parse_size)]
        size: Option<u64>,
    },
    /// Remove everything.
    Clear,
    /// Write all compiled code to a file.
    #[command(after_help = "Example:\n  numjit cache export kernels.njc")]
    Export {
        /// The file to write.
        file: PathBuf,
    },
    /// Add the compiled code of a file that `export` wrote. It will run as you: import only what you trust.
    #[command(after_help = "Example:\n  numjit cache import kernels.njc")]
    Import {
        /// The file to read.
        file: PathBuf,
    },
}

fn parse_size(text: &str) -> Result<u64, String> {
    let size = numjit::store::parse_size(text);
    size.ok_or_else(|| "not a number of bytes; write 500M or 2G".to_owned())
}

/// Arguments of `numjit aot`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  numjit aot kernels.py                       libkernels.so, kernels.h, kernels.pc\n  \
        numjit aot kernels.py -o libkernels.a       a static library\n  \
        numjit aot --python kernels.py              kernels.so, for `import kernels`, and kernels.pyi\n  \
        numjit aot kernels.py --export 'dot(float64[::1], float64[::1])'\n\n\
        Without --export, the functions are those of @cc.export, or else those with explicit signatures whose \
        names do not begin with _. The file docs/aot.md describes the C interface."
)]
pub(crate) struct AotArgs {
    /// The script; it is run as if imported.
    pub(crate) script: PathBuf,
    /// The library to write: a shared library (.so), static library (.a) or object (.o).
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
    /// Export this function only, with these argument types or else its explicit signatures (repeatable).
    #[arg(short, long = "export", value_name = "NAME[(TYPES)]")]
    pub(crate) exports: Vec<String>,
    /// Write a Python extension module.
    #[arg(long)]
    pub(crate) python: bool,
    /// Write Rust bindings too.
    #[arg(long, conflicts_with = "python")]
    pub(crate) rust: bool,
    /// Name of the library; its C types and its Python module are named after it.
    #[arg(long)]
    pub(crate) name: Option<String>,
    /// Put this before the C names of the functions.
    #[arg(long, default_value = "", hide_default_value = true)]
    pub(crate) prefix: String,
    /// Least processor: baseline, native, x86-64-v2, x86-64-v3 or x86-64-v4; several levels, as in v2,v3, put
    /// code for each into the library.
    #[arg(long, value_name = "CPU")]
    pub(crate) target_cpu: Option<String>,
    /// Machine to compile for, such as aarch64-unknown-linux-gnu (objects and static libraries).
    #[arg(long, value_name = "TRIPLE")]
    pub(crate) target: Option<String>,
    /// Write debug information, so that debuggers show the Python lines.
    #[arg(short = 'g', long)]
    pub(crate) debug: bool,
    /// C compiler that links; without it that of the variable CC, or cc.
    #[arg(long, value_name = "COMMAND")]
    pub(crate) cc: Option<PathBuf>,
}
