//! The text form round-trips: types, immediates, and everything else in a function.

use std::sync::Arc;

use numjit_abi::{ExceptionKind, Symbol};
use numjit_ir::*;

#[track_caller]
fn check_round_trip(func: &Function) -> Function {
    let text = func.to_string();
    let parsed = parse_function(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(parsed.to_string(), text);
    parsed
}

#[track_caller]
fn check_error(text: &str, line: u32, message: &str) {
    let error = parse_function(text).expect_err("the text is wrong");
    assert_eq!((error.line, error.message.as_str()), (line, message));
}

#[test]
fn types() {
    let array = Ty::array(Ty::F64, 2, Layout::C);
    let class = NamedTupleClass {
        name: "Point".into(),
        class: 3,
        fields: Box::new(["x".into(), "y".into()]),
    };
    let point = NamedTupleTy {
        name: "Point".into(),
        class: 3,
        fields: Box::new(["x".into(), "y".into()]),
        types: Box::new([Ty::F64, array]),
    };
    let readonly = ArrayTy {
        dtype: Ty::C64,
        ndim: 3,
        layout: Layout::A,
        readonly: true,
    };
    let lit = |value: &str| Ty::new(Type::LitStr(value.into()));
    let types = [
        Ty::NEVER,
        Ty::NONE,
        Ty::BOOL,
        Ty::I8,
        Ty::U64,
        Ty::F32,
        Ty::C128,
        Ty::STR,
        Ty::PTR,
        Ty::ELLIPSIS,
        array,
        Ty::array(Ty::I64, 1, Layout::C),
        Ty::array(Ty::I64, 0, Layout::C),
        Ty::array(Ty::F32, 3, Layout::F),
        Ty::new(Type::Array(readonly)),
        Ty::new(Type::LitInt(-5)),
        Ty::new(Type::LitBool(true)),
        lit("a \"quoted\"\n\u{1}é, x)"),
        Ty::optional(array),
        Ty::tuple([]),
        Ty::tuple([Ty::I64]),
        Ty::tuple([Ty::I64, Ty::tuple([array, lit(")")])]),
        Ty::uni_tuple(array, 3),
        Ty::new(Type::NamedTuple(point)),
        Ty::new(Type::NamedTupleClass(class)),
        Ty::new(Type::List(Ty::F64)),
        Ty::new(Type::Range(Ty::U32)),
        Ty::new(Type::Enumerate(array)),
        Ty::new(Type::Zip(Box::new([array, Ty::STR]))),
        Ty::new(Type::Zip(Box::new([]))),
        Ty::new(Type::NdIndex(2)),
        Ty::new(Type::NdEnumerate(array)),
        Ty::new(Type::Flat(array)),
        Ty::new(Type::Iter(Ty::new(Type::Range(Ty::I64)))),
        Ty::new(Type::Slice {
            start: Ty::I64,
            stop: Ty::NONE,
            step: Ty::new(Type::LitInt(2)),
        }),
        Ty::new(Type::DType(Ty::F32)),
        Ty::new(Type::Entity(7)),
        Ty::new(Type::Method {
            entity: 9,
            receiver: array,
        }),
        Ty::new(Type::Namespace(1)),
        Ty::new(Type::Func(2)),
        Ty::new(Type::Closure {
            func: 4,
            captures: Box::new([]),
        }),
        Ty::new(Type::Closure {
            func: 4,
            captures: Box::new([Ty::I64, array]),
        }),
        Ty::new(Type::ExceptionClass(ExceptionKind::ValueError)),
    ];
    for ty in types {
        assert_eq!(Ty::parse(&ty.to_string()), Some(ty), "{ty}");
    }
    for text in [
        "",
        "float",
        "float64[",
        "Tuple(int64",
        "int64 int64",
        "Literal[int](x)",
    ] {
        assert_eq!(Ty::parse(text), None, "{text}");
    }
}

/// Appends an instruction with the immediate; operands and results as the operation wants them.
fn push(builder: &mut Builder<'_>, op: Op, imm: Imm, operand: Value) {
    let args = vec![operand; op.info().args.unwrap_or(2)];
    let results = vec![Ty::I64; op.info().results.unwrap_or(2)];
    builder.push(op, &args, imm, &results);
}

#[test]
fn immediates() {
    let mut func = Function::new("imm", Stage::Typed, Options::DEFAULT);
    let operand = func.add_param(Block(0), Ty::F64);
    let mut builder = Builder::new(&mut func, Block(0), Loc(0));
    let b = &mut builder;
    let constants = [
        Const::None,
        Const::Bool(true),
        Const::Bool(false),
        Const::Int(i64::MIN),
        Const::UInt(u64::MAX),
        Const::Float(-0.0),
        Const::Float(1e300),
        Const::Float(5e-324),
        Const::Float(f64::INFINITY),
        Const::Float(f64::NAN),
        Const::Float(f64::from_bits(0xfff8_0000_0000_0001)),
        Const::Complex(f64::NEG_INFINITY, -1.5),
        Const::Str("a\u{7f}\"b\\ é\r\n".into()),
        Const::Ellipsis,
    ];
    for value in constants.iter() {
        push(b, Op::Const, Imm::Const(value.clone()), operand);
    }
    for &op in BinOp::ALL {
        push(b, Op::Bin, Imm::Bin(op), operand);
    }
    for &op in UnOp::ALL {
        push(b, Op::Un, Imm::Un(op), operand);
    }
    for &op in CmpOp::ALL {
        push(b, Op::Compare, Imm::Cmp(op), operand);
    }
    for &code in IntCC::ALL {
        push(b, Op::ICmp, Imm::IntCC(code), operand);
    }
    for &code in FloatCC::ALL {
        push(b, Op::FCmp, Imm::FloatCC(code), operand);
    }
    for &reduction in Reduction::ALL {
        push(b, Op::Reduce, Imm::Reduce(reduction), operand);
    }
    for &alias in Alias::ALL {
        for offset in [0, 8, -16] {
            for readonly in [false, true] {
                let mem = Mem {
                    offset,
                    alias,
                    readonly,
                };
                push(b, Op::Load, Imm::Mem(mem), operand);
            }
        }
    }
    let kernel = Kernel {
        steps: Box::new([
            Step {
                name: "add".into(),
                operands: Box::new([(Operand::Arg(0), Ty::F64), (Operand::Arg(1), Ty::I64)]),
                result: Ty::F64,
            },
            Step {
                name: "copy".into(),
                operands: Box::new([(Operand::Step(0), Ty::F32)]),
                result: Ty::F32,
            },
            Step {
                name: "zero".into(),
                operands: Box::new([]),
                result: Ty::F32,
            },
        ]),
    };
    push(b, Op::Ufunc, Imm::Kernel(Box::new(kernel.clone())), operand);
    push(
        b,
        Op::UfuncReduce,
        Imm::KernelReduce(Box::new(kernel), Reduction::Max),
        operand,
    );
    let keywords: Box<[Box<str>]> = Box::new(["axis".into(), "out".into()]);
    for star in [None, Some(1)] {
        for keywords in [Box::default(), keywords.clone()] {
            let shape = CallShape { keywords, star };
            push(b, Op::Call, Imm::Call(shape), operand);
        }
    }
    let value = |conversion, spec: &str| Piece::Value {
        conversion,
        spec: spec.into(),
    };
    let pieces = [
        Piece::Text("x = {".into()),
        value(None, ""),
        value(Some('r'), ""),
        value(None, ".2f}"),
        value(Some('s'), ">10"),
    ];
    push(b, Op::FString, Imm::Pieces(Box::new(pieces)), operand);
    push(b, Op::FString, Imm::Pieces(Box::default()), operand);
    push(b, Op::Math, Imm::Name("sin".into()), operand);
    push(b, Op::ArrayTranspose, Imm::Ints(Box::new([1, -2])), operand);
    push(b, Op::ArrayTranspose, Imm::Ints(Box::default()), operand);
    push(b, Op::CallFunc, Imm::Func(12), operand);
    push(b, Op::CallSymbol, Imm::Symbol(Symbol::PowF64), operand);
    push(b, Op::DataAddr, Imm::Data(DataRef(0)), operand);
    push(b, Op::SlotAddr, Imm::Slot(SlotRef(0)), operand);
    push(b, Op::Raise, Imm::None, operand);
    push(
        b,
        Op::Raise,
        Imm::Exception(ExceptionKind::ValueError),
        operand,
    );
    b.push(Op::Raise, &[], Imm::None, &[]);
    let parsed = check_round_trip(&func);
    for (before, after) in func.insts.iter().zip(&parsed.insts) {
        assert_eq!((before.op, &before.imm), (after.op, &after.imm));
    }
}

/// A function with something in every field.
fn full() -> Function {
    let options = Options {
        boundscheck: false,
        error_model: ErrorModel::Numpy,
        fastmath: FastMath {
            nnan: true,
            afn: true,
            ..FastMath::default()
        },
        nep50: true,
        interruptible: true,
    };
    let mut func = Function::new("module.f\"1\"", Stage::Low, options);
    func.result = Ty::F64;
    func.low_results = vec![Ty::F64, Ty::PTR];
    func.recursive = true;
    func.add_data([0_u8, 255, 16], 1);
    func.add_data([], 64);
    func.add_constant(Data {
        bytes: [1, 2].into(),
        align: 4,
        kind: DataKind::Frame,
    });
    func.add_slot(24, 8);
    let source = Arc::new(Source {
        file: "dir/a b.py".into(),
        first_line: 12,
        indent: 4,
        text: "def f(x):\n    |x\n\n; no comment\n\treturn x\n".into(),
    });
    let library = Arc::new(Source {
        file: "<library>".into(),
        first_line: 1,
        indent: 0,
        text: "".into(),
    });
    let own = func.locations.add_frame(Frame {
        name: "f".into(),
        source: source.clone(),
        caller: None,
        hidden: false,
    });
    let call = func.locations.add(own, Span { start: 3, end: 9 });
    let inlined = func.locations.add_frame(Frame {
        name: "helper".into(),
        source: library,
        caller: Some(call),
        hidden: true,
    });
    func.locations.add_frame(Frame {
        name: "g".into(),
        source,
        caller: Some(call),
        hidden: false,
    });
    let inner = func.locations.add(inlined, Span { start: 0, end: 0 });
    for start in 0..20 {
        func.locations.add(own, Span { start, end: 40 });
    }
    let ctx = func.add_param(Block(0), Ty::PTR);
    let x = func.add_param(Block(0), Ty::F64);
    func.values[x.index()].name = Some("x".into());
    let exit = func.add_block();
    let dropped = func.create_block();
    let cold = func.add_block();
    func.add_param(dropped, Ty::I64);
    let joined = func.add_param(exit, Ty::F64);
    func.block_mut(cold).cold = true;
    let mut b = Builder::new(&mut func, Block(0), call);
    let flag = b.emit(Op::FCmp, &[x, x], Imm::FloatCC(FloatCC::Lt), Ty::I8);
    let inst = b.branch(flag, (exit, &[x]), (cold, &[]));
    b.func.inst_mut(inst).cleanup.push(x);
    b.func.inst_mut(inst).cleanup.push(ctx);
    b.loc = inner;
    b.switch_to(exit);
    let status = b.emit(Op::IConst, &[], Imm::Const(Const::Int(0)), Ty::I32);
    b.push(Op::Ret, &[status, joined, ctx], Imm::None, &[]);
    b.switch_to(cold);
    b.push(Op::Unreachable, &[], Imm::None, &[]);
    func
}

#[test]
fn everything_else() {
    let func = full();
    let parsed = check_round_trip(&func);
    assert_eq!(parsed.name, func.name);
    assert_eq!(parsed.options, func.options);
    assert_eq!(parsed.low_results, func.low_results);
    assert_eq!(parsed.data, func.data);
    assert_eq!(parsed.slots, func.slots);
    assert_eq!(parsed.locations.all(), func.locations.all());
    let chain = |f: &Function| {
        let frames = f.locations.chain(Loc(1)).into_iter();
        let lines = frames.map(|(frame, line)| (frame.name.clone(), line));
        lines.collect::<Vec<_>>()
    };
    assert_eq!(chain(&parsed), chain(&func));
    for (before, after) in func
        .locations
        .frames()
        .iter()
        .zip(parsed.locations.frames())
    {
        assert_eq!(before.source, after.source);
    }
}

#[test]
fn modules() {
    let text = format!("; two functions\n\n{}\n{}", full(), full());
    let functions = parse_module(&text).expect("two functions");
    assert_eq!(functions.len(), 2);
    assert!(parse_function(&text).is_err());
}

#[test]
fn text_reads_as_documented() {
    let text = r#"function "add" low {
  low_results int64
b0(v0: ptr "ctx", v1: int64 "a", v2: int64):
  v3: int64 "sum" = iadd v1, v2 @0
  v4: int32 = iconst 0 @0
  v5: int64 = load [array +8 readonly] v0 @0
  v6: int8 = icmp slt v3, v5 @0
  branch v6, b1(v3), b2() @0
b1(v7: int64):
  ret v4, v7 @0
b2() cold:
  ret v4, v5 @0
  source 0 "add.py" line 3 indent 0
    |def add(a, b):
    |    return a + b
  frame 0 "add" source 0
  at @0 f0 20..25
}
"#;
    let func = parse_function(text).expect("correct text");
    assert_eq!(func.to_string(), text);
}

#[test]
fn errors_name_the_line() {
    check_error("", 1, "there is no function");
    check_error("function \"f\" odd {\n}", 1, "`odd` is not a stage");
    let with = |line: &str| format!("function \"f\" low {{\nb0(v0: ptr):\n  {line}\n}}");
    check_error(&with("frob v0"), 3, "`frob` is not an operation");
    check_error(&with("v1: int64 = iadd v0, v9"), 4, "v9 is not defined");
    check_error(&with("jump b7()"), 4, "b7 is not defined");
    check_error(&with("v0: int64 = iconst 1"), 3, "v0 is defined twice");
    check_error(
        &with("v1: int46 = iconst 1"),
        3,
        "expected `(` before `= iconst 1`",
    );
    check_error(
        &with("v1: int64 = iconst one"),
        3,
        "`one` is not a constant",
    );
    check_error(
        &with("v1: int64 = iadd v0 v0"),
        3,
        "expected the end of the line before `v0`",
    );
    check_error(
        "function \"f\" low {\n",
        2,
        "function \"f\" has no closing brace",
    );
}
