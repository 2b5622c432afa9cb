//! Every code has a page that can be executed.

use super::{all, find};

#[test]
fn codes_are_unique_and_ordered() {
    for pair in all().windows(2) {
        assert!(pair[0].code < pair[1].code, "{}", pair[1].code);
    }
}

#[test]
fn every_page_names_its_code_and_has_an_example() {
    for info in all() {
        let heading = format!("# {}: {}\n", info.code, info.title);
        assert!(info.page.starts_with(&heading), "{}", info.code);
        let examples = info.examples();
        assert!((1..=2).contains(&examples.len()), "{}", info.code);
        for example in examples {
            assert!(example.contains("@njit"), "{}", info.code);
        }
    }
}

#[test]
fn codes_are_found_in_any_case() {
    assert_eq!(find("nj0101").map(|info| info.code), Some("NJ0101"));
    assert!(find("NJ9999").is_none());
}
