//! Enumerations: their members by name and by value, and the names of members.
//!
//! A class is a namespace of the host. Asked for [`MEMBERS`], which is no Python name, the host answers with the
//! pairs of name and member; for any other class with nothing.

use numjit_diag::codes;
use numjit_ir::{Const, EnumTy, Ty, Type, Value};

use super::arguments::Arguments;
use super::{binding, library_call};
use crate::emit;
use crate::meaning::{Emitter, Meaning, Outcome};
use crate::program::Binding;
use crate::report;
use crate::site::Site;

/// What a host is asked for the members of a class.
const MEMBERS: &str = "enum members";

/// A member: its name, its type and its value.
type Member = (Box<str>, EnumTy, Const);

/// The members of a class in order; none if it is no enumeration that compiled code knows.
fn members(site: &mut Site<'_, '_>, class: u32) -> Option<Vec<Member>> {
    let Binding::Tuple(pairs) = site.cx.program.attribute(class, MEMBERS)? else {
        return None;
    };
    let member = |pair: &Binding| match pair {
        Binding::Tuple(parts) => match &parts[..] {
            [
                Binding::Const(Const::Str(name)),
                Binding::EnumMember(ty, value),
            ] => Some((name.clone(), ty.clone(), value.clone())),
            _ => None,
        },
        _ => None,
    };
    pairs.iter().map(member).collect()
}

/// A tuple of constants of one type.
fn constants(e: &mut Emitter<'_>, values: &[Const], ty: Ty) -> Value {
    let parts: Vec<Value> = values
        .iter()
        .map(|value| {
            let plain = emit::constant(&mut e.b, value.clone(), emit::constant_type(value));
            e.cast(plain, ty)
        })
        .collect();
    let types = vec![ty; parts.len()];
    super::tuple::of(e, &parts, &types)
}

/// `member.name`
pub(super) fn infer_name(site: &mut Site<'_, '_>, class: &EnumTy) -> Outcome {
    let unknown = |site: &Site<'_, '_>| {
        codes::nj0203_unknown_attribute::unknown_attribute(&class.name, "name", None, site.here())
    };
    let Some(members) = members(site, class.class) else {
        return Err(unknown(site).into());
    };
    let names: Vec<Const> = members
        .iter()
        .map(|one| Const::Str(one.0.clone()))
        .collect();
    let values: Vec<Const> = members.into_iter().map(|one| one.2).collect();
    let value = class.value;
    let count = values.len();
    let types = [
        value,
        Ty::uni_tuple(value, count),
        Ty::uni_tuple(Ty::STR, count),
    ];
    let Some(found) = library_call::by_path(site, "nj.enum_name", &types)? else {
        return Err(unknown(site).into());
    };
    let callees = found.callees.clone();
    Ok(Meaning::value(Ty::STR, move |e, args| {
        let given = e.cast(args[0], value);
        let values = constants(e, &values, value);
        let names = constants(e, &names, Ty::STR);
        binding::write_value(e, &found, &[given, values, names])
    })
    .calling_all(&callees))
}

/// `Class(value)`; none if the namespace is no enumeration.
pub(super) fn infer_call(
    site: &mut Site<'_, '_>,
    namespace: u32,
    arguments: &Arguments,
) -> Option<Outcome> {
    let members = members(site, namespace)?;
    let class = members.first()?.1.clone();
    let (Some(given), 1) = (arguments.at(0), arguments.positional.len()) else {
        let problem = "takes the value of a member";
        let at = site.here();
        let fault = codes::nj0205_wrong_arguments::wrong_arguments(&class.name, problem, None, at);
        return Some(Err(fault.into()));
    };
    let values: Vec<Const> = members.into_iter().map(|one| one.2).collect();
    Some(by_value(site, class, values, given))
}

fn by_value(
    site: &mut Site<'_, '_>,
    class: EnumTy,
    values: Vec<Const>,
    given: super::arguments::Argument,
) -> Outcome {
    let (ty, value) = (Ty::new(Type::Enum(class.clone())), class.value);
    let plain = match given.ty.get() {
        Type::Enum(other) if other.class == class.class => value,
        _ => given.ty.unliteral(),
    };
    if plain != value {
        return Err(report::unsupported_use(
            site,
            "a call of an enumeration",
            given.ty,
        ));
    }
    let types = [value, Ty::uni_tuple(value, values.len()), Ty::STR];
    let Some(checked) = library_call::by_path(site, "nj.enum_value", &types)? else {
        return Err(report::unsupported_use(
            site,
            "a call of an enumeration",
            given.ty,
        ));
    };
    let callees = checked.callees.clone();
    Ok(Meaning::value(ty, move |e, args| {
        let given = given.write(e, args);
        let given = e.cast(given, value);
        let values = constants(e, &values, value);
        let name = Const::Str(class.name.clone());
        let name = emit::constant(&mut e.b, name, Ty::STR);
        let checked = binding::write_value(e, &checked, &[given, values, name]);
        e.cast(checked, ty)
    })
    .calling_all(&callees))
}

/// `Class["NAME"]`; none if the namespace is no enumeration.
pub(super) fn infer_getitem(site: &mut Site<'_, '_>, namespace: u32, index: Ty) -> Option<Outcome> {
    let members = members(site, namespace)?;
    let Type::LitStr(name) = index.get() else {
        let fault = codes::nj0218_not_constant::not_constant(
            "a subscript of an enumeration",
            "the name",
            site.here(),
        );
        return Some(Err(fault.into()));
    };
    let found = members.into_iter().find(|one| one.0 == *name)?;
    Some(Ok(binding::enum_member(&found.1, &found.2)))
}

/// The members of a class as a tuple, for iteration; none if the namespace is no enumeration.
pub(super) fn infer_members(site: &mut Site<'_, '_>, namespace: u32) -> Option<Meaning> {
    let members = members(site, namespace)?;
    let ty = Ty::new(Type::Enum(members.first()?.1.clone()));
    let values: Vec<Const> = members.into_iter().map(|one| one.2).collect();
    let tuple = Ty::uni_tuple(ty, values.len());
    Some(Meaning::value(tuple, move |e, _| constants(e, &values, ty)))
}
