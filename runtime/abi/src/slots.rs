//! How a host passes arguments to compiled code and reads results.
//!
//! A compiled specialisation has an entry with one fixed C signature. Arguments are flattened to
//! machine scalars (see `flatten` in `numjit-lower` for the order per type) and each scalar takes one
//! 8-byte slot, integers sign- or zero-extended by their type, `float32` as its bits in the low half.
//! Results come back the same way.

/// One machine scalar, as bits.
pub type Slot = u64;

/// Entry of a compiled specialisation: context, flattened arguments, flattened results; returns a
/// [`crate::Status`] code. References in the arguments are borrowed, references in the results belong
/// to the caller.
pub type EntryFn =
    unsafe extern "C" fn(*mut crate::Context, args: *const Slot, results: *mut Slot) -> i32;
