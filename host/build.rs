//! Builds libffi as a static library, so that linking needs no system package.
//!
//! The interpreter's `_ctypes` module calls libffi, and `rustpython-vm` turns on the `system` feature of
//! `libffi-sys`, whose build script then emits `-lffi` and nothing else: on a machine without libffi's
//! development package the link fails. Features only ever add up, so that the feature cannot be turned
//! off from here. Instead this script compiles the C sources that the `libffi-sys` package carries and
//! puts the resulting `libffi.a` on the link search path. Directories named by build scripts come before the
//! system's, so that the archive wins even where a `libffi.so` is installed.
//!
//! Only Linux on x86-64 and AArch64 is handled, with a fixed configuration in place of libffi's `configure`
//! (a C compiler is all it takes). Elsewhere the `-lffi` stays as it is: macOS has the library in its SDK.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The sources every target needs, relative to libffi's root.
const COMMON_SOURCES: &[&str] = &[
    "src/prep_cif.c",
    "src/types.c",
    "src/raw_api.c",
    "src/java_raw_api.c",
    "src/closures.c",
    "src/tramp.c",
];

/// What one processor needs beyond the common sources.
struct Processor {
    /// The macro that libffi's `configure` calls TARGET.
    target_macro: &'static str,
    folder: &'static str,
    sources: &'static [&'static str],
    /// Lines of `fficonfig.h` that hold only here.
    config: &'static str,
}

const X86_64: Processor = Processor {
    target_macro: "X86_64",
    folder: "src/x86",
    sources: &[
        "src/x86/ffi64.c",
        "src/x86/unix64.S",
        "src/x86/ffiw64.c",
        "src/x86/win64.S",
    ],
    config: "#define HAVE_AS_X86_PCREL 1\n#define HAVE_AS_X86_64_UNWIND_SECTION_TYPE 1\n",
};

const AARCH64: Processor = Processor {
    target_macro: "AARCH64",
    folder: "src/aarch64",
    sources: &["src/aarch64/ffi.c", "src/aarch64/sysv.S"],
    config: "",
};

/// What `configure` finds on every 64-bit Linux with GCC or Clang.
const LINUX_CONFIG: &str = "\
#define EH_FRAME_FLAGS \"a\"
#define FFI_EXEC_STATIC_TRAMP 1
#define HAVE_ALLOCA_H 1
#define HAVE_AS_CFI_PSEUDO_OP 1
#define HAVE_HIDDEN_VISIBILITY_ATTRIBUTE 1
#define HAVE_INT128 1
#define HAVE_INTTYPES_H 1
#define HAVE_LONG_DOUBLE 1
#define HAVE_MEMCPY 1
#define HAVE_MEMFD_CREATE 1
#define HAVE_RO_EH_FRAME 1
#define HAVE_STDINT_H 1
#define HAVE_STDLIB_H 1
#define HAVE_STRING_H 1
#define HAVE_SYS_STAT_H 1
#define HAVE_SYS_TYPES_H 1
#define HAVE_UNISTD_H 1
#define SIZEOF_DOUBLE 8
#define SIZEOF_LONG_DOUBLE 16
#define SIZEOF_SIZE_T 8
#define STDC_HEADERS 1
#ifdef LIBFFI_ASM
#define FFI_HIDDEN(name) .hidden name
#else
#define FFI_HIDDEN __attribute__ ((visibility (\"hidden\")))
#endif
";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let os = env::var("CARGO_CFG_TARGET_OS").unwrap_or_default();
    let arch = env::var("CARGO_CFG_TARGET_ARCH").unwrap_or_default();
    let processor = match (os.as_str(), arch.as_str()) {
        ("linux", "x86_64") => X86_64,
        ("linux", "aarch64") => AARCH64,
        _ => return,
    };
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    match find_sources(&out) {
        Some(libffi) => build(&libffi, &out, &processor),
        // The link may still succeed where the system has the library, so that this is no error yet.
        None => println!(
            "cargo::warning=libffi's sources were not found; linking the system's libffi instead"
        ),
    }
}

/// Writes the headers that `configure` would have made, and compiles.
fn build(libffi: &Path, out: &Path, processor: &Processor) {
    let headers = out.join("libffi-include");
    fs::create_dir_all(&headers).expect("OUT_DIR is writable");
    let template =
        fs::read_to_string(libffi.join("include/ffi.h.in")).expect("libffi's package has ffi.h.in");
    fs::write(headers.join("ffi.h"), fill_template(&template, processor))
        .expect("OUT_DIR is writable");
    let config = format!("{LINUX_CONFIG}{}", processor.config);
    fs::write(headers.join("fficonfig.h"), config).expect("OUT_DIR is writable");

    let sources = COMMON_SOURCES
        .iter()
        .chain(processor.sources)
        .map(|source| libffi.join(source));
    cc::Build::new()
        // This directory comes first: it must hide any system-wide ffi.h.
        .include(&headers)
        .include(libffi.join("include"))
        .include(libffi.join(processor.folder))
        .include(libffi)
        .files(sources)
        .define("HAVE_CONFIG_H", None)
        .flag("-fexceptions")
        .opt_level(2)
        .pic(true)
        .warnings(false)
        // `libffi-sys` names the library to the linker; this script only provides it.
        .cargo_metadata(false)
        .compile("ffi");
    println!("cargo::rustc-link-search=native={}", out.display());
}

/// Replaces the `@NAME@` marks of `ffi.h.in`.
fn fill_template(template: &str, processor: &Processor) -> String {
    [
        ("@TARGET@", processor.target_macro),
        ("@HAVE_LONG_DOUBLE@", "1"),
        ("@FFI_EXEC_TRAMPOLINE_TABLE@", "0"),
        ("@VERSION@", "bundled"),
        ("@FFI_VERSION_STRING@", "3.5.2"),
        ("@FFI_VERSION_NUMBER@", "30502"),
    ]
    .iter()
    .fold(template.to_owned(), |text, (mark, value)| {
        text.replace(mark, value)
    })
}

/// Asks Cargo where the package `libffi-sys` lies.
///
/// A package that needs only `libffi-sys` is described in OUT_DIR and resolved without network, which
/// works for a registry and for vendored sources alike and does not touch the workspace's own lock file.
/// The workspace itself is not asked: its resolution names packages of other platforms, which an offline
/// machine lacks.
fn find_sources(out: &Path) -> Option<PathBuf> {
    let probe = out.join("libffi-probe");
    fs::create_dir_all(&probe).ok()?;
    let manifest = "[package]\nname = \"probe\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\
        [lib]\npath = \"lib.rs\"\n[dependencies]\nlibffi-sys = \"4\"\n[workspace]\n";
    fs::write(probe.join("Cargo.toml"), manifest).ok()?;
    fs::write(probe.join("lib.rs"), "").ok()?;
    let metadata = Command::new(env::var_os("CARGO")?)
        .args([
            "metadata",
            "--format-version",
            "1",
            "--offline",
            "--manifest-path",
        ])
        .arg(probe.join("Cargo.toml"))
        // Cargo's configuration (source replacement among it) is looked up from the working directory.
        .current_dir(env::var_os("CARGO_MANIFEST_DIR")?)
        .output()
        .ok()?;
    let text = String::from_utf8(metadata.stdout).ok()?;
    let root = text.split('"').find_map(|part| {
        let root = part.strip_suffix("Cargo.toml")?;
        root.contains("libffi-sys")
            .then(|| PathBuf::from(root).join("libffi"))
    })?;
    root.join("include/ffi.h.in").is_file().then_some(root)
}
