//! The store behind numjit's cache: files that many processes read and write at once, without locks.
//!
//! An entry is a key, a label and a payload under a keyed hash that only the user's own secret makes. A
//! file that is truncated, changed, foreign, hostile, or renamed to another key is no entry: reading it
//! is a miss, and the next write replaces it. Writing is a new file and a rename. The folder must belong
//! to the user and be writable by nobody else; what is not a plain file in it is never opened.
//!
//! The store knows nothing of what it keeps. Nothing here fails a program: reading gives an entry or
//! nothing, and writing that is not possible is left out.

mod archive;
mod config;
mod entry;
mod folder;
mod secret;
mod store;
mod sweep;

pub use archive::{ArchiveError, Imported};
pub use config::{Config, DEFAULT_LIMIT, parse_size};
pub use entry::{Entry, Fault, Key, Kind};
pub use store::{Refusal, Store};
pub use sweep::{Bad, Item, Removed, Verified};
