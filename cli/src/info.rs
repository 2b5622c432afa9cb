//! `numjit info`: version, processor and limits.

use numjit::{Engine, MAX_DIMS};

use crate::cache;
use crate::output::print;

/// Exit status for a fault of numjit itself.
const INTERNAL: u8 = 70;

pub(crate) fn info() -> u8 {
    let compiler = Engine::new();
    let state = match &compiler {
        Ok(_) => "ready".to_owned(),
        Err(error) => format!("not available: {error}"),
    };
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    print(&format!(
        "numjit {}\n\
         compiler: {state}\n\
         machine: {} ({})\n\
         processor features: {}\n\
         threads: {threads}\n\
         array dimensions: at most {MAX_DIMS}\n\
         cache: {}\n",
        env!("CARGO_PKG_VERSION"),
        std::env::consts::ARCH,
        std::env::consts::OS,
        features().join(", "),
        cache::describe(),
    ));
    if compiler.is_ok() { 0 } else { INTERNAL }
}

/// The features of this processor that matter to compiled code.
#[cfg(target_arch = "x86_64")]
fn features() -> Vec<&'static str> {
    let known = [
        ("sse4.1", std::is_x86_feature_detected!("sse4.1")),
        ("sse4.2", std::is_x86_feature_detected!("sse4.2")),
        ("popcnt", std::is_x86_feature_detected!("popcnt")),
        ("avx", std::is_x86_feature_detected!("avx")),
        ("avx2", std::is_x86_feature_detected!("avx2")),
        ("fma", std::is_x86_feature_detected!("fma")),
        ("bmi1", std::is_x86_feature_detected!("bmi1")),
        ("bmi2", std::is_x86_feature_detected!("bmi2")),
        ("avx512f", std::is_x86_feature_detected!("avx512f")),
    ];
    let present = known.into_iter().filter(|feature| feature.1);
    present.map(|feature| feature.0).collect()
}

#[cfg(not(target_arch = "x86_64"))]
fn features() -> Vec<&'static str> {
    vec!["the architecture's own baseline"]
}
