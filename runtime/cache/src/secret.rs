//! The user's secret, from which the keyed hashes are made.

use std::fs::{DirBuilder, File, OpenOptions};
use std::io::{self, Read, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt};
use std::path::Path;

use rustix::fs::OFlags;

use crate::store::Refusal;

/// Bytes of the secret.
const LEN: usize = 32;

/// The user's secret.
#[derive(Clone)]
pub(crate) struct Secret([u8; LEN]);

impl Secret {
    #[cfg(test)]
    pub(crate) fn from_bytes(bytes: [u8; LEN]) -> Secret {
        Secret(bytes)
    }

    /// The keyed hash of the parts, one after the other.
    pub(crate) fn hash(&self, parts: &[&[u8]]) -> blake3::Hash {
        let mut hasher = blake3::Hasher::new_keyed(&self.0);
        for part in parts {
            hasher.update(part);
        }
        hasher.finalize()
    }

    /// Reads the secret from its file, which is made when there is none.
    pub(crate) fn load(path: &Path) -> Result<Secret, Refusal> {
        match read(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                // Another process may be faster; then its secret counts.
                match create(path) {
                    Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                        Err(unusable(path, &error, false))
                    }
                    _ => read(path).map_err(|error| unusable(path, &error, true)),
                }
            }
            found => found.map_err(|error| unusable(path, &error, true)),
        }
    }
}

fn unusable(path: &Path, error: &io::Error, is_unsafe: bool) -> Refusal {
    Refusal {
        reason: format!("the secret in {} cannot be used: {error}", path.display()),
        is_unsafe,
    }
}

fn read(path: &Path) -> io::Result<Secret> {
    let flags = OFlags::NOFOLLOW | OFlags::NONBLOCK;
    let mut file = OpenOptions::new()
        .read(true)
        .custom_flags(flags.bits() as i32)
        .open(path)?;
    check(&file)?;
    let mut bytes = Vec::new();
    (&mut file).take(LEN as u64 + 1).read_to_end(&mut bytes)?;
    let bytes = bytes
        .try_into()
        .map_err(|_| io::Error::other("it does not hold 32 bytes; delete it"))?;
    Ok(Secret(bytes))
}

/// Refuses a file that others own, read or write.
fn check(file: &File) -> io::Result<()> {
    let metadata = file.metadata()?;
    if !metadata.is_file() {
        return Err(io::Error::other("it is not a plain file"));
    }
    if metadata.uid() != rustix::process::geteuid().as_raw() {
        return Err(io::Error::other("it belongs to another user"));
    }
    if metadata.mode() & 0o077 != 0 {
        return Err(io::Error::other(
            "others may read it; run `chmod 600` on it",
        ));
    }
    Ok(())
}

/// Makes a secret. A complete file gets its name at once, and only if there is none of the name.
fn create(path: &Path) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(folder)?;
    }
    let mut bytes = [0; LEN + 8];
    getrandom::fill(&mut bytes).map_err(|error| io::Error::other(error.to_string()))?;
    let (secret, salt) = bytes.split_at(LEN);
    let salt: String = salt.iter().map(|byte| format!("{byte:02x}")).collect();
    let draft = path.with_extension(salt);
    let made = write(&draft, secret).and_then(|()| std::fs::hard_link(&draft, path));
    // The draft is only a second name by now.
    let _ = std::fs::remove_file(&draft);
    made
}

fn write(path: &Path, secret: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path)?;
    file.write_all(secret)?;
    // Entries made with a secret that a power failure takes back would all be lost.
    file.sync_all()
}
