//! `numjit emit`: runs a script quietly and shows what the compiler made of its functions.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use numjit::ListingKind;
use numjit_host::{AfterRun, CompiledFunction, Program, RunConfig, Session};

use crate::args::EmitArgs;
use crate::by_source::by_source;
use crate::output::{BAD_INPUT, complain, print};
use crate::{run, timings};

pub(crate) fn emit(args: EmitArgs) -> u8 {
    let found = Arc::new(AtomicBool::new(true));
    let mut config = RunConfig::new(Program::File(args.script.clone()), args.args.clone());
    config.quiet = true;
    config.timings = args.timings;
    config.after = Some(show(args, found.clone()));
    let status = run::finish(config);
    if status == 0 && !found.load(Ordering::Relaxed) {
        return BAD_INPUT;
    }
    status
}

fn show(args: EmitArgs, found: Arc<AtomicBool>) -> AfterRun {
    Box::new(move |session: &Session<'_>| {
        if args.timings {
            return print(&timings::table(&session.timings()));
        }
        if !show_functions(&args, session) {
            found.store(false, Ordering::Relaxed);
        }
    })
}

/// Shows the wanted functions; false if there was nothing to show.
fn show_functions(args: &EmitArgs, session: &Session<'_>) -> bool {
    let functions = session.functions();
    let wanted: Vec<&CompiledFunction<'_>> = functions
        .iter()
        .filter(|function| {
            args.function
                .as_ref()
                .is_none_or(|name| function.name() == name)
        })
        .collect();
    if wanted.is_empty() {
        complain(&nothing_found(args, &functions));
        return false;
    }
    for function in wanted {
        show_function(function, kind(args), args.source);
    }
    true
}

fn show_function(function: &CompiledFunction<'_>, kind: ListingKind, is_by_source: bool) {
    let signatures = function.signatures();
    if signatures.is_empty() {
        print(&format!(
            "# {} ({}): never called, so that it has no types\n\n",
            function.name(),
            function.file()
        ));
    }
    for (args, _) in signatures {
        match function.listing(&args, kind) {
            Ok(listing) => {
                let text = match is_by_source {
                    true => by_source(&listing.text),
                    false => listing.text,
                };
                let (title, file) = (listing.title, function.file());
                print(&format!("# {title} ({file})\n{}\n\n", text.trim_end()));
            }
            Err(message) => complain(&message),
        }
    }
}

fn kind(args: &EmitArgs) -> ListingKind {
    match args {
        EmitArgs { types: true, .. } => ListingKind::Types,
        EmitArgs { ir: true, .. } => ListingKind::Ir,
        EmitArgs { opt: true, .. } => ListingKind::Opt,
        EmitArgs { clif: true, .. } => ListingKind::Clif,
        _ => ListingKind::Asm,
    }
}

fn nothing_found(args: &EmitArgs, functions: &[CompiledFunction<'_>]) -> String {
    match &args.function {
        None => "numjit: the script has no compiled functions".to_owned(),
        Some(name) => {
            let names: Vec<&str> = functions.iter().map(CompiledFunction::name).collect();
            format!(
                "numjit: the script has no compiled function {name}; it has: {}",
                names.join(", ")
            )
        }
    }
}
