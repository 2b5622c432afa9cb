//! Where the cache is and how large it may grow, from environment variables.

use std::ffi::OsString;
use std::path::PathBuf;

/// The size limit where the user sets none, in bytes.
pub const DEFAULT_LIMIT: u64 = 1 << 30;

/// Settings of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Config {
    /// Folder of the entries.
    pub folder: PathBuf,
    /// File of the user's secret.
    pub secret: PathBuf,
    /// Entries take at most about this many bytes.
    pub limit: u64,
    /// The folder is made if it is not there.
    pub create: bool,
}

impl Config {
    /// The settings that environment variables ask for; `variable` gives the value of one.
    ///
    /// `NUMJIT_CACHE_DIR`, then `NUMBA_CACHE_DIR`, then the platform's place for caches; the secret is
    /// where the platform keeps a program's state. None where there is no home. The error is a sentence
    /// about a value that means nothing.
    pub fn from_variables(
        variable: &dyn Fn(&str) -> Option<OsString>,
    ) -> Result<Option<Config>, String> {
        let set = |name: &str| variable(name).filter(|value| !value.is_empty());
        let named = set("NUMJIT_CACHE_DIR").or_else(|| set("NUMBA_CACHE_DIR"));
        let folder = named.map(PathBuf::from).or_else(|| cache_home(&set));
        let secret = state_home(&set).map(|state| state.join("numjit").join("cache-secret"));
        let (Some(folder), Some(secret)) = (folder, secret) else {
            return Ok(None);
        };
        let limit = match set("NUMJIT_CACHE_SIZE") {
            Some(size) => parse_size(&size.to_string_lossy()).ok_or_else(|| {
                format!(
                    "NUMJIT_CACHE_SIZE is {size:?}, but must be a number of bytes such as 500M or 2G"
                )
            })?,
            None => DEFAULT_LIMIT,
        };
        Ok(Some(Config {
            folder,
            secret,
            limit,
            create: true,
        }))
    }
}

type Variable<'a> = &'a dyn Fn(&str) -> Option<OsString>;

/// The folder for caches of this program.
fn cache_home(set: Variable<'_>) -> Option<PathBuf> {
    let base = if cfg!(target_os = "macos") {
        home(set)?.join("Library/Caches")
    } else {
        absolute(set, "XDG_CACHE_HOME").or_else(|| Some(home(set)?.join(".cache")))?
    };
    Some(base.join("numjit"))
}

/// The folder for what programs remember.
fn state_home(set: Variable<'_>) -> Option<PathBuf> {
    if cfg!(target_os = "macos") {
        return Some(home(set)?.join("Library/Application Support"));
    }
    absolute(set, "XDG_STATE_HOME").or_else(|| Some(home(set)?.join(".local/state")))
}

/// The XDG specification has relative paths ignored.
fn absolute(set: Variable<'_>, name: &str) -> Option<PathBuf> {
    set(name)
        .map(PathBuf::from)
        .filter(|path| path.is_absolute())
}

fn home(set: Variable<'_>) -> Option<PathBuf> {
    absolute(set, "HOME").or_else(|| std::env::home_dir().filter(|home| home.is_absolute()))
}

/// Reads a number of bytes with an optional unit: `K`, `M`, `G` or `T` stand for powers of 1024.
pub fn parse_size(text: &str) -> Option<u64> {
    let text = text.trim();
    let text = text.strip_suffix(['B', 'b']).unwrap_or(text);
    let text = text.strip_suffix('i').unwrap_or(text);
    let (digits, shift) = match text.char_indices().last()? {
        (at, 'K' | 'k') => (&text[..at], 10),
        (at, 'M' | 'm') => (&text[..at], 20),
        (at, 'G' | 'g') => (&text[..at], 30),
        (at, 'T' | 't') => (&text[..at], 40),
        _ => (text, 0),
    };
    let number: u64 = digits.trim_end().parse().ok()?;
    number.checked_mul(1 << shift)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(variables: &[(&str, &str)]) -> Result<Option<Config>, String> {
        Config::from_variables(&|name| {
            let known = variables.iter().find(|known| known.0 == name);
            known.map(|known| known.1.into())
        })
    }

    fn folder(variables: &[(&str, &str)]) -> String {
        let config = config(variables).expect("valid").expect("there is a home");
        config.folder.to_string_lossy().into_owned()
    }

    #[test]
    fn the_own_variable_goes_before_that_of_numba() {
        let both = [
            ("HOME", "/h"),
            ("NUMBA_CACHE_DIR", "/b"),
            ("NUMJIT_CACHE_DIR", "/a"),
        ];
        assert_eq!(folder(&both), "/a");
        assert_eq!(folder(&both[..2]), "/b");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn the_default_is_the_platforms_place() {
        assert_eq!(folder(&[("HOME", "/h")]), "/h/.cache/numjit");
        let named = [("HOME", "/h"), ("XDG_CACHE_HOME", "/x")];
        assert_eq!(folder(&named), "/x/numjit");
        let relative = [("HOME", "/h"), ("XDG_CACHE_HOME", "x")];
        assert_eq!(folder(&relative), "/h/.cache/numjit");
    }

    #[test]
    fn sizes_have_units() {
        let cases = [
            ("0", Some(0)),
            ("1500", Some(1500)),
            ("2k", Some(2048)),
            ("500M", Some(500 << 20)),
            ("1 GiB", Some(1 << 30)),
            ("3GB", Some(3 << 30)),
            ("1T", Some(1 << 40)),
            ("", None),
            ("M", None),
            ("1.5G", None),
            ("-1", None),
            ("99999999999999T", None),
        ];
        for (text, size) in cases {
            assert_eq!(parse_size(text), size, "{text:?}");
        }
        let wrong = [("HOME", "/h"), ("NUMJIT_CACHE_SIZE", "much")];
        assert!(config(&wrong).is_err_and(|error| error.contains("500M")));
    }
}
