//! One file a code.
