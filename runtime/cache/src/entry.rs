//! The byte form of an entry.
//!
//! Little endian: magic (with the format's version), kind, length of the label, length of the payload,
//! key, keyed hash, label, payload. The hash covers everything else, so that neither a part nor the
//! whole can be exchanged for that of another entry.

use std::fmt;

use crate::secret::Secret;

/// The format's magic; its last byte is the version.
const MAGIC: [u8; 8] = *b"NJCACHE\x01";

/// Bytes before the label.
const HEADER: usize = 8 + 4 + 4 + 8 + 32 + 32;

/// Where the keyed hash is.
const HASH: usize = HEADER - 32;

/// Longest label that is kept.
const MAX_LABEL: usize = 1 << 10;

/// The name of an entry: a hash of everything that its payload depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub [u8; 32]);

/// What an entry is for; entries of different kinds have nothing in common but the store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Machine code.
    Code,
    /// What has to be asked to find the code.
    Questions,
    /// What was compiled before, and why.
    History,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// What it is for.
    pub kind: Kind,
    /// Its name.
    pub key: Key,
    /// One line for people.
    pub label: String,
    /// Contents.
    pub payload: Vec<u8>,
}

/// Why a file is not an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It does not begin like an entry of this format.
    Foreign,
    /// Its length is not what it says.
    Length,
    /// The keyed hash is another one: the file was changed, or made with another secret.
    Hash,
    /// It is the entry of another key or kind.
    Misplaced,
    /// It is not a plain file, or cannot be read.
    Unreadable,
}

impl Key {
    /// The key of these bytes.
    pub fn of(bytes: &[u8]) -> Key {
        Key(*blake3::hash(bytes).as_bytes())
    }

    /// Reads what [`Key`]'s display writes.
    pub fn parse(text: &str) -> Option<Key> {
        blake3::Hash::from_hex(text)
            .ok()
            .map(|hash| Key(*hash.as_bytes()))
            .filter(|key| key.to_string() == text)
    }
}

impl fmt::Display for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(blake3::Hash::from_bytes(self.0).to_hex().as_str())
    }
}

impl Kind {
    /// Every kind.
    pub const ALL: [Kind; 3] = [Kind::Code, Kind::Questions, Kind::History];

    /// The ending of file names.
    pub fn suffix(self) -> &'static str {
        match self {
            Kind::Code => "code",
            Kind::Questions => "ask",
            Kind::History => "log",
        }
    }

    /// The kind with this ending of file names.
    pub fn from_suffix(suffix: &str) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.suffix() == suffix)
    }

    fn code(self) -> u32 {
        self as u32
    }

    fn from_code(code: u32) -> Option<Kind> {
        Kind::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Fault::Foreign => "not an entry of this version",
            Fault::Length => "truncated or extended",
            Fault::Hash => "changed, or written with another secret",
            Fault::Misplaced => "the entry of another key",
            Fault::Unreadable => "not a readable plain file",
        })
    }
}

impl Entry {
    /// The file of the entry.
    pub(crate) fn seal(&self, secret: &Secret) -> Vec<u8> {
        let label = short(&self.label);
        let mut bytes = Vec::with_capacity(HEADER + label.len() + self.payload.len());
        bytes.extend(MAGIC);
        bytes.extend(self.kind.code().to_le_bytes());
        bytes.extend((label.len() as u32).to_le_bytes());
        bytes.extend((self.payload.len() as u64).to_le_bytes());
        bytes.extend(self.key.0);
        let hash = secret.hash(&[&bytes, label.as_bytes(), &self.payload]);
        bytes.extend(hash.as_bytes());
        bytes.extend(label.as_bytes());
        bytes.extend(&self.payload);
        bytes
    }

    /// Reads a file that should be the entry of this kind and key.
    pub(crate) fn open(
        mut bytes: Vec<u8>,
        kind: Kind,
        key: Key,
        secret: &Secret,
    ) -> Result<Entry, Fault> {
        let parts = Parts::of(&bytes)?;
        let found = secret.hash(&[&bytes[..HASH], &bytes[HEADER..]]);
        // Comparing `blake3::Hash` takes the same time wherever the difference is.
        if found != parts.hash {
            return Err(Fault::Hash);
        }
        if (parts.kind, parts.key) != (Some(kind), key) {
            return Err(Fault::Misplaced);
        }
        let label = String::from_utf8_lossy(&bytes[HEADER..parts.payload]).into_owned();
        bytes.drain(..parts.payload);
        Ok(Entry {
            kind,
            key,
            label,
            payload: bytes,
        })
    }
}

/// What the header says.
struct Parts {
    kind: Option<Kind>,
    key: Key,
    hash: blake3::Hash,
    /// Where the payload begins.
    payload: usize,
}

impl Parts {
    fn of(bytes: &[u8]) -> Result<Parts, Fault> {
        let (magic, rest) = bytes.split_first_chunk::<8>().ok_or(Fault::Length)?;
        if *magic != MAGIC {
            return Err(Fault::Foreign);
        }
        let (kind, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Length)?;
        let (label, rest) = rest.split_first_chunk::<4>().ok_or(Fault::Length)?;
        let (payload, rest) = rest.split_first_chunk::<8>().ok_or(Fault::Length)?;
        let (key, rest) = rest.split_first_chunk::<32>().ok_or(Fault::Length)?;
        let (hash, rest) = rest.split_first_chunk::<32>().ok_or(Fault::Length)?;
        let label = u64::from(u32::from_le_bytes(*label));
        let payload = u64::from_le_bytes(*payload);
        if label.checked_add(payload) != Some(rest.len() as u64) {
            return Err(Fault::Length);
        }
        Ok(Parts {
            kind: Kind::from_code(u32::from_le_bytes(*kind)),
            key: Key(*key),
            hash: blake3::Hash::from_bytes(*hash),
            payload: HEADER + label as usize,
        })
    }
}

/// The label, cut at a limit.
fn short(label: &str) -> &str {
    let mut end = label.len().min(MAX_LABEL);
    while !label.is_char_boundary(end) {
        end -= 1;
    }
    &label[..end]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> (Entry, Secret) {
        let entry = Entry {
            kind: Kind::Code,
            key: Key::of(b"key"),
            label: "f(int64)".to_owned(),
            payload: (0..=255).collect(),
        };
        (entry, Secret::from_bytes([7; 32]))
    }

    #[test]
    fn a_sealed_entry_opens() {
        let (entry, secret) = sample();
        let bytes = entry.seal(&secret);
        let opened = Entry::open(bytes, Kind::Code, entry.key, &secret);
        assert_eq!(opened, Ok(entry));
    }

    #[test]
    fn every_flipped_bit_is_found() {
        let (entry, secret) = sample();
        let bytes = entry.seal(&secret);
        for at in 0..bytes.len() {
            for bit in 0..8 {
                let mut changed = bytes.clone();
                changed[at] ^= 1 << bit;
                let opened = Entry::open(changed, Kind::Code, entry.key, &secret);
                assert!(opened.is_err(), "byte {at}, bit {bit}");
            }
        }
    }

    #[test]
    fn every_other_length_is_found() {
        let (entry, secret) = sample();
        let bytes = entry.seal(&secret);
        for len in 0..bytes.len() {
            let opened = Entry::open(bytes[..len].to_vec(), Kind::Code, entry.key, &secret);
            assert!(opened.is_err(), "{len} bytes");
        }
        let longer = [bytes.as_slice(), &[0]].concat();
        let opened = Entry::open(longer, Kind::Code, entry.key, &secret);
        assert_eq!(opened, Err(Fault::Length));
    }

    #[test]
    fn entries_cannot_be_swapped() {
        let (entry, secret) = sample();
        let bytes = entry.seal(&secret);
        let other = Entry::open(bytes.clone(), Kind::Code, Key::of(b"other"), &secret);
        assert_eq!(other, Err(Fault::Misplaced));
        let other = Entry::open(bytes.clone(), Kind::History, entry.key, &secret);
        assert_eq!(other, Err(Fault::Misplaced));
        let stranger = Secret::from_bytes([8; 32]);
        let other = Entry::open(bytes, Kind::Code, entry.key, &stranger);
        assert_eq!(other, Err(Fault::Hash));
    }

    #[test]
    fn keys_are_read_as_written() {
        let key = Key::of(b"key");
        assert_eq!(Key::parse(&key.to_string()), Some(key));
        assert_eq!(Key::parse(&key.to_string().to_uppercase()), None);
        assert_eq!(Key::parse("12"), None);
    }

    #[test]
    fn long_labels_are_cut_between_characters() {
        let (mut entry, secret) = sample();
        entry.label = "ä".repeat(MAX_LABEL);
        let opened = Entry::open(entry.seal(&secret), entry.kind, entry.key, &secret);
        let label = opened.map(|entry| entry.label);
        assert_eq!(label, Ok("ä".repeat(MAX_LABEL / 2)));
    }
}
