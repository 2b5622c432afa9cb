//! The low passes one by one: where each fires, and where it must not.

use std::sync::Arc;

use numjit_ir::{Function, parse_function, verify};
use numjit_opt::{
    convert_branches, forward_stores, inline_calls, remove_bounds_checks, remove_dead_code,
    reorder_minima, rotate_loops, separate_exits, share_values, simplify, unroll_loops,
    version_loops,
};

#[track_caller]
fn parse(params: &str, body: &str) -> Function {
    let text =
        format!("function \"f\" low {{\nlow_results int64\nb0(v0: ptr{params}):\n{body}\n}}\n");
    let func = parse_function(&text).unwrap_or_else(|error| panic!("{error}\n{text}"));
    check(&func);
    func
}

#[track_caller]
fn check(func: &Function) {
    if let Err(errors) = verify(func) {
        panic!("{errors:?}\n{func}");
    }
}

/// The function's text after a pass.
#[track_caller]
fn after(pass: fn(&mut Function) -> bool, params: &str, body: &str) -> String {
    let mut func = parse(params, body);
    pass(&mut func);
    check(&func);
    func.to_string()
}

#[track_caller]
fn has(text: &str, part: &str) {
    assert!(text.contains(part), "no `{part}` in\n{text}");
}

#[track_caller]
fn count(text: &str, part: &str, expected: usize) {
    assert_eq!(text.matches(part).count(), expected, "`{part}` in\n{text}");
}

/// Whether the comparison `v20` was decided, and how.
#[track_caller]
fn decided(params: &str, body: &str) -> Option<bool> {
    let text = after(remove_bounds_checks, params, body);
    let line = text
        .lines()
        .find(|line| line.trim_start().starts_with("v20: int8"));
    let line = line.unwrap_or_else(|| panic!("no v20 in\n{text}"));
    match line {
        line if line.contains("iconst 1") => Some(true),
        line if line.contains("iconst 0") => Some(false),
        _ => None,
    }
}

// ---- simplify ----------------------------------------------------------------------------------

#[test]
fn simplify_folds_constants_and_branches() {
    let text = after(
        simplify,
        ", v1: int64",
        "v2: int64 = iconst 3\nv3: int64 = iconst 4\nv4: int64 = iadd v2, v3\nv5: int8 = icmp slt v4, v2\nbranch v5, b1(), b2()\nb1():\nv6: int32 = iconst 1\nret v6\nb2():\nv7: int32 = iconst 0\nret v7, v4",
    );
    has(&text, "iconst 7");
    count(&text, "branch", 0);
    count(&text, "iconst 1", 0);
}

#[test]
fn simplify_not_float_identities_that_change_bits() {
    // x + 0.0 is not x for -0.0, and x * 0.0 is not 0.0 for NaN.
    let text = after(
        simplify,
        ", v1: float64",
        "v2: float64 = fconst 0.0\nv3: float64 = fadd v1, v2\nv4: float64 = fmul v3, v2\nv5: int64 = bitcast v4\nv6: int32 = iconst 0\nret v6, v5",
    );
    has(&text, "fadd");
    has(&text, "fmul");
}

/// A division of v1 by a constant.
fn divided_by(constant: &str, ty: &str) -> String {
    format!(
        "v2: {ty} = fconst {constant}\nv3: {ty} = fdiv v1, v2\nv4: {ty} = fmul v3, v3\nv5: int64 = f2s v4\nv6: int32 = iconst 0\nret v6, v5"
    )
}

#[test]
fn simplify_multiplies_instead_of_dividing_by_a_power_of_two() {
    let text = after(simplify, ", v1: float64", &divided_by("-8.0", "float64"));
    count(&text, "fdiv", 0);
    has(&text, "fconst -0.125");
    let text = after(simplify, ", v1: float32", &divided_by("0.5", "float32"));
    count(&text, "fdiv", 0);
}

#[test]
fn simplify_not_division_whose_reciprocal_is_rounded() {
    for (constant, ty) in [
        ("3.0", "float64"),
        ("0.0", "float64"),
        // The reciprocals are not normal.
        ("8.98846567431158e307", "float64"),
        ("1.7014118346046923e38", "float32"),
    ] {
        let text = after(simplify, &format!(", v1: {ty}"), &divided_by(constant, ty));
        count(&text, "fdiv", 1);
    }
}

#[test]
fn simplify_multiplies_by_any_reciprocal_where_arcp_permits() {
    let mut func = parse(", v1: float64", &divided_by("3.0", "float64"));
    func.options.fastmath.arcp = true;
    simplify(&mut func);
    check(&func);
    count(&func.to_string(), "fdiv", 0);
}

#[test]
fn simplify_not_division_by_a_constant_zero() {
    let text = after(
        simplify,
        ", v1: int64",
        "v2: int64 = iconst 0\nv3: int64 = iconst 5\nv4: int8 = icmp ne v1, v2\nbranch v4, b1(), b2()\nb1():\nv5: int64 = sdiv v3, v2\nv6: int32 = iconst 0\nret v6, v5\nb2():\nv7: int32 = iconst 1\nret v7",
    );
    has(&text, "sdiv");
}

#[test]
fn simplify_ends_on_loops_of_empty_blocks() {
    let text = after(
        simplify,
        "",
        "jump b1()\nb1():\njump b2()\nb2():\njump b1()",
    );
    has(&text, "jump");
}

// ---- remove_dead_code --------------------------------------------------------------------------

#[test]
fn dead_code_goes_with_unused_parameters() {
    let text = after(
        remove_dead_code,
        ", v1: int64",
        "v2: int64 = iadd v1, v1\njump b1(v2, v1)\nb1(v3: int64, v4: int64):\nv5: int32 = iconst 0\nret v5, v4",
    );
    count(&text, "iadd", 0);
    has(&text, "b1():");
}

#[test]
fn not_dead_stores_and_calls() {
    let text = after(
        remove_dead_code,
        ", v1: int64",
        "v2: ptr = call_symbol nj_alloc v0, v1\nstore [array] v2, v1\nv3: int64 = load [array] v2\nv4: int32 = iconst 0\nret v4, v1",
    );
    has(&text, "nj_alloc");
    has(&text, "store");
    count(&text, "load", 0);
}

// ---- inline_calls ------------------------------------------------------------------------------

const CALL: &str = "v2: int32, v3: int64 = call_direct fn0 v0, v1\nv4: int32 = iconst 0\nv5: int8 = icmp ne v2, v4\nbranch v5, b1(), b2()\nb1() cold:\nret v2\nb2():\nv6: int32 = iconst 0\nret v6, v3";

#[test]
fn inline_calls_threads_the_status() {
    let callee = Arc::new(parse(
        ", v1: int64",
        "v2: int64 = iadd v1, v1\nv3: int32 = iconst 0\nret v3, v2",
    ));
    let mut func = parse(", v1: int64", CALL);
    assert!(inline_calls(&mut func, &|_| Some(callee.clone())));
    check(&func);
    simplify(&mut func);
    let text = func.to_string();
    count(&text, "call_direct", 0);
    count(&text, "branch", 0);
    has(&text, "iadd");
}

#[test]
fn inline_calls_not_what_is_too_large() {
    let mut func = parse(", v1: int64", CALL);
    assert!(!inline_calls(&mut func, &|_| None));
    has(&func.to_string(), "call_direct");
}

// ---- rotate_loops ------------------------------------------------------------------------------

#[test]
fn rotate_loops_tests_at_the_bottom() {
    let text = after(
        rotate_loops,
        ", v1: int64",
        "v2: int64 = iconst 0\nv3: int64 = iconst 1\njump b1(v2)\nb1(v4: int64):\nv5: int8 = icmp slt v4, v1\nbranch v5, b2(), b3()\nb2():\nv6: int64 = iadd v4, v3\njump b1(v6)\nb3():\nv7: int32 = iconst 0\nret v7, v4",
    );
    count(&text, "icmp slt", 2);
}

#[test]
fn rotate_loops_not_headers_with_effects() {
    let text = after(
        rotate_loops,
        ", v1: int64, v8: ptr",
        "v2: int64 = iconst 0\nv3: int64 = iconst 1\njump b1(v2)\nb1(v4: int64):\nstore [array] v8, v4\nv5: int8 = icmp slt v4, v1\nbranch v5, b2(), b3()\nb2():\nv6: int64 = iadd v4, v3\njump b1(v6)\nb3():\nv7: int32 = iconst 0\nret v7, v4",
    );
    count(&text, "icmp slt", 1);
}

// ---- remove_bounds_checks ----------------------------------------------------------------------

/// A loop over v4 from v2 while `v4 CC v3`, with STEP, that checks `CHECKED` against the extent v1.
fn checked_loop(condition: &str, step: &str, checked: &str, check: &str) -> String {
    format!(
        "v10: int64 = iconst 0\nv11: int64 = iconst 1\nv12: int64 = iconst -1\njump b1(v2)\nb1(v4: int64):\nv5: int8 = icmp {condition}\nbranch v5, b2(), b4()\nb2():\n{checked}\nv20: int8 = icmp {check}\nbranch v20, b5(), b3()\nb3():\nv7: int64 = {step}\njump b1(v7)\nb4():\nv8: int32 = iconst 0\nret v8, v2\nb5() cold:\nv15: int32 = iconst 0\ncall_symbol nj_raise_index v0, v6, v1, v15\nv9: int32 = iconst 1\nret v9"
    )
}

const EXTENT: &str = ", v1: int64, v2: int64, v3: int64";
const SAME: &str = "v6: int64 = iadd v4, v10";

fn from_zero(body: &str) -> String {
    body.replace("jump b1(v2)", "jump b1(v10)")
}

#[test]
fn checks_go_in_loops_below_the_extent() {
    let body = checked_loop("slt v4, v1", "iadd v4, v11", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &from_zero(&body)), Some(false));
}

#[test]
fn checks_stay_when_the_start_is_unknown() {
    let body = checked_loop("slt v4, v1", "iadd v4, v11", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &body), None);
}

#[test]
fn checks_stay_under_another_limit() {
    let body = checked_loop("slt v4, v3", "iadd v4, v11", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &from_zero(&body)), None);
}

#[test]
fn checks_stay_for_the_next_element() {
    let body = checked_loop(
        "slt v4, v1",
        "iadd v4, v11",
        "v6: int64 = iadd v4, v11",
        "uge v6, v1",
    );
    assert_eq!(decided(EXTENT, &from_zero(&body)), None);
}

#[test]
fn checks_stay_for_inclusive_limits() {
    let body = checked_loop("sle v4, v1", "iadd v4, v11", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &from_zero(&body)), None);
}

#[test]
fn checks_stay_for_unsigned_comparisons_of_the_user() {
    // v3 may be negative, which as an unsigned number is large.
    let body = checked_loop("ult v4, v3", "iadd v4, v11", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &from_zero(&body)), None);
}

#[test]
fn checks_stay_where_the_counter_may_overflow() {
    // v4 counts on to v3, and v4 + 1 may wrap to the smallest integer there.
    let body = checked_loop("sle v4, v3", "iadd v4, v11", SAME, "slt v6, v10");
    assert_eq!(decided(EXTENT, &from_zero(&body)), None);
}

#[test]
fn descending_loops_stay_above_their_limit() {
    let body = checked_loop("sgt v4, v12", "iadd v4, v12", SAME, "slt v6, v10");
    assert_eq!(decided(EXTENT, &body), Some(false));
}

#[test]
fn checks_stay_in_descending_loops_from_anywhere() {
    let body = checked_loop("sgt v4, v12", "iadd v4, v12", SAME, "uge v6, v1");
    assert_eq!(decided(EXTENT, &body), None);
}

#[test]
fn the_test_for_a_negative_extent_stays() {
    // The check that follows makes v1 an extent only where the array exists.
    let body = "v10: int64 = iconst 0\nv20: int8 = icmp slt v1, v10\nbranch v20, b5(), b1()\nb1():\nv2: ptr = call_symbol nj_alloc v0, v1\nv6: int64 = iconst 3\nv7: int8 = icmp uge v6, v1\nbranch v7, b2(), b3()\nb2() cold:\nv15: int32 = iconst 0\ncall_symbol nj_raise_index v0, v6, v1, v15\nv9: int32 = iconst 1\nret v9\nb3():\nv8: int32 = iconst 0\nret v8, v1\nb5() cold:\nv16: int32 = iconst 1\nret v16";
    assert_eq!(decided(", v1: int64", body), None);
}

#[test]
fn extents_of_a_check_without_report_are_not_believed() {
    // The same comparison written by the user, so v1 may be negative.
    let body = "v10: int64 = iconst 0\nv7: int8 = icmp uge v2, v1\nbranch v7, b2(), b3()\nb2():\nv9: int32 = iconst 1\nret v9\nb3():\nv20: int8 = icmp slt v1, v10\nbranch v20, b4(), b2()\nb4():\nv8: int32 = iconst 0\nret v8, v1";
    assert_eq!(decided(", v1: int64, v2: int64", body), None);
}

// ---- version_loops -----------------------------------------------------------------------------

/// A rotated loop from v2 while the next counter is CC v3, with a check of v6 against v1.
fn rotated_loop(enter: &str, step: &str, again: &str, checked: &str, bad: &str) -> String {
    format!(
        "v10: int64 = iconst 0\nv11: int64 = iconst 1\nv12: int64 = iconst -1\nv5: int8 = icmp {enter}\nbranch v5, b2(v2), b4()\nb2(v4: int64):\n{checked}\nv20: int8 = icmp uge v6, v1\nbranch v20, b5(), b3()\nb3():\nv7: int64 = {step}\nv13: int8 = icmp {again}\nbranch v13, b2(v7), b4()\nb4():\nv8: int32 = iconst 0\nret v8, v2\nb5(){bad}:\nv15: int32 = iconst 0\ncall_symbol nj_raise_index v0, v6, v1, v15\nv9: int32 = iconst 1\nret v9"
    )
}

#[track_caller]
fn versions(body: &str, expected: bool) {
    let mut func = parse(EXTENT, body);
    assert_eq!(version_loops(&mut func), expected, "{func}");
    check(&func);
}

#[test]
fn version_loops_copies_a_loop_up_to_a_limit() {
    let body = rotated_loop("slt v2, v3", "iadd v4, v11", "slt v7, v3", SAME, " cold");
    versions(&body, true);
    let both = |func: &mut Function| version_loops(func) | simplify(func);
    let text = after(both, EXTENT, &body);
    count(&text, "uge", 1);
    count(&text, "icmp slt v", 4);
}

#[test]
fn version_loops_copies_descending_and_variable_steps() {
    let down = rotated_loop("sgt v2, v3", "iadd v4, v12", "sgt v7, v3", SAME, " cold");
    versions(&down, true);
    let variable = rotated_loop("sle v2, v3", "iadd v4, v14", "sle v7, v3", SAME, " cold");
    let variable = variable.replace("v5: int8", "v14: int64 = iadd v1, v2\nv5: int8");
    versions(&variable, true);
}

#[test]
fn version_loops_not_unsigned_or_unequal_limits() {
    let body = rotated_loop("ult v2, v3", "iadd v4, v11", "ult v7, v3", SAME, " cold");
    versions(&body, false);
    let body = rotated_loop("ne v2, v3", "iadd v4, v11", "ne v7, v3", SAME, " cold");
    versions(&body, false);
}

#[test]
fn version_loops_not_a_counter_that_runs_away_from_its_limit() {
    let body = rotated_loop("sgt v2, v3", "iadd v4, v11", "sgt v7, v3", SAME, " cold");
    versions(&body, false);
}

#[test]
fn version_loops_not_an_index_computed_in_the_loop() {
    let square = "v6: int64 = imul v4, v4";
    let body = rotated_loop("slt v2, v3", "iadd v4, v11", "slt v7, v3", square, " cold");
    versions(&body, false);
}

#[test]
fn version_loops_decides_an_index_that_its_operation_bounds() {
    let masked = "v16: int64 = iconst 63\nv17: int64 = imul v4, v4\nv6: int64 = band v17, v16";
    let body = rotated_loop("slt v2, v3", "iadd v4, v11", "slt v7, v3", masked, " cold");
    versions(&body, true);
    // -8 as a mask leaves numbers of any size and sign.
    let body = body.replace("iconst 63", "iconst -8");
    versions(&body, false);
}

#[test]
fn version_loops_not_a_check_that_fails_in_the_last_iteration() {
    // v4 + 1 reaches the extent where the limit is the extent.
    let next = "v6: int64 = iadd v4, v11";
    let body = rotated_loop("slt v2, v1", "iadd v4, v11", "slt v7, v1", next, " cold");
    versions(&body, false);
}

#[test]
fn version_loops_not_a_branch_of_the_user() {
    let body = rotated_loop("slt v2, v3", "iadd v4, v11", "slt v7, v3", SAME, "");
    versions(&body, false);
}

// ---- share_values ----------------------------------------------------------------------------

/// A load, something in between, and the same load in a block of its own.
fn loaded_twice(between: &str) -> String {
    format!(
        "v10: int64 = load [array] v1\n{between}\nv11: int8 = icmp slt v10, v3\nbranch v11, b1(), b2()\nb1():\nv12: int64 = load [array] v1\nv13: int64 = iadd v12, v3\njump b3(v13)\nb2():\njump b3(v10)\nb3(v14: int64):\nv15: int32 = iconst 0\nret v15, v14"
    )
}

#[track_caller]
fn shares(body: &str, loads: usize) {
    let mut func = parse(ARRAYS, body);
    share_values(&mut func);
    remove_dead_code(&mut func);
    check(&func);
    count(&func.to_string(), "load", loads);
}

#[test]
fn share_values_loads_once_on_a_path() {
    shares(&loaded_twice(""), 1);
    // What is stored need not be loaded.
    shares(&loaded_twice("store [array] v1, v3"), 1);
}

#[test]
fn share_values_not_across_a_write() {
    shares(&loaded_twice("store [array] v2, v3"), 2);
    shares(&loaded_twice("call_symbol nj_release v2"), 2);
}

#[test]
fn share_values_across_stores_that_lie_elsewhere() {
    // Other bytes of the same object, reached in two ways.
    shares(&loaded_twice("store [array +8] v1, v3"), 1);
    shares(
        &loaded_twice("v20: int64 = iconst -8\nv21: ptr = ptr_add v1, v20\nstore [array] v21, v3"),
        1,
    );
    // Another class of memory.
    shares(&loaded_twice("store [stack] v2, v3"), 1);
    // The same place under another name is known too.
    shares(
        &loaded_twice(
            "v20: int64 = iconst -8\nv21: ptr = ptr_add v1, v20\nstore [array +8] v21, v3",
        ),
        1,
    );
}

#[test]
fn share_values_not_across_a_store_that_overlaps() {
    shares(&loaded_twice("store [array +4] v1, v3"), 2);
    shares(&loaded_twice("store [array -7] v1, v3"), 2);
    // An index that is not known.
    shares(
        &loaded_twice("v21: ptr = ptr_add v1, v3\nstore [array] v21, v3"),
        2,
    );
    // More stores than are told apart.
    let many: Vec<String> = (1..40)
        .map(|at| format!("store [array +{}] v1, v3", 8 * at))
        .collect();
    shares(&loaded_twice(&many.join("\n")), 2);
}

#[test]
fn share_values_not_another_place_or_type() {
    let other = loaded_twice("").replace(
        "v12: int64 = load [array] v1",
        "v12: int64 = load [array +8] v1",
    );
    shares(&other, 2);
    let narrow = loaded_twice("").replace(
        "v12: int64 = load [array] v1",
        "v17: int8 = load [array] v1\nv12: int64 = sext v17",
    );
    shares(&narrow, 2);
}

#[test]
fn share_values_not_where_paths_meet() {
    let body = "v10: int8 = icmp slt v3, v3\nbranch v10, b1(), b2()\nb1():\nv11: int64 = load [array] v1\njump b3(v11)\nb2():\njump b3(v3)\nb3(v12: int64):\nv13: int64 = load [array] v1\nv14: int64 = iadd v12, v13\nv15: int32 = iconst 0\nret v15, v14";
    shares(body, 2);
}

// ---- unroll_loops ----------------------------------------------------------------------------

/// A loop that sums its counter from `first` while it is `condition`; another may leave it.
fn counted_loop(first: i64, condition: &str, step: i64) -> String {
    format!(
        "v10: int64 = iconst {first}\nv11: int64 = iconst {step}\nv12: int64 = iconst 4\njump b1(v10, v1)\nb1(v4: int64, v5: int64):\nv6: int8 = icmp {condition}\nbranch v6, b2(), b3()\nb2():\nv7: int64 = imul v4, v5\nv8: int64 = iadd v7, v4\nv9: int64 = iadd v4, v11\njump b1(v9, v8)\nb3():\nv13: int32 = iconst 0\nret v13, v5"
    )
}

#[track_caller]
fn unrolls(body: &str, expected: bool) {
    let mut func = parse(", v1: int64, v2: int64", body);
    assert_eq!(unroll_loops(&mut func), expected, "{func}");
    check(&func);
    simplify(&mut func);
    let is_left = func.to_string().contains("branch");
    assert_eq!(is_left, !expected, "{func}");
}

#[test]
fn unroll_loops_writes_out_a_few_iterations() {
    unrolls(&counted_loop(0, "slt v4, v12", 1), true);
    unrolls(&counted_loop(-1, "sle v4, v12", 2), true);
    unrolls(&counted_loop(8, "sgt v4, v12", -1), true);
    unrolls(&counted_loop(0, "ne v12, v4", 2), true);
}

#[test]
fn unroll_loops_not_many_or_unknown_iterations() {
    unrolls(&counted_loop(-20, "slt v4, v12", 1), false);
    unrolls(&counted_loop(0, "slt v4, v2", 1), false);
    // 1, 4, 7 and on, past the limit.
    unrolls(&counted_loop(1, "ne v4, v12", 2), false);
}

// ---- forward_stores ----------------------------------------------------------------------------

/// A rotated loop over two arrays, v1 and v2, with v4 counting by one below v3; LOADED and STORED are
/// distances of the elements read from v1 and stored to `to`.
fn recurrence(loaded: i64, to: &str, stored: i64, more: &str) -> String {
    format!(
        "v10: int64 = iconst 1\nv11: int64 = iconst 3\nv12: int64 = iconst {loaded}\nv13: int64 = iconst {stored}\njump b1(v10)\nb1(v4: int64):\nv14: int64 = iadd v4, v12\nv15: int64 = ishl v14, v11\nv16: ptr = ptr_add v1, v15\nv17: int64 = load [array] v16\nv18: int64 = iadd v17, v4\n{more}\nv20: int64 = iadd v4, v13\nv21: int64 = ishl v20, v11\nv22: ptr = ptr_add {to}, v21\nstore [array] v22, v18\nv23: int64 = iadd v4, v10\nv24: int8 = icmp slt v23, v3\nbranch v24, b1(v23), b2()\nb2():\nv25: int32 = iconst 0\nret v25, v3"
    )
}

const ARRAYS: &str = ", v1: ptr, v2: ptr, v3: int64";

/// Whether the load left the loop.
#[track_caller]
fn forwards(body: &str, expected: bool) {
    let mut func = parse(ARRAYS, body);
    assert_eq!(forward_stores(&mut func), expected, "{func}");
    check(&func);
    count(&func.to_string(), "load", body.matches("load").count());
}

#[test]
fn forward_stores_carries_the_previous_element() {
    forwards(&recurrence(-1, "v1", 0, ""), true);
}

#[test]
fn forward_stores_not_another_distance() {
    forwards(&recurrence(-2, "v1", 0, ""), false);
    forwards(&recurrence(1, "v1", 0, ""), false);
}

#[test]
fn forward_stores_not_an_array_that_may_overlap() {
    forwards(&recurrence(-1, "v2", 0, ""), false);
}

#[test]
fn forward_stores_not_with_another_store_that_may_overlap() {
    let store = "v30: ptr = ptr_add v2, v15\nstore [array] v30, v4";
    forwards(&recurrence(-1, "v1", 0, store), false);
}

#[test]
fn forward_stores_past_a_store_at_a_distance() {
    let store = "v31: int64 = iconst 16\nv30: ptr = ptr_add v16, v31\nstore [array] v30, v4";
    // Elements v4 - 1 + 2 and v4: never the same.
    forwards(&recurrence(-1, "v1", 0, store), true);
}

#[test]
fn forward_stores_past_a_fresh_array() {
    let body = recurrence(
        -1,
        "v1",
        0,
        "v30: ptr = ptr_add v40, v15\nstore [array] v30, v4",
    );
    let body = body.replace(
        "jump b1(v10)",
        "v40: ptr = call_symbol nj_alloc v0, v3\njump b1(v10)",
    );
    forwards(&body, true);
}

#[test]
fn forward_stores_not_when_a_call_may_write() {
    let call = "call_symbol nj_memset v2, v40, v4";
    let body = recurrence(-1, "v1", 0, call);
    let body = body.replace("jump b1(v10)", "v40: int32 = iconst 0\njump b1(v10)");
    forwards(&body, false);
}

#[test]
fn forward_stores_not_behind_a_way_out() {
    // The first iteration may leave before it loads, so the load must not happen in front.
    let body = recurrence(-1, "v1", 0, "").replace(
        "b1(v4: int64):",
        "b1(v4: int64):\nv40: int8 = icmp eq v4, v3\nbranch v40, b2(), b3()\nb3():",
    );
    forwards(&body, false);
}

#[test]
fn forward_stores_not_a_conditional_store() {
    let body = recurrence(-1, "v1", 0, "").replace(
        "store [array] v22, v18\n",
        "v40: int8 = icmp eq v17, v3\nbranch v40, b4(), b5()\nb4():\nstore [array] v22, v18\njump b5()\nb5():\n",
    );
    forwards(&body, false);
}

// ---- convert_branches --------------------------------------------------------------------------

/// `v9 = v1 if v1 < v2 else ARM`, both of a type.
fn choice(arm: &str, ty: &str) -> String {
    format!(
        "v5: int8 = icmp slt v1, v2\nbranch v5, b2(), b1()\nb1():\n{arm}\njump b3(v6)\nb2():\njump b3(v4)\nb3(v9: {ty}):\nv10: int32 = iconst 0\nret v10, v1"
    )
}

const CHOICE: &str = ", v1: int64, v2: int64, v3: ptr, v4: int64";

#[test]
fn convert_branches_selects_integers() {
    let text = after(
        convert_branches,
        CHOICE,
        &choice("v6: int64 = iadd v1, v2", "int64"),
    );
    count(&text, "branch", 0);
    has(&text, "pick v5, v4, v6");
}

#[test]
fn convert_branches_not_loads_or_divisions() {
    for arm in ["v6: int64 = load [array] v3", "v6: int64 = sdiv v1, v2"] {
        let text = after(convert_branches, CHOICE, &choice(arm, "int64"));
        has(&text, "branch");
    }
}

#[test]
fn convert_branches_not_floats() {
    let params = ", v1: int64, v2: int64, v3: ptr, v4: float64, v6: float64";
    let text = after(convert_branches, params, &choice("", "float64"));
    has(&text, "branch");
}

#[test]
fn convert_branches_selects_the_smaller_float() {
    let body = choice("", "float64").replace("icmp slt v1, v2", "fcmp lt v4, v6");
    let params = ", v1: int64, v2: int64, v3: ptr, v4: float64, v6: float64";
    count(&after(convert_branches, params, &body), "branch", 0);
    has(
        &after(convert_branches, params, &body.replace("lt", "le")),
        "branch",
    );
}

#[test]
fn convert_branches_not_long_arms() {
    let arm = "v20: int64 = iadd v1, v2\nv21: int64 = iadd v20, v2\nv6: int64 = iadd v21, v2";
    let text = after(convert_branches, CHOICE, &choice(arm, "int64"));
    has(&text, "branch");
}

// ---- reorder_minima ----------------------------------------------------------------------------

/// `c = min(min(c + 1, a), b)` in a loop; TEST gives the comparison of the second minimum.
fn recurring_minimum(test: &str) -> String {
    format!(
        "v10: int64 = iconst 1\njump b1(v10)\nb1(v4: int64):\nv5: int64 = iadd v4, v10\nv6: int8 = icmp slt v5, v1\nv7: int64 = pick v6, v5, v1\nv8: int8 = icmp {test}\nv9: int64 = pick v8, v7, v2\nv11: int8 = icmp slt v9, v3\nbranch v11, b1(v9), b2()\nb2():\nv12: int32 = iconst 0\nret v12, v9"
    )
}

#[test]
fn reorder_minima_puts_the_carried_operand_last() {
    let body = recurring_minimum("slt v7, v2");
    let mut func = parse(EXTENT, &body);
    assert!(reorder_minima(&mut func));
    check(&func);
    assert!(!reorder_minima(&mut func), "a second time\n{func}");
}

#[test]
fn reorder_minima_not_mixtures() {
    let mut func = parse(EXTENT, &recurring_minimum("sgt v7, v2"));
    assert!(!reorder_minima(&mut func));
    let mut func = parse(EXTENT, &recurring_minimum("slt v7, v3"));
    assert!(!reorder_minima(&mut func));
}

// ---- separate_exits ----------------------------------------------------------------------------

/// A loop that carries a value of a type and hands it on behind the loop.
fn accumulation(ty: &str, op: &str) -> String {
    format!(
        "v10: int64 = iconst 1\njump b1(v10, v2)\nb1(v4: int64, v5: {ty}):\nv6: {ty} = {op} v5, v2\nv7: int64 = iadd v4, v10\nv8: int8 = icmp slt v7, v1\nbranch v8, b1(v7, v6), b2(v6)\nb2(v9: {ty}):\nstore [array] v3, v9\nv12: int32 = iconst 0\nret v12, v1"
    )
}

#[test]
fn separate_exits_renames_floats() {
    let params = ", v1: int64, v2: float64, v3: ptr";
    let text = after(separate_exits, params, &accumulation("float64", "fadd"));
    count(&text, "fadd", 2);
    has(&text, "fconst -0.0");
}

#[test]
fn separate_exits_not_integers() {
    let params = ", v1: int64, v2: int64, v3: ptr";
    let text = after(separate_exits, params, &accumulation("int64", "iadd"));
    count(&text, "iadd", 2);
}
