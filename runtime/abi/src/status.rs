//! What a compiled function reports to its caller, and the exception types it can raise.

/// First result of every compiled function.
///
/// Errors in compiled code are ordinary returns: the exception itself is in the [`crate::Context`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(i32)]
pub enum Status {
    /// The results are valid.
    Ok = 0,
    /// An exception is recorded in the context; the results are unspecified.
    Raised = 1,
}

macro_rules! exceptions {
    ($($name:ident = $code:literal, $python:literal;)*) => {
        /// A builtin Python exception class that compiled code can raise.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[repr(i32)]
        pub enum ExceptionKind { $(
            #[doc = concat!("Python's `", $python, "`.")]
            $name = $code,
        )* }

        impl ExceptionKind {
            /// Every kind, in code order.
            pub const ALL: &'static [ExceptionKind] = &[$(ExceptionKind::$name),*];

            /// The Python class name.
            pub fn name(self) -> &'static str {
                match self { $(ExceptionKind::$name => $python),* }
            }

            /// The kind with this Python class name.
            pub fn from_name(name: &str) -> Option<ExceptionKind> {
                match name { $($python => Some(ExceptionKind::$name),)* _ => None }
            }

            /// The kind with this code, as stored in [`crate::Context`] or an exception record.
            pub fn from_code(code: i32) -> Option<ExceptionKind> {
                match code { $($code => Some(ExceptionKind::$name),)* _ => None }
            }
        }
    };
}

exceptions! {
    Exception = 1, "Exception";
    ArithmeticError = 2, "ArithmeticError";
    AssertionError = 3, "AssertionError";
    AttributeError = 4, "AttributeError";
    BufferError = 5, "BufferError";
    EOFError = 6, "EOFError";
    FloatingPointError = 7, "FloatingPointError";
    ImportError = 8, "ImportError";
    IndexError = 9, "IndexError";
    KeyError = 10, "KeyError";
    KeyboardInterrupt = 11, "KeyboardInterrupt";
    LookupError = 12, "LookupError";
    MemoryError = 13, "MemoryError";
    NameError = 14, "NameError";
    NotImplementedError = 15, "NotImplementedError";
    OSError = 16, "OSError";
    OverflowError = 17, "OverflowError";
    RecursionError = 18, "RecursionError";
    ReferenceError = 19, "ReferenceError";
    RuntimeError = 20, "RuntimeError";
    StopIteration = 21, "StopIteration";
    SyntaxError = 22, "SyntaxError";
    SystemError = 23, "SystemError";
    SystemExit = 24, "SystemExit";
    TimeoutError = 25, "TimeoutError";
    TypeError = 26, "TypeError";
    UnboundLocalError = 27, "UnboundLocalError";
    UnicodeError = 28, "UnicodeError";
    ValueError = 29, "ValueError";
    ZeroDivisionError = 30, "ZeroDivisionError";
    LinAlgError = 31, "LinAlgError";
    AxisError = 40, "AxisError";
    BaseException = 32, "BaseException";
}

/// Codes from here on stand for exception classes of the program, which the runtime keeps a table of.
pub const FIRST_USER_EXCEPTION: i32 = 1 << 16;

impl ExceptionKind {
    /// The class it is derived from; none for the root.
    pub fn parent(self) -> Option<ExceptionKind> {
        use ExceptionKind as Kind;
        Some(match self {
            Kind::BaseException => return None,
            Kind::Exception | Kind::KeyboardInterrupt | Kind::SystemExit => Kind::BaseException,
            Kind::FloatingPointError | Kind::OverflowError | Kind::ZeroDivisionError => {
                Kind::ArithmeticError
            }
            Kind::IndexError | Kind::KeyError => Kind::LookupError,
            Kind::NotImplementedError | Kind::RecursionError => Kind::RuntimeError,
            Kind::TimeoutError => Kind::OSError,
            Kind::UnboundLocalError => Kind::NameError,
            Kind::UnicodeError | Kind::LinAlgError | Kind::AxisError => Kind::ValueError,
            Kind::ArithmeticError
            | Kind::AssertionError
            | Kind::AttributeError
            | Kind::BufferError
            | Kind::EOFError
            | Kind::ImportError
            | Kind::LookupError
            | Kind::MemoryError
            | Kind::NameError
            | Kind::OSError
            | Kind::ReferenceError
            | Kind::RuntimeError
            | Kind::StopIteration
            | Kind::SyntaxError
            | Kind::SystemError
            | Kind::TypeError
            | Kind::ValueError => Kind::Exception,
        })
    }

    /// The module that has the class.
    pub fn module(self) -> &'static str {
        match self {
            ExceptionKind::LinAlgError => "numpy.linalg",
            ExceptionKind::AxisError => "numpy.exceptions",
            _ => "builtins",
        }
    }

    /// Whether an exception of this class is also one of the other.
    pub fn is_a(self, other: ExceptionKind) -> bool {
        let mut class = Some(self);
        while let Some(found) = class {
            if found == other {
                return true;
            }
            class = found.parent();
        }
        false
    }
}
