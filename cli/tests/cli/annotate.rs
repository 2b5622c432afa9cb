//! `numjit annotate`, and the width that `NUMJIT_SIMD` asks for.

use std::process::Output;

use crate::common::{numjit, root, text};

/// A sample with loops that fit and loops that do not.
const SAMPLE: &str = "samples/image_blur.py";

fn annotate(simd: &str, options: &[&str]) -> Output {
    let mut command = numjit();
    command.current_dir(root()).env("NUMJIT_SIMD", simd);
    command.arg("annotate").args(options).arg(SAMPLE);
    match command.output() {
        Ok(output) => output,
        Err(error) => panic!("cannot start numjit: {error}"),
    }
}

#[test]
fn loops_are_listed_with_what_became_of_them() {
    let output = annotate("", &[]);
    let shown = text(&output.stdout);
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(shown.contains("def "), "{shown}");
    #[cfg(all(target_arch = "x86_64", not(windows)))]
    if is_x86_feature_detected!("avx2") && is_x86_feature_detected!("fma") {
        assert!(shown.contains("iterations at a time"), "{shown}");
    }
}

#[test]
fn the_page_has_the_source_with_its_notes() {
    let output = annotate("scalar", &["--html"]);
    let page = text(&output.stdout);
    assert!(page.starts_with("<!DOCTYPE html>"), "{page}");
    assert!(page.contains("<td>def "), "{page}");
    // Types and comparisons contain what HTML keeps for itself.
    assert!(page.contains("-&gt;"), "{page}");
    assert!(page.ends_with("</html>\n"), "{page}");
}

#[test]
fn scalar_loops_say_so() {
    let output = annotate("scalar", &["--json"]);
    let shown = text(&output.stdout);
    assert!(shown.contains("\"scalar-loop\""), "{shown}");
    assert!(!shown.contains("\"vector-loop\""), "{shown}");
}

#[test]
fn an_unknown_width_is_refused_with_the_known_ones() {
    let output = annotate("wide", &[]);
    assert_eq!(output.status.code(), Some(2));
    let errors = text(&output.stderr);
    assert!(errors.contains("scalar, avx2, avx512"), "{errors}");
}
