//! Discrete Fourier transforms of any length.

use std::cell::RefCell;

use rustfft::num_complex::Complex;
use rustfft::{FftDirection, FftPlanner};

thread_local! {
    /// Plans hold tables of twiddle factors, which the next transform of the same length reuses.
    static PLANNER: RefCell<FftPlanner<f64>> = RefCell::new(FftPlanner::new());
}

/// Transforms each line of `length` numbers in place, without a factor.
pub fn transform(lines: &mut [Complex<f64>], length: usize, inverse: bool) {
    if length < 2 {
        return;
    }
    let direction = if inverse {
        FftDirection::Inverse
    } else {
        FftDirection::Forward
    };
    let plan = PLANNER.with_borrow_mut(|planner| planner.plan_fft(length, direction));
    plan.process(lines);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wave_has_one_frequency() {
        for length in [2usize, 5, 12, 17, 100] {
            let turn = std::f64::consts::TAU / length as f64;
            let mut line: Vec<Complex<f64>> = (0..length)
                .map(|i| Complex::from_polar(1.0, turn * i as f64))
                .collect();
            transform(&mut line, length, false);
            for (k, value) in line.iter().enumerate() {
                let expected = if k == 1 { length as f64 } else { 0.0 };
                assert!((value - expected).norm() < 1e-12, "{length} {k} {value}");
            }
        }
    }
}
