//! Files below the cache's folder, relative to its open handle.
//!
//! The folder is checked once, when it is opened; afterwards nothing depends on its path, so that
//! nobody can put another folder in its place.

use std::fs::{DirBuilder, File};
use std::io::{self, Read, Write};
use std::os::fd::OwnedFd;
use std::os::unix::fs::DirBuilderExt;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use rustix::fs::{self, AtFlags, Dir, FileType, Mode, OFlags, Stat, Timespec, Timestamps};
use rustix::io::Errno;

use crate::store::Refusal;

/// Folder of files that are being written.
const DRAFTS: &str = "tmp";

/// Larger files are not read; no compiler makes such an entry.
const MAX_FILE: u64 = 1 << 30;

/// The time of an entry's last use is written at most this often.
pub(crate) const USE_RESOLUTION: Duration = Duration::from_secs(3600);

/// An open folder that only the user can write.
pub(crate) struct Folder {
    fd: OwnedFd,
}

/// A file's size and the time of its last use.
#[derive(Clone, Copy, Debug)]
pub(crate) struct FileInfo {
    pub(crate) size: u64,
    pub(crate) used: SystemTime,
    pub(crate) is_plain: bool,
}

impl Folder {
    /// Opens the folder and checks whose it is.
    pub(crate) fn open(path: &Path, create: bool) -> Result<Folder, Refusal> {
        let refuse = |is_unsafe: bool, why: String| Refusal {
            reason: format!("the cache folder {} {why}", path.display()),
            is_unsafe,
        };
        if create {
            // An error shows when the folder is opened.
            let _ = DirBuilder::new().recursive(true).mode(0o700).create(path);
        }
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::CLOEXEC;
        let fd = fs::open(path, flags, Mode::empty())
            .map_err(|error| refuse(false, format!("cannot be opened: {error}")))?;
        let stat =
            fs::fstat(&fd).map_err(|error| refuse(false, format!("cannot be read: {error}")))?;
        if stat.st_uid != rustix::process::geteuid().as_raw() {
            return Err(refuse(true, "belongs to another user".to_owned()));
        }
        if stat.st_mode & 0o022 != 0 {
            return Err(refuse(
                true,
                "is writable by other users; run `chmod go-w` on it".to_owned(),
            ));
        }
        Ok(Folder { fd })
    }

    /// Reads a plain file. `mark` notes its use.
    pub(crate) fn read(&self, name: &str, mark: bool) -> io::Result<Vec<u8>> {
        // A pipe in place of the file must not block.
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::CLOEXEC;
        let fd = fs::openat(&self.fd, name, flags, Mode::empty())?;
        let info = info(&fs::fstat(&fd)?);
        if !info.is_plain || info.size > MAX_FILE {
            return Err(io::ErrorKind::InvalidData.into());
        }
        if mark && info.is_older(USE_RESOLUTION, SystemTime::now()) {
            // Where it is not possible, entries leave in the order of their writing.
            let _ = fs::futimens(&fd, &now());
        }
        let mut bytes = Vec::with_capacity(info.size as usize + 1);
        File::from(fd).take(MAX_FILE).read_to_end(&mut bytes)?;
        Ok(bytes)
    }

    /// Writes a file under a draft name and gives it its name when it is complete.
    pub(crate) fn write(&self, name: &str, draft: &str, bytes: &[u8]) -> io::Result<()> {
        let draft = format!("{DRAFTS}/{draft}");
        let written = self
            .write_draft(&draft, bytes)
            .and_then(|()| self.rename(&draft, name));
        if written.is_err() {
            let _ = self.remove(&draft);
        }
        written
    }

    fn write_draft(&self, draft: &str, bytes: &[u8]) -> io::Result<()> {
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW;
        let mode = Mode::RUSR | Mode::WUSR;
        let open = || fs::openat(&self.fd, draft, flags | OFlags::CLOEXEC, mode);
        let fd = match open() {
            Err(Errno::NOENT) => {
                self.make_folder(DRAFTS)?;
                open()?
            }
            opened => opened?,
        };
        File::from(fd).write_all(bytes)
    }

    fn rename(&self, draft: &str, name: &str) -> io::Result<()> {
        let rename = || fs::renameat(&self.fd, draft, &self.fd, name);
        match rename() {
            Err(Errno::NOENT) => {
                if let Some((folder, _)) = name.split_once('/') {
                    self.make_folder(folder)?;
                }
                Ok(rename()?)
            }
            renamed => Ok(renamed?),
        }
    }

    fn make_folder(&self, name: &str) -> io::Result<()> {
        match fs::mkdirat(&self.fd, name, Mode::RWXU) {
            Err(error) if error != Errno::EXIST => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes a file; that it is gone already is fine.
    pub(crate) fn remove(&self, name: &str) -> io::Result<()> {
        match fs::unlinkat(&self.fd, name, AtFlags::empty()) {
            Err(error) if error != Errno::NOENT => Err(error.into()),
            _ => Ok(()),
        }
    }

    /// Removes a folder if it is empty.
    pub(crate) fn remove_folder(&self, name: &str) {
        // A folder with something in it stays.
        let _ = fs::unlinkat(&self.fd, name, AtFlags::REMOVEDIR);
    }

    /// The names in a folder below this one; none where there is no such folder.
    pub(crate) fn list(&self, folder: &str) -> Vec<String> {
        let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let Ok(fd) = fs::openat(&self.fd, folder, flags, Mode::empty()) else {
            return Vec::new();
        };
        let Ok(entries) = Dir::new(fd) else {
            return Vec::new();
        };
        let mut names: Vec<String> = entries
            .filter_map(|entry| Some(entry.ok()?.file_name().to_str().ok()?.to_owned()))
            .filter(|name| name != "." && name != "..")
            .collect();
        names.sort_unstable();
        names
    }

    /// Size and last use of a file; links are not followed.
    pub(crate) fn info(&self, name: &str) -> Option<FileInfo> {
        let stat = fs::statat(&self.fd, name, AtFlags::SYMLINK_NOFOLLOW).ok()?;
        Some(info(&stat))
    }

    /// Drafts that processes left behind, older than an age.
    pub(crate) fn abandoned(&self, age: Duration) -> Vec<String> {
        let now = SystemTime::now();
        let names = self.list(DRAFTS).into_iter();
        names
            .map(|name| format!("{DRAFTS}/{name}"))
            .filter(|name| {
                let info = self.info(name);
                info.is_some_and(|info| age.is_zero() || info.is_older(age, now))
            })
            .collect()
    }
}

impl FileInfo {
    /// Whether the last use is longer ago than an age. A time that lies as far ahead was written under
    /// another clock, and says as little as one long ago.
    pub(crate) fn is_older(&self, age: Duration, now: SystemTime) -> bool {
        match now.duration_since(self.used) {
            Ok(passed) => passed > age,
            Err(ahead) => ahead.duration() > age,
        }
    }
}

fn info(stat: &Stat) -> FileInfo {
    let seconds = u64::try_from(stat.st_mtime).unwrap_or(0);
    let nanoseconds = u32::try_from(stat.st_mtime_nsec).unwrap_or(0);
    FileInfo {
        size: u64::try_from(stat.st_size).unwrap_or(0),
        // Some file systems hold times that no clock reaches.
        used: UNIX_EPOCH
            .checked_add(Duration::new(seconds, nanoseconds))
            .unwrap_or(UNIX_EPOCH),
        is_plain: FileType::from_raw_mode(stat.st_mode) == FileType::RegularFile,
    }
}

fn now() -> Timestamps {
    let now = Timespec {
        tv_sec: 0,
        tv_nsec: fs::UTIME_NOW,
    };
    Timestamps {
        last_access: now,
        last_modification: now,
    }
}
