//! Functions of the program whose types are known only at run time.

use numjit_abi::{ExceptionKind, Slot};
use numjit_ir::{ArrayTy, Layout, Ty, Type};
use numjit_runtime::Block;

use super::array::{DynArray, receive};
use super::dynamic::pass;
use super::error::Error;
use super::host_function::{HostError, HostReader, HostSlots};
use super::value::{BorrowedArray, Value};
use crate::engine::Engine;
use crate::marshal::{Slots, type_of};

impl Engine {
    /// Lets modules that are compiled from now on call a function with the given types by this name; see
    /// [`Engine::host_function`], which is for types that Rust knows.
    ///
    /// Arrays among the arguments are borrowed for the call and not copied. Types may be numbers, `bool`,
    /// `None`, `str`, arrays, and tuples and optionals of these; an array in the result is in C order.
    ///
    /// ```
    /// use numjit::{Engine, Value, parse_type};
    ///
    /// let engine = Engine::new()?;
    /// let types = [parse_type("const float64[:]")?, parse_type("int64")?];
    /// let result = parse_type("float64")?;
    /// engine.dynamic_host_function("pick", &types, result, |args| match args {
    ///     [Value::Borrowed(array), Value::Int(i)] => {
    ///         let elements = array.to_vec::<f64>().unwrap_or_default();
    ///         Ok(Value::Float(elements.get(*i as usize).copied().unwrap_or(0.0)))
    ///     }
    ///     _ => Ok(Value::None),
    /// })?;
    /// let module = engine.compile("f.py", "def f(xs):\n    return pick(xs[::2], 1)\n")?;
    /// let f = module.func::<(&[f64],), f64>("f")?;
    /// assert_eq!(f.call((&[1.0, 2.0, 3.0],))?, 3.0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// Fails when the name is taken or no Python name, or for another type.
    pub fn dynamic_host_function(
        &self,
        name: &str,
        args: &[Ty],
        result: Ty,
        function: impl Fn(&[Value<'_>]) -> Result<Value<'static>, HostError> + Send + Sync + 'static,
    ) -> Result<(), Error> {
        if let Some(&other) = args.iter().find(|&&ty| !crosses(ty)) {
            let text = format!("a host function cannot take a value of type {other}");
            return Err(Error::Mismatch(text));
        }
        if !crosses(result) || has_other_order(result) {
            let text = format!(
                "a host function cannot return a value of type {result}; arrays are `[::1]`, `[:, ::1]`, …"
            );
            return Err(Error::Mismatch(text));
        }
        let (shown, types) = (name.to_owned(), args.to_vec());
        self.add_host(name, args.to_vec(), result, move |reader, slots| {
            let values: Vec<Value<'_>> = types.iter().map(|&ty| read(reader, ty)).collect();
            put(function(&values)?, result, &shown, slots)
        })
    }
}

/// Whether values of a type can be passed to functions of the program.
fn crosses(ty: Ty) -> bool {
    match ty.get() {
        Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Complex(_) => true,
        Type::Str | Type::None | Type::Array(_) => true,
        Type::Tuple(types) => types.iter().all(|&ty| crosses(ty)),
        Type::Optional(inner) => crosses(*inner),
        _ => false,
    }
}

/// Whether a type has an array in another order than C's.
fn has_other_order(ty: Ty) -> bool {
    match ty.get() {
        Type::Array(array) => array.layout != Layout::C,
        Type::Tuple(types) => types.iter().any(|&ty| has_other_order(ty)),
        Type::Optional(inner) => has_other_order(*inner),
        _ => false,
    }
}

/// An argument. Its memory stays with its owner.
fn read<'a>(reader: &mut HostReader<'_>, ty: Ty) -> Value<'a> {
    match ty.get() {
        Type::Str => Value::Str(reader.0.borrowed_text()),
        Type::Array(array) => {
            let mut array = reader.0.array(array);
            array.owner = std::ptr::null_mut();
            Value::Borrowed(BorrowedArray::new(array))
        }
        Type::Tuple(types) => Value::Tuple(types.iter().map(|&ty| read(reader, ty)).collect()),
        Type::Optional(inner) => {
            let is_there = reader.0.next() as u8 != 0;
            let value = read(reader, *inner);
            if is_there { value } else { Value::None }
        }
        // Numbers own nothing, so that this cannot fail.
        _ => Value::from_arg(reader.0.value(ty, false)).unwrap_or(Value::None),
    }
}

/// A result.
fn put(value: Value<'_>, ty: Ty, name: &str, slots: &mut HostSlots) -> Result<(), HostError> {
    match (ty.get(), value) {
        (Type::Str, Value::Str(text)) => put_text(&text, slots),
        (Type::Array(wanted), value @ (Value::Array(_) | Value::Borrowed(_))) => {
            put_array(value, wanted, name, slots)
        }
        (Type::Tuple(types), Value::Tuple(items)) if items.len() == types.len() => {
            let mut pairs = items.into_iter().zip(types);
            pairs.try_for_each(|(item, &ty)| put(item, ty, name, slots))
        }
        (Type::Optional(inner), Value::None) => {
            let words = 1 + numjit_lower::layout::flatten(*inner).len();
            (0..words).for_each(|_| slots.push(0));
            Ok(())
        }
        (Type::Optional(inner), value) => {
            slots.push(1);
            put(value, *inner, name, slots)
        }
        (Type::Bool | Type::Int { .. } | Type::Float(_) | Type::Complex(_) | Type::None, value) => {
            let mut words = Slots::default();
            let passed = pass(&value.to_arg(), ty, &mut words);
            passed.map_err(|_| wrong(&value, ty, name))?;
            words.words.iter().for_each(|&word| slots.push(word));
            Ok(())
        }
        (_, value) => Err(wrong(&value, ty, name)),
    }
}

fn wrong(value: &Value<'_>, ty: Ty, name: &str) -> HostError {
    let found = type_of(&value.to_arg());
    let text = format!("the host function `{name}` returned a value of type {found}, not {ty}");
    HostError::new(ExceptionKind::TypeError, text)
}

fn no_memory() -> HostError {
    HostError::new(ExceptionKind::MemoryError, "no memory for a result")
}

fn put_text(text: &str, slots: &mut HostSlots) -> Result<(), HostError> {
    let points: Vec<u8> = text
        .chars()
        .flat_map(|c| u32::from(c).to_ne_bytes())
        .collect();
    let block = Block::copied(&points).ok_or_else(no_memory)?;
    slots.push_block(block);
    slots.push((points.len() / 4) as Slot);
    slots.push(4);
    Ok(())
}

/// An array: its own memory where it has C order, and a copy otherwise.
fn put_array(
    value: Value<'_>,
    wanted: &ArrayTy,
    name: &str,
    slots: &mut HostSlots,
) -> Result<(), HostError> {
    let ty = Ty::new(Type::Array(*wanted));
    let found = value.to_arg();
    let is_it = match type_of(&found).as_array() {
        Some(found) => found.dtype == wanted.dtype && found.ndim == wanted.ndim,
        None => false,
    };
    if !is_it {
        return Err(wrong(&value, ty, name));
    }
    let array = match value {
        Value::Array(array) if array.is_whole() => array,
        _ => {
            let mut borrowed = match found {
                crate::marshal::Arg::Array(array) => array,
                _ => return Err(wrong(&value, ty, name)),
            };
            borrowed.owner = std::ptr::null_mut();
            receive(borrowed).ok_or_else(no_memory)?
        }
    };
    give(array, slots);
    Ok(())
}

fn give(array: DynArray, slots: &mut HostSlots) {
    let extents: Vec<Slot> = array.shape().iter().map(|&extent| extent as Slot).collect();
    slots.push_block(array.into_block());
    extents.into_iter().for_each(|extent| slots.push(extent));
}
