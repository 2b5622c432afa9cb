//! Links the command without the names of its own functions.
//!
//! They are a seventh of the file, and nothing reads them: panics say where they come from, and code that numjit
//! compiles is told to debuggers by name while it runs. Done here and not in the profile, because a profile says how
//! every library is built, and these are the same with and without.

#![allow(
    clippy::print_stdout,
    reason = "Cargo reads what a build script prints"
)]

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    if std::env::var("CARGO_CFG_TARGET_OS").is_ok_and(|os| os == "linux") {
        println!("cargo::rustc-link-arg-bins=-Wl,--strip-all");
        // Debuggers find compiled code by these two names (`runtime/loader/src/tools/gdb.rs`).
        for name in ["__jit_debug_register_code", "__jit_debug_descriptor"] {
            println!("cargo::rustc-link-arg-bins=-Wl,--export-dynamic-symbol={name}");
        }
    }
}
