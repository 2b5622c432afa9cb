//! What inference asks of its surroundings: functions, and what the names in them stand for.

use std::sync::Arc;

use numjit_diag::Diagnostic;
use numjit_ir::{
    Const, EnumTy, NamedTupleClass, NamedTupleTy, Options, Ty, Untyped, UserExceptionClass,
};

/// The program's number for a function: a user's function, a nested one, or a library body.
pub type FuncId = u32;

/// The program's number for a function compiled for given argument types.
pub type InstanceId = u32;

/// What a name or attribute stands for, frozen at compile time.
#[derive(Clone, Debug)]
pub enum Binding {
    /// A plain constant.
    Const(Const),
    /// A constant of a given scalar type, such as a NumPy scalar.
    Scalar(Const, Ty),
    /// A constant array.
    Array(ConstArray),
    /// A tuple.
    Tuple(Vec<Binding>),
    /// A named tuple.
    NamedTuple(NamedTupleTy, Vec<Binding>),
    /// A named tuple class.
    NamedTupleClass(NamedTupleClass),
    /// A member of an enumeration: its type and its value.
    EnumMember(EnumTy, Const),
    /// An exception class of the program.
    ExceptionClass(UserExceptionClass),
    /// A class of the program whose instances compiled code knows, by its number in
    /// [`numjit_ir::classes`].
    Class(u32),
    /// As a member of a class: a property with its getter and its setter, which are functions.
    Property(Box<(Option<Binding>, Option<Binding>)>),
    /// As a member of a class: a function that is not given the instance.
    StaticMethod(Box<Binding>),
    /// A function to which the program has given meanings for compiled code, by the program's number.
    Overload(u32),
    /// Something the library knows.
    Entity(u32),
    /// A type as a value, such as `types.unicode_type`.
    Type(Ty),
    /// A function that numjit compiles.
    Func(FuncId),
    /// A module or other object whose attributes can be asked for with [`Program::attribute`].
    Namespace(u32),
    /// A plain Python function that is not decorated; its name.
    PythonFunction(String),
    /// The ways of this process to run Python: code that has to do with them is not stored.
    Interpreter,
    /// Anything else; a description for the error message, such as "a value of type `dict`".
    Opaque(String),
}

/// A constant array: contiguous bytes in C order.
#[derive(Clone, Debug)]
pub struct ConstArray {
    /// Element type.
    pub dtype: Ty,
    /// Extents.
    pub shape: Vec<i64>,
    /// Elements.
    pub bytes: Arc<[u8]>,
}

/// A block of a function that the host runs.
#[derive(Clone, Debug)]
pub struct ObjectBlock {
    /// Its text, indented.
    pub text: String,
    /// The file.
    pub file: String,
    /// Line of the file on which it begins.
    pub line: u32,
    /// Variables that it uses.
    pub inputs: Vec<(String, Ty)>,
    /// Variables that it assigns.
    pub outputs: Vec<(String, Ty)>,
}

/// An instance that exists already.
#[derive(Clone, Debug)]
pub struct Known {
    /// Its number.
    pub id: InstanceId,
    /// Its result type.
    pub result: Ty,
}

/// The surroundings.
pub trait Program {
    /// The untyped SSA of a function.
    fn untyped(&mut self, func: FuncId) -> Result<Arc<Untyped>, Vec<Diagnostic>>;

    /// The untyped SSA of a function with some of its loops unrolled: where the expression that a loop goes over
    /// begins in the text, and the number of its elements.
    fn unrolled(
        &mut self,
        func: FuncId,
        loops: &[(u32, u32)],
    ) -> Result<Arc<Untyped>, Vec<Diagnostic>>;

    /// Whether a function is a library body (or a library call of the host): its instances keep literal
    /// argument and result types, and its frames are left out of tracebacks.
    fn is_library(&self, func: FuncId) -> bool;

    /// The number of the nested function at a position in a function's list.
    fn nested(&mut self, func: FuncId, position: u32) -> FuncId;

    /// The function of a library row whose body is Python source.
    fn library_body(&mut self, entity: u32) -> FuncId;

    /// The function of a library row whose body is written for each call, with one of its texts.
    fn written_body(&mut self, entity: u32, text: String) -> FuncId;

    /// What a global, captured or builtin name of a function stands for.
    fn global(&mut self, func: FuncId, name: &str) -> Option<Binding>;

    /// What an attribute of a namespace stands for.
    fn attribute(&mut self, namespace: u32, name: &str) -> Option<Binding>;

    /// What a member of a class of the program stands for, fields not included.
    fn member(&mut self, _class: u32, _name: &str) -> Option<Binding> {
        None
    }

    /// What the program has defined as an attribute or method of values of a type; or, for the full name
    /// of a library function (`operator.add`), what it does when its first argument has the type.
    fn type_member(&mut self, _ty: Ty, _name: &str) -> Option<Binding> {
        None
    }

    /// The function that a set of overloads has for argument types: by position, then by name. The error
    /// is the reason why there is none.
    fn overload(
        &mut self,
        _set: u32,
        _given: &[Ty],
        _named: &[(Box<str>, Ty)],
    ) -> Result<Option<FuncId>, String> {
        Ok(None)
    }

    /// The parameters of a function whose arguments must be constants of the compilation (`literally`).
    fn literal_parameters(&self, _func: FuncId) -> Vec<usize> {
        Vec::new()
    }

    /// From now on the argument of a parameter must be a constant of the compilation.
    fn require_literal(&mut self, _func: FuncId, _parameter: usize) {}

    /// Values of the trailing parameters that have defaults (module-level functions only).
    fn defaults(&mut self, func: FuncId) -> Vec<Binding>;

    /// The type with a spelling of Numba's, such as `float64[:, ::1]`.
    fn named_type(&self, _text: &str) -> Option<Ty> {
        None
    }

    /// A block of a function that the host runs, as something to call: it takes the inputs and gives a tuple of
    /// the outputs. None if the host cannot run it.
    fn object_block(&mut self, _func: FuncId, _block: &ObjectBlock) -> Option<Known> {
        None
    }

    /// The options of a function when it is called from one with other options: a user's function has
    /// its own; a library body and a nested function take their caller's.
    fn options(&self, func: FuncId, caller: &Options) -> Options;

    /// The explicit signatures of a function: argument types and the declared result. When there are any,
    /// calls convert their arguments to the best fit and no others are compiled.
    fn signatures(&self, func: FuncId) -> Vec<(Vec<Ty>, Option<Ty>)>;

    /// Result type that an explicit signature declares for these argument types, if any.
    fn declared_result(&self, func: FuncId, args: &[Ty]) -> Option<Ty>;

    /// Types that `locals=` declares: (variable, type).
    fn locals(&self, func: FuncId) -> Vec<(String, Ty)>;

    /// The instance for these argument types if it is compiled already.
    fn known(&self, func: FuncId, args: &[Ty], options: &Options) -> Option<Known>;

    /// The inference of an instance begins: what is asked until the matching [`Program::end`] is asked for
    /// it. An instance may be inferred more than once.
    fn begin(&mut self, _func: FuncId, _args: &[Ty], _options: &Options) {}

    /// The inference that began last ends.
    fn end(&mut self) {}

    /// A number for a new instance.
    fn new_instance(&mut self, func: FuncId, args: &[Ty], options: &Options) -> InstanceId;
}
