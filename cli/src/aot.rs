//! `numjit aot`: compiles a script's functions into a library.

use std::path::Path;

use numjit_aot::{Built, Kind};
use numjit_host::AotRequest;

use crate::args::AotArgs;
use crate::output::{BAD_INPUT, complain, print};

pub(crate) fn aot(args: AotArgs) -> u8 {
    let built = request(args).and_then(numjit_host::aot);
    match built {
        Ok(built) => {
            print(&report(&built));
            0
        }
        Err(message) => {
            complain(&format!("numjit: {}", message.trim_end()));
            BAD_INPUT
        }
    }
}

fn request(args: AotArgs) -> Result<AotRequest, String> {
    let kind = kind(&args)?;
    if kind == Kind::Python && !args.prefix.is_empty() {
        return Err(
            "--prefix is for the names of C functions; with --python the functions keep their own names"
                .to_owned(),
        );
    }
    let choice = args.target_cpu.as_deref();
    let processors = numjit_aot::processors(args.target.as_deref(), choice);
    Ok(AotRequest {
        processors: processors.map_err(|error| error.to_string())?,
        default_name: default_name(&args),
        kind,
        script: args.script,
        exports: args.exports,
        prefix: args.prefix,
        name: args.name,
        output: args.output,
        debug: args.debug,
        rust: args.rust,
        cc: args.cc.unwrap_or_else(numjit_aot::default_cc),
    })
}

/// What to write, by flag or by the suffix of the output.
fn kind(args: &AotArgs) -> Result<Kind, String> {
    if args.python {
        return Ok(Kind::Python);
    }
    let Some(output) = &args.output else {
        return Ok(Kind::Shared);
    };
    match output.extension().and_then(|suffix| suffix.to_str()) {
        Some("so") => Ok(Kind::Shared),
        Some("a") => Ok(Kind::Static),
        Some("o") => Ok(Kind::Object),
        _ => Err(format!(
            "{}: the suffix says what to write: .so, .a or .o",
            output.display()
        )),
    }
}

/// The library's name by its file, or else by the script: `kernels` for `libkernels.so` and `kernels.abi3.so`.
fn default_name(args: &AotArgs) -> String {
    let stem = |path: &Path| {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        name.split('.').next().unwrap_or_default().to_owned()
    };
    match &args.output {
        Some(output) => {
            let stem = stem(output);
            match stem.strip_prefix("lib") {
                Some(rest) if !args.python && !rest.is_empty() => rest.to_owned(),
                _ => stem,
            }
        }
        None => stem(&args.script),
    }
}

/// The files, one a line, and what an object still needs.
fn report(built: &Built) -> String {
    let mut text: String = built
        .files
        .iter()
        .map(|path| format!("{}\n", path.display()))
        .collect();
    if !built.undefined.is_empty() {
        text.push_str(&format!(
            "to be supplied when it is linked: {}\n",
            built.undefined.join(", ")
        ));
    }
    text
}
