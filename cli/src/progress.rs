//! A line about compilations that take long, in terminals.
//!
//! Compiling takes milliseconds; a person who waits longer than [`PATIENCE`] is told what for, and how long it took in
//! the end.

use std::io::{self, Write};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use numjit::Watch;
use numjit::ir::Ty;

/// How long a compilation may take before anything is said.
const PATIENCE: Duration = Duration::from_secs(1);

/// Returns the cursor to the start of the line and clears it (ECMA-48 `EL`).
const RESTART_LINE: &str = "\r\x1b[K";

/// A watcher that writes to standard error.
pub(crate) fn watcher() -> Arc<dyn Watch> {
    start(PATIENCE, io::stderr())
}

/// The compilation at hand.
struct Current {
    text: String,
    since: Instant,
    /// The line about it is on the screen.
    shown: bool,
}

struct Note<W> {
    current: Mutex<Option<Current>>,
    changed: Condvar,
    out: Mutex<W>,
}

fn start<W: Write + Send + 'static>(patience: Duration, out: W) -> Arc<Note<W>> {
    let note = Arc::new(Note {
        current: Mutex::new(None),
        changed: Condvar::new(),
        out: Mutex::new(out),
    });
    let watched = note.clone();
    let named = thread::Builder::new().name("numjit-progress".to_owned());
    // Without the thread a program runs all the same, and says nothing.
    let _ = named.spawn(move || watched.watch(patience));
    note
}

impl<W: Write + Send> Note<W> {
    /// Waits for compilations to take long, until the process ends.
    fn watch(&self, patience: Duration) {
        let mut current = self.lock();
        loop {
            let left = current
                .as_ref()
                .filter(|one| !one.shown)
                .map(|one| patience.saturating_sub(one.since.elapsed()));
            current = match left {
                None => self
                    .changed
                    .wait(current)
                    .unwrap_or_else(PoisonError::into_inner),
                Some(Duration::ZERO) => {
                    if let Some(one) = current.as_mut() {
                        one.shown = true;
                        self.write(&format!("numjit: compiling {} ...", one.text));
                    }
                    current
                }
                Some(left) => {
                    let waited = self.changed.wait_timeout(current, left);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    fn lock(&self) -> MutexGuard<'_, Option<Current>> {
        self.current.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes text; a terminal that went away is no error of ours.
    fn write(&self, text: &str) {
        let mut out = self.out.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }
}

impl<W: Write + Send> Watch for Note<W> {
    fn started(&self, function: &str, args: &[Ty]) {
        let args: Vec<String> = args.iter().map(ToString::to_string).collect();
        *self.lock() = Some(Current {
            text: format!("{function}({})", args.join(", ")),
            since: Instant::now(),
            shown: false,
        });
        self.changed.notify_one();
    }

    fn ended(&self) {
        if let Some(one) = self.lock().take().filter(|one| one.shown) {
            let seconds = one.since.elapsed().as_secs_f64();
            self.write(&format!(
                "{RESTART_LINE}numjit: compiled {} in {seconds:.1} s\n",
                one.text
            ));
        }
    }
}

#[cfg(test)]
mod tests {
    use std::io::{self, Write};
    use std::sync::{Arc, Mutex};
    use std::thread;
    use std::time::{Duration, Instant};

    use numjit::Watch;
    use numjit::ir::Ty;

    /// A terminal that keeps what is written.
    #[derive(Clone, Default)]
    struct Screen(Arc<Mutex<Vec<u8>>>);

    impl Screen {
        fn text(&self) -> String {
            String::from_utf8_lossy(&self.0.lock().expect("no writer panics")).into_owned()
        }

        /// Waits for a text to appear.
        fn wait_for(&self, text: &str) {
            let start = Instant::now();
            while !self.text().contains(text) {
                assert!(
                    start.elapsed() < Duration::from_secs(20),
                    "{:?}",
                    self.text()
                );
                thread::sleep(Duration::from_millis(1));
            }
        }
    }

    impl Write for Screen {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().expect("no writer panics").write(bytes)
        }

        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    #[test]
    fn says_what_takes_long() {
        let screen = Screen::default();
        let note = super::start(Duration::from_millis(1), screen.clone());
        note.started("slow", &[Ty::F64, Ty::I64]);
        screen.wait_for("numjit: compiling slow(float64, int64) ...");
        note.ended();
        let text = screen.text();
        let last = text.rsplit(super::RESTART_LINE).next().unwrap_or_default();
        assert!(last.starts_with("numjit: compiled slow(float64, int64) in 0."));
        assert!(last.ends_with(" s\n"));
    }

    #[test]
    fn is_silent_about_what_does_not() {
        let screen = Screen::default();
        let note = super::start(Duration::from_secs(3600), screen.clone());
        note.started("quick", &[]);
        note.ended();
        assert_eq!(screen.text(), "");
    }
}
