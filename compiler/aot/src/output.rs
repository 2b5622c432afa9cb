//! From exports to files: everything is made in a temporary folder beside its destination, and takes its
//! place when all of it is complete.

use std::fs;
use std::path::{Path, PathBuf};

use crate::assemble::{Assembled, assemble, check_names};
use crate::error::AotError;
use crate::header::{Described, header};
use crate::interface::Interface;
use crate::link::{self, Link};
use crate::pkgconfig::pkgconfig;
use crate::rust::bindings;
use crate::stubs::stubs;
use crate::{Built, Config, Export, Kind};

/// Makes a library of the exports.
pub fn build(exports: &[Export], config: &Config) -> Result<Built, AotError> {
    if exports.is_empty() {
        return Err(AotError::Empty);
    }
    check_library_name(&config.name)?;
    check_names(exports, config)?;
    let interfaces: Vec<Interface> = exports.iter().map(interface).collect::<Result<_, _>>()?;
    let functions: Vec<(&Export, &Interface)> = exports.iter().zip(&interfaces).collect();
    let assembled = assemble(&functions, config)?;
    let folder = parent(&config.output);
    if !folder.is_dir() {
        return Err(AotError::NoFolder {
            path: config.output.clone(),
            folder: folder.to_owned(),
        });
    }
    let is_native = is_native(config);
    if matches!(config.kind, Kind::Shared | Kind::Python) || config.processors.len() > 1 {
        refuse_foreign(is_native, config)?;
    }
    let work = tempfile::Builder::new()
        .prefix(".numjit-aot-")
        .tempdir_in(folder);
    let work = work.map_err(|error| AotError::write(&config.output, error))?;
    let (library, undefined) = make_library(&assembled, config, work.path())?;
    let mut files = vec![(config.output.clone(), library)];
    let described = Described {
        library: &config.name,
        functions: &functions,
    };
    let mut companion = |suffix, text: String| {
        files.push((beside(config, suffix), text.into_bytes()));
    };
    if config.kind == Kind::Python {
        companion("pyi", stubs(&config.name, exports));
    } else {
        companion("h", header(&described));
    }
    if matches!(config.kind, Kind::Shared | Kind::Static) {
        companion("pc", pkgconfig(config, &undefined));
    }
    if config.rust {
        companion("rs", bindings(&described));
    }
    let names = files.iter().map(|(path, _)| path.clone()).collect();
    publish(files, work.path())?;
    Ok(Built {
        files: names,
        undefined,
    })
}

fn interface(export: &Export) -> Result<Interface, AotError> {
    Interface::new(
        &export.title(),
        &export.params,
        export.args(),
        export.result(),
    )
}

/// A companion of the library: the library's name with another suffix, in the same folder.
fn beside(config: &Config, suffix: &str) -> PathBuf {
    let name = format!("{}.{suffix}", config.name);
    config.output.with_file_name(name)
}

/// The folder of a path as the system takes it.
fn parent(path: &Path) -> &Path {
    match path.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    }
}

fn check_library_name(name: &str) -> Result<(), AotError> {
    if crate::names::is_identifier(name) && !crate::names::is_keyword(name) {
        return Ok(());
    }
    Err(AotError::BadName(name.to_owned()))
}

/// The library's bytes, and the names that whoever links it must supply.
fn make_library(
    assembled: &Assembled,
    config: &Config,
    folder: &Path,
) -> Result<(Vec<u8>, Vec<String>), AotError> {
    let is_native = is_native(config);
    let link = Link {
        cc: &config.cc,
        folder,
        object: &assembled.object,
        with_runtime: assembled.needs_runtime && is_native,
        exports: &assembled.exports,
        debug: config.debug,
    };
    let is_linked = matches!(config.kind, Kind::Shared | Kind::Python);
    if is_linked {
        let soname = config.output.file_name().unwrap_or_default();
        let made = link.shared(&soname.to_string_lossy())?;
        let bytes = fs::read(&made).map_err(|error| AotError::write(&made, error))?;
        return Ok((bytes, Vec::new()));
    }
    let (object, undefined) = match link.with_runtime {
        true => (link.relocatable()?, Vec::new()),
        false => (assembled.object.clone(), assembled.undefined.clone()),
    };
    match config.kind {
        Kind::Static => {
            let member = format!("{}.o", config.name);
            Ok((link::archive(&member, &object)?, undefined))
        }
        Kind::Object | Kind::Shared | Kind::Python => Ok((object, undefined)),
    }
}

/// Linking and the choice of code when a library is loaded need the runtime, which is there for one kind of
/// machine.
fn refuse_foreign(is_native: bool, config: &Config) -> Result<(), AotError> {
    if is_native {
        return Ok(());
    }
    Err(AotError::Options(format!(
        "for another kind of machine than this one numjit writes objects (.o) and static libraries (.a) for \
         one processor, not {}; link an object with a cross compiler",
        config.output.display()
    )))
}

/// Whether the library is for the kind of machine that numjit was built for.
fn is_native(config: &Config) -> bool {
    let host = target_lexicon::HOST;
    link::has_runtime()
        && config.processors.iter().all(|one| {
            let triple = one.target.triple();
            triple.architecture == host.architecture
                && triple.operating_system == host.operating_system
        })
}

/// Writes all files beside their destinations, then renames them.
fn publish(files: Vec<(PathBuf, Vec<u8>)>, folder: &Path) -> Result<(), AotError> {
    let mut complete = Vec::new();
    for (position, (path, data)) in files.into_iter().enumerate() {
        let temporary = folder.join(format!("complete-{position}"));
        fs::write(&temporary, data).map_err(|error| AotError::write(&path, error))?;
        if path.is_dir() {
            let error = std::io::Error::from(std::io::ErrorKind::IsADirectory);
            return Err(AotError::write(&path, error));
        }
        complete.push((temporary, path));
    }
    for (temporary, path) in complete {
        fs::rename(&temporary, &path).map_err(|error| AotError::write(&path, error))?;
    }
    Ok(())
}
