//! Source places: every instruction points at the expression it comes from, in its file.

use std::sync::Arc;

use numjit_ir::{Source, Untyped};

use super::{lambda_config, lower, source};
use crate::{FrontConfig, lower_function, lower_module_functions};

/// The source text of each instruction with an operation, in order.
fn texts(untyped: &Untyped, op: &str) -> Vec<String> {
    let func = &untyped.function;
    let mut found = Vec::new();
    for &inst in func
        .layout
        .iter()
        .flat_map(|&block| &func.block(block).insts)
    {
        let inst = func.inst(inst);
        if inst.op.info().name == op {
            let (frame, span) = func.locations.get(inst.loc);
            let text = &func.locations.frame(frame).source.text;
            found.push(text[span.start as usize..span.end as usize].to_owned());
        }
    }
    found
}

fn lowered(text: &str) -> Untyped {
    lower(text).unwrap_or_else(|problems| panic!("{problems:?}"))
}

#[test]
fn operators_point_at_their_expression() {
    let f = lowered("def f(x, y):\n    return (x + y) * x - (y)\n");
    assert_eq!(
        texts(&f, "bin"),
        ["x + y", "(x + y) * x", "(x + y) * x - (y)"]
    );
}

#[test]
fn values_inside_format_strings_have_places() {
    let f = lowered("def f(x):\n    a = 'é'\n    return f'é {one}' f\"{ two!r:>4} {three(x)}\"\n");
    assert_eq!(texts(&f, "global"), ["one", "two", "three"]);
    assert_eq!(texts(&f, "call"), ["three(x)"]);
}

#[test]
fn texts_with_other_line_ends_and_marks_have_places() {
    for text in [
        "def f(x):\r\n    y = one + x\r\n    return two\r\n",
        "def f(x):\r    y = one + x\r    return two\r",
        "\u{feff}def f(x):\n    y = one + x # é\n    return two\n",
        "    @deco(é)\n    def f(x):\n        y = one + x\n        return two\n",
        "\n# c\n\tdef f(x):\n\t\ty = one + x\n\t\treturn two",
        "def f(x):\n    y = (one\n      + x); return two",
    ] {
        assert_eq!(texts(&lowered(text), "global"), ["one", "two"], "{text:?}");
    }
}

#[test]
fn lines_are_those_of_the_file() {
    let source = Arc::new(Source {
        file: "job.py".into(),
        first_line: 40,
        indent: 4,
        text: "def f(x):\n    y = g(\n        x,\n    )\n    return y\n".into(),
    });
    let f =
        lower_function(&source, "f", &FrontConfig::function()).unwrap_or_else(|p| panic!("{p:?}"));
    let func = &f.function;
    let call = func
        .insts
        .iter()
        .find(|inst| inst.op == numjit_ir::Op::Call);
    let chain = call
        .map(|call| func.locations.chain(call.loc))
        .unwrap_or_default();
    assert_eq!(
        chain
            .iter()
            .map(|(frame, line)| (&*frame.name, *line))
            .collect::<Vec<_>>(),
        [("f", 41)]
    );
}

fn lambda(text: &str, position: Option<(u32, u32)>) -> String {
    let source = source(text);
    match lower_function(&source, "<lambda>", &lambda_config(position)) {
        Ok(untyped) => texts(&untyped, "global").join(" "),
        Err(problems) => problems[0].code.to_owned(),
    }
}

#[test]
fn lambdas_are_found_by_place() {
    let text = "f = njit(lambda x: one), (lambda y: two)\ng = [lambda: three\n + four, 5]\n";
    assert_eq!(lambda(text, None), "one");
    assert_eq!(lambda(text, Some((1, 9))), "one");
    assert_eq!(lambda(text, Some((1, 26))), "two");
    assert_eq!(lambda(text, Some((2, 5))), "three four");
    assert_eq!(lambda(text, Some((2, 0))), "three four");
}

#[test]
fn lambdas_are_found_in_parts_of_statements() {
    assert_eq!(
        lambda("    elif g(key=lambda x, y=(1, 2): one, z=3):\n", None),
        "one"
    );
    assert_eq!(lambda("        {1: lambda: one, 2: 3}\n", None), "one");
    assert_eq!(
        lambda("x, lambda a, b: lambda c, d: a if b else one)\n", None),
        ""
    );
    assert_eq!(lambda("# lambda: one\n'lambda: two'\n", None), "NJ0009");
    assert_eq!(lambda("f = lambda: )", None), "NJ0001");
}

#[test]
fn modules_give_all_their_functions() {
    let source =
        source("import x\ndef one(a):\n    return a\ny = 1\ndef two(a=1):\n    return y\n");
    let functions = lower_module_functions(&source).unwrap_or_default();
    let names: Vec<&str> = functions.iter().map(|function| &*function.name).collect();
    assert_eq!(names, ["one", "two"]);
}

#[test]
fn the_named_function_is_taken() {
    let source = source("def g():\n    return 1\n\ndef f():\n    return 2\n");
    let name = |wanted: &str| {
        let cx = FrontConfig::function();
        lower_function(&source, wanted, &cx)
            .map(|function| function.name)
            .unwrap_or_default()
    };
    assert_eq!([name("f"), name("g"), name("wrapper")], ["f", "g", "g"]);
}

#[test]
fn declared_variables_are_annotated() {
    let source = source("def f(x):\n    y = x\n    y += 1\n    z = y\n    return z\n");
    let mut cx = FrontConfig::function();
    cx.declared = vec!["y".to_owned()];
    let f = lower_function(&source, "f", &cx).unwrap_or_else(|problems| panic!("{problems:?}"));
    assert_eq!(texts(&f, "annotate"), ["y", "y"]);
}

#[test]
fn docstrings_and_parameters_are_kept() {
    let f = lowered("def f(a: int, *rest, k: 'x y' = 2):\n    'the doc'\n    return a\n");
    assert_eq!(f.doc.as_deref(), Some("the doc"));
    let annotations: Vec<_> = f.params.iter().map(|p| p.annotation.as_deref()).collect();
    assert_eq!(annotations, [Some("int"), None, Some("'x y'")]);
    assert_eq!(
        f.params.iter().map(|p| p.has_default).collect::<Vec<_>>(),
        [false, false, true]
    );
}
