//! What a person sees after a mistake: a located message, a non-zero status, and nothing of ours.

use std::io::Write;
use std::process::{Output, Stdio};

use crate::common::{numjit, run, text};

fn run_text(program: &str) -> Output {
    run(&["run", "-c", program])
}

/// No panic, no internal frame, a status other than 0.
fn check_clean(output: &Output) -> String {
    let errors = text(&output.stderr);
    assert!(!output.status.success(), "succeeded:\n{errors}");
    for word in ["panicked", "RUST_BACKTRACE", ".rs:", "internal fault"] {
        assert!(!errors.contains(word), "{word} in:\n{errors}");
    }
    assert!(
        output.status.code().is_some(),
        "killed by a signal:\n{errors}"
    );
    errors
}

const HEADER: &str = "from numba import njit\nimport numpy as np\n";

fn mistake(program: &str, expected: &[&str]) {
    let output = run_text(&format!("{HEADER}print('before')\n{program}"));
    let errors = check_clean(&output);
    assert!(
        text(&output.stdout).starts_with("before\n"),
        "lost output:\n{errors}"
    );
    for text in expected {
        assert!(errors.contains(text), "{text:?} is not in:\n{errors}");
    }
}

#[test]
fn an_undefined_name() {
    mistake(
        "@njit\ndef f(x):\n    return x + y\nf(1)\n",
        &["NJ0101", "y", "return x + y"],
    );
}

#[test]
fn an_undecorated_function() {
    mistake(
        "def g(x):\n    return x\n@njit\ndef f(x):\n    return g(x)\nf(1)\n",
        &["NJ0103", "@njit"],
    );
}

#[test]
fn types_that_do_not_join() {
    mistake(
        "@njit\ndef f(x):\n    if x > 0:\n        y = 1\n    else:\n        y = 'a'\n    return y\nf(1)\n",
        &["NJ0201", "y = 1", "y = 'a'"],
    );
}

#[test]
fn an_unknown_attribute() {
    mistake(
        "@njit\ndef f(a):\n    return a.foo\nf(np.zeros(3))\n",
        &["foo", "float64"],
    );
}

#[test]
fn an_unsupported_statement() {
    mistake(
        "@njit\ndef f(a):\n    class C: pass\n    return a\nf(1)\n",
        &["NJ0002", "class"],
    );
}

#[test]
fn an_index_out_of_range_shows_every_frame() {
    let program = "@njit\ndef inner(a, i):\n    return a[i]\n\n@njit\ndef outer(a):\n    return inner(a, 7)\n\nouter(np.zeros(3))\n";
    mistake(
        program,
        &[
            "Traceback (most recent call last)",
            "in outer",
            "in inner",
            "IndexError: index 7 is out of bounds for axis 0 with size 3",
        ],
    );
}

#[test]
fn a_division_by_zero() {
    mistake(
        "@njit\ndef f(a):\n    return 1 / a\nf(0)\n",
        &["in f", "ZeroDivisionError: division by zero"],
    );
}

#[test]
fn an_exception_of_the_program() {
    mistake(
        "@njit\ndef f(a):\n    if a < 0:\n        raise ValueError('negative', a)\n    return a\nf(-2)\n",
        &["in f", "ValueError: ('negative', -2)"],
    );
}

#[test]
fn recursion_without_an_exit() {
    mistake(
        "@njit\ndef f(n):\n    if n == -1:\n        return 0\n    return f(n + 1) + 1\nf(1)\n",
        &["RecursionError"],
    );
}

#[test]
fn a_wrong_number_of_arguments() {
    mistake(
        "@njit\ndef f(a, b):\n    return a\nf(1)\n",
        &["TypeError", "not enough arguments: expected 2, got 1"],
    );
}

#[test]
fn a_syntax_error() {
    let errors = check_clean(&run_text("def f(:\n    pass\n"));
    assert!(errors.contains("SyntaxError"), "{errors}");
}

#[test]
fn a_missing_script() {
    let output = run(&["run", "/nonexistent/script.py"]);
    let errors = check_clean(&output);
    assert!(errors.contains("/nonexistent/script.py"), "{errors}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn an_empty_script_is_fine() {
    assert!(run_text("").status.success());
}

#[test]
fn a_script_that_is_not_utf8() -> std::io::Result<()> {
    let folder = std::env::temp_dir().join(format!("numjit-mistakes-{}", std::process::id()));
    std::fs::create_dir_all(&folder)?;
    let script = folder.join("latin.py");
    std::fs::write(&script, b"x = 1\ny = '\xff\xfe'\n")?;
    let errors = check_clean(&run(&["run", &script.to_string_lossy()]));
    assert!(errors.contains("line 2"), "{errors}");
    std::fs::remove_dir_all(&folder)
}

#[test]
fn exit_codes_and_arguments_are_the_scripts() {
    let output = run(&[
        "run",
        "-c",
        "import sys; print(sys.argv[1:]); sys.exit(3)",
        "a",
        "b",
    ]);
    assert_eq!(output.status.code(), Some(3));
    assert_eq!(text(&output.stdout), "['a', 'b']\n");
}

#[test]
fn standard_input_is_a_script() -> std::io::Result<()> {
    let mut child = numjit()
        .args(["run", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()?;
    if let Some(mut input) = child.stdin.take() {
        input.write_all(b"print(40 + 2)\n")?;
    }
    let output = child.wait_with_output()?;
    assert_eq!(text(&output.stdout), "42\n");
    Ok(())
}
