//! Processes that read and write one cache at once and are killed at random: no read gives anything
//! but what was written under the key, and afterwards every file is in order.
//!
//! The test starts itself: with arguments it is one of the processes. `NUMJIT_FULL=1` runs 32 processes
//! through more rounds.

use std::path::PathBuf;
use std::process::{Child, Command, ExitCode};
use std::thread::sleep;
use std::time::Duration;

use numjit_cache::{Config, Entry, Key, Kind, Store};

/// Keys that all processes fight for.
const KEYS: u64 = 40;

fn main() -> ExitCode {
    let mut args = std::env::args().skip(1);
    match (args.next().as_deref(), args.next(), args.next()) {
        (Some("--worker"), Some(folder), Some(seed)) => work(folder.into(), &seed),
        _ => supervise(),
    }
}

fn config(folder: &std::path::Path) -> Config {
    Config {
        folder: folder.join("cache"),
        secret: folder.join("secret"),
        // Small enough that sweeps happen all the time.
        limit: 200_000,
        create: true,
    }
}

/// A generator of numbers (Steele, Lea and Flood: Fast Splittable Pseudorandom Number Generators, 2014).
struct Numbers(u64);

impl Numbers {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, limit: u64) -> u64 {
        self.next() % limit
    }
}

/// What belongs under a key, in one of several sizes.
fn entry(number: u64, variant: u64) -> Entry {
    let len = 100 + 3000 * variant + 7 * number;
    Entry {
        kind: Kind::Code,
        key: Key::of(&number.to_le_bytes()),
        label: format!("entry {number}"),
        payload: (0..len).map(|at| (at * number + variant) as u8).collect(),
    }
}

fn is_right(found: &Entry, number: u64) -> bool {
    (0..4).any(|variant| *found == entry(number, variant))
}

/// One process: reads and writes until it is killed or has done its share.
fn work(folder: PathBuf, seed: &str) -> ExitCode {
    let mut numbers = Numbers(seed.parse().unwrap_or(0));
    let store = match Store::open(&config(&folder)) {
        Ok(store) => store,
        Err(refusal) => panic!("{refusal}"),
    };
    for _ in 0..400 {
        let number = numbers.below(KEYS);
        match store.get(Kind::Code, Key::of(&number.to_le_bytes())) {
            Some(found) if !is_right(&found, number) => {
                panic!("a wrong entry under key {number}");
            }
            Some(_) if numbers.below(4) > 0 => {}
            _ => {
                store.put(&entry(number, numbers.below(4)));
            }
        }
    }
    ExitCode::SUCCESS
}

fn start(folder: &std::path::Path, seed: u64) -> Child {
    let own = std::env::current_exe().expect("the test knows its own path");
    let mut command = Command::new(own);
    command.arg("--worker").arg(folder).arg(seed.to_string());
    command.spawn().expect("a process starts")
}

fn supervise() -> ExitCode {
    let is_full = std::env::var_os("NUMJIT_FULL").is_some();
    let (processes, rounds) = if is_full { (32, 40) } else { (8, 6) };
    let folder = std::env::temp_dir().join(format!("numjit-hammer-{}", std::process::id()));
    std::fs::create_dir_all(&folder).expect("a scratch folder");
    let mut numbers = Numbers(u64::from(std::process::id()));
    let (mut killed, mut finished) = (0, 0);
    for _ in 0..rounds {
        let mut workers: Vec<Child> = (0..processes)
            .map(|_| start(&folder, numbers.next()))
            .collect();
        for worker in &mut workers {
            // Half of them die somewhere on the way.
            if numbers.below(2) == 0 {
                sleep(Duration::from_micros(numbers.below(4000)));
                let _ = worker.kill();
            }
        }
        for worker in &mut workers {
            let status = worker.wait().expect("the process ends");
            match status.code() {
                Some(0) => finished += 1,
                Some(code) => panic!("a process failed with status {code}"),
                None => killed += 1,
            }
        }
    }
    let store = Store::open(&config(&folder)).expect("the cache opens");
    let verified = store.verify();
    assert!(verified.bad.is_empty(), "{:?}", verified.bad);
    assert!(verified.good > 0 && killed > 0 && finished > 0);
    let _ = std::fs::remove_dir_all(&folder);
    let report = format!(
        "hammer: {processes} processes, {rounds} rounds, {killed} killed, {finished} finished, {} entries good\n",
        verified.good
    );
    let _ = std::io::Write::write_all(&mut std::io::stdout(), report.as_bytes());
    ExitCode::SUCCESS
}
