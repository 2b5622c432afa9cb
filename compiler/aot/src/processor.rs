//! The processors that code is made for.

use numjit::{Config, Target};

use crate::error::AotError;

/// Code for one kind of processor.
#[derive(Clone, Debug)]
pub struct Processor {
    /// 1 to 4: x86-64-v1 to x86-64-v4; 1 for other architectures and for the machine at hand.
    pub level: usize,
    /// What the compiler needs to know.
    pub target: Target,
}

/// The processors that a choice such as `native`, `x86-64-v3` or `v2,v3,v4` stands for, by ascending level.
/// The first one is the least that a machine must have. No choice means the architecture's baseline.
///
/// `triple` is the target; none means the machine at hand.
pub fn processors(triple: Option<&str>, choice: Option<&str>) -> Result<Vec<Processor>, AotError> {
    let host = target_lexicon::HOST.to_string();
    let triple = triple.unwrap_or(&host);
    if choice == Some("native") {
        if triple != host {
            return Err(AotError::Options(format!(
                "--target-cpu native means the machine at hand ({host}), not {triple}"
            )));
        }
        let target = Target::host(Config::STANDARD).map_err(|error| unknown(&error.to_string()))?;
        return Ok(vec![Processor { level: 1, target }]);
    }
    let mut levels = Vec::new();
    for name in choice.unwrap_or("baseline").split(',') {
        levels.push(level(triple, name.trim())?);
    }
    levels.sort_unstable();
    levels.dedup();
    levels
        .into_iter()
        .map(|level| processor(triple, level))
        .collect()
}

fn level(triple: &str, name: &str) -> Result<usize, AotError> {
    let name = name.strip_prefix("x86-64-").unwrap_or(name);
    let level = match name {
        "baseline" | "generic" => return Ok(1),
        "v1" | "x86-64" => 1,
        "v2" => 2,
        "v3" => 3,
        "v4" => 4,
        _ => {
            return Err(AotError::Target(format!(
                "there is no processor {name:?}: use baseline, native, x86-64-v2, x86-64-v3, x86-64-v4, or \
                 several levels with commas for code that is picked when the library is loaded, as in \
                 --target-cpu v2,v3"
            )));
        }
    };
    if !triple.starts_with("x86_64") {
        return Err(AotError::Target(format!(
            "{name} is a level of x86-64 processors, and the target is {triple}"
        )));
    }
    Ok(level)
}

fn processor(triple: &str, level: usize) -> Result<Processor, AotError> {
    let preset = format!("x86-64-v{level}");
    // Cranelift's presets of the levels that have AVX2 leave out AVX itself, without which scalar code has the
    // two-operand instructions of older processors and a twelfth more of them.
    let features: &[&str] = match level {
        0 | 1 => &[],
        2 => &[&preset],
        _ => &[&preset, "has_avx"],
    };
    let target = Target::named(triple, features, Config::STANDARD);
    let target = target.map_err(|error| unknown(&error.to_string()))?;
    Ok(Processor { level, target })
}

fn unknown(reason: &str) -> AotError {
    AotError::Target(format!(
        "{reason}; the targets are x86_64-unknown-linux-gnu and aarch64-unknown-linux-gnu"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    const X86: Option<&str> = Some("x86_64-unknown-linux-gnu");

    #[test]
    fn levels_come_in_order_and_once() -> Result<(), AotError> {
        let chosen = processors(X86, Some("v3,x86-64-v2, v3"))?;
        let levels: Vec<usize> = chosen.iter().map(|one| one.level).collect();
        assert_eq!(levels, [2, 3]);
        assert!(chosen[1].target.describe().contains("has_avx2=1"));
        assert!(chosen[1].target.describe().contains("has_avx=1"));
        assert!(!chosen[0].target.describe().contains("has_avx2=1"));
        Ok(())
    }

    #[test]
    fn what_does_not_exist_is_named() {
        let error = |triple, choice| {
            let result = processors(Some(triple), Some(choice));
            result.map(drop).unwrap_err().to_string()
        };
        assert!(error("x86_64-unknown-linux-gnu", "v9").contains("\"v9\""));
        assert!(error("aarch64-unknown-linux-gnu", "v3").contains("aarch64"));
        assert!(error("aarch64-unknown-linux-gnu", "native").contains("machine at hand"));
        assert!(error("nowhere", "baseline").contains("nowhere"));
    }
}
