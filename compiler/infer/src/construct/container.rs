//! Lists, dicts and sets: displays, subscripts, and how they learn what they hold.

use numjit_diag::codes;
use numjit_ir::{BinOp, CmpOp, Const, Container, Imm, Inst, Op, Ty, Type, Value};
use numjit_library::{self as library, promote};

use super::arguments::{Argument, Arguments};
use super::{library_call, optional, tuple};
use crate::emit;
use crate::meaning::{Fault, Meaning, Outcome};
use crate::open::{self, admit, settle};
use crate::report;
use crate::site::Site;
use crate::typing::{Typing, Use};

// ---- Displays ------------------------------------------------------------------------------------

/// A new container without elements, made by the instruction at hand.
pub(super) fn empty(site: &Site<'_, '_>, kind: Container) -> Outcome {
    match site.typing.container(site.inst) {
        Some(ty) => Ok(make(ty)),
        None => Ok(Meaning::provisional(Ty::new(Type::Open(kind, site.inst.0)))),
    }
}

fn make(ty: Ty) -> Meaning {
    let op = if ty.as_list().is_some() {
        Op::ListNew
    } else {
        Op::DictNew
    };
    Meaning::value(ty, move |e, _| e.op(op, &[], ty))
}

/// `list`: a list, or a tuple where it is only taken apart again.
pub(super) fn infer_list(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    if types.is_empty() {
        return empty(site, Container::List);
    }
    if let Some(ty) = as_given(site, &types) {
        return Ok(tuple::display(ty));
    }
    let element = one_type(site, &types, "the elements of this list")?;
    if is_taken_apart(site.typing, site.data().results[0]) {
        let ty = Ty::uni_tuple(element, types.len());
        return Ok(Meaning::value(ty, move |e, args| {
            let values: Vec<Value> = args.iter().map(|&value| e.cast(value, element)).collect();
            e.op(Op::Tuple, &values, ty)
        }));
    }
    let wanted = site.typing.container(site.inst);
    let ty = wanted.unwrap_or_else(|| Ty::new(Type::List(element)));
    let element = ty.as_list().unwrap_or(element);
    let mut refine = Vec::new();
    types
        .iter()
        .for_each(|&from| settle(from, element, &mut refine));
    let mut meaning = Meaning::value(ty, move |e, args| {
        let values: Vec<Value> = args.iter().map(|&value| e.cast(value, element)).collect();
        e.op(Op::ListNew, &values, ty)
    });
    meaning.refine = refine;
    Ok(meaning)
}

/// The tuple that a list display becomes where it is only an argument of NumPy's functions: its elements may
/// be of several types, and constants stay constants (axes are). Long lists of numbers are left to their one type,
/// so that they do not make ever new types.
fn as_given(site: &Site<'_, '_>, types: &[Ty]) -> Option<Ty> {
    /// Enough for axes, shapes and the arrays that people join.
    const MOST: usize = 8;
    let short = types.len() <= MOST;
    (short && is_numpy_argument(site.typing, site.data().results[0])).then(|| Ty::tuple(types))
}

fn is_numpy_argument(typing: &Typing, display: Value) -> bool {
    let uses = typing.uses_of_display(display);
    !uses.is_empty()
        && uses.iter().all(|&used| {
            let Use::Operand(inst, position) = used else {
                return false;
            };
            let data = typing.func().inst(inst);
            match data.op {
                Op::ListDisplay => is_numpy_argument(typing, data.results[0]),
                Op::Call if position > 0 => is_numpy_function(typing.ty(data.args[0])),
                _ => false,
            }
        })
}

fn is_numpy_function(callee: Ty) -> bool {
    match callee.get() {
        Type::Entity(entity) => library::item(*entity).path.starts_with("numpy."),
        _ => false,
    }
}

/// Whether a list display is only looked at element by element, so that no list needs to be made: it is
/// iterated over, searched, unpacked, or passed to a function of the library that takes sequences.
pub(crate) fn is_taken_apart(typing: &Typing, display: Value) -> bool {
    let uses = typing.uses_of_display(display);
    !uses.is_empty() && uses.iter().all(|&used| takes_apart(typing, used))
}

fn takes_apart(typing: &Typing, used: Use) -> bool {
    let Use::Operand(inst, position) = used else {
        return false;
    };
    let data = typing.func().inst(inst);
    match data.op {
        Op::IterStart | Op::Unpack => true,
        Op::Compare => {
            let searches = matches!(data.imm, Imm::Cmp(CmpOp::In | CmpOp::NotIn));
            searches && position == 1
        }
        Op::ListDisplay => is_taken_apart(typing, data.results[0]),
        Op::Call if position > 0 => takes_sequences(typing.ty(data.args[0])),
        _ => false,
    }
}

/// Whether what is called takes a tuple where Python code passes a list.
fn takes_sequences(callee: Ty) -> bool {
    match callee.get() {
        Type::Entity(entity) => {
            let path = library::item(*entity).path;
            let builtins = [
                "len",
                "sum",
                "min",
                "max",
                "any",
                "all",
                "enumerate",
                "zip",
                "tuple",
            ];
            path.starts_with("numpy.")
                || path
                    .strip_prefix("builtins.")
                    .is_some_and(|name| builtins.contains(&name))
        }
        Type::Method { receiver, .. } => receiver.as_array().is_some(),
        Type::DType(_) => true,
        _ => false,
    }
}

/// The one type of the elements written out.
fn one_type(site: &Site<'_, '_>, types: &[Ty], what: &'static str) -> Result<Ty, Fault> {
    if let Some(element) = promote::unify_all(types.iter().map(|ty| ty.unliteral())) {
        return Ok(element);
    }
    let at = site.here();
    let types = types
        .iter()
        .enumerate()
        .map(|(position, &ty)| {
            let place = site.origin(position).unwrap_or_else(|| site.here());
            (report::type_name(ty), place)
        })
        .collect();
    Err(codes::nj0201_conflicting_types::conflicting_elements(what, types, at).into())
}

/// `set`
pub(super) fn infer_set(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    if types.is_empty() {
        return empty(site, Container::Set);
    }
    let element = one_type(site, &types, "the elements of this set")?;
    let wanted = site.typing.container(site.inst);
    let ty = wanted.unwrap_or_else(|| Ty::new(Type::Set(element)));
    check_key(site, ty)?;
    let element = open::elements(ty).0;
    Ok(Meaning::value(ty, move |e, args| {
        let set = e.op(Op::DictNew, &[], ty);
        for &arg in args {
            let value = e.cast(arg, element);
            e.b.effect(Op::SetAdd, &[set, value], Imm::None);
        }
        set
    }))
}

/// `dict`
pub(super) fn infer_dict(site: &Site<'_, '_>) -> Outcome {
    let types = site.types();
    if types.is_empty() {
        return empty(site, Container::Dict);
    }
    let of = |from: usize| -> Vec<Ty> { types.iter().skip(from).step_by(2).copied().collect() };
    let key = one_type(site, &of(0), "the keys of this dict")?;
    let value = one_type(site, &of(1), "the values of this dict")?;
    let wanted = site.typing.container(site.inst);
    let ty = wanted.unwrap_or_else(|| Ty::new(Type::Dict(key, value)));
    check_key(site, ty)?;
    let (key, value) = open::elements(ty);
    let mut refine = Vec::new();
    of(1)
        .iter()
        .for_each(|&from| settle(from, value, &mut refine));
    let mut meaning = Meaning::value(ty, move |e, args| {
        let dict = e.op(Op::DictNew, &[], ty);
        for entry in args.chunks_exact(2) {
            let key = e.cast(entry[0], key);
            let value = e.cast(entry[1], value);
            e.b.effect(Op::DictSet, &[dict, key, value], Imm::None);
        }
        dict
    });
    meaning.refine = refine;
    Ok(meaning)
}

/// Keys and elements of sets are compared and hashed by value.
fn check_key(site: &Site<'_, '_>, ty: Ty) -> Result<(), Fault> {
    match ty.as_table() {
        Some((key, _)) if !library::is_hashable(key) => Err(unhashable(site, key)),
        _ => Ok(()),
    }
}

fn unhashable(site: &Site<'_, '_>, key: Ty) -> Fault {
    let use_of = "using it as a key of a dict or an element of a set";
    report::unsupported_use(site, use_of, key)
}

// ---- What is put into containers -----------------------------------------------------------------

/// What a call of a method puts into the container it is called on: types of elements, or of keys and
/// values.
fn put_by_method(kind: Container, method: &str, arguments: &[Argument]) -> Option<(Ty, Ty)> {
    let ty = |position: usize| arguments.get(position).map(|argument| argument.ty);
    Some(match method {
        "append" | "add" => (ty(0)?, Ty::NEVER),
        "insert" => (ty(1)?, Ty::NEVER),
        "extend" => (super::iteration::element(ty(0)?)?, Ty::NEVER),
        "setdefault" => (ty(0)?, ty(1)?),
        "update" if kind == Container::Dict => match *ty(0)?.get() {
            Type::Dict(key, value) => (key, value),
            _ => match *super::iteration::element(ty(0)?)?.as_tuple()? {
                [key, value] => (key, value),
                _ => return None,
            },
        },
        "update" => match *ty(0)?.get() {
            Type::Dict(key, _) => (key, Ty::NEVER),
            _ => (super::iteration::element(ty(0)?)?, Ty::NEVER),
        },
        _ => return None,
    })
}

/// A method call on a container: none if the container knows what it holds and takes what is put in.
pub(super) fn method_call(
    site: &Site<'_, '_>,
    entity: u32,
    receiver: Ty,
    arguments: &Arguments,
) -> Option<Outcome> {
    let kind = open::kind(receiver)?;
    let method = library::item(entity)
        .path
        .rsplit('.')
        .next()
        .unwrap_or_default();
    if let Some((first, second)) = put_by_method(kind, method, &arguments.positional) {
        let object = site
            .typing
            .func()
            .def(site.args()[0])?
            .args
            .first()
            .copied()?;
        let refine = admit(site.typing, object, receiver, first, second);
        if !refine.is_empty() {
            return Some(Ok(Meaning::refining(1, refine)));
        }
    }
    if !open::is_open(receiver) {
        return None;
    }
    // `d.get(key, 0)` gives at least what the default is, which is what the loop that fills `d` needs.
    if let ("get", Some(default)) = (method, arguments.positional.get(1)) {
        return Some(Ok(Meaning::provisional(default.ty.unliteral())));
    }
    if matches!(receiver.get(), Type::Open(..)) || open::is_open(receiver) && !is_plain(method) {
        return Some(Ok(Meaning::wait(1)));
    }
    None
}

/// Methods whose meaning does not depend on the type of what elements hold.
fn is_plain(method: &str) -> bool {
    matches!(
        method,
        "append" | "add" | "insert" | "clear" | "reverse" | "pop"
    )
}

/// The meaning of an instruction some of whose operands are containers of unknown element type; none
/// if it does not matter here.
pub(super) fn infer_open(site: &mut Site<'_, '_>) -> Option<Outcome> {
    let types = site.types();
    let is_unknown = |position: usize| {
        let ty = types.get(position).map(|&ty| optional::unwrapped(ty));
        matches!(ty.map(Ty::get), Some(Type::Open(..)))
    };
    match site.data().op {
        Op::ListDisplay
        | Op::SetDisplay
        | Op::DictDisplay
        | Op::Tuple
        | Op::GetAttr
        | Op::SetAttr
        | Op::Annotate
        | Op::Return
        | Op::Jump
        | Op::Branch
        | Op::Truth
        | Op::IterHas
        | Op::IterGet
        | Op::IterAdvance
        | Op::Un => None,
        Op::IterStart if !is_unknown(0) => None,
        Op::GetItem if !is_unknown(0) => None,
        Op::SetItem => setitem_open(site, &types),
        Op::Compare => compare_open(site, &types),
        Op::Bin | Op::InplaceBin => operator_open(site, &types),
        Op::Call => call_open(site, &types),
        _ => Some(Ok(Meaning::wait(site.data().results.len()))),
    }
}

/// `d[key] = value` says what an empty dict holds.
fn setitem_open(site: &Site<'_, '_>, types: &[Ty]) -> Option<Outcome> {
    let (object, index, value) = (optional::unwrapped(types[0]), types[1], types[2]);
    match open::kind(object) {
        Some(Container::Dict) => put(site, object, index, value),
        Some(_) if matches!(object.get(), Type::Open(..)) => Some(Ok(Meaning::wait(0))),
        Some(_) if matches!(index.get(), Type::Slice { .. }) => Some(Ok(Meaning::wait(0))),
        Some(_) => put(site, object, value, Ty::NEVER),
        None => Some(Ok(Meaning::wait(0))),
    }
}

fn put(site: &Site<'_, '_>, object: Ty, first: Ty, second: Ty) -> Option<Outcome> {
    let refine = admit(site.typing, site.args()[0], object, first, second);
    (!refine.is_empty()).then(|| Ok(Meaning::refining(0, refine)))
}

/// A comparison with an empty container: the other side says what it holds.
fn compare_open(site: &Site<'_, '_>, types: &[Ty]) -> Option<Outcome> {
    let Imm::Cmp(op) = site.data().imm else {
        return None;
    };
    let mut meaning = Meaning::provisional(Ty::BOOL);
    if !matches!(op, CmpOp::In | CmpOp::NotIn) {
        settle(types[0], types[1], &mut meaning.refine);
        settle(types[1], types[0], &mut meaning.refine);
    }
    Some(Ok(meaning))
}

/// `[] + xs` and `xs += []`.
fn operator_open(site: &Site<'_, '_>, types: &[Ty]) -> Option<Outcome> {
    let (a, b) = (types[0], types[1]);
    if let Some(joined) = promote::unify(a, b)
        && !open::is_open(joined)
    {
        let mut refine = Vec::new();
        settle(a, joined, &mut refine);
        settle(b, joined, &mut refine);
        return Some(Ok(Meaning::refining(1, refine)));
    }
    let result = match (open::kind(a), site.data().op) {
        // Of two lists neither of which is known, the first stands for both.
        (Some(_), Op::InplaceBin) => a,
        _ => Ty::NEVER,
    };
    if result == Ty::NEVER {
        return Some(Ok(Meaning::wait(1)));
    }
    Some(Ok(Meaning::provisional(result)))
}

fn call_open(site: &Site<'_, '_>, types: &[Ty]) -> Option<Outcome> {
    match types[0].get() {
        // Their receivers are looked at with the call.
        Type::Method { receiver, .. } if open::kind(*receiver).is_some() => None,
        Type::Entity(entity) => match library::item(*entity).path {
            "builtins.len" => Some(Ok(Meaning::provisional(Ty::I64))),
            "builtins.bool" => Some(Ok(Meaning::provisional(Ty::BOOL))),
            "builtins.isinstance" => None,
            "heapq.heappush" | "bisect.insort" | "bisect.insort_left" | "bisect.insort_right" => {
                let (&list, &item) = (types.get(1)?, types.get(2)?);
                let refine = admit(site.typing, site.args()[1], list, item, Ty::NEVER);
                Some(Ok(Meaning::refining(1, refine)))
            }
            _ => Some(Ok(Meaning::wait(1))),
        },
        _ => Some(Ok(Meaning::wait(1))),
    }
}

/// Calls of `list()`, `dict()`, `set()` and the typed containers without arguments.
pub(super) fn constructor(
    site: &Site<'_, '_>,
    entity: u32,
    arguments: &Arguments,
) -> Option<Outcome> {
    let kind = match library::item(entity).path {
        "builtins.list" => Container::List,
        "numba.typed.List" => Container::TypedList,
        "builtins.dict" | "numba.typed.Dict" => Container::Dict,
        "builtins.set" | "numba.typed.Set" => Container::Set,
        _ => return None,
    };
    if !arguments.positional.is_empty() {
        return None;
    }
    match (kind, arguments.keywords.is_empty()) {
        (_, true) => Some(empty(site, kind)),
        (Container::Dict, false) => Some(dict_of_keywords(arguments)),
        _ => None,
    }
}

/// `dict(name=value, ...)`
fn dict_of_keywords(arguments: &Arguments) -> Outcome {
    let types: Vec<Ty> = arguments
        .keywords
        .iter()
        .map(|one| one.1.ty.unliteral())
        .collect();
    let value = match promote::unify_all(types.iter().copied()) {
        Some(value) if value != Ty::NEVER => value,
        _ => return Ok(Meaning::wait(1)),
    };
    let ty = Ty::new(Type::Dict(Ty::STR, value));
    let keywords = arguments.keywords.clone();
    Ok(Meaning::value(ty, move |e, args| {
        let dict = e.op(Op::DictNew, &[], ty);
        for (name, argument) in &keywords {
            let key = Const::Str(name.clone());
            let key = emit::constant(&mut e.b, key, Ty::STR);
            let given = argument.write(e, args);
            let given = e.cast(given, value);
            e.b.effect(Op::DictSet, &[dict, key, given], Imm::None);
        }
        dict
    }))
}

/// The instructions that make containers which never learn what they hold.
pub(crate) fn unknown(typing: &Typing, inst: Inst) -> bool {
    let result = typing.func().inst(inst).results.first();
    let is_own = |ty: Ty| matches!(ty.get(), Type::Open(_, maker) if *maker == inst.0);
    result.is_some_and(|&value| is_own(typing.ty(value)))
}

// ---- Subscripts ----------------------------------------------------------------------------------

/// `xs[index]`; none if the object is no container.
pub(super) fn getitem(site: &mut Site<'_, '_>, object: Ty, index: Ty) -> Option<Outcome> {
    if let Some(element) = object.as_list() {
        return Some(list_getitem(site, object, element, index));
    }
    let Type::Dict(key, value) = *object.get() else {
        return None;
    };
    if let Err(fault) = check_fits(site, index, key, object) {
        return Some(Err(fault));
    }
    Some(Ok(Meaning::value(value, move |e, args| {
        let dict = e.cast(args[0], object);
        let key = e.cast(args[1], key);
        e.op(Op::DictGet, &[dict, key], value)
    })))
}

fn list_getitem(site: &mut Site<'_, '_>, object: Ty, element: Ty, index: Ty) -> Outcome {
    let plain = optional::unwrapped(index);
    if plain.is_int() || plain.is_bool() {
        return Ok(Meaning::value(element, move |e, args| {
            let list = e.cast(args[0], object);
            let index = e.cast(args[1], Ty::I64);
            e.op(Op::ListGet, &[list, index], element)
        }));
    }
    if matches!(index.get(), Type::Slice { .. }) {
        return Ok(Meaning::value(object, move |e, args| {
            let list = e.cast(args[0], object);
            e.op(Op::ListSlice, &[list, args[1]], object)
        }));
    }
    Err(report::wrong_index(
        site,
        object,
        index,
        "integers and slices",
    ))
}

/// Whether a value can be what a container holds without losing anything.
fn check_fits(site: &Site<'_, '_>, from: Ty, to: Ty, container: Ty) -> Result<(), Fault> {
    if library::fits_element(from, to) {
        return Ok(());
    }
    let why = format!("a {} holds only that", report::type_name(container));
    Err(
        codes::nj0222_unsupported_conversion::unsupported_conversion(
            &report::type_name(from),
            &report::type_name(to),
            &why,
            site.here(),
        )
        .into(),
    )
}

/// `xs[index] = value`; none if the object is no container.
pub(super) fn setitem(
    site: &mut Site<'_, '_>,
    object: Ty,
    index: Ty,
    value: Ty,
) -> Option<Outcome> {
    if let Type::Dict(key, held) = *object.get() {
        if let Some(outcome) = put(site, object, index, value) {
            return Some(outcome);
        }
        return Some(dict_setitem(site, object, (key, held), (index, value)));
    }
    let element = object.as_list()?;
    let plain = optional::unwrapped(index);
    if plain.is_int() || plain.is_bool() {
        if let Some(outcome) = put(site, object, value, Ty::NEVER) {
            return Some(outcome);
        }
        return Some(list_setitem(site, object, element, value));
    }
    if matches!(index.get(), Type::Slice { .. }) {
        return Some(slice_setitem(site, object, index, value));
    }
    Some(Err(report::wrong_index(
        site,
        object,
        index,
        "integers and slices",
    )))
}

fn dict_setitem(
    site: &Site<'_, '_>,
    object: Ty,
    (key, held): (Ty, Ty),
    (index, value): (Ty, Ty),
) -> Outcome {
    check_key(site, object)?;
    check_fits(site, index, key, object)?;
    check_fits(site, value, held, object)?;
    Ok(Meaning::effect(move |e, args| {
        let dict = e.cast(args[0], object);
        let key = e.cast(args[1], key);
        let value = e.cast(args[2], held);
        e.b.effect(Op::DictSet, &[dict, key, value], Imm::None);
    }))
}

fn list_setitem(site: &Site<'_, '_>, object: Ty, element: Ty, value: Ty) -> Outcome {
    check_fits(site, value, element, object)?;
    Ok(Meaning::effect(move |e, args| {
        let list = e.cast(args[0], object);
        let index = e.cast(args[1], Ty::I64);
        let value = e.cast(args[2], element);
        e.b.effect(Op::ListSet, &[list, index, value], Imm::None);
    }))
}

/// `xs[a:b] = ys` takes any list of the same type; with a step, the elements are replaced one by one.
fn slice_setitem(site: &mut Site<'_, '_>, object: Ty, index: Ty, value: Ty) -> Outcome {
    let Type::Slice { step, .. } = index.get() else {
        return Err(report::wrong_index(
            site,
            object,
            index,
            "integers and slices",
        ));
    };
    if value == object && matches!(step.get(), Type::None | Type::LitInt(1)) {
        return Ok(Meaning::effect(move |e, args| {
            let list = e.cast(args[0], object);
            e.b.effect(Op::ListSliceSet, &[list, args[1], args[2]], Imm::None);
        }));
    }
    let types = [object, index, value];
    match library_call::by_path(site, "nj.list_set_slice", &types)? {
        Some(mut meaning) => {
            meaning.results.clear();
            let write = meaning.write;
            let callees = meaning.callees;
            Ok(Meaning::effect(move |e, args| {
                write(e, args);
            })
            .calling_all(&callees))
        }
        None => Err(report::wrong_index(
            site,
            object,
            index,
            "integers and slices",
        )),
    }
}

/// `del xs[index]`
pub(super) fn delitem(site: &mut Site<'_, '_>) -> Outcome {
    let (object, index) = (optional::unwrapped(site.ty(0)), site.ty(1));
    if matches!(index.get(), Type::Slice { .. }) && object.as_list().is_some() {
        return Ok(Meaning::effect(move |e, args| {
            let list = e.cast(args[0], object);
            e.b.effect(Op::ListSliceDel, &[list, args[1]], Imm::None);
        }));
    }
    let path = match object.get() {
        Type::List(_) | Type::TypedList(_) => "nj.list_del",
        Type::Dict(..) => "nj.dict_del",
        _ => {
            return Err(report::unsupported_use(
                site,
                "deleting elements",
                site.ty(0),
            ));
        }
    };
    match library_call::by_path(site, path, &[object, index])? {
        Some(meaning) => {
            let write = meaning.write;
            let callees = meaning.callees;
            Ok(Meaning::effect(move |e, args| {
                write(e, args);
            })
            .calling_all(&callees))
        }
        None => Err(report::unsupported_use(site, "deleting elements", object)),
    }
}

// ---- Operators -----------------------------------------------------------------------------------

/// A binary or augmented operator on containers; none if neither operand is one.
pub(super) fn operator(
    site: &mut Site<'_, '_>,
    op: BinOp,
    in_place: bool,
    a: Ty,
    b: Ty,
) -> Option<Outcome> {
    let (left, right) = (open::kind(a), open::kind(b));
    if left.is_none() && right.is_none() {
        return None;
    }
    let is_list = |kind| matches!(kind, Some(Container::List | Container::TypedList));
    let path = match (op, left, right) {
        (BinOp::Add, l, _) if is_list(l) && in_place => "nj.list_extended",
        (BinOp::Add, l, r) if is_list(l) && is_list(r) => "nj.list_concat",
        (BinOp::Mul, l, None) if is_list(l) && in_place => "nj.list_repeated",
        (BinOp::Mul, l, None) if is_list(l) => "nj.list_repeat",
        (BinOp::Mul, None, r) if is_list(r) => "nj.list_repeat_left",
        (BinOp::BitOr, Some(Container::Set), Some(Container::Set)) if in_place => "nj.set_updated",
        (BinOp::BitOr, Some(Container::Set), Some(Container::Set)) => "set.union",
        (BinOp::BitAnd, Some(Container::Set), Some(Container::Set)) => "set.intersection",
        (BinOp::Sub, Some(Container::Set), Some(Container::Set)) => "set.difference",
        (BinOp::BitXor, Some(Container::Set), Some(Container::Set)) => "set.symmetric_difference",
        (BinOp::BitOr, Some(Container::Dict), Some(Container::Dict)) => "nj.dict_union",
        _ => {
            return Some(Err(report::unsupported_operands(site, op.text(), &[0, 1])));
        }
    };
    Some(match library_call::by_path(site, path, &[a, b]) {
        Ok(Some(meaning)) => Ok(meaning),
        Ok(None) => Err(report::unsupported_operands(site, op.text(), &[0, 1])),
        Err(fault) => Err(fault),
    })
}

/// A comparison of two containers; none if neither operand is one.
pub(super) fn compare(site: &mut Site<'_, '_>, op: CmpOp, a: Ty, b: Ty) -> Option<Outcome> {
    let (left, right) = (open::kind(a), open::kind(b));
    if left.is_none() && right.is_none() {
        return None;
    }
    if matches!(op, CmpOp::Is | CmpOp::IsNot) && a == b {
        return Some(Ok(Meaning::value(Ty::BOOL, move |e, args| {
            let a = e.cast(args[0], a);
            let b = e.cast(args[1], b);
            e.b.emit(Op::Compare, &[a, b], Imm::Cmp(op), Ty::BOOL)
        })));
    }
    if left != right {
        let known = match op {
            CmpOp::Eq | CmpOp::Is => false,
            CmpOp::Ne | CmpOp::IsNot => true,
            _ => return Some(Err(report::unsupported_operands(site, op.text(), &[0, 1]))),
        };
        return Some(Ok(Meaning::fixed(Ty::new(Type::LitBool(known)))));
    }
    let family = match left {
        Some(Container::Dict) => "dict",
        Some(Container::Set) => "set",
        _ => "list",
    };
    let path = match op {
        CmpOp::Eq => format!("nj.{family}_eq"),
        CmpOp::Ne => format!("nj.{family}_ne"),
        CmpOp::Lt => format!("nj.{family}_lt"),
        CmpOp::Le => format!("nj.{family}_le"),
        CmpOp::Gt => format!("nj.{family}_gt"),
        CmpOp::Ge => format!("nj.{family}_ge"),
        _ => String::new(),
    };
    Some(match library_call::by_path(site, &path, &[a, b]) {
        Ok(Some(meaning)) => Ok(meaning),
        Ok(None) => Err(report::unsupported_operands(site, op.text(), &[0, 1])),
        Err(fault) => Err(fault),
    })
}

/// `item in container`; none if it is no container.
pub(super) fn contains(site: &mut Site<'_, '_>, item: Ty, container: Ty) -> Option<Outcome> {
    let key = match container.get() {
        Type::List(_) | Type::TypedList(_) => {
            let found = library_call::by_path(site, "nj.list_contains", &[item, container]);
            return found.transpose();
        }
        Type::Dict(key, _) | Type::Set(key) => *key,
        Type::DictView(numjit_ir::DictPart::Keys, dict) => dict.as_table()?.0,
        _ => return None,
    };
    if !library::fits_element(item, key) {
        return Some(Err(report::unsupported_operands(site, "in", &[0, 1])));
    }
    Some(Ok(Meaning::value(Ty::BOOL, move |e, args| {
        let item = e.cast(args[0], key);
        let table = e.cast(args[1], container);
        e.op(Op::DictHas, &[table, item], Ty::BOOL)
    })))
}

/// Type of the elements of a container or view of one.
pub(super) fn element(ty: Ty) -> Option<Ty> {
    use numjit_ir::DictPart;
    Some(match ty.get() {
        Type::List(inner) | Type::TypedList(inner) | Type::Set(inner) => *inner,
        Type::Dict(key, _) => *key,
        Type::DictView(part, dict) => {
            let (key, value) = dict.as_table()?;
            match part {
                DictPart::Keys => key,
                DictPart::Values => value,
                DictPart::Items => Ty::tuple([key, value]),
            }
        }
        _ => return None,
    })
}
