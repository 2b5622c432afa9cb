//! Every sample prints what CPython with Numba printed.

use crate::common::{files, first_difference, root, run, stem, text};

/// The script that rewrites the expected output is not a sample.
const NOT_SAMPLES: &[&str] = &["regenerate"];

#[test]
fn samples_print_what_numba_prints() {
    let folder = root().join("samples");
    let mut failures = Vec::new();
    let mut count = 0;
    for path in files(&folder, "py") {
        let name = stem(&path);
        if NOT_SAMPLES.contains(&name.as_str()) {
            continue;
        }
        count += 1;
        let expected = folder.join("expected").join(format!("{name}.out"));
        let expected = match std::fs::read_to_string(&expected) {
            Ok(expected) => expected,
            Err(error) => panic!("{}: {error}", expected.display()),
        };
        let output = run(&["run", &path.to_string_lossy()]);
        if !output.status.success() {
            failures.push(format!(
                "{name}: {}\n{}",
                output.status,
                text(&output.stderr)
            ));
        } else if let Some(difference) = first_difference(&expected, &text(&output.stdout)) {
            failures.push(format!("{name}: {difference}"));
        }
    }
    assert!(count >= 15, "only {count} samples");
    assert!(
        failures.is_empty(),
        "{} of {count} samples fail:\n{}",
        failures.len(),
        failures.join("\n")
    );
}
