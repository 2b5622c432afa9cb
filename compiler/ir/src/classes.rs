//! The classes of the program whose instances compiled code makes, and types that are named before they
//! are known.
//!
//! A class may hold instances of itself, so that its type cannot list its fields: the type is a number,
//! and the fields are here. Like the types, classes live as long as the process.

use std::sync::{Arc, LazyLock, PoisonError, RwLock};

use crate::types::{Ty, Type};

/// A field of a class.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Field {
    /// Name, with the class's own name in front where Python puts it there (`_Point__x`).
    pub name: Box<str>,
    /// Type.
    pub ty: Ty,
}

/// A class.
#[derive(Clone, Debug)]
pub struct Class {
    /// `__name__`.
    pub name: Box<str>,
    /// The host's number of the class; several classes have the same if they differ in their fields only.
    pub origin: u32,
    /// Names of the class and of those it inherits from, which private names may begin with.
    pub scopes: Box<[Box<str>]>,
    /// The classes it inherits from, nearest first.
    pub bases: Box<[u32]>,
    /// Whether the program passes the fields to the constructor itself and reads them from outside only
    /// through functions (Numba's `structref`).
    pub is_struct: bool,
    /// Fields in the order of their declaration; empty until [`define`].
    pub fields: Arc<[Field]>,
}

impl Class {
    /// The position and type of a field. A private name is found with the name of the class in front.
    pub fn field(&self, name: &str) -> Option<(usize, Ty)> {
        let find = |name: &str| self.fields.iter().position(|field| *field.name == *name);
        let found = find(name).or_else(|| self.private_names(name).find_map(|name| find(&name)));
        found.map(|position| (position, self.fields[position].ty))
    }

    /// What `__name` inside of the class body may stand for; nothing for a name that is not private.
    pub fn private_names<'a>(&'a self, name: &'a str) -> impl Iterator<Item = String> + 'a {
        let is_private = name.starts_with("__") && !name.ends_with("__");
        let scopes = self.scopes.iter().filter(move |_| is_private);
        scopes.map(move |scope| format!("_{}{name}", scope.trim_start_matches('_')))
    }

    /// Types of the fields.
    pub fn types(&self) -> Vec<Ty> {
        self.fields.iter().map(|field| field.ty).collect()
    }
}

/// A function that the program has given meanings for compiled code.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Overloads {
    /// What the function is called.
    pub name: Arc<str>,
    /// The library's entity for it, which stays for types that no meaning is given for.
    pub entity: Option<u32>,
}

struct Entry {
    class: Class,
    /// Whether the types of the fields name nothing that is still unknown.
    is_resolved: bool,
}

#[derive(Default)]
struct Tables {
    classes: Vec<Entry>,
    deferred: Vec<Option<Ty>>,
    overloads: Vec<Overloads>,
}

static TABLES: LazyLock<RwLock<Tables>> = LazyLock::new(RwLock::default);

/// Adds a class without fields and returns its number.
pub fn declare(class: Class) -> u32 {
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    tables.classes.push(Entry {
        class,
        is_resolved: false,
    });
    (tables.classes.len() - 1) as u32
}

/// Gives a class its fields. No instance may have been made before.
pub fn define(number: u32, fields: Vec<Field>) {
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    if let Some(entry) = tables.classes.get_mut(number as usize) {
        entry.class.fields = fields.into();
        entry.is_resolved = false;
    }
}

/// The class with a number; one without a name and fields if there is none.
pub fn get(number: u32) -> Class {
    let tables = TABLES.read().unwrap_or_else(PoisonError::into_inner);
    match tables.classes.get(number as usize) {
        Some(entry) if entry.is_resolved => return entry.class.clone(),
        Some(_) => {}
        None => return unknown(),
    }
    drop(tables);
    resolve_fields(number)
}

fn unknown() -> Class {
    Class {
        name: "unknown".into(),
        origin: u32::MAX,
        scopes: Box::default(),
        bases: Box::default(),
        is_struct: false,
        fields: Arc::from([]),
    }
}

fn resolve_fields(number: u32) -> Class {
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    let mut class = tables.classes[number as usize].class.clone();
    let resolve = |field: &Field| Field {
        name: field.name.clone(),
        ty: resolved(field.ty, &tables.deferred),
    };
    class.fields = class.fields.iter().map(resolve).collect();
    let entry = &mut tables.classes[number as usize];
    entry.is_resolved = !class.fields.iter().any(|field| mentions_deferred(field.ty));
    entry.class = class.clone();
    class
}

/// Adds a function with meanings of its own and returns its number, the one in [`Type::Overload`].
pub fn declare_overloads(overloads: Overloads) -> u32 {
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    tables.overloads.push(overloads);
    (tables.overloads.len() - 1) as u32
}

/// The function with a number of [`declare_overloads`].
pub fn overloads(number: u32) -> Overloads {
    let tables = TABLES.read().unwrap_or_else(PoisonError::into_inner);
    let found = tables.overloads.get(number as usize).cloned();
    found.unwrap_or_else(|| Overloads {
        name: "function".into(),
        entity: None,
    })
}

/// A type that is to be known later.
pub fn defer() -> Ty {
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    tables.deferred.push(None);
    Ty::new(Type::Deferred((tables.deferred.len() - 1) as u32))
}

/// Says what a deferred type is. False if that has been said before, or the type is not a deferred one.
pub fn define_deferred(deferred: Ty, ty: Ty) -> bool {
    let Type::Deferred(number) = deferred.get() else {
        return false;
    };
    let mut tables = TABLES.write().unwrap_or_else(PoisonError::into_inner);
    match tables.deferred.get_mut(*number as usize) {
        Some(known @ None) => {
            *known = Some(ty);
            true
        }
        _ => false,
    }
}

/// What a deferred type is by now; other types are themselves.
pub fn resolve(ty: Ty) -> Ty {
    let tables = TABLES.read().unwrap_or_else(PoisonError::into_inner);
    resolved(ty, &tables.deferred)
}

fn resolved(ty: Ty, deferred: &[Option<Ty>]) -> Ty {
    let inner = |ty: &Ty| resolved(*ty, deferred);
    match ty.get() {
        Type::Deferred(number) => deferred
            .get(*number as usize)
            .copied()
            .flatten()
            .unwrap_or(ty),
        Type::Optional(of) => Ty::optional(inner(of)),
        Type::List(of) => Ty::new(Type::List(inner(of))),
        Type::TypedList(of) => Ty::new(Type::TypedList(inner(of))),
        Type::Set(of) => Ty::new(Type::Set(inner(of))),
        Type::Dict(key, value) => Ty::new(Type::Dict(inner(key), inner(value))),
        Type::Tuple(types) => Ty::tuple(types.iter().map(inner).collect::<Vec<_>>()),
        _ => ty,
    }
}

fn mentions_deferred(ty: Ty) -> bool {
    match ty.get() {
        Type::Deferred(_) => true,
        Type::Optional(of) | Type::List(of) | Type::TypedList(of) | Type::Set(of) => {
            mentions_deferred(*of)
        }
        Type::Dict(key, value) => mentions_deferred(*key) || mentions_deferred(*value),
        Type::Tuple(types) => types.iter().any(|&ty| mentions_deferred(ty)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_class_may_hold_itself() {
        let node = defer();
        let number = declare(Class {
            name: "Node".into(),
            scopes: ["Node".into()].into(),
            ..unknown()
        });
        let field = |name: &str, ty: Ty| Field {
            name: name.into(),
            ty,
        };
        define(
            number,
            vec![
                field("_Node__value", Ty::I64),
                field("next", Ty::optional(node)),
            ],
        );
        assert!(mentions_deferred(get(number).fields[1].ty));
        let instance = Ty::new(Type::Instance(number));
        assert!(define_deferred(node, instance));
        assert!(!define_deferred(node, Ty::I64));
        let class = get(number);
        assert_eq!(class.field("next"), Some((1, Ty::optional(instance))));
        assert_eq!(class.field("__value"), Some((0, Ty::I64)));
        assert_eq!(class.field("value"), None);
        assert_eq!(instance.to_string(), format!("Instance({number})"));
    }
}
