//! Arrays in and out without copies: slices, views of the `ndarray` crate, results.
#![allow(clippy::print_stdout, reason = "examples show what they do")]

use std::error::Error;

use ndarray::{Array2, ArrayView2, ArrayViewMut2};
use numjit::{Array, Engine, ListingKind, parse_type};

const TEXT: &str = "
import numpy as np

def smooth(a, out):
    for i in range(1, a.shape[0] - 1):
        for j in range(1, a.shape[1] - 1):
            out[i, j] = (a[i - 1, j] + a[i + 1, j] + a[i, j - 1] + a[i, j + 1]) / 4

def histogram(xs, bins):
    counts = np.zeros(bins, np.int64)
    for x in xs:
        counts[min(int(x * bins), bins - 1)] += 1
    return counts
";

fn main() -> Result<(), Box<dyn Error>> {
    let module = Engine::new()?.compile("arrays.py", TEXT)?;

    let smooth = module.func::<(ArrayView2<f64>, ArrayViewMut2<f64>), ()>("smooth")?;
    let input = Array2::from_shape_fn((4, 5), |(i, j)| (i * j) as f64);
    let mut output = Array2::zeros((4, 5));
    smooth.call((input.view(), output.view_mut()))?;
    println!("{output}");

    let histogram = module.func::<(&[f64], i64), Array<i64>>("histogram")?;
    let xs: Vec<f64> = (0..1000).map(|i| f64::from(i) / 1000.0).collect();
    let counts = histogram.call((&xs, 4))?;
    println!("{:?}", counts.as_slice());

    // What the compiler knows and makes, for tools and the curious.
    let function = module.function("histogram")?;
    let types = [parse_type("float64[::1]")?, parse_type("int64")?];
    println!("{}", function.result_type(&types)?);
    println!("{}", function.listing(&types, ListingKind::Types)?.text);
    Ok(())
}
