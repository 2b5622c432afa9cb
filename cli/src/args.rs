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
    /// Run a script quietly, then show which of its loops run several iterations at a time, and why not the others.
    Annotate(AnnotateArgs),
    /// Explain an error code.
    Explain(ExplainArgs),
    /// Show the version, the processor features in use and the limits.
    Info,
}

/// Arguments of `numjit run`.
#[derive(Debug, Args)]
#[command(
    after_help = "Examples:\n  numjit run nbody.py 1000\n  numjit run -c 'import numpy as np; print(np.arange(3))'\n  \
        echo 'print(1)' | numjit run -"
)]
pub(crate) struct RunArgs {
    /// Run this text instead of a script file.
    #[arg(short = 'c', value_name = "TEXT", allow_hyphen_values = true)]
    pub(crate) text: Option<String>,
    /// Print how long each compiler stage took for each function, on standard error.
    #[arg(long)]
    pub(crate) timings: bool,
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
    after_help = "Examples:\n  numjit emit --types nbody.py\n  numjit emit --asm nbody.py advance"
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
    after_help = "Examples:\n  numjit annotate nbody.py\n  numjit annotate --json nbody.py advance"
)]
pub(crate) struct AnnotateArgs {
    /// Print JSON for programs.
    #[arg(long)]
    pub(crate) json: bool,
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
