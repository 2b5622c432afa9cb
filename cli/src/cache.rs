//! `numjit cache`: what is kept between runs; and the choice of a cache for `numjit run`.

use std::env;
use std::path::Path;
use std::time::SystemTime;

use numjit::store::{Config, Kind, Removed, Store};

use crate::args::CacheCommand;
use crate::output::{BAD_INPUT, complain, print};

/// Exit status for a damaged cache.
const DAMAGED: u8 = 1;

/// Whether the environment turns the cache off.
fn is_off() -> bool {
    env::var_os("NUMJIT_CACHE").is_some_and(|value| value == "0")
}

/// The cache that runs use, in words.
pub(crate) fn describe() -> String {
    if is_off() {
        return "off (NUMJIT_CACHE=0)".to_owned();
    }
    match Config::from_variables(&|name| env::var_os(name)) {
        Ok(Some(config)) => match Store::open(&Config {
            create: false,
            ..config.clone()
        }) {
            Ok(store) => format!(
                "{}, at most {}",
                store.path().display(),
                size(store.limit())
            ),
            Err(_) if !config.folder.exists() => {
                format!("{} (empty)", config.folder.display())
            }
            Err(refusal) => format!("not used: {refusal}"),
        },
        Ok(None) => "not used: there is no home folder".to_owned(),
        Err(reason) => format!("not used: {reason}"),
    }
}

/// The cache of a run, if there is to be one.
pub(crate) fn for_run(no_cache: bool) -> Option<Store> {
    if no_cache || is_off() {
        return None;
    }
    let config = match Config::from_variables(&|name| env::var_os(name)) {
        Ok(config) => config?,
        Err(reason) => {
            complain(&format!("numjit: the cache is not used: {reason}"));
            return None;
        }
    };
    match Store::open(&config) {
        Ok(store) => Some(store),
        Err(refusal) => {
            // Where there is no place for a cache, as in many containers, running without one is as good.
            let was_named = ["NUMJIT_CACHE_DIR", "NUMBA_CACHE_DIR"];
            if refusal.is_unsafe || was_named.iter().any(|name| env::var_os(name).is_some()) {
                complain(&format!("numjit: the cache is not used: {refusal}"));
            }
            None
        }
    }
}

pub(crate) fn cache(command: CacheCommand) -> u8 {
    let store = match open(matches!(command, CacheCommand::Import { .. })) {
        Ok(store) => store,
        Err(reason) => {
            complain(&format!("numjit: {reason}"));
            return BAD_INPUT;
        }
    };
    match command {
        CacheCommand::List => list(&store),
        CacheCommand::Why { script, function } => return why(&store, &script, function.as_deref()),
        CacheCommand::Verify => return verify(&store),
        CacheCommand::Gc { size } => {
            let limit = size.unwrap_or(store.limit());
            return say_removed(&store, store.gc(limit), limit);
        }
        CacheCommand::Clear => return say_removed(&store, store.clear(), 0),
        CacheCommand::Export { file } => return export(&store, &file),
        CacheCommand::Import { file } => return import(&store, &file),
    }
    0
}

/// Opens the cache; only an import makes one.
fn open(create: bool) -> Result<Store, String> {
    let config = Config::from_variables(&|name| env::var_os(name))?;
    let config = config.ok_or("there is no home folder; set NUMJIT_CACHE_DIR and HOME")?;
    if !create && !config.folder.exists() {
        return Err(format!(
            "there is no cache yet: {} does not exist",
            config.folder.display()
        ));
    }
    Store::open(&Config { create, ..config }).map_err(|refusal| refusal.reason)
}

fn list(store: &Store) {
    let mut lines = Vec::new();
    for (item, entry) in store.entries(Kind::Code) {
        let (signature, file) = entry.label.split_once('\t').unwrap_or((&entry.label, ""));
        let text = format!(
            "{:>8}  {:>9}  {}  {}",
            size(item.size),
            age(item.used),
            plain(signature),
            plain(file)
        );
        lines.push((file.to_owned(), signature.to_owned(), text));
    }
    lines.sort();
    let items = store.items();
    let total = items.iter().map(|item| item.size).sum();
    let texts: String = lines.iter().map(|line| format!("{}\n", line.2)).collect();
    print(&format!(
        "{texts}{} functions, {} of at most {} in {}\n",
        lines.len(),
        size(total),
        size(store.limit()),
        store.path().display()
    ));
}

fn why(store: &Store, script: &Path, function: Option<&str>) -> u8 {
    let Ok(path) = std::path::absolute(script) else {
        complain("numjit: `numjit cache why` needs the path of a script");
        return BAD_INPUT;
    };
    let path = path.to_string_lossy();
    let records = numjit::compile_history(store);
    let wanted = |name: &str| function.is_none_or(|function| function == name);
    let mut text = String::new();
    for record in records {
        if record.file == path && wanted(&record.function) {
            text += &format!(
                "{}({}), compiled {} ago:\n",
                plain(&record.function),
                plain(&record.args),
                age(record.when).trim()
            );
            for reason in &record.reasons {
                text += &format!("  {}\n", plain(reason));
            }
        }
    }
    if text.is_empty() {
        let what = function.map_or_else(String::new, |name| format!("`{name}` of "));
        complain(&format!(
            "numjit: the cache knows of no compilation of {what}{path}"
        ));
        return BAD_INPUT;
    }
    print(&text);
    0
}

fn verify(store: &Store) -> u8 {
    let verified = store.verify();
    for bad in &verified.bad {
        print(&format!("{}: {}\n", plain(&bad.name), bad.fault));
    }
    print(&format!(
        "{} entries are good ({}), {} files are not; {} unfinished drafts\n",
        verified.good,
        size(verified.bytes),
        verified.bad.len(),
        verified.drafts
    ));
    if verified.bad.is_empty() { 0 } else { DAMAGED }
}

/// Says what was removed; more than `limit` bytes that are left are a failure.
fn say_removed(store: &Store, removed: Removed, limit: u64) -> u8 {
    print(&format!(
        "{} files removed ({}), {} left\n",
        removed.files,
        size(removed.bytes),
        size(removed.left)
    ));
    if removed.left <= limit {
        return 0;
    }
    complain(&format!(
        "numjit: files in {} cannot be removed; may you write there?",
        store.path().display()
    ));
    BAD_INPUT
}

fn export(store: &Store, file: &Path) -> u8 {
    let (archive, count) = store.export();
    if let Err(error) = std::fs::write(file, archive) {
        complain(&format!("numjit: cannot write {}: {error}", file.display()));
        return BAD_INPUT;
    }
    print(&format!("{count} entries written to {}\n", file.display()));
    0
}

fn import(store: &Store, file: &Path) -> u8 {
    let archive = match std::fs::read(file) {
        Ok(archive) => archive,
        Err(error) => {
            complain(&format!("numjit: cannot read {}: {error}", file.display()));
            return BAD_INPUT;
        }
    };
    match store.import(&archive) {
        Ok(done) if done.refused == 0 => {
            print(&format!("{} entries added\n", done.entries));
            0
        }
        Ok(done) => {
            complain(&format!(
                "numjit: {} entries added, {} could not be written to {}",
                done.entries,
                done.refused,
                store.path().display()
            ));
            BAD_INPUT
        }
        Err(error) => {
            complain(&format!("numjit: {}: {error}", file.display()));
            BAD_INPUT
        }
    }
}

/// A number of bytes in a unit that fits.
fn size(bytes: u64) -> String {
    let units = ["B", "KiB", "MiB", "GiB", "TiB"];
    let mut value = bytes as f64;
    let mut unit = 0;
    while value >= 1024.0 && unit + 1 < units.len() {
        value /= 1024.0;
        unit += 1;
    }
    match unit {
        0 => format!("{bytes} B"),
        _ => format!("{value:.1} {}", units[unit]),
    }
}

/// The time since then in a unit that fits.
fn age(then: SystemTime) -> String {
    let seconds = then.elapsed().map_or(0, |age| age.as_secs());
    match seconds {
        0..60 => format!("{seconds} s"),
        60..3600 => format!("{} min", seconds / 60),
        3600..172_800 => format!("{} h", seconds / 3600),
        _ => format!("{} days", seconds / 86_400),
    }
}

/// Text from the cache without what would steer a terminal.
fn plain(text: &str) -> String {
    text.chars()
        .map(|c| if c.is_control() { '\u{fffd}' } else { c })
        .collect()
}
