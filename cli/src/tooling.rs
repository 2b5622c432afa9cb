//! Profilers and debuggers, as the environment asks for them.
//!
//! * `NUMJIT_PERF=map` writes `/tmp/perf-PID.map`, `NUMJIT_PERF=jitdump` writes `jit-PID.dump` here; both
//!   can be named with a comma between them;
//! * `NUMJIT_GDB=1` tells a debugger.

use std::path::PathBuf;
use std::{env, ffi::OsString};

use numjit::{Tools, ToolsConfig};

/// Where perf looks for maps.
const PERF_MAPS: &str = "/tmp";

/// The tools that the environment names. The error is one sentence.
pub(crate) fn from_environment() -> Result<Option<Tools>, String> {
    let config = read(env::var_os("NUMJIT_PERF"), env::var_os("NUMJIT_GDB"))?;
    if config == ToolsConfig::default() {
        return Ok(None);
    }
    let tools = Tools::new(&config).map_err(|error| format!("numjit: {error}"))?;
    Ok(Some(tools))
}

fn read(perf: Option<OsString>, gdb: Option<OsString>) -> Result<ToolsConfig, String> {
    let mut config = ToolsConfig {
        gdb: gdb.is_some_and(|value| !value.is_empty() && value != "0"),
        ..ToolsConfig::default()
    };
    let perf = perf.unwrap_or_default();
    for word in perf
        .to_string_lossy()
        .split(',')
        .filter(|word| !word.is_empty())
    {
        match word {
            "map" => config.perf_map = Some(PathBuf::from(PERF_MAPS)),
            "jitdump" => config.jitdump = Some(PathBuf::from(".")),
            "0" => {}
            _ => {
                return Err(format!(
                    "numjit: NUMJIT_PERF is \"{word}\"; it can be map, jitdump, or both with a comma between them"
                ));
            }
        }
    }
    Ok(config)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_is_set() {
        let read = |perf: &str, gdb: &str| read(Some(perf.into()), Some(gdb.into()));
        assert_eq!(read("", "0"), Ok(ToolsConfig::default()));
        let both = read("map,jitdump", "1");
        assert_eq!(
            both,
            Ok(ToolsConfig {
                perf_map: Some("/tmp".into()),
                jitdump: Some(".".into()),
                gdb: true,
            })
        );
        assert!(read("maps", "").is_err_and(|error| error.contains("\"maps\"")));
    }
}
