//! `numba.pycc`: what a script says about the library it wants to be.
//!
//! `CC` collects functions with names and signatures. `numjit aot` takes them from here; under `numjit run`
//! `cc.compile()` makes the Python extension module itself, as with Numba.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use numjit::Signature;
use rustpython_vm::builtins::{PyModule, PyStrRef, PyType};
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::function::{FuncArgs, OptionalArg};
use rustpython_vm::types::Constructor;
use rustpython_vm::{Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass};

use crate::{aot, decorators};

/// A function that `@cc.export` names.
#[derive(Clone)]
pub(crate) struct Exported {
    /// The name it gets.
    pub(crate) name: String,
    /// The function, plain or compiled.
    pub(crate) function: PyObjectRef,
    /// Its types.
    pub(crate) signature: Signature,
    /// Position of its `CC` in the order of their making.
    unit: usize,
}

/// What all `CC` objects of the process have collected.
struct Collected {
    names: Vec<String>,
    exports: Vec<Exported>,
}

static COLLECTED: Mutex<Collected> = Mutex::new(Collected {
    names: Vec::new(),
    exports: Vec::new(),
});

/// Set when `cc.compile()` is the business of the command line.
static COMMAND_COMPILES: AtomicBool = AtomicBool::new(false);

fn collected() -> MutexGuard<'static, Collected> {
    COLLECTED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// From now on `cc.compile()` does nothing.
pub(crate) fn leave_compiling_to_the_command() {
    COMMAND_COMPILES.store(true, Ordering::Relaxed);
}

/// Everything that was exported, in order.
pub(crate) fn exports() -> Vec<Exported> {
    collected().exports.clone()
}

/// The name of the first `CC`.
pub(crate) fn first_name() -> Option<String> {
    collected().names.first().cloned()
}

/// Fills `numba.pycc`.
pub(crate) fn fill(module: &Py<PyModule>, vm: &VirtualMachine) -> PyResult<()> {
    module.set_attr("CC", Cc::make_static_type(), vm)
}

/// An extension module in the making.
#[pyclass(module = "numba.pycc", name = "CC")]
#[derive(Debug, PyPayload)]
pub(crate) struct Cc {
    name: String,
    unit: usize,
    settings: Mutex<Settings>,
}

/// What scripts may set on a `CC`.
#[derive(Clone, Debug, Default)]
struct Settings {
    output_dir: PathBuf,
    output_file: String,
    target_cpu: String,
    verbose: bool,
    debug: bool,
}

impl Constructor for Cc {
    type Args = FuncArgs;

    fn py_new(_class: &Py<PyType>, args: FuncArgs, vm: &VirtualMachine) -> PyResult<Self> {
        let given = args
            .args
            .first()
            .or_else(|| args.kwargs.get("extension_name"));
        let given = given
            .ok_or_else(|| vm.new_type_error("CC() takes the name of the extension module"))?;
        let name: PyStrRef = given.clone().try_into_value(vm)?;
        let name = name.to_string();
        if name.contains('.') {
            let message = "basename should be a simple module name, not qualified name";
            return Err(vm.new_value_error(message));
        }
        let mut all = collected();
        all.names.push(name.clone());
        let settings = Settings {
            output_dir: script_folder(vm),
            output_file: format!("{name}.so"),
            ..Settings::default()
        };
        Ok(Cc {
            unit: all.names.len() - 1,
            name,
            settings: Mutex::new(settings),
        })
    }
}

/// The folder of the running script.
fn script_folder(vm: &VirtualMachine) -> PathBuf {
    let main = vm.sys_module.get_attr("modules", vm);
    let main = main.and_then(|modules| modules.get_item("__main__", vm));
    let file = main.and_then(|main| main.get_attr("__file__", vm));
    let file: Result<String, _> = file.and_then(|file| file.try_into_value(vm));
    let folder = file.map(|file| Path::new(&file).parent().map(Path::to_owned));
    folder.ok().flatten().unwrap_or_default()
}

impl Cc {
    fn settings(&self) -> MutexGuard<'_, Settings> {
        self.settings.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[pyclass(with(Constructor))]
impl Cc {
    #[pygetset]
    fn name(&self) -> String {
        self.name.clone()
    }

    #[pygetset]
    fn output_dir(&self) -> String {
        self.settings().output_dir.to_string_lossy().into_owned()
    }

    #[pygetset(setter)]
    fn set_output_dir(&self, folder: String) {
        self.settings().output_dir = folder.into();
    }

    #[pygetset]
    fn output_file(&self) -> String {
        self.settings().output_file.clone()
    }

    #[pygetset(setter)]
    fn set_output_file(&self, file: String) {
        self.settings().output_file = file;
    }

    #[pygetset]
    fn target_cpu(&self) -> String {
        self.settings().target_cpu.clone()
    }

    #[pygetset(setter)]
    fn set_target_cpu(&self, cpu: PyObjectRef, vm: &VirtualMachine) -> PyResult<()> {
        let cpu = if vm.is_none(&cpu) {
            String::new()
        } else {
            cpu.try_into_value(vm)?
        };
        self.settings().target_cpu = cpu;
        Ok(())
    }

    #[pygetset]
    fn verbose(&self) -> bool {
        self.settings().verbose
    }

    #[pygetset(setter)]
    fn set_verbose(&self, verbose: bool) {
        self.settings().verbose = verbose;
    }

    #[pygetset]
    fn debug(&self) -> bool {
        self.settings().debug
    }

    #[pygetset(setter)]
    fn set_debug(&self, debug: bool) {
        self.settings().debug = debug;
    }

    /// `@cc.export("name", "signature")`.
    #[pymethod]
    fn export(&self, name: String, signature: PyObjectRef, vm: &VirtualMachine) -> PyResult {
        let signature = decorators::parse_signature(&signature, vm)?;
        let unit = self.unit;
        let decorate = move |function: PyObjectRef, _: &VirtualMachine| {
            collected().exports.push(Exported {
                name: name.clone(),
                function: function.clone(),
                signature: signature.clone(),
                unit,
            });
            function
        };
        Ok(vm.new_function("decorator", decorate).into())
    }

    /// Makes the extension module.
    #[pymethod]
    fn compile(&self, _: OptionalArg<PyObjectRef>, vm: &VirtualMachine) -> PyResult<()> {
        if COMMAND_COMPILES.load(Ordering::Relaxed) {
            return Ok(());
        }
        let mut exports = exports();
        exports.retain(|export| export.unit == self.unit);
        let settings = self.settings().clone();
        let library = aot::Library {
            name: &self.name,
            output: settings.output_dir.join(&settings.output_file),
            cpu: Some(settings.target_cpu.as_str()).filter(|cpu| !cpu.is_empty() && *cpu != "host"),
            debug: settings.debug,
        };
        aot::make_extension(&library, &exports, vm).map_err(|text| vm.new_runtime_error(text))
    }
}
