//! Which loops are taken apart into lanes, and why others are not.

use numjit_ir::{LaneInst, LaneLoop, LaneOp, parse_function, verify};
use numjit_opt::{Callee, vectorize_loops};

/// What became of the first loop of a function: its lanes and the function, or the reason.
fn first_loop(text: &str) -> Result<(LaneLoop, String), String> {
    let mut func = parse_function(text).expect("correct text");
    verify(&func).expect("a correct function");
    let mut seen = None;
    let verdicts = vectorize_loops(&mut func, &mut |lanes| {
        seen = Some(lanes);
        Ok(Callee {
            id: 7,
            lanes: 4,
            any_count: true,
        })
    });
    verify(&func).expect("a correct function");
    let verdict = verdicts.into_iter().next().expect("a loop");
    verdict.result?;
    Ok((seen.expect("lanes"), func.to_string()))
}

/// A loop over `i` from 0 to `v3` with this body; `v1` and `v2` are arrays.
fn counted(body: &str) -> String {
    format!(
        "function \"f\" low {{
b0(v0: ptr, v1: ptr, v2: ptr, v3: int64, v4: float64):
  v5: int64 = iconst 0 @0
  v6: int8 = icmp slt v5, v3 @0
  branch v6, b1(v5), b2() @0
b1(v10: int64):
{body}
  v90: int64 = iconst 1 @0
  v91: int64 = iadd v10, v90 @0
  v92: int8 = icmp slt v91, v3 @0
  branch v92, b1(v91), b2() @0
b2():
  v95: int32 = iconst 0 @0
  ret v95 @0
}}
"
    )
}

const SCALE: &str = "  v11: int64 = iconst 3 @0
  v12: int64 = ishl v10, v11 @0
  v13: ptr = ptr_add v1, v12 @0
  v14: float64 = load [array] v13 @0
  v15: float64 = fmul v14, v4 @0
  v16: ptr = ptr_add v2, v12 @0
  store [array] v16, v15 @0";

#[test]
fn elementwise_loops_are_called_behind_a_test_of_overlap() {
    let (lanes, text) = first_loop(&counted(SCALE)).expect("a vector loop");
    let text = text.as_str();
    assert!(text.contains("call_direct fn7 "), "{text}");
    assert_eq!(text.matches("icmp ule").count(), 2, "{text}");
    let lanes = lanes.to_string();
    assert!(lanes.contains("load [input 0 +0 step 8]"), "{lanes}");
    assert!(lanes.contains("store [input"), "{lanes}");
}

#[test]
fn one_array_needs_no_test_of_overlap() {
    let body = SCALE.replace("ptr_add v2", "ptr_add v1");
    let (lanes, text) = first_loop(&counted(&body)).expect("a vector loop");
    assert!(!text.contains("icmp ule"), "{text}");
    assert_eq!(lanes.max_chunk, 1 << 12);
}

#[test]
fn a_recurrence_limits_the_lanes() {
    // a[i + 4] = a[i] * s: an element is needed four iterations after it is made.
    let body = SCALE
        .replace("ptr_add v2", "ptr_add v1")
        .replace("store [array]", "store [array +32]");
    let (lanes, _) = first_loop(&counted(&body)).expect("a vector loop");
    assert_eq!(lanes.max_chunk, 4);
    // a[i] = a[i + 4] * s: reading ahead limits nothing.
    let body = SCALE
        .replace("ptr_add v2", "ptr_add v1")
        .replace("load [array]", "load [array +32]");
    let (lanes, _) = first_loop(&counted(&body)).expect("a vector loop");
    assert_eq!(lanes.max_chunk, 1 << 12);
}

#[test]
fn branches_become_masks() {
    let text = "function \"f\" low {
b0(v0: ptr, v1: ptr, v2: int64, v3: float64):
  v4: int64 = iconst 0 @0
  v5: int8 = icmp slt v4, v2 @0
  branch v5, b1(v4), b4() @0
b1(v10: int64):
  v11: int64 = iconst 3 @0
  v12: int64 = ishl v10, v11 @0
  v13: ptr = ptr_add v1, v12 @0
  v14: float64 = load [array] v13 @0
  v15: int8 = fcmp lt v14, v3 @0
  branch v15, b2(), b3() @0
b2():
  store [array] v13, v3 @0
  jump b3() @0
b3():
  v20: int64 = iconst 1 @0
  v21: int64 = iadd v10, v20 @0
  v22: int8 = icmp slt v21, v2 @0
  branch v22, b1(v21), b4() @0
b4():
  v30: int32 = iconst 0 @0
  ret v30 @0
}
";
    let (lanes, _) = first_loop(text).expect("a vector loop");
    let lanes = lanes.to_string();
    assert!(lanes.contains("step 8] if l"), "{lanes}");
}

/// A loop that carries `v11` from iteration to iteration.
fn reduction(ty: &str, fold: &str) -> String {
    format!(
        "function \"f\" low {{
  low_results {ty}
b0(v0: ptr, v1: ptr, v2: int64, v3: {ty}):
  v4: int64 = iconst 0 @0
  v5: int8 = icmp slt v4, v2 @0
  branch v5, b1(v4, v3), b2(v3) @0
b1(v10: int64, v11: {ty}):
  v12: int64 = iconst 3 @0
  v13: int64 = ishl v10, v12 @0
  v14: ptr = ptr_add v1, v13 @0
  v15: {ty} = load [array] v14 @0
  v16: {ty} = {fold} @0
  v17: int64 = iconst 1 @0
  v18: int64 = iadd v10, v17 @0
  v19: int8 = icmp slt v18, v2 @0
  branch v19, b1(v18, v16), b2(v16) @0
b2(v20: {ty}):
  v21: int32 = iconst 0 @0
  ret v21, v20 @0
}}
"
    )
}

#[test]
fn integer_sums_have_many_accumulators() {
    let (lanes, _) = first_loop(&reduction("int64", "iadd v11, v15")).expect("a vector loop");
    assert!(!lanes.carried[0].ordered);
}

#[test]
fn not_short_float_sums_which_must_keep_their_order() {
    let reason = first_loop(&reduction("float64", "fadd v11, v15")).expect_err("a scalar loop");
    assert!(reason.contains("keep its order"), "{reason}");
}

#[test]
fn not_other_values_of_the_iteration_before() {
    let reason = first_loop(&reduction("int64", "ishl v11, v15")).expect_err("a scalar loop");
    assert!(reason.contains("iteration before"), "{reason}");
}

#[test]
fn not_loops_with_calls() {
    let body = SCALE.replace("fmul v14, v4", "call_symbol nj_fmod_f64 v14, v4");
    let reason = first_loop(&counted(&body)).expect_err("a scalar loop");
    assert!(reason.contains("runtime function"), "{reason}");
}

#[test]
fn elementary_functions_are_written_out() {
    let body = SCALE.replace("fmul v14, v4", "call_symbol nj_exp_f64 v14");
    let (lanes, text) = first_loop(&counted(&body)).expect("a vector loop");
    assert!(lanes.to_string().contains("fma"), "{lanes}");
    assert!(!lanes.may_leave());
    // The scalar loop keeps its call.
    assert_eq!(text.matches("nj_exp_f64").count(), 1, "{text}");
}

#[test]
fn loops_over_angles_may_leave_in_front_of_their_stores() {
    let body = SCALE.replace("fmul v14, v4", "call_symbol nj_sin_f64 v14");
    let (lanes, text) = first_loop(&counted(&body)).expect("a vector loop");
    let place = |what: fn(&LaneOp) -> bool| lanes.insts.iter().position(|inst| what(&inst.op));
    let leave = place(|op| *op == LaneOp::Leave).expect("a way out");
    let store = place(|op| matches!(op, LaneOp::Store(_))).expect("a store");
    assert!(leave < store, "{lanes}");
    // The number of iterations done comes back in a cell.
    assert!(text.contains("slot_addr"), "{text}");
}

/// [`SCALE`] with a sine, and a load behind its store.
fn angle_and_load(loaded: &str) -> String {
    let again = format!(
        "  v17: float64 = load [array{loaded} @0
  v18: float64 = fadd v17, v15 @0
  v19: ptr = ptr_add v16, v11 @0
  store [array] v19, v18 @0"
    );
    let body = SCALE.replace("fmul v14, v4", "call_symbol nj_sin_f64 v14");
    counted(&format!("{body}\n{again}"))
}

#[test]
fn loads_of_other_arrays_go_in_front_of_the_stores() {
    let (lanes, text) = first_loop(&angle_and_load("] v13")).expect("a vector loop");
    let last_load = lanes.insts.iter().rposition(is_load).expect("a load");
    let first_store = lanes.insts.iter().position(is_store).expect("a store");
    assert!(last_load < first_store, "{lanes}");
    assert!(text.contains("icmp ule"), "{text}");
}

fn is_load(inst: &LaneInst) -> bool {
    matches!(inst.op, LaneOp::Load(_))
}

fn is_store(inst: &LaneInst) -> bool {
    matches!(inst.op, LaneOp::Store(_))
}

#[test]
fn not_loads_of_what_was_stored_where_the_loop_may_be_left() {
    let reason = first_loop(&angle_and_load(" +4] v16")).expect_err("a scalar loop");
    assert!(reason.contains("what it has written"), "{reason}");
    // The very same place needs no load.
    let (lanes, _) = first_loop(&angle_and_load("] v16")).expect("a vector loop");
    assert_eq!(lanes.insts.iter().filter(|inst| is_load(inst)).count(), 1);
}

/// A loop over `v1` and `v2` that an element or its counter may end with a status.
fn left_early(condition: &str) -> String {
    format!(
        "function \"f\" low {{
b0(v0: ptr, v1: ptr, v2: ptr, v3: int64, v4: float64):
  v5: int64 = iconst 0 @0
  v6: int8 = icmp slt v5, v3 @0
  branch v6, b1(v5), b3() @0
b1(v10: int64):
  v11: int64 = iconst 3 @0
  v12: int64 = ishl v10, v11 @0
  v13: ptr = ptr_add v1, v12 @0
  v14: float64 = load [array] v13 @0
  v15: int8 = {condition} @0
  branch v15, b4(), b2() @0
b2():
  v16: float64 = fdiv v4, v14 @0
  v17: ptr = ptr_add v2, v12 @0
  store [array] v17, v16 @0
  v20: int64 = iconst 1 @0
  v21: int64 = iadd v10, v20 @0
  v22: int8 = icmp slt v21, v3 @0
  branch v22, b1(v21), b3() @0
b3():
  v30: int32 = iconst 0 @0
  ret v30 @0
b4() cold:
  v31: int32 = iconst 0 @0
  call_symbol nj_raise_index v0, v10, v3, v31 @0
  v32: int32 = iconst 1 @0
  ret v32 @0
}}
"
    )
}

#[test]
fn errors_leave_the_lanes_for_the_scalar_loop() {
    let (lanes, text) = first_loop(&left_early("fcmp eq v14, v4")).expect("a vector loop");
    let leave = lanes.insts.iter().position(|inst| inst.op == LaneOp::Leave);
    let store = lanes.insts.iter().position(is_store);
    assert!(
        leave.expect("a way out") < store.expect("a store"),
        "{lanes}"
    );
    // The error is raised by the scalar loop, which goes on where the lanes stopped.
    assert_eq!(text.matches("nj_raise_index").count(), 1, "{text}");
}

#[test]
fn conditions_that_do_not_change_are_tested_in_front() {
    let (lanes, _) = first_loop(&left_early("fcmp eq v4, v4")).expect("a vector loop");
    assert!(!lanes.may_leave(), "{lanes}");
}

#[test]
fn not_exits_that_may_bound_an_index() {
    let reason = first_loop(&left_early("icmp sgt v10, v12")).expect_err("a scalar loop");
    assert!(reason.contains("counter"), "{reason}");
}

#[test]
fn not_stores_to_one_place() {
    let body = SCALE.replace("ptr_add v2, v12", "ptr_add v2, v3");
    let reason = first_loop(&counted(&body)).expect_err("a scalar loop");
    assert!(reason.contains("one place"), "{reason}");
}

#[test]
fn not_indices_that_are_loaded() {
    let body = SCALE.replace(
        "v16: ptr = ptr_add v2, v12",
        "v17: int64 = bitcast v15 @0\n  v16: ptr = ptr_add v2, v17",
    );
    let reason = first_loop(&counted(&body)).expect_err("a scalar loop");
    assert!(reason.contains("index"), "{reason}");
}

/// A body that loads an index from `v1`, prepares it, and stores the element of `v2` there back to `v1`.
fn looked_up(prepare: &str) -> String {
    counted(&format!(
        "  v11: int64 = iconst 3 @0
  v12: int64 = ishl v10, v11 @0
  v13: ptr = ptr_add v1, v12 @0
  v14: int64 = load [array] v13 @0
{prepare}
  v17: int64 = ishl v16, v11 @0
  v18: ptr = ptr_add v2, v17 @0
  v19: int64 = load [array] v18 @0
  v20: int64 = imul v19, v14 @0
  v21: int64 = isub v20, v19 @0
  v22: int64 = bxor v21, v20 @0
  store [array] v13, v22 @0"
    ))
}

#[test]
fn elements_at_masked_indices_are_gathered() {
    let prepare = "  v15: int64 = iconst 255 @0\n  v16: int64 = band v14, v15 @0";
    let (lanes, text) = first_loop(&looked_up(prepare)).expect("a vector loop");
    assert!(lanes.to_string().contains("+0 + l"), "{lanes}");
    // What is stored is compared with all that the index can reach: 256 elements.
    assert!(text.contains("iconst 2040"), "{text}");
}

#[test]
fn not_gathers_with_little_work() {
    let prepare = "  v15: int64 = iconst 255 @0\n  v16: int64 = band v14, v15 @0";
    let text = looked_up(prepare).replace("store [array] v13, v22", "store [array] v13, v19");
    let reason = first_loop(&text).expect_err("a scalar loop");
    assert!(reason.contains("little else"), "{reason}");
}

#[test]
fn not_elements_at_any_index_beside_a_store() {
    let prepare = "  v15: int64 = iconst 1 @0\n  v16: int64 = bxor v14, v15 @0";
    let reason = first_loop(&looked_up(prepare)).expect_err("a scalar loop");
    assert!(reason.contains("unknown range"), "{reason}");
}

#[test]
fn columns_are_stored_where_the_stride_spreads_them() {
    let body = SCALE.replace(
        "v16: ptr = ptr_add v2, v12",
        "v17: int64 = imul v10, v3\n  v16: ptr = ptr_add v2, v17",
    );
    let (lanes, text) = first_loop(&counted(&body)).expect("a vector loop");
    assert!(lanes.to_string().contains("step input"), "{lanes}");
    assert_eq!(text.matches("icmp sge").count(), 2, "{text}");
}

#[test]
fn float_maxima_are_run_again_where_they_are_zero() {
    let fold = "fcmp gt v15, v11 @0\n  v16: float64 = pick v50, v15, v11";
    let text = reduction("float64", fold).replace("v16: float64 = fcmp", "v50: int8 = fcmp");
    let (lanes, text) = first_loop(&text).expect("a vector loop");
    assert!(!lanes.may_leave(), "{lanes}");
    assert_eq!(text.matches("fcmp eq").count(), 1, "{text}");
}

#[test]
fn maxima_that_keep_nan_leave_where_one_comes() {
    let fold = "fcmp ge v11, v15 @0\n  v51: int8 = fcmp ne v11, v11 @0\n  v52: int8 = bor v50, v51 @0\n  v16: float64 = pick v52, v11, v15";
    let text = reduction("float64", fold).replace("v16: float64 = fcmp", "v50: int8 = fcmp");
    let (lanes, _) = first_loop(&text).expect("a vector loop");
    assert!(lanes.may_leave(), "{lanes}");
}

#[test]
fn counters_may_go_down() {
    let text = counted(SCALE)
        .replace("branch v6, b1(v5)", "branch v6, b1(v3)")
        .replace(
            "iconst 1 @0\n  v91: int64 = iadd",
            "iconst 1 @0\n  v91: int64 = isub",
        )
        .replace("icmp slt v91, v3", "icmp sge v91, v5");
    let (lanes, _) = first_loop(&text).expect("a vector loop");
    assert!(lanes.to_string().contains("step -8"), "{lanes}");
}
