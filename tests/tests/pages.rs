//! Every page of a diagnostic is executed: its program gives the code, the corrected one compiles and runs.

use numjit::CallError;
use numjit::diag::codes;
use numjit_tests::Script;

/// Codes whose first example does not lead to them through the compiler, with the reason.
const NOT_FROM_A_SCRIPT: &[(&str, &str)] = &[
    (
        "NJ0004",
        "a text that reaches the compiler is UTF-8; hosts read files",
    ),
    (
        "NJ0007",
        "the page shows what to do; a text nested that deeply does not fit on it",
    ),
    (
        "NJ0009",
        "only a host that names a function that its source does not hold gets it",
    ),
    (
        "NJ0011",
        "only a module that is compiled from text, without an interpreter, gets it",
    ),
    ("NJ0214", "hosts turn their objects into arguments"),
    ("NJ0301", "hosts read the options of decorators"),
    ("NJ0302", "hosts read the options of decorators"),
    ("NJ0303", "hosts read the signatures of decorators"),
    ("NJ0901", "a fault of the compiler itself"),
];

/// The codes that a script leads to; the message where it fails otherwise.
fn codes_of(text: &str) -> Result<Vec<&'static str>, String> {
    let mut script = match Script::load("page.py", text) {
        Ok(script) => script,
        Err(CallError::Compile(problems)) => return Ok(problems.iter().map(|p| p.code).collect()),
        Err(error) => return Err(error.to_string()),
    };
    let mut found = Vec::new();
    for call in script.calls.clone() {
        match script.run(&call).outcome {
            Ok(_) | Err(CallError::Raised(_)) => {}
            Err(CallError::Compile(problems)) => found.extend(problems.iter().map(|p| p.code)),
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(found)
}

#[test]
fn the_first_example_of_a_page_gives_its_code() {
    let mut wrong = Vec::new();
    for info in codes::all() {
        let listed = NOT_FROM_A_SCRIPT.iter().any(|(code, _)| *code == info.code);
        let examples = info.examples();
        if listed || examples.len() < 2 {
            assert!(listed, "{} has no program that leads to it", info.code);
            continue;
        }
        match codes_of(examples[0]) {
            Ok(found) if found.contains(&info.code) => {}
            other => wrong.push(format!("{}: {other:?}", info.code)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_last_example_of_a_page_runs() {
    let mut wrong = Vec::new();
    for info in codes::all() {
        let examples = info.examples();
        let Some(last) = examples.last() else {
            continue;
        };
        match codes_of(last) {
            Ok(found) if found.is_empty() => {}
            other => wrong.push(format!("{}: {other:?}", info.code)),
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Every code stands in a golden file of the stage `error`, or above.
#[test]
fn every_code_has_a_golden_file() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("files/error");
    let mut texts = String::new();
    let mut pending = vec![folder];
    while let Some(folder) = pending.pop() {
        for entry in std::fs::read_dir(folder).expect("the folder of test files exists") {
            let path = entry.expect("the folder is readable").path();
            if path.is_dir() {
                pending.push(path);
            } else {
                texts += &std::fs::read_to_string(path).expect("test files are readable");
            }
        }
    }
    for info in codes::all() {
        let listed = NOT_FROM_A_SCRIPT.iter().any(|(code, _)| *code == info.code);
        let shown = texts.contains(&format!("error[{}]", info.code));
        assert!(
            listed != shown,
            "{}: listed {listed}, shown {shown}",
            info.code
        );
    }
}
