//! The reference interpreter: control flow, memory and its faults, calls, limits.

use numjit_abi::Symbol;
use numjit_ir::interp::{Externals, Fault, Interpreter, Memory, NoExternals, Outcome};
use numjit_ir::{Function, parse_module, verify};

fn module(text: &str) -> Vec<Function> {
    let functions = parse_module(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    for func in &functions {
        assert_eq!(verify(func), Ok(()));
    }
    functions
}

/// Runs the first function on integers after the context.
fn run(text: &str, args: &[u64]) -> Result<Outcome, Fault> {
    let functions = module(text);
    let mut externals = NoExternals;
    let mut interpreter = interpreter(&functions, &mut externals);
    let context = interpreter.memory.allocate_bytes(vec![0; 16]);
    let args: Vec<u64> = [context].iter().chain(args).copied().collect();
    interpreter.run(0, &args)
}

fn interpreter<'f, 'e>(
    functions: &'f [Function],
    externals: &'e mut dyn Externals,
) -> Interpreter<'f, 'e> {
    let numbered = functions.iter().enumerate();
    let numbered = numbered.map(|(number, func)| (number as u32, func));
    Interpreter::new(numbered, externals, 10_000)
}

fn ok(results: &[u64]) -> Result<Outcome, Fault> {
    Ok(Outcome {
        status: 0,
        results: results.to_vec(),
    })
}

const FIBONACCI: &str = r#"function "fib" low {
  low_results int64
b0(v0: ptr, v1: int64 "n"):
  v2: int64 = iconst 0
  v3: int64 = iconst 1
  jump b1(v1, v2, v3)
b1(v4: int64, v5: int64, v6: int64):
  v7: int8 = icmp sgt v4, v2
  branch v7, b2(), b3()
b2():
  v8: int64 = isub v4, v3
  v9: int64 = iadd v5, v6
  jump b1(v8, v6, v9)
b3():
  v10: int32 = iconst 0
  ret v10, v5
}"#;

#[test]
fn loops_with_swapped_parameters() {
    assert_eq!(run(FIBONACCI, &[10]), ok(&[55]));
    assert_eq!(run(FIBONACCI, &[0]), ok(&[0]));
}

#[test]
fn the_step_limit() {
    assert_eq!(run(FIBONACCI, &[1_000_000]), Err(Fault::Steps));
}

/// Stores 7 to a slot of 8 bytes at an offset and reads it back.
const SLOT: &str = r#"function "f" low {
  low_results int16
  slot s0 size 8 align 8
b0(v0: ptr, v1: int64):
  v2: ptr = slot_addr s0
  v3: ptr = ptr_add v2, v1
  v4: int16 = iconst 7
  store [stack] v3, v4
  v5: int16 = load [stack +2] v3
  v6: int32 = iconst 0
  ret v6, v5
}"#;

#[test]
fn memory_is_checked() {
    assert_eq!(run(SLOT, &[0]), ok(&[0xa5a5]));
    assert_eq!(run(SLOT, &[4]), ok(&[0xa5a5]));
    for offset in [5, 6, 8, u64::MAX, 1 << 40] {
        assert!(
            matches!(run(SLOT, &[offset]), Err(Fault::Memory(_))),
            "{offset}"
        );
    }
    let null = SLOT.replace("slot_addr s0", "iconst 0");
    assert!(matches!(run(&null, &[0]), Err(Fault::Memory(_))));
    let constant = SLOT.replace("slot s0 size 8 align 8", "data d0 align 8 0102030405060708");
    let constant = constant.replace("slot_addr s0", "data_addr d0");
    assert!(matches!(run(&constant, &[0]), Err(Fault::Memory(_))));
    let readable = constant.replace("store [stack] v3, v4", "v9: int8 = load [constant] v3");
    assert_eq!(run(&readable, &[4]), ok(&[0x0807]));
}

#[test]
fn slots_end_with_their_function() {
    let text = r#"function "f" low {
  low_results int64
b0(v0: ptr):
  v1: int32, v2: ptr = call_direct fn1 v0
  v3: int64 = load [any] v2
  ret v1, v3
}
function "g" low {
  low_results ptr
  slot s0 size 8 align 8
b0(v0: ptr):
  v1: ptr = slot_addr s0
  v2: int64 = iconst 1
  store [stack] v1, v2
  v3: int32 = iconst 0
  ret v3, v1
}"#;
    assert!(matches!(run(text, &[]), Err(Fault::Memory(_))));
}

#[test]
fn statuses_without_results() {
    let text = r#"function "f" low {
  low_results int64
b0(v0: ptr):
  v1: int32, v2: int64 = call_direct fn1 v0
  ret v1
}
function "g" low {
  low_results int64
b0(v0: ptr):
  v1: int32 = iconst 1
  ret v1
}"#;
    let expected = Outcome {
        status: 1,
        results: Vec::new(),
    };
    assert_eq!(run(text, &[]), Ok(expected));
}

#[test]
fn undefined_operations_are_faults() {
    let divide = |op: &str| {
        format!(
            "function \"f\" low {{\n  low_results int8\nb0(v0: ptr, v1: int8, v2: int8):\n  \
             v3: int8 = {op} v1, v2\n  v4: int32 = iconst 0\n  ret v4, v3\n}}"
        )
    };
    for op in ["sdiv", "udiv", "srem", "urem"] {
        assert!(
            matches!(run(&divide(op), &[1, 0]), Err(Fault::Undefined(_))),
            "{op}"
        );
    }
    assert!(matches!(
        run(&divide("sdiv"), &[128, 255]),
        Err(Fault::Undefined(_))
    ));
    assert_eq!(run(&divide("sdiv"), &[0xf9, 2]), ok(&[0xfd]));
    assert_eq!(run(&divide("srem"), &[0xf9, 2]), ok(&[0xff]));
    assert_eq!(run(&divide("udiv"), &[0xf9, 2]), ok(&[0x7c]));
    let unreachable = "function \"f\" low {\nb0(v0: ptr):\n  unreachable\n}";
    assert_eq!(run(unreachable, &[]), Err(Fault::Unreachable));
}

/// Remembers the exceptions that are raised.
#[derive(Default)]
struct Raised(Vec<(u64, String)>);

impl Externals for Raised {
    fn call(&mut self, symbol: Symbol, args: &[u64], memory: &mut Memory) -> Result<u64, Fault> {
        assert_eq!(symbol, Symbol::Raise);
        let message = memory.bytes(args[2], args[3] as usize)?;
        self.0
            .push((args[1], String::from_utf8_lossy(message).into_owned()));
        Ok(0)
    }
}

#[test]
fn recursion_is_bounded_by_the_context() {
    let functions = module(
        r#"function "deep" low {
  recursive
b0(v0: ptr):
  v1: int32 = call_direct fn0 v0
  ret v1
}"#,
    );
    let mut raised = Raised::default();
    let mut interpreter = interpreter(&functions, &mut raised);
    let limit = (1_u64 << 30) - 100_000;
    let context = interpreter
        .memory
        .allocate_bytes(limit.to_le_bytes().to_vec());
    let outcome = interpreter.run(0, &[context]).expect("a status");
    assert_eq!(outcome.status, 1);
    assert_eq!(
        raised.0,
        [(18, "maximum recursion depth exceeded".to_owned())]
    );
}

#[test]
fn unknown_callees_are_faults() {
    let text = "function \"f\" low {\nb0(v0: ptr):\n  v1: int32 = call_direct fn9 v0\n  ret v1\n}";
    assert!(matches!(run(text, &[]), Err(Fault::Invalid(_))));
    let text = "function \"f\" low {\nb0(v0: ptr):\n  call_symbol nj_retain v0\n  unreachable\n}";
    assert!(matches!(run(text, &[]), Err(Fault::Invalid(_))));
}
