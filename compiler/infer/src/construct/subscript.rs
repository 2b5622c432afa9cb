//! Subscripts: reading, assigning, deleting.

use numjit_diag::codes;
use numjit_ir::{ArrayTy, Op, Ty, Type, Value};
use numjit_library as library;

use super::{
    array, binding, container, enumeration, index_list, instance, library_call, optional, string,
    tuple,
};
use crate::meaning::{Fault, Meaning, Outcome};
use crate::report;
use crate::site::Site;

/// `getitem`
pub(super) fn infer_getitem(site: &mut Site<'_, '_>) -> Outcome {
    if let Some(outcome) = instance::special(site, "__getitem__", &[0, 1]) {
        return outcome;
    }
    let (object, index) = (optional::unwrapped(site.ty(0)), site.ty(1));
    if let Some(types) = object.as_tuple() {
        return tuple::getitem(site, object, types, index);
    }
    if let Some(outcome) = container::getitem(site, object, index) {
        return outcome;
    }
    if let Type::Namespace(class) = object.get()
        && let Some(outcome) = enumeration::infer_getitem(site, *class, index)
    {
        return outcome;
    }
    match object.get() {
        Type::Array(array) => read_array(site, *array, index),
        _ if string::is_string(object) => by_library(
            site,
            "nj.str_getitem",
            &[Ty::STR, index.unliteral()],
            object,
        ),
        Type::Range(_) => by_library(site, "nj.range_getitem", &[object, index], object),
        Type::Entity(entity) => of_entity(site, *entity, object, index),
        Type::Flat(_) => by_library(site, "nj.flat_getitem", &[object, index], object),
        _ => Err(not_subscriptable(site, object)),
    }
}

fn read_array(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty) -> Outcome {
    let Some(converted) = index_list::convert(site, index)? else {
        return array::getitem(site, array, index);
    };
    if converted.is_waiting() {
        return Ok(Meaning::wait(1));
    }
    let inner = array::getitem(site, array, converted.ty)?;
    Ok(converted.around(inner))
}

fn write_array(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty, value: Ty) -> Outcome {
    if value.as_list().is_some() {
        return write_list(site, array, index, value);
    }
    let Some(converted) = index_list::convert(site, index)? else {
        return array::setitem(site, array, index, value);
    };
    if converted.is_waiting() {
        return Ok(Meaning::effect(|_, _| {}));
    }
    let inner = array::setitem(site, array, converted.ty, value)?;
    Ok(converted.around(inner))
}

/// `array[index] = list`: the list stands for the array of its elements.
fn write_list(site: &mut Site<'_, '_>, array: ArrayTy, index: Ty, value: Ty) -> Outcome {
    let Some(made) = library_call::by_path(site, "nj.list_to_array", &[value])? else {
        return Err(not_subscriptable(site, value));
    };
    if made.is_waiting() {
        return Ok(Meaning::effect(|_, _| {}));
    }
    let callees = made.callees.clone();
    let inner = write_array(site, array, index, made.result())?;
    let known = inner.callees.clone();
    Ok(Meaning::effect(move |e, args| {
        let mut args = args.to_vec();
        args[2] = binding::write_value(e, &made, &[args[2]]);
        (inner.write)(e, &args);
    })
    .calling_all(&known)
    .calling_all(&callees))
}

/// `np.r_[...]` and its kind; `np.s_[...]` is the index itself.
fn of_entity(site: &mut Site<'_, '_>, entity: u32, object: Ty, index: Ty) -> Outcome {
    let path = match library::item(entity).path {
        "numpy.s_" | "numpy.index_exp" => return Ok(Meaning::operand(1, index)),
        "numpy.r_" => "nj.r_getitem",
        "numpy.c_" => "nj.c_getitem",
        "numpy.mgrid" => "nj.mgrid_getitem",
        "numpy.ogrid" => "nj.ogrid_getitem",
        _ => return Err(not_subscriptable(site, object)),
    };
    let meaning = library_call::body(site, path, &[index.unliteral()])?;
    Ok(Meaning::value(meaning.result, move |e, args| {
        let index = e.cast(args[1], index.unliteral());
        e.call(meaning.callee, &[index], meaning.result)
    })
    .calling(meaning.callee))
}

fn by_library(site: &mut Site<'_, '_>, path: &str, types: &[Ty], object: Ty) -> Outcome {
    match library_call::by_path(site, path, types)? {
        Some(meaning) => Ok(meaning),
        None => Err(not_subscriptable(site, object)),
    }
}

fn not_subscriptable(site: &Site<'_, '_>, ty: Ty) -> Fault {
    codes::nj0208_not_subscriptable::not_subscriptable(&report::type_name(ty), site.here()).into()
}

/// `setitem`
pub(super) fn infer_setitem(site: &mut Site<'_, '_>) -> Outcome {
    if let Some(outcome) = instance::special_effect(site, "__setitem__", &[0, 1, 2]) {
        return outcome;
    }
    let (object, index, value) = (optional::unwrapped(site.ty(0)), site.ty(1), site.ty(2));
    if let Some(outcome) = container::setitem(site, object, index, value) {
        return outcome;
    }
    match object.get() {
        Type::Array(_) if stores_updated_view(site) => Ok(Meaning::effect(|_, _| {})),
        Type::Array(array) => write_array(site, *array, index, value),
        Type::Tuple(_) | Type::NamedTuple(_) | Type::Str | Type::LitStr(_) => {
            let name = report::type_name(object);
            Err(
                codes::nj0217_immutable_value::immutable_value(&name, "elements", site.here())
                    .into(),
            )
        }
        _ => Err(not_subscriptable(site, object)),
    }
}

/// `a[i] += v` reads, updates and stores. Where `a[i]` is a view, the update has changed the array
/// already and there is nothing left to store.
fn stores_updated_view(site: &Site<'_, '_>) -> bool {
    let func = site.typing.func();
    let &[object, index, value] = site.args() else {
        return false;
    };
    let read = |value: Value| {
        let data = func.def(value)?;
        (data.op == Op::GetItem && data.args[..] == [object, index]).then_some(())
    };
    let update = func.def(value).filter(|data| data.op == Op::InplaceBin);
    let is_basic = |index: Ty| index.as_array().is_none() && index.as_list().is_none();
    let is_view = |index: Ty| match index.get() {
        Type::Tuple(types) => types.iter().copied().all(is_basic),
        _ => is_basic(index),
    };
    update.is_some_and(|data| {
        read(data.args[0]).is_some()
            && site.typing.ty(data.args[0]).as_array().is_some()
            && site.typing.ty(data.args[0]) == site.typing.ty(value)
            && is_view(site.typing.ty(index))
    })
}

/// `delitem`
pub(super) fn infer_delitem(site: &mut Site<'_, '_>) -> Outcome {
    match instance::special_effect(site, "__delitem__", &[0, 1]) {
        Some(outcome) => outcome,
        None => container::delitem(site),
    }
}
