//! `numjit check`: errors and types of a script's functions, without running it.
//!
//! Only what defines things is run: imports, functions with their decorators, and assignments of plain constants
//! (`definitions`). Calls of compiled functions are then looked for in the rest of the text, and the types of their
//! arguments are inferred from the text (`calls`). A function is checked for every signature that its decorator or a
//! call names.

mod calls;
mod definitions;

use std::collections::HashSet;
use std::fmt::Write;
use std::path::Path;

use numjit::diag::Diagnostic;
use numjit::ir::Ty;
use numjit::{Checked, check_function};
use rustpython_vm::compiler::parser;
use rustpython_vm::{AsObject, PyRef, PyResult, VirtualMachine};

use crate::dispatcher::{self, Dispatcher};
use crate::program::{Kind, Source};
use crate::resolver::HostNames;
use crate::{errors, interpreter, numba_types, run};

/// What a check found.
pub struct CheckReport {
    /// The findings, function by function, for a person.
    pub text: String,
    pub has_errors: bool,
}

/// Checks a script; `colour` is for a report that goes to a terminal. The error is one sentence about why it could
/// not be checked.
pub fn check(script: &Path, colour: bool) -> Result<CheckReport, String> {
    errors::set_colour(colour);
    let name = script.to_string_lossy().into_owned();
    let bytes = std::fs::read(script)
        .map_err(|error| format!("can't open file '{name}': {}", run::plain_error(&error)))?;
    let source = Source::from_bytes(name, bytes, Kind::File)?;
    run::on_interpreter_thread(move || check_source(&source), || {})
        .map_err(|outcome| outcome.message.unwrap_or_default())
}

fn check_source(source: &Source) -> CheckReport {
    let parsed = match parser::parse_module(&source.text) {
        Ok(parsed) => parsed,
        Err(error) => {
            return CheckReport {
                text: syntax_error(source, &error),
                has_errors: true,
            };
        }
    };
    dispatcher::check_only();
    let interpreter = interpreter::start(source, Vec::new());
    let report = interpreter.enter(|vm| check_module(source, &parsed.syntax().body, vm));
    // The process is about to end: taking the heap apart object by object is time for nothing.
    std::mem::forget(interpreter);
    report.unwrap_or_else(|message| CheckReport {
        text: message,
        has_errors: true,
    })
}

fn syntax_error(source: &Source, error: &parser::ParseError) -> String {
    let at = usize::from(error.location.start()).min(source.text.len());
    let before = source.text.get(..at).unwrap_or("");
    let line = 1 + before.matches('\n').count();
    let column = 1 + before.chars().rev().take_while(|&c| c != '\n').count();
    format!(
        "{}:{line}:{column}: SyntaxError: {}\n",
        source.name, error.error
    )
}

fn check_module(
    source: &Source,
    body: &[rustpython_vm::compiler::ast::Stmt],
    vm: &VirtualMachine,
) -> Result<CheckReport, String> {
    let checked = || -> PyResult<CheckReport> {
        let scope = vm.new_scope_with_main()?;
        let failed = definitions::run(source, body, &scope, vm);
        let calls = calls::find(source, body, &scope.globals, vm);
        let functions = own_functions(source);
        let mut report = Report::default();
        for (dispatcher, types) in explicit(&functions).into_iter().chain(calls) {
            report.check(&dispatcher, &types, vm)?;
        }
        Ok(report.finish(&functions, &failed, vm))
    };
    checked().map_err(|error| {
        let text = error.args().first().map(|text| text.str(vm));
        match text {
            Some(Ok(text)) => format!("{text}\n"),
            _ => format!("{}\n", error.class().name()),
        }
    })
}

/// The compiled functions of the script itself, in the order of the text.
fn own_functions(source: &Source) -> Vec<PyRef<Dispatcher>> {
    let mut functions = dispatcher::all();
    functions.retain(|function| function.file() == source.name);
    functions.sort_by_key(|function| function.line());
    functions
}

/// The signatures that decorators name.
fn explicit(functions: &[PyRef<Dispatcher>]) -> Vec<(PyRef<Dispatcher>, Vec<Ty>)> {
    let mut found = Vec::new();
    for function in functions {
        for args in function.explicit_signatures() {
            found.push((function.clone(), args));
        }
    }
    found
}

/// Findings, collected over all functions.
#[derive(Default)]
struct Report {
    /// Function, arguments and result.
    typed: Vec<(u32, Vec<Ty>, Ty)>,
    /// What was asked about already.
    asked: HashSet<(u32, Vec<Ty>)>,
    problems: Vec<(u32, Diagnostic)>,
}

impl Report {
    fn check(&mut self, function: &Dispatcher, args: &[Ty], vm: &VirtualMachine) -> PyResult<()> {
        if !self.asked.insert((function.id(), args.to_vec())) {
            return Ok(());
        }
        match check_function(function.handle(vm)?, args, &mut HostNames::new(vm)) {
            Ok(checked) => {
                for Checked {
                    func, args, result, ..
                } in checked
                {
                    self.add(func, args, result);
                }
            }
            Err(problems) => {
                for problem in problems {
                    let known = self.problems.iter().any(|known| known.1 == problem);
                    if !known {
                        self.problems.push((function.id(), problem));
                    }
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, func: u32, args: Vec<Ty>, result: Ty) {
        let args: Vec<Ty> = args.into_iter().map(Ty::unliteral).collect();
        let entry = (func, args, result.unliteral());
        if !self.typed.contains(&entry) {
            self.typed.push(entry);
        }
    }

    fn finish(
        mut self,
        functions: &[PyRef<Dispatcher>],
        failed: &[String],
        vm: &VirtualMachine,
    ) -> CheckReport {
        let mut text = String::new();
        for function in functions {
            self.show_function(function, &mut text, vm);
        }
        for message in failed {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{message}");
        }
        if functions.is_empty() && failed.is_empty() {
            text.push_str("no compiled functions at the top level of the script\n");
        }
        if !self.problems.is_empty() {
            let problems: Vec<Diagnostic> = self
                .problems
                .iter()
                .map(|problem| problem.1.clone())
                .collect();
            let _ = writeln!(text, "\n{}", errors::text(&problems, errors::style()));
        }
        CheckReport {
            text,
            has_errors: !self.problems.is_empty() || !failed.is_empty(),
        }
    }

    fn show_function(&mut self, function: &Dispatcher, text: &mut String, vm: &VirtualMachine) {
        let _ = writeln!(
            text,
            "{} ({}:{})",
            function.name(),
            function.file(),
            function.line()
        );
        let own = self.typed.iter().filter(|entry| entry.0 == function.id());
        let mut is_typed = false;
        for (_, args, result) in own {
            is_typed = true;
            let _ = writeln!(
                text,
                "    ({}) -> {}",
                numba_types::names(args),
                numba_types::name(*result)
            );
        }
        let count = self
            .problems
            .iter()
            .filter(|problem| problem.0 == function.id())
            .count();
        if count > 0 {
            let plural = if count == 1 { "" } else { "s" };
            let _ = writeln!(text, "    {count} problem{plural}, shown below");
        } else if !is_typed {
            self.check_syntax(function, text, vm);
        }
    }

    fn check_syntax(&mut self, function: &Dispatcher, text: &mut String, vm: &VirtualMachine) {
        let handle = function.handle(vm).ok();
        match handle.map(numjit::FunctionHandle::params) {
            Some(Err(numjit::CallError::Compile(problems))) => {
                let _ = writeln!(text, "    problems, shown below");
                let found = problems.into_iter().map(|problem| (function.id(), problem));
                self.problems.extend(found);
            }
            _ => {
                let _ = writeln!(
                    text,
                    "    no call with visible types: checked for syntax only"
                );
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{CheckReport, check_source};
    use crate::program::{Kind, Source};
    use crate::run;

    fn report(name: &str, text: &str) -> CheckReport {
        // The compiler reads a function's text from the file of that name.
        let path =
            std::env::temp_dir().join(format!("numjit-check-{}-{name}.py", std::process::id()));
        std::fs::write(&path, text).expect("the file can be written");
        let source = Source {
            name: path.to_string_lossy().into_owned(),
            text: text.to_owned(),
            kind: Kind::File,
        };
        let report = run::on_interpreter_thread(move || check_source(&source), || {});
        let _ = std::fs::remove_file(&path);
        report.unwrap_or_else(|outcome| panic!("{:?}", outcome.message))
    }

    #[test]
    fn infers_signatures_from_calls() {
        let text = "\
import numpy as np
from numba import njit
@njit
def total(a, scale=2):
    return a.sum() * scale
def main():
    a = np.ones((3, 4))
    raise SystemExit(total(a))
main()
";
        let report = report("calls", text);
        assert!(!report.has_errors, "{}", report.text);
        assert!(
            report
                .text
                .contains("(array(float64, 2d, C), int64) -> float64"),
            "{}",
            report.text
        );
    }

    #[test]
    fn reports_problems() {
        let text = "\
from numba import njit
@njit
def bad(x):
    return x.nothing
bad(1)
";
        let found = report("problems", text);
        assert!(
            found.has_errors && found.text.contains("NJ0203"),
            "{}",
            found.text
        );
        let found = report("syntax", "def f(:\n");
        assert!(
            found.has_errors && found.text.contains(":1:7: SyntaxError"),
            "{}",
            found.text
        );
    }
}
