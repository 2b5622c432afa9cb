//! Which vector instructions compiled code uses, and the loops that use them.

use std::collections::HashMap;

use numjit_backend_cranelift::Target;
use numjit_backend_simd::{self as backend, Level};
use numjit_infer::InstanceId;
use numjit_ir::{Function, LaneLoop, Loc};
use numjit_loader::CodeObject;
use numjit_opt::{Callee, Verdict, vectorize_loops};

/// Numbers of compiled loops count down from here, instances up from 0.
const LAST_LOOP: u32 = u32::MAX;

/// How wide loops run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Simd {
    /// One iteration after the other.
    Scalar,
    /// AVX2, 256 bits.
    Avx2,
    /// AVX-512, 512 bits.
    Avx512,
}

impl Simd {
    /// Every choice, narrow to wide.
    pub const ALL: [Simd; 3] = [Simd::Scalar, Simd::Avx2, Simd::Avx512];

    /// The widest that this processor has.
    pub fn host() -> Simd {
        match Level::host() {
            None => Simd::Scalar,
            Some(Level::Avx2) => Simd::Avx2,
            Some(Level::Avx512) => Simd::Avx512,
        }
    }

    /// The widest that a processor has.
    pub fn of(target: &Target) -> Simd {
        let has = |features: &[&str]| features.iter().all(|name| target.has(name));
        let avx2 = has(&["has_avx2", "has_fma", "has_bmi2"]);
        // Every processor with these has AVX-512 BW too, for which Cranelift has no name.
        let avx512 = has(&["has_avx512f", "has_avx512dq", "has_avx512vl"]);
        match (avx2, avx512) {
            (true, true) => Simd::Avx512,
            (true, false) => Simd::Avx2,
            (false, _) => Simd::Scalar,
        }
    }

    /// The choice with this name.
    pub fn from_name(name: &str) -> Option<Simd> {
        Simd::ALL.into_iter().find(|simd| simd.name() == name)
    }

    /// `scalar`, `avx2` or `avx512`.
    pub fn name(self) -> &'static str {
        match self {
            Simd::Scalar => "scalar",
            Simd::Avx2 => "avx2",
            Simd::Avx512 => "avx512",
        }
    }

    /// This choice, or the widest that this processor has if it lacks it.
    pub(crate) fn within_host(self) -> Simd {
        match (self, Simd::host()) {
            (Simd::Scalar, _) | (_, Simd::Scalar) => Simd::Scalar,
            (Simd::Avx2, _) | (_, Simd::Avx2) => Simd::Avx2,
            (Simd::Avx512, Simd::Avx512) => Simd::Avx512,
        }
    }

    fn level(self) -> Option<Level> {
        match self {
            Simd::Scalar => None,
            Simd::Avx2 => Some(Level::Avx2),
            Simd::Avx512 => Some(Level::Avx512),
        }
    }
}

/// Vectorised functions of one object.
#[derive(Default)]
pub(crate) struct Loops {
    /// The machine code of the loops.
    pub(crate) object: CodeObject,
    /// Their linker names by number.
    pub(crate) names: HashMap<InstanceId, String>,
}

/// The function with its loops in vector form where possible, and what became of each loop. None if
/// nothing changed.
pub(crate) fn vectorize(
    func: &Function,
    simd: Simd,
    loops: &mut Loops,
) -> (Option<Function>, Vec<Verdict>) {
    let Some(level) = simd.level().filter(|_| has_loops(func)) else {
        return (None, Vec::new());
    };
    let line_of = |loc: Loc| line_of(func, loc);
    let mut changed = func.clone();
    let verdicts = vectorize_loops(&mut changed, &mut |mut lanes: LaneLoop| {
        let number = loops.names.len() as u32;
        lanes.name = format!("{}.loop{number}", func.name);
        let shape = backend::compile(&lanes, level, &line_of, &mut loops.object);
        let shape = shape.map_err(|error| error.to_string())?;
        let id = LAST_LOOP - number;
        if let Some(made) = loops.object.functions.last_mut() {
            made.title = format!("{} (loop)", func.name);
        }
        loops.names.insert(id, lanes.name);
        Ok(Callee {
            id,
            lanes: shape.lanes,
            any_count: shape.any_count,
        })
    });
    let is_changed = verdicts.iter().any(|verdict| verdict.result.is_ok());
    if is_changed {
        numjit_opt::remove_dead_code(&mut changed);
    }
    (is_changed.then_some(changed), verdicts)
}

pub(crate) fn has_loops(func: &Function) -> bool {
    // A loop needs a branch back; straight-line code is not worth a copy of the function.
    let mut seen = vec![false; func.blocks.len()];
    for &block in &func.layout {
        seen[block.index()] = true;
        let targets = func.terminator(block).map(|last| &last.targets);
        let mut targets = targets.into_iter().flatten();
        if targets.any(|target| seen[target.block.index()]) {
            return true;
        }
    }
    false
}

/// The source line of a location in the function's own text: that of the call for inlined code.
pub(crate) fn line_of(func: &Function, mut loc: Loc) -> u32 {
    let locations = &func.locations;
    while let Some(&(frame, span)) = locations.all().get(loc.index()) {
        let frame = locations.frame(frame);
        match frame.caller {
            Some(caller) => loc = caller,
            None => {
                let text = frame.source.text.as_bytes();
                let before = text.get(..span.start as usize).unwrap_or(text);
                let lines = before.iter().filter(|byte| **byte == b'\n').count();
                return frame.source.first_line + lines as u32;
            }
        }
    }
    0
}
