//! `NUMJIT_SIMD`: how wide compiled loops run.

use numjit::Simd;

/// The variable that limits the width.
const VARIABLE: &str = "NUMJIT_SIMD";

/// The width that the environment asks for, if any; what to say if it is no such width.
pub(crate) fn from_environment() -> Result<Option<Simd>, String> {
    let Some(value) = std::env::var_os(VARIABLE).filter(|value| !value.is_empty()) else {
        return Ok(None);
    };
    let known = value.to_str().and_then(Simd::from_name);
    known.map(Some).ok_or_else(|| {
        let names: Vec<&str> = Simd::ALL.into_iter().map(Simd::name).collect();
        format!(
            "numjit: {VARIABLE} is {value:?}; it can be {}",
            names.join(", ")
        )
    })
}
