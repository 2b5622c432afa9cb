//! The Cranelift back end: functions of low SSA compiled, loaded and called.

mod low;

use low::{Loaded, load_text};
use numjit_runtime::Runtime;

fn f(value: f64) -> u64 {
    value.to_bits()
}

/// Wraps the instructions of one block into a function of int64 parameters.
fn ints(params: usize, body: &str, result: &str) -> Loaded {
    let params: String = (1..=params).map(|i| format!(", v{i}: int64")).collect();
    load_text(&format!(
        "function \"f\" low {{
  low_results {result}
b0(v0: ptr{params}):
  v90: int32 = iconst 0
  {body}
  ret v90, v99
}}"
    ))
}

#[test]
fn a_loop_over_an_array() {
    let loaded = load_text(SUM);
    let data: Vec<f64> = (0..1000).map(f64::from).collect();
    let sum = loaded.call("sum", &[data.as_ptr() as u64, data.len() as u64]);
    assert_eq!(sum, [f(data.iter().sum())]);
    let inner: Vec<&str> = loaded.asm("sum").lines().collect();
    println!("{}", loaded.clif("sum"));
    println!("{}", inner.join("\n"));
}

const SUM: &str = r#"function "sum" low {
  low_results float64
b0(v0: ptr, v1: ptr "a", v2: int64 "n"):
  v3: int64 = iconst 0 @0
  v4: float64 = fconst 0.0 @0
  jump b1(v3, v4) @0
b1(v5: int64 "i", v6: float64 "s"):
  v7: int8 = icmp slt v5, v2 @0
  branch v7, b2(), b3() @0
b2():
  v8: int64 = iconst 3 @1
  v9: int64 = ishl v5, v8 @1
  v10: ptr = ptr_add v1, v9 @1
  v11: float64 = load [array] v10 @1
  v12: float64 = fadd v6, v11 @1
  v13: int64 = iconst 1 @0
  v14: int64 = iadd v5, v13 @0
  jump b1(v14, v12) @0
b3():
  v15: int32 = iconst 0 @2
  ret v15, v6 @2
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
