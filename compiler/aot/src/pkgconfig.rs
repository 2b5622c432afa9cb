//! The pkg-config file of a library: the flags for programs that use it from where it lies.

use std::path::Path;

use crate::{Config, Kind};

/// The text of the `.pc` file; paths are relative to it, so that the folder may move.
pub(crate) fn pkgconfig(config: &Config, undefined: &[String]) -> String {
    let file = config
        .output
        .file_name()
        .map(Path::new)
        .unwrap_or(Path::new(""));
    let linked = file.file_stem().unwrap_or_default().to_string_lossy();
    // `-l` looks for names that begin with `lib`.
    let library = match linked.strip_prefix("lib") {
        Some(name) => format!("-L${{pcfiledir}} -l{name}"),
        None => format!("${{pcfiledir}}/{}", file.display()),
    };
    let system = "-lm -lpthread -ldl";
    let needs = match config.kind {
        Kind::Static if undefined.is_empty() => format!(" {system}"),
        Kind::Static => " -lm".to_owned(),
        Kind::Shared | Kind::Object | Kind::Python => String::new(),
    };
    format!(
        "Name: {name}\nDescription: Python functions compiled by numjit\nVersion: {version}\n\
         Cflags: -I${{pcfiledir}}\nLibs: {library}{needs}\n",
        name = config.name,
        version = env!("CARGO_PKG_VERSION"),
    )
}
