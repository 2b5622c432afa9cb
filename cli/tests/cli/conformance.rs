//! Values compared with those of CPython, NumPy and Numba (`tests/conformance/regenerate.py`).

use std::collections::BTreeSet;

use crate::common::{files, root, run, stem, text};

/// Lines that differ today, each with the reason, as `file: first words of the line`. A line listed here
/// that starts to agree fails the test too, so that the list only shrinks.
fn known_differences() -> BTreeSet<String> {
    let path = root().join("tests/conformance/known_differences.txt");
    let text = std::fs::read_to_string(path).unwrap_or_default();
    text.lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(str::to_owned)
        .collect()
}

#[test]
fn values_agree_with_the_reference() {
    let known = known_differences();
    let mut found = BTreeSet::new();
    let mut details = Vec::new();
    let mut compared = 0;
    for path in files(&root().join("tests/conformance/cases"), "py") {
        let name = stem(&path);
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap_or_default();
        let output = run(&["run", &path.to_string_lossy()]);
        let printed = text(&output.stdout);
        let printed: Vec<&str> = printed.lines().collect();
        for (position, line) in expected.lines().enumerate() {
            compared += 1;
            let got = printed.get(position).copied().unwrap_or("<nothing>");
            if got != line {
                let label = line.split(':').next().unwrap_or(line);
                let key = format!("{name}: {label}");
                if !known.contains(&key) {
                    details.push(format!("{key}\n  expected {line}\n  found    {got}"));
                }
                found.insert(key);
            }
        }
    }
    let fixed: Vec<&String> = known.difference(&found).collect();
    assert!(compared > 1500, "only {compared} lines");
    assert!(
        details.is_empty() && fixed.is_empty(),
        "{} of {compared} lines differ:\n{}\nlisted as different but equal now: {fixed:?}",
        details.len(),
        details
            .iter()
            .take(60)
            .cloned()
            .collect::<Vec<_>>()
            .join("\n")
    );
}
