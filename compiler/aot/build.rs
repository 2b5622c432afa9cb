//! Builds the runtime that is linked into ahead-of-time libraries, as one relocatable object.
//!
//! Cargo cannot yet make a static library of one package for another one to embed, so this runs Cargo on
//! `runtime/aot` with a target folder of its own. Link-time optimisation leaves one object with exactly what
//! the runtime's functions reach, the standard library included; the linker of the user's library drops
//! what that library does not call.

#![allow(
    clippy::print_stdout,
    reason = "Cargo reads what a build script prints"
)]

use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use object::read::archive::ArchiveFile;

/// The package that becomes the object.
const PACKAGE: &str = "numjit-aot-runtime";

/// Its profile in the workspace manifest.
const PROFILE: &str = "aot-runtime";

/// What the object depends on.
const SOURCES: &[&str] = &["runtime", "Cargo.toml", "Cargo.lock"];

fn main() -> Result<(), Box<dyn Error>> {
    let root = Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("../..");
    for source in SOURCES {
        println!("cargo::rerun-if-changed={}", root.join(source).display());
    }
    let out = PathBuf::from(env::var("OUT_DIR")?);
    let embedded = out.join("runtime.o.lz4");
    if env::var("CARGO_CFG_TARGET_OS")? != "linux" {
        // The compiler says that it cannot link for this system when it is asked to.
        fs::write(embedded, [])?;
        return Ok(());
    }
    let archive = build_archive(&root, &out)?;
    let object = out.join("runtime.o");
    fs::write(&object, runtime_object(&archive)?)?;
    strip(&object);
    let compressed = lz4_flex::compress_prepend_size(&fs::read(object)?);
    fs::write(embedded, compressed)?;
    Ok(())
}

/// Runs Cargo; the result is the path of the static library.
fn build_archive(root: &Path, out: &Path) -> Result<PathBuf, Box<dyn Error>> {
    let target = env::var("TARGET")?;
    // The folder is shared by the build profiles, because the result is the same.
    let folder = out.ancestors().nth(4).unwrap_or(out).join("aot-runtime");
    let mut cargo = Command::new(env::var("CARGO")?);
    cargo
        .current_dir(root)
        .args(["rustc", "--quiet", "--frozen", "--package", PACKAGE])
        .args(["--crate-type", "staticlib", "--profile", PROFILE])
        .args(["--target", &target, "--target-dir"])
        .arg(&folder);
    // Lints and wrappers of the outer build concern the outer build.
    for name in [
        "RUSTC_WRAPPER",
        "RUSTC_WORKSPACE_WRAPPER",
        "CARGO_TARGET_DIR",
        "CARGO_ENCODED_RUSTFLAGS",
        "RUSTFLAGS",
    ] {
        cargo.env_remove(name);
    }
    if !cargo.status()?.success() {
        return Err(format!("building {PACKAGE} failed").into());
    }
    Ok(folder
        .join(target)
        .join(PROFILE)
        .join("libnumjit_aot_runtime.a"))
}

/// The member of the archive that holds the optimised program. The others are the compiler's support
/// functions, which every C compiler brings too.
fn runtime_object(archive: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let data = fs::read(archive)?;
    let mut found = Vec::new();
    for member in ArchiveFile::parse(&*data)?.members() {
        let member = member?;
        if member.name().starts_with(b"numjit_aot_runtime") {
            found.push(member.data(&*data)?.to_vec());
        }
    }
    match <[Vec<u8>; 1]>::try_from(found) {
        Ok([object]) => Ok(object),
        Err(found) => Err(format!(
            "{} has {} objects of {PACKAGE}, not one",
            archive.display(),
            found.len()
        )
        .into()),
    }
}

/// Removes the standard library's debug information, where the C compiler can: it is two thirds of the bytes.
fn strip(object: &Path) {
    let stripped = object.with_extension("stripped.o");
    let status = Command::new(env::var("CC").unwrap_or_else(|_| "cc".to_owned()))
        .args(["-r", "-nostdlib", "-Wl,--strip-debug", "-o"])
        .args([&stripped, object])
        .status();
    if status.is_ok_and(|status| status.success()) {
        // The larger object serves as well.
        let _ = fs::rename(stripped, object);
    }
}
