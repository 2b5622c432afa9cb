//! Opening, reading and writing.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::time::Duration;

use crate::config::Config;
use crate::entry::{Entry, Fault, Key, Kind};
use crate::folder::Folder;
use crate::secret::Secret;

/// Drafts this old belong to processes that were killed.
pub(crate) const ABANDONED: Duration = Duration::from_secs(3600);

/// About how many times a store that fills up is swept while as much is written as it may hold.
const SWEEPS: u64 = 64;

/// An open cache.
pub struct Store {
    path: PathBuf,
    pub(crate) folder: Folder,
    secret: Secret,
    limit: u64,
    /// Cleared when a write shows that the folder cannot be written.
    writable: AtomicBool,
    drafts: AtomicU64,
    first_write: Once,
}

/// Why a cache is not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    /// One sentence.
    pub reason: String,
    /// Others could change what is in the cache; without it there just is none to be had.
    pub is_unsafe: bool,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.reason)
    }
}

impl std::error::Error for Refusal {}

impl fmt::Debug for Store {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Store({})", self.path.display())
    }
}

impl Store {
    /// Opens a cache, or says why it is not used.
    pub fn open(config: &Config) -> Result<Store, Refusal> {
        let folder = Folder::open(&config.folder, config.create)?;
        let secret = Secret::load(&config.secret)?;
        Ok(Store {
            path: config.folder.clone(),
            folder,
            secret,
            limit: config.limit,
            writable: AtomicBool::new(true),
            drafts: AtomicU64::new(0),
            first_write: Once::new(),
        })
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Entries take at most about this many bytes.
    pub fn limit(&self) -> u64 {
        self.limit
    }

    /// Reads an entry and notes its use.
    pub fn get(&self, kind: Kind, key: Key) -> Option<Entry> {
        let bytes = self.folder.read(&file_name(kind, key), true).ok()?;
        Entry::open(bytes, kind, key, &self.secret).ok()
    }

    /// Reads an entry without noting its use, or says what is wrong with its file.
    pub fn check(&self, kind: Kind, key: Key) -> Result<Entry, Fault> {
        let bytes = self
            .folder
            .read(&file_name(kind, key), false)
            .map_err(|_| Fault::Unreadable)?;
        Entry::open(bytes, kind, key, &self.secret)
    }

    /// Does everything that reading an entry does, with one that is in no file: what the first reading of a
    /// process has to wait for then has happened. The result is the payload.
    pub fn rehearse(&self, payload: Vec<u8>) -> Option<Vec<u8>> {
        let (kind, key) = (Kind::Code, Key::of(b"rehearsal"));
        let entry = Entry {
            kind,
            key,
            label: String::new(),
            payload,
        };
        // There is no such file.
        let _ = self.folder.read(&file_name(kind, key), false);
        let opened = Entry::open(entry.seal(&self.secret), kind, key, &self.secret);
        opened.ok().map(|entry| entry.payload)
    }

    /// Writes an entry in place of whatever has its name. Where that is not possible it is left out.
    pub fn put(&self, entry: &Entry) -> bool {
        if !self.writable.load(Ordering::Relaxed) {
            return false;
        }
        self.first_write.call_once(|| self.remove_abandoned());
        let bytes = entry.seal(&self.secret);
        let name = file_name(entry.kind, entry.key);
        let Some(draft) = self.draft_name() else {
            return false;
        };
        match self.folder.write(&name, &draft, &bytes) {
            Ok(()) => {
                if self.is_sweep_due(bytes.len() as u64) {
                    self.gc(self.limit);
                }
                true
            }
            Err(error) => {
                if is_lasting(&error) {
                    self.writable.store(false, Ordering::Relaxed);
                }
                false
            }
        }
    }

    /// A name for a file that is being written: no process on any machine takes the same one.
    fn draft_name(&self) -> Option<String> {
        let number = self.drafts.fetch_add(1, Ordering::Relaxed);
        let salt = getrandom::u64().ok()?;
        Some(format!("{}-{number}-{salt:016x}", std::process::id()))
    }

    /// Draws whether to look at all files now.
    ///
    /// Nothing counts the bytes of all processes; instead each write draws, with odds by its size, so that
    /// a sweep comes about once in `limit / SWEEPS` bytes, whoever writes them.
    fn is_sweep_due(&self, written: u64) -> bool {
        let Ok(draw) = getrandom::u64() else {
            return false;
        };
        match self.limit {
            0 => true,
            limit => draw % limit < written.saturating_mul(SWEEPS),
        }
    }

    fn remove_abandoned(&self) {
        for draft in self.folder.abandoned(ABANDONED) {
            // What cannot be removed now stays for the next process.
            let _ = self.folder.remove(&draft);
        }
    }
}

/// Whether further writes will fail too. A full disk may have room later.
fn is_lasting(error: &io::Error) -> bool {
    matches!(
        error.kind(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem
    )
}

/// The file of an entry, relative to the cache's folder. Folders hold the entries of one first byte.
pub(crate) fn file_name(kind: Kind, key: Key) -> String {
    let key = key.to_string();
    format!("{}/{}.{}", &key[..2], &key[2..], kind.suffix())
}

/// The kind and key of a file name below the folder of a first byte.
pub(crate) fn parse_name(folder: &str, name: &str) -> Option<(Kind, Key)> {
    let (rest, suffix) = name.split_once('.')?;
    let key = Key::parse(&format!("{folder}{rest}"))?;
    Some((Kind::from_suffix(suffix)?, key))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_give_the_key_back() {
        let key = Key::of(b"key");
        for kind in Kind::ALL {
            let name = file_name(kind, key);
            let (folder, name) = name.split_once('/').expect("a folder and a name");
            assert_eq!(parse_name(folder, name), Some((kind, key)));
            assert_ne!(parse_name("00", name), Some((kind, key)));
        }
        assert_eq!(parse_name("ab", "cd.code"), None);
        assert_eq!(parse_name("ab", "README"), None);
    }
}
