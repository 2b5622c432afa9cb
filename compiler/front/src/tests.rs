//! What each construct becomes, which programs are refused, and that no input makes the front end panic.

mod pages;
mod robustness;
mod spans;

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{Block, Cfg, Source, Untyped};

use crate::{FrontConfig, lower_function};

fn source(text: &str) -> Arc<Source> {
    Arc::new(Source {
        file: "test.py".into(),
        first_line: 1,
        indent: 0,
        text: text.into(),
    })
}

fn lambda_config(position: Option<(u32, u32)>) -> FrontConfig {
    FrontConfig {
        lambda_position: position,
        ..FrontConfig::function()
    }
}

fn lower(text: &str) -> Result<Untyped, Vec<Diagnostic>> {
    lower_function(&source(text), "f", &FrontConfig::function())
}
/// Checks a function and those nested in it: the invariants of the IR, and those of `finish`.
fn verify(untyped: &Untyped) {
    let func = &untyped.function;
    if let Err(errors) = numjit_ir::verify(func) {
        panic!("{errors:?}\n{func}");
    }
    let cfg = Cfg::compute(func);
    assert_eq!(
        cfg.rpo.len(),
        func.layout.len(),
        "unreachable blocks\n{func}"
    );
    for &block in &func.layout {
        let succs = &cfg.succs[block.index()];
        let shared = |succ: &Block| cfg.preds[succ.index()].len() > 1;
        let critical = succs.len() > 1 && succs.iter().any(shared);
        assert!(!critical, "critical edge from {block}\n{func}");
    }
    untyped.nested.iter().for_each(verify);
}
