//! Running low functions in the reference interpreter, before and after passes.

use numjit_abi::Symbol;
use numjit_ir::Function;
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory, Outcome};

/// Bytes in front of a block's payload.
const HEADER: usize = 64;

/// The runtime functions that tests use; what they record is part of what must agree.
#[derive(Debug, Default)]
pub(crate) struct Runtime {
    /// Exceptions and traceback entries: the function and its operands after the context.
    pub(crate) record: Vec<(Symbol, Vec<u64>)>,
    /// Payload addresses and sizes of blocks.
    pub(crate) blocks: Vec<(u64, usize)>,
}

impl Externals for Runtime {
    fn call(&mut self, symbol: Symbol, args: &[u64], memory: &mut Memory) -> Result<u64, Fault> {
        match symbol {
            Symbol::AllocZeroed | Symbol::Alloc => {
                let size = args[1] as usize;
                let block = memory.allocate_bytes(vec![0; HEADER + size]);
                self.blocks.push((block + HEADER as u64, size));
                Ok(block)
            }
            Symbol::RaiseIndex | Symbol::ExcPushI64 => {
                self.record.push((symbol, args[1..].to_vec()));
                Ok(0)
            }
            Symbol::Raise | Symbol::Frame => {
                self.record.push((symbol, Vec::new()));
                Ok(0)
            }
            Symbol::Release | Symbol::Retain => Ok(0),
            other => Err(Fault::Invalid(format!(
                "{} is not there",
                other.info().name
            ))),
        }
    }
}

/// Everything that a run leaves behind.
#[derive(Debug, PartialEq)]
pub(crate) struct Observed {
    /// Status and results, or the fault.
    pub(crate) outcome: Result<Outcome, Fault>,
    /// Contents of the arrays given and then of the blocks allocated.
    pub(crate) memory: Vec<Vec<u8>>,
    /// Runtime calls.
    pub(crate) record: Vec<(Symbol, Vec<u64>)>,
}

/// Runs the last function on a context, then (address, length) of each array, then integers.
///
/// With `overlap`, the second array is the first one without that many elements.
pub(crate) fn observe(
    functions: &[Function],
    arrays: &[Vec<i64>],
    overlap: Option<usize>,
    ints: &[i64],
    steps: u64,
) -> Observed {
    let mut runtime = Runtime::default();
    let numbered = functions.iter().enumerate();
    let numbered = numbered.map(|(number, func)| (number as u32, func));
    let mut interpreter = Interpreter::new(numbered, &mut runtime, steps);
    let context = interpreter.memory.allocate_bytes(vec![0; 64]);
    let mut args = vec![context];
    let mut places = Vec::new();
    for array in arrays {
        let bytes: Vec<u8> = array.iter().flat_map(|v| v.to_le_bytes()).collect();
        let size = bytes.len();
        let address = interpreter.memory.allocate_bytes(bytes);
        places.push((address, size));
        args.extend([address, array.len() as u64]);
    }
    if let Some(skipped) = overlap.filter(|&skipped| skipped <= arrays[0].len()) {
        args[3] = args[1] + 8 * skipped as u64;
        args[4] = (arrays[0].len() - skipped) as u64;
    }
    args.extend(ints.iter().map(|&value| value as u64));
    let outcome = interpreter.run(functions.len() as u32 - 1, &args);
    let memory = std::mem::take(&mut interpreter.memory);
    drop(interpreter);
    places.extend(runtime.blocks);
    let contents = |&(address, size): &(u64, usize)| {
        memory
            .bytes(address, size)
            .map_or_else(|_| Vec::new(), <[u8]>::to_vec)
    };
    Observed {
        outcome,
        memory: places.iter().map(contents).collect(),
        record: runtime.record,
    }
}
