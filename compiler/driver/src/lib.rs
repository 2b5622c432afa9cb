//! numjit: compiles numeric Python functions to native code.
//!
//! This crate is the whole compiler behind one door. An [`Engine`] holds functions and their compiled
//! specialisations; a host (the embedded interpreter, CPython, a Rust program) registers functions as
//! source text, answers questions about the names in them through [`Resolver`], and calls them with
//! [`Arg`] values.

mod annotate;
mod artifact;
mod cache;
mod call;
mod check;
mod compile;
mod elements;
mod embed;
mod engine;
mod entry;
mod error;
mod generator;
mod instances;
mod library;
mod listing;
mod marshal;
mod object_block;
mod options;
mod pipeline;
mod session;
mod signature;
mod simd;
mod slab;
mod stop;
mod timings;
mod watch;

pub use annotate::{Annotated, Note, NoteKind};
pub use artifact::{Artifact, Place};
pub use cache::{BUILD_ID, CacheScope, CacheUse, CompileRecord, compile_history};
pub use call::bind;
pub use check::{Checked, check_function};
pub use elements::{Elements, ListRef, TableRef};
pub use embed::{
    ArgSlots, Array, BorrowedArray, CancelToken, DynArray, DynFunc, Element, EngineConfig, Error,
    Func, Function, Globals, HostError, HostFn, HostParam, HostReader, HostResult, HostSlots,
    Limits, Module, Output, Param, Params, Problem, Raised, Returned, Scalar, SourcePlace, Value,
};
pub use engine::{Engine, FunctionHandle, FunctionSource};
pub use error::CallError;
pub use generator::GeneratorRef;
pub use instances::Instance;
pub use library::LibraryCall;
pub use listing::{Listing, ListingKind};
pub use marshal::{
    Arg, ArrayRef, ContainerRef, EnumRef, MAX_DIMS, NamedTupleClassRef, array_ty, type_of,
};
pub use numjit_abi as abi;
pub use numjit_backend_cranelift::{Config, Target};
pub use numjit_cache as store;
pub use numjit_diag as diag;
pub use numjit_infer::ObjectBlock;
pub use numjit_infer::{Binding, ConstArray, FuncId};
pub use numjit_ir as ir;
pub use numjit_library as rows;
pub use numjit_loader::{Tools, ToolsConfig};
pub use object_block::{ObjectResults, ObjectRun};
pub use options::{DispatcherOptions, OptionError};
pub use session::{INTERPRETER, Resolver};
pub use signature::{Signature, SignatureError, parse_type, scalar_type};
pub use simd::Simd;
pub use timings::{StageTime, Timings};
pub use watch::Watch;
