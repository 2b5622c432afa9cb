//! Polynomials and split constants; written by `compiler/opt/coefficients/generate.py`.

/// (e^r - 1 - r) / r^2 for |r| <= ln(2) / 2; error 2.6e-18.
pub(super) const EXP_TAIL: [f64; 11] = [
    0.5,
    0.1666666666666667,
    0.04166666666666667,
    0.008333333333326141,
    0.0013888888888883752,
    0.00019841269874800683,
    2.4801587325533502e-05,
    2.75572554255029e-06,
    2.7557273661174726e-07,
    2.5105206475334834e-08,
    2.091467944897855e-09,
];

/// (log((1 + s) / (1 - s)) - 2 s) / s^3 in s^2, for |s| <= 0.172; error 3.7e-17.
pub(super) const LOG_TAIL: [f64; 8] = [
    0.6666666666666666,
    0.4000000000000088,
    0.2857142857080361,
    0.22222222391714744,
    0.18181795640044723,
    0.15386239707611124,
    0.13268773010203216,
    0.13086627491197242,
];

/// ln(2), 33 bits: its product with an exponent is exact.
pub(super) const LN2_HIGH: f64 = 0.6931471804855391;

/// The rest of ln(2).
pub(super) const LN2_LOW: f64 = 7.440617110012397e-11;

/// ln(2).
pub(super) const LN2: f64 = 0.6931471805599453;

/// ln(2) minus its double.
pub(super) const LN2_REST: f64 = 2.3190468138462996e-17;

/// 1 / ln(2).
pub(super) const LOG2_E: f64 = 1.4426950408889634;

/// 1 / ln(2) minus its double.
pub(super) const LOG2_E_REST: f64 = 2.0355273740931033e-17;

/// 1 / ln(10).
pub(super) const LOG10_E: f64 = 0.4342944819032518;

/// 1 / ln(10) minus its double.
pub(super) const LOG10_E_REST: f64 = 1.098319650216765e-17;
