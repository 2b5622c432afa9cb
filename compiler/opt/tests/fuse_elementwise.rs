//! Fusion of elementwise operations: where it fires and where it must not.

use numjit_ir::{parse_function, verify};
use numjit_opt::fuse_elementwise;

#[track_caller]
fn fused(params: &str, body: &str) -> String {
    let text = format!("function \"f\" typed {{\nresult float64[::1]\nb0({params}):\n{body}\n}}\n");
    let mut func = parse_function(&text).unwrap_or_else(|error| panic!("{error}"));
    fuse_elementwise(&mut func);
    if let Err(errors) = verify(&func) {
        panic!("{errors:?}\n{func}");
    }
    func.to_string()
}

#[track_caller]
fn check_ufuncs(params: &str, body: &str, expected: usize) -> String {
    let text = fused(params, body);
    let found = text.matches("= ufunc {").count() + text.matches(" ufunc_assign {").count();
    assert_eq!(found, expected, "{text}");
    text
}

const ARRAYS: &str = "v0: float64[::1], v1: float64[::1], v2: float64";
const MULTIPLY: &str = "{multiply a0:float64, a1:float64 -> float64}";
const ADD: &str = "{add a0:float64, a1:float64 -> float64}";

#[test]
fn chains_merge_and_share_operands() {
    let text = check_ufuncs(
        ARRAYS,
        &format!(
            " v3: float64[::1] = ufunc {MULTIPLY} v0, v2\n v4: float64[::1] = ufunc {MULTIPLY} v1, v2\n v5: float64[::1] = ufunc {ADD} v3, v4\n return v5"
        ),
        1,
    );
    let operands = text.split("} ").nth(1).expect("operands");
    let operands = operands.lines().next().expect("a line");
    let operands = operands.split(" @").next().expect("operands");
    assert_eq!(operands.matches('v').count(), 3, "{text}");
}

#[test]
fn a_result_used_twice_by_its_consumer_merges() {
    check_ufuncs(
        ARRAYS,
        &format!(
            " v3: float64[::1] = ufunc {ADD} v0, v1\n v5: float64[::1] = ufunc {MULTIPLY} v3, v3\n return v5"
        ),
        1,
    );
}

#[test]
fn not_with_two_users() {
    check_ufuncs(
        ARRAYS,
        &format!(
            " v3: float64[::1] = ufunc {ADD} v0, v1\n v4: float64[::1] = ufunc {ADD} v3, v1\n v5: float64[::1] = ufunc {MULTIPLY} v3, v4\n return v5"
        ),
        2,
    );
}

#[test]
fn not_across_a_store() {
    check_ufuncs(
        &format!("{ARRAYS}, v9: int64"),
        &format!(
            " v3: float64[::1] = ufunc {ADD} v0, v2\n array_set v0, v2, v9\n v5: float64[::1] = ufunc {MULTIPLY} v3, v1\n return v5"
        ),
        2,
    );
}

#[test]
fn not_across_what_raises_if_the_shapes_may_not_fit() {
    let body = |right: &str| {
        format!(
            " v3: float64[::1] = ufunc {ADD} v0, {right}\n v6: float64 = array_get v1, v9\n v5: float64[::1] = ufunc {MULTIPLY} v3, v6\n return v5"
        )
    };
    let params = format!("{ARRAYS}, v9: int64");
    check_ufuncs(&params, &body("v1"), 2);
    check_ufuncs(&params, &body("v2"), 1);
}

#[test]
fn not_when_it_would_be_spread_over_another_axis() {
    let text = "v0: float64[::1], v1: float64[:, ::1], v2: float64[::1]";
    let body = format!(
        " v3: float64[::1] = ufunc {{exp a0:float64 -> float64}} v0\n v4: float64[:, ::1] = ufunc {ADD} v3, v1\n v5: UniTuple(int64 x 1) = array_shape v2\n v6: float64[::1] = array_reshape v4, v5\n return v6"
    );
    check_ufuncs(text, &body, 2);
}

#[test]
fn reductions_and_assignments() {
    let text = fused(
        ARRAYS,
        &format!(
            " v3: float64[::1] = ufunc {ADD} v0, v1\n v4: float64 = reduce sum v3\n v5: float64[::1] = ufunc {MULTIPLY} v0, v4\n array_assign v1, v5\n return v1"
        ),
    );
    assert!(text.contains("ufunc_reduce sum {"), "{text}");
    assert!(text.contains("ufunc_assign {"), "{text}");
    assert!(!text.contains("= ufunc {"), "{text}");
    assert!(!text.contains("array_assign"), "{text}");
}
