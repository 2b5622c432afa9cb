//! `numjit aot`: a script's functions as a library.
//!
//! The script is run as a module that something imports, so that `if __name__ == "__main__":` stays out. Then
//! its functions are compiled for the signatures that were asked for: those of `--export`, or else those of
//! `@cc.export`, or else those that decorators name.

use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};

use numjit::ir::{Param, ParamKind, Ty};
use numjit::{CallError, DispatcherOptions, Signature};
use numjit_aot::{AotError, Built, Config, Export, Kind, Processor, Variant};
use rustpython_vm::builtins::{PyBaseExceptionRef, PyFunction};
use rustpython_vm::{AsObject, PyObjectRef, PyRef, PyResult, VirtualMachine};

use crate::dispatcher::{self, Dispatcher};
use crate::errors;
use crate::pycc::{self, Exported};
use crate::resolver::HostNames;
use crate::run::{self, Program, RunConfig};

/// What to make of a script.
#[derive(Clone, Debug)]
pub struct AotRequest {
    /// The script.
    pub script: PathBuf,
    /// Functions to export, as `name` or `name(types)`; none means what the script itself says.
    pub exports: Vec<String>,
    /// Put before every C name.
    pub prefix: String,
    /// Name of the library; none means that of `CC(...)`, or that of the output file.
    pub name: Option<String>,
    /// Name of the library if nothing else names it.
    pub default_name: String,
    /// The file to write; none means one named after the library.
    pub output: Option<PathBuf>,
    /// What to write.
    pub kind: Kind,
    /// The processors to compile for.
    pub processors: Vec<Processor>,
    /// Debug information is written.
    pub debug: bool,
    /// Rust bindings are written.
    pub rust: bool,
    /// The C compiler.
    pub cc: PathBuf,
}

/// A function with the types it is compiled for.
struct Wanted {
    /// Exported name, before the types are added.
    name: String,
    dispatcher: PyRef<Dispatcher>,
    args: Vec<Ty>,
}

/// Runs the script and makes the library. The error is a text for a person.
pub fn aot(request: AotRequest) -> Result<Built, String> {
    dispatcher::check_only();
    pycc::leave_compiling_to_the_command();
    let mut config = RunConfig::new(Program::File(request.script.clone()), Vec::new());
    config.quiet = true;
    config.module_name = Some(module_name(&request));
    let result = Arc::new(Mutex::new(None));
    let slot = result.clone();
    config.after = Some(Box::new(move |session| {
        if !session.has_raised() {
            let built = build(&request, session.vm());
            *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(built);
        }
    }));
    let outcome = run::run(config);
    let built = result.lock().unwrap_or_else(PoisonError::into_inner).take();
    // A script that raised has had its traceback printed.
    built.unwrap_or_else(|| {
        let said = outcome
            .message
            .as_deref()
            .map(|text| text.trim_start_matches("numjit: "));
        Err(said.unwrap_or("the script raised an exception").to_owned())
    })
}

/// The script's name as a module.
fn module_name(request: &AotRequest) -> String {
    let stem = request.script.file_stem().unwrap_or_default();
    stem.to_string_lossy().into_owned()
}

fn build(request: &AotRequest, vm: &VirtualMachine) -> Result<Built, String> {
    let file = request.script.to_string_lossy();
    let wanted = match request.exports.as_slice() {
        [] => of_the_script(&file, vm),
        specs => specs.iter().try_fold(Vec::new(), |mut all, spec| {
            all.extend(named(spec, &file, vm)?);
            Ok(all)
        }),
    }?;
    let exports = compile(&wanted, &request.prefix, &request.processors, vm)?;
    let cc_name = pycc::first_name().filter(|_| request.exports.is_empty());
    let name = request.name.clone().or(cc_name);
    let name = name.unwrap_or_else(|| request.default_name.clone());
    let config = Config {
        output: request
            .output
            .clone()
            .unwrap_or_else(|| match request.kind {
                Kind::Python => format!("{name}.so").into(),
                Kind::Static => format!("lib{name}.a").into(),
                Kind::Object => format!("{name}.o").into(),
                Kind::Shared => format!("lib{name}.so").into(),
            }),
        name,
        kind: request.kind,
        processors: request.processors.clone(),
        debug: request.debug,
        rust: request.rust,
        cc: request.cc.clone(),
        classes: numjit_runtime::user_exceptions(),
    };
    numjit_aot::build(&exports, &config).map_err(|error| error.to_string())
}

/// What `@cc.export` names, or else the explicit signatures of the script's public functions.
fn of_the_script(file: &str, vm: &VirtualMachine) -> Result<Vec<Wanted>, String> {
    let exported = pycc::exports();
    if !exported.is_empty() {
        return exported.iter().map(|one| of_export(one, vm)).collect();
    }
    let mut functions = dispatcher::all();
    functions.retain(|one| one.file() == file && !one.name().starts_with('_'));
    functions.sort_by_key(|one| one.line());
    let wanted = functions.iter().flat_map(explicit).collect();
    Ok(wanted)
}

/// The signatures that a function's decorator names.
fn explicit(dispatcher: &PyRef<Dispatcher>) -> Vec<Wanted> {
    let signatures = dispatcher.explicit_signatures().into_iter();
    signatures
        .map(|args| Wanted {
            name: dispatcher.name().to_owned(),
            dispatcher: dispatcher.clone(),
            args,
        })
        .collect()
}

/// What `@cc.export` names.
fn of_export(export: &Exported, vm: &VirtualMachine) -> Result<Wanted, String> {
    let dispatcher = with_signature(&export.function, &export.signature, vm);
    Ok(Wanted {
        name: export.name.clone(),
        dispatcher: dispatcher.map_err(|error| error_text(&error, vm))?,
        args: export.signature.args.clone(),
    })
}

/// A function, plain or compiled, with this signature alone.
fn with_signature(
    function: &PyObjectRef,
    signature: &Signature,
    vm: &VirtualMachine,
) -> PyResult<PyRef<Dispatcher>> {
    let (plain, mut options) = match dispatcher::of(function) {
        Some(known) => (
            known.function().clone(),
            known.handle(vm)?.options().clone(),
        ),
        None => (function.clone(), DispatcherOptions::default()),
    };
    options.signatures = vec![signature.clone()];
    dispatcher::register(plain, options, vm)
}

/// The extension module that `cc.compile()` makes.
pub(crate) struct Library<'a> {
    /// Module name.
    pub(crate) name: &'a str,
    /// The file.
    pub(crate) output: PathBuf,
    /// The processor, if one was named.
    pub(crate) cpu: Option<&'a str>,
    /// Debug information is written.
    pub(crate) debug: bool,
}

/// Makes an extension module. The error is a text for a person.
pub(crate) fn make_extension(
    library: &Library<'_>,
    exports: &[Exported],
    vm: &VirtualMachine,
) -> Result<(), String> {
    let processors = numjit_aot::processors(None, library.cpu);
    let processors = processors.map_err(|error| error.to_string())?;
    let wanted: Vec<Wanted> = exports
        .iter()
        .map(|export| of_export(export, vm))
        .collect::<Result<_, _>>()?;
    let mut config = Config {
        name: library.name.to_owned(),
        output: library.output.clone(),
        kind: Kind::Python,
        processors,
        debug: library.debug,
        rust: false,
        cc: numjit_aot::default_cc(),
        classes: Vec::new(),
    };
    let exports = compile(&wanted, "", &config.processors, vm)?;
    // Compiling gave them their codes.
    config.classes = numjit_runtime::user_exceptions();
    let built = numjit_aot::build(&exports, &config);
    built.map(drop).map_err(|error| error.to_string())
}

/// The functions that one `--export` names.
fn named(spec: &str, file: &str, vm: &VirtualMachine) -> Result<Vec<Wanted>, String> {
    let name = spec.split('(').next().unwrap_or(spec).trim();
    if name.is_empty() {
        return Err(format!(
            "--export {spec:?} names no function; name one, as in --export 'dot(float64[::1], float64[::1])'"
        ));
    }
    let dispatcher = find(name, file, vm)?;
    let types = spec[spec.find('(').unwrap_or(spec.len())..].trim();
    if types.is_empty() {
        let mut wanted = explicit(&dispatcher);
        // The script may know a function by another name than its own.
        wanted.iter_mut().for_each(|one| one.name = name.to_owned());
        return match wanted.is_empty() {
            false => Ok(wanted),
            true => Err(format!(
                "--export {spec}: {name} has no explicit signature; give its argument types, as in --export \
                 '{name}(float64[::1], int64)'"
            )),
        };
    }
    let signature = Signature::parse(types);
    let signature = signature.map_err(|error| format!("--export {spec}: {}", error.message))?;
    Ok(vec![Wanted {
        name: name.to_owned(),
        dispatcher,
        args: signature.args,
    }])
}

/// The script's function with a name: a compiled one, or a plain one that is to be compiled.
fn find(name: &str, file: &str, vm: &VirtualMachine) -> Result<PyRef<Dispatcher>, String> {
    let object = main_namespace(vm).and_then(|namespace| namespace.get_item(name, vm));
    let Ok(object) = object else {
        return Err(format!(
            "--export {name}: {file} has no function {name}{}",
            known(file, vm)
        ));
    };
    if let Ok(dispatcher) = object.clone().downcast::<Dispatcher>() {
        return Ok(dispatcher);
    }
    if object.downcast_ref::<PyFunction>().is_none() {
        return Err(format!(
            "--export {name}: {name} is not a function but an object of type {}",
            object.class().name()
        ));
    }
    let made = dispatcher::register(object, DispatcherOptions::default(), vm);
    made.map_err(|error| error_text(&error, vm))
}

/// The namespace that the script ran in.
fn main_namespace(vm: &VirtualMachine) -> PyResult<PyObjectRef> {
    let modules = vm.sys_module.get_attr("modules", vm)?;
    modules.get_item("__main__", vm)?.get_attr("__dict__", vm)
}

/// A hint at the functions that could be exported.
fn known(file: &str, vm: &VirtualMachine) -> String {
    let functions = dispatcher::all();
    let is_own = |one: &&PyRef<Dispatcher>| {
        let named = main_namespace(vm).and_then(|names| names.get_item(one.name(), vm));
        one.file() == file && named.is_ok_and(|named| named.is(*one))
    };
    let names: Vec<&str> = functions
        .iter()
        .filter(is_own)
        .map(|one| one.name())
        .collect();
    match names.as_slice() {
        [] => String::new(),
        _ => format!("; it has {}", names.join(", ")),
    }
}

/// Compiles for every processor, and gives the functions their C names.
fn compile(
    wanted: &[Wanted],
    prefix: &str,
    processors: &[Processor],
    vm: &VirtualMachine,
) -> Result<Vec<Export>, String> {
    let wanted = without_repeats(wanted, vm)?;
    let mut exports = Vec::new();
    for one in &wanted {
        let is_overloaded = wanted.iter().filter(|other| other.name == one.name).count() > 1;
        let symbol = match is_overloaded {
            true => numjit_aot::mangle(&one.name, &one.args),
            false => numjit_aot::plain(&one.name),
        };
        exports.push(export(one, format!("{prefix}{symbol}"), processors, vm)?);
    }
    Ok(exports)
}

/// Each name and types once. Of several functions the one counts that the script knows by the name at its end,
/// because it took the place of the others.
fn without_repeats<'w>(
    wanted: &'w [Wanted],
    vm: &VirtualMachine,
) -> Result<Vec<&'w Wanted>, String> {
    let mut kept: Vec<&Wanted> = Vec::new();
    for one in wanted {
        let same = |other: &&mut &Wanted| (&other.name, &other.args) == (&one.name, &one.args);
        let Some(known) = kept.iter_mut().find(same) else {
            kept.push(one);
            continue;
        };
        if known.dispatcher.is(&one.dispatcher) || is_current(known, vm) {
            continue;
        }
        if !is_current(one, vm) {
            let places = [&known.dispatcher, &one.dispatcher].map(|found| place(found));
            let signature = format!("{}{}", one.name, numjit_aot::arguments_text(&one.args));
            return Err(AotError::Ambiguous { signature, places }.to_string());
        }
        *known = one;
    }
    Ok(kept)
}

/// Whether the script's name of a function still stands for it.
fn is_current(wanted: &Wanted, vm: &VirtualMachine) -> bool {
    let found = main_namespace(vm).and_then(|names| names.get_item(wanted.name.as_str(), vm));
    found.is_ok_and(|found| found.is(&wanted.dispatcher))
}

/// Where a function stands.
fn place(dispatcher: &Dispatcher) -> String {
    format!("{}:{}", dispatcher.file(), dispatcher.line())
}

fn export(
    wanted: &Wanted,
    symbol: String,
    processors: &[Processor],
    vm: &VirtualMachine,
) -> Result<Export, String> {
    let Wanted {
        name,
        dispatcher,
        args,
    } = wanted;
    let failed = |error: PyBaseExceptionRef| error_text(&error, vm);
    let handle = dispatcher.handle(vm).map_err(failed)?;
    let params = handle
        .params()
        .map_err(|error| call_error(name, args, error))?;
    let title = format!(
        "{name}{} ({})",
        numjit_aot::arguments_text(args),
        place(dispatcher)
    );
    let collects = |param: &&Param| param.kind == ParamKind::Star;
    if let Some(param) = params.iter().find(collects) {
        return Err(format!(
            "{title}: the parameter {} takes any number of arguments, for which there is no form outside of Python",
            param.name
        ));
    }
    if params.len() != args.len() {
        return Err(format!(
            "{title}: the signature has {} types, and the function {} parameters",
            args.len(),
            params.len()
        ));
    }
    let mut variants = Vec::new();
    for processor in processors {
        let made = handle.artifact_with_places(args, &processor.target, &mut HostNames::new(vm));
        let (artifact, places) = made.map_err(|error| call_error(name, args, error))?;
        variants.push(Variant { artifact, places });
    }
    Ok(Export {
        symbol,
        function: name.clone(),
        place: place(dispatcher),
        params: params.iter().map(|param| param.name.to_string()).collect(),
        doc: docstring(dispatcher, vm),
        nogil: handle.options().nogil,
        variants,
    })
}

/// The first paragraph of a function's docstring.
fn docstring(dispatcher: &Dispatcher, vm: &VirtualMachine) -> Option<String> {
    let doc = dispatcher.function().get_attr("__doc__", vm).ok()?;
    let doc: String = doc.try_into_value(vm).ok()?;
    let lines = doc.trim().lines().map(str::trim);
    let paragraph: Vec<&str> = lines.take_while(|line| !line.is_empty()).collect();
    (!paragraph.is_empty()).then(|| paragraph.join("\n"))
}

fn call_error(name: &str, args: &[Ty], error: CallError) -> String {
    let text = match error {
        CallError::Compile(diagnostics) => errors::text(&diagnostics, errors::style()),
        other => other.to_string(),
    };
    format!(
        "cannot compile {name}{}\n{text}",
        numjit_aot::arguments_text(args)
    )
}

/// An exception as its class and message.
fn error_text(error: &PyBaseExceptionRef, vm: &VirtualMachine) -> String {
    let message = error.as_object().str(vm);
    let message = message.map_or_else(|_| String::new(), |text| text.to_string());
    format!("{}: {message}", error.class().name())
}
