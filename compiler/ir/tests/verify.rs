//! Every invariant of the verifier is met by correct functions and broken by wrong ones.

use numjit_ir::*;

/// The messages of the verifier for a text, without the function and the instruction.
fn messages(text: &str) -> Vec<String> {
    let func = parse_function(text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    messages_of(&func)
}

fn messages_of(func: &Function) -> Vec<String> {
    let errors = verify(func).err().unwrap_or_default();
    errors.into_iter().map(|error| error.message).collect()
}

/// A low function with these lines in its entry block.
fn low(body: &str) -> String {
    format!(
        "function \"f\" low {{\n  low_results float64\n  data d0 align 1 00\n  slot s0 size 8 align 8\n\
         b0(v0: ptr, v1: int64, v2: float64, v3: int8, v4: int32, v5: float32):\n{body}\n}}"
    )
}

/// A typed function with these lines in its entry block.
fn typed(body: &str) -> String {
    format!(
        "function \"f\" typed {{\n  result int64\n\
         b0(v1: int64, v2: float64, v3: bool, v4: float64[:, ::1], v5: str, v6: complex128, \
         v7: UniTuple(int64 x 2), v8: Range(int64), v9: readonly float64[:], v10: int8):\n{body}\n}}"
    )
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let found = messages(text);
    assert_eq!(found, expected, "{text}");
}

#[track_caller]
fn check_low(line: &str, expected: &[&str]) {
    check(&low(&format!("{line}\n  ret v4")), expected);
}

#[track_caller]
fn check_typed(line: &str, expected: &[&str]) {
    check(&typed(&format!("{line}\n  return v1")), expected);
}

#[test]
fn correct_low_functions() {
    for line in [
        "v9: int64 = iadd v1, v1",
        "v9: int8 = icmp slt v1, v1",
        "v9: int8 = icmp eq v0, v0",
        "v9: int8 = fcmp lt v5, v5",
        "v9: float64 = pick v3, v2, v2",
        "v9: int64 = sext v4",
        "v9: int8 = trunc v4",
        "v9: float32 = s2f v4",
        "v9: int64 = f2u v5",
        "v9: float64 = bitcast v1",
        "v9: ptr = bitcast v1",
        "v9: ptr = ptr_add v0, v1",
        "v9: ptr = iconst 0",
        "v9: float32 = fconst nan",
        "v9: float64 = fma v2, v2, v2",
        "v9: float64 = load [array] v0",
        "store [array] v0, v5",
        "v9: ptr = slot_addr s0",
        "v9: ptr = data_addr d0",
        "v9: float64 = call_symbol nj_sin_f64 v2",
        "v9: int32, v10: float64 = call_direct fn3 v0, v1",
        "",
    ] {
        check_low(line, &[]);
    }
    check(&low("  ret v4, v2"), &[]);
}

#[test]
fn wrong_low_types() {
    check_low(
        "v9: int64 = iadd v1, v4",
        &["Its operands do not have the result's type."],
    );
    check_low("v9: ptr = iadd v0, v0", &["Its result is not an integer."]);
    check_low(
        "v9: float64 = fadd v2, v5",
        &["Its operands do not have the result's type."],
    );
    check_low("v9: int32 = icmp slt v1, v1", &["Its result is not int8."]);
    check_low(
        "v9: int8 = icmp slt v1, v4",
        &["Its operands have two types."],
    );
    check_low(
        "v9: int8 = fcmp lt v1, v1",
        &["Its operand is not a float."],
    );
    check_low(
        "v9: int8 = sext v1",
        &["It does not convert int64 to int8."],
    );
    check_low(
        "v9: float64 = s2f v3",
        &["It does not convert int8 to float64."],
    );
    check_low(
        "v9: float32 = bitcast v1",
        &["It does not convert int64 to float32."],
    );
    check_low(
        "v9: uint64 = iadd v1, v1",
        &[
            "v9 has type uint64, not one of the low stage.",
            "Its result is not an integer.",
        ],
    );
    check_low(
        "v9: int64 = iconst 1.5",
        &["Its constant is not an integer."],
    );
    check_low("v9: float64 = load [array] v1", &["Operand 0 is not ptr."]);
    check_low(
        "v9: float64 = call_symbol nj_sin_f64 v5",
        &["nj_sin_f64 takes [float64], not [float32]."],
    );
    check_low(
        "v9: int64 = call_direct fn0 v0",
        &["Its result is not int32."],
    );
    check(
        &low("  ret v4, v1"),
        &["Its operands are not a status alone or with every result."],
    );
    check(
        "function \"f\" low {\nb0(v0: int64):\n  unreachable\n}",
        &["The first parameter is not the context."],
    );
}

#[test]
fn shapes() {
    check_low("v9: int64 = iadd v1", &["It has 1 operands instead of 2."]);
    check_low("iadd v1, v1", &["It has 0 results instead of 1."]);
    check_low(
        "v9: float64 = math \"sin\" v2",
        &["The operation is not legal in the low stage."],
    );
    check_low(
        "ret v4",
        &["A terminator stands before the end of the block."],
    );
    check(
        &low("  v9: int64 = iadd v1, v1"),
        &["The block does not end in a terminator."],
    );
    check(&low(""), &["The block is empty."]);
    check_low(
        "v9: int64 = iadd v1, v1, b1()\n  ret v4\nb1():",
        &["It has 1 targets instead of 0."],
    );
    check(
        &low("  jump b1(v1)\nb1(v9: int64, v10: int64):\n  ret v4"),
        &["b1 gets 1 values instead of 2."],
    );
    check(
        &low("  jump b1(v2)\nb1(v9: int64):\n  ret v4"),
        &["b1 gets v2 of type float64 for v9 of type int64."],
    );
    check(
        &low("  jump b0(v0, v1, v2, v3, v4, v5)"),
        &["An edge goes to the entry."],
    );
    check(
        &low("  branch v3, b1()\nb1():\n  ret v4"),
        &["It has 1 targets instead of 2."],
    );
}

#[test]
fn dominance() {
    let text = low(
        "  branch v3, b1(), b2()\nb1():\n  v9: int64 = iadd v1, v1\n  jump b2()\nb2():\n  \
         v10: int64 = iadd v9, v1\n  ret v4",
    );
    check(&text, &["The definition of v9 does not dominate it."]);
    let text = low("  v9: int64 = iadd v10, v1\n  v10: int64 = iadd v1, v1\n  ret v4");
    check(&text, &["The definition of v10 does not dominate it."]);
    let text = low("  jump b1(v9)\nb1(v9: int64):\n  ret v4");
    check(&text, &["The definition of v9 does not dominate it."]);
    // What cannot be reached is not looked at.
    let text =
        low("  ret v4\nb1():\n  v10: int64 = iadd v9, v1\n  v9: int64 = iadd v1, v1\n  ret v4");
    check(&text, &[]);
    // A loop whose values flow around through parameters.
    let text = low(
        "  jump b1(v1)\nb1(v9: int64):\n  v10: int64 = iadd v9, v1\n  branch v3, b1(v10), b2()\n\
         b2():\n  v11: int64 = iadd v10, v9\n  ret v4",
    );
    check(&text, &[]);
}

#[test]
fn broken_tables() {
    let base =
        || parse_function(&low("  v9: int64 = iadd v1, v1\n  ret v4")).expect("correct text");
    let mut func = base();
    func.layout.push(Block(0));
    assert_eq!(messages_of(&func), ["The layout lists b0 twice."]);
    let mut func = base();
    func.layout.push(Block(7));
    assert_eq!(
        messages_of(&func),
        ["The layout lists b7, which is no block."]
    );
    let mut func = base();
    func.block_mut(Block(0)).insts.insert(0, Inst(9));
    assert_eq!(messages_of(&func), ["i9 is no instruction."]);
    let mut func = base();
    func.block_mut(Block(0)).insts.insert(0, Inst(0));
    assert_eq!(messages_of(&func), ["It stands in two places."]);
    let mut func = base();
    func.inst_mut(Inst(0)).args[0] = Value(77);
    assert_eq!(messages_of(&func), ["v77 is no value. In iadd."]);
    let mut func = base();
    func.inst_mut(Inst(1)).targets.push(BlockCall {
        block: Block(3),
        args: [].into_iter().collect(),
    });
    assert_eq!(messages_of(&func), ["b3 is not in the layout. In ret."]);
    let mut func = base();
    func.values[9].def = ValueDef::Param(Block(0), 0);
    let expected = "The table has v9 as Param(b0, 0), but it is Result(i0, 0).";
    assert_eq!(messages_of(&func), [expected]);
    let mut func = base();
    func.inst_mut(Inst(0)).imm = Imm::Slot(SlotRef(3));
    assert_eq!(messages_of(&func), ["s3 is not there. In iadd."]);
    let mut func = base();
    func.inst_mut(Inst(0)).imm = Imm::Slot(SlotRef(0));
    assert_eq!(
        messages_of(&func),
        ["Its immediate is Slot instead of None."]
    );
}

#[test]
fn correct_typed_functions() {
    for line in [
        "v20: int64 = bin + v1, v1",
        "v20: int64 = bin << v1, v10",
        "v20: float64 = bin ** v2, v1",
        "v20: str = bin + v5, v5",
        "v20: bool = compare < v1, v1",
        "v20: bool = un not v3",
        "v20: Literal[int](3) = const 3",
        "v20: Tuple(int64, float64) = tuple v1, v2",
        "v20: float64 = real v6",
        "v20: complex128 = complex v2, v2",
        "v20: int64 = tuple_get [1] v7",
        "v20: int64 = tuple_index v7, v1",
        "v20: Range(int64) = range v1, v1, v1",
        "v20: int64 = range_part [2] v8",
        "v20: Iter(Range(int64)) = iter_start v8",
        "v20: float64[:, ::1] = array_empty v7",
        "v20: UniTuple(int64 x 2) = array_shape v4",
        "v20: float64 = array_get v4, v1, v10",
        "array_set v4, v2, v1, v1",
        "v20: float64 = array_flat_get v4, v1",
        "v20: float64[::1, :] = array_transpose [1, 0] v4",
        "v20: float64[:, ::1] = array_reshape v4, v7",
        "v20: float64[:, ::1] = ufunc {add a0: float64, a1: float64 -> float64} v4, v2",
        "v20: float64 = reduce sum v4",
        "v20: str = fstring [\"x=\", {}] v1",
        "print [{}, \"\\n\"] v1 cleanup [v4]",
    ] {
        check_typed(line, &[]);
    }
}

#[test]
fn wrong_typed_types() {
    check_typed(
        "v20: float64 = bin + v1, v2",
        &["There is no int64 + float64 that gives float64."],
    );
    check_typed(
        "v20: int64 = bin / v1, v1",
        &["There is no int64 / int64 that gives int64."],
    );
    check_typed(
        "v20: bool = compare < v1, v2",
        &["It compares int64 with float64."],
    );
    check_typed(
        "v20: int64 = compare < v1, v1",
        &["Its result is int64, not bool."],
    );
    check_typed(
        "v20: float64 = const 3",
        &["The constant does not have type float64."],
    );
    check_typed(
        "v20: float32 = real v6",
        &["Its result is float32, not float64."],
    );
    check_typed(
        "v20: int64 = tuple_get [2] v7",
        &["UniTuple(int64 x 2) has no element 2."],
    );
    check_typed(
        "v20: float64 = array_get v4, v1",
        &["It has 1 indices for 2 axes."],
    );
    check_typed("array_set v9, v2, v1", &["It stores to a read-only array."]);
    check_typed(
        "v20: float64[:, ::1] = array_transpose [0, 0] v4",
        &["It does not permute the axes."],
    );
    check_typed(
        "v20: ptr = undef",
        &["v20 has type ptr, not one of the typed stage."],
    );
    check_typed(
        "v20: int64 = array_size v1",
        &["Operand 0 is int64, not an array."],
    );
    check_typed(
        "v20: float64[:, ::1] = ufunc {add a0: float64, a2: float64 -> float64} v4, v2",
        &["Step 0 reads what is not there."],
    );
    check(&typed("  return v2"), &["Operand 0 is float64, not int64."]);
    check(
        &typed("  branch v1, b1(), b2()\nb1():\n  return v1\nb2():\n  return v1"),
        &["Operand 0 is int64, not bool."],
    );
}

#[test]
fn typed_structure() {
    let text = typed("  branch v3, b1(), b2()\nb1():\n  jump b2()\nb2():\n  return v1");
    check(&text, &["The edge to b2 is critical."]);
    let text = typed("  branch v3, b1(), b1()\nb1():\n  return v1");
    check(
        &text,
        &["The edge to b1 is critical.", "The edge to b1 is critical."],
    );
    check_typed(
        "print [{}] v1 cleanup [v1]",
        &["It cleans up v1, which is not counted."],
    );
    check_typed(
        "retain v4 cleanup [v4]",
        &["It cleans up but cannot raise."],
    );
    check_low(
        "store [any] v0, v1 cleanup [v1]",
        &["Only typed functions have values to clean up."],
    );
}

#[test]
fn untyped_functions() {
    let text = |ty: &str| {
        format!("function \"f\" untyped {{\nb0(v0 \"x\"):\n  v1{ty} = call v0\n  return v1\n}}")
    };
    check(&text(""), &[]);
    check(
        &text(": int64"),
        &["v1 has type int64, not one of the untyped stage."],
    );
}

#[test]
fn errors_show_the_place() {
    let func = parse_function(&low("  v9: int64 = iadd v1, v4\n  ret v4")).expect("correct text");
    let errors = verify(&func).expect_err("wrong types");
    assert_eq!(
        errors[0].to_string(),
        "f, b0, `v9: int64 = iadd v1, v4 @0`: Its operands do not have the result's type."
    );
}
