//! The passes in order: a flat list, each wrapped in timing, and checked in test builds.

use std::sync::Arc;

use numjit_ir::{Function, Ty};
use numjit_lower::Callees;

use crate::error::CallError;
use crate::timings::Timings;

/// What the passes may ask about other instances.
pub(crate) trait Instances: Callees {
    /// Optimised low SSA of an instance that is small enough to inline.
    fn inlinable(&self, instance: u32) -> Option<Arc<Function>>;
}

/// Runs the typed passes, lowers, and runs the low passes.
pub(crate) fn run(
    typed: &mut Function,
    instances: &dyn Instances,
    timings: &mut Timings,
) -> Result<Function, CallError> {
    let name = typed.name.clone();
    done(typed, "infer", timings)?;
    timings.measure(&name, "fuse_elementwise", || {
        numjit_opt::fuse_elementwise(typed)
    });
    done(typed, "fuse_elementwise", timings)?;
    timings.measure(&name, "insert_polls", || numjit_opt::insert_polls(typed));
    done(typed, "insert_polls", timings)?;
    timings.measure(&name, "insert_refcounts", || {
        numjit_opt::insert_refcounts(typed)
    });
    done(typed, "insert_refcounts", timings)?;
    let low = timings.measure(&name, "lower", || {
        numjit_lower::lower(typed, &AsCallees(instances))
    });
    let mut low = low.map_err(|error| fault("lower", error.message, typed))?;
    done(&low, "lower", timings)?;
    optimize(&mut low, instances, &name, timings)?;
    Ok(low)
}

fn optimize(
    low: &mut Function,
    instances: &dyn Instances,
    name: &str,
    timings: &mut Timings,
) -> Result<(), CallError> {
    timings.measure(name, "simplify", || numjit_opt::simplify(low));
    done(low, "simplify", timings)?;
    timings.measure(name, "inline_calls", || {
        numjit_opt::inline_calls(low, &|instance| instances.inlinable(instance))
    });
    done(low, "inline_calls", timings)?;
    timings.measure(name, "simplify", || numjit_opt::simplify(low));
    done(low, "simplify", timings)?;
    if timings.measure(name, "unroll_loops", || numjit_opt::unroll_loops(low)) {
        done(low, "unroll_loops", timings)?;
        timings.measure(name, "simplify", || numjit_opt::simplify(low));
        done(low, "simplify", timings)?;
        // The elements of a tuple that the loop went through are constants now.
        timings.measure(name, "share_values", || numjit_opt::share_values(low));
        done(low, "share_values", timings)?;
        timings.measure(name, "simplify", || numjit_opt::simplify(low));
        done(low, "simplify", timings)?;
    }
    timings.measure(name, "remove_bounds_checks", || {
        numjit_opt::remove_bounds_checks(low)
    });
    done(low, "remove_bounds_checks", timings)?;
    timings.measure(name, "simplify", || numjit_opt::simplify(low));
    done(low, "simplify", timings)?;
    timings.measure(name, "share_values", || numjit_opt::share_values(low));
    done(low, "share_values", timings)?;
    timings.measure(name, "convert_branches", || {
        numjit_opt::convert_branches(low)
    });
    done(low, "convert_branches", timings)?;
    timings.measure(name, "simplify", || numjit_opt::simplify(low));
    done(low, "simplify", timings)?;
    timings.measure(name, "rotate_loops", || numjit_opt::rotate_loops(low));
    done(low, "rotate_loops", timings)?;
    timings.measure(name, "version_loops", || numjit_opt::version_loops(low));
    done(low, "version_loops", timings)?;
    timings.measure(name, "simplify", || numjit_opt::simplify(low));
    done(low, "simplify", timings)?;
    timings.measure(name, "forward_stores", || numjit_opt::forward_stores(low));
    done(low, "forward_stores", timings)?;
    timings.measure(name, "reorder_minima", || numjit_opt::reorder_minima(low));
    done(low, "reorder_minima", timings)?;
    timings.measure(name, "separate_exits", || numjit_opt::separate_exits(low));
    done(low, "separate_exits", timings)?;
    timings.measure(name, "remove_dead_code", || {
        numjit_opt::remove_dead_code(low)
    });
    done(low, "remove_dead_code", timings)
}

/// After every pass: the function is well-formed, and the compilation may go on.
fn done(func: &Function, pass: &'static str, timings: &Timings) -> Result<(), CallError> {
    check(func, pass)?;
    timings.stop.check()
}

/// `Instances` seen as what lowering asks for.
struct AsCallees<'a>(&'a dyn Instances);

impl Callees for AsCallees<'_> {
    fn signature(&self, instance: u32) -> (Vec<Ty>, Ty) {
        self.0.signature(instance)
    }
}

/// In builds with debug assertions: the function is well-formed after the pass.
pub(crate) fn check(func: &Function, pass: &'static str) -> Result<(), CallError> {
    if !cfg!(debug_assertions) && !crate::pipeline::verify_requested() {
        return Ok(());
    }
    numjit_ir::verify(func).map_err(|errors| {
        let text = errors
            .iter()
            .map(ToString::to_string)
            .collect::<Vec<_>>()
            .join("\n");
        fault(pass, text, func)
    })
}

/// Whether the environment of the process asks for checks in release builds too; tests set it.
fn verify_requested() -> bool {
    static REQUESTED: std::sync::OnceLock<bool> = std::sync::OnceLock::new();
    *REQUESTED.get_or_init(|| std::env::var_os("NUMJIT_VERIFY").is_some())
}

fn fault(stage: &'static str, reason: String, func: &Function) -> CallError {
    CallError::Internal {
        stage,
        reason,
        dump: func.to_string(),
    }
}
