//! The store on real folders: what is written is read, and everything else is a miss.

use std::fs;
use std::os::unix::fs::{PermissionsExt, symlink};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use numjit_cache::{ArchiveError, Config, Entry, Fault, Key, Kind, Store};

/// A folder for one test, removed at its end.
struct Scratch(PathBuf);

impl Scratch {
    fn new(name: &str) -> Scratch {
        let path = std::env::temp_dir().join(format!("numjit-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        fs::create_dir_all(&path).expect("a scratch folder");
        Scratch(path)
    }

    fn config(&self) -> Config {
        Config {
            folder: self.0.join("cache"),
            secret: self.0.join("state/secret"),
            limit: 1 << 30,
            create: true,
        }
    }

    fn store(&self) -> Store {
        Store::open(&self.config()).expect("the cache opens")
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

fn entry(name: &str, len: usize) -> Entry {
    Entry {
        kind: Kind::Code,
        key: Key::of(name.as_bytes()),
        label: name.to_owned(),
        payload: name.bytes().cycle().take(len).collect(),
    }
}

/// The file of an entry.
fn file(scratch: &Scratch, entry: &Entry) -> PathBuf {
    let key = entry.key.to_string();
    let name = format!("{}/{}.{}", &key[..2], &key[2..], entry.kind.suffix());
    scratch.config().folder.join(name)
}

fn set_mode(path: &Path, mode: u32) {
    fs::set_permissions(path, fs::Permissions::from_mode(mode)).expect("the mode changes");
}

fn age(path: &Path, hours: u64) {
    let file = fs::File::options().write(true).open(path).expect("a file");
    let then = SystemTime::now() - Duration::from_secs(3600 * hours);
    file.set_modified(then).expect("the time changes");
}

#[test]
fn entries_come_back_in_another_process_and_kinds_are_apart() {
    let scratch = Scratch::new("roundtrip");
    let one = entry("one", 5000);
    assert_eq!(scratch.store().get(one.kind, one.key), None);
    assert!(scratch.store().put(&one));
    let store = scratch.store();
    assert_eq!(store.get(Kind::Code, one.key), Some(one.clone()));
    assert_eq!(store.get(Kind::Questions, one.key), None);
    let other = Entry {
        payload: vec![1],
        ..one.clone()
    };
    assert!(store.put(&other));
    assert_eq!(store.get(Kind::Code, one.key), Some(other));
}

#[test]
fn every_damage_is_a_miss_and_is_replaced() {
    let scratch = Scratch::new("damage");
    let store = scratch.store();
    let one = entry("one", 300);
    store.put(&one);
    let path = file(&scratch, &one);
    let good = fs::read(&path).expect("the entry's file");
    for at in 0..good.len() {
        let mut changed = good.clone();
        changed[at] = !changed[at];
        fs::write(&path, &changed).expect("a write");
        assert_eq!(store.get(one.kind, one.key), None, "byte {at}");
    }
    fs::write(&path, &good[..good.len() / 2]).expect("a write");
    assert_eq!(store.check(one.kind, one.key), Err(Fault::Length));
    assert_eq!(store.verify().bad.len(), 1);
    assert!(store.put(&one));
    assert_eq!(store.get(one.kind, one.key), Some(one));
    assert!(store.verify().bad.is_empty());
}

#[test]
fn entries_under_another_name_are_misses() {
    let scratch = Scratch::new("swap");
    let store = scratch.store();
    let (one, other) = (entry("one", 10), entry("other", 10));
    store.put(&one);
    store.put(&other);
    fs::copy(file(&scratch, &one), file(&scratch, &other)).expect("a copy");
    assert_eq!(store.check(other.kind, other.key), Err(Fault::Misplaced));
    assert_eq!(store.get(other.kind, other.key), None);
}

#[test]
fn entries_of_another_secret_are_misses() {
    let scratch = Scratch::new("secret");
    let one = entry("one", 10);
    scratch.store().put(&one);
    fs::remove_file(scratch.config().secret).expect("a removal");
    let store = scratch.store();
    assert_eq!(store.check(one.kind, one.key), Err(Fault::Hash));
}

#[test]
fn links_pipes_and_folders_in_place_of_an_entry_are_misses() {
    let scratch = Scratch::new("hostile");
    let store = scratch.store();
    let one = entry("one", 10);
    store.put(&one);
    let path = file(&scratch, &one);
    let aside = scratch.0.join("aside");
    fs::rename(&path, &aside).expect("a rename");
    symlink(&aside, &path).expect("a link");
    assert_eq!(store.check(one.kind, one.key), Err(Fault::Unreadable));
    assert!(store.put(&one), "the link is replaced");
    assert!(path.symlink_metadata().expect("a file").is_file());
    fs::remove_file(&path).expect("a removal");
    rustix::fs::mknodat(
        rustix::fs::CWD,
        &path,
        rustix::fs::FileType::Fifo,
        rustix::fs::Mode::RUSR,
        0,
    )
    .expect("a pipe");
    assert_eq!(store.check(one.kind, one.key), Err(Fault::Unreadable));
    fs::remove_file(&path).expect("a removal");
    fs::create_dir(&path).expect("a folder");
    assert_eq!(store.get(one.kind, one.key), None);
    assert!(!store.put(&one));
}

#[test]
fn folders_that_others_can_write_are_refused() {
    let scratch = Scratch::new("modes");
    drop(scratch.store());
    let folder = scratch.config().folder;
    for mode in [0o770, 0o707, 0o777] {
        set_mode(&folder, mode);
        let refusal = Store::open(&scratch.config()).expect_err("refused");
        assert!(refusal.reason.contains("chmod go-w"), "{refusal}");
    }
    set_mode(&folder, 0o755);
    assert!(Store::open(&scratch.config()).is_ok());
}

#[test]
fn secrets_that_others_can_read_are_refused() {
    let scratch = Scratch::new("open-secret");
    drop(scratch.store());
    let secret = scratch.config().secret;
    let mode = fs::metadata(&secret).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    set_mode(&secret, 0o640);
    let refusal = Store::open(&scratch.config()).expect_err("refused");
    assert!(refusal.reason.contains("chmod 600"), "{refusal}");
    set_mode(&secret, 0o600);
    fs::write(&secret, [0; 31]).expect("a write");
    let refusal = Store::open(&scratch.config()).expect_err("refused");
    assert!(refusal.reason.contains("32 bytes"), "{refusal}");
    let aside = scratch.0.join("aside");
    fs::rename(&secret, &aside).expect("a rename");
    symlink(&aside, &secret).expect("a link");
    assert!(Store::open(&scratch.config()).is_err());
}

#[test]
fn a_missing_folder_is_refused_where_none_is_to_be_made() {
    let scratch = Scratch::new("missing");
    let config = Config {
        create: false,
        ..scratch.config()
    };
    assert!(Store::open(&config).is_err());
    assert!(!config.folder.exists());
}

#[test]
fn what_was_used_last_stays() {
    let scratch = Scratch::new("lru");
    let store = scratch.store();
    let entries: Vec<Entry> = (0..10).map(|n| entry(&format!("e{n}"), 10_000)).collect();
    for (hours, entry) in entries.iter().enumerate() {
        store.put(entry);
        age(&file(&scratch, entry), 100 - hours as u64);
    }
    // Reading the oldest makes it the youngest.
    assert!(store.get(Kind::Code, entries[0].key).is_some());
    let removed = store.gc(60_000);
    assert_eq!(removed.files, 6);
    assert!(removed.left <= 48_000, "{removed:?}");
    let kept: Vec<bool> = entries
        .iter()
        .map(|entry| store.check(Kind::Code, entry.key).is_ok())
        .collect();
    let expected = [
        true, false, false, false, false, false, false, true, true, true,
    ];
    assert_eq!(kept, expected);
    assert_eq!(store.gc(60_000).files, 0);
}

#[test]
fn writing_keeps_near_the_limit() {
    let scratch = Scratch::new("limit");
    let config = Config {
        limit: 300_000,
        ..scratch.config()
    };
    let store = Store::open(&config).expect("the cache opens");
    for number in 0..400 {
        store.put(&entry(&format!("e{number}"), 5000));
    }
    let bytes: u64 = store.items().iter().map(|item| item.size).sum();
    // A draw of odds near one decides after each write.
    assert!((100_000..450_000).contains(&bytes), "{bytes}");
}

#[test]
fn drafts_of_killed_processes_are_removed_later() {
    let scratch = Scratch::new("drafts");
    scratch.store().put(&entry("one", 10));
    let drafts = scratch.config().folder.join("tmp");
    let (old, young) = (drafts.join("1-0-old"), drafts.join("1-0-young"));
    fs::write(&old, "half").expect("a write");
    fs::write(&young, "half").expect("a write");
    age(&old, 2);
    let store = scratch.store();
    assert_eq!(store.verify().drafts, 2);
    store.put(&entry("two", 10));
    assert!(!old.exists() && young.exists());
}

#[test]
fn clearing_removes_entries_and_nothing_else() {
    let scratch = Scratch::new("clear");
    let store = scratch.store();
    store.put(&entry("one", 10));
    store.put(&entry("two", 10));
    let folder = scratch.config().folder;
    let mine = folder.join("notes.txt");
    fs::write(&mine, "mine").expect("a write");
    assert_eq!(store.clear().files, 2);
    let left: Vec<_> = fs::read_dir(&folder).expect("a folder").collect();
    assert_eq!(left.len(), 1);
    assert!(mine.exists());
}

#[test]
fn archives_carry_entries_to_another_user() {
    let (from, to) = (Scratch::new("from"), Scratch::new("to"));
    let one = entry("one", 1000);
    from.store().put(&one);
    let (archive, count) = from.store().export();
    assert_eq!(count, 1);
    let store = to.store();
    assert_eq!(store.import(&archive).map(|done| done.entries), Ok(1));
    assert_eq!(store.get(one.kind, one.key), Some(one));
    for at in 0..archive.len() {
        let mut changed = archive.clone();
        changed[at] ^= 0x10;
        assert!(store.import(&changed).is_err(), "byte {at}");
        let cut = store.import(&archive[..at]);
        assert!(cut.is_err(), "{at} bytes");
    }
    assert_eq!(store.import(b"PK"), Err(ArchiveError::NotAnArchive));
}

/// Root writes everywhere, so that this shows something for ordinary users only; `unwritable` says which.
#[test]
fn a_cache_that_cannot_be_written_is_still_read() {
    let scratch = Scratch::new("readonly");
    let one = entry("one", 10);
    scratch.store().put(&one);
    let folder = scratch.config().folder;
    set_mode(&folder, 0o500);
    let unwritable = fs::write(folder.join("probe"), "").is_err();
    let store = scratch.store();
    assert_eq!(store.get(one.kind, one.key), Some(one));
    assert_eq!(store.put(&entry("two", 10)), !unwritable);
    set_mode(&folder, 0o700);
}

#[test]
fn clocks_that_differ_harm_nothing() {
    let scratch = Scratch::new("clocks");
    let store = scratch.store();
    let (ahead, usual) = (entry("ahead", 10_000), entry("usual", 10_000));
    for one in [&ahead, &usual] {
        store.put(one);
    }
    let path = file(&scratch, &ahead);
    let set = |time: SystemTime| {
        let file = fs::File::options().write(true).open(&path);
        file.expect("a file").set_modified(time).expect("a time");
    };
    // The last second that fits, where the file system keeps it: nothing may be added to it.
    let last = SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(i64::MAX as u64));
    for time in [
        last,
        SystemTime::now().checked_add(Duration::from_secs(1 << 30)),
    ] {
        set(time.expect("a time"));
        assert_eq!(store.items().len(), 2);
        assert!(store.verify().bad.is_empty());
        // A read sets the time right.
        assert!(store.get(ahead.kind, ahead.key).is_some());
        let used = fs::metadata(&path).and_then(|data| data.modified());
        assert!(used.expect("a time") <= SystemTime::now() + Duration::from_secs(60));
    }
    // What is never read is not kept because it seems to be new.
    set(SystemTime::now() + Duration::from_secs(1 << 30));
    assert_eq!(store.gc(15_000).files, 1);
    assert!(store.check(usual.kind, usual.key).is_ok());
    assert!(!path.exists());
    // Drafts under such a clock go too.
    let draft = scratch.config().folder.join("tmp/1-0-ahead");
    fs::write(&draft, "half").expect("a write");
    let file = fs::File::options().write(true).open(&draft);
    let then = SystemTime::now() + Duration::from_secs(1 << 20);
    file.expect("a file").set_modified(then).expect("a time");
    store.gc(u64::MAX);
    assert!(!draft.exists());
}

/// An archive of one entry, in order by its hash.
fn forged(suffix: &[u8], key: &[u8], payload_len: u64) -> Vec<u8> {
    let mut archive = b"NJCARCH\x01\x01".to_vec();
    for part in [suffix, key, b"label"] {
        archive.extend((part.len() as u64).to_le_bytes());
        archive.extend(part);
    }
    archive.extend(payload_len.to_le_bytes());
    archive.extend(b"payload\x00");
    let hash = blake3::hash(&archive);
    archive.extend(hash.as_bytes());
    archive
}

#[test]
fn forged_archives_name_no_files() {
    let scratch = Scratch::new("forged");
    let store = scratch.store();
    let key = [7; 32];
    assert_eq!(
        store
            .import(&forged(b"code", &key, 7))
            .map(|done| done.entries),
        Ok(1)
    );
    let damaged = Err(ArchiveError::Damaged);
    for archive in [
        forged(b"../../code", &key, 7),
        forged(b"code/../x", &key, 7),
        forged(b"", &key, 7),
        forged(b"code", b"../../../../../../../../tmp/x...", 8),
        forged(b"code", &key[..31], 7),
        forged(b"code", &[], 7),
        forged(b"code", &key, u64::MAX),
        forged(b"code", &key, 1 << 40),
        forged(b"code", &key, 6),
    ] {
        assert_eq!(store.import(&archive).map(|done| done.entries), damaged);
    }
    // A key is a number, whatever its bytes spell.
    let spelled = b"../../../../../../../../tmp/x...";
    assert!(store.import(&forged(b"code", spelled, 7)).is_ok());
    let names: Vec<String> = fs::read_dir(scratch.config().folder)
        .expect("a folder")
        .map(|entry| {
            entry
                .expect("a name")
                .file_name()
                .to_string_lossy()
                .into_owned()
        })
        .collect();
    assert!(
        names.iter().all(|name| name == "tmp" || name.len() == 2),
        "{names:?}"
    );
    assert_eq!(store.verify().good, 2);
}

#[test]
fn a_link_to_a_folder_of_the_user_is_a_cache() {
    let scratch = Scratch::new("linked");
    let real = scratch.0.join("elsewhere");
    fs::create_dir(&real).expect("a folder");
    set_mode(&real, 0o700);
    symlink(&real, scratch.config().folder).expect("a link");
    let one = entry("one", 10);
    assert!(scratch.store().put(&one));
    assert_eq!(scratch.store().get(one.kind, one.key), Some(one));
    // What counts is the folder behind it.
    set_mode(&real, 0o770);
    let refused = Store::open(&scratch.config()).map(|_| ());
    assert!(refused.is_err_and(|refusal| refusal.is_unsafe));
    // A link that leads nowhere is no cache, and nothing is made of it.
    fs::remove_dir_all(&real).expect("a folder");
    assert!(Store::open(&scratch.config()).is_err());
}

#[test]
fn sweeps_beside_readers_and_writers_lose_entries_and_nothing_else() {
    let scratch = Scratch::new("sweeps");
    let config = Config {
        limit: 60_000,
        ..scratch.config()
    };
    let entries: Vec<Entry> = (0..24).map(|n| entry(&format!("e{n}"), 4000 + n)).collect();
    std::thread::scope(|scope| {
        for worker in 0..8 {
            let (config, entries) = (&config, &entries);
            scope.spawn(move || {
                let store = Store::open(config).expect("the cache opens");
                for round in 0..150 {
                    let one = &entries[(round * 7 + worker * 5) % entries.len()];
                    match store.get(one.kind, one.key) {
                        Some(found) => assert_eq!(found, *one),
                        None => assert!(store.put(one)),
                    }
                    if worker % 4 == 0 {
                        store.gc(config.limit);
                    }
                }
            });
        }
    });
    let store = Store::open(&config).expect("the cache opens");
    let verified = store.verify();
    assert!(verified.bad.is_empty() && verified.good > 0, "{verified:?}");
    assert_eq!(verified.drafts, 0);
    assert!(store.gc(config.limit).left <= config.limit);
}
