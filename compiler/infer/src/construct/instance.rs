//! Instances of the program's classes: their fields, methods, properties and operators, and making them.

use numjit_diag::codes;
use numjit_ir::{BinOp, CmpOp, Const, Imm, Op, Ty, Type, UnOp, classes};
use numjit_library::convert;

use super::arguments::{Argument, Arguments};
use super::{binding, function, optional, overload, truth};
use crate::meaning::{Fault, Meaning, Outcome};
use crate::open;
use crate::program::Binding;
use crate::report;
use crate::site::Site;

/// The class of an instance, which may also be `None`.
pub(super) fn class_of(ty: Ty) -> Option<u32> {
    match optional::unwrapped(ty).get() {
        Type::Instance(class) => Some(*class),
        _ => None,
    }
}

/// A member of a class, by its name or, for a private one, with the class's name in front.
fn member(site: &mut Site<'_, '_>, class: u32, name: &str) -> Option<Binding> {
    if let Some(found) = site.cx.program.member(class, name) {
        return Some(found);
    }
    let private: Vec<String> = classes::get(class).private_names(name).collect();
    private
        .iter()
        .find_map(|name| site.cx.program.member(class, name))
}

/// A member of a class, or what the program has defined for the type in another way.
fn any_member(site: &mut Site<'_, '_>, class: u32, name: &str) -> Option<Binding> {
    let instance = Ty::new(Type::Instance(class));
    member(site, class, name).or_else(|| site.cx.program.type_member(instance, name))
}

// ---- Attributes ----------------------------------------------------------------------------------

/// An attribute of operand 0, an instance.
pub(super) fn getattr(site: &mut Site<'_, '_>, class: u32, name: &str) -> Outcome {
    let instance = Ty::new(Type::Instance(class));
    if let Some((position, ty)) = classes::get(class).field(name) {
        return Ok(Meaning::value(ty, move |e, args| {
            let object = e.cast(args[0], instance);
            let position = Imm::Ints([position as i64].into());
            e.b.emit(Op::FieldGet, &[object], position, ty)
        }));
    }
    match any_member(site, class, name) {
        Some(found) => bound(site, instance, name, found),
        None => Err(unknown(site, instance, name)),
    }
}

fn unknown(site: &Site<'_, '_>, ty: Ty, name: &str) -> Fault {
    let name_of = report::type_name(ty);
    codes::nj0203_unknown_attribute::unknown_attribute(&name_of, name, None, site.here()).into()
}

/// A member as the attribute of operand 0, which has the type `receiver` or is an optional of it.
pub(super) fn bound(site: &mut Site<'_, '_>, receiver: Ty, name: &str, found: Binding) -> Outcome {
    match found {
        Binding::Func(_) | Binding::Overload(_) => {
            let callee = callee_type(&found);
            let ty = Ty::new(Type::Bound { callee, receiver });
            Ok(Meaning::value(ty, move |e, args| e.cast(args[0], receiver)))
        }
        Binding::Property(parts) => match parts.0 {
            Some(getter) => call(site, &getter, &[0]),
            None => Err(unknown(site, receiver, name)),
        },
        Binding::StaticMethod(inner) => binding::infer_binding(site, name, &inner),
        other => binding::infer_binding(site, name, &other),
    }
}

/// The type of a function or of a set of overloads.
fn callee_type(found: &Binding) -> Ty {
    match found {
        Binding::Func(func) => Ty::new(Type::Func(*func)),
        Binding::Overload(set) => Ty::new(Type::Overload(*set)),
        _ => Ty::NEVER,
    }
}

/// A call of a function with operands of the instruction.
fn call(site: &mut Site<'_, '_>, callee: &Binding, operands: &[usize]) -> Outcome {
    let positional = operands
        .iter()
        .map(|&operand| Argument::operand(operand, optional_receiver(site.ty(operand))));
    let arguments = Arguments {
        positional: positional.collect(),
        keywords: Vec::new(),
    };
    call_with(site, callee, arguments)
}

/// Instances are passed without the `None` that they might be: a call of a method needs one.
fn optional_receiver(ty: Ty) -> Ty {
    match class_of(ty) {
        Some(_) => optional::unwrapped(ty),
        None => ty,
    }
}

fn call_with(site: &mut Site<'_, '_>, callee: &Binding, arguments: Arguments) -> Outcome {
    match callee {
        Binding::Func(func) => function::call(site, *func, arguments),
        Binding::Overload(set) => overload::call(site, *set, arguments),
        Binding::StaticMethod(inner) => call_with(site, inner, arguments),
        _ => Err(report::internal(site, "a method that cannot be called")),
    }
}

/// Call of a method; the value of operand 0 is its first argument.
pub(super) fn call_bound(
    site: &mut Site<'_, '_>,
    callee: Ty,
    receiver: Ty,
    mut arguments: Arguments,
) -> Outcome {
    arguments
        .positional
        .insert(0, Argument::operand(0, receiver));
    match callee.get() {
        Type::Func(func) => function::call(site, *func, arguments),
        Type::Overload(set) => overload::call(site, *set, arguments),
        _ => Err(report::internal(site, "a method that cannot be called")),
    }
}

/// An attribute of a class as a value: a method without its first argument, a static method, a constant.
pub(super) fn class_attribute(site: &mut Site<'_, '_>, class: u32, name: &str) -> Outcome {
    // Numba's objects for a class and for its instances.
    match name {
        "class_type" => return Ok(Meaning::fixed(Ty::new(Type::Class(class)))),
        "instance_type" => {
            let instance = Ty::new(Type::Instance(class));
            return Ok(Meaning::fixed(Ty::new(Type::DType(instance))));
        }
        _ => {}
    }
    match member(site, class, name) {
        Some(Binding::StaticMethod(inner)) => binding::infer_binding(site, name, &inner),
        Some(found @ (Binding::Func(_) | Binding::Overload(_))) => {
            Ok(Meaning::fixed(callee_type(&found)))
        }
        Some(Binding::Property(_)) | None => Err(unknown(site, Ty::new(Type::Class(class)), name)),
        Some(found) => binding::infer_binding(site, name, &found),
    }
}

/// `super()`: the instance as the class above the one that the method stands in sees it. Its type is that of
/// a method whose function is the name of the class.
pub(super) fn super_object(site: &mut Site<'_, '_>, arguments: &Arguments) -> Outcome {
    let class = site.cx.program.global(site.typing.id, "__class__");
    let receiver = site.typing.func().params().first().copied();
    let receiver = receiver.map(|param| site.typing.ty(param));
    let (Some(Binding::Const(Const::Str(class))), Some(receiver), true) =
        (class, receiver, arguments.positional.is_empty())
    else {
        return Err(report::unsupported_use(
            site,
            "`super` outside of a method",
            Ty::NONE,
        ));
    };
    if class_of(receiver).is_none() {
        return Err(report::unsupported_use(site, "`super()`", receiver));
    }
    let callee = Ty::new(Type::LitStr(class));
    let ty = Ty::new(Type::Bound { callee, receiver });
    Ok(Meaning::value(ty, |e, _| e.b.func.params()[0]))
}

/// An attribute of `super()`.
pub(super) fn above(site: &mut Site<'_, '_>, class: Ty, receiver: Ty, name: &str) -> Outcome {
    if let (Type::LitStr(class), Some(own)) = (class.get(), class_of(receiver))
        && let Some(found) = member(site, own, &format!("super({class}).{name}"))
    {
        return bound(site, receiver, name, found);
    }
    Err(unknown(site, receiver, name))
}

/// `setattr` of operand 0, an instance, to operand 1.
pub(super) fn setattr(site: &mut Site<'_, '_>, class: u32, name: &str) -> Outcome {
    let instance = Ty::new(Type::Instance(class));
    if let Some((position, ty)) = classes::get(class).field(name) {
        return set_field(site, instance, position, ty);
    }
    match any_member(site, class, name) {
        Some(Binding::Property(parts)) => match parts.1 {
            Some(setter) => effect_of(call(site, &setter, &[0, 1])),
            None => {
                let action = format!("property `{name}`");
                let ty = report::type_name(instance);
                let at = site.here();
                Err(codes::nj0217_immutable_value::immutable_value(&ty, &action, at).into())
            }
        },
        _ => Err(unknown(site, instance, name)),
    }
}

/// A call whose result nobody wants.
fn effect_of(outcome: Outcome) -> Outcome {
    let meaning = outcome?;
    let callees = meaning.callees.clone();
    let effect = Meaning::effect(move |e, args| {
        binding::write_value(e, &meaning, args);
    });
    Ok(effect.calling_all(&callees))
}

fn set_field(site: &Site<'_, '_>, instance: Ty, position: usize, ty: Ty) -> Outcome {
    let value = site.ty(1);
    let mut refine = Vec::new();
    open::settle(value, ty, &mut refine);
    if !refine.is_empty() {
        return Ok(Meaning::refining(0, refine));
    }
    if !fits(value, ty) {
        return Err(report::conversion(site, value, ty, "setting an attribute"));
    }
    Ok(Meaning::effect(move |e, args| {
        let object = e.cast(args[0], instance);
        let value = e.cast(args[1], ty);
        let position = Imm::Ints([position as i64].into());
        e.b.effect(Op::FieldSet, &[object, value], position);
    }))
}

/// Whether a field of a type takes a value of another one: an optional value may turn out to be there.
pub(super) fn fits(value: Ty, field: Ty) -> bool {
    convert::rate(value, field).is_some()
        || convert::rate(optional::unwrapped(value), field).is_some()
}

// ---- Making instances ----------------------------------------------------------------------------

/// Call of a class.
pub(super) fn construct(site: &mut Site<'_, '_>, class: u32, arguments: Arguments) -> Outcome {
    let instance = Ty::new(Type::Instance(class));
    match member(site, class, "__init__") {
        Some(Binding::Func(init)) => function::construct(site, init, instance, &arguments),
        _ if arguments.positional.is_empty() && arguments.keywords.is_empty() => {
            Ok(new_instance(instance))
        }
        _ => {
            let name = report::type_name(instance);
            let problem = "takes no arguments: it has no `__init__`";
            let at = site.here();
            Err(codes::nj0205_wrong_arguments::wrong_arguments(&name, problem, None, at).into())
        }
    }
}

/// An instance whose fields are not set.
pub(super) fn new_instance(instance: Ty) -> Meaning {
    Meaning::value(instance, move |e, _| e.op(Op::InstanceNew, &[], instance))
}

// ---- Operators -----------------------------------------------------------------------------------

/// What a special method makes of operands; none if the class of the first has no such method.
pub(super) fn special(site: &mut Site<'_, '_>, name: &str, operands: &[usize]) -> Option<Outcome> {
    let class = class_of(site.ty(*operands.first()?))?;
    if let Some(found) = member(site, class, name) {
        return Some(call(site, &found, operands));
    }
    let instance = Ty::new(Type::Instance(class));
    let path = format!("operator.{}", operator_name(name));
    let found = site.cx.program.type_member(instance, &path)?;
    Some(call(site, &found, operands))
}

/// The function of module `operator` that a special method stands behind.
fn operator_name(special: &str) -> String {
    let name = special.trim_matches('_');
    match name {
        "and" | "or" => format!("{name}_"),
        _ => name.to_owned(),
    }
}

/// The same for an effect.
pub(super) fn special_effect(
    site: &mut Site<'_, '_>,
    name: &str,
    operands: &[usize],
) -> Option<Outcome> {
    special(site, name, operands).map(effect_of)
}

/// A binary operator.
pub(super) fn binary(site: &mut Site<'_, '_>, op: BinOp, in_place: bool) -> Option<Outcome> {
    let name = binary_name(op);
    let in_place = in_place
        .then(|| special(site, &format!("__i{name}__"), &[0, 1]))
        .flatten();
    in_place
        .or_else(|| special(site, &format!("__{name}__"), &[0, 1]))
        .or_else(|| special(site, &format!("__r{name}__"), &[1, 0]))
}

fn binary_name(op: BinOp) -> &'static str {
    match op {
        BinOp::Add => "add",
        BinOp::Sub => "sub",
        BinOp::Mul => "mul",
        BinOp::TrueDiv => "truediv",
        BinOp::FloorDiv => "floordiv",
        BinOp::Mod => "mod",
        BinOp::Pow => "pow",
        BinOp::MatMul => "matmul",
        BinOp::LShift => "lshift",
        BinOp::RShift => "rshift",
        BinOp::BitAnd => "and",
        BinOp::BitOr => "or",
        BinOp::BitXor => "xor",
    }
}

/// A unary operator other than `not`.
pub(super) fn unary(site: &mut Site<'_, '_>, op: UnOp) -> Option<Outcome> {
    let name = match op {
        UnOp::Neg => "__neg__",
        UnOp::Pos => "__pos__",
        UnOp::Invert => "__invert__",
        UnOp::Not => return None,
    };
    special(site, name, &[0])
}

/// A comparison of instances, of which at least one operand is one.
pub(super) fn compare(site: &mut Site<'_, '_>, op: CmpOp) -> Option<Outcome> {
    if class_of(site.ty(0)).is_none() && class_of(site.ty(1)).is_none() {
        return None;
    }
    let (name, reflected) = match op {
        CmpOp::Eq => ("__eq__", "__eq__"),
        CmpOp::Ne => ("__ne__", "__ne__"),
        CmpOp::Lt => ("__lt__", "__gt__"),
        CmpOp::Le => ("__le__", "__ge__"),
        CmpOp::Gt => ("__gt__", "__lt__"),
        CmpOp::Ge => ("__ge__", "__le__"),
        CmpOp::Is | CmpOp::IsNot => return identity(site, op),
        CmpOp::In | CmpOp::NotIn => return None,
    };
    let found = special(site, name, &[0, 1]).or_else(|| special(site, reflected, &[1, 0]));
    if found.is_some() {
        return found;
    }
    if op == CmpOp::Ne
        && let Some(equal) =
            special(site, "__eq__", &[0, 1]).or_else(|| special(site, "__eq__", &[1, 0]))
    {
        return Some(negated(equal));
    }
    matches!(op, CmpOp::Eq | CmpOp::Ne)
        .then(|| identity(site, op))
        .flatten()
}

/// Whether the operands are the same object.
fn identity(site: &Site<'_, '_>, op: CmpOp) -> Option<Outcome> {
    let (a, b) = (site.ty(0), site.ty(1));
    let op = match op {
        CmpOp::Is | CmpOp::Eq => CmpOp::Is,
        _ => CmpOp::IsNot,
    };
    if class_of(a) != class_of(b) {
        return Some(Ok(Meaning::fixed(Ty::new(Type::LitBool(
            op == CmpOp::IsNot,
        )))));
    }
    Some(Ok(Meaning::value(Ty::BOOL, move |e, args| {
        e.b.emit(Op::Compare, args, Imm::Cmp(op), Ty::BOOL)
    })))
}

fn negated(outcome: Outcome) -> Outcome {
    let meaning = outcome?;
    let callees = meaning.callees.clone();
    let result = Meaning::value(Ty::BOOL, move |e, args| {
        let value = binding::write_value(e, &meaning, args);
        let value = truth::emit_truth(e, value);
        truth::emit_not(e, value)
    });
    Ok(result.calling_all(&callees))
}

/// `x in instance`.
pub(super) fn contains(site: &mut Site<'_, '_>) -> Option<Outcome> {
    let meaning = match special(site, "__contains__", &[1, 0])? {
        Ok(meaning) => meaning,
        Err(fault) => return Some(Err(fault)),
    };
    let callees = meaning.callees.clone();
    let result = Meaning::value(Ty::BOOL, move |e, args| {
        let value = binding::write_value(e, &meaning, args);
        truth::emit_truth(e, value)
    });
    Some(Ok(result.calling_all(&callees)))
}

/// The truth value of operand 0: what `__bool__` says, or whether `__len__` is not 0.
pub(super) fn truth(site: &mut Site<'_, '_>, is_negated: bool) -> Option<Outcome> {
    let ty = site.ty(0);
    class_of(ty)?;
    if optional::is_optional(ty) {
        return None;
    }
    let found = special(site, "__bool__", &[0]).or_else(|| special(site, "__len__", &[0]));
    let Some(outcome) = found else {
        return Some(Ok(Meaning::value(Ty::BOOL, move |e, _| {
            let value = numjit_ir::Const::Bool(!is_negated);
            crate::emit::constant(&mut e.b, value, Ty::BOOL)
        })));
    };
    if is_negated {
        return Some(negated(outcome));
    }
    let meaning = match outcome {
        Ok(meaning) => meaning,
        Err(fault) => return Some(Err(fault)),
    };
    let callees = meaning.callees.clone();
    let result = Meaning::value(Ty::BOOL, move |e, args| {
        let value = binding::write_value(e, &meaning, args);
        truth::emit_truth(e, value)
    });
    Some(Ok(result.calling_all(&callees)))
}

/// Functions of the library that ask an instance for a special method.
const FUNCTIONS: &[(&str, &str)] = &[
    ("builtins.len", "__len__"),
    ("builtins.abs", "__abs__"),
    ("builtins.bool", "__bool__"),
    ("builtins.int", "__int__"),
    ("builtins.float", "__float__"),
    ("builtins.complex", "__complex__"),
    ("builtins.str", "__str__"),
    ("builtins.hash", "__hash__"),
    ("builtins.repr", "__repr__"),
    ("operator.contains", "__contains__"),
    ("operator.and_", "__and__"),
    ("operator.or_", "__or__"),
];

/// A call of a library function with an instance as its first argument, where the class or the program
/// says what it does.
pub(super) fn library_call(
    site: &mut Site<'_, '_>,
    path: &str,
    arguments: &Arguments,
) -> Option<Outcome> {
    let class = class_of(arguments.positional.first()?.ty)?;
    let instance = Ty::new(Type::Instance(class));
    let known = FUNCTIONS.iter().find(|known| known.0 == path);
    let special = match (known, path.strip_prefix("operator.")) {
        (Some((_, special)), _) => Some((*special).to_owned()),
        (None, Some(name)) => Some(format!("__{name}__")),
        (None, None) => None,
    };
    let found = special.and_then(|special| member(site, class, &special));
    let found = found.or_else(|| site.cx.program.type_member(instance, path))?;
    let mut arguments = arguments.clone();
    for argument in &mut arguments.positional {
        argument.ty = optional_receiver(argument.ty);
    }
    Some(call_with(site, &found, arguments))
}
