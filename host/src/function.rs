//! What a Python function is, seen from the compiler.
