//! Looking at all files: listing, verifying, and removing what was not used for longest.

use std::time::{Duration, SystemTime};

use crate::entry::{Entry, Fault, Key, Kind};
use crate::folder::USE_RESOLUTION;
use crate::store::{ABANDONED, Store, parse_name};

/// A sweep leaves this part of the limit, in percent, so that the next one is not due at once.
const KEPT_PERCENT: u128 = 80;

/// A file that has the name of an entry.
#[derive(Clone, Debug)]
pub struct Item {
    /// What the entry is for.
    pub kind: Kind,
    /// Its name.
    pub key: Key,
    /// Bytes of the file.
    pub size: u64,
    /// When it was last used, to the hour.
    pub used: SystemTime,
    name: String,
}

/// What [`Store::verify`] found.
#[derive(Clone, Debug, Default)]
pub struct Verified {
    /// Entries that are as they were written.
    pub good: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Everything else.
    pub bad: Vec<Bad>,
    /// Drafts of processes that are writing now or were killed; they are never read.
    pub drafts: u64,
}

/// A file that is not an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bad {
    /// Its path below the cache's folder.
    pub name: String,
    /// What is wrong.
    pub fault: Fault,
}

/// What was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Files.
    pub files: u64,
    /// Their bytes.
    pub bytes: u64,
    /// Bytes of what is left.
    pub left: u64,
}

impl Store {
    /// Every file that has the name of an entry, by name.
    pub fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        self.each_name(&mut |folder, name| {
            let path = format!("{folder}/{name}");
            if let (Some((kind, key)), Some(info)) =
                (parse_name(folder, name), self.folder.info(&path))
            {
                items.push(Item {
                    kind,
                    key,
                    size: info.size,
                    used: info.used,
                    name: path,
                });
            }
        });
        items
    }

    /// Every entry of a kind; what is no entry is left out.
    pub fn entries(&self, kind: Kind) -> impl Iterator<Item = (Item, Entry)> {
        let items = self.items().into_iter();
        items
            .filter(move |item| item.kind == kind)
            .filter_map(|item| Some((item.clone(), self.check(item.kind, item.key).ok()?)))
    }

    /// Checks every file.
    pub fn verify(&self) -> Verified {
        let mut verified = Verified {
            drafts: self.folder.abandoned(Duration::ZERO).len() as u64,
            ..Verified::default()
        };
        self.each_name(&mut |folder, name| {
            let checked = match parse_name(folder, name) {
                Some((kind, key)) => self.check(kind, key),
                None => Err(Fault::Foreign),
            };
            let path = format!("{folder}/{name}");
            match checked {
                Ok(_) => {
                    verified.good += 1;
                    verified.bytes += self.folder.info(&path).map_or(0, |info| info.size);
                }
                // Another process may have removed the file in the meantime.
                Err(_) if self.folder.info(&path).is_none() => {}
                Err(fault) => verified.bad.push(Bad { name: path, fault }),
            }
        });
        verified
    }

    /// Removes the entries that were not used for longest when all take more than `limit` bytes, and the
    /// drafts of processes that were killed.
    pub fn gc(&self, limit: u64) -> Removed {
        for draft in self.folder.abandoned(ABANDONED) {
            // It stays for the next time.
            let _ = self.folder.remove(&draft);
        }
        let mut items = self.items();
        let mut left: u64 = items.iter().map(|item| item.size).sum();
        let mut removed = Removed::default();
        if left > limit {
            let goal = (u128::from(limit) * KEPT_PERCENT / 100) as u64;
            // What seems to be used in the future cannot be told from what is old.
            let latest = SystemTime::now() + USE_RESOLUTION;
            items.sort_by_key(|item| (item.used <= latest).then_some(item.used));
            for item in &items {
                if left <= goal {
                    break;
                }
                if self.folder.remove(&item.name).is_ok() {
                    left -= item.size;
                    removed.files += 1;
                    removed.bytes += item.size;
                }
            }
        }
        removed.left = left;
        removed
    }

    /// Removes every entry and draft. Files that are neither stay.
    pub fn clear(&self) -> Removed {
        let mut removed = Removed::default();
        for item in self.items() {
            match self.folder.remove(&item.name) {
                Ok(()) => {
                    removed.files += 1;
                    removed.bytes += item.size;
                }
                Err(_) => removed.left += item.size,
            }
        }
        for draft in self.folder.abandoned(Duration::ZERO) {
            // A process that is writing it loses one entry.
            let _ = self.folder.remove(&draft);
        }
        for folder in folders().chain(["tmp".to_owned()]) {
            self.folder.remove_folder(&folder);
        }
        removed
    }

    /// Calls `body` with the folder and name of every file in the folders of entries.
    fn each_name(&self, body: &mut dyn FnMut(&str, &str)) {
        for folder in folders() {
            for name in self.folder.list(&folder) {
                body(&folder, &name);
            }
        }
    }
}

/// The folders of entries.
fn folders() -> impl Iterator<Item = String> {
    (0..=255_u8).map(|byte| format!("{byte:02x}"))
}
