//! The Cranelift back end: functions of low SSA compiled, loaded and called.

mod low;

use low::{Loaded, load, load_text};
use numjit_abi::ExceptionKind;
use numjit_backend_cranelift::{CompileFunction, Config, Error, Listing, Target, compile};
use numjit_ir::interp::evaluate;
use numjit_ir::{
    Builder, Const, FloatCC, Function, Imm, IntCC, Loc, Op, Options, Stage, Ty, parse_function,
};
use numjit_runtime::Runtime;

fn f(value: f64) -> u64 {
    value.to_bits()
}

const SUM: &str = r#"function "sum" low {
  low_results float64
b0(v0: ptr, v1: ptr "a", v2: int64 "n"):
  v3: int64 = iconst 0 @0
  v4: float64 = fconst 0.0 @0
  v16: int8 = icmp slt v3, v2 @0
  branch v16, b1(v3, v4), b3(v4) @0
b1(v5: int64 "i", v6: float64 "s"):
  v8: int64 = iconst 3 @1
  v9: int64 = ishl v5, v8 @1
  v10: ptr = ptr_add v1, v9 @1
  v11: float64 = load [array] v10 @1
  v12: float64 = fadd v6, v11 @1
  v13: int64 = iconst 1 @0
  v14: int64 = iadd v5, v13 @0
  v7: int8 = icmp slt v14, v2 @0
  branch v7, b1(v14, v12), b3(v12) @0
b3(v17: float64):
  v15: int32 = iconst 0 @2
  ret v15, v17 @2
  source 0 "sum.py" line 3 indent 0
    |def sum(a):
    |    s = 0.0
    |    for x in a:
    |        s += x
    |    return s
  frame 0 "sum" source 0
  at @0 f0 29..40, f0 49..55, f0 60..68
}
"#;

#[test]
fn a_loop_over_an_array() {
    let loaded = load_text(SUM);
    let data: Vec<f64> = (0..1000).map(f64::from).collect();
    let sum = loaded.call("sum", &[data.as_ptr() as u64, data.len() as u64]);
    assert_eq!(sum, [f(data.iter().sum())]);
    assert_eq!(loaded.call("sum", &[data.as_ptr() as u64, 0]), [f(0.0)]);
}

#[test]
#[cfg(target_arch = "x86_64")]
fn the_loop_has_five_instructions() {
    let loaded = load_text(SUM);
    let asm = loaded.asm("sum");
    let code = asm
        .lines()
        .filter(|line| !line.trim_start().starts_with(';'));
    let code: Vec<&str> = code.collect();
    let start = code
        .iter()
        .position(|line| line.contains("addsd"))
        .expect("the sum");
    let end = code
        .iter()
        .position(|line| line.contains("jl 0"))
        .expect("the back edge");
    assert!(end.abs_diff(start) <= 4, "{asm}");
}

#[test]
#[cfg(all(target_arch = "x86_64", unix))]
fn clif_text() {
    let loaded = load_text(
        r#"function "hypot1" low {
  low_results float64, int8
  data d0 align 8 000000000000f03f
b0(v0: ptr, v1: float64):
  v2: ptr = data_addr d0
  v3: float64 = load [constant readonly] v2
  v4: float64 = call_symbol nj_hypot_f64 v1, v3
  v5: int8 = fcmp lt v4, v3
  v6: int32 = iconst 0
  ret v6, v4, v5
}"#,
    );
    let expected = r#"; hypot1
; userextname0 is rodata+0
; u1:100 is nj_hypot_f64
function u0:0(i64, f64) -> i32, f64, i8 system_v {
    region0 = 1 "stack"
    region1 = 3 "context"
    region2 = 4 "constant"
    gv0 = symbol colocated userextname0
    sig0 = (f64, f64) -> f64 system_v
    fn0 = colocated u1:100 sig0

                                block0(v0: i64, v1: f64):
@0000                               v2 = symbol_value.i64 gv0
@0000                               v3 = load.f64 notrap readonly can_move region2 v2
@0000                               v4 = call fn0(v1, v3)
@0000                               v5 = fcmp lt v4, v3
@0000                               v6 = iconst.i32 0
@0000                               return v6, v4, v5  ; v6 = 0
}
"#;
    let number = format!("u1:{}", numjit_abi::Symbol::HypotF64 as u32);
    let text = loaded.clif("hypot1");
    let text = text.replace(&number, "u1:100");
    assert!(text == expected, "{text}");
    let results = loaded.call("hypot1", &[f(0.0)]);
    assert_eq!((results[0], results[1] as u8), (f(1.0), 0));
}

/// Values at the edges of every integer type.
const INTS: [i64; 16] = [
    0,
    1,
    -1,
    2,
    -2,
    7,
    8,
    63,
    64,
    127,
    -128,
    255,
    32_767,
    0x1234_5678_9abc_def0,
    i64::MAX,
    i64::MIN,
];

const FLOATS: [f64; 22] = [
    0.0,
    -0.0,
    0.5,
    -0.5,
    1.0,
    1.5,
    2.5,
    -2.5,
    1e-310,
    16_777_217.0,
    2_147_483_647.5,
    2_147_483_648.0,
    -2_147_483_648.0,
    -2_147_483_649.0,
    9_223_372_036_854_774_784.0,
    9_223_372_036_854_775_808.0,
    -9_223_372_036_854_777_856.0,
    18_446_744_073_709_551_616.0,
    1e300,
    f64::INFINITY,
    f64::NEG_INFINITY,
    f64::NAN,
];

/// Bits of the edge values of a type.
fn edges(ty: Ty) -> Vec<u64> {
    match ty {
        Ty::F32 => FLOATS
            .iter()
            .map(|&v| u64::from((v as f32).to_bits()))
            .collect(),
        Ty::F64 => FLOATS.iter().map(|&v| v.to_bits()).collect(),
        _ => INTS
            .iter()
            .map(|&v| v as u64 & (u64::MAX >> (64 - ty.bits())))
            .collect(),
    }
}

/// An operation with its types.
struct Case {
    op: Op,
    imm: Imm,
    params: Vec<Ty>,
    result: Ty,
}

fn cases() -> Vec<Case> {
    let mut cases = Vec::new();
    let mut add = |op, imm, params: &[Ty], result| {
        cases.push(Case {
            op,
            imm,
            params: params.to_vec(),
            result,
        });
    };
    let ints = [Ty::I8, Ty::I16, Ty::I32, Ty::I64];
    for ty in ints {
        for op in [Op::INeg, Op::BNot, Op::Clz, Op::Ctz, Op::Popcnt] {
            add(op, Imm::None, &[ty], ty);
        }
        for op in [
            Op::IAdd,
            Op::ISub,
            Op::IMul,
            Op::SDiv,
            Op::UDiv,
            Op::SRem,
            Op::URem,
        ] {
            add(op, Imm::None, &[ty, ty], ty);
        }
        for op in [Op::SMulHi, Op::UMulHi, Op::BAnd, Op::BOr, Op::BXor] {
            add(op, Imm::None, &[ty, ty], ty);
        }
        for op in [Op::IShl, Op::SShr, Op::UShr] {
            add(op, Imm::None, &[ty, ty], ty);
        }
        for &code in IntCC::ALL {
            add(Op::ICmp, Imm::IntCC(code), &[ty, ty], Ty::I8);
        }
        for wider in ints.into_iter().filter(|wider| wider.bits() > ty.bits()) {
            add(Op::SExt, Imm::None, &[ty], wider);
            add(Op::ZExt, Imm::None, &[ty], wider);
            add(Op::Trunc, Imm::None, &[wider], ty);
        }
    }
    for ty in [Ty::F32, Ty::F64] {
        for op in [
            Op::FNeg,
            Op::FAbs,
            Op::FSqrt,
            Op::FFloor,
            Op::FCeil,
            Op::FTrunc,
            Op::FNearest,
        ] {
            add(op, Imm::None, &[ty], ty);
        }
        for op in [Op::FAdd, Op::FSub, Op::FMul, Op::FDiv, Op::FCopysign] {
            add(op, Imm::None, &[ty, ty], ty);
        }
        add(Op::Fma, Imm::None, &[ty, ty, ty], ty);
        for &code in FloatCC::ALL {
            add(Op::FCmp, Imm::FloatCC(code), &[ty, ty], Ty::I8);
        }
        for int in [Ty::I32, Ty::I64] {
            add(Op::SToF, Imm::None, &[int], ty);
            add(Op::UToF, Imm::None, &[int], ty);
            add(Op::FToS, Imm::None, &[ty], int);
        }
        add(Op::FToU, Imm::None, &[ty], Ty::I64);
    }
    add(Op::FPromote, Imm::None, &[Ty::F32], Ty::F64);
    add(Op::FDemote, Imm::None, &[Ty::F64], Ty::F32);
    add(Op::Bitcast, Imm::None, &[Ty::F64], Ty::I64);
    add(Op::Bitcast, Imm::None, &[Ty::I64], Ty::F64);
    add(Op::Bitcast, Imm::None, &[Ty::F32], Ty::I32);
    add(Op::Bitcast, Imm::None, &[Ty::I32], Ty::F32);
    add(Op::Bitcast, Imm::None, &[Ty::I64], Ty::PTR);
    add(Op::Bitcast, Imm::None, &[Ty::PTR], Ty::I64);
    add(Op::PtrAdd, Imm::None, &[Ty::PTR, Ty::I64], Ty::PTR);
    for ty in [Ty::I8, Ty::I16, Ty::I32, Ty::I64, Ty::F32, Ty::F64, Ty::PTR] {
        add(Op::Pick, Imm::None, &[Ty::I8, ty, ty], ty);
    }
    cases
}

/// A function that does one operation.
fn single(number: usize, case: &Case) -> Function {
    let mut func = Function::new(format!("case{number}"), Stage::Low, Options::DEFAULT);
    func.low_results = vec![case.result];
    let entry = func.entry;
    func.add_param(entry, Ty::PTR);
    let params: Vec<_> = case
        .params
        .iter()
        .map(|&ty| func.add_param(entry, ty))
        .collect();
    let mut builder = Builder::new(&mut func, entry, Loc(0));
    let result = builder.emit(case.op, &params, case.imm.clone(), case.result);
    let zero = Imm::Const(Const::Int(0));
    let status = builder.emit(Op::IConst, &[], zero, Ty::I32);
    builder.effect(Op::Ret, &[status, result], Imm::None);
    func
}

/// Every combination of the edge values of the types, up to three.
fn combinations(params: &[Ty]) -> Vec<Vec<u64>> {
    let mut all = vec![Vec::new()];
    for (position, &ty) in params.iter().enumerate() {
        let is_condition = params.len() == 3 && position == 0 && ty == Ty::I8;
        let values = if is_condition { vec![0, 1] } else { edges(ty) };
        let extend = |known: &Vec<u64>| {
            let known = known.clone();
            values
                .clone()
                .into_iter()
                .map(move |value| [&known[..], &[value]].concat())
        };
        all = all.iter().flat_map(extend).collect();
    }
    all
}

fn same(a: u64, b: u64, ty: Ty) -> bool {
    match ty {
        Ty::F32 => {
            let (a, b) = (f32::from_bits(a as u32), f32::from_bits(b as u32));
            a.to_bits() == b.to_bits() || (a.is_nan() && b.is_nan())
        }
        Ty::F64 => a == b || (f64::from_bits(a).is_nan() && f64::from_bits(b).is_nan()),
        _ => (a ^ b) & (u64::MAX >> (64 - ty.bits())) == 0,
    }
}

#[test]
fn every_operation_at_the_edges_of_its_types() {
    let cases = cases();
    let functions: Vec<Function> = cases
        .iter()
        .enumerate()
        .map(|(number, case)| single(number, case))
        .collect();
    let loaded = load(&functions, Config::STANDARD);
    for (number, case) in cases.iter().enumerate() {
        for args in combinations(&case.params) {
            let typed = args.iter().copied().zip(case.params.iter().copied());
            let typed: Vec<(u64, Ty)> = typed.collect();
            // Operands that the operation excludes have no result.
            let Ok(expected) = evaluate(case.op, &case.imm, &typed, case.result) else {
                continue;
            };
            let expected = expected.expect("a scalar operation");
            let found = loaded.call(&format!("case{number}"), &args)[0];
            assert!(
                same(found, expected, case.result),
                "{:?} {:?} {:?} {args:x?}: {found:#x} instead of {expected:#x}",
                case.op,
                case.imm,
                case.params
            );
        }
    }
}

#[test]
fn every_low_operation_has_a_test() {
    let pure = cases();
    // The operations that the other tests use.
    let others = [
        Op::Jump,
        Op::Branch,
        Op::Unreachable,
        Op::Ret,
        Op::IConst,
        Op::FConst,
        Op::Load,
        Op::Store,
        Op::SlotAddr,
        Op::DataAddr,
        Op::CallSymbol,
        Op::CallDirect,
        Op::StackPtr,
    ];
    for &op in Op::ALL.iter().filter(|op| op.info().stages.low) {
        let known = others.contains(&op) || pure.iter().any(|case| case.op == op);
        assert!(known, "{op:?}");
    }
}

#[test]
fn stack_addresses_and_places_never_reached() {
    let loaded = load_text(
        r#"function "f" low {
  low_results ptr
b0(v0: ptr, v1: int8):
  branch v1, b1(), b2()
b1():
  v2: ptr = stack_pointer
  v3: int32 = iconst 0
  ret v3, v2
b2():
  unreachable
}"#,
    );
    let here = 0_u8;
    let distance = loaded.call("f", &[1])[0].abs_diff(&raw const here as u64);
    assert!(distance < 1 << 20);
}

#[test]
fn results_beyond_the_registers() {
    let loaded = load_text(
        r#"function "many" low {
  low_results int8, float32, int64, float64, int32, float64, ptr, float32, int16
b0(v0: ptr, v1: int8, v2: float32, v3: int64, v4: float64, v5: int32, v6: float64, v7: ptr, v8: float32, v9: int16, v10: int64, v11: int64):
  v12: int32 = iconst 0
  ret v12, v1, v2, v3, v4, v5, v6, v7, v8, v9
}
function "caller" low {
  low_results int64, float64
b0(v0: ptr, v1: int64, v2: float64):
  v3: int8 = trunc v1
  v4: float32 = fdemote v2
  v5: int32 = trunc v1
  v6: int16 = trunc v1
  v7: ptr = bitcast v1
  v10: int32, v11: int8, v12: float32, v13: int64, v14: float64, v15: int32, v16: float64, v17: ptr, v18: float32, v19: int16 = call_direct fn0 v0, v3, v4, v1, v2, v5, v2, v7, v4, v6, v1, v1
  v20: int64 = sext v11
  v21: int64 = sext v15
  v22: int64 = bitcast v17
  v23: int64 = sext v19
  v24: int64 = iadd v20, v21
  v25: int64 = iadd v22, v23
  v26: int64 = iadd v24, v25
  v27: int64 = iadd v26, v13
  v30: float64 = fpromote v12
  v31: float64 = fpromote v18
  v32: float64 = fadd v30, v31
  v33: float64 = fadd v14, v16
  v34: float64 = fadd v32, v33
  ret v10, v27, v34
}"#,
    );
    assert_eq!(loaded.call("caller", &[5, f(0.5)]), [25, f(2.0)]);
    let all = [
        1,
        0x3f80_0000,
        3,
        f(4.0),
        5,
        f(6.0),
        7,
        0x4000_0000,
        9,
        10,
        11,
    ];
    let expected = [1, 0x3f80_0000, 3, f(4.0), 5, f(6.0), 7, 0x4000_0000, 9];
    let results = loaded.call("many", &all);
    assert_eq!(results, expected);
}

const RAISING: &str = r#"function "check" low {
  low_results int64
  data d0 align 1 6e65676174697665
b0(v0: ptr, v1: int64):
  v2: int64 = iconst 0
  v3: int8 = icmp slt v1, v2
  branch v3, b1(), b2()
b1() cold:
  v4: int32 = iconst 30
  v5: ptr = data_addr d0
  v6: int64 = iconst 8
  call_symbol nj_raise v0, v4, v5, v6
  v7: int32 = iconst 1
  ret v7
b2():
  v8: int32 = iconst 0
  ret v8, v1
}
function "outer" low {
  low_results int64
b0(v0: ptr, v1: int64):
  v2: int32, v3: int64 = call_direct fn0 v0, v1
  branch_placeholder
}"#;

#[test]
fn exceptions_are_statuses() {
    let text = RAISING.replace(
        "  branch_placeholder\n",
        r#"  v4: int8 = trunc v2
  branch v4, b1(), b2()
b1() cold:
  ret v2
b2():
  v5: int64 = iadd v3, v3
  ret v2, v5
"#,
    );
    let loaded = load_text(&text);
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let context = runtime.context();
    assert_eq!(loaded.call_with(context, "outer", &[21]), (0, vec![42]));
    assert_eq!(loaded.call_with(context, "outer", &[-1_i64 as u64]).0, 1);
    let exception = runtime.take_exception().expect("an exception");
    assert_eq!(exception.kind, ExceptionKind::ZeroDivisionError);
    assert_eq!(exception.message(), "negative");
}

const DEEP: &str = r#"function "deep" low {
  low_results int64
  recursive
b0(v0: ptr, v1: int64 "n"):
  v2: int64 = iconst 0 @0
  v3: int8 = icmp eq v1, v2 @0
  branch v3, b1(), b2() @0
b1():
  v4: int32 = iconst 0 @0
  ret v4, v2 @0
b2():
  v5: int64 = iconst 1 @0
  v6: int64 = isub v1, v5 @0
  v7: int32, v8: int64 = call_direct fn0 v0, v6 @0
  v9: int64 = iadd v8, v5 @0
  ret v7, v9 @0
  source 0 "deep.py" line 7 indent 0
    |def deep(n):
    |    return 0 if n == 0 else deep(n - 1) + 1
  frame 0 "deep" source 0
  at @0 f0 17..30
}
"#;

#[test]
fn endless_recursion_raises() {
    let loaded = load_text(DEEP);
    let runtime = Runtime::new(Box::new(|_| Ok(())));
    let context = runtime.context();
    assert_eq!(loaded.call_with(context, "deep", &[1000]), (0, vec![1000]));
    assert_eq!(loaded.call_with(context, "deep", &[u64::MAX]).0, 1);
    let exception = runtime.take_exception().expect("an exception");
    assert_eq!(exception.kind, ExceptionKind::RecursionError);
    assert_eq!(exception.message(), "maximum recursion depth exceeded");
    let frame = exception.frames.first().expect("a traceback");
    assert_eq!(
        (&*frame.function, &*frame.file, frame.line),
        ("deep", "deep.py", 7)
    );
}

/// A loop that reads its limit from an array header each round.
fn header_loop(access: &str) -> Loaded {
    load_text(&format!(
        r#"function "f" low {{
  low_results int64
b0(v0: ptr, v1: ptr "header", v2: ptr "data"):
  v3: int64 = iconst 0
  jump b1(v3)
b1(v4: int64):
  v5: int64 = iconst 3
  v6: int64 = ishl v4, v5
  v7: ptr = ptr_add v2, v6
  store [array] v7, v4
  v8: int64 = iconst 1
  v9: int64 = iadd v4, v8
  v10: int64 = load [{access}] v1
  v11: int8 = icmp slt v9, v10
  branch v11, b1(v9), b2()
b2():
  v12: int32 = iconst 0
  ret v12, v9
}}"#
    ))
}

#[test]
#[cfg(target_arch = "x86_64")]
fn readonly_header_loads_leave_loops() {
    let position = |loaded: &Loaded, text: &str| {
        let lines = loaded.asm("f").lines().map(str::to_owned);
        let found = lines.enumerate().find(|(_, line)| line.contains(text));
        found.expect("the instruction").0
    };
    for (access, leaves) in [
        ("header readonly", true),
        ("header", false),
        ("array readonly", false),
    ] {
        let loaded = header_loop(access);
        let load = position(&loaded, "[rsi]");
        let store = position(&loaded, "],r");
        assert_eq!(load < store, leaves, "{access}\n{}", loaded.asm("f"));
        let (limit, mut data) = (10_u64, [0_u64; 10]);
        let args = [&raw const limit as u64, data.as_mut_ptr() as u64];
        assert_eq!(loaded.call("f", &args), [10]);
        assert_eq!(data, std::array::from_fn(|i| i as u64));
    }
}

#[test]
fn the_class_any_overlaps_all() {
    let loaded = load_text(
        r#"function "f" low {
  low_results int64
b0(v0: ptr, v1: ptr, v2: ptr):
  v3: int64 = iconst 1
  v4: int64 = iconst 2
  store [array] v1, v3
  store [any] v2, v4
  v5: int64 = load [array] v1
  v6: int32 = iconst 0
  ret v6, v5
}"#,
    );
    let mut cell = 0_u64;
    let address = &raw mut cell as u64;
    assert_eq!(loaded.call("f", &[address, address]), [2]);
}

#[test]
fn a_frame_of_a_megabyte() {
    let loaded = load_text(
        r#"function "f" low {
  low_results int64
  slot s0 size 1048576 align 16
b0(v0: ptr, v1: int64):
  v2: ptr = slot_addr s0
  v3: ptr = ptr_add v2, v1
  store [stack] v3, v1
  v4: int64 = load [stack] v3
  v5: int64 = bitcast v2
  v6: int64 = iconst 15
  v7: int64 = band v5, v6
  v8: int64 = iadd v4, v7
  v9: int32 = iconst 0
  ret v9, v8
}"#,
    );
    assert_eq!(loaded.call("f", &[0]), [0]);
    assert_eq!(loaded.call("f", &[1_048_568]), [1_048_568]);
}

#[test]
fn a_slot_that_wants_more_than_the_frame_gives_is_refused() {
    let text = r#"function "f" low {
  low_results ptr
  slot s0 size 64 align 64
b0(v0: ptr):
  v1: ptr = slot_addr s0
  v2: int32 = iconst 0
  ret v2, v1
}"#;
    let functions = numjit_ir::parse_module(text).expect("correct text");
    let target = Target::host(Config::STANDARD).expect("the host is supported");
    let unit = CompileFunction {
        func: &functions[0],
        name: "f",
    };
    let refused = compile(&[unit], &target, &|_| String::new(), Listing::NONE);
    let message = refused.map(drop).unwrap_err().to_string();
    assert!(
        message.contains("stack slots aligned to 64 bytes"),
        "{message}"
    );
}

#[test]
fn equal_constants_share_a_place() {
    let function = |name: &str| {
        format!(
            r#"function "{name}" low {{
  low_results ptr
  data d0 align 1 0102
  data d1 align 16 0102030405060708
b0(v0: ptr):
  v1: ptr = data_addr d1
  v2: int32 = iconst 0
  v3: ptr = data_addr d0
  ret v2, v1
}}
"#
        )
    };
    let loaded = load_text(&(function("a") + &function("b")));
    let address = loaded.call("a", &[]);
    assert_eq!(address, loaded.call("b", &[]));
    assert_eq!(address[0] % 16, 0);
    let constants = loaded.compiled.object.rodata.len();
    assert!(constants <= 24, "{constants}");
}

#[test]
fn lines_and_frames_are_described() {
    let loaded = load_text(SUM);
    let function = loaded
        .compiled
        .object
        .function("sum")
        .expect("the function");
    let lines: Vec<u32> = function.lines.iter().map(|entry| entry.line).collect();
    for line in [5, 6, 7] {
        assert!(lines.contains(&line), "{lines:?}");
    }
    let unwind = function.unwind.as_deref().expect("a frame description");
    let length = u32::from_le_bytes(unwind[..4].try_into().expect("four bytes"));
    assert!(unwind.len() > length as usize + 8);
    assert!(loaded.asm("sum").contains("; sum.py:6  s += x"));
}

fn error_of(text: &str) -> Error {
    let func = parse_function(text).expect("correct text");
    let target = Target::host(Config::STANDARD).expect("the host is supported");
    let unit = CompileFunction {
        func: &func,
        name: &func.name,
    };
    let compiled = compile(&[unit], &target, &|_| String::new(), Listing::NONE);
    compiled.expect_err("an error")
}

#[test]
fn what_is_not_low_is_refused() {
    let typed =
        error_of("function \"f\" low {\nb0(v0: ptr):\n  v1: float64 = const 1.0\n  return v1\n}");
    assert!(matches!(typed, Error::Unsupported { .. }), "{typed}");
    let aggregate = error_of("function \"f\" low {\nb0(v0: ptr, v1: str):\n  unreachable\n}");
    assert!(matches!(aggregate, Error::Malformed { .. }), "{aggregate}");
}

#[test]
fn unknown_targets_are_errors() {
    for triple in ["z80-unknown-none", "nonsense", "x86_64-unknown-linux-gnu-"] {
        assert!(
            Target::named(triple, &[], Config::STANDARD).is_err(),
            "{triple}"
        );
    }
    let feature = Target::named("x86_64-unknown-linux-gnu", &["has_magic"], Config::STANDARD);
    assert!(matches!(feature, Err(Error::Target(_))));
}

#[test]
#[cfg(target_arch = "x86_64")]
fn an_old_processor_calls_the_library() {
    let text = "function \"f\" low {\n  low_results float64\nb0(v0: ptr, v1: float64):\n  \
                v2: float64 = ffloor v1\n  v3: float64 = fma v2, v1, v1\n  v4: int32 = iconst 0\n  \
                ret v4, v3\n}";
    let func = parse_function(text).expect("correct text");
    let target = Target::named("x86_64-unknown-linux-gnu", &[], Config::STANDARD);
    let target = target.expect("the baseline is supported");
    let unit = CompileFunction {
        func: &func,
        name: "f",
    };
    let compiled = compile(&[unit], &target, &|_| String::new(), Listing::ALL);
    let object = compiled.expect("compiled code").object;
    let called: Vec<String> = object
        .relocations
        .iter()
        .map(|reloc| format!("{:?}", reloc.target))
        .collect();
    assert_eq!(called, ["LibCall(\"floor\")", "LibCall(\"fma\")"]);
}
