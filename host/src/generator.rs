//! Generators of compiled functions as Python iterators.
#![allow(
    unsafe_code,
    reason = "a generator object arrives as a raw memory block"
)]

use numjit::GeneratorRef;
use numjit::ir::Ty;
use numjit_runtime::Block;
use rustpython_vm::class::PyClassImpl;
use rustpython_vm::protocol::PyIterReturn;
use rustpython_vm::types::{IterNext, Iterable, Representable, SelfIter};
use rustpython_vm::{Py, PyObjectRef, PyPayload, PyResult, VirtualMachine, pyclass};

use crate::resolver::HostNames;
use crate::{boxing, engine, errors};

/// The payload of a generator object.
#[pyclass(module = "numba", name = "generator")]
#[derive(PyPayload)]
pub(crate) struct Generator {
    block: Block,
    ty: Ty,
}

impl std::fmt::Debug for Generator {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(out, "Generator({})", self.ty)
    }
}

/// Makes the class ready for use.
pub(crate) fn prepare_class() {
    Generator::make_static_type();
}

/// A generator result as an object; takes over its owner.
pub(crate) fn object(generator: GeneratorRef, vm: &VirtualMachine) -> PyResult {
    // Safety: the result carries one owner of the object.
    let block = unsafe { Block::from_raw(generator.owner) };
    match block {
        Some(block) => {
            let ty = generator.ty;
            Ok(Generator { block, ty }.into_ref(&vm.ctx).into())
        }
        None => Err(vm.new_system_error("a compiled function returned no generator")),
    }
}

/// A generator object as compiled code takes it; it lives as long as the object.
pub(crate) fn reference(object: &rustpython_vm::PyObject) -> Option<GeneratorRef> {
    let generator = object.downcast_ref::<Generator>()?;
    Some(GeneratorRef {
        owner: generator.block.as_ptr(),
        ty: generator.ty,
    })
}

#[pyclass(with(Iterable, IterNext, Representable))]
impl Generator {}

impl SelfIter for Generator {}

impl IterNext for Generator {
    fn next(zelf: &Py<Self>, vm: &VirtualMachine) -> PyResult<PyIterReturn> {
        let generator = GeneratorRef {
            owner: zelf.block.as_ptr(),
            ty: zelf.ty,
        };
        let mut names = HostNames::new(vm);
        let next = engine::with(vm, |engine, runtime| {
            engine.resume(generator, runtime, &mut names)
        })?;
        match next.map_err(|error| errors::raise(error, vm))? {
            Some(value) => {
                let none: &[PyObjectRef] = &[];
                Ok(PyIterReturn::Return(boxing::from_arg(value, none, vm)?))
            }
            None => Ok(PyIterReturn::StopIteration(None)),
        }
    }
}

impl Representable for Generator {
    fn repr_str(zelf: &Py<Self>, _: &VirtualMachine) -> PyResult<String> {
        Ok(format!("<compiled generator at {:p}>", zelf.block.as_ptr()))
    }
}
