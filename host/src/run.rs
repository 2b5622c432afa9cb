//! Runs one program from start to exit status.

use std::io;
use std::panic::{self, AssertUnwindSafe};
use std::path::PathBuf;
use std::sync::{Arc, Mutex};
use std::thread;

use numjit::store::Store;
use numjit::{Simd, Tools, Watch};

use crate::session::Session;
use crate::{engine, errors, interpreter, program};

/// Where the text of a program comes from.
pub enum Program {
    /// A script in a file.
    File(PathBuf),
    /// The text itself, as after `-c`.
    Command(String),
    /// Standard input.
    Stdin,
}

/// What to run.
pub struct RunConfig {
    pub program: Program,
    /// The program's own arguments: `sys.argv` without its first element.
    pub args: Vec<String>,
    /// What the program writes to `sys.stdout` is thrown away.
    pub quiet: bool,
    /// The time of every compiler stage is recorded.
    pub timings: bool,
    /// How wide compiled loops run, if not as wide as the processor allows.
    pub simd: Option<Simd>,
    /// Told about every compilation.
    pub watch: Option<Arc<dyn Watch>>,
    /// Errors of the compiler that end the program are shown in colour.
    pub colour: bool,
    /// Where compiled code is kept for the next run.
    pub cache: Option<Store>,
    /// What the program sees as its `__name__`, if not `__main__`.
    pub module_name: Option<String>,
    /// Profilers and debuggers that are told about compiled code.
    pub tools: Option<Tools>,
    /// Called when the program's text has run to its end or raised, before the interpreter takes everything apart.
    pub after: Option<AfterRun>,
}

/// A look at a program that has run.
pub type AfterRun = Box<dyn FnOnce(&Session<'_>) + Send>;

impl RunConfig {
    /// Runs a program as it is.
    pub fn new(program: Program, args: Vec<String>) -> Self {
        Self {
            program,
            args,
            quiet: false,
            timings: false,
            simd: None,
            watch: None,
            colour: false,
            cache: None,
            module_name: None,
            tools: None,
            after: None,
        }
    }
}

/// How the process should end.
pub struct Outcome {
    pub exit_code: u8,
    /// One sentence for standard error, where the interpreter itself could not say it.
    pub message: Option<String>,
}

/// The interpreter recurses on the native stack; a thousand Python calls (the default limit), or ten
/// thousand after `sys.setrecursionlimit`, must end in `RecursionError` before the stack does. Only the pages touched
/// are ever backed by memory.
const STACK_BYTES: usize = 256 << 20;

/// The name by which the panic hook knows the interpreter's thread.
const THREAD_NAME: &str = "numjit-main";

/// CPython's exit code for a program it cannot open.
const EXIT_UNREADABLE: u8 = 2;

/// The exit code for a fault of our own (`EX_SOFTWARE` in `sysexits.h`).
const EXIT_INTERNAL: u8 = 70;

/// What the latest panic on the interpreter's thread said.
static PANIC: Mutex<Option<String>> = Mutex::new(None);

/// Runs a program to its end and says how the process should end.
pub fn run(mut config: RunConfig) -> Outcome {
    let source = match read(&config.program) {
        Ok(source) => source,
        Err(outcome) => return outcome,
    };
    // Profilers are told of everything that is loaded, and there is nothing to tell of yet.
    let warms_up = config.cache.is_some() && config.tools.is_none();
    numjit_runtime::heap::prepare();
    set_up_engine(&mut config);
    // This thread only waits for the other one, so that it can get the compiler ready in the meantime.
    let meanwhile = match warms_up {
        true => engine::warm_up,
        false => || {},
    };
    let ended = on_interpreter_thread(move || run_source(source, config), meanwhile);
    ended.unwrap_or_else(|outcome| outcome)
}

/// Says how the compiler is to be made when something uses it.
fn set_up_engine(config: &mut RunConfig) {
    if let Some(simd) = config.simd {
        engine::limit_simd(simd);
    }
    if let Some(watch) = config.watch.take() {
        engine::watch(watch);
    }
    if let Some(tools) = config.tools.take() {
        engine::announce_to(tools);
    }
    if let Some(store) = config.cache.take() {
        engine::use_cache(store);
    }
}

/// Runs something on a thread that is fit for an interpreter, and `meanwhile` on this one.
pub(crate) fn on_interpreter_thread<R: Send + 'static>(
    body: impl FnOnce() -> R + Send + 'static,
    meanwhile: fn(),
) -> Result<R, Outcome> {
    record_panics();
    let thread = thread::Builder::new()
        .name(THREAD_NAME.to_owned())
        .stack_size(STACK_BYTES);
    match thread.spawn(body) {
        Ok(handle) => {
            leave_signals_to_the_interpreter();
            meanwhile();
            handle.join().map_err(|_| internal_fault())
        }
        Err(error) => Err(Outcome {
            exit_code: EXIT_INTERNAL,
            message: Some(format!(
                "numjit: can't start the interpreter's thread: {error}"
            )),
        }),
    }
}

/// Signals interrupt the thread they are delivered to; only on the interpreter's thread does that wake a
/// blocking call such as `time.sleep`.
fn leave_signals_to_the_interpreter() {
    // Without the mask the program still runs, so that a failure changes nothing worth reporting.
    let _ = nix::sys::signal::SigSet::all().thread_block();
}

/// Everything that happens on the interpreter's thread.
fn run_source(source: program::Source, config: RunConfig) -> Outcome {
    numjit_runtime::heap::use_large_pages();
    errors::set_colour(config.colour);
    if config.timings
        && let Ok(engine) = engine::engine()
    {
        engine.record_timings();
    }
    let result = panic::catch_unwind(AssertUnwindSafe(|| {
        interpreter::start(&source, config.args)
    }));
    let Ok(interpreter) = result else {
        return internal_fault();
    };
    let how = interpreter::Execution {
        quiet: config.quiet,
        module_name: config.module_name,
        after: config.after,
    };
    match panic::catch_unwind(AssertUnwindSafe(|| interpreter.execute(&source, how))) {
        Ok(exit_code) => {
            // The process is about to end: taking the heap apart object by object is time for nothing.
            std::mem::forget(interpreter);
            Outcome {
                exit_code,
                message: None,
            }
        }
        Err(_) => {
            // What the program printed before the fault must not be lost with the buffer.
            let _ = panic::catch_unwind(AssertUnwindSafe(|| interpreter.flush()));
            std::mem::forget(interpreter);
            internal_fault()
        }
    }
}

fn internal_fault() -> Outcome {
    let said = PANIC
        .lock()
        .ok()
        .and_then(|mut said| said.take())
        .unwrap_or_else(|| "unknown".to_owned());
    Outcome {
        exit_code: EXIT_INTERNAL,
        message: Some(format!("numjit: internal error: {said}")),
    }
}

/// Keeps a panic's message for the outcome instead of printing it, on the interpreter's thread only.
fn record_panics() {
    let previous = panic::take_hook();
    panic::set_hook(Box::new(move |info| {
        if thread::current().name() != Some(THREAD_NAME) {
            return previous(info);
        }
        let text = info.payload_as_str().unwrap_or("panic").replace('\n', " ");
        let place = info
            .location()
            .map(|at| format!(" ({}:{})", at.file(), at.line()))
            .unwrap_or_default();
        if let Ok(mut said) = PANIC.lock() {
            *said = Some(format!("{text}{place}"));
        }
    }));
}

/// Reads the program's text, or says in CPython's words why it cannot be run.
fn read(program: &Program) -> Result<program::Source, Outcome> {
    let unreadable = |exit_code, text: String| Outcome {
        exit_code,
        message: Some(format!("numjit: {text}")),
    };
    match program {
        Program::File(path) => {
            let bytes = std::fs::read(path).map_err(|error| {
                let text = format!(
                    "can't open file '{}': {}",
                    path.display(),
                    plain_error(&error)
                );
                unreadable(EXIT_UNREADABLE, text)
            })?;
            let name = path.to_string_lossy().into_owned();
            program::Source::from_bytes(name, bytes, program::Kind::File)
                .map_err(|text| unreadable(1, text))
        }
        Program::Command(text) => Ok(program::Source {
            name: "<string>".to_owned(),
            text: text.clone(),
            kind: program::Kind::Command,
        }),
        Program::Stdin => {
            let mut bytes = Vec::new();
            io::Read::read_to_end(&mut io::stdin().lock(), &mut bytes).map_err(|error| {
                unreadable(
                    EXIT_UNREADABLE,
                    format!("can't read standard input: {}", plain_error(&error)),
                )
            })?;
            program::Source::from_bytes("<stdin>".to_owned(), bytes, program::Kind::Stdin)
                .map_err(|text| unreadable(1, text))
        }
    }
}

/// The system's words without the `(os error 2)` that Rust appends.
pub(crate) fn plain_error(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(end) => text[..end].to_owned(),
        None => text,
    }
}
