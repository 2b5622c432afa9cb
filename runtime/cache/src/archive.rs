//! Archives: entries for another user or machine.
//!
//! Little endian: magic (with the format's version), then for each entry a 1, its kind's suffix, key,
//! label and payload, each text and the payload after its length; a 0; and the hash of all before it.
//! The hash finds damage, nothing more: whoever imports an archive trusts its author with running code.

use std::fmt;

use crate::entry::{Entry, Key, Kind};
use crate::store::Store;

/// The format's magic; its last byte is the version.
const MAGIC: [u8; 8] = *b"NJCARCH\x01";

/// Bytes of the hash at the end.
const HASH: usize = 32;

/// Why an archive is not imported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ArchiveError {
    /// It does not begin like an archive of this version.
    NotAnArchive,
    /// It was truncated or changed.
    Damaged,
}

/// What an import did.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Entries that were written.
    pub entries: u64,
    /// Entries that could not be written.
    pub refused: u64,
}

impl fmt::Display for ArchiveError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            ArchiveError::NotAnArchive => "this is not a cache archive of this version",
            ArchiveError::Damaged => "the archive is damaged",
        })
    }
}

impl std::error::Error for ArchiveError {}

impl Store {
    /// All entries that are in order, as an archive, and their number.
    pub fn export(&self) -> (Vec<u8>, u64) {
        let mut archive = MAGIC.to_vec();
        let mut count = 0;
        for item in self.items() {
            // What was compiled and why is of no use elsewhere.
            let wanted = item.kind != Kind::History;
            if let Some(entry) = self.check(item.kind, item.key).ok().filter(|_| wanted) {
                append(&mut archive, &entry);
                count += 1;
            }
        }
        archive.push(0);
        let hash = blake3::hash(&archive);
        archive.extend(hash.as_bytes());
        (archive, count)
    }

    /// Adds the entries of an archive, under this user's secret; none if the archive is damaged.
    pub fn import(&self, archive: &[u8]) -> Result<Imported, ArchiveError> {
        let entries = read(archive)?;
        let mut imported = Imported::default();
        for entry in &entries {
            match self.put(entry) {
                true => imported.entries += 1,
                false => imported.refused += 1,
            }
        }
        Ok(imported)
    }
}

fn append(archive: &mut Vec<u8>, entry: &Entry) {
    archive.push(1);
    let suffix = entry.kind.suffix().as_bytes();
    for part in [suffix, &entry.key.0, entry.label.as_bytes(), &entry.payload] {
        archive.extend((part.len() as u64).to_le_bytes());
        archive.extend(part);
    }
}

fn read(archive: &[u8]) -> Result<Vec<Entry>, ArchiveError> {
    if !archive.starts_with(&MAGIC) {
        return Err(ArchiveError::NotAnArchive);
    }
    let end = archive
        .len()
        .checked_sub(HASH)
        .ok_or(ArchiveError::Damaged)?;
    let (body, hash) = archive.split_at(end);
    if blake3::hash(body).as_bytes() != hash {
        return Err(ArchiveError::Damaged);
    }
    let mut reader = Reader {
        rest: &body[MAGIC.len()..],
    };
    let mut entries = Vec::new();
    while let Some(entry) = reader.entry()? {
        entries.push(entry);
    }
    Ok(entries)
}

struct Reader<'a> {
    rest: &'a [u8],
}

impl<'a> Reader<'a> {
    fn entry(&mut self) -> Result<Option<Entry>, ArchiveError> {
        match self.take(1)? {
            [0] if self.rest.is_empty() => return Ok(None),
            [1] => {}
            _ => return Err(ArchiveError::Damaged),
        }
        let suffix = self.text()?;
        let kind = Kind::from_suffix(&suffix).ok_or(ArchiveError::Damaged)?;
        let key = self.bytes()?.try_into();
        Ok(Some(Entry {
            kind,
            key: Key(key.map_err(|_| ArchiveError::Damaged)?),
            label: self.text()?,
            payload: self.bytes()?.to_vec(),
        }))
    }

    fn take(&mut self, count: usize) -> Result<&'a [u8], ArchiveError> {
        let (taken, rest) = self
            .rest
            .split_at_checked(count)
            .ok_or(ArchiveError::Damaged)?;
        self.rest = rest;
        Ok(taken)
    }

    fn bytes(&mut self) -> Result<&'a [u8], ArchiveError> {
        let mut len = [0; 8];
        len.copy_from_slice(self.take(8)?);
        let len = usize::try_from(u64::from_le_bytes(len));
        self.take(len.map_err(|_| ArchiveError::Damaged)?)
    }

    fn text(&mut self) -> Result<String, ArchiveError> {
        let bytes = self.bytes()?.to_vec();
        String::from_utf8(bytes).map_err(|_| ArchiveError::Damaged)
    }
}
