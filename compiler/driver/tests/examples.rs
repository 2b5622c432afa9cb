//! The examples say what they ought to.

use std::io::Write;
use std::process::Command;

/// Runs an example that `cargo test` has built beside this test.
fn output(name: &str) -> Option<String> {
    let mut folder = std::env::current_exe().ok()?;
    folder.pop();
    folder.pop();
    let path = folder.join("examples").join(name);
    if !path.exists() {
        let _ = writeln!(
            std::io::stderr(),
            "skipped: the example `{name}` is not built"
        );
        return None;
    }
    let ran = Command::new(path)
        .output()
        .unwrap_or_else(|error| panic!("{error}"));
    assert!(
        ran.status.success(),
        "{}",
        String::from_utf8_lossy(&ran.stderr)
    );
    Some(String::from_utf8_lossy(&ran.stdout).into_owned())
}

#[test]
fn arrays() {
    let Some(text) = output("arrays") else { return };
    let expected = "\
[[0, 0, 0, 0, 0],
 [0, 1, 2, 3, 0],
 [0, 2, 4, 6, 0],
 [0, 0, 0, 0, 0]]
Some([250, 250, 250, 250])
int64[::1]
    9 | def histogram(xs, bins):
      | # xs: float64[::1]
      | # bins: int64
   10 |     counts = np.zeros(bins, np.int64)
      |     # counts: int64[::1]
   11 |     for x in xs:
      |     # x: float64
   12 |         counts[min(int(x * bins), bins - 1)] += 1
   13 |     return counts
";
    assert_eq!(text.trim_end(), expected.trim_end());
}

#[test]
fn formulas() {
    let Some(text) = output("formulas") else {
        return;
    };
    let expected = "\
compound: 121.8994
typo: 4:16 `math.squareroot` does not exist or is not supported in compiled code [NJ0105]
unknown rate: Traceback (most recent call last):
  File \"unknown rate\", line 2, in price
LookupError: there is no rate \"none\"
endless: it took longer than it was allowed to
greedy: Traceback (most recent call last):
  File \"greedy\", line 4, in price
MemoryError: Allocation failed (probably too large).
";
    assert_eq!(text, expected);
}

#[test]
fn profile() {
    if let Some(text) = output("profile") {
        // Half of 0 + 1 + ... + 19,999,999, and 1.
        assert_eq!(text.trim(), "99999995000001");
    }
}
