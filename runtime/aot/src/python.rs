//! Python extension modules.
