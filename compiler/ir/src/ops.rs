//! The operation table.
//!
//! A row gives the operation's name, the stages it is legal in, its operand and result counts, the
//! kind of immediate it carries, its effects, and its meaning. The enum, the printer, the parser, the
//! arity and immediate checks of the verifier and the operation manual all come from the rows.
//!
//! Stages: `U` untyped SSA from the front end, `T` typed SSA (Python and NumPy operations on typed
//! values), `L` low SSA (machine scalars, addresses, loads and stores).

/// What executing an operation may do besides computing its results.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Effects {
    /// Nothing: may be removed, merged and moved.
    Pure,
    /// Reads memory: may be removed.
    Reads,
    /// Writes memory, or is visible in another way.
    Writes,
    /// Like `Writes`, and may leave the function with an exception.
    Raises,
    /// Ends a block.
    Control,
}

/// Set of stages an operation is legal in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stages {
    /// Untyped SSA.
    pub untyped: bool,
    /// Typed SSA.
    pub typed: bool,
    /// Low SSA.
    pub low: bool,
}

/// Row of the operation table.
#[derive(Debug)]
pub struct OpInfo {
    /// Name in IR text.
    pub name: &'static str,
    /// Legal stages.
    pub stages: Stages,
    /// Exact operand count, or none for any.
    pub args: Option<usize>,
    /// Exact result count, or none for any.
    pub results: Option<usize>,
    /// Name of the `Imm` variant the operation carries; several are separated by `|`.
    pub imm: &'static str,
    /// Effects.
    pub effects: Effects,
    /// Meaning, in full sentences.
    pub doc: &'static str,
}

macro_rules! ops {
    ($($variant:ident $name:literal $stages:ident $args:tt -> $results:tt $imm:literal $effects:ident $doc:literal;)*) => {
        /// An operation.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[repr(u8)]
        pub enum Op { $(#[doc = $doc] $variant),* }

        impl Op {
            /// Every operation, in table order.
            pub const ALL: &'static [Op] = &[$(Op::$variant),*];

            /// The row of this operation.
            pub fn info(self) -> &'static OpInfo {
                &TABLE[self as usize]
            }

            /// The operation with this name.
            pub fn from_name(name: &str) -> Option<Op> {
                match name { $($name => Some(Op::$variant),)* _ => None }
            }
        }

        static TABLE: &[OpInfo] = &[$(OpInfo {
            name: $name,
            stages: ops!(@stages $stages),
            args: ops!(@count $args),
            results: ops!(@count $results),
            imm: $imm,
            effects: Effects::$effects,
            doc: $doc,
        }),*];
    };
    (@stages U) => { Stages { untyped: true, typed: false, low: false } };
    (@stages T) => { Stages { untyped: false, typed: true, low: false } };
    (@stages L) => { Stages { untyped: false, typed: false, low: true } };
    (@stages UT) => { Stages { untyped: true, typed: true, low: false } };
    (@stages TL) => { Stages { untyped: false, typed: true, low: true } };
    (@stages UTL) => { Stages { untyped: true, typed: true, low: true } };
    (@count any) => { None };
    (@count $n:literal) => { Some($n) };
}

ops! {
    // ---- Control, all stages -------------------------------------------------------------------
    Jump "jump" UTL 0 -> 0 "None" Control "Goes to its one target.";
    Branch "branch" UTL 1 -> 0 "None" Control "Goes to the first target if the operand is true, else to the second. The operand is any value (untyped), a bool (typed) or an 8-bit 0 or 1 (low).";
    Return "return" UT 1 -> 0 "None" Control "Returns the operand from the function.";
    Raise "raise" UT any -> 0 "None|Exception|Ints" Control "Raises an exception. Untyped: the operands are the exception class and its arguments, or an exception. Typed: the class is the immediate (Ints: the code of a class of the program) and the operands are the arguments; without an immediate the operand is an exception. Inside `try` the target is where the handlers begin.";
    Reraise "reraise" UT 1 -> 0 "None" Control "Raises an exception that passed here before, without a traceback entry of its own. Inside `try` the target is where the handlers begin.";
    Guard "guard" UT 0 -> 0 "None" Control "Goes to the first target if the operation before it raised (its results are then undefined and the exception is recorded), else to the second. Retain and release may stand in between; they run on the second way only.";
    Unreachable "unreachable" UTL 0 -> 0 "None" Control "Control never reaches this point.";

    // ---- Values, untyped and typed -------------------------------------------------------------
    Const "const" UT 0 -> 1 "Const" Pure "A constant. Typed: the result type is the constant's plain or literal type.";
    Undef "undef" UT 0 -> 1 "None" Pure "The value of a variable that no assignment reaches. Untyped: joins ignore it. Typed: any bits of the result type; references are null.";
    Global "global" U 0 -> 1 "Name" Pure "The value of a global, captured or builtin name, resolved by the program and frozen.";
    GetAttr "getattr" U 1 -> 1 "Name" Raises "Attribute of a value.";
    SetAttr "setattr" U 2 -> 0 "Name" Raises "Sets an attribute: (object, value).";
    Call "call" U any -> 1 "Call" Raises "Python call: (callee, positional operands, keyword operands).";
    Closure "closure" UT any -> 1 "Func" Pure "A nested function or lambda as a value; the operands are the captured values in the order the nested function declares them as its first parameters.";
    GetItem "getitem" U 2 -> 1 "None" Raises "Subscript: (object, index).";
    SetItem "setitem" U 3 -> 0 "None" Raises "Subscript assignment: (object, index, value).";
    DelItem "delitem" U 2 -> 0 "None" Raises "Subscript deletion: (object, index).";
    Unpack "unpack" U 1 -> any "None" Raises "Unpacks an iterable into exactly as many values as there are results.";
    ListDisplay "list" U any -> 1 "None" Raises "A list display.";
    InplaceBin "inplace" U 2 -> 1 "Bin" Raises "Augmented assignment: may update the left operand in place; the result is what the target is bound to.";
    Caught "caught" U 0 -> 1 "None" Raises "Takes the recorded exception as a value; begins the handlers of a `try`.";
    Catches "catches" U 2 -> 1 "None" Pure "Whether an exception is of a class: (exception, class or tuple of classes).";
    Matches "matches" U 2 -> 1 "Cmp" Raises "Comparison of a subject with a pattern; values that cannot be compared are different.";
    MatchLength "match_length" U 1 -> 1 "Ints" Pure "Whether the operand is a sequence of this length.";
    MatchClass "match_class" U 2 -> 1 "None" Pure "Whether a value is an instance of a class: (value, class).";
    MatchPart "match_part" U 2 -> 1 "Ints" Pure "The part of a value that the positional pattern at this position speaks of: (value, class).";
    Annotate "annotate" U 1 -> 1 "Name" Pure "The operand under the type that `locals=` declares for the named variable.";

    Bin "bin" UT 2 -> 1 "Bin" Raises "Binary operator. Typed: scalar operands of one type (shifts: the left operand's type is the result's), which is also the result type, except: `/` on floats and complex only; `**` may take an integer right operand on a float left one; strings `+`, tuples `+`.";
    Un "un" UT 1 -> 1 "Un" Raises "Unary operator. Typed: scalar operand of the result type; `not` takes and gives bool.";
    Compare "compare" UT 2 -> 1 "Cmp" Raises "Comparison. Typed: result bool; scalar operands of one type, or one signed and one unsigned 64-bit integer, which are compared exactly; strings; tuples, of different lengths only for order.";
    Truth "truth" UT 1 -> 1 "None" Raises "Truth value of the operand, a bool.";
    Tuple "tuple" UT any -> 1 "None" Pure "A tuple of the operands; typed: also a named tuple, by the result type.";
    MakeSlice "slice" UT 3 -> 1 "None" Pure "A slice object: (start, stop, step), each possibly None.";
    FString "fstring" UT any -> 1 "Pieces" Raises "A str made of literal text and formatted operands.";
    IterStart "iter_start" UT 1 -> 1 "None" Raises "Initial state of an iteration over the operand. For untyped code the type of a state is the same at every point of its loop.";
    IterHas "iter_has" UT 1 -> 1 "None" Pure "Whether the state has a current element, a bool.";
    IterGet "iter_get" UT 1 -> 1 "None" Raises "Current element of a state for which iter_has is true.";
    IterAdvance "iter_advance" UT 1 -> 1 "None" Pure "The state after the current element.";

    Yield "yield" UT 1 -> any "None" Writes "Gives a value to whoever iterates over the generator, and goes on when asked for the next. Untyped: the result is what `yield` evaluates to, None. Typed: only until generators are cut, without a result.";

    // ---- Typed only: generators ----------------------------------------------------------------
    GeneratorNew "generator_new" T 0 -> 1 "Ty" Writes "A generator object whose state has the slots of the tuple type, all zero.";
    GeneratorTake "generator_take" T 1 -> 1 "Place" Writes "The value of a slot of the state; its references leave the state.";
    GeneratorPut "generator_put" T 2 -> 0 "Place" Writes "(generator, value): keeps a value in a slot of the state, which holds no reference.";

    // ---- Typed only: instances of the program's classes ------------------------------------------
    InstanceNew "instance_new" T 0 -> 1 "None" Raises "A new instance of the result type, every field zero; MemoryError.";
    FieldGet "field_get" T 1 -> 1 "Ints" Raises "The field of an instance with a constant number; AttributeError when the field must hold something and holds nothing yet. The result owns its references.";
    FieldSet "field_set" T 2 -> 0 "Ints" Raises "(instance, value of the field's type): sets the field with a constant number; MemoryError.";

    // ---- Typed only: scalars and aggregates ----------------------------------------------------
    Cast "cast" T 1 -> 1 "None" Raises "The operand as the result type: numeric conversion with C semantics; literal to plain; T or None to Optional; Optional to T (TypeError when it holds None); tuples element by element; arrays to a looser layout or to read-only.";
    IsNone "is_none" T 1 -> 1 "None" Pure "Whether an optional holds None.";
    Select "select" T 3 -> 1 "None" Pure "(condition, a, b): a if the bool is true, else b; both have the result type.";
    Math "math" T any -> 1 "Name" Pure "A scalar function by name on operands of one float, complex or integer type, such as sin, pow, floor, copysign, hypot, isnan. Never raises: domain errors give nan or inf.";
    Round "round_digits" T 2 -> 1 "None" Pure "Python's round(x, n) of a float: (x, n int64).";
    MakeComplex "complex" T 2 -> 1 "None" Pure "A complex number from two floats of half its width.";
    Real "real" T 1 -> 1 "None" Pure "Real part of a complex number.";
    Imag "imag" T 1 -> 1 "None" Pure "Imaginary part of a complex number.";
    TupleGet "tuple_get" T 1 -> 1 "Ints" Pure "Element of a tuple at a constant, in-range position; also the captured value of a closure at that position.";
    TupleIndex "tuple_index" T 2 -> 1 "None" Raises "Element of a homogeneous tuple at an int64 index; negative indices wrap; IndexError.";
    StrLen "str_len" T 1 -> 1 "None" Pure "Length of a str in code points, int64.";
    StrIndex "str_index" T 2 -> 1 "None" Raises "The character at an int64 index, as a view of the str; negative indices wrap; IndexError.";
    StrSlice "str_slice" T 2 -> 1 "None" Raises "A slice of step 1 of a str, as a view of it: (str, slice).";
    StrStep "str_step" T 2 -> 1 "None" Raises "A slice of any step of a str, as a new str: (str, slice); ValueError when the step is 0.";
    StrCall "str_call" T any -> 1 "Name" Raises "A function on strings of the runtime by name (`StrOp`); operands are str, int64 and float64, the result is new.";
    Print "print" T any -> 0 "Pieces" Raises "Writes the operands to the host's output as the pieces say (separators and the line end are literal pieces).";
    CallFunc "call_func" T any -> 1 "Func" Raises "Direct call of an instance of the program; operands have the parameter types.";
    CallRuntime "call_runtime" T any -> 1 "Symbol" Raises "Call of a runtime function on scalars; an array stands for the address of its first element; the context is passed first when the function has one parameter more than there are operands. A result of type none stands for no result.";

    // ---- Typed only: iterables -----------------------------------------------------------------
    Range "range" T 3 -> 1 "None" Raises "range(start, stop, step) over one integer type; ValueError when step is 0.";
    RangePart "range_part" T 1 -> 1 "Ints" Pure "start, stop or step of a range: part 0, 1 or 2.";
    RangeLen "range_len" T 1 -> 1 "None" Pure "Number of elements of a range, int64.";
    Iterable "iterable" T any -> 1 "None" Pure "An iterable of the result type: enumerate (iterable, start int64), zip (iterables), ndindex (extents int64), ndenumerate (array), flat (array).";

    // ---- Typed only: arrays --------------------------------------------------------------------
    ArrayEmpty "array_empty" T 1 -> 1 "None" Raises "A new array of the result type (layout C or F) with the shape given as a tuple of int64, elements unspecified; ValueError for a negative extent, MemoryError.";
    ArrayZeros "array_zeros" T 1 -> 1 "None" Raises "Like array_empty, elements zero.";
    ArrayConst "array_const" T any -> 1 "Data" Pure "A read-only array over constant bytes of the function; the operands are the int64 extents.";
    ArrayShape "array_shape" T 1 -> 1 "None" Pure "Shape as a tuple of int64.";
    ArrayStrides "array_strides" T 1 -> 1 "None" Pure "Strides in bytes as a tuple of int64.";
    ArraySize "array_size" T 1 -> 1 "None" Pure "Number of elements, int64.";
    ArrayData "array_data" T 1 -> 1 "None" Pure "Address of the first element, as int64.";
    ArrayGet "array_get" T any -> 1 "None" Raises "Element: (array, one integer index per axis); negative indices wrap; IndexError.";
    ArraySet "array_set" T any -> 0 "None" Raises "Stores an element: (array, value of the dtype, one integer index per axis); negative indices wrap; IndexError.";
    ArrayView "array_view" T any -> 1 "None" Raises "Basic indexing to a view that shares memory: (array, items); each item is an integer, a slice or None (new axis), and integers and slices together cover every axis. IndexError; ValueError for a zero step.";
    ArrayTranspose "array_transpose" T 1 -> 1 "Ints" Pure "View with permuted axes: result axis i is the operand axis that the immediate gives at position i.";
    ArrayReshape "array_reshape" T 2 -> 1 "None" Raises "View of a contiguous array under another shape (tuple of int64, at most one -1) in C order; F-ordered operands only when the rank stays; ValueError.";
    ArrayBroadcast "array_broadcast" T 2 -> 1 "None" Raises "Read-only view broadcast to a shape (tuple of int64); ValueError.";
    ArrayPart "array_part" T 1 -> 1 "Ints" Pure "View of the real (0) or imaginary (1) parts of a complex array.";
    ArrayStrided "array_strided" T 4 -> 1 "None" Pure "View of an array's memory from an offset in bytes (int64), with other extents and strides in bytes (tuples of int64) and the element type of the result: (array, offset, shape, strides), unchecked.";
    ArrayFlatGet "array_flat_get" T 2 -> 1 "None" Reads "Element at a C-order position, int64, in range, unchecked.";
    ArrayFlatSet "array_flat_set" T 3 -> 0 "None" Writes "Stores an element at a C-order position: (array, position, value of the dtype), unchecked.";
    ArrayAssign "array_assign" T 2 -> 0 "None" Raises "Copies an array or scalar into an array, broadcasting and casting each element with C semantics; operands may overlap; ValueError when shapes do not fit.";
    Ufunc "ufunc" T any -> 1 "Kernel" Raises "Elementwise kernel over arrays and scalars (at least one array) with broadcasting into a new array of the result type; ValueError when shapes do not fit. NumPy semantics: no exception for values.";
    UfuncAssign "ufunc_assign" T any -> 0 "Kernel" Raises "Like ufunc, into an existing array: (destination, operands of the kernel). Elements are cast to the destination's dtype with C semantics; the destination may overlap the operands and the result is as if it did not; ValueError when the broadcast does not fit the destination's shape.";
    UfuncReduce "ufunc_reduce" T any -> 1 "KernelReduce" Raises "Like ufunc followed by reduce, without the array in between.";
    Reduce "reduce" T 1 -> 1 "Reduce" Raises "Reduces all elements in C order, each cast to the result type first (argmin and argmax: an int64 position, first NaN wins); ValueError for min, max, argmin and argmax of an empty array.";
    MatMul "matmul" T 2 -> 1 "None" Raises "Matrix product of 1-d and 2-d arrays of one dtype; the result is a new C array, or a scalar for two vectors; ValueError when extents differ.";
    Poll "poll" T 0 -> 0 "None" Raises "Leaves the function, past every handler, if calls with its context are to end.";
    Retain "retain" T 1 -> 0 "None" Writes "Adds an owner to every reference in the operand.";
    Release "release" T 1 -> 0 "None" Writes "Drops an owner of every reference in the operand.";

    // ---- Containers ----------------------------------------------------------------------------
    SetDisplay "set" U any -> 1 "None" Raises "A set display; without operands, an empty set.";
    DictDisplay "dict" U any -> 1 "None" Raises "A dict display: key, value, key, value, ...";
    ListNew "list_new" T any -> 1 "None" Raises "A new list of the result type whose elements are the operands; MemoryError.";
    DictNew "dict_new" T 0 -> 1 "None" Raises "A new empty dict or set of the result type; MemoryError.";
    ContainerLen "container_len" T 1 -> 1 "None" Reads "Number of elements of a list, dict, set or view of a dict, int64.";
    ListGet "list_get" T 2 -> 1 "None" Raises "Element of a list at an int64 index; negative indices wrap; IndexError. The result owns its references.";
    ListSet "list_set" T 3 -> 0 "None" Raises "Replaces an element: (list, int64 index, value); negative indices wrap; IndexError.";
    ListAppend "list_append" T 2 -> 0 "None" Raises "Appends an element: (list, value); MemoryError.";
    ListInsert "list_insert" T 3 -> 0 "None" Raises "Inserts an element: (list, int64 index, value); the index wraps and is then clamped, as Python does it; MemoryError.";
    ListPop "list_pop" T 2 -> 1 "None" Raises "Removes and returns the element at an int64 index; negative indices wrap; IndexError.";
    ListSlice "list_slice" T 2 -> 1 "None" Raises "A new list of the elements that a slice selects; ValueError for a zero step.";
    ListSliceSet "list_slice_set" T 3 -> 0 "None" Raises "Replaces what a slice selects by the elements of another list of the same type: (list, slice, other); ValueError when the step is not 1 and the lengths differ.";
    ListSliceDel "list_slice_del" T 2 -> 0 "None" Raises "Removes the elements that a slice selects.";
    DictGet "dict_get" T 2 -> 1 "None" Raises "Value of a key; KeyError. The result owns its references.";
    DictFind "dict_find" T 2 -> 1 "None" Raises "Value of a key as an optional, None if the dict does not have it. The result owns its references.";
    DictSet "dict_set" T 3 -> 0 "None" Raises "Sets the value of a key: (dict, key, value); MemoryError.";
    DictHas "dict_has" T 2 -> 1 "None" Reads "Whether a dict or set has a key.";
    DictTake "dict_take" T 2 -> 1 "None" Raises "Like dict_find, and removes the key.";
    DictPopLast "dict_pop_last" T 1 -> 1 "None" Raises "Removes the entry that was added last and returns it as a tuple of key and value; KeyError for an empty dict.";
    SetAdd "set_add" T 2 -> 0 "None" Raises "Adds an element to a set; MemoryError.";
    SetDrop "set_drop" T 2 -> 1 "None" Raises "Removes an element of a set or a key of a dict; whether it was there.";

    // ---- Low: machine scalars ------------------------------------------------------------------
    Ret "ret" L any -> 0 "None" Control "Returns a status (int32) and, if it is zero, the function's results.";
    IConst "iconst" L 0 -> 1 "Const" Pure "Integer constant of the result type.";
    FConst "fconst" L 0 -> 1 "Const" Pure "Float constant of the result type.";
    IAdd "iadd" L 2 -> 1 "None" Pure "Wrapping sum.";
    ISub "isub" L 2 -> 1 "None" Pure "Wrapping difference.";
    IMul "imul" L 2 -> 1 "None" Pure "Wrapping product.";
    SDiv "sdiv" L 2 -> 1 "None" Pure "Signed quotient towards zero. The operands are known not to be x / 0 or min / -1.";
    UDiv "udiv" L 2 -> 1 "None" Pure "Unsigned quotient; the divisor is known not to be 0.";
    SRem "srem" L 2 -> 1 "None" Pure "Signed remainder, sign of the dividend; same conditions as sdiv.";
    URem "urem" L 2 -> 1 "None" Pure "Unsigned remainder; the divisor is known not to be 0.";
    SMulHi "smulhi" L 2 -> 1 "None" Pure "High half of the signed double-width product.";
    UMulHi "umulhi" L 2 -> 1 "None" Pure "High half of the unsigned double-width product.";
    INeg "ineg" L 1 -> 1 "None" Pure "Wrapping negation.";
    BAnd "band" L 2 -> 1 "None" Pure "Bitwise and.";
    BOr "bor" L 2 -> 1 "None" Pure "Bitwise or.";
    BXor "bxor" L 2 -> 1 "None" Pure "Bitwise exclusive or.";
    BNot "bnot" L 1 -> 1 "None" Pure "Bitwise complement.";
    IShl "ishl" L 2 -> 1 "None" Pure "Left shift by an amount of the same type, taken modulo the width.";
    SShr "sshr" L 2 -> 1 "None" Pure "Arithmetic right shift, amount modulo the width.";
    UShr "ushr" L 2 -> 1 "None" Pure "Logical right shift, amount modulo the width.";
    Clz "clz" L 1 -> 1 "None" Pure "Leading zero bits.";
    Ctz "ctz" L 1 -> 1 "None" Pure "Trailing zero bits; the width for 0.";
    Popcnt "popcnt" L 1 -> 1 "None" Pure "Set bits.";
    ICmp "icmp" L 2 -> 1 "IntCC" Pure "Integer comparison, 8-bit 0 or 1.";
    FCmp "fcmp" L 2 -> 1 "FloatCC" Pure "Float comparison, 8-bit 0 or 1.";
    Pick "pick" L 3 -> 1 "None" Pure "(condition 8-bit 0 or 1, a, b): a if it is 1, else b; both are evaluated.";
    SExt "sext" L 1 -> 1 "None" Pure "Sign extension to a wider integer.";
    ZExt "zext" L 1 -> 1 "None" Pure "Zero extension to a wider integer.";
    Trunc "trunc" L 1 -> 1 "None" Pure "Low bits as a narrower integer.";
    SToF "s2f" L 1 -> 1 "None" Pure "Signed integer (32 or 64 bits) to float, rounded to nearest.";
    UToF "u2f" L 1 -> 1 "None" Pure "Unsigned integer (32 or 64 bits) to float, rounded to nearest.";
    FToS "f2s" L 1 -> 1 "None" Pure "Float to signed integer (32 or 64 bits) towards zero; NaN and out of range give the minimum, as x86's cvttsd2si does.";
    FToU "f2u" L 1 -> 1 "None" Pure "Float to unsigned 64-bit integer towards zero as C compilers on x86-64 do it: values of 2**63 and above are converted after subtracting 2**63, others as signed.";
    FPromote "fpromote" L 1 -> 1 "None" Pure "float32 to float64.";
    FDemote "fdemote" L 1 -> 1 "None" Pure "float64 to float32, rounded to nearest.";
    Bitcast "bitcast" L 1 -> 1 "None" Pure "Same bits as another type of the same width; also between ptr and int64.";
    FAdd "fadd" L 2 -> 1 "None" Pure "IEEE sum.";
    FSub "fsub" L 2 -> 1 "None" Pure "IEEE difference.";
    FMul "fmul" L 2 -> 1 "None" Pure "IEEE product.";
    FDiv "fdiv" L 2 -> 1 "None" Pure "IEEE quotient.";
    FNeg "fneg" L 1 -> 1 "None" Pure "Sign flipped, NaN included.";
    FAbs "fabs" L 1 -> 1 "None" Pure "Sign cleared.";
    FSqrt "fsqrt" L 1 -> 1 "None" Pure "IEEE square root.";
    FFloor "ffloor" L 1 -> 1 "None" Pure "Rounded towards minus infinity.";
    FCeil "fceil" L 1 -> 1 "None" Pure "Rounded towards plus infinity.";
    FTrunc "ftrunc" L 1 -> 1 "None" Pure "Rounded towards zero.";
    FNearest "fnearest" L 1 -> 1 "None" Pure "Rounded to nearest, ties to even.";
    FCopysign "fcopysign" L 2 -> 1 "None" Pure "Magnitude of the first operand, sign of the second.";
    Fma "fma" L 3 -> 1 "None" Pure "a * b + c rounded once.";

    // ---- Low: memory and calls -----------------------------------------------------------------
    PtrAdd "ptr_add" L 2 -> 1 "None" Pure "Address plus a byte offset (int64).";
    Load "load" L 1 -> 1 "Mem" Reads "Load from an address.";
    Store "store" L 2 -> 0 "Mem" Writes "(address, value): stores the value.";
    SlotAddr "slot_addr" L 0 -> 1 "Slot" Pure "Address of a stack slot.";
    DataAddr "data_addr" L 0 -> 1 "Data" Pure "Address of constant bytes.";
    CallSymbol "call_symbol" L any -> any "Symbol" Writes "Call of a runtime function; its row gives the effects.";
    CallDirect "call_direct" L any -> any "Func" Writes "Call of an instance: operands are context and flattened arguments, results are the status (int32) and the flattened results.";
    StackPtr "stack_pointer" L 0 -> 1 "None" Reads "Current stack address.";
}
