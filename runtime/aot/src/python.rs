//! Python extension modules: from Python objects to compiled code and back.
//!
//! The library's data describe its functions ([`numjit_abi::AotModule`]); this interprets the description. It needs no
//! headers of Python or NumPy and no file of theirs when the library is linked: the functions of Python's C
//! interface are looked up in the process that imports the module (`api`), and NumPy's through the table
//! that NumPy publishes for that purpose (`numpy`). Without NumPy, arguments that are arrays may be anything
//! with a buffer (`buffer`).

mod api;
mod arguments;
mod buffer;
mod call;
mod module;
mod numpy;
mod object;
mod results;
mod types;

pub use call::nj_aot_python_call;
pub use module::nj_aot_python_module;
pub use object::Object;
