//! The generated pages of the manual are current. With `NUMJIT_BLESS=1` in the environment they are written
//! anew.

use std::fs;
use std::path::{Path, PathBuf};

use numjit::diag::codes;

fn docs() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs")
}

fn is_current(name: &str, text: &str) {
    let path = docs().join(name);
    if std::env::var_os("NUMJIT_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap_or(&path)).expect("docs is writable");
        fs::write(&path, text).expect("docs is writable");
        return;
    }
    let found = fs::read_to_string(&path).unwrap_or_default();
    assert!(found == text, "docs/{name} is old: run with NUMJIT_BLESS=1");
}

#[test]
fn the_table_of_supported_functions_is_current() {
    let mut text = String::from(
        "# What compiled code may call\n\n\
         Written from the library's rows by the test `docs`; do not edit. A parameter without a default is \
         required; `*` takes any number of arguments.\n\n",
    );
    text += &numjit::rows::support_table();
    is_current("support/numpy.md", &text);
}

#[test]
fn the_list_of_diagnostics_is_current() {
    let mut text = String::from(
        "# Diagnostics\n\n\
         Written from the pages that `numjit explain CODE` shows by the test `docs`; do not edit.\n\n\
         | Code | Problem |\n| --- | --- |\n",
    );
    for info in codes::all() {
        let anchor: String = format!("{}-{}", info.code, info.title)
            .to_lowercase()
            .chars()
            .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'))
            .map(|c| if c == ' ' { '-' } else { c })
            .collect();
        text += &format!("| [{}](#{anchor}) | {} |\n", info.code, info.title);
    }
    for info in codes::all() {
        text += &format!("\n#{}\n", info.page.trim_end());
    }
    is_current("errors.md", &text);
}
