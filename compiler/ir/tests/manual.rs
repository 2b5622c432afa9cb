//! The operation manual in `docs/` is what the table says. `NUMJIT_BLESS=1` writes it anew.

use std::path::Path;

use numjit_ir::{Op, operation_manual};

#[test]
fn the_manual_is_current() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/operations.md");
    let manual = operation_manual();
    if std::env::var_os("NUMJIT_BLESS").is_some() {
        std::fs::write(&path, &manual).expect("the manual can be written");
    }
    let found = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        found == manual,
        "docs/operations.md is old: run with NUMJIT_BLESS=1"
    );
}

#[test]
fn every_operation_has_one_row() {
    let manual = operation_manual();
    for op in Op::ALL {
        let row = format!("| `{}` |", op.info().name);
        assert_eq!(manual.matches(&row).count(), 1, "{row}");
    }
}
