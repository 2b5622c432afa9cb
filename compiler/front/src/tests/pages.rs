//! The programs on the pages of the diagnostics that the front end makes.

use numjit_diag::codes;

use super::lower;

/// Codes that the front end reports and whose page has a program that triggers them.
const TRIGGERED: [&str; 8] = [
    "NJ0001", "NJ0002", "NJ0003", "NJ0005", "NJ0006", "NJ0008", "NJ0010", "NJ0102",
];

#[test]
fn programs_on_pages_trigger_their_code() {
    for code in TRIGGERED {
        let info = codes::find(code);
        let examples = info.map(|info| info.examples()).unwrap_or_default();
        let problems = lower(examples[0]).err().unwrap_or_default();
        let found: Vec<&str> = problems.iter().map(|problem| problem.code).collect();
        assert_eq!(found, [code]);
    }
}

#[test]
fn corrected_programs_lower() {
    for info in codes::all() {
        let examples = info.examples();
        let corrected = examples.last().copied().unwrap_or_default();
        assert!(lower(corrected).is_ok(), "{}", info.code);
    }
}

#[test]
fn other_pages_are_for_later_stages() {
    for info in codes::all()
        .iter()
        .filter(|info| !TRIGGERED.contains(&info.code))
    {
        let lowered = info.examples().iter().all(|example| lower(example).is_ok());
        assert!(lowered, "{}", info.code);
    }
}
