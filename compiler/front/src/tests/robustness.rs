//! No input makes the front end panic, overflow the stack or hang.

use super::{lambda_config, lower, source, verify};
use crate::{FrontConfig, lower_function, lower_module_functions};

const SEEDS: [&str; 4] = [
    "@njit(cache=True)\ndef f(a, n=3, *, k: int = 2):\n    \"doc\"\n    total = 0\n    for i in range(n):\n        \
     if a[i] < 0 or a[i] > 10 and n:\n            continue\n        total += a[i, 1:, ...]\n        if total > 100:\n            \
     break\n    else:\n        total = -9223372036854775808\n    x, (y, z) = n, total\n    assert 0 < n <= 5, f\"bad {n!r:>10} {total=}\"\n    \
     return x\n",
    "def f(x, *args):\n    def g(y, s=x):\n        return g(y - 1) + x * s\n    while x:\n        x -= 1\n        try:\n            \
     del x\n        except ValueError as e:\n            raise\n    return (lambda v: v if x else g(v))(x.a.b[1:2](*args, k=2))\n",
    "def f(x):\n    global q\n    y = [a for a in x if a]\n    z = {1: 'é', **y}\n    with x as w, y:\n        pass\n    \
     async def h(): await x\n    match x:\n        case [1, _]: pass\n    return f'{x:{y}}' rb'日本' 1e400 0x1F 1_0j ...\n",
    "f = numba.njit(lambda x, y=[1, 2]: (lambda a, b: a + x)(y, (z := 3)), parallel=True)  # lambda: \"x\n",
];

const PARTS: [&str; 40] = [
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ":",
    ",",
    ";",
    "\n",
    "\n    ",
    "\n        ",
    "\t",
    " ",
    "lambda ",
    "lambda:",
    "def f(",
    "for ",
    " in ",
    "if ",
    " else ",
    "=",
    "==",
    ":=",
    "*",
    "**",
    "-",
    "not ",
    "'",
    "\"",
    "f'{",
    "}'",
    "\\",
    "\r\n",
    "é",
    "\u{0}",
    "\u{feff}",
    "0x",
    "@",
    "日",
];

/// A small generator, so that the test repeats exactly.
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        (self.0 >> 33) as usize % bound
    }

    /// A text with a few places changed, cut or doubled.
    fn mutate(&mut self, text: &str) -> String {
        let mut text = text.to_owned();
        for _ in 0..=self.below(4) {
            let start = text.floor_char_boundary(self.below(text.len() + 1));
            let end = text.ceil_char_boundary((start + self.below(12)).min(text.len()));
            match self.below(3) {
                0 => text.replace_range(start..end, ""),
                1 => text.insert_str(start, PARTS[self.below(PARTS.len())]),
                _ => {
                    let piece = text[start..end].to_owned();
                    let at = text.floor_char_boundary(self.below(text.len() + 1));
                    text.insert_str(at, &piece);
                }
            }
        }
        text
    }
}

#[test]
fn mutated_sources_never_panic() {
    let mut random = Random(7);
    for round in 0..8_000 {
        let text = random.mutate(SEEDS[round % SEEDS.len()]);
        let source = source(&text);
        let position = (random.below(4) as u32, random.below(40) as u32);
        let configs = [FrontConfig::function(), lambda_config(Some(position))];
        let results = configs
            .iter()
            .map(|cx| lower_function(&source, "f", cx).map(|f| vec![f]));
        for result in results.chain([lower_module_functions(&source)]) {
            match result {
                Ok(functions) => functions.iter().for_each(verify),
                Err(problems) => problems.iter().for_each(|problem| {
                    numjit_diag::render(problem, numjit_diag::Style::Plain);
                }),
            }
        }
    }
}

fn codes(text: &str) -> Vec<&'static str> {
    let problems = lower(text).err().unwrap_or_default();
    problems.iter().map(|problem| problem.code).collect()
}

#[test]
fn deep_nesting_is_refused() {
    for (open, close) in [
        ("(1 + ", ")"),
        ("-", ""),
        ("[", "]"),
        ("not ", ""),
        ("x(", ")"),
        ("lambda: ", ""),
    ] {
        let text = format!(
            "def f(x):\n    return {}x{}\n",
            open.repeat(20_000),
            close.repeat(20_000)
        );
        assert_eq!(codes(&text), ["NJ0007"], "{open}");
    }
    let text = format!("def f(x):\n    return x{}\n", ".a".repeat(20_000));
    assert_eq!(codes(&text), ["NJ0007"]);
    let mut text = "def f(x):\n".to_owned();
    for depth in 1..=250 {
        text.push_str(&format!("{}if x:\n", " ".repeat(depth)));
    }
    text.push_str(&format!("{}pass\n", " ".repeat(251)));
    assert_eq!(codes(&text), ["NJ0007"]);
}

#[test]
fn nesting_below_the_limit_is_accepted() {
    for (open, close) in [
        ("(1 + ", ")"),
        ("[", "]"),
        ("x(", ")"),
        ("lambda: ", ""),
        ("x or not ", ""),
        ("1 if x else ", ""),
        ("x[", "]"),
    ] {
        let levels = if open.starts_with("x or") { 90 } else { 190 };
        let (open, close) = (open.repeat(levels), close.repeat(levels));
        let text = format!("def f(x):\n    return {open}x{close}\n");
        assert_eq!(codes(&text), [""; 0]);
    }
}

#[test]
fn long_chains_are_accepted() {
    let terms = format!("def f(x):\n    return x{}\n", " + x * 2".repeat(20_000));
    assert_eq!(codes(&terms), [""; 0]);
    let mut branches = "def f(x):\n    if x:\n        y = 0\n".to_owned();
    for case in 1..5_000 {
        branches.push_str(&format!("    elif x == {case}:\n        y = {case}\n"));
    }
    branches.push_str("    return y\n");
    assert_eq!(codes(&branches), [""; 0]);
    let mut row = "def f(x):\n    z = 1\n".to_owned();
    row.push_str(&"    if x:\n        y = z\n".repeat(5_000));
    row.push_str("    return y + z\n");
    assert_eq!(codes(&row), [""; 0]);
}
